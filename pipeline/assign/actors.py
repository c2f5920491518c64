"""Bodies that only their place in the sentence shows: the subject of a duty that nobody marked as a name.

``政府督查机构可以…``, ``收到申请的人民政府应当…``, ``由各主管科室负责…`` name classes of bodies. Here the
noun before the verb of duty is read as one where it ends as classes of public bodies do (recognise/classes.py).
Beside these: offices that are founded in passing, shared organs, places in a list of bodies, names that go on.
All spans count in the clean text.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..recognise.classes import INSIDE, actor_words, find_class_subjects
from ..recognise.coordination import Member, find_members
from ..records import Mention, Span


@dataclass(frozen=True, slots=True)
class Actor(Mention):
    """A body found by its place. ``bodies`` names it where its text alone does not (canonical names).

    ``listed``: it is a member of a list whose other members show where it begins and ends. ``bears``: whether
    it can bear a duty, which enterprises in such a list cannot.
    """

    bodies: tuple[str, ...] = ()
    listed: bool = False
    bears: bool = True


def find_actors(
    text: str,
    mentions: Sequence[Mention],
    resolve: Callable[[str, int], str],
    issuers: Sequence[str],
    addressees: Sequence[str] = (),
) -> list[Mention]:
    """``mentions`` (sorted by their start) with the unmarked subjects added and cut names made whole.

    ``resolve`` gives the canonical name of a written one at a place; ``issuers`` and ``addressees`` are those of
    the document, by their canonical names.
    """
    places = [mention for mention in mentions if mention.type == "LOC"]
    kept = _clear([_whole(text, mention) for mention in mentions if mention.type != "LOC"])
    taken = [mention.start for mention in kept]
    extra: list[Mention] = []
    swallowed: set[int] = set()
    end = -1
    for actor in _candidates(text, kept, places, resolve, issuers, addressees):
        i, j = bisect.bisect_right(taken, actor.start), bisect.bisect_left(taken, actor.end)
        i -= bool(i and kept[i - 1].end > actor.start)
        inside = kept[i:j]
        if j < len(kept) and kept[j].start == actor.end and text[actor.start - 1 : actor.start] == "由":
            continue  # 由基金管理单位｜市就业局拨付: what it is, before its name
        if actor.start >= end and all(_betters(actor, mention) for mention in inside):
            swallowed.update(range(i, j))
            extra.append(actor)
            end = actor.end
    found = sorted([*extra, *(m for k, m in enumerate(kept) if k not in swallowed)], key=lambda m: m.start)
    return list(_of_one_owner(text, [m for m in found if not _is_mere_word(text, m)], resolve))


#: 公安、交通等｜行政部门, 是全市的｜主管部门: what others are, and no further body.
_MERE = re.compile(r"(?:行政|行政主管)部门|(?:行政)?主管部门|监管部门")
_ADMINISTRATIVE = "行政"
_SAID_OF = re.compile(r"[^门位构关]等$|(?:是|为|作为)[^，。；：\n]{0,16}的?$")


def _is_mere_word(text: str, mention: Mention) -> bool:
    """Whether the word only sums up the list before it, or says what another body is."""
    if not _MERE.fullmatch(mention.text):
        return False
    before = text[max(0, mention.start - 20) : mention.start]
    if before.endswith("等"):
        return _ADMINISTRATIVE in mention.text and bool(_SAID_OF.search(before))
    return bool(_SAID_OF.search(before)) and text[mention.end : mention.end + 1] in {"，", "。", "；"}


#: 国务院｜教育行政部门, 省｜教育行政部门: whose department it is.
_OWNER = re.compile(r"(国务院|县级以上(?:地方)?|[省市县区]|自治区)(?!委|直)[^\W各级政府委的]{2,12}部门")
_LACKS_OWNER = re.compile(
    r"(?!有关|相关|其他|各|上级|下级|同级|本级|当地|所在|主管|业务|[省市县区]|国务院)\w{2,14}部门"
)


def _of_one_owner(
    text: str, mentions: Sequence[Mention], resolve: Callable[[str, int], str]
) -> Iterator[Mention]:
    """``国务院教育行政部门、劳动行政部门``: the second is a department of the State Council too."""
    owner, end = "", -1
    for mention in mentions:
        named = _OWNER.fullmatch(mention.text)
        shares = owner and mention.start == end + 1 and text[end : end + 1] in {"、", "和"}
        if named:
            owner, end = named.group(1), mention.end
        elif shares and mention.spread is None and _LACKS_OWNER.fullmatch(mention.text):
            end = mention.end
            yield Actor(
                "ORG", mention.text, *Span(mention.start, end), resolve(owner + mention.text, mention.start)
            )
            continue
        elif mention.type == "ORG":
            owner = ""
        yield mention


#: A name that begins with one of these is whole.
_DETERMINED = ("国务院", "国家", "省级", "各", "全", "有关", "相关", "本", "其他", "上", "下")


#: 被巡察单位｜纪委
_INSPECTED_UNIT = re.compile(r"(?:本轮)?被(?:巡视?|巡察|检查|督查|督导|考核|审计)(?:单位|部门|地区)")


def _betters(actor: Actor, mention: Mention) -> bool:
    """Whether the actor is a fuller form of a mention: with its owner, or with the clause that defines it."""
    if actor.listed:
        return _lists_better(actor, mention)
    if mention.type != "ORG" or mention.end != actor.end or isinstance(mention, Actor):
        return False
    if mention.start == actor.start:
        return bool(actor.canonical) and mention.canonical in {None, mention.text}
    before = actor.text[: mention.start - actor.start]
    if _INSPECTED_UNIT.fullmatch(before):
        return True
    return before.endswith(("）", "的")) and not mention.text.startswith(_DETERMINED)


def _lists_better(actor: Actor, mention: Mention) -> bool:
    """Whether the member of a list is a fuller form of what was recognised inside it."""
    if mention.type not in {"ORG", "LOC"} or mention.end > actor.end:
        return False
    if not actor.bears:
        return False
    known, full = mention.spread or mention.text, actor.spread or actor.text
    return len(full) > len(known) and (actor.spread is not None or mention.start > actor.start or
                                       mention.end < actor.end)  # fmt: skip


def _clear(mentions: Sequence[Mention]) -> list[Mention]:
    """Without those that a longer name has swallowed."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


