"""Who issued a document where neither title nor signature says it plainly, and addressees that share a head."""

import pytest
from test_link import REGISTRY, link

from pipeline.link import link_bodies
from pipeline.structure import parse_structure


@pytest.mark.parametrize(
    ("text", "kind", "issuers"),
    [
        # who answers the press
        (
            "近日，<ORG>水利部</ORG>、<ORG>财政部</ORG>联合印发了《河道管理办法》。<ORG>水利部</ORG>负责同志就"
            "《办法》的实施接受了记者的采访。",
            "other",
            ("水利部",),
        ),
        # only who issued is named
        ("近日，<ORG>水利部</ORG>印发《河道管理办法》。", "other", ("水利部",)),
        (
            "日前，<ORG>水利部</ORG>、<ORG>财政部</ORG>和<ORG>教育部</ORG>联合印发《河道管理办法》。",
            "other",
            ("水利部", "财政部", "教育部"),
        ),
        # a signature that lost its line breaks
        (
            "现将计划印发给你们。\n<ORG>盐城市水利局</ORG><ORG>盐城市财政局</ORG><ORG>盐城市公安局</ORG>盐城市河道管理"
            "计划为加强河道管理，制定本计划。",
            "notice",
            ("盐城市水利局", "盐城市财政局", "盐城市公安局"),
        ),
        # two bodies in a row are a list, not a signature
        ("<ORG>盐城市水利局</ORG><ORG>盐城市财政局</ORG>要抓好落实。", "notice", ()),
        # the one place that a rule calls its own
        (
            "为加快我市节水改造，现提出如下意见：\n一、盐城市各灌区要换表。\n二、费用由<ORG>盐城市水利局</ORG>核定。",
            "opinion",
            ("盐城市人民政府",),
        ),
        ("去年，我市节水改造成效明显。盐城市各灌区换了水表。", "report", ()),
        ("我省要支持我市节水改造，现提出如下意见：\n一、盐城市各灌区要换表。", "opinion", ()),
        # the body that explains its own rule; 条例 are the congress's, the rest of a rule the government's
        (
            "第一条 为加强我省河道管理，建设数字浙江，结合我省实际，制定本办法。\n第九条 本办法由<ORG>省委</ORG>负责解释。",
            "regulation",
            ("中共浙江省委",),
        ),
        (
            "第一条 为推进平安浙江建设，结合本省实际，制定本条例。",
            "regulation",
            ("浙江省人民代表大会常务委员会",),
        ),
        ("第一条 为推进平安浙江建设，结合本省实际，制定本办法。", "regulation", ("浙江省人民政府",)),
        ("第一条 为加强河道管理，结合医院实际，制定本办法。", "regulation", ()),
        # rules of no place and no title
        (
            "第一条 根据《中国共产党章程》，制定本条例。\n第九条 军队的规定，由中央军委根据本条例制定。",
            "regulation",
            ("中共中央",),
        ),
        (
            "第一条 为了管理河道，根据水法，制定本条例。\n第二条 <ORG>国务院</ORG>水行政主管部门负责。",
            "regulation",
            ("国务院",),
        ),
        (  # rules for the party's organs too are nobody's alone
            "第一条 为了做好来信工作，制定本条例。\n第二条 本条例适用于各级党的机关。\n第三条 报<ORG>国务院</ORG>。",
            "regulation",
            (),
        ),
        (
            "（2016年5月7日第十二届全国人民代表大会常务委员会第九次会议通过）\n一、第三条改为：",
            "other",
            ("全国人民代表大会常务委员会",),
        ),
        ("一、第三条（2016年5月7日第十二届全国人民代表大会常务委员会第九次会议通过）改为：", "other", ()),
        # a group that meets, not one whose meeting is looked back upon
        (
            "5月24日，我市召开2017年全市<ORG>信用盐城建设领导小组</ORG>会议，盐城市各地负责人参加。会议强调，要抓好落实。",
            "meeting",
            ("信用盐城建设领导小组",),
        ),
        ("会议传达了<ORG>盐城市防汛领导小组</ORG>会议精神。会议强调，要抓好落实。", "meeting", ()),
        # who studied and decided, not who only agreed
        (
            "经<ORG>盐城市委</ORG>、<ORG>盐城市政府</ORG>研究，决定出台十条意见。",
            "other",
            ("中共盐城市委", "盐城市人民政府"),
        ),
        ("经<ORG>盐城市政府</ORG>同意，现将名单通知如下。", "other", ()),
        ("国务院总理某某日前签署国务院令，公布条例。", "other", ("国务院",)),
        # a headline where no title was found
        (
            "★盐城市委办公室盐城市政府办公室关于节水改造的实施意见为了推进节水，提出意见。",
            "other",
            ("中共盐城市委办公室", "盐城市人民政府办公室"),
        ),
        # two bodies in front of their number
        (
            "<ORG>盐城市水利局</ORG><ORG>盐城市财政局</ORG>盐水〔2030〕7号\n河道管理细则",
            "regulation",
            ("盐城市水利局", "盐城市财政局"),
        ),
        # lines that hold nothing but names, one of them a central body's unit in the place
        (
            "盐城市水情公报\n盐城市水利局 国家统计局盐城调查队\n去年降水偏少。",
            "report",
            ("盐城市水利局", "国家统计局盐城调查队"),
        ),
        ("盐城市水情公报\n去年降水偏少。\n（盐城市水利局）", "report", ("盐城市水利局",)),
        ("盐城市水情公报\n去年降水偏少。\n（盐城市第九中学供稿）", "report", ()),
        # a signature that lost its line, the body that speaks of itself, the body that drafted what is asked about
        (
            "现予印发。河道管理意见<ORG>盐城市河道管理领导小组</ORG>2030年8月4日附件河道管理意见。\n"
            "盐城市河道管理领导小组办公室2030年8月5日印发",
            "notice",
            ("盐城市河道管理领导小组",),
        ),
        (
            "现我院对电梯维保进行调研。\n附件1 <ORG>盐城市第九人民医院</ORG>报名表",
            "other",
            ("盐城市第九人民医院",),
        ),
        ("请你院对电梯维保进行调研。\n附件1 <ORG>盐城市第九人民医院</ORG>报名表", "other", ()),
        (
            "一、为何出台？<ORG>国家知识产权局</ORG>起草制定了《通知》。二、如何落实？抓好宣传。三、有何保障？有预算。",
            "other",
            ("国家知识产权局",),
        ),
        ("去年，<ORG>国家知识产权局</ORG>起草制定了《通知》，反响很好。", "other", ()),
        # a report that is of no kind
        (
            "5月9日，<ORG>盐城市水利局党支部</ORG>组织全体党员开展了节水活动。",
            "other",
            ("盐城市水利局党支部",),
        ),
        (
            "节水须从家庭做起。专家认为，近年来<ORG>盐城市水利局党支部</ORG>组织全体党员开展了多次宣传，成效不小。",
            "other",
            (),
        ),
        # the cabinet's meeting
        ("近日召开的国务院常务会议部署了河道管理工作。专家表示支持。", "meeting", ("国务院",)),
        ("<ORG>水利部</ORG>传达学习国务院常务会议精神。", "meeting", ()),
    ],
)
def test_issuers(text: str, kind: str, issuers: tuple[str, ...]) -> None:
    assert link(text, kind=kind)[0].issuers == issuers


