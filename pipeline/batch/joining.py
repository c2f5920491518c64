"""The pieces of a run joined into its tables and its graph, in the order of the sources, each document once.

Bytes are copied, not parsed, except for pieces that hold a document which an earlier piece has too.
Which do is found by an SQLite file among the pieces.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..records import Problem
from ..rows import TABLES, Row, TableFiles, WriteError, open_scratch
from .pieces import DamagedPiece, PieceName, iterate_headers, read_sections
from .planning import Part

_CACHE_KIB = 8_192


@dataclass(slots=True)
class Totals:
    """What the tables hold, and how many pieces should be tried again by the next run."""

    counts: dict[str, int] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    characters: int = 0
    retries: int = 0


class _Index:
    """Which piece has a document first, and the paths of its copies in later pieces."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base
        base.execute("CREATE TABLE first (doc_id TEXT PRIMARY KEY, piece INTEGER) WITHOUT ROWID")
        base.execute("CREATE TABLE copy (doc_id TEXT, piece INTEGER, paths TEXT)")

    def add(self, piece: int, entries: Iterator[list[Any]]) -> None:
        for doc_id, path, duplicates in entries:
            known = self._base.execute("INSERT OR IGNORE INTO first VALUES (?, ?)", (doc_id, piece))
            if not known.rowcount:
                row = (doc_id, piece, json.dumps([path, *duplicates]))
                self._base.execute("INSERT INTO copy VALUES (?, ?, ?)", row)

    def finish(self) -> None:
        self._base.execute("CREATE INDEX by_piece ON copy (piece)")
        self._base.execute(
            "CREATE TABLE kept AS SELECT first.piece, copy.doc_id, copy.paths "
            "FROM copy JOIN first USING (doc_id)"
        )
        self._base.execute("CREATE INDEX kept_by_piece ON kept (piece)")

    def dropped(self, piece: int) -> set[str]:
        """Documents of a piece that an earlier piece has."""
        return {d for (d,) in self._base.execute("SELECT doc_id FROM copy WHERE piece = ?", (piece,))}

    def copies(self, piece: int) -> dict[str, list[str]]:
        """Documents of a piece that later pieces have again, with their paths there."""
        found: dict[str, list[str]] = {}
        for doc_id, paths in self._base.execute("SELECT doc_id, paths FROM kept WHERE piece = ?", (piece,)):
            found.setdefault(doc_id, []).extend(json.loads(paths))
        return found


def join_pieces(
    folder: Path, parts: Sequence[Part], problems: Sequence[Problem], files: TableFiles
) -> Totals:
    """Copy the parts' pieces into the tables.

    Raises DamagedPiece for one that is not what was written, WriteError where the disk does not take them.
    """
    totals = Totals()
    files.add("problems", (p._asdict() for p in problems))
    with open_scratch(folder / f".index.{os.getpid()}.tmp", folder.parent, _CACHE_KIB) as base:
        index = _Index(base)
        for piece, name, _ in _pieces(folder, parts):
            for _, data in read_sections(folder, name, ("index",)):
                index.add(piece, (json.loads(line) for line in data.splitlines()))
        index.finish()
        for piece, name, header in _pieces(folder, parts):
            totals.retries += bool(header["retry"])
            dropped, copies = index.dropped(piece), index.copies(piece)
            if dropped or copies:
                _copy_rows(folder, name, files, totals, dropped, copies)
            else:
                _copy_bytes(folder, name, header, files, totals)
    totals.counts = dict(files.counts)
    return totals


def _pieces(folder: Path, parts: Sequence[Part]) -> Iterator[tuple[int, PieceName, dict[str, Any]]]:
    piece = 0
    for part in parts:
        for number, header in enumerate(iterate_headers(folder, part.key)):
            name = PieceName(part.key, number)
            if header is None:
                raise DamagedPiece(name.within(folder))
            yield piece, name, header
            piece += 1


def _copy_bytes(
    folder: Path, name: PieceName, header: dict[str, Any], files: TableFiles, totals: Totals
) -> None:
    for table, data in read_sections(folder, name, TABLES):
        files.copy(table, data, header["rows"][table])
    totals.kinds.update(header["kinds"])
    totals.characters += header["characters"]


def _copy_rows(
    folder: Path,
    name: PieceName,
    files: TableFiles,
    totals: Totals,
    dropped: set[str],
    copies: dict[str, list[str]],
) -> None:
    for table, data in read_sections(folder, name, TABLES):
        for line in data.split(b"\n")[:-1]:
            row: Row = json.loads(line)
            doc_id = row["doc_id"]
            if table != "problems" and doc_id in dropped:
                continue
            if table == "documents":
                more = copies.get(doc_id, [])
                row["duplicates"] = (
                    sorted({*row["duplicates"], *more} - {row["path"]}) if more else row["duplicates"]
                )
                totals.kinds[row["kind"]] += 1
                totals.characters += len(row["text"])
            files.add(table, [row])


def join_graph(folder: Path, parts: Sequence[Part]) -> tuple[int, int]:
    """Put the graph together beside the tables, from the pieces in ``folder``; (nodes, edges).

    Raises DamagedPiece and WriteError as ``join_pieces`` does.
    """
    from ..export.outputs import drop_unfinished
    from ..export.prepared import join_graphml

    def read(section: str) -> Iterator[bytes]:
        for _, name, _ in _pieces(folder, parts):
            for _, data in read_sections(folder, name, (section,)):
                yield data

    outputs = folder.parent
    drop_unfinished(outputs)
    try:
        return join_graphml(outputs / "graph.graphml", read)
    except OSError as error:
        raise WriteError.of(error, outputs) from error
