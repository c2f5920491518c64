"""A document's own head and tail: title, date, number, kind, issuers, addressees, and the roles of its lines.

All spans count in the clean text. Names are given as written; shared heads are not yet spread.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..records import Head, Line, Span
from .bodylists import ends_like_body, split_bodies
from .docdate import find_date, header_of, name_before
from .doctype import classify_document
from .headmarks import (
    DATE,
    DATE_LINE,
    DECORATION,
    HEAD_CHARS,
    HEAD_LINES,
    ISO_LINE,
    NUMBER,
    ORDER,
    RANK,
    blank_titles,
    joint_orders,
    measure_addressees,
    shorten_agency,
)
from .title import Title, find_title, trim_line

_ATTACHMENT = re.compile(
    r"[ 　#*]*附[ 　]*[件表录图](?:[ 　]*[（(]?[\d一二三四五六七八九十]{1,3}[）)]?)?[ 　]*"
    r"(?:[：:]|$|(?=[^\s，。；]{0,40}$))"
)
_REMARK = re.compile(
    r"[ 　]*(?:[（(](?:此件|信息公开|联系|公开)|抄[送报][：:]|主题词[：:]|此件公开|附注[：:])"
)
#: What ends a document without being part of a name.
_CLOSING = re.compile(
    r"特此|此[复致]|专此|以上|附|联系|请|[妥当]否|主动公开|[一二三四五六七八九十\d]+[、．.]"
)
_WHOLE_NAME = re.compile(r"[ 　]*(?:中共)?[㐀-鿿]{2,6}[省市县区州部厅局委院]")
#: （某某市教育局代章）, （盖章） below the name of who signed.
_SEAL = re.compile(r"[（(][^（）()]{0,24}(?:代?章|代)[）)]")
_PRINTER = re.compile(
    r"[㐀-鿿、 　]{4,40}(?:办公[厅室]|秘书处|秘书科)[ 　]*"
    r"(?:[\d年月日二○〇零一三四五六七八九十 　]*)印发[ 　]*"
)
#: 〔此件发至各县（市、区）党委，市直各单位〕 at the foot of a document of the party.
_SENT_TO = re.compile(
    r"[〔\[（(]此件发(?:至|到|给)[：:]?(?P<names>[^。；\n〔〕]{2,200}?)[〕\]](?![一-龥]{0,3}号)"
)
#: 主送：各县人民政府
_SENT_FIRST = re.compile(r"[ 　]*主[ 　]*送(?:机关|单位)?(?=[：:])")
_PRINTED = re.compile(r"[ 　]*印发")
_REPRESENTED = re.compile(
    r"我?代表(?P<body>党中央|中共中央|国务院|[㐀-鿿]{2,12}?(?:人民政府|党委|政府|委员会|省委|市委|县委|州委))"
    r"(?:、(?P<second>国务院|[省市县区州](?:人民)?政府|[㐀-鿿]{2,8}?人民政府))?"
)
_TITLE_NAMES = re.compile(
    r"(?P<names>[^《》“”。；]{2,300}?)(?:关于|印发|转发|批转|就《|就[^，]{2,40}答记者问|对.{2,40}的答复)"
)
_NAMES_END = re.compile(r"有关|新闻发言人|负责|相关")
_JOINED_NAMES = re.compile(
    r"(?<=[委府会局厅部办院室])(?=中共|[㐀-鿿]{2,9}(?:人民政府|委员会|[局厅部院]|办公室)|[省市县区州](?:人民)?政府)"
)
_ZONE = "(?:示范区|实验区|试验区|开发区|新区|港区)"
_KIND, _UNIT = "[委办厅局部]", "[科股队所站室]"
#: What shares a head across a mark: the end of what stands in front, and what follows; each with its example.
_SHARED_HEADS = tuple(
    (re.compile(before), re.compile(here))
    for before, here in (
        # 各省、自治区、｜直辖市教育厅
        (
            rf"\A(?:(?:全国|国家税务总局|共青团|中共)?各|有关)(?:{RANK}|地区?(?=、|\Z)|[、及和与]|（[^（）]{{1,12}}）)+\Z",
            rf"{RANK}(?![直级属各委]|有关|相关|政府(?:各|有关|直))",
        ),
        # 共青团各省、自治区、｜直辖市委
        (r"\A(?:共青团|中共)各.+\Z", rf"{RANK}委\Z"),
        # 省直各委、办、｜厅（局）
        (rf"(?:各|有关|相关){_KIND}(?:、{_KIND})*\Z", rf"{_KIND}(?:[（(][^（()）]{{1,6}}[）)])?\Z"),
        # 各乡镇、｜街道党委
        (r"\A各(?:乡、镇|镇、乡|乡镇|镇乡|镇)\Z", "街道(?:党|政府)"),
        # 各科室、｜队、｜所
        (
            rf"(?:各|各?有关|各?相关)(?:部门|科室|处室|股室|科|股)(?:、{_UNIT})*\Z",
            rf"(?:单位|科室|股室|{_UNIT}|中心|[大支]队)\Z",
        ),
        # 各省辖市、｜济源示范区、｜省直管县（市）教育局
        (
            rf"\A各(?:省辖|设区的?|地级以上)?{RANK}(?:、{RANK})*(?:、[㐀-鿿]{{2,10}}{_ZONE})*\Z",
            rf"[㐀-鿿]{{1,10}}(?:{_ZONE}|直管县（市）|直管市)(?:[㐀-鿿（）]{{2,20}}[局厅委办部])?\Z",
        ),
        # 中央、｜省驻某某各单位
        (r"\A(?:中央|国家|中|[省市部])(?:、[省市区部])*\Z", r"[省市区县部][直属级驻]|[省市区部]\Z"),
    )
)
_PASSING_BODY = re.compile(
    r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日[ 　]?"
    r"(?P<body>[㐀-鿿]{2,40}?(?:常务委员会|代表大会|人民政府|国务院))(?=第|[㐀-鿿]{0,4}会议|常务会议)"
)


def read_head(text: str, spans: Sequence[Span], found: Mapping[str, str]) -> tuple[Head, tuple[Line, ...]]:
    """The head of ``text`` and its lines with their roles; ``spans`` are its paragraphs."""
    roles = _tail_roles(text, spans)
    title = find_title(text, spans, roles, found)
    reader = _Reader(text, spans, roles, title)
    kind = classify_document(title.text, text)
    above = None if title.attached else title.span
    date, date_span = find_date(text, spans, roles, kind, above, found)
    head = Head(
        title=title.text,
        date=date,
        doc_number=reader.number_text() or _declared_number(found),
        kind=kind,
        title_span=title.span,
        doc_number_span=reader.number,
        date_span=date_span,
        issuers=tuple(reader.issuers(kind, date_span)),
        addressees=tuple(reader.addressees()),
        addressee_line=reader.addressee,
    )
    return head, tuple(Line(s.start, s.end, r) for s, r in zip(spans, roles, strict=True))


def _declared_number(found: Mapping[str, str]) -> str | None:
    """The number that the page's record gives, where the text itself shows none."""
    given = re.sub(r"\s+", "", found.get("doc_number") or "")
    return given if NUMBER.fullmatch(given) else None


