"""From a written name to the canonical name, in the context of one document.

A chain of rules is tried in a fixed order; the first that knows the name decides and leaves its own name in the
resolution, so that every link can be explained. What no rule knows keeps its written form; what several bodies
could be meant by stays open with its candidates.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from .context import Context
from .records import Mention, Resolution
from .regions import Region

_SPACE = re.compile(r"\s+")
_REGION_WORD = re.compile("^(?:我|本|该|全)?(自治区|自治州|自治县|省|市|县|区|州|旗|盟)(?=[一-龥])")
_COLLECTIVE_HEAD = re.compile(
    "^(?:各|有关|相关|其他|其它|全体|所有|县级|市级|省级|区级|乡级|州级|地方|上级|下级|上一级|下一级|本级|同级|当地|所在地|属地"
    "|基层|涉及|行业|被|省直|市直|区直|县直|州直|中直|中央和国家机关|设区的市|承担|负责|主管)"
)
_COLLECTIVE = re.compile("(?:各|有关|相关|直属|所属|下属|两级|三级|全体|部门$|单位$|镇街$|机关$)")
_COLLECTIVE_CUT = re.compile("各|有关|相关|直属|所属|下属|全体|部门|机关")
#: Names that may be spelled out inside a collective; 联席会议各成员单位 keeps its form.
_SPELLED = re.compile("(?:政府|府|委|厅|局|部|国务院|署|办公室|管委会)$")
#: Units inside a body: what may follow a body's name and still be part of it.
_INNER = re.compile(
    "^(?:党组|党委|党工委|党总支|党支部|分党组|团委|工会|纪委|纪检组|机关党委|机关|直属|第?[一二三四五六七八九十\\d]{1,3}"
    "|(?:驻|派驻).{1,20}|.{0,24}(?:处|科|室|股|司|局|厅|办|组|中心|所|站|队|院|部|会|署|公司|集团|小组|会议|专班|支行|分行|学校|大学|学院|团))+$"
)
_PARTY_UNIT = re.compile("(?:机关)?(?:党组|党委|党工委|党总支|党支部|分党组|纪委|团委|工会)$")
#: Words for the organisation itself (局党组, 院党委, 校团委), and the endings that organisation can have.
_SELF = {
    "局": ("局",), "厅": ("厅",), "院": ("医院", "学院", "研究院", "院"), "校": ("学校", "大学", "中学", "小学", "学院"),
    "委": ("委员会", "委"), "公司": ("公司",), "集团": ("集团", "集团公司", "有限公司"), "场": ("林场", "农场", "场"),
    "所": ("所",), "站": ("站",), "署": ("署",), "行": ("银行", "支行", "分行"), "社": ("社",), "处": ("处",), "司": ("司",),
    "部": ("部",), "中心": ("中心",), "管理局": ("管理局",),
}  # fmt: skip
_SELF_NAME = re.compile(
    "^(?:我|本|该)?(局|厅|院|校|委|公司|集团|场|所|站|署|行|社|司|中心)"
    "(党组|党委|党总支|党支部|机关党委|团委|工会|纪委|机关|办公室|领导班子|.{0,8}(?:处|科|室|股|部|中心|站|队))?$"
)
#: Ad-hoc bodies, named in full once and by their last word afterwards.
_HOSTS = ("医院", "大学", "学院", "中学", "小学", "学校", "公司", "集团", "林场", "研究院", "一院", "林局")
_AD_HOC = re.compile(
    "(?:联席会议|领导小组|协调小组|工作小组|小组|指挥部|巡察组|巡视组|督导组|督查组|督察组|检查组|调查组|考核组|工作组|专家组|工作专班|专班"
    "|委员会|组委会|理事会|协调机制|管委会|集团|公司|中心|医院|学院|学校|林场|研究院|基金会|协会|分局|支队|大队)$"
)
_HEADED = re.compile("(?:联席会议|领导小组|协调小组|小组|指挥部|委员会|专班|组委会|管委会)$")
_LEAGUE = re.compile("^(?:共青)?团(省|市|县|区|州|旗)委(员会)?")
#: 第十三届全国人民代表大会常务委员会: the term is no part of the body's name.
_TERM = re.compile("第[一二三四五六七八九十]{1,3}届(?=[一-龥]{0,12}(?:人民代表大会|委员会))")
_BRACKET = re.compile("[（(][^（）()]{1,12}[）)]$")
#: How many mentions back and forth a short name looks for its long one (a whole notice, but not a whole book).
_REACH = 2000
_TOWNSHIP = re.compile("([一-龥]{2,6}(?:镇|乡|街道))(政府|人民政府|党委|党工委|办事处|人大)")
#: A unit that only has a name inside its body, and the body it can belong to.
_UNIT = re.compile("(?!书记)[^市县区州省局厅委部院各]{2,10}[处科股]")
_ROOT = re.compile("^.+(?:局|厅|委员会|总署|医院|大学|学院|集团|公司|[教财]育?部)")
_ZONE = re.compile("(?:高新区|经开区|开发区|新区|产业园区|园区|度假区|港区|功能区|集聚区|科技城|保税区|示范区|管理区|试验区|科创园)$")
#: A department nobody listed: no region inside, no verb or preposition in front.
_BARE_OFFICE = re.compile("(?![经由会向至在与和同对把将被让使各本我该])[^市县区州省镇乡各同向由经]{2,9}局|总工会")
_PARTY_NAME = re.compile("^(?:中共|中国共产党)(?=[一-龥]{2})")
_GOVERNMENT = re.compile("^(?:人民政府|政府|府)")
_NATIONAL = re.compile("^(?:国家|全国|中国|中华|中央|国务院|最高)")


class Names:
    """Resolves written names in one document. ``resolve`` is the one entry; results are remembered."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.registry = context.registry
        self._memory: dict[tuple[str, int | None], Resolution] = {}
        self._busy: set[str] = set()
        self._own: dict[str, str | None] = {}
        self._rules: tuple[tuple[str, Callable[[str, int | None], str | tuple[str, tuple[str, ...]] | None]], ...] = (
            ("file", self._by_file),
            ("definition", self._by_definition),
            ("collective", self._collective),
            ("party", self._league),
            ("region", self._with_region),
            ("self", self._self_word),
            ("context", self._with_region_word),
            ("central", self._central),
            ("antecedent", self._antecedent),
            ("central unit", self._central_unit),
            ("zone", self._zone),
            ("township", self._township),
            ("home", self._at_home),
            ("unit", self._inner_unit),
        )

    # ------------------------------------------------------------------------------------------ entry

    def resolve(self, surface: str, at: int | None = None) -> Resolution:
        """What ``surface``, written at ``at`` in the clean text, stands for; its written form if nothing is known."""
        name = _TERM.sub("", tidy_name(surface))
        key = (name, at if _needs_place(name) else None)
        if key not in self._memory:
            if name in self._busy:  # a definition that leads back to itself
                return self._result(name, "written", ())
            self._busy.add(name)
            try:
                self._memory[key] = self._try_rules(name, at)
            finally:
                self._busy.discard(name)
        return self._memory[key]

    def body_id(self, name: str) -> str:
        """The stable id of a canonical name."""
        return self.registry.body_id(name, self.region_code(name))

    def canonical(self, surface: str, at: int | None = None) -> str:
        return self.resolve(surface, at).name

    def _try_rules(self, name: str, at: int | None) -> Resolution:
        for rule, find in self._rules:
            found = find(name, at)
            if isinstance(found, tuple):
                return self._result(found[0], rule + " (open)", found[1])
            if found:
                return self._result(self._corrected(found), rule, ())
        return self._result(name, "written", ())

    def _corrected(self, name: str) -> str:
        correction = self.registry.corrections.get(name)
        return correction.canonical if correction else name

    def _result(self, name: str, rule: str, candidates: tuple[str, ...]) -> Resolution:
        return Resolution(name, self.registry.body_id(name, self.region_code(name)), rule, candidates)

    def region_code(self, name: str) -> str | None:
        """GB/T 2260 code of the region a canonical name opens with."""
        region = self.region_of(name)
        return region.code if region else None

    def region_of(self, name: str) -> Region | None:
        """The region a canonical name opens with, None for central bodies and open names."""
        bare = re.sub("^(?:中共|共青团|中国人民政治协商会议|国家税务总局|中国人民银行)", "", name)
        found = self.context.choose(self.registry.regions.leading(bare)[0])
        return found[0] if len(found) == 1 else None

    # ------------------------------------------------------------------------------------------ rules

    def _by_file(self, name: str, at: int | None) -> str | None:
        correction = self.registry.corrections.get(name)
        return correction.canonical if correction else None

    def _by_definition(self, name: str, at: int | None) -> str | None:
        full = self.context.short_names.get(name)
        if full and full != name:
            return self.canonical(full, at)
        for short, full in self.context.short_names.items():
            rest = name[len(short) :]
            if name.startswith(short) and rest[:1] != "员" and _INNER.match(rest) and not is_collective(name):
                return self.canonical(full, at) + name[len(short) :]
        return None

    def _collective(self, name: str, at: int | None) -> str | None:
        if not is_collective(name):
            return None
        if _COLLECTIVE_HEAD.match(name):
            return name
        cut = _COLLECTIVE_CUT.search(name)
        head = name[: cut.start()] if cut else ""
        if head and head != "中央" and _SPELLED.search(head) and not head.endswith(("直", "级")):
            spelled = self.resolve(head, at)
            if spelled.rule != "written":
                return spelled.name + name[len(head) :]
        match = _REGION_WORD.match(name)
        if match and not re.match("直|级|属|机关|各|有关|相关|、|（|和", name[match.end() :]):
            region = self.context.region_called(match[1])
            if region:
                return self.registry.regions.official(region) + name[match.end() :]
        return name

    def _league(self, name: str, at: int | None) -> str | None:
        match = _LEAGUE.match(name)
        if match and (region := self.context.region_called(match[1])):
            return f"共青团{self._official(region)}委员会" + name[match.end() :]
        bare = name.removeprefix("共青团")
        if bare != name:
            regions, length = self.registry.regions.leading(bare)
            regions = self.context.choose(regions)
            if len(regions) == 1 and bare[length:] in ("委", "委员会"):
                return f"共青团{self._official(regions[0])}委员会"
        return None

    def _with_region(self, name: str, at: int | None) -> str | tuple[str, tuple[str, ...]] | None:
        bare = _PARTY_NAME.sub("", name)
        regions, length = self.registry.regions.leading(bare)
        if not regions:
            regions, length = self._short_region(bare)
        if not regions:
            return None
        party = bare != name
        chosen = self.context.choose(regions)
        names = tuple(self._join(r, bare[length:], party) for r in chosen)
        if len(set(names)) == 1:
            return names[0]
        return name, tuple(sorted(set(names)))

    def _short_region(self, name: str) -> tuple[list[Region], int]:
        """A region by its short name before a word that only a government body begins with (四川教育厅, 黄岩人民政府)."""
        for length in (4, 3, 2):
            regions = self.registry.regions.by_short.get(name[:length], [])
            rest = name[length:]
            if not regions or not rest:
                continue
            if rest.endswith("厅"):
                regions = [r for r in regions if r.level == "province"]
            elif not re.match("人民政府|省委|市委|县委|区委|州委|地委", rest):
                regions = []
            if regions:
                return self.context.choose(regions), length
        return [], 0

    def _with_region_word(self, name: str, at: int | None) -> str | tuple[str, tuple[str, ...]] | None:
        match = _REGION_WORD.match(name)
        if not match:
            return None
        region = self._neighbour_region(match[1], at) or self.context.region_called(match[1])
        core = name[match.end() :]
        if region is None or core in ("域", "场", "民", "内", "际"):
            return None
        if match[1] == "市" and core.startswith("场监"):  # 市场监管局 without 市 in front
            return self._join(self.context.home, name, False) if self.context.home else None
        return self._join(region, core, False)

    def _neighbour_region(self, word: str, at: int | None) -> Region | None:
        """河北省委、省政府: the region of the body right before, or (far from home) in the same sentence."""
        if at is None:
            return None
        here = bisect_left(self._organisation_starts, at)
        for mention in reversed(self._organisation_mentions[max(0, here - 3) : here]):
            gap = self.context.text[mention.end : at]
            near = gap in ("", "、", "和", "与", "及")
            if not near and (self.context.home is not None or len(gap) > 40 or "。" in gap):
                return None
            found = self.context.choose(self.registry.regions.leading(_PARTY_NAME.sub("", mention.text))[0])
            if len(found) == 1:
                return found[0] if found[0].word == word else None
            if not near or not _REGION_WORD.match(mention.text):
                return None
        return None

    def _self_word(self, name: str, at: int | None) -> str | None:
        """局党组, 院党委, 局办公室, 市局: the organisation the document comes from."""
        match = _SELF_NAME.match(name)
        if match:
            own = self.own_organisation(match[1])
            return own + (match[2] or "") if own else None
        match = re.match("^(省|市|县|区|州)(局|厅|院)(党组|党委|机关|.{1,8}(?:处|科|室|股))?$", name)
        region = self.context.region_called(match[1]) if match else None
        if match and region and (core := self._own_core(match[2])):
            return self._join(region, core, False) + (match[3] or "")
        return None

    def _central(self, name: str, at: int | None) -> str | None:
        body = self.registry.find_central(name, self.context.date, national=self.context.national)
        return body.name if body else None

    def _central_unit(self, name: str, at: int | None) -> str | None:
        body, length = self.registry.central_prefix(name, self.context.date, national=self.context.national)
        if body is None or name[:length] in ("中央", "中共", "中国共产党", "兵团", "总台"):
            return None
        rest = name[length:]
        local, used = self.registry.regions.leading(rest)
        if len(local) == 1 and rest[used:] in ("委", "委会", "委员会"):
            return body.name + self._official(local[0]) + "委员会"
        if _INNER.match(rest) or self.registry.regions.leading(rest)[0]:
            return body.name + rest
        return None

    def _antecedent(self, name: str, at: int | None) -> str | None:
        """联席会议, 巡察组, 办公室: the longer name they shorten, before them or, failing that, behind them."""
        if name == "办公室":
            owner = self._nearest(at, lambda text: bool(_HEADED.search(text)) and not is_collective(text))
            return self.canonical(owner.text, owner.start) + name if owner else None
        if name.endswith("办公室") and _HEADED.search(name[:-3]):
            head = self.resolve(name[:-3], at)
            return head.name + "办公室" if head.rule != "written" else None
        if _AD_HOC.search(name):
            longer = self._nearest(at, lambda text: _shortens(name, text, self._opens_with_region(text)))
            if longer is None and _HEADED.fullmatch(name):
                longer = self._only_group()
            return self.canonical(longer.text, longer.start) if longer else None
        match = _PARTY_UNIT.search(name)
        if match and match.start() > 1:
            head = self.resolve(name[: match.start()], at)
            return head.name + match[0] if head.rule != "written" else None
        return None

    def _inner_unit(self, name: str, at: int | None) -> str | None:
        """督导审计处 behind 教育厅 in the same sentence: a unit of that body (ruling 13)."""
        if at is None or not _UNIT.fullmatch(name):
            return None
        here = bisect_left(self._organisation_starts, at)
        for mention in reversed(self._organisation_mentions[max(0, here - 4) : here]):
            if at - mention.end > 60 or "。" in self.context.text[mention.end : at]:
                break
            owner = self.canonical(mention.spread or mention.text, mention.start)
            root = _ROOT.match(owner)
            if root:
                return root[0] + name
        return None

    def _zone(self, name: str, at: int | None) -> str | None:
        """高新区管委会 → …高新区管理委员会; 高新区 alone is its 管委会 where the document names that."""
        if self.context.home is None:
            return None
        home = self._official(self.context.home)
        if name.startswith(self.context.home.short):
            home = ""  # 嘉兴港区 carries its city's name
        if name.endswith(("区管委会", "园管委会", "城管委会", "区管理委员会")):
            return home + name.replace("管委会", "管理委员会")
        if _ZONE.search(name) and any(t.endswith(name + "管委会") for t in self._organisations):
            return home + name + "管理委员会"
        return None

    def _township(self, name: str, at: int | None) -> str | None:
        """慈城镇政府 in a district's document → 宁波市江北区慈城镇人民政府; the county is known there only."""
        match = _TOWNSHIP.fullmatch(name)
        if match is None:
            return None
        rest = "人民政府" if match[2] == "政府" else match[2]
        home = self.context.home
        place = self._official(home) if home is not None and home.level == "county" else ""
        return place + match[1] + rest

    def _at_home(self, name: str, at: int | None) -> str | None:
        """教育厅, 财政局, 组织部 in a local document: the home region's own."""
        home = self.context.home
        if _names_other_place(name, self.registry.regions.by_short):
            return None
        if home is None or _NATIONAL.match(name) or name.endswith(("部", "总局")):
            if home is None or name not in self.registry.party_units:
                return None
        if name in self.registry.party_units and name not in self.registry.offices:
            return self._join(home, "委" + name, False)
        if re.search("^[一-龥]{2,12}厅", name):
            province = self.registry.regions.chain(home)[-1]
            return self._join(province, name, False)
        known = any(
            self.registry.expand_department(name[:n]) and (n == len(name) or _INNER.match(name[n:]))
            for n in range(len(name), 2, -1)
        )
        if known or _BARE_OFFICE.fullmatch(name):
            return self._join(home, name, False)
        return None

    # ------------------------------------------------------------------------------------------ joining

    def _official(self, region: Region) -> str:
        return self.registry.regions.official(region)

    def _join(self, region: Region, core: str, party: bool) -> str:
        """Region and core (what stands behind the region in the written name) as a canonical name."""
        place = self._official(region)
        if party and core[:1] != "委" and not core.startswith(("纪", "工委")):
            # 中共四川省委: 省 belongs to the name; 中共四川委 does not occur
            return "中共" + place + core
        core = self.expand_core(_BRACKET.sub("", core), region)
        for written, full in _PARTY_FORMS:
            match = written.match(core)
            if match:
                return full.format(place=place) + self._party_rest(core[match.end() :], full)
        return place + core

    def _party_rest(self, rest: str, full: str) -> str:
        if full != "中共{place}委":
            return rest
        for length in range(len(rest), 0, -1):
            unit = self.registry.party_units.get(rest[:length])
            if unit and (length == len(rest) or (length > 1 and _INNER.match(rest[length:]))):
                return unit + rest[length:]
        return rest

    def expand_core(self, core: str, region: Region | None = None) -> str:
        """A local body's name behind its region, spelled out (人社局党组 → 人力资源和社会保障局党组)."""
        match = _GOVERNMENT.match(core)
        if match:
            return "人民政府" + self._government_rest(core[match.end() :], region)
        for written, full in _CONGRESS_FORMS:
            rest = core.removeprefix(written)
            if rest != core and (not rest or _INNER.match(rest)):
                return full + rest
        if core[:1] in "委纪团" and not self.registry.expand_department(core):
            return core
        if own := self._document_form(core, region):
            return own
        for length in range(len(core), 1, -1):
            full = self._office(core[:length], region)
            if full and (length == len(core) or _INNER.match(core[length:])):
                return full + ("办公室" if core[length:] == "办" else core[length:])
        if core.endswith("管委会"):
            return core[:-3] + "管理委员会"
        for pattern, full in _NUMBERED:
            core = pattern.sub(full, core)
        unit = _PARTY_UNIT.search(core)
        if unit and unit.start() > 1:
            return self.expand_core(core[: unit.start()], region) + unit[0]
        return core

    def _office(self, core: str, region: Region | None) -> str | None:
        if core in ("法院", "检察院") and region is not None:
            court = {"province": "高级人民法院", "city": "中级人民法院"}.get(region.level, "人民法院")
            return court if core == "法院" else "人民检察院"
        return self.registry.expand_department(core)

    def _government_rest(self, rest: str, region: Region | None) -> str:
        if rest in ("办", "办公厅", "办公室"):
            if rest == "办":
                return self._office_of_government(region)
            return rest
        for length in range(len(rest), 1, -1):
            full = self.registry.expand_department(rest[:length])
            if full:
                return full + rest[length:]
        return rest

    def _office_of_government(self, region: Region | None) -> str:
        """办公厅 for provinces, 办公室 below; the form the document itself writes wins."""
        wrote = {t[-3:] for t in self._organisations if t.endswith(("人民政府办公厅", "人民政府办公室"))}
        if len(wrote) == 1:
            return wrote.pop()
        return "办公厅" if region is not None and region.level == "province" else "办公室"

    def _document_form(self, core: str, region: Region | None) -> str | None:
        """The full form that the document itself gives (市一院 where 盐城市第一人民医院 is named)."""
        if not 2 <= len(core) <= 8:
            return None
        tail = core[-1]
        best = None
        for regions, full in self._full_forms.get(tail if tail != "委" else "会", ()):
            if regions and region is not None and region not in regions:
                continue
            if len(full) > len(core) + 1 and _is_subsequence(core, full if tail != "委" else full[:-1]):
                if full[0] == core[0] or len(core) == 2:
                    best = full if best is None or len(full) < len(best) else best
        return best

    @cached_property
    def _full_forms(self) -> dict[str, list[tuple[tuple[Region, ...], str]]]:
        """Names of bodies behind a region, as the document writes them, by their last character."""
        forms: dict[str, list[tuple[tuple[Region, ...], str]]] = {}
        for text in self._organisations:
            regions, length = self.registry.regions.leading(text)
            word = None if regions else _REGION_WORD.match(text)
            full = _PARTY_UNIT.sub("", text[length:] if regions else text[word.end() :] if word else "")
            if 3 < len(full) <= 26 and not self.registry.regions.scan(full) and "会同" not in full:
                forms.setdefault(full[-1], []).append((tuple(regions), full))
        return forms

    # ------------------------------------------------------------------------------------------ document

    @cached_property
    def _organisations(self) -> tuple[str, ...]:
        """Distinct written names of single bodies, in reading order, then the heads' names."""
        names = [m.spread or m.text for m in self.context.mentions if m.type == "ORG"]
        names += self.context.heads
        return tuple(dict.fromkeys(tidy_name(n) for n in names if not is_collective(n)))

    @cached_property
    def _organisation_mentions(self) -> tuple[Mention, ...]:
        return tuple(m for m in self.context.mentions if m.type == "ORG" and not is_collective(m.text))

    def _nearest(self, at: int | None, fits: Callable[[str], bool]) -> Mention | None:
        """The nearest mention before ``at`` that fits, else the first behind it; the search has a limit."""
        mentions = self._organisation_mentions
        here = bisect_left(self._organisation_starts, at) if at is not None else 0
        before = (mentions[i] for i in range(here - 1, max(-1, here - 1 - _REACH), -1))
        behind = (mentions[i] for i in range(here, min(len(mentions), here + _REACH)) if mentions[i].start != at)
        return next((m for m in chain(before, behind) if fits(tidy_name(m.text))), None)

    @cached_property
    def _organisation_starts(self) -> list[int]:
        return [m.start for m in self._organisation_mentions]

    def _only_group(self) -> Mention | None:
        """The one group a document is about, where it calls it by another word (领导小组 for a 联席会议)."""
        groups: dict[str, Mention] = {}
        for mention in self._organisation_mentions:
            text = tidy_name(mention.text)
            if _HEADED.search(text) and not _HEADED.fullmatch(text) and not text.startswith(("国家", "中央")):
                if self._opens_with_region(text) or len(text) > 8:
                    groups.setdefault(self.canonical(text, mention.start), mention)
        return next(iter(groups.values())) if len(groups) == 1 else None

    def _opens_with_region(self, text: str) -> bool:
        return bool(self.registry.regions.leading(text)[0] or _REGION_WORD.match(text) or text.startswith("国务院"))

    @cached_property
    def host(self) -> str | None:
        """The one institution a report is about (a hospital, school, enterprise), canonical; None for governments."""
        if any(not h.endswith(_HOSTS) for h in self.context.heads) or self.context.national and self.context.heads:
            return None
        tally: dict[str, int] = {}
        for mention in self._organisation_mentions:
            text = _PARTY_UNIT.sub("", tidy_name(mention.text))
            if text.endswith(_HOSTS) and len(text) > 3:
                name = self.canonical(text, mention.start)
                tally[name] = tally.get(name, 0) + 1
        best = max(tally, key=lambda n: tally[n], default=None)
        return best if best and tally[best] >= 2 else None

    def own_organisation(self, word: str) -> str | None:
        """The organisation the document comes from, if it is a 局, 院, 校 …; canonical."""
        if word not in self._own:
            text = next(self._own_candidates(word), None)
            self._own[word] = self.canonical(text) if text else self._joined_own(word)
        return self._own[word]

    def _joined_own(self, word: str) -> str | None:
        core = self._own_core(word)
        home = self.context.home
        return self._join(home, core, False) if core and home else None

    def _own_candidates(self, word: str) -> Iterator[str]:
        """Names that can be the document's own organisation, likeliest first: issuers, then by frequency."""
        ends = _SELF.get(word, (word,))
        for head in self.context.heads:
            if head.endswith(ends) and len(head) > len(word) + 1:
                yield head
        tally: dict[str, int] = {}
        for mention in self._organisation_mentions:
            text = _PARTY_UNIT.sub("", tidy_name(mention.text))
            if text.endswith(ends) and len(text) > len(word) + 1 and not _NATIONAL.match(text):
                if self.registry.find_central(text, national=False) is None:
                    tally[text] = tally.get(text, 0) + 1
        if tally:
            yield max(tally, key=lambda t: (tally[t], len(t)))

    def _own_core(self, word: str) -> str | None:
        """The department a document speaks of as 市局: its name without a region, by the bodies named in it."""
        tally: dict[str, int] = {}
        for mention in self.context.mentions:
            if mention.type != "ORG" or not mention.text.endswith(word):
                continue
            core = re.sub("^.*[区县市州省旗盟)）](?=[一-龥]{2,})", "", mention.text)
            core = re.sub("^(?:我|本|各|分|全)", "", core)
            if len(core) > len(word) + 1 and not _NATIONAL.match(core):
                tally[core] = tally.get(core, 0) + 1
        return max(tally, key=lambda c: (tally[c], len(c))) if tally else None


