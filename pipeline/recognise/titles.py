"""Titles (职务): posts wherever they stand, roles (成员, 召集人, 负责人) only beside a person's name."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..lexicon import read_lexicon
from ..records import Span
from .orgs.grammar import Org
from .trie import trie_pattern
from .words import TextView

#: 国家 in front of 主席 is whose president he is (中华人民共和国), save behind his country and name (老挝某某国家主席).
_RANK = (
    r"(?:(?:现场(?=总?指挥)|常务|专职|兼职|第[一二三]|首席|执行|轮值|名誉|一级|二级|三级|四级|正|副|总|代理"
    r"|高级|特约|国家(?!副?主席)|(?<=[\u4e00-\u9fff])国家|责任|专家|驻会|挂职|助理)"
    r"(?:(?=[^\s]))){0,4}?"
)
#: Heads of a class of departments (财政局长), and members of bodies named in one word.
_JOINT = (
    r"(?<![省市县区州镇乡府委部厅局])"
    r"(?:财政|教育|公安|民政|司法|审计|统计|卫生|水利|林业|农业|交通|商务|文化|税务|工商|人事|建设|国土|环保"
    r"|税务|"
    r"人社|发改|宣传|组织|统战)[局厅部]长(?!们)|(?<!常务)副总(?=[、，。；）及等或])|(?<![省市县区州国级届])(?:人大代表|政协委员|政府参事|党代表)(?![大会])"
)
_SPACED = re.compile(
    r"(?:召[ \u3000]{1,6}集[ \u3000]{1,6}人|成[ \u3000]{1,6}员|组[ \u3000]{1,6}长|主[ \u3000]{1,6}任)"
    r"(?=[：:])"
)
#: What somebody may be proposed for is an honour there: 优先推荐担任党代表、人大代表.
_PROPOSED = re.compile(r"推荐(?:担任|为|当选|作为|优秀干部、)(?:[\u4e00-\u9fff]{2,5}、){0,3}\Z")
#: 某某等代表：, whom an answer to a proposal is addressed to.
_SALUTED = re.compile(r"^[\u4e00-\u9fff]{2,4}?等?(代表|委员)[：:]", re.MULTILINE)
#: 各代表团团长 are people of whom none is named.
_ALL_HEADS = re.compile(r"各(?:国)?(?:代表)?团团长\Z")
_CLOSED = re.compile(r"[）)]长")
_SPLIT = re.compile(
    r"(?:副(?=[院校局处所站])"
    r"|(?:(?![由位名为任])[\u4e00-\u9fff]){0,6}?)[局处科股站所队院校厂县市区室委厅部][（(][\u4e00-\u9fff]{1,3}[）)]长"
)
#: Behind a title these make it part of another word (校长队伍, 主任会议, 书记处, 主席团).
_NOT_BEFORE = (
    r"(?!队伍|专业标准|[、和及或]教师|负责制|责任制|责任|办公会|办公室|办(?![学公理法])|会议|团(?!结)|台|令|处|制|信箱|热线|接待"
    r"|论坛|培训|们|级|会(?!见|上|议)|专题会|工程|学院|楼|府|"
    r"任期|竞聘|选拔|任职|述职|后备|奖|基金|轮岗|资格|职级|公寓|岗位|项目|接访|助手|群|家|培养|班|职业|为本"
    r"|国(?![务家])|方式|制度|机构|责任区|工作|结果|意见|质量奖|科技(?:创新)?奖|特别奖)"
)


_MEMBERS = ("人大代表", "政协委员", "政府参事", "党代表", "副总")
#: Characters in front of a base title that its ranks may take.
_REACH = 14


@dataclass(frozen=True, slots=True)
class _Titles:
    bases: re.Pattern[str]
    whole: re.Pattern[str]
    kinds: dict[str, str]


@functools.cache
def _titles() -> _Titles:
    kinds = {row[0]: row[1] for row in read_lexicon("titles.txt")}
    bases = trie_pattern(kinds)
    whole = rf"(?P<joint>{_JOINT})|{_RANK}{bases}(?:助理)?{_NOT_BEFORE}"
    return _Titles(re.compile(trie_pattern([*kinds, *_MEMBERS])), re.compile(whole), kinds)


def find_titles(view: TextView, orgs: Sequence[Org], people: Sequence[Span]) -> list[Span]:
    """Spans of the titles in ``view.text``, without the body they belong to."""
    kinds = _titles().kinds
    taken = bytearray(view.taken)
    for org in orgs:
        taken[org.start : org.end] = b"\1" * (org.end - org.start)
    found = []
    starts = {p.start for p in people} | {o.start for o in orgs}
    after = {p.end for p in people}
    for span, whole in _candidates(view.text):
        start, end = span
        if _ALL_HEADS.search(view.text, max(0, start - 6), end):
            continue
        if whole and _PROPOSED.search(view.text, max(0, start - 24), start):
            continue
        if not any(taken[start:end]) and (
            not view.words or end in view.by_end or end in starts or start in after
        ):
            base = next((k for k in _bases("".join(view.text[start:end].split())) if k in kinds), "")
            found.append((span, "post" if whole else kinds.get(base, "post")))
    return _keep(view.text, found, orgs, people)


def _candidates(text: str) -> Iterator[tuple[Span, bool]]:
    """Where a title may stand, and whether its own words make it a post; in order, none overlaps another."""
    found = [*_named(text), *((span, False) for span in _written_apart(text))]
    saluted = _SALUTED.search(text, 0, 600)
    if saluted:
        found.append((Span(*saluted.span(1)), True))
    at = 0
    for span, whole in sorted(found):
        if span.start >= at:
            yield span, whole
            at = span.end


def _named(text: str) -> Iterator[tuple[Span, bool]]:
    """Titles with their ranks: each base title is looked up first, then what stands in front of it."""
    titles, at = _titles(), 0
    for base in titles.bases.finditer(text):
        last = base.end() - 2 if base[0] in _MEMBERS else base.start()  # 省政协|委员
        for start in range(max(at, base.start() - _REACH), last + 1):
            match = titles.whole.match(text, start)
            if match and match.end() > base.start():
                at = match.end()
                yield Span(start, at), match["joint"] is not None
                break


def _written_apart(text: str) -> Iterator[Span]:
    """地质环境股（站）长, and 组　长： with white space inside."""
    for close in _CLOSED.finditer(text):
        match = _SPLIT.search(text, max(0, close.start() - 12), close.end())
        if match:
            yield Span(*match.span())
    for match in _SPACED.finditer(text):
        yield Span(*match.span())


def _bases(title: str) -> list[str]:
    return [title[i:].removesuffix("助理") for i in range(len(title))]


def _keep(
    text: str, found: list[tuple[Span, str]], orgs: Sequence[Org], people: Sequence[Span]
) -> list[Span]:
    """Posts, and those roles from which a chain of titles and bodies leads to a person."""
    names = {p.start for p in people}
    after_names = {p.end for p in people}
    starts = {o.start: o.end for o in orgs}
    ends = {o.end: o.start for o in orgs}
    spans = {s.start: s.end for s, _ in found}
    kept = []
    for span, kind in found:
        if (
            kind == "post"
            or (kind == "linked" and span.start in ends)
            or _leads_to(text, span.end, names, starts, spans)
            or _follows(text, span.start, after_names, ends)
        ):
            kept.append(span)
    return kept


_GAP = re.compile(r"[\s、，：:（(]{0,6}(?:兼(?:任)?)?")


def _leads_to(text: str, at: int, names: set[int], orgs: dict[int, int], titles: dict[int, int]) -> bool:
    for _ in range(12):
        gap = _GAP.match(text, at)
        at = gap.end() if gap else at
        if at in names:
            return True
        step = orgs.get(at) or titles.get(at)
        if step is None:
            return False
        at = step
    return False


def _follows(text: str, at: int, after_names: set[int], orgs: dict[int, int]) -> bool:
    """王勇，市卫健委党委委员."""
    at = orgs.get(at, at)
    while at > 0 and text[at - 1] in " ，、：（(\u3000":
        at -= 1
    return at in after_names
