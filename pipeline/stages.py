"""The stage commands: each reads what the stage before wrote and writes its own tables beside it.

They share every function with ``run_corpus``; only where the records come from differs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from .batch import plan_parts
from .batch.worker import cached_resources, hold_interrupts
from .graph import read_outputs
from .process import (
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
from .records import Document, DocumentRecords, Options, Problem, RawDocument
from .rows import (
    TableFiles,
    document_from_row,
    mention_from_row,
    read_rows,
    record_rows,
    table_form,
)

#: Tables that each stage writes, in order.
WRITES = {
    "clean": ("documents",),
    "segment": ("sentences",),
    "recognise": ("documents", "entities", "people", "bodies"),
    "extract": ("directives", "responsibilities", "bodies"),
}
CHUNK = 32
Mentions = Sequence[Mapping[str, Any]]
DocumentAndMentions = tuple[Mapping[str, Any], Mentions]


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
    """One stage over what stands in ``outputs``, a handful of documents at a time; row counts by table."""
    bar.plan(sum(1 for _ in read_rows(outputs, "documents")), 0)
    results = _parallel(partial(_run_rows, name, options=options), _stage_rows(name, outputs), jobs)
    kept = (p for p in _old_problems(outputs) if p.stage not in _STAGE_PROBLEMS[name])
    return _write_results(name, outputs, results, kept, bar)


_STAGE_PROBLEMS = {"segment": {"segment"}, "recognise": {"recognise", "link"}, "extract": {"extract"}}


def _old_problems(outputs: Path) -> Iterator[Problem]:
    if (outputs / "problems.jsonl").exists():
        for row in read_rows(outputs, "problems"):
            yield Problem(**row)


def _stage_rows(name: str, outputs: Path) -> Iterator[Sequence[DocumentAndMentions]]:
    """Chunks of document rows, each with the rows of its mentions where the stage needs them."""
    groups = read_outputs(outputs, ("entities",) if name == "extract" else ())
    rows = ((group["documents"][0], group.get("entities", [])) for group in groups)
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _run_rows(
    name: str, rows: Sequence[DocumentAndMentions], options: Options
) -> list[DocumentRecords | Problem]:
    resources = cached_resources(options)
    results: list[DocumentRecords | Problem] = []
    for row, mention_rows in rows:
        document = document_from_row(row)
        results.append(guarded(name, document, _STAGES[name], document, mention_rows, resources))
    return results


def _segment(document: Document, mentions: Mentions, resources: Resources) -> DocumentRecords:
    return DocumentRecords(document, sentences=segment_document(document, resources))


def _recognise(document: Document, mentions: Mentions, resources: Resources) -> DocumentRecords:
    structure, found = recognise_document(document, resources)
    document, linked = link_document(document, structure, found, resources)
    return DocumentRecords(
        document,
        mentions=linked.mentions,
        people=people_with_aliases(document, linked),
        bodies=all_bodies(document, linked, ()),
    )


def _extract(document: Document, mentions: Mentions, resources: Resources) -> DocumentRecords:
    from .structure import parse_structure

    structure = parse_structure(document.text, document.metadata, resources.lexicon)
    found = tuple(mention_from_row(row) for row in mentions)
    document, linked = link_document(document, structure, found, resources)
    directives, responsibilities = extract_document(document, structure, linked)
    return DocumentRecords(
        document,
        directives=directives,
        responsibilities=responsibilities,
        bodies=all_bodies(document, linked, responsibilities),
    )


_STAGES: dict[str, Callable[[Document, Mentions, Resources], DocumentRecords]] = {
    "segment": _segment,
    "recognise": _recognise,
    "extract": _extract,
}


def _parallel(function: Callable[[Any], Any], chunks: Iterable[Any], jobs: int) -> Iterator[Any]:
    """Results in the order of the chunks, whatever the number of workers; chunks are drawn as they are needed."""
    if jobs <= 1:
        yield from map(function, chunks)
        return
    from joblib import Parallel, delayed

    pool = Parallel(n_jobs=jobs, backend="loky", return_as="generator", batch_size=1)
    with hold_interrupts():
        results = pool(delayed(function)(c) for c in chunks)
    yield from results


def _write_results(
    name: str, outputs: Path, results: Iterable[list[Any]], problems: Iterable[Problem], bar: Bar
) -> dict[str, int]:
    """Write the tables of a stage as its results come; all of them are put in place at the end, or none."""
    tables = WRITES[name]
    with TableFiles(outputs, (*tables, "problems"), table_form(outputs)) as files:
        files.add("problems", (p._asdict() for p in problems))
        for chunk in results:
            documents = [r for r in chunk if isinstance(r, DocumentRecords)]
            files.add("problems", (r._asdict() for r in chunk if isinstance(r, Problem)))
            for records in documents:
                rows = record_rows(records)
                for table in tables:
                    files.add(table, rows[table])
            characters = sum(len(r.document.text) for r in documents)
            bar.advance(len(documents), characters, len(chunk) - len(documents))
        files.commit()
    return dict(files.counts)
