"""Files of rows: csv, tsv, xlsx, json and JSON Lines; a row is a document, its other columns are its metadata.

Rows are read one at a time, so that a file of any size needs little memory. A row is known by the digest of
its raw bytes: its line or lines in csv and JSON Lines, its compact JSON elsewhere.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from ..records import Problem
from .encoding import Decoded, decode_bytes
from .imprint import read_date
from .sources import Item, ReadOptions

#: Names of the column with the text, best first; compared in lower case without spaces.
TEXT_NAMES = (
    "text", "content", "正文", "内容", "全文", "正文内容", "文本", "文章内容", "通知内容", "公告内容",
    "文件内容", "政策内容",
    "政策正文", "政策全文", "原文", "body", "fulltext", "full_text", "article", "raw_text", "raw",
    "maintext", "main_text",
    "text_content", "contents", "document", "html", "正文文本", "详情", "新闻内容",
)  # fmt: skip
#: Names of columns that are fields of the document record.
FIELD_NAMES = {
    name: field
    for field, names in {
        "title": ("title", "headline", "标题", "题目", "名称", "文件名称", "政策名称"),
        "date": (
            *("date", "publish_date", "pubdate", "pub_date", "published", "publish_time"),
            *("日期", "发布日期", "发布时间", "时间"),
        ),
        "written": ("成文日期",),
        "source": ("source", "来源", "信息来源", "发布机构"),
        "issuer": ("发文机关", "发文机构"),
        "url": ("url", "link", "href", "链接", "网址", "地址"),
        "site": ("site", "网站", "站点"),
        "editor": ("editor", "编辑", "责任编辑"),
        "author": ("author", "作者"),
        "doc_number": ("doc_number", "文号", "发文字号"),
        "declared_encoding": ("encoding",),
    }.items()
    for name in names
}
#: A cell of csv may hold a whole document; the default limit of the csv module is 128 KiB.
MAX_SHEET_ROWS = 1_048_576
_HEAD = 1 << 20
_JSON_LIMIT_FACTOR = 4
_DECODER = json.JSONDecoder(strict=False)  # scraped text holds raw control characters


class _NoColumn(ValueError):
    """No column can be taken for the text; the message names the columns."""


def choose_column(names: Sequence[str], rows: Sequence[Sequence[str]], wanted: str | None) -> int:
    """The column with the text: the one asked for, one with a known name, or the only one with long cells."""
    if wanted is not None:
        return _asked_column(names, wanted)
    plain = [_plain_name(name) for name in names]
    for known in TEXT_NAMES:
        if known in plain:
            return plain.index(known)
    longest = _long_column(len(names), rows)
    if longest is None:
        raise _NoColumn(f"no column can be taken for the text; the columns are {_show(names)}")
    return longest


def _asked_column(names: Sequence[str], wanted: str) -> int:
    """The column of a name, or by its number from 1 on."""
    for key in (wanted, _plain_name(wanted)):
        for i, name in enumerate(names):
            if key in (name, _plain_name(name)):
                return i
    if wanted.isdigit() and 1 <= int(wanted) <= len(names):
        return int(wanted) - 1
    raise _NoColumn(f"no column {wanted!r}; the columns are {_show(names)}")


def _long_column(count: int, rows: Sequence[Sequence[str]]) -> int | None:
    """The only column, or the one whose cells are three times as long as those of any other."""
    lengths = [sum(len(row[i]) for row in rows if i < len(row)) / max(1, len(rows)) for i in range(count)]
    if count == 1 and lengths[0] >= 20:
        return 0
    ranked = sorted(range(count), key=lambda i: -lengths[i])
    alone = count > 1 and lengths[ranked[0]] >= max(40, 3 * lengths[ranked[1]])
    return ranked[0] if alone else None


def _plain_name(name: str) -> str:
    return re.sub(r"\s", "", name).lower()


def _show(names: Sequence[str]) -> str:
    return ", ".join(name.strip()[:30] or "(empty)" for name in names[:20])


def name_fields(values: Mapping[str, str], skip: str | None = None) -> dict[str, str]:
    """Columns as metadata: known names become fields of the record (dates in ISO 8601), others keep their own."""
    found: dict[str, str] = {}
    for name, value in values.items():
        value = value.strip()
        if not value or name == skip or not name.strip():
            continue
        key = FIELD_NAMES.get(_plain_name(name), name.strip())
        if key in ("date", "written"):
            value = read_date(value[:64]) or value
        found.setdefault(key if key not in found else name.strip(), value)
    return found


# ------------------------------------------------------------------------------------------------ csv


def iterate_csv(
    stream: BinaryIO, path: str, options: ReadOptions, delimiter: str | None = None
) -> Iterator[Item | Problem]:
    """The rows of a csv or tsv file as items ``path#n``, n from 1 without the header."""
    reader = _RawLines(stream, options.max_bytes)
    if csv.field_size_limit() < options.max_bytes:
        csv.field_size_limit(options.max_bytes)
    rows = _iterate_rows(reader, delimiter)
    try:
        header = next(rows, None)
        if header is None:
            yield Problem(path, "read", "the file is empty")
            return
        names = [name.strip().lstrip("\ufeff") for name in header[0]]
        ahead = list(itertools.islice(rows, 50))
        column = choose_column(names, [row for row, _ in ahead], options.text_column)
    except _NoColumn as error:
        yield Problem(path, "read", str(error), "name it with --text-column")
        return
    except csv.Error as error:
        yield Problem(path, "read", f"not a readable table: {error}", "check its quotes and delimiters")
        return
    number = 0
    try:
        for row, raw in itertools.chain(ahead, rows):
            number += 1
            yield _make_row(path, number, names, row, raw, column, reader.encoding)
    except csv.Error as error:
        where = f"{path}#{number + 1}"
        yield Problem(where, "read", f"the rest of the table cannot be read: {error}", "check its quotes")
    for warning in reader.warnings:
        yield Problem(path, "read", warning, "save the file as UTF-8")


