"""Names of organisations, found from their right end.

Chinese names of bodies end in what they are (局, 委员会, 办公室) and grow to the left: function words, the
body they belong to, a rank or a region. So each possible end is looked up in a list (``org_heads.txt``) and
read leftwards word by word until something cannot belong to the name; the class of the end says what must
have been met on the way (``grammar.NEEDS``). With a tagger, its nouns may stand in the names of ad-hoc
bodies, firms and schools; without one the lists alone decide.
"""

from __future__ import annotations

from . import orggrammar as grammar
from .orggrammar import (
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
from .orgleft import LeftReader

#: How a name begins whose neighbour may stand by its last part alone: 各镇党委和|政府, 省、州党委、|纪委.
_SHARING = {"gov": "各地乡", "street": "各地乡", "seat": "各地省市县区州"}


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
            if org is not None:
                self._keep(org)
        return [self.found[end] for end in sorted(self.found)]

    def _keep(self, org: Org) -> None:
        other = self.found.get(org.end)
        if other is not None and other.start <= org.start:
            return
        for end in [e for e in range(max(org.start, org.end - MAX_NAME) + 1, org.end) if e in self.found]:
            if self.found[end].start < org.start:
                return  # it would cut an earlier name in two
            del self.found[end]
        self.found[org.end] = org

    def _read_name(self, start: int, end: int) -> Org | None:
        """A body that is known by name: not where it is the beginning of another word (教育部门)."""
        text = self.text
        if end == len(text) or self.lists.in_word("name", text, end):
            return None
        if (
            text.startswith("发展研究中心", start)
            and end - start == 6
            and "\u4e00" <= text[start - 1 : start] <= "\u9fff"
        ):
            return None  # 高等学校社会科学发展研究中心 is another
        if end - start == 3 and text[start - 1 : start] in grammar.LEVELS and start:
            return None  # 市统计局: the head rules read it with its rank
        term = (
            grammar.TERM_BEFORE.search(text, max(0, start - 6), start)
            if text[start : start + 2] == "全国"
            else None
        )
        return Org(term.start() if term else start, end, "name", start, start, CENTRAL)

    def _read_head(self, start: int, end: int, kind: str) -> Org | None:
        if kind == "dept" and self.text[start] == "委" and self._rank_before(start):
            kind = "wei"
        if kind == "gov" and end - start == 2 and self.lists.in_word("government", self.text, end):
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
        if kind in ("adhoc", "team", "council", "squad") and not met & grammar.ANCHOR:
            verb = grammar.DONE_TO.match(self.text, at, start)
            if verb and (kind == "adhoc" or verb.end() < start):
                at = max(at, min(verb.end(), start))
                body = max(at, body)
        if kind == "dept" and self.text[at : at + 2] == "经商" and end - at > 4:
            at = body = at + 2  # 经商财政部: asked, no part of the name
        if kind == "group" and self.lists.in_word("area", self.text, at):
            at = body = at - 1
        if kind in grammar.LED:
            verb = grammar.LEADING_VERB.match(self.text, at, end)
            if verb and verb.end() == start and kind not in ("party", "dgroup"):
                return None  # 布置|小学: what is left is no name
            if verb and verb.end() <= start:
                at = verb.end()
                body = max(at, body)
        if kind in ("group", "fgroup") and not met & (grammar.ANCHOR | DETERMINER):
            at = body = self._behind_verb(at, start)
        return Org(at, self._alias_end(at, end, kind), kind, start, body, met)

    def _behind_verb(self, at: int, head: int) -> int:
        """指导|疾病预防控制机构: the tagger's verb in front of a class of bodies stays outside."""
        word = self.view.by_start.get(at)
        if word is None or word.tag != "v" or word.end >= head:
            return at
        verb = grammar.DIRECTING.fullmatch(self.text, at, word.end)
        return word.end if verb and not self.text.startswith("人事", word.end) else at

    def _tagged_start(self, head: int, end: int, kind: str) -> int:
        """Start of the tagger's organisation that ends here, or ``head``."""
        word = self.view.by_end.get(end)
        if word is None or word.tag not in ("ORG", "LOC") or word.start >= head or kind in grammar.CLASSES:
            return head
        if self.lists.in_word("station", self.text, head):
            return head
        if any(c.isspace() for c in self.text[word.start : end]) or self.view.taken[word.start]:
            return head
        known = self.found.get(end)
        if known is not None and known.kind == "name":
            return head
        inside = [e for e in range(word.start + 1, head) if e in self.found]
        if inside and (kind not in grammar.HOUSED or self.found[inside[0]].start != word.start):
            return head  # 党中央总揽全局: a body and more
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
        if any(mark in between for mark in "、和与及，的"):
            return False
        return not any(e in self.found for e in range(start + 1, at + 1))

    def _rank_before(self, at: int) -> bool:
        return self.text[at - 1 : at] in grammar.LEVELS and at > 0

    def _complete(self, head: int, at: int, kind: str, met: int) -> bool:
        if not any(need & met == need for need in grammar.NEEDS[kind]):
            return self._unlisted(head, at, kind, met)
        if kind == "member":
            return True
        if (
            kind == "group"
            and not met & (grammar.ANCHOR | DETERMINER)
            and self.text[at:head] in self.lists.vague
        ):
            return False
        if kind == "fgroup":
            function = self._function_before(head)
            return function in self.lists.public or bool(function and met & PARENT)
        if kind == "dept" and self.text[head] == "办" and self._cuts_word(head):
            return False
        if self.lists.in_word(kind, self.text, head):
            return False
        if kind == "team" and self.text[head - 2 : head] == self.text[head : head + 2]:
            return False  # 消防大队|大队长
        if kind == "dept" and not met & grammar.ANCHOR:
            return head - at > 1
        if kind == "unit" and (
            grammar.SLASHED.match(self.text, head + 1) or grammar.PUNISHED.match(self.text, head)
        ):
            return False
        if self.text[head] == "站" and not met & (FUNCTION | PARENT):
            return False  # 上海东站 is a station
        if kind == "unit" and not met & PARENT:
            return head - at > 2 and self._free(at) and not self._runs_on(head + 1)
        if kind in ("inst", "school") and self.text[at : at + 2] == "国家":
            return grammar.STATE_CLASS.search(self.text, at, head + 2) is None
        return not (kind in ("office", "council") and head == at)

    def _unlisted(self, head: int, at: int, kind: str, met: int) -> bool:
        """Names whose words no list holds, known by where they stand: 市局, 市一院, 、产投集团."""
        char = self.text[head]
        if kind == "dept" and met & LEVEL and head - at == 1 and char == "局":
            return self._free(at) and not self._runs_on(head + 1)
        if kind == "dept" and char == "院":
            return bool(met & (LEVEL | REGION) and met & ORDINAL)
        if kind in ("gov", "street", "seat") and head == at:
            if kind == "seat" and not self.text.startswith("纪委", head):
                return False
            join = grammar.LIST_JOIN.search(self.text, max(0, at - 2), at)
            before = self.found.get(join.start()) if join else None
            kinds = ("party", "gov") if kind == "street" else ("party",)
            return before is not None and before.kind in kinds and self.text[before.start] in _SHARING[kind]
        if kind in grammar.SIBLINGS and met & FUNCTION and self._is_sibling(at):
            return True
        if kind == "office" and self.text.endswith(("下设", "设立", "成立", "组建"), 0, at):
            return True
        if kind == "office" and met & CONTENT and self.text.endswith("委员会", at + 2, head):
            return True  # 评选委员会|办公室
        return (
            kind == "office" and bool(met & CONTENT | met & FUNCTION) and self.text.find("工作", at, head) > 0
        )

    def _is_sibling(self, at: int) -> bool:
        """A body of the same kind stands in front: 地质环境科、地质环境监测站."""
        join = grammar.LIST_JOIN.search(self.text, max(0, at - 2), at)
        before = self.found.get(join.start()) if join else None
        return before is not None and before.kind in grammar.SIBLINGS

    def _read_short(self, head: int, kind: str) -> int:
        """Start of 市文广新局, 区旅发委, 市地质公园办: a rank, a few characters and the end, set free."""
        if kind not in ("dept", "inst") or self._runs_on(head + (1 if kind == "dept" else 2)):
            return head
        match = grammar.SHORT_NAME.search(self.text, max(0, head - 9), head)
        return head if match is None or self.view.taken[match.start("name")] else match.start("name")

    def _cuts_word(self, head: int) -> bool:
        """提升|办赛: the tagger's word goes on behind the one character that looks like an end."""
        word = self.view.by_start.get(head)
        return word is not None and word.end > head + 1 and "\u4e00" <= self.text[head + 1] <= "\u9fff"

    def _runs_on(self, at: int) -> bool:
        after = self.text[at : at + 1]
        return (
            "\u4e00" <= after <= "\u9fff"
            and after not in "和及与等在负牵参为要的会党主书局处科组领办召印联分将应副"
        )

    def _function_before(self, at: int) -> str:
        for size in range(8, 0, -1):
            word = self.text[max(0, at - size) : at]
            if word in self.lists.functions:
                return word
        return ""

    def _alias_end(self, start: int, end: int, kind: str) -> int:
        """市文广新局（体育局）, 各级党委（党组）: a second name in brackets belongs to the first."""
        if self.text[end - 1] == "厅" and self.text.startswith(("（室）", "(室)"), end):
            return end + 3  # 政府办公厅（室）
        if kind in ("school", "firm"):
            campus = grammar.CAMPUS.match(self.text, end)
            return campus.end() if campus and campus[1] in self.lists.short_regions else end
        if kind in grammar.SAME_RANK:
            same = grammar.SAME_RANK[kind].match(self.text, end)
            return same.end() if same else end
        if kind not in ("dept", "gov", "party", "office", "wei", "named"):
            return end
        alias = grammar.ALIAS.match(self.text, end)
        if alias is None:
            return end
        inside = alias[1]
        head = None
        for match in self.lists.heads.finditer(inside):
            head = match
        if head is None or head.end() != len(inside) or self.lists.head_class[head[0]] not in (
            "dept", "party", "gov", "office", "bareok", "street"
        ):  # fmt: skip
            return end
        named = (
            head[0] in ("党组", "党委", "管委会")
            or (inside == "街道办事处" and kind == "gov" and self.text[start:end].endswith("镇人民政府"))
            or len(inside) < 4
            or any(inside[i : head.start()] in self.lists.functions for i in range(head.start()))
        )
        if inside[0] in grammar.LEVELS and inside[0] == self.text[start] and len(inside) > 3:
            return alias.end()  # 县财政局（县地税局）
        return alias.end() if named and inside[0] not in "省市县区州设由含以包即在原" else end
