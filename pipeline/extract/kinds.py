"""What kind of item it is: directive, achievement, problem, principle, heading or fact.

Three steps, each explainable. An article of a regulation (第X条) is read by an ordered table. A bare name of
what follows is a heading. Everything else collects the cues of ``lexicon/kind_cues.txt`` from its own words,
from the sentence that opens its list and from the headings above it; then its siblings vote, because the
items of one list usually are of one kind. What the kinds mean stands in docs/records.md.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..firsts import compile_gated
from ..lexicon import read_lexicon
from ..records import Item, Note, Structure
from .actions import ends_like_name, first_sentence, is_known_name, names_action, names_phase, opens_with_verb

#: What an item is when nothing speaks for anything else.
PRIOR: Mapping[str, float] = {"directive": 1.0}
#: How much the mean of the siblings counts beside the item's own cues, by the look of the marker: members of
#: a run-in list (一是) are nearly always alike, the sections of a document (一、) seldom are.
SIBLINGS: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(r"[零〇一二三四五六七八九十]+[、.．]|[IVX]+[.、]"), 0.2),
    (re.compile(r"[（(\d①-⑳㈠-㈩⑴-⒇]"), 0.6),
    (re.compile(r""), 0.8),
)
#: How much the kind of the item above counts, by that kind.
ABOVE: Mapping[str, float] = {
    "achievement": 2.5,
    "problem": 2.0,
    "principle": 2.0,
    "fact": 0.8,
    "directive": 0.5,
}
#: A cue behind the first sentence counts so much: what an item is, its first sentence says.
BEHIND = 0.5
#: How much it counts that an item opens with a verb of doing (加强…, 完善…).
OPENING_VERB = 1.5
#: What the sentence before the sections of a document (现提出如下意见：) says about their kinds.
SECTION_LEAD = 0.4
#: A cue for a directive in a short line of at least this weight (由…负责) tells that it is no bare name.
STRONG_CUE = 1.5
#: Who is to do it is told, whatever noun the line ends in.
_CHARGED = re.compile(r"负责(?!人)|会同|由[^，。；]{2,30}[局委办厅部院中心]")
#: Cues are looked for in this much of a text; in flattened documents an item can run to thousands.
WINDOW = 1200
#: How much it counts for a principle that a member of a named set opens with 坚持 (“三个坚持”：坚持…).
UPHELD = 4.0
#: How much it counts that a note names who is responsible for the item.
NOTED = 5.0
#: A bare name of what follows is no longer than this, and the title of an attachment no longer than that.
NAME_LENGTH = 32
#: A bare name is told by the names beside it that end alike where it is no longer than this.
TWIN_LENGTH = 12
#: A line of this length with a full stop behind it is a sentence.
SENTENCE_LENGTH = 10
_INVENTORY_SIZE = 3
ATTACHMENT_LENGTH = 60

_ARTICLE = re.compile(r"第[零〇○一二三四五六七八九十百千\d]{1,7}条")
#: A label above what it names (审核：), or a phase that is only named (第二阶段为审查阶段).
_LABEL = re.compile(r"[一-龥]{2,8}[：:]|[^，。；：]{0,36}(?<!各)阶段")
#: 第三条（管理机构）, with what it says on the lines below.
_CAPTION = re.compile(r"[（(〔【]([^（()）〔〕【】。；]{2,30})[）)〕】]")
_CHAPTER = re.compile(r"第[零〇○一二三四五六七八九十百千\d]{1,5}[编篇章节]")
_TOP = re.compile(r"[零〇一二三四五六七八九十]+[、.．]|[IVX]+[.、]|第")


_PREDICATE = re.compile(
    r"(?:按照?|依照|根据|对|将|经).{2,}(?:进行|执行|办理|实施|给予|予以)|^本[一-龥]{1,4}自"
    r"|(?:\d个?(?:工作日|日|天|月)(?:内|之内)|[年月]底前|\d日前)[^，。]{0,6}(?:发放|完成|拨付|兑现|办结|公示|公布|报送|提交|审核|反馈)"
)
#: 符合以下条件： and 实施范围为全县 say something, short as they are.
_CONDITIONS = re.compile(
    r"(?:[^，。；：由]{2,12}(?=应|须|需))?(?:应当?|必?须|同时|需)*(?:符合|具备|满足)(?:以下|下列|如下)[^，。；]{0,8}(?:条件|要求)(?:之一)?[：:]?|.*(?:范围|对象)为.+"
)
#: 《烟气采样方法》（GB/T16157）: a document that is only named.
_DOCUMENT = re.compile(r"(?:[（(][^（()）]{1,40}[）)]|《[^》\n]{2,120}》|[A-Z/\d.\-—－ ])+[；;。]?")
#: What a list of things ends in, where all its members do (负面清单：一、…项目，二、…项目).
_THINGS = re.compile(r"(?:项目|企业|产品|行业|设备|材料)$")
#: 对下列事件，某局应当立即报告： what is picked out, whose members name it at their ends.
_PICKED_OUT = re.compile(r"(?:下列|以下)(?P<things>[^，。；：、]{2,16})[，：]")
_ACTS = frozenset(
    ("措施", "工作", "任务", "职责", "要求", "责任", "职能", "规定", "管理", "意见", "制度", "机制")
)
#: 监测和风险分析, 监测预警和信息报告: verbs joined by 和 name a field of work.
_FIELDS = re.compile(r"[一-龥]{2}(?:预警|处置|报告|评估|救援|响应|救助|预防)?[和与及、][一-龥]{2,8}")
#: What is counted below: 推广的改革举措（共23项）
_COUNTED = re.compile(r"[^，。；：]{2,40}（共?[\d一二三四五六七八九十]+[项条个件类]）")
#: A principle that is named by what it asks for.
_UPHOLDS = re.compile(r"(?:确保|坚持|实现|实行|遵循|贯彻|突出|注重|体现)[^，。；：、]{2,16}的?原则")
_PICKED = re.compile(r"下列|以下|如下|之一")
#: 从严的原则 above what it means is a name, though it sounds like a principle.
_PRINCIPLE = re.compile(r"(?!坚持|遵循|贯彻)[^，。；：、]{2,14}的?原则")
#: A name in front of what is to be done (生态监测。定期开展…).
_NAMED_FIRST = re.compile(r"[^，。；：]{2,14}[。：](?!是|为|指)")
_OMITTED = re.compile(r"[（(]略[）)]$")
_ASKS = re.compile(r"[^。；！？?]{2,60}[？?]?(?<=[？?么呢])")
#: 报县政府同意, 下拨经费, 县财政局会同…: steps of a procedure.
_STEP = re.compile(
    r"^(?:并)?报[^，。；《]{2,16}(?:同意|批准|审批|审定|备案)$|^(?:下达|下拨|拨付)[^，。；《]{2,10}(?:，并公布)?$"
    r"|[^，。；《]会同[^，。；《]{2,12}(?:确定|审核|组织|提出)|签订《|(?:向社会|网上|予以)(?:公示|公布|发布)"
)
_MORE = re.compile(r"[^：:。 \n\t]")
#: 承租户应尽的义务: what somebody ought to do, as a name.
_INCUMBENT = re.compile(r"(?:应尽|应有|应当?(?:履行|承担|遵守|具备))的(?=[^，。；的]{2,6}$)")
_INVENTORY = re.compile(r"(?:目录|名单|清单|材料|条件|资料)[：:]?$")
_STOPS = re.compile(r"[。；！？]")
_CITED = re.compile(r"《[^》\n]{1,80}》")
_QUESTION = re.compile(r"(?:问|记者)[：:]\s*(?P<question>[^？?\n]{2,200})[？?]?(?P<answer>.*)", re.S)
_ATTACHED = re.compile(r"(?:^|[\n。])附\s*(?:(?:件|表|录)[：:]?|[：:])$")

#: What an answer is, by its question; the first that matches decides. (pattern, kind)
_QUESTIONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"进展|成效|成绩|成果|做了哪些|开展了哪些|取得了"), "achievement"),
    (re.compile(r"存在.{0,10}(?:问题|困难|不足)"), "problem"),
    (
        re.compile(r"(?:如何|怎样)(?!理解|看待|认识|界定|定义)|怎么(?:做|办|抓|落实)|举措|措施|下一步"),
        "directive",
    ),
    (re.compile(r"有(?:哪些|什么|何)(?:具体)?(?:安排|要求|部署|考虑)"), "directive"),
)


class Choice(NamedTuple):
    """The kind of one item, with what spoke for it: ``(weight, kind, where: cue)``, strongest first."""

    kind: str
    reasons: tuple[tuple[float, str, str], ...]


class _Cue(NamedTuple):
    kind: str
    weight: float
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def _cues() -> dict[str, tuple[_Cue, ...]]:
    cues: dict[str, list[_Cue]] = defaultdict(list)
    for where, kind, weight, pattern in read_lexicon("kind_cues.txt"):
        cues[where].append(_Cue(kind, float(weight), compile_gated(pattern)))
    return {where: tuple(found) for where, found in cues.items()}


@lru_cache(maxsize=1)
def _articles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, compile_gated(pattern)) for kind, pattern in read_lexicon("article_kinds.txt"))


def article_kind(text: str) -> str:
    """The kind of an article of a regulation: the first pattern of ``lexicon/article_kinds.txt`` decides."""
    found = (kind for kind, pattern in _articles() if pattern.search(text))
    return next(found, "directive" if opens_with_verb(text) else "fact")


class _Votes:
    """The scores of the members of one list, summed, so that each can be taken out of the mean in turn."""

    def __init__(self) -> None:
        self.count = 0
        self.total: dict[str, float] = defaultdict(float)

    def add(self, scores: Mapping[str, float]) -> None:
        self.count += 1
        for kind, weight in scores.items():
            self.total[kind] += weight

    def without(self, scores: Mapping[str, float]) -> dict[str, float]:
        """The mean of the others."""
        others = self.count - 1
        if others < 1:
            return {}
        return {k: (w - scores.get(k, 0.0)) / others for k, w in sorted(self.total.items())}


class KindReader:
    """Decides the kinds of all items of one document; made once a document by :func:`decide_kinds`."""

    def __init__(self, text: str, structure: Structure) -> None:
        self.text = text
        self.items = structure.items
        self.title = structure.head.title or ""
        self.articles = any(_ARTICLE.match(item.marker) for item in self.items)
        self.lists: dict[int, list[Item]] = defaultdict(list)
        self.children: dict[int, list[Item]] = defaultdict(list)
        self.by_index = {item.index: item for item in self.items}
        self.read: dict[tuple[str, str], list[tuple[_Cue, float, str]]] = {}
        self.places: dict[int, int] = {}  # where in its list an item stands
        for item in self.items:
            self.places[item.index] = len(self.lists[item.list_index])
            self.lists[item.list_index].append(item)
            if item.parent is not None:
                self.children[item.parent].append(item)
        #: lists that open sections: a member has members of its own
        self.sections = {i.list_index for i in self.items if i.index in self.children}
        self.noted = self._noted(structure.notes)
        self.headings = {i.index for i in self.items if self.is_heading(i)}
        self.named_lists = {i.list_index for i in self.items if i.index in self.headings}
        self.inventories = {k for k, members in self.lists.items() if self._is_inventory(members)}
        named = [i for i in self.items if i.index in self.headings]
        self.name_ends = {(i.list_index, self.own(i).strip("：:")[-2:]) for i in named}

    def _noted(self, notes: Iterable[Note]) -> set[int]:
        """The items that a bracketed or labelled note of their own gives to a body."""
        starts = [i.marker_start for i in self.items]
        found = set()
        for note in notes:
            at = bisect.bisect_right(starts, note.start) - 1
            item = self.items[at] if at >= 0 else None
            while item is not None and not item.start <= note.start <= item.scope_end:
                item = self.by_index.get(item.parent) if item.parent is not None else None
            if item and note.parts and note.scope == "item":
                found.add(item.index)
        return found

    def own(self, item: Item) -> str:
        return self.text[item.start : item.end].strip()

    def lead(self, item: Item) -> str:
        """The sentence that opens the item's list, and what stands before it on its line.

        A list that runs on through several sections has it in the first alone.
        """
        if item.lead_in is None or item.parent != self.lists[item.list_index][0].parent:
            return ""
        if self._is_answered(item):
            return ""
        return self.text[item.lead_in.start : item.lead_in.end].strip()[-WINDOW:]

    def _is_answered(self, item: Item) -> bool:
        """Whether the words above the item (需提供以下材料：) announce another list, which comes first."""
        parent = self.by_index.get(item.parent) if item.parent is not None else None
        if parent is None or self.children[parent.index][0].list_index == item.list_index:
            return False
        announces = self.text[parent.end - 1 : parent.end + 1].rstrip("\n").endswith(("：", ":"))
        return announces and item.lead_in is not None and item.lead_in.end <= parent.end

    def above(self, item: Item) -> list[Item]:
        chain, seen = [], {item.index}
        while item.parent is not None and item.parent not in seen:
            seen.add(item.parent)
            item = self.by_index[item.parent]
            chain.append(item)
        return chain

    def lead_share(self, item: Item) -> float:
        """How much the lead-in says: little on the sections of a document, which it only announces."""
        sections = _TOP.match(item.marker) and item.list_index in self.sections
        return SECTION_LEAD if sections else 1.0

    def is_heading(self, item: Item) -> bool:
        """A bare name on a line of its own, with something under it; or a name that is always one."""
        text = _OMITTED.sub("", self.own(item))
        if _CHAPTER.match(item.marker):
            return self.articles or not names_action(text)
        if _ATTACHED.search(self.lead(item)) and len(text) <= ATTACHMENT_LENGTH and not _STOPS.search(text):
            return not self._is_step(item)
        if item.index in self.noted:
            return False
        if len(text) < item.end - item.start and not _STOPS.search(text.rstrip("。")):
            return True
        if _COUNTED.fullmatch(text):
            return bool(_MORE.search(self.text, item.end, item.scope_end))
        if _ASKS.fullmatch(text):
            return bool(_MORE.search(self.text, item.end + 1, item.scope_end))
        bare = text.strip("：:")
        if is_known_name(bare):
            return True
        if _UPHOLDS.fullmatch(bare):
            return False
        if _PRINCIPLE.fullmatch(bare):
            return bool(_MORE.search(self.text, item.end, item.scope_end))
        if _LABEL.fullmatch(text):
            return item.index in self.children or bool(_MORE.search(self.text, item.end, item.scope_end))
        if not self._is_name(text) and not self._is_topic(item, bare):
            return False
        if self._is_enumerated(item) or "，" in bare or self._is_sentence(item, text):
            return False
        return item.index in self.children or bool(_MORE.search(self.text, item.end, item.scope_end))

    def _is_step(self, item: Item) -> bool:
        """Whether the item is a step (报县政府同意) of a procedure, which is listed below 附件： as titles are."""
        if not _STEP.search(self.own(item)):
            return False
        members = self.lists[item.list_index]
        return sum(_STEP.search(self.own(m)) is not None for m in members) >= _INVENTORY_SIZE

    def _is_name(self, text: str) -> bool:
        """Whether the text is short, without a sentence's end, a verb of doing or a judgement in it."""
        text = _INCUMBENT.sub("的", text)
        if not 1 < len(_CITED.sub("《》", text)) <= NAME_LENGTH or _STOPS.search(text) or names_action(text):
            return False
        if _PREDICATE.search(text) or _CONDITIONS.fullmatch(text):
            return False
        judged = (c for c in _cues()["text"] if c.kind != "directive" or c.weight >= STRONG_CUE)
        return not any(c.pattern.search(text) for c in judged)

    def _is_topic(self, item: Item, text: str) -> bool:
        """Whether a line under a number such as 4.3 names a field of work (部门工作组应对), above what is done in it."""
        if item.style != "decimal" and not item.marker.isdigit():
            return False
        if len(text) > NAME_LENGTH or _STOPS.search(text) or _PREDICATE.search(text):
            return False
        return not opens_with_verb(text) or _FIELDS.fullmatch(text) is not None

    def _is_sentence(self, item: Item, text: str) -> bool:
        """Whether a line of some length is closed by a full stop (市科技局负责对项目进行考核。): no name is."""
        closed = len(text) >= SENTENCE_LENGTH and self.text.startswith("。\n", item.end)
        return closed and (not ends_like_name(text) or _CHARGED.search(text) is not None)

    def _is_among_headings(self, item: Item) -> bool:
        """A bare name with nothing under it, or that of a phase, where its siblings are bare names."""
        text = self.own(item).strip("：:")
        if "，" in text or item.index in self.noted or item.list_index not in self.named_lists:
            return False
        if self._is_sentence(item, text):
            return False
        if names_phase(text) and _MORE.search(self.text, item.end, item.scope_end):
            return True
        if self._is_name(text) and not self._is_enumerated(item):
            return True
        if len(text) > TWIN_LENGTH or not _MORE.search(self.text, item.end, item.scope_end):
            return False
        return (item.list_index, text[-2:]) in self.name_ends

    def _is_inventory(self, members: Sequence[Item]) -> bool:
        """Whether a list is one of things: bare nouns that end alike, with nothing under them."""
        if len(members) < _INVENTORY_SIZE or any(
            m.index in self.children or m.index in self.noted for m in members
        ):
            return False
        own = [self.own(m).rstrip("；;。") for m in members]
        picked = _PICKED_OUT.search(self.lead(members[0])[-WINDOW // 10 :])
        if picked and (ends := {text[-2:] for text in own}) and len(ends) == 1 and not ends & _ACTS:
            return ends.pop() in picked["things"]
        return all(
            _THINGS.search(text) and not opens_with_verb(text) and not _STOPS.search(text) for text in own
        )

    def _is_enumerated(self, item: Item) -> bool:
        """Whether the item is a member of a list of phrases (…； …。), not a line of its own."""
        parent = self.by_index.get(item.parent) if item.parent is not None else None
        if parent and _ARTICLE.match(parent.marker):
            return not self._is_spelled_out(item)
        if parent and _INVENTORY.search(self.own(parent)) and item.index not in self.children:
            return True
        if item.index in self.children and self.text[item.end : item.end + 1] == "\n":
            return False  # a name on its own line, with a list below it
        lead = self.lead(item)[-40:]
        if not _TOP.match(item.marker) and lead.endswith(("：", ":")) and re.search(r"下列|以下|如下", lead):
            return True
        members, at = self.lists[item.list_index], self.places[item.index]
        return any(
            self.text[s.end : s.end + 1] in ("；", ";", "，", "、") for s in members[max(0, at - 1) : at + 2]
        )

    def _is_spelled_out(self, item: Item) -> bool:
        """Whether lines of its own follow the item, or for the last of a list the one before it."""
        members, at = self.lists[item.list_index], self.places[item.index]
        own = members[at - 1] if 0 < at == len(members) - 1 else item
        if at == len(members) - 1 and own is item:
            return False
        return self.text[own.end : own.end + 3].strip("。：: ").startswith("\n") and bool(
            _MORE.search(self.text, own.end + 1, own.scope_end)
        )

    def scores(self, item: Item) -> tuple[dict[str, float], list[tuple[float, str, str]]]:
        """What the item's own words, its lead-in and the headings above it say."""
        own = self.own(item)[:WINDOW]
        lead = self.lead(item)
        parents = self.above(item)
        if parents and not lead.endswith(("：", ":")) and lead.rstrip("。") == self.own(parents[0]):
            lead = ""  # a heading as lead-in: it is read once, as the item above
        places = [(where, own, 1.0) for where in ("text", "self", "open", "close")]
        places += [("head", first_sentence(own), 1.0), ("lead", lead, self.lead_share(item))]
        places += [("title", self.title, 1.0)]
        places += [
            ("up", first_sentence(self.own(p)).rstrip("：:")[:80], 0.5**n)
            for n, p in enumerate(parents)
            if n or not self._is_answered(item)
        ]
        total: dict[str, float] = defaultdict(float, PRIOR)
        reasons: list[tuple[float, str, str]] = []
        for where, words, factor in places:
            for cue, share, seen in self.cues_in(where, words):
                weight = cue.weight * factor * share
                total[cue.kind] += weight
                reasons.append((weight, cue.kind, f"{where}: {seen}"))
        if opens_with_verb(own):
            total["directive"] += OPENING_VERB
            reasons.append((OPENING_VERB, "directive", "opens with a verb"))
        name = _NAMED_FIRST.match(own)
        if name and not opens_with_verb(own) and opens_with_verb(own[name.end() :]):
            total["directive"] += OPENING_VERB
            reasons.append((OPENING_VERB, "directive", "goes on with a verb"))
        if not item.marker and own.startswith("坚持"):
            total["principle"] += UPHELD
            reasons.append((UPHELD, "principle", "a named set of 坚持"))
        if item.index in self.noted:
            total["directive"] += NOTED
            reasons.append((NOTED, "directive", "a note names who is responsible"))
        return total, reasons

    def cues_in(self, where: str, words: str) -> list[tuple[_Cue, float, str]]:
        """The cues for a place that its words hold, how much each counts there, and what was seen.

        Title, lead-in and headings are the same for many items: they are read once.
        """
        if (where, words) in self.read:
            return self.read[where, words]
        bare = _CITED.sub("《》", words) if "《" in words else words
        first = len(first_sentence(bare)) if where == "text" else len(bare)
        hits = self.read[where, words] = []
        told = self._says_what_to_do(where, bare)
        for cue in _cues().get(where, ()):
            if cue.kind == "fact" and told:
                continue
            found = cue.pattern.match(bare) if where in ("open", "self") else cue.pattern.search(bare)
            if found:
                hits.append((cue, 1.0 if found.start() <= first else BEHIND, found.group()[:24]))
        return hits

    @staticmethod
    def _says_what_to_do(where: str, words: str) -> bool:
        """Whether words that seem to name something tell to do it (压缩开办时间。…, 保证办学条件)."""
        if where == "up":
            return opens_with_verb(words) and names_action(words) and not _PICKED.search(words)
        first = first_sentence(words)
        return where == "self" and names_action(first) and not _CONDITIONS.fullmatch(first)

    @staticmethod
    def _names_itself(reasons: Iterable[tuple[float, str, str]]) -> bool:
        """Whether an item says what it is (指导思想。…, 补贴标准为…): it needs no votes and has none."""
        return any(cue.startswith("self: ") for _, _, cue in reasons)

    def decide(self) -> dict[int, Choice]:
        """The kind of every item, parents before children."""
        fixed = {item.index: kind for item in self.items if (kind := self._fixed(item))}
        own = {item.index: self.scores(item) for item in self.items if item.index not in fixed}
        votes: dict[tuple[int, int | None], _Votes] = defaultdict(_Votes)
        for item in self.items:
            if item.index not in fixed and not self._names_itself(own[item.index][1]):
                votes[item.list_index, item.parent].add(own[item.index][0])
        chosen: dict[int, Choice] = {}
        for item in self.items:
            if item.index in fixed:
                chosen[item.index] = Choice(*fixed[item.index])
                continue
            total, reasons = own[item.index]
            total, reasons = dict(total), list(reasons)
            named = self._names_itself(reasons)
            share = next(weight for pattern, weight in SIBLINGS if pattern.match(item.marker))
            for voted, weight in (
                votes[item.list_index, item.parent].without(total).items() if not named else ()
            ):
                total[voted] = total.get(voted, 0.0) + share * weight
                reasons.append((share * weight, voted, "siblings"))
            parent = chosen.get(item.parent) if item.parent is not None else None
            if parent and parent.kind in ABOVE:
                total[parent.kind] = total.get(parent.kind, 0.0) + ABOVE[parent.kind]
                reasons.append((ABOVE[parent.kind], parent.kind, "kind of the item above"))
            best = min(total, key=lambda k: (-total[k], k))
            chosen[item.index] = Choice(best, tuple(sorted(reasons, reverse=True)))
        return chosen

    def _is_clause(self, item: Item) -> bool:
        """Whether the item is an article in all but name: a whole sentence, numbered 一、 below a chapter."""
        parent = self.by_index.get(item.parent) if item.parent is not None else None
        if self.articles or parent is None or not _CHAPTER.match(parent.marker) or item.style != "dun":
            return False
        return self.text[item.end : item.end + 1] in ("。", "：") and len(self.own(item)) > NAME_LENGTH // 2

    def _fixed(self, item: Item) -> tuple[str, tuple[tuple[float, str, str], ...]] | None:
        """Kinds that no vote changes: headings and the articles of a regulation."""
        own = self.own(item)
        caption = _CAPTION.fullmatch(own)
        if caption and _MORE.search(self.text, item.end + 1, item.scope_end):
            kind = "directive" if names_action(caption[1]) and opens_with_verb(caption[1]) else "heading"
            return kind, ((9.0, kind, "the caption of what follows"),)
        if _ARTICLE.match(item.marker):
            kind = article_kind(own[: WINDOW * 2])
            return kind, ((9.0, kind, "article of a regulation"),)
        if self._is_clause(item):
            kind = article_kind(own[: WINDOW * 2])
            return kind, ((9.0, kind, "clause of a chapter"),)
        asked = _QUESTION.match(own)
        if asked:
            found = (k for p, k in _QUESTIONS if p.search(asked["question"]))
            kind = next(found, "fact") if asked["answer"].strip() else "fact"
            return kind, ((9.0, kind, f"question: {asked['question'][:24]}"),)
        if item.list_index in self.inventories:
            return "fact", ((9.0, "fact", "one of a list of things"),)
        if "《" in own and item.index not in self.headings and _DOCUMENT.fullmatch(own):
            return "fact", ((9.0, "fact", "a document that is only named"),)
        if _UPHOLDS.fullmatch(own.strip("：:")):
            return "principle", ((9.0, "principle", "a principle by its name"),)
        if _ATTACHED.search(self.lead(item)) and self._is_step(item):
            return "directive", ((9.0, "directive", "a step of a procedure"),)
        if item.index in self.headings or self._is_among_headings(item):
            return "heading", ((9.0, "heading", "a bare name of what follows"),)
        return None


def decide_kinds(text: str, structure: Structure) -> dict[int, Choice]:
    """The kind of every numbered item, by its index, with what spoke for it.

    ``text`` is the clean text that the offsets of ``structure`` count in.
    """
    return KindReader(text, structure).decide()
