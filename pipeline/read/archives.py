"""Archives opened safely: zip, tar, gzip, WARC and MHTML as streams of members.

Nothing is written to disk under a member's name. What an archive may unpack to is limited in total, a member
in size and in ratio; members that point outside, links and devices are reported, not followed.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import re
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, BinaryIO

from ..records import Problem
from .encoding import decode_bytes, score_text
from .sources import IGNORED, ReadOptions

#: Beyond this ratio, and 16 MiB, a member is a bomb: text packs 3 to 6 times, repeated rows 50 times.
MAX_RATIO = 250
RATIO_FROM = 16 << 20
_SPOOL = 16 << 20
_CHUNK = 1 << 18
_DRIVE = re.compile(r"^(?:[a-zA-Z]:|/|\\)")
_ERRORS = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, gzip.BadGzipFile, EOFError, OSError,
    NotImplementedError, RuntimeError, ValueError, IndexError, KeyError,
)  # fmt: skip


@dataclass(slots=True)
class Budget:
    """What may still be unpacked, shared by an archive and the archives inside it."""

    bytes_left: int
    members_left: int

    @classmethod
    def of(cls, options: ReadOptions) -> Budget:
        return cls(options.max_unpacked, options.max_members)


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive: its path behind the archive's, and its bytes as a seekable stream."""

    path: str
    name: str
    stream: IO[bytes]
    size: int


class _TooMuch(Exception):
    """A member or an archive unpacks to more than it may."""


def iterate_zip(
    stream: BinaryIO, path: str, options: ReadOptions, budget: Budget
) -> Iterator[Member | Problem]:
    """The members of a zip file in the order of their names."""
    try:
        archive = zipfile.ZipFile(stream)
    except _ERRORS as error:
        yield Problem(path, "read", f"not a readable zip file: {error}", "pack it again")
        return
    with archive:
        entries = sorted(((decode_name(info), info) for info in archive.infolist()), key=lambda pair: pair[0])
        for name, info in entries:
            if info.is_dir() or _is_ignored(name):
                continue
            where = f"{path}!{name}"
            refused = _refuse_member(name, where, budget)
            if refused:
                yield refused
                if budget.members_left < 0:
                    return
                continue
            if info.flag_bits & 1:
                yield Problem(
                    where, "read", "the member is locked with a password", "unpack the archive first"
                )
                continue
            yield from _unpack(
                lambda info=info: archive.open(info), where, name, info.compress_size, options, budget
            )


