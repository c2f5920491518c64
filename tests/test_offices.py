"""Offices of local committees and governments by the short names they are called by, and their full names."""

import pytest
from test_link import canonical, link
from test_recognise import EMPTY, check, tagger

from pipeline.lexicon import read_lexicon
from pipeline.link.registry import Registry, load_registry
from pipeline.recognise import recognise_mentions
from pipeline.segment.tagging import Tagger

__all__ = ["tagger"]

#: The bodies of each sentence, and nothing else.
NAMES = [
    # short names no listed function makes up, whatever verb goes on behind them
    "配合<ORG>市防指</ORG>开展会商，<ORG>市防指</ORG>定期调度，由<ORG>省森防指</ORG>统筹。",
    "<ORG>市台办</ORG>、<ORG>市侨办</ORG>要走访台胞，<ORG>省委外办</ORG>、<ORG>市委农办</ORG>做好指导。",
    "由<ORG>市委社工部</ORG>会同<ORG>市林长办</ORG>巡查，<ORG>县职转办</ORG>汇总进展。",
    "<ORG>市委财经办</ORG>、<ORG>市委国安办</ORG>、<ORG>市委金融委</ORG>负责日常工作。",
    "<ORG>省政府参事室</ORG>、<ORG>市人大办</ORG>、<ORG>市政协办</ORG>派员参加。",
    "<ORG>市党史研究室</ORG>编写年鉴，配合<ORG>市环卫处</ORG>开展整治，报<ORG>市教委基教处</ORG>备案。",
    "<ORG>市地方金融监管局</ORG>要加强监测，支持<ORG>市交通运输事业发展中心</ORG>履职。",
    "<ORG>市优化营商环境办</ORG>、<ORG>市委全面依法治市委员会办公室</ORG>负责督办。",
    # a second name in brackets, branches of central bodies
    "<ORG>市委文明办（市创城办）</ORG>不定期检查，报<ORG>市委宣传部（市政府新闻办）</ORG>。",
    "<ORG>国家税务总局临江市税务局</ORG>要会同<ORG>国家统计局江西调查总队</ORG>核实。",
    # two bodies that act together, a list that opens with 如
    "<ORG>县食药局</ORG>联合<ORG>县工商质监局</ORG>负责巡查；如<ORG>县人防办</ORG>、<ORG>县公安局</ORG>。",
    # offices of streets, which are no streets
    "<ORG>街道党群办</ORG>会同<ORG>街道平安办</ORG>宣传，<ORG>街道综合行政执法队</ORG>巡查，<ORG>街道纪工委</ORG>监督。",
    "打扫街道卫生，整治街道两侧，加强街道综合环境治理。",
    # what a central body has, with a joint in its name
    "<ORG>教育部教育装备研究与发展中心</ORG>发布标准，会同<ORG>市中小学幼儿教师奖励基金会</ORG>评选。",
    # companies of one list, zones behind their rank, cities with all ranks above them
    "<ORG>市交警支队</ORG>、<ORG>园林绿化中心</ORG>、<ORG>供电公司</ORG>、<ORG>排水管理中心</ORG>派员参加。",
    "由<ORG>国网河南省电力公司</ORG>供电，<ORG>市城乡一体化示范区管委会</ORG>协调。",
    "<ORG>各地级以上市政府</ORG>要主动衔接<ORG>省有关单位</ORG>，督促<ORG>党政机关</ORG>带头，党政机关工作人员参加。",
    # offices whose neighbour says whose they are, seats of one place, streets whose name ends like a rank
    "<ORG>县人大办</ORG>、<ORG>政协办</ORG>汇报，<ORG>县委办</ORG>、<ORG>统计局</ORG>以及<ORG>银州街道办事处</ORG>参加。",
    "<ORG>各市党委</ORG>、<ORG>人大常委会</ORG>、<ORG>政府</ORG>、<ORG>政协</ORG>，<ORG>省军区</ORG>：",
    "<ORG>市人大社会建设委员会</ORG>、<ORG>市政协提案委员会</ORG>开展调研，学习<ORG>教育部思想政治工作司</ORG>文件。",
    "<ORG>各乡镇（场、处）人民政府</ORG>，<ORG>镇直各单位</ORG>、<ORG>各站所</ORG>，<ORG>各市属机构</ORG>：",
    "经<ORG>镇党委</ORG>、<ORG>政府</ORG>研究，<ORG>县人社局</ORG>、<ORG>团县委</ORG>、<ORG>县妇联</ORG>和<ORG>残联</ORG>招聘。",
    "<ORG>各县（市、区、特区）人民政府</ORG>，<ORG>各行政公署</ORG>，<ORG>各委、局</ORG>：",
    "<ORG>区人大常委会农工委</ORG>和<ORG>联工委</ORG>点评，<ORG>区人大专门委员会</ORG>列席。",
    "<ORG>集团公司党委</ORG>2个<ORG>巡视组</ORG>向<ORG>国贸公司党支部</ORG>、<ORG>高特公司党总支</ORG>反馈。",
    "由<ORG>省水利水电工程局有限责任公司</ORG>承建。",
    # departments by their rank, whatever goes on behind them; what only looks like one
    "<ORG>市局</ORG>决定开展行动，<ORG>省厅</ORG>印发通知，<ORG>各县（市、区）局</ORG>、<ORG>局机关各科室</ORG>落实。",
    "市局部地区有雨，县局域网升级，省厅级干部参加，全市局面稳定。",
    "<ORG>省水利厅机关各处室</ORG>、<ORG>解放军军事法院</ORG>、<ORG>各省、自治区、直辖市及计划单列市分行</ORG>：",
    # units told what each does; two functions of one of a list
    "<ORG>农业服务中心</ORG>、<ORG>水利站</ORG>：负责防汛。<ORG>畜牧站</ORG>：主要负责防疫。步骤：负责人签字。",
    "<ORG>县住建局</ORG>、<ORG>供热和住房保障中心</ORG>、<ORG>村镇建设科</ORG>等科室参加。",
    "<ORG>学校宣传思想和意识形态工作领导小组</ORG>研究，<ORG>领导组</ORG>下设<ORG>办公室</ORG>。",
    "<ORG>市发展改革委</ORG>主办，<ORG>民政局</ORG>、<ORG>司法局</ORG>、<ORG>气象局</ORG>会办。",
    "鼓励发展混合所有制开发公司，支持产业及区域品牌联盟。",
    # words that hold such a name by chance
    "全市统一战线工作协调有力，对外办理业务的要登记，防指定专人，提高院校水平。",
    "可委托第三方评估，已经委派专人，农办理手续简便，红会议桌，国防指挥体系。",
    "要提升村卫生室服务能力，城市大气办法另行制定，推动全域通办。",
]


