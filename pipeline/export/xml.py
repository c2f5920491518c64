"""GraphML (Gephi, Cytoscape, yEd, igraph) and GEXF 1.3 (Gephi, with a timeline), written as streams."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .plain import (
    FIRST_OF_EDGES,
    FIRST_OF_NODES,
    Attributes,
    Columns,
    Plain,
    append,
    column_types,
    open_whole,
    plain_edges,
    plain_nodes,
    to_string,
    write_blocks,
    written_apart,
)

if TYPE_CHECKING:
    from ..graph import Graph

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GRAPHML_END = b"</graph>\n</graphml>\n"
GEXF = "http://gexf.net/1.3"
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
# In an attribute a reader turns every line break and tab into a space, unless it is written as a number.
_ATTRIBUTE_ESCAPES = {**_ESCAPES, ord('"'): "&quot;", ord("\n"): "&#10;", ord("\t"): "&#9;"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
#: What stands in attributes of its own, outside the list of values.
_GEXF_OWN = {"node": ("label",), "edge": ("label", "weight")}
_COLOURS = {
    "document": (70, 99, 172),
    "list": (158, 171, 204),
    "directive": (240, 158, 57),
    "body": (199, 62, 58),
    "person": (77, 152, 113),
    "reference": (140, 123, 170),
}


def escape_text(text: str) -> str:
    """Text for the inside of an element."""
    if (
        "&" in text or "<" in text or ">" in text or "\r" in text
    ):  # a third of the time of one regular expression
        return text.translate(_ESCAPES)
    return text


def escape_attribute(text: str) -> str:
    """Text for a quoted attribute."""
    if text.isprintable() and not ("&" in text or "<" in text or ">" in text or '"' in text):
        return text
    return text.translate(_ATTRIBUTE_ESCAPES)


# ------------------------------------------------------------------------------------------------ GraphML


def write_graphml(graph: Graph, path: Path) -> None:
    """GraphML with one key for each attribute name of nodes and one for each of edges, each of one type.

    An edge's id stands in a key as well as in its own ``id``: igraph takes the latter from the nodes.
    """
    nodes, edges = Rows(*ELEMENTS["node"]), Rows(*ELEMENTS["edge"])
    with open_whole(path, "wb") as out, written_apart(path) as body:
        write_blocks(body, graphml_nodes(graph, nodes))
        write_blocks(body, graphml_edges(graph, edges))
        out.write(graphml_head(nodes, edges, _direction(graph)))
        append(body, out)
        out.write(GRAPHML_END)


def graphml_head(nodes: Rows, edges: Rows, direction: str) -> bytes:
    """What stands before the nodes, when all that follows has been written."""
    head = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{GRAPHML}">\n',
        *_key_lines("node", nodes.columns(FIRST_OF_NODES)),
        *_key_lines("edge", {"id": "string", **edges.columns(FIRST_OF_EDGES)}),
        f'<graph id="zhiling" edgedefault="{direction}">\n',
    )
    return "".join(head).encode()


def _direction(graph: Graph) -> str:
    return "directed" if graph.is_directed() else "undirected"


def _key_lines(domain: str, columns: Columns) -> list[str]:
    return [
        f'<key id="{escape_attribute(_key_id(domain, name))}" for="{domain}" '
        f'attr.name="{escape_attribute(name)}" attr.type="{kind}"/>\n'
        for name, kind in columns.items()
    ]


def _key_id(domain: str, name: str) -> str:
    return f"{domain}_{name}"


def _data_start(domain: str) -> Callable[[str], str]:
    return lambda name: f'<data key="{escape_attribute(_key_id(domain, name))}">'


class Shape(NamedTuple):
    """What attributes of the same names and types share: a corpus has a handful of shapes."""

    pattern: str
    texts: Callable[[tuple[Plain, ...]], tuple[str, ...]]
    boolean: bool


class Rows:
    """Attributes as elements: ``start`` gives what stands before a value of that name, ``end`` stands behind.

    An attribute whose start is empty is left out. ``escape`` makes text fit in between.
    """

    def __init__(self, start: Callable[[str], str], end: str, escape: Callable[[str], str]) -> None:
        self.start = start
        self.end = end
        self.escape = escape
        self.shapes: dict[tuple[Any, ...], Shape] = {}

    def write(self, attributes: Mapping[str, Plain]) -> str:
        values = tuple(attributes.values())
        key = (*attributes, *map(type, values))
        shape = self.shapes.get(key)
        if shape is None:
            shape = self.shapes[key] = self._shape(attributes)
        # One look at all the texts together: most have nothing to escape.
        joined = "".join(shape.texts(values))
        if self.escape(joined) is not joined:
            values = tuple(self.escape(to_string(value)) for value in values)
        elif shape.boolean:
            values = tuple(map(to_string, values))
        return shape.pattern % values

    def _shape(self, attributes: Mapping[str, Plain]) -> Shape:
        starts = [self.start(name).replace("%", "%%") for name in attributes]
        pattern = "".join(f"{start}%s{self.end}" if start else "%.0s" for start in starts)
        kinds = [type(value) for value in attributes.values()]
        places = [place for place, kind in enumerate(kinds) if kind is str and starts[place]]
        return Shape(pattern, _getter(places), bool in kinds)

    def columns(self, first: Columns) -> Columns:
        """The type of each attribute in what has been written, those of ``first`` before the others."""
        return {**first, **column_types((key[: len(key) // 2], key[len(key) // 2 :]) for key in self.shapes)}


def _getter(places: list[int]) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """The members at these places, as a tuple whatever their number."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda values: tuple(values[place] for place in places)


