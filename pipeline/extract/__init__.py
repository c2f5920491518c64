"""Directives: every item with its kind, and the unnumbered sentences in which a body is told to act.

``extract_directives`` joins what kinds.py, duties.py and fields.py find into records in reading order.

Where a rule lives: the kind of an item, kinds.py, with headings.py (bare names of what follows) and cues.py (what speaks
for a kind) over tree.py (the items); sentences without a number, duties.py; deadlines, targets and the like, fields.py;
verbs and names of work, actions.py; items that are groups with their duties, groups.py; units that open
lines as labels of what they do, labels.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..records import Directive, Item, Mention, Structure
from .duties import BODY, Duty, find_duties
from .fields import read_fields
from .kinds import decide_kinds

_SPEECH = re.compile(
    r"(?:指出|强调|要求|提出|表示|号召|希望|部署|建议|认为|说|明确|指示|提要求)(?:了)?"
    r"(?=[，,：:。一二三四五六七八九十\d]|[^，。]{0,24}[：:]?$|.{0,16}(?:意见|要求|建议|希望|几点))"
)
_MEETING = re.compile(
    r"(?:^|[，。；\s])((?:[一-龥]{0,12})?(?:会议|座谈会|大会|全会|常委会|通知|意见))[^，。；]{0,6}$"
)

#: 就下一步工作，他｜强调: the last who was named.
_PRONOUN = re.compile(r"(?:^|[，。])[他她](?:还|又|同时|最后)?(?:强调|明确|郑重|着重)?$")
#: What opens the report of a speech behind the speaker's name; what is no post in front of it.
_REVIEWS = re.compile(
    r"(?:同志)?(?:在(?:[^，。；]{0,10}(?:讲话|发言|总结|致辞)中|会上)|(?:首先|充分|全面|认真|系统|深刻)*"
    r"(?:肯定|总结|回顾|分析|通报|部署|安排)了?(?=[^，。；]{4,}))"
)
_NO_POST = re.compile(r"[。；：！]|主持|出席|参加|会见|陪同|带领|由|对|向")

#: 贯彻落实｜习近平总书记…的必然要求: who is only quoted asks for nothing here
_QUOTED = re.compile(
    r"(?:学习|贯彻|落实|践行|领会|领悟|把握|牢记|传达|按照|根据|遵循|重温|围绕|统一到)(?:了|好)?[^，。；：\n]{0,4}$"
)


def extract_directives(
    text: str, structure: Structure, mentions: Iterable[Mention], *, doc_id: str
) -> tuple[Directive, ...]:
    """All items and unnumbered directives of one document in reading order.

    Offsets count in the clean ``text``. Ids are ``{doc_id}-d{n}`` in reading order and ``{doc_id}-l{k}`` for
    lists, both from 1. An unnumbered directive has list_id None and the item it stands below as parent.
    """
    mentions = tuple(mentions)
    kinds = decide_kinds(text, structure)
    duties = find_duties(text, structure, mentions, kinds)
    entries = _in_reading_order(structure.items, duties)
    ids = {e.index: f"{doc_id}-d{n}" for n, e in enumerate(entries, 1) if isinstance(e, Item)}
    lists = _number_lists(structure.items)
    depths: dict[int | None, int] = {i.index: i.depth for i in structure.items}
    speakers = _Speakers(text, mentions)
    masked = _mask_names(text, mentions)
    made = []
    for n, entry in enumerate(entries, 1):
        own = text[entry.start : entry.end]
        kind = kinds[entry.index].kind if isinstance(entry, Item) else "directive"
        marker = entry.marker if isinstance(entry, Item) else ""
        parent = entry.parent
        lead = entry.lead_in if isinstance(entry, Item) else None
        found = read_fields(own, marker=marker, kind=kind, masked=masked[entry.start : entry.end])
        made.append(
            Directive(
                directive_id=f"{doc_id}-d{n}",
                list_id=f"{doc_id}-l{lists[entry.list_index]}" if isinstance(entry, Item) else None,
                parent_id=ids.get(parent) if parent is not None else None,
                ordinal=entry.ordinal if isinstance(entry, Item) else None,
                marker=marker,
                depth=entry.depth if isinstance(entry, Item) else depths.get(parent, 0) + 1,
                kind=kind,
                text=own,
                start=entry.start,
                end=entry.end,
                lead_in=text[lead.start : lead.end].strip() or None if lead else None,
                speaker=speakers.at(
                    entry.start if not isinstance(entry, Item) else entry.marker_start, entry.end
                ),
                modality=found.modality,
                action=found.action,
                object=found.object,
                purpose=found.purpose,
                deadline=found.deadline,
                targets=found.targets,
            )
        )
    return tuple(made)


def _in_reading_order(items: Iterable[Item], duties: Iterable[Duty]) -> list[Item | Duty]:
    entries: list[tuple[int, int, Item | Duty]] = [(i.marker_start, 0, i) for i in items]
    entries += [(d.start, 1, d) for d in duties]
    return [entry for _, _, entry in sorted(entries, key=lambda e: e[:2])]


def _mask_names(text: str, mentions: Iterable[Mention]) -> str:
    """The text, as long, with the characters of bodies and cited documents replaced."""
    parts: list[str] = []
    at = 0
    for mention in sorted(mentions, key=lambda m: m.start):
        if mention.type in ("ORG", "DOC") and mention.start >= at:
            parts += (text[at : mention.start], BODY * (mention.end - mention.start))
            at = mention.end
    return "".join(parts) + text[at:]


def _number_lists(items: Iterable[Item]) -> dict[int, int]:
    """List numbers from 1 in the order in which the lists open."""
    order: dict[int, int] = {}
    for item in sorted(items, key=lambda i: i.marker_start):
        order.setdefault(item.list_index, len(order) + 1)
    return order


class _Speakers:
    """Who says a stretch of text: the last 会议强调 or 某某指出 before it on its line."""

    def __init__(self, text: str, mentions: tuple[Mention, ...]) -> None:
        self.text = text
        self.people = [m for m in mentions if m.type == "PER"]
        self.line = (-1, -1)
        self.said: list[tuple[int, str]] = []

    def at(self, start: int, end: int) -> str | None:
        """The speaker's name, or the meeting's word for itself; None outside speech."""
        begin = self.text.rfind("\n", 0, start) + 1
        stop = self.text.find("\n", start)
        stop = len(self.text) if stop < 0 else stop
        if (begin, stop) != self.line:
            self.line = (begin, stop)
            self.said = list(self._read_line(begin, stop))
        found = [name for at, name in self.said if at <= max(start, min(end, start + 30))]
        return found[-1] if found else None

    def _read_line(self, begin: int, stop: int) -> Iterable[tuple[int, str]]:
        people = [p for p in self.people if begin <= p.start < stop]
        last = self._opens_line(begin, people)
        if last is not None:
            yield last.end, last.text
        for match in _SPEECH.finditer(self.text, begin, stop):
            head = max(self.text.rfind("。", begin, match.start()) + 1, begin)
            named = [
                p
                for p in people
                if head <= p.start < match.start() and not _QUOTED.search(self.text, head, p.start)
            ]
            if named:
                last = named[-1]
                yield match.start(), last.text
                continue
            if last is not None and _PRONOUN.search(self.text, head, match.start()):
                yield match.start(), last.text
                continue
            meeting = _MEETING.search(self.text, head, match.start())
            if meeting and meeting.end() >= match.start() - 6:
                yield match.start(), "会议" if meeting.group(1).endswith("会议") else meeting.group(1)[-12:]

    def _opens_line(self, begin: int, people: Sequence[Mention]) -> Mention | None:
        """Whose speech a line reports: 市水利局局长张三｜肯定了…, 张三｜在讲话中…."""
        first = people[0] if people else None
        if first is None or _NO_POST.search(self.text, begin, first.start):
            return None
        return first if _REVIEWS.match(self.text, first.end) else None
