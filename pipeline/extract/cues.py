"""What speaks for the kind of an item: the cues of ``lexicon/kind_cues.txt`` in its words and in those above it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from ..firsts import compile_gated
from ..lexicon import read_lexicon
from ..records import Item
from .actions import first_sentence, names_action, opens_with_verb
from .tree import TOP, WINDOW, Tree

#: What an item is when nothing speaks for anything else.
PRIOR: Mapping[str, float] = {"directive": 1.0}
#: A cue behind the first sentence counts so much: what an item is, its first sentence says.
BEHIND = 0.5
#: How much it counts that an item opens with a verb of doing (加强…, 完善…).
OPENING_VERB = 1.5
#: What the sentence before the sections of a document (现提出如下意见：) says about their kinds.
SECTION_LEAD = 0.4
#: A cue for a directive in a short line of at least this weight (由…负责) tells that it is no bare name.
STRONG_CUE = 1.5
#: How much it counts for a principle that a member of a named set opens with 坚持 (“三个坚持”：坚持…).
UPHELD = 4.0
#: How much it counts that a note names who is responsible for the item.
NOTED = 5.0
#: What a principle of a named set opens with.
_UPHOLDS = "坚持"
#: 符合以下条件： and 实施范围为全县 say something, short as they are.
CONDITIONS = re.compile(
    r"(?:[^，。；：由]{2,12}(?=应|须|需))?(?:应当?|必?须|同时|需)*(?:符合|具备|满足)"
    r"(?:以下|下列|如下)[^，。；]{0,8}(?:条件|要求)(?:之一)?[：:]?|.*(?:范围|对象)为.+"
)
_PICKED = re.compile(r"下列|以下|如下|之一")
#: How much it counts that a label stands before a mere list of nouns (重点路段：学校周边、下穿隧道).
LABELLED = 5.0
_LABELLED_NOUNS = re.compile(
    r"(?:重点|主要)?(?P<label>[^，。；：]{2,12})[：:](?P<nouns>[^：:。]{2,20}[、；](?:[^：:。]{2,})|[^，。；：]{4,60}的[^，。；：、的]{2,10})"
)
_MEMBER = re.compile(r"[、，；]")
_TELLS = re.compile(
    r"要(?![素道件求])|应(?![急用对])|须|负责|由|不得|不少于|达到|[局委办厅](?:$|[、；，（])|部门|单位|政府|小组|完成|以内|之内|[\d一二三四五六七八九十](?:日|月|年)前"
)
_NOT_A_LABEL = re.compile(
    r"[组副成]|级）?$|责任|单位|部门|目标|任务|措施|要求|职责|分工|原则|思想|思路|牵头|配合|时限|理念|主线|内容|方式|做法|步骤|程序|流程"
)
#: A name in front of what is to be done (生态监测。定期开展…).
_NAMED_FIRST = re.compile(r"[^，。；：]{2,14}[。：](?!是|为|指)")
CITED = re.compile(r"《[^》\n]{1,80}》")
#: A weight, the kind it speaks for, and where which cue was seen.
Reason = tuple[float, str, str]


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


def is_judged(text: str) -> bool:
    """Whether a short line holds a cue that no bare name has: of another kind, or a strong one for a directive."""
    judged = (c for c in _cues()["text"] if c.kind != "directive" or c.weight >= STRONG_CUE)
    return any(c.pattern.search(text) for c in judged)


class CueReader:
    """Reads the cues of one document's items. What stands above many items is read once."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._read: dict[tuple[str, str], list[tuple[_Cue, float, str]]] = {}

    def _lead_share(self, item: Item) -> float:
        """How much the lead-in says: little on the sections of a document, which it only announces."""
        sections = TOP.match(item.marker) and item.list_index in self._tree.sections
        return SECTION_LEAD if sections else 1.0

    def scores(self, item: Item) -> tuple[dict[str, float], list[Reason]]:
        """What the item's own words, its lead-in and the headings above it say."""
        total: dict[str, float] = defaultdict(float, PRIOR)
        reasons: list[Reason] = []
        for where, words, factor in self._places(item):
            for cue, share, seen in self._cues_in(where, words):
                reasons.append((cue.weight * factor * share, cue.kind, f"{where}: {seen}"))
        reasons += self._signs(item)
        for weight, kind, _ in reasons:
            total[kind] += weight
        return total, reasons

    def _places(self, item: Item) -> list[tuple[str, str, float]]:
        """Where cues are looked for, in which words, and how much those count."""
        own = self._tree.own(item)[:WINDOW]
        lead = self._tree.lead(item)
        parents = self._tree.above(item)
        if parents and not lead.endswith(("：", ":")) and lead.rstrip("。") == self._tree.own(parents[0]):
            lead = ""  # a heading as lead-in: it is read once, as the item above
        places = [(where, own, 1.0) for where in ("text", "self", "open", "close")]
        places += [("head", first_sentence(own), 1.0), ("lead", lead, self._lead_share(item))]
        places += [("title", self._tree.title, 1.0), ("below", self._tree.below(item), 1.0)]
        places += [
            ("up", first_sentence(self._tree.own(p)).rstrip("：:")[:80], 0.5**n)
            for n, p in enumerate(parents)
            if n or not self._tree.is_answered(item)
        ]
        return places

    def _signs(self, item: Item) -> Iterator[Reason]:
        """What speaks for a kind beside the cues of the list."""
        own = self._tree.own(item)[:WINDOW]
        if opens_with_verb(own):
            yield OPENING_VERB, "directive", "opens with a verb"
        name = _NAMED_FIRST.match(own)
        if name and not opens_with_verb(own) and opens_with_verb(own[name.end() :]):
            yield OPENING_VERB, "directive", "goes on with a verb"
        if _lists_nouns(own):
            yield LABELLED, "fact", "a label with a list of nouns"
        if not item.marker and own.startswith(_UPHOLDS):
            yield UPHELD, "principle", "a named set of 坚持"
        if item.index in self._tree.noted:
            yield NOTED, "directive", "a note names who is responsible"

    def _cues_in(self, where: str, words: str) -> list[tuple[_Cue, float, str]]:
        """The cues for a place that its words hold, how much each counts there, and what was seen.

        Title, lead-in and headings are the same for many items: they are read once.
        """
        if (where, words) in self._read:
            return self._read[where, words]
        bare = CITED.sub("《》", words) if "《" in words else words
        first = len(first_sentence(bare)) if where == "text" else len(bare)
        hits = self._read[where, words] = []
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
        return where == "self" and names_action(first) and not CONDITIONS.fullmatch(first)


def _lists_nouns(text: str) -> bool:
    """Whether a label stands before nouns and nothing that is to be done."""
    match = _LABELLED_NOUNS.fullmatch(text.rstrip("；;。"))
    if match is None or _NOT_A_LABEL.search(match["label"]) or _TELLS.search(match["nouns"]):
        return False
    named = (match["label"], *_MEMBER.split(match["nouns"]))
    return not any(names_action(part) for part in named if part)


def names_itself(reasons: Iterable[Reason]) -> bool:
    """Whether an item says what it is (指导思想。…, 补贴标准为…): it needs no votes and has none."""
    return any(cue.startswith("self: ") for _, _, cue in reasons)
