"""People and their posts: before the name, behind it, in member tables, and with the body left out.

习近平总书记 → (中共中央, 总书记); X党委书记 → (X党委, 书记). People are told apart by their full
names; 张局长 alone makes nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...records import Mention, Person, Position, Structure
from ..names.canonical import Names
from .cells import posts_in_cells
from .members import Members
from .nearby import Nearby, person_name
from .postbodies import PostBodies
from .posts import RANK, STATE_TITLES, posts_after, posts_before, title_start

_STOP = re.compile("[。；;！？!?\\n：:（(]")
_COURTESY = re.compile("^(?:同志|先生|女士|院士)")
_SHARED = re.compile("^(?:同志|先生|女士|（[^（）]{0,12}）)?[、和及与，,\\s]*$")
_APPOINTED = re.compile(
    "^(?:同志|等)?[，,]?(?:男|女)?(?:被|当选为?|经选举)?(?:任命为|选举为|推选为|当选为|兼任|担任|出任|现任|曾任|时任|任|为)"
)
_SALUTED = re.compile("^[^，。：\\n]{2,40}?等?(代表|委员)[：:]", re.MULTILINE)
_SESSIONS = re.compile("全国(人大|政协)(?:[一二三四五六七八九十]+届)?[一二三四五六七八九十]+次会议")
#: 以某某同志为总书记的党中央.
_AT_THE_HEAD = re.compile("为(总书记|主席|组长)的")
#: Between two who are given one post: 张三、李四同志任副组长.
_LISTED = re.compile("(?:同志)?[、和及与]")
_LONGEST_LIST, _LONGEST_POST = 40, 24
_GIVEN = re.compile("(?:同志)?(?:被)?(?:任命为|选举为|推选为|当选为?|兼任|担任|出任|任(?!务|命|何))")
_REMOVED = re.compile("(?:同志的?|的)([^，。；]{2,40}?)职务")
_BY = re.compile("由$")
_BY_VERB = re.compile("(?:同志)?(?:兼任|担任|兼|任)")
#: So many posts back a deputy looks for the one above.
_LAST_GIVEN = 8
_DEPUTY = "(?P<title>副(?:主任|组长|秘书长|总?指挥长?))"
_DEPUTY_TOO = re.compile(f"(?:同志)?(?:兼任|担任|兼|任)[，、；]{_DEPUTY}由")
_DEPUTY_GIVEN = re.compile(f"(?:同志)?(?:兼任|担任|任){_DEPUTY}(?=[，、；。])")
#: 主任张三主持，｜副主任｜李四和｜秘书长｜王五出席: bare posts below one of the same sentence.
_BELOW = re.compile(
    "(?<=[，、；和及与])(?P<title>副(?:主任|主席|书记|局长|部长|厅长|院长|校长|会长|理事长|总经理|秘书长)|秘书长)$"
)
_OVER_SECRETARY, _SECRETARY = re.compile("副?(?:主任|主席|会长|理事长)"), "秘书长"
_SENTENCE_ENDS = re.compile("[。！？!?\\n]")
#: 张三｜任组长，｜财政局局长李四: what the one is given is no post of the next.
_OTHERS_POST = re.compile("(?:兼任|担任|出任|任)[^，、；。\\n]{2,20}[，、；]")
#: Who signs orders, alone on a line with the name.
_SIGNS = ("总理", "部长", "主任", "局长", "署长", "行长", "主席", "省长", "市长", "州长", "县长", "区长")
_SIGNATURE = re.compile(f"(?:^|\\n)[ 　]*({'|'.join(_SIGNS)})[ 　]+$", re.MULTILINE)
_ORDERED_BY = re.compile("(?:中华人民共和国(?!主席))?([一-龥]{2,24}?)令")
#: What parts a name from its posts, and where a cell or a phrase with posts ends.
_GAP = re.compile("[ 　\\t，,]+")
_CELL_END = re.compile("[。；;]|[ 　]{2,}|\\t")
_PHRASE_END = re.compile("[。；;！\\n）)]|，(?!兼)|[（(](?=试用|任期|聘期|正|副|[一二三四]级|挂职|兼)")
#: 张三主任｜医师, 张三院长：: no post of his, or a speaker's label.
_NO_TITLE = re.compile("\\s{0,4}[：:]|[一-龥]?(?:医师|院)")
_CHAIR, _SECRETARY_GENERAL = "主席", "总书记"


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
        self.nearby = Nearby(text, mentions)
        self.people = self.nearby.people
        self.titles = self.nearby.titles
        self.members = Members(self.nearby, names)
        self.posts = PostBodies(self.nearby, names, self.members)
        self.found: dict[str, dict[tuple[str, str], Position]] = {}

    def find(self) -> tuple[Person, ...]:
        for mention in self.people:
            self.found.setdefault(person_name(mention.text), {})
        for member, position in self.members.tables():
            self._add(member, position)
        shared: list[Position] = []
        given: list[Position] = []  # the last that were given to anybody
        previous: Mention | None = None
        for mention in self.people:
            before = self._before(mention, previous) or self._signed(mention)
            if not before and previous is not None:
                neighbours = self._neighbours(previous, mention)
                before = shared if neighbours else self._deputy(previous, mention, shared)
                before = before or self._below_one(mention, given)
            after = self._after(mention) or self._given_too(mention, given)
            shared, given = before, [*given, *before, *after][-_LAST_GIVEN:]
            for position in (*before, *after):
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
            if not self.nearby.inside_body(stop.start()):
                start = stop.end()
        if previous is not None and start == floor:
            start += len((_COURTESY.match(self.text[start : start + 2]) or [""])[0])
            if others := _OTHERS_POST.match(self.text, start, mention.start):
                start = others.end()
        end = mention.start
        by = _BY.search(self.text[start:end])
        if by and self._takes_office(mention):
            end -= 1  # 办公室主任由张三兼任
        given = self.text.rfind("由", start, end) if not by and self._takes_office(mention) else -1
        if given > start:  # 办公室主任由市水利局局长张三担任: both posts
            office = self.posts.positions(posts_before(self.text, start, given, self.titles))
            return [*office, *self.posts.positions(posts_before(self.text, given + 1, end, self.titles))]
        return self.posts.positions(posts_before(self.text, start, end, self.titles))

    def _takes_office(self, mention: Mention) -> bool:
        return bool(_BY_VERB.match(self.text, self._last_listed(mention)))

    def _deputy(self, previous: Mention, mention: Mention, known: Sequence[Position]) -> list[Position]:
        """办公室主任由张三兼任，副主任由李四兼任: the second post is of the body of the first."""
        deputy = _DEPUTY_TOO.match(self.text, previous.end)
        return self._below(deputy, known) if deputy and deputy.end() == mention.start else []

    def _below_one(self, mention: Mention, known: Sequence[Position]) -> list[Position]:
        """主任张三主持，副主任李四、秘书长王五出席: a bare post is below one that was named in the same sentence."""
        bare = _BELOW.search(self.text, max(0, mention.start - 5), mention.start)
        near = [p for p in known if not _SENTENCE_ENDS.search(self.text, p.end, mention.start)]
        if bare is None or bare["title"] != _SECRETARY:
            return self._below(bare, near) if bare else []
        heads = [p.body for p in near if _OVER_SECRETARY.fullmatch(p.title)]
        return [Position(heads[-1], _SECRETARY, *bare.span("title"))] if heads else []

    def _given_too(self, mention: Mention, known: Sequence[Position]) -> list[Position]:
        """张三任办公室主任，李四、王五任副主任: of the same body, if no sentence ends between them."""
        deputy = _DEPUTY_GIVEN.match(self.text, self._last_listed(mention))
        near = [p for p in known if "。" not in self.text[p.end : mention.start]]
        return self._below(deputy, near) if deputy else []

    def _below(self, deputy: re.Match[str], known: Sequence[Position]) -> list[Position]:
        """The post of a deputy of the body of which somebody holds the post itself."""
        bodies = [p.body for p in known if p.title == deputy["title"].removeprefix("副")]
        return [Position(bodies[-1], deputy["title"], *deputy.span("title"))] if bodies else []

    def _signed(self, mention: Mention) -> list[Position]:
        """总理 李克强 as a signature: what is known of the leader, else the body whose order it is."""
        match = _SIGNATURE.search(self.text, max(0, mention.start - 10), mention.start)
        if match is None or not self.nearby.line_end(mention.end) - mention.end < 3:
            return []
        title = match[1]
        known = self.names.registry.leaders.get((person_name(mention.text), title))
        body = known[0] if known else self._own_order(title)
        return [Position(body, known[1] if known else title, *match.span(1))] if body else []

    def _own_order(self, title: str) -> str | None:
        order = _ORDERED_BY.match(self.structure.head.doc_number or "")
        return self.names.canonical(order[1]) if order and title in _SIGNS else None

    # ------------------------------------------------------------------------------------------ after

    def _after(self, mention: Mention) -> list[Position]:
        at = mention.end
        at += len((_COURTESY.match(self.text[at : at + 2]) or [""])[0])
        if self.text.startswith("\t", at):
            return posts_in_cells(self.nearby, self.posts, at)
        for start, end in self._post_spans(mention, at):
            chain = posts_after(self.text, start, end, self.titles)
            if chain:
                return self.posts.positions(chain)
        return []

    def _post_spans(self, mention: Mention, at: int) -> Iterator[tuple[int, int]]:
        """Spans behind a name in which its posts may stand."""
        text = self.text
        if text[at : at + 1] in ("（", "("):
            close = min((i for i in (text.find("）", at), text.find(")", at)) if i > 0), default=-1)
            if 0 < close - at < 80:
                yield at + 1, close
            if 0 < close - at < 12:  # 马明（回族）为某某局局长
                at = close + 1
        if match := _APPOINTED.match(text[at : at + 14]):
            yield at + match.end(), self._phrase_end(at + match.end())
        last = self._last_listed(mention)
        if last > mention.end and (match := _GIVEN.match(text, last)):
            yield match.end(), self._phrase_end(match.end())
        if match := _AT_THE_HEAD.match(text, at):
            yield match.span(1)
        if match := _REMOVED.match(text, mention.end, at + 60) or _REMOVED.match(text, at, at + 60):
            yield match.span(1)
        gap = _GAP.match(text[at : at + 8])
        if gap is None and self._alone(mention) and self._body_from(at):
            yield at, self.nearby.line_end(at)  # a table row that lost its space
        if self._alone(mention) and (rank := RANK.match(text, mention.end)):
            yield rank.end(), self.nearby.line_end(at)
        if gap and (gap[0].strip("，,") or self._alone(mention)):
            end = self.nearby.line_end(at)
            following = self.nearby.person_from(at) or end
            cell = _CELL_END.search(text[at + gap.end() : min(end, following)])
            stop = at + gap.end() + cell.start() if cell else min(end, following)
            if stop - at < 80:
                yield at + gap.end(), stop

    def _body_from(self, at: int) -> bool:
        """Whether a body's name or the full name of a region begins at ``at``."""
        return self.nearby.body_from(at) is not None or bool(
            self.names.registry.regions.leading(self.text[at : min(at + 20, self.nearby.line_end(at))])[0]
        )

    def _last_listed(self, mention: Mention) -> int:
        """Where the last name of the list ends in which this one stands; its own end in none."""
        end = mention.end
        for _ in range(_LONGEST_LIST):
            joint = _LISTED.match(self.text, end)
            start = self.nearby.person_from(joint.end()) if joint else None
            if joint is None or start is None or not self._stands_at(joint.end(), start):
                break
            end = self.nearby.people_in(start, start + 1)[0].end
        return end

    def _stands_at(self, at: int, start: int) -> bool:
        """Whether the name at ``start`` is the next of a list, with its posts in front of it if it has any."""
        between = self.text[at:start]
        if not between or len(between) > _LONGEST_POST or _STOP.search(between) or "，" in between:
            return not between
        return bool(posts_before(self.text, at, start, self.titles))

    def _alone(self, mention: Mention) -> bool:
        """Whether the name opens its line, as in 张三，市教育局局长."""
        return mention.start == 0 or self.text[mention.start - 1] in "\n\t：:"

    def _phrase_end(self, start: int) -> int:
        match = _PHRASE_END.search(self.text[start : start + 100])
        return start + match.start() if match else min(len(self.text), start + 100)

    # ------------------------------------------------------------------------------------------ bare titles

    def _bare_titles(self) -> None:
        """习近平总书记, 张锡勇副局长: a title right behind the name, where nothing better is known of it."""
        for mention in self.people:
            match = title_start().match(self.text, mention.end)
            if not match or _NO_TITLE.match(self.text[match.end() : match.end() + 3]):
                continue
            held = self.found[person_name(mention.text)]
            title = match[0]
            if any(t == title for _, t in held) or (title == _CHAIR and held):
                continue
            if known := self.names.registry.leaders.get((person_name(mention.text), title)):
                body, title = known
            elif owner := self.posts.owner_before(mention, title):
                body = owner
            elif STATE_TITLES.search(title) or title == _SECRETARY_GENERAL:
                continue  # a foreign head of state, whose country stands elsewhere
            else:
                body = self.posts.implied(title, None, [title], mention.start) or ""
            if body:
                self._add(mention, Position(body, title, match.start(), match.end()))

    def _saluted(self) -> None:
        """某某代表： at the head of an answer: a deputy of the congress, a member of the conference."""
        line = _SALUTED.search(self.text, 0, 600)
        known = _SESSIONS.search("".join(self.text[: line.start()].split())) if line else None
        if line is None or known is None:
            return
        body = self.names.canonical("全国" + known[1])
        for mention in self.nearby.people_in(line.start(), line.end()):
            self._add(mention, Position(body, line[1], *line.span(1)))
