"""What one document adds to the graph of a corpus, found out where the document is processed.

Nodes of the document itself, and the edges that begin there, are final (``LocalGraph``). What documents share is
told as facts, which are plain data: bodies, people and citations are merged when all documents are there (joined.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from . import Builder, Row, Tables

if TYPE_CHECKING:
    from . import Graph

Data = dict[str, Any]
Edge = tuple[str, str, str, Data]


class Facts(NamedTuple):
    """What a document says of things that it shares with others.

    ``events`` are, in the order in which nodes are met, how many nodes of its own follow one another, or a body:
    ``[node, name]`` where it is only named, ``[node, name, aliases, level, region, party]`` where a row describes it.
    """

    doc_id: str
    date: str | None
    events: list[Any]
    links: list[tuple[str, str]]  # a body, and what it is subordinate to
    said: list[Edge]  # edges that begin at a body
    people: list[Any]  # name, aliases, positions
    statements: list[Any]  # place of the person, directive, verb
    citations: list[Any]  # place of the source among the document's own nodes, Citation


class LocalGraph:
    """The nodes of a document and their edges, with as much of networkx's interface as a builder needs."""

    def __init__(self) -> None:
        self.nodes: dict[str, Data] = {}
        self.edges: dict[str, dict[str, dict[str, Data]]] = {}
        self.bodies: set[str] = set()
        self.events: list[Any] = []

    def __contains__(self, node: str) -> bool:
        return node in self.nodes or node in self.bodies

    def add_node(self, node: str, **attributes: Any) -> None:
        known = self.nodes.get(node)
        if known is not None:
            known.update(attributes)
            return
        self.nodes[node] = attributes
        if self.events and type(self.events[-1]) is int:
            self.events[-1] += 1
        else:
            self.events.append(1)

    def has_edge(self, source: str, target: str, key: str) -> bool:
        return self.get_edge_data(source, target, key) is not None

    def get_edge_data(self, source: str, target: str, key: str) -> Data | None:
        return self.edges.get(source, {}).get(target, {}).get(key)

    def add_edge(self, source: str, target: str, key: str, **attributes: Any) -> None:
        self.edges.setdefault(source, {}).setdefault(target, {})[key] = attributes

    def edges_of(self, source: str) -> list[Edge]:
        """The edges that begin at a node, in the order in which their targets were met."""
        targets = self.edges.get(source, {})
        return [
            (source, target, key, data) for target, keyed in targets.items() for key, data in keyed.items()
        ]


class _Preparer(Builder):
    """Builds a document's own part, and notes what is to be merged."""

    def __init__(self, graph: LocalGraph) -> None:
        super().__init__(cast("Graph", graph))
        self.local = graph
        self.links: dict[tuple[str, str], None] = {}

    def _merge_body(self, node: str, row: Row) -> None:
        told = (
            row["name"],
            list(row.get("aliases") or ()),
            row.get("level") or "other",
            row.get("region_code"),
        )
        self.local.events.append([node, *told, bool(row.get("party"))])
        self.local.bodies.add(node)

    def _add_node(self, node: str, node_type: str, label: str, /, **attributes: Any) -> None:
        if node_type == "body":
            self.local.events.append([node, label])
            self.local.bodies.add(node)
        else:
            super()._add_node(node, node_type, label, **attributes)

    def _relate(self, source: str, target: str, kind: str) -> None:
        self.links[source, target] = None


def prepare_document(tables: Tables) -> tuple[LocalGraph, Facts]:
    """The own part of a document in the graph, and the facts for the rest."""
    (document,) = tables["documents"]
    graph = LocalGraph()
    builder = _Preparer(graph)
    builder.add_document(tables)
    places = {node: place for place, node in enumerate(graph.nodes)}
    facts = Facts(
        document["doc_id"],
        document["date"] or None,
        graph.events,
        list(builder.links),
        [edge for source in graph.edges if source not in graph.nodes for edge in graph.edges_of(source)],
        [list(person) for person in builder.people],
        [list(statement) for statement in builder.statements],
        [[places[citation.source], *citation] for citation in builder.citations],
    )
    return graph, facts


def body_row(event: list[Any]) -> Mapping[str, Any]:
    """The row of a body that an event of ``Facts`` was made from."""
    _, name, aliases, level, region, party = event
    return {"name": name, "aliases": aliases, "level": level, "region_code": region, "party": party}
