"""A character trigram model of official Chinese: how likely is this character behind those two?

The repair of damaged text asks it which of several readings of the same bytes is Chinese. The tables
(``lexicon/charmodel.npz``) hold counts from laws, regulations and notices, which are not protected by
copyright in their country (Copyright Law of the PRC, art. 5), and from jieba's dictionary;
``models/charmodel.md`` is the card. Widths, digits, Latin letters and traditional forms are folded before
counting, so that ``：`` and ``:`` are one.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from functools import cached_property, lru_cache
from heapq import nlargest
from importlib import resources
from typing import Any

#: Counts are stored in one byte, on a scale of this many steps to a factor of e (error of a count <= 2 %).
COUNT_STEPS = 16.0
HALF_WIDTH = dict(zip(",:;?!()%.-/", "，：；？！（）％．－／", strict=True))
#: Distinct successors a context is thought to have beyond those that were seen (Witten-Bell, measured on
#: held-out text).
SMOOTHING = (2.0, 2.0)
#: Answers are kept for the characters behind so many pairs: a search asks the same again and again.
MANY_PAIRS, MANY_ROWS = 20_000, 200_000
#: Texts from so many characters on are weighed in one pass.
LONG = 24
Row = tuple[dict[int, float], float]  # probabilities of the successors seen, and the weight of all others
#: Of a pair: where its successors stand in the table, the weight of all others, and the whole.
Behind = tuple[int, int, float, float]


def fold_char(char: str) -> str:
    """The form under which a character is counted (traditional forms are folded by the table itself).

    >>> fold_char("7"), fold_char("Ｂ"), fold_char(",")
    ('0', 'a', '，')
    """
    if char.isascii():
        if char.isdigit():
            return "0"
        if char.isalpha():
            return "a"
        return HALF_WIDTH.get(char, char)
    if "０" <= char <= "９":
        return "0"
    if "Ａ" <= char <= "Ｚ" or "ａ" <= char <= "ｚ":
        return "a"
    return char


class CharModel:
    """Log-probabilities of characters given the two before them, rows unpacked when first asked for."""

    def __init__(self, tables: Any) -> None:
        import numpy as np

        vocabulary = bytes(tables["vocabulary"]).decode("utf-8")
        self.chars = vocabulary
        self._ids = {char: n for n, char in enumerate(vocabulary)}
        variants = bytes(tables["variants"]).decode("utf-8")
        for char, plain in zip(variants[::2], variants[1::2], strict=True):
            self._ids.setdefault(char, self._ids.get(plain, 0))
        counts = np.exp(np.arange(256) / COUNT_STEPS)
        counts[0] = 0.0
        self._counts = counts
        self._count_list: list[float] = counts.tolist()
        unigrams = counts[tables["unigrams"]]
        self._total = float(unigrams.sum())
        floor = np.maximum(unigrams, 0.3) / self._total
        self.log_unigram: list[float] = np.log(floor).tolist()
        self._ids2, self._counts2 = tables["ids2"], tables["counts2"]
        self._starts2 = np.concatenate(([0], np.cumsum(tables["rows2"], dtype=np.int64)))
        self._ids3, self._counts3 = tables["ids3"], tables["counts3"]
        # The same to be read one by one, which is quicker so.
        self._list3 = array("H", self._ids3.astype(np.uint16).tobytes())
        self._count_list3 = self._counts3.tobytes()
        self._starts3 = np.concatenate(([0], np.cumsum(tables["rows3"], dtype=np.int64)))
        self.size = len(vocabulary)
        self.log_unigrams: Any = np.log(floor).astype(np.float32)
        self._unigram: list[float] = floor.tolist()
        self._rows2: dict[int, Row] = {}
        self._rows3: dict[int, Behind | None] = {}
        self._places: dict[int, dict[int, int]] = {}
        self._behind_pair: dict[tuple[int, int], dict[int, float]] = {}
        self._commonest: dict[tuple[int, int], list[int]] = {}
        self._id_of: dict[str, int] = {}

    def id_of(self, char: str) -> int:
        """Number of a character in the tables; 0 for one that was never seen."""
        known = self._id_of.get(char)
        if known is None:
            known = self._id_of[char] = self._ids.get(fold_char(char), 0)
        return known

    @cached_property
    def numbers(self) -> Any:
        """Number in the tables by code point, for whole texts at once (code points above U+FFFF count as 0)."""
        import numpy as np

        numbers = np.zeros(0x10000, np.uint16)
        for char, number in self._ids.items():
            if len(char) == 1 and ord(char) < 0x10000:
                numbers[ord(char)] = number
        for code in (*range(0x20, 0x7F), *range(0xFF10, 0xFF5B)):
            numbers[code] = self.id_of(chr(code))
        return numbers

    @cached_property
    def pairs_seen(self) -> SeenPairs:
        """Which pairs of characters were seen, for whole texts at once."""
        return SeenPairs(self)

    @cached_property
    def arrays(self) -> Scores:
        """The tables as arrays, for many questions at once."""
        return Scores(self)

    def successors(self, first: int) -> dict[int, float]:
        """Probability of each character seen behind ``first``."""
        return self.row_of_pairs(first)[0]

    def commonest(self, first: int, count: int) -> list[int]:
        """The ``count`` likeliest characters behind ``first``."""
        known = self._commonest.get((first, count))
        if known is None:
            row = self.successors(first)
            known = [number for _, number in nlargest(count, zip(row.values(), row.keys(), strict=True))]
            self._commonest[first, count] = known
        return known

    def log_pair(self, first: int, second: int) -> float:
        row, backoff = self.row_of_pairs(first)
        return math.log(row.get(second) or backoff * self._unigram[second])

    def log_next(self, first: int, second: int, third: int) -> float:
        """log P(third | first, second)."""
        known = self._behind_pair.get((first, second))
        if known is None:
            if len(self._behind_pair) >= MANY_PAIRS:
                self._behind_pair.clear()
            known = self._behind_pair[first, second] = {}
        value = known.get(third)
        if value is None:
            value = known[third] = math.log(self.chance_of(first, second, third))
        return value

    def chance_of(self, first: int, second: int, third: int) -> float:
        """P(third | first, second), for one that is hardly asked for again."""
        pairs, backoff = self._rows2.get(second) or self.row_of_pairs(second)
        plain: float = pairs.get(third) or backoff * self._unigram[third]
        pair = first * self.size + second
        try:
            row = self._rows3[pair]
        except KeyError:
            if len(self._rows3) >= MANY_ROWS:
                self._rows3.clear()
            row = self._rows3[pair] = self._row_of_triples(first, second)
        if row is None:
            return plain
        low, high, reserve, total = row
        at = bisect_left(self._list3, third, low, high)
        count = self._count_list[self._count_list3[at]] if at < high and self._list3[at] == third else 0.0
        return (count + reserve * plain) / total

    def score(self, text: str, before: str = "\n\n") -> float:
        """Log-probability of ``text`` behind ``before``."""
        if len(text) >= LONG:
            return self._score_at_once(before[-2:] + text)
        first, second = self.id_of(before[-2]), self.id_of(before[-1])
        total = 0.0
        for char in text:
            third = self.id_of(char)
            total += self.log_next(first, second, third)
            first, second = second, third
        return total

    def _score_at_once(self, text: str) -> float:
        """The same for all but the first two characters of ``text``, in one pass."""
        import numpy as np

        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        ids = self.numbers[np.minimum(points, 0xFFFF)].astype(np.uint32)
        return float(self.arrays.log_triples(ids[:-2], ids[1:-1], ids[2:]).sum())

    def row_of_pairs(self, first: int) -> Row:
        """Probabilities behind ``first``, and the weight of the single characters for all others."""
        known = self._rows2.get(first)
        if known is not None:
            return known
        low, high = int(self._starts2[first]), int(self._starts2[first + 1])
        scores = self.arrays
        row = dict(zip(self._ids2[low:high].tolist(), scores.chance2[low:high].tolist(), strict=True))
        known = self._rows2[first] = (row, math.exp(scores.backoff2[first]))
        return known

    def _row_of_triples(self, first: int, second: int) -> Behind | None:
        """What is known of the characters behind a pair; ``None`` where the pair was not seen."""
        places = self._places.get(first)
        if places is None:
            low, high = int(self._starts2[first]), int(self._starts2[first + 1])
            places = dict(zip(self._ids2[low:high].tolist(), range(low, high), strict=True))
            self._places[first] = places
        place = places.get(second)
        if place is None:
            return None
        scores = self.arrays
        low, high = int(self._starts3[place]), int(self._starts3[place + 1])
        return low, high, float(scores.reserve3[place]), float(scores.total3[place])


class SeenPairs:
    """A bit for every pair of characters; Latin letters, digits, spaces and line breaks go with anything."""

    def __init__(self, model: CharModel) -> None:
        import numpy as np

        self._numbers: Any = model.numbers.astype(np.uint32)
        wild = model.size  # a number of its own for what goes with anything
        for first, last in ((0x0, 0x7F), (0xFF10, 0xFF5A), (0x2000, 0x200F), (0x3000, 0x3000)):
            self._numbers[first : last + 1] = wild
        self._numbers[0xA0] = wild
        self._width = np.uint32(wild + 1)
        self._wide_numbers: Any = self._numbers.astype(np.int64)  # of the type that arrays are indexed with
        self._masks: Any = np.uint8(1) << np.arange(8, dtype=np.uint8)
        rows = np.diff(model._starts2)
        seen = np.repeat(np.arange(len(rows), dtype=np.uint32), rows) * self._width + model._ids2
        line = np.arange(wild + 1, dtype=np.uint32)
        keys = np.sort(np.concatenate((seen, line * self._width + wild, wild * self._width + line)))
        where, bit = keys >> 3, np.uint8(1) << (keys & 7).astype(np.uint8)
        starts = np.flatnonzero(np.concatenate(([True], where[1:] != where[:-1])))
        self._bits: Any = np.zeros(((wild + 1) ** 2 >> 3) + 1, np.uint8)
        self._bits[where[starts]] = np.bitwise_or.reduceat(bit, starts)

    def is_seen(self, first: int, second: int) -> bool:
        """Whether a pair of numbers was seen."""
        key = first * int(self._width) + second
        return bool(self._bits[key >> 3] >> (key & 7) & 1)

    def follow(self, first: Any, second: Any) -> Any:
        """Whether each of the numbers ``second`` was seen behind ``first`` (a number, or an array)."""
        keys = second + self._width * (self._width.dtype.type(first) if isinstance(first, int) else first)
        return ((self._bits[keys >> 3] >> (keys & 7).astype("uint8")) & 1).astype(bool)

    def find_unseen(self, points: Any) -> Any:
        """The places of code points that were never seen before the one behind them."""
        ids = self._wide_numbers.take(points)
        keys = ids[:-1] * int(self._width)
        keys += ids[1:]
        bits = self._bits.take(keys >> 3)
        keys &= 7
        bits &= self._masks.take(keys)
        return (bits == 0).nonzero()[0]

    def are_seen(self, first: Any, second: Any) -> Any:
        """Whether each pair of numbers is one of two known characters that was seen."""
        keys = first.astype("uint32") * self._width + second
        return (
            ((self._bits[keys >> 3] >> (keys & 7).astype("uint8")) & 1).astype(bool)
            & (first > 0)
            & (second > 0)
        )


class Scores:
    """The model's probabilities for arrays of characters: the same numbers as the rows give one by one."""

    def __init__(self, model: CharModel) -> None:
        import numpy as np

        self.size = size = model.size
        self._unigram = model.log_unigrams
        rows = np.diff(model._starts2)
        first = np.repeat(np.arange(len(rows), dtype=np.uint32), rows)
        self.keys2: Any = first * np.uint32(size) + model._ids2  # below 2^32, as the number of pairs is
        counts = model._counts.astype(np.float32)
        pairs = counts[model._counts2]
        reserve = SMOOTHING[0] * np.maximum(rows, 1).astype(np.float32)
        total = np.bincount(first, pairs, len(rows)).astype(np.float32) + reserve
        self.backoff2: Any = np.log(reserve / total)
        smooth = reserve[first] * np.exp(self._unigram)[model._ids2]
        self.chance2: Any = (pairs + smooth) / total[first]
        self.log2: Any = np.log(self.chance2)
        rows3 = np.diff(model._starts3)
        place = np.repeat(np.arange(len(rows3), dtype=np.uint32), rows3)
        self.keys3: Any = place * np.uint32(size) + model._ids3
        self._counts3, self._counts = model._counts3, counts
        kept = np.bincount(place, counts[model._counts3], len(rows3)).astype(np.float32)
        # Successors seen too rarely to be kept still make room in the total.
        self.reserve3 = SMOOTHING[1] * rows3.astype(np.float32) + np.maximum(pairs - kept, 0.0) + 0.5
        self.total3 = kept + self.reserve3

    def list_pairs(self) -> tuple[Any, Any, Any]:
        """All pairs that were seen, as arrays: first numbers, second numbers, log P(both)."""
        one = self.keys2 // self.size
        return one, self.keys2 % self.size, self.log2 + self._unigram[one]

    def list_triples(self) -> tuple[Any, Any, Any]:
        """All triples that were seen, as arrays of numbers."""
        pairs = self.keys2[self.keys3 // self.size]
        return pairs // self.size, pairs % self.size, self.keys3 % self.size

    def find_pair(self, first: int, second: int) -> int:
        """The place of a pair in the table, -1 where it was not seen."""
        key = self.keys2.dtype.type(first * self.size + second)  # of the same type, or the table is converted
        place = int(self.keys2.searchsorted(key))
        return place if place < len(self.keys2) and self.keys2[place] == key else -1

    def log_pairs(self, first: Any, second: Any) -> Any:
        """log P(second | first) of arrays (which may be of any shapes that go together)."""
        return self._pairs(first, second)[2]

    def _pairs(self, first: Any, second: Any) -> tuple[Any, Any, Any]:
        """``(place, whether seen, log-probability)`` of each pair."""
        import numpy as np

        keys = first * np.uint32(self.size) + second
        place = np.minimum(np.searchsorted(self.keys2, keys), len(self.keys2) - 1)
        seen = self.keys2[place] == keys
        return (
            place,
            seen,
            np.where(seen, self.log2[place], self.backoff2[first] + self._unigram[second]),
        )

    def has_triples(self, first: Any, second: Any, third: Any) -> Any:
        """Whether each triple was seen, of three arrays of one length."""
        import numpy as np

        place, known, _ = self._pairs(first, second)
        keys = place.astype(np.uint32) * np.uint32(self.size) + third
        at = np.minimum(self.keys3.searchsorted(keys), len(self.keys3) - 1)
        return known & (self.keys3[at] == keys)

    def log_behind(self, first: int, second: int, third: Any) -> Any:
        """log P(third | first, second) of an array of third characters."""
        import numpy as np

        kind = self.keys2.dtype.type
        keys = third + kind(second * self.size)
        place = np.minimum(self.keys2.searchsorted(keys), len(self.keys2) - 1)
        plain = np.where(
            self.keys2[place] == keys, self.log2[place], self.backoff2[second] + self._unigram[third]
        )
        pair = self.find_pair(first, second)
        if pair < 0:
            return plain
        keys = third + kind(pair * self.size)
        at = np.minimum(self.keys3.searchsorted(keys), len(self.keys3) - 1)
        counts = np.where(self.keys3[at] == keys, self._counts[self._counts3[at]], np.float32(0.0))
        return np.log((counts + self.reserve3[pair] * np.exp(plain)) / self.total3[pair])

    def log_fan(self, first: Any, second: Any, row: Any, third: Any) -> Any:
        """log P(third | first[row], second[row]) of arrays ``row`` and ``third``: few pairs, many third characters."""
        import numpy as np

        place, known, _ = self._pairs(first, second)
        plain = self._pairs(second[row], third)[2]
        keys = (place.astype(np.uint32) * np.uint32(self.size))[row] + third
        at = np.minimum(self.keys3.searchsorted(keys), len(self.keys3) - 1)
        counts = np.where(self.keys3[at] == keys, self._counts[self._counts3[at]], np.float32(0.0))
        fresh = np.log((counts + self.reserve3[place][row] * np.exp(plain)) / self.total3[place][row])
        return np.where(known[row], fresh, plain)

    def log_triples(self, first: Any, second: Any, third: Any) -> Any:
        """log P(third | first, second) of arrays (which may be of any shapes that go together)."""
        import numpy as np

        place, known, _ = self._pairs(first, second)
        plain = self._pairs(second, third)[2]
        keys = place.astype(np.uint32) * np.uint32(self.size) + third
        at = np.minimum(np.searchsorted(self.keys3, keys), len(self.keys3) - 1)
        reserve, total = self.reserve3[place], self.total3[place]
        counts = np.where(self.keys3[at] == keys, self._counts[self._counts3[at]], np.float32(0.0))
        fresh = np.log((counts + reserve * np.exp(plain)) / total)
        return np.where(known, fresh, plain)


@lru_cache(maxsize=1)
def load_charmodel() -> CharModel:
    """The model that is shipped with the package."""
    import numpy as np

    path = resources.files("pipeline") / "lexicon" / "charmodel.npz"
    with path.open("rb") as stream, np.load(stream) as tables:
        return CharModel({name: tables[name] for name in tables.files})
