"""GraphML of a corpus whose documents were written, each where it was processed, as far as they can be.

A piece of the corpus holds what its documents say (``facts``) and the finished lines of their own nodes and edges.
``join_graphml`` merges the facts and puts the lines together: the bytes are those of ``write_graphml``.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, cast

import msgspec

from ..graph import Tables
from ..graph.joined import JoiningBuilder
from ..graph.local import Edge, Facts, LocalGraph, prepare_document
from ..graph.stored import StoredGraph, open_store
from .plain import Plain, append, open_whole, written_apart
from .xml import ELEMENTS, GRAPHML_END, Rows, Shape, graphml_edges, graphml_head, graphml_nodes

#: Names and types of the attributes of a node or edge.
ShapeKey = tuple[Any, ...]
_KINDS = (str, int, float, bool)
_LEVEL = 1  # of compression: a ninth of the bytes
_encode = msgspec.msgpack.Encoder().encode


class Lines(NamedTuple):
    """Finished lines of nodes that follow one another, or of the edges that begin at them."""

    places: int  # of how many nodes
    number: int  # of lines
    text: bytes
    shapes: list[int]  # those that appear in them, in this order: places in the section's list
    last: str | None = None  # the last node, where more edges of it are to come


class Section(NamedTuple):
    """The shapes that there are in a piece (names, numbers of types), and the lines of each document."""

    shapes: Shapes
    documents: list[list[Lines]]


Shapes = list[tuple[list[str], list[int]]]
Own = tuple[Lines, Shapes]
Block = tuple[int, bytes]  # how many nodes or edges, and their lines
_decode_facts = msgspec.msgpack.Decoder(list[Facts]).decode
_decode_section = msgspec.msgpack.Decoder(Section).decode


class _Some:
    """A few nodes or edges, with as much of networkx's interface as the writers use."""

    def __init__(self, nodes: Iterable[tuple[str, Any]] = (), edges: Iterable[Edge] = ()) -> None:
        self._nodes, self._edges = nodes, edges

    def nodes(self, *, data: bool) -> Iterable[tuple[str, Any]]:
        return self._nodes

    def edges(self, *, keys: bool, data: bool) -> Iterable[Edge]:
        return self._edges

    def is_multigraph(self) -> bool:
        return True


# ---------------------------------------------------------------------------------------------- one piece


class _CutRows(Rows):
    """Attributes as elements; tells which shapes appeared since it was last asked."""

    def __init__(self, domain: str) -> None:
        super().__init__(*ELEMENTS[domain])
        self._known: dict[ShapeKey, tuple[int, Shape]] = {}

    def _shape(self, attributes: Any) -> Shape:
        key = (*attributes, *map(type, attributes.values()))
        if key not in self._known:
            self._known[key] = (len(self._known), super()._shape(attributes))
        return self._known[key][1]

    def cut(self, places: int, lines: Iterable[str], last: str | None = None) -> Lines:
        written = list(lines)
        shapes = [self._known[key][0] for key in self.shapes]
        self.shapes = {}
        return Lines(places, len(written), "".join(written).encode(), shapes, last)

    def pack(self, documents: list[list[Lines]]) -> bytes:
        shapes = []
        for key in self._known:
            half = len(key) // 2
            shapes.append((list(key[:half]), [_KINDS.index(kind) for kind in key[half:]]))
        return zlib.compress(_encode(Section(shapes, documents)), _LEVEL)


def prepare_sections(documents: Iterable[Tables]) -> dict[str, bytes]:
    """The sections of a piece: what its documents (rows by table name) say, and their own lines."""
    nodes, edges = _CutRows("node"), _CutRows("edge")
    facts: list[Facts] = []
    node_lines: list[list[Lines]] = []
    edge_lines: list[list[Lines]] = []
    for tables in documents:
        graph, told = prepare_document(tables)
        facts.append(told)
        node_lines.append(list(_own_nodes(graph, nodes)))
        edge_lines.append(list(_own_edges(graph, told, edges)))
    return {"facts": _encode(facts), "nodes": nodes.pack(node_lines), "edges": edges.pack(edge_lines)}


def _runs(graph: LocalGraph) -> Iterator[list[tuple[str, Any]]]:
    """The document's own nodes, cut where bodies stand between them."""
    nodes = list(graph.nodes.items())
    at = 0
    for event in graph.events:
        if isinstance(event, int):
            yield nodes[at : at + event]
            at += event


def _own_nodes(graph: LocalGraph, rows: _CutRows) -> Iterator[Lines]:
    for run in _runs(graph):
        yield rows.cut(len(run), graphml_nodes(cast("Any", _Some(nodes=run)), rows))


def _own_edges(graph: LocalGraph, facts: Facts, rows: _CutRows) -> Iterator[Lines]:
    citing = {citation[1] for citation in facts.citations}
    for run in _runs(graph):
        places, held = 0, list[Edge]()
        for node, _ in run:
            places += 1
            held += graph.edges_of(node)
            if node in citing:
                yield rows.cut(places, _edge_lines(held, rows), node)
                places, held = 0, []
        yield rows.cut(places, _edge_lines(held, rows))


