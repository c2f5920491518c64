"""Names of organisations, found from their right end.

Chinese names of bodies end in what they are (局, 委员会, 办公室) and grow to the left: function words, the
body they belong to, a rank or a region. So each possible end is looked up in a list (``org_heads.txt``) and
read leftwards word by word until something cannot belong to the name; the class of the end says what must
have been met on the way (``grammar.NEEDS``). With a tagger, its nouns may stand in the names of ad-hoc
bodies, firms and schools; without one the lists alone decide.
"""

from __future__ import annotations

from collections.abc import Callable

from ..leads import lead_pattern, lead_words
from ..words import is_han
from . import grammar
from .grammar import (
    CENTRAL,
    CONTENT,
    DETERMINER,
    FUNCTION,
    LEVEL,
    MAX_NAME,
    ORDINAL,
    PARENT,
    PROPER,
    REGION,
    Org,
)
from .left import LeftReader

#: How a name begins whose neighbour may stand by its last part alone: 各镇党委和|政府, 省、州党委、|纪委.
_SHARING = {"gov": "各地乡镇本同上下", "street": "各地乡", "seat": "各地省市县区州"}


class OrgReader(LeftReader):
    """Reads the organisation names of one text from left to right."""

    def read(self) -> list[Org]:
        """All names, in order of their ends; none lies inside another."""
        text, taken, classes = self.text, self.view.taken, self.lists.head_class
        starts = [(m.start(), m.end(), "") for m in self.lists.names.finditer(text)]
        starts += [(m.start(), m.end(), classes[m[0]]) for m in self.lists.heads.finditer(text)]
        for start, end, kind in sorted(starts, key=lambda s: (s[1], s[0])):
            if taken[start] or taken[end - 1]:
                continue
            org = self._read_head(start, end, kind) if kind else self._read_name(start, end)
            if org is None and text[start:end] in self.lists.offices and text[end - 1] in classes:
                org = self._read_head(end - 1, end, classes[text[end - 1]])  # 财|经委: a short name by chance
            if org is not None:
                self._keep(org)
        return [self.found[end] for end in sorted(self.found)]

    def _keep(self, org: Org) -> None:
        other = self.found.get(org.end)
        if other is not None and (other.start <= org.start or self._are_two(org, other)):
            return
        for end in [e for e in range(max(org.start, org.end - MAX_NAME) + 1, org.end) if e in self.found]:
            if self.found[end].start < org.start:
                return  # it would cut an earlier name in two
            del self.found[end]
        self.found[org.end] = org

    def _are_two(self, org: Org, last: Org) -> bool:
        """Whether a name is made of two that signatures run together (生态环境部|住房城乡建设部)."""
        first = self.found.get(last.start)
        if first is None or first.kind != "name" or last.kind != "name" or org.start < first.start:
            return False
        return all(
            self.text[o.end - 1] in grammar.MINISTRY_ENDS and o.end - o.start > 3 for o in (first, last)
        )

    def _read_name(self, start: int, end: int) -> Org | None:
        """A body that is known by name: not where it is the beginning of another word (教育部门)."""
        text = self.text
        if self.lists.in_word("name", text, end):
            return None
        if text[start:end] in self.lists.lone_names and is_han(text[start - 1 : start]):
            return None  # 高等学校社会科学|发展研究中心 is another
        if end - start == 3 and start and text[start - 1] in grammar.LEVELS:
            return None  # 市统计局: the head rules read it with its rank
        national = text.startswith(grammar.NATIONWIDE, start)
        term = grammar.TERM_BEFORE.search(text, max(0, start - 6), start) if national else None
        return Org(term.start() if term else start, end, "name", start, start, CENTRAL)

    def _read_head(self, start: int, end: int, kind: str) -> Org | None:
        """The name that ends in a listed end, None where what stands in front makes none of it."""
        if kind == "dept" and self.text[start] == "委" and self._rank_before(start):
            kind = "wei"
        if kind == "gov" and end - start == 2 and self.lists.in_word("government", self.text, end):
            return None
        if self.lists.in_word("post", self.text, end):
            return None
        at, body, met = self.read_left(start, kind)
        tagged = self._tagged_start(start, end, kind)
        # one character more than a whole name is the end of the word before (列|席州纪委)
        whole = self._complete(start, at, kind, met)
        if tagged < at and (not whole or (tagged < at - 1 and self._one_name(tagged, at))):
            at = body = tagged
            met |= PROPER | REGION | FUNCTION
        if not self._complete(start, at, kind, met):
            at = self._read_short(start, kind)
            if at == start:
                return None
            body, met = at + 1, LEVEL
        org = Org(at, end, kind, start, body, met)
        if not self._cut_leads(org):
            return None
        org.end = self._alias_end(org.start, end, kind)
        return org

    def _cut_leads(self, org: Org) -> bool:
        """Cut what leads to the name off its beginning (org_leads.txt); whether a name is left."""
        text, kind, start = self.text, org.kind, org.start
        if kind in grammar.FORMED and not org.met & grammar.ANCHOR:
            while lead := lead_pattern("formed").match(text, start, org.head):
                start = lead.end()
            if kind == "adhoc" or start < org.head:
                org.start, org.body = start, max(start, org.body)
        if kind == "dept" and org.end - org.start > 4 and lead_pattern("asked").match(text, org.start):
            org.start = org.body = org.start + 2
        if kind == "group" and self.lists.in_word("area", text, org.start):
            org.start = org.body = org.start - 1
        if kind in grammar.LED:
            lead = lead_pattern("cut").match(text, org.start, org.end)
            if lead and lead.end() == org.head and kind not in ("party", "dgroup"):
                return False  # 布置|小学: what is left is no name
            if lead and lead.end() <= org.head:
                org.start, org.body = lead.end(), max(lead.end(), org.body)
        if kind in ("group", "fgroup") and not org.met & (grammar.ANCHOR | DETERMINER):
            org.start = org.body = self._behind_verb(org.start, org.head)
        return True

    def _behind_verb(self, at: int, head: int) -> int:
        """指导|疾病预防控制机构: the tagger's verb in front of a class of bodies stays outside."""
        word = self.view.by_start.get(at)
        if word is None or word.tag != "v" or word.end >= head:
            return at
        led = self.text[at : word.end] in lead_words("function")
        return word.end if led and not self.lists.in_word("lead", self.text, word.end) else at

    def _tagged_start(self, head: int, end: int, kind: str) -> int:
        """Start of the tagger's organisation that ends here, or ``head``."""
        word = self.view.by_end.get(end)
        if word is None or word.tag not in ("ORG", "LOC") or word.start >= head or kind in grammar.CLASSES:
            return head
        if self.lists.in_word("station", self.text, head) or (word.tag == "LOC" and self.text[head] == "站"):
            return head  # 通州站: trains stop there
        if any(c.isspace() for c in self.text[word.start : end]) or self.view.taken[word.start]:
            return head
        known = self.found.get(end)
        if known is not None and known.kind == "name":
            return head
        inside = [e for e in range(word.start + 1, head) if e in self.found]
        if inside and (kind not in grammar.HOUSED or self.found[inside[0]].start != word.start):
            return head  # 党中央总揽全局: a body and more
        if grammar.SAID.search(self.text, word.start, head):
            return head  # 张三希望各|学院, 特色鲜明世界一流|大学: the tagger took words of the sentence along
        generic = not inside and grammar.GENERIC_NAME.match(self.text, word.start, end)
        if kind == "gov" and self.text[word.start : word.start + 2] in grammar.WIDE:
            return head  # 全国政府督查工作
        if generic or head - word.start < 2 or self._only_functions(word.start, head):
            return head
        return word.start

    def _only_functions(self, start: int, at: int) -> bool:
        """电子商务|协会: what it deals with, and nothing that makes it one body."""
        while at > start:
            step = next((n for n in range(8, 1, -1) if self.text[at - n : at] in self.lists.functions), 0)
            if not step:
                return False
            at -= step
        return at == start

    def _one_name(self, start: int, at: int) -> bool:
        """No end of another body, no conjunction, lies between the two starts."""
        between = self.text[start:at]
        if any(mark in between for mark in grammar.BREAKS) or between.endswith(("向", "由")):
            return False
        return not any(e in self.found for e in range(start + 1, at + 1))

    def _rank_before(self, at: int) -> bool:
        return self.text[at - 1 : at] in grammar.LEVELS and at > 0

    def _complete(self, head: int, at: int, kind: str, met: int) -> bool:
        """Whether what was read from an end is a name."""
        if not any(need & met == need for need in grammar.NEEDS[kind]):
            return self._unlisted(head, at, kind, met)
        if self.lists.in_word(kind, self.text, head):
            return False
        check = _CHECKS.get(kind)
        return check is None or check(self, head, at, met)

    def _is_class(self, head: int, at: int, met: int) -> bool:
        return bool(met & (grammar.ANCHOR | DETERMINER)) or self.text[at:head] not in self.lists.vague

    def _is_public(self, head: int, at: int, met: int) -> bool:
        function = self._function_before(head)
        return function in self.lists.public or bool(function and met & PARENT)

    def _is_department(self, head: int, at: int, met: int) -> bool:
        if self.text[head] == "办" and self._cuts_word(head):
            return False
        return bool(met & grammar.ANCHOR) or head - at > 1

    def _is_team(self, head: int, at: int, met: int) -> bool:
        return self.text[head - 2 : head] != self.text[head : head + 2]  # 消防大队|大队长

    def _is_unit(self, head: int, at: int, met: int) -> bool:
        if grammar.SLASHED.match(self.text, head + 1) or grammar.PUNISHED.match(self.text, head):
            return False
        if met & PARENT:
            return True
        ends = met & LEVEL and head + 1 in self.view.by_end  # 市环卫处|开展
        return head - at > 2 and self.is_free(at) and bool(ends or not self._runs_on(head + 1))

    def _is_post(self, head: int, at: int, met: int) -> bool:
        return self.text[head] != "站" or bool(met & (FUNCTION | PARENT))  # 上海东站 is a station

    def _is_one(self, head: int, at: int, met: int) -> bool:
        return grammar.STATE_CLASS.match(self.text, at, head + 2) is None

    def _is_mine(self, head: int, at: int, met: int) -> bool:
        return not self.lists.names_region(self.text[at:head])  # 山西省|煤矿 are all those that lie there

    def _is_named(self, head: int, at: int, met: int) -> bool:
        return head != at

    def _unlisted(self, head: int, at: int, kind: str, met: int) -> bool:
        """Names whose words no list holds, known by where they stand: 市局, 市一院, 、产投集团."""
        char = self.text[head]
        if head == at and (kind == "named" or (kind == "seat" and grammar.MASS_NAME.match(self.text, at))):
            return self._is_sibling(at, grammar.RANKED_SIBLINGS)  # 县人大办、|政协办, 县妇联和|残联
        if kind in _SHARING and head == at:
            return self._shares(at, kind)
        if kind == "dept" and char in "局厅" and met & (LEVEL | DETERMINER) and self._is_own(head, at):
            return True
        if kind == "dept" and char == "院":
            return bool(met & (LEVEL | REGION) and met & ORDINAL)
        if kind in grammar.SIBLINGS and met & FUNCTION and self._is_sibling(at):
            return True
        return kind == "office" and self._is_office(head, at, met)

    def _is_own(self, head: int, at: int) -> bool:
        """市局, 省厅: a department by its rank, a word of the tagger or set free; 各市局, 各县（市、区）局."""
        each = self.text[at] == "各"
        if not each and head - at > 1:
            return False
        word = self.view.by_end.get(head + 1)
        whole = word is not None and word.start == at + each
        return whole or (self.is_free(at) and not self._runs_on(head + 1))

    def _shares(self, at: int, kind: str) -> bool:
        """The neighbour in front lends its beginning: 各镇党委和|政府, 省、州党委、|纪委."""
        join = grammar.LIST_JOIN.search(self.text, max(0, at - 2), at)
        before = self.found.get(join.start()) if join else None
        if before is None:
            return False
        if kind in grammar.SEATS and self.text.startswith(grammar.FOUR_SEATS, at):
            shared = before.kind in grammar.SEATS and before.start == before.head  # it shares itself
            if shared or (before.kind in grammar.SEATS_BEFORE and self.text[before.start] == "各"):
                return True
        if kind == "seat" and not self.text.startswith("纪委", at):
            return False
        kinds = ("party", "gov") if kind == "street" else ("party",)
        return before.kind in kinds and self.text[before.start] in _SHARING[kind]

    def _is_office(self, head: int, at: int, met: int) -> bool:
        """An office that is set up, of a committee (评选委员会|办公室), or for some work."""
        if self.text.endswith(grammar.SET_UP, 0, at):
            return True
        return bool(
            (met & CONTENT and self.text.endswith(grammar.COMMITTEE, at + 2, head))
            or (met & (CONTENT | FUNCTION) and grammar.WORK in self.text[at:head])
        )

    def _is_sibling(self, at: int, kinds: frozenset[str] = grammar.SIBLINGS) -> bool:
        """A body of the same kind stands in front: 地质环境科、地质环境监测站."""
        join = grammar.LIST_JOIN.search(self.text, max(0, at - 2), at)
        before = self.found.get(join.start()) if join else None
        return before is not None and before.kind in kinds

    def _read_short(self, head: int, kind: str) -> int:
        """Start of 市文广新局, 区旅发委, 市地质公园办: a rank, a few characters and the end, set free."""
        if kind not in ("dept", "inst") or self._runs_on(head + (1 if kind == "dept" else 2)):
            return head
        match = grammar.SHORT_NAME.search(self.text, max(0, head - 9), head)
        return head if match is None or self.view.taken[match.start("name")] else match.start("name")

    def _cuts_word(self, head: int) -> bool:
        """提升|办赛: the tagger's word goes on behind the one character that looks like an end."""
        word = self.view.by_start.get(head)
        return word is not None and word.end > head + 1 and is_han(self.text[head + 1])

    def _runs_on(self, at: int) -> bool:
        after = self.text[at : at + 1]
        return is_han(after) and after not in grammar.BEHIND_NAMES

    def _function_before(self, at: int) -> str:
        for size in range(8, 0, -1):
            word = self.text[max(0, at - size) : at]
            if word in self.lists.functions:
                return word
        return ""

    def _alias_end(self, start: int, end: int, kind: str) -> int:
        """Where the name ends with its second name in brackets: 市文广新局（体育局）, 各级党委（党组）."""
        if kind == "school" and (named := grammar.NAMED_CAMPUS.match(self.text, end)):
            return named.end()
        if kind == "school" and (second := grammar.TWO_NAMED.match(self.text, end)):
            return second.end()
        if kind in ("school", "firm"):
            campus = grammar.CAMPUS.match(self.text, end)
            return campus.end() if campus and campus[1] in self.lists.short_regions else end
        fixed = grammar.HALL_AND_ROOM.match(self.text, end)
        if fixed is None and kind in grammar.SAME_RANK:
            fixed = grammar.SAME_RANK[kind].match(self.text, end)
        if fixed:
            return fixed.end()
        alias = grammar.ALIAS.match(self.text, end) if kind in grammar.ALIASED else None
        return alias.end() if alias and self._is_alias(alias[1], start, end, kind) else end

    def _is_alias(self, inside: str, start: int, end: int, kind: str) -> bool:
        """Whether what stands in brackets is another name of the same body."""
        last = [*self.lists.heads.finditer(inside)][-1:]
        if not last or last[0].end() != len(inside):
            return False
        head = last[0][0]
        if self.lists.head_class[head] not in grammar.ALIAS_ENDS:
            return False
        if inside[0] in grammar.LEVELS and inside[0] == self.text[start] and len(inside) > 3:
            return True  # 县财政局（县地税局）
        if inside[0] in grammar.NO_ALIAS:
            return False
        return (
            len(inside) < 4
            or head in grammar.ALIAS_HEADS
            or (kind in grammar.TOWNS and grammar.TOWN_AND_STREET.match(self.text, end) is not None)
            or any(inside[at : last[0].start()] in self.lists.functions for at in range(last[0].start()))
        )


#: What more a name must be whose end has met what it needs, by the class of its end.
_CHECKS: dict[str, Callable[[OrgReader, int, int, int], bool]] = {
    "group": OrgReader._is_class,
    "fgroup": OrgReader._is_public,
    "dept": OrgReader._is_department,
    "team": OrgReader._is_team,
    "unit": OrgReader._is_unit,
    "unitproper": OrgReader._is_post,
    "inst": OrgReader._is_one,
    "school": OrgReader._is_one,
    "mine": OrgReader._is_mine,
    "office": OrgReader._is_named,
    "council": OrgReader._is_named,
}
