"""Places: regions, known areas, and those of the tagger's places that their own characters bear out.

The tagger calls many things a place (合作, 文山会海). One of its places stands only with evidence: a
listed name, an end that names a kind of place behind a stem that is no common word, or foreign sounds.
What a longer name holds is left out.
"""

from __future__ import annotations

import functools
import itertools
import operator
import re
from collections.abc import Iterable

from ..firsts import RarePattern, compile_gated, compile_rare
from ..lexicon import read_alternatives, read_lexicon
from ..records import Span
from .orgs.wordlists import org_words, region_names
from .persons.shapes import sounds_foreign
from .trie import trie_pattern
from .words import TextView

_HAN = "[\u4e00-\u9fff]"


def _words(kind: str) -> str:
    return read_alternatives("place_words.txt", kind)


#: Ends of built or drawn places: a name in front of them makes one place of both (滇越铁路, 建水古城).
_BUILT = _words("built")
_PARKS = (
    r"(?:产业园|创意园|科技园|科创园|创业园|工业园|物流园|软件园|智造园|农业园|孵化园|文化园|先行区"
    r"|(?<!特色)(?<!风情)(?<!创业)小镇)(?![来动区])"
)
#: Behind a place these belong to its name (河口边境地区, 太湖流域).
_TAIL = re.compile(
    rf"(?:(?<=[一-龥]{{2}})校区(?:(?![和与及、的在]){_HAN}{{1,2}}楼)?|(?:边境|沿边|沿江|沿海|贫困|民族|山|牧|藏)?地区|(?<=市)区(?![县划级域属直])"
    r"|(?<=市)城区(?![学改道规])|(?<=县)城(?![镇乡市区中建管投防际])|片区(?!化)|山脉|流域|水源涵养(?:功能)?区"
    r"|(?<=高原)生态屏障区?|(?<=高原)区|(?<=[江河])(?:中下游|上中游|中上游|上游|中游|下游)(?:地区)?|沿线|沿岸"
    rf"|(?:城乡一体化|临空|临港|航空港|文化旅游|现代农业|生态旅游|综合)?(?:{_BUILT}))"
    rf"(?!{_HAN}{{0,2}}[政管]委)(?![一-龥]{{0,4}}[法局])(?!生产总值|(?<!隧道|机场|大桥|水库)建设|街道|社区)"
)
#: A built place by itself must say more than its kind (国家级|开发区 does not).
_ADJECTIVES = re.compile(rf"^(?:{_words('plain')})+")
_BUILT_NAME = re.compile(rf"({_HAN}{{2,14}}?)(?:{_BUILT})\Z")
#: One character that names a kind of place; the stem in front must be no common word.
_NATURE = frozenset("山河江湖海岛湾岭峡沟泉洲港洞寺庙桥坝滩洋川溪池淀泊峪坡塬崖岩峰岗堡寨屯庄渡村镇乡")
_COMMON_STEM = re.compile(rf"(?:.*(?:{_words('stem end')})|{_words('stem')})\Z")
#: Set phrases and policies that hold a place or the look of one, and are none.
_TERMS = compile_gated(_words("term"))
#: Places known by their ends, where punctuation or a word boundary sets them off: that is looked at once for all.
_AREA = re.compile(
    rf"(?<!{_HAN}(?<![在于到赴从]))(?={_HAN}{{3}})(?:"
    rf"(?<!{_HAN})(?:{_HAN}{{2,3}}(?:镇|乡)|{_HAN}{{2,4}}街道)(?=[）)、，；。\s])|"
    rf"(?<!{_HAN}){_HAN}{{2,8}}?(?:产业园|科创园|工业园|经济带|城市群|都市圈|经济圈|科创走廊|经济走廊)"
    rf"(?![来动])(?!{_HAN}{{0,2}}区)"
    rf"|(?![各两三四五多本新老主学全我该在分总])"
    rf"(?!{_HAN}{{0,2}}[高老新多各]校)(?!{_HAN}?校{_HAN}?校){_HAN}{{2,3}}校区)"
)
_PARK = re.compile(_PARKS)
_MATE = re.compile(rf"、({_HAN}{{2,8}}?{_PARKS})(?=[、，；。等和及])")
_ENDING = re.compile(r"(?:地区|流域|沿线|沿岸|(?:伊斯兰|民主|人民|联邦)*共和国)\Z")
_STREET = re.compile(r"(?:街道|大街|(?<![公铁])路)\Z")
#: One character each for the provinces: 渝黔桂, 川陕蒙.
_PROVINCES = frozenset("京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新港澳台")
_COUNTED = re.compile(r"[两三四五六七八九十]+个?[县市区省州]\Z|(?<=[场区园港])[一二三四五六]期\Z")
_FIELDS = ("矿区", "林区", "灌区", "库区", "水库")
_NO_PLACE = re.compile(rf"(?:{_words('none')}|.*(?:{_words('none end')}))")