#: Party bodies and people's organisations behind a region, and their canonical form.
_PARTY_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("^纪委(?:、?监委|监察委)"), "中共{place}纪律检查委员会{place}监察委员会"),
    (re.compile("^(?:纪委|纪律检查委员会|委纪委)"), "中共{place}纪律检查委员会"),
    (re.compile("^党委(?=办公[厅室]|$)"), "中共{place}委员会"),
    (re.compile("^委员会(?=办公[厅室]|$)"), "中共{place}委"),
    (re.compile("^委(?!员)"), "中共{place}委"),
    (re.compile("^(?:直属?机关)工委"), "中共{place}直属机关工作委员会"),
    (re.compile("^(?:政协|中国人民政治协商会议)"), "中国人民政治协商会议{place}委员会"),
)
#: 市一院, 县二中: hospitals and schools by their number.
_NUMBERED = (
    (re.compile("^([一二三四五六七八九])院(?=$|党|团|纪)"), r"第\1人民医院"),
    (re.compile("^([一二三四五六七八九])中(?=$|党|团)"), r"第\1中学"),
)
_CONGRESS_FORMS = (
    ("人大常委会", "人民代表大会常务委员会"),
    ("人大常委", "人民代表大会常务委员会"),
    ("人大", "人民代表大会"),
)


