"""The characters that damaged bytes may be, by their bytes in GBK, and the likeliest of them in a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from .chances import Chances
from .characters import characters_of_script, plain_pinyin, readings_of
from .charmodel import CharModel, fold_char

REPLACEMENT = "\ufffd"
COST_SCRIPT = 5.0  # a simplified form in a traditional text, or the reverse
#: A full-width digit or letter: the model counts them with the half-width ones, which are common. A full-width space:
#: the model knows only that something begins behind it, as behind a line break.
COST_WIDE, COST_SPACE = 5.0, 1.0
RANKED = 32  # letters tried where no byte is known
COMMONEST = 3  # letters of a group tried though they were never seen there
MANY_RANKED, MANY_CROSSINGS, MANY_FOLLOWING = 8192, 4096, 16384  # answers kept
LOST = 150  # pairs tried of which only the last byte is known
SPACE = "\ue5e5"  # what old pages have for a full-width space
WIDE_BYTES = {c: chr(ord(c) + 0xFEE0) for c in ",:;?!()"}


class Letter(NamedTuple):
    """One character of the alphabet with the two bytes it has in GBK; ``extra`` is what choosing it costs."""

    char: str
    number: int  # in the character model
    lead: int
    trail: int
    extra: float  # cost of its script


@lru_cache(maxsize=4096)
def gbk_bytes(char: str) -> tuple[int, ...]:
    """The bytes of a character in GBK, empty where it has none.

    GB18030 shows pairs that GBK does not know as characters for private use; their bytes are as good as any.
    A half-width mark is taken for the full-width one: it is so written only because someone narrowed it.
    """
    try:
        data = WIDE_BYTES.get(char, char).encode("gb18030")
    except UnicodeEncodeError:
        return ()
    return tuple(data) if len(data) <= 2 else ()


@lru_cache(maxsize=1)
def gbk_characters() -> Mapping[str, int]:
    """The code of every character that has two bytes in GBK."""
    codes = {}
    for lead in range(0x81, 0xFF):
        pairs = [bytes((lead, trail)) for trail in range(0x40, 0xFF)]
        shown = b"\n".join(pairs).decode("gbk", "replace").split("\n")
        codes.update({char: lead << 8 | 0x40 + n for n, char in enumerate(shown) if len(char) == 1})
    codes.pop(REPLACEMENT, None)
    return codes


@lru_cache(maxsize=1)
def private_characters() -> Mapping[str, int]:
    """The code of every other character that GB18030 has for two bytes: most are for private use."""
    codes = {}
    known = gbk_characters()
    for code in range(0x8140, 0xFEFF):
        char = code.to_bytes(2, "big").decode("gb18030", "ignore")
        if len(char) == 1 and char > "\x7f" and char not in known:
            codes[char] = code
    codes.pop(SPACE, None)
    return codes


class LostPairs(NamedTuple):
    """Pairs of characters as arrays: numbers in the model, and the first byte of the first one."""

    one: Any
    two: Any
    leads: Any


class _LostTable(NamedTuple):
    one: Any
    two: Any
    starts: Any  # by the last byte of the second character


class _AcrossTable(NamedTuple):
    numbers: Any  # a row for each
    costs: Any  # of all but the first, by pairs alone
    starts: Any  # by the first byte of the first character and the last one of the last


#: A first letter, and what may stand behind it with what it costs by pairs alone.
Crossing = tuple[Letter, list[tuple[float, tuple[Letter, ...]]]]


class Group(NamedTuple):
    """Letters side by side, as arrays: numbers in the model, first bytes, costs of their script."""

    name: tuple[str, int | str]
    letters: Sequence[Letter]
    numbers: Any
    leads: Any
    extras: Any


class Alphabet:
    """The characters of GBK that the model knows, by first byte, by second byte, by reading, and all."""

    def __init__(self, model: CharModel, traditional: bool) -> None:
        import numpy as np

        self.model = model
        self.by_code: dict[int, Letter] = {}
        self.valid: Any = np.zeros(0x10000, bool)  # codes that are a character: these would not have vanished
        self.numbers: Any = np.zeros(0x10000, np.uint32)  # by code, as the costs of their script
        self.extras: Any = np.zeros(0x10000)
        codes = gbk_characters()
        wrong = characters_of_script("".join(codes), traditional=not traditional)
        for char, code in codes.items():
            number = int(model.numbers[ord(char)])
            extra = COST_WIDE if fold_char(char) in "0a" else COST_SCRIPT if char in wrong else 0.0
            if char == "\u3000":
                number, extra = model.id_of("\n"), COST_SPACE
            self.by_code[code] = Letter(char, number, code >> 8, code & 0xFF, extra)
            self.valid[code], self.numbers[code], self.extras[code] = True, number, extra
        self._known = [letter for letter in self.by_code.values() if letter.number]
        self._of_char = {letter.char: letter for letter in self._known}
        self._groups: dict[tuple[str, int], Group] = {}
        self._read: dict[str, Group] = {}
        self._by_number: dict[int, list[Letter]] = {}
        self._members: dict[tuple[str, int], list[Letter]] = {}
        self._plain: dict[int, Letter] = {}  # the one letter of this script for each number of the model
        self._crossings: dict[int, Sequence[Crossing]] = {}
        self._following: dict[tuple[tuple[str, int | str], int], Sequence[Letter]] = {}
        self._makes = self.valid.tobytes()  # the same as ``valid``, to be asked one by one
        fleeting = {
            byte
            for byte in range(0x80, 0xFF)
            if not self.valid[(byte << 8) + 0x81 : (byte << 8) + 0xFF].all()
        }
        for letter in self._known:
            self._by_number.setdefault(letter.number, []).append(letter)
            self._members.setdefault(("lead", letter.lead), []).append(letter)
            self._members.setdefault(("trail", letter.trail), []).append(letter)
            if letter.trail in fleeting:
                self._members.setdefault(("gone", letter.lead), []).append(letter)
        self.fleeting: Any = np.zeros(0x100, bool)
        self.fleeting[sorted(fleeting)] = True
        # The bytes of the one letter of this script that stands for each number of the model.
        self._leads, self._trails = np.zeros((2, model.size), np.int64)
        for number, letters in self._by_number.items():
            plain = min(letters, key=lambda letter: (letter.extra, letter.lead, letter.trail))
            self._plain[number] = plain
            self._leads[number], self._trails[number] = plain.lead, plain.trail

    def group(self, kind: str, byte: int) -> Group:
        """The letters with a ``lead`` or a ``trail`` byte, the commonest first.

        Those that are ``gone`` have the ``lead`` and end with a byte that with the next one may have been no
        character, so that both vanished.
        """
        known = self._groups.get((kind, byte))
        if known is None:
            known = self._groups[kind, byte] = make_group((kind, byte), self._members.get((kind, byte), ()))
        return known

    def letters_read(self, pinyin: str) -> Group:
        """The letters that have ``pinyin`` among their readings."""
        known = self._read.get(pinyin)
        if known is None:
            chars = _read_chars("".join(self._of_char)).get(plain_pinyin(pinyin), "")
            known = self._read[pinyin] = make_group(("read", pinyin), [self._of_char[char] for char in chars])
        return known

    def rank(
        self, chances: Chances, first: int, second: int, group: Group, count: int, barred: int = -1
    ) -> list[tuple[float, Letter]]:
        """The ``count`` likeliest letters of a group behind two characters, with their costs.

        ``barred`` is a byte before the letter: with its own first byte it must be no character. Those that were
        seen behind the second character are weighed, and a few of the commonest besides.
        """
        own = chances.own_behind(second)
        letters: Iterable[Letter] = self._followers(group, second)
        if own:
            letters = {**dict.fromkeys(letters), **{x: None for x in group.letters if x.number in own}}
        if barred >= 0:
            letters = [letter for letter in letters if not self._makes[barred << 8 | letter.lead]]
        return weigh_letters(chances, first, second, letters, count)

    def _followers(self, group: Group, second: int) -> Sequence[Letter]:
        """The letters of a group that the model has seen behind a character, and a few of the commonest."""
        known = self._following.get((group.name, second))
        if known is None:
            if len(self._following) >= MANY_FOLLOWING:
                self._following.clear()
            kept = self.model.pairs_seen.follow(second, group.numbers)
            kept[:COMMONEST] = True
            known = [group.letters[n] for n in kept.nonzero()[0].tolist()]
            self._following[group.name, second] = known
        return known

    def rank_behind(
        self,
        chances: Chances,
        befores: Sequence[int],
        choices: Sequence[tuple[float, Letter]],
        group: Group,
        count: int,
    ) -> list[list[tuple[float, Letter]]]:
        """For each of ``choices`` (behind the character of ``befores``) what :meth:`rank` gives behind it.

        The byte that ends a choice is barred.
        """
        import numpy as np

        first = np.array(befores, np.uint32)
        numbers = np.array([letter.number for _, letter in choices], np.uint32)
        barred = np.array([letter.trail << 8 for _, letter in choices], np.int64)
        kept = chances.follow(numbers[:, None], group.numbers)
        kept[:, :COMMONEST] = True
        kept &= ~self.valid[barred[:, None] | group.leads]
        row, at = kept.nonzero()
        costs = group.extras[at] - chances.log_fan(first, numbers, row, group.numbers[at])
        order = np.lexsort((costs, row))
        sizes = np.bincount(row, minlength=len(choices))
        within = np.arange(len(row)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        order = order[within < count]
        out: list[list[tuple[float, Letter]]] = [[] for _ in choices]
        for n, cost, letter in zip(*(c[order].tolist() for c in (row, costs, at)), strict=True):
            out[n].append((cost, group.letters[letter]))
        return out

    def rank_known(
        self, chances: Chances, first: int, second: int, kind: str, byte: int, count: int
    ) -> list[tuple[float, Letter]]:
        """What :meth:`rank` gives for the letters with a byte; answers are kept, for a search asks again."""
        key = (first, second, kind, byte, count)
        known: list[tuple[float, Letter]] | None = chances.ranked.get(key)
        if known is None:
            if len(chances.ranked) >= MANY_RANKED:
                chances.ranked.clear()
            known = chances.ranked[key] = self.rank(chances, first, second, self.group(kind, byte), count)
        return known

    def rank_all(
        self, chances: Chances, first: int, second: int, count: int, barred: int = -1
    ) -> list[tuple[float, Letter]]:
        """The likeliest of all letters that were seen behind ``second``."""
        letters: list[Letter] | None = chances.groups.get(second)
        if letters is None:
            numbers = chances.commonest(second, RANKED)
            letters = [letter for number in numbers for letter in self._by_number.get(number, ())]
            chances.groups[second] = letters
        if barred >= 0:
            letters = [letter for letter in letters if not self._makes[barred << 8 | letter.lead]]
        return weigh_letters(chances, first, second, letters, count)

    def lost_pairs(self, chances: Chances, trail: int) -> LostPairs:
        """The commonest pairs whose second letter ends with ``trail``, of which three bytes may have vanished."""
        known: LostPairs | None = chances.groups.get(("lost", trail))
        if known is None:
            low, high = self._lost.starts[trail : trail + 2].tolist()
            one, two = (
                self._lost.one[low : min(high, low + LOST)],
                self._lost.two[low : min(high, low + LOST)],
            )
            own = chances.own_pairs()
            if own is not None:
                import numpy as np

                more = self._mask_lost(*own) & (self._trails[own[1]] == trail)
                one, two = np.append(one, own[0][more]), np.append(two, own[1][more])
            known = chances.groups["lost", trail] = LostPairs(one, two, self._leads[one])
        return known

    def letters_across(self, chances: Chances, lead: int, trail: int) -> Sequence[Crossing]:
        """Two or three letters that begin with ``lead`` and end with ``trail``, and whose other bytes vanished.

        Each first letter with the one or two behind it: all that the model has seen side by side, and those of the
        text itself.
        """
        key = lead << 8 | trail
        common, own = self._common_across(key), self._own_across(chances).get(key)
        return [*common, *own] if own else common

    def _common_across(self, key: int) -> Sequence[Crossing]:
        """Those of the model alone, which are kept, for every text asks for them."""
        known = self._crossings.get(key)
        if known is None:
            if len(self._crossings) >= MANY_CROSSINGS:
                self._crossings.clear()
            rows: list[tuple[list[int], float]] = []
            for table in self._across:
                low, high = table.starts[key : key + 2].tolist()
                rows += zip(table.numbers[low:high].tolist(), table.costs[low:high].tolist(), strict=True)
            known = self._crossings[key] = self._cross(rows)
        return known

    def _cross(self, rows: Iterable[tuple[Sequence[int], float]]) -> Sequence[Crossing]:
        """Rows of numbers by their first letter, the others with their cost."""
        letters = self._plain
        rests: dict[Letter, list[tuple[float, tuple[Letter, ...]]]] = {}
        for numbers, cost in rows:
            first, *rest = [letters[number] for number in numbers]
            rests.setdefault(first, []).append((cost, tuple(rest)))
        return list(rests.items())

    def _own_across(self, chances: Chances) -> Mapping[int, Sequence[Crossing]]:
        """Such pairs and triples of the text itself that the model has not, by the bytes around what vanished."""
        known: dict[int, Sequence[Crossing]] | None = chances.groups.get("across")
        if known is None:
            rows: dict[int, list[tuple[Sequence[int], float]]] = {}
            log_pair = self.model.log_pair
            for columns in chances.list_fresh():
                keys, numbers = self._mark_across(columns)
                for key, row in zip(keys.tolist(), numbers.tolist(), strict=True):
                    rows.setdefault(key, []).append((row, -sum(log_pair(*two) for two in pairwise(row))))
            known = {key: self._cross(found) for key, found in rows.items()}
            chances.groups["across"] = known
        return known

    def _mark_across(self, columns: Sequence[Any]) -> tuple[Any, Any]:
        """Those of the rows that may have lost all bytes but the outer ones, behind these bytes."""
        import numpy as np

        kept = np.logical_and.reduce([self._mask_lost(*two) for two in pairwise(columns)])
        numbers = np.stack([column[kept] for column in columns], axis=1)
        return self._leads[numbers[:, 0]] << 8 | self._trails[numbers[:, -1]], numbers

    @cached_property
    def _across(self) -> tuple[_AcrossTable, _AcrossTable]:
        """All pairs, and all triples, of the model that may have lost all bytes but the outer ones, by these."""
        import numpy as np

        one, two, worth = self.model.arrays.list_pairs()
        order = np.lexsort((two, one, -worth))  # the commonest first
        tables = []
        for columns in ((one[order], two[order]), self.model.arrays.list_triples()):
            keys, numbers = self._mark_across(columns)
            order = keys.argsort(kind="stable")
            numbers = numbers[order]
            costs = -sum(self.model.arrays.log_pairs(*two) for two in pairwise(numbers.T))
            tables.append(_AcrossTable(numbers, costs, keys[order].searchsorted(np.arange(0x10001))))
        return tables[0], tables[1]

    @cached_property
    def _lost(self) -> _LostTable:
        """All pairs of the model of which three bytes may have vanished, by the last byte, the commonest first."""
        import numpy as np

        one, two, worth = self.model.arrays.list_pairs()
        kept = self._mask_lost(one, two)
        one, two, worth = one[kept], two[kept], worth[kept]
        order = np.lexsort((two, one, -worth, self._trails[two]))
        starts = np.searchsorted(self._trails[two[order]], np.arange(0x102))
        return _LostTable(one[order], two[order], starts)

    def _mask_lost(self, one: Any, two: Any) -> Any:
        """Which pairs may have lost the first letter and the first byte of the second one."""
        trails, leads = self._trails[one], self._leads[two]
        return self.fleeting[trails] & (leads > 0) & (trails > 0) & ~self.valid[trails << 8 | leads]

    def letter_of(self, number: int) -> Letter:
        """The letter of this script that the model counts as ``number``."""
        return self._plain[number]


def weigh_letters(
    chances: Chances, first: int, second: int, letters: Iterable[Letter], count: int
) -> list[tuple[float, Letter]]:
    """The ``count`` likeliest of some letters behind two characters, with their costs."""
    log_next = chances.log_next
    return sorted([(letter.extra - log_next(first, second, letter.number), letter) for letter in letters])[
        :count
    ]


def make_group(name: tuple[str, int | str], letters: Sequence[Letter]) -> Group:
    """Letters as arrays, the commonest first (characters are numbered by how common they are)."""
    import numpy as np

    letters = sorted(letters, key=_order_of)
    numbers = np.array([letter.number for letter in letters], np.uint32)
    leads = np.array([letter.lead for letter in letters], np.int64)
    return Group(name, letters, numbers, leads, np.array([letter.extra for letter in letters], np.float32))


def _order_of(letter: Letter) -> tuple[int, int, int]:
    return letter.number, letter.lead, letter.trail


@lru_cache(maxsize=2)
def _read_chars(chars: str) -> Mapping[str, str]:
    return readings_of(chars)


@lru_cache(maxsize=2)
def load_alphabet(model: CharModel, traditional: bool) -> Alphabet:
    """The characters that shifted text is rebuilt from, once a process."""
    return Alphabet(model, traditional)
