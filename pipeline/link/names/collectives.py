"""Classes of bodies (各县（市、区）科技局, 市政府各部门): the names inside them are spelled out, the class stays one."""

from __future__ import annotations

import re
from collections.abc import Callable

from ...records import Resolution
from ..bodywords import (
    CLASS_BEHIND_WORD,
    COLLECTIVE_CUT,
    EACH_REGION,
    HEADED,
    REGION_WORD,
    SPELLED_INSIDE,
    ZONE,
    is_class,
    is_collective,
)
from ..context import Context
from ..runs import BOARD, BOARD_IN_FULL
from .surroundings import Surroundings
from .zones import Zones

#: Behind a region word, a class of that region's bodies (县有关部门, 市各主管部门; 本市各级人民政府).
_OF_A_PLACE = re.compile("各?(?:有关|相关|主管)|各部门")
_OF_HOME, _ALL_RANKS = ("本", "我"), "各级"


def _of_a_place(name: str, rest: str) -> bool:
    """Whether a class behind a region word is the region's (全市各有关单位 are all that lie in it)."""
    if name.startswith(_OF_HOME) and rest.startswith(_ALL_RANKS):
        return True
    return name[0] != "全" and bool(_OF_A_PLACE.match(rest))


#: 中央各部门 and 省直各单位 are a class from their first word on.
_CENTRE = "中央"
_RANKS = ("直", "级")
#: 各县区政府, where the document writes 各县区人民政府 as well.
_GOVERNMENT, _IN_FULL = "政府", "人民政府"


class Collectives:
    """Spells out classes of bodies in one document; ``resolve`` knows the names inside them."""

    def __init__(
        self,
        context: Context,
        surroundings: Surroundings,
        zones: Zones,
        resolve: Callable[[str], Resolution],
    ) -> None:
        self._context = context
        self._registry = context.registry
        self._surroundings = surroundings
        self._zones = zones
        self._resolve = resolve

    def spell(self, name: str, at: int | None) -> str | None:
        """The class in full, None where the name is no class."""
        if not is_collective(name) or self._registry.find_central(name, self._context.date, national=False):
            return None
        if is_class(name) or EACH_REGION.match(name):
            return self._class_of_offices(name)
        cut = COLLECTIVE_CUT.search(name)
        head = name[: cut.start()] if cut else ""
        return self._of_a_body(name, head) or self._of_a_region(name) or name

    def _of_a_body(self, name: str, head: str) -> str | None:
        """``市政府｜各部门``, ``港区｜各单位``: the body in front of the class is spelled out."""
        group = HEADED.search(head) and REGION_WORD.match(head)
        central = self._registry.find_central(head, self._context.date, national=False)
        office = REGION_WORD.match(head)
        known = office is not None and self._registry.expand_department(head[office.end() :])
        short = SPELLED_INSIDE.search(head) or group or central or known
        if head and head != _CENTRE and short and not head.endswith(_RANKS):
            spelled = self._resolve(head)
            if spelled.rule != "written":
                return spelled.name + name[len(head) :]
        own = self._zones.own(head) if ZONE.search(head) else None
        return own + name[len(head) :] if own else None

    def _of_a_region(self, name: str) -> str | None:
        """``市有关部门``: the region in front of the class is named."""
        match = REGION_WORD.match(name)
        rest = name[match.end() :] if match else ""
        if match and not CLASS_BEHIND_WORD.match(rest) and (_of_a_place(name, rest) or not is_class(rest)):
            region = self._context.region_called(match[1])
            return self._registry.regions.official(region) + rest if region else None
        return None

    def _class_of_offices(self, name: str) -> str:
        """各县（市、区）科技局 → 各县（市、区）科学技术局: the short name inside is spelled out."""
        if name.endswith(BOARD):
            return name.removesuffix(BOARD) + BOARD_IN_FULL
        group = EACH_REGION.match(name)
        if group is None:
            return name
        if name[group.end() :] == _GOVERNMENT:
            government = group[0] + _IN_FULL
            return government if any(m.text == government for m in self._context.mentions) else name
        office, bracket, rest = name[group.end() :].partition("（")  # 各县（市、区）市场监管局（分局）
        full = self._registry.expand_department(office)
        party = self._registry.party_units.get(office)
        if full is None and party and any(name.endswith(party) for name in self._surroundings.names):
            full = party  # 各市人才办, where the document names one in full
        return group[0] + full + bracket + rest if full else name
