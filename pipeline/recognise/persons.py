"""Names of people: family names, the tagger's guesses, and the contexts in which only a person can stand."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from ..firsts import compile_gated, compile_rare
from ..lexicon import read_lexicon
from ..records import Span
from .nameshapes import NOT_GIVEN, SOUNDS, looks_chinese, sounds_foreign, surnames
from .orggrammar import Org
from .orgwords import org_words, region_names
from .statesmen import find_grouped, find_saluted, find_statesmen
from .trie import trie_pattern
from .words import TextView

_HAN = r"[\u4e00-\u9fff]"
#: Terms that begin with a name and are no mention of the person.
_TERMS = re.compile(
    rf"(?:习近平(?:新时代|总书记系列)?{_HAN}{{0,12}}?(?:思想|理论)|毛泽东思想|邓小平(?:同志)?(?:理论|建设有中国特色的?社会主义的?理论)|习近平新时代|马克思列宁主义|"
    r"马克思主义|列宁主义|白求恩奖|雷锋精神|焦裕禄式|李四光(?=地质|[^，。；、]{0,4}奖))"
)
_NOT_TERM = re.compile(r"习近平(?:总书记|主席|同志)")
#: Left of a name: the end of a title, a label, or a name before it in a list.
_BEFORE = re.compile(
    r"(?:书记|主任|主席|总理|总统|首相|督学|常委|委员|秘书|经理|成员|代表|教授|院士|记者"
    r"|[处局厅部省市县区州镇乡村院校行社台馆所站队组团会署司股科庭察委事书]长|"
    r"专家|巡视员|调研员|研究员|总师|工程师|医生|医师|护士|律师|老师|教师|同学|战士|民警|司机|村民|居民|职工"
    r"|工人|大使|外长|校友|书法家|作家|画家|"
    r"司令员|政委|参谋长|主编|总编|负责人|召集人|联系人|发言人|主持人|组员|编辑|摄影|作者|通讯员|先生|女士|同志"
    r"|通讯员)[：:、\s（(]{0,3}\Z"
)
_AFTER = re.compile(
    r"(?:同志|先生|女士|老师|教授|院士|研究员|编审|正高级|书记|主任|主席|总理|总统|总书记"
    r"|副?(?:秘书|[处局厅部省市县区州院校行社台馆所站队组团会司])长|常委|委员|督学|记者|摄|"
    r"指出|强调|表示|说|要求|介绍|主持|出席|参加|率|带领|一行|会见|讲话|致辞|代表|宣读|传达|宣布|作|分别"
    r"|等(?=[一二三四五六七八九十\d]|同志|领导|出席|参加|$)|"
    r"任|兼|担任|通报|汇报|发言|陪同|深入|调研|来到|到|走访|看望|慰问|会上|认为|告诉|坦言|透露|感慨|受|和|与|及"
    r"|、|，|。|；|：|（|\(|）|\)|[\s\t]|$)"
)
#: Right of a name this says little.
_WEAK = re.compile(r"[、，。；：（(）)\s]|[和与及到受作任]|$")
_LABEL = compile_gated(
    r"(?:召\s*集\s*人|组\s*长|成\s*员|主\s*任|委\s*员|总指挥|指挥长|副?指挥|会\s*长|秘\s*书\s*长|联\s*络\s*员"
    r"|联\s*系\s*人|负\s*责\s*人|顾\s*问|主\s*席|记\s*者|"
    r"出\s*席|列\s*席|请\s*假|缺\s*席|参\s*会|主\s*持(?:人)?|编\s*辑|作\s*者)[：:][ \t\u3000]*"
)
#: A name in front of its title (刘明远副局长强调); the leaders' names need no left boundary.
_NAME_FIRST = re.compile(
    rf"(?:(习近平)|(?<!{_HAN})({_HAN}{{2,3}}))"
    r"(?=总书记|副?(?:秘书长|总理|主席|书记|主任|[省市县区州局厅部处院校行司]长)(?!们|会议))"
)
_HONOUR = re.compile(rf"({_HAN}{{2,4}})(?:同志|先生|女士)(?!们)")
_SPEECH = re.compile(
    (
        rf"(?:^|[。，；！？\n“])(?:会上，|最后，)?({_HAN}{{2,4}}?)"
        r"(?=(?:还|也|同时|随后)?(?:指出|强调|表示|要求(?!的)|介绍|主持会议|在讲话中"
        r"|代表[^，。；\n]{2,16}(?:作|致|向|宣读)))"
    ),
    re.MULTILINE,
)
_BRACKETED = re.compile(rf"({_HAN}{{2,4}})[（(](?={_HAN})")
_POINTED = compile_rare(rf"{_HAN}{{1,7}}(?:[·•・‧]{_HAN}{{1,8}}){{1,4}}")
_SEPARATOR = re.compile(r"[、，,]\s*|[ \t\u3000]{1,4}|和")
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
        _labelled(text, orgs),
        _tabled(text, orgs),
        _listed(text),
    )
    sure = {span for source in sources for span in source}
    leaders = [match.span() for match in _leaders().finditer(text)]
    for start, end in [*sorted(sure), *_by_context(view), *_guessed(view, official)]:
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
_NO_LAST, _GOING_THERE = frozenset("在摄讯"), frozenset("来在到赴对留爱驻")


def _guessed(view: TextView, official: bool) -> Iterator[Span]:
    """The tagger's names that look like names and stand where a name may."""
    for word in view.names:
        if word.tag not in ("PER", "nr"):
            continue
        span = _whole_name(view.text, word.start, word.end)
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
    if len(name) == 3 and name[-1] in _NO_LAST and looks_chinese(name[:2]):
        end, name = end - 1, name[:2]
    if name in region_names()[1]:
        return None
    longer = len(name) == 2 and _cut_short(text, start, end)
    return Span(start, end + longer)


