"""What a fix finds: the changes to a text, in the one form that all fixes and the ledger share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

#: From so many changes a pass on, arrays are quicker than lists.
MANY = 400
Change = tuple[int, int, str]  # start and end in the text that is changed, and what is to stand there
RuledChange = tuple[int, int, str, str]  # with the rule that made it


class Rewrite(NamedTuple):
    """A pass that changes single characters, and very many of them: the text it makes, and where it differs."""

    text: str
    places: Sequence[int]

    def list_changes(self) -> list[Change]:
        """The same as single changes."""
        return [(n, n + 1, self.text[n]) for n in self.places]
