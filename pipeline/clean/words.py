"""Words of official Chinese and which stand side by side: a second opinion on readings that are about as good.

The character model looks at three characters at a time. Where a search through damaged text leaves two readings a few
nats apart, the words they are made of tell more. The tables (``lexicon/wordmodel.npz``) hold counts from the texts of
the character model and from jieba's dictionary; ``models/wordmodel.md`` is the card.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from math import log
from typing import Any

from .charmodel import COUNT_STEPS

LONGEST = 6  # characters of a word
#: What stands between runs of words: all but Chinese characters and the marks of sentences.
RE_OTHER = re.compile("[^\u4e00-\u9fff，、。；：“”（）《》]+")
#: The weight of the single word against what was counted behind the one before, and the count of an unknown one.
SMOOTHING, UNKNOWN = 60.0, 0.3
Row = tuple[dict[int, float], float]  # counts of the words behind a word, and all of them


class WordModel:
    """What it costs to read a run of characters as words."""

    def __init__(self, tables: Any) -> None:
        import numpy as np

        scale = np.exp(np.arange(256) / COUNT_STEPS)
        counts = scale[tables["counts"]]
        self._total = float(counts.sum())
        self._chances: list[float] = (counts / self._total).tolist()
        words = bytes(tables["words"]).decode("utf-8").split("\n")
        self._numbers = {word: n for n, word in enumerate(words)}
        self._starts: list[int] = np.concatenate(([0], np.cumsum(tables["rows"], dtype=np.int64))).tolist()
        self._seconds, self._pairs = tables["seconds"], scale[tables["pairs"]]
        self._rows: dict[int, Row] = {}

    def cost(self, run: str) -> float:
        """-log P of the likeliest way to cut a run of characters into words, in nats."""
        numbers, chances = self._numbers, self._chances
        ways: list[dict[int, float]] = [{} for _ in range(len(run) + 1)]
        ways[0][-1] = 0.0
        for at, before in enumerate(ways[:-1]):
            known = [(self._row_of(word), cost) for word, cost in before.items()]
            for end in range(at + 1, min(at + LONGEST, len(run)) + 1):
                word = numbers.get(run[at:end], -1)
                if word < 0 and end > at + 1:
                    continue
                own = SMOOTHING * (chances[word] if word >= 0 else UNKNOWN / self._total)
                least = min(
                    cost - log((seen.get(word, 0.0) + own) / (total + SMOOTHING))
                    for (seen, total), cost in known
                )
                ways[end][word] = min(least, ways[end].get(word, least))
        return min(ways[-1].values())

    def _row_of(self, word: int) -> Row:
        known = self._rows.get(word)
        if known is None:
            known = {}, 0.0
            if 0 <= word < len(self._starts) - 1:
                low, high = self._starts[word], self._starts[word + 1]
                counts = self._pairs[low:high].tolist()
                known = dict(zip(self._seconds[low:high].tolist(), counts, strict=True)), sum(counts)
            self._rows[word] = known
        return known


@lru_cache(maxsize=1)
def load_wordmodel() -> WordModel:
    """The model that is shipped with the package."""
    import numpy as np

    path = resources.files("pipeline") / "lexicon" / "wordmodel.npz"
    with path.open("rb") as stream, np.load(stream) as tables:
        return WordModel({name: tables[name] for name in tables.files})
