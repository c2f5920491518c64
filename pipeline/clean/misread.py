"""Text that was decoded with the wrong table: UTF-8 read as GBK, UTF-8 or GBK read as Western.

    鏂囦欢 (文件)      ä¸­å›½ (中国)      ÖÐ¹ú (中国)

The bytes are put together again and read rightly. Where some were lost on the way (a byte that GBK does not
know, a last byte before a line end), a short search tries what may have stood there and the character model
decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from .changes import Change
from .charmodel import load_charmodel
from .charsets import UTF8_LEADS, utf8_followers, utf8_leads
from .octets import (
    COST_ODD,
    GB18030,
    GBK,
    LATIN_1,
    RE_CJK,
    REPLACEMENT,
    WINDOWS_1252,
    Piece,
    Table,
    join_octets,
)
from .scan import Scan

#: What Windows-1252 shows for the bytes 80 to FF, and the bytes it leaves open.
WINDOWS = "\x80-\xffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
RE_LATIN = re.compile(f"[{WINDOWS}]*[\xc0-\xff][{WINDOWS}\ufffd]+(?:[\x20-\x7e]{{1,24}}[{WINDOWS}\ufffd]+)*")
RE_TWICE = re.compile("[\xc2\xc3\xc5\xc6\xcb][\x80-\xbf\u0152-\u2122].?[\xc2\xc3\xc5\xc6\xcb\xe2]")
RE_LATIN_HINT = re.compile("[\xc0-\xff]")
RE_HAN = re.compile("[\u3400-\u9fff]")
#: Nats a character that a Chinese reading of Latin letters may cost: notices cost 3.4 on average, chance
#: pairs 10.
LIKELY = 7.5
#: The same beside Chinese, where there is nothing but letters with accents and signs: no word is written so.
LIKELY_BESIDE = 10.5
#: So many characters make no sense by chance, whatever they speak of.
MANY, LIKELY_MANY = 24, 10.5
#: An ASCII character behind a run may be the second half of its last character.
RE_HALF = re.compile("[0-9@-~]")
QUOTES = "“”‘’…—•"
RE_SOLID = re.compile("[\xa1-\xff]{4,}")
LOST = 0.05  # share of the characters of a long run that may be beyond repair
#: Nats by which the new reading must be better than what is seen.
GAIN = 8.0
FEW, GAIN_FEW = 12, 20.0  # for so few bytes alone
GAIN_BESIDE = 2.0  # in a line that has such a run already
GAIN_ELSEWHERE = 6.0  # in a text that has such a run in another line


def decode_latin(text: str) -> list[Change]:
    """UTF-8 or GBK bytes shown as Western letters become Chinese; café, naïve and Nguyễn stay."""
    changes: list[Change] = []
    if not RE_LATIN_HINT.search(text):
        return changes
    for match in RE_LATIN.finditer(text):
        whole = _read_run_of_latin(text, match.start(), match.end())
        if whole is None:  # quotation marks at its ends may be what they are
            inner = match.group().strip(QUOTES)
            low = match.start() + match.group().index(inner)
            if 1 < len(inner) < len(match.group()):
                whole = _read_run_of_latin(text, low, low + len(inner))
        if whole is not None:
            changes += whole
            continue
        for part in re.finditer("[^ ]+", match.group()):
            changes += _read_latin(part.group(), match.start() + part.start()) or ()
    return changes


def _read_run_of_latin(text: str, start: int, end: int) -> list[Change] | None:
    """The changes of a run, with the character behind it where the run makes no sense without it."""
    stops = (end, end + 1) if RE_HALF.match(text, end) else (end,)
    for stop in stops if RE_TWICE.search(text, start, end) else ():
        twice = _read_twice(text[start:stop], start)
        if twice is not None:
            return twice
    beside = RE_CJK.search(text[max(0, start - 1) : start] + text[end : end + 1])
    for stop in stops:
        run = text[start:stop]
        once = _read_latin(run, start, LIKELY_BESIDE if beside and RE_SOLID.fullmatch(run) else LIKELY)
        if once is not None:
            return once
    return None


def _read_twice(run: str, offset: int) -> list[Change] | None:
    """Chinese that was misread so twice (Ã¤Â¸Â­ was ä¸­ was 中): valid UTF-8 whose letters are valid bytes again."""
    from ftfy import bad_codecs  # noqa: F401

    for outer in ("sloppy-windows-1252", "latin-1"):
        try:
            between = run.encode(outer).decode("utf-8")
        except UnicodeError:
            continue
        if between == run or between.isascii():
            continue
        for inner in ("sloppy-windows-1252", "latin-1"):
            for target in ("utf-8", "gb18030"):
                try:
                    new = between.encode(inner).decode(target)
                except UnicodeError:
                    continue
                if _is_chinese(new, target, LIKELY_BESIDE):  # valid UTF-8 is no chance
                    sizes = [1 if char < "\x80" else 2 if char < "\u0800" else 3 for char in between]
                    return _join_sizes(new, target, sizes, offset)
    return None


def _join_sizes(new: str, target: str, sizes: Sequence[int], offset: int) -> list[Change]:
    """A change for each character of ``new``, whose bytes are letters of ``sizes``."""
    changes, at = [], 0
    for char in new:
        count = len(char.encode(target))
        size = sum(sizes[at : at + count])
        if count > 1:
            changes.append((offset, offset + size, char))
        at, offset = at + count, offset + size
    return changes


def _read_latin(run: str, offset: int, likely: float = LIKELY) -> list[Change] | None:
    from ftfy import bad_codecs  # noqa: F401  (registers the codec that keeps the bytes Windows-1252 leaves open)

    for source, table in (("sloppy-windows-1252", WINDOWS_1252), ("latin-1", LATIN_1)):
        try:
            data = b"\xff".join(part.encode(source) for part in run.split(REPLACEMENT))
        except UnicodeEncodeError:
            continue
        # A space may be the non-breaking space that stood for the byte A0.
        for variant in (data, data.replace(b" ", b"\xa0")) if REPLACEMENT not in run else ():
            for target in ("utf-8", "gb18030"):
                try:
                    new = variant.decode(target)
                except UnicodeDecodeError:
                    continue
                if _is_chinese(new, target, likely):
                    return _split_changes(new, target, offset)
        if 3 * len(RE_LEAD.findall(data)) >= 0.5 * len(data):
            mended = _mend_latin(run, data, table, offset)
            if mended is not None:
                return mended
    return None


RE_LEAD = re.compile(rb"[\xe3-\xe9](?=[\x80-\xbf\xff])")


def _mend_latin(run: str, data: bytes, table: Table, offset: int) -> list[Change] | None:
    """UTF-8 shown as Western letters that lost the bytes for which there are no letters."""
    pieces = join_octets(data, "", "", table)
    if pieces is None:
        return None
    new = "".join(char for _, char in pieces)
    whole = len(RE_SEQUENCE.findall(data))
    lost = new.count(REPLACEMENT)
    if lost > (LOST * len(new) if whole >= CERTAIN else 0) or len(RE_HAN.findall(new)) < 2:
        return None
    if whole < CERTAIN and -_score("", new) > LIKELY * len(new):
        return None
    return _chunk(run, pieces, offset, single=True)


def _is_chinese(text: str, target: str, likely: float = LIKELY) -> bool:
    """UTF-8 is never valid by chance; two Latin letters make a GBK character easily, so these must make sense."""
    cjk = len(RE_CJK.findall(text))
    if target == "utf-8":
        return cjk >= 1
    model = load_charmodel()
    text = re.sub("[\u3000 ]+", "", text)  # of which the model knows nothing
    cjk = len(RE_CJK.findall(text))
    foreign = sum(not char.isascii() for char in text)
    if cjk >= MANY:
        likely = max(likely, LIKELY_MANY)
    return len(RE_HAN.findall(text)) >= 2 and 2 * cjk > foreign and model.score(text) > -likely * len(text)


def _split_changes(new: str, target: str, offset: int) -> list[Change]:
    """One change a character, so that each keeps its own place."""
    changes = []
    for char in new:
        size = len(char.encode(target))
        if size > 1:
            changes.append((offset, offset + size, char))
        offset += size
    return changes


# ------------------------------------------------------------------------------------------------ UTF-8 as
# GBK


@lru_cache(maxsize=1)
def _utf8_shown() -> re.Pattern[str]:
    """Runs of characters whose GBK bytes are leads and followers of UTF-8; one in nine of all, but not four in a row."""
    leads = UTF8_LEADS
    follow = range(0x80, 0xC0)
    chars = set()
    for first in (*leads, *follow[1:]):
        # Behind the last byte of a character a Latin letter may have been taken for a second half.
        for second in (*follow, *((*range(0x40, 0x7F), *leads) if first < 0xC0 else ())):
            char = bytes((first, second)).decode("gb18030", "ignore")
            if len(char) == 1:
                chars.add(char)
    shown = f"[{''.join(sorted(chars))}]"
    # Digits and the like between such characters are what they are; a question mark may stand for a lost
    # byte.
    return re.compile(f"{shown}(?:{shown}|[?\ufffd]|[0-9A-Za-z.,%()/ -]{{1,12}}(?={shown}))+")


@lru_cache(maxsize=1)
def _utf8_opening() -> re.Pattern[str]:
    """A character made of the first two bytes of UTF-8, with another half behind it: every run holds one.

    A character of UTF-8 has three bytes, so of two in a row one begins where a character of GBK begins.
    """
    return re.compile(f"[{utf8_leads()}][{utf8_followers()}]")


def _shown_runs(text: str) -> Iterator[re.Match[str]]:
    """The runs of such characters, looked for only in lines that hold an opening."""
    done = 0
    for opening in _utf8_opening().finditer(text):
        if opening.start() < done:
            continue
        low = max(text.rfind("\n", 0, opening.start()) + 1, done)
        done = text.find("\n", opening.end())
        done = len(text) if done < 0 else done
        yield from _utf8_shown().finditer(text, low, done)


RE_SEQUENCE = re.compile(rb"[\xe2-\xe9\xef][\x80-\xbf\xff]{2}")
#: So many whole characters in a run, and so few broken ones, are no chance.
CERTAIN, RARELY = 8, 0.2


def read_utf8(text: str) -> list[Change]:
    """UTF-8 that was read as GBK is read again; words that merely have such bytes (涓, 锛) stay."""
    changes: list[Change] = []
    matches = list(_shown_runs(text))
    private = any(RE_PRIVATE.search(match.group()) for match in matches)
    doubtful: list[tuple[int, str]] = []
    sure: list[int] = []
    for match in matches:
        start, run = match.start(), match.group()
        while run and run[0] != REPLACEMENT and run[0].encode("gb18030", "replace")[0] not in UTF8_LEADS:
            start, run = start + 1, run[1:]  # what was misread begins with the first byte of a character
        data = _encode(run)
        wide = len(data.translate(None, ASCII))
        found = 3 * len(RE_SEQUENCE.findall(data))
        if found < 0.5 * wide or (wide < 12 and found < 0.8 * wide):
            if wide:
                doubtful.append((start, run))
            continue
        more = _read_changes(text, start, run, GB18030 if private else GBK, GAIN)
        if more:
            sure.append(start)
        else:
            doubtful.append((start, run))
        changes += more
    for start, run in doubtful:  # beside a run that was surely misread little is asked for
        if sure:
            near = min(sure, key=lambda at: abs(at - start))
            inside = "\n" not in text[slice(*sorted((start, near)))]
            gain = GAIN_BESIDE if inside else GAIN_ELSEWHERE
            changes += _read_changes(text, start, run, GB18030 if private else GBK, gain)
    return sorted(changes)


def _read_changes(text: str, start: int, run: str, table: Table, gain: float) -> list[Change]:
    """The changes that read ``run`` rightly, if that is likelier by ``gain`` nats, or no chance at all."""
    before = text[max(0, start - 2) : start]
    found = _read_run(text, start, run, table)
    if found is None:
        return []
    run, pieces = found
    data = _encode(run)
    wide, whole = len(data.translate(None, ASCII)), len(RE_SEQUENCE.findall(data))
    certain = whole >= CERTAIN and wide - 3 * whole <= RARELY * wide
    if wide < 2 * FEW and not certain and _stands_in_others(text, start, start + len(run)):
        return []
    if gain == GAIN and wide < FEW:
        gain = GAIN_FEW
    return _chunk(run, pieces, start) if certain or _gain(before, pieces, run) > gain else []


def _stands_in_others(text: str, start: int, end: int) -> bool:
    """Whether what stands before or behind is no Chinese either: then it was not read as UTF-8, but a byte late."""
    seen = load_charmodel().pairs_seen
    points = Scan(text[max(start - 2, 0) : start]).points, Scan(text[end : end + 2]).points
    return all(len(two) == 2 and len(seen.find_unseen(two)) for two in points)


#: GB18030 shows pairs that are no character of GBK as these.
RE_PRIVATE = re.compile("[\ue000-\uf8ff]")
#: So many characters at the end of a run may be such as only look like a part of it.
MAX_BEYOND = 3


ASCII = bytes(range(0x80))


def _encode(run: str) -> bytes:
    return b"\xff".join(part.encode("gb18030", "replace") for part in run.split(REPLACEMENT))


def _read_run(text: str, start: int, run: str, table: Table) -> tuple[str, list[Piece]] | None:
    """The part of ``run`` that was misread, and what it says; what stands right behind may look like more of it."""
    before = text[max(0, start - 2) : start]
    first: tuple[str, list[Piece]] | None = None
    for beyond in range(min(MAX_BEYOND + 1, len(run))):
        part = run[: len(run) - beyond]
        data = _encode(part)
        bounds = frozenset(_sizes()[Scan(part).points].cumsum().tolist())
        end = start + len(part)
        pieces = join_octets(data, before, text[end : end + 1] or "\n", table, bounds)
        if pieces is None:
            continue
        if all(char != REPLACEMENT for _, char in pieces[-3:]):
            return part, pieces
        first = first or (part, pieces)
    return first


def _gain(before: str, pieces: Sequence[Piece], run: str) -> float:
    """By how many nats the new reading is likelier than what is seen; a lost byte has its price."""
    new = "".join(char for _, char in pieces)
    odd = new.count(REPLACEMENT) * COST_ODD
    return _score(before, new) - odd - _score(before, run)


def _score(before: str, text: str) -> float:
    return load_charmodel().score(text, ("\n\n" + before)[-2:])


@lru_cache(maxsize=1)
def _sizes() -> Any:
    """Bytes of each code point in GB18030."""
    import numpy as np

    sizes = np.full(0x10000, 4, np.uint8)
    sizes[:0x80] = 1
    for lead in range(0x81, 0xFF):
        for char in bytes(b for trail in range(0x40, 0xFF) for b in (lead, trail)).decode(
            "gb18030", "ignore"
        ):
            sizes[ord(char)] = 2 if char > "\x7f" else 1
    sizes[0xFFFD] = 1  # one byte that was not known
    sizes[0xD800:0xE000] = 1  # half a character beyond U+FFFF is replaced by a question mark
    return sizes.astype(np.int64)


def _chunk(run: str, pieces: Sequence[Piece], offset: int, *, single: bool = False) -> list[Change]:
    """Changes as small as the bytes allow: cut wherever a character of the one and of the other begin together."""
    changes: list[Change] = []
    if not single:
        sizes = _sizes()[Scan(run).points].cumsum().tolist()
        starts = {size: n for n, size in enumerate(sizes, 1)}
    else:
        starts = {n: n for n in range(1, len(run) + 1)}
    low, new = 0, ""
    for end, char in pieces:
        new += char
        stop = starts.get(end)
        if stop is not None:
            if run[low:stop] != new:
                changes.append((offset + low, offset + stop, new))
            low, new = stop, ""
    return changes
