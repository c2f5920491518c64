"""Which files a run reads: folders, globs, single files and standard input as a sorted list of sources.

A ``Source`` is plain data: a worker process can be handed one, and its digest tells an incremental run
whether it changed. Nothing here opens a container; what is inside one is the business of the readers.
"""

from __future__ import annotations

import glob
import hashlib
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..records import Problem

#: Extension → kind of file. What a file really is, its first bytes decide (``guess_media``).
EXTENSIONS = {
    "txt": "txt", "text": "txt", "md": "txt", "markdown": "txt", "log": "txt",
    "html": "html", "htm": "html", "shtml": "html", "xhtml": "html", "jsp": "html", "aspx": "html",
    "asp": "html",
    "php": "html", "mht": "mhtml", "mhtml": "mhtml",
    "docx": "docx", "docm": "docx", "dotx": "docx", "pdf": "pdf",
    "doc": "doc", "wps": "doc", "rtf": "doc", "odt": "doc", "dot": "doc", "wpt": "doc",
    "csv": "csv", "tsv": "tsv", "tab": "tsv", "xlsx": "xlsx", "xlsm": "xlsx", "xls": "xls", "et": "xls",
    "ods": "xls",
    "json": "json", "jsonl": "jsonl", "ndjson": "jsonl",
    "zip": "zip", "tar": "tar", "tgz": "tar", "tbz": "tar", "tbz2": "tar", "txz": "tar", "gz": "gz",
    "warc": "warc",
}  # fmt: skip
#: Files that belong to an operating system or an editor; a folder is read as if they were not there.
IGNORED = re.compile(
    r"^(?:\..*|~\$.*|.*~|thumbs\.db|desktop\.ini|__macosx|__pycache__|ehthumbs\.db)$", re.IGNORECASE
)
_MAGIC = (
    (b"%PDF-", "pdf"), (b"WARC/", "warc"), (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\x1f\x8b",
    "gz"),
    (b"{\\rtf", "doc"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"BM", "bmp?"), (b"\x7fELF",
    "program"),
    (b"Rar!", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"OggS", "audio"), (b"ID3", "audio"), (b"RIFF",
    "audio"),
    (b"II*\x00", "image"), (b"MM\x00*", "image"), (b"MZ\x90\x00", "program"), (b"SQLite format 3",
    "database"),
)  # fmt: skip
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p|span|script)\b", re.IGNORECASE
)
_MIME = re.compile(
    rb"^(?:MIME-Version|From|Subject|Content-Type|Snapshot-Content-Location)\s*:", re.IGNORECASE
)
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read: where it is, the path that its documents carry, its size and the SHA-256 of its bytes.

    ``duplicates`` are the paths of further files with the same bytes. ``data`` is set for standard input
    alone. ``problem`` and ``remedy`` say why it cannot be read at all.
    """

    location: str
    path: str
    size: int = 0
    sha256: str = ""
    duplicates: tuple[str, ...] = ()
    data: bytes | None = None
    problem: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a caller may set. Sizes are in bytes.

    ``text_column`` and ``text_key`` name the column or key with the text (dots go into objects:
    ``data.text``). ``max_bytes`` limits one document: a notice of more than 64 MiB is no notice.
    ``max_unpacked`` limits what one archive may unpack to, ``max_members`` how many members it may have,
    ``max_depth`` archives inside archives.
    """

    text_column: str | None = None
    text_key: str | None = None
    max_bytes: int = 64 << 20
    max_unpacked: int = 4 << 30
    max_members: int = 200_000
    max_depth: int = 2
    timeout: float = 120.0


@dataclass(frozen=True, slots=True)
class Item:
    """One document before its text is known: the raw bytes of a file, member, row or record.

    ``text`` is set where the bytes are decoded already (rows); ``declared`` is the encoding a header named.
    """

    path: str
    name: str
    data: bytes
    media: str
    text: str | None = None
    encoding: str = ""
    declared: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


def list_sources(
    inputs: Iterable[str | Path], *, limit: int | None = None, hashes: bool = True
) -> tuple[list[Source], list[Problem]]:
    """The files that ``inputs`` name, in the order of the inputs and sorted within each, the same bytes once.

    An input is a folder (read with everything below it), a glob, a file, or ``-``. What is missing or
    unreadable is a problem. At most ``limit`` files are listed. Without ``hashes`` no file is opened, and
    the same bytes are not noticed.
    """
    found: dict[str, Source] = {}
    folders: dict[str, str] = {}
    for given in inputs:
        for source in _expand_input(given):
            found.setdefault(_real_path(source.location, folders) if source.data is None else "-", source)
    sources: list[Source] = []
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for source in found.values():
        if limit is not None and len(sources) >= limit:
            break
        source = _with_digest(source) if hashes else source
        known = first.get(source.sha256) if source.sha256 and source.size else None
        if source.problem:
            problems.append(Problem(source.path, "read", source.problem, source.remedy))
        elif known is None:
            first[source.sha256] = len(sources)
            sources.append(source)
        else:
            kept = sources[known]
            sources[known] = replace(kept, duplicates=(*kept.duplicates, source.path))
    return sources, problems


def _real_path(location: str, folders: dict[str, str]) -> str:
    """The path without links. Those of the folders are remembered in ``folders``: most files have neighbours."""
    if os.path.islink(location):
        return os.path.realpath(location)
    folder, name = os.path.split(location)
    if name in ("", ".", ".."):
        return os.path.realpath(location)
    if (real := folders.get(folder)) is None:
        real = folders[folder] = os.path.realpath(folder)
    return os.path.join(real, name)


