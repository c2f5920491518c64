"""Who issued a document by its first sentences: who decides, who answers the press, who signed in one run.

For documents whose head and foot name no issuer.
"""

from __future__ import annotations

import re
from itertools import takewhile

from ...records import Mention
from ..bodywords import is_collective
from ..runs import listed_before
from .reading import Reading

_DECIDES = re.compile("^(?:研究)?(?:决定|拟|定于|将于|制定了|组织制定)")
#: 近日，某某部印发了《…》: what the first sentence of a report on a document tells.
_ISSUES = re.compile(
    "^(?:等?[一-龥]{1,2}部门)?(?:联合|共同)?(?:制定并)?(?:印发|发布|出台|公布|颁布)(?!的|会|时)"
)

#: What stands before a sentence.
_OPENS = ("", *"，。\n 　")


def who_decides(reading: Reading) -> list[str]:
    """Where neither head nor foot names the issuer: who decides in the opening (教育部决定开展…).

    Bodies that issued together (A、B和C联合印发) are named together.
    """
    text, line = reading.text, reading.head.addressee_line
    start = line.end if line else 0
    bodies = _named(reading, start + 399)
    for i, m in enumerate(bodies):
        after = text[m.end : m.end + 14]
        if m.start < start or not (_DECIDES.match(after) or _ISSUES.match(after)):
            continue
        group = listed_before(text, bodies, i)
        opens = text[max(0, group[0].start - 1) : group[0].start] in _OPENS
        told = _DECIDES.match(after) or (group[0].start < start + 60 and _ISSUES.match(after))
        if told and opens:
            return [g.name for g in group]
    return []


def _named(reading: Reading, last: int) -> list[Mention]:
    """The bodies named up to the offset ``last``, without collectives."""
    first = takewhile(lambda m: m.start <= last, reading.mentions)
    return [m for m in first if m.type == "ORG" and not is_collective(m.text)]


_ANSWERING = re.compile(
    "(?:有关|相关)?(?:司局)?(?:新闻发言人|负责人|负责同志)(?:日前|近日)?，?就[^。；]{2,60}?(?:回答|接受|答)"
    "(?:了)?[^。]{0,6}?(?:记者|媒体|提问|采访)"
)


def who_answers(reading: Reading) -> list[str]:
    """The body whose speaker answers the press about a document, where no title says it."""
    for m in _named(reading, 600):
        if _ANSWERING.match(reading.text[m.end : m.end + 100]):
            return [m.name]
    return []


_NUMBER_BEHIND = re.compile("[一-龥]{2,8}[〔\\[【（(](?:19|20)[0-9]{2}")


def signed_in_a_run(reading: Reading) -> list[str]:
    """Bodies glued together at the head of a line near the addressees, or in front of the number: lost breaks."""
    text = reading.text
    first = {m.start: m for m in reading.mentions if m.type == "ORG" and m.start < 1500}
    for line in reading.structure.lines[:8]:
        group: list[Mention] = []
        at = line.start
        while at in first and not is_collective(first[at].text):
            group.append(first[at])
            at = first[at].end
        places = {m.text[:2] for m in group}
        enough = 1 if _NUMBER_BEHIND.match(text, at, line.end) else 2
        if len(group) > enough and len(places) == 1 and at < line.end:
            return [m.name for m in group]
    return []


_RULES_HERE = re.compile(
    "现(?:就|将)?[^。；\n]{0,30}(?:提出|制定|制订)(?:如下|以下)[^。；\n]{0,10}[：:。]"
    "|(?:为了?|根据)[^。；\n]{2,80}制[定订]本"
)
_OURS = re.compile("我(省|市|县|区|州)(?![级委局])")
_OF_GOVERNMENT = ("opinion", "plan", "regulation", "notice")
#: 结合本省实际，制定本办法。
_MADE_FOR = re.compile(
    "[本我](省|市|县|区|州|自治区|自治州|自治县)(?:的)?(?:实际|具体)[^。；\n]{0,40}制[定订]本"
    "(条例|办法|规定|细则|实施办法|实施细则)"
)
#: 本办法由省委负责解释。
_EXPLAINED = re.compile(
    "本(?:实施)?(?:办法|意见|规定|细则|条例)由((?:省|市|县|区|州)(?:委|政府|人民政府))(?:负责)?解释"
)


_STATUTE, _STANDING_COMMITTEE, _GOVERNMENT = "条例", "人民代表大会常务委员会", "人民政府"


def who_rules(reading: Reading) -> list[str]:
    """Whose rule it is by the place that it calls its own (我市), where it names neither maker nor addressee.

    The standing committee of the congress makes the 条例 of a place, its government the rest; a body that explains the
    rule itself made it.
    """
    text, head, names = reading.text, reading.head, reading.names
    if explained := _EXPLAINED.search(text):
        resolved = names.resolve(explained[1], explained.start(1))
        return [resolved.name] if resolved.rule != "written" else []
    made = _MADE_FOR.search(text[:2000])
    region = names.context.region_called(made[1]) if made else None
    if made is not None and region is not None:
        maker = _STANDING_COMMITTEE if made[2] == _STATUTE else _GOVERNMENT
        return [names.registry.regions.official(region) + maker]
    if head.addressees or head.kind not in _OF_GOVERNMENT or not _RULES_HERE.search(text[:2000]):
        return []
    words = _OURS.findall(text)
    region = names.context.region_called(words[0]) if words and len(set(words)) == 1 else None
    return [names.registry.regions.official(region) + _GOVERNMENT] if region else []


