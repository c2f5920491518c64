"""One document as its issuers and addressees are looked for in it, with what is linked so far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ...records import Head, Mention, Person, Structure
from ..names.canonical import Names


class Reading(NamedTuple):
    """The clean text, its structure, its linked mentions in reading order, its people; ``names`` resolves names."""

    text: str
    structure: Structure
    mentions: Sequence[Mention]
    names: Names
    people: Sequence[Person] = ()

    @property
    def head(self) -> Head:
        return self.structure.head

    @property
    def title(self) -> str:
        """The title, ``""`` where none was found."""
        return self.structure.head.title or ""
