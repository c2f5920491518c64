"""Offices of the town or street that issued a document: 镇规建办, 城运中心 with its own name in front."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property

from ..bodywords import is_collective, is_subsequence
from ..context import Context
from .surroundings import Surroundings

#: Who speaks for a town.
_SPEAKS = re.compile("(.+(?:镇|乡|街道))(?:人民政府|办事处|党工委|党委|人民政府办公室|党政办公室)")
_TOWN = re.compile("(?:.*[省市县区州旗])?([一-龥]{2,}(?:镇|乡|街道))")
#: What a town calls itself in front of its offices, and the offices it has itself. A 派出所 is the police's, a
#: 卫生服务中心 a house of its own.
_ITSELF = re.compile("(?:我|本)?(?:镇|乡|街道)")
_OFFICE = re.compile(
    "(?!各|有关|相关|其他|村|居|物业|.?(?:小组|领导))[^省市县区州镇乡各的]{2,12}(?<!派出)(?:办|办公室|中心|所|站|室|中队)"
    "|社区(?:办|事务受理服务中心|管理办公室)|武装部|环卫公司"
)
_NOT_ITS_OWN = re.compile("卫生服务|医疗|养老|交警|消防|派出所|领导小组|指挥部|委员会|组办公室|党群服务中心")
_SHORT, _IN_FULL = "办", "办公室"


class Towns:
    """The town whose government or office issued one document, and its offices."""

    def __init__(
        self,
        context: Context,
        surroundings: Surroundings,
        canonical: Callable[[str, int | None], str],
    ) -> None:
        self._context = context
        self._surroundings = surroundings
        self._canonical = canonical

    def office(self, name: str, at: int | None) -> str | None:
        """镇规建办, 规建办, 某某镇规建办 in the town's own document → 某某市某某区某某镇规建办; None elsewhere."""
        if not self._town:
            return None
        itself = _ITSELF.match(name)
        start = itself.end() if itself else len(self._short) * name.startswith(self._short)
        office = name[start:]
        if not _OFFICE.fullmatch(office) or _NOT_ITS_OWN.search(office) or is_collective(name):
            return None
        return self._town + (self._written_in_full(office) or office)

    def _written_in_full(self, office: str) -> str | None:
        """The office of the town that the document writes out, where it is the only one with that short name."""
        if not office.endswith(_SHORT):
            return None
        named = {n.removeprefix(self._short) for n in self._surroundings.names if n.startswith(self._short)}
        fits = [n for n in named if n.endswith(_IN_FULL) and is_subsequence(office[:-1], n)]
        return fits[0] if len(fits) == 1 else None

    @cached_property
    def _town(self) -> str:
        """The town's full name, empty where several speak or none."""
        towns = {
            m[1] for head in self._context.heads if (m := _SPEAKS.fullmatch(self._canonical(head, None)))
        }
        return towns.pop() if len(towns) == 1 else ""

    @cached_property
    def _short(self) -> str:
        """The town's name without its county."""
        town = _TOWN.fullmatch(self._town)
        return town[1] if town else self._town
