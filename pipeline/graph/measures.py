"""What a researcher asks of the graph first, as node attributes: degree by role, betweenness, communities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..records import ROLES
from .views import WORKING_ROLES, edges_of_type, make_view

if TYPE_CHECKING:
    from . import Graph

#: Above this many bodies betweenness is estimated from as many pivots (exact needs minutes above some
#: thousands).
BETWEENNESS_PIVOTS = 1000


def add_measures(graph: Graph, *, seed: int = 1) -> None:
    """Write measures into the graph's nodes, the same on every run.

    Every node: ``degree``. Bodies: ``directives`` and ``degree_lead``, ``degree_support``, … (directives
    by role), ``betweenness`` and ``community`` in the graph of bodies that share directives (a body ×
    body view is measured as it is). Betweenness is estimated above ``BETWEENNESS_PIVOTS`` bodies;
    communities are Louvain's, numbered by size.
    """
    for node, degree in graph.degree():
        graph.nodes[node]["degree"] = int(degree)
    _count_roles(graph)
    bodies = _project(graph)
    # Whole numbers stand for nodes, because sets of strings have another order on every run.
    places = dict(enumerate(sorted(bodies)))
    plain = _renumber(bodies, {node: index for index, node in places.items()})
    for _, data in graph.nodes(data=True):
        if data["type"] == "body":
            data["betweenness"] = 0.0
    for index, value in _betweenness(plain, seed).items():
        graph.nodes[places[index]]["betweenness"] = round(value, 9)
    for number, members in enumerate(_communities(plain, seed), 1):
        for index in members:
            graph.nodes[places[index]]["community"] = number


def _count_roles(graph: Graph) -> None:
    directives: dict[str, set[str]] = {}
    by_role: dict[tuple[str, str], set[str]] = {}
    for directive, body, data in edges_of_type(graph, "responsible"):
        directives.setdefault(body, set()).add(directive)
        by_role.setdefault((body, data["role"]), set()).add(directive)
    if not directives:
        return
    for node, data in graph.nodes(data=True):
        if data["type"] == "body":
            data["directives"] = len(directives.get(node, ()))
            for role in ROLES:
                data[f"degree_{role}"] = len(by_role.get((node, role), ()))


def _project(graph: Graph) -> Any:
    """An undirected graph of the bodies that share directives, weighted by their number."""
    import networkx as nx

    is_view = any(True for _ in edges_of_type(graph, "shares"))
    view = graph if is_view else make_view(graph, "bodies", roles=WORKING_ROLES)
    simple = nx.Graph()
    for source, target, data in edges_of_type(view, "shares"):
        if simple.has_edge(source, target):
            simple[source][target]["weight"] += data["weight"]
        else:
            simple.add_edge(source, target, weight=data["weight"])
    return simple


def _renumber(graph: Any, places: dict[str, int]) -> Any:
    import networkx as nx

    plain = nx.Graph()
    plain.add_nodes_from(range(len(places)))
    ends = sorted((*sorted((places[s], places[t])), data["weight"]) for s, t, data in graph.edges(data=True))
    plain.add_weighted_edges_from(ends)
    return plain


def _betweenness(plain: Any, seed: int) -> dict[int, float]:
    import networkx as nx

    pivots = BETWEENNESS_PIVOTS if len(plain) > BETWEENNESS_PIVOTS else None
    return dict(nx.betweenness_centrality(plain, k=pivots, seed=seed))


def _communities(plain: Any, seed: int) -> list[list[int]]:
    import networkx as nx

    if not plain:
        return []
    found = nx.community.louvain_communities(plain, weight="weight", seed=seed)
    return sorted((sorted(members) for members in found), key=lambda members: (-len(members), members))
