"""The encoding of a text is decided by mark, declaration and content together, and what was lost is said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read.encoding import decode_bytes, find_declaration, resolve_name, score_text

SIMPLIFIED = "各区县要压实责任，抓紧整改。\n由市应急管理局牵头，市消防救援支队配合。"
TRADITIONAL = "各縣市政府應於三月底前將辦理情形報送本會，並請確實督導所屬機關。"


@pytest.mark.parametrize(
    "codec",
    [
        "utf-8",
        "utf-8-sig",
        "gbk",
        "gb18030",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "utf-32-be",
        "hz",
    ],
)
@pytest.mark.parametrize("text", [SIMPLIFIED, "通知", "国务院"])
def test_round_trip_of_simplified_text(codec: str, text: str) -> None:
    decoded = decode_bytes(text.encode(codec))
    assert decoded.text == text
    assert decoded.warnings == ()


@pytest.mark.parametrize("codec", ["big5", "cp950", "big5hkscs", "gb18030", "utf-8", "utf-16-le"])
def test_round_trip_of_traditional_text(codec: str) -> None:
    assert decode_bytes(TRADITIONAL.encode(codec)).text == TRADITIONAL


def test_gb2312_means_gb18030() -> None:
    text = "副主任：傅筫、朱镕、㐂龘。负责落实。"
    assert resolve_name("GB2312") == resolve_name("gbk") == "gb18030"
    assert decode_bytes(text.encode("gb18030"), "gb2312").text == text


def test_content_overrules_a_wrong_declaration() -> None:
    assert decode_bytes(SIMPLIFIED.encode(), "gb2312").text == SIMPLIFIED
    assert decode_bytes(SIMPLIFIED.encode("gbk"), "utf-8").text == SIMPLIFIED
    assert decode_bytes(SIMPLIFIED.encode("gbk"), "big5").text == SIMPLIFIED


def test_short_bytes_that_are_valid_in_two_encodings() -> None:
    assert decode_bytes("联通".encode("gbk")).text == "联通"


def test_mojibake_stored_as_utf8_is_left_for_the_cleaning() -> None:
    broken = SIMPLIFIED.encode().decode("gb18030", "replace")
    assert decode_bytes(broken.encode()).text == broken
    latin = "ä¸­å›½"
    assert decode_bytes(latin.encode()).text == latin


@pytest.mark.parametrize("cut", [1, 2])
def test_text_cut_inside_its_last_character_is_read(cut: int) -> None:
    data = "会议强调，要抓好落实".encode()
    decoded = decode_bytes(data[:-cut])
    assert decoded.text == "会议强调，要抓好落"
    assert "ends inside a character" in decoded.warnings[0]


def test_cut_gbk_and_cut_beginning() -> None:
    gbk = decode_bytes(SIMPLIFIED.encode("gbk")[:-1])
    assert gbk.text == SIMPLIFIED[:-1]
    assert "ends inside" in gbk.warnings[0]
    tail = decode_bytes(SIMPLIFIED.encode()[1:])
    assert tail.text == SIMPLIFIED[1:]
    assert "begins inside" in tail.warnings[0]


def test_mixed_encodings_are_decoded_line_by_line_and_reported() -> None:
    first, second = "一是加强组织领导。", "二是落实经费保障。"
    data = b"\n".join([first.encode(), second.encode("gbk")] * 3)
    decoded = decode_bytes(data)
    assert decoded.text == "\n".join([first, second] * 3)
    assert decoded.encoding == "utf-8+gb18030"
    assert "3 lines in utf-8, 3 in gb18030" in decoded.warnings[0]


def test_damage_becomes_replacement_characters_and_is_counted() -> None:
    data = "一是加强领导，".encode() + b"\xff\xfe" + "二是落实责任，三是强化督查。".encode()
    decoded = decode_bytes(data)
    assert decoded.text == "一是加强领导，\ufffd\ufffd二是落实责任，三是强化督查。"
    assert decoded.encoding == "utf-8"
    assert decoded.warnings[0].startswith("2 places")


def test_nul_characters_are_left_out_and_told() -> None:
    decoded = decode_bytes("落实\x00责任".encode())
    assert decoded.text == "落实责任"
    assert decoded.warnings == ("1 NUL characters left out",)


def test_western_text_is_not_read_as_chinese() -> None:
    assert decode_bytes(b"d\xe9j\xe0 vu, caf\xe9").text == "déjà vu, café"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'<meta charset="gb2312">', "gb18030"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=Big5'>", "big5hkscs"),
        (b'<?xml version="1.0" encoding="UTF-8"?>', "utf-8"),
        (b"<meta charset=no-such-thing>", None),
        (b"<p>charsets differ</p>", None),
    ],
)
def test_declarations(head: bytes, name: str | None) -> None:
    assert find_declaration(head) == name


def test_score_separates_text_from_garbage() -> None:
    assert score_text(SIMPLIFIED) > 0.85
    assert score_text(SIMPLIFIED.encode().decode("gb18030", "replace")) < 0.4
    assert score_text("plain words") == 0


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_never_raises_and_never_holds_nul(data: bytes) -> None:
    text = decode_bytes(data).text
    assert "\x00" not in text
    text.encode("utf-8")


@settings(max_examples=100, deadline=None)
@given(st.text("各区县要压实责任抓紧整改由市应急管理局牵头配合，。", min_size=4, max_size=60))
def test_any_run_of_common_characters_survives_gbk(text: str) -> None:
    if score_text(text) > 0.7:
        assert decode_bytes(text.encode("utf-8")).text == text
