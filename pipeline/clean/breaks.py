"""Lost line breaks found again, where full-width spaces show that a paragraph or a heading began."""

from __future__ import annotations

import re

from .changes import Change
from .layout import RE_CLOSED, RE_MARKER, SPACES

#: Two full-width spaces (or a wide gap) behind the end of a sentence: a paragraph began here.
RE_LOST_BREAK = re.compile(rf"[{SPACES}](?<=[。！？；…”）].)[{SPACES}]+(?=[^\s])")
RE_LOST_GREETING = re.compile(r"(?<=[^\n]：)\u3000\u3000(?=[^\n\u3000]{12,}。)")
#: A run of full-width spaces inside a line, and what such runs separate.
RE_RUN = re.compile(rf"(?<=[^\n{SPACES}])[ \xa0]{{0,4}}\u3000\u3000+(?=[^\n{SPACES}])")
#: So many runs behind full stops or beside headings, and such a share of all runs, show that they mark
#: paragraphs.
MIN_RUNS, RUN_SHARE = 3, 0.6
MIN_HEADING, MIN_BEHIND = 5, 8
#: One letter of a spaced-out heading (总　则).
RE_LETTER = re.compile(rf"[^\s，。](?:[{SPACES}\n]|$)")
RE_LAST_LETTER = re.compile(rf"(?:^|[{SPACES}])[^\s，。）]$")
RE_LOST_ARTICLE = re.compile(
    rf"[{SPACES}](?<=[。；].)[{SPACES}]*(?=第[一二三四五六七八九十百零〇]{{1,6}}[条章节][{SPACES}])"
)
#: 1　总则, 1.1　编制目的: numbers of plans for emergencies, with a full-width space behind them or a run of them.
RE_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}(?=\u3000|$)")

#: A row of a table of members that lost its breaks: the name, a gap, the post, then the next row or label.
RE_ROW = re.compile(
    r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]\u3000{1,2}[\u4e00-\u9fff])\u3000{2,4}"
    r"[^\s：，。；、]{3,40}?[长任记席员授理裁师](?P<gap>\u3000{3,}(?=[\u4e00-\u9fff]{1,4}\u3000)"
    r"|\u3000*(?=(?:副?召\s*集\s*人|副?组\s*长|成\s*员|副?总?指\s*挥|副\s*主\s*任|秘\s*书\s*长)[：:]))"
)
#: So many of them on one line.
MIN_ROWS = 3


def split_paragraphs(text: str) -> list[Change]:
    """Full-width spaces behind a full stop that mark a lost paragraph break become one; ``（一）　　`` stays a marker."""
    changes = []
    if "\u3000\u3000" in text or "    " in text:
        for match in RE_LOST_BREAK.finditer(text):
            if match.group().count("\u3000") < 2 and len(match.group()) < 4:
                continue
            if text[match.start() - 1] != "）" or not _is_marker_end(text, match.start()):
                changes.append((match.start(), match.end(), "\n"))
        changes += [(m.start(), m.end(), "\n") for m in RE_LOST_GREETING.finditer(text)]
        if len(changes) >= MIN_RUNS:
            changes += _split_headings(text)
    changes += [(m.start(), m.end(), "\n") for m in RE_LOST_ARTICLE.finditer(text)]
    changes.sort()
    return [c for n, c in enumerate(changes) if n == 0 or c[0] >= changes[n - 1][1]]


def split_members(text: str) -> list[Change]:
    """召集人：某某　　某部部长　　　　某某　　某局局长成员：…: a row of a table of members becomes a line again."""
    if "\u3000\u3000\u3000" not in text:
        return []
    rows: dict[int, list[Change]] = {}
    for match in RE_ROW.finditer(text):
        start, end = match.span("gap")
        rows.setdefault(text.rfind("\n", 0, start), []).append((start, end, "\n"))
    return [change for line in rows.values() if len(line) >= MIN_ROWS for change in line]


def _split_headings(text: str) -> list[Change]:
    """Runs behind a heading without a full stop, in a text where most runs begin a paragraph.

    Between a name and a post, behind a marker and inside a spaced-out heading a run stays.
    """
    runs = list(RE_RUN.finditer(text))
    changes: list[Change] = []
    plain = 0  # runs that nothing but a paragraph's beginning explains
    for n, run in enumerate(runs):
        start, end = run.span()
        low = max(text.rfind("\n", 0, start) + 1, runs[n - 1].end() if n else 0)
        high = min(runs[n + 1].start() if n + 1 < len(runs) else len(text), end + 40)
        before, behind = text[low:start], text[end:high].partition("\n")[0]
        if _opens_item(before) == len(before) or (RE_LETTER.match(behind) and not RE_DECIMAL.match(behind)):
            continue
        marked = _opens_item(behind) > 0
        plain += marked or RE_CLOSED.search(before) is not None or _opens_item(before) > 0
        if marked or (
            (len(before) >= MIN_HEADING or before[-1] in "：:")
            and len(behind) >= MIN_BEHIND
            and not RE_LAST_LETTER.search(before)
        ):
            changes.append((start, end, "\n"))
    return changes if plain >= max(MIN_RUNS, RUN_SHARE * len(runs)) else []


def _opens_item(text: str) -> int:
    """The length of the marker that the text begins with; 0 where it begins with none."""
    match = RE_MARKER.match(text) or RE_DECIMAL.match(text)
    return match.end() if match else 0


def _is_marker_end(text: str, end: int) -> bool:
    start = text.rfind("（", max(0, end - 6), end)
    return start >= 0 and RE_MARKER.fullmatch(text, start, end) is not None
