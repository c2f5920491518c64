"""Runs that are disturbed: killed, out of time, on damaged parts, among files that come and go."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline import batch
from pipeline.batch import PARTS, pieces, run_corpus, worker
from pipeline.cli import main
from pipeline.process import Options
from pipeline.read import iterate_source
from pipeline.rows import read_rows


def digests(folder: Path) -> dict[str, str]:
    return {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir()) if p.is_file()
    }


RULES = Options(recogniser="rules")
NOTICE = (
    "{place}教育局关于做好开学工作的通知\n各学校：\n一是排查隐患。二是备足物资。"
    "三是及时报告。\n{more}\n{place}教育局\n"
)
#: Put on the path of every process of a run: a text with one of these words kills its worker, or never ends.
HOSTILE = """
import os, signal, time
import pipeline.clean as clean
_clean = clean.clean_text
def clean_text(raw, **options):
    if "毁灭进程" in raw:
        os.kill(os.getpid(), signal.SIGKILL)
    while "永不结束" in raw:
        time.sleep(0.01)
    return _clean(raw, **options)
clean.clean_text = clean_text
"""
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


def write_corpus(folder: Path, number: int, more: str = "各单位要高度重视。" * 60) -> Path:
    folder.mkdir()
    for i in range(number):
        (folder / f"{i:03d}.txt").write_text(NOTICE.format(place=f"永兴第{i}区", more=more), encoding="utf-8")
    return folder


def start(
    folder: Path, out: Path, *more: str, path: Path | None = None, prelude: str = ""
) -> subprocess.Popen[str]:
    """`zhiling run` as a process; ``prelude`` is code that it runs first."""
    root = Path(__file__).resolve().parent.parent
    paths = [str(p) for p in (path, root) if p]
    program = ["-c", f"{prelude}\nfrom pipeline.cli import main\nmain()"] if prelude else ["-m", "pipeline"]
    command = [sys.executable, *program, "run", str(folder), "-o", str(out), "--recogniser", "rules", *more]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    # a test run in the background of a script ignores Ctrl-C, and would hand that on
    listening = None if sys.platform == "win32" else lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)
    return subprocess.Popen(
        command, env=env, text=True, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=listening
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str]:
    error = process.communicate(timeout=120)[1]
    return process.returncode, error


@posix
def test_killed_at_any_moment_the_same_command_ends_in_the_same_bytes(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "in", 150)
    assert finish(start(folder, tmp_path / "whole"))[0] == 0
    chance = random.Random(7)
    for _ in range(int(os.environ.get("ZHILING_TEST_KILLS", "4"))):
        process = start(folder, tmp_path / "out", "--jobs", "2")
        time.sleep(chance.uniform(0.3, 4.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    assert finish(start(folder, tmp_path / "out"))[0] == 0
    assert digests(tmp_path / "out") == digests(tmp_path / "whole")


@posix
@pytest.mark.parametrize("jobs", ["2", "1"])
def test_a_document_that_kills_its_worker_is_left_out(tmp_path: Path, jobs: str) -> None:
    folder = write_corpus(tmp_path / "in", 5)
    (folder / "002.txt").write_text(NOTICE.format(place="永兴县", more="毁灭进程"), encoding="utf-8")
    (tmp_path / "sitecustomize.py").write_text(HOSTILE, encoding="utf-8")
    code, _ = finish(start(folder, tmp_path / "out", "--jobs", jobs, path=tmp_path))
    if jobs == "1":  # the run itself died; the same command knows where
        assert code == -signal.SIGKILL
        code, _ = finish(start(folder, tmp_path / "out", path=tmp_path))
    assert code == 1
    assert [(p["path"], p["stage"]) for p in read_rows(tmp_path / "out", "problems")] == [
        ("002.txt", "process")
    ]
    assert len(list(read_rows(tmp_path / "out", "documents"))) == 4


@posix
def test_a_document_out_of_time_is_left_out(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "in", 3)
    (folder / "001.txt").write_text(NOTICE.format(place="永兴县", more="永不结束"), encoding="utf-8")
    (tmp_path / "sitecustomize.py").write_text(HOSTILE, encoding="utf-8")
    assert finish(start(folder, tmp_path / "out", "--timeout", "3", path=tmp_path))[0] == 1
    (problem,) = read_rows(tmp_path / "out", "problems")
    assert (problem["path"], problem["stage"]) == ("001.txt", "clean")
    assert "3 s" in problem["reason"] and problem["remedy"]


def spin(seconds: float) -> None:
    """Work in a frame of its own: the jump of an empty loop lies outside its ``with`` in Python 3.13."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


