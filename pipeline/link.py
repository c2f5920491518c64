"""Body linking: every organisation mention gets its canonical name, in the context of its document.

``link_bodies`` also settles who issued the document, who it is addressed to, and who holds which post.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .canonical import Names, is_collective, tidy_name
from .context import read_context
from .heads import find_addressees, find_issuers
from .people import find_people
from .records import Body, Mention, Person, Resolution, Structure
from .registry import Registry


@dataclass(frozen=True)
class Linked:
    """What linking yields. ``mentions`` have ``canonical`` filled; ``issuers`` and ``addressees`` are canonical."""

    mentions: tuple[Mention, ...]
    bodies: tuple[Body, ...]
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    people: tuple[Person, ...]
    names: Names = field(repr=False)

    def resolve(self, surface: str, at: int | None = None) -> Resolution:
        """What any written name stands for at offset ``at`` of the clean text (mentions keep their own answer)."""
        if at is not None:
            for mention in self.mentions:
                if mention.start == at and mention.type == "ORG" and mention.text == surface and mention.canonical:
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

    ``found`` is what the page declared (title, site, source …). Names nobody can know keep their written form
    (ruling 19 of the contract); names that could mean several bodies carry their candidates in ``bodies``.
    """
    context = read_context(text, structure, mentions, registry, found or {})
    names = Names(context)
    linked = _link_mentions(text, mentions, names)
    people = find_people(text, structure, linked, names)
    issuers = find_issuers(text, structure, linked, names, people)
    addressees = find_addressees(text, structure, linked, names)
    bodies = _describe_bodies(linked, names, people, (*issuers, *addressees))
    return Linked(linked, bodies, issuers, addressees, people, names)


def _link_mentions(text: str, mentions: Sequence[Mention], names: Names) -> tuple[Mention, ...]:
    linked: list[Mention] = []
    before: Mention | None = None
    whole = ""
    for mention in mentions:
        if mention.type != "ORG":
            linked.append(mention)
            continue
        written = mention.spread or mention.text
        if mention.spread is None and before is not None and text[before.end : mention.start].strip() == "、":
            written = share_head(whole, written)
        before, whole = mention, written
        linked.append(dataclasses.replace(mention, canonical=names.resolve(written, mention.start).name))
    return tuple(linked)


_HEADED_GROUP = re.compile("^(.+?)(?=各|有关|相关|直属|所属)")
_EACH_REGION = re.compile("各(?:自治区|直辖市|自治州|新疆生产建设兵团|计划单列市|[省市县区州旗]|（[^（）]*）|、|及|和)+(?=[^、]{2,}|$)")
_LOCAL_OFFICE = re.compile("(?!省|市|县|区|州|国|中)[一-龥（）]{1,14}(?:局|委|办|厅|委员会|委组织部|（分局）)")
_PARTY_AND_STATE = re.compile("^(各.+?)(?:党委|党工委|党（工）委|党组)$")


def share_head(first: str, second: str) -> str:
    """``second`` with the head it shares with ``first``, its neighbour across a 、, put in front.

    >>> share_head("国务院各部委", "各直属机构"), share_head("各镇人民政府", "街道办事处")
    ('国务院各直属机构', '各街道办事处')
    """
    first, second = tidy_name(first), tidy_name(second)
    if re.match("(?:各|有关|直属|所属).*(?:部门|机构|单位|部委|办事处)$", second) and not re.match(
        "各(?:省|市|州|县|区|乡|镇|街道|村|社区|高|企|人民)", second
    ):
        head = _HEADED_GROUP.match(first)
        if head and re.search("(?:国务院|政府|府|委)$", head[1]):
            return head[1] + second
    if first.startswith("各"):
        group = _EACH_REGION.match(first)
        if group and _LOCAL_OFFICE.fullmatch(second):
            return group[0] + second
        pair = _PARTY_AND_STATE.match(first)
        if pair and re.fullmatch("政府|人民政府|办事处|管委会|管理委员会", second):
            return pair[1] + second
        if re.match("(?:街道|乡镇|乡|镇|社区|开发区|园区|功能区|管委会|办事处|县|区|市|直属)", second) and not re.match(
            "(?:市|县|区)(?:政府|委|府|级|直|[一-龥]*[局办厅委会])", second
        ):
            return "各" + second
    return second


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
    return tuple(describe_body(name, tuple(written), candidates.get(name, ()), names) for name, written in aliases.items())


def describe_body(name: str, aliases: tuple[str, ...], candidates: tuple[str, ...], names: Names) -> Body:
    """Level, region, parent and party of a canonical name, by the registry and by the name itself."""
    correction = names.registry.corrections.get(name)
    central = names.registry.by_name.get(name)
    region = None if central else names.region_of(name)
    level = correction.level if correction and correction.level else body_level(name, names)
    code = (correction.region_code if correction else None) or (region.code if region else None)
    parent = (correction.parent if correction else None) or (central.parent if central else body_parent(name, names))
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


def is_party(name: str) -> bool:
    """Whether a canonical name is a body of the party."""
    return bool(_PARTY.search(name)) and not name.startswith("中央军事")


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


_UNIT = re.compile("^(.{4,}?(?:政府|委员会|[^人]委|局|厅|部|办公室|领导小组|联席会议|医院|大学|学院|公司|署))(?=.{2,}$)")


def body_parent(name: str, names: Names) -> str | None:
    """The body above: the body a unit belongs to, the government a department belongs to, the next region's."""
    if is_collective(name):
        return None
    central, length = names.registry.central_prefix(name, national=False)
    if central is not None and length < len(name) and names.region_of(name) is None:
        return central.name
    region = names.region_of(name)
    if region is None:
        return None
    place = names.registry.regions.official(region)
    above = names.registry.regions.parent(region)
    higher = names.registry.regions.official(above) if above else None
    if name == f"{place}人民政府":
        return f"{higher}人民政府" if higher else "国务院"
    if name == f"中共{place}委":
        return f"中共{higher}委" if higher else "中共中央"
    if name.startswith(f"中共{place}委"):
        return f"中共{place}委"
    unit = _UNIT.match(name)
    if unit and unit[1] != name:
        return unit[1]
    if name.startswith(place) and name.endswith(("局", "厅", "委员会", "办公室")):
        return f"{place}人民政府"
    return None
