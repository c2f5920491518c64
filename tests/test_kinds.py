"""Kinds of items: each case is a small document of our own writing, and the kind its items should get."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.actions import first_sentence, names_action, names_phase, opens_with_verb
from pipeline.extract.kinds import article_kind, decide_kinds
from pipeline.records import DIRECTIVE_KINDS
from pipeline.structure import parse_structure


def kinds_of(text: str) -> list[str]:
    structure = parse_structure(text)
    kinds = decide_kinds(text, structure)
    return [kinds[item.index].kind for item in structure.items]


@pytest.mark.parametrize(
    "text, expected",
    [
        (
            "会议回顾了2016年的工作，取得明显成效。一是新建健身步道12公里。二是老年食堂覆盖率达到八成。",
            ["achievement", "achievement"],
        ),
        (
            "会议指出，2017年要重点抓好以下工作：一是加强河道清淤，确保安全度汛；二是完善泵站调度制度。",
            ["directive", "directive"],
        ),
        (
            "工作中还存在以下问题：一是基层力量不足，专业人员缺乏。二是部门之间信息共享不够。",
            ["problem", "problem"],
        ),
        ("必须牢牢把握“三个坚持”：坚持便民利民、坚持节俭办事、坚持公开透明。", ["principle"] * 3),
        ("《办法》的主要思路：一是着力满足多样需求，提升针对性。二是突出质量导向，推动转变。", ["principle"] * 2),
        ("市场上有两类企业：一是进入该领域的厨电企业，包括甲、乙等。二是立足本地的专业企业，如丙公司。", ["fact"] * 2),
        ("要重点抓好：一是引进龙头企业，包括设计、制造企业。二是凡守信企业，包括外地的，都要支持。", ["directive"] * 2),
        ("开展下列活动，应当有水利专家参加：（一）灌区定级、评奖；（二）水价听证。", ["fact", "fact"]),
        ("本办法适用于下列区域：\n（一）河道两岸；\n（二）水库；\n（三）市政府划定并公布的其他区域。", ["fact"] * 3),
        ("在下列区域应当：\n（一）清理河道；\n（二）划定并公布水源地。", ["directive", "directive"]),
        ("围绕水质等方面开展评估。\n（一）水质。反映河道水质的情况。\n（二）水量。反映供水能力的情况。", ["fact", "fact"]),
        ("各站要做到：\n（一）值守。向上级反映河道水情，应每日一次。\n（二）巡查。每日巡查。", ["directive", "directive"]),
        ("一是加强节水宣传。建立了水情馆，举办了讲座，发放了手册。二是强化巡查。组建了队伍，配备了车辆，巡查了河道。",
         ["achievement"] * 2),
        ("一是加强节水宣传。建立了水情馆，举办了讲座，但发放了手册的村还不多，要继续发放。二是强化巡查。",
         ["directive"] * 2),
        ("用水人享有下列权利：\n（一）查询用水账目；\n（二）对水价提出意见。", ["fact", "fact"]),
        ("督导机构可以行使下列职权：\n（一）查阅用水账目；\n（二）约谈用水单位。", ["directive", "directive"]),
        ("这类灾害具有以下特点：一是突发性强。二是影响范围广。", ["fact", "fact"]),
        ("下面，就几个问题作个简要说明。第一，关于修订的必要性。第二，关于完善扶持措施。", ["fact", "fact"]),
        ("各方面提出了许多意见，主要有：一是充实就业内容。二是完善考核办法。", ["directive"] * 2),
        ("征求意见中提出了许多意见和建议，主要有：一是充实就业内容。二是完善考核办法。", ["fact"] * 2),
        ("申请人应当符合下列条件：\n（一）具有本市户籍；\n（二）年满十八周岁。", ["fact", "fact"]),
        (
            "一年来，我们主要做了以下工作：一是加快推进旧村改造。二是扎实办好民生实事。",
            ["achievement", "achievement"],
        ),
    ],
)  # fmt: skip
def test_lead_in_decides(text: str, expected: list[str]) -> None:
    assert kinds_of(text) == expected


def test_sections_and_their_members() -> None:
    text = (
        "一、指导思想\n以绿色发展为主线，建设节水城市。\n"
        "二、基本原则\n（一）坚持节水优先，综合施策。\n（二）坚持政府引导，社会参与。\n"
        "三、主要任务\n（一）完善供水管网。各街道要在年底前完成漏损排查。\n（二）推广节水器具。对老旧小区给予补贴。\n"
        "四、保障措施\n（一）加强组织领导。\n（二）强化监督考核。\n"
    )
    assert kinds_of(text) == [
        "heading", "heading", "principle", "principle", "heading", "directive", "directive",
        "heading", "directive", "directive",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        "加强组织领导",
        "完善救助体系",
        "优化窗口服务",
        "全面推行河长制",
        "实施人才安居制度",
        "在采购中支持小微企业",
        "核心街区洁净化",
        "适当降低水费",
        "创新更有温度的志愿激励政策",
        "免办施工手续",
        "转移安置群众",
        "创新实施“春雨”帮扶计划",
        "加强监测和预警",
        "管好堤防",
        "用节水理念统领城市建设",
    ],
)
def test_heading_that_says_what_to_do(name: str) -> None:
    assert names_action(name)


@pytest.mark.parametrize(
    "name",
    [
        "组织领导",
        "管理机构",
        "管护机制",
        "防护设施",
        "总体要求",
        "附则",
        "督学",
        "保障措施",
        "申报条件",
        "应急管理",
        "主要任务",
        "实施步骤",
        "工作回顾",
        "改进窗口服务的意见",
        "关于村级组织建设",
        "扶持政策",
        "分类标准",
        "办理流程",
        "申报程序及资金下达",
        "补助标准",
        "十四五规划纲要",
        "评估和改进",
        "重点领域开放",
        "全面风险管理",
        "孵化企业毕业",
    ],
)
def test_bare_name_says_nothing(name: str) -> None:
    assert not names_action(name)


@pytest.mark.parametrize(
    "text, kind",
    [
        ("保护水源是各级人民政府和用水户的共同责任", "directive"),
        ("所需名册由县民政部门提供", "directive"),
        ("服务时长由县民政部门定期核算，并予以公布", "directive"),
        ("志愿服务评议实行专家负责制", "fact"),
        ("养老服务机构实行院长负责制", "directive"),
        ("申报项目应当符合本市产业规划", "fact"),
        ("申报项目应当符合本市产业规划，由县民政部门负责核定", "directive"),
        ("社团招募志愿者应当具备相应条件，并向所在地民政部门备案", "directive"),
        ("社团招募志愿者应当具备相应条件", "fact"),
        ("社团的登记应当遵循统一的标准；没有标准的，由县民政部门提出", "directive"),
        ("市水利部门结合实际，制定本市用水定额", "directive"),
        ("用水户依法打井的，依照《水法》执行；《水法》未作规定的，适用本办法", "fact"),
        ("水闸已经尽到养护职责的，依照民事法律不承担责任", "fact"),
        ("取水范围，由水利部门根据水情和用水户数量合理确定，并向社会公布", "directive"),
        ("水利部门应当编制年度报告。年度报告应当包括下列内容：", "directive"),
        ("年度报告包括下列内容：", "fact"),
        ("为了规范志愿服务，保障志愿者权益，制定本条例", "fact"),
        ("设区的市人民政府应当结合本地区实际情况，制定本条例的实施办法", "directive"),
        ("本条例所称志愿者，是指自愿提供服务的自然人", "fact"),
        ("国家实行志愿者登记制度", "fact"),
        ("国家建立志愿者登记制度", "fact"),
        ("境外志愿者登记依照公安机关规定执行", "fact"),
        ("赛事志愿服务项目按相应的《登记办法》执行", "fact"),
        ("县级人民政府应当按照相关规定执行", "directive"),
        ("建立志愿服务记录制度", "directive"),
        ("大型赛事志愿服务实行“一赛一策”", "directive"),
        ("本条例自2001年3月1日起施行", "fact"),
        ("在本市行政区域内开展志愿服务，适用本条例", "fact"),
        ("志愿者应当具备下列条件", "fact"),
        ("开展志愿服务应当遵循自愿、无偿、平等的原则", "principle"),
        ("县级人民政府应当将志愿服务经费列入预算", "directive"),
        ("任何组织不得强迫他人提供志愿服务", "directive"),
        ("违反本条例规定的，由民政部门责令限期改正", "directive"),
        ("本办法由市民政局负责解释，自发布之日起施行", "directive"),
        ("国家鼓励社会力量兴办养老机构", "directive"),
        ("民政部门对志愿服务组织进行年度检查", "directive"),
        ("志愿服务记录是评价志愿者服务情况的依据", "fact"),
        ("志愿服务领域主要包括扶老助残、赛会服务和应急救援", "fact"),
        ("志愿服务工作应当坚持党的领导，以人民为中心", "principle"),
        ("志愿服务工作应当坚持自愿原则，民政部门应当建立登记制度", "directive"),
        ("境外人员在本市参加志愿服务，按照国家有关规定执行", "fact"),
        ("两次以上失约的，列入诚信记录", "directive"),
        ("志愿服务经费由民政部门统一发放", "directive"),
        ("志愿者每次只能申报一个岗位", "directive"),
        ("志愿服务指导中心的主要职责是：", "heading"),
        ("违反前款规定占用场地的，由民政部门收回场地", "directive"),
        ("志愿服务指导中心应当履行下列职责：", "directive"),
        ("志愿服务经费通过下列渠道筹集：", "fact"),
        ("民政部门对志愿服务组织实施的评估，包括下列事项：", "fact"),
        ("民政部门对志愿服务组织实施评估，包括下列事项：", "directive"),
        ("志愿服务工作的主要任务是：扶助老人；照料儿童", "fact"),
        ("本市实行市与区分级管理的志愿服务体制", "fact"),
        ("符合规定的人员，经培训合格后可以被聘任为督导员", "fact"),
        ("符合规定的人员，可以由民政部门聘任为督导员", "directive"),
        ("登记满一年的社团，同时满足下列条件的，可申请补助：", "fact"),
        ("登记满一年的社团可以申请补助，由民政部门审核", "directive"),
        ("志愿服务所需资金由县财政部门筹集", "directive"),
        ("服务费用由志愿服务站与受助人协商确定", "directive"),
        ("服务站的补助暂按《社区经费办法》执行", "directive"),
        ("偏远乡镇不能适用本条例的，可以由所在县制定变通规定", "directive"),
        ("消防救援队伍按照有关规定开展志愿服务", "directive"),
        ("养老机构用水、用电，执行居民价格标准", "directive"),
        ("志愿服务的处理应当及时、公正、合法，做到责任明确", "principle"),
        ("志愿服务教育应当把理论学习与社会实践结合起来，坚持自愿", "principle"),
        ("本市发展志愿服务应当坚持城乡统筹、普惠共享的原则", "principle"),
        ("服务站在开展活动的同时，负有对志愿者进行安全培训的职责", "directive"),
        ("下列情形造成的损失，服务站不承担赔偿责任：", "fact"),
        ("志愿者协商不成的，可以依法向人民法院提起诉讼", "fact"),
        ("民政部门可以依法向人民法院申请强制执行，并由服务站协助", "directive"),
        ("服务补贴可以一次性支付，也可以分期支付", "fact"),
        ("实施志愿服务保险，旨在化解服务风险", "fact"),
        ("服务活动应当遵循老年人身心规律，内容应当适宜", "directive"),
        ("志愿服务表彰申请每年集中受理一次", "directive"),
        ("志愿服务记录的管理办法，由市民政局规定", "directive"),
        ("占用服务场地的，由当地民政部门令其限期清退", "directive"),
        ("国家通过荣誉制度，褒奖做出突出贡献的志愿者", "directive"),
        ("国家设立志愿者日", "fact"),
        ("在志愿者日，国家和社会各方面举行宣传活动", "directive"),
        ("志愿者享有获得安全保障的权利", "fact"),
        ("志愿服务项目可以分为长期项目和短期项目，包括助老、助残", "directive"),
        ("评议组由五名以上志愿者代表组成，实行组长负责制", "fact"),
        ("督导小组由三名志愿者组成，每年应当开展评议", "directive"),
        ("国际志愿服务活动的管理工作依照本条例规定执行", "fact"),
        ("民政部门应当依照本条例规定执行", "directive"),
        ("评委会通过报刊向社会公示候选名单", "directive"),
        ("经评议通过的候选名单，报县人民政府审定批准", "directive"),
        ("志愿者评选所需经费列入县级财政预算", "directive"),
        ("秘书处主要职责是", "heading"),
        ("志愿服务工作的主要任务是传播文明", "fact"),
        ("志愿服务站是志愿服务工作的办事机关，履行下列职责：", "directive"),
        ("专项补助使用基本原则：", "heading"),
        ("志愿服务工作遵循以下原则：", "principle"),
        ("志愿服务补助对象为在本县登记满一年的志愿者", "fact"),
        ("志愿服务补助标准为每人每年一千元，由民政部门核定", "directive"),
        ("本县建立志愿服务应急联动机制", "fact"),
        ("参与评选的志愿者应实事求是、客观公正", "directive"),
        ("民办机构的志愿者在评优时，与公办机构的志愿者享受同等待遇", "fact"),
        ("民政部门应当保障志愿者享有同等权利", "directive"),
        ("县级民政、教育等部门，按照职责分工，共同做好志愿服务工作", "directive"),
        ("民政部门应当按照国家规定，制定本市志愿服务标准", "directive"),
        ("为了规范志愿服务，根据有关法律，制定本市办法的实施细则", "directive"),
        ("为了规范志愿服务，制定本办法", "fact"),
        ("冒用志愿者名义募捐的，依照有关法律的规定予以处罚", "directive"),
        ("对有突出贡献的志愿者，按照国家有关规定给予表彰", "directive"),
        ("境外志愿者来本市服务的，依照国家有关规定办理", "fact"),
        ("服务站是志愿服务安全的责任主体，要落实巡查制度", "directive"),
        ("服务站是志愿服务的基层组织", "fact"),
        ("志愿服务记录的办理流程：", "heading"),
        ("志愿服务项目按照规定程序办理", "directive"),
        ("志愿服务站应当公布服务方式", "directive"),
        ("志愿者应当符合规定的条件，任何单位不得强迫他人登记", "directive"),
        ("志愿者应当符合下列条件：", "fact"),
        ("市文明办对志愿服务过程进行全程监督", "directive"),
        ("志愿服务站的设置，由街道办事处根据人口分布合理确定", "directive"),
        ("志愿服务表彰决定，由市长签署", "directive"),
        ("志愿服务是对他人的无偿帮助。服务机构应当遵循自愿、无偿的原则", "directive"),
        ("志愿服务活动遵循自愿、无偿的原则", "principle"),
        ("社区服务中心协调社会组织，为志愿者提供培训", "directive"),
        ("境外志愿者的管理，参照本条例办理", "fact"),
        ("本办法自实施，原有规定与本办法不一致的，按本办法执行", "fact"),
    ],
)
def test_articles_of_a_regulation(text: str, kind: str) -> None:
    assert article_kind(text) == kind


def test_prohibited_acts_are_directives_and_violations_facts() -> None:
    text = (
        "第五条 志愿者不得有下列行为：\n（一）收取报酬；\n（二）泄露服务对象的隐私。\n"
        "第六条 志愿服务组织有下列情形之一的，由民政部门责令改正：\n（一）骗取补贴的；\n（二）强行摊派的。\n"
    )
    assert kinds_of(text) == ["directive"] * 4 + ["fact"] * 2


def test_answers_follow_their_questions() -> None:
    text = (
        "1. 问：方案出台的背景是什么？答：近年来城市快速发展，停车需求上升。\n"
        "2. 问：停车治理取得哪些进展？答：新增泊位两千个。\n"
        "3. 问：市交通局将如何推进这项工作？答：将加快建设公共停车场。\n"
    )
    assert kinds_of(text) == ["fact", "achievement", "directive"]


def test_a_question_alone_is_a_fact() -> None:
    text = "1. 问：下一步将如何推进？\n答：市交通局将加快建设停车场。\n2. 问：背景是什么？\n答：车位不足。"
    assert kinds_of(text) == ["fact", "fact"]


def test_several_questions_in_one_heading() -> None:
    text = "一、为何推进停车治理？下一步的举措是什么？\n车位不足。\n二、推进停车治理。\n新增泊位。"
    assert kinds_of(text) == ["heading", "directive"]


def test_what_is_praised_has_been_done() -> None:
    done = "这次停车治理：一是最受关注。各街道都来参与。二是最广泛的听取意见。召开了多次座谈会。"
    assert kinds_of(done) == ["achievement"] * 2
    told = "停车治理要做到：一是最大限度便利群众。增设泊位。二是最严格地执法。加强巡查。"
    assert kinds_of(told) == ["directive"] * 2


def test_amounts_by_who_pays_them_are_facts() -> None:
    text = "缴费标准如下：\n（一）在校学生：缴费标准为每人40元。\n（二）其他人员：个人缴费标准为每人54元。\n"
    assert kinds_of(text) == ["fact", "fact"]


@pytest.mark.parametrize("name", ["动员部署", "重点抽查", "结题验收", "申报立项", "集中整治"])
def test_names_of_phases(name: str) -> None:
    assert names_phase(name)


@pytest.mark.parametrize("name", ["落实责任", "加强监督", "抽查重点企业", "申报材料", ""])
def test_other_names_are_no_phases(name: str) -> None:
    assert not names_phase(name)


def test_phases_among_headings() -> None:
    text = (
        "一、单位自评\n各校要在5月底前完成自评。\n二、重点抽查\n市教育局组织专家组到校抽查。\n"
        "三、结果运用\n评估结果作为表彰依据。\n"
    )
    assert kinds_of(text)[:2] == ["heading", "heading"]
    steered = "一、工作动员\n各校要在5月底前动员。\n二、推进转型升级\n市教育局组织专家指导。\n三、结果运用\n结果公布。\n"
    assert kinds_of(steered)[1] == "directive"


def test_attachments_are_headings() -> None:
    text = "一、抓好落实。\n附件：\n1. 2024年度项目申请表\n2. 承诺书\n"
    assert kinds_of(text)[1:] == ["heading", "heading"]
    assert kinds_of(text.replace("附件：", "附："))[1:] == ["heading", "heading"]


def test_steps_in_an_attachment_are_directives() -> None:
    text = (
        "一、抓好落实。\n附件：\n1. 用水申报\n2. 县水务局会同县财政局确定水量\n3. 报县政府同意\n4. 下达计划\n"
    )
    assert kinds_of(text)[1:] == ["heading", "directive", "directive", "directive"]
    assert kinds_of(text.replace("3. 报县政府同意\n", ""))[1:] == ["heading"] * 3


def test_conditions_listed_behind_a_clause_are_facts() -> None:
    text = (
        "第六条 志愿服务组织受到以下处理的，纳入失信名单：\n（一）受到行政处罚并公告；\n"
        "（二）因伪造记录被通报。\n"
    )
    assert kinds_of(text) == ["directive", "fact", "fact"]


def test_fields_of_work_under_decimal_numbers_are_headings() -> None:
    text = (
        "1总则\n1.1监测和风险分析\n市水利局要加密监测。\n1.2部门工作组应对\n市防办派出工作组。\n"
        "1.3加强值班值守\n各镇要安排专人。\n"
    )
    assert kinds_of(text) == ["heading", "heading", "heading", "directive"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("市科技局负责对项目的进展情况实行考核。", "directive"),
        ("区林业局会同区财政局确定项目的资金计划。", "directive"),
        ("林区防火标兵单位奖励（含护林员）。", "heading"),
        ("项目申报程序及资金管理。", "heading"),
        ("林区防火标兵单位奖励", "heading"),
    ],
)
def test_a_line_that_a_full_stop_closes(line: str, kind: str) -> None:
    text = f"一、日常管理\n（一）申报条件\n林场应当有专人值守。\n（二）{line}\n每年不少于一次。\n"
    assert kinds_of(text)[2] == kind


def test_captions_of_articles() -> None:
    text = (
        "第一条（目的和依据）\n为了保护湿地，制定本办法。\n第二条（管理机构）\n区湿地中心负责日常巡护。\n"
        "第三条（加强生态补水）\n区水务局应当制定补水计划。\n第四条（已废止）\n"
    )
    assert kinds_of(text)[:3] == ["heading", "heading", "directive"]
    assert kinds_of("第一条（区水务局）负责补水。\n第二条 区水务局应当公布水位。\n") == [
        "directive",
        "directive",
    ]


def test_documents_that_are_only_named() -> None:
    text = (
        "三、监测依据\n（一）《湿地水质采样方法》（HB/T12）；\n（二）《湿地监测技术规范（试行）》；\n"
        "（三）落实《湿地保护条例》。\n"
    )
    assert kinds_of(text)[1:] == ["fact", "fact", "directive"]
    assert kinds_of("一、抓好落实。\n附件：\n1. 《湿地名录》\n2. 《承诺书》\n")[1:] == ["heading", "heading"]


def test_what_is_picked_out_is_no_task() -> None:
    text = (
        "对下列险情，市防办应当立即报告：\n（1）水库发生管涌的险情；\n（2）堤防可能漫溢的险情；\n"
        "（3）水闸失去控制的险情。\n"
    )
    assert kinds_of(text)[-3:] == ["fact", "fact", "fact"]
    acts = "对下列事项，市防办应当采取措施：\n（1）加密巡查；\n（2）转移人员；\n（3）预置抢险力量。\n"
    assert kinds_of(acts)[-3:] == ["directive", "directive", "directive"]


def test_an_item_with_a_note_is_no_heading() -> None:
    plain = "一、总体要求\n坚持便民。\n二、信息共享\n打通各部门数据。\n"
    noted = "一、总体要求\n坚持便民。\n二、信息共享\n打通各部门数据。（责任单位：市数据局、市财政局）\n"
    assert kinds_of(plain) == ["heading", "heading"]
    assert kinds_of(noted) == ["heading", "directive"]


@pytest.mark.parametrize(
    "item, kind",
    [
        (
            "成员单位灌区建设联席会议由市水务局、市财政局等部门组成，市水务局为牵头单位。会议由局长主持。",
            "fact",
        ),
        ("议事规则联席会议实行全体会议制度。全体会议由召集人召集，必要时请专家参加。", "fact"),
        ("用户确有困难，且符合以下条件的，可以申请缓缴水费：", "fact"),
        ("用户确有困难，且符合以下条件的，水务部门应当减免水费：", "directive"),
        ("已安装水表的用户如需换表，应先报停。", "directive"),
        ("已累计安装水表两千只，换表取得明显成效。", "achievement"),
        ("压缩办理时间。全程网上办结，三个工作日内发证。", "directive"),
        ("重要意义“星火驿站”是青年创业的公共平台。", "fact"),
        ("原则同意《东湖片区规划》。规划内容科学，符合实际。", "fact"),
        ("总体思路牢固树立绿色发展理念，建设美丽乡村。", "principle"),
        ("发展目标。到2028年，全市节水器具普及率达到九成，基本形成循环用水的格局。", "fact"),
        ("发展目标。到2028年，建成节水型园区二十个，节水器具普及率达到九成。", "directive"),
        ("坚持防治结合的原则。各单位要把预防放在前面，建立台账。", "principle"),
        ("泼水节：4月13日至15日放假，共3天。", "fact"),
        ("上述节水奖补自2028年1月1日开始计算。", "fact"),
        ("《节水新政》第三条“对换表的灌区给予补助”，操作办法如下：", "fact"),
        ("加快灌区改造是实现节水增效的需要。", "fact"),
        ("这是保障粮食安全的必然要求。各地用水紧张，要精打细算。", "fact"),
        ("这是一项硬任务，要尽快完成。", "directive"),
        ("附件1：灌区改造报名表", "fact"),
        ("入灌企业须符合取水总量的要求，没有欠费记录。", "fact"),
        ("入灌企业须符合取水总量的要求，由县水务局负责核定。", "directive"),
        ("水表更换实行以旧换新的制度。", "fact"),
        ("国家对取水另有规定的，从其规定。", "fact"),
        ("取水许可另有规定的，从其规定办理，并报县水务局备案。", "directive"),
        ("征文主题：围绕节水，讲述身边的故事。", "fact"),
        ("联系电话：0576-88881234", "fact"),
        ("水表锈蚀、无法读数的，应当及时更换。", "directive"),
        ("灌区办公室负责整理台账，并将结果向站长报告。", "directive"),
        ("灌区节水情况。自去年开闸以来，各站做了大量工作。用水量下降了两成。", "achievement"),
        ("灌区节水情况。各站要每月报送。", "directive"),
        ("管网漏损严重，农户不堪重负。一户一年交三次。", "problem"),
    ],
)
def test_what_an_item_says_of_itself(item: str, kind: str) -> None:
    text = f"通知如下：\n一、{item}\n二、加强宣传。各街道要组织培训。\n"
    assert kinds_of(text) == [kind, "directive"]


def test_a_speech_that_first_praises() -> None:
    text = "一、充分肯定成绩\n全年事故下降。\n二、压实工作责任\n各部门要抓紧排查。\n"
    assert kinds_of(text) == ["achievement", "directive"]


def test_helpers() -> None:
    assert first_sentence("加强巡查。每周一次。") == "加强巡查"
    assert opens_with_verb("切实加强巡查") and not opens_with_verb("应急预案体系")
    assert not opens_with_verb("完善了巡查制度")


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="一二、是要（）。：；，加强组织领导取得成效问题不足第条章\n1.", max_size=120))
def test_every_item_gets_one_known_kind(text: str) -> None:
    structure = parse_structure(text)
    kinds = decide_kinds(text, structure)
    assert set(kinds) == {item.index for item in structure.items}
    assert all(choice.kind in DIRECTIVE_KINDS for choice in kinds.values())


@pytest.mark.parametrize(
    "text, expected",
    [
        (
            "（一）审核：\n乡镇应当在五日内审核。\n（二）拨付：\n县财政局按季度拨付资金。",
            ["heading", "heading"],
        ),
        (
            "（一）第一阶段为单位自查阶段\n各单位要认真自查。\n（二）第二阶段为集中整改阶段\n逐项整改到位。",
            ["heading", "heading"],
        ),
        ("（一）审核申请材料。\n（二）拨付补助资金。", ["directive", "directive"]),
        ("（一）做好各阶段工作，确保按期完成。\n（二）加强检查。", ["directive", "directive"]),
    ],
)
def test_labels_and_phases_only_name_what_follows(text: str, expected: list[str]) -> None:
    assert kinds_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a letter repeats what was asked for, then answers
        (
            "你省的来函收悉，现函复如下：\n一、关于支持泵站改造问题。你省请求，国家加大对泵站改造的投资。\n"
            "二、关于渡口建设问题。请你省抓紧开展前期工作。",
            ["fact", "directive"],
        ),
        ("灌区联席会议的主要任务是：（一）讨论用水计划；（二）通报水情。", ["fact", "fact"]),
        ("灌区管理站的主要任务是：（一）清点水表；（二）通报水情。", ["directive", "directive"]),
        ("一、关于支持泵站改造问题。（略）\n二、关于渡口问题。应先行论证，抓紧实施。", ["heading", "directive"]),
        # what is upheld is told in so many prohibitions
        (
            "一、总体要求\n（一）坚持就近取水。村民就近取水，严禁跨村取水，水站不得拒绝。\n"
            "（二）坚持计划用水。各站按计划放水，不得超量，严禁倒卖。",
            ["heading", "directive", "directive"],
        ),
        ("一、基本原则\n（一）坚持就近取水。方便村民取水。\n（二）坚持计划用水。统筹安排水量。",
         ["heading", "principle", "principle"]),
        ("一、用水管理\n1、用水户须同时符合以下条件：\n（1）在册登记；\n（2）装有水表。\n2、用水户和村社应尽的义务\n（1）按时缴费。\n（2）爱护水表。",
         ["heading", "fact", "fact", "fact", "heading", "directive", "directive"]),
        # penalties that are only named, and one that tells what to do
        (
            "第九条 对管水人员，应当给予以下处理：\n（一）批评教育、通报批评；"
            "\n（二）停职、调离管水岗位；\n（三）警告、记过。",
            ["directive", "fact", "fact", "fact"],
        ),
        (
            "第九条 对管水人员，应当给予以下处理：\n（一）责令退还水费，通报其所在单位；"
            "\n（二）取消评优资格，并记入档案。",
            ["directive", "directive", "directive"],
        ),
        # requirements and standards somebody has to meet, and demands made of somebody
        ("入驻社团应同时符合以下要求：\n1.必须在本市登记；\n2.专职人员不少于3人。", ["fact", "fact"]),
        ("各街道要落实以下要求：\n1.每周巡查一次；\n2.严格执行值班制度。", ["directive", "directive"]),
        # what stands under words that tell to provide conditions is no condition
        (
            "一、保证办学条件\n（一）校舍维修经费由区财政局承担。\n（二）各街道要配齐教师。",
            ["directive", "directive", "directive"],
        ),
        # the list that a sentence announces is the first below it
        (
            "一、申报\n（一）社团申报的，应于每年六月向市民政局提出，并提供以下材料：\n1.登记证书；\n2.章程。\n（二）审核由市民政局组织，报市政府批准。",
            ["heading", "directive", "fact", "fact", "directive"],
        ),
        # what is done with those that a condition picks out
        (
            "二、清理内容\n（一）符合下列要求的社团予以保留：\n1.有固定场所；\n2.有专职人员。\n（二）对长期不活动的社团，予以合并。",
            ["heading", "directive", "fact", "fact", "directive"],
        ),
        # names are told by those beside them, and by what stands below
        (
            "二、评选类别\n（一）学习之星\n坚持读书的。\n（二）关爱之星\n照料邻里的。",
            ["heading", "heading", "heading"],
        ),
        ("二、清理的原则\n（一）从严的原则\n宁缺毋滥。\n（二）属地的原则\n谁登记谁清理。", ["heading"] * 3),
        ("二、清理原则\n（一）坚持从严的原则。\n（二）坚持属地的原则。", ["heading", "principle", "principle"]),
        # a name, then what is to be done
        ("主要制度包括以下方面：一是水质监测。定期开展采样并公布结果。二是巡查。建立河长台账。", ["directive"] * 2),
        # aims that no verb asks for
        ("二、发展目标\n1.泵站能耗明显下降。到明年全部达标。\n2.河道水质更加稳定。全年优良。", ["heading", "fact", "fact"]),
        # conditions under their own name, or introduced by a clause that only points at them
        (
            "（一）选拔条件志愿者必须热爱公益，遵纪守法。\n（二）对入选志愿者给予补助500元。",
            ["fact", "directive"],
        ),
        (
            "1、第一类\n（1）年龄在45周岁以下，应具有中级以上职称。\n（2）符合以下2项条件：\n获得过奖励；\n有专职经验。",
            ["heading", "fact", "fact"],
        ),
        # things of one sort, one a line, and tasks that only look like it
        ("负面清单\n一、电镀、印染等污染项目\n二、公路、铁路项目\n三、涉及重金属的项目", ["fact"] * 3),
        ("任务清单\n一、推进供水项目\n二、建设排水项目\n三、改造泵站项目", ["directive"] * 3),
        # principles by what they ask for
        ("二、改革原则\n（一）确保水质安全原则。\n（二）实行分类监管原则。", ["heading", "principle", "principle"]),
        ("一、扶持对象在本县登记的供水企业和机构。\n二、对新建泵站补助20万元。", ["fact", "directive"]),
        ("一、推广的节水举措（共2项）\n（一）一窗受理。\n（二）信用分级。", ["heading", "directive", "directive"]),
        # so many of something, named
        (
            "现将推广的举措通知如下：\n（一）用水报装方面3项：一窗受理改革、并联审批、联合验收。\n"
            "（二）水质监管方面2项：信用分级、远程监测。",
            ["fact", "fact"],
        ),
        # what a subsidy is for, how much and until when; who is to do something about it
        ("一、节水补贴\n1．补贴对象为由我县企业新装的节水器具。\n2．补贴标准为每件200元。\n3．县水务局审核后发放。",
         ["heading", "fact", "fact", "directive"]),
        ("上报的材料主要有：\n（1）节水器具申请表。\n（2）各镇申报工作情况的报告。", ["fact", "fact"]),
        ("审核程序\n一、县水务局会同县财政局进行审核，确定支持单位名单。\n二、公示支持单位名单。", ["directive"] * 2),
        ("发放\n1．补贴审核通过后7个工作日内发放。\n2．器具补助每年年底前完成发放。", ["directive"] * 2),
        # names below an article with lines of their own, and a mere enumeration below one
        ("第一条 节水补助分为以下几类：\n1．节水器具补助。\n新装的，给予补助。\n2．管网改造补助。\n改造的，给予补助。",
         ["fact", "heading", "heading"]),
        ("第一条 节水补助分为以下几类：\n（一）节水器具补助；\n（二）管网改造补助。", ["fact", "fact", "fact"]),
        # clauses numbered 一、 below a chapter are articles in all but name
        (
            "第一章 总则\n一、本规则所称供水单位，是指向公众供水的单位和个人。\n"
            "第二章 管理\n一、供水单位应当每日检测水质，检测结果向社会公布。",
            ["heading", "fact", "heading", "directive"],
        ),
        # what a report tells of
        (
            "供水工作会议召开\n会上，一是水务局局长介绍了漏损治理的经验。二是财政局负责人作了发言。",
            ["fact", "fact"],
        ),
        ("八、附则本办法具体操作细则另行制定。", ["directive"]),
        # when a document comes into force, beside what is to be done
        (
            "八、附则\n1.各区应当制定实施细则。\n2.本预案由市水务局负责解释。\n3.本预案自印发之日起实施。",
            ["heading", "directive", "directive", "fact"],
        ),
        (
            "八、附则\n1.各区应当制定实施细则。\n2.各区的预案自批准之日起十日内报市水务局备案。",
            ["heading", "directive", "directive"],
        ),
        # a principle says in its second sentence what it asks for; a task does so too
        (
            "一、工作原则\n1.分级负责。由各级政府各负其责。\n2.科学调度、预防为主。要加强对水情的跟踪监测，提前应对。",
            ["heading", "principle", "principle"],
        ),
        (
            "一、工作安排\n1.分级负责。由各级政府各负其责。\n2.科学调度、预防为主。要加强对水情的跟踪监测，提前应对。",
            ["heading", "directive", "directive"],
        ),
        (
            "一、等级划分\n1.市级（Ⅰ级）：两个以上区断水超过一天的情况。\n2.区级（Ⅱ级）：一个区断水超过一天的情况。\n"
            "3.区人民政府可以根据实际情况，研究制订区级以下的分级办法。",
            ["heading", "fact", "fact", "directive"],
        ),
        (
            "二、水价标准\n1.建立健全水价与成本挂钩的调整机制，逐步提高水价。\n2.居民每吨三元。",
            ["heading", "directive", "fact"],
        ),
        (
            "三、补助标准\n1.对新建泵站一次性补助20万元。\n2.对改造泵站按投资额的10%给予补助。",
            ["heading", "directive", "directive"],
        ),
    ],
)  # fmt: skip
def test_requests_requirements_and_names(text: str, expected: list[str]) -> None:
    assert kinds_of(text) == expected


def test_an_indicator_with_how_it_is_measured_is_a_fact() -> None:
    text = "一、运行情况\n1.水表完好率\n定量\n计算方法：完好水表数/水表总数。\n2.节水意识\n定性\n抽查访谈。\n"
    assert kinds_of(text) == ["heading", "fact", "fact"]


def test_short_names_of_things_are_facts() -> None:
    text = "一、灌区名册\n（一）一类灌区\n1.东干渠\n2.西干渠\n3.北坡水库\n（二）二类灌区\n1.换表\n2.修渠\n3.加强巡堤\n"
    assert kinds_of(text)[2:5] == ["fact"] * 3
    assert kinds_of(text)[-1] == "directive"


def test_a_verb_with_its_object_is_no_name_beside_names() -> None:
    text = "一、灌区建设\n按图施工。\n二、加快泵站建设\n各镇要抓紧开工。\n三、渡口建设\n修好码头。\n"
    assert kinds_of(text)[1] == "directive"


def test_what_a_new_regulation_rules() -> None:
    text = "《节水条例》主要规定了以下内容。一是加强水源保护。二是规范取水行为。"
    assert kinds_of(text) == ["directive", "directive"]


def test_a_heading_above_what_has_been_done() -> None:
    text = "一是扩大管网覆盖面。\n铺设管道百里，实现了村村通水。\n二是健全抄表制度。\n制定了抄表办法，减少了漏抄。\n"
    assert kinds_of(text) == ["achievement", "achievement"]
    text = "一是扩大管网覆盖面。\n实现了村村通水后，各镇要做好养护。\n二是健全抄表制度。\n各镇要按月抄表。\n"
    assert kinds_of(text) == ["directive", "directive"]


def test_names_below_a_lead_in_with_lines_of_their_own() -> None:
    text = "一、对换表给予补助，办法如下：\n（一）灌区水表。\n按原价的一半补助。\n每年一次。\n（责任单位：县水务局）\n"
    text += "（二）泵站水表。\n按原价的三成补助。\n每年一次。\n（责任单位：县电力局）\n"
    assert kinds_of(text)[1:] == ["heading", "heading"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a label before mere nouns; prizes; papers; aims of a survey; dangers
        ("一、巡查重点\n（一）重点河段：东干渠、南支渠；\n（二）重点时段：汛前、汛中、台风期间。\n", ["fact"] * 2),
        ("一、参展作品\n1.水工模型：水利题材的手工作品\n2.节水装置：家庭、校园的小发明\n", ["fact"] * 2),
        ("一、奖项设置\n1.一等奖2名，奖金三千元。\n2.优秀组织奖5个。\n", ["fact"] * 2),
        ("一、体检内容\n（一）河湖健康。反映河湖水质情况。\n（二）供水韧性。反映应对干旱的能力。\n", ["fact"] * 2),
        ("一、主要风险\n一是漫堤风险。来水偏多，压力随之增大。\n二是溃坝风险。坝体渗漏隐患突出。\n", ["problem"] * 2),
        # what is to be done stays a directive, whatever stands before it
        ("一、巡查安排\n（一）重点河段：加强夜间巡查；\n（二）其他河段：每周巡查、每月通报。\n", ["directive"] * 2),
        ("一、工作安排\n（一）泵站、涵闸：由县水务局检修；\n（二）堤防、护岸：县城管局、各乡镇负责。\n", ["directive"] * 2),
        ("一、工作安排\n（一）化解漫堤风险。及时调度上游来水。\n（二）消除溃坝风险。加固老旧坝体。\n", ["directive"] * 2),
    ],
)  # fmt: skip
def test_nouns_behind_a_label_and_what_is_to_be_done(text: str, expected: list[str]) -> None:
    assert kinds_of(text)[1:] == expected


def test_what_a_meeting_thinks_is_told_not_asked() -> None:
    text = "一、会议认为，节水事关民生。\n二、会议认为，各镇要抓紧清淤。\n三、会议要求，加强巡堤。\n"
    assert kinds_of(text) == ["fact", "directive", "directive"]
