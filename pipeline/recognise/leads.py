"""What leads to a body and is no part of its name (要求|采购单位, 组织|督导组): one list, org_leads.txt.

Each word says where it is cut off: which names may be read with it depends on how they are read.
"""

from __future__ import annotations

import functools
import re

from ..lexicon import read_lexicon

#: When a class of bodies is to act, and where it is reached: 近期|各学校, 寒假期间|各单位, 下沉到|基层卫生机构.
WHEN = re.compile(
    r"(?:[^，。；：\n各]{0,8}?(?:近期|目前|当前|现阶段|眼下|今后|期间|阶段|[节会考汛课假][前后]|[年月日]内)|[^，。；：\n各到]{0,4}到|请)"
    r"(?=各|有关|相关|所有|基层)"
)


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