@pytest.mark.parametrize("limit", [worker.time_limit, worker._thread_limit])
def test_time_limits(limit: object) -> None:
    with pytest.raises(worker.TimeUp), limit(0.1):  # type: ignore[operator]
        spin(5)
    with limit(5):  # type: ignore[operator]
        pass


@posix
def test_ctrl_c_stops_soon_and_says_how_to_go_on(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "in", 4)
    (folder / "zz.txt").write_text("永不结束", encoding="utf-8")
    (tmp_path / "sitecustomize.py").write_text(HOSTILE, encoding="utf-8")
    process = start(folder, tmp_path / "out", path=tmp_path)
    deadline = time.monotonic() + 30
    while not list((tmp_path / "out").glob(f"{PARTS}/*.started")) and time.monotonic() < deadline:
        time.sleep(0.1)
    began = time.monotonic()
    process.send_signal(signal.SIGINT)
    code, error = finish(process)
    assert code == 130 and time.monotonic() - began < 5
    assert "same command again" in error


@posix
@pytest.mark.parametrize(
    ("workers", "to_all"),
    [(("--jobs", "2"), True), (("--jobs", "2"), False), (("--cluster", "local:2"), True)],
    ids=["terminal", "main process alone", "cluster"],
)
def test_ctrl_c_with_workers_stops_soon_and_leaves_no_process(
    tmp_path: Path, workers: tuple[str, str], to_all: bool
) -> None:
    if "--cluster" in workers:
        pytest.importorskip("distributed")
    folder = write_corpus(tmp_path / "in", 20, more="山下有一条河。" * 4_000)  # of some seven parts
    process = start(folder, tmp_path / "out", *workers)
    deadline = time.monotonic() + 60
    while not list((tmp_path / "out").glob(f"{PARTS}/*.started")) and time.monotonic() < deadline:
        time.sleep(0.05)
    began = time.monotonic()
    (os.killpg if to_all else os.kill)(process.pid, signal.SIGINT)  # a terminal sends it to every process
    code, error = finish(process)
    assert code == 130 and time.monotonic() - began < 5, error
    assert "same command again" in error and "Traceback" not in error
    with pytest.raises(ProcessLookupError):
        while time.monotonic() < began + 10:
            os.killpg(process.pid, 0)
            time.sleep(0.05)
    run_corpus([folder], tmp_path / "whole", RULES)
    run_corpus([folder], tmp_path / "out", RULES)
    assert digests(tmp_path / "out") == digests(tmp_path / "whole")


