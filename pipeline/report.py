"""``write_report``: a run as one HTML page that opens from disk, needs no network and runs nothing of a notice's.

The data are packed (zlib, base64), the documents each on its own and unpacked only when they are opened.
The page's policy allows just the one script whose digest it names, so that a script in a notice could not
run even if it got out of its text; and no text of a notice becomes markup anywhere.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeAlias

from .export.plain import clean_string, open_whole
from .graph import JOINER, build_graph, read_outputs
from .records import BASES, ROLES
from .rows import read_rows

if TYPE_CHECKING:
    from .graph import Graph

Tables: TypeAlias = Mapping[str, Sequence[Mapping[str, Any]]]
Entry: TypeAlias = dict[str, Any]
#: A quote or a directive is shown whole up to this length; the document has the rest.
LONGEST = 300
#: The parts of the script, in the order in which the page runs them.
SCRIPTS = ("words", "page", "plots", "listing", "panel", "reader", "layout", "net", "start")
TABS = ("overview", "bodies", "directives", "documents", "graph")


def write_report(outputs: str | Path, path: str | Path, *, follows: bool = False) -> Path:
    """Write the page for a folder of JSON Lines files; its path.

    With ``follows`` a directive also shows its way down the levels. Raises FileNotFoundError where
    ``documents.jsonl`` is missing, ValueError where the packages that ``follows`` needs are. The page
    appears only when it is whole.
    """
    outputs, path = Path(outputs), Path(path)
    style, script = _read_asset("report.css"), read_script()
    with open_whole(path) as out:
        out.write(_head(outputs, style, script))
        # The tables are read once: a document is written as the graph takes it in.
        overview = collect_overview(_write_documents(read_outputs(outputs), out), follows=follows)
        overview["problems"] = _read_problems(outputs)
        out.write(f'<script type="text/plain" id="data">{pack(overview)}</script>\n')
        out.write(f"<script>{script}</script>\n</body>\n</html>\n")
    return path


def _write_documents(documents: Iterable[Tables], out: IO[str]) -> Iterator[Tables]:
    for place, tables in enumerate(documents):
        packed = pack(collect_document(tables))
        out.write(f'<script type="text/plain" id="doc-{place}">{packed}</script>\n')
        yield tables


def read_script() -> str:
    """The page's script, put together from its parts."""
    return "'use strict';\n" + "".join(_read_asset(f"{name}.js") for name in SCRIPTS)


