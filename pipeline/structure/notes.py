"""Responsibility notes: ``（教育部牵头，财政部参与）``, ``责任单位：省教育厅``, tables with such columns.

``find_notes`` works on plain clean text, before anything else is known of it; all offsets count in that text.
The roles of the named parts are those of docs/records.md.
"""

from __future__ import annotations

import bisect
import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..firsts import compile_gated, compile_rare
from ..lexicon import read_lexicon
from ..records import Line, Note, NotePart, Span
from .bodylists import ends_like_body, split_bodies, tail_role
from .clauses import find_verb_role, parse_clauses, split_segments
from .numerals import parse_number
from .tables import find_tables

_BRACKET = re.compile(r"[（(〔\[【）)〕\]】\n]")
_OPEN = frozenset("（(〔[【")
#: A line break inside a note stands behind one of these.
_CONTINUES = frozenset("：:；;、，,（(〔[【")
_MAX_NOTE = 1500
_FIRST_LEADS = compile_rare(
    r"(?:列|排|位)(?:名|序|列)?(?:在|居|于)?(?:第一|首)(?:位|个|名)?(?:的|者)?[^，。；、）)\n]{0,6}为"
    r"(?:总?牵头|主办|主责|第一责任)(?:责任)?"
    r"|(?:第一个|首个|首位|第一位|第一)(?:责任)?(?:单位|部门|处室)?(?:的|者)?为(?:总?牵头|主办|主责|第一责任)(?:责任)?"
)
_ALL_BELOW = re.compile(r"下同|以下同|以下(?:均|各)?|各项|下列")
_ABOVE = re.compile(r"(?:以上|上述)(?:各?[^，。；由]{0,8})")
_ITEMS = re.compile(
    r"第?([（()）一二三四五六七八九十\d、，和及至到—\-~第项条款]{1,40}?)[项条款点](?![、，和及至到—\-~])[^，。；由]{0,8}由?"
)
_NUMBER = re.compile(r"[一二三四五六七八九十\d]{1,4}")


@functools.cache
def _label() -> tuple[re.Pattern[str], dict[str, str]]:
    """A label with its colon, and the role of each label."""
    roles = {row[0]: row[1] for row in read_lexicon("note_labels.txt")}
    words = "|".join(re.escape(word) for word in sorted(roles, key=lambda word: (-len(word), word)))
    pattern = (
        r"(?<![^\n。．.；;！？!?：:\s（(〔\[【、，,）)〕\]】*＊”\d])"
        rf"(?:\d{{1,2}}[.、]|[（(][一二三四五\d][）)])?(?:主要|具体|项目|工作|任务|本项|该项|[省市县区州镇校]级)?({words})"
        r"(?:[（(][^（）()：:\n]{1,12}[）)])?[ 】\]〕]?[：:][ \t]*"
    )
    return compile_gated(pattern), roles


@functools.cache
def _next_label() -> re.Pattern[str]:
    """A later label of a run, whose space the cleaning may have taken: 牵头单位：市财政局｜责任单位：…"""
    words = sorted((w for w in _label()[1] if len(w) > 3), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![各第一级要\n])({'|'.join(map(re.escape, words))})[：:]")


def find_notes(text: str, lines: Sequence[Line] = ()) -> tuple[Note, ...]:
    """Every responsibility note of the text, in reading order, none inside another.

    Bracketed notes (both widths, also unclosed), labelled runs (``牵头单位：…；配合单位：…``), lines that are
    nothing but ``A牵头，B配合``, and table rows. A note whose labels name persons alone has no parts.
    Brackets that are no notes are refused. ``lines`` is not needed; given, only its rows are read as tables.
    """
    found: list[Note] = []
    rows = [Span(line.start, line.end) for line in lines if line.role == "row"] if lines else None
    found += find_tables(text, rows)
    bare: list[Note] = []
    ends: list[Note] = []
    for span in _brackets(text):
        note = _read_bracket(text, span)
        if note and not _covered(found, note):
            found.append(note)
        elif note is None and (plain := _read_plain(text, span)):
            (bare if text[span.start - 1] in _STOPPED else ends).append(plain)
    if len(ends) >= _HABIT:
        bare += ends
    if len(bare) > 1 or any(
        len(note.parts) > 1 for note in bare
    ):  # one name alone may be a source or a place
        found += [note for note in bare if not _covered(found, note)]
    found.sort(key=lambda note: note.start)
    found += list(_labelled(text, found))
    found.sort(key=lambda note: note.start)
    found += list(_bare_lines(text, found))
    found.sort(key=lambda note: note.start)
    return _apply_first_leads(text, found)


