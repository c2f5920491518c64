"""What kind of item it is: directive, achievement, problem, principle, heading or fact.

Three steps, each explainable. An article of a regulation (第X条) is read by an ordered table. A bare name of
what follows is a heading (headings.py). Everything else collects cues from its own words, from the sentence that
opens its list and from the headings above it (cues.py); then its siblings vote, because the items of one list usually
are of one kind. What the kinds mean stands in docs/records.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from ..firsts import compile_gated
from ..lexicon import read_lexicon
from ..records import Item, Structure
from .actions import names_action, opens_with_verb
from .cues import CueReader, Reason, names_itself
from .headings import NAME_LENGTH, Headings, is_upheld
from .tree import ARTICLE, CHAPTER, WINDOW, Tree

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
#: What speaks for a kind that no vote changes.
_CERTAIN = 9.0

#: 第三条（管理机构）, with what it says on the lines below.
_CAPTION = re.compile(r"[（(〔【]([^（()）〔〕【】。；]{2,30})[）)〕】]")
#: 《烟气采样方法》（GB/T16157）: a document that is only named.
_DOCUMENT = re.compile(r"(?:[（(][^（()）]{1,40}[）)]|《[^》\n]{2,120}》|[A-Z/\d.\-—－ ])+[；;。]?")
#: 床位使用率⏎ 定量⏎ 计算方法：… behind the name of an indicator
_MEASURED = re.compile(
    r"\s*\n\s*(?:定[量性](?:指标)?\s*\n\s*)?(?:计算方法|计算公式|指标(?:说明|解释|定义|来源)|统计口径)[：:]|\s*\n\s*定[量性]\s*\n"
)
_QUESTION = re.compile(r"(?:问|记者)[：:]\s*(?P<question>[^？?\n]{2,200})[？?]?(?P<answer>.*)", re.S)
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
    reasons: tuple[Reason, ...]


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
        self._tree = Tree(text, structure)
        self._headings = Headings(self._tree)
        self._cues = CueReader(self._tree)
        #: kinds that no vote changes, with what tells them; the first that knows the item decides
        self._fixed_rules: tuple[Callable[[Item, str], tuple[str, str] | None], ...] = (
            self._caption,
            self._article,
            self._answer,
            self._thing,
            self._document,
            self._indicator,
            self._principle,
            self._step,
            self._heading,
        )

    def decide(self) -> dict[int, Choice]:
        """The kind of every item, parents before children."""
        fixed = {item.index: choice for item in self._tree.items if (choice := self._fixed(item))}
        own = {item.index: self._cues.scores(item) for item in self._tree.items if item.index not in fixed}
        votes: dict[tuple[int, int | None], _Votes] = defaultdict(_Votes)
        for item in self._tree.items:
            if item.index not in fixed and not names_itself(own[item.index][1]):
                votes[item.list_index, item.parent].add(own[item.index][0])
        chosen: dict[int, Choice] = {}
        for item in self._tree.items:
            if item.index in fixed:
                chosen[item.index] = fixed[item.index]
                continue
            total, reasons = own[item.index]
            others = {} if names_itself(reasons) else votes[item.list_index, item.parent].without(total)
            above = chosen.get(item.parent) if item.parent is not None else None
            chosen[item.index] = _weigh(item, total, reasons, others, above)
        return chosen

    def _fixed(self, item: Item) -> Choice | None:
        own = self._tree.own(item)
        answers = (rule(item, own) for rule in self._fixed_rules)
        found = next((answer for answer in answers if answer is not None), None)
        return Choice(found[0], ((_CERTAIN, *found),)) if found else None

    def _caption(self, item: Item, own: str) -> tuple[str, str] | None:
        caption = _CAPTION.fullmatch(own)
        if caption is None or not self._tree.goes_on(item, 1):
            return None
        told = names_action(caption[1]) and opens_with_verb(caption[1])
        return "directive" if told else "heading", "the caption of what follows"

    def _article(self, item: Item, own: str) -> tuple[str, str] | None:
        if ARTICLE.match(item.marker):
            return article_kind(own[: WINDOW * 2]), "article of a regulation"
        return (article_kind(own[: WINDOW * 2]), "clause of a chapter") if self._is_clause(item) else None

    def _is_clause(self, item: Item) -> bool:
        """Whether the item is an article in all but name: a whole sentence, numbered 一、 below a chapter."""
        parent = self._tree.parent(item)
        if self._tree.articles or parent is None or not CHAPTER.match(parent.marker) or item.style != "dun":
            return False
        closed = self._tree.text[item.end : item.end + 1] in ("。", "：")
        return closed and len(self._tree.own(item)) > NAME_LENGTH // 2

    def _answer(self, item: Item, own: str) -> tuple[str, str] | None:
        """问：如何…？答：…: what an answer is, its question says."""
        asked = _QUESTION.match(own)
        if asked is None:
            return None
        found = (kind for pattern, kind in _QUESTIONS if pattern.search(asked["question"]))
        kind = next(found, "fact") if asked["answer"].strip() else "fact"
        return kind, f"question: {asked['question'][:24]}"

    def _thing(self, item: Item, own: str) -> tuple[str, str] | None:
        return ("fact", "one of a list of things") if item.list_index in self._headings.inventories else None

    def _document(self, item: Item, own: str) -> tuple[str, str] | None:
        named = "《" in own and item.index not in self._headings.found and _DOCUMENT.fullmatch(own)
        return ("fact", "a document that is only named") if named else None

    def _indicator(self, item: Item, own: str) -> tuple[str, str] | None:
        measured = len(own) <= NAME_LENGTH and _MEASURED.match(self._tree.text, item.end)
        return ("fact", "an indicator, with how it is measured") if measured else None

    def _principle(self, item: Item, own: str) -> tuple[str, str] | None:
        return ("principle", "a principle by its name") if is_upheld(own) else None

    def _step(self, item: Item, own: str) -> tuple[str, str] | None:
        step = self._headings.is_attached(item) and self._headings.is_step(item)
        return ("directive", "a step of a procedure") if step else None

    def _heading(self, item: Item, own: str) -> tuple[str, str] | None:
        named = item.index in self._headings.found or self._headings.is_among(item)
        return ("heading", "a bare name of what follows") if named else None


def _weigh(
    item: Item,
    own: Mapping[str, float],
    reasons: list[Reason],
    others: Mapping[str, float],
    above: Choice | None,
) -> Choice:
    """The kind that most speaks for: the item's cues, the mean of its siblings, the kind of the item above."""
    total, reasons = dict(own), list(reasons)
    share = next(weight for pattern, weight in SIBLINGS if pattern.match(item.marker))
    for voted, weight in others.items():
        total[voted] = total.get(voted, 0.0) + share * weight
        reasons.append((share * weight, voted, "siblings"))
    if above and above.kind in ABOVE:
        total[above.kind] = total.get(above.kind, 0.0) + ABOVE[above.kind]
        reasons.append((ABOVE[above.kind], above.kind, "kind of the item above"))
    best = min(total, key=lambda k: (-total[k], k))
    return Choice(best, tuple(sorted(reasons, reverse=True)))


def decide_kinds(text: str, structure: Structure) -> dict[int, Choice]:
    """The kind of every numbered item, by its index, with what spoke for it.

    ``text`` is the clean text that the offsets of ``structure`` count in.
    """
    return KindReader(text, structure).decide()
