"""Runs of names at the head of a document: zones that share a board, spans that touch."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..records import Span
from .bodywords import ZONE

_ZONE_IN_RUN = re.compile(f"(?:{ZONE.pattern.removesuffix('$')}|名胜区|新城)(?:（[^（）]{{1,12}}）)?$")


def zones_of_a_run(text: str, spans: Sequence[Span]) -> set[Span]:
    """Zones that share the 管委会 of a later one: 某某开发区、某某新城管委会."""
    found: set[Span] = set()
    shared = False
    for i in range(len(spans) - 1, -1, -1):
        written = text[spans[i].start : spans[i].end]
        near = i + 1 < len(spans) and text[spans[i].end : spans[i + 1].start].strip() == "、"
        shared = written.endswith("管委会") or (shared and near)
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