class _RawLines:
    """Lines of a stream as text, remembering the bytes of those not yet made into a row."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self.stream, self.limit = stream, limit
        head = stream.read(_HEAD)
        decoded = decode_bytes(head)
        self.encoding = decoded.encoding.split("+")[0]
        self.warnings: list[str] = []
        self.raw = bytearray()
        if self.encoding.startswith(("utf-16", "utf-32", "hz")):
            whole = decode_bytes(head + stream.read(_JSON_LIMIT_FACTOR * limit))
            self.stream, head, self.encoding = io.BytesIO(whole.text.encode()), b"", "utf-8"
        elif head.startswith(b"\xef\xbb\xbf"):
            head = head[3:]
        self.rest: BinaryIO = io.BytesIO(head)

    def __iter__(self) -> Iterator[str]:
        lost = 0
        while line := self._next():
            self.raw += line
            text = _decode_line(line, self.encoding)
            lost += "\ufffd" in text.text and text.encoding != "utf-8"
            yield text.text.replace("\x00", "")
        if lost:
            self.warnings.append(f"{lost} lines hold bytes that {self.encoding} cannot decode")

    def _next(self) -> bytes:
        line = self.rest.readline(self.limit)
        if line.endswith(b"\n") or self.rest is self.stream:
            return line
        self.rest = self.stream  # the head ended inside a line
        return line + self.stream.readline(self.limit)

    def take(self) -> bytes:
        raw = bytes(self.raw).rstrip(b"\r\n")
        self.raw.clear()
        return raw


def _decode_line(line: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(line.decode(encoding), encoding)
    except UnicodeDecodeError:
        return decode_bytes(line, encoding)


def _iterate_rows(reader: _RawLines, delimiter: str | None) -> Iterator[tuple[list[str], bytes]]:
    lines = iter(reader)
    first = next(lines, None)
    if first is None:
        return
    if delimiter is None:
        counts = {mark: first.count(mark) for mark in (",", "\t", ";", "|")}
        delimiter = max(counts, key=lambda mark: counts[mark])
    for row in csv.reader(itertools.chain([first], lines), delimiter=delimiter):
        raw = reader.take()
        if any(cell.strip() for cell in row):
            yield row, raw


def _make_row(
    path: str, number: int, names: Sequence[str], row: Sequence[str], raw: bytes, column: int, encoding: str
) -> Item | Problem:
    where = f"{path}#{number}"
    text = row[column] if column < len(row) else ""
    if not text.strip():
        return Problem(where, "read", f"the column {names[column]!r} is empty in this row")
    others = {name: cell for i, (name, cell) in enumerate(zip(names, row, strict=False)) if i != column}
    return Item(where, path, raw, _row_media(text), text, encoding, metadata=name_fields(others))


def _row_media(text: str) -> str:
    """Scraped columns often hold the page itself."""
    head = text[:2000].lower()
    return "html" if re.search(r"</(?:p|div|span|html|body|td)>|<br\s*/?>|<p[ >]", head) else "txt"


# ------------------------------------------------------------------------------------------------ xlsx


def iterate_xlsx(stream: BinaryIO, path: str, options: ReadOptions) -> Iterator[Item | Problem]:
    """The rows of every sheet as items. A sheet without a column of text is one document, a line a row."""
    try:
        refused = _refuse_workbook(stream, path, options)
        if refused:
            yield refused
            return
        stream.seek(0)
        yield from _iterate_workbook(stream, path, options)
    except Exception as error:  # openpyxl raises whatever a damaged part makes it raise
        yield Problem(path, "read", f"not a readable workbook: {error}", "open it and save it again as .xlsx")


def _refuse_workbook(stream: BinaryIO, path: str, options: ReadOptions) -> Problem | None:
    """Why a workbook is not opened: it unpacks to too much, or a part could draw others in."""
    import zipfile

    with zipfile.ZipFile(stream) as package:
        total = sum(info.file_size for info in package.infolist())
        if total > _JSON_LIMIT_FACTOR * options.max_bytes:
            what = f"the workbook unpacks to {total >> 20} MB"
            return Problem(path, "read", what, "split it, or save it as csv")
        for info in package.infolist():
            with package.open(info) as part:
                if b"<!DOCTYPE" in part.read(4096):
                    what = f"{info.filename} declares a document type"
                    return Problem(path, "read", what, "save the workbook again")
    return None


def _iterate_workbook(stream: BinaryIO, path: str, options: ReadOptions) -> Iterator[Item | Problem]:
    import warnings

    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and extensions that openpyxl does not keep
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for sheet in sheets:
            where = path if len(sheets) == 1 else f"{path}!{sheet.title}"
            rows = (
                [_show_cell(cell) for cell in row]
                for row in sheet.iter_rows(values_only=True, max_row=MAX_SHEET_ROWS)
            )
            filled = (row for row in rows if any(cell.strip() for cell in row))
            yield from _iterate_sheet(filled, where, path, options)
        book.close()


def _show_cell(value: Any) -> str:
    import datetime

    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _iterate_sheet(
    rows: Iterable[list[str]], where: str, name: str, options: ReadOptions
) -> Iterator[Item | Problem]:
    iterator = iter(rows)
    header = next(iterator, None)
    if header is None:
        return
    ahead = list(itertools.islice(iterator, 50))
    try:
        column = choose_column(header, ahead, options.text_column)
    except _NoColumn as error:
        if options.text_column is not None:
            yield Problem(where, "read", str(error), "name another one with --text-column")
            return
        yield _whole_sheet([header, *ahead, *itertools.islice(iterator, 20_000)], where, name)
        return
    for number, row in enumerate(itertools.chain(ahead, iterator), 1):
        raw = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        yield _make_row(where, number, header, row, raw, column, "xlsx")


def _whole_sheet(rows: Sequence[Sequence[str]], where: str, name: str) -> Item:
    lines = ["\t".join(" ".join(cell.split()) for cell in row).rstrip("\t") for row in rows]
    text = "\n".join(line for line in lines if line.strip())
    warning = "no column can be taken for the text: the sheet was read as one document, a line a row"
    return Item(where, name, text.encode("utf-8", "replace"), "xlsx", text, "xlsx", warnings=(warning,))


# ------------------------------------------------------------------------------------------------ json


def iterate_jsonl(stream: BinaryIO, path: str, options: ReadOptions) -> Iterator[Item | Problem]:
    """The lines of a JSON Lines file as items ``path#n``, n being the line. A bad line spoils no other."""
    number = 0
    limit = options.max_bytes
    while line := stream.readline(limit + 1):
        number += 1
        where = f"{path}#{number}"
        if len(line) > limit:
            yield Problem(
                where,
                "read",
                f"the line is longer than {limit >> 20} MB",
                "split the file, or raise the limit",
            )
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit)
            continue
        raw = line.strip(b"\r\n \t").removeprefix(b"\xef\xbb\xbf")
        if raw:
            yield from _read_json_row(raw, where, path, options)


