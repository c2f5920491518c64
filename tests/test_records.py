"""Alignment: the edits rebuild the raw text, and every clean character finds the raw characters it came from."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Alignment, Edit, Mention, to_row


@pytest.mark.parametrize(
    ("clean", "edits", "raw"),
    [
        ("督导工作", [], "督导工作"),
        ("督导工作", [Edit(0, 2, "督導(dǎo)")], "督導(dǎo)工作"),
        ("督导工作", [Edit(1, 2, "導")], "督導工作"),
        ("教育厅", [Edit(0, 0, "首页 > "), Edit(3, 3, "打印")], "首页 > 教育厅打印"),
    ],
)
def test_edits_rebuild_the_raw_text(clean: str, edits: list[Edit], raw: str) -> None:
    assert Alignment(edits).restore_raw(clean) == raw


def test_a_name_is_found_in_the_raw_text_without_the_pinyin_before_it() -> None:
    alignment = Alignment([Edit(1, 2, "導(dǎo)"), Edit(4, 6, "孫銳")])
    raw = alignment.restore_raw("督导处长孙锐")
    start, end = alignment.raw_span(4, 6)
    assert raw[start:end] == "孫銳"
    assert alignment.raw_span(2, 4) == (7, 9)


def test_text_that_was_dropped_lies_before_the_character_that_follows_it() -> None:
    alignment = Alignment([Edit(2, 2, "　　")])
    raw = alignment.restore_raw("甲乙丙")
    assert raw == "甲乙　　丙"
    start, end = alignment.raw_span(2, 3)
    assert raw[start:end] == "丙"


@st.composite
def texts_with_edits(draw: st.DrawFn) -> tuple[str, Alignment]:
    clean, edits = "", []
    for _ in range(draw(st.integers(0, 6))):
        clean += draw(st.text(alphabet="各级政府要加强领导", min_size=1, max_size=5))
        new = draw(st.text(alphabet="督导工作", max_size=3))
        old = draw(st.text(alphabet="督導工作()ab", max_size=4))
        if new != old:
            edits.append(Edit(len(clean), len(clean) + len(new), old))
            clean += new
    return clean + draw(st.text(alphabet="。，", max_size=2)), Alignment(edits)


@given(texts_with_edits())
def test_raw_spans_are_monotone_and_equal_outside_edits(case: tuple[str, Alignment]) -> None:
    clean, alignment = case
    raw = alignment.restore_raw(clean)
    spans = [alignment.raw_span(i, i + 1) for i in range(len(clean))]
    assert all(0 <= a <= b <= len(raw) for a, b in spans)
    assert all(first[0] <= second[0] for first, second in itertools.pairwise(spans))
    edited = {i for e in alignment.edits for i in range(e.start, e.end)}
    for i, (start, end) in enumerate(spans):
        if i not in edited:
            assert raw[start:end] == clean[i]


@given(texts_with_edits())
def test_alignment_survives_json(case: tuple[str, Alignment]) -> None:
    _, alignment = case
    assert Alignment(Edit(*e) for e in alignment.to_json()) == alignment


def test_rows_have_the_fields_in_order() -> None:
    row = to_row(Mention("ORG", "财政部", 0, 3))
    assert list(row) == ["type", "text", "start", "end", "canonical", "spread"]
