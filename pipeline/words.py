"""A text as the recogniser sees it: the tagger's words by their ends, and what is already taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from .records import Span


class Tagger(Protocol):
    """What recognises words: LacTagger, or an adapter of engines.py."""

    def tag(self, sentences: Sequence[str]) -> list[list[tuple[str, str]]]: ...


class Word(NamedTuple):
    start: int
    end: int
    tag: str


@dataclass(slots=True)
class TextView:
    """``by_end``/``by_start`` find the tagger's word at an offset; both are empty without a tagger.

    ``taken`` marks characters inside a document name: nothing else is looked for there.
    """

    text: str
    words: list[Word]
    by_end: dict[int, Word]
    by_start: dict[int, Word]
    taken: bytearray = field(default_factory=bytearray)

    def take(self, spans: Sequence[Span]) -> None:
        for start, end in spans:
            self.taken[start:end] = b"\1" * (end - start)


def view_text(text: str, sentences: Sequence[Span], tagger: Tagger | None) -> TextView:
    """Tag the sentences and put the words at their offsets in ``text``."""
    words: list[Word] = []
    if tagger is not None:
        rows = tagger.tag([text[s.start : s.end] for s in sentences])
        for span, row in zip(sentences, rows, strict=True):
            at = span.start
            for word, tag in row:
                words.append(Word(at, at + len(word), tag))
                at += len(word)
    return TextView(
        text, words, {w.end: w for w in words}, {w.start: w for w in words}, bytearray(len(text) + 1)
    )
