"""Groups, zones and shared names: what a short name stands for by what the document says elsewhere."""

from __future__ import annotations

import pytest
from test_link import canonical, link

from pipeline.link.bodywords import abbreviates, is_unit
from pipeline.link.registry import load_registry

REGISTRY = load_registry()
TOWN = {"issuers": ["临海市人民政府"]}

#: The document, a name in it, its canonical name.
NAMED_ELSEWHERE = [
    # an office is that of the group the sentence is about
    (
        "<ORG>临海市人民政府</ORG>设立<ORG>市古城保护管理委员会</ORG>，成员有<ORG>市东塍区管委会</ORG>。"
        "管理委员会下设办公室，<ORG>办公室</ORG>设在市住建局，我市。",
        "办公室",
        "临海市古城保护管理委员会办公室",
    ),
    (
        "<ORG>临海市人民政府</ORG>：<ORG>市渔船整治领导小组</ORG>下设督查组、宣传组。<ORG>督查组</ORG>每月检查，我市。",
        "督查组",
        "临海市渔船整治领导小组督查组",
    ),
    # 工作 is left out of the name
    (
        "<ORG>临海市人民政府</ORG>建立<ORG>临海市民宿发展工作联席会议</ORG>，名单：<ORG>民宿发展联席会议</ORG>，我市。",
        "民宿发展联席会议",
        "临海市民宿发展工作联席会议",
    ),
    (
        "<ORG>临海市人民政府</ORG>成立<ORG>2030年东海马拉松赛组织委员会</ORG>，<ORG>组织委员会</ORG>负责赛务，我市。",
        "组织委员会",
        "2030年东海马拉松赛组织委员会",
    ),
    # only its office is named in full
    (
        "<ORG>临海市人民政府</ORG>：<ORG>2030年度临海市“括苍杯”优质工程评选委员会办公室</ORG>受理，<ORG>评选委员会</ORG>复查，我市。",
        "评选委员会",
        "2030年度临海市“括苍杯”优质工程评选委员会",
    ),
    (
        "<ORG>临海市人民政府</ORG>：<ORG>临海市优秀论文评审委员会</ORG>组织，由<ORG>市评审委员会办公室</ORG>受理，我市。",
        "市评审委员会办公室",
        "临海市优秀论文评审委员会办公室",
    ),
    (
        "<ORG>临海市人民政府</ORG>：<ORG>临海市论文评审委员会</ORG>、<ORG>临海市职称评审委员会</ORG>和"
        "<ORG>市评审委员会办公室</ORG>，我市。",
        "市评审委员会办公室",
        "临海市评审委员会办公室",
    ),
    # working groups under the headings of a plan
    (
        "<ORG>临海市人民政府</ORG>：成立<ORG>临海市防台指挥部</ORG>设立相应工作组，职责如下：\n一、抢险救灾组。由市应急局牵头。\n"
        "二、医疗防疫组。<ORG>医疗防疫组</ORG>到场，我市。",
        "医疗防疫组",
        "临海市防台指挥部医疗防疫组",
    ),
    # a group the government itself sets up
    (
        "<ORG>临海市人民政府</ORG>决定成立<ORG>压减行政许可事项工作领导小组</ORG>，我市。",
        "压减行政许可事项工作领导小组",
        "临海市压减行政许可事项工作领导小组",
    ),
    # one that everybody has to set up is nobody's own
    (
        "<ORG>临海市人民政府</ORG>要求各乡镇成立<ORG>压减行政许可事项工作领导小组</ORG>，我市。",
        "压减行政许可事项工作领导小组",
        "压减行政许可事项工作领导小组",
    ),
    ("<ORG>临海市人民政府</ORG>派<ORG>帮办小组</ORG>上门，我市。", "帮办小组", "帮办小组"),
    (
        "<ORG>临海市人民政府</ORG>：<ORG>市人才办</ORG>会同<ORG>临海市人才工作办公室</ORG>，我市。",
        "市人才办",
        "临海市人才工作办公室",
    ),
    (
        "<ORG>临海市人民政府</ORG>：<ORG>市人才办</ORG>，我市。",
        "市人才办",
        "中共临海市委人才工作领导小组办公室",
    ),
    ("<ORG>临海市人民政府</ORG>：<ORG>市法制办</ORG>，我市。", "市法制办", "临海市人民政府法制办公室"),
    (
        "<ORG>临海市人民政府</ORG>：<ORG>市政府法制办</ORG>，我市。",
        "市政府法制办",
        "临海市人民政府法制办公室",
    ),
    (
        "<ORG>临海市人民政府</ORG>：<ORG>市政府大厅管委会</ORG>，我市。",
        "市政府大厅管委会",
        "临海市人民政府大厅管理委员会",
    ),
]


