"""Gates in front of patterns change where they look, never what they find."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.firsts import compile_gated, first_characters, gate_all

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
