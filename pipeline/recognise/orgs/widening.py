"""Names that reach further than the grammar reads, and beginnings that are cut off again.

A name may hold words that no name holds where it says what a body is in charge of or what belongs to it
(各级政府的职能部门), and groups are named in one piece, whatever verbs stand in their names (成立清理整顿…领导小组).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ...firsts import compile_rare
from ..words import TextView
from .grammar import ANCHOR, HOUSES, TOPICS, Org, words
from .wordlists import org_words

_HAN = "[\u4e00-\u9fff]"
_OPEN = f"(?<!{_HAN})"
#: What no name of a group holds.
_NO_NAME = "[的由在将要应须为是对及并了等与、各有这该本市县省区州立]"
#: What it may hold, with the words that hold such a character.
_NAMED = rf"(?:应急|上市|市场|城市|资本|基本|社区|园区|(?!{_NO_NAME}){_HAN})"
#: 县级以上人民政府负责特种设备安全监督管理的部门 is one body, as regulations write it.
_CHARGED = re.compile(
    rf"(?:负责|主管|承担|履行|管理|负有)(?:{_HAN}|、){{2,24}}?的(?:行政|主管)?(?:部门|机构|机关)"
    rf"|(?:确定|指定|授权|设立|设置|委托)的{_HAN}{{0,8}}?(?:部门|机构|机关)"
)
#: 各级政府|的职能部门: what belongs to a class of governments or offices.
_BELONGING = re.compile(
    rf"的(?!办事|派出)(?:(?![和与])(?!及(?!其他)){_HAN}){{0,16}}?"
    r"(?:职能部门|工作部门|主管部门|行政部门|有关部门|相关部门|主管机构|管理机构|管理部门)"
)
#: 各级政府|部门.
_DEPARTMENTS = re.compile("(?<=府)部门")
#: 中国人民银行|东湖支行: a branch by the place where it is.
_BRANCH = re.compile(rf"(?<=银行)(?:(?![的和与及或等在将各总分]|支行){_HAN}){{2,6}}?(?:中心支行|支行|分行)")
#: What may be in charge of something, and owners of what _BELONGING finds.
_IN_CHARGE = frozenset(("gov", "name", "charged"))
_OWNERS = frozenset(("gov", "dgroup", "group", "member"))

#: A group that is set up, or that a rank opens, is named in one piece, whatever verbs its name holds.
_GROUP = "(?:领导小?组|部际协调小组|联席会议|指挥部|委员会|工作专班)(?:办公室|成员单位)?"
#: How such a group is led up to, and what must be seen of its name from there.
_FOUNDED_WAYS = (
    # 由甲局、乙局组成的|全市春运保障联席会议
    rf"(?:(?<=组成的)|(?<=参加的)|(?<=组成))(?=(?:(?!{_NO_NAME}){_HAN}){{4,24}}?{_GROUP})",
    # 成立|防汛抗旱应急指挥部
    rf"(?:建立|成立|设立|组建)(?:了|健全)?(?=[省市县区州]?{_NAMED}{{3,24}}?{_GROUP})",
    # 发挥|校园安全工作联席会议
    rf"(?<=发挥)(?={_NAMED}{{3,20}}?工作{_GROUP})",
    # 报|县推进移风易俗领导小组
    rf"(?:{_OPEN}|(?<=[向经报由或]))(?=[省市县区州](?!级|直|域|内|委|政府|属)(?:(?!{_NO_NAME}){_HAN}){{6,24}}?{_GROUP})",
    # 提交|养老服务工作部际联席会议
    rf"(?:{_OPEN}|(?<=[向经报由])|(?<=发挥)|(?<=报告|报送|提交|建立|成立))"
    r"(?!关于|充分|发挥|告|报告|建立|成立|提请|调整|撤销)(?!国务院|其)"
    rf"(?=(?:(?![的由在将要应须为是对及了等与各这该本]|国务院){_HAN}){{2,16}}?工作部际(?:联席会议|协调小组))",
    # 报|推进义务教育均衡工作领导小组
    rf"(?:{_OPEN}|(?<=[向经报请]))"
    r"(?=(?:推进|对接|促进|支持|防治|整治|处置|打击|化解|清理|创建|加强|深化|优化)"
    rf"{_NAMED}{{2,16}}?工作{_GROUP})",
)
_FOUNDED = compile_rare(
    rf"(?:(?=[建成设组])|(?<=[的成向经报由或请挥告送交立])|{_OPEN})"  # where one of them can begin: told at one look
    rf"(?:{'|'.join(_FOUNDED_WAYS)})({_HAN}{{4,28}}?{_GROUP})(?!{_GROUP})"
)
#: The committee of an event is named from its year on: 2022年冬奥会…组织委员会.
_EVENT = compile_rare(
    rf"(?:(?:19|20)\d\d年|第[一二三四五六七八九十\d]{{1,3}}届)"
    rf"(?:(?![的由在将要应须为是对及并了等]){_HAN}){{2,16}}?"
    r"(?:运动会|奥运会|残奥会|冬奥会|亚运会|全运会|世博会|园博会|博览会|峰会)"
    rf"(?:(?!{_NO_NAME}){_HAN}){{0,12}}?(?:组委会|组织委员会|协调委员会|委员会|领导小组|指挥部|协调小组)(?:办公室)?"
)
#: 某某县|支持创业创新促进发展领导小组办公室: a region, what the group is to do, the group.
_REGIONAL = compile_rare(
    rf"(?:{_OPEN}|(?<=[向经报由]))(?P<region>(?:(?![向经报由在对]){_HAN}){{2,6}}?[省市县区州])"
    r"(?=支持|推进|促进|加强|深化|防范|打击|整治|化解|创建|优化|保障|服务|“)"
    rf"(?:(?!{_NO_NAME}){_HAN}|[“”和]){{4,28}}?{_GROUP}(?!{_GROUP})"
)
#: 成立|某某市争创某某省全域旅游示范区工作领导小组: set up and opened by a region or a rank, it may name another one.
_SET_UP = compile_rare(
    r"(?<=[成设建]立|组建|调整)(?:了|健全|完善)?"
    rf"(?P<name>(?:[省市县区](?![级直域内委政府属场划情省市县区]|两级)|(?P<region>{_HAN}{{1,5}}[省市县区州旗盟]))"
    rf"(?:应急|(?!成立|设立)(?![的由在将要应须为是及并了等与这该或]){_HAN}|[“”]){{3,30}}?{_GROUP})(?!{_GROUP})"
)
#: Where the group's office is: 领导小组办公室（县商务局）.
_SEAT = re.compile(rf"（([省市县区州]){_HAN}{{1,10}}[局委办厅中心]）")
#: A central group is named by what it is to do, and in quotes (国务院深化“放管服”改革协调小组).
_CENTRAL_GROUP = compile_rare(
    rf"国务院(?=(?:(?![的同领关]|由(?!贸)){_HAN}){{2,16}}工作部际){_HAN}{{2,20}}?部际(?:联席会议|协调小组)"
    r"(?:办公室)?"
    r"|(?:国务院|中央|全国|国家)(?=组织|推进|深化|促进|加强|防范|打击|支持|整治|纠正|安全)"
    rf"(?:(?!{_NO_NAME}){_HAN}|[“”和]){{4,24}}?"
    r"(?:协调小组|领导小组|工作小组|联席会议|委员会|指挥部)(?:办公室)?"
)

#: What leads to a name and was read with it: its characters, what follows, how long the name must be at least.
_LED = (
    # 审议|后报市人民政府, 三十日|内向教育行政部门: of 向 nothing belongs to the name
    (re.compile(r"[后前内](?:(?=[经报送])|向)"), 6),
    (re.compile(r"(?<=[健齐])全"), 0),  # 健全|区工作协调小组
    (re.compile(r"[经报向送](?=[省市县区州])"), 5),  # the tagger's 经县 is no place
    (re.compile(r"(?:检查|提升)(?=联席会议)"), 0),  # 督促检查|联席会议议定事项的落实
    (re.compile(r"\s+"), 0),
)


#: How all of these begin: most names need no more than this look.
_LED_FIRST = re.compile(r"[后前内全经报向送检提\s]")


def _cut_beginning(text: str, org: Org) -> None:
    if not _LED_FIRST.match(text, org.start):
        return
    for lead, least in _LED:
        match = lead.match(text, org.start) if org.end - org.start >= least else None
        org.start = match.end() if match else org.start


def _widen_end(view: TextView, org: Org) -> None:
    """Let a name reach right over what it is in charge of or what belongs to it."""
    if org.kind in _IN_CHARGE:
        match = _CHARGED.match(view.text, org.end)
        if match:
            org.end, org.kind = match.end(), "charged"
            return
    branch = _BRANCH.match(view.text, org.end)
    if branch and not any(view.taken[org.end : branch.end()]):
        org.end = branch.end()
        return
    pattern = _DEPARTMENTS if org.kind == "gov" and _DEPARTMENTS.match(view.text, org.end) else _BELONGING
    match = pattern.match(view.text, org.end) if org.kind in _OWNERS else None
    if match and not any(view.taken[match.start() : match.end()]):
        org.end = match.end()


def widen_names(view: TextView, orgs: Sequence[Org]) -> None:
    """Let names reach over what belongs to them and holds words that no name holds (的, a verb)."""
    ends = {org.end: org for org in orgs if org.spread is None}
    for org in orgs:
        _cut_beginning(view.text, org)
    for org in orgs:
        _widen_end(view, org)
    for pattern in (_CENTRAL_GROUP, _EVENT):
        for match in pattern.finditer(view.text):
            short = ends.get(match.end())
            if short is not None and match.start() < short.start:
                short.start = match.start()
    _widen_regional(view.text, ends)
    _widen_founded(view.text, ends)
    _widen_owned(view, ends)
    _widen_joint(view, orgs)
    _widen_seen(view.text, orgs)


#: 其他|医疗机构, 本单位|纪检监察机构; 本市|各级人民政府: which of a class are meant.
_POINTING = re.compile(r"(?:其[他它]|本单位)\Z")
_AT_HOME, _ALL_RANKS = re.compile(rf"(?:{_OPEN}|(?<=[由对向和与及]))[本全][省市县区]\Z"), "各级"
#: Names that are read whole, and those that belong to one body alone.
_WHOLE = frozenset(("firm", "note", "tagged"))
_NAMED_ALONE = _WHOLE | {"name"}
#: How the names end that are classes: there are other 排污单位, and no other 上合组织.
_CLASS_ENDS = ("企业", "单位", "部门", "机构", "机关")


#: 澜沧江—|湄公河水资源合作中心: two that have one body.
_DASH = re.compile(r"[-—－–]{1,2}\Z")
_JOINT_BODY = re.compile(r"(?:中心|组|委员会)\Z")


def _widen_joint(view: TextView, orgs: Iterable[Org]) -> None:
    """Let a joint body begin with the first of those that it joins."""
    for org in orgs:
        dash = _DASH.search(view.text, max(0, org.start - 2), org.start)
        if dash and org.kind not in _NAMED_ALONE and _JOINT_BODY.search(view.text, org.start, org.end):
            first = view.by_end.get(dash.start())
            if first is not None and first.tag in ("LOC", "ORG") and not view.taken[first.start]:
                org.start = first.start


#: 省清洁取暖建设推进办公室|各成员单位: whose members they are, however long its name is.
_MEMBERS = "各成员单位"
_JOINT_OFFICE = re.compile(
    rf"(?:(?<!{_HAN})|(?<=[由和与及向请]))[省市县区州](?![级直域内])(?:(?!{_NO_NAME}){_HAN}){{4,18}}"
    r"(?:办公室|领导小组|指挥部|联席会议|专班)\Z"
)


#: 市、县（市、区）|负责节水工作的机构: of which ranks they are.
_RANKS_BEFORE = re.compile(
    r"(?<![^\W\d由向和与及对同条助])"
    r"(?:(?:省|自治区|设区的市|市|县)(?:、|和))*(?:[省市县区]|县（[市区旗、]+）|区（[市县、]+）)级?\Z"
)
_CHARGED_CLASS = re.compile(r"(?:负责|主管|承担|行使)[^的]{2,20}的(?:部门|机构|机关)")


def widen_pointed(view: TextView, orgs: Iterable[Org]) -> None:
    """Let classes of bodies begin with what points at them: a word, their ranks, whose members they are."""
    for org in orgs:
        if _CHARGED_CLASS.fullmatch(view.text, org.start, org.end):
            ranks = _RANKS_BEFORE.search(view.text, max(0, org.start - 16), org.start)
            org.start = ranks.start() if ranks else org.start
        if view.text.startswith(_MEMBERS, org.start):
            owner = _JOINT_OFFICE.search(view.text, max(0, org.start - 30), org.start)
            org.start = owner.start() if owner and not view.taken[owner.start()] else org.start
        words = _AT_HOME if view.text.startswith(_ALL_RANKS, org.start) else _POINTING
        pointing = words.search(view.text, max(0, org.start - 4), org.start)
        single = org.kind == "name" and not view.text.endswith(_CLASS_ENDS, org.start, org.end)
        if pointing and not single and org.kind not in _WHOLE and not view.taken[pointing.start()]:
            org.start, org.spread = pointing.start(), org.spread and pointing[0] + org.spread


#: Nouns of the tagger and what stands with them in a programme's name; so long may such a name be.
_NOUNS, _PROGRAMME = TOPICS | words("a ad"), 14


def _widen_owned(view: TextView, ends: Mapping[int, Org]) -> None:
    """某某大学|高层次人才特殊支持|计划工作领导小组: a group with the programme it is for and the house whose it is."""
    for group in [org for org in ends.values() if org.kind == "adhoc" and not org.met & ANCHOR]:
        at = group.start
        while (word := view.by_end.get(at)) and word.tag in _NOUNS and group.start - word.start <= _PROGRAMME:
            at = word.start
        owner = ends.get(at)
        if owner is not None and at < group.start and owner.kind in HOUSES:
            group.start = owner.start


#: Names that may be cut short at one place and be whole at another.
_REPEATED = frozenset(("dept", "inst", "bareok", "team", "school"))


def _widen_seen(text: str, orgs: Sequence[Org]) -> None:
    """Let a name that is whole at one place be whole wherever it stands."""
    plain = [org for org in orgs if org.kind in _REPEATED and org.spread is None]
    written = {text[org.start : org.end] for org in plain}
    whole: dict[str, str] = {}
    for name in sorted(written, key=len):
        for start in range(1, len(name) - 3):
            if name[start:] in written:
                whole[name[start:]] = name
    for org in plain:
        longer = whole.get(text[org.start : org.end], "")
        if longer and text.endswith(longer, 0, org.end):
            org.start = org.end - len(longer)


def _widen_regional(text: str, ends: Mapping[int, Org]) -> None:
    """Groups of a region with what they are to do, and where their office is."""
    regions = org_words().regions
    for match in _SET_UP.finditer(text):
        short, region = ends.get(match.end()), match["region"]
        if short is not None and (region is None or region in regions):
            short.start = min(short.start, match.start("name"))
    for match in _REGIONAL.finditer(text):
        short = ends.get(match.end())
        if short is not None and match.end("region") < short.start and match["region"] in regions:
            short.start = match.start()
            alias = _SEAT.match(text, short.end)
            if alias and alias[1] == match["region"][-1]:
                short.end = alias.end()


def _widen_founded(text: str, ends: Mapping[int, Org]) -> None:
    """Groups that are set up or that a rank opens, where no other name ends inside."""
    for match in _FOUNDED.finditer(text):
        short, start = ends.get(match.end()), match.start(1)
        if short is None or start >= short.start:
            continue
        if not any(at in ends for at in range(start + 1, short.start + 1)):
            short.start = start
