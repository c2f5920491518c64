"""What a directive says: modality, action, object, purpose, deadline and targets.

Everything is read from the directive's own text with the tables of ``lexicon/field_cues.txt``.
``deadline`` is an ISO 8601 date where the text gives one (``2020-12-31`` for 2020年底前, ``2019-04-30`` for
2019年4月底前), a recurring phrase as written (每季度, 每年), else the phrase as written (年底前, 3个月内):
no year is guessed.
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache
from typing import NamedTuple

from ..firsts import compile_gated
from ..lexicon import read_lexicon
from .actions import opens_with_verb

#: A verb before one of these is part of a name.
ATTRIBUTE = ("的", "券", "载体", "型", "者", "事项", "经费", "资金", "性", "单位", "实效", "范围内")
#: So much of a directive is read; what stands behind is detail of detail.
WINDOW = 1200

_FIRST = re.compile(r"[^。；！？\n]*[^。；！？\n、，：]")
_MODAL = re.compile(
    r"[^。；：]{0,120}?(?:(?:(?<![主重必需简纪])要|应当|应(?!.尽)|须|必须|务必|不得|可以|负责)(?!求|急|用|素|点)"
    r"|可(?!以|能|靠|行|持续|再生|见|用|控|追)"
    r"|(?<![申邀提聘报恳])请(?![示求假教进愿]))"
)
#: What a duty is subject to stands first: 有下列情况之一的，…
_CONDITION = re.compile(r"[^，。；：]{2,90}的，")
#: 对…给予…: the verb behind what it is done to.
_DONE_TO = re.compile(
    r"(?:对|向|给)[^，。；]{2,60}?(?P<verb>给予|予以|进行|实行|实施|开展|提供|加以|加强|采取)"
    r"|(?:(?:根据|按照|依据)[^，。；]{2,40}，)?[^，。；对]{2,16}对[^，。；]{2,60}?(?P<granted>给予|予以)(?!的)"
)
_OBJECT = re.compile(r"(?:好|了)?([^，。；：]{1,60})")
_END_OF = re.compile(r"[底末]")


class Fields(NamedTuple):
    """What the words of a directive say of it; absent values are None."""

    modality: str | None
    action: str | None
    object: str | None
    purpose: str | None
    deadline: str | None
    targets: tuple[str, ...]


@lru_cache(maxsize=1)
def _cues() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    cues: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for field, name, pattern in read_lexicon("field_cues.txt"):
        pattern = pattern.replace("N", r"\d+(?:\.\d+)?").replace("Y", r"(?P<year>(?:19|20)\d\d)年")
        cues.setdefault(field, []).append((name, compile_gated(pattern)))
    return {field: tuple(found) for field, found in cues.items()}


class _Words(NamedTuple):
    verbs: frozenset[str]
    before: frozenset[str]
    phrase: frozenset[str]
    state: frozenset[str]
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    tiers = {tier: frozenset(words.split()) for tier, words in read_lexicon("directive_verbs.txt")}
    before = tiers["before"] | (tiers["manner"] - {"组织", "负责"})
    verbs = (tiers["strong"] | tiers["weak"]) - before - tiers["phrase"]
    ordered = sorted(verbs, key=lambda w: (-len(w), w))
    return _Words(
        verbs, before, tiers["phrase"], tiers["state"], re.compile("|".join(map(re.escape, ordered)))
    )


def first_clause(text: str) -> str:
    """The first sentence of the directive, up to its full stop or semicolon."""
    match = _FIRST.match(text)
    return match.group() if match else text


def read_modality(text: str, marker: str = "") -> str:
    """One of the four modalities, the first sentence before the rest; a bare imperative is an obligation."""
    for part in (marker + first_clause(text), text[:WINDOW]):
        found = [(m.start(), name) for name, pattern in _cues()["modality"] if (m := pattern.search(part))]
        if found:
            return min(found)[1]
        if _words().pattern.match(part) or opens_with_verb(part):
            break  # the first sentence says it; what follows is detail
    return "obligation"


def read_action(text: str, masked: str | None = None) -> tuple[str | None, str | None]:
    """Head verb and its object in the directive's first sentence; ``(None, None)`` where there is no verb.

    ``masked`` is the same text with the characters of names replaced, so that 教育督导机构 holds no verb.
    """
    sentence = first_clause((masked or text)[:WINDOW])
    found = _find_verb(sentence)
    if found is None:
        return None, None
    start, end = found
    thing = _OBJECT.match(text[end : len(sentence)])
    named = thing.group(1).strip() if thing else ""
    return text[start:end], named if len(named) > 1 else None


def _find_verb(sentence: str) -> tuple[int, int] | None:
    """Where the head verb stands: the first verb of acting behind modal, manner words and phrases."""
    import rjieba

    words = _words()
    modal = _MODAL.match(sentence) or _CONDITION.match(sentence)
    at = skip_to = modal.end() if modal else 0
    done = _DONE_TO.match(sentence, at)
    if done:
        return done.span(done.lastgroup or 0)
    for word, tag in rjieba.tag(sentence[at:]):
        start, at = at, at + len(word)
        if start < skip_to or not word.strip() or word in words.before or "Ω" in word:
            continue
        if sentence.startswith(ATTRIBUTE, at):  # 需要督查的工作, 创新券: part of a name
            continue
        if word in words.phrase:  # 根据…，V: the phrase runs to its comma; 对…V has none
            comma = sentence.find("，", at)
            skip_to = comma + 1 if comma > 0 else at
            continue
        if word in words.verbs or (tag in ("v", "vn") and len(word) > 1 and word not in words.state):
            return start, at
        inner = words.pattern.search(word) if len(word) > 3 else None
        if inner and inner.end() == len(word):  # 切实加强 taken for one word
            return start + inner.start(), at
    found = words.pattern.finditer(sentence, modal.end() if modal else 0)
    return next((m.span() for m in found if not sentence.startswith(ATTRIBUTE, m.end())), None)


def read_purpose(text: str) -> str | None:
    """The clause that says what for (确保…, 以…, 推动…), as written; the first sentence's last one."""
    for part in (first_clause(text[:WINDOW]), text[:WINDOW]):
        for _, pattern in _cues()["purpose"]:
            found = [
                m["purpose"] for m in pattern.finditer(part) if m.start() > 0 or m["purpose"].startswith("为")
            ]
            if found:
                return found[-1]
    return None