@pytest.mark.parametrize("text", NAMES)
def test_offices_are_found_by_their_short_names(text: str, tagger: Tagger) -> None:
    check(text, tagger)


#: What is written in a document of a region, and what it stands for.
FULL = [
    ("临海市", "市防指", "临海市防汛抗旱指挥部"),
    ("临海市", "市委深改委", "中共临海市委全面深化改革委员会"),
    ("临海市", "市委金融办", "中共临海市委金融委员会办公室"),
    ("临海市", "市委市直机关工委", "中共临海市委市直机关工作委员会"),
    ("临海市", "市直工委", "中共临海市直属机关工作委员会"),
    ("临海市", "市党校", "中共临海市委党校"),
    ("临海市", "市文明委", "临海市精神文明建设指导委员会"),
    ("临海市", "市人大办", "临海市人民代表大会常务委员会办公室"),
    ("临海市", "市消协", "临海市消费者协会"),
    ("临海市", "市征兵办", "临海市人民政府征兵办公室"),
    # what nobody can know keeps its form
    ("临海市", "市创城办", "临海市创城办"),
    ("临海市", "市民营办", "临海市民营办"),
    # what departments are called differs from province to province
    ("浙江省", "省大数据局", "浙江省大数据发展管理局"),
    ("山东省", "省大数据局", "山东省大数据局"),
    ("福建省", "省大数据局", "福建省大数据管理局"),
    ("陕西省", "省林科院", "陕西省林业科学院"),
    ("浙江省", "省林科院", "浙江省林业科学研究院"),
    ("广东省", "省政务和数据局", "广东省政务服务和数据管理局"),
    ("上海市", "市规划资源局", "上海市规划和自然资源局"),
    ("上海市", "市绿化市容局", "上海市绿化和市容管理局"),
    ("陕西省", "省国防科工办", "陕西省国防科学技术工业办公室"),
    ("临海市", "市委全面依法治市办", "中共临海市委全面依法治市委员会办公室"),
    ("台州市", "台州金融监管分局", "国家金融监督管理总局台州监管分局"),
    ("台州市", "人行台州分行", "中国人民银行台州分行"),
    # bodies of other places and of the centre are none of the document's own
    ("临海市", "民航浙江监管局", "民航浙江监管局"),
    ("临海市", "长江航务管理局", "交通运输部长江航务管理局"),
    ("临海市", "黄委", "水利部黄河水利委员会"),
    ("临海市", "公安局", "临海市公安局"),
    ("厦门市", "市人大法制委", "厦门市人民代表大会法制委员会"),
    ("临海市", "市人大常委会财经工委", "临海市人民代表大会常务委员会财政经济工作委员会"),
    ("临海市", "市特警大队", "临海市公安局特警大队"),
    ("台州市", "市税务局第一稽查局", "国家税务总局台州市税务局第一稽查局"),
    ("临海市", "市防指成员单位", "临海市防汛抗旱指挥部成员单位"),
    ("临海市", "中国铁路上海局集团有限公司", "中国铁路上海局集团有限公司"),
]


