"""GraphML (Gephi, Cytoscape, yEd, igraph) and GEXF 1.3 (Gephi, with a timeline), written as streams."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from .plain import (
    Attributes,
    Columns,
    Plain,
    edge_columns,
    node_columns,
    open_whole,
    plain_edges,
    plain_nodes,
    to_string,
    write_blocks,
)

if TYPE_CHECKING:
    from ..graph import Graph

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://gexf.net/1.3"
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
# In an attribute a reader turns every line break and tab into a space, unless it is written as a number.
_ATTRIBUTE_ESCAPES = {**_ESCAPES, ord('"'): "&quot;", ord("\n"): "&#10;", ord("\t"): "&#9;"}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
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
    nodes, edges = node_columns(graph), {"id": "string", **edge_columns(graph)}
    with open_whole(path) as out:
        out.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{GRAPHML}">\n')
        out.write("".join(_key_lines("node", nodes) + _key_lines("edge", edges)))
        out.write(f'<graph id="zhiling" edgedefault="{_direction(graph)}">\n')
        write_blocks(out, _graphml_nodes(graph, nodes))
        write_blocks(out, _graphml_edges(graph, edges))
        out.write("</graph>\n</graphml>\n")


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


def _data_starts(domain: str, columns: Columns) -> dict[str, str]:
    return {name: f'<data key="{escape_attribute(_key_id(domain, name))}">' for name in columns}


class _Rows:
    """Rows of ``data`` elements: one pattern for each set of names, and a corpus has a handful of those."""

    def __init__(self, domain: str, columns: Columns) -> None:
        self.starts = _data_starts(domain, columns)
        self.patterns: dict[tuple[str, ...], tuple[str, int]] = {}

    def write(self, attributes: Mapping[str, Plain]) -> str:
        names = tuple(attributes)
        if names not in self.patterns:
            starts = [self.starts[name].replace("%", "%%") for name in names]
            self.patterns[names] = "".join(f"{start}%s</data>" for start in starts), 2 * len(names)
        pattern, marks = self.patterns[names]
        values = tuple(attributes.values())
        if bool in map(type, values):
            values = tuple(map(to_string, values))
        row = pattern % values
        # One look at the whole row: most have nothing to escape, and then each of its marks is one of ours.
        if row.count("<") == marks and row.count(">") == marks and "&" not in row and "\r" not in row:
            return row
        return pattern % tuple(escape_text(to_string(value)) for value in values)


def _graphml_nodes(graph: Graph, columns: Columns) -> Iterator[str]:
    rows = _Rows("node", columns)
    for node, attributes in plain_nodes(graph):
        yield f'<node id="{escape_attribute(node)}">{rows.write(attributes)}</node>\n'


def _graphml_edges(graph: Graph, columns: Columns) -> Iterator[str]:
    rows = _Rows("edge", columns)
    id_start = rows.starts["id"]
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
    """GEXF 1.3 with colours by type. What has a full date begins on it: Gephi's timeline shows the graph
    growing.
    """
    nodes = {name: kind for name, kind in node_columns(graph).items() if name != "label"}
    edges = {name: kind for name, kind in edge_columns(graph).items() if name not in ("label", "weight")}
    with open_whole(path) as out:
        out.write(
            f'<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<gexf xmlns="{GEXF}" xmlns:viz="{GEXF}/viz" version="1.3">\n'
            "<meta><creator>zhiling</creator><description>政策指令与责任主体</description></meta>\n"
            f'<graph defaultedgetype="{_direction(graph)}" mode="dynamic" timeformat="date" '
            'timerepresentation="interval">\n'
        )
        for domain, columns in (("node", nodes), ("edge", edges)):
            out.write("".join(_gexf_attributes(domain, columns)))
        out.write("<nodes>\n")
        write_blocks(out, _gexf_nodes(graph, nodes))
        out.write("</nodes>\n<edges>\n")
        write_blocks(out, _gexf_edges(graph, edges))
        out.write("</edges>\n</graph>\n</gexf>\n")


def _gexf_attributes(domain: str, columns: Columns) -> Iterator[str]:
    yield f'<attributes class="{domain}" mode="static">\n'
    for name, kind in columns.items():
        title = escape_attribute(name)
        yield f'<attribute id="{title}" title="{title}" type="{kind}"/>\n'
    yield "</attributes>\n"


def _start(attributes: Attributes) -> str:
    date = attributes.get("date")
    return f' start="{date}"' if isinstance(date, str) and _DAY.fullmatch(date) else ""


def _values(attributes: Attributes, openers: Mapping[str, str]) -> str:
    """``attvalues`` of the attributes that have an opener."""
    texts = [value if type(value) is str else to_string(value) for value in attributes.values()]
    joined = "".join(texts)
    if escape_attribute(joined) is not joined:
        texts = [escape_attribute(text) for text in texts]
    pairs = zip(attributes, texts, strict=True)
    inside = "".join([f'{openers[name]}{text}"/>' for name, text in pairs if name in openers])
    return f"<attvalues>{inside}</attvalues>"


def _openers(columns: Columns) -> dict[str, str]:
    return {name: f'<attvalue for="{escape_attribute(name)}" value="' for name in columns}


def _gexf_nodes(graph: Graph, columns: Columns) -> Iterator[str]:
    colours = {kind: '<viz:color r="{}" g="{}" b="{}"/>'.format(*rgb) for kind, rgb in _COLOURS.items()}
    openers = _openers(columns)
    for node, attributes in plain_nodes(graph):
        label = escape_attribute(str(attributes["label"]))
        colour = colours.get(str(attributes["type"]), "")
        yield (
            f'<node id="{escape_attribute(node)}" label="{label}"{_start(attributes)}>'
            f"{_values(attributes, openers)}{colour}</node>\n"
        )


def _gexf_edges(graph: Graph, columns: Columns) -> Iterator[str]:
    openers = _openers(columns)
    for identity, source, target, attributes in plain_edges(graph):
        heads = (identity, source, target, str(attributes["label"]), str(attributes["type"]))
        joined = "".join(heads)
        if escape_attribute(joined) is not joined:
            heads = tuple(map(escape_attribute, heads))  # type: ignore[assignment]
        yield (
            '<edge id="{}" source="{}" target="{}" label="{}" kind="{}"'.format(*heads)
            + f' weight="{attributes["weight"]}"{_start(attributes)}>{_values(attributes, openers)}</edge>\n'
        )