def _covered(found: Sequence[Note], note: Note | Span) -> bool:
    return any(other.start <= note.start < other.end for other in found[-200:])


# --------------------------------------------------------------------------------------------- brackets


def _brackets(text: str) -> Iterator[Span]:
    """Outermost brackets, and inner ones of those that are too long; unclosed ones end with their line."""
    stack: list[int] = []
    pairs: list[Span] = []
    for match in _BRACKET.finditer(text):
        char, at = match.group(), match.start()
        if char == "\n":
            if stack and not (at and text[at - 1] in _CONTINUES and at - stack[0] < _MAX_NOTE):
                pairs += [Span(start, at) for start in stack if _opens_label(text, start)][:1]
                stack.clear()
        elif char in _OPEN:
            stack.append(at)
        elif stack:
            pairs.append(Span(stack.pop(), at + 1))
    pairs += [Span(start, len(text)) for start in stack if _opens_label(text, start)][:1]
    pairs.sort(key=lambda span: (span.start, -span.end))
    end = -1
    for span in pairs:
        if span.end - span.start > _MAX_NOTE or span.start < end:
            continue
        yield span
        if _opens_label(text, span.start) or span.end - span.start < 400:
            end = span.end if _mentions_duty(text, span) else end


_DUTY = re.compile(
    r"牵头|负责|参与|参加|配合|协助|协办|主办|承办|责任|单位[：:]|部门[：:]|落实|督促|督办|督导|指导|支持|组织"
    r"|实施|会同|监督|考核|承担|办理|执行|完成|协同|协作|制定|推进|分工"
)


def _mentions_duty(text: str, span: Span) -> bool:
    return bool(_DUTY.search(text, span.start, span.end))


def _opens_label(text: str, start: int) -> bool:
    at = start + 1
    while at < len(text) and text[at] in " \t":
        at += 1
    return bool(_label()[0].match(text, at))


def _read_bracket(text: str, span: Span) -> Note | None:
    if not _mentions_duty(text, span):
        return None
    start, end = span.start + 1, span.end
    if text[end - 1] in "）)〕]】" and text[start - 1] in _OPEN and _closes(text, span):
        end -= 1
    if text[span.start] in "【[〔" and span.end < len(text) and _label()[0].match(text, start, span.end + 2):
        # 【责任单位：…】 is a note; 【责任单位】… a label whose value stands behind the bracket.
        if text[start:end] and ("：" in text[start:end] or ":" in text[start:end]):
            return _from_labels(text, start, end, span)
        return None
    if _label()[0].match(text, _skip(text, start, end)):
        return _from_labels(text, start, end, span)
    if _label()[0].search(text, start, end):  # 甲牵头，责任单位：乙
        mixed = _from_labels(text, start, end, span)
        return mixed if mixed.parts else None
    parts = parse_clauses(text, start, end) or _read_named(text, start, end)
    if not parts or not _at_sentence_end(text, span):
        return None
    return _scoped(text, Note(span.start, span.end, parts), start, end)


_NAMED = re.compile(r"[，,；;]?\s*([\u4e00-\u9fff]{2,8}?)为([^，,；;。为]{2,80})")


