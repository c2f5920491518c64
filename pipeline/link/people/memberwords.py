"""What tables of members are known by: their labels, the names of groups above them, their small headings."""

from __future__ import annotations

import re

from ...firsts import compile_gated

_GAP = "[ 　\\t]{0,4}"
LABEL = compile_gated(
    "((?:办公室)?(?:"
    + "|".join(_GAP.join(word) + _GAP for word in ("名誉", "常务", "第一", "第二", "执行", "副", "总"))
    + "){0,3}(?:"
    + "|".join(
        _GAP.join(word)
        for word in [
            "召集人",
            "组长",
            "总指挥",
            "指挥长",
            "指挥",
            "主任委员",
            "主任",
            "秘书长",
            "委员",
            "成员",
            "顾问",
            "会长",
            "理事长",
            "主席",
            "联络员",
            "政委",
        ]
    )
    + f")){_GAP}[：:]"
)
GROUP_NAME = re.compile(
    "([一-龥“”·\\d ]{2,40}?(?:领导小组|联席会议|指挥部|委员会|工作小组|协调小组|工作组|专班|组委会|专家组))"
    "(?:办公室)?[^。；，\\n]{0,8}(?:名单|组成人员|人员|成员)"
)
#: （二）专家委员（按姓氏笔画为序） divides the rows of one label.
SMALL_HEADING = re.compile("[（(](?:.{1,12}|[一二三四五六七八九十\\d]{1,2}[）)][^。；，：]{1,30})$")
GROUP_MENTION = re.compile(
    "(?:领导小组|联席会议|指挥部|委员会|小组|工作组|专班|组委会|专家组|理事会|督导组|协会|学会)$"
)
#: Zones and streets: what opens the name of their groups owns the offices of the members.
AREA = re.compile(
    "(?!国家|全国|推进|加快|支持)[一-龥]{2,12}?(?:开发区|高新区|工业园区?|产业园区?|度假区|街道)"
    "(?=[一-龥])(?!建设|发展|创建|改革|申报|规划)"
)
BEFORE_ITS_GROUP = re.compile("[^。；\\n]{0,160}?(?:成员|组长|组成)的")
