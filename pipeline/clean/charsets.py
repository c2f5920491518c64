"""Sets of characters that more than one fix asks about, and that are too large to be written down in code."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

#: First bytes that Chinese characters and marks have in UTF-8.
UTF8_LEADS = (*range(0xE2, 0xEA), 0xEF)


@lru_cache(maxsize=1)
def traditional_characters() -> str:
    """The characters that no simplified text uses."""
    path = resources.files("pipeline") / "lexicon" / "traditional_chars.txt"
    return "".join(path.read_text("utf-8").splitlines()[1:])


@lru_cache(maxsize=1)
def utf8_leads() -> str:
    """The characters that the first two bytes of a Chinese character in UTF-8 make in GBK."""
    chars = {bytes((a, b)).decode("gb18030", "ignore") for a in UTF8_LEADS for b in range(0x80, 0xC0)}
    return "".join(sorted(char for char in chars if len(char) == 1))


@lru_cache(maxsize=1)
def utf8_followers() -> str:
    """What may stand behind such a character: the last byte of one and the first of the next, or a lost byte."""
    chars = {
        bytes((a, b)).decode("gb18030", "ignore")
        for a in range(0x81, 0xC0)
        for b in (*range(0x40, 0x7F), *range(0x80, 0xC0), *UTF8_LEADS)
    }
    return "".join(sorted(char for char in chars if len(char) == 1)) + "?\ufffd"
