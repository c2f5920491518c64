"""Fixes that look at single characters: what each changes, and what it leaves alone.

Each function takes a text and returns the changes to it as ``(start, end, new)``; none of them changes its
own output.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from .changes import MANY, Change, Rewrite
from .charmodel import load_charmodel
from .charsets import traditional_characters

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
#: What counts as Chinese on one side of a punctuation mark: characters, and punctuation of Chinese width.
CHINESE = HAN + "、-〃《-】〔-〟！（），：；？“”‘’…—％﹙-﹞"

RE_LINE_END = re.compile("\r\n?|[\x0b\x1c-\x1e\x85\u2028\u2029]")
RE_ENTITY = re.compile(r"&(?:amp;){0,8}(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
RE_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ue5e5\ue865-\uf8ff\ud800-\udfff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]+"
)
#: Characters for private use that GB18030 has for pairs of bytes: a shifted run is read by their bytes.
RE_PRIVATE = re.compile("[\ue000-\ue5e4\ue5e6-\ue864]+")
#: Scripts in which joiners are letters' business: Arabic (Uyghur), Tibetan, Mongolian, Indic.
RE_JOINING_SCRIPT = re.compile("[\u0600-\u06ff\u0900-\u0fff\u1800-\u18af\U0001f000-\U0001faff]")
RE_COMPATIBLE = re.compile("[\u2e80-\u2fd5\uf900-\ufad9]")
RE_FULL_WIDTH = re.compile("[０-９Ａ-Ｚａ-ｚ％．－／][０-９Ａ-Ｚａ-ｚ％．－／]*")
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in ",:;?!()"}
#: A mark is Chinese when a Chinese character stands before it, or behind it and no Latin letter before it.
#: The mark comes first in the pattern, and what stands before it is looked back at: so the search is quick.
RE_PUNCTUATION = re.compile(f"[,:;?!](?:(?<=[{CHINESE}].)[,:;?!]*|(?<=[0-9%)）][,;?!])(?=[{CHINESE}]))")
RE_BRACKETS = re.compile(rf"\(([^()（）\n]*[{HAN}][^()（）\n]*)\)")
RE_LONE_BRACKET = re.compile(f"(?<=[{CHINESE}])[()](?=[{CHINESE}])")


def unify_line_ends(text: str) -> list[Change]:
    r"""Every kind of line break becomes ``\n``; form feeds stay for the search for page breaks."""
    return [(m.start(), m.end(), "\n") for m in RE_LINE_END.finditer(text)]


def decode_entities(text: str) -> list[Change]:
    """``&nbsp;`` and its kin, left over as text, become their characters; ``AT&T`` and ``a&b;`` stay."""
    if "&" not in text:
        return []
    changes = []
    for match in RE_ENTITY.finditer(text):
        new, old = unescape(match.group()), match.group()
        while new != old:
            new, old = unescape(new), new
        if new != match.group() and "&" not in new[1:]:
            changes.append((match.start(), match.end(), new))
    return changes


def drop_invisible(text: str) -> list[Change]:
    """Zero-width, control and private-use characters go; joiners inside Uyghur, Tibetan or Indic words stay.

    Those for private use that have two bytes go by :func:`drop_private`.
    """
    changes = []
    for match in RE_INVISIBLE.finditer(text):
        start, end = match.span()
        around = text[max(start - 1, 0) : start] + text[end : end + 1]
        if RE_JOINING_SCRIPT.search(around) and set(match.group()) <= set("\u200c\u200d\ufe0f"):
            continue
        changes.append((start, end, ""))
    return changes


def drop_private(text: str) -> list[Change]:
    """Characters for private use that were no part of a shifted run go as well."""
    return [(m.start(), m.end(), "") for m in RE_PRIVATE.finditer(text)]


def unify_compatible(text: str) -> list[Change]:
    """Radicals and compatibility ideographs that PDF readers return (⼀, 金) become the plain characters."""
    changes = []
    for match in RE_COMPATIBLE.finditer(text):
        new = unicodedata.normalize("NFKC", match.group())
        if new != match.group() and len(new) == 1:
            changes.append((match.start(), match.end(), new))
    return changes


def narrow_characters(text: str) -> list[Change]:
    """Full-width digits, Latin letters, ``％．－／`` become half width; ①, ⑴, ㈠ and ～ stay."""
    return [(m.start(), m.end(), m.group().translate(HALF_WIDTH)) for m in RE_FULL_WIDTH.finditer(text)]


def widen_brackets(text: str) -> list[Change]:
    """Brackets around Chinese, or between Chinese characters, become full width; ``(GDP)``, ``f(x)``, ``(1)`` stay."""
    if "(" not in text and ")" not in text:
        return []
    pairs = [m.span() for m in RE_BRACKETS.finditer(text)]
    brackets = {start: "（" for start, _ in pairs} | {end - 1: "）" for _, end in pairs}
    for match in RE_LONE_BRACKET.finditer(text):
        brackets.setdefault(match.start(), match.group().translate(FULL_WIDTH))
    return [(at, at + 1, new) for at, new in sorted(brackets.items())]


def widen_punctuation(text: str) -> list[Change]:
    """``,:;?!`` next to Chinese become full width; ``1,000``, ``10:53`` and ``http://`` stay."""
    return [(m.start(), m.end(), m.group().translate(FULL_WIDTH)) for m in RE_PUNCTUATION.finditer(text)]


