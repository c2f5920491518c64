"""Lines that are the heads of duties: ``区财政局：`` before a task or above several. Spans count in the clean text."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Sequence

from ..records import Directive, Item, Mention, Span, Structure
from .compact import compact_text
from .groups import GROUP
from .owners import NoteOwners

#: How far above a directive a line such as ``区财政局：`` may stand.
_REACH = 60

#: A label in front of duties is no longer than this.
_LABEL_LENGTH = 40

#: In the compact view: bodies and a colon at the end, behind nothing or behind what takes no object.
_NAMES_WHO = re.compile(rf"(?:^|[^，。；：、向对给为由与]{{2,16}})({GROUP.pattern})[：:]$")

Head = tuple[Span, list[Mention]]


class DutyHeads:
    """The heads of duties of one document.

    ``inside`` gives the mentions of a stretch, ``bodies`` the canonical names of one, ``addressees`` are those of
    the document.
    """

    def __init__(
        self,
        text: str,
        structure: Structure,
        owners: NoteOwners,
        inside: Callable[[int, int], list[Mention]],
        bodies: Callable[[Mention], Sequence[str]],
        addressees: Sequence[str],
    ) -> None:
        self._text, self._structure, self._owners = text, structure, owners
        self._inside, self._bodies, self._known = inside, bodies, set(addressees)
        self._items: dict[int, Item] = {item.start: item for item in structure.items}
        self._markers = [item.marker_start for item in structure.items]
        self._heads = self._find()

    def before(self, directive: Directive) -> Head | None:
        """The head that the directive stands under, on its own line or above it, with the bodies it names."""
        lines = self._structure.lines
        number = self._owners.line_of(directive.start)
        if number < 0:
            return None
        same = self._read(Span(lines[number].start, directive.start)) or self._label_of(number, directive)
        if same is not None:
            greeting = all(self._known.intersection(self._bodies(m)) for m in same[1])
            return None if greeting else same  # 各乡镇人民政府：现印发给你们…
        for k in range(number - 1, max(-1, number - _REACH), -1):
            if k in self._heads:
                return self._heads[k] if len(self._heads) > 1 or k == number - 1 else None
            if self._opens_item(lines[k].start, lines[k].end, directive):
                return None
        return None

    def _label_of(self, number: int, directive: Directive) -> Head | None:
        """``区财政局：负责…。｜落实…。``: the label of a line whose later sentences are duties too."""
        if directive.marker or directive.list_id:
            return None
        line = self._structure.lines[number]
        colon = self._text.find("：", line.start, min(line.start + _LABEL_LENGTH, directive.start))
        return self._read(Span(line.start, colon + 1)) if colon > 0 else None

    def _find(self) -> dict[int, Head]:
        """Lines that are the heads of duties (``区财政局：``), by number; the addressees' line is none."""
        heads: dict[int, Head] = {}
        around = self._structure.head.addressee_line
        for number, line in enumerate(self._structure.lines):
            if line.role not in {"text", "row"} or (
                around and line.start < around.end and around.start < line.end
            ):
                continue
            head = self._read(Span(line.start, line.end))
            if head is None:
                continue
            if heads or not all(self._known.intersection(self._bodies(m)) for m in head[1]):
                heads[number] = head
        return heads

    def _opens_item(self, start: int, end: int, directive: Directive) -> bool:
        """Whether an item of another list begins on this line: a head above it does not reach further."""
        own = self._items.get(directive.start)
        i = bisect.bisect_left(self._markers, start)
        while i < len(self._markers) and self._markers[i] < end:
            if own is None or own.list_index != self._structure.items[i].list_index:
                return True
            i += 1
        return False

    def _read(self, span: Span) -> Head | None:
        if not 3 <= span.end - span.start <= 120:
            return None
        if not self._text[span.start : span.end].rstrip().endswith(("：", ":")):
            return None
        view = compact_text(self._text, *span, self._inside(*span))
        match = _NAMES_WHO.search(view.text)
        if match is None:
            return None
        mentions = [view.names[i] for i in range(match.start(1), match.end(1)) if i in view.names]
        return span, mentions
