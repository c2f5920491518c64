"""The sample corpus end to end: what a careful reader expects, and what must hold of every run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluate import score_outputs
from pipeline.rows import document_from_row, read_rows

TABLES = (
    "documents",
    "sentences",
    "entities",
    "people",
    "directives",
    "responsibilities",
    "bodies",
    "problems",
)

#: F1 that the run must reach on the hand-made expectations.
FLOORS = {
    "head/title": 1.0,
    "head/date": 1.0,
    "head/doc_number": 1.0,
    "head/kind": 0.95,
    "head/issuers": 0.95,
    "head/addressees": 0.95,
    "entity/ORG": 0.92,
    "entity/PER": 0.97,
    "entity/DATE": 0.97,
    "entity/TITLE": 0.9,
    "entity/DOC": 0.97,
    "position": 0.9,
    "item/strict": 0.98,
    "item/ordinal": 0.98,
    "item/kind": 0.95,
    "link/stated": 0.92,
    "link/inferred": 0.92,
}


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    return list(read_rows(folder, table))


@pytest.fixture(scope="session")
def scores(sample: Path, root: Path) -> dict[str, Any]:
    evaluation = score_outputs(sample, root / "corpus" / "expected")
    assert not evaluation.missing
    return evaluation.totals()


@pytest.mark.parametrize("measure", FLOORS)
def test_the_run_finds_what_the_reader_found(scores: dict[str, Any], measure: str) -> None:
    assert scores[measure].f1 >= FLOORS[measure], scores[measure]


def test_every_table_is_there_and_no_file_was_lost(sample: Path, notices: Path) -> None:
    for table in TABLES:
        assert (sample / f"{table}.jsonl").exists()
    paths = {r["path"].split("!")[0].split("#")[0] for r in rows(sample, "documents")}
    assert paths == {p.name for p in notices.iterdir()}
    assert rows(sample, "problems") == []


def test_every_span_is_the_text_it_says(sample: Path) -> None:
    documents = {r["doc_id"]: document_from_row(r) for r in rows(sample, "documents")}
    raws = {k: d.alignment.restore_raw(d.text) for k, d in documents.items()}
    checked = 0
    for table in ("entities", "directives"):
        for row in rows(sample, table):
            text, raw = documents[row["doc_id"]].text, raws[row["doc_id"]]
            assert text[row["start"] : row["end"]] == row["text"]
            assert 0 <= row["raw_start"] < row["raw_end"] <= len(raw)
            if table == "entities":
                assert raw[row["raw_start"] : row["raw_end"]] == row["raw_text"]
            checked += 1
    for row in rows(sample, "responsibilities"):
        evidence = row["evidence"]
        if evidence:
            text = documents[row["doc_id"]].text
            assert text[evidence["start"] : evidence["end"]] == evidence["text"]
    assert checked > 300


def test_mentions_do_not_overlap(sample: Path) -> None:
    last: dict[str, int] = {}
    for row in rows(sample, "entities"):
        assert row["start"] >= last.get(row["doc_id"], 0), row
        last[row["doc_id"]] = row["end"]


def test_words_join_to_the_sentence(sample: Path) -> None:
    texts = {r["doc_id"]: r["text"] for r in rows(sample, "documents")}
    for row in rows(sample, "sentences"):
        sentence = texts[row["doc_id"]][row["start"] : row["end"]]
        assert "".join(row["words"]) == "".join(sentence.split())


def test_every_link_joins_a_directive_and_a_body(sample: Path) -> None:
    directives = {r["directive_id"] for r in rows(sample, "directives")}
    bodies = {(r["doc_id"], r["name"]) for r in rows(sample, "bodies")}
    for row in rows(sample, "responsibilities"):
        assert row["directive_id"] in directives
        assert (row["doc_id"], row["body"]) in bodies
        assert 0 < row["confidence"] <= 1


def test_items_of_a_list_point_to_it_and_to_their_parents(sample: Path) -> None:
    directives = rows(sample, "directives")
    known = {r["directive_id"] for r in directives}
    for row in directives:
        assert row["parent_id"] is None or row["parent_id"] in known
        if row["marker"]:
            assert row["list_id"] is not None and row["ordinal"] is not None


def test_the_run_says_what_made_it_and_nothing_of_the_machine(sample: Path, root: Path) -> None:
    run = json.loads((sample / "run.json").read_text(encoding="utf-8"))
    assert run["counts"]["documents"] == len(rows(sample, "documents"))
    assert set(run) >= {"zhiling", "versions", "options", "counts", "inputs"}
    text = (sample / "run.json").read_text(encoding="utf-8")
    assert str(root) not in text and str(sample) not in text
