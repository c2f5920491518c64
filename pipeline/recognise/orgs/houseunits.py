"""Units of the house that a text is written in: its classes of units, and units that stand behind their owner.

全校各级党组织, 二级单位党委 are classes of bodies in a school's own text only; 市教育局|政治处 and 保卫处|直属党支部
are one name wherever they stand. Spans count in the clean text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...records import Span
from ..words import TextView
from .grammar import Org
from .schoolwords import own_school_words

_PARTY = "(?:党委|党组织|党总支|党支部|纪委)"
#: Classes of units that only the text of a school speaks of.
_CLASSES = re.compile(
    f"全校(?:各[一-龥]{{0,5}}?(?:党组织|支部|单位|部门|学院|院系){_PARTY}?|分党委(?:（党总支、党工委）)?)"
    rf"|各?(?:二级|中层|处级)单位{_PARTY}?|各?被巡[视察]?单位{_PARTY}"
    rf"|各(?:二级)?学院(?:{_PARTY}(?:（{_PARTY}）)?)?(?![一-龥]?(?:院长|书记|师生))|(?:校院两级|院系){_PARTY}"
    "|(?:机关|直属(?:单位)?|离退休(?:人员|干部|工作)?|后勤(?:集团)?|产业)党委(?!会|常委会)"
    "|(?:学?校)?党委巡[视察](?:工作)?(?:办公室|办)|各?教学科研单位|学院党组织"
    "|(?<!召开)(?<!举行)(?:学?校)?党委常委会(?!会?议|（扩大）)|[一-龥]{2}办成员单位"
)
#: Kindergartens by who runs them: 教育部门办幼儿园, 国有企业、部队等其他部门办幼儿园; private ones where they act.
_KINDERGARTENS = re.compile(
    "各?[市县区]?(?:小区配套)?(?:教育|其他)部门办(?:小区配套)?(?:幼儿园(?:小区配套园区)?|园(?![区长]))"
    "|(?:国有企业|国企|企业|机关|事业单位)(?:、[一-龥]{2,4}){1,5}等其他部门办(?:幼儿园|园(?![区长]))"
    "|(?<=部门办幼儿园[、及和与])民办幼儿园"
    "|(?<![“《])(?:普惠性|非营利性|营利性)?民办幼儿园(?=，?(?:应|要(?!求)|须|必须|不得|可自主|自主|面向社会招生|负责))"
)
#: 人事处就…, 由总务处、…: a school's office where it acts.
_OFFICE = re.compile(
    "(?:(?<![一-龥])|(?<=[由率报]))(?![各本该有相其])(?:(?![由率报])[一-龥]){2,6}处"
    "(?=(?:相关)?负责|就(?!是)|备案|牵头|组织|(?<=[由率][一-龥]{3})[、，]|(?<=[由率][一-龥]{5})[、，])"
)
_QUOTED = re.compile("“[^”，。；\n]*\\Z")
#: 保卫处|直属党支部, 教师工作部与人事处|直属党支部: the units whose branch it is.
_BRANCH = re.compile("直属党(?:支部|总支)")
_UNITS = re.compile("[一-龥]{1,12}(?:处|部|中心|馆|院|所|室|科)")
_LEAD = re.compile(".*(?:将对|对|向|由|给|为|在|听取|组织)")
_CLAUSE = re.compile("[^，。；：、！？\n（）“”]*\\Z")
#: A unit behind its department: 市教育局|政治处, 省农业农村厅|种植业处.
_INNER = re.compile(
    "(?![查惩严好到何此妥之用难坏害共相处长短深高近远别各有相及和与等应要将须负对在为的])[一-龥]{1,5}?"
    "(?<![查惩严好到论])(处|科)(?=副?\\1长|[，。；、）\\n]|联系|负责|报送|$)"
)
#: No character of these words stands in a unit's name.
_UNIT = "(?:(?!兼|担任|同志|分管|原任|负责)[一-龥])"
#: The same behind any body, where the post of whoever heads it follows: 科技部|社会发展司, 疾控中心|传染病所.
_HEADED = re.compile(
    "(?![查惩严好到何此妥之用难坏害共相处长短深高近远别各有相及和与等应要将须负对在为的原现]|党|时任|办公室)(?:"
    f"{_UNIT}{{1,10}}?(?:(?P<kind>[司局处科所站])(?=副?(?P=kind)长)|(?:科|所|(?<!办公)室)(?=副?主任(?![医护技药检])))"
    f"|{_UNIT}{{2,8}}?所(?=副?(?:研究员|教授)))"
)
#: 某某一中|安全处, 某某大学|教务处, where a school's office signs.
_SIGNING = re.compile("[一-龥]{2,5}(?:处|部|科|办公室)(?=[ 　]*(?:\\n|\\Z))")
_SCHOOLS = frozenset("中学院")
_BODIES = frozenset("部委局署院会厅心学")
#: 教育局小学|和幼儿教育科.
_JOINED = re.compile("(?<=小学)和(?:幼儿|学前)教育[科处]")
#: Verbs that the tagger reads with a unit: 推进|各学院, 履行|党委职责.
_VERBS = re.compile(
    "(?:统筹推进|推进|推动|带动|统筹|强化|引导|促进|履行|组织|督促|深入)(?=(?:各?学院|党委|[一-龥]{0,4}党支部)$)"
)
#: 监察室、行风办|主任某某, 投资科|科长: units told by the posts of those who head them; 学科, 办公室 are classes.
_POSTED = re.compile(
    r"(?<![一-龥])(?!各|相关|有关|所有|原|现任|[一-龥]{0,6}(?:教研室|学科|科室|学院)(?:副|主任))"
    rf"((?:{_UNIT}{{2,8}}?(?:科|处|办|室|中心)、){{0,2}}{_UNIT}{{1,9}}?(?:(?P<kind>[科处站部])(?=副?(?P=kind)长)"
    r"|(?:办|中心|(?<!办公)室|科)(?=副?主任(?![医护药技办委会科]))))"
)
#: What each of them holds: looked for before the units are.
_POST = re.compile(r"([科处站部])副?\1长|(?:[办室科]|中心)副?主任")
_OFFICES = tuple("局厅委")
#: 农业服务中心、水利站：负责…: units told what each of them does.
_DUTY = re.compile("：(?=(?:主要|具体|统一)?(?:负责|承担|牵头|协助|配合|组织))")
_TOLD = re.compile(
    rf"(?<![^\n。；;])(?:{_UNIT}{{1,9}}(?:[办科处站所室股部]|中心|[中大]队)(?:、|\Z)){{1,4}}\Z"
)
#: Classes have no units of a name; names in notes are whole.
_NO_OWNERS = frozenset(("note", "group", "dgroup", "fgroup", "member"))
#: Tags of words that are no part of a unit's name.
_NO_PART = frozenset(("v", "d", "p", "c", "u", "r", "m", "f", "w", "xc"))


def find_house_units(view: TextView) -> list[Span]:
    """Classes of a school's units in its own text, and branches of the party with the units they are of."""
    text = view.text
    found: list[Span] = []
    if own_school_words(text):
        found += view.free(_CLASSES)
        found += [span for span in view.free(_OFFICE) if _is_name(view, *span)]
    if "幼儿园" in text:
        found += _kindergartens(view)
    for duty in _DUTY.finditer(text):
        told = _TOLD.search(text, max(0, duty.start() - 44), duty.start())
        found += _posted(view, told.start(), told[0].split("、")) if told else ()
    for match in _POSTED.finditer(text) if _POST.search(text) else ():
        found += _posted(view, match.start(1), match[1].split("、"))
    for match in _BRANCH.finditer(text):
        clause = _CLAUSE.search(text, max(0, match.start() - 24), match.start())
        start = clause.start() if clause else match.start()
        lead = _LEAD.match(text, start, match.start())
        start = lead.end() if lead else start
        if _UNITS.fullmatch(text, start, match.start()) and not view.taken[start]:
            found.append(Span(start, match.end()))
    return found