@functools.cache
def _known() -> tuple[frozenset[str], dict[str, list[int]]]:
    """All names, and by their first two characters the lengths they come in, longest first."""
    full, short = region_names()
    lists = (*read_lexicon("places.txt"), *read_lexicon("countries.txt"))
    words = frozenset((*full, *short, *(row[0] for row in lists)))
    sizes: dict[str, set[int]] = {}
    for word in words:
        sizes.setdefault(word[:2], set()).add(len(word))
    return words, {pair: sorted(found, reverse=True) for pair, found in sizes.items()}


def _known_places(text: str) -> Iterable[Span]:
    """The listed names in a text, the longest at each place, none inside another.

    Looking pairs of characters up takes a third of the time of a regular expression of all names.
    """
    words, sizes = _known()
    free, stop = 0, len(text)
    pairs = map(operator.add, text, text[1:])
    for start in itertools.compress(range(len(text)), map(sizes.__contains__, pairs)):
        if start >= free:
            size = next((n for n in sizes[text[start : start + 2]] if text[start : start + n] in words), 0)
            if size:
                free = min(start + size, stop)  # a slice at the text's end is shorter than it asks for
                yield Span(start, free)


#: What makes a full name of a country's.
_STATE = r"(?:(?:伊斯兰|人民|民主|联邦|阿拉伯|玻利瓦尔|社会主义)*(?:共和国|王国|公国)|联邦(?=政府|[总议外]))"


@functools.cache
def _states() -> RarePattern:
    """A country by its full name (白俄罗斯共和国), or between a leader's name and what led there."""
    countries = trie_pattern(row[0] for row in read_lexicon("countries.txt"))
    return compile_rare(countries + _STATE)


def find_places(view: TextView, used: bytearray) -> list[Span]:
    """Spans of the places in ``view.text`` outside what is ``used``, the longest first."""
    text = view.text
    terms = [m.span() for m in _TERMS.finditer(text)]
    spans = [
        span
        for span in _known_places(text)
        if _alone(view, *span) or (used[span.end] and span.end not in view.by_end)  # 智利|巴切莱特总统
    ]
    ends = {s.end for s in spans}
    spans += [s for s in _areas(view) if s.end not in ends]
    spans += [Span(*m.span()) for m in _states().finditer(text)]
    spans = [_with_tail(view, s) for s in spans]
    spans += (s for s in _tagged(view) if not any(used[s.start : s.end]))
    spans += _named_parks(view)
    spans += [Span(*m.span()) for pattern in _HOUSES for m in pattern.finditer(text)]
    spans += _single(text)
    spans = _chained(view, spans)
    held = bytearray(len(text) + 1)
    for start, end in terms:
        held[start:end] = b"\1" * (end - start)
    free = [s for s in spans if not any(held[s.start : s.end]) and not _is_part(text, *s)]
    found = [s for s in _longest(free) if not any(used[s.start : s.end])]
    more = (*_mates(text, found, used), *_neighbours(view, found, used), *_called(text, found, used))
    return _longest([*found, *more])


#: 某某新区（以下简称新区）: the short form of a place.
_SHORT_FORM = compile_rare(rf"[（(](?:以下)?简称[“\"]?((?!各){_HAN}{{1,7}}[区港园城])[”\"]?[）)]")


def _called(text: str, found: list[Span], used: bytearray) -> Iterable[Span]:
    """The short forms that a text defines behind its places, wherever they stand."""
    ends = {span.end for span in found}
    short = sorted({m[1] for m in _SHORT_FORM.finditer(text) if m.start() in ends})
    if short:
        places = re.finditer(rf"{trie_pattern(short)}(?![政管]委)", text)
        yield from (Span(*m.span()) for m in places if not any(used[slice(*m.span())]))


