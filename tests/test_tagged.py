"""What the tagger takes for organisations, and what of a sentence it takes along with a name."""

from __future__ import annotations

import pytest
from test_school import read

from pipeline.recognise.orgs.grammar import Org
from pipeline.recognise.orgs.nobodies import is_no_body

SENTENCES = [
    # a sentence, the bodies in it
    ("我们要建设特色鲜明世界一流大学，扎根中国大地办大学。", set()),
    ("证明包括：房地产所有证、房地产权属证明书、房屋所有权证。", set()),
    ("贯彻全国统战部长会议、全国组织部长会议精神。", set()),
    ("张强希望各学院要进一步加强就业工作。", {"各学院"}),
    ("机电学院党委紧扣中心、常抓常学。", {"机电学院党委"}),
    (
        "与四川省乡村振兴局共建西南减贫与发展研究中心。",
        {"四川省乡村振兴局", "西南减贫与发展研究中心"},
    ),
    ("受理机关有权查阅，所有权人应当配合。", {"受理机关"}),
    ("任务由市委统战部长期牵头。", {"市委统战部"}),  # 部 is no part of 部长 here
]


@pytest.mark.parametrize(("sentence", "bodies"), SENTENCES, ids=[sentence for sentence, _ in SENTENCES])
def test_bodies_of_a_sentence(sentence: str, bodies: set[str]) -> None:
    assert {m.text for m in read(sentence).mentions if m.type == "ORG"} == bodies


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("在世纪大道21号行政中心2426室报名。", "世纪大道21号行政中心", True),
        ("县政府常务会议研究决定。", "县政府", True),
        ("县政府研究决定。", "县政府", False),
        ("被认定为省级研发中心。", "省级研发中心", True),
        ("由市疾控中心负责。", "市疾控中心", False),
    ],
)
def test_what_is_no_body(text: str, name: str, expected: bool) -> None:
    start = text.index(name)
    assert is_no_body(text, Org(start, start + len(name), "plain", start, start)) is expected
