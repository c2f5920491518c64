"""Who issued a document by its number (发文字号): what the letters of a place's offices stand for."""

from __future__ import annotations

import re

from ..bodywords import OFFICE
from .reading import Reading

_NUMBER_BODIES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("^国办"), "国务院办公厅"),
    (re.compile("^国(?:发|函)"), "国务院"),
    (re.compile("^中办"), "中共中央办公厅"),
    (re.compile("^中发"), "中共中央"),
    (re.compile("[一-龥]{0,4}(?:政府办|政办|府办)"), "{place}人民政府办公室"),
    (re.compile("[一-龥]{0,4}(?:委办|党办)"), "中共{place}委办公室"),
    (re.compile("[一-龥]{0,4}(?:政府|政|府)(?:发|函|字|告|规|〔|\\[|明电)"), "{place}人民政府"),
    (re.compile("[一-龥]{0,4}(?:委|党)(?:发|函|字|〔|\\[)"), "中共{place}委"),
)

_OFFICE_OF_PROVINCE = "办公厅"
_NUMBER_PREFIX = re.compile("^([一-龥]{2,8}?)(?:[发函办综规字告通]{0,2})(?=[〔\\[【（(])")


def _department_of_number(number: str, reading: Reading) -> list[str]:
    """嘉市监〔2018〕87号: the department its letters stand for, if the text names it."""
    names = reading.names
    match = _NUMBER_PREFIX.match(number)
    home = names.context.home
    if match is None or home is None:
        return []
    place = names.registry.regions.official(home)
    for skip in (1, 2, 3):
        full = names.registry.stems.get(match[1][skip:])
        if full:
            named = [
                m.canonical for m in reading.mentions if m.canonical and m.canonical.startswith(place + full)
            ]
            if named:
                return [max(named, key=named.count)]
    return []


def by_number(reading: Reading) -> list[str]:
    """The body a 发文字号 stands for, when nothing else names the issuer (临政发 in a Linhai document)."""
    number, names = reading.head.doc_number or "", reading.names
    home = names.context.home
    for pattern, body in _NUMBER_BODIES:
        if pattern.match(number):
            if "{place}" not in body:
                return [body]
            if home is None:
                return []
            place = names.registry.regions.official(home)
            if home.level == "province" and body.endswith(OFFICE):
                body = body.replace(OFFICE, _OFFICE_OF_PROVINCE)
            return [body.format(place=place)]
    return _department_of_number(number, reading)
