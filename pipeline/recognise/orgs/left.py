"""Reading an organisation's name leftwards from its end: function words, ordinals, nouns, then its anchor.

The anchor is what stands in front of the function words (anchors.py). reader.py decides whether what was read
is a name.
"""

from __future__ import annotations

from ..words import Word
from . import grammar
from .anchors import read_anchor
from .grammar import CONTENT, FUNCTION, MAX_NAME, ORDINAL, PROPER
from .text import NOTHING, OrgText, Step


class LeftReader(OrgText):
    """Reads leftwards in one text."""

    def read_left(self, head: int, kind: str) -> tuple[int, int, int]:
        """(start of the name, start of its function words, what was met)."""
        at, met = head, 0
        floor = max(0, head - MAX_NAME)
        pending: tuple[int, int] | None = None  # place and state before a conjunction
        while at > floor and not self.view.taken[at - 1]:
            step, flag = self.read_function(at, kind, met)
            if not step and self._may_join(at, kind, met, pending):
                pending = (at, met)
                at -= 1
                continue
            if not step:
                break
            at, met = at - step, met | flag
        body = at
        at, met = read_anchor(self, at, met, kind, floor)
        if pending and not met & grammar.ANCHOR and not self._is_whole(at, pending[0], kind):
            at, met = pending
            body = at
        if pending and body == pending[0] - 1:  # nothing but the conjunction was read
            body = pending[0]
            if at == body - 1:
                at = body
        return at, body, met

    def _is_whole(self, at: int, stop: int, kind: str) -> bool:
        """教育部|教育装备研究与发展中心: the tagger's word holds the body that the name belongs to, and more;
        建设科、|供热和住房保障中心: the neighbour is one body."""
        if kind == "adhoc" and self.text.startswith(grammar.OWN_HOUSES, at):
            return True  # 学校|宣传思想和意识形态工作领导小组
        if self.text[at - 1 : at] == "、" and at - 1 in self.found:
            return self.text[at : stop - 1] not in self.lists.vague
        word = self.view.by_start.get(at)
        ends = range(at + 2, min(stop, word.end)) if word is not None else ()
        return any(end in self.found and self.found[end].start == at for end in ends)

    def _may_join(self, at: int, kind: str, met: int, pending: tuple[int, int] | None) -> bool:
        if pending is not None or kind not in grammar.JOINING:
            return False
        if self.text[at - 1] not in grammar.AND or not met & (FUNCTION | CONTENT):
            return False
        return bool(self.read_function(at - 1, kind, met)[0]) and at - 1 not in self.found

    # ------------------------------------------------------------------------- what a body does or is for

    def read_function(self, at: int, kind: str, met: int) -> Step:
        """Length and nature of the function word, ordinal or noun that ends at ``at``."""
        if at in self.found or kind in grammar.BARE_ENDS:
            return NOTHING
        if kind == "dept" and self.text[at - 1] in grammar.CLOSING and not met:
            doubled = self._doubled_function(at)
            if doubled is not None:
                return doubled
        word = self.view.by_end.get(at) if kind in grammar.OPEN else None
        tagged = at - word.start if word is not None and word.tag in grammar.NOUNS else 0
        if tagged > 2 and self.text[at - tagged] in grammar.LEVELS:
            tagged -= self.text[at - tagged + 1 : at] in self.lists.functions  # 县|旅游警察
        listed = self._listed_functions(at, tagged)
        if not listed or not self.region_end(at):
            for size in listed:
                if not self.lists.in_word("function", self.text, at - size):
                    return size, FUNCTION
            if tagged > 1:
                return self._content(at, kind, met)
        ordinal = self._ordinal(at, kind)
        if ordinal:
            return ordinal, ORDINAL
        if kind in grammar.OPEN:
            return self._content(at, kind, met)
        if kind in ("group", "section") and met & FUNCTION:
            return self._topic(at)
        return NOTHING

    def _ordinal(self, at: int, kind: str) -> int:
        """Length of 第一, or in front of some ends 一, that ends at ``at``, 0 for none."""
        if kind not in grammar.NUMBERED:
            return 0
        ordinal = grammar.ORDINAL_WORD.search(self.text, max(0, at - 4), at)
        if ordinal is None:
            return 0
        housed = kind == "team" and ordinal.start() in self.found  # 市交警支队|一大队
        plain = kind in ("dept", "unit") or housed
        termed = ordinal[0][0] == "第" or ordinal[0][-1] == "届"  # 省|十二届|人大常委会
        return len(ordinal[0]) if plain or termed else 0

    def _listed_functions(self, at: int, least: int) -> list[int]:
        """Lengths of the listed functions that end at ``at``, longest first; none shorter than the tagger's noun."""
        text, lists = self.text, self.lists
        sizes = lists.function_sizes.get(text[at - 1], ())
        return [size for size in sizes if least <= size <= at and text[at - size : at] in lists.functions]

    def _doubled_function(self, at: int) -> Step | None:
        """财政（地税）|局, 农业（农牧、农村经济）|厅: other functions in brackets; None where the brackets hold none."""
        text, functions = self.text, self.lists.functions
        inner = grammar.OTHER_NAMES.search(text, max(0, at - 14), at)
        if inner is None or not functions.issuperset(inner[1].split("、")):
            return None
        start = inner.start()
        first = next((n for n in (2, 3, 4) if text[start - n : start] in functions), 0)
        return (at - start + first, FUNCTION) if first else NOTHING

    def topics_before(self, at: int) -> int:
        """Length of the nouns in front of a function that says nothing by itself: 医用|耗材|管理."""
        begin = at
        while (step := self._topic(begin)[0]) and at - begin < 8:
            begin -= step
        return at - begin

    def _topic(self, at: int) -> Step:
        """The noun in front of a function: 流动人口|服务管理部门."""
        word = self.view.by_end.get(at)
        if self.text[at - 2 : at] in grammar.SORTS and (not self.view.words or at - 2 in self.view.by_start):
            return 2, FUNCTION  # 医用|耗材管理部门
        if word is None or word.tag not in grammar.TOPICS or at - word.start < 2 or self.region_end(at):
            return NOTHING
        return NOTHING if self._stops(self.text[word.start : at]) else (at - word.start, FUNCTION)

    def _stops(self, word: str) -> bool:
        return word in self.lists.stops or word in self.lists.determiners

    def _content(self, at: int, kind: str, met: int) -> Step:
        """What else an open name may hold: something in quotes or brackets, an aim, a word of the tagger."""
        text = self.text
        opening = grammar.QUOTES.get(text[at - 1]) if kind in grammar.JOINT else None
        if opening:
            start = text.rfind(opening, max(0, at - 24), at)
            return (at - start, CONTENT) if start >= 0 else NOTHING
        if kind == "firm" and text[at - 1] in grammar.CLOSING:
            start = max(text.rfind(mark, max(0, at - 8), at) for mark in grammar.OPENING)
            return (at - start, CONTENT) if start > 0 else NOTHING
        aim = grammar.NAMED_AIM.search(text, max(0, at - 4), at) if kind in grammar.JOINT else None
        if aim:
            return len(aim[0]), CONTENT
        word = self.view.by_end.get(at)
        if word is None or self.region_end(at):
            return NOTHING
        flag = self._word_content(word, kind, met)
        return (at - word.start, flag) if flag else NOTHING

    def _word_content(self, word: Word, kind: str, met: int) -> int:
        """What a word of the tagger is to an open name, 0 where it belongs to none."""
        written = self.text[word.start : word.end]
        if len(written) == 1 and written in grammar.RANKS_AND_HOUSES:
            return 0
        if written == grammar.STREET and kind in grammar.OF_STREETS:
            return 0  # 街道|综合执法队
        if written[-1] == grammar.COUNT:
            return 0  # 党委|2个|巡视组
        named = met & (CONTENT | FUNCTION)
        if written in self.lists.aims and named and self._anchored(word.start):
            return CONTENT
        if written in self.lists.panels and named and kind == "council":
            return CONTENT  # 城市体检|专家|指导委员会
        if self._stops(written):
            return 0
        if word.tag in grammar.NOUNS:
            if grammar.SAID.search(written):
                return 0
            return CONTENT | PROPER if word.tag in grammar.PROPER_TAGS and len(written) > 1 else CONTENT
        if word.tag in grammar.TIMES and kind == "adhoc" and written[0] not in grammar.NEAR_TIMES:
            return CONTENT
        if word.tag == "PER" and kind in grammar.HOUSES:
            return CONTENT | PROPER
        if word.tag in grammar.MODIFIERS and len(written) > 1 and not grammar.SAID.search(written):
            before = self.view.by_end.get(word.start)
            if before is not None and before.tag in grammar.NOUNS:
                return 0 if self.text[before.start : before.end] in self.lists.stops else CONTENT
        return 0

    def _anchored(self, at: int) -> bool:
        """A region, a rank or a body ends at ``at``: 浙江省|推进“四大建设”工作联席会议."""
        before = self.text[max(0, at - 2) : at]
        return (
            bool(self.region_end(at))
            or at in self.found
            or before in grammar.NATION
            or before[-1:] in grammar.LEVELS
        )