def _read_json_row(raw: bytes, where: str, name: str, options: ReadOptions) -> Iterator[Item | Problem]:
    decoded = decode_bytes(raw)
    try:
        value = _DECODER.decode(decoded.text)
    except (ValueError, RecursionError) as error:
        yield Problem(where, "read", f"not valid JSON: {error}", "repair or remove the line")
        return
    yield _make_object(value, raw, where, name, decoded.encoding, options)


def iterate_json(data: bytes, path: str, options: ReadOptions) -> Iterator[Item | Problem]:
    """A JSON file: a list of objects or strings, an object that holds one such list, or one object."""
    decoded = decode_bytes(data)
    try:
        value = _DECODER.decode(decoded.text)
    except (ValueError, RecursionError) as error:
        lines = decoded.text.lstrip().split("\n", 2)
        if len(lines) > 1 and lines[0].rstrip().endswith("}") and lines[1].lstrip().startswith("{"):
            yield from iterate_jsonl(io.BytesIO(data), path, options)
            return
        yield Problem(path, "read", f"not valid JSON: {error}", "repair the file")
        return
    rows = _find_list(value, options)
    if rows is None:
        yield _make_object(value, data, path, path, decoded.encoding, options)
        return
    for number, row in enumerate(rows, 1):
        raw = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        yield _make_object(row, raw, f"{path}#{number}", path, decoded.encoding, options)


