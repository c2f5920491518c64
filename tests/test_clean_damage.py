"""Wrong decodings of every kind: what comes back, and what only looks like damage and stays."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_text
from pipeline.clean.octets import GBK, WINDOWS_1252, join_octets

NOTICE = "各区县人民政府要建立健全安全生产责任制，加强日常值守，严格落实“一岗双责”、党政同责，确保各项措施落到实处。"
RULES = "第三条 个人住房公积金的缴存、提取、使用和监督，适用本办法；最高不得超过规定的标准。"
TRIAL = "本办法自印发之日起施行，由市财政局、市水务局负责解释。"


def drop_western(text: str, mark: str) -> str:
    """UTF-8 shown by Windows-1252, with ``mark`` for the five bytes it has no letter for."""
    shown = []
    for byte in text.encode():
        try:
            shown.append(bytes((byte,)).decode("cp1252"))
        except UnicodeDecodeError:
            shown.append(mark)
    return "".join(shown)


@pytest.mark.parametrize("text", [NOTICE, RULES, TRIAL])
@pytest.mark.parametrize("codec", ["gbk", "gb18030"])
@pytest.mark.parametrize("errors", ["ignore", "replace"])
def test_utf8_read_as_gbk(text: str, codec: str, errors: str) -> None:
    result = clean_text(text.encode().decode(codec, errors))
    assert result.text == text
    assert result.counts["mojibake"] > 0


@pytest.mark.parametrize("text", [NOTICE, RULES, TRIAL])
@pytest.mark.parametrize("mark", ["", "\ufffd"])
def test_utf8_read_as_windows_1252(text: str, mark: str) -> None:
    assert clean_text(drop_western(text, mark)).text == text


def test_wrong_decoding_of_a_part_of_a_line() -> None:
    damaged = NOTICE[:20] + NOTICE[20:44].encode().decode("gbk", "ignore") + NOTICE[44:]
    assert clean_text(damaged).text == NOTICE


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("一、总体要求".encode(), "一、总体要求"),
        ("一、总体要求".encode().replace(b"\x80", b""), "一、总体要求"),
        ("一、总体要求".encode().replace(b"\x80", b"\xff"), "一、总体要求"),
    ],
)
def test_bytes_that_are_lost(data: bytes, text: str) -> None:
    pieces = join_octets(data, "", "\n", GBK)
    assert pieces is not None
    assert "".join(char for _, char in pieces) == text
    assert [end for end, _ in pieces] == sorted(end for end, _ in pieces)
    assert pieces[-1][0] == len(data)


def test_only_what_the_table_loses_is_put_back() -> None:
    data = "职工代表".encode()
    kept = bytes(byte for byte in data if byte not in WINDOWS_1252.lost)
    pieces = join_octets(kept, "", "", WINDOWS_1252)
    assert pieces is not None and "".join(char for _, char in pieces) == "职工代表"


@pytest.mark.parametrize(
    "text",
    [
        "涓滴之水汇成江河，钀虹村的路修通了。",
        "会议在锛镇召开，鐗先生参加了座谈。",
        "The café on Champs-Élysées serves naïve piñata lovers, señor.",
        "Nguyễn Văn A 与 François Müller 签署了合作协议。",
        "è à é ü ö ä ß ñ ç",
    ],
)
def test_what_only_looks_like_a_wrong_decoding(text: str) -> None:
    assert "mojibake" not in clean_text(text).counts