@posix
def test_workers_hold_nothing_when_the_main_process_is_killed(tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "in", 130, more="各单位要高度重视。" * 4)
    process = start(folder, tmp_path / "out", "--jobs", "2")
    deadline = time.monotonic() + 60
    while not list((tmp_path / "out").glob(f"{PARTS}/*.started")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.kill()  # that one alone
    finish(process)
    code, error = finish(start(folder, tmp_path / "out", "--jobs", "2"))
    assert code == 0, error  # another run would be refused while one holds the folder
    run_corpus([folder], tmp_path / "whole", RULES)
    (tmp_path / "out" / "graph.graphml").unlink()
    assert digests(tmp_path / "out") == digests(tmp_path / "whole")


@pytest.mark.parametrize(
    ("command", "module", "told"),
    [
        ("run", "pipeline.batch.run_corpus", "Finished parts are kept"),
        ("graph", "pipeline.export.outputs.graph_outputs", "Nothing"),
    ],
)
def test_what_ctrl_c_leaves_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, module: str, told: str
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, stop)
    more = ["-o", str(tmp_path)] if command == "run" else []
    done = CliRunner().invoke(main, [command, str(tmp_path), *more])
    assert done.exit_code == 130 and told in done.output and "same command again" in done.output


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-40] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    "damage",
    [_flip, lambda p: p.write_bytes(p.read_bytes()[:-1]), lambda p: p.write_bytes(b""), Path.unlink],
    ids=["a byte", "cut short", "empty", "gone"],
)
def test_damaged_parts_are_made_again(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    folder = write_corpus(tmp_path / "in", 130, more="")
    run_corpus([folder], tmp_path / "out", RULES)
    before = digests(tmp_path / "out")
    pieces = sorted((tmp_path / "out" / PARTS).glob("*.part"))
    for piece in pieces[1:]:
        damage(piece)
    (tmp_path / "out" / "entities.jsonl").unlink()
    report = run_corpus([folder], tmp_path / "out", RULES)
    assert report.repaired == (len(pieces) - 1 if damage is _flip else 0)
    assert digests(tmp_path / "out") == before


def test_a_part_that_stays_damaged_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_corpus(tmp_path / "in", 3)
    make = batch._make_parts

    def spoil(*args: object) -> None:
        make(*args)  # type: ignore[arg-type]
        for piece in (tmp_path / "out" / PARTS).glob("*.part"):
            _flip(piece)

    monkeypatch.setattr(batch, "_make_parts", spoil)
    with pytest.raises(ValueError, match="damaged again and again: check the disk"):
        run_corpus([folder], tmp_path / "out", RULES)


@pytest.mark.parametrize("gone", [(0,), (1, 2), (0, 3), ()])
def test_every_piece_of_a_part_is_dropped(tmp_path: Path, gone: tuple[int, ...]) -> None:
    for key in ("aa", "ab"):
        for number in range(5):
            pieces.write_piece(tmp_path, pieces.PieceName(key, number), {}, last=number == 4)
    for number in gone:
        pieces.PieceName("aa", number).within(tmp_path).unlink()
    pieces.drop_pieces(tmp_path, {"aa"})
    assert sorted({p.name[:2] for p in tmp_path.iterdir()}) == ["ab"]
    assert pieces.is_whole(tmp_path, "ab") and not pieces.is_whole(tmp_path, "aa")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"path": "a.txt"}', "missing required field `doc_id`"),
        ("[1, 2]", "Expected `object`"),
        ('{"doc_id": "0", "pa', "is not JSON"),
        ('{"doc_id": "0"}', "missing required field `path`"),
        ('{"doc_id": 7}', "Expected `str | null`, got `int`"),
        ("\udcff\udcfe", "is not UTF-8"),
    ],
)
def test_a_table_that_was_spoilt_is_told(tmp_path: Path, line: str, told: str) -> None:
    run_corpus([write_corpus(tmp_path / "in", 1)], tmp_path, RULES)
    (tmp_path / "documents.jsonl").write_text(line + "\n", encoding="utf-8", errors="surrogateescape")
    done = CliRunner().invoke(main, ["segment", str(tmp_path)])
    assert done.exit_code == 2 and told in done.output, done.output
    assert "documents.jsonl" in done.output and "again" in done.output


@pytest.mark.parametrize("table", ["documents", "entities", "directives", "responsibilities", "bodies"])
@pytest.mark.parametrize(
    "command",
    [["graph"], ["export", "-f", "gexf"], ["report"], ["bodies", "--search", "教育"]],
    ids=lambda c: c[0],
)
def test_a_row_of_another_program_is_told_by_every_command(
    tmp_path: Path, table: str, command: list[str]
) -> None:
    run_corpus([write_corpus(tmp_path / "in", 1)], tmp_path, RULES)
    (tmp_path / f"{table}.jsonl").write_text('{"doc_id": "0"}\n', encoding="utf-8")
    done = CliRunner().invoke(main, [command[0], str(tmp_path), *command[1:]])
    if done.exit_code:  # the command read the table
        assert done.exit_code == 2 and f"{table}.jsonl, line 1 is no row of a run" in done.output, done.output


