"""People whom their place alone shows: leaders between a country and a title, deputies who are answered, names in
front of what they are together (某某、某某等老一辈科学家)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from ...lexicon import read_lexicon
from ...records import Span
from ..orgs.grammar import Org
from ..trie import trie_pattern
from ..words import TextView
from .shapes import SOUNDS, looks_chinese

_HAN = r"[\u4e00-\u9fff]"
#: What a head of state or of an international body is called behind the name.
_STATE_TITLE = (
    "(?:国家|联邦|第一)?副?(?:总统|总理|首相|国王|女王|王储|大公|埃米尔|主席|议长|外长|国务资政|总督)"
    "|副?(?:秘书长|行长|总裁|总干事)"
)


@functools.cache
def _statesman() -> re.Pattern[str]:
    """A country, a name, a title: 阿根廷马克里总统."""
    countries = trie_pattern(row[0] for row in read_lexicon("countries.txt"))
    return re.compile(rf"{countries}({_HAN}{{2,8}}?)(?:{_STATE_TITLE})(?!{_HAN}?[们府处团选府])")


_NO_LEADER = re.compile(
    "会议|由|任|前|原|新|候|当选|驻|常务|政府|临时|代表|国|联邦|外交|理事|总|与|和|同|的|女$"
)
_HEADS_BODY = re.compile(rf"({_HAN}{{2,8}}?)(?:{_STATE_TITLE})")


def find_statesmen(view: TextView, orgs: Sequence[Org]) -> Iterable[Span]:
    """Leaders between their country, or their international body, and their title."""
    text = view.text
    named = (_HEADS_BODY.match(text, org.end) for org in orgs if org.kind == "name")
    for match in (*_statesman().finditer(text), *named):
        if match is None or view.taken[match.start(1)]:
            continue
        name = match[1]
        sounds = sum(c in SOUNDS for c in name)
        word = view.by_start.get(match.start(1))
        seen = word is not None and word.end == match.end(1) and word.tag in ("PER", "nr")
        listed = (
            text[match.end() : match.end() + 1] == "、" or text[match.start() - 1 : match.start()] == "、"
        )
        if _NO_LEADER.search(name):
            continue
        if seen or listed or looks_chinese(name) or 3 * sounds >= 2 * len(name):
            yield Span(*match.span(1))


#: 某某代表：, 某某等委员：, as answers to proposals begin.
_SALUTED = re.compile(rf"^({_HAN}{{2,4}}?)(?:等)?(?:代表|委员|同志)[：:]", re.MULTILINE)


def find_saluted(text: str) -> Iterable[Span]:
    """Whom an answer to a proposal is addressed to."""
    match = _SALUTED.search(text, 0, 600)
    if match and looks_chinese(match[1], sure=True):
        yield Span(*match.span(1))


#: 李四光、钱学森等一大批老一辈科学家, 孙立、王维、等优秀青年代表: names, and what they are together.
_GROUPED = re.compile(
    rf"(?:(?<![、\u4e00-\u9fff])|(?<=[从到由以像在是和与]))(?![从到由以像在是])((?:{_HAN}{{2,4}}、){{0,12}}{_HAN}{{2,4}}?)、?等"
    r"(?:一大?批|众多|多[名位]|[\d一二三四五六七八九十]+[名位]|优秀|先进|青年|新时代|老一辈|老|著名|杰出|无产阶级){1,4}"
    r"(?:[^，。；、\n]{2,16}的(?:杰出|优秀|著名)?)?"
    r"(?:科学家|革命家|专家|学者|院士|英雄|烈士|模范|代表|教师|同志|党员|干部|员工|职工)"
)


def find_grouped(view: TextView) -> Iterable[Span]:
    """Names in one list in front of what they are together, one of which at least the tagger knows."""
    for match in _GROUPED.finditer(view.text):
        at, names = match.start(1), []
        for name in match[1].split("、"):
            names.append(Span(at, at + len(name)))
            at += len(name) + 1
        words = (view.by_start.get(name.start) for name in names)
        known = any(word is not None and word.tag in ("PER", "nr") for word in words)
        if known and all(looks_chinese(view.text[slice(*name)], sure=True) for name in names):
            yield from names
