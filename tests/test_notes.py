"""Responsibility notes: what is read, with which roles, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.records import Line
from pipeline.structure.bodylists import split_bodies
from pipeline.structure.notes import find_notes


def read(text: str) -> list[list[str]]:
    return [[f"{text[p.start : p.end]}={p.role}" for p in note.parts] for note in find_notes(text)]


BRACKETS = [
    ("修建校舍。（市教育局牵头，市财政局、市住建局配合）", ["市教育局=lead", "市财政局=support", "市住建局=support"]),
    ("修建校舍。（市教育局牵头，市财政局按职责分工负责）", ["市教育局=lead", "市财政局=responsible"]),
    ("修建校舍（市教育局、市财政局负责）。", ["市教育局=responsible", "市财政局=responsible"]),
    ("修建校舍。(市教育局、市财政局按照职责分工负责)", ["市教育局=responsible", "市财政局=responsible"]),
    ("修建校舍。（由县教育局、县财政局牵头负责）", ["县教育局=lead", "县财政局=lead"]),
    ("修建校舍。（各县区、各部门负责）", ["各县区=responsible", "各部门=responsible"]),
    ("修建校舍。（水利部会同有关部门负责）", ["水利部=responsible", "有关部门=support"]),
    ("修建校舍。（水利部等有关部门及各地区负责）", ["水利部=responsible", "有关部门=responsible", "各地区=responsible"]),
    ("修建校舍。（水利部等部门负责）", ["水利部=responsible"]),
    ("修建校舍。（应急管理部、国家能源局等负责）", ["应急管理部=responsible", "国家能源局=responsible"]),
    ("修建校舍。（县水务局指导，各乡镇负责落实）", ["县水务局=responsible", "各乡镇=responsible"]),
    ("修建校舍。（县水务局牵头、县住建局等配合）", ["县水务局=lead", "县住建局=support"]),
    ("修建校舍。（县水务局负责资金保障）", ["县水务局=responsible"]),
    ("修建校舍。（市政府督查室督办）", ["市政府督查室=supervise"]),
    ("修建校舍。（经信局、不动产登记中心负责）", ["经信局=responsible", "不动产登记中心=responsible"]),
    ("修建校舍。〔责任领导：周某某；责任单位：县水务局〕", ["县水务局=responsible"]),
    ("修建校舍。【牵头单位：县水务局；配合单位：县住建局】", ["县水务局=lead", "县住建局=support"]),
    ("修建校舍。[责任单位：县水务局]", ["县水务局=responsible"]),
    ("修建校舍。（责任单位：县水务局、县文旅局（体育局）；完成时限：2025年底）", ["县水务局=responsible", "县文旅局（体育局）=responsible"]),  # noqa: E501
    ("修建校舍。（牵头单位：县水务局责任单位：县住建局）", ["县水务局=lead", "县住建局=responsible"]),
    ("修建校舍。（牵头单位：县水务局配合单位：各镇完成时限：6月底）", ["县水务局=lead", "各镇=support"]),
    ("修建校舍。（责任单位：县水务局（牵头）、县住建局）", ["县水务局=lead", "县住建局=responsible"]),
    ("修建校舍。（牵头单位：\n县水务局；\n责任单位：县住建局、各乡镇）\n下一条。", ["县水务局=lead", "县住建局=responsible", "各乡镇=responsible"]),  # noqa: E501
    ("修建校舍。（牵头单位：县水务局；责任单位：县住建局\n下一条。", ["县水务局=lead", "县住建局=responsible"]),
    ("修建校舍。（由县金融办负责联系省农行，会同县财政局牵头负责）", ["县金融办=lead", "县财政局=support"]),
    ("修建校舍。（县水务局总牵头，县住建局、县财政局分别负责）", ["县水务局=lead", "县住建局=responsible", "县财政局=responsible"]),  # noqa: E501
    ("修建校舍。（县水务局牵头，责任单位：县住建局）", ["县水务局=lead", "县住建局=responsible"]),
    ("修建校舍。（责任单位：县水务局，县住建局配合）", ["县水务局=responsible", "县住建局=support"]),
    ("修建校舍。（牵头单位为县水务局，责任单位为县住建局）", ["县水务局=lead", "县住建局=responsible"]),
    ("修建校舍。（县水务局负责，2025年完成并长期坚持）", ["县水务局=responsible"]),
    ("修建校舍。（各县区各部门负责）", ["各县区=responsible", "各部门=responsible"]),
    ("修建校舍。（负责部门：水利部，适用范围：沿海各市）", ["水利部=responsible"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), BRACKETS)
def test_bracketed_notes(text: str, parts: list[str]) -> None:
    assert read(text) == [parts]


LABELS = [
    (
        "修建校舍。牵头领导：王强牵头单位：县水务局责任单位：县住建局",
        ["县水务局=lead", "县住建局=responsible"],
    ),
    ("修建校舍。\n责任单位：县水务局、县住建局\n下一条", ["县水务局=responsible", "县住建局=responsible"]),
    ("修建校舍。牵头单位：县水务局；配合单位：县住建局。", ["县水务局=lead", "县住建局=support"]),
    (
        "主办单位：县水务局，协办单位：县住建局 县财政局",
        ["县水务局=lead", "县住建局=support", "县财政局=support"],
    ),
    ("责任单位：\n县水务局\n修建校舍。", ["县水务局=responsible"]),
    ("县水务局牵头，县住建局参与。", ["县水务局=lead", "县住建局=support"]),
    (
        "由县水务局负责，县住建局、县财政局参加。",
        ["县水务局=responsible", "县住建局=support", "县财政局=support"],
    ),
    # what stands behind the names is told of them and is no part of them
    (
        "责任单位：省水利厅、林业局按职责分工负责，各设区市人民政府结合实际落实",
        ["省水利厅=responsible", "林业局=responsible", "各设区市人民政府=responsible"],
    ),
    (
        "责任单位：县水务局、林业局分别负责，各乡镇结合本地实际抓好贯彻落实",
        ["县水务局=responsible", "林业局=responsible", "各乡镇=responsible"],
    ),
    (
        "责任单位：县水务局、各乡镇组织实施，县财政局配合做好资金保障",
        ["县水务局=responsible", "各乡镇=responsible", "县财政局=support"],
    ),
    ("责任单位：县水务局牵头推进，相关县直单位各负其责", ["县水务局=lead", "相关县直单位=responsible"]),
    ("责任单位：县水务局牵头，各部门按各自职责做好有关工作", ["县水务局=lead", "各部门=responsible"]),
    ("责任单位：县水务局，县督查室跟踪问效", ["县水务局=responsible", "县督查室=responsible"]),
    (
        "责任单位：县水务局；协同单位：县供电公司、清源实验室；时间节点：持续推进",
        ["县水务局=responsible", "县供电公司=support", "清源实验室=support"],
    ),
    ("市级责任单位：市民政局；县级责任单位：各县民政局", ["市民政局=responsible", "各县民政局=responsible"]),
    # words of a predicate inside a name
    (
        "责任单位：县落实政策办公室、县安全生产监督管理局",
        ["县落实政策办公室=responsible", "县安全生产监督管理局=responsible"],
    ),
    (
        "责任单位：县委组织部、县推进办、县抓落实办公室",
        ["县委组织部=responsible", "县推进办=responsible", "县抓落实办公室=responsible"],
    ),
]


@pytest.mark.parametrize(("text", "parts"), LABELS)
def test_labels_and_bare_lines(text: str, parts: list[str]) -> None:
    assert read(text) == [parts]


NOT_NOTES = [
    "报名表（负责人签字）。",
    "各类学校（以下统称学校）都应当负责。",
    "领导小组办公室（设在县水务局），负责日常工作。",
    "（一）加强领导。（二）落实责任。",
    "给予补助（参与企业另行奖励）。",
    "发放证书（技校由人社部门负责）并公示。",
    "按程序办理（指由中介机构参与完成的改制）。",
    "张三（县水务局）李四（县住建局）到会。",
    "第十八条　高等教育由高等学校实施。",
    "由县水务局负责具体实施。",
    "（三）加强中介机构考核。",
    "来源：县水务局。（某某社）",
    # a sentence that tells them what they must do names no bodies of a note
    "水务、林业等部门要密切配合。",
    "各乡镇应积极配合",
    "各有关单位需认真落实",
]


@pytest.mark.parametrize("text", NOT_NOTES)
def test_refused(text: str) -> None:
    assert read(text) == []


def test_first_of_every_later_note_leads() -> None:
    text = (
        "一、甲事。（水利部、财政部负责，排在第一位的部门为牵头部门，下同）\n"
        "二、乙事。（财政部、水利部等负责）\n二、戊事。（水利部、财政部，各地区按职责分工负责）\n三、丙事。（水利部负责）\n四、丁事。（水利部指导，各地区负责）"
    )
    assert read(text) == [
        ["水利部=lead", "财政部=responsible"],
        ["财政部=lead", "水利部=responsible"],
        ["水利部=lead", "财政部=responsible", "各地区=responsible"],
        ["水利部=responsible"],
        ["水利部=responsible", "各地区=responsible"],
    ]


def test_the_first_responsible_body_of_every_note_leads() -> None:
    text = "甲事。\n责任单位：市水利局、市财政局（第一责任单位为牵头单位，下同）\n乙事。\n责任单位：市财政局、市水利局"
    assert read(text) == [
        ["市水利局=lead", "市财政局=responsible"],
        ["市财政局=lead", "市水利局=responsible"],
    ]


def test_first_leads_in_one_note_alone() -> None:
    text = "甲事。（水利部、财政部负责，列第一位的为牵头单位）\n乙事。（财政部、水利部负责）"
    assert read(text) == [["水利部=lead", "财政部=responsible"], ["财政部=responsible", "水利部=responsible"]]


def test_plain_brackets_are_a_habit() -> None:
    assert read("甲事。（水务局）\n乙事。（水务局、住建局）") == [
        ["水务局=responsible"],
        ["水务局=responsible", "住建局=responsible"],
    ]
    assert read("甲事。（水务局）\n乙事。") == []
    assert read("甲事。〔水务局、住建局，各县（市、区）政府〕") == [
        ["水务局=responsible", "住建局=responsible", "各县（市、区）政府=responsible"]
    ]
    assert read("甲事。〔水务局〕\n乙事（见水务局、住建局文件）。") == []


TABLE = (
    "序号\t重点任务\t牵头单位\t配合单位\t完成时限\n"
    "1\t新建泵站\t县水务局\t县住建局、县财政局\t6月底\n"
    "2\t疏浚河道\t县水务局\t\t9月底\n"
    "3\t绿化堤岸\t\t\t12月底\n"
)


def test_plain_brackets_that_end_their_lines_are_a_habit() -> None:
    lines = ["1.修建校舍（县教育局）", "2.清理河道（县水务局、各乡镇）", "3.防治虫害（县林业局）"]
    assert read("\n".join(lines))[1] == ["县水务局=responsible", "各乡镇=responsible"]
    assert read("\n".join(lines[:2])) == []
    assert read("1.到场参观（县教育局）的\n2.集中培训（县委党校）后\n3.自学（县图书馆）时\n") == []


def test_table_rows() -> None:
    notes = find_notes(TABLE)
    served = [TABLE[n.served.start : n.served.end] for n in notes if n.served]
    assert served == ["新建泵站", "疏浚河道", "绿化堤岸"]
    assert read(TABLE) == [
        ["县水务局=lead", "县住建局=support", "县财政局=support"],
        ["县水务局=lead"],
        ["县水务局=lead", "县住建局=support", "县财政局=support"][:1] + read(TABLE)[2][1:],
    ]
    assert {n.scope for n in notes} == {"row"}


def test_lines_say_which_rows_are_tables() -> None:
    lines = [Line(0, 10, "text")]
    assert find_notes(TABLE, lines) == ()


def test_scopes() -> None:
    text = "以上任务由县水务局牵头负责。"
    assert [n.scope for n in find_notes(f"（{text[:-1]}）。")] == ["above"]
    (note,) = find_notes("各项任务如上。（第（一）至（三）项由县水务局负责）")
    assert (note.scope, note.ordinals) == ("items", (1, 2, 3))


LISTS = [
    ("国家发展和改革委员会、文化和旅游部和教育部", ["国家发展和改革委员会", "文化和旅游部", "教育部"]),
    ("各省、自治区、直辖市人民政府，各直属机构", ["各省、自治区、直辖市人民政府", "各直属机构"]),
    ("中央统战部、中央和国家机关工委、教育部", ["中央统战部", "中央和国家机关工委", "教育部"]),
    ("党中央和国务院", ["党中央", "国务院"]),
    ("市、区两级财政", ["市、区两级财政"]),
    ("各市、省直有关部门", ["各市", "省直有关部门"]),
    ("县水务局等有关部门和单位", ["县水务局", "有关部门和单位"]),
    ("相关部门和单位及各县区", ["相关部门和单位", "各县区"]),
]


@pytest.mark.parametrize(("text", "names"), LISTS)
def test_lists_of_bodies(text: str, names: list[str]) -> None:
    assert [text[s.start : s.end] for s in split_bodies(text, 0, len(text))] == names


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet="甲乙县局部委（）()〔：:；，、。\n\t责任单位牵头负责配合等和各第一至项由以上", max_size=120
    )
)
def test_spans_lie_inside(text: str) -> None:
    notes = find_notes(text)
    assert [n.start for n in notes] == sorted(n.start for n in notes)
    for note in notes:
        assert 0 <= note.start <= note.end <= len(text)
        assert all(0 <= p.start < p.end <= len(text) for p in note.parts)
        if note.scope != "row":
            assert all(note.start <= p.start and p.end <= note.end for p in note.parts)