@pytest.mark.parametrize(("text", "surface", "name"), NAMED_ELSEWHERE)
def test_short_names_of_groups(text: str, surface: str, name: str) -> None:
    linked, _ = link(text, **TOWN)
    assert [m.canonical for m in linked.mentions if m.text == surface][-1] == name


def test_parts_set_up_under_two_bodies_stay_as_written() -> None:
    linked, _ = link(
        "<ORG>临海市人民政府</ORG>：<ORG>市防汛指挥部</ORG>下设宣传组。<ORG>市防疫指挥部</ORG>下设宣传组。"
        "<ORG>宣传组</ORG>要及时报送，我市。",
        **TOWN,
    )
    assert canonical(linked, "宣传组") == "宣传组"


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("市民政局", "临海市民政局"),
        ("市民族宗教事务局", "临海市民族宗教事务局"),
        ("市民中心", "市民中心"),
        ("发改局（服务业发展局）", "临海市发展和改革局"),
        ("住建局（建委）", "住建局（建委）"),
        ("市财政（地税）局", "临海市财政局"),
        ("市古建（园林）局", "临海市古建（园林）局"),
        ("县（市、区）卫健委", "县（市、区）卫生健康委员会"),
        ("市本级财政", "市本级财政"),
        ("市直机关工委", "中共临海市直属机关工作委员会"),
        ("市委直属机关工委", "中共临海市委直属机关工作委员会"),
        ("市直机关", "市直机关"),
        ("本市各级人民政府", "临海市各级人民政府"),
        ("全市各级人民政府", "全市各级人民政府"),
        ("设区市环保局", "设区市环境保护局"),
        ("市农办", "临海市农业和农村工作办公室"),
    ],
)
def test_names_at_home(surface: str, name: str) -> None:
    linked, _ = link(
        f"<ORG>临海市人民政府</ORG>：<ORG>{surface}</ORG>，<ORG>市农家乐发展协调办公室</ORG>，我市。", **TOWN
    )
    assert canonical(linked, surface) == name


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("环保局", "环保局"),
        ("省环保厅", "浙江省环境保护厅"),
        ("粮食局", "浙江省粮食局"),
        ("林草局", "浙江省林业和草原局"),
        ("全省职业学校", "全省职业学校"),
        ("省证监局", "中国证券监督管理委员会浙江监管局"),
        ("浙江证监局", "中国证券监督管理委员会浙江监管局"),
        ("嘉兴银监分局", "中国银行业监督管理委员会嘉兴监管分局"),
        ("十四届全国人大常委会", "全国人民代表大会常务委员会"),
        ("全国人大财经委", "全国人民代表大会财政经济委员会"),
        ("中央和国家机关工委", "中央和国家机关工作委员会"),
        ("省委人才工作领导小组各成员单位", "中共浙江省委人才工作领导小组各成员单位"),
    ],
)
def test_names_in_a_province(surface: str, name: str) -> None:
    linked, _ = link(
        f"<ORG>浙江省人民政府</ORG>：<ORG>浙江省环境保护厅</ORG>督促<ORG>{surface}</ORG>，我省。",
        issuers=["浙江省人民政府"],
    )
    assert canonical(linked, surface) == name


def test_a_class_of_hospitals_is_no_host() -> None:
    linked, _ = link("<ORG>公立医院</ORG>设<ORG>党委</ORG>。<ORG>公立医院</ORG><ORG>党委</ORG>领导。")
    assert canonical(linked, "党委") == "党委"
    linked, _ = link(
        "<ORG>临海市第九医院</ORG>设<ORG>党委</ORG>。<ORG>临海市第九医院</ORG><ORG>党委</ORG>领导。"
    )
    assert canonical(linked, "党委") == "临海市第九医院党委"


@pytest.mark.parametrize(
    ("said", "addressees"),
    [
        (
            "局长对<ORG>各水利站</ORG>、<ORG>盐城市水文站</ORG>和志愿者提出了三点希望。",
            ("各水利站", "盐城市水文站"),
        ),
        ("局长对<ORG>盐城市水文站</ORG>的工作提出要求。", ("盐城市水文站",)),
        ("局长对<ORG>盐城市水文站</ORG>给予表扬。站长提出希望。", ()),
        ("局长对节水提出要求，<ORG>盐城市水文站</ORG>参会。", ()),
    ],
)
def test_whom_a_report_asks(said: str, addressees: tuple[str, ...]) -> None:
    linked, _ = link(f"5月9日，<ORG>盐城市水利局</ORG>召开会议。{said}", kind="meeting")
    assert linked.addressees == addressees


