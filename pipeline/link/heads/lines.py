"""Who issued a document by its lines: the title, the signature, a line that holds nothing but names, the imprint."""

from __future__ import annotations

import re
from itertools import dropwhile, takewhile

from ...records import Line, Resolution
from ..bodywords import is_collective, tidy_name
from .names import names_of_spans, split_names
from .reading import Reading

#: How the names of bodies end that issue.
_BODY_END = re.compile(
    "(?:局|委|府|室|厅|部|会|院|组|社|署|处|行|司|校|所|站|场|团|队|中心|集团|公司|党委|党组|支部|大学|法院|办|兵团|联|协)$"
)
_PARTY_CENTRE = "中共中央"


def named_at_head(reading: Reading) -> list[str]:
    """The issuers that the head names: all that signed, else what stands before 关于 in the title."""
    found = names_of_spans(reading, reading.head.issuers)
    signed = who_signed(reading)
    if len(signed) > len(found) and not set(found).isdisjoint(signed):
        return signed
    return _all_signers(reading) or [n for n in found if _BODY_END.search(n) or n == _PARTY_CENTRE]


_AND_OTHERS = re.compile("等(?:[二三四五六七八九十0-9]{1,3}个?)?(?:部门|单位|部委|机构)(?=关于|印发)")


def _all_signers(reading: Reading) -> list[str]:
    """All that signed what a title gives one name of (某某部等六部门关于…): lines that hold nothing but names."""
    text, names = reading.text, reading.names
    others = _AND_OTHERS.search(reading.title)
    if others is None:
        return []
    first = names.resolve(re.split("[、 ]", reading.title[: others.start()])[0]).name
    block: list[str] = []
    for line in reading.structure.lines:
        parts = text[line.start : line.end].split()
        resolved = [names.resolve(part, line.start) for part in parts]
        signs = parts and all(r.rule != "written" and not is_collective(r.name) for r in resolved)
        if signs and (block or resolved[0].name == first):
            block += [r.name for r in resolved]
        elif len(block) > 1:
            break
        else:
            block = []
    return block if first and len(block) > 1 else []


#: 某某局关于…, 某某局印发《…》
_TITLE_HEAD = re.compile("^(.{2,300}?)(?=关于|办公[厅室]关于|印发|转发|批转|的?(?:通知|通告|公告|决定)|《)")
#: 某某部有关司局负责人就…答记者问
_ANSWERS = re.compile(
    "^(.{2,60}?)(?:有关司局|相关司局|有关部门|新闻发言人|有关负责|相关负责|负责同志|负责人|就)"
)
_INTERVIEW = "答记者问"
#: What stands before 关于 in one of the first lines, where no title was found.
_HEADLINE = re.compile(
    "[★☆ 　]*([^，。；：《》\n★☆]{4,60}?)关于[^。\n]{4,120}?的?(?:实施|若干|指导)*(?:意见|通知|办法|方案|规定|决定|通告)"
)


def named_in_title(reading: Reading) -> list[str]:
    """Bodies at the head of the title: X关于…, X、Y有关司局负责同志就…答记者问."""
    title = tidy_name(reading.title)
    match = (_ANSWERS if _INTERVIEW in title else _TITLE_HEAD).match(title)
    opening = match[1] if match else "" if title else _headline(reading)
    resolved = [r for r in _resolved(opening, reading) if r is not None]
    return [r.name for r in resolved if _BODY_END.search(r.name)]


def _headline(reading: Reading) -> str:
    lines = reading.structure.lines[:4]
    found = (match[1] for line in lines if (match := _HEADLINE.match(reading.text, line.start, line.end)))
    return next(found, "")


def _resolved(written: str, reading: Reading, at: int | None = None) -> list[Resolution | None]:
    """What each name of a run stands for, None for those that nobody knows or that are a class."""
    parts = split_names(written, reading.names)
    resolved = ((part, reading.names.resolve(part, at)) for part in parts)
    return [None if r.rule == "written" or is_collective(part) else r for part, r in resolved]


def _written(reading: Reading, line: Line) -> str:
    return reading.text[line.start : line.end].strip()


#: What a line of names does not hold.
_NO_NAMES = re.compile("[。：:，；！？《（(\\d]")
#: How many lines of names a signature has at most; names with their place, which may stand alone, and the centre's.
_MOST_LINES = 6
_PLACED, _CENTRAL = ("region",), ("central", "central unit")


def alone_on_line(reading: Reading) -> list[str]:
    """Lines at the head or the foot that hold nothing but names of bodies: with their regions, or of the centre.

    ``某某市统计局 国家统计局某某调查队``, a signature that lost its date.
    """
    lines = reading.structure.lines
    for some, least in ((lines[:4], _MOST_LINES), (lines[-_MOST_LINES:], 2)):
        block: list[Resolution] = []
        for line in some:
            here = _names_alone(reading, line)
            if not here and block:
                break
            block += here
        if any(r.rule in _PLACED for r in block) or len(block) >= least:
            return [r.name for r in block]
    return []


def _names_alone(reading: Reading, line: Line) -> list[Resolution]:
    """What the names of a line stand for that holds nothing else; [] of any other line."""
    written = _written(reading, line)
    bare = written[1:-1] if written[:1] in "（(" and written[-1:] in "）)" else written
    if not 2 < len(bare) <= 300 or _NO_NAMES.search(bare):
        return []
    resolved = [reading.names.resolve(part) for part in split_names(bare, reading.names)]
    known = all(
        r.rule in (*_PLACED, *_CENTRAL) and _BODY_END.search(r.name) and not is_collective(r.name)
        for r in resolved
    )
    return resolved if known else []


def who_signed(reading: Reading) -> list[str]:
    """Bodies of the signature lines, as far as the first date."""
    lines = [line for line in reading.structure.lines if line.role in ("signature", "date")]
    signed = takewhile(
        lambda line: line.role == "signature", dropwhile(lambda line: line.role == "date", lines)
    )
    resolved = (r for line in signed for r in _resolved(_written(reading, line), reading, line.start))
    return [r.name for r in resolved if r is not None]


_PRINTER = re.compile("([一-龥]{4,30}(?:办公[室厅]|秘书处))[ 　]*20\\d\\d年\\d{1,2}月\\d{1,2}日[ 　]*印发")


def who_printed(reading: Reading) -> list[str]:
    """The office that printed the document, where nothing else is known of its issuer."""
    match = _PRINTER.search(reading.text[-300:])
    return [reading.names.canonical(match[1])] if match else []
