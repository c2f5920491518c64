"""Who does the tasks: this process, its worker processes, or a cluster. All through one loop.

A worker that dies (killed, out of memory) takes its pool with it. The tasks it was at have left their
marker; they are done apart, document by document if need be, and the rest goes on in a new pool.
"""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import os
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from ..read import iterate_source, make_options
from ..read.sources import Source
from ..records import DocumentRecords, Problem
from .pieces import LOCK, PieceName, drop_pieces, read_header
from .worker import (
    DIED,
    Group,
    Job,
    Outcome,
    Task,
    check_options,
    hold_interrupts,
    leave_interrupts,
    make_task,
    make_task_apart,
    process_in_time,
    rare_collections,
    read_groups,
    store_piece,
)

T = TypeVar("T")

_CRASHES = frozenset(("TerminatedWorkerError", "BrokenProcessPool", "KilledWorker", "ShutdownExecutorError"))
_ATTEMPTS = 5
_PATIENCE = 300.0  # seconds until a worker that is left alone ends
_SIGNAL_AT_ITS_DEATH = 1  # prctl(2): the signal that a process is sent when the one that began it ends
_REMEDY = "leave the file out, or give the worker more memory (fewer --jobs)"


@dataclass(frozen=True, slots=True)
class Workers:
    """How many processes on this machine, or which cluster: ``tcp://HOST:PORT`` or ``local:N``."""

    jobs: int = 1
    cluster: str | None = None


