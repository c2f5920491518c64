"""Cytoscape JSON (cytoscape.js, Cytoscape desktop) and CX2 (Cytoscape, NDEx), one element a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import msgspec

from .plain import (
    BLOCK,
    Attributes,
    Columns,
    edge_columns,
    node_columns,
    open_whole,
    plain_edges,
    plain_nodes,
    to_string,
)

if TYPE_CHECKING:
    from ..graph import Graph


#: A value on one line, as UTF-8.
dump = msgspec.json.Encoder().encode


def write_members(out: IO[bytes], items: Iterable[Any]) -> None:
    """JSON values as the members of an array, one a line, in blocks."""
    encoded = map(dump, items)
    before = b"\n"
    while block := list(islice(encoded, BLOCK)):
        out.write(before + b",\n".join(block))
        before = b",\n"


def write_cytoscape(graph: Graph, path: Path) -> None:
    """Cytoscape JSON: ``elements.nodes`` and ``elements.edges``, each with ``data``."""
    with open_whole(path, "wb") as out:
        out.write(
            b'{"format_version":"1.0","generated_by":"zhiling","target_cytoscapejs_version":"~3.0",'
            b'"data":{"name":"zhiling"},"elements":{"nodes":['
        )
        write_members(out, ({"data": {**data, "id": node}} for node, data in plain_nodes(graph)))
        out.write(b'],\n"edges":[')
        edges = (
            {"data": {**data, "id": identity, "source": source, "target": target}}
            for identity, source, target, data in plain_edges(graph)
        )
        write_members(out, edges)
        out.write(b"]}}\n")


def write_cx2(graph: Graph, path: Path) -> None:
    """CX2: whole-number ids, with the graph's own ids in the attribute ``id``; every attribute is declared."""
    numbers = {node: number for number, (node, _) in enumerate(plain_nodes(graph))}
    nodes, edges = {"id": "string", **node_columns(graph)}, {"id": "string", **edge_columns(graph)}
    counts = {"nodes": len(numbers), "edges": graph.number_of_edges()}
    with open_whole(path, "wb") as out:
        out.write(b'[{"CXVersion":"2.0","hasFragments":false},\n')
        out.write(dump(_meta_data(counts)) + b",\n" + dump(_declarations(nodes, edges)) + b",\n")
        out.write(b'{"networkAttributes":[{"name":"zhiling"}]},\n{"nodes":[')
        write_members(out, _cx2_nodes(graph, nodes))
        out.write(b']},\n{"edges":[')
        write_members(out, _cx2_edges(graph, numbers, edges))
        out.write(b']},\n{"status":[{"error":"","success":true}]}]\n')


def _meta_data(counts: dict[str, int]) -> dict[str, Any]:
    aspects = {"attributeDeclarations": 1, "networkAttributes": 1, **counts}
    return {"metaData": [{"name": name, "elementCount": count} for name, count in aspects.items()]}


def _declarations(nodes: Columns, edges: Columns) -> dict[str, Any]:
    declared = {
        "networkAttributes": {"name": {"d": "string"}},
        "nodes": {name: {"d": kind} for name, kind in nodes.items()},
        "edges": {name: {"d": kind} for name, kind in edges.items()},
    }
    return {"attributeDeclarations": [declared]}


def _conformer(columns: Columns) -> Callable[[Attributes], Attributes]:
    """What puts values into the declared types: a column of mixed types is declared as text."""
    mixed: dict[tuple[Any, ...], list[str]] = {}

    def conform(data: Attributes) -> Attributes:
        shape = (*data, *map(type, data.values()))
        if shape not in mixed:
            mixed[shape] = [
                n for n, value in data.items() if type(value) is not str and columns[n] == "string"
            ]
        for name in mixed[shape]:
            data[name] = to_string(data[name])
        return data

    return conform


def _cx2_nodes(graph: Graph, columns: Columns) -> Iterator[dict[str, Any]]:
    conform = _conformer(columns)
    for number, (node, data) in enumerate(plain_nodes(graph)):
        yield {"id": number, "v": {**conform(data), "id": node}}


def _cx2_edges(graph: Graph, numbers: dict[str, int], columns: Columns) -> Iterator[dict[str, Any]]:
    conform = _conformer(columns)
    for number, (identity, source, target, data) in enumerate(plain_edges(graph)):
        yield {
            "id": number,
            "s": numbers[source],
            "t": numbers[target],
            "v": {**conform(data), "id": identity},
        }
