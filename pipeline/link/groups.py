"""Groups and their offices by the short names a document gives them (领导小组, 办公室, 监督组).

A group is named in full once; what shortens the name, or is set up under the group, is found from there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from ..records import Mention, Resolution
from .bodywords import AD_HOC, HEADED, PARTY_UNIT, REGION_WORD, abbreviates, shortens, tidy_name
from .context import Context
from .surroundings import Surroundings

#: 管理委员会下设办公室: whose office the sentence is about.
_OFFICE_OF = re.compile(
    "((?:领导|协调|工作)小组|联席会议|指挥部|专班|组委会|(?:管理|协调|评审|评定|指导|专家|组织|筹备)?委员会)(?:下设|设立?)"
    "(?=办公室)"
)
#: 联合采购办公室下设监督组、专家组.
_SET_UP = re.compile(
    "下设(?:有|立)?(?:[一二三四五六七八九十两\\d]+个)?(?:工作组|专项组|小组)?[：:，]?([^。；\\n]{2,60})"
)
_PART = re.compile("[一-龥]{2,8}(?:组|小组|专班)")
#: Groups that everybody told has to form are nobody's own (各乡镇成立工作领导小组).
_MANY_FORM = re.compile("(?:各|所在地|乡镇|企业|单位|学校|机构)[^。；\\n]{0,40}$")
_OWN_GROUP = re.compile("(?:领导小组|联席会议|指挥部|工作小组|协调小组|工作专班)(?:办公室)?$")


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

    def antecedent(self, name: str, at: int | None) -> str | None:
        """联席会议, 巡察组, 办公室: the longer name they shorten, before or behind them; canonical."""
        if (owner := self._set_up_under.get(name)) is not None:
            return self._canonical(owner) + name
        if name == "办公室":
            return self._office(at)
        if name.endswith("办公室") and HEADED.search(name[:-3]):
            whole = self._longer(name, at) or self._longer(name[:-3], at)
            if whole is not None:
                return self._canonical(whole).removesuffix("办公室") + "办公室"
            head = self._resolve(name[:-3], at)
            return head.name + "办公室" if head.rule != "written" else None
        if AD_HOC.search(name) and "人民代表大会" not in name:
            longer = self._longer(name, at)
            if longer is None and HEADED.fullmatch(name):
                longer = self._only_group
            return self._canonical(longer) if longer else None
        match = PARTY_UNIT.search(name)
        if (
            match
            and match.start() > 1
            and not (match[0] == "党工委" and re.search("[区园城）]党工委$", name))
        ):
            head = self._resolve(name[: match.start()], at)
            return head.name + match[0] if head.rule != "written" else None
        return None

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
            or text.startswith("国务院")
        )

    def _canonical(self, mention: Mention) -> str:
        return self._resolve(mention.text, mention.start).name

    def _longer(self, name: str, at: int | None) -> Mention | None:
        """The nearest mention that ``name`` cuts short, else the one it abbreviates."""
        opened = self.opens_with_region
        cut = self._surroundings.nearest(at, name, lambda text: shortens(name, text, opened(text)))
        if cut is not None or len(name) < 6:
            return cut
        found = {m.text: m for m in self._surroundings.mentions if abbreviates(name, tidy_name(m.text))}
        whole = {self._canonical(m): m for m in found.values() if opened(m.text)}
        return next(iter(whole.values())) if len(whole) == 1 else None

    def _office(self, at: int | None) -> str | None:
        text = self._context.text
        if at is not None:
            said = list(_OFFICE_OF.finditer(text, text.rfind("\n", 0, at) + 1, at + 3))
            if said and at - said[-1].end() < 60:
                head = self._resolve(said[-1][1], said[-1].start())
                if head.rule != "written":
                    return head.name + "办公室"
        owner = self._surroundings.nearest(at, "办公室", lambda text: bool(HEADED.search(text)))
        return self._canonical(owner) + "办公室" if owner else None

    @cached_property
    def _set_up_under(self) -> dict[str, Mention]:
        """What is set up under a body (某某办公室下设监督组、专家组): the parts and the body."""
        text = self._context.text
        ends = {m.end: m for m in self._surroundings.mentions} if "下设" in text else {}
        found: dict[str, Mention] = {}
        twice: set[str] = set()
        for match in _SET_UP.finditer(text) if ends else ():
            owner = ends.get(match.start())
            for part in re.split("[、和及，]", match[1]) if owner is not None else ():
                if owner is None or not _PART.fullmatch(part):
                    break
                if part in found and found[part].text != owner.text:
                    twice.add(part)
                found[part] = owner
        return {part: owner for part, owner in found.items() if part not in twice}

    @cached_property
    def _only_group(self) -> Mention | None:
        """The one group a document is about, where it calls it by another word (领导小组 for a 联席会议)."""
        groups: dict[str, Mention] = {}
        for mention in self._surroundings.mentions:
            text = tidy_name(mention.text)
            full = self.opens_with_region(text) or len(text) > 8
            if full and HEADED.search(text) and not text.startswith(("国家", "中央")):
                groups.setdefault(self._canonical(mention), mention)
        return next(iter(groups.values())) if len(groups) == 1 else None
