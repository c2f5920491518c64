"""Names of organisations, found from their right end.

Chinese names of bodies end in what they are (局, 委员会, 办公室) and grow to the left: function words, the body
they belong to, a rank or a region. So each possible end is looked up in a list (``org_heads.txt``) and read
leftwards word by word until something cannot belong to the name; the class of the end says what must have been
met on the way (``_NEEDS``). With a tagger, its nouns may stand in the names of ad-hoc bodies, firms and schools;
without one the lists alone decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .orgwords import OrgWords
from .words import TextView

#: No name is longer than this to the left of its end.
MAX_NAME = 48

LEVEL, REGION, FUNCTION, DETERMINER, PARENT, ORDINAL, CONTENT, PROPER, CENTRAL = (1 << i for i in range(9))
_ANCHOR = LEVEL | REGION | PARENT | CENTRAL


@dataclass(slots=True)
class Org:
    """A name under construction. ``head`` is where its last part begins, ``body`` where its function words
    begin (behind region, rank or parent); ``kind`` the class of its end."""

    start: int
    end: int
    kind: str
    head: int
    body: int
    met: int = 0
    spread: str | None = None


#: What a name must have met, by class of its end: one of these sets must be hit in full.
_NEEDS: dict[str, tuple[int, ...]] = {
    "gov": (LEVEL, REGION, DETERMINER, CENTRAL),
    "party": (LEVEL, REGION, DETERMINER, PARENT, PROPER),
    "named": (LEVEL, REGION, DETERMINER, PARENT, CENTRAL),
    "seat": (LEVEL, REGION, DETERMINER, CENTRAL, PROPER),
    "wei": (LEVEL, REGION),
    "bare": (0,),
    "bareok": (0,),
    "mass": (PARENT, LEVEL, REGION, DETERMINER),
    "unitparty": (PARENT, ORDINAL),
    "group": (FUNCTION, DETERMINER),
    "dgroup": (DETERMINER,),
    "fgroup": (FUNCTION, DETERMINER | PARENT),
    "fgroupbare": (LEVEL, REGION),
    "member": (0,),
    "fin": (DETERMINER, LEVEL, REGION),
    "street": (DETERMINER, LEVEL, REGION, PROPER, PARENT),
    "council": (FUNCTION, CONTENT | LEVEL, CONTENT | REGION, CONTENT | CENTRAL, PARENT, PROPER),
    "adhoc": (0,),
    "team": (LEVEL | FUNCTION, REGION | FUNCTION, PARENT, ORDINAL),
    "office": (FUNCTION | LEVEL, FUNCTION | REGION, PARENT, LEVEL, CONTENT | LEVEL, CONTENT | REGION),
    "dept": (FUNCTION,),
    "unit": (FUNCTION, PARENT),
    "unitproper": (REGION, LEVEL | FUNCTION),
    "inst": (LEVEL, REGION, PARENT, PROPER),
    "instproper": (REGION | CONTENT, PROPER),
    "firm": (REGION | CONTENT, REGION | FUNCTION, LEVEL, PROPER, DETERMINER | FUNCTION, CENTRAL),
    "school": (REGION, LEVEL, PROPER, PARENT),
}
#: Ends whose names may hold any noun the tagger sees.
_OPEN = frozenset(("council", "adhoc", "inst", "instproper", "firm", "school", "office", "team"))
#: Ends that stand on their own: a body to the left is another body, not their parent.
_NO_PARENT = frozenset(("gov", "seat", "wei", "fin", "bare", "fgroupbare"))
#: Function words that make 机构 and 机关 public bodies (养老机构, 金融机构 are not).
_PUBLIC = frozenset(
    "教育督导 督导 监管 监督管理 监察 巡察 巡视 纪检监察 纪检 审计 统计 税务 海关 登记 登记管理 主管 业务主管 行业主管 行政主管 审批 "
    "行政审批 经办 社会保险 疾病预防控制 疾控 卫生监督 执法 行政执法 综合执法 公安 检察 司法 交通管理 机构编制 编制 财政 物价 价格 工商 "
    "市场监管 出入境 检验检疫 海事 边防 消防 消防救援 公共资源交易 政府采购 采购 信访 仲裁 劳动监察 保密 密码 档案 教育 卫生 农业 "
    "知识产权 人民防空 外事 侨务 统战 宣传 组织 人事 组织人事 应急管理 环境保护 生态环境 自然资源 环境监测 动物卫生监督 计量".split()
)
_NOUNS = frozenset(("n", "nz", "vn", "nw", "an", "s", "j", "LOC", "ORG", "nt", "ns", "nr", "b"))
_PROPER_TAGS = frozenset(("nz", "ORG", "LOC", "PER", "nr", "ns", "nt"))
#: Nouns and verbs that never stand inside a name.
_NOT_CONTENT = frozenset(
    "以下 以上 会议 主任 副主任 组长 副组长 书记 局长 单位 部门 企业 学校 机构 政府 公司 问题 情况 方面 时候 同志 负责人 组织 机关 "
    "成立 设立 建立 组建 召开 参加 出席 加强 负责 牵头 担任 任命 聘任 责成 委托 授权 报送 报告 依托 依靠 支持 鼓励 引导 规范 推动 完善 "
    "健全 发挥 提高 推进 实施 落实 强化 优化 深化 构建 打造 培育 发展 开展 做好 包括 作为 成为 属于 根据 按照 通过 经过 联系 邀请 组成 "
    "当地 有关 相关 其他 名单 附件 制度 成员 领导 全体 主要 现将 中国 人员 干部 专家 代表 下设 下属 所属 批准 同意 决定 撤销 更名 调整 "
    "地方 基层 社会 群众 大型 重点 各类 专业 第三方 优质 国有 民营 上市 合资 外资 内资 中小 小微 本 该 我 你 公立 公办 民办 私立 普惠性 "
    "基层医疗 二级 三级 高等 普通 中等 职业 示范 优秀 先进 综合 附属 定点 人 者".split()
)
_LEVELS = "省市县区州盟旗镇乡"
_LEVEL_UNITS = re.compile(
    r"(?:全国各?|所有|本)?各?(?:(?:省|自治区|直辖市|计划单列市|副省级城市|设区的?市|市|地|县|区|州|盟|旗|乡镇|乡|镇|街道|地区|自治州|自治县|"
    r"经济开发区|开发区|高新区|新区|兵团)(?:级|直)?(?:[、（）()]|以及|和|及|与|或)*)+(?:[一二两三四五]级|级)?(?:以上)?(?:地方)?\Z"
)
_BRACKETED = re.compile(r"各?[\u4e00-\u9fff、]{0,8}[（(][\u4e00-\u9fff、]{1,12}[）)]\Z")
_ORDINAL = re.compile(r"(?:第[一二三四五六七八九十\d]{1,3}|[一二三四五六七八九十]{1,2})\Z")
_TOWNSHIP = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?:镇|乡|街道|村|社区|园区|新区|开发区|高新区|经开区)\Z"
)
_PREFIX = (
    "中国共产党",
    "共青团",
    "中共",
    "民革",
    "民盟",
    "民建",
    "民进",
    "农工党",
    "致公党",
    "九三学社",
    "台盟",
    "中华",
)
_OWN = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[和及与由经向在以]))(?:[局厅部委院校司市县区省]|大学|学院|医院|公司|集团|学校)\Z"
)
_HOUSE = re.compile(r"(?:医院|学校|公司|集团|学院|大学|机关|[省市区县州]府)\Z")
_ABBREVIATED = re.compile(r"[一二三四五六七八九十]\Z")
_ALIAS = re.compile(r"[（(]([\u4e00-\u9fff]{2,16})[）)]")


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
        if text[end : end + 1] in _AFTER_NAME.get(text[end - 1], ""):
            return None
        if end - start == 3 and text[start - 1 : start] in _LEVELS and start:
            return None  # 市统计局: the head rules read it with its rank
        return Org(start, end, "name", start, start, CENTRAL)

    def _read_head(self, start: int, end: int, kind: str) -> Org | None:
        if kind == "dept" and self.text[start] == "委" and self._rank_before(start):
            kind = "wei"
        at, body, met = self._read_left(start, kind)
        if not self._complete(start, at, kind, met):
            return None
        return Org(at, self._alias_end(end, kind), kind, start, body, met)

    def _rank_before(self, at: int) -> bool:
        return self.text[at - 1 : at] in _LEVELS and at > 0

    def _complete(self, head: int, at: int, kind: str, met: int) -> bool:
        if not any(need & met == need for need in _NEEDS[kind]):
            if kind == "dept":
                return self._short_department(head, at, met)
            return False
        if kind == "fgroup" and not met & DETERMINER:
            return self._function_before(head) in _PUBLIC
        if kind == "dept" and not met & _ANCHOR:
            return head - at > 1
        if kind == "unit" and not met & PARENT:
            return head - at > 1 and self._free(at) and not self._runs_on(head + 1)
        if kind in ("office", "council") and head == at:
            return False
        return True

    def _short_department(self, head: int, at: int, met: int) -> bool:
        """市局, 省厅, 市一院: a rank and nothing else."""
        char = self.text[head]
        if met & LEVEL and head - at == 1 and char == "局":
            return self._free(at) and not self._runs_on(head + 1)
        return char == "院" and bool(met & LEVEL and met & ORDINAL)

    def _free(self, at: int) -> bool:
        """Nothing that could belong to the same word stands to the left of ``at``."""
        before = self.text[at - 1 : at]
        if not before or not "\u4e00" <= before <= "\u9fff":
            return True
        return before in "和及与由经向在以等对到把是至" or at in self.view.by_end and at in self.view.by_start

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
        if kind not in ("dept", "gov", "party", "office", "wei", "named"):
            return end
        alias = _ALIAS.match(self.text, end)
        if alias is None:
            return end
        inside = alias[1]
        head = None
        for match in self.lists.heads.finditer(inside):
            head = match
        if head is None or head.end() != len(inside) or self.lists.head_class[head[0]] not in (
            "dept", "party", "gov", "office"
        ):  # fmt: skip
            return end
        named = head[0] in ("党组", "党委") or any(
            inside[i : head.start()] in self.lists.functions for i in range(head.start())
        )
        return alias.end() if named and inside[0] not in "省市县区州" else end

    # ------------------------------------------------------------------------------ reading leftwards

    def _read_left(self, head: int, kind: str) -> tuple[int, int, int]:
        """(start of the name, start of its function words, what was met)."""
        at, met = head, 0
        floor = max(0, head - MAX_NAME)
        pending: tuple[int, int] | None = None  # place and state before a conjunction
        while at > floor and not self.view.taken[at - 1]:
            step, flag = self._function(at, kind, met)
            if not step and self._may_join(at, kind, met, pending):
                pending = (at, met)
                at -= 1
                continue
            if not step:
                break
            at, met = at - step, met | flag
        body = at
        at, met = self._read_anchor(at, met, kind, floor)
        if pending and not met & _ANCHOR:
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
        return bool(self._function(at - 1, kind, met)[0]) and at - 1 not in self.found

    def _function(self, at: int, kind: str, met: int) -> tuple[int, int]:
        """Length and nature of the function word, ordinal or noun that ends at ``at``."""
        if at in self.found:
            return 0, 0
        text, lists = self.text, self.lists
        for size in range(min(10, at), 0, -1):
            word = text[at - size : at]
            if word in lists.functions:
                if size == 1 and kind not in ("dept", "unit"):
                    break
                if self._is_region_end(at):
                    break
                return size, FUNCTION
        if kind in (
            "dept",
            "unit",
            "party",
            "named",
            "adhoc",
            "school",
            "inst",
            "firm",
            "team",
            "office",
            "seat",
        ):
            ordinal = _ORDINAL.search(text, max(0, at - 4), at)
            if ordinal and (ordinal[0][0] == "第" or kind in ("dept", "unit")):
                return len(ordinal[0]), ORDINAL
        if kind == "dept" and self._is_region_end(at) is False and met & FUNCTION and text[at - 1] in "总":
            return 1, FUNCTION
        if kind in _OPEN:
            return self._content(at, kind)
        return 0, 0

    def _content(self, at: int, kind: str) -> tuple[int, int]:
        text = self.text
        if text[at - 1] in "”》" and kind in ("adhoc", "council", "office"):
            opening = text.rfind("“" if text[at - 1] == "”" else "《", max(0, at - 24), at)
            return (at - opening, CONTENT) if opening >= 0 else (0, 0)
        if text[at - 1] in "）)" and kind in ("firm",):
            opening = max(text.rfind("（", max(0, at - 8), at), text.rfind("(", max(0, at - 8), at))
            return (at - opening, CONTENT) if opening > 0 else (0, 0)
        word = self.view.by_end.get(at)
        if word is None or self._is_region_end(at):
            return 0, 0
        written = text[word.start : at]
        if written in _NOT_CONTENT or written in self.lists.determiners:
            return 0, 0
        if word.tag in _NOUNS:
            proper = word.tag in _PROPER_TAGS and len(written) > 1
            return at - word.start, CONTENT | PROPER if proper else CONTENT
        if word.tag == "PER" and kind in ("firm", "school", "inst"):
            return at - word.start, CONTENT | PROPER
        if word.tag in ("v", "a", "vd", "m", "q", "xc") and len(written) > 1:
            before = self.view.by_end.get(word.start)
            if (
                before is not None
                and before.tag in _NOUNS
                and text[before.start : before.end] not in _NOT_CONTENT
            ):
                return at - word.start, CONTENT
        return 0, 0

    def _is_region_end(self, at: int) -> int:
        """Length of the region name that ends at ``at``, 0 for none."""
        text, lists = self.text, self.lists
        last = text[at - 1]
        if last in "省市县区州盟旗":
            for size in range(min(15, at), 1, -1):
                if text[at - size : at] in lists.regions:
                    return size
        for size in (4, 3, 2):
            if at >= size and text[at - size : at] in lists.short_regions:
                return size
        word = self.view.by_end.get(at)
        if (
            word is not None
            and word.tag == "LOC"
            and at - word.start > 2
            and last in "省市县区州盟旗镇乡道村区"
        ):
            return at - word.start
        return 0

    def _read_anchor(self, at: int, met: int, kind: str, floor: int) -> tuple[int, int]:
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
        if parent is not None and kind not in _NO_PARENT and not met & REGION:
            if self._may_own(parent, at, met, kind):
                return at - parent.start, PARENT | parent.met
            return 0, 0
        region = self._is_region_end(at)
        if region:
            return region, REGION
        if met & (REGION | LEVEL):
            return self._prefix(at, met)
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
            units = self._level_units(at, kind)
            if units:
                return units, DETERMINER | LEVEL
        if text[at - 1] in _LEVELS and not met & DETERMINER:
            return self._level(at, kind)
        own = (
            _OWN.search(text, max(0, at - 3), at)
            if kind in ("party", "office", "mass", "dgroup", "unit")
            else None
        )
        if own and (kind != "unit" or met & FUNCTION):
            return len(own[0]), LEVEL
        if kind == "dgroup" and met & DETERMINER:
            house = _HOUSE.search(text, max(0, at - 3), at)
            return (len(house[0]), LEVEL) if house else (0, 0)
        township = _TOWNSHIP.search(text, max(0, at - 6), at)
        if township and kind not in ("adhoc",):
            return len(township[0]), REGION
        if text[max(0, at - 2) : at] in ("国家", "全国", "中央", "中国") and kind not in ("dgroup", "group"):
            central = (
                0
                if kind in ("inst", "school", "dgroup") and text[at - 2 : at] in ("国家", "全国")
                else CENTRAL
            )
            return (2, central | REGION) if text[at - 2 : at] == "中国" and central else (2, central)
        return 0, 0

    def _determiner(self, at: int, size: int, kind: str) -> tuple[int, int]:
        word = self.text[at - size : at]
        if word == "中央" or word == "国家":
            return size, CENTRAL | (DETERMINER if kind in ("group", "dgroup", "gov", "fin") else 0)
        if kind in ("dept", "wei", "bare", "firm", "inst", "school", "council") and word not in (
            "各",
            "有关",
            "相关",
        ):
            if word in (
                "全国",
                "全省",
                "全市",
                "全县",
                "全区",
                "我市",
                "我省",
                "我县",
                "我区",
                "本地",
                "市区",
                "省市",
            ):
                return (1, LEVEL) if word[-1] in _LEVELS and kind == "dept" else (0, 0)
            return (size, DETERMINER) if kind == "firm" or word.endswith("直属") else (0, 0)
        if (
            word in ("本地区", "我市", "我省", "我县", "我区", "基层", "涉及", "多个", "所有", "全体")
            and kind != "group"
        ):
            return 0, 0
        if word in ("党政", "多个", "所有", "全体", "涉及") and not kind.endswith("group"):
            return 0, 0
        return size, DETERMINER

    def _level_units(self, at: int, kind: str) -> int:
        """各省、自治区、直辖市 · 各县（市、区） · 市、区两级 in front of ``at``."""
        window = self.text[max(0, at - 32) : at]
        match = _LEVEL_UNITS.search(window)
        if match is None:
            return 0
        written = match[0].lstrip("、（）()以及和与或")
        listed = any(mark in written for mark in "、（(和及与") or written.startswith(("各", "全国各"))
        if (
            listed
            and len(written) > 1
            and not (written[0] in "县区市" and self._is_region_end(at - len(written) + 1))
        ):
            return len(written)
        if written.endswith("级") and written[0] in "省市县区乡镇":
            return len(written)
        return 0

    def _level(self, at: int, kind: str) -> tuple[int, int]:
        text = self.text
        if at > 1 and text[at - 2 : at] in ("城市", "都市", "超市", "上市", "地区", "社区", "园区", "景区", "校区", "小区", "院区", "战区", "辖区",
                                          "片区", "灾区", "库区", "林区", "矿区", "牧区", "山区", "新区", "城区", "郊区", "街区", "厂区"):  # fmt: skip
            return 0, 0
        two = text[at - 2 : at - 1]
        if two and two in "省市县州" and text[at - 1] in "市县区乡":
            return 2, LEVEL
        if two in ("我", "本", "全", "该") or not two or not "\u4e00" <= two <= "\u9fff":
            return 1, LEVEL
        return 1, LEVEL

    def _prefix(self, at: int, met: int) -> tuple[int, int]:
        for word in _PREFIX:
            if self.text.startswith(word, at - len(word)) and at >= len(word):
                return len(word), REGION
        return 0, 0

    def _may_own(self, parent: Org, at: int, met: int, kind: str) -> bool:
        """The name that ends here is the parent of what was read, not a neighbour without a comma."""
        text = self.text
        collective = text[parent.start] == "各" or parent.kind in ("dgroup", "group", "member", "fin")
        rest = text[at : at + 2]
        if collective and (rest[:1] == "各" or kind in ("gov", "party", "dept", "group", "named")):
            return False
        if collective and met & DETERMINER and rest in ("有关", "相关"):
            return parent.kind in ("gov", "member", "dept", "group")
        if parent.kind in ("gov", "wei", "party") and kind == "dept" and not met & FUNCTION:
            return False
        if parent.kind == "name" and kind in ("gov",):
            return False
        if kind == "party" and parent.kind in ("wei", "party", "gov"):
            return False
        return not (kind in ("firm", "school") and parent.kind in ("gov", "wei", "group"))


#: Characters that make the beginning of another word out of a known name.
_AFTER_NAME = {
    "部": "门分队署",
    "委": "托派任屈员",
    "办": "法理公事学好",
    "局": "面部势",
    "行": "动为政业",
    "盟": "员国",
    "院": "校系士",
    "政": "府策",
    "央": "企",
}
