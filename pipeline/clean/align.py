"""Edits with memory: apply a pass of replacements to a text and keep the way back to the raw characters.

A *change* is ``(start, end, new)`` in the text it is applied to; a pass is a sorted, non-overlapping list
of them. An :class:`~pipeline.records.Edit` is ``(start, end, raw)`` in the text that came out.
:func:`compose_edits` folds a further pass into the edits so far, so that the list always leads from the
newest text straight to the raw one: its cost is linear in the number of edits. Where there are many (a text
with pinyin behind every other character) each character keeps the raw span it came from instead, in two
arrays (:class:`Origins`), and a pass is a handful of array operations.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import accumulate
from typing import Any, NamedTuple, cast

from ..records import Alignment, Edit, Repair
from .changes import MANY, Change, Rewrite, RuledChange
from .scan import kinds_of, scan_text


def apply_changes(text: str, changes: Sequence[Change]) -> str:
    """``text`` with every change made.

    >>> apply_changes("督導(dǎo)審計", [(2, 7, "")])
    '督導審計'
    """
    parts: list[str] = []
    add = parts.append
    at = 0
    for start, end, new in changes:
        add(text[at:start])
        add(new)
        at = end
    add(text[at:])
    return "".join(parts)


def _compose_first(text: str, changes: Sequence[Change]) -> list[Change]:
    """Edits of the text after ``changes``, where there were none before."""
    out: list[Change] = []
    shift = 0
    for start, end, new in changes:
        size = len(new)
        out.append((start + shift, start + shift + size, text[start:end]))
        shift += size - end + start
    return out


def compose_edits(text: str, edits: Sequence[Change], changes: Sequence[Change]) -> list[Change]:
    """Edits of the text after ``changes``, given the ``edits`` that lead from ``text`` back to the raw text.

    An edit and a change that do not overlap stay apart, so that a character next to a deleted bracket keeps
    its own raw character. Where they overlap they become one edit; a change of equal length is first cut
    into characters, so that no more than the touched ones lose their place.
    """
    if not edits:
        return _compose_first(text, changes)
    out: list[Change] = []
    shift = 0  # offset in the new text minus offset in ``text``
    i, count = 0, len(edits)
    queue = _cut_changes(changes, edits)
    k, total = 0, len(queue)
    while k < total:
        start, end, new = queue[k]
        first = i
        while i < count and edits[i][1] <= start:
            i += 1
        if i > first:
            out += (
                edits[first:i] if not shift else [(a + shift, b + shift, raw) for a, b, raw in edits[first:i]]
            )
        if i >= count or edits[i][0] >= end or start >= edits[i][1]:
            out.append((start + shift, start + shift + len(new), text[start:end]))
            shift += len(new) - (end - start)
            k += 1
            continue
        first, opening = i, k
        low, high = min(start, edits[i][0]), end
        while True:  # the cluster of edits and changes that hang together
            if i < count and _overlap(edits[i], low, high):
                high = max(high, edits[i][1])
                i += 1
            elif k < total and (k == opening or _overlap(queue[k], low, high)):
                high = max(high, queue[k][1])
                k += 1
            else:
                break
        fresh = _slice_changed(text, queue[opening:k], low, high)
        out.append((low + shift, low + shift + len(fresh), _slice_changed(text, edits[first:i], low, high)))
        shift += len(fresh) - (high - low)
    out += edits[i:] if not shift else [(a + shift, b + shift, raw) for a, b, raw in edits[i:]]
    return out


def _overlap(span: Change, start: int, end: int) -> bool:
    """Whether a span touches ``start..end``; an empty one only when it lies strictly inside the other."""
    return bool(span[0] < end and start < span[1])


def _cut_changes(changes: Sequence[Change], edits: Sequence[Change]) -> list[Change]:
    """Changes of equal length cut into characters where an older edit lies under them."""
    if all(end - start == 1 or len(new) != end - start for start, end, new in changes):
        return list(changes)
    out: list[Change] = []
    i, count = 0, len(edits)
    for change in changes:
        start, end, new = change
        while i < count and edits[i][1] <= start:
            i += 1
        if end - start > 1 and len(new) == end - start and i < count and edits[i][0] < end:
            out += [(start + n, start + n + 1, char) for n, char in enumerate(new)]
        else:
            out.append(change)
    return out


def _slice_changed(text: str, changes: Sequence[Change], low: int, high: int) -> str:
    return apply_changes(text[low:high], [(s - low, e - low, new) for s, e, new in changes])


def join_edits(edits: Iterable[Change]) -> list[Edit]:
    """Neighbouring edits that map character by character, joined; edits that change nothing, left out."""
    out: list[Edit] = []
    for edit in edits:
        start, end, raw = edit
        if out and end - start == len(raw) and out[-1][1] == start and start < end:
            last = out[-1]
            if last[1] - last[0] == len(last[2]) and last[0] < last[1]:
                out[-1] = Edit(last[0], end, last[2] + raw)
                continue
        out.append(Edit(start, end, raw))
    return out


class Origins:
    """The raw span ``starts[n]..ends[n]`` of every character; both rise from left to right."""

    __slots__ = ("ends", "starts")

    def __init__(self, starts: Any, ends: Any) -> None:
        self.starts, self.ends = starts, ends

    @classmethod
    def of_edits(cls, edits: Sequence[Change], size: int) -> Origins:
        """The spans that ``edits`` tell of, for a raw text of ``size`` characters."""
        import numpy as np

        index = np.arange(size + 1, dtype=np.int32)
        shift = 0  # raw offset minus clean offset
        changes = []
        for start, end, raw in edits:
            changes.append((start + shift, start + shift + len(raw), "\0" * (end - start)))
            shift += len(raw) - (end - start)
        return cls(index[:-1], index[1:]).apply(changes, size)

    def apply(self, changes: Sequence[Change], size: int) -> Origins:
        """The spans after ``changes``; characters of a change of equal length keep theirs, one by one.

        What a change of another length writes comes from all that it replaces; what it writes between two
        characters comes from nothing. ``size`` is the length of the raw text.
        """
        import numpy as np

        uneven = [(start, end, len(new)) for start, end, new in changes if len(new) != end - start]
        if not uneven:
            return self
        table = np.array(uneven, np.int64)
        start, end, length = table[:, 0], table[:, 1], table[:, 2]
        count = len(self.starts)
        kept = np.concatenate((start, (count,))) - np.concatenate(((0,), end))  # what stands between changes
        sizes = np.empty(2 * len(uneven) + 1, np.int64)
        sizes[0::2], sizes[1::2] = kept, length
        begin = np.cumsum(sizes) - sizes
        moves = np.zeros(len(sizes), np.int64)
        moves[0::2] = np.concatenate(((0,), end)) - begin[0::2]
        index = np.arange(int(sizes.sum())) + np.repeat(moves, sizes)
        if not length.any():
            return Origins(self.starts[index], self.ends[index])
        flags = np.zeros(len(sizes), bool)
        flags[1::2] = True
        fresh = np.flatnonzero(np.repeat(flags, sizes))
        index[fresh] = 0
        if not count:
            return Origins(np.zeros(len(index), np.int32), np.zeros(len(index), np.int32))
        starts, ends = self.starts[index], self.ends[index]
        first = np.where(start < count, self.starts[np.minimum(start, count - 1)], size)
        last = np.where(start < end, self.ends[np.maximum(end - 1, 0)], first)
        starts[fresh], ends[fresh] = np.repeat(first, length), np.repeat(last, length)
        return Origins(starts, ends)


class Touched(NamedTuple):
    """Lines put one behind the other: where each begins in ``text``, and by how much it was moved."""

    text: str
    starts: Sequence[int]
    moves: Sequence[int]

    def place(self, change: Change | RuledChange) -> Change | RuledChange:
        """``change`` where it is in the text that the lines were taken from."""
        move = self.moves[bisect_right(self.starts, change[0]) - 1]
        return cast("RuledChange", (change[0] + move, change[1] + move, *change[2:]))


class Ledger:
    """The text as the passes change it, with its origins, counts and (when asked) the single repairs."""

    def __init__(self, raw: str, *, explain: bool = False) -> None:
        self.raw = self.text = raw
        self.counts: dict[str, int] = {}
        self.repairs: list[Repair] = []
        self.warnings: list[str] = []
        self.explain = explain
        self.idle: dict[object, str] = {}  # the text in which a fix found nothing
        self.kinds = scan_text(raw).present  # of all characters that the text may hold by now
        self._edits: list[Change] = []
        self._origins: Origins | None = None  # where it is there, it holds instead of the edits
        self._touched: tuple[int, Touched] | None = None

    @property
    def changes(self) -> int:
        """How many changes were made so far."""
        return sum(self.counts.values())

    def apply(self, rule: str, changes: Sequence[Change | RuledChange] | Rewrite) -> None:
        """Make the changes of one pass; each counts under its own rule, where it names one, else under ``rule``."""
        if isinstance(changes, Rewrite):
            if len(changes.places) >= MANY and not self.explain:
                self._rewrite(rule, changes)
                return
            changes = changes.list_changes()
        if not changes:
            return
        if len(changes[0]) == 3 and not self.explain:  # a pass names its rules in all changes or in none
            self.counts[rule] = self.counts.get(rule, 0) + len(changes)
            plain = cast("Sequence[Change]", changes)
        else:
            rules = [change[3] if len(change) > 3 else rule for change in changes]
            for name in rules:
                self.counts[name] = self.counts.get(name, 0) + 1
            plain = [(change[0], change[1], change[2]) for change in changes]
            if self.explain:
                self._note_repairs(rules, plain)
        if self._origins is None and len(plain) >= MANY:
            self._origins = Origins.of_edits(self._edits, len(self.raw))
        if self._origins is None:
            self._edits = compose_edits(self.text, self._edits, plain)
        else:
            self._origins = self._origins.apply(plain, len(self.raw))
        self.text = apply_changes(self.text, plain)
        self.kinds |= kinds_of("".join([change[2] for change in plain]))

    def _rewrite(self, rule: str, fresh: Rewrite) -> None:
        """Every character stays where it was, so that its origin is the same."""
        if self._origins is None:
            self._origins = Origins.of_edits(self._edits, len(self.raw))
        self.counts[rule] = self.counts.get(rule, 0) + len(fresh.places)
        self.kinds |= kinds_of("".join(set(map(fresh.text.__getitem__, fresh.places))))
        self.text = fresh.text

    def touched_text(self) -> Touched:
        """The lines that hold or touch an edit, put together for fixes that never look beyond a line."""
        if self._touched is None or self._touched[0] != self.changes:
            spans = self._touched_lines()
            starts = list(accumulate((end - start for start, end in spans), initial=0))
            moves = [start - at for (start, _), at in zip(spans, starts, strict=False)]
            text = "".join([self.text[start:end] for start, end in spans])
            self._touched = (self.changes, Touched(text, starts[:-1], moves))
        return self._touched[1]

    def _touched_lines(self) -> list[tuple[int, int]]:
        """The lines that hold or touch an edit, each with the line break behind it; joined where they meet.

        An edit that merely made one line break of several leaves its two lines as they were.
        """
        if self._origins is not None:
            return touched_lines(self.raw, self.text, self._origins)
        text = self.text
        spans: list[tuple[int, int]] = []
        low = high = 0
        for start, end, _raw in self._edits:
            if end <= high and high:
                continue
            if end == start + 1 and text[start] == "\n":
                continue
            first = text.rfind("\n", 0, start) + 1
            last = text.find("\n", end)
            last = len(text) if last < 0 else last + 1
            if spans and first <= high:
                spans[-1] = (low, last)
            else:
                low = first
                spans.append((first, last))
            high = last
        return spans

    def _note_repairs(self, rules: Sequence[str], changes: Sequence[Change]) -> None:
        alignment = Alignment(join_edits(self._list_edits()))
        for rule, (start, end, new) in zip(rules, changes, strict=True):
            raw_start = alignment.raw_span(start, end)[0]
            self.repairs.append(Repair(rule, raw_start, self.text[start:end], new))

    def _list_edits(self) -> Sequence[Change]:
        return self._edits if self._origins is None else list_edits(self.raw, self.text, self._origins)

    def alignment(self) -> Alignment:
        """The alignment of the text with the raw text."""
        if self._origins is not None:
            return Alignment(list_edits(self.raw, self.text, self._origins))
        return Alignment(join_edits(self._edits))


class Difference(NamedTuple):
    """Where a text differs from the raw one, as arrays: ``start..end`` comes from ``low..high`` of the raw text.

    Raw characters from ``gone`` to ``low`` vanished before it; where only that is so, it is not ``changed``.
    """

    start: Any
    end: Any
    gone: Any
    low: Any
    high: Any
    changed: Any


def find_differences(raw: str, text: str, origins: Origins) -> Difference:
    """Every place where ``text`` is not the raw text; neither may be empty."""
    import numpy as np

    was = np.frombuffer(raw.encode("utf-32-le", "surrogatepass"), np.uint32)
    now = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    low, reach = origins.starts, np.maximum.accumulate(origins.ends)
    behind = np.concatenate((np.zeros(1, reach.dtype), reach[:-1]))
    changed = reach != low + 1
    changed |= was[np.minimum(low, len(was) - 1)] != now
    opens = low >= behind  # a group of characters begins: nothing before it comes from the same raw ones
    first = np.arange(len(now)) if opens.all() else np.flatnonzero(opens)
    last = np.append(first[1:], len(now))
    changed = changed[first] | (last - first > 1)
    at = np.flatnonzero(changed | (low[first] > behind[first]))
    first, last = first[at], last[at]
    return Difference(first, last, behind[first], low[first], reach[last - 1], changed[at])


def list_edits(raw: str, text: str, origins: Origins) -> list[Edit]:
    """Where ``text`` differs from ``raw``; neighbours that map character by character are joined.

    What vanished between two characters is an edit of its own, so that both keep their places.
    """
    if not text or not raw:
        return [Edit(0, len(text), raw)] if text or raw else []
    import numpy as np

    start, end, gone, low, high, changed = find_differences(raw, text, origins)
    empty = gone < low
    order = np.arange(len(start)) * 2
    first = changed.nonzero()[0]
    even = (high - low == end - start)[first]
    filled = (high == low)[first]
    joins = np.zeros(len(first), bool)  # one with the edit before it: both even, or both out of nothing
    joins[1:] = (end[first[:-1]] == start[first[1:]]) & ~empty[first[1:]]
    joins[1:] &= (even[1:] & even[:-1] & ~filled[1:] & ~filled[:-1]) | (filled[1:] & filled[:-1])
    opens = (~joins).nonzero()[0]
    last = first[np.append(opens[1:], len(first)) - 1] if len(first) else first
    first = first[opens]
    columns = [
        np.concatenate(pair)
        for pair in (
            (start[empty], start[first]),
            (start[empty], end[last]),
            (gone[empty], low[first]),
            (low[empty], high[last]),
        )
    ]
    sorting = np.argsort(np.concatenate((order[empty], order[first] + 1)), kind="stable")
    make = partial(tuple.__new__, Edit)
    rows = zip(*(column[sorting].tolist() for column in columns), strict=True)
    edits: list[Edit] = [make((a, b, raw[c:d])) for a, b, c, d in rows]
    reach = int(origins.ends.max())
    if reach < len(raw):
        edits.append(Edit(len(text), len(text), raw[reach:]))
    return edits


def touched_lines(raw: str, text: str, origins: Origins) -> list[tuple[int, int]]:
    """The lines of ``text`` that differ from the raw text, joined where they meet; changed line breaks aside."""
    import numpy as np

    if not text or not raw:
        return [(0, len(text))] if text else []
    found = find_differences(raw, text, origins)
    breaks = np.flatnonzero(np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32) == 10)
    count = len(breaks) + 1
    marks = np.zeros(count + 1, np.int64)
    first, last = breaks.searchsorted(found.start), breaks.searchsorted(found.end)
    mere = (found.end == found.start + 1) & (last == first + 1)  # one line break, and nothing else
    for low, high, kept in (
        (first, last, found.changed & ~mere),
        (first, first, found.gone < found.low),
    ):
        np.add.at(marks, low[kept], 1)
        np.add.at(marks, high[kept] + 1, -1)
    if int(origins.ends.max()) < len(raw):
        marks[count - 1] += 1
        marks[count] -= 1
    touched = np.concatenate(((False,), np.cumsum(marks[:count]) > 0, (False,)))
    edges = np.flatnonzero(touched[1:] != touched[:-1])
    starts = np.append(0, breaks + 1)
    stops = np.append(breaks + 1, len(text))
    return list(zip(starts[edges[0::2]].tolist(), stops[edges[1::2] - 1].tolist(), strict=True))