def _tail_roles(text: str, spans: Sequence[Span]) -> list[str]:
    """What a line shows of itself: a row, a date, an attachment, a remark; and the signature above a date."""
    roles = []
    for k, span in enumerate(spans):
        line = text[span.start : min(span.end, span.start + 130)]
        roles.append("row" if text.find("\t", span.start, span.end) >= 0 else "text")
        if span.end - span.start > 120 or roles[k] == "row":
            continue
        if DATE_LINE.fullmatch(line):
            roles[k] = "date"
            _mark_signature(text, spans, roles, k)
        elif ISO_LINE.fullmatch(line) and _mark_signature(text, spans, roles, k):
            roles[k] = "date"
        elif len(line) <= 60 and _ATTACHMENT.match(line):
            roles[k] = "attachment"
        elif _REMARK.match(line) or _PRINTER.fullmatch(line):
            roles[k] = "note"
    return roles


def _mark_signature(text: str, spans: Sequence[Span], roles: list[str], k: int) -> bool:
    """Lines of names alone above a date are a signature; whether there is any."""
    for j in range(k - 1, max(1, k - 7), -1):
        line = text[spans[j].start : min(spans[j].end, spans[j].start + 60)].strip(DECORATION)
        if not 2 <= len(line) <= 40 or re.search(r"[。；：:！？“”]", line) or roles[j] != "text":
            break
        if _SEAL.fullmatch(line):
            roles[j] = "note"
            continue
        if ends_like_body(line):
            roles[j] = "signature"
            continue
        above = text[max(0, spans[j - 1].end - 1) : spans[j - 1].end]
        below = roles[j + 1] == "signature" and not _WHOLE_NAME.match(text, spans[j + 1].start)
        if below and above == "。" and len(line) > 5 and not _CLOSING.match(line):
            roles[j] = "signature"  # the first half of a name over two lines
        break
    return "signature" in roles[max(0, k - 7) : k]


