"""Automatic list numbers written out, as a word processor or a browser would show them."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
_EARTHLY = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
#: Number formats (ECMA-376 ST_NumberFormat) that are runs of single characters: first character, how many.
_RUNS = {
    "decimalEnclosedCircle": ("①", 20), "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedParen": ("⑴", 20), "decimalEnclosedFullstop": ("⒈", 20),
    "ideographEnclosedCircle": ("㊀", 10), "ideographParenthesized": ("㈠", 10),
}  # fmt: skip
_CHINESE = frozenset((
    "chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "taiwaneseCounting",
    "taiwaneseCountingThousand", "japaneseCounting", "japaneseLegal", "ideographLegalTraditional",
    "koreanCounting",
))  # fmt: skip


def write_chinese(value: int) -> str:
    """12 → 十二, 105 → 一百〇五; numbers outside 1 to 9999 in digits."""
    if not 0 < value < 10_000:
        return str(value)
    text, pending_zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            text += ("〇" if pending_zero and text else "") + _DIGITS[digit] + name
            pending_zero = False
        elif text:
            pending_zero = True
    return text[1:] if text.startswith("一十") else text


def write_roman(value: int) -> str:
    """A number in Roman numerals, as Word writes it; digits where there are none."""
    if not 0 < value < 4000:
        return str(value)
    text = ""
    for size, letters in _ROMAN:
        count, value = divmod(value, size)
        text += letters * count
    return text


def write_letters(value: int) -> str:
    """1 → A … 26 → Z, 27 → AA: the word processor repeats the letter."""
    if not 0 < value <= 26 * 20:
        return str(value)
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def write_number(value: int, form: str) -> str:
    """``value`` in a number format of ECMA-376; unknown formats give digits, ``none`` and ``bullet``
    nothing.
    """
    if form in ("none", "bullet"):
        return ""
    if form in _CHINESE:
        return write_chinese(value)
    if form in _RUNS:
        first, count = _RUNS[form]
        return chr(ord(first) + value - 1) if 0 < value <= count else str(value)
    if form in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join(_DIGITS[int(d)] for d in str(value)) if value >= 0 else str(value)
    if form == "ideographTraditional":
        return _HEAVENLY[value - 1] if 0 < value <= 10 else str(value)
    if form == "ideographZodiac":
        return _EARTHLY[value - 1] if 0 < value <= 12 else str(value)
    if form in ("upperRoman", "lowerRoman"):
        return write_roman(value) if form == "upperRoman" else write_roman(value).lower()
    if form in ("upperLetter", "lowerLetter"):
        return write_letters(value) if form == "upperLetter" else write_letters(value).lower()
    if form == "decimalZero":
        return f"{value:02d}"
    if form == "decimalFullWidth":
        return "".join(chr(ord("０") + int(d)) for d in str(value)) if value >= 0 else str(value)
    return str(value)
