"""Working groups that only an item's label names: ``综合协调组。由某某牵头，某某参加。`` and what they are to do.

A group belongs to the headquarters, leading group or office that the text above its list names last, and
takes its name in front (``县防汛抗旱指挥部综合协调组``). Spans count in the clean text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..records import Mention, Span

#: How far above the list of groups the body they belong to is looked for.
_REACH = 600
_NAME = (
    r"(?!各?工作组|领导小组|由|各|本|该"
    r"|(?:成立|组建|建立|设立|抽调|组成|加强|强化|充实|完善|健全|调整|优化|整合|派出|选派|落实|鼓励|支持|推进"
    r"|推动|促进|实施|开展))"
    r"(?:[^\W\d的交由报向对将把经请送在各是要应]|应急|[、（）]){1,16}?(?:(?<![重改分编])组|专班|小分队)(?!织|建|成)"
)
_LABEL = re.compile(rf"[ \u3000]*(?:其中[，：])?({_NAME})(?=[。：:]|（[^（）\n]{{1,40}}）[。：:])")
_HEADING = re.compile(
    rf"[ \u3000]*({_NAME})(?:的?(?:主要|工作|具体)*(?:职责|任务|组成及职责|职责分工))?[：:]?"
)
#: 主要职责：收集…
_DUTIES = re.compile(r"[ \u3000]*(?:其|该组)?(?:主要|工作|具体)*(?:职责|任务)(?:是|为)?[：:]")
#: 监督组。负责…: told right behind the label
_TOLD = re.compile(
    r"(?:（[^（）\n]{1,40}）)?[。：:][ \u3000]*"
    r"(?:(?:主要|工作|具体)*(?:职责|任务)(?:是|为)?[：:]|(?:主要|具体|统一)?(?:负责(?!人)|承担|组织|统筹|协调))"
)
_OWNER = re.compile(r".+(?:指挥部|领导小组|指挥中心|委员会|联席会议|办公室|工作专班)")


def label_of(text: str, start: int, end: int) -> Span | None:
    """Where the item ``text[start:end]`` names a group as its label or as its heading, if it does."""
    match = _LABEL.match(text, start, end) or _HEADING.fullmatch(text, start, end)
    return Span(*match.span(1)) if match else None


def is_heading(text: str, start: int, end: int) -> bool:
    """Whether the item is no more than the name of a group."""
    return bool(_HEADING.fullmatch(text, start, end))


def lists_duties(text: str, start: int, end: int) -> bool:
    """Whether the line says what those named above it have to do (``主要职责：…``)."""
    return bool(_DUTIES.match(text, start, end))


def is_told(text: str, label: Span, end: int) -> bool:
    """Whether the item goes on from its label with what the group does."""
    return bool(_TOLD.match(text, label.end, end))


def owner_of(mentions: Sequence[Mention]) -> Mention | None:
    """The body whose groups are listed: the last headquarters or leading group before the list."""
    found = [m for m in mentions if m.type == "ORG" and _OWNER.fullmatch(m.name)]
    return found[-1] if found else None


def reach(start: int) -> Span:
    """The stretch before the list that begins at ``start`` in which its owner stands."""
    return Span(max(0, start - _REACH), start)
