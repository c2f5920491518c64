"""Who issued a document and who it is addressed to, as canonical names.

The head of a notice says it; a meeting report does not: there the bodies that convened count, else those
the main speaker represents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..records import Mention, Person, Span, Structure
from .bodywords import is_collective, tidy_name
from .canonical import Names
from .numbers import by_number
from .opening import (
    all_signers,
    dated_in_text,
    headline,
    signed_in_a_run,
    who_answers,
    who_decides,
    who_drafted,
    who_makes,
    who_rules,
    who_studied,
    who_we_are,
)
from .regions import Region
from .runs import joined_spans, zones_of_a_run

_ORDER = re.compile("^(?:中华人民共和国)?([一-龥]{2,30}?)(?:令|公告)")
_ORDER_IN_TEXT = re.compile(
    "(?:中华人民共和国)?((?:国务院|[一-龥]{2,16}?(?:人民政府|部|委员会|总局|署|局)))令(?=[第〔（])"
)
_PASSED = re.compile(
    "([一-龥]{2,20}?人民代表大会)(常务委员会)?第[一二三四五六七八九十百\\d]+次(?:会议|全体会议)[^。\\n]{0,4}?(?:通过|修[订正])"
)
_PASSED_IN_OFFICE = re.compile(
    "(国务院|[一-龥]{2,14}?(?:人民政府|部|委员会|总局))(?:令)?第[一二三四五六七八九十百\\d]+次(?:政府)?(?:常务|部务|委务|局务|办公)会议"
)
_PASSED_TERM = re.compile("第[一二三四五六七八九十]+届(?=全国|[一-龥]*人民代表大会)")
_CONVENED = re.compile(
    "^(?:于?\\d{1,2}月?\\d{0,2}日?(?:上午|下午|晚)?|近日|日前|[今昨][天日](?:上午|下午|晚)?)?(?:联合|共同)?(?:在[^，。；]{1,12})?(?:组织(?:[^，。；]{0,12}(?:党员|干部|职工|人员|师生))?|主持|牵头|隆重|胜利)?"
    "(?:召开|举行|举办|召集|组织开展|开展|组织学习)"
)
_SESSION = re.compile(
    "^(?:党组|理论学习中心组)?(?:[（(]扩大[）)])?(?:第[一二三四五六七八九十百\\d]+次|[一二三四五六七八九十]+届[^，。；]{1,8})?(?:常委|常务|全体|党组|办公|集体学习)?[^，。；]{0,6}会议?(?:[（(]扩大[）)])?"
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
_JOINED = re.compile("^[、和与及，]$")
_PUT_TO = re.compile("^(党委|党组)?(?:通报|反馈|移交|提出)")
_SPEECH_VERBS = (
    (
        re.compile(
            "^.{0,14}?(?:[^，。；]{0,16}作出重要(?:指示|批示)|出席[^。]{0,12}?并?(?:作|发表)?[^。，]{0,6}讲话"
            "|(?:作|发表)了?(?:重要|动员|总结|主旨)?讲话|作[^。，]{0,8}报告)"
        ),
        5,
    ),
    (re.compile("^[^，。；]{0,8}?(?:强调|指出|要求|号召|希望|提出)"), 3),
    (re.compile("^[^，。；]{0,12}?(?:主持|出席|表示|作[^，。]{0,6}部署)"), 1),
)  # fmt: skip
#: The state posts whose bodies never issue.
_NEVER_ISSUES = {"中华人民共和国", "中央军事委员会"}
#: Where to look for the issuers of each kind of document, best first.
_ORDER_OF_FINDERS = {
    "meeting": ("convened", "head", "spoke"),
    "speech": ("head", "delivered", "title", "party"),
    "report": ("head", "reported", "title", "signed", "alone", "number"),
    "notice": (
        "head",
        "ordered",
        "title",
        "signed",
        "alone",
        "run",
        "number",
        "answers",
        "opening",
        "dated",
        "printed",
        "ours",
        "made",
        "studied",
        "we",
    ),
}
#: Reports that are of no kind: who met or spoke there, before anything else is guessed.
_ORDER_OF_FINDERS["other"] = (*_ORDER_OF_FINDERS["notice"], "acted", "met", "drafted")


def find_issuers(
    text: str, structure: Structure, mentions: Sequence[Mention], names: Names, people: Sequence[Person]
) -> tuple[str, ...]:
    """Canonical names of the bodies that issued or convened, in the order the document names them."""
    kind = structure.head.kind
    finders: dict[str, Callable[[], list[str]]] = {
        "head": lambda: (
            all_signers(text, structure, names)
            or [
                n
                for n in _of_spans(text, structure.head.issuers, mentions, names)
                if _BODY_END.search(n) or n == "中共中央"
            ]
        ),
        "convened": lambda: _conveners(text, mentions) or _convened_by_us(text, names),
        "acted": lambda: _conveners(
            text, [m for m in mentions if m.start < 40 and "。" not in text[: m.start]]
        ),
        "met": lambda: _speakers(text, people, mentions, names, "") if _MET.search(text[:300]) else [],
        "spoke": lambda: _speakers(text, people, mentions, names, structure.head.title or ""),
        "delivered": lambda: _deliverer(text, structure, people),
        "ordered": lambda: _by_order(text, structure, names),
        "title": lambda: _in_title(text, structure, names),
        "signed": lambda: _signed(text, structure, names),
        "alone": lambda: _bare_lines(text, structure, names),
        "number": lambda: by_number(structure, mentions, names),
        "reported": lambda: _reporter(text, structure, names),
        "dated": lambda: dated_in_text(text, mentions, names),
        "we": lambda: who_we_are(text, names),
        "drafted": lambda: who_drafted(text, mentions),
        "printed": lambda: _printer(text, names),
        "ours": lambda: who_rules(text, structure, names),
        "opening": lambda: who_decides(text, structure, mentions),
        "made": lambda: who_makes(text, mentions, names),
        "studied": lambda: who_studied(text, mentions, names),
        "answers": lambda: who_answers(text, mentions),
        "run": lambda: signed_in_a_run(text, structure, mentions),
        "party": lambda: ["中共中央"] if "党中央" in text else [],
    }
    for finder in _ORDER_OF_FINDERS.get(kind, _ORDER_OF_FINDERS["notice"]):
        if found := [name for name in finders[finder]() if _is_name(name)]:
            return tuple(dict.fromkeys(found))
    return ()


#: A report of a visit or a meeting between people.
_MET = re.compile("会见|会谈|调研|考察|座谈|走访|慰问")


def _is_name(name: str) -> bool:
    """A bracket that is not closed was cut out of something else; a state is no body that issues."""
    return name.count("（") == name.count("）") and not name.endswith("共和国")


def find_addressees(
    text: str, structure: Structure, mentions: Sequence[Mention], names: Names
) -> tuple[str, ...]:
    """Canonical names of the 主送机关; in a report the bodies something was put to."""
    found = _of_spans(text, structure.head.addressees, mentions, names)
    if not found and structure.head.kind == "meeting":
        found = _put_to(text, mentions, names)
    return tuple(dict.fromkeys(found))


def _of_spans(text: str, spans: Sequence[Span], mentions: Sequence[Mention], names: Names) -> list[str]:
    """Canonical names of spans of names; shared heads are spread, two names run together are parted."""
    found: list[str] = []
    before: tuple[str, int] | None = None
    places: list[Region] = []
    spans = joined_spans(spans)
    zones = zones_of_a_run(text, spans)
    for start, end in spans:
        if (start, end) in zones:
            found.append(names.canonical(tidy_name(text[start:end]) + "管委会", start))
            before = None
            continue
        inside = [m for m in mentions if m.type == "ORG" and start <= m.start and m.end <= end]
        written = _PAGE_NUMBER.sub("", tidy_name(text[start:end]))
        between = text[before[1] : start].strip() if before is not None else ""
        # behind a comma only the bare name of a department goes on with 各县（区）
        listed = between == "，" and names.registry.expand_department(written) is not None
        if before is not None and (
            between in ("、", "和", "与", "及") or (listed and before[0].startswith("各"))
        ):
            written = names.shared(before[0], written)
        alone = before is not None and len(written) <= 12 and not _PARTY_AND_STATE.fullmatch(written)
        led = _regions_led(written, names)
        places = [*places, *led] if between == "、" and led else led or (places if between == "、" else [])
        bare = not led and between == "、" and names.registry.expand_department(written)
        if bare and places and names.context.home not in places:
            found += [names.speller.join(place, written, False) for place in places]
            before = (written, end)
            continue
        run = [written] if alone else _split_names(written, names)
        both = len(run) == 2 and _PARTY_AND_STATE.fullmatch(written)
        plain = not is_collective(written) and not re.search("[（(、]", written)
        if both or (len(run) > 1 and plain):
            found += [names.canonical(part, start) for part in run]
            before = (written, end)
            continue
        whole = next((m for m in inside if m.start == start and m.end == end), None)
        if whole is not None and whole.canonical and written == tidy_name(whole.text):
            found.append(whole.canonical)
        else:
            found.append(names.canonical(written, start))
        before = (written, end)
    return found


def _regions_led(written: str, names: Names) -> list[Region]:
    """The one region that opens a written name (南湖区科技局), none where it is open."""
    found = names.context.choose(names.registry.regions.leading(written)[0])
    return found if len(found) == 1 else []


#: The number of a page that stands glued to the first name of a title.
_PAGE_NUMBER = re.compile("^(?:\\d{1,3}|[IVX]{1,4})(?=[一-龥]{3})")


# ------------------------------------------------------------------------------------------------ meetings


#: What is reported from the cabinet's own meeting; the meeting itself is no body.
_CABINET = re.compile(
    "(?:^|[。，\n日]|近日|日前|主持)召开的?国务院(?:常务|专题)会议(?:[，。]|部署|决定|确定|指出|听取|讨论|审议)|(?:^|[。，\n日])国务院常务会议(?:决定|部署|确定|指出)"
)


def _conveners(text: str, mentions: Sequence[Mention]) -> list[str]:
    """Bodies that convened: A召开…, A、B联合召开…, A第三次会议在…召开, A向B反馈…."""
    if _CABINET.search(text[:600]):
        return ["国务院"]
    bodies = [m for m in mentions if m.type == "ORG" and m.start < 1500]
    for i, mention in enumerate(bodies):
        after = text[mention.end : mention.end + 60]
        if is_collective(mention.text) or text[max(0, mention.start - 1) : mention.start] in (
            "在",
            "到",
            "赴",
        ):
            continue
        meets = _HELD.match(after) or (_GROUP.search(mention.text) and _MEETS.match(after))
        held = meets and _HOLDS.search(text, max(0, mention.start - 14), mention.start)
        convened = held or _CONVENED.match(after) or _SESSION.match(after) or _STUDIED.match(after)
        put = after.startswith("向") and any(
            m.start == mention.end + 1 and _PUT_TO.match(text[m.end : m.end + 8]) for m in bodies
        )
        if not convened and not put:
            continue
        group = [mention.name]
        for first, second in zip(reversed(bodies[:i]), reversed(bodies[1 : i + 1]), strict=True):
            if not _JOINED.match(text[first.end : second.start]):
                break
            group.insert(0, first.name)
        return group
    return []


_WE_CONVENED = re.compile(
    "(?<![一-龥])我(院|校|局|委|厅|公司|集团)(?:于|在)?[^。；：，]{0,24}(?:召开|举行|举办|组织召开)"
)


def _convened_by_us(text: str, names: Names) -> list[str]:
    """我院在三楼会议室召开座谈会: the organisation whose report it is."""
    match = _WE_CONVENED.search(text[:600])
    own = names.own_organisation(match[1]) if match else None
    return [own] if own else []


def _speakers(
    text: str, people: Sequence[Person], mentions: Sequence[Mention], names: Names, title: str
) -> list[str]:
    """The bodies of the person who speaks most, every position counted.

    Leaders of the state who are only quoted in a local report do not count.
    """
    local = names.context.home is not None
    held = {
        p.name: p
        for p in people
        if p.positions and not (local and all(x.body in names.registry.by_name for x in p.positions))
    }
    scores: dict[str, float] = {}
    for mention in mentions:
        name = re.sub("\\s", "", mention.text)
        if mention.type == "PER" and name in held:
            after = text[mention.end : mention.end + 40].removeprefix("同志")
            weight = next((w for pattern, w in _SPEECH_VERBS if pattern.match(after)), 0)
            opens = 4 if weight and mention.start < 120 else 0
            scores[name] = scores.get(name, 0.0) + weight + opens
    for name in scores:
        if title.startswith(name) and scores[name]:
            scores[name] += 8  # the headline is about what he said
    if not scores:
        return []
    best = max(scores, key=lambda name: scores[name])
    if not scores[best]:
        return []
    return [
        p.body
        for p in held[best].positions
        if p.body not in _NEVER_ISSUES and text[max(0, p.start - 2) : p.start] not in ("时任", "曾任")
    ]


def _deliverer(text: str, structure: Structure, people: Sequence[Person]) -> list[str]:
    """The bodies of the person a speech is by: named in its title or its first lines."""
    opening = (structure.head.title or "") + text[:200]
    for person in people:
        if person.name in opening and not re.search(f"尊敬的[^，。！：]{{0,20}}{person.name}", opening):
            bodies = [p.body for p in person.positions if p.body not in _NEVER_ISSUES and p.body != "联合国"]
            if person.name == "习近平":
                bodies = ["中共中央"]
            if bodies:
                return bodies
    return []


_REPORTS = re.compile("代表((?:(?!我)[一-龥]){1,20}?(?:政府|委员会|法院|检察院))，?向")


_REPORT_TITLE = re.compile(
    "(?:20\\d\\d年(?:度)?)?([一-龥]{2,24}?(?:人民政府|政府|委员会|法院|检察院))(?:20\\d\\d年(?:度)?)?工作(?:情况)?(?:报告|总结)"
)


def _reporter(text: str, structure: Structure, names: Names) -> list[str]:
    """The body a work report is given for (我代表省人民政府，向大会报告工作; 2024年某某省政府工作报告)."""
    match = _REPORTS.search(text[:1500])
    if match:
        return [names.canonical(match[1], match.start(1))]
    titled = _REPORT_TITLE.match(structure.head.title or "")
    resolved = names.resolve(titled[1]) if titled else None
    return [resolved.name] if resolved is not None and resolved.rule != "written" else []


#: 对各民主党派、全国工商联和无党派人士提出三点希望.
_ASKED = re.compile(
    "^(?:[、和与及][^，。；、]{2,12})?[^，。；对]{0,24}?提出了?[^，。；]{0,10}?(?:希望|要求|意见|建议)"
)


def _put_to(text: str, mentions: Sequence[Mention], names: Names) -> list[str]:
    bodies = [m for m in mentions if m.type == "ORG"]
    for m in bodies:
        put = _PUT_TO.match(text[m.end : m.end + 8])
        if put and text[m.start - 1 : m.start] == "向" and not is_collective(m.text):
            return [names.canonical(m.text + put[1], m.start) if put[1] else m.name]
    for i, m in enumerate(bodies):
        if text[m.start - 1 : m.start] != "对":
            continue
        group = [m]
        for following in bodies[i + 1 :]:
            if text[group[-1].end : following.start] not in ("、", "和", "与", "及"):
                break
            group.append(following)
        if _ASKED.match(text[group[-1].end : group[-1].end + 60]):
            return [g.name for g in group]
    return []


# ------------------------------------------------------------------------------------------------ other heads


def _by_order(text: str, structure: Structure, names: Names) -> list[str]:
    """Regulations: 国务院令第624号 → 国务院; 浙江省…人民代表大会常务委员会…会议通过."""
    if structure.head.kind != "regulation":
        return _adopted(text)
    number = structure.head.doc_number or ""
    match = _ORDER.match(number) or _ORDER_IN_TEXT.search(text[:800])
    if match and match[1] not in ("主席", "中华人民共和国主席"):
        return [names.canonical(re.sub("^.*(?:日|年|月)", "", match[1]))]
    match = _PASSED_IN_OFFICE.search(text[:1500])
    if match:
        return [names.canonical(match[1])]
    match = _PASSED.search(_PASSED_TERM.sub("", text[:1500]))
    if match:
        return [re.sub("^.*(?:日|年)", "", match[1]) + (match[2] or "")]
    return _maker_by_title(text, structure, names)


_ADOPTED = re.compile("\\s*[（(](?:19|20)\\d\\d年[^（）()]{10,80}?(?:通过|修[订正])[）)]")


def _adopted(text: str) -> list[str]:
    """Who adopted what opens with a line of its adoption, whatever kind of text it is."""
    line = _ADOPTED.match(text)
    match = _PASSED.search(_PASSED_TERM.sub("", line[0])) if line else None
    return [re.sub("^.*(?:日|年)", "", match[1]) + (match[2] or "")] if match else []


_PRINTER = re.compile("([一-龥]{4,30}(?:办公[室厅]|秘书处))[ 　]*20\\d\\d年\\d{1,2}月\\d{1,2}日[ 　]*印发")


def _printer(text: str, names: Names) -> list[str]:
    """The office that printed the document, where nothing else is known of its issuer."""
    match = _PRINTER.search(text[-300:])
    return [names.canonical(match[1])] if match else []


_LOCAL_STATUTE = re.compile("条例$|实施《[^》]{2,40}法》(?:的)?(?:办法|规定)$")
_VERSION = re.compile("[（(][^（）()]{1,16}[）)]$")
#: A regulation of the party says what it rests on.
_OF_THE_PARTY = re.compile("^《?中国共产党|根据《中国共产党章程》")


def _maker_by_title(text: str, structure: Structure, names: Names) -> list[str]:
    """Who alone can have made a regulation of that name.

    A local 条例, or 某某省实施《…法》办法, is the standing committee's of that place; a 条例 of no place is
    the State Council's, or the party centre's where it rests on the party's constitution.
    """
    title = _VERSION.sub("", structure.head.title or "")
    regions, _ = names.registry.regions.leading(title)
    if len(regions) == 1 and _LOCAL_STATUTE.search(title):
        return [names.registry.regions.official(regions[0]) + "人民代表大会常务委员会"]
    if regions or names.context.home is not None or not title.endswith("条例"):
        return []
    if _OF_THE_PARTY.search(title) or _OF_THE_PARTY.search(text[:1500]):
        return ["中共中央"]
    return ["国务院"] if "国务院" in text else []


_TITLE_HEAD = re.compile("^(.{2,60}?)(?=关于|办公[厅室]关于|印发|转发|批转|的?(?:通知|通告|公告|决定)|《)")
_ANSWERS = re.compile(
    "^(.{2,60}?)(?:有关司局|相关司局|有关部门|新闻发言人|有关负责|相关负责|负责同志|负责人|就)"
)


def _in_title(text: str, structure: Structure, names: Names) -> list[str]:
    """Bodies at the head of the title: X关于…, X、Y有关司局负责同志就…答记者问."""
    title = tidy_name(structure.head.title or "")
    pattern = _ANSWERS if "答记者问" in title else _TITLE_HEAD
    match = pattern.match(title)
    opening = match[1] if match else "" if title else headline(text, structure)
    found = []
    for part in _split_names(opening, names):
        resolved = names.resolve(part)
        if resolved.rule != "written" and _BODY_END.search(resolved.name) and not is_collective(part):
            found.append(resolved.name)
    return found


def _split_names(written: str, names: Names) -> list[str]:
    """中共东阳市委东阳市人民政府 → two names; 、 and spaces divide too."""
    parts: list[str] = []
    if both := _PARTY_AND_STATE.fullmatch(written):
        return [both[1] + both[2], both[1] + both[3]]
    for piece in _RUN_BREAK.split(written):
        cuts = {
            start - 2 * (piece[max(0, start - 2) : start] == "中共")
            for start, _, _ in names.registry.regions.scan(piece)
        }
        cuts |= {i for i in range(4, len(piece) - 3) if piece.startswith(piece[:3], i)}
        at = 0
        for cut in sorted(cuts):
            bank = piece[at:cut].endswith(("中国人民银行", "国家税务总局"))
            if cut > at + 2 and piece[cut - 1] in _RUN_ENDS and not bank:
                parts.append(piece[at:cut])
                at = cut
        parts.append(piece[at:])
    return [part for part in parts if part]


#: 大陈镇党委和政府.
_PARTY_AND_STATE = re.compile(
    "([一-龥]{2,8}(?:镇|乡|街道|县|市|区))(党委|党工委|委)和(政府|人民政府|办事处|管委会)"
)
_RUN_ENDS = "委府室局厅办部会院行社"
_RUN_BREAK = re.compile(
    "[、，, 　\\n]|(?<=[委府室局厅办])(?=(?:省|市|县|区|州)(?:委|政府|人民政府))"
    "|(?<=[局委会室厅部])(?=中国人民银行|国家税务总局|共青团)"
)
_BODY_END = re.compile(
    "(?:局|委|府|室|厅|部|会|院|组|社|署|处|行|司|校|所|站|场|团|队|中心|集团|公司|党委|党组|支部|大学|法院|办|兵团)$"
)


def _bare_lines(text: str, structure: Structure, names: Names) -> list[str]:
    """A line at the head or the foot that holds nothing but names of bodies with their regions."""
    lines = [text[line.start : line.end].strip() for line in structure.lines]
    for line in (*lines[:4], *lines[-6:]):
        bare = line[1:-1] if line[:1] in "（(" and line[-1:] in "）)" else line
        if not 4 < len(bare) <= 90 or re.search("[。：:；！？《（(\\d]", bare):
            continue
        parts = _split_names(bare, names)
        resolved = [names.resolve(part) for part in parts]
        # 某某市统计局 国家统计局某某调查队
        placed = any(r.rule == "region" for r in resolved)
        if placed and all(
            r.rule in ("region", "central unit") and _BODY_END.search(r.name) and not is_collective(r.name)
            for r in resolved
        ):
            return [r.name for r in resolved]
    return []


def _signed(text: str, structure: Structure, names: Names) -> list[str]:
    """Bodies of the signature lines."""
    found = []
    for line in structure.lines:
        if line.role == "signature":
            for part in _split_names(text[line.start : line.end].strip(), names):
                resolved = names.resolve(part, line.start)
                if resolved.rule != "written" and not is_collective(part):
                    found.append(resolved.name)
    return found
