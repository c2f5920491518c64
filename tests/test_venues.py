"""Venues of visits and meetings: places with their proper part in front, and none where they act as bodies."""

import pytest
from test_recognise import check, tagger

__all__ = ["tagger"]

VENUES = [
    "代表团先后考察了<LOC>无锡文化艺术中心</LOC>、<LOC>太湖时代广场</LOC>和<LOC>无锡市规划展示馆</LOC>。",
    "随后参观了<LOC>鲁迅故居</LOC>，在<LOC>鲁迅纪念馆</LOC>，大家重温入党誓词。",
    "他来到位于<LOC>绍兴市越城区</LOC>的<LOC>秋瑾纪念园</LOC>，瞻仰铜像。",
    "会议地点：<LOC>金陵大厦</LOC>三楼会议室。",
    "实验室位于<LOC>无锡太湖体育中心</LOC>内。",
    # parks and resorts behind a name
    "以<LOC>永安溪绿道</LOC>为轴线，道路通往<LOC>永安溪休闲绿道</LOC>和<LOC>太湖旅游度假区</LOC>，建设乡村旅游区。",
    "<ORG>太湖旅游度假区管委会</ORG>要加强管理，创建国家5A级旅游景区、国家级风景名胜区和世界地质公园，保护古镇古村，发展数字景区。",
    # who acts, and houses of a kind, are none
    "组织学生参观博物馆、科技馆和体育中心，走访企业，参观爱国主义教育基地和烈士陵园。",
    "由<ORG>无锡博物馆</ORG>负责布展，<ORG>无锡博物馆</ORG><TITLE>馆长</TITLE><PER>王建明</PER>参加会议。",
]


@pytest.mark.parametrize("text", VENUES)
def test_venues(text, tagger):
    check(text, tagger, types={"LOC", "ORG", "TITLE", "PER"})
