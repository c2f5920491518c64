"""What tags words: the interface that the segmenters offer and the recogniser uses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Tagger(Protocol):
    """What recognises words: LacTagger, or an adapter of engines.py."""

    def tag(self, sentences: Sequence[str]) -> list[list[tuple[str, str]]]: ...
