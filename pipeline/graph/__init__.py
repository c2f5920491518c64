"""Records to a graph: who must do what, by whose order, and where it says so.

``build_graph`` reads one document at a time and keeps only the graph. Bodies merge by their id, people by
name and a shared body, references by 发文字号 or 《title》. Attributes are strings, integers, floats and
booleans: what is absent is left out, lists are joined by ``；``. Node and edge ids depend on the records
alone, never on the order of documents.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from ..records import LEVELS, DocumentRecords
from ..rows import grouped_rows, record_rows, table_files
from .merging import (
    GENERIC_TITLE,
    SHORT_FOR,
    Citation,
    SeenPerson,
    group_people,
    is_own_title,
    match_key,
    pair_mentions,
    read_reference,
)

if TYPE_CHECKING:
    import networkx as nx

    Graph: TypeAlias = "nx.MultiDiGraph[str]"

Row: TypeAlias = Mapping[str, Any]
Tables: TypeAlias = Mapping[str, Sequence[Row]]

#: Tables that the graph is made of, besides ``documents``; a stage that has not run is an empty table.
GRAPH_TABLES = ("entities", "people", "directives", "responsibilities", "bodies")
JOINER = "；"
LABEL_LENGTH = 24

_VERB = re.compile(
    "强调|指出|要求|提出|表示|部署|明确|认为|决定|主张|呼吁|号召|希望|说|讲话|听取|审议|研究|通过|宣布|安排"
)
_MEETING = re.compile(r"(?:会议|大会|全会|例会|座谈会|电视电话会|推进会|动员会)$")
_UNSAFE_ID = re.compile(r"[^\w.:\-]")


def build_graph(records: Iterable[DocumentRecords | Tables]) -> Graph:
    """The graph of a document or a corpus (docs/records.md), from records or from rows by table name."""
    import networkx as nx

    builder = Builder(nx.MultiDiGraph())
    for record in records:
        builder.add_document(record_rows(record) if isinstance(record, DocumentRecords) else record)
    return builder.finish()


def read_outputs_graph(folder: str | Path) -> Graph:
    """The graph of what the stages before wrote into a folder."""
    return build_graph(read_outputs(folder))


def read_outputs(folder: str | Path, tables: Sequence[str] = GRAPH_TABLES) -> Iterator[dict[str, list[Row]]]:
    """The rows of each document in a folder of tables, by table name, in the order of ``documents``.

    Only one document is held at a time: the tables must name their documents in the same order. A table
    whose file is missing is empty. Raises FileNotFoundError without ``documents.jsonl``, ValueError where
    the order differs.
    """
    folder = Path(folder)
    waiting: dict[str, tuple[str, Any] | None] = {}
    streams: dict[str, Iterator[tuple[str, Any]]] = {}
    for table in tables:
        if table_files(folder, table):
            streams[table] = grouped_rows(folder, table)
            waiting[table] = next(streams[table], None)
    for doc_id, documents in grouped_rows(folder, "documents"):
        group: dict[str, list[Row]] = {"documents": list(documents)}
        for table in tables:
            ahead = waiting.get(table)
            group[table] = ahead[1] if ahead is not None and ahead[0] == doc_id else []
            if group[table]:
                waiting[table] = next(streams[table], None)
        yield group
    for table, ahead in waiting.items():
        if ahead is not None:
            raise ValueError(
                f"{folder / table}.jsonl: the rows of document {ahead[0]} do not stand where documents.jsonl "
                "has it. Run the stage that writes the file again."
            )


def make_label(text: str, length: int = LABEL_LENGTH) -> str:
    """The first words of a text on one line, cut with an ellipsis."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"


def make_id(prefix: str, *parts: object) -> str:
    """A short id of the parts, the same on every run and machine."""
    digest = hashlib.blake2b("\x1f".join(map(str, parts)).encode("utf-8", "replace"), digest_size=8)
    return f"{prefix}:{digest.hexdigest()}"


