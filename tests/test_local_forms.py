"""Full forms of local names: each row of local_forms.tsv holds at its own example, and what only looks like it is left."""

import pytest
from test_link import canonical, link

from pipeline.lexicon import read_lexicon
from pipeline.link.regions import load_regions

ROWS = read_lexicon("local_forms.tsv")
#: Names that open as a written form does and are another's: they keep what is written.
OTHERS = [
    ("临海市委员会议中心", "临海市委员会议中心"),
    ("临海市人大代表之家", "临海市人大代表之家"),
    ("临海市团委书记学校", "临海市团委书记学校"),
    ("临海市二中心小学", "临海市二中心小学"),
    ("临海市法院路小学", "临海市法院路小学"),
]


def spelled(written: str) -> str | None:
    """The canonical name in a document of the region that the name opens with."""
    regions, length = load_regions().leading(written)
    assert regions, written
    linked, _ = link(f"<ORG>{written[:length]}人民政府</ORG>决定，由<ORG>{written}</ORG>办理。")
    return canonical(linked, written)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[3])
def test_the_example_of_a_row_is_spelled_out(row: list[str]) -> None:
    written, full = row[3].split("=")
    assert spelled(written) == full


@pytest.mark.parametrize(("written", "full"), OTHERS)
def test_what_goes_on_is_another_name(written: str, full: str) -> None:
    assert spelled(written) == full
