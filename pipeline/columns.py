"""The columns of the tables and their types: rows read from JSON are held to them, and Parquet is made by them
(extra ``parquet``).

What is read back is the row that was written, to the letter. ``cleaning`` and ``metadata`` are maps, an ``alignment``
is a list of structs; all else has the form that it has in JSON.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypedDict

import msgspec

Row = dict[str, Any]

_SPAN = "start i end i"
#: Column and type, in the order of the rows' keys: s string, i whole number, f real number, b boolean, S list of
#: strings, I map to whole numbers, M map to strings; a name in braces is a struct, in square brackets a list of them.
COLUMNS = {
    "documents": (
        "doc_id s path s duplicates S sha256 s title s date s doc_number s kind s issuers S addressees S site s url s "
        "editor s encoding s text s cleaning I warnings S alignment [edit] metadata M"
    ),
    "sentences": f"doc_id s {_SPAN} words S tags S",
    "entities": f"doc_id s type s text s {_SPAN} raw_text s raw_start i raw_end i canonical s spread s",
    "people": "doc_id s name s aliases S positions [position]",
    "directives": (
        "doc_id s directive_id s list_id s parent_id s ordinal i marker s depth i kind s text s "
        f"{_SPAN} lead_in s speaker s modality s action s object s purpose s deadline s targets S raw_start i raw_end i"
    ),
    "responsibilities": (
        "doc_id s directive_id s body s surface s role s basis s evidence {evidence} confidence f rule s"
    ),
    "bodies": "doc_id s body_id s name s aliases S level s region_code s parent s party b candidates S",
    "problems": "path s stage s reason s remedy s doc_id s",
}
STRUCTS = {
    "edit": f"{_SPAN} raw s",
    "position": f"body s title s {_SPAN}",
    "evidence": f"text s {_SPAN}",
}
#: Rows that are read at once.
_BATCH = 512


@functools.cache
def row_decoder(table: str) -> Callable[[bytes], Row]:
    """What makes a row of a line of JSON. It raises msgspec.DecodeError where the line is none, or lacks a column,
    or has another type in it; columns that the table does not have are left out.
    """
    return msgspec.json.Decoder(_row_type(table, COLUMNS[table])).decode


#: An edit of an alignment is an array in JSON: start, end, raw.
_IN_JSON: dict[str, Any] = {
    "s": str | None, "i": int | None, "f": float | None, "b": bool | None, "S": list[str], "I": dict[str, int],
    "M": dict[str, str | None], "[edit]": list[tuple[int, int, str]],
}  # fmt: skip


def _row_type(name: str, columns: str) -> Any:
    def kind(code: str) -> Any:
        if code in _IN_JSON:
            return _IN_JSON[code]
        struct: Any = _row_type(code[1:-1], STRUCTS[code[1:-1]])
        return list[struct] if code[0] == "[" else struct | None

    words = columns.split()
    types = {column: kind(code) for column, code in zip(words[::2], words[1::2], strict=True)}
    return TypedDict(name, types)  # type: ignore[operator]


def make_schema(table: str) -> Any:
    """The Arrow schema of a table. Raises ValueError where pyarrow is missing."""
    return _load_pyarrow().schema(_fields(COLUMNS[table]))


def _load_pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError:
        raise ValueError("tables as Parquet need pyarrow: pip install 'zhiling[parquet]'") from None
    return pyarrow


def _fields(text: str) -> list[tuple[str, Any]]:
    import pyarrow as pa

    simple = {
        "s": pa.string(), "i": pa.int64(), "f": pa.float64(), "b": pa.bool_(), "S": pa.list_(pa.string()),
        "I": pa.map_(pa.string(), pa.int64()), "M": pa.map_(pa.string(), pa.string()),
    }  # fmt: skip

    def kind(code: str) -> Any:
        if code in simple:
            return simple[code]
        struct = pa.struct(_fields(STRUCTS[code[1:-1]]))
        return pa.list_(struct) if code[0] == "[" else struct

    words = text.split()
    return [(name, kind(code)) for name, code in zip(words[::2], words[1::2], strict=True)]


class ParquetRows:
    """A Parquet file that is given lines of JSON. One ``write`` is one row group."""

    def __init__(self, table: str, out: BinaryIO) -> None:
        from pyarrow import parquet

        self._schema = make_schema(table)
        self._out = out
        # Dictionaries help the columns of few values; long texts only fill them up, and then they are dropped.
        self._writer = parquet.ParquetWriter(out, self._schema, compression="zstd")

    def write(self, lines: bytes) -> None:
        import pyarrow as pa

        rows = [_row_to_arrow(json.loads(line)) for line in lines.splitlines()]
        self._writer.write_table(pa.Table.from_pylist(rows, self._schema))

    def close(self) -> None:
        self._writer.close()
        self._out.close()


def _row_to_arrow(row: Row) -> Row:
    if "alignment" in row:
        row["alignment"] = [
            dict(zip(("start", "end", "raw"), edit, strict=True)) for edit in row["alignment"]
        ]
        for name in ("cleaning", "metadata"):
            row[name] = list(row[name].items())
    return row


def _row_from_arrow(row: Row) -> Row:
    if "alignment" in row:
        row["alignment"] = [tuple(edit.values()) for edit in row["alignment"]]
        for name in ("cleaning", "metadata"):
            row[name] = dict(row[name])
    return row


def read_parquet(path: Path) -> Iterator[Row]:
    """The rows of a file. Raises ValueError where it is none, or pyarrow is missing."""
    pa = _load_pyarrow()
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_BATCH):
                yield from map(_row_from_arrow, batch.to_pylist())
    except pa.ArrowInvalid as error:
        raise ValueError(f"{path} is damaged ({error}): give the command that wrote it again") from None