def _read_named(text: str, start: int, end: int) -> tuple[NotePart, ...]:
    """``（牵头单位为甲，责任单位为乙、丙）``"""
    roles = _label()[1]
    parts: list[NotePart] = []
    at = start
    while match := _NAMED.match(text, at, end):
        role = roles.get(match.group(1), "none")
        names = split_bodies(text, *match.span(2)) if role != "none" else []
        if not names or not all(ends_like_body(text[name.start : name.end]) for name in names):
            return ()
        parts += (NotePart(*name, role) for name in names)
        at = match.end()
    return tuple(parts) if at == end else ()


_PLAIN = re.compile(r"[（(〔\[【][\u4e00-\u9fff、，；（）()]{2,120}[）)〕\]】]")
_PLAIN_END = re.compile(
    r"(?:局|委|办|厅|部|署|院|会|中心|政府|街道|乡镇|县区|管委会|公司|集团|银行|单位|部门|工会|残联|妇联)$"
)


#: What a bracket of mere names stands behind, and how many that only end their lines are a habit.
_STOPPED, _HABIT = frozenset("。；"), 3


def _read_plain(text: str, span: Span) -> Note | None:
    """``…给予支持。（科技局、财政局）``: behind a full stop or at the end of a line, nothing but bodies."""
    ends_line = text[span.end : span.end + 1] in {"", "\n"} or text.startswith(("。\n", "；\n"), span.end)
    stopped = text[span.start - 1 : span.start] in _STOPPED
    if not (stopped or ends_line) or not _PLAIN.fullmatch(text, *span):
        return None
    names = split_bodies(text, span.start + 1, span.end - 1)
    if not names or not all(_PLAIN_END.search(text[name.start : name.end]) for name in names):
        return None
    return Note(
        span.start, span.end, tuple(NotePart(*name, tail_role(text, name) or "responsible") for name in names)
    )


def _closes(text: str, span: Span) -> bool:
    depth = 0
    for i in range(span.start, span.end):
        depth += (text[i] in _OPEN) - (text[i] in "）)〕]】")
    return depth == 0


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in " \t\n":
        start += 1
    return start


def _at_sentence_end(text: str, span: Span) -> bool:
    """A clause note closes a sentence: a mark stands before or behind it, or the line ends."""
    before = text[max(0, span.start - 3) : span.start].rstrip(" \t")[-1:]
    after = text[span.end : span.end + 3].lstrip(" \t")[:1]
    return before in {"", "\n", *"。；;！!？?：:）”"} or after in {"", "\n", "\t", *"。；;！!？?"}


def _scoped(text: str, note: Note, start: int, end: int) -> Note:
    """``以上…由A负责`` serves what stands above; ``第（一）至（三）项由A负责`` names its items."""
    head = text[start : min(end, start + 60)]
    if _ABOVE.match(head):
        return dataclasses.replace(note, scope="above")
    match = _ITEMS.match(head)
    if match:
        return dataclasses.replace(note, scope="items", ordinals=_ordinals(match.group(1)))
    return note


def _ordinals(written: str) -> tuple[int, ...]:
    """``（一）至（三）`` → 1, 2, 3; ``一、三`` → 1, 3."""
    numbers: list[int] = []
    until = False
    for match in re.finditer(rf"{_NUMBER.pattern}|[至到—\-~]", written):
        if match.group() in "至到—-~":
            until = True
            continue
        number = parse_number(match.group())
        if number is None:
            continue
        if until and numbers and 0 < number - numbers[-1] < 100:
            numbers += range(numbers[-1] + 1, number + 1)
        else:
            numbers.append(number)
        until = False
    return tuple(numbers)


# --------------------------------------------------------------------------------------------- labels


def _from_labels(text: str, start: int, end: int, span: Span) -> Note:
    """The note of a run of labels in ``text[start:end]``."""
    pattern, roles = _label()
    matches = list(pattern.finditer(text, start, end))
    if matches:
        more = _next_label().finditer(text, matches[0].end(), end)
        matches = sorted([*matches, *more], key=lambda match: match.start())
        matches = [
            m
            for m, before in zip(matches, [None, *matches], strict=False)
            if not before or m.start() >= before.end()
        ]
    head = text[start : matches[0].start()] if matches else ""
    parts = list(parse_clauses(text, start, matches[0].start())) if head.strip() else []
    for match, following in zip(matches, [*matches[1:], None], strict=True):
        stop = following.start() if following else end
        parts += _read_value(text, match.end(), stop, roles[match.group(1)])
    return _scoped(text, Note(span.start, span.end, tuple(parts)), start, end)


