"""Who issued a document by its first sentences: who decides, who answers the press, who signed in one run.

For documents whose head and foot name no issuer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..records import Mention, Structure
from .bodywords import is_collective
from .canonical import Names

_DECIDES = re.compile("^(?:研究)?(?:决定|拟|定于|将于|制定了|组织制定)")
#: 近日，某某部印发了《…》: what the first sentence of a report on a document tells.
_ISSUES = re.compile(
    "^(?:等?[一-龥]{1,2}部门)?(?:联合|共同)?(?:制定并)?(?:印发|发布|出台|公布|颁布)(?!的|会|时)"
)


def who_decides(text: str, structure: Structure, mentions: Sequence[Mention]) -> list[str]:
    """Where neither head nor foot names the issuer: who decides in the opening (教育部决定开展…).

    Bodies that issued together (A、B和C联合印发) are named together.
    """
    line = structure.head.addressee_line
    start = line.end if line else 0
    for m in mentions:
        if m.type != "ORG" or not start <= m.start < start + 400 or is_collective(m.text):
            continue
        after = text[m.end : m.end + 14]
        group = _together(text, mentions, m)
        opens = text[max(0, group[0].start - 1) : group[0].start] in ("", *"，。\n 　")
        told = _DECIDES.match(after) or (group[0].start < start + 60 and _ISSUES.match(after))
        if told and opens:
            return [g.canonical or g.text for g in group]
    return []


def _together(text: str, mentions: Sequence[Mention], last: Mention) -> list[Mention]:
    """The bodies that stand in one list with the last one, in their order."""
    group = [last]
    for m in reversed([m for m in mentions if m.type == "ORG" and m.end < last.start]):
        if text[m.end : group[0].start] not in ("、", "和", "与", "及") or is_collective(m.text):
            break
        group.insert(0, m)
    return group


_ANSWERING = re.compile(
    "(?:有关|相关)?(?:司局)?(?:新闻发言人|负责人|负责同志)(?:日前|近日)?，?就[^。；]{2,60}?(?:回答|接受|答)(?:了)?[^。]{0,6}?(?:记者|媒体|提问|采访)"
)


def who_answers(text: str, mentions: Sequence[Mention]) -> list[str]:
    """The body whose speaker answers the press about a document, where no title says it."""
    for m in mentions:
        if m.start > 600:
            break
        if m.type == "ORG" and not is_collective(m.text) and _ANSWERING.match(text[m.end : m.end + 100]):
            return [m.canonical or m.text]
    return []


def signed_in_a_run(structure: Structure, mentions: Sequence[Mention]) -> list[str]:
    """Bodies that stand glued together at the head of a line near the addressees: a signature that lost its breaks."""
    first = {m.start: m for m in mentions if m.type == "ORG" and m.start < 1500}
    for line in structure.lines[:8]:
        group: list[Mention] = []
        at = line.start
        while at in first and not is_collective(first[at].text):
            group.append(first[at])
            at = first[at].end
        places = {m.text[:2] for m in group}
        if len(group) > 2 and len(places) == 1 and at < line.end:
            return [m.canonical or m.text for m in group]
    return []


_RULES_HERE = re.compile(
    "现(?:就|将)?[^。；\n]{0,30}(?:提出|制定|制订)(?:如下|以下)[^。；\n]{0,10}[：:。]|(?:为了?|根据)[^。；\n]{2,80}制[定订]本"
)
_OURS = re.compile("我(省|市|县|区|州)(?![级委局])")
_OF_GOVERNMENT = ("opinion", "plan", "regulation", "notice")


def who_rules(text: str, structure: Structure, names: Names) -> list[str]:
    """The government of the one place that a rule calls its own (我市), where it names neither maker nor addressee."""
    head = structure.head
    if head.addressees or head.kind not in _OF_GOVERNMENT or not _RULES_HERE.search(text[:2000]):
        return []
    words = _OURS.findall(text)
    region = names.context.region_called(words[0]) if words and len(set(words)) == 1 else None
    return [names.registry.regions.official(region) + "人民政府"] if region else []