#: What stands around a value in GraphML, and how it is written.
ELEMENTS = {domain: (_data_start(domain), "</data>", escape_text) for domain in ("node", "edge")}


def graphml_nodes(graph: Graph, rows: Rows) -> Iterator[str]:
    """A line for each node."""
    for node, attributes in plain_nodes(graph):
        yield f'<node id="{escape_attribute(node)}">{rows.write(attributes)}</node>\n'


def graphml_edges(graph: Graph, rows: Rows) -> Iterator[str]:
    """A line for each edge."""
    id_start = rows.start("id")
    for identity, source, target, attributes in plain_edges(graph):
        ends = f"{identity}{source}{target}"
        if escape_attribute(ends) is not ends:
            identity, source, target = map(escape_attribute, (identity, source, target))
        yield (
            f'<edge id="{identity}" source="{source}" target="{target}">'
            f"{id_start}{identity}</data>{rows.write(attributes)}</edge>\n"
        )


# ------------------------------------------------------------------------------------------------ GEXF


def write_gexf(graph: Graph, path: Path) -> None:
    """GEXF 1.3 with colours by type. What has a full date begins on it: Gephi's timeline shows the graph growing."""
    nodes, edges = _attribute_values("node"), _attribute_values("edge")
    with open_whole(path, "wb") as out, written_apart(path) as body:
        body.write("<nodes>\n")
        write_blocks(body, _gexf_nodes(graph, nodes))
        body.write("</nodes>\n<edges>\n")
        write_blocks(body, _gexf_edges(graph, edges))
        body.write("</edges>\n")
        head = (
            f'<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<gexf xmlns="{GEXF}" xmlns:viz="{GEXF}/viz" version="1.3">\n'
            "<meta><creator>zhiling</creator><description>政策指令与责任主体</description></meta>\n"
            f'<graph defaultedgetype="{_direction(graph)}" mode="dynamic" timeformat="date" '
            'timerepresentation="interval">\n',
            *_gexf_attributes("node", nodes.columns(FIRST_OF_NODES)),
            *_gexf_attributes("edge", edges.columns(FIRST_OF_EDGES)),
        )
        out.write("".join(head).encode())
        append(body, out)
        out.write(b"</graph>\n</gexf>\n")


def _gexf_attributes(domain: str, columns: Columns) -> Iterator[str]:
    yield f'<attributes class="{domain}" mode="static">\n'
    for name, kind in columns.items():
        title = escape_attribute(name)
        if name not in _GEXF_OWN[domain]:
            yield f'<attribute id="{title}" title="{title}" type="{kind}"/>\n'
    yield "</attributes>\n"


def _start(attributes: Attributes) -> str:
    date = attributes.get("date")
    return f' start="{date}"' if isinstance(date, str) and _DAY.fullmatch(date) else ""


def _attribute_values(domain: str) -> Rows:
    own = _GEXF_OWN[domain]

    def start(name: str) -> str:
        return "" if name in own else f'<attvalue for="{escape_attribute(name)}" value="'

    return Rows(start, '"/>', escape_attribute)


def _gexf_nodes(graph: Graph, rows: Rows) -> Iterator[str]:
    colours = {kind: '<viz:color r="{}" g="{}" b="{}"/>'.format(*rgb) for kind, rgb in _COLOURS.items()}
    for node, attributes in plain_nodes(graph):
        label = escape_attribute(str(attributes["label"]))
        colour = colours.get(str(attributes["type"]), "")
        yield (
            f'<node id="{escape_attribute(node)}" label="{label}"{_start(attributes)}>'
            f"<attvalues>{rows.write(attributes)}</attvalues>{colour}</node>\n"
        )


def _gexf_edges(graph: Graph, rows: Rows) -> Iterator[str]:
    for identity, source, target, attributes in plain_edges(graph):
        heads = (identity, source, target, str(attributes["label"]), str(attributes["type"]))
        joined = "".join(heads)
        if escape_attribute(joined) is not joined:
            heads = tuple(map(escape_attribute, heads))  # type: ignore[assignment]
        yield (
            '<edge id="{}" source="{}" target="{}" label="{}" kind="{}"'.format(*heads)
            + f' weight="{attributes["weight"]}"{_start(attributes)}><attvalues>{rows.write(attributes)}'
            "</attvalues></edge>\n"
        )
