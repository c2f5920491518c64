"""What a search through damaged text supposes was written: one hypothesis, and what it spells where it is clear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from .alphabet import REPLACEMENT
from .words import RE_OTHER, load_wordmodel

#: A guess must be this many nats better than the next (odds of about five to three), else U+FFFD.
CLEAR = 0.5
#: A hypothesis that merges into one as many nats better is its rival: words may decide otherwise.
RIVAL = 6.0
#: What a nat of words weighs against one of characters, and how many nats the better one has ahead (fitted by logistic
#: regression to 12,000 rivals in texts that the models were not made from).
WORDS, AHEAD = 0.45, 0.6
STRANGE = 9.0  # nats of a character that is no part of words
#: How far back two rivals are compared, and how many characters before and behind them make words with them.
DEEP, BEFORE, BEHIND = 12, 5, 6


class Node(NamedTuple):
    """One output character; ``slot`` says at which observed character it stands, ``free`` that a byte was guessed."""

    previous: Node | None
    char: str
    slot: tuple[int, int]
    free: bool
    number: int  # in the model, where variants of one character are one


class Rival(NamedTuple):
    """What a hypothesis was better than by ``margin`` nats: the ends of both where they merged."""

    previous: Rival | None
    margin: float
    winner: Node | None
    loser: Node | None


class Guess(NamedTuple):
    """A hypothesis: cost so far, pending byte (-1: in step), the last two characters, the output, its rivals."""

    cost: float
    pending: int
    first: int
    second: int
    node: Node | None
    rivals: Rival | None


class Choice(NamedTuple):
    """A stretch of the path, what else may stand there, and how many nats better the path is."""

    margin: float
    start: int
    end: int
    others: Sequence[Node]


def _is_mark(char: str) -> bool:
    """Whether a character is punctuation: where only the choice between marks is open, the likelier one stands."""
    return not char.isalnum() and char != REPLACEMENT


def cost_of(guess: Guess) -> float:
    """The cost of a hypothesis, to sort by."""
    return guess.cost


def remember(winner: Guess, loser: Guess) -> Guess:
    """``winner`` with the loser noted as its rival."""
    rival = Rival(winner.rivals, loser.cost - winner.cost, winner.node, loser.node)
    return Guess(winner.cost, winner.pending, winner.first, winner.second, winner.node, rival)


def spell(
    best: Guess, beam: Sequence[Guess], text: str, before: Sequence[int], chars: str
) -> list[tuple[int, str]]:
    """What the best hypothesis writes differently, as places in ``text`` and characters; U+FFFD where it is not clear.

    Where words speak for one of its rivals, that one stands. ``before`` are the numbers of what stands before the
    text, and ``chars`` the model's characters by their number.
    """
    for other in beam:
        if other is not best and other.pending < 0 and other.cost < best.cost + RIVAL:
            best = remember(best, other)
    path: list[Node] = []
    node = best.node
    while node is not None:
        path.append(node)
        node = node.previous
    path.reverse()
    head = "".join([chars[number] for number in before])
    choices = [_judge(choice, path, head, chars) for choice in _list_choices(best.rivals, path)]
    out: dict[int, str] = {}
    for node, clear in reversed(_choose(path, sorted(choices, key=lambda choice: choice.margin))):
        place = node.slot[0]
        # A character restored before something that is not itself read stands in front of it.
        own = "" if place in out or node.slot[1] == 0 or place >= len(text) else text[place]
        out[place] = (node.char if clear else REPLACEMENT) + out.get(place, own)
    return sorted((place, new) for place, new in out.items() if place >= len(text) or text[place] != new)


def _list_choices(rivals: Rival | None, path: Sequence[Node]) -> Iterator[Choice]:
    """The stretches of the path where a rival has other characters."""
    places = {id(node): n for n, node in enumerate(path)}
    while rivals is not None:
        end = places.get(id(rivals.winner), -1) + 1
        others: list[Node] = []
        node = rivals.loser
        while node is not None and id(node) not in places and len(others) < DEEP:
            others.append(node)
            node = node.previous
        start = 0 if node is None else places.get(id(node), end) + 1
        others.reverse()
        while start < end and others and _is_same(path[end - 1], others[-1]):
            end -= 1
            others.pop()
        if end - DEEP <= start <= end:
            yield Choice(rivals.margin, start, end, others)
        rivals = rivals.previous


def _is_same(one: Node, two: Node) -> bool:
    return (one.slot, one.number) == (two.slot, two.number)


def _judge(choice: Choice, path: Sequence[Node], before: str, chars: str) -> Choice:
    """The choice with what words say of it."""
    ours, theirs = (
        "".join([chars[node.number] for node in nodes if node.char])
        for nodes in (path[choice.start : choice.end], choice.others)
    )
    if ours == theirs:
        return choice
    low = max(choice.start - BEFORE, 0)
    head = before if choice.start < BEFORE else ""
    head += "".join([chars[node.number] for node in path[low : choice.start] if node.char])
    tail = "".join([chars[node.number] for node in path[choice.end : choice.end + BEHIND] if node.char])
    head, tail = RE_OTHER.split(head)[-1], RE_OTHER.split(tail)[0]
    gain = _cost_of_words(head + ours + tail) - _cost_of_words(head + theirs + tail)
    return choice._replace(margin=choice.margin + AHEAD - WORDS * gain)


@lru_cache(maxsize=1024)
def _cost_of_words(text: str) -> float:
    """The cost of words; the same text is asked for again with every rival."""
    cost = load_wordmodel().cost
    strange = sum(map(len, RE_OTHER.findall(text)))
    return sum(cost(run) for run in RE_OTHER.split(text) if run) + STRANGE * strange


def _choose(path: Sequence[Node], choices: Sequence[Choice]) -> list[tuple[Node, bool]]:
    """The characters of the path and whether each is clear; rivals that won have their place, the best ones first."""
    margins = [CLEAR] * len(path)
    taken = [False] * (len(path) + 1)
    fresh: dict[int, Choice] = {}
    for choice in choices:
        if choice.margin >= CLEAR:
            break
        span = range(choice.start, choice.end)
        if choice.start in fresh or any(taken[n] for n in span or (choice.start,)):
            continue
        if choice.margin < 0.0:
            fresh[choice.start] = choice
            taken[choice.start : choice.end] = [True] * len(span)
            continue
        other = {node.slot: node for node in choice.others}
        for n in span:
            if _differs(path[n], other.get(path[n].slot)):
                margins[n] = min(margins[n], choice.margin)
    out: list[tuple[Node, bool]] = []
    for n in range(len(path) + 1):
        if n in fresh:
            choice = fresh[n]
            ours = {node.slot: node for node in path[n : choice.end]}
            clear = -choice.margin >= CLEAR
            out += [(node, clear or not _differs(node, ours.get(node.slot))) for node in choice.others]
        if n < len(path) and not taken[n]:
            out.append((path[n], margins[n] >= CLEAR))
    return out


def _differs(node: Node, other: Node | None) -> bool:
    """Whether a byte of a character was guessed, and another one may stand in its place."""
    if not node.free or other is None:
        return node.free
    return node.number != other.number and not (_is_mark(node.char) and _is_mark(other.char))
