"""Groups and their offices by the short names a document gives them (领导小组, 办公室, 监督组).

A group is named in full once; what shortens the name, or is set up under the group, is found from there.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from functools import cached_property

from ...records import Mention, Resolution
from ..bodywords import AD_HOC, HEADED, OFFICE, PARTY_UNIT, REGION_WORD, abbreviates, shortens, tidy_name
from ..context import Context
from ..regions import Region
from .surroundings import Surroundings

#: 管理委员会下设办公室: whose office the sentence is about.
_OFFICE_OF = re.compile(
    "((?:领导|协调|工作)小组|联席会议|指挥部|专班|组委会"
    "|(?:管理|协调|评审|评选|评定|指导|专家|组织|筹备)?委员会)(?:下设|设立?)"
    "(?=办公室)"
)
#: 联合采购办公室下设监督组、专家组.
_SET_UP = re.compile(
    "下设(?:有|立)?(?:[一二三四五六七八九十两\\d]+个)?(?:工作组|专项组|小组)?[：:，]?([^。；\\n]{2,60})"
)
#: 指挥部设立以下工作组：一、…组。二、…组。 Each heads a paragraph of its own, or stands behind its number.
_SET_UP_BELOW = re.compile(
    "(?:下设|设立|分设|内设|设)[^。；，\n]{0,10}?(?:工作组|专项组|专业组|个组|个小组|功能组)"
)
_HEADED_PART = re.compile(
    r"(?:(?<=\n)|(?<=[。；\u3000 ]))(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]?|[①-⑩])[ \u3000]*"
    r"([一-龥]{2,8}组)(?=[。：:（(\n\u3000 ])"
)
_PART = re.compile("[一-龥]{2,8}(?:组|小组|专班)")
#: 2030年度某某省…评选委员会: the year is part of the name, but not of the place.
_YEAR = re.compile("^(?:19|20)[0-9]{2}年?度?")
#: How far behind its announcement a list of working groups goes on.
_TABLE = 4000
#: Groups that everybody told has to form are nobody's own (各乡镇成立工作领导小组).
_MANY_FORM = re.compile("(?:各|所在地|乡镇|企业|单位|学校|机构)[^。；\\n]{0,40}$")
_BARE_GROUP = re.compile(
    "(?:领导|协调|工作)?小组|联席会议|指挥部|专班|组委会|(?:协调|评审|评选|评定|指导|专家|组织|筹备)委员会"
)
_OWN_GROUP = re.compile("(?:领导小组|联席会议|指挥部|工作小组|协调小组|工作专班)(?:办公室)?$")
_BETWEEN_PARTS = re.compile("[、和及，]")
#: 高新区党工委 is the zone's own, not a unit of a body named 高新区.
_OF_A_ZONE = re.compile("[区园城）]党工委$")
_CONGRESS, _CABINET, _CENTRAL = "人民代表大会", "国务院", ("国家", "中央")
#: Groups of which the office alone is named are looked for under this.
_ITS_OFFICE = "的办公室"


class Groups:
    """Finds the groups of one document; ``resolve`` gives canonical names of what is named in full."""

    def __init__(
        self,
        context: Context,
        surroundings: Surroundings,
        resolve: Callable[[str, int | None], Resolution],
    ) -> None:
        self._context = context
        self._surroundings = surroundings
        self._resolve = resolve
        self._whole: dict[str, Mention | None] = {}
        self._full: dict[tuple[str, str], str | None] = {}

    def antecedent(self, name: str, at: int | None) -> str | None:
        """联席会议, 巡察组, 办公室: the longer name they shorten, before or behind them; canonical."""
        if (owner := self._set_up_under.get(name)) is not None:
            return self._canonical(owner) + name
        if name == OFFICE:
            return self._office(at)
        group = name.removesuffix(OFFICE)
        if group != name and HEADED.search(group):
            whole = self._longer(name, at) or self._longer(group, at)
            if whole is not None:
                return self._canonical(whole).removesuffix(OFFICE) + OFFICE
            head = self._resolve(group, at)
            return head.name + OFFICE if head.rule != "written" else None
        if AD_HOC.search(name) and _CONGRESS not in name:
            longer = self._longer(name, at)
            if longer is None and HEADED.fullmatch(name):
                longer = self._only_group
            return self._canonical(longer) if longer else None
        match = PARTY_UNIT.search(name)
        if match and match.start() > 1 and not _OF_A_ZONE.search(name):
            head = self._resolve(name[: match.start()], at)
            return head.name + match[0] if head.rule != "written" else None
        return None

    def in_full(self, region: Region, core: str) -> str | None:
        """市评审委员会办公室 where the document names one 评审委员会 of that region, in full."""
        office = core.removesuffix(OFFICE)
        if not _BARE_GROUP.fullmatch(office):
            return None
        key = (region.code, core)
        if key not in self._full:
            self._full[key] = None  # a name that leads back to itself
            found = set(self._full_names(region, office))
            self._full[key] = found.pop() + core[len(office) :] if len(found) == 1 else None
        return self._full[key]

    def _full_names(self, region: Region, office: str) -> Iterator[str]:
        """Canonical names of the region's groups whose names end with ``office`` and say what it is for."""
        regions = self._context.registry.regions
        for mention in self._surroundings.distinct:
            whole = tidy_name(mention.text).removesuffix(OFFICE)
            text = _YEAR.sub("", whole)
            if not text.endswith(office) or len(text) < len(office) + 4:
                continue
            named, length = regions.leading(text)
            own = REGION_WORD.match(text)
            rest = text[length:] if named else text[own.end() :] if own else ""
            if len(rest) > len(office) and (not named or region in named):
                yield self._resolve(whole, mention.start).name

    def is_own(self, name: str, at: int | None) -> bool:
        """Whether a group named in full, without a place, is one that the document's own government set up."""
        if len(name) < 8 or not _OWN_GROUP.search(name) or at is None:
            return False
        return not _MANY_FORM.search(self._context.text[max(0, at - 60) : at])

    def opens_with_region(self, text: str) -> bool:
        """Whether a written name says where its body is."""
        return bool(
            self._context.registry.regions.leading(text)[0]
            or REGION_WORD.match(text)
            or text.startswith(_CABINET)
        )

    def _canonical(self, mention: Mention) -> str:
        return self._resolve(mention.text, mention.start).name

    def _longer(self, name: str, at: int | None) -> Mention | None:
        """The nearest mention that ``name`` cuts short, else the one it abbreviates."""
        opened = self.opens_with_region
        cut = self._surroundings.nearest(at, name, lambda text: shortens(name, text, opened(text)))
        if cut is not None or len(name) < 4:
            return cut
        # only its office is named in full
        cut = self._surroundings.nearest(
            at,
            name + _ITS_OFFICE,
            lambda text: shortens(name + OFFICE, text, opened(_YEAR.sub("", text))),
        )
        if cut is not None and HEADED.search(name):
            return dataclasses.replace(cut, text=cut.text.removesuffix(OFFICE))
        if name not in self._whole:
            found = [m for m in self._surroundings.distinct if abbreviates(name, tidy_name(m.text))]
            whole = {self._canonical(m): m for m in found if opened(m.text)}
            self._whole[name] = next(iter(whole.values())) if len(whole) == 1 else None
        return self._whole[name]

    def _office(self, at: int | None) -> str | None:
        text = self._context.text
        if at is not None:
            said = list(_OFFICE_OF.finditer(text, text.rfind("\n", 0, at) + 1, at + 3))
            if said and at - said[-1].end() < 60:
                head = self._resolve(said[-1][1], said[-1].start())
                if head.rule != "written":
                    return head.name + OFFICE
        owner = self._surroundings.nearest(at, OFFICE, lambda text: bool(HEADED.search(text)))
        return self._canonical(owner) + OFFICE if owner else None

    @cached_property
    def _set_up_under(self) -> dict[str, Mention]:
        """What is set up under a body (某某办公室下设监督组、专家组): the parts and the body."""
        found: dict[str, Mention] = {}
        twice: set[str] = set()
        for part, owner in self._parts():
            if part in found and found[part].text != owner.text:
                twice.add(part)
            found[part] = owner
        return {part: owner for part, owner in found.items() if part not in twice}

    def _parts(self) -> Iterator[tuple[str, Mention]]:
        text = self._context.text
        if "设" not in text or "组" not in text:
            return
        ends = {m.end: m for m in self._surroundings.mentions}
        for match in _SET_UP.finditer(text):
            if (owner := ends.get(match.start())) is not None:
                for part in _BETWEEN_PARTS.split(match[1]):
                    if not _PART.fullmatch(part):
                        break
                    yield part, owner
        for match in _SET_UP_BELOW.finditer(text):
            if (owner := ends.get(match.start())) is not None and HEADED.search(owner.text):
                for headed in _HEADED_PART.finditer(text, match.end(), match.end() + _TABLE):
                    yield headed[1], owner

    @cached_property
    def _only_group(self) -> Mention | None:
        """The one group a document is about, where it calls it by another word (领导小组 for a 联席会议)."""
        groups: dict[str, Mention] = {}
        for mention in self._surroundings.mentions:
            text = tidy_name(mention.text)
            full = self.opens_with_region(text) or len(text) > 8
            if full and HEADED.search(text) and not text.startswith(_CENTRAL):
                groups.setdefault(self._canonical(mention), mention)
        return next(iter(groups.values())) if len(groups) == 1 else None
