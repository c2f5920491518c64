"""Words that bodies' names are made of: what is a class of bodies, a unit inside a body, a name cut short.

Patterns only, and small questions about one written name; nothing here knows the document.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Container

_SPACE = re.compile(r"\s+")
#: The unit that every body and every group has.
OFFICE = "办公室"
#: What stands before the region in the names of its branches.
BEFORE_REGION = re.compile("^(?:中共|共青团|中国人民政治协商会议|国家税务总局|中国人民银行){1,2}")
#: The word of a level in front of a body (市教育局, 我省教育厅).
REGION_WORD = re.compile(
    "^(?:我|本|该|全)?"
    "(自治区|自治州|自治县|省(?![际会])|市(?![场容值域区]|民(?![政族宗防建革盟进委航办营])|政(?![府协法务数]))"
    "|县(?!域)|区(?![域块间位])"
    "|州|旗|盟)(?=[一-龥])"
)
_COLLECTIVE_HEAD = re.compile(
    "^(?:各|有关|相关|其他|其它|全体|所有|县级|市级|省级|区级|乡级|州级|地方|上级|下级|上一级|下一级"
    "|本级|同级|当地|所在地|属地|基层|涉及|行业|被|省直|市直|区直|县直|州直|中直|中央和国家机关"
    "|设区的?市|承担|负责|主管)"
)
_COLLECTIVE = re.compile("(?:各|有关|相关|直属|所属|下属|两级|三级|全体|部门$|单位$|镇街$|机关$)")
_LEVELS_JOINED = re.compile("^(?:省|市|县|区|州)(?:和|、|及|与|（)(?:省|市|县|区|州|乡|镇)")
#: 市直机关工委 is one body, though 市直机关 are many.
_WORKING_COMMITTEE = re.compile(
    "[省市县区州]委?(?:[省市县区州]?直属?机关党?(?:工委|工作委员会|纪工委)|直工委)[一-龥]{0,6}"
)
#: Where the short name inside a collective ends (市政府|各部门).
COLLECTIVE_CUT = re.compile("各|有关|相关|直属|所属|下属|全体|部门|机关|成员单位")
#: Short names that are spelled out inside a collective; 联席会议各成员单位 keeps its form.
SPELLED_INSIDE = re.compile("(?:政府|府|委|厅|局|部|国务院|署|办公室|管委会|人民银行)$")
#: Behind a region word these make a class of bodies (市直单位, 市级部门), not a short name.
CLASS_BEHIND_WORD = re.compile("直|级|本级|属|机关|、|（|和")
_INNER = re.compile(
    "(?:驻|派驻).*|机关|直属|.*(?:党组|党委|党工委|党总支|党支部|团委|工会|纪委|处|科|室|股|司|局|厅|办|组|中心|所"
    "|站|队|院|部|会|署|公司|集团|会议|专班|支行|分行|学校|大学|学院|团)"
)
_NO_NAME = re.compile("[+/&]")
PARTY_UNIT = re.compile("(?:机关)?(?:党组|党委|党工委|党总支|党支部|分党组|纪委|团委|工会)$")
#: Words for the organisation itself (局党组, 院党委), and how that organisation's name can end.
SELF_ENDINGS = {
    "局": ("局",),
    "厅": ("厅",),
    "院": ("医院", "学院", "研究院", "院"),
    "校": ("学校", "大学", "中学", "小学", "学院"),
    "委": ("委员会", "委"),
    "集团": ("集团", "集团公司", "有限公司"),
    "场": ("林场", "农场", "场"),
    "行": ("银行", "支行", "分行"),
}
SELF_NAME = re.compile(
    "^(?:我|本|该)?(局|厅|院(?!感)|校|部|委|公司|集团|场|所|站|署|行(?![政业])|社(?![会保科工])|司(?!法)|中心)"
    "(党组|党委|党总支|党支部|机关党委|团委|工会|纪委|机关|办公室|领导班子"
    "|长办公室|(?!长).{0,8}(?:处|科|室|股|部|中心|站|队))?$"
)
#: 市局, 省厅党组: a department of the region, known from the rest of the document.
REGION_SELF_NAME = re.compile("^(省|市|县|区|州)(局|厅|院)(党组|党委|机关|.{1,8}(?:处|科|室|股))?$")
#: 一中, 二小 behind a place: 第一中学.
NUMBERED_SCHOOL = re.compile(
    "[一二三四五六七八九十]{1,3}[中小](?=$|党委|党总支|党支部|纪委|团委|工会|[一-龥]{2}处|办公室|校区)"
)
#: Institutions a report can be about.
HOST_ENDINGS = (
    "医院",
    "大学",
    "学院",
    "中学",
    "小学",
    "学校",
    "公司",
    "集团",
    "林场",
    "研究院",
    "质检院",
    "检测院",
    "设计院",
    "党校",
    "一院",
    "林局",
)
#: Ad-hoc bodies and institutions, named in full once and by their last word afterwards.
AD_HOC = re.compile(
    "(?:联席会议|小组|指挥部|巡察组|巡视组|督导组|督查组|督察组|检查组|调查组|考核组|工作组|专家组|专班"
    "|委员会|组委会|理事会|协调机制|管委会|管理局|管理处|集团|公司|中心|医院|学院|学校|林场|研究院|基金会|协会|分局|支队"
    "|大队)$"
)
#: Classes of institutions that no report is about (公立医院, 行政学院).
HOST_CLASS = re.compile(
    "(?:公[立办]|民[营办]|私立|综合|专科|中医|传染病|儿童|行政|职业|高等|普通|中等|中小|中小学|幼儿|乡镇|社区"
    "|县级|市级|省级|区级|基层"
    "|[二三一]级|各类?|本|所在|定点|试点|附属|医联体|党|有关|国有|融资|担保|保险|上市|股份|母|子|分|总|大型|中央|寄宿制)"
    "[一-龥]{0,4}?(?:医院|学院|学校|大学|中学|小学|公司|集团|党校|研究院)"
)
#: What everybody in a place is (全县职业学校): no body.
EVERYBODY = re.compile("全[省市县区州].*(?:学校|医院|单位|部门|企业|党组织|机构|干部|公司|幼儿园)")
BANK_BRANCH = re.compile("(?:中国)?(人民银行[一-龥]{2,6}?(?:中心)?支行)")
#: Groups that have an office (办公室).
HEADED = re.compile("(?:联席会议|领导小?组|协调小组|小组|指挥部|委员会|专班|组委会|管委会)$")
_GENERIC = re.compile(
    "(?:保护区|景区|名胜区|林区|湿地|公园|园区)?管理[局处]|联席会议|领导小组|指挥部|.察组|巡视组|.{0,2}组|专班"
    "|(?:协调|评审|评选|评定|管理|专家|指导|筹备|组织|执行)?委员会|组委会|理事会|.{2}"
)
LEAGUE = re.compile("^(?:共青)?团(省|市|县|区|州|旗)委(?:员会)?")
#: 第十三届全国人民代表大会常务委员会: the term is no part of the body's name.
TERM = re.compile(
    "第[一二三四五六七八九十]{1,3}届(?=[一-龥]{0,12}(?:人民代表大会|委员会)(?!第[一-龥]{1,3}次会议))"
    "|^[一二三四五六七八九十]{1,3}届(?=全国人大|全国政协)"
    "|(?<=[省市县区州])第?[一二三四五六七八九十]{1,3}届(?=人大|人民代表大会)"
)
BRACKET_END = re.compile("[（(][^（）()]{1,12}[）)]$")
TOWNSHIP = re.compile("([一-龥]{2,6}(?:镇|乡|街道))(政府|人民政府|党委|党工委|办事处|人大)")
#: A unit that only has a name inside its body, a unit of an institution, and the body a unit can belong to.
UNIT = re.compile("(?!书记)[^市县区州省局厅委部院各]{2,10}[处科股]")
HOST_UNIT = re.compile(
    "[^市县区州省各]{2,6}(?:(?<!实验)室|办|部|工会|团委|党办)|党委|党组|党总支|纪委|团委|工会|党办"
)
UNIT_ROOT = re.compile("^.+(?:局|厅|委员会|总署|医院|大学|学院|集团|公司|[教财]育?部)")
ZONE = re.compile(
    "(?:高新区|经开区|开发区|新区|产业园区|园区|度假区|港区|功能区|集聚区|科技城|保税区|示范区|管理区"
    "|试验区|科创园)$"
)
#: A zone's board, or its party's working committee.
ZONE_BOARD = re.compile("([一-龥]{2,16}(?:[区园城]|[区园城]（[一-龥]{2,8}）))(管委会|管理委员会|党工委)")
#: The zone a document comes from, by its last word (港区人才办).
OWN_ZONE = re.compile(
    "(?:高新区|经开区|开发区|新区|园区|度假区|港区|功能区|集聚区|示范区|管理区|试验区)(?=[一-龥]{2,})"
)
#: An office of a zone: 某某经济技术开发区|经发局.
ZONE_HEAD = re.compile(
    "(.{2,16}?(?:高新区|经开区|开发区|新区|园区|度假区|港区|功能区|集聚区|示范区|管理区|试验区)(?:党工委|管委会)?)"
    "(?=[^、]{2,10}(?:局|办|部|委|办公室|中心|分局)$)(?!(?:党工委|管委会)$)"
)
#: A department nobody listed: no region inside, no verb or preposition in front.
BARE_OFFICE = re.compile(
    "(?![经由会向至在与和同对把将被让使各本我该])[^市县区州省镇乡各同向由经]{2,9}局|总工会"
)
#: Short names of mass organisations that every rank has, and the company that shows that all ranks are meant.
MASS_BRANCH = re.compile("(?:妇|残|文|侨|工商)联|科协|总工会|红十字会|妇女联合会|残疾人联合会|工商业联合会")
MASS_COMPANY = re.compile(
    "(?:工会|共青团|团委|共产主义青年团)、|、(?:工会|共青团|团委|共产主义青年团)(?!中央)|群团组织"
)
#: The government or the committee a document speaks of as its own.
OF_HOME = re.compile("[市县区](?:政府|人民政府|委)(?:$|办公室)")
PARTY_NAME = re.compile("^(?:中共|中国共产党)(?=[一-龥]{2})")
#: Words for a class of bodies unless something stands in front of them.
NEVER_ALONE = frozenset(
    [
        "管委会",
        "党工委",
        "团委",
        "法院",
        "检察院",
        "政府办",
        "监委",
        "编委",
        "党校",
        "党委",
        "纪委",
        "工会",
        "委",
    ]
)
GOVERNMENT = re.compile("^(?:人民政府|政府(?!采购|投资|质量|性|网|信息|令|特殊|购买|公报|引导)|府)")
NATIONAL = re.compile("^(?:国家|全国|中国|中华|中央|国务院|最高)")
_HEADED_GROUP = re.compile("^(.+?)(?=各|有关|相关|直属|所属)")
_PARTY_AND_STATE = re.compile(
    "^(各.+?)(?:党委|党工委|党（工）委|党组)(?:（[^（）]*）)?$|^(各(?:[市县区州旗]|（[市县区州旗、]+）)+)委$"
)
_STATE = re.compile("(?:人民政府|政府|办事处|管委会|管理委员会)(?:（[^（）]*）)?")
EACH_REGION = re.compile(
    "(?:各(?:设区|省辖|地级以上)(?=市)|设区的?(?=市)|各(?:有关|相关)?(?=[省市县区])|各|(?=县（市、区）|直辖市[^、]))"
    "(?:自治区|直辖市|自治州|新疆生产建设兵团|计划单列市|[省市县区州旗](?!场)|（[^（）]*）|、|及|和"
    "|(?<=[市州县]、)[一-龥]{2,6}(?:实验区|示范区|试验区|新区))+"
    "(?=[^、]{2,}|$)"
)
_CORPS = "新疆生产建设兵团"
_EACH_CITY = re.compile("各(?:设区|省辖)的?市")
_LOCAL_OFFICE = re.compile(
    f"(?!省|市|县|区|州|全国|{_CORPS}|国(?!有|土|税|资|家税务局)|中(?:国|央|共)|有关|相关|各|所属|直属"
    "|.*(?:开发区|新区|港区|高新区|园区|管委会))(?:[一-龥]|（[一-龥、]{1,12}）){1,16}"
    "(?:局|委|办|厅|委员会|委组织部|服务中心|（分局）|部门)(?:（[一-龥、]{0,14}[局委会部]）)?"
    "|党委[一-龥]{2}部|科协|妇联|残联|团委|总工会|(?:人民)?(?:检察院|法院)"
)
_SAME_CLASS = re.compile("(?:各|有关|直属|所属).*(?:部门|机构|单位|部委|办事处)$")
_OTHER_CLASS = re.compile("各(?:省|市|州|县|区|乡|镇|街道|村|社区|高|企|人民)")
_EACH_KIND = re.compile("(?:街道|乡镇|乡|镇|社区|开发区|园区|功能区|管委会|办事处|县|区|市|直属)")
_EVERY_LEVEL, _ZONE_PARTY = "各级", "党工委"
#: 国务院｜各部委，直属机构: whose classes are named together.
_HEADS_ITS_OWN = re.compile("(?:国务院|政府|府|委|机关)$")
#: Short names of regions that are words as well (中山路, 和平社区).
_WORDS_TOO = ("中山", "新城", "和平", "城区", "通道", "公安", "合作", "平安", "振兴", "港口")
#: Behind 各级党校、 and 各级人民法院、: of every level too.
_AT_EACH_LEVEL = re.compile("行政学院|社会主义学院|(?:人民)?检察院|监察委员会|监委")
_OWN_OFFICE = re.compile(
    "(?:市|县|区)(?:政府|委|府|级|直|[一-龥]*(?:[局办厅委会指]|成员单位))|(?:镇|乡|街道)[直属]"
)


@functools.lru_cache(maxsize=1 << 13)  # the names of a document are asked for twenty times each
def tidy_name(name: str) -> str:
    """The name without white space (a table may break it) and with full-width brackets."""
    name = _SPACE.sub("", name).replace("(", "（").replace(")", "）").strip("\"'：:，,。;；、")
    if name[:1] == "“" and name.find("”") in (-1, len(name) - 1):  # not “放管服”改革协调小组
        name = name.strip("“”")
    return name if "“" in name else name.strip("”")


def is_collective(name: str) -> bool:
    """Whether a written name stands for a class of bodies (各有关部门, 市政府直属各单位, 财政部门)."""
    if _WORKING_COMMITTEE.fullmatch(name):
        return False
    return bool(_COLLECTIVE_HEAD.match(name) or _COLLECTIVE.search(name) or _LEVELS_JOINED.match(name))


def is_class(name: str) -> bool:
    """Whether a collective is one from its first word on (各…, 市直…), with no short name in front."""
    return bool(_COLLECTIVE_HEAD.match(name))


def is_unit(rest: str) -> bool:
    """Whether ``rest``, behind a body's name, can be a unit of that body (党组, 办公室, 督导审计处)."""
    return (
        0 < len(rest) <= 36 and rest[0] != "员" and bool(_INNER.fullmatch(rest)) and not _NO_NAME.search(rest)
    )


