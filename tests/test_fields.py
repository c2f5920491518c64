"""Fields of a directive: modality, action, object, purpose, deadline and targets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.fields import (
    read_action,
    read_deadline,
    read_fields,
    read_modality,
    read_purpose,
    read_targets,
)


@pytest.mark.parametrize(
    "text, modality",
    [
        ("各街道要完成排查", "obligation"),
        ("完善巡查制度", "obligation"),
        ("申请人应当提交材料，不得隐瞒", "obligation"),
        ("不得擅自占用绿地", "prohibition"),
        ("严禁在河道倾倒垃圾", "prohibition"),
        ("每学期不得少于两次", "obligation"),
        ("鼓励社会力量参与", "encouragement"),
        ("支持企业开展培训", "encouragement"),
        ("可以聘请专家参加", "permission"),
        ("允许跨区办理", "permission"),
        ("主要内容和纲要编制", "obligation"),
        ("加大企业研发支持力度", "obligation"),
        ("落实采购政策支持，扩大范围", "obligation"),
        ("严格监管执法。鼓励群众举报", "obligation"),
        ("本市支持开展学前教育研究", "encouragement"),
    ],
)
def test_modality(text: str, modality: str) -> None:
    assert read_modality(text) == modality


@pytest.mark.parametrize(
    "text, action, thing",
    [
        ("要切实加强汛期值班，确保安全", "加强", "汛期值班"),
        ("根据职责分工，制定年度计划", "制定", "年度计划"),
        ("进一步完善救助制度", "完善", "救助制度"),
        ("实事求是、公平公正", None, None),
        ("凡有下列情况之一的，应当终止合同", "终止", "合同"),
        ("加快推进公园应建尽建，年底前完工", "推进", "公园应建尽建"),
        ("方案已经讨论通过，现印发给你们，请认真贯彻执行", "贯彻", "执行"),
        ("根据考核结果，市教育局对先进学校给予奖励", "给予", "奖励"),
        ("其他需要督查的工作", None, None),
    ],
)
def test_action(text: str, action: str | None, thing: str | None) -> None:
    assert read_action(text) == (action, thing)


def test_names_hold_no_verb() -> None:
    text = "教育督导机构应当公布名单"
    assert read_action(text, "ΩΩΩΩΩΩ应当公布名单") == ("公布", "名单")


@pytest.mark.parametrize(
    "text, deadline",
    [
        ("2020年底前完成改造", "2020-12-31"),
        ("于2019年4月底前完成", "2019-04-30"),
        ("2024年2月底前报送", "2024-02-29"),
        ("2021年3月前建成", "2021-02-28"),
        ("请于2022年5月10日前反馈", "2022-05-10"),
        ("到2025年，全面建成示范区", "2025-12-31"),
        ("2020年前实现全覆盖", "2019-12-31"),
        ("每季度通报一次", "每季度"),
        ("年底前报市政府", "年底前"),
        ("自受理之日起15个工作日内办结", "自受理之日起15个工作日内"),
        ("2023年13月底前完成", None),
        ("2020年以来持续推进", None),
        ("加强组织领导", None),
    ],
)
def test_deadline(text: str, deadline: str | None) -> None:
    assert read_deadline(text) == deadline


def test_purpose_and_targets() -> None:
    assert read_purpose("加强值班，确保群众安全") == "确保群众安全"
    assert read_purpose("加强值班") is None
    assert read_targets("覆盖率达到95%以上，每年培训不少于3次") == ("覆盖率达到95%以上", "不少于3次")
    assert read_targets("加强培训") == ()


def test_nothing_is_read_where_nothing_is_to_be_done() -> None:
    assert set(read_fields("2020年底前完成改造", kind="achievement")) == {None, ()}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="要不得可以鼓励加强2020年底前13月31日到%达0.5万，。；督导应ΩΩ", max_size=80))
def test_fields_never_fail_and_quote_the_text(text: str) -> None:
    found = read_fields(text)
    assert all(target in text for target in found.targets)
    assert found.action is None or found.action in text
    assert found.purpose is None or found.purpose in text
