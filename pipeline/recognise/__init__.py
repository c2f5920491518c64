"""Names in clean text: organisations, people, places, dates, titles and cited documents.

Documents and dates come first and close their characters to the rest; then organisations (orgs.py), people
and titles, and places last. Where two names overlap the longer one stands; a name in a 责任 note always does.

Where a rule lives: how a name may end in org_heads.txt, what such an end needs in orggrammar.NEEDS and orgs._CHECKS,
what may stand in front of it in orgleft._ANCHORS; words that must not be cut in two in word_seams.tsv, verbs that
are no part of a name in org_leads.txt; bodies that only their place in the text shows in orgclasses.py, classes.py
(subjects of a duty) and coordination.py (lists of them); what names share in orgshares.py.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from ..records import Mention, Span, Structure
from ..segment import split_sentences
from ..segment.tagging import Tagger
from .classes import find_class_bodies, names_nobody
from .coordination import find_members
from .docnames import find_documents
from .orgattributes import find_groups, widen_attributes
from .orgclasses import find_classes, widen_names
from .orgedges import trim_edges
from .orggrammar import Org
from .orgs import OrgReader
from .orgshares import spread_heads
from .orgwords import org_words
from .persons import find_people, speaks_officially
from .places import find_places
from .schoolwords import find_own_school, widen_own
from .times import find_dates
from .titles import find_titles
from .trie import trie_pattern
from .units import find_units
from .words import TextView, view_text

_DEFINED = re.compile(
    r"[（(](?:以下|下文|下称|以下均)?(?:统一)?(?:简称|统称|下称)(?:为)?[“\"‘]?([\u4e00-\u9fff]{2,16})[”\"’]?(?:[，,、][^）)]{0,20})?[）)]"
)
#: How a name must end for a defined short form to be a body even where the full form was not seen as one.
_BODY_END = re.compile(
    r"(?:会议|领导小组|小组|指挥部|委员会|局|委|办|部|厅|中心|公司|集团|银行|医院|学院|大学|机构|机关|联盟|协会)\Z"
)


def recognise_mentions(
    text: str,
    structure: Structure,
    *,
    tagger: Tagger | None = None,
    lexicon: Sequence[str] = (),
    sentences: Sequence[Span] | None = None,
) -> tuple[Mention, ...]:
    """The mentions of ``text``, sorted by start; none overlaps another.

    ``tagger`` gives words and tags (LacTagger or an adapter); without one the lists and rules work alone.
    ``sentences`` are those of the text where they are known already.
    ``lexicon`` holds names that are always organisations. Every part of ``structure.notes`` is one too.
    What counts as a name: docs/records.md.
    """
    view = view_text(text, split_sentences(text) if sentences is None else sentences, tagger)
    documents = find_documents(text)
    view.take(documents)
    dates = [d for d in find_dates(text) if not view.taken[d.start]]
    orgs = _organisations(view, structure, lexicon)
    people = find_people(view, orgs)
    orgs += _tagged(view, orgs, people)
    found = _Claims(len(text))
    found.add("DOC", documents, text)
    found.add_orgs(orgs, text)
    found.add("DATE", dates, text)
    titles = find_titles(view, orgs, people)
    found.add("PER", people, text)
    found.add("TITLE", titles, text)
    found.add("LOC", find_places(view, found.used), text)
    return tuple(sorted(found.mentions, key=lambda m: m.start))


class _Claims:
    """Mentions that were accepted, and the characters they hold."""

    def __init__(self, size: int) -> None:
        self.mentions: list[Mention] = []
        self.used = bytearray(size + 1)

    def add(self, kind: str, spans: Iterable[Span], text: str, spread: str | None = None) -> None:
        for start, end in spans:
            if start < end and not any(self.used[start:end]):
                self.used[start:end] = b"\1" * (end - start)
                self.mentions.append(Mention(kind, text[start:end], start, end, None, spread))

    def add_orgs(self, orgs: Sequence[Org], text: str) -> None:
        for org in sorted(orgs, key=lambda o: (o.kind != "note", o.start - o.end, o.start)):
            self.add("ORG", [Span(org.start, org.end)], text, org.spread)


def _organisations(view: TextView, structure: Structure, lexicon: Sequence[str]) -> list[Org]:
    reader = OrgReader(view, org_words())
    orgs = spread_heads(reader, reader.read())
    text = view.text
    orgs += find_classes(view)
    orgs += find_groups(view)
    widen_names(view, orgs)
    widen_attributes(view, orgs)
    orgs += _defined(view, orgs)
    orgs += [Org(p.start, p.end, "note", p.start, p.start) for n in structure.notes for p in n.parts]
    known = sorted(Span(o.start, o.end) for o in orgs)
    acting = (span for span in find_class_bodies(text, known) if not any(view.taken[slice(*span)]))
    orgs += [_plain(*span) for span in acting if not _names_zone(text, *span)]
    orgs += _listed(view)
    widen_own(view, orgs)
    orgs += [_plain(*span) for span in find_own_school(view)]
    orgs += [_plain(*span) for span in find_units(text, known) if not any(view.taken[slice(*span)])]
    if lexicon:
        names = _names_pattern(tuple(lexicon))
        orgs += [
            _plain(m.start(), m.end(), "note") for m in names.finditer(text) if not view.taken[m.start()]
        ]
    orgs = [*trim_edges(view, orgs)]
    return _with_spread([o for o in orgs if o.kind == "note" or not _is_no_body(text, o)])


#: The address that a house is part of: 世纪大道21号行政中心2426室.
_ADDRESS = re.compile(
    r"[^，。；：\s]{0,16}(?:大道|路|街|巷)\d{1,5}号[\u4e00-\u9fff]{0,12}(?:\d{1,5}号?[室楼层])?"
)


#: A body's meeting, or its site, is no body (县政府常务会议, 中国政府网).
_NO_BODY = re.compile(
    r"(?<=[府委央])(?:第?[一二三四五六七八九十\d]{1,3}次)?(?:常务会议|经济工作会议|农村工作会议)|(?<=中国政府)网(?![络格])|"
    r"(?<=府)质量(?:管理)?(?:创新)?奖|(?<=学校)(?=\d+所|高中部)|(?<=幼儿园)(?=\d+所)|(?<=财政)(?=转移支付制度|年度预算|贡献)|(?<=央)(?=、省委(?:经济|农村)工作会议)|"
    r"(?<=财政)(?=分成|实际留成|留成)|(?<=院校)(?=技能大赛|毕业生)|(?<=单位)和(?:责任人|人员)的责任"
)


#: What is awarded is a label, not a body: 认定为省级研发中心, 台州市级技术中心.
_AWARDED = re.compile(r"(?:认定|评定|评选|命名|列入|获批|授予)(?:为|的|成为)\Z")
_LABEL = re.compile(r"(?:中心|研究院|实验室|工作室|大学|工作站)\Z")
_LABEL_CLASS = re.compile(
    r"行业协会(?:商会)?|(?:非?上市)?公众公司|"
    r"(?:(?:国家|省|市)级)?(?:重点)?(?:农业)?(?:企业研究院|工程技术研究中心)|(?:饮用)?水源保护区|民间智库|(?:各类|各级)?(?:专业)?(?:人才|干部|教师|党员|职工|医务)队伍|(?:下列|上述|以下)单位|权威机构或部门|银行|其他组织|相应(?:工作组|单位)|(?:多个|一个)(?:部门|单位|机构)"
)
#: Schools of all kinds are a body only where they act: 适用于各级各类职业学校, 各级各类学校应当….
_ALL_SCHOOLS = re.compile(
    r"(?:各级各类|各类|各地|所属|全[国省市县]|地方)(?:高等|中等|初等|普通|职业|专业|民办|公办|高职|技工|全日制){0,3}(?:学校|院校|高校|中小学校?|幼儿园|大专院校)"
)
_TOLD = re.compile(r"(?:应|要(?!求)|必须|不得|须|可以?|负责)")
#: 教育、卫生等|行政部门: what the members share is no name by itself.
_SHARED_HEAD = re.compile(r"(?<=等)(?:行政|主管|行政主管|职能|监管|管理)部门")
#: A place and 学校 alone is the beginning of a law's name: 某某市学校|安全条例.
_SCHOOL_LAW = re.compile(
    r"(?:[^\W\d]{1,8}[省市县区州])(?:学校|幼儿园|医院)(?=[^，。；：、\s]{2,16}(?:条例|办法|规定|规划))"
)
_LABEL_RANK = re.compile(
    r"[\u4e00-\u9fff]{0,6}[省市县区]级(?![一-龥]{0,4}(?:政务|行政|疾|机关|融媒))|国家重点(?=大学)"
)
#: 市委书记专题会议 is a meeting; 联席会议 and the conferences that are bodies are not.
_MEETING = re.compile(r"(?<!联席)(?<!协商)(?<!代表)(?<!理事)会议\Z")


def _is_school_class(text: str, org: Org) -> bool:
    """Schools of a place or of all kinds, of which nothing is asked."""
    if _ALL_SCHOOLS.fullmatch(text, org.start, org.end) and not _TOLD.match(text, org.end):
        return True
    law = _SCHOOL_LAW.match(text, org.start)
    return law is not None and law.end() == org.end


def _is_no_body(text: str, org: Org) -> bool:
    """The house at the number of a street is a place; a meeting is no body."""
    if _NO_BODY.match(text, org.end) or _MEETING.search(text, org.start, org.end):
        return True
    if _AWARDED.search(text, max(0, org.start - 8), org.start) and _LABEL.search(text, org.start, org.end):
        return True
    if _LABEL_CLASS.fullmatch(text, org.start, org.end) or _SHARED_HEAD.fullmatch(text, org.start, org.end):
        return True
    if text[org.end - 1] in "校院园" and _is_school_class(text, org):
        return True
    if _LABEL_RANK.match(text, org.start, org.end) and _LABEL.search(text, org.start, org.end):
        return True
    match = _ADDRESS.match(text, org.start)
    return match is not None and match.end() >= org.end


#: 及其部门: the departments of whoever stands before them.
_ITS_OWN = re.compile(r"其(?:工作|职能|所属|下属|派出)?(?:部门|单位|机构|机关)")


def _listed(view: TextView) -> list[Org]:
    """The members of lists that bear a duty, without the 其 of 及其有关部门."""
    text, found = view.text, []
    for m in find_members(text):
        if not m.bears or names_nobody(text[m.start : m.end], text) or any(view.taken[m.start : m.end]):
            continue
        if _ITS_OWN.fullmatch(text, m.start, m.end):
            continue
        own = text[m.start] == "其" and not text.startswith("其他", m.start)
        found.append(Org(m.start + own, m.end, "plain", m.start, m.start, spread=None if own else m.spread))
    return found


def _plain(start: int, end: int, kind: str = "plain") -> Org:
    return Org(start, end, kind, start, start)


def _with_spread(orgs: list[Org]) -> list[Org]:
    """A note's part that the grammar has read as well keeps the full form the grammar found."""
    spreads = {(o.start, o.end): o.spread for o in orgs if o.spread}
    for org in orgs:
        if org.spread is None:
            org.spread = spreads.get((org.start, org.end))
    return orgs


