"""What names of people look like: family names, the characters of given and of foreign names."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from ...firsts import compile_gated
from ...lexicon import read_alternatives, read_lexicon
from ..trie import trie_pattern

#: Characters foreign names are written in.
SOUNDS = frozenset(
    "阿埃艾安奥巴班鲍贝本比彼宾波博布查达戴丹德登迪丁杜多俄厄恩尔法范菲费芬佛弗福夫富盖冈戈格哥葛古瓜圭哈海汉豪赫亨胡华怀惠霍基吉加贾简杰金卡凯坎康"
    "考柯科克肯库昆拉莱兰朗劳勒雷里理利丽立莉莲良列林琳留龙卢鲁路伦罗洛马玛麦曼茂梅门蒙米密明摩莫姆穆纳娜乃南内尼涅宁纽努诺欧帕潘庞培佩彭皮平普奇恰乔切"
    "琼让热日荣瑞若撒萨塞赛桑瑟森沙舍申圣施史士斯思苏索塔泰坦汤唐特腾提铁廷图托瓦万旺威韦维魏温文翁沃乌武西希锡夏香肖谢辛欣休雅亚延扬耶伊宜英尤于约赞泽扎"
    "詹珍朱兹佐内什买提力江尔孜古依木吾合吐迪次央旺扎措吉"
)
NOT_NAME = re.compile(read_alternatives("no_people.txt", "word"))
#: What is no name even where a name is expected.
_NEVER = re.compile(read_alternatives("no_people.txt", "never"))
#: Family names that are words first.
_WORDS = frozenset("向何应从方于要")
NOT_GIVEN = frozenset(
    "的是在与为不等及以和于各应将对把被让向从到我你他她它们了着过这那哪吗呢吧并或但而且也都就还又会可能要须即则"
)


@dataclass(frozen=True, slots=True)
class Surnames:
    """Family names: ``all`` of them, and the ``common`` ones, which are enough evidence by themselves."""

    common: frozenset[str]
    all: frozenset[str]


@functools.cache
def surnames() -> Surnames:
    """The family names of the word list, read once."""
    rows = read_lexicon("surnames.txt")
    return Surnames(
        frozenset(r[0] for r in rows if float(r[1]) >= 20 and r[0] not in _WORDS),
        frozenset(r[0] for r in rows),
    )


@functools.cache
def compound_names() -> re.Pattern[str]:
    """Names of two or three words each (扎西顿珠, 额尔敦布和), where nothing behind them makes a place of them."""
    parts = trie_pattern(row[0] for row in read_lexicon("name_parts.txt"))
    return compile_gated(rf"{parts}{{2,3}}(?![村乡镇县区寺路街湖山河社牧嘎])")


def looks_chinese(name: str, rare: bool = True, sure: bool = False) -> bool:
    """Two or three characters with a family name, or four with a double one.

    ``sure``: the place itself says that this is a name, so that 于 or 为 may be part of it.
    """
    names = surnames()
    if _NEVER.search(name):
        return False
    if not sure and (NOT_NAME.search(name) or any(c in NOT_GIVEN for c in name[1:])):
        return False
    if name[:2] in names.all and len(name) in (3, 4):
        return True
    return len(name) in (2, 3) and name[0] in (names.all if rare else names.common)


def sounds_foreign(name: str) -> bool:
    """Three to eight characters that foreign names are written in."""
    return 3 <= len(name) <= 8 and sum(c in SOUNDS for c in name) >= len(name) - (len(name) > 4)
