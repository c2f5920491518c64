"""Which encoding a run of bytes is in, decided once, from byte-order mark, declaration and content together.

The rules: a byte-order mark wins; bytes that are valid UTF-8 are UTF-8 whatever a page declares; everything
that calls itself GB2312 or GBK is read as GB18030, its superset; else the candidates are scored by the share
of common Chinese characters in what they decode to. General detectors are unsure about short Chinese texts,
which is why the score is our own.
"""

from __future__ import annotations

import codecs
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

#: Byte-order marks, longest first: the UTF-32-LE mark begins with the UTF-16-LE one.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

#: Declared names that mean something wider than they say (WHATWG Encoding Standard, and use in practice).
DECLARED_NAMES = {
    "gb2312": "gb18030", "gb_2312-80": "gb18030", "gb_2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030",
    "cp936": "gb18030", "ms936": "gb18030", "chinese": "gb18030", "euc-cn": "gb18030", "gb18030": "gb18030",
    "hz-gb-2312": "hz", "hz": "hz",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs", "cp950": "cp950",
    "ms950": "cp950",
    "utf8": "utf-8", "utf-8": "utf-8", "unicode": "utf-16-le", "utf-16": "utf-16-le", "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-1": "cp1252", "latin-1": "cp1252",
    "windows-1252": "cp1252",
}  # fmt: skip

#: Tried in this order; of two that score alike the first wins.
LEGACY_CANDIDATES = ("gb18030", "big5hkscs", "cp950", "utf-8", "cp1252")

#: How much of a file is scored. 64 KiB hold 20,000 characters: the score's error is far below the gaps
#: between encodings (right ones score above .8, wrong ones below .4 on the texts this was measured on).
SAMPLE = 1 << 16

#: A declared encoding is believed unless another reads clearly better.
DECLARED_BONUS = 0.1

_DECLARATION = re.compile(
    rb"""(?:charset\s*=\s*|\bencoding\s*=\s*)["']?\s*([A-Za-z][A-Za-z0-9_.:-]{1,30})""", re.IGNORECASE
)
_ASCII = re.compile(r"[\x00-\x7f]+")
#: Kinds of characters and what one counts, taken in this order; a common Chinese character counts 1.
_SCORES = (
    (re.compile(r"[\u3000-\u301e\uff01-\uff5e\u2014\u2018-\u201d\u2026\u00b7]+"), 0.8),
    (re.compile(r"[\u4e00-\u9fff]+"), 0.0),
    (re.compile(r"[\u3400-\u4dbf\uf900-\ufaff\U00020000-\U0003ffff]+"), -0.5),
    (re.compile(r"[\u00c0-\u00ff]+"), 0.3),
    (re.compile(r"[\ufffd\x80-\x9f\ue000-\uf8ff]+"), -2.0),
)
_OTHER_SCORE = -0.2


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read in, and what a reader should know about it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


