"""A school's own text: 学校, 校党委 and 教务处 are bodies, and they are the school's that writes."""

from __future__ import annotations

import functools

import pytest

from pipeline.process import DocumentRecords, Options, Resources, load_resources, process_document
from pipeline.recognise.orgs.schoolwords import own_school_words
from pipeline.records import RawDocument

NEWS = """临江大学召开安全工作会议

3月2日，临江大学召开安全工作会议。校党委书记周文涛，校长、校党委副书记何立新，党委常委、宣传部部长苏琴出席会议，\
教务处、后勤处、保卫处负责人参加会议。

周文涛指出，一是要压实安全责任；二是各学院要开展自查。校党委要加强领导。学校将建立台账，校安全委员会负责督促。
"""
UNNAMED = """学校召开安全工作会议

3月2日，学校召开安全工作会议。校党委书记周文涛主持，校长何立新讲话，校领导出席。

周文涛指出，一是要压实安全责任，建立台账；二是要学习清华大学的做法，补齐短板。
"""
RULE = """临江市教育局关于校车安全的通知

各学校应当建立校车台账，学校负责人签字。校长是第一责任人，副校长协助，校领导带班。学校要按照本办法第三条
执行。本办法自印发之日起施行。
"""


@functools.cache
def resources() -> Resources:
    return load_resources(Options())


def read(text: str) -> DocumentRecords:
    raw = RawDocument("0" * 16, "a.txt", "0" * 64, text, "utf-8")
    return process_document(raw, resources())


def bodies(records: DocumentRecords) -> dict[str, str | None]:
    return {m.text: m.canonical for m in records.mentions if m.type == "ORG"}


def posts(records: DocumentRecords) -> set[tuple[str, str, str]]:
    return {(p.name, x.body, x.title) for p in records.people for x in p.positions}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("学校", "临江大学"),
        ("校党委", "临江大学党委"),
        ("宣传部", "临江大学党委宣传部"),
        ("教务处", "临江大学教务处"),
        ("校安全委员会", "临江大学安全委员会"),
    ],
)
def test_what_a_school_calls_its_own(written: str, meant: str) -> None:
    assert bodies(read(NEWS))[written] == meant


def test_posts_in_a_school() -> None:
    assert posts(read(NEWS)) >= {
        ("周文涛", "临江大学党委", "书记"),
        ("何立新", "临江大学", "校长"),
        ("何立新", "临江大学党委", "副书记"),
        ("苏琴", "临江大学党委", "常委"),
        ("苏琴", "临江大学党委宣传部", "部长"),
    }


def test_what_a_speaker_asks_for_is_his_bodys() -> None:
    records = read(NEWS)
    first = next(d for d in records.directives if d.text.startswith("要压实"))
    links = [r for r in records.responsibilities if r.directive_id == first.directive_id]
    assert [(r.body, r.basis, r.rule) for r in links] == [("临江大学党委", "issuer", "speaker")]
    evidence = links[0].evidence
    assert evidence is not None and records.document.text[evidence.start : evidence.end] == "校党委书记"
    second = next(d for d in records.directives if d.text.startswith("各学院"))
    told = [r for r in records.responsibilities if r.directive_id == second.directive_id]
    assert [(r.body, r.basis) for r in told] == [("各学院", "explicit")]  # somebody else is told to act


def test_a_school_that_never_names_itself_keeps_its_words() -> None:
    records = read(UNNAMED)
    assert bodies(records)["学校"] == "学校"
    assert ("何立新", "学校", "校长") in posts(records)
    assert ("周文涛", "校党委", "书记") in posts(records)
    assert records.document.issuers == ("学校",)


def test_colleges_of_a_school_by_their_bare_word() -> None:
    records = read(
        UNNAMED + "\n通过自查促进学院多方面工作，各学院院长参加，学院路上车辆多，音乐学院派代表演出。"
    )
    found = {(m.text, records.document.text[m.end]) for m in records.mentions if m.type == "ORG"}
    assert ("学院", "多") in found
    assert not {("学院", "路"), ("学院", "院"), ("学院", "派")} & found


OFFICES = (
    NEWS
    + """
人事处就评审办法作了解读，机关党委和党委巡察办负责通报，副校长率人事处、科研处调研，妥善处理有关问题，要到处就业。

临江大学安全处
"""
)


