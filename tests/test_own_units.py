"""Units that only a label or the house's own notice shows. ``<name>`` marks a body that is recognised."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_assign import links

from pipeline.assign.predicates import role_of_predicate
from pipeline.extract.labels import find_labels

HOUSE = "临江县水务局"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("一、分工\n1.党政办。负责会务保障。\n2.规建中心：及时上报进度。\n", ["党政办", "规建中心"]),
        ("（一）综合科（法制科）：牵头起草方案。\n（二）财务科：组织决算。\n", ["综合科", "财务科"]),
        ("1.党政办。负责会务。\n2.城运中心。根据区里要求，及时预警。\n3.服务办：开展走访。\n", None),
        ("物业科：负责修缮楼道。\n", ["物业科"]),
        # a single thing with what is done in it, what is to be set up, a room, a web site
        ("档案室：配备除湿机。\n", []),
        ("1.设立服务中心。开展咨询。\n2.建立调解室。组织调解。\n", []),
        ("1.实验教室。加强通风。\n2.校园网站。及时更新。\n", []),
        ("1.主要工作\n2.其他工作\n", []),
    ],
)
def test_labels_of_who_does_what(text: str, names: list[str] | None) -> None:
    found = [text[span.start : span.end] for span in find_labels(text)]
    assert found == (["党政办", "城运中心", "服务办"] if names is None else names)


@given(st.text(alphabet="一1.、（）办科中心负责组织：。\n会同", max_size=80))
def test_labels_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    found = find_labels(text)
    assert all(0 <= a.start < a.end <= len(text) for a in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("工程科负责巡查堤防，财务科负责拨付经费。", ["工程科=responsible", "财务科=responsible"]),
        ("后勤处将检修锅炉。", ["后勤处=responsible"]),
        ("逾期不改的，由局执法支队依法查处。", ["执法支队=responsible"]),
        ("我局防汛办牵头编制预案。", ["防汛办=lead"]),
        ("局督查室将对各单位整改情况开展督查。", ["督查室=supervise"]),
        # schools everywhere, classes, people and what is no unit
        ("由施工单位负责清运。", None),
        ("工程由专业队伍承担。", None),
        ("各科室要按时报送。", None),
        ("用途由甲方确定。", None),
        ("县防汛办负责通报雨情。", None),
        ("不合格的由其所在单位整改。", None),
    ],
)
def test_units_of_the_house(sentence: str, expected: list[str] | None) -> None:
    found = links(f"一、清理河道淤泥。{sentence}\n二、加高堤防。\n", issuers=(HOUSE,))["清理河道淤泥"]
    named = [
        link.removesuffix("/explicit") for link in found if link.startswith(HOUSE) and "issuer" not in link
    ]
    assert named == [HOUSE + unit for unit in expected or []]


@pytest.mark.parametrize("issuer", ["临江县人民政府", "国务院", "国务院办公厅", "临江县防汛抗旱指挥部综合组"])
def test_governments_have_no_units_of_their_own_here(issuer: str) -> None:
    found = links("一、清理河道。工程科负责巡查堤防。\n", issuers=(issuer,))
    assert f"{issuer}工程科=responsible/explicit" not in found["清理河道。工"]


@pytest.mark.parametrize(
    ("issuer", "sentence", "told"),
    [
        ("临江大学", "我校将成立检查组。", True),
        ("临江大学", "学校将适时公布名单。", True),
        ("临江县疾病预防控制中心", "本中心负责复核标本。", True),
        ("临江县疾病预防控制中心", "中心将派出专家指导。", True),
        # of others, and of what only ends alike
        ("临江县教育局", "学校将公布结果。", False),
        ("临江县教育局", "各校制定本校方案。", False),
        ("临江大学", "加强基本校舍维护。", False),
    ],
)
def test_a_house_that_speaks_of_itself(issuer: str, sentence: str, told: bool) -> None:
    found = links(f"一、落实责任。{sentence}\n", issuers=(issuer,))["落实责任。" + sentence[:1]]
    assert (f"{issuer}=responsible/explicit" in found) is told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、<县公安局>。负责维持秩序。\n", "县公安局=responsible/explicit"),
        ("一、<县水务局>。牵头清理河道，定期通报。\n", "县水务局=lead/explicit"),
        ("一、<县城管局>。协助<县公安局>疏导交通。\n", "县城管局=support/explicit"),
        ("一、加强巡查，并协同<县公安局>开展执法。\n", "县公安局=support/explicit"),
        ("一、<各校>要备足物资。\n", "各校=responsible/explicit"),
    ],
)
def test_a_label_with_a_full_stop_is_the_subject(text: str, expected: str) -> None:
    (found,) = links(text).values()
    assert found[0] == expected


def test_a_name_with_a_full_stop_is_no_subject_of_what_is_not_told() -> None:
    (found,) = links("一、<县公安局>。地址：中山路。\n").values()
    assert found == ["某县人民政府=issuer/issuer"]


@pytest.mark.parametrize(
    ("predicate", "role"),
    [
        ("配合开展宣传工作，负责核实隐患", "responsible"),
        ("配合开展宣传工作", "support"),
        ("按照职责分工密切配合", "support"),
        ("，应当按照各自的职责分工，协助O清淤", "support"),
        ("挂牌督办", "supervise"),
        ("按职责做好配合", "support"),
        ("将不定期组织检查", "supervise"),
        ("将组织检查河道的护栏", "responsible"),
        ("对用水管理行使监督职能", "supervise"),
    ],
)
def test_helping_and_doing(predicate: str, role: str) -> None:
    assert role_of_predicate(predicate) == role


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what is set up ends at the comma; who stands beside firms; a rule without a modal verb
        (
            "一、成立<巡堤专班>，<县水务局>、<县应急局>牵头，配齐物资。\n",
            ["县水务局=lead/explicit", "县应急局=lead/explicit"],
        ),
        (
            "一、<县供销社>、各电商企业共同参与销售。\n",
            ["县供销社=support/explicit"],
        ),
        ("一、疫情期间，学校一律封闭管理。\n", ["学校=responsible/explicit"]),
        (
            "一、<县水务局>、<县财政局>组成考核组，每年开展考核。\n",
            ["县水务局=responsible/explicit", "县财政局=responsible/explicit"],
        ),
        ("一、<领导小组>由<县水务局>、<县财政局>组成。\n", ["某县人民政府=issuer/issuer"]),
        ("一、殡仪馆暂停告别仪式。\n", ["殡仪馆=responsible/explicit"]),
        ("一、<县水务局>作为责任主体要做好安全工作。\n", ["县水务局=responsible/explicit"]),
        ("一、建立<县政府>副县长为召集人的制度。\n", ["某县人民政府=issuer/issuer"]),
    ],
)
def test_who_acts_beside_others(text: str, expected: list[str]) -> None:
    (found,) = links(text).values()
    assert found == expected
