"""Names that say where their body is: by a region's name, or by a word for one (市教育局, 团省委)."""

from __future__ import annotations

import re

from ..bodywords import EVERYBODY, LEAGUE, NUMBERED_SCHOOL, PARTY_NAME, REGION_WORD
from ..context import Context
from ..regions import Region
from ..runs import JOINTS
from .groups import Groups
from .spelling import Speller
from .surroundings import Surroundings

#: What a rule finds: a canonical name, a name with its candidates where it stays open, or nothing.
Found = str | tuple[str, tuple[str, ...]] | None

#: Districts that any town has.
_ANY_TOWNS = frozenset(("郊区", "城区", "矿区"))
_LEAGUE, _LEAGUE_ENDS = "共青团", ("委", "委员会")
#: 四川｜省委, 嘉兴｜银监分局: words of government behind a region's short name.
_OF_GOVERNMENT = re.compile(
    "人民政府|省委|市委|县委|区委|州委|地委|(?:银监|证监|银保监|保监)(?:分)?局|金融监管分局"
)
_GOVERNMENT = "人民政府"
#: 省内, 市本级: no body.
_NO_BODY, _OWN_LEVEL = frozenset(("内", "外")), "本级"


_CORPS = "新疆生产建设兵团"


class Placed:
    """Names of one document that open with a region."""

    def __init__(
        self, context: Context, surroundings: Surroundings, speller: Speller, groups: Groups
    ) -> None:
        self._context = context
        self._registry = context.registry
        self._surroundings = surroundings
        self._speller = speller
        self._groups = groups

    def league(self, name: str, at: int | None) -> str | None:
        """团省委, 共青团浙江省委: the youth league's committee of a region."""
        match = LEAGUE.match(name)
        if match and (region := self._context.region_called(match[1])):
            return self._league_of(region) + name[match.end() :]
        bare = name.removeprefix(_LEAGUE)
        if bare != name:
            regions, length = self._registry.regions.leading(bare)
            regions = self._context.choose(regions)
            if len(regions) == 1 and bare[length:] in _LEAGUE_ENDS:
                return self._league_of(regions[0])
        return None

    def by_region(self, name: str, at: int | None) -> Found:
        """浙江省教育厅, 中共黄岩区委: a body of the region that opens its name; open where several have that name."""
        bare = PARTY_NAME.sub("", name)
        if bare.startswith(_CORPS):
            return None  # 新疆|生产建设兵团 is a body of its own
        regions, length = self._registry.regions.leading(bare)
        if bare[:length] in _ANY_TOWNS and len(self._context.choose(regions)) > 1:
            return None
        if not regions:
            regions, length = self._short_region(bare)
        if not regions:
            return None
        party = bare != name
        chosen = self._context.choose(regions)
        names = tuple(self._speller.join(r, bare[length:], party) for r in chosen)
        if len(set(names)) == 1:
            return names[0]
        return name, tuple(sorted(set(names)))

    def _short_region(self, name: str) -> tuple[list[Region], int]:
        """A region by its short name before words of government (四川教育厅, 黄岩人民政府)."""
        for length in (4, 3, 2):
            regions = self._registry.regions.by_short.get(name[:length], [])
            rest = name[length:]
            if not regions or not rest:
                continue
            provinces = [r for r in regions if r.level == "province"]
            if rest.endswith("厅") or (provinces and rest.startswith(_GOVERNMENT)):
                regions = provinces
            elif not (_OF_GOVERNMENT.match(rest) or NUMBERED_SCHOOL.match(rest)):
                regions = []
            if regions:
                return self._context.choose(regions), length
        return [], 0

    def by_word(self, name: str, at: int | None) -> Found:
        """市教育局, 我省财政厅: a body of the region that the word means here."""
        if NUMBERED_SCHOOL.match(name):
            return self._of_same_number(name)
        match = REGION_WORD.match(name)
        if not match or EVERYBODY.fullmatch(name):
            return None
        region = self._neighbour_region(match[1], at) or self._context.region_called(match[1])
        core = name[match.end() :]
        if region is None and (own := self._speller.document_form(core, None)):
            return match[1] + own  # 市一院 where only 市第一人民医院 is named
        if region is None or core in _NO_BODY or core.startswith(_OWN_LEVEL):
            return None
        return self._groups.in_full(region, core) or self._speller.join(region, core, False)

    def _of_same_number(self, name: str) -> Found:
        """一中 in a text that names 临江一中 or 临江市第一中学: that school, if it is one only."""
        school = NUMBERED_SCHOOL.match(name)
        if school is None:
            return None
        written = {n for n in self._surroundings.names if n.endswith(school[0]) and n != school[0]}
        named = {str(self.by_region(n, None)) for n in written}
        return named.pop() + name[school.end() :] if len(named) == 1 else None

    def _neighbour_region(self, word: str, at: int | None) -> Region | None:
        """河北省委、省政府: the region of the body right before, or (far from home) in the same sentence."""
        if at is None:
            return None
        for mention in self._surroundings.before(at, 3):
            gap = self._context.text[mention.end : at]
            near = gap in ("", *JOINTS)
            if not near and (self._context.home is not None or len(gap) > 40 or "。" in gap):
                return None
            found = self._context.choose(self._registry.regions.leading(PARTY_NAME.sub("", mention.text))[0])
            if len(found) == 1:
                return found[0] if found[0].word == word else None
            if not near or not REGION_WORD.match(mention.text):
                return None
        return None

    def _official(self, region: Region) -> str:
        return self._registry.regions.official(region)

    def _league_of(self, region: Region) -> str:
        return f"{_LEAGUE}{self._official(region)}委员会"
