"""The title of a document: joined over lines, split from what a scraper glued to it, or from the page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..records import Span
from .bodylists import ends_like_body
from .headmarks import (
    BODY_BEGINS,
    DATE,
    DATE_LINE,
    DECORATION,
    FILING_CODE,
    FURNITURE,
    HEAD_CHARS,
    HEAD_LINES,
    NAVIGATION,
    NUMBER,
    OPENS_BODY,
    ORDER,
    blank_titles,
    ends_title,
    measure_addressees,
    measure_column,
    title_words,
)

_LONGEST = 120
#: What a page declares as its title is one only with some Chinese in it (not "true", not a time stamp).
_HEADLINE = re.compile(r"\A(?!【)(?=.*[㐀-鿿].*[㐀-鿿].*[㐀-鿿].*[㐀-鿿])")
_SPOKEN = re.compile(
    r"[^。；]{2,80}?(?:讲话|致辞|演讲|答记者问|发言)(?=[（(][^）)]{0,12}(?:19|20)\d\d年|日前|近日|[ 　]|$)"
)
_DATELINE = re.compile(r"新华社[^\d，。]{0,8}\d{1,2}月\d{1,2}日电[ 　]*")
_SALUTATION = re.compile(
    r"[ 　]*(?:同志们|各位[^，。：]{0,12}|朋友们|女士们|主席先生|尊敬的[^。：]{2,30}|大家好)[，、！：]?"
)
_PASSED = re.compile(r"通过|修订|修正|批准|修改|公布|发布|施行|颁布")
#: 《某某条例》已经国务院第23次常务会议通过，现予公布
_PROMULGATES = re.compile(r"《(?P<name>[^《》\n]{4,60})》已[^。\n]{2,60}(?:通过|批准|同意)[^。\n]{0,60}公布")
#: 制定了《某某计划》。现印发给你们; 现将《某某方案》印发给你们
_PASSES_ON = re.compile(
    r"《(?P<name>[^《》\n]{4,80})》(?:[^《》\n]{0,40}?。|已[^《》。\n]{2,60}(?:通过|同意|批准)，)现(?:予以?)?"
    r"(?:印发|转发)|现将《(?P<inner>[^《》\n]{4,80})》[^《》。\n]{0,40}?(?:印发|转发)"
)
#: 某某市人民政府文件某政发〔2020〕57号, the red head of the first page, in front of the title.
_RED_HEAD = re.compile(
    r"[^。，：《]{0,60}?(?:文件)?[^。，：《]{0,16}号[ 　]*(?=[^。，：]{2,60}(?:关于|印发|转发))"
)


#: A line of the red head: names of bodies, with 文件 behind them or on a line of its own.
_RED_LINE = re.compile(r"([一-龥 　]{0,60}?)(文[ 　]*件|(?<=政府)公报)?")


#: 第12期, （总第8期） below the name of a bulletin; 某某局办公室 2022年3月8日 beside it.
_ISSUE = re.compile(r"[（(〔]?总?第[ 　]?[\d一二三四五六七八九十百〇]{1,4}[ 　]?期[^。，]{0,12}")
_NAME_AND_DATE = re.compile(rf"[㐀-鿿]{{4,30}}[ 　]*{DATE.pattern}[ 　]*(?:印发)?")
#: 在某某大会上, above the title of what was said there.
_SAID_AT = re.compile(r"[—－-]*在[^。，]{4,60}上")
#: 某某局会议纪要, above the title that says of what.
_MINUTES = re.compile(r"[㐀-鿿 　]{0,40}纪[ 　]*要")
#: 附件2, above the title of what is enclosed.
_ENCLOSURE = re.compile(r"附[ 　]*[件表录][ 　]*[\d一二三四五六七八九十]{0,2}[ 　]*[：:]?")
#: Empty brackets too, where a scraper lost the date.
_DATE_IN_BRACKETS = re.compile(rf"[（(](?:{DATE.pattern})?[）)][ 　]*")
_HAN = re.compile("[㐀-鿿]")
#: A headline that calls or asks: 某某区秋季招生今日开始！这些变化要知道; no salutation and no question to be answered.
_EXCLAIMED = re.compile(
    r"(?!(?:尊敬的|各位|同志|朋友|女士|先生|大家|问[：:]|答[：:]))(?=[^\n]{0,59}[！？])[^。；：\n]{12,60}(?<!：)"
)
#: A sentence, a lead-in or a chapter is no headline, however often it stands there.
_CHAPTER = re.compile(r"第[一二三四五六七八九十百\d]+[章节编条]")
#: A section that a text begins with is not its title.
_SECTION = re.compile(
    rf"{_CHAPTER.pattern}|[一二三四五六七八九十]{{1,3}}、|[（(][一二三四五六七八九十]{{1,3}}[）)]"
)
_NO_HEADLINE = re.compile(rf"[。；]|[：，:;]$|^{_CHAPTER.pattern}|^[一二三四五六七八九十]+、")
#: What stands between a page's title and the name of its site.
_SITE_BEHIND = re.compile(r"[-_—|–]")


class Title(NamedTuple):
    """The title as one string, and where it stands (None where only the page gives it)."""

    text: str | None
    span: Span | None
    attached: bool = False  # it stands behind the covering note, which has no title of its own


def find_title(text: str, spans: Sequence[Span], roles: Sequence[str], found: Mapping[str, str]) -> Title:
    """The document's title. One that ends as official titles do wins over what the page declares.

    ``spans`` are the paragraphs of ``text``, ``roles`` what is known of them. A text that begins with its
    addressees or its body has no title unless ``found`` gives one.
    """
    finder = _Finder(text, spans, roles)
    pieces = finder.find()
    given = (found.get("title") or "").strip()
    given = given if _HEADLINE.search(given) else ""
    at = text.find(given, 0, HEAD_CHARS) if given else -1
    alone = any(s.start <= at and at + len(given) <= s.end < at + len(given) + 4 for s in spans[:10])
    shown = Span(at, at + len(given)) if at >= 0 and alone else None
    if pieces:
        written = "".join(text[s.start : s.end].strip() for s in pieces)
        fuller = shown is not None and written in given and ends_title(given)  # 某某省政府工作报告
        if not given or (ends_title(written) and not fuller):
            return Title(written, Span(pieces[0].start, pieces[-1].end))
    passed_on = finder.passed_on() if not given else None
    if passed_on is not None:
        written = "".join(text[s.start : s.end].strip() for s in passed_on)
        return Title(written, Span(passed_on[0].start, passed_on[-1].end), True)
    return Title(given or None, shown)


def trim_line(text: str, span: Span) -> Span:
    """A paragraph without the decoration around it."""
    line = text[span.start : min(span.end, span.start + 2000)]
    left = len(line) - len(line.lstrip(DECORATION))
    right = len(line) - len(line.rstrip(DECORATION)) if span.end - span.start < 2000 else 0
    return Span(min(span.start + left, span.end), max(span.start + left, span.end - right))


def _names_above(line: str) -> re.Match[str] | None:
    """A line of the red head, with 文件 at its end or without; its names must end as bodies' names do."""
    head = _RED_LINE.fullmatch(line)
    return head if head and (not head[1] or ends_like_body(head[1].rstrip())) else None


