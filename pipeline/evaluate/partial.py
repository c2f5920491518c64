"""Partial matches of names and items, in the four usual definitions (SemEval 2013, task 9.1).

A found thing may have the right text and the right type, one of them, or neither. Each definition counts it
differently: *strict* wants both, *exact* the text alone, *partial* gives half for a text that overlaps, *type*
wants the right type on a text that overlaps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

SCHEMES = ("strict", "exact", "partial", "type")


class Thing(NamedTuple):
    """What is compared: a type and a text reduced to what counts in comparison."""

    type: str
    text: str


@dataclass
class Counts:
    """How the things of one definition came out: right, wrong, half right, missed, found in excess."""

    correct: int = 0
    incorrect: int = 0
    partial: int = 0
    missed: int = 0
    spurious: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.correct + other.correct,
            self.incorrect + other.incorrect,
            self.partial + other.partial,
            self.missed + other.missed,
            self.spurious + other.spurious,
        )

    @property
    def precision(self) -> float:
        found = self.correct + self.incorrect + self.partial + self.spurious
        return (self.correct + 0.5 * self.partial) / found if found else 0.0

    @property
    def recall(self) -> float:
        wanted = self.correct + self.incorrect + self.partial + self.missed
        return (self.correct + 0.5 * self.partial) / wanted if wanted else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def overlaps(a: str, b: str) -> bool:
    """Whether one text holds the other: 县水务局 and 水务局, an item and the item cut short."""
    return bool(a and b) and (a in b or b in a)


def partial_counts(
    gold: Sequence[Thing], found: Sequence[Thing], alike: Callable[[str, str], bool] = overlaps
) -> dict[str, Counts]:
    """The counts of the four definitions for the things of one document.

    Each is paired once: equal ones first, then equal texts, then overlapping texts of one type, then any that
    overlap (as ``alike`` says).
    """
    rules: tuple[Callable[[Thing, Thing], bool], ...] = (
        lambda a, b: a == b,
        lambda a, b: a.text == b.text,
        lambda a, b: a.type == b.type and alike(a.text, b.text),
        lambda a, b: alike(a.text, b.text),
    )
    left, right = list(gold), list(found)
    counts = {scheme: Counts() for scheme in SCHEMES}
    for rule in rules:
        for thing in list(left):
            other = next((o for o in right if rule(thing, o)), None)
            if other is None:
                continue
            left.remove(thing)
            right.remove(other)
            _count(counts, same_text=thing.text == other.text, same_type=thing.type == other.type)
    for scheme in SCHEMES:
        counts[scheme] += Counts(missed=len(left), spurious=len(right))
    return counts


def _count(counts: dict[str, Counts], *, same_text: bool, same_type: bool) -> None:
    right, wrong, half = Counts(correct=1), Counts(incorrect=1), Counts(partial=1)
    counts["strict"] += right if same_text and same_type else wrong
    counts["exact"] += right if same_text else wrong
    counts["partial"] += right if same_text else half
    counts["type"] += right if same_type else wrong