#: What a place's name is only a part of: “浙江制造”, 绍兴市级企业.
_BRAND = re.compile(r"(?:制造|精神|老字号|[^“”]{0,4}(?:计划|工程|英才|奖|杯|号))”")
_AWARD = re.compile(
    r"医派|学派|画派|(?:人民)?政府质量(?:管理)?(?:创新)?奖|制造(?=[、，。”等）]|品牌|认证|标准|精品)"
)
#: A site or a channel that has the place in its name: 某某人才网, 某某农民信箱.
_SITE = re.compile(
    rf"{_HAN}{{0,10}}(?:(?:信息|人才|人才工作|政务|政府|服务|教育|考试|招聘)网(?![络格点])|农民信箱)"
)
_RANKED = re.compile(r"市?级(?!市|别|政府)|外(?=[企人产商的注地引转]|新三板)")


_REGION_RANKS, _OF_RANK = frozenset("省市县区"), frozenset("市级")


def _is_part(text: str, start: int, end: int) -> bool:
    """The name is part of a quoted brand or programme, or of a rank (绍兴市级)."""
    if _AWARD.match(text, end) or _SITE.match(text, end):
        return True
    if _RANKED.match(text, end) and (text[end - 1] in _REGION_RANKS or text[end] in _OF_RANK):
        return True
    return text[start - 1 : start] == "“" and bool(_BRAND.match(text, end))


#: A street, its number, the house and the room.
_ADDRESS = compile_rare(
    rf"(?<![\u4e00-\u9fff]){_HAN}{{2,14}}(?:大道|路|街|巷)\d{{1,5}}号(?:{_HAN}{{0,12}}\d{{1,5}}号?[室楼层])?"
)
#: 人民大会堂金色大厅: the hall in the house.
_HALL = compile_rare(rf"(?:北京)?人民大会堂(?:{_HAN}{{2}}(?:大厅|厅))?")
#: 步入某某会堂大礼堂: another hall, of a city.
_HALLS = compile_rare(rf"(?<=[在入进到于]){_HAN}{{2,8}}会堂(?:大?礼堂|{_HAN}{{1,3}}厅)")
#: Cities by one character: 在京召开, 京、沪、深等城市, 北上广深.
_CAPITAL = compile_gated(r"(?<=在)京(?=主持|召开|举[行办]|出席|开幕|闭幕|会见|考察|发布|成立)")
_LETTER = "[京沪津渝杭深穗汉宁苏蓉甬厦青济]"
_LETTERS = compile_gated(
    rf"(?:(?<![、\u4e00-\u9fff])|(?<=[在赴到])){_LETTER}(?:、{_LETTER}){{2,}}(?=等|[，。；和）])|北上广深"
)
#: 欧、美、日等发达国家: countries by one character.
_LETTER_OF_STATE = "[欧美日韩英法德俄加澳意]"
_STATE_LETTERS = compile_rare(
    rf"(?<![、一-龥]){_LETTER_OF_STATE}(?:、{_LETTER_OF_STATE})+(?=等(?:发达|西方|主要)?(?:国家|经济体|国))"
)
#: 中国（某某）自由贸易试验区: a zone with its place in brackets, and the part of it that is meant.
_TRIAL_ZONE = compile_rare(
    rf"中国[（(]{_HAN}{{2,6}}[）)](?:自由贸易|跨境电子商务综合)试验区(?:(?![和与及的、以在]){_HAN}{{2,6}}?(?:新片区|片区))?"
)
_HOUSES = (_ADDRESS, _HALL, _HALLS, _TRIAL_ZONE)
_PART = re.compile(r"(?:街道|[镇乡])\Z")
_TOWN_ENDS = frozenset("镇乡")
_STREET_ENDS = _TOWN_ENDS | {"道"}
_HOME = re.compile(r"社区|村(?!民)")
_HOME_BEHIND = re.compile(rf"{_HAN}{{2,4}}?(?:社区|(?<![农乡新])村(?![民委级两庄镇居落]))")


