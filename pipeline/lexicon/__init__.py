"""Word lists. Each file names its source and licence on its first line."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path


def read_lexicon(name: str) -> list[list[str]]:
    """The rows of a shipped list, cells split at tabs; lines that begin with ``#`` are comments."""
    text = (resources.files(__name__) / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@functools.cache
def read_alternatives(name: str, kind: str) -> str:
    """The rows of one kind of a shipped list of regular expressions (kind, expression), as one expression."""
    return "|".join(row[1] for row in read_lexicon(name) if row[0] == kind)


def read_text(path: str | Path) -> str:
    """A user's list, as editors and spreadsheets save it: UTF-8, UTF-16 or GB 18030. Raises ValueError for others."""
    data = Path(path).read_bytes()
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ValueError(f"{path} is no text file: save it as plain text in UTF-8")


def _entries(path: str | Path) -> Iterator[str]:
    return (
        line.strip() for line in read_text(path).splitlines() if line.strip() and not line.startswith("#")
    )


def read_words(path: str | Path) -> tuple[str, ...]:
    """A user's words, one a line (what follows a tab or space is ignored, as in jieba's dictionaries)."""
    return tuple(dict.fromkeys(line.split()[0] for line in _entries(path)))


#: Frequency and tag behind a name, as in jieba's dictionaries.
_WEIGHT = re.compile(r"\s+\d+(?:\s+[a-zA-Z]+)?\Z")


def read_names(path: str | Path) -> tuple[str, ...]:
    """A user's names, one a line, spaces inside them kept; what follows a tab, or a frequency, is ignored."""
    return tuple(dict.fromkeys(_WEIGHT.sub("", line.split("\t")[0]).strip() for line in _entries(path)))