def test_a_department_of_the_committee_is_of_its_neighbours_place() -> None:
    own = "<ORG>临海市人民政府</ORG>决定。<ORG>临海市财政局</ORG>、<ORG>临海市教育局</ORG>配合。"
    linked, _ = link(
        f"{own}按<ORG>中共四川省委宣传部</ORG>、<ORG>组织部</ORG>的意见，由<ORG>宣传部</ORG>办理。"
    )
    assert canonical(linked, "组织部") == "中共四川省委组织部"
    assert canonical(linked, "宣传部") == "中共临海市委宣传部"


#: Departments in a list of a city's document: whose they are says the last member that names a region.
LISTED = [
    ("<ORG>省发展改革委</ORG>、<ORG>水利厅</ORG>、<ORG>能源局</ORG>", "能源局", "浙江省能源局"),
    ("<ORG>市财政局</ORG>、<ORG>能源局</ORG>", "能源局", "台州市能源局"),
    ("<ORG>省发展改革委</ORG>负责，<ORG>能源局</ORG>", "能源局", "台州市能源局"),
    ("<ORG>各县（市、区）教育局</ORG>、<ORG>能源局</ORG>", "能源局", "各县（市、区）能源局"),
    ("<ORG>县财政局</ORG>、<ORG>能源局</ORG>", "能源局", "能源局"),
]


@pytest.mark.parametrize(("listed", "written", "full"), LISTED)
def test_a_department_is_of_the_place_that_its_list_names(listed: str, written: str, full: str) -> None:
    own = "<ORG>台州市人民政府</ORG>决定。<ORG>台州市财政局</ORG>、<ORG>台州市教育局</ORG>配合。"
    linked, _ = link(f"{own}经<ORG>市政府</ORG>同意，由{listed}办理。", issuers=["台州市人民政府"])
    assert canonical(linked, written) == full


def test_a_department_by_its_rank_is_the_one_that_is_named() -> None:
    linked, _ = link("<ORG>市公安局</ORG>成立专班，<ORG>市公安局</ORG>各部门落实，<ORG>市局</ORG>通报。")
    assert canonical(linked, "市局") == "市公安局"


