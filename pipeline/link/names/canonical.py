"""From a written name to the canonical name, in the context of one document.

A chain of rules is tried in a fixed order; the first that knows the name decides and leaves its own name in
the resolution, so that every link can be explained. What no rule knows keeps its written form; what several
bodies could be meant by stays open with its candidates.
"""

from __future__ import annotations

from collections.abc import Callable

from ...records import Resolution
from ..bodywords import BEFORE_REGION, TERM, is_collective, is_unit, needs_place, share_head, tidy_name
from ..context import Context
from ..regions import Region
from .central import Central
from .collectives import Collectives
from .groups import Groups
from .home import AtHome
from .own import OwnOrganisation
from .placed import Found, Placed
from .spelling import Speller
from .surroundings import Surroundings
from .towns import Towns
from .zones import Zones

#: How departments end, and what parts the members of a list.
_DEPARTMENTS, _COMMA = frozenset("局厅委办部"), "、"
#: How the short name of several begins.
_EACH = "各"
#: What each rule is: it looks at a tidy name and where it stands in the clean text.
Rule = Callable[[str, "int | None"], "Found"]


class Names:
    """Resolves written names in one document. ``resolve`` is the one entry; results are remembered."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.registry = context.registry
        self._memory: dict[tuple[str, int | None], Resolution] = {}
        self._busy: set[str] = set()
        surroundings = Surroundings(context)
        self.speller = Speller(context.registry, surroundings)
        self._own = OwnOrganisation(context, surroundings, self.speller, self.canonical)
        groups = Groups(context, surroundings, self.resolve)
        zones = Zones(context, surroundings)
        central = Central(context, surroundings)
        placed = Placed(context, surroundings, self.speller, groups)
        home = AtHome(context, surroundings, self.speller, central, groups, self._own)
        towns = Towns(context, surroundings, self.canonical)
        self._rules: tuple[tuple[str, Rule], ...] = (
            ("file", self._by_file),
            ("definition", self._by_definition),
            ("stationed", self._own.stationed),
            ("self", self._own.in_school),
            ("township", towns.office),
            ("collective", Collectives(context, surroundings, zones, self.resolve).spell),
            ("party", placed.league),
            ("region", placed.by_region),
            ("self", self._own.by_word),
            ("context", placed.by_word),
            ("central", central.body),
            ("zone", zones.in_full),
            ("antecedent", groups.antecedent),
            ("central unit", central.unit),
            ("zone", zones.board_or_office),
            ("township", home.town),
            ("home", home.body),
            ("unit", self._own.unit),
        )

    # ------------------------------------------------------------------------------------------ entry

    def resolve(self, surface: str, at: int | None = None) -> Resolution:
        """What ``surface``, at ``at`` in the clean text, stands for; its written form if nothing is known."""
        name = TERM.sub("", tidy_name(surface))
        key = (name, at if needs_place(name) or self._is_listed(name, at) else None)
        if key not in self._memory:
            if name in self._busy:  # a definition that leads back to itself
                return self._result(name, "written", ())
            self._busy.add(name)
            try:
                self._memory[key] = self._try_rules(name, at)
            finally:
                self._busy.discard(name)
        return self._memory[key]

    def _is_listed(self, name: str, at: int | None) -> bool:
        """Whether a department stands in a list, whose other members say whose it is (省发展改革委、能源局)."""
        return at is not None and name[-1:] in _DEPARTMENTS and self.context.text[at - 1 : at] == _COMMA

    def body_id(self, name: str) -> str:
        """The stable id of a canonical name."""
        return self.registry.body_id(name, self.region_code(name))

    def canonical(self, surface: str, at: int | None = None) -> str:
        return self.resolve(surface, at).name

    def shared(self, first: str, second: str) -> str:
        """``second`` with the head it shares with ``first``, unless it names a region of its own."""
        if self.registry.regions.leading(tidy_name(second))[0]:
            return second
        return share_head(first, second)

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of the rules, in the order in which they are tried."""
        return tuple(name for name, _ in self._rules)

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
        bare = BEFORE_REGION.sub("", name)
        found = self.context.choose(self.registry.regions.leading(bare)[0])
        return found[0] if len(found) == 1 else None

    # ------------------------------------------------------------------------------------------ rules

    def _by_file(self, name: str, at: int | None) -> str | None:
        correction = self.registry.corrections.get(name)
        return correction.canonical if correction else None

    def _by_definition(self, name: str, at: int | None) -> str | None:
        full = self.context.short_names.get(name)
        if full and full != name and not name.startswith(_EACH):
            return self.canonical(full, at)  # 各通信运营商 are more than the last of those it sums up
        for short, full in self.context.short_names.items():
            rest = name[len(short) :]
            if name.startswith(short) and is_unit(rest) and not is_collective(name):
                return self.canonical(full, at) + name[len(short) :]
        return None

    # ------------------------------------------------------------------------------------------ document

    @property
    def host(self) -> str | None:
        """The one institution a report is about (hospital, school, enterprise); None for governments."""
        return self._own.host

    def own_committee(self, word: str) -> str | None:
        """党委, 纪委 in a school's own text: the school's; None in all other texts."""
        return self._own.committee(word)

    def own_organisation(self, word: str) -> str | None:
        """The organisation the document comes from, if it is a 局, 院, 校 …; canonical."""
        return self._own.called(word)
