"""Time and memory of `zhiling run` against the size of the corpus, and what a finished run costs to give again.

    python benchmarks/bench_scale.py [--numbers 1000 10000] [--median 250] [--jobs 2] [--light] [--json FILE]

The corpora come from make_corpus.py; the small one is the beginning of the large one. ``seconds`` is time by the
clock, ``cpu`` that of all processes together (a busy machine disturbs it less). ``worker`` is the largest peak
of a process that works through documents, ``main`` that of the one that plans, joins and builds the graph
(both resident, MiB). Memory needs Linux's /proc. With ``--light`` the rules alone recognise: quick, and the hardest
yardstick for what a finished run costs again.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from make_corpus import write_corpus

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Run:
    """What one run took."""

    number: int
    characters: int
    seconds: float
    cpu: float
    main: float
    worker: float
    again: float  # seconds of the same command once more


def measure(command: list[str]) -> tuple[float, float, float, float]:
    """(seconds, CPU seconds, peak of the process, largest peak of a child) of a command; MiB."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT)
    peaks: dict[int, int] = {}
    watch = threading.Thread(target=_watch, args=(process, peaks), daemon=True)
    watch.start()
    code = process.wait()
    seconds = time.perf_counter() - began
    watch.join()
    if code not in (0, 1):
        raise SystemExit(f"exit code {code}: {' '.join(command)}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    main = peaks.pop(process.pid, 0)
    return seconds, cpu, main / 1024, max(peaks.values(), default=0) / 1024


def _watch(process: subprocess.Popen[bytes], peaks: dict[int, int]) -> None:
    while process.poll() is None:
        for pid in (process.pid, *_descendants(process.pid)):
            try:
                status = Path(f"/proc/{pid}/status").read_text()
            except OSError:
                continue
            for line in status.splitlines():
                if line.startswith("VmHWM:"):
                    peaks[pid] = max(peaks.get(pid, 0), int(line.split()[1]))
        time.sleep(0.2)


def _descendants(pid: int) -> list[int]:
    try:
        children = [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [each for child in children for each in (child, *_descendants(child))]


def run_once(number: int, median: float, jobs: int, light: bool, work: Path) -> Run:
    """A corpus of ``number`` notices from nothing to the graph, and the same command again."""
    corpus, outputs = work / f"notices-{number}", work / f"outputs-{number}"
    write_corpus(corpus, number, median=median)
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "run",
        str(corpus),
        "-o",
        str(outputs),
        "-q",
        "-j",
        str(jobs),
        *(("--recogniser", "rules", "--segmenter", "rjieba") if light else ()),
    ]
    seconds, cpu, main, worker = measure(command)
    again = min(measure(command)[0] for _ in range(3))
    run = json.loads((outputs / "run.json").read_text(encoding="utf-8"))
    return Run(number, run["characters"], seconds, cpu, main, worker if jobs > 1 else main, again)


def report(runs: list[Run]) -> dict[str, float]:
    """Ratios of the largest run to the smallest."""
    small, large = runs[0], runs[-1]
    return {
        "documents": large.number / small.number,
        "characters": large.characters / small.characters,
        "time": large.seconds / small.seconds,
        "cpu": large.cpu / small.cpu,
        "worker memory": large.worker / small.worker,
        "main memory": large.main / small.main,
        "again": large.again / large.seconds,
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--numbers", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--median", type=float, default=250)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--light", action="store_true")
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as work:
        runs = [run_once(n, args.median, args.jobs, args.light, Path(work)) for n in args.numbers]
    print(
        f"{'notices':>8} {'characters':>11} {'seconds':>8} {'cpu':>8} {'worker':>7} {'main':>7} {'again':>7}"
    )
    for r in runs:
        print(
            f"{r.number:8,} {r.characters:11,} {r.seconds:8.1f} {r.cpu:8.1f} "
            f"{r.worker:7.0f} {r.main:7.0f} {r.again:7.2f}"
        )
    ratios = report(runs)
    print("  ".join(f"{name} {value:.3f}" for name, value in ratios.items()))
    if args.json:
        args.json.write_text(json.dumps({"runs": [asdict(r) for r in runs], "ratios": ratios}, indent=1))


if __name__ == "__main__":
    main()