def test_a_suburb_is_no_region_of_its_own() -> None:
    linked, _ = link(
        "<ORG>北京市人民政府</ORG>：<ORG>郊区（县）人民政府</ORG>负责，本市。", issuers=["北京市人民政府"]
    )
    assert canonical(linked, "郊区（县）人民政府") == "郊区（县）人民政府"
    linked, _ = link(
        "<ORG>铜陵市人民政府</ORG>：<ORG>郊区人民政府</ORG>负责，我市。", issuers=["铜陵市人民政府"]
    )
    assert canonical(linked, "郊区人民政府") == "铜陵市郊区人民政府"


def test_every_district_has_the_bodies_of_a_rule() -> None:
    text = "第一条 结合本市实际，制定本办法。<ORG>区人民政府</ORG>应当落实，<ORG>市人民政府</ORG>督办。"
    text += "北京市怀柔区先行，北京市推广。"
    linked, _ = link(text, kind="regulation")
    assert canonical(linked, "区人民政府") == "区人民政府"
    assert canonical(linked, "市人民政府") == "北京市人民政府"


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("党委宣传部门", "组织部门", "党委组织部门"),
        ("各级党校", "行政学院", "各级行政学院"),
        ("党委宣传部门", "教育部门", "教育部门"),
        ("水利部门", "组织部门", "组织部门"),
    ],
)
def test_heads_shared_across_a_list(first: str, second: str, name: str) -> None:
    linked, _ = link(
        f"<ORG>国务院办公厅</ORG>：<ORG>{first}</ORG>、<ORG>{second}</ORG>。", issuers=["国务院办公厅"]
    )
    assert canonical(linked, second) == name


def test_a_central_body_with_its_second_name() -> None:
    linked, _ = link(
        "<ORG>国务院办公厅</ORG>：由<ORG>中央宣传部（国务院新闻办）</ORG>牵头。", issuers=["国务院办公厅"]
    )
    assert canonical(linked, "中央宣传部（国务院新闻办）") == "中共中央宣传部"


def test_the_board_of_a_zone_that_carries_its_province() -> None:
    linked, _ = link(
        "<ORG>浙江省东屏经济开发区管理委员会</ORG>发布，<ORG>东屏经济开发区管委会</ORG>审核，我县。",
        issuers=["浙江省东屏经济开发区管理委员会"],
    )
    assert canonical(linked, "东屏经济开发区管委会") == "浙江省东屏经济开发区管理委员会"


def test_a_town_is_addressed_in_its_party_and_its_state() -> None:
    linked, _ = link(
        "大田镇党委和政府：\n<ORG>临海市人民政府</ORG>要求，我市。", addressees=["大田镇党委和政府"]
    )
    assert linked.addressees == ("临海市大田镇党委", "临海市大田镇人民政府")


def test_two_short_names_defined_beside_each_other() -> None:
    linked, _ = link(
        "<ORG>临海市人民政府</ORG>设立发展资金（以下简称专项资金）和<ORG>临海市发展资金管理委员会</ORG>（以下简称“资委会”），"
        "<ORG>资委会</ORG>负责，我市。",
        **TOWN,
    )
    assert canonical(linked, "资委会") == "临海市发展资金管理委员会"
    linked, _ = link(
        "<ORG>临海市人民政府</ORG>：<ORG>市水利局</ORG>和<ORG>市林业局</ORG>（以下简称两局）由<ORG>两局</ORG>负责，我市。",
        **TOWN,
    )
    assert canonical(linked, "两局") == "两局"


