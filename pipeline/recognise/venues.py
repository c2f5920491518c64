"""Houses, halls, parks and sites that somebody visits or meets in: places, though museums and centres may be bodies.

``考察了某某规划展示馆、某某时代广场``, ``在某某纪念馆，``, ``来到某某种植基地`` name places with their proper part
in front. Where nobody visits them, only those are places that nothing else can be (某某故居, 某某大厦).
Spans count in the clean text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ..firsts import compile_gated
from ..lexicon import read_alternatives
from ..records import Span
from .words import TextView, is_han

#: What is a place wherever it stands, and what is one where somebody visits it; elsewhere it may act as a body.
_SITES, _HOUSES, _PARKS = (read_alternatives("place_words.txt", kind) for kind in ("site", "house", "scenic"))
_SITE = re.compile(f"(?:{_SITES})\\Z")
_VENUE = re.compile(f"(?:{_SITES}|{_HOUSES})\\Z")
_SCENIC = re.compile(f"(?:{_PARKS})\\Z")
#: Any of these, looked for once a text; a name reaches no further than this to its kind.
_KIND, _REACH = re.compile(f"{_SITES}|{_PARKS}"), 48
#: What says of such a place only which rank or sort it is, with what is done to it: 世界|地质公园, 建设乡村|旅游区.
_SORTS = re.compile(
    rf"(?:{read_alternatives('place_words.txt', 'plain')}|世界|全国|古[镇村]|建设|打造|创建|发展|提升)+"
)
#: What leads to a list of places; 在 and 到 lead to one place that the clause ends with or where something is done.
_VISIT = compile_gated(
    r"(?:(?:先后|实地|参观|视察|考察|调研|深入){0,2}"
    r"(?:考察|参观|来到|走进|前往|抵达|察看|查看|调研|视察|游览|瞻仰|拜谒|走访|观摩)了?|位于(?=[^，。；：\n]{2,20}内)|[：:。，；\n]在|(?:会议|活动)?地[点址][：:])"
    r"(?:位于[^，。；：\n]{2,24}?的)?"
)
_LIST = re.compile(r"[^，。；：！？\n]+")
_JOINT = re.compile(r"、|以及|及|和|与")
#: Who acts is no venue, even where it is visited: 走访某某博物馆|馆长.
_HEADED = re.compile(
    r"(?:副|总)?(?:馆长|院长|主任|经理|场长|园长|负责|理事长|书记)|党[委支总组]|[要应须](?![求急])"
)
#: Tags of the words that a venue's proper part opens with, and of those behind it.
_PROPER = frozenset(("LOC", "PER", "ORG", "nz", "ns", "nr", "nw"))
_PLACES = frozenset(("LOC", "ns", "PER", "nr"))
_NOUNS = _PROPER | frozenset(("n", "vn", "an", "s", "b", "j"))
#: What visitors do there, though the tagger calls it a verb.
_LEISURE = re.compile("休闲|耕读|观光|体验|度假|养生|康养|研学|运动")
#: What is done to such a place; any other noun behind it makes something else of both (某某度假区|管委会).
_DONE_THERE = re.compile("建设|开发|创建|提升|游览|观光")
#: What says no more than the kind, though the tagger calls it a name: 爱国主义教育|基地, 烈士|陵园.
_GENERAL = re.compile(
    r"(?:城市|乡村|中心城区|工业|农业|产业|国家|爱国主义|革命|红色|烈士|教育|实践|历史|文化|科普|研学|示范|省|市|县|区|各|本|该)+"
)


def find_venues(view: TextView) -> list[Span]:
    """Venues of visits and meetings, and sites that nothing but a place can be; sorted, disjoint."""
    text = view.text
    found: dict[int, int] = {}
    for visit in _VISIT.finditer(text):
        listed = _LIST.match(text, visit.end())
        if listed is None:
            continue
        at = listed.start()
        for stop in [*(m for m in _JOINT.finditer(text, *listed.span())), None]:
            end = stop.start() if stop else listed.end()
            found.update(_venue(view, at, end, _VENUE))
            at = stop.end() if stop else end
    kinds = [kind.end() for kind in _KIND.finditer(text)]
    for word in view.names:
        if word.tag in _PROPER and word.start not in found and _is_ahead(kinds, word.start):
            found.update(_venue(view, word.start, word.start + 24, _SITE) or _scenic(view, word.start))
    spans: list[Span] = []
    for start in sorted(found):
        if not any(view.taken[start : found[start]]) and (not spans or spans[-1].end <= start):
            spans.append(Span(start, found[start]))
    return spans


def _is_ahead(kinds: Sequence[int], start: int) -> bool:
    """Whether one of the sorted ``kinds`` ends within reach behind ``start``."""
    at = bisect_right(kinds, start)
    return at < len(kinds) and kinds[at] - start <= _REACH


def _venue(view: TextView, start: int, stop: int, ends: re.Pattern[str]) -> dict[int, int]:
    """The longest run of nouns from ``start`` on that opens with a proper name and ends as venues do."""
    word = view.by_start.get(start)
    if word is None or word.tag not in _PROPER or _GENERAL.fullmatch(view.text, word.start, word.end):
        return {}
    best = 0
    while word is not None and word.end <= stop and word.tag in _NOUNS:
        if ends.search(view.text, start, word.end) and not _is_bare(view.text, start, word.end, ends):
            best = word.end
        word = view.by_start.get(word.end)
    return {start: best} if best and not _HEADED.match(view.text, best) else {}


def _scenic(view: TextView, start: int) -> dict[int, int]:
    """A park or resort behind a place's name, with what visitors do there (某某溪休闲绿道景区)."""
    end, word = 0, view.by_start.get(start)
    if word is None or word.tag not in _PLACES:
        return {}
    while word is not None and (word.tag in _NOUNS or _LEISURE.fullmatch(view.text, word.start, word.end)):
        kind = _SCENIC.search(view.text, start, word.end)
        if kind and kind.start() - start > 1 and not _SORTS.fullmatch(view.text, start, kind.start()):
            end = word.end
        elif end and not _DONE_THERE.fullmatch(view.text, word.start, word.end):
            return {}
        word = view.by_start.get(word.end)
    return {start: end} if end and all(map(is_han, view.text[start:end])) else {}


def _is_bare(text: str, start: int, end: int, ends: re.Pattern[str]) -> bool:
    """Whether nothing that names one stands in front of the kind: 体育中心 is one of many."""
    match = ends.search(text, start, end)
    return match is None or match.start() - start < 2 or bool(_GENERAL.fullmatch(text, start, match.start()))
