"""Who issued a document by its first sentences: who decides, who answers the press, who signed in one run.

For documents whose head and foot name no issuer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..records import Mention, Structure
from .bodywords import is_collective
from .canonical import Names

_DECIDES = re.compile("^(?:研究)?(?:决定|拟|定于|将于|制定了|组织制定)")
#: 近日，某某部印发了《…》: what the first sentence of a report on a document tells.
_ISSUES = re.compile(
    "^(?:等?[一-龥]{1,2}部门)?(?:联合|共同)?(?:制定并)?(?:印发|发布|出台|公布|颁布)(?!的|会|时)"
)


def who_decides(text: str, structure: Structure, mentions: Sequence[Mention]) -> list[str]:
    """Where neither head nor foot names the issuer: who decides in the opening (教育部决定开展…).

    Bodies that issued together (A、B和C联合印发) are named together.
    """
    line = structure.head.addressee_line
    start = line.end if line else 0
    for m in _named(mentions, start + 399):
        after = text[m.end : m.end + 14]
        if m.start < start or not (_DECIDES.match(after) or _ISSUES.match(after)):
            continue
        group = _together(text, mentions, m)
        opens = text[max(0, group[0].start - 1) : group[0].start] in ("", *"，。\n 　")
        told = _DECIDES.match(after) or (group[0].start < start + 60 and _ISSUES.match(after))
        if told and opens:
            return [g.name for g in group]
    return []


def _named(mentions: Sequence[Mention], last: int) -> Iterator[Mention]:
    """The bodies named up to the offset ``last``, without collectives."""
    for m in mentions:
        if m.start > last:
            return
        if m.type == "ORG" and not is_collective(m.text):
            yield m


def _together(text: str, mentions: Sequence[Mention], last: Mention) -> list[Mention]:
    """The bodies that stand in one list with the last one, in their order."""
    group = [last]
    for m in reversed([m for m in mentions if m.type == "ORG" and m.end < last.start]):
        if text[m.end : group[0].start] not in ("、", "和", "与", "及") or is_collective(m.text):
            break
        group.insert(0, m)
    return group


_ANSWERING = re.compile(
    "(?:有关|相关)?(?:司局)?(?:新闻发言人|负责人|负责同志)(?:日前|近日)?，?就[^。；]{2,60}?(?:回答|接受|答)(?:了)?[^。]{0,6}?(?:记者|媒体|提问|采访)"
)


def who_answers(text: str, mentions: Sequence[Mention]) -> list[str]:
    """The body whose speaker answers the press about a document, where no title says it."""
    for m in _named(mentions, 600):
        if _ANSWERING.match(text[m.end : m.end + 100]):
            return [m.name]
    return []


_NUMBER_BEHIND = re.compile("[一-龥]{2,8}[〔\\[【（(](?:19|20)[0-9]{2}")


def signed_in_a_run(text: str, structure: Structure, mentions: Sequence[Mention]) -> list[str]:
    """Bodies glued together at the head of a line near the addressees, or in front of the number: lost breaks."""
    first = {m.start: m for m in mentions if m.type == "ORG" and m.start < 1500}
    for line in structure.lines[:8]:
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
    "现(?:就|将)?[^。；\n]{0,30}(?:提出|制定|制订)(?:如下|以下)[^。；\n]{0,10}[：:。]|(?:为了?|根据)[^。；\n]{2,80}制[定订]本"
)
_OURS = re.compile("我(省|市|县|区|州)(?![级委局])")
_OF_GOVERNMENT = ("opinion", "plan", "regulation", "notice")
#: 结合本省实际，制定本办法。
_MADE_FOR = re.compile(
    "[本我](省|市|县|区|州|自治区|自治州|自治县)(?:的)?(?:实际|具体)[^。；\n]{0,40}制[定订]本(条例|办法|规定|细则|实施办法|实施细则)"
)
#: 本办法由省委负责解释。
_EXPLAINED = re.compile(
    "本(?:实施)?(?:办法|意见|规定|细则|条例)由((?:省|市|县|区|州)(?:委|政府|人民政府))(?:负责)?解释"
)


def who_rules(text: str, structure: Structure, names: Names) -> list[str]:
    """Whose rule it is by the place that it calls its own (我市), where it names neither maker nor addressee.

    The standing committee of the congress makes the 条例 of a place, its government the rest; a body that explains the
    rule itself made it.
    """
    head = structure.head
    if explained := _EXPLAINED.search(text):
        resolved = names.resolve(explained[1], explained.start(1))
        return [resolved.name] if resolved.rule != "written" else []
    made = _MADE_FOR.search(text[:2000])
    region = names.context.region_called(made[1]) if made else None
    if made is not None and region is not None:
        maker = "人民代表大会常务委员会" if made[2] == "条例" else "人民政府"
        return [names.registry.regions.official(region) + maker]
    if head.addressees or head.kind not in _OF_GOVERNMENT or not _RULES_HERE.search(text[:2000]):
        return []
    words = _OURS.findall(text)
    region = names.context.region_called(words[0]) if words and len(set(words)) == 1 else None
    return [names.registry.regions.official(region) + "人民政府"] if region else []


#: Whom a body that rules the army may take a rule from: the centre of the party.
_ARMY_FOLLOWS = re.compile("中央军(?:委|事委员会)(?:可以)?(?:根据|依据|按照)本(?:条例|规定|意见|准则)")
_THIS_RULE = re.compile("制[定订]本(?:条例|准则)")
_PARTY_RULE = re.compile(
    "《中国共产党章程》[^。]{0,80}制[定订]本(?:条例|规定|准则)|中国共产党第[^。）]{2,12}届中央委员会第[^。）]{1,4}次全体会议"
)


def who_makes(text: str, mentions: Sequence[Mention], names: Names) -> list[str]:
    """Who alone can have made a rule of no place that has no title: the centre of the party, the State Council."""
    if names.context.home is not None:
        return []
    if _ARMY_FOLLOWS.search(text) or _PARTY_RULE.search(text[:600]):
        return ["中共中央"]
    if _THIS_RULE.search(text[:600]) and "国务院" in text:
        return ["国务院"]
    return _in_charge(text, mentions) if _OF_DEPARTMENTS.search(text[:600]) else []


_OF_DEPARTMENTS = re.compile("制[定订]本(?:办法|规定|细则)")
_IN_CHARGE = re.compile("^负责(?:组织|指导)?全国[^。；]{2,40}(?:工作|管理)")


def _in_charge(text: str, mentions: Sequence[Mention]) -> list[str]:
    """The departments that a rule of their own puts in charge (国家某某局负责全国…的监督管理)."""
    for m in _named(mentions, 2500):
        if _IN_CHARGE.match(text[m.end : m.end + 60]):
            return [g.name for g in _together(text, mentions, m)]
    return []


#: 国务院总理某某日前签署国务院令，公布…
_SIGNED_ORDER = re.compile("签署(?:第[0-9]+号)?(国务院|[一-龥]{2,12}人民政府)(?:第[0-9]+号)?令")
_STUDIED = re.compile("^(?:集体)?研究(?:同意|讨论)?，?并?决定")


def who_studied(text: str, mentions: Sequence[Mention], names: Names) -> list[str]:
    """经县委、县政府研究，决定…; 签署国务院令: who stands behind a document that no head names."""
    if order := _SIGNED_ORDER.search(text[:600]):
        return [names.canonical(order[1])]
    for m in _named(mentions, 600):
        if not _STUDIED.match(text[m.end : m.end + 10]):
            continue
        group = _together(text, mentions, m)
        if text[: group[0].start].endswith(("经", "由")):
            return [g.name for g in group]
    return []


_HEADLINE = re.compile(
    "[★☆ 　]*([^，。；：《》\n★☆]{4,60}?)关于[^。\n]{4,120}?的?(?:实施|若干|指导)*(?:意见|通知|办法|方案|规定|决定|通告)"
)


def headline(text: str, structure: Structure) -> str:
    """What stands before 关于 in one of the first lines, where no title was found; ``""`` if nothing does."""
    for line in structure.lines[:4]:
        if match := _HEADLINE.match(text, line.start, line.end):
            return match[1]
    return ""


_DATED = re.compile(
    "[ 　]*(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日(?![ 　]*印发)(?=附件|[ 　\n]|[^，。]{2,60}?(?:第一|一、|根据|为))"
)


def dated_in_text(text: str, mentions: Sequence[Mention], names: Names) -> list[str]:
    """A signature that lost its line: a body with its place, the date behind it, the enclosure behind that."""
    for m in _named(mentions, 3000):
        if not _DATED.match(text, m.end):
            continue
        if names.resolve(m.text, m.start).rule == "region" and text[m.start - 1 : m.start] not in (
            "由",
            "和",
            "经",
        ):
            return [m.name]
    return []


_WE_ACT = re.compile("(?<![你您贵])我(院|校|局|委|厅|公司|集团)(?:对|拟|决定|将|组织|定于|研究|现|就)")


def who_we_are(text: str, names: Names) -> list[str]:
    """现我院对…进行市场调研: the organisation that speaks of itself, where the text names it."""
    match = _WE_ACT.search(text[:500])
    own = names.own_organisation(match[1]) if match else None
    return [own] if own else []


_DRAFTED = re.compile(
    "^(?:牵头|会同[^，。；]{2,20}|研究|组织)?(?:起草|制定|起草制定|研究制定)(?:印发|发布|出台)?了《"
)


def who_drafted(text: str, mentions: Sequence[Mention]) -> list[str]:
    """Whose document questions and answers are about: the body that drafted it."""
    if text.count("？") < 3:
        return []
    for m in _named(mentions, 1999):
        if _DRAFTED.match(text[m.end : m.end + 40]):
            return [m.name]
    return []


_AND_OTHERS = re.compile("等[二三四五六七八九十0-9]{1,3}(?:个)?(?:部门|单位|部委|机构)")


def all_signers(text: str, structure: Structure, names: Names) -> list[str]:
    """All that signed what a title gives one name of (某某部等六部门关于…): lines that hold nothing but names."""
    title = structure.head.title or ""
    others = _AND_OTHERS.search(title)
    first = names.resolve(re.split("[、 ]", title[: others.start()])[0]).name if others else None
    block: list[str] = []
    for line in structure.lines:
        parts = text[line.start : line.end].split()
        resolved = [names.resolve(part, line.start) for part in parts]
        signs = parts and all(r.rule != "written" and not is_collective(r.name) for r in resolved)
        if signs and (block or (resolved[0].name == first)):
            block += [r.name for r in resolved]
        elif len(block) > 1:
            break
        else:
            block = []
    return block if first and len(block) > 1 else []
