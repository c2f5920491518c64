"""Edits with memory: apply a pass of replacements to a text and keep the way back to the raw characters.

A *change* is ``(start, end, new)`` in the text it is applied to; a pass is a sorted, non-overlapping list
of them. An :class:`~pipeline.records.Edit` is ``(start, end, raw)`` in the text that came out.
:func:`compose_edits` folds a further pass into the edits so far, so that the list always leads from the
newest text straight to the raw one. Cost is linear in the number of edits, never in the number of
characters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple, cast

from ..records import Alignment, Edit, Repair

Change = tuple[int, int, str]
RuledChange = tuple[int, int, str, str]  # with the rule that made it


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
    """The text as the passes change it, with its edits, counts and (when asked) the single repairs."""

    def __init__(self, raw: str, *, explain: bool = False) -> None:
        self.text = raw
        self.edits: list[Change] = []
        self.counts: dict[str, int] = {}
        self.repairs: list[Repair] = []
        self.warnings: list[str] = []
        self.explain = explain
        self.idle: dict[object, str] = {}  # the text in which a fix found nothing
        self._touched: tuple[int, Touched] | None = None

    @property
    def changes(self) -> int:
        """How many changes were made so far."""
        return sum(self.counts.values())

    def apply(self, rule: str, changes: Sequence[Change | RuledChange]) -> None:
        """Make the changes of one pass; each counts under its own rule, where it names one, else under ``rule``."""
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
        self.edits = compose_edits(self.text, self.edits, plain)
        self.text = apply_changes(self.text, plain)

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
        text = self.text
        spans: list[tuple[int, int]] = []
        low = high = 0
        for start, end, _raw in self.edits:
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
        alignment = Alignment(Edit(*edit) for edit in self.edits)
        for rule, (start, end, new) in zip(rules, changes, strict=True):
            raw_start = alignment.raw_span(start, end)[0]
            self.repairs.append(Repair(rule, raw_start, self.text[start:end], new))

    def alignment(self) -> Alignment:
        return Alignment(join_edits(self.edits))