def add_edge(
    graph: Graph, source: str, target: str, edge_type: str, /, *extra: object, **attributes: Any
) -> str:
    """Add an edge of a type; one that is already there only gains weight. Returns the edge's id.

    ``extra`` is what tells parallel edges of one type apart. Attributes that are None are left out.
    """
    key = make_id(edge_type, source, target, *extra)
    known = graph.get_edge_data(source, target, key)
    weight = attributes.pop("weight", 1.0)
    if known is not None:
        known["weight"] = round(known["weight"] + weight, 6)
        return key
    kept = {name: value for name, value in attributes.items() if value is not None and value != ""}
    graph.add_edge(source, target, key=key, id=key, type=edge_type, weight=float(weight), **kept)
    return key


class Builder:
    """The graph under construction, and what can be merged only when every document has been seen."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.people: list[SeenPerson] = []
        self.statements: list[tuple[int, str, str | None]] = []  # person's place in people, directive, verb
        self.citations: list[Citation] = []

    # ------------------------------------------------------------------------------------ one document

    def add_document(self, tables: Tables) -> None:
        for document in tables["documents"]:
            node = self._add_document_node(document)
            bodies = self._add_bodies(tables.get("bodies", ()), document)
            for kind, names in (("issued_by", document["issuers"]), ("addressed_to", document["addressees"])):
                for name in names:
                    add_edge(self.graph, node, self._body(name, bodies), kind, date=document["date"])
            directives = tables.get("directives", ())
            self._add_directives(node, document, directives)
            self._add_responsibilities(tables.get("responsibilities", ()), document, bodies)
            people = self._collect_people(tables.get("people", ()), bodies)
            self._add_speakers(document, directives, people, bodies)
            self._collect_citations(node, document, tables.get("entities", ()), directives)

    def _add_node(self, node: str, node_type: str, label: str, /, **attributes: Any) -> None:
        kept = {name: value for name, value in attributes.items() if value is not None and value != ""}
        self.graph.add_node(node, type=node_type, label=label, **kept)

    def _add_document_node(self, row: Row) -> str:
        node = f"document:{row['doc_id']}"
        title = row.get("title") or row.get("doc_number") or Path(row["path"]).name
        self._add_node(
            node,
            "document",
            make_label(title, 40),
            title=row.get("title"),
            date=row["date"],
            kind=row["kind"],
            doc_number=row["doc_number"],
            path=row["path"],
            url=row.get("url"),
            site=row.get("site"),
        )
        return node

    def _add_bodies(self, rows: Iterable[Row], document: Row) -> dict[str, str]:
        """Body nodes of a document; the result finds a node by name, alias or body id."""
        known: dict[str, str] = {}
        aliases: dict[str, str] = {}
        parents = []
        for row in rows:
            node = _body_node(row["body_id"])
            known[row["name"]] = known[row["body_id"]] = node
            for alias in row.get("aliases") or ():
                aliases.setdefault(alias, node)
            self._merge_body(node, row)
            if row.get("parent"):
                parents.append((node, row["parent"]))
        known = {**aliases, **known}
        for node, parent in parents:
            above = self._body(parent, known)
            if above != node:
                self._relate(node, above, "subordinate_to")
        return known

    def _merge_body(self, node: str, row: Row) -> None:
        """Add a body, or what another document knows of it; the result does not depend on their order."""
        old = self.graph.nodes.get(node, {})
        names = {*(row.get("aliases") or ()), *filter(None, old.get("aliases", "").split(JOINER))}
        label = min(filter(None, (row["name"], old.get("label"))), key=lambda name: (-len(name), name))
        names |= {row["name"], old.get("label") or row["name"]}
        level = min((row.get("level") or "other", old.get("level", "other")), key=LEVELS.index)
        region = min(filter(None, (row.get("region_code"), old.get("region_code"))), default=None)
        self._add_node(
            node,
            "body",
            label,
            aliases=JOINER.join(sorted(names - {label})),
            level=level,
            region_code=region,
            party=bool(row.get("party") or old.get("party")),
        )

    def _body(self, name: str, known: Mapping[str, str]) -> str:
        """The node of a body by name; a name no record describes gets a node of its own."""
        node = known.get(name)
        if node is None:
            node = make_id("body", name)
        if node not in self.graph:
            self._add_node(node, "body", name, level="other", party=False)
        return node

    def _relate(self, source: str, target: str, kind: str) -> None:
        """An edge that says the same however often it is said."""
        if not self.graph.has_edge(source, target, make_id(kind, source, target)):
            add_edge(self.graph, source, target, kind)

    def _add_directives(self, document_node: str, document: Row, rows: Sequence[Row]) -> None:
        lists: dict[str, list[Row]] = defaultdict(list)
        for place, row in enumerate(rows, 1):
            node = f"directive:{row['directive_id']}"
            label = make_label(row["marker"] + row["text"])
            self._add_node(node, "directive", label, **_directive_attributes(row, document))
            if row["list_id"]:
                lists[row["list_id"]].append(row)
            else:
                ordinal = place if row["ordinal"] is None else row["ordinal"]
                add_edge(self.graph, document_node, node, "contains", ordinal=ordinal, date=document["date"])
        for place, (list_id, members) in enumerate(lists.items(), 1):
            self._add_list(document_node, document, f"list:{list_id}", place, members)
        for row in rows:
            if row["parent_id"] and f"directive:{row['parent_id']}" in self.graph:
                add_edge(
                    self.graph,
                    f"directive:{row['directive_id']}",
                    f"directive:{row['parent_id']}",
                    "part_of",
                    date=document["date"],
                )

    def _add_list(
        self, document_node: str, document: Row, node: str, place: int, members: Sequence[Row]
    ) -> None:
        lead_in = next((m["lead_in"] for m in members if m["lead_in"]), None)
        kinds = Counter(m["kind"] for m in members)
        label = make_label(lead_in) if lead_in else f"{make_label(members[0]['text'], 12)} 等{len(members)}项"
        self._add_node(
            node,
            "list",
            label,
            kind=max(sorted(kinds), key=lambda k: kinds[k]),
            text=lead_in,
            date=document["date"],
            document=document["doc_id"],
            size=len(members),
        )
        add_edge(self.graph, document_node, node, "contains", ordinal=place, date=document["date"])
        for row in members:
            child = f"directive:{row['directive_id']}"
            add_edge(self.graph, node, child, "contains", ordinal=row["ordinal"], date=document["date"])

    def _add_responsibilities(self, rows: Iterable[Row], document: Row, bodies: Mapping[str, str]) -> None:
        for row in rows:
            directive = f"directive:{row['directive_id']}"
            if directive not in self.graph:
                continue
            body = self._body(row["body"], bodies)
            evidence = row["evidence"] or {}
            confidence = round(float(row["confidence"]), 4)
            place = (row["role"], row["basis"], row["surface"], evidence.get("start"))
            if self.graph.has_edge(directive, body, make_id("responsible", directive, body, *place)):
                continue  # the same row twice says nothing new
            add_edge(
                self.graph,
                directive,
                body,
                "responsible",
                *place,
                role=row["role"],
                basis=row["basis"],
                surface=row["surface"],
                evidence=evidence.get("text"),
                evidence_start=evidence.get("start"),
                evidence_end=evidence.get("end"),
                confidence=confidence,
                weight=confidence,
                rule=row.get("rule"),
                date=document["date"],
            )

    # ------------------------------------------------------------------------------------ people

    def _collect_people(self, rows: Iterable[Row], bodies: Mapping[str, str]) -> dict[str, int]:
        """Note the people of a document; the result finds a person's place by name or alias."""
        places: dict[str, int] = {}
        for row in rows:
            positions = tuple((self._body(p["body"], bodies), p["title"]) for p in row["positions"])
            for name in (row["name"], *row["aliases"]):
                places.setdefault(name, len(self.people))
            self.people.append(SeenPerson(row["name"], tuple(row["aliases"]), positions))
        return places

    def _add_speakers(
        self, document: Row, rows: Iterable[Row], people: Mapping[str, int], bodies: Mapping[str, str]
    ) -> None:
        """``states`` edges. A meeting speaks for the bodies that convened it: the document's issuers."""
        text = document["text"]
        for row in rows:
            speaker = row["speaker"]
            if not speaker:
                continue
            directive = f"directive:{row['directive_id']}"
            verb = _find_verb(row["lead_in"] or "", text[max(0, row["start"] - 120) : row["start"]])
            if speaker in people:
                self.statements.append((people[speaker], directive, verb))
                continue
            names = [speaker] if speaker in bodies or not _MEETING.search(speaker) else document["issuers"]
            for name in names:
                if name in bodies or name in document["issuers"]:
                    node = self._body(name, bodies)
                    add_edge(self.graph, node, directive, "states", verb=verb, date=document["date"])

    def _finish_people(self) -> None:
        groups = group_people(self.people)
        nodes: dict[int, str] = {}
        for members in groups:
            held = sorted({position for m in members for position in self.people[m].positions})
            name = self.people[members[0]].name
            node = make_id("person", name, *(held[0][0],) if held else ())
            nodes.update(dict.fromkeys(members, node))
            aliases = sorted({alias for m in members for alias in self.people[m].aliases} - {name})
            self._add_node(node, "person", name, aliases=JOINER.join(aliases))
            for member in members:
                for body, title in self.people[member].positions:
                    add_edge(self.graph, node, body, "holds", title, title=title)
        for place, directive, verb in self.statements:
            date = self.graph.nodes[directive].get("date")
            add_edge(self.graph, nodes[place], directive, "states", verb=verb, date=date)

    # ------------------------------------------------------------------------------------ references

    def _collect_citations(
        self, node: str, document: Row, entities: Iterable[Row], directives: Iterable[Row]
    ) -> None:
        own = {match_key(document["doc_number"])} if document["doc_number"] else set()
        spans = [(d["start"], d["end"], f"directive:{d['directive_id']}") for d in directives]
        mentions = sorted((e for e in entities if e["type"] == "DOC"), key=lambda e: int(e["start"]))
        short: dict[str, tuple[str, str]] = {}  # short title in this document -> full title's key and label
        last = ("", "")
        for first, second in pair_mentions(mentions, document["text"]):
            title, number, label, written = read_reference(first, second)
            if first and GENERIC_TITLE.fullmatch(title):
                if (
                    SHORT_FOR.search(document["text"][max(0, first["start"] - 50) : first["start"]])
                    and last[0]
                ):
                    short[title] = last
                    continue
                title, label = short.get(title, (f"{document['doc_id']}{title}", label))
            last = (title, label)
            if number in own or not (title or number) or is_own_title(title, document.get("title")):
                continue
            at = (first or second or {})["start"]
            source = next((d for start, end, d in spans if start <= at < end), node)
            self.citations.append(Citation(source, title, number, label, written))

    def _finish_references(self) -> None:
        numbers: dict[str, set[str]] = defaultdict(set)  # title -> the numbers it is cited with
        titles: dict[str, set[str]] = defaultdict(set)
        for citation in self.citations:
            if citation.title and citation.number:
                numbers[citation.title].add(citation.number)
                titles[citation.number].add(citation.title)
        labels: dict[str, set[str]] = defaultdict(set)
        written: dict[str, set[str]] = defaultdict(set)
        nodes = []
        for citation in self.citations:
            # A title that is cited with one number only is that document wherever it is cited.
            alone = next(iter(numbers[citation.title])) if len(numbers[citation.title]) == 1 else ""
            key = citation.number or alone or citation.title
            node = make_id("reference", key)
            nodes.append(node)
            labels[node].add(citation.label)
            if citation.written_number:
                written[node].add(citation.written_number)
        for node in dict.fromkeys(nodes):
            label = min(labels[node], key=lambda text: (not text.startswith("《"), len(text), text))
            number = min(written[node], default=None)
            self._add_node(node, "reference", make_label(label, 60), title=label, doc_number=number)
        for citation, node in zip(self.citations, nodes, strict=True):
            date = self.graph.nodes[citation.source].get("date")
            add_edge(self.graph, citation.source, node, "cites", date=date)

    def finish(self) -> Graph:
        self._finish_people()
        self._finish_references()
        return self.graph


def _body_node(body_id: str) -> str:
    return make_id("body", body_id) if _UNSAFE_ID.search(body_id) else f"body:{body_id}"


def _directive_attributes(row: Row, document: Row) -> dict[str, Any]:
    kept = (
        "text",
        "kind",
        "modality",
        "ordinal",
        "deadline",
        "marker",
        "depth",
        "action",
        "object",
        "purpose",
    )
    attributes = {name: row[name] for name in kept}
    attributes["targets"] = JOINER.join(row["targets"])
    attributes.update(start=row["start"], end=row["end"], date=document["date"], document=document["doc_id"])
    return attributes


def _find_verb(*places: str) -> str | None:
    """The last verb of saying in the first place that has one."""
    for place in places:
        found = _VERB.findall(place)
        if found:
            return str(found[-1])
    return None
