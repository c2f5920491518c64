"""What stands to the left and to the right of people's names. Offsets count in the clean text."""

from __future__ import annotations

import re

from .shapes import looks_chinese

_HAN = r"[\u4e00-\u9fff]"
#: Left of a name: the end of a title, a label, or a name before it in a list.
BEFORE = re.compile(
    r"(?:书记|主任|主席|总理|总统|首相|督学|常委|委员|秘书|经理|成员|代表|教授|院士|记者"
    r"|[处局厅部省市县区州镇乡村院校行社台馆所站队组团会署司股科庭察委事书]长|"
    r"专家|专员|巡视员|调研员|研究员|总师|工程师|医生|医师|护士|律师|老师|教师|同学|战士|民警|司机|村民|居民|职工"
    r"|工人|责任人|当事人|大使|外长|校友|书法家|作家|画家|"
    r"司令员|政委|参谋长|主编|总编|负责人|召集人|联系人|发言人|主持人|组员|编辑|摄影|作者|通讯员|先生|女士|同志"
    r"|通讯员)[：:、\s（(]{0,3}\Z"
)
AFTER = re.compile(
    r"(?:同志|先生|女士|同学(?!们)|老师|教授|院士|研究员|编审|正高级|书记|主任|主席|总理|总统|总书记"
    r"|副?(?:秘书|[处局厅部省市县区州院校行社台馆所站队组团会司])长|常委|委员|督学|记者|摄|"
    r"指出|强调|表示|说|要求|介绍|主持|出席|参加|率|带领|一行|会见|讲话|致辞|代表|宣读|传达|宣布|作|分别"
    r"|等(?=[一二三四五六七八九十\d]|同志|领导|出席|参加|$)|"
    r"任|兼|担任|通报|汇报|发言|陪同|深入|调研|来到|到|走访|看望|慰问|会上|认为|告诉|坦言|透露|感慨|受|和|与|及"
    r"|、|，|。|；|：|（|\(|）|\)|[\s\t]|$)"
)


def name_length(text: str, at: int) -> int:
    """Length of the name at ``at`` whose right side is a place where names end; 0 for none."""
    for size in (3, 2, 4):
        name = text[at : at + size]
        if (
            len(name) == size
            and re.fullmatch(rf"{_HAN}+", name)
            and looks_chinese(name)
            and AFTER.match(text, at + size)
        ):
            return size
    spaced = re.match(rf"{_HAN}[ \u3000]{{1,3}}{_HAN}(?!{_HAN})", text[at : at + 6])
    return spaced.end() if spaced and looks_chinese(spaced[0][0] + spaced[0][-1]) else 0
