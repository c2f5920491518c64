"""Word lists. Each file names its source and licence on its first line."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def read_lexicon(name: str) -> list[list[str]]:
    """The rows of a shipped list, cells split at tabs; lines that begin with ``#`` are comments."""
    text = (resources.files(__name__) / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def read_words(path: str) -> tuple[str, ...]:
    """A user's list, one name a line (what follows a tab or space is ignored, as in jieba's dictionaries)."""
    lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    return tuple(
        dict.fromkeys(line.split()[0] for line in lines if line.strip() and not line.startswith("#"))
    )
