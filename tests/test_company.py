"""Bodies that only their company shows: shared ends, ranks in a row, groups named by what they do."""

import pytest
from test_recognise import EMPTY, annotated, check, tagger

from pipeline.recognise import recognise_mentions
from pipeline.structure import parse_structure

__all__ = ["tagger"]

#: The bodies (and, where marked, places) of each sentence, and nothing else.
NAMES = [
    # one end, many members; the first carries the rank for all
    "<ORG>县级以上地方商务</ORG>、<ORG>电影</ORG>、<ORG>水利</ORG>等部门应当公开办事指南。",
    "<ORG>镇人民政府</ORG>应当组织<ORG>水利</ORG>、<ORG>应急管理</ORG>等部门巡查堤防。",
    "由<ORG>民政</ORG>、<ORG>团委</ORG>、<ORG>妇联</ORG>等单位共同举办。",
    # mass organisations in one list
    "<ORG>工会</ORG>、<ORG>共青团</ORG>、<ORG>妇联</ORG>、<ORG>残联</ORG>和<ORG>其他群团组织</ORG>应当参与。",
    "送：<ORG>县政协办公室</ORG>，<ORG>人武部</ORG>，<ORG>法院</ORG>，<ORG>检察院</ORG>。",
    # an office of a committee whose ranks stand in brackets; utilities of every place
    "由<ORG>各县（市、区）工科局</ORG>和<ORG>县（市、区）委文明办</ORG>会商，<ORG>各县（市、区）委网信办</ORG>要参加。",
    "<ORG>各区燃气公司</ORG>、<ORG>各县区供水公司</ORG>要巡查。",
    "推进供水公司化改革，工科专业要扩大招生。",
    # a government's departments without its name
    "由<ORG>政府主管部门</ORG>责令改正，<ORG>政府各有关部门</ORG>应当配合，<ORG>政府法制部门</ORG>备案。",
    # ranks in a row
    "<ORG>市或者区、县人民政府</ORG>可以给予奖励。",
    "<ORG>郊区（县）人民政府</ORG>应当修建公路。",
    "<ORG>省、自治区、直辖市和设区的市人民政府财政部门</ORG>负责拨款。",
    "<ORG>中央和省级水利主管部门</ORG>应当加强监督。",
    "由<ORG>上海警备区</ORG>或者<ORG>市和区、县人民政府征兵办公室</ORG>表彰。",
    "<ORG>各省级药监部门</ORG>要加强检查，由<ORG>地方发改委</ORG>制定办法。",
    # what a body has appointed, or what is charged with a duty
    "报<ORG>县（市、区）人民政府指定的机构</ORG>备案。",
    "<ORG>县级以上地方负责防汛抗旱的机构</ORG>应当值守。",
    "<ORG>负有消防监督职责的部门、单位</ORG>不得推诿。",
    "由<ORG>同级人民政府审核机构</ORG>审核，<ORG>起草部门审核机构</ORG>先行把关。",
    "<ORG>各省、自治区、直辖市及新疆生产建设兵团水利厅</ORG>要加强指导。",
    "<ORG>国家和地方各级体育行政部门</ORG>应当加强指导，<ORG>学校教务部门</ORG>要配合。",
    "<ORG>国家机关</ORG>、<ORG>企业事业单位</ORG>、<ORG>人民团体</ORG>为志愿者提供便利。",
    "由<ORG>市委办公室</ORG>、<ORG>市政府办公室</ORG>商<ORG>市委人才办</ORG>负责解释。",
    "由<ORG>当地区水利行政部门</ORG>处理，经<ORG>本地区卫生行政部门</ORG>批准。",
    "听取<ORG>市有关部门</ORG>和<ORG>有关区人民政府</ORG>的意见。",
    "<ORG>有防汛任务的部门和单位</ORG>应当制定预案，由<ORG>市或者区防汛指挥机构</ORG>调度。",
    "请<ORG>省有关牵头部门</ORG>收集材料。",
    "<ORG>市委</ORG>书记专题会议和<ORG>市委巡察工作领导小组</ORG>听取了汇报。",
    "<ORG>各乡镇</ORG>、<ORG>街道</ORG>，<ORG>区直各部门和单位</ORG>要落实。",
    "<ORG>市、县级政府</ORG>网站要规范，<ORG>省、市级财政部门</ORG>予以支持。",
    "<ORG>各级人民政府</ORG>及其部门要明确职责，<ORG>市人民政府</ORG>及其<ORG>有关主管部门</ORG>应当配合。",
    "<ORG>国务院办公厅</ORG>对<ORG>十届全国人大</ORG>四次会议建议的答复。",
    "按规定权限报经<ORG>税务部门</ORG>批准，<ORG>中国科学院大学</ORG>参加。",
    "<ORG>各区</ORG>负责落实，<ORG>市其他有关部门、单位</ORG>根据职能做好工作，由<ORG>市各灾种专项指挥部</ORG>指导。",
    "<ORG>各市、县（市、区）</ORG>要落实，<ORG>各涉灾部门</ORG>履行职责，<ORG>各区教育局</ORG>要配合。",
    "报<ORG>住房和城乡建设部城市体检专家指导委员会</ORG>，审议后报<ORG>市人民政府</ORG>批准。",
    "征求<ORG>生态环境</ORG>、<ORG>水务</ORG>、<ORG>国土</ORG>、<ORG>文物</ORG>、<ORG>地铁</ORG>等单位的意见。",
    "推行<ORG>税务</ORG>、<ORG>登记</ORG>等部门信息共享。",
    "<ORG>临海市</ORG>要广泛动员市民，建设好<LOC>临海市</LOC>的河道。",
    # groups
    "成立由<ORG>市发展改革委</ORG>、<ORG>市公安局</ORG>组成的<ORG>优化口岸通关环境工作领导小组</ORG>。",
    "<ORG>国务院深化“证照分离”改革协调小组办公室</ORG>要会同<ORG>有关部门</ORG>督促落实。",
    "报<ORG>审查小组</ORG>审定，<ORG>评选小组</ORG>由<ORG>市教育局</ORG>牵头，<ORG>监督组</ORG>受理投诉。",
    # what is done to a body stays outside its name
    "<ORG>市卫生健康部门</ORG>联合<ORG>文明办</ORG>开展劝导。",
    "由<ORG>行业主管部门</ORG>会同<ORG>市财政局</ORG>审核。",
    "<ORG>盐城市一院</ORG>召开会议。",
    "<ORG>各县（市、区）公安（分）局</ORG>、<ORG>政务服务中心</ORG>负责受理。",
    "<LOC>湖北巴东县</LOC>和<LOC>重庆巫山县</LOC>、<LOC>海南三亚</LOC>都有分布。",
    "品牌是“浙江制造”，<LOC>浙江省</LOC>著名商标和绍兴市级企业技术中心，申报“长江学者”。",
    "治理<LOC>长江中下游</LOC>污染，建设<LOC>秦岭隧道</LOC>和<LOC>大连双岛湾工业区</LOC>，获得宁波市级奖励。",
    "位于<LOC>甘肃省临洮县洮阳镇木厂村</LOC>的水渠。",
]

