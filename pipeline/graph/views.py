"""Views and filters of the graph: the whole, body × body, directive × body, people; by role, date, kind, body, level.

A view or a filtered graph is a new graph; the one it was made from is not changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any

from ..records import DIRECTIVE_KINDS, DOCUMENT_KINDS, LEVELS, ROLES
from . import JOINER, add_edge

if TYPE_CHECKING:
    from . import Graph

VIEWS = ("full", "bodies", "bipartite", "people")
#: Roles of bodies that were named for the work; ``addressee`` and ``issuer`` are what is left when nobody
#: is.
WORKING_ROLES = ("lead", "responsible", "support", "supervise")


def make_view(graph: Graph, view: str = "full", *, roles: Collection[str] = WORKING_ROLES) -> Graph:
    """One of ``VIEWS``.

    ``bodies``: an edge ``shares`` for two bodies and the roles they have in the same directives, weight =
    number of directives, from the leading to the other (``roles`` chooses which roles count).
    ``bipartite``: directives and the bodies responsible for them. ``people``: people, their bodies and what
    they stated. Raises ValueError for another name.
    """
    makers: dict[str, Callable[[], Graph]] = {
        "full": graph.copy,
        "bodies": lambda: _view_bodies(graph, roles),
        "bipartite": lambda: _keep_edges(graph, {"responsible"}),
        "people": lambda: _view_people(graph),
    }
    if view not in makers:
        raise ValueError(f"There is no view {view!r}; choose one of {', '.join(VIEWS)}.")
    return makers[view]()


def edges_of_type(graph: Graph, *types: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Edges (source, target, attributes) of the types."""
    for source, target, attributes in graph.edges(data=True):
        if attributes.get("type") in types:
            yield source, target, attributes


def _empty(graph: Graph) -> Graph:
    empty = graph.__class__()
    empty.graph.update(graph.graph)
    return empty


def _keep_edges(graph: Graph, types: Collection[str]) -> Graph:
    """The edges of the types with the nodes they join, in the graph's own order."""
    view = _empty(graph)
    kept = [
        (source, target, key, attributes)
        for source, target, key, attributes in graph.edges(keys=True, data=True)
        if attributes["type"] in types
    ]
    ends = {node for source, target, _, _ in kept for node in (source, target)}
    view.add_nodes_from((node, dict(data)) for node, data in graph.nodes(data=True) if node in ends)
    view.add_edges_from((source, target, key, dict(data)) for source, target, key, data in kept)
    return view


def _view_people(graph: Graph) -> Graph:
    view = _keep_edges(graph, {"holds", "states"})
    speaking = {n for n, data in view.nodes(data=True) if data["type"] == "body" and not view.in_degree(n)}
    # A body that only states is no person's business.
    view.remove_nodes_from(sorted(speaking))
    silent = [n for n, data in view.nodes(data=True) if data["type"] == "directive" and not view.degree(n)]
    view.remove_nodes_from(silent)
    return view


def _view_bodies(graph: Graph, roles: Collection[str]) -> Graph:
    shared: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for directive, members in directive_bodies(graph, roles).items():
        date = graph.nodes[directive].get("date") or ""
        for first, second in combinations(members, 2):
            shared[_order(first, second)].append(date)
    view = _empty(graph)
    linked = {body for source, _, target, _ in shared for body in (source, target)}
    alone = {b for _, b, data in edges_of_type(graph, "responsible") if data["role"] in roles}
    for node, data in graph.nodes(data=True):
        if node in linked or node in alone:
            view.add_node(node, **data)
    for (source, role, target, other), dates in shared.items():
        known = sorted(filter(None, dates))
        add_edge(
            view, source, target, "shares", role, other, role=f"{role}–{other}", weight=len(dates),
            since=known[0] if known else None, until=known[-1] if known else None,
        )  # fmt: skip
    return view


