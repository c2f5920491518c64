"""Questions put to the tables of a run: why a directive has its links, and which bodies there are."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from .assign.explain import Explanation, explain_directive
from .batch.worker import cached_resources
from .link.registry import CORRECTION_COLUMNS
from .process import extract_document, link_document
from .records import Document, Options
from .rows import Row, document_from_row, mention_from_row, read_rows
from .show import COLOURS, printable
from .structure import parse_structure


def explain_links(outputs: Path, directive_id: str, options: Options) -> None:
    """Print why a directive has its links. Raises ValueError where ``outputs`` holds no such directive."""
    doc_id = directive_id.split("-")[0]
    row = next((r for r in read_rows(outputs, "documents") if r["doc_id"] == doc_id), None)
    if row is None:
        raise ValueError(f"{outputs} holds no directive {directive_id!r}. Its ids stand in directives.jsonl.")
    document = document_from_row(row)
    mentions = [mention_from_row(r) for r in read_rows(outputs, "entities") if r["doc_id"] == doc_id]
    structure = parse_structure(document.text, document.metadata)
    document, linked = link_document(document, structure, mentions, cached_resources(options))
    directives, _ = extract_document(document, structure, linked)
    try:
        found = explain_directive(document.text, structure, linked, directives, directive_id)
    except KeyError:
        raise ValueError(
            f"{outputs} holds no directive {directive_id!r}. Its ids stand in directives.jsonl."
        ) from None
    _print_explanation(Console(highlight=False, soft_wrap=True), document, found)


def _print_explanation(console: Console, document: Document, found: Explanation) -> None:
    raw = document.alignment.restore_raw(document.text)

    def quote(start: int, end: int) -> None:
        raw_start, raw_end = document.alignment.raw_span(start, end)
        console.print(Text(f"    clean {start}–{end}: {printable(document.text[start:end])}"))
        console.print(Text(f"    raw   {raw_start}–{raw_end}: {printable(raw[raw_start:raw_end])}", "dim"))

    console.print(Text(f"{document.title or document.path}", "bold"))
    for depth, step in enumerate(found.path):
        line = Text("  " * depth + printable(step.marker) + " ", "yellow")
        line.append(printable(step.text[:60]), "default")
        line.append(f"  [{step.kind}]", "dim")
        console.print(line)
    quote(found.directive.start, found.directive.end)
    for link, rule in zip(found.links, found.rules, strict=True):
        line = Text("→ ")
        line.append(link.body, COLOURS["ORG"])
        line.append(f"  {link.role}, {link.basis}, {link.confidence:.2f}: {rule}", "dim")
        console.print(line)
        if link.evidence:
            quote(link.evidence.start, link.evidence.end)
    for lost in found.lost:
        console.print(Text(f"✗ {lost.body}: {lost.reason}", "red"))


def list_bodies(
    outputs: Path, *, search: str | None, level: str | None, only_open: bool, target: Path | None
) -> int:
    """Print (or write to ``target``, for ``--bodies``) the bodies of a run; how many."""
    answers = Counter(row["body"] for row in read_rows(outputs, "responsibilities"))
    bodies: dict[str, Row] = {}
    for row in read_rows(outputs, "bodies"):
        if _wanted(row, search, level, only_open):
            known = bodies.setdefault(row["name"], {**row, "aliases": [], "candidates": []})
            for key in ("aliases", "candidates"):
                known[key] += [x for x in row[key] if x not in known[key]]
    ordered = sorted(bodies.values(), key=lambda r: (-answers[r["name"]], r["name"]))
    if target:
        _write_corrections(target, ordered)
    else:
        _print_bodies(ordered, answers)
    return len(ordered)


def _wanted(row: Row, search: str | None, level: str | None, only_open: bool) -> bool:
    if (level and row["level"] != level) or (only_open and not row["candidates"]):
        return False
    return not search or any(search in name for name in (row["name"], *row["aliases"]))


def _print_bodies(rows: list[Row], answers: Counter[str]) -> None:
    table = Table("body", "links", "level", "region", "written as", box=None)
    for row in rows:
        written = "；".join(row["aliases"])
        if row["candidates"]:
            written += f"  open: {'／'.join(row['candidates'])}"
        cells: list[Any] = [
            row["name"],
            str(answers[row["name"]]),
            row["level"],
            row["region_code"] or "",
            written,
        ]
        table.add_row(*(Text(printable(cell)) for cell in cells))
    Console(highlight=False, soft_wrap=True).print(table)


def _write_corrections(target: Path, rows: list[Row]) -> None:
    """A table in which ``canonical`` is what a researcher corrects; ``surface`` is the name as it was linked."""
    temporary = target.with_name(f".{target.name}.tmp")
    with temporary.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, delimiter="\t", lineterminator="\n")
        writer.writerow([*CORRECTION_COLUMNS, "written_as"])
        for row in rows:
            known = [row["name"], row["name"], row["level"], row["region_code"], row["parent"]]
            writer.writerow([_defused(x) for x in (*known, "；".join(row["aliases"]))])
    temporary.replace(target)


def _defused(value: str | None) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value and value[0] in "=+-@" else value or ""
