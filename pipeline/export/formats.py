"""``write_graph``: the graph in any of the formats, by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .cytoscape import write_cx2, write_cytoscape
from .jsonld import write_jsonld
from .svg import write_svg
from .tables import write_csv, write_neo4j, write_parquet
from .xml import write_gexf, write_graphml

if TYPE_CHECKING:
    from ..graph import Graph


class Format(NamedTuple):
    """How a format is written. ``suffix`` is its file's ending; where it is empty the format is a folder of files."""

    write: Callable[[Graph, Path], Any]
    suffix: str
    reads: str


FORMATS: dict[str, Format] = {
    "graphml": Format(write_graphml, ".graphml", "Gephi, Cytoscape, yEd, igraph, networkx"),
    "gexf": Format(write_gexf, ".gexf", "Gephi and Gephi Lite, with a timeline"),
    "cytoscape": Format(write_cytoscape, ".cyjs", "Cytoscape, cytoscape.js"),
    "cx2": Format(write_cx2, ".cx2", "Cytoscape, NDEx"),
    "neo4j": Format(write_neo4j, "", "neo4j-admin database import"),
    "csv": Format(write_csv, "", "Gephi's spreadsheet import, Excel"),
    "jsonld": Format(write_jsonld, ".jsonld", "RDF tools (W3C ORG, PROV-O)"),
    "parquet": Format(write_parquet, "", "DuckDB, pandas, Spark"),
    "svg": Format(write_svg, ".svg", "browsers, papers"),
}


def write_graph(graph: Graph, path: str | Path, format: str = "graphml") -> tuple[Path, ...]:
    """Write the graph as one of ``FORMATS``; the paths of the files written.

    ``path`` is a file, or a folder for ``csv``, ``neo4j`` and ``parquet``, which are several files. Each
    file appears under its name only when it is whole. Raises ValueError for an unknown format, OSError
    where it cannot write.
    """
    if format not in FORMATS:
        raise ValueError(f"There is no format {format!r}; choose one of {', '.join(FORMATS)}.")
    path = Path(path)
    written = FORMATS[format].write(graph, path)
    return written if isinstance(written, tuple) else (path,)
