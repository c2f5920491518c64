"""The date of a document: its signature, its publication, or the page's; never one that nobody wrote.

A regulation is dated by its last publication (公布), passing, approval, revision or amendment: the text is that of
that day. A month and day without a year take the year only from a printed date beside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from ..records import Span
from .bodylists import ends_like_body
from .headmarks import DATE, DECORATION, ISO_DATE, NUMBER, ORDER, iso_date

Dated = tuple[str | None, Span | None]

_PUBLISHED = re.compile(r"公布|发布|颁布|印发")
_PASSED = re.compile(r"通过|修订|修正|批准|修改")
_DATELINE = re.compile(
    r"(?:新华社|本报|中新社|人民网)[^\d\n，。]{0,12}?(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:电|讯)"
)
_PRINTED = re.compile(
    r"(?:日报|时报|晚报|新闻|早报|》)[ 　》]*[（(]?[ 　]*(?P<y>20\d\d)[ 　]*年?[-./]?"
    r"[ 　]*(?P<m>\d{1,2})[ 　]*[月\-./][ 　]*(?P<d>\d{1,2})"
)
_BEHIND_TITLE = re.compile(rf"[\s　]*[（(]?[ 　]*{DATE.pattern}[ 　]*[）)]?")
#: ——2022年2月15日在某某市第六届人民代表大会第一次会议上
_SAID_THERE = re.compile(rf"[\s　]*[—－-]{{1,3}}[ 　]*(?P<date>{DATE.pattern})[ 　]*在[^。\n]{{4,60}}上")
_NUMBER_BEHIND = re.compile(rf"[\s　]*[（(]?[ 　]*{NUMBER.pattern}[ 　]*[）)]?")
_TOLD = re.compile(
    rf"这是[^。，\n]{{2,20}}?(?P<date>{DATE.pattern})[^。\n]{{2,60}}(?:讲话|报告|演讲|致辞|发言)[^。\n]{{0,12}}。?\s*\Z"
)
_AFTER_SIGNATURE = re.compile(r"[ 　]*(?:$|\n|[（(](?:此件|信息|联系)|附件|抄送|印发|[㐀-鿿]{2,10}办公室)")
#: 某市教育局某市财政局某市民政局: names of one place in a row, whatever is glued in front of them.
_ROW_OF_NAMES = re.compile(
    r"(?P<p>[㐀-鿿]{2,3}[省市县区州旗])[㐀-鿿]{1,14}?[局委会厅部院室社办](?:(?P=p)[㐀-鿿]{1,14}?[局委会厅部院室社办])+\Z"
)
_BEHIND_LISTED = re.compile(
    r".*关于.*(?:的通知|的意见|的函|办法|方案|细则|规定|[表书])(?P<name>[㐀-鿿]{4,40})\Z"
)
_BEFORE_NAME = re.compile(r"[。！；：:）)\n”]|[ 　]{2,}")


def find_date(
    text: str,
    spans: Sequence[Span],
    roles: Sequence[str],
    kind: str,
    title: Span | None,
    found: Mapping[str, str],
) -> Dated:
    """ISO date and its span in ``text`` (None where the page gave it), ``(None, None)`` if there is none."""
    finder = _Finder(text, spans, roles, title, found)
    steps: list[Callable[[], Dated | None]] = [
        finder.behind_title,
        finder.signed,
        finder.signed_in_line,
        finder.beside_name,
    ]
    if kind == "regulation":
        steps = [finder.enacted, *steps, finder.passed]
        if title is not None and ORDER.search(text, 0, min(title.start, 200)):
            steps.insert(0, finder.signed)  # the order above the regulation is what is dated
    steps += [finder.dateline, finder.declared, finder.told]
    for step in steps:
        result = step()
        if result is not None and result[0] is not None:
            return result
    return None, None


def name_before(text: str, at: int) -> Span | None:
    """The name of a body that stands directly before a date (a signature that lost its line breaks)."""
    start = max(0, at - 160)
    before = text[start:at].rstrip(" 　")
    cuts = [m.end() for m in _BEFORE_NAME.finditer(before)]
    begin = cuts[-1] if cuts else 0
    name = before[begin:]
    row = _ROW_OF_NAMES.search(name)
    if row and row.start():
        return Span(start + begin + row.start(), start + len(before))
    listed = _BEHIND_LISTED.match(name)
    if listed:  # …的通知某某市水利局2024年5月6日: the last attachment stands in front
        begin, name = begin + listed.start("name"), listed["name"]
    if "关于" in name:
        return None
    return Span(start + begin, start + len(before)) if 2 <= len(name) <= 60 and ends_like_body(name) else None


def header_of(text: str) -> str:
    """What stands before the first chapter or article of a regulation."""
    match = re.search(r"\n[ 　#*]*(?:第[一1][ 　]?[章条编]|目[ 　]*录|[一1]、)", text[:4000])
    return text[: match.start() if match else min(len(text), 800)]


class _Finder:
    def __init__(
        self,
        text: str,
        spans: Sequence[Span],
        roles: Sequence[str],
        title: Span | None,
        found: Mapping[str, str],
    ) -> None:
        self.text, self.spans, self.roles, self.title, self.found = text, spans, roles, title, found

    def _line(self, k: int) -> str:
        return self.text[self.spans[k].start : min(self.spans[k].end, self.spans[k].start + 200)]

    def told(self) -> Dated | None:
        """这是某某某2019年3月1日在…上的讲话, at the end of a printed speech."""
        match = _TOLD.search(self.text, max(0, len(self.text) - 200))
        return (iso_date(match), Span(*match.span("date"))) if match else None

    def enacted(self) -> Dated | None:
        """The day of publication, or a later one on which what was published was changed."""
        published, passed = self.published(), self.passed()
        if published is None or passed is None:
            return published
        return max(published, passed, key=lambda dated: dated[0] or "")

    def published(self) -> Dated | None:
        header = header_of(self.text)
        for match in DATE.finditer(header):
            tail = re.split(r"[\n。；]|(?:19|20)\d\d年", header[match.end() : match.end() + 160], maxsplit=1)[
                0
            ]
            word = _PUBLISHED.search(tail)
            if word and not re.search("施行|通过|批准", tail[: word.start()]):
                return iso_date(match), Span(*match.span())
        return None

    def passed(self) -> Dated | None:
        best: Dated | None = None
        header = header_of(self.text)
        for match in DATE.finditer(header):
            tail = re.split(r"[\n。；]", header[match.end() : match.end() + 160], maxsplit=1)[0]
            written = iso_date(match)
            if written and _PASSED.search(tail) and (best is None or written > (best[0] or "")):
                best = (written, Span(*match.span()))
        return best

    def behind_title(self) -> Dated | None:
        """（2018年2月12日） directly behind the title of a speech."""
        if self.title is None:
            return None
        if said := _SAID_THERE.match(self.text, self.title.end):
            return iso_date(said), Span(*said.span("date"))
        number = _NUMBER_BEHIND.match(self.text, self.title.end)
        match = _BEHIND_TITLE.match(self.text, number.end() if number else self.title.end)
        if match is None:
            return None
        closed = match[0].rstrip().endswith(("）", ")")) or self.text[match.end() : match.end() + 1] in (
            "\n",
            "",
        )
        return (iso_date(match), Span(*match.span())) if closed else None

    def signed(self) -> Dated | None:
        """A line that is a date alone, best under a line that signs."""
        lines = [k for k, role in enumerate(self.roles) if role == "date" and k > 1]
        signed = [k for k in lines if self.roles[k - 1] == "signature" or _looks_signed(self._line(k - 1))]
        for k in signed or lines[:1]:
            match = DATE.search(self._line(k)) or ISO_DATE.search(self._line(k))
            if match:
                start = self.spans[k].start
                return iso_date(match), Span(start + match.start(), start + match.end())
        return None

    def signed_in_line(self) -> Dated | None:
        """``…落到实处。某某局2020年7月15日（此件公开发布）`` where line breaks were lost."""
        printed: Dated | None = None
        for match in DATE.finditer(self.text, min(len(self.text), 40)):
            after = self.text[match.end() : match.end() + 16]
            named = name_before(self.text, match.start()) is not None
            if not (_AFTER_SIGNATURE.match(after) or (named and _glued_title(after))):
                continue
            alone = self.text[max(0, match.start() - 1) : match.start()] in ("。", "）", " ", "　")
            if not named and not (alone and _AFTER_SIGNATURE.match(after)):
                continue
            result = (iso_date(match), Span(*match.span()))
            if not after.lstrip(" 　").startswith("印发"):
                return result
            printed = printed or result
        return printed

    def beside_name(self) -> Dated | None:
        """某某局办公室 2022年3月8日, a line of the head of a bulletin; 某某办事处 2021/06/03 at the foot."""
        last = len(self.spans)
        for k in dict.fromkeys((*range(min(6, last)), *range(max(0, last - 3), last))):
            match = DATE.search(self._line(k)) or ISO_DATE.search(self._line(k))
            if match is None or self._line(k)[match.end() :].strip(DECORATION):
                continue
            name = self._line(k)[: match.start()].strip(DECORATION)
            if 4 <= len(name) <= 30 and ends_like_body(name):
                start = self.spans[k].start
                return iso_date(match), Span(start + match.start(), start + match.end())
        return None

    def dateline(self) -> Dated | None:
        """新华社北京3月6日电, the year from the paper's own date or the page's."""
        for start, end in ((0, 600), (max(0, len(self.text) - 600), len(self.text))):
            match = _DATELINE.search(self.text, start, end)
            if match is None:
                continue
            given = self.found.get("date") or ""
            printed = ISO_DATE.search(given) or DATE.search(given)
            printed = printed or _PRINTED.search(self.text, max(0, len(self.text) - 800))
            if printed is None:
                return None
            year, month = int(printed["y"]), int(printed["m"])
            year -= int(match["m"]) == 12 and month == 1
            return f"{year:04d}-{int(match['m']):02d}-{int(match['d']):02d}", Span(*match.span())
        return None

    def declared(self) -> Dated | None:
        given = self.found.get("date") or ""
        match = ISO_DATE.search(given) or DATE.search(given)
        if match is None:
            match = _PRINTED.search(self.text, max(0, len(self.text) - 300))
        if match is None:
            for k in range(min(8, len(self.spans))):
                match = ISO_DATE.match(self._line(k).strip(DECORATION))
                if match:
                    break
        return (iso_date(match), None) if match else None


def _looks_signed(line: str) -> bool:
    line = line.strip(DECORATION)
    return 2 <= len(line) <= 40 and not re.search(r"[。；：:]", line)


def _glued_title(after: str) -> bool:
    """Behind a lost signature the attached document's title may begin at once."""
    return bool(re.match(r"(?:20\d\d年(?!\d))?[㐀-鿿《]{4,}", after)) and not re.match(
        r"[前后起止内至以召举在由]", after
    )