def _with_digest(source: Source) -> Source:
    if source.problem or source.sha256:
        return source
    try:
        return replace(source, sha256=digest_file(source.location))
    except OSError as error:
        return replace(
            source, problem=f"the file cannot be read: {error.strerror}", remedy="check its permissions"
        )


def digest_file(location: str) -> str:
    """SHA-256 of a file's bytes, in hexadecimal, in constant memory."""
    digest = hashlib.sha256()
    with open(location, "rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _expand_input(given: str | Path) -> Iterator[Source]:
    name = os.fspath(given)
    if name == "-":
        data = sys.stdin.buffer.read()
        yield Source("-", "-", len(data), hashlib.sha256(data).hexdigest(), data=data)
    elif os.path.isdir(name):
        yield from _walk_folder(name)
    elif os.path.lexists(name) or not glob.has_magic(name):
        yield _inspect(name, os.path.basename(name) or name)
    else:
        matches = sorted(glob.glob(name, recursive=True))
        if not matches:
            yield Source(
                name, name, problem="no file matches the pattern", remedy="check the pattern and its quotes"
            )
        root = _fixed_part(name)
        for match in matches:
            if os.path.isfile(match) and not IGNORED.match(os.path.basename(match)):
                yield _inspect(match, os.path.relpath(match, root))


def _fixed_part(pattern: str) -> str:
    head = re.split(r"[*?\[]", pattern, maxsplit=1)[0]
    return os.path.dirname(head) or "."


def _walk_folder(root: str) -> Iterator[Source]:
    """Every file below ``root`` by its path; a folder that is met again through a link is not entered twice."""
    files: list[tuple[str, str]] = []
    seen: set[tuple[int, int]] = set()
    problems: list[Source] = []

    def report(error: OSError) -> None:
        path = os.path.relpath(error.filename or root, root)
        problems.append(
            Source(error.filename or root, path, problem=f"the folder cannot be read: {error.strerror}")
        )

    for folder, folders, names in os.walk(root, followlinks=True, onerror=report):
        try:
            status = os.stat(folder)
        except OSError as error:  # gone since it was listed
            report(error)
            continue
        key = (status.st_dev, status.st_ino)
        if key in seen:
            folders.clear()
            continue
        seen.add(key)
        folders[:] = sorted(f for f in folders if not IGNORED.match(f))
        below = os.path.relpath(folder, root).replace(os.sep, "/")
        prefix = "" if below == "." else f"{below}/"
        files += ((prefix + name, os.path.join(folder, name)) for name in names if not IGNORED.match(name))
    yield from sorted(problems, key=lambda s: s.path)
    for path, location in sorted(files):
        yield _inspect(location, path)


def _inspect(location: str, path: str) -> Source:
    path = printable(path).replace(os.sep, "/")
    try:
        status = os.stat(location)
    except OSError as error:
        broken = os.path.islink(location)
        reason = "the link points nowhere" if broken else f"no such file: {error.strerror}"
        return Source(location, path, problem=reason, remedy="check the path")
    if not stat.S_ISREG(status.st_mode):
        return Source(
            location,
            path,
            problem="not a regular file (a device, socket or pipe)",
            remedy="pipe it in with -",
        )
    return Source(location, path, status.st_size)


def printable(name: str) -> str:
    """A file name that can be written as UTF-8: names in GBK on disk are decoded, nothing is lost silently."""
    try:
        name.encode("utf-8")
        return name
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", "replace")


def guess_media(name: str, head: bytes) -> str:
    """The kind of a file from its first bytes (some kilobytes) and its name: a value of ``EXTENSIONS``, or
    what it is instead (``image``, ``program`` …), or ``""`` for binary data of no known kind."""
    lower = name.lower()
    extension = lower.rsplit(".", 1)[-1] if "." in os.path.basename(lower) else ""
    named = EXTENSIONS.get(extension, "")
    for magic, media in _MAGIC:
        if head.startswith(magic) and not media.endswith("?"):
            return _refine(media, named, lower)
    if named == "tar" or (len(head) > 262 and head[257:262] == b"ustar"):
        return "tar"
    if named in ("docx", "xlsx", "zip", "gz", "pdf") and head:
        return _text_media("", head)
    if named in ("doc", "xls"):
        return _text_media("", head)
    return _text_media(named, head)


def _refine(media: str, named: str, lower: str) -> str:
    if media == "zip":
        return named if named in ("docx", "xlsx", "doc", "xls") else "zip"
    if media == "gz":
        if lower.endswith((".warc.gz", ".wet.gz", ".wat.gz")):
            return "warc"
        return "tar" if lower.endswith((".tar.gz", ".tgz")) else "gz"
    if media == "ole":
        return "xls" if named in ("xls", "xlsx") else "doc"
    return media


def _text_media(named: str, head: bytes) -> str:
    if named:
        return "" if is_binary(head) else named
    if _MIME.match(head) and b"multipart/related" in head[:4096]:
        return "mhtml"
    if _HTML.search(head[:2048]):
        return "html"
    if is_binary(head):
        return ""
    return "txt"


def is_binary(head: bytes) -> bool:
    """Whether bytes are no text in any encoding: many control characters, and no pattern of UTF-16 or UTF-32."""
    if not head:
        return False
    sample = head[:8192]
    controls = sum(sample.count(c) for c in (*range(1, 9), *range(14, 27), 28, 29, 30, 31, 127))
    nulls = sample.count(0)
    if controls + nulls < 0.02 * len(sample) + 1:
        return False
    if nulls > 0.02 * len(sample) or controls < 0.1 * len(sample):
        from .encoding import decode_bytes

        decoded = decode_bytes(sample)
        if decoded.encoding.startswith("utf-") and not any(
            "NUL" in w or "U+FFFD" in w for w in decoded.warnings
        ):
            return False
    return controls + nulls > 0.05 * len(sample)
