"""Bodies told apart by what stands in front of them, forces, and the groups that a plan sets up.

事发地|省级人民政府, 参与现场处置的|有关单位, 主管的|教育行政部门 are named with their attribute. A plan names
its groups where it says who leads them (医疗救治组。由…牵头), and calls for forces by what they are
(公安消防部队, 矿山应急救援队伍), which no word list can hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...firsts import compile_rare
from ..trie import trie_pattern
from ..words import TextView, is_han
from .grammar import Org
from .wordlists import org_words

_HAN = "[\u4e00-\u9fff]"
#: Where a name may begin: behind punctuation, or behind a word that leads to a body.
_OPEN = f"(?:(?<!{_HAN})|(?<=[由向经报和及或与])|(?<=通报)|(?<=通知)|(?<=指导)|(?<=协调)|(?<=督促)|(?<=配合))"
#: Kinds of names that are classes of bodies, not bodies.
_CLASSES = frozenset(("gov", "dept", "group", "dgroup", "member"))
#: Characters in front of a name that may end such an attribute: told at one look.
_ENDS = frozenset("地游域的线岸")
#: Where the bodies are.
_PLACED = re.compile(
    r"(?:(?:突发|紧急)?(?:事件|事故|灾害|灾情|疫情|险情|案件|问题|纠纷)?(?:事发|案发|发生)地"
    r"|(?<![省市县区州])(?:事发|案发)地"
    rf"|{_OPEN}[上下]游|{_OPEN}(?:相邻|毗邻|周边)(?:的)?(?:行政区域|区域)"
    r"|(?:可能)?受(?:到)?影响(?:的)?(?:地区|区域)的|(?:有关|相关)(?:行政区域|地区)共同的)\Z"
)
#: The river, lake or line on which they lie: 太湖流域|县级以上地方人民政府. Where a word leads to it, that stays outside.
_BASIN = re.compile(
    rf"(?:{_OPEN}|(?<=支持)|(?<=要求)|(?<=推动)|(?<=组织))"
    r"(?![由向经报和及或与]|支持|要求|推动|组织|指导|协调|督促|加强|促进|推进)"
    rf"(?:(?![的由在将要应须为是对向及并等与和、该本全各跨沿]){_HAN}){{1,6}}"
    r"(?:流域|沿线|沿岸|(?<=[江河湖])(?:干流|上游|中游|下游|中下游))的?\Z"
)
#: 中国（某某）|自由贸易试验区管理委员会: a name with its place in brackets.
_IN_CHINA = re.compile(rf"中国[（(]{_HAN}{{2,6}}[）)]\Z")
#: What they do.
_DOING = re.compile(
    rf"{_OPEN}"
    r"(?:主管的"
    r"|(?:发布|启动|参与|承担|履行|接收|收到|接到|受理|作出|实行|实施|负责|主管|管辖|组建|牵头(?!单位|部门))"
    rf"(?!的|任务的)[^，。；：、\s的由向]{{1,24}}的)\Z"
    r"|(?<![\u4e00-\u9fff])(?:其他)?有条件的\Z"
)
#: These are named already.
_NAMED = ("国务院", "中央", "党中央")
_REACH = 34
_CLOSING = frozenset("）)")


def widen_attributes(view: TextView, orgs: Sequence[Org]) -> None:
    """Let classes of bodies reach left over the attribute that tells which are meant."""
    text, taken = view.text, view.taken
    for org in orgs:
        _reach_out(view, org)
        before = text[org.start - 1 : org.start] if org.start else ""
        if before in _CLOSING and not org.spread:
            match = _IN_CHINA.search(text, max(0, org.start - 10), org.start)
            if match and org.kind not in _CLASSES and not any(taken[match.start() : org.start]):
                org.start = match.start()
        if before in _ENDS and org.kind in _CLASSES and not org.spread:
            floor = max(0, org.start - _REACH)
            match = _PLACED.search(text, floor, org.start) or _BASIN.search(text, floor, org.start)
            if match is None and before == "的" and not text.startswith(_NAMED, org.start):
                match = _DOING.search(text, floor, org.start)
            if match and not any(taken[match.start() : org.start]):
                org.start = match.start()


#: 省、|市有关部门, 国家级、|省级职能部门: ranks that one collective joins.
_RANKS = re.compile(
    rf"(?:(?<!{_HAN})|(?<=[由向报经到])|(?<=参加))(?:(?:国家|中央|省|市|县|区)级?、){{1,3}}\Z"
)
_RANKED = re.compile(r"[省市县区](?:有关|相关|各?级|[两三四五]级)")
#: 国家、|省人力资源社会保障部门
_CENTRE_AND = re.compile(rf"(?:(?<!{_HAN})|(?<=[由向报经到]))(?:国家|中央)、\Z")
#: The second of what one collective names.
_AND_UNITS = re.compile(r"、单位(?![的和])")
_SIGNING = frozenset("省市")
_SIGNED = re.compile(r"^([\u4e00-\u9fff]{2,3}) \Z", re.MULTILINE)
#: What an office of a district is for stands behind the district's short name: 某某|规划分局.
_BRANCH = "分局"
#: Units that a word in front tells apart.
_SITES = ("运营单位", "监理单位", "勘察单位", "设计单位", "采购单位", "施工单位", "建设单位")
_UNITS = frozenset(("member", "name"))
_NOUNS = frozenset(("n", "nz", "vn", "b", "an", "j"))
#: What the tagger takes for a place and is built: 高速公路|建设单位.
_WAYS = ("公路", "铁路")
_BEHIND = frozenset("等和及与由向的或、（各")
#: What is said to such units, and what they are told apart from: 督促|工程建设单位, 各有关|管线建设单位.
_URGED = ("督促", "责令", "有关", "相关")
_EACH = re.compile(r"(?:各|有关|相关|各有关|各相关)\Z")


def _reach_out(view: TextView, org: Org) -> None:
    """One name where a list shares its ranks or its end, or where a class of units says what it does."""
    if org.kind in ("group", "dgroup"):
        _join_list(view.text, org)
    elif org.kind == "dept":
        _join_region(view.text, org)
    elif org.kind in _UNITS and org.start == org.head and view.text.endswith(_SITES, org.start, org.end):
        _join_nouns(view, org)


#: 各级党委和|政府信访部门: the department serves both; 党委和|政府有关部门 are two.
_OF_BOTH = re.compile(
    r"((?:(?:地方)?各级|[上下]一?级|本级|同级)?(?:地方)?党委和)政府(?!有关|相关|职能|工作|所属|各|部门|主管)"
)


def _join_list(text: str, org: Org) -> None:
    """各审查部门|、单位; 省、|市有关部门; 各级党委和|政府信访部门."""
    both = _OF_BOTH.search(text, max(0, org.start - 11), org.end)
    if both and both.end(1) <= org.start <= both.end():
        org.start = both.start()
        return
    units = _AND_UNITS.match(text, org.end) if text[org.start] == "各" else None
    if units:
        org.end = units.end()
    elif _RANKED.match(text, org.start) and text[org.start - 1 : org.start] == "、":
        ranks = _RANKS.search(text, max(0, org.start - 10), org.start)
        org.start = ranks.start() if ranks else org.start
    elif text[org.start] == "省" and (centre := _CENTRE_AND.search(text, max(0, org.start - 4), org.start)):
        org.start = centre.start()


def _join_region(text: str, org: Org) -> None:
    """江苏 |省科学技术厅, as a signature is spaced; 椒江|规划分局."""
    signed = _SIGNED.search(text, max(0, org.start - 6), org.start) if text[org.start] in _SIGNING else None
    if signed:
        org.start = signed.start(1) if signed[1] in org_words().short_regions else org.start
    elif org.body == org.start and text.endswith(_BRANCH, org.start, org.end):
        for start in range(org.start - 2, max(0, org.start - 3) - 1, -1):
            name, outside = text[start : org.start], text[max(0, start - 1) : start]
            if name in org_words().county_names and not is_han(outside):
                org.start = start
                return


def _join_nouns(view: TextView, org: Org) -> None:
    """公共交通|运营单位: the nouns of the tagger that tell which units are meant."""
    start, words = org.start, 0
    while words < 3 and (word := view.by_end.get(start)) is not None:
        if word.tag not in _NOUNS and not (word.tag == "LOC" and view.text.endswith(_WAYS, 0, start)):
            break
        start, words = word.start, words + 1
    outside = view.text[start - 1 : start]
    led = view.text.endswith(_URGED, 0, start)
    if words and start < org.start - 1 and (not is_han(outside) or outside in _BEHIND or led):
        each = _EACH.search(view.text, max(0, start - 3), start)
        org.start = each.start() if each else start


#: A mark in front of a paragraph's name.
_MARK = (
    r"(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、"
    r"|\d{1,2}(?:\.\d{1,2}){0,3}[.．、]?|[①-⑳])?[ \u3000]?"
)
_IN_GROUP = r"(?:(?![的由在将要应须为是对和及并了等与各有这该本按设立成组从向请])[\u4e00-\u9fff])"
#: 医疗救治组。由…牵头: a group stands with its head or its task behind it.
_HEADED = compile_rare(
    rf"^{_MARK}((?:{_IN_GROUP}|(?<!^)[和与及]|（{_HAN}）){{2,18}}组)[。：:，（(][ \u3000]?"
    rf"(?:由{_HAN}|牵头|组长|成员|主要职责|工作职责|职责|主要负责|负责)",
    re.MULTILINE,
)
#: 成立某某起草组，由某人任组长: one group that is set up and told who leads it.
_FORMED = compile_rare(rf"(?:成立|组建|设立)了?({_IN_GROUP}{{2,9}}组)，?由{_HAN}")
_LISTED_GROUP = rf"{_IN_GROUP}(?:{_IN_GROUP}|(?<!组)及){{1,9}}组"
#: 下设综合协调组、医疗救治组和宣传报道组: groups that are set up in one list.
_SET_UP = compile_rare(
    rf"(?:设立?|下设|分设|成立|组建|分为|分成)(?:了)?[^，。；：、\s（组]{{0,10}}?(?:[^，。；：、\s（]{{0,20}}?（|[：:])?"
    rf"((?:{_LISTED_GROUP}(?:、|和|及|以及)){{1,16}}{_LISTED_GROUP})(?!织)"
)
_MEMBER = re.compile(rf"{_LISTED_GROUP}(?=、|和|及|以及|\Z)")
#: No groups of a body: 项目组, 小组 and the like are classes, 村民小组 is a part of a village.
_NO_GROUP = re.compile(
    r".*(?:小组|班组|机组|分组|项目组|课题组|村民组|党组|专家组|工作组|两组|三组|几组|词组)"
)
#: Forces by what they are for.
_FORCES = compile_rare(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[由及和与调])|(?<=组织)|(?<=协调)|(?<=动员))"
    r"(?:(?:国家|地方|其他相关方面|大型国有骨干企业|大型企业|骨干企业|企业|专职|专业|综合性|社会|基层|公安|消防"
    r"|森林|武警|生态|环境|应急|监测|救援|抢险"
    r"|救灾|医疗|卫生|防汛|抗旱|矿山|海上|航空|危险化学品|电力|通信|交通|救护|公路|水上|地震|核){1,6}"
    r"(?:救援|监测|抢险|消防|救护)(?:救援|抢险)?队伍"
    r"|(?:公安|森林|武警)消防部队|武警部队)(?=[，。；、和及与应须]|等力量|要(?!求)|参与|参加|赶赴|负责)"
)
#: The army, in one list with other forces.
_ARMY = compile_rare(
    r"(?<![\u4e00-\u9fff])军队(?=[、和](?:武警|地方人民|公安))|(?<=协调)军队(?=力量|、武警|和武警|参)"
)


#: Where the name of a group begins, and that it is no part of 组织, 组合, 组建.
_BEFORE_GROUP, _NO_OTHER_WORD = (
    rf"(?:(?<!{_HAN})|(?<=[由向和及与设各])|(?<=成立)|(?<=组建)|(?<=设立))",
    r"(?![织合建])",
)


def find_groups(view: TextView) -> Iterator[Org]:
    """Groups that the text sets up by name, wherever it names them, and forces."""
    text = view.text
    for pattern in (_FORCES, _ARMY):
        yield from (Org(start, end, "plain", start, start) for start, end in view.free(pattern))
    names = {m[1] for pattern in (_HEADED, _FORMED) for m in pattern.finditer(text)}
    for listed in _SET_UP.finditer(text):
        names.update(_MEMBER.findall(listed[1]))
    names = {name for name in names if not _NO_GROUP.fullmatch(name)}
    if not names:
        return
    everywhere = re.compile(_BEFORE_GROUP + trie_pattern(names) + _NO_OTHER_WORD)
    yield from (Org(start, end, "plain", start, start) for start, end in view.free(everywhere))
