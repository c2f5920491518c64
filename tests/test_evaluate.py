"""The scorer: what counts as equal, as like, as a link; and the same numbers as the reference where it is at hand."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.evaluate import Score, compare_key, is_like, pair_texts, score_outputs
from pipeline.evaluate.canonical import compare_bodies
from pipeline.evaluate.difference import difference_page
from pipeline.evaluate.partial import SCHEMES, Counts, Thing, partial_counts


@pytest.mark.parametrize(
    ("a", "b"),
    [("（一）加强领导，", "(一)加强领导"), ("ＡＢ１２", "ab12"), ("国发〔2019〕3号", "国发[2019] 3号")],
)
def test_width_and_punctuation_never_count(a: str, b: str) -> None:
    assert compare_key(a) == compare_key(b)


def test_a_zero_written_as_a_circle_counts() -> None:
    assert compare_key("二〇一九") != compare_key("二一九")


@pytest.mark.parametrize(
    ("a", "b", "like"),
    [
        ("要加强农村公路管护机制建设工作", "加强农村公路管护机制建设工作", True),
        ("加强农村公路管护", "加强农村公路管护并每年开展考核评比", False),
        ("", "", True),
        ("", "甲", False),
    ],
)
def test_likeness(a: str, b: str, like: bool) -> None:
    assert is_like(a, b) is like


def test_equal_texts_are_paired_before_like_ones() -> None:
    assert pair_texts(["加强领导工作一二三四五六", "加强领导工作一二三四五"], ["加强领导工作一二三四五"]) == {
        1: 0
    }


def test_scores_add_up() -> None:
    total = Score(1, 1, 0) + Score(1, 0, 2)
    assert (total.precision, total.recall) == (2 / 3, 0.5)
    assert Score().f1 == 0.0


def test_a_run_against_itself_is_faultless(sample: Path, root: Path, tmp_path: Path) -> None:
    from pipeline.rows import grouped_rows

    tables = {
        n: dict(grouped_rows(sample, n))
        for n in ("documents", "entities", "people", "directives", "responsibilities")
    }
    doc_id = next(k for k, v in tables["documents"].items() if v[0]["path"].startswith("02_"))
    directives = tables["directives"][doc_id]
    number = {d["directive_id"]: n for n, d in enumerate(directives, 1)}
    gold = {
        "document": tables["documents"][doc_id][0],
        "entities": tables["entities"][doc_id],
        "people": tables["people"].get(doc_id, []),
        "directives": [{**d, "n": number[d["directive_id"]], "list": d["list_id"]} for d in directives],
        "responsibilities": [
            {**r, "n": number[r["directive_id"]]} for r in tables["responsibilities"][doc_id]
        ],
    }
    (tmp_path / "02_opinion.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    totals = score_outputs(sample, tmp_path).totals()
    assert all(s.fp == s.fn == 0 for s in totals.values())
    assert totals["link/stated"].tp > 5
    assert totals["body/canonical"].tp > 5


def test_the_numbers_are_those_of_the_reference(sample: Path, root: Path, shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("reference", shared / "evaluate.py")
    assert spec and spec.loader
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    theirs, _ = reference.evaluate(str(sample), str(root / "corpus" / "expected"))
    ours = score_outputs(sample, root / "corpus" / "expected").totals()
    for measure, row in theirs.items():
        if "f1" in row:
            assert round(ours[measure].f1, 4) == pytest.approx(row["f1"], abs=1e-4), measure


def side(
    links: Sequence[tuple[str | None, str]] = (),
    mentions: Sequence[tuple[str, str]] = (),
    positions: Sequence[tuple[str, str, str]] = (),
    issuers: Sequence[str] = (),
) -> dict[str, Any]:
    """Annotation, or the rows of a run, as far as bodies are concerned."""
    head = {"issuers": issuers}
    return {
        "document": head,
        "documents": [head],
        "entities": [{"type": "ORG", "text": t, "canonical": c} for t, c in mentions],
        "people": [{"name": n, "positions": [{"body": b, "title": t}]} for n, b, t in positions],
        "responsibilities": [{"surface": s, "body": b} for s, b in links],
    }


CITY = [("市财政局", "甲水市财政局"), ("市教育局", "甲水市教育局")]


@pytest.mark.parametrize(
    ("gold", "found", "right", "wrong"),
    [
        (side(CITY), side(CITY), 2, []),
        # The width of brackets and repeated links count for nothing.
        (side([("局（委）", "甲（乙）")] * 3), side([("局(委)", "甲(乙)")]), 1, []),
        # What only one side links is left out; a mention without a link is looked at all the same.
        (side(CITY), side(CITY[:1]), 1, []),
        (side(CITY), side(CITY[:1], mentions=CITY[1:]), 2, []),
        (side(CITY), side(CITY[:1], mentions=[("市教育局", "乙水市教育局")]), 1, ["乙水市教育局"]),
        # The link decides where a form has links and mentions.
        (side(CITY[:1]), side([("市财政局", "财政局")], mentions=CITY[:1]), 0, ["财政局"]),
        # One form, two bodies.
        (side([("政府", "甲镇政府"), ("政府", "乙镇政府")]), side([("政府", "乙镇政府")]), 1, []),
        (side([("政府", "甲镇政府")]), side([("政府", "乙镇政府"), ("政府", "甲镇政府")]), 1, []),
        # Gold's addressees without a surface name no form.
        (side([(None, "甲水市财政局")]), side([(None, "乙水市财政局")]), 0, []),
        (
            side(positions=[("周明", "甲水市", "市长")]),
            side(positions=[("周明", "乙水市", "市长")]),
            0,
            ["乙水市"],
        ),
        (side(positions=[("周明", "甲水市", "市长")]), side(positions=[("周明", "乙水市", "书记")]), 0, []),
        (side(issuers=["甲水市财政局", "甲水市教育局"]), side(issuers=["甲水市教育局"]), 1, []),
        (side(issuers=["甲水市财政局"]), side(issuers=["财政局"]), 0, ["财政局"]),
    ],
)
def test_bodies_behind_names_are_scored_by_themselves(
    gold: dict[str, Any], found: dict[str, Any], right: int, wrong: list[str]
) -> None:
    comparison = compare_bodies(gold, found, compare_key)
    assert comparison.right == right
    assert [other for *_, other in comparison.wrong] == wrong


def test_intervals_hold_the_score(sample: Path, root: Path) -> None:
    evaluation = score_outputs(sample, root / "corpus" / "expected")
    intervals = evaluation.intervals(rounds=50)
    for measure, score in evaluation.totals().items():
        low, high = intervals[measure]
        assert low - 1e-9 <= high
        assert low - 0.05 <= score.f1 <= high + 0.05


def test_gold_without_annotation_is_an_error(sample: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"NAME\.json"):
        score_outputs(sample, tmp_path)


GOLD = [Thing("ORG", "县水务局"), Thing("ORG", "各乡镇"), Thing("LOC", "龙山"), Thing("PER", "张三")]


@pytest.mark.parametrize(
    ("found", "strict", "exact", "partial", "type_"),
    [
        (GOLD, 4, 4, 4, 4),
        ([], 0, 0, 0, 0),
        ([Thing("LOC", "县水务局")], 0, 1, 1, 0),
        ([Thing("ORG", "水务局")], 0, 0, 0.5, 1),
        ([Thing("LOC", "水务局")], 0, 0, 0.5, 0),
        ([Thing("ORG", "财政局")], 0, 0, 0, 0),
    ],
)
def test_partial_matches(
    found: list[Thing], strict: float, exact: float, partial: float, type_: float
) -> None:
    counts = partial_counts(GOLD, found)
    assert [counts[s].correct + counts[s].partial / 2 for s in SCHEMES] == [strict, exact, partial, type_]
    for scheme in counts.values():
        assert scheme.correct + scheme.incorrect + scheme.partial + scheme.missed == len(GOLD)
        assert scheme.correct + scheme.incorrect + scheme.partial + scheme.spurious == len(found)


def test_half_a_match_counts_half() -> None:
    counts = Counts(correct=1, partial=1, spurious=2)
    assert (counts.precision, counts.recall) == (1.5 / 4, 1.5 / 2)


def test_the_page_shows_what_differs_and_runs_no_script(sample: Path, root: Path, tmp_path: Path) -> None:
    gold = json.loads((root / "corpus" / "expected" / "02_opinion.json").read_text(encoding="utf-8"))
    gold["entities"].append({"type": "ORG", "text": "<script>alert(1)</script>"})
    gold["document"]["title"] = "<img src=x onerror=alert(1)>"
    gold["directives"][0]["text"] += "，并每年向县水务局报告一次"
    (tmp_path / "02_opinion.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    page = difference_page(score_outputs(sample, tmp_path))
    assert "<script" not in page and "<img" not in page and "onerror=alert(1)&gt;" in page
    assert "<del>" in page and "并每年向县水务局报告一次" in page


def test_a_page_without_errors(sample: Path, root: Path, tmp_path: Path) -> None:
    (tmp_path / "nowhere.json").write_text(
        (root / "corpus" / "expected" / "02_opinion.json").read_text("utf-8"), "utf-8"
    )
    page = difference_page(score_outputs(sample, tmp_path))
    assert "Not found in the outputs: nowhere" in page
