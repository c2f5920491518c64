"""The graph of a corpus that memory does not hold: the same nodes and edges in the same order, on disk.

``store_graph`` reads one document at a time like ``build_graph`` and keeps nothing of it. What documents share
(bodies, people, cited documents) is merged in an SQLite file of its own beside the outputs. The result can be
written by every format that walks over nodes and edges; networkx reads what was written.
"""

from __future__ import annotations

import contextlib
import itertools
import marshal
import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ..rows import open_scratch
from . import JOINER, Builder, Tables, add_edge, make_id, make_label
from .merging import SeenPerson, group_people

if TYPE_CHECKING:
    from . import Graph

Data = dict[str, Any]
#: Bodies, and links between them, that are kept at hand; others are looked up on disk.
AT_HAND = 8_192
_CACHE_KIB = 8_192
_TABLES = """
CREATE TABLE node (seq INTEGER PRIMARY KEY, name TEXT, data BLOB);
CREATE TABLE body (name TEXT PRIMARY KEY, seq INTEGER) WITHOUT ROWID;
CREATE TABLE link (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE edge (source INTEGER, pair INTEGER, seq INTEGER, target TEXT, data BLOB,
                   PRIMARY KEY (source, pair, seq)) WITHOUT ROWID;
CREATE TABLE person (place INTEGER PRIMARY KEY, name TEXT, seen BLOB);
CREATE TABLE statement (seq INTEGER PRIMARY KEY, place INTEGER, directive TEXT, verb TEXT, date TEXT);
CREATE TABLE citation (seq INTEGER PRIMARY KEY, document INTEGER, source INTEGER, name TEXT, date TEXT,
                       title TEXT, number TEXT, label TEXT, written TEXT, key TEXT);
CREATE TABLE crowd (place INTEGER PRIMARY KEY, name TEXT, aliases BLOB, held BLOB, node TEXT, seq INTEGER);
CREATE TABLE spoke (place INTEGER PRIMARY KEY, crowd INTEGER);
CREATE TABLE reference (seq INTEGER PRIMARY KEY, key TEXT, label TEXT, number TEXT);
"""


@contextlib.contextmanager
def open_store(folder: Path) -> Iterator[StoredGraph]:
    """An empty graph as a file in ``folder``, gone when the context is left.

    Raises WriteError where the disk does not take it, be it while the graph is read.
    """
    with open_scratch(folder / f".graph.{os.getpid()}.tmp", folder, _CACHE_KIB) as base:
        for statement in _TABLES.split(";"):
            base.execute(statement)
        yield StoredGraph(base)


@contextlib.contextmanager
def store_graph(documents: Iterable[Tables], folder: Path) -> Iterator[Graph]:
    """The graph of documents (rows by table name) as a file in ``folder``, gone when the context is left.

    It answers what the writers of formats ask of a networkx graph (``nodes``, ``edges``, ``adjacency``, the
    numbers of both), and only that. Raises WriteError where the disk does not take it, be it while the graph is read.
    """
    with open_store(folder) as graph:
        builder = StoringBuilder(graph)
        for tables in documents:
            builder.add_document(tables)
        yield builder.finish()


