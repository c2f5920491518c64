"""People by what stands beside a name: courtesies, verbs of speech, titles. Spans count in the clean text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...firsts import RarePattern, compile_gated, compile_rare
from ...records import Span
from ..words import TextView
from .edges import name_length
from .shapes import looks_chinese, surnames

_HAN = r"[\u4e00-\u9fff]"
#: A name in front of its title (刘明远副局长强调); the leaders' names need no left boundary.
_NAME_FIRST = re.compile(
    rf"(?:(习近平)|(?<!{_HAN})({_HAN}{{2,3}}))"
    r"(?=总书记|副?(?:秘书长|总理|主席|书记|主任|[省市县区州局厅部处院校行司]长)(?!们|会议))"
)
_HONOUR = compile_rare(rf"({_HAN}{{2,4}})(?:同志|先生|女士)(?!们)")
_SPEECH = re.compile(
    (
        rf"(?:^|[。，；！？\n“])(?:会上，|最后，)?({_HAN}{{2,4}}?)"
        r"(?=(?:还|也|同时|随后)?(?:指出|强调|表示|要求(?!的)|介绍|主持会议|在讲话中"
        r"|代表[^，。；\n]{2,16}(?:作|致|向|宣读)))"
    ),
    re.MULTILINE,
)
_BRACKETED = re.compile(rf"({_HAN}{{2,4}})[（(](?={_HAN})")


def find_by_context(view: TextView) -> Iterator[Span]:
    """People by what stands beside a name: a courtesy, a verb of speech, a title, a rank of scholars."""
    for read in (_beside_people, _before_titles, _acting, _appointed, _scholars, _behind_titles):
        yield from read(view)


def _beside_people(view: TextView) -> Iterator[Span]:
    """王小明同志, 会上王小明指出, 王小明（市教育局）: the longest name that ends there."""
    text = view.text
    for pattern in (_HONOUR, _SPEECH, _BRACKETED):
        for match in pattern.finditer(text):
            end = match.end(1)
            for begin in (end - 3, end - 2, end - 4):
                if begin < match.start(1) or not looks_chinese(text[begin:end], rare=False):
                    continue
                if _opens(view, begin, pattern):
                    yield Span(begin, end)
                    break


def _before_titles(view: TextView) -> Iterator[Span]:
    """刘明远副局长: a name in front of its title."""
    for match in _NAME_FIRST.finditer(view.text):
        if match[1]:
            yield Span(*match.span(1))
        elif looks_chinese(match[2], rare=False) and (
            not view.words or _sure(view, match.start(), len(match[2]))
        ):
            given = match[2][-1] in _GIVEN and looks_chinese(match[2][:-1], rare=False)
            yield Span(match.start(2), match.end(2) - given)  # 张涛|任|副主任


#: What gives an office to the name in front of it.
_GIVEN = frozenset("任兼为")


def _acting(view: TextView) -> Iterator[Span]:
    for match in _TITLED_ACT.finditer(view.text):
        if looks_chinese(match[1]) and _starts_word(view, match.start(1)):
            yield Span(*match.span(1))


def _appointed(view: TextView) -> Iterator[Span]:
    """陈刚的某某局副局长职务; 王芳为某某局局长: a name alone between a mark and the post it is given or loses."""
    if "任命" not in view.text and "免去" not in view.text:
        return
    for match in _APPOINTED.finditer(view.text):
        if looks_chinese(match[1], sure=True):
            yield Span(*match.span(1))


def _scholars(view: TextView) -> Iterator[Span]:
    for match in _SCHOLAR.finditer(view.text):
        if looks_chinese(match[1]) and _sure(view, match.start(1), len(match[1])):
            yield Span(*match.span(1))


def _behind_titles(view: TextView) -> Iterator[Span]:
    """局长刘明远: a name behind a title."""
    for match in _TITLE_END.finditer(view.text):
        size = _before_verb(view, match.end(), name_length(view.text, match.end()))
        known = size and view.text[match.end()] in surnames().common
        first = view.by_start.get(match.end())
        end = match.end() + size
        tagged = first is not None and first.tag in _NAMED
        # 县长揭｜建｜平，: what the tagger cannot read as words
        apart = all(i in view.by_start and i in view.by_end for i in range(match.end() + 1, end))
        whole = size == 3 and apart and view.text[end : end + 1] in _CLOSES
        told = known or whole or (tagged and _TELLS.match(view.text, end))
        if size and told and _sure(view, match.end(), size):
            yield Span(match.end(), match.end() + size)


def _before_verb(view: TextView, at: int, size: int) -> int:
    """院长董煜|说: the tagger's name without the verb of one character behind it."""
    word = view.by_start.get(at)
    verb = view.by_start.get(at + 2) if word is not None and word.end == at + 2 else None
    said = word is not None and word.tag in ("PER", "nr") and verb is not None and verb.tag == "v"
    return 2 if said and size == 3 else size


