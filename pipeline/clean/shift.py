"""Text whose GBK bytes were read one byte late: search for the reading that is Chinese.

When one byte of GBK text is lost, every later pair of bytes is made of the second half of one character and
the first half of the next, until something of one byte ends the run. Pairs that are no character vanish,
two bytes at a time::

    。  總  的  要  做  好  “  四  個  堅 …        A1A3 BF82 B5C4 D2AA D7F6 BAC3 A1B0 CBC4 8280 88D4
    ?  偟  囊  (gone) 龊  谩  八  膫  堅 …    (A1) A3BF 82B5 C4D2 AAD7 F6BA C3A1 B0CB C482 (80) 88D4

:class:`Realigner` runs a beam search over the observed characters. A hypothesis is either in step (what is
seen is what was written) or holds a *pending* byte, the first half of the character whose second half comes
next. Bytes that are gone are tried in full and weighed by the character model; where two choices are about
as good, U+FFFD stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest

from .alphabet import REPLACEMENT, Letter, gbk_bytes, load_alphabet
from .chances import Chances
from .characters import is_reading
from .charmodel import CharModel
from .guesses import RIVAL, Guess, Node, cost_of, remember, spell
from .tracks import NOTHING, Tracks

#: Costs in nats. A lost byte is rare (one in some thousand characters, e^-8). That a pair vanished costs nothing: it
#: follows from the characters, which are only tried where their bytes make none; but in a mirror, whose runs are
#: a few characters long, little else holds a wrong guess back.
COST_START, COST_END, COST_JUMP, COST_HOLE, COST_GAP = 8.0, 1.0, 6.0, 16.0, 2.0
#: What stands behind a hole costs little, for nothing is known of what it follows: so the hole is dear (at 9 nats an
#: eighth more characters stay wrong or unknown).
COST_STRAY = 14.0  # a byte too many is rarer still
COST_READING = 9.0  # a bracket of pinyin behind a character that is not read so
BEAM, WIDTH = 28, 12.0
#: Bytes that are gone are tried only behind the best few hypotheses, and where the bytes that are there
#: read badly.
DEEP, NEAR, FLUENT = 6, 6.0, 4.5
#: A gap and an end are tried behind a hypothesis only where the best plain reading of all costs so much more.
#: What reads on for less than so many nats in three characters has neither.
LEAST_GAP, LEAST_END, HALTING = 5.0, 6.0, 13.0
#: So many pairs and triples fill a gap, those that are so near to the best one with the character behind them; so many
#: are weighed at most, those that are so near by pairs alone.
FILLED, NARROW, WEIGHED, UNLIKELY = 10, 9.0, 24, 8.0
MISSED = 8.0  # no character ahead counts for more, for it may stand before a gap itself
#: Where the best one costs more, and reading on as well, two gaps in a row are tried, behind so many choices; the
#: letter that ends them costs no less than the last number.
BRIDGED_NEXT, BRIDGED_ON, BRIDGED, LEAST_LETTER = 17.0, 21.0, 1, 2.0
HOPELESS = 99.0
SIZES = {1: (2,), 2: (3,)}  # of how many letters so many U+FFFD are left
PLACES = {
    2: (-2, 0),
    3: (-2, -1, 0),
}  # before a character, of letters the last of which ends with its first byte
#: A run begins where two characters in a row are unlikely (nats; undamaged text has 7 on average).
DOUBT, STRONG_DOUBT, HALF_DOUBT = 12.0, 22.0, 7.0
PREDICTABLE = 1.5  # nats of a character that its neighbours leave no choice
#: What may be the second half of a character and looks like Latin.
HALVES = frozenset(range(0x40, 0x7F))
COST_HALF, HALF_CHOICES = 6.0, 24
#: How many candidates are followed: at the start of a run, of one byte known, behind a guess, of no byte
#: known, between two gaps, at the end of a line.
FIRST_CHOICES, CHOICES, GONE_CHOICES, SECOND_CHOICES = 10, 7, 14, 4
FREE_CHOICES, BRIDGES, LAST_CHOICES = 16, 10, 4

Choice = tuple[float, Letter]  # what choosing a letter costs, and the letter


class Realigner:
    """Beam search over one stretch of observed text."""

    def __init__(
        self, model: CharModel, *, traditional: bool = False, chances: Chances | None = None
    ) -> None:
        self.model = model
        self.chances = chances or Chances(model)
        self.alphabet = load_alphabet(model, traditional)
        self._gap = COST_GAP if traditional else 0.0
        self._line_end = model.id_of("\n")
        self._stray = HOPELESS if traditional else COST_STRAY  # mirrors lose bytes

    def realign(
        self,
        before: str,
        text: str,
        limit: int,
        brackets: Mapping[int, tuple[int, str]] | None = None,
        marks: Mapping[int, int] | None = None,
    ) -> tuple[int, list[tuple[int, str]], float] | None:
        """Best reading of ``text`` behind ``before``; the search may stop in step after ``limit`` characters.

        ``brackets`` maps the start of a bracket of pinyin in ``text`` to its end and the pinyin; ``marks``, where
        there are any, how many U+FFFD stood before a character: one for each pair that vanished. Returns
        how many characters were read, the output as ``(place, characters)`` where it differs from what is
        seen, and how many nats better it is than the text as it stands; ``None`` where the text as it
        stands is best.
        """
        brackets, self._marks = brackets or {}, marks or {}
        self._tracks = tracks = Tracks(self.chances, self.alphabet, before, text)
        plain = Guess(0.0, -1, tracks.numbers[0], tracks.numbers[1], None, None)
        beam = [plain]
        at = 0
        while at < len(text):
            if at in brackets:
                end, pinyin = brackets[at]
                seen = text[at - 1] if at else before[-1:]
                plain = plain._replace(cost=plain.cost + (0.0 if is_reading(seen, pinyin) else COST_READING))
                beam = self._prune(self._pass_bracket(beam, at, pinyin, seen)) or [plain]
                at = end
            else:
                tracks.reach(at)
                kept = self._keep(plain, text[at], at)
                ahead = self._keep(kept, text[at + 1], at + 1) if at + 1 < len(text) else kept
                follows = ahead is kept or self._may_follow(text[at], text[at + 1])
                doubt = ahead.cost - plain.cost
                if at + 1 in brackets and not is_reading(text[at], brackets[at + 1][1]):
                    doubt += COST_READING
                beam = self._prune(self._step(beam, text[at], at, doubt, follows)) or [kept]
                plain = kept
                at += 1
            if (
                at >= limit
                and beam[0].pending < 0
                and (beam[0].cost >= plain.cost or self._settled(beam[0], at))
            ):
                break
        plain = self._close(plain, at == len(text))
        beam = self._prune(self._finish(beam, at, at == len(text)))
        best = next((guess for guess in beam if guess.pending < 0), None)
        if best is None or best.node is None or best.cost >= plain.cost:
            return None
        return at, spell(best, beam, text, tracks.numbers[:2], self.model.chars), plain.cost - best.cost

    @staticmethod
    def _settled(best: Guess, at: int) -> bool:
        """Whether the last four characters were read as they stand."""
        node, count = best.node, 0
        while (
            node is not None and count < 4 and not node.free and node.slot[1] == 0 and node.slot[0] >= at - 12
        ):
            if node.char == "\0":
                return False
            node, count = node.previous, count + 1
        return count >= 4 or node is None

    def _keep(self, guess: Guess, char: str, at: int) -> Guess:
        """The next character as it stands."""
        tracks = self._tracks
        one, two, number = tracks.numbers[at : at + 3]
        own = tracks.plain[at]
        if number and (one != guess.first or two != guess.second):
            own = -self.chances.log_next(guess.first, guess.second, number)
        node = Node(guess.node, char, (at, 0), False, number)
        return Guess(guess.cost + own, -1, guess.second, number, node, guess.rivals)

    def _read(self, guess: Guess, letter: Letter, at: int, pending: int) -> Guess:
        """The next character, both of whose bytes are there."""
        tracks = self._tracks
        one, two = tracks.late_numbers[at : at + 2]
        own = tracks.late[at]
        if one != guess.first or two != guess.second or own == NOTHING:
            own = letter.extra - self.chances.log_next(guess.first, guess.second, letter.number)
        node = Node(guess.node, letter.char, (at, 0), False, letter.number)
        return self._pass_letter(
            Guess(guess.cost + own, pending, guess.second, letter.number, node, guess.rivals), at
        )

    def _try(self, guess: Guess, choice: Choice, slot: tuple[int, int], pending: int, cost: float) -> Guess:
        """The next character, of which a byte was guessed."""
        own, letter = choice
        node = Node(guess.node, letter.char, slot, True, letter.number)
        return self._pass_letter(
            Guess(guess.cost + own + cost, pending, guess.second, letter.number, node, guess.rivals), slot[0]
        )

    def _pass_letter(self, guess: Guess, at: int) -> Guess:
        """A pending byte that begins no character is a Latin letter, which was taken for a second half."""
        if guess.pending < 0 or guess.pending >= 0x80:
            return guess
        char = chr(guess.pending)
        number = self.model.id_of(char)
        own = -self.chances.log_next(guess.first, guess.second, number)
        node = Node(guess.node, char, (at, 0), False, number)
        return Guess(guess.cost + own, -1, guess.second, number, node, guess.rivals)

    def _rank(self, guess: Guess, kind: str, byte: int, count: int, barred: int = -1) -> list[Choice]:
        alphabet = self.alphabet
        if kind == "all":
            return alphabet.rank_all(self.chances, guess.first, guess.second, count, barred)
        return alphabet.rank_known(
            self.chances, guess.first, guess.second, kind, byte, count
        )  # nothing is barred here

    def _rank_pairs(
        self, guess: Guess, choices: Sequence[Choice], trail: int, count: int
    ) -> Iterator[tuple[Choice, list[Choice]]]:
        """Each of ``choices`` with the letters that end with ``trail`` and may stand behind it."""
        if choices:
            group, befores = self.alphabet.group("trail", trail), [guess.second] * len(choices)
            yield from zip(
                choices, self.alphabet.rank_behind(self.chances, befores, choices, group, count), strict=True
            )

    def _may_follow(self, char: str, following: str) -> bool:
        """Whether two characters may both be in step: the pair was seen, or one of them goes with anything."""
        known = self.model.id_of
        one, two = known(char), known(following)
        return not (one and two and gbk_bytes(char) and len(gbk_bytes(following)) == 2) or (
            self.chances.is_seen(one, two)
        )

    def _step(
        self, beam: Sequence[Guess], char: str, at: int, doubt: float, follows: bool
    ) -> Iterator[Guess]:
        """Every hypothesis one character further; ``doubt`` is the cost of this character and the next as they stand.

        Only where the next one ``follows`` this one may a run end between them.
        """
        code = self._tracks.codes[at]
        flow = self._tracks.flow(at)
        near = beam[0].cost + NEAR
        reads = [None if at in self._marks else self._read_on(guess, code, at) for guess in beam]
        kept = [self._keep(guess, char, at) if guess.pending < 0 else None for guess in beam]
        least = min((read.cost for read in reads if read is not None), default=near + HOPELESS)
        # What costs more than this is pruned anyway.
        limit = min((one.cost for one in (*reads, *kept) if one is not None), default=HOPELESS**2) + WIDTH
        open_gaps: list[Guess] = []
        first_kept = True
        for rank, (guess, read, plain) in enumerate(zip(beam, reads, kept, strict=True)):
            deep = rank < DEEP and guess.cost <= near
            if plain is not None:
                yield plain
                if deep and len(code) == 2 and doubt >= DOUBT:
                    yield from self._start(guess, code, at, first_kept and doubt >= STRONG_DOUBT, limit)
                elif deep and len(code) == 1 and code[0] in HALVES and doubt >= HALF_DOUBT:
                    yield from self._start_with_half(guess, code[0], at)
                first_kept = False
                continue
            own = NOTHING if read is None else read.cost - guess.cost
            halts = own + flow >= HALTING
            if (deep and follows and halts and guess.cost + LEAST_END < least) or len(code) != 2:
                yield from self._end(guess, char, code, at, limit)
            if read is not None:
                yield read
                if own < FLUENT or not halts:
                    continue
            if len(code) == 2 and deep and guess.cost + LEAST_GAP < least:
                open_gaps.append(guess)
        if open_gaps:
            yield from self._fill(open_gaps, code, at, limit, least + flow)

    def _read_on(self, guess: Guess, code: Sequence[int], at: int) -> Guess | None:
        """A run goes on: the pending byte and the first one here are a character."""
        if guess.pending < 0 or len(code) != 2:
            return None
        letter = self.alphabet.by_code.get(guess.pending << 8 | code[0])
        return None if letter is None else self._read(guess, letter, at, code[1])

    def _start(self, guess: Guess, code: Sequence[int], at: int, free: bool, limit: float) -> Iterator[Guess]:
        """A byte was lost here: the second or first half of a character, or one whose other half then vanished."""
        x, y = code
        if guess.cost + self._stray <= limit:  # or a byte too many was put in
            node = Node(guess.node, "", (at, 0), False, 0)
            yield Guess(guess.cost + self._stray, y, guess.first, guess.second, node, guess.rivals)
        for kind in ("trail", "lead"):
            for choice in self._rank(guess, kind, x, FIRST_CHOICES):
                if guess.cost + choice[0] + COST_START > limit:
                    break  # the others cost more
                yield self._try(guess, choice, (at, 0), y, COST_START)
        if free:
            cost = guess.cost + COST_START + self._gap
            choices = [
                one
                for one in self._rank(guess, "all", 0, FREE_CHOICES)
                if cost + one[0] + LEAST_LETTER <= limit
            ]
            for choice, others in self._rank_pairs(guess, choices, x, 2):
                begun = self._try(guess, choice, (at, -2), -1, COST_START + self._gap)
                for two in others:
                    yield self._try(begun, two, (at, 0), y, 0.0)
                if choice[0] < PREDICTABLE:  # then perhaps the next one vanished as well
                    late = guess._replace(cost=guess.cost + COST_START)
                    yield from self._bridge([(late, choice)], x, y, at, limit)

    def _bridge(
        self, guesses: Sequence[tuple[Guess, Choice]], x: int, y: int, at: int, limit: float
    ) -> Iterator[Guess]:
        """Behind a choice a whole character vanished, and then the first half of one that ends with ``x``.

        The two are looked for together, since the first one may only be likely before the second.
        """
        import numpy as np

        pairs = self.alphabet.lost_pairs(self.chances, x)
        if not guesses or not len(pairs.one):
            return
        first = np.array([guess.second for guess, _ in guesses], np.uint32)
        second = np.array([letter.number for _, (_, letter) in guesses], np.uint32)
        barred = np.array([letter.trail << 8 for _, (_, letter) in guesses], np.int64)
        row, at_pair = (~self.alphabet.valid[barred[:, None] | pairs.leads]).nonzero()
        one, two = pairs.one[at_pair].astype(np.uint32), pairs.two[at_pair].astype(np.uint32)
        own = -self.chances.log_fan(first, second, row, one)
        least = np.array([guess.cost + cost + 2 * self._gap for guess, (cost, _) in guesses])
        near = (least[row] + own <= limit).nonzero()[0]
        row, one, two, own = row[near], one[near], two[near], own[near]
        last = -self.chances.log_triples(second[row], one, two)
        whole = least[row] + own + last
        for n in np.argsort(whole, kind="stable")[:BRIDGES].tolist():
            if whole[n] > limit:
                break
            guess, choice = guesses[row[n]]
            begun = self._try(guess, choice, (at, -2), -1, self._gap)
            middle = float(own[n]), self.alphabet.letter_of(int(one[n]))
            bridged = self._try(begun, middle, (at, -1), -1, self._gap)
            yield self._try(bridged, (float(last[n]), self.alphabet.letter_of(int(two[n]))), (at, 0), y, 0.0)

    def _start_with_half(self, guess: Guess, half: int, at: int) -> Iterator[Guess]:
        """All that is left of one or two characters is the second half of the last one, which looks like Latin."""
        for choice in self._rank(guess, "trail", half, CHOICES):
            yield self._try(guess, choice, (at, 0), -1, COST_HALF)
        choices = self._rank(guess, "all", 0, HALF_CHOICES)
        for choice, others in self._rank_pairs(guess, choices, half, 2):
            begun = self._try(guess, choice, (at, -2), -1, COST_HALF + self._gap)
            for two in others:
                yield self._try(begun, two, (at, 0), -1, 0.0)

    def _fill(
        self, guesses: Sequence[Guess], code: Sequence[int], at: int, limit: float, on: float
    ) -> Iterator[Guess]:
        """A pair vanished before this character: the second half of one and the first half of another.

        To read ``on`` costs so much, with the two characters behind.
        """
        x, y = code
        tried = self._weigh_fillings(guesses, x, at, limit)
        for _, cost, n, letters in tried:
            yield self._write(guesses[n], cost, letters, at, y)
        bridged = self._marks.get(at) != 1 and on >= guesses[0].cost + BRIDGED_ON
        if bridged and (not tried or tried[0][0] - guesses[0].cost > BRIDGED_NEXT):
            firsts = [
                (guess, choice)
                for guess in guesses[: BRIDGED + 1]
                for choice in self._rank(guess, "gone", guess.pending, GONE_CHOICES)
            ]
            firsts.sort(key=lambda each: each[0].cost + each[1][0])
            yield from self._bridge(firsts[:BRIDGED], x, y, at, limit)
        for guess in guesses:
            # More than that is gone: what stood there cannot be known.
            node = Node(guess.node, REPLACEMENT, (at, -3), False, 0)
            hole = Guess(guess.cost + COST_HOLE, -1, 0, 0, node, guess.rivals)
            for choice in self._rank(hole, "trail", x, 2):
                if hole.cost + choice[0] <= limit:
                    yield self._try(hole, choice, (at, 0), y, 0.0)

    def _weigh_fillings(
        self, guesses: Sequence[Guess], x: int, at: int, limit: float
    ) -> list[tuple[float, float, int, tuple[Letter, ...]]]:
        """The likeliest letters of which all bytes but the outer ones vanished.

        ``(whole cost with the character that is read next, cost of the letters, which guess, the letters)``. Those that
        are likeliest by pairs alone are weighed.
        """
        log_next = self.chances.log_next
        sizes = SIZES.get(self._marks.get(at, 0), (2, 3))
        numbers = self._tracks.late_numbers
        following = numbers[at + 3] if at + 3 < len(numbers) else 0
        likely = []
        for n, guess in enumerate(guesses):
            for start, rests in self.alphabet.letters_across(self.chances, guess.pending, x):
                own = start.extra - log_next(guess.first, guess.second, start.number)
                cost = guess.cost + own
                if cost <= limit:
                    likely += [
                        (cost + behind, own, n, start, rest)
                        for behind, rest in rests
                        if len(rest) + 1 in sizes
                    ]
        tried = []
        likely = nsmallest(WEIGHED, likely)
        for least, own, n, start, rest in likely:
            if least > likely[0][0] + UNLIKELY:
                break
            first, second, cost = guesses[n].second, start.number, own
            for letter in rest:
                cost += self._gap + letter.extra - log_next(first, second, letter.number)
                first, second = second, letter.number
            whole = guesses[n].cost + cost
            if whole <= limit:
                whole += min(MISSED, -log_next(first, second, following))
                tried.append((whole, cost, n, (start, *rest)))
                limit = min(limit, whole + NARROW)
        tried.sort()
        return [one for one in tried[:FILLED] if one[0] <= tried[0][0] + NARROW]

    def _write(self, guess: Guess, cost: float, letters: Sequence[Letter], at: int, pending: int) -> Guess:
        """The hypothesis with ``letters``, of each of which a byte was guessed, in front of and at a place."""
        node = guess.node
        for place, letter in zip(PLACES[len(letters)], letters, strict=True):
            node = Node(node, letter.char, (at, place), True, letter.number)
        return self._pass_letter(
            Guess(guess.cost + cost, pending, letters[-2].number, letters[-1].number, node, guess.rivals), at
        )

    def _end(self, guess: Guess, char: str, code: Sequence[int], at: int, limit: float) -> Iterator[Guess]:
        """The run ends before (or, where an ASCII character is itself a second half, with) this character."""
        if len(code) == 1:
            letter = self.alphabet.by_code.get(guess.pending << 8 | code[0])
            if letter is not None:
                yield self._read(guess, letter, at, -1)
            if code[0] in HALVES:
                choices = self._rank(guess, "lead", guess.pending, CHOICES)
                for choice, others in self._rank_pairs(guess, choices, code[0], 2):
                    begun = self._try(guess, choice, (at, -2), -1, self._gap)
                    for two in others:
                        yield self._try(begun, two, (at, 0), -1, COST_END)
        hard = len(code) != 2 or not "\u3400" <= char <= "\u9fff" or at in self._marks
        for choice in self._rank(guess, "lead", guess.pending, CHOICES):
            cost = COST_END if hard or not self.alphabet.valid[choice[1].trail << 8 | code[0]] else COST_JUMP
            if guess.cost + choice[0] + cost <= limit:
                yield self._keep(self._try(guess, choice, (at, -1), -1, cost), char, at)

    def _pass_bracket(self, beam: Sequence[Guess], at: int, pinyin: str, seen: str) -> Iterator[Guess]:
        """A bracket of pinyin ends a run, and says how the character before it is read."""
        for rank, guess in enumerate(beam):
            if guess.pending < 0:
                char = guess.node.char if guess.node else seen
                fits = is_reading(char, pinyin)
                yield guess._replace(cost=guess.cost + (0.0 if fits else COST_READING))
                if not fits and rank < DEEP:  # all of the character that is read so may have vanished
                    spoken = self.alphabet.letters_read(pinyin)
                    for choice in self.alphabet.rank(
                        self.chances, guess.first, guess.second, spoken, SECOND_CHOICES
                    ):
                        yield self._try(guess, choice, (at, -1), -1, COST_START)
                continue
            if rank >= DEEP:
                continue
            spoken = self.alphabet.letters_read(pinyin)
            read = [letter for letter in spoken.letters if letter.lead == guess.pending]
            for letter in read:
                yield self._try(guess, self._cost(guess, letter), (at, -1), -1, COST_END)
            for choice in self._rank(guess, "lead", guess.pending, CHOICES):
                if not read:
                    yield self._try(guess, choice, (at, -1), -1, COST_END + COST_READING)
                # A pair may have vanished between this character and the one that is read so.
                begun = self._try(guess, choice, (at, -2), -1, self._gap)
                barred = choice[1].trail
                for two in self.alphabet.rank(
                    self.chances, begun.first, begun.second, spoken, SECOND_CHOICES, barred
                ):
                    yield self._try(begun, two, (at, -1), -1, COST_END)

    def _cost(self, guess: Guess, letter: Letter) -> Choice:
        return letter.extra - self.chances.log_next(guess.first, guess.second, letter.number), letter

    def _close(self, guess: Guess, ends: bool) -> Guess:
        """The hypothesis with what it costs that a line ``ends`` behind it."""
        own = -self.chances.log_next(guess.first, guess.second, self._line_end) if ends else 0.0
        return guess._replace(cost=guess.cost + own)

    def _finish(self, beam: Sequence[Guess], at: int, ends: bool) -> Iterator[Guess]:
        """Hypotheses in step; where the text ``ends``, with what its end costs."""
        for guess in beam:
            if guess.pending < 0:
                yield self._close(guess, ends)
                continue
            for choice in self._rank(guess, "lead", guess.pending, CHOICES):
                yield self._close(self._try(guess, choice, (at, -1), -1, COST_END), ends)
                # Behind it a mark may have vanished: its first half with the second one of this character.
                if ends and self.alphabet.fleeting[choice[1].trail]:
                    begun = self._try(guess, choice, (at, -2), -1, COST_END)
                    for two in self._rank(begun, "all", 0, LAST_CHOICES, choice[1].trail):
                        yield self._close(self._try(begun, two, (at, -1), -1, self._gap), ends)

    @staticmethod
    def _prune(guesses: Iterable[Guess]) -> list[Guess]:
        """The best hypotheses; of two with the same future the better one stays and remembers by how much."""
        ranked = sorted(guesses, key=cost_of)
        worst = ranked[0].cost + WIDTH if ranked else 0.0
        best: dict[tuple[int, int, int], Guess] = {}
        for guess in ranked:
            if guess.cost > worst:
                break
            key = guess[1:4]
            known = best.get(key)
            if known is None:
                if len(best) < BEAM:
                    best[key] = guess
            elif guess.cost < known.cost + RIVAL:
                best[key] = remember(known, guess)
        return list(best.values())
