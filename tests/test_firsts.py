"""Gates in front of patterns change where they look, never what they find."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.firsts import compile_gated, compile_rare, first_characters, gate_all

PATTERNS = {
    "市局|县局": "市县",
    "(?<!市)县局|(?:省|市)?政府": "县省市政",
    "(?:各)?(?:有关|相关)部门": "各有相",
    "[一-三]是": "一丁丂七丄丅丆万丈三",
    "(?:部|委)+办": "部委",
    "(?:市|)局": "市局",
    "(?=市)市县": "市",
    "[市县](?=局)": "市县",
    r"(?<!第)[\d一]+号": ("\\d", "一"),
}


@pytest.mark.parametrize(("pattern", "firsts"), PATTERNS.items())
def test_first_characters(pattern: str, firsts: Iterable[str]) -> None:
    assert first_characters(pattern) == frozenset(firsts)


@pytest.mark.parametrize(
    "pattern", ["[一-龥]{2}局", "市?", "(?:市)*", ".局", r"\w号", "[^市]局", "市局|", "(?i)a", "^"]
)
def test_no_gate(pattern: str) -> None:
    assert first_characters(pattern) is None


@given(
    st.lists(st.sampled_from([*PATTERNS, r"(?:第|\d)号", "[一-龥]{2}局", "(?<=县).局"]), min_size=1),
    st.text("市县省局各有关相部委办门一三是政府，第号1 ", max_size=40),
)
def test_gated_patterns_find_the_same(patterns: list[str], text: str) -> None:
    plain = [m.span() for m in re.finditer("|".join(patterns), text)]
    assert [m.span() for m in re.finditer(gate_all(patterns), text)] == plain
    assert [m.span() for m in compile_gated("|".join(patterns)).finditer(text)] == plain


#: What a match of a pattern cannot do without: the longest words, of these the fewest.
NEEDED = {
    "[一-龥]{2,8}领导小组": {"领导小组"},
    "各(?:市|县)[^的]{2,4}?(?:协会|学会)": {"协会", "学会"},
    "(?:省|市)?局": {"局"},
    "(?<=成立)[一-龥]+联盟": {"成立"},
    "(?:[·•][一-龥]){1,4}": {"·", "•"},
    "组(?!织)": {"组"},
    "(?:专班|[一-龥]组)": {"专班", "组"},
    # nothing stands in every match
    "[一-龥]{2}": set(),
    "(?:专班)?": set(),
    "专班|[一-龥]{3}": set(),
    "(?i:ab)c|d": {"c", "d"},
}


@pytest.mark.parametrize(("pattern", "words"), NEEDED.items())
def test_what_a_match_needs(pattern: str, words: set[str]) -> None:
    assert compile_rare(pattern).words == words


@given(
    st.sampled_from([*NEEDED, *PATTERNS]),
    st.text("省市县局成立联盟专班组织协会学的各·领导小abcdABCD", max_size=40),
)
def test_rare_patterns_find_what_the_pattern_finds(pattern: str, text: str) -> None:
    plain = [m.span() for m in re.finditer(pattern, text)]
    assert [m.span() for m in compile_rare(pattern).finditer(text)] == plain
