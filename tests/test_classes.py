"""Classes of bodies by their place: where one acts, it is a name wherever it stands."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.recognise.classes import find_class_bodies, find_class_subjects, is_named_class
from pipeline.records import Span

BODIES = [
    ("灌区管理单位应当建立台账。检查灌区管理单位的账目。", ["灌区管理单位", "灌区管理单位"]),
    ("水质监测机构要定期取样，并配合水质监测机构复核", ["水质监测机构", "水质监测机构"]),
    ("职业培训机构和农业中学必须开设节水课", ["职业培训机构", "农业中学"]),
    ("由用水单位按季报送", ["用水单位"]),
    ("会同供水主管部门开展抽查", ["供水主管部门"]),
    ("学校应当落实", ["学校"]),
    ("职能部门要查漏。申请单位对水量数据的真实性负责", ["职能部门", "申请单位"]),
    ("学校停办的，应当报备。学校向师生提供的饮水必须符合标准", ["学校", "学校"]),
    ("节水任务重。组织、纪检、审计要通力合作", ["组织", "纪检", "审计"]),
    ("供水管理单位主要负责人必须到岗", ["供水管理单位"]),
    ("组织部要加强对节水支部的指导", ["组织部"]),
    ("使用单位对借出的水泵应当妥善保管", ["使用单位"]),
    ("水质监测机构对监测数据负责", ["水质监测机构"]),
    ("用水单位如认为水表不准的，可在五日内申请复核", ["用水单位"]),
    ("建设任务重的学校应当加快进度", ["学校"]),
    ("两县根据各自水情自行制订调水方案，六县（区）可参照执行", ["两县", "六县（区）"]),
]  # fmt: skip
NONE = [
    "检查灌区管理单位的账目",
    "县、乡镇人民政府应当落实",
    "中小学和其他教育机构（以下统称学校）的安全。学校应当落实",
    "在人口密集的城区和供水单位设立服务点",
    "供水机构建设应当提速",
    "第三方机构应当出具报告",
    "向水务部门申请使用灌渠的，应当交费",
    "学校提供饮水",
    "督导机构还不能独立行使职能",
    "建设人民满意的政府，必须真抓实干。打造让群众放心的法院，要公正司法",
    "组织、纪检、审计等工作取得进展",
    "组织要有力，宣传要到位",
    "农业、工业要节水",
    "水利建设投入单位的负责人",
    "水质监测机构对负责人的考核",
    "用水单位如此节水的做法，值得学习",
    "全市六县可能缺水，二区见附图",
]


@pytest.mark.parametrize(("text", "expected"), BODIES)
def test_bodies(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in find_class_bodies(text, ())] == expected


@pytest.mark.parametrize("text", NONE)
def test_no_bodies(text: str) -> None:
    assert find_class_bodies(text, ()) == []


def test_names_that_are_known_stay() -> None:
    text = "县供水管理单位应当抢修"
    assert find_class_bodies(text, [Span(0, 7)]) == []


@pytest.mark.parametrize(
    ("name", "named"),
    [("技工学校", True), ("普通中小学", True), ("育才学校", False), ("卫生院", True), ("水利局", False)],
)
def test_a_class_is_not_one_of_its_members(name: str, named: bool) -> None:
    assert is_named_class(name) is named


PIECES = ["监测机构", "学校", "应当", "由", "、", "和", "，", "。", "的", "负责", "各级", "县", "\n"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_bodies_are_sorted_disjoint_and_in_the_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = find_class_bodies(text, ())
    assert all(0 <= a < b <= len(text) for a, b in found)
    assert all(x.end <= y.start for x, y in itertools.pairwise(found))
    assert all(0 <= a < b <= len(text) for a, b in find_class_subjects(text))
