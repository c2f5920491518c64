"""Groups of bodies that one sentence names together: ``甲局、乙局和丙局等部门``. Read in the compact view (compact.py)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .constructions import SETS_UP, TOLD_TO

#: A member of such a list that nobody recognised as a body; it does not break the list.
_UNSEEN = (
    r"[^，。；：、！？O“”]{2,12}?(?:部|委|局|厅|办|署|会|院|银行|公司|单位|部门|机构|街道|政府|办事处|总部|机关|企业)"
    r"(?=[、和及与等])"
)
#: The last member of such a list, before the verb.
_UNSEEN_LAST = (
    r"(?:[^，。；：、！？O“”要应须不]{2,12}?(?:单位|部门|机构|组织|机关|学校|院校|医院|企业|先锋队)"
    r"(?=，?(?:应|要|必须|须|不得)|可以|负责|共同|及其)"
    r"|[^，。；：、！？O“”要应须不]{1,10}?(?:[局办委厅]|协会|联合会|学会|监护人)"
    r"(?=，?(?:应当?(?![用急])|要(?!求)|必须|须(?!知))|可以|负责(?!人)|共同)"
    r"|各地方?(?=结合|根据|按照|参照))"
)
#: What tells which of a class are meant, in front of a member.
_WHICH = r"(?:(?:规模较大|有条件|具备条件|实施[^，。；：、O]{2,8})的)?"
#: 等部门, which closes a list; others may stand beside it: 甲局、乙局等部门和各乡镇
_CLOSED = r"等(?:[^，。；：、要应须O]{0,10}?(?:部门|单位|机构|地区|方面|团体|组织|力量|队伍))?"
#: 某某及其某某
_ITS = r"及其(?=O)"
#: Coordinated bodies and what closes them: ``O、O和O等部门``, ``O及其工作人员``.
GROUP = re.compile(
    r"O"
    rf"(?:(?:、|和|及|{_ITS}|与|以及|或者?(?:其(?:(?:授权|指定|委托)的?)?)?|暨|并|等|，?(?:尤其|特别)是"
    rf"|，(?=O[、和及与，O要应须负牵]))?{_WHICH}O|、{_UNSEEN})*(?:(?:[、和及与]|以及){_UNSEEN_LAST})?"
    rf"(?:{_CLOSED}(?:(?:(?:[、和及与]|以及|或者?)O|、(?:企业|{_UNSEEN}))+(?:{_CLOSED})?)?)?"
    r"(?:及其(?:他|所属|工作)?[^，。；：要应须不对O]{0,10}?(?:部门|单位|机构|人员))?"
    r"(?:(?:或者?|和|及|、)(?:其他|有关|相关|工作)?(?:社会组织|个人|公民|教师|教职工|职工|人员)(?=应|要|须|必须|不得|可以|都))?"
)


def groups_of(text: str, start: int, stop: int) -> Iterator[re.Match[str]]:
    """The groups in ``text[start:stop]`` of the view; what a verb takes (报告某某，某某应当…) ends at its comma."""
    at = start
    while group := GROUP.search(text, at, stop):
        comma = group.group().rfind("，")
        if comma > 0 and (
            TOLD_TO.search(text[start : group.start()]) or SETS_UP.search(text[start : group.start()])
        ):
            comma = group.group().find("，")
            group = GROUP.search(text, group.start(), group.start() + comma) or group
        yield group
        at = group.end()
