"""``write_report``: a run as one HTML page that opens from disk, needs no network and runs nothing of a
notice's.

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
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

from .export.plain import clean_string, open_whole
from .graph import build_graph, read_outputs
from .records import ROLES

Tables: TypeAlias = Mapping[str, Sequence[Mapping[str, Any]]]
#: A quote or a directive is shown whole up to this length; the document has the rest.
LONGEST = 300


def write_report(outputs: str | Path, path: str | Path) -> Path:
    """Write the page for a folder of JSON Lines files; its path.

    Raises FileNotFoundError where ``documents.jsonl`` is missing. The page appears only when it is whole.
    """
    outputs, path = Path(outputs), Path(path)
    style, script = (_read_asset(name) for name in ("report.css", "report.js"))
    with open_whole(path) as out:
        out.write(_head(outputs, style, script))
        out.write(f'<script type="text/plain" id="data">{pack(collect_overview(outputs))}</script>\n')
        for place, tables in enumerate(read_outputs(outputs)):
            packed = pack(collect_document(tables))
            out.write(f'<script type="text/plain" id="doc-{place}">{packed}</script>\n')
        out.write(f"<script>{script}</script>\n</body>\n</html>\n")
    return path


def _read_asset(name: str) -> str:
    return (files("pipeline") / "assets" / name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _head(outputs: Path, style: str, script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    name = html.escape(clean_string(outputs.resolve().name))
    tabs = ("overview", "bodies", "documents", "graph")
    panels = "".join(f'<section role="tabpanel" id="{tab}" tabindex="-1" hidden></section>\n' for tab in tabs)
    return (
        '<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>指令与责任 · {name}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<header><h1>指令与责任 · {name}</h1><nav id="tabs" role="tablist"></nav>'
        '<button id="language" lang="en">English</button></header>\n'
        f"<main>\n<noscript>此页需要 JavaScript。This page needs JavaScript.</noscript>\n{panels}</main>\n"
        '<aside id="panel" aria-live="polite" hidden></aside>\n'
    )


def pack(value: Any) -> str:
    """JSON, compressed, in letters and digits: nothing in it can close the element that holds it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return base64.b64encode(zlib.compress(text, 9)).decode("ascii")


def collect_overview(outputs: Path) -> dict[str, Any]:
    """What the page shows of all documents: documents, bodies, directives, and the links between them.

    ``links`` hold places in ``directives`` (``d``) and ``bodies`` (``b``), the role's place in ``roles``
    (``r``) and the quote (``q``). Documents stand in the order of ``documents.jsonl``, directives in that
    of their documents.
    """
    documents = [_document_entry(tables) for tables in read_outputs(outputs)]
    graph = build_graph(_without_texts(outputs))
    place_of = {entry["id"]: place for place, entry in enumerate(documents)}
    directives, bodies = {}, {}
    people = 0
    for node, data in graph.nodes(data=True):
        if data["type"] == "directive":
            directives[node] = _directive_entry(data, place_of)
        elif data["type"] == "body":
            entry = {"name": data["label"], "level": data["level"], "aliases": data.get("aliases", "")}
            bodies[node] = entry
        people += data["type"] == "person"
    # The page finds a document's directives by the place of its first one.
    order = sorted(directives, key=lambda node: directives[node]["doc"])
    places = {node: place for place, node in enumerate(order)}
    body_places = {node: place for place, node in enumerate(bodies)}
    links = [
        {
            "d": places[source],
            "b": body_places[target],
            "r": ROLES.index(data["role"]),
            "q": _short(data.get("evidence", "")),
        }
        for source, target, data in graph.edges(data=True)
        if data["type"] == "responsible"
    ]
    return {
        "roles": ROLES,
        "documents": documents,
        "directives": [directives[node] for node in order],
        "bodies": list(bodies.values()),
        "links": links,
        "people": people,
    }


def _without_texts(outputs: Path) -> Iterator[Tables]:
    for tables in read_outputs(outputs):
        yield {**tables, "entities": ()}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _document_entry(tables: Tables) -> dict[str, Any]:
    document = tables["documents"][0]
    return {
        "id": document["doc_id"],
        "title": document["title"] or "",
        "date": document["date"] or "",
        "kind": document["kind"],
        "number": document["doc_number"] or "",
        "path": document["path"],
        "count": sum(row["kind"] == "directive" for row in tables["directives"]),
    }


def _directive_entry(data: Mapping[str, Any], place_of: Mapping[str, int]) -> dict[str, Any]:
    return {
        "doc": place_of[data["document"]],
        "text": _short(data.get("text", data["label"])),
        "kind": data["kind"],
        "start": data["start"],
    }


def collect_document(tables: Tables) -> dict[str, Any]:
    """One document's page: clean text, the edits that give the raw text, mentions and directives with
    both spans.
    """
    document = tables["documents"][0]
    return {
        "text": document["text"],
        "edits": document.get("alignment") or [],
        "mentions": [
            [row["start"], row["end"], row["type"], row["canonical"], row["raw_start"], row["raw_end"]]
            for row in tables["entities"]
        ],
        "directives": [
            [row["start"], row["end"], row["raw_start"], row["raw_end"]] for row in tables["directives"]
        ],
    }