@functools.cache
def load_common_characters() -> re.Pattern[str]:
    """Runs of the characters that make up ordinary Chinese text, simplified and traditional."""
    path = resources.files("pipeline").joinpath("lexicon/common_characters.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return re.compile(f"[{''.join(sorted(set(''.join(lines[1:]))))}]+")


def score_text(text: str) -> float:
    """How much like Chinese the non-ASCII part of ``text`` reads: 1 ordinary, 0 strange, below 0 garbage."""
    rest = _ASCII.sub("", text)
    count = len(rest)
    if not count:
        return 0.0
    points = 0.0
    for pattern, worth in ((load_common_characters(), 1.0), *_SCORES):
        left = pattern.sub("", rest)
        points += worth * (len(rest) - len(left))
        rest = left
        if not rest:
            break
    return (points + _OTHER_SCORE * len(rest)) / count


def find_declaration(head: bytes) -> str | None:
    """The encoding that a page or an XML file declares in its first bytes, as a codec name, else None."""
    for match in _DECLARATION.finditer(head[:8192]):
        name = resolve_name(match.group(1).decode("ascii"))
        if name:
            return name
    return None


def resolve_name(name: str) -> str | None:
    """The codec for a declared name; GB2312 and GBK mean GB18030. None if nobody knows the name."""
    name = name.strip().strip("\"'").lower()
    if name in DECLARED_NAMES:
        return DECLARED_NAMES[name]
    try:
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return None


def decode_bytes(data: bytes, declared: str | None = None) -> Decoded:
    """Decode one text. ``declared`` is a name from a header or a page; content overrules it.

    Never raises: what no encoding reads becomes U+FFFD, with a warning. NULs are left out, with a warning.
    """
    decoded = _decode(data, resolve_name(declared) if declared else None)
    if "\x00" in decoded.text:
        count = decoded.text.count("\x00")
        text = decoded.text.replace("\x00", "")
        return Decoded(text, decoded.encoding, (*decoded.warnings, f"{count} NUL characters left out"))
    return decoded


def _decode(data: bytes, declared: str | None) -> Decoded:
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(data[len(mark) :], name)
    if b"\x00" in data:
        wide = _guess_wide(data)
        if wide:
            return _decode_as(data, wide)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_invalid(data, declared)
    if "~{" in text and data.isascii() and (declared == "hz" or "~}" in text):
        return _decode_hz(data, text)
    if len(data) < 400 and not text.isascii() and not _is_plain(text):
        return _decode_short(data, text)
    return Decoded(text, "utf-8")


def _is_plain(text: str) -> bool:
    return bool(re.search(r"[\u4e00-\u9fff\u3001-\u3002\uff0c]", text))


def _decode_short(data: bytes, text: str) -> Decoded:
    """A few bytes of GBK can be valid UTF-8 (Hebrew, Arabic, Greek letters): the better reading wins."""
    other = data.decode("gb18030", "replace")
    if score_text(other) > max(0.5, score_text(text)):
        return Decoded(other, "gb18030")
    return Decoded(text, "utf-8")


def _decode_hz(data: bytes, text: str) -> Decoded:
    try:
        return Decoded(data.decode("hz"), "hz")
    except UnicodeDecodeError:
        return Decoded(text, "utf-8")


def _guess_wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: line ends, digits and spaces leave NULs at fixed places."""
    sample = data[: SAMPLE - SAMPLE % 4]
    best, best_score = None, 0.5
    for name, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        text = sample[: len(sample) - len(sample) % width].decode(name, "replace")
        if "\x00" in text or not text:
            continue
        ascii_share = sum(c.isascii() and (c.isprintable() or c in "\r\n\t") for c in text) / len(text)
        score = max(score_text(text) * (1 - ascii_share) + ascii_share, 0.0)
        if score > best_score:
            best, best_score = name, score
    return best


def _decode_as(data: bytes, name: str) -> Decoded:
    """Decode in an encoding that is settled; a cut last character is dropped, other damage is U+FFFD."""
    warnings: list[str] = []
    decoder = codecs.getincrementaldecoder(name)("strict")
    try:
        text = decoder.decode(data)
        rest = decoder.getstate()[0]
    except UnicodeDecodeError:
        decoder = codecs.getincrementaldecoder(name)("replace")
        text = decoder.decode(data)
        rest = decoder.getstate()[0]
        warnings.append(_describe_losses(text, name))
    if rest:
        warnings.append(f"the text ends inside a character: last bytes {rest.hex(' ')} left out")
    return Decoded(text, name, tuple(warnings))


def _describe_losses(text: str, name: str) -> str:
    at = text.find("\ufffd")
    line = text.count("\n", 0, max(at, 0)) + 1
    return (
        f"{text.count(chr(0xFFFD))} places that {name} cannot decode became U+FFFD, the first in line {line}"
    )


def _decode_invalid(data: bytes, declared: str | None) -> Decoded:
    """Not valid UTF-8: cut, damaged, mixed or another encoding."""
    cut = _decode_cut_utf8(data)
    if cut:
        return cut
    if b"\x00" not in data[:64] and len(data) % 2 == 0 and declared is None:
        wide = _guess_wide_without_nul(data)
        if wide:
            return _decode_as(data, wide)
    return _decode_mixed(data, declared) or _decode_as(data, choose_encoding(data, declared))


def _decode_cut_utf8(data: bytes) -> Decoded | None:
    """UTF-8 that was cut inside its first or last character and is sound between."""
    start = 0
    while start < min(3, len(data)) and data[start] & 0xC0 == 0x80:
        start += 1
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        text = decoder.decode(data[start:])
    except UnicodeDecodeError:
        return None
    rest = decoder.getstate()[0]
    if not text or (len(data) < 400 and not _is_plain(text) and len(rest) + start > 0 and not text.isascii()):
        return None
    if len(data) < 400 and (
        text.isascii() or score_text(text) < score_text(data.decode("gb18030", "replace"))
    ):
        return None
    warnings = []
    if start:
        warnings.append(f"the text begins inside a character: first bytes {data[:start].hex(' ')} left out")
    if rest:
        warnings.append(f"the text ends inside a character: last bytes {rest.hex(' ')} left out")
    return Decoded(text, "utf-8", tuple(warnings))


def _guess_wide_without_nul(data: bytes) -> str | None:
    """UTF-16 of nothing but Chinese has no NUL; it must read as nearly nothing but common characters."""
    sample = data[:4096]
    for name in ("utf-16-le", "utf-16-be"):
        text = sample.decode(name, "replace")
        if score_text(text) > 0.75 and score_text(sample.decode("gb18030", "replace")) < 0.5:
            return name
    return None


def choose_encoding(data: bytes, declared: str | None = None) -> str:
    """The legacy encoding in which ``data`` reads most like Chinese; a declared one is believed in doubt."""
    sample = b"\n".join(_sample_lines(data))
    names = dict.fromkeys((*((declared,) if declared else ()), *LEGACY_CANDIDATES))
    best, best_score = "gb18030", float("-inf")
    for name in names:
        try:
            text = sample.decode(name, "replace")
        except (LookupError, UnicodeError, ValueError):
            continue
        score = score_text(text) + (DECLARED_BONUS if name == declared else 0.0)
        if score > best_score + 1e-9:
            best, best_score = name, score
    return best


def _sample_lines(data: bytes) -> Iterator[bytes]:
    """Lines with something to decide on, up to the size of a sample."""
    if len(data) <= SAMPLE:
        yield data
        return
    taken = 0
    for match in re.finditer(rb"[^\n]+", data):
        line = match.group()[:SAMPLE]
        if not line.isascii():
            yield line
            taken += len(line)
            if taken >= SAMPLE:
                return


def _decode_mixed(data: bytes, declared: str | None) -> Decoded | None:
    """Decode line by line where some lines are UTF-8 and others are not; None if one encoding holds all."""
    lines = data.split(b"\n")
    plain = [_as_utf8(line) for line in lines]
    utf8 = [i for i, text in enumerate(plain) if text is not None and not lines[i].isascii()]
    if not utf8:
        return None
    rest = b"\n".join(line for line, text in zip(lines, plain, strict=True) if text is None)
    legacy = choose_encoding(rest, None if declared == "utf-8" else declared)
    legacy = "gb18030" if legacy == "utf-8" else legacy
    utf8 = [i for i in utf8 if _reads_better(plain[i] or "", lines[i], legacy)]
    foreign = sum(text is None for text in plain)
    if not utf8 or not foreign:
        return None
    chosen, texts, damaged = set(utf8), [], 0
    other = "utf-8"
    for i, line in enumerate(lines):
        text = plain[i]
        if line.isascii() or i in chosen:
            texts.append(text or "")
            continue
        read = _decode_line(line, legacy)
        damaged += read.encoding == "utf-8"
        if read.encoding != "utf-8":
            other = read.encoding
        texts.append(read.text)
    warnings = []
    if foreign > damaged:
        count = foreign - damaged
        warnings.append(
            f"mixed encodings: {len(utf8) + damaged} lines in utf-8, {count} in {other}, decoded line by line"
        )
    text = "\n".join(texts)
    if "\ufffd" in text:
        warnings.append(_describe_losses(text, "utf-8" if foreign == damaged else "either encoding"))
    return Decoded(text, f"utf-8+{other}" if foreign > damaged else "utf-8", tuple(warnings))


def _as_utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _reads_better(text: str, line: bytes, legacy: str) -> bool:
    score = score_text(text[:2000])
    return score > 0.8 or score > score_text(line[:4000].decode(legacy, "replace"))


def _decode_line(line: bytes, legacy: str) -> Decoded:
    """One line that is not valid UTF-8, in a file where others are: damaged UTF-8, or really foreign."""
    head = line[:4096]
    as_utf8, as_legacy = head.decode("utf-8", "replace"), head.decode(legacy, "replace")
    if score_text(as_utf8) >= score_text(as_legacy):
        return Decoded(line.decode("utf-8", "replace"), "utf-8")
    return Decoded(line.decode(legacy, "replace"), legacy)