_OWNED = re.compile(r"(?:[局厅院校司处委会]|[省市县区州](?:委)?)属$")
_TWIN = re.compile(
    r"(?<=[门位构室关])(?:（(?:单位|部门|机构|地区|科室)）|[、或](?:单位|部门|机构)(?=[应要须必不可]|负责|及其))"
)


#: 县政府管理专利工作的部门
_IN_CHARGE = re.compile(r"(?:负责|管理|主管|承担)[^\W要应须由]{1,14}?的(?:部门|机构|单位)")


#: 项目所在地｜乡镇人民政府: which one is part of the name of a class.
_SITED = re.compile(
    r"(?<![^\n。；，、：由和及或者条\u3000 ])[^\W\d由和及或者条经向对在以将把其各报送交]{2,8}所在地的?(?=\Z)"
)
#: 本单位｜审核机构, 医用｜材料管理部门: whose it is, or what it is in charge of, is part of the name.
_OWN_UNIT = re.compile(r"(?:本(?:单位|部门|机关|机构)|(?<![专使作利采启公引信占享])[医药军农商民]用)(?=\Z)")
_INNER = re.compile(r"(?:部门|机构|科室|机关党委|党组织)\Z")
#: 国务院｜某某工作部际联席会议办公室
_INTERMINISTERIAL = re.compile(r"(?:自由|[^\W\d和与及由要应]){2,20}?部际联席会议(?:办公室)?")


@functools.cache
def _unit() -> re.Pattern[str]:
    return re.compile(actor_words("unit"))


#: Bodies that a word for a unit behind them belongs to (县政府｜督查机构).
_OWNERS = ("政府", "厅", "部", "委", "局", "办", "国务院", "委员会")
_CABINET = "国务院"
#: 政府｜主管部门, unless a longer name of the government stands there.
_IN_CHARGE_OF, _GOVERNMENT = ("主管", "各主管"), "政府"
#: 会同 in front of a partner, but for the county of that name.
_WITH, _COUNTY = "会同", "会同县"
_BY = "由经"
#: 事发地｜政府
_SCENE = ("事发地", "受灾地")
_LISTED_ON = ("、", "和", "及")


