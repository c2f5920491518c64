"""One look at every character of a text, which tells what the fixes can skip.

Most texts need few of the fixes. A table by code point says what kinds each character belongs to; all kinds
that a text holds, put together, say which fixes have anything to look for. The kinds that a fix waits for are
the characters that every one of its patterns must contain.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from .charsets import traditional_characters, utf8_followers, utf8_leads

LINE_END, ENTITY, COMPATIBLE, INVISIBLE, FORM_FEED, LATIN, TONED, TRADITIONAL = (1 << n for n in range(8))
FULL_WIDTH, BRACKET, MARK, MARKUP, SPACE, CLOSING, UTF8_LEAD, OPEN = (1 << n for n in range(8, 16))
TAB, EDGE, COMMA, ENDED, STOP, PAGED, HASH, NEWLINE = (1 << n for n in range(16, 24))
ROUND, ODD, LETTER, WINDOWS, UTF8_NEXT, TITLE_END = (1 << n for n in range(24, 30))

SPACES = " \xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
#: The characters of each kind, as in a bracket expression; what lies above U+FFFF counts as U+FFFF does.
KINDS = {
    LINE_END: "\r\x0b\x1c-\x1e\x85\u2028\u2029",
    ENTITY: "&",
    COMPATIBLE: "\u2e80-\u2fd5\uf900-\ufad9",
    INVISIBLE: "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ue000-\uf8ff\ud800-\udfff",
    FORM_FEED: "\f",
    LATIN: "\xc0-\xff",
    TONED: "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿếềĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙǕǗǙǛŃŇǸḾẾỀ\u0300\u0301\u0304\u030c",
    FULL_WIDTH: "０-９Ａ-Ｚａ-ｚ％．－／",
    BRACKET: "()",
    MARK: ",:;?!",
    MARKUP: "*<",
    SPACE: SPACES,
    CLOSING: "。！？；…”）：",
    OPEN: "（《〔",
    TAB: "\t",
    EDGE: " \t\f" + SPACES,
    COMMA: "，、",
    ENDED: "。！？；：…:;!?”’」』】",
    STOP: "。；：，",
    PAGED: "—–－─·~第Pp0-9",
    HASH: "#",
    NEWLINE: "\n",
    ROUND: "(（",
    WINDOWS: "\x80-\xffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™\ufffd",
    TITLE_END: "令例准函划则南告复定度录报施案法点知要见议)）",
    ODD: "[［【〔〈<{｛「",
}


@lru_cache(maxsize=1)
def _kind_table() -> Any:
    """The kinds of each code point, as bits."""
    import numpy as np

    table = np.zeros(0x10000, np.uint32)
    table[ord("-")] |= PAGED
    for first, last in ("az", "AZ"):
        table[ord(first) : ord(last) + 1] |= LETTER
    table[[ord(char) for char in KINDS[TONED]]] |= LETTER
    for kind, chars in KINDS.items():
        for first, last in re.findall("(.)(?:-(.))?", chars, re.DOTALL):
            table[ord(first) : ord(last or first) + 1] |= kind
    for kind, members in (
        (TRADITIONAL, traditional_characters()),
        (UTF8_LEAD, utf8_leads()),
        (UTF8_NEXT, utf8_followers()),
    ):
        table[[ord(char) for char in members]] |= kind
    return table


class Scan:
    """The code points of a text and their kinds."""

    __slots__ = ("kinds", "points", "present", "text")

    def __init__(self, text: str) -> None:
        import numpy as np

        self.text = text
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        self.points: Any = np.minimum(points, 0xFFFF) if len(points) and points.max() > 0xFFFF else points
        self.kinds: Any = _kind_table()[self.points]
        self.present = int(np.bitwise_or.reduce(self.kinds)) if len(points) else 0

    def follows(self, first: int, second: int) -> bool:
        """Whether a character of the kinds ``second`` stands behind one of the kinds ``first``."""
        if not (self.present & first and self.present & second):
            return False
        kinds = self.kinds
        return bool((((kinds[:-1] & first) != 0) & ((kinds[1:] & second) != 0)).any())


@lru_cache(maxsize=1)
def scan_text(text: str) -> Scan:
    """The scan of a text; the last one is kept, for several fixes look at the same text."""
    return Scan(text)


def kinds_of(text: str) -> int:
    """The kinds that a short text holds."""
    if text in ("", "\n"):
        return 0
    table = _kind_table()
    present = 0
    for char in set(text):
        present |= int(table[min(ord(char), 0xFFFF)])
    return present
