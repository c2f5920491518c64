"""Tables of contents: their entries name headings that the text gives again, so they number nothing.

Where 目录 stands alone on its line and its first entry comes again below, all short lines between are entries. So
are the short lines of a block without that word, if nearly all of them come again below it, in their order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..records import Line, Span
from .markers import FIRM, OPENING, Candidate

_HEADING = re.compile(r"[ 　#*\t]*(?:目[ 　]*[录次])[ 　*\t]*")
#: What an entry may end in: dots and the number of a page.
_PAGE = re.compile(r"[ 　\t.．…·—\-]*(?:[（(]?\d{1,3}[)）]?)?[ 　\t]*\Z")
_NUMBERED = re.compile(
    r"[ 　\t#*]*(?:\d{1,2}|第?[一二三四五六七八九十百]{1,4}|[（(][一二三四五六七八九十]{1,3}[）)])"
)
_SENTENCE = re.compile(r"[。；;！!？?]")
_LONGEST = 50  # characters of an entry
_MOST = 150  # entries
#: What makes a block without 目录 a table of contents: so many entries, such a share of them given again.
_FEWEST, _GIVEN_AGAIN = 6, 0.8

#: 1总则 above 1.1编制目的: a chapter whose number stands without a mark behind it.
_BARE_CHAPTER = re.compile(r"(\d{1,2})[ 　]*(?=[㐀-鿿])(?![年月日个项%号级届时分秒万亿元名人家类])")


def find_contents(text: str, lines: Sequence[Line]) -> list[Span]:
    """The entries of each table of contents in ``text``, as spans from the first entry to behind the last."""
    found: list[Span] = []
    again = _repeated(text, lines)
    for k, line in enumerate(lines):
        if found and line.start < found[-1].end:
            continue
        if line.end - line.start <= 12 and _HEADING.fullmatch(text, line.start, line.end):
            last = _last_entry(text, lines, k + 1)
            if last is not None:
                found.append(Span(lines[k + 1].start, lines[last].end))
        elif k in again:
            last = _last_entry(text, lines, k)
            if last is not None and _come_again(range(k, last + 1), again):
                found.append(Span(line.start, lines[last].end))
    return found


def _last_entry(text: str, lines: Sequence[Line], first: int) -> int | None:
    """The line above that on which the first entry comes again; None where a sentence comes before it."""
    if first >= len(lines):
        return None
    wanted = _entry(text, lines[first])
    for k in range(first, min(len(lines), first + _MOST)):
        if k > first and wanted and _entry(text, lines[k]) == wanted:
            return k - 1
        if not _is_short(text, lines[k]):
            return None
    return None


def _is_short(text: str, line: Line) -> bool:
    return line.end - line.start <= _LONGEST and not _SENTENCE.search(text, line.start, line.end)


def _repeated(text: str, lines: Sequence[Line]) -> dict[int, int]:
    """Short lines that begin with a number and come again: for each the next line that says the same."""
    last: dict[str, int] = {}
    again: dict[int, int] = {}
    for k, line in enumerate(lines):
        if _NUMBERED.match(text, line.start, line.end) and _is_short(text, line):
            entry = _entry(text, line)
            if entry in last:
                again[last[entry]] = k
            last[entry] = k
    return again


def _come_again(block: range, again: Mapping[int, int]) -> bool:
    """Whether nearly all lines of a block come again below it, in their order."""
    places = [again[k] for k in block if again.get(k, -1) >= block.stop]
    return len(block) >= _FEWEST and len(places) >= _GIVEN_AGAIN * len(block) and places == sorted(places)


def _entry(text: str, line: Line) -> str:
    """What a line says, without its white space, markdown and page number."""
    return re.sub(r"[ 　\t#*]+", "", _PAGE.sub("", text[line.start : line.end][:200]))


def without_contents(candidates: Iterable[Candidate], contents: Sequence[Span]) -> list[Candidate]:
    """The candidates that stand in no table of contents; ``contents`` are in reading order, none in another."""
    kept = []
    for c in candidates:
        at = bisect_right(contents, c.start, key=lambda span: span.start) - 1
        if at < 0 or c.start >= contents[at].end:
            kept.append(c)
    return kept


def bare_chapters(text: str, lines: Sequence[Line], found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Numbers without a mark that open a short line directly above their first part: 2职责 above 2.1领导小组."""
    firsts = {c.line: c for c in found if c.style == "decimal" and len(c.path) == 2 and c.bound == OPENING}
    opened = {c.line for c in found if c.bound >= FIRM}
    for below in firsts.values():
        k = below.line - 1
        if below.path[1] != 1 or k < 0 or k in opened:
            continue
        line = lines[k]
        match = _BARE_CHAPTER.match(text, line.start, line.end)
        if match is None or int(match[1]) != below.path[0] or line.end - line.start > _LONGEST:
            continue
        if not _SENTENCE.search(text, line.start, line.end):
            number = below.path[0]
            yield Candidate(line.start, match.end(1), match.end(), "arabic", number, OPENING, k, form=" ")
