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
from typing import Any, NamedTuple

from .align import Change
from .charmodel import CharModel, fold_char, load_charmodel
from .scan import Scan, scan_text

#: What Windows-1252 shows for the bytes 80 to FF, and the bytes it leaves open.
WINDOWS = "\x80-\xffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
RE_LATIN = re.compile(f"[{WINDOWS}]*[\xc0-\xff][{WINDOWS}]+(?:[\x20-\x7e]{{1,24}}[{WINDOWS}]+)*")
RE_LATIN_HINT = re.compile("[\xc0-\xff]")
RE_HAN = re.compile("[\u3400-\u9fff]")
RE_CJK = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’…—·]")
#: Nats a character that a Chinese reading of Latin letters may cost: notices cost 3.4 on average, chance
#: pairs 10.
LIKELY = 7.5
#: Nats by which the new reading must be better than what is seen.
GAIN = 8.0
#: Nats for each byte that must be thought lost, and for one that fits nowhere.
COST_LOST, COST_ODD, COST_EASY = 4.0, 16.0, -2.5
KEPT, TRIED = 6, 5  # hypotheses a place, candidates for a character with a lost byte
REPLACEMENT = "\ufffd"


Piece = tuple[int, str]  # where it ends, in bytes, and the character


class Reading(NamedTuple):
    """A reading of bytes ``0..end``: pieces of ``(end in bytes, character)``, the last two characters, cost."""

    cost: float
    first: int
    second: int
    pieces: tuple[Piece, ...]


def decode_latin(text: str) -> list[Change]:
    """UTF-8 or GBK bytes shown as Western letters become Chinese; café, naïve and Nguyễn stay."""
    changes: list[Change] = []
    if not RE_LATIN_HINT.search(text):
        return changes
    for match in RE_LATIN.finditer(text):
        whole = _read_latin(match.group(), match.start())
        if whole is not None:
            changes += whole
            continue
        for part in re.finditer("[^ ]+", match.group()):
            changes += _read_latin(part.group(), match.start() + part.start()) or ()
    return changes


def _read_latin(run: str, offset: int) -> list[Change] | None:
    from ftfy import bad_codecs  # noqa: F401  (registers the codec that keeps the bytes Windows-1252 leaves open)

    for source in ("sloppy-windows-1252", "latin-1"):
        try:
            data = run.encode(source)
        except UnicodeEncodeError:
            continue
        # A space may be the non-breaking space that stood for the byte A0.
        for variant in (data, data.replace(b" ", b"\xa0")):
            for target in ("utf-8", "gb18030"):
                try:
                    new = variant.decode(target)
                except UnicodeDecodeError:
                    continue
                if _is_chinese(new, target):
                    return _split_changes(new, target, offset)
        if 3 * len(RE_LEAD.findall(data)) >= 0.5 * len(data):
            return _mend_latin(run, data, source, offset)
    return None


RE_LEAD = re.compile(rb"[\xe3-\xe9](?=[\x80-\xbf])")


def _mend_latin(run: str, data: bytes, source: str, offset: int) -> list[Change] | None:
    """UTF-8 shown as Western letters that lost some (the control characters among them are often dropped)."""
    reading = _read_bytes(data, load_charmodel(), "")
    if reading is None or any(char == REPLACEMENT for _, char in reading.pieces):
        return None
    new = "".join(char for _, char in reading.pieces)
    if len(RE_HAN.findall(new)) < 2 or reading.cost > LIKELY * len(new):
        return None
    return _chunk(run, reading.pieces, offset, source)