#: The zone's own document: its board, its party committee, its offices.
@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("嘉兴港区管委会", "嘉兴港区开发建设管理委员会"),
        ("嘉兴港区党工委", "中共嘉兴市委嘉兴港区开发建设工作委员会"),
        ("港区人才办", "嘉兴港区人才工作领导小组办公室"),
        ("港区经发局", "嘉兴港区经济发展局"),
        ("港区企业", "港区企业"),
    ],
)
def test_names_of_an_own_zone(surface: str, name: str) -> None:
    linked, _ = link(
        f"<ORG>嘉兴港区开发建设管理委员会</ORG>印发，<ORG>{surface}</ORG>落实，我市。\n"
        "中共嘉兴市委嘉兴港区开发建设工作委员会 嘉兴港区开发建设管理委员会",
        issuers=["嘉兴港区开发建设管理委员会"],
    )
    assert canonical(linked, surface) == name


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("山水新城管委会", "临海市山水新城管理委员会"),
        ("山水新城党工委", "临海市山水新城党工委"),
        ("临东高新区管委会", "临东高新区管理委员会"),
        ("城东高新区管委会", "临海市城东高新区管理委员会"),
        ("现代农业高新区（城西新区）管委会", "临海市现代农业高新区（城西新区）管理委员会"),
    ],
)
def test_boards_of_zones_at_home(surface: str, name: str) -> None:
    linked, _ = link(f"<ORG>临海市人民政府</ORG>：<ORG>{surface}</ORG>，我市。", **TOWN)
    assert canonical(linked, surface) == name


@pytest.mark.parametrize(
    ("home", "surface", "name"),
    [
        ("台州市黄岩区", "区公安分局", "台州市公安局黄岩分局"),
        ("台州市黄岩区", "黄岩国土资源分局", "台州市国土资源局黄岩分局"),
        ("台州市黄岩区", "区环保分局党组", "台州市环境保护局黄岩分局党组"),
        ("仙居县", "县公安分局", "仙居县公安分局"),  # a county has an office of its own
        ("台州市黄岩区", "区市场监管分局", "台州市黄岩区市场监管分局"),
    ],
)
def test_branches_in_districts(home: str, surface: str, name: str) -> None:
    linked, _ = link(f"<ORG>{home}人民政府</ORG>：<ORG>{surface}</ORG>负责。", issuers=[f"{home}人民政府"])
    assert canonical(linked, surface) == name


def test_copies_name_the_bodies_of_the_home_region() -> None:
    text = (
        "<ORG>临海市人民政府</ORG>：由<ORG>法院</ORG>审理，我市。\n"
        "抄送：\n<ORG>市委各部门</ORG>，<ORG>人武部</ORG>，<ORG>检察院</ORG>。"
    )
    linked, _ = link(text, **TOWN)
    assert canonical(linked, "人武部") == "临海市人民武装部"
    assert canonical(linked, "检察院") == "临海市人民检察院"
    assert canonical(linked, "法院") == "法院"


def test_departments_told_to_work_together_are_of_one_region() -> None:
    linked, _ = link(
        "<ORG>临海市人民政府</ORG>：由<ORG>市教育行政部门</ORG>会同<ORG>财政部门</ORG>制定，报<ORG>民政部门</ORG>，我市。",
        **TOWN,
    )
    assert canonical(linked, "财政部门") == "临海市财政部门"
    assert canonical(linked, "民政部门") == "民政部门"


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("劳动行政部门", "国务院劳动行政部门"),
        ("国务院劳动行政部门", "国务院劳动行政部门"),
        ("有关部门", "有关部门"),
    ],
)
def test_departments_of_the_cabinet_share_its_name(surface: str, name: str) -> None:
    linked, _ = link(f"<ORG>国务院教育行政部门</ORG>、<ORG>{surface}</ORG>负责。", kind="regulation")
    assert canonical(linked, surface) == name


def test_a_class_of_groups_is_not_the_highest_of_them() -> None:
    linked, _ = link(
        "<ORG>中央信访工作联席会议办公室</ORG>督办。各地<ORG>信访工作联席会议</ORG>协调，<ORG>国务院</ORG>。",
        kind="regulation",
    )
    assert canonical(linked, "信访工作联席会议") == "信访工作联席会议"


@pytest.mark.parametrize(
    ("text", "surface", "name"),
    [
        (
            "为推进健康江苏建设，结合本省实际制定，由<ORG>省财政部门</ORG>负责。",
            "省财政部门",
            "江苏省财政部门",
        ),
        ("在本省、自治区范围内由<ORG>省财政部门</ORG>负责，健康江苏。", "省财政部门", "省财政部门"),
    ],
)
def test_a_regulation_says_whose_it_is(text: str, surface: str, name: str) -> None:
    linked, _ = link(text, kind="regulation")
    assert canonical(linked, surface) == name


