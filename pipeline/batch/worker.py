"""What a worker does: read a part's sources, process their documents in time, and write them piece by piece.

A piece holds a bounded number of documents, so a file of a million rows is never in memory. Where the pieces of a
part are cut depends on its documents alone; workers that share a part each make every n-th piece.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import hashlib
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NamedTuple

from ..read import iterate_source, make_options
from ..read.sources import Source, digest_file
from ..records import DocumentRecords, Options, Problem, RawDocument
from ..rows import WriteError, record_rows
from .pieces import Header, PieceName, read_header, write_piece
from .planning import Part

# The stages (half a second) are imported where documents are processed, not where work is shared out.
if TYPE_CHECKING:
    from ..process import Resources

#: A piece is closed at this many characters, or documents.
PIECE_CHARACTERS = 120_000
PIECE_DOCUMENTS = 256
#: Objects behind which Python looks for cycles among them by itself. A piece makes fewer.
MOST_OBJECTS = 400_000
#: Files up to this size are read at once, so that what is processed is what was hashed.
AT_ONCE = 8 << 20

CHANGED = "the file changed while the run was going on"
TOO_SLOW = "not done within the time limit"
DIED = "the worker process died on it (killed, or out of memory)"
AGAIN = "give the same command again"
#: Problems that may be gone next time: their pieces are made again by the next run.
PASSING = (CHANGED, TOO_SLOW, DIED)


@dataclass(frozen=True, slots=True)
class Job:
    """What holds for every task of a run. ``folder`` is where pieces are kept, ``timeout`` in seconds a document."""

    options: Options
    folder: str
    timeout: float = 120.0


@dataclass(frozen=True, slots=True)
class Task:
    """A part, or the ``turn``-th of every ``turns`` pieces of it."""

    part: Part
    turn: int = 0
    turns: int = 1

    @property
    def name(self) -> str:
        return f"{self.part.key}-{self.turn}"

    def marker(self, job: Job) -> Path:
        """The file that is there while the task is being worked on, and stays when its worker dies."""
        return Path(job.folder) / f"{self.name}.started"


class Outcome(NamedTuple):
    """What a task made, counting what was there already; ``changed`` if its file did not hold still."""

    task: str
    documents: int
    characters: int
    problems: int
    changed: bool = False


@dataclass(slots=True)
class Group:
    """The documents of one piece, each once by id (later copies are its ``duplicates``), and what was unreadable."""

    raws: dict[str, RawDocument] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    characters: int = 0
    last: bool = False

    @property
    def is_full(self) -> bool:
        return self.characters >= PIECE_CHARACTERS or len(self.raws) + len(self.problems) >= PIECE_DOCUMENTS

    def add(self, each: RawDocument | Problem) -> None:
        if isinstance(each, Problem):
            self.problems.append(each)
        elif first := self.raws.get(each.doc_id):
            copies = tuple(sorted({*first.duplicates, each.path, *each.duplicates} - {first.path}))
            self.raws[each.doc_id] = dataclasses.replace(first, duplicates=copies)
        else:
            self.raws[each.doc_id] = each
            self.characters += len(each.text)


@lru_cache(maxsize=1)
def cached_resources(options: Options) -> Resources:
    """The models of this worker process, loaded at its first part."""
    from ..process import load_resources

    return load_resources(options)


def check_options(options: Options) -> None:
    """Raise ValueError where a file or an engine that ``options`` name is wrong: told once, not for each part.

    What is not named is what the package itself brings: then nothing is loaded.
    """
    named = (options.segmenter, options.recogniser, options.userdict, options.lexicon, options.bodies)
    if named != (Options().segmenter, Options().recogniser, None, None, None):
        cached_resources(options)


@lru_cache(maxsize=1)
def _warm_resources(options: Options) -> Resources:
    """The models after their first use: what they load then is not charged to a document's time."""
    resources = cached_resources(options)
    from ..process import process_documents

    process_documents([RawDocument("0" * 16, "", "0" * 64, "请各单位做好准备。", "utf-8")], resources)
    return resources


def make_task(task: Task, job: Job) -> Outcome:
    """Make the missing pieces of a task. Raises WriteError where they cannot be written."""
    folder, key = Path(job.folder), task.part.key
    marker = task.marker(job)
    try:
        marker.touch()
    except OSError as error:
        raise WriteError.of(error, folder.parent) from error
    documents = characters = problems = 0
    for number, group in enumerate(read_groups(task.part, job)):
        if number % task.turns == task.turn:
            name = PieceName(key, number)
            header = read_header(folder, name) or make_piece(name, group, job)
            documents += header["rows"]["documents"]
            characters += header["characters"]
            problems += header["rows"]["problems"]
    gc.collect(0)  # when the records are gone: next to nothing is left to look through
    changed = any(_has_changed(source) for source in task.part.sources)
    marker.unlink(missing_ok=True)
    return Outcome(task.name, documents, characters, problems, changed)


