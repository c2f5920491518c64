"""Records as rows of the JSON Lines files, and back: the one place that knows the files' form."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from .columns import row_decoder
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


_encode = msgspec.json.Encoder().encode
_encode_lines = msgspec.json.Encoder().encode_lines
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dump_row(row: Mapping[str, Any] | list[Any]) -> bytes:
    """One line of JSON with its line break. A lone surrogate, which UTF-8 cannot hold, is written as U+FFFD."""
    try:
        return _encode(row) + b"\n"
    except (UnicodeEncodeError, OverflowError):  # a surrogate, or a number of more than 64 bits
        return _SURROGATE.sub("\ufffd", _ENCODE(row) + "\n").encode()


def dump_rows(rows: Sequence[Mapping[str, Any] | list[Any]]) -> tuple[bytes, bool]:
    """Lines of JSON, and whether they say just what the rows say (else ``dump_row`` put U+FFFD somewhere)."""
    try:
        return _encode_lines(rows), True
    except (UnicodeEncodeError, OverflowError):
        return b"".join(map(dump_row, rows)), False


def reread_rows(rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The rows as they will be read back."""
    return [json.loads(dump_row(row)) for row in rows]


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
    place = f"{path.absolute().as_uri()}?nolock=1"  # nobody else has it, and some network disks know no locks
    try:
        with contextlib.closing(sqlite3.connect(place, uri=True, isolation_level=None)) as base:
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


#: How tables can be written: one file each, or a folder each of files of bounded size.
FORMS = {"jsonl": ".jsonl", "jsonl-shards": ".jsonl", "parquet": ".parquet"}
#: Bytes of JSON behind which a file of a data set ends, and a row group of Parquet.
SHARD_BYTES = 128 << 20
GROUP_BYTES = 4 << 20


def table_files(folder: Path, table: str) -> list[Path]:
    """The files that hold a table, in the order of its rows; none where no stage has written it."""
    if (place := table_place(folder, table)).suffix == ".jsonl":
        return [place] if place.exists() else []
    return sorted(p for p in place.glob("*.*") if p.suffix in FORMS.values())


def table_place(folder: Path, table: str) -> Path:
    """Where a table stands, or would stand: a file of JSON Lines, or a folder."""
    single, shards = folder / f"{table}.jsonl", folder / table
    if single.exists():
        return single
    # A process that was killed between the two steps of putting a folder in place has left what stood there before.
    old = _old_shards(folder, table)
    return next((place for place in (shards, old) if place.is_dir()), single)


def _old_shards(folder: Path, table: str) -> Path:
    return folder / f".{table}.old.tmp"


def table_form(folder: Path) -> str:
    """In which of ``FORMS`` the tables of a folder are written."""
    files = table_files(folder, "documents")
    if not files or files[0].parent == folder:
        return "jsonl"
    return "parquet" if files[0].suffix == ".parquet" else "jsonl-shards"


class _SingleFile:
    """A table as one file of JSON Lines."""

    def __init__(self, folder: Path, table: str) -> None:
        self.target = folder / f"{table}.jsonl"
        self.temporary = folder / f".{table}.jsonl.{os.getpid()}.tmp"
        self._file = self.temporary.open("wb")

    def write(self, lines: bytes) -> None:
        self._file.write(lines)

    def close(self) -> None:
        self._file.close()

    def place(self) -> None:
        self.temporary.replace(self.target)
        remove_path(self.target.with_suffix(""))  # the table in another form

    def discard(self) -> None:
        with contextlib.suppress(OSError):
            self._file.close()
        remove_path(self.temporary)


class _Shards:
    """A table as a folder of files. Where they are cut depends on the rows alone."""

    def __init__(self, folder: Path, table: str, form: str) -> None:
        self.target = folder / table
        self.temporary = folder / f".{table}.{os.getpid()}.tmp"
        self._table, self._suffix = table, FORMS[form]
        self._number = self._size = 0
        self._waiting: list[bytes] = []  # rows of a group
        self._group = 0
        remove_path(self.temporary)
        self.temporary.mkdir()
        self._file: Any = self._open()  # a table without rows has one file too: its columns can be asked for

    def _open(self) -> Any:
        path = self.temporary / f"{self._number:06d}{self._suffix}"
        self._number += 1
        out = path.open("wb")
        if self._suffix == ".jsonl":
            return out
        from .columns import ParquetRows

        return ParquetRows(self._table, out)

    def write(self, lines: bytes) -> None:
        while lines:
            room = GROUP_BYTES - self._group
            cut = len(lines) if len(lines) < room else lines.index(b"\n", room - 1) + 1
            self._waiting.append(lines[:cut])
            self._group += cut
            lines = lines[cut:]
            if self._group >= GROUP_BYTES:
                self._flush()

    def _flush(self) -> None:
        if self._size >= SHARD_BYTES:
            self._file.close()
            self._file, self._size = self._open(), 0
        if self._waiting:
            self._file.write(b"".join(self._waiting))
        self._size += self._group
        self._waiting, self._group = [], 0

    def close(self) -> None:
        self._flush()
        self._file.close()

    def place(self) -> None:
        old = _old_shards(self.target.parent, self._table)
        if self.target.exists():
            remove_path(old)
            self.target.rename(old)
        self.temporary.rename(self.target)
        self.target.with_suffix(".jsonl").unlink(missing_ok=True)  # the table in another form
        remove_path(old)

    def discard(self) -> None:
        with contextlib.suppress(Exception):  # Parquet's footer, where nothing more can be written
            self._file.close()
        remove_path(self.temporary)


def remove_path(path: Path) -> None:
    """Remove a file, or a folder with all that is in it; what cannot be removed stays."""
    with contextlib.suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


class TableFiles:
    """Several tables written side by side under temporary names; ``commit`` puts all of them in place.

    ``form`` is one of ``FORMS``; the few rows of ``problems`` are one file in any. As a context it removes what was
    not committed. Raises WriteError where the disk does not take a row.
    """

    def __init__(self, folder: Path, tables: Sequence[str], form: str = "jsonl") -> None:
        self.folder, self.form = folder, form
        self.counts = dict.fromkeys(tables, 0)
        self._files: dict[str, _SingleFile | _Shards] = {}

    def __enter__(self) -> TableFiles:
        try:
            for table in self.counts:
                single = self.form == "jsonl" or table == "problems"
                self._files[table] = (
                    _SingleFile(self.folder, table) if single else _Shards(self.folder, table, self.form)
                )
        except BaseException as error:
            self.__exit__()
            if isinstance(error, OSError):
                raise WriteError.of(error, self.folder) from error
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.discard()

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
            for file in self._files.values():
                file.place()
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
    for path in table_files(folder, table) or [folder / f"{table}.jsonl"]:
        if path.suffix == ".parquet":
            from .columns import read_parquet

            yield from read_parquet(path)
        else:
            yield from _read_lines(path, table)


def _read_lines(path: Path, table: str) -> Iterator[Row]:
    decode = row_decoder(table)
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError) as error:
                    raise _foreign_line(line, path, number, error) from None


_AGAIN = "the file was changed, damaged or written by another version; give the command that wrote it again."


def _foreign_line(line: bytes, path: Path, number: int, error: Exception) -> ValueError:
    try:
        line.decode()
    except UnicodeDecodeError as wrong:
        return ValueError(f"{path} is not UTF-8 ({wrong.reason}): {_AGAIN}")
    if isinstance(error, msgspec.ValidationError):
        return ValueError(f"{path}, line {number} is no row of a run ({error}): {_AGAIN}")
    return ValueError(f"{path}, line {number} is not JSON ({error}): {_AGAIN}")


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
