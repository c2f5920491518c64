"""The left edge of a name: words that lead to a body and are no part of it (要求|采购单位, 首先是|各招标代理机构).

Classes of bodies are read without a word list, so what governs them may be read with them. The tagger's
words tell: a verb of this list in front of a class is what is done to it. Without a tagger nothing is cut.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from ..leads import WHEN, lead_words
from ..words import TextView
from .grammar import Org

#: 首先是, 三是, 特别是 in front of a name.
_FIRST = re.compile(r"(?:首先|其次|再次|最后|[一二三四五六七八九十]|特别|尤其)是|结合实际(?=创新)")
#: Kinds whose names are read whole, or that are named by what they do (促进…联席会议).
_WHOLE = frozenset(("note", "name", "adhoc", "firm", "tagged"))
#: Too general to be a name once the verb is gone.
_BARE = re.compile(
    r"(?:学校|小学|中学|大学|高校|院校|幼儿园|医院|村?卫生室|政府|单位|部门|机构|机关|组织|党委|党支部"
    r"|本(?:机构|单位|部门)|医疗机构|工会|联席会议|委员会|办公室)"
)
_COUNTED = re.compile(r"[一二两三四五六七八九十几]个(?:部门|单位|机构)")
_RANKS = frozenset("省市县区州乡镇")


@functools.cache
def _leads() -> tuple[frozenset[str], frozenset[str]]:
    """The words that lead to a name, and the characters with which anything that this module cuts begins."""
    words = lead_words("edge")
    return words, frozenset("首其再最特尤结一二两三四五六七八九十几").union(word[0] for word in words)


def trim_edges(view: TextView, orgs: Iterable[Org]) -> Iterator[Org]:
    """The names without what leads to them; those of which nothing but a general word is left are dropped."""
    text, starts = view.text, view.by_start
    words, firsts = _leads()
    for org in orgs:
        led = text[org.start] in firsts or org.start not in starts or WHEN.match(text, org.start, org.end)
        if not led or org.kind in _WHOLE or not view.words:
            yield org
            continue
        start = _edge(view, org, words)
        if start == org.start:
            if not _COUNTED.fullmatch(text, org.start, org.end):
                yield org
        elif org.end - start > 1 and not _BARE.fullmatch(text, start, org.end):
            org.start, org.body, org.head = start, max(start, org.body), max(start, org.head)
            yield org


def _edge(view: TextView, org: Org, words: frozenset[str]) -> int:
    """Where the name begins."""
    text, start = view.text, org.start
    when = WHEN.match(text, start, org.end)
    if when:
        return when.end()
    if start not in view.by_start and text[start] not in _RANKS:
        cut = view.by_start.get(start - 1)
        if cut is not None and cut.end == start + 1 and cut.tag == "v" and text[cut.end] in "公民中高":
            return cut.end  # 举办|公办幼儿园
        return start
    first = _FIRST.match(text, start, org.end)
    start = first.end() if first else start
    while (word := view.by_start.get(start)) is not None and word.end < org.end:
        if word.end - start > 3 or text[start : word.end] not in words:
            break
        start = word.end
    return start
