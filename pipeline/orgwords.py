"""The word lists that organisation names are made of, compiled once."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from .lexicon import read_lexicon
from .trie import trie_pattern

_REGION_TAIL = re.compile(
    r"(?:特别行政区|自治区|自治州|自治县|自治旗|林区|矿区|新区|地区|[省市州盟县旗区])\Z"
)
#: Nations in the names of autonomous places: 红河哈尼族彝族自治州 is written 红河州.
_NATION = re.compile(r"(?:[\u4e00-\u9fff]{1,4}?族)+自治(?P<kind>[州县旗区])\Z")


@dataclass(frozen=True, slots=True)
class OrgWords:
    """Lists of orgs.py: see the files in lexicon/ for what each holds."""

    heads: re.Pattern[str]
    head_class: dict[str, str]
    functions: frozenset[str]
    determiners: frozenset[str]
    names: re.Pattern[str]
    regions: frozenset[str]
    short_regions: frozenset[str]


@functools.cache
def region_names() -> tuple[frozenset[str], frozenset[str]]:
    """Full names of regions (四川省, 昭觉县), and the short names of provinces and cities (四川, 成都)."""
    full, short = set(), set()
    for row in read_lexicon("regions.tsv"):
        code, name = row[0], row[1]
        if name in {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"} or len(name) < 2:
            continue
        full.add(name)
        nation = _NATION.search(name)
        if nation and nation.start():
            full.add(name[: nation.start()] + nation["kind"])
        bare = name[: nation.start()] if nation else _REGION_TAIL.sub("", name)
        if code.endswith("00") and len(bare) > 1 and len(row) < 3:
            short.add(bare)
        elif name.endswith("市") and len(bare) > 1 and len(row) < 3:
            short.add(bare)
    short |= {"内蒙古", "广西", "西藏", "宁夏", "新疆"}
    full |= {f"{p}自治区" for p in ("广西", "宁夏", "新疆")}
    return frozenset(full), frozenset(short - _AMBIGUOUS)


#: Short names that are mostly something else in running text; with 市 behind them they count.
_AMBIGUOUS = frozenset(
    "朝阳 中山 东方 大同 和平 通化 开封 海口 东阳 同江 安定 安康 吉安 平安 兴安 长治 大理 铜川 白银 金昌 保山 临沧 "
    "建德 兴化 高密 乐平 乐陵 仙桃 天门 当阳 巴中 资阳 广元 遂宁 内江 德阳 玉林 贵港 百色 来宾 崇左 昌吉 武威 "
    "固原 中卫 吴忠 文昌 万宁 儋州 都匀 凯里 万源 崇州 明光 界首 新民 普宁 廉江 信宜 集安 公主岭".split()
) - frozenset(
    "资阳 遂宁 内江 德阳 广元 巴中 海口 开封 大同 安康 吉安 保山 临沧 儋州 来宾 玉林 百色 崇左 贵港".split()
)


@functools.cache
def org_words() -> OrgWords:
    """The lists, read and compiled on first use (a tenth of a second)."""
    head_class: dict[str, str] = {}
    guarded: dict[str, str] = {}
    for row in read_lexicon("org_heads.txt"):
        head_class[row[0]] = row[1]
        if len(row) > 2 and row[2]:
            guarded[row[0]] = row[2]
    full, short = region_names()
    return OrgWords(
        heads=_heads_pattern(head_class, guarded),
        head_class=head_class,
        functions=frozenset(row[0] for row in read_lexicon("org_functions.txt")),
        determiners=frozenset(row[0] for row in read_lexicon("org_determiners.txt")),
        names=re.compile(trie_pattern(row[0] for row in read_lexicon("org_names.txt"))),
        regions=full,
        short_regions=short,
    )


def _heads_pattern(classes: dict[str, str], guarded: dict[str, str]) -> re.Pattern[str]:
    """Longest head first; a guarded head does not match where a character of its guard follows."""
    words = sorted(classes, key=lambda w: (-len(w), w))
    by_first: dict[str, list[str]] = {}
    for word in words:
        tail = re.escape(word[1:]) + (f"(?![{guarded[word]}])" if word in guarded else "")
        by_first.setdefault(word[0], []).append(tail)
    parts = [f"{re.escape(first)}(?:{'|'.join(tails)})" for first, tails in sorted(by_first.items())]
    return re.compile("|".join(parts))