@functools.lru_cache(maxsize=8)
def _names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(trie_pattern(n for n in names if n))


#: Short forms that a text defines for a class, not for a body.
_CLASS_WORDS = frozenset(("学校", "医院", "企业", "公司", "单位", "高校", "机构", "部门", "会议"))


def _defined(view: TextView, orgs: Sequence[Org]) -> list[Org]:
    """（以下简称联席会议）: the short form is a body from there on."""
    text = view.text
    ends = {o.end for o in orgs}
    short = []
    for match in _DEFINED.finditer(text):
        name = match[1]
        if (match.start() in ends or _BODY_END.search(name)) and name not in _CLASS_WORDS:
            short.append(name)
    if not short:
        return []
    pattern = re.compile(trie_pattern(short))
    found = (m.span() for m in pattern.finditer(text) if not view.taken[m.start()])
    return [_plain(*span) for span in found if not _names_zone(text, *span)]


def _names_zone(text: str, start: int, end: int) -> bool:
    """上海|自贸试验区: the zone of a region is a place, whatever its class may do."""
    shorts = org_words().short_regions
    return text[end - 1] == "区" and any(text[start - n : start] in shorts for n in (2, 3) if start >= n)


#: What the tagger calls an organisation and is none (slogans, classes, adjectives).
_NO_ORG = re.compile(
    r"[＋+“”\"《》]|^壳|^绿色|新时代|(?:建设|产业|发展|文化|教育|知名度|影响力|证书|思想|精神|行动|工程|项目|活动|品牌|班列|基金)$|学生|^大中专|^[\d\W]+$|^[万亿千百]|贸易$|^跨境|治党|治国|治军|^高级|^少年|交界|[东南西北中]部$|^国际(?!.*(?:组织|协会|银行|委员会|公司|集团|联盟|中心))|^中华人民共和国..$|员$|空$|才$|金$|科技$|级$|高校$|中小学|工程师|^国家.*学院|督学|^国家.*(?:中心|实验室)$|全面|世界|核心|幼儿园|普惠|社会主义|一流|竞争力|高级|(?:燃煤|燃气|燃油|坑口|火力发|水力发|自备|热|火|水|核)电厂$|基地|汽车|行业|企业$|卫生院|服务中心|自治区$|省$|市$|县$|区$|政府$|www|合作$|"
    r"^(?:省|市|县|区|镇|乡|中|各|商贸|物流|贸易|电商)?(?:公司|集团)?(?:级|外|和|的|上|下|政府|学校|单位|部门|机关|机构|医院|中心|银行|法院|检察院|党委|党组|办公室|委员会|联席会议|部|局|厅)$"
)


