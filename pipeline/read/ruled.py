"""Tables of a PDF page, by the lines that are drawn around their cells: a table's rows as lines of text, cells by tab.

The text layer of a PDF goes through a table line by line, across all columns. Where ruled lines make a grid, the
text is asked for cell by cell instead. What is no plain grid (flow charts, forms) stays as the text layer has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from typing import Any, NamedTuple

THIN, LONG = 3.0, 8.0  # points: a line is no thicker, and no shorter
NEAR = 3.0  # lines that lie no further apart are one
MAX_LINES, MAX_OBJECTS = 600, 5_000  # of one page, beyond which it is a drawing
MAX_CELLS = 2_000  # of one table
MIN_LINES = 3  # each way, for two rows and two columns


class Line(NamedTuple):
    """A drawn line: where it lies across its direction, and from where to where it goes."""

    at: float
    low: float
    high: float


class Table(NamedTuple):
    """The lines of one grid: ``xs`` from left to right, ``ys`` from the top down, and the lines themselves."""

    xs: Sequence[float]
    ys: Sequence[float]
    down: Sequence[Line]
    across: Sequence[Line]


def page_text(page: Any, textpage: Any) -> str | None:
    """The text of a page whose tables are rows; ``None`` where it has no table, or none that is a plain grid.

    No character of the text layer is lost or said twice, else there is no answer either.
    """
    from pypdfium2 import PdfiumError

    try:
        return _read_tables(sorted(_find_tables(page), key=lambda table: -table.ys[0]), textpage)
    except PdfiumError:  # a drawing that cannot be read says nothing about the text
        return None


def _read_tables(tables: Sequence[Table], textpage: Any) -> str | None:
    """The text of a page that holds ``tables``, from the top down."""
    parts: list[str] = []
    top: float | None = None
    for table in tables:
        rows = _read_rows(table, textpage)
        if top is not None and table.ys[0] > top + NEAR:
            return None  # side by side
        if rows is None:
            continue
        parts += (textpage.get_text_bounded(bottom=table.ys[0], top=top), *rows)
        top = table.ys[-1]
    if not parts:
        return None
    parts.append(textpage.get_text_bounded(top=top))
    text = "\n".join(part.strip("\r\n") for part in parts if part.strip())
    return text if _letters(text) == _letters(textpage.get_text_bounded()) else None


def _letters(text: str) -> list[str]:
    return sorted("".join(text.split()))


def _find_tables(page: Any) -> Iterator[Table]:
    """The grids of a page: lines that touch one another belong together."""
    from pypdfium2 import raw

    across: list[Line] = []
    down: list[Line] = []
    objects = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3)
    for item in islice(objects, MAX_OBJECTS):
        ask = getattr(item, "get_bounds", None) or item.get_pos  # its name before pypdfium2 5
        left, bottom, right, top = ask()
        if top - bottom <= THIN and right - left >= LONG:
            across.append(Line((top + bottom) / 2, left, right))
        elif right - left <= THIN and top - bottom >= LONG:
            down.append(Line((left + right) / 2, bottom, top))
        if len(across) + len(down) > MAX_LINES:
            return
    while across and down:
        one, other = _take_touching(across, down)
        xs, ys = _merge(line.at for line in other), _merge(line.at for line in one)
        if len(xs) >= MIN_LINES and len(ys) >= MIN_LINES and len(xs) * len(ys) <= MAX_CELLS:
            yield Table(xs, ys[::-1], other, one)


def _take_touching(across: list[Line], down: list[Line]) -> tuple[list[Line], list[Line]]:
    """All lines that hang together with the last one ``across``; they leave the two lists."""
    one: list[Line] = [across.pop()]
    other: list[Line] = []
    grown = True
    while grown:
        hit = [line for line in down if any(_cross(line, each) for each in one)]
        down[:] = [line for line in down if line not in hit]
        more = [line for line in across if any(_cross(line, each) for each in hit)]
        across[:] = [line for line in across if line not in more]
        one, other = one + more, other + hit
        grown = bool(more)
    return one, other


def _cross(one: Line, other: Line) -> bool:
    """Whether two lines of different directions touch."""
    return one.low - NEAR <= other.at <= one.high + NEAR and other.low - NEAR <= one.at <= other.high + NEAR


def _merge(places: Iterable[float]) -> list[float]:
    """The places from low to high, those that lie close together as one."""
    out: list[float] = []
    for place in sorted(places):
        if not out or place - out[-1] > NEAR:
            out.append(place)
    return out


def _is_drawn(lines: Sequence[Line], at: float, middle: float) -> bool:
    """Whether one of the lines lies at ``at`` and passes ``middle``."""
    return any(abs(line.at - at) <= NEAR and line.low <= middle <= line.high for line in lines)


def _read_rows(table: Table, textpage: Any) -> list[str] | None:
    """The rows of a grid, cells by tab; a cell over several rows or columns speaks in the first of them."""
    xs, ys = table.xs, table.ys
    height, width = len(ys) - 1, len(xs) - 1
    taken: set[tuple[int, int]] = set()
    cells = [[""] * width for _ in range(height)]
    for n, k in product(range(height), range(width)):
        if (n, k) in taken:
            continue
        low, right = _reach(table, n, k)
        held = set(product(range(n, low), range(k, right)))
        if held & taken:
            return None  # what is no rectangle is no cell
        taken |= held
        found = textpage.get_text_bounded(left=xs[k], bottom=ys[low], right=xs[right], top=ys[n])
        cells[n][k] = _join_lines(found)
    rows = ["\t".join(row) for row in cells if any(row)]
    return rows if sum("\t" in row and len(row.split()) > 1 for row in rows) >= 2 else None


def _reach(table: Table, n: int, k: int) -> tuple[int, int]:
    """The first row and the first column that the cell in row ``n`` and column ``k`` does not hold."""
    xs, ys = table.xs, table.ys
    low, right = n + 1, k + 1
    middle = (ys[n] + ys[n + 1]) / 2
    while right < len(xs) - 1 and not _is_drawn(table.down, xs[right], middle):
        right += 1
    middle = (xs[k] + xs[k + 1]) / 2
    while low < len(ys) - 1 and not _is_drawn(table.across, ys[low], middle):
        low += 1
    return low, right


def _join_lines(text: str) -> str:
    """The lines of one cell as one line."""
    out = ""
    for line in text.replace("\t", " ").splitlines():
        apart = re.search("[A-Za-z0-9]$", out) and re.match("[A-Za-z]", line)
        out += (" " if apart else "") + line.strip()
    return out
