"""Bodies told apart by what stands in front of them, groups that a plan sets up, forces, and what is none of these."""

import pytest
from test_recognise import check, tagger

__all__ = ["tagger"]

#: The bodies of each sentence, and nothing else.
NAMES = [
    # where they are
    "由<ORG>事发地县级人民政府</ORG>负责处置，<ORG>上游省级人民政府</ORG>承担责任。",
    "应当通报<ORG>相邻行政区域同级人民政府</ORG>。",
    "<ORG>事故发生地水利主管部门</ORG>接到信息后立即核实。",
    "及时通报<ORG>可能受影响地区的林业主管部门</ORG>。",
    # what they do
    "<ORG>参与抢险的有关单位</ORG>和人员要服从<ORG>现场指挥部</ORG>的指挥。",
    "<ORG>发布预警信息的地方人民政府</ORG>应当及时调整级别，由<ORG>启动响应的人民政府</ORG>终止响应。",
    "<ORG>学校</ORG>和<ORG>接收学生参加劳动的单位</ORG>应当提供保护。",
    "<ORG>承担防汛职能的政府部门和单位</ORG>，应当值班。",
    "应当向<ORG>主管的水利部门</ORG>备案。",
    "<ORG>国务院有关部门</ORG>负责指导，参与粮食应急工作的<ORG>国务院有关部门</ORG>要报送情况。",
    "<ORG>有条件的县级人民政府</ORG>可以设立奖项，有条件的地方可以先行。",
    # groups that a plan sets up
    "成立<ORG>规划起草组</ORG>，由张三担任组长，<ORG>规划起草组</ORG>召开会议。",
    "一、<ORG>灾情评估组</ORG>。由<ORG>水利部</ORG>牵头。\n二、<ORG>涉外联络组</ORG>。由<ORG>外交部</ORG>牵头。",
    "下设<ORG>综合保障组</ORG>、<ORG>医学救护组</ORG>和<ORG>舆情引导组</ORG>，由<ORG>综合保障组</ORG>收集信息。",
    # forces
    "<ORG>公安消防部队</ORG>、<ORG>矿山应急救援队伍</ORG>、<ORG>大型国有骨干企业应急救援队伍</ORG>等力量，要积极参加。",
    "协调<ORG>军队</ORG>、<ORG>武警</ORG>有关力量参与。",
    "向驻鲁<ORG>人民解放军</ORG>表示感谢。",
    # one name of several ranks or heads
    "督促<ORG>有关地区和部门</ORG>做好工作，组织<ORG>有关部门和机构</ORG>会商。",
    "<ORG>各有关地方、部门和单位</ORG>采取措施，动员<ORG>各审查部门、单位</ORG>挖潜。",
    "积极向<ORG>省、市有关部门</ORG>争取资金，参加<ORG>国家级、省级职能部门</ORG>组织的评比。",
    "<ORG>最高人民法院第一巡回法庭</ORG>和<ORG>县公安局旅游警察大队</ORG>参加。",
    "要求<ORG>其他排污单位</ORG>停产，修订及其他<ORG>上合组织</ORG>文件。",
    "在<ORG>党委</ORG>和<ORG>政府</ORG>的统一领导下开展，坚持党委领导、政府主导。",
    "安装监测设备与<ORG>生态环境部门</ORG>联网，<ORG>发展改革</ORG>与<ORG>财政部门</ORG>要配合。",
    "<ORG>各级政府部门</ORG>要深化改革，参加<ORG>国家、省、市各级交通管理部门</ORG>组织的培训。",
    "<ORG>每个部门</ORG>都要明确责任，每个单位奖励总额不超过限额，<ORG>各个机关</ORG>要落实，<ORG>各省</ORG>可以组织抽查，鼓励各地接社开展促销。",
    "<ORG>江西省省级机关事务管理局</ORG>负责，报<ORG>中央集中采购机构</ORG>备案。",
    "<ORG>校车运营单位</ORG>应当配备人员。",
    "<ORG>椒江规划分局</ORG>：指导编制规划。",
    # names whose words are no words of names
    "报<ORG>市突发公共事件应急管理委员会</ORG>批准，成立<ORG>市应急处置指挥部</ORG>。",
    "充分发挥<ORG>企业上市和挂牌工作联席会议</ORG>的作用。",
    "由<ORG>各级茶叶协会</ORG>组织，支持组建<ORG>全球数字贸易联盟</ORG>。",
    "统一上报<ORG>评选委员会办公室</ORG>。",
    "经<ORG>国家教育部留学服务中心</ORG>认证。",
    "<ORG>农发行嘉兴市分行</ORG>，<ORG>各国有商业银行嘉兴（市）分行</ORG>，<ORG>各股份制商业银行嘉兴分（支）行</ORG>。",
    "探索<ORG>设区城市环保派出机构</ORG>监管模式。",
    "<ORG>市发改（服务业发展）局</ORG>负责。",
    "出席<ORG>政协红河州</ORG>十一届三次会议。",
    # what is no part of a name
    "应当在三十日内向<ORG>教育行政部门</ORG>报告。",
    "健全<ORG>区旅游工作协调小组</ORG>及其办公室。",
    "<ORG>水利</ORG>、<ORG>气象</ORG>等行政部门应当会商。",
    "<ORG>各级各类学校</ORG>应当开展教育。",
    "会上，<ORG>市第二人民医院纪委</ORG>书记作报告。",
    "由<ORG>区旅游工作领导小组</ORG>及<ORG>办公室</ORG>帮助协调，<ORG>防汛指挥部</ORG>及其<ORG>办公室</ORG>负责值班。",
    "由<ORG>公安机关交通管理部门</ORG>处1000元罚款，<ORG>市财政局农业处</ORG>负责。",
    # what leads to a name
    "通知也要求<ORG>采购单位</ORG>应当及时完成，又规定<ORG>集中采购机构</ORG>要公开。",
    "首先是<ORG>各招标代理机构</ORG>要转变观念。",
    "举办<ORG>公办幼儿园</ORG>应当符合规划，支持举办<ORG>公办幼儿园</ORG>。",
    "<ORG>地级以上市公共数据主管部门</ORG>应当制定规则。",
    "<ORG>二十国集团</ORG>农业部长会议召开。",
    "报送材料。\n<ORG>江苏 省科学技术厅</ORG>",
    "由<ORG>区财政</ORG>预算安排，<ORG>地方政府</ORG>投入重点解决管网。",
    "<ORG>项目单位</ORG>收到拨付的资金后，严格按规定使用。",
    "<ORG>各级党委组织部门</ORG>应当分析，<ORG>各级党委政法委</ORG>应当督促，<ORG>各级党委</ORG>组织<ORG>有关部门</ORG>落实。",
    "<ORG>国务院发展研究中心宏观经济研究部第二研究室</ORG>主任和<ORG>清华大学中国发展规划研究院</ORG>院长发言。",
    "结果须经<ORG>县旅游主管部门</ORG>审核。",
    "探索建设<ORG>国际数据中心</ORG>，<ORG>各试点城市</ORG>要制定方案，由<ORG>试点城市</ORG>负责实施。",
]
#: Classes that nobody tells anything, what is cut from other words, products.
NONE = [
    "本办法适用于本省各级各类职业学校教育。",
    "在全国职业院校技能大赛中获奖，依托各类院校开展培训。",
    "某某市学校安全条例",
    "追究有关单位和责任人的责任。",
    "下列单位应当制定预案：",
    "采购UPS电源三台，主机UPS-5KVA。",
    "建设燃煤电厂脱硫设施。",
    "按照地方财政分成的一半给予奖励。",
    "受理有争议且没有共同标准的机构问题。",
    "加强应急救援队伍建设，组建项目课题组、攻关小组。",
    "把村民小组、第三组合并。",
    "依法制定、调整学校设置规划，缩小学校之间的差距。",
    "由一个部门牵头，设立相应工作组。",
    "由银行、企业共同承担风险，法人和其他组织负责解决。",
    "推进成都西部片区改革，培育一百个中心镇。",
    "从事涉及饮用水安全的生产，即生产涉及安全的产品，应当取得许可。",
    "制定突发事件部门应急预案。",
    "建设高技能人才等各类人才队伍，加强教师队伍。",
    "共有乡镇（街道）卫生院12个，乡镇（街道）养老服务机构8个。",
    "建设一批高水平公共卫生学院，筹建中央政府采购电子化平台。",
    "建设智慧图书馆体系，推进平安医院建设，建设清廉政府。",
    "完善“管委会＋公司”运营模式，服务上市公司，青山入选全国数字化转型试点城市。",
    "广州白云站扩建完成，武清站投入使用。",
]


