"""Inner units that stand in a list of their like: 教务处、科研处、党委办公室和校团委负责人参加会议.

One 处 or 办 by itself may be any word; three in a row, one of which is known to be a body or behind which
等部门 or 负责人 follows, are the units of one house, whether or not anybody knows their names. Spans count in
the clean text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...records import Span

#: What an inner unit ends in.
_UNIT = re.compile(
    r"[\u4e00-\u9fff]{1,8}?(?:处|部|办|办公室|室|科|院|中心|馆|局|委|工会|大队|支队|总公司|党总支|党支部|党工委)"
)
#: Nouns that end as units do and are none.
_NO_UNIT = re.compile(
    r".*"
    r"(?:[干全内外局细腹头底中上下顶东西南北各]部|[好坏害益用长短之各]处|[学专本外内各]科|[处教温卧居]室|部委"
    r"|[重核信决]心)"
    r"|.*[主承协举创兴开合联申督查采包试补公交代领]办|[各其该此本等我].*|(?:有关|相关|上述|其他).*|.+等.{1,4}|.+[局委厅部]会办"
)
#: What shows that a list of units is one, behind its last member.
_CLOSED = re.compile(
    r"等?\d*个?(?:相关|有关|职能|机关|主要|各|党政)*(?:部门|单位|处室|科室|机构|责任人|负责(?:人|同志)|领导)|列席|参加|组成"
    r"|要(?![求素点闻])|应(?![用急对])|必?须(?!知)|共同|联合(?![体会国])|牵头|配合|协同|会商|分别(?=负责|作|做|牵头)"
)
_CLAUSE = re.compile(r"[^，,。；;：:\n！？（）()“”《》]{8,}")
_PART = re.compile(r"、|以及|(?<![涉普波危触])及(?!其)|和|与|/")
#: What leads to the first of them.
_LEAD = re.compile(
    r".{0,30}?(?:由|会同|联合|经(?![营费济办管])|请|同|向|根据|批示|抄送)(?=[\u4e00-\u9fff]{2})"
)
#: What stands between two members.
_MARKS = ("、", "和", "与", "及", "/")
_LEAST = 3


def find_units(text: str, known: Sequence[Span]) -> list[Span]:
    """Units of lists in ``text`` that are not among ``known``, the sorted spans of bodies already found."""
    starts = {span.end: span.start for span in known}
    found: list[Span] = []
    for clause in _CLAUSE.finditer(text):
        start, end = clause.span()
        if text.count("、", start, end) + text.count("/", start, end) + 1 < _LEAST:
            continue
        for run in _runs(text, start, end):
            if not _CLOSED.match(text, run[-1].end) and not any(unit.end in starts for unit in run):
                continue
            # what stands in front of the first may only lead to it: 成立由|编委办
            found += [u for u in run if u.end not in starts or text[u.start - 1 : u.start] in _MARKS]
    return found


def _runs(text: str, start: int, end: int) -> Iterator[list[Span]]:
    """Members of ``text[start:end]`` that stand side by side and end as units do."""
    run: list[Span] = []
    at = start
    for mark in [*_PART.finditer(text, start, end), None]:
        stop = mark.start() if mark else end
        unit = _unit(text, at, stop, first=not run)
        if unit:
            run.append(unit)
        if unit is None or unit.end < stop or mark is None:
            if len(run) >= _LEAST:
                yield run
            run = []
        at = mark.end() if mark else end


def _unit(text: str, start: int, end: int, *, first: bool) -> Span | None:
    """The unit that a part of a list is: all of it, or its end (the first) or its beginning (the last)."""
    lead = _LEAD.match(text, start, end) if first else None
    start = lead.end() if lead else start
    for match in (_UNIT.fullmatch(text, start, end), _UNIT.match(text, start, end)):
        if match is None or _NO_UNIT.fullmatch(match[0]):
            continue
        if match.end() == end or _CLOSED.match(text, match.end(), end):
            return Span(*match.span())
    return None
