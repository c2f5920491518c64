"""Unnumbered directives: sentences outside the items in which a body is told to act.

A sentence counts where it has a body of its own that is to act: as subject with a modal or a duty word
(各地要…, X应当…, X负责…), as agent (由X承担), as the one asked (要求X…), under a line that names the body
(区财政局：), or, without a name, in the closing of a cover note to its addressees (请认真贯彻执行).
Sentences are the unit, in notices as in the later paragraphs of an article.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..firsts import compile_gated
from ..lexicon import read_lexicon
from ..recognise.classes import find_class_subjects
from ..recognise.coordination import find_members
from ..recognise.modals import told_for
from ..records import Item, Line, Mention, Span, Structure
from .actions import opens_with_verb
from .continued import GAP, is_listed_on, says_more
from .groups import label_of, lists_duties
from .kinds import Choice
from .labels import find_labels

#: Lines of these roles hold no directives.
SILENT = frozenset({"title", "number", "addressee", "signature", "date", "attachment", "row", "note"})
#: In documents of these kinds sentences tell what happens; what somebody can do is no directive there.
LOOSE = frozenset({"other", "meeting"})
#: A sentence longer than this is no sentence but text that lost its punctuation.
LONGEST = 1500
#: A list of duties needs so many body lines (区财政局：), else the line is a greeting or a label.
BODY_LINES = 2
BODY = "Ω"
REMARK = "〇"
PERSON = "某"
#: The rule for a sentence that names nobody because the line above, or its own beginning, does.
UNDER = "under a body's name"

#: The rule for what a group has to do (主要职责：…), below the item that names the group.
GROUP = "duties of a group"
#: The rule for a line that goes on with the duties that the line above opens.
LISTED = "list of duties"
_DOES_TO = re.compile(r"对[^，。；：]{2,40}?(?:进行|开展|实施|给予)")
#: 党中央、国务院高度重视…: why there is a document, not what it asks.
_BACKGROUND = re.compile(
    r"(?:近年来|长期以来|一直以来)?，?"
    r"(?:党中央|中共中央|国务院|党和(?:国家|政府)|[省市县区]委)[^。，；要应须]{0,16}高度重视"
)
_CONDITION = re.compile(rf"^(?:当|如|若|遇)[^。；{BODY}]{{2,90}}?(?:时|后|的)，(?=由?{BODY})")
_OPENS_DUTIES = re.compile(rf"{BODY}(?:的?主要)?(?:负责|承担|应当?|要|必须|会同|牵头)")

#: Collective bodies, should the recogniser have missed one; only at the head of a clause.
_COLLECTIVE = re.compile(
    r"(?<![^，；：。！？\n])"
    r"(?:(?:各级?|有关|相关|其他|上述|全[市省县区]各级?|县级以上|地方各级|市、?县|[市区县省]直|所有|本级|上级"
    r"|下级|基层|涉及的?)"
    r"[^，。；：！？\n、和及与要应须可不负承牵将]{0,14}(?:[、和及与][^，。；：！？\n、和及与要应须可不负承牵将]{1,14}){0,6}"
    r"|(?:[一-龥、]{0,24}"
    r"(?=(?:部门|机关|机构|单位|委员会|学校|幼儿园|医院|法院|检察院|督导室|督查组)"
    r"(?:要|应当?|须|必须|不得|可以|负责)))"
    r"|(?:主管|牵头|责任|主办|承办|审核|审批|监管|执法|起草|配合|建设|用人|数源|使用|管理|采购|行政|经办|承贷)"
    r"[^，。；：！？\n、和及与要应须可不负承牵将]{0,6})"
    r"(?:部门|单位|机关|机构|地区?|地方|省份?|城市|市|县|区|乡镇|镇|街道|政府|党委|党组|党组织|支部|委员会|办公室|领导小组"
    r"|学校|幼儿园|督导室|督查组|高校|院校|医院|法院|检察院|处室|科室|银行|分局|支队|中心|园区|国有企业"
    r"|中央企业|旗|）|团体)"
    r"(?=要|应|须|必须|务必|不得|可以|负责|承担|牵头|按照|根据|结合|切实|认真|加强|对照|在|每年|也要|都要|会同|原则上|具体)"
)
#: Classes of bodies by their head noun, and offices by their short names, as the subject of a sentence.
_CLASS = re.compile(
    r"(?:(?<=^)|(?<=[。；！？\n])|(?<=(?:要求|强调|指出|提出)，))"
    r"(?:(?![对向由在经为被将把按从以于据如若凡因当任何])(?:[一-龥、]|（[一-龥、]{1,12}）){1,22}?"
    r"(?<![的是有下列])"
    r"(?:机构|机关|部门|单位|政府|委员会|督查组|督导组|工作组|检查组|巡视组|巡察组|领导小组|指挥部|联席会议"
    r"|办公室"
    r"|(?<!入)(?:学校|院校|医院))"
    r"(?=(?:根据|按照?|依照|依法|经|应当?|要(?!求|素|点)|必须|不得|可以|负责(?!人)|对|在)"
    r"|(?:及其|[和及与])[^，。；：、\n]{0,8}?人员(?:应当?|必须|不得|要)"
    r"|(?![^，]{0,3}[未被已如因])[^，。；：、的等由向\n][^，。；：\n]{3,40}(?<!的)，(?:应当|必须|不得|不准))"
    r"|(?:[一-龥]{0,6}(?:党办|院办|校办|局办|委办|政府办|党政办|综合办)"
    r"|[一-龥]{2,6}(?<![到好各难坏用益长深高何之])[处科室])"
    r"(?=要(?!求|素|点)|应当?(?!用|急)|必须|负责(?!人)|牵头))"
)
#: 要做好六个方面工作。一是…: how many things the list behind the sentence holds
_ANNOUNCES = re.compile(r"(?:[一二三四五六七八九十几两]|\d)(?:个?方面|[点项条大])的?[^，。；]{0,8}$")
_QUESTION = re.compile(r"(?:问|记者)[：:]")
#: In a sentence that looks back, only a body with its modal right behind it is told to act.
_TOLD_NOW = re.compile(f"{BODY}[^，。；：]{{0,12}}?(?<![主重必需])(?:要(?!求|素|点)|应当|必须)")
#: Words that a recogniser may take for bodies and that are none: firms, groups and the public.
_NO_BODY = re.compile(
    r"(?:各类|有关|相关|本|该|其他|所有|市内|区内|我市|规模以上|小微|中小|民营|外资)*"
    r"(?:企业|公司|社会组织|市场主体|单位和个人|任何单位|任何组织|群众|社会力量|有关方面|各方面?|行业协会"
    r"|中介机构|公民|个人|委员|代表)+"
    r"|新华社|[一-龥]{0,6}(?:日报社?|晚报社?|电视台|新闻网|记者)"
)
_PREPOSED = re.compile(r"由|经(?![办营济贸信管])")
_SPLIT = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)]*|\n|$)")
_RUN = re.compile(
    f"{BODY}"
    "(?:(?:、|和|及|与|以及|及其|或者?其(?:授权|指定|委托)的?|或|或者|等|等的|等各|、各|、其他|和其他"
    f"|{REMARK})*{BODY})*"
    f"(?:等{BODY}?(?:部门|单位|地区|机构)?)?{REMARK}?(?:及其工作人员|等(?:有关|相关)?(?:部门|单位))?"
)
_LEADING = re.compile(r"[\s　—\-·•●◆■★☆*#]*(?:答[：:]\s*)?")


_NO_SUBJECT = re.compile(
    r"(?:[对向为把给同被受经报以于在从按据将送交归至到跟比的是含除]|关于|根据|按照|通过|包括|督促|指导|支持"
    r"|鼓励|协调|配合|协助|接受|推动|引导|作为|列入|纳入)$"
)


_CLAUSE_HEAD = re.compile(r"[^，。；：]*$")
_TAKES_OBJECT = re.compile(
    r"[对向为把给同被受经于从将由]|报(?![刊纸社])|督促|指导|支持|鼓励|协调|配合|协助|包括|关于|根据|按照"
)


#: 党委书记要…: whose party committee is not said, so nobody is told
_NOBODYS_LEADER = re.compile(
    r"(?<![一-龥])(?:党委|党组|党工委|党总支|总支|党支部|支部|纪委)(?:（党组）)?(?=(?:常务|专职)*副?书记)"
)


class Duty(NamedTuple):
    """One unnumbered directive: its span, the item it stands below, the rule that found it."""

    start: int
    end: int
    parent: int | None
    rule: str


@lru_cache(maxsize=1)
def _cues() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    verbs = dict(read_lexicon("directive_verbs.txt"))
    words = sorted(
        {w for w in f"{verbs['strong']} {verbs['weak']}".split() if len(w) > 1}, key=lambda w: (-len(w), w)
    )
    cues: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for group, name, pattern in read_lexicon("duty_cues.txt"):
        compiled = compile_gated(pattern.replace("(?:V)", f"(?:{'|'.join(map(re.escape, words))})"))
        cues.setdefault(group, []).append((name, compiled))
    return {group: tuple(found) for group, found in cues.items()}


@lru_cache(maxsize=1)
def _refusals() -> dict[str, tuple[re.Pattern[str], ...]]:
    """The cues of what is no duty, by their names."""
    found: dict[str, tuple[re.Pattern[str], ...]] = {}
    for name, pattern in _cues()["not"]:
        found[name] = (*found.get(name, ()), pattern)
    return found


def mask_bodies(text: str, start: int, end: int, bodies: Sequence[Span]) -> str:
    """``text[start:end]`` with each run of coordinated bodies as ``Ω`` and bracketed remarks as ``〇``."""
    parts: list[str] = []
    at = start
    for body in bodies:
        if body.start < at or body.end > end:
            continue
        parts += (text[at : body.start], BODY)
        at = body.end
    parts.append(text[at:end])
    masked = "".join(parts)
    if "（" in masked or "(" in masked:
        masked = re.sub(r"（[^（）]{0,80}）|\([^()]{0,80}\)", REMARK, masked)
    if "《" in masked:
        masked = re.sub(r"《[^》\n]{0,80}》", "《》", masked)
    if "“" in masked:
        masked = re.sub(r"“[^“”\n]{0,40}”", "“”", masked)
    return _RUN.sub(BODY, masked)


def is_subject(masked: str, at: int) -> bool:
    """Whether the body at ``at`` may be the one that acts, not the object of 对, 向, 报 and the like."""
    before = masked[max(0, at - 2) : at]
    if before.endswith(("和", "及", "与", "、")):  # 国家和Ω应当: what stands before in the clause decides
        clause = _CLAUSE_HEAD.search(masked[max(0, at - 40) : at])
        return not (clause and _TAKES_OBJECT.search(clause.group()))
    return not _NO_SUBJECT.search(before)


def _free(taken: list[Span], more: Iterable[Span]) -> list[Span]:
    """``taken`` (sorted, disjoint) and those of ``more`` that overlap none of them."""
    kept = list(taken)
    for span in more:
        i = bisect.bisect_left(kept, (span.end,)) - 1
        if i < 0 or kept[i].end <= span.start:
            bisect.insort(kept, span)
    return kept


def _hide_people(text: str, mentions: Iterable[Mention]) -> str:
    """The text, as long, without the names of people: 陆应铸 holds no 应."""
    parts: list[str] = []
    at = 0
    for mention in sorted(mentions, key=lambda m: m.start):
        if mention.type == "PER" and mention.start >= at:
            parts += (text[at : mention.start], PERSON * (mention.end - mention.start))
            at = mention.end
    return "".join(parts) + text[at:]


#: Kinds of documents that rule where no item stands above a sentence.
_RULING = frozenset(("regulation", "decision", "plan", "notice", "opinion"))


class _Sentence(NamedTuple):
    """A sentence with its bodies masked: what was done in the past, below which item, whether a mark closes it."""

    masked: str
    past: bool
    parent: Item | None
    closed: bool


def _says(masked: str, *names: str) -> bool:
    """Whether a sentence holds one of these cues of what is no duty."""
    refusals = _refusals()
    return any(pattern.search(masked) for name in names for pattern in refusals[name])


class DutyReader:
    """Finds the unnumbered directives of one document."""

    def __init__(
        self, text: str, structure: Structure, mentions: Iterable[Mention], kinds: dict[int, Choice]
    ) -> None:
        mentions = tuple(mentions)
        self.text, self.structure, self.kinds = text, structure, kinds
        self.words = _hide_people(text, mentions)
        self.items = structure.items
        self.kind = structure.head.kind
        self.markers = [i.marker_start for i in self.items]
        self.by_index = {i.index: i for i in self.items}
        self.in_articles = any(i.style == "article" for i in self.items)
        named = [
            Span(
                m.start + bool(_PREPOSED.match(m.text)), m.end
            )  # 经商务局认定: the preposition is no part of the name
            for m in mentions
            if m.type == "ORG" and not _NO_BODY.fullmatch(m.text)
        ]
        self.bodies = self._with_collectives(named)
        self.body_starts = [b.start for b in self.bodies]

    def _with_collectives(self, named: list[Span]) -> list[Span]:
        """The bodies that mentions name, and classes of bodies that no mention covers."""
        members = [m for m in find_members(self.text) if m.bears]
        taken = sorted(Span(m.end + 1, m.stop) for m in members if m.stop > m.end + 1)
        taken = _free(_free(taken, named), (Span(m.start, m.end) for m in members))
        for pattern in (_COLLECTIVE, _CLASS):
            starts = [s.start for s in taken]
            found = []
            for match in pattern.finditer(self.text):
                i = bisect.bisect_left(starts, match.end()) - 1
                free = i < 0 or taken[i].end <= match.start()
                if free and not _NO_BODY.fullmatch(match.group()):
                    found.append(Span(match.start(), match.end()))
            taken = sorted(taken + found)
        return _free(_free(taken, find_class_subjects(self.text)), find_labels(self.text))

    def bodies_in(self, start: int, end: int) -> list[Span]:
        i = bisect.bisect_left(self.body_starts, start)
        j = bisect.bisect_left(self.body_starts, end)
        return self.bodies[i:j]

    # -------------------------------------------------------------------------------- where to look

    def gaps(self) -> Iterator[Span]:
        """The stretches of text that belong to no item, note, table row or head line, in reading order."""
        head = self.structure.head
        first = self.markers[0] if self.markers else len(self.text)
        spans = (head.title_span, head.doc_number_span, head.date_span, head.addressee_line)
        named = [s for s in spans if s and s.start < first]
        taken = [(i.marker_start, i.end) for i in self.items] + [
            (n.start, n.end) for n in self.structure.notes
        ]
        taken = sorted(taken + [(s.start, s.end) for s in named])
        k = reached = 0
        for line in self.structure.lines:
            at = max(line.start, reached)
            if self._is_silent(line) or at >= line.end:
                continue
            while k < len(taken) and taken[k][0] < line.end:
                start, end = taken[k]
                if start > at:
                    yield Span(at, start)
                at = reached = max(at, end)
                k += 1
            if at < line.end:
                yield Span(at, line.end)

    def sentences(self) -> Iterator[Span]:
        """The sentences of the gaps, trimmed; marks of the bullet and the full stop at the end left out."""
        for gap in self.gaps():
            for match in _SPLIT.finditer(self.text, gap.start, gap.end):
                start, end = match.span()
                start = min(_LEADING.match(self.text, start, end).end(), end)  # type: ignore[union-attr]
                while start < end and self.text[start] in "。；;，,、）)”":
                    start += 1
                while end > start and self.text[end - 1] in "。！!；; \t\n　":
                    end -= 1
                if 4 <= end - start <= LONGEST:
                    yield Span(start, end)

    def parent_of(self, at: int) -> int | None:
        """The deepest item in whose scope ``at`` lies."""
        i = bisect.bisect_right(self.markers, at) - 1
        item = self.items[i] if i >= 0 else None
        while item is not None and not item.end <= at < item.scope_end:
            item = self.by_index.get(item.parent) if item.parent is not None else None
        return item.index if item else None

    # -------------------------------------------------------------------------------- what counts

    def rule_for(self, span: Span, parent: Item | None) -> str | None:
        """The rule by which the sentence tells a body to act, or None."""
        cues = _cues()
        bodies = [b for b in self.bodies_in(*span) if not _NOBODYS_LEADER.match(self.text, b.start)]
        masked = mask_bodies(self.words, span.start, span.end, bodies)
        if self._states_nothing(span, masked) or _says(masked, "courtesy"):
            return None
        closing = next((n for n, p in cues["closing"] if p.search(masked)), None)
        if closing and len(masked) < 120:
            return f"closing {closing}"
        told = _CONDITION.sub("", masked)  # 当险情已经排除时，由Ω终止响应
        if self._reports(masked, told):
            return None
        past = _says(told, "past")
        if not past and any(p.search(masked) for n, p in cues["deictic"] if self._counts(n)):
            return "deictic"
        if BODY not in masked:
            return None
        closed = self.text[span.end : span.end + 1] in "。；;！" and span.end < len(self.text)
        return self._told(_Sentence(masked, past, parent, closed))

    def _states_nothing(self, span: Span, masked: str) -> bool:
        """What only leads to a list, a question, the reasons for what follows."""
        if masked.endswith(("：", ":")) or re.search(r"[：:]\s*$", self.text[span.end : span.end + 1]):
            return True
        if _ANNOUNCES.search(masked) and self._opens_list(span.end):
            return True
        return masked[-1] in "？?" or _BACKGROUND.match(self.text, span.start, span.end) is not None

    def _opens_list(self, end: int) -> bool:
        """Whether the first item of a list follows the sentence that ends at ``end``."""
        i = bisect.bisect_left(self.markers, end)
        follows = i < len(self.items) and not self.text[end : self.markers[i]].strip("。；：:; \n\u3000")
        return follows and self.items[i].ordinal == 1

    def _reports(self, masked: str, told: str) -> bool:
        """What tells a story, defines, compares or looks back, and tells nobody to act."""
        if _says(masked, "narrative", "definition"):
            return True
        if self.kind in LOOSE and _says(masked, "comparison", "ability"):
            return True
        return _says(told, "review") and not _TOLD_NOW.search(masked)

    def _counts(self, name: str) -> bool:
        """Whether a cue says anything in this document: only letters of reply make promises."""
        return name != "promise" or self.kind == "decision"

    def _told(self, sentence: _Sentence) -> str | None:
        """The first cue that tells one of the sentence's bodies to act."""
        for name, pattern in _cues()["tell"]:
            at = -1
            while match := pattern.search(
                sentence.masked, at + 1
            ):  # 接到Ω报告后，Ω要…: the next may be the one
                at = sentence.masked.index(BODY, match.start())
                if self._tells(name, sentence, at):
                    return name
        return None

    def _tells(self, name: str, sentence: _Sentence, at: int) -> bool:
        """Whether the cue tells the body at ``at`` to act."""
        masked, past, parent, closed = sentence
        if _refusals()["person"][0].match(masked, at) and not told_for(masked[at + len(BODY) :]):
            return False
        if not self._counts(name) or (past and name not in {"modal", "promise"}):
            return False
        if name in ("modal", "duty"):
            return is_subject(masked, at)
        if name == "bare":
            return closed and self.allows_bare(parent)
        if name == "answer":
            return self._answers(parent)
        if name == "by":
            return parent is not None or self.kind in _RULING
        return True

    def _answers(self, parent: Item | None) -> bool:
        """Whether a sentence below the item answers a question."""
        return parent is not None and bool(_QUESTION.match(self.text, parent.start))

    def allows_bare(self, parent: Item | None) -> bool:
        """A body with a bare verb is told to act only where the text rules, never where it reports."""
        if self.kind in ("regulation", "division"):
            return True
        if self.kind in ("meeting", "speech", "report", "other") or parent is None:
            return False
        return self.kinds[parent.index].kind in ("directive", "heading")

    # -------------------------------------------------------------------------------- lines that name a body

    def _is_silent(self, line: Line) -> bool:
        """Whether a line holds no directives; below the first item no line is an addressee."""
        if line.role == "addressee" and self.markers and line.start > self.markers[0]:
            return False
        return line.role in SILENT

    def body_lines(self) -> dict[int, Span]:
        """Lines that hold a body's name and a colon and nothing else, by the offset of their end."""
        found = {}
        for line in self.structure.lines:
            if self._is_silent(line) or self.text[line.end - 1 : line.end] not in ("：", ":"):
                continue
            i = bisect.bisect_left(self.markers, line.end) - 1
            tail = max(line.start, self.items[i].start if i >= 0 else 0)
            masked = mask_bodies(self.text, tail, line.end - 1, self.bodies_in(tail, line.end))
            if masked.endswith(BODY) and (masked == BODY or tail != line.start):
                found[line.end] = Span(line.start, line.end)
        return found if len(found) >= BODY_LINES else {}

    def read(self) -> tuple[Duty, ...]:
        """All unnumbered directives in reading order."""
        duties: list[Duty] = []
        heads = sorted(self.body_lines())
        for span in self.sentences():
            parent = self.parent_of(span.start)
            rule = None
            if self._is_under(heads, span) or (duties and self._goes_on(duties[-1], span)):
                rule = UNDER
            elif self._is_listed(duties[-1] if duties else None, span):
                rule = LISTED
            elif parent is not None and self._is_of_group(self.by_index[parent], span):
                rule = GROUP
            rule = rule or self.rule_for(span, self.by_index[parent] if parent is not None else None)
            if rule:
                duties.append(Duty(span.start, span.end, parent, rule))
        return tuple(sorted([*duties, *self.rows()]))

    def rows(self) -> Iterator[Duty]:
        """The tasks of a responsibility table: each row that names bodies, unless it is an item."""
        tasks: set[Span] = set()
        for note in self.structure.notes:
            served = note.served
            if note.scope != "row" or not note.parts or not served or served in tasks:
                continue
            tasks.add(served)
            i = bisect.bisect_right(self.markers, served.end) - 1
            if served.end > served.start and (i < 0 or self.items[i].end <= served.start):
                yield Duty(served.start, served.end, self.parent_of(served.start), "table row")

    def _goes_on(self, last: Duty, span: Span) -> bool:
        """Whether the sentence goes on with the duties of 区财政局：负责…。落实…。 on the same line."""
        if last.rule not in ("named", UNDER) or "\n" in self.text[last.end : span.start]:
            return False
        return opens_with_verb(self.text[span.start : span.end])

    def _is_listed(self, last: Duty | None, span: Span) -> bool:
        """Whether the line goes on with a list of duties: 某某负责…；⏎ 配合…；⏎ 加强…。"""
        if is_listed_on(self.text, span.start):
            own = self.text[span.start : span.end]
            if not opens_with_verb(own) and not _DOES_TO.match(own):
                return False
        elif not (self.in_articles and says_more(self.text, *span)):
            return False
        i = bisect.bisect_right(self.markers, span.start) - 1
        item = self.items[i] if i >= 0 else None
        if last is not None and (item is None or last.start > item.start):
            return span.start - last.end <= GAP and last.rule in {LISTED, "duty", "modal", "bare"}
        if item is None or span.start - item.end > GAP or self.kinds[item.index].kind != "directive":
            return False
        first = mask_bodies(self.words, item.start, item.end, self.bodies_in(item.start, item.end))
        return bool(_OPENS_DUTIES.match(first))

    def _is_of_group(self, item: Item, span: Span) -> bool:
        """Whether the line says what the group that the item above names has to do (主要职责：…)."""
        named = label_of(self.text, item.start, item.end)
        return named is not None and lists_duties(self.text, span.start, span.end)

    def _is_under(self, heads: list[int], span: Span) -> bool:
        """Whether the sentence is a duty of the body whose name stands on the last body line before it."""
        i = bisect.bisect_right(heads, span.start) - 1
        if i < 0 or bisect.bisect(self.markers, heads[i]) != bisect.bisect(self.markers, span.start):
            return False
        if "：" in self.text[span.end - 1 : span.end + 1]:
            return False
        return opens_with_verb(self.text[span.start : span.end]) or self.rule_for(span, None) is None


def find_duties(
    text: str, structure: Structure, mentions: Iterable[Mention], kinds: dict[int, Choice]
) -> tuple[Duty, ...]:
    """The unnumbered directives of a document, in reading order; spans count in the clean ``text``."""
    return DutyReader(text, structure, mentions, kinds).read()