@contextlib.contextmanager
def rare_collections() -> Iterator[None]:
    """Records hold no cycles, and there are many: looking for cycles while they are there takes a fiftieth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(MOST_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def make_piece(name: PieceName, group: Group, job: Job) -> Header:
    """Process the documents of a group, each within its time, and write the piece; its header."""
    raws = list(group.raws.values())
    records, slow = process_in_time(raws, job)
    return store_piece(name, group, records, slow, job)


def store_piece(
    name: PieceName,
    group: Group,
    records: Sequence[DocumentRecords],
    quarantined: Sequence[Problem],
    job: Job,
) -> Header:
    """Write a piece: the rows of its documents by table, with a header that counts them."""
    problems = (*group.problems, *quarantined)
    retry = any(p.reason.startswith(PASSING) for p in problems)
    documents = [record_rows(each) for each in records]
    own = [p._asdict() for p in problems]
    return write_piece(Path(job.folder), name, documents, own, last=group.last, retry=retry)


# --------------------------------------------------------------------------------------------------- reading


def read_groups(part: Part, job: Job) -> Iterator[Group]:
    """The documents of a part, piece by piece; the last group says so."""
    group = Group()
    for source in part.sources:
        for each in _read_source(source, job):
            if group.is_full:
                yield group
                group = Group()
            group.add(each)
    group.last = True
    yield group


def _read_source(source: Source, job: Job) -> Iterator[RawDocument | Problem]:
    held = _hold(source)
    if isinstance(held, Problem):
        yield held
        return
    results = iterate_source(held, make_options(job.options.reading))
    while True:
        try:
            with time_limit(job.timeout):
                each = next(results)
        except StopIteration:
            return
        except TimeUp:
            reason = f"{TOO_SLOW} ({job.timeout:g} s)"
            yield Problem(source.path, "read", reason, "raise --timeout, or convert the file")
            return
        yield each


def _hold(source: Source) -> Source | Problem:
    """The source with its bytes, if they are few; a problem if they are not those that were planned for."""
    if source.problem or source.data is not None or source.size > AT_ONCE:
        return source
    try:
        data = Path(source.location).read_bytes()
    except OSError as error:
        return Problem(source.path, "read", f"{CHANGED}: {error.strerror}", AGAIN)
    if hashlib.sha256(data).hexdigest() != source.sha256:
        return Problem(source.path, "read", CHANGED, AGAIN)
    return dataclasses.replace(source, data=data)


def _has_changed(source: Source) -> bool:
    """Whether a large file, which is streamed, is no longer what was planned for."""
    if source.problem or source.data is not None or source.size <= AT_ONCE:
        return False
    try:
        return digest_file(source.location) != source.sha256
    except OSError:
        return True


# --------------------------------------------------------------------------------------------------- time


def process_in_time(raws: Sequence[RawDocument], job: Job) -> tuple[list[DocumentRecords], list[Problem]]:
    """The records of the documents that are done in time, and a problem for each that is not.

    All of them together are given the time of one; only if that is not enough do they go one by one.
    """
    from ..process import process_documents

    resources = _warm_resources(job.options)
    if len(raws) != 1:
        with contextlib.suppress(TimeUp), time_limit(job.timeout):
            return process_documents(raws, resources), []
    records: list[DocumentRecords] = []
    problems: list[Problem] = []
    for raw in raws:
        try:
            with time_limit(job.timeout):
                records += process_documents([raw], resources)
        except TimeUp as up:
            reason = f"{TOO_SLOW} ({job.timeout:g} s)"
            problems.append(Problem(raw.path, _stage_of(up), reason, "raise --timeout", raw.doc_id))
    return records, problems


class TimeUp(BaseException):
    """The time of a document is over. Not an Exception: the stages' guards must let it through."""


def _stage_of(up: TimeUp) -> str:
    """The stage that was at work: the guard that the exception passed through knows it."""
    stage, trace = "recognise", up.__traceback__  # outside the guards only the tagger's batch runs
    while trace is not None:
        if trace.tb_frame.f_code.co_name == "guarded":
            stage = str(trace.tb_frame.f_locals.get("stage", stage))
        trace = trace.tb_next
    return stage


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TimeUp inside the block when it takes longer; 0 is no limit.

    On POSIX, in the main thread, a timer signal does it. Elsewhere (Windows, the threads of a Dask worker)
    another thread asks the interpreter to raise it, which waits for a call into C to return.
    """
    if not seconds:
        yield
    elif threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):
        before = signal.signal(signal.SIGALRM, _ring)
        signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)  # rings again should a finaliser swallow it
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
    else:
        with _thread_limit(seconds):
            yield


def _ring(number: int, frame: FrameType | None) -> None:
    raise TimeUp


@contextlib.contextmanager
def _thread_limit(seconds: float) -> Iterator[None]:
    import ctypes

    target = ctypes.c_ulong(threading.get_ident())
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    lock = threading.Lock()
    over = False

    def ring() -> None:
        with lock:
            if not over:
                raise_in(target, ctypes.py_object(TimeUp))

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            over = True
            raise_in(target, None)  # one that is asked for but not yet raised
        timer.cancel()


def leave_interrupts() -> None:
    """Ctrl-C goes to every process of the terminal; only the one that started the run answers it."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("OMP_NUM_THREADS", "1")


@contextlib.contextmanager
def hold_interrupts() -> Iterator[None]:
    """Ctrl-C waits for the end of the block; processes that are begun in it are never sent it, even before they
    can say so themselves.
    """
    if hasattr(signal, "pthread_sigmask"):
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()  # it lets interrupts through again where it begins within the block
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    else:
        yield


def make_task_apart(task: Task, job: Job) -> Outcome:
    """``make_task`` in a process that only works."""
    leave_interrupts()
    gc.set_threshold(MOST_OBJECTS)
    return make_task(task, job)
