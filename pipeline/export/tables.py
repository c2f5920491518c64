"""Tables of nodes and edges: CSV for Gephi and Excel, CSV for ``neo4j-admin database import``, Parquet."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain, islice, repeat
from operator import getitem
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .plain import (
    BLOCK,
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

Row = Sequence[Any]
# Excel and its kin run a cell that begins so as a formula; an apostrophe in front makes it text again.
_FORMULA = frozenset("=+-@\t\r＝＋－＠")
_FIRST = slice(0, 1)
_LINE_BREAK = re.compile(r"[\r\n]+")
_NEO4J_TYPES = {"string": "string", "long": "long", "double": "double", "boolean": "boolean"}


class _Cells:
    """Rows as lines of CSV. ``mend`` is what becomes of a cell that a program would misread.

    Rows of the same types share a pattern, and most have no cell that wants quotes or mending; the others go
    through ``csv``.
    """

    def __init__(self, mend: Callable[[Plain | None], Plain | None], risky: frozenset[str], end: str) -> None:
        self.mend = mend
        self.risky = risky
        self.end = end
        self.shapes: dict[tuple[type, ...], tuple[str, bool]] = {}

    def line(self, row: Row) -> str:
        kinds = tuple(map(type, row))
        shape = self.shapes.get(kinds)
        if shape is None:
            shape = self.shapes[kinds] = self._shape(kinds)
        pattern, sound = shape
        texts = [value for value in row if type(value) is str]
        joined = "".join(texts)
        if (
            sound
            and joined.isprintable()
            and '"' not in joined
            and "," not in joined
            and self.risky.isdisjoint(map(getitem, texts, repeat(_FIRST)))
        ):
            return pattern % row
        buffer = StringIO(newline="")
        csv.writer(buffer, lineterminator=self.end).writerow([self.mend(value) for value in row])
        return buffer.getvalue()

    def _shape(self, kinds: tuple[type, ...]) -> tuple[str, bool]:
        """The pattern, and whether it serves: an absent value is an empty cell, a boolean no Python word."""
        return ",".join(
            "%.0s" if kind is type(None) else "%s" for kind in kinds
        ) + self.end, bool not in kinds


def write_csv(graph: Graph, path: Path) -> tuple[Path, ...]:
    """``nodes.csv`` and ``edges.csv`` in a folder, for Gephi's spreadsheet import and for Excel (UTF-8 with BOM)."""
    nodes, edges = node_columns(graph), edge_columns(graph)
    own = ("label", "weight")
    node_names = [name for name in nodes if name not in (*own, "name")]
    edge_names = [name for name in edges if name not in (*own, "type", "interaction")]
    node_rows = ((node, data["label"], *map(data.get, node_names)) for node, data in plain_nodes(graph))
    edge_cells = ("label", "weight", "type", *edge_names)
    direction = "Directed" if graph.is_directed() else "Undirected"
    edge_rows = (
        (source, target, direction, identity, *map(data.get, edge_cells))
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


def _write_sheet(path: Path, head: Row, rows: Iterable[Row]) -> Path:
    cells = _Cells(defuse, _FORMULA, "\r\n")
    with open_whole(path, encoding="utf-8-sig") as out:
        write_blocks(out, map(cells.line, chain((head,), rows)))
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
        (node, str(data["type"]).capitalize(), *map(data.get, node_names))
        for node, data in plain_nodes(graph)
    )
    edge_rows = (
        (source, target, str(data["type"]).upper(), identity, *map(data.get, edge_names))
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


def _join_lines(value: Plain | None) -> Plain | None:
    if isinstance(value, str):
        return _LINE_BREAK.sub(" ", value)
    return to_string(value) if isinstance(value, bool) else value


def _write_import(path: Path, head: Row, rows: Iterable[Row]) -> Path:
    cells = _Cells(_join_lines, frozenset(), "\n")
    with open_whole(path) as out:
        write_blocks(out, map(cells.line, chain((head,), rows)))
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
        while batch := list(islice(rows, BLOCK)):
            arrays = [pa.array(_column(batch, name, kind), types[kind]) for name, kind in columns.items()]
            writer.write_table(pa.table(arrays, schema=schema))
    return path


def _column(batch: list[dict[str, Any]], name: str, kind: str) -> list[Any]:
    values = [row.get(name) for row in batch]
    if kind == "string" and not {str, type(None)}.issuperset(map(type, values)):
        return [None if value is None else to_string(value) for value in values]
    return values  # pyarrow itself makes real numbers of whole ones
