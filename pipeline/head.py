"""A document's own head and tail: title, date, 发文字号, kind, issuers, addressees, and the roles of its lines.

All spans count in the clean text. Nothing is guessed: a year that the text (or the page it came from) does not
give leaves the date null (CONTRACT section 5, ruling 9).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from .bodylists import ends_like_body, split_bodies
from .lexicon import read_lexicon
from .numerals import parse_number
from .records import Head, Line, Span

_HEAD_LINES = 15
_HEAD_CHARS = 1500
_DECOR = " 　\t#*_>■●◆★"
_VERSION = r"(?:[（(【〔][^（）()\n]{1,16}[）)】〕])"
_YEAR = r"(?:(?:19|20)\d\d|[一二][九○〇零OＯ0o]{1,2}[一二三四五六七八九○〇零十]{1,2})"
_DATE = re.compile(
    rf"(?P<y>{_YEAR})[ 　]*年[ 　]*(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})[ 　]*月[ 　]*"
    r"(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})[ 　]*日"
)
_ISO = re.compile(r"(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")
_DATE_LINE = re.compile(rf"[ 　（(]*(?:{_DATE.pattern})[ 　）)]*(?:印发)?[。]?")
_AGENCY = r"[㐀-鿿A-Z]"
_NUMBER = re.compile(
    rf"(?:{_AGENCY}{{1,14}})[ 　]?[〔\[（(［【][ 　]?(?:19|20)\d\d[ 　]?(?:年)?[〕\]）)］】][ 　]?第?[ 　]?\d{{1,5}}[ 　]?号"
)
_ORDER = re.compile(
    r"(?P<body>(?:中华人民共和国)?[㐀-鿿]{2,24}?)(?:令|公告)[\s　]*[（(]?[\s　]*(?:第[\s　]?[\d一二三四五六七八九十百〇零○]+[\s　]?号)[）)]?"
)
_FURNITURE = re.compile(
    r"(?:索引号|主题分类|发文机关|成文日期|发布日期|发布时间|发布机构|信息来源|来源|作者|浏览|点击|字号|字体|打印|分享|时间|责任编辑|编辑"
    r"|【|https?:|www\.|当前位置|首页|标题|原标题|发文字号|有效性|生成日期|公开方式|原文链接|sidebar|---|<!--|目[ 　]*录)"
)
_BODY_BEGINS = re.compile(
    r"[ 　#*]*(?:第[一1][ 　]?[章条编节]|[一1][、．.]|[（(]一[）)]|为了?|根据|按照|近日|日前|现将|现就|同志们|各位)"
)
_SALUTATION = re.compile(
    r"[ 　]*(?:同志们|各位[^，。：]{0,12}|朋友们|女士们|尊敬的[^。：]{2,30}|大家好)[，、！：]?"
)
_ADDRESSEE = re.compile(
    r"各|直属|有关|人民政府|管委会|办事处|委员会|[市县区省][委府]|部门|单位|[厅局部委办处院司所会组科室](?:[、，,：:]|$)|公司|大学|学校|党委"
)
_PASSED = re.compile(r"通过|修订|修正|批准|修改|公布|发布|施行|颁布")
_PUBLISHED = re.compile(r"公布|发布|颁布|印发")
_DATELINE = re.compile(
    r"(?:新华社|本报|中新社|人民网)[^\d\n，。]{0,12}?(?P<m>\d{1,2})月(?P<d>\d{1,2})日(?:电|讯)"
)
_PRINTED = re.compile(
    r"(?:日报|时报|晚报|新闻|早报|》)[ 　》]*[（(]?[ 　]*(?P<y>20\d\d)[ 　]*年?[-./]?[ 　]*(?P<m>\d{1,2})[ 　]*[月\-./][ 　]*(?P<d>\d{1,2})"
)
_ATTACHMENT = re.compile(
    r"[ 　#*]*附[ 　]*[件表录图](?:[ 　]*[（(]?[\d一二三四五六七八九十]{1,3}[）)]?)?[ 　]*(?:[：:]|$|(?=[^\s，。；]{0,40}$))"
)
_REMARK = re.compile(
    r"[ 　]*(?:[（(](?:此件|信息公开|联系|公开)|抄[送报][：:]|主题词[：:]|此件公开|附注[：:])"
)
_PRINTER = re.compile(
    r"[㐀-鿿、 　]{4,40}(?:办公[厅室]|秘书处|秘书科)[ 　]*(?:[\d年月日二○〇零一三四五六七八九十 　]*)印发[ 　]*"
)
_REPRESENT = re.compile(
    r"我?代表(?P<body>党中央|中共中央|国务院|[㐀-鿿]{2,12}?(?:人民政府|党委|政府|委员会|省委|市委|县委|州委))"
)


@functools.cache
def _title_end() -> tuple[re.Pattern[str], Mapping[str, str]]:
    kinds = {row[0]: row[1] for row in read_lexicon("document_kinds.txt")}
    words = "|".join(sorted(map(re.escape, kinds), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?P<word>{words})(?P<version>{_VERSION}{{0,2}})"), kinds


def read_head(text: str, spans: Sequence[Span], found: Mapping[str, str]) -> tuple[Head, tuple[Line, ...]]:
    """The head of ``text`` and its lines with their roles; ``spans`` are its paragraphs."""
    return _Reader(text, spans, found).read()


class _Reader:
    def __init__(self, text: str, spans: Sequence[Span], found: Mapping[str, str]) -> None:
        self.text, self.spans, self.found = text, spans, found
        self.roles = ["row" if "\t" in text[s.start : s.end] else "text" for s in spans]
        self.title: Span | None = None
        self.title_text: str | None = None
        self.number: Span | None = None
        self.addressee: Span | None = None
        self.body_line = 0  # first line behind title and number

    def line(self, k: int) -> str:
        return self.text[self.spans[k].start : min(self.spans[k].end, self.spans[k].start + 2000)]

    def read(self) -> tuple[Head, tuple[Line, ...]]:
        self._tail_roles()
        self._find_title()
        self._find_number()
        self._find_addressees()
        kind = self._kind()
        date, date_span = self._date(kind)
        head = Head(
            title=self.title_text,
            date=date,
            doc_number=self._number_text(),
            kind=kind,
            title_span=self.title,
            doc_number_span=self.number,
            date_span=date_span,
            issuers=tuple(self._issuers(kind, date_span)),
            addressees=tuple(self._addressees()),
            addressee_line=self.addressee,
        )
        return head, tuple(Line(s.start, s.end, r) for s, r in zip(self.spans, self.roles, strict=True))

    # --------------------------------------------------------------------------------------------------- roles

    def _tail_roles(self) -> None:
        for k in range(len(self.spans)):
            length = self.spans[k].end - self.spans[k].start
            if length > 120 or self.roles[k] != "text":
                continue
            line = self.line(k)
            if _DATE_LINE.fullmatch(line):
                self.roles[k] = "date"
                self._mark_signature(k)
            elif length <= 60 and _ATTACHMENT.match(line):
                self.roles[k] = "attachment"
            elif _REMARK.match(line) or _PRINTER.fullmatch(line):
                self.roles[k] = "note"

    def _mark_signature(self, k: int) -> None:
        """Lines of names alone above a date are a signature."""
        for j in range(k - 1, max(-1, k - 7), -1):
            line = self.line(j).strip(_DECOR)
            if (
                j < 2
                or not 2 <= len(line) <= 40
                or re.search(r"[。；：:！？“”]", line)
                or self.roles[j] != "text"
            ):
                break
            if not ends_like_body(line.rstrip("）)")) and not ends_like_body(line):
                break
            self.roles[j] = "signature"

    # --------------------------------------------------------------------------------------------------- title

    def _find_title(self) -> None:
        official = self._title_in_text()
        given = (self.found.get("title") or "").strip()
        if official is not None and (self._ends_official(official) or not given):
            self._set_title(official)
            return
        if given:
            at = self.text.find(given, 0, _HEAD_CHARS)
            if at >= 0 and self._is_line(at, len(given)):
                self._set_title([Span(at, at + len(given))])
            else:
                self.title_text = given
            return
        if official is not None:
            self._set_title(official)

    def _is_line(self, at: int, length: int) -> bool:
        return any(
            s.start <= at and at + length <= s.end and s.end - s.start - length < 4 for s in self.spans[:10]
        )

    def _ends_official(self, spans: Sequence[Span]) -> bool:
        written = "".join(self.text[s.start : s.end] for s in spans)
        return self._complete(written)

    @staticmethod
    def _complete(written: str) -> bool:
        pattern, _ = _title_end()
        for match in pattern.finditer(written):
            if match.end() == len(written):
                return True
        return False

    def _set_title(self, spans: Sequence[Span]) -> None:
        self.title = Span(spans[0].start, spans[-1].end)
        self.title_text = "".join(self.text[s.start : s.end].strip() for s in spans)
        for k, s in enumerate(self.spans[:_HEAD_LINES]):
            if s.start < self.title.end and s.end > self.title.start and s.end <= self.title.end + 3:
                self.roles[k] = "title"
            if s.start < self.title.end:
                self.body_line = k + (1 if s.end <= self.title.end + 3 else 0)

    def _title_in_text(self) -> list[Span] | None:
        for k in range(min(_HEAD_LINES, len(self.spans))):
            span = self._core(k)
            line = self.text[span.start : min(span.end, span.start + 400)]
            if (
                not line
                or _FURNITURE.match(line)
                or _NUMBER.fullmatch(line)
                or self.roles[k] in ("date", "row")
            ):
                continue
            if _ORDER.fullmatch(line) or re.fullmatch(r"[（(].{2,30}[）)]", line):
                continue
            if _BODY_BEGINS.match(line) or self._address_in(line) == len(line):
                return None
            if len(line) <= 120 and not re.search(r"[。；！？]", _unquoted(line)):
                joined = self._join(k, span)
                if joined:
                    return joined
                if (
                    line.endswith(("：", ":"))
                    or len(line) > 60
                    or _PASSED.search(line)
                    and _DATE.search(line)
                ):
                    return None
                return [span] if self._stands_alone(k, line) else None
            glued = self._glued_title(span)
            return [glued] if glued else None
        return None

    def _core(self, k: int) -> Span:
        s = self.spans[k]
        line = self.line(k)
        left = len(line) - len(line.lstrip(_DECOR))
        right = len(line) - len(line.rstrip(_DECOR)) if s.end - s.start < 2000 else 0
        return Span(min(s.start + left, s.end), max(s.start + left, s.end - right))

    def _stands_alone(self, k: int, line: str) -> bool:
        """A short first line without a full stop over a longer text is a headline."""
        if len(line) < 5 or line.endswith(("，", "、", ",")) or _DATE_LINE.fullmatch(line):
            return False
        below = [s.end - s.start for s in self.spans[k + 1 : k + 6]]
        return bool(below) and max(below) > len(line)

    def _join(self, k: int, first: Span) -> list[Span] | None:
        """A title that ends like one, over up to three lines."""
        spans = [first]
        for j in range(k, min(k + 4, len(self.spans))):
            if j > k:
                nxt = self._core(j)
                line = self.text[nxt.start : nxt.end]
                if not 1 < len(line) <= 60 or re.search(r"[。；：:！？]", line) or _NUMBER.fullmatch(line):
                    return None
                if self.roles[j] == "date" or _BODY_BEGINS.match(line) or _FURNITURE.match(line):
                    return None
                if re.match(r"[（(]", line) and _DATE.search(line):
                    return None
                spans.append(nxt)
            written = "".join(self.text[s.start : s.end] for s in spans)
            if self._complete(written) and self._no_more(j, written):
                return spans
        return None

    def _no_more(self, j: int, written: str) -> bool:
        """Is the title whole here, or does 的通知 stand on the next line?"""
        if j + 1 >= len(self.spans):
            return True
        following = self._core(j + 1)
        line = self.text[following.start : min(following.end, following.start + 80)]
        return not (len(line) <= 40 and re.match(r"[^。，：]{0,30}的", line) and self._complete(line))

    def _glued_title(self, span: Span) -> Span | None:
        """A title at the head of a paragraph that goes on: split where number, addressees or body begin."""
        window = self.text[span.start : min(span.end, span.start + 400)]
        if _SALUTATION.match(window):
            return None
        speech = re.match(
            r"[^。：；]{2,60}?(?:讲话|致辞|演讲|答记者问|发言)(?=[（(]|日前|近日|[ 　\n])", window
        )
        if speech:
            return Span(span.start, span.start + speech.end())
        pattern, _ = _title_end()
        stop = re.search(r"[。；]", _unquoted(window))
        limit = stop.start() if stop else len(window)
        bare = _unquoted(window)
        for match in pattern.finditer(bare, 0, limit):
            written = window[: match.end()]
            if len(written) > 120 or "：" in bare[: match.start()]:
                break
            rest = window[match.end() :].lstrip(" 　")
            if "关于" not in written and not re.search(r"的$", bare[: match.start()]):
                if not (
                    match.end() >= 8
                    and re.match(r"第[一1][章条]|为(?:了|进一步|加快|深入|贯彻|全面|加速|切实|规范|推)", rest)
                ):
                    continue
            elif not self._follows_title(rest) or bare[: match.start()][-1:] != "的":
                continue
            return Span(span.start, span.start + match.end())
        return None

    def _follows_title(self, rest: str) -> bool:
        number = _NUMBER.match(rest)
        if number:
            return True
        return bool(self._address_in(rest)) or bool(
            re.match(r"第[一1][章条]|为(?:了|进一步|加快|深入|贯彻|全面|加速|切实|规范|推)|根据|[（(]", rest)
        )

    # ------------------------------------------------------------------------------------------- 发文字号, 主送

    def _find_number(self) -> None:
        stop = self._body_start()
        region_end = max(stop, self.title.end + 60 if self.title else 200)
        region = _unquoted(self.text[: min(region_end, _HEAD_CHARS)])
        start = 0
        while True:
            match = _NUMBER.search(region, start)
            if match is None:
                break
            at = match.start()
            if self.title and self.title.start <= at < self.title.end < match.end():
                at = self.title.end
            before = region[max(0, at - 1) : at]
            if before in ("", "\n", " ", "　", "\t") or (self.title and at == self.title.end):
                self.number = Span(at, match.end())
                break
            start = match.end()
        if self.number is None:
            self._find_order(region)
        if self.number:
            for k, s in enumerate(self.spans[:_HEAD_LINES]):
                if (
                    s.start >= self.number.start - 6
                    and s.end <= self.number.end + 3
                    and self.roles[k] == "text"
                ):
                    self.roles[k] = "number"

    def _find_order(self, region: str) -> None:
        for match in _ORDER.finditer(region):
            before = region[: match.start()][-1:]
            if before in ("", "\n", " ", "　", "日") or _DATE.search(
                region[max(0, match.start() - 16) : match.start()]
            ):
                self.number = Span(*match.span())
                return

    def _number_text(self) -> str | None:
        if self.number is None:
            return None
        return re.sub(r"[\s　]+", "", self.text[self.number.start : self.number.end])

    def _body_start(self) -> int:
        for k in range(self.body_line, min(self.body_line + 4, len(self.spans))):
            line = self.line(k)
            if self._address_in(line.strip(_DECOR)):
                return self.spans[k].start
            if len(line) > 60:
                return self.spans[k].start
        return self.spans[self.body_line].start if self.body_line < len(self.spans) else 0

    def _address_in(self, line: str) -> int:
        """Length of the list of addressees that opens ``line`` (its colon included), 0 if none does."""
        match = re.match(r"[^。；！？：:\n“”]{2,300}?[：:]", line)
        if match is None:
            return 0
        names = match[0][:-1]
        if len(names) > 12 and re.search(r"如下|以下|现将|现就|通知|要求|指出|强调|主要|包括|为了", names):
            return 0
        if re.search(
            r"关于|如下|以下|负责|牵头|附件|单位名称|来源|时间|地点|电话|^[一二三四五六七八九十\d]+[、．.]|[（(][一二三四五六七八九十][）)]",
            names,
        ):
            return 0
        pieces = [p for p in re.split(r"[、，,]", names) if p.strip()]
        good = sum(bool(_ADDRESSEE.search(p)) and ends_like_body(p.strip()) for p in pieces)
        if not pieces or not ends_like_body(pieces[-1].strip()) or good * 2 < len(pieces):
            return 0
        return match.end()

    def _find_addressees(self) -> None:
        starts = [self.title.end] if self.title else []
        starts += [self.number.end] if self.number else []
        starts += [
            self.spans[k].start
            for k in range(min(self.body_line, len(self.spans)), min(self.body_line + 6, len(self.spans)))
        ]
        if self.body_line == 0 and self.title is None:
            starts += [s.start for s in self.spans[:_HEAD_LINES]]
        for start in starts:
            rest = self.text[start : start + 400]
            left = len(rest) - len(rest.lstrip(" 　\t"))
            if rest[left : left + 1] == "\n":
                continue
            length = self._address_in(rest[left:])
            if length:
                self.addressee = Span(start + left, start + left + length)
                for k, s in enumerate(self.spans):
                    if s.start > self.addressee.end:
                        break
                    if s.start >= self.addressee.start - 4 and s.end <= self.addressee.end + 2:
                        self.roles[k] = "addressee"
                return

    def _addressees(self) -> list[Span]:
        if self.addressee is None:
            return []
        return [
            s
            for s in split_bodies(self.text, self.addressee.start, self.addressee.end - 1)
            if s.end - s.start > 1
        ]

    # ---------------------------------------------------------------------------------------------------- kind

    def _kind(self) -> str:
        by_title = _kind_of_title(self.title_text or "")
        if by_title is not None:
            return by_title
        opening = self.text[:_HEAD_CHARS]
        for pattern, kind in _KIND_CUES:
            if re.search(pattern, opening):
                return kind
        return "other"

    # ---------------------------------------------------------------------------------------------------- date

    def _date(self, kind: str) -> tuple[str | None, Span | None]:
        steps = [self._date_behind_title, self._signature_date, self._flat_signature_date]
        if kind == "regulation":
            steps = [self._published_date, *steps, self._passed_date]
        steps += [self._dateline_date]
        for step in steps:
            result = step()
            if result is not None:
                return result
        given = self.found.get("date") or ""
        match = _ISO.search(given) or _DATE.search(given)
        return (_iso(match), None) if match else (self._printed_date(), None)

    def _header(self) -> str:
        match = re.search(r"\n[ 　#*]*(?:第[一1][ 　]?[章条编]|目[ 　]*录|[一1]、)", self.text[:4000])
        return self.text[: match.start() if match else min(len(self.text), 800)]

    def _published_date(self) -> tuple[str | None, Span | None] | None:
        header = self._header()
        for match in _DATE.finditer(header):
            tail = re.split(r"[\n。；]|(?:19|20)\d\d年", header[match.end() :], maxsplit=1)[0]
            if _PUBLISHED.search(tail) and not re.search("施行", tail[: _PUBLISHED.search(tail).start()]):  # type: ignore[union-attr]
                return _iso(match), Span(*match.span())
        return None

    def _passed_date(self) -> tuple[str | None, Span | None] | None:
        header = self._header()
        best: tuple[str, Span] | None = None
        for match in _DATE.finditer(header):
            tail = re.split(r"[\n。；]", header[match.end() : match.end() + 160], maxsplit=1)[0]
            written = _iso(match)
            if (
                written
                and re.search(r"通过|修订|修正|批准|修改", tail)
                and (best is None or written > best[0])
            ):
                best = (written, Span(*match.span()))
        return best

    def _date_behind_title(self) -> tuple[str | None, Span | None] | None:
        if self.title is None:
            return None
        match = re.compile(rf"[\s　]*[（(]?[ 　]*{_DATE.pattern}[ 　]*[）)]?").match(
            self.text, self.title.end
        )
        if match is None:
            return None
        closing = match[0].rstrip().endswith(("）", ")"))
        alone = self.text[match.end() : match.end() + 1] in ("\n", "")
        return (_iso(match), Span(*match.span())) if closing or alone else None

    def _signature_date(self) -> tuple[str | None, Span | None] | None:
        lines = [k for k, role in enumerate(self.roles) if role == "date" and k > 1]
        signed = [k for k in lines if self.roles[k - 1] == "signature" or _looks_signed(self.line(k - 1))]
        for k in signed or lines[:1]:
            match = _DATE.search(self.line(k))
            if match:
                s = self.spans[k].start
                return _iso(match), Span(s + match.start(), s + match.end())
        return None

    def _flat_signature_date(self) -> tuple[str | None, Span | None] | None:
        """``…落到实处。某某局2020年7月15日（此件公开发布）`` at the end of a paragraph or of the text."""
        printed: tuple[str | None, Span | None] | None = None
        for match in _DATE.finditer(self.text, min(len(self.text), 40)):
            after = self.text[match.end() : match.end() + 12]
            if not re.match(
                r"[ 　]*(?:$|\n|[（(](?:此件|信息|联系)|附件|抄送|印发|[㐀-鿿]{2,10}办公室)", after
            ):
                continue
            before = self.text[max(0, match.start() - 60) : match.start()].rstrip(" 　")
            name = re.split(r"[。！；：:）)\n”]|[ 　]{2,}", before)[-1].strip(" 　")
            if not (2 <= len(name) <= 50 and ends_like_body(name)) and name:
                continue
            if not name and self.text[max(0, match.start() - 1) : match.start()] not in (
                "。",
                "）",
                " ",
                "　",
            ):
                continue
            result = (_iso(match), Span(*match.span()))
            if not after.lstrip(" 　").startswith("印发"):
                return result
            printed = printed or result
        return printed

    def _dateline_date(self) -> tuple[str | None, Span | None] | None:
        windows = ((0, 600), (max(0, len(self.text) - 600), len(self.text)))
        for start, end in windows:
            match = _DATELINE.search(self.text, start, end)
            if match is None:
                continue
            printed = _ISO.search(self.found.get("date") or "") or _PRINTED.search(
                self.text, max(0, len(self.text) - 800)
            )
            printed = printed or _DATE.search(self.found.get("date") or "")
            if printed is None:
                return None
            year = int(printed["y"])
            if int(match["m"]) == 12 and printed["m"].lstrip("0") == "1":
                year -= 1
            return f"{year:04d}-{int(match['m']):02d}-{int(match['d']):02d}", Span(*match.span())
        return None

    def _printed_date(self) -> str | None:
        match = _PRINTED.search(self.text, max(0, len(self.text) - 300))
        if match:
            return _iso(match)
        for k in range(min(8, len(self.spans))):
            match = _ISO.match(self.line(k).strip(_DECOR))
            if match:
                return _iso(match)
        return None

    # ------------------------------------------------------------------------------------------------- issuers

    def _issuers(self, kind: str, date_span: Span | None) -> list[Span]:
        for step in (self._title_issuers, self._signature_issuers, self._order_issuers):
            names = step()
            if names:
                return names
        if date_span is not None:
            names = self._flat_issuers(date_span)
            if names:
                return names
        if kind == "regulation":
            return self._passing_body()
        if kind == "speech":
            match = _REPRESENT.search(self.text)
            return [Span(*match.span("body"))] if match else []
        return []

    def _title_issuers(self) -> list[Span]:
        if self.title is None or not self.title_text:
            return []
        written = self.text[self.title.start : self.title.end]
        match = re.match(
            r"(?P<names>[^《》“”]{2,60}?)(?:关于|印发|转发|批转|就《|就[^，]{2,40}答记者问|对.{2,40}的答复)",
            written,
        )
        if match is None:
            return []
        names = re.split(r"有关|新闻发言人|负责|相关", match["names"])[0].rstrip("\n 　")
        start = self.title.start
        return [
            s for s in self._names(start, start + len(names)) if ends_like_body(self.text[s.start : s.end])
        ]

    def _names(self, start: int, end: int) -> list[Span]:
        found: list[Span] = []
        for s in split_bodies(self.text, start, end):
            at = s.start
            for m in re.finditer(
                r"(?<=[委府会局厅部办院])(?=(?:中共|[㐀-鿿]{2,9}人民政府|[㐀-鿿]{2,9}委员会))",
                self.text[s.start : s.end],
            ):
                cut = s.start + m.start()
                if (
                    cut - at >= 3
                    and s.end - cut >= 4
                    and _two_names(self.text[at:cut], self.text[cut : s.end])
                ):
                    found.append(Span(at, cut))
                    at = cut
            found.append(Span(at, s.end))
        return [s for s in found if s.end - s.start >= 2]

    def _signature_issuers(self) -> list[Span]:
        found: list[Span] = []
        for k, role in enumerate(self.roles):
            if role == "signature":
                core = self._core(k)
                found += self._names(core.start, core.end)
            elif role == "date" and found:
                break
        return found

    def _order_issuers(self) -> list[Span]:
        if self.number is None:
            return []
        match = _ORDER.match(self.text, self.number.start)
        if match is None:
            return []
        start, end = match.span("body")
        if self.text.startswith("中华人民共和国国务院", start):
            start += len("中华人民共和国")
        return [Span(start, end)]

    def _flat_issuers(self, date_span: Span) -> list[Span]:
        start = max(0, date_span.start - 60)
        before = self.text[start : date_span.start].rstrip(" 　")
        cut = [m.end() for m in re.finditer(r"[。！；：:）)\n”]|[ 　]{2,}", before)]
        name_start = start + (cut[-1] if cut else 0)
        name = self.text[name_start : start + len(before)]
        return (
            self._names(name_start, start + len(before))
            if 2 <= len(name) <= 50 and ends_like_body(name)
            else []
        )

    def _passing_body(self) -> list[Span]:
        header = self._header()
        match = re.search(
            r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日[ 　]?(?P<body>[㐀-鿿]{2,40}?(?:常务委员会|代表大会|人民政府|国务院))(?=第|[㐀-鿿]{0,4}会议|常务会议)",
            header,
        )
        return [Span(*match.span("body"))] if match else []


_KIND_CUES = (
    (r"[^。]{0,60}答记者问", "other"),
    (r"^[^\n]{0,40}(?:同志们|各位同志)[：！:]|^(?:同志们|各位|大家好|尊敬的|朋友们|女士们)", "speech"),
    (r"(?:[现特兹][^。；，]{0,12}提出|提出(?:如下|以下))[^。；，]{0,12}意见", "opinion"),
    (r"(?:现|特)[^。]{0,40}(?:批复|函复|函告)如下|收悉", "decision"),
    (r"(?:作出|做出)(?:如下|以下)决定|(?:作出|做出)[^。]{0,10}决定：", "decision"),
    (r"(?:现|特)?[^。]{0,60}通知如下|请[^。]{0,40}(?:遵照|贯彻|认真)执行", "notice"),
    (r"(?:制定|制订)本(?:条例|办法|规定|细则|规则|法|制度|准则)", "regulation"),
    (r"(?:制定|制订|提出)(?:本|如下|以下)(?:实施|工作|行动)?(?:方案|计划|规划)", "plan"),
    (r"(?:会议|座谈会|大会|全会|推进会|动员会|研讨会|部署会)[^。]{0,60}?(?:召开|举行|举办|开幕|主持|指出|强调|出席)|(?:召开|主持)[^。]{0,60}(?:会议|座谈会|大会|推进会|部署会|研讨会)"
     r"|会上|(?:强调|指出)，", "meeting"),
)  # fmt: skip


def _kind_of_title(title: str) -> str | None:
    title = re.sub(r"[\s　]", "", title)
    title = re.sub(rf"(?:{_VERSION})+$", "", title)
    if not title:
        return None
    pattern, kinds = _title_end()
    for word in sorted(kinds, key=lambda w: (-len(w), w)):
        if title.endswith(word):
            return kinds[word]
    if re.search(r"(?:召开|主持召开|会议|座谈会|强调|指出|要求|调研|考察|部署|出席)", title):
        return "meeting"
    if re.search(r"(?:的讲话|致辞|演讲)", title):
        return "speech"
    match = re.search(r"关于[^《》]{2,60}的(通知|意见|决定|方案|规定|办法|报告|批复|函)", title)
    return kinds.get(match[1]) if match else None


def _unquoted(text: str) -> str:
    """The text with what stands in 《》 blanked out, so that offsets stay."""
    return re.sub(r"《[^》\n]{0,120}》", lambda m: "＿" * len(m[0]), text)


def _looks_signed(line: str) -> bool:
    line = line.strip(_DECOR)
    return 2 <= len(line) <= 30 and not re.search(r"[。；：:]", line)


def _two_names(left: str, right: str) -> bool:
    return (
        ends_like_body(left)
        and ends_like_body(right)
        and bool(re.search(r"(?:委|府|会|局|厅|部|办|院)$", left))
    )


def _iso(match: re.Match[str]) -> str | None:
    year = match["y"]
    for zero in "○OＯo":
        year = year.replace(zero, "〇")
    y = parse_number(year)
    m, d = parse_number(match["m"]), parse_number(match["d"])
    if not (y and m and d) or not (1 <= m <= 12 and 1 <= d <= 31 and 1900 < y < 2100):
        return None
    return f"{y:04d}-{m:02d}-{d:02d}"
