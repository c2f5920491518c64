"""Records as rows of the JSON Lines files, and back: the one place that knows the files' form."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
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
    """The record that a row of documents.jsonl was written from."""
    fields = dict(row)
    for name in ("duplicates", "issuers", "addressees", "warnings"):
        fields[name] = tuple(fields[name])
    fields["alignment"] = Alignment(fields["alignment"])
    return Document(**fields)


def mention_from_row(row: Mapping[str, Any]) -> Mention:
    """The record that a row of entities.jsonl was written from."""
    return Mention(*(row[k] for k in ("type", "text", "start", "end", "canonical", "spread")))


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
    def of(cls, error: OSError, folder: Path) -> WriteError:
        remedy = _REMEDIES.get(error.errno or 0, "check the folder and its disk")
        return cls(
            f"cannot write to {folder}: {error.strerror or error}. Nothing is left half-written: "
            f"{remedy}, then give the same command again; finished parts are kept."
        )


_REMEDIES = {
    errno.ENOSPC: "free some space on its disk",
    errno.EDQUOT: "raise the quota or free some of it",
    errno.EACCES: "give yourself the right to write there, or choose another folder with -o",
    errno.EPERM: "give yourself the right to write there, or choose another folder with -o",
    errno.EROFS: "choose a folder on a disk that can be written, with -o",
    errno.ENOTDIR: "choose another folder with -o",
    errno.EEXIST: "choose another folder with -o",
    errno.EFBIG: "choose a disk that takes files of this size",
}


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


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all. Raises WriteError."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_text(text, encoding="utf-8", newline="\n")
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise WriteError.of(error, path.parent) from error


def read_rows(folder: Path, table: str) -> Iterator[Row]:
    """The rows of a table. Raises FileNotFoundError where the stage that writes it has not run."""
    with (folder / f"{table}.jsonl").open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise ValueError(f"{folder / table}.jsonl, line {number} is not JSON: {error}") from None


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
