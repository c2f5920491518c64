"""Posts in lists without a name, and people whom only their place shows."""

import pytest
from test_recognise import check, tagger

__all__ = ["tagger"]

TEXTS = [
    "引进<TITLE>董事会秘书</TITLE>、<TITLE>财务总监</TITLE>和<TITLE>副总</TITLE>，<TITLE>副总经理</TITLE>和<TITLE>副总理</TITLE>出席。",
    "<TITLE>场长</TITLE><PER>董军</PER>主持会议，<TITLE>护士长</TITLE>、<TITLE>主诊医师</TITLE>参加，总裁办印发。",
    "省政协<TITLE>委员</TITLE><PER>邓义军</PER>发言，邀请<TITLE>人大代表</TITLE>视察。",
    "推荐优秀干部、党代会代表、人大代表、政协委员等人选。",
    # names in front of what they are together, the last of a list of who attends
    "<PER>孙关</PER>、<PER>王维</PER>、等优秀青年代表交流发言，浙江、江苏等先进代表座谈。",
    "从<PER>李四光</PER>、<PER>钱学森</PER>、<PER>邓稼先</PER>等一大批老一辈科学家，到李四光地质科学奖得主。",
    "<PER>石建国</PER>、<PER>张立军</PER>、<PER>应勇</PER>出席会议，企业列席。",
    "联系人：李老师，联系人：<PER>李伟</PER>。",
]


@pytest.mark.parametrize("text", TEXTS)
def test_posts_and_people(text, tagger):
    check(text, tagger, types={"TITLE", "PER"})


def test_a_region_with_its_leaders_is_a_place(tagger):
    check("<LOC>海南省</LOC>负责同志参加，<ORG>海南省</ORG>负责制定方案。", tagger, types={"LOC", "ORG"})
