"""The grammar of organisation names: classes of ends, what each must have met, and the shapes around them.

Used by reader.py; the words themselves are in lexicon/ (see wordlists.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...lexicon import read_alternatives, read_lexicon

#: No name is longer than this to the left of its end.
MAX_NAME = 48

LEVEL, REGION, FUNCTION, DETERMINER, PARENT, ORDINAL, CONTENT, PROPER, CENTRAL = (1 << i for i in range(9))
ANCHOR = LEVEL | REGION | PARENT | CENTRAL


@dataclass(slots=True)
class Org:
    """A name under construction. ``head`` is where its last part begins, ``body`` where its function words
    begin (behind region, rank or parent); ``kind`` the class of its end."""

    start: int
    end: int
    kind: str
    head: int
    body: int
    met: int = 0
    spread: str | None = None


def words(listed: str) -> frozenset[str]:
    """The words of a list that is written with spaces."""
    return frozenset(listed.split())


#: What a name must have met, by class of its end: one of these sets must be hit in full.
NEEDS: dict[str, tuple[int, ...]] = {
    "gov": (LEVEL, REGION, DETERMINER, CENTRAL),
    "party": (LEVEL, REGION, DETERMINER, PARENT, PROPER),
    "named": (LEVEL, REGION, DETERMINER, PARENT, CENTRAL),
    "seat": (LEVEL, REGION, DETERMINER, CENTRAL, PROPER),
    "wei": (LEVEL, REGION),
    "bare": (0,),
    "bareok": (0,),
    "mass": (PARENT, LEVEL, REGION, DETERMINER),
    "unitparty": (PARENT, ORDINAL, DETERMINER, FUNCTION),
    "section": (DETERMINER, PARENT),
    "squad": (DETERMINER | FUNCTION,),
    "group": (FUNCTION, DETERMINER),
    "dgroup": (DETERMINER,),
    "fgroup": (FUNCTION,),
    "fgroupbare": (LEVEL, REGION),
    "member": (0,),
    "self": (0,),
    "fin": (DETERMINER, LEVEL, REGION),
    "street": (DETERMINER, LEVEL, REGION, PROPER, PARENT),
    "council": (FUNCTION, CONTENT | LEVEL, CONTENT | REGION, CONTENT | CENTRAL, PARENT, PROPER),
    "adhoc": (0,),
    "team": (LEVEL | FUNCTION, REGION | FUNCTION, PARENT, ORDINAL),
    "office": (FUNCTION | LEVEL, FUNCTION | REGION, PARENT, LEVEL, CONTENT | LEVEL, CONTENT | REGION),
    "dept": (FUNCTION,),
    "unit": (FUNCTION, PARENT),
    "unitproper": (REGION, LEVEL | FUNCTION),
    "inst": (LEVEL, REGION, PARENT, PROPER),
    "instproper": (REGION | CONTENT, PROPER),
    "mine": (REGION, PROPER, PARENT),
    "firm": (REGION | CONTENT, REGION | FUNCTION, LEVEL, PROPER, DETERMINER | FUNCTION, CENTRAL),
    "school": (REGION, LEVEL, PROPER, PARENT),
}
#: Ends whose names may hold any noun the tagger sees.
OPEN = words("council adhoc inst instproper mine firm school office team")
#: The tagger's tags of what a class of departments deals with.
TOPICS = words("n nz vn an j b")
#: Ends in front of which an ordinal may stand (第一人民医院, 干部四处).
NUMBERED = OPEN | {"dept", "unit", "party", "named", "seat"}
#: Ends that stand on their own: a body to the left is another body, not their parent.
NO_PARENT = words("gov seat wei fin bare fgroupbare")
#: What sort of a thing a class of departments deals with: the tagger calls these adjectives.
SORTS = words(
    "医用 药用 兽用 农用 民用 军用 商用 公用 专用 通用 特种 特殊 大型 大宗 贵重 公共 国有 危险 高危"
)
#: Times, save those that say when (今年, 近期), and what may stand behind a noun in an open name.
TIMES = words("t TIME")
NEAR_TIMES = "今去明0123456789近"
MODIFIERS = words("v a vd m q xc")
NOUNS = words("n nz vn nw an s j LOC ORG nt ns nr b")
PROPER_TAGS = words("nz ORG LOC PER nr ns nt")
LEVELS = "省市县区州盟旗镇乡"
#: The last characters of regions, and of any place that the tagger may know.
REGION_ENDS = "省市县区州盟旗"
PLACE_ENDS = "省市县区州盟旗镇乡道村"
#: A county whose name reads as other words stands behind one of these.
BEFORE_COUNTY = "省市州、（"
#: Ranks of whole regions; those below a city; those in which something may lie.
RANKS = frozenset("省市县区州")
LOWER_RANKS = frozenset("市县区")
LOCAL_RANKS = frozenset("乡镇街县市区")
#: One character that is a rank or a house, no noun of a name.
RANKS_AND_HOUSES = frozenset(LEVELS + "局厅部委院校司")
#: Whose group it is, where the text speaks of its own house.
OWN_HOUSES = ("学校", "学院", "医院", "公司", "集团", "全校", "全院", "我校", "我院")
#: What counts bodies.
COUNT = "个"
#: Words of one character: behind them a name may begin, and of these the ones that lead to a body.
PARTICLES = frozenset("和及与由经向在以等对到把是至")
LEADING_PARTICLES = frozenset("和及与由报经")
#: What joins two parts of one name, and two members of a list.
AND = frozenset("和与及")
LIST_JOINTS = frozenset("、和与及或")
#: The characters of joints (以及, 或者), and with the brackets around ranks.
JOINTS = "、和与及以或者"
JOINTS_AND_BRACKETS = JOINTS + "（）()"
OPENING, CLOSING = "（(", "）)"
#: What closes a part in quotes, with what opens it.
QUOTES = {"”": "“", "》": "《"}
LEVEL_UNITS = re.compile(
    r"(?:全国各?|所有|本|各?有关|各?相关)?各?"
    r"(?:(?:省辖市|省直管县(?=[（市])|济源(?:产城融合)?示范区|省|自治区|直辖市|计划单列市|副省级城市|设区的?市|市辖区|郊区|特区|市|地|县|区|州|盟|旗|乡镇|乡|镇|街道"
    r"|(?<=[（、])(?:场|处|农场|林场)(?=[）、])|(?<![属本当在])地区|自治州|自治县|"
    r"经济开发区|开发区|高新区|新区|新疆生产建设兵团|兵团)(?:级|直)?(?:[（(]分[）)])?"
    r"(?:[、（）()]|以及|或者|和|及|与|或)*)+(?:[一二两三四五]级|级)?(?:以上)?(?:地方)?\Z"
)
#: A zone at its beginning, which may bear a name of its own.
LEADING_ZONE = re.compile(r"(?:经济开发区|开发区|高新区|新区)(?:以及|[、和及与])")
#: How such a list ends: 县（市、区）, 省级, 以上, 县（市）政府.
RANK_LIST_ENDS = frozenset("省市县区州盟旗乡镇道级）)方上府")
#: A rank by itself behind others, a list of ranks that determiners or joints show, one rank as a word.
LONE_RANK = re.compile(r"、[省市县区]\Z")
LISTED_RANKS = re.compile(r"各|全国各|有关|相关|.*[、（(和及与或]")
ONE_RANK = re.compile(r"[省市县区乡镇].*级")
#: 省市, 县区, 县乡: two ranks written as one.
PAIRED_RANKS = re.compile(r"[省市县州][市县区乡]")
AUTONOMOUS = ("自治区", "自治州", "自治县", "自治旗")
#: 各县（市、区）委|组织部.
BRACKETED_COMMITTEE = re.compile(r"[）)]委\Z")
LAST_UNIT = re.compile(r"(?:[^、和与及或（(]|[（(][^）)]*[）)])*\Z")
ORDINAL_WORD = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}届|(?:(?<![第\u4e00-\u9fff])|(?<=[省市县区州]))[一二三四五六七八九十]{1,3}届"
    r"|第[一二三四五六七八九十\d]{1,3}[次届批]?|[一二三四五六七八九十]{1,2})\Z"
)
#: What a joint body works for, and no rank: 质量强区|工作领导小组, 示范区|部际协调小组.
NAMED_AIM = re.compile(r"(?:[㐀-鿿]{2}强[省市县区国]|(?:示范|试验|实验|先导|先行)区)\Z")
JOINT = words("adhoc council office")
#: Ends whose function words may be joined by 和.
JOINING = JOINT | {"dept", "inst"}
#: Ends with nothing of a rank's list in front; houses, which others may house.
RANKLESS = words("firm adhoc inst school")
HOUSES = words("firm inst school")
#: Of these the ones that every region has: 各省、自治区、直辖市|分行.
BRANCHES = ("分行", "分公司", "支行")
#: Ends that begin a proper name behind a rank, and those that 乡镇 stands in front of.
PROPER_ENDS = HOUSES | {"unitproper"}
TOWN_CLASSES = words("gov party seat named")
#: In front of a place these name a programme: 平安某某|建设领导小组.
PROGRAMMES = words("平安 法治 信用 诚信 数字 健康 美丽 清廉 智慧 质量 品牌 文明 幸福 绿色 人文")
#: Zones, by their class or by name, and the ends that they lead.
ZONE = re.compile(
    r"(?:各?"
    r"(?:(?:高新技术|经济技术|经济)?(?:产业)?开发区|高新区|经开区|新区"
    r"|(?:高新|工业|产业|科技|创新|文化|物流|化工|农业|软件|经济|电商|创业|循环){0,4}园区?|"
    r"工业区|保税区|综保区|度假区|自贸区|示范区|集聚区|功能区|港区|景区|特区)|"
    r"(?<![\u4e00-\u9fff])(?![由经向与和及在对请各按报])(?:(?![或至由])[\u4e00-\u9fff]){2,8}"
    r"(?:园区|产业园|科技园|工业园|开发区|新区|集聚区|度假区|示范区|试验区|合作区|工业区|保税区))\Z"
)
#: 区县、|开发区
RANKS_BEFORE = re.compile(r"(?:(?<![\u4e00-\u9fff])|(?<=[由向经或各]))[县区市]{1,2}、\Z")
ZONED = words("bareok party named gov seat street dept")
#: A township or park that no list holds, set off from what stands before it.
TOWNSHIP = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?:镇|乡|街道|村|社区|园区|新区|开发区|高新区|经开区)\Z"
)
#: Ends of the offices that a street's office has.
STREET = "街道"
STREET_NAME = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[和及与由]))(?![各本该])[\u4e00-\u9fff](?:(?![省市县区])[\u4e00-\u9fff]){1,2}\Z"
)
OF_STREETS = words("dept named team party office unitproper")
#: Parties and leagues in front of a region: 共青团|四川省委.
PREFIX = (
    "中国共产党",
    "共青团",
    "中共",
    "国网",
    "民革",
    "民盟",
    "民建",
    "民进",
    "农工党",
    "致公党",
    "九三学社",
    "台盟",
    "中华",
)
#: The body that the text is about, by one character or its kind: 局|党组, 医院|纪委.
OWN = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[和及与由经向在以该是])|(?<=属于))"
    r"(?:[局厅部委院校司市县区省]|大学|学院|医院|集团公司|总公司|公司|集团|学校)\Z"
)
#: Houses in front of 各: 医院|各科室, 县级机关|各部门.
HOUSE = re.compile(
    r"(?:医院|学校|公司|集团|学院|大学|系统内?|[部局厅委院校]内|(?<![\u4e00-\u9fff])[部局厅委院校]机关|(?:(?<![\u4e00-\u9fff])[省市县区州]级?|[省市县区州]级)?机关|[省市区县州]府"
    r"|(?<![\u4e00-\u9fff])(?:高新|经开|开发|港|新|园)区)\Z"
)
#: 上级和本级人民政府: ranks seen from the body itself, joined.
_SEEN = r"(?:上一级|下一级|上级|下级|本级|同级)"
SEEN_RANKS = re.compile(rf"{_SEEN}(?:(?:或者|以及|或|和|及|与|、){_SEEN})+(?:地方)?\Z")
#: 国家税务总局|商丘市税务局: a central body and its branch in a region.
BRANCHED = re.compile(
    r"(?:国家税务总局(?=[\u4e00-\u9fff]{2,15}税务局)|国家统计局(?=[\u4e00-\u9fff]{2,15}调查总?队)"
    r"|国家金融监督管理总局(?=[\u4e00-\u9fff]{2,15}监管(?:分?局|支局))|中国人民银行(?=[\u4e00-\u9fff]{2,15}[分支]行))"
)
#: Seen from the centre, as one name writes them; all of these end in one of two characters.
CENTRE_AND_RANKS = re.compile(r"(?:中央[和、]省级|中央和地方|国家和地方各级)\Z")
SEEN_ENDS = frozenset("级方")
#: 各设区市, and 设区的市 in a list with other ranks.
CITIES = re.compile(r"(?P<each>各?)设区的?市\Z")
#: 市、镇两级 in front of any kind of body.
TIERS = re.compile(
    r"(?:各?(?:省|市|县|区|州|镇|乡|街道|乡镇)(?:、|和|及))+(?:市|县|区|州|镇|乡|街道|乡镇|村)[两三四]级\Z"
)
#: 十届|全国人大, 第九届|全国人民代表大会.
TERM_BEFORE = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}|(?<![新上本这每一])[二三四五六七八九十]{1,3})届\Z"
)
#: 市、县级 in front of a government or department.
TIERED = re.compile(r"各?(?:设区的)?(?:[省市县区州]级?(?:、|和|及))+[市县区州乡镇]级\Z")
#: 省、市 in front of 委 or 党委: two bodies.
TWO_RANKS = re.compile(r"[省市州]、[市县区州]\Z")
#: 省、地、县 in front of 各级政府.
RANK_LIST = re.compile(r"(?:[省地市县区州]、)+[市县区州乡镇]\Z")
#: Mass organisations: alone they name one where they stand in one list with bodies (工会、共青团、妇联).
MASS = (
    r"总工会|工会|妇女联合会|妇联|残疾人联合会|残联|工商业联合会|工商联|青年联合会|青联|学生联合会|学联"
    r"|归国华侨联合会|侨联|"
    r"台湾同胞联谊会|台联|文学艺术界联合会|文联|科学技术协会|科协|作家协会|作协|红十字会|计划生育协会|关工委"
    r"|关心下一代工作委员会|"
    r"社会科学界联合会|社科联|贸促会|消费者协会|法学会|慈善总会|共产主义青年团|共青团|团委"
)
MASS_NAME = re.compile(MASS)
#: Ends of houses that the tagger sees whole behind the body they belong to (教育部|留学服务中心).
HOUSED = words("inst school firm office")
#: Ends behind 各 that a rank, 机关 or a house may lead (省各直属单位, 厅机关各处室).
LISTED = words("dgroup group section member adhoc")
SHORT_NAME = re.compile(
    r"(?:(?<=[\s、，。；：:（(和及与至])|(?<=负责)|^)"
    r"(?P<name>[省市县区州镇]"
    r"(?![级委府政长直内外域际场民价容情])[^\W\d的和与在对向等、，级有以年委局厅府办部为将要由被把]{1,6}?)\Z"
)
#: Ends in front of which a verb is cut off whatever the tagger says; groups are named by what they do (提升…工作专班).
LED = words("inst school party unitparty member dgroup group firm section dept office")
#: Classes whose committee of the party stands behind them.
UNITS = ("部门", "单位", "机构")
#: Kinds of bodies, not names: the tagger takes them for names at times.
GENERIC_NAME = re.compile(
    r"(?:壳|混合所有制|绿色|内向|办公办|股份|有限|责任|注册|国家|省级|市级|县级|级|高[校等级新端层水质标科成]|普通|优质|普惠|民办|公办|公立|私立|新|经"
    r"|由|向|在|对|和|与|[如即含](?=[省市县区])|各类?|合作|企业|农业|初级|高级|综合|基层|乡镇|社区|本|该|我|所|全面|一流|世界|科研"
    r"|商业|物流|贸易|商贸|电子商务|专业|边远|农村|城市|城镇|大型|小型|中小)"
    r"[\u4e00-\u9fff]*\Z"
)
#: Ends of towns' governments.
TOWNS = words("gov street")
#: Classes of bodies: their ends never close a proper name.
CLASSES = words("group dgroup fgroup member fin wei unit")
#: Ends that are set up or called: what does so may be read with them.
FORMED = words("adhoc team council squad")
#: What sets an office up; what it is the office of, or for.
SET_UP = ("下设", "设立", "成立", "组建")
COMMITTEE, WORK = "委员会", "工作"
#: Between two names, not inside one.
BREAKS = "、和与及，的"
#: Characters behind the end of a short name, where it is one; others go on with a word (市局|域).
BEHIND_NAMES = frozenset("和及与等在负牵参为要的会党主书局处科组领办召印联分将应副")
#: 某某学院（筹）, 某某学院（某某研究院）: a school by two names, or before it opens.
TWO_NAMED = re.compile(r"[（(](?:筹建?|(?![含原即包以])[\u4e00-\u9fff]{2,12}(?:学院|研究院|医院|大学))[）)]")
#: 股（站）长 is a post.
SLASHED = re.compile(r"[（(][\u4e00-\u9fff]{1,3}[）)]长")
LIST_JOIN = re.compile(r"(?:、|和|及|以及|与)\Z")
SIBLINGS = words("unit unitproper inst dept office firm team")
#: 各市党委、人大常委会、政府、政协: the seats of one place, and what the first of them is.
SEATS = words("gov seat")
FOUR_SEATS = ("人大", "政府", "人民政府", "政协")
SEATS_BEFORE = SEATS | {"party"}
#: Bodies of a place, which lend their rank to the office behind them.
RANKED_SIBLINGS = words("named dept seat wei gov bare mass")
#: Ends that any body may have: the tagger's organisation in front of them is the body.
HOSTED = words("party unitparty mass office unit dgroup")
#: Counties whose names read as a verb or conjunction and a rank.
VERB_REGIONS = words("会同县 和县")
#: 国家技术创新中心, 国家实验室 and the like are a class, not one body.
STATE_CLASS = re.compile(
    r"国家[\u4e00-\u9fff]{0,8}(?:创新|研究|工程|技术|服务|数据|实验|示范|分)\w{0,2}(?:中心|室)"
)
#: 由公安机关交通管理部门|处200元罚款: what is done to an offender, no office.
PUNISHED = re.compile(r"处(?:以|\d|[一二三四五六七八九十百]+[百千万]*元|警告|拘留|行政)")
#: 办公厅（室）; 镇人民政府（街道办事处）.
HALL_AND_ROOM = re.compile(r"(?<=厅)(?:（室）|\(室\))")
TOWN_AND_STREET = re.compile(
    r"(?<=镇人民政府)[（(]街道办事处[）)]|(?<=镇政府)[（(]街道办(?:事处)?[）)]"
    r"|(?<=街道办事处)[（(](?:乡、?)?镇(?:人民)?政府[）)]"
)
#: What the departments of a party committee are for.
PARTY_WORK = (
    "组织部门",
    "宣传部门",
    "统战部门",
    "政法",
    "网信",
    "社会工作部",
    "机构编制部门",
    "教育工作部门",
)
#: Ends with a second name in brackets, the ends of such names, those that need no more, and how none begins.
ALIASED = words("dept gov party office wei named bareok street")
ALIAS_ENDS = words("dept party gov office bareok street named")
ALIAS_HEADS = words("党组 党委 管委会")
NO_ALIAS = frozenset("省市县区州设由含以包即在原")
#: What brackets may hold: a campus behind a school, a second function, another name of the body.
CAMPUS = re.compile(r"[（(]([\u4e00-\u9fff]{2,4})[）)]")
#: A campus by its own name, in brackets or right behind the school: （大学城校区）, 天河校区.
#: A hospital's by its side (南院区), a kindergarten's.
NAMED_CAMPUS = re.compile(
    r"[（(][\u4e00-\u9fff]{2,8}(?:校区|园区)[）)]"
    r"|(?![各两三四多本新老主学总分等和与及在到的])[\u4e00-\u9fff]{2,4}?(?:校区|院区|(?<=幼儿园[\u4e00-\u9fff]{2})园区)"
    r"|[主东西南北新老总]院区"
)
OTHER_NAMES = re.compile(r"[（(]([\u4e00-\u9fff]{2,5}(?:、[\u4e00-\u9fff]{2,5}){0,2})[）)]\Z")
ALIAS = re.compile(r"[（(](?:[\u4e00-\u9fff]{2,8}、)?([\u4e00-\u9fff]{2,16})[）)]")

_OR_UNIT = re.compile(
    r"[（(](?:单位|机构)[）)]|、单位(?=[要应和，。；：、]|按|根据|予以|给予|支持|协同|密切|及其)"
    r"|(?<=部门)或者?单位(?!和|或|人员)"
)
#: Another word for the same class of bodies: 相关部门（单位）, 教育司（局）, 住房城乡建设厅（委、局）.
SAME_RANK = {
    "dept": re.compile(r"(?<=[厅局委])[（(](?:[厅局委办]|委员会)(?:、(?:[厅局委办]|委员会)){0,2}[）)](?!长)"),
    "group": _OR_UNIT,
    "dgroup": _OR_UNIT,
    "unit": re.compile(r"[（(][局室科][）)](?!长)"),
    "seat": re.compile(r"(?<=纪委)[（(](?:监察[局厅委]|监委)[）)]"),
}

#: Ends whose body may be written as 局, 院, 省: 局党组, 院办公室.
OWNED = words("party seat office mass dgroup unit")
#: Ends with no function words in front.
BARE_ENDS = words("member self dgroup bareok gov fin")
#: Ends that want a rank or region, not 全省 or 我市, which are no part of such a name.
RANKED = words("dept wei bare firm inst school council")
#: A region as seen from inside.
WIDE = words("全国 全省 全市 全县 全区 我市 我省 我县 我区 本地 市区 省市")
#: The centre by itself, and what it is to a name.
CENTRES = {"国家": CENTRAL, "全国": CENTRAL, "中央": CENTRAL, "中国": CENTRAL | REGION}
MINISTRY_ENDS = frozenset("部局委署行")
NATIONWIDE = "全国"
NATION = words("国家 全国")
#: Determiners that are the centre, and the classes of bodies that they determine as well.
CENTRAL_DETERMINERS = words("中央 国家")
CENTRAL_CLASSES = words("group dgroup gov fin")
#: 各地|各单位: the first is no determiner of the second. 地方 is one only where nothing else leads to it.
REGIONS_THERE = words("各地")
ONE_OF_RANK = words("地方 省级 市级 县级")
SOME = ("有的", "有些", "一些", "某些", "个别", "不少")
#: Determiners of any end, and what goes on behind a house or rank (省|各直属单位).
EACH_OR_CONCERNED = words("各 有关 相关")
EACH_WORDS = ("各", "有关", "相关", "其他")
#: A body beside provinces in lists of ranks; bodies that own their branches.
CORPS = "新疆生产建设兵团"
BANKS = ("银行", "人行", "联社")
#: 建设项目|所在地: what lies there belongs to the name.
PLACED = words("所在地 所在 属地")
SITE = re.compile(r"(?:所在地|居住地|户籍地|当地)\Z")
PLACED_THING = re.compile(
    r"(?:建设项目|小微园项目|项目|企业|园区|小微园|工程|学校|房屋|土地|户籍|注册|经营)\Z"
)
#: Ranks in front of bodies of one kind.
SEEN = words("各级 同级 上级 下级 本级")
#: 各 in front of these goes on with the name: 各|省级药监部门.
RANKED_WORDS = ("省级", "市级", "县级", "区级", "州级", "乡级", "镇级", "地级以上", "设区")

#: Words of a sentence, or of praise, that stand in no name.
SAID = re.compile(
    "|".join(
        (
            read_alternatives("tagged_bodies.txt", "said"),
            *(row[0] for row in read_lexicon("org_stopwords.txt") if "said" in row[1:]),
        )
    )
)
