"""The text layer of a PDF, page by page; a scan has none, and that is said."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import Any

from .ruled import page_text

#: Fewer characters a page than this, on average, is no text layer (page numbers, a stamp).
SPARSE = 12
MAX_PAGES = 5_000
_BAD = re.compile(r"[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class PdfText:
    """Text with ``\\f`` between pages, or the problem that stands in its place."""

    text: str = ""
    metadata: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    problem: str = ""
    remedy: str = ""


def read_pdf(data: bytes, *, timeout: float = 120.0) -> PdfText:
    """The text of a PDF, lines as they stand on the pages. Never raises on a damaged file."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return PdfText(problem="the PDF is locked with a password", remedy="save it without a password")
        return PdfText(
            problem=f"not a readable PDF: {error}", remedy="open it and save it again, or replace the file"
        )
    try:
        return _read_pages(document, timeout)
    except pypdfium2.PdfiumError as error:
        return PdfText(problem=f"the PDF is damaged: {error}", remedy="open it and save it again")
    finally:
        document.close()


def _read_pages(document: Any, timeout: float) -> PdfText:
    pages: list[str] = []
    warnings: list[str] = []
    empty: list[int] = []
    pictures = 0
    end = time.monotonic() + timeout
    count = len(document)
    for number in range(min(count, MAX_PAGES)):
        if time.monotonic() > end:
            warnings.append(f"stopped after {timeout:.0f} s at page {number + 1} of {count}")
            break
        text, has_picture = _read_page(document, number)
        pictures += has_picture
        pages.append(text)
        if len("".join(text.split())) < 3:
            empty.append(number + 1)
    if count > MAX_PAGES:
        warnings.append(f"only the first {MAX_PAGES} of {count} pages were read")
    size = sum(len("".join(page.split())) for page in pages)
    if size < SPARSE * max(1, len(pages) - (0 if pictures else len(empty))) and size < 400:
        return _explain_empty(pictures, len(pages))
    text = "\f".join(pages)
    if len(_BAD.findall(text)) > 0.3 * size:
        return PdfText(
            problem="the text layer cannot be read: its fonts do not say which characters they show",
            remedy="run OCR over the PDF, or find the document in another format",
        )
    if empty and pictures:
        warnings.append(
            f"no text on {len(empty)} of {len(pages)} pages (pictures or scans): {_shorten(empty)}"
        )
    return PdfText(text, _read_title(document, text), tuple(warnings))


def _explain_empty(pictures: int, pages: int) -> PdfText:
    if pictures:
        return PdfText(
            problem=f"the PDF is scanned: {pages} pages are pictures without a text layer",
            remedy="run OCR over it (for example ocrmypdf -l chi_sim) and read the result",
        )
    return PdfText(problem="the PDF holds no text", remedy="check the file")


def _read_page(document: Any, number: int) -> tuple[str, bool]:
    """The text of one page, and whether it shows pictures."""
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return "", False
    try:
        textpage = page.get_textpage()
        text = (page_text(page, textpage) or textpage.get_text_bounded()) if textpage.count_chars() else ""
        picture = not text.strip() and any(
            item.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE for item in page.get_objects(max_depth=3)
        )
        textpage.close()
    except (pypdfium2.PdfiumError, UnicodeError):
        return "", False
    finally:
        page.close()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    return text.replace("\ufffe\n", "-").replace("\ufffe", "-").replace("\x02", ""), picture


def _read_title(document: Any, text: str) -> dict[str, str]:
    """The title in the document information, if the document begins with it: most are names of files or authors."""
    title = "".join((document.get_metadata_value("Title") or "").split())
    if len(title) > 8 and title in "".join(text[:2000].split()):
        return {"title": title}
    return {}


def _shorten(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:10]))
    return shown + (" …" if len(numbers) > 10 else "")
