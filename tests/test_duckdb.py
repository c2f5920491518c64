"""The questions of docs/duckdb.md: each is asked, of tables in each form, and the answers are the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.batch import run_corpus
from pipeline.records import Options

duckdb = pytest.importorskip("duckdb")

OPINION = """国务院办公厅关于加强乡村道路养护的意见
国办发〔2021〕9号
各省、自治区、直辖市人民政府：
根据《公路安全保护条例》，现提出以下意见。
一、完善养护制度。（交通运输部牵头，财政部、农业农村部配合）
二、2022年6月底前完成危桥改造。（财政部、水利部负责）
三、不得挪用养护资金。
国务院办公厅
2021年3月4日
"""
MEETING = """乐山市召开道路养护工作会议
3月8日，乐山市人民政府召开会议。市长陈卫国同志强调，要落实《公路安全保护条例》。一是排查危桥。二是备足材料。
"""


def blocks(root: Path) -> list[str]:
    return re.findall(r"```sql\n(.*?)```", (root / "docs" / "duckdb.md").read_text(encoding="utf-8"), re.S)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("notices")
    (folder / "opinion.txt").write_text(OPINION, encoding="utf-8")
    (folder / "meeting.txt").write_text(MEETING, encoding="utf-8")
    return folder


def ask(root: Path, corpus: Path, outputs: Path, form: str) -> list[list[tuple[Any, ...]]]:
    run_corpus([corpus], outputs, Options(recogniser="rules"), tables=form)
    single, parquet, *questions = blocks(root)
    views = parquet if form == "parquet" else single
    if form == "jsonl-shards":
        views = views.replace(".jsonl", "/*.jsonl")
    with duckdb.connect() as base:
        base.execute(views.replace("outputs/mine", outputs.as_posix()))
        return [base.execute(question).fetchall() for question in questions]


@pytest.fixture(scope="module")
def answers(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> list[list[tuple[Any, ...]]]:
    root = Path(__file__).resolve().parent.parent
    return ask(root, corpus, tmp_path_factory.mktemp("single"), "jsonl")


def test_there_are_ten_questions_and_each_has_an_answer(answers: list[list[tuple[Any, ...]]]) -> None:
    assert len(answers) == 10
    assert all(answers), [number for number, rows in enumerate(answers, 1) if not rows]


@pytest.mark.parametrize("form", ["jsonl-shards", "parquet"])
def test_every_form_gives_the_same_answers(
    root: Path, corpus: Path, answers: list[list[tuple[Any, ...]]], tmp_path: Path, form: str
) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    assert ask(root, corpus, tmp_path, form) == answers


def test_the_answers_are_those_of_the_text(answers: list[list[tuple[Any, ...]]]) -> None:
    most, one, pairs, issued, due, _, levels, named, posts, cited = answers
    assert most[0][:2] == ("财政部", 2)
    assert [(row[0], row[3]) for row in one] == [("2021-03-04", "support"), ("2021-03-04", "responsible")]
    assert ("交通运输部", "农业农村部", 1) in pairs and ("交通运输部", "财政部", 1) in pairs
    assert ("国务院办公厅", "2021", "opinion", 1) in issued
    assert [(row[0][:7], row[2]) for row in due] == [("2022-06", ["水利部", "财政部"])]
    assert "national" in {row[0] for row in levels}
    assert {row[0] for row in named} == {"opinion", "meeting"}
    assert [row[:3] for row in posts] == [("陈卫国", "乐山市人民政府", "市长")]
    assert cited[0][:2] == ("《公路安全保护条例》", 2)
