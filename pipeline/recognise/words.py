"""A text as the recogniser sees it: the tagger's words by their ends, and what is already taken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..firsts import RarePattern
from ..records import Span
from ..segment.tagging import Tagger


class Word(NamedTuple):
    """A word of the tagger at its place in the text."""

    start: int
    end: int
    tag: str


def is_han(char: str) -> bool:
    """Whether a character is Chinese writing; the empty string beyond the edge of a text is none."""
    return "\u4e00" <= char <= "\u9fff"


#: What taggers call people, places and organisations.
NAME_TAGS = frozenset(("PER", "nr", "LOC", "ORG"))


@dataclass(slots=True)
class TextView:
    """``by_end``/``by_start`` find the tagger's word at an offset; both are empty without a tagger.

    ``taken`` marks characters inside a document name: nothing else is looked for there. ``names`` are the words
    that the tagger takes for names.
    """

    text: str
    words: list[Word]
    by_end: dict[int, Word]
    by_start: dict[int, Word]
    taken: bytearray = field(default_factory=bytearray)
    names: list[Word] = field(init=False)

    def __post_init__(self) -> None:
        self.names = [word for word in self.words if word[2] in NAME_TAGS]

    def free(self, pattern: re.Pattern[str] | RarePattern) -> Iterator[Span]:
        """Where ``pattern`` matches and begins outside what is taken."""
        return (Span(*m.span()) for m in pattern.finditer(self.text) if not self.taken[m.start()])

    def take(self, spans: Sequence[Span]) -> None:
        for start, end in spans:
            self.taken[start:end] = b"\1" * (end - start)


def view_text(text: str, sentences: Sequence[Span], tagger: Tagger | None) -> TextView:
    """Tag the sentences and put the words at their offsets in ``text``."""
    words: list[Word] = []
    by_end: dict[int, Word] = {}
    by_start: dict[int, Word] = {}
    rows = tagger.tag([text[s.start : s.end] for s in sentences]) if tagger is not None else []
    # Word._make without its frame: there is one for every two characters.
    add, new = words.append, tuple.__new__
    for (at, _), row in zip(sentences, rows, strict=bool(rows)):
        for written, tag in row:
            end = at + len(written)
            by_end[end] = by_start[at] = word = new(Word, (at, end, tag))
            add(word)
            at = end
    return TextView(text, words, by_end, by_start, bytearray(len(text) + 1))
