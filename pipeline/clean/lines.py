"""The lines of a text as columns: where each begins and ends, how wide it is, what stands at its ends.

Most texts need no more of their lines than that the white space around them goes. The columns tell so at
once, and only the others are looked at line by line.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from .scan import COMMA, EDGE, ENDED, NEWLINE, PAGED, Scan

#: Lines narrower than this (in columns: a Chinese character is two wide) tell nothing of a margin, and fewer
#: than that many lines neither.
MIN_WIDTH, MIN_FULL = 36, 3


@lru_cache(maxsize=1)
def _width_tables() -> tuple[Any, Any]:
    """Columns that a code point fills, and what it adds to an indent."""
    import numpy as np

    widths = np.ones(0x10000, np.uint8)
    for code in range(0x80, 0x10000):
        if not 0xD800 <= code < 0xE000:
            widths[code] = len(chr(code).encode("gbk", "replace"))
    indents = np.ones(0x10000, np.uint8)
    indents[0x3000], indents[9] = 2, 4
    return widths, indents


class LineTable:
    """The lines that hold anything: ``starts`` and ``ends`` without the white space around them."""

    __slots__ = ("_edges", "ends", "first", "last", "last_kinds", "lengths", "scan", "starts")

    def __init__(self, scan: Scan) -> None:
        import numpy as np

        points, kinds = scan.points, scan.kinds
        self.scan = scan
        breaks = (points == 10).nonzero()[0]
        low = np.empty(len(breaks) + 1, np.int64)
        low[0], low[1:] = 0, breaks + 1
        held = ((kinds & (EDGE | NEWLINE)) == 0).nonzero()[0]
        first = held.searchsorted(low)
        last = np.append(first[1:], len(held))
        full = (last > first).nonzero()[0]
        self.starts: Any = held[first[full]]
        self.ends: Any = held[last[full] - 1] + 1
        self._edges = low[full], self.starts.copy()
        self._measure()

    def _measure(self) -> None:
        self.lengths: Any = self.ends - self.starts
        self.first: Any = self.scan.kinds[self.starts]
        self.last: Any = self.scan.points[self.ends - 1]
        self.last_kinds: Any = self.scan.kinds[self.ends - 1]

    def move_starts(self, sizes: Mapping[int, int]) -> None:
        """Leave characters out at the beginning of lines: how many, by number of the line."""
        for line, size in sizes.items():
            self.starts[line] += size
        self._measure()

    def holds_marks(self) -> Any:
        """The lines that may be a page's number: short, and beginning with a digit, a dash or the like."""
        return ((self.lengths <= 20) & ((self.first & PAGED) != 0)).nonzero()[0]

    def ends_open(self) -> bool:
        """Whether a line that is not the last one ends with a comma, or with the 第 of a number."""
        return bool((((self.last_kinds[:-1] & COMMA) != 0) | (self.last[:-1] == ord("第"))).any())

    def measure_widths(self, tabbed: Any) -> tuple[Any, Any]:
        """``(widths with the indent of all lines, widths of those that end in mid-sentence)``, tables aside."""
        import numpy as np

        widths, indents = _width_tables()
        opened = ((self.last_kinds & ENDED) == 0) & ~tabbed
        low, high = (edges[opened] for edges in self._edges)
        if int((2 * (self.lengths[opened]) + 4 >= MIN_WIDTH).sum()) < MIN_FULL:
            return low[:0], low[:0]
        total = np.cumsum(widths[self.scan.points], dtype=np.int64)
        plain = total[self.ends - 1] - total[self.starts] + widths[self.scan.points[self.starts]]
        indent = high - low
        for n in indent.nonzero()[0].tolist():
            indent[n] = min(4, int(indents[self.scan.points[low[n] : high[n]]].sum()))
        return plain, plain[opened] + indent
