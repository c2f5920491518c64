"""The files a run keeps its finished work in: one a piece of a part, whole or absent, checked when it is read.

A piece is a line of JSON (row counts, sizes and checksums of its sections) and the sections behind it: the rows
of each table as JSON Lines, ``index``, the ids and paths of its documents, and what is ready for the graph.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from ..records import Problem
from ..rows import TABLES, Row, WriteError, dump_rows, reread_rows

#: The file beside the pieces that says that a run is going on.
LOCK = ".lock"
#: Sections for the graph (export/prepared.py).
GRAPH = ("facts", "nodes", "edges")
SECTIONS = ("index", *GRAPH, *TABLES)
Header = dict[str, Any]


class DamagedPiece(Exception):
    """A piece whose bytes are not what was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


@dataclass(frozen=True, slots=True)
class PieceName:
    """The number-th piece of a part."""

    key: str
    number: int

    def within(self, folder: Path) -> Path:
        return folder / f"{self.key}-{self.number:06d}.part"


def write_piece(
    folder: Path,
    name: PieceName,
    documents: Sequence[Mapping[str, Sequence[Row]]],
    problems: Sequence[Row] = (),
    *,
    last: bool,
    retry: bool = False,
) -> Header:
    """Write a piece (each document's rows by table) whole or not at all; its header.

    ``problems`` are those that are no document's. ``retry`` marks a piece that the next run should try again. Raises
    WriteError where the folder cannot take it.
    """
    tables = {table: list(chain.from_iterable(d[table] for d in documents)) for table in TABLES}
    tables["problems"] += problems
    heads = tables["documents"]
    dumped = {table: dump_rows(tables[table]) for table in TABLES}
    sections = {table: lines for table, (lines, _) in dumped.items()}
    sections["index"] = dump_rows([[r["doc_id"], r["path"], r["duplicates"]] for r in heads])[0]
    sections |= _graph_sections(documents, exact=all(exact for _, exact in dumped.values()))
    header = {
        "rows": {table: len(tables[table]) for table in TABLES},
        "bytes": {s: len(sections[s]) for s in SECTIONS},
        "crc": {s: zlib.crc32(sections[s]) for s in SECTIONS},
        "characters": sum(len(r["text"]) for r in heads),
        "kinds": Counter(r["kind"] for r in heads),
        "last": last,
        "retry": retry,
    }
    target = name.within(folder)
    temporary = folder / f".{target.name}.{socket.gethostname()}.{os.getpid()}.tmp"
    try:
        with temporary.open("wb") as out:
            out.write(json.dumps(header).encode() + b"\n")
            out.writelines(sections[s] for s in SECTIONS)
        temporary.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise WriteError.of(error, folder.parent) from error
    return header


def _graph_sections(documents: Sequence[Mapping[str, Sequence[Row]]], *, exact: bool) -> dict[str, bytes]:
    """What the graph is put together from. It says what the tables say when they are read: ``exact`` if that is what
    the rows say now.
    """
    if not documents:
        return dict.fromkeys(GRAPH, b"")
    from ..export.prepared import prepare_sections

    if not exact:
        documents = [{table: reread_rows(rows) for table, rows in each.items()} for each in documents]
    return prepare_sections(documents)


def write_problems(folder: Path, key: str, problems: Sequence[Problem]) -> Header:
    """A part of problems alone. Pieces that it has already must be dropped before."""
    rows = [p._asdict() for p in problems]
    return write_piece(folder, PieceName(key, 0), (), rows, last=True, retry=True)


def drop_pieces(folder: Path, keys: Collection[str]) -> None:
    """Remove every piece of some parts, looking through the folder once.

    Their numbers cannot be counted up to the last: workers that share a part leave gaps when they are stopped.
    """
    if keys:
        with os.scandir(folder) as entries:
            names = [e.name for e in entries if e.name.endswith(".part") and e.name.partition("-")[0] in keys]
        for name in names:
            (folder / name).unlink(missing_ok=True)


def is_whole(folder: Path, key: str) -> bool:
    """Whether all pieces of a part are there and hold the bytes that were written."""
    try:
        for number, header in enumerate(iterate_headers(folder, key)):
            if header is None:
                return False
            for _ in read_sections(folder, PieceName(key, number), SECTIONS):
                pass
    except DamagedPiece:
        return False
    return True


def read_header(folder: Path, name: PieceName) -> Header | None:
    """The header of a piece, None where it is missing or its size is not what the header says."""
    path = name.within(folder)
    try:
        with path.open("rb") as stream:
            header: Header = json.loads(stream.readline())
            whole = stream.tell() + sum(header["bytes"].values()) == os.fstat(stream.fileno()).st_size
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return header if whole else None


def iterate_headers(folder: Path, key: str) -> Iterator[Header | None]:
    """The headers of a part's pieces up to the last, or up to the first that is missing (None)."""
    number = 0
    while True:
        header = read_header(folder, PieceName(key, number))
        yield header
        if header is None or header["last"]:
            return
        number += 1


def read_sections(folder: Path, name: PieceName, wanted: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The bytes of some sections in the order of ``SECTIONS``. Raises DamagedPiece."""
    path = name.within(folder)
    try:
        with path.open("rb") as stream:
            header = json.loads(stream.readline())
            for section in SECTIONS:
                if section not in wanted:
                    stream.seek(header["bytes"][section], os.SEEK_CUR)
                    continue
                data = stream.read(header["bytes"][section])
                if zlib.crc32(data) != header["crc"][section]:
                    raise DamagedPiece(path)
                yield section, data
    except (FileNotFoundError, ValueError, KeyError, TypeError) as error:
        raise DamagedPiece(path) from error
