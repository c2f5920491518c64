"""The graph of a folder of tables as a file: how ``run``, ``graph`` and ``export`` write it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..graph import read_outputs
from ..rows import WriteError

if TYPE_CHECKING:
    from ..graph import Graph

#: Formats whose writers walk over nodes and edges and ask nothing else of a graph.
_WALKS = frozenset(("graphml", "gexf", "cytoscape", "cx2", "neo4j", "csv", "parquet"))


def graph_outputs(outputs: Path, *, follows: bool = False) -> tuple[int, int]:
    """Build graph.graphml from the tables in ``outputs``; (nodes, edges). Memory does not grow with the corpus.

    With ``follows`` near-copies of directives handed down the levels are linked, in memory; raises ValueError
    where the packages for it are missing, WriteError where the graph cannot be written.
    """
    from .formats import write_graph

    drop_unfinished(outputs)
    with _whole_graph(outputs, stored=not follows) as graph:
        if follows:
            from ..graph.follows import add_follows

            try:
                add_follows(graph)
            except RuntimeError as error:
                raise ValueError(str(error)) from None
        try:
            write_graph(graph, outputs / "graph.graphml")
        except OSError as error:
            raise WriteError.of(error, outputs) from error
        return graph.number_of_nodes(), graph.number_of_edges()


def drop_unfinished(outputs: Path) -> None:
    """Remove what a process that was killed left of a graph."""
    for left in outputs.glob(".graph.*.tmp"):
        with contextlib.suppress(OSError):
            left.unlink()


@contextlib.contextmanager
def _whole_graph(outputs: Path, *, stored: bool) -> Iterator[Graph]:
    """The graph of the tables in ``outputs``: on disk if ``stored``, for what only walks over it once or twice."""
    from ..graph import read_outputs_graph
    from ..graph.stored import store_graph

    if not stored:
        yield read_outputs_graph(outputs)
        return
    with store_graph(read_outputs(outputs), outputs) as graph:
        yield graph


def export_outputs(
    outputs: Path, form: str, target: Path | None, *, view: str, measures: bool, **filters: Any
) -> tuple[tuple[Path, ...], int, int]:
    """Write the graph of ``outputs``, filtered and viewed as asked; (files, nodes, edges)."""
    from ..graph.measures import add_measures
    from ..graph.views import filter_graph, make_view
    from .formats import FORMATS, write_graph

    plain = view == "full" and not measures and not any(filters.values()) and form in _WALKS
    with _whole_graph(outputs, stored=plain) as graph:
        if any(filters.values()):
            graph = filter_graph(graph, **filters)
        if not plain:
            graph = make_view(graph, view)
        if measures:
            add_measures(graph)
        name = "graph" if view == "full" else f"graph-{view}"
        written = write_graph(graph, target or outputs / f"{name}{FORMATS[form].suffix}", form)
        return written, graph.number_of_nodes(), graph.number_of_edges()
