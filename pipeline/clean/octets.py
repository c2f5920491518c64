"""Bytes of UTF-8 of which some are lost: what is whole is read at once, a search fills the places that are not.

A wrong decoder drops the bytes that its table does not hold, or puts U+FFFD in their place. Which bytes those
are is known for each table, so few characters fit a place; the character model chooses among them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from .charmodel import fold_char, load_charmodel
from .charsets import UTF8_LEADS

REPLACEMENT = "\ufffd"
#: Stands in the bytes for one that is not known; no wrong decoder gives it.
UNKNOWN = 0xFF
RE_HAN = re.compile("[\u3400-\u9fff]")
RE_CJK = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’…—·]")
#: Bytes that are whole characters as they stand; a question mark may be one that was lost.
RE_WHOLE = re.compile(rb"(?:[\x00-\x3e\x40-\x7f]|[\xe2-\xe9\xef][\x80-\xbf]{2}|\xc2\xb7|\xc3\x97)+")
#: Nats for each byte that must be thought lost, for one that is known to be, and for one that fits nowhere.
COST_LOST, COST_KNOWN, COST_ODD = 4.0, 1.0, 16.0
KEPT, TRIED = 8, 8  # hypotheses a place, candidates for a character with a lost byte
HOPELESS = 10.0  # nats by which a hypothesis may be worse than the best in its place
NEVER = float("inf")
#: So many of the commonest fits are tried even where they were never seen behind the character before.
COMMONEST = 8
#: What is left of two full-width spaces at the beginning of a paragraph.
INDENT = b"\xe3\x80\xe3\x80"
#: What is left of a full stop at the end of a line: the last byte of an odd number finds no other half.
STOP_CUT = (b"\xe3", b"\xe3\x80", b"\xe3\xff", b"\xe3\x80\xff")

Piece = tuple[int, str]  # where it ends, in bytes, and the character


class Table(NamedTuple):
    """The bytes that a wrong decoder loses; one of ``pairs`` loses them where no pair begins with them."""

    lost: frozenset[int]
    pairs: str = ""
    plain: bool = True  # a traditional form is not put back into simplified text


GBK = Table(frozenset(range(0x80, 0xC0)), pairs="gbk")
GB18030 = Table(frozenset(range(0x80, 0xC0)), pairs="gb18030")  # which gives more pairs to some character
WINDOWS_1252 = Table(frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D)))
LATIN_1 = Table(frozenset(range(0x80, 0xA0)))  # shown as control characters


class Reading(NamedTuple):
    """A reading of bytes ``0..end``: its pieces, the last two characters in the model, its cost."""

    cost: float
    first: int
    second: int
    pieces: tuple[Piece, ...]


def join_octets(
    data: bytes, before: str, after: str, table: Table, bounds: Container[int] | None = None
) -> list[Piece] | None:
    """The text of ``data`` between two texts; ``None`` where there is no reading.

    ``bounds`` are the places at which a byte may be missing: a table of pairs loses them only between pairs.
    """
    if _is_traditional(data):
        table = table._replace(plain=False)
    pieces: list[Piece] = []
    at = 0
    if data.startswith(INDENT) and before[-1:] in ("", "\n"):
        pieces, at = [(2, "\u3000"), (4, "\u3000")], 4
    while at < len(data):
        whole = RE_WHOLE.match(data, at)
        if whole:
            chars = whole.group().decode()
            if 3 * len(chars) == whole.end() - at:  # as nearly all are
                pieces += zip(range(at + 3, whole.end() + 1, 3), chars, strict=True)
                at = whole.end()
                continue
            for char in chars:
                at += 1 if char < "\x80" else 2 if char < "\u0800" else 3
                pieces.append((at, char))
            continue
        context = ("\n" + (before or "\n") + "".join(char for _, char in pieces[-2:]))[-2:]
        char, size = _fit_character(data, at, context, table, bounds)
        if not char and after == "\n" and data[at:] in STOP_CUT and not _holds_open(pieces):
            char, size = "。", len(data) - at
        if char:
            at += size
            pieces.append((at, char))
            continue
        following = RE_WHOLE.search(data, at)
        start = following.start() if following else len(data)
        known = following.group()[:6].decode("utf-8", "ignore")[:2] if following else ""
        end = start + len(known.encode())
        reading = _search(data[at:end], context, after if end == len(data) else "", table)
        if reading is None:
            return None
        pieces += [(at + stop, char) for stop, char in reading.pieces]
        at = end
    return pieces


def _is_traditional(data: bytes) -> bool:
    """Whether what is whole holds more than a few traditional forms."""
    chars = RE_HAN.findall(data[:600].decode("utf-8", "ignore"))
    return sum(not _is_plain(char) for char in chars) > 0.05 * len(chars)


@lru_cache(maxsize=16384)
def _is_plain(char: str) -> bool:
    """Whether a character is the form that the model counts it under."""
    model = load_charmodel()
    return model.chars[model.id_of(char)] == char or not RE_HAN.match(char)


def _holds_open(pieces: Sequence[Piece]) -> bool:
    """Whether a title or bracket that is open waits for a mark of its own."""
    for _, char in reversed(pieces):
        if char in "《【〔「『〈（":
            return True
        if char in "》】〕」』〉）":
            return False
    return False


def _fit_character(
    data: bytes, at: int, context: str, table: Table, bounds: Container[int] | None
) -> tuple[str, int]:
    """The character at ``at``, one of whose bytes the table loses where it stands, and how many bytes it takes.

    Nothing where none fits that was seen behind the last character of ``context``.
    """
    rest = data[at : at + 4]
    if table.pairs and rest[0] == 0xE3 and len(rest) > 1:
        marks = len(rest) - len(rest[1:].lstrip(b"\xff")) - 1
        if len(rest) > 1 + marks and rest[1 + marks] >= 0xC0 and marks != 1:
            return "\u3000", 1 + marks  # E3 80 80, of which both 80 are lost
    if table.pairs and rest[:3] == b"\xe3\x80\xff" and context[1] in "\n\u3000":
        return "\u3000", 3
    if len(rest) < 3 or rest[0] not in UTF8_LEADS:
        return "", 0
    size = 3 if UNKNOWN in rest[1:3] else 2
    if len(rest) == size or 0x80 <= rest[size] < 0xC0:
        return "", 0
    model = load_charmodel()
    known, seen = model.id_of, model.pairs_seen.is_seen
    second = known(context[1])
    places: tuple[int, ...] = (rest.index(UNKNOWN),) if size == 3 else (1, 2)
    if size == 2 and bounds is not None:
        places = tuple(place for place in places if at + place in bounds)
    fits = _fits(rest[:size], rest[size], places, table)
    choices = [char for char in fits if not second or seen(second, known(char))]
    if not choices and rest[:size].replace(b"\xff", b"") == b"\xe3\x80":
        return "\u3000", size  # of E3 80 80 one 80 is lost, and no mark fits
    if len(choices) < 2:
        return (choices[0], size) if choices else ("", 0)
    following = RE_WHOLE.match(data, at + size)
    if following is None:
        return "", 0  # two broken characters side by side are looked for together
    behind = following.group()[:6].decode("utf-8", "ignore")[:2]
    return _choose_between(context, "".join(choices), behind), size


@lru_cache(maxsize=16384)
def _choose_between(before: str, choices: str, behind: str) -> str:
    """The likeliest of ``choices`` between two characters and two others."""
    model = load_charmodel()
    first, second = map(model.id_of, before)
    rest = [model.id_of(char) for char in behind]

    def weigh(char: str) -> tuple[float, int]:
        numbers = [first, second, model.id_of(char), *rest]
        return -sum(model.log_next(*numbers[n : n + 3]) for n in range(len(numbers) - 2)), numbers[2]

    return min(choices, key=weigh)


@lru_cache(maxsize=8192)
def _fits(rest: bytes, following: int, places: Sequence[int], table: Table) -> str:
    """The characters the model knows that are ``rest`` with a byte that the table loses at one of ``places``."""
    chars = set()
    for place in places:
        head, tail = rest[:place], rest[place:].lstrip(b"\xff")
        behind = tail[0] if tail else following
        for byte in _lost_before(behind, table):
            chars.add((head + bytes((byte,)) + tail).decode("utf-8", "ignore"))
    fits = (char for char in chars if len(char) == 1 and _may_stand(char))
    return "".join(sorted(char for char in fits if not table.plain or _is_plain(char)))


@lru_cache(maxsize=1024)
def _lost_before(behind: int, table: Table) -> Sequence[int]:
    """The bytes that the table loses before another (-1: the end): with it they are no character."""
    return [
        byte
        for byte in sorted(table.lost)
        if not table.pairs or behind < 0x40 or len(bytes((byte, behind)).decode(table.pairs, "ignore")) != 1
    ]


@lru_cache(maxsize=16384)
def _may_stand(char: str) -> bool:
    """Whether a character may be put back: what the model never saw never wins.

    Full-width digits and letters count as plain ones, which are common, so they would win too often.
    """
    return bool(RE_CJK.match(char) and load_charmodel().id_of(char) and fold_char(char) not in "0a")


@lru_cache(maxsize=8192)
def _search(data: bytes, before: str, after: str, table: Table) -> Reading | None:
    """The likeliest UTF-8 text of ``data`` between two texts, with bytes put back where some are missing."""
    model = load_charmodel()
    first, second = model.id_of(before[-2:-1] or "\n"), model.id_of(before[-1:] or "\n")
    start = Reading(0.0, first, second, ())
    #: Of the readings that end in a place with the same two characters only the best has a future.
    front: dict[int, dict[tuple[int, int], Reading]] = {0: {(first, second): start}}
    best: dict[int, float] = {}
    for at in range(len(data)):
        for reading in sorted(front.pop(at, {}).values())[:KEPT]:
            for end, char, number, cost in _next_characters(data, at, reading, table, best):
                least = best.get(end, cost)
                if cost > least + HOPELESS:
                    continue
                best[end] = min(cost, least)
                kept = front.setdefault(end, {})
                known = kept.get((reading.second, number))
                if known is None or cost < known.cost:
                    pieces = (*reading.pieces, (end, char))
                    kept[reading.second, number] = Reading(cost, reading.second, number, pieces)
    last = model.id_of(after)
    return min(
        front.get(len(data), {}).values(),
        key=lambda r: (r.cost - (model.log_next(r.first, r.second, last) if last else 0.0), r.pieces),
        default=None,
    )


def _next_characters(
    data: bytes, at: int, reading: Reading, table: Table, best: Mapping[int, float]
) -> Iterator[tuple[int, str, int, float]]:
    """``(end, character, its number in the model, whole cost)`` of what may stand at ``at``.

    ``best`` is the least cost so far by end; what is dearer by far is not weighed.
    """
    model = load_charmodel()
    first, second = reading.first, reading.second
    if data[at] < 0x80:
        number = model.id_of(chr(data[at]))
        yield at + 1, chr(data[at]), number, reading.cost - model.log_next(first, second, number)
        if data[at] != 0x3F:
            return
    whole = RE_WHOLE.match(data[at : at + 3])
    if whole and data[at] >= 0x80:
        char = whole.group().decode()[0]
        number = model.id_of(char)
        yield at + len(char.encode()), char, number, reading.cost - model.log_next(first, second, number)
        return
    for pattern, size, cost in _patterns(data[at : at + 3]):
        cost += reading.cost
        room = best.get(at + size, NEVER) + HOPELESS - cost
        if room < 0:
            continue
        following = data[at + size] if at + size < len(data) else -1
        choices = sorted(
            (own, char, number)
            for number, char in _candidates(second, pattern, following, table)
            if (own := -model.log_next(first, second, number)) <= room
        )
        for own, char, number in choices[:TRIED]:
            yield at + size, char, number, cost + own
    number = model.id_of(REPLACEMENT)
    cost = reading.cost + COST_ODD - model.log_next(first, second, number)
    yield at + 1, REPLACEMENT, number, cost


@lru_cache(maxsize=16384)
def _candidates(
    second: int, pattern: tuple[int, ...], following: int, table: Table
) -> Sequence[tuple[int, str]]:
    """Numbers and characters that fit a pattern and were seen behind ``second``, or are common."""
    filled = _filled(pattern, following, table)
    likely = load_charmodel().successors(second)
    numbers = (filled.keys() & likely.keys()).union(islice(filled, COMMONEST)) if likely else filled
    return [(number, filled[number]) for number in numbers]


@lru_cache(maxsize=4096)
def _patterns(rest: bytes) -> Sequence[tuple[tuple[int, ...], int, float]]:
    """``(bytes of a character, how many of rest they take, cost)``, -1 for one that is lost or unknown.

    At least one byte is there, and a character of which one is there must begin with it.
    """
    found: list[tuple[tuple[int, ...], int, float]] = [((), 0, 0.0)]
    for place in range(3):
        longer = []
        for pattern, size, cost in found:
            byte = rest[size] if size < len(rest) else 0
            if byte in UTF8_LEADS if place == 0 else 0x80 <= byte < 0xC0:
                longer.append(((*pattern, byte), size + 1, cost))
            elif byte in (UNKNOWN, 0x3F):
                longer.append(
                    ((*pattern, -1), size + 1, cost + (COST_KNOWN if byte == UNKNOWN else COST_LOST))
                )
            longer.append(((*pattern, -1), size, cost + COST_LOST))
        found = longer
    kept = {}
    for pattern, size, cost in sorted(found, key=lambda each: -each[2]):
        there = 3 - pattern.count(-1)
        if size and (there == 2 or (there == 1 and pattern[0] >= 0)):
            kept[pattern, size] = cost
    return [(pattern, size, cost) for (pattern, size), cost in kept.items()]


@lru_cache(maxsize=8192)
def _filled(pattern: tuple[int, ...], following: int, table: Table) -> Mapping[int, str]:
    """The Chinese characters and marks whose UTF-8 bytes fit a pattern before the byte ``following`` (-1: the end).

    By number in the model, the commonest first. Of characters that the model counts as one the plain one stands
    for all.
    """
    found: list[tuple[int, bool, str]] = []
    known = load_charmodel().id_of
    leads = [pattern[0]] if pattern[0] >= 0 else [lead for lead in UTF8_LEADS if lead != 0xE2]
    for third in [pattern[2]] if pattern[2] >= 0 else _lost_before(following, table):
        for second in [pattern[1]] if pattern[1] >= 0 else _lost_before(third, table):
            for first in leads:
                char = bytes((first, second, third)).decode("utf-8", "ignore")
                if char and _may_stand(char) and (_is_plain(char) or not table.plain):
                    found.append((known(char), not _is_plain(char), char))
    filled: dict[int, str] = {}
    for number, _, char in sorted(found):  # characters are numbered by how common they are
        filled.setdefault(number, char)
    return filled
