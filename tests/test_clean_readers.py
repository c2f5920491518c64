"""What is left of GBK that lost a byte, as decoders show it that go on as well as they can."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean import clean_text

DRILL = "各街道办事处要按照应急预案组织开展消防演练，及时排查整改火灾隐患，并于每月底前报送工作情况。"
METERS = "燃气公司应当配备足够数量的检测人员，加快建设管网监测系统（SCADA），实现全天候监控。"
CLAUSES = "第七条　申请人应当提交下列材料。第八条　受理机关应当在法定期限内作出决定。"
PLANNED = "规划和总体规划应当衔接，未经批准不得修改规划，规划实施情况每年评估一次，评估结果向社会公布。"


def lose_bytes(text: str, *places: int, codec: str = "gb18030", errors: str = "replace") -> str:
    data = bytearray(text.encode(codec))
    for place in sorted(places, reverse=True):
        del data[place]
    return data.decode(codec, errors)


@pytest.mark.parametrize("errors", ["ignore", "replace"])
@pytest.mark.parametrize(
    ("text", "place"),
    [(DRILL, 3), (DRILL, 24), (DRILL, 31), (METERS, 10), (METERS, 21), (CLAUSES, 17), (PLANNED, 13)],
)
def test_pairs_that_are_for_private_use_keep_their_bytes(text: str, place: int, errors: str) -> None:
    damaged = lose_bytes(text, place, errors=errors)
    clean = clean_text(damaged)
    assert clean.text.replace("\ufffd", "") == clean_text(text).text
    assert clean.alignment.restore_raw(clean.text) == damaged


def test_a_letter_behind_a_run_was_taken_for_a_second_half() -> None:
    damaged = lose_bytes(METERS, 21)
    assert "（S" not in damaged
    assert "监测系统（SCADA），实现" in clean_text(damaged).text


def test_a_full_width_space_within_a_run() -> None:
    damaged = lose_bytes(CLAUSES, 9)
    assert clean_text(damaged).text == clean_text(CLAUSES).text


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("各级人民政府要加强对安全生产工作的领导，健全规章制度。", 21),
        ("明确牵头单位和责任单位，按照职责分工抓好落实。", 20),
        ("严格落实安全生产责任制，建立健全督导评估机制。", 8),
    ],
)
def test_a_mark_shows_that_bytes_were_lost_where_a_run_is_short(text: str, place: int) -> None:
    damaged = lose_bytes(text, place, codec="gbk")
    assert damaged != text and "\ufffd" in damaged
    assert clean_text(damaged).text == text


def test_a_shifted_line_is_not_taken_for_utf8_piece_by_piece() -> None:
    lines = [lose_bytes(PLANNED, 13), lose_bytes("一是" + PLANNED, 5)]
    result = clean_text("\n".join(lines)).text
    assert result.count("规划") == 8


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("\ue612下载附件", "下载附件"),
        ("扎实推进\ue04c乡村振兴，\ue1f0做好春耕备耕。", "扎实推进乡村振兴，做好春耕备耕。"),
        ("联系人：翟\ue033钢", "联系人：翟钢"),
        ("一、\ue5e5总体要求", "一、总体要求"),
    ],
)
def test_signs_of_a_font_are_no_bytes(shown: str, text: str) -> None:
    assert clean_text(shown).text == text


@pytest.mark.parametrize(
    "text",
    [
        "参会人员：呙\ufffd、翟\ufffd钢、仝\ufffd\ufffd。",
        "主演：\ufffd\ufffd璐、佟\ufffd娅",
        "型号\ufffdZX-9，单价\ufffd350元",
    ],
)
def test_marks_beside_names_stay(text: str) -> None:
    assert clean_text(text).text == text


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2 * len(DRILL) - 1), st.sampled_from(["gbk", "gb18030"]))
def test_a_lost_byte_never_spoils_what_is_left(place: int, codec: str) -> None:
    damaged = lose_bytes(DRILL, place, codec=codec)
    clean = clean_text(damaged)
    assert clean.alignment.restore_raw(clean.text) == damaged
    assert clean_text(clean.text).text == clean.text
    shared = sum(a == b for a, b in zip(clean.text[::-1], DRILL[::-1], strict=False))
    shared = max(shared, sum(a == b for a, b in zip(clean.text, DRILL, strict=False)))
    assert shared >= len(DRILL) // 2


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (
            "\\u5e02\\u6559\\u80b2\\u5c40\\uff1a\\n\\u8bf7\\u9075\\u7167\\u6267\\u884c\\u3002",
            "市教育局：\n请遵照执行。",
        ),
        ("附件：%u5B9E%u65BD%u65B9%u6848", "附件：实施方案"),
        ("附件：%E5%AE%9E%E6%96%BD%E6%96%B9%E6%A1%88.docx", "附件：实施方案.docx"),
        ("%CA%B5%CA%A9%B7%BD%B0%B8（征求意见稿）", "实施方案（征求意见稿）"),
        ("\\xe5\\xae\\x9e\\xe6\\x96\\xbd\\xe6\\x96\\xb9\\xe6\\xa1\\x88已印发。", "实施方案已印发。"),
        ("第一章\ufffd0\ufffd2\ufffd0\ufffd2总则", "第一章 总则"),
    ],
)
def test_escapes_of_chinese(shown: str, text: str) -> None:
    clean = clean_text(shown)
    assert clean.text == text
    assert clean.alignment.restore_raw(clean.text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "网址：http://www.example.gov.cn/search?q=%E6%95%99%E8%82%B2",
        "材料可从https://example.org/%E5%AE%9E%E6%96%BD.pdf下载，逾期不予受理。",
        "合格率达到98%，比上年提高2%30天内办结。",
        "字段名为\\user，路径为C:\\update\\x86\\bin",
        "折扣%20%30不得同时使用",
        "占比为5%e5",
    ],
)
def test_what_only_looks_like_escapes(text: str) -> None:
    assert clean_text(text).text == text
