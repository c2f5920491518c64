"""The bodies a document names, as a linker looks through them: all names, the nearest mention that fits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import chain

from ...recognise.classes import is_named_class
from ...records import Mention
from ..bodywords import HOST_CLASS, is_collective, tidy_name
from ..context import Context

#: How many mentions back and forth a short name looks for its long one: a whole notice, but not a whole book.
REACH = 500


def _is_many(name: str) -> bool:
    """A collective, or a class of schools, hospitals and the like: neither is what a short name stands for."""
    return is_collective(name) or is_named_class(name) or bool(HOST_CLASS.fullmatch(name))


class Surroundings:
    """Single bodies (no collectives) among a document's mentions."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._fitting: dict[str, frozenset[str]] = {}
        self._longer: dict[str, str | None] = {}

    @property
    def date(self) -> str:
        """The document's date, ISO or a year; ``""`` when unknown."""
        return self._context.date

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Mentions of single bodies, in reading order."""
        return tuple(m for m in self._context.mentions if m.type == "ORG" and not _is_many(m.text))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Distinct written names of single bodies, in reading order, then the heads' names."""
        names = [m.spread or m.text for m in self._context.mentions if m.type == "ORG"]
        names += self._context.heads
        return tuple(dict.fromkeys(tidy_name(n) for n in names if not _is_many(n)))

    @cached_property
    def distinct(self) -> tuple[Mention, ...]:
        """The first mention of each written name."""
        first: dict[str, Mention] = {}
        for mention in self.mentions:
            first.setdefault(mention.text, mention)
        return tuple(first.values())

    def only_longer(self, unit: str) -> str | None:
        """The one written name that ends with ``unit`` and says whose it is (某某大学教务处), None of several."""
        if unit not in self._longer:
            found = [n for n in self.names if n.endswith(unit) and len(n) >= len(unit) + 4]
            self._longer[unit] = found[0] if len(found) == 1 else None
        return self._longer[unit]

    @cached_property
    def _written(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(m.text for m in self.mentions))

    @cached_property
    def _starts(self) -> list[int]:
        return [m.start for m in self.mentions]

    def before(self, at: int, count: int) -> Iterator[Mention]:
        """Up to ``count`` mentions that begin before ``at``, the nearest first."""
        here = bisect_left(self._starts, at)
        return reversed(self.mentions[max(0, here - count) : here])

    def nearest(self, at: int | None, short: str, fits: Callable[[str], bool]) -> Mention | None:
        """The nearest mention before ``at`` whose name fits ``short``, else the first behind it."""
        if short not in self._fitting:
            self._fitting[short] = frozenset(text for text in self._written if fits(tidy_name(text)))
        fitting = self._fitting[short]
        if not fitting:
            return None
        here = bisect_left(self._starts, at) if at is not None else 0
        behind = (m for m in self.mentions[here : here + REACH] if m.start != at)
        return next((m for m in chain(self.before(at or 0, REACH), behind) if m.text in fitting), None)
