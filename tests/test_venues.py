"""Venues of visits and meetings: places with their proper part in front, and none where they act as bodies."""

import pytest
from test_recognise import check, tagger

__all__ = ["tagger"]

VENUES = [
    "代表团先后考察了<LOC>无锡文化艺术中心</LOC>、<LOC>太湖时代广场</LOC>和<LOC>无锡市规划展示馆</LOC>。",
    "随后参观了<LOC>鲁迅故居</LOC>，在<LOC>鲁迅纪念馆</LOC>，大家重温入党誓词。",
    "他来到位于<LOC>绍兴市越城区</LOC>的<LOC>秋瑾纪念园</LOC>，瞻仰铜像。",
    "会议地点：<LOC>金陵大厦</LOC>三楼会议室。",
    # who acts, and houses of a kind, are none
    "组织学生参观博物馆、科技馆和体育中心，走访企业，参观爱国主义教育基地和烈士陵园。",
    "由<ORG>无锡博物馆</ORG>负责布展，<ORG>无锡博物馆</ORG><TITLE>馆长</TITLE><PER>王建明</PER>参加会议。",
]


@pytest.mark.parametrize("text", VENUES)
def test_venues(text, tagger):
    check(text, tagger, types={"LOC", "ORG", "TITLE", "PER"})