def test_a_speech_for_party_and_state_is_of_both() -> None:
    from pipeline.structure import parse_structure

    text = "在全国河道管理大会上的讲话\n同志们：我代表党中央、国务院，向大家表示感谢。"
    head = parse_structure(text, {}).head
    assert [text[s.start : s.end] for s in head.issuers] == ["党中央", "国务院"]
    text = "尊敬的各位来宾：\n大家好！我代表中共盐城市委、盐城市人民政府，表示祝贺！"
    head = parse_structure(text, {}).head
    assert [text[s.start : s.end] for s in head.issuers] == ["中共盐城市委", "盐城市人民政府"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            ["各县（市、区）市场监管局（分局）", "国税局", "公安（分）局", "政务服务中心"],
            (
                "各县（市、区）市场监督管理局（分局）",
                "各县（市、区）国家税务局",
                "各县（市、区）公安（分）局",
                "各县（市、区）政务服务中心",
            ),
        ),
        (["市机关各部门", "各单位"], ("市机关各部门", "市机关各单位")),
        (["各部门", "各单位"], ("各部门", "各单位")),
    ],
)
def test_addressees_share_their_head(line: list[str], names: tuple[str, ...]) -> None:
    text = f"临海市水利局关于甲的意见\n{'、'.join(line)}：\n<ORG>临海市水利局</ORG>，我市。"
    linked, _ = link(text, issuers=["临海市水利局"], addressees=line, kind="opinion")
    assert linked.addressees == names


