"""The stage commands: each reads what the stage before wrote and writes its own tables beside it.

They share every function with ``run_corpus``; only where the records come from differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from .batch import cached_resources, plan_parts
from .process import (
    Options,
    Resources,
    all_bodies,
    clean_document,
    extract_document,
    guarded,
    link_document,
    people_with_aliases,
    recognise_document,
    segment_document,
)
from .read import read_source
from .read.sources import list_sources
from .records import Document, DocumentRecords, Problem, RawDocument
from .rows import Row, document_from_row, grouped_rows, mention_from_row, read_rows, record_rows, write_rows

#: Tables that each stage writes, in order.
WRITES = {
    "clean": ("documents",),
    "segment": ("sentences",),
    "recognise": ("documents", "entities", "people", "bodies"),
    "extract": ("directives", "responsibilities", "bodies"),
}
CHUNK = 32


class Bar(Protocol):
    """What is told how far a stage has come."""

    def plan(self, sources: int, size: int) -> None: ...
    def advance(self, documents: int, characters: int, problems: int) -> None: ...


def clean_corpus(
    inputs: Iterable[str | Path], outputs: Path, options: Options, *, jobs: int, bar: Bar
) -> dict[str, int]:
    """Read and clean every input into documents.jsonl; row counts by table."""
    outputs.mkdir(parents=True, exist_ok=True)
    sources, problems = list_sources(inputs)
    bar.plan(len(sources), 0)
    chunks = [part.sources for part in plan_parts(sources, options)]
    results = _parallel(partial(_clean_sources, options=options), chunks, jobs)
    return _write_results("clean", outputs, _unique(results), problems, bar)


def _clean_sources(sources: Sequence[Any], options: Options) -> list[DocumentRecords | Problem]:
    results: list[DocumentRecords | Problem] = []
    for source in sources:
        for raw in read_source(source, **options.reading):
            cleaned = (
                guarded("clean", raw, clean_document, raw, options) if isinstance(raw, RawDocument) else raw
            )
            results.append(DocumentRecords(cleaned) if isinstance(cleaned, Document) else cleaned)
    return results


def _unique(results: Iterable[list[Any]]) -> Iterator[list[Any]]:
    """Each document once. (Paths of later copies are known to ``zhiling run``, which sees the corpus twice.)"""
    seen: set[str] = set()
    for chunk in results:
        kept = []
        for each in chunk:
            if isinstance(each, DocumentRecords):
                if each.document.doc_id in seen:
                    continue
                seen.add(each.document.doc_id)
            kept.append(each)
        yield kept


def run_stage(name: str, outputs: Path, options: Options, *, jobs: int, bar: Bar) -> dict[str, int]:
    """One stage over what stands in ``outputs``; row counts by table."""
    rows = list(_stage_rows(name, outputs))
    bar.plan(len(rows), 0)
    chunks = [rows[i : i + CHUNK] for i in range(0, len(rows), CHUNK)]
    results = _parallel(partial(_run_rows, name, options=options), chunks, jobs)
    kept = [p for p in _old_problems(outputs) if p.stage not in _STAGE_PROBLEMS[name]]
    return _write_results(name, outputs, results, kept, bar)


_STAGE_PROBLEMS = {"segment": {"segment"}, "recognise": {"recognise", "link"}, "extract": {"extract"}}


def _old_problems(outputs: Path) -> list[Problem]:
    if not (outputs / "problems.jsonl").exists():
        return []
    return [Problem(**row) for row in read_rows(outputs, "problems")]


def _stage_rows(name: str, outputs: Path) -> Iterator[tuple[Row, list[Row]]]:
    """Each document row with the rows of its mentions, where the stage needs them."""
    mentions = dict(grouped_rows(outputs, "entities")) if name == "extract" else {}
    for row in read_rows(outputs, "documents"):
        yield row, mentions.get(row["doc_id"], [])


def _run_rows(
    name: str, rows: Sequence[tuple[Row, list[Row]]], options: Options
) -> list[DocumentRecords | Problem]:
    resources = cached_resources(options)
    results: list[DocumentRecords | Problem] = []
    for row, mention_rows in rows:
        document = document_from_row(row)
        results.append(guarded(name, document, _STAGES[name], document, mention_rows, resources))
    return results


def _segment(document: Document, mentions: Sequence[Row], resources: Resources) -> DocumentRecords:
    return DocumentRecords(document, sentences=segment_document(document, resources))


def _recognise(document: Document, mentions: Sequence[Row], resources: Resources) -> DocumentRecords:
    structure, found = recognise_document(document, resources)
    document, linked = link_document(document, structure, found, resources)
    return DocumentRecords(
        document,
        mentions=linked.mentions,
        people=people_with_aliases(document, linked),
        bodies=all_bodies(document, linked, ()),
    )


def _extract(document: Document, mentions: Sequence[Row], resources: Resources) -> DocumentRecords:
    from .structure import parse_structure

    structure = parse_structure(document.text, document.metadata)
    found = tuple(mention_from_row(row) for row in mentions)
    document, linked = link_document(document, structure, found, resources)
    directives, responsibilities = extract_document(document, structure, linked)
    return DocumentRecords(
        document,
        directives=directives,
        responsibilities=responsibilities,
        bodies=all_bodies(document, linked, responsibilities),
    )


_STAGES: dict[str, Callable[[Document, Sequence[Row], Resources], DocumentRecords]] = {
    "segment": _segment,
    "recognise": _recognise,
    "extract": _extract,
}


def _parallel(function: Callable[[Any], Any], chunks: Sequence[Any], jobs: int) -> Iterator[Any]:
    """Results in the order of the chunks, whatever the number of workers."""
    if jobs <= 1 or len(chunks) < 2:
        yield from map(function, chunks)
        return
    from joblib import Parallel, delayed

    yield from Parallel(n_jobs=jobs, backend="loky", return_as="generator")(
        delayed(function)(c) for c in chunks
    )


def _write_results(
    name: str, outputs: Path, results: Iterable[list[Any]], problems: Sequence[Problem], bar: Bar
) -> dict[str, int]:
    tables: dict[str, list[Row]] = {table: [] for table in WRITES[name]}
    found = list(problems)
    for chunk in results:
        documents = [r for r in chunk if isinstance(r, DocumentRecords)]
        found += (r for r in chunk if isinstance(r, Problem))
        for records in documents:
            rows = record_rows(records)
            for table in tables:
                tables[table] += rows[table]
        bar.advance(len(documents), sum(len(r.document.text) for r in documents), len(chunk) - len(documents))
    counts = {table: write_rows(outputs / f"{table}.jsonl", rows) for table, rows in tables.items()}
    counts["problems"] = write_rows(outputs / "problems.jsonl", (p._asdict() for p in found))
    return counts


def graph_outputs(outputs: Path, *, follows: bool = False) -> tuple[int, int]:
    """Build graph.graphml from the tables in ``outputs``; (nodes, edges).

    With ``follows`` near-copies of directives handed down the levels are linked; raises ValueError where the
    packages for it are missing.
    """
    from .export import write_graph
    from .graph import read_outputs_graph

    graph = read_outputs_graph(outputs)
    if follows:
        from .graph.follows import add_follows

        try:
            add_follows(graph)
        except RuntimeError as error:
            raise ValueError(str(error)) from None
    write_graph(graph, outputs / "graph.graphml")
    return graph.number_of_nodes(), graph.number_of_edges()


def export_outputs(
    outputs: Path, form: str, target: Path | None, *, view: str, measures: bool, **filters: Any
) -> tuple[tuple[Path, ...], int, int]:
    """Write the graph of ``outputs``, filtered and viewed as asked; (files, nodes, edges)."""
    from .export import FORMATS, write_graph
    from .graph import read_outputs_graph
    from .graph.measures import add_measures
    from .graph.views import filter_graph, make_view

    graph = read_outputs_graph(outputs)
    if any(filters.values()):
        graph = filter_graph(graph, **filters)
    graph = make_view(graph, view)
    if measures:
        add_measures(graph)
    name = "graph" if view == "full" else f"graph-{view}"
    written = write_graph(graph, target or outputs / f"{name}{FORMATS[form].suffix}", form)
    return written, graph.number_of_nodes(), graph.number_of_edges()