def _is_chinese(text: str, target: str) -> bool:
    """UTF-8 is never valid by chance; two Latin letters make a GBK character easily, so these must make sense."""
    cjk = len(RE_CJK.findall(text))
    if target == "utf-8":
        return cjk >= 1
    model = load_charmodel()
    foreign = sum(not char.isascii() for char in text)
    return len(RE_HAN.findall(text)) >= 2 and 2 * cjk > foreign and model.score(text) > -LIKELY * len(text)


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
    leads = [*range(0xE2, 0xEA), 0xEF]
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
def utf8_leads() -> str:
    """The characters that the first two bytes of a Chinese character in UTF-8 make in GBK."""
    leads = (*range(0xE2, 0xEA), 0xEF)
    chars = {bytes((a, b)).decode("gb18030", "ignore") for a in leads for b in range(0x80, 0xC0)}
    return "".join(sorted(char for char in chars if len(char) == 1))


@lru_cache(maxsize=1)
def _utf8_opening() -> re.Pattern[str]:
    """A character made of the first two bytes of UTF-8, with another half behind it: every run holds one.

    A character of UTF-8 has three bytes, so of two in a row one begins where a character of GBK begins.
    """
    leads = (*range(0xE2, 0xEA), 0xEF)
    second = {
        bytes((a, b)).decode("gb18030", "ignore")
        for a in range(0x81, 0xC0)
        for b in (*range(0x40, 0x7F), *range(0x80, 0xC0), *leads)
    }
    one, two = utf8_leads(), "".join(sorted(c for c in second if len(c) == 1))
    return re.compile(f"[{one}][{two}?\ufffd]")


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


RE_SEQUENCE = re.compile(rb"[\xe2-\xe9\xef][\x80-\xbf]{2}")
#: Bytes that are whole characters as they stand; a question mark may be one that was lost.
RE_WHOLE = re.compile(rb"(?:[\x00-\x3e\x40-\x7f]|[\xe2-\xe9\xef][\x80-\xbf]{2}|\xc2\xb7|\xc3\x97)+")
#: So many whole characters in a run, and so few broken ones, are no chance.
CERTAIN, RARELY = 8, 0.2


def read_utf8(text: str) -> list[Change]:
    """UTF-8 that was read as GBK is read again; words that merely have such bytes (涓, 锛) stay."""
    changes: list[Change] = []
    for match in _shown_runs(text):
        run = match.group().replace(REPLACEMENT, "?")
        data = run.encode("gb18030", "replace")
        wide = len(data.translate(None, ASCII))
        whole = len(RE_SEQUENCE.findall(data))
        if 3 * whole < 0.5 * wide or (wide < 12 and 3 * whole < 0.8 * wide):
            continue
        before = text[max(0, match.start() - 2) : match.start()]
        pieces = _join_bytes(data, before, text[match.end() : match.end() + 1] or "\n")
        if pieces is None:
            continue
        if (whole >= CERTAIN and wide - 3 * whole <= RARELY * wide) or _gain(before, pieces, run) > GAIN:
            changes += _chunk(run, pieces, match.start())
    return changes


ASCII = bytes(range(0x80))


def _gain(before: str, pieces: Sequence[Piece], run: str) -> float:
    """By how many nats the new reading is likelier than what is seen; a lost byte has its price."""
    new = "".join(char for _, char in pieces)
    odd = new.count(REPLACEMENT) * COST_ODD
    return _score(before, new) - odd - _score(before, run)


def _score(before: str, text: str) -> float:
    model = load_charmodel()
    ids = model.numbers[scan_text("\n\n"[len(before) :] + before + text).points].astype("uint32")
    return float(model.arrays.log_triples(ids[:-2], ids[1:-1], ids[2:]).sum())