#: Cities of one province by one character each, where a list in brackets or in front of 等 is made of them.
_CITY_LETTERS = frozenset(
    "徐淮盐连宿宁锡常苏通扬镇泰杭甬温嘉湖绍金衢舟台丽济青淄枣烟潍威日莱临德聊滨菏石唐秦邯邢保张承沧廊衡合芜蚌马铜安黄滁阜六亳池宣"
    "福厦莆三泉漳南龙广深珠汕佛韶湛肇江茂惠梅河阳清东中潮揭云昆曲玉昭普长株湘衡岳张益郴永怀娄"
)
_CITY_LIST = re.compile(rf"[（(“]({_HAN}(?:、{_HAN}){{2,12}})(?=[）)”]|等{_HAN}{{0,2}}市)")
#: 苏北五市
_CITIES_OF = re.compile(r"[苏浙皖闽粤鲁豫鄂湘川滇][东西南北中][三四五六七八九十]市(?![\u4e00-\u9fff])")


def _chained(view: TextView, spans: list[Span]) -> list[Span]:
    """四川省成都市, 朝阳区安贞街道安华里社区: a region and what lies in it, written in one piece, are one place."""
    text = view.text
    ends = {w.start: w.end for w in view.names if w.tag == "LOC" and _PART.search(text, w.start, w.end)}
    for span in sorted(spans):
        ends[span.start] = span.end
    chained = []
    for span in spans:
        end = span.end
        while end in ends and (
            _PART.search(text, end, ends[end]) or _within(text, span.start, end, ends[end])
        ):
            end = ends[end]
        if end > span.end:
            street = text[end - 1] in _STREET_ENDS
            home = _HOME_BEHIND.match(text, end) if street else None
            second = ends.get(end, end) if street else end
            home = home or (_HOME.match(text, second) if second > end else None)
            chained.append(Span(span.start, home.end() if home else end))
    return spans + chained


def _single(text: str) -> Iterable[Span]:
    """Cities that one character stands for, where a list or a verb shows it."""
    for match in _CAPITAL.finditer(text):
        yield Span(*match.span())
    for match in _CITIES_OF.finditer(text):
        yield Span(*match.span())
    for match in _CITY_LIST.finditer(text):
        if _CITY_LETTERS.issuperset(match[1].replace("、", "")):
            yield from (Span(at, at + 1) for at in range(*match.span(1), 2))
    for match in itertools.chain(_LETTERS.finditer(text), _STATE_LETTERS.finditer(text)):
        start, end = match.span()
        if "、" not in match[0]:
            yield Span(start, end)
        else:
            yield from (Span(at, at + 1) for at in range(start, end, 2))


_ZONE_END = re.compile(
    r".{2,}"
    r"(?:大会堂(?:.{2,4}厅)?|石窟|遗址|新区|开发区|工业区|园区|产业园|示范区|高新区|保税区|自贸区|试验区|集聚区"
    r"|商务区|度假区|新城|机场)\Z"
)
_INNER = re.compile(
    r"(?:[市县区州旗盟]|大道|[路街巷]|地区|片区|开发区|高新区|新区|示范区|基地|石窟|遗址|古城|古镇|湿地公园"
    r"|植物园|大会堂(?:.{2,4}厅)?)\Z"
)


_RIVERS, _ON_RIVERS = frozenset("江河"), ("库区", "水库", "故道")
#: Regions with places inside.
_OUTER = frozenset("省市县区州")


def _within(text: str, start: int, middle: int, end: int) -> bool:
    """The second of two places lies in the first: a province, a city or a zone with what is below it."""
    lists = org_words()
    if text[start:middle] in lists.short_regions:  # 湖北|巴东县, 海南|三亚
        inner = text[middle:end]
        return inner in lists.regions or inner in lists.short_regions or bool(_ZONE_END.search(inner))
    if text[middle - 1] in _RIVERS and middle - start > 1 and text.endswith(_ON_RIVERS, middle, end):
        return True  # 黄河|小浪底水库库区
    outer = text[middle - 1] in _OUTER and middle - start > 2
    return outer and end - middle > 1 and bool(_INNER.search(text, middle, end))