# ------------------------------------------------------------------------------------------------ pinyin

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿếềêɑɡ"
SPELLED = f"a-zA-Z{TONED}{TONED.upper()}\u0300\u0301\u0304\u030c\u0308"
SYLLABLE = f"[{SPELLED}]{{1,10}}"
RE_PINYIN = re.compile(f"[(（]({SYLLABLE})[)）]")
#: Other brackets, spaces inside or before, a number for the tone: only a toned reading goes.
GAP = "[ \u3000\xa0]{0,2}"
RE_PINYIN_ODD = re.compile(
    rf"{GAP}(?:[(（]{GAP}({SYLLABLE}[1-4]?){GAP}[)）]|[\[［【〔〈<{{｛「]{GAP}({SYLLABLE}[1-4]?){GAP}[\]］】〕〉>}}｝」])"
)
#: The readings of several characters in one bracket, apart or in one piece.
RE_PINYIN_WORD = re.compile(rf"{GAP}[(（\[［【〔]([{SPELLED} \xa0'’·-]{{2,120}})[)）\]］】〕]")
MAX_WORD = 24  # characters whose readings may stand in one bracket
SPELLINGS = str.maketrans({"ɑ": "a", "ɡ": "g"})
TONE_MARKS = {"\u0300", "\u0301", "\u0304", "\u030c"}
#: Characters that are simplified only in phrases, and the forms whose readings stand behind them.
PLAIN_FORMS = {"瞭": "了", "著": "着", "乾": "干"}
NUMBERED = {"1": "\u0304", "2": "\u0301", "3": "\u030c", "4": "\u0300"}
#: So many toneless syllables that are the readings of what stands before them are no abbreviations, where
#: they are nearly all that brackets hold in Latin letters.
MANY_TONELESS, TONELESS_SHARE = 5, 0.8


@lru_cache(maxsize=1)
def _readings() -> Mapping[int, str]:
    """pypinyin's table of single characters, by code point.

    Importing the package would load its 47,000 phrases too, which nobody here asks for: a third of a second, and
    a quarter of a million lists that every collection of garbage has to walk.
    """
    spec = find_spec("pypinyin")
    for place in (spec and spec.submodule_search_locations) or ():
        path = Path(place) / "pinyin_dict.json"
        if path.is_file():
            return {int(code): found for code, found in json.loads(path.read_text("utf-8")).items()}
    from pypinyin.constants import PINYIN_DICT

    table: Mapping[int, str] = PINYIN_DICT
    return table


