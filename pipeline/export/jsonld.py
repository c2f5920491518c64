"""JSON-LD in the W3C's vocabularies: ORG for bodies and posts, PROV-O for who said what and what follows from what.

A directive is a ``prov:Plan``; a responsibility is a ``prov:Association`` of a body with that plan in a
role; a post is an ``org:Membership``. What the vocabularies have no word for stands under
``urn:zhiling:vocab:``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ..graph import JOINER
from .cytoscape import dump, write_members
from .plain import Attributes, open_whole, plain_edges, plain_nodes

if TYPE_CHECKING:
    from ..graph import Graph

CONTEXT = {
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "zl": "urn:zhiling:vocab:",
}
_TYPES: dict[str, list[str]] = {
    "document": ["prov:Entity", "foaf:Document"],
    "list": ["prov:Collection", "zl:List"],
    "directive": ["prov:Plan", "zl:Directive"],
    "body": ["org:Organization", "prov:Organization"],
    "person": ["foaf:Person", "prov:Person"],
    "reference": ["prov:Entity", "dcterms:BibliographicResource"],
}
#: Attribute of a node → property; the others go under ``zl:``.
_NODE_TERMS = {
    "label": "rdfs:label",
    "title": "dcterms:title",
    "doc_number": "dcterms:identifier",
    "text": "dcterms:description",
    "path": "dcterms:source",
    "url": "foaf:page",
}
#: Edges that are a plain statement: subject end, property.
_STATEMENTS = {
    "issued_by": ("source", "prov:wasAttributedTo"),
    "addressed_to": ("source", "zl:addressedTo"),
    "part_of": ("source", "dcterms:isPartOf"),
    "subordinate_to": ("source", "org:subOrganizationOf"),
    "cites": ("source", "dcterms:references"),
    "resolves_to": ("source", "prov:alternateOf"),
}
_SPECIAL = {"name", "type", "date", "aliases"}
_SKIPPED = {"label", "name", "type", "interaction", "weight", "date", "role", "title"}
_IRI_SAFE = re.compile(r"[A-Za-z0-9:.\-_~/]*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def write_jsonld(graph: Graph, path: Path) -> None:
    """One JSON-LD document: a context, then one object a line for each node and each edge."""
    with open_whole(path, "wb") as out:
        out.write(b'{"@context":' + dump(CONTEXT) + b',\n"@graph":[')
        write_members(out, _objects(graph))
        out.write(b"]}\n")


def _objects(graph: Graph) -> Iterator[dict[str, Any]]:
    for node, data in plain_nodes(graph):
        yield _node_object(node, data)
    for identity, source, target, data in plain_edges(graph):
        yield _edge_object(identity, source, target, data)


@lru_cache(1 << 14)  # an edge names two nodes that other edges name too
def make_iri(identity: str) -> str:
    """``urn:zhiling:`` and the id, with what an IRI may not hold escaped."""
    if _IRI_SAFE.fullmatch(identity):
        return "urn:zhiling:" + identity
    return "urn:zhiling:" + quote(identity, safe=":.-_~/")


def _ref(identity: str) -> dict[str, str]:
    return {"@id": make_iri(identity)}


def _date(value: Any) -> Any:
    if isinstance(value, str) and _DAY.fullmatch(value):
        return {"@value": value, "@type": "xsd:date"}
    return value


def _node_object(node: str, data: Attributes) -> dict[str, Any]:
    kind = str(data["type"])
    item: dict[str, Any] = {"@id": make_iri(node), "@type": _TYPES.get(kind, ["prov:Entity"])}
    item.update({_node_term(name): value for name, value in data.items() if name not in _SPECIAL})
    if "date" in data:
        item["dcterms:issued"] = _date(data["date"])
    if "aliases" in data:
        item["skos:altLabel"] = str(data["aliases"]).split(JOINER)
    if kind == "body":
        item["skos:prefLabel"] = data["label"]
    elif kind == "person":
        item["foaf:name"] = data["label"]
    return item


def _node_term(name: str) -> str:
    return _NODE_TERMS.get(name) or _term(name)


@lru_cache(1 << 10)
def _term(name: str) -> str:
    """The property or class of ours that an attribute or type becomes."""
    return "zl:" + quote(name, safe="_-")


def _edge_object(identity: str, source: str, target: str, data: Attributes) -> dict[str, Any]:
    kind = str(data["type"])
    if kind in _STATEMENTS:
        return {**_ref(source), _STATEMENTS[kind][1]: _ref(target)}
    if kind == "contains":
        member = "prov:hadMember" if source.startswith("list:") else "dcterms:hasPart"
        return {**_ref(source), member: _ref(target)}
    details = {_term(name): value for name, value in data.items() if name not in _SKIPPED}
    base: dict[str, Any] = {**_ref(identity), **details}
    if "date" in data:
        base["dcterms:date"] = _date(data["date"])
    if kind == "responsible":
        return _association(base, source, target, data)
    if kind == "holds":
        role = {"@type": "org:Role", "skos:prefLabel": data.get("title", "")}
        post = {"@type": "org:Membership", "org:member": _ref(source), "org:organization": _ref(target)}
        return {**base, **post, "org:role": role}
    if kind == "states":
        said = {**base, "@type": "prov:Attribution", "prov:agent": _ref(source)}
        return {**_ref(target), "prov:wasAttributedTo": _ref(source), "prov:qualifiedAttribution": said}
    if kind == "follows":
        derived = {**base, "@type": "prov:Derivation", "prov:entity": _ref(target)}
        return {**_ref(source), "prov:wasDerivedFrom": _ref(target), "prov:qualifiedDerivation": derived}
    relation = {"zl:source": _ref(source), "zl:target": _ref(target), "zl:weight": data["weight"]}
    return {**base, "@type": _term(kind.capitalize()), **relation}


def _association(base: dict[str, Any], source: str, target: str, data: Attributes) -> dict[str, Any]:
    return {
        **base,
        "@type": ["prov:Association", "zl:Responsibility"],
        "prov:hadPlan": _ref(source),
        "prov:agent": _ref(target),
        "prov:hadRole": {"@id": _term(str(data.get("role", "responsible")))},
    }
