"""Words as a second opinion on what damaged bytes were."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean import clean_text
from pipeline.clean.charmodel import load_charmodel
from pipeline.clean.guesses import Guess, Node, remember, spell
from pipeline.clean.words import LONGEST, RE_OTHER, load_wordmodel


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [
        ("地区生产总值", "地区山产总值"),
        ("拨付补助资金", "拨付补组资金"),
        ("垃圾渗滤液", "垃圾渗虑液"),
        ("人民政府", "民人政府"),
    ],
)
def test_words_cost_less_than_what_is_none(likely: str, unlikely: str) -> None:
    cost = load_wordmodel().cost
    assert cost(likely) + 3.0 < cost(unlikely)


def test_a_word_costs_less_behind_the_one_it_goes_with() -> None:
    cost = load_wordmodel().cost
    assert cost("督导检查") < cost("督导") + cost("检查")


def test_nothing_costs_nothing() -> None:
    assert load_wordmodel().cost("") == 0.0


@settings(max_examples=80, deadline=None)
@given(st.text("人民政府督导检查龘乾，。", max_size=24))
def test_every_run_can_be_read_as_words(run: str) -> None:
    cost = load_wordmodel().cost
    assert math.isfinite(cost(run))
    assert cost(run) >= 0.0
    assert cost(run) <= 40.0 * len(run)


def test_what_stands_between_runs() -> None:
    assert RE_OTHER.split("按照（一）要求，2026年abc完成") == ["按照（一）要求，", "年", "完成"]
    assert max(map(len, load_wordmodel()._numbers)) == LONGEST


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("钢铁企业要淘汰烧结机和小高炉，用废钢替代铁矿石，减少污染物排放", 13),
        ("做好网球、拳击等项目的青少年训练，支持社会力量举办赛事活动", 15),
    ],
)
def test_words_decide_between_readings(text: str, lost: int) -> None:
    data = text.encode("gbk")
    damaged = (data[:lost] + data[lost + 1 :]).decode("gbk", "ignore")
    result = clean_text(f"一、总则。{damaged}。\n附件：名单")
    assert result.text.split("\n")[0] == f"一、总则。{text}。"
    assert result.alignment.restore_raw(result.text) == f"一、总则。{damaged}。\n附件：名单"


def _chain(text: str, guessed: range) -> Node:
    model = load_charmodel()
    node = None
    for n, char in enumerate(text):
        node = Node(node, char, (n, 0), n in guessed, model.id_of(char))
    assert node is not None
    return node


@pytest.mark.parametrize(
    ("better", "rival", "margin", "expected"),
    [
        ("拨付补组资金", "拨付补助资金", 1.0, "拨付补助资金"),  # words speak for the rival
        ("拨付补助资金", "拨付补组资金", 0.1, "拨付补助资金"),  # and here against it
        ("各地推进工作", "各地推动工作", 3.0, "各地推进工作"),  # words leave it open, characters do not
        ("张龘某资金", "张靐某资金", 0.0, "张龘某资金"),  # a toss-up that words know nothing of
    ],
)
def test_rivals_of_a_reading(better: str, rival: str, margin: float, expected: str) -> None:
    model = load_charmodel()
    guessed = range(len(better))
    one = Guess(10.0, -1, 0, 0, _chain(better, guessed), None)
    two = Guess(10.0 + margin, -1, 0, 0, _chain(rival, guessed), None)
    out = dict(spell(remember(one, two), [one], "？" * len(better), (0, 0), model.chars))
    assert "".join(out[n] for n in range(len(better))) == expected
