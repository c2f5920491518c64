"""The stage as a whole: on gold, on hostile input, on texts it must survive."""

# ruff: noqa: E501  (tables of texts are easier to read unbroken)
from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from pipeline.records import Line, Note
from pipeline.structure import parse_structure, split_lines
from pipeline.structure.itemtext import measure_items
from pipeline.structure.lists import build_tree
from pipeline.structure.markers import find_candidates


def test_lines_are_paragraphs() -> None:
    text = "甲\n\n乙乙\n 丙"
    assert [text[a:b] for a, b in split_lines(text)] == ["甲", "乙乙", " 丙"]
    assert split_lines("") == []


def test_empty_text() -> None:
    structure = parse_structure("")
    assert structure.items == () and structure.lines == () and structure.head.title is None


def test_a_note_over_several_lines_is_no_part_of_its_item() -> None:
    text = "1.发展商贸。（牵头单位：\n市商务局；\n责任单位：市财政局）\n2.发展物流。（市交通局负责）"
    assert [text[i.start : i.end] for i in parse_structure(text).items] == ["发展商贸", "发展物流"]


def test_a_note_that_begins_where_an_item_ends_is_left_out_once() -> None:
    text = "1.修订预案\n（市水利局负责）\n2.组织演练"
    lines = tuple(Line(*span) for span in split_lines(text))
    nodes, _ = build_tree(text, lines, find_candidates(text, lines), [])
    start = text.index("\n（")
    for at in (start, start + 1):
        items = measure_items(text, lines, nodes, [Note(at, text.index("\n2"), ())])
        assert [text[i.start : i.end] for i in items] == ["修订预案", "组织演练"]


@pytest.mark.parametrize(
    "unit",
    ["一是", "一是甲。二是乙。", "（一）", "一、甲\n", "“", "（", "《", "1", "1.\t", "“四个坚持”：", "第一条", "2020年1月1日", "#* ",
     "一", "首先，最后，", "（市局负责）", "各市：", "附件：1."],
)  # fmt: skip
def test_time_is_linear(unit: str) -> None:
    """Hostile input: what grows with the square takes 144 times as long for twelve times the text."""

    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        begin = time.process_time()
        parse_structure(text)
        return time.process_time() - begin

    small = max(min(seconds(5_000) for _ in range(3)), 0.01)
    assert min(seconds(60_000) for _ in range(2)) < 60 * small


def _gold(shared: Path) -> list[tuple[Path, dict]]:
    return [(p, json.loads(p.read_text("utf-8"))) for p in sorted((shared / "gold" / "dev").glob("*.json"))]


def test_ordinals_of_gold_lists(shared: Path) -> None:
    """Marker numbers of every gold document, list by list, on text that went through no cleaning."""
    for path, gold in _gold(shared):
        raw = path.with_suffix(".txt").read_text("utf-8").replace("　　", "\n")
        text = "\n".join(line.strip() for line in raw.split("\n"))
        expected = [d["ordinal"] for d in gold["directives"] if d["marker"] or d.get("list")]
        found = [i.ordinal for i in parse_structure(text).items]
        assert found == expected, path.stem
