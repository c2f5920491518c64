"""Schools by their short names: 临江一中 is 临江市第一中学, and 一中 alone is the one the text has named; 吉大 is
吉林大学 where the text has named it.

Spans count in the clean text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ...records import Span
from ..words import TextView, is_han

_NUMBER = "[一二三四五六七八九十]{1,3}"
#: What makes another word of 中 and 小: 三中全会, 一中院, 二小时, 一中标企业.
_NO_END = "(?!全会|[央国学院心等间期旬队介外级型标毒选药医层华断风原时组区微企班伙股块步路街])"
_HEAD = re.compile(rf"({_NUMBER})([中小]){_NO_END}")
#: In front of a number these count something else: 第一中, 之一中, 十|届.
_COUNTS = tuple("第之其几届六七八十百千万亿年月日号")
_RANKS = tuple("市县区州旗")
#: Characters that a place by its rank alone may stand behind: 在|市一中.
_BEFORE_RANK = tuple("和及与由经向在以到对是至的、赴")


def find_short_schools(view: TextView, is_place: Callable[[str], bool]) -> list[Span]:
    """临江一中, 市二小, and 一中 where the text has named it with its place; ``is_place`` knows regions' names."""
    found: list[Span] = []
    alone: list[re.Match[str]] = []
    for match in _HEAD.finditer(view.text):
        if view.taken[match.start()] or not _ends_word(view, match.end()):
            continue
        start = _place_before(view.text, match.start(), is_place)
        if start < match.start():
            found.append(Span(start, match.end()))
        else:
            alone.append(match)
    named = {view.text[s.start : s.end][-2:] for s in found}
    for match in alone:
        starts = not view.words or match.start() in view.by_start
        if match[0] in named and starts and view.text[match.start() - 1 : match.start()] not in _COUNTS:
            found.append(Span(*match.span()))
    return found


def _ends_word(view: TextView, end: int) -> bool:
    """Whether no word of the tagger goes on behind ``end``; without a tagger, whether no word at all does."""
    return end in view.by_end if view.words else not is_han(view.text[end : end + 1])


def _place_before(text: str, at: int, is_place: Callable[[str], bool]) -> int:
    """Where the place in front of a number begins; ``at`` where none does."""
    for size in range(8, 1, -1):
        if at >= size and is_place(text[at - size : at]):
            return at - size
    before = text[at - 2 : at - 1]
    if text[at - 1 : at] in _RANKS and (not is_han(before) or before in _BEFORE_RANK):
        return at - 1
    return at


_UNIVERSITY = re.compile(r"[一-龥](?!大)[一-龥]大学")
#: Characters that make other words with 大: 重大, 广大, 人大, 长大.
_WORDS = frozenset("重广人长强远宏高扩巨盛伟最较更很太放老正自博两三四五六七八九十")


def find_short_universities(view: TextView) -> list[tuple[Span, str]]:
    """吉大 with 吉林大学, where the tagger sees both the full name and, elsewhere, a word that begins with the short."""
    seen = (_UNIVERSITY.match(view.text, word.start, word.end) for word in view.names if word.tag == "ORG")
    found: list[tuple[Span, str]] = []
    for name in sorted({match[0] for match in seen if match and match[0][0] not in _WORDS}):
        for span in view.free(re.compile(f"{name[0]}大(?!学)")):
            word = view.by_start.get(span.start)
            if word is not None and (word.end == span.end or word.tag == "ORG"):
                found.append((span, name))
    return found
