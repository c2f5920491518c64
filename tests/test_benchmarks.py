"""The benchmarks: one command knows all of them, and its page says what was asked for and what was measured."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "benchmarks"


@pytest.fixture
def run_all(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(FOLDER))
    spec = importlib.util.spec_from_file_location("run_all", FOLDER / "run_all.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "run_all", module)
    spec.loader.exec_module(module)
    return module


def test_every_benchmark_is_run(run_all: ModuleType) -> None:
    names = {p.stem.removeprefix("bench_") for p in FOLDER.glob("bench_*.py")}
    assert {b.name for b in run_all.BENCHMARKS} == names
    for benchmark in run_all.BENCHMARKS:  # what is passed is what the program takes
        text = (FOLDER / f"bench_{benchmark.name}.py").read_text(encoding="utf-8")
        for word in f"{benchmark.quick} {benchmark.full} {'--json' if benchmark.writes else ''}".split():
            assert not word.startswith("--") or f'"{word}"' in text, (benchmark.name, word)


def test_taggers_are_compared_in_workers_too() -> None:
    """What a script has loaded must not be sent along with its functions."""
    program = [sys.executable, str(FOLDER / "bench_recognise.py"), "--taggers", "--texts", "1"]
    ran = subprocess.run(
        program,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
        env={**os.environ, "PYTHONPATH": str(FOLDER.parent), "PYTHONUTF8": "1"},
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert [line.split("  ")[0].strip() for line in ran.stdout.splitlines()] == [
        "LAC().run",
        "LacTagger",
        "LacTagger x 2",
        "LAC + rules + linking",
        "LAC + rules + linking x 2",
    ]


def test_the_page_says_what_is_met(run_all: ModuleType) -> None:
    results = {
        "run": {
            "zhiling run --jobs 1": {"speed": 10.0},
            "zhiling run --jobs 2": {"speed": 19.0, "ratio": 2.0},
        },
        "kills": {"kills": 200, "identical": 200},
        "scale": {"ratios": {"time": 10.1, "worker memory": 1.2, "again": 0.004}},
        "stages": None,
    }
    rows = run_all.compare(results)
    told = {row.split("|")[1].strip(): row.split("|")[3:5] for row in rows[2:]}
    assert [x.strip() for x in told["characters a second, 2 workers : LAC alone"]] == ["2.000", "not met"]
    assert [x.strip() for x in told["characters a second, 2 workers : 1 worker"]] == ["1.900", "met"]
    assert [x.strip() for x in told["killed runs that ended in the same bytes"]] == ["1.000", "met"]
    assert told["share of the time inside the model"][0].strip() == "not measured"
    assert len(rows) == 2 + 7


def test_what_cannot_run_is_left_out_with_its_reason(run_all: ModuleType, tmp_path: Path) -> None:
    missing = run_all.Benchmark("no_such", "Nothing", "", "")
    text, figures = run_all.run_one(missing, "{corpus}", tmp_path, tmp_path, 60)
    assert "Left out: " in text and "bench_no_such.py NOTICES" in text and figures is None
    assert run_all.describe_machine()[1].count("Python") == 1
