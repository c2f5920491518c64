"""Lists of bodies that are the subject of a duty; ``[member>full form]`` is what is expected of each."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.recognise.coordination import find_members

LISTS = [
    ("灌区协会、妇女联合会、渔民联谊会和其他群团组织，应当宣传节水知识",
     ["灌区协会", "妇女联合会", "渔民联谊会", "其他群团组织"]),
    ("水利、气象、防汛等部门要共享雨情", ["水利>水利部门", "气象>气象部门", "防汛>防汛部门"]),
    ("水利、气象等单位必须值守", ["水利>水利部门", "气象>气象部门"]),
    ("水文、地质、测绘等事业单位应当开放数据",
     ["水文>水文事业单位", "地质>地质事业单位", "测绘>测绘事业单位"]),
    ("各类陈列馆、纪念馆、水情教育中心等，应当免费开放",
     ["各类陈列馆", "纪念馆>各类纪念馆", "水情教育中心>各类水情教育中心"]),
    ("县级以上地方文化和旅游、水利等部门和其他有关部门应当保护水文化遗产",
     ["县级以上地方文化和旅游>县级以上地方文化和旅游部门", "水利>县级以上地方水利部门", "其他有关部门"]),
    ("省级节水、再生水服务中心要公布名录", ["省级节水>省级节水服务中心", "再生水服务中心>省级再生水服务中心"]),
    ("灌区银行业机构和供水、排水机构要对账", ["灌区银行业机构", "供水>供水机构", "排水机构"]),
    ("市、县供水调度中心要每日会商", ["市、县供水调度中心"]),
    ("中央和省级水利主管部门应当加强统筹", ["中央和省级水利主管部门"]),
    ("省、市、县的水文站、气象台应当互通雨情", ["省、市、县的水文站", "气象台>省、市、县的气象台"]),
    ("防洪、供水、排涝等工作的主管部门，依照本办法的规定，负责巡查",
     ["防洪>防洪工作的主管部门", "供水>供水工作的主管部门", "排涝>排涝工作的主管部门"]),
    ("各地、各灌区管理单位要抓紧修渠", ["各地", "各灌区管理单位"]),
    ("水文站、气象台，协助乡镇人民政府开展巡查", ["水文站", "气象台"]),
    ("第八条 水文站和气象台在汛期内应当值守", ["水文站", "气象台"]),
    ("十七、水文站和气象台要每日会商", ["水文站", "气象台"]),
    ("3．水文站和气象台应当值守", ["水文站", "气象台"]),
    ("水利、气象、防汛主管部门要联动", ["水利>水利主管部门", "气象>气象主管部门", "防汛主管部门"]),
    ("县级人民政府及其水利部门应当公布名录", ["县级人民政府", "其水利部门>县级人民政府水利部门"]),
    ("各高校、科研院所、国有企业和智库以及其他承担防汛任务的单位要值守",
     ["各高校", "科研院所>各科研院所", "国有企业>各国有企业", "智库>各智库", "其他承担防汛任务的单位"]),
    ("规模较大的农业中学、职业中学应当开课", ["农业中学", "职业中学"]),
    ("高等职业学校和实施节水教育的普通高等学校应当开课", ["高等职业学校", "普通高等学校"]),
    ("有条件的农业中学、职业中学经县级水利部门批准，可以开课", ["农业中学", "职业中学"]),
    ("有关省、自治区、直辖市及军区也要指定专人", ["有关省、自治区、直辖市", "军区"]),
    ("军队、企业事业组织、社会团体及其他社会组织和个人，应当节水", ["军队", "企业事业组织", "社会团体"]),
    ("各省、自治区、直辖市水利主管部门要巡堤", ["各省、自治区、直辖市水利主管部门"]),
    ("国家和地方各级水利部门在经费上应当支持", ["国家和地方各级水利部门"]),
    ("市、县水利部门对灌区实施监管", ["市、县水利部门"]),
    ("用水企业和供水机构须按月对账", ["供水机构"]),
]  # fmt: skip
NONE = [
    "加强组织领导和协调配合，各地要落实",
    "党员、干部和群众要带头节水",
    "灌溉制度、用水计划和收费标准应当公开",
    "支持水文站、气象台等单位要有新办法",
    "老城改造、河道整治等要同步推进",
    "本办法由水利局、财政局负责解释",
    "新建、改建、扩建供水机构应当报批",
    "行业协会、学会等社会组织可以参加评议",
    "承担防洪任务、供水任务的单位应当值守",
    "水利局会同气象局和财政局负责核实",
    "省级、地市级平台要统一标准",
    "甲山、乙山两个县的党委、政府要修堤",
    "有水，有粮、有人，应当有路",
    "二十二、水利部门应当巡堤",
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_lists(text: str, expected: list[str]) -> None:
    found = [m for m in find_members(text) if m.bears]
    assert [text[m.start : m.end] + (f">{m.spread}" if m.spread else "") for m in found] == expected


@pytest.mark.parametrize("text", NONE)
def test_no_lists(text: str) -> None:
    assert find_members(text) == ()


def test_enterprises_belong_to_the_list_but_bear_nothing() -> None:
    assert [m.bears for m in find_members("用水企业和供水机构须按月对账")] == [False, True]


WORDS = [
    *("水利", "气象", "部门", "、", "和", "等", "，", "应当", "各类", "水文站"),
    *("（", "）", "。", "的", "要", "市", "县级", "及其"),
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=24).map("".join))
def test_members_lie_inside_and_never_overlap(text: str) -> None:
    found = find_members(text)
    ends = 0
    for member in found:
        assert ends <= member.start < member.end <= member.stop <= len(text)
        assert member.spread is None or text[member.start : member.end].removeprefix("其") in member.spread
        ends = member.end
