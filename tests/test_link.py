"""Linking: from written names to canonical ones, in the context of one document."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link import Linked, link_bodies
from pipeline.link.bodywords import is_collective, share_head
from pipeline.link.registry import load_registry
from pipeline.records import Head, Line, Mention, Span, Structure

REGISTRY = load_registry()


def link(marked: str, **head: object) -> tuple[Linked, str]:
    """Link a text with mentions as ``<ORG>…</ORG>``; ``issuers``, ``addressees`` are names."""
    text, mentions, at = "", [], 0
    for match in re.finditer(r"<(\w+)>(.*?)</\1>", marked):
        text += marked[at : match.start()]
        mentions.append(Mention(match[1], match[2], len(text), len(text) + len(match[2])))
        text += match[2]
        at = match.end()
    text += marked[at:]
    spans = {
        key: tuple(Span(text.index(n), text.index(n) + len(n)) for n in head.pop(key, ()))  # type: ignore
        for key in ("issuers", "addressees")
    }
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(Line(start, start + len(line)))
        start += len(line) + 1
    structure = Structure(Head(**spans, **head), tuple(lines))  # type: ignore[arg-type]
    return link_bodies(text, structure, mentions, REGISTRY), text


def canonical(linked: Linked, surface: str) -> str | None:
    return next(m.canonical for m in linked.mentions if m.text == surface)


LOCAL = [
    # the document, a name in it, the canonical name
    ("<ORG>四川省人民政府</ORG>令：由<ORG>教育厅</ORG>负责。", "教育厅", "四川省教育厅"),
    (
        "<ORG>云南省人民政府</ORG>办公会：由<ORG>省委</ORG>和<ORG>省教育厅</ORG>负责。",
        "省教育厅",
        "云南省教育厅",
    ),
    ("<ORG>临海市人民政府</ORG>决定，由<ORG>市商务局</ORG>牵头。", "市商务局", "临海市商务局"),
    ("<ORG>临海市人民政府</ORG>决定，由<ORG>市人社局</ORG>牵头。", "市人社局", "临海市人力资源和社会保障局"),
    ("<ORG>吴兴区人民政府</ORG>决定，由<ORG>区教育局</ORG>牵头。", "区教育局", "湖州市吴兴区教育局"),
    ("<ORG>吴兴区人民政府</ORG>决定，<ORG>区府办</ORG>督办。", "区府办", "湖州市吴兴区人民政府办公室"),
    ("<ORG>吴兴区人民政府</ORG>请<ORG>市政府</ORG>支持，我区落实。", "市政府", "湖州市人民政府"),
    ("<ORG>吴兴区人民政府</ORG>与<ORG>团区委</ORG>联合开展。", "团区委", "共青团湖州市吴兴区委员会"),
    ("<ORG>昭觉县人民政府</ORG>和<ORG>县委</ORG>要求。", "县委", "中共昭觉县委"),
    # a zone bears the short name of its county; what else does need not
    ("<ORG>嘉鱼开发区管委会</ORG>：<ORG>县水利局</ORG>督办。", "县水利局", "嘉鱼县水利局"),
    ("<ORG>嘉鱼养殖协会</ORG>：<ORG>县水利局</ORG>督办。", "县水利局", "县水利局"),
    ("<ORG>盐城市人民政府</ORG>，<ORG>市纪委</ORG>报告。", "市纪委", "中共盐城市纪律检查委员会"),
    (
        "<ORG>盐城市人民政府</ORG>，<ORG>市委第二巡察组</ORG>进驻。",
        "市委第二巡察组",
        "中共盐城市委第二巡察组",
    ),
    (
        "<ORG>盐城市人民政府</ORG>，<ORG>市网信办</ORG>负责。",
        "市网信办",
        "中共盐城市委网络安全和信息化委员会办公室",
    ),
    ("<ORG>盐城市人民政府</ORG>，<ORG>市法院</ORG>参加。", "市法院", "盐城市中级人民法院"),
    ("<ORG>盐城市人民政府</ORG>，<ORG>市卫健委党委</ORG>参加。", "市卫健委党委", "盐城市卫生健康委员会党委"),
    ("<ORG>盐城市第一人民医院</ORG>与<ORG>市一院</ORG>党委，我市。", "市一院", "盐城市第一人民医院"),
    ("<ORG>嘉兴市人民政府</ORG>：<ORG>市建委</ORG>负责。", "市建委", "嘉兴市建委"),
    ("<ORG>浙江省人民政府</ORG>：<ORG>省政府办公厅</ORG>。", "省政府办公厅", "浙江省人民政府办公厅"),
    ("<ORG>浙江省人民政府</ORG>：<ORG>省政府采购中心</ORG>。", "省政府采购中心", "浙江省政府采购中心"),
    ("<ORG>红河州人民政府</ORG>：<ORG>州委</ORG>要求，我州。", "州委", "中共红河哈尼族彝族自治州委"),
    ("<ORG>上海市人民政府</ORG>：<ORG>市政府</ORG>，我市。", "市政府", "上海市人民政府"),
    ("<ORG>上海市人民政府</ORG>：<ORG>财政部</ORG>要求，我市。", "财政部", "财政部"),
]


@pytest.mark.parametrize(("text", "surface", "name"), LOCAL)
def test_local_names_take_the_documents_region(text: str, surface: str, name: str) -> None:
    linked, _ = link(text)
    assert canonical(linked, surface) == name


def test_a_headquarters_is_no_ministry_by_its_last_character() -> None:
    linked, _ = link(
        "上海市人民政府关于成立<ORG>环湖绿道工程建设指挥部</ORG>的通知\n我市决定成立。\n<ORG>上海市人民政府</ORG>",
        issuers=["上海市人民政府"],
        kind="notice",
    )
    assert canonical(linked, "环湖绿道工程建设指挥部") == "上海市环湖绿道工程建设指挥部"


NATIONAL = [
    ("发展改革委", "国家发展和改革委员会"),
    ("国家发展改革委", "国家发展和改革委员会"),
    ("人力资源社会保障部", "人力资源和社会保障部"),
    ("文物局", "国家文物局"),
    ("国资委", "国务院国有资产监督管理委员会"),
    ("扶贫办", "国务院扶贫开发领导小组办公室"),
    ("教育部发展规划司", "教育部发展规划司"),
    ("教育部科技委", "教育部科学技术委员会"),
    ("发展改革委党组", "国家发展和改革委员会党组"),
    ("党中央", "中共中央"),
    ("财政部", "财政部"),
    ("财政部门", "财政部门"),
    ("各级财政部门", "各级财政部门"),
    ("中央有关部门", "中央有关部门"),
    ("河北省财政厅", "河北省财政厅"),
    ("中国石油大学", "中国石油大学"),
]


@pytest.mark.parametrize(("surface", "name"), NATIONAL)
def test_national_documents_mean_central_bodies(surface: str, name: str) -> None:
    linked, _ = link(
        f"国务院关于甲工作的通知\n<ORG>{surface}</ORG>负责。\n国务院",
        issuers=["国务院"],
        date="2019-01-12",
        kind="notice",
    )
    assert canonical(linked, surface) == name


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("香港特区政府", "香港特别行政区政府"),
        ("香港特别行政区政府教育局", "香港特别行政区政府教育局"),
        ("澳门特区政府社会文化司", "澳门特别行政区政府社会文化司"),
        ("深圳经济特区", "深圳经济特区"),
    ],
)
def test_governments_of_special_regions_keep_their_form(surface: str, name: str) -> None:
    linked, _ = link(f"<ORG>{surface}</ORG>派员出席。")
    assert canonical(linked, surface) == name


def test_education_departments_of_two_provinces_never_merge() -> None:
    first, _ = link("<ORG>四川省人民政府</ORG>：<ORG>省教育厅</ORG>落实，全省。")
    second, _ = link("<ORG>云南省人民政府</ORG>：<ORG>省教育厅</ORG>落实，全省。")
    ids = {x.body_id for linked in (first, second) for x in linked.bodies if x.name.endswith("教育厅")}
    assert len(ids) == 2


def test_a_region_nobody_can_know_keeps_the_written_form() -> None:
    linked, _ = link("<ORG>市委</ORG>要求<ORG>市教育局</ORG>落实，我市各学校照办。")
    assert canonical(linked, "市委") == "市委"
    assert canonical(linked, "市教育局") == "市教育局"


def test_an_ambiguous_district_stays_open_with_its_candidates() -> None:
    linked, _ = link("<ORG>鼓楼区教育局</ORG>印发通知。")
    body = linked.bodies[0]
    assert body.name == "鼓楼区教育局"
    assert "南京市鼓楼区教育局" in body.candidates and "福州市鼓楼区教育局" in body.candidates


def test_the_province_decides_between_districts_of_one_name() -> None:
    linked, _ = link(
        "<ORG>福州市人民政府</ORG>同意，<ORG>鼓楼区教育局</ORG>印发，我市。", issuers=["福州市人民政府"]
    )
    assert canonical(linked, "鼓楼区教育局") == "福州市鼓楼区教育局"


def test_the_standing_committee_behind_its_congress_is_that_of_the_congress() -> None:
    linked, _ = link("<ORG>河南省人民政府</ORG>接受<ORG>省人大</ORG>及其<ORG>常委会</ORG>监督，全省。")
    assert canonical(linked, "常委会") == "河南省人民代表大会常务委员会"
    linked, _ = link("<ORG>中共河南省委</ORG>召开<ORG>常委会</ORG>，接受<ORG>省人大</ORG>监督，全省。")
    assert canonical(linked, "常委会") != "河南省人民代表大会常务委员会"


def test_definitions_of_the_document_are_obeyed() -> None:
    text = "建立<ORG>国务院某某工作部际联席会议</ORG>（以下简称联席会议）制度。"
    text += "<ORG>联席会议</ORG>下设<ORG>联席会议办公室</ORG>。"
    linked, _ = link(text)
    assert canonical(linked, "联席会议") == "国务院某某工作部际联席会议"
    assert canonical(linked, "联席会议办公室") == "国务院某某工作部际联席会议办公室"


def test_a_short_name_may_be_given_without_hereafter() -> None:
    text = "<ORG>节水治理部际联席会议</ORG>（简称部际联席会议）。<ORG>水利部</ORG>牵头。<ORG>部际联席会议办公室</ORG>报告。"
    assert canonical(link(text)[0], "部际联席会议办公室") == "节水治理部际联席会议办公室"


def test_a_definition_for_two_bodies_is_none() -> None:
    text = "<ORG>国务院督导机构</ORG>和<ORG>县级人民政府督导机构</ORG>（以下简称督导机构）履职。"
    text += "<ORG>督导机构</ORG>报告。"
    assert canonical(link(text)[0], "督导机构") == "督导机构"
    text = "甲水务公司、乙水务公司等<ORG>清源分公司</ORG>（简称“各供水商”）：由<ORG>各供水商</ORG>巡查。"
    assert canonical(link(text)[0], "各供水商") == "各供水商"


def test_the_short_form_of_a_described_class_is_its_name() -> None:
    text = (
        "<ORG>县级以上人民政府负责节水的机构</ORG>（以下简称节水机构）由专人值守。<ORG>节水机构</ORG>报告。"
    )
    assert canonical(link(text)[0], "节水机构") == "节水机构"


def test_a_class_of_hospitals_is_not_what_a_short_name_stands_for() -> None:
    text = "<ORG>公立医院</ORG>要节水。<ORG>医院党委</ORG>要带头。"
    assert canonical(link(text)[0], "医院党委") == "医院党委"


def test_units_take_the_name_of_their_body() -> None:
    text = "<ORG>四川省人民政府</ORG>：<ORG>教育厅</ORG>副厅长、<ORG>督导审计处</ORG>处长到会，全省。"
    assert canonical(link(text)[0], "督导审计处") == "四川省教育厅督导审计处"


def test_the_departments_own_documents_speak_of_themselves() -> None:
    text = "全市工作会议在<ORG>市局</ORG>召开，<ORG>局党组</ORG>要求"
    text += "<ORG>各区、县国土资源局</ORG>落实，我市<LOC>张家界</LOC>。"
    linked, _ = link(text)
    assert canonical(linked, "市局") == "张家界市国土资源局"
    assert canonical(linked, "局党组") == "张家界市国土资源局党组"


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("国务院各部委", "各直属机构", "国务院各直属机构"),
        ("各镇人民政府", "街道办事处", "各街道办事处"),
        ("市政府各部门", "直属各单位", "市政府直属各单位"),
        ("各乡镇党委", "政府", "各乡镇政府"),
        ("各县（市、区）科技局", "财政局", "各县（市、区）财政局"),
        ("各镇（街道）党委（工委）", "政府（办事处）", "各镇（街道）政府（办事处）"),
        ("某某经济技术开发区组织部", "财政局", "某某经济技术开发区财政局"),
        ("各县（市、区）科技局", "嘉兴港区经发局", "嘉兴港区经发局"),
        ("市开发区管委会", "市财政局", "市财政局"),
        ("某某新区党工委组织人事部", "财政局", "某某新区财政局"),
        ("某某新区党工委组织人事部", "宣传部", "宣传部"),
        ("各省、自治区、直辖市财政厅（局）", "国家税务局", "各省、自治区、直辖市国家税务局"),
        (
            "各省、自治区、直辖市水利厅（局）",
            "农业（农牧）厅（局、委员会）",
            "各省、自治区、直辖市农业（农牧）厅（局、委员会）",
        ),
        ("各省、自治区、直辖市水利厅（局）", "招标投标协调部门", "各省、自治区、直辖市招标投标协调部门"),
        ("各省、自治区、直辖市水利厅（局）", "有关部门", "有关部门"),
        ("各省、自治区、直辖市水利厅（局）", "国家林草局", "国家林草局"),
        ("新疆生产建设兵团财政局", "水利局", "新疆生产建设兵团水利局"),
        ("新疆生产建设兵团财政局", "各有关单位", "各有关单位"),
        ("各部门", "各单位", "各单位"),
        ("各镇人民政府", "市政府各部门", "市政府各部门"),
        ("教育部", "财政部", "财政部"),
        ("各省、自治区、直辖市人民政府", "国务院各部委", "国务院各部委"),
    ],
)
def test_shared_heads(first: str, second: str, whole: str) -> None:
    assert share_head(first, second) == whole


@pytest.mark.parametrize(
    ("name", "collective"),
    [
        ("各有关部门", True),
        ("市政府直属各单位", True),
        ("县级以上人民政府", True),
        ("财政部门", True),
        ("教育厅相关处室", True),
        ("市、区人民政府", True),
        ("财政部", False),
        ("国务院", False),
        ("临海市商务局", False),
    ],
)
def test_collectives(name: str, collective: bool) -> None:
    assert is_collective(name) is collective


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("市政府各部门", "嘉兴市人民政府各部门"),
        ("市委各部门", "中共嘉兴市委各部门"),
        ("市直各单位", "市直各单位"),
        ("各有关部门", "各有关部门"),
        ("相关镇街", "相关镇街"),
        ("市级有关部门", "市级有关部门"),
        ("市各委办局", "市各委办局"),
        ("市有关部门", "嘉兴市有关部门"),
        ("市各主管部门", "嘉兴市各主管部门"),
        ("市区财政", "市区财政"),
        ("全市各有关单位", "全市各有关单位"),
        ("各县（市、区）科技局", "各县（市、区）科学技术局"),
        ("各县（市、区）政府", "各县（市、区）政府"),
        ("市卫生健康部门", "嘉兴市卫生健康部门"),
        ("各功能区管委会", "各功能区管理委员会"),
        ("人民银行各县支行", "中国人民银行各县支行"),
    ],
)
def test_short_names_inside_collectives_are_spelled_out(surface: str, name: str) -> None:
    linked, _ = link(
        f"<ORG>嘉兴市人民政府</ORG>要求<ORG>{surface}</ORG>落实，我市。", issuers=["嘉兴市人民政府"]
    )
    assert canonical(linked, surface) == name


def test_addressees_share_heads_and_keep_their_order() -> None:
    linked, _ = link(
        "临海市人民政府关于甲的意见\n各镇人民政府、街道办事处，市政府直属各单位：\n<ORG>临海市人民政府</ORG>，我市。",
        issuers=["临海市人民政府"],
        addressees=["各镇人民政府", "街道办事处", "市政府直属各单位"],
        kind="opinion",
    )
    assert linked.issuers == ("临海市人民政府",)
    assert linked.addressees == ("各镇人民政府", "各街道办事处", "临海市人民政府直属各单位")


def test_a_bare_department_behind_a_comma_shares_the_head_too() -> None:
    linked, _ = link(
        "临海市人民政府关于甲的意见\n各县（区）教育局，财政局，某某商业银行：\n<ORG>临海市人民政府</ORG>，我市。",
        issuers=["临海市人民政府"],
        addressees=["各县（区）教育局", "财政局", "某某商业银行"],
        kind="opinion",
    )
    assert linked.addressees == ("各县（区）教育局", "各县（区）财政局", "某某商业银行")


def test_a_branch_of_the_centre_that_signs_beside_departments_makes_nothing_national() -> None:
    linked, _ = link(
        "<ORG>省水利厅</ORG> <ORG>省财政厅</ORG> <ORG>人民银行济南分行</ORG>关于甲的通知\n根据<ORG>中共山东省委</ORG>、"
        "<ORG>山东省人民政府</ORG>要求，<ORG>省水利厅</ORG>落实。",
        issuers=["省水利厅", "省财政厅", "人民银行济南分行"],
        kind="notice",
    )
    assert linked.issuers == ("山东省水利厅", "山东省财政厅", "中国人民银行济南分行")


def test_places_among_addressees_share_the_department_that_ends_their_list() -> None:
    linked, _ = link(
        "吉林省教育厅关于甲的通知\n各市（州）、长白山管委会教育局，梅河口、公主岭市教育局，各县（市、区），各高校：\n<ORG>吉林省教育厅</ORG>。",
        issuers=["吉林省教育厅"],
        addressees=[
            "各市（州）",
            "长白山管委会教育局",
            "梅河口",
            "公主岭市教育局",
            "各县（市、区）",
            "各高校",
        ],
        kind="notice",
    )
    assert linked.addressees[:4] == (
        "各市（州）教育局",
        "长白山管委会教育局",
        "梅河口市教育局",
        "公主岭市教育局",
    )
    assert linked.addressees[4:] == ("各县（市、区）", "各高校")


def test_a_zone_is_called_as_its_issuer_calls_it() -> None:
    linked, _ = link(
        "某某港区管理委员会关于甲的意见\n港区各部门：<ORG>某某港区管理委员会</ORG>。",
        issuers=["某某港区管理委员会"],
        addressees=["港区各部门"],
        kind="opinion",
    )
    assert linked.addressees == ("某某港区各部门",)


def test_issuers_that_run_together_are_parted() -> None:
    name = "中共东阳市委东阳市人民政府"
    linked, _ = link(f"{name}关于甲的意见\n我市各部门。", issuers=[name], kind="opinion")
    assert linked.issuers == ("中共东阳市委", "东阳市人民政府")


MEETINGS = [
    ("近日，<ORG>山西省发展改革委</ORG>组织召开调度会，全省参加。", ("山西省发展和改革委员会",), ()),
    (
        "<ORG>盐城市人民政府</ORG>网：<ORG>市委第二巡察组</ORG>向<ORG>盐城市第一人民医院党委</ORG>反馈情况，我市。",
        ("中共盐城市委第二巡察组",),
        ("盐城市第一人民医院党委",),
    ),
    (
        "<ORG>红河州人民政府</ORG>网：会上，<ORG>州委</ORG><TITLE>副书记</TITLE>、<TITLE>州长</TITLE><PER>王小明</PER>作重要讲话，我州。",
        ("中共红河哈尼族彝族自治州委", "红河哈尼族彝族自治州人民政府"),
        (),
    ),
    ("会议在<ORG>临海市人民政府</ORG>召开，我市各界参加。", (), ()),
    ("<ORG>临海市委</ORG>5月3日就河道管理进行第二次集体学习，我市。", ("中共临海市委",), ()),
    ("5月3日，我院在会议室召开座谈会，<ORG>临海市第一医院</ORG>，我市。", ("临海市第一医院",), ()),
]


@pytest.mark.parametrize(("text", "issuers", "addressees"), MEETINGS)
def test_meeting_reports(text: str, issuers: tuple[str, ...], addressees: tuple[str, ...]) -> None:
    linked, _ = link(text, kind="meeting")
    assert linked.issuers == issuers
    assert linked.addressees == addressees


def test_offices_of_the_state_alone_make_no_issuer() -> None:
    linked, _ = link("<TITLE>国家主席</TITLE><PER>习近平</PER>发表重要讲话。", kind="meeting")
    assert linked.issuers == ()


def test_regulations_are_issued_by_whom_their_order_names() -> None:
    linked, _ = link("甲条例\n第一条。", kind="regulation", doc_number="中华人民共和国国务院令第600号")
    assert linked.issuers == ("国务院",)
    passed = "2019年5月31日浙江省第十三届人民代表大会常务委员会第十二次会议通过\n第一条。"
    assert link(passed, kind="regulation")[0].issuers == ("浙江省人民代表大会常务委员会",)
    passed = "《甲办法》已经2018年12月29日国家卫生健康委员会第5次委主任会议通过。\n第一条。"
    assert link(passed, kind="regulation")[0].issuers == ("国家卫生健康委员会",)


@pytest.mark.parametrize(
    ("title", "text", "issuers"),
    [
        ("河道管理条例", "第一条 国务院水行政主管部门负责。", ("国务院",)),
        ("河道管理条例", "第一条 水行政主管部门负责。", ()),
        ("中国共产党支部工作条例（试行）", "第一条 根据《中国共产党章程》，制定本条例。", ("中共中央",)),
        ("上海市实施《中华人民共和国水法》办法", "第一条 国务院规定。", ("上海市人民代表大会常务委员会",)),
        ("上海市河道管理条例", "第一条 国务院规定。", ("上海市人民代表大会常务委员会",)),
        ("河道管理办法", "第一条 国务院规定。", ()),
    ],
)
def test_who_alone_can_have_made_a_regulation(title: str, text: str, issuers: tuple[str, ...]) -> None:
    assert link(f"{title}\n{text}", kind="regulation", title=title)[0].issuers == issuers


@pytest.mark.parametrize(
    ("text", "issuers"),
    [
        ("各水利厅：为管好河道，<ORG>水利部</ORG>决定开展检查。", ("水利部",)),
        ("各水利厅：<ORG>水利部</ORG>的工作要做好。", ()),
        ("各水利厅：请抓好落实。盐城市水利局办公室2019年5月6日印发", ("盐城市水利局办公室",)),
    ],
)
def test_where_only_the_text_says_who_speaks(text: str, issuers: tuple[str, ...]) -> None:
    assert link(text, kind="notice")[0].issuers == issuers


@pytest.mark.parametrize(
    ("date", "surface", "name"),
    [
        ("2020-01-01", "省税务局", "国家税务总局江西省税务局"),
        ("", "省税务局党委", "国家税务总局江西省税务局党委"),
        ("2016-01-01", "省国税局", "江西省国家税务局"),
        ("2016-01-01", "省地税局", "江西省地方税务局"),
    ],
)
def test_tax_offices_belong_to_the_state_since_2018(date: str, surface: str, name: str) -> None:
    linked, _ = link(f"<ORG>江西省人民政府</ORG>：<ORG>{surface}</ORG>负责，全省。", date=date or None)
    assert canonical(linked, surface) == name


def test_zones_carry_their_citys_name_once() -> None:
    linked, _ = link("<ORG>盐城市人民政府</ORG>：<ORG>盐城经济技术开发区管委会</ORG>落实，我市。")
    assert canonical(linked, "盐城经济技术开发区管委会") == "盐城经济技术开发区管理委员会"


def test_zones_among_addressees_share_their_committee() -> None:
    linked, _ = link(
        "永康市人民政府关于甲的意见\n经济开发区、江南山水新城管委会，我市。",
        issuers=["永康市人民政府"],
        addressees=["经济开发区", "江南山水新城管委会"],
        kind="opinion",
    )
    assert linked.addressees == ("永康市经济开发区管理委员会", "永康市江南山水新城管理委员会")


def test_an_office_of_a_zone_lies_in_the_documents_region() -> None:
    linked, _ = link("<ORG>宁波市江北区科学技术局</ORG>：<ORG>创新园区产业发展局</ORG>落实，我区。",
                     issuers=["宁波市江北区科学技术局"])  # fmt: skip
    assert canonical(linked, "创新园区产业发展局") == "宁波市江北区创新园区产业发展局"


def test_a_banner_above_the_title_says_whose_page_it_is() -> None:
    text = "欢迎访问剑阁政务平台\n关于甲的通知\n各县人民政府，<ORG>省政府各部门</ORG>："
    start = text.index("关于甲")
    linked, _ = link(text, title="关于甲的通知", title_span=Span(start, start + 6), kind="notice")
    assert canonical(linked, "省政府各部门") == "四川省人民政府各部门"


def test_an_office_of_a_group_is_known_by_its_full_name() -> None:
    text = "<ORG>盐城市人民政府</ORG>：由<ORG>市防汛工作领导小组办公室</ORG>统筹，"
    text += "<ORG>领导小组办公室</ORG>通报，我市。"
    assert canonical(link(text)[0], "领导小组办公室") == "盐城市防汛工作领导小组办公室"


def test_party_units_alone_belong_to_the_institution_a_report_is_about() -> None:
    text = "近日，<ORG>某某县质检院</ORG>召开会议，<ORG>某某县质检院</ORG>的<ORG>党委</ORG>"
    text += "要求<ORG>党办</ORG>落实。"
    linked, _ = link(text, kind="meeting")
    assert canonical(linked, "党委") == "某某县质检院党委"
    assert canonical(linked, "党办") == "某某县质检院党委办公室"
    assert canonical(link("<ORG>党委</ORG>要抓好落实。")[0], "党委") == "党委"


def test_a_laboratory_with_a_name_is_no_office_of_the_one_institution() -> None:
    text = "由<ORG>清源供电公司</ORG>、<ORG>碧湖实验室</ORG>配合，<ORG>清源供电公司</ORG>的<ORG>督察室</ORG>检查。"
    linked, _ = link(text, kind="meeting")
    assert canonical(linked, "碧湖实验室") == "碧湖实验室"
    assert canonical(linked, "督察室") == "清源供电公司督察室"


def test_waters_are_no_counties() -> None:
    linked, _ = link("治理<LOC>太湖</LOC>、<LOC>太湖</LOC>，由<ORG>县水利局</ORG>负责，全县。")
    assert canonical(linked, "县水利局") == "县水利局"


def test_work_reports_are_given_for_a_body() -> None:
    title = "2024年盐城市人民政府工作报告（摘录）"
    assert link(f"{title}\n一、回顾", kind="report", title=title)[0].issuers == ("盐城市人民政府",)
    text = "各位代表：现在，我代表市人民政府，向大会报告工作。<ORG>盐城市人民政府</ORG>，我市。"
    assert link(text, kind="report")[0].issuers == ("盐城市人民政府",)


def test_bodies_carry_level_region_parent_and_party() -> None:
    linked, _ = link(
        "<ORG>盐城市人民政府</ORG>，<ORG>市委宣传部</ORG>，<ORG>市教育局</ORG>，<ORG>教育部</ORG>，我市。"
    )
    bodies = {b.name: b for b in linked.bodies}
    ministry, bureau, party = bodies["教育部"], bodies["盐城市教育局"], bodies["中共盐城市委宣传部"]
    assert (ministry.level, ministry.region_code, ministry.parent) == ("national", None, "国务院")
    assert (bureau.level, bureau.region_code, bureau.parent) == ("city", "320900", "盐城市人民政府")
    assert party.party and party.parent == "中共盐城市委" and not bureau.party
    assert "市教育局" in bureau.aliases


def test_a_file_of_corrections_is_always_obeyed(tmp_path: Path) -> None:
    file = tmp_path / "bodies.tsv"
    file.write_text(
        "surface\tcanonical\tlevel\n市建委\t嘉兴市建设委员会\tcity\n教育部\t甲教育部\tother\n", "utf-8"
    )
    registry = load_registry(bodies_file=file)
    text = "嘉兴市人民政府：市建委、教育部，我市。"
    mentions = [
        Mention("ORG", n, text.index(n), text.index(n) + len(n))
        for n in ("嘉兴市人民政府", "市建委", "教育部")
    ]
    linked = link_bodies(text, Structure(Head(), ()), mentions, registry)
    assert [m.canonical for m in linked.mentions] == ["嘉兴市人民政府", "嘉兴市建设委员会", "甲教育部"]
    assert linked.resolve("市建委").rule == "file"
    assert {b.name: b.level for b in linked.bodies}["甲教育部"] == "other"


def test_resolutions_say_by_which_rule() -> None:
    linked, _ = link("<ORG>临海市人民政府</ORG>要求<ORG>市商务局</ORG>，我市。")
    assert linked.resolve("市财政局").rule == "context"
    assert linked.resolve("临海市财政局").rule == "region"
    assert linked.resolve("不知何物").rule == "written"
    assert linked.resolve("市财政局").body_id == linked.resolve("临海市财政局").body_id


def test_resolving_the_canonical_name_again_changes_nothing() -> None:
    linked, _ = link(
        "".join(f"<ORG>{s}</ORG>，" for s in ("临海市人民政府", "市商务局", "市委", "团市委", "市法院"))
        + "我市"
    )
    for mention in linked.mentions:
        assert linked.resolve(mention.canonical or "").name == mention.canonical


@given(st.text(alphabet="省市县区临海委办局厅部教育财政各有关部门、（）中共处组党", min_size=1, max_size=30))
def test_any_written_name_resolves_to_something_stable(name: str) -> None:
    text = f"临海市人民政府要求{name}，我市。"
    at = text.index("要求") + 2
    mentions = [Mention("ORG", "临海市人民政府", 0, 7), Mention("ORG", name, at, at + len(name))]
    linked = link_bodies(text, Structure(Head(), ()), mentions, REGISTRY)
    again = link_bodies(text, Structure(Head(), ()), mentions, REGISTRY)
    assert linked.mentions == again.mentions and linked.bodies == again.bodies
    assert all(m.canonical is not None for m in linked.mentions)


def test_linking_stays_linear() -> None:
    text = "临海市人民政府要求市商务局、联席会议、局党组、督导处落实，我市。" * 3000
    names = ("临海市人民政府", "市商务局", "联席会议", "局党组", "督导处")
    mentions = sorted(
        (Mention("ORG", n, m.start(), m.end()) for n in names for m in re.finditer(n, text)),
        key=lambda m: m.start,
    )
    import time

    start = time.perf_counter()
    link_bodies(text, Structure(Head(), ()), mentions, REGISTRY)
    assert time.perf_counter() - start < 10
