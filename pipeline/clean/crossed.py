"""Big5 that was read as GBK, and GBK that was read as Big5: two tables of pairs of bytes, one taken for the other.

    いチ地ョカ (中華民國)      笢貌 (中华)

Every character of the one becomes some character of the other, so a line reads like nothing at all, and reads
well as soon as its bytes are put together again. Only lines in which unseen pairs stand thick are tried.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from .changes import Change
from .charmodel import load_charmodel
from .octets import RE_HAN, REPLACEMENT, Piece
from .scan import scan_text

#: So many unseen pairs within so many characters make a line worth a trial; sound text has one in fifty.
THICK, WITHIN = 7, 14
#: Nats a character by which the other reading must be better, and what it may cost (notices cost 3.4).
BETTER, LIKELY = 5.0, 7.5
#: Share of a line's characters (but ASCII) that open such a pair; lines misread have three in five or more, sound
#: ones up to a third. Beside such lines less will do, and a line of few characters shows nothing.
SHARE, SHARE_BESIDE, FEW = 0.4, 0.2, 14
BETTER_BESIDE, LIKELY_BESIDE = 2.0, 9.0  # in a text of which other lines were misread so
#: Share of the characters that may have been lost on the way.
LOST = 0.1
TABLES = (("gb18030", "big5hkscs"), ("big5hkscs", "gb18030"))


@lru_cache(maxsize=1)
def find_unseen(text: str) -> Any:
    """The places of pairs of characters that were never seen; the last text's are kept."""
    return load_charmodel().pairs_seen.find_unseen(scan_text(text).points)


def read_crossed(text: str) -> list[Change]:
    """Lines of Big5 read as GBK, or the reverse, are read rightly; rare names and foreign words stay."""
    if len(text) < THICK:
        return []
    unseen = find_unseen(text)
    if len(unseen) < THICK or not (unseen[THICK - 1 :] - unseen[: 1 - THICK] <= WITHIN).any():
        return []
    changes: list[Change] = []
    found: tuple[str, str] | None = None
    done = 0
    for n in (unseen[THICK - 1 :] - unseen[: 1 - THICK] <= WITHIN).nonzero()[0].tolist():
        at = int(unseen[n])
        if at < done:
            continue
        start = text.rfind("\n", 0, at) + 1
        done = text.find("\n", at)
        done = len(text) if done < 0 else done
        if not _reads_ill(text, start, done, unseen, SHARE):
            continue
        for tables in TABLES:
            more = _reread(text, start, done, tables, BETTER, LIKELY)
            if more:
                changes, found = changes + more, tables
                break
    return changes if found is None else sorted(changes + _reread_rest(text, changes, found, unseen))


def _reads_ill(text: str, start: int, end: int, unseen: Any, share: float) -> bool:
    """Whether unseen pairs stand thick in all of a line."""
    line = text[start:end]
    low, high = unseen.searchsorted((start, end))
    wide = len(line) - len(line.encode("ascii", "ignore"))
    return end - start <= FEW or int(high - low) >= share * wide


def _reread_rest(text: str, changes: list[Change], tables: tuple[str, str], unseen: Any) -> list[Change]:
    """Where some lines were misread, less is asked of the others."""
    starts = {text.rfind("\n", 0, start) + 1 for start, _, _ in changes}
    more: list[Change] = []
    at = 0
    for line in text.split("\n"):
        if (
            at not in starts
            and not line.isascii()
            and _reads_ill(text, at, at + len(line), unseen, SHARE_BESIDE)
        ):
            more += _reread(text, at, at + len(line), tables, BETTER_BESIDE, LIKELY_BESIDE)
        at += len(line) + 1
    return more


def _reread(
    text: str, start: int, end: int, tables: tuple[str, str], better: float, likely: float
) -> list[Change]:
    """The changes that make Chinese of one line, if the tables do."""
    line = text[start:end]
    shown, real = tables
    data = line.encode(shown, "replace")
    wide = len(line) - len(line.encode("ascii", "ignore"))
    # What came of pairs is pairs: nothing else has four bytes, or none.
    if len(data) > len(line) + wide or data.count(b"?") > LOST * len(line) + line.count("?"):
        return []
    new = data.decode(real, "replace")
    if new.count(REPLACEMENT) > LOST * len(new) or 2 * len(RE_HAN.findall(new)) < wide:
        return []
    cost = _cost(new)
    if cost > likely * len(new) or _cost(line) - cost < better * len(new):
        return []
    return _changes(line, _pieces(data, real), shown, start)


def _cost(text: str) -> float:
    return -load_charmodel().score(text)


def _pieces(data: bytes, real: str) -> list[Piece]:
    """What bytes say in a table, character by character."""
    pieces: list[Piece] = []
    at = 0
    while at < len(data):
        size = 1 if data[at] < 0x80 else 2
        char = data[at : at + size].decode(real, "ignore")
        if len(char) != 1:
            char, size = REPLACEMENT, 1
        at += size
        pieces.append((at, char))
    return pieces


def _changes(line: str, pieces: list[Piece], shown: str, offset: int) -> list[Change]:
    """Changes as small as the bytes allow."""
    ends = {0: 0}
    size = 0
    for n, char in enumerate(line, 1):
        size += len(char.encode(shown, "replace"))
        ends[size] = n
    changes: list[Change] = []
    low, new = 0, ""
    for end, char in pieces:
        new += char
        stop = ends.get(end)
        if stop is not None:
            if line[low:stop] != new:
                changes.append((offset + low, offset + stop, new))
            low, new = stop, ""
    return changes
