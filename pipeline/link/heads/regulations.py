"""Who made a regulation: by its order, by the session that passed it, by a name that only one body can give."""

from __future__ import annotations

import re

from .reading import Reading

_ORDER = re.compile("^(?:中华人民共和国)?([一-龥]{2,30}?)(?:令|公告)")
_ORDER_IN_TEXT = re.compile(
    "(?:中华人民共和国)?((?:国务院|[一-龥]{2,16}?(?:人民政府|部|委员会|总局|署|局)))令(?=[第〔（])"
)
_PASSED = re.compile(
    "([一-龥]{2,20}?人民代表大会)(常务委员会)?第[一二三四五六七八九十百\\d]+次(?:会议|全体会议)[^。\\n]{0,4}?"
    "(?:通过|修[订正])"
)
_PASSED_IN_OFFICE = re.compile(
    "(国务院|[一-龥]{2,14}?(?:人民政府|部|委员会|总局))(?:令)?第[一二三四五六七八九十百\\d]+次(?:政府)?"
    "(?:常务|部务|委务|局务|署务|办公|(?:委?主任|部长|局长|署长)(?:办公)?)会议"
)
_PASSED_TERM = re.compile("第[一二三四五六七八九十]+届(?=全国|[一-龥]*人民代表大会)")


_OF_THE_PRESIDENT = ("主席", "中华人民共和国主席")
#: A date that stands glued to the name behind it (3月1日某某省人民代表大会).
_DATE_BEFORE = re.compile("^.*(?:日|年|月)")
_DAY_BEFORE = re.compile("^.*(?:日|年)")


def by_order(reading: Reading) -> list[str]:
    """Regulations: 国务院令第624号 → 国务院; 浙江省…人民代表大会常务委员会…会议通过."""
    text, names = reading.text, reading.names
    if reading.head.kind != "regulation":
        return _adopted(text)
    number = reading.head.doc_number or ""
    match = _ORDER.match(number) or _ORDER_IN_TEXT.search(text[:800])
    if match and match[1] not in _OF_THE_PRESIDENT:
        return [names.canonical(_DATE_BEFORE.sub("", match[1]))]
    match = _PASSED_IN_OFFICE.search(text[:1500])
    if match:
        return [names.canonical(_DAY_BEFORE.sub("", match[1]))]
    return _passed_by(text[:1500]) or _maker_by_name(reading)


_ADOPTED = re.compile("\\s*[（(](?:19|20)\\d\\d年[^（）()]{10,80}?(?:通过|修[订正])[）)]")


def _adopted(text: str) -> list[str]:
    """Who adopted what opens with a line of its adoption, whatever kind of text it is."""
    line = _ADOPTED.match(text)
    return _passed_by(line[0]) if line else []


def _passed_by(text: str) -> list[str]:
    """The congress, or its committee, that passed what the text is about."""
    match = _PASSED.search(_PASSED_TERM.sub("", text))
    return [_DAY_BEFORE.sub("", match[1]) + (match[2] or "")] if match else []


_LOCAL_STATUTE = re.compile("条例$|实施《[^》]{2,40}法》(?:的)?(?:办法|规定)$")
_VERSION = re.compile("[（(][^（）()]{1,16}[）)]$")
#: A regulation of the party says what it rests on.
_OF_THE_PARTY = re.compile("^《?中国共产党|根据《中国共产党章程》")


_STATUTE = "条例"
_STANDING_COMMITTEE = "人民代表大会常务委员会"
_PARTY_CENTRE = "中共中央"
_CABINET = "国务院"


def _maker_by_name(reading: Reading) -> list[str]:
    """Who alone can have made a regulation of that name.

    A local 条例, or 某某省实施《…法》办法, is the standing committee's of that place; a 条例 of no place is
    the State Council's, or the party centre's where it rests on the party's constitution.
    """
    text, names = reading.text, reading.names
    title = _VERSION.sub("", reading.title)
    regions, _ = names.registry.regions.leading(title)
    if len(regions) == 1 and _LOCAL_STATUTE.search(title):
        return [names.registry.regions.official(regions[0]) + _STANDING_COMMITTEE]
    if regions or names.context.home is not None or not title.endswith(_STATUTE):
        return []
    if _OF_THE_PARTY.search(title) or _OF_THE_PARTY.search(text[:1500]):
        return [_PARTY_CENTRE]
    return [_CABINET] if _CABINET in text else []
