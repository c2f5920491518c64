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


@dataclass(frozen=True, slots=True)
class Compact:
    """``text`` is the view; ``places[i]`` is what character ``i`` stands for, ``names[i]`` its body."""

    text: str
    places: tuple[Span, ...]
    names: dict[int, Mention]

    def span(self, start: int, end: int) -> Span:
        """The span of the document that ``text[start:end]`` of the view stands for."""
        return Span(self.places[start].start, self.places[end - 1].end)


def compact_text(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Compact:
    """The view of ``text[start:end]``.

    ``mentions`` are those that lie inside, sorted by their start.

    Bodies inside a bracket or a document's title are no holes: they do not act.
    """
    chars: list[str] = []
    places: list[Span] = []
    names: dict[int, Mention] = {}
    holes = {m.start: m for m in mentions if m.type in _HOLES and m.end <= end}
    books = {m.start(): m.end() for m in _BOOK.finditer(text, start, end)}
    at, depth = start, 0
    while at < end:
        char, hole = text[at], holes.get(at)
        if depth == 0 and (hole is not None or at in books):
            stop = max(hole.end if hole else 0, books.get(at, 0))
            kind = "D" if at in books or hole is None else _HOLES[hole.type]
            if kind == "O" and hole is not None:
                names[len(chars)] = hole
            chars.append(kind)
            places.append(Span(at, stop))
            at = stop
            continue
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and char not in " \t":
            chars.append(char.translate(_PLAIN))
            places.append(Span(at, at + 1))
        at += 1
    return Compact("".join(chars), tuple(places), names)
