"""Names that reach further than their words allow; classes that one place shows; labels that are no bodies."""

import re

import pytest
from test_recognise import check, tagger

from pipeline.recognise.orgs.classes import class_rows

__all__ = ["tagger"]

#: The bodies of each sentence, and nothing else.
NAMES = [
    "<ORG>东台市卫生健康委员会</ORG>印发通知，报<ORG>市卫生健康委科教处</ORG>。",
    "同意组建<ORG>2022年杭州亚运会水上项目协调委员会</ORG>。",
    "2022年召开<ORG>市防汛抗旱指挥部</ORG>成员会议。",
    "向<ORG>昭觉县支持返乡创业促进就业领导小组办公室（县人社局）</ORG>申请。",
    "<ORG>国务院自由贸易试验区工作部际联席会议办公室</ORG>要加强督促。",
    "充分发挥<ORG>农村改革试验工作部际协调小组</ORG>的作用。",
    "同意建立<ORG>国务院就业工作部际联席会议</ORG>。",
    # where it lies
    "由<ORG>项目所在地乡镇人民政府（开发区管委会）</ORG>负责建设。",
    "报<ORG>所在地市、县级人民政府</ORG>备案，由<ORG>乡镇人民政府</ORG>公示。",
    # classes that a place or a verb shows
    "<ORG>市政府直属各单位</ORG>，<ORG>在杭垂直管理各单位</ORG>：",
    "对<ORG>驻首都国际机场各单位</ORG>实施统一指挥。",
    "<ORG>政府</ORG>及其<ORG>有关部门</ORG>应当公开信息。",
    "不服的，可以向<ORG>人民法院</ORG>起诉。",
    "<ORG>党委</ORG>负主体责任，<ORG>纪委</ORG>负监督责任。",
    "加强监督，支持<ORG>人大</ORG>及其<ORG>常委会</ORG>依法履职。",
    "尚未规定的，<ORG>地方</ORG>可以先行制定办法。",
    "由<ORG>党委（党组）</ORG><TITLE>书记</TITLE>兼任<TITLE>董事长</TITLE>。",
    "第五条<ORG>新闻媒体</ORG>应当准确报道。",
    "<ORG>非洲各国政府</ORG>作出努力。",
    "由<ORG>项目开发主体</ORG>负责，明确建设主体的责任。",
    "实现<ORG>水利领域相关部门</ORG>全覆盖。",
    "<ORG>党委（党组）中心组</ORG>每年安排专题学习。",
    "听取<ORG>民主党派</ORG>、<ORG>工商联</ORG>意见，凭<ORG>法院</ORG>判决书申领。",
    "发挥<ORG>湿地修复工作部际协调小组</ORG>的作用，及时报告<ORG>就业工作部际协调小组</ORG>。",
    "<ORG>企业改制工作牵头部门</ORG>要会同<ORG>市财政局</ORG>研究，牵头部门另行通知。",
    "经<ORG>本单位职称评审委员会</ORG>、<ORG>伦理委员会</ORG>审核。",
    # a class by its rank, wherever it stands; what does something with it, a rank in front of a zone
    "材料经<ORG>省级发展改革委</ORG>初审，要发挥<ORG>地方卫生健康委</ORG>的作用。",
    "材料报送至<ORG>县工业园区管委会</ORG>，由<ORG>县旅游警察大队</ORG>、<ORG>县旅游市场监管分局</ORG>核查。",
    "免费入驻<ORG>市科创中心</ORG>。",
    "构建<ORG>党委</ORG>统一领导、<ORG>防汛工作联席会议</ORG>协调、<ORG>水利部门</ORG>推动的格局。",
    "<ORG>财务管理</ORG>、<ORG>医用耗材管理</ORG>、<ORG>医保</ORG>等部门参加评审。",
    "一些<ORG>地方政府采购中心</ORG>反映，<ORG>北京市政府采购中心</ORG>已经联网。",
    # a group with its programme, in quotes or of a house; a name that is whole at another place
    "<ORG>江苏省“紫金杯”优质工程评选委员会办公室</ORG>负责受理。",
    "会议通过了<ORG>吉林大学高层次人才特殊支持计划工作领导小组</ORG>名单。",
    "由<ORG>中国人民银行桐庐支行</ORG>会同<ORG>县人力社保局</ORG>确定。",
    "报<ORG>黄岩国土资源分局</ORG>和<ORG>区经信局</ORG>审核，经审计和<ORG>黄岩国土资源分局</ORG>确认。",
    # a group that is set up is named from its region on, whatever verbs and places its name holds
    "成立<ORG>嵊州市争创浙江省节水示范区工作领导小组</ORG>，<ORG>领导小组</ORG>每季度开会。",
    "设立<ORG>县对接上海市产业转移工作专班</ORG>。",
    "嵊州市支持<ORG>浙江省海洋港口发展领导小组</ORG>工作。",
    "调整区划后成立<ORG>节水工作领导小组</ORG>。",
    "组建<ORG>市水利局</ORG>牵头的<ORG>节水工作领导小组</ORG>。",
    # when they are to act, and where they are reached; schools behind one 各
    "<ORG>各地</ORG><ORG>各校</ORG>要重视，近期<ORG>各学校</ORG>要开展节水教育，<ORG>各校</ORG>应当留人值班。",
    "目前<ORG>各单位</ORG>要抓紧整改，寒假期间<ORG>各医疗机构</ORG>应当值守。",
    "各校园要节水，各校企合作项目要推进。",
    "<ORG>主管部门</ORG>和<ORG>中央文化企业</ORG>要重视，<ORG>各申报城市</ORG>应紧扣要求。",
    "认为<ORG>公安机关</ORG>应当立案的，应当说明理由。",
    "（七）<ORG>农村供水和水上运输安全督查组</ORG>。由<ORG>市水利局</ORG>带队，<ORG>各居（村）委</ORG>要配合。",
    "下设防汛工作队（<ORG>治安警戒组</ORG>、<ORG>医疗救治及卫生防疫组</ORG>、<ORG>善后处理组</ORG>），设立<ORG>综合组</ORG>及<ORG>宣传组</ORG>。",
    "<ORG>市、县（市、区）负责节水工作的机构</ORG>，协助<ORG>县（市、区）负责供水的部门</ORG>。",
    "<ORG>受理部门和单位</ORG>应当及时向<ORG>负责节水工作的机构</ORG>作出说明。",
    "<ORG>各乡镇</ORG><ORG>各部门</ORG>要重视，请<ORG>各牵头单位</ORG>细化任务，<ORG>各级各部门</ORG>要落实。",
    # zones in one list with towns and streets
    "<ORG>各镇</ORG>、<ORG>街道</ORG>、<ORG>临江城市工业园区</ORG>、<ORG>东湖新区</ORG>与<ORG>区政府</ORG>签订责任书。",
    "<ORG>各乡镇</ORG>、<ORG>街道</ORG>、<ORG>开发区管委会</ORG>要落实责任。",
    "企业迁入桥头镇、街道两侧、工业园区内的给予补助。",
    "鼓励<ORG>政府机关</ORG>、事业单位购买服务，<ORG>三级医院</ORG>可推荐两项，贷款发放不分政府机关。",
    # what is done to a body stays outside
    "充分发挥<ORG>村党委</ORG>作用，做好<ORG>村党委</ORG>选举，<ORG>村党委</ORG>应当带头。",
]
#: Labels that are awarded, awards, what is counted, what is only spent.
NONE = [
    "新认定为浙江省农业研发中心的，奖励10万元。",
    "对新认定的台州市级高新技术研究开发中心给予奖励。",
    "获得台州市政府质量奖的企业",
    "全市共有九年一贯制学校12所、中心幼儿园30所。",
    "按对地方财政贡献的一半给予奖励，完善中央财政转移支付制度。",
    "省级企业研究院（工程技术研究中心）给予奖励。",
    "发挥行业协会作用，非上市公众公司信息披露要规范。",
    "地方特色产业可以优先申报。",
    "各商业银行支行行长、分行行长参加。",
]


@pytest.mark.parametrize("text", NAMES)
def test_names(text, tagger):
    check(text, tagger, types={"ORG", "TITLE"})


@pytest.mark.parametrize("text", NONE)
def test_no_body(text, tagger):
    check(text, tagger, types={"ORG"})


@pytest.mark.parametrize(("kind", "pattern", "example"), list(class_rows()))
def test_every_class_is_found_in_its_example(kind: str, pattern: str, example: str) -> None:
    text = example.replace("[", "").replace("]", "")
    expected = (example.index("["), example.index("]") - 1)
    assert expected in [match.span() for match in re.finditer(pattern, text)]
