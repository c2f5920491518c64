r"""One paragraph a line: broken lines joined, page marks out, spaces put right.

The text is seen as segments, the contents of its lines. Each step drops segments, splits them, or says what
stands between two of them: ``"\n"``, nothing, or a space. What stands there in the text and should not is
the change.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from .changes import Change, RuledChange
from .lines import MIN_FULL, MIN_WIDTH, LineTable
from .scan import HASH, OPEN, TAB, TITLE_END, scan_text
from .scan import STOP as STOPS

SPACES = " \xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
RE_PAGE_BREAK = re.compile("(?<=[^\n\f])\f|\f(?=[^\n\f])")
RE_COMMENT = re.compile(r"<!--(?:[^-\n]|-(?!->)){0,200}-->")
RE_HEADING_MARK = re.compile(rf"#{{1,6}}[{SPACES}]+(?=\S)")
RE_BOLD = re.compile(r"\*\*(?=[^\s*])([^*\n]{1,200})(?<=\S)\*\*")

NUMERALS = "一二三四五六七八九十百零〇"
RE_MARKER = re.compile(
    rf"第[{NUMERALS}\d]{{1,6}}[编章节条][{SPACES}]|[{NUMERALS}]{{1,4}}[、.．]|[（(〔][{NUMERALS}\d]{{1,4}}[）)〕]"
    r"|\d{1,3}[、.．](?!\d)|[①-⒛㈠-㈩]|[（(]?[a-z][）)、.]|附件|附录|注[：:]|——"
)
_LABEL = (
    rf"(?:办公室|副|常务|第一)*(?:组[{SPACES}]*长|总指挥|指[{SPACES}]*挥[{SPACES}]*长|成[{SPACES}]*员(?:单位)?|主[{SPACES}]*任"
    r"|召集人|秘书长|(?:牵头|责任|配合|协助)单位|责任领导|责任人|联系人|联系电话|完成时限)"
    rf"[{SPACES}]*[：:]"
)
#: 副组长：: the label of a row of members, which goes on with no line, and a row that its bracket closes.
RE_ROW_LABEL = re.compile(_LABEL)
RE_ROW = re.compile(
    rf"(?:{_LABEL})?[{SPACES}]*[一-龥]{{1,2}}[{SPACES}]*[一-龥]{{1,2}}[（(][^（）()]{{2,40}}[）)]"
)
RE_CLOSED = re.compile(r"[。！？；：…:;!?”’」』】]$")
RE_PAGE_NUMBER = re.compile(
    r"[-—–－─·~]{1,3}\s*(?:\d{1,4}|[IVXivx]{1,6})\s*[-—–－─·~]{1,3}|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?|[Pp]age\s*\d{1,4}(?:\s*of\s*\d{1,4})?"
    r"|\d{1,4}\s*/\s*\d{1,4}\s*页?"
)


@dataclass(slots=True)
class Segment:
    """A line's content ``start..end``; ``gap`` is what is to stand before it, ``rule`` why."""

    start: int
    end: int
    text: str
    indent: int = 0
    trailing: bool = False
    gap: str = "\n"
    rule: str = "lines"


def split_pages(text: str) -> list[Change]:
    """A form feed inside a line becomes a line break; those at the edges of lines go with the blank lines."""
    return [(m.start(), m.end(), "\n\f") for m in RE_PAGE_BREAK.finditer(text)] if "\f" in text else []


def drop_markup(text: str) -> list[Change]:
    """HTML comments and Markdown's ``**`` go; a single ``*`` or ``#`` inside a line stays."""
    changes = [(m.start(), m.end(), "") for m in RE_COMMENT.finditer(text)] if "<!--" in text else []
    if "**" in text:
        for m in RE_BOLD.finditer(text):
            changes += [(m.start(), m.start() + 2, ""), (m.end() - 2, m.end(), "")]
        changes.sort()
    return changes


# ------------------------------------------------------------------------------------------------ lines

STRIPPED = " \t\f\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"


