"""Whether a phrase tells somebody to act (加强组织领导) or only names what follows (组织领导).

The words stand in ``lexicon/directive_verbs.txt`` and ``lexicon/heading_nouns.txt``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from ..lexicon import read_lexicon
from ..recognise.trie import trie_pattern

#: The name of a phase is no longer than this.
PHASE_LENGTH = 8
#: The object of a verb, where both together are a whole heading, is no shorter than this.
_OBJECT_LENGTH = 4

_FIRST = re.compile(r"[^。；！？\n]*")
_CLAUSE = re.compile(r"[，、：。；！？,\s]+")
_PLACE = re.compile(r"^在[^，。]{2,16}[中下上里]")
_STAGE = re.compile(r"阶段(?:[（(][^（）()]*[）)])?$")
#: 核心景区规模化 · 创新监管方式
_BECOMES = re.compile(
    r"^用[^，。；：]{2,24}(?:统领|引领|指导|推动|促进|武装|规范)[^，。]{2,}$"
    r"|^创新(?:实施|[^，。；：]{2,}(?:方式|模式|机制|体制|制度|方法|手段|载体|政策)$)|[一-龥]{4,}化$"
)
#: 评估和改进: two verbs of one kind without an object are the name of what follows
_PAIR = re.compile(r"[一-龥]{2}[和与及][一-龥]{2}")
#: 产业园区要提质 · 企业自主申报: the verb stands behind its subject
_BEHIND_SUBJECT = re.compile(
    r".{2,}(?:(?<![主重必需简纪摘纲])要|应当?|须|必须|不得)(?!求|素|点|件|急)[^，]{2,}"
)
_BRACKETED_END = re.compile(r"[（(][^（()）]*[)）]$")
_TITLE = re.compile(r"^关于|的(?:若干)?(?:意见|建议|说明|报告|通知|请示|办法|规定|方案)$")


class _Verbs(NamedTuple):
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    manner: re.Pattern[str]
    noun: re.Pattern[str]
    suffix: re.Pattern[str]
    whole: frozenset[str]
    phase: re.Pattern[str]


def _any_of(words: str) -> str:
    return "|".join(sorted(map(re.escape, set(words.split())), key=lambda w: (-len(w), w)))


@lru_cache(maxsize=1)
def _verbs() -> _Verbs:
    tiers = dict(read_lexicon("directive_verbs.txt"))
    nouns = dict(read_lexicon("heading_nouns.txt"))
    return _Verbs(
        strong=re.compile(trie_pattern(tiers["strong"].split())),
        weak=re.compile(trie_pattern(tiers["weak"].split())),
        manner=re.compile(f"(?:{trie_pattern(tiers['manner'].split())})*"),
        noun=re.compile(trie_pattern(tiers["noun"].split())),
        suffix=re.compile(f"(?:{_any_of(nouns['suffix'])})$"),
        whole=frozenset(nouns["whole"].split()),
        phase=re.compile(
            f"(?:{_any_of(tiers['manner'])})?(?:{_any_of(tiers['weak'] + ' ' + tiers['phase'])}){{1,4}}"
        ),
    )


def first_sentence(text: str) -> str:
    """The text up to its first full stop, semicolon or line break."""
    match = _FIRST.match(text)
    return (match.group() if match else text).strip()


def opens_with_verb(text: str) -> bool:
    """Whether the text opens with a verb that tells somebody to act (切实加强…), manner words skipped."""
    verbs = _verbs()
    if verbs.noun.match(text):
        return False
    strong = verbs.strong.match(text)
    if strong:
        return not text.startswith("了", strong.end())
    match = verbs.manner.match(text)
    return bool(verbs.weak.match(text, match.end() if match else 0))


def _opens_strongly(clause: str) -> bool:
    """Whether a clause opens with a strong verb, manner words skipped; the 管 of 管理机构 is none."""
    verbs = _verbs()
    manner = verbs.manner.match(clause)
    at = manner.end() if manner else 0
    strong = verbs.strong.match(clause) or verbs.strong.match(clause, at)
    return strong is not None and (len(strong.group()) > 1 or verbs.weak.match(clause, at) is None)


def does_to_something(name: str) -> bool:
    """Whether a short heading is a strong verb with its object (加快项目建设, not 关爱之星)."""
    verbs = _verbs()
    manner = verbs.manner.match(name)
    strong = verbs.strong.match(name) or verbs.strong.match(name, manner.end() if manner else 0)
    return strong is not None and len(name) - strong.end() >= _OBJECT_LENGTH and names_action(name)


@lru_cache(maxsize=1024)  # asked several times of one heading
def names_action(name: str) -> bool:
    """Whether a short heading says what to do (加强组织领导) or only names what follows (组织领导)."""
    verbs = _verbs()
    if name in verbs.whole or verbs.noun.match(name) or _TITLE.search(name) or _STAGE.search(name):
        return False
    if _PAIR.fullmatch(name):
        return False
    clauses = [c for c in _CLAUSE.split(_PLACE.sub("", name)) if c]
    if any(_opens_strongly(c) for c in clauses) or (name.startswith("对") and len(name) > 6):
        return True
    for clause in clauses:
        start = verbs.manner.match(clause).end()  # type: ignore[union-attr]
        match = verbs.weak.match(clause, start)
        if match is None:
            continue
        # 提出申请, 摸底排查, 开展自查: an object or a second verb; 组织机构, 申报条件: the half of a noun
        if start or (len(clause) > 4 and not verbs.suffix.search(clause)):
            return True
    return bool(_BECOMES.search(name) or _BEHIND_SUBJECT.search(name))


def names_phase(name: str) -> bool:
    """Whether a short heading names a phase of the work (动员部署, 重点抽查): verbs without objects."""
    if len(name) > PHASE_LENGTH:
        return False
    return bool(_verbs().phase.fullmatch(name))


def ends_like_name(name: str) -> bool:
    """Whether a line ends as bare names of what follows do (…标准, …奖励（含服务业）)."""
    return _verbs().suffix.search(_BRACKETED_END.sub("", name)) is not None


def is_known_name(name: str) -> bool:
    """Whether the name is always a heading (总体要求, 附则)."""
    return name in _verbs().whole