def _find_list(value: Any, options: ReadOptions) -> list[Any] | None:
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and _find_text(value, options) is None:
        lists = [v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        if len(lists) == 1:
            return list(lists[0])
    return None


def _find_text(value: Mapping[str, Any], options: ReadOptions) -> tuple[str, str] | None:
    """The key with the text, and the text."""
    if options.text_key is not None:
        found: Any = value.get(options.text_key)
        if found is None:
            found = value
            for part in options.text_key.split("."):
                found = found.get(part) if isinstance(found, dict) else None
        return (options.text_key, _join(found)) if isinstance(found, str | list) else None
    plain = {_plain_name(key): key for key in reversed(list(value))}
    for known in TEXT_NAMES:
        key = plain.get(known)
        if key is not None and isinstance(value[key], str | list):
            text = _join(value[key])
            if text.strip():
                return key, text
    return None


def _join(value: Any) -> str:
    """Paragraphs given as a list are lines."""
    if isinstance(value, str):
        return value
    return "\n".join(part for part in value if isinstance(part, str))


def _make_object(
    value: Any, raw: bytes, where: str, name: str, encoding: str, options: ReadOptions
) -> Item | Problem:
    if isinstance(value, str):
        return Item(where, name, raw, _row_media(value), value, encoding)
    if not isinstance(value, dict):
        return Problem(
            where, "read", f"a JSON {type(value).__name__} holds no text", "give objects or strings"
        )
    found = _find_text(value, options)
    if found is None:
        wanted = (
            f"no text under the key {options.text_key!r}"
            if options.text_key
            else "no key can be taken for the text"
        )
        return Problem(
            where, "read", f"{wanted}; the keys are {_show(list(value))}", "name it with --text-key"
        )
    key, text = found
    if not text.strip():
        return Problem(where, "read", f"the text under {key!r} is empty")
    others = {k: _flat(v) for k, v in value.items() if k != key}
    return Item(where, name, raw, _row_media(text), text, encoding, metadata=name_fields(others, key))


def _flat(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)[:2000]
