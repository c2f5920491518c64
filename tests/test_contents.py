"""Tables of contents and chapters whose number has no mark. Texts are of our own writing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.structure import parse_structure


def items_of(text: str) -> list[tuple[str, str]]:
    return [(i.marker, text[i.start : i.end]) for i in parse_structure(text).items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("目录\n第一章总则\n第二章附则\n第一章总则\n第一条为保护湿地，制定本办法。\n第二章附则\n第二条各镇要巡护。",
         [("第一章", "总则"), ("第一条", "为保护湿地，制定本办法"), ("第二章", "附则"), ("第二条", "各镇要巡护")]),
        ("目　录\n一、防汛职责……1\n二、抢险队伍……3\n一、防汛职责\n各镇要备足物资。\n二、抢险队伍\n各村要组建队伍。",
         [("一、", "防汛职责"), ("二、", "抢险队伍")]),
        ("目录\n1总则\n1.1目的\n2保障\n2.1队伍保障\n1总则\n1.1目的\n为做好山洪防御，制定本预案。\n2保障\n2.1队伍保障\n各镇要组建抢险队。",
         [("1", "总则"), ("1.1", "目的"), ("2", "保障"), ("2.1", "队伍保障")]),
        ("3 预警发布\n3.1 监测\n气象部门要加密监测。\n3.2 发布\n4 响应\n4.1 分级\n响应分为两级。",
         [("3", "预警发布"), ("3.1", "监测"), ("3.2", "发布"), ("4", "响应"), ("4.1", "分级")]),
    ],
)  # fmt: skip
def test_contents_number_nothing(text: str, expected: list[tuple[str, str]]) -> None:
    assert items_of(text) == expected


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        # nothing comes again: a catalogue that is the text itself
        ("政务服务事项\n目录\n一、户口登记\n二、婚姻登记\n三、不动产登记", ["一、", "二、", "三、"]),
        # sentences stand between: no contents
        ("目录\n一、检查渠道。\n二、清理淤泥。\n一、检查渠道。\n二、清理淤泥。", ["一、", "二、", "一、", "二、"]),
        # a quantity above a number, a chapter of another number
        ("5个灌区\n5.1灌区管护\n要落实管护人员。", []),
        ("2022年安排\n2.1灌区管护\n要落实管护人员。", []),
        ("4保障\n3.1灌区管护\n3.2河道管护", ["3.1", "3.2"]),
    ],
)  # fmt: skip
def test_what_is_no_table_of_contents(text: str, markers: list[str]) -> None:
    assert [m for m, _ in items_of(text) if m] == markers or markers == []
    assert not any(m in ("5", "2022", "4") for m, _ in items_of(text))


@given(st.text(alphabet="目录一二、1.章第总则\n。", max_size=60))
def test_items_stay_in_order(text: str) -> None:
    starts = [i.marker_start for i in parse_structure(text).items]
    assert starts == sorted(starts)


PLAN = (
    "1总则\n1.1目的\n1.2范围\n2保障\n2.1队伍保障\n2.2物资保障\n"
    "1总则\n1.1目的\n为做好山洪防御，制定本预案。\n1.2范围\n本预案适用于全县。\n"
    "2保障\n2.1队伍保障\n各镇要组建抢险队。\n2.2物资保障\n各村要备足物资。"
)


def test_contents_without_their_word() -> None:
    assert [m for m, _ in items_of(PLAN)] == ["1", "1.1", "1.2", "2", "2.1", "2.2"]
    # an entry in six that does not come again, and they are still contents
    assert [m for m, _ in items_of(PLAN.replace("2.2物资保障\n1总", "2.3通信保障\n1总"))] == [
        "1", "1.1", "1.2", "2", "2.1", "2.2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "count"),
    [
        # two meetings with the same agenda: what stands between is no list of the headings
        ("一、听取汇报\n二、审议预算\n三、人事任免\n一、听取汇报\n二、审议预算\n三、人事任免\n", 6),
        # two in three come again: last year's tasks above this year's
        ("一、巡查堤坝\n二、清理河道\n三、整修水闸\n四、补充物资\n五、培训队伍\n六、检修泵站\n"
         "一、巡查堤坝\n二、清理河道\n三、整修水闸\n四、补充物资\n五、绿化河岸\n六、建设公园\n", 12),
    ],
)  # fmt: skip
def test_headings_that_only_come_again(text: str, count: int) -> None:
    assert len([m for m, _ in items_of(text) if m]) == count
