"""The clauses of a responsibility note: ``A牵头，B、C按职责分工负责`` into named parts with roles.

Roles are those of docs/records.md. A clause is read strictly: what is not a list of bodies with a
verb of responsibility behind it is refused, because most brackets in a notice are not notes.
"""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from ..lexicon import read_lexicon
from ..records import NotePart, Span
from .bodylists import ends_like_body, split_bodies, tail_role

#: Adverbs between the bodies and the verb.
_ADVERB = re.compile(
    r"(?:(?:按照?|依据?|根据|结合)(?:各自|部门|本部门|有关)?的?(?:职责|职能|职权|任务|工作|权限|规定)*"
    r"(?:的|范围)?(?:分工|要求|范围)?内?"
    r"|(?:紧密|密切)?结合(?:本地区?|本部门|本单位|当地|地方|各地|各自|自身|工作)?的?(?:工作)?实际|因地制宜|贯彻"
    r"|按(?:有关|相关)?(?:规定|要求|程序|时限|时|需)|认领|跟进|抓紧|按职责"
    r"|分别|共同|各自|各|具体|统一|依法|全面|切实|积极|认真|主动|统筹|直接|主要|总体|协调|抓好|抓|做好|密切"
    r"|推动|加快|各司其职|分工|分头|"
    r"单独|为主|[，, \t])$"
)
_LEAD_IN = re.compile(
    r"(?:(?:以上|上述|本项|本条|此项|该项|各项"
    r"|第?[一二三四五六七八九十\d（）()、至—\-]{1,20}[项条款])[^，,；;。由]{0,12})?由|其中[，,]?由?|[：:]"
)
#: Remarks that stand in a note and name nobody.
_FILLER = re.compile(
    r"(?:(?:排名?|排?列)?在?(?:第一|首)(?:位|个|名)?(?:的?(?:单位|部门|者|处室)?)?的?为"
    r"(?:牵头|主办|总牵头|第一责任)(?:责任)?(?:单位|部门|处室)"
    r"|列第一(?:位)?(?:的|者)?为[^，。；]{2,8}|下同|以下(?:均|同)[^。；，]{0,30}|不再列出|持续推进|长期坚持"
    r"|长期|常年|全年|持续|适时"
    r"|(?:于|到|至)?(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?[年月]?(?:底|末|上旬|中旬|下旬)?(?:以?前)?"
    r"(?:完成|落实|启动|取得阶段性成效)?"
    r"|(?:按照?|依)?(?:各自)?(?:职责|任务)?分工(?:负责)?|\d{4}年[^，。；]{1,16}|第[一二三四]季度(?:末|底)?前?完成?)"
)
_FORBIDDEN = re.compile(
    r"^"
    r"(?:指(?!挥)|即(?!墨)|含(?!山)|包括|如(?!东|皋)|其中|按|需|可(?!克)|凡|若(?!尔|羌)|对(?!外|台)"
    r"|经(?![信发开济贸委合管侨协])"
    r"|以下|下称|简称|详见|见|附|注|例|应(?![急县城])|从(?!化|江)|在|为)|(?<!设区)的|[了是把将须]|不(?!动产)"
    r"|被(?![督检审考])|应(?!急|用|对|县|城)|[“”《》]|\d{4}年|(?:要|应|需|可|务必)$"
)


class Token(NamedTuple):
    """A piece of a note: a body name, a role word or a separator."""

    start: int
    end: int
    role: str


@functools.cache
def _verbs() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = sorted(read_lexicon("note_verbs.txt"), key=lambda row: -len(row[0]))
    parts = [re.escape(row[0]) + (f"(?!{row[2]})" if len(row) > 2 and row[2] else "") for row in rows]
    return re.compile("|".join(parts)), {row[0]: row[1] for row in rows}


def _tokens(text: str, start: int, end: int) -> list[Token]:
    """The verbs of responsibility outside brackets."""
    pattern, roles = _verbs()
    found = []
    for match in pattern.finditer(text, start, end):
        before = text[start : match.start()]
        if before.count("（") + before.count("(") <= before.count("）") + before.count(")"):
            found.append(Token(match.start(), match.end(), roles[match.group()]))
    return found


def find_verb_role(text: str, start: int, end: int) -> str | None:
    """The role of the first verb of responsibility in ``text[start:end]``; None where there is none."""
    return next((token.role for token in _tokens(text, start, end) if token.role != "joint"), None)


def _names(text: str, start: int, end: int, strict: bool) -> list[Span]:
    """The names in ``text[start:end]``; with ``strict`` an empty list unless every one is a likely body."""
    if start >= end:
        return []
    spans = split_bodies(text, start, end)
    spread = bool(
        re.search(r"等[^、，]{0,8}(?:部门|单位|机构)|[^、，重点]{2}部门$", text[start:end].rstrip())
    )
    good = []
    for span in spans:
        name = text[span.start : span.end]
        likely = ends_like_body(name) or (spread and 2 <= len(name) <= 12)
        if not likely or _FORBIDDEN.search(name) or len(name) > 45:
            if strict:
                return []
            continue
        good.append(span)
    return good


