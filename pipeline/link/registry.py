"""What is known about bodies before any document is read: central bodies, regions, names of departments.

Central bodies carry their lifetimes: 银监会 and 保监会 (2003-2018) became 银保监会, which became
国家金融监督管理总局 in 2023; 广电总局 is another body in 2010 than in 2020. A file of corrections is obeyed
before everything else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ..lexicon import read_lexicon
from .corrections import Correction, read_corrections
from .regions import Regions, load_regions


class CentralBody(NamedTuple):
    """A central body with its names. ``local_aliases`` mean it in national documents only (发展改革委)."""

    name: str
    aliases: tuple[str, ...] = ()
    local_aliases: tuple[str, ...] = ()
    parent: str | None = None
    party: bool = False
    valid_from: str = ""
    valid_to: str = ""
    successor: str = ""

    def lived(self, date: str) -> bool:
        """Whether it existed on ``date`` (ISO, or a year alone)."""
        return (not self.valid_from or self.valid_from[: len(date)] <= date) and (
            not self.valid_to or date <= self.valid_to[: len(date)]
        )


@dataclass(frozen=True)
class Registry:
    """Central bodies, regions, department names and corrections, all looked up by written name."""

    central: tuple[CentralBody, ...]
    regions: Regions
    stems: Mapping[str, str]
    offices: Mapping[str, str]
    party_units: Mapping[str, str]
    #: by province, what its places call a department that is called otherwise elsewhere
    of_provinces: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    leaders: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    landmarks: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[str, Correction] = field(default_factory=dict)

    @cached_property
    def landmark_names(self) -> tuple[str, ...]:
        """Known institutions, as ``str.startswith`` takes them."""
        return tuple(self.landmarks)

    @cached_property
    def by_name(self) -> dict[str, CentralBody]:
        return {body.name: body for body in self.central}

    @cached_property
    def _strong(self) -> dict[str, list[CentralBody]]:
        return _index((body, (body.name, *body.aliases)) for body in self.central)

    @cached_property
    def _local(self) -> dict[str, list[CentralBody]]:
        return _index((body, body.local_aliases) for body in self.central)

    def find_central(self, name: str, date: str = "", *, national: bool = True) -> CentralBody | None:
        """The central body that ``name`` meant on ``date`` (ISO or a year; ``""``: today).

        With ``national`` false, names that local bodies share (发展改革委, 文物局) find nothing.
        """
        found = self._strong.get(name, [])
        if not found and national:
            found = self._local.get(name, [])
        if len(found) > 1:
            alive = [body for body in found if (body.lived(date) if date else not body.valid_to)]
            found = alive or sorted(found, key=lambda body: body.valid_to or "9999", reverse=True)
        return found[0] if found else None

    def central_prefix(
        self, name: str, date: str = "", *, national: bool = True
    ) -> tuple[CentralBody | None, int]:
        """The central body whose name opens ``name``, and how many characters it takes."""
        for length in range(min(len(name), 26), 1, -1):
            if body := self.find_central(name[:length], date, national=national):
                return body, length
        return None, 0

    def expand_department(self, core: str, region_code: str = "") -> str | None:
        """The full name of a local department (人社局 → 人力资源和社会保障局), None if the list lacks it.

        ``region_code`` says where: 大数据局 is another name in 山东 than in 浙江.
        """
        own = self.of_provinces.get(region_code[:2], {})
        for names in (own, {"whole": self.offices, "stem": self.stems}):
            if full := _expand(core, names):
                return full
        return None

    def body_id(self, name: str, region_code: str | None) -> str:
        """A stable id: from the canonical name and the region, nothing else."""
        digest = hashlib.sha256(f"{name}|{region_code or ''}".encode()).hexdigest()
        return "b" + digest[:15]


#: How the end of a department is written, and what it stands for.
_DEPARTMENT_ENDS = (("委员会", "委员会"), ("委", "委员会"), ("局", "局"), ("厅", "厅"), ("总队", "总队"))


def _expand(core: str, names: Mapping[str, Mapping[str, str]]) -> str | None:
    if full := names.get("whole", {}).get(core):
        return full
    stems = names.get("stem", {})
    for written, end in _DEPARTMENT_ENDS:
        if core.endswith(written) and (stem := stems.get(core[: -len(written)])):
            return stem + end
    return None


def _index(rows: Iterable[tuple[CentralBody, Sequence[str]]]) -> dict[str, list[CentralBody]]:
    index: dict[str, list[CentralBody]] = {}
    for body, names in rows:
        for name in names:
            index.setdefault(name, []).append(body)
    return index


def load_registry(*, bodies_file: str | Path | None = None) -> Registry:
    """The registry of the word lists; ``bodies_file`` holds corrections, which are always obeyed.

    Raises ValueError where the file is no table of corrections.
    """
    regions = load_regions()
    kinds: dict[str, dict[str, str]] = {"stem": {}, "whole": {}, "party": {}}
    of_provinces: dict[str, dict[str, dict[str, str]]] = {}
    for kind, short, full, *provinces in read_lexicon("functions.tsv"):
        for province in provinces[0].split() if provinces else ():
            of_provinces.setdefault(province, {}).setdefault(kind, {})[short] = full
        if not provinces:
            kinds[kind][short] = full
    for full in list(kinds["stem"].values()):
        kinds["stem"].setdefault(full, full)
    return Registry(
        central=tuple(_central_body(row) for row in read_lexicon("bodies.tsv")),
        regions=regions,
        stems=kinds["stem"],
        offices=kinds["whole"],
        party_units=kinds["party"],
        of_provinces=of_provinces,
        leaders={(name, called): (body, title) for name, called, body, title in read_lexicon("leaders.tsv")},
        landmarks={row[0]: row[1] for row in read_lexicon("landmarks.tsv")},
        corrections=read_corrections(bodies_file, regions) if bodies_file else {},
    )


def _central_body(row: list[str]) -> CentralBody:
    name, aliases, local, parent, party, start, end, successor = row + [""] * (8 - len(row))
    return CentralBody(
        name, _names(aliases), _names(local), parent or None, party == "1", start, end, successor.strip()
    )


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in cell.split("；") if name.strip())
