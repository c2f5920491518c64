"""People whom their place alone shows: leaders between a country and a title, deputies who are answered."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from ..lexicon import read_lexicon
from ..records import Span
from .nameshapes import SOUNDS, looks_chinese
from .orggrammar import Org
from .trie import trie_pattern
from .words import TextView

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