def _likely(view: TextView, start: int, end: int, name: str) -> bool:
    """In official text a guess needs a title, a label, what people do, or a common family name in three."""
    text = view.text
    if text[end : end + 1] in tuple("〔["):
        return False
    near = bool(_BEFORE.search(text, max(0, start - 8), start))
    behind = bool(_AFTER.match(text, end))
    if sounds_foreign(name) and (near or behind):
        return True
    if not looks_chinese(name, sure=near):
        return False
    if near or (behind and not _WEAK.match(text, end)) or name == "习近平":
        return True
    if len(name) > 2:
        word = name[1:] in org_words().functions or (start > 0 and text[start - 1] in _GOING_THERE)
        return name[0] in surnames().common and not word  # 来吴创业 is no Mr Wu
    after = view.by_start.get(end)
    opens = start == 0 or text[start - 1] in "，。；：！？\n“ "
    return opens and name[0] in surnames().common and after is not None and after.tag == "v"


#: Right of a name that is whole, whatever stands there: 杨文有|在, 李明|同志.
_SURE_AFTER = re.compile(r"(?:在|同志|先生|女士|研究|教授|院士|编审|[、，。）)])")


def _cut_short(text: str, start: int, end: int) -> bool:
    """州纪委书记杨文|有在主持会上: the tagger lost the last character, as what stands around shows."""
    longer = text[start : end + 1]
    if _LIST_HEAD.match(text, end) and (start == 0 or text[start - 1] in "。，、：\n"):
        return looks_chinese(longer)
    return (
        not _AFTER.match(text, end)
        and bool(_BEFORE.search(text, max(0, start - 8), start))
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
        placed = [b for b in range(start, point) if _BEFORE.search(text, max(0, b - 8), b)]
        words = (view.by_start.get(i) for i in range(start, point))
        word = next((w for w in words if w and w.tag in ("PER", "nr") and w.end >= point), None)
        if word is not None:
            end = max(min(end, word.end), point + 2)
        else:
            end = next((e for e in range(point + 2, end) if _ACTS.match(text, e) or text[e] == "说"), end)
        start = placed[-1] if placed else word.start if word else start
        name = text[start:end]
        if placed or word or sum(c in SOUNDS for c in name) * 2 >= len(name) - 1:
            yield Span(start, end)


def _fit(text: str, at: int) -> int:
    """Length of the name at ``at`` whose right side is a place where names end; 0 for none."""
    for size in (3, 2, 4):
        name = text[at : at + size]
        if (
            len(name) == size
            and re.fullmatch(rf"{_HAN}+", name)
            and looks_chinese(name)
            and _AFTER.match(text, at + size)
        ):
            return size
    spaced = re.match(rf"{_HAN}[ \u3000]{{1,3}}{_HAN}(?!{_HAN})", text[at : at + 6])
    return spaced.end() if spaced and looks_chinese(spaced[0][0] + spaced[0][-1]) else 0


def _labelled(text: str, orgs: Sequence[Org]) -> Iterator[Span]:
    """召集人：陈江 and the names that follow it, with their bodies in brackets or behind a space."""
    bodies = {o.start for o in orgs}
    for match in _LABEL.finditer(text):
        at = match.end()
        while at < len(text) and at not in bodies and (size := _fit(text, at)):
            yield Span(at, at + size)
            at = _next_in_row(text, at + size)


def _next_in_row(text: str, at: int) -> int:
    """Where the next of several names begins, behind a bracket or a separator; the text's end where none follows."""
    if text[at : at + 1] in ("（", "("):
        closing = (i for i in (text.find("）", at, at + 60), text.find(")", at, at + 60)) if i > 0)
        close = min(closing, default=-1)
        if close < 0:
            return len(text)
        gap = _SEPARATOR.match(text, close + 1)
        return gap.end() if gap else close + 1
    gap = _SEPARATOR.match(text, at)
    return gap.end() if gap else len(text)


_ROW_NAME = re.compile(r"(?:^|\t)[ \u3000]*(?=[\u4e00-\u9fff])", re.MULTILINE)


_GAP = re.compile(r"[ \t\u3000]{1,4}(?=\S)")


#: 北京市副市长, all that stands behind a name in its row.
_SIBLING_ROW = re.compile(
    r"[\u4e00-\u9fff]{2,7}[省市县区州](?:常务)?副?[省市县区州]长[ \u3000]*$", re.MULTILINE
)


def _tabled(text: str, orgs: Sequence[Org]) -> Iterator[Span]:
    """丁向阳　国务院副秘书长: a name that opens a line, a gap, then a body."""
    bodies = {o.start for o in orgs}
    for match in _ROW_NAME.finditer(text):
        at = match.end()
        if at not in bodies and (size := next((n for n in (3, 2, 4) if _opens_row(text, at, n, bodies)), 0)):
            yield Span(at, at + size)


def _opens_row(text: str, at: int, size: int, bodies: set[int]) -> bool:
    """Whether a name of ``size`` characters stands in front of a body or a post; without a gap only a common one."""
    name, gap = text[at : at + size], _GAP.match(text, at + size)
    common = size == 3 and name[0] in surnames().common and NOT_GIVEN.isdisjoint(name[1:])
    if gap is None and not common:
        return False
    begin = gap.end() if gap else at + size
    posted = gap is not None and _SIBLING_ROW.match(text, begin) is not None
    if not posted and (begin not in bodies or name in region_names()[1]):
        return False
    return re.fullmatch(f"{_HAN}+", name) is not None and looks_chinese(name, sure=True)


_LISTED = re.compile(
    rf"(?<![一二三四五六七八九十\d][）)])(?<=[）)])({_HAN}{{2,4}})(?=[（(]{_HAN}{{2,24}}[）)])"
)


def _listed(text: str) -> Iterable[Span]:
    """卢晓华（区府办）孙斌义（区委宣传部）: between brackets in a row of such."""
    for match in _LISTED.finditer(text):
        if looks_chinese(match[1], sure=True):
            yield Span(*match.span(1))


def _by_context(view: TextView) -> Iterator[Span]:
    """People by what stands beside a name: a courtesy, a verb of speech, a title, a rank of scholars."""
    for read in (_beside_people, _before_titles, _acting, _scholars, _behind_titles):
        yield from read(view)


def _beside_people(view: TextView) -> Iterator[Span]:
    """王小明同志, 会上王小明指出, 王小明（市教育局）: the longest name that ends there."""
    text = view.text
    for pattern in (_HONOUR, _SPEECH, _BRACKETED):
        for match in pattern.finditer(text):
            end = match.end(1)
            for begin in (end - 3, end - 2, end - 4):
                if begin < match.start(1) or not looks_chinese(text[begin:end], rare=False):
                    continue
                if _opens(view, begin, pattern):
                    yield Span(begin, end)
                    break


def _before_titles(view: TextView) -> Iterator[Span]:
    """刘明远副局长: a name in front of its title."""
    for match in _NAME_FIRST.finditer(view.text):
        if match[1]:
            yield Span(*match.span(1))
        elif looks_chinese(match[2], rare=False) and (
            not view.words or _sure(view, match.start(), len(match[2]))
        ):
            yield Span(*match.span(2))


def _acting(view: TextView) -> Iterator[Span]:
    for match in _TITLED_ACT.finditer(view.text):
        if looks_chinese(match[1]) and _starts_word(view, match.start(1)):
            yield Span(*match.span(1))


def _scholars(view: TextView) -> Iterator[Span]:
    for match in _SCHOLAR.finditer(view.text):
        if looks_chinese(match[1]) and _sure(view, match.start(1), len(match[1])):
            yield Span(*match.span(1))


def _behind_titles(view: TextView) -> Iterator[Span]:
    """局长刘明远: a name behind a title."""
    for match in _TITLE_END.finditer(view.text):
        size = _before_verb(view, match.end(), _fit(view.text, match.end()))
        if size and view.text[match.end()] in surnames().common and _sure(view, match.end(), size):
            yield Span(match.end(), match.end() + size)


def _before_verb(view: TextView, at: int, size: int) -> int:
    """院长董煜|说: the tagger's name without the verb of one character behind it."""
    word = view.by_start.get(at)
    verb = view.by_start.get(at + 2) if word is not None and word.end == at + 2 else None
    said = word is not None and word.tag in ("PER", "nr") and verb is not None and verb.tag == "v"
    return 2 if said and size == 3 else size


_TITLE_END = compile_gated(
    r"(?:书记|主任|主席|总理|督学|常委|委员|巡视员|调研员"
    r"|(?:[副市县区州省局处厅部院校秘书]|组|行|检察|理事|董事)长|记者|经理|总编)(?=[\u4e00-\u9fff])"
)


#: 秘书长房喻教授: between a post and a rank of scholars.
_SCHOLAR = re.compile(
    r"(?:(?:书记|主任|主席|秘书长|[校院局厅部]长)|(?<!\S))"
    rf"((?!高级|特级|任|兼)(?!{_HAN}[级任聘职座副]){_HAN}{{2,3}}?)(?=教授|院士|研究员|编审)"
)
#: 院长查文章在致辞中指出: between a post and what only a person does even common words are a name.
_TITLED_ACT = re.compile(
    rf"(?:书记|主任|主席|[院局厅部处校会行市县区州省镇乡矿厂村站所队]长|经理|督学|常委)({_HAN}{{3}})"
    r"(?=受到[^，。；]{0,12}(?:处分|处罚|表彰|表扬)"
    r"|被(?:移交|移送|撤|免|开除|留党|处以|依法|刑事|追究|授予|评为)"
    r"|在[^，。；\n]{0,10}(?:指出|强调|表示|要求|说)|主持(?:会议|召开)|宣读"
    r"|作(?:了|总结|重要|表态|动员|交流)*(?:讲话|报告|发言)|出席|率队|率领)"
)


def _starts_word(view: TextView, at: int) -> bool:
    return not view.words or at in view.by_start


def _sure(view: TextView, at: int, size: int) -> bool:
    """With a tagger, a name it did not see must at least not cut its words."""
    if not view.words:
        return size == 3 or view.text[at + size : at + size + 1] in "、，。；：（() \n）"
    return at in view.by_start and at + size in view.by_end


def _opens(view: TextView, at: int, pattern: re.Pattern[str]) -> bool:
    if pattern is not _BRACKETED and not view.words:
        return True
    if pattern is _BRACKETED:
        before = view.text[at - 1 : at]
        return (
            before in "）)、：:\t" and before != "" and at in view.by_start if view.words else before in "）)"
        )
    return at in view.by_start


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


def _is_mate(text: str, start: int, end: int) -> bool:
    """A name in a list of names; between two of its marks 和 may be part of one (曹和家), and the last may be a word
    as well (应勇|出席会议)."""
    name = text[start:end]
    if looks_chinese(name):
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
                    if _is_mate(text, at + 1, at + 1 + n) and _MATE_END.match(text, at + 1 + n)
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
        if start < 0 or _is_word(view, start, end):
            break
        more[start] = end
        at = start
    return more


def _may_start(view: TextView, start: int, end: int, blocked: bytearray) -> bool:
    if start not in view.by_start or not _MATE_START.search(view.text, max(0, start - 4), start):
        return False
    return looks_chinese(view.text[start:end]) and not any(blocked[start:end])


_MATE_START = re.compile(r"(?:[、，。：\n]|还有|还包括|参加的有)\Z")


_ATTENDS = re.compile("出席|列席|参加会议|陪同")
_MATE_END = re.compile(r"(?:出席|列席|陪同)|[、，。；）)\s]|$|等(?!级)|同志|[和与](?!谐)")


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