@lru_cache(maxsize=65536)
def is_reading(char: str, pinyin: str) -> bool:
    """Whether ``pinyin`` (with tone mark, or toneless where the syllable is light) is a reading of ``char``.

    >>> is_reading("導", "dǎo"), is_reading("力", "lǐ"), is_reading("們", "men"), is_reading("導", "dao3")
    (True, False, True, True)
    """
    return plain_pinyin(pinyin) in _readings_of(char)


@lru_cache(maxsize=16384)
def _readings_of(char: str) -> frozenset[str]:
    """The readings of a character and of its simplified form, which is often the one that was looked up."""
    table = _readings()
    found: list[str] = []
    for form in (char, _converter().convert(char), PLAIN_FORMS.get(char, "")):
        found += table.get(ord(form), "").split(",") if len(form) == 1 else []
    return frozenset(found) - {""}


@lru_cache(maxsize=65536)
def is_toneless_reading(char: str, pinyin: str) -> bool:
    """Whether ``pinyin`` is a reading of ``char`` but for the tone."""
    wanted = pinyin.lower().replace("v", "ü")
    return any(_without_tone(each) == wanted for each in _readings_of(char))


@lru_cache(maxsize=4096)
def _without_tone(pinyin: str) -> str:
    parts = unicodedata.normalize("NFD", pinyin)
    return unicodedata.normalize("NFC", "".join(char for char in parts if char not in TONE_MARKS))


@lru_cache(maxsize=4096)
def plain_pinyin(pinyin: str) -> str:
    """A syllable as the table of readings spells it.

    >>> plain_pinyin("DǍO"), plain_pinyin("dao3"), plain_pinyin("lü4"), plain_pinyin("liu2")
    ('dǎo', 'dǎo', 'lǜ', 'liú')
    """
    plain = pinyin.lower().translate(SPELLINGS)
    if plain[-1:] in NUMBERED:
        vowels = [n for n, char in enumerate(plain) if char in "aeiouvü"]
        # The mark stands on a or e, on the o of ou, else on the last vowel.
        marked = [n for n in vowels if plain[n] in "ae" or plain[n : n + 2] == "ou"] or vowels[-1:]
        if marked:
            at = marked[0] + 1
            plain = (plain[:at] + NUMBERED[plain[-1]] + plain[at:-1]).replace("v", "ü")
    return unicodedata.normalize("NFC", plain)


@lru_cache(maxsize=4096)
def is_toned(pinyin: str) -> bool:
    """Whether a syllable carries a tone mark, or the number of a tone."""
    return pinyin[-1:] in NUMBERED or not TONE_MARKS.isdisjoint(unicodedata.normalize("NFD", pinyin))


def drop_pinyin(text: str) -> list[Change]:
    """A bracket that holds a reading of the character before it goes.

    ``(GDP)``, ``(a)``, ``(lǐ)`` behind a character that is not read so, stay. Toneless syllables (們(men),
    導(dao)) go only where the text has toned ones too, or a great many of them, for alone they may be an
    abbreviation.
    """
    changes: list[Change] = []
    toneless: list[Change] = []
    other = 0
    for match in RE_PINYIN.finditer(text):
        start, end = match.span()
        pinyin, before = text[start + 1 : end - 1], text[start - 1] if start else ""
        if is_toned(pinyin):
            if is_reading(before, pinyin):
                changes.append((start, end, ""))
        elif before and is_toneless_reading(before, pinyin):
            light = _traditional_pattern().match(before) and is_reading(before, pinyin)
            (changes if light else toneless).append((start, end, ""))
        elif before and not before.isascii():
            other += 1
    if toneless and (
        changes
        or (len(toneless) >= MANY_TONELESS and len(toneless) >= TONELESS_SHARE * (len(toneless) + other))
    ):
        changes = sorted(changes + toneless)
    return changes