def _join_bytes(data: bytes, before: str, after: str) -> list[Piece] | None:
    """The text of ``data``: what is whole is read at once, and a search fills the places that are not."""
    pieces: list[Piece] = []
    at = 0
    if data.startswith(INDENT) and before[-1:] in ("", "\n"):
        pieces, at = [(2, "\u3000"), (4, "\u3000")], 4
    while at < len(data):
        whole = RE_WHOLE.match(data, at)
        if whole:
            for char in whole.group().decode():
                at += 1 if char < "\x80" else 2 if char < "\u0800" else 3
                pieces.append((at, char))
            continue
        last = pieces[-1][1] if pieces else before[-1:] or "\n"
        char, size = _easy_character(data, at, last)
        if not char and after == "\n" and data[at:] in STOP_CUT and not _open_title(pieces):
            char, size = "。", len(data) - at
        if char:
            at += size
            pieces.append((at, char))
            continue
        following = RE_WHOLE.search(data, at)
        start = following.start() if following else len(data)
        known = following.group()[:6].decode("utf-8", "ignore")[:2] if following else ""
        end = start + len(known.encode())
        context = (before + "".join(char for _, char in pieces[-2:]))[-2:]
        reading = _read_bytes(data[at:end], load_charmodel(), context, after if end == len(data) else "")
        if reading is None:
            return None
        pieces += [(at + stop, char) for stop, char in reading.pieces]
        at = end
    return pieces


#: What is left of a full stop at the end of a line: the last byte of an odd number finds no other half.
STOP_CUT = (b"\xe3", b"\xe3\x80")


def _open_title(pieces: Sequence[Piece]) -> bool:
    """Whether a title or bracket that is open waits for a mark of its own."""
    for _, char in reversed(pieces):
        if char in "《【〔「『〈":
            return True
        if char in "》】〕」』〉":
            return False
    return False


def _easy_character(data: bytes, at: int, last: str) -> tuple[str, int]:
    """The one character that fits at ``at`` behind ``last`` if 80 is the byte that is lost; how many are left.

    80 begins no character of GBK, so it is lost wherever a pair of bytes begins with it.
    """
    rest = data[at : at + 4]
    if rest[0] == 0xE3 and (len(rest) == 1 or rest[1] >= 0xC0):
        return ("\u3000", 1) if len(rest) > 1 else ("", 0)
    if len(rest) < 3 or not (0xE2 <= rest[0] <= 0xE9 or rest[0] == 0xEF) or not 0x80 <= rest[1] < 0xC0:
        return "", 0
    if 0x80 <= rest[2] < 0xC0:
        return "", 0
    model = load_charmodel()
    known, seen = model.id_of, model.pairs_seen.is_seen
    choices = [char for char in _lost_80(rest[:2]) if seen(known(last), known(char))]
    if len(choices) > 1:
        following = RE_WHOLE.match(data, at + 2)
        behind = known(following.group()[:3].decode("utf-8", "ignore")[0]) if following else 0
        choices = [char for char in choices if seen(known(char), behind)]
    return (choices[0], 2) if len(choices) == 1 else ("", 0)


@lru_cache(maxsize=1024)
def _lost_80(rest: bytes) -> str:
    """The characters the model knows that are ``rest`` with 80 behind one of its bytes."""
    model = load_charmodel()
    chars = {(rest[:n] + b"\x80" + rest[n:]).decode("utf-8", "ignore") for n in (1, 2)}
    return "".join(sorted(char for char in chars if char and model.id_of(char)))


def _read_bytes(data: bytes, model: CharModel, before: str, after: str = "") -> Reading | None:
    """The likeliest UTF-8 text of ``data`` between two texts, with bytes put back where some are missing."""
    first, second = model.id_of(before[-2:-1] or "\n"), model.id_of(before[-1:] or "\n")
    front: dict[int, list[Reading]] = {0: [Reading(0.0, first, second, ())]}
    for at in range(len(data)):
        for reading in sorted(front.pop(at, ()))[:KEPT]:
            for end, char, cost in _next_characters(data, at, reading, model):
                number = model.id_of(char)
                cost += reading.cost - model.log_next(reading.first, reading.second, number)
                fresh = Reading(cost, reading.second, number, (*reading.pieces, (end, char)))
                front.setdefault(end, []).append(fresh)
    last = model.id_of(after)
    return min(
        front.get(len(data), ()),
        key=lambda r: (r.cost - (model.log_next(r.first, r.second, last) if last else 0.0), r.pieces),
        default=None,
    )


