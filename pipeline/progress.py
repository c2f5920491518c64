"""Progress for people at a terminal and for logs: a bar, or one plain line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Bar:
    """What a long run tells: sources done of all, characters a second, problems. ``advance`` takes one part."""

    def __init__(self, unit: str, show: Any) -> None:
        self._unit, self._show = unit, show
        self.total = self.documents = self.characters = self.problems = 0
        self._began = time.monotonic()

    def plan(self, sources: int, size: int) -> None:
        self.total = sources
        self._show(self)

    def advance(self, documents: int, characters: int, problems: int) -> None:
        self.documents += documents
        self.characters += characters
        self.problems += problems
        self._show(self)

    def __str__(self) -> str:
        speed = self.characters / max(time.monotonic() - self._began, 1e-9)
        text = f"{self.documents:,} of {self.total:,} {self._unit}, {speed:,.0f} characters/s"
        return text + (f", {self.problems:,} problem(s)" if self.problems else "")


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
            if time.monotonic() - last[0] >= 10:
                last[0] = time.monotonic()
                print(bar, file=sys.stderr, flush=True)

        yield Bar(unit, line)


@contextmanager
def _rich_bar(unit: str) -> Iterator[Bar]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)

        def update(bar: Bar) -> None:
            progress.update(task, total=bar.total or None, completed=bar.documents, description=str(bar))

        yield Bar(unit, update)
