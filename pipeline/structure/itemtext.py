"""Where an item's own text begins and ends, what it governs, and what opens its list.

An item's own text runs from behind its marker to the end of its paragraph or to its first nested item;
inside a running paragraph it ends before the next marker of its list. Its closing full stop and a 责任 note
at its end are no part of it. All offsets count in the clean text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..records import Item, Line, Note, Span
from .lists import Node
from .markers import OPENING

_EDGE = " 　\t\n。；;，,、.*_“"
#: A line this long that holds headings in its middle is a document that lost its line breaks.
_FLAT_LINE = 600
_SENTENCE = re.compile(r"[。！？!?]+[”’）)】]*|\n")
_CLAUSE = re.compile(r"[。！？!?；;]+[”’）)】]*|\n")
_HARD_STOP = re.compile(
    r"[ 　]*(?:"
    r"(?:会议|座谈会|全会|大会|他|她|他们|记者|专家|代表们?)(?:还|并|最后|同时)?"
    r"(?:强调|指出|要求|表示|认为|号召|明确|希望|提出|介绍"
    r"|决定|审议|听取|讨论|透露|说|称|充分肯定)"
    r"|[\w·]{2,16}(?:强调|指出|要求|表示|认为|号召|希望|透露|介绍|说)[，,：:]"
    r"|此外，|另外，|总之|总的|总体(?:看|上)|综上|由于上述|由于.{0,12}上述|问[：:]|答[：:]|专栏[ 　]?\d|新华社记者"
    r"|主席先生|谢谢"
    r"|同志们|各位|朋友们|女士们|让我们|我相信|会上|会后|会前|随后|与会|据(?:悉|了解|介绍)"
    r"|(?:本|该)(?:通知|意见|办法|规定|方案|决定|规划|细则|条例)(?:自|由|从|有效|发布|印发)"
    r"|(?:各|全[国省市县区州])[^，。；]{0,24}(?:要|应|须|请|可)[^。]{0,60}"
    r"(?:本(?:通知|意见|方案|决定|规划)|贯彻落实|遵照执行|工作部署)"
    r"|《[^》\n]{1,40}》的?(?:主要|基本)?(?:内容|框架|结构)(?:包括|有|是|分为|如下)"
    r"|(?:工作|执行|实施|贯彻落实)(?:过程)?中(?:有何|如有|遇到|遇有|发现)[^。]{1,30}请"
    r"|特此|附件|（此件|此件|抄送|主送|联系(?:人|电话|方式|地址)|（联系|原标题|责任编辑|来源[：:]|（来源|【"
    r"|(?:[一-龥·]{2,12}、){2,}[^，。；]{2,40}，[^。；]{2,60}(?:参加|出席|列席)"
    r"|(?:参加|出席|列席)|[^，。]{2,40}(?:参加|出席|主持|列席)(?:了)?(?:会议|座谈|活动|调研)"
    r")"
)
_ANNOUNCES = re.compile(r"以下|如下|下列|[几二三四五六七八九十\d]个?(?:方面|点|项|条|大)|主要|一系列|系列")
_LABEL = re.compile(r"[。；;]?[ 　]*[㐀-鿿]{2,12}[：:][ 　]*")
_GLUED_TO_NAME = re.compile(
    r"附[件表]?[ 　]?[\d一二三四五六七八九十：:]|(?<=[表单册案法则图书录准定明南工板式目知见划])"
    r"(?=[㐀-鿿]{2,24}(?:人民政府|委员会|办公[厅室]|[局厅部委院])[㐀-鿿 　]{0,60}(?:20\d\d年|附件|$|（此件))"
)
_CAPTION = re.compile(
    r"(?:[ 　]*(?:19|20)\d\d年\d{1,2}月\d{1,2}日[^。]{0,200}。(?:[^。]{0,160}。)?)?"
    r"[ 　]*新华社记者[^。，]{2,16}/?[ 　]?摄\Z"
)
#: （此件公开发布）, and in front of it …落到实处。某县人民政府2024年3月5日 in a document that lost its line breaks
_FOOT = re.compile(
    r"[ 　]*[（(](?:此件[^（）()\n]{0,4}(?:公开|发布|发至|不公开)|信息公开(?:形式|选项))[^（）()\n]{0,16}[）)][。 　]*\Z"
)
_SIGNED = re.compile(
    r"(?<=[。！])[㐀-鿿、 　]{0,40}(?:政府|委员会|办公[厅室]|[局厅部委院会署])[ 　]*"
    r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日[ 　]*\Z"
)
#: …放在首位。（2021年3月2日在座谈会上的讲话）※这是…的节选。: where a printed speech was given
_GIVEN = re.compile(r"(?:[ 　]*（(?:19|20)\d\d年[^（）\n]{4,60}(?:讲话|发言)）)?[。 　]*※[^※\n]{2,120}\Z")
#: What an item does not hold though its line ends with it, and how far back that reaches.
_FOREIGN = ((_FOOT, 60), (_SIGNED, 90), (_GIVEN, 200), (_CAPTION, 420))
_SOFT_STOP = re.compile(
    r"[ 　]*(?:以上|上述|这些|这[一二三四五六七八九十两次]|此次|本次|此外|另外|同时"
    r"|下一步|今后|近年来|目前|当前|为此|因此|由此|对此|最后"
    r"|到20\d\d年|20\d\d年|今年|明年"
    r"|全[国省市县区州]|各|我们|希望|相信|要|在|通过|据|如|由于|但|然而|随着|会|从|面对|一些|党)"
)
#: …。张三同志指出，…: who says something, with the verb and the mark behind it
_SAYS = r"(?:强调|指出|要求|表示|认为|号召|希望|介绍|说)[，,：:]"
_SAID_BY = re.compile(r"[ 　]*([\w·]{2,16}?)" + _SAYS)
#: …。要坚持…: a sentence that goes on asking, and one inside an item that does so
_ASKS_ON = re.compile(r"[ 　]*要(?!求|素|点)")
_ASKED_ON = re.compile(r"[。！]要(?!求|素|点)")
#: 青年人才是…的依托，要…: the noun, what it is and what is to be done
_SAYS_WHY = re.compile(r"[ 　]*([一-龥]{4,8}?)是[^。；]{4,60}，[^。；]{0,8}要")


def measure_items(
    text: str, lines: Sequence[Line], nodes: Sequence[Node], notes: Sequence[Note]
) -> list[Item]:
    """The items of the tree with their spans; nodes that number nothing (no text at all) are left out."""
    return _Measure(text, lines, nodes, notes).items()


class _Measure:
    def __init__(
        self, text: str, lines: Sequence[Line], nodes: Sequence[Node], notes: Sequence[Note]
    ) -> None:
        self.text, self.lines, self.nodes = text, lines, nodes
        self.notes = sorted(notes, key=lambda n: n.start)
        self.note_ends = [n.end for n in self.notes]
        self.note_starts = [n.start for n in self.notes]
        self.by_list: dict[int, list[int]] = {}
        for i, node in enumerate(nodes):
            self.by_list.setdefault(node.list_index, []).append(i)
        self.next_in_list = dict(pair for members in self.by_list.values() for pair in pairwise(members))
        self.flat = self._flat_lines()
        self.flat_breaks = {k: self._flat_breaks(k) for k in self.flat}

    def items(self) -> list[Item]:
        raw = [self._reach(i) for i in range(len(self.nodes))]
        trimmed = [self._without_note(self.nodes[i].candidate.text_start, raw[i]) for i in range(len(raw))]
        kept = [i for i, (start, end) in enumerate(trimmed) if end > start]
        position = {i: k for k, i in enumerate(kept)}
        scope = self._scopes(raw)
        lead = {k: self._lead_in(members[0], trimmed) for k, members in self.by_list.items()}
        renumbered = {k: n for n, k in enumerate(dict.fromkeys(self.nodes[i].list_index for i in kept))}
        items = []
        for i in kept:
            node, c = self.nodes[i], self.nodes[i].candidate
            parent = node.parent
            while parent is not None and parent not in position:
                parent = self.nodes[parent].parent
            items.append(
                Item(
                    index=position[i],
                    list_index=renumbered[node.list_index],
                    parent=None if parent is None else position[parent],
                    style=c.style,
                    marker="".join(self.text[c.start : c.end].split()),
                    ordinal=node.ordinal,
                    depth=node.depth,
                    marker_start=c.start,
                    start=trimmed[i].start,
                    end=trimmed[i].end,
                    scope_end=max(scope[i], raw[i], trimmed[i].end),
                    lead_in=lead[node.list_index],
                )
            )
        return items

    # ------------------------------------------------------------ flattened documents

    def _flat_lines(self) -> set[int]:
        """Lines that hold several headings in their middle: documents without line breaks."""
        inner: dict[int, dict[str, int]] = {}
        for node in self.nodes:
            c = node.candidate
            if (
                c.style in ("dun", "paren", "arabic", "chapter", "article", "section", "di", "topic")
                and not node.block
            ):
                count = inner.setdefault(c.line, {})
                count[c.style] = count.get(c.style, 0) + 1
        return {
            k
            for k, count in inner.items()
            if self.lines[k].end - self.lines[k].start > _FLAT_LINE and sum(count.values()) >= 3
        }

    def _flat_breaks(self, k: int) -> list[int]:
        """Offsets of sentences of a flat line that plainly start something new."""
        line = self.lines[k]
        return [
            m.end()
            for m in _SENTENCE.finditer(self.text, line.start, line.end)
            if _HARD_STOP.match(self.text, m.end(), min(line.end, m.end() + 120))
        ]

    # ------------------------------------------------------------ ends

    def _reach(self, i: int) -> int:
        """Where the item's stretch of text ends, its closing note included."""
        node = self.nodes[i]
        c = node.candidate
        limit = self._cell_end(c.text_start, self.lines[c.line].end)
        if self._attached(i):
            limit = self._name_end(c.text_start, limit)
        follower = self.nodes[i + 1] if i + 1 < len(self.nodes) else None
        if follower is not None and follower.candidate.start < limit:
            limit = follower.candidate.start
            if follower.list_index == node.list_index:
                return limit
            if follower.parent == i:
                return self._before_label(c.text_start, limit)
            if follower.ordinal == 1:
                limit = self._before_lead_in(c.text_start, limit)
        after = self.next_in_list.get(i)
        last = after is None
        if c.line in self.flat:
            return self._flat_end(i, limit, last)
        if node.block or not (last or self._left_behind(i)):
            return limit
        return self._run_in_end(i, limit)

    def _attached(self, i: int) -> bool:
        """Is this item one of a list of attachments (附件：1.… 2.…)?"""
        first = self.nodes[self.by_list[self.nodes[i].list_index][0]].candidate
        before = self.text[max(0, first.start - 8) : first.start].rstrip(" 　\n")
        return bool(re.search(r"附(?:[件表][：:]?|[：:])\Z", before))

    def _name_end(self, start: int, limit: int) -> int:
        """An attachment's name ends before the signature or the attachment itself that are glued to it."""
        match = _GLUED_TO_NAME.search(self.text, start + 4, min(limit, start + 300))
        return match.start() if match else limit

    def _before_lead_in(self, start: int, limit: int) -> int:
        """Without the words that open the next list: they are no part of the item before it."""
        sentences = [m.end() for m in _SENTENCE.finditer(self.text, max(start, limit - 400), limit)]
        if not sentences:
            return limit
        if self.text[sentences[-1] : limit].strip():
            return sentences[-1]
        if len(sentences) > 1 and _ANNOUNCES.search(self.text[sentences[-2] : sentences[-1]]):
            return sentences[-2]
        return limit

    def _before_label(self, start: int, limit: int) -> int:
        """…（某某局负责）具体措施：1. …: the item ends with its note, the label opens what is nested."""
        k = bisect_right(self.note_ends, limit) - 1
        if k < 0 or self.notes[k].start <= start:
            return limit
        end = self.notes[k].end
        return end if _LABEL.fullmatch(self.text, end, limit) else limit

    def _cell_end(self, start: int, end: int) -> int:
        tab = self.text.find("\t", start, end)
        return end if tab < 0 else tab

    def _left_behind(self, i: int) -> bool:
        """Does the list go on in another paragraph, though not as the paragraph after this one?"""
        after, c = self.nodes[self.next_in_list[i]].candidate, self.nodes[i].candidate
        return after.line != c.line and not (after.bound == OPENING and after.line == c.line + 1)

    def _flat_end(self, i: int, limit: int, last: bool) -> int:
        c = self.nodes[i].candidate
        if c.style in ("shi", "aspect", "circled", "paren_arabic", "half_paren") and last:
            return self._run_in_end(i, limit)
        breaks = self.flat_breaks[c.line]
        at = bisect_left(breaks, c.text_start + 1)
        while last and at < len(breaks) and breaks[at] < limit and self._siblings_quote(i, breaks[at]):
            at += 1
        if last and at < len(breaks) and breaks[at] < limit:
            limit = breaks[at]
        if last or self._climbs(i):
            return self._closing_note_end(c.text_start, limit)
        return limit

    def _climbs(self, i: int) -> bool:
        return i + 1 >= len(self.nodes) or self.nodes[i + 1].depth < self.nodes[i].depth

    def _closing_note_end(self, start: int, limit: int) -> int:
        """The end of the last note before ``limit`` if what follows it is a new matter, else ``limit``."""
        k = bisect_right(self.note_ends, limit) - 1
        if k < 0 or self.notes[k].start <= start:
            return limit
        return self.notes[k].end if self.text[self.notes[k].end : limit].strip(_EDGE) else limit

    def _run_in_end(self, i: int, limit: int) -> int:
        """The last item inside a paragraph: its own sentence, and those that plainly go on with it."""
        start = self.nodes[i].candidate.text_start
        shape, by_clause = self._shape(i)
        asks = shape > 1 and self._siblings_ask(i)
        end, taken = limit, 0
        for m in _SENTENCE.finditer(self.text, start, limit):
            taken += 1
            if _inside_brackets(self.text, start, m.start()):
                continue
            end = m.end()
            note = self._note_at(end)
            end = end if note is None else min(note, limit)
            rest = self.text[end : min(limit, end + 120)]
            if not rest.strip(_EDGE) or (_HARD_STOP.match(rest) and not self._siblings_quote(i, end)):
                return end
            if self._same_matter(start, m.end(), rest):
                continue
            if shape <= 1 or (by_clause and taken >= shape):
                return end
            if taken >= shape and _SOFT_STOP.match(rest) and not (asks and _ASKS_ON.match(rest)):
                return end
        return limit if taken == 0 or end == limit else end if by_clause else limit

    def _elder_bodies(self, i: int) -> Iterator[str]:
        """What the nearest elder siblings say."""
        for m in [m for m in self.by_list[self.nodes[i].list_index] if m < i][-4:]:
            after = self.nodes[self.next_in_list[m]].candidate
            yield self.text[self.nodes[m].candidate.text_start : after.start]

    def _siblings_ask(self, i: int) -> bool:
        """Whether an elder sibling goes on with 要…: then this item does, too."""
        return any(_ASKED_ON.search(body) for body in self._elder_bodies(i))

    def _siblings_quote(self, i: int, at: int) -> bool:
        """Whether who speaks at ``at`` is quoted inside an elder sibling: then inside this item, too."""
        said = _SAID_BY.match(self.text, at, at + 40)
        if said is None:
            return False
        again = re.compile("。[ 　]*" + re.escape(said.group(1)) + _SAYS)
        return any(again.search(body) for body in self._elder_bodies(i))

    def _same_matter(self, start: int, end: int, rest: str) -> bool:
        """加强青年人才储备。青年人才是…: whether the next sentence says why of what the item just named."""
        said = _SAYS_WHY.match(rest)
        return said is not None and said.group(1) in self.text[start:end]

    def _note_at(self, end: int) -> int | None:
        """End of the note that begins at ``end`` (only spaces between), if there is one."""
        k = bisect_left(self.note_starts, end)
        if k < len(self.notes) and not self.text[end : self.notes[k].start].strip():
            return self.notes[k].end
        return None

    def _shape(self, i: int) -> tuple[int, bool]:
        """How many sentences the item's elder siblings have, and whether semicolons part them."""
        members = self.by_list[self.nodes[i].list_index]
        before = [m for m in members if m < i][-4:]
        sizes, parted = [1], False
        for m in before:
            a, b = self.nodes[m].candidate.text_start, self.nodes[self.next_in_list[m]].candidate.start
            b = min(b, self.lines[self.nodes[m].candidate.line].end)
            body = self.text[a:b].rstrip(" 　\n")
            parted = parted or body.endswith(("；", ";"))
            sizes.append(len(_SENTENCE.findall(body.rstrip("。；;"))) + 1)
        return max(sizes), parted

    def _without_note(self, start: int, end: int) -> Span:
        """The item's own text: no closing note, no closing punctuation."""
        text = self.text
        end = _strip_edge(text, start, end)
        for foreign, reach in _FOREIGN:
            if found := foreign.search(text, max(start, end - reach), end):
                end = _strip_edge(text, start, found.start())
        while end > start:
            k = bisect_left(self.note_starts, end) - 1  # each turn ends before where it began
            if k < 0 or self.notes[k].start < start or self.notes[k].scope == "row":
                break
            note = self.notes[k]
            if note.end < end and _strip_edge(text, note.end, end) > note.end:
                break
            end = _strip_edge(text, start, note.start)
        return Span(start, max(start, end))

    # ------------------------------------------------------------ scopes

    def _scopes(self, raw: Sequence[int]) -> list[int]:
        """Where each item's influence ends: at the next marker that is not below it, or its region's end."""
        scope = [0] * len(self.nodes)
        stops = sorted(
            line.start for line in self.lines if line.role in ("signature", "date", "attachment", "note")
        )
        following = len(self.text)
        ends: list[tuple[int, int]] = []  # (depth, start of marker) of later nodes, nearest first
        for i in range(len(self.nodes) - 1, -1, -1):
            node = self.nodes[i]
            while ends and ends[-1][0] > node.depth:
                ends.pop()
            following = ends[-1][1] if ends else len(self.text)
            k = bisect_left(stops, node.candidate.start + 1)
            end = min(following, stops[k]) if k < len(stops) else following
            if not node.block:
                below = i + 1 < len(self.nodes) and self.nodes[i + 1].parent == i
                end = max(raw[i], scope[i + 1] if below else 0)
            scope[i] = end
            ends.append((node.depth, node.candidate.start))
        return scope

    # ------------------------------------------------------------ lead-ins

    def _lead_in(self, first: int, trimmed: Sequence[Span]) -> Span | None:
        """The sentence or heading that opens the list of ``first``."""
        node = self.nodes[first]
        c = node.candidate
        line = self.lines[c.line]
        floor = line.start
        if first > 0 and self.nodes[first - 1].candidate.line == c.line:
            floor = self.nodes[first - 1].candidate.text_start
        span = self._sentence_before(floor, c.start)
        if span is not None:
            return span
        if node.parent is not None:
            above = self.nodes[node.parent].candidate.line
            if c.line - above <= 1:
                return trimmed[node.parent]
        if c.line > 0:
            previous = self.lines[c.line - 1]
            body = self.text[previous.start : previous.end].rstrip()
            if (
                previous.role == "attachment"
                or body.endswith(("：", ":"))
                or (
                    previous.role == "text"
                    and body.endswith(("。", "！"))
                    and re.search(r"如下|以下|下列|几(?:点|个|项|方面)", body)
                )
            ):
                floor = max(previous.start, previous.end - 1000)
                return self._sentence_before(floor, previous.end)
        return trimmed[node.parent] if node.parent is not None else None

    def _sentence_before(self, floor: int, end: int) -> Span | None:
        floor = max(floor, end - 1000)
        stop = floor + len(self.text[floor:end].rstrip(" 　。；;\n"))
        if stop <= floor:
            return None
        start = floor
        for m in _CLAUSE.finditer(self.text, floor, stop):
            if m.end() < stop:
                start = m.end()
        note = self._note_at(start)
        start = note if note is not None and note < stop else start
        start += len(self.text[start:stop]) - len(self.text[start:stop].lstrip(" 　#*"))
        return Span(start, stop) if stop > start else None


def _strip_edge(text: str, start: int, end: int) -> int:
    """``end`` moved back over closing punctuation and white space; in place, however long the text."""
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return end


def _inside_brackets(text: str, start: int, at: int) -> bool:
    window = text[max(start, at - 200) : at]
    return window.count("（") + window.count("(") > window.count("）") + window.count(")") or window.count(
        "“"
    ) > window.count("”")