def drop_odd_pinyin(text: str) -> list[Change]:
    """The same for ``導[dǎo]``, ``導( dǎo )``, ``導(dao3)``; a light syllable (們[men]) only beside toned ones."""
    changes: list[Change] = []
    light: list[Change] = []
    for match in RE_PINYIN_ODD.finditer(text):
        pinyin = match[1] or match[2]
        if match.start() and is_reading(text[match.start() - 1], pinyin):
            (changes if is_toned(pinyin) else light).append((match.start(), match.end(), ""))
    return sorted(changes + light) if len(changes) >= MANY_TONELESS else changes


def drop_word_pinyin(text: str) -> list[Change]:
    """``督導(dū dǎo)`` and ``督導(dūdǎo)``: a bracket that holds the readings of all characters before it goes.

    ``北京(Beijing)``, ``(Dūdǎo Office)`` and readings of other characters stay.
    """
    changes = []
    for match in RE_PINYIN_WORD.finditer(text):
        if is_toned(match[1]) and _are_readings(
            text[max(0, match.start() - MAX_WORD) : match.start()], match[1]
        ):
            changes.append((match.start(), match.end(), ""))
    return changes


def _are_readings(before: str, pinyin: str) -> bool:
    """Whether ``pinyin`` is what two or more characters at the end of ``before`` are read."""
    plain = unicodedata.normalize("NFC", pinyin.lower().translate(SPELLINGS))
    plain = re.sub("[ \xa0'’·-]", "", plain)
    ends = {len(plain)}
    for count, char in enumerate(reversed(before), 1):
        readings = _readings_of(char)
        readings = readings | {_without_tone(each) for each in readings}
        ends = {end - len(each) for end in ends for each in readings if plain.endswith(each, 0, end)}
        if not ends:
            return False
        if 0 in ends:
            return count > 1
    return False


# ------------------------------------------------------------------------------------------------ traditional

RE_CLAUSE = re.compile(r"[^\n。；！？，：、]+")
#: Share of a line's characters above which the whole line is taken to be traditional (of our samples,
#: simplified lines stay below .01 and traditional ones above .15).
TRADITIONAL_SHARE = 0.05
MAX_PASSAGE = 4000  # characters that are converted at once


@lru_cache(maxsize=1)
def _traditional_pattern() -> re.Pattern[str]:
    return re.compile(f"[{traditional_characters()}]")


@lru_cache(maxsize=1)
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def simplify_characters(text: str) -> list[Change] | Rewrite:
    """Traditional passages become simplified, by OpenCC's phrases (乾隆, 瞭望 stay).

    Only lines that hold characters no simplified text uses are touched: a simplified text's 乾, 於, 著, 昇
    stay. In a line that is mostly simplified only the clause around such a character is converted.
    """
    turned = [
        (start, text[start:end], _simplify(text[start:end])) for start, end in _traditional_passages(text)
    ]
    if sum(len(passage) for _, passage, _ in turned) < MANY or any(
        len(old) != len(new) for _, old, new in turned
    ):
        return [change for start, old, new in turned for change in _diff_passage(old, new, start)]
    parts: list[str] = []
    at = 0
    for start, _, plain in turned:
        parts += (text[at:start], plain)
        at = start + len(plain)
    plain = "".join((*parts, text[at:]))
    return Rewrite(plain, _places(text, plain))


