"""Where a run and the annotation differ, as one HTML page that needs no network and runs no script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from ..records import MENTION_TYPES
from ..rows import Row
from . import HEAD_FIELDS, HEAD_LISTS, STATED, DocumentScore, Evaluation, compare_key, pair_texts

_STYLE = """
body{font:16px/1.6 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;margin:2rem auto;
max-width:72rem;padding:0 1rem;color:#1a1a1a;background:#fff}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}
td,th{border-bottom:1px solid #ddd;padding:.3rem .5rem;text-align:left;vertical-align:top}
del{background:#fbdcdc;text-decoration:none}ins{background:#d9ecd9;text-decoration:none}
del::before{content:"− "}ins::before{content:"+ "}
.text{white-space:pre-wrap;border-left:3px solid #ddd;padding-left:1rem;max-height:24rem;overflow:auto}
.missed{background:#fbdcdc}.extra{background:#d9ecd9}.score{color:#666}
@media (prefers-color-scheme:dark){body{background:#181818;color:#ddd}td,th{border-color:#444}
del,.missed{background:#5c2626}ins,.extra{background:#24502a}.text{border-color:#444}}
"""


def difference_page(evaluation: Evaluation) -> str:
    """An HTML page of every document that differs: head, names marked in the clean text, items, links.

    Red is what the annotation holds and the run does not, green what only the run holds. All texts are escaped.
    """
    documents = [d for d in evaluation.documents if d.errors and d.sides]
    parts = [
        '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>Differences</title>',
        '<meta name="viewport" content="width=device-width">',
        f"<style>{_STYLE}</style></head><body><h1>Differences from the annotation</h1>",
        "<p><del>only in the annotation</del> <ins>only in the run</ins></p><ul>",
        *(f'<li><a href="#{_anchor(d)}">{escape(d.name)}</a> ({len(d.errors)})</li>' for d in documents),
        "</ul>",
    ]
    for document in documents:
        parts += _document(document)
    missing = ", ".join(evaluation.missing)
    parts.append(f"<p>Not found in the outputs: {escape(missing)}</p>" if missing else "")
    return "\n".join([*parts, "</body></html>", ""])


def _anchor(document: DocumentScore) -> str:
    return "d-" + re.sub(r"[^\w-]", "_", document.name)


def _document(document: DocumentScore) -> Iterator[str]:
    assert document.sides is not None
    gold, found = document.sides
    row = found["documents"][0] if found["documents"] else {}
    yield f'<h2 id="{_anchor(document)}">{escape(document.name)}</h2>'
    yield (
        '<p class="score">'
        + " · ".join(
            f"{measure} {score.f1:.2f}"
            for measure, score in document.scores.items()
            if score.fp + score.fn and "any role" not in measure
        )
        + "</p>"
    )
    yield from _table(("field", ""), _head(gold["document"], row))
    positions = [e for e in document.errors if e.measure == "position"]
    yield from _table(("position",), ((_mark(e.what, e.item),) for e in positions))
    yield from _names(gold["entities"], found["entities"], row.get("text") or "")
    yield from _items(gold, found)


def _head(gold: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The fields of the head that differ, with both values."""
    for name in (*HEAD_FIELDS, *HEAD_LISTS):
        wanted, got = (_listed(side.get(name)) for side in (gold, found))
        if {compare_key(x) for x in wanted} != {compare_key(x) for x in got}:
            yield name, _mark("missed", "；".join(wanted)) + "<br>" + _mark("extra", "；".join(got))


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def _mark(what: str, item: str) -> str:
    tag = "del" if what == "missed" else "ins"
    return f"<{tag}>{escape(item)}</{tag}>"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table of cells that are HTML already; nothing where there are no rows."""
    lines = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows]
    if lines:
        yield "<table><tr>" + "".join(f"<th>{escape(name)}</th>" for name in head) + "</tr>"
        yield from lines
        yield "</table>"


def _names(gold: Sequence[Row], found: Sequence[Row], text: str) -> Iterator[str]:
    """The clean text with the names of one side alone marked where each first stands."""
    sides = [{(r["type"], compare_key(r["text"])): r["text"] for r in rows} for rows in (gold, found)]
    marks: list[tuple[int, int, str, str]] = []
    for wanted, other, tag in ((sides[0], sides[1], "del"), (sides[1], sides[0], "ins")):
        for key in sorted(wanted.keys() - other.keys()):
            at = text.find(wanted[key])
            if at >= 0:
                marks.append((at, at + len(wanted[key]), tag, key[0]))
    if not marks:
        return
    pieces, at = [], 0
    for start, end, tag, kind in sorted(marks):
        if start >= at:
            pieces += [
                escape(text[at:start]),
                f'<{tag} title="{escape(kind)}">{escape(text[start:end])}</{tag}>',
            ]
            at = end
    assert all(kind in MENTION_TYPES for *_, kind in marks)
    yield '<div class="text">' + "".join([*pieces, escape(text[at:])]) + "</div>"


def _items(gold: Mapping[str, Any], found: Mapping[str, list[Row]]) -> Iterator[str]:
    """Directives that differ in text, kind, number or links."""
    wanted, got = gold["directives"], found["directives"]
    pairs = pair_texts([compare_key(d["text"]) for d in wanted], [compare_key(d["text"]) for d in got])
    right = _links(gold["responsibilities"], "n")
    ours = _links(found["responsibilities"], "directive_id")
    rows = []
    for i, item in enumerate(wanted):
        other = got[pairs[i]] if i in pairs else None
        cells = _differing(
            item,
            other,
            right.get(item["n"], set()),
            ours.get(other["directive_id"], set()) if other else set(),
        )
        if cells:
            rows.append(cells)
    for j in sorted(set(range(len(got))) - set(pairs.values())):
        links = " ".join(_mark("extra", link) for link in sorted(ours.get(got[j]["directive_id"], set())))
        rows.append((_mark("extra", f"{got[j]['marker']} {got[j]['text']}"), escape(got[j]["kind"]), links))
    yield from _table(("directive", "kind", "bodies"), rows)


def _links(rows: Iterable[Mapping[str, Any]], key: str) -> dict[Any, set[str]]:
    links: dict[Any, set[str]] = {}
    for row in rows:
        stated = "" if row["basis"] in STATED else " ·"
        links.setdefault(row[key], set()).add(f"{row['body']}={row['role']}{stated}")
    return links


def _differing(
    item: Mapping[str, Any], other: Mapping[str, Any] | None, right: set[str], ours: set[str]
) -> tuple[str, str, str] | None:
    links = [_mark("missed", x) for x in sorted(right - ours)] + [
        _mark("extra", x) for x in sorted(ours - right)
    ]
    text = f"{item['marker']} {item['text']}"
    if other is None:
        return _mark("missed", text), escape(item["kind"]), " ".join(links)
    kind = escape(item["kind"])
    if item["kind"] != other["kind"]:
        kind = _mark("missed", item["kind"]) + " " + _mark("extra", other["kind"])
    shown = escape(text)
    if compare_key(item["text"]) != compare_key(other["text"]):
        shown = _mark("missed", text) + "<br>" + _mark("extra", f"{other['marker']} {other['text']}")
    elif not links and item["kind"] == other["kind"]:
        return None
    return shown, kind, " ".join(links)
