"""Who acts in a stretch of text: the bodies that a sentence tells to do something, each with its role.

The rules are CONTRACT section 3 and rulings 4 to 7 and 15. A body acts where it opens a clause and a verb
follows, behind 由, behind 会同 (support), behind 接受…监督 (supervise). It does not act behind 督促, 指导, 授权,
报, 向, nor as a mere condition (经某某批准).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .compact import Compact, compact_text
from .lexicon import read_lexicon
from .records import Mention, Span

#: Coordinated bodies and what closes them: ``O、O和O等部门``, ``O及其工作人员``.
GROUP = re.compile(
    r"O(?:(?:、|和|及|与|以及|或者?|暨|并|，(?=O[、和及与，O要应须负牵]))?O)*"
    r"(?:等(?:[^，。；：、要应须O]{0,10}?(?:部门|单位|机构|地区|方面))?)?"
    r"(?:及其(?:他|所属|工作)?[^，。；：要应须不对O]{0,10}?(?:部门|单位|机构|人员))?"
)
_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]?")
_CLAUSE_START = re.compile(r"[，,：:“”—\"]")


#: 某某是…的责任主体
_NAMED = re.compile(
    r"[，,]?(?:是|为|作为)[^，。O]{0,16}?(牵头|责任|实施|主管|主责|监管|落实)[^，。的]{0,4}?(?:主体|单位|部门|机构)(?=[，。；、]|$)"
)


class Subject(NamedTuple):
    """A body told to act. ``evidence`` is the sentence that says so; ``rule`` names the pattern."""

    mention: Mention
    role: str
    rule: str
    evidence: Span


@functools.cache
def word_class(name: str) -> str:
    """The alternatives of one class of ``subject_words.txt`` as a regular expression."""
    return "|".join(row[1] for row in read_lexicon("subject_words.txt") if row[0] == name)


@functools.cache
def _pattern(template: str) -> re.Pattern[str]:
    """A pattern in which ``{class}`` stands for the words of that class."""
    return re.compile(re.sub(r"\{([a-z]+)\}", lambda m: f"(?:{word_class(m.group(1))})", template))


#: Adverbs between a subject and its verb.
_ADVERBS = (
    r"(?:(?:按照?|根据|依据|依照|结合)[^，。；O]{0,20}?(?:分工|职责|规定|要求|程序|职能|权限|实际|情况)|[也还都均更再又]|切实|认真|"
    r"积极|主动|密切|及时|全力|大力|共同|分别|具体|进一步|继续|加强|加快|高度|严格|依法|定期|全面|充分|统筹|一定|"
    r"将|会|并|同时|现阶段|按规定|适时|真正|坚决|协同|各自|，(?=要|应|须|必须|不得|可以))*"
)


def is_nobody(name: str) -> bool:
    """Ruling 7: enterprises, citizens, 有关方面 and the like bear no responsibility."""
    return bool(_pattern(r"{nobody}").fullmatch(name))


def find_subjects(
    text: str, start: int, end: int, mentions: Sequence[Mention], *, spoken: bool = False
) -> list[Subject]:
    """The acting bodies of ``text[start:end]``, in reading order.

    ``mentions`` are those inside the stretch, sorted; spans count in ``text``. ``spoken``: in a report of a
    meeting, 要求 without a subject is the speaker's and tells its body to act.
    """
    view = compact_text(text, start, end, mentions)
    found: list[Subject] = []
    if "O" not in view.text:
        return found
    for sentence in _SENTENCE.finditer(view.text):
        if "O" in sentence.group():
            found += _read_sentence(view, Span(*sentence.span()), spoken)
    return found


def _read_sentence(view: Compact, sentence: Span, spoken: bool) -> Iterator[Subject]:
    stop = sentence.end
    while stop > sentence.start and view.text[stop - 1] in "。！？!?；;\n":
        stop -= 1
    groups = list(GROUP.finditer(view.text, sentence.start, stop))
    for number, group in enumerate(groups):
        left = view.text[sentence.start : group.start()]
        right = view.text[group.end() : stop]
        following = [g.start() - group.end() for g in groups[number + 1 :]]
        verdict = _judge(left, right, following, spoken, group.group())
        if verdict is None:
            continue
        role, rule = verdict
        for hole in range(group.start(), group.end()):
            mention = view.names.get(hole)
            if mention is not None and not is_nobody(mention.text):
                yield Subject(mention, role, rule, view.span(sentence.start, stop))


def _judge(left: str, right: str, following: list[int], spoken: bool, group: str) -> tuple[str, str] | None:
    """(role, rule) of a group of bodies between what stands left and right of it in its sentence, or None."""
    cut = [m.end() for m in _CLAUSE_START.finditer(left)]
    near = left[cut[-1] :] if cut else left
    scope = right[: _scope_end(right, following)]
    if _pattern(r".*(?:{joint})$").fullmatch(near):
        if re.search(r"(?:已|已经|曾|经|经[^，]{0,6}O[^，]{0,6})(?:商|会同|联合|征求|协商|商得)$", near):
            return None
        return ("support", "joint")
    if re.search(r"(?:与|同|和)$", near) and re.match(r"(?:联合|共同|一起|一道)(?!会)", right):
        return "support", "joint"
    if re.search(r"(?:接受|自觉接受|主动接受|受)$", near):
        return _judge_received(right)
    if re.search(r"(?:(?<![理自缘经])由|责成|(?<![申报提商函邀恳聘])请)$", near):
        return _judge_agent(scope, right)
    if re.search(r"(?:要求|责令)$", near):
        named = left[: -len("要求")]
        if (named and "O" not in named and near != "要求") or spoken or re.search(r"P|会议|他|她", named):
            return role_of_predicate(scope), "asked"
        return None
    if re.search(r"以$", near) and re.match(r"为(?:主体|责任主体|主|牵头)", right):
        return ("lead" if "牵头" in right[:4] else "responsible"), "named"
    if re.search(r"下设$", near):
        return ("responsible", "founded") if re.match(r"[，,]?(?:负责|承担|具体|主要)", right) else None
    if re.search(r"成立[^，]*$", near) or re.search(r"(?:设立|建立|组建)(?:了)?[^，]{0,30}$", near):
        return ("responsible", "founded") if re.match(r"[，,](?:负责|统筹|承担|统一)", right) else None
    return _judge_opening(near, right, scope)


def _scope_end(right: str, following: list[int]) -> int:
    """A predicate reaches to the next clause that another body opens."""
    for at in following:
        if at and right[at - 1] in "，,：:" or right[max(0, at - 2) : at] in {"，由", ",由"}:
            return at
    return len(right)


def _judge_received(right: str) -> tuple[str, str] | None:
    if re.match(r"的?(?:指派|委派|派遣)", right):
        return "responsible", "assigned"
    if re.match(r"的?(?:[^，。]{0,6})(?:监督|督促|检查|督查|考核|审计|巡视|巡察)", right):
        return "supervise", "watched"
    return None


def _judge_agent(scope: str, right: str) -> tuple[str, str] | None:
    first = re.split(r"[，,]", right, maxsplit=1)[0]
    if not first or re.match(r"(?:的|等|以上|及其|提供的|出具的|认定的)", first):
        return None
    if re.search(r"(?:组成|担任|兼任|构成)$", first):
        return None
    if re.search(r"的$", first) and len(first) < len(right):
        return None
    if re.match(r"(?![按依根])[^，的]{2,4}的", first) or _pattern(r"{officer}").match(first):
        return None  # 由某某召开的会议; 由某某分管领导签发
    return role_of_predicate(scope), "agent"


def _judge_opening(
    near: str, right: str, scope: str
) -> tuple[str, str] | None:
    """A group that opens a clause, or that a strong modal follows."""
    right = re.sub(r"^[：:]", "", right)
    scope = re.sub(r"^[：:]", "", scope)
    named = _NAMED.match(right)
    if named and not near:
        return ("lead" if named.group(1) == "牵头" else "responsible"), "named"
    if not right.strip("，, ") or _pattern(r"{reject}").match(right):
        return None
    target = _pattern(r".*(?:{target}|{joint})$").fullmatch(near)
    opens = not near or (not re.search(r"[O向给报送]", near) and len(near) < 60 and _pattern(r"{prefix}*").fullmatch(near))
    modal = _pattern(_ADVERBS + r"(?:{ought}|{duty})").match(right)
    if re.search(r"(?<!针)对[^，]*的$", near):  # 对未完成任务的某某要进行约谈
        return None
    if target or (not opens and not modal) or (right[0] in "，," and not modal):
        return None
    first, _, rest = right.partition("，")
    if _pattern(r"{officer}").match(first) and not _pattern(r"{officer}" + _ADVERBS + r"{ought}").match(first):
        return None
    if first.endswith("的") and rest and "要" not in first and "应" not in first:
        return None  # 某某违反规定的，由…
    if first.endswith("以来"):
        return None
    if re.search(r"(?:后|时|前|之日起)$", first) and rest:
        if re.match(r"由|O|经", rest):
            return None
    if "了" in first and not _pattern(r"(?:{ought}|{duty})").search(right.split("，")[-1]):
        return None
    return role_of_predicate(scope), ("subject" if opens and modal else "modal" if modal else "opening")


# ------------------------------------------------------------------------------------------------ roles


def role_of_predicate(predicate: str) -> str:
    """The role that the predicate of a subject gives it (CONTRACT section 3, ruling 6)."""
    if re.match(r"[^，。；：]{0,30}?(?:总?牵头(?!单位|部门|人|处室|科室)|主办(?!单位|方))", predicate):
        return "lead"
    verb = _pattern(_ADVERBS + r"(?:{ought}" + _ADVERBS + r")?").match(predicate)
    rest = predicate[verb.end() :] if verb else predicate
    main = _main_predicate(predicate)
    if _supports(rest):
        return "support"
    return "supervise" if _supervises(main) else "responsible"


def _main_predicate(predicate: str) -> str:
    """What follows the last adverbial clause: the clause with the modal, else the first one."""
    match = _pattern(r"(?:^|，)" + _ADVERBS + r"(?:应当?|要|必须|须|不得|可以)").search(predicate)
    return predicate[match.start() :].lstrip("，") if match else predicate


_SUPPORT = re.compile(
    r"(?:应当?|要|须)?(?:积极|主动|密切|全力|共同|予以|给予|认真)*(配合|协助|协办|支持|参与|参加|协同)(?=([^，]{0,24}))"
)


def _supports(rest: str) -> bool:
    """Whether the predicate says no more than that its subject helps another body."""
    match = _SUPPORT.match(rest)
    if match is None:
        return False
    verb, behind = match.groups()
    alone = len([c for c in re.split(r"[，,]", rest) if c]) == 1
    if verb in {"参与", "参加", "协办"}:
        return alone
    return "O" in behind or (alone and bool(re.match(r"$|做好|工作|好|完成|落实|开展|、(?:配合|协助|支持|参与)", behind)))


_LIGHT = r"(?:开展|进行|实施|组织|加强|强化|加大|做好|搞好|予以|给予|较真碰硬|联合|牵头)+"
#: What may follow a verb of checking that is the head of its clause, not part of a name (督导报告, 考核结果).
_HEAD_END = r"(?=$|[，、。”]|并|和|及|工作(?:$|[，、])|检查|指导|批评)"


def _supervises(main: str) -> bool:
    """Ruling 6: checking other bodies; inspecting others than bodies is the subject's own work."""
    clauses = main.split("，")
    first = clauses[0]
    if re.match(r"对[^，]{0,20}(?:学校|单位|部门|机构|政府|地区|各地|O)$", first) and len(clauses) > 1:
        first = "O" + clauses[1]  # 对所属学校，应当每年…
    if re.search(r"纳入[^，]{0,40}(?:督查|考核|考评|督导|巡察|巡视)", first):
        return True
    if "作为" not in first and _pattern(r"[^，]{0,60}?对[^，]{0,16}?O[^，]{0,40}?(?:{checking}|{checked})" + _HEAD_END).match(first):
        return True
    if _pattern(_ADVERBS + r"{ought}?" + _ADVERBS + r"(?:{checking}|{checked})(?:指导|检查|落实)?O").match(first):
        return True
    if re.match(r"[^，]{0,20}对", first):
        return False
    own = r"企业|市场|经营|从业|学生|人员|项目|工程|质量|安全"
    light = _pattern(r"O?" + _ADVERBS + r"{ought}?" + _ADVERBS + r"[^，O的]{0,10}?" + _LIGHT + r"[^，O的督]{0,10}?(?:{checking})(?:{checking}|{checked})*" + _HEAD_END).match(first)
    bare = _pattern(_ADVERBS + r"{ought}?" + _ADVERBS + r"(?:督促检查|督查|督办|通报批评|约谈|问责|考核|{checking}" + _HEAD_END + ")").match(first)
    if bare and re.match(r"情况|结果|制度|机制|体系|办法|职能|机构|指标|方案|意见|报告|经费", first[bare.end() :]):
        bare = None
    return any(hit and not re.search(own, hit.group()) for hit in (light, bare))
