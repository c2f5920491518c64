"""Spelling a local body out: region and core (what stands behind the region) to the full canonical name.

市 + 人社局 → 临海市人力资源和社会保障局, 省 + 政府办 → 四川省人民政府办公厅.
"""

from __future__ import annotations

import functools
import re
from functools import cached_property
from typing import NamedTuple

from ...lexicon import read_lexicon
from ..bodywords import (
    BRACKET_END,
    GOVERNMENT,
    OFFICE,
    PARTY_UNIT,
    REGION_WORD,
    ZONE,
    is_subsequence,
    is_unit,
)
from ..regions import Region
from ..registry import Registry
from ..runs import BOARD, BOARD_IN_FULL
from .surroundings import Surroundings

_PARTY, _ZONE_COMMITTEE = "中共", "工委"
_GOVERNMENT = "人民政府"
#: Regions whose bodies have names of their own (香港特别行政区政府 is no 人民政府).
_SPECIAL = "特别行政区"
_OFFICE_SHORT, _OFFICE_OF_PROVINCE = "办", "办公厅"
#: An office that no county has of its own: there it is the city's branch, as others are in a district.
_ENVIRONMENT = "生态环境"
_JOINTLY = "会同"
_CHAMBERS = ("人大", "人民代表大会", "政协")
#: Ranks of regions below the county are as a county's.
_LOWEST = "county"


class _Form(NamedTuple):
    """A row of ``local_forms.tsv``: what is written behind a region, and how it is spelled out."""

    kind: str
    written: str
    full: str


@functools.cache
def _forms(*kinds: str) -> tuple[_Form, ...]:
    rows = (_Form(*row[:3]) for row in read_lexicon("local_forms.tsv"))
    return tuple(row for row in rows if row.kind in kinds)


@functools.cache
def _form(kind: str) -> dict[str, str]:
    return {row.written: row.full for row in _forms(kind)}


@functools.cache
def _patterns(*kinds: str) -> tuple[tuple[re.Pattern[str], _Form], ...]:
    return tuple((re.compile("^" + row.written), row) for row in _forms(*kinds))


def _in_full(office: str) -> str:
    return OFFICE if office == _OFFICE_SHORT else office


_SECOND_NAME = re.compile("（[一-龥]{2,8}）(?=[局委办]$)")
#: 浙江证监局, 市银监分局: the places' offices of the centre's supervisors.
_SUPERVISOR = re.compile("([银证保]{1,2}监(?=分?局)|金融监管(?=分局))(分局|局)((?:党委|.{2,6}处)?)")
#: How the full name of a short one ends (人才办 → 人才工作办公室).
_LAST_OF_FULL = {"委": "会", "办": "室"}
#: A branch in a district of an office of its city.
_BRANCH = re.compile(
    "(国土|国土资源|公安|规划|环保|环境保护|生态环境|自然资源|自然资源和规划|资规)分局((?:党组|党委)?)"
)
#: Since the state's and the places' tax offices became one, they all belong to the 国家税务总局.
_TAX = re.compile("税务局(?=$|党|稽查|办公|第)")
_TAX_MERGED = "2018-06"
#: Since the reform of the places' bodies the committee of the party keeps the establishment (市编办 is 市委编办).
_STAFFING, _STAFFING_OF_PARTY = frozenset(("编办", "编委办", "编委")), "2019-04"
_TAX_OFFICE = "国家税务总局{place}税务局"


#: A committee of a congress by its short name: 法制委, 农工委.
_CHAMBER = re.compile("([一-龥]{1,6}?)(工?)委")


def _chamber_in_full(match: re.Match[str]) -> str:
    work = "工作" if match[2] else ""
    return match[1].replace("财经", "财政经济") + work + "委员会"


def _of_rank(core: str, region: Region) -> str:
    """A court or a procuratorate by its region's rank."""
    return _form(region.level).get(core) or _form(_LOWEST)[core]