@pytest.mark.parametrize("written", ["人事处", "机关党委", "党委巡察办"])
def test_offices_of_a_school_where_they_act(written: str) -> None:
    found = bodies(read(OFFICES))
    assert found[written] == f"临江大学{written}"
    assert not any(name in found for name in ("妥善处", "到处", "要到处"))


def test_a_school_shows_itself_by_the_office_that_signs() -> None:
    signed = "关于自查的通知\n请做好学校安全工作，校领导带队检查。\n临江一中安全处\n"
    assert own_school_words(signed) == ("学校",)
    assert bodies(read(signed + "由总务处负责。"))["总务处"] == "临江市第一中学总务处"
    assert own_school_words(signed.replace("临江一中", "")) == ()


def test_a_rule_for_schools_is_no_schools_own_text() -> None:
    assert "学校" not in {m.text for m in read(RULE).mentions if "负责人" in RULE[m.end : m.end + 3]}
    assert not any(body == "学校" for _, body, _ in posts(read(RULE)))


NUMBERED = """临海一中召开巡察整改会议

9月13日，临海一中党委召开会议。市教育局副局长丁明，市纪委监委驻市教育局纪检监察组副组长周小文到会。校党委书记、校长王琛\
主持会议。临海一中要跳出临海看一中，在一中办实事。教务处、总务处、安全处负责人参加。
"""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("临海一中", "临海市第一中学"),
        ("临海一中党委", "临海市第一中学党委"),
        ("一中", "临海市第一中学"),
        ("校党委", "临海市第一中学党委"),
        ("安全处", "临海市第一中学安全处"),
        ("市教育局", "临海市教育局"),
        (
            "市纪委监委驻市教育局纪检监察组",
            "中共临海市纪律检查委员会临海市监察委员会驻临海市教育局纪检监察组",
        ),
    ],
)
def test_a_school_by_its_number(written: str, meant: str) -> None:
    assert bodies(read(NUMBERED))[written] == meant


def test_posts_in_a_school_by_its_number() -> None:
    assert {("王琛", "临海市第一中学", "校长"), ("王琛", "临海市第一中学党委", "书记")} <= posts(
        read(NUMBERED)
    )


@pytest.mark.parametrize(
    "text",
    [
        "浙江三小时交通圈建成。",
        "学习贯彻十八届三中全会精神。",
        "江苏一中标企业违约。",
        "杭州二小区停水。",
        "其一中国要发展。",
        "温州五中层干部参加培训。",
        "由市里二中选一。",
    ],
)
def test_numbers_that_name_no_school(text: str) -> None:
    found = [m.text for m in read(text).mentions if m.type == "ORG"]
    assert not [name for name in found if name[-1] in "中小"]


@pytest.mark.parametrize("text", ["各有关单位派驻纪检监察组应报告。", "入驻企业纪检组织要健全。"])
def test_who_is_sent_is_no_stationed_group(text: str) -> None:
    assert not [m for m in read(text).mentions if m.text.startswith("驻")]


COLLEGE = """安全学院召开教职工大会

2月22日，安全学院在报告厅召开大会，通报学院工作完成情况。会议由院党委书记曲晓主持。

学院党委要抓好落实。按照临江大学党委部署要求，院领导带队检查。校党委、校领导到会。
"""


def test_a_college_that_names_itself() -> None:
    records = read(COLLEGE)
    assert bodies(records)["安全学院"] == "临江大学安全学院"
    assert bodies(records)["学院党委"] == "临江大学安全学院党委"
    assert records.document.issuers == ("临江大学安全学院",)


def test_a_college_elsewhere_stays_a_class() -> None:
    assert "安全学院" not in bodies(read("各学院召开会议，安全学院是其中之一。"))


def test_a_listed_name_may_end_the_text() -> None:
    assert bodies(read("本办法已经报送国务院")) == {"国务院": "国务院"}