def read_deadline(text: str) -> str | None:
    """By when: an ISO date, a recurring phrase, or the phrase as written; the earliest in the text."""
    found: list[tuple[int, int, str]] = []
    for rank, (name, pattern) in enumerate(_cues()["deadline"]):
        match = pattern.search(text[:WINDOW])
        if match:
            value = _iso(name, match) if name in ("day", "month", "year") else match.group()
            if value:
                found.append((match.start(), rank, value))
    return min(found)[2] if found else None


def _iso(name: str, match: re.Match[str]) -> str | None:
    """The last day that is left: 2020年前 ends with 2019, 2020年底前 and 到2020年 end with 2020."""
    year, before = int(match["year"]), match.group().endswith("前") and not _END_OF.search(match.group())
    if name == "year":
        return f"{year - before}-12-31"
    month = int(match["month"])
    if not 1 <= month <= 12:
        return None
    if name == "month":
        if before:
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"
    day = int(match["day"])
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= calendar.monthrange(year, month)[1] else None


def read_targets(text: str) -> tuple[str, ...]:
    """Quantities that are asked for (达到95%以上, 不少于3次), as written, in order, without repeats."""
    found = [m.group() for _, pattern in _cues()["target"] for m in pattern.finditer(text[: WINDOW * 2])]
    return tuple(dict.fromkeys(found))


def read_fields(text: str, *, marker: str = "", kind: str = "directive", masked: str | None = None) -> Fields:
    """The fields of one directive from its own text; all are empty where nothing is to be done.

    ``masked``: the same text, as long, with the characters of names replaced (see :func:`read_action`).
    """
    if kind not in ("directive", "principle"):
        return Fields(None, None, None, None, None, ())
    action, thing = read_action(text, masked)
    return Fields(
        read_modality(text, "要" if marker.endswith("要") else ""),
        action,
        thing,
        read_purpose(text),
        read_deadline(text) if kind == "directive" else None,
        read_targets(text) if kind == "directive" else (),
    )
