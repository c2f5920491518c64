"""What leads to a body: one list says where each word is cut off, and each use has its cases and its limits."""

import pytest
from test_recognise import check, tagger

from pipeline.lexicon import read_lexicon
from pipeline.recognise.leads import lead_pattern, lead_words

__all__ = ["tagger"]

USES = {"edge", "cut", "formed", "asked", "function", "rank", "acting"}
ROWS = read_lexicon("org_leads.txt")
#: A use, what stands in the text, and how much of it leads to a body.
CASES = [
    ("cut", "布置小学作业", "布置"),
    ("cut", "会同县财政局审核", "会同"),
    ("cut", "会同县人民政府关于", ""),
    ("cut", "会同市财政局", "会同"),
    ("cut", "检查站", ""),
    ("cut", "检查企业党委", "检查"),
    ("cut", "建设中心", ""),
    ("cut", "建设海洋牧场研究中心", "建设"),
    ("formed", "组建督导组", "组建"),
    ("asked", "经商财政部", "经商"),
    ("acting", "充分发挥村党委", "充分发挥"),
    ("acting", "提供村党委", ""),
]
#: The bodies of each sentence, and nothing else.
NAMES = [
    "按期验收，会同<ORG>县财政局</ORG>拨付。",
    "组织召开<ORG>防汛工作联席会议</ORG>。",
    "经商<ORG>财政部</ORG>同意。",
    "听取<ORG>市有关部门</ORG>意见。",
    "由<ORG>组织人事部门</ORG>负责。",
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_word_names_known_uses(row):
    assert set(row[1].split() if len(row) > 1 else ["edge"]) <= USES
    assert len(row) < 3 or "cut" in row[1].split()


def test_no_word_stands_twice():
    words = [row[0] for row in ROWS]
    assert len(words) == len(set(words))


@pytest.mark.parametrize("use", sorted(USES))
def test_a_pattern_holds_the_words_of_its_use(use):
    assert lead_words(use)
    if use != "cut":
        assert all(lead_pattern(use).fullmatch(word) for word in lead_words(use))


@pytest.mark.parametrize(("use", "text", "led"), CASES)
def test_what_is_cut_off(use, text, led):
    match = lead_pattern(use).match(text)
    assert (match[0] if match else "") == led


@pytest.mark.parametrize("text", NAMES)
def test_names(text, tagger):
    check(text, tagger, types={"ORG"})