def test_mass_organisations_as_kinds_keep_their_written_form() -> None:
    text = "<ORG>国务院</ORG>：支持<ORG>工会</ORG>、<ORG>共青团</ORG>、<ORG>妇联</ORG>开展工作。"
    linked, _ = link(text, kind="opinion")
    named = {m.text: m.canonical for m in linked.mentions}
    assert named["妇联"] == "妇联"


def test_a_rule_for_schools_means_every_school() -> None:
    linked, _ = link("<ORG>学校</ORG>应当公开。<ORG>育才学校</ORG>要做好示范。", kind="regulation")
    assert [m.canonical for m in linked.mentions] == ["学校", "育才学校"]


@pytest.mark.parametrize("name", ["江苏省（中共中央政治局", "乌兹别克斯坦共和国"])
def test_no_cut_bracket_and_no_state_issues(name: str) -> None:
    assert link(f"5月9日，<ORG>{name}</ORG>召开会议。", kind="meeting")[0].issuers == ()


def test_the_person_of_the_headline_speaks_for_the_meeting() -> None:
    text = (
        "<PER>张有为</PER>对节水作出指示\n<ORG>盐城市水利局</ORG>局长<PER>李三</PER>指出，要节水。<PER>李三</PER>强调，要护河。"
        "<ORG>江苏省水利厅</ORG>厅长<PER>张有为</PER>强调，要管水。"
    )
    assert link(text, kind="meeting", title="张有为对节水作出指示")[0].issuers == ("江苏省水利厅",)
    assert link(text, kind="meeting", title="全市节水会议")[0].issuers == ("盐城市水利局",)


def test_a_leader_who_visits_alone_speaks_for_his_bodies() -> None:
    text = "<ORG>国务院</ORG>总理<PER>李三</PER>在<LOC>盐城市</LOC>考察。<PER>李三</PER>说，要节水。"
    assert link(text, kind="meeting")[0].issuers == ("国务院",)
    local = text + "<ORG>盐城市水利局</ORG>局长<PER>王五</PER>指出，要护河。"
    assert link(local, kind="meeting")[0].issuers == ("盐城市水利局",)


@pytest.mark.parametrize(
    ("title", "issuers"),
    [
        ("盐城市水利局扎实推进河道监管工作", ("盐城市水利局",)),
        ("江苏盐城市水利局节水工作初见成效", ("盐城市水利局",)),
        ("全省节水工作初见成效", ()),
    ],
)
def test_a_report_on_work_is_of_whom_its_title_opens_with(title: str, issuers: tuple[str, ...]) -> None:
    text = (
        f"{title.replace('盐城市水利局', '<ORG>盐城市水利局</ORG>')}\n去年，<ORG>盐城市水利局</ORG>开展普查。"
    )
    assert link(text, kind="report", title=title)[0].issuers == issuers


