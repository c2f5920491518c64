"""The graph of a corpus put together from what its documents were prepared to say (local.py).

Places of nodes are those that ``store_graph`` would give them. The nodes of documents only take up their places here;
they, and their edges, are written by who holds them (export/prepared.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from .local import Facts, body_row
from .merging import Citation, SeenPerson
from .stored import AT_HAND, StoredGraph, StoringBuilder

_TABLES = """
CREATE TABLE document (doc_id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE dropped (number INTEGER PRIMARY KEY);
"""


class JoiningBuilder(StoringBuilder):
    """Adds documents by their facts."""

    def __init__(self, graph: StoredGraph) -> None:
        super().__init__(graph)
        self.base: sqlite3.Connection = graph.base
        for statement in _TABLES.split(";"):
            self.base.execute(statement)
        self._day: str | None = None
        self._merged: set[tuple[Any, ...]] = set()
        self._number = 0

    def add_facts(self, facts: Facts) -> None:
        """Add what a document says; nothing for one that was added before (the same bytes in another file)."""
        self._number += 1
        if not self.base.execute("INSERT OR IGNORE INTO document VALUES (?)", (facts.doc_id,)).rowcount:
            self.base.execute("INSERT INTO dropped VALUES (?)", (self._number,))
            return
        self._day = facts.date
        graph, places = self.stored, list[int]()
        for event in facts.events:
            if isinstance(event, int):
                places += graph.take_places(event)
            elif len(event) > 2:
                self._merge_once(event)
            elif event[0] not in graph:
                self._add_node(event[0], "body", event[1], level="other", party=False)
        for source, target in facts.links:
            self._relate(source, target, "subordinate_to")
        for source, target, key, data in facts.said:
            graph.add_edge(source, target, key, **data)
        for name, aliases, positions in facts.people:
            held = tuple((body, title) for body, title in positions)
            self.people.append(SeenPerson(name, tuple(aliases), held))
        self.statements += (tuple(statement) for statement in facts.statements)
        for place, *citation in facts.citations:
            self.citations.append(Citation(*citation))
            graph.recall(citation[0], places[place])
        self._store_waiting()

    def _merge_once(self, event: list[Any]) -> None:
        """Merge what is known of a body; the same again, which most is, changes nothing."""
        node, name, aliases, *others = event
        told = (node, name, *aliases, *others)
        if told in self._merged:
            return
        if len(self._merged) > AT_HAND:
            self._merged.clear()
        self._merged.add(told)
        self._merge_body(node, body_row(event))

    def _date(self, node: str) -> str | None:
        return self._day

    def dropped(self) -> Iterator[int]:
        """Numbers of the documents (the first is 1) that had been added before."""
        for (number,) in self.base.execute("SELECT number FROM dropped ORDER BY number"):
            yield number
