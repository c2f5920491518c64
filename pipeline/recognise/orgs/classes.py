"""Classes of bodies that a pattern finds whole (class_bodies.txt).

The grammar (reader.py) reads names from their ends; what stands here has no such end, or only acts as a body
in certain company (各县市区, 原审批部门, 党委 in front of its post).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from ...firsts import RarePattern, compile_rare, gate_all
from ...lexicon import read_lexicon
from ..words import TextView
from .grammar import MASS, Org
from .wordlists import org_words

_HAN = "[\u4e00-\u9fff]"
_OPEN = f"(?<!{_HAN})"
#: Behind ranks and places these make a longer name, which the grammar reads.
_NOT_GOVERNED = f"(?!{_HAN}{{0,6}}(?:政府|部门|局|厅|委))"
_ZONES = "(?:开发区|园区|新区|高新区|功能区)(?!管委会)"
_RANKS = f"(?:[、（(]?(?:自治区|直辖市|县级市|省|市|县|区|州|盟|旗|{_ZONES}|管委会|乡|镇|街道)[）)]?)+"
_BRACKET = r"[（(][^（）()]{1,8}[）)]"

#: What the rows of class_bodies.txt are written with.
_PARTS = {
    "open": _OPEN,
    "han": _HAN,
    "ranks": _RANKS,
    "bracket": _BRACKET,
    "ungoverned": _NOT_GOVERNED,
    "mass": MASS,
}
_PART = re.compile(r"\{([a-z]+)\}")


def class_rows() -> Iterator[tuple[str, str, str]]:
    """The rows of class_bodies.txt: kind, regular expression, example."""
    for kind, written, example in read_lexicon("class_bodies.txt"):
        yield kind, _PART.sub(lambda part: _PARTS[part[1]], written), example


@functools.cache
def _class_patterns() -> tuple[re.Pattern[str] | RarePattern, ...]:
    """One pattern for each kind of class; the rare ones each by itself."""
    kinds: dict[str, list[str]] = {}
    for kind, pattern, _ in class_rows():
        kinds.setdefault(kind, []).append(pattern)
    rare = kinds.pop("rare")
    return (*(re.compile(gate_all(rows)) for rows in kinds.values()), *map(compile_rare, rare))


_GOVERNMENT = "人民政府"
#: A region that is told to act is its government: 北京市要广泛动员….
_REGION_TOLD = re.compile(
    rf"{_OPEN}({_HAN}{{2,5}}[省市县区州])(?=要(?![求素点])|应当|须(?!知)|负责(?![人同]))"
)
#: What stands in one list with 国家机关 is a class of bodies too.
_PUBLIC_LIST = re.compile(
    r"国家机关"
    r"((?:(?:[、和与]|以及)(?:一切|各)?"
    r"(?:武装力量|企业事业单位|企事业单位|事业单位|人民团体|社会团体|群团组织|企业事业组织))+)"
)
_PUBLIC_MEMBER = re.compile(
    r"武装力量|企业事业单位|企事业单位|事业单位|人民团体|社会团体|群团组织|企业事业组织"
)


#: 各镇、街道、临江工业园区、东湖新区与…: zones in one list with towns and streets act as these do.
_ZONE = (
    rf"{_HAN}{{0,8}}?(?:开发区|工业园区|园区|新区|高新区|港区|发展区|集聚区|度假区|功能区|保税区)(?![管政]委)"
)
_WITH_TOWNS = compile_rare(
    rf"(?:镇|乡)、?(?:（街道）|各?街道(?:办事处)?)、(?P<zones>{_ZONE}(?:、{_ZONE})*)(?=[与和、，。；：要应须负预]|$)"
)
_ONE_ZONE = re.compile(_ZONE)
#: The presidium of a congress, and the session it presides over.
_PRESIDIUM = compile_rare(r"(?:大会|会议)(?P<body>主席团)(?=(?:常务|执行)主席|成员|会议|决定)")
_SESSION = re.compile(rf"{_HAN}{{2,14}}[省市县区州]第{_HAN}{{1,3}}届人民代表大会第{_HAN}{{1,2}}次会议")


def _plain(start: int, end: int, spread: str | None = None) -> Org:
    return Org(start, end, "plain", start, start, spread=spread)


def _presidium(text: str) -> Iterator[Org]:
    session = None
    for match in _PRESIDIUM.finditer(text):
        session = session or _SESSION.search(text)
        yield _plain(*match.span(), session[0] + match["body"] if session else None)


def find_classes(view: TextView) -> Iterator[Org]:
    """Bodies that stand in the text by themselves or in company that makes bodies of them."""
    regions = org_words().regions
    yield from _presidium(view.text)
    for match in _REGION_TOLD.finditer(view.text):
        if match[1] in regions and not view.taken[match.start(1)]:
            yield _plain(match.start(1), match.end(1), match[1] + _GOVERNMENT)
    for listed in _PUBLIC_LIST.finditer(view.text):
        for match in _PUBLIC_MEMBER.finditer(view.text, *listed.span(1)):
            if not view.taken[match.start()]:
                yield _plain(*match.span())
    for listed in _WITH_TOWNS.finditer(view.text):
        zones = (m.span() for m in _ONE_ZONE.finditer(view.text, *listed.span("zones")))
        yield from (_plain(*span) for span in zones if not any(view.taken[slice(*span)]))
    for pattern in _class_patterns():
        yield from (_plain(*span) for span in view.free(pattern))
