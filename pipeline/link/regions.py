"""China's provinces, cities and counties: names, GB/T 2260 codes, short names, and who lies in whom.

A *district* (市辖区) is only known together with its city (湖州市吴兴区); counties and county-level cities
stand alone (临海市, 昭觉县). Old names (玉环县) keep the code of the region that followed them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple

from ..lexicon import read_lexicon

#: One-character abbreviations of provinces, as 发文字号 begin with them (浙政发).
_MARKS = "京津冀晋蒙内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔贵滇云藏陕甘青宁新"
_MARKED = "11121314151521222331323334353637414243444546505152525353546162636465"
PROVINCE_MARKS = {mark: _MARKED[2 * i : 2 * i + 2] for i, mark in enumerate(_MARKS)}
#: Marks of cities whose 发文字号 do not use a character of the name.
CITY_MARKS = {"甬": "330200", "穗": "440100", "深": "440300", "蓉": "510100", "邕": "450100", "榕": "350100"}
#: The last characters a region's full name can have.
SUFFIXES = "省市县区州旗盟"
#: Peoples in the names of autonomous regions; what stands before them is the short name.
_PEOPLES = re.compile(
    "(?:蒙古族?|维吾尔|回族|藏族|壮族|满族|朝鲜族|土家族|苗族|羌族|彝族|布依族|侗族|哈尼族|傣族|白族|景颇族|傈僳族"
    "|哈萨克族?|柯尔克孜|畲族|黎族|瑶族|仫佬族|毛南族|各族|仡佬族|水族|纳西族|拉祜族|佤族|布朗族|独龙族|怒族|普米族"
    "|东乡族|保安族|撒拉族|裕固族|土族|锡伯|塔吉克|达斡尔族|鄂温克族|鄂伦春|阿昌族)+(?=自治)"
)
_ZONE = re.compile("(?:开发区|新区|示范区|园区|保税区|港区)$")
_TAIL = re.compile("(?:特别行政区|自治区|自治州|自治县|自治旗|林区|矿区|地区|[省市县区州旗盟])$")


class Region(NamedTuple):
    """One region. ``until`` is the last day of an old name, ``""`` for names in use."""

    code: str
    name: str
    until: str = ""

    @property
    def level(self) -> str:
        """``province`` · ``city`` · ``county``, by the code."""
        if self.code.endswith("0000"):
            return "province"
        return "city" if self.code.endswith("00") else "county"

    @property
    def short(self) -> str:
        """The name without its kind and peoples: 红河 for 红河哈尼族彝族自治州."""
        people = _PEOPLES.search(self.name)
        if people and people.start() >= 1:
            return self.name[: people.start()]
        short = _TAIL.sub("", self.name)
        return short if len(short) >= 2 else self.name

    @property
    def word(self) -> str:
        """The word by which its own offices call it: 省 市 县 区 州 旗 盟 自治区."""
        if self.name.endswith("自治区"):
            return "自治区"
        return self.name[-1]

    @property
    def is_district(self) -> bool:
        return self.level == "county" and self.name.endswith("区")


#: Characters of the longest name that is looked for.
LONGEST = 16
#: Names that are kept with the regions that open them.
REMEMBERED = 1 << 13


def _sizes(names: Iterable[str], part: slice) -> dict[str, tuple[int, ...]]:
    """The lengths in which names come, longest first, by a part of two characters."""
    sizes: dict[str, set[int]] = {}
    for name in names:
        if 1 < len(name) <= LONGEST:
            sizes.setdefault(name[part], set()).add(len(name))
    return {key: tuple(sorted(found, reverse=True)) for key, found in sizes.items()}


class Regions:
    """All regions, looked up by name, short name or code."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self.by_code: dict[str, Region] = {}
        self.by_name: dict[str, list[Region]] = {}
        for region in regions:
            if not region.until:
                self.by_code.setdefault(region.code, region)
            same = self.by_name.setdefault(region.name, [])
            # 东莞市 has no districts and stands in the list twice, as a city and as its own only part
            if not any(other.code in (region.code, region.code[:4] + "00") for other in same):
                same.append(region)

    @cached_property
    def codes(self) -> frozenset[str]:
        """All codes, those of old names too."""
        return frozenset(region.code for regions in self.by_name.values() for region in regions)

    @cached_property
    def provinces(self) -> tuple[str, ...]:
        """The short names of the provinces."""
        return tuple(region.short for region in self.by_code.values() if region.level == "province")

    @cached_property
    def by_short(self) -> dict[str, list[Region]]:
        """Short names (成都, 红河州 → 红河) of the regions in use."""
        found: dict[str, list[Region]] = {}
        for regions in self.by_name.values():
            for region in regions:
                if not region.until and region.short != region.name:
                    found.setdefault(region.short, []).append(region)
        return found

    @cached_property
    def by_common(self) -> dict[str, list[Region]]:
        """Autonomous regions by short name and kind (红河州), as their own offices write them; 香港特区."""
        found: dict[str, list[Region]] = {}
        for regions in self.by_name.values():
            for region in regions:
                if region.name.endswith(("自治州", "自治县", "自治旗")):
                    found.setdefault(region.short + region.name[-1], []).append(region)
                elif region.name.endswith("特别行政区"):
                    found.setdefault(region.short + "特区", []).append(region)
        return found

    def parent(self, region: Region) -> Region | None:
        """The region above, None above a province; a county may lie directly in a province."""
        if region.level == "province":
            return None
        if region.level == "county" and (city := self.by_code.get(region.code[:4] + "00")):
            return city
        return self.by_code.get(region.code[:2] + "0000")

    def chain(self, region: Region | None) -> tuple[Region, ...]:
        """The region and all above it, lowest first."""
        chain = []
        while region is not None:
            chain.append(region)
            region = self.parent(region)
        return tuple(chain)

    def official(self, region: Region) -> str:
        """The name as it stands in a canonical name: districts behind their city, others alone."""
        if region.is_district and (parent := self.parent(region)) and parent.word == "市":
            if region.name.startswith(parent.short) and _ZONE.search(region.name):
                return region.name  # 盐城经济技术开发区 carries its city's name
            return parent.name + region.name
        return region.name

    def contains(self, outer: Region, inner: Region) -> bool:
        """Whether ``inner`` is ``outer`` or lies in it."""
        size = {"province": 2, "city": 4, "county": 6}[outer.level]
        return inner.code[:size] == outer.code[:size]

    def named(self, name: str) -> list[Region]:
        """Regions with that full name, or with that short one (红河州, 成都)."""
        return self.by_name.get(name) or self.by_common.get(name) or self.by_short.get(name, [])

    def mark(self, mark: str) -> Region | None:
        """The province or city that a 发文字号 begins with (浙, 甬)."""
        if code := PROVINCE_MARKS.get(mark):
            return self.by_code.get(code + "0000")
        return self.by_code.get(CITY_MARKS.get(mark, ""))

    def leading(self, text: str) -> tuple[list[Region], int]:
        """Regions whose full name opens ``text`` (the lowest of a chain 浙江省湖州市吴兴区), and its length.

        A province may stand by its short name before another region (广东珠海市).
        """
        return self._remembered(text)

    @cached_property
    def _remembered(self) -> Callable[[str], tuple[list[Region], int]]:
        # Of ten names that are looked at nine have been looked at before.
        return functools.lru_cache(REMEMBERED)(self._leading)

    def _leading(self, text: str) -> tuple[list[Region], int]:
        found: list[Region] = []
        at = 0
        while True:
            step, length = self._leading_once(text[at:])
            if not step and not at:
                step, length = self._leading_short(text)
            if found:
                step = [r for r in step if any(self.contains(outer, r) and outer != r for outer in found)]
            if not step:
                return found, at
            found, at = step, at + length

    @cached_property
    def _openings(self) -> dict[str, tuple[int, ...]]:
        """The lengths of names of regions by their first two characters."""
        names = (name for name in (*self.by_name, *self.by_common) if name[-1] in SUFFIXES)
        return _sizes(names, slice(0, 2))

    @cached_property
    def _closings(self) -> dict[str, tuple[int, ...]]:
        """The lengths of full names by their last two characters."""
        return _sizes((name for name in self.by_name if len(name) < LONGEST), slice(-2, None))

    def _leading_once(self, text: str) -> tuple[list[Region], int]:
        for length in self._openings.get(text[:2], ()):
            name = text[:length]
            regions = self.by_name.get(name) or self.by_common.get(name)
            if regions and len(name) == length and text[length : length + 1] != "域":  # 西安|区域创新中心
                return regions, length
        return [], 0

    def _leading_short(self, text: str) -> tuple[list[Region], int]:
        for length in (3, 2):
            regions = [r for r in self.by_short.get(text[:length], ()) if r.level == "province"]
            if regions and self._leading_once(text[length:])[0]:
                return regions, length
        return [], 0

    def scan(self, text: str) -> list[tuple[int, int, list[Region]]]:
        """Every full name of a region in ``text``: (start, end, regions), longest first, not overlapping."""
        found: list[tuple[int, int, list[Region]]] = []
        done = 0
        for match in _ENDS.finditer(text):
            end = match.end()
            for size in self._closings.get(text[end - 2 : end], ()):
                start = end - size
                regions = self.by_name.get(text[start:end]) if start >= done else None
                if regions and not _joins(text, start) and not (end < len(text) and text[end] in _GOES_ON):
                    found.append((start, end, regions))
                    done = end
                    break
        return found


def _joins(text: str, start: int) -> bool:
    """Whether the 和 at ``start`` joins two words (市和县人民政府, 医院和县医院) and opens no name."""
    if text[start] != "和" or not start:
        return False
    if text[start - 4 : start] == "马鞍山市":
        return False
    return text[start - 1] in _BEFORE_AND or (text[start + 1] == "县" and "一" <= text[start - 1] <= "龥")


_ENDS = re.compile("[省市县区州旗盟]")
#: A name of a region followed by these is another word (和县级以上, 东区域).
_GOES_ON = "域级以"
#: Behind these, 和 in front of 县 joins two levels (市和县人民政府) and is no name.
_BEFORE_AND = "省市区州盟旗级府"


def load_regions() -> Regions:
    """The regions of the word list."""
    return Regions(Region(*row) for row in read_lexicon("regions.tsv"))