def _traditional_passages(text: str) -> Iterator[tuple[int, int]]:
    seen = [m.start() for m in _traditional_pattern().finditer(text)]
    at, count = 0, len(seen)
    k = 0
    while k < count:
        start = text.rfind("\n", at, seen[k]) + 1
        start = max(start, at)
        end = text.find("\n", seen[k])
        end = len(text) if end < 0 else end
        first = k
        while k < count and seen[k] < end:
            k += 1
        if k - first >= TRADITIONAL_SHARE * (end - start):
            # Lines that follow one another are one passage: phrases do not reach across a line break.
            while k < count and text.rfind("\n", end, seen[k]) == end and end - start < MAX_PASSAGE:
                stop = text.find("\n", seen[k])
                stop = len(text) if stop < 0 else stop
                more = bisect_left(seen, stop, k)
                if more - k < TRADITIONAL_SHARE * (stop - end - 1):
                    break
                k, end = more, stop
            yield start, end
        else:
            yield from _clauses_with(text, seen[first:k], start, end)
        at = end


def _clauses_with(text: str, places: list[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    n = 0
    for match in RE_CLAUSE.finditer(text, start, end):
        if n < len(places) and places[n] < match.end():
            yield match.span()
            while n < len(places) and places[n] < match.end():
                n += 1


#: Forms of Hong Kong and Taiwan, and old ones, that OpenCC leaves.
MORE_SIMPLIFIED = str.maketrans(
    "衞敍痺祇衹枱倣劵囬粧姪徬簷艶躰輭隄饍騐袴呌暱鬦邨甦", "卫叙痹只只台仿券回妆侄彷檐艳体软堤膳验裤叫昵斗村苏"
)


#: Characters that have a simplified form in some words only, and OpenCC does not know them all.
IN_SOME_WORDS = {"著": "着", "藉": "借", "瞭": "了"}


def _choose_forms(passage: str, plain: str) -> str:
    """看著 becomes 看着 and 著名 stays: of two forms the likelier between its neighbours stands."""
    model = load_charmodel()
    chars = list(plain)
    for n, char in enumerate(plain):
        other = IN_SOME_WORDS.get(char)
        if other and passage[n] == char:
            before, behind = ("\n\n" + plain[max(0, n - 2) : n])[-2:], plain[n + 1 : n + 3]
            if model.score(other + behind, before) > model.score(char + behind, before):
                chars[n] = other
    return "".join(chars)


def _simplify(passage: str) -> str:
    plain: str = _converter().convert(passage).translate(MORE_SIMPLIFIED)
    if len(plain) == len(passage) and not IN_SOME_WORDS.keys().isdisjoint(plain):
        return _choose_forms(passage, plain)
    return plain


def _places(passage: str, plain: str) -> list[int]:
    """Where two texts of one length differ."""
    import numpy as np

    old, new = (
        np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32) for text in (passage, plain)
    )
    places: list[int] = (old != new).nonzero()[0].tolist()
    return places


def _diff_passage(passage: str, plain: str, offset: int) -> list[Change]:
    if len(plain) == len(passage):
        return [(offset + n, offset + n + 1, plain[n]) for n in _places(passage, plain)]
    from difflib import SequenceMatcher

    blocks = SequenceMatcher(None, passage, plain, autojunk=False).get_opcodes()
    return [(offset + a, offset + b, plain[c:d]) for tag, a, b, c, d in blocks if tag != "equal"]


def characters_of_script(chars: str, *, traditional: bool) -> frozenset[str]:
    """Those of ``chars`` that only traditional (or only simplified) text uses."""
    if traditional:
        return frozenset(_traditional_pattern().findall(chars))
    turned = _reverse_converter().convert("\n".join(chars)).split("\n")
    changed = {char for char, new in zip(chars, turned, strict=True) if char != new}
    return frozenset(changed.difference("于系后里面云", traditional_characters()))


def readings_of(chars: str) -> dict[str, str]:
    """Which of ``chars`` are read so, by pinyin."""
    found: dict[str, list[str]] = {}
    table = _readings()
    for char in chars:
        for pinyin in table.get(ord(char), "").split(","):
            found.setdefault(pinyin, []).append(char)
    return {pinyin: "".join(group) for pinyin, group in found.items() if pinyin}


@lru_cache(maxsize=1)
def _reverse_converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2t")
