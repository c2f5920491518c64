"""Posts in the row of a table of columns: 张三｜男｜市第一中学｜校长. Offsets count in the clean text."""

from __future__ import annotations

from collections.abc import Iterator

from ...records import Mention, Position
from .nearby import Nearby
from .postbodies import PostBodies
from .posts import GOVERNMENT_TITLES, Post, posts_after, title_before

#: What a cell with a post holds at most.
_LONGEST = 60


def posts_in_cells(nearby: Nearby, posts: PostBodies, at: int) -> list[Position]:
    """The posts of the cells behind ``at``, to the end of the line; a bare title takes the body of the cell beside it."""
    found: list[Position] = []
    body: Mention | None = None
    cells = list(_cells(nearby, at))
    for i, (start, end) in enumerate(cells):
        title = title_before(nearby.text, end, nearby.titles)
        if title == start:
            written = nearby.text[start:end]
            beside = body or (_body_alone(nearby, *cells[i + 1]) if i + 1 < len(cells) else None)
            if beside is not None and not written.endswith(tuple(GOVERNMENT_TITLES)):
                found += [Position(beside.name, written, min(beside.start, start), max(beside.end, end))]
            elif i == 0:
                found += posts.positions([Post(start, start, end, written)])
        elif title is not None:
            found += posts.positions(posts_after(nearby.text, start, end, nearby.titles))
        body = _body_alone(nearby, start, end)
    return found


def _cells(nearby: Nearby, at: int) -> Iterator[tuple[int, int]]:
    """The cells of the line behind ``at`` that are not too long, without the white space around them."""
    line_end = nearby.line_end(at)
    while nearby.text.startswith("\t", at):
        start = at + 1
        stop = nearby.text.find("\t", start, line_end)
        at = stop if stop >= 0 else line_end
        cell = nearby.text[start:at]
        start += len(cell) - len(cell.lstrip())
        if 0 < len(cell.strip()) <= _LONGEST:
            yield start, start + len(cell.strip())


def _body_alone(nearby: Nearby, start: int, end: int) -> Mention | None:
    """The body that fills a cell."""
    body = nearby.body_from(start)
    return body if body is not None and body.end == end else None