_CLOSES = frozenset("，、。；")
#: What only a person does: behind it even a rare family name is one (主任鄂学文|告诉记者).
_TELLS, _NAMED = re.compile(r"告诉|坦言|透露|感慨|说|表示|介绍|认为|指出"), ("PER", "nr")
_TITLE_END = compile_gated(
    r"(?:书记|主任|主席|总理|督学|常委|委员|巡视员|调研员"
    r"|(?:[副市县区州省局处厅部院校秘书]|组|行|检察|理事|董事)长|记者|经理|总编)(?=[\u4e00-\u9fff])"
)


#: 秘书长房喻教授: between a post and a rank of scholars.
_SCHOLAR = compile_rare(
    r"(?:(?:书记|主任|主席|秘书长|[校院局厅部]长)|(?<!\S))"
    rf"((?!高级|特级|任|兼)(?!{_HAN}[级任聘职座副]){_HAN}{{2,3}}?)(?=教授|院士|研究员|编审)"
)
#: 院长查文章在致辞中指出: between a post and what only a person does even common words are a name.
_TITLED_ACT = re.compile(
    rf"(?:书记|主任|主席|[院局厅部处校会行市县区州省镇乡矿厂村站所队]长|经理|督学|常委)({_HAN}{{3}})"
    r"(?=受到[^，。；]{0,12}(?:处分|处罚|表彰|表扬)"
    r"|被(?:移交|移送|撤|免|开除|留党|处以|依法|刑事|追究|授予|评为)"
    r"|在[^，。；\n]{0,10}(?:指出|强调|表示|要求|说)|主持(?:会议|召开)|宣读"
    r"|作(?:了|总结|重要|表态|动员|交流)*(?:讲话|报告|发言)|出席|率队|率领)"
)


#: In the lists of a notice of appointments.
_APPOINTED = re.compile(
    rf"(?:^|(?<=[；：，\n])|(?<=免去)|(?<=任命))[ \u3000]*({_HAN}{{2,3}})"
    rf"(?=(?:（[^（）\n]{{1,10}}）)?(?:的(?:{_HAN}|[（）、]){{3,40}}职务|为(?:{_HAN}|[（）、]){{3,40}}[长任记官师员]\s*(?:[；。（\n]|$)))",
    re.MULTILINE,
)


def _starts_word(view: TextView, at: int) -> bool:
    return not view.words or at in view.by_start


def _sure(view: TextView, at: int, size: int) -> bool:
    """With a tagger, a name it did not see must at least not cut its words."""
    if not view.words:
        return size == 3 or view.text[at + size : at + size + 1] in "、，。；：（() \n）"
    return at in view.by_start and at + size in view.by_end


def _opens(view: TextView, at: int, pattern: re.Pattern[str] | RarePattern) -> bool:
    if pattern is not _BRACKETED and not view.words:
        return True
    if pattern is _BRACKETED:
        before = view.text[at - 1 : at]
        return (
            before in "）)、：:\t" and before != "" and at in view.by_start if view.words else before in "）)"
        )
    return at in view.by_start
