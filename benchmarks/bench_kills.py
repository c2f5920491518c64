"""Runs that are killed at random moments and given again: how many end in the bytes of a run left alone.

    python benchmarks/bench_kills.py [--kills 200] [--number 40] [--seed 1] [--tables jsonl] [--json FILE]

Each trial is `zhiling run` into an empty folder, killed with all its workers (SIGKILL) somewhere between its start
and the time that an undisturbed run takes; then the same command once more, to its end. Every file that it leaves
is compared byte for byte. ``killed at`` tells what the kill left: nothing yet, pieces of work, tables being
written, tables that the graph was still missing from, or all of it.

Two seconds of every cold start are imports and word lists, where there is nothing to lose. So most runs are forked
from a process that has loaded them (POSIX only); every tenth is a new process with two workers. The rules alone
recognise: what kills leave does not depend on the models. A part is four notices instead of 64, so that a small
corpus has many parts.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from make_corpus import write_corpus

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline import cli  # noqa: E402
from pipeline.batch import planning  # noqa: E402

SMALL_PARTS = """
from pipeline.batch import planning
planning.PART_SOURCES = 4
from pipeline.cli import main
main()
"""
LIGHT = ("-q", "--recogniser", "rules", "--segmenter", "rjieba")


def start_run(corpus: Path, outputs: Path, form: str, *, cold: bool) -> int:
    """Start a run in a session of its own; its process id."""
    arguments = ["run", str(corpus), "-o", str(outputs), "--tables", form, *LIGHT]
    if cold:
        command = [sys.executable, "-c", SMALL_PARTS, *arguments, "-j", "2"]
        return subprocess.Popen(command, cwd=ROOT, start_new_session=True).pid
    pid = os.fork()
    if pid == 0:
        os.setsid()
        try:
            cli.main(arguments)
        except SystemExit as end:
            os._exit(int(end.code or 0))
        finally:
            os._exit(3)
    return pid


def finish_run(pid: int) -> None:
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if code not in (0, 1):
        raise SystemExit(f"a run that nobody killed ended with exit code {code}")


def process_warm(corpus: Path, form: str) -> None:
    """Load all that a run loads, by one of a single notice."""
    with tempfile.TemporaryDirectory(prefix="bench-") as work, contextlib.suppress(SystemExit):
        cli.main(["run", str(next(corpus.iterdir())), "-o", work, "--tables", form, *LIGHT])


def digest_files(folder: Path) -> dict[str, str]:
    """Every file of a run's result (what stands in .parts is its own business)."""
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and ".parts" not in p.parts
    }


def find_state(outputs: Path) -> str:
    """What a killed run has left."""
    if (outputs / "graph.graphml").exists():
        return "finished"
    if (outputs / ".parts" / "finished.json").exists():
        return "tables, no graph"
    if list(outputs.glob(".*.tmp")) or list(outputs.glob("*.jsonl")) or (outputs / "documents").exists():
        return "tables being written"
    return "pieces" if list(outputs.glob(".parts/*.part")) else "nothing yet"


def kill_once(corpus: Path, outputs: Path, form: str, after: float, *, cold: bool) -> str | None:
    """Start a run and kill it; what it left, or None if it was done before."""
    pid = start_run(corpus, outputs, form, cold=cold)
    time.sleep(after)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    killed = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
    return find_state(outputs) if killed else None


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--number", type=int, default=40, help="notices")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tables", default="jsonl", help="form of the tables, as `zhiling run` takes it")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    planning.PART_SOURCES = 4
    chance = random.Random(args.seed)
    where: Counter[str] = Counter()
    different: list[int] = []
    began = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="bench-") as work:
        corpus, whole, outputs = (Path(work) / name for name in ("notices", "whole", "outputs"))
        write_corpus(corpus, args.number, median=120)
        process_warm(corpus, args.tables)
        seconds = {}
        for cold in (True, False):  # the last is the yardstick; both must give the same
            shutil.rmtree(whole, ignore_errors=True)
            start = time.perf_counter()
            finish_run(start_run(corpus, whole, args.tables, cold=cold))
            seconds[cold] = time.perf_counter() - start
        expected = digest_files(whole)
        trial = 0
        while trial < args.kills:
            cold = trial % 10 == 0
            shutil.rmtree(outputs, ignore_errors=True)
            state = kill_once(corpus, outputs, args.tables, chance.uniform(0, seconds[cold]), cold=cold)
            if state is None:
                continue
            where[state] += 1
            finish_run(start_run(corpus, outputs, args.tables, cold=cold and trial % 20 == 0))
            if digest_files(outputs) != expected:
                different.append(trial)
            trial += 1
    row = {
        "kills": args.kills,
        "identical": args.kills - len(different),
        "where": dict(where.most_common()),
        "seconds": round(time.perf_counter() - began, 1),
    }
    print(f"{row['identical']} of {args.kills} killed runs ended in the same bytes ({row['seconds']} s)")
    print("killed at: " + ", ".join(f"{name} {count}" for name, count in where.most_common()))
    if args.json:
        args.json.write_text(json.dumps(row, indent=1))
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