def split_lines(text: str) -> list[Segment]:
    """The lines that hold anything, without the white space around them; a row's tabs belong to it."""
    segments: list[Segment] = []
    add = segments.append
    at = 0
    for line in text.split("\n"):
        content = line.strip(STRIPPED)
        if content:
            size = len(content)
            left = 0 if size == len(line) else line.find(content)
            indent = _indent(line[:left]) if left else 0
            add(Segment(at + left, at + left + size, content, indent, left + size < len(line)))
            if "\t" in content:
                _keep_cells(segments[-1], line, at)
        at += len(line) + 1
    return segments


def _indent(space: str) -> int:
    return len(space) + space.count("\u3000") + 3 * space.count("\t")


def _keep_cells(segment: Segment, line: str, at: int) -> None:
    """Empty cells at the edges of a row stay, if nothing but tabs stands there."""
    left, right = line[: segment.start - at], line[segment.end - at :]
    if left and not left.strip("\t") and len(left) <= segment.text.count("\t"):
        segment.start = at
    if right and not right.strip("\t") and len(right) <= segment.text.count("\t") + len(left):
        segment.end = at + len(line)
    segment.text = line[segment.start - at : segment.end - at]


def arrange_lines(text: str) -> list[RuledChange]:
    """Every change of line structure: marks and page numbers out, broken lines, notes and titles joined."""
    changes = _arrange_plain(text) if text else []
    return _arrange_by_line(text) if changes is None else changes


def _arrange_by_line(text: str) -> list[RuledChange]:
    segments = split_lines(text)
    segments = drop_pages(segments)
    for segment in segments:
        match = RE_HEADING_MARK.match(segment.text) if segment.text[0] == "#" else None
        if match:
            segment.start += match.end()
            segment.text = segment.text[match.end() :]
    join_wrapped(segments)
    join_ordinals(segments)
    if RE_OPEN.search(text):
        join_brackets(segments)
    join_titles(segments)
    return _gaps(text, segments)


def _arrange_plain(text: str) -> list[RuledChange] | None:
    """The changes of a text in which no line is broken, no note is open and no page is numbered; else ``None``.

    They are the same as those found line by line.
    """
    import numpy as np

    scan = scan_text(text)
    if scan.present & TAB and (text[0] == "\t" or text[-1] == "\t" or "\n\t" in text or "\t\n" in text):
        return None
    table = LineTable(scan)
    starts, ends = table.starts, table.ends
    if len(starts) == 0 or table.ends_open() or _holds_pages(text, table):
        return None
    if scan.present & HASH:
        lines = np.flatnonzero(table.first & HASH).tolist()
        marks = {n: RE_HEADING_MARK.match(text, starts[n], ends[n]) for n in lines}
        table.move_starts({n: mark.end() - mark.start() for n, mark in marks.items() if mark})
    tabs: Any = np.zeros(len(starts), bool)
    if scan.present & TAB:
        places = np.flatnonzero(scan.kinds & TAB)
        tabs = np.searchsorted(places, ends) > np.searchsorted(places, starts)
    plain, opened = table.measure_widths(tabs)
    if len(opened) and _full_width(sorted(opened.tolist()), plain[~tabs].tolist(), len(starts)):
        return None
    if scan.present & OPEN and RE_OPEN.search(text):
        return None
    joined = _find_titles(text, table)
    wide = starts[1:] - ends[:-1] != 1
    wide[[n - 1 for n in joined]] = True
    at = wide.nonzero()[0]
    changes: list[RuledChange] = [(0, int(starts[0]), "", "lines")] if starts[0] else []
    for n, start, end in zip((at + 1).tolist(), ends[at].tolist(), starts[at + 1].tolist(), strict=True):
        changes.append((start, end, "", "titles") if n in joined else (start, end, "\n", "lines"))
    if ends[-1] < len(text):
        changes.append((int(ends[-1]), len(text), "", "lines"))
    return changes


def _holds_pages(text: str, table: LineTable) -> bool:
    numbers = 0
    for n in table.holds_marks().tolist():
        line = text[table.starts[n] : table.ends[n]]
        if RE_PAGE_NUMBER.fullmatch(line):
            return True
        numbers += len(line) <= 4 and line.isascii() and line.isdigit()
    return numbers >= 3