def _tagged(view: TextView) -> Iterable[Span]:
    """The tagger's places that stand with what follows them or by themselves."""
    text = view.text
    for start, end, tag in view.names:
        if tag != "LOC" or not re.fullmatch(f"{_HAN}+", text[start:end]):
            continue
        counted = _COUNTED.search(text, start, end)
        span = Span(start, counted.start()) if counted else _with_tail(view, Span(start, end))
        before = view.by_end.get(start)
        if before is not None and before.tag == "v" and _is_torn(text, before.start, start, span.end):
            if not text.endswith(_LINE_ENDS, start, span.end):
                continue  # 保|留村
            span = Span(before.start, span.end)  # 成|昆铁路
        if _stands(text[span.start : span.end]) or (
            text.startswith(_DISTRICT, end) and _stands(text[start:end])
        ):
            yield span


#: 阳新|片区, 津南|校区: behind the short name of a county.
_DISTRICT = ("片区", "校区")
_VILLAGES = frozenset("村镇乡屯庄")
#: Lines are named by the two places they join; verbs of one character that lead to a place.
_LINE_ENDS, _LEADING = (
    ("铁路", "高铁", "高速"),
    frozenset("赴到抵访驻援至往离返游在沿跨经过距达入出进来去是为有属归绕环连"),
)


def _is_torn(text: str, before: int, start: int, end: int) -> bool:
    """The tagger made a verb of one character of the name's first, or a name of a word's last characters."""
    short = end - start < 4 and text[end - 1] in _VILLAGES
    torn = short or (end - start < 5 and text.endswith(_LINE_ENDS, start, end))
    return (
        torn and start - before == 1 and text[before] not in _LEADING and text[start:end] not in _known()[0]
    )


def _stands(name: str) -> bool:
    """Whether a name's own characters show that it is a place."""
    lists = org_words()
    if len(name) < 2 or _NO_PLACE.fullmatch(name):
        return False
    if name in lists.county_names or name in lists.regions or name in lists.short_regions:
        return True
    built = _BUILT_NAME.match(name)
    if built:
        return len(_ADJECTIVES.sub("", built[1])) > 1
    ending = _ENDING.search(name)
    if ending:
        return ending.start() > 1 and not _ADJECTIVES.fullmatch(name[: ending.start()])
    street = _STREET.search(name)
    if street:
        return street.start() > 1 and not _COMMON_STEM.match(name[: street.start()])
    if name[-1] in _NATURE:
        return 1 < len(name) < 8 and not _COMMON_STEM.match(name[:-1])
    return _PROVINCES.issuperset(name) or (len(name) > 2 and sounds_foreign(name))


#: 合浦至湛江|铁路: the line joins two places and has the name of neither.
_LINES, _TO = frozenset(("城际铁路", "铁路", "高铁", "高速公路", "高速", "快速路", "大道", "运河")), "至"


def _with_tail(view: TextView, span: Span) -> Span:
    match = _TAIL.match(view.text, span.end)
    if match:
        linked = match[0] in _LINES and view.text[span.start - 1 : span.start] == _TO
        return span if linked else Span(span.start, match.end())
    word = view.by_start.get(span.end)  # 镍钼矿区: one word behind the name
    if word is not None and word.end - word.start < 6 and view.text.endswith(_FIELDS, word.start, word.end):
        return Span(span.start, word.end)
    return span


def _named_parks(view: TextView) -> Iterable[Span]:
    """A region or county, a few words, and a park: 弥勒阿细文化产业园."""
    text, lists = view.text, org_words()
    for match in _PARK.finditer(text):
        tail = match.start()
        for start in range(max(0, tail - 12), tail - 2):
            size = next((n for n in (4, 3, 2) if lists.names_region(text[start : start + n])), 0)
            size = 0 if _ADJECTIVES.fullmatch(text, start, start + size) else size  # 新建|农业产业园
            placed = size and start + size < tail and (not view.words or start in view.by_start)
            if placed and _one_phrase(view, start + size, tail):
                yield Span(start, match.end())
                break


def _one_phrase(view: TextView, start: int, end: int) -> bool:
    """Han characters only, and no word among them that a name does not hold."""
    if not re.fullmatch(f"{_HAN}*", view.text[start:end]):
        return False
    inside = (view.by_start.get(i) for i in range(start, end))
    return not any(w is not None and w.tag in ("v", "p", "d", "c", "u", "r") for w in inside)


