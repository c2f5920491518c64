"""Development zones: the boards that run them, their offices, the zone a document comes from."""

from __future__ import annotations

import re

from ..bodywords import OWN_ZONE, ZONE, ZONE_BOARD, ZONE_HEAD
from ..context import Context
from ..runs import BOARD, BOARD_IN_FULL
from .surroundings import Surroundings

#: The party's committee in a zone.
_PARTY_BOARD, _PARTY_IN_FULL = "党工委", "工作委员会"
#: 嘉兴的东区, 西区: parts of a city, named with its first character.
_SIDES = "东南西北"


class Zones:
    """Names of zones in one document; a zone of the home region carries that region's name."""

    def __init__(self, context: Context, surroundings: Surroundings) -> None:
        self._context = context
        self._surroundings = surroundings
        self._registry = context.registry

    def own(self, word: str) -> str | None:
        """港区 in what 某某港区管理委员会 issued: the zone by the name its issuer gives it."""
        for issuer in self._context.heads:
            at = issuer.find(word)
            if 0 < at <= 8:
                return issuer[: at + len(word)]
        return None

    def in_full(self, name: str, at: int | None) -> str | None:
        """某某港区管委会, 某某港区党工委 by the full name that the document gives once."""
        match = ZONE_BOARD.fullmatch(name)
        if match is None:
            return None
        zone = re.escape(match[1])
        party = match[2] == _PARTY_BOARD
        kind = _PARTY_IN_FULL if party else BOARD_IN_FULL
        front = "(?:中共[一-龥]{2,8}委)?" if party else ""
        if not party and (placed := self._placed(match[1] + kind)):
            return placed
        pattern = f"{front}{zone}(?!{kind})[一-龥]{{2,6}}?{kind}"
        full = {match[0] for match in re.finditer(pattern, self._context.text)}
        return full.pop() if len(full) == 1 else None

    def _placed(self, board: str) -> str | None:
        """The board behind the province that it carries in front (浙江省某某经济开发区管理委员会)."""
        text, names = self._context.text, self._registry.regions.by_name
        at = text.find(board)
        found = set()
        while at >= 0:
            found |= {text[at - n : at] for n in range(3, 9) if at >= n and text[at - n : at] in names}
            at = text.find(board, at + 1)
        return found.pop() + board if len(found) == 1 else None

    def board_or_office(self, name: str, at: int | None) -> str | None:
        """高新区管委会 → …高新区管理委员会; 高新区 alone is its 管委会 where the document names that."""
        home = self._context.home
        if home is None:
            return None
        place = self._registry.regions.official(home)
        if name.startswith(home.short) or name[:2] in {home.short[0] + side for side in _SIDES}:
            place = ""  # 嘉兴港区, 盐南高新区 carry their city's name
        if ZONE_BOARD.fullmatch(name):
            return place + name.replace(BOARD, BOARD_IN_FULL)
        if own := self._own_office(name):
            return own
        if zone := ZONE_HEAD.match(name):
            office = name[zone.end() :]
            spelled = self._registry.expand_department(office) if place else None
            return place + zone[0] + (spelled or office)
        if ZONE.search(name) and any(t.endswith(name + BOARD) for t in self._surroundings.names):
            return place + name + BOARD_IN_FULL
        return None

    def _own_office(self, name: str) -> str | None:
        """港区人才办 in what 某某港区 issued: an office of that zone."""
        match = OWN_ZONE.match(name)
        own = self.own(match[0]) if match else None
        if match is None or own is None:
            return None
        office = name[match.end() :]
        spelled = self._registry.party_units.get(office) or self._registry.expand_department(office)
        return own + spelled if spelled else None
