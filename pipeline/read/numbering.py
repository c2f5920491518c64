"""Automatic list numbers written out, as a word processor or a browser would show them."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


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


def _nth_of(characters: str) -> Callable[[int], str]:
    """A writer of 1, 2, 3 as the characters of a run; digits behind its end."""
    return lambda value: characters[value - 1] if 0 < value <= len(characters) else str(value)


def _digits_of(characters: str) -> Callable[[int], str]:
    """A writer digit by digit."""
    return lambda value: "".join(characters[int(d)] for d in str(value)) if value >= 0 else str(value)


def _run(first: str, count: int) -> str:
    return "".join(chr(ord(first) + n) for n in range(count))


#: Number formats (ECMA-376 ST_NumberFormat), by who writes them.
_FORMATS: tuple[tuple[Callable[[int], str], tuple[str, ...]], ...] = (
    (lambda value: "", ("none", "bullet")),
    (
        write_chinese,
        (
            "chineseCounting", "chineseCountingThousand", "chineseLegalSimplified", "taiwaneseCounting",
            "taiwaneseCountingThousand", "japaneseCounting", "japaneseLegal", "ideographLegalTraditional",
            "koreanCounting",
        ),
    ),
    (_digits_of(_DIGITS), ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital")),
    (_digits_of(_run("０", 10)), ("decimalFullWidth",)),
    (_nth_of(_run("①", 20)), ("decimalEnclosedCircle", "decimalEnclosedCircleChinese")),
    (_nth_of(_run("⑴", 20)), ("decimalEnclosedParen",)),
    (_nth_of(_run("⒈", 20)), ("decimalEnclosedFullstop",)),
    (_nth_of(_run("㊀", 10)), ("ideographEnclosedCircle",)),
    (_nth_of(_run("㈠", 10)), ("ideographParenthesized",)),
    (_nth_of("甲乙丙丁戊己庚辛壬癸"), ("ideographTraditional",)),
    (_nth_of("子丑寅卯辰巳午未申酉戌亥"), ("ideographZodiac",)),
    (write_roman, ("upperRoman",)),
    (lambda value: write_roman(value).lower(), ("lowerRoman",)),
    (write_letters, ("upperLetter",)),
    (lambda value: write_letters(value).lower(), ("lowerLetter",)),
    (lambda value: f"{value:02d}", ("decimalZero",)),
)  # fmt: skip
_WRITERS = {form: write for write, forms in _FORMATS for form in forms}


def write_number(value: int, form: str) -> str:
    """``value`` in a number format of ECMA-376; unknown formats give digits, ``none`` and ``bullet`` nothing."""
    return _WRITERS.get(form, str)(value)
