"""Organisations that only the tagger knows (新浪, 皇家学会), without the slogans and classes it takes for some.

Spans count in the clean text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..records import Span
from .nobodies import is_no_body
from .orggrammar import SAID, Org
from .persons import speaks_officially
from .words import TextView

#: Marks that no name holds, or nothing but figures.
_MARKS = r"[＋+“”\"《》]|^[\d\W]+$|www|^[万亿千百]"
#: Fields of work, and what is done in them, where the name ends.
_FIELD = (
    r"(?:建设|产业|发展|文化|教育|知名度|影响力|证书|思想|精神|行动|工程|项目|活动|品牌|班列|基金|贸易"
    r"|空|才|金|科技|级|合作)$"
)
#: Words of slogans and of praise.
_PRAISE = (
    r"新时代|大地|办(?:大学|学院|学校)$|全面|世界|核心|普惠|社会主义|一流|竞争力|高级"
    r"|治党|治国|治军|^绿色|^跨境|^少年|^壳|交界|行业|汽车|基地"
)
#: People, and classes of schools, works and clinics.
_CLASS = (
    r"学生|^大中专|员$|工程师|督学|中小学|高校$|企业$|幼儿园|卫生院|服务中心|^国家.*学院|^国家.*(?:中心|实验室)$"
    r"|(?:燃煤|燃气|燃油|坑口|火力发|水力发|自备|热|火|水|核)电厂$"
)
#: Places, and parts of the world.
_PLACE = (
    r"[东南西北中]部$|自治区$|省$|市$|县$|区$|政府$|^中华人民共和国..$"
    r"|^国际(?!.*(?:组织|协会|银行|委员会|公司|集团|联盟|中心))"
)
#: Nothing but a rank and what any body may be.
_BARE = (
    r"^(?:省|市|县|区|镇|乡|中|各|商贸|物流|贸易|电商)?(?:公司|集团)?"
    r"(?:级|外|和|的|上|下|政府|学校|单位|部门|机关|机构|医院|中心|银行|法院|检察院|党委|党组|办公室|委员会"
    r"|联席会议|部|局|厅)$"
)
_NO_NAME = re.compile("|".join((_MARKS, _FIELD, _PRAISE, _CLASS, _PLACE, _BARE)))


#: In official text the tagger's organisations must also end like one (文化产业, 品牌建设 do not).
_ORG_END = re.compile(
    r"(?:公司|集团|银行|大学|学院|医院|中学|小学|学校|(?<!副)中心|馆|社|日报|晚报|电视台|电台"
    r"|(?<![览易运残代动年大峰议乐交])会|"
    r"委|政协|派出所|工商联|妇联|科协|法院|检察院|研究院|研究所|设计院|科学院|工程院|剧院|局|厅"
    r"|(?<![总中东西南北上下内外])部|署|观测站|支队|大队|总队|部队|军区|"
    r"解放军|警备区|军分区|联盟|同盟|组织|实验室|证券|保险|电网|机构|指挥部|使馆|领事馆|代表处|办事处|办公室"
    r"|农场|林场|电厂|总厂|"
    r"合作社|事务所|俱乐部|歌舞团|艺术团|法庭|海关|出版社|通讯社|新华网|人民网|新浪|石油|石化|移动|联通|电信|烟草|邮政)\Z"
)


#: Letters in front of a number or a thing are a product: UPS电源, ABC-5.
_LETTERS = re.compile(r"[A-Za-z]{2,6}(?:[-\d]|电源|设备|系统|技术|模式|项目|指数|分析|软件|平台|标准)")


def find_tagged(view: TextView, orgs: Sequence[Org], people: Sequence[Span]) -> list[Org]:
    """The tagger's organisations that neither ``orgs`` nor ``people`` hold; none overlaps them."""
    used = bytearray(view.taken)
    official = speaks_officially(orgs)
    for start, end in [*((o.start, o.end) for o in orgs), *people]:
        used[start:end] = b"\1" * (end - start)
    out = []
    for start, end, tag in view.names:
        if tag != "ORG" or end - start < 3 or any(used[start:end]):
            continue
        name = view.text[start:end]
        if (official and not _ORG_END.search(name)) or any(c.isspace() for c in name):
            continue
        org = Org(start, end, "tagged", start, start)
        letters = _LETTERS.match(view.text, start)
        if letters and letters.end() > end:
            continue
        if not _NO_NAME.search(name) and not SAID.search(name) and not is_no_body(view.text, org):
            out.append(org)
    return out
