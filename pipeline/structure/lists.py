"""From marker candidates to a tree of lists: which of them number something, and what belongs under what.

The builder reads the candidates once, in order, with a stack of open lists. A candidate goes on with an open
list (its number is the next one), goes on with a closed one (numbering that runs through several parents),
opens a list, mends one (gap, repeat: kept, with a warning), or is refused. Lookahead is bounded, so the time
is linear in the number of candidates.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from ..records import Line
from .markers import FIRM, GLUED, LOOSE, OPENING, RANK, Candidate

_LOOKAHEAD = 8  # candidates of the same family; lists are interrupted by few false candidates in a row
_FAR_LOOKAHEAD = 30
_LARGEST_GAP = 3  # 一是, 三是: more than two numbers missing at once is another list
#: Legal and chapter numbering may have large holes (repealed articles, excerpts).
_GAPPED = frozenset({"article", "chapter", "section", "part"})
_OUTER = frozenset({"part", "chapter", "section", "article", "dun"})
_ALONE = frozenset({"dun", "paren", "chapter", "article", "section", "part"})
_RUN_IN = frozenset({"topic", "shi", "di", "aspect"})


@dataclass(slots=True)
class Node:
    """An accepted marker: an item before its text is measured. ``parent`` and ``list_index`` are indices."""

    candidate: Candidate
    list_index: int
    parent: int | None
    ordinal: int
    depth: int

    @property
    def block(self) -> bool:
        """Does the marker open its paragraph?"""
        return self.candidate.bound == OPENING


@dataclass(slots=True)
class _List:
    index: int
    family: str
    form: str
    prefix: tuple[int, ...]
    last: int
    position: int
    nodes: list[int] = field(default_factory=list)

    def expects(self, c: Candidate) -> bool:
        if c.family != self.family or c.path[:-1] != self.prefix:
            return False
        return c.ordinal in (self.last + 1, self.position + 1)


@dataclass(slots=True)
class _Frame:
    list: _List
    node: int


def build_tree(
    text: str, lines: Sequence[Line], candidates: Sequence[Candidate], breaks: Sequence[int] = ()
) -> tuple[list[Node], list[str]]:
    """Nodes in reading order, and warnings on their numbering. ``breaks`` are sorted offsets at which every
    list ends (signature, attachments)."""
    builder = _Builder(text, lines, list(_without_empty(candidates)), breaks)
    for i in range(len(builder.candidates)):
        builder.step(i)
    return builder.nodes, builder.warnings


def _without_empty(candidates: Sequence[Candidate]) -> Iterable[Candidate]:
    """Drop markers that are followed at once by another of their style: they number nothing."""
    dropped = set()
    for i in range(len(candidates) - 1):
        a, b = candidates[i], candidates[i + 1]
        if a.style == b.style and a.text_start >= b.start:
            dropped |= {i, i + 1}
    return (c for i, c in enumerate(candidates) if i not in dropped)


class _Builder:
    def __init__(
        self, text: str, lines: Sequence[Line], candidates: list[Candidate], breaks: Sequence[int]
    ) -> None:
        self.text, self.lines, self.candidates, self.breaks = text, lines, candidates, breaks
        self.nodes: list[Node] = []
        self.warnings: list[str] = []
        self.lists: list[_List] = []
        self.frames: list[_Frame] = []
        self.latest: dict[tuple[str, tuple[int, ...]], _List] = {}
        self.region = 0
        self.family: dict[str, list[int]] = {}
        self.place: list[int] = []
        for i, c in enumerate(candidates):
            members = self.family.setdefault(c.family, [])
            self.place.append(len(members))
            members.append(i)

    # ------------------------------------------------------------ decisions

    def step(self, i: int) -> None:
        c = self.candidates[i]
        region = bisect_left(self.breaks, c.start + 1)
        if region != self.region:
            self.region = region
            self.frames.clear()
            self.latest.clear()
        if c.ordinal == -1:
            self._take_last(c)
        elif not (self._continue_open(i, c) or self._open(i, c) or self._continue_closed(i, c)):
            self._mend(i, c)

    def _continue_open(self, i: int, c: Candidate) -> bool:
        matching = [k for k in range(len(self.frames) - 1, -1, -1) if self.frames[k].list.expects(c)]
        if not matching or (c.bound < FIRM and self._stronger_ahead(i, c)):
            return False
        exact = [k for k in matching if self.frames[k].list.form == c.form]
        if c.ordinal == 1 and not exact:
            return False
        k = (exact or matching)[0]
        if c.family == "aspect" and not self._near(self.frames[k], c):
            return False
        del self.frames[k + 1 :]
        self._append(self.frames.pop().list, c)
        return True

    def _near(self, frame: _Frame, c: Candidate) -> bool:
        return c.line - self.nodes[frame.node].candidate.line <= 1

    def _open(self, i: int, c: Candidate) -> bool:
        first = c.ordinal == 1 or (c.style == "decimal" and c.ordinal == 0)
        if not first or not self._may_open(i, c):
            return False
        self._make_room(i, c)
        self._append(self._new_list(c), c)
        return True

    def _may_open(self, i: int, c: Candidate) -> bool:
        successor = self._successor(i, c)
        if c.bound == OPENING and c.family not in ("letter", "stem", "aspect", "circled"):
            return c.family not in _RUN_IN or self._opens_paragraph(c, successor)
        return successor is not None and self._opens_before(c, successor)

    def _opens_paragraph(self, c: Candidate, successor: Candidate | None) -> bool:
        """一是 or 第一 at the head of a paragraph stand alone where need be, 首先 and 一要 do not."""
        if _is_sequence(c):
            return successor is not None and self._sequence_opens(c, successor)
        return c.style in ("shi", "di") or successor is not None

    def _opens_before(self, c: Candidate, successor: Candidate) -> bool:
        """The weaker the boundary in front, the surer the next number must be."""
        if c.family == "aspect":
            return successor.line - c.line <= 1
        if _is_sequence(c):
            return self._sequence_opens(c, successor)
        if c.bound < FIRM and (
            successor.ordinal != c.ordinal + 1 or self._is_awaited(successor) or self._within_blocks(c)
        ):
            return False
        return c.bound != GLUED or successor.bound >= (
            LOOSE if c.family in ("shi", "paren", "circled") else FIRM
        )

    def _is_awaited(self, c: Candidate) -> bool:
        """Does a list that is open wait for this number? 坚持质量第一、效益优先 inside an item of 第一，第二，"""
        return any(f.list.family == c.family and f.list.expects(c) for f in self.frames)

    def _sequence_opens(self, c: Candidate, successor: Candidate) -> bool:
        """首先 is a number only where 其次, 最后 or 第二 answers it."""
        if c.bound < LOOSE or successor.line - c.line > 8:
            return False
        if _is_sequence(successor) and successor.ordinal > 0:
            return True
        return successor.line == c.line and all(f.list.family != c.family for f in self.frames)

    def _within_blocks(self, c: Candidate) -> bool:
        """Does a list of the same marks already run here, one item a paragraph?"""
        return any(
            f.list.family == c.family and f.list.prefix == c.path[:-1] and self.nodes[f.node].block
            for f in self.frames
        )

    def _continue_closed(self, i: int, c: Candidate) -> bool:
        """Numbering that runs on under the next parent: （一）1. 2.（二）3. 4."""
        closed = self.latest.get((c.family, c.path[:-1]))
        if closed is None or not closed.expects(c):
            return False
        if c.bound < FIRM and (c.family in _RUN_IN or self._stronger_ahead(i, c)):
            return False
        self._make_room(i, c)
        self._append(closed, c)
        return True

    def _mend(self, i: int, c: Candidate) -> None:
        """A number that fits nowhere: a gap, a repeat, a list without its beginning; or nothing at all."""
        if c.bound < FIRM or c.style in ("aspect", "half_paren", "letter", "stem"):
            return
        if c.style == "sequence":
            return
        for k in range(len(self.frames) - 1, -1, -1):
            found = self.frames[k].list
            if found.family != c.family or found.prefix != c.path[:-1]:
                continue
            distance = c.ordinal - found.last
            near = 0 <= distance <= _LARGEST_GAP or (distance > 0 and self._may_leap(i, c))
            if near and self._worth_mending(i, c):
                self._warn(c, found)
                del self.frames[k:]
                self._append(found, c)
                return
            break
        if self._may_open_late(i, c):
            self.warnings.append(f"{self._written(c)}：{c.ordinal} 之前缺少分项（第{c.start}字）")
            self._make_room(i, c)
            self._append(self._new_list(c), c)

    def _may_leap(self, i: int, c: Candidate) -> bool:
        """Whether many numbers may be missing: articles that were repealed; an excerpt, which counts on from there."""
        successor = self._successor(i, c) if c.family in _ALONE else None
        return c.family in _GAPPED or (successor is not None and successor.ordinal == c.ordinal + 1)

    def _worth_mending(self, i: int, c: Candidate) -> bool:
        if c.bound == OPENING or c.family in ("shi", "paren", "circled", "paren_arabic"):
            return True
        return self._successor(i, c) is not None

    def _may_open_late(self, i: int, c: Candidate) -> bool:
        if c.family in _ALONE:
            return c.bound == OPENING or (c.ordinal <= 3 and self._successor(i, c) is not None)
        if c.ordinal > 9:
            return c.bound == OPENING and self._runs_on(i, c)
        if c.style in ("shi", "qi"):
            return self._successor(i, c) is not None
        return c.bound == OPENING and self._successor(i, c) is not None

    def _runs_on(self, i: int, c: Candidate) -> bool:
        """Whether the next two numbers open paragraphs too: a part of a longer document (40. 41. 42.)."""
        wanted = c.ordinal + 1
        for other in self._ahead(i):
            if other.path[:-1] == c.path[:-1] and other.bound >= FIRM and other.form == c.form:
                if other.ordinal != wanted:
                    return False
                if wanted == c.ordinal + 2:
                    return True
                wanted += 1
        return False

    def _take_last(self, c: Candidate) -> None:
        """最后 closes a list of 首先, 其次 or 第一, 第二; anywhere else it is an ordinary word."""
        for k in range(len(self.frames) - 1, -1, -1):
            frame = self.frames[k]
            if frame.list.family != c.family or c.bound < LOOSE:
                continue
            began = self.nodes[frame.list.nodes[0]].candidate
            near = began.line == c.line and c.start - self.nodes[frame.node].candidate.start <= 400
            if _is_sequence(began) and (frame.list.last >= 2 or near):
                del self.frames[k:]
                self._append(frame.list, c._replace(ordinal=frame.list.last + 1))
            return

    # ------------------------------------------------------------ lookahead

    def _ahead(self, i: int) -> Iterable[Candidate]:
        """The next candidates of the same family, up to the end of the region."""
        members = self.family[self.candidates[i].family]
        at = self.place[i]
        limit = self.breaks[self.region] if self.region < len(self.breaks) else len(self.text)
        near = (self.candidates[j] for j in members[at + 1 : at + 1 + _LOOKAHEAD])
        return takewhile(lambda c: c.start < limit, near)

    def _successor(self, i: int, c: Candidate) -> Candidate | None:
        """The next number of the list that ``c`` would open."""
        missed = None
        for other in self._ahead(i):
            if other.path[:-1] != c.path[:-1]:
                continue
            if other.ordinal == c.ordinal + 1 or other.ordinal == -1:
                return other
            if other.ordinal == c.ordinal and other.bound >= c.bound:
                break
            if other.ordinal == c.ordinal + 2 and other.bound >= FIRM and missed is None:
                missed = other
        return missed

    def _stronger_ahead(self, i: int, c: Candidate) -> bool:
        for other in self._ahead(i):
            if other.ordinal == c.ordinal and other.bound > c.bound and other.path[:-1] == c.path[:-1]:
                return True
            if other.ordinal in (1, c.ordinal + 1):
                return False
        return False

    def _goes_on(self, i: int, found: _List) -> bool:
        """Will ``found`` be continued before it is opened anew?"""
        after = self.family.get(found.family, [])
        at = bisect_left(after, i + 1)
        for j in after[at : at + _FAR_LOOKAHEAD]:
            other = self.candidates[j]
            if other.bound < FIRM or other.form != found.form:
                continue
            if other.ordinal == found.last + 1 and other.path[:-1] == found.prefix:
                return True
            if other.ordinal == 1:
                return False
        return False

    # ------------------------------------------------------------ the stack

    def _make_room(self, i: int, c: Candidate) -> None:
        """Close every open list that the list of ``c`` cannot stand in."""
        while self.frames and self._finished(self.frames[-1], c):
            self.frames.pop()
        for k, frame in enumerate(self.frames):
            if self._ends_before(i, c, frame.list):
                del self.frames[k:]
                return

    def _ends_before(self, i: int, c: Candidate, found: _List) -> bool:
        """Whether an open list is closed by the list of ``c``: it does not stand above it, nor go on behind it."""
        if found.family == c.family:
            nested = (found.form, found.prefix) != (c.form, c.path[:-1])
            below = (*found.prefix, found.last)
            if nested and c.path[:-1][: len(below)] == below:
                return False  # 2.1 below 2.
            return not (nested and self._goes_on(i, found))
        rank, other = RANK.get(c.family), RANK.get(found.family)
        if rank is None:
            return c.family in ("topic", "di") and other is None and not self._goes_on(i, found)
        if other is None:
            return c.family in _OUTER and found.family != "topic"
        return other >= rank and not self._goes_on(i, found)

    def _finished(self, frame: _Frame, c: Candidate) -> bool:
        """An item that began inside an earlier line holds nothing of a later one (unless with a colon)."""
        begun = self.nodes[frame.node].candidate
        if begun.bound == OPENING or begun.line == c.line:
            return False
        end = self.lines[begun.line].end
        return self.text[end - 1 : end] not in ("：", ":")

    def _new_list(self, c: Candidate) -> _List:
        made = _List(len(self.lists), c.family, c.form, c.path[:-1], 0, 0)
        self.lists.append(made)
        return made

    def _append(self, target: _List, c: Candidate) -> None:
        parent = self.frames[-1].node if self.frames else None
        depth = self.nodes[parent].depth + 1 if parent is not None else 1
        index = len(self.nodes)
        self.nodes.append(Node(c, target.index, parent, c.ordinal, depth))
        target.position = target.position + 1 if target.nodes else c.ordinal
        target.last = c.ordinal
        target.nodes.append(index)
        self.latest[(c.family, c.path[:-1])] = target
        self.frames.append(_Frame(target, index))

    def _written(self, c: Candidate) -> str:
        return self.text[c.start : c.end].strip()

    def _warn(self, c: Candidate, found: _List) -> None:
        if c.ordinal == found.last:
            what = "编号重复"
        else:
            what = f"编号跳过 {found.last + 1}"
        self.warnings.append(f"{self._written(c)}：{what}（第{c.start}字）")


def _is_sequence(c: Candidate) -> bool:
    return c.style == "sequence"