def test_local_newspapers_speak_for_their_city() -> None:
    linked, _ = link("<ORG>市委宣传部</ORG>副部长、钱江晚报记者到会，<ORG>省委</ORG>要求，我省。")
    assert canonical(linked, "省委") == "中共浙江省委"
    linked, _ = link("<ORG>省委</ORG>要求，解放军报记者到会，我省。")
    assert canonical(linked, "省委") == "省委"


def test_landmarks_are_regions_of_the_list() -> None:
    regions = REGISTRY.regions.by_name
    assert REGISTRY.landmarks
    assert all(place in regions for place in REGISTRY.landmarks.values())


@pytest.mark.parametrize(
    ("short", "text", "is_short"),
    [
        ("民宿发展联席会议", "临海市民宿发展工作联席会议", True),
        ("民宿发展联席会议", "临海市旅游发展工作联席会议", False),
        ("民宿发展领导小组", "临海市民宿发展工作联席会议", False),
    ],
)
def test_abbreviations_of_groups(short: str, text: str, is_short: bool) -> None:
    assert abbreviates(short, text) is is_short


def test_no_unit_joins_two_bodies() -> None:
    assert not is_unit("+公司")
    assert is_unit("督导审计处")


@pytest.mark.parametrize(
    ("issuer", "surface", "name"),
    [
        ("广西壮族自治区人民政府", "自治区党委组织部", "中共广西壮族自治区委员会组织部"),
        ("广西壮族自治区人民政府", "自治区团委", "共青团广西壮族自治区委员会"),
        ("上海市浦东新区人民政府", "新区政府", "上海市浦东新区人民政府"),
        ("临海市人民政府", "新区政府", "新区政府"),
        ("重庆市人民政府", "市高法院", "重庆市高级人民法院"),
        ("重庆市人民政府", "市住房城乡建委", "重庆市住房和城乡建设委员会"),
        ("临海市人民政府", "市政协办", "中国人民政治协商会议临海市委员会办公室"),
        ("临海市人民政府", "市防指", "临海市防汛抗旱指挥部"),
        ("临海市人民政府", "市一医院", "临海市第一人民医院"),
        ("临海市人民政府", "市生态环境分局", "台州市生态环境局临海分局"),
        ("临海市人民政府", "市国土分局", "临海市国土分局"),
        ("临海市人民政府", "人行临海支行", "中国人民银行临海支行"),
        ("临海市人民政府", "人行道管理所", "人行道管理所"),
    ],
)
def test_short_forms_of_many_places(issuer: str, surface: str, name: str) -> None:
    linked, _ = link(f"<ORG>{issuer}</ORG>要求<ORG>{surface}</ORG>落实。", issuers=[issuer])
    assert canonical(linked, surface) == name


@pytest.mark.parametrize(
    ("marked", "surface", "name"),
    [
        # a unit that is named with its school elsewhere, and one of two schools
        ("由<ORG>教务处</ORG>负责。\n<ORG>江南大学教务处</ORG>", "教务处", "江南大学教务处"),
        (
            "由<ORG>教务处</ORG>负责。\n<ORG>江南大学教务处</ORG>，<ORG>江北大学教务处</ORG>",
            "教务处",
            "教务处",
        ),
        ("<ORG>江南大学</ORG><ORG>江南大学人事处</ORG>", "江南大学人事处", "江南大学人事处"),
        (
            "<ORG>临海市人民政府</ORG>：<ORG>市委常委会</ORG>研究，我市。",
            "市委常委会",
            "中共临海市委常务委员会",
        ),
    ],
)
def test_units_and_committees(marked: str, surface: str, name: str) -> None:
    linked, _ = link(marked)
    assert canonical(linked, surface) == name


@pytest.mark.parametrize(
    ("addressees", "name"),
    [
        (["四川省人民政府", "商务部"], "四川省人民政府"),
        (["四川省人民政府", "云南省人民政府"], "省人民政府"),
        (["商务部"], "省人民政府"),
    ],
)
def test_the_province_that_a_reply_is_addressed_to(addressees: list[str], name: str) -> None:
    linked, _ = link(
        "、".join(addressees) + "：\n<ORG>国务院</ORG>同意，由你<ORG>省人民政府</ORG>组织实施。",
        issuers=["国务院"],
        addressees=addressees,
    )
    assert canonical(linked, "省人民政府") == name


def test_people_are_greeted_beside_those_addressed() -> None:
    linked, _ = link(
        "各县教育局，各位老同志：\n现将有关事项通知如下。", addressees=["各县教育局", "各位老同志"]
    )
    assert linked.addressees == ("各县教育局",)
