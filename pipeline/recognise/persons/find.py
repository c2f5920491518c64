"""Names of people: family names, the tagger's guesses, and the contexts in which only a person can stand."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from ...firsts import compile_rare
from ...lexicon import read_lexicon
from ...records import Span
from ..orgs.grammar import Org
from ..orgs.wordlists import org_words, region_names
from ..trie import trie_pattern
from ..words import TextView
from .contexts import find_by_context
from .edges import AFTER, BEFORE
from .rows import find_in_rows
from .shapes import NOT_GIVEN, SOUNDS, compound_names, looks_chinese, sounds_foreign, surnames
from .statesmen import find_grouped, find_saluted, find_statesmen

_HAN = r"[\u4e00-\u9fff]"
#: Terms that begin with a name and are no mention of the person.
_TERMS = re.compile(
    rf"(?:习近平(?:新时代|总书记系列)?{_HAN}{{0,12}}?(?:思想|理论)|毛泽东思想|邓小平(?:同志)?(?:理论|建设有中国特色的?社会主义的?理论)|习近平新时代|马克思列宁主义|"
    r"马克思主义|列宁主义|白求恩奖|雷锋精神|焦裕禄式|李四光(?=地质|[^，。；、]{0,4}奖))"
)
_NOT_TERM = re.compile(r"习近平(?:总书记|主席|同志)")
#: Right of a name this says little.
_WEAK = re.compile(r"[、，。；：（(）)\s]|[和与及到受作任]|$")
_POINTED = compile_rare(rf"{_HAN}{{1,7}}(?:[·•・‧]{_HAN}{{1,8}}){{1,4}}")
#: Bodies that say nothing about the kind of text they stand in.
_ANYWHERE = frozenset(("tagged", "name", "plain", "firm", "school", "inst", "instproper", "note"))


def speaks_officially(orgs: Sequence[Org]) -> bool:
    """Whether classes of bodies, ranks or ad-hoc bodies stand in a text, as they do in notices."""
    return any(org.kind not in _ANYWHERE for org in orgs)


def find_people(view: TextView, orgs: Sequence[Org]) -> list[Span]:
    """Spans of the names of people in ``view.text``, in order, without 同志 and titles."""
    text = view.text
    blocked = bytearray(view.taken)
    for match in _TERMS.finditer(text):
        if not _NOT_TERM.match(text, match.start()):
            blocked[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    for org in orgs:
        if org.kind != "tagged":
            blocked[org.start : org.end] = b"\1" * (org.end - org.start)
    found: dict[int, int] = {}
    official = speaks_officially(orgs)
    sources = (
        find_statesmen(view, orgs),
        find_saluted(text),
        find_grouped(view),
        _pointed(view),
        (Span(*match.span()) for match in compound_names().finditer(text)),
        find_in_rows(text, orgs),
    )
    sure = {span for source in sources for span in source}
    leaders = [match.span() for match in _leaders().finditer(text)]
    for start, end in [*sorted(sure), *find_by_context(view), *_guessed(view, official, orgs)]:
        inside = next((at for at, _ in leaders if start + 1 < at < end), end)
        end = inside  # 蔡奇|丁薛祥出席: two names that a headline runs together
        if any(blocked[start:end]) or found.get(start, 0) >= end:
            continue
        if (start, end) in sure or not _is_word(view, start, end) or _titled(text, start, end):
            found[start] = end
    for start, end in leaders:
        if not any(blocked[start:end]):
            found.setdefault(start, end)
    found.update(_list_mates(view, found, blocked))
    found.update(_repeats(view, found, blocked))
    return _disjoint(found)


@functools.cache
def _leaders() -> re.Pattern[str]:
    """Leaders of the state by their names of three characters, which are no other word."""
    names = {row[0] for row in read_lexicon("leaders.tsv")}
    return re.compile(trie_pattern(n for n in names if len(n) == 3))


def _disjoint(found: dict[int, int]) -> list[Span]:
    out: list[Span] = []
    for start in sorted(found):
        if not out or start >= out[-1].end:
            out.append(Span(start, found[start]))
    return out


#: What the tagger adds to a name of two characters; what leads to a place (来吴创业).
_CLOSES = frozenset("，、。；")
_NO_LAST, _GOING_THERE = frozenset("在摄讯"), frozenset("来在到赴对留爱驻")


def _guessed(view: TextView, official: bool, orgs: Sequence[Org]) -> Iterator[Span]:
    """The tagger's names that look like names and stand where a name may."""
    closed = {org.end for org in orgs if org.kind != "tagged"}
    for word in view.names:
        if word.tag not in ("PER", "nr"):
            continue
        torn = word.start + 1 in closed and word.end - word.start > 2  # 投资司|韩志明处长
        span = _whole_name(view.text, word.start + torn, word.end)
        if span is None:
            continue
        name = "".join(view.text[span.start : span.end].split())
        free = not official and (looks_chinese(name) or sounds_foreign(name))
        if free or _likely(view, *span, name):
            yield span


