"""What a document says about itself: its region, its date, what its short names mean.

The home region decides what 教育厅, 市委 or 区府 stand for. Evidence is weighed: the issuer and the title
speak louder than the 发文字号, which speaks louder than places that are merely mentioned.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..records import Mention, Structure
from ..structure.headmarks import NAVIGATION
from .bodywords import BEFORE_REGION, NUMBERED_SCHOOL
from .regions import Region, Regions
from .registry import Registry
from .runs import JOINTS

#: Weights of evidence for the home region, from 40 local and 30 national notices read by eye: one issuer or
#: title outweighs any number of places mentioned, and a 发文字号 outweighs them unless they all agree.
WEIGHTS = {
    "issuer": 12.0,
    "signature": 8.0,
    "title": 8.0,
    "site": 5.0,
    "number": 6.0,
    "body": 1.0,
    "place": 0.6,
    "opening": 1.5,
}
#: The most that mentions of one kind can add up to.
_CAPS = {"body": 7.0, "place": 4.0, "opening": 4.5}
#: Characters at either end of a document that count as its head and its foot.
_OPENING = 250
#: Less than this is no home: a passing mention of one place.
_ENOUGH = 0.6
#: The least where the document's own words (我州) leave one region only.
_ENOUGH_ALONE = 0.2

_DEICTIC = re.compile("(?:我|本|全|该)(省|市|县|区|州|旗|盟|自治区|自治州)(?![一-龥]?级)")
_OWN_PLACE = re.compile("[本我](省|市|县|区|州|自治区|自治州|自治县)(?![一-龥]?级|、|（)")
_OWN_OFFICE = re.compile(
    "(省|市|县|区|州|旗|盟|自治区|自治州)"
    "(?:委|政府|府|人民政府|直|属|级|人大|政协|纪委|长|[一-龥（）]{1,8}(?:局|委|办|厅|中心|集团|联))"
)
_NUMBER_HEAD = re.compile(
    r"^([一-龥]{1,10}?)(?:党|政|委|府|办|发|函|字|令|人|财|教|科|卫|商|经|建|市监|农|市)"
)
_NATIONAL_NUMBER = re.compile("^(?:国(?:发|办|函|令)|中发|中办|中华人民共和国国务院)")
_CALLED = re.compile(
    "[（(][^（）()]{0,12}(?:以下(?:均|统一|全部)?)?简称[为：:]?[“\"「'《]?([^”\"」'）)》，、；。]{2,20})"
)
#: 教育厅 without a region: only a province has one.
_BARE_PROVINCIAL = re.compile("(?!办公|各|省)[一-龥]{2,8}厅(?:$|党组)")
_AUTONOMOUS, _AUTONOMOUS_LOWER = "自治区", ("自治州", "自治县")
#: 太湖, 洪湖 alone are waters, not the counties named after them.
_WATERS = "湖江河海"
_REGION_ENDS = "市省区县州"
#: A score for each region, by code.
Scores = defaultdict[str, float]
_YEAR = re.compile("[〔\\[【（(]?((?:19|20)\\d\\d)[〕\\]】）)年]")
_NATIONAL_HEAD = re.compile("^(?:中共中央|国务院|全国人|中央|国家|中华人民共和国|最高人民)")


@dataclass(frozen=True)
class Context:
    """What the document itself tells about the bodies in it.

    ``home`` is the lowest region it belongs to; ``national``: a central body issued it, or no region shows;
    ``evidence`` says what spoke for which region; ``short_names`` are its own definitions (以下简称);
    ``date`` is ISO or a year, ``""`` when unknown; ``rules``: the document is a regulation;
    ``addressed``: the one region that a national document is addressed to.
    """

    registry: Registry
    home: Region | None
    national: bool
    date: str
    evidence: Mapping[str, float]
    short_names: Mapping[str, str]
    mentions: tuple[Mention, ...]
    heads: tuple[str, ...] = ()
    text: str = ""
    seen: tuple[str, ...] = ()
    rules: bool = False
    addressed: Region | None = None

    def region_called(self, word: str) -> Region | None:
        """The region that 省, 市, 县, 区, 州 stands for in this document."""
        for region in self.registry.regions.chain(self.home or self.addressed):
            if region.word == word or (
                word == "区" and region.word == _AUTONOMOUS and not self._in_district()
            ):
                return region
            if word in _AUTONOMOUS_LOWER and region.name.endswith(word):
                return region
        return self._only_region(word)

    def _only_region(self, word: str) -> Region | None:
        """The only region of that word the document names inside its home (市委 in a province's report)."""
        if self.rules or self.home is None or self.home.level == "county":
            return None  # 区人民政府 in a rule of the city is every district's
        inside = [
            r
            for code in self.seen
            if (r := self.registry.regions.by_code.get(code)) is not None
            and r.word == word
            and r.level != "province"
            and self.registry.regions.contains(self.home, r)
        ]
        return inside[0] if len(inside) == 1 else None

    def _in_district(self) -> bool:
        return self.home is not None and self.home.name.endswith("区") and self.home.level == "county"

    def choose(self, regions: Sequence[Region]) -> list[Region]:
        """Of regions with the same name, those that lie nearest to home, or that the document speaks for."""
        if len(regions) < 2:
            return list(regions)
        tables = self.registry.regions
        for outer in tables.chain(self.home):
            near = [r for r in regions if tables.contains(outer, r)]
            if len(near) == 1:
                return near
        current = [r for r in regions if not r.until]
        if len(current) == 1:
            return current
        best = sorted(regions, key=lambda r: -self.evidence.get(r.code[:4], 0.0))
        first, second = (self.evidence.get(r.code[:4], 0.0) for r in best[:2])
        return best[:1] if first > second else list(regions)


def read_context(
    text: str, structure: Structure, mentions: Sequence[Mention], registry: Registry, found: Mapping[str, str]
) -> Context:
    """The context of one document, from its head, its mentions and what the page declared (``found``)."""
    head = structure.head
    heads = tuple(text[s:e] for s, e in head.issuers)
    date = document_date(text, structure)
    title = head.title or found.get("title") or ""
    scores = _weigh(text, structure, mentions, registry, found, title)
    # 县人民政府 in a law is nobody's own; 本省 is
    words = _own_place(text) if head.kind == "regulation" else _own_words(text, mentions)
    national = _is_national(heads, title, head.doc_number or "", registry, date)
    home = None if national else _choose_home(scores, words, registry)
    evidence: Scores = defaultdict(float)
    for code, score in scores.items():
        evidence[code[:4]] += score
    return Context(
        registry=registry,
        home=home,
        national=national or (home is None and not words),
        date=date,
        evidence=evidence,
        short_names=_definitions(text, mentions),
        mentions=tuple(mentions),
        heads=heads,
        text=text,
        rules=head.kind == "regulation",
        addressed=_addressed(text, structure, registry),
        seen=tuple(sorted(code for code, score in scores.items() if score > 0)),
    )


def _addressed(text: str, structure: Structure, registry: Registry) -> Region | None:
    """The region of the one government among the addressees (四川省人民政府、商务部), for 你省 and 省人民政府."""
    named = {
        found[0]
        for start, end in structure.head.addressees
        if len(found := _leading(text[start:end], registry)) == 1
    }
    return named.pop() if len(named) == 1 else None


def document_date(text: str, structure: Structure) -> str:
    """The document's date, else the year of its number, else the latest year its head and foot name."""
    head = structure.head
    if head.date:
        return head.date
    if head.doc_number and (year := _YEAR.search(head.doc_number)):
        return year[1]
    years = _YEAR.findall(text[:1500]) + re.findall("((?:19|20)\\d\\d)年", text[-200:])
    return max((y for y in years if y <= "2035"), default="")


#: 省财政厅, 市委: whoever signs beside them (人民银行济南分行), the document is of their place.
_OF_A_PLACE = re.compile("(?:省|市|县|区|州|自治区)(?!级|直|属)")


def _is_national(heads: Sequence[str], title: str, number: str, registry: Registry, date: str) -> bool:
    if any(_OF_A_PLACE.match(name) for name in heads):
        return False
    for name in heads:
        if registry.central_prefix(name, date, national=False)[1] > 2 and not _leading(name, registry):
            return True
        if registry.find_central(name, date, national=False):
            return True
    if heads or _leading(title, registry):
        return False
    if any(title.startswith(name) for name, _ in registry.leaders):
        return True
    if _NATIONAL_NUMBER.match(number):
        return True
    return bool(_NATIONAL_HEAD.match(title)) or bool(
        title and registry.central_prefix(title, date, national=False)[1] > 2
    )


class _Scales:
    """Scores of regions, by code; evidence of one kind is shared by the regions that it may speak for."""

    def __init__(self) -> None:
        self.scores: Scores = defaultdict(float)

    def add(self, candidates: Sequence[Region], kind: str, share: float = 1.0) -> None:
        for region in candidates:
            self.scores[region.code] += WEIGHTS[kind] * share / (len(candidates) ** 0.5)


def _weigh(
    text: str,
    structure: Structure,
    mentions: Sequence[Mention],
    registry: Registry,
    found: Mapping[str, str],
    title: str,
) -> Scores:
    """Score of every region the document speaks for, by code."""
    scales = _Scales()
    _weigh_names(scales, text, structure, registry, title)
    declared = [found.get(key, "") for key in ("site", "source", "editor", "issuer")]
    _weigh_page(scales, [*declared, *_banners(text, structure)], registry)
    signed = bool(structure.head.issuers)
    for kind, tally in _mentioned(text, mentions, registry, signed).items():
        for code, count in tally.items():
            scales.scores[code] += min(count * WEIGHTS[kind], _CAPS[kind])
    _weigh_number(structure.head.doc_number or "", scales.scores, registry)
    return scales.scores


def _weigh_names(scales: _Scales, text: str, structure: Structure, registry: Registry, title: str) -> None:
    """What issuers, signatures and the title begin with."""
    for start, end in structure.head.issuers:
        scales.add(_leading(text[start:end], registry), "issuer")
    for line in structure.lines:
        if line.role == "signature":
            scales.add(_leading(text[line.start : line.end].strip(), registry), "signature")
    in_title = _leading(title, registry) or [r for _, _, rs in registry.regions.scan(title) for r in rs]
    scales.add(in_title, "title")


def _weigh_page(scales: _Scales, said: Iterable[str], registry: Registry) -> None:
    """What the page says of itself; a county's page speaks for its province too."""
    for words in said:
        named = _named_in(words, registry)
        scales.add(named, "site")
        if len(named) == 1:
            scales.add(registry.regions.chain(named[0])[1:], "site", 0.5)


def _banners(text: str, structure: Structure) -> list[str]:
    """What a page says of itself above the title: 欢迎访问某某政务网."""
    title = structure.head.title_span
    above = [
        text[line.start : line.end] for line in structure.lines[:12] if title and line.end <= title.start
    ]
    return [line for line in above if len(line) <= 40 and NAVIGATION.fullmatch(line)]


def _leading(name: str, registry: Registry) -> list[Region]:
    return registry.regions.leading(BEFORE_REGION.sub("", name))[0]


def _named_in(text: str, registry: Registry) -> list[Region]:
    """Regions named in a site's name, by full or short name (盐城市人民政府网, 中国宜春)."""
    found = [r for _, _, rs in registry.regions.scan(text) for r in rs]
    if found or not text:
        return found
    for start in range(len(text) - 1):
        for length in (4, 3, 2):
            if regions := registry.regions.by_short.get(text[start : start + length]):
                return regions
    return []


def _mentioned(text: str, mentions: Sequence[Mention], registry: Registry, signed: bool) -> dict[str, Scores]:
    """How often regions are named: by bodies, and as places (full names anywhere, short ones as LOC).

    Where nobody signed, what the text speaks for by slogans and institutions counts as places.
    """
    bodies: Scores = defaultdict(float)
    places: Scores = defaultdict(float)
    opening: Scores = defaultdict(float)
    regions = registry.regions

    def add(tally: Scores, found: Sequence[Region]) -> None:
        for region in found:
            tally[region.code] += 1 / len(found)
            parent = regions.parent(region)
            if parent is not None:
                tally[parent.code] += 0.4 / len(found)

    for mention in mentions:
        if mention.type == "ORG":
            found = _leading(mention.text, registry) or _by_short_head(mention.text, registry)
            add(bodies, found)
            if mention.start < _OPENING or mention.end > len(text) - _OPENING:
                add(opening, found)
        elif mention.type == "LOC" and not _is_left(text, mention.start, mention.end):
            add(places, _short_place(mention.text, registry))
    for start, end, found in regions.scan(text[:200_000]):
        if not _is_left(text, start, end):
            add(places, found)
    if not signed:  # whoever signed says more
        for region in _spoken_for(text[:200_000], registry):
            for place in regions.chain(region)[:2]:
                places[place.code] += 1.0 if place == region else 0.4
    return {"body": bodies, "place": places, "opening": opening}


#: 武汉|回盐, 从湖北|返乡, 来自北京|的游客: where somebody comes from is not where the document is.
_LEFT, _LEFT_BEFORE = re.compile("[^，。；、]{0,2}(?:返|回)(?![收应答复落]|头)|籍"), ("从", "来自", "离开")


def _is_left(text: str, start: int, end: int) -> bool:
    """Whether a place is one that somebody left."""
    return text[max(0, start - 2) : start].endswith(_LEFT_BEFORE) or _LEFT.match(text, end) is not None


#: 嘉鱼开发区, 柯桥经济技术开发区: a zone bears the short name of its county.
_ZONE = re.compile("(?:经济技术|高新技术产业|高新技术|经济|高新|工业|产业)?(?:开发区|园区|高新区|经开区)")


def _by_short_head(name: str, registry: Registry) -> Sequence[Region]:
    """The region of a school or a zone that is written short (临江一中, 嘉鱼开发区管委会)."""
    for length in (3, 2):
        if NUMBERED_SCHOOL.match(name, length) or _ZONE.match(name, length):
            return registry.regions.by_short.get(name[:length], ())
    return ()


#: 健康江苏, 平安杭州: what a place calls its own undertakings.
_SLOGAN = re.compile("(?:健康|平安|法治|美丽|数字|清廉|信用)(?!中国)([一-龥]{2,3})")


def _spoken_for(text: str, registry: Registry) -> Iterator[Region]:
    """Regions a text speaks for without their full names: by slogans (健康江苏) and by known institutions."""
    regions = registry.regions
    for match in _SLOGAN.finditer(text):
        found = regions.by_short.get(match[1]) or regions.by_short.get(match[1][:2], [])
        if len(found) == 1 and found[0].level != "county":
            yield found[0]
    for name, region in registry.landmarks.items():
        if name in text:
            yield from regions.by_name.get(region, ())[:1]


def _short_place(name: str, registry: Registry) -> Sequence[Region]:
    """Regions behind a place written short (张家界), or opening a longer place (桑植宝塔洛, 慈利大浒镇)."""
    if regions := registry.regions.by_short.get(name):
        return [r for r in regions if r.level != "county" or name[-1] not in _WATERS]
    if registry.regions.leading(name)[0]:
        return ()  # full names are counted by the scan
    for length in (3, 2):
        opening = registry.regions.by_short.get(name[:length], [])
        if len(name) > length + 1 and len(opening) == 1 and name[length] not in _REGION_ENDS:
            return opening
    return ()


def _weigh_number(number: str, scores: Scores, registry: Registry) -> None:
    """The mark of a 发文字号 speaks for the regions already seen whose name holds it (临政发 → 临海市)."""
    match = _NUMBER_HEAD.match(number)
    if not match or number.startswith(("国", "中")):
        return
    mark = match[1]
    regions = registry.regions
    seen = [regions.by_code[c] for c in scores if c in regions.by_code and scores[c] >= 0.5]
    holders = [r for r in seen if r.short[0] == mark[0]] or [r for r in seen if mark[-1] in r.short]
    for region in holders:
        scores[region.code] += WEIGHTS["number"] / len(holders)
    if (marked := regions.mark(mark[0])) is not None:
        if len(mark) == 1:
            scores[marked.code] += WEIGHTS["number"] * (0.5 if holders else 0.9)
        elif not holders:
            scores[marked.code] += 1.0


def _own_place(text: str) -> Counter[str]:
    """How often a regulation says 本省, 我市: the place it was made for (本省、自治区 are all of them)."""
    return Counter(match[1] for match in _OWN_PLACE.finditer(text))


def _own_words(text: str, mentions: Sequence[Mention]) -> Counter[str]:
    """How often the document says 我市, 全县, 区委: the words of the levels it belongs to."""
    words: Counter[str] = Counter(match[1] for match in _DEICTIC.finditer(text))
    for mention in mentions:
        if mention.type == "ORG" and (match := _OWN_OFFICE.match(mention.text)):
            words[match[1]] += 1
        elif mention.type == "ORG" and _BARE_PROVINCIAL.match(mention.text):
            words["省"] += 1
        elif mention.type == "ORG" and mention.text.startswith("团") and mention.text[1:3] in _LEAGUE_WORDS:
            words[mention.text[1]] += 1
    return words


_LEAGUE_WORDS = {w + "委" for w in "省市县区州"}


def _choose_home(scores: Mapping[str, float], words: Mapping[str, int], registry: Registry) -> Region | None:
    """The region with the most evidence; own words (我市, 县委) must fit it or one above it."""
    regions = registry.regions
    # 普陀区 lies in Shanghai and in Zhoushan: what is said of the regions above decides
    full = {c: s + 0.2 * _above(c, scores, regions) for c, s in scores.items() if c in regions.by_code}
    ranked = sorted(full, key=lambda code: (-full[code], code))
    if not ranked:
        return None
    total = sum(words.values())
    first = regions.by_code[ranked[0]]
    if scores[ranked[0]] >= WEIGHTS["issuer"] and words.get(first.word):
        return _clear_first(ranked, full, regions)
    for word, count in sorted(words.items(), key=lambda pair: (-pair[1], pair[0])):
        fitting = [code for code in ranked if _is_called(regions.by_code[code], word)]
        enough = _ENOUGH if len(fitting) > 1 else _ENOUGH_ALONE
        if fitting and scores[fitting[0]] >= enough and count * 4 >= total:
            return _clear_first(fitting, full, regions)
    return _clear_first(ranked, full, regions) if scores[ranked[0]] >= _ENOUGH * 10 else None


def _clear_first(codes: Sequence[str], full: Mapping[str, float], regions: Regions) -> Region | None:
    """The region with the best score, None where another has the same."""
    if len(codes) > 1 and full[codes[0]] == full[codes[1]]:
        return None
    return regions.by_code[codes[0]]


def _above(code: str, scores: Mapping[str, float], regions: Regions) -> float:
    return sum(scores.get(region.code, 0.0) for region in regions.chain(regions.by_code[code])[1:])


def _is_called(region: Region, word: str) -> bool:
    return region.word == word or (region.word == _AUTONOMOUS and word == "区") or region.name.endswith(word)


#: 县级以上人民政府负责审计的机构（以下简称审计机构）: what a class does describes it, its short form is its name.
_DESCRIBED = re.compile("的(?:机构|部门|单位|机关|组织)$")


def _definitions(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """Short names the document defines: 国务院职业教育工作部际联席会议（以下简称联席会议）.

    A name that stands for two bodies at once (A和B，以下简称…) is left out, and what describes a class.
    """
    ends = {m.end: m for m in mentions if m.type == "ORG"}
    found: dict[str, str] = {}
    for match in _CALLED.finditer(text):
        mention = ends.get(match.start())
        if mention is None or _DESCRIBED.search(mention.text):
            continue
        joined = mention.start and text[mention.start - 1] in JOINTS
        if joined and text[mention.start - 2] != "）":  # 甲（以下简称…）和乙（以下简称…）: each its own
            continue
        found.setdefault(match[1].strip(), mention.spread or mention.text)
    return found
