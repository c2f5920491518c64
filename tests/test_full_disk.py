"""Runs on a disk that takes no more: nothing is lost, nothing is half written, and it is told."""

from __future__ import annotations

import errno
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from test_faults import RULES, digests, finish, posix, start, write_corpus

from pipeline.batch import PARTS, run_corpus
from pipeline.export.outputs import graph_outputs
from pipeline.rows import WriteError, open_scratch


@pytest.fixture(scope="module")
def little(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A small corpus, and what an undisturbed run makes of it."""
    root = tmp_path_factory.mktemp("little")
    folder = write_corpus(root / "in", 20, more="各单位要高度重视。")
    run_corpus([folder], root / "out", RULES)
    graph_outputs(root / "out")
    return folder, digests(root / "out")


#: Files of more than so many bytes are refused by the system, and SQLite keeps next to nothing in memory.
LITTLE_DISK = """
import resource
from pipeline.batch import joining
from pipeline.graph import stored
joining._CACHE_KIB = stored._CACHE_KIB = 1
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
"""


@posix
@pytest.mark.parametrize(("size", "jobs"), [(0, "1"), (3_000, "2"), (20_000, "1"), (100_000, "1")])
def test_a_disk_that_takes_no_more_stops_the_run_and_loses_nothing(
    tmp_path: Path, little: tuple[Path, dict[str, str]], size: int, jobs: str
) -> None:
    folder, whole = little
    code, error = finish(
        start(folder, tmp_path / "out", "--jobs", jobs, prelude=LITTLE_DISK.format(size=size))
    )
    assert code == 2 and "Traceback" not in error, error
    assert "cannot write" in error and "same command again" in error
    left = digests(tmp_path / "out")
    assert left.items() <= whole.items()
    assert finish(start(folder, tmp_path / "out"))[0] == 0
    assert digests(tmp_path / "out") == whole


@posix
def test_a_small_disk_that_is_full(tmp_path: Path, little: tuple[Path, dict[str, str]]) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    if (
        not shutil.which("mount")
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)], capture_output=True
        ).returncode
    ):
        pytest.skip("a disk cannot be mounted here")
    try:
        folder, whole = little
        code, error = finish(start(folder, disk / "out"))
        assert code == 2 and "No space left" in error and "free some space" in error, error
        assert not [p for p in (disk / "out").rglob("*") if p.name.endswith(".tmp") or p.suffix == ".jsonl"]
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        assert finish(start(folder, disk / "out"))[0] == 0
        assert digests(disk / "out") == whole
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_what_sqlite_cannot_write_is_told(tmp_path: Path) -> None:
    path = tmp_path / "scratch"
    with (
        pytest.raises(WriteError, match=r"disk is full.*free some space.*same command again"),
        open_scratch(path, tmp_path, 1) as base,
    ):
        base.execute("PRAGMA max_page_count = 3")
        base.execute("CREATE TABLE t (x BLOB)")
        for _ in range(100):
            base.execute("INSERT INTO t VALUES (zeroblob(10000))")
    assert not path.exists()
    odd = tmp_path / "通知?nolock=0#%41 [x]"
    odd.mkdir()
    with open_scratch(odd / "scratch", odd, 1) as base:
        base.execute("CREATE TABLE t (x BLOB)")
        assert [p.name for p in odd.iterdir()] == ["scratch"]
    assert not list(odd.iterdir())
    with pytest.raises(WriteError, match="unable to open"), open_scratch(tmp_path / "no" / "x", tmp_path, 1):
        pass
    with pytest.raises(sqlite3.ProgrammingError), open_scratch(path, tmp_path, 1) as base:
        base.execute("SELECT ?", ())  # a mistake of ours is not the disk's
    with pytest.raises(FileNotFoundError), open_scratch(path, tmp_path, 1):
        (tmp_path / "missing").read_bytes()


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_corpus(tmp_path / "in", 3)
    monkeypatch.setattr(
        Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space left"))
    )
    with pytest.raises(WriteError, match=r"free some space.*same command again"):
        run_corpus([folder], tmp_path / "out", RULES)
    assert digests(tmp_path / "out") == {}
    assert not list((tmp_path / "out" / PARTS).glob("*.part")) + list(
        (tmp_path / "out" / PARTS).glob(".*.tmp")
    )


@posix
@pytest.mark.parametrize("command", [["graph"], ["export", "-f", "gexf"], ["report"], ["segment"], ["clean"]])
def test_every_command_says_that_the_disk_is_full(tmp_path: Path, command: list[str]) -> None:
    folder = write_corpus(tmp_path / "in", 3)
    run_corpus([folder], tmp_path / "out", RULES)
    before = digests(tmp_path / "out")
    name, *more = command
    places = [str(folder), "-o", str(tmp_path / "out")] if name == "clean" else [str(tmp_path / "out")]
    code = f"{LITTLE_DISK.format(size=1500)}\nfrom pipeline.cli import main\nmain()"
    done = subprocess.run(
        [sys.executable, "-c", code, name, *places, *more],
        capture_output=True, text=True, cwd=Path(__file__).resolve().parent.parent,
    )  # fmt: skip
    assert done.returncode == 2 and "Traceback" not in done.stderr, done.stderr
    assert re.search("cannot write.*(choose a disk|check the folder and its disk)", done.stderr), done.stderr
    assert digests(tmp_path / "out") == before
