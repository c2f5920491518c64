"""Progress for people at a terminal and for logs: a bar, or one plain line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

#: Seconds between two lines of a log.
EVERY = 10


class Bar:
    """What a long run tells: documents, characters a second, problems, time left.

    The time left comes from the bytes of the sources where they are known, else from the number of documents.
    What was there before the run counts as done, but not towards its speed.
    """

    def __init__(self, unit: str, show: Any) -> None:
        self._unit, self._show = unit, show
        self.total = self.size = self.done = self._before = 0
        self.documents = self.characters = self.problems = self._old_characters = 0
        self._began = time.monotonic()

    def plan(self, sources: int, size: int) -> None:
        self.total, self.size = sources, size
        self._show(self)

    def reuse(self, documents: int, characters: int, problems: int, size: int) -> None:
        """What a run before this one has left."""
        self.done += size
        self._before += size
        self._old_characters += characters
        self._began = time.monotonic()
        self.advance(documents, characters, problems)

    def advance(self, documents: int, characters: int, problems: int, size: int = 0) -> None:
        self.documents += documents
        self.characters += characters
        self.problems += problems
        self.done += size
        self._show(self)

    @property
    def share(self) -> float:
        """How much is done, from 0 to 1."""
        done, whole = (self.done, self.size) if self.size else (self.documents, self.total)
        return min(done / whole, 1.0) if whole else 0.0

    @property
    def speed(self) -> float:
        """Characters a second."""
        return (self.characters - self._old_characters) / max(time.monotonic() - self._began, 1e-9)

    @property
    def seconds_left(self) -> float | None:
        """An estimate, None as long as nothing is done."""
        before = self._before / self.size if self.size else 0.0
        if self.share <= before:
            return None
        return (time.monotonic() - self._began) * (1 - self.share) / (self.share - before)

    def __str__(self) -> str:
        text = f"{self.documents:,} {self._unit} ({self.share:.0%}), {self.speed:,.0f} characters/s"
        text += f", {self.problems:,} problem(s)"
        left = self.seconds_left
        return text if left is None else f"{text}, {_duration(left)} left"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}"


@contextmanager
def progress_bar(unit: str, quiet: bool) -> Iterator[Bar]:
    """A bar on stderr where it is a terminal, a line every ten seconds where it is not, nothing when quiet."""
    if quiet:
        yield Bar(unit, lambda bar: None)
    elif sys.stderr.isatty():
        with _rich_bar(unit) as bar:
            yield bar
    else:
        last = [time.monotonic()]

        def line(bar: Bar) -> None:
            if time.monotonic() - last[0] >= EVERY:
                last[0] = time.monotonic()
                print(bar, file=sys.stderr, flush=True)

        yield Bar(unit, line)


@contextmanager
def _rich_bar(unit: str) -> Iterator[Bar]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)

        def update(bar: Bar) -> None:
            progress.update(task, total=1.0 if bar.total else None, completed=bar.share, description=str(bar))

        yield Bar(unit, update)
