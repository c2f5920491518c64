"""Places: regions, areas and what the tagger calls a place; what a longer name holds is left out."""

from __future__ import annotations

import functools
import re

from .lexicon import read_lexicon
from .orgwords import org_words, region_names
from .records import Span
from .trie import trie_pattern
from .words import TextView

#: Places by class, and words a tagger takes for places: no names.
_GENERIC = re.compile(
    r"(?:.*(?:公路|景区|资源|公寓|乡村|村落|农村|社区|小区|车站|现代化|国际|大陆|我[国省市县区州]|全[国省市县区州]|惠民|文明|公园|新城|"
    r"产业园区?|示范区|试验区|开发区|保税区|高新区|园区|自贸区|综保区|功能区|城区|郊区|山区|牧区|灾区|库区|辖区|街区|镇街|机场|"
    r"所在地|场所|名胜区|综合体|中[欧美日俄韩德法英].?|合作|综合|公办|.*民办|建制村|滨海|便民.|不夜城|最优县|开放县|通用机场|.*[和与].*群|(?:产业|商贸|物流|工业)?集聚区|工业地产|委托区|自治[县州区旗]|卫戍区|和县|各?市辖区|各?乡镇|.{0,2}矿区|内区|各.*|.*就业|.*应聘|行政村|自然村|老城区|中心城区|主城区|城区|老区|革命老区|基地|中心|学校|医院|企业|委托|户籍|青少年宫|烈士陵园|国家|相关|行政区|历史|地铁|旅游区|度假区|城中村|陵园|会堂|政|经))"
)
_ADJECTIVES = re.compile(
    r"^(?:综合|自由贸易|自贸|国家级?|省级|市级|工业|产业|高新|经济|技术|旅游|创新|科技|现代|农业|新|老)+"
)
_NAMED_TAIL = re.compile(
    r"[\u4e00-\u9fff]{2,}(?:示范区|试验区|开发区|保税区|高新区|园区|产业园|科创园|综保区|度假区|风景名胜区|国家公园|新城|机场|大道|水库)\Z"
)
_TERMS = re.compile(
    r"中国(?:特色|式|制造|梦|化|人(?!民银行)|共产|优秀传统|传统|新民主|道路|方案|智慧|力量|精神|故事|声音|品牌|好人|速度|创造|近现代|古代)|"
    r"(?:美丽|健康|平安|数字|法治|网络|质量|文化|诚信|幸福)中国|中华人民共和国(?=[\u4e00-\u9fff]{2,16}(?:法|条例))|兴国战略|科教兴国|人才强国|东西部扶贫|西部大开发|中部崛起|东北振兴|西部计划|东西部协作"
)
#: Places known by their ends, where punctuation or a word boundary sets them off.
_AREA = re.compile(
    r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{2,3}(?:镇|乡)|[\u4e00-\u9fff]{2,4}街道)(?=[）)、，；。\s])|"
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,8}?(?:产业园|科创园|工业园|经济带|城市群|都市圈|经济圈|科创走廊|经济走廊)(?![来动])(?![\u4e00-\u9fff]{0,2}区)"
)


@functools.cache
def _known() -> re.Pattern[str]:
    full, short = region_names()
    words = {*full, *short, *(row[0] for row in read_lexicon("places.txt"))}
    return re.compile(trie_pattern(words))


def find_places(view: TextView, used: bytearray) -> list[Span]:
    """Spans of the places in ``view.text`` outside what is ``used``, the longest first."""
    text = view.text
    terms = [m.span() for m in _TERMS.finditer(text)]
    spans = [Span(*m.span()) for m in _known().finditer(text) if _alone(view, *m.span())]
    ends = {s.end for s in spans}
    spans += [s for s in _areas(view) if s.end not in ends]
    for word in view.words:
        if word.tag == "LOC" and _plausible(text, word.start, word.end):
            spans.append(Span(word.start, word.end))
    return [
        s
        for s in _longest(_with_tails(view, spans))
        if not any(used[s.start : s.end]) and not any(a < s.end and s.start < b for a, b in terms)
    ]


def _areas(view: TextView) -> list[Span]:
    """Places that their last characters give away; the verb in front (负责吴兴科创园) stays outside."""
    spans = []
    for match in _AREA.finditer(view.text):
        start, end = match.span()
        word = view.by_start.get(start)
        while word is not None and word.end < end and word.tag in ("v", "p", "d", "c", "ad", "vd"):
            start = word.end
            word = view.by_start.get(start)
        if not _GENERIC.fullmatch(view.text[start:end]):
            spans.append(Span(start, end))
    return spans


def _alone(view: TextView, start: int, end: int) -> bool:
    """A short name must not be cut out of a word (中国 in 中国人 may, 南山 in 终南山 not)."""
    if not view.words:
        return True
    if end in view.by_end and start in view.by_start:
        return True
    whole = view.text[end - 1] in "省市县区州" and end - start > 2
    return whole or (end - start > 2 and (end in view.by_end or start in view.by_start))


def _plausible(text: str, start: int, end: int) -> bool:
    """A tagger's place of two characters needs a listed name, a natural end, or 在 before it."""
    name = text[start:end]
    if len(name) > 2:
        return _is_name(name)
    known = (
        name in org_words().county_names
        or name[1:] in _NATURAL
        or text[start - 1 : start] in tuple("在到赴于")
    )
    return len(name) == 2 and known and _is_name(name)


_NATURAL = tuple("省市县区州镇乡村山河江湖海岛桥港湾岭峡国岸")


def _is_name(name: str) -> bool:
    if not re.fullmatch(r"[\u4e00-\u9fff·]+", name):
        return False
    return not _GENERIC.fullmatch(name) or bool(_NAMED_TAIL.fullmatch(_ADJECTIVES.sub("", name)))


def _with_tails(view: TextView, spans: list[Span]) -> list[Span]:
    tail = re.compile(
        r"(?:地区|流域|沿线|新区|高新区|经济开发区|开发区|经济带|城市群|都市圈|经济圈)(?![\u4e00-\u9fff]{0,2}[政管]委)"
    )
    out = []
    for start, end in spans:
        match = tail.match(view.text, end)
        out.append(Span(start, match.end()) if match else Span(start, end))
    return out


def _longest(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    last = -1
    for span in sorted(set(spans), key=lambda s: (s.start, -s.end)):
        if span.start >= last:
            kept.append(span)
            last = span.end
    return kept
