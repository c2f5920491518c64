"""A text as the recogniser sees it: the tagger's words by their ends, and what is already taken."""

from __future__ import annotations

import functools
import itertools
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..records import Span
from ..segment.tagging import Tagger


class Word(NamedTuple):
    """A word of the tagger at its place in the text."""

    start: int
    end: int
    tag: str


#: Word._make without its Python frame: there is one word for every two characters of a text.
_MAKE_WORD: Callable[[tuple[int, int, str]], Word] = functools.partial(tuple.__new__, Word)


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

    def take(self, spans: Sequence[Span]) -> None:
        for start, end in spans:
            self.taken[start:end] = b"\1" * (end - start)


def view_text(text: str, sentences: Sequence[Span], tagger: Tagger | None) -> TextView:
    """Tag the sentences and put the words at their offsets in ``text``."""
    words: list[Word] = []
    if tagger is not None:
        rows = tagger.tag([text[s.start : s.end] for s in sentences])
        for span, row in zip(sentences, rows, strict=True):
            if row:
                texts, tags = zip(*row, strict=True)
                bounds = list(itertools.accumulate(map(len, texts), initial=span.start))
                words += map(_MAKE_WORD, zip(bounds, bounds[1:], tags, strict=False))
    starts, ends = map(operator.itemgetter(0), words), map(operator.itemgetter(1), words)
    by_end = dict(zip(ends, words, strict=True))
    by_start = dict(zip(starts, words, strict=True))
    return TextView(text, words, by_end, by_start, bytearray(len(text) + 1))