def test_a_file_that_may_not_be_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_corpus(tmp_path / "in", 3)
    read = Path.read_bytes

    def deny(path: Path) -> bytes:  # after it was listed; permissions stop no administrator
        if path.name == "001.txt":
            raise PermissionError(errno.EACCES, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", deny)
    run_corpus([folder], tmp_path / "out", RULES)
    (problem,) = read_rows(tmp_path / "out", "problems")
    assert problem["path"] == "001.txt" and "Permission denied" in problem["reason"] and problem["remedy"]
    monkeypatch.undo()
    assert run_corpus([folder], tmp_path / "out", RULES).problems == 0


def test_a_folder_that_goes_while_files_are_listed_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_corpus(tmp_path / "in", 2, more="")
    (folder / "gone").mkdir()
    walk = os.walk

    def lose(*args: object, **more: object) -> Iterator[object]:
        for each in walk(*args, **more):  # type: ignore[call-overload]
            if each[0].endswith("gone"):
                (folder / "gone").rmdir()
            yield each

    monkeypatch.setattr(os, "walk", lose)
    run_corpus([folder], tmp_path / "out", RULES)
    (problem,) = read_rows(tmp_path / "out", "problems")
    assert problem["path"] == "gone" and "cannot be read" in problem["reason"]
    assert len(list(read_rows(tmp_path / "out", "documents"))) == 2


def test_outputs_where_a_file_stands_are_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    code, error = finish(start(write_corpus(tmp_path / "in", 1), tmp_path / "out" / "below"))
    assert code == 2 and "Error:" in error


def test_a_file_that_changes_during_the_run_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_corpus(tmp_path / "in", 3)
    make = batch._make_parts

    def change(*args: object) -> None:
        (folder / "001.txt").write_text("别的内容", encoding="utf-8")
        make(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(batch, "_make_parts", change)
    run_corpus([folder], tmp_path / "out", RULES)
    assert [p["reason"] for p in read_rows(tmp_path / "out", "problems")] == [worker.CHANGED]
    monkeypatch.undo()
    assert run_corpus([folder], tmp_path / "out", RULES).problems == 0


def test_a_large_table_is_shared_and_never_held_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.batch import planning

    rows = (f"第{i}号,永兴第{i}区教育局要求各学校做好开学工作。" for i in range(700))
    (tmp_path / "rows.csv").write_text("编号,正文\n" + "\n".join(rows), encoding="utf-8")
    run_corpus([tmp_path / "rows.csv"], tmp_path / "one", RULES)
    monkeypatch.setattr(planning, "SHARED_BYTES", 1000)
    monkeypatch.setattr(worker, "AT_ONCE", 1000)
    assert planning.is_shared(planning.plan_parts(*_sources(tmp_path / "rows.csv"))[0])
    run_corpus([tmp_path / "rows.csv"], tmp_path / "two", RULES, jobs=2)
    assert len(list((tmp_path / "two" / PARTS).glob("*.part"))) == 3
    assert digests(tmp_path / "two") == digests(tmp_path / "one")


def _sources(path: Path) -> tuple[list[worker.Source], Options]:
    from pipeline.read.sources import list_sources

    sources = list_sources([path])[0]
    assert next(iterate_source(sources[0]))
    return sources, RULES


@posix
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_loses_a_worker_comes_to_the_same_bytes(tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed")
    folder = write_corpus(tmp_path / "in", 130)
    run_corpus([folder], tmp_path / "one", RULES)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        process = start(folder, tmp_path / "out", "--cluster", cluster.scheduler_address)
        deadline = time.monotonic() + 60
        while not list((tmp_path / "out").glob(f"{PARTS}/*.started")) and time.monotonic() < deadline:
            time.sleep(0.02)
        os.kill(cluster.workers[0].process.pid, signal.SIGKILL)
        code, error = finish(process)
    assert code == 0, error
    (tmp_path / "out" / "graph.graphml").unlink()
    assert digests(tmp_path / "out") == digests(tmp_path / "one")
