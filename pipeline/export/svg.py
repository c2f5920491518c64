"""A drawing of the graph: bodies by the number of their directives, directives around them, links
coloured by role.

The layout is a force layout of our own, the same on every run and machine for one graph; labels that
would cover one another are left out, smaller bodies first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..graph import make_label
from ..graph.views import directive_bodies, edges_of_type
from .plain import clean_string, open_whole

if TYPE_CHECKING:
    import numpy as np

    from ..graph import Graph

    Points: TypeAlias = "np.typing.NDArray[np.float64]"

Point: TypeAlias = tuple[float, float]
#: More than this nobody can see, and the layout takes time by the square.
MOST_NODES = 900
MOST_BODIES = 150
#: Room for a name beside a piece, the margin, and the legend's width.
GAP, MARGIN, LEGEND = 60.0, 30.0, 190.0
ROLE_COLOURS = {
    "lead": ("#c8443f", "牵头 lead"),
    "responsible": ("#e0912f", "负责 responsible"),
    "support": ("#4a74b8", "配合 support"),
    "supervise": ("#8a6bb1", "督查 supervise"),
    "addressee": ("#a9b4c0", "主送 addressee"),
    "issuer": ("#4d9871", "发文 issuer"),
}
LEVEL_COLOURS = {
    "national": ("#8f2d2a", "国家 national"),
    "province": ("#c25a3c", "省 province"),
    "city": ("#d98d4f", "市 city"),
    "county": ("#b7a04a", "县 county"),
    "township": ("#7d9a5b", "乡镇 township"),
    "other": ("#7d8794", "其他 other"),
}
_FONT = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei','SimHei',sans-serif"


class Drawing(NamedTuple):
    """What is drawn: nodes with their size, and links between their places."""

    nodes: Sequence[str]
    directives: Mapping[str, int]  # body → how many
    links: Sequence[tuple[int, int, str, float]]  # (place, place, role, weight)
    left_out: int


def write_svg(graph: Graph, path: Path) -> None:
    """Draw the bodies with their directives, or a body × body view with its links, as an SVG file."""
    drawing = _read_links(graph)
    sizes = [_radius(drawing, node) for node in drawing.nodes]
    points = place_nodes(sizes, [(a, b, w) for a, b, _, w in drawing.links])
    with open_whole(path) as out:
        out.writelines(f"{line}\n" for line in _draw(graph, drawing, points))


def _read_links(graph: Graph) -> Drawing:
    counts: Counter[str] = Counter()
    for pairs in directive_bodies(graph).values():
        counts.update(body for body, _ in pairs)
    shares = list(edges_of_type(graph, "shares"))
    for source, target, data in shares:
        counts.update({source: int(data["weight"]), target: int(data["weight"])})
    total = len(counts)
    bodies = sorted(counts, key=lambda body: (-counts[body], body))[:MOST_BODIES]
    places = {body: place for place, body in enumerate(bodies)}
    links: list[tuple[int, int, str, float]] = []
    if shares:
        for source, target, data in shares:
            if source in places and target in places:
                role = str(data.get("role", "support")).split("–")[-1]
                links.append((places[source], places[target], role, float(data["weight"])))
    else:
        links = _directive_links(graph, places)
    return Drawing(list(places), counts, links, total - len(bodies))


def _directive_links(graph: Graph, places: dict[str, int]) -> list[tuple[int, int, str, float]]:
    """Links from directives to bodies; adds the directives to ``places``, those of several bodies first."""
    chosen = {}
    for directive, pairs in directive_bodies(graph).items():
        kept = [(body, role) for body, role in pairs if body in places]
        if kept:
            chosen[directive] = kept
    links = []
    for directive in sorted(chosen, key=lambda d: (-len(chosen[d]), d))[: MOST_NODES - len(places)]:
        place = places.setdefault(directive, len(places))
        links += [(place, places[body], role, 1.0) for body, role in chosen[directive]]
    return links


def place_nodes(sizes: Sequence[float], links: Sequence[tuple[int, int, float]]) -> list[Point]:
    """Places of discs: each connected piece laid out by forces, none over another, packed in rows."""
    pieces = _find_pieces(len(sizes), links)
    boxes = []
    for piece in pieces:
        local = {place: number for number, place in enumerate(piece)}
        inside = [(local[a], local[b], w) for a, b, w in links if a in local]
        points = _spread([sizes[place] for place in piece], inside)
        boxes.append((piece, points - points.min(axis=0), points.max(axis=0) - points.min(axis=0)))
    return _pack(len(sizes), boxes)


def _find_pieces(count: int, links: Sequence[tuple[int, int, float]]) -> list[list[int]]:
    import networkx as nx

    plain = nx.Graph()
    plain.add_nodes_from(range(count))
    plain.add_edges_from((a, b) for a, b, _ in links)
    pieces = [sorted(piece) for piece in nx.connected_components(plain)]
    return sorted(pieces, key=lambda piece: (-len(piece), piece))


def _spread(sizes: Sequence[float], links: Sequence[tuple[int, int, float]], rounds: int = 260) -> Points:
    """Repulsion by degree, attraction along links, a pull to the middle (as ForceAtlas2), then no overlap.

    Begins on a sunflower's spiral, so that no random number is needed.
    """
    import numpy as np

    turns = np.arange(len(sizes))
    angle = turns * np.pi * (3 - np.sqrt(5))
    spiral = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    points = spiral * (25 * np.sqrt(turns + 0.5))[:, None]
    ends = np.array([(a, b) for a, b, _ in links], dtype=int).reshape(-1, 2)
    pull = np.array([min(1 + np.log(w), 2.5) for _, _, w in links])[:, None]
    mass = 1.0 + np.bincount(ends.ravel(), minlength=len(sizes))
    for step in range(rounds):
        apart = points[:, None, :] - points[None, :, :]
        square = np.maximum((apart**2).sum(axis=2), 25.0)
        move = (apart * (230 * np.outer(mass, mass) / square)[:, :, None]).sum(axis=1)
        along = (points[ends[:, 0]] - points[ends[:, 1]]) * pull * 1.4
        np.add.at(move, ends[:, 0], -along)
        np.add.at(move, ends[:, 1], along)
        move = move / mass[:, None] - points * 0.25
        length = np.maximum(np.sqrt((move**2).sum(axis=1))[:, None], 1e-9)
        points = points + move / length * np.minimum(length, 40 * (1 - step / rounds) + 0.5)
    return _push_apart(points, np.array(sizes))


def _push_apart(points: Points, radii: Points, rounds: int = 80) -> Points:
    import numpy as np

    least = radii[:, None] + radii[None, :] + 5
    np.fill_diagonal(least, 0)
    for _ in range(rounds):
        apart = points[:, None, :] - points[None, :, :]
        distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), 0.1)
        overlap = np.maximum(least - distance, 0)
        if not overlap.any():
            break
        points = points + (apart / distance[:, :, None] * (overlap * 0.5)[:, :, None]).sum(axis=1) * 0.8
    return points


def _pack(count: int, boxes: Sequence[tuple[list[int], Points, Points]]) -> list[Point]:
    """Rows of pieces, the largest first; a row is as wide as makes the whole about four to three."""
    area = sum((float(size[0]) + 2 * GAP) * (float(size[1]) + 2 * GAP) for _, _, size in boxes)
    wide = max([(area * 1.6) ** 0.5, *(float(size[0]) + 2 * GAP for _, _, size in boxes)])
    places: list[Point] = [(0.0, 0.0)] * count
    x = y = height = 0.0
    for piece, points, size in boxes:
        if x and x + float(size[0]) + 2 * GAP > wide:
            x, y, height = 0.0, y + height, 0.0
        for place, (left, top) in zip(piece, points.tolist(), strict=True):
            places[place] = (round(x + GAP + left, 1), round(y + GAP / 2 + top, 1))
        x += float(size[0]) + 2 * GAP
        height = max(height, float(size[1]) + 1.6 * GAP)
    return places


def _radius(drawing: Drawing, node: str) -> float:
    most = max(drawing.directives.values(), default=1)
    return round(6 + 24 * (drawing.directives[node] / most) ** 0.5, 1) if node in drawing.directives else 3.2


def _draw(graph: Graph, drawing: Drawing, points: Sequence[Point]) -> Iterator[str]:
    points = [(x + MARGIN, y + MARGIN) for x, y in points]
    width = round(max((x for x, _ in points), default=0.0) + GAP + LEGEND + MARGIN)
    height = round(max([480.0, *(y + GAP + MARGIN for _, y in points)]))
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="{_FONT}" role="img" aria-label="责任主体与指令">'
    )
    yield f'<rect width="{width}" height="{height}" fill="#fdfcfa"/>'
    yield from _draw_links(drawing, points)
    order = sorted(range(len(points)), key=lambda place: drawing.nodes[place] in drawing.directives)
    for place in order:
        yield _draw_node(graph, drawing, drawing.nodes[place], *points[place])
    yield from _draw_labels(graph, drawing, points)
    yield from _draw_legend(drawing, width - LEGEND)
    yield "</svg>"


def _draw_links(drawing: Drawing, points: Sequence[Point]) -> Iterator[str]:
    thickest = max((weight for *_, weight in drawing.links), default=1.0)
    by_role: dict[str, list[str]] = defaultdict(list)
    for first, second, role, weight in drawing.links:
        (x, y), (u, v) = points[first], points[second]
        # A slight bow lets parallel links be told apart.
        bend_x, bend_y = round((x + u) / 2 + (v - y) * 0.06, 1), round((y + v) / 2 + (x - u) * 0.06, 1)
        width = round(1.1 + 4 * (weight / thickest), 1) if thickest > 1 else 1.3
        by_role[role].append(f'<path d="M{x} {y}Q{bend_x} {bend_y} {u} {v}" stroke-width="{width}"/>')
    for role, (colour, _) in ROLE_COLOURS.items():
        if role in by_role:
            yield f'<g fill="none" stroke="{colour}" stroke-opacity="0.5">{"".join(by_role[role])}</g>'


def _draw_node(graph: Graph, drawing: Drawing, node: str, x: float, y: float) -> str:
    data = graph.nodes[node]
    title = escape(clean_string(str(data.get("text") or data["label"])))
    if node in drawing.directives:
        colour = LEVEL_COLOURS.get(str(data.get("level")), LEVEL_COLOURS["other"])[0]
        style = f'fill="{colour}" stroke="#fff" stroke-width="1.5"'
        title = f"{title}（{drawing.directives[node]}）"
    else:
        style = 'fill="#3f4650" fill-opacity="0.75"'
    return f'<circle cx="{x}" cy="{y}" r="{_radius(drawing, node)}" {style}><title>{title}</title></circle>'


def _draw_labels(graph: Graph, drawing: Drawing, points: Sequence[Point]) -> Iterator[str]:
    """Names of bodies under their discs, larger ones first, none over another."""
    discs = [
        (x - r, y - r, x + r, y + r)
        for (x, y), r in ((points[n], _radius(drawing, b)) for n, b in enumerate(drawing.nodes))
        if r > 5
    ]
    taken: list[tuple[float, float, float, float]] = discs
    for place, node in enumerate(drawing.nodes):
        if node not in drawing.directives:
            continue
        radius = _radius(drawing, node)
        size = 12 + round(radius / 5)
        text = make_label(clean_string(str(graph.nodes[node]["label"])), 16)
        half = sum(size if ord(c) > 0x2E80 else size * 0.55 for c in text) / 2
        x, y = points[place]
        for baseline in (y + radius + size + 2, y - radius - 5):
            box = (x - half, baseline - size, x + half, baseline + 3)
            if all(box[0] > b[2] or box[2] < b[0] or box[1] > b[3] or box[3] < b[1] for b in taken):
                taken.append(box)
                yield (
                    f'<text x="{x}" y="{round(baseline, 1)}" font-size="{size}" text-anchor="middle" '
                    f'fill="#23272d" stroke="#fdfcfa" stroke-width="3.5" paint-order="stroke">'
                    f"{escape(text)}</text>"
                )
                break


def _draw_legend(drawing: Drawing, x: float) -> Iterator[str]:
    y = MARGIN + 10
    roles = {role for _, _, role, _ in drawing.links}
    yield f'<g font-size="14" fill="#23272d"><text x="{x}" y="{y}" font-weight="bold">责任 role</text>'
    for role, (colour, name) in ROLE_COLOURS.items():
        if role in roles:
            y += 24
            yield f'<path d="M{x} {y - 5}h28" stroke="{colour}" stroke-width="3"/>'
            yield f'<text x="{x + 38}" y="{y}">{name}</text>'
    y += 46
    yield f'<text x="{x}" y="{y}" font-weight="bold">层级 level</text>'
    for colour, name in LEVEL_COLOURS.values():
        y += 24
        yield f'<circle cx="{x + 14}" cy="{y - 5}" r="7" fill="{colour}"/>'
        yield f'<text x="{x + 38}" y="{y}">{name}</text>'
    if len(drawing.nodes) > len(drawing.directives):
        y += 46
        yield f'<circle cx="{x + 14}" cy="{y - 5}" r="3.2" fill="#3f4650"/>'
        yield f'<text x="{x + 38}" y="{y}">指令 directive</text>'
    if drawing.left_out > 0:
        y += 40
        note = f"另有 {drawing.left_out} 个主体未画出"
        yield f'<text x="{x}" y="{y}" font-size="12" fill="#6b7380">{note}</text>'
    yield "</g>"