INSIDE = """学校党委召开首轮巡察工作会

3月7日，学校党委在成都校区动员部署巡察工作。校党委书记张明、校长李平出席会议，校领导参加。

本轮将对基地与实验室管理处直属党支部、旅游学院党委、科技处、教务处等单位开展巡察。全校各级党组织、各学院党委（党总支）、\
二级单位党委要落实。被巡察单位党委负责整改，党委常委会听取汇报，会上召开党委常委会会议，全校各二级单位党委参加，国务院扶贫办予以肯定。
"""


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("学校党委", "学校党委"),
        ("基地与实验室管理处直属党支部", "基地与实验室管理处直属党支部"),
        ("全校各级党组织", "全校各级党组织"),
        ("各学院党委（党总支）", "各学院党委（党总支）"),
        ("二级单位党委", "二级单位党委"),
        ("全校各二级单位党委", "全校各二级单位党委"),
        ("被巡察单位党委", "被巡察单位党委"),
        ("党委常委会", "党委常委会"),
        ("科技处", "科技处"),  # no college's: the school has no name
    ],
)
def test_units_inside_a_school(written: str, meant: str) -> None:
    assert bodies(read(INSIDE))[written] == meant


def test_the_centre_is_no_unit_of_a_school() -> None:
    named = INSIDE.replace("学校党委召开首轮", "临江大学召开首轮")
    assert not [name for name in bodies(read(named)).values() if name and "大学国务院" in name]


def test_classes_of_a_schools_units_stay_in_its_own_text() -> None:
    text = "市委要求二级单位党委落实责任，全校各支部另行通知。"
    assert not {"二级单位党委", "全校各支部"} & set(bodies(read(text)))


def names(text: str, kind: str) -> list[str]:
    return [m.text for m in read(text).mentions if m.type == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("围绕校区建设，会议在八里坪校区召开，江南校区设分会场。", ["八里坪校区", "江南校区"]),
        ("各校区、三校区和新校区要落实，我校区已完成。", []),
    ],
)
def test_a_campus_is_a_place(text: str, expected: list[str]) -> None:
    assert names(text, "LOC") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("广州市第七中学东山校区参加。", ["广州市第七中学东山校区"]),
        ("广州市第七中学（智慧城校区）参加。", ["广州市第七中学（智慧城校区）"]),
        ("临海市教育局政治处负责。", ["临海市教育局政治处"]),
        ("由临海市公安局依法惩处。", ["临海市公安局"]),
        ("科技部社会发展司副司长王保国讲话。", ["科技部社会发展司"]),
        ("中国疾病预防控制中心传染病所副所长李强介绍。", ["中国疾病预防控制中心传染病所"]),
        ("国家粮食局主要负责人兼任办公室主任。", ["国家粮食局", "办公室"]),
        ("临海市卫生健康委主任王明、临海市财政局负责同志及处长参加。", ["临海市卫生健康委", "临海市财政局"]),
        ("联系临海市教育局小学和幼儿教育科。", ["临海市教育局小学和幼儿教育科"]),
    ],
)
def test_what_stands_behind_its_owner(text: str, expected: list[str]) -> None:
    assert names(text, "ORG") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("各教育部门办幼儿园应于5月发布公告。", ["各教育部门办幼儿园"]),
        (
            "国有企业、部队、机关等其他部门办幼儿园及民办幼儿园于6月发出通知书。",
            ["国有企业、部队、机关等其他部门办幼儿园", "民办幼儿园"],
        ),
        ("普惠性民办幼儿园应优先招收本区幼儿。", ["普惠性民办幼儿园"]),
        ("全区有民办幼儿园20所。", []),
        ("在“教育部门办幼儿园报名平台”登记。", ["教育部门"]),
    ],
)
def test_kindergartens_by_who_runs_them(text: str, expected: list[str]) -> None:
    assert names(text, "ORG") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("统筹推进各学院改革，统筹学院考核，履行党委职责。", {"各学院", "学院"}),
        ("组织离退休党支部参观。", {"离退休党支部"}),
    ],
)
def test_verbs_in_front_of_a_unit_stay_outside(text: str, expected: set[str]) -> None:
    found = names("校党委、校领导、院党委、院领导到会。" + text, "ORG")
    assert expected <= set(found)
    assert not [name for name in found if name.startswith(("推进", "统筹", "履行", "组织"))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("学校2022年工作要点出台。工作要点经学校第四届党委常委会研究通过。", ("学校",)),
        ("学校党委坚决认账，凝心聚力推动学校事业发展。", ("学校",)),
        ("各省、自治区、直辖市人民政府：\n要推动学校事业发展，校领导、副校长要带头。", ()),
        ("临江县人民政府：\n学校召开会议，校领导、副校长要带头，推动学校事业发展。", ()),
        ("各学校要落实责任，副校长分管。", ()),
    ],
)
def test_whose_text_is_a_schools_own(text: str, words: tuple[str, ...]) -> None:
    assert own_school_words(text) == words
