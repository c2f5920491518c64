"""Named sets: a quoted slogan whose members are spelled out behind it (“四个坚持”：坚持…、坚持…).

A named set is a list of items with the marker "" and the ordinals 1…n, and
it is one only where as many members stand there as its name says.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..firsts import compile_gated
from ..records import Span
from .numerals import parse_number

_NAME = compile_gated(
    r"(?P<open>[“\"「])?(?P<count>[二三四五六七八九十两]{1,2}|[2-9]|1\d)(?P<unit>个|项|大|种|条|点)?"
    r"(?P<core>[一-鿿]{1,6}?)(?P<close>[”\"」])(?P<tail>[一-鿿]{0,10}?)"
    r"(?P<sign>[：:]|，即[：:]?|——|，就是[：:]?|即[：:]?|(?:分别)?是[：:]?)"
)
_BARE = re.compile(
    r"(?P<count>[二三四五六七八九十两]{1,2})个(?P<core>坚持|确保|必须|注重|着力|突出|结合|统筹|强化|推进|加强|到位"
    r"|不准|不得|不让|严禁|聚焦|围绕|提升|做到|转变)(?P<sign>[：:])"
)
_STOP = re.compile(r"[。！？!?\n）)]")
_SEPARATORS = ("；", ";", "、", "，", ",")


class NamedSet(NamedTuple):
    """One set: where its name begins and ends, and its members in order."""

    name: Span
    members: tuple[Span, ...]


def find_named_sets(text: str, taken: Sequence[Span] = ()) -> list[NamedSet]:
    """The named sets of ``text`` in reading order, none overlapping another or a marker (``taken``)."""
    starts = sorted(span.start for span in taken)
    read = (_read(text, match) for pattern in (_NAME, _BARE) for match in pattern.finditer(text))
    found: list[NamedSet] = []
    for named in sorted(n for n in read if n is not None):
        free = not found or found[-1].members[-1].end <= named.name.start
        if free and not _holds(starts, named.members):
            found.append(named)
    return found


def _holds(starts: Sequence[int], members: Sequence[Span]) -> bool:
    k = bisect_left(starts, members[0].start)
    return k < len(starts) and starts[k] < members[-1].end


def _read(text: str, match: re.Match[str]) -> NamedSet | None:
    count = parse_number(match["count"])
    if count is None or not 2 <= count <= 12:
        return None
    stop = _STOP.search(text, match.end(), match.end() + 40 * count + 80)
    if stop is None:
        return None
    core = match["core"]
    for separator, end in _readings(text, match.end(), stop.start()):
        members = _split(text, match.end(), end, separator)
        if len(members) == count and _alike(text, members, core, separator):
            return NamedSet(Span(match.start(), match.end()), tuple(members))
    return None


def _readings(text: str, start: int, stop: int) -> Iterator[tuple[str, int]]:
    """What may part the members, and where the last one ends: ``亮身份、亮职责，发挥…`` goes on behind the set."""
    comma = text.find("，", start, stop)
    if comma >= 0:
        yield "、", comma
    for separator in _SEPARATORS:
        yield separator, stop


def _split(text: str, start: int, end: int, separator: str) -> list[Span]:
    members, at, depth = [], start, 0
    for i in range(start, end + 1):
        c = text[i] if i < end else separator
        if c in "“《（(":
            depth += 1
        elif c in "”》）)":
            depth -= 1
        elif c == separator and depth <= 0:
            body = text[at:i]
            left = at + len(body) - len(body.lstrip(" 　即是"))
            right = at + len(body.rstrip(" 　"))
            if right > left:
                members.append(Span(left, right))
            at = i + 1
    return members


def _alike(text: str, members: Sequence[Span], core: str, separator: str) -> bool:
    """Members of a set share its word (坚持…, …意识, 不…) or at least its shape."""
    bodies = [text[m.start : m.end] for m in members]
    bodies[-1] = re.sub(r"等$", "", bodies[-1])
    if all(b.startswith(core) for b in bodies) or all(b.rstrip("”").endswith(core) for b in bodies):
        return all(len(b) > len(core) for b in bodies)
    lengths = [len(b) for b in bodies]
    if separator in "，,":
        return False
    if all(core in b for b in bodies) and max(lengths) <= 24:
        return True  # “六有”，即脑袋里要有警钟、耳朵里要有情报、…
    return len({b[0] for b in bodies}) == 1 and core[:1] == bodies[0][0] and max(lengths) <= 40
