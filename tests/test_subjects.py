"""Who acts: the expected subjects are written into the sentence, ``<name>`` is a body."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.assign.subjects import find_bystanders, find_subjects
from pipeline.records import Mention


def parse(marked: str) -> tuple[str, list[Mention]]:
    text, mentions = "", []
    for piece in re.split(r"(<[^>]+>)", marked):
        if piece.startswith("<"):
            mentions.append(Mention("ORG", piece[1:-1], len(text), len(text) + len(piece) - 2))
            piece = piece[1:-1]
        text += piece
    return text, mentions


def subjects(marked: str, *, spoken: bool = False) -> list[str]:
    text, mentions = parse(marked)
    found = find_subjects(text, 0, len(text), mentions, spoken=spoken)
    for subject in found:
        assert text[subject.mention.start : subject.mention.end] == subject.mention.text
        assert 0 <= subject.evidence.start <= subject.mention.start
        assert subject.mention.end <= subject.evidence.end <= len(text)
    return [f"{s.mention.text}={s.role}" for s in found]


ACTING = [
    ("<核查组>一般应由<县水务局>牵头组织", ["县水务局=lead"]),
    ("<核查组>应由专人保管台账", ["核查组=responsible"]),
    ("<市审计机关>依法对水费收支情况进行审计监督", ["市审计机关=supervise"]),
    ("<市审计局>负责为泵站改造配备审计人员", ["市审计局=responsible"]),
    ("<水务部门>应当加强对学校二次供水工作的监督与管理", ["水务部门=supervise"]),
    ("<水务部门>应当加强对学校周边河道的监督管理", ["水务部门=responsible"]),
    ("<省水利厅>每年对灌区水价考核工作进行检查", ["省水利厅=supervise"]),
    ("<省水利厅>每年对灌区水泵进行检查", ["省水利厅=responsible"]),
    (
        "<县人民政府>或者其<水务部门>将水库分为两类的，由<上级人民政府>或者其<水务部门>责令限期改正",
        ["上级人民政府=supervise", "水务部门=supervise"],
    ),
    ("用户将水表拆除的，由<县人民政府>或者其<水务部门>责令改正", ["县人民政府=responsible", "水务部门=responsible"]),
    ("<市水务局>以书面形式转由<各镇>办理", ["市水务局=responsible", "各镇=responsible"]),
    ("<各乡镇>、<各部门>要高度重视，密切配合。", ["各乡镇=responsible", "各部门=responsible"]),
    ("<各乡镇>尤其是<沿河各村>要备足沙袋", ["各乡镇=responsible", "沿河各村=responsible"]),
    ("<党委>负主体责任、<纪委>负监督责任，必须层层落实", ["党委=responsible", "纪委=responsible"]),
    ("由<水利部门>、<气象部门>组成<防汛指挥部>，领导防汛工作", ["防汛指挥部=responsible"]),
    ("成立<防汛专班>，由<县水务局>牵头，统筹推进巡堤", ["防汛专班=responsible", "县水务局=lead"]),
    ("<防汛办公室>设在<县水务局>，由<县水务局>、<县气象局>选派人员参加，具体负责值守", ["防汛办公室=responsible"]),
    ("<县水文站>是<县水务局>的办事机构，承担水情监测", ["县水文站=responsible"]),
    ("<各水文站>，对灌区承担下列任务：", ["各水文站=responsible"]),
    ("建议<县水务局>按照专家意见，做好长期监测", ["县水务局=responsible"]),
    ("以上意见如无不妥，请批转<各灌区>执行", ["各灌区=responsible"]),
    ("变通办法可以由所在灌区的<水务部门>制定执行", ["水务部门=responsible"]),
    ("由<县水务局>牵头组织<县财政局>对工程进行核验", ["县水务局=lead", "县财政局=support"]),
    ("<牵头部门>要加强协调，<相关部门>要密切配合", ["牵头部门=lead", "相关部门=support"]),
    ("<县水务局>审核后并报<县财政局>复核，按季拨付", ["县水务局=responsible"]),
    ("<水利部门>应当与<气象部门>互相配合", ["水利部门=responsible", "气象部门=support"]),
    ("<县水务局>对河道行使监督职权", ["县水务局=supervise"]),
    ("<各乡镇>要将节水情况纳入<各村>督察内容", ["各乡镇=supervise"]),
    ("由<水务部门>予以通报，处一万元罚款", ["水务部门=responsible"]),
    ("入选人员由<水务部门>考核", ["水务部门=responsible"]),
    ("<税务部门>对有关部门移送的线索开展检查", ["税务部门=responsible"]),
    ("<各水文站>经<县水务局>批准，可以增设测点", ["各水文站=responsible"]),
    ("<上级党组织>可以选派干部担任河长", ["上级党组织=responsible"]),
    ("<水务部门>应当对履行职责形成的数据进行管理，按照规定移交", ["水务部门=responsible"]),
    ("由其<上级水务部门>责令改正", ["上级水务部门=responsible"]),
    (
        "主要由<县级人民政府>及其<有关部门>通过应急管网组织供水",
        ["县级人民政府=responsible", "有关部门=responsible"],
    ),
    ("<其他部门>在<指挥部>的统一领导下，做好相关配合工作", ["其他部门=support"]),
    ("<其他部门>要做好配合工作，加强值守", ["其他部门=responsible"]),
    ("由<县水务局>召集专家组成评审小组，对方案进行评审", ["县水务局=responsible"]),
    ("<水文站>和规模较大的<水库>，可以设立台账", ["水文站=responsible", "水库=responsible"]),
    ("<各镇街>为实施主体单位，牵头组织清淤", ["各镇街=lead"]),
    ("<学校>在开课的同时，负有节水教育的职责", ["学校=responsible"]),
    ("本政策解释权归<县水务局>", ["县水务局=responsible"]),
    ("<各地>、<各部门>，特别是水库所在地，要开展演练", ["各地=responsible", "各部门=responsible"]),
    ("由本市<各级人民政府>给予表彰", ["各级人民政府=responsible"]),
    ("<各乡镇><各部门>必须立即行动", ["各乡镇=responsible", "各部门=responsible"]),
    ("汛期内，<县水务局>应当每日巡堤。", ["县水务局=responsible"]),
    ("<县水务局>要牵头编制规划", ["县水务局=lead"]),
    ("<县水务局>要做好牵头工作", ["县水务局=lead"]),
    ("<县水务局>牵头，<县住建局>配合", ["县水务局=lead", "县住建局=support"]),
    ("<县住建局>要配合<县水务局>做好选址工作", ["县住建局=support"]),
    ("<县残联>、<县红十字会>等社会团体应当协助做好救助工作", ["县残联=support", "县红十字会=support"]),
    ("缴费标准由<水务部门>会同<财政部门>制定", ["水务部门=responsible", "财政部门=support"]),
    ("<县妇联>和<村民委员会>以及其他社会组织，应当协助<镇政府>做好救助", ["县妇联=support", "村民委员会=support"]),
    ("<主管部门>按照“谁受益、谁主办”的原则，落实经费", ["主管部门=responsible"]),
    ("款项由基金管理单位<县就业局>及时拨付", ["县就业局=responsible"]),
    ("<县住建局>要参与泵站的规划和验收", ["县住建局=support"]),
    ("<县住建局>要参与泵站的规划，按程序办理许可", ["县住建局=responsible"]),
    ("<县住建局>要支持农户改厕", ["县住建局=responsible"]),
    ("本办法由<县水务局>会同<县财政局>和<主管部门>解释", ["县水务局=responsible", "县财政局=support", "主管部门=support"]),
    ("所需经费由<县、乡两级财政>分担", ["县、乡两级财政=responsible"]),
    ("<县水务局>可以联合<有关部门>开展检查", ["县水务局=responsible", "有关部门=support"]),
    ("巡查员受<县水务局>的指派进行巡查", ["县水务局=responsible"]),
    ("<县水务局>要自觉接受<县人大>监督", ["县水务局=responsible", "县人大=supervise"]),
    ("<县政府督查室>要对<各乡镇>进行督查", ["县政府督查室=supervise"]),
    ("<县考核办>将完成情况纳入<各乡镇>年度考核内容", ["县考核办=supervise"]),
    ("<县政府督查室>要定期开展督查", ["县政府督查室=supervise"]),
    ("由<县水务局>约谈并通报批评<有关单位>", ["县水务局=supervise"]),
    ("<水务部门>、<财政部门>，在各自职责范围内负责节水工作", ["水务部门=responsible", "财政部门=responsible"]),
    ("<县水务局>领导全县的节水工作。<县财政局>协助水利部门落实经费", ["县水务局=responsible", "县财政局=support"]),
    ("<县水务局>要成立由局长牵头的工作专班", ["县水务局=responsible"]),
    ("<县住建局>也表示将积极配合<县水务局>做好选址", ["县住建局=support"]),
    ("严禁<各乡镇>挪用维修资金", ["各乡镇=responsible"]),
    ("<县水务局>将按照资金安排的可能，以及前期工作的进展，适时启动", ["县水务局=responsible"]),
    ("<县督查室>负责对全县范围内<各乡镇>的整改情况进行督查", ["县督查室=supervise"]),
    ("<水务部门>、<财政部门>要积极配合，以保证工程顺利进行", ["水务部门=support", "财政部门=support"]),
    ("<有关单位>或者个人应当给予配合", ["有关单位=support"]),
    ("<县水务局>协同<县财政局>开展普查", ["县水务局=support"]),
    ("<县督查室>对<各乡镇>的自查情况进行核查后，向社会公布", ["县督查室=supervise"]),
    ("<市场监管部门>要对药店开展监督检查", ["市场监管部门=responsible"]),
    ("<县水务局>要将督查结果报<县政府>备案", ["县水务局=responsible"]),
    ("成立<县防汛指挥部>，负责统一调度", ["县防汛指挥部=responsible"]),
    ("<乡镇人民政府>是河道管护的责任主体，", ["乡镇人民政府=responsible"]),
    ("<县防汛办>的主要职责是：", ["县防汛办=responsible"]),
    ("请<各单位>认真贯彻执行", ["各单位=responsible"]),
    ("她要求<县医院党委>立即整改", ["县医院党委=responsible"]),
    ("<被检查单位>及其工作人员应当予以配合，不得拒绝", ["被检查单位=responsible"]),
    ("<各单位>主要负责同志要亲自部署", ["各单位=responsible"]),
    ("巡查需要协助的，<有关机关>应当在职权范围内予以协助", ["有关机关=support"]),
    ("<被检查单位>应当予以配合", ["被检查单位=responsible"]),
    ("<县水务局>牵头完成自查，<相关部门>配合，于月底前报送", ["县水务局=lead", "相关部门=support"]),
    ("由所涉及的<县水务局>、<住建局>等<主管部门>牵头", ["县水务局=lead", "住建局=lead", "主管部门=lead"]),
    ("<县水务局>要会同<有关部门>加强督促检查", ["县水务局=supervise", "有关部门=support"]),
    ("<县防汛办>要做好统筹协调，加强对《预案》实施的监督和检查", ["县防汛办=supervise"]),
    ("<县防汛办>要定期通报进展情况，每月开展一次考核", ["县防汛办=supervise"]),
    ("<县政府>将对重点部门、重点地区任务落实情况开展抽查", ["县政府=supervise"]),
    ("<督查机构>可以根据工作需要，对整改情况进行核查", ["督查机构=supervise"]),
    ("<督查组>按照确定的事项、范围开展专项督查", ["督查组=supervise"]),
    ("<所属部门>未经批准，不得开展督查", ["所属部门=responsible"]),
    ("<县政府>可以指定<所属部门>开展督查", ["县政府=responsible"]),
    ("<采购单位>应加强对供应商履行合同情况的监督", ["采购单位=responsible"]),
    ("<督查对象>对结论有异议的，可以申请复核", ["督查对象=responsible"]),
    ("有上述情形的，由<县督查室>责令改正", ["县督查室=supervise"]),
    ("有上述情形的，由<县水务局>责令改正", ["县水务局=responsible"]),
    ("<各镇>、<各部门>之间应当共享雨情", ["各镇=responsible", "各部门=responsible"]),
    ("<县委>印发了规划，并发出通知，要求<各镇>认真落实", ["各镇=responsible"]),
    ("节水是<各级政府>及其<有关部门>、<学校>和社会的共同责任",
     ["各级政府=responsible", "有关部门=responsible", "学校=responsible"]),
    ("<供水机构>应当报告水务和<其他部门>，<水务部门>应当派人", ["供水机构=responsible", "水务部门=responsible"]),
    ("用水户要服从<水务部门>的监督管理", ["水务部门=supervise"]),
    ("文件由<县政府>分管领导同志审核", ["县政府=responsible"]),
    ("<县政府>组成人员要带头节水", ["县政府=responsible"]),
    ("<县政府>领导同志一般不为灌区题词", ["县政府=responsible"]),
    ("<各灌区>主要负责人离岗，应事先报告", ["各灌区=responsible"]),
    ("节水是<各级政府>、<学校>和全社会的共同责任", ["各级政府=responsible", "学校=responsible"]),
    ("<供水机构>应当立即报告<其他部门>，<水务部门>应当在一小时内派人", ["供水机构=responsible", "水务部门=responsible"]),
    ("<水务部门>或者<其他部门>未履行职责，造成浪费的，由<上级机关>通报", ["上级机关=supervise"]),
    ("<各级纪委>要聚焦主业，承担监督责任", ["各级纪委=supervise"]),
    ("<派驻机构>对<派出机关>负责，履行监督职责", ["派驻机构=supervise"]),
    ("<水务部门>加强对水厂的监督检查", ["水务部门=responsible"]),
    ("成立<防汛指挥部>，由<县政府>领导同志担任总指挥，统一领导抢险", ["防汛指挥部=responsible"]),
    ("成立<防汛专班>，由分管副县长任组长，<县水务局>为成员单位，统筹巡堤", ["防汛专班=responsible"]),
    ("由<县水务局>会同<县财政局>组成<核查组>调查", ["县水务局=responsible", "县财政局=support"]),
    ("<县水务局>是节水工作的主管机关，履行下列职责：", ["县水务局=responsible"]),
    ("<县水务局>是取水的执法主体，要公布名录", ["县水务局=responsible"]),
    ("<县水务局>会同<县监察局>监督检查本办法的执行情况", ["县水务局=supervise", "县监察局=support"]),
    ("<县政府办公室>将加强统筹协调和督促检查，适时组织评估", ["县政府办公室=supervise"]),
    ("<教育部门>应当指导、督促各级各类学校将节水纳入课程", ["教育部门=supervise"]),
    ("<教育部门>应当指导、督促企业安装计量设施", ["教育部门=responsible"]),
    ("<各县>要建立<水务局>牵头、<有关部门>参与的机制", ["各县=responsible"]),
    ("<县政府>或者其授权的<有关部门>应当发布公告", ["县政府=responsible", "有关部门=responsible"]),
    ("发布公告后，<县政府>及其<有关部门>视情采取以下措施：", ["县政府=responsible", "有关部门=responsible"]),
    ("<县政府>、<乡政府>及其<有关部门>，对跨界的河道、水库，以及沿岸的泵站，应当公告",
     ["县政府=responsible", "乡政府=responsible", "有关部门=responsible"]),
    ("<县政府>或者其授权的<有关部门>，及时通过广播发布水情", ["县政府=responsible", "有关部门=responsible"]),
    ("<行政机关>及其工作人员有下列情形之一的，由其<上级机关>或者<监察机关>责令改正",
     ["上级机关=supervise", "监察机关=supervise"]),
    ("<国家机关>、<社会团体>以及其他社会组织违反规定的，由<县政府>给予批评教育", ["县政府=supervise"]),
    ("<供水机构>违反规定的，由<县水务局>责令改正", ["县水务局=responsible"]),
    ("<行政机关>违反规定的，由<县水务局>责令改正，并处二百元罚款", ["县水务局=responsible"]),
    ("<县水务局>会同<县财政局>定期对<经办银行>业务进行考核", ["县水务局=responsible", "县财政局=support"]),
    ("<县水务局>会同<县财政局>定期对<各乡镇>工作进行考核", ["县水务局=supervise", "县财政局=support"]),
    ("<各水文站>、<各泵站>等力量，要积极参加抢险工作", ["各水文站=support", "各泵站=support"]),
    ("<县政府>设立<防汛指挥中心>（以下简称中心），受理报警，组织抢险", ["县政府=responsible", "防汛指挥中心=responsible"]),
    ("由<水务部门>会同学校及<有关部门>、用户代表组成<调查组>调查", ["水务部门=responsible", "有关部门=support"]),
    ("获悉险情的<行政机关>，除县里另有规定的外，应当逐级报告", ["行政机关=responsible"]),
    ("<县水务局>将完善机制，牵头<各水厂>共同建设平台", ["县水务局=lead", "各水厂=support"]),
    ("<供水机构>，接到用户的停水投诉，应当及时核实，不得推诿", ["供水机构=responsible"]),
    ("<供水机构>，除县里另有规定的外，应当全天值守", ["供水机构=responsible"]),
    ("<供水机构>，经<县水务局>核定后，可以参照执行", ["供水机构=responsible"]),
    ("<供水机构>应当根据抢修的需要，配合<县水务局>关停阀门", ["供水机构=support"]),
    ("<供水机构>应当根据抢修的需要，配合检修做好停水公告、送水上门、水质检测", ["供水机构=responsible"]),
    ("<各镇>、<各部门>应当按照各自职责，协同做好节水工作", ["各镇=support", "各部门=support"]),
    ("<县政府>及其<所属部门>，<镇政府>应当修堤", ["县政府=responsible", "所属部门=responsible", "镇政府=responsible"]),
    ("<县政府>及其<有关部门>为应对旱情依法调水的，应当公告", ["县政府=responsible", "有关部门=responsible"]),
    ("<学校>未尽管护义务致使水池损坏的，应当承担相应的责任", ["学校=responsible"]),
    ("<各镇>、<各部门>要密切配合，形成合力", ["各镇=responsible", "各部门=responsible"]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), ACTING)
def test_acting(marked: str, expected: list[str]) -> None:
    assert subjects(marked) == expected


BYSTANDING = [
    "由<县级人民政府>及其<有关部门>的人员组成",
    "督促<各乡镇>落实责任",
    "要指导<各乡镇>编制预案",
    "授权<县水务局>办理",
    "<各地区>政务服务平台要与网站互通",
    "防止<供水机构>将责任转由<农户>承担",
    "提升<供水机构>可持续经营能力",
    "<供水机构>设立、变更的审批办法，由县里规定",
    "<供水机构>内部执行的工作制度、人事任免等文件，不纳入审核范围",
    "材料不全的，可以退回，或者要求<起草单位>补充",
    "新建、扩建<供水机构>，应当报批",
    "可成立<防汛专班>，协调解决问题",
    "<防汛办公室>设在县里，由专人值守",
    "建议<县水务局>的意见不予采纳",
    "工作组由<县水务局>、<县住建局>组成",
    "经<县水务局>审核后发放",
    "鼓励<各乡镇>先行先试",
    "支持<县水务局>建设泵站",
    "经<县政府>批准后实施",
    "报<县政府>批准",
    "要及时向<县水务局>报告",
    "在<县委>领导下开展工作",
    "未移交<县水务局>的泵站应限期移交",
    "要求<被检查单位>作出说明",
    "<企业>应当安装计量设施",
    "<有关方面>要共同努力",
    "去年<县水务局>已经完成改造",
    "<县水务局>去年组织<各乡镇>排查了隐患",
    "工作组由<县水务局>、<县住建局>等部门负责人组成",
    "由<县政府>分管领导签发",
    "<县政府>常务会议每月召开一次",
    "由<各部门>召开的会议，一律从简",
    "<县水务局>会同<县财政局>、<县住建局>拟定的《节水规定》已经同意，现印发给你们",
    "由<县财政局>拨付经费的<供水机构>转为企业，不再拨款",
    "<供水机构>转为企业后，三年内免征房产税",
    "<上市公众公司>要披露用水",
    "<县政府>分管领导的分工另行通知",
    "对未完成任务的<乡镇>要进行约谈",
    "《<县水务局>工作规则》应当公布",
    "会议（<县水务局>承办）应当从简",
    "加强与<县水务局>的沟通",
    "<督查机构>履行职责所必需的经费，应当列入预算",
    "<督查机构>及督查人员违反规定，滥用职权的，泄露秘密的，依法处理",
    "明确<各镇>、<各部门>和学校的责任义务",
    "<县水务局>依照法规开展的其他检查，按照规定执行",
    "取消其参与由<县水务局>组织开展的各类项目申报的资格",
    "建立由<县水务局>、<县住建局>等单位参加的协调机制",
    "对县级<相关科室>要每年培训一次",
    "<县水务局>会同<县财政局>研究提出了办理意见：资金已经落实",
    "村干部代表<县水务局>签字",
    "<有关部门>下一步拟采取的措施",
    "<供水机构>，接到投诉，用户应当予以配合",
    "<县政府>及其<有关部门>的经费，应当列入预算",
    "<学校>未按规定节水，情节严重的，依法处理",
    "法人和<其他组织>应当节约用水",
    "<下列单位>应当制定预案：",
    "发现漏水，应当报告<县水务局>，及时关闭阀门",
    "设立的由<县政府>主要负责人、<有关部门>负责人组成的指挥部",
    "<下级水务部门>负责人的任免，应当事先征求意见",
    "<职业学校>通过培训等所得收入，可按比例留用",
    "接到险情的用户，<行政机关>的车辆应当避让",
    "成立<防汛专班>，县里分管领导任组长",
    "联席会议由<县政府>分管秘书长任召集人",
    "由<县水务局>、<县财政局>组成<核查组>",
    "<职业学校>毕业生可以按规定升学",
]


@pytest.mark.parametrize("marked", BYSTANDING)
def test_not_acting(marked: str) -> None:
    assert subjects(marked) == []


def test_what_a_body_hands_in_is_not_what_it_does() -> None:
    assert subjects("<各乡镇>申报项目由<县水务局>受理") == ["县水务局=responsible"]


def test_a_speaker_asks() -> None:
    assert subjects("要求<各乡镇>立即行动", spoken=True) == ["各乡镇=responsible"]
    assert subjects("<县水务局>可以要求<各乡镇>报送材料") == ["县水务局=responsible"]


def test_reasons_are_given() -> None:
    text, mentions = parse("<县水务局>要督促<各乡镇>巡堤，报<县政府>备案")
    reasons = {b.mention.text: b.reason for b in find_bystanders(text, 0, len(text), mentions)}
    assert reasons == {"各乡镇": "target", "县政府": "target"}


PIECES = ["<甲局>", "<各地>", *"要由，、。对（）《》的", "会同", "负责", "督促", "等部门", "成立", "督查"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_subjects_stand_in_reading_order(pieces: list[str]) -> None:
    text, mentions = parse("".join(pieces))
    found = find_subjects(text, 0, len(text), mentions)
    starts = [s.mention.start for s in found]
    assert starts == sorted(set(starts))
    assert {s.role for s in found} <= {"lead", "support", "responsible", "supervise"}
