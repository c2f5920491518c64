"""Agencies and units as rules name them together: 机关、单位, 党委和政府某某部门, mass organisations in lists."""

import pytest
from test_recognise import check, tagger

__all__ = ["tagger"]

NAMES = [
    "<ORG>有关机关、单位</ORG>应当配合，报<ORG>上级机关、单位</ORG>备案；属于<ORG>本机关、单位</ORG>职责的及时办理。",
    "向<ORG>原办理机关、单位</ORG>提出，由<ORG>公职人员任免机关、单位</ORG>给予处分。",
    "围堵、冲击机关、单位的，予以劝阻。",
    "<ORG>各级党委和政府信访部门</ORG>接访，并向<ORG>上一级党委和政府督查部门</ORG>报告。",
    "<ORG>各级党委</ORG>和<ORG>政府</ORG>要加强领导，<ORG>有关部门</ORG>密切配合。",
    "<ORG>县级以上人民政府教育督导机构</ORG>设立专职督学，严格机构设置。",
    "<ORG>各级党校（行政学院）</ORG>应当开设课程，发挥<ORG>群团组织</ORG>作用。",
    "督促检查<ORG>联席会议</ORG>议定的事项。",
]


@pytest.mark.parametrize("text", NAMES)
def test_names(text, tagger):
    check(text, tagger, types={"ORG"})
