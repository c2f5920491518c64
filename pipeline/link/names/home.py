"""Names without a region in a local document: the home region's own departments, towns and groups."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..bodywords import (
    BARE_OFFICE,
    BRACKET_END,
    NATIONAL,
    NEVER_ALONE,
    PARTY_NAME,
    REGION_WORD,
    TOWNSHIP,
    is_collective,
    is_unit,
    names_other_place,
)
from ..context import Context
from ..regions import Region
from ..runs import JOINTS
from .central import Central
from .groups import Groups
from .own import OwnOrganisation
from .spelling import Speller
from .surroundings import Surroundings

_NEW_DISTRICT = "新区"
#: So many members of a list are looked back at, and what parts them.
_LIST, _COMMA = 24, "、"
#: 教育厅, 省教育厅: only a province has them.
_PROVINCIAL = re.compile("^[一-龥]{2,12}厅")
#: How central bodies' names end.
_CENTRAL_ENDS, _HEADQUARTERS = ("部", "总局"), "指挥部"
_GOVERNMENT, _GOVERNMENT_IN_FULL = "政府", "人民政府"


class AtHome:
    """Names of the home region's bodies; the document says whether it comes from one of them."""

    def __init__(
        self,
        context: Context,
        surroundings: Surroundings,
        speller: Speller,
        central: Central,
        groups: Groups,
        own: OwnOrganisation,
    ) -> None:
        self._context = context
        self._registry = context.registry
        self._surroundings = surroundings
        self._speller = speller
        self._central = central
        self._groups = groups
        self._own = own
        # In this order: the first that knows the name gives the body.
        self._readings: tuple[Callable[[Region, str, int | None], str | None], ...] = (
            self._by_short_name,
            self._elsewhere,
            self._party_department,
            self._of_the_province,
            self._of_the_counties,
            self._own_group,
            self._department,
        )

    def town(self, name: str, at: int | None) -> str | None:
        """慈城镇政府 in a district's document → 宁波市江北区慈城镇人民政府."""
        match = TOWNSHIP.fullmatch(name)
        if match is None:
            return None
        rest = _GOVERNMENT_IN_FULL if match[2] == _GOVERNMENT else match[2]
        home = self._context.home
        place = self._official(home) if home is not None and home.level == "county" else ""
        return place + match[1] + rest

    def body(self, name: str, at: int | None) -> str | None:
        """教育厅, 财政局, 组织部 in a local document: the home region's own."""
        home = self._context.home
        if home is None:
            return None
        home = self._of_the_list(at, home)
        if home is None:
            return None
        for read in self._readings:
            body = read(home, name, at)
            if body is not None:
                return body or None
        return None

    def _of_the_list(self, at: int | None, home: Region) -> Region | None:
        """省发展改革委、能源局: the region of the list's last member that names one; None where nobody knows which."""
        if at is None:
            return home
        text = self._context.text
        for mention in self._surroundings.before(at, _LIST):
            if text[mention.end : at] != _COMMA:
                return home
            word = REGION_WORD.match(mention.text)
            if word:
                return home if is_collective(mention.text) else self._context.region_called(word[1])
            at = mention.start
        return home

    # ------------------------------------------------------------------- readings: "" where the name is none of ours

    def _by_short_name(self, home: Region, name: str, at: int | None) -> str | None:
        """黄岩国土资源分局 in 黄岩区, 新区教育局 in 某某新区: the home region by its short name."""
        branch = name.removeprefix(home.short) if name.startswith(home.short) else ""
        if branch and (spelled := self._speller.district_branch(home, branch)):
            return spelled
        if home.name.endswith(_NEW_DISTRICT) and name.startswith(_NEW_DISTRICT):
            return self._speller.join(home, name.removeprefix(_NEW_DISTRICT), False)
        return None

    def _elsewhere(self, home: Region, name: str, at: int | None) -> str | None:
        """A name that is no bare one: of another place, of a class, of the centre, of a known institution."""
        if name in NEVER_ALONE or names_other_place(name, self._registry.regions.by_short):
            return ""
        if self._central.is_kind(name, at) or name.startswith(self._registry.landmark_names):
            return ""
        if any(place in name for place in self._registry.regions.provinces):
            return ""  # 民航河南监管局
        central = NATIONAL.match(name) or (name.endswith(_CENTRAL_ENDS) and not name.endswith(_HEADQUARTERS))
        return "" if central and name not in self._registry.party_units else None

    def _party_department(self, home: Region, name: str, at: int | None) -> str | None:
        """组织部, 政法委: departments of the committee."""
        if name not in self._registry.party_units or name in self._registry.offices:
            return None
        return self._speller.join(self._neighbour(at) or home, "委" + name, False)

    def _neighbour(self, at: int | None) -> Region | None:
        """中共四川省委宣传部、|组织部: the region whose committee's department stands right before."""
        before = self._surroundings.before(at, 1) if at is not None else ()
        for mention in before:
            named = PARTY_NAME.sub("", mention.text)
            regions, length = self._registry.regions.leading(named)
            if named[length : length + 1] == "委" and self._context.text[mention.end : at] in JOINTS:
                return regions[0] if len(regions) == 1 else None
        return None

    def _of_the_province(self, home: Region, name: str, at: int | None) -> str | None:
        """教育厅 in a city's document too."""
        if not _PROVINCIAL.search(name):
            return None
        return self._speller.join(self._registry.regions.chain(home)[-1], name, False)

    def _of_the_counties(self, home: Region, name: str, at: int | None) -> str | None:
        """环保局 beside the province's 环保厅: those of its cities and counties."""
        stem = self._registry.stems.get(name[:-1]) if name.endswith("局") else None
        if home.level != "province" or stem is None:
            return None
        ends = (name[:-1] + "厅", f"{stem}厅")
        return "" if any(text.endswith(ends) for text in self._surroundings.names) else None

    def _own_group(self, home: Region, name: str, at: int | None) -> str | None:
        """A group that the government whose document it is has set up."""
        own = self._own.is_of_government and self._groups.is_own(name, at)
        return self._official(home) + name if own else None

    def _department(self, home: Region, name: str, at: int | None) -> str | None:
        """财政局, 财政局办公室; 发改局（服务业发展局） is one, 住建局（建委） either."""
        bracket = BRACKET_END.search(name)
        if bracket and name[bracket.start() - 1] == name[-2]:
            name = name[: bracket.start()]
        known = self._is_department(name) or BARE_OFFICE.fullmatch(name)
        return self._speller.join(home, name, False) if known else None

    def _is_department(self, name: str) -> bool:
        """Whether it is a department of the list, or a unit of one."""
        return any(
            self._registry.expand_department(name[:n]) and (n == len(name) or is_unit(name[n:]))
            for n in range(len(name), 2, -1)
        )

    def _official(self, region: Region) -> str:
        return self._registry.regions.official(region)