#: Whom a body that rules the army may take a rule from: the centre of the party.
_ARMY_FOLLOWS = re.compile("中央军(?:委|事委员会)(?:可以)?(?:根据|依据|按照)本(?:条例|规定|意见|准则)")
_THIS_RULE = re.compile("制[定订]本(?:条例|准则)")
_PARTY_RULE = re.compile(
    "《中国共产党章程》[^。]{0,80}制[定订]本(?:条例|规定|准则)"
    "|中国共产党第[^。）]{2,12}届中央委员会第[^。）]{1,4}次全体会议"
)
#: The State Council alone rules over no organs of the party.
_BINDS_THE_PARTY = re.compile("适用于[^。，]{0,8}党的机关|^.{0,20}(?:各级|地方)党委和政府", re.MULTILINE)


_PARTY_CENTRE, _CABINET = "中共中央", "国务院"


def who_makes(reading: Reading) -> list[str]:
    """Who alone can have made a rule of no place that has no title: the centre of the party, the State Council."""
    text = reading.text
    if reading.names.context.home is not None:
        return []
    if _ARMY_FOLLOWS.search(text) or _PARTY_RULE.search(text[:600]):
        return [_PARTY_CENTRE]
    if _THIS_RULE.search(text[:600]) and _CABINET in text:
        return [] if _BINDS_THE_PARTY.search(text) else [_CABINET]
    return _in_charge(reading) if _OF_DEPARTMENTS.search(text[:600]) else []


_OF_DEPARTMENTS = re.compile("制[定订]本(?:办法|规定|细则)")
_IN_CHARGE = re.compile("^负责(?:组织|指导)?全国[^。；]{2,40}(?:工作|管理)")


def _in_charge(reading: Reading) -> list[str]:
    """The departments that a rule of their own puts in charge (国家某某局负责全国…的监督管理)."""
    text, bodies = reading.text, _named(reading, 2500)
    for i, m in enumerate(bodies):
        if _IN_CHARGE.match(text[m.end : m.end + 60]):
            return [g.name for g in listed_before(text, bodies, i)]
    return []


#: 国务院总理某某日前签署国务院令，公布…
_SIGNED_ORDER = re.compile("签署(?:第[0-9]+号)?(国务院|[一-龥]{2,12}人民政府)(?:第[0-9]+号)?令")
_STUDIED = re.compile("^(?:集体)?研究(?:同意|讨论)?，?并?决定")


def who_studied(reading: Reading) -> list[str]:
    """经县委、县政府研究，决定…; 签署国务院令: who stands behind a document that no head names."""
    text = reading.text
    if order := _SIGNED_ORDER.search(text[:600]):
        return [reading.names.canonical(order[1])]
    bodies = _named(reading, 600)
    for i, m in enumerate(bodies):
        if not _STUDIED.match(text[m.end : m.end + 10]):
            continue
        group = listed_before(text, bodies, i)
        if text[: group[0].start].endswith(("经", "由")):
            return [g.name for g in group]
    return []


_DATED = re.compile(
    "[ 　]*(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日(?![ 　]*印发)(?=附件|[ 　\n]|[^，。]{2,60}?(?:第一|一、|根据|为))"
)


#: 由某某县人民政府2020年1月1日…: what was done then.
_SAID_WHEN = ("由", "和", "经")


def dated_in_text(reading: Reading) -> list[str]:
    """A signature that lost its line: a body with its place, the date behind it, the enclosure behind that."""
    text = reading.text
    for m in _named(reading, 3000):
        if not _DATED.match(text, m.end):
            continue
        placed = reading.names.resolve(m.text, m.start).rule == "region"
        if placed and text[m.start - 1 : m.start] not in _SAID_WHEN:
            return [m.name]
    return []


_WE_ACT = re.compile("(?<![你您贵])我(院|校|局|委|厅|公司|集团)(?:对|拟|决定|将|组织|定于|研究|现|就)")


def who_we_are(reading: Reading) -> list[str]:
    """现我院对…进行市场调研: the organisation that speaks of itself, where the text names it."""
    match = _WE_ACT.search(reading.text[:500])
    own = reading.names.own_organisation(match[1]) if match else None
    return [own] if own else []


_DRAFTED = re.compile(
    "^(?:牵头|会同[^，。；]{2,20}|研究|组织)?(?:起草|制定|起草制定|研究制定)(?:印发|发布|出台)?了《"
)


def who_drafted(reading: Reading) -> list[str]:
    """Whose document questions and answers are about: the body that drafted it."""
    text = reading.text
    if text.count("？") < 3:
        return []
    for m in _named(reading, 1999):
        if _DRAFTED.match(text[m.end : m.end + 40]):
            return [m.name]
    return []
