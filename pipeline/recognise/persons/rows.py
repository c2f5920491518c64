"""People in rows: behind a label (召集人：), in the lines of a table, between brackets. Spans count in the clean text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ...firsts import compile_gated, compile_rare
from ...records import Span
from ..orgs.grammar import Org
from ..orgs.wordlists import region_names
from .edges import name_length
from .shapes import NOT_GIVEN, SOUNDS, looks_chinese, surnames

_HAN = r"[\u4e00-\u9fff]"
_LABEL = compile_gated(
    r"(?:召\s*集\s*人|组\s*长|成\s*员|主\s*任|委\s*员|总指挥|指挥长|副?指挥|会\s*长|秘\s*书\s*长|联\s*络\s*员"
    r"|联\s*系\s*人|负\s*责\s*人|顾\s*问|主\s*席|记\s*者|"
    r"(?:出\s*席|列\s*席|请\s*假|缺\s*席|参\s*会|参\s*加)(?:人\s*员|领导)?"
    r"|主\s*持(?:人)?|记\s*录(?:人|员)?|编\s*辑|作\s*者)[：:][ \t\u3000]*"
)
_SEPARATOR = re.compile(r"[、，,]\s*|[ \t\u3000]{1,4}|和")


def find_in_rows(text: str, orgs: Sequence[Org]) -> Iterator[Span]:
    """Spans of the names that a label, a table or a row of brackets in ``text`` shows."""
    yield from _labelled(text, orgs)
    yield from _tabled(text, orgs)
    if "\t" in text:
        yield from _columns(text)
    yield from _listed(text)
    yield from (Span(*m.span(1)) for m in _TITLED.finditer(text) if looks_chinese(m[1], sure=True))
    yield from _bylines(text)


def _labelled(text: str, orgs: Sequence[Org]) -> Iterator[Span]:
    """召集人：陈江 and the names that follow it, with their bodies in brackets or behind a space, and in rows below."""
    bodies = {o.start for o in orgs}
    for match in _LABEL.finditer(text):
        at = match.end()
        size = name_length(text, at)
        if not size and (row := _MEMBER.match(text, at)) and _is_member(row, bodies):
            size = len(row[1])  # 组长：王为人 市政府副秘书长
        if at not in bodies and size:
            yield from _rows_below(text, at, bodies)
        while at < len(text) and at not in bodies and size:
            yield Span(at, at + size)
            at = _next_in_row(text, at + size)
            size = name_length(text, at)


#: What is left of the line of a member: his body in brackets, or his post behind a gap.
_BELONGS = r"(?:[（(][^（）()\n]{2,40}[）)]|[ \t\u3000]{1,4}[^。；：\n]{1,40}[长任记席员裁理师人])"
_MEMBER = re.compile(rf"({_HAN}{{2,4}}){_BELONGS}[ \u3000]*$", re.MULTILINE)
_MEMBER_ALONE = re.compile(rf"({_HAN}{{2,3}})[ \u3000]*$", re.MULTILINE)


_GAP = re.compile(r"[ \t\u3000]{1,4}(?=\S)")
#: What no name of another people holds in Chinese writing: offices, units, their ends and ranks.
_NO_STRANGER = re.compile("[省市县区州镇乡村局厅部委办处科室站所院校公司组中心副长任员席责单位各]")


def _is_member(row: re.Match[str], bodies: set[int]) -> bool:
    """Whether a row opens with a Chinese name, or with one of another people: by its characters (马海伍萨) or because
    a body stands right behind the gap.
    """
    name = row[1]
    if looks_chinese(name, sure=True):
        return True
    sounds = 2 * sum(c in SOUNDS for c in name) >= len(name)
    gap = _GAP.match(row.string, row.end(1))
    told = sounds or (gap is not None and gap.end() in bodies)
    return told and len(name) > 2 and _NO_STRANGER.search(name) is None


def _rows_below(text: str, at: int, bodies: set[int]) -> Iterator[Span]:
    """The names that open the lines under a labelled one, as far as these are rows of members."""
    while (at := text.find("\n", at) + 1) and at not in bodies:
        row = _MEMBER.match(text, at)
        alone = None if row else _MEMBER_ALONE.match(text, at)
        if row and _is_member(row, bodies):
            yield Span(*row.span(1))
        elif alone and looks_chinese(alone[1], rare=False):
            yield Span(*alone.span(1))
        elif not row:
            return


def _next_in_row(text: str, at: int) -> int:
    """Where the next of several names begins, behind a bracket or a separator; the text's end where none follows."""
    if text[at : at + 1] in ("（", "("):
        closing = (i for i in (text.find("）", at, at + 60), text.find(")", at, at + 60)) if i > 0)
        close = min(closing, default=-1)
        if close < 0:
            return len(text)
        gap = _SEPARATOR.match(text, close + 1)
        return gap.end() if gap else close + 1
    gap = _SEPARATOR.match(text, at)
    return gap.end() if gap else len(text)