def names_other_place(name: str, shorts: Container[str]) -> bool:
    """Whether a name opens with a region word nobody could place, or with a region's short name."""
    if REGION_WORD.match(name):
        return True
    if name.startswith(_WORDS_TOO):
        return False
    return any(name[:n] in shorts for n in (2, 3, 4))


def needs_place(name: str) -> bool:
    """Whether one name can stand for different bodies in different places of a document."""
    if REGION_WORD.match(name) or (len(name) <= 10 and UNIT.fullmatch(name)):
        return True
    return len(name) <= 8 and bool(AD_HOC.search(name) or name.endswith(OFFICE))


def shortens(short: str, text: str, opened: bool) -> bool:
    """Whether ``short`` is ``text`` cut short; ``opened``: the text opens with a region."""
    if len(text) <= len(short) or not text.endswith(short):
        return False
    return opened or bool(_GENERIC.fullmatch(short))


def abbreviates(short: str, text: str) -> bool:
    """Whether a group's name leaves out words of ``text`` and no more (贷款联席会议 for 贷款工作联席会议)."""
    head = HEADED.search(short)
    if head is None or not text.endswith(head[0]) or not 0 < len(text) - len(short) <= 12:
        return False
    return short[:4] in text and is_subsequence(short, text)


def is_subsequence(short: str, full: str) -> bool:
    """Whether the characters of ``short`` stand in ``full`` in this order."""
    characters = iter(full)
    return all(c in characters for c in short)


