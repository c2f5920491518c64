"""Chinese and other written numbers: 十二, 二〇二〇, ㈡, ⑫, 廿一, 壹佰, １２ → int.

One public function, ``parse_number``. It reads whole strings only: a number inside a longer text is for the
caller to cut out.
"""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType

_DIGITS = MappingProxyType(
    {c: i for i, c in enumerate("〇一二三四五六七八九")}
    | {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
    | {"○": 0, "Ｏ": 0, "两": 2, "俩": 2, "弌": 1, "弍": 2, "弎": 3, "貳": 2, "參": 3, "叄": 3, "陸": 6}
)
_UNITS = MappingProxyType({"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000})
_MYRIADS = MappingProxyType({"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8})
_CONTRACTED = str.maketrans({"廿": "二十", "卄": "二十", "卅": "三十", "卌": "四十"})
_STEMS = MappingProxyType({c: i for i, c in enumerate("甲乙丙丁戊己庚辛壬癸", 1)})
_WRAPPING = re.compile(r"[(（\[【〔]\s*(.+?)\s*[)）\]】〕]")
_LONGEST = 32  # no number in a notice is longer; a longer string is refused, whatever it holds


def parse_number(text: str) -> int | None:
    """The whole number that ``text`` writes, or None if it writes none.

    >>> [parse_number(t) for t in ("十二", "二〇二〇", "一百零八", "廿一", "㈡", "⑫", "（三）", "１２", "")]
    [12, 2020, 108, 21, 2, 12, 3, 12, None]
    """
    text = text.strip()
    if not 0 < len(text) <= _LONGEST:
        return None
    if len(text) == 1 and text not in _DIGITS and text not in _UNITS and text not in _MYRIADS:
        value = unicodedata.numeric(text, None)  # ①, ⑴, ⒈, ㈠, ㊀, Ⅳ
        if value is not None:
            return int(value) if value == int(value) else None
    wrapped = _WRAPPING.fullmatch(text)
    if wrapped:
        text = wrapped[1]
    narrow = unicodedata.normalize("NFKC", text)
    if narrow.isascii():
        return int(narrow) if narrow.isdigit() else None
    return _parse_chinese(text.translate(_CONTRACTED))


def parse_stem(text: str) -> int | None:
    """The place of a heavenly stem: 甲 is 1, 癸 is 10; None for anything else."""
    return _STEMS.get(text)


def _parse_chinese(text: str) -> int | None:
    if all(c in _DIGITS for c in text):
        # 二〇二〇 is read digit by digit; 三四 (three or four) is no number, 两〇 neither
        if len(text) == 2 and not any(c in "〇零○" for c in text):
            return None
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    unit_before = 10**12
    seen_digit = False
    for c in text:
        if c in _DIGITS:
            if seen_digit and digit:
                return None
            digit, seen_digit = _DIGITS[c], True
        elif c in _UNITS:
            unit = _UNITS[c]
            if unit >= unit_before:
                return None
            section += (digit if seen_digit else 1) * unit
            digit, seen_digit, unit_before = 0, False, unit
        elif c in _MYRIADS:
            size = _MYRIADS[c]
            if size == 10**4:
                total += (section + digit) * size
            else:
                total = (total + section + digit) * size
            section, digit, seen_digit, unit_before = 0, 0, False, 10**12
        else:
            return None
    return total + section + digit
