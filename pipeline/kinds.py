"""What kind of item it is: directive, achievement, problem, principle, heading or fact.

Three steps, each explainable. An article of a regulation (第X条) is read by an ordered table. A bare name of
what follows is a heading. Everything else collects the cues of ``lexicon/kind_cues.txt`` from its own words,
from the sentence that opens its list and from the headings above it; then its siblings vote, because the
items of one list usually are of one kind. CONTRACT section 3 (kind) and rulings 14 and 17.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from .lexicon import read_lexicon
from .records import Item, Structure

#: What an item is when nothing speaks for anything else.
PRIOR: Mapping[str, float] = {"directive": 1.0}
#: How much the mean of the siblings counts beside the item's own cues, by the look of the marker: members of
#: a run-in list (一是) are nearly always alike, the sections of a document (一、) seldom are.
SIBLINGS: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(r"[零〇一二三四五六七八九十]+、|[IVX]+[.、]"), 0.2),
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
#: Cues are looked for in this much of a text; in flattened documents an item can run to thousands.
WINDOW = 1200
#: A bare name of what follows is no longer than this.
NAME_LENGTH = 32

_ARTICLE = re.compile(r"第[零〇○一二三四五六七八九十百千\d]{1,7}条")
_CHAPTER = re.compile(r"第[零〇○一二三四五六七八九十百千\d]{1,5}[编篇章节]")
_FIRST = re.compile(r"[^。；！？\n]*")
_CLAUSE = re.compile(r"[，、：。；！？,\s]+")
_TITLE = re.compile(r"^关于|的(?:若干)?(?:意见|建议|说明|报告|通知|请示|办法|规定|方案)$")
_TOP = re.compile(r"[零〇一二三四五六七八九十]+、|[IVX]+[.、]|第")
_PLACE = re.compile(r"^在[^，。]{2,16}[中下上里]")


_CITED = re.compile(r"《[^》\n]{1,80}》")
_QUESTION = re.compile(r"(?:问|记者)[：:]\s*(?P<question>[^？?\n]{2,200})[？?]?(?P<answer>.*)", re.S)
_ATTACHED = re.compile(r"(?:^|[\n。])附\s*(?:件|表|录)[：:]?$")

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


class _Verbs(NamedTuple):
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    manner: re.Pattern[str]
    noun: re.Pattern[str]
    suffix: re.Pattern[str]
    whole: frozenset[str]


@lru_cache(maxsize=1)
def _cues() -> dict[str, tuple[_Cue, ...]]:
    cues: dict[str, list[_Cue]] = defaultdict(list)
    for where, kind, weight, pattern in read_lexicon("kind_cues.txt"):
        cues[where].append(_Cue(kind, float(weight), re.compile(pattern)))
    return {where: tuple(found) for where, found in cues.items()}


def _any_of(words: str) -> str:
    return "|".join(sorted(map(re.escape, set(words.split())), key=lambda w: (-len(w), w)))


@lru_cache(maxsize=1)
def _verbs() -> _Verbs:
    tiers = dict(read_lexicon("directive_verbs.txt"))
    nouns = dict(read_lexicon("heading_nouns.txt"))
    return _Verbs(
        strong=re.compile(_any_of(tiers["strong"])),
        weak=re.compile(_any_of(tiers["weak"])),
        manner=re.compile(f"(?:{_any_of(tiers['manner'])})*"),
        noun=re.compile(_any_of(tiers["noun"])),
        suffix=re.compile(f"(?:{_any_of(nouns['suffix'])})$"),
        whole=frozenset(nouns["whole"].split()),
    )


def first_sentence(text: str) -> str:
    """The text up to its first full stop, semicolon or line break."""
    match = _FIRST.match(text)
    return (match.group() if match else text).strip()


def opens_with_verb(text: str) -> bool:
    """Whether the text opens with a verb that tells somebody to act (切实加强…), manner words skipped."""
    verbs = _verbs()
    if verbs.noun.match(text):
        return False
    strong = verbs.strong.match(text)
    if strong:
        return not text.startswith("了", strong.end())
    match = verbs.manner.match(text)
    return bool(verbs.weak.match(text, match.end() if match else 0))


def names_action(name: str) -> bool:
    """Whether a short heading says what to do (加强组织领导) or only names what follows (组织领导)."""
    verbs = _verbs()
    if name in verbs.whole or verbs.noun.match(name) or _TITLE.search(name):
        return False
    clauses = [c for c in _CLAUSE.split(_PLACE.sub("", name)) if c]
    if any(verbs.strong.match(c) for c in clauses):
        return True
    for clause in clauses:
        start = verbs.manner.match(clause).end()  # type: ignore[union-attr]
        match = verbs.weak.match(clause, start)
        if match is None:
            continue
        # 提出申请, 摸底排查, 开展自查: an object or a second verb; 组织机构, 申报条件: the half of a noun
        if start or (len(clause) > 4 and not verbs.suffix.search(clause)):
            return True
    if re.search(r"[一-龥]{4,}化$", name):  # 核心景区规模化
        return True
    # 产业园区要提质 · 企业自主申报: the verb stands behind its subject
    return bool(
        re.search(r".{2,}(?:(?<![主重必需简纪摘纲])要|应当?|须|必须|不得)(?!求|素|点|件|急)[^，]{2,}", name)
    )


@lru_cache(maxsize=1)
def _articles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(pattern)) for kind, pattern in read_lexicon("article_kinds.txt"))


def article_kind(text: str) -> str:
    """The kind of an article of a regulation: the first pattern of ``lexicon/article_kinds.txt`` decides."""
    found = (kind for kind, pattern in _articles() if pattern.search(text))
    return next(found, "directive" if opens_with_verb(text) else "fact")


class KindReader:
    """Decides the kinds of all items of one document; made once a document by :func:`decide_kinds`."""

    def __init__(self, text: str, structure: Structure) -> None:
        self.text = text
        self.items = structure.items
        self.title = structure.head.title or ""
        self.regulation = structure.head.kind == "regulation"
        self.lists: dict[int, list[Item]] = defaultdict(list)
        self.children: dict[int, list[Item]] = defaultdict(list)
        self.by_index = {item.index: item for item in self.items}
        for item in self.items:
            self.lists[item.list_index].append(item)
            if item.parent is not None:
                self.children[item.parent].append(item)

    def own(self, item: Item) -> str:
        return self.text[item.start : item.end].strip()

    def lead(self, item: Item) -> str:
        """The sentence that opens the item's list, and what stands before it on its line."""
        if item.lead_in is None:
            return ""
        return self.text[item.lead_in.start : item.lead_in.end].strip()[-WINDOW:]

    def above(self, item: Item) -> list[Item]:
        chain, seen = [], {item.index}
        while item.parent is not None and item.parent not in seen:
            seen.add(item.parent)
            item = self.by_index[item.parent]
            chain.append(item)
        return chain

    def lead_share(self, item: Item) -> float:
        """How much the lead-in says: little on the sections of a document, which it only announces."""
        sections = _TOP.match(item.marker) and any(
            s.index in self.children for s in self.lists[item.list_index]
        )
        return SECTION_LEAD if sections else 1.0

    def is_heading(self, item: Item) -> bool:
        """A bare name on a line of its own, with something under it; or a name that is always one."""
        text = self.own(item)
        if _CHAPTER.match(item.marker):
            return not names_action(text) or self.regulation
        if (
            not text
            or len(_CITED.sub("《》", text)) > NAME_LENGTH
            or re.search(r"[。；！？]", text)
            or names_action(text)
        ):
            return False
        bare = text.strip("：:")
        if bare in _verbs().whole or _ATTACHED.search(self.lead(item)):
            return True
        if any(c.kind != "directive" and c.pattern.search(bare) for c in _cues()["text"]):
            return False
        if self._is_enumerated(item):
            return False
        has_more = bool(self.children.get(item.index)) or bool(
            self.text[item.end : item.scope_end].strip("：:。 \n\t")
        )
        return has_more and not re.search(r"[，,]", bare)

    def _is_among_headings(self, item: Item) -> bool:
        """A bare name with nothing under it, where its siblings are names with something under them."""
        text = self.own(item).strip("：:")
        if (
            not 1 < len(_CITED.sub("《》", text)) <= NAME_LENGTH
            or re.search(r"[。；！？，]", text)
            or names_action(text)
        ):
            return False
        if any(c.kind != "directive" and c.pattern.search(text) for c in _cues()["text"]):
            return False
        others = [s for s in self.lists[item.list_index] if s is not item and self.is_heading(s)]
        return bool(others) and not self._is_enumerated(item)

    def _is_enumerated(self, item: Item) -> bool:
        """Whether the item is a member of a list of phrases (…； …。), not a line of its own."""
        parent = self.by_index.get(item.parent) if item.parent is not None else None
        if parent and _ARTICLE.match(parent.marker):
            return True
        lead = self.lead(item)[-40:]
        if not _TOP.match(item.marker) and lead.endswith(("：", ":")) and re.search(r"下列|以下|如下", lead):
            return True
        near = [s for s in self.lists[item.list_index] if abs(s.ordinal - item.ordinal) <= 1]
        return any(self.text[s.end : s.end + 1] in ("；", ";", "，", "、") for s in near)

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
            ("up", first_sentence(self.own(p)).rstrip("：:")[:80], 0.5**n) for n, p in enumerate(parents)
        ]
        total: dict[str, float] = defaultdict(float, PRIOR)
        reasons: list[tuple[float, str, str]] = []
        for where, words, factor in places:
            words = _CITED.sub("《》", words)
            first = len(first_sentence(words)) if where == "text" else len(words)
            for cue in _cues().get(where, ()):
                found = cue.pattern.match(words) if where in ("open", "self") else cue.pattern.search(words)
                if found:
                    weight = cue.weight * factor * (1.0 if found.start() <= first else BEHIND)
                    total[cue.kind] += weight
                    reasons.append((weight, cue.kind, f"{where}: {found.group()[:24]}"))
        if opens_with_verb(own):
            total["directive"] += OPENING_VERB
            reasons.append((OPENING_VERB, "directive", "opens with a verb"))
        return total, reasons

    def decide(self) -> dict[int, Choice]:
        """The kind of every item, parents before children."""
        own = {item.index: self.scores(item) for item in self.items}
        fixed = {item.index: kind for item in self.items if (kind := self._fixed(item))}
        chosen: dict[int, Choice] = {}
        for item in self.items:
            if item.index in fixed:
                chosen[item.index] = Choice(*fixed[item.index])
                continue
            total, reasons = own[item.index]
            total, reasons = dict(total), list(reasons)
            named = any(cue.startswith("self: ") for _, _, cue in reasons)  # 指导思想。… needs no votes
            voters = (
                []
                if named
                else [s.index for s in self.lists[item.list_index] if s is not item and s.index not in fixed]
            )
            share = next(weight for pattern, weight in SIBLINGS if pattern.match(item.marker))
            for voted, weight in _mean([own[v][0] for v in voters]).items():
                total[voted] = total.get(voted, 0.0) + share * weight
                reasons.append((share * weight, voted, "siblings"))
            parent = chosen.get(item.parent) if item.parent is not None else None
            if parent and parent.kind in ABOVE:
                total[parent.kind] = total.get(parent.kind, 0.0) + ABOVE[parent.kind]
                reasons.append((ABOVE[parent.kind], parent.kind, "kind of the item above"))
            best = min(total, key=lambda k: (-total[k], k))
            chosen[item.index] = Choice(best, tuple(sorted(reasons, reverse=True)))
        return chosen

    def _fixed(self, item: Item) -> tuple[str, tuple[tuple[float, str, str], ...]] | None:
        """Kinds that no vote changes: headings and the articles of a regulation."""
        own = self.own(item)
        if _ARTICLE.match(item.marker):
            kind = article_kind(own[: WINDOW * 2])
            return kind, ((9.0, kind, "article of a regulation"),)
        asked = _QUESTION.match(own)
        if asked:
            kind = "fact" if asked["answer"].strip() else "heading"
            found = (k for p, k in _QUESTIONS if p.search(asked["question"]))
            kind = next(found, kind) if kind == "fact" else kind
            return kind, ((9.0, kind, f"question: {asked['question'][:24]}"),)
        if self.is_heading(item) or self._is_among_headings(item):
            return "heading", ((9.0, "heading", "a bare name of what follows"),)
        return None


def _mean(scores: Sequence[Mapping[str, float]]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for score in scores:
        for kind, weight in score.items():
            total[kind] += weight / len(scores)
    return dict(sorted(total.items()))


def decide_kinds(text: str, structure: Structure) -> dict[int, Choice]:
    """The kind of every numbered item, by its index, with what spoke for it.

    ``text`` is the clean text that the offsets of ``structure`` count in.
    """
    return KindReader(text, structure).decide()
