"""A corpus through the pipeline: in parts that can be lost and made again, on one core, many, or many machines.

What is finished stands in ``.parts`` under the digest of what went into it: the sources, the options, the
versions. A run that was killed finds its finished pieces again, and the result is the same bytes as that of a run
never disturbed. The tables are put in place only when all of them are written.

What a run will do, planning.py; who does it, pool.py; a worker's part in it, worker.py; the files in which its work
waits, pieces.py; the tables and the graph made of them, joining.py.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from .. import __version__
from ..columns import make_schema
from ..read.sources import Source
from ..records import Options, Problem
from ..rows import FORMS, TABLES, TableFiles, WriteError, remove_path, table_files, write_text
from .joining import Totals, join_graph, join_pieces
from .pieces import LOCK, DamagedPiece, drop_pieces, is_whole, iterate_headers, write_problems
from .planning import (
    Choice,
    Part,
    absolute_options,
    choose_sources,
    is_shared,
    options_key,
    part_versions,
    plan_parts,
    run_key,
)

if TYPE_CHECKING:  # what works on documents is loaded when there is work: a finished run is told at once
    from .pool import Workers
    from .worker import Job

__all__ = [
    "PARTS", "Choice", "Part", "Plan", "RunReport", "graph_once", "options_key",
    "plan_corpus", "plan_parts", "run_corpus",
]  # fmt: skip

PARTS = ".parts"
FINISHED = "finished.json"
_REPAIRS = 3
DEFAULTS = Options()
EVERYTHING = Choice()


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did: counts of the rows of each table, and how much was already there.

    ``unchanged`` if nothing had to be done at all, ``repaired`` counts parts that were damaged and made again.
    """

    outputs: Path
    counts: dict[str, int]
    characters: int
    parts: int
    parts_reused: int
    kinds: dict[str, int] = field(default_factory=dict)
    unchanged: bool = False
    repaired: int = 0
    made_of: tuple[Part, ...] = field(default=(), repr=False, compare=False)  # none if unchanged

    @property
    def problems(self) -> int:
        return self.counts.get("problems", 0)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do: its sources, its parts, and those of them that are not done yet."""

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]
    parts: tuple[Part, ...]
    todo: tuple[Part, ...]
    counts: tuple[int, int, int]  # documents, characters, problems of the parts that are done
    form: str = "jsonl"  # of the tables

    @property
    def size(self) -> int:
        return sum(p.size for p in self.parts)

    @property
    def size_to_do(self) -> int:
        return sum(p.size for p in self.todo)


class Watcher(Protocol):
    """Who is told how a run goes. Sizes are bytes of sources."""

    def plan(self, sources: int, size: int) -> None: ...
    def reuse(self, documents: int, characters: int, problems: int, size: int) -> None: ...
    def advance(self, documents: int, characters: int, problems: int, size: int = 0) -> None: ...


def plan_corpus(
    inputs: Iterable[str | Path],
    outputs: str | Path,
    options: Options = DEFAULTS,
    choice: Choice = EVERYTHING,
) -> Plan:
    """What ``run_corpus`` would do. Nothing is written."""
    sources, problems = choose_sources(inputs, choice)
    return _find_work(sources, problems, plan_parts(sources, options), Path(outputs) / PARTS)


def _find_work(
    sources: Sequence[Source], problems: Sequence[Problem], parts: Sequence[Part], folder: Path
) -> Plan:
    todo: list[Part] = []
    counts = [0, 0, 0]
    for part in parts:
        headers = list(iterate_headers(folder, part.key))
        if any(header is None or header["retry"] for header in headers):
            todo.append(part)
            continue
        for header in filter(None, headers):
            done = (header["rows"]["documents"], header["characters"], header["rows"]["problems"])
            counts = [a + b for a, b in zip(counts, done, strict=True)]
    return Plan(tuple(sources), tuple(problems), tuple(parts), tuple(todo), (counts[0], counts[1], counts[2]))


def run_corpus(
    inputs: Iterable[str | Path],
    outputs: str | Path,
    options: Options = DEFAULTS,
    *,
    jobs: int = 1,
    cluster: str | None = None,
    timeout: float = 120.0,
    limit: int | None = None,
    sample: int | None = None,
    shuffle: int | None = None,
    watcher: Watcher | None = None,
    tables: str = "jsonl",
) -> RunReport:
    """Every stage over every input, into the files of ``outputs``.

    Documents stream: memory holds the list of files and one piece a worker. A document that is not done within
    ``timeout`` seconds, or that kills its worker, becomes a row of problems.jsonl like an unreadable input. The
    same call after a run was stopped goes on where it stopped; neither ``jobs`` nor ``cluster`` changes the
    result. ``tables`` is their form: ``jsonl`` (a file each), or ``jsonl-shards`` or ``parquet`` (a folder each).
    Raises ValueError for options that cannot be met and outputs that cannot be written.
    """
    outputs = Path(outputs).absolute()
    if tables not in FORMS:
        raise ValueError(f"there is no form {tables!r} of tables: choose one of {', '.join(FORMS)}")
    if tables == "parquet":
        make_schema("documents")  # a missing package is told now, not at the end
    sources, problems = choose_sources(inputs, Choice(limit, sample, shuffle))
    parts = plan_parts(sources, options)
    if report := _finished_report(outputs, run_key(parts, problems, tables), len(parts)):
        if watcher:
            size = sum(p.size for p in parts)
            watcher.plan(len(sources), size)
            watcher.reuse(report.counts["documents"], report.characters, report.problems, size)
        return report
    return _run_parts(
        dataclasses.replace(_find_work(sources, problems, parts, outputs / PARTS), form=tables),
        outputs, options, timeout, (jobs, cluster), watcher,
    )  # fmt: skip


def _run_parts(
    plan: Plan, outputs: Path, options: Options, timeout: float, workers: tuple[int, str | None],
    watcher: Watcher | None,
) -> RunReport:  # fmt: skip
    from .pool import Workers
    from .worker import Job

    if watcher:
        watcher.plan(len(plan.sources), plan.size)
        watcher.reuse(*plan.counts, plan.size - plan.size_to_do)
    folder = _make_folder(outputs)
    job = Job(absolute_options(options), str(folder), timeout)
    with _lock(folder):
        _drop_unfinished(outputs)
        report = _run_plan(plan, outputs, job, Workers(*workers), watcher)
    return dataclasses.replace(report, parts_reused=len(plan.parts) - len(plan.todo))


def _make_folder(outputs: Path) -> Path:
    folder = outputs / PARTS
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FINISHED).unlink(missing_ok=True)
    except OSError as error:
        raise WriteError.of(error, outputs) from error
    return folder


@contextlib.contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Two runs into one folder would remove each other's parts. The system frees the lock of a killed run."""
    try:
        import fcntl
    except ImportError:  # Windows, where a file in use cannot be removed anyway
        yield
        return
    try:
        file = (folder / LOCK).open("w")
    except OSError as error:
        raise WriteError.of(error, folder.parent) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ValueError(f"another run is writing to {folder.parent}: wait for it, or stop it") from None
        except OSError:
            pass  # a network disk without locks
        yield


