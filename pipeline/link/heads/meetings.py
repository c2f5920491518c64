"""Who convened a meeting, who spoke there, to whom something was put: what reports of meetings say of their bodies."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from ...records import Mention, Person
from ..bodywords import is_collective
from ..runs import JOINTS, listed_before, listed_behind
from .reading import Reading

_CONVENED = re.compile(
    "^(?:于?(?:(?:19|20)\\d\\d年)?\\d{1,2}月?\\d{0,2}日?(?:上午|下午|晚)?|近日|日前|[今昨][天日](?:上午|下午|晚)?)?(?:联合|共同)?"
    "(?:在[^，。；]{1,12})?(?:组织(?:[^，。；]{0,12}(?:党员|干部|职工|人员|师生))?|主持|牵头|隆重|胜利)?"
    "(?:召开|举行|举办|召集|组织开展|开展|组织学习)"
)
_SESSION = re.compile(
    "^(?:党组|理论学习中心组)?(?:[（(]扩大[）)])?"
    "(?:第[一二三四五六七八九十百\\d]+次|[一二三四五六七八九十]+届[^，。；]{1,8})?"
    "(?:常委|常务|全体|党组|办公|集体学习)?[^，。；]{0,6}会议?(?:[（(]扩大[）)])?"
    "(?:\\d{1,2}月\\d{1,2}日)?(?:在[^，。；]{1,10})?(?:隆重|胜利)?(?:召开|举行|开幕|闭幕)"
)
#: 某某市委5月3日就某事进行第二次集体学习
_STUDIED = re.compile(
    "^(?:\\d{1,2}月\\d{1,2}日)?(?:上午|下午|晚)?(?:就[^，。；]{2,40})?(?:进行|开展)(?:了)?第[^，。；]{1,8}次集体学习"
)
#: 主持召开|某某委员会|第三次会议: the body's own meeting.
_HELD = re.compile("^第[一二三四五六七八九十百\\d]+次(?:全体)?会议")
#: 召开2017年全市|某某领导小组|工作会议: a group meets by itself.
_MEETS = re.compile("^(?:全体|工作|扩大|专题)?会议")
_GROUP = re.compile("(?:领导小组|协调小组|指挥部|工作专班|专班)$")
_HOLDS = re.compile("召开(?:[12]\\d{3}年(?:度)?)?(?:全[省市县区州])?$")
#: What is reported from the cabinet's own meeting; the meeting itself is no body.
_CABINET = re.compile(
    "(?:^|[。，\n日]|近日|日前|主持)召开的?国务院(?:常务|专题)会议(?:[，。]|部署|决定|确定|指出|听取|讨论|审议)"
    "|(?:^|[。，\n日])国务院常务会议(?:决定|部署|确定|指出)"
)


#: 中国共产党第十九届中央委员会第五次全体会议公报, 中国共产党某某省第十二届委员会第三次全体会议决议
_PLENUM = re.compile(
    "中国共产党([一-龥]{2,12}?(?:自治区|[省市县区州]))?第[^，。]{1,6}届(?:中央)?委员会第[^，。]{1,4}次全体会议(?:公报|决议|关于|，?于)"
)
#: 在｜某某局｜召开: where it took place, not who convened.
_PLACE_BEFORE = ("在", "到", "赴")
_THE_CABINET, _PARTY_CENTRE = "国务院", "中共中央"


def who_convened(reading: Reading) -> list[str]:
    """Bodies that convened: A召开…, A、B联合召开…, A第三次会议在…召开, A向B反馈…; 我院召开…."""
    return whose_plenum(reading) or _conveners(reading.text, reading.mentions) or _convened_by_us(reading)


def whose_plenum(reading: Reading) -> list[str]:
    """The committee of the party whose plenary session a communiqué or a resolution opens with."""
    plenum = _PLENUM.search(reading.text[:100])
    if plenum is None:
        return []
    return [reading.names.canonical(f"中共{plenum[1]}委") if plenum[1] else _PARTY_CENTRE]


def who_acted(reading: Reading) -> list[str]:
    """The body that a report opens with, where it convened something."""
    text = reading.text
    return _conveners(text, [m for m in reading.mentions if m.start < 40 and "。" not in text[: m.start]])


def _conveners(text: str, mentions: Sequence[Mention]) -> list[str]:
    if _CABINET.search(text[:600]):
        return [_THE_CABINET]
    bodies = [m for m in mentions if m.type == "ORG" and m.start < 1500]
    for i, body in enumerate(bodies):
        if is_collective(body.text) or text[max(0, body.start - 1) : body.start] in _PLACE_BEFORE:
            continue
        if _convenes(text, body) or _puts_to(text, body, bodies):
            return [m.name for m in listed_before(text, bodies, i, (*JOINTS, "，"))]
    return []


def _convenes(text: str, body: Mention) -> bool:
    after = text[body.end : body.end + 60]
    meets = _HELD.match(after) or (_GROUP.search(body.text) and _MEETS.match(after))
    held = meets and _HOLDS.search(text, max(0, body.start - 14), body.start)
    return bool(held or _CONVENED.match(after) or _SESSION.match(after) or _STUDIED.match(after))


def _puts_to(text: str, body: Mention, bodies: Sequence[Mention]) -> bool:
    """某某巡视组向某某党委反馈…."""
    return text.startswith("向", body.end) and any(
        m.start == body.end + 1 and _PUT_TO.match(text[m.end : m.end + 8]) for m in bodies
    )


_WE_CONVENED = re.compile(
    "(?<![一-龥])我(院|校|局|委|厅|公司|集团)(?:于|在)?[^。；：，]{0,24}(?:召开|举行|举办|组织召开)"
)


def _convened_by_us(reading: Reading) -> list[str]:
    """我院在三楼会议室召开座谈会: the organisation whose report it is."""
    match = _WE_CONVENED.search(reading.text[:600])
    own = reading.names.own_organisation(match[1]) if match else None
    return [own] if own else []


_SPEECH_VERBS = (
    (
        re.compile(
            "^.{0,14}?(?:[^，。；]{0,16}作出重要(?:指示|批示)|出席[^。]{0,12}?并?(?:作|发表)?[^。，]{0,6}讲话"
            "|(?:作|发表)了?(?:重要|动员|总结|主旨)?讲话|作[^。，]{0,8}报告)"
        ),
        5,
    ),
    (re.compile("^[^，。；]{0,8}?(?:强调|指出|要求|号召|希望|提出)"), 3),
    (
        re.compile(
            "^[^，。；]{0,12}?(?:主持|出席|表示|(?:\\d{1,2}日)?(?:会见|同[^，。；]{2,16}会谈)|说(?=[，：])|作[^，。]{0,6}部署|率[^，。；]{0,12}(?:组|队|团|一行)|带队|一行)"
        ),
        1,
    ),
)  # fmt: skip

_COMRADE = "同志"
_SENTENCE_END = re.compile("[。；\\n]")
#: 市长张三，副市长李四、王五出席。
_ATTENDS = re.compile("[^，。；]{0,12}?(?:出席|参加|列席)(?:会议|活动)?(?:[。，]|$)")
_HELD_ONCE = ("时任", "曾任")
#: The posts whose bodies never issue.
_NEVER_ISSUES = frozenset(("中华人民共和国", "中央军事委员会", "联合国"))
#: A report of a visit or a meeting between people.
_MET = re.compile("会见|会谈|调研|考察|座谈|走访|慰问")


def who_spoke(reading: Reading) -> list[str]:
    """The bodies of the person who speaks most at a meeting; one whom the headline names counts for more."""
    return _speakers(reading, reading.title)


def who_met(reading: Reading) -> list[str]:
    """The same in a report of a visit."""
    return _speakers(reading, "") if _MET.search(reading.text[:300]) else []


def _speakers(reading: Reading, title: str) -> list[str]:
    """The bodies of the person who speaks most, every position counted.

    Leaders of the state who are only quoted in a local report do not count.
    """
    held = _holders(reading)
    scores = _spoken_shares(reading, held)
    for name in scores:
        if title.startswith(name) and scores[name]:
            scores[name] += 8  # the headline is about what he said
    best = max(scores, key=lambda name: scores[name], default=None)
    if best is None or not scores[best]:
        return []
    return [
        p.body
        for p in held[best].positions
        if p.body not in _NEVER_ISSUES and reading.text[max(0, p.start - 2) : p.start] not in _HELD_ONCE
    ]


def _holders(reading: Reading) -> dict[str, Person]:
    """The people who hold posts, by name; in a local report not those whose posts are all central, unless all are:
    then they are who visits."""
    names = reading.names
    held = {p.name: p for p in reading.people if p.positions}
    if names.context.home is None:
        return held
    return {
        n: p for n, p in held.items() if any(x.body not in names.registry.by_name for x in p.positions)
    } or held


def _spoken_shares(reading: Reading, held: Container[str]) -> dict[str, float]:
    """How much each of them speaks: by what stands behind his name, the most where a report opens with it."""
    scores: dict[str, float] = {}
    first, before = "", 0  # who is named first in the sentence, and where the last name ends
    for mention in reading.mentions:
        if mention.type != "PER":
            continue
        name = re.sub("\\s", "", mention.text)
        if not first or _SENTENCE_END.search(reading.text, before, mention.start):
            first = name
        before = mention.end
        after = reading.text[mention.end : mention.end + 40].removeprefix(_COMRADE)
        weight = next((w for pattern, w in _SPEECH_VERBS if pattern.match(after)), 0)
        if weight == 1 and _ATTENDS.match(after):
            name = first  # the last of those who attend says no more than the first
        if name in held:
            opens = 4 if weight and mention.start < 120 else 0
            scores[name] = scores.get(name, 0.0) + weight + opens
    return scores


#: 尊敬的某某主席: who is greeted does not speak.
_GREETED = "尊敬的[^，。！：]{0,20}"


def who_delivered(reading: Reading) -> list[str]:
    """The bodies of the person a speech is by: named in its title or its first lines."""
    opening = reading.title + reading.text[:200]
    for person in reading.people:
        greeted = re.search(_GREETED + re.escape(person.name), opening)
        if person.name in opening and not greeted and (bodies := _spoken_for(person)):
            return bodies
    return []


#: Who speaks for the centre of the party, whatever other posts he holds.
_OF_THE_CENTRE = {"习近平": ["中共中央"]}


def _spoken_for(person: Person) -> list[str]:
    bodies = [p.body for p in person.positions if p.body not in _NEVER_ISSUES]
    return _OF_THE_CENTRE.get(person.name, bodies)


_REPORTS = re.compile("代表((?:(?!我)[一-龥]){1,20}?(?:政府|委员会|法院|检察院))，?向")
_REPORT_TITLE = re.compile(
    "(?:20\\d\\d年(?:度)?)?([一-龥]{2,24}?(?:人民政府|政府|委员会|法院|检察院))(?:20\\d\\d年(?:度)?)?工作"
    "(?:情况)?(?:报告|总结)"
)


def who_reported(reading: Reading) -> list[str]:
    """The body a work report is given for (我代表省人民政府，向大会报告工作; 2024年某某省政府工作报告)."""
    match = _REPORTS.search(reading.text[:1500])
    if match:
        return [reading.names.canonical(match[1], match.start(1))]
    titled = _REPORT_TITLE.match(reading.title)
    resolved = reading.names.resolve(titled[1]) if titled else None
    return [resolved.name] if resolved is not None and resolved.rule != "written" else []


def whose_title(reading: Reading) -> list[str]:
    """The body that a title opens with (某某市财政局扎实推进监管工作, 某某区教育局2022年招生工作方案)."""
    title = "".join(reading.title.split())
    first = next((m for m in reading.mentions if m.type == "ORG"), None)
    if not title or first is None or is_collective(first.text):
        return []
    at = title.find(first.text)
    return [first.name] if 0 <= at < 4 and first.start < 40 and "关于" not in title else []


_PUT_TO = re.compile("^(党委|党组)?(?:通报|反馈|移交|提出)")
#: 对各民主党派、全国工商联和无党派人士提出三点希望.
_ASKED = re.compile(
    "^(?:[、和与及][^，。；、]{2,12})?[^，。；对]{0,24}?提出了?[^，。；]{0,10}?(?:希望|要求|意见|建议)"
)


def put_to_whom(reading: Reading) -> list[str]:
    """The bodies that something was put to: 向某某党委反馈…, 对某某、某某提出希望."""
    text = reading.text
    bodies = [m for m in reading.mentions if m.type == "ORG"]
    for m in bodies:
        put = _PUT_TO.match(text[m.end : m.end + 8])
        if put and text[m.start - 1 : m.start] == "向" and not is_collective(m.text):
            return [reading.names.canonical(m.text + put[1], m.start) if put[1] else m.name]
    for i, m in enumerate(bodies):
        if text[m.start - 1 : m.start] == "对":
            group = listed_behind(text, bodies, i)
            if _ASKED.match(text[group[-1].end : group[-1].end + 60]):
                return [g.name for g in group]
    return []
