"""Who acts in a stretch of text: the bodies that a sentence tells to do something, each with its role.

The rules are those of docs/records.md (responsibilities). A body acts where it opens a clause and a verb
follows, behind 由, behind 会同 (support), behind 接受…监督 (supervise). It does not act behind
督促, 指导, 授权, 报, 向, nor as a mere condition (经某某批准).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..recognise.modals import class_pattern, match_modal
from ..records import Mention, Span
from .compact import Compact, compact_text
from .predicates import role_of_predicate, watches

#: A member of such a list that nobody recognised as a body; it does not break the list.
_UNSEEN = (
    r"[^，。；：、！？O“”]{2,12}?(?:部|委|局|厅|办|署|会|院|银行|公司|单位|部门|机构|街道|政府|办事处|总部|机关|企业)"
    r"(?=[、和及与等])"
)
#: The last member of such a list, before the verb.
_UNSEEN_LAST = (
    r"[^，。；：、！？O“”要应须不]{2,12}?(?:单位|部门|机构|组织|机关|学校|院校|医院|企业)"
    r"(?=，?(?:应|要|必须|须|不得)|可以|负责|及其)"
)
#: What tells which of a class are meant, in front of a member.
_WHICH = r"(?:(?:规模较大|有条件|具备条件|实施[^，。；：、O]{2,8})的)?"
#: 某某及其某某
_ITS = r"及其(?=O)"
#: Coordinated bodies and what closes them: ``O、O和O等部门``, ``O及其工作人员``.
GROUP = re.compile(
    rf"O(?:(?:、|和|及|{_ITS}|与|以及|或者?(?:其(?:(?:授权|指定|委托)的?)?)?|暨|并|等|，?(?:尤其|特别)是|，(?=O[、和及与，O要应须负牵]))?{_WHICH}O|、{_UNSEEN})*(?:(?:[、和及与]|以及){_UNSEEN_LAST})?"
    r"(?:等(?:[^，。；：、要应须O]{0,10}?(?:部门|单位|机构|地区|方面|团体|组织|力量|队伍))?)?"
    r"(?:及其(?:他|所属|工作)?[^，。；：要应须不对O]{0,10}?(?:部门|单位|机构|人员))?"
    r"(?:(?:或者?|和|及|、)(?:其他|有关|相关|工作)?(?:个人|公民|教师|教职工|职工|人员)(?=应|要|须|必须|不得|可以|都))?"
)
_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]?")
#: 某某是…的责任主体
_NAMED = re.compile(
    r"[，,]?(?:是|为|作为)[^，。O]{0,16}?(牵头|责任|实施|主管|主责|监管|落实|执法)[^，。的]{0,4}?(?:主体|单位|部门|机构)(?=[，。；、]|$)"
)
#: 某某的主要职责是：
_DUTIES = re.compile(
    r"的?(?:主要|具体|基本|工作)*(?:职责|任务|职能|职权|职责任务|职责分工|职责权限)(?:是|为|如下|包括|有)?[：:]?$"
)
_INSPECTED = re.compile(r"被|.*(?:督查|督导|巡视|巡察|考核|检查|审计)对象$")
_INSPECTOR = re.compile(r"(?:督查|督导|督察|巡视|巡察)[^的]{0,2}(?:机构|组|室|办公室|办|局)$")
_LEADER = re.compile(r"(?:各)?(?:总|主要)?牵头(?:部门|单位|处室|科室|机构)")
_CORRECTS = re.compile(r"(?:可以|应当)?(?:依法|予以)?(?:责令|约谈|通报批评)")
#: 某某及其人员违反规定，滥用职权的，…: a condition that runs over several clauses.
_BREACH = re.compile(
    r"[^，]{0,30}?(?:违反|未(?:按|经|依|履行|及时|尽|落实|采取)|拒不|拒绝|擅自|滥用|弄虚作假|玩忽职守|不履行|不依法)[^。；：]{0,120}?的，"
)
#: 某某未尽义务致使…的，应当承担相应的责任
_LIABLE = re.compile(r"(?:对[^，]{2,24})?应当(?:依法)?承担")
#: 获悉险情的某某，…应当…: which of them is meant
_WHICH_ONE = re.compile(r"(?:获悉|接到|收到|发现|负责|承担|从事|符合|参加|参与|实施|举办)[^，。；]{2,24}的")
#: 核查组一般应由某某牵头组织: others make it up
_MADE_UP_BY = re.compile(
    r"(?:一般|原则上|通常)?(?:应当?|必须|须)由O[^，。；]{0,4}(?:牵头)?(?:组织|组成|组建)"
)
_GAINED = re.compile(r"[^，。；的要应]{2,40}(?:所得|取得|获得)(?:的)?(?:收入|收益|经费|资金)，")
#: A verb or preposition whose object is the noun behind 由某某…的.
_GOVERNS = re.compile(
    r"(?:参与|参加|接受|执行|享受|取得|获得|持有|使用|其|对|在|到|向|将|纳入|列入|属于|报)由$"
)
#: 某某开展的检查，按照…: what a body did is a noun here; 某某设置的形式，由…
_DONE_BY = re.compile(
    r"[^，]{0,40}(?:所[^，]{1,6}|开展|作出|制定|组织|实施|设置|设立|公布|发布|建立|举办|确定|提供|采取|形成|印发|出具|核发|使用)的[^，要应须]{1,14}$"
)
#: 某某部门，在各自职责范围内负责…; 某某，协助人民政府…: a pause between a long subject and its verb.
_COMMA = re.compile(
    r"[，,](?:(?:在|依照|按照?|根据|依据|对)[^。；：]{2,40}?，?)?(?:负责(?!人)|协助|配合|承担|组织(?!部)|开展|主管|及时|立即|迅速)"
)
#: 某某，接到求助，应当…; 某某，除另有规定的外，应当…; 某某，经认定后，可以…: said of when it acts
_MEANWHILE = re.compile(
    r"[，,](?:(?:接到|收到|发现|获悉|得知|知悉|除|在|经(?![营费济办常])|按照?|根据|依照|依据|对|因|为|遇有?|自|从|未经|通过|结合|以及)"
    r"[^。；：，]{2,120}，){1,2}(?:应当?(?!用|急|对)|必须|须(?!知)|不得|可以?(?=参|按|根|向|申|采|依)|方可|要(?!求|素|点|闻))"
)
#: 某某申报项目由某某受理
_HANDED_IN = re.compile(r"(?!.{0,20}(?:应|要|须|可))[^，]{2,16}(?<![理自缘经动转])由O")
#: 有关部门下一步拟采取的措施
_NOUN_PHRASE = re.compile(r"[^，。要应须]{2,24}的(?:措施|意见|建议|做法|情况|问题|安排|考虑)")
#: 各地区政务服务平台要…: what the body has is told about, not the body
_OWNS = re.compile(
    r"[^，。；：O开组建进实推加完制落做抓对将把向]{2,14}?(?:平台|系统|网站|热线|名单|账户|数据)"
    r"[也都均]?(?:要(?!求)|应当?(?!用|急)|必须|须(?!知)|不得)"
)
_APPROVED = re.compile(r"经O(?:、O)*(?:审核)?(?:批准|同意|认定)后?，(?:O经O批准，)?(?=可以?|应当?|方可)")
_COMPOSED = re.compile(
    r"(?:组成|担任|兼任|构成)(?:$|O(?!调查|进行|开展|处理|负责|对|研究)|[^，]{0,24}(?:小组|委员会|专班|指挥部)$)|(?:担?任|兼任)[^，]{0,6}(?:总指挥|指挥长?|组长|主任|召集人|会长|主席|秘书长)$|选派[^，]{2,10}参加$"
)
#: 各地，特别是水库所在地，要…
_ABOVE_ALL = re.compile(r"^，?(?:特别|尤其)是[^，。；：O]{2,24}，(?=[都均也]?(?:要|应当?|必须|须))")
_APPOINTED = ("担任", "兼任", "出任", "组成", "主持")
#: 学校设立、变更的审批办法，由某某规定: the body only tells what is ruled
_RULED = re.compile(r"[^，]{2,60}(?:的[^，的]{2,14}|等文件|问题)")
_RULES = re.compile(r"(?:可以|应当|统一)?由|不?纳入|O正在")
_CHARGED = re.compile(
    r"(?:（[^（）]{1,20}）)?[，,]?(?:由O牵头，(?:[^，。]{2,16}下，)?)?(?:负责(?!人)|承担|受理|具体|主要|统筹|统一|领导|代表|组织|研究|协调|指导)"
)
#: 某某是…的办事机构，承担…: what it is, and then what it does
_IS_CHARGED = re.compile(
    r"是[^。，]{2,40}(?:机构|部门|单位|主体|机关)，(?:具体|依法)?(?:承担|负责(?!人)|履行(?:下列|以下|如下))"
)
#: 成立某某领导小组，由某某任组长，某某为成员单位，统筹…
_HEADED_BY = re.compile(
    r"，(?:由?[^，。；]{1,40}(?:任|担任|为)[^，。；]{0,6}(?:总指挥|指挥长?|组长|主任|召集人|成员单位|成员|主席)，){1,5}"
    r"(?:负责(?!人)|统筹|具体|承担|统一|协调|研究|指导|领导|组织|共同研究)"
)
#: 某某办公室设在某某，…具体负责…
_SEATED = re.compile(r"(?:设在|挂靠在?)O，(?!由O(?:承担|负责))[^。]{0,80}?(?:负责(?!人)|承担)")
#: 某某会同某某拟定的《…》: who drafted what is issued now
_DRAFTED = r"(?:联合|共同)?(?:研究)?(?:拟[定订]|制[定订]|起草|编制|修订)的D"
_DRAFTS = re.compile(rf"会同O[^，。；D]{{0,60}}?{_DRAFTED}")
#: …是某某、某某和全社会的共同责任
_SHARED_DUTY = re.compile(
    r"(?:[、和及与][^，。；：O]{1,16}){0,3}的(?:共同|法定|重要|基本)*(?:责任|职责|义务)(?=$|[，。])"
)
#: 由某某领导同志签发: formal words for those who lead a body are the body
_LEADERS = re.compile(r"(?:分管|主要|有关)?(?:领导同志|秘书长|组成人员)")
#: 领导同志一律不…: what the people of a body refrain from
_REFRAINS = re.compile(r"(?:一律|一般|原则上|个人)?不(?=为|参加|出席|题|发|接|搞|写|去|陪|在)")
#: 某某审核后报…: a step of a procedure
_EXAMINES = re.compile(
    r"(?:初审|审核|复核|审查|汇总|复审|预审)(?:盖章|确认|同意|通过|合格)*[后，]*(?:并|再|由|统一)?"
    r"(?:，?(?:报|送|转|交|提交|上报|推荐|下达|拨付|由O|经O|O[^，。；]{0,4}(?:审|复核|核定|批))|、O(?:复核|审|核))"
)
#: 由上级机关责令改正: fines and closures are what is done to others than public bodies
_REPRIMANDS = re.compile(
    r"(?:依法)?(?:责令[^，。；]{0,6}(?:改正|整改)|给予批评教育|(?:予以|给予)?通报批评)(?![^。]*(?:罚款|没收|吊销|停产))"
)
_OFFENDER = re.compile(
    r"[^，。；：O]{0,8}(?P<who>O(?:(?:[、和及与]|或者?其?|及其)O|(?:、|以及|和)[^，。；O]{2,12})*)(?:(?:及其|和)[^，。；O]{0,4}人员)?"
    r"(?:有下列|违反|未|不|拒|在[^，。；O]{2,24}中|将[^，。；O]{2,30}的，)"
)
_CHECKED_BODY = re.compile(
    r"^[^，。；]{0,24}?对[^，。；O]{0,8}(O)[^，。；]{0,30}(?:评估|检查|考核|评价|审计|督促)"
)
#: How far around a body its sentence is read; longer sentences are lists that lost their marks.
_REACH = 500


class Verdict(NamedTuple):
    """What a sentence says of a body: its role, or None with the reason why it does not act."""

    role: str | None
    rule: str


class Subject(NamedTuple):
    """A body told to act. ``evidence`` is the sentence that says so; ``rule`` names the pattern."""

    mention: Mention
    role: str
    rule: str
    evidence: Span


class Bystander(NamedTuple):
    """A body that is named and not told to act; ``reason`` names the rule that says so."""

    mention: Mention
    reason: str


def is_nobody(name: str) -> bool:
    """Enterprises, citizens, 有关方面 and the like bear no responsibility (docs/records.md)."""
    return bool(class_pattern(r"{nobody}").fullmatch(name))


def find_subjects(
    text: str, start: int, end: int, mentions: Sequence[Mention], *, spoken: bool = False
) -> list[Subject]:
    """The acting bodies of ``text[start:end]``, in reading order.

    ``mentions`` are those inside the stretch, sorted; spans count in ``text``. ``spoken``: in a report of a
    meeting, 要求 without a subject is the speaker's and tells its body to act.
    """
    read = _read(text, start, end, mentions, spoken)
    return [
        Subject(mention, verdict.role, verdict.rule, span) for mention, verdict, span in read if verdict.role
    ]


def find_bystanders(
    text: str, start: int, end: int, mentions: Sequence[Mention], *, spoken: bool = False
) -> list[Bystander]:
    """The bodies of ``text[start:end]`` that do not act there, each with the reason (for ``explain``)."""
    read = _read(text, start, end, mentions, spoken)
    return [Bystander(mention, verdict.rule) for mention, verdict, _ in read if not verdict.role]


def _read(
    text: str, start: int, end: int, mentions: Sequence[Mention], spoken: bool
) -> Iterator[tuple[Mention, Verdict, Span]]:
    if not any(mention.type == "ORG" for mention in mentions):
        return
    view = compact_text(text, start, end, mentions)
    if "O" in view.text:
        for sentence in _SENTENCE.finditer(view.text):
            if "O" in sentence.group():
                yield from _read_sentence(view, Span(*sentence.span()), spoken)


def _read_sentence(view: Compact, sentence: Span, spoken: bool) -> Iterator[tuple[Mention, Verdict, Span]]:
    stop = sentence.end
    while stop > sentence.start and view.text[stop - 1] in "。！？!?；;\n":
        stop -= 1
    groups = list(_groups(view.text, sentence.start, stop))
    for number, group in enumerate(groups):
        left = view.text[max(sentence.start, group.start() - _REACH) : group.start()]
        right = view.text[group.end() : min(stop, group.end() + _REACH)]
        following = [g.start() - group.end() for g in groups[number + 1 : number + 12]]
        verdict = _judge(left, right, following, spoken)
        if _reprimands(view, sentence.start, group.start(), right):
            verdict = verdict._replace(role="supervise") if verdict.rule == "agent" else verdict
        elif verdict.role == "supervise" and _checks_firms(view, group.end(), right):
            verdict = verdict._replace(role="responsible")
        span = _evidence(view, Span(sentence.start, stop), Span(*group.span()))
        for hole in range(group.start(), group.end()):
            mention = view.names.get(hole)
            if mention is not None:
                yield mention, _own_verdict(mention.text, verdict, right), span


def _reprimands(view: Compact, start: int, stop: int, right: str) -> bool:
    """``行政机关…有下列情形的，由上级机关责令改正``: a public body is put right by another."""
    if not _REPRIMANDS.match(right):
        return False
    breach = _OFFENDER.match(view.text, start, stop)
    named = (view.names[i].text for i in range(*breach.span("who")) if i in view.names) if breach else ()
    return any(name.endswith(("机关", "政府", "政府部门", "行政部门", "主管部门")) for name in named)


def _checks_firms(view: Compact, end: int, right: str) -> bool:
    """``对经办银行进行评估``: inspecting those that are no public bodies is the subject's own work."""
    checked = _CHECKED_BODY.search(right)
    name = view.names.get(end + checked.start(1)) if checked else None
    return name is not None and name.text.endswith(("银行", "金融机构", "保险机构", "企业", "公司"))