def _whole(text: str, mention: Mention) -> Mention:
    """A name that goes on: ``县政府｜督查机构``, ``局属｜各单位``, ``有关部门｜（单位）``."""
    if mention.type != "ORG":
        return mention
    start, end = _whole_from(text, mention), _whole_to(text, mention)
    if (start, end) == (mention.start, mention.end):
        return mention
    return Actor("ORG", text[start:end], start, end)


def _whole_from(text: str, mention: Mention) -> int:
    """Where the whole name begins: with whose it is, or where."""
    start = mention.start
    if mention.text.startswith("各") and (owner := _OWNED.search(text, max(0, start - 3), start)):
        start = owner.start()
    if start >= 2 and text.startswith(_IN_CHARGE_OF, start) and text.startswith(_GOVERNMENT, start - 2):
        start -= 2 if not text[start - 3 : start - 2].isalpha() or text[start - 3] in _BY else 0
    if mention.text.startswith(_WITH) and not mention.text.startswith(_COUNTY):
        start += len(_WITH)
    if place := _SITED.search(text, max(0, start - 14), start):
        return place.start()
    if _INNER.search(mention.text) and (own := _OWN_UNIT.search(text, max(0, start - 3), start)):
        return own.start()
    return start - 3 if start >= 3 and text.startswith(_SCENE, start - 3) else start


def _whole_to(text: str, mention: Mention) -> int:
    """Where the whole name ends: with its unit, or with what stands for it in a bracket."""
    end = mention.end
    if mention.text == _CABINET and (meeting := _INTERMINISTERIAL.match(text, end)):
        end = meeting.end()
    unit = _unit().match(text, end) or _IN_CHARGE.match(text, end) if mention.text.endswith(_OWNERS) else None
    if unit and not text.startswith(_LISTED_ON, end):
        end = unit.end()
    twin = _TWIN.match(text, end)
    return twin.end() if twin else end


# ------------------------------------------------------------------------------------------------ candidates


def _candidates(
    text: str,
    kept: Sequence[Mention],
    places: Sequence[Mention],
    resolve: Callable[[str, int], str],
    issuers: Sequence[str],
    addressees: Sequence[str],
) -> Iterator[Actor]:
    taken = [mention.start for mention in kept]
    found = [
        *(Actor("ORG", text[at.start : at.end], *at) for at in find_class_subjects(text)),
        *(_listed(text, member) for member in find_members(text)),
        *_founded(text, kept, taken, resolve),
        *_party_offices(text, issuers),
        *_shared(text, resolve),
        *_above(text),
        *_ranked(text),
        *(
            Actor("ORG", m.group(), *m.span())
            for p in (_AUTHORISED, _PROVINCE, _SECTION)
            for m in p.finditer(text)
        ),
        *_standing(kept, text, resolve),
        *_own_departments(kept, text, resolve),
        *_agents(text),
        *_defined(text),
        *_places(text, kept, places, resolve),
        *_addressed(text, places, addressees),
    ]
    yield from sorted(found, key=lambda actor: (actor.start, -actor.end, not actor.listed))


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
        r"(?=，(?:负责|承担|具体|统筹|统一))"
    )


def _founded(
    text: str, kept: Sequence[Mention], taken: Sequence[int], resolve: Callable[[str, int], str]
) -> Iterator[Actor]:
    """``教育局设立某某办公室，负责…``: the office belongs to who founds it."""
    for match in _founding().finditer(text):
        i = bisect.bisect_right(taken, match.start()) - 1
        written = match.group(1)
        owner = ""
        if i >= 0 and kept[i].end == match.start() and kept[i].type == "ORG":
            owner = kept[i].canonical or resolve(kept[i].text, kept[i].start)
        yield Actor("ORG", written, *match.span(1), canonical=owner + written if owner else None)


