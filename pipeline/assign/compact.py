"""A stretch of text with its names as holes: bodies ``O``, people ``P``, documents ``D``, dates ``T``.

Patterns about who acts are written over this view, so that no name can be mistaken for a verb. Brackets and
what they hold are left out. Every hole and every character knows its place in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..records import Mention, Span

_HOLES = {"ORG": "O", "PER": "P", "DOC": "D", "DATE": "T"}
_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
#: Letters that stand for holes must not come from the text itself.
_PLAIN = {ord("O"): "o", ord("P"): "p", ord("D"): "d", ord("T"): "t"}
_BOOK = re.compile(r"《[^《》\n]{1,200}》")


_LETTER = re.compile("[OPDT]")
_SPECIAL = re.compile(r"[（(〔\[【）)〕\]】 \t]")


@dataclass(frozen=True, slots=True)
class Compact:
    """``text`` is the view; its character ``i`` stands for ``starts[i]`` to ``ends[i]``, for the body ``names[i]``."""

    text: str
    starts: list[int]
    ends: list[int]
    names: dict[int, Mention]

    def span(self, start: int, end: int) -> Span:
        """The span of the document that ``text[start:end]`` of the view stands for."""
        return Span(self.starts[start], self.ends[end - 1])


def compact_text(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Compact:
    """The view of ``text[start:end]``.

    ``mentions`` are those that lie inside, sorted by their start.

    Bodies inside a bracket or a document's title are no holes: they do not act.
    """
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    names: dict[int, Mention] = {}
    holes = {m.start: m for m in mentions if m.type in _HOLES and m.end <= end}
    books = {m.start(): m.end() for m in _BOOK.finditer(text, start, end)}
    lettered = _LETTER.search(text, start, end) is not None

    def add_plain(at: int, stop: int) -> None:
        chars.append(text[at:stop].translate(_PLAIN) if lettered else text[at:stop])
        starts.extend(range(at, stop))
        ends.extend(range(at + 1, stop + 1))

    at, depth = start, 0
    for place in sorted({*holes, *books, *(m.start() for m in _SPECIAL.finditer(text, start, end))}):
        if place < at:
            continue  # inside a name
        if depth == 0 and at < place:
            add_plain(at, place)
        at, hole = place, holes.get(place)
        if depth == 0 and (hole is not None or at in books):
            stop = max(hole.end if hole else 0, books.get(at, 0))
            kind = "D" if at in books or hole is None else _HOLES[hole.type]
            if kind == "O" and hole is not None:
                names[len(starts)] = hole
            chars.append(kind)
            starts.append(at)
            ends.append(stop)
            at = stop
            continue
        # Where the depth is above 0 this may also be the beginning of a name that is no hole.
        if text[at] in _OPEN:
            depth += 1
        elif text[at] in _CLOSE:
            depth = max(0, depth - 1)
        at += 1
    if depth == 0 and at < end:
        add_plain(at, end)
    return Compact("".join(chars), starts, ends, names)