def _edge_lines(edges: Iterable[Edge], rows: Rows) -> Iterator[str]:
    return graphml_edges(cast("Any", _Some(edges=edges)), rows)


# ---------------------------------------------------------------------------------------------- all of them


class _AllRows(Rows):
    """Attributes as elements, where most elements come finished."""

    def __init__(self, domain: str) -> None:
        super().__init__(*ELEMENTS[domain])

    def note(self, lines: Lines, shapes: Shapes) -> None:
        """Finished lines are written now: what they look like counts for the head."""
        for names, kinds in map(shapes.__getitem__, lines.shapes):
            key = (*names, *(_KINDS[kind] for kind in kinds))
            if key not in self.shapes:
                values: list[Plain] = [_KINDS[kind]() for kind in kinds]
                self.shapes[key] = self._shape(dict(zip(names, values, strict=True)))


def join_graphml(path: Path, read: Callable[[str], Iterable[bytes]]) -> tuple[int, int]:
    """Write the graph of all pieces; (nodes, edges). ``read`` gives a section of each piece in their order.

    Of documents that stand in several pieces the first counts. Memory does not grow with their number. Raises
    WriteError where the disk does not take the file in which facts are merged, OSError where it does not take ``path``.
    """
    with open_store(path.parent) as graph:
        builder = JoiningBuilder(graph)
        for data in filter(None, read("facts")):
            for facts in _decode_facts(data):
                builder.add_facts(facts)
        builder.finish()
        nodes, edges = _AllRows("node"), _AllRows("edge")
        counts = [0, 0]
        with open_whole(path, "wb") as out, written_apart(path) as body:
            held = cast("Any", body).buffer
            blocks = (
                _all_nodes(graph, nodes, _own_lines(read("nodes"), builder)),
                _all_edges(graph, edges, _own_lines(read("edges"), builder)),
            )
            for kind, block in enumerate(blocks):
                for count, text in block:
                    counts[kind] += count
                    held.write(text)
            out.write(graphml_head(nodes, edges, "directed"))
            append(body, out)
            out.write(GRAPHML_END)
    return counts[0], counts[1]


def _own_lines(sections: Iterable[bytes], builder: JoiningBuilder) -> Iterator[Own]:
    """The documents' own lines, with their sections' shapes."""
    dropped = builder.dropped()
    gone, number = next(dropped, 0), 0
    for data in filter(None, sections):
        section = _decode_section(zlib.decompress(data))
        for document in section.documents:
            number += 1
            if number == gone:
                gone = next(dropped, 0)
                continue
            for lines in document:
                yield lines, section.shapes


def _all_nodes(graph: StoredGraph, rows: _AllRows, own: Iterator[Own]) -> Iterator[Block]:
    """The documents' lines, and between them, at their places, those of bodies, people and references."""

    def written(_place: int, node: str, data: Any) -> Iterator[Block]:
        yield 1, "".join(graphml_nodes(cast("Any", _Some(nodes=[(node, data)])), rows)).encode()

    return _woven(graph, rows, own, written)


def _all_edges(graph: StoredGraph, rows: _AllRows, own: Iterator[Own]) -> Iterator[Block]:
    """The same of edges: those of bodies and people, and what documents cite."""
    edges = _Ahead(graph.placed_edges())

    def written(place: int, node: str, _data: Any) -> Iterator[Block]:
        while edges.place == place:
            _, target, data = edges.take()
            yield 1, "".join(_edge_lines([(node, target, data["id"], data)], rows)).encode()

    return _woven(graph, rows, own, written)


def _woven(
    graph: StoredGraph,
    rows: _AllRows,
    own: Iterator[Own],
    written: Callable[[int, str, Any], Iterator[Block]],
) -> Iterator[Block]:
    """The documents' lines with what is ``written`` of the nodes they share, by place, node and what is known of it."""
    place, shared = 1, _Ahead(graph.placed_nodes())

    def between() -> Iterator[Block]:
        nonlocal place
        while shared.place == place:
            yield from written(*shared.take())
            place += 1

    for lines, shapes in own:
        yield from between()
        rows.note(lines, shapes)
        yield lines.number, lines.text
        place += lines.places
        if lines.last is not None:
            yield from written(place - 1, lines.last, None)
    yield from between()


class _Ahead:
    """Rows that begin with a place; the next one's can be seen."""

    def __init__(self, rows: Iterator[tuple[Any, ...]]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    @property
    def place(self) -> int | None:
        return None if self._next is None else self._next[0]

    def take(self) -> tuple[Any, ...]:
        row = self._next
        if row is None:
            raise ValueError("no row is left")
        self._next = next(self._rows, None)
        return row
