"""The forms of the tables: what is read back is what was written, in any of them, by every command."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import columns, rows
from pipeline.batch import PARTS, run_corpus
from pipeline.cli import main
from pipeline.export.outputs import graph_outputs
from pipeline.process import load_resources, process_document
from pipeline.read import read_corpus
from pipeline.records import Document, Options, Problem, RawDocument
from pipeline.rows import TABLES, TableFiles, WriteError, read_rows, record_rows, table_files, table_form

RULES = Options(recogniser="rules")
DATA_SETS = ["jsonl-shards", "parquet"]
NOTICE = (
    "永兴第{i}区教育局关于做好开学工作的通知\n各学校：\n一、排查隐患。由財政局(jú)牵头，民政局配合。\n二、备足物资。"
    "（责任单位：区财政局）\n区教育局局长王敏同志强调，要按期报送。\n永兴第{i}区教育局\n2021年8月{i}日\n"
)


def digests(folder: Path) -> dict[str, str]:
    """Every file of a folder, but for the pieces."""
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and PARTS not in p.parts
    }


@pytest.fixture(autouse=True)
def small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "SHARD_BYTES", 6_000)
    monkeypatch.setattr(rows, "GROUP_BYTES", 1_500)


@pytest.fixture(scope="module")
def notices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notices")
    for i in range(1, 13):
        (folder / f"{i}.txt").write_text(NOTICE.format(i=i), encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    return folder


@pytest.fixture(scope="module")
def single(notices: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables as one file each, and what is made of them."""
    outputs = tmp_path_factory.mktemp("single")
    run_corpus([notices], outputs, RULES)
    graph_outputs(outputs)
    return outputs


@pytest.mark.parametrize("form", DATA_SETS)
def test_data_sets_hold_the_same_rows(notices: Path, single: Path, tmp_path: Path, form: str) -> None:
    report = run_corpus([notices], tmp_path, RULES, tables=form)
    assert table_form(tmp_path) == form and not list(tmp_path.glob("entities.jsonl"))
    for table in TABLES:
        assert list(read_rows(tmp_path, table)) == list(read_rows(single, table)), table
        assert [list(r) for r in read_rows(tmp_path, table)] == [list(r) for r in read_rows(single, table)]
    assert len(table_files(tmp_path, "documents")) > 1
    assert [p.name for p in table_files(tmp_path, "problems")] == ["problems.jsonl"]
    assert report.counts["documents"] == 12
    again = run_corpus([notices], tmp_path, RULES, tables=form)
    assert again.unchanged


@pytest.mark.parametrize("form", DATA_SETS)
def test_data_sets_are_the_same_bytes_each_time(notices: Path, tmp_path: Path, form: str) -> None:
    run_corpus([notices], tmp_path / "a", RULES, tables=form)
    run_corpus([notices], tmp_path / "b", RULES, tables=form, jobs=2)
    assert digests(tmp_path / "a") == digests(tmp_path / "b")


@pytest.mark.parametrize("form", DATA_SETS)
def test_every_command_reads_data_sets(notices: Path, single: Path, tmp_path: Path, form: str) -> None:
    tmp_path = tmp_path / single.name  # which the report shows
    run = ["run", str(notices), "-o", str(tmp_path), "--recogniser", "rules", "--tables", form]
    result = CliRunner().invoke(main, run)
    assert result.exit_code == 1 and "documents/" in result.output, result.output
    assert digests(tmp_path)["graph.graphml"] == digests(single)["graph.graphml"]
    before = digests(tmp_path)
    for stage in ("segment", "recognise", "extract", "graph"):
        chosen = ["--recogniser", "rules"] if stage == "recognise" else []
        done = CliRunner().invoke(main, [stage, str(tmp_path), *chosen])
        assert done.exit_code == (0 if stage == "graph" else 1), done.output
    assert digests(tmp_path) == before
    for command in (["export", "-f", "gexf"], ["report"], ["bodies"]):
        done = CliRunner().invoke(main, [command[0], str(tmp_path), *command[1:]])
        assert done.exit_code == 0, done.output
        CliRunner().invoke(main, [command[0], str(single), *command[1:]])
    ours, theirs = digests(tmp_path), digests(single)
    assert ours["graph.gexf"] == theirs["graph.gexf"] and ours["report.html"] == theirs["report.html"]
    directive = next(read_rows(single, "directives"))["directive_id"]
    assert CliRunner().invoke(main, ["explain", str(tmp_path), directive]).exit_code == 0
    assert CliRunner().invoke(main, ["show", "3.txt", "-o", str(tmp_path)]).exit_code == 0


