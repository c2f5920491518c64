"""Whom a document is addressed to is a body, whatever it is called; and titles that say whose they are."""

import re

import pytest
from test_recognise import check, tagger

from pipeline.recognise import recognise_mentions
from pipeline.structure import parse_structure

__all__ = ["tagger"]
_OPENING = "关于做好春季防火工作的通知\n{}：\n现将有关事项通知如下。"


def bodies(line: str) -> list[str]:
    text = _OPENING.format(line)
    mentions = recognise_mentions(text, parse_structure(text))
    return [m.text for m in mentions if m.type == "ORG"]


@pytest.mark.parametrize(
    ("line", "others"),
    [
        ("各镇人民政府、街道办事处，经济开发区、云台山风景名胜区、东湖新城管委会", ()),
        ("各乡镇（街道）党（工）委，区直属各单位党组织", ()),
        ("各县（市、区）旅游局，各有关旅行社企业", ()),
        ("各科室（病区），各实验中心（站）", ()),
        ("市直各委、办、局（公司），各驻区武警总部", ()),
        ("各区县教育局，各直属幼儿园，各位老同志", ("各位老同志",)),
        ("柳溪镇党委和政府，各村委会", ("柳溪镇党委和政府",)),
    ],
)
def test_who_is_addressed_is_a_body(line: str, others: tuple[str, ...]) -> None:
    named = [n for n in re.split(r"[，、](?![^（]*）)(?!办|局)", line) if n not in others]
    found = bodies(line)
    assert [name for name in named if name not in found] == []
    assert not set(others) & set(found)


@pytest.mark.parametrize(
    "marked",
    [
        "<ORG>中共中央</ORG><TITLE>总书记</TITLE>、国家<TITLE>主席</TITLE><PER>习近平</PER>出席，国家<TITLE>副主席</TITLE><PER>李兴国</PER>陪同。",
        "会见<LOC>老挝</LOC><PER>通伦</PER><TITLE>国家主席</TITLE>，<TITLE>国家督学</TITLE><PER>张卫国</PER>参加。",
    ],
)
def test_the_state_is_no_part_of_its_presidents_title(marked: str, tagger) -> None:
    check(marked, tagger)


@pytest.mark.parametrize(
    "marked",
    [
        "材料报<ORG>所在镇（街道、园区）</ORG>审核，由<ORG>项目属地乡镇街道</ORG>、<ORG>区商务局</ORG>联审，送<ORG>当地镇（街道）</ORG>。",
        "<ORG>有关部门</ORG>和<ORG>乡镇街道</ORG>通力合作，其中由<ORG>镇街</ORG>牵头；<ORG>镇乡街道</ORG>配合。",
        "集镇街道两侧不得占道，古镇街巷要修缮，镇（街道）及以上平台，清溪镇街道干净。",
    ],
)
def test_towns_and_streets_written_as_one(marked: str, tagger) -> None:
    check(marked, tagger, types=("ORG",))


@pytest.mark.parametrize(
    "marked",
    [
        "<ORG>医疗机构</ORG>应当登记，<ORG>其他医疗机构</ORG>可参照执行，由<ORG>本单位纪检监察机构</ORG>监督。",
        "<ORG>本市各级人民政府</ORG>应当保障经费，<ORG>全省各级党委</ORG>要加强领导。",
        "<ORG>有关部门或单位</ORG>应当及时处理，单位和个人不得干预。",
        "经验推广至全国其他地区，获奖企业及其他单位另行表彰，<ORG>其他单位</ORG>可以参照执行。",
    ],
)
def test_words_that_point_at_classes_of_bodies(marked: str, tagger) -> None:
    check(marked, tagger, types=("ORG",))


@pytest.mark.parametrize(
    "marked",
    [
        "由所在地的<ORG>设区市环保局</ORG>负责，报<ORG>设区的市市场监管局</ORG>备案。",
        "每年三月份向<ORG>平山县支持平商创业创新促进平山发展领导小组办公室（县商务局）</ORG>申请。",
        "由<ORG>县政府</ORG>或<ORG>县全民创业促进机制改革工作领导小组</ORG>主办。",
        "不得接受<ORG>被检查单位</ORG>的财物，到<ORG>公共就业服务机构</ORG>登记。",
        "提交<ORG>区科技局</ORG>局务会审议，据央视网报道，在中央政府门户网站公开。",
        "由<ORG>中央纪委国家监委驻教育部纪检监察组</ORG>监督，<ORG>中央纪委国家监委机关</ORG>参加。",
    ],
)
def test_ranks_groups_and_those_who_are_checked(marked: str, tagger) -> None:
    check(marked, tagger, types=("ORG",))


def test_the_short_form_of_a_place_is_a_place(tagger) -> None:
    check(
        "促进<LOC>云台山经济开发区</LOC>（以下简称<LOC>开发区</LOC>）发展，进入<LOC>开发区</LOC>的企业，实行启运港退税。",
        tagger,
        types=("LOC",),
    )


@pytest.mark.parametrize(
    "marked",
    [
        "<LOC>中华人民共和国</LOC>主席发表致辞，建设<ORG>澜沧江—湄公河水资源合作中心</ORG>，由市级-<ORG>县级协调小组</ORG>负责。",
        "引进港澳专业人才，港澳台居民和港澳子弟可以报名，覆盖<LOC>粤港澳大湾区</LOC>、<LOC>香港</LOC>、<LOC>澳门</LOC>，境外（包括<LOC>港澳台</LOC>）专利，深化与<LOC>港澳台</LOC>交流合作。",
        "承担<ORG>全国专业标准化技术委员会</ORG>、<ORG>分技术委员会秘书处</ORG>工作的给予奖励。",
    ],
)
def test_countries_joint_bodies_and_attributes(marked: str, tagger) -> None:
    check(marked, tagger, types=("ORG", "LOC"))