def _posted(view: TextView, at: int, units: Sequence[str]) -> list[Span]:
    """The units of one list, where the tagger sees nothing but nouns in each."""
    spans: list[Span] = []
    for unit in units:
        spans.append(Span(at, at + len(unit)))
        at += len(unit) + 1
    whole = all(_is_name(view, *span, acts=True) and not view.taken[span.start] for span in spans)
    return spans if whole else []


def _kindergartens(view: TextView) -> list[Span]:
    """Classes of kindergartens; not in the name of a service (“某某区教育部门办幼儿园报名平台”)."""
    found = view.free(_KINDERGARTENS)
    return [s for s in found if not _QUOTED.search(view.text, max(0, s.start - 12), s.start)]


def widen_owners(view: TextView, orgs: Sequence[Org]) -> None:
    """市教育局|政治处, 区教育局小学|和幼儿教育科: the unit behind a department belongs to its name (in place);
    the verb in front of a unit (推进|各学院) does not."""
    text = view.text
    for org in orgs:
        verb = _VERBS.match(text[org.start : org.end]) if org.kind != "note" else None
        org.start += verb.end() if verb else 0
        joined = _JOINED.match(text, org.end)
        if joined:
            org.end = joined.end()
        elif org.kind != "note" and text[org.end - 1] in _OFFICES:
            unit = _INNER.match(text, org.end)
            _take_unit(view, org, unit)
        elif org.kind != "note" and text[org.end - 1] in _SCHOOLS:
            _take_unit(view, org, _SIGNING.match(text, org.end))
        if org.kind not in _NO_OWNERS and text[org.end - 1] in _BODIES:
            _take_unit(view, org, _HEADED.match(text, org.end))


def _take_unit(view: TextView, org: Org, unit: re.Match[str] | None) -> None:
    """Let a name reach over the unit behind it, where that is one."""
    if unit is None or any(view.taken[org.end : unit.end()]):
        return
    tagged = view.by_end.get(unit.end())  # the tagger has read both as one body
    whole = tagged is not None and tagged.tag == "ORG" and tagged.start <= org.start
    if whole or _is_name(view, *unit.span(), acts=True):
        org.end = unit.end()


def _is_name(view: TextView, start: int, end: int, *, acts: bool = False) -> bool:
    """Whether the tagger's words from ``start`` to ``end`` are nouns, verbs among them where ``acts`` (项目|推进|中心);
    without a tagger nobody knows."""
    at = start
    while at < end:
        word = view.by_start.get(at)
        if word is None or word.end > end:
            return False
        verb = acts and word.tag == "v" and start < at
        if word.tag in _NO_PART and word.end < end and not verb:
            return False
        at = word.end
    return at == end
