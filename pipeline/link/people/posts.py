"""Posts as they are written: what is a title, where its body ends and the title begins.

A *post* is a body and a title (市教育局局长); a chain of posts is divided by 、，and 兼
(市委书记、市人大常委会主任). Everything here is about words; who holds a post is the business of find.py.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ...lexicon import read_lexicon

_MODIFIERS = (
    "(?:名誉|常务|第[一二三四五六]|专职|兼职|执行|代理|代|副|总|高级|助理|轮值|驻会|候补|党外"
    "|[正副][处科]级|[一二三四]级)"
)


@cache
def title_pattern() -> str:
    """A pattern of titles: the listed heads, longest first, with modifiers (副, 常务, 代) in front."""
    titles = (re.escape(row[0]) for row in read_lexicon("posts.txt"))
    heads = "|".join(sorted(titles, key=lambda head: (-len(head), head)))
    return f"{_MODIFIERS}{{0,3}}(?:{heads})"


@cache
def _title_at_end() -> re.Pattern[str]:
    return re.compile(f"({title_pattern()})$")


@cache
def title_start() -> re.Pattern[str]:
    """The compiled pattern, for titles right behind a name."""
    return re.compile(title_pattern())


#: Where one post of a chain ends and the next begins.
_SEPARATORS = re.compile("[、，,；; 　\\t]+|兼任?(?=[一-龥])|(?<=[长任记席员])(?:和|及)")
#: Words that say when a post was held, not what it is.
TENSE = re.compile("^(?:原任?|时任|现任|曾任|历任|前任?|兼任?|任|拟任|新任|首任|继任)")
#: A rank behind the name, where a row goes on with the posts (张三教授、某某大学校长).
RANK = re.compile("(?:正高级|高级|副)?(?:教授|院士|研究员|编审|教师|工程师|农艺师|记者|编辑)[、，]")
#: 原 between a body and the title; in front of the body it may be a name of before (原教育部).
_FORMER = re.compile("(?<=[一-龥])(?<![中平草])原(?:党委|党组|党工委|纪委|党总支)?$")
_WAS = re.compile("原(?!任)")
#: Titles that say which party unit they belong to by themselves.
PARTY_TITLES = re.compile("(?:书记|常委|委员|成员|组织员|纪检员)$")
GOVERNMENT_TITLES = {level + "长": level for level in "省市县区州旗盟镇乡"}
GROUP_TITLES = re.compile("^(?:总|副|常务|第.|执行)*(?:组长|召集人|总?指挥长?|联络员)$|^成员$")
STATE_TITLES = re.compile("(?:总统|首相|总理|国王|外长|大使|议长|总领事|主席|国务资政|国务卿)$")


class Post(NamedTuple):
    """A post as written: ``start``/``end`` cover it whole, ``title_start`` is where the title begins."""

    start: int
    title_start: int
    end: int
    title: str


def title_before(text: str, end: int, known: dict[int, int]) -> int | None:
    """Where the title that ends at ``end`` begins, by the mentions (``known``: end → start) or the list."""
    match = _title_at_end().search(text[max(0, end - 12) : end])
    start = end - len(match[1]) if match else None
    if end in known and (start is None or known[end] > start or end - known[end] <= 10):
        mention = known[end]
        if start is None:
            start = mention
        else:
            # a mention may hold more (专职副主任) or a body's last word (组织部长)
            start = mention if mention < start and _bare_modifier(text[mention:start]) else start
    return start


def _bare_modifier(word: str) -> bool:
    return bool(re.fullmatch(f"{_MODIFIERS}+|首席|特约|兼任|荣誉|终身|助理|党内", word))


def split_chain(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the posts in ``text[start:end]``, divided at the separators."""
    spans = []
    at = start
    for match in _SEPARATORS.finditer(text, start, end):
        if match.start() > at:
            spans.append((at, match.start()))
        at = match.end()
    if at < end:
        spans.append((at, end))
    return spans


def posts_before(text: str, start: int, end: int, titles: dict[int, int]) -> list[Post]:
    """The chain of posts right before ``end`` (a person's name), first to last; [] if there is none."""
    chain: list[Post] = []
    spans = split_chain(text, start, end)
    if not spans or text[spans[-1][1] : end].strip("“”\"' 　\t"):
        return []
    for span_start, span_end in reversed(spans):
        title = title_before(text, span_end, titles)
        if title is None or title < span_start:
            break
        chain.append(Post(span_start, title, span_end, text[title:span_end]))
    chain.reverse()
    return chain


def posts_after(text: str, start: int, end: int, titles: dict[int, int]) -> list[Post]:
    """The chain of posts that opens at ``start`` and fills the text up to ``end``, as far as it goes."""
    chain: list[Post] = []
    for span_start, span_end in split_chain(text, start, end):
        title = title_before(text, span_end, titles)
        if title is None or title < span_start:
            if chain or span_end - span_start > 12:
                break
            continue
        chain.append(Post(span_start, title, span_end, text[title:span_end]))
    return chain


def tidy_title(title: str) -> str:
    """The title without words of time (原, 时任, 兼)."""
    return TENSE.sub("", title) or title


def held_title(text: str, post: Post) -> str:
    """The title as held: 某某大学原党委书记 was it once, and 原 stays with it."""
    former = _FORMER.search(text[max(0, post.title_start - 8) : post.title_start])
    title = tidy_title(post.title)
    return "原" + title if former or _WAS.match(post.title) else title