class _Reader:
    """Number, addressees and issuers, once the title is known; completes ``roles``."""

    def __init__(self, text: str, spans: Sequence[Span], roles: list[str], title: Title) -> None:
        self.text, self.spans, self.roles, self.title = text, spans, roles, title.span
        self.body_line = self._mark_title()
        if title.attached:  # number, addressees and issuers are the covering note's
            self.title, self.body_line = None, 0
        self.number = self._find_number()
        self.addressee = self._find_addressees()

    def _mark_title(self) -> int:
        """Give title lines their role; the index of the first line behind the title."""
        first = 0
        if self.title is None:
            return first
        for k, s in enumerate(self.spans[:HEAD_LINES]):
            whole = s.end <= self.title.end + 3
            if whole and s.start < self.title.end and s.end > self.title.start:
                self.roles[k] = "title"
            if s.start < self.title.end:
                first = k + whole
        return first

    # ------------------------------------------------------------ number, addressees

    def _find_number(self) -> Span | None:
        """The document's own 发文字号: it opens a line of the head or stands directly behind the title."""
        stop = max(self._body_start(), self.title.end + 60 if self.title else 200)
        region = blank_titles(self.text[: min(stop, HEAD_CHARS)])
        found = self._own_number(region) or self._own_order(region)
        if found:
            self._mark_number(found)
        return found

    def _mark_number(self, found: Span) -> None:
        """Give the lines that hold nothing but the number their role."""
        for k, s in enumerate(self.spans[:HEAD_LINES]):
            if s.start >= found.start - 6 and s.end <= found.end + 3 and self.roles[k] == "text":
                self.roles[k] = "number"

    def _own_number(self, region: str) -> Span | None:
        for match in NUMBER.finditer(region):
            at = match.start()
            if self.title and at < self.title.end < match.end():
                at = max(at, self.title.end)
                if at != self.title.end and self.title.start <= at:
                    continue
            if self.title and self.title.start < at < self.title.end:
                continue
            before = region[max(0, at - 1) : at]
            cut = shorten_agency(match) if at == match.start() else at
            red_head = region[:cut].endswith("文件")  # 某某市人民政府文件某政发〔2020〕57号
            if before in ("", *"\n 　\t#*★") or (self.title and at == self.title.end) or red_head:
                return Span(cut, match.end())
        return None

    def _own_order(self, region: str) -> Span | None:
        for match in ORDER.finditer(region):
            before = region[: match.start()][-1:]
            if before in ("", *"\n 　日") or DATE.search(region[max(0, match.start() - 16) : match.start()]):
                return Span(match.start(), (joint_orders(region, match.start()) or [match])[-1].end())
        return None

    def number_text(self) -> str | None:
        if self.number is None:
            return None
        return re.sub(r"[\s　]+", "", self.text[self.number.start : self.number.end])

    def _body_start(self) -> int:
        for k in range(self.body_line, min(self.body_line + 4, len(self.spans))):
            line = self.text[self.spans[k].start : self.spans[k].end][:400]
            if len(line) > 60 or measure_addressees(line.strip(DECORATION)):
                return self.spans[k].start
        return self.spans[self.body_line].start if self.body_line < len(self.spans) else 0

    def _find_addressees(self) -> Span | None:
        starts = [self.number.end] if self.number else []
        starts += [self.title.end] if self.title else []
        starts += [s.start for s in self.spans[self.body_line : self.body_line + 6]]
        labels = (_SENT_FIRST.match(self.text, *s) for s in self.spans[:HEAD_LINES])
        starts = [*(label.end() for label in labels if label), *starts]
        if self.title is None:
            starts += [s.start for s in self.spans[:HEAD_LINES]]
        for start in starts:
            rest = self.text[start : start + 500]
            left = len(rest) - len(rest.lstrip(" 　\t"))
            length = measure_addressees(rest[left:]) if rest[left : left + 1] != "\n" else 0
            if length:
                found = Span(start + left, start + left + length)
                self._mark_addressees(found)
                return found
        sent = _SENT_TO.search(self.text, max(0, len(self.text) - HEAD_CHARS))
        return Span(*sent.span("names")) if sent else None

    def _mark_addressees(self, found: Span) -> None:
        """Give the lines that hold nothing but the addressees their role."""
        for k, s in enumerate(self.spans):
            if s.start > found.end:
                break
            if s.start >= found.start - 4 and s.end <= found.end + 2:
                self.roles[k] = "addressee"

    def addressees(self) -> list[Span]:
        """The names of the addressee line, each as written."""
        if self.addressee is None:
            return []
        start, end = self.addressee
        start += self.text[start] in "：:"
        end -= self.text[end - 1] in "：:"
        spans = _join_ranks(self.text, split_bodies(self.text, start, end))
        return [s for s in spans if s.end - s.start > 1 or self.text[s.start] in "乡镇"]

    # ------------------------------------------------------------ issuers

    def issuers(self, kind: str, date_span: Span | None) -> list[Span]:
        """The issuing bodies where the text names them: in title, signature, order or passing."""
        names = self._of_title() or self._of_signature() or self._of_order()
        return names or self._above_date(date_span) or self._in_passing(kind)

    def _above_date(self, date_span: Span | None) -> list[Span]:
        """The name right in front of the date; the office in front of …印发 only printed the document."""
        if date_span is None or _PRINTED.match(self.text, date_span.end):
            return []
        before = name_before(self.text, date_span.start)
        return self._names(before.start, before.end) if before else []

    def _in_passing(self, kind: str) -> list[Span]:
        """Whoever passed a regulation by its header; whom the speaker of a report represents."""
        if kind == "regulation":
            match = _PASSING_BODY.search(header_of(self.text))
            return [Span(*match.span("body"))] if match else []
        match = _REPRESENTED.search(self.text) if kind == "speech" else None
        return [Span(*match.span(part)) for part in ("body", "second") if match and match[part]]

    def _of_title(self) -> list[Span]:
        if self.title is None:
            return []
        match = _TITLE_NAMES.match(self.text, self.title.start, self.title.end)
        if match is None:
            return []
        start = match.start()
        length = len(_NAMES_END.split(match["names"])[0].rstrip())
        names = self._names(start, start + length)
        return [s for s in names if ends_like_body(self.text[s.start : s.end])]

    def _of_signature(self) -> list[Span]:
        found: list[Span] = []
        half: int | None = None  # where a name over two lines begins
        for k, role in enumerate(self.roles):
            if role == "signature":
                core = trim_line(self.text, self.spans[k])
                if not ends_like_body(self.text[slice(*core)]):
                    half = core.start
                elif half is not None:
                    found, half = [*found, Span(half, core.end)], None
                else:
                    found += self._names(core.start, core.end)
            elif role == "date" and found:
                break
        return found

    def _of_order(self) -> list[Span]:
        found = []
        for match in joint_orders(self.text, self.number.start) if self.number else ():
            start, end = match.span("body")
            if self.text.startswith("中华人民共和国国务院", start):
                start += len("中华人民共和国")
            found.append(Span(start, end))
        return found

    def _names(self, start: int, end: int) -> list[Span]:
        """Single names; joint issuers without a separator (某市委某市政府) are parted."""
        found: list[Span] = []
        for s in split_bodies(self.text, start, end):
            at = s.start
            for m in _JOINED_NAMES.finditer(self.text, s.start, s.end):
                left, right = self.text[at : m.start()], self.text[m.start() : s.end]
                if len(left) >= 4 and len(right) >= 4 and _two_names(left, right):
                    found.append(Span(at, m.start()))
                    at = m.start()
            found.append(Span(at, s.end))
        return [s for s in found if s.end - s.start >= 2]


