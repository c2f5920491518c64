"""One document on a terminal: mentions in colour, directives with who is responsible, repairs with their places."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from .records import Options, Problem
from .rows import Row, document_from_row, read_rows, record_rows, table_place

if TYPE_CHECKING:
    from .batch import Plan, RunReport

COLOURS = {
    "ORG": "bold cyan",
    "PER": "bold magenta",
    "LOC": "green",
    "DATE": "yellow",
    "TITLE": "magenta",
    "DOC": "blue",
}


def show_document(document: str, outputs: Path | None, options: Options, *, raw: bool = False) -> None:
    """Print ``document`` (a file, or an id or path within ``outputs``). Raises ValueError where it is not found."""
    console = Console(highlight=False, soft_wrap=True)
    tables_of = _from_outputs(document, outputs) if outputs else _from_files(document, options)
    for tables in tables_of:
        _print_document(console, tables, raw)


def _from_files(path: str, options: Options) -> Iterator[dict[str, list[Row]]]:
    if not Path(path).exists():
        raise ValueError(
            f"{path!r} is not a file. To look up a document by its id, give the folder too: -o OUTPUTS."
        )
    from .batch.worker import cached_resources
    from .process import process_documents
    from .read import read_corpus

    for each in read_corpus([path], **options.reading):
        if isinstance(each, Problem):
            raise ValueError(f"{each.path}: {each.reason} {each.remedy}".strip())
        for records in process_documents([each], cached_resources(options)):
            yield record_rows(records)


def _from_outputs(document: str, outputs: Path) -> Iterator[dict[str, list[Row]]]:
    row = next((r for r in read_rows(outputs, "documents") if _names(document, r)), None)
    if row is None:
        raise ValueError(f"No document in {outputs} has the id or path {document!r}.")
    tables = {"documents": [row]}
    for table in ("entities", "people", "directives", "responsibilities"):
        tables[table] = [r for r in read_rows(outputs, table) if r["doc_id"] == row["doc_id"]]
    yield tables


def _names(document: str, row: Row) -> bool:
    return bool(
        row["doc_id"].startswith(document) or row["path"] == document or Path(row["path"]).name == document
    )


def _print_document(console: Console, tables: dict[str, list[Row]], raw: bool) -> None:
    row = tables["documents"][0]
    head = Table(box=None, show_header=False, pad_edge=False)
    for key in ("title", "doc_number", "date", "kind", "issuers", "addressees", "path", "doc_id"):
        value = row[key]
        if value:
            head.add_row(
                Text(key, style="dim"), Text("；".join(value) if isinstance(value, list) else str(value))
            )
    console.print(head)
    console.print()
    console.print(marked_text(row, tables["entities"], raw=raw))
    console.print()
    _print_directives(console, tables)
    _print_people(console, tables["people"])


def marked_text(document: Row, entities: Sequence[Row], *, raw: bool = False) -> Text:
    """The clean (or raw) text with its mentions in colour."""
    record = document_from_row(document)
    body = record.alignment.restore_raw(record.text) if raw else record.text
    text = Text(printable(body))
    start, end = ("raw_start", "raw_end") if raw else ("start", "end")
    for entity in entities:
        text.stylize(COLOURS.get(entity["type"], "bold"), entity[start], entity[end])
    return text


def printable(text: str) -> str:
    """Control characters as spaces: a notice must not be able to drive the terminal."""
    return "".join(c if c in "\n\t" or c.isprintable() or c == "\u3000" else " " for c in text)


def _print_directives(console: Console, tables: dict[str, list[Row]]) -> None:
    links: dict[str, list[Row]] = {}
    for link in tables["responsibilities"]:
        links.setdefault(link["directive_id"], []).append(link)
    for directive in tables["directives"]:
        style = "bold" if directive["kind"] == "directive" else "dim"
        line = Text("  " * max(directive["depth"] - 1, 0))
        line.append(printable(directive["marker"]) + " ", "yellow")
        line.append(printable(directive["text"]), style)
        line.append(f"  [{directive['kind']}]", "dim")
        console.print(line)
        for link in links.get(directive["directive_id"], []):
            mark = Text("  " * directive["depth"] + "→ ")
            mark.append(link["body"], COLOURS["ORG"])
            mark.append(f"  {link['role']}, {link['basis']}, {link['confidence']:.2f}", "dim")
            console.print(mark)


def _print_people(console: Console, people: Iterable[Row]) -> None:
    for person in people:
        for position in person["positions"]:
            line = Text(person["name"], COLOURS["PER"])
            line.append(f"  {position['title']}, {position['body']}")
            console.print(line)


def explain_cleaning(inputs: Sequence[str], options: Options) -> int:
    """Print every repair of every input; the number of inputs that could not be read."""
    from .clean import clean_text
    from .read import read_corpus

    console = Console(highlight=False, soft_wrap=True)
    problems = 0
    for each in read_corpus(inputs, **options.reading):
        if isinstance(each, Problem):
            problems += 1
            console.print(Text(each.path, "red").append(f": {each.reason} {each.remedy}", "default"))
            continue
        cleaned = clean_text(
            each.text, keep_traditional=options.keep_traditional, explain=True, metadata=each.metadata
        )
        console.print(_repair_table(each.path, cleaned.repairs))
    return problems


def _repair_table(path: str, repairs: Iterable[Any]) -> Table:
    table = Table("rule", "raw offset", "before", "after", title=Text(path), title_justify="left", box=None)
    for repair in repairs:
        before, after = (Text(_shown(t)) for t in (repair.before, repair.after))
        table.add_row(repair.rule, str(repair.raw_start), before, after)
    return table


def _shown(text: str) -> str:
    """A repair's text on one line: line breaks and invisible characters made visible, long ones cut."""
    text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return text if len(text) <= 60 else text[:40] + "…" + text[-15:]