def directive_bodies(graph: Graph, roles: Collection[str] = ROLES) -> dict[str, list[tuple[str, str]]]:
    """For each directive its bodies, each once with the first of its roles in the order of ``ROLES``."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for directive, body, data in edges_of_type(graph, "responsible"):
        role = data["role"]
        if role in roles:
            old = found[directive].get(body, role)
            found[directive][body] = min(old, role, key=ROLES.index)
    return {directive: sorted(bodies.items()) for directive, bodies in found.items()}


def _order(first: tuple[str, str], second: tuple[str, str]) -> tuple[str, str, str, str]:
    """The body with the leading role first; equal roles in the order of ids."""
    source, target = sorted((first, second), key=lambda pair: (ROLES.index(pair[1]), pair[0]))
    return (*source, *target)


# ------------------------------------------------------------------------------------------------ filters


def filter_graph(
    graph: Graph,
    *,
    roles: Collection[str] = (),
    since: str | None = None,
    until: str | None = None,
    kinds: Collection[str] = (),
    bodies: Collection[str] = (),
    levels: Collection[str] = (),
) -> Graph:
    """The part of the graph that every given condition leaves, with what hangs on it.

    ``roles`` and ``levels`` keep only the responsibilities of that role and of bodies at that level;
    ``bodies`` (part of a name or alias) keeps the directives of those bodies, with their partners;
    ``kinds`` are kinds of document or of directive; ``since`` and ``until`` are ISO dates, inclusive, and
    leave out what has no date. A document stays while one of its directives does. Raises ValueError for a
    name that does not exist.
    """
    _check(roles, ROLES, "role")
    _check(kinds, (*DOCUMENT_KINDS, *DIRECTIVE_KINDS), "kind")
    _check(levels, LEVELS, "level")
    documents = _documents_between(graph, since, until, set(kinds) & set(DOCUMENT_KINDS))
    wanted = find_bodies(graph, bodies) if bodies else None
    directive_kinds = set(kinds) & set(DIRECTIVE_KINDS)

    def keeps(data: dict[str, Any], body: str) -> bool:
        return (not roles or data["role"] in roles) and (
            not levels or graph.nodes[body].get("level") in levels
        )

    responsible = [(d, b, data) for d, b, data in edges_of_type(graph, "responsible") if keeps(data, b)]
    having = {d for d, b, _ in responsible if wanted is None or b in wanted}
    narrowed = bool(roles or levels or bodies)
    directives = {
        node
        for node, data in graph.nodes(data=True)
        if data["type"] == "directive"
        and f"document:{data['document']}" in documents
        and (not directive_kinds or data["kind"] in directive_kinds)
        and (not narrowed or node in having)
    }
    if narrowed or directive_kinds:
        documents = {f"document:{graph.nodes[d]['document']}" for d in directives}
    dropped = {
        data["id"] for d, b, data in edges_of_type(graph, "responsible") if not keeps(data, b)
    }  # fmt: skip
    return _keep_around(graph, documents | directives, dropped)


def find_bodies(graph: Graph, names: Iterable[str]) -> set[str]:
    """Bodies whose name or an alias holds one of ``names``; exact matches alone where there are any."""
    found: set[str] = set()
    forms = {
        node: [data["label"], *data.get("aliases", "").split(JOINER)]
        for node, data in graph.nodes(data=True)
        if data["type"] == "body"
    }
    for wanted in names:
        exact = {node for node, written in forms.items() if wanted in written}
        found |= exact or {node for node, written in forms.items() if any(wanted in form for form in written)}
    return found


def _check(given: Iterable[str], known: Collection[str], what: str) -> None:
    for name in given:
        if name not in known:
            raise ValueError(f"There is no {what} {name!r}; choose from {', '.join(known)}.")


def _documents_between(
    graph: Graph, since: str | None, until: str | None, kinds: Collection[str]
) -> set[str]:
    def fits(data: dict[str, Any]) -> bool:
        date = data.get("date", "")
        # A date may be a year or a month: it is compared as far as it goes.
        return (
            (not kinds or data["kind"] in kinds)
            and (not since or (bool(date) and date >= since[: len(date)]))
            and (not until or (bool(date) and date[: len(until)] <= until))
        )

    return {n for n, data in graph.nodes(data=True) if data["type"] == "document" and fits(data)}


def _keep_around(graph: Graph, core: set[str], dropped: set[str]) -> Graph:
    """``core`` (documents and directives), the lists between them, and all else that an edge ties to them."""
    lists = {s for s, t, _ in edges_of_type(graph, "contains") if t in core and s.startswith("list:")}
    core = core | lists
    structure = ("document", "directive", "list")
    ends = set(core)
    for source, target, data in graph.edges(data=True):
        if data["id"] in dropped or (source in core) == (target in core):
            continue
        outer = target if source in core else source
        if graph.nodes[outer]["type"] not in structure:
            ends.add(outer)
    # The body of a person's position comes along with the person.
    ends |= {t for s, t, _ in edges_of_type(graph, "holds") if s in ends}
    view = _empty(graph)
    view.add_nodes_from((n, dict(data)) for n, data in graph.nodes(data=True) if n in ends)
    view.add_edges_from(
        (s, t, key, dict(data))
        for s, t, key, data in graph.edges(keys=True, data=True)
        if s in ends and t in ends and data["id"] not in dropped
    )
    return view
