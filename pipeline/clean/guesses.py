"""What a search through damaged text supposes was written: one hypothesis, and what it spells where it is clear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .alphabet import REPLACEMENT

#: A guess must be this many nats better than the next (odds of about five to three), else U+FFFD.
CLEAR = 0.5


class Node(NamedTuple):
    """One output character; ``slot`` says at which observed character it stands, ``free`` that a byte was guessed."""

    previous: Node | None
    char: str
    slot: tuple[int, int]
    free: bool
    number: int  # in the model, where variants of one character are one


class Guess(NamedTuple):
    """A hypothesis: cost so far, pending byte (-1: in step), the last two characters, the output."""

    cost: float
    pending: int
    first: int
    second: int
    node: Node | None
    margins: Mapping[tuple[int, int], float]


def _is_mark(char: str) -> bool:
    """Whether a character is punctuation: where only the choice between marks is open, the likelier one stands."""
    return not char.isalnum() and char != REPLACEMENT


def cost_of(guess: Guess) -> float:
    """The cost of a hypothesis, to sort by."""
    return guess.cost


def remember(winner: Guess, loser: Guess) -> Guess:
    """``winner`` with the margin by which it beat ``loser`` noted at every guessed place where they differ."""
    margin = loser.cost - winner.cost
    margins = winner.margins
    one, two = winner.node, loser.node
    fresh: dict[tuple[int, int], float] = {}
    for _ in range(12):
        if one is two or one is None or two is None:
            break
        if one.slot == two.slot:
            if one.number != two.number and one.free and not (_is_mark(one.char) and _is_mark(two.char)):
                fresh[one.slot] = margin
            one, two = one.previous, two.previous
        elif one.slot > two.slot:
            if one.free:
                fresh[one.slot] = margin
            one = one.previous
        else:
            two = two.previous
    fresh = {slot: m for slot, m in fresh.items() if m < margins.get(slot, 1e9)}
    return winner._replace(margins={**margins, **fresh}) if fresh else winner


def spell(best: Guess, beam: Sequence[Guess], text: str) -> list[tuple[int, str]]:
    """What the best hypothesis writes differently, with U+FFFD where a guess is not clear."""
    for other in beam:
        if other is not best and other.pending < 0:
            best = remember(best, other)
    out: dict[int, str] = {}
    node = best.node
    while node is not None:
        unclear = node.free and best.margins.get(node.slot, 1e9) < CLEAR
        place = node.slot[0]
        # A character restored before something that is not itself read stands in front of it.
        own = "" if place in out or node.slot[1] == 0 or place >= len(text) else text[place]
        out[place] = (REPLACEMENT if unclear else node.char) + out.get(place, own)
        node = node.previous
    return sorted((place, new) for place, new in out.items() if place >= len(text) or text[place] != new)