def _join_ranks(text: str, spans: Sequence[Span]) -> list[Span]:
    """Parts that share a head are one name: 各省、自治区、直辖市教育厅, 省直各委、办、厅、局, 各部门、单位."""
    joined: list[Span] = []
    for span in spans:
        if joined and text[joined[-1].end : span.start].strip() in ("、", "和", "及", "与"):
            before, here = text[joined[-1].start : joined[-1].end], text[span.start : span.end]
            if any(left.search(before) and right.match(here) for left, right in _SHARED_HEADS):
                joined[-1] = Span(joined[-1].start, span.end)
                continue
        joined.append(span)
    return joined


def _two_names(left: str, right: str) -> bool:
    """市委|市人民政府 are two names, 人民政府|办公室 and 委员会|办公室 are one."""
    if not (ends_like_body(left) and ends_like_body(right)):
        return False
    if re.match(r"办公[厅室]|机关|党组|党委|直属|综合|信访", right):
        return False
    if re.fullmatch(r"[省市县区州]委(?:办公[厅室]|办)?", left):  # 区委办公室|区政府办公室
        return right.startswith((f"{left[0]}政府", f"{left[0]}人民政府"))
    place = re.match(r"(?:中共)?([㐀-鿿]{2,4}?[省市县区州])", left)
    return (
        right.startswith("中共")
        or bool(place and right.startswith(place[1]))
        or bool(re.match(r"[㐀-鿿]{2,5}[省市县区州]", right))
    )