def _groups(text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """The groups of coordinated bodies; what a verb takes (报告某某，某某应当…) ends at its comma."""
    at = start
    while group := GROUP.search(text, at, stop):
        comma = group.group().rfind("，")
        if comma > 0 and re.search(
            r"(?:报告|通知|告知|通报)(?:[^，。；O]{1,6}[和、及])?$", text[start : group.start()]
        ):
            group = GROUP.search(text, group.start(), group.start() + comma) or group
        yield group
        at = group.end()


def _own_verdict(name: str, verdict: Verdict, right: str) -> Verdict:
    """What the name itself changes: enterprises do not act, who is inspected is no helper."""
    if is_nobody(name):
        return Verdict(None, "nobody")
    if verdict.role == "support" and verdict.rule != "joint" and _INSPECTED.match(name):
        return Verdict("responsible", verdict.rule)
    if verdict.role == "responsible" and _LEADER.fullmatch(name):
        return Verdict("lead", verdict.rule)
    if verdict.role == "responsible" and watches(name, right):
        return Verdict("supervise", verdict.rule)
    if verdict.role == "responsible" and _INSPECTOR.search(name) and _CORRECTS.match(right):
        return Verdict("supervise", verdict.rule)
    return verdict


def _evidence(view: Compact, sentence: Span, group: Span) -> Span:
    """The sentence, or of a very long one the clauses around the body."""
    start, stop = sentence
    if stop - start > 300:
        cut = max(view.text.rfind(mark, start, group.start) for mark in "，：")
        start = max(cut + 1, group.start - 150, start)
        at = view.text.find("，", min(group.end + 100, stop), stop)
        stop = min(at if at >= 0 else stop, group.end + 250)
    return view.span(start, stop)


# ------------------------------------------------------------------------------------------------ verdicts


def _judge(left: str, right: str, following: list[int], spoken: bool) -> Verdict:
    """The verdict on a group of bodies between what stands left and right of it in its sentence."""
    cut = max(left.rfind(mark) for mark in "，,：:—")  # a quotation mark opens no clause
    if left.endswith("责任、"):  # 党委负主体责任、纪委负监督责任
        cut = len(left) - 1
    near = re.sub(
        r"(?<=由)(?:所?(?:涉及|相关|有关|对应)的?|各自的?|其|本[省市县区州]|[^，。的O]{2,14}(?:单位|部门|机构)|[^，。的O]{2,16}的)$",
        "",
        left[cut + 1 :][-120:],
    )
    near = re.sub(r"(?<=会同)[^，。；O的]{2,10}[及和、与]$", "", near)
    right = re.sub(r"^之间(?=要|应当?|必须)", "", right)
    scope = right[: _scope_end(right, following)]
    for judge in (_judge_joint, _judge_received, _judge_agent, _judge_asked, _judge_founded):
        verdict = judge(left, near, right, scope, spoken)
        if verdict is not None:
            return verdict
    right = _ABOVE_ALL.sub("", right)
    after = _APPROVED.match(right)
    if after:  # 某某经某某批准，可以…
        right = scope = right[after.end() :]
    return _judge_opening(left, near, re.sub(r"^[：:]", "", right), re.sub(r"^[：:]", "", scope))


def _scope_end(right: str, following: list[int]) -> int:
    """A predicate reaches to the next clause that another body opens."""
    for at in following:
        if at > len(right):
            break
        if (at and right[at - 1] in "，,：:") or right[max(0, at - 2) : at] in {"，由", ",由"}:
            return at
    return len(right)


def _judge_joint(left: str, near: str, right: str, scope: str, spoken: bool) -> Verdict | None:
    """会同某某: support. 经某某会同某某认定 is a condition, 已会同某某 a report."""
    if class_pattern(r"{joint}$").search(near[-6:]):
        past = re.search(
            r"(?:已|曾|经|经(?![费营济办常])[^，]{0,6}O[^，]{0,6})(?:商|会同|联合|协商|商得)$", near
        )
        past = past or re.match(
            _DRAFTED + r"|[^，。：O]{0,12}(?:提出|制定|印发|开展|作出|完成|组织|下发|出台|研究)了", right
        )
        return Verdict(None, "reported") if past else Verdict("support", "joint")
    if near.endswith(("牵头组织", "牵头")) and re.match(
        r"(?:共同|联合)?(?:对|进行|开展|实施|审核|评审|研究|联合|共同)", right
    ):
        return Verdict("support", "joint")
    if re.search(r"(?:与|同|和)$", near) and re.match(
        r"(?:联合|共同|一起|一道|互相配合|相互配合)(?!会)", right
    ):
        return Verdict("support", "joint")
    return None


def _judge_received(left: str, near: str, right: str, scope: str, spoken: bool) -> Verdict | None:
    """受某某指派: it sends; 接受某某监督: it supervises."""
    if not re.search(r"(?:接受|受|服从)$", near):
        return None
    if re.match(r"的?(?:指派|委派|派遣)", right):
        return Verdict("responsible", "assigned")
    if re.match(r"的?(?:[^，。]{0,6})(?:监督|督促|检查|督查|考核|审计|巡视|巡察)", right):
        return Verdict("supervise", "watched")
    return Verdict(None, "target")


def _judge_agent(left: str, near: str, right: str, scope: str, spoken: bool) -> Verdict | None:
    """由某某负责, 请某某, 责成某某."""
    if not re.search(r"(?:(?<![理自缘经])由|责成|(?<![申报提商函邀恳聘])请)$", near):
        return None
    if re.match(r"(?:防止|避免|杜绝)", near):
        return Verdict(None, "attribute")
    first = re.split(r"[，,]", right, maxsplit=1)[0]
    if not first or re.match(r"(?:的|等|以上|及其)", first):
        return Verdict(None, "attribute")
    if _COMPOSED.search(first) and not re.match(r"召集|组织|抽调|聘请", first):
        return Verdict(None, "composition")
    if (first.endswith("的") and len(first) < len(right)) or re.match(
        r"(?![按依根])(?:[^，的]{2,3}|组织[^，的]{2}|联合[^，的]{2})的", first
    ):
        return Verdict(None, "attribute")  # 由某某召开的会议
    if re.match(r"(?:对|凡|被|除)[^，]*由$", near) and "的" in first:
        return Verdict(None, "attribute")  # 对由某某组织参加活动的企业
    if re.match(r"(?:拨付|出资|主管|举办|主办|管理)[^，的]{0,8}的O", first):
        return Verdict(None, "attribute")  # 由某某拨款的单位转为…
    if _GOVERNS.search(near) and re.match(r"[^，]{2,14}的", first):
        return Verdict(None, "attribute")  # 参与由某某组织的项目
    if class_pattern(r"{officer}").match(first) and not _LEADERS.match(first):
        return Verdict(None, "officer")  # 由某某分管领导签发
    return Verdict(role_of_predicate(scope, left), "agent")


def _judge_asked(left: str, near: str, right: str, scope: str, spoken: bool) -> Verdict | None:
    """A speaker or a document that asks tells its body to act; a body that asks does not."""
    if re.fullmatch(r"(?:坚决|一律)?(?:严禁|禁止)", near) and not re.match(r"[的、，]|$", right):
        return Verdict("responsible", "asked")  # 严禁某某挪用: it is told what it must not do
    if re.search(r"请(?:批转|转发)$", near) and re.match(r"(?:贯彻|遵照|研究)?(?:执行|落实|办理)", right):
        return Verdict("responsible", "asked")
    if near == "建议" and "O" not in left and not re.match(r"[的、，]|$|(?:意见|提出)", right):
        return Verdict(role_of_predicate(scope, left), "asked")
    if not re.search(r"(?:要求|责令)$", near):
        return None
    if re.search(r"(?:可以?|或者?|有权)要求$", near):
        return Verdict(None, "target")
    named = left[:-2]
    told = spoken or (near != "要求" and "O" not in named) or re.search(r"P|会议|他|她|发出通知，$", named)
    return Verdict(role_of_predicate(scope, left), "asked") if told else Verdict(None, "target")


def _judge_founded(left: str, near: str, right: str, scope: str, spoken: bool) -> Verdict | None:
    """成立某某，负责…; 下设某某，负责…; 以某某为主体."""
    if near.endswith("以") and re.match(r"为(?:主体|责任主体|主|牵头)", right):
        return Verdict("lead" if "牵头" in right[:4] else "responsible", "named")
    if re.search(r"解释权(?:归|属于)$", near):
        return Verdict("responsible", "agent")
    if re.search(r"组成$", near):
        return Verdict("responsible", "founded") if _CHARGED.match(right) else None
    if near.endswith("下设") or re.search(r"成立[^，]*$|(?:设立|建立|组建)了?[^，]{0,30}$", near):
        told = (_CHARGED.match(right) or _HEADED_BY.match(right)) and not re.search(
            r"可以?(?:成立|设立|组建|建立)", near
        )
        return Verdict("responsible", "founded") if told else Verdict(None, "founded")
    return None


def _judge_opening(left: str, near: str, right: str, scope: str) -> Verdict:
    """A group that opens a clause, or that a modal verb follows."""
    named = None if near else _NAMED.match(right)
    if named:
        leads = named.group(1) == "牵头" or right[named.end() :].startswith("，牵头")
        return Verdict("lead" if leads else "responsible", "named")
    if near.endswith("是") and _SHARED_DUTY.match(right):
        return Verdict("responsible", "named")
    if not near and _DUTIES.match(right):
        return Verdict("responsible", "duties")
    if not near and (_IS_CHARGED.match(right) or _SEATED.match(right)):
        return Verdict("responsible", "duties")
    if not near and _EXAMINES.match(right):
        return Verdict("responsible", "opening")
    if not right.strip("，, ") or _is_rejected(right) or _DRAFTS.match(right):
        return Verdict(None, "attribute")
    if re.match(r"(?:和|及|与|以及|、|或者?)[^，。；O]{1,10}的", right) and not match_modal(right):
        return Verdict(None, "attribute")  # 明确甲局和学校的责任
    if class_pattern(r"(?:{target}|{joint})$").search(near[-6:]) or re.search(r"(?<!针)对[^，]*的$", near):
        return Verdict(None, "target")
    opens = _opens_clause(near)
    modal = match_modal(right)
    if modal and not opens and re.search(r"(?:^|[^针应面绝])(?:对|向)(?!于)[^，。的]{1,6}$", near):
        return Verdict(None, "target")  # 对政府｜相关职能部门应当每五年督导一次
    if right[0] in "，," and not modal and opens and _COMMA.match(right):
        return Verdict(role_of_predicate(re.sub(r"^[，,]", "", scope), left), "opening")
    if right[0] in "，," and not modal and opens and (paused := _MEANWHILE.match(right)):
        return Verdict(role_of_predicate(right[paused.end() :], left), "subject")
    if (not opens and not modal) or (right[0] in "，," and not modal):
        return Verdict(None, "object")
    if not modal and _OWNS.match(right):
        return Verdict(None, "attribute")
    reason = _condition(right)
    if reason:
        return Verdict(None, reason)
    rule = "opening" if not modal else "subject" if opens else "modal"
    return Verdict(role_of_predicate(scope, left), rule)


def _is_rejected(right: str) -> bool:
    """Whether what follows a name makes it no subject; who may appoint others (可以选派…担任…) is one."""
    found = class_pattern(r"{reject}").match(right)
    appoints = found and match_modal(right, "{ought}") and found.group().endswith(_APPOINTED)
    return bool(found) and not appoints


def _opens_clause(near: str) -> bool:
    """Whether a body opens its clause: before it connectives, dates, one prepositional phrase."""
    if len(near) > 60 or re.search(r"[O向给报送]", near):
        return False
    if _WHICH_ONE.fullmatch(near):
        return True
    return bool(class_pattern(r"(?:{prefix})*(?:{phrase})?(?:{prefix})*").fullmatch(near))


def _binds(first: str, at: int, rest: str) -> bool:
    """Whether a clause about people of a body tells them, and so the body, to act or to refrain."""
    told = match_modal(first, "{ought}", at) or _REFRAINS.match(first, at)
    return bool(told or ("负责人" in first[:at] and match_modal(rest, "{ought}")))


def _condition(right: str) -> str | None:
    """Why the first clause behind a body is a condition or a report, not what it is to do."""
    first, _, rest = right.partition("，")
    if _RULED.fullmatch(first) and _RULES.match(rest) and not match_modal(right):
        return "attribute"
    if _MADE_UP_BY.match(right) or (_GAINED.match(right) and not match_modal(right)):
        return "attribute"  # 学校办厂所得收入，可按比例…
    officer = class_pattern(r"{officer}").match(first)
    if officer and first.startswith("的", officer.end()):
        return "officer"  # 某某负责人的任免，应当…
    if officer and not _binds(first, officer.end(), rest):
        return "officer"
    goes_on = match_modal(rest, "{ought}")  # 某某对结论有异议的，可以申请复核
    if first.endswith("的") and rest and not goes_on and "要" not in first and "应" not in first:
        return "condition"  # 某某违反规定的，由…
    breach = _BREACH.match(right)
    if breach and not match_modal(right) and not _LIABLE.match(right, breach.end()):
        return "condition"
    if rest.startswith(("以及", "及其", "和")) and not re.match(r"(?:将|应|要|必须)", right):
        return "attribute"  # 根据甲部署，乙部署，以及…
    if not match_modal(right) and (_HANDED_IN.match(first) or _NOUN_PHRASE.fullmatch(right)):
        return "attribute"
    if (
        _DONE_BY.match(first)
        and not match_modal(right)
        and re.match(r"(?:按照?|依照|参照|由|应|不|可以|适用|执行|须|经)", rest)
    ):
        return "attribute"
    if first.endswith("以来") or (
        re.search(r"(?:后|时|前|之日起)$", first)
        and re.match(r"由|O|经|[^，。要应]{0,10}(?:免征|减征|免缴|不征)", rest)
    ):
        return "condition"
    done = re.search(r"(?<![为除])了(?!解)", right)
    if done and not class_pattern(r"(?:{ought}|{duty})").search(
        right if "了" not in first else right.split("，")[-1]
    ):
        return "reported"
    return None