#: In official text the tagger's organisations must also end like one (文化产业, 品牌建设 do not).
_ORG_END = re.compile(
    r"(?:公司|集团|银行|大学|学院|医院|中学|小学|学校|(?<!副)中心|馆|社|日报|晚报|电视台|电台|(?<![览易运残代动年大峰议乐交])会|"
    r"委|政协|派出所|工商联|妇联|科协|法院|检察院|研究院|研究所|设计院|科学院|工程院|剧院|局|厅|(?<![总中东西南北上下内外])部|署|观测站|支队|大队|总队|部队|军区|"
    r"解放军|警备区|军分区|联盟|同盟|组织|实验室|证券|保险|电网|机构|指挥部|使馆|领事馆|代表处|办事处|办公室|农场|林场|电厂|总厂|"
    r"合作社|事务所|俱乐部|歌舞团|艺术团|法庭|海关|出版社|通讯社|新华网|人民网|新浪|石油|石化|移动|联通|电信|烟草|邮政)\Z"
)


#: Letters in front of a number or a thing are a product: UPS电源, ABC-5.
_LETTERS = re.compile(r"[A-Za-z]{2,6}(?:[-\d]|电源|设备|系统|技术|模式|项目|指数|分析|软件|平台|标准)")


def _tagged(view: TextView, orgs: Sequence[Org], people: Sequence[Span]) -> list[Org]:
    """Organisations that only the tagger knows (新浪, 皇家学会)."""
    used = bytearray(view.taken)
    official = speaks_officially(orgs)
    for start, end in [*((o.start, o.end) for o in orgs), *people]:
        used[start:end] = b"\1" * (end - start)
    out = []
    for start, end, tag in view.names:
        if tag != "ORG" or end - start < 3 or any(used[start:end]):
            continue
        name = view.text[start:end]
        if (official and not _ORG_END.search(name)) or any(c.isspace() for c in name):
            continue
        org = _plain(start, end, "tagged")
        letters = _LETTERS.match(view.text, start)
        if letters and letters.end() > end:
            continue
        if not _NO_ORG.search(name) and not _is_no_body(view.text, org):
            out.append(org)
    return out
