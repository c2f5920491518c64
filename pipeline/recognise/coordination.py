"""Lists of bodies as the subject of a duty: every member, with the head and the determiner they share.

``工会、作家协会和其他群团组织，应当…``, ``教育、卫生、体育等事业单位要…``, ``各类博物馆、纪念馆应当…``. That the
whole of a clause before its modal verb is a list whose last member ends as bodies do makes every member a
body, whether or not anybody knows its name. Spans count in the clean text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..firsts import compile_gated
from ..lexicon import read_lexicon
from .classes import actor_words, is_bare
from .modals import ADVERB, word_class

#: A longer clause is no list of subjects.
_LONGEST = 220
_MEMBERS = 30
#: A clause without any of these holds no list.
_MARKS = ("、", "和", "及其")
#: So many predicates of a clause are tried; what stands before a later one is no subject.
_TRIES = 5


class Member(NamedTuple):
    """One body of a list. ``spread`` is its full written form where it shares a head or a determiner.

    ``stop`` is where it ends with the ``等部门`` behind it, if there is one. ``bears``: whether it can bear a
    duty; enterprises and people in a list cannot.
    """

    start: int
    end: int
    spread: str | None
    stop: int
    bears: bool = True


_CLAUSE = re.compile(r"[^。！？!?；;\n，,：:]{4,}")
_LEAD = re.compile(
    r"(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十百\d]{1,5}条"
    r"|[一二三四五六七八九十百]{1,4}(?:[、.．]|是(?!一))|\d{1,3}[、.．](?!\d)|[①-⑳])?[ \u3000\t]*"
    r"(?:（[^（）\n]{1,160}）)?(?:其中|同时|此外|因此|今后|特别是|尤其是|原则上|必要时|请|由|可以?由|应当由|经(?=当地|有关|相关|[省市县区州](?!营)))?"
    r"(?:[本我][省市县区州])?"
)
#: The ranks of one name stay together: 省、自治区、直辖市和设区的市人民政府部门.
_RANK = (
    r"(?:中央和国家|中央|国家|地方|全国|自治区|直辖市|自治[县州旗]|设区的?市|市辖区|不设区的市|[省市县区州盟旗]|乡|镇"
    r"|街道|村)级?(?:以[上下]|各级)?"
)
_RANKS = re.compile(
    r"(?:(?<![^\W、和与及或])|(?<=以及)|(?<=或者))(?:各|有关|相关|所在)?"
    rf"(?:{_RANK}(?:、|和|与|及|或者?|以及)){{1,6}}(?={_RANK})"
)
#: People at the end of a list of bodies.
_PEOPLE = re.compile(r"(?:和|或者?|及|以及)(?:其他|有关)?(?:个人|公民|人员)\Z|及其(?:工作)?人员\Z")
#: What parts two members.
_PART = re.compile(r"、|以及|及其(?!他)|(?<![涉普波危触])及|和|与|或者?")
_KEEP = str.maketrans({"、": "\ue000", "和": "\ue001", "与": "\ue002", "及": "\ue003", "或": "\ue004"})
#: Words that hold such a character and no joint of a list.
_JOINED = re.compile(r"[和与及]")
_REPUBLIC = re.compile("共和国")
_KEPT = re.compile("[\ue000-\ue004]")
_BRACKETS = re.compile(r"（[^（）\n]{1,24}）")
_ET_CETERA = re.compile(r"(?<![高中初同平])等(?P<tail>[^、和与及等]{2,12})\Z")
#: 等市场监管领域有关部门: the members share no more of it than 部门, and it is a class of its own.
_FIELD = re.compile(r"[^\W有相各]{2,10}领域的?(?:各|有关|相关|主管)*(部门|单位|机构)")
#: 海关、税务等部门: the word is a function there, not the head that those before it share.
_ITSELF = ("海关",)
#: 某某及其有关部门: written so, it is a class without its owner's name (及其部门 would be nothing without it).
_OF_ITS_OWN = re.compile(r"(?:各?(?:有关|相关)|上级|上一级|下级|同级|主管|行政主管)")
_VAGUE = re.compile(r"^(?:各?(?:有关|相关)|多个|[一二三四五六七八九十\d]+个)(?:的)?(?:职能(?=部门))?")
#: The determiner of the first member that the others share: of 县级以上人民政府教育、民政部门 the government as well.
_DETERMINER = re.compile(
    r"(?:县级|区级|市级|设区的市级)以上(?:地方)?(?:各级)?人民政府(?=[^\W的])|"
    rf"(?:(?:{_RANK}(?:、|和|与|及|或者?|以及)){{1,6}}{_RANK}的|各级各类|各级|各类|县级以上地方(?:各级)?"
    r"|县级以上|地方各级|地方|[省市县区乡镇]+级|本级|同级|上级|下级|所在地?|全[省市县区])(?:政府性|公办|民办)?"
)
_WHOLE = ("各级各类", "各类")
#: 各 and 中央 in front of the first reach the schools, institutes and think tanks behind it.
_EACH = re.compile(r"(?:各(?![级类地有])|中央)(?=高校|院校|大学|学校|医院|科研)")
_EACH_OF = re.compile(r"(?:高校|高等院校|院校|科研院所|科研机构|科研单位|智库|国有企业|医院|学校)")
#: 各级监委、公安机关和妇联: the ranks of organs are those of the first; behind governments, and of two, they are not.
_ALL_RANKS = re.compile(r"各级(?!.*(?:政府|党委|组织)$)")
_ORGAN = re.compile(
    r"(?!各|有关|相关|其他|国务院|国家|[居村]民)"
    r".*(?:部门|机关|委员会|监委|法院|检察院|党校|行政学院|团组织|妇联(?:组织)?|共青团|工会)"
)
#: 各有关地区和部门: the second is as general as the first.
_EACH_PLACE = re.compile(r"各(?:有关|相关)?(?=(?:地区?|县区|区县|乡镇|街道|镇街|园区)$)")
_DEPARTMENT, _UNIT, _GOVERNMENT = "部门", "单位", "政府"
_BARE = (_DEPARTMENT, _UNIT)
#: The rank of 市财政、统计部门, where a function stands behind it.
_LONE_RANK = re.compile("[省市州县区]")
#: 机关、学校、医院应当…: too general alone, bodies among others.
_AMONG_BODIES = ("机关", "医院")
#: The party's seat of a place, and the government's behind it.
_SEATS = (("党工委", ("办事处",)), ("党委", ("政府", "人民政府")))
#: The owner of what stands behind 及其 is one of those that 各 points at.
_EACH_ONE = re.compile("^各(?!级)")
#: These need no determiner.
_OTHER = "其他"
_POINTING = (_OTHER, "有关", "相关", "各", "国务院", "国家")
_NO_MEMBER = re.compile(
    r"(?:打击|自觉|向|并|获得|充分|认定|国家鼓励|发生(?!地)|受到|实现|配合|组织协调|拆除|搬迁|采集|惩治|利用"
    r"|通知|推动|支持|鼓励|提高|制定|引导|促进|加强|指导|督促|要求|强化|完善|优化|规范|协调|帮助|提升|明确|动员"
    r"|根据|依照|依法|严格"
    r"|参加|参与|围绕|聚焦|通过|承担|承办|从事|举办|负责|接受|申请|开展|建设|新建|改建|扩建|设立|成立|分别|为"
    r"|在|与|以(?!上)|因|凡|如"
    r"|若|除|不|未|没|无|已|也|都|其(?!他)|该|此|这|那|第[一二三四五六七八九十\d]).*"
    r"|.*"
    r"(?:可以|鼓励|为|设在|牵头|统一|分级|规定|属于|倾斜|优先|参与|违反|同志|该|指挥(?!部|机构|中心)"
    r"|商(?=[省市县区]|国务院)).*"
    r"|.+(?:组织(?!人事|部|实施|协调|机构)|督促|委托|授权).{3,}"
    r"|.*第[一二三四五六七八九十百\d]+[章节条款].*|.*[一二两三四五六七八九十\d]个.*"
    r"|.*"
    r"(?:人员|职工|教师|学生|个人|公民|干部|党员|代表|委员|群众|居民|负责人|领导|情况|工作|制度|项目|资金|经费"
    r"|规定|要求|措施|标准|设施|设备|活动|问题|事项|规划|计划)"
)
#: What the characters of a member may be; the marks inside a rank are kept apart.
_WITHIN = re.compile(
    r"(?:[^\W\d_a-zA-Z要应须将把被由对给从按据而就请使让令均没是了着过的会]|[\ue000-\ue004〇]|[省市县区]的"
    r"|会(?![同商])|应急|对[外口])+"
)
#: What tells which schools are meant is no part of their name: 有条件的中学.
_DEFINED = re.compile(
    rf"(?:规模较大|有条件|[^的、]{{2,8}})的(?=(?:{actor_words('class')})(?![^、和与及]))"
    r"|(?:依法)?(?:履行|承担|从事|接受)[^的、]{2,14}的(?=[^的、]{2,10}(?:委员会|部门|机关)(?![^、和与及或]))"
)
#: The last member may say what it does: 其他承担科研任务的单位, 审查小组的召集部门.
_CLAUSED = re.compile(
    r"(?:其他|有关)?(?!具有)[^\W\d要应须由将被把对的、]{2,10}的[^\W\d要应须由的、]{0,6}(?:单位|部门|机构|机关|组织)"
)
#: A place or 各地 in a list of bodies is one of them and shares no head.
_OWNED = ("国有企业", "中央企业", "央企", "国有资本投资公司")
_PLACE = re.compile(
    r"(?:各地|各村|各社区|各居委|地区|地方|部委|园区|街道|[省市县区州盟旗乡镇](?:（[省市县区州乡镇街道园开发、]+）)?)\Z"
)
_NOBODY = re.compile(
    r".*(?:[人者]|报刊|企业|央企|企业组织|公司|商户|社会力量|市场主体|个体工商户|经营者|当事人|家庭|社会|社会组织)"
)


class _Piece(NamedTuple):
    """A member as written: its own head or that of ``等…部门`` behind it, and whether the head is its own.

    ``owned``: it stands behind 及其, so that it belongs to the member before it.
    """

    start: int
    text: str
    head: str
    headed: bool
    stop: int
    owned: bool = False


class _Words(NamedTuple):
    """The patterns of one run: the predicate, heads of bodies, what a function is."""

    predicate: re.Pattern[str]
    paused: re.Pattern[str]
    head: re.Pattern[str]
    never: re.Pattern[str]
    joined: re.Pattern[str]
    functions: frozenset[str]


#: What may stand between a subject and its modal verb: adverbs, when and where.
_BETWEEN = (
    rf"(?:{ADVERB}|每(?:天|周|月|年|学期|学年)|在[^，。；]{{2,16}}(?:范围内|领导下|[上中内]|方面)){{0,4}}"
)
#: Other predicates that a list of subjects may have.
_PREDICATES = (
    r"经(?=[^，。；]{2,24}批准(?:，|$))|对[^，。；]{2,40}(?:实施|进行|开展|负责|承担)",
    r"(?:按照?|依照|根据)[^，。；]{2,24}(?:规定|职责|分工)",
    r"(?:依法|积极|认真|切实|分别|共同)[^，。；的]{2,}",
    r"责令(?=[^，。；的]{0,8}(?:改正|整改|停))|(?:给予|予以)(?=警告|处分|通报|批评)",
)
#: Behind the comma that closes a list.
_BEHIND_COMMA = r"(?:(?:在|对|依照|按照?|根据)[^。；：\n]{2,60}?，)?(?:负责(?!人)|协助|配合|应当|可以)"
_DEPARTMENTS = r"(?:行政主管|监督管理|行政|主管|监管|管理|执法)部门"


def _modal() -> str:
    """A modal verb or a verb of duty with what stands before it, which is no noun (要求, 社会负责)."""
    ought, duty = word_class("ought"), word_class("duty")
    return rf"{_BETWEEN}(?:(?!还?不能|(?<=所)需)(?:{ought})(?![求素点件闻])|(?<!社)(?:{duty})(?![人的着过]|同志))"


@functools.cache
def _words() -> _Words:
    modal = _modal()
    functions = frozenset(row[0] for row in read_lexicon("org_functions.txt"))
    joined = sorted((f for f in functions if _JOINED.search(f)), key=lambda f: (-len(f), f))
    heads = "|".join((_DEPARTMENTS, *(actor_words(name) for name in ("head", "class", "member"))))
    return _Words(
        compile_gated("|".join((modal, *_PREDICATES))),
        re.compile(f"{modal}|{_BEHIND_COMMA}"),
        compile_gated(rf"(?:{heads})(?:（[^（）]{{1,24}}）)?$"),
        re.compile(actor_words("never")),
        re.compile("|".join(map(re.escape, joined)) or r"(?!)"),
        functions,
    )


@functools.lru_cache(maxsize=1)  # names, directives and links ask for those of one document in turn
def find_members(text: str) -> tuple[Member, ...]:
    """The members of every list of bodies that is the subject of a duty, in reading order."""
    return tuple(_members(text))


def _members(text: str) -> Iterator[Member]:
    words = _words()
    for clause in _CLAUSE.finditer(text):
        written = clause.group()
        if not any(mark in written for mark in _MARKS):
            continue
        start = clause.start() + _LEAD.match(written).end()  # type: ignore[union-attr]
        for end in _subject_ends(text, start, clause.end(), words):
            found = _parse(text, start, end, words) if end - start <= _LONGEST else []
            yield from found
            if found:
                break


def _subject_ends(text: str, start: int, stop: int, words: _Words) -> Iterator[int]:
    """Where a list may end: at the comma behind which a modal verb follows, or before a predicate."""
    if text[stop : stop + 1] in {"，", ","} and words.paused.match(text, stop + 1):
        yield stop
    mark = min((i for i in (text.find(m, start, stop) for m in _MARKS) if i >= 0), default=stop)
    for number, found in enumerate(words.predicate.finditer(text, mark, stop)):
        if number == _TRIES:
            return
        yield found.start()


def _parse(text: str, start: int, end: int, words: _Words) -> list[Member]:
    """The members of ``text[start:end]``, if every piece of it may be one."""
    shown = _shown(text[start:end], words)
    pieces: list[_Piece] = []
    at, owned = 0, False
    for part in [*_PART.finditer(shown), None]:
        stop = part.start() if part else len(shown)
        closed = _ET_CETERA.search(shown, at, stop)
        tail = _VAGUE.sub("", closed["tail"]) if closed else ""
        if tail and (_NOBODY.fullmatch(tail) or not words.head.search(tail)):
            return []
        last = closed.start() if closed else stop
        skipped = _DEFINED.match(shown, at, last)
        at = skipped.end() if skipped and not is_bare(text[start + skipped.end() : start + last]) else at
        if not _may_be(shown[at:last], part is None):
            return []
        written = text[start + at : start + last]
        own = None if written in _ITSELF and (part or closed) else words.head.search(written)
        place = own is None and _PLACE.search(written)
        field = _FIELD.fullmatch(tail) if tail else None
        head = field[1] if field else tail if closed else own.group() if own else ""
        pieces.append(
            _Piece(start + at, written, head, bool(own or place), start + (last if field else stop), owned)
        )
        if field:
            pieces.append(_Piece(start + stop - len(tail), tail, "", True, start + stop))
        owned = bool(part and part.group() == "及其")
        at = part.end() if part else stop
    alone = len(pieces) == 1 and not (pieces[0].headed and _KEPT.search(shown))
    if alone or len(pieces) > _MEMBERS or not (pieces[-1].head or _FIELD.fullmatch(pieces[-1].text)):
        return []
    return list(_spread(pieces, words))


def _shown(written: str, words: _Words) -> str:
    """A list of the same length or shorter in which only what parts two members looks like it, without its people."""
    shown = _BRACKETS.sub(lambda m: "〇" * len(m.group()), written)
    for kept in (_RANKS, _REPUBLIC, words.joined):
        shown = kept.sub(lambda m: m.group().translate(_KEEP), shown)
    return _PEOPLE.sub("", shown).removesuffix("等")


def _may_be(piece: str, last: bool) -> bool:
    bare = piece.replace("〇", "")
    if not 2 <= len(bare) <= 40 or _NO_MEMBER.fullmatch(bare):
        return False
    return bool(_WITHIN.fullmatch(piece) or (last and _CLAUSED.fullmatch(piece)))


def _spread(pieces: Sequence[_Piece], words: _Words) -> Iterator[Member]:
    """The members with the heads and determiners that they share."""
    determiner, chained = "", False
    for number, piece in enumerate(pieces):
        shared = _behind_owner(pieces, number) or _of_each_place(pieces, number) or _of_seat(pieces, number)
        if shared:
            yield shared
            continue
        own = _determiner(piece, words)
        if own:  # it reaches as far as members without a head follow each other, 各类 and ranks further
            determiner, chained = own, not piece.headed
        if _bears_nothing(pieces, number, words):
            chained = False
            yield _member(piece, None, bears=False)
            continue
        full = _with_head(pieces, number)
        reaches = chained or determiner in _WHOLE or determiner.endswith("的")
        of_government = determiner.endswith(_GOVERNMENT) and _OF_ITS_OWN.match(
            piece.text.removeprefix(_OTHER)
        )
        whole = piece.text.startswith(_POINTING) or bool(determiner and piece.text.startswith(determiner))
        if not own and reaches and (of_government or not whole):
            full = determiner + full
        elif number and (each := _EACH.match(pieces[0].text)) and _EACH_OF.fullmatch(piece.text):
            full = each.group() + full
        elif number and len(pieces) > 2 and _ALL_RANKS.match(pieces[0].text) and _ORGAN.fullmatch(full):
            full = determiner + full
        chained = chained and not piece.head
        yield _member(piece, full if full != piece.text else None)


def _determiner(piece: _Piece, words: _Words) -> str:
    """What the member says of whose it is, for those behind it too; of 市财政 the rank, "" where it says nothing."""
    named = _DETERMINER.match(piece.text)
    if named:
        return named.group()
    ranked = not piece.headed and _LONE_RANK.match(piece.text) and piece.text[1:] in words.functions
    return piece.text[0] if ranked else ""


def _member(piece: _Piece, spread: str | None, *, bears: bool = True) -> Member:
    return Member(piece.start, piece.start + len(piece.text), spread, piece.stop, bears)


def _behind_owner(pieces: Sequence[_Piece], number: int) -> Member | None:
    """人民政府及|其部门: with the name of the one that it belongs to."""
    piece = pieces[number]
    if not (number and piece.owned and piece.headed) or _OF_ITS_OWN.match(piece.text):
        return None
    owner = _EACH_ONE.sub("", pieces[number - 1].text)
    return _member(piece, owner + piece.text)._replace(start=piece.start - 1)


def _of_each_place(pieces: Sequence[_Piece], number: int) -> Member | None:
    """各有关地区和|部门: as general as the first member."""
    piece, each = pieces[number], _EACH_PLACE.match(pieces[0].text)
    return _member(piece, each.group() + piece.text) if number and each and piece.text in _BARE else None


def _of_seat(pieces: Sequence[_Piece], number: int) -> Member | None:
    """街道党工委和|办事处, 省级党委和|政府: of the same place."""
    piece, party = pieces[number], pieces[number - 1].text if number else ""
    for committee, governments in _SEATS:
        place = party.removesuffix(committee)
        if place not in {"", party} and piece.text in governments:
            return _member(piece, place + piece.text)
    return None


def _bears_nothing(pieces: Sequence[_Piece], number: int, words: _Words) -> bool:
    """Enterprises and people, and classes that are never bodies, save 政府 with its departments behind it."""
    written = pieces[number].text
    if _NOBODY.fullmatch(written) and not written.endswith(_OWNED):
        return True
    if not words.never.fullmatch(written) or written.startswith(_OTHER):
        return False
    if len(pieces) > 1 and written in _AMONG_BODIES:
        return False
    return not (written == _GOVERNMENT and any(piece.owned for piece in pieces[number + 1 : number + 2]))


def _with_head(pieces: Sequence[_Piece], number: int) -> str:
    """A member with the next head behind it; what has none takes 部门, as do those in front of 单位."""
    piece = pieces[number]
    if piece.headed:
        return piece.text
    head = next((p.head for p in pieces[number:] if p.head), _DEPARTMENT)
    if piece.text in _ITSELF and head != _DEPARTMENT:
        return piece.text
    return piece.text + (_DEPARTMENT if head == _UNIT else head)
