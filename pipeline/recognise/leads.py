"""What leads to a body and is no part of its name (要求|采购单位, 组织|督导组): one list, org_leads.txt.

Each word says where it is cut off: which names may be read with it depends on how they are read.
"""

from __future__ import annotations

import functools
import re

from ..lexicon import read_lexicon


@functools.cache
def _rows() -> tuple[tuple[str, frozenset[str], str], ...]:
    """Words, where each is cut off, and what must follow."""
    rows = (row + [""] * (3 - len(row)) for row in read_lexicon("org_leads.txt"))
    return tuple((word, frozenset(uses.split() or ["edge"]), follows) for word, uses, follows in rows)


@functools.cache
def lead_words(use: str) -> frozenset[str]:
    """The words that are cut off in one use, whatever follows them."""
    return frozenset(word for word, uses, _ in _rows() if use in uses)


@functools.cache
def lead_pattern(use: str) -> re.Pattern[str]:
    """A pattern for one of the words of a use, with what must follow where the list says so."""
    words = [(word, follows) for word, uses, follows in _rows() if use in uses]
    longest = sorted(words, key=lambda row: (-len(row[0]), row[0]))
    return re.compile("|".join(word + (follows if use == "cut" else "") for word, follows in longest))
