"""What in a corpus is one thing: people by name and body, cited documents by number or title."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

Row: TypeAlias = Mapping[str, Any]

#: Titles that name a kind of document and none in particular: they mean something only inside their
#: document.
GENERIC_TITLE = re.compile(
    r"(?:本|该|上述)?(?:实施|管理|工作|暂行|试行|行动)?"
    r"(?:办法|规定|意见|通知|方案|条例|规划|计划|决定|细则|标准|目录|纲要|公告|通报|指南|准则|规则|要点|清单"
    r"|报告|若干意见|指导意见)"
)
_PUNCTUATION = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"^[^《》]{1,20}[〔\[(（【]\s*\d{4}\s*[〕\])）】]\s*第?\s*\d+\s*号$")
_BETWEEN_TITLE_AND_NUMBER = re.compile(r"[（(，,、\s]{1,2}")
SHORT_FOR = re.compile(r"[（(][^（）()《》]{0,40}(?:以下|下)?简称[：:]?[“\"]?$")


def match_key(text: str) -> str:
    """A name or title without brackets, punctuation and case: two that share it are the same."""
    return _PUNCTUATION.sub("", text).casefold()


def is_own_title(key: str, title: str | None) -> bool:
    """Whether a document names itself, or what it issues (关于印发《…》的通知), by a title of that key."""
    own = match_key(title or "")
    return len(key) >= 5 and (own.endswith(key) or f"印发{key}" in own)


class SeenPerson(NamedTuple):
    """A person as one document shows him."""

    name: str
    aliases: tuple[str, ...]
    positions: tuple[tuple[str, str], ...]  # (body node, title)


class Citation(NamedTuple):
    """A law or document as one text cites it."""

    source: str
    title: str  # key of the 《title》, "" where only a number is given
    number: str  # key of the 发文字号
    label: str
    written_number: str


def group_people(people: Sequence[SeenPerson]) -> list[list[int]]:
    """Places of people who are one person: same name and a body in common, or same name and no body at all.

    Two officials of one name in different bodies stay two: the records cannot tell, and a false merge is worse.
    """
    first: dict[tuple[str, str], int] = {}
    parent = list(range(len(people)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for place, person in enumerate(people):
        for body in {body for body, _ in person.positions} or {""}:
            other = root(first.setdefault((person.name, body), place))
            parent[root(place)] = other
    groups: dict[int, list[int]] = defaultdict(list)
    for place in range(len(people)):
        groups[root(place)].append(place)
    return list(groups.values())


def pair_mentions(mentions: Sequence[Row], text: str) -> Iterator[tuple[Row | None, Row | None]]:
    """(title, number) of each cited document: 《…》（国发〔2020〕1号） is one, each alone is one."""
    waiting: Row | None = None
    for mention in mentions:
        if _NUMBER.match(mention["text"]):
            if waiting is not None and _BETWEEN_TITLE_AND_NUMBER.fullmatch(
                text[waiting["end"] : mention["start"]]
            ):
                yield waiting, mention
                waiting = None
                continue
            if waiting is not None:
                yield waiting, None
                waiting = None
            yield None, mention
        else:
            if waiting is not None:
                yield waiting, None
            waiting = mention
    if waiting is not None:
        yield waiting, None


def read_reference(title: Row | None, number: Row | None) -> tuple[str, str, str, str]:
    """Keys of title and number, the label, and the number as written."""
    written = number["text"] if number else ""
    label = title["text"] if title else written
    return match_key(title["text"]) if title else "", match_key(written), label, written
