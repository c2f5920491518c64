"""Subjects that only their place shows; ``<name>`` is a body the recogniser marked, ``[name]`` a place."""

from __future__ import annotations

import itertools
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.assign.actors import find_actors
from pipeline.assign.unmarked import Actor
from pipeline.records import Mention


def parse(marked: str) -> tuple[str, list[Mention]]:
    text, mentions = "", []
    for piece in re.split(r"(<[^>]+>|\[[^\]]+\])", marked):
        if piece[:1] in {"<", "["}:
            kind = "ORG" if piece[0] == "<" else "LOC"
            piece = piece[1:-1]
            mentions.append(Mention(kind, piece, len(text), len(text) + len(piece)))
        text += piece
    return text, mentions


def actors(marked: str, issuers: tuple[str, ...] = ()) -> list[str]:
    text, mentions = parse(marked)
    found = find_actors(text, mentions, lambda name, at: name, issuers)
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
    return [m.text for m in found if isinstance(m, Actor)]


FOUND = [
    ("由本单位<审核机构>审核水费", ["本单位审核机构"]),
    ("由<审核机构>审核水费", []),
    ("民用<水表管理部门>应当建账", ["民用水表管理部门"]),
    ("使用<水表管理部门>的台账", []),
    ("水表使用科室或部门应当提出申请", ["水表使用科室或部门"]),
    ("由使用科室或者部门负责", ["使用科室或者部门"]),
    ("<其他科室>或者部门不得发放水表", ["其他科室或者部门"]),
    ("向使用科室或部门发放水表", []),
    ("由区人民政府或者其上级主管部门责令限期改正", ["上级主管部门"]),
    ("由水厂或者其上级主管部门负责人签字", []),
    ("由其任免机关依照有关规定调查处理", ["任免机关"]),
    ("具体办法由省、自治区、直辖市参照本条例制定", ["省、自治区、直辖市"]),
    ("由省、自治区、直辖市人民政府制定", []),
    ("河长制工作机构应当建立巡查台账。", ["河长制工作机构"]),
    ("第九条 水利监督机构可以根据线索，开展核查。", ["水利监督机构"]),
    ("（三）灌区管理单位要落实责任", ["灌区管理单位"]),
    ("由各业务主管科室负责录入", ["各业务主管科室"]),
    ("接到举报的水行政主管部门应当在三日内核实", ["接到举报的水行政主管部门"]),
    ("被巡查单位及其工作人员不得拒绝", ["被巡查单位"]),
    ("督查对象对结论有异议的，可以申请复核", ["督查对象"]),
    ("灌区学校或者教师不得截留农田", ["灌区学校"]),
    ("供水机构在检修管网时，应当提前公告", ["供水机构"]),
    ("供水机构对孤寡老人，应当上门服务", ["供水机构"]),
    ("职业高中、普通初中、中心小学应当开设节水课", ["职业高中", "普通初中", "中心小学"]),
    ("学生不足百人的学校，可以合用水池", ["学校"]),
    ("严禁供水机构挪用维修资金", ["供水机构"]),
    ("区域性的水质监测机构的主要任务是：", ["区域性的水质监测机构"]),
    ("城市小学和农村中学设节水角，每学期检查一次", ["城市小学", "农村中学"]),
    ("儿童福利机构、未成年人保护机构应当制定预案", ["儿童福利机构", "未成年人保护机构"]),
    ("二级以上医院必须设立专门科室", ["二级以上医院"]),
    ("各有关机关、单位应当及时答复", ["各有关机关、单位"]),
    ("供水机构发现水质异常，应当立即报告", ["供水机构"]),
    ("供水机构和抢修人员应当持证上岗", ["供水机构"]),
    ("高等院校要开放图书馆", ["高等院校"]),
    ("经办银行应当在五日内放款", ["经办银行"]),
    ("名单由推荐单位统一报送", ["推荐单位"]),
    ("使用渡船接送学生、教师的学校应当配备救生衣", ["学校"]),
    ("由其所在单位或者上级主管部门责令改正", ["所在单位", "上级主管部门"]),
    ("公检法司等部门要联动", ["公检法司等部门"]),
    ("学校每学期至少举行一次节水演练", ["学校"]),
    ("资金由学校的举办者筹集", ["学校的举办者"]),
    ("水库的举办者应当筹集维修资金", ["水库的举办者"]),
    ("各试点城市要制定方案", ["各试点城市"]),
    ("评审小组应当提出意见", ["评审小组"]),
    ("水库开发主体须编制防洪方案", ["水库开发主体"]),
    ("学校举办者应当保障用水", ["学校举办者"]),
    ("<行政机关>和法律、法规授权的具有管理公共事务职能的组织应当公开水价",
     ["法律、法规授权的具有管理公共事务职能的组织"]),
    ("<国务院>自由灌区工作部际联席会议要加强督促", ["国务院自由灌区工作部际联席会议"]),
    ("有关地方应当优先供水", ["有关地方"]),
    ("由节水试验区制定细则", ["节水试验区"]),
    ("泵站所在地<乡镇人民政府>负责巡查", ["泵站所在地乡镇人民政府"]),
    ("<国务院>节水工作部际联席会议办公室要加强督促", ["国务院节水工作部际联席会议办公室"]),
    ("接受<县人大>及其常委会的监督", ["常委会"]),
    ("由政府<主管部门>责令改正", ["政府主管部门"]),
    ("由甲局（乙办）<会同市丙局>考核", ["市丙局"]),
    ("<县人民政府>督查机构负责核实", ["县人民政府督查机构"]),
    ("<县人民政府>管理水利工作的部门应当公布名录", ["县人民政府管理水利工作的部门"]),
    ("会议要求，局属<各单位>要抓紧", ["局属各单位"]),
    ("<有关部门>（单位）配合", ["有关部门（单位）"]),
    ("<水利局>设立河湖保护办公室，负责日常工作", ["河湖保护办公室"]),
    ("园区（楼宇）<运营单位>应当建立台账", ["园区（楼宇）运营单位"]),
    ("实行应急供水的管理单位应当值守", ["实行应急供水的管理单位"]),
    ("应急水源的管理单位应当加强维护", ["应急水源的管理单位"]),
    ("参与现场抢修的供水机构应当服从指挥", ["参与现场抢修的供水机构"]),
    ("由事发地<县级人民政府>负责处置", ["事发地县级人民政府"]),
    ("资金下达后，由省（区、市）统筹安排", ["省（区、市）"]),
    ("灌区的补助由地方兑现，年底结算", ["地方"]),
    ("学校依法履行节水教育的义务", ["学校"]),
    ("学校在节水日应当安排参观", ["学校"]),
    ("学校为农户提供饮水的，应当检测水质", ["学校"]),
    ("学校更换水源的，应当事先报告", ["学校"]),
    ("学校未尽管护义务的，应当承担责任", ["学校"]),
    ("由学校予以制止", ["学校"]),
    ("损坏水表的，由学校或者<水务部门>给予批评", ["学校"]),
    ("<县人民政府>及其部门，<镇人民政府>应当修堤", ["部门"]),
    ("<县人民政府>及其授权的部门和<镇人民政府>可以限水", ["授权的部门"]),
    ("[甲市]、[乙市]等<各地区>要主动对接", ["甲市", "乙市"]),
    ("龙山、虎水两个库区县的党委、政府要负起责任", ["龙山、虎水两个库区县的党委、政府"]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), FOUND)
