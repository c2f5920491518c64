"""Directives of whole documents: items with ids and parents, and unnumbered duties of bodies."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import extract_directives
from pipeline.extract.groups import label_of
from pipeline.records import Directive, Mention
from pipeline.structure import parse_structure


def read(marked: str) -> tuple[str, tuple[Directive, ...]]:
    """The directives of a text in which ``<…>`` marks bodies and ``{…}`` people."""
    text, mentions, opened = "", [], 0
    for character in marked:
        if character in "<{":
            opened = len(text)
        elif character in ">}":
            kind = "ORG" if character == ">" else "PER"
            mentions.append(Mention(kind, text[opened:], opened, len(text)))
        else:
            text += character
    return text, extract_directives(text, parse_structure(text), mentions, doc_id="d")


def duties(marked: str) -> list[str]:
    return [d.text for d in read(marked)[1] if d.list_id is None]


HEAD = "一、工作要求\n（一）加强巡查。每周一次。\n"


@pytest.mark.parametrize(
    "line",
    [
        "在汛期，处于河道两侧的<学校>应当安排值守。",
        "{王一川}在主持讲话时强调，<各区>要加密巡查。",
        "<党委>负主体责任，<纪委>负监督责任。",
        "当险情已经排除、水位已降至警戒以下时，由<县防汛办>终止响应。",
        "报刊、<广播电台>应当配合发布水情。",
        "<各街道>要在月底前完成排查。",
        "<市水务局>开展普查，应当成立由专家组成的小组。",
        "节水是<各级政府>的共同责任。",
        "<市水务局>负责汇总各地数据。",
        "改造经费由<市、区两级财政>共同承担。",
        "<县级以上人民政府>应当建立联席会议制度。",
        "<各区人民政府>根据实际情况，可以适当提高标准。",
        "<河长办>下设办公室（设在<市水务局>），负责日常工作。",
        "情况特殊的，由<市水务局>报请批准，<领导小组>确定。",
        "<各区>排查情况和整改台账，要及时报送<领导小组办公室>。",
        "她要求<市供水公司>切实担起责任。",
        "会议要求，<各成员单位>要密切配合。",
        "<各灌区>党政负责人要带头巡堤。",
        "下一步，<市水务局>将围绕节水目标改造老旧管网。",
        "<供水集团>将成立抢修专班。",
        "水价由<市水务局>直接核定。",
        "取水许可由<市水务局>按照来水情况统筹办理。",
        "泵站建成后无偿移交<市水务局>管理。",
        "有条件的<县（市、区）>可结合实际先行试点。",
        "{钱立}在主持会议时要求，<各灌区>要尽快安排巡堤。",
        "下一步，<市水务局>将不断改进巡堤方式，做到险情早知道。",
        "<各灌区>站长、书记要带领职工清淤。",
        "<供水集团>领导班子尤其是“一把手”一定要靠前指挥。",
        "你局要会同有关方面抓紧制定细则。",
        "相关学校要做好衔接。",
        "园区（楼宇）管理单位应当公开收费标准。",
        "救助机构根据受助人的情况，可以提出安置建议。",
        "会议要求，院党办要尽快整理问题清单。",
        "<各县（市、区）>于6月20日前向<市水务局>报送排查报告。",
        "{钱立}表示，<县水务局党组>将按期完成整改。",
        "所需经费由我局承担。",
        "我厅将适时组织抽查。",
        "泵站验收应当有<市水务局>参加。",
        "奖励和补助由地方兑现，年底统一结算。",
        "以上意见如无不妥，请批转<各区>执行。",
        "<各街道>可根据情况统一安排巡查。",
        "建议你市抓紧开展前期工作。",
        "其中<各镇街>为实施主体单位，牵头组织清淤。",
        "本政策解释权归<市水务局>。",
        "接到<市水文站>报告后，<市水务局>立即会商，确认出现险情时，要按照预案处置。",
        "参与抢险的<有关部门>，要向<指挥部>提供联络方式。",
        "必要时<评审委员会>可提请<市政府>批准，撤销其称号。",
        "专家弄虚作假的，由设立专家库的<市水务局>取消其入选专家库的资格。",
        "<市水务局>如遇重大险情，及时向<领导小组>报告。",
        "水利、气象、渔政等部门要共享雨情。",
        "党的<各级纪委>要加强对节水工作的监督。",
        "泵站所在地的<水务部门>负责对图纸进行审查。",
        "水位下降前，组织转移的<区政府>应当派人值守。",
        "<各灌区>应当建立由职工组成的抢险队伍。",
        "<市水务局>应当向<市政府>报告水量、水质等情况。",
        "渔民联谊会、灌区协会和其他群团组织，应当宣传节水知识。",
        "<市水文站>：发布水情。",
        "<市水文站>（调度科）：对超警戒的河段，依法发出预警。",
    ],
)
def test_a_body_told_to_act(line: str) -> None:
    plain = line.translate(str.maketrans("", "", "<>{}"))
    assert duties(HEAD + line) == [plain.rstrip("。")]


@pytest.mark.parametrize(
    "line",
    [
        "<市水务局>近年来取得了明显成效。",
        "{王一川}代表<市政府>向守堤人员表示衷心感谢，叮嘱大家要注意休息。",
        "{王一川}就节水工作提出了要求，并表示要督促<各灌区>抓好整改。",
        "该项目由<市设计院>牵头实施。",
        "泵站所在地的<水务部门>负责人到场。",
        "介绍<市水务局>水量、水质等情况。",
        "节水是<市政府>的部署，是我们必须完成好的任务。",
        "{王一川}主持讲话，<各区>负责同志要来参加。",
        "取消企业参与由<市水务局>组织的评选的资格。",
        "同意建立由<市水务局>牵头的联席会议制度。",
        "专此函达，请予支持。",
        "现在，我代表<市政府>报告工作，请予审议，并请各位委员提出意见。",
        "<县水务局>机构设置的形式，按照编制管理规定办理。",
        "凭着品牌，<东海公司>的产品在市场上可以卖出高价。",
        "<外交部长>应约会见来宾。",
        "<市水务局>有关负责同志出席会议。",
        "<领导小组>由<市水务局>、<市财政局>组成。",
        "<各灌区>踊跃发言，现场气氛热烈。",
        "要加强对<各街道>的指导。",
        "培训费用按规定标准执行。",
        "报<市政府>批准后实施。",
        "对<市水务局>的建议要认真研究。",
        "主要内容包括<市水务局>职责。",
        "我们要不忘初心。",
        "<市政府>高度重视治水工作，现提出如下意见：",
        "<党中央>、<国务院>高度重视治水工作。",
        "规模以上企业应当如实填报。",
        "<市水务局>已委托<市设计院>对泵站作评估。",
        "<市水务局>今日上午举行发布会，请<市设计院>总工程师介绍情况。",
        "<学校>组织军训所需的经费，按照国家有关规定执行。",
        "<领导小组>设联络员，由{钱立}担任。",
        "<国家机关>工作人员必须懂得节水知识。",
        "专家与<评审机构>有利害关系的，应当回避。",
        "<水利部>联合印发《节水方案》，各方反响热烈。",
        "<领导小组>组长由{钱立}担任。",
        "<邻国政府>已允诺履行治水的义务。",
        "<水利大学>教授认为必须节水。",
        "<党委>书记要亲自部署节水。",
        "<市政府>将深入节水确定为今年的主题。",
        "<市水务局>将于下周举行发布会。",
        "由用水户按年度向<市水务局>提出申请。",
        "泵站移交<市水务局>管理办法另行公布。",
        "{钱立}主持会议，<各灌区>站长参加会议。",
        "负责人要亲自巡堤。",
        "<评审小组>成员有不同意见的，应当如实记录。",
        "<评审小组>专家人数不得少于五人。",
        "下一步<县水务局>将使用的水泵已经到货。",
        "<水利大学>校长应邀参加活动。",
        "<灌区站>站长应当具有工程师职称。",
        "用水企业、加工企业和个体工商户应当安装水表。",
        "接到<市水文站>报告后，应急预案要启动。",
        "按照<市政府>对防汛全面负责的原则，本预案的响应分为两级。",
        "参与抢险的<有关部门>要求不高。",
        "“管行业必须管行风”在<水务系统>已成共识。",
        "暴雨发生后，<县政府>立即行动的结果令人满意。",
        "在汛期，处于河道两侧的<学校>车辆通行不便。",
        "<县水务局>负责任的态度受到好评。",
        "险情已经排除，由<县防汛办>终止响应的决定作出了。",
        "<领导小组>由<县水务局>、<县财政局>组成，设联络员。",
    ],
)
def test_what_only_looks_so(line: str) -> None:
    assert duties(HEAD + line) == []


def test_lines_that_go_on_with_a_list_of_duties() -> None:
    text = "第一条 <市水务局>负责编制规划；\n对各泵站进行检查；\n加强宣传。\n加强值守。\n"
    assert duties(text) == ["对各泵站进行检查", "加强宣传"]
    assert duties("第一条 规划应当公开；\n加强宣传。\n") == []


def test_lines_that_go_on_with_duties_in_a_regulation() -> None:
    text = "第一条 <市水务局>要编制规划。\n要根据规划制定细则，完善台账。\n适时聘请专家进行评估。\n规划公开透明。\n"
    assert duties(text) == ["要根据规划制定细则，完善台账", "适时聘请专家进行评估"]
    assert duties("一、<市水务局>要编制规划。\n要根据规划制定细则，完善台账。\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "<各有关部门>，加强业务指导。",
        "<市政府>原则上每年安排200万元用于清淤。",
        "每年<市政府>安排专项资金用于换表。",
        "每年6月底前<各区>完成管网普查。",
        "<各有关部门>和沿河村居通力合作，守护堤防。",
        "对节水成效突出的灌区，<市政府>授予其节水标兵称号。",
        "<驻县部队>、<武警中队>依照本条例和<县政府>的有关规定开展抢险工作。",
        "<主管部门>，依照本条例和有关法规的规定，负责堤防工作。",
        "<学校>依法履行节水教育的义务。",
        "暴雨发生后，<县政府>和<有关部门>立即按照分工开展抢险工作。",
        "<县政府>或其授权的<有关部门>，及时通过广播发布水情。",
        "如需请求支援时，<县水务局>商<县气象局>提出支援的事项。",
        "成立由<县水务局>、<县财政局>组成的<领导小组>，由<县水务局>牵头，统筹推进改造。",
        "<县水务局>会同<乡镇>根据项目前景等情况，对项目基本条件进行初审。",
        "<防汛办公室>汇总各镇雨情，起草水情通报。",
        "<市水务局>对积水点实施统一管理。",
        "泵站移交后，<市水务局>按核定面积的2%给予补助。",
        "<市水务局>受理后报<市政府>审批。",
        "<县水务局>经<市水务局>审核后，报<省水利厅>备案。",
        "经<县水务局>联合审核后交专家组评审，并公示结果。",
        "<县水务局>指定<水质检测机构>，负责取样和检测。",
        "<乡镇政府>与管护人员签订协议，并登记造册。",
        "<地方各级人民政府>领导本地的防汛工作。",
        "人数不足百人的<小学>，可以配备兼职保健教师。",
    ],
)
def test_bare_verbs_in_a_regulation(line: str) -> None:
    plain = line.translate(str.maketrans("", "", "<>"))
    assert duties("暴雨防御条例\n第一条 堤防应当加固。\n" + line) == [plain.rstrip("。")]


@pytest.mark.parametrize(
    "line",
    [
        "<市水务局>领导班子换届。",
        "<市水务局>授予的称号。",
        "<市水务局>每年的安排。",
        "签订协议的<中介机构>，可以一事一议。",
        "<市水务局>设主任一人。",
        "对<市水务局>的补助按年结算。",
    ],
)
def test_what_only_looks_so_in_a_regulation(line: str) -> None:
    assert duties("暴雨防御条例\n第一条 堤防应当加固。\n" + line) == []


def test_what_a_letter_promises() -> None:
    letter = "关于泵站建设的批复\n市水务局：\n一、关于泵站问题。你市请求，支持泵站建设。\n"
    promise = "<水利部>将继续加强协调，会同你市推进前期工作。"
    assert duties(letter + promise) == ["水利部将继续加强协调，会同你市推进前期工作"]
    assert duties(letter + "<水利部>研究提出了办理意见。") == []
    assert duties(letter + "我们将认真研究你市的建议。") == ["我们将认真研究你市的建议"]
    report = "泵站建设工作会议召开\n一、会议情况\n"
    assert duties(report + promise) == []


def test_a_way_of_working_between_the_body_and_its_verb() -> None:
    text = "暴雨防御条例\n第一条 堤防应当加固。\n<市水务局>，按照职责分工，共同做好防汛工作。\n"
    assert duties(text) == ["市水务局，按照职责分工，共同做好防汛工作"]


def test_what_a_group_has_to_do() -> None:
    text = "一、抢险组。由<水务局>牵头，<公安局>参加。\n主要职责：组织巡堤；抢修泵站。\n二、宣传组。由<宣传部>牵头。\n"
    assert duties(text) == ["主要职责：组织巡堤；抢修泵站"]
    assert duties(text.replace("抢险组", "抢险工作")) == []


@pytest.mark.parametrize(
    ("item", "label"),
    [
        ("抢险组。由水务局牵头", "抢险组"),
        ("综合协调组（设在水务局）：负责值守", "综合协调组"),
        ("医疗救护组职责", "医疗救护组"),
        ("成立防汛工作专班。负责值守", None),
        ("各工作组。按职责值守", None),
        ("加强抢险组。做好值守", None),
        ("抢险组应当值守", None),
        ("组织机构。由水务局牵头", None),
        ("鼓励供水企业兼并重组", None),
        ("资产重组：负责登记", None),
    ],
)
def test_labels_that_name_a_group(item: str, label: str | None) -> None:
    found = label_of(item, 0, len(item))
    assert (item[found.start : found.end] if found else None) == label


def test_closing_of_a_cover_note() -> None:
    text = "<各街道办事处>：\n《巡查办法》已经审议通过，现印发给你们，请认真贯彻执行。\n" + HEAD
    assert duties(text) == ["《巡查办法》已经审议通过，现印发给你们，请认真贯彻执行"]


def test_where_questions_are_put() -> None:
    text = "<各街道办事处>：\n现将《巡查办法》印发给你们。执行中遇到的问题，请径向<县水务局>反映。\n" + HEAD
    assert duties(text) == ["执行中遇到的问题，请径向县水务局反映"]


def test_a_sentence_that_only_counts_what_follows() -> None:
    counts = "{王一川}强调，<市水务局>要做好两个方面工作。"
    assert duties(counts + "一是修渠。二是清淤。") == []
    assert duties(counts + "与会人员参观了灌区。") == ["王一川强调，市水务局要做好两个方面工作"]


def test_each_sentence_with_its_own_body_is_one_directive() -> None:
    text = HEAD + "<各街道>要落实责任；要建立台账。要加强宣传。<市水务局>要加强督促。"
    assert duties(text) == ["各街道要落实责任；要建立台账", "市水务局要加强督促"]


def test_duties_under_lines_that_name_the_body() -> None:
    text = (
        "一、部门职责\n<市水务局>：\n负责编制规划；\n组织开展巡查。\n<市财政局>：\n落实专项资金。\n"
        "二、其他\n本方案自印发之日起施行。"
    )
    assert duties(text) == ["负责编制规划", "组织开展巡查", "落实专项资金"]


def test_ids_lists_parents_and_offsets() -> None:
    text, found = read(HEAD + "<各街道>要在2021年6月底前完成排查。\n二、附则")
    assert [d.directive_id for d in found] == [f"d-d{n}" for n in range(1, len(found) + 1)]
    assert all(text[d.start : d.end] == d.text for d in found)
    section, item, duty, last = found
    assert (section.list_id, item.list_id, duty.list_id, last.list_id) == ("d-l1", "d-l2", None, "d-l1")
    assert item.parent_id == section.directive_id and duty.parent_id == item.directive_id
    assert (duty.ordinal, duty.marker, duty.depth, duty.kind) == (None, "", 3, "directive")
    assert duty.deadline == "2021-06-30" and duty.action == "完成"


def test_speakers() -> None:
    _, found = read(
        "会议强调，要抓好两件事：一是加强巡查。二是完善制度。\n{王一川}指出，要落实责任。一要建立台账。二要按月通报。"
    )
    assert [d.speaker for d in found] == ["会议", "会议", "王一川", "王一川"]
    _, quoted = read(
        "{王一川}强调，要抓好两件事。一是深刻认识到，节水是落实{钱立}讲话精神的必然要求。二是完善制度。"
    )
    assert [d.speaker for d in quoted] == ["王一川", "王一川"]  # who is only quoted asks for nothing


def test_a_line_that_reports_a_speech() -> None:
    _, found = read(
        "{王一川}在讲话中充分肯定了去年的成绩。节水成效显著。就今年工作，他强调，一是抓好巡查。二是抓好宣传。\n"
        "{钱立}总结了去年工作。明确今年抓好两件事，一是修渠。二是清淤。\n"
        "{孙平}主持会议。会上传达了文件。今年要做到，一是值守。二是报告。"
    )
    assert [d.speaker for d in found] == ["王一川", "王一川", "钱立", "钱立", None, None]


def test_documents_without_lists() -> None:
    assert duties("<各区>要高度重视。") == ["各区要高度重视"]
    assert read("")[1] == ()


@settings(max_examples=40, deadline=None)
@given(
    st.text(alphabet="<各街道>要应负责由承担。；：，、一二（）\n1.市局对的", max_size=120).filter(
        lambda t: t.count("<") == t.count(">")
    )
)
def test_reading_order_and_offsets_hold_for_any_text(marked: str) -> None:
    text = marked.replace("<", "").replace(">", "")
    found = extract_directives(text, parse_structure(text), [], doc_id="x")
    assert all(text[d.start : d.end] == d.text for d in found)
    assert [d.directive_id for d in found] == [f"x-d{n}" for n in range(1, len(found) + 1)]


def test_duties_behind_an_inline_name() -> None:
    line = "<市教育局>：负责制定计划，组织培训。落实专项资金。"
    assert duties(HEAD + line) == ["市教育局：负责制定计划，组织培训", "落实专项资金"]


def test_rows_of_a_responsibility_table_are_directives() -> None:
    text = "分工如下：\n序号\t任务\t责任单位\n1\t修缮老旧泵站\t市水务局\n2\t更新监测设备\t市气象局\n"
    found = extract_directives(text, parse_structure(text), [], doc_id="d")
    assert [d.text for d in found] == ["修缮老旧泵站", "更新监测设备"]
    assert all(d.list_id is None and d.kind == "directive" for d in found)


def test_an_answer_says_what_will_be_done() -> None:
    marked = "1. 问：下一步如何推进？\n答：<市水务局>将加强巡查，指导各区完善预案。\n"
    assert duties(marked) == ["市水务局将加强巡查，指导各区完善预案"]