@pytest.mark.parametrize(
    ("date", "full"),
    [
        ("2016-05-01", "台州市机构编制委员会办公室"),
        ("2021-05-01", "中共台州市委机构编制委员会办公室"),
        (None, "中共台州市委机构编制委员会办公室"),
    ],
)
def test_the_establishment_is_kept_by_the_party_since_2019(date: str | None, full: str) -> None:
    own = "<ORG>台州市人民政府</ORG>决定。<ORG>台州市财政局</ORG>、<ORG>台州市教育局</ORG>配合。"
    linked, _ = link(f"{own}由<ORG>市编办</ORG>办理。", date=date)
    assert canonical(linked, "市编办") == full


def test_a_group_behind_a_class_is_no_class() -> None:
    own = "<ORG>台州市人民政府</ORG>决定。<ORG>台州市财政局</ORG>、<ORG>台州市教育局</ORG>配合。"
    linked, _ = link(f"{own}向<ORG>各县（市、区）防指</ORG>、<ORG>市防指成员单位</ORG>通报。")
    assert canonical(linked, "各县（市、区）防指") == "各县（市、区）防汛抗旱指挥部"
    assert canonical(linked, "市防指成员单位") == "台州市防汛抗旱指挥部成员单位"


def test_a_hospitals_own_unit_bears_its_name_once() -> None:
    text = "<ORG>临海市第一人民医院</ORG>发文，<ORG>临海市第一人民医院</ORG>各科室落实，由<ORG>医院办公室</ORG>汇总。"
    linked, _ = link(text, issuers=["临海市第一人民医院"])
    assert canonical(linked, "医院办公室") == "临海市第一人民医院办公室"


@pytest.mark.parametrize(("place", "written", "full"), FULL, ids=lambda cell: cell)
def test_offices_are_spelled_out(place: str, written: str, full: str) -> None:
    own = f"<ORG>{place}人民政府</ORG>决定。<ORG>{place}财政局</ORG>、<ORG>{place}教育局</ORG>配合。"
    linked, _ = link(f"{own}由<ORG>{written}</ORG>办理。")
    assert canonical(linked, written) == full


#: Lists whose last member says what the others are: the full form of each.
SHARED = [
    ("移动公司、电信公司、铁塔公司台州分公司要抢修。", ["移动公司台州分公司", "电信公司台州分公司", None]),
    ("中国移动、电信和广电网络台州分公司要抢修。", ["中国移动台州分公司", "中国电信台州分公司", None]),
    ("农业银行、工行、建行临海支行参加。", ["农业银行临海支行", "工行临海支行", None]),
    (
        "西藏、宁夏、青海省（自治区）国家税务局：",
        ["西藏自治区国家税务局", "宁夏回族自治区国家税务局", "青海省国家税务局"],
    ),
    ("江苏、浙江省教育厅要会商。", ["江苏省教育厅", None]),
    ("科尔沁区、扎鲁特旗政府要会商。", ["科尔沁区政府", None]),
    ("各市党委、人大常委会、政府要落实。", [None, "各市人大常委会", "各市政府"]),
    # neighbours that share nothing
    ("中国移动、省电信公司、铁塔公司要配合。", [None, None, None]),
    ("省政协、市政协、市法院要参加。", [None, None, None]),
]


@pytest.mark.parametrize(("text", "spread"), SHARED, ids=lambda cell: str(cell)[:12])
def test_branches_and_regions_are_shared_by_a_list(
    text: str, spread: list[str | None], tagger: Tagger
) -> None:
    found = [m.spread for m in recognise_mentions(text, EMPTY, tagger=tagger) if m.type == "ORG"]
    assert found == spread


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def test_a_department_is_called_as_its_province_calls_it(registry: Registry) -> None:
    assert registry.expand_department("大数据局", "330100") == "大数据发展管理局"
    assert registry.expand_department("大数据局", "370100") == "大数据局"
    assert registry.expand_department("大数据局党组", "370100") is None
    assert registry.expand_department("人社局", "370100") == "人力资源和社会保障局"


def test_a_name_stands_once_for_each_province() -> None:
    rows = [(kind, name, *rest[1:]) for kind, name, *rest in read_lexicon("functions.tsv")]
    provinces = [(*row[:2], code) for row in rows for code in (row[2].split() if len(row) > 2 else [""])]
    assert len(provinces) == len(set(provinces))
