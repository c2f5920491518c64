"""Classes of bodies that only their place in the sentence shows (``actor_heads.txt``).

``政府督查机构可以…``, ``收到申请的人民政府应当…``, ``由各主管科室负责…`` name classes of bodies as subjects of a
duty, though nothing marks them as names. The noun before the verb of duty is read as one where it ends as
classes of public bodies do. Enterprises, citizens and ``任何单位`` are none. Spans count in the clean text.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..firsts import gate
from ..lexicon import read_alternatives
from ..records import Span
from .leads import WHEN, lead_pattern
from .modals import ADVERB, word_class

#: No verb, preposition or conjunction stands inside the name of a class.
INSIDE = (
    r"(?:[^\W\d_a-zA-Z要应须将把被由对向给为以于在从经按据与和及或并而就请使让令均都也还再又没是有无了着过会能可得凡如若但则即因"
    r"我你他她它这那的后前时等]"
    r"|以[上下]|兼并|有关|[高中初]等|应急|对口|对外|社会|协会|会计|经[济营信办贸]|能源|节能|智能|自[治然]|就业"
    r"|学前|所在|从业|数据|临时|(?:职能|申请|使用)(?=部门|单位|机构|科室|处室)|博士后)"
)
#: Where a subject may begin.
_CLAUSE = (
    r"(?:(?<![^\n。；;！？!?，,：:、）\t])|(?<=[由请和及])|(?<=(?<!参)与)|(?<=特别是)|(?<=尤其是)|(?<=或)(?!者)|(?<=或者))"
    r"(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十百\d]{1,5}条[ \u3000]?"
    r"|[一二三四五六七八九十]{1,3}(?:是|、)|\d{1,2}[.．、](?!\d)|[①-⑳])?"
)
#: What stands before the places where _CLAUSE, or who is told (由, 严禁, 禁止, 会同), can begin: one look instead of ten.
_BEHIND = r"(?<![^\n。；;！？!?，,：:、）\t由请和及与是或者禁止同])"
#: People beside a body do not hide that the body acts: 学校或者教师不得…, 单位和个人应当…
_PEOPLE = (
    r"(?:或者?|[、和及与]|以及)[^，。；：、\n]{0,8}?(?:人员|职工|教师|教职工|个人|公民|干部|负责人|领导)"
)


def actor_words(name: str) -> str:
    """The alternatives of one class of ``actor_heads.txt`` as a regular expression."""
    return read_alternatives("actor_heads.txt", name)


#: 学校对…的，…; 学校为学生提供住宿的，应当…; 学校办理保险的，应当及时告知…; 学校未尽义务的，应当承担…责任
_ASKS = (
    r"(?:对[^，。；\n]{2,30}的，|(?:为|向)[^，。；\n]{2,30}的，(?=应当|必须|不得|可以)"
    r"|(?![^，]{0,16}(?:违反|下列|以下)|教[^育]|学生|周边|内|人员|负责人|[设校场食])[^，。；：、的等由向及和与或\n]"
    r"[^，。；：\n]{1,40}的，(?=(?:应当|必须)(?!责令|给予|追究|处))"
    r"|未[^。；：\n]{3,60}的，(?=(?:对[^，。；\n]{2,24})?(?:应当)?承担))"
)


#: A second noun of the class, or what stands for it in brackets: 机构或单位, 中心（站）.
_TWIN = r"(?:[、或](?:单位|部门|机构)|(?<=部门)和单位|（[^（）\n]{1,6}）)?"
#: What tells which bodies are meant, in front of the name: 收到申请的|人民政府.
_ATTRIBUTE = r"(?:(?:[^\W\d_a-zA-Z要应须由的是等和及与]|应[急对]|要[道塞冲]|参与){1,12}的)?"
#: Its people and parts, which act with it: 学校及其工作人员应当….
_STAFF = rf"(?:及其[^，。；：\n]{{0,8}}?(?:人员|部门|单位|机构)|{_PEOPLE}|{word_class('leader')})?"
#: The modal verb behind a comma.
_PAUSED = r"(?:[也还都均更再仍]?要(?!求|素|点)|应当?|必须|务必|不得|不准|严禁)"
#: 某某的主要任务是：；某某，对…承担下列任务：
_TASKS = (
    r"(?:的(?:主要|具体|基本|工作)*(?:职责|任务|职能)(?:是|为|如下|：)"
    r"|，?[^，。；：\n]{0,24}(?:承担|履行)(?:下列|以下))"
)
#: 某某设卫生室, 学校每学年至少举行…: a rule states what they have and do.
_ACTS = (
    r"(?:设立?(?!备|施|计|想|定|区市)|配备|组织(?!部|实施单位|者|机构|的)|开设|行使|实行|领导(?!班子|干部|小组|同志)"
    r"|(?:规划|组织|指导|协调)(?:、(?:组织|指导|协调|检查|监督|管理|考核))+(?=[和、本全]|并)|协助|会同"
    r"|按照[^，。；：\n]{2,20}规定，?)(?=[^，。；：的\n]{2,})"
    r"|，(?:(?:在|依照|按照?|根据)[^。；：\n]{2,40}?，?)?(?:负责(?!人)|协助|配合)"
    r"|依法履行[^，。；\n]{0,24}(?:义务|职责)"
    r"|每(?:年|学年|学期|季度|月|周|天)[^，。；：的\n]{0,6}(?:举行|召开|开展|组织|安排)"
)
#: 某某是…的责任主体, of which more is asked behind the comma.
_ANSWERS = r"(?:都|均)?是[^，。；：\n]{0,24}?(?:责任主体|实施主体)"
#: 某某把…提交给…, 某某向…提出….
_HANDS = (
    r"(?:(?:把|将)[^，。；\n]{2,40}?(?:提交|报送|移送|上报|反馈|交)"
    r"|向[^，。；\n]{2,30}?(?:提出|提交|报送|出具|反馈))"
)
#: 某某提供的…，应当符合…
_PROVIDES = (
    r"(?:(?:(?:向|为|给)[^，。；：\n]{1,16})?提供(?:给[^，。；：\n]{1,16})?|制定|采购)的"
    r"[^。；：\n]{1,40}?(?:应当|必须)符合"
)
#: 某某根据…，….
_BASED = r"(?:可以)?(?:根据|按照|依照|依据|结合|针对)[^。；\n]{2,60}?，"
#: 某某对…，|应当…, of which the duty is asked behind the comma; 某某在…时，应当…, 某某如…的，可…, which hold it.
_PHRASE = r"(?:对|在|于|自|从|为|因|通过|接到|收到)[^。；：\n]{2,60}?，"
_TIMED = (
    r"对[^，。；：\n]{2,20}的(?:真实|准确|合法|完整|安全)[^，。；：\n]{0,12}负责"
    r"|对[^，。；：\n]{2,30}?(?:应当|必须|不得|负责(?![人任制]))"
    r"|(?:在|自|接到|收到)[^，。；：\n]{2,24}?(?:[后内前时日]|期间)(?:应当?|要|必须|须)"
    r"|如(?:果|遇)?[^，。；：\n]{2,30}的，(?:可|应当?|要|必须|须)"
)
#: 某某发现…，应当及时…: the modal verb stands in the next clause.
_LATE = r"(?![^，]{0,3}[未被已如因])[^，。；：、的等由向\n][^，。；：\n]{3,40}(?<![的后前时])，(?:应当|必须|不得|不准)"
#: 由某某予以处罚, 严禁某某…: who is told in front of the verb, and how what is told goes on.
_TOLD_BY = r"(?:(?<![理自缘经动]由)(?<=由)|(?<=严禁)|(?<=禁止)|(?<=会同))"
_TOLD = r"(?=予以|[^\W\d的等、或和及与）以担]{2})"
#: 还不能独立行使职权 says what is, not what is to be; 负责人, 负责同志 are people.
_NO_MODAL, _NO_DUTY = r"(?!还?不能)", r"(?![人着过]|同志)"


class _Patterns(NamedTuple):
    """The patterns of one run: subjects of a duty, the member of a list beside one, what names no class, and the
    attribute of a class that merely tells which are meant."""

    subject: re.Pattern[str]
    beside: re.Pattern[str]
    never: re.Pattern[str]
    defined: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    heads, named = actor_words("head"), actor_words("class")
    core = rf"被?(?:{INSIDE}|（[^（）\n]{{1,6}}）){{0,14}}?{gate(f'{heads}|{named}')}{_TWIN}"
    name = _ATTRIBUTE + core
    ought, charged = rf"{_NO_MODAL}(?:{word_class('ought')})", rf"(?:{word_class('duty')}){_NO_DUTY}"
    duty = rf"(?:{ADVERB}){{0,4}}(?:{ought}|{charged})"
    told = rf"(?:{_STAFF}{duty}|，(?:{ADVERB}){{0,4}}{_PAUSED})"
    constructions = (
        told, _BASED, _ASKS, rf"(?:{_PHRASE}{duty}|{_TIMED})", _STAFF + _LATE,
        _TASKS, _ANSWERS, _ACTS, _HANDS, _PROVIDES,
    )  # fmt: skip
    longer = rf"(?!(?:{INSIDE}){{0,8}}?(?:{heads}))"
    agent = rf"{_TOLD_BY}({core}){longer}{_TOLD}"
    return _Patterns(
        re.compile(rf"{_BEHIND}(?:{_CLAUSE}({name})(?={'|'.join(constructions)})|{agent})"),
        re.compile(rf"{_CLAUSE}({name})$"),
        re.compile(actor_words("never")),
        re.compile(rf"[^的]*的(?=(?:{named})$)"),
    )


def is_named_class(name: str) -> bool:
    """Whether a name is a class of schools, hospitals and the like (技工学校), not one of them (育才学校)."""
    return bool(re.fullmatch(actor_words("class"), name))


@functools.lru_cache(maxsize=1)  # names, directives and links ask for those of one document in turn
def find_class_subjects(text: str) -> tuple[Span, ...]:
    """The spans of classes of bodies that are the subject of a duty, or stand in one list with one.

    Not sorted, and they may overlap: a list is read from its last member back. What merely tells which
    schools or hospitals are meant (``人数不足六百人的学校``) is not part of the name.
    """
    return tuple(_class_subjects(text))


def _class_subjects(text: str) -> Iterator[Span]:
    patterns = _patterns()
    yield from _functions(text)
    yield from (Span(*counted.span()) for counted in _COUNTED.finditer(text))
    for match in patterns.subject.finditer(text):
        at = Span(*match.span(match.lastindex or 1))
        for _ in range(12):  # 甲机构、乙单位和丙部门应当…
            if not patterns.never.fullmatch(text, *at) and not _is_governed(text, at.start):
                defined = patterns.defined.match(text, *at)
                yield Span(defined.end(), at.end) if defined else at
            before = _member_before(text, at.start, patterns.beside)
            if before is None:
                break
            at = before


#: 组织、纪检、审计要…: offices by their functions, where several are told what to do.
_FUNCTION = r"(?:组织|纪检|监察|审计|人事|宣传|统战|财务|巡[视察]|政法|网信|编制|公安|财政)"


_ONE_FUNCTION = re.compile(_FUNCTION)
_FUNCTIONS_TOLD = re.compile(
    rf"(?<![^\n。；;，,：:]){_FUNCTION}(?:、{_FUNCTION}){{0,6}}(?:[、和及]){_FUNCTION}"
    rf"(?=(?:{ADVERB}){{0,4}}(?:要(?!求|素|点|件|闻)|应当?(?!用|急)|必须|务必))"
)


#: 三县可参照执行, 六县（市）要…: the counties of a city, counted.
_COUNTED = re.compile(
    r"(?<![^\n。；;，,：:由])[两二三四五六七八九十]{1,2}(?:县|区|市|旗)(?:（[县市区旗]）)?"
    r"(?=(?:要(?!求)|应当?(?!用|急)|须|可(?!能|以看|见)|根据|参照|结合|自行|负责)[^，。；\n]{2,})"
)


def _functions(text: str) -> Iterator[Span]:
    """The offices that a list of functions names: ``组织、纪检、审计要群策群力``."""
    for match in _FUNCTIONS_TOLD.finditer(text):
        yield from (Span(*one.span()) for one in _ONE_FUNCTION.finditer(text, *match.span()))


#: What joins the members of a list.
_JOINTS = frozenset("、和及与或")
_LONG_JOINTS = frozenset(("或者", "以及"))
#: What governs a list makes none of its members a subject: 在城市和高校设立工作站.
_GOVERNED = re.compile(
    r"(?:^|[\n。；;！？，,：:])(?:[（(][一二三四五六七八九十\d]{1,3}[）)])?"
    r"(?:在|对|向|与|同|将|把|为|给|以|从|按|通过|包括|支持|鼓励|引导|督促|指导|聚焦"
    r"|围绕)[^\n。；;！？，,：:]{1,30}[和及与、或]$"
)


def _is_governed(text: str, at: int) -> bool:
    return text[at - 1 : at] in _JOINTS and bool(_GOVERNED.search(text, max(0, at - 40), at))


def _member_before(text: str, at: int, beside: re.Pattern[str]) -> Span | None:
    """The member of the list that ends at the mark before ``at``."""
    stop = at - 1
    if stop >= 1 and text[stop - 1 : at] in _LONG_JOINTS:
        stop -= 1
    elif stop < 0 or text[stop] not in _JOINTS:
        return None
    window = max(0, stop - 26)
    before = beside.search(text[window:stop])
    return Span(window + before.start(1), stop) if before else None


#: A clause that says which body is meant opens with what it does or has been told (负责…的机构).
_DEFINES = re.compile(
    r"(?:负责|有权|依法负有|依法承担|开展|接受|接纳|承担|收到|接到|作出|行使|受理|申请|从事|举办|管理|主管|起草"
    r"|制定|负有|组织|实施|使用|被|所在|有条件|具备|区域性)"
)
_RANKS = re.compile(r"(?:市辖区|直辖市|设区|自治|[省市县区州乡镇旗村])")
#: Classes that say nothing by themselves, and pointing words, count only where they act, not wherever they stand.
_GENERAL = re.compile(r"[^的]{0,3}|办公室|(?:各|有关|相关|其他|本|该|全).*")


def _names_a_class(name: str) -> bool:
    return not _GENERAL.fullmatch(name)


def find_class_bodies(text: str, taken: Sequence[Span]) -> list[Span]:
    """Classes of bodies that act somewhere in ``text``, wherever they stand in it; sorted, disjoint.

    ``taken`` are the spans of names already known, sorted; what overlaps one is left out. A class named in
    one list with a rank (市、县人民政府) belongs to the grammar of organisations and is left out too.
    """
    subjects = (_behind_verb(text, span) for span in find_class_subjects(text))
    acting = sorted({span for span in subjects if _is_name(text, span)})
    forms = {text[s.start : s.end] for s in acting}
    again = sorted((f for f in forms if _names_a_class(f)), key=lambda f: (-len(f), f))
    if again:
        everywhere = re.compile("|".join(map(re.escape, again)))
        acting += [Span(*m.span()) for m in everywhere.finditer(text) if _stands_alone(text, *m.span())]
    kept: list[Span] = []
    starts = [s.start for s in taken]
    for span in sorted(set(acting), key=lambda s: (s.start, -s.end)):
        i = bisect.bisect_left(starts, span.end) - 1
        if (i < 0 or taken[i].end <= span.start) and (not kept or kept[-1].end <= span.start):
            kept.append(span)
    return kept


#: Who speaks, in front of whom he speaks to: 张三希望|各学院.
_SPEAKS = re.compile(
    r"[^，。；：\n]{0,12}?(?:希望|要求|强调|指出|提出|表示|号召|建议|恳请)(?=各|有关|相关|所有|全[省市县区校体])"
)


def _behind_verb(text: str, span: Span) -> Span:
    """Without what stands in front of it: what is done to it (充分发挥|企业党委, 做好|党组织), who speaks to it, when."""
    verb = _SPEAKS.match(text, *span) or WHEN.match(text, *span) or lead_pattern("acting").match(text, *span)
    return Span(verb.end(), span.end) if verb and span.end - verb.end() > 1 else span


def _is_name(text: str, span: Span) -> bool:
    """Whether the noun is whole: not the tail of a list of ranks, not a clause about something else."""
    name = text[span.start : span.end]
    if names_nobody(name, text):
        return False
    if text[span.start - 1 : span.start] in _JOINTS and _RANKS.match(name):
        return False
    return "的" not in name or bool(_DEFINES.match(name))


#: These bear duties, but by themselves they name no body.
_BARE = frozenset(("学校", "医院", "院校", "大学", "学院", "幼儿园"))
#: Of these, the ones that are names nevertheless where they act, unless the text makes them a collective word.
_ACTING = frozenset(("学校", "医院", "幼儿园"))


def is_bare(name: str) -> bool:
    """Whether a class is too general to be a name wherever it stands."""
    return name in _BARE


def names_nobody(name: str, text: str) -> bool:
    """Whether a class is no name even where it acts: 院校, and what is defined for several kinds (以下统称学校)."""
    return name in _BARE and (name not in _ACTING or f"统称{name}" in text)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing on either side makes another name of it (教育督导机构｜负责人 does not)."""
    before, behind = text[max(0, start - 1) : start], text[end : end + 2]
    return before not in _GLUED_LEFT and not behind.startswith(_GLUED_RIGHT)


_GLUED_LEFT = frozenset("省市县区州乡镇各级类有关相应属该本")
_GLUED_RIGHT = ("校", "名", "编", "建设", "改革", "设置", "体系", "法", "代码", "证")
