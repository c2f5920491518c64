"""Reading an organisation's name leftwards from its end: function words, ordinals, nouns, then its anchor.

The anchor is what stands in front of the function words: 各有关, a parent, a rank, a region. orgs.py decides
whether what was read is a name.
"""

from __future__ import annotations

from collections.abc import Callable

from . import orggrammar as grammar
from .leads import lead_words
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
from .words import TextView, Word, is_han

#: Characters read leftwards, and what was met in them (flags of orggrammar.py).
Step = tuple[int, int]
_NOTHING: Step = (0, 0)


def text_behind(text: str, start: int, end: int) -> str:
    """What stands behind a name, without the conjunction that leads on."""
    return text[start:end].lstrip(grammar.JOINTS)


class LeftReader:
    """Reads leftwards in one text; ``found`` holds the names read so far, by their ends."""

    def __init__(self, view: TextView, lists: OrgWords) -> None:
        self.view, self.text, self.lists = view, view.text, lists
        self.found: dict[int, Org] = {}  # a later end may take an earlier name as its parent

    def _free(self, at: int) -> bool:
        """Nothing that could belong to the same word stands to the left of ``at``."""
        before = self.text[at - 1 : at]
        if not is_han(before) or before in grammar.PARTICLES:
            return True
        return at in self.view.by_end and at in self.view.by_start

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
        if pending is not None or kind not in grammar.JOINING:
            return False
        if self.text[at - 1] not in grammar.AND or not met & (FUNCTION | CONTENT):
            return False
        return bool(self.read_function(at - 1, kind, met)[0]) and at - 1 not in self.found

    # ------------------------------------------------------------------------- what a body does or is for

    def read_function(self, at: int, kind: str, met: int) -> Step:
        """Length and nature of the function word, ordinal or noun that ends at ``at``."""
        if at in self.found or kind in grammar.BARE_ENDS:
            return _NOTHING
        if kind == "dept" and self.text[at - 1] in grammar.CLOSING and not met:
            doubled = self._doubled_function(at)
            if doubled is not None:
                return doubled
        word = self.view.by_end.get(at) if kind in grammar.OPEN else None
        tagged = at - word.start if word is not None and word.tag in grammar.NOUNS else 0
        listed = self._listed_functions(at, tagged)
        if not listed or not self.region_end(at):
            for size in listed:
                if not self.lists.in_word("function", self.text, at - size):
                    return size, FUNCTION
            if tagged > 1:
                return self._content(at, kind, met)
        if kind in grammar.NUMBERED:
            ordinal = grammar.ORDINAL_WORD.search(self.text, max(0, at - 4), at)
            if ordinal and (ordinal[0][0] == "第" or kind in ("dept", "unit")):
                return len(ordinal[0]), ORDINAL
        if kind in grammar.OPEN:
            return self._content(at, kind, met)
        if kind in ("group", "section") and met & FUNCTION:
            return self._topic(at)
        return _NOTHING

    def _listed_functions(self, at: int, least: int) -> list[int]:
        """Lengths of the listed functions that end at ``at``, longest first; none shorter than the tagger's noun."""
        text, lists = self.text, self.lists
        sizes = lists.function_sizes.get(text[at - 1], ())
        return [size for size in sizes if least <= size <= at and text[at - size : at] in lists.functions]

    def _doubled_function(self, at: int) -> Step | None:
        """财政（地税）|局: two functions, the second in brackets; None where the brackets hold none."""
        text, functions = self.text, self.lists.functions
        inner = grammar.OTHER_NAME.search(text, max(0, at - 8), at)
        if inner is None or inner[1] not in functions:
            return None
        start = inner.start()
        first = next((n for n in (2, 3, 4) if text[start - n : start] in functions), 0)
        return (at - start + first, FUNCTION) if first else _NOTHING

    def _topic(self, at: int) -> Step:
        """The noun in front of a function: 流动人口|服务管理部门."""
        word = self.view.by_end.get(at)
        if self.text[at - 2 : at] in grammar.SORTS and (not self.view.words or at - 2 in self.view.by_start):
            return 2, FUNCTION  # 医用|耗材管理部门
        if word is None or word.tag not in grammar.TOPICS or at - word.start < 2 or self.region_end(at):
            return _NOTHING
        return _NOTHING if self._stops(self.text[word.start : at]) else (at - word.start, FUNCTION)

    def _stops(self, word: str) -> bool:
        return word in self.lists.stops or word in self.lists.determiners

    def _content(self, at: int, kind: str, met: int) -> Step:
        """What else an open name may hold: something in quotes or brackets, an aim, a word of the tagger."""
        text = self.text
        opening = grammar.QUOTES.get(text[at - 1]) if kind in grammar.JOINT else None
        if opening:
            start = text.rfind(opening, max(0, at - 24), at)
            return (at - start, CONTENT) if start >= 0 else _NOTHING
        if kind == "firm" and text[at - 1] in grammar.CLOSING:
            start = max(text.rfind(mark, max(0, at - 8), at) for mark in grammar.OPENING)
            return (at - start, CONTENT) if start > 0 else _NOTHING
        aim = grammar.NAMED_AIM.search(text, max(0, at - 4), at) if kind in grammar.JOINT else None
        if aim:
            return len(aim[0]), CONTENT
        word = self.view.by_end.get(at)
        if word is None or self.region_end(at):
            return _NOTHING
        flag = self._word_content(word, kind, met)
        return (at - word.start, flag) if flag else _NOTHING

    def _word_content(self, word: Word, kind: str, met: int) -> int:
        """What a word of the tagger is to an open name, 0 where it belongs to none."""
        written = self.text[word.start : word.end]
        if len(written) == 1 and written in grammar.RANKS_AND_HOUSES:
            return 0
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
        if word.tag in grammar.MODIFIERS and len(written) > 1:
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

    # ------------------------------------------------------------------------------- regions and the anchor

    def region_end(self, at: int) -> int:
        """Length of the region name that ends at ``at``, 0 for none."""
        text, lists = self.text, self.lists
        last = text[at - 1]
        if last in grammar.REGION_ENDS:
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
        ranked = (
            at - word.start > 2 and last in grammar.PLACE_ENDS and not lists.in_word("place", text, at - 1)
        )
        return at - word.start if known or ranked else 0

    def _placed(self, at: int) -> bool:
        """会同县 is a county only behind its city; else it is 会同 and 县."""
        return at > 0 and self.text[at - 1] in grammar.BEFORE_COUNTY

    def read_anchor(self, at: int, met: int, kind: str, floor: int) -> tuple[int, int]:
        """Read what stands in front of the function words: 各有关, a parent, a rank, a region, 中共."""
        if kind == "bare":
            return at, met
        while at > floor and not self.view.taken[at - 1]:
            step, flag = self._anchor_unit(at, met, kind)
            if not step:
                break
            at, met = at - step, met | flag
            if flag & PARENT:
                break
        return at, met

    def _anchor_unit(self, at: int, met: int, kind: str) -> Step:
        for read in _ANCHORS:
            step = read(self, at, met, kind)
            if step is not None:
                return step
        return _NOTHING

    def _read_owner(self, at: int, met: int, kind: str) -> Step | None:
        """A body that was read before: the parent, or a neighbour, at which the name begins."""
        parent = self.found.get(at)
        if parent is None:
            return None
        if self.text.startswith(grammar.CORPS, parent.start):
            ranks = self._ranks_beside(parent, met, kind)
            if ranks:
                return at - parent.start + ranks, DETERMINER | LEVEL
        if kind not in grammar.NO_PARENT and not met & REGION:
            if grammar.may_own(self.text, parent, at, met, kind):
                return at - parent.start, PARENT | parent.met
            if parent.kind != "dgroup":
                return _NOTHING
        return (at - parent.start, PARENT | parent.met) if self._houses(parent, at, kind) else None

    def _ranks_beside(self, corps: Org, met: int, kind: str) -> int:
        """省、自治区、|新疆生产建设兵团: the ranks that stand in one list with the corps, and their joint."""
        ranks = self._level_units(corps.start - 1, met, kind) if corps.start > 3 else 0
        return ranks + 1 if ranks > 2 and self.text[corps.start - 1] in grammar.LIST_JOINTS else 0

    def _houses(self, parent: Org, at: int, kind: str) -> bool:
        """农业发展银行|湖州市分行, 市第一人民医院|纪委: bodies of a kind that others may not own."""
        if kind == "firm":
            return self.text.endswith(grammar.BANKS, 0, at)
        return kind == "seat" and parent.kind in grammar.HOUSES and self.text.startswith("纪委", at)

    def _read_region(self, at: int, met: int, kind: str) -> Step | None:
        """A region, or what is named with it: 平安某某|建设领导小组."""
        region = self.region_end(at)
        if region:
            named = kind in grammar.JOINT and self.text[at - region - 2 : at - region] in grammar.PROGRAMMES
            return (region + 2, CONTENT | PROPER) if named else (region, REGION)
        programme = met & PROPER and kind in grammar.JOINT and self.text[at - 2 : at] in grammar.WIDE
        return _NOTHING if programme else None  # 全市|信用某某建设领导小组

    def _read_beyond(self, at: int, met: int, kind: str) -> Step | None:
        """In front of a region or rank: where it lies, or what says whose committee it is; no second region."""
        if not met & (REGION | LEVEL):
            return None
        if kind == "gov":
            site = grammar.SITE.search(self.text, max(0, at - 3), at) if not met & REGION else None
            if site and self.text[at] != "省":
                return self._located(at, len(site[0]))  # 项目所在地|乡镇人民政府
            inside = met & DETERMINER and self.text[at - 1] == "内" and at > 1
            region = self.region_end(at - 1) if inside else 0
            if region:
                return region + 1, REGION  # 青海省内|各州（地、市）政府
        prefix = next((p for p in grammar.PREFIX if self.text.endswith(p, 0, at)), "")
        return (len(prefix), REGION) if prefix else _NOTHING

    def _read_zone(self, at: int, met: int, kind: str) -> Step | None:
        """高新区|管委会, 某某工业园区|管委会."""
        zone = grammar.ZONE.search(self.text, max(0, at - 12), at) if kind in grammar.ZONED else None
        return (len(zone[0]), REGION) if zone else None

    def _read_joined_ranks(self, at: int, met: int, kind: str) -> Step | None:
        """上级和本级 in front of 人民政府; 各设区市 in front of a department."""
        units = 0 if met & DETERMINER else self._joined_ranks(at, met, kind)
        return (units, DETERMINER | LEVEL) if units else None

    def _joined_ranks(self, at: int, met: int, kind: str) -> int:
        text, last = self.text, self.text[at - 1]
        ranks = grammar.TIERS.search(text, max(0, at - 10), at) if last == "级" else None
        if last == "级" and ranks is None and kind in ("gov", "dept", "group"):
            ranks = grammar.TIERED.search(text, max(0, at - 12), at)
        if ranks:
            return len(ranks[0])
        if kind in grammar.RANKLESS:
            return 0
        if last in grammar.SEEN_ENDS:
            seen = grammar.CENTRE_AND_RANKS.search(text, max(0, at - 7), at)
            seen = seen or grammar.SEEN_RANKS.search(text, max(0, at - 16), at)
            return len(seen[0]) if seen else 0
        cities = grammar.CITIES.search(text, max(0, at - 5), at) if last == "市" else None
        if cities is None:
            return 0
        if cities["each"]:
            return len(cities[0])
        listed = cities.start() > 0 and text[cities.start() - 1] in grammar.LIST_JOINTS
        return self._level_units(at, met, kind) if listed else 0

    def _read_determiner(self, at: int, met: int, kind: str) -> Step | None:
        """各, 有关, 县级以上, 所在地 and the like, of org_determiners.txt."""
        text = self.text
        if text[at - 1] == "各" and met & DETERMINER and not text.startswith(grammar.RANKED_WORDS, at):
            return None
        for size in range(min(8, at), 0, -1):
            if text[at - size : at] in self.lists.determiners:
                return self._determiner(at, size, kind)
        return None

    def _read_ranks(self, at: int, met: int, kind: str) -> Step | None:
        """省、自治区、直辖市|人民政府, 各县（市、区）|委组织部."""
        units = 0
        if kind == "named" and grammar.BRACKETED_COMMITTEE.search(self.text, max(0, at - 2), at):
            ranks = self._level_units(at - 1, met, kind)
            units = ranks + 1 if ranks else 0
        elif self.text[at - 1] in grammar.RANK_LIST_ENDS and kind not in grammar.RANKLESS:
            units = self._level_units(at, met, kind)
        return (units, DETERMINER | LEVEL) if units else None

    def _read_level(self, at: int, met: int, kind: str) -> Step | None:
        """省, 市, 自治州: one rank."""
        return self._level(at, kind) if self.text[at - 1] in grammar.LEVELS and not met & DETERMINER else None

    def _read_shape(self, at: int, met: int, kind: str) -> Step | None:
        """Anchors that no list holds: 局|党组, 医院|各内设机构, the tagger's body, a township, 国家."""
        text = self.text
        own = grammar.OWN.search(text, max(0, at - 4), at) if kind in grammar.OWNED else None
        if own and (kind != "unit" or met & FUNCTION):
            return len(own[0]), LEVEL
        if kind in grammar.LISTED and met & DETERMINER:
            return self._house(at)
        host = self.view.by_end.get(at) if kind in grammar.HOSTED and at not in self.found else None
        if host is not None and host.tag in ("ORG", "LOC") and at - host.start > 2:
            generic = grammar.GENERIC_NAME.match(text, host.start, at)
            return _NOTHING if generic else (at - host.start, PARENT | PROPER)
        if met & CENTRAL and kind in grammar.JOINT:
            ordinal = grammar.ORDINAL_WORD.search(text, max(0, at - 5), at)
            if ordinal and ordinal[0][0] == "第":
                return len(ordinal[0]), ORDINAL
        township = grammar.TOWNSHIP.search(text, max(0, at - 6), at)
        if township and kind != "adhoc":
            return len(township[0]), REGION
        return self._centre(at, kind)

    def _house(self, at: int) -> Step:
        """What may stand in front of 各…: 医院|各内设机构, 县级机关|各部门, 省|各直属单位."""
        house = grammar.HOUSE.search(self.text, max(0, at - 4), at)
        if house:
            return len(house[0]), LEVEL
        if not self.text.startswith(grammar.EACH_WORDS, at):
            return _NOTHING
        rank = self.text[at - 1] in grammar.RANKS and self._open_before(at - 1)
        return (1, LEVEL) if rank and at > 1 else _NOTHING

    def _open_before(self, at: int) -> bool:
        """No word stands to the left of ``at`` but one that leads to a body."""
        before = self.text[at - 1 : at]
        return (
            not is_han(before)
            or before in grammar.LEADING_PARTICLES
            or self.text[max(0, at - 2) : at] in lead_words("rank")
        )

    def _centre(self, at: int, kind: str) -> Step:
        """国家, 中央, 全国 by themselves."""
        word = self.text[max(0, at - 2) : at]
        if word not in grammar.CENTRES or kind in ("dgroup", "group"):
            return _NOTHING
        if kind == "gov" and word == grammar.NATIONWIDE:
            return _NOTHING  # 全国政府督查工作
        if kind in ("inst", "school") and word in grammar.NATION:
            return 2, 0
        return 2, grammar.CENTRES[word]

    # ------------------------------------------------------------------------------------------- determiners

    def _determiner(self, at: int, size: int, kind: str) -> Step:
        """What a listed determiner is in front of this end: a part of the name or none."""
        word = self.text[at - size : at]
        only = self.lists.determiners[word]
        if word in grammar.PLACED:
            return self._located(at, size)
        if word in grammar.CENTRAL_DETERMINERS:
            return size, CENTRAL | (DETERMINER if kind in grammar.CENTRAL_CLASSES else 0)
        if word == grammar.NATIONWIDE and (kind in grammar.JOINT or kind == "team"):
            return size, CENTRAL  # 国务院第二次|全国土地调查领导小组
        if word in grammar.REGIONS_THERE and self.text.startswith("各", at):
            return _NOTHING  # 各地|各单位 are two
        if kind == "gov" and word in grammar.WIDE:
            return _NOTHING
        if word in grammar.LOCAL and kind in ("dept", "wei"):
            return (size, DETERMINER | LEVEL) if self._open_before(at - size) else _NOTHING  # 地方发改委
        if kind in grammar.RANKED and word not in grammar.EACH_OR_CONCERNED:
            return self._ranked_determiner(word, kind)
        return _NOTHING if only is not None and kind not in only else (size, DETERMINER)

    def _ranked_determiner(self, word: str, kind: str) -> Step:
        """What is left of a determiner in front of an end that wants a rank or region."""
        if word in grammar.SEEN and kind in ("council", "dept"):
            return len(word), DETERMINER  # 各级|关心下一代工作委员会
        if word in grammar.WIDE:
            return (1, LEVEL) if word[-1] in grammar.LEVELS and kind == "dept" else _NOTHING
        kept = kind == "firm" or word.endswith("直属")
        return (len(word), DETERMINER) if kept else _NOTHING

    def _located(self, at: int, size: int) -> Step:
        """所在地, 所在 in front of a body, with what lies there: 建设项目所在地|人民政府."""
        place = self.text.endswith("地", at - size, at) or self.text[at] in grammar.LOCAL_RANKS
        owner = grammar.PLACED_THING.search(self.text, max(0, at - size - 5), at - size)
        return (size + (len(owner[0]) if owner else 0), DETERMINER) if place else _NOTHING

    # ------------------------------------------------------------------------------------------------ ranks

    def _level_units(self, at: int, met: int, kind: str) -> int:
        """各省、自治区、直辖市 · 各县（市、区） · 市、区两级 in front of ``at``."""
        match = grammar.LEVEL_UNITS.search(self.text[max(0, at - 32) : at])
        if match is None:
            return 0
        written = self._own_ranks(match[0].lstrip(grammar.JOINTS_AND_BRACKETS), at, kind)
        if not written or (met & DETERMINER and written.startswith("各地区")):
            return 0
        if kind == "gov" and grammar.RANK_LIST.fullmatch(written):
            return len(written)
        if kind in ("wei", "party", "seat") and grammar.TWO_RANKS.fullmatch(written):
            return 1  # 省、|市委: the first is spread (orgshares.py)
        lone = grammar.LONE_RANK.search(written)
        if lone and (met & DETERMINER or (kind == "dept" and "（" in written)):
            return 1  # 各地、省有关部门 are two
        if grammar.LISTED_RANKS.match(written) and len(written) > 1:
            begins = at - len(written) + 1
            if not (written[0] in grammar.LOWER_RANKS and self.region_end(begins)):
                return len(written)
        return len(written) if grammar.ONE_RANK.fullmatch(written) else 0

    def _own_ranks(self, written: str, at: int, kind: str) -> str:
        """Ranks without those that belong to what stands in front of the name."""
        inner = [end for end in range(at - len(written) + 1, at) if end in self.found]
        if inner:  # 警备区|或者市和区、县人民政府
            written = text_behind(self.text, inner[-1], at)
        if kind == "bareok":  # 各县（区）、|功能区管委会 are two
            written = grammar.LAST_UNIT.search(written)[0]  # type: ignore[index]
        return written[1:] if self.lists.in_word("ranks", self.text, at - len(written)) else written

    def _level(self, at: int, kind: str) -> Step:
        text = self.text
        if text.endswith(grammar.AUTONOMOUS, 0, at):
            return 3, LEVEL
        if self.lists.in_word("rank", text, at - 1):
            return _NOTHING
        word = self.view.by_end.get(at)
        if text[at - 1] == "区" and word is not None and at - word.start > 2 and not self.region_end(at):
            return _NOTHING  # 示范区, 服务区: the tagger's word is no rank
        before = text[at - 2 : at - 1] if at > 1 else ""
        listed = before == "、" and kind == "adhoc"
        ranks = grammar.RANK_LIST.search(text, max(0, at - 7), at) if listed else None
        if ranks and self._open_before(ranks.start()):
            return len(ranks[0]), LEVEL  # 市、县|人才工作领导小组
        if grammar.PAIRED_RANKS.fullmatch(text, max(0, at - 2), at):
            return 2, LEVEL
        if kind in grammar.PROPER_ENDS and not self._free(at - 1):
            return _NOTHING
        if before == "乡" and text[at - 1] == "镇":
            return (2, LEVEL) if kind in grammar.TOWN_CLASSES else _NOTHING
        return 1, LEVEL


#: What may stand in front of the function words, in the order in which it is looked for. Each reader says what it
#: read, that the name begins here, or None where it has nothing to say.
_ANCHORS: tuple[Callable[[LeftReader, int, int, str], Step | None], ...] = (
    LeftReader._read_owner,
    LeftReader._read_region,
    LeftReader._read_beyond,
    LeftReader._read_zone,
    LeftReader._read_joined_ranks,
    LeftReader._read_determiner,
    LeftReader._read_ranks,
    LeftReader._read_level,
    LeftReader._read_shape,
)
