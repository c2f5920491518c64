"""Offices of the house that issued a document: ``总务处负责…``, ``由局执法支队查处``, ``服务办。牵头…``.

A school, a bureau or a town tells its own offices what to do by their short names. They take the house's name in
front (``临江大学总务处``). Spans count in the clean text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from ..extract.labels import HEAD, find_labels
from ..recognise.classes import INSIDE
from ..recognise.modals import ADVERB
from .unmarked import Actor, Document

#: Every town has its own police station and its own clinics: these are not the house's.
_NOT_OF_THE_HOUSE = re.compile(
    r"各.*|.*(?:派出所|[居村]委会?|医院|学校|幼儿园|委员会|公安.*|城管.*)|社区卫生.*"
)
#: What is left out of the house's name in front of its offices.
_SEAT = re.compile(r"(?:(?<=[镇乡])人民政府|办事处|(?<=[区园])管理委员会)$")
#: Houses whose offices bear no names of their own; those of governments and ministries do.
_HOUSE = re.compile(
    r".+(?:局|(?<!办公)厅|学校|大学|学院|中学|小学|幼儿园|中心|医院|研究院|公司|集团|街道|镇|乡|区|馆|站|所|台|协会)$"
)
#: What begins with a rank or a country is somebody else's.
_ELSEWHERE = re.compile(
    r"(?!社区)(?:中国|国家|全国|[省市县区州旗镇乡](?!容)|街道|[^\W\d]{1,3}[省市县区州旗])"
)
#: 我校总务处, 局机关财务科: the house itself, in front of its office.
_SELF = r"[本我]?(?:[局校院厅镇乡所站馆]|街道|中心)"


@functools.cache
def _told() -> re.Pattern[str]:
    name = rf"(?!各|本|其|有关|相关|其他|该|所有|任何|上述|每|同级|上级|下级|此|并)(?:后勤|{INSIDE}){{1,8}}?{HEAD}"
    told = (
        rf"(?:{ADVERB}){{0,2}}(?:负责(?![人任制])|牵头|会同|配合|协助|承担|做好|组织(?!部|者)|要(?!求|素|点)|应当?(?![急用对])"
        r"|必须|须(?!知)|将(?!来))"
    )
    return re.compile(
        rf"(?:(?<![^\n。；;！？，：:、.．）\u3000 ])(?P<subject>(?:{_SELF}(?:机关)?)?{name})(?={told})"
        rf"|(?<=由)(?P<agent>(?:{_SELF}(?:机关)?)?{name})(?=[^\W\d的等和及与、或组担]{{2}}))"
    )


def find_units(document: Document) -> Iterator[Actor]:
    """The house's units that are told what to do, by labels and in sentences; some over others, in no order."""
    labels = find_labels(document.text)
    house = _house_of(document.issuers)
    names: dict[str, str | None] = {}
    for at in labels:
        written = document.text[at.start : at.end]
        names[written] = _full_name(document, house, written, at.start)
        yield Actor("ORG", written, *at, names[written])
    if house:
        for match in _told().finditer(document.text):
            written = match.group(match.lastgroup or 0)
            start, end = match.span(match.lastgroup or 0)
            names.setdefault(written, _full_name(document, house, written, start))
            yield Actor("ORG", written, start, end, names[written])
    for mention in document.kept:
        if names.get(mention.text):
            yield Actor("ORG", mention.text, mention.start, mention.end, names[mention.text])


def _house_of(issuers: Sequence[str]) -> str:
    """The name that the offices of the house bear in front; none where several bodies issued together."""
    house = _SEAT.sub("", issuers[0]) if len(issuers) == 1 else ""
    return house if _HOUSE.fullmatch(house) else ""


def _full_name(document: Document, house: str, written: str, at: int) -> str | None:
    """The unit's name with the house in front, None where it is known otherwise or is not the house's own."""
    if not house or written in house or house in written or _NOT_OF_THE_HOUSE.fullmatch(written):
        return None
    if _ELSEWHERE.match(written) or document.is_known(written, at):
        return None
    return house + re.sub(rf"^{_SELF}(?:机关)?(?=.{{2}})", "", written)