_ROW_NAME = re.compile(r"(?:^|\t)[ \u3000]*(?=[\u4e00-\u9fff])", re.MULTILINE)


#: 北京市副市长, all that stands behind a name in its row.
_SIBLING_ROW = re.compile(
    r"[\u4e00-\u9fff]{2,7}[省市县区州](?:常务)?副?[省市县区州]长[ \u3000]*$", re.MULTILINE
)


def _tabled(text: str, orgs: Sequence[Org]) -> Iterator[Span]:
    """丁向阳　国务院副秘书长: a name that opens a line, a gap, then a body."""
    bodies = {o.start for o in orgs}
    for match in _ROW_NAME.finditer(text):
        at = match.end()
        if at not in bodies and (size := next((n for n in (3, 2, 4) if _opens_row(text, at, n, bodies)), 0)):
            yield Span(at, at + size)


def _opens_row(text: str, at: int, size: int, bodies: set[int]) -> bool:
    """Whether a name of ``size`` characters stands in front of a body or a post; without a gap only a common one."""
    name, gap = text[at : at + size], _GAP.match(text, at + size)
    common = size == 3 and name[0] in surnames().common and NOT_GIVEN.isdisjoint(name[1:])
    if gap is None and not common:
        return False
    begin = gap.end() if gap else at + size
    posted = gap is not None and _SIBLING_ROW.match(text, begin) is not None
    if not posted and (begin not in bodies or name in region_names()[1]):
        return False
    return re.fullmatch(f"{_HAN}+", name) is not None and looks_chinese(name, sure=True)


#: The head of a column of names, in a line of such heads.
_NAMES_BELOW = re.compile(
    r"(?:^|\t)[ \u3000]*(?:姓[ \u3000]*名|[河湖林田]长|组长|负责人|责任人|联系人|联络员|(?:分管|包联|挂钩|责任)领导)"
    r"[ \u3000]*(?=\t|$)",
    re.MULTILINE,
)


def _columns(text: str) -> Iterator[Span]:
    """The names below 姓名 in a table of columns."""
    for head in _NAMES_BELOW.finditer(text):
        column = text.count("\t", text.rfind("\n", 0, head.start() + 1) + 1, head.end())
        at = text.find("\n", head.end()) + 1
        while at and (end := text.find("\n", at) if "\n" in text[at:] else len(text)) > at:
            cells = text[at:end].split("\t")
            if len(cells) <= max(column, 1):
                break
            cell = cells[column]
            start = at + sum(len(c) + 1 for c in cells[:column]) + len(cell) - len(cell.lstrip())
            name = cell.strip()
            if re.fullmatch(f"{_HAN}{{2,4}}", name) and looks_chinese(name, sure=True):
                yield Span(start, start + len(name))
            at = end + 1 if end < len(text) else 0


#: 代市长 何文明, alone at the end of its line.
_TITLED = re.compile(
    rf"(?:书记|主任|主席|[省市县区州局厅部院校会]长)[ \u3000]+({_HAN}{{2,4}})[ \u3000]*$", re.MULTILINE
)
_LISTED = re.compile(
    rf"(?<![一二三四五六七八九十\d][）)])(?<=[）)])({_HAN}{{2,4}})(?=[（(]{_HAN}{{2,24}}[）)])"
)


def _listed(text: str) -> Iterable[Span]:
    """卢晓华（区府办）孙斌义（区委宣传部）: between brackets in a row of such."""
    for match in _LISTED.finditer(text):
        if looks_chinese(match[1], sure=True):
            yield Span(*match.span(1))


_BYLINE = compile_rare(
    rf"[（(]{_HAN}{{0,6}}?(?:记者|通讯员)({_HAN}{{2,12}}?)(?:(?:通讯员|见习记者|摄影)({_HAN}{{2,12}}?))?(?:文[/／]摄)?[）)]"
)


def _bylines(text: str) -> Iterator[Span]:
    """（记者张小雨王山）: the names of a byline, where there is only one way to part them."""
    for match in _BYLINE.finditer(text):
        for group in (1, 2):
            if match[group]:
                yield from _parted(text, *match.span(group))


def _parted(text: str, start: int, end: int) -> list[Span]:
    """The names of two or three characters with common family names that fill a span; [] for none or several ways."""
    ways: dict[int, list[list[Span]]] = {start: [[]]}
    for at in range(start, end):
        for name in (Span(at, at + 2), Span(at, at + 3)):
            if at in ways and name.end <= end and looks_chinese(text[at : name.end], rare=False):
                ways.setdefault(name.end, []).extend([*way, name] for way in ways[at])
    found = ways.get(end, [])
    return found[0] if len(found) == 1 else []