def _find_titles(text: str, table: LineTable) -> set[int]:
    """The lines that go on with the title before them."""
    import numpy as np

    short = table.lengths <= MAX_TITLE
    ends = np.zeros(len(short) + 2, bool)  # whether a line may end a title that was begun before it
    ends[: len(short)] = short & ((table.last_kinds & TITLE_END) != 0)
    near = ends[1:-2] | ends[2:-1] | ends[3:]
    at = (near & short[:-1] & short[1:] & ((table.last_kinds[:-1] & STOPS) == 0)).nonzero()[0]
    joined: set[int] = set()
    done = 0
    for n in at.tolist():
        if n < done:
            continue
        stop = min(n + 4, len(table.starts))
        end = 0
        if text[table.starts[n]] not in "（(【":
            end = _title_end([text[table.starts[k] : table.ends[k]] for k in range(n, stop)])
            joined.update(range(n + 1, n + end + 1))
        done = max(n + end, n + 1)
    return joined


def _gaps(text: str, segments: list[Segment]) -> list[RuledChange]:
    changes: list[RuledChange] = []
    at = 0
    for n, segment in enumerate(segments):
        gap = segment.gap if n else ""
        if text[at : segment.start] != gap:
            changes.append((at, segment.start, gap, segment.rule))
        at = segment.end
    if at < len(text):
        changes.append((at, len(text), "", "lines"))
    return changes


def drop_pages(segments: list[Segment]) -> list[Segment]:
    """Page numbers go: ``— 3 —``, ``第 3 页``, and bare numbers that count on from page to page."""
    marks = {n for n, s in enumerate(segments) if len(s.text) <= 20 and RE_PAGE_NUMBER.fullmatch(s.text)}
    marks |= _bare_numbers(segments)
    if not marks:
        return segments
    heads = Counter(
        s.text for n, s in enumerate(segments) if n not in marks and (n - 1 in marks or n + 1 in marks)
    )
    out = []
    for n, segment in enumerate(segments):
        running = (
            len(marks) >= 3
            and len(segment.text) <= 40
            and heads[segment.text] >= 3
            and not _is_closed(segment)
        )
        if n in marks or (running and (n - 1 in marks or n + 1 in marks)):
            continue
        out.append(segment)
    return out


def _bare_numbers(segments: list[Segment]) -> set[int]:
    """Lines of a bare number, where at least three count on by one and text of some length lies between them."""
    found = [
        (n, int(s.text))
        for n, s in enumerate(segments)
        if len(s.text) <= 4 and s.text.isascii() and s.text.isdigit()
    ]
    marks: set[int] = set()
    run: list[tuple[int, int]] = []
    for n, number in found:
        if run and number == run[-1][1] + 1 and sum(len(s.text) for s in segments[run[-1][0] : n]) >= 150:
            run.append((n, number))
        else:
            run = [(n, number)]
        if len(run) >= 3:
            marks |= {place for place, _ in run}
    return marks


def _is_closed(segment: Segment) -> bool:
    return RE_CLOSED.search(segment.text) is not None


# ------------------------------------------------------------------------------------------------ joining

#: A page of text is hard-wrapped if most lines that end in mid-sentence are about equally long, and long
#: enough to be a full line (in columns: a Chinese character is two wide). Lines of one sentence each differ
#: in length.
SLACK = 6


def _width(text: str) -> int:
    return len(text.encode("gbk", "replace"))


def join_wrapped(segments: list[Segment]) -> None:
    """Lines broken by a page's margin, or after a comma, are joined; lines of one sentence each stay."""
    rows = [s for s in segments if "\t" not in s.text]
    opened = sorted(_width(s.text) + min(s.indent, 4) for s in rows if not RE_CLOSED.search(s.text[-1]))
    full = _full_width(opened, [_width(s.text) for s in rows], len(segments))
    indented = full and sum(s.indent >= 2 for s in segments) * 20 >= len(segments)
    trailing = full and _trailing_marks_end(segments, full)
    for line, following in pairwise(segments):
        last = line.text[-1]
        if last not in "，、" and not full:
            continue
        if "\t" in line.text or "\t" in following.text or RE_MARKER.match(following.text):
            continue
        if RE_ROW_LABEL.match(following.text) or RE_ROW.fullmatch(line.text):
            continue
        if last in "，、":
            following.gap, following.rule = "", "wrapped"
        elif (
            _is_full(line, full)
            and not (indented and following.indent >= 2)
            and not _is_head(line, following)
        ):
            goes_on = (
                not _is_closed(line)
                or (indented and line.text[-1] not in "：:")
                or (trailing and not line.trailing)
            )
            if goes_on and not (trailing and line.trailing and _is_closed(line)):
                both = (last + following.text[0]).isascii() and last.isalpha() and following.text[0].isalpha()
                following.gap, following.rule = " " if both else "", "wrapped"