def tidy_name(name: str) -> str:
    """The name without white space (a table may break it) and with full-width brackets."""
    return _SPACE.sub("", name).replace("(", "（").replace(")", "）").strip("“”\"'：:，,。;；、")


def is_collective(name: str) -> bool:
    """Whether a written name stands for a class of bodies (各有关部门, 市政府直属各单位, 财政部门)."""
    return bool(_COLLECTIVE_HEAD.match(name) or _COLLECTIVE.search(name))


def _names_other_place(name: str, shorts: Mapping[str, object]) -> bool:
    """Whether the name opens with a region word nobody could place, or with some region's short name (香港特区…)."""
    if _REGION_WORD.match(name) and not name.startswith(("市场", "区域", "县域", "市政", "市容", "省际")):
        return True
    return any(name[:n] in shorts for n in (2, 3, 4)) and not name.startswith(("中山", "新城", "和平", "城区", "通道"))


def _needs_place(name: str) -> bool:
    """Whether the same name can stand for different bodies in different places of a document."""
    if len(name) <= 10 and _UNIT.fullmatch(name):
        return True
    return len(name) <= 8 and bool(_AD_HOC.search(name) or name.endswith("办公室")) or bool(_REGION_WORD.match(name))


def _shortens(short: str, text: str, opened: bool) -> bool:
    if len(text) <= len(short) or not text.endswith(short):
        return False
    return opened or bool(re.fullmatch("(?:联席会议|领导小组|指挥部|.察组|巡视组|.{0,2}组|专班|委员会|组委会|理事会|.{2})", short))


def _is_subsequence(short: str, full: str) -> bool:
    characters = iter(full)
    return all(c in characters for c in short)
