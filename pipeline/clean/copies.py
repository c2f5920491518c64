"""A body that stands in its page twice: the lesser copy is found, so that it can go.

Pages carry their text a second time, in one line without breaks or line by line, for printing or for another
layout. Such a copy is made of whole lines that stand there already, and of nothing else: what was changed in a
single word (an article before and after its revision) is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

#: So many characters make a copy, and so many marks, one of which ends a sentence.
MIN_COPY, MIN_MARKS = 120, 3
#: Such a share of what stands beside it a copy repeats: a formula or a form that comes again is none.
SHARE = 0.5
#: By so many characters a quick look tells lines apart.
BEGINNING = 6
#: So many characters has the first line of a copy.
MIN_FIRST = 8
#: Lines are looked up by so many of their first characters, so many lines for one beginning, none longer.
KEY, MOST, MAX_LINE = 8, 24, 5000
RE_CUT = re.compile(r"(.{10,200}?)(?:\.{3,6}|…{1,2})")
RE_MARK = re.compile("[。！？；：]")


def find_copies(shown: Sequence[str]) -> set[int]:
    """The lines of ``shown`` that repeat, all together, what its other lines say."""
    if not _may_repeat(shown):
        return set()
    return _later_half(shown) or _single_line(shown)


def _may_repeat(lines: Sequence[str]) -> bool:
    """Whether enough of the text stands in lines that begin as another line does, or in one line, in a quick look."""
    sizes = [*map(len, lines)]
    total = sum(sizes)
    if len(lines) > MIN_MARKS and max(sizes) >= 0.3 * total:
        return total >= 2 * MIN_COPY
    times = Counter([line[:BEGINNING] for line in lines])
    if len(times) == len(lines):
        return False
    seen: dict[str, int] = {}
    again = 0
    for line in lines:
        key = line[:BEGINNING]
        if times[key] > 1 and len(key) == BEGINNING:
            before = seen.get(key, 0)
            again += max(len(line), before) if before else 0
            seen[key] = max(len(line), before)
    return again >= MIN_COPY and again >= 0.25 * total


class _Known:
    """Lines that were read, and the parts of each between spaces: what a copy may be made of."""

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._long: dict[str, list[str]] = {}
        self._short: set[str] = set()
        self._whole: set[str] = set()
        for line in lines:
            self.add(line)

    def add(self, line: str) -> None:
        parts = line.split()
        self._whole.add("".join(parts))
        for part in ("".join(parts), *(parts if len(parts) > 1 else ())):
            if len(part) > MAX_LINE:
                continue
            if len(part) < KEY:
                self._short.add(part)
                continue
            known = self._long.setdefault(part[:KEY], [])
            if len(known) < MOST and part not in known:
                known.append(part)

    def make(self, line: str) -> bool:
        """Whether ``line`` is nothing but known lines, one behind the other; or one that ends in dots."""
        line = "".join(line.split())
        if line in self._whole:
            return True
        at = 0
        while at < len(line):
            known = self._long.get(line[at : at + KEY], ())
            step = max((len(other) for other in known if line.startswith(other, at)), default=0)
            step = step or next(
                (size for size in range(KEY - 1, 0, -1) if line[at : at + size] in self._short), 0
            )
            if not step:
                return at == 0 and self._makes_cut(line)
            at += step
        return at > 0

    def _makes_cut(self, line: str) -> bool:
        match = RE_CUT.fullmatch(line)
        return match is not None and any(
            other.startswith(match[1]) and other != match[1] for other in self._long.get(line[:KEY], ())
        )


def _later_half(lines: Sequence[str]) -> set[int]:
    """A run of lines that all stand above it, where they are most of what stands there."""
    known = _Known()
    run: list[int] = []
    above = 0  # characters in the sentences before the run
    for n, line in enumerate((*lines, "")):
        if n < len(lines) and known.make(line):
            if run or len(line) >= MIN_FIRST or line in lines[:3]:
                run.append(n)  # cells of a table come again as well, but no copy begins with one
            continue
        if run and _is_copy([lines[k] for k in run], above):
            return set(run)
        for k in (*run, n):
            if k < len(lines):
                known.add(lines[k])
                above += _size(lines[k])
        run = []
    return set()


def _size(line: str) -> int:
    """How much a line counts for: links and cells of a table say nothing."""
    return len(line) if RE_MARK.search(line) else 0


def _is_copy(copy: Sequence[str], beside: int) -> bool:
    """Whether lines are enough for a copy of a text with ``beside`` characters in its sentences."""
    said = "".join(copy)
    return (
        len(said) >= MIN_COPY
        and sum(map(_size, copy)) >= SHARE * beside
        and "。" in said
        and len(RE_MARK.findall(said)) >= MIN_MARKS
        and beside >= MIN_COPY
    )


def _single_line(lines: Sequence[str]) -> set[int]:
    """A long line that the lines below it say again with their breaks."""
    below = sum(map(_size, lines))
    for n, line in enumerate(lines):
        below -= _size(line)
        if len(line) < MIN_COPY or len(lines) <= n + MIN_MARKS or not _is_copy([line], below):
            continue
        if _Known(other for other in lines[n + 1 :] if other != line).make(line):
            return {n}
    return set()
