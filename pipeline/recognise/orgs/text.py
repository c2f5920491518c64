"""A text as the readers of organisation names see it: its words, the lists, and the names found so far."""

from __future__ import annotations

from ..leads import lead_words
from ..words import TextView, is_han
from . import grammar
from .grammar import Org
from .wordlists import OrgWords

#: Characters read leftwards, and what was met in them (flags of grammar.py).
Step = tuple[int, int]
NOTHING: Step = (0, 0)


class OrgText:
    """One text; ``found`` holds the names read so far, by their ends: a later end may take one as its parent."""

    def __init__(self, view: TextView, lists: OrgWords) -> None:
        self.view, self.text, self.lists = view, view.text, lists
        self.found: dict[int, Org] = {}

    def is_free(self, at: int) -> bool:
        """Nothing that could belong to the same word stands to the left of ``at``."""
        before = self.text[at - 1 : at]
        if not is_han(before) or before in grammar.PARTICLES:
            return True
        return at in self.view.by_end and at in self.view.by_start

    def opens_at(self, at: int) -> bool:
        """No word stands to the left of ``at`` but one that leads to a body."""
        before = self.text[at - 1 : at]
        return (
            not is_han(before)
            or before in grammar.LEADING_PARTICLES
            or self.text[max(0, at - 2) : at] in lead_words("rank")
        )

    def region_end(self, at: int) -> int:
        """Length of the region name that ends at ``at``, 0 for none."""
        text, lists = self.text, self.lists
        last = text[at - 1]
        if last in grammar.REGION_ENDS:
            for size in range(min(15, at), 1, -1):
                name = text[at - size : at]
                if name in lists.regions:
                    return size if name not in grammar.VERB_REGIONS or self._placed(at - size) else 0
        for size in (4, 3, 2):
            if at >= size and text[at - size : at] in lists.short_regions:
                return size
        word = self.view.by_end.get(at)
        if word is None or word.tag != "LOC":
            return 0
        known = text[word.start : at] in lists.county_names
        ranked = (
            at - word.start > 2 and last in grammar.PLACE_ENDS and not lists.in_word("place", text, at - 1)
        )
        return at - word.start if known or ranked else 0

    def _placed(self, at: int) -> bool:
        """会同县 is a county only behind its city; else it is 会同 and 县."""
        return at > 0 and self.text[at - 1] in grammar.BEFORE_COUNTY