def _whole_name(text: str, start: int, end: int) -> Span | None:
    """A name of the tagger's without white space around it, what it took along or with what it lost."""
    written = text[start:end]
    start, end = end - len(written.lstrip()), start + len(written.rstrip())
    name = "".join(written.split())
    if len(name) < 2 or not re.fullmatch(rf"{_HAN}+", name):
        return None
    stands = text[end : end + 1] in _CLOSES  # 罗虎在，: his name, not where he is
    if len(name) == 3 and name[-1] in _NO_LAST and not stands and looks_chinese(name[:2]):
        end, name = end - 1, name[:2]
    if name in region_names()[1] or (name[:2] in org_words().county_names and f"{name[:2]}县" in text):
        return None  # 抓好庄浪名|优特产品 in a text about 庄浪县
    longer = len(name) == 2 and _cut_short(text, start, end)
    return Span(start, end + longer)


def _is_second(view: TextView, start: int, end: int) -> bool:
    """（记者杨帆|张珺）: two names that nothing parts close a bracket."""
    before = view.by_end.get(start)
    return view.text[end : end + 1] == "）" and before is not None and before.tag == "PER"


def _likely(view: TextView, start: int, end: int, name: str) -> bool:
    """In official text a guess needs a title, a label, what people do, or a common family name in three."""
    text = view.text
    if text[end : end + 1] in tuple("〔["):
        return False
    near = bool(BEFORE.search(text, max(0, start - 8), start)) or _is_second(view, start, end)
    behind = bool(AFTER.match(text, end))
    if sounds_foreign(name) and (near or behind):
        return True
    if not looks_chinese(name, sure=near or _HONOUR.match(text, end) is not None):
        return False
    if near or (behind and not _WEAK.match(text, end)) or name == "习近平":
        return True
    if len(name) > 2:
        word = name[1:] in org_words().functions or (start > 0 and text[start - 1] in _GOING_THERE)
        return name[0] in surnames().common and not word  # 来吴创业 is no Mr Wu
    after = view.by_start.get(end)
    opens = start == 0 or text[start - 1] in "，。；：！？\n“ "
    return opens and name[0] in surnames().common and after is not None and after.tag == "v"


#: Only people are spoken of so.
_HONOUR = re.compile("同志|先生|女士|同学|老师|教授")
#: Right of a name that is whole, whatever stands there: 杨文有|在, 李明|同志.
_SURE_AFTER = re.compile(r"(?:在|同志|先生|女士|研究|教授|院士|编审|[、，。）)\n])")


def _cut_short(text: str, start: int, end: int) -> bool:
    """州纪委书记杨文|有在主持会上: the tagger lost the last character, as what stands around shows."""
    longer = text[start : end + 1]
    if _LIST_HEAD.match(text, end) and (start == 0 or text[start - 1] in "。，、：\n"):
        return looks_chinese(longer)
    return (
        not AFTER.match(text, end)
        and bool(BEFORE.search(text, max(0, start - 8), start))
        and bool(_SURE_AFTER.match(text, end + 1, end + 3))
        and looks_chinese(longer, sure=True)
        and text[end : end + 1] not in NOT_GIVEN
    )


#: One more character and then a list of full names: 刘国|中、李干杰、何立峰.
_LIST_HEAD = re.compile(rf"(?![的是在与为不等及以和于]){_HAN}(?:、{_HAN}{{2,3}}){{2}}[、，。和]?")


def _pointed(view: TextView) -> Iterable[Span]:
    """买买提·艾力: from a title or the tagger's word on, to the tagger's word or what people do."""
    text = view.text
    for match in _POINTED.finditer(text):
        start, end = match.span()
        point = start + next(i for i, c in enumerate(match[0]) if c in "·•・‧")
        placed = [b for b in range(start, point) if BEFORE.search(text, max(0, b - 8), b)]
        words = (view.by_start.get(i) for i in range(start, point))
        word = next((w for w in words if w and w.tag in ("PER", "nr") and w.end >= point), None)
        if word is not None:
            end = max(min(end, word.end), point + 2)
            end = max(end, _sounded_to(text, point + 1, match.end()))
        else:
            end = next((e for e in range(point + 2, end) if _ACTS.match(text, e) or text[e] == "说"), end)
        start = placed[-1] if placed else word.start if word else start
        name = text[start:end]
        if placed or word or sum(c in SOUNDS for c in name) * 2 >= len(name) - 1:
            yield Span(start, end)


_NAME_ENDS = re.compile(r"[、，。；：（）\s]|$|[为任的]|同志|等")