def _read_value(text: str, start: int, end: int, role: str) -> list[NotePart]:
    """The bodies behind a label. A clause (``A牵头，B配合``) speaks for itself."""
    if role == "none":
        return []
    stop = re.compile(r"[；;。\n]\s*").search(text, _skip(text, start, end), end)
    if stop and not text[stop.end() : end].strip("。；; \n"):
        end = stop.start()
    clauses = parse_clauses(text, start, end, objects=False, default=role)
    if clauses:
        return list(clauses)
    parts = []
    for segment in split_segments(text, start, end):
        names, said = _shed_predicate(text, segment)
        for name in split_bodies(text, *names):
            written = text[name.start : name.end]
            if ends_like_body(written) or (
                4 <= len(written) <= 25 and not re.search(r"[\d“”《》。：:年月日]", written)
            ):
                parts.append(NotePart(*name, tail_role(text, name) or said or role))
    return parts


#: What opens the predicate behind the names of a label's value, where the clause as a whole is not understood.
_PREDICATE = re.compile(
    r"按(?!揭)|依[法据照]|根据|结合|分[别头]|共同|具体|各(?:自|负其责|司其职)|抓|做好|跟踪|认真|积极|密切|切实"
    r"|牵头|负责|配合|协[助同]|参与|落实|组织|实施|推[进动]|指导|支持|督[促办导]|监督"
)


def _shed_predicate(text: str, segment: Span) -> tuple[Span, str | None]:
    """``市商务局跟踪问效``: the names alone, and the role of the verb; a segment that ends in a name stays."""
    if not ends_like_body(text[segment.start : segment.end].rstrip()):
        for match in _PREDICATE.finditer(text, segment.start + 2, segment.end):
            if ends_like_body(text[segment.start : match.start()]):
                return Span(segment.start, match.start()), find_verb_role(text, match.start(), segment.end)
    return segment, None


def _labelled(text: str, found: Sequence[Note]) -> Iterator[Note]:
    """Runs of labels outside brackets: at the start of a line or behind a sentence."""
    pattern, roles = _label()
    taken = _Taken(found)
    end = -1
    for match in pattern.finditer(text):
        if match.start() < end or taken.holds(match.start()):
            continue
        parts, start, at = [], match.start(), match
        while True:
            stop = _value_end(text, at.end(), pattern)
            parts += _read_value(text, at.end(), stop, roles[at.group(1)])
            at_next = _skip_marks(text, stop)
            following = pattern.match(text, at_next) or _next_label().match(text, at_next)
            if following is None:
                break
            at = following
        end = max(stop, at.end())
        if parts or (roles[match.group(1)] == "none" and at is not match):
            yield _scoped(text, Note(start, end, tuple(parts)), start, end)


def _value_end(text: str, start: int, pattern: re.Pattern[str]) -> int:
    """Where a label's value ends: at 。 or the line's end, or before another label; an empty one goes on."""
    window = min(len(text), start + _MAX_NOTE)
    if start < window and text[start] == "\n":
        start += 1

    def names_label(at: int, char: str) -> bool:
        if char not in "，, 责牵配协主参完督分":
            return False
        return bool(pattern.match(text, at + (char in "，, ")) or _next_label().match(text, at))

    depth = 0
    for i in range(start, window):
        char = text[i]
        if char in _OPEN:
            depth += 1
        elif char in "）)〕]】":
            depth -= 1
            if depth < 0:
                return i
        elif char in "。\n\t" or (depth == 0 and (char in "；;" or (i > start and names_label(i, char)))):
            return i
    return window