#: What a 第 at the end of a line belongs to: a number, in brackets or not, or several, and what it counts.
_NUMBER = rf"[（(]?[{NUMERALS}\d]{{1,4}}[）)]?"
RE_ORDINAL = re.compile(
    rf"{_NUMBER}(?:[、至和]?{_NUMBER}){{0,6}}(?:条|款|项|点|目|章|节|编|部分|层次|阶段|季度|批|期|次|届|号|类|档|轮|名)"
)


def join_ordinals(segments: list[Segment]) -> None:
    """A line that ends with 第, whose number was taken for a marker and began a new line, goes on with it."""
    for line, following in pairwise(segments):
        if line.text[-1] == "第" and RE_ORDINAL.match(following.text):
            following.gap, following.rule = "", "wrapped"


def _is_full(line: Segment, full: int) -> bool:
    """Whether the line reaches the margin; a first line may be counted with or without its indent."""
    return _width(line.text) + min(line.indent, 4) >= full - SLACK


def _is_head(line: Segment, following: Segment) -> bool:
    """Whether the two are lines of a head or a foot: a number, a lone date, an addressee below a title."""
    if RE_HEAD_LINE.fullmatch(following.text) or RE_HEAD_LINE.fullmatch(line.text):
        return True
    if line.text[-1] == "。" and not _is_closed(following) and _width(following.text) < MIN_WIDTH:
        return True  # a signature: what ends a paragraph has a full stop
    return RE_KIND.search(line.text) is not None and following.text[-1] in "：:" and len(line.text) <= 50


def _full_width(widths: list[int], plain: list[int], count: int) -> int:
    """The width at which the lines were broken, or 0 where they were not: the upper end of the densest range.

    ``widths`` are those of open lines, sorted; ``plain`` those of all lines but tables' rows. Short open lines
    are headings, which say nothing; where a margin broke the lines few are longer.
    """
    if len(widths) < MIN_FULL:
        return 0
    widths = widths[bisect_left(widths, MIN_WIDTH) :]
    if len(widths) < MIN_FULL:
        return 0
    near, full = max(
        (n + 1 - bisect_left(widths, width - 2 * SLACK), width) for n, width in enumerate(widths)
    )
    if near < MIN_FULL or near < 0.6 * len(widths) or near < 0.25 * count:
        return 0
    beyond = sum(width > full + SLACK for width in plain)
    return 0 if beyond > 0.25 * count else full - SLACK


def _trailing_marks_end(segments: list[Segment], full: int) -> bool:
    """Whether a space at the end of the line marks the end of a paragraph, as in text taken from some PDFs."""
    closed = [s.trailing for s in segments if _is_closed(s) and _width(s.text) < full - SLACK]
    opened = [s.trailing for s in segments if not _is_closed(s) and _width(s.text) >= full - SLACK]
    return bool(closed and opened) and sum(closed) > 0.7 * len(closed) and sum(opened) < 0.2 * len(opened)


#: A bracket that its line leaves open.
RE_OPEN = re.compile("[（《〔][^（《〔）》〕\n]*\n")
MAX_NOTE_LINES, MAX_NOTE = 12, 400


def join_brackets(segments: list[Segment]) -> None:
    """A bracket opened in one line and closed in a later one is one note: its lines are joined."""
    n = 0
    while n < len(segments):
        depth = _open_brackets(segments[n].text)
        end = _closing_line(segments, n, depth) if depth else n
        for segment in segments[n + 1 : end + 1]:
            segment.gap, segment.rule = "", "notes"
        n = max(end, n + 1)