def test_another_form_replaces_the_one_before_and_processes_nothing(
    notices: Path, single: Path, tmp_path: Path
) -> None:
    for form in (*DATA_SETS, "jsonl", "parquet", "jsonl"):
        report = run_corpus([notices], tmp_path, RULES, tables=form)
        assert report.parts_reused in (0, report.parts) and table_form(tmp_path) == form
        for table in TABLES:
            assert list(read_rows(tmp_path, table)) == list(read_rows(single, table)), (form, table)
    whole = {n: d for n, d in digests(single).items() if n.endswith(("jsonl", "run.json"))}
    assert digests(tmp_path) == whole


def test_the_folder_of_before_is_found_where_a_process_was_killed(notices: Path, tmp_path: Path) -> None:
    run_corpus([notices], tmp_path, RULES, tables="jsonl-shards")
    before = list(read_rows(tmp_path, "documents"))
    (tmp_path / "documents").rename(tmp_path / ".documents.old.tmp")  # and the new one not yet in place
    assert list(read_rows(tmp_path, "documents")) == before
    assert CliRunner().invoke(main, ["recognise", str(tmp_path), "--recogniser", "rules"]).exit_code == 1
    assert (tmp_path / "documents").is_dir() and not (tmp_path / ".documents.old.tmp").exists()


@pytest.mark.parametrize("form", DATA_SETS)
def test_a_full_disk_leaves_the_data_set_of_before(
    notices: Path, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_corpus([notices], tmp_path, RULES, tables=form)
    before = digests(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rows._Shards, "_flush", full)
    with (
        pytest.raises(WriteError, match="free some space"),
        TableFiles(tmp_path, ("documents",), form) as files,
    ):
        files.add("documents", read_rows(tmp_path, "documents"))
        files.commit()
    assert digests(tmp_path) == before


def test_damaged_parquet_is_told(notices: Path, tmp_path: Path) -> None:
    run_corpus([notices], tmp_path, RULES, tables="parquet")
    table_files(tmp_path, "documents")[0].write_bytes(b"PAR1 nothing more")
    done = CliRunner().invoke(main, ["graph", str(tmp_path)])
    assert done.exit_code == 2 and "damaged" in done.output and "again" in done.output


def test_a_missing_package_is_told_before_the_run(
    notices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ValueError, match=r"zhiling\[parquet\]"):
        run_corpus([notices], tmp_path / "out", RULES, tables="parquet")
    assert not (tmp_path / "out").exists()
    with pytest.raises(ValueError, match="no form 'xml'"):
        run_corpus([notices], tmp_path / "out", RULES, tables="xml")


def test_the_columns_are_the_keys_of_the_rows(notices: Path) -> None:
    (raw,) = read_corpus([notices / "3.txt"])
    assert isinstance(raw, RawDocument)
    found = record_rows(process_document(raw, load_resources(RULES)))
    found["problems"].append(Problem("1.pdf", "read", "a scan")._asdict())
    for table, text in columns.COLUMNS.items():
        assert found[table], table
        for row in found[table]:
            assert list(row) == text.split()[::2], table
    assert set(columns.COLUMNS) == set(TABLES)
    assert set(columns.COLUMNS["documents"].split()[::2]) == set(Document.__dataclass_fields__)


LINES = st.lists(st.integers(1, 4_000), max_size=30)


@settings(max_examples=40, deadline=None)
@given(LINES, st.lists(st.integers(0, 30), max_size=6))
def test_where_files_are_cut_depends_on_the_rows_alone(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int], cuts: list[int]
) -> None:
    lines = [json.dumps({"doc_id": "x" * n}).encode() + b"\n" for n in lengths]
    found = []
    for places in (list(range(len(lines) or 1)), sorted({0, *cuts})):
        folder = tmp_path_factory.mktemp("cut")
        with TableFiles(folder, ("documents",), "jsonl-shards") as files:
            for start, end in zip(places, [*places[1:], len(lines)], strict=True):
                files.copy("documents", b"".join(lines[start:end]), 1)
            files.commit()
        found.append([p.read_bytes() for p in table_files(folder, "documents")])
        assert b"".join(found[-1]) == b"".join(lines)
        assert all(f.endswith(b"\n") or not f for f in found[-1])
    assert found[0] == found[1]


def test_a_run_into_parquet_loads_pyarrow_and_one_into_json_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NOTICE.format(i=1), encoding="utf-8")
    code = (
        "import sys; from pipeline.batch import run_corpus; from pipeline.records import Options;"
        f"run_corpus([{str(tmp_path / 'a.txt')!r}], {str(tmp_path / 'out')!r}, Options(recogniser='rules'));"
        "print('pyarrow' in sys.modules)"
    )
    root = Path(__file__).resolve().parent.parent
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert out.stdout.strip() == "False"
