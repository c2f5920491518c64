"""Responsibility columns of tables (责任分工表): rows of cells under a header that names roles."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from ..lexicon import read_lexicon
from ..records import Note, NotePart, Span
from .bodylists import ends_like_body, split_bodies, tail_role
from .clauses import parse_clauses

_TASK = re.compile(r"任务|内容|事项|项目|措施|工作|要求|目标|指标|举措|政策|问题|条款|清单")
_NOT_TASK = re.compile(r"序号|编号|单位|部门|时限|时间|领导|责任|备注|类别|日期")
_ROW = re.compile(r"[^\n]*\t[^\n]*")


@functools.cache
def _roles() -> dict[str, str]:
    return {row[0]: row[1] for row in read_lexicon("note_labels.txt")}


def _header_role(cell: str) -> str | None:
    """The role a header cell gives its column, None where it is no such column."""
    bare = re.sub(r"[\s（(）)：:]", "", cell)
    if not 2 <= len(bare) <= 16:
        return None
    roles = _roles()
    for label in (bare, bare.replace("及", "、"), re.sub(r"^(?:主要|具体|项目|市级|省级|县级)", "", bare)):
        if label in roles:
            return roles[label] if roles[label] != "none" else None
    if re.fullmatch(r"(?:责任|牵头|配合)[^时人领]{0,3}(?:单位|部门|处室|科室).{0,6}", bare):
        return {"责": "responsible", "牵": "lead", "配": "support"}[bare[0]]
    return None


def _cells(text: str, row: Span) -> list[Span]:
    cells, at = [], row.start
    for piece in text[row.start : row.end].split("\t"):
        start = at + len(piece) - len(piece.lstrip())
        cells.append(Span(start, start + len(piece.strip())))
        at += len(piece) + 1
    return cells


def find_tables(text: str, rows: Iterable[Span] | None = None) -> list[Note]:
    """One note a table row that names bodies in a role column; ``served`` is the row's task cell."""
    if rows is None:
        rows = (Span(match.start(), match.end()) for match in _ROW.finditer(text)) if "\t" in text else ()
    notes: list[Note] = []
    for table in _adjacent(rows):
        notes += _read_table(text, table)
    return notes


def _adjacent(rows: Iterable[Span]) -> Iterator[list[Span]]:
    table: list[Span] = []
    for row in rows:
        if table and row.start != table[-1].end + 1:
            yield table
            table = []
        table.append(row)
    if table:
        yield table


def _read_table(text: str, rows: Sequence[Span]) -> Iterator[Note]:
    columns: dict[int, str] = {}
    task, width = 0, 0
    last: dict[int, list[NotePart]] = {}
    for row in rows:
        cells = _cells(text, row)
        header = {i: role for i, c in enumerate(cells) if (role := _header_role(text[c.start : c.end]))}
        if header:
            columns, width, last = header, len(cells), {}
            task = _task_column(text, cells, columns)
            continue
        if not columns or len(cells) < 2:
            continue
        shift = len(cells) - width if len(cells) < width else 0  # merged cells at the row's front are missing
        note = _read_row(
            text, row, cells, {i + shift: role for i, role in columns.items()}, task + shift, last
        )
        if note:
            yield note


def _task_column(text: str, cells: Sequence[Span], columns: dict[int, str]) -> int:
    others = [i for i in range(len(cells)) if i not in columns]
    named = [i for i in others if _TASK.search(text, *cells[i]) and not _NOT_TASK.search(text, *cells[i])]
    before = [i for i in named if i < min(columns)]
    return (before or named or [i for i in others if not _NOT_TASK.search(text, *cells[i])] or [0])[-1]


def _read_row(
    text: str,
    row: Span,
    cells: Sequence[Span],
    columns: dict[int, str],
    task: int,
    last: dict[int, list[NotePart]],
) -> Note | None:
    parts: list[NotePart] = []
    used: list[Span] = []
    for i, role in sorted(columns.items()):
        if not 0 <= i < len(cells):
            continue
        cell = cells[i]
        fresh = _cell_parts(text, cell, role)
        if fresh:
            last[i] = fresh
            used.append(cell)
        parts += fresh
    if not used and all(cells[i].start == cells[i].end for i in columns if 0 <= i < len(cells)):
        parts = [part for i in sorted(columns) for part in last.get(i, [])]  # cells merged with those above
    if not parts:
        return None
    served = cells[task] if 0 <= task < len(cells) and cells[task] not in used else None
    start, end = (used[0].start, used[-1].end) if used else (row.end, row.end)
    return Note(start, end, tuple(parts), "row", served)


def _cell_parts(text: str, cell: Span, role: str) -> list[NotePart]:
    if cell.start == cell.end:
        return []
    clauses = parse_clauses(text, cell.start, cell.end, objects=False)
    if clauses:
        return list(clauses)
    return [
        NotePart(*name, tail_role(text, name) or role)
        for name in split_bodies(text, cell.start, cell.end)
        if ends_like_body(text[name.start : name.end]) or 3 < name.end - name.start < 25
    ]