def test_who_is_named_first_of_those_who_attend_counts() -> None:
    mayor = "<ORG>盐城市人民政府</ORG>市长<PER>张三</PER>"
    text = f"盐城市河道管理工作会议举行。{mayor}，<ORG>盐城市水利局</ORG>局长<PER>李四</PER>出席。"
    assert link(text, kind="meeting")[0].issuers == ("盐城市人民政府",)


def test_who_leads_a_visit_and_whose_plenum_it_was() -> None:
    visit = "<ORG>盐城市水利局</ORG>局长<PER>张三</PER>率调研组到响水县，<ORG>响水县水利局</ORG>局长<PER>李四</PER>陪同。"
    assert link(visit, kind="meeting")[0].issuers == ("盐城市水利局",)
    plenum = "中国共产党第十九届中央委员会第五次全体会议{}在北京举行。"
    assert link(plenum.format("，于2020年10月26日"), kind="meeting")[0].issuers == ("中共中央",)
    local = "中国共产党盐城市第八届委员会第三次全体会议决议\n全会号召，要团结奋斗。"
    assert link(local, kind="decision")[0].issuers == ("中共盐城市委",)
    assert link("学习" + plenum.format("精神报告会"), kind="meeting")[0].issuers == ()


def test_a_plan_is_of_whom_its_title_opens_with() -> None:
    text = "<ORG>盐城市水利局</ORG>2030年河道工作方案\n为管好河道，制定本方案。"
    assert link(text, kind="plan", title="盐城市水利局2030年河道工作方案")[0].issuers == ("盐城市水利局",)
    text = "2030年河道工作方案\n由<ORG>盐城市水利局</ORG>负责。"
    assert link(text, kind="plan", title="2030年河道工作方案")[0].issuers == ()


def test_posts_held_once_are_no_issuers() -> None:
    text = "时任<ORG>江苏省水利厅</ORG>厅长、<ORG>江苏省财政厅</ORG>厅长<PER>张有为</PER>指出，要节水。"
    assert "江苏省水利厅" not in link(text, kind="meeting")[0].issuers


def test_the_office_of_a_head_is_the_schools() -> None:
    linked, _ = link("<ORG>江南大学</ORG>召开会议，我校落实。\n<ORG>校长办公室</ORG>", kind="notice")
    assert linked.mentions[-1].canonical == "江南大学校长办公室"