def run_tasks(tasks: Sequence[Task], job: Job, workers: Workers) -> Generator[Outcome, None, None]:
    """The outcome of each task, in the order in which they are done."""
    if tasks:
        check_options(job.options)
    # The largest first, so that no worker is left alone with one at the end; the result does not depend on it.
    ordered = sorted(tasks, key=lambda t: (-t.part.size // t.turns, t.part.key, t.turn))
    waiting = {task.name: task for task in ordered}
    for task in _take_suspects(waiting, job):  # a run before this one died at them
        yield make_apart(task, job)
    failures = 0
    while waiting:
        try:
            with _open_pool(workers) as work:
                for outcome in work(list(waiting.values()), job):
                    del waiting[outcome.task]
                    yield outcome
        except Exception as error:
            if not _is_crash(error):
                raise
            suspects = _take_suspects(waiting, job)
            failures += not suspects
            if failures >= _ATTEMPTS:
                raise RuntimeError(
                    f"the workers die before they begin ({error}): see their own output"
                ) from error
            for task in suspects:
                yield make_apart(task, job)


def _take_suspects(waiting: dict[str, Task], job: Job) -> list[Task]:
    started = [task for task in waiting.values() if task.marker(job).exists()]
    return [waiting.pop(task.name) for task in started]


def _is_crash(error: BaseException) -> bool:
    return any(kind.__name__ in _CRASHES for kind in type(error).__mro__)


# --------------------------------------------------------------------------------------------------- pools

Work = Callable[[Sequence[Task], Job], Iterator[Outcome]]


@contextlib.contextmanager
def _open_pool(workers: Workers) -> Iterator[Work]:
    if workers.cluster:
        with _open_cluster(workers.cluster) as work:
            yield work
    elif workers.jobs > 1:
        yield _local_pool(workers.jobs)
    else:
        with rare_collections():
            yield lambda tasks, job: (make_task(task, job) for task in tasks)


def _local_pool(jobs: int) -> Work:
    import joblib  # noqa: F401  # with what it brings, which may have threads

    return _copies(jobs) if _is_one_thread() else _processes(jobs)


def _processes(jobs: int) -> Work:
    """Workers that begin as processes of their own."""
    from joblib import Parallel, delayed
    from joblib.externals.loky import get_reusable_executor

    def work(tasks: Sequence[Task], job: Job) -> Iterator[Outcome]:
        pool = Parallel(n_jobs=jobs, backend="loky", return_as="generator_unordered", batch_size=1)
        try:
            with hold_interrupts():
                outcomes = pool(delayed(make_task_apart)(task, job) for task in tasks)
            yield from outcomes
        finally:
            # Stopped, they must not go on; done, they hold memory, and to take leave of them costs half a second.
            get_reusable_executor().shutdown(wait=False, kill_workers=True)

    return work


def _is_one_thread() -> bool:
    """Whether this process has no thread but this one, be it of a library: then a copy of it is whole."""
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:  # no Linux
        return False


def _copies(jobs: int) -> Work:
    """Workers that begin as copies of this process, which are there half a second sooner."""
    from multiprocessing import get_context

    from joblib.externals.loky import FIRST_COMPLETED, ProcessPoolExecutor, wait

    def work(tasks: Sequence[Task], job: Job) -> Iterator[Outcome]:
        rest, at_work = iter(tasks), set[Any]()
        pool = ProcessPoolExecutor(
            min(jobs, len(tasks)),
            timeout=_PATIENCE,
            context=get_context("fork"),
            initializer=_be_a_copy,
            initargs=(job.folder,),
        )
        try:
            while True:
                # No more than the workers' queue holds: a pool that is stopped stumbles over what waits outside it.
                with hold_interrupts():
                    more = islice(rest, 2 * jobs - len(at_work))
                    at_work |= {pool.submit(make_task_apart, task, job) for task in more}
                if not at_work:
                    break
                done, at_work = wait(at_work, return_when=FIRST_COMPLETED)
                for outcome in done:
                    yield outcome.result()
        finally:
            pool.shutdown(wait=False, kill_workers=True)

    return work


def _be_a_copy(folder: str) -> None:
    """Let go of the lock on the folder of the run, which would outlast the process that holds it; end when that ends."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_SIGNAL_AT_ITS_DEATH, signal.SIGKILL)
    for number in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError):
            if os.readlink(f"/proc/self/fd/{number}") == os.path.join(folder, LOCK):
                os.close(int(number))


@contextlib.contextmanager
def _open_cluster(address: str) -> Iterator[Work]:
    """joblib's Dask backend, on the scheduler at ``address`` or on a cluster of ``local:N`` processes."""
    try:
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise ValueError("--cluster needs the package distributed: pip install zhiling[dask]") from error
    from joblib import Parallel, delayed, parallel_config

    kind, _, number = address.partition(":")
    if kind == "local" and not (number.isdigit() and int(number)):
        raise ValueError(f"--cluster {address}: say how many processes, as in local:4")

    def work(tasks: Sequence[Task], job: Job) -> Iterator[Outcome]:
        with parallel_config(backend="dask", wait_for_workers_timeout=60):
            pool = Parallel(return_as="generator_unordered", batch_size=1)
            yield from pool(delayed(make_task_apart)(task, job) for task in tasks)

    with contextlib.ExitStack() as stack:
        if kind == "local":
            address = cluster = stack.enter_context(
                LocalCluster(
                    n_workers=int(number),
                    threads_per_worker=1,
                    processes=True,
                    dashboard_address=None,
                    silence_logs=logging.CRITICAL,  # what stops is told once, by the run itself
                )
            )
            stack.push(lambda kind, *_: _kill_workers(cluster) if kind else None)
        try:
            stack.enter_context(Client(address, timeout=20))
        except OSError as error:
            raise ValueError(
                f"no Dask scheduler answers at {address}: start one (dask scheduler), or use --cluster local:N"
            ) from error
        yield work


def _kill_workers(cluster: Any) -> None:
    """End the workers of a cluster at once; asked to close, each would first be given four seconds."""
    for nanny in cluster.workers.values():
        nanny.auto_restart = False
        with contextlib.suppress(OSError, AttributeError):
            os.kill(nanny.process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))


# --------------------------------------------------------------------------------------------------- apart


class _Apart:
    """One worker process at a time; a call that kills it gives None, and the next call has a new one."""

    def __init__(self) -> None:
        self._executor: Any = None

    def call(self, function: Callable[..., T], *args: Any) -> T | None:
        from joblib.externals.loky import ProcessPoolExecutor

        if self._executor is None:
            self._executor = ProcessPoolExecutor(max_workers=1, initializer=leave_interrupts)
        try:
            with hold_interrupts():
                future = self._executor.submit(function, *args)
            result: T = future.result()
        except BaseException as error:
            self.close()
            if not _is_crash(error):
                raise
            return None
        return result

    def close(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=False, kill_workers=True)
        self._executor = None


def make_apart(task: Task, job: Job) -> Outcome:
    """A task in a process of its own. What kills that process is found and left out, with a problem for it."""
    apart = _Apart()
    try:
        while (outcome := apart.call(make_task, task, job)) is None:
            task = _make_piece_apart(task, job, apart)
        return outcome
    finally:
        apart.close()


def _make_piece_apart(task: Task, job: Job, apart: _Apart) -> Task:
    """The piece that a worker died at, document by document; the task, without sources that kill their reader."""
    folder, key = Path(job.folder), task.part.key
    number = task.turn
    while read_header(folder, PieceName(key, number)):
        number += task.turns
    group = apart.call(_read_group, task, number, job)
    if group is None:
        drop_pieces(folder, {key})
        return _without_killers(task, job, apart)
    records: list[DocumentRecords] = []
    problems: list[Problem] = []
    for raw in group.raws.values():
        result = apart.call(process_in_time, [raw], job)
        if result is None:
            problems.append(Problem(raw.path, "process", DIED, _REMEDY, raw.doc_id))
        else:
            records += result[0]
            problems += result[1]
    store_piece(PieceName(key, number), group, records, problems, job)
    return task


def _read_group(task: Task, number: int, job: Job) -> Group:
    for at, group in enumerate(read_groups(task.part, job)):
        if at == number:
            return group
    return Group(last=True)


def _without_killers(task: Task, job: Job, apart: _Apart) -> Task:
    sources = []
    for source in task.part.sources:
        if not source.problem and apart.call(_read_through, source, job) is None:
            source = dataclasses.replace(source, problem=DIED, remedy=_REMEDY)
        sources.append(source)
    # By one worker from here on: whoever shares the part comes to the same result.
    return Task(dataclasses.replace(task.part, sources=tuple(sources)))


def _read_through(source: Source, job: Job) -> int:
    return sum(1 for _ in iterate_source(source, make_options(job.options.reading)))
