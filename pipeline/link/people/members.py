"""Tables of members: ``召集人：… 副组长：… 成员：…`` under the name of a group, and which group that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ...records import Mention, Position
from ..bodywords import OFFICE, is_collective, tidy_name
from ..names.canonical import Names
from .memberwords import AREA, BEFORE_ITS_GROUP, GROUP_MENTION, GROUP_NAME, LABEL, SMALL_HEADING
from .nearby import Nearby
from .posts import title_before

#: How many bodies back a table or a title looks for its group.
_FAR = 200
#: What a label may stand behind where a page lost its line breaks.
_BEFORE_LABEL = "\n。；）)、名单"
#: Groups of the centre need no region.
_CENTRAL = ("国", "全国", "中")
#: What a lost line break glued in front of a group's name: a central body's is kept, a date and a heading are not.
_GLUED_TO_CENTRAL = re.compile("^.*(?=国务院|国家|全国)")
_GLUED = re.compile("^.*(?:\\d日|附件\\d*|附\\d*|通知|名单|成立|调整|决定对|以下简称|及|\\d)")


class Members:
    """The groups of one document and who sits in them."""

    def __init__(self, nearby: Nearby, names: Names) -> None:
        self._text = nearby.text
        self._nearby = nearby
        self._names = names
        self._places: list[tuple[int, int, str]] = []

    def area_of_row(self, at: int) -> str | None:
        """The zone or street whose group has its table at ``at``; known once ``tables`` has run."""
        return next((area for start, end, area in self._places if start <= at < end), None)

    def tables(self) -> Iterator[tuple[Mention, Position]]:
        """Everybody in a row of a table, with the post that its label and the group above it give."""
        labels = [m for m in LABEL.finditer(self._text) if self._is_label(m)]
        group: str | None = None
        reached = -1
        for i, label in enumerate(labels):
            limit = labels[i + 1].start() if i + 1 < len(labels) else len(self._text)
            if reached < label.start():  # no table goes on here: whose is it?
                group = self.group_before(label.start(1))
            end = reached = self._table_end(label.end(), limit)
            people = [p for p in self._nearby.people_in(label.end(), end) if not self._in_bracket(p)]
            if not people:
                continue
            if area := AREA.match(group or ""):
                self._places.append((label.start(1), end, area[0]))
            body, title = group, re.sub("\\s", "", label[1])
            if title.startswith(OFFICE):
                body, title = (body + OFFICE if body else None), title.removeprefix(OFFICE)
            if body is None:
                continue
            for person in people:
                yield person, Position(body, title, label.start(1), label.end(1))

    def _is_label(self, match: re.Match[str]) -> bool:
        """A label opens its line, or follows a name or 名单 where a page lost its line breaks."""
        before = self._text[: match.start()].rstrip(" 　\t")[-2:]
        if not before or before[-1] in _BEFORE_LABEL:
            return True
        person = self._nearby.person_before(match.start())
        return person is not None and person.end == match.start()

    def _table_end(self, start: int, limit: int) -> int:
        """Where the rows of a label end: at the first line that holds nobody and is no small heading."""
        at = start
        while at < limit:
            newline = self._text.find("\n", at, limit)
            end = limit if newline < 0 else newline
            line = self._text[at:end].strip()
            peopled = bool(self._nearby.people_in(at, end)) or self._holds_post(at, end)
            if line and not peopled and not SMALL_HEADING.match(line) and at > start:
                return at
            if "。" in line:
                # 领导小组下设办公室，由张三任主任。 is no row: that begins with its member
                first = self._nearby.person_from(at)
                row = at == start or (first is not None and not self._text[at:first].strip())
                return at + self._text[at:end].index("。") if row else at
            at = end + 1
        return limit

    def _holds_post(self, at: int, end: int) -> bool:
        """A row that ends with a title is a member's, even where nobody knew the name."""
        return end - at < 60 and title_before(self._text, end, self._nearby.titles) is not None

    def _in_bracket(self, person: Mention) -> bool:
        line = self._text[max(0, person.start - 20) : person.start].rpartition("\n")[2]
        return line.rfind("（") > max(line.rfind("）"), line.rfind(")"))

    def group_behind(self, at: int) -> str | None:
        """张三任组长、各镇镇长为成员的｜防汛领导小组: the group that the sentence of ``at`` names at its end."""
        lead = BEFORE_ITS_GROUP.match(self._text, at)
        body = self._nearby.body_from(lead.end()) if lead else None
        return body.name if body and GROUP_MENTION.search(tidy_name(body.text)) else None

    def group_before(self, at: int) -> str | None:
        """The group whose members follow: the nearest named one, or the one in the heading above."""
        start = max(0, at - 300)
        headings = list(GROUP_NAME.finditer(self._text[start:at].replace("\n", " ")))
        heading = headings[-1] if headings else None
        for mention in islice(self._nearby.bodies_before(at), _FAR):
            if not GROUP_MENTION.search(tidy_name(mention.text)) or is_collective(mention.text):
                continue
            if heading is not None and mention.start < start + heading.end(1):
                known = self._names.resolve(mention.text, mention.start).rule != "written"
                if not (known or mention.text.startswith(_CENTRAL)):
                    break
            return mention.name
        return self._names.canonical(self._group_name(heading[1]), at) if heading else None

    def _group_name(self, heading: str) -> str:
        """The group's name without what a lost line break glued in front of it."""
        heading = re.sub("\\s", "", heading)
        regions = self._names.registry.regions.scan(heading)
        if regions:
            return heading[regions[-1][0] :]
        return _GLUED.sub("", _GLUED_TO_CENTRAL.sub("", heading))