class StoredGraph:
    """A directed multigraph in an SQLite file, with as much of networkx's interface as is used here.

    What is added stays in memory up to ``flush``, which is called behind each document: a node that is no
    body, and the edges between two nodes (but links of bodies), belong to one document.
    """

    def __init__(self, base: sqlite3.Connection) -> None:
        self.base = base
        self.nodes = _Nodes(self)
        self.fresh: dict[str, tuple[int, Data]] = {}  # nodes of this document
        self.bodies: dict[str, tuple[int, Data]] = {}
        self._changed: set[str] = set()
        self._links: set[str] = set()
        self._edges: dict[tuple[str, str, str], Data] = {}
        self._last_node = self._last_edge = 0

    # ------------------------------------------------------------------------------------ writing

    def __contains__(self, node: str) -> bool:
        return node in self.fresh or self.find_body(node) is not None

    def find_body(self, node: str) -> tuple[int, Data] | None:
        """Place and attributes of a body's node."""
        if (known := self.bodies.get(node)) is None and node.startswith("body:"):
            row = self.base.execute(
                "SELECT node.seq, data FROM body JOIN node USING (seq) WHERE body.name = ?", (node,)
            ).fetchone()
            if row:
                known = self.bodies[node] = (row[0], marshal.loads(row[1]))
        return known

    def add_node(self, node: str, **attributes: Any) -> None:
        is_body = node.startswith("body:")
        known = self.find_body(node) if is_body else self.fresh.get(node)
        if known is None:
            self._last_node += 1
            known = (self._last_node, {})
            (self.bodies if is_body else self.fresh)[node] = known
            if is_body:
                self.base.execute("INSERT INTO body VALUES (?, ?)", (node, known[0]))
        known[1].update(attributes)
        if is_body:
            self._changed.add(node)

    def recall(self, node: str, seq: int) -> None:
        """Say where the node of an earlier document stands, to add edges that begin there."""
        self.fresh[node] = (-seq, {})

    def take_places(self, number: int) -> range:
        """Leave places to nodes that are kept elsewhere."""
        first = self._last_node + 1
        self._last_node += number
        return range(first, first + number)

    def place(self, node: str) -> int:
        """The number of a node of this document, or of a body."""
        known = self.fresh.get(node) or self.find_body(node)
        if known is None:
            raise KeyError(node)
        return abs(known[0])

    def has_edge(self, source: str, target: str, key: str) -> bool:
        if (source, target, key) in self._edges or key in self._links:
            return True
        if not (source.startswith("body:") and target.startswith("body:")):
            return False
        return self.base.execute("SELECT 1 FROM link WHERE key = ?", (key,)).fetchone() is not None

    def get_edge_data(self, source: str, target: str, key: str) -> Data | None:
        return self._edges.get((source, target, key))

    def add_edge(self, source: str, target: str, key: str, **attributes: Any) -> None:
        self._edges[source, target, key] = attributes
        if source.startswith("body:") and target.startswith("body:"):
            self._links.add(key)
            self.base.execute("INSERT OR IGNORE INTO link VALUES (?)", (key,))

    def flush(self) -> None:
        """Write down what was added since the last time, and forget it."""
        rows, pairs = [], dict[tuple[str, str], int]()
        for (source, target, _), data in self._edges.items():
            self._last_edge += 1
            pair = pairs.setdefault((source, target), self._last_edge)
            rows.append((self.place(source), pair, self._last_edge, target, marshal.dumps(data)))
        self.base.executemany("INSERT INTO edge VALUES (?, ?, ?, ?, ?)", rows)
        new = ((seq, name, marshal.dumps(data)) for name, (seq, data) in self.fresh.items() if seq > 0)
        self.base.executemany("INSERT INTO node VALUES (?, ?, ?)", new)
        if len(self.bodies) > AT_HAND:
            self.flush_bodies()
        if len(self._links) > AT_HAND:
            self._links.clear()
        self.fresh.clear()
        self._edges.clear()

    def flush_bodies(self) -> None:
        """Write down the bodies that are at hand, and forget them."""
        rows = ((self.bodies[n][0], n, marshal.dumps(self.bodies[n][1])) for n in sorted(self._changed))
        self.base.executemany("INSERT OR REPLACE INTO node VALUES (?, ?, ?)", rows)
        self._changed.clear()
        self.bodies.clear()

    # ------------------------------------------------------------------------------------ reading

    def placed_nodes(self) -> Iterator[tuple[int, str, Data]]:
        """Place, name and attributes of each node that is kept here."""
        for seq, name, stored in self.base.execute("SELECT seq, name, data FROM node ORDER BY seq"):
            yield seq, name, marshal.loads(stored)

    def placed_edges(self) -> Iterator[tuple[int, str, Data]]:
        """The place of its source, the target and the attributes of each edge, in the order of ``edges``."""
        for source, target, stored in self.base.execute(
            "SELECT source, target, data FROM edge ORDER BY source, pair, seq"
        ):
            yield source, target, marshal.loads(stored)

    def edges(self, *, keys: bool = True, data: bool = True) -> Iterator[tuple[str, str, str, Data]]:
        """Every edge, by its source's place, then in the order in which its target was met."""
        for source, target, stored in self.base.execute(
            "SELECT node.name, target, edge.data FROM edge JOIN node ON node.seq = edge.source "
            "ORDER BY edge.source, edge.pair, edge.seq"
        ):
            attributes = marshal.loads(stored)
            yield source, target, attributes["id"], attributes

    def adjacency(self) -> Iterator[tuple[str, dict[str, dict[str, Data]]]]:
        """Every edge as networkx nests them, one at a time."""
        for source, target, key, attributes in self.edges():
            yield source, {target: {key: attributes}}

    def number_of_nodes(self) -> int:
        return self._count("node")

    def number_of_edges(self) -> int:
        return self._count("edge")

    def _count(self, table: str) -> int:
        return int(self.base.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def is_multigraph(self) -> bool:
        return True

    def is_directed(self) -> bool:
        return True


class _Nodes:
    """``graph.nodes``: the attributes of a node, or all nodes in the order of their places."""

    def __init__(self, graph: StoredGraph) -> None:
        self._graph = graph

    def get(self, node: str, default: Data) -> Data:
        known = self._graph.fresh.get(node) or self._graph.find_body(node)
        return default if known is None else known[1]

    def __call__(self, *, data: bool = True) -> Iterator[tuple[str, Data]]:
        for name, stored in self._graph.base.execute("SELECT name, data FROM node ORDER BY seq"):
            yield name, marshal.loads(stored)


class StoringBuilder(Builder):
    """Builds as ``Builder`` does, but what waits for the last document waits on disk."""

    def __init__(self, graph: StoredGraph) -> None:
        super().__init__(cast("Graph", graph))
        self.stored = graph
        self._documents = self._places = 0

    def add_document(self, tables: Tables) -> None:
        super().add_document(tables)
        self._store_waiting()

    def _store_waiting(self) -> None:
        self._documents += 1
        base, first = self.stored.base, self._places
        seen = (
            (first + i, p.name, marshal.dumps((p.aliases, p.positions))) for i, p in enumerate(self.people)
        )
        base.executemany("INSERT INTO person VALUES (?, ?, ?)", seen)
        self._places += len(self.people)
        said = ((first + place, node, verb, self._date(node)) for place, node, verb in self.statements)
        base.executemany("INSERT INTO statement VALUES (NULL, ?, ?, ?, ?)", said)
        cited = (
            (self._documents, self.stored.place(c[0]), c[0], self._date(c[0]), *c[1:]) for c in self.citations
        )
        base.executemany("INSERT INTO citation VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, NULL)", cited)
        for waiting in (self.people, self.statements, self.citations):
            waiting.clear()
        self.stored.flush()

    def _date(self, node: str) -> str | None:
        return cast("str | None", self.stored.nodes.get(node, {}).get("date"))

    def finish(self) -> Graph:
        self._finish_people()
        self._finish_references()
        self.stored.flush_bodies()
        return self.graph

    # ------------------------------------------------------------------------------------ people

    def _finish_people(self) -> None:
        base = self.stored.base
        base.execute("CREATE INDEX statement_place ON statement (place)")
        base.execute("CREATE INDEX person_name ON person (name, place)")
        for (name,) in base.execute("SELECT DISTINCT name FROM person ORDER BY name"):
            self._group_namesakes(name)
        crowds = base.execute("SELECT place, name, aliases, held FROM crowd ORDER BY place")
        for place, name, aliases, held in crowds:
            positions = marshal.loads(held)
            node = make_id("person", name, *(min(positions)[0],) if positions else ())
            self._add_node(node, "person", name, aliases=JOINER.join(marshal.loads(aliases)))
            for (body, title), times in positions.items():
                add_edge(self.graph, node, body, "holds", title, title=title, weight=float(times))
            base.execute(
                "UPDATE crowd SET node = ?, seq = ? WHERE place = ?", (node, self.stored.place(node), place)
            )
            self.stored.flush()
        said = base.execute(
            "SELECT crowd.node, crowd.seq, directive, verb, date FROM statement JOIN spoke USING (place) "
            "JOIN crowd ON crowd.place = spoke.crowd ORDER BY statement.seq"
        )
        for node, seq, directive, verb, date in said:
            self.stored.recall(node, seq)
            add_edge(self.graph, node, directive, "states", verb=verb, date=date)
            self.stored.flush()

    def _group_namesakes(self, name: str) -> None:
        """Which of the people of one name are one person. Those who look the same are looked at once."""
        base = self.stored.base
        kinds: dict[bytes, int] = {}
        first: list[int] = []
        times: Counter[int] = Counter()
        speakers: list[tuple[int, int]] = []
        rows = base.execute(
            "SELECT place, seen, EXISTS (SELECT 1 FROM statement WHERE statement.place = person.place) "
            "FROM person WHERE name = ? ORDER BY place",
            (name,),
        )
        for place, seen, speaks in rows:
            kind = kinds.setdefault(seen, len(kinds))
            if kind == len(first):
                first.append(place)
            times[kind] += 1
            if speaks:
                speakers.append((place, kind))
        people = [SeenPerson(name, *marshal.loads(seen)) for seen in kinds]
        crowd_of: dict[int, int] = {}
        for members in group_people(people):
            held: Counter[tuple[str, str]] = Counter()
            for member in members:
                crowd_of[member] = first[members[0]]
                for position in people[member].positions:
                    held[position] += times[member]
            aliases = sorted({alias for m in members for alias in people[m].aliases} - {name})
            row = (first[members[0]], name, marshal.dumps(aliases), marshal.dumps(dict(held)))
            base.execute("INSERT INTO crowd VALUES (?, ?, ?, ?, NULL, NULL)", row)
        base.executemany(
            "INSERT INTO spoke VALUES (?, ?)", ((place, crowd_of[kind]) for place, kind in speakers)
        )

    # ------------------------------------------------------------------------------------ references

    def _finish_references(self) -> None:
        base = self.stored.base
        base.executescript(
            # A title that is cited with one number only is that document wherever it is cited.
            "CREATE TABLE alone (title TEXT PRIMARY KEY, number TEXT) WITHOUT ROWID;"
            "INSERT INTO alone SELECT title, min(number) FROM citation WHERE title <> '' AND number <> '' "
            "GROUP BY title HAVING count(DISTINCT number) = 1;"
            "UPDATE citation SET key = coalesce(nullif(number, ''), (SELECT alone.number FROM alone "
            "WHERE alone.title = citation.title), title);"
            "CREATE INDEX citation_key ON citation (key, seq);"
        )
        rows = base.execute("SELECT key, seq, label, written FROM citation ORDER BY key, seq")
        for key, group in itertools.groupby(rows, key=lambda row: str(row[0])):
            self._store_reference(key, group)
        for key, label, number in base.execute("SELECT key, label, number FROM reference ORDER BY seq"):
            node = make_id("reference", key)
            self._add_node(node, "reference", make_label(label, 60), title=label, doc_number=number)
            self.stored.flush()
        last = 0
        rows = base.execute("SELECT document, source, name, date, key FROM citation ORDER BY seq")
        for document, seq, name, date, key in rows:
            if document != last:
                self.stored.flush()
            last = document
            self.stored.recall(name, seq)
            add_edge(self.graph, name, make_id("reference", key), "cites", date=date)
        self.stored.flush()

    def _store_reference(self, key: str, rows: Iterable[tuple[str, int, str, str]]) -> None:
        first, best, number = 0, "", ""
        for _, seq, label, written in rows:
            first = first or seq
            if not best or _rank(label) < _rank(best):
                best = label
            if written and (not number or written < number):
                number = written
        row = (first, key, best, number or None)
        self.stored.base.execute("INSERT INTO reference VALUES (?, ?, ?, ?)", row)


def _rank(label: str) -> tuple[bool, int, str]:
    return (not label.startswith("《"), len(label), label)
