"""The grammar of list markers: every string in a text that could number an item, with its place and strength.

A marker here is only a *candidate*. Which candidates number something is decided by ``lists.py``, which sees
the sequence; this module refuses what cannot be a marker wherever it stands (第一书记, 1.5亿元, 按照第三条,
一、二、三等奖) and says how firmly the rest is bounded on its left.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ..records import Line, Span
from .numerals import parse_number, parse_stem

#: How firmly a candidate is bounded on its left: glued to a character, behind a comma or a space, behind the
#: end of a clause or a closing bracket, at the start of a line.
GLUED, LOOSE, FIRM, OPENING = range(4)

#: Families number one list together (一是…二要…三曰; 首先…第二…最后). Rank orders the families of headings
#: from the outermost in; a family without one nests wherever it stands.
FAMILY = MappingProxyType(
    {
        "part": "part", "chapter": "chapter", "section": "section", "article": "article",
        "dun": "dun", "paren": "paren", "arabic": "arabic", "decimal": "decimal",
        "paren_arabic": "paren_arabic", "half_paren": "half_paren", "circled": "circled", "letter": "letter",
        "stem": "stem", "topic": "topic", "shi": "shi", "di": "di", "qi": "di", "sequence": "di",
        "aspect": "aspect",
    }
)  # fmt: skip
RANK = MappingProxyType(
    {
        "part": 0, "chapter": 1, "section": 2, "article": 3, "stem": 4, "dun": 5, "paren": 6, "arabic": 7,
        "decimal": 8, "half_paren": 9, "paren_arabic": 9, "circled": 10, "letter": 11,
    }
)  # fmt: skip
_ONE = "一二三四五六七八九十"
_NUM = "[一二三四五六七八九十百零〇廿卅]{1,6}"
_SEQUENCE = MappingProxyType({"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": -1})
_ASPECT = MappingProxyType({"一": 1, "另一": 2, "又一": 3, "再一": 3, "还有一": 3})

#: Only what one of the styles can begin with is tried: three times faster on running text.
_FIRST = (
    rf"(?=[第其首再最另又还(（㈠-㈩㊀-㊉⑴-⒇①-⑳㉑-㉟➀-➉❶-❿⒈-⒛\d甲乙丙丁戊己庚辛A-Ha-hＡ-Ｈ{_ONE}百千零〇廿卅])"
)
_MARKER = re.compile(
    _FIRST
    + "(?:"
    + "|".join(
        (
            rf"(?P<part>第[ 　]?(?:{_NUM}|\d{{1,2}})[ 　]?(?:部分|编|篇))",
            rf"(?P<chapter>第[ 　]?(?:{_NUM}|\d{{1,2}})[ 　]?章)",
            rf"(?P<section>第[ 　]?(?:{_NUM}|\d{{1,2}})[ 　]?节)",
            rf"(?P<article>第[ 　]?(?:{_NUM}|\d{{1,3}})[ 　]?条(?:之{_NUM})?)",
            (
                rf"(?P<topic>第{_NUM}(?:个(?:问题|方面|要求|环节|关系|重点)|方面|点|步)"
                rf"(?:[，,、：:]|[是要](?=[^{_ONE}求素务点])))"
            ),
            rf"(?P<di>第{_NUM}(?:[，,、：:]|[是要](?=[^{_ONE}求素务点])))",
            rf"(?P<qi>其{_NUM}(?:[，,、：:]|是)?)",
            rf"(?P<paren>[(（][ 　]?{_NUM}[ 　]?[)）][、．.]?|[㈠-㈩㊀-㊉])",
            r"(?P<paren_arabic>[(（][ 　]?\d{1,2}[ 　]?[)）][、．.]?|[⑴-⒇])",
            r"(?P<circled>[①-⑳㉑-㉟➀-➉❶-❿])",
            rf"(?P<shi>{_NUM}(?:是|要(?![求素务点件害略])|曰|来(?=[，,、]|[^{_ONE}自源到])))",
            r"(?P<aspect>(?:另|又|再|还有)?一方面[，,、]?)",
            r"(?P<sequence>(?:首先|其次|再次|再者|最后)(?:[，,、：:]|(?=[要是])))",
            rf"(?P<dun>{_NUM}[、．.]|(?<![^\n]){_NUM}[，,：: 　])",
            (
                r"(?P<decimal>(?<![\d.．])\d{1,2}(?:[.．]\d{1,2}){1,3}"
                r"(?![\d.．%％年个万亿元倍米公千百厘毫平吨度以版寸]))[、.．]?"
            ),
            r"(?P<arabic>\d{1,3}[.．、]|[⒈-⒛])",
            r"(?P<half_paren>\d{1,2}[)）])",
            r"(?P<stem>[甲乙丙丁戊己庚辛][、．.])",
            r"(?P<letter>[A-HＡ-Ｈ][.．、)）]|[a-h][)）])",
        )
    )
    + ")"
)
_SKIP = re.compile(r"[ 　\t*#_]*")  # what may stand between a marker and its text, markdown included
#: Markers that may stand on a line of their own, above what they number.
_ALONE = frozenset(("dun", "paren", "arabic"))
_LINE_PREFIX = re.compile(r"[ 　\t*#>_\-•·]*\Z")
_FIRM_BEFORE = frozenset("。；;！!？?：:）)】〕…”\t")
_LOOSE_BEFORE = frozenset("，,、 　—－-~～》.")


class Candidate(NamedTuple):
    """A string that may number an item; ``text_start`` is where the item's own text would begin.

    ``ordinal`` is the number it writes; -1 for 最后, whose number depends on its list. ``path`` is the number
    of a decimal marker in full (3.2.1 → (3, 2, 1)), ``form`` tells marks of one style apart
    (``1.`` from ``1、``).
    """

    start: int
    end: int
    text_start: int
    style: str
    ordinal: int
    bound: int
    line: int
    form: str = ""
    path: tuple[int, ...] = ()

    @property
    def family(self) -> str:
        return FAMILY[self.style]


# ---------------------------------------------------- what no list is numbered by

_CLASSED = "[等级类产季期次批组线档区环层年月日号楼度]"
#: Per style: what may not stand before the candidate, and what may not follow it (both tested at its edges).
_BEFORE = MappingProxyType(
    {
        "part": r"[《本该]",
        "chapter": r"(?:[》照据按由反和至及、或到的]|(?<!办)法|[本该][^，。；\n]{0,3}(?:法|例))",
        "section": r"(?:[本该法例》照据按由反和至及、或到]|季|小)",
        "article": r"(?:[定程》照据按由反和至及、或与到依将的款在对删除原以]|(?<!办)法"
        r"|[本该][^，。；\n]{0,3}(?:法|例)|(?<![总附细])则|合并|增加)",
        "di": r"[并列居成为了名获位]",
        "topic": r"[并列居成为了名获位]",
        "qi": r"[\w]?(?:尤|何|与|极)",
        "paren": rf"[第款]|[(（]|第[(（]{_NUM}[)）]",
        "paren_arabic": r"[第图表式注款文]",
        "shi": r"[第之唯统其万单专百千零〇划同归合每进近不初某如不逐若这那哪任另有]",
        "aspect": r"[这某每哪任同各单在从那]|另|第",
        "sequence": r"[到直是至的在之并后列]",
        "dun": rf"[第{_ONE}百千零〇两之初周期礼拜星图表中至统唯专单划归合不万同其某每]",
        "arabic": r"\d[:：]|[第\d.．/～~\-—+×约版式VvGBTＡ-Ｚa-zA-Z]|(?:\n|[见如附（(])[表图]|附件",
        "half_paren": r"[\d第.．/\-—(（A-Za-z]",
        "stem": r"[(（\w]",
        "letter": r"[0-9A-Za-z.．/、\-＋+&（(]",
        "circled": r"[第图表注见]",
        "decimal": r"[A-Za-zＡ-Ｚ第约达为到至增长少低高了是≥≤<>=/+\-~～—]",
    }
)
_AFTER = MappingProxyType(
    {
        "part": r"[内容的]",
        "chapter": r"(?:规定|[所的、至和])",
        "section": r"(?:规定|[所的、至和课])",
        "article": r"(?:[、至和及或所中的款]|规定|第[一二三四五六七八九十]|修改|之规定|以外|的|[”’])",
        "di": rf"(?:第?{_NUM}|\d|[产季])",
        "topic": rf"第{_NUM}",
        "paren": r"[项款目](?:规定|所列|情形|[、，的和至中])|号|条(?:规定|所列|涉及|[、，的和至中])|点[“、，的]"
        r"|[至和及或]第?[(（]",
        "paren_arabic": r"[项款目](?:规定|所列|情形|[、，的和至])|[号]|[至和及或]第?[(（]|\s*[A-Za-z]*=",
        "shi": r"(?:[一二三四五六七八九十]{1,3}是|一[，、。；”]|二[，、。；”]"
        r"|[一二三四五六七八九十][,，]|否|非|什么|何)",
        "dun": rf"{_NUM}(?:[、是]|{_CLASSED}|[个项条款章])",
        "arabic": r"\d(?!\d{3}年|\d{3}-)|%",
        "half_paren": r"[、至]",
        "decimal": r"(?![ 　]?[㐀-鿿《“（])",
        "stem": r"[乙丙丁]|方",
        "letter": r"[A-Za-z类级]",
        "aspect": r"的",
    }
)
_BEFORE_RE = MappingProxyType({k: re.compile(f"(?:{v})\\Z") for k, v in _BEFORE.items()})
_AFTER_RE = MappingProxyType({k: re.compile(v) for k, v in _AFTER.items()})
#: At the start of a line the character before does not count, and a class word may follow (二、三位一体).
_OPENING_FREE = frozenset({"article", "chapter", "section", "part", "dun", "paren", "shi"})
_ENUMERATED = re.compile(
    rf"{_NUM}、{_NUM}(?:、|{_CLASSED}|名)|{_NUM}、第{_NUM}(?:、|完成|名|位|等|作者)"
    rf"|\d{{1,3}}、\d{{1,3}}(?:、\d|[类级等号年月日期个项批])"
)
#: Of these it is sure: 1、2、3类人才, 一、二层次培养人选, 一、二等奖.
_SORTED = re.compile(
    rf"(?:{_NUM}|\d{{1,3}})、(?:(?:{_NUM}|\d{{1,3}})、)*(?:{_NUM}|\d{{1,3}})(?:类|层次|等奖|名)"
)
#: The bare name of a chapter that runs into its first article.
_BARE_NAME = re.compile(r"[㐀-鿿、（） 　]{1,24}")
#: What a decision changes in another text stands in quotation marks and numbers items all the same.
_AMENDS = re.compile(r"作(?:出)?(?:如下|以下)(?:修改|修订|修正)|作(?:如下|以下)[^，。；]{0,6}修改")
_ARTICLE_REFERENCE = re.compile(r"[、至和及或]|(?:所|的)?规定|所列|第[一二三四五六七八九十]+[款项]")


def find_candidates(text: str, lines: Sequence[Line]) -> list[Candidate]:
    """Every marker candidate of ``text`` in reading order, in time linear in its length."""
    starts = [line.start for line in lines]
    hidden = _Hidden(text, lines)
    found: list[Candidate] = []
    doubtful: list[Candidate] = []
    for match in _MARKER.finditer(text):
        candidate = _candidate(text, match, lines, starts)
        if candidate is None or hidden.covers(candidate):
            continue
        if not _refused(text, candidate):
            found.append(candidate)
        elif (
            candidate.bound == OPENING
            and candidate.style in ("dun", "arabic")
            and not _SORTED.match(text, candidate.start)
        ):
            doubtful.append(candidate)
    found += _answered(doubtful, found)
    return list(_with_glued_articles(text, sorted(found)))


def _answered(doubtful: Sequence[Candidate], found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Those that open a line with two numbers (一、二次调查…) where a later line opens with the next number
    and none with their own."""
    last: dict[tuple[str, str, int], int] = {}
    for c in (*found, *doubtful):
        if c.bound == OPENING:
            key = (c.style, c.form, c.ordinal)
            last[key] = max(last.get(key, -1), c.start)
    taken = {(c.style, c.form, c.ordinal) for c in found if c.bound == OPENING}
    for c in doubtful:
        if (c.style, c.form, c.ordinal) in taken:
            continue
        if last.get((c.style, c.form, c.ordinal + 1), -1) > c.start:
            yield c


