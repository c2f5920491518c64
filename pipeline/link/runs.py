"""Names that stand together: bodies of one list, zones that share a board, spans that touch."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..records import Mention, Span
from .bodywords import ZONE

#: What joins the names of one list.
JOINTS = ("、", "和", "与", "及")


#: The board that runs a zone; the last of several zones in a list names it for all.
BOARD, BOARD_IN_FULL = "管委会", "管理委员会"


def listed_before(
    text: str, bodies: Sequence[Mention], last: int, joints: Sequence[str] = JOINTS
) -> list[Mention]:
    """The bodies of the list that ends with ``bodies[last]``, in their order; ``bodies`` are in reading order."""
    first = last
    while first and text[bodies[first - 1].end : bodies[first].start] in joints:
        first -= 1
    return list(bodies[first : last + 1])


def listed_behind(text: str, bodies: Sequence[Mention], first: int) -> list[Mention]:
    """The bodies of the list that begins with ``bodies[first]``."""
    last = first
    while last + 1 < len(bodies) and text[bodies[last].end : bodies[last + 1].start] in JOINTS:
        last += 1
    return list(bodies[first : last + 1])


_ZONE_IN_RUN = re.compile(f"(?:{ZONE.pattern.removesuffix('$')}|名胜区|新城)(?:（[^（）]{{1,12}}）)?$")


def zones_of_a_run(text: str, spans: Sequence[Span]) -> set[Span]:
    """Zones that share the 管委会 of a later one: 某某开发区、某某新城管委会."""
    found: set[Span] = set()
    shared = False
    for i in range(len(spans) - 1, -1, -1):
        written = text[spans[i].start : spans[i].end]
        near = i + 1 < len(spans) and text[spans[i].end : spans[i + 1].start].strip() == "、"
        shared = written.endswith(BOARD) or (shared and near)
        if shared and near and _ZONE_IN_RUN.search(written):
            found.add(spans[i])
    return found


def joined_spans(spans: Sequence[Span]) -> list[Span]:
    """Spans that touch are one run of names; it is parted anew where the next region begins."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and joined[-1].end == start:
            joined[-1] = Span(joined[-1].start, end)
        else:
            joined.append(Span(start, end))
    return joined
