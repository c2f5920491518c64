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
from .orgwords import OrgWords
from .words import TextView


class OrgReader:
    """Reads the organisation names of one text from left to right."""

    def __init__(self, view: TextView, lists: OrgWords) -> None:
        self.view, self.text, self.lists = view, view.text, lists
        self.found: dict[int, Org] = {}  # by end: a later head may take an earlier name as its parent

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
        if text[end : end + 1] in grammar.AFTER_NAME.get(text[end - 1], ""):
            return None
        if end - start == 3 and text[start - 1 : start] in grammar.LEVELS and start:
            return None  # 市统计局: the head rules read it with its rank
        return Org(start, end, "name", start, start, CENTRAL)

    def _read_head(self, start: int, end: int, kind: str) -> Org | None:
        if kind == "dept" and self.text[start] == "委" and self._rank_before(start):
            kind = "wei"
        at, body, met = self._read_left(start, kind)
        tagged = self._tagged_start(start, end, kind)
        if tagged < at and (not self._complete(start, at, kind, met) or self._one_name(tagged, at)):
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
        if kind in ("group", "fgroup") and not met & (grammar.ANCHOR | DETERMINER):
            at = body = self._behind_verb(at, start)
        return Org(at, self._alias_end(end, kind), kind, start, body, met)

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
        if any(c.isspace() for c in self.text[word.start : end]) or self.view.taken[word.start]:
            return head
        known = self.found.get(end)
        if known is not None and known.kind == "name":
            return head
        inside = [e for e in range(word.start + 1, head) if e in self.found]
        if inside and (kind not in grammar.HOUSED or self.found[inside[0]].start != word.start):
            return head  # 党中央总揽全局: a body and more
        generic = grammar.GENERIC_NAME.match(self.text, word.start, end)
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
        if kind == "dept" and self.text[head - 1 : head + 1] in grammar.VERBS_IN_BAN:
            return False
        if kind == "dept" and self.text[head] == "办" and self._cuts_word(head):
            return False
        if kind == "dept" and not met & grammar.ANCHOR:
            return head - at > 1
        if kind == "unit" and grammar.SLASHED.match(self.text, head + 1):
            return False
        if kind == "unit" and not met & PARENT:
            return head - at > 2 and self._free(at) and not self._runs_on(head + 1)
        if kind == "inst" and self.text[head - 1 : head + 1] == "副中":
            return False  # 城市副中心 is a place
        if kind in ("inst", "school") and self.text[at : at + 2] == "国家":
            return grammar.STATE_CLASS.search(self.text, at, head + 2) is None
        return not (kind in ("office", "council") and head == at)

    def _unlisted(self, head: int, at: int, kind: str, met: int) -> bool:
        """Names whose words no list holds, known by where they stand: 市局, 市一院, 、产投集团."""
        char = self.text[head]
        if kind == "dept" and met & LEVEL and head - at == 1 and char == "局":
            return self._free(at) and not self._runs_on(head + 1)
        if kind == "dept" and char == "院":
            return bool(met & LEVEL and met & ORDINAL)
        if kind in ("gov", "street") and head == at:
            join = grammar.LIST_JOIN.search(self.text, max(0, at - 2), at)
            before = self.found.get(join.start()) if join else None
            kinds = ("party",) if kind == "gov" else ("party", "gov")
            return before is not None and before.kind in kinds and self.text[before.start] in "各地"
        if kind in grammar.SIBLINGS and met & FUNCTION and self._is_sibling(at):
            return True
        if kind == "office" and self.text.endswith(("下设", "设立", "成立", "组建"), 0, at):
            return True
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

    def _free(self, at: int) -> bool:
        """Nothing that could belong to the same word stands to the left of ``at``."""
        before = self.text[at - 1 : at]
        if not before or not "\u4e00" <= before <= "\u9fff":
            return True
        return before in "和及与由经向在以等对到把是至" or (
            at in self.view.by_end and at in self.view.by_start
        )

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

    def _alias_end(self, end: int, kind: str) -> int:
        """市文广新局（体育局）, 各级党委（党组）: a second name in brackets belongs to the first."""
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
            "dept", "party", "gov", "office", "bareok"
        ):  # fmt: skip
            return end
        named = (
            head[0] in ("党组", "党委", "管委会")
            or len(inside) < 4
            or any(inside[i : head.start()] in self.lists.functions for i in range(head.start()))
        )
        return alias.end() if named and inside[0] not in "省市县区州设由含以包即在原" else end

    # ------------------------------------------------------------------------------ reading leftwards

    def _read_left(self, head: int, kind: str) -> tuple[int, int, int]:
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
        at, met = self.read_anchor(at, met, kind, floor)
        if pending and not met & grammar.ANCHOR:
            at, met = pending
            body = at
        if pending and body == pending[0] - 1:  # nothing but the conjunction was read
            body = pending[0]
            if at == body - 1:
                at = body
        return at, body, met

    def _may_join(self, at: int, kind: str, met: int, pending: tuple[int, int] | None) -> bool:
        if pending is not None or kind not in ("council", "adhoc", "dept", "inst", "office"):
            return False
        if self.text[at - 1] not in "和与及" or not met & (FUNCTION | CONTENT):
            return False
        return bool(self.read_function(at - 1, kind, met)[0]) and at - 1 not in self.found

    def read_function(self, at: int, kind: str, met: int) -> tuple[int, int]:
        """Length and nature of the function word, ordinal or noun that ends at ``at``."""
        if at in self.found or kind in grammar.BARE_ENDS:
            return 0, 0
        text, lists = self.text, self.lists
        word = self.view.by_end.get(at) if kind in grammar.OPEN else None
        tagged = at - word.start if word is not None and word.tag in grammar.NOUNS else 0
        for size in range(min(10, at), 0, -1):
            if size < tagged:
                return self._content(at, kind, met)
            if text[at - size : at] in lists.functions:
                if self.region_end(at):
                    break
                if text.startswith("政府督", at - size) and text[at - size - 1] in "民级省市县区州地本":
                    continue  # 县级以上人民政府|督查机构
                return size, FUNCTION
        if kind in grammar.NUMBERED:
            ordinal = grammar.ORDINAL_WORD.search(text, max(0, at - 4), at)
            if ordinal and (ordinal[0][0] == "第" or kind in ("dept", "unit")):
                return len(ordinal[0]), ORDINAL
        if kind in grammar.OPEN:
            return self._content(at, kind, met)
        if kind in ("group", "section") and met & FUNCTION:
            return self._topic(at)
        return 0, 0

    def _topic(self, at: int) -> tuple[int, int]:
        """The noun in front of a function: 流动人口|服务管理部门."""
        word = self.view.by_end.get(at)
        if word is None or word.tag not in grammar.TOPICS or at - word.start < 2 or self.region_end(at):
            return 0, 0
        written = self.text[word.start : at]
        stopped = written in self.lists.stops or written in self.lists.determiners
        return (0, 0) if stopped else (at - word.start, FUNCTION)

    def _content(self, at: int, kind: str, met: int) -> tuple[int, int]:
        text = self.text
        if text[at - 1] in "”》" and kind in ("adhoc", "council", "office"):
            opening = text.rfind("“" if text[at - 1] == "”" else "《", max(0, at - 24), at)
            return (at - opening, CONTENT) if opening >= 0 else (0, 0)
        if text[at - 1] in "）)" and kind in ("firm",):
            opening = max(text.rfind("（", max(0, at - 8), at), text.rfind("(", max(0, at - 8), at))
            return (at - opening, CONTENT) if opening > 0 else (0, 0)
        word = self.view.by_end.get(at)
        if word is None or self.region_end(at):
            return 0, 0
        written = text[word.start : at]
        if len(written) == 1 and written in grammar.LEVELS + "局厅部委院校司":
            return 0, 0
        if written in self.lists.aims and met & (CONTENT | FUNCTION) and self._anchored(word.start):
            return at - word.start, CONTENT
        if written in self.lists.stops or written in self.lists.determiners:
            return 0, 0
        if word.tag in grammar.NOUNS or (
            word.tag in ("t", "TIME") and kind == "adhoc" and written[0] not in "今去明0123456789近"
        ):
            proper = word.tag in grammar.PROPER_TAGS and len(written) > 1
            return at - word.start, CONTENT | PROPER if proper else CONTENT
        if word.tag == "PER" and kind in ("firm", "school", "inst"):
            return at - word.start, CONTENT | PROPER
        if word.tag in ("v", "a", "vd", "m", "q", "xc") and len(written) > 1:
            before = self.view.by_end.get(word.start)
            if (
                before is not None
                and before.tag in grammar.NOUNS
                and text[before.start : before.end] not in self.lists.stops
            ):
                return at - word.start, CONTENT
        return 0, 0

    def _anchored(self, at: int) -> bool:
        """A region, a rank or a body ends at ``at``: 浙江省|推进“四大建设”工作联席会议."""
        before = self.text[max(0, at - 2) : at]
        return (
            bool(self.region_end(at))
            or at in self.found
            or before in ("全国", "国家")
            or before[-1:] in grammar.LEVELS
        )

    def region_end(self, at: int) -> int:
        """Length of the region name that ends at ``at``, 0 for none."""
        text, lists = self.text, self.lists
        last = text[at - 1]
        if last in "省市县区州盟旗":
            for size in range(min(15, at), 1, -1):
                name = text[at - size : at]
                if name in lists.regions:
                    return size if name not in grammar.VERB_REGIONS or self._placed(at - size) else 0
        for size in (4, 3, 2):
            if at >= size and text[at - size : at] in lists.short_regions:
                return size
        word = self.view.by_end.get(at)
        if word is None or word.tag != "LOC":
            return 0
        known = text[word.start : at] in lists.county_names
        ranked = at - word.start > 2 and last in "省市县区州盟旗镇乡道村"
        return at - word.start if known or ranked else 0

    def _placed(self, at: int) -> bool:
        """会同县 is a county only behind its city; else it is 会同 and 县."""
        return self.text[at - 1 : at] in tuple("省市州、（") and at > 0 and self.text[at - 2 : at] != "会同"

    def read_anchor(self, at: int, met: int, kind: str, floor: int) -> tuple[int, int]:
        """Read what stands in front of the function words: 各有关, a parent, a rank, a region, 中共."""
        if kind in ("bare",):
            return at, met
        while at > floor and not self.view.taken[at - 1]:
            step, flag = self._anchor_unit(at, met, kind)
            if not step:
                break
            at, met = at - step, met | flag
            if flag & PARENT:
                break
        return at, met

    def _anchor_unit(self, at: int, met: int, kind: str) -> tuple[int, int]:
        text, lists = self.text, self.lists
        parent = self.found.get(at)
        if parent is not None and kind not in grammar.NO_PARENT and not met & REGION:
            if grammar.may_own(text, parent, at, met, kind):
                return at - parent.start, PARENT | parent.met
            if parent.kind != "dgroup":
                return 0, 0
        if parent is not None and kind == "firm" and text[at - 2 : at] in ("银行", "人行", "联社"):
            return at - parent.start, PARENT | parent.met  # 农业发展银行|湖州市分行
        region = self.region_end(at)
        if region:
            return region, REGION
        if met & (REGION | LEVEL):
            within = self._within(at) if kind == "gov" and met & DETERMINER else 0
            return (within, REGION) if within else self._prefix(at, met)
        zone = grammar.ZONE.search(text, max(0, at - 12), at) if kind in grammar.ZONED else None
        if zone:
            return len(zone[0]), REGION
        units = self._joined_ranks(at, met, kind)
        if units:
            return units, DETERMINER | LEVEL
        if not met & DETERMINER or text[at - 1] not in "各":
            for size in range(min(8, at), 0, -1):
                if text[at - size : at] in lists.determiners:
                    return self._determiner(at, size, kind)
        if text[at - 1] in "省市县区州盟旗乡镇道级）)方上府" and kind not in (
            "firm",
            "adhoc",
            "inst",
            "school",
        ):
            units = self._level_units(at, met, kind)
            if units:
                return units, DETERMINER | LEVEL
        if text[at - 1] in grammar.LEVELS and not met & DETERMINER:
            return self._level(at, kind)
        return self._anchor_shape(at, met, kind)

    def _joined_ranks(self, at: int, met: int, kind: str) -> int:
        """上级和本级 in front of 人民政府; 各设区市 in front of a department."""
        text = self.text
        if met & DETERMINER:
            return 0
        ranks = grammar.TIERS.search(text, max(0, at - 10), at) if text[at - 1] == "级" else None
        if ranks:
            return len(ranks[0])
        if kind in ("firm", "adhoc", "inst", "school"):
            return 0
        if text[at - 1] in "级方":
            seen = grammar.SEEN_RANKS.search(text, max(0, at - 16), at)
            return at - seen.start() if seen else 0
        if text.endswith(("各设区市", "各设区的市"), 0, at):
            return 5 if text[at - 2] == "的" else 4
        return 0

    def _anchor_shape(self, at: int, met: int, kind: str) -> tuple[int, int]:
        """Anchors that no list holds: 局|党组, 医院|各内设机构, the tagger's body, a township, 国家."""
        text = self.text
        own = grammar.OWN.search(text, max(0, at - 3), at) if kind in grammar.OWNED else None
        if own and (kind != "unit" or met & FUNCTION):
            return len(own[0]), LEVEL
        if kind in grammar.LISTED and met & DETERMINER:
            return self._house(at)
        host = self.view.by_end.get(at) if kind in grammar.HOSTED and at not in self.found else None
        if host is not None and host.tag in ("ORG", "LOC") and at - host.start > 2:
            generic = grammar.GENERIC_NAME.match(text, host.start, at)
            return (0, 0) if generic else (at - host.start, PARENT | PROPER)
        if met & CENTRAL and kind in ("adhoc", "council", "office"):
            ordinal = grammar.ORDINAL_WORD.search(text, max(0, at - 5), at)
            if ordinal and ordinal[0][0] == "第":
                return len(ordinal[0]), ORDINAL
        township = grammar.TOWNSHIP.search(text, max(0, at - 6), at)
        if township and kind != "adhoc":
            return len(township[0]), REGION
        return self._centre(at, kind)

    def _house(self, at: int) -> tuple[int, int]:
        """What may stand in front of 各…: 医院|各内设机构, 县级机关|各部门, 省|各直属单位."""
        text = self.text
        house = grammar.HOUSE.search(text, max(0, at - 4), at)
        if house:
            return len(house[0]), LEVEL
        if text[at : at + 1] != "各":
            return 0, 0
        rank = text[at - 1] in "省市县区州" and not "\u4e00" <= text[at - 2 : at - 1] <= "\u9fff"
        return (1, LEVEL) if rank and at > 1 else (0, 0)

    def _within(self, at: int) -> int:
        """Length of 青海省内 in front of 各州（地、市）政府."""
        region = self.region_end(at - 1) if self.text[at - 1] == "内" and at > 1 else 0
        return region + 1 if region else 0

    def _centre(self, at: int, kind: str) -> tuple[int, int]:
        word = self.text[max(0, at - 2) : at]
        if word not in ("国家", "全国", "中央", "中国") or kind in ("dgroup", "group"):
            return 0, 0
        if kind == "gov" and word == "全国":
            return 0, 0  # 全国政府督查工作
        if kind in ("inst", "school") and word in ("国家", "全国"):
            return 2, 0
        return 2, CENTRAL | REGION if word == "中国" else CENTRAL

    def _determiner(self, at: int, size: int, kind: str) -> tuple[int, int]:
        word = self.text[at - size : at]
        if word == "中央" or word == "国家":
            return size, CENTRAL | (DETERMINER if kind in ("group", "dgroup", "gov", "fin") else 0)
        if word == "各地" and self.text[at : at + 1] == "各":
            return 0, 0  # 各地|各单位 are two
        if kind == "gov" and word in grammar.WIDE:
            return 0, 0
        if kind in grammar.RANKED and word not in ("各", "有关", "相关"):
            if word in grammar.WIDE:
                return (1, LEVEL) if word[-1] in grammar.LEVELS and kind == "dept" else (0, 0)
            return (size, DETERMINER) if kind == "firm" or word.endswith("直属") else (0, 0)
        if (
            word in ("本地区", "我市", "我省", "我县", "我区", "基层", "涉及", "多个", "所有", "全体")
            and kind != "group"
        ):
            return 0, 0
        if word in ("党政", "多个", "所有", "全体", "涉及") and not kind.endswith("group"):
            return 0, 0
        return size, DETERMINER

    def _level_units(self, at: int, met: int, kind: str) -> int:
        """各省、自治区、直辖市 · 各县（市、区） · 市、区两级 in front of ``at``."""
        window = self.text[max(0, at - 32) : at]
        match = grammar.LEVEL_UNITS.search(window)
        if match is None:
            return 0
        written = match[0].lstrip("、（）()以及和与或")
        if written[:1] == "地" and self.text.endswith("所在", 0, at - len(written)):
            written = written[1:]  # 所在地|省、自治区人民政府
        if met & DETERMINER and written.startswith("各地区"):
            return 0
        lone = len(written) > 1 and written[-2] == "、" and written[-1] in "省市县区"
        if lone and (met & DETERMINER or (kind == "dept" and "（" in written)):
            return 1  # 各地、省有关部门 are two
        listed = any(mark in written for mark in "、（(和及与") or written.startswith(("各", "全国各"))
        if (
            listed
            and len(written) > 1
            and not (written[0] in "县区市" and self.region_end(at - len(written) + 1))
        ):
            return len(written)
        if written.endswith("级") and written[0] in "省市县区乡镇":
            return len(written)
        return 0

    def _level(self, at: int, kind: str) -> tuple[int, int]:
        text = self.text
        if text.endswith(("自治区", "自治州", "自治县", "自治旗"), 0, at):
            return 3, LEVEL
        if at > 1 and text[at - 2 : at] in grammar.NO_RANKS:
            return 0, 0
        two = text[at - 2 : at - 1] if at > 1 else ""
        if two and two in "省市县州" and text[at - 1] in "市县区乡":
            return 2, LEVEL
        if kind in ("inst", "school", "firm", "unitproper") and not self._free(at - 1):
            return 0, 0
        if two and two + text[at - 1] == "乡镇":
            return (2, LEVEL) if kind in ("gov", "party", "seat", "named") else (0, 0)
        return 1, LEVEL

    def _prefix(self, at: int, met: int) -> tuple[int, int]:
        for word in grammar.PREFIX:
            if self.text.startswith(word, at - len(word)) and at >= len(word):
                return len(word), REGION
        return 0, 0
