"""Written numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.structure.numerals import parse_number, parse_stem


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("九十九", 99), ("一百", 100),
        ("一百零八", 108), ("一百一十", 110), ("三千二百", 3200), ("两万", 20000), ("一亿二千万", 120000000),
        ("廿", 20), ("廿一", 21), ("卅", 30), ("〇", 0), ("零", 0), ("二〇二〇", 2020), ("二○○五", 2005),
        ("㈡", 2), ("⑫", 12), ("⑴", 1), ("⒊", 3), ("Ⅳ", 4), ("（三）", 3), ("(十一)", 11), ("12", 12),
        ("１２", 12), (" 7 ", 7), ("壹佰贰拾", 120), ("两", 2),
    ],
)  # fmt: skip
def test_numbers_are_read(text: str, value: int) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "甲",
        "第一",
        "一是",
        "三四",
        "十十",
        "1.5",
        "-3",
        "½",
        "百千",
        "一二三a",
        "二" * 40,
        "（）",
        "9" * 40,
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert parse_number(text) is None


def test_stems() -> None:
    assert [parse_stem(c) for c in "甲乙癸"] == [1, 2, 10]
    assert parse_stem("子") is None


def _write(n: int) -> str:
    digits, units = "零一二三四五六七八九", ["", "十", "百", "千"]
    written, zero = "", False
    for place in range(3, -1, -1):
        d = n // 10**place % 10
        if d:
            written += ("零" if zero else "") + digits[d] + units[place]
            zero = False
        elif written:
            zero = True
    return written.removeprefix("一") if 10 <= n < 20 else written


@given(st.integers(1, 9999))
def test_what_is_written_is_read(n: int) -> None:
    assert parse_number(_write(n)) == n
    assert parse_number(str(n)) == n


@given(st.text(max_size=40))
def test_any_text_is_survived(text: str) -> None:
    value = parse_number(text)
    assert value is None or value >= 0