def _sounded_to(text: str, at: int, limit: int) -> int:
    """Where the characters of foreign names that run on from ``at`` end, if a name may end there; else ``at``."""
    end = next((i for i in range(at, limit) if text[i] not in SOUNDS), limit)
    return end if _NAME_ENDS.match(text, end) else at


_ACTS = re.compile(
    r"(?:主持|出席|参加|指出|强调|作了?|在|率|带领|代表|讲话|一行|陪同|宣读|传达|汇报|同志|参会)"
)


def _titled(text: str, start: int, end: int) -> bool:
    """支部书记秦军主持会议: between a title and what people do even a common word is a name."""
    return bool(_TITLED.search(text, max(0, start - 3), start)) and bool(
        _ACTS.match(text, end) or _RANK.match(text, end)
    )


_RANK = re.compile(r"教授|院士|研究员|编审")
_TITLED = re.compile(r"(?:书记|主任|主席|[副市县区州省局处厅部院校书]长|组长)\Z")


def _is_word(view: TextView, start: int, end: int) -> bool:
    """The tagger sees one common word here."""
    word = view.by_start.get(start)
    return word is not None and word.end == end and word.tag not in ("PER", "nr", "nz", "nw", "ORG", "LOC")


def _is_mate(view: TextView, start: int, end: int) -> bool:
    """A name in a list of names; between two of its marks 和 may be part of one (曹和家), and the last may be a word
    as well (应勇|出席会议)."""
    text, word = view.text, view.by_start.get(start)
    name = text[start:end]
    if looks_chinese(name, sure=word is not None and word.end == end and word.tag == "PER"):
        return True
    if _ATTENDS.match(text, end) and text[start - 1 : start] == "、":
        return looks_chinese(name, sure=True)
    enclosed = text[start - 1 : start] == text[end : end + 1] == "、" and len(name) == 3
    return enclosed and name[0] in surnames().common and looks_chinese(name, sure=True)


def _list_mates(view: TextView, found: dict[int, int], blocked: bytearray) -> dict[int, int]:
    """副组长王康、刘汝华、葛育富: what stands in one list with names is a name."""
    text = view.text
    more: dict[int, int] = {}
    ends = set(found.values())
    for start in sorted(found):
        at = found[start]
        while text[at : at + 1] == "、" and at + 1 not in found:
            size = next(
                (
                    n
                    for n in (3, 2, 4)
                    if _is_mate(view, at + 1, at + 1 + n) and _MATE_END.match(text, at + 1 + n)
                ),
                0,
            )
            if not size or any(blocked[at + 1 : at + 1 + size]) or _is_word(view, at + 1, at + 1 + size):
                break
            more[at + 1] = at + 1 + size
            at += 1 + size
        more.update(_mates_before(view, start, ends, blocked))
    return more


def _mates_before(view: TextView, at: int, ends: set[int], blocked: bytearray) -> dict[int, int]:
    """还有邵鸿、何报翔、王光谦: the names in front of a name in one list."""
    text = view.text
    more: dict[int, int] = {}
    while at > 2 and text[at - 1] == "、" and at - 1 not in ends and view.words:
        end = at - 1
        start = next((end - n for n in (3, 2) if _may_start(view, end - n, end, blocked)), -1)
        if start < 0 or (_is_word(view, start, end) and not _is_led(view, start)):
            break
        more[start] = end
        at = start
    return more


def _may_start(view: TextView, start: int, end: int, blocked: bytearray) -> bool:
    if start not in view.by_start or not _MATE_START.search(view.text, max(0, start - 4), start):
        return False
    return looks_chinese(view.text[start:end]) and not any(blocked[start:end])


_MATE_START = re.compile(r"(?:[、，。：\n]|还有|还包括|参加的有|[省市县区州校院局委厅]领导)\Z")
_LEADERS = "领导"


def _is_led(view: TextView, at: int) -> bool:
    """市领导|边峰、刘明远: in front of a list of names even a noun is one."""
    return view.text.endswith(_LEADERS, 0, at) and view.by_start[at].tag == "n"


_ATTENDS = re.compile("出席|列席|参加会议|陪同")
_MATE_END = re.compile(
    r"(?:出席|列席|陪同)|[、，。；）)\s]|$|等(?!级)|同志|[和与](?!谐)|[\d两三四五六七八九十]{1,3}(?:位|名|人)"
)


def _repeats(view: TextView, found: dict[int, int], blocked: bytearray) -> dict[int, int]:
    """Names that were seen once are names wherever the tagger's words allow it."""
    text = view.text
    names = sorted({text[a:b] for a, b in found.items()})
    more: dict[int, int] = {}
    for name in names:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            free = found.get(at, at) < end and not any(
                blocked[at:end]
            )  # 刘国|中: the tagger lost a character
            if free and (len(name) > 2 or not view.words or (at in view.by_start and end in view.by_end)):
                more[at] = end
            at = text.find(name, end)
    return more