def _skip_marks(text: str, at: int) -> int:
    while at < len(text) and text[at] in "；;，,。 \t":
        at += 1
    return at


# --------------------------------------------------------------------------------------------- lines


_BARE = re.compile(
    (
        r"^(?![（(\d第*#一二三四五六七八九十])[^\n。：:“”《》]{3,160}?"
        r"(?:负责|牵头|配合|参与|参加|协助|协办|落实|实施|督促|督办|考核|承办)。?$"
    ),
    re.M,
)


def _bare_lines(text: str, found: Sequence[Note]) -> Iterator[Note]:
    """Lines that are nothing but a note: ``教育部牵头，财政部参与。``"""
    taken = _Taken(found)
    for match in _BARE.finditer(text):
        if taken.holds(match.start()) or not _DUTY.search(match.group()):
            continue
        parts = parse_clauses(text, match.start(), match.end(), objects=False)
        # 由某某负责 alone is a sentence that tells it to act, not a note.
        if parts and (match.group()[0] != "由" or len({part.role for part in parts}) > 1):
            yield _scoped(text, Note(match.start(), match.end(), parts), match.start(), match.end())


class _Taken:
    """Whether a position lies inside a note already found."""

    def __init__(self, notes: Sequence[Note]) -> None:
        self._spans = sorted((note.start, note.end) for note in notes)
        self._starts = [start for start, _ in self._spans]

    def holds(self, at: int) -> bool:
        i = bisect.bisect_right(self._starts, at) - 1
        return i >= 0 and at < self._spans[i][1]


# --------------------------------------------------------------------------------------------- first leads


#: What may stand between the bodies of one list: no verb (甲、乙，丙负责, but not 甲指导，乙负责).
_BARE_GAP = re.compile(r"[、，,；;和及与以等\s]*(?:有关|相关)?(?:部门|单位)?[、，,；;和及与以\s]*")


def _apply_first_leads(text: str, notes: Sequence[Note]) -> tuple[Note, ...]:
    """After ``列第一位者为牵头单位，下同`` the first of several bodies leads every later note."""
    orders = [
        (m.start(), bool(_ALL_BELOW.search(text, m.end(), m.end() + 20))) for m in _FIRST_LEADS.finditer(text)
    ]
    if not orders:
        return tuple(notes)
    done, always, k = [], False, 0
    for note in notes:
        once = False
        while k < len(orders) and orders[k][0] < note.end:
            inside = orders[k][0] >= note.start
            once |= inside
            always |= orders[k][1] or not inside
            k += 1
        plain = len(note.parts) > 1 and all(part.role == "responsible" for part in note.parts)
        # One list under one verb: 甲指导，乙负责 has said who does what.
        gaps = (text[one.end : other.start] for one, other in pairwise(note.parts))
        plain = plain and all(_BARE_GAP.fullmatch(gap) for gap in gaps)
        if (always or once) and plain:
            first, *others = note.parts
            note = dataclasses.replace(note, parts=(first._replace(role="lead"), *others))
        done.append(note)
    return tuple(done)


# ----------------------------------------------------------------------------------- standing bodies

_STANDING = re.compile(
    r"以下(?:各项|任务|工作)?均?(?:需|由|须|要)([^，,。；;）)\n]{2,40}?)(?:具体|共同)?(?:负责)?"
    r"(落实|负责|实施|执行|配合|参与)"
    r"[，,；;]?(?:不再|不)(?:一一|逐一|另行|单独)?(?:列出|列明|注明|标注|重复)"
)


def find_standing(text: str) -> tuple[NotePart, ...]:
    """Bodies that every later note shares without naming them: ``以下均需各县政府落实，不再列出``."""
    found: list[NotePart] = []
    for match in _STANDING.finditer(text):
        role = "support" if match.group(2) in {"配合", "参与"} else "responsible"
        names = split_bodies(text, *match.span(1))
        found += (NotePart(*name, role) for name in names if ends_like_body(text[name.start : name.end]))
    return tuple(found)
