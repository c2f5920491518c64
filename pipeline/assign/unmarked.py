"""Bodies that nobody marked as names, by their place in the sentence: subjects of duties, members of lists, organs.

``政府督查机构可以…``, ``收到申请的人民政府应当…``, ``由各主管科室负责…`` name classes of bodies. Here the
noun before the verb of duty is read as one where it ends as classes of public bodies do (recognise/classes.py).
Beside these: offices that are founded in passing, shared organs, places in a list of bodies.
All spans count in the clean text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..firsts import compile_rare
from ..recognise.classes import INSIDE, actor_words, find_class_subjects
from ..recognise.coordination import Member, find_members
from ..records import Mention


@dataclass(frozen=True, slots=True)
class Actor(Mention):
    """A body found by its place. ``bodies`` names it where its text alone does not (canonical names).

    ``listed``: it is a member of a list whose other members show where it begins and ends. ``bears``: whether
    it can bear a duty, which enterprises in such a list cannot.
    """

    bodies: tuple[str, ...] = ()
    listed: bool = False
    bears: bool = True


class Document(NamedTuple):
    """What unmarked bodies are looked for in: the text with its bodies (``kept``) and places, sorted by their start.

    ``resolve`` gives the canonical name of a written one at a place, ``is_known`` whether it is more than what is
    written; ``issuers`` and ``addressees`` are canonical.
    """

    text: str
    kept: Sequence[Mention]
    places: Sequence[Mention]
    resolve: Callable[[str, int], str]
    is_known: Callable[[str, int], bool]
    issuers: Sequence[str]
    addressees: Sequence[str]


def find_unmarked(document: Document) -> list[Actor]:
    """All of them, some over others, in no order; of two of one place and length the first counts."""
    return [actor for find in _FINDERS for actor in find(document)]


def _subjects(document: Document) -> Iterator[Actor]:
    for at in find_class_subjects(document.text):
        yield Actor("ORG", document.text[at.start : at.end], *at)


def _members(document: Document) -> Iterator[Actor]:
    return (_listed(document.text, member) for member in find_members(document.text))


_OF_THE_FORMER = re.compile(
    r"其(?!他|它)(?![工职所下派授组直]\w{0,3}(?:部门|单位|机构|机关)\Z)(?=\w{2,}(?:部门|机构|机关)\Z)"
)


def _listed(text: str, member: Member) -> Actor:
    """A member of a list; the last takes ``等工作的主管部门`` along, in which no other body is named."""
    end = member.stop if "的" in text[member.end : member.stop] else member.end
    written = text[member.start : end]
    if _OF_THE_FORMER.match(written):  # 区人民政府及其教育行政部门: a class keeps the form that is written
        return Actor("ORG", written[1:], member.start + 1, end, listed=True, bears=member.bears)
    return Actor("ORG", written, member.start, end, spread=member.spread, listed=True, bears=member.bears)


@functools.cache
def _founding() -> re.Pattern[str]:
    return re.compile(
        rf"(?:设立|成立|组建|建立)了?((?:{INSIDE}){{2,20}}(?:办公室|小组|委员会|工作组|专班|指挥部|中心))"
        r"(?=，(?:负责|承担|具体|统筹|统一|(?:依法)?履行(?:下列|以下|如下)))"
    )


def _founded(document: Document) -> Iterator[Actor]:
    """``教育局设立某某办公室，负责…``: the office belongs to who founds it."""
    ends = {mention.end: mention for mention in document.kept if mention.type == "ORG"}
    for match in _founding().finditer(document.text):
        owner = ends.get(match.start())
        written = match.group(1)
        full = _name_of(document, owner) + written if owner else None
        yield Actor("ORG", written, *match.span(1), canonical=full)


def _name_of(document: Document, mention: Mention) -> str:
    return mention.canonical or document.resolve(mention.text, mention.start)


_PARTY_OFFICE = compile_rare(
    r"(?<![^\n。；;！？，：:、和及由请])(?:[院校局厅所]党办|党办)(?=[、和及要应须负牵将])"
)


_PARTY, _OFFICE = ("党委", "党组"), "办公室"


def _party_offices(document: Document) -> Iterator[Actor]:
    """``党办``, ``院党办``: the office of the party committee that issued or convened."""
    party = [name for name in document.issuers if name.endswith(_PARTY)]
    owner = party[0] if party else document.issuers[0] + _PARTY[0] if document.issuers else ""
    for match in _PARTY_OFFICE.finditer(document.text) if owner else ():
        yield Actor("ORG", match.group(), *match.span(), bodies=(owner + _OFFICE,))


_SHARED = re.compile(
    r"((?:[^\W\d和等]{2,8}[、和]){1,15}[^\W\d和等]{2,8}?)等?[两二三四五六七八九十\d]{1,3}个"
    r"[^，。；：、的\d]{0,6}?(省|市|县|区|州|旗|乡|镇|街道)的?((?:党委|政府|人民政府)(?:[、和](?:党委|政府|人民政府))*)"
)
#: What _SHARED ends with: few texts have it, and those without need not be searched for the list before it.
_SHARED_END = re.compile(
    r"[两二三四五六七八九十\d]个[^，。；：、的\d]{0,6}?(?:省|市|县|区|州|旗|乡|镇|街道)的?(?:党委|政府|人民政府)"
)
_SEAT = {"党委": "委", "政府": "人民政府", "人民政府": "人民政府"}


def _shared(document: Document) -> Iterator[Actor]:
    """``甲、乙两个县的党委、政府``: the committee and the government of each."""
    for match in _SHARED.finditer(document.text) if _SHARED_END.search(document.text) else ():
        places, rank, organs = match.groups()
        seats = re.split("[、和]", organs)
        names = [
            place if place.endswith(rank) else place + rank for place in re.split("[、和]", places) if place
        ]
        bodies = [document.resolve(name + _SEAT[seat], match.start()) for name in names for seat in seats]
        yield Actor("ORG", match.group(), *match.span(), bodies=tuple(dict.fromkeys(bodies)))


_ABOVE = re.compile(
    r"(?:由(?:其|当地)?|由[^，。；]{2,16}政府或者其)"
    r"((?:上级|所在)(?:主管)?(?:机关|部门|单位|政府)|主管(?:部门|单位|机关)|(?:任免|任命|聘任)机关)"
    r"(?:(?:或者?|和|、|及)(?:其)?"
    r"((?:上级|所在)(?:主管)?(?:机关|部门|单位|政府)|主管(?:部门|单位|机关)|(?:任免|任命|聘任)机关))?"
    r"(?=责令|撤销|取消|解除|给予|依[法照]|通报|批评|处[以理罚]|追究|予以|调查|按|根据|对)"
)


def _above(document: Document) -> Iterator[Actor]:
    """``由其所在单位或者上级主管部门责令…``: who stands above somebody acts."""
    for match in _ABOVE.finditer(document.text):
        for group in (1, 2):
            if match.group(group):
                yield Actor("ORG", match.group(group), *match.span(group))


#: Statutes name this class so, clause and all.
_AUTHORISED = compile_rare(r"法律、?法规授权的?具有(?:管理)?公共(?:事务)?(?:管理)?(?:职责|职能)的组织")
_FUNCTION = r"[^\W\d_、和及与由的会等]{2,8}"
#: 会同｜同级财政、税务部门, 会同｜市财政、统计部门: the rank is that of each.
_RANKED = re.compile(
    r"(同级|本级|(?:(?<=会同)|(?<=联合)|(?<=配合)|(?<=协助))[省市县区州](?!委|直|政府))"
    rf"({_FUNCTION}(?:、{_FUNCTION}){{0,5}})(?:、|和|与)({_FUNCTION})部门"
)
#: A member that has a head of its own shares none.
_HEADED = re.compile(r"(?:部门|政府|机关|单位|机构|党委|组织|学校|[局厅委办](?=、|$))")


_DEPARTMENT = "部门"


def _ranked(document: Document) -> Iterator[Actor]:
    """``会同同级财政、税务部门``: each is 同级 and each is a 部门."""
    for match in _RANKED.finditer(document.text):
        rank, before, last = match.groups()
        if _HEADED.search(f"{before}、{last}"):
            continue
        start = match.start()
        for number, name in enumerate(before.split("、")):
            written = name if number else rank + name
            yield Actor(
                "ORG", written, start, start + len(written), spread=rank + name + _DEPARTMENT, listed=True
            )
            start += len(written) + 1
        yield Actor(
            "ORG",
            last + _DEPARTMENT,
            *(match.start(3), match.end()),
            spread=rank + last + _DEPARTMENT,
            listed=True,
        )


_CONGRESS, _STANDING_COMMITTEE = ("人大", "人民代表大会"), "常务委员会"
_STANDING = re.compile(r"及其(常(?:务委员|委)会)")


def _standing(document: Document) -> Iterator[Actor]:
    """``县人大及其常委会``: the committee is another body than the congress."""
    for mention in document.kept:
        if mention.text.endswith(_CONGRESS) and (at := _STANDING.match(document.text, mention.end)):
            full = _name_of(document, mention) + _STANDING_COMMITTEE
            yield Actor("ORG", at.group(1), *at.span(1), canonical=full)


_HAVE_DEPARTMENTS = ("政府", "委员会", "厅", "局")
_ITS_DEPARTMENTS = re.compile(
    r"及其((?:所属|下属|直属|工作|职能|组成|授权的)?(?:部门|机构|单位))"
    r"(?=[，、和应要可须]|按照|根据|必须|不得|负责(?!人)|会同)"
)


def _own_departments(document: Document) -> Iterator[Actor]:
    """``市人民政府及其部门``, ``及其授权的部门``: nothing without the owner before them."""
    for mention in document.kept:
        if mention.text.endswith(_HAVE_DEPARTMENTS) and (
            at := _ITS_DEPARTMENTS.match(document.text, mention.end)
        ):
            owner = mention.canonical or document.resolve(mention.spread or mention.text, mention.start)
            yield Actor("ORG", at.group(1), *at.span(1), canonical=owner + at.group(1))


@functools.cache
def _agent() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=[^理自缘经]由)((?:{actor_words('class')})|(?:用人|申报|主办|承办|建设|使用|实施|责任)单位)"
        rf"(?=(?:或者?|和|、)[^\W\d的由]{{2,12}}(?:部门|机关|政府|单位|委员会))"
    )


def _agents(document: Document) -> Iterator[Actor]:
    """``由学校或者教育行政部门给予…``, ``由用人单位或主管部门…``: schools act, as the body beside them does."""
    for match in _agent().finditer(document.text):
        yield Actor("ORG", match.group(1), *match.span(1))


#: 由省（区、市）给予奖励, 由地方兑现
_PROVINCE = compile_rare(
    r"(?<=[^理自缘经]由)(?:"
    r"(?:各)?省(?:（(?:自治)?区、(?:直辖)?市）|、自治区、直辖市)"
    r"(?=统筹|给予|负责|组织|根据|按|参照|依照|结合|自行|制定|规定|确定|安排|落实)"
    r"|地方(?=统筹|负责|组织|兑现|列支|承担|制定|落实))"
)


@functools.cache
def _which() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\n。；，：、\u3000 ])(?:使用|为|从事|实施|举办|提供|接收|设有|自办|将)[^。；，：\n]{{2,40}}的"
        rf"((?:{actor_words('class')}))(?=应当|必须|不得)"
    )


def _defined(document: Document) -> Iterator[Actor]:
    """``使用车辆接送学生的学校应当…``: which schools is no part of their name."""
    for match in _which().finditer(document.text):
        yield Actor("ORG", match.group(1), *match.span(1))


@functools.cache
def _ruled() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\n。；，：、\u3000 条）])(?:(?:各类|全[省市县区]|有条件的)?((?:{actor_words('class')})|殡仪馆))"
        r"(?=一律|暂停|停止|原则上|不再|全部|全面(?:停止|暂停))"
    )


def _closed(document: Document) -> Iterator[Actor]:
    """``学校一律实行封闭管理``, ``殡仪馆暂停告别仪式``: a rule, though no modal verb stands in it."""
    for match in _ruled().finditer(document.text):
        yield Actor("ORG", match.group(1), *match.span(1))


#: 材料使用科室或部门应当…, 由使用科室或者部门负责
_SECTION = compile_rare(
    r"(?:(?<![^\n。；，：由）条\u3000 ])(?:其他|相关|有关|[^\W\d由和及向从应要对在把将经]{2,6}使用|使用))"
    r"科室(?:或者?|和)部门(?=应当|必须|不得|负责|根据|要|须|提出|组织|按照)"
)
#: 各校要…, 各班级应当…, 各年级组负责…
_EVERY_PART = compile_rare(
    r"各(?:中小学?校|校|院系|院（系）|系部?|班级?|年级组?|教研[室组]|寝室|宿舍|车间|班组|项目部|营业厅|分站|分公司|门店)"
    r"(?=，?(?:要(?!求)|应当?(?![急用])|必须|须|可(?!能|见)|将|在|负责(?!人)|根据|按照?|结合|对|于\d|认真|务必|每))"
)
_TOLD = re.compile(r"(?:要(?!求)|应当?|必须|须|不得|负责(?!人)|按照|商(?!务|业|品|贸|量|标|会|城))")
_OPENS = re.compile(r"(?:^|[。；：\n，由]|[一二三四五六七八九十\d][、.．]|[）)]|同意)$")


_IN_FULL = "人民政府"


def _addressed(document: Document) -> Iterator[Actor]:
    """``甲市要…`` in an answer to the government of 甲市: the place stands for its government."""
    known = {name.removesuffix(_IN_FULL): name for name in document.addressees if name.endswith(_IN_FULL)}
    for place in document.places if known else ():
        name = known.get(place.text)
        if (
            name
            and _TOLD.match(document.text, place.end)
            and _OPENS.search(document.text, max(0, place.start - 2), place.start)
        ):
            yield Actor("ORG", place.text, place.start, place.end, name)


_NEXT = re.compile(r"(?:[、和及与]|以及|等)+")
_ZONE = compile_rare(
    r"(?:高新区|经开区|开发区|工业园区|产业园区|度假区|示范区|保税区|新城|新区)"
    r"(?=[、和及](?:各|[^，。；：、]{1,10}(?:镇|街道|局|部门)))"
)


def _places(document: Document) -> Iterator[Actor]:
    """A place in one list with bodies acts as they do: ``甲市、乙市等各地区要…``."""
    opens = {mention.start for mention in document.kept if mention.type == "ORG"}
    for place in reversed(document.places):
        joint = _NEXT.match(document.text, place.end)
        if joint and joint.end() in opens:
            opens.add(place.start)
            yield Actor("ORG", place.text, place.start, place.end, document.resolve(place.text, place.start))
    for match in _ZONE.finditer(document.text):
        body = document.resolve(match.group(), match.start())
        if body != match.group():
            yield Actor("ORG", match.group(), *match.span(), canonical=body)


def _written_whole(document: Document) -> Iterator[Actor]:
    for pattern in (_AUTHORISED, _PROVINCE, _SECTION, _EVERY_PART):
        yield from (Actor("ORG", m.group(), *m.span()) for m in pattern.finditer(document.text))


_FINDERS: tuple[Callable[[Document], Iterator[Actor]], ...] = (
    _subjects,
    _members,
    _founded,
    _party_offices,
    _shared,
    _above,
    _ranked,
    _written_whole,
    _standing,
    _own_departments,
    _agents,
    _defined,
    _closed,
    _places,
    _addressed,
)