#: So many of the commonest fits are tried even where they were never seen behind the character before.
COMMONEST = 8
#: What is left of two full-width spaces at the beginning of a paragraph.
INDENT = b"\xe3\x80\xe3\x80"


def _next_characters(
    data: bytes, at: int, reading: Reading, model: CharModel
) -> Iterator[tuple[int, str, float]]:
    """``(end, character, cost)`` of what may stand at ``at``."""
    if data[at] < 0x80:
        yield at + 1, chr(data[at]), 0.0
        if data[at] != 0x3F:
            return
    whole = data[at : at + 3]
    if RE_SEQUENCE.fullmatch(whole):
        yield at + 3, whole.decode(), 0.0
        return
    for pattern, size in _broken(data, at):
        lost = COST_LOST * (3 - size) if data[at] != 0x3F else COST_LOST
        likely = model.successors(reading.second)
        filled = _filled(pattern)
        seen = [choice for n, choice in enumerate(filled) if n < COMMONEST or choice[2] in likely]
        choices = sorted(
            (extra - model.log_next(reading.first, reading.second, number), char, extra)
            for char, extra, number in seen
        )
        for _, char, extra in choices[:TRIED]:
            yield at + size, char, lost + extra
    yield at + 1, REPLACEMENT, COST_ODD


def _broken(data: bytes, at: int) -> Iterator[tuple[tuple[int, int, int], int]]:
    """Patterns of three bytes (-1: lost) that the next one or two bytes may be the rest of."""
    lead = data[at] >= 0xE2
    mark = data[at] == 0x3F
    one = data[at + 1] if at + 1 < len(data) else -1
    if lead and one < 0x80 and one != 0x3F:
        yield (data[at], -1, -1), 1  # the end of the line, or a sign of one byte
    elif lead and 0x80 <= one < 0xC0:
        yield (data[at], one, -1), 2
        yield (data[at], -1, one), 2
    elif lead and one == 0x3F and at + 2 < len(data) and 0x80 <= data[at + 2] < 0xC0:
        yield (data[at], -1, data[at + 2]), 3
    elif 0x80 <= data[at] < 0xC0 and 0x80 <= one < 0xC0:
        yield (-1, data[at], one), 2
    elif mark and 0x80 <= one < 0xC0 and at + 2 < len(data) and 0x80 <= data[at + 2] < 0xC0:
        yield (-1, one, data[at + 2]), 3


@lru_cache(maxsize=1024)
def _filled(pattern: tuple[int, int, int]) -> Sequence[tuple[str, float, int]]:
    """The Chinese characters and marks whose UTF-8 bytes fit a pattern, the commonest first.

    With each what it costs more, and its number in the model.

    80 begins no character of GBK, so it is the byte that is lost most easily.
    """
    out = []
    known = load_charmodel().id_of
    leads = [pattern[0]] if pattern[0] >= 0 else [0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEF]
    for first in leads:
        for second in [pattern[1]] if pattern[1] >= 0 else range(0x80, 0xC0):
            for third in [pattern[2]] if pattern[2] >= 0 else range(0x80, 0xC0):
                char = bytes((first, second, third)).decode("utf-8", "ignore")
                # What the model never saw never wins; full-width digits count as plain ones, which are common.
                if char and RE_CJK.match(char) and known(char) and fold_char(char) not in "0a":
                    gone = [b for b, p in zip((first, second, third), pattern, strict=True) if p < 0]
                    out.append((char, COST_EASY if 0x80 in gone else 0.0, known(char)))
    out.sort(key=lambda choice: (choice[2], choice[0]))  # characters are numbered by how common they are
    return out


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
    sizes[0xD800:0xE000] = 1  # half a character beyond U+FFFF is replaced by a question mark
    return sizes.astype(np.int64)


def _chunk(run: str, pieces: Sequence[Piece], offset: int, source: str = "gb18030") -> list[Change]:
    """Changes as small as the bytes allow: cut wherever a character of the one and of the other begin together."""
    changes: list[Change] = []
    if source == "gb18030":
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
