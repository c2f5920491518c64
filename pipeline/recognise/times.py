"""Dates: what holds at least one number of a year, month or day; never a duration, never 今年 or 近日."""

from __future__ import annotations

import re

from ..records import Span

#: The letter O is written for 〇 (二O一八年).
_HAN = "〇零○OＯoО0一二三四五六七八九"
_YEAR = rf"(?:(?<!\d)(?:1[89]|20)\d\d|[一二][{_HAN}]{{3}})"
_MONTH = r"(?:(?<!\d)(?:1[0-2]|0?[1-9])|(?<![一二三四五六七八九十个])(?:十[一二]?|[一二三四五六七八九]))"
_DAY = r"(?:(?<!\d)(?:3[01]|[12]\d|0?[1-9])|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_PART = r"(?:年?[底末]|年?初(?!步|级|期|次|中|心)|年度|年终|年中|上半年|下半年|第?[一二三四]季度|度(?!假|夏|冬|过))"
_MONTH_PART = r"(?:份|[底末初](?!步|级|期)|[上中下]旬)"
_NOT_SPAN = r"(?!以?内|（\d+小时）|后的|以上|以下|期满|期间?限|时间|的期限|之内|工作制)"
_RANGE = r"(?:至|到|—+|－|–|―|-|~|～)"

_DATE = re.compile(
    rf"(?=[\d{_HAN}十])(?:(?P<full>{_YEAR}\s?年\s?{_MONTH}\s?月(?:\s?{_DAY}\s?[日号]|{_MONTH_PART})?"
    rf"|{_YEAR}\s?年\s?{_MONTH}(?={_RANGE}{_MONTH}\s?月)"
    rf"|{_YEAR}\s?年(?!代|来|间|以?内){_PART}?"
    rf"|{_YEAR}(?:{_RANGE}{_YEAR})?学年|{_YEAR}(?={_RANGE}{_YEAR}\s?年)"
    rf"|(?<![\d.\-/])(?:19|20)\d\d([-/.])(?:1[0-2]|0?[1-9])\2(?:3[01]|[12]\d|0?[1-9])(?![\d.\-/]|\s\d\d:\d\d:\d\d)"
    rf"|{_MONTH}\s?月(?:\s?{_DAY}\s?[日号]|(?:\d{{1,2}})(?={_RANGE}{_DAY}日)|{_MONTH_PART}))"
    rf"|(?P<month>(?<!\d)(?:1[0-2]|0?[1-9])\s?月(?!{_NOT_SPAN[3:-1]}|度|供|嫂|租|薪))"
    rf"|(?P<day>(?<!\d)(?:3[01]|[12]\d|0?[1-9])日(?!{_NOT_SPAN[3:-1]}|起算|均|常|志|报|历|元|处)))"
)
#: In front of a lone day these make it a duration (满30日, 之日起15日) or part of another number.
_DURATION = re.compile(
    r"(?:满|起|后|前|超过|不足|少于|不得?少于|多于|达|过|提前|连续|逾|每|近|约|为|共|[至到—\-–~～或、]\d{0,2}|[\d.%])\Z"
)
#: 9月3-|4日, 9月3日、|4日: what leads from one date to the next.
_FROM_DATE = re.compile(rf".{_RANGE}|日、")


def find_dates(text: str) -> list[Span]:
    """Spans of the dates in ``text``, in order; both ends of a range are dates of their own."""
    spans: list[Span] = []
    for match in _DATE.finditer(text):
        if match["day"] is not None:
            before = text[max(0, match.start() - 5) : match.start()]
            if _DURATION.search(before) and not _goes_on(text, spans, match.start()):
                continue
        spans.append(Span(match.start(), match.end()))
    return spans


def _goes_on(text: str, dates: list[Span], at: int) -> bool:
    """Whether nothing but what joins dates stands between the last of them and ``at``."""
    return bool(dates) and _FROM_DATE.fullmatch(text, dates[-1].end - 1, at) is not None
