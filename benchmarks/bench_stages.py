"""Where the time of a run goes: the share of each stage, and of the model within them, in one process.

    python benchmarks/bench_stages.py FOLDER [--rounds 3] [--json FILE]

Every stage's function is timed, without what it calls of the others (the profiler would slow down small calls more
than large ones). ``model`` is the neural network itself, inside its runtime; ``the rest`` is reading, joining and
writing the tables. Time is that of the processor, after the models are loaded; of the rounds the median counts.
"""

from __future__ import annotations

import argparse
import functools
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline import process, rows  # noqa: E402
from pipeline.batch import graph_once, pieces, run_corpus, worker  # noqa: E402
from pipeline.export import prepared  # noqa: E402
from pipeline.export.outputs import graph_outputs  # noqa: E402
from pipeline.records import Options  # noqa: E402
from pipeline.segment.lac import LacTagger  # noqa: E402


class Clock:
    """Processor time by name; what a timed function calls of other timed functions is theirs."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._inner: list[float] = []

    def time(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def timed(*args: Any, **more: Any) -> Any:
            self._inner.append(0.0)
            began = time.process_time()
            try:
                return function(*args, **more)
            finally:
                took = time.process_time() - began
                self.spent[name] = self.spent.get(name, 0.0) + took - self._inner.pop()
                if self._inner:
                    self._inner[-1] += took

        return timed


#: Where a function is looked up when it is called, and the name its time goes to.
TIMED = (
    (process, "clean_text", "clean"),
    (process, "segment_text", "segment"),
    (process, "split_sentences", "segment"),
    (process, "parse_structure", "structure"),
    (process, "recognise_mentions", "recognise"),
    (process, "link_bodies", "link"),
    (process, "extract_directives", "extract"),
    (process, "assign_responsibilities", "assign"),
    (worker, "record_rows", "rows"),
    (pieces, "dump_rows", "rows"),
    (prepared, "prepare_sections", "graph"),
    (LacTagger, "tag", "tagger, around the model"),
)


def attach(clock: Clock) -> None:
    """Have every stage timed, and the model."""
    for owner, name, stage in TIMED:
        setattr(owner, name, clock.time(stage, getattr(owner, name)))
    load = LacTagger._load

    def load_timed(tagger: LacTagger) -> None:
        load(tagger)
        session = tagger._session

        class Timed:
            run = staticmethod(clock.time("model", session.run))

        tagger._session = Timed()

    LacTagger._load = load_timed


def measure(folder: str, clock: Clock) -> tuple[dict[str, float], int]:
    """Seconds by stage of a fresh run, and its characters."""
    outputs = Path(tempfile.mkdtemp(prefix="bench-"))
    clock.spent.clear()
    try:
        began = time.process_time()
        report = run_corpus([folder], outputs, Options())
        whole = time.process_time() - began
        found = dict(clock.spent)
        found["the rest"] = whole - sum(found.values())
        began = time.process_time()
        graph_once(outputs, report, graph_outputs)
        found["graph"] += time.process_time() - began
        return found, report.characters
    finally:
        shutil.rmtree(outputs)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    args = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    clock = Clock()
    attach(clock)
    with tempfile.TemporaryDirectory(prefix="bench-") as warm:
        rows.write_text(Path(warm) / "a.txt", "各单位要做好准备。\n一是排查隐患。二是备足物资。\n")
        measure(warm, clock)
    rounds = [measure(args.folder, clock) for _ in range(args.rounds)]
    spent = {name: statistics.median(found.get(name, 0.0) for found, _ in rounds) for name in rounds[0][0]}
    characters, whole = rounds[0][1], sum(spent.values())
    print(f"{'stage':26} {'seconds':>8} {'share':>7} {'characters/s':>13}")
    for name, seconds in sorted(spent.items(), key=lambda each: -each[1]):
        print(f"{name:26} {seconds:8.2f} {seconds / whole:7.1%} {characters / max(seconds, 1e-9):13,.0f}")
    print(f"{'all':26} {whole:8.2f} {1:7.1%} {characters / whole:13,.0f}")
    if args.json:
        shares = {name: seconds / whole for name, seconds in spent.items()}
        args.json.write_text(
            json.dumps({"characters": characters, "seconds": whole, "shares": shares}, indent=1)
        )


if __name__ == "__main__":
    main()
