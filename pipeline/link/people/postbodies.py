"""Whose post it is: the body of a title, as it is written in front of it or as the title and the posts before it imply."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from ...lexicon import read_lexicon
from ...records import Mention, Position
from ..bodywords import is_collective
from ..names.canonical import Names
from ..regions import Region
from .members import Members
from .nearby import Nearby
from .posts import GOVERNMENT_TITLES, GROUP_TITLES, PARTY_TITLES, RANK, STATE_TITLES, TENSE, Post, held_title

_HELD_BEFORE = re.compile("(?:原|时任|现任|的)$|(?<=.)原(?=(?:党委|党组|党工委|纪委|党总支)$)")
#: What a body does to somebody else's post.
_DONE = "授予|表彰|任命|聘任|聘请|免去|推选|增补"
#: Words that lead to a body, up to the last of which nothing belongs to it.
_LEAD_IN = re.compile(
    "^.*(?:由|经|请|据|对|向|同|与|和|是|让|为|在"  # words of one character
    "|会上|会议|其中|随后|期间|当日|接着|最后|首先|日前|近日|上午|下午|晚上|日"  # when
    f"|出席|参加|主持|陪同|代表|中方|责任的|{_DONE})"  # what is done, and for whom
)
_DOES = re.compile(_DONE)
#: 省｜委, 市｜教育局: what a body is called behind the word of its region.
_OFFICE_TAIL = re.compile(
    "((?:自治区|省|市|县|区|州|旗|盟)(?:委|纪委监委|纪委|监委|政府|人民政府|人大常委会|人大|政协"
    "|[一-龥]{1,10}?(?:局|厅|办|委|院|会)))$"
)
#: How the units of a body end.
_UNIT_TAIL = re.compile(
    "(?:局|厅|委|办|部|处|科|室|股|司|院|会|组|中心|所|站|队"
    "|公司|集团|大学|学院|学校|[中小]学|中专|幼儿园|医院|林场|支部|党委|党组|工委|政府|纪委)$"
)
_PARTY_UNIT = re.compile("(?:机关)?(?:党组|党委|党工委|党总支|党支部|支部|纪委|团委|工会)$")
_ZONE_COMMITTEE, _OF_THE_PARTY = "工委", "中共"
#: What a zone or a street calls its own offices, without a word that says of which place they are.
_INNER_UNIT = re.compile(
    "(?!.*(?:[省市县区镇乡村]|街道|公司|集团))[一-龥]{2,7}(?:部|办|科|室|队|中心|站|所)|党?工委"
)
_PARTY_DEPARTMENTS = {"组织": "组织部", "宣传": "宣传部", "统战": "统战部", "社会工作": "社会工作部"}
_STATE, _GOVERNMENT, _PARTY_CENTRE = "中华人民共和国", "人民政府", "中共中央"
#: Posts of the state that do without a body.
_OF_THE_STATE = frozenset(("国家主席", "国家副主席"))
_COUNTRY, _PRESIDENT = "国家", "主席"
_SECRETARY_GENERAL, _STATE_COUNCILLOR, _CABINET = "总书记", "国务委员", "国务院"
#: 越共中央 is not the centre of this country; 中央 and 政治局 alone are.
_CENTRE, _OTHER_PARTIES = frozenset(("中央", "政治局")), "共党革盟建进社"
#: 原某某局｜原｜局长: words of time around what stands between a body and a title.
_WHEN = re.compile("^(?:原|时任|现任|前)|(?:原|时任|的)$")
#: 县委｜组织｜部长
_DEPARTMENT_WORD = re.compile("组织|宣传|统战")
#: 交警｜大队长: the title has the end of what it heads.
_SQUAD = re.compile("^副?([总支大中]队)长$")
#: 中央｜书记处, 人大｜主席团: organs of the body before.
_ORGANS = frozenset(("书记处", "主席团"))
_SPECIAL = "特别行政区"
_TOWN, _STEM = "镇乡", re.compile("(?![由经请据对向同与和是让为在])[一-龥]{1,4}")
#: 城关镇｜党委, 红星村｜党支部: the place whose body it is.
_OF_TOWN, _OF_VILLAGE = (
    re.compile("[^、，]{2,12}?[镇乡](?=党委|人大|纪委|政协)"),
    re.compile("[^、，]{2,16}?(?:村|社区)(?=党|支部)"),
)
#: 某某市濮院镇｜人民政府, who issues for a town.
_TOWN_ISSUES = re.compile(".{2,16}?[镇乡](?=(?:人民政府|党委|党政办公室)(?:办公室)?$)")
#: 漳河新区｜党工委: whose board it is.
_OF_ZONE, _BOARDS = re.compile("[^、，]{2,16}?[区园](?=党?工委)"), frozenset(("管委会", "管理委员会"))
_VILLAGE_BODIES = frozenset(("村委会", "村民委员会", "居委会", "居民委员会", "村务监督委员会"))
#: What a committee or a government has by itself, and how these end.
_OFFICES, _HAS_OFFICES = (
    frozenset(("办公厅", "办公室", "政策研究室", "研究室")),
    re.compile("(?:委|委员会|人民政府)$"),
)
_REGION_WORDS = frozenset(("省", "市", "县", "区", "州", "自治区"))
#: 民建中央, 中央政治局: centres of parties.
_CENTRES = ("党中央", "共中央", "政治局", "社中央", "盟中央")
_BEHIND_COMMITTEE = re.compile("(?<=委).*$")
_HEADS_SCHOOL = re.compile("校长(?:助理)?$")
_HEAD_OF = re.compile("(局|院|校|厅|场|所|站|行|社|署)长(?:助理)?$")


_HEADS_COMPANY = re.compile("(董事|经理|监事|总裁)长?$")
_COMPANIES = ("公司", "集团", "银行", "厂")
#: How the houses end of those whose titles begin so, where it is not the same word.
_HOUSES = {
    "校": ("大学", "学院", "学校", "中学", "小学"),
    **dict.fromkeys(("董事", "经理", "监事", "总裁"), _COMPANIES),
}
#: How far back a house counts as just named.
_SAME_SENTENCE = 30


@functools.cache
def _other_countries() -> frozenset[str]:
    return frozenset(row[0] for row in read_lexicon("countries.txt")) - {"中国", "中华人民共和国"}


class _Said(NamedTuple):
    """Words in front of a title that no mention covers, without what leads to them.

    ``previous`` is the body of the post before in the chain, ``titles`` are the chain's.
    """

    words: str
    post: Post
    previous: str | None
    titles: Sequence[str]


class PostBodies:
    """Finds the bodies of posts in one document."""

    def __init__(self, nearby: Nearby, names: Names, members: Members) -> None:
        self._text = nearby.text
        self._nearby = nearby
        self._names = names
        self._regions = names.registry.regions
        self._members = members
        # In this order: the first that knows the words gives the body, "" where the title has none there.
        self._readings: tuple[Callable[[_Said], str | None], ...] = (
            self._party_department,
            self._head_of_state,
            self._organ,
            self._region_itself,
            self._known_body,
            self._party_unit,
            self._region_by_word,
            self._party_centre,
            self._unknown_unit,
        )

    def positions(self, chain: Sequence[Post]) -> list[Position]:
        """The posts of a chain with their bodies; what one leaves out, the one before it has said."""
        positions: list[Position] = []
        body: str | None = None
        titles = [post.title for post in chain]
        for post in chain:
            named, start = self._body_of(post, body, titles)
            if named is None:
                alone = body is None and RANK.match(post.title + "、")  # a rank of no body
                named = None if alone else self.implied(post.title, body, titles, post.start)
            if named is None:
                continue
            body = named
            title = held_title(self._text, post)
            title = title.removeprefix(_COUNTRY) if named == _STATE else title
            positions.append(Position(named, title, start, post.end))
        return positions

    def _body_of(self, post: Post, previous: str | None, titles: Sequence[str]) -> tuple[str | None, int]:
        """Canonical body written in a post, and where it begins; None where the post names none."""
        if post.title in _OF_THE_STATE and post.title_start not in self._nearby.places:
            return _STATE, post.title_start
        mention, tail = self._mention_in(post)
        if mention is not None:
            town = self._text[post.start : mention.start] if mention.text[0] in _TOWN else ""
            town = (
                town if _STEM.fullmatch(town) else ""
            )  # 城关｜镇党委: a name that was read from its rank on
            if (abroad := self._abroad(mention)) is not None:
                return abroad + mention.text + tail, mention.start - len(abroad)
            written = town + (mention.spread or mention.text) + tail
            body = self._names.canonical(written, mention.start) if tail or town else mention.name
            if body == written and previous:
                body = self._beside(body, previous)
            if body == written and mention.start == post.start and not previous:
                known = self._names.resolve(written, mention.start).rule != "written"
                body = body if known else self._in_area(body, post.start)
            return self._fitted(body, post.title), mention.start
        place = self._nearby.places.get(post.title_start)
        if place is not None and place.start >= post.start:
            return self._of_place(place.text, post.title), place.start
        bare = _HELD_BEFORE.sub("", TENSE.sub("", self._text[post.start : post.title_start]))
        if named := self._named_by_region(bare) or self._named_by_word(bare):
            return self._canonical(named, post), post.start
        if words := _LEAD_IN.sub("", bare):
            return self._loose_body(_Said(words, post, previous, titles)), post.start
        return None, post.start

    def _abroad(self, mention: Mention) -> str | None:
        """美国｜财政部｜部长: the other country whose department it is."""
        place = self._nearby.places.get(mention.start)
        return place.text if place is not None and place.text in _other_countries() else None

    def _beside(self, department: str, previous: str) -> str:
        """副市长、｜公安局｜局长: a bare department is of the place of the body before, an office of the body itself."""
        village = _OF_VILLAGE.match(previous) if department in _VILLAGE_BODIES else None
        if village is not None:
            return self._names.canonical(village[0] + department)
        zone = _OF_ZONE.match(previous) if department in _BOARDS else None
        if zone is not None:
            return self._names.canonical(zone[0] + department)
        if department in _OFFICES and _HAS_OFFICES.search(previous):
            return previous + department
        region = self._names.region_of(previous)
        if region is None or self._names.registry.expand_department(department) is None:
            return department
        return self._names.speller.join(region, department, False)

    def _canonical(self, written: str, post: Post) -> str:
        return self._fitted(self._names.canonical(written, post.start), post.title)

    def _named_by_region(self, written: str) -> str | None:
        """The part of loose words that opens with a region's full name (个旧市委 in 会上，个旧市委书记)."""
        for i in range(max(0, len(written) - 30), len(written) - 2):
            found, length = self._regions.leading(written[i:])
            if found and i + length < len(written):
                return written[i:]
        return None

    @staticmethod
    def _named_by_word(written: str) -> str | None:
        """The part of loose words that opens with the word of a region (市教育局 in 会上，市教育局局长)."""
        office = _OFFICE_TAIL.search(written)
        return office[1] if office else None

    def _mention_in(self, post: Post) -> tuple[Mention | None, str]:
        """The ORG mention that the title belongs to, and the words between them that belong to the body."""
        for mention in self._nearby.bodies_before(post.title_start):
            if mention.end == post.title_start + 1 and post.title_start > mention.start + 1:
                return mention, ""  # 外交部|长: the last character of the body opens the title
            if mention.end <= post.title_start:
                tail = self._tail_between(mention, post)
                return (None, "") if tail is None else (mention, tail)
        return None, ""

    def _tail_between(self, mention: Mention, post: Post) -> str | None:
        """What belongs to the body of the words behind its name, None where the title is another's."""
        if mention.end <= post.start:
            return None
        if mention.canonical in (None, mention.text) and _PARTY_UNIT.fullmatch(mention.text):
            return None  # 党委 alone: whose it is, the posts around it say
        if mention.text in _CENTRE and self._text[mention.start - 1] in _OTHER_PARTIES:
            return None
        tail = _WHEN.sub("", self._text[mention.end : post.title_start].strip())
        if _DOES.search(tail):
            return None
        if not tail or (len(tail) <= 14 and (_PARTY_UNIT.search(tail) or _UNIT_TAIL.search(tail))):
            return tail
        return tail + "部" if _DEPARTMENT_WORD.fullmatch(tail) else None

    def _of_place(self, place: str, title: str) -> str | None:
        """法国总统 → 法国; 海南省省长 → 海南省人民政府; 香港特别行政区行政长官 → 香港特别行政区."""
        if place.endswith(_SPECIAL):
            return place
        if any(title.endswith(t) for t in GOVERNMENT_TITLES) or self._regions.named(place):
            if PARTY_TITLES.search(title):
                return None
            return self._names.canonical(place + _GOVERNMENT)
        return place if STATE_TITLES.search(title) else None

    # ------------------------------------------------------------------------------------------ loose words

    def _loose_body(self, said: _Said) -> str | None:
        """A body that no mention covers: a region, a department of the party, a unit of the body before."""
        for read in self._readings:
            body = read(said)
            if body is not None:
                return body or None
        return None

    def _party_department(self, said: _Said) -> str | None:
        """组织｜部长 behind a committee: its department; without one, the home region's."""
        department = _PARTY_DEPARTMENTS.get(said.words)
        if department is None or not said.post.title.endswith("部长"):
            return None
        if said.previous and said.previous.startswith("中共"):
            return _BEHIND_COMMITTEE.sub("", said.previous) + department
        return self._names.canonical(department) if self._names.context.home else ""

    def _head_of_state(self, said: _Said) -> str | None:
        return _STATE if said.words == _COUNTRY and _PRESIDENT in said.post.title else None

    def _organ(self, said: _Said) -> str | None:
        """中央｜书记处: an organ of the body before."""
        if said.words not in _ORGANS or not said.previous:
            return None
        return (_PARTY_UNIT.sub("", said.previous) or said.previous) + said.words

    def _region_itself(self, said: _Said) -> str | None:
        """海南省｜省长: nothing but a region."""
        regions, length = self._regions.leading(said.words)
        if not regions or length != len(said.words):
            return None
        return self._of_place(said.words, said.post.title) or ""

    def _known_body(self, said: _Said) -> str | None:
        """A name that opens with a region, or that the document or the lists know."""
        known = self._regions.leading(said.words)[0] or (
            self._names.resolve(said.words, said.post.start).rule != "written"
            and not is_collective(said.words)
        )
        return self._canonical(said.words, said.post) if known else None

    def _party_unit(self, said: _Said) -> str | None:
        """党委｜书记: the committee of the body before, else of the document's own organisation."""
        if not _PARTY_UNIT.fullmatch(said.words):
            return None
        if (committee := self._names.own_committee(said.words)) is not None:
            return committee
        if said.previous:
            owner = _PARTY_UNIT.sub("", said.previous)
        else:
            area = self._members.area_of_row(said.post.start)
            owner = self._own(said.titles) or self._names.host or area or self._own_town() or ""
        return owner + said.words

    def _region_by_word(self, said: _Said) -> str | None:
        """市｜领导: the government of the region that the word means here."""
        if said.words not in _REGION_WORDS:
            return None
        region = self._names.context.region_called(said.words) or self._region_near(
            said.words, said.post.start
        )
        return self._regions.official(region) + _GOVERNMENT if region else ""

    def _party_centre(self, said: _Said) -> str | None:
        return self._names.canonical(said.words, said.post.start) if said.words.endswith(_CENTRES) else None

    def _unknown_unit(self, said: _Said) -> str | None:
        """督查处｜处长: what ends like a unit, of the document's own organisation where it is short and stands first."""
        if squad := _SQUAD.search(said.post.title):
            unit = said.words + squad[1]
            return (_PARTY_UNIT.sub("", said.previous) if said.previous else "") + unit
        if not _UNIT_TAIL.search(said.words) or len(said.words) > 24:
            return None
        if said.previous:
            return self._beside(said.words, said.previous)
        if len(said.words) > 8 or said.words[0] in _REGION_WORDS:
            return said.words
        owner = self._own(said.titles)
        return owner + said.words if owner else self._in_area(said.words, said.post.start)

    def _in_area(self, unit: str, at: int) -> str:
        """企业服务部 in the row of a zone's group: the zone's own."""
        area = self._members.area_of_row(at) if _INNER_UNIT.fullmatch(unit) else None
        if area is None:
            return unit
        return f"{_OF_THE_PARTY}{area}{unit}" if unit == _ZONE_COMMITTEE else area + unit

    # ------------------------------------------------------------------------------------------ what a title says

    def _fitted(self, body: str, title: str) -> str:
        """市长 of a region's name alone is the government's; 自治区主席 too."""
        regions, length = self._regions.leading(body)
        if regions and length == len(body) and not PARTY_TITLES.search(title):
            return body + _GOVERNMENT
        return body

    def owner_before(self, mention: Mention, title: str) -> str | None:
        """印尼佐科总统, 世界银行金墉行长: the country or the body right in front of a name and its title."""
        place = self._nearby.places.get(mention.start)
        if place is not None and STATE_TITLES.search(title):
            return place.text
        owner = next(self._nearby.bodies_before(mention.start), None)
        if owner is None or owner.end != mention.start or is_collective(owner.text):
            return None
        return self._fitted(owner.name, title)

    def implied(self, title: str, previous: str | None, titles: Sequence[str], at: int) -> str | None:
        """The body of a title that names none: the one before it, the region's government, the document's."""
        for head, word in GOVERNMENT_TITLES.items():
            if title.endswith(head):
                return self._government(word, previous, at)
        if previous is not None:
            return self._of_previous(title, previous)
        if GROUP_TITLES.match(title):
            return self._members.group_behind(at) or self._members.group_before(at)
        if title.endswith(_SECRETARY_GENERAL):
            return _PARTY_CENTRE
        if title == _STATE_COUNCILLOR:
            return _CABINET
        area = None if PARTY_TITLES.search(title) else self._members.area_of_row(at)
        return self._house_before(title, at) or self._own([*titles, title]) or area

    def _house_before(self, title: str, at: int) -> str | None:
        """某某大学党委书记张三、｜校长｜李四: the house that the sentence has just named."""
        head = _HEAD_OF.search(title) or _HEADS_COMPANY.search(title)
        body = next(self._nearby.bodies_before(at), None) if head else None
        if head is None or body is None or at - body.end > _SAME_SENTENCE:
            return None
        if not {"。", "\n"}.isdisjoint(self._text[body.end : at]):
            return None
        house = _PARTY_UNIT.sub("", body.name)
        kinds = _HOUSES.get(head[1], (head[1],))
        return house if house.endswith(kinds) and not is_collective(body.text) else None

    def _of_previous(self, title: str, previous: str) -> str:
        """The body before, of which a title that is none of the party's means the house; 校长 means the school."""
        if PARTY_TITLES.search(title):
            return previous
        if _HEADS_SCHOOL.search(title) and (school := self._own([title])) is not None:
            return school
        return _PARTY_UNIT.sub("", previous) or previous

    def _region_near(self, word: str, at: int) -> Region | None:
        """广东省委书记张三和省长李四: the region of a body just named."""
        for mention in islice(self._nearby.bodies_before(at), 3):
            if at - mention.end > 30 or "。" in self._text[mention.end : at]:
                return None
            region = self._names.region_of(mention.canonical or "")
            if region is not None and region.word == word:
                return region
        return None

    def _government(self, word: str, previous: str | None, at: int) -> str | None:
        region = self._names.region_of(previous) if previous else None
        if region is None or region.word != word:
            region = self._names.context.region_called(word) or self._region_near(word, at)
        if region is not None:
            return self._regions.official(region) + _GOVERNMENT
        town = _OF_TOWN.match(previous) if previous and word in _TOWN else None
        if town is not None:
            return town[0] + _GOVERNMENT
        if word in _TOWN and (own := self._own_town()):
            return own + _GOVERNMENT
        short = word + "政府"
        return short if previous or any(m.text == short for m in self._nearby.bodies) else None

    def _own_town(self) -> str | None:
        """The town whose government issued the document, by its canonical name."""
        heads = {self._names.canonical(head) for head in self._names.context.heads}
        towns = {town[0] for head in heads if (town := _TOWN_ISSUES.match(head))}
        return towns.pop() if len(towns) == 1 else None

    def _own(self, titles: Iterable[str]) -> str | None:
        """The document's own organisation, by the word in a title (局长, 院长, 校长)."""
        for title in titles:
            match = _HEAD_OF.search(title)
            if match:
                return self._names.own_organisation(match[1])
        return None
