"""Reading an organisation's name leftwards from its end: function words, ordinals, nouns, then its anchor.

The anchor is what stands in front of the function words: 各有关, a parent, a rank, a region. orgs.py decides
whether what was read is a name.
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


def text_behind(text: str, start: int, end: int) -> str:
    """What stands behind a name, without the conjunction that leads on."""
    return text[start:end].lstrip("、和与及以或者")


class LeftReader:
    """Reads leftwards in one text; ``found`` holds the names read so far, by their ends."""

    def __init__(self, view: TextView, lists: OrgWords) -> None:
        self.view, self.text, self.lists = view, view.text, lists
        self.found: dict[int, Org] = {}  # a later end may take an earlier name as its parent

    def _free(self, at: int) -> bool:
        """Nothing that could belong to the same word stands to the left of ``at``."""
        before = self.text[at - 1 : at]
        if not before or not "\u4e00" <= before <= "\u9fff":
            return True
        return before in "和及与由经向在以等对到把是至" or (
            at in self.view.by_end and at in self.view.by_start
        )

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
        if kind == "dept" and text[at - 1] in "）)" and not met:
            inner = grammar.OTHER_NAME.search(text, max(0, at - 8), at)
            if inner and text[inner.start(1) : inner.end(1)] in lists.functions:
                first = next(
                    (n for n in (2, 3, 4) if text[inner.start() - n : inner.start()] in lists.functions), 0
                )
                return (at - inner.start() + first, FUNCTION) if first else (0, 0)  # 财政（地税）|局
        word = self.view.by_end.get(at) if kind in grammar.OPEN else None
        tagged = at - word.start if word is not None and word.tag in grammar.NOUNS else 0
        for size in lists.function_sizes.get(text[at - 1], ()):
            if size > min(10, at):
                continue
            if size < tagged:
                return self._content(at, kind, met)
            if text[at - size : at] in lists.functions:
                if self.region_end(at):
                    break
                if text.startswith("政府督", at - size) and text[at - size - 1] in "民级省市县区州地本":
                    continue  # 县级以上人民政府|督查机构
                if text.startswith("以上市", at - size - 1):
                    continue  # 地级以上市|主管部门
                return size, FUNCTION
        else:
            if tagged > 1:
                return self._content(at, kind, met)
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
        if self.text[at - 2 : at] in grammar.SORTS and (not self.view.words or at - 2 in self.view.by_start):
            return 2, FUNCTION  # 医用|耗材管理部门
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
        aim = grammar.NAMED_AIM.search(text, max(0, at - 4), at) if kind in grammar.JOINT else None
        if aim:
            return len(aim[0]), CONTENT
        word = self.view.by_end.get(at)
        if word is None or self.region_end(at):
            return 0, 0
        written = text[word.start : at]
        if len(written) == 1 and written in grammar.LEVELS + "局厅部委院校司":
            return 0, 0
        if written in self.lists.aims and met & (CONTENT | FUNCTION) and self._anchored(word.start):
            return at - word.start, CONTENT
        if written == "专家" and kind == "council" and met & (CONTENT | FUNCTION):
            return at - word.start, CONTENT  # 城市体检|专家|指导委员会
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
        if text[at - 2] == "向" and text[word.start : at] not in lists.county_names:
            return 0  # 一个月内向|县金融办
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
        if parent is not None and text.startswith("新疆生产建设兵团", parent.start):
            ranks = self._level_units(parent.start - 1, met, kind) if parent.start > 3 else 0
            if ranks > 2 and text[parent.start - 1] in "、和及与":
                return at - parent.start + 1 + ranks, DETERMINER | LEVEL
        if parent is not None and kind not in grammar.NO_PARENT and not met & REGION:
            if grammar.may_own(text, parent, at, met, kind):
                return at - parent.start, PARENT | parent.met
            if parent.kind != "dgroup":
                return 0, 0
        if parent is not None and self._houses(parent, at, kind):
            return at - parent.start, PARENT | parent.met
        region = self.region_end(at)
        if region:
            return self._programme(at, region, kind)
        if met & PROPER and kind in grammar.JOINT and text[at - 2 : at] in grammar.WIDE:
            return 0, 0  # 全市|信用某某建设领导小组
        if met & (REGION | LEVEL):
            within = self._within(at) if kind == "gov" and met & DETERMINER else 0
            if kind == "gov" and text.endswith("所在地", 0, at) and text[at] != "省" and not met & REGION:
                return self._determiner(at, 3, kind)  # 项目所在地|乡镇人民政府
            return (within, REGION) if within else self._prefix(at, met)
        zone = grammar.ZONE.search(text, max(0, at - 12), at) if kind in grammar.ZONED else None
        if zone:
            return len(zone[0]), REGION
        units = self._joined_ranks(at, met, kind)
        if units:
            return units, DETERMINER | LEVEL
        each = text[at - 1] == "各" and text.startswith(grammar.RANKED_WORDS, at)
        if each or not met & DETERMINER or text[at - 1] not in "各":
            for size in range(min(8, at), 0, -1):
                if text[at - size : at] in lists.determiners:
                    return self._determiner(at, size, kind)
        if kind == "named" and text[at - 1] == "委" and text[at - 2 : at - 1] in ("）", ")"):
            units = self._level_units(at - 1, met, kind)  # 各县（市、区）委|组织部
            if units:
                return units + 1, DETERMINER | LEVEL
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

    def _programme(self, at: int, region: int, kind: str) -> tuple[int, int]:
        """A region, or what is named with it: 平安某某|建设领导小组."""
        named = kind in grammar.JOINT and self.text[at - region - 2 : at - region] in grammar.PROGRAMMES
        return (region + 2, CONTENT | PROPER) if named else (region, REGION)

    def _houses(self, parent: Org, at: int, kind: str) -> bool:
        """农业发展银行|湖州市分行, 市第一人民医院|纪委: bodies of a kind that others may not own."""
        if kind == "firm":
            return self.text[at - 2 : at] in ("银行", "人行", "联社")
        return (
            kind == "seat" and parent.kind in ("inst", "school", "firm") and self.text.startswith("纪委", at)
        )

    def _joined_ranks(self, at: int, met: int, kind: str) -> int:
        """上级和本级 in front of 人民政府; 各设区市 in front of a department."""
        text = self.text
        if met & DETERMINER:
            return 0
        ranks = grammar.TIERS.search(text, max(0, at - 10), at) if text[at - 1] == "级" else None
        if text[at - 1] == "级" and ranks is None and kind in ("gov", "dept", "group"):
            ranks = grammar.TIERED.search(text, max(0, at - 12), at)
        if ranks:
            return len(ranks[0])
        if kind in ("firm", "adhoc", "inst", "school"):
            return 0
        if text.endswith(("中央和省级", "中央、省级", "中央和地方", "国家和地方各级"), 0, at):
            return 7 if text[at - 2] == "各" else 5
        if text[at - 1] in "级方":
            seen = grammar.SEEN_RANKS.search(text, max(0, at - 16), at)
            return at - seen.start() if seen else 0
        if text.endswith(("设区市", "设区的市"), 0, at):
            before = at - (4 if text[at - 2] == "的" else 3)
            if text[before - 1 : before] in ("、", "和", "与", "及", "或"):
                return self._level_units(at, met, kind)
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
        if not text.startswith(("各", "有关", "相关", "其他"), at):
            return 0, 0
        rank = text[at - 1] in "省市县区州" and self._open_before(at - 1)
        return (1, LEVEL) if rank and at > 1 else (0, 0)

    def _open_before(self, at: int) -> bool:
        """No word stands to the left of ``at`` but one that leads to a body."""
        before = self.text[at - 1 : at]
        return (
            not "\u4e00" <= before <= "\u9fff"
            or before in "和及与由报经"
            or self.text[max(0, at - 2) : at] in grammar.ADDRESSING
        )

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
        if word in grammar.PLACED:
            if word == "所在" and self.text[at] not in "乡镇街县市区":
                return 0, 0
            owner = grammar.PLACED_THING.search(self.text, max(0, at - size - 5), at - size)
            return size + (len(owner[0]) if owner else 0), DETERMINER
        if word == "中央" or word == "国家":
            return size, CENTRAL | (DETERMINER if kind in ("group", "dgroup", "gov", "fin") else 0)
        if word == "全国" and kind in ("adhoc", "council", "office", "team"):
            return size, CENTRAL  # 国务院第二次|全国土地调查领导小组
        if word == "各地" and self.text[at : at + 1] == "各":
            return 0, 0  # 各地|各单位 are two
        if kind == "gov" and word in grammar.WIDE:
            return 0, 0
        if word == "地方" and kind in ("dept", "wei"):
            return (size, DETERMINER | LEVEL) if self._open_before(at - size) else (0, 0)  # 地方发改委
        if kind in grammar.RANKED and word not in ("各", "有关", "相关"):
            if word in grammar.SEEN and kind in ("council", "dept"):
                return size, DETERMINER  # 各级|关心下一代工作委员会
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
        written = match[0].lstrip("、（）()以及和与或者")
        inner = [e for e in range(at - len(written) + 1, at) if e in self.found]
        if inner:  # 警备区|或者市和区、县人民政府
            written = text_behind(self.text, inner[-1], at)
        if kind == "bareok":  # 各县（区）、|功能区管委会 are two
            written = grammar.LAST_UNIT.search(written)[0]  # type: ignore[index]
        if written[:1] == "地" and self.text.endswith("所在", 0, at - len(written)):
            written = written[1:]  # 所在地|省、自治区人民政府
        if met & DETERMINER and written.startswith("各地区"):
            return 0
        if kind == "gov" and grammar.RANK_LIST.fullmatch(written):
            return len(written)
        if kind in ("wei", "party", "seat") and grammar.TWO_RANKS.fullmatch(written):
            return 1  # 省、|市委: the first is spread (orgshares.py)
        lone = len(written) > 1 and written[-2] == "、" and written[-1] in "省市县区"
        if lone and (met & DETERMINER or (kind == "dept" and "（" in written)):
            return 1  # 各地、省有关部门 are two
        listed = any(mark in written for mark in "、（(和及与或") or written.startswith(
            ("各", "全国各", "有关", "相关")
        )
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
        word = self.view.by_end.get(at)
        if text[at - 1] == "区" and word is not None and at - word.start > 2 and not self.region_end(at):
            return 0, 0  # 示范区, 服务区: the tagger's word is no rank
        two = text[at - 2 : at - 1] if at > 1 else ""
        ranks = (
            grammar.RANK_LIST.search(text, max(0, at - 7), at) if two == "、" and kind == "adhoc" else None
        )
        if ranks and self._open_before(ranks.start()):
            return len(ranks[0]), LEVEL  # 市、县|人才工作领导小组
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
