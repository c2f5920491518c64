"""What is done on columns and arrays comes to the same as what is done one by one."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean import align, clean_text, layout
from pipeline.clean.align import Ledger
from pipeline.clean.alphabet import load_alphabet
from pipeline.clean.chances import Chances
from pipeline.clean.changes import Change
from pipeline.clean.charmodel import load_charmodel
from pipeline.clean.scan import TITLE_END, scan_text
from pipeline.clean.tracks import Tracks

PASS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 3), st.sampled_from(["", "甲", "乙乙", "丙丁戊"])), max_size=6
)


def place_changes(text: str, steps: list[tuple[int, int, str]]) -> list[Change]:
    """Changes of ``text``, each so far behind the one before and so long; those that change nothing left out."""
    changes: list[Change] = []
    at = 0
    for gap, size, new in steps:
        start, end = at + gap, at + gap + size
        if end > len(text):
            break
        if text[start:end] != new:
            changes.append((start, end, new))
        at = end + 1
    return changes


@settings(max_examples=200, deadline=None)
@given(st.text("一二三四五六七八九十", max_size=14), st.lists(PASS, max_size=4))
def test_lists_and_arrays_tell_the_same(raw: str, passes: list[list[tuple[int, int, str]]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        few = Ledger(raw)
        patch.setattr(align, "MANY", 1)
        many = Ledger(raw)
        for steps in passes:
            changes = place_changes(few.text, steps)
            patch.setattr(align, "MANY", 10**9)
            few.apply("rule", changes)
            patch.setattr(align, "MANY", 1)
            many.apply("rule", changes)
    assert many.text == few.text and many.counts == few.counts
    alignment = many.alignment()
    assert alignment.restore_raw(many.text) == raw
    spans = [alignment.raw_span(n, n + 1) for n in range(len(many.text))]
    assert spans == sorted(spans)
    other = few.alignment()
    edited = {n for edit in (*alignment.edits, *other.edits) for n in range(edit.start, edit.end)}
    for n, span in enumerate(spans):
        assert n in edited or span == other.raw_span(n, n + 1)


def test_switching_from_lists_to_arrays(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger("督導(dǎo)審計，ＡＢ")
    ledger.apply("pinyin", [(2, 7, "")])
    monkeypatch.setattr(align, "MANY", 2)
    ledger.apply("traditional", [(1, 2, "导"), (2, 3, "审"), (3, 4, "计")])
    ledger.apply("width", [(5, 7, "AB")])
    assert ledger.text == "督导审计，AB"
    assert [tuple(edit) for edit in ledger.alignment().edits] == [
        (1, 2, "導"), (2, 2, "(dǎo)"), (2, 4, "審計"), (5, 7, "ＡＢ"),
    ]  # fmt: skip


LINES = [
    "国务院办公厅关于促进产业发展", "的若干意见", "各县（市、区）人民政府：", "# 总则", "第一条 为了加强管理，制定本办法。",
    "12", "— 3 —", "　　", "\t", "甲\t乙", "　　各级政府要加强领导，", "落实责任。", "（牵头单位：", "市发改局）",
    "关于", "", "（一）健全", " 通知 ", "1", "2", "《某某", "某政发〔2020〕3号",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=14).map("\n".join))
def test_columns_of_lines_tell_the_same(text: str) -> None:
    quick = layout._arrange_plain(text) if text else []
    assert quick is None or quick == layout._arrange_by_line(text)


def test_most_texts_need_no_look_at_each_line() -> None:
    text = "关于开展检查的通知\n\n各单位：\n　　为了落实责任，现将有关事项通知如下。\n\n　　一、提高认识。\n"
    assert layout._arrange_plain(text) is not None


def test_probabilities_of_arrays() -> None:
    model = load_charmodel()
    text = "各级人民政府应当加强对安全生产工作的领导，鑫龘𠀀A1"
    ids = np.array([model.id_of(char) for char in text], np.uint32)
    fresh = model.arrays.log_triples(ids[:-2], ids[1:-1], ids[2:])
    one_by_one = [model.log_next(*ids[n : n + 3].tolist()) for n in range(len(ids) - 2)]
    assert np.allclose(fresh, one_by_one, atol=1e-3)
    assert np.allclose(
        model.arrays.log_pairs(ids[:-1], ids[1:]),
        [model.log_pair(*ids[n : n + 2].tolist()) for n in range(len(ids) - 1)],
        atol=1e-3,
    )
    assert model.numbers[[min(ord(char), 0xFFFF) for char in text]].tolist() == ids.tolist()
    assert model.pairs_seen.find_unseen(scan_text("人民政府").points).tolist() == []
    assert model.pairs_seen.find_unseen(scan_text("偟囊龊谩").points).tolist() == [0, 1, 2]


def test_every_kind_of_document_can_end_a_title() -> None:
    for kind in layout.KINDS.split("|"):
        assert scan_text(kind[-1]).present & TITLE_END, kind


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (["滨海市人民政府办公室关于印发", "河湖长制巡查办法的通知"], 1),
        (["滨海市人民政府办公室", "关于印发河湖长制巡查办法（试行）", "附件请到网站下载"], 2),
        (["关于开展", "农村饮水安全", "排查工作的通知"], 1),
        (["关于开展农村饮水安全排查工作", "各乡镇人民政府", "各有关单位"], 3),
        (["第一章总则", "第二章分则"], 2),
    ],
)
def test_titles_by_columns_as_by_lines(lines: list[str], count: int) -> None:
    text = "\n".join(lines)
    found = layout._arrange_plain(text)
    assert found is not None and found == layout._arrange_by_line(text)
    assert len(lines) - len(found) == count


def test_what_vanished_ends_with_a_byte_that_makes_no_character() -> None:
    alphabet = load_alphabet(load_charmodel(), False)
    group = alphabet.group("gone", "中".encode("gbk")[0])
    assert group.letters and {letter.lead for letter in group.letters} == {0xD6}
    for letter in group.letters:
        pairs = (bytes((letter.trail, lead)).decode("gbk", "replace") for lead in range(0x81, 0xFF))
        assert any("\ufffd" in pair for pair in pairs), letter


@settings(max_examples=60, deadline=None)
@given(st.text("督导审计的了一是A1 。，\n乾隆龘", max_size=40))
def test_unseen_pairs_one_by_one(text: str) -> None:
    pairs = load_charmodel().pairs_seen
    points = scan_text(text).points
    numbers = pairs._numbers[points].tolist()
    expected = [n for n in range(len(text) - 1) if not pairs.is_seen(numbers[n], numbers[n + 1])]
    assert pairs.find_unseen(points).tolist() == expected


@pytest.mark.parametrize("repeats", [1, 9])
def test_both_tracks_cost_what_their_characters_cost(repeats: int) -> None:
    """Counted in blocks, and asked for one by one."""
    model = load_charmodel()
    chances, alphabet = Chances(model), load_alphabet(model, False)
    text = "任務?偟囊龊谩八膫堅持”:堅持强(qiáng)化" * repeats + "各级人民Φ奔忧慷园踩ぷ鞯牧斓迹"
    tracks = Tracks(chances, alphabet, "会议", text)
    for at in range(len(text)):
        tracks.reach(at)
    numbers = [model.id_of(char) for char in "会议" + text]
    assert tracks.numbers == numbers
    for at, cost in enumerate(tracks.plain):
        assert cost == pytest.approx(-chances.log_next(*numbers[at : at + 3]), abs=1e-4)
    known = 0
    for at, cost in enumerate(tracks.late):
        letters = [
            alphabet.by_code.get(tracks.codes[n - 1][-1] << 8 | tracks.codes[n][0])
            if n and len(tracks.codes[n - 1]) == len(tracks.codes[n]) == 2
            else None
            for n in range(max(at - 2, 0), at + 1)
        ]
        if None in letters or len(letters) < 3:
            assert cost == float("inf")
        else:
            one, two, three = (letter.number for letter in letters if letter)
            extra = letters[2].extra if letters[2] else 0.0
            assert cost == pytest.approx(extra - chances.log_next(one, two, three), abs=1e-4)
            known += 1
    assert known > 5


@pytest.mark.parametrize("around", ["刘欧", "双重", "国特", "组生"])
def test_what_fills_a_gap_begins_and_ends_with_its_bytes(around: str) -> None:
    model = load_charmodel()
    alphabet = load_alphabet(model, False)
    lead, trail = around[0].encode("gbk")[0], around[1].encode("gbk")[1]
    across = alphabet.letters_across(Chances(model), lead, trail)
    for letters in [(first, *rest) for first, rests in across for _, rest in rests]:
        assert (letters[0].lead, letters[-1].trail) == (lead, trail)
        for one, two in pairwise(letters):
            assert not alphabet.valid[one.trail << 8 | two.lead]  # what is a character does not vanish
            assert model.pairs_seen.is_seen(one.number, two.number)


def test_a_pair_that_vanished_comes_back() -> None:
    assert clean_text("全面贯彻习近平新时代泄厣缁嶂饕逅枷，加强组织领导。").text == (
        "全面贯彻习近平新时代中国特色社会主义思想，加强组织领导。"
    )


@pytest.mark.parametrize(
    ("damaged", "text"),
    [
        # the mark that ends a line lost its first half with what stood before it, the second one with the line
        ("由市教育局牵头，飨厍涫登榭鼋卸讲椤", "由市教育局牵头，各县区落实情况进行督查。"),
        ("市教育局要韵厍涫登榭鼋凶ㄏ疃讲椤", "市教育局要对县区落实情况进行专项督查。"),
        # behind a filled gap stands another one
        ("修改后的办法黾右惶酰魑谑盘酢", "修改后的办法增加一条，作为第十九条。"),
    ],
)
def test_a_line_that_ends_in_a_run(damaged: str, text: str) -> None:
    assert clean_text(damaged + "\n附件：名单").text.split("\n")[0] == text


@pytest.mark.parametrize(
    ("damaged", "text"),
    [
        # each U+FFFD is one pair that vanished: one of them is left of two characters, not of three
        (
            "市农业糯寰忠\ufffd忧慷灾盅\ufffd蠡У募际踔傅迹\ufffd镏\ufffd┗Ы饩鱿\ufffd勰烟\ufffd",
            "市农业农村局要加强对种养大户的技术指导，帮助农户解决销售难题。",
        ),
        (
            "村级组织要镀诠\ufffd\ufffd莆袷罩\ufffd榭觯\ufffd鞫\ufffd邮苋褐诩喽\ufffd",
            "村级组织要定期公开财务收支情况，主动接受群众监督。",
        ),
    ],
)
def test_marks_say_how_much_vanished(damaged: str, text: str) -> None:
    assert clean_text(damaged + "。\n附件：名单").text.split("\n")[0] == text
