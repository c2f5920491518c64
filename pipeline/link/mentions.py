"""Canonical names of mentions, by what stands beside them: shared heads, lists of addressees, copies.

Where a name stands can say more than the name: 财政局 behind 各县（区）人社局， is every county's, 检察院 in the line of
copies (抄送) is the home region's.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from ..recognise.classes import is_bare
from ..records import Mention, Span
from .bodywords import tidy_name
from .names.canonical import Names
from .runs import BOARD, zones_of_a_run

#: 农工党盐城市委 is no committee of the Communist Party.
_PARTY_BEFORE = re.compile("(?:民革|民盟|民建|民进|农工党|致公党|九三学社|台盟)$")
#: The line of copies, between its label and a name in it.
_COPIES = re.compile("(?:^|\\n)[\\[〔【（( 　]{0,3}抄[ 　]{0,4}送[^。]{0,160}$")
#: Bodies every region has once, written bare among the copies.
_EVERY_REGION = re.compile(
    "(?:人大|政协|人大常委会)(?:办公[室厅]|办)?|人大常委|人武部|(?:人民)?法院|(?:人民)?检察院|纪委|监委"
)
#: What stands before a unit of an institution, where the mention holds the unit alone.
_INSTITUTIONS = frozenset(("集团", "公司", "医院", "学校", "学院", "大学"))
_DEPARTMENTS = re.compile("(?!有关|相关|其他|其它|各|当地|所在|上级|同级|本级)[一-龥]{2,10}部门")


def link_mentions(
    text: str, mentions: Sequence[Mention], names: Names, addressee_line: Span | None
) -> tuple[Mention, ...]:
    """The mentions, every ORG with its ``canonical``; spans count in the clean ``text``."""
    addressed = [Span(m.start, m.end) for m in mentions if m.type == "ORG" and _lies_in(addressee_line, m)]
    boarded = zones_of_a_run(text, addressed)
    linked: list[Mention] = []
    before: Mention | None = None
    whole = ""
    for mention in mentions:
        if mention.type != "ORG":
            linked.append(mention)
            continue
        written = mention.spread or mention.text
        between = text[before.end : mention.start].strip() if before is not None else ""
        if before is not None and mention.spread is None:
            written = _with_neighbour(written, whole, between, mention, names, addressee_line)
        if mention.text == _STANDING and text.endswith(_AND_ITS, 0, mention.start):
            written = _of_congress(before, whole, mention) + written
        if party := _PARTY_BEFORE.search(text[max(0, mention.start - 4) : mention.start]):
            written = party[0] + written
        if Span(mention.start, mention.end) in boarded:
            written += BOARD
        name = _placed(text, _own_level(text, mention, written), mention, names)
        if before is not None and between in _TOGETHER and _two_departments(before.text, written):
            name = _beside(before, linked, name, names)
        before, whole = mention, written
        if is_bare(written) and name not in (names.host, *names.context.heads):
            name = written  # a rule for schools means every one
        linked.append(dataclasses.replace(mention, canonical=name))
    return tuple(linked)


#: 省人大及其｜常委会: the standing committee is that of the congress, whether or not the congress is named in full.
_CONGRESS, _STANDING = "人大", "常委会"
_AND_ITS = _CONGRESS + "及其"


def _of_congress(before: Mention | None, whole: str, standing: Mention) -> str:
    """The congress whose standing committee is written behind 及其, as it is written there."""
    named = before is not None and before.end == standing.start - len(_AND_ITS) + len(_CONGRESS)
    return whole if named else _CONGRESS


_DEPARTMENT = "部门"
#: 由省教育行政部门会同财政部门制定: both are the province's.
_TOGETHER = ("会同", "商", "、", "和", "及", "与")


def _lies_in(line: Span | None, mention: Mention) -> bool:
    return line is not None and line.start <= mention.start < line.end


def _two_departments(first: str, second: str) -> bool:
    return first.endswith(_DEPARTMENT) and bool(_DEPARTMENTS.fullmatch(second))


#: 公安、卫生等政府有关职能部门: each is a department, whatever they are called together.
_KIND = re.compile("((?![一-龥]{0,12}人民政府)[一-龥]{2,10}?)(?:政府)?(?:有关|相关)?(?:职能|政府)部门")
#: 党委宣传部门、组织部门.
_PARTY_CLASS = re.compile("(?:各级|地方)?党委[一-龥]{2,4}部门")
_PARTY_DEPARTMENT = re.compile("(?:组织|宣传|统战|政法|网信|社会工作)部门")


#: 院本级, 校本级.
_OWN_LEVEL, _HOUSES = "本级", "院校"


def _own_level(text: str, mention: Mention, written: str) -> str:
    """院本级人事、财务等部门: 本级 is the hospital's own wherever the list goes on."""
    if mention.spread is None:
        return written
    if plain := _KIND.fullmatch(written):
        return plain[1] + _DEPARTMENT
    if not written.startswith(_OWN_LEVEL):
        return written
    at = text.rfind(_OWN_LEVEL, max(0, mention.start - 80), mention.start)
    return text[at - 1] + written if at > 0 and text[at - 1] in _HOUSES else written


def _with_neighbour(
    written: str, whole: str, between: str, mention: Mention, names: Names, line: Span | None
) -> str:
    """``written`` with the head it shares with the name before it (``whole``), in a list."""
    addressed = _lies_in(line, mention)
    listed = (
        between == "，"
        and addressed
        and whole.startswith("各")
        and names.registry.expand_department(written) is not None
    )
    return names.shared(whole, written) if between == "、" or listed else written


def _placed(text: str, written: str, mention: Mention, names: Names) -> str:
    """The canonical name of ``written`` where it stands."""
    if text[max(0, mention.start - 2) : mention.start] in _INSTITUTIONS and len(written) < 6:
        return written  # 集团安全部 is no ministry
    home = names.context.home
    bare = home is not None and _EVERY_REGION.fullmatch(tidy_name(written))
    if home is not None and bare and _COPIES.search(text[max(0, mention.start - 180) : mention.start]):
        return names.speller.join(home, tidy_name(written), False)
    return names.resolve(written, mention.start).name


_PARTY, _CABINET = "党委", "国务院"
#: Names that say that they are of the centre.
_CENTRAL = (_CABINET, "中央", "国家")


def _beside(before: Mention, linked: Sequence[Mention], name: str, names: Names) -> str:
    """A class of departments behind 会同 is of the region of the department before it, where that names one."""
    if names.region_of(name) is not None or name.startswith(_CENTRAL):
        return name
    if _PARTY_CLASS.fullmatch(before.text) and _PARTY_DEPARTMENT.fullmatch(name):
        return before.text[: before.text.index(_PARTY) + len(_PARTY)] + name
    if before.text.startswith(_CABINET):
        return _CABINET + name
    owner = next((m for m in reversed(linked) if m.start == before.start and m.type == "ORG"), None)
    region = names.region_of(owner.canonical) if owner is not None and owner.canonical else None
    return names.registry.regions.official(region) + name if region is not None else name
