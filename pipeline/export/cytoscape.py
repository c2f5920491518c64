"""Cytoscape JSON (cytoscape.js, Cytoscape desktop) and CX2 (Cytoscape, NDEx), one element a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .plain import (
    Attributes,
    Columns,
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


#: A value on one line; ``json.dumps`` would make an encoder for each.
dump = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def join_lines(items: Iterable[Any]) -> Iterator[str]:
    """JSON values as the members of an array, one a line."""
    before = "\n"
    for item in items:
        yield before + dump(item)
        before = ",\n"


def write_cytoscape(graph: Graph, path: Path) -> None:
    """Cytoscape JSON: ``elements.nodes`` and ``elements.edges``, each with ``data``."""
    with open_whole(path) as out:
        out.write(
            '{"format_version":"1.0","generated_by":"zhiling","target_cytoscapejs_version":"~3.0",'
            '"data":{"name":"zhiling"},"elements":{"nodes":['
        )
        write_blocks(out, join_lines({"data": {**data, "id": node}} for node, data in plain_nodes(graph)))
        out.write('],\n"edges":[')
        edges = (
            {"data": {**data, "id": identity, "source": source, "target": target}}
            for identity, source, target, data in plain_edges(graph)
        )
        write_blocks(out, join_lines(edges))
        out.write("]}}\n")


def write_cx2(graph: Graph, path: Path) -> None:
    """CX2: whole-number ids, with the graph's own ids in the attribute ``id``; every attribute is
    declared.
    """
    numbers = {node: number for number, (node, _) in enumerate(plain_nodes(graph))}
    nodes, edges = {"id": "string", **node_columns(graph)}, {"id": "string", **edge_columns(graph)}
    counts = {"nodes": len(numbers), "edges": graph.number_of_edges()}
    with open_whole(path) as out:
        out.write('[{"CXVersion":"2.0","hasFragments":false},\n')
        out.write(dump(_meta_data(counts)) + ",\n" + dump(_declarations(nodes, edges)) + ",\n")
        out.write('{"networkAttributes":[{"name":"zhiling"}]},\n{"nodes":[')
        write_blocks(
            out, join_lines(_cx2_node(numbers, node, data, nodes) for node, data in plain_nodes(graph))
        )
        out.write(']},\n{"edges":[')
        write_blocks(out, join_lines(_cx2_edges(graph, numbers, edges)))
        out.write(']},\n{"status":[{"error":"","success":true}]}]\n')


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


def _conform(data: Attributes, columns: Columns) -> Attributes:
    """Values in the declared types: a column of mixed types is declared as text."""
    for name, value in data.items():
        if type(value) is not str and columns[name] == "string":
            break
    else:
        return data
    return {
        name: to_string(value) if columns[name] == "string" and type(value) is not str else value
        for name, value in data.items()
    }


def _cx2_node(numbers: dict[str, int], node: str, data: Attributes, columns: Columns) -> dict[str, Any]:
    return {"id": numbers[node], "v": {**_conform(data, columns), "id": node}}


def _cx2_edges(graph: Graph, numbers: dict[str, int], columns: Columns) -> Iterator[dict[str, Any]]:
    for number, (identity, source, target, data) in enumerate(plain_edges(graph)):
        yield {
            "id": number,
            "s": numbers[source],
            "t": numbers[target],
            "v": {**_conform(data, columns), "id": identity},
        }
