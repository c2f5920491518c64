"""A character trigram model of official Chinese: how likely is this character behind those two?

The repair of damaged text asks it which of several readings of the same bytes is Chinese. The tables
(``lexicon/charmodel.npz``) hold counts from laws, regulations and notices, which are not protected by
copyright in their country (Copyright Law of the PRC, art. 5), and from jieba's dictionary;
``models/charmodel.md`` is the card. Widths, digits, Latin letters and traditional forms are folded before
counting, so that ``：`` and ``:`` are one.
"""

from __future__ import annotations

import math
from functools import lru_cache
from importlib import resources
from typing import Any

#: Counts are stored in one byte, on a scale of this many steps to a factor of e (error of a count <= 2 %).
COUNT_STEPS = 16.0
HALF_WIDTH = dict(zip(",:;?!()%.-/", "，：；？！（）％．－／", strict=True))
#: Distinct successors a context is thought to have beyond those that were seen (Witten-Bell, measured on
#: held-out text).
SMOOTHING = (1.0, 1.0)
Row = tuple[dict[int, float], float]  # log-probabilities of the successors seen, and the weight of all others


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
        unigrams = counts[tables["unigrams"]]
        self._total = float(unigrams.sum())
        floor = np.maximum(unigrams, 0.3) / self._total
        self.log_unigram: list[float] = np.log(floor).tolist()
        self._ids2, self._counts2 = tables["ids2"], tables["counts2"]
        self._starts2 = np.concatenate(([0], np.cumsum(tables["rows2"], dtype=np.int64)))
        self._ids3, self._counts3 = tables["ids3"], tables["counts3"]
        self._starts3 = np.concatenate(([0], np.cumsum(tables["rows3"], dtype=np.int64)))
        self._rows2: dict[int, Row] = {}
        self._rows3: dict[tuple[int, int], Row | None] = {}
        self._where: dict[int, dict[int, int]] = {}
        self._id_of: dict[str, int] = {}

    def id_of(self, char: str) -> int:
        """Number of a character in the tables; 0 for one that was never seen."""
        known = self._id_of.get(char)
        if known is None:
            known = self._id_of[char] = self._ids.get(fold_char(char), 0)
        return known

    def seen_pairs(self) -> Any:
        """``(first, second)``: arrays of the numbers of every pair of characters that was seen."""
        import numpy as np

        first = np.repeat(np.arange(len(self._starts2) - 1), np.diff(self._starts2))
        return first, self._ids2

    def successors(self, first: int) -> dict[int, float]:
        """Log-probability of each character seen behind ``first``."""
        return self.row_of_pairs(first)[0]

    def log_pair(self, first: int, second: int) -> float:
        row, backoff = self.row_of_pairs(first)
        value = row.get(second)
        return backoff + self.log_unigram[second] if value is None else value

    def log_next(self, first: int, second: int, third: int) -> float:
        """log P(third | first, second)."""
        row = self.row_of_triples(first, second)
        if row is None:
            return self.log_pair(second, third)
        value = row[0].get(third)
        return row[1] + self.log_pair(second, third) if value is None else value

    def row_of_triples(self, first: int, second: int) -> Row | None:
        """Log-probabilities behind two characters, and the weight of the row of pairs for all others."""
        key = (first, second)
        try:
            return self._rows3[key]
        except KeyError:
            row = self._rows3[key] = self._row3(first, second)
            return row

    def score(self, text: str, before: str = "\n\n") -> float:
        """Log-probability of ``text`` behind ``before``."""
        first, second = self.id_of(before[-2]), self.id_of(before[-1])
        total = 0.0
        for char in text:
            third = self.id_of(char)
            total += self.log_next(first, second, third)
            first, second = second, third
        return total

    def row_of_pairs(self, first: int) -> Row:
        """Log-probabilities behind ``first``, and the weight of the single characters for all others."""
        known = self._rows2.get(first)
        if known is not None:
            return known
        low, high = int(self._starts2[first]), int(self._starts2[first + 1])
        ids = self._ids2[low:high].tolist()
        counts = self._counts[self._counts2[low:high]].tolist()
        reserve = SMOOTHING[0] * max(len(ids), 1)
        total = sum(counts) + reserve
        unigram = self.log_unigram
        row = {
            c: math.log((n + reserve * math.exp(unigram[c])) / total)
            for c, n in zip(ids, counts, strict=True)
        }
        known = self._rows2[first] = (row, math.log(reserve / total))
        self._where[first] = {c: low + k for k, c in enumerate(ids)}
        return known

    def _row3(self, first: int, second: int) -> Row | None:
        self.row_of_pairs(first)
        place = self._where[first].get(second)
        if place is None:
            return None
        low, high = int(self._starts3[place]), int(self._starts3[place + 1])
        total_seen = float(self._counts[self._counts2[place]])
        ids = self._ids3[low:high].tolist()
        counts = self._counts[self._counts3[low:high]].tolist()
        # Successors seen too rarely to be kept still make room in the total.
        reserve = SMOOTHING[1] * len(ids) + max(total_seen - sum(counts), 0.0) + 0.5
        total = sum(counts) + reserve
        row = {
            c: math.log((n + reserve * math.exp(self.log_pair(second, c))) / total)
            for c, n in zip(ids, counts, strict=True)
        }
        return row, math.log(reserve / total)


@lru_cache(maxsize=1)
def load_charmodel() -> CharModel:
    """The model that is shipped with the package."""
    import numpy as np

    path = resources.files("pipeline") / "lexicon" / "charmodel.npz"
    with path.open("rb") as stream, np.load(stream) as tables:
        return CharModel({name: tables[name] for name in tables.files})