def head_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Issuers and addressees of a text in which no name is marked."""
    linked = link_bodies(text, parse_structure(text, {}), (), REGISTRY)
    return linked.issuers, linked.addressees


def test_all_that_signed_issued_what_the_title_gives_one_name_of() -> None:
    text = (
        "教育部办公厅等三部门关于校园节水的通知\n各有关部门：\n现就有关事项通知如下。\n"
        "教育部办公厅 国家发展改革委办公厅\n水利部办公厅\n2030年5月9日"
    )
    assert head_of(text)[0] == ("教育部办公厅", "国家发展和改革委员会办公厅", "水利部办公厅")


@pytest.mark.parametrize(
    ("title", "issuers"),
    [
        ("中共中央 国务院关于治沙的意见", ("中共中央", "国务院")),
        ("中共中央国务院关于治沙的意见", ("中共中央", "国务院")),  # the space was lost
        ("中共中央办公厅国务院办公厅关于治沙的通知", ("中共中央办公厅", "国务院办公厅")),
        ("财政部水利部国家税务总局关于治沙的通知", ("财政部", "水利部", "国家税务总局")),
        ("国务院办公厅关于治沙的通知", ("国务院办公厅",)),
        ("国务院国资委关于治沙的通知", ("国务院国有资产监督管理委员会",)),
        ("教育部基础教育司关于治沙的通知", ("教育部基础教育司",)),
    ],
)
def test_bodies_of_the_centre_that_issue_together(title: str, issuers: tuple[str, ...]) -> None:
    assert head_of(f"{title}\n一、各地要造林。")[0] == issuers


def test_all_that_signed_behind_a_title_that_does_not_count_them() -> None:
    text = "水利部等部门关于节水的意见\n各地要节水。\n{}\n2030年5月9日"
    assert head_of(text.format("水利部\n财政部\n教育部"))[0] == ("水利部", "财政部", "教育部")
    assert head_of(text.format("水利部").replace("等部门", ""))[0] == ("水利部",)
    corps = "关于节水的通知\n各地要节水。\n新疆生产建设兵团办公厅\n2030年5月9日"
    assert head_of(corps)[0] == ("新疆生产建设兵团办公厅",)
    text = "盐城市水利局关于节水的通告\n各地要节水。\n{}\n2030年5月9日\n附件\n盐城市教育局\n2030年6月9日"
    assert head_of(text.format("盐城市水利局 盐城市财政局"))[0] == ("盐城市水利局", "盐城市财政局")
    assert head_of(text.format("盐城市水利局"))[0] == ("盐城市水利局",)


def test_a_signature_that_lost_its_date() -> None:
    text = "关于节水的通知\n一、各地要节水。\n二、本通知自2030年5月9日起执行。\n"
    assert head_of(text + "财政部\n水利部\n国家税务总局")[0] == ("财政部", "水利部", "国家税务总局")
    assert head_of(text + "三、请各地支持。\n财政部")[0] == ()


EACH = "各省、自治区、直辖市"


@pytest.mark.parametrize(
    ("line", "addressees"),
    [
        (f"{EACH}财政厅（局）、水利厅（局）：", (f"{EACH}财政厅（局）", f"{EACH}水利厅（局）")),
        (
            f"{EACH}、计划单列市农业（农牧、农村经济）厅（局、委员会），新疆生产建设兵团财政局、水利局：",
            (
                f"{EACH}、计划单列市农业（农牧、农村经济）厅（局、委员会）",
                "新疆生产建设兵团财政局",
                "新疆生产建设兵团水利局",
            ),
        ),
        (
            f"{EACH}水利厅（局），国家税务总局{EACH}税务局：",
            (f"{EACH}水利厅（局）", f"国家税务总局{EACH}税务局"),
        ),
        (
            f"{EACH}水利厅（局）、党委宣传部、科协，全国总工会：",
            (f"{EACH}水利厅（局）", f"{EACH}党委宣传部", f"{EACH}科学技术协会", "中华全国总工会"),
        ),
        (
            f"{EACH}水利厅（局）、新疆生产建设兵团水利局：",
            (f"{EACH}水利厅（局）", "新疆生产建设兵团水利局"),
        ),
        (
            "各市、自治州、贵安新区水利局、财政局（国资局），各市、县水利局：",
            ("各市、自治州、贵安新区水利局", "各市、自治州、贵安新区财政局（国资局）", "各市、县水利局"),
        ),
        (
            "有关省、自治区、直辖市及计划单列市水利厅（局），直辖市水务局、财政局：",
            ("有关省、自治区、直辖市及计划单列市水利厅（局）", "直辖市水务局", "直辖市财政局"),
        ),
        (
            "各县区人民法院、人民检察院、公安局：",
            ("各县区人民法院", "各县区人民检察院", "各县区公安局"),
        ),
        ("各有关县（市）教育局、财政局：", ("各有关县（市）教育局", "各有关县（市）财政局")),
        ("各县（市、区）委、人民政府：", ("各县（市、区）委", "各县（市、区）人民政府")),
        (f"{EACH}公共资源交易平台整合工作牵头部门：", (f"{EACH}公共资源交易平台整合工作牵头部门",)),
        (  # a name of its own in the list does not end what heads it
            f"{EACH}水利厅（局）、人民银行分支机构、国家税务局，有关中央企业：",
            (f"{EACH}水利厅（局）", "人民银行分支机构", f"{EACH}国家税务局", "有关中央企业"),
        ),
        ("盐城市政府有关委、办、局，各有关单位：", ("盐城市人民政府有关委、办、局", "各有关单位")),
        ("各设区市林业局，某某生态林业总场：", ("各设区市林业局", "某某生态林业总场")),
        # told in a sentence, or led by somebody: nobody is addressed
        ("由省水利厅牵头，各部门（单位）：", ()),
        (f"{EACH}要做到：", ()),
    ],
)
def test_who_is_addressed_whatever_is_in_brackets(line: str, addressees: tuple[str, ...]) -> None:
    assert head_of(f"{line}\n现就有关事项通知如下：\n一、加强节水。")[1] == addressees


def test_a_list_of_departments_of_each_province_is_spread() -> None:
    written = (
        "各省、自治区、直辖市教育厅（教委）",
        "发展改革委",
        "工业和信息化主管部门",
        "财政厅（局）",
        "机关事务管理局",
    )
    linked, _ = link("、".join(written) + "：\n<ORG>国务院办公厅</ORG>通知如下。", addressees=list(written))
    assert linked.addressees == (
        "各省、自治区、直辖市教育厅（教委）",
        "各省、自治区、直辖市发展和改革委员会",
        "各省、自治区、直辖市工业和信息化主管部门",
        "各省、自治区、直辖市财政厅（局）",
        "各省、自治区、直辖市机关事务管理局",
    )


def test_the_safety_unit_of_a_company_is_no_ministry() -> None:
    linked, _ = link("由集团<ORG>安全部</ORG>检查。")
    assert linked.mentions[0].canonical == "安全部"
    linked, _ = link("由<ORG>安全部</ORG>检查。<ORG>国务院</ORG>。")
    assert linked.mentions[0].canonical == "国家安全部"


def test_the_departments_in_charge_made_a_rule_of_their_own() -> None:
    text = "第一条 为管理河道，制定本办法。\n第三条 <ORG>水利部</ORG>、<ORG>国家林草局</ORG>负责全国河道的监督管理工作。"
    assert link(text, kind="regulation")[0].issuers == ("水利部", "国家林业和草原局")
    text = "第一条 为管理河道，制定本办法。\n第三条 <ORG>国务院有关部门</ORG>负责全国河道的监督管理工作。"
    assert link(text, kind="regulation")[0].issuers == ()


@pytest.mark.parametrize(
    ("written", "names"),
    [
        # the offices of both districts, and of every city
        (
            ("嘉兴市南湖区科技局", "秀洲区科技局", "财政局"),
            (
                "嘉兴市南湖区科学技术局",
                "嘉兴市秀洲区科学技术局",
                "嘉兴市南湖区财政局",
                "嘉兴市秀洲区财政局",
            ),
        ),
        (("南湖区科技局", "市财政局"), ("嘉兴市南湖区科学技术局", "嘉兴市财政局")),
        (("市科技局", "财政局"), ("嘉兴市科学技术局", "嘉兴市财政局")),
        (("各设区市委组织部", "市科学技术局"), ("各设区市委组织部", "各设区市科学技术局")),
    ],
)
def test_offices_of_the_districts_named_before(written: tuple[str, ...], names: tuple[str, ...]) -> None:
    linked, _ = link(
        "、".join(written) + "：\n<ORG>嘉兴市人民政府</ORG>通知如下，我市。",
        addressees=list(written),
        issuers=["嘉兴市人民政府"],
    )
    assert linked.addressees == names


@pytest.mark.parametrize(
    ("text", "declared", "issuers"),
    [
        ("一、各区要排查河道隐患。", "盐城市水利局", ("盐城市水利局",)),
        ("一、各区要排查河道隐患。", "盐城市水利局、盐城市财政局", ("盐城市水利局", "盐城市财政局")),
        ("一、各区要排查河道隐患。", "", ()),
        # whoever signed goes before what the page's record says
        ("一、各区要排查河道隐患。\n嘉兴市水利局\n2024年5月6日", "盐城市水利局", ("嘉兴市水利局",)),
    ],
)
def test_body_of_the_record(text: str, declared: str, issuers: tuple[str, ...]) -> None:
    linked = link_bodies(text, parse_structure(text, {}), (), REGISTRY, found={"issuer": declared})
    assert linked.issuers == issuers