def test_found(marked: str, expected: list[str]) -> None:
    assert actors(marked) == expected


MEMBERS = [
    ("水利、<气象>等部门要共享雨情", ["水利>水利部门", "气象>气象部门"]),
    ("由水务局会同同级财政、气象部门核定", ["同级财政>同级财政部门", "气象部门>同级气象部门"]),
    ("由水务局会同同级人民政府、气象部门核定", []),
    ("水务局会同市<气象>、财政部门核定", ["市气象>市气象部门", "财政部门>市财政部门"]),
    ("水务局会同市<气象局>、市<财政局>等部门核定", []),
    ("水务局会同市政府、财政部门核定", []),
    ("归侨<联合会>、渔民联谊会，应当宣传节水", ["归侨联合会", "渔民联谊会"]),
    ("用水企业和<供水机构>须按月对账", ["用水企业"]),
]


@pytest.mark.parametrize(("marked", "expected"), MEMBERS)
def test_members_of_a_list(marked: str, expected: list[str]) -> None:
    text, mentions = parse(marked)
    found = find_actors(text, mentions, lambda name, at: name, ())
    assert [m.text + (f">{m.spread}" if m.spread else "") for m in found if isinstance(m, Actor)] == expected


def test_an_enterprise_in_a_list_bears_nothing() -> None:
    text, mentions = parse("用水企业和<供水机构>须按月对账")
    found = find_actors(text, mentions, lambda name, at: name, ())
    assert [m.bears for m in found if isinstance(m, Actor)] == [False]


def test_departments_have_the_owner_before_them() -> None:
    text, mentions = parse("<省水务部门>、<气象部门>和<有关部门>会商，<县政府>及其部门，<镇政府>应当落实")
    found = find_actors(text, mentions, lambda name, at: f"甲{name}", ())
    assert [m.canonical for m in found] == [None, "甲省气象部门", None, None, "甲县政府部门", None]
    text, mentions = parse("<水务部门>、<气象部门>应当会商，<省水务局>和<气象部门>落实")
    found = find_actors(text, mentions, lambda name, at: f"甲{name}", ())
    assert [m.canonical for m in found] == [None, None, None, None]


