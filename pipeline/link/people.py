"""People and their posts: before the name, behind it, in member tables, and with the body left out.

习近平总书记 → (中共中央, 总书记); X党委书记 → (X党委, 书记). People are told apart by their full
names; 张局长 alone makes nobody.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from ..records import Mention, Person, Position, Structure
from .bodywords import is_collective, tidy_name
from .canonical import Names
from .memberwords import GROUP_MENTION, GROUP_NAME, LABEL, SMALL_HEADING
from .posts import (
    GOVERNMENT_TITLES,
    GROUP_TITLES,
    PARTY_TITLES,
    RANK,
    STATE_TITLES,
    TENSE,
    Post,
    held_title,
    posts_after,
    posts_before,
    title_before,
    title_start,
)
from .regions import Region

_STOP = re.compile("[。；;！？!?\\n：:（(]")
#: How many bodies back a table or a title looks for its group.
_FAR = 200
_COURTESY = re.compile("^(?:同志|先生|女士|院士)")
_SHARED = re.compile("^(?:同志|先生|女士|（[^（）]{0,12}）)?[、和及与，,\\s]*$")
_APPOINTED = re.compile(
    "^(?:同志|等)?[，,]?(?:男|女)?(?:被|当选为?|经选举)?(?:任命为|选举为|推选为|当选为|兼任|担任|出任|现任|曾任|时任|任|为)"
)
_SALUTED = re.compile("^[^，。：\\n]{2,40}?等?(代表|委员)[：:]", re.MULTILINE)
_SESSIONS = re.compile("全国(人大|政协)(?:[一二三四五六七八九十]+届)?[一二三四五六七八九十]+次会议")
_REMOVED = re.compile("^(?:同志)?的([^，。；]{2,40}?)职务")
_BY = re.compile("由$")
_BY_VERB = re.compile("^(?:同志)?(?:兼任|担任|兼|任)")
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
#: Who signs orders, alone on a line with the name.
_SIGNS = ("总理", "部长", "主任", "局长", "署长", "行长", "主席", "省长", "市长", "州长", "县长", "区长")
_SIGNATURE = re.compile(f"(?:^|\\n)[ 　]*({'|'.join(_SIGNS)})[ 　]+$", re.MULTILINE)
_ORDERED_BY = re.compile("(?:中华人民共和国(?!主席))?([一-龥]{2,24}?)令")
_PARTY_DEPARTMENTS = {"组织": "组织部", "宣传": "宣传部", "统战": "统一战线工作部", "社会工作": "社会工作部"}


def find_people(
    text: str, structure: Structure, mentions: Sequence[Mention], names: Names
) -> tuple[Person, ...]:
    """Every person named in the text, with positions in the order they are found; offsets in the clean text.

    ``mentions`` are linked already; ``aliases`` stay empty (raw forms are the alignment's business).
    """
    return _Finder(text, structure, mentions, names).find()


class _Finder:
    def __init__(self, text: str, structure: Structure, mentions: Sequence[Mention], names: Names) -> None:
        self.text = text
        self.structure = structure
        self.names = names
        self.people = [_trimmed(m) for m in mentions if m.type == "PER"]
        self.bodies = [m for m in mentions if m.type == "ORG"]
        self.places = {m.end: m for m in mentions if m.type == "LOC"}
        self.titles = {m.end: m.start for m in mentions if m.type == "TITLE"}
        self.body_starts = [m.start for m in self.bodies]
        self.person_starts = [m.start for m in self.people]
        self.found: dict[str, dict[tuple[str, str], Position]] = {}

    def find(self) -> tuple[Person, ...]:
        for mention in self.people:
            self.found.setdefault(person_name(mention.text), {})
        self._member_tables()
        shared: list[Position] = []
        previous: Mention | None = None
        for mention in self.people:
            before = self._before(mention, previous) or self._signed(mention)
            if not before and previous is not None and self._neighbours(previous, mention):
                before = shared
            shared = before
            for position in (*before, *self._after(mention)):
                self._add(mention, position)
            previous = mention
        self._bare_titles()
        self._saluted()
        return tuple(Person(name, (), tuple(held.values())) for name, held in self.found.items())

    def _add(self, mention: Mention, position: Position) -> None:
        self.found[person_name(mention.text)].setdefault((position.body, position.title), position)

    def _neighbours(self, first: Mention, second: Mention) -> bool:
        return bool(_SHARED.match(self.text[first.end : second.start]))

    # ------------------------------------------------------------------------------------------ before

    def _before(self, mention: Mention, previous: Mention | None) -> list[Position]:
        """Posts of the chain that ends where the name begins."""
        floor = previous.end if previous is not None else 0
        start = max(floor, mention.start - 120)
        for stop in _STOP.finditer(self.text, start, mention.start):
            if not self._inside_body(stop.start()):
                start = stop.end()
        if previous is not None and start == floor:
            start += len((_COURTESY.match(self.text[start : start + 2]) or [""])[0])
        end = mention.start
        by = _BY.search(self.text[start:end])
        if by and self._takes_office(mention):
            end -= 1  # 办公室主任由张三兼任
        given = self.text.rfind("由", start, end) if not by and self._takes_office(mention) else -1
        if given > start:  # 办公室主任由市水利局局长张三担任: both posts
            office = self._positions(posts_before(self.text, start, given, self.titles))
            return [*office, *self._positions(posts_before(self.text, given + 1, end, self.titles))]
        return self._positions(posts_before(self.text, start, end, self.titles))

    def _takes_office(self, mention: Mention) -> bool:
        return bool(_BY_VERB.match(self.text[mention.end : mention.end + 6]))

    def _signed(self, mention: Mention) -> list[Position]:
        """总理 李克强 as a signature: what is known of the leader, else the body whose order it is."""
        match = _SIGNATURE.search(self.text, max(0, mention.start - 10), mention.start)
        if match is None or not self._line_end(mention.end) - mention.end < 3:
            return []
        title = match[1]
        known = self.names.registry.leaders.get((person_name(mention.text), title))
        body = known[0] if known else self._own_order(title)
        return [Position(body, known[1] if known else title, *match.span(1))] if body else []

    def _own_order(self, title: str) -> str | None:
        order = _ORDERED_BY.match(self.structure.head.doc_number or "")
        return self.names.canonical(order[1]) if order and title in _SIGNS else None

    def _inside_body(self, at: int) -> bool:
        i = bisect_left(self.body_starts, at) - 1
        return i >= 0 and at < self.bodies[i].end

    # ------------------------------------------------------------------------------------------ after

    def _after(self, mention: Mention) -> list[Position]:
        at = mention.end
        at += len((_COURTESY.match(self.text[at : at + 2]) or [""])[0])
        for start, end in self._post_spans(mention, at):
            chain = posts_after(self.text, start, end, self.titles)
            if chain:
                return self._positions(chain)
        return []

    def _post_spans(self, mention: Mention, at: int) -> Iterator[tuple[int, int]]:
        """Spans behind a name in which its posts may stand."""
        text = self.text
        if text[at : at + 1] in ("（", "("):
            close = min((i for i in (text.find("）", at), text.find(")", at)) if i > 0), default=-1)
            if 0 < close - at < 80:
                yield at + 1, close
        if match := _APPOINTED.match(text[at : at + 14]):
            yield at + match.end(), self._phrase_end(at + match.end())
        if match := _REMOVED.match(text[at : at + 60]):
            yield at + match.start(1), at + match.end(1)
        gap = re.match("[ 　\\t，,]+", text[at : at + 8])
        if gap is None and self._alone(mention) and self._body_at(at):
            yield at, self._line_end(at)  # a table row that lost its space
        if self._alone(mention) and (rank := RANK.match(text, at)):
            yield rank.end(), self._line_end(at)
        if gap and (gap[0].strip("，,") or self._alone(mention)):
            end = self._line_end(at)
            i = bisect_left(self.person_starts, at)
            following = self.person_starts[i] if i < len(self.people) else end
            cell = re.search("[。；;]|[ 　]{2,}|\\t", text[at + gap.end() : min(end, following)])
            stop = at + gap.end() + cell.start() if cell else min(end, following)
            if stop - at < 80:
                yield at + gap.end(), stop

    def _line_end(self, at: int) -> int:
        end = self.text.find("\n", at)
        return len(self.text) if end < 0 else end

    def _body_at(self, at: int) -> bool:
        i = bisect_left(self.body_starts, at)
        return i < len(self.bodies) and self.bodies[i].start == at

    def _alone(self, mention: Mention) -> bool:
        """Whether the name opens its line, as in 张三，市教育局局长."""
        return mention.start == 0 or self.text[mention.start - 1] in "\n\t：:"

    def _phrase_end(self, start: int) -> int:
        match = re.search("[。；;！\\n）)]|，(?!兼)", self.text[start : start + 100])
        return start + match.start() if match else min(len(self.text), start + 100)

    # ------------------------------------------------------------------------------------------ bare titles

    def _bare_titles(self) -> None:
        """习近平总书记, 张锡勇副局长: a title right behind the name, where nothing better is known of it."""
        for mention in self.people:
            match = title_start().match(self.text, mention.end)
            if not match or re.match(
                "\\s{0,4}[：:]|[一-龥]?(?:医师|院)", self.text[match.end() : match.end() + 3]
            ):
                continue
            held = self.found[person_name(mention.text)]
            title = match[0]
            if any(t == title for _, t in held) or (title == "主席" and held):
                continue
            if known := self.names.registry.leaders.get((person_name(mention.text), title)):
                body, title = known
            elif owner := self._owner_before(mention, title):
                body = owner
            elif STATE_TITLES.search(title) or title == "总书记":
                continue  # a foreign head of state, whose country stands elsewhere
            else:
                body = self._implied(title, None, [title], mention.start) or ""
            if body:
                self._add(mention, Position(body, title, match.start(), match.end()))

    def _saluted(self) -> None:
        """某某代表： at the head of an answer: a deputy of the congress, a member of the conference."""
        line = _SALUTED.search(self.text, 0, 600)
        known = _SESSIONS.search("".join(self.text[: line.start()].split())) if line else None
        if line is None or known is None:
            return
        body = self.names.canonical("全国人大" if known[1] == "人大" else "全国政协")
        for mention in self._people_in(line.start(), line.end()):
            self._add(mention, Position(body, line[1], *line.span(1)))

    def _owner_before(self, mention: Mention, title: str) -> str | None:
        """印尼佐科总统, 世界银行金墉行长: the country or the body right in front of a name and its title."""
        place = self.places.get(mention.start)
        if place is not None and STATE_TITLES.search(title):
            return place.text
        owner = next(self._bodies_before(mention.start), None)
        if owner is None or owner.end != mention.start or is_collective(owner.text):
            return None
        return self._fitted(owner.name, title)

    # ------------------------------------------------------------------------------------------ tables

    def _member_tables(self) -> None:
        """召集人：… 副组长：… 成员：… under the name of a group."""
        labels = [m for m in LABEL.finditer(self.text) if self._is_label(m)]
        group: str | None = None
        reached = -1
        for i, label in enumerate(labels):
            limit = labels[i + 1].start() if i + 1 < len(labels) else len(self.text)
            if reached < label.start():  # no table goes on here: whose is it?
                group = self._group_before(label.start(1))
            end = reached = self._table_end(label.end(), limit)
            people = [p for p in self._people_in(label.end(), end) if not self._in_bracket(p)]
            if not people:
                continue
            body, title = group, re.sub("\\s", "", label[1])
            if title.startswith("办公室"):
                body, title = (body + "办公室" if body else None), title[3:]
            if body is None:
                continue
            for person in people:
                self._add(person, Position(body, title, label.start(1), label.end(1)))

    def _people_in(self, start: int, end: int) -> list[Mention]:
        return self.people[bisect_left(self.person_starts, start) : bisect_left(self.person_starts, end)]

    def _bodies_before(self, at: int) -> Iterator[Mention]:
        """Mentions of bodies that begin before ``at``, the nearest first."""
        for i in range(bisect_left(self.body_starts, at) - 1, -1, -1):
            yield self.bodies[i]

    def _is_label(self, match: re.Match[str]) -> bool:
        """A label opens its line, or follows a name or 名单 where a page lost its line breaks."""
        before = self.text[: match.start()].rstrip(" 　\t")[-2:]
        if not before or before[-1] in "\n。；）)、名单":
            return True
        i = bisect_right(self.person_starts, match.start()) - 1
        return i >= 0 and self.people[i].end == match.start()

    def _table_end(self, start: int, limit: int) -> int:
        """Where the rows of a label end: at the first line that holds nobody and is no small heading."""
        at = start
        while at < limit:
            newline = self.text.find("\n", at, limit)
            end = limit if newline < 0 else newline
            line = self.text[at:end].strip()
            peopled = bool(self._people_in(at, end)) or self._holds_post(at, end)
            if line and not peopled and not SMALL_HEADING.match(line) and at > start:
                return at
            if "。" in line:
                return at + self.text[at:end].index("。")
            at = end + 1
        return limit

    def _holds_post(self, at: int, end: int) -> bool:
        """A row that ends with a title is a member's, even where nobody knew the name."""
        return end - at < 60 and title_before(self.text, end, self.titles) is not None

    def _in_bracket(self, person: Mention) -> bool:
        line = self.text[max(0, person.start - 20) : person.start]
        return line.rfind("（") > line.rfind("）")

    def _group_before(self, at: int) -> str | None:
        """The group whose members follow: the nearest named one, or the one in the heading above."""
        start = max(0, at - 300)
        headings = list(GROUP_NAME.finditer(self.text[start:at].replace("\n", " ")))
        heading = headings[-1] if headings else None
        for mention in islice(self._bodies_before(at), _FAR):
            if not GROUP_MENTION.search(tidy_name(mention.text)) or is_collective(mention.text):
                continue
            if heading is not None and mention.start < start + heading.end(1):
                known = self.names.resolve(mention.text, mention.start).rule != "written"
                if not (known or mention.text.startswith(("国", "全国", "中"))):
                    break
            return mention.name
        return self.names.canonical(self._group_name(heading[1]), at) if heading else None

    def _group_name(self, heading: str) -> str:
        """The group's name without what a lost line break glued in front of it."""
        heading = re.sub("\\s", "", heading)
        regions = self.names.registry.regions.scan(heading)
        if regions:
            return heading[regions[-1][0] :]
        heading = re.sub("^.*(?=国务院|国家|全国)", "", heading)
        return re.sub("^.*(?:\\d日|附件\\d*|附\\d*|通知|名单|成立|调整|决定对|以下简称|及|\\d)", "", heading)

    # ------------------------------------------------------------------------------------------ whose post

    def _positions(self, chain: Sequence[Post]) -> list[Position]:
        positions: list[Position] = []
        body: str | None = None
        titles = [post.title for post in chain]
        for post in chain:
            named, start = self._body_of(post, body, titles)
            if named is None:
                alone = body is None and RANK.match(post.title + "、")  # a rank of no body
                named = None if alone else self._implied(post.title, body, titles, post.start)
            if named is None:
                continue
            body = named
            title = held_title(self.text, post)
            title = title.removeprefix("国家") if named == "中华人民共和国" else title
            positions.append(Position(named, title, start, post.end))
        return positions

    def _body_of(self, post: Post, previous: str | None, titles: Sequence[str]) -> tuple[str | None, int]:
        """Canonical body written in a post, and where it begins; None where the post names none."""
        if post.title in ("国家主席", "国家副主席") and post.title_start not in self.places:
            return "中华人民共和国", post.title_start
        mention, tail = self._mention_in(post)
        if mention is not None:
            start = mention.start
            written = (mention.spread or mention.text) + tail
            body = self.names.canonical(written, start) if tail else mention.canonical
            return self._fitted(body or mention.text, post.title), start
        start = post.start
        written = self.text[start : post.title_start]
        place = self.places.get(post.title_start)
        if place is not None and place.start >= start:
            return self._of_place(place.text, post.title), place.start
        bare = _HELD_BEFORE.sub("", TENSE.sub("", written))
        if named := self._named_by_region(bare):
            return self._fitted(self.names.canonical(named, start), post.title), start
        office = _OFFICE_TAIL.search(bare)
        if office:
            return self._fitted(self.names.canonical(office[1], start), post.title), start
        return self._loose_body(bare, post, previous, titles), start

    def _named_by_region(self, written: str) -> str | None:
        """The part of loose words that opens with a region's full name (个旧市委 in 会上，个旧市委书记)."""
        regions = self.names.registry.regions
        for i in range(max(0, len(written) - 30), len(written) - 2):
            found, length = regions.leading(written[i:])
            if found and i + length < len(written):
                return written[i:]
        return None

    def _mention_in(self, post: Post) -> tuple[Mention | None, str]:
        """The ORG mention that the title belongs to, and the words between them that belong to the body."""
        for mention in self._bodies_before(post.title_start):
            if mention.end == post.title_start + 1 and post.title_start > mention.start + 1:
                return mention, ""  # 外交部|长: the last character of the body opens the title
            if mention.end > post.title_start:
                continue
            if mention.end <= post.start:
                break
            if mention.canonical in (None, mention.text) and _PARTY_UNIT.fullmatch(mention.text):
                break  # 党委 alone: whose it is, the posts around it say
            gap = self.text[mention.end : post.title_start]
            if mention.text in ("中央", "政治局") and self.text[mention.start - 1] in "共党革盟建进社":
                return None, ""  # 越共中央 is not the centre of this country
            tail = re.sub("^(?:原|时任|现任|前)|(?:原|时任|的)$", "", gap.strip())
            if not tail or (len(tail) <= 14 and (_PARTY_UNIT.search(tail) or _UNIT_TAIL.search(tail))):
                return mention, tail
            if re.fullmatch("组织|宣传|统战", tail):
                return mention, tail + "部"
            break
        return None, ""

    def _of_place(self, place: str, title: str) -> str | None:
        """法国总统 → 法国; 海南省省长 → 海南省人民政府."""
        if any(title.endswith(t) for t in GOVERNMENT_TITLES) or self.names.registry.regions.named(place):
            if PARTY_TITLES.search(title):
                return None
            return self.names.canonical(place + "人民政府")
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
        if stripped == "国家" and "主席" in post.title:
            return "中华人民共和国"
        if stripped in ("书记处", "主席团") and previous:
            return (_PARTY_UNIT.sub("", previous) or previous) + stripped
        regions, length = self.names.registry.regions.leading(stripped)
        if regions and length == len(stripped):
            return self._of_place(stripped, post.title)
        known = regions or self.names.resolve(stripped, post.start).rule != "written"
        if known and (regions or not is_collective(stripped)):
            return self._fitted(self.names.canonical(stripped, post.start), post.title)
        if _PARTY_UNIT.fullmatch(stripped):
            owner = _PARTY_UNIT.sub("", previous) if previous else self._own(titles) or self.names.host
            return owner + stripped if owner else None
        if stripped in ("省", "市", "县", "区", "州", "自治区"):
            region = self.names.context.region_called(stripped)
            return self.names.registry.regions.official(region) + "人民政府" if region else None
        if stripped.endswith(("党中央", "共中央", "政治局", "社中央", "盟中央")):
            return self.names.canonical(stripped, post.start)
        if _UNIT_TAIL.search(stripped) and len(stripped) <= 24:
            owner = self._own(titles) if len(stripped) <= 8 and not previous else None
            return (owner or "") + stripped
        return None

    def _party_department(self, department: str, previous: str | None) -> str | None:
        if previous and previous.startswith("中共"):
            return re.sub("(?<=委).*$", "", previous) + department
        return self.names.canonical(department) if self.names.context.home else None

    def _fitted(self, body: str, title: str) -> str:
        """市长 of a region's name alone is the government's; 自治区主席 too."""
        regions, length = self.names.registry.regions.leading(body)
        if regions and length == len(body) and not PARTY_TITLES.search(title):
            return body + "人民政府"
        return body

    def _implied(self, title: str, previous: str | None, titles: Sequence[str], at: int) -> str | None:
        """The body of a title that names none: the one before it, the region's government, the document's."""
        for head, word in GOVERNMENT_TITLES.items():
            if title.endswith(head):
                return self._government(word, previous, at)
        if GROUP_TITLES.match(title) and previous is None:
            return self._group_before(at)
        if previous is not None:
            if not PARTY_TITLES.search(title):
                return _PARTY_UNIT.sub("", previous) or previous
            return previous
        if title.endswith(("总书记",)):
            return "中共中央"
        return self._own([*titles, title])

    def _region_near(self, word: str, at: int) -> Region | None:
        """广东省委书记张三和省长李四: the region of a body just named."""
        for mention in islice(self._bodies_before(at), 3):
            if at - mention.end > 30 or "。" in self.text[mention.end : at]:
                return None
            region = self.names.region_of(mention.canonical or "")
            if region is not None and region.word == word:
                return region
        return None

    def _government(self, word: str, previous: str | None, at: int) -> str | None:
        region = self.names.region_of(previous) if previous else None
        if region is None or region.word != word:
            region = self.names.context.region_called(word) or self._region_near(word, at)
        if region is not None:
            return self.names.registry.regions.official(region) + "人民政府"
        return word + "政府" if previous else None

    def _own(self, titles: Iterable[str]) -> str | None:
        """The document's own organisation, by the word in a title (局长, 院长, 校长)."""
        for title in titles:
            match = re.search("(局|院|校|厅|场|所|站|行|社|署)长$", title)
            if match:
                return self.names.own_organisation(match[1])
        return None


def _trimmed(mention: Mention) -> Mention:
    """The mention without a space that a table left behind the name."""
    text = mention.text.rstrip()
    return dataclasses.replace(mention, text=text, end=mention.start + len(text))


def person_name(text: str) -> str:
    """The name without spaces and courtesies (孙　尧 → 孙尧)."""
    return re.sub("\\s|同志$|先生$|女士$", "", text)