def _print_partial(console: Console, evaluation: Any) -> None:
    """The partial matches of names and items, by definition."""
    table = Table("partial matches", box=None)
    totals = evaluation.partial_totals()
    schemes = list(next(iter(totals.values()), {}))
    for name in schemes:
        table.add_column(f"F1 {name}", justify="right")
    for what, counts in totals.items():
        table.add_row(what, *(f"{counts[name].f1:.3f}" for name in schemes))
    console.print(table)


def print_evaluation(evaluation: Any, *, errors: int, by: str | None, as_json: bool) -> None:
    """The scores as a table (or JSON), then the first errors."""
    if as_json:
        print(json.dumps(_evaluation_entry(evaluation), ensure_ascii=False, indent=1))
        return
    groups: dict[str, Any] = {}
    for document in evaluation.documents if by else ():
        groups.setdefault(document.name if by == "document" else document.kind, []).append(document)
    console = Console(highlight=False, soft_wrap=True)
    table = Table("measure", box=None)
    for name in ("P", "R", "F1", "95 %", "gold", "found", *groups):
        table.add_column(name, justify="right")
    totals, intervals = evaluation.totals(), evaluation.intervals()
    per_group = [evaluation.totals(group) for group in groups.values()]
    for measure, score in totals.items():
        low, high = intervals[measure]
        cells = [f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}", f"{low:.2f}–{high:.2f}"]
        cells += [str(score.tp + score.fn), str(score.tp + score.fp)]
        cells += [f"{t[measure].f1:.2f}" if measure in t else "" for t in per_group]
        table.add_row(measure, *cells)
    console.print(table)
    _print_partial(console, evaluation)
    if evaluation.missing:
        console.print(f"Not found in the outputs: {', '.join(evaluation.missing)}")
    for error in [e for d in evaluation.documents for e in d.errors][:errors]:
        console.print(Text(printable(" | ".join(error))))


def _evaluation_entry(evaluation: Any) -> dict[str, Any]:
    """The scores as they stand in JSON."""
    intervals = evaluation.intervals()
    measures = {
        name: {**_figures(score), "tp": score.tp, "fp": score.fp, "fn": score.fn, "ci": intervals[name]}
        for name, score in evaluation.totals().items()
    }
    partial = {
        what: {name: {**_figures(counts), **vars(counts)} for name, counts in schemes.items()}
        for what, schemes in evaluation.partial_totals().items()
    }
    return {"measures": measures, "partial": partial, "missing": evaluation.missing}


def _figures(score: Any) -> dict[str, float]:
    return {"p": score.precision, "r": score.recall, "f1": score.f1}


def print_plan(plan: Plan) -> None:
    """List the files of a run and whether they are done."""
    for part in plan.parts:
        state = "to do" if part in plan.todo else "done"
        for source in part.sources:
            click.echo(f"{state}\t{source.path}")
    for problem in plan.problems:
        click.echo(f"unreadable\t{problem.path}\t{problem.reason}")
    click.echo(
        f"{len(plan.sources):,} files, {plan.size:,} bytes, of which {plan.size_to_do:,} are to do", err=True
    )


def print_run(report: RunReport, nodes: int, edges: int) -> None:
    """Say what a run has written."""
    console = Console(stderr=True, soft_wrap=True)
    table = Table(box=None, show_header=False, pad_edge=False)
    for name, count in report.counts.items():
        if name != "problems":
            place = table_place(report.outputs, name)
            table.add_row(name, f"{count:,}", place.name if place.suffix else f"{place.name}/")
    table.add_row("graph", f"{nodes:,} nodes, {edges:,} edges", "graph.graphml")
    console.print(table)
    if report.repaired:
        console.print(f"{report.repaired} damaged part(s) were made again.")
    if report.parts_reused:
        console.print(
            f"{report.parts_reused} of {report.parts} parts were already there and were used again."
        )
    console.print(Text("Written to ").append(str(report.outputs), "bold"))
    if report.problems:
        told = Text(f"{report.problems} problem(s)", "yellow")
        console.print(told.append(f": see {report.outputs / 'problems.jsonl'}", "default"))


def print_training(scores: Mapping[str, Mapping[str, Any]], folder: Path, engine: str) -> None:
    """Say how good a trained model is, beside what it is compared with, and how to use it."""
    table = Table("", "kind", "precision", "recall", "F1", "names", box=None)
    for name, rows in scores.items():
        for kind, score in rows.items():
            table.add_row(name, kind, *(f"{x:.3f}" for x in score[:3]), f"{score.names:,}")
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    console.print(table)
    console.print(Text(f"Written to {folder}. Use it: --recogniser {engine}:{folder}"))
