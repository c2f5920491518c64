"""Whose post it is: the body of a title, as it is written in front of it or as the title and the posts before it imply."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from ..records import Mention, Position
from .bodywords import is_collective
from .canonical import Names
from .members import Members
from .nearby import Nearby
from .posts import GOVERNMENT_TITLES, GROUP_TITLES, PARTY_TITLES, RANK, STATE_TITLES, TENSE, Post, held_title
from .regions import Region

_HELD_BEFORE = re.compile("(?:原|时任|现任|的)$|(?<=.)原(?=(?:党委|党组|党工委|纪委|党总支)$)")
_LEAD_IN = re.compile(
    "^.*(?:由|经|请|据|对|向|同|与|和|是|让|为|在|会上|会议|其中|随后|期间|当日|接着|最后|首先|出席|参加|主持|陪同|代表|中方|日前|近日|上午|下午|晚上|日)"
)
_OFFICE_TAIL = re.compile(
    "((?:自治区|省|市|县|区|州|旗|盟)(?:委|纪委监委|纪委|监委|政府|人民政府|人大常委会|人大|政协|[一-龥]{1,10}?(?:局|厅|办|委|院|会)))$"
)
_UNIT_TAIL = re.compile(
    "(?:局|厅|委|办|部|处|科|室|股|司|院|会|组|中心|所|站|队|公司|集团|大学|学院|学校|医院|林场|支部|党委|党组|工委|政府|纪委)$"
)
_PARTY_UNIT = re.compile("(?:机关)?(?:党组|党委|党工委|党总支|党支部|支部|纪委|团委|工会)$")
_PARTY_DEPARTMENTS = {"组织": "组织部", "宣传": "宣传部", "统战": "统一战线工作部", "社会工作": "社会工作部"}
_STATE, _GOVERNMENT, _PARTY_CENTRE = "中华人民共和国", "人民政府", "中共中央"
#: Posts of the state that do without a body.
_OF_THE_STATE = frozenset(("国家主席", "国家副主席"))
_COUNTRY, _PRESIDENT = "国家", "主席"
_SECRETARY_GENERAL = "总书记"
#: 越共中央 is not the centre of this country; 中央 and 政治局 alone are.
_CENTRE, _OTHER_PARTIES = frozenset(("中央", "政治局")), "共党革盟建进社"
#: 原某某局｜原｜局长: words of time around what stands between a body and a title.
_WHEN = re.compile("^(?:原|时任|现任|前)|(?:原|时任|的)$")
#: 县委｜组织｜部长
_DEPARTMENT_WORD = re.compile("组织|宣传|统战")
#: 中央｜书记处, 人大｜主席团: organs of the body before.
_ORGANS = frozenset(("书记处", "主席团"))
_REGION_WORDS = frozenset(("省", "市", "县", "区", "州", "自治区"))
#: 民建中央, 中央政治局: centres of parties.
_CENTRES = ("党中央", "共中央", "政治局", "社中央", "盟中央")
_BEHIND_COMMITTEE = re.compile("(?<=委).*$")
_HEADS_SCHOOL = re.compile("校长(?:助理)?$")
_HEAD_OF = re.compile("(局|院|校|厅|场|所|站|行|社|署)长(?:助理)?$")


class PostBodies:
    """Finds the bodies of posts in one document."""

    def __init__(self, nearby: Nearby, names: Names, members: Members) -> None:
        self._text = nearby.text
        self._nearby = nearby
        self._names = names
        self._members = members

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
            start = mention.start
            written = (mention.spread or mention.text) + tail
            body = self._names.canonical(written, start) if tail else mention.canonical
            return self._fitted(body or mention.text, post.title), start
        start = post.start
        written = self._text[start : post.title_start]
        place = self._nearby.places.get(post.title_start)
        if place is not None and place.start >= start:
            return self._of_place(place.text, post.title), place.start
        bare = _HELD_BEFORE.sub("", TENSE.sub("", written))
        if named := self._named_by_region(bare):
            return self._fitted(self._names.canonical(named, start), post.title), start
        office = _OFFICE_TAIL.search(bare)
        if office:
            return self._fitted(self._names.canonical(office[1], start), post.title), start
        return self._loose_body(bare, post, previous, titles), start

    def _named_by_region(self, written: str) -> str | None:
        """The part of loose words that opens with a region's full name (个旧市委 in 会上，个旧市委书记)."""
        regions = self._names.registry.regions
        for i in range(max(0, len(written) - 30), len(written) - 2):
            found, length = regions.leading(written[i:])
            if found and i + length < len(written):
                return written[i:]
        return None

    def _mention_in(self, post: Post) -> tuple[Mention | None, str]:
        """The ORG mention that the title belongs to, and the words between them that belong to the body."""
        for mention in self._nearby.bodies_before(post.title_start):
            if mention.end == post.title_start + 1 and post.title_start > mention.start + 1:
                return mention, ""  # 外交部|长: the last character of the body opens the title
            if mention.end > post.title_start:
                continue
            if mention.end <= post.start:
                break
            if mention.canonical in (None, mention.text) and _PARTY_UNIT.fullmatch(mention.text):
                break  # 党委 alone: whose it is, the posts around it say
            gap = self._text[mention.end : post.title_start]
            if mention.text in _CENTRE and self._text[mention.start - 1] in _OTHER_PARTIES:
                return None, ""
            tail = _WHEN.sub("", gap.strip())
            if not tail or (len(tail) <= 14 and (_PARTY_UNIT.search(tail) or _UNIT_TAIL.search(tail))):
                return mention, tail
            if _DEPARTMENT_WORD.fullmatch(tail):
                return mention, tail + "部"
            break
        return None, ""

    def _of_place(self, place: str, title: str) -> str | None:
        """法国总统 → 法国; 海南省省长 → 海南省人民政府."""
        if any(title.endswith(t) for t in GOVERNMENT_TITLES) or self._names.registry.regions.named(place):
            if PARTY_TITLES.search(title):
                return None
            return self._names.canonical(place + _GOVERNMENT)
        return place if STATE_TITLES.search(title) else None

    def _loose_body(self, bare: str, post: Post, previous: str | None, titles: Sequence[str]) -> str | None:
        """A body that no mention covers: a region, a department of the party, a unit of the body before."""
        if not bare:
            return None
        stripped = _LEAD_IN.sub("", bare)
        if not stripped:
            return None
        if stripped in _PARTY_DEPARTMENTS and post.title.endswith("部长"):
            return self._party_department(_PARTY_DEPARTMENTS[stripped], previous)
        if stripped == _COUNTRY and _PRESIDENT in post.title:
            return _STATE
        if stripped in _ORGANS and previous:
            return (_PARTY_UNIT.sub("", previous) or previous) + stripped
        regions, length = self._names.registry.regions.leading(stripped)
        if regions and length == len(stripped):
            return self._of_place(stripped, post.title)
        known = regions or self._names.resolve(stripped, post.start).rule != "written"
        if known and (regions or not is_collective(stripped)):
            return self._fitted(self._names.canonical(stripped, post.start), post.title)
        if _PARTY_UNIT.fullmatch(stripped):
            if (committee := self._names.own_committee(stripped)) is not None:
                return committee
            owner = _PARTY_UNIT.sub("", previous) if previous else self._own(titles) or self._names.host
            return owner + stripped if owner else None
        if stripped in _REGION_WORDS:
            region = self._names.context.region_called(stripped)
            return self._names.registry.regions.official(region) + _GOVERNMENT if region else None
        if stripped.endswith(_CENTRES):
            return self._names.canonical(stripped, post.start)
        if _UNIT_TAIL.search(stripped) and len(stripped) <= 24:
            owner = self._own(titles) if len(stripped) <= 8 and not previous else None
            return (owner or "") + stripped
        return None

    def _party_department(self, department: str, previous: str | None) -> str | None:
        if previous and previous.startswith("中共"):
            return _BEHIND_COMMITTEE.sub("", previous) + department
        return self._names.canonical(department) if self._names.context.home else None

    def _fitted(self, body: str, title: str) -> str:
        """市长 of a region's name alone is the government's; 自治区主席 too."""
        regions, length = self._names.registry.regions.leading(body)
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
        if GROUP_TITLES.match(title) and previous is None:
            return self._members.group_before(at)
        if previous is not None:
            if _HEADS_SCHOOL.search(title) and (school := self._own([title])) is not None:
                return school
            if not PARTY_TITLES.search(title):
                return _PARTY_UNIT.sub("", previous) or previous
            return previous
        if title.endswith(_SECRETARY_GENERAL):
            return _PARTY_CENTRE
        return self._own([*titles, title])

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
            return self._names.registry.regions.official(region) + _GOVERNMENT
        return word + "政府" if previous else None

    def _own(self, titles: Iterable[str]) -> str | None:
        """The document's own organisation, by the word in a title (局长, 院长, 校长)."""
        for title in titles:
            match = _HEAD_OF.search(title)
            if match:
                return self._names.own_organisation(match[1])
        return None
