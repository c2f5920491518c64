"""Documents named in a text: 《…》 and 发文字号 (国办发〔2019〕3号, 国务院令第624号)."""

from __future__ import annotations

import re

from ..firsts import compile_gated
from ..records import Span

#: A title of a document is not longer than this; a 《 that is not closed within it opens nothing.
MAX_TITLE = 300

_BRACKET = re.compile(r"[《》]")
_YEAR = r"[〔\[［（(【]\s*(?:19|20)\d\d\s*(?:年)?\s*[〕\]］）)】]"
_DIGITS = r"[0-9一二三四五六七八九十百〇零]{1,6}"
_NUMBER = re.compile(rf"{_YEAR}\s*(?:第\s*)?{_DIGITS}\s*号")
#: The year may stand first: 〔1996〕武司字第82号.
_YEAR_FIRST = re.compile(rf"{_YEAR}[\u4e00-\u9fff]{{1,8}}字第?\s*{_DIGITS}\s*号")
#: Letters of a 机关代字 in front of the year, read from the right: at most sixteen characters.
_AGENCY = re.compile(r"(?:[\u4e00-\u9fff]|（[\u4e00-\u9fff]{1,4}）){1,16}\Z")
_ORDER = compile_gated(
    rf"(?:令|公告)(?:〔\d{{4}}〕|\d{{4}}年)?\s*第?\s*{_DIGITS}\s*号|(?<=[部会局署院行])(?:令|公告)\d{{4}}年第\d+号"
)
_ORDER_BODY = re.compile(
    r"(?:中华人民共和国)?(?:国务院|主席|[省市]政府|[\u4e00-\u9fff]{2,16}?(?:部|委|委员会|总局|局|署|行|政府|常委会|会|中央军委))\Z"
)
#: What stands in front of a number without being part of it; one character of these may also be part of it
#: (玉经信〔2018〕61号), unless it opens the run or closes a longer text.
_LEAD = re.compile(
    r".*"
    r"(?:取消|修改|参见|详见|符合|根据|依据|按照|依照|参照|对照|执行|落实|遵照|贯彻|废止|替代|修订|以及|公布|发布"
    r"|印发|通知|文件|规定|意见|方案|办法|"
    r"决定|批复|函复|请示|细则|的(?:复?函|批复)(?=..)|办公室|委员会|政府|[局厅](?=..)"
    r"|(?:^|(?<=号)|(?<=.{3}))(?:[在将即对和与及见原以自按由或同等]|经(?![信发贸济])))"
)
_BODY_LEAD = re.compile(
    r".*(?:根据|依据|按照|依照|参照|以及|公布|发布|通过|执行|(?<!共)和|与|及|见|以|按|由|或|日)"
)


def find_documents(text: str) -> list[Span]:
    """Spans of the documents named in ``text``, in order, never nested (the outer title wins)."""
    titles = _titles(text)
    numbers = [*_agency_numbers(text), *_orders(text)]
    numbers += [Span(*m.span()) for m in _YEAR_FIRST.finditer(text)]
    inside = bytearray(len(text))
    for start, end in titles:
        inside[start:end] = b"\1" * (end - start)
    return sorted([*titles, *(n for n in numbers if not inside[n.start])])


def _titles(text: str) -> list[Span]:
    spans: list[Span] = []
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] == "《":
            if opened and (
                match.start() - opened[0] > MAX_TITLE or "\n\n" in text[opened[0] : match.start()]
            ):
                opened.clear()  # the earlier one was never closed
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if not opened and match.end() - start <= MAX_TITLE:
                spans.append(Span(start, match.end()))
            elif opened and match.end() - opened[0] > MAX_TITLE:
                opened.clear()
                spans.append(Span(start, match.end()))
    return spans


def _agency_numbers(text: str) -> list[Span]:
    spans = []
    for match in _NUMBER.finditer(text):
        window = text[max(0, match.start() - 16) : match.start()]
        agency = _AGENCY.search(window)
        if agency is None:
            continue
        name = agency[0]
        if name.endswith(("令", "公告")):
            continue  # 河北省人民政府令〔2019〕第4号 has a body's name in front: see _orders
        lead = _LEAD.match(name)
        if lead and lead.end() < len(name):
            name = name[lead.end() :]
        if 1 < len(name) <= 12:
            spans.append(Span(match.start() - len(name), match.end()))
    return spans


def _orders(text: str) -> list[Span]:
    spans = []
    for match in _ORDER.finditer(text):
        window = text[max(0, match.start() - 28) : match.start()]
        start = max(window.rfind(mark) for mark in "，。；：（(《》、\n\t ”“") + 1
        window = window[start:]
        lead = _BODY_LEAD.match(window)
        if lead and lead.end() < len(window):
            window = window[lead.end() :]
        body = _ORDER_BODY.search(window)
        if body:
            spans.append(Span(match.start() - len(body[0]), match.end()))
    return spans