def _read_asset(name: str) -> str:
    return (files("pipeline") / "assets" / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _head(outputs: Path, style: str, script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    name = html.escape(clean_string(outputs.resolve().name))
    tabs = {**{tab: tab for tab in TABS}, "reader": "documents"}
    panels = "".join(
        f'<section role="tabpanel" id="{panel}" aria-labelledby="tab-{tab}" tabindex="-1" hidden></section>\n'
        for panel, tab in tabs.items()
    )
    return (
        '<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>指令与责任 · {name}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<header><h1><span id="what">指令与责任</span> · {name}</h1><nav id="tabs" role="tablist"></nav>'
        '<button id="language" type="button" lang="en">English</button></header>\n'
        f"<main>\n<noscript>此页需要 JavaScript。This page needs JavaScript.</noscript>\n{panels}</main>\n"
        '<aside id="panel" role="dialog" aria-labelledby="panel-title" hidden></aside>\n'
        '<div id="tip" hidden></div>\n'
    )


def pack(value: Any) -> str:
    """JSON, compressed, in letters and digits: nothing in it can close the element that holds it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return base64.b64encode(zlib.compress(text, 9)).decode("ascii")


def collect_overview(outputs: Iterable[Tables], *, follows: bool = False) -> Entry:
    """What the page shows of all documents: documents, bodies, people, directives, and the links between them.

    ``links`` hold places in ``directives`` (``d``) and ``bodies`` (``b``), the places of role and basis in
    ``roles`` and ``bases`` (``r``, ``s``) and the quote (``q``). ``issuers`` of a document and ``posts`` of a
    person hold places in ``bodies``. Documents stand in the order given, directives in that of their
    documents. ``follows`` holds places of a later and an earlier directive with nothing between them, and
    how alike they are; ``handed`` those of documents, and how many directives.
    """
    documents: list[Entry] = []
    graph = build_graph(_note_documents(outputs, documents, citations=follows))
    if follows:
        _add_follows(graph)
    place_of = {entry["id"]: place for place, entry in enumerate(documents)}
    directives, bodies, people = {}, {}, {}
    for node, data in graph.nodes(data=True):
        if data["type"] == "directive":
            directives[node] = _directive_entry(data, place_of)
        elif data["type"] == "body":
            bodies[node] = _body_entry(node, data)
        elif data["type"] == "person":
            people[node] = {"name": data["label"], "posts": []}
    # The page finds a document's directives by the place of its first one.
    order = sorted(directives, key=lambda node: directives[node]["doc"])
    places = {node: place for place, node in enumerate([*order, *bodies])}
    for node in bodies:
        places[node] -= len(order)
    for document in documents:
        document["issuers"] = []
    links = _collect_links(graph, places, documents, people, place_of)
    return {
        "roles": ROLES,
        "bases": BASES,
        "documents": documents,
        "directives": [directives[node] for node in order],
        "bodies": list(bodies.values()),
        "links": links,
        "people": list(people.values()),
        **_collect_follows(graph, places, place_of),
    }


def _collect_links(
    graph: Graph,
    places: Mapping[str, int],
    documents: Sequence[Entry],
    people: Mapping[str, Entry],
    place_of: Mapping[str, int],
) -> list[Entry]:
    """The responsibilities; ``issuers`` of ``documents`` and ``posts`` of ``people`` are filled on the way."""
    links = []
    for source, target, data in graph.edges(data=True):
        if data["type"] == "responsible":
            link = {"d": places[source], "b": places[target]}
            link.update(r=ROLES.index(data["role"]), s=BASES.index(data["basis"]))
            links.append({**link, "q": _short(data.get("evidence", ""))})
        elif data["type"] == "issued_by":
            documents[place_of[source.removeprefix("document:")]]["issuers"].append(places[target])
        elif data["type"] == "holds":
            people[source]["posts"].append([places[target], data["title"]])
    return links


def _add_follows(graph: Graph) -> None:
    from .graph.follows import add_follows

    try:
        add_follows(graph)
    except RuntimeError as error:
        raise ValueError(str(error)) from None


def _collect_follows(graph: Graph, places: Mapping[str, int], place_of: Mapping[str, int]) -> Entry:
    follows, handed = [], []
    for source, target, data in graph.edges(data=True):
        if data["type"] == "follows" and data["direct"]:
            if source in places:
                follows.append([places[source], places[target], data["similarity"]])
            else:
                ends = (place_of[node.removeprefix("document:")] for node in (source, target))
                handed.append([*ends, int(data["weight"]) if data["basis"] != "citation" else 0])
    return {"follows": follows, "handed": handed}


def _note_documents(
    outputs: Iterable[Tables], documents: list[Entry], *, citations: bool
) -> Iterator[Tables]:
    """The tables as the graph wants them; without ``citations`` the names, which are most of the rows, are left out."""
    for tables in outputs:
        documents.append(_document_entry(tables))
        yield tables if citations else {**tables, "entities": ()}


def _read_problems(outputs: Path) -> list[Entry]:
    if not (outputs / "problems.jsonl").exists():
        return []
    kept = ("path", "stage", "reason", "remedy")
    return [{name: row.get(name) or "" for name in kept} for row in read_rows(outputs, "problems")]


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _document_entry(tables: Tables) -> Entry:
    document = tables["documents"][0]
    return {
        "id": document["doc_id"],
        "title": document["title"] or "",
        "date": document["date"] or "",
        "kind": document["kind"],
        "number": document["doc_number"] or "",
        "path": document["path"],
    }


def _directive_entry(data: Mapping[str, Any], place_of: Mapping[str, int]) -> Entry:
    return {
        "doc": place_of[data["document"]],
        "text": _short(data.get("text", data["label"])),
        "marker": data.get("marker", ""),
        "kind": data["kind"],
        "modality": data.get("modality", ""),
        "deadline": data.get("deadline", ""),
        "start": data["start"],
    }


def _body_entry(node: str, data: Mapping[str, Any]) -> Entry:
    aliases = [name for name in data.get("aliases", "").split(JOINER) if name]
    return {
        "id": node.removeprefix("body:"),
        "name": data["label"],
        "level": data["level"],
        "aliases": aliases,
    }


def collect_document(tables: Tables) -> Entry:
    """One document's page: clean text, the edits that give the raw text, what was repaired, mentions and
    directives with both spans.
    """
    document = tables["documents"][0]
    return {
        "text": document["text"],
        "edits": document.get("alignment") or [],
        "cleaning": {rule: count for rule, count in (document.get("cleaning") or {}).items() if count},
        "warnings": document.get("warnings") or [],
        "mentions": [
            [row["start"], row["end"], row["type"], row["canonical"], row["raw_start"], row["raw_end"]]
            for row in tables["entities"]
        ],
        "directives": [
            [row["start"], row["end"], row["raw_start"], row["raw_end"]] for row in tables["directives"]
        ],
    }
