"""Which directives a responsibility note serves (docs/records.md, responsibilities)."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from ..records import Directive, Item, Note, Structure

#: Markers that number members of one paragraph; the others open paragraphs.
_RUN_IN = re.compile(
    r"[一二三四五六七八九十]{1,2}(?:是|要|曰)|首先|其次|再次|最后|第[一二三四五六七八九十]{1,2}[，,]?$"
    r"|其[一二三四五六]|一方面|另一方面|[①-⑳⑴-⒇]|[（(]?\d{1,2}[）)]$|^$"
)
_BETWEEN = re.compile(r"[\s。；;，,、.！]*")


class NoteOwners:
    """The notes of every directive, by its id."""

    def __init__(self, text: str, structure: Structure, directives: Sequence[Directive]) -> None:
        self._text = text
        self._items: dict[int, Item] = {item.start: item for item in structure.items}
        self._notes = sorted(structure.notes, key=lambda note: note.start)
        self._all = sorted(directives, key=lambda d: d.start)
        self._all_starts = [d.start for d in self._all]
        self._numbered = [d for d in self._all if d.marker or d.list_id]
        self._starts = [d.start for d in self._numbered]
        self._by_id = {d.directive_id: d for d in directives}
        self._line_starts = [line.start for line in structure.lines]
        self._note_ends = [note.end for note in self._notes]
        self._plain = [d for d in self._all if not (d.marker or d.list_id)]
        self._plain_starts = [d.start for d in self._plain]
        self._lists: dict[tuple[str | None, str | None], list[Directive]] = {}
        for directive in self._numbered:
            self._lists.setdefault((directive.list_id, directive.parent_id), []).append(directive)
        self.of: dict[str, list[Note]] = {}
        for note in self._notes:
            for directive in self._owners(note):
                self.of.setdefault(directive.directive_id, []).append(note)

    def line_of(self, at: int) -> int:
        return bisect.bisect_right(self._line_starts, at) - 1

    def first_of(self, directive: Directive) -> Directive:
        """The first item of the list that ``directive`` is in."""
        return self._siblings(directive)[0]

    def plain_between(self, start: int, end: int) -> list[Directive]:
        """The unnumbered directives that begin in ``start`` to ``end``."""
        i, j = bisect.bisect_left(self._plain_starts, start), bisect.bisect_left(self._plain_starts, end)
        return self._plain[i:j]

    def _owners(self, note: Note) -> list[Directive]:
        if note.scope == "row":
            return self._row_owners(note)
        last = self._last_item(note)
        if note.scope == "items" and last is not None:
            return [d for d in self._siblings(last) if d.ordinal in note.ordinals and d.start < note.start]
        if note.scope == "above" and last is not None:
            above = [d for d in self._siblings(last) if d.start < note.start]
            return above or [last]
        if last is None or last.kind == "heading":
            return self._unnumbered(note)
        inside = [
            d
            for d in self._unnumbered(note, same_line=True)
            if d.start > last.end and last.kind != "directive"
        ]
        return inside or self._paragraph(last, note)

    def _last_item(self, note: Note) -> Directive | None:
        """The item whose scope the note lies in: the last that begins before it, or an ancestor of that."""
        i = bisect.bisect_right(self._starts, note.start) - 1
        if i < 0:
            return None
        directive: Directive | None = self._numbered[i]
        while directive is not None:
            item = self._items.get(directive.start)
            if item is None or self._reaches(item, note):
                return directive
            directive = self._by_id.get(directive.parent_id or "")
        return None

    def _reaches(self, item: Item, note: Note) -> bool:
        stop = max(item.end, item.scope_end)
        return note.start < stop or self._touches(stop, note.start)

    def _siblings(self, directive: Directive) -> list[Directive]:
        return self._lists[directive.list_id, directive.parent_id]

    def _paragraph(self, last: Directive, note: Note) -> list[Directive]:
        """A note that closes a paragraph of run-in items serves them all, and the item they belong to."""
        line = self.line_of(last.start)
        if not _RUN_IN.match(last.marker) or self.line_of(note.start) != line:
            return [last]
        group = [d for d in self._siblings(last) if self.line_of(d.start) == line]
        first = min(d.start for d in group)
        i = bisect.bisect_left(self._note_ends, first)
        inside = [n for n in self._notes[i : i + 400] if n.start >= first and self.line_of(n.start) == line]
        if len(inside) > 1:
            return [last]
        parent = self._by_id.get(last.parent_id or "")
        if parent is not None and self.line_of(parent.start) == line and parent.kind == "directive":
            group.append(parent)
        return [d for d in group if d.start < note.start]

    def _unnumbered(self, note: Note, same_line: bool = False) -> list[Directive]:
        """Unnumbered directives that the note closes: those of its own line, else the one just before it."""
        line = self.line_of(note.start)
        stop = bisect.bisect_right(self._plain_starts, note.start)
        i = bisect.bisect_right(self._note_ends, note.start) - 1
        floor = max(self._note_ends[i] if i >= 0 else 0, self._line_starts[line] if line >= 0 else 0)
        here = self._plain[bisect.bisect_left(self._plain_starts, floor) : stop]
        if here or same_line:
            return here
        return [d for d in self._plain[max(0, stop - 1) : stop] if self._touches(d.end, note.start)]

    def _touches(self, end: int, start: int) -> bool:
        return start - end <= 12 and bool(_BETWEEN.fullmatch(self._text, end, start))

    def _row_owners(self, note: Note) -> list[Directive]:
        start, end = note.served if note.served else (note.start, note.end)
        row = self._line_starts[self.line_of(note.start)]
        i, j = (
            bisect.bisect_left(self._all_starts, row),
            bisect.bisect_left(self._all_starts, max(end, note.end)),
        )
        own = [d for d in self._all[max(0, i - 1) : j] if d.start < end and d.end > start]
        return own or self._all[i:j]
