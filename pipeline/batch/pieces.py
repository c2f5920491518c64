"""The files a run keeps its finished work in: one a piece of a part, whole or absent, checked when it is
read.

A piece is a line of JSON (row counts, sizes and checksums of its sections) and the sections behind it: the
rows of
each table as JSON Lines, and ``index``, the ids and paths of its documents.
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
from pathlib import Path
from typing import Any

from ..records import Problem
from ..rows import TABLES, Row, WriteError, dump_row

SECTIONS = ("index", *TABLES)
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
    folder: Path, name: PieceName, tables: Mapping[str, Sequence[Row]], *, last: bool, retry: bool = False
) -> Header:
    """Write a piece whole or not at all; its header. ``retry`` marks one that the next run should try again.

    Raises WriteError where the folder cannot take it.
    """
    sections = {table: _section(tables.get(table, ())) for table in TABLES}
    documents = tables.get("documents", ())
    sections["index"] = _section([[r["doc_id"], r["path"], r["duplicates"]] for r in documents])
    header = {
        "rows": {table: len(tables.get(table, ())) for table in TABLES},
        "bytes": {s: len(sections[s]) for s in SECTIONS},
        "crc": {s: zlib.crc32(sections[s]) for s in SECTIONS},
        "characters": sum(len(r["text"]) for r in documents),
        "kinds": Counter(r["kind"] for r in documents),
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


def _section(rows: Sequence[Any]) -> bytes:
    return b"".join(map(dump_row, rows))


def write_problems(folder: Path, key: str, problems: Sequence[Problem]) -> Header:
    """A part of problems alone. Pieces that it has already must be dropped before."""
    rows = [p._asdict() for p in problems]
    return write_piece(folder, PieceName(key, 0), {"problems": rows}, last=True, retry=True)


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