def share_head(first: str, second: str) -> str:
    """``second`` with the head it shares with ``first``, its neighbour across a 、, put in front.

    >>> share_head("国务院各部委", "各直属机构"), share_head("各镇人民政府", "街道办事处")
    ('国务院各直属机构', '各街道办事处')
    """
    first, second = tidy_name(first), tidy_name(second)
    if _SAME_CLASS.match(second) and not _OTHER_CLASS.match(second):
        head = _HEADED_GROUP.match(first)
        if head and _HEADS_ITS_OWN.search(head[1]):
            return head[1] + second
    if first.startswith(_CORPS) and _LOCAL_OFFICE.fullmatch(second):
        return _CORPS + second
    if not first.startswith(("各", "直辖市")):
        zone = ZONE_HEAD.match(first)
        if zone is None or not _LOCAL_OFFICE.fullmatch(second):
            return second
        # the working committee's departments come first, the zone's offices behind them
        return (zone[1].removesuffix(_ZONE_PARTY) if second.endswith("局") else zone[1]) + second
    cities = _EACH_CITY.match(first)
    if cities and second.startswith("市") and len(second) > 3:
        return cities[0] + second[1:]
    group = EACH_REGION.match(first)
    if group and _LOCAL_OFFICE.fullmatch(second):
        return group[0] + second
    pair = _PARTY_AND_STATE.match(first)
    if pair and _STATE.fullmatch(second):
        return (pair[1] or pair[2]) + second
    if first.startswith(_EVERY_LEVEL) and _AT_EACH_LEVEL.fullmatch(second):
        return _EVERY_LEVEL + second
    if _EACH_KIND.match(second) and not _OWN_OFFICE.match(second):
        return "各" + second
    return second
