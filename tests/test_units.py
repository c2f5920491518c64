"""Inner units in lists of their like: 教务处、科研处和党委办公室负责人参加会议."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.recognise.orgs.units import find_units
from pipeline.records import Span

#: 〔…〕 is a unit that the list shows, ［…］ a body that was known before.
LISTS = [
    "〔党政办〕、〔学工部〕、〔人事处〕、〔教务处〕等部门负责人参加会议。",
    "〔党委宣传部〕、〔纪委办公室〕、〔监察室〕、〔党委教师工作部〕、〔校工会〕、〔战略发展部〕列席。",
    "检查组由〔医务科〕、〔护理部〕、〔院感科〕和〔药剂科〕负责人组成。",
    "〔生产技术部〕、〔安全环保部〕以及［人力资源部］、〔物资供应中心〕要压实责任。",
    "［县发改局］、〔信访办〕、〔督查室〕共同研究。",
    "经〔综合科〕、〔执法科〕、〔案审科〕等3个科室会商，报局党组审定。",
]
NO_LISTS = [
    "东部、中部、西部各有特色。",
    "党员干部、全部、内部等部门负责人参加。",
    "教室、宿舍、实验楼要逐一检查。",
    "信心、决心、重心要下移。",
    "人事处、教务处参加。",  # two are no list
    "食堂、浴室、宿舍、教室要逐一检查。",
    "联合主办、承办、协办等单位",
    "各处、各科、各办等部门负责人",
    "要找好处、看坏处、避害处，等部门负责人到位。",
    "《科研处、教务处、学工部、人事处章程》",
]


def marked(sentence: str) -> tuple[str, list[Span], list[Span]]:
    """The sentence without its marks, its units and its known bodies."""
    text, found = "", {"〔": [], "［": []}
    for piece in re.split("([〔［][^〕］]+[〕］])", sentence):
        if piece[:1] in found:
            found[piece[0]].append(Span(len(text), len(text) + len(piece) - 2))
            piece = piece[1:-1]
        text += piece
    return text, found["〔"], found["［"]


@pytest.mark.parametrize("sentence", LISTS)
def test_units_of_a_list(sentence: str) -> None:
    text, units, known = marked(sentence)
    assert [u for u in find_units(text, known) if u not in known] == units


@pytest.mark.parametrize("sentence", NO_LISTS)
def test_no_units(sentence: str) -> None:
    assert find_units(sentence, []) == []


def test_what_leads_to_a_known_body_is_not_taken_into_it() -> None:
    text = "成立由市编委办、市司法局、市财政局、督查室参加的专班。"
    known = [Span(3, 7), Span(8, 12), Span(13, 17)]
    assert [text[slice(*u)] for u in find_units(text, known) if u not in known] == ["督查室"]


@given(st.text(alphabet="由、和党委人事处教务部办室科中心各等部门负责人，。（）", max_size=60))
def test_units_lie_in_the_text_in_order_and_apart(text: str) -> None:
    units = find_units(text, [])
    assert all(0 <= u.start < u.end <= len(text) for u in units)
    assert all(a.end <= b.start for a, b in pairwise(units))
