"""Tables of nodes and edges: CSV for Gephi and Excel, CSV for ``neo4j-admin database import``, Parquet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .plain import (
    Columns,
    Plain,
    edge_columns,
    node_columns,
    open_whole,
    plain_edges,
    plain_nodes,
    to_string,
)

if TYPE_CHECKING:
    from ..graph import Graph

Row = Sequence[Any]
# Excel and its kin run a cell that begins so as a formula; an apostrophe in front makes it text again.
_FORMULA = frozenset("=+-@\t\r＝＋－＠")
_LINE_BREAK = re.compile(r"[\r\n]+")
_NEO4J_TYPES = {"string": "string", "long": "long", "double": "double", "boolean": "boolean"}
_BATCH = 4_000


def write_csv(graph: Graph, path: Path) -> tuple[Path, ...]:
    """``nodes.csv`` and ``edges.csv`` in a folder, for Gephi's spreadsheet import and for Excel (UTF-8 with
    BOM).
    """
    nodes, edges = node_columns(graph), edge_columns(graph)
    own = ("label", "weight")
    node_names = [name for name in nodes if name not in (*own, "name")]
    edge_names = [name for name in edges if name not in (*own, "type", "interaction")]
    node_rows = (
        (node, data["label"], *(data.get(name) for name in node_names)) for node, data in plain_nodes(graph)
    )
    common = ("label", "weight", "type")
    direction = "Directed" if graph.is_directed() else "Undirected"
    edge_rows = (
        (source, target, direction, identity, *(data.get(name) for name in (*common, *edge_names)))
        for identity, source, target, data in plain_edges(graph)
    )
    edge_head = ("Source", "Target", "Type", "Id", "Label", "Weight", "relation", *edge_names)
    return (
        _write_sheet(path / "nodes.csv", ("Id", "Label", *node_names), node_rows),
        _write_sheet(path / "edges.csv", edge_head, edge_rows),
    )


def defuse(value: Plain | None) -> str:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, str):
        return f"'{value}" if value[:1] in _FORMULA else value
    return "" if value is None else to_string(value)


def _sheet_row(row: Row) -> Row:
    # ``defuse`` on each cell, without a call for the most; ``csv`` writes None and numbers as it does.
    return [
        value
        if kind is float or kind is int or (kind is str and value[:1] not in _FORMULA)
        else defuse(value)
        for value, kind in zip(row, map(type, row), strict=True)
    ]


def _write_sheet(path: Path, head: Row, rows: Iterable[Row]) -> Path:
    with open_whole(path, encoding="utf-8-sig") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([defuse(name) for name in head])
        writer.writerows(map(_sheet_row, rows))
    return path


def write_neo4j(graph: Graph, path: Path) -> tuple[Path, ...]:
    """``nodes.csv``, ``edges.csv`` and the import command, for ``neo4j-admin database import full``.

    The node's type is its label (``Body``), the edge's type its relationship (``RESPONSIBLE``). A line
    break inside a value becomes a space: the importer takes none by default.
    """
    nodes, edges = node_columns(graph), edge_columns(graph)
    node_names = [name for name in nodes if name not in ("type", "name")]
    edge_names = [name for name in edges if name not in ("type", "interaction", "label")]
    node_head = ("id:ID", ":LABEL", *(_typed(name, nodes) for name in node_names))
    edge_head = (":START_ID", ":END_ID", ":TYPE", "id", *(_typed(name, edges) for name in edge_names))
    node_rows = (
        (node, str(data["type"]).capitalize(), *(data.get(name) for name in node_names))
        for node, data in plain_nodes(graph)
    )
    edge_rows = (
        (source, target, str(data["type"]).upper(), identity, *(data.get(name) for name in edge_names))
        for identity, source, target, data in plain_edges(graph)
    )
    command = path / "import.txt"
    with open_whole(command) as out:
        out.write("neo4j-admin database import full --nodes=nodes.csv --relationships=edges.csv zhiling\n")
    return (
        _write_import(path / "nodes.csv", node_head, node_rows),
        _write_import(path / "edges.csv", edge_head, edge_rows),
        command,
    )


def _typed(name: str, columns: Columns) -> str:
    # A colon in a name would be read as the mark before a type.
    return f"{name.replace(':', '_')}:{_NEO4J_TYPES[columns[name]]}"


def _import_row(row: Row) -> Row:
    # ``csv`` writes None as nothing and a whole or real number as we do; a boolean it would capitalise.
    cells = [value if type(value) is not bool else to_string(value) for value in row]
    if any("\n" in value or "\r" in value for value in cells if type(value) is str):
        return [_LINE_BREAK.sub(" ", value) if type(value) is str else value for value in cells]
    return cells


def _write_import(path: Path, head: Row, rows: Iterable[Row]) -> Path:
    with open_whole(path) as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(map(_import_row, rows))
    return path


# ------------------------------------------------------------------------------------------------ Parquet


def write_parquet(graph: Graph, path: Path) -> tuple[Path, ...]:
    """``nodes.parquet`` and ``edges.parquet`` in a folder (needs the extra ``parquet``)."""
    nodes = {"id": "string", **node_columns(graph)}
    edges = {"id": "string", "source": "string", "target": "string", **edge_columns(graph)}
    node_rows = ({"id": node, **data} for node, data in plain_nodes(graph))
    edge_rows = (
        {**data, "id": identity, "source": source, "target": target}
        for identity, source, target, data in plain_edges(graph)
    )
    return (
        _write_table(path / "nodes.parquet", nodes, node_rows),
        _write_table(path / "edges.parquet", edges, edge_rows),
    )


def _write_table(path: Path, columns: Columns, rows: Iterator[dict[str, Any]]) -> Path:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise RuntimeError("Parquet needs pyarrow: pip install 'zhiling[parquet]'") from None
    types = {"string": pa.string(), "long": pa.int64(), "double": pa.float64(), "boolean": pa.bool_()}
    schema = pa.schema([(name, types[kind]) for name, kind in columns.items()])
    with open_whole(path, "wb") as out, parquet.ParquetWriter(out, schema) as writer:
        while batch := list(islice(rows, _BATCH)):
            arrays = [
                pa.array([_cast(row.get(name), kind) for row in batch], types[kind])
                for name, kind in columns.items()
            ]
            writer.write_table(pa.table(arrays, schema=schema))
    return path


def _cast(value: Any, kind: str) -> Any:
    if value is None or kind in ("long", "boolean"):
        return value
    return float(value) if kind == "double" else to_string(value)