def _run_plan(plan: Plan, outputs: Path, job: Job, workers: Workers, watcher: Watcher | None) -> RunReport:
    folder = Path(job.folder)
    todo, repaired, rounds = plan.todo, 0, 0
    # Pieces with problems that may have passed go; those of an unfinished part stay.
    drop_pieces(
        folder, {p.key for p in todo if any(h and h["retry"] for h in iterate_headers(folder, p.key))}
    )
    while True:
        _make_parts(todo, job, workers, watcher)
        try:
            totals = _merge(outputs, plan, job.options)
            break
        except DamagedPiece as damage:
            rounds += 1
            if rounds > _REPAIRS:
                raise ValueError(f"{damage.path} is damaged again and again: check the disk") from damage
            todo = tuple(part for part in plan.parts if not is_whole(folder, part.key))
            repaired += len(todo)
            drop_pieces(folder, {part.key for part in todo})
    _drop_stale(folder, plan.parts)
    report = RunReport(
        outputs, totals.counts, totals.characters, len(plan.parts), 0, dict(totals.kinds), repaired=repaired,
        made_of=plan.parts,
    )  # fmt: skip
    if not totals.retries:
        _mark_finished(report, plan)
    return report


def _make_parts(parts: Sequence[Part], job: Job, workers: Workers, watcher: Watcher | None) -> None:
    from .pool import run_tasks
    from .worker import AGAIN, CHANGED, Task

    turns = max(workers.jobs, 1) if not workers.cluster else 16
    tasks = [
        Task(part, turn, turns if is_shared(part) else 1)
        for part in parts
        for turn in range(turns if is_shared(part) else 1)
    ]
    known = {task.name: task for task in tasks}
    changed: dict[str, Part] = {}
    with contextlib.closing(run_tasks(tasks, job, workers)) as outcomes:
        for outcome in outcomes:
            task = known.get(outcome.task)
            if outcome.changed and task:
                changed[task.part.key] = task.part
            if watcher:
                size = task.part.size // task.turns if task else 0
                watcher.advance(outcome.documents, outcome.characters, outcome.problems, size)
    drop_pieces(Path(job.folder), changed)
    for part in changed.values():
        problems = [Problem(s.path, "read", CHANGED, AGAIN) for s in part.sources]
        write_problems(Path(job.folder), part.key, problems)