def _mates(text: str, found: list[Span], used: bytearray) -> Iterable[Span]:
    """工业遗产文化产业园 in a list with parks that have names."""
    ends = {s.end for s in found if re.search(rf"{_PARKS}\Z", text[s.start : s.end])}
    for match in _MATE.finditer(text):
        if match.start() in ends and not any(used[match.start(1) : match.end(1)]):
            ends.add(match.end(1))
            yield Span(*match.span(1))


#: Behind a member of a list of places.
_LIST_GOES_ON = frozenset("、等和及，。）")


def _neighbours(view: TextView, found: list[Span], used: bytearray) -> Iterable[Span]:
    """金平 in 金平、元阳、弥勒等县市: the short name of a county in a list with places."""
    text = view.text
    ends, starts = {s.end for s in found}, {s.start for s in found}
    for span in found:
        at = span.start
        while text[at - 1 : at] == "、" and at - 1 not in ends:
            size = next((n for n in (2, 3, 4) if _short_name(view, at - 1 - n, at - 1, used)), 0)
            if not size:
                break
            at -= size + 1
            yield Span(at, at + size)
        at = span.end
        while text[at : at + 1] == "、" and at + 1 not in starts:
            size = next((n for n in (2, 3, 4) if _short_name(view, at + 1, at + 1 + n, used)), 0)
            if not size or text[at + 1 + size : at + 2 + size] not in _LIST_GOES_ON:
                break
            yield Span(at + 1, at + 1 + size)
            at += size + 1


def _short_name(view: TextView, start: int, end: int, used: bytearray) -> bool:
    if start < 0 or end > len(view.text) or any(used[start:end]):
        return False
    whole = not view.words or (start in view.by_start and end in view.by_end)
    return whole and org_words().names_region(view.text[start:end])


#: What is done to an area, and what is counted in it: 高质量建设|某某都市圈.
_AREA_LEAD = re.compile(
    rf"{_HAN}*(?:落户|建设|实施|编制|推进|打造|加快|支持|创建|新建|推动|培育|融入|共建|高质量|高标准|高水平|以及|(?<!雄)和)"
)
_COUNTS = re.compile(r"\d[个座家条处]")
_CALLED = ("以下简称", "以下统称")


def _areas(view: TextView) -> list[Span]:
    """Places that their last characters give away; the verb in front (负责吴兴科创园) stays outside."""
    spans = []
    for match in _AREA.finditer(view.text):
        start, end = match.span()
        if _COUNTS.match(view.text, start - 1):
            continue  # 10个|产业园
        word = view.by_start.get(start)
        while word is not None and word.end < end and word.tag in ("v", "p", "d", "c", "ad", "vd"):
            start = word.end
            word = view.by_start.get(start)
        if view.text.startswith(_CALLED, start):
            start += 4  # （以下简称|某某产业园）
        lead = _AREA_LEAD.match(view.text, start, end)
        start = lead.end() if lead else start
        name = view.text[start:end]
        if ((lead or name == "校区") and end - start < 5) or _NO_PLACE.fullmatch(name):
            continue
        if name[-1] in _TOWN_ENDS and _COMMON_STEM.match(name[:-1]):
            continue
        built = _BUILT_NAME.match(name)
        if not built or len(_ADJECTIVES.sub("", built[1])) > 1:
            spans.append(Span(start, end))
    return spans


_VERBS = frozenset(("v", "vd", "vn"))
#: The tagger reads it and the place in front as one word.
_QUAKE = ("大地震", "特大地震")


def _alone(view: TextView, start: int, end: int) -> bool:
    """A short name must not be cut out of a word (中国 in 中国人 may, 南山 in 终南山 not)."""
    if not view.words:
        return True
    if end in view.by_end and start in view.by_start:
        return True
    cut = view.by_end.get(start + 1)
    if cut is not None and cut.start < start and cut.tag in _VERBS:
        return False  # 适|应城市发展
    if start in view.by_start and view.text.startswith(_QUAKE, end):
        return True
    whole = view.text[end - 1] in _OUTER and end - start > 2
    return whole or (end - start > 2 and (end in view.by_end or start in view.by_start))


def _longest(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    last = -1
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if span.start >= last:
            kept.append(span)
            last = span.end
    return kept