def decode_name(info: zipfile.ZipInfo) -> str:
    """A member's name: those without the UTF-8 flag are in the encoding of the machine that packed them."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    decoded = decode_bytes(raw).text
    return decoded if score_text(decoded) > 0 else info.filename


def iterate_tar(
    stream: BinaryIO, path: str, options: ReadOptions, budget: Budget
) -> Iterator[Member | Problem]:
    """The members of a tar file, packed or not, in their own order (it is read once, from front to back)."""
    packed = stream.tell()
    try:
        archive = tarfile.open(  # noqa: SIM115 — closed by the with below
            fileobj=stream, mode="r|*", encoding="utf-8", errors="surrogateescape"
        )
    except _ERRORS as error:
        yield Problem(path, "read", f"not a readable tar file: {error}", "pack it again")
        return
    with archive:
        try:
            yield from _tar_members(archive, stream, packed, path, options, budget)
        except _ERRORS as error:
            yield Problem(path, "read", f"the rest of the archive cannot be read: {error}", "pack it again")


def _tar_members(
    archive: tarfile.TarFile, stream: BinaryIO, packed: int, path: str, options: ReadOptions, budget: Budget
) -> Iterator[Member | Problem]:
    for info in archive:
        name = _tar_name(info.name)
        where = f"{path}!{name}"
        if info.isdir() or _is_ignored(name):
            continue
        if not info.isfile():
            yield Problem(where, "read", "the member is a link or a device", "pack the file itself")
            continue
        refused = _refuse_member(name, where, budget)
        if refused:
            yield refused
            if budget.members_left < 0:
                return
            continue
        used = max(stream.tell() - packed, 1)
        yield from _unpack(lambda info=info: archive.extractfile(info), where, name, used, options, budget)
        if budget.bytes_left <= 0:
            return


def _tar_name(name: str) -> str:
    try:
        name.encode("utf-8")
        return name
    except UnicodeEncodeError:
        return name.encode("utf-8", "surrogateescape").decode("gb18030", "replace")


def iterate_gzip(
    stream: BinaryIO, path: str, size: int, options: ReadOptions, budget: Budget
) -> Iterator[Member | Problem]:
    """The one file inside a .gz."""
    name = re.sub(r"\.gz$", "", path.rsplit("/", 1)[-1].rsplit("!", 1)[-1], flags=re.IGNORECASE)
    yield from _unpack(lambda: gzip.GzipFile(fileobj=stream), path, name, size, options, budget)


def _is_ignored(name: str) -> bool:
    return any(
        IGNORED.match(part) for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")
    )


def _refuse_member(name: str, where: str, budget: Budget) -> Problem | None:
    """Why a member is not read, and what to do."""
    budget.members_left -= 1
    if budget.members_left < 0:
        what = "the archive has too many members; the rest was not read"
        return Problem(where, "read", what, "split it, or raise the limit")
    if _DRIVE.match(name) or ".." in name.replace("\\", "/").split("/"):
        what = "the member's name points outside the archive"
        return Problem(where, "read", what, "pack it again with relative names")
    return None


def _unpack(
    opener: Any, where: str, name: str, packed: int, options: ReadOptions, budget: Budget
) -> Iterator[Member | Problem]:
    with contextlib.ExitStack() as stack:
        try:
            with opener() as source:
                copy, size = _copy_limited(source, stack, packed, options, budget)
        except _TooMuch as error:
            yield Problem(where, "read", str(error), "unpack it yourself if you trust it, or raise the limit")
            return
        except _ERRORS as error:
            yield Problem(where, "read", f"the member is damaged: {error}", "pack it again")
            return
        copy.seek(0)
        yield Member(where, name, copy, size)


def _copy_limited(
    source: Any, stack: contextlib.ExitStack, packed: int, options: ReadOptions, budget: Budget
) -> tuple[IO[bytes], int]:
    """A seekable copy of a member and its size: in memory, or in a nameless file where it is large."""
    copy: IO[bytes] = io.BytesIO()
    size = 0
    while chunk := source.read(_CHUNK):
        size += len(chunk)
        budget.bytes_left -= len(chunk)
        if size > RATIO_FROM and size > MAX_RATIO * max(packed, 1):
            raise _TooMuch(f"a zip bomb: {packed} bytes unpack to more than {size >> 20} MB")
        if budget.bytes_left < 0:
            raise _TooMuch(f"the archive unpacks to more than {options.max_unpacked >> 20} MB")
        if size > 16 * options.max_bytes:
            raise _TooMuch(f"the member unpacks to more than {16 * options.max_bytes >> 20} MB")
        if isinstance(copy, io.BytesIO) and size > _SPOOL:
            memory, copy = copy, stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
            copy.write(memory.getvalue())
        copy.write(chunk)
    return copy, size


# ------------------------------------------------------------------------------------------------ WARC


@dataclass(frozen=True, slots=True)
class Capture:
    """One page of a crawl: address, what the server declared, and the body."""

    url: str
    content_type: str
    date: str
    data: bytes


#: Content types that hold text; everything else of a crawl (pictures, style sheets) is passed over.
TEXT_TYPES = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "txt", "application/pdf": "pdf",
    "application/msword": "doc", "text/markdown": "txt", "multipart/related": "mhtml", "": "",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip


def iterate_warc(
    stream: BinaryIO, path: str, options: ReadOptions, budget: Budget
) -> Iterator[Capture | Problem]:
    """The pages of a WARC file in their order: responses with status 200, resources and conversions."""
    from warcio.archiveiterator import ArchiveIterator

    try:
        for record in ArchiveIterator(stream, arc2warc=True):
            if record.rec_type not in ("response", "resource", "conversion"):
                continue
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            budget.members_left -= 1
            if budget.members_left < 0 or budget.bytes_left < 0:
                yield Problem(
                    path, "read", "the crawl is larger than the limits; the rest was not read", "split it"
                )
                return
            capture = _read_record(record, url.strip("<>"), f"{path}!{url}", options, budget)
            if capture is not None:
                yield capture
    except Exception as error:  # warcio lets through whatever a damaged header makes it raise
        yield Problem(
            path, "read", f"the rest of the crawl cannot be read: {error}", "check the file with warcio check"
        )


def _read_record(
    record: Any, url: str, where: str, options: ReadOptions, budget: Budget
) -> Capture | Problem | None:
    headers = record.http_headers
    kind = ""
    if headers is not None:
        if not (headers.get_statuscode() or "").startswith("20"):
            return None
        kind = headers.get_header("Content-Type") or ""
    elif record.rec_type != "response":
        kind = record.rec_headers.get_header("Content-Type") or ""
    if kind.split(";")[0].strip().lower() not in TEXT_TYPES:
        return None
    try:
        data = record.content_stream().read(options.max_bytes + 1)
    except Exception as error:  # a damaged body (chunks, brotli, gzip): the next record may be sound
        return Problem(where, "read", f"the body cannot be unpacked: {error}")
    budget.bytes_left -= len(data)
    if len(data) > options.max_bytes:
        return Problem(
            where, "read", f"the page is larger than {options.max_bytes >> 20} MB", "raise the limit"
        )
    if not data.strip():
        return None
    return Capture(url, kind, (record.rec_headers.get_header("WARC-Date") or "")[:10], data)


# ------------------------------------------------------------------------------------------------ MHTML


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The page inside an MHTML file, its declared encoding and its address."""

    data: bytes
    declared: str | None
    url: str
    title: str


def read_mhtml(data: bytes) -> SavedPage | None:
    """The HTML part of an MHTML file (or the plain one); None if there is neither."""
    import email
    import email.policy

    message = email.message_from_bytes(data, policy=email.policy.compat32)
    parts = [part for part in message.walk() if not part.is_multipart()]
    for wanted in ("text/html", "application/xhtml+xml", "text/plain"):
        for part in parts:
            if part.get_content_type() == wanted:
                body = part.get_payload(decode=True)
                if isinstance(body, bytes) and body.strip():
                    url = part.get("Content-Location") or message.get("Snapshot-Content-Location") or ""
                    charset = part.get_content_charset()
                    return SavedPage(body, charset, str(url), _subject_of(message))
    return None


def _subject_of(message: Any) -> str:
    from email.errors import HeaderParseError
    from email.header import decode_header, make_header

    with contextlib.suppress(HeaderParseError, UnicodeError, LookupError, ValueError):
        return str(make_header(decode_header(message.get("Subject") or "")))
    return ""
