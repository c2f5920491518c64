r"""Characters that a program wrote as escapes: ``\u6559``, ``%u6559``, ``%E6%95%99``, ``\xe6\x95\x99``.

They come from JSON and addresses that were taken for text. Only what is Chinese is read; addresses stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from .changes import Change

RE_HAN = re.compile("[\u3400-\u9fff]")
RE_CHINESE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef‘’“”…—·\\s!-~]+")
#: Escapes of code points, with those of line breaks and marks between them.
RE_POINTS = {
    "\\": re.compile(r'\\(?:u[0-9a-fA-F]{4}|[nrt"/](?=\\))(?:\\u[0-9a-fA-F]{4}|\\[nrt"/])*'),
    "%": re.compile("%u[0-9a-fA-F]{4}(?:%u[0-9a-fA-F]{4})*"),
}
RE_POINT = re.compile(r"[\\%]u([0-9a-fA-F]{4})|\\(.)")
CONTROLS = {"n": "\n", "r": "", "t": "\t"}
#: Escapes of bytes: two of them at least are no share of anything.
RE_PERCENT = re.compile("%[89a-fA-F][0-9a-fA-F](?:%[0-9a-fA-F]{2})+")
RE_HEX = re.compile(r"\\x[89a-fA-F][0-9a-fA-F](?:\\x[0-9a-fA-F]{2})+")
#: What makes an address of the letters before an escape.
RE_ADDRESS = re.compile(r"(?://|www\.|[?&=/@])[!-~]*\Z")
LONGEST_ADDRESS = 200
#: A space that GB18030 has four bytes for, read as GBK.
SPACE_SHOWN = "\ufffd0\ufffd2"


def read_escapes(text: str) -> list[Change]:
    """Chinese characters written as escapes are read; addresses, and escapes of anything else, stay."""
    changes: list[Change] = []
    for sign, of_bytes in (("%", RE_PERCENT), ("\\", RE_HEX)):
        if sign in text:
            changes += _read_bytes(text, of_bytes)
            if sign + "u" in text:
                changes += _read_points(text, sign)
    if "\ufffd" in text:
        changes += [(m.start(), m.end(), " ") for m in re.finditer(f"(?:{SPACE_SHOWN})+", text)]
    return sorted(changes)


def _read_points(text: str, sign: str) -> Iterator[Change]:
    for match in RE_POINTS[sign].finditer(text):
        new = RE_POINT.sub(_point, match.group())
        new = new.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if RE_HAN.search(new) or _is_chinese(new):
            yield match.start(), match.end(), new


def _point(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return CONTROLS.get(match[2], match[2])


def _read_bytes(text: str, escaped: re.Pattern[str]) -> Iterator[Change]:
    for match in escaped.finditer(text):
        before = text[max(0, match.start() - LONGEST_ADDRESS) : match.start()]
        if RE_ADDRESS.search(before):
            continue
        data = unquote_to_bytes(match.group().replace("\\x", "%"))
        for codec in ("utf-8", "gb18030"):
            try:
                new = data.decode(codec)
            except UnicodeDecodeError:
                continue
            if _is_chinese(new):
                yield match.start(), match.end(), new
                break


def _is_chinese(text: str) -> bool:
    """Whether a text is of Chinese characters and marks, and holds one."""
    return bool(not text.isascii() and RE_CHINESE.fullmatch(text))
