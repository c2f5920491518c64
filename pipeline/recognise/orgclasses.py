"""Bodies that a pattern finds whole, and names that reach further than the grammar reads.

The grammar (orgs.py) reads names from their ends; what stands here has no such end, or only acts as a body
in certain company (各县市区, 原审批部门, 党委 in front of its post), or holds words that no name holds
(各级政府的职能部门, 成立清理整顿…领导小组).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..firsts import RarePattern, compile_rare, gate_all
from .orggrammar import MASS, Org
from .orgwords import org_words
from .words import TextView

_HAN = "[\u4e00-\u9fff]"
_OPEN = f"(?<!{_HAN})"
#: Behind ranks and places these make a longer name, which the grammar reads.
_NOT_GOVERNED = f"(?!{_HAN}{{0,6}}(?:政府|部门|局|厅|委))"
_ZONES = "(?:开发区|园区|新区|高新区|功能区)(?!管委会)"
_RANKS = f"(?:[、（(]?(?:自治区|直辖市|县级市|省|市|县|区|州|盟|旗|{_ZONES}|管委会|乡|镇|街道)[）)]?)+"
_BRACKET = r"[（(][^（）()]{1,8}[）)]"

#: What no name of a group holds.
_NO_NAME = "[的由在将要应须为是对及并了等与、各有这该本市县省区州立]"
#: What it may hold, with the words that hold such a character.
_NAMED = rf"(?:应急|上市|(?!{_NO_NAME}){_HAN})"
#: Ranks and places that act.
_PLACES = (
    r"(?<!各)(?:有关|相关)(?:地区和部门|部门和机构)(?!及)|各(?:有关|相关)地方、部门和单位",
    r"(?:各?有关|各?相关|其他)地区(?!生产)",
    r"(?<!世界)(?<!全球)(?<!来自)(?<!来自全国)(?<!中国全国)(?<!各国、)各地区?(?![点位块类理级方形市县域区])",
    r"各省区市|各市县区?|各县市区|各市州|各区县",
    (
        rf"各(?!级|个|类|种|项|有关|相关|地|省|市|县|区|方|自|部门|单位|机构|[和与及的]|处){_HAN}{{2,4}}?"
        r"(?:部门(?:、单位)?|单位)(?![一-龥]*?[部门]规章)"
    ),
    rf"(?<=人民政府[，、]){_HAN}{{2,10}}(?:开发区|高新区|集聚区|度假区|新区|园区)(?=[，、：])",
    rf"(?:(?<=由)|{_OPEN}){_HAN}{{2,10}}(?:开发区|高新区|集聚区)(?=[、，]各县（市、区）)",
    rf"(?<!各)乡镇[（(]街道[）)](?!{_HAN}{{0,4}}(?:政府|部门|办|党|领导))",
    rf"各(?!(?:乡镇|镇|乡)、街道)(?:省|市|县|区|州|地|街道|乡镇|自治区|直辖市){_RANKS}",
    r"各(?:乡镇|镇|乡)(?=、街道)|(?<=各乡镇、)街道(?!办|党|和)|(?<=各镇、)街道(?!办|党|和)",
    rf"(?:有关|相关)省、(?:(?:直辖)?市、自治区|自治区、(?:直辖)?市)(?![级属直、]){_NOT_GOVERNED}",
    rf"各?(?:有关|相关)(?:省市|省区市|市县|市州|[省市县]{_BRACKET}){_NOT_GOVERNED}",
    rf"各(?:旗县区|市区|镇街|镇乡|乡镇|街镇)(?!{_HAN}{{0,6}}(?:政府|部门|局))",
    r"(?:属地|所在)(?:镇街|街镇)",
    r"各[区县市州](?=[、，。；]|和有关|和市|以及|负责|要|应|承担|做好|落实|结合|按照|根据)(?!要求|应急)",
)
#: Classes of bodies by what they do or are.
_CLASSES = (
    (
        rf"(?:{_OPEN}|(?<=[对向由及和]))驻(?!在){_HAN}{{2,8}}?各(?:有关)?单位"
        rf"|{_OPEN}在{_HAN}{{1,2}}(?:垂直管理)?各(?:有关)?单位"
    ),
    (
        r"各自贸(?:试验)?区(?=要|应|可|须|、|和|，)|有关地方(?=要(?!求)|应|可|须)"
        r"|(?:非洲|亚洲|欧洲|沿线|有关)?各国政府(?!间)|国务院各部(?=、各委员会)|(?<=、)各委员会(?=、|主任)"
    ),
    (
        r"法律、?法规授权的(?:具有管理公共事务职[能责]的)?组织(?=，?(?:应|不得|要))|中央一级党和国家机关"
        r"|公用企事业单位|政府部门(?=、公用企事业单位)"
    ),
    (
        rf"(?:{_OPEN}|(?<=[条款]))政府(?=及其(?:有关|相关|工作|所属|职能)?部门)|(?<=支持)人大(?=及其常委会)"
        r"|(?<=人大及其)常委会"
    ),
    (
        r"(?<=向)人民法院(?=提起|起诉|申请)|党委(?=负主体责任|统一领导)|纪委(?=负监督责任)|驻在(?:部门|单位)"
        r"|派驻机构(?=[对要应履须])"
    ),
    rf"{_OPEN}地方(?=不得|可以|应当|要(?!求))",
    rf"党委（党组）(?:理论学习)?中心组|{_OPEN}各部(?=、各委员会)",
    r"(?:有关|各)(?:专业|商业)银行(?=[筹承负要应])|政府(?:土地储备|投资评审)机构|本单位[一-龥]{2,6}?委员会",
    r"民主党派(?=、(?:工商联|无党派|人民团体))|(?<=发挥)工会(?=、(?:共青团|妇联))|(?<=凭)法院(?=终止|判决|裁)",
    r"各(?:相关|有关)?(?:受理|推荐|申报|执法|主办|承办|协办|参与|实施|用人|用工|运营)单位",
    rf"(?:中央、省|中央|省|部)驻{_HAN}{{1,3}}?各?(?:有关)?单位|{_OPEN}[局院校]属各(?:党?支部|单位|部门)",
    rf"(?=人行){_OPEN}人行{_HAN}{{2,5}}?(?:中心)?支行",
    (
        r"各(?:国有|股份制|城市|农村|政策性)商业银行"
        rf"(?:{_HAN}{{2,6}}?(?:（[市县区]）)?(?:分行|分支行|分（支）行|中心支行|支行))?"
    ),
    (
        r"(?<=各民主党派[、，])人民团体|(?<=人民团体[、，])新闻单位"
        r"|(?:全国)?各级(?:妇联|工会|共青团|残联)组织(?=[和与、，。；应要])"
    ),
    r"(?<=由)[省市县区州]级?财政(?=预算安排|统筹安排)|地方政府(?=投入|投资(?![基项平性]))",
    r"[省市县区州]本级财政(?![部局收支资贡预])",
    r"党的(?:工作|职能)部门|一切国家机关|各(?:政党|社会团体|人民团体|企业事业(?:单位|组织))|其他(?:有关)?社会团体",
    r"基层群众性自治组织|中方各?有关(?:部门|机构)",
    (
        r"(?:学校|高校|医院)的?"
        r"(?:上级主管|教务|卫生|体育|安全|保卫|财务|人事|学生|后勤|科研|教学|宣传|体育管理|安全管理|卫生管理|医务"
        r"|医保|信息|内设|职能){1,2}(?:部门|机构)"
    ),
    rf"其他(?:承担|负有|负责|具有|从事|履行|行使)(?:{_HAN}|、){{2,16}}?的(?:部门|机构|机关|单位)",
    rf"(?=[单项学企])(?:{_OPEN}|(?<=[由向经和及与的]))(?:单位|项目|学校|企业)主管部门",
    (
        rf"(?=[省市县区各有相牵主])(?:{_OPEN}|(?<=[请由和及与]))[省市县区]?(?:各|有关|相关|各有关)?"
        r"(?:牵头|主责)部门(?=要|应|负责|收集|会同|将|组织|和|、|，)"
    ),
    (
        r"(?=[各相有试联])(?:各|相关|有关)?(?:试点|联盟)(?:地区|城市|省份)"
        r"(?:(?:人民)?政府(?!采购|投资|性)|(?=[、，。要应可代公]|所有|推举|推荐|派|如|形成|执行))(?:所有)?"
        r"(?:公立医疗机构)?"
    ),
    rf"(?:县级以上(?:地方)?|各级)(?:人民政府)?负责(?:{_HAN}|、){{2,16}}?的(?:部门|机构)",
    (
        r"(?:本|起草|制定|主管|采购|招标)(?:部门|单位|机关)"
        r"(?:审核|办公|办事|内设|监督|监管|执法|法制|督查|督导|管理|财务|人事|审计)机构"
    ),
    (
        r"(?=[人政])(?<![省市县区州乡镇级民方国中央])(?:人民)?政府(?:各?(?:有关|相关)|各?(?=职能|主管|业务|法制))"
        r"(?:职能|主管|工作|业务|法制)?部门|[你我贵][省市县区州](?:各|有关|相关|各有关){1,2}(?:部门|单位)"
    ),
    rf"(?<=由)(?!各|有关|相关|其他|所在|该|本|引进|用人){_HAN}{{2,5}}单位(?!或|和个人)",
    r"中华人民共和国(?=主席(?!令))",
    r"所在(?:社区|村)(?:居委会|村委会|居民委员会|村民委员会)",
    r"原(?:审批|批准|登记|发证|受理|许可|核准|决定)(?:部门|机关|机构)",
    rf"(?:{_OPEN}|(?<=[由对和及与]))党政机关(?=、(?:人民团体|群团组织|社会团体|事业单位|企事业单位|国有企))",
    r"(?<!非)(?:[各其一二三](?:级|他|级(?:及|及其)?以上)?)?非?公立医疗(?:卫生)?机构(?!医疗服务)",
)
#: Mass organisations, courts and the like in one list with others of their kind.
_IN_COMPANY = (
    (
        r"(?=[总工妇残青学归侨台文科作红计关社贸消法慈共团])"
        rf"(?:(?<=、)(?:{MASS})(?=[、，。；：等和及与应要可须负])|{_OPEN}(?:{MASS})(?=、(?:{MASS})))"
    ),
    r"(?<=[，、])(?:人武部|法院|检察院)(?=[，、。；\n])",
)
#: The centre, where its place in the sentence shows that it is one (党中央 the grammar knows).
_CENTRE = (
    r"(?<=请求，)中央(?=加大|给予|支持|安排|财政)",
    (
        r"(?<!党)中央(?=[、，。；：的向将和与对要决部领精指文政强提关有确明作出组成同要]|$)"
        r"(?!政策|组织|决定书|部委|作物|领域|[和与]地方|[和、与][省市县]级|有关|部门|文明|对地方|的?预算)"
    ),
)
#: A body told apart by what it does or has done: 收到申请的人民政府, 作出处罚决定的机关.
_RELATIVE = (
    (
        rf"(?=[有具承负])(?:{_OPEN}|(?<=[向由经报的]))(?:有|具有|承担|负有)(?!关)(?!(?:的|等)){_HAN}{{2,10}}"
        r"(?:任务|职责|职能|权限)的(?:部门|机构|机关|单位)(?:[、和]单位)?(?![编改设规法工事])"
    ),
    rf"(?=[作收受接设批主承负实组核颁签制发启参履])(?:{_OPEN}|(?<=[向由经报和及]))"
    r"(?:作出|收到|受理|接到|接收|设立|批准|主管|承担|负有|负责|实施|实行|组织实施|核发|颁发|签发|制定|发布"
    rf"|启动|参与|履行)(?![或、])[^，。；：的\s且]{{1,24}}?(?<!机关)(?<!部门)(?<!单位)的"
    r"(?:上级|上一级|地方|有关|相关)?"
    r"(?:人民政府|行政机关|行政主管部门|行政部门|政府部门|主管部门|牵头单位|部门|机关|机构"
    r"|单位(?=应|不得|必须|须|要(?!求)|在使用))(?:[、和]单位)?(?![编改设规法工事和、])",
)
#: 党委 in front of its post is the committee of the house that the text is about; the committee's own office
#: and the cells of a party regulation stand alone where they act.
_ACTING = (
    (
        rf"(?=[党纪])(?:{_OPEN}|(?<=[位名任原兼])|(?<=公司)|(?<=担任))"
        r"(?:党委（党组）|党（工）委|党委|党组|党工委|党总支|纪委)(?=(?:专职|常务)?副?书记|委员(?!会)|班子)"
    ),
    (
        rf"(?=办)(?:{_OPEN}|(?<=[报由向经]))办公室(?=设在|负责|承担|具体|备案|审[核批定]|牵头|统筹|组织)"
        r"|(?<=兼任)办公室(?=副?主任)"
        r"|(?:(?<=小组及)|(?<=小组及其)|(?<=指挥部及其)|(?<=会议及其)|(?<=委员会及其))办公室"
        r"(?=帮助|负责|协调|要|应|，形成|组织)"
    ),
    (
        rf"(?=[基党]){_OPEN}(?:基层党组织|党组织|党支部|党委（党组）|党委|党组)"
        r"(?=应当|必须|要(?!求)|可以|不得|应(?!急|用|对)|负责|每[年季月])"
    ),
)
#: A class of bodies that a regulation tells what to do: 用人单位应当…, 婚姻登记机关不得….
_TOLD = (
    rf"(?:{_OPEN}|(?<=[一二三四五六七八九十百\d]条))"
    r"(?!任何|有关|相关|其他|第[一二三四五六七八九十百\d]|[各该本经凡每]|上述|以上|举办|设立|开办|成立|委托"
    r"|申请|违反)"
    rf"(?:[高中初]等|(?![的和与及等对由向在将把被或未者]){_HAN}){{1,8}}?(?:机构|单位|院校|机关|新闻媒体|科室(?:或者?部门)?)"
    r"(?=应当|应(?![急用对该])|必须|不得|负责(?!人)|须(?!知)|要(?![求素点件])|收到[^，。；\n]{2,20}后，)",
    rf"(?:{_OPEN}|(?<=[一二三四五六七八九十百]条))新闻媒体(?=应|必须|不得|要(?!求))",
)
_WHOLE = tuple(
    re.compile(gate_all(group))
    for group in (_PLACES + _CLASSES + _IN_COMPANY, _CENTRE, _RELATIVE, _ACTING, _TOLD)
)


_GOVERNMENT = "人民政府"
#: A region that is told to act is its government: 北京市要广泛动员….
_REGION_TOLD = re.compile(rf"{_OPEN}({_HAN}{{2,5}}[省市县区州])(?=要(?![求素点])|应当|须(?!知)|负责)")
#: Classes that a word shows which few texts hold: they are looked for where it stands.
_RARE = (
    compile_rare(
        rf"(?:(?<=[现等由和对])|{_OPEN})(?!实现|推动|强化|加强|督促|要求|在|[和等]){_HAN}{{2,6}}?领域"
        r"(?:各?有关|各?相关)(?:部门|单位)"
    ),
    compile_rare(
        rf"(?:{_OPEN}|(?<=[由向]))(?:小微园|园区|项目){{0,2}}(?:开发|建设|运营)主体"
        r"(?=应(?!急)|须|必须|不得|要(?!求)|负责|共同|实行|取得)"
    ),
    compile_rare(
        rf"{_OPEN}(?:(?![的由在将要应须为是对及了等与各这该本]|单位){_HAN}){{2,10}}?工作牵头(?:部门|单位)"
        r"(?=要(?!求)|应|会同|负责)"
    ),
    compile_rare(
        rf"各(?:级|地|省辖市|设区市|县（市、区）|[市县区州])(?:[^\W\d的和及与或等由对、]|（行）){{2,10}}?协会"
        rf"|{_OPEN}省辖市(?:[^\W\d的和及与或等由对、]|（行）){{2,10}}?协会"
    ),
    compile_rare(r"(?:设区(?:的)?城?市|区域|县级|地方)(?:[^\W\d的和及与或等由对、]){2,6}?派出机构"),
    compile_rare(r"(?<=组建|成立|发起|加入)(?:全球|世界|国际|亚洲|亚太)(?:[^\W\d的和与及等]){2,10}?联盟"),
    compile_rare(rf"农发行{_HAN}{{2,6}}?(?:分行|支行|营业部)"),
    compile_rare(
        rf"政协(?!委员|会议|主席|副主席|工作|提案|机关){_HAN}{{2,6}}?[省市县区州](?=第?[一二三四五六七八九十]{{1,3}}届)"
    ),
)


#: What stands in one list with 国家机关 is a class of bodies too.
_PUBLIC_LIST = re.compile(
    r"国家机关"
    r"((?:(?:[、和与]|以及)(?:一切|各)?"
    r"(?:武装力量|企业事业单位|企事业单位|事业单位|人民团体|社会团体|群团组织|企业事业组织))+)"
)
_PUBLIC_MEMBER = re.compile(
    r"武装力量|企业事业单位|企事业单位|事业单位|人民团体|社会团体|群团组织|企业事业组织"
)


#: The presidium of a congress, and the session it presides over.
_PRESIDIUM = compile_rare(r"(?:大会|会议)(?P<body>主席团)(?=(?:常务|执行)主席|成员|会议|决定)")
_SESSION = re.compile(rf"{_HAN}{{2,14}}[省市县区州]第{_HAN}{{1,3}}届人民代表大会第{_HAN}{{1,2}}次会议")


def _plain(start: int, end: int, spread: str | None = None) -> Org:
    return Org(start, end, "plain", start, start, spread=spread)


def _presidium(text: str) -> Iterator[Org]:
    session = None
    for match in _PRESIDIUM.finditer(text):
        session = session or _SESSION.search(text)
        yield _plain(*match.span(), session[0] + match["body"] if session else None)


def find_classes(view: TextView) -> Iterator[Org]:
    """Bodies that stand in the text by themselves or in company that makes bodies of them."""
    regions = org_words().regions
    yield from _presidium(view.text)
    for match in _REGION_TOLD.finditer(view.text):
        if match[1] in regions and not view.taken[match.start(1)]:
            yield _plain(match.start(1), match.end(1), match[1] + _GOVERNMENT)
    for listed in _PUBLIC_LIST.finditer(view.text):
        for match in _PUBLIC_MEMBER.finditer(view.text, *listed.span(1)):
            if not view.taken[match.start()]:
                yield _plain(*match.span())
    patterns: tuple[re.Pattern[str] | RarePattern, ...] = (*_WHOLE, *_RARE)
    for pattern in patterns:
        yield from (_plain(*span) for span in view.free(pattern))


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
#: What may be in charge of something, and owners of what _BELONGING finds.
_IN_CHARGE = frozenset(("gov", "name", "charged"))
_OWNERS = frozenset(("gov", "dgroup", "group", "member"))


#: What leads to a name and was read with it: its characters, what follows, how long the name must be at least.
_LED = (
    # 审议|后报市人民政府, 三十日|内向教育行政部门: of 向 nothing belongs to the name
    (re.compile(r"[后前内](?:(?=[经报送])|向)"), 6),
    (re.compile(r"(?<=[健齐])全"), 0),  # 健全|区工作协调小组
    (re.compile(r"[经报向送](?=[省市县区州])"), 5),  # the tagger's 经县 is no place
    (re.compile(r"\s+"), 0),
)


#: How all of these begin: most names need no more than this look.
_LED_FIRST = re.compile(r"[后前内全经报向送\s]")


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


def _widen_regional(text: str, ends: Mapping[int, Org]) -> None:
    """Groups of a region with what they are to do, and where their office is."""
    regions = org_words().regions
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


#: A group that is set up, or that a rank opens, is named in one piece, whatever verbs its name holds.
_GROUP = "(?:领导小组|部际协调小组|联席会议|指挥部|委员会|工作专班)(?:办公室|成员单位)?"
_FOUNDED = compile_rare(
    rf"(?:(?=[建成设组])|(?<=[的成向经报由请挥告送交立])|{_OPEN})"  # where one of the following can begin: told at one look
    rf"(?:(?:(?<=组成的)|(?<=参加的)|(?<=组成))(?=(?:(?!{_NO_NAME}){_HAN}){{4,24}}?{_GROUP})"
    rf"|(?:建立|成立|设立|组建)(?:了|健全)?(?=[省市县区州]?{_NAMED}{{3,24}}?{_GROUP})"
    rf"|(?<=发挥)(?={_NAMED}{{3,20}}?工作{_GROUP})"
    rf"|(?:{_OPEN}|(?<=[向经报由]))(?=[省市县区州](?!级|直|域|内|委|政府|属)(?:(?!{_NO_NAME}){_HAN}){{6,24}}?{_GROUP})"
    rf"|(?:{_OPEN}|(?<=[向经报由])|(?<=发挥)|(?<=报告|报送|提交|建立|成立))"
    r"(?!关于|充分|发挥|告|报告|建立|成立|提请|调整|撤销)(?!国务院|其)"
    rf"(?=(?:(?![的由在将要应须为是对及了等与各这该本]|国务院){_HAN}){{2,16}}?工作部际(?:联席会议|协调小组))"
    rf"|(?:{_OPEN}|(?<=[向经报请]))"
    r"(?=(?:推进|对接|促进|支持|防治|整治|处置|打击|化解|清理|创建|加强|深化|优化)"
    rf"(?:(?!{_NO_NAME}){_HAN}){{2,16}}?工作{_GROUP}))"
    rf"({_HAN}{{4,28}}?{_GROUP})(?!{_GROUP})"
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
    rf"(?:{_OPEN}|(?<=[向经报由]))(?![向经报由在对])(?P<region>{_HAN}{{2,6}}?[省市县区州])"
    r"(?=支持|推进|促进|加强|深化|防范|打击|整治|化解|创建|优化|保障|服务)"
    rf"(?:(?!{_NO_NAME}){_HAN}|[“”和]){{4,28}}?{_GROUP}(?!{_GROUP})"
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
