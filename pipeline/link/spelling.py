"""Spelling a local body out: region and core (what stands behind the region) to the full canonical name.

市 + 人社局 → 临海市人力资源和社会保障局, 省 + 政府办 → 四川省人民政府办公厅.
"""

from __future__ import annotations

import re
from functools import cached_property

from .bodywords import (
    BRACKET_END,
    GOVERNMENT,
    PARTY_UNIT,
    REGION_WORD,
    ZONE,
    is_subsequence,
    is_unit,
)
from .regions import Region
from .registry import Registry
from .surroundings import Surroundings

#: Party bodies and people's organisations behind a region, and their canonical form.
_PARTY_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("^纪委(?:、?监委|监察委)"), "中共{place}纪律检查委员会{place}监察委员会"),
    (re.compile("^(?:纪委|纪律检查委员会|委纪委)"), "中共{place}纪律检查委员会"),
    (
        re.compile("^党委(?=办公[厅室]|$|[组宣统政网巡老直机党外政审农社教编国改][一-龥])"),
        "中共{place}委员会",
    ),
    (re.compile("^委员会(?=办公[厅室]|$)"), "中共{place}委"),
    (re.compile("^委(?!员)"), "中共{place}委"),
    (re.compile("^直属?机关(?:党)?工(?:委|作委员会)"), "中共{place}直属机关工作委员会"),
    (re.compile("^(?:政协|中国人民政治协商会议)"), "中国人民政治协商会议{place}委员会"),
)
#: 市一院, 县二中: hospitals and schools by their number.
_NUMBERED = (
    (re.compile("^([一二三四五六七八九])医?院(?=$|党|团|纪)"), r"第\1人民医院"),
    (re.compile("^([一二三四五六七八九])中(?=$|党|团)"), r"第\1中学"),
)
_SECOND_NAME = re.compile("（[一-龥]{2,8}）(?=[局委办]$)")
#: 浙江证监局, 市银监分局: the places' offices of the centre's supervisors.
_SUPERVISOR = re.compile("(银监|证监|银保监|保监)(分局|局)((?:党委|.{2,6}处)?)")
_SUPERVISORS = {
    "银监": "中国银行业监督管理委员会",
    "证监": "中国证券监督管理委员会",
    "银保监": "中国银行保险监督管理委员会",
    "保监": "中国保险监督管理委员会",
}
#: How the full name of a short one ends (人才办 → 人才工作办公室).
_LAST_OF_FULL = {"委": "会", "办": "室"}
#: A branch in a district of an office of its city.
_BRANCH = re.compile(
    "(国土|国土资源|公安|规划|环保|环境保护|生态环境|自然资源|自然资源和规划|资规)分局((?:党组|党委)?)"
)
#: Since the state's and the places' tax offices became one, they all belong to the 国家税务总局.
_TAX = re.compile("税务局(?=$|党|稽查|办公)")
_TAX_MERGED = "2018-06"
_CONGRESS_FORMS = (
    ("人大常委会", "人民代表大会常务委员会"),
    ("人大常委", "人民代表大会常务委员会"),
    ("人大", "人民代表大会"),
)