class Speller:
    """Spells local names out, with the department list and with the forms the document itself writes."""

    def __init__(self, registry: Registry, surroundings: Surroundings) -> None:
        self.registry = registry
        self.surroundings = surroundings

    def join(self, region: Region, core: str, party: bool) -> str:
        """Region and core (what stands behind the region in the written name) as a canonical name."""
        place = self.registry.regions.official(region)
        if party and core[:1] != "委" and not core.startswith(("纪", _ZONE_COMMITTEE)):
            # 中共四川省委: 省 belongs to the name; 中共四川委 does not occur
            return _PARTY + place + core
        if whole := _form("whole").get(core):
            return whole.format(place=place)
        if place.endswith(_SPECIAL):
            return place + core
        if branch := self.district_branch(region, core) or self._supervisor(region, core):
            return branch
        core = self._without_brackets(core)
        if self._is_party_unit(region, core):
            if own := self.document_form(core, region):
                return place + own  # 市人才工作办公室 as the document has it
            core = "委" + core  # 市网信办 is 市委网信办
        if (tax := _TAX.match(core)) and self._is_since(_TAX_MERGED):
            return _TAX_OFFICE.format(place=place) + core[tax.end() :]
        core = self.expand_core(core, region)
        for written, form in _patterns("party", "committee"):
            if match := written.match(core):
                rest = core[match.end() :]
                unit = self._unit_of_committee(rest) if form.kind == "committee" else _in_full(rest)
                return form.full.format(place=place) + unit
        return place + core

    def _is_since(self, month: str) -> bool:
        """Whether the document is of that month or later; where only its year is known, of that year."""
        date = self.surroundings.date
        return date[:7] >= month[: len(date)]

    def _supervisor(self, region: Region, core: str) -> str | None:
        match = _SUPERVISOR.fullmatch(core)
        central = _form("supervisor").get(match[1]) if match else None
        return f"{central}{region.short}监管{match[2]}{match[3]}" if match and central else None

    def _without_brackets(self, core: str) -> str:
        """财政（地税）局 is the 财政局, 发展改革委（物价局） the 发展改革委."""
        core = BRACKET_END.sub("", core)
        plain = _SECOND_NAME.sub("", core)
        return plain if plain != core and self.registry.expand_department(plain) else core

    def _is_party_unit(self, region: Region, core: str) -> bool:
        """Whether it is a unit of the party's committee alone; a zone has a working committee, no committee."""
        if ZONE.search(region.name) or core == _OFFICE_SHORT or core not in self.registry.party_units:
            return False
        if core in _STAFFING and self._is_since(_STAFFING_OF_PARTY):
            return True
        return not self.registry.expand_department(core)

    def district_branch(self, region: Region, core: str) -> str | None:
        """区公安分局: the branch of the city's office (某某市公安局某某分局), None where it can be none."""
        match = _BRANCH.fullmatch(core)
        city = self.registry.regions.parent(region)
        if match is None or region.level != "county" or city is None or city.word != "市":
            return None
        if not region.is_district and match[1] != _ENVIRONMENT:
            return None
        stem = self.registry.stems.get(match[1])
        office = f"{stem}局" if stem else None
        return f"{city.name}{office}{region.short}分局{match[2]}" if office else None

    def _unit_of_committee(self, rest: str) -> str:
        """What stands behind the party's committee, its unit in full (网信办 → 网络安全和信息化委员会办公室)."""
        for length in range(len(rest), 0, -1):
            unit = self.registry.party_units.get(rest[:length])
            if unit and (length == len(rest) or (length > 1 and is_unit(rest[length:]))):
                return unit + rest[length:]
        return rest

    def expand_core(self, core: str, region: Region | None = None) -> str:
        """A local body's name behind its region, spelled out (人社局党组 → 人力资源和社会保障局党组)."""
        match = GOVERNMENT.match(core)
        if match:
            return _GOVERNMENT + self._government_rest(core[match.end() :], region)
        for written, full in _form("congress").items():
            rest = core.removeprefix(written)
            if rest != core and (not rest or is_unit(rest) or _CHAMBER.fullmatch(rest)):
                return full + _CHAMBER.sub(_chamber_in_full, _in_full(rest))
        if core[:1] in "委纪团" and not self.registry.expand_department(core):
            return core
        if self.registry.expand_department(core) != core and (own := self.document_form(core, region)):
            return own
        for length in range(len(core), 1, -1):
            office = self._office(core[:length], region)
            if office and (length == len(core) or is_unit(core[length:])):
                return office + _in_full(core[length:])
        if core.endswith(BOARD):
            return core.removesuffix(BOARD) + BOARD_IN_FULL
        for pattern, numbered in _patterns("number"):
            core = pattern.sub(numbered.full, core)
        unit = PARTY_UNIT.search(core)
        if unit and unit.start() > 1:
            return self.expand_core(core[: unit.start()], region) + unit[0]
        return core

    def _office(self, core: str, region: Region | None) -> str | None:
        if region is not None and core in _form(_LOWEST):
            return _of_rank(core, region)
        return self.registry.expand_department(core, region.code if region is not None else "")

    def _government_rest(self, rest: str, region: Region | None) -> str:
        if rest == _OFFICE_SHORT:
            return self._office_of_government(region)
        if rest in (OFFICE, _OFFICE_OF_PROVINCE):
            return rest
        for length in range(len(rest), 1, -1):
            full = self.registry.expand_department(rest[:length])
            if full:
                return full.removeprefix(_GOVERNMENT) + rest[length:]
        return rest.removesuffix(BOARD) + BOARD_IN_FULL if rest.endswith(BOARD) else rest

    def _office_of_government(self, region: Region | None) -> str:
        """办公厅 for provinces, 办公室 below; the form the document itself writes wins."""
        forms = (_GOVERNMENT + _OFFICE_OF_PROVINCE, _GOVERNMENT + OFFICE)
        wrote = {form for name in self.surroundings.names for form in forms if name.endswith(form)}
        if len(wrote) == 1:
            return wrote.pop().removeprefix(_GOVERNMENT)
        return _OFFICE_OF_PROVINCE if region is not None and region.level == "province" else OFFICE

    def document_form(self, core: str, region: Region | None) -> str | None:
        """The full form that the document itself gives (市一院 where 盐城市第一人民医院 is named)."""
        if not 2 <= len(core) <= 8:
            return None
        tail = core[-1]
        best = None
        for regions, full in self._full_forms.get(_LAST_OF_FULL.get(tail, tail), ()):
            if regions and region is not None and region not in regions:
                continue
            if len(core) == 2 and full.startswith(_CHAMBERS):
                continue  # 建委 is no committee of the congress
            if full.startswith(core):
                continue  # 人大常委会｜代表资格审查委员会 is a part of it
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
            if 3 < len(full) <= 26 and not self.registry.regions.scan(full) and _JOINTLY not in full:
                forms.setdefault(full[-1], []).append((tuple(regions), full))
        return forms
