"""The structure of a document: head, paragraphs with their roles, the tree of its lists, and 责任 notes.

Everything works on plain clean text; all offsets count in it. No name is resolved and no item is judged here:
that belongs to later stages.

Where a rule lives: title, number, addressees and issuers, head.py, with title.py, docdate.py, doctype.py and headmarks.py;
what can number an item, markers.py; which markers make a list, lists.py, with contents.py and namedsets.py; where an item
ends and what opens its list, itemtext.py; notes, notes.py, with clauses.py (their sentences), bodylists.py (names in a
row) and tables.py (columns).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..firsts import compile_rare
from ..records import Item, Line, Span, Structure
from .contents import bare_chapters, find_contents, without_contents
from .head import read_head
from .itemtext import measure_items
from .lists import build_tree
from .markers import find_candidates
from .namedsets import NamedSet, find_named_sets
from .notes import find_notes
from .numerals import parse_number

_ANNOUNCED = re.compile(
    r"(?:以下|如下|下列|下面|做好|抓好|提出|强调|重点|主要|存在|分为|包括|采取|要有)?[^，。；：\n]{0,6}?"
    r"(?P<count>[二两三四五六七八九十]{1,3}|\d{1,2})(?:个)?(?:方面|点|项|条|大)(?:的)?[^，。；：\n]{0,16}[：:。]?\Z"
)
_INLINE_ATTACHMENTS = compile_rare(
    r"(?:(?<=[。；;\n])|(?<=执行)|(?<=施行))附件[：:]?(?=[ 　\n]{0,2}[1１一][.．、])"
)


def parse_structure(text: str, found: Mapping[str, str] = {}, names: Sequence[str] = ()) -> Structure:
    """Head, lines, items, notes and warnings on numbering.

    ``found`` is what page and container declare (``title``, ``date``, ``site`` …); it fills what the text
    itself does not say. ``names`` are always names of bodies, whatever they end in (A1创新平台): notes obey them.
    """
    spans = split_lines(text)
    head, lines = read_head(text, spans, found)
    candidates = find_candidates(text, lines)
    candidates = sorted([*candidates, *bare_chapters(text, lines, candidates)])
    candidates = without_contents(candidates, find_contents(text, lines))
    nodes, warnings = build_tree(text, lines, candidates, _breaks(text, lines))
    notes = find_notes(_show_names(text, names), lines)
    items = measure_items(text, lines, nodes, notes)
    items, named = _with_named_sets(text, lines, items)
    warnings += named
    warnings += _check_announced(text, items)
    return Structure(head, lines, tuple(items), tuple(notes), tuple(dict.fromkeys(warnings)))


def _show_names(text: str, names: Sequence[str]) -> str:
    """The text with given names in a form that any reader takes for bodies; every offset stays."""
    for name in sorted({n for n in names if len(n) > 1}, key=lambda n: (-len(n), n)):
        text = text.replace(name, "某" * (len(name) - 1) + "局")
    return text


def split_lines(text: str) -> list[Span]:
    """The paragraphs of clean text: its lines without their breaks, empty ones left out."""
    spans, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return spans


def _breaks(text: str, lines: Sequence[Line]) -> list[int]:
    """Offsets at which every open list ends: signatures, dates, attachments."""
    found = {line.start for line in lines if line.role in ("signature", "date", "attachment")}
    found |= {m.start() for m in _INLINE_ATTACHMENTS.finditer(text)}
    return sorted(found)


def _with_named_sets(text: str, lines: Sequence[Line], items: Sequence[Item]) -> tuple[list[Item], list[str]]:
    """The items with those of named sets among them, in reading order, indices renewed."""
    sets = find_named_sets(text, [Span(i.marker_start, i.start) for i in items])
    if not sets:
        return list(items), []
    lists = 1 + max((i.list_index for i in items), default=-1)
    parents = [_parent_of(named, items) for named in sets]
    firsts = {p: s.members[0].start for p, s in zip(reversed(parents), reversed(sets), strict=True)}
    merged = [(i.marker_start, _cut(text, i, firsts.get(i.index, i.end))) for i in items]
    for k, (named, parent) in enumerate(zip(sets, parents, strict=True)):
        depth = 1 if parent is None else items[parent].depth + 1
        for n, member in enumerate(named.members, 1):
            end = member.start + len(text[member.start : member.end].rstrip("。；，、 "))
            merged.append(
                (member.start, Item(-1, lists + k, parent, "named", "", n, depth, member.start, member.start,
                                    end, end, Span(*named.name)))
            )  # fmt: skip
    merged.sort(key=lambda pair: (pair[0], pair[1].index))
    position = {item.index: k for k, (_, item) in enumerate(merged) if item.index >= 0}
    renewed = []
    for k, (_, item) in enumerate(merged):
        parent = None if item.parent is None else position[item.parent]
        renewed.append(replace(item, index=k, parent=parent))
    return renewed, []


def _cut(text: str, item: Item, stop: int) -> Item:
    """The item, whose own text ends before the first member of a set at ``stop``."""
    own = text[item.start : stop].rstrip("：:，。 \u3000")
    return replace(item, end=item.start + len(own)) if item.start < stop < item.end and own else item


def _parent_of(named: NamedSet, items: Sequence[Item]) -> int | None:
    """The innermost item whose text or scope holds the set."""
    at = bisect_right(items, named.name.start, key=lambda item: item.marker_start) - 1
    index = at if at >= 0 else None
    while index is not None and max(items[index].scope_end, items[index].end) < named.members[-1].end:
        index = items[index].parent
    return index


def _check_announced(text: str, items: Sequence[Item]) -> list[str]:
    """做好九方面的事宜：…: a warning where the list has another number of items."""
    counts: dict[int, int] = {}
    first: dict[int, Item] = {}
    for item in items:
        counts[item.list_index] = counts.get(item.list_index, 0) + 1
        first.setdefault(item.list_index, item)
    warnings = []
    for k, item in first.items():
        if item.lead_in is None or item.style == "named":
            continue
        written = text[item.lead_in.start : item.lead_in.end]
        match = _ANNOUNCED.search(written[-60:])
        announced = parse_number(match["count"]) if match else None
        if announced and announced != counts[k] and 2 <= announced <= 60:
            warnings.append(f"预告{announced}项，列出{counts[k]}项（第{item.marker_start}字）")
    return warnings