def _merge(outputs: Path, plan: Plan, options: Options) -> Totals:
    """The tables and run.json, all or none of them. A folder without run.json holds no finished run."""
    with TableFiles(outputs, TABLES, plan.form) as files:
        totals = join_pieces(outputs / PARTS, plan.parts, plan.problems, files)
        (outputs / "run.json").unlink(missing_ok=True)
        files.commit()
    run = {
        "zhiling": __version__,
        "versions": part_versions(),
        "options": options_key(options),
        "counts": totals.counts,
        "characters": totals.characters,
        "kinds": dict(sorted(totals.kinds.items())),
    }
    head = json.dumps(run, ensure_ascii=False, indent=1).removesuffix("\n}")
    write_text(
        outputs / "run.json", chain((head, ',\n "inputs": {'), _input_lines(plan.sources), ("\n }\n}\n",))
    )
    return totals


def _input_lines(sources: Iterable[Source]) -> Iterator[str]:
    """Path and digest of each file, as ``json`` would indent them, one at a time."""
    comma = ""
    for source in sources:
        yield f"{comma}\n  {json.dumps(source.path, ensure_ascii=False)}: {json.dumps(source.sha256)}"
        comma = ","


def _drop_unfinished(outputs: Path) -> None:
    """Remove tables that a killed run was writing; no other run is writing here now."""
    for name in (*TABLES, "run.json"):
        for left in outputs.glob(f".{name}.*.tmp"):
            remove_path(left)


def _drop_stale(folder: Path, parts: Sequence[Part]) -> None:
    """Remove pieces of files that changed or went, and what killed workers left behind."""
    keep = {p.key for p in parts}
    with os.scandir(folder) as entries:
        stale = [
            folder / e.name
            for e in entries
            if e.name != LOCK and not (e.name.endswith(".part") and e.name.partition("-")[0] in keep)
        ]
    for path in stale:
        remove_path(path)


# --------------------------------------------------------------------------------------------- finished runs


def _sizes(outputs: Path) -> dict[str, list[int]]:
    """Size and time of change of every file of a run: cheap to ask for, and touched by whoever writes one."""
    found = {}
    for path in (*(p for table in TABLES for p in table_files(outputs, table)), outputs / "run.json"):
        with contextlib.suppress(OSError):
            status = path.stat()
            found[path.relative_to(outputs).as_posix()] = [status.st_size, status.st_mtime_ns]
    return found


def _mark_finished(report: RunReport, plan: Plan) -> None:
    mark = {
        "key": run_key(plan.parts, plan.problems, plan.form),
        "sizes": _sizes(report.outputs),
        "report": [report.counts, report.characters, report.kinds],
    }
    write_text(report.outputs / PARTS / FINISHED, json.dumps(mark))


def _finished_report(outputs: Path, key: str, parts: int) -> RunReport | None:
    """The report of a run that is already there in full, else None. No piece is looked at for it."""
    try:
        mark = json.loads((outputs / PARTS / FINISHED).read_text(encoding="utf-8"))
        counts, characters, kinds = mark["report"]
        finished = mark["key"] == key and mark["sizes"] == _sizes(outputs)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return RunReport(outputs, counts, characters, parts, parts, kinds, unchanged=True) if finished else None


def graph_once(outputs: Path, report: RunReport, build: Callable[[Path], tuple[int, int]]) -> tuple[int, int]:
    """The graph of a run (nodes, edges), put together from its pieces. It is not made again if the run was unchanged
    and the graph's file is the one it made; without pieces that can be read, ``build`` makes it from the tables.
    """
    mark_file, target = outputs / PARTS / "graph.json", outputs / "graph.graphml"

    def state() -> list[int]:
        status = target.stat()
        return [status.st_size, status.st_mtime_ns]

    if report.unchanged:
        with contextlib.suppress(OSError, ValueError, KeyError):
            mark: dict[str, Any] = json.loads(mark_file.read_text(encoding="utf-8"))
            if mark["file"] == state():
                return mark["nodes"], mark["edges"]
    try:
        nodes, edges = join_graph(outputs / PARTS, report.made_of) if report.made_of else build(outputs)
    except DamagedPiece:
        nodes, edges = build(outputs)
    with contextlib.suppress(OSError):
        write_text(mark_file, json.dumps({"nodes": nodes, "edges": edges, "file": state()}))
    return nodes, edges