def _open_brackets(text: str) -> int:
    """How many brackets (or titles) the line leaves open at its end."""
    at = max(text.rfind("（"), text.rfind("《"), text.rfind("〔"))
    if at < 0:
        return 0
    pair = {"（": "）", "《": "》", "〔": "〕"}[text[at]]
    return 0 if pair in text[at:] else ord(pair)


def _closing_line(segments: list[Segment], n: int, pair: int) -> int:
    close, size = chr(pair), 0
    opening = {"）": "（", "》": "《", "〕": "〔"}[close]
    for k in range(n + 1, min(n + 1 + MAX_NOTE_LINES, len(segments))):
        text = segments[k].text
        if "\t" in text or RE_MARKER.match(text):
            break
        at = text.find(close)
        if at >= 0 and opening not in text[:at]:
            return k if size + at <= MAX_NOTE else n
        size += len(text)
        if size > MAX_NOTE or opening in text:
            break
    return n


KINDS = "通知|意见|办法|方案|决定|规定|条例|批复|通报|公告|通告|函|报告|规划|纲要|细则|要点|公报|制度|措施|计划|命令|令|规则|准则|议案|建议|标准|指南|目录|暂行规定|答复|复函"  # noqa: E501
RE_TITLE_OPEN = re.compile(
    r"[^，。；：？！\t]{0,60}(?:关于|印发|转发|批转|发布|公布|同意|人民政府|委员会|办公厅|办公室|国务院|[部委局厅院])[^，。；：？！\t]{0,60}"
)
RE_TITLE_END = re.compile(rf"[^，。；：？！\t]{{2,60}}(?:{KINDS})(?:[（(][^（）()]{{1,12}}[）)])?")
RE_KIND = re.compile(rf"(?:{KINDS})(?:[（(][^（）()]{{1,12}}[）)])?$")
RE_TITLE_PART = re.compile(r"[^，。；：？！\t]{2,40}")
RE_NOT_TITLE = re.compile(
    rf"第[{NUMERALS}\d]{{1,6}}[编章节条]|.*〔\d{{4}}〕|.*\d{{4}}年\d{{1,2}}月\d{{1,2}}日|附件|.*[0-9]$"
)
RE_CODE = re.compile("[<>|]")
#: A document's number or a date, alone on its line.
RE_HEAD_LINE = re.compile(
    r"[^，。；：？！\s]{1,14}[〔\[（(]\d{4}[〕\]）)]\s?第?\d{1,4}号|(?:19|20)\d\d年\d{1,2}月\d{1,2}日"
)
RE_ABOUT = re.compile("关于|印发|转发|批转|发布|公布|同意")


MAX_TITLE = 50


def join_titles(segments: list[Segment]) -> None:
    """A title broken over two to four lines becomes one; the number, the date and a chapter head below it do not join."""
    n = 0
    while n < len(segments) - 1:
        if len(segments[n].text) > MAX_TITLE or segments[n].text[-1] in "。；：，":
            n += 1
            continue
        end = n + _title_end([segment.text for segment in segments[n : n + 4]])
        for segment in segments[n + 1 : end + 1]:
            segment.gap, segment.rule = "", "titles"
        n = max(end, n + 1)


def _title_end(lines: Sequence[str]) -> int:
    """How many of the up to three lines behind the first belong to one title with it."""
    first = lines[0]
    if (
        len(first) > MAX_TITLE
        or first[0] in "（(【"
        or RE_KIND.search(first)
        or RE_MARKER.match(first)
        or not RE_TITLE_OPEN.fullmatch(first)
    ):
        return 0
    if RE_CODE.search(first):
        return 0
    about = RE_ABOUT.search(first) is not None
    for k, text in enumerate(lines[1:], 1):
        if (
            len(text) > MAX_TITLE
            or RE_MARKER.match(text)
            or RE_NOT_TITLE.match(text)
            or RE_CODE.search(text)
            or not RE_TITLE_PART.fullmatch(text)
            or text.startswith(first[:8])  # the title once more: the first line is the window's bar
        ):
            return 0
        if not about and not RE_ABOUT.match(text):
            return 0
        about = True
        if RE_TITLE_END.fullmatch(text):
            return k
    return 0