_PARTY_OFFICE = re.compile(
    r"(?<![^\n。；;！？，：:、和及由请])(?:[院校局厅所]党办|党办)(?=[、和及要应须负牵将])"
)


_PARTY, _OFFICE = ("党委", "党组"), "办公室"


def _party_offices(text: str, issuers: Sequence[str]) -> Iterator[Actor]:
    """``党办``, ``院党办``: the office of the party committee that issued or convened."""
    party = [name for name in issuers if name.endswith(_PARTY)]
    owner = party[0] if party else issuers[0] + _PARTY[0] if issuers else ""
    for match in _PARTY_OFFICE.finditer(text) if owner else ():
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


def _shared(text: str, resolve: Callable[[str, int], str]) -> Iterator[Actor]:
    """``甲、乙两个县的党委、政府``: the committee and the government of each."""
    for match in _SHARED.finditer(text) if _SHARED_END.search(text) else ():
        places, rank, organs = match.groups()
        seats = re.split("[、和]", organs)
        names = [
            place if place.endswith(rank) else place + rank for place in re.split("[、和]", places) if place
        ]
        bodies = [resolve(name + _SEAT[seat], match.start()) for name in names for seat in seats]
        yield Actor("ORG", match.group(), *match.span(), bodies=tuple(dict.fromkeys(bodies)))


_ABOVE = re.compile(
    r"(?:由(?:其|当地)?|由[^，。；]{2,16}政府或者其)"
    r"((?:上级|所在)(?:主管)?(?:机关|部门|单位|政府)|主管(?:部门|单位|机关)|任免机关)"
    r"(?:(?:或者?|和|、|及)(?:其)?"
    r"((?:上级|所在)(?:主管)?(?:机关|部门|单位|政府)|主管(?:部门|单位|机关)|任免机关))?"
    r"(?=责令|给予|依法|通报|批评|处[以理罚]|追究|予以|按|根据|对)"
)


def _above(text: str) -> Iterator[Actor]:
    """``由其所在单位或者上级主管部门责令…``: who stands above somebody acts."""
    for match in _ABOVE.finditer(text):
        for group in (1, 2):
            if match.group(group):
                yield Actor("ORG", match.group(group), *match.span(group))


#: Statutes name this class so, clause and all.
_AUTHORISED = re.compile(r"法律、?法规授权的?具有(?:管理)?公共(?:事务)?(?:管理)?(?:职责|职能)的组织")
_RANKED = re.compile(
    r"(同级|本级)([^\W\d_、和及与由的会]{2,8}(?:、[^\W\d_、和及与由的会]{2,8}){0,5})(?:、|和|与)"
    r"([^\W\d_、和及与由的会]{2,8})部门"
)
#: A member that has a head of its own shares none.
_HEADED = re.compile(r"(?:部门|政府|机关|单位|机构|党委|组织|学校)")


_DEPARTMENT = "部门"


def _ranked(text: str) -> Iterator[Actor]:
    """``会同同级财政、税务部门``: each is 同级 and each is a 部门."""
    for match in _RANKED.finditer(text):
        rank, before, last = match.groups()
        if _HEADED.search(before + last):
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


def _standing(kept: Sequence[Mention], text: str, resolve: Callable[[str, int], str]) -> Iterator[Actor]:
    """``县人大及其常委会``: the committee is another body than the congress."""
    for mention in kept:
        if mention.text.endswith(_CONGRESS) and (at := _STANDING.match(text, mention.end)):
            owner = mention.canonical or resolve(mention.text, mention.start)
            yield Actor("ORG", at.group(1), *at.span(1), canonical=owner + _STANDING_COMMITTEE)


_HAVE_DEPARTMENTS = ("政府", "委员会", "厅", "局")
_ITS_DEPARTMENTS = re.compile(
    r"及其((?:所属|下属|直属|工作|职能|组成|授权的)?(?:部门|机构|单位))"
    r"(?=[，、和应要可须]|按照|根据|必须|不得|负责(?!人)|会同)"
)