class _Finder:
    def __init__(self, text: str, spans: Sequence[Span], roles: Sequence[str]) -> None:
        self.text, self.spans, self.roles = text, spans, roles

    def find(self) -> list[Span] | None:
        pieces = self._promulgated() or self._first()
        if pieces and ends_title("".join(self.text[s.start : s.end] for s in pieces)):
            return pieces
        return self._repeated() or pieces

    def _first(self) -> list[Span] | None:
        """The title that the first lines hold, furniture passed over."""
        for k in range(min(HEAD_LINES, len(self.spans))):
            span = trim_line(self.text, self.spans[k])
            code = FILING_CODE.match(self.text, span.start, span.end)
            span = Span(code.end(), span.end) if code else span
            line = self.text[span.start : min(span.end, span.start + 400)]
            column = measure_column(line)
            if column == len(line) and column and not self._names_below(k):
                return [span]  # nothing but the column's name stands above the text
            if 0 < column < len(line):
                span, line = Span(span.start + column, span.end), line[column:]
            if self._passed_over(k, line):
                continue
            red = _RED_HEAD.match(line)
            if red and red.end() < len(line):
                span = Span(span.start + red.end(), span.end)
                line = line[red.end() :]
            if BODY_BEGINS.match(line) or line[0] in "：:" or measure_addressees(line) == len(line):
                return None
            pieces = self._in_line(k, span, line)
            if pieces or len(_HAN.findall(line)) >= 5:
                return pieces
        return None

    def _names_below(self, k: int) -> bool:
        """Whether a line that may be a title stands below line ``k``."""
        below = (
            self.text[self.spans[k + 1].start : self.spans[k + 1].end] if k + 1 < len(self.spans) else "。"
        )
        return len(below) <= _LONGEST and not re.search("[。；]", below)

    def _promulgated(self) -> list[Span] | None:
        """The regulation that an order puts into force, where its text follows: the order only carries it."""
        match = _PROMULGATES.search(self.text, 0, HEAD_CHARS)
        if match is None or not (match.start() < 4 or ORDER.search(self.text, 0, match.start())):
            return None
        for k in range(min(3 * HEAD_LINES, len(self.spans))):
            span = trim_line(self.text, self.spans[k])
            line = self.text[span.start : min(span.end, span.start + _LONGEST)]
            if span.start > match.end() and "".join(line.split()) == match["name"]:
                return [span]
        return None

    def passed_on(self) -> list[Span] | None:
        """The title of what a covering note without a title passes on (现将《某某计划》印发给你们)."""
        match = _PASSES_ON.search(self.text, 0, HEAD_CHARS)
        if match is None:
            return None
        name = "".join((match["name"] or match["inner"]).split())
        for k in range(min(4 * HEAD_LINES, len(self.spans))):
            if self.spans[k].start < match.end():
                continue
            pieces: list[Span] = []
            written = ""
            for span in self.spans[k : k + 4]:
                pieces.append(trim_line(self.text, span))
                written += "".join(self.text[pieces[-1].start : min(span.end, pieces[-1].end)].split())
                if written == name:
                    return pieces
                if not name.startswith(written):
                    break
        return None

    def _repeated(self) -> list[Span] | None:
        """A headline that a page prints twice: as its own title (with the site's name) and above the text."""
        lines: list[tuple[str, Span]] = []
        for k in range(min(2 * HEAD_LINES, len(self.spans))):
            span = trim_line(self.text, self.spans[k])
            line = "".join(self.text[span.start : min(span.end, span.start + _LONGEST)].split())
            if len(_HAN.findall(line)) < 8 or _NO_HEADLINE.search(line) or FURNITURE.match(line):
                continue
            if any(
                line == other or (other.startswith(line) and _SITE_BEHIND.match(other, len(line)))
                for other, _ in lines
            ):
                return [span]
            lines.append((line, span))
        return None

    def _passed_over(self, k: int, line: str) -> bool:
        """Lines above a title: its number, furniture, a date, the names of the issuers with the number."""
        if _ENCLOSURE.fullmatch(line):
            return True
        if not line or line[0] == "<" or FURNITURE.match(line) or self.roles[k] in ("date", "row"):
            return True
        if self._in_red_head(k, line) or self._names_the_series(k, line):
            return True
        if len(_HAN.findall(line)) < 2 or NAVIGATION.fullmatch(line):
            return True  # remains of a page's markup, a banner, the name of a column
        number = NUMBER.search(line)
        if number and number.end() == len(line) and "关于" not in line and line[:1] != "发":
            return True
        return bool(ORDER.fullmatch(line) or re.fullmatch(r"[（(].{2,30}[）)]", line))

    def _names_the_series(self, k: int, line: str) -> bool:
        """Whether a line names the bulletin or the minutes that the text is one of, its issue, or who prints it when."""
        if _ISSUE.fullmatch(line) or (
            _NAME_AND_DATE.fullmatch(line) and ends_like_body(DATE.split(line)[0].strip())
        ):
            return True
        minutes = _MINUTES.fullmatch(line)
        for span in self.spans[k + 1 : k + 2 + 2 * bool(minutes)]:
            below = trim_line(self.text, span)
            written = self.text[below.start : min(below.end, below.start + 80)]
            if (
                _ISSUE.fullmatch(written)
                if not minutes
                else written.startswith("关于") and ends_title(written)
            ):
                return True
        return False

    def _in_red_head(self, k: int, line: str) -> bool:
        """Whether a line belongs to the red head: 某某县人民政府文件, or names of bodies above 文件 or the number."""
        head = _names_above(line)
        if head is None or head[2]:
            return head is not None
        for span in self.spans[k + 1 : k + 4]:
            below = trim_line(self.text, span)
            written = self.text[below.start : min(below.end, below.start + 80)]
            if NUMBER.fullmatch(written):
                return True
            head = _names_above(written)
            if head is None or head[2]:
                return head is not None
        return False

    def _in_line(self, k: int, span: Span, line: str) -> list[Span] | None:
        glued: Span | None
        if _EXCLAIMED.fullmatch(line) and self._stands_alone(k, line):
            return [span]
        if len(line) <= _LONGEST and not re.search(r"[。；！？]", blank_titles(line)):
            spoken = self._spoken(span)
            if spoken:
                return [spoken]
            joined = self._join(k, span)
            if joined:
                return joined
            glued = self._glued(span)
            if glued or line.endswith(("：", ":")) or len(line) > 60:
                return [glued] if glued else None
            if _PASSED.search(line) and DATE.search(line):
                return None
            return [span] if self._stands_alone(k, line) else None
        glued = self._glued(span)
        return [glued] if glued else None

    def _stands_alone(self, k: int, line: str) -> bool:
        """A short first line without a full stop over a longer text is a headline."""
        if (
            len(line) < 5
            or line.endswith(("，", "、", ","))
            or _SECTION.match(line)
            or DATE_LINE.fullmatch(line)
        ):
            return False
        below = [s.end - s.start for s in self.spans[k + 1 : k + 6]]
        return bool(below) and max(below) > len(line)

    def _join(self, k: int, first: Span) -> list[Span] | None:
        """A title that ends like one, over up to four lines."""
        pieces = [first]
        for j in range(k, min(k + 4, len(self.spans))):
            if j > k:
                following = trim_line(self.text, self.spans[j])
                line = self.text[following.start : min(following.end, following.start + 200)]
                if not self._may_continue(j, line):
                    return None
                pieces.append(following)
            written = "".join(self.text[s.start : s.end] for s in pieces)
            if ends_title(written) and self._whole(j):
                return self._without_banner(pieces)
        return None

    def _without_banner(self, pieces: list[Span]) -> list[Span]:
        """Lines above 关于… belong to the title only where they end as names of bodies do; none says where it was said."""
        if _SAID_AT.fullmatch(self.text, *pieces[0]) and ends_title(self.text[slice(*pieces[-1])]):
            return pieces[-1:]
        for n in range(len(pieces) - 1, 0, -1):
            above = self.text[pieces[n - 1].start : pieces[n - 1].end]
            if self.text.startswith("关于", pieces[n].start) and not ends_like_body(above):
                return pieces[n:]
        return pieces

    def _may_continue(self, j: int, line: str) -> bool:
        if not 1 < len(line) <= 60 or re.search(r"[。；：:！？]", line) or NUMBER.fullmatch(line):
            return False
        if self.roles[j] == "date" or BODY_BEGINS.match(line) or FURNITURE.match(line) or _ISSUE.match(line):
            return False
        return not (re.match(r"[（(]", line) and DATE.search(line))

    def _whole(self, j: int) -> bool:
        """Is the title whole with line ``j``, or does 的通知 stand on the next one?"""
        if j + 1 >= len(self.spans):
            return True
        following = trim_line(self.text, self.spans[j + 1])
        line = self.text[following.start : min(following.end, following.start + 80)]
        return not (len(line) <= 40 and re.match(r"[^。，：]{0,30}的", line) and ends_title(line))

    def _glued(self, span: Span) -> Span | None:
        """A title at the head of a paragraph that goes on: split where number, addressees or body begin."""
        window = self.text[span.start : min(span.end, span.start + 500)]
        if _SALUTATION.match(window):
            return None
        spoken = self._spoken(span)
        if spoken:
            return spoken
        bare = blank_titles(window)
        stop = re.search(r"[。；：:]", bare)
        pattern, _ = title_words()
        for match in pattern.finditer(bare, 0, stop.start() if stop else len(bare)):
            if match.end() > _LONGEST:
                break
            rest = window[match.end() :].lstrip(" 　")
            if self._ends_here(bare[: match.start()], window[: match.end()], rest):
                return Span(span.start, span.start + match.end())
        return None

    def _ends_here(self, before: str, written: str, rest: str) -> bool:
        if rest.startswith("的") or title_words()[0].match(rest):  # 若干政策|意见
            return False
        if NUMBER.match(rest) and len(NUMBER.match(rest)["agency"]) <= 12:  # type: ignore[index]
            return True
        if re.search(r"(?:关于|印发|转发).{0,80}的[^，。：]{0,8}$", before) and measure_addressees(rest):
            return True
        dated = _DATE_IN_BRACKETS.match(rest)
        rest = rest[dated.end() :] if dated else rest
        return len(written) >= 8 and bool(OPENS_BODY.match(rest)) and not rest.startswith("各地")

    def _spoken(self, span: Span) -> Span | None:
        """…会上的讲话（2018年2月12日）…, …答记者问日前，…"""
        window = self.text[span.start : min(span.end, span.start + 160)]
        dateline = _DATELINE.match(window)
        start = dateline.end() if dateline else 0
        match = _SPOKEN.match(window, start)
        return Span(span.start + start, span.start + match.end()) if match else None