class _Group(NamedTuple):
    """Bodies that share a verb, and the roles of the verbs seen for them."""

    names: list[Span]
    roles: list[str]


def _strip_adverbs(text: str, start: int, end: int) -> int:
    while match := _ADVERB.search(text, max(start, end - 40), end):
        end = match.start()
    return end


def parse_clauses(
    text: str, start: int, end: int, *, objects: bool = True, default: str | None = None
) -> tuple[NotePart, ...]:
    """The parts of the clauses in ``text[start:end]``, empty where it does not read as a note.

    ``objects``: whether a verb may have an object behind it (``A负责资金保障``); brackets allow it, a bare
    line does not. ``default``: the role of a list that no verb closes (``责任单位：A，B配合``).
    """
    groups: list[_Group] = []
    pending: list[Span] = []
    for segment in split_segments(text, start, end):
        if _FILLER.fullmatch(text, *segment):
            continue
        lead = _LEAD_IN.match(text, *segment)
        begin = lead.end() if lead else segment.start
        tokens = _tokens(text, begin, segment.end)
        if not tokens:
            names = _names(text, begin, segment.end, strict=True)
            if not names:
                return ()
            if default:
                groups.append(_Group(names, [default]))
            else:
                pending += names
            continue
        if not _read_segment(text, Span(begin, segment.end), tokens, groups, pending, objects):
            return ()
        pending = []
    if pending:  # a list that no verb closes
        return ()
    parts: list[NotePart] = []
    for group in groups:
        parts += (NotePart(*name, role) for name, role in _roles_of(text, group))
    return tuple(parts)


def split_segments(text: str, start: int, end: int) -> list[Span]:
    """The pieces of ``text[start:end]`` between commas and fuller marks that stand outside brackets."""
    pieces, depth, at = [], 0, start
    for i in range(start, end + 1):
        char = text[i] if i < end else "。"
        if char in "（(〔[":
            depth += 1
        elif char in "）)〕]":
            depth = max(0, depth - 1)
        elif (depth == 0 and char in "，,；;。\n") or i == end:
            while at < i and text[at] in " \t\n":
                at += 1
            if i > at:
                pieces.append(Span(at, i))
            at = i + 1
    return pieces


def _read_segment(
    text: str, span: Span, tokens: list[Token], groups: list[_Group], pending: list[Span], objects: bool
) -> bool:
    """One comma-separated segment with at least one verb; False where it cannot be part of a note."""
    at, joint = span.start, False
    for number, token in enumerate(tokens):
        stop = _strip_adverbs(text, at, token.start)
        first = number == 0
        if not text[at:stop].strip("、 "):
            read = _read_verb(groups, pending if first else [], token.role)
        elif joint:
            read = _read_partners(groups, _names(text, at, stop, strict=False), token.role)
        else:
            names = _names(text, at, stop, strict=first)
            read = _read_bodies(groups, [*pending, *names] if first and names else names, token.role, first)
        if not read:
            return False
        joint, at = token.role == "joint", token.end
    if joint:
        names = _names(text, at, span.end, strict=True)
        groups.append(_Group(names, ["support"]))
        return bool(names)
    tail = text[at : span.end].strip("、 ")
    return not tail or tail in {"等", "工作", "等工作"} or (objects and len(tail) <= 40)


def _read_verb(groups: list[_Group], pending: list[Span], role: str) -> bool:
    """A verb without bodies of its own is that of the list before it, or another of the last group."""
    if pending:
        groups.append(_Group(list(pending), []))
    if groups:
        groups[-1].roles.append(role)
    return bool(groups)


def _read_partners(groups: list[_Group], names: list[Span], role: str) -> bool:
    """``A会同B实施``: the verb is that of the group before 会同."""
    groups.append(_Group(names, ["support"]))
    if len(groups) > 1:
        groups[-2].roles.append(role)
    return True


def _read_bodies(groups: list[_Group], names: list[Span], role: str, first: bool) -> bool:
    """Bodies with their verb; only the first verb of a segment needs some."""
    if names:
        groups.append(_Group(names, [role]))
    elif groups and not first:
        groups[-1].roles.append(role)
    return bool(names) or not first


def _roles_of(text: str, group: _Group) -> list[tuple[Span, str]]:
    """Each name of a group with its role: the strongest of the verbs, or what the name's bracket says."""
    roles = [role for role in group.roles if role != "joint"]
    role = "lead" if "lead" in roles else (roles[0] if roles else "responsible")
    return [(name, tail_role(text, name) or role) for name in group.names]