#: Nothing here is a body: verbs before a kind, groups of villagers, aims.
NONE = [
    "任何单位不得布置小学教育内容，不得破坏学校设施。",
    "全面提升党支部组织力。",
    "坚持党委领导、政府负责。",
    "村民小组负责看护，党小组每月开会。",
    "加快建设国际科技创新中心。",
    "依托文艺院团长培训班加强学习。",
    "工会经费按规定列支。",
    "防汛工作实行行政首长负责制，统一指挥、分级分部门负责。",
    "健全财政优先保障、金融重点倾斜、社会积极参与的投入机制。",
    "学习党史、新中国史。",
    "实现妇女事业和经济社会同步发展。",
    "拆除、搬迁幼儿园，应当经过批准。",
    "采集、使用失信信息应当依法进行。",
    "合理确定沿河及圩区设施，开挖截洪沟。",
    "各区域要协调发展，各县域经济要壮大。",
    "加快推行绿色银行评级制度，选出新一届领导。",
    "成立由五人组成的队伍。",
    "将壳公司注册地迁入，调整学校的设置。",
]


@pytest.mark.parametrize("marked", NAMES)
def test_company_shows_a_body(marked, tagger):
    check(marked, tagger, types={"ORG", "LOC"})


@pytest.mark.parametrize("text", NONE)
def test_no_body(text, tagger):
    check(text, tagger, types={"ORG"})


def test_the_first_member_lends_its_rank(tagger):
    text, _ = annotated("县级以上地方商务、电影、水利等部门应当公开办事指南。")
    spreads = [m.spread for m in recognise_mentions(text, EMPTY, tagger=tagger)]
    assert spreads == ["县级以上地方商务部门", "县级以上地方电影部门", "县级以上地方水利部门"]


@pytest.mark.parametrize(
    ("note", "parts"),
    [
        (
            "（绿谷联盟牵头，数字办Plus配合）",
            [("绿谷联盟", "lead"), ("数字办Plus", "support")],
        ),
        ("（责任单位：市水利局、A1创新平台）", [("市水利局", "responsible"), ("A1创新平台", "responsible")]),
    ],
)
def test_given_names_are_obeyed_in_notes(note, parts):
    text = f"一、开展排查。{note}"
    names = ("绿谷联盟", "数字办Plus", "A1创新平台", "A")
    notes = parse_structure(text, names=names).notes
    assert [(text[p.start : p.end], p.role) for n in notes for p in n.parts] == parts


def test_names_that_nobody_gave_make_no_note():
    assert parse_structure("一、开展排查。（绿谷联盟牵头，数字办Plus配合）").notes == ()
