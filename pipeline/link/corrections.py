"""A researcher's own word on names: the table that ``--bodies`` reads, as text editors and spreadsheets save it.

A row sends a ``surface`` to a ``canonical`` name, and may set the level, region and parent of that body. TSV and CSV
(comma or semicolon) in UTF-8, UTF-16 or GB 18030, and xlsx, are read alike. What cannot be meant is told with its row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from ..lexicon import read_text
from ..records import LEVELS
from .regions import Regions

#: Columns of the table (only ``canonical`` is needed).
CORRECTION_COLUMNS = ("surface", "canonical", "level", "region_code", "parent")
_KNOWN = frozenset((*CORRECTION_COLUMNS, "name", "aliases"))


class Correction(NamedTuple):
    """A user's own word on a name."""

    canonical: str
    level: str | None = None
    region_code: str | None = None
    parent: str | None = None


class _Row(NamedTuple):
    number: int
    surfaces: tuple[str, ...]
    correction: Correction


def read_corrections(path: str | Path, regions: Regions) -> dict[str, Correction]:
    """Corrections from a table with a header (``CORRECTION_COLUMNS``, or ``name`` and ``aliases``).

    The surface and the canonical name itself both lead to the canonical name. Raises ValueError, naming the row,
    for a file without the column, a level or region code that does not exist, and names sent to two bodies or in a
    circle.
    """
    rows = [
        row
        for number, cells in _read_table(Path(path))
        if (row := _read_row(number, cells, f"{path}, row {number}", regions))
    ]
    found: dict[str, tuple[int, Correction]] = {}
    for row in rows:
        for surface in row.surfaces:
            before = found.setdefault(surface, (row.number, row.correction))
            if before[1].canonical != row.correction.canonical:
                raise ValueError(
                    f"{path}: {surface!r} is sent to {before[1].canonical!r} in row {before[0]} and to "
                    f"{row.correction.canonical!r} in row {row.number}; keep one of them"
                )
    _refuse_circles(path, found)
    for row in rows:  # what a row says of its own name counts before what another says in passing
        found.setdefault(row.correction.canonical, (row.number, row.correction))
    return {surface: correction for surface, (_, correction) in found.items()}


def _refuse_circles(path: str | Path, found: Mapping[str, tuple[int, Correction]]) -> None:
    for surface, (number, correction) in found.items():
        seen = [surface]
        while (name := correction.canonical) in found and found[name][1].canonical != name:
            if name in seen:
                raise ValueError(
                    f"{path}, row {number}: {' → '.join([*seen, name])} goes in a circle; give each the one name "
                    "that it should have"
                )
            seen.append(name)
            correction = found[name][1]


def _read_row(number: int, cells: Mapping[str, str], where: str, regions: Regions) -> _Row | None:
    canonical = cells.get("canonical") or cells.get("name") or ""
    if not canonical:
        return None
    level, code, parent = (cells.get(name) or None for name in CORRECTION_COLUMNS[2:])
    if level and level not in LEVELS:
        raise ValueError(f"{where}: there is no level {level!r}; levels are {', '.join(LEVELS)}")
    if code:
        code = code.removesuffix(".0")  # as spreadsheets show a number
        if code not in regions.codes:
            raise ValueError(
                f"{where}: {code!r} is no code of GB/T 2260: give the six digits of a province, city or county, "
                "or leave the cell empty"
            )
    written = (cells.get("surface") or "", *(cells.get("aliases") or "").split("；"))
    surfaces = tuple(dict.fromkeys(s.strip() for s in written if s.strip()))
    return _Row(number, surfaces, Correction(canonical, level, code, parent))


# ------------------------------------------------------------------------------------------------ the file


def _read_table(path: Path) -> Iterable[tuple[int, dict[str, str]]]:
    """(row number, cells by column) below the header; empty rows and those that begin with # are left out."""
    rows = _read_workbook(path) if _is_workbook(path) else _read_lines(path)
    kept = [
        (number, cells)
        for number, row in enumerate(rows, 1)
        if any(cells := [_plain(cell) for cell in row]) and not cells[0].startswith("#")
    ]
    header = [name.lower() for name in kept[0][1]] if kept else []
    if not {"canonical", "name"} & set(header):
        raise ValueError(
            f"{path}: no column 'canonical'{_seen(header)}; write a header line: {', '.join(CORRECTION_COLUMNS)}"
        )
    doubled = sorted(name for name in _KNOWN if header.count(name) > 1)
    if doubled:
        raise ValueError(f"{path}: two columns {doubled[0]!r}; keep one of them")
    return [(number, dict(zip(header, cells, strict=False))) for number, cells in kept[1:]]


def _seen(header: Iterable[str]) -> str:
    names = [name for name in header if name][:6]
    return f" (its first line has {', '.join(map(repr, names))})" if names else ""


def _plain(cell: str) -> str:
    """A cell without white space around it, and without the mark that keeps a spreadsheet from reckoning it."""
    cell = cell.strip()
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@") else cell


def _read_lines(path: Path) -> list[list[str]]:
    text = read_text(path)
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    delimiter = next((mark for mark in "\t,;" if mark in first), ",")
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ValueError(f"{path} is no table: {error}; save it as CSV or TSV") from error


def _is_workbook(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) == b"PK\3\4"


def _read_workbook(path: Path) -> list[list[str]]:
    """The cells of the first sheet of an xlsx file."""
    import warnings

    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and extensions that openpyxl does not keep
        try:
            book = openpyxl.load_workbook(path, read_only=True, data_only=True)
            rows = [
                ["" if cell is None else str(cell) for cell in row]
                for row in book.worksheets[0].iter_rows(values_only=True)
            ]
            book.close()
        except Exception as error:  # openpyxl raises whatever a damaged part makes it raise
            raise ValueError(
                f"{path} is no text file and no readable workbook: {error}; save it as .xlsx or as CSV in UTF-8"
            ) from error
    return rows
