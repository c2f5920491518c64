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
from .lexicon import read_lexicon
from .link import Linked
from .link.corrections import CORRECTION_COLUMNS
from .process import extract_document, link_document
from .records import Document, Options
from .rows import Row, document_from_row, grouped_rows, mention_from_row, read_rows
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
    resources = cached_resources(options)
    structure = parse_structure(document.text, document.metadata, resources.lexicon)
    document, linked = link_document(document, structure, mentions, resources)
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


#: A body named in more documents than this is explained for the first ones.
_SHOWN = 20


def explain_body(outputs: Path, name: str, options: Options) -> int:
    """Print what ``name``, as written or as linked, stands for in each document of a run, and by which rule.

    The number of documents that name it. Raises ValueError where none does.
    """
    found: dict[str, list[Row]] = {}
    for row in read_rows(outputs, "entities"):
        if row["type"] == "ORG" and name in (row["text"], row["canonical"], row["spread"]):
            found.setdefault(row["doc_id"], []).append(row)
    if not found:
        raise ValueError(f"{outputs} names no body {name!r}. See zhiling bodies {outputs} --search TEXT.")
    console, resources = Console(highlight=False, soft_wrap=True), cached_resources(options)
    rules = dict(read_lexicon("body_rules.txt"))
    shown = list(found)[:_SHOWN]
    for doc_id, rows in grouped_rows(outputs, "documents"):
        if doc_id in shown:
            document = document_from_row(rows[0])
            mentions = [mention_from_row(r) for r in read_rows(outputs, "entities") if r["doc_id"] == doc_id]
            structure = parse_structure(document.text, document.metadata)
            document, linked = link_document(document, structure, mentions, resources)
            console.print(Text(printable(document.title or document.path), "bold"))
            _print_resolutions(console, document, linked, found[doc_id], rules)
    if len(found) > _SHOWN:
        console.print(Text(f"… and {len(found) - _SHOWN:,} more documents", "dim"))
    return len(found)


def _print_resolutions(
    console: Console, document: Document, linked: Linked, rows: list[Row], rules: dict[str, str]
) -> None:
    """Each written form once, where it stands first."""
    told = set()
    for row in rows:
        answer = linked.resolve(row["text"], row["start"])
        if (row["text"], answer.name) in told:
            continue
        told.add((row["text"], answer.name))
        line = Text(f"  {printable(row['text'])} → ")
        line.append(printable(answer.name), COLOURS["ORG"])
        rule = answer.rule.removesuffix(" (open)")
        line.append(f"  {answer.rule}: {rules.get(rule, rule)}", "dim")
        console.print(line)
        if answer.candidates:
            console.print(Text(f"    could be {'／'.join(answer.candidates)}", "yellow"))
        around = document.text[max(0, row["start"] - 20) : row["end"] + 20].replace("\n", " ")
        console.print(Text(f"    {row['start']}–{row['end']}: …{printable(around)}…", "dim"))


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
    """A table in which ``canonical`` is what a researcher corrects; ``surface`` is the name as it was linked.

    Its form goes by the name of ``target``: .xlsx, .csv, or else columns parted by tabs.
    """
    table = [[*CORRECTION_COLUMNS, "written_as", "candidates"]]
    for row in rows:
        known = [row["name"], row["name"], row["level"], row["region_code"], row["parent"]]
        listed = ["；".join(row[key]) for key in ("aliases", "candidates")]
        table.append([_defused(cell) for cell in (*known, *listed)])
    temporary = target.with_name(f".{target.name}.tmp")
    if target.suffix.lower() == ".xlsx":
        _write_workbook(temporary, table)
    else:
        delimiter = "," if target.suffix.lower() == ".csv" else "\t"
        with temporary.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(table)
    temporary.replace(target)


def _write_workbook(target: Path, table: list[list[str]]) -> None:
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("bodies")
    for row in table:
        sheet.append([printable(cell) for cell in row])
    with target.open("wb") as out:
        book.save(out)


def _defused(value: str | None) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value and value[0] in "=+-@" else value or ""