@pytest.mark.parametrize("text", NAMES)
def test_names(text, tagger):
    check(text, tagger, types={"ORG"})


@pytest.mark.parametrize("text", NONE)
def test_no_body(text, tagger):
    check(text, tagger, types={"ORG"})


#: Titles, people, dates and places.
OTHERS = [
    ("确定<TITLE>现场指挥长</TITLE>，实施教师和校长专业标准。", {"TITLE"}),
    ("尊敬的各代表团团长，各位来宾：", {"TITLE", "LOC"}),
    ("代表团<TITLE>团长</TITLE>张三发言。", {"TITLE"}),
    ("有效购（租）房合同（原件）。", {"PER"}),
    ("<DATE>2021年</DATE>初步建成，<DATE>2022年初</DATE>验收。", {"DATE"}),
    ("2016-11-01 00:00:00", {"DATE"}),
    (
        "规模较小的“<LOC>苏北五市</LOC>”（<LOC>徐</LOC>、<LOC>淮</LOC>、<LOC>盐</LOC>、<LOC>连</LOC>、<LOC>宿</LOC>）可以降低。",
        {"LOC"},
    ),
    ("材料分（甲、乙、丙）三类，标准为（高、中、低）三档。", {"LOC"}),
    ("可从江苏人才工作网下载，借助浙江农民信箱发布。", {"LOC"}),
    ("争创中国建筑工程“鲁班奖”，各位来宾，结合通村公交、抽样村调查。", {"LOC"}),
    ("治理<LOC>淮河</LOC>、<LOC>海河</LOC>和<LOC>黄河小浪底水库库区</LOC>。", {"LOC"}),
    ("对接<LOC>舟山绿色石化基地</LOC>，发展<LOC>蒙东</LOC>、<LOC>晋北</LOC>。", {"LOC"}),
    ("落户园内（以下简称<LOC>新材料产业园</LOC>）。", {"LOC"}),
    ("客商来自<LOC>浙江</LOC>、<LOC>辽宁</LOC>", {"LOC"}),
    ("成立工作组，高质量建设<LOC>福州都市圈</LOC>，加快城市群一体化和都市圈同城化。", {"LOC"}),
    ("实施百县千镇万村工程，建设幸福河湖，整治坑洼路。", {"LOC"}),
    ("支持在和平利用核能领域合作，兴起大兴调查研究之风。", {"LOC"}),
    ("（<LOC>道场乡</LOC>）", {"LOC"}),
    ("绿化省道干线和通景公路沿线。", {"LOC"}),
    ("<LOC>欧</LOC>、<LOC>美</LOC>、<LOC>日</LOC>等发达国家较早推行。", {"LOC"}),
    ("日、夜等时段均可申请，美、乐等学科同步推进。", {"LOC"}),
    ("经历<LOC>唐山</LOC>大地震后重建，防治中东呼吸综合征，整理孟河医派医案。", {"LOC"}),
    ("保护滨海湿地，取缔水源保护区内的排污口。", {"LOC"}),
]


@pytest.mark.parametrize(("text", "types"), OTHERS)
def test_others(text, types, tagger):
    check(text, tagger, types=types)
