"""Runs: equal bytes for any number of workers, parts that are used again, bad input that stops nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from pipeline.batch import PARTS, graph_once, plan_parts, run_corpus
from pipeline.export.outputs import graph_outputs
from pipeline.process import Options
from pipeline.read.sources import list_sources
from pipeline.rows import read_rows
from pipeline.stages import run_stage

NOTICE = (
    "{place}教育局关于做好开学工作的通知\n各学校：\n一是排查隐患。二是备足物资。"
    "三是及时报告。\n{place}教育局\n2021年{month}月1日\n"
)


def digests(folder: Path) -> dict[str, str]:
    return {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir()) if p.is_file()
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for month in range(1, 7):
        text = NOTICE.format(place=f"永兴第{month}区", month=month)
        (folder / f"{month}.txt").write_text(text, encoding="utf-8")
    return folder


def test_the_number_of_workers_does_not_show(notices: Path, sample: Path, tmp_path: Path) -> None:
    run_corpus([notices], tmp_path / "two", jobs=2)
    graph_outputs(tmp_path / "two")
    assert digests(tmp_path / "two") == digests(sample)


def test_a_second_run_uses_every_part_again(folder: Path, tmp_path: Path) -> None:
    options = Options(recogniser="rules")
    first = run_corpus([folder], tmp_path / "out", options)
    before = digests(tmp_path / "out")
    again = run_corpus([folder], tmp_path / "out", options)
    assert first.parts_reused == 0 and again.parts_reused == again.parts > 0
    assert digests(tmp_path / "out") == before


def test_a_run_that_lost_parts_ends_in_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    options = Options(recogniser="rules")
    run_corpus([folder], tmp_path / "out", options)
    before = digests(tmp_path / "out")
    shutil.rmtree(tmp_path / "out" / PARTS)
    (tmp_path / "out" / "entities.jsonl").unlink()
    run_corpus([folder], tmp_path / "out", options)
    assert digests(tmp_path / "out") == before


def test_changed_files_are_noticed(folder: Path, tmp_path: Path) -> None:
    options = Options(recogniser="rules")
    run_corpus([folder], tmp_path / "out", options)
    (folder / "3.txt").write_text("永兴市财政局\n请各单位及时报送。", encoding="utf-8")
    (folder / "6.txt").unlink()
    run_corpus([folder], tmp_path / "out", options)
    texts = {r["path"]: r["text"] for r in read_rows(tmp_path / "out", "documents")}
    assert sorted(texts) == ["1.txt", "2.txt", "3.txt", "4.txt", "5.txt"]
    assert "及时报送" in texts["3.txt"]


def test_other_options_are_another_run(folder: Path) -> None:
    sources, _ = list_sources([folder])
    one = {p.key for p in plan_parts(sources, Options())}
    two = {p.key for p in plan_parts(sources, Options(keep_traditional=True))}
    assert not one & two


def test_the_same_bytes_are_one_document(folder: Path, tmp_path: Path) -> None:
    (folder / "sub").mkdir()
    shutil.copy(folder / "2.txt", folder / "sub" / "copy.txt")
    run_corpus([folder], tmp_path / "out", Options(recogniser="rules"))
    documents = list(read_rows(tmp_path / "out", "documents"))
    assert len(documents) == 6
    copied = next(d for d in documents if d["duplicates"])
    assert {copied["path"], *copied["duplicates"]} == {"2.txt", "sub/copy.txt"}


def test_bad_files_become_problems_and_the_rest_goes_on(folder: Path, tmp_path: Path) -> None:
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 not an archive")
    report = run_corpus([folder], tmp_path / "out", Options(recogniser="rules"))
    problems = {r["path"]: r for r in read_rows(tmp_path / "out", "problems")}
    assert set(problems) == {"broken.pdf", "broken.docx"}
    assert all(p["reason"] for p in problems.values())
    assert report.counts["documents"] == 6


def test_the_stages_one_by_one_write_what_the_run_writes(notices: Path, sample: Path, tmp_path: Path) -> None:
    from pipeline.progress import Bar
    from pipeline.stages import clean_corpus

    bar = Bar("documents", lambda _: None)
    clean_corpus([notices], tmp_path, Options(), jobs=1, bar=bar)
    for stage in ("segment", "recognise", "extract"):
        run_stage(stage, tmp_path, Options(), jobs=1, bar=bar)
    graph_outputs(tmp_path)
    ours, theirs = digests(tmp_path), digests(sample)
    theirs.pop("run.json")
    assert ours == theirs


def test_run_json_has_no_path_of_the_options(folder: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("永兴市\n", encoding="utf-8")
    run_corpus([folder], tmp_path / "out", Options(recogniser="rules", userdict=str(words)))
    run = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert str(tmp_path) not in json.dumps(run)
    assert run["options"]["userdict"]


def test_the_graph_of_pieces_is_that_of_the_tables(folder: Path, tmp_path: Path) -> None:
    outputs = tmp_path / "out"
    report = run_corpus([folder], outputs, Options(recogniser="rules"))

    def not_built(_: Path) -> tuple[int, int]:
        raise AssertionError("built from the tables")

    counts = graph_once(outputs, report, not_built)
    joined = (outputs / "graph.graphml").read_bytes()
    assert graph_outputs(outputs) == counts
    assert (outputs / "graph.graphml").read_bytes() == joined
    for piece in (outputs / PARTS).glob("*.part"):
        piece.unlink()
    assert graph_once(outputs, report, graph_outputs) == counts
