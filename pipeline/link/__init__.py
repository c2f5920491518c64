"""Body linking: every organisation mention gets its canonical name, in the context of its document.

``link_bodies`` also settles who issued the document, who it is addressed to, and who holds which post.

Where a rule lives: what a document says of itself, context.py; the chain of rules for one name, names/ (canonical.py
asks placed.py for names that open with a region, central.py, collectives.py, zones.py, groups.py, home.py and own.py for
each sort of body, spelling.py for full forms); names by what stands beside them, mentions.py; issuers and addressees,
heads/ (find.py asks lines.py, names.py, opening.py, meetings.py, regulations.py and numbers.py for where they are found);
people, people/ (find.py, with members.py for tables and postbodies.py for whose post it is).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..records import Body, Mention, Person, Resolution, Structure
from .bodywords import is_collective
from .context import read_context
from .heads.find import find_addressees, find_issuers
from .heads.reading import Reading
from .mentions import link_mentions
from .names.canonical import Names
from .people.find import find_people
from .registry import Registry


@dataclass(frozen=True)
class Linked:
    """What linking yields: mentions with ``canonical`` filled; issuers, addressees as canonical names."""

    mentions: tuple[Mention, ...]
    bodies: tuple[Body, ...]
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    people: tuple[Person, ...]
    names: Names = field(repr=False)

    def resolve(self, surface: str, at: int | None = None) -> Resolution:
        """What a written name stands for at ``at`` in the clean text; mentions keep their own answer."""
        if at is not None:
            for mention in self.mentions:
                if (
                    mention.start == at
                    and mention.type == "ORG"
                    and mention.text == surface
                    and mention.canonical
                ):
                    own = self.names.resolve(mention.spread or surface, at)
                    return dataclasses.replace(
                        own, name=mention.canonical, body_id=self.names.body_id(mention.canonical)
                    )
        return self.names.resolve(surface, at)


def link_bodies(
    text: str,
    structure: Structure,
    mentions: Sequence[Mention],
    registry: Registry,
    *,
    found: Mapping[str, str] | None = None,
) -> Linked:
    """Link every ORG mention of one document; see ``Linked``.

    ``found`` is what the page declared (title, site, source …). Names nobody can know keep their written
    form; names that could mean several bodies carry their candidates in ``bodies``.
    """
    context = read_context(text, structure, mentions, registry, found or {})
    names = Names(context)
    linked = link_mentions(text, mentions, names, structure.head.addressee_line)
    people = find_people(text, structure, linked, names)
    reading = Reading(text, structure, linked, names, people)
    issuers, addressees = find_issuers(reading) or _declared(found or {}, names), find_addressees(reading)
    bodies = _describe_bodies(linked, names, people, (*issuers, *addressees))
    return Linked(linked, bodies, issuers, addressees, people, names)


def _declared(found: Mapping[str, str], names: Names) -> tuple[str, ...]:
    """The bodies that the page's record names as the document's (发布机关), where the text names none."""
    written = [name for name in re.split("[、，, ]+", found.get("issuer") or "") if len(name) > 1]
    return tuple(dict.fromkeys(map(names.canonical, written)))


# ------------------------------------------------------------------------------------------------ bodies


def _describe_bodies(
    mentions: Sequence[Mention], names: Names, people: Sequence[Person], heads: Sequence[str]
) -> tuple[Body, ...]:
    """One ``Body`` a canonical name, aliases in the order they were met."""
    aliases: dict[str, dict[str, None]] = {}
    candidates: dict[str, tuple[str, ...]] = {}
    for mention in mentions:
        if mention.type == "ORG" and mention.canonical:
            written = aliases.setdefault(mention.canonical, {})
            written[mention.text] = None
            open_names = names.resolve(mention.spread or mention.text, mention.start).candidates
            if open_names:
                candidates[mention.canonical] = open_names
    for name in (*heads, *(p.body for person in people for p in person.positions)):
        aliases.setdefault(name, {})
    return tuple(
        describe_body(name, tuple(written), candidates.get(name, ()), names)
        for name, written in aliases.items()
    )


def describe_body(name: str, aliases: tuple[str, ...], candidates: tuple[str, ...], names: Names) -> Body:
    """Level, region, parent and party of a canonical name, by the registry and by the name itself."""
    correction = names.registry.corrections.get(name)
    central = names.registry.by_name.get(name)
    region = None if central else names.region_of(name)
    level = correction.level if correction and correction.level else body_level(name, names)
    code = (correction.region_code if correction else None) or (region.code if region else None)
    parent = (correction.parent if correction else None) or (
        central.parent if central else body_parent(name, names)
    )
    return Body(
        body_id=names.registry.body_id(name, names.region_code(name)),
        name=name,
        aliases=tuple(a for a in aliases if a != name),
        level=level,
        region_code=code,
        parent=parent,
        party=central.party if central else is_party(name),
        candidates=candidates,
    )


_TOWNSHIP = re.compile("[一-龥]{1,8}(?:镇|乡|街道)(?:党委|党工委|人民政府|办事处|人大|$)")
_NATIONAL = re.compile("^(?:国家|全国|中国|中华|中央|中共中央|国务院|最高人民)")
_PARTY = re.compile("^(?:中共|中央)|(?:党委|党组|党工委|党支部|党总支|纪律检查委员会|纪委)")
#: 中央军事委员会 is of the state too.
_ARMY = "中央军事"


def is_party(name: str) -> bool:
    """Whether a canonical name is a body of the party."""
    return bool(_PARTY.search(name)) and not name.startswith(_ARMY)


def body_level(name: str, names: Names) -> str:
    """``national`` … ``township``, ``other`` for enterprises, collectives and what nobody can know."""
    if name in names.registry.by_name:
        return "national"
    region = names.region_of(name)
    if region is not None:
        if _TOWNSHIP.search(name[len(region.name) :]):
            return "township"
        return region.level
    if is_collective(name):
        return "other"
    if _NATIONAL.match(name) or names.registry.central_prefix(name, national=False)[1] > 2:
        return "national"
    return "township" if _TOWNSHIP.fullmatch(name) else "other"


_UNIT = re.compile(
    "^(.{4,}?(?:政府|委员会|[^人]委|局|厅|部|办公室|领导小组|联席会议|医院|大学|学院|公司|署))(?=.{2,}$)"
)
_GOVERNMENT, _CABINET = "人民政府", "国务院"
_COMMITTEE, _PARTY_CENTRE = "中共{place}委", "中共中央"
#: How departments of a government end.
_DEPARTMENT = ("局", "厅", "委员会", "办公室")


def body_parent(name: str, names: Names) -> str | None:
    """The body above: of a unit its body, of a department its government, of a government the next one."""
    if is_collective(name):
        return None
    central, length = names.registry.central_prefix(name, national=False)
    region = names.region_of(name)
    if region is None:
        return central.name if central is not None and length < len(name) else None
    place = names.registry.regions.official(region)
    above = names.registry.regions.parent(region)
    higher = names.registry.regions.official(above) if above else None
    committee = _COMMITTEE.format(place=place)
    if name == place + _GOVERNMENT:
        return higher + _GOVERNMENT if higher else _CABINET
    if name == committee:
        return _COMMITTEE.format(place=higher) if higher else _PARTY_CENTRE
    if name.startswith(committee):
        return committee
    unit = _UNIT.match(name)
    if unit and unit[1] != name:
        return unit[1]
    return place + _GOVERNMENT if name.startswith(place) and name.endswith(_DEPARTMENT) else None
