"""How likely characters are in one text: the model's numbers, and what the text itself says again and again.

A notice repeats its names and terms. What stands in its sound parts makes the same words likelier where it is
damaged: pairs and triples that the text holds are counted, and the model's probability fills up (Dirichlet
smoothing, pairs first, then triples). What touches a pair never seen may itself be damaged, and counts from the
second time on.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from .charmodel import CharModel

#: The weight of the model's probability against what was counted behind one character, and behind two (measured
#: on notices that the model was not made from: 3.48 nats a character become 2.98, in other texts 4.89 become 3.76).
WEIGHT_PAIR, WEIGHT_TRIPLE = 100.0, 8.0
#: The share of single characters of the text itself, whatever they stand behind (wrong characters in shifted runs of
#: three sets became 4 % fewer; with .1 no fewer).
SHARE_OWN = 0.02
#: Pairs so near to one never seen may be damaged as it is.
TOUCHED = 2
LONGEST = 300_000  # characters of a text that are counted
KEPT = 20_000  # answers kept


class Chances:
    """Log-probabilities by the model alone."""

    def __init__(self, model: CharModel) -> None:
        self.model = model
        self.ranked: dict[Any, Any] = {}  # answers that the search for letters keeps
        self.groups: dict[Any, Any] = {}

    def log_next(self, first: int, second: int, third: int) -> float:
        """log P(third | first, second)."""
        return self.model.log_next(first, second, third)

    def log_behind(self, first: int, second: int, third: Any) -> Any:
        """The same for an array of third characters."""
        return self.model.arrays.log_behind(first, second, third)

    def log_fan(self, first: Any, second: Any, row: Any, third: Any) -> Any:
        """The same for arrays ``row`` and ``third``: few pairs, many third characters."""
        return self.model.arrays.log_fan(first, second, row, third)

    def log_triples(self, first: Any, second: Any, third: Any) -> Any:
        """The same for three arrays of one length."""
        return self.model.arrays.log_triples(first, second, third)

    def own_pairs(self) -> tuple[Any, Any] | None:
        """The pairs that the text itself holds, as two arrays of numbers."""
        return None

    def list_fresh(self) -> Sequence[tuple[Any, ...]]:
        """The pairs, and the triples, that the text itself holds and the model has not, as arrays of numbers."""
        return ()

    def follow(self, first: Any, second: Any) -> Any:
        """Whether each of the numbers ``second`` was seen behind ``first`` (a number, or an array)."""
        return self.model.pairs_seen.follow(first, second)

    def is_seen(self, first: int, second: int) -> bool:
        """Whether a pair was seen."""
        return self.model.pairs_seen.is_seen(first, second)

    def own_behind(self, second: int) -> Collection[int]:
        """What the text itself has behind ``second``, and the model has not."""
        return ()

    def commonest(self, second: int, count: int) -> list[int]:
        """The likeliest characters behind ``second``."""
        return self.model.commonest(second, count)


class OwnChances(Chances):
    """Log-probabilities by the model and by what one text says."""

    def __init__(self, model: CharModel, points: Any, unseen: Any) -> None:
        import numpy as np

        super().__init__(model)
        ids = model.numbers[points[:LONGEST]].astype(np.int64)
        self._size = model.size
        touched = np.zeros(len(ids) + 2, bool)
        for n in range(-TOUCHED, TOUCHED + 1):
            at = unseen + n
            touched[at[(at >= 0) & (at < len(ids))]] = True
        sound = ids[~touched[: len(ids)]] if len(ids) else ids
        times = np.bincount(sound, minlength=self._size).astype(float)
        times[0] = 0.0
        self._own1 = SHARE_OWN * times / max(times.sum(), 1.0)
        self._list1 = self._own1.tolist()
        pairs = ids[:-1] * self._size + ids[1:]
        known = (ids[:-1] > 0) & (ids[1:] > 0)
        self._pairs, self._times2 = self._count(pairs[known], touched[: len(pairs)][known])
        triples = pairs[:-1] * self._size + ids[2:]
        known = known[:-1] & (ids[2:] > 0)
        spoiled = touched[: len(triples)] | touched[1 : len(triples) + 1]
        self._triples, self._times3 = self._count(triples[known], spoiled[known])
        self._total2 = self._sum(self._pairs, self._times2)
        self._total3 = self._sum(self._triples, self._times3)
        self._all2 = np.zeros(self._size)
        self._all2[list(self._total2)] = list(self._total2.values())
        self._list2: list[float] = self._all2.tolist()
        self._keys3 = np.array(sorted(self._total3), np.int64)
        self._all3 = np.array([self._total3[key] for key in self._keys3.tolist()])
        fresh = ~model.pairs_seen.follow(self._pairs // self._size, self._pairs % self._size)
        self._fresh: dict[int, set[int]] = {}
        for pair in self._pairs[fresh].tolist():
            self._fresh.setdefault(pair // self._size, set()).add(pair % self._size)
        self._of_pair = dict(zip(self._pairs.tolist(), self._times2.tolist(), strict=True))
        self._of_triple = dict(zip(self._triples.tolist(), self._times3.tolist(), strict=True))
        self._kept: dict[int, float] = {}

    @staticmethod
    def _count(keys: Any, spoiled: Any) -> tuple[Any, Any]:
        """Each key with how often it stands there; one that may be damaged does not count once."""
        import numpy as np

        found, place, times = np.unique(keys, return_inverse=True, return_counts=True)
        less = np.bincount(place[spoiled], minlength=len(found)) > 0
        times = (times - less).astype(float)
        return found[times > 0], times[times > 0]

    def _sum(self, keys: Any, times: Any) -> dict[int, float]:
        import numpy as np

        found, place = np.unique(keys // self._size, return_inverse=True)
        return dict(zip(found.tolist(), np.bincount(place, times, len(found)).tolist(), strict=True))

    def log_next(self, first: int, second: int, third: int) -> float:
        """log P(third | first, second)."""
        key = (first * self._size + second) * self._size + third
        known = self._kept.get(key)
        if known is None:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            known = self._kept[key] = self._log_next(first, second, third)
        return known

    def _log_next(self, first: int, second: int, third: int) -> float:
        chance = (1 - SHARE_OWN) * self.model.chance_of(first, second, third) + self._list1[third]
        total = self._list2[second]
        if not total:
            return math.log(chance)
        pair = second * self._size + third
        chance = (self._of_pair.get(pair, 0.0) + WEIGHT_PAIR * chance) / (total + WEIGHT_PAIR)
        pair = first * self._size + second
        total = self._total3.get(pair, 0.0)
        if total:
            times = self._of_triple.get(pair * self._size + third, 0.0)
            chance = (times + WEIGHT_TRIPLE * chance) / (total + WEIGHT_TRIPLE)
        return math.log(chance)

    def log_behind(self, first: int, second: int, third: Any) -> Any:
        """log P(third | first, second) of an array of third characters."""
        import numpy as np

        plain = super().log_behind(first, second, third)
        third = third.astype(np.int64)
        base = (1 - SHARE_OWN) * np.exp(plain) + self._own1[third]
        total = self._total2.get(second)
        if total is None:
            return np.log(base)
        times = self._look_up(self._pairs, self._times2, third + second * self._size)
        chance = (times + WEIGHT_PAIR * base) / (total + WEIGHT_PAIR)
        pair = first * self._size + second
        total = self._total3.get(pair)
        if total is not None:
            times = self._look_up(self._triples, self._times3, third + pair * self._size)
            chance = (times + WEIGHT_TRIPLE * chance) / (total + WEIGHT_TRIPLE)
        return np.log(chance)

    def log_fan(self, first: Any, second: Any, row: Any, third: Any) -> Any:
        """The same for arrays ``row`` and ``third``: few pairs, many third characters."""
        return self._fill_up(super().log_fan(first, second, row, third), first, second, row, third)

    def log_triples(self, first: Any, second: Any, third: Any) -> Any:
        """The same for three arrays of one length."""
        return self._fill_up(super().log_triples(first, second, third), first, second, slice(None), third)

    def _fill_up(self, plain: Any, first: Any, second: Any, row: Any, third: Any) -> Any:
        """What was counted, filled up with the model's ``plain`` numbers; ``row`` picks the pair for each third."""
        import numpy as np

        one, two, third = (each.astype(np.int64) for each in (first, second, third))
        times = self._look_up(self._pairs, self._times2, (two * self._size)[row] + third)
        base = (1 - SHARE_OWN) * np.exp(plain) + self._own1[third]
        chance = (times + WEIGHT_PAIR * base) / (self._all2[two][row] + WEIGHT_PAIR)
        pair = one * self._size + two
        total = self._look_up(self._keys3, self._all3, pair)
        times = self._look_up(self._triples, self._times3, (pair * self._size)[row] + third)
        return np.log((times + WEIGHT_TRIPLE * chance) / (total[row] + WEIGHT_TRIPLE))

    def own_pairs(self) -> tuple[Any, Any] | None:
        """The pairs that the text itself holds, as two arrays of numbers."""
        return self._pairs // self._size, self._pairs % self._size

    def list_fresh(self) -> Sequence[tuple[Any, ...]]:
        """The pairs, and the triples, that the text itself holds and the model has not, as arrays of numbers."""
        import numpy as np

        one, two = self._pairs // self._size, self._pairs % self._size
        fresh = ~self.model.pairs_seen.follow(one, two)
        pairs, third = self._triples // self._size, self._triples % self._size
        first, second = pairs // self._size, pairs % self._size
        rare = ~self.model.arrays.has_triples(*(x.astype(np.uint32) for x in (first, second, third)))
        return (one[fresh], two[fresh]), (first[rare], second[rare], third[rare])

    @staticmethod
    def _look_up(keys: Any, values: Any, asked: Any) -> Any:
        import numpy as np

        if not len(keys):
            return np.zeros(len(asked))
        place = np.minimum(keys.searchsorted(asked), len(keys) - 1)
        return np.where(keys[place] == asked, values[place], 0.0)

    def follow(self, first: Any, second: Any) -> Any:
        """Whether each of the numbers ``second`` was seen behind ``first``, anywhere or in this text."""
        import numpy as np

        one = first if isinstance(first, int) else first.astype(np.int64)
        own = self._look_up(self._pairs, self._times2, (one * self._size + second.astype(np.int64)).ravel())
        seen = super().follow(first, second)
        return seen | (own > 0).reshape(seen.shape)

    def is_seen(self, first: int, second: int) -> bool:
        """Whether a pair was seen, anywhere or in this text."""
        return super().is_seen(first, second) or first * self._size + second in self._of_pair

    def own_behind(self, second: int) -> Collection[int]:
        """What the text itself has behind ``second``, and the model has not."""
        return self._fresh.get(second, ())

    def commonest(self, second: int, count: int) -> list[int]:
        """The likeliest characters behind ``second``, and those that follow it in this text."""
        found = super().commonest(second, count)
        low, high = self._pairs.searchsorted((second * self._size, (second + 1) * self._size)).tolist()
        own = sorted(zip((-self._times2[low:high]).tolist(), self._pairs[low:high].tolist(), strict=True))
        return list(dict.fromkeys(found + [key % self._size for _, key in own[:count]]))


@lru_cache(maxsize=1)
def plain_chances(model: CharModel) -> Chances:
    """The model's numbers, once a process."""
    return Chances(model)
