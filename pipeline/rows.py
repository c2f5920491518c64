"""Records as rows of the JSON Lines files, and back: the one place that knows the files' form."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

from .records import (
    Alignment,
    Directive,
    Document,
    DocumentRecords,
    Mention,
    to_row,
)

#: The files of a run, in the order of the stages that write them.
TABLES = (
    "documents",
    "sentences",
    "entities",
    "people",
    "directives",
    "responsibilities",
    "bodies",
    "problems",
)
Row = dict[str, Any]
_SURROGATE = re.compile("[\ud800-\udfff]")


def record_rows(records: DocumentRecords) -> dict[str, list[Row]]:
    """The rows of one document, by table. Raw offsets and raw texts come from its alignment."""
    document = records.document
    raw = document.alignment.restore_raw(document.text)
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    rows["documents"].append(to_row(document))
    rows["sentences"] += (_owned(document, to_row(s)) for s in records.sentences)
    rows["entities"] += (_entity_row(document, raw, m) for m in records.mentions)
    rows["people"] += (_owned(document, to_row(p)) for p in records.people)
    rows["directives"] += (_directive_row(document, d) for d in records.directives)
    rows["responsibilities"] += (_owned(document, to_row(r)) for r in records.responsibilities)
    rows["bodies"] += (_owned(document, to_row(b)) for b in records.bodies)
    rows["problems"] += (p._asdict() for p in records.problems)
    return rows


def _owned(document: Document, row: Row) -> Row:
    return {"doc_id": document.doc_id, **row}


def _entity_row(document: Document, raw: str, mention: Mention) -> Row:
    start, end = document.alignment.raw_span(mention.start, mention.end)
    return {
        "doc_id": document.doc_id,
        "type": mention.type,
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "raw_text": raw[start:end],
        "raw_start": start,
        "raw_end": end,
        "canonical": mention.canonical,
        "spread": mention.spread,
    }


def _directive_row(document: Document, directive: Directive) -> Row:
    start, end = document.alignment.raw_span(directive.start, directive.end)
    return {"doc_id": document.doc_id, **to_row(directive), "raw_start": start, "raw_end": end}


def document_from_row(row: Mapping[str, Any]) -> Document:
    """The record that a row of documents.jsonl was written from. Raises ValueError for any other row."""
    fields = dict(row)
    try:
        for name in ("duplicates", "issuers", "addressees", "warnings"):
            fields[name] = tuple(fields[name])
        fields["alignment"] = Alignment(fields["alignment"])
        return Document(**fields)
    except (KeyError, TypeError) as error:
        raise _foreign_row("documents", row, error) from None


def mention_from_row(row: Mapping[str, Any]) -> Mention:
    """The record that a row of entities.jsonl was written from. Raises ValueError for any other row."""
    try:
        return Mention(*(row[k] for k in ("type", "text", "start", "end", "canonical", "spread")))
    except KeyError as error:
        raise _foreign_row("entities", row, error) from None


def _foreign_row(table: str, row: Mapping[str, Any], error: Exception) -> ValueError:
    what = f"lacks the key {error}" if isinstance(error, KeyError) else str(error)
    return ValueError(
        f"a row of {table}.jsonl ({row.get('doc_id')}) is none that this version writes: {what}. "
        "Give the command that wrote the table again."
    )


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dump_row(row: Mapping[str, Any] | list[Any]) -> bytes:
    """One line of JSON with its line break. A lone surrogate, which UTF-8 cannot hold, is written as U+FFFD."""
    line = _ENCODE(row) + "\n"
    try:
        return line.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", line).encode()


class WriteError(ValueError):
    """The outputs cannot be written; the message says what to do."""

    @classmethod
    def of(cls, error: OSError, folder: str | Path) -> WriteError:
        remedy = _REMEDIES.get(error.errno or 0, "check the folder and its disk")
        return cls(
            f"cannot write to {folder}: {error.strerror or error}. Nothing is left half-written: "
            f"{remedy}, then give the same command again; finished parts are kept."
        )

    @classmethod
    def of_sqlite(cls, error: sqlite3.Error, folder: Path) -> WriteError:
        """The error of an SQLite file that holds in ``folder`` what memory would not."""
        reason = str(error)
        return cls.of(OSError(_FULL if "is full" in reason else 0, reason), folder)


#: A disk that is full for SQLite, which does not say whether it is the file's own or that for its temporary files.
_FULL = -1
_REMEDIES = {
    errno.ENOSPC: "free some space on its disk",
    errno.EDQUOT: "raise the quota or free some of it",
    errno.EACCES: "give yourself the right to write there, or choose another folder with -o",
    errno.EPERM: "give yourself the right to write there, or choose another folder with -o",
    errno.EROFS: "choose a folder on a disk that can be written, with -o",
    errno.ENOTDIR: "choose another folder with -o",
    errno.EEXIST: "choose another folder with -o",
    errno.EFBIG: "choose a disk that takes files of this size",
    _FULL: "free some space on its disk, and on that of the folder for temporary files (TMPDIR)",
}


@contextlib.contextmanager
def open_scratch(path: Path, folder: Path, cache: int) -> Iterator[sqlite3.Connection]:
    """An SQLite file for what memory would not hold (``cache`` KiB of it at most), gone when the context is left.

    It is one transaction that is never committed. Raises WriteError on ``folder`` where the disk does not take
    it, be it within the context.
    """
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as base:
            base.executescript(
                "PRAGMA page_size=16384; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; "
                f"PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-{cache}; BEGIN;"
            )
            yield base
    except sqlite3.DatabaseError as error:
        if type(error) not in (sqlite3.DatabaseError, sqlite3.OperationalError):
            raise  # ours, not the disk's
        raise WriteError.of_sqlite(error, folder) from error
    finally:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)


class TableFiles:
    """Several tables written side by side under temporary names; ``commit`` puts all of them in place.

    As a context it removes what was not committed. Raises WriteError where the disk does not take a row.
    """

    def __init__(self, folder: Path, tables: Sequence[str]) -> None:
        self.folder = folder
        self.counts = dict.fromkeys(tables, 0)
        self._names = {t: folder / f".{t}.jsonl.{os.getpid()}.tmp" for t in tables}
        self._files: dict[str, BinaryIO] = {}

    def __enter__(self) -> TableFiles:
        try:
            self._files = {t: path.open("wb") for t, path in self._names.items()}
        except OSError as error:
            self.__exit__()
            raise WriteError.of(error, self.folder) from error
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            with contextlib.suppress(OSError):
                file.close()
        for path in self._names.values():
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def add(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        for row in rows:
            self.copy(table, dump_row(row), 1)

    def copy(self, table: str, lines: bytes, rows: int) -> None:
        """Rows as they stand in another file."""
        try:
            self._files[table].write(lines)
        except OSError as error:
            raise WriteError.of(error, self.folder) from error
        self.counts[table] += rows

    def commit(self) -> None:
        try:
            for file in self._files.values():
                file.close()
            for table, path in self._names.items():
                path.replace(self.folder / f"{table}.jsonl")
        except OSError as error:
            raise WriteError.of(error, self.folder) from error


def write_rows(path: Path, rows: Iterable[Mapping[str, Any]]) -> int:
    """Write a table whole or not at all (temporary name, then rename); the number of rows."""
    with TableFiles(path.parent, (path.stem,)) as files:
        files.add(path.stem, rows)
        files.commit()
    return files.counts[path.stem]


def write_text(path: Path, text: str | Iterable[str]) -> None:
    """Write a file, given whole or in strings to join, whole or not at all. Raises WriteError."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines((text,) if isinstance(text, str) else text)
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise WriteError.of(error, path.parent) from error


def read_rows(folder: Path, table: str) -> Iterator[Row]:
    """The rows of a table. Raises FileNotFoundError where the stage that writes it has not run, ValueError where
    a line is none of a run's.
    """
    path = folder / f"{table}.jsonl"
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _parse_row(line, f"{path}, line {number}")
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is not UTF-8 ({error.reason}): {_AGAIN}") from None


_AGAIN = "the file was changed or damaged; give the command that wrote it again."


def _parse_row(line: str, place: str) -> Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{place} is not JSON ({error}): {_AGAIN}") from None
    if not isinstance(row, dict) or "doc_id" not in row:
        raise ValueError(f"{place} has no doc_id: {_AGAIN}")
    return row


def grouped_rows(folder: Path, table: str) -> Iterator[tuple[str, list[Row]]]:
    """Rows of a table, document by document, as they stand together in the file."""
    doc_id, group = None, list[Row]()
    for row in read_rows(folder, table):
        if row["doc_id"] != doc_id and group:
            yield str(doc_id), group
            group = []
        doc_id = row["doc_id"]
        group.append(row)
    if group:
        yield str(doc_id), group
