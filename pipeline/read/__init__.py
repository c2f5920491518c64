"""Reading: any file a researcher has → ``RawDocument``, or a ``Problem`` that says why not and what to do.

Three steps that a parallel run can take apart: ``list_sources`` (which files, with digests),
``iterate_source`` (one file → its documents, one at a time) and ``find_duplicates`` (which rows and members
hold the same bytes). ``read_corpus`` is all three for one process. Bad input never raises: it is a value
like any other result.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from ..records import Problem, RawDocument
from .archives import (
    TEXT_TYPES,
    Budget,
    Capture,
    Member,
    iterate_gzip,
    iterate_tar,
    iterate_warc,
    iterate_zip,
    read_mhtml,
)
from .encoding import decode_bytes, find_declaration
from .sheets import iterate_csv, iterate_json, iterate_jsonl, iterate_xlsx
from .sources import Item, ReadOptions, Source, guess_media, list_sources

__all__ = [
    "ReadOptions", "Source", "digest_source", "find_duplicates", "iterate_source", "list_sources",
    "read_bytes",
    "read_corpus", "read_source",
]  # fmt: skip

#: Kinds that hold many documents and are read as streams, whatever their size.
STREAMED = frozenset(("csv", "tsv", "jsonl", "zip", "tar", "gz", "warc"))
#: Kinds whose pictures and fonts may make a file far larger than its text.
LARGE = frozenset(("pdf", "docx", "doc", "xlsx", "xls", "json", "mhtml"))
CONTAINERS = STREAMED | {"json", "xlsx", "xls"}
#: What a kind that is not text is, for the one who has to do something about it.
FOREIGN = {
    "image": ("a picture", "run OCR over it and read the text"),
    "audio": ("sound or video", "transcribe it and read the text"),
    "program": ("a program", "leave it out"),
    "database": ("a database", "export its table as csv or JSON Lines"),
    "rar": ("a rar archive", "unpack it, or pack it as zip"),
    "7z": ("a 7z archive", "unpack it, or pack it as zip"),
    "": ("binary data of no known kind", "leave it out, or convert it to text"),
}
_HEAD = 8192


def read_corpus(inputs: Iterable[str | Path], **options: Any) -> Iterator[RawDocument | Problem]:
    """Every document of ``inputs`` (folders, globs, files, ``-``), sorted by path within each input, the
    same bytes once.

    Options are the fields of ``ReadOptions``: ``text_column``, ``text_key``, limits. Files are opened one at
    a time and documents made one at a time; only digests are kept. The further paths of a document are in its
    ``duplicates``.
    """
    settings = make_options(options)
    sources, problems = list_sources(inputs)
    yield from problems
    duplicates = find_duplicates(sources, settings)
    seen: set[str] = set()
    for source in sources:
        for result in iterate_source(source, settings):
            if isinstance(result, Problem):
                yield result
            elif result.sha256 not in seen:
                seen.add(result.sha256)
                yield replace(result, duplicates=_merge(result, duplicates))


def _merge(document: RawDocument, duplicates: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    known = duplicates.get(document.sha256, ()) or document.duplicates
    return tuple(path for path in dict.fromkeys(known) if path != document.path)


def read_source(source: Source, **options: Any) -> list[RawDocument | Problem]:
    """All documents of one source. For files of many rows ``iterate_source`` needs less memory.

    Options are the fields of ``ReadOptions``; an option that is None keeps its default.
    """
    return list(iterate_source(source, make_options(options)))


def make_options(options: Mapping[str, Any]) -> ReadOptions:
    """``ReadOptions`` of what is given and not None."""
    return ReadOptions(**{key: value for key, value in options.items() if value is not None})


def iterate_source(source: Source, options: ReadOptions | None = None) -> Iterator[RawDocument | Problem]:
    """The documents of one source in their order, one at a time; duplicates inside it are not merged.

    ``duplicates`` of a document are those that the source knows: the same file, or the same archive, elsewhere.
    """
    settings = options or ReadOptions()
    for item in _iterate_items(source, settings):
        result = item if isinstance(item, Problem) else read_item(item, settings)
        if isinstance(result, RawDocument) and source.duplicates:
            tail = result.path[len(source.path) :]
            result = replace(result, duplicates=tuple(path + tail for path in source.duplicates))
        yield result


def digest_source(source: Source, options: ReadOptions | None = None) -> list[tuple[str, str]]:
    """(SHA-256, path) of every document of a source, without reading its text; problems are passed over."""
    items = _iterate_items(source, options or ReadOptions())
    return [(item.sha256, item.path) for item in items if isinstance(item, Item)]


def find_duplicates(
    sources: Iterable[Source], options: ReadOptions | None = None
) -> dict[str, tuple[str, ...]]:
    """SHA-256 → every path with these bytes, for bytes that occur more than once, in the order of the sources."""
    first: dict[str, str] = {}
    more: dict[str, list[str]] = {}
    for source in sources:
        if source.problem:
            continue
        entries = digest_source(source, options) if _is_container(source) else [(source.sha256, source.path)]
        for digest, path in entries:
            paths = [path, *(other + path[len(source.path) :] for other in source.duplicates)]
            if digest not in first:
                first[digest] = paths.pop(0)
            if paths:
                more.setdefault(digest, []).extend(paths)
    return {digest: (first[digest], *paths) for digest, paths in more.items()}


def _is_container(source: Source) -> bool:
    try:
        with _open(source) as stream:
            return guess_media(source.path, stream.read(_HEAD)) in CONTAINERS
    except OSError:
        return False


def read_bytes(
    data: bytes, name: str, path: str | None = None, **options: Any
) -> list[RawDocument | Problem]:
    """The documents in ``data``; ``name`` tells the kind where the bytes do not, ``path`` is what they carry."""
    settings = make_options(options)
    stream, where = io.BytesIO(data), path or name
    items = _guard(_expand(stream, name, where, len(data), settings, Budget.of(settings), 0), where)
    return [item if isinstance(item, Problem) else read_item(item, settings) for item in items]


# ------------------------------------------------------------------------------------------------ items


def _open(source: Source) -> BinaryIO:
    return io.BytesIO(source.data) if source.data is not None else open(source.location, "rb")


def _iterate_items(source: Source, options: ReadOptions) -> Iterator[Item | Problem]:
    if source.problem:
        yield Problem(source.path, "read", source.problem, source.remedy)
        return
    try:
        with _open(source) as stream:
            items = _expand(stream, source.path, source.path, source.size, options, Budget.of(options), 0)
            yield from _guard(items, source.path)
    except OSError as error:
        yield Problem(
            source.path, "read", f"the file cannot be read: {error}", "check its permissions and the disk"
        )


def _guard(items: Iterator[Item | Problem], path: str) -> Iterator[Item | Problem]:
    """``items``, with a problem in place of an exception: libraries do not foresee every broken file."""
    try:
        yield from items
    except MemoryError:
        yield Problem(path, "read", "not enough memory for this file", "split it")
    except Exception as error:
        reason = f"the file cannot be read further ({type(error).__name__}: {error})"
        yield Problem(path, "read", reason, "open it in its own program and save it again")


def _expand(
    stream: BinaryIO, name: str, path: str, size: int, options: ReadOptions, budget: Budget, depth: int
) -> Iterator[Item | Problem]:
    """What one stream holds: itself, or its rows, members or records."""
    head = stream.read(_HEAD)
    stream.seek(0)
    media = guess_media(name, head)
    if media in FOREIGN:
        what, remedy = FOREIGN[media]
        yield Problem(path, "read", f"the file is {what}", remedy)
    elif not head.strip():
        yield Problem(path, "read", "the file is empty")
    elif media in ("zip", "tar", "gz"):
        yield from _expand_archive(stream, media, path, size, options, budget, depth)
    elif media == "warc":
        yield from _expand_crawl(stream, path, options, budget)
    elif media in ("csv", "tsv"):
        yield from iterate_csv(stream, path, options, "\t" if media == "tsv" else None)
    elif media == "jsonl":
        yield from iterate_jsonl(stream, path, options)
    else:
        yield from _expand_whole(stream, media, name, path, options)


def _expand_whole(
    stream: BinaryIO, media: str, name: str, path: str, options: ReadOptions
) -> Iterator[Item | Problem]:
    """Kinds that are held in memory as a whole, within a limit."""
    limit = options.max_bytes * (4 if media in LARGE else 1)
    data = stream.read(limit + 1)
    if len(data) > limit:
        reason = f"larger than {limit >> 20} MB, the limit for one document of this kind"
        yield Problem(path, "read", reason, "split the file, or raise max_bytes")
    elif media == "xlsx":
        yield from iterate_xlsx(io.BytesIO(data), path, options)
    elif media == "xls":
        yield from _expand_xls(data, name, path, options)
    elif media == "json":
        yield from iterate_json(data, path, options)
    else:
        yield Item(path, name, data, media)


def _expand_xls(data: bytes, name: str, path: str, options: ReadOptions) -> Iterator[Item | Problem]:
    from .office import convert_office

    converted = convert_office(data, name, "xlsx", timeout=options.timeout)
    if isinstance(converted, bytes):
        yield from iterate_xlsx(io.BytesIO(converted), path, options)
        return
    missing = converted == "no LibreOffice"
    reason = "a legacy workbook needs LibreOffice, which is not installed" if missing else converted
    yield Problem(
        path, "read", reason, "save it as .xlsx or .csv" + (", or install LibreOffice" if missing else "")
    )


def _expand_archive(
    stream: BinaryIO, media: str, path: str, size: int, options: ReadOptions, budget: Budget, depth: int
) -> Iterator[Item | Problem]:
    if depth >= options.max_depth:
        yield Problem(
            path, "read", f"an archive more than {options.max_depth} deep inside others", "unpack it"
        )
        return
    members: Iterator[Member | Problem]
    if media == "zip":
        members = iterate_zip(stream, path, options, budget)
    elif media == "tar":
        members = iterate_tar(stream, path, options, budget)
    else:
        members = iterate_gzip(stream, path, size, options, budget)
    for member in members:
        if isinstance(member, Problem):
            yield member
        else:
            seekable = cast(BinaryIO, member.stream)
            yield from _expand(seekable, member.name, member.path, member.size, options, budget, depth + 1)


def _expand_crawl(
    stream: BinaryIO, path: str, options: ReadOptions, budget: Budget
) -> Iterator[Item | Problem]:
    for capture in iterate_warc(stream, path, options, budget):
        if isinstance(capture, Problem):
            yield capture
            continue
        yield _make_capture(capture, path)


def _make_capture(capture: Capture, path: str) -> Item:
    kind, _, parameters = capture.content_type.partition(";")
    name = capture.url.split("?")[0].rsplit("/", 1)[-1] or "index.html"
    media = TEXT_TYPES.get(kind.strip().lower(), "")
    guessed = guess_media(name if not media else "", capture.data[:_HEAD])
    media = guessed if guessed in ("html", "pdf", "mhtml") or not media else media
    charset = parameters.partition("charset=")[2].split(";")[0].strip() or None
    metadata = {"url": capture.url, "retrieved": capture.date}
    return Item(f"{path}!{capture.url}", name, capture.data, media, declared=charset, metadata=metadata)


# ------------------------------------------------------------------------------------------------ documents


def read_item(item: Item, options: ReadOptions) -> RawDocument | Problem:
    """The document that an item holds, by its kind."""
    digest = item.sha256
    try:
        if item.media == "html":
            result = _read_html(item, digest)
        elif item.media == "mhtml":
            result = _read_mhtml(item, digest)
        elif item.media in ("docx", "pdf", "doc"):
            result = _read_office(item, digest, options)
        elif item.media in FOREIGN:
            return Problem(item.path, "read", f"the file is {FOREIGN[item.media][0]}", FOREIGN[item.media][1])
        else:
            result = _read_plain(item, digest)
    except MemoryError:
        return Problem(item.path, "read", "not enough memory for this document", "split it", digest[:16])
    except (
        Exception
    ) as error:  # a library met bytes its authors did not foresee: one document lost, not the run
        reason = f"the file cannot be read ({type(error).__name__}: {error})"
        return Problem(item.path, "read", reason, "open it in its own program and save it again", digest[:16])
    return result


def _finish(
    item: Item, digest: str, text: str, encoding: str, metadata: Mapping[str, str], warnings: Iterable[str]
) -> RawDocument | Problem:
    if not text.replace("\ufeff", "").strip():
        return Problem(item.path, "read", "no text was found in it", "", digest[:16])
    merged = {**metadata, **{key: value for key, value in item.metadata.items() if value}}
    if item.media not in ("txt", "xlsx") and metadata.get("url") and item.metadata.get("url"):
        merged["url"] = item.metadata["url"]
    return RawDocument(
        digest[:16], item.path, digest, text, encoding, item.media, (), merged, (*item.warnings, *warnings)
    )


def _read_plain(item: Item, digest: str) -> RawDocument | Problem:
    if item.text is not None:
        return _finish(item, digest, item.text, item.encoding, {}, ())
    decoded = decode_bytes(item.data, item.declared)
    if decoded.text.count("\ufffd") > 0.2 * len(decoded.text):
        reason = "no known encoding reads it: every fifth character or more is damaged"
        return Problem(item.path, "read", reason, "find the original, or save it as UTF-8", digest[:16])
    return _finish(item, digest, decoded.text, decoded.encoding, {}, decoded.warnings)


def _read_html(item: Item, digest: str) -> RawDocument | Problem:
    from .pages import extract_page

    if item.text is not None:
        page = extract_page(item.text)
        return _finish(item, digest, page.text, item.encoding, page.metadata, page.warnings)
    decoded = decode_bytes(item.data, item.declared or find_declaration(item.data))
    page = extract_page(decoded.text)
    if not page.text.strip():
        reason = "the page holds no text of its own: only navigation, or a frame filled by a script"
        return Problem(item.path, "read", reason, "save the page again after it has loaded", digest[:16])
    return _finish(
        item, digest, page.text, decoded.encoding, page.metadata, (*decoded.warnings, *page.warnings)
    )


def _read_mhtml(item: Item, digest: str) -> RawDocument | Problem:
    from .pages import extract_page

    saved = read_mhtml(item.data)
    if saved is None:
        return Problem(item.path, "read", "the file holds no page", "save the page again", digest[:16])
    decoded = decode_bytes(saved.data, saved.declared or find_declaration(saved.data))
    page = extract_page(decoded.text)
    found = {"url": saved.url if saved.url.startswith(("http", "file")) else "", "title": saved.title}
    metadata = {**{key: value for key, value in found.items() if value}, **page.metadata}
    return _finish(item, digest, page.text, decoded.encoding, metadata, (*decoded.warnings, *page.warnings))


def _read_office(item: Item, digest: str, options: ReadOptions) -> RawDocument | Problem:
    if item.media == "pdf":
        from .pdf import read_pdf

        pdf = read_pdf(item.data, timeout=options.timeout)
        if pdf.problem:
            return Problem(item.path, "read", pdf.problem, pdf.remedy, digest[:16])
        return _finish(item, digest, pdf.text, "pdf", pdf.metadata, pdf.warnings)
    from .office import read_doc, read_docx

    disguised = _undisguise(item)
    if disguised is not None:
        return read_item(disguised, options)
    is_docx = item.media == "docx" or item.data.startswith(b"PK\x03\x04")
    office = read_docx(item.data) if is_docx else read_doc(item.data, item.name, timeout=options.timeout)
    if office.problem:
        return Problem(item.path, "read", office.problem, office.remedy, digest[:16])
    return _finish(item, digest, office.text, item.media, office.metadata, office.warnings)


def _undisguise(item: Item) -> Item | None:
    """Pages and plain text that a site serves under a name that ends in .doc."""
    if item.data.startswith((b"PK", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        return None
    media = guess_media("", item.data[:_HEAD])
    return replace(item, media=media) if media in ("html", "mhtml", "txt") else None
