"""Text whose GBK bytes were read one byte late: search for the reading that is Chinese.

When one byte of GBK text is lost, every later pair of bytes is made of the second half of one character and the first
half of the next, until something of one byte ends the run. Pairs that are no character vanish, two bytes at a time::

    。  總  的  要  做  好  “  四  個  堅 …        A1A3 BF82 B5C4 D2AA D7F6 BAC3 A1B0 CBC4 8280 88D4
    ?  偟  囊  (gone) 龊  谩  八  膫  堅 …    (A1) A3BF 82B5 C4D2 AAD7 F6BA C3A1 B0CB C482 (80) 88D4

:func:`realign_text` runs a beam search over the observed characters. A hypothesis is either in step (what is seen is what
was written) or holds a *pending* byte, the first half of the character whose second half comes next. Bytes that are
gone are tried in full and weighed by the character model; where two choices are about as good, U+FFFD stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from .charmodel import CharModel

REPLACEMENT = "\ufffd"
#: Costs in nats. A lost byte is rare (one in some thousand characters, e^-8); a pair of second and first halves falls
#: outside GBK about one time in seven.
COST_START, COST_GAP, COST_END, COST_JUMP, COST_HOLE = 8.0, 2.0, 1.0, 6.0, 9.0
COST_SCRIPT = 5.0  # a simplified form in a traditional text, or the reverse
BEAM, WIDTH = 24, 16.0
#: How many candidates are followed for a character of which one byte is known, and behind one that was guessed.
#: Bytes that are gone are tried only behind the best few hypotheses.
DEEP, NEAR = 5, 9.0
CHOICES, SECOND_CHOICES = 8, 4
#: A guess must be this many nats better than the next (odds of about two to one), else U+FFFD.
CLEAR = 0.7
WIDE_BYTES = {c: chr(ord(c) + 0xFEE0) for c in ",:;?!()"}


class Node(NamedTuple):
    """One output character; ``slot`` says where it stands, ``free`` that a byte of it was guessed."""

    previous: Node | None
    char: str
    slot: tuple[int, int]
    free: bool


class Guess(NamedTuple):
    """A hypothesis: cost so far, pending byte (-1: in step), the last two characters, the output."""

    cost: float
    pending: int
    first: int
    second: int
    node: Node | None
    margins: dict[tuple[int, int], float]


class Letter(NamedTuple):
    char: str
    number: int  # in the character model
    lead: int
    trail: int
    extra: float  # cost of its script


@lru_cache(maxsize=4096)
def gbk_bytes(char: str) -> tuple[int, ...]:
    """The bytes of a character in GBK, empty where it has none; a full-width space is only a space."""
    if char == "\u3000":
        return ()
    try:
        return tuple(char.encode("gbk"))
    except UnicodeEncodeError:
        return ()


@lru_cache(maxsize=1)
def _gbk_chars() -> dict[int, str]:
    table = {}
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                char = bytes((lead, trail)).decode("gbk")
            except UnicodeDecodeError:
                continue
            if len(char) == 1:
                table[lead << 8 | trail] = char
    return table


class Group(NamedTuple):
    """Letters that share a byte, with their columns as arrays."""

    letters: list[Letter]
    numbers: Any
    extras: Any
    leads: Any


class Alphabet:
    """The characters of GBK that the model knows, by first and by second byte."""

    def __init__(self, model: CharModel, traditional: bool) -> None:
        import numpy as np

        from .characters import script_of

        self.by_code: dict[int, Letter] = {}
        by_lead: dict[int, list[Letter]] = {}
        by_trail: dict[int, list[Letter]] = {}
        wrong = "s" if traditional else "t"
        #: ``valid[x, y]``: whether the bytes x, y are a character, so that they would not have vanished
        self.valid = np.zeros((256, 256), bool)
        for code, char in _gbk_chars().items():
            number = model.id_of(char)
            extra = COST_SCRIPT if script_of(char) == wrong else 0.0
            letter = Letter(char, number, code >> 8, code & 255, extra)
            self.by_code[code] = letter
            self.valid[letter.lead, letter.trail] = True
            if number:
                by_lead.setdefault(letter.lead, []).append(letter)
                by_trail.setdefault(letter.trail, []).append(letter)
        self.by_lead = {byte: _group(letters) for byte, letters in by_lead.items()}
        self.by_trail = {byte: _group(letters) for byte, letters in by_trail.items()}


def _group(letters: list[Letter]) -> Group:
    import numpy as np

    numbers = np.array([letter.number for letter in letters], np.intp)
    extras = np.array([letter.extra for letter in letters], np.float32)
    return Group(letters, numbers, extras, np.array([letter.lead for letter in letters], np.intp))


@lru_cache(maxsize=2)
def load_alphabet(model: CharModel, traditional: bool) -> Alphabet:
    return Alphabet(model, traditional)


class Realigner:
    """Beam search over one stretch of observed text."""

    def __init__(self, model: CharModel, *, traditional: bool = False) -> None:
        self.model = model
        self.alphabet = load_alphabet(model, traditional)
        self.codes = _gbk_chars()

    def realign(self, before: str, text: str, limit: int) -> tuple[int, list[tuple[int, str]], float] | None:
        """Best reading of ``text`` behind ``before``; the search may stop in step after ``limit`` characters.

        Returns how many characters were read, the output as ``(place, characters)`` per observed character, and how
        many nats better it is than the text as it stands; ``None`` where the text as it stands is best.
        """
        model = self.model
        first, second = model.id_of(before[-2:-1] or "\n"), model.id_of(before[-1:] or "\n")
        plain = Guess(0.0, -1, first, second, None, {})
        beam = [plain]
        at = 0
        while at < len(text):
            beam = self._prune(self._step(beam, text, at))
            plain = self._keep(plain, text[at], at)
            at += 1
            best = beam[0]
            if at >= limit and best.pending < 0 and self._settled(best, at):
                break
        beam = self._prune(self._finish(beam, at))
        best = next((guess for guess in beam if guess.pending < 0), None)
        if best is None or best.node is None or all(n.slot[1] == 0 and n.char == text[n.slot[0]] for n in _walk(best.node)):
            return None
        return at, _spell(best, beam), plain.cost - best.cost

    @staticmethod
    def _settled(best: Guess, at: int) -> bool:
        """Whether the last four characters were read as they stand."""
        node, count = best.node, 0
        while node is not None and count < 4 and not node.free and node.slot == (at - 1 - count, 0):
            node, count = node.previous, count + 1
        return count >= 4 or node is None

    def _keep(self, guess: Guess, char: str, at: int) -> Guess:
        number = self.model.id_of(char)
        cost = guess.cost - self.model.log_next(guess.first, guess.second, number)
        return Guess(cost, -1, guess.second, number, Node(guess.node, char, (at, 0), False), guess.margins)

    def _add(self, guess: Guess, letter: Letter, slot: tuple[int, int], pending: int, cost: float, free: bool) -> Guess:
        cost += guess.cost + letter.extra - self.model.log_next(guess.first, guess.second, letter.number)
        return Guess(cost, pending, guess.second, letter.number, Node(guess.node, letter.char, slot, free), guess.margins)

    def _step(self, beam: Sequence[Guess], text: str, at: int) -> Iterable[Guess]:
        char = text[at]
        code = gbk_bytes(WIDE_BYTES.get(char, char))
        near = beam[0].cost + NEAR
        for rank, guess in enumerate(beam):
            deep = rank < DEEP and guess.cost <= near
            if guess.pending < 0:
                yield self._keep(guess, char, at)
                if deep and len(code) == 2:
                    yield from self._start(guess, code, at)
            else:
                if deep or len(code) == 1:
                    yield from self._end(guess, char, code, at)
                if len(code) == 2:
                    yield from self._continue(guess, code, at, deep)

    def _start(self, guess: Guess, code: Sequence[int], at: int) -> Iterable[Guess]:
        """A byte was lost here: the first or second half of a character, or one whose other half vanished with it."""
        x, y = code
        for letter in self._likely(guess, self.alphabet.by_trail.get(x), CHOICES):
            yield self._add(guess, letter, (at, 0), y, COST_START, True)
        for letter in self._likely(guess, self.alphabet.by_lead.get(x), CHOICES):
            yield self._add(guess, letter, (at, 0), y, COST_START, True)

    def _continue(self, guess: Guess, code: Sequence[int], at: int, deep: bool) -> Iterable[Guess]:
        x, y = code
        letter = self.alphabet.by_code.get(guess.pending << 8 | x)
        if letter is not None:
            yield self._add(guess, letter, (at, 0), y, 0.0, False)
        behind = self.alphabet.by_trail.get(x)
        if not deep or behind is None:
            return
        for one in self._likely(guess, self.alphabet.by_lead.get(guess.pending), CHOICES):
            begun = self._add(guess, one, (at, -2), -1, COST_GAP, True)
            taken = self.alphabet.valid[one.trail, behind.leads]
            for two in self._likely(begun, behind, SECOND_CHOICES, taken):
                yield self._add(begun, two, (at, 0), y, 0.0, True)
        # Two pairs or more in a row are gone: what stood there cannot be known.
        hole = Guess(guess.cost + COST_HOLE, -1, 0, 0, Node(guess.node, REPLACEMENT, (at, -3), False), guess.margins)
        for letter in self._likely(hole, behind, 2):
            yield self._add(hole, letter, (at, 0), y, 0.0, True)

    def _end(self, guess: Guess, char: str, code: Sequence[int], at: int) -> Iterable[Guess]:
        """The run ends before (or, where an ASCII character is itself a second half, with) this character."""
        if len(code) == 1:
            letter = self.alphabet.by_code.get(guess.pending << 8 | code[0])
            if letter is not None:
                yield self._add(guess, letter, (at, 0), -1, 0.0, False)
        hard = len(code) != 2 or not "\u3400" <= char <= "\u9fff"
        for letter in self._likely(guess, self.alphabet.by_lead.get(guess.pending), CHOICES):
            cost = COST_END if hard or (letter.trail << 8 | code[0]) not in self.codes else COST_JUMP
            yield self._keep(self._add(guess, letter, (at, -1), -1, cost, True), char, at)

    def _finish(self, beam: Sequence[Guess], at: int) -> Iterable[Guess]:
        for guess in beam:
            if guess.pending < 0:
                yield guess
                continue
            for letter in self._likely(guess, self.alphabet.by_lead.get(guess.pending), CHOICES):
                yield self._add(guess, letter, (at, -1), -1, COST_END, True)

    def _likely(self, guess: Guess, group: Group | None, count: int, barred: Any = None) -> list[Letter]:
        """The ``count`` likeliest letters of a group behind ``guess``."""
        import numpy as np

        if group is None:
            return []
        costs = group.extras - self.model.next_vector(guess.first, guess.second)[group.numbers]
        if barred is not None:
            costs = costs + barred * np.float32(1e6)
        if len(costs) > count:
            places = np.argpartition(costs, count)[:count]
        else:
            places = np.arange(len(costs))
        return [group.letters[n] for n in places.tolist() if costs[n] < 1e5]

    @staticmethod
    def _prune(guesses: Iterable[Guess]) -> list[Guess]:
        """The best hypotheses; of two with the same future the better one stays and remembers by how much."""
        best: dict[tuple[int, int, int], Guess] = {}
        for guess in sorted(guesses, key=lambda g: g.cost):
            key = guess[1:4]
            known = best.get(key)
            if known is None:
                best[key] = guess
            else:
                best[key] = _remember(known, guess)
        ranked = list(best.values())
        worst = ranked[0].cost + WIDTH
        return [guess for guess in ranked[:BEAM] if guess.cost <= worst]


def _remember(winner: Guess, loser: Guess) -> Guess:
    """``winner`` with the margin by which it beat ``loser`` noted at every guessed place where they differ."""
    margin = loser.cost - winner.cost
    margins = winner.margins
    one, two = winner.node, loser.node
    fresh: dict[tuple[int, int], float] = {}
    for _ in range(12):
        if one is two or one is None or two is None:
            break
        if one.slot == two.slot:
            if one.char != two.char and one.free:
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


def _walk(node: Node | None) -> Iterable[Node]:
    while node is not None:
        yield node
        node = node.previous


def _spell(best: Guess, beam: Sequence[Guess]) -> list[tuple[int, str]]:
    """The output of the best hypothesis, with U+FFFD where a guess is not clear."""
    for other in beam:
        if other is not best and other.pending < 0:
            best = _remember(best, other)
    out: dict[int, str] = {}
    for node in _walk(best.node):
        unclear = node.free and best.margins.get(node.slot, 1e9) < CLEAR
        out[node.slot[0]] = (REPLACEMENT if unclear else node.char) + out.get(node.slot[0], "")
    return sorted(out.items())
