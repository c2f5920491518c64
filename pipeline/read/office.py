"""Word documents: docx read directly, older kinds through LibreOffice where it is installed.

Of a docx: paragraphs with their automatic numbers written out (they are not in the text of the file), tables
as one line a row with cells separated by tabs, footnotes behind the text. Left out: headers and footers,
deleted text, comments, field codes, a generated table of contents.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .numbering import write_number

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: No part of a notice's docx is larger; a larger one is a bomb.
MAX_PART = 128 << 20
_SKIPPED = frozenset(
    (_W + "del", _W + "moveFrom", _W + "instrText", _W + "delText", _W + "pPr", _W + "rPr", _W + "sectPr",
    _W + "tblPr",
     _W + "tblGrid", _W + "trPr", _W + "tcPr", _MC_FALLBACK)
)  # fmt: skip
_TEXT_OF = {
    _W + "tab": " ", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-", _W + "ptab": " ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OfficeText:
    """Text and metadata of a document, or the problem that stands in its place."""

    text: str = ""
    metadata: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    problem: str = ""
    remedy: str = ""


class _BadPart(ValueError):
    pass


def read_docx(data: bytes) -> OfficeText:
    """The text of a docx file. Never raises on a damaged or hostile file."""
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _read_package(package)
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        reason = f"not a readable docx file: {error}"
    except (etree.XMLSyntaxError, _BadPart, ValueError) as error:
        reason = f"the docx file is damaged: {error}"
    return OfficeText(problem=reason, remedy="open it in a word processor and save it again as .docx")


def _read_package(package: zipfile.ZipFile) -> OfficeText:
    body = _parse_part(package, "word/document.xml")
    if body is None:
        return OfficeText(
            problem="the package holds no Word document", remedy="check that the file is a .docx"
        )
    numbering = _Numbering(
        _parse_part(package, "word/numbering.xml"), _parse_part(package, "word/styles.xml")
    )
    reader = _Reader(numbering)
    lines = list(reader.read_blocks(body))
    notes = _read_notes(_parse_part(package, "word/footnotes.xml"), reader.notes)
    text = "\n".join(line for line in (*lines, *notes) if line.strip())
    if not text:
        return OfficeText(problem="the document holds no text", remedy="check whether its pages are pictures")
    return OfficeText(text, _read_core(_parse_part(package, "docProps/core.xml")))


def _parse_part(package: zipfile.ZipFile, name: str) -> Any:
    """The root of one XML part; None where it is absent. Entities and document types are refused."""
    from lxml import etree

    try:
        info = package.getinfo(name)
    except KeyError:
        return None
    with package.open(info) as stream:
        data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise _BadPart(f"{name} unpacks to more than {MAX_PART >> 20} MB")
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:65536]:
        raise _BadPart(f"{name} declares a document type")
    if _STRICT.encode() in data[:4096]:
        data = data.replace(_STRICT.encode(), _W[1:-1].encode())
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    return etree.fromstring(data, parser)


def _read_core(core: Any) -> dict[str, str]:
    title = core.findtext("{http://purl.org/dc/elements/1.1/}title") if core is not None else None
    if title and re.search(r"[\u4e00-\u9fff]{4}", title) and not re.search(r"\.\w{2,4}$", title.strip()):
        return {"title": title.strip()}
    return {}


def _read_notes(part: Any, numbers: dict[str, int]) -> Iterator[str]:
    if part is None:
        return
    for note in part.iter(_W + "footnote"):
        number = numbers.get(note.get(_W + "id") or "")
        if number:
            text = "".join(t.text or "" for t in note.iter(_W + "t")).strip()
            yield f"[{number}]{text}"


class _Reader:
    """Walks the body; iterative inside paragraphs, recursive only through tables (which the parser limits to 256)."""

    def __init__(self, numbering: _Numbering) -> None:
        self.numbering = numbering
        self.notes: dict[str, int] = {}

    def read_blocks(self, parent: Any) -> Iterator[str]:
        """The lines of paragraphs and tables below ``parent``, in order."""
        for child in parent:
            tag = child.tag
            if tag == _W + "p":
                yield from self.read_paragraph(child)
            elif tag == _W + "tbl":
                yield from self.read_table(child)
            elif tag in _SKIPPED or not isinstance(tag, str) or _is_contents(child):
                continue
            else:
                yield from self.read_blocks(child)

    def read_paragraph(self, paragraph: Any) -> Iterator[str]:
        if self.numbering.style_of(paragraph).upper().startswith("TOC"):
            return
        boxes: list[Any] = []
        text = self._text_of(paragraph, boxes).strip("\n ")
        if text.strip() or not boxes:
            mark = self.numbering.next_mark(paragraph) if text.strip() else ""
            yield from (mark + text).split("\n")
        for box in boxes:
            yield from self.read_blocks(box)

    def _text_of(self, paragraph: Any, boxes: list[Any]) -> str:
        parts: list[str] = []
        stack = [iter(paragraph)]
        while stack:
            child = next(stack[-1], None)
            if child is None:
                stack.pop()
                continue
            tag = child.tag
            if tag == _W + "t":
                parts.append(child.text or "")
            elif tag in _TEXT_OF:
                parts.append(_TEXT_OF[tag])
            elif tag == _W + "sym":
                parts.append(_read_symbol(child))
            elif tag == _W + "footnoteReference":
                number = self.notes.setdefault(child.get(_W + "id") or "", len(self.notes) + 1)
                parts.append(f"[{number}]")
            elif tag == _W + "txbxContent":
                boxes.append(child)
            elif tag not in _SKIPPED and isinstance(tag, str):
                stack.append(iter(child))
        return "".join(parts)

    def read_table(self, table: Any) -> Iterator[str]:
        for row in _children(table, "tr"):
            cells: list[str] = []
            nested: list[str] = []
            for cell in _children(row, "tc"):
                span, continued = _cell_shape(cell)
                tables = list(cell.iter(_W + "tbl"))
                if tables and len(list(_children(row, "tc"))) == 1:
                    nested.extend(self.read_blocks(cell))  # a table that frames a part of the page
                    continue
                lines = [] if continued else [line.strip() for line in self.read_blocks(cell)]
                cells.append(" ".join(line.replace("\t", " ") for line in lines if line))
                cells.extend("" for _ in range(span - 1))
            line = "\t".join(cells).rstrip("\t")
            if line.strip():
                yield line
            yield from nested


def _children(parent: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also inside content controls and revisions."""
    for child in parent:
        if child.tag == _W + name:
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml", _W + "moveTo"):
            yield from _children(child, name)


