"""Lists of bodies as they are written in a row: ``A、B和C等有关部门及各地区``, split into single names.

Works on plain text with offsets; knows nothing of who the bodies are, only how their names end.
"""

from __future__ import annotations

import functools
import re

from ..lexicon import read_lexicon
from ..records import Span

_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
#: What may stand around a name in a list without belonging to it.
_LEAD = re.compile(r"(?:[\s、，,；;：:。]|以及|并由|其中由|会同|[和及与由请]|以上(?=由)|各自的?)+")
_BARE = re.compile(
    r"(?:的?(?:部门|单位|部委|机构|地区|地方|地(?![区方])|企业|处室|科室|市|省|县|区)(?:和|及|与|、|$)?)+"
)
_BARE_HEAD = re.compile(r"(?:部门|单位|部委|机构|地区|地方|企业|处室|科室)(?:和|及|与|以及|等|$)")
#: A conjunction splits only where whole names stand on both sides: never inside 发展和改革委员会.
_JOIN = re.compile(r"以及|[和及与]")
_UNIT = r"(?:省|自治区|直辖市|市|县|区|州|盟|旗|自治州|自治县|乡|镇)"
_HEAD_UNIT = re.compile(rf"(?:各|全国各|各级|本|所在|相关|有关)?{_UNIT}(?:[（(][^（）()]{{1,20}}[）)])?")
_NEXT_UNIT = re.compile(
    rf"{_UNIT}(?:[（(][^（）()]{{1,20}}[）)])?(?:人民)?"
    r"(?:政府|党委|两级[^、，]*|级[^、，]*|[^、，直委府]{0,12}部门|[^、，直委府]{0,10}局)?(?:等.*)?"
)
_ET_CETERA = re.compile(r"(?<![高中初平同不何对特])等(?!级|离|教育|学校|院校|额|值)")
_NAME_BRACKET = re.compile(r"[（(]([^（）()]{1,30})[）)]?$")


@functools.cache
def _ending() -> re.Pattern[str]:
    words = sorted({row[0] for row in read_lexicon("body_endings.txt")}, key=lambda w: (-len(w), w))
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})$")


def ends_like_body(name: str) -> bool:
    """True where the written name ends as names of bodies do (a closing bracket is looked past)."""
    bare = _NAME_BRACKET.sub("", name)
    return bool(_ending().search(bare or name))


def _cut(text: str, start: int, end: int, separators: str) -> list[Span]:
    """Pieces between separators that stand outside brackets."""
    pieces, depth, at = [], 0, start
    for i in range(start, end):
        char = text[i]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and char in separators:
            pieces.append(Span(at, i))
            at = i + 1
    pieces.append(Span(at, end))
    return pieces


def _trim(text: str, start: int, end: int) -> Span:
    lead = _LEAD.match(text, start, end)
    if lead and lead.end() < end:
        start = lead.end()
    while end > start and text[end - 1] in " 、，,；;。：:\t\n":
        end -= 1
    return Span(start, end)


def _merge_units(text: str, pieces: list[Span]) -> list[Span]:
    """``各省、自治区、直辖市人民政府`` is one name: ranks of places join with the piece that follows."""
    merged: list[Span] = []
    for piece in pieces:
        if merged and _NEXT_UNIT.fullmatch(text, *piece):
            last = merged[-1]
            tail = max(text.rfind(mark, *last) for mark in "、和及与") + 1
            begin = max(tail, last.start)
            if text[last.end : piece.start] in {"、", ""} and _HEAD_UNIT.fullmatch(text, begin, last.end):
                merged[-1] = Span(last.start, piece.end)
                continue
        merged.append(piece)
    return merged


#: 各乡镇党委和政府: two bodies of each township.
_TOWN_PARTY = re.compile("各(?:乡镇|镇乡|镇|乡|县|市县|县区|县（市、区）)党委")


def _split_joined(text: str, piece: Span) -> list[Span]:
    """Split at 和/及/与 where both sides are whole names."""
    for match in _JOIN.finditer(text, piece.start + 1, piece.end - 1):
        left, right = text[piece.start : match.start()], text[match.end() : piece.end]
        if left.count("（") != left.count("）") or left.count("(") != left.count(")"):
            continue
        if not ends_like_body(left) or len(right) < 2 or _BARE_HEAD.match(right):
            continue
        if left.endswith("中央") and right.startswith("国家机关"):
            continue  # 中央和国家机关工委 is one body
        if right == "政府" and not _TOWN_PARTY.fullmatch(left):
            continue
        if ends_like_body(_ET_CETERA.split(right)[0]) or _ET_CETERA.search(right):
            return [Span(piece.start, match.start()), *_split_joined(text, Span(match.end(), piece.end))]
    return [piece]


def _split_et_cetera(text: str, piece: Span) -> list[Span]:
    """What follows 等 is a body of its own unless it is a bare 部门 or 单位."""
    match = _ET_CETERA.search(text, piece.start + 1, piece.end)
    if match is None:
        return [piece]
    pieces = [Span(piece.start, match.start())]
    rest = _trim(text, match.end(), piece.end)
    for part in _split_joined(text, rest) if rest.end > rest.start else []:
        if part.end - part.start > 30 or not _BARE.fullmatch(text, *part):
            pieces.append(part)
    return pieces


def split_bodies(text: str, start: int, end: int) -> list[Span]:
    """Spans of the single names in ``text[start:end]``, each as it is written.

    Split at 、，和及以及 outside brackets; 等 ends a name, and the collective behind it is a part of its own
    where it says more than 部门 or 单位. Ranks of places stay together (各省、自治区、直辖市人民政府).
    """
    found: list[Span] = []
    for rough in _merge_units(text, _cut(text, start, end, "、，,；; \t\n/|")):
        trimmed = _trim(text, *rough)
        for piece in _split_et_cetera(text, trimmed):
            for part in _split_joined(text, piece):
                found += _split_classes(text, _trim(text, *part))
    return [_shed_bracket(text, span) for span in found if span.end > span.start]


_CLASSES = re.compile(r"(各[^各、，（(]{1,6})(各[^各、，]{1,10})")


def _split_classes(text: str, piece: Span) -> list[Span]:
    """``各地区各部门`` are two."""
    match = _CLASSES.fullmatch(text, *piece)
    return [Span(*match.span(1)), Span(*match.span(2))] if match else [piece]


def _shed_bracket(text: str, span: Span) -> Span:
    """A bracket stays where it holds another name of the body (市文广新局（体育局）), else it goes."""
    match = _NAME_BRACKET.search(text, *span)
    if (
        match is None
        or match.start() == span.start
        or (
            ends_like_body(match.group(1))
            and not match.group(1).startswith(("以下", "下称", "简称", "不发", "不含", "除"))
        )
    ):
        return span
    return Span(span.start, match.start())


def tail_role(text: str, span: Span) -> str | None:
    """The role that a bracket behind a name gives it: ``市教育局（牵头）`` → ``lead``."""
    match = re.compile(r"[（(](牵头|主办|主责|配合|参与|协办|协助)(?:单位|部门|负责)?[）)]").match(
        text, span.end
    )
    if match is None:
        return None
    return "lead" if match.group(1) in {"牵头", "主办", "主责"} else "support"
