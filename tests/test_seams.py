"""Seams inside words: each row of word_seams.tsv holds at its own example, and no name ends or begins there."""

import pytest

from pipeline.lexicon import read_lexicon
from pipeline.recognise import recognise_mentions
from pipeline.recognise.orgs.wordlists import org_words
from pipeline.structure import parse_structure

ROWS = read_lexicon("word_seams.tsv")
#: These seams shift a name's beginning, so that one may stand at the mark.
INSIDE = ("area", "ranks", "place")
#: The same readings at places that are none: the word ends where it looks as if it did.
NO_SEAM = [
    ("name", "由教育部|负责"),
    ("government", "由市政府|工作组负责"),
    ("dept", "报市府|办备案"),
    ("dept", "由宣传|部牵头"),
    ("inst", "设立数据|中心"),
    ("rank", "由州|市负责"),
    ("function", "参加政府|督查工作"),
    ("area", "各有关|地区"),
    ("post", "县教育局|长期坚持"),
    ("nobody asks", "基层干|部"),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[3])
def test_the_example_of_a_row_shows_its_seam(row):
    asked_by, left, right, example = row
    before, behind = example.split("|")
    assert before.endswith(tuple(left.split())) and behind.startswith(tuple(right.split()))
    assert org_words().in_word(asked_by, before + behind, len(before))


@pytest.mark.parametrize("row", [row for row in ROWS if row[0] not in INSIDE], ids=lambda row: row[3])
def test_no_name_ends_or_begins_at_a_seam(row):
    before, behind = row[3].split("|")
    text = f"{before}{behind}。"
    bodies = [m for m in recognise_mentions(text, parse_structure(text)) if m.type == "ORG"]
    assert len(before) not in {at for body in bodies for at in (body.start, body.end)}, bodies


@pytest.mark.parametrize(("asked_by", "text"), NO_SEAM)
def test_a_word_that_ends_there_has_no_seam(asked_by, text):
    before, behind = text.split("|")
    assert not org_words().in_word(asked_by, before + behind, len(before))
