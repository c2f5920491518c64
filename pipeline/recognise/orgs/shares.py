"""Coordinated names that share a head.

成都市、绵阳市教育行政部门 · 发展改革、财政等部门 · 各镇人民政府、街道办事处: each member is a
name, with its full form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..leads import lead_words
from .anchors import read_anchor
from .grammar import (
    DETERMINER,
    FOUR_SEATS,
    JOINT,
    LEVEL,
    LEVELS,
    MASS,
    PARENT,
    REGION,
    SEATS,
    SEATS_BEFORE,
    Org,
)
from .reader import OrgReader

_JOIN = re.compile(r"(?:、|，|和|与|及|以及|或者|或|\s)\Z")
#: Ends that several members may share; 局 and 厅 only behind a rank (市教育、财政局).
_SHARED = frozenset(("group", "fgroup", "dept"))
_MAX_MEMBERS = 30


def spread_heads(reader: OrgReader, orgs: Sequence[Org]) -> list[Org]:
    """The names with the members of shared heads added; each of these has its full form in ``spread``."""
    out: list[Org] = []
    for org in orgs:
        out.extend(_regions(reader, org))
        out.extend(_ranks(reader, org))
        out.extend(_functions(reader, org))
        if branches := _branches(reader, org):
            starts = {branch.start for branch in (*branches, org)}
            out = [o for o in out if o.start not in starts] + branches
        out.append(_borrow(reader.text, out, org))
    out.extend(_et_cetera(reader))
    out.extend(_acting_regions(reader))
    return out


#: Companies and banks that have branches everywhere, as lists of them write them.
_OPERATOR = r"(?:[\u4e00-\u9fff]{2})?广电网络(?:公司)?|(?:移动|电信|联通|铁塔|邮政|广电)(?:通信)?(?:公司)?"
_BANK = "(?:农业|工商|建设|交通|邮储|邮政储蓄|农业发展|中信|光大|民生|招商|平安)银行|中国银行|[农工建中交]行|农发行"
_NATIONWIDE = rf"(?:中国)?(?:{_OPERATOR}|{_BANK})"
_LAST_BRANCH = re.compile(rf"{_NATIONWIDE}(?P<branch>[\u4e00-\u9fff]{{2,8}}(?:分公司|分行|支行))")
_BEFORE_BRANCH = re.compile(
    rf"(?<![\u4e00-\u9fff](?<![和及与由]))(?P<firm>{_NATIONWIDE})(?P<joint>[、和及])\Z"
)
_OWNER = re.compile(rf"(?<![\u4e00-\u9fff](?<![和及与由])){_NATIONWIDE}\Z")
_BRANCH_ENDS = ("分公司", "分行", "支行")
_NATION = "中国"


def _branches(reader: OrgReader, org: Org) -> list[Org]:
    """中国移动、中国联通 in front of 中国电信某某分公司: branches in the same place."""
    text = reader.text
    if org.kind != "firm" or not text.endswith(_BRANCH_ENDS, 0, org.end):
        return []
    owner = _OWNER.search(text, max(0, org.start - 10), org.start)
    if owner and not reader.view.taken[owner.start()]:
        org.start = org.body = owner.start()  # 铁塔公司|某某分公司: the tagger took them for two
    last = _LAST_BRANCH.fullmatch(text, org.start, org.end)
    members: list[Org] = []
    at = org.start
    while last and len(members) < _MAX_MEMBERS:
        member = _BEFORE_BRANCH.search(text, max(0, at - 12), at)
        if member is None or reader.view.taken[member.start()]:
            break
        at = member.start()
        members.append(Org(*member.span("firm"), org.kind, at, at, spread=member["firm"] + last["branch"]))
    if members and members[-1].spread and members[-1].spread.startswith(_NATION):
        for short in members:  # 中国移动、|电信、联通某某分公司
            if text[short.end - 2 : short.end] in _OPERATORS and short.end - short.start == 2:
                short.spread = _NATION + str(short.spread)
    return members[::-1]


#: Operators by their last word.
_OPERATORS = frozenset(("移动", "电信", "联通", "铁塔", "邮政"))


#: Ranks in front of which the rank above them may stand in a list.
_LOWER = frozenset("市县区州")
_RANK_BEFORE = re.compile(r"(?:(?<![\u4e00-\u9fff])|(?<=[和与及由经向在对给实彻行照据达习]))[省市州](?=、\Z)")


def _ranks(reader: OrgReader, org: Org) -> list[Org]:
    """省 in front of 、市委: the committee of the province."""
    text = reader.text
    if org.kind not in ("wei", "party", "seat") or text[org.start : org.start + 1] not in _LOWER:
        return []
    rank = _RANK_BEFORE.search(text, max(0, org.start - 2), org.start)
    if rank is None or org.head == org.start or reader.view.taken[rank.start()]:
        return []
    spread = rank[0] + text[org.start + 1 : org.end]
    return [Org(rank.start(), rank.end(), org.kind, rank.end(), rank.end(), org.met, spread)]


_AND_REGIONS = re.compile(r"等(?=(?:各|有关|相关)(?:地区|省区市|省市|省份|市县|市州|地))")


def _acting_regions(reader: OrgReader) -> list[Org]:
    """北京市、天津市 in front of 等各地区: regions that act as bodies."""
    out = []
    for match in _AND_REGIONS.finditer(reader.text):
        end = match.start()
        for _ in range(_MAX_MEMBERS):
            size = reader.region_end(end) if end > 0 and not reader.view.taken[end - 1] else 0
            if not size:
                break
            out.append(Org(end - size, end, "plain", end - size, end - size))
            join = _JOIN.search(reader.text, max(0, end - size - 2), end - size)
            if join is None or join[0].isspace():
                break
            end = join.start()
    return out


def _regions(reader: OrgReader, org: Org) -> list[Org]:
    """成都市、绵阳市 in front of 资阳市教育行政部门."""
    text = reader.text
    first = _region_from(reader, org.start)
    if not first or org.start + first >= org.end or not org.met & REGION:
        return []
    ranks = _RANKS_IN_BRACKETS.match(text, org.start + first, org.end)
    if ranks:
        return _short_regions(reader, org, text[ranks.end() : org.end], first)
    tail = text[org.start + first : org.end]
    members: list[Org] = []
    at = org.start
    while len(members) < _MAX_MEMBERS:
        join = _JOIN.search(text, max(0, at - 2), at)
        if join is None or join[0].isspace():
            break
        end = join.start()
        size = reader.region_end(end) if end > 0 else 0
        if not size or reader.view.taken[end - 1]:
            break
        written = text[end - size : end]
        name = reader.lists.provinces.get(written, written)  # 西藏、|宁夏自治区国家税务局
        alike = org.kind == "gov" or text[end - 1] == text[org.start + first - 1]
        if name == written and not (alike and written in reader.lists.regions):
            break
        if join[0] == "，" and not members:
            break
        members.append(Org(end - size, end, org.kind, end, end, org.met, name + tail))
        at = end - size
    return members[::-1]


_RANKS_IN_BRACKETS = re.compile(r"[（(](?:自治区|直辖市|[省市区县、])+[）)]")


def _short_regions(reader: OrgReader, org: Org, tail: str, first: int) -> list[Org]:
    """北京、天津、河北 in front of 陕西省（直辖市）人民政府: short names share its end as well."""
    text = reader.text
    members: list[Org] = []
    at = org.start
    while len(members) < _MAX_MEMBERS and text[at - 1 : at] == "、" and at > 1:
        size = reader.region_end(at - 1)
        if not size or reader.view.taken[at - 2]:
            break
        at -= 1 + size
        written = text[at : at + size]
        name = reader.lists.provinces.get(written, written)
        members.append(Org(at, at + size, org.kind, at + size, at + size, org.met, name + tail))
    if members:
        org.spread = text[org.start : org.start + first] + tail
    return members[::-1]


def _region_from(reader: OrgReader, start: int) -> int:
    text = reader.text
    for size in range(15, 1, -1):
        if text[start : start + size] in reader.lists.regions:
            return size
    word = reader.view.by_start.get(start)
    if word is not None and word.tag == "LOC" and text[word.end - 1] in LEVELS:
        return word.end - start
    return 0


def _functions(reader: OrgReader, org: Org) -> list[Org]:
    """城乡规划 in front of 、国土资源部门."""
    if org.kind not in _SHARED or org.body != org.start:
        return []
    return _Members(reader, org).before(org.start, ranked=org.kind == "dept")


def _et_cetera(reader: OrgReader) -> list[Org]:
    """发展改革、财政 in front of 等部门; members that are names of bodies themselves stay as they are."""
    out = []
    text = reader.text
    for match in _SHARED_BY_ALL.finditer(text):
        tail = text[match.end() : match.end("head")]
        qualified = _ENFORCING.match(tail)
        tail = tail[-2:] if qualified else _SHARED_FOR.get(tail, tail)
        out.extend(_Members(reader, None, tail).before(match.start(), ranked=False))
    return out


#: 省级财政、水利部门: not the treasury, but the department that shares its end with the next.
_TREASURY = re.compile("(各?(?:[省市县区乡镇]级|地方))财政")
#: 公安、检察等执法机关: the members are 机关, and departments in company where they are 单位.
_ENFORCING = re.compile("执纪|执法|政法|司法|监管")
_SHARED_FOR = {"单位": "部门"}
_SHARED_BY_ALL = re.compile(
    r"等(?:有关|相关|参与|责任|成员)?"
    r"(?="
    r"(?P<head>(?:行政|主管|行政主管|职能|政府)?部门|(?:执纪执法|执法执纪|执法|政法|司法|监管)(?:部门|机关)"
    r"|机关|单位(?!和个人)|事业单位))"
)


class _Members:
    """The members of a list that share a head: that of ``last``, or ``tail`` behind 等."""

    def __init__(self, reader: OrgReader, last: Org | None, tail: str = "") -> None:
        self._reader, self._text, self._last = reader, reader.text, last
        self._head = tail if last is None else _head_of(reader, last)
        self._found: list[Org] = []
        self._prefix = ""  # what stands in front of the first and belongs to all
        self._bodies = self._strangers = 0

    def before(self, at: int, *, ranked: bool) -> list[Org]:
        """The members in front of ``at``, first to last; with ``ranked`` only those behind a rank or region."""
        self._read(at)
        if not self._is_list(ranked):
            return []
        members = self._found[::-1]
        if not self._prefix:
            return members
        if self._last is not None:
            self._last.spread = self._prefix + self._text[self._last.start : self._last.end]
        return [m if m.met else replace(m, spread=self._prefix + str(m.spread)) for m in members]

    def _read(self, at: int) -> None:
        while len(self._found) < _MAX_MEMBERS and at > 0:
            end = self._joint_before(at)
            if end is None or self._reader.view.taken[end - 1]:
                return
            found = self._reader.found.get(end)
            treasury = found and _TREASURY.fullmatch(self._text, found.start, end)
            if treasury and self._last is not None and self._head.endswith("部门"):
                self._add(treasury.start(), treasury.end(1), end, LEVEL)
                self._prefix = treasury[1]
                return
            body = self._body_before(end)
            if body is not None:
                self._bodies += 1
                if self._last is not None:
                    return
                at = body
                continue
            at = self._function_before(end)
            if at == end:
                return
            owner = self._reader.found.get(at)
            if owner is not None and owner.kind in JOINT:
                return  # 联席会议|协调: what the group does, no department of its own
            begin, met = read_anchor(self._reader, at, 0, "group", max(0, at - 20))
            if begin < at and met & (PARENT | DETERMINER | LEVEL | REGION):
                self._add(begin, at, end, met)
                self._prefix = self._text[begin:at]
                return
            self._add(at, at, end, 0)

    def _add(self, start: int, body: int, end: int, met: int) -> None:
        self._found.append(Org(start, end, "group", end, body, met, self._text[start:end] + self._head))

    def _joint_before(self, at: int) -> int | None:
        """Where the joint in front of ``at`` begins; None where there is none. In front of 等 stands none."""
        if self._last is None and not self._found and not self._bodies:
            return at
        join = _JOIN.search(self._text, max(0, at - 2), at)
        return None if join is None or join[0].isspace() or join[0] == "，" else join.start()

    def _body_before(self, end: int) -> int | None:
        """Start of the body by its own name that ends at ``end``."""
        found = self._reader.found.get(end)
        return found.start if found is not None else _mass_before(self._reader, end) or None

    def _function_before(self, end: int) -> int:
        """Start of the functions that end at ``end``, or of one of two words that no list knows."""
        if self._text.startswith("与", end) and self._text.endswith(_THINGS, 0, end):
            return end  # 监测设备|与生态环境部门联网
        start = _function_start(self._reader, end, listed=self._last is None)
        if start < end and self._text[start:end] in self._reader.lists.vague:
            return start - self._reader.topics_before(start)
        if start < end or self._last is not None or self._strangers > 1:
            return start
        start = end - _stranger(self._text, end)
        self._strangers += start < end
        return start

    def _is_list(self, ranked: bool) -> bool:
        count = len(self._found) + self._bodies
        if self._strangers and count < self._strangers + 3:
            return False
        if self._prefix or not (ranked or (self._last is None and count < 2)):
            return True
        if not self._found or self._last is not None:
            return False
        alone = self._found[0]  # 会同|公安等部门
        return alone.end - alone.start > 1 and bool(
            _LED.search(self._text, max(0, alone.start - 2), alone.start)
        )


#: What departments are joined with, and none of them.
_THINGS = ("设备", "系统", "平台", "数据")
_STRANGER = re.compile(r"(?:、[\u4e00-\u9fff]{2,6}){3}、([\u4e00-\u9fff]{2,4})\Z|、([\u4e00-\u9fff]{2,4})\Z")


def _stranger(text: str, end: int) -> int:
    """Length of what no list knows at the end of a long list of functions (…、国土、文物、地铁等单位), 0 for none."""
    match = _STRANGER.search(text, max(0, end - 34), end)
    return len(match[1]) if match and match[1] and not _NO_FUNCTION.search(match[1]) else 0


_NO_FUNCTION = re.compile(
    r"企业|公司|银行|保险|学校|医院|商场|超市|工厂|酒店|媒体|社会|家庭|个人|协会|机构|组织|群众|[人员者户应须要]\Z"
)


MASS_BEFORE = re.compile(rf"(?<![\u4e00-\u9fff])(?:{MASS})\Z")
#: In front of a single member (会同|公安等部门).
_LED = re.compile(r"(?:(?<![\u4e00-\u9fff])|[由同与和向经合及调])\Z")


#: Departments told apart, the longest first.
_QUALIFIED = ("行政主管部门", "行政部门", "主管部门", "监管部门", "管理部门")


def _head_of(reader: OrgReader, last: Org) -> str:
    """部门, or 行政部门 and 主管部门 where that is what the members share."""
    head = reader.text[last.head : last.end]
    if last.kind != "group":
        return head
    written = reader.text[last.start : last.end]
    return next((tail for tail in _QUALIFIED if written.endswith(tail) and written != tail), head)


def _mass_before(reader: OrgReader, end: int) -> int:
    """Start of 妇联, 工会 in one list with departments, 0 for none."""
    match = MASS_BEFORE.search(reader.text, max(0, end - 12), end)
    return match.start() if match else 0


_JOINTLY = re.compile("联合")


def _function_start(reader: OrgReader, end: int, *, listed: bool) -> int:
    at = end
    while at > 0 and end - at < 16:
        step, _ = reader.read_function(at, "group", 0)
        word = reader.text[at - step : at]
        if not step or (not listed and at == end and word in reader.lists.vague):
            break
        if at < end and word in lead_words("function"):
            break  # 组织|文化和旅游等部门
        at -= step
    joined = _JOINTLY.match(reader.text, at)
    return joined.end() if joined and end - at > 3 else at  # 联合|财政、公安等部门


#: 各乡镇|各部门 are two classes in one piece; 各级各部门 is one.
_TWO_CLASSES = re.compile(r"(各(?!级)[^各、，（(]{1,6})(各[^各、，]{1,10})")


def split_classes(text: str, orgs: Iterable[Org]) -> Iterator[Org]:
    """The names, two classes that are written in one piece as two."""
    for org in orgs:
        two = _TWO_CLASSES.fullmatch(text, org.start, org.end) if org.spread is None else None
        if two is None:
            yield org
            continue
        for start, end in (two.span(1), two.span(2)):
            yield replace(org, start=start, end=end, body=start, head=start)


#: Classes of schools, which stand in one list behind one 各: 各中小学校、幼儿园.
_SCHOOLS = ("中小学校", "中小学", "学校", "小学", "中学", "高中", "幼儿园", "高校", "院校")
_WHICH_SCHOOLS = re.compile(f"(.*各级?(?:各类)?)(?:{'|'.join(_SCHOOLS)})")


def share_each(text: str, orgs: Sequence[Org]) -> None:
    """Let a class of schools behind 全区各中小学校、 take the 全区各 that stands in front of the list."""
    ends = {org.end: org for org in orgs}
    for org in sorted(orgs, key=lambda o: o.start):
        previous = ends.get(org.start - 1)
        if previous is None or org.spread or text[org.start - 1] not in "、和及":
            continue
        which = _WHICH_SCHOOLS.fullmatch(previous.spread or text[previous.start : previous.end])
        if which and text[org.start : org.end] in _SCHOOLS:
            org.spread = which[1] + text[org.start : org.end]


#: What stands between two names that share their beginning.
_NEXT_TO = frozenset(("、", "和", "及", "与", "以及"))


def _borrow(text: str, before: Sequence[Org], org: Org) -> Org:
    """街道办事处 behind 各镇人民政府、 takes 各; 各直属机构 behind 国务院各部委、 takes 国务院."""
    if not before or org.spread:
        return org
    previous = before[-1]
    gap = text[previous.end : org.start]
    if gap not in _NEXT_TO:
        return org
    written, earlier = text[org.start : org.end], text[previous.start : previous.end]
    bare = org.start == org.head
    if bare and org.kind in ("gov", "street", "bareok") and previous.kind == "party":
        return replace(org, spread=text[previous.start : previous.head] + written)
    if bare and org.kind in SEATS and previous.kind in SEATS_BEFORE and written.startswith(FOUR_SEATS):
        owner = (
            previous.spread.removesuffix(earlier) if previous.spread else text[previous.start : previous.head]
        )
        return replace(org, spread=owner + written) if owner else org
    if bare and org.kind == "street" and earlier[0] == "各":
        return replace(org, spread="各" + written)
    if written[0] == "各" and org.kind == "dgroup" and previous.kind == "dgroup" and previous.met & PARENT:
        parent = earlier[: earlier.rfind("各")]
        return replace(org, spread=parent + written) if parent else org
    return org