def _own_departments(
    kept: Sequence[Mention], text: str, resolve: Callable[[str, int], str]
) -> Iterator[Actor]:
    """``市人民政府及其部门``, ``及其授权的部门``: nothing without the owner before them."""
    for mention in kept:
        if mention.text.endswith(_HAVE_DEPARTMENTS) and (at := _ITS_DEPARTMENTS.match(text, mention.end)):
            owner = mention.canonical or resolve(mention.spread or mention.text, mention.start)
            yield Actor("ORG", at.group(1), *at.span(1), canonical=owner + at.group(1))


@functools.cache
def _agent() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=[^理自缘经]由)((?:{actor_words('class')}))"
        rf"(?=(?:或者?|和|、)[^\W\d的由]{{2,12}}(?:部门|机关|政府|单位|委员会))"
    )


def _agents(text: str) -> Iterator[Actor]:
    """``由学校或者教育行政部门给予…``: schools act, as the body beside them does."""
    for match in _agent().finditer(text):
        yield Actor("ORG", match.group(1), *match.span(1))


#: 由省（区、市）给予奖励
_PROVINCE = re.compile(
    r"(?<=[^理自缘经]由)(?:各)?省（(?:自治)?区、(?:直辖)?市）"
    r"(?=统筹|给予|负责|组织|根据|按|自行|制定|确定|安排|落实)"
)


@functools.cache
def _which() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\n。；，：、\u3000 ])(?:使用|为|从事|实施|举办|提供|接收|设有)[^。；，：\n]{{4,40}}的"
        rf"((?:{actor_words('class')}))(?=应当|必须|不得)"
    )


def _defined(text: str) -> Iterator[Actor]:
    """``使用车辆接送学生的学校应当…``: which schools is no part of their name."""
    for match in _which().finditer(text):
        yield Actor("ORG", match.group(1), *match.span(1))


#: 材料使用科室或部门应当…, 由使用科室或者部门负责
_SECTION = re.compile(
    r"(?:(?<![^\n。；，：由\u3000 ])(?:其他|相关|有关|[^\W\d由和及向从应要对在把将经]{2,6}使用|使用))"
    r"科室(?:或者?|和)部门(?=应当|必须|不得|负责|根据|要|须|提出|组织|按照)"
)
_TOLD = re.compile(r"(?:要(?!求)|应当?|必须|须|不得|负责(?!人)|按照|商(?!务|业|品|贸|量|标|会|城))")
_OPENS = re.compile(r"(?:^|[。；：\n，由]|[一二三四五六七八九十\d][、.．]|[）)]|同意)$")


_IN_FULL = "人民政府"


def _addressed(text: str, places: Sequence[Mention], addressees: Sequence[str]) -> Iterator[Actor]:
    """``甲市要…`` in an answer to the government of 甲市: the place stands for its government."""
    known = {name.removesuffix(_IN_FULL): name for name in addressees if name.endswith(_IN_FULL)}
    for place in places if known else ():
        name = known.get(place.text)
        if (
            name
            and _TOLD.match(text, place.end)
            and _OPENS.search(text, max(0, place.start - 2), place.start)
        ):
            yield Actor("ORG", place.text, place.start, place.end, name)


_NEXT = re.compile(r"(?:[、和及与]|以及|等)+")
_ZONE = re.compile(
    r"(?:高新区|经开区|开发区|工业园区|产业园区|度假区|示范区|保税区|新城|新区)"
    r"(?=[、和及](?:各|[^，。；：、]{1,10}(?:镇|街道|局|部门)))"
)


def _places(
    text: str, kept: Sequence[Mention], places: Sequence[Mention], resolve: Callable[[str, int], str]
) -> Iterator[Actor]:
    """A place in one list with bodies acts as they do: ``甲市、乙市等各地区要…``."""
    opens = {mention.start for mention in kept if mention.type == "ORG"}
    for place in reversed(places):
        joint = _NEXT.match(text, place.end)
        if joint and joint.end() in opens:
            opens.add(place.start)
            yield Actor("ORG", place.text, place.start, place.end, resolve(place.text, place.start))
    for match in _ZONE.finditer(text):
        body = resolve(match.group(), match.start())
        if body != match.group():
            yield Actor("ORG", match.group(), *match.span(), canonical=body)
