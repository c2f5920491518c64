"""The people, bodies, places and titles of one document, as they are looked for around a place in its text."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from ...records import Mention

_COURTESIES = re.compile("\\s|同志$|先生$|女士$")


class Nearby:
    """Linked mentions by where they stand; offsets count in the clean text.

    ``places`` and ``titles`` are known by their ends: a title's start, a place's mention.
    """

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        self.people = [_trimmed(m) for m in mentions if m.type == "PER"]
        self.bodies = [m for m in mentions if m.type == "ORG"]
        self.places = {m.end: m for m in mentions if m.type == "LOC"}
        self.titles = {m.end: m.start for m in mentions if m.type == "TITLE"}
        self._body_starts = [m.start for m in self.bodies]
        self._person_starts = [m.start for m in self.people]

    def people_in(self, start: int, end: int) -> list[Mention]:
        """People whose names begin in ``text[start:end]``."""
        return self.people[bisect_left(self._person_starts, start) : bisect_left(self._person_starts, end)]

    def person_from(self, at: int) -> int | None:
        """Where the first name at or behind ``at`` begins."""
        i = bisect_left(self._person_starts, at)
        return self._person_starts[i] if i < len(self.people) else None

    def person_before(self, at: int) -> Mention | None:
        """The last person whose name begins at or before ``at``."""
        i = bisect_right(self._person_starts, at) - 1
        return self.people[i] if i >= 0 else None

    def bodies_before(self, at: int) -> Iterator[Mention]:
        """Mentions of bodies that begin before ``at``, the nearest first."""
        for i in range(bisect_left(self._body_starts, at) - 1, -1, -1):
            yield self.bodies[i]

    def inside_body(self, at: int) -> bool:
        """Whether ``at`` lies inside a body's name, not at its first character."""
        body = next(self.bodies_before(at), None)
        return body is not None and at < body.end

    def body_from(self, at: int) -> Mention | None:
        """The body whose name begins at ``at``."""
        i = bisect_left(self._body_starts, at)
        return self.bodies[i] if i < len(self.bodies) and self.bodies[i].start == at else None

    def line_end(self, at: int) -> int:
        """Where the line of ``at`` ends."""
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end


def _trimmed(mention: Mention) -> Mention:
    """The mention without a space that a table left behind the name."""
    text = mention.text.rstrip()
    return dataclasses.replace(mention, text=text, end=mention.start + len(text))


def person_name(text: str) -> str:
    """The name without spaces and courtesies (孙　尧 → 孙尧)."""
    return _COURTESIES.sub("", text)