def _with_glued_articles(text: str, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates; a chapter and the article that its bare name runs into (第一章总则第一条…) are firm."""
    glued = FIRM - 1
    for k, c in enumerate(found):
        if glued >= FIRM:
            c, glued = c._replace(bound=max(c.bound, glued)), FIRM - 1
        after = found[k + 1] if k + 1 < len(found) else c
        heads = c.style in ("chapter", "section") and (after.style, after.line) == ("article", c.line)
        if heads and _BARE_NAME.fullmatch(text, c.text_start, after.start):
            c = c._replace(bound=max(c.bound, FIRM))
            glued = c.bound
        yield c


def _candidate(text: str, match: re.Match[str], lines: Sequence[Line], starts: list[int]) -> Candidate | None:
    style = match.lastgroup or ""
    start, end = match.span()
    written = match[style]
    line = bisect_right(starts, start) - 1
    if line < 0 or start >= lines[line].end:
        return None
    if style == "dun" and written[-1] in "，,：: 　" and start != lines[line].start:
        return None
    ordinal, path, form = _ordinal(style, written)
    if ordinal is None:
        return None
    text_start = _SKIP.match(text, end).end()  # type: ignore[union-attr]
    text_start = min(max(text_start, end), lines[line].end)
    if text_start < end:
        return None
    bound = _bound(text, start, lines[line].start)
    if style in _ALONE and text_start == lines[line].end and bound == OPENING:
        after = lines[line + 1] if line + 1 < len(lines) else lines[line]
        if after.start > end and after.role == "text" and not _MARKER.match(text, after.start):
            text_start, line = after.start, line + 1
    return Candidate(start, end, text_start, style, ordinal, bound, line, form, path)


def _ordinal(style: str, written: str) -> tuple[int | None, tuple[int, ...], str]:
    if style == "sequence":
        return _SEQUENCE[written[:2]], (), ""
    if style == "aspect":
        return _ASPECT[written.rstrip("，,、")[:-2]], (), ""
    if style == "stem":
        return parse_stem(written[0]), (), ""
    if style == "letter":
        return (ord(written[0].upper()) - 64) & 31, (), written[-1]
    if style == "decimal":
        path = tuple(int(x) for x in re.split("[.．]", written))
        return path[-1], path, ""
    number = re.search(rf"{_NUM}|\d+", written)
    value = parse_number(number[0] if number else written[0])
    if value is not None and not (0 < value < 1000 if style == "article" else 0 < value < 200):
        value = None
    form = "、" if style == "arabic" and written[-1] == "、" else ""
    return value, (), form


def _bound(text: str, start: int, line_start: int) -> int:
    if start == line_start or (
        _LINE_PREFIX.match(text[max(line_start, start - 12) : start]) and (start - line_start <= 12)
    ):
        return OPENING
    before = text[start - 1]
    if before in _FIRM_BEFORE or (before == "“" and text[start - 2 : start - 1] in _FIRM_BEFORE):
        return FIRM
    return LOOSE if before in _LOOSE_BEFORE else GLUED


def _refused(text: str, c: Candidate) -> bool:
    before, after = _BEFORE_RE.get(c.style), _AFTER_RE.get(c.style)
    if c.style in ("dun", "arabic") and _ENUMERATED.match(text, c.start):
        return True
    if c.bound == OPENING and text[max(0, c.start - 2) : c.start].rstrip().endswith("第"):
        return True  # a line that was broken inside 第（三）条
    if c.bound == OPENING and c.style in _OPENING_FREE:
        if c.style in ("article", "chapter", "section", "part"):
            return bool(_ARTICLE_REFERENCE.match(text, c.end))
        if c.style == "paren":
            return bool(after and after.match(text, c.end))
        return c.style == "shi" and bool(after and after.match(text, c.end))
    # a boundary of punctuation cannot be the wrong word; only what is glued or spaced is tested for words
    if before and c.bound != OPENING and before.search(text[max(0, c.start - 6) : c.start]):
        return True
    if c.style == "arabic" and c.form == "、":
        return c.bound != OPENING and text[c.end : c.end + 1].isdigit()
    return bool(after and after.match(text, c.end))


class _Hidden:
    """Spans in which nothing numbers an item of this text: quotations, titles in 《》, short brackets."""

    _QUOTES = re.compile(r"[“”《》「」『』]|\n")
    _BRACKETS = re.compile(r"[(（][^()（）\n]{6,80}[)）]")
    _BRACKETED_STYLES = frozenset(
        {"dun", "arabic", "half_paren", "di", "sequence", "article", "chapter", "letter"}
    )

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self.quotes = sorted(_quoted_spans(text, self._QUOTES))
        self.quote_starts = [s for s, _ in self.quotes]
        self.text, self.amends = text, bool(_AMENDS.search(text))
        self.brackets = [m.span() for m in self._BRACKETS.finditer(text)]
        self.bracket_starts = [s for s, _ in self.brackets]

    def covers(self, c: Candidate) -> bool:
        if self.amends and c.style == "paren" and self.text[c.start - 1 : c.start] == "“":
            return False  # 修改为：“…下列情形：“（一）…；“（二）…”
        i = bisect_right(self.quote_starts, c.start) - 1
        if i >= 0 and self.quotes[i][0] < c.start < self.quotes[i][1]:
            return True
        if c.style not in self._BRACKETED_STYLES:
            return False
        i = bisect_right(self.bracket_starts, c.start) - 1
        return i >= 0 and self.brackets[i][0] < c.start and c.end < self.brackets[i][1]


def _quoted_spans(text: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    """Outermost quotations; one that is not closed counts only where it opens its paragraph."""
    closing = {"“": "”", "《": "》", "「": "」", "『": "』"}
    opened = -1
    sign = ""
    depth = 0
    line_start = 0
    for match in pattern.finditer(text):
        at, c = match.start(), match[0]
        if c == "\n":
            if opened >= 0 and not text[line_start:opened].strip(" 　"):
                yield Span(opened, at)
            opened, depth, line_start = -1, 0, at + 1
        elif opened < 0:
            if c in closing:
                opened, sign, depth = at, c, 1
        elif c == sign:
            if c == "《":
                depth += 1
            else:
                opened = at  # “ again: the first one was never closed
        elif c == closing[sign]:
            depth -= 1
            if depth <= 0:
                yield Span(opened, at + 1)
                opened = -1
    if opened >= 0 and not text[line_start:opened].strip(" 　"):
        yield Span(opened, len(text))