class Speller:
    """Spells local names out, with the department list and with the forms the document itself writes."""

    def __init__(self, registry: Registry, surroundings: Surroundings) -> None:
        self.registry = registry
        self.surroundings = surroundings

    def join(self, region: Region, core: str, party: bool) -> str:
        """Region and core (what stands behind the region in the written name) as a canonical name."""
        place = self.registry.regions.official(region)
        if party and core[:1] != "委" and not core.startswith(("纪", "工委")):
            # 中共四川省委: 省 belongs to the name; 中共四川委 does not occur
            return "中共" + place + core
        if core == "团委":
            return f"共青团{place}委员会"
        if core == "行署":
            return place + "行政公署"
        if place.endswith("特别行政区"):
            return place + core  # 香港特别行政区政府 is no 人民政府, and its bureaus have names of their own
        if branch := self.district_branch(region, core):
            return branch
        if supervisor := _SUPERVISOR.fullmatch(core):
            central = _SUPERVISORS[supervisor[1]]
            return f"{central}{region.short}监管{supervisor[2]}{supervisor[3]}"
        core = BRACKET_END.sub("", core)
        plain = _SECOND_NAME.sub("", core)
        if plain != core and self.registry.expand_department(plain):
            core = plain  # 财政（地税）局 is the 财政局
        zone = ZONE.search(region.name)  # a zone has a working committee, no committee
        if (
            not zone
            and core in self.registry.party_units
            and core != "办"
            and not self.registry.expand_department(core)
        ):
            if own := self.document_form(core, region):
                return place + own  # 市人才工作办公室 as the document has it
            core = "委" + core  # 市网信办 is 市委网信办
        if (match := _TAX.match(core)) and self.surroundings.date[:7] >= _TAX_MERGED[
            : len(self.surroundings.date)
        ]:
            return f"国家税务总局{place}税务局{core[match.end() :]}"
        core = self.expand_core(core, region)
        for written, full in _PARTY_FORMS:
            match = written.match(core)
            if match:
                return full.format(place=place) + self._party_rest(core[match.end() :], full)
        return place + core

    def district_branch(self, region: Region, core: str) -> str | None:
        """区公安分局: the branch of the city's office (某某市公安局某某分局), None where it can be none."""
        match = _BRANCH.fullmatch(core)
        city = self.registry.regions.parent(region)
        if match is None or region.level != "county" or city is None or city.word != "市":
            return None
        if not region.is_district and match[1] != "生态环境":  # no county has an office of its own for it
            return None
        stem = self.registry.stems.get(match[1])
        office = f"{stem}局" if stem else None
        return f"{city.name}{office}{region.short}分局{match[2]}" if office else None

    def _party_rest(self, rest: str, full: str) -> str:
        if full not in ("中共{place}委", "中共{place}委员会"):
            return rest.replace("办", "办公室") if rest == "办" else rest
        for length in range(len(rest), 0, -1):
            unit = self.registry.party_units.get(rest[:length])
            if unit and (length == len(rest) or (length > 1 and is_unit(rest[length:]))):
                return unit + rest[length:]
        return rest

    def expand_core(self, core: str, region: Region | None = None) -> str:
        """A local body's name behind its region, spelled out (人社局党组 → 人力资源和社会保障局党组)."""
        match = GOVERNMENT.match(core)
        if match:
            return "人民政府" + self._government_rest(core[match.end() :], region)
        for written, full in _CONGRESS_FORMS:
            rest = core.removeprefix(written)
            if rest != core and (not rest or is_unit(rest)):
                return full + ("办公室" if rest == "办" else rest)
        if core[:1] in "委纪团" and not self.registry.expand_department(core):
            return core
        if self.registry.expand_department(core) != core and (own := self.document_form(core, region)):
            return own
        for length in range(len(core), 1, -1):
            office = self._office(core[:length], region)
            if office and (length == len(core) or is_unit(core[length:])):
                return office + ("办公室" if core[length:] == "办" else core[length:])
        if core.endswith("管委会"):
            return core[:-3] + "管理委员会"
        for pattern, number in _NUMBERED:
            core = pattern.sub(number, core)
        unit = PARTY_UNIT.search(core)
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
                return full.removeprefix("人民政府") + rest[length:]
        return rest.removesuffix("管委会") + "管理委员会" if rest.endswith("管委会") else rest

    def _office_of_government(self, region: Region | None) -> str:
        """办公厅 for provinces, 办公室 below; the form the document itself writes wins."""
        wrote = {t[-3:] for t in self.surroundings.names if t.endswith(("人民政府办公厅", "人民政府办公室"))}
        if len(wrote) == 1:
            return wrote.pop()
        return "办公厅" if region is not None and region.level == "province" else "办公室"

    def document_form(self, core: str, region: Region | None) -> str | None:
        """The full form that the document itself gives (市一院 where 盐城市第一人民医院 is named)."""
        if not 2 <= len(core) <= 8:
            return None
        tail = core[-1]
        best = None
        for regions, full in self._full_forms.get(_LAST_OF_FULL.get(tail, tail), ()):
            if regions and region is not None and region not in regions:
                continue
            if "（" in full or len(full) <= len(core) + 1 or not (full[0] == core[0] or len(core) == 2):
                continue
            if tail == "办" and not (len(core) > 2 and full.startswith(core[:2])):
                continue  # 农办 is not the 农家乐…办公室
            if is_subsequence(core, full if tail != "委" else full[:-1]):
                best = full if best is None or len(full) < len(best) else best
        return best

    @cached_property
    def _full_forms(self) -> dict[str, list[tuple[tuple[Region, ...], str]]]:
        """Names of bodies behind a region, as the document writes them, by their last character."""
        forms: dict[str, list[tuple[tuple[Region, ...], str]]] = {}
        for text in self.surroundings.names:
            regions, length = self.registry.regions.leading(text)
            word = None if regions else REGION_WORD.match(text)
            full = PARTY_UNIT.sub("", text[length:] if regions else text[word.end() :] if word else "")
            if 3 < len(full) <= 26 and not self.registry.regions.scan(full) and "会同" not in full:
                forms.setdefault(full[-1], []).append((tuple(regions), full))
        return forms