@pytest.mark.parametrize(
    ("marked", "kept"),
    [
        ("水务、气象等<行政部门>应当会商", False),
        ("<县水务局>是全县节水的<主管部门>，负责抽查", False),
        ("<县水务局>等<有关部门>应当会商", True),
        ("<主管部门>应当会商", True),
        ("<县水务局>是节水的<主管部门>应当联系的单位", True),
    ],
)
def test_words_that_only_sum_up_name_nobody(marked: str, kept: bool) -> None:
    text, mentions = parse(marked)
    names = [m.text for m in find_actors(text, mentions, lambda name, at: name, ())]
    assert (mentions[-1].text in names) is kept


NOT_FOUND = [
    "因工作变动的，由所在单位提出人选",
    "为灌区提供服务的企业应当备案",
    "召集相关省份负责同志开会",
    "不得侵占、破坏学校设施，学校设施应当登记",
    "任何单位不得侵占堤防",
    "配套学校移交以后，应当登记造册",
    "配套学校未按期交付，应当限期整改",
    "推动由管养单位受理申请",
    "材料由推荐单位的负责人签字",
    "款项由基金管理单位<县就业局>拨付",
    "企业应当安装计量设施",
    "社会组织可以参与巡河",
    "中介机构应当出具报告",
    "推动医疗机构参加演练",
    "进一步明确监督机构负责的范围",
    "单位负责人要带头巡河",
    "对于逾期的管理单位，要约谈",
    "其他机构可以查阅",
    "目前<各部门>要抓紧",
    "加强与灌区管理单位的沟通",
    "修建的学校、医院由县统一规划",
    "成立以县长为召集人的供水工作联席会议，负责调度",
    "某某水利学校设备陈旧",
    "县水利学校组织部分学生参观",
    "参与抗旱的<国务院有关部门>要报送信息",
    "理由省（区、市）统筹安排",
    "灌区由地方财政兑现补助",
    "下达相关省（区、市）后公布",
    "撤销政府举办的水文机构或者改变其性质的，应当征求意见",
    "学校教职员工、用户发现漏水的，应当报告",
    "学校违反规定取水的，应当责令改正",
    "学校更换水源的，由<县水务局>核定",
    "<县人民政府>及其部门的经费，列入预算",
    "用户安排职工到水利学校接受培训的，应当支付工资",
    "要到[甲市]、[乙市]调研",
]


@pytest.mark.parametrize("marked", NOT_FOUND)
def test_not_found(marked: str) -> None:
    assert actors(marked) == []


def test_the_party_office_is_that_of_the_issuer() -> None:
    text, mentions = parse("会议要求，院党办要列出清单")
    found = find_actors(text, mentions, lambda name, at: name, ("某市水科院党委",))
    assert [m.bodies for m in found if isinstance(m, Actor)] == [("某市水科院党委办公室",)]
    assert actors("会议要求，党办要列出清单") == []


def test_the_place_that_is_answered_stands_for_its_government() -> None:
    text, mentions = parse("同意规划。[甲市]要积极筹集资金。支持[乙市]要快。到[甲市]要快")
    found = find_actors(text, mentions, lambda n, at: n, (), ("甲市人民政府",))
    assert [(m.text, m.canonical) for m in found if isinstance(m, Actor)] == [("甲市", "甲市人民政府")]


def test_shared_organs_are_spread() -> None:
    text, mentions = parse("龙山、虎水两个库区县的党委、政府要负起责任")
    (found,) = find_actors(text, mentions, lambda name, at: name, ())
    assert isinstance(found, Actor)
    assert found.bodies == ("龙山县委", "龙山县人民政府", "虎水县委", "虎水县人民政府")


def test_an_office_belongs_to_its_founder() -> None:
    text, mentions = parse("<水利局>设立河湖保护办公室，负责日常工作")
    assert [m.canonical for m in find_actors(text, mentions, lambda n, at: n, ())] == [
        None,
        "水利局河湖保护办公室",
    ]


PIECES = [
    "监督机构",
    "应当",
    "<甲局>",
    "[乙县]",
    "、",
    "和",
    "，",
    "。",
    "由",
    "负责",
    "的",
    "各",
    "（",
    "）",
    "\n",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_actors_are_sorted_and_disjoint(pieces: list[str]) -> None:
    text, mentions = parse("".join(pieces))
    found = find_actors(text, mentions, lambda name, at: name, ())
    for before, after in itertools.pairwise(found):
        assert before.end <= after.start


@pytest.mark.parametrize(
    "piece", ["监督", "（", "机构、", "机构和", "甲、", "甲机构根据", "设立", "定期", "各"]
)
def test_hostile_lines_stay_linear(piece: str) -> None:
    start = time.process_time()
    find_actors(piece * 20000, [], lambda name, at: name, ())
    assert time.process_time() - start < 3