def _cell_shape(cell: Any) -> tuple[int, bool]:
    """How many columns a cell spans, and whether it goes on with the cell above."""
    properties = cell.find(_W + "tcPr")
    if properties is None:
        return 1, False
    span = properties.find(_W + "gridSpan")
    width = span.get(_W + "val") if span is not None else "1"
    merge = properties.find(_W + "vMerge")
    continued = merge is not None and merge.get(_W + "val") in (None, "continue")
    return (min(int(width), 100) if width and width.isdigit() else 1), continued


def _is_contents(element: Any) -> bool:
    gallery = (
        element.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery") if element.tag == _W + "sdt" else None
    )
    return gallery is not None and "Contents" in (gallery.get(_W + "val") or "")


def _read_symbol(element: Any) -> str:
    code = element.get(_W + "char") or ""
    value = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else 0
    return "" if value < 0x20 or 0xD800 <= value < 0xE000 or 0xF000 <= value < 0xF100 else chr(value)


# ------------------------------------------------------------------------------------------------ numbering


class _Numbering:
    """The automatic numbers of a document: definitions, styles that carry them, and counters."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self.levels: dict[
            str, dict[int, tuple[str, str, int]]
        ] = {}  # abstract id → level → (format, text, start)
        self.abstract_of: dict[str, str] = {}
        self.restarts: dict[tuple[str, int], int] = {}
        self.counters: dict[str, dict[int, int]] = {}
        self.used: set[str] = set()
        self.styles: dict[
            str, tuple[str, str | None, str | None, str | None]
        ] = {}  # id → name, parent, num, level
        if numbering is not None:
            self._load(numbering)
        if styles is not None:
            self._load_styles(styles)

    def _load(self, part: Any) -> None:
        for abstract in part.iter(_W + "abstractNum"):
            levels = {}
            for level in abstract.iter(_W + "lvl"):
                number = level.get(_W + "ilvl") or "0"
                start = _value(level, "start") or "1"
                if number.isdigit():
                    form = _value(level, "numFmt") or "decimal"
                    levels[int(number)] = (
                        form,
                        _value(level, "lvlText") or "",
                        int(start) if start.isdigit() else 1,
                    )
            self.levels[abstract.get(_W + "abstractNumId") or ""] = levels
        for num in part.iter(_W + "num"):
            identity = num.get(_W + "numId") or ""
            self.abstract_of[identity] = _value(num, "abstractNumId") or ""
            for override in num.iter(_W + "lvlOverride"):
                restart = _value(override, "startOverride")
                at = override.get(_W + "ilvl") or "0"
                if restart and restart.isdigit() and at.isdigit():
                    self.restarts[identity, int(at)] = int(restart)

    def _load_styles(self, part: Any) -> None:
        for style in part.iter(_W + "style"):
            properties = style.find(f"{_W}pPr/{_W}numPr")
            number = _value(properties, "numId") if properties is not None else None
            level = _value(properties, "ilvl") if properties is not None else None
            name = _value(style, "name") or ""
            self.styles[style.get(_W + "styleId") or ""] = (name, _value(style, "basedOn"), number, level)

    def style_of(self, paragraph: Any) -> str:
        style = _value(paragraph.find(_W + "pPr"), "pStyle") or ""
        return self.styles.get(style, (style, None, None, None))[0] or style

    def _lookup(self, paragraph: Any) -> tuple[str, int] | None:
        properties = paragraph.find(_W + "pPr")
        own = properties.find(_W + "numPr") if properties is not None else None
        number, level = (_value(own, "numId"), _value(own, "ilvl")) if own is not None else (None, None)
        style: str | None = _value(properties, "pStyle") if properties is not None else None
        for _ in range(12):
            if number is not None or not style or style not in self.styles:
                break
            _, parent, number, inherited = self.styles[style]
            style, level = parent, level or inherited
        if not number or number == "0" or number not in self.abstract_of:
            return None
        return number, int(level) if level and level.isdigit() else 0

    def next_mark(self, paragraph: Any) -> str:
        """The number that stands before a paragraph, as text; counters go on."""
        found = self._lookup(paragraph)
        if found is None:
            return ""
        number, level = found
        abstract = self.abstract_of[number]
        levels = self.levels.get(abstract, {})
        if level not in levels:
            return ""
        counters = self.counters.setdefault(abstract, {})
        if number not in self.used:
            self.used.add(number)
            for (identity, at), start in self.restarts.items():
                if identity == number:
                    counters[at] = start - 1
        counters[level] = counters.get(level, levels[level][2] - 1) + 1
        for deeper in [k for k in counters if k > level]:
            del counters[deeper]
        return self._render(level, levels, counters)

    def _render(self, level: int, levels: dict[int, tuple[str, str, int]], counters: dict[int, int]) -> str:
        form, pattern, _ = levels[level]
        if form in ("bullet", "none"):
            return ""

        def fill(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            if at not in levels:
                return ""
            return write_number(counters.get(at, levels[at][2]), levels[at][0])

        mark = re.sub(r"%([1-9])", fill, pattern)
        return mark + " " if mark and mark[-1].isascii() and mark[-1].isalnum() else mark


def _value(parent: Any, name: str) -> str | None:
    child = parent.find(_W + name) if parent is not None else None
    value = child.get(_W + "val") if child is not None else None
    return str(value) if value is not None else None


# ------------------------------------------------------------------------------------------------ LibreOffice


def find_soffice() -> str | None:
    """The LibreOffice command, if one is installed."""
    for name in ("soffice", "libreoffice", "soffice.exe"):
        path = shutil.which(name)
        if path:
            return path
    mac = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
    return mac if os.path.exists(mac) else None


def convert_office(data: bytes, name: str, target: str, *, timeout: float = 120.0) -> bytes | str:
    """``data`` converted by LibreOffice into ``target`` (docx, xlsx); a string says why that failed."""
    command = find_soffice()
    if command is None:
        return "no LibreOffice"
    extension = name.rsplit(".", 1)[-1].lower() if "." in name else "doc"
    extension = extension if re.fullmatch(r"[a-z0-9]{1,5}", extension) else "doc"
    with tempfile.TemporaryDirectory(prefix="zhiling-") as folder:
        given = os.path.join(folder, f"document.{extension}")
        with open(given, "wb") as stream:
            stream.write(data)
        profile = "file://" + os.path.join(folder, "profile")
        arguments = [
            command,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--norestore",
            "--convert-to",
            target,
        ]
        try:
            subprocess.run(
                [*arguments, "--outdir", os.path.join(folder, "out"), given],
                timeout=timeout, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return f"LibreOffice did not finish in {timeout:.0f} s"
        except OSError as error:
            return f"LibreOffice cannot be started: {error.strerror}"
        result = os.path.join(folder, "out", f"document.{target}")
        if not os.path.exists(result):
            return "LibreOffice could not open it"
        with open(result, "rb") as stream:
            return stream.read()


def read_doc(data: bytes, name: str, *, timeout: float = 120.0) -> OfficeText:
    """A legacy Word file (doc, wps, rtf, odt) through LibreOffice."""
    converted = convert_office(data, name, "docx", timeout=timeout)
    if isinstance(converted, bytes):
        return read_docx(converted)
    if converted == "no LibreOffice":
        return OfficeText(
            problem="a legacy Word file needs LibreOffice, which is not installed",
            remedy="install LibreOffice (its command soffice must be on the PATH), or save the file as .docx",
        )
    return OfficeText(problem=converted, remedy="open the file in a word processor and save it as .docx")
