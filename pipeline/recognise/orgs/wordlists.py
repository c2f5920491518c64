"""The word lists that organisation names are made of, compiled once."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Container, Iterable
from dataclasses import dataclass

from ...lexicon import read_lexicon
from ..trie import trie_pattern

_REGION_TAIL = re.compile(
    r"(?:特别行政区|自治区|自治州|自治县|自治旗|林区|矿区|新区|地区|[省市州盟县旗区])\Z"
)


#: Rows of regions.tsv that head a group of counties or are written like any place of their kind.
_NO_REGIONS = frozenset(
    ("城区", "矿区", "郊区", "市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
)
#: Provinces by names that their official ones do not end in, short and full.
_SHORT_PROVINCES = frozenset(("香港", "澳门", "台湾", "内蒙古", "广西", "西藏", "宁夏", "新疆"))
_FULL_PROVINCES = frozenset(("香港特别行政区", "澳门特别行政区", "广西自治区", "宁夏自治区", "新疆自治区"))
#: How the names of counties and cities end whose short names are known.
_COUNTY_ENDS = frozenset("县市区旗")
#: The class of an office that is known by a short name of its own: it wants a rank or region in front.
_OFFICE_CLASS = "named"
#: The rows of functions.tsv that hold such names.
_OFFICES = ("whole", "party")


@dataclass(frozen=True, slots=True)
class OrgWords:
    """Lists of reader.py: see the files in lexicon/ for what each holds."""

    heads: re.Pattern[str]
    head_class: dict[str, str]
    #: heads that are short names of local offices
    offices: frozenset[str]
    functions: frozenset[str]
    #: by the last character of a function the lengths that such functions have, longest first
    function_sizes: dict[str, tuple[int, ...]]
    public: frozenset[str]
    vague: frozenset[str]
    stops: frozenset[str]
    #: of these the ones that a joint body may be named with all the same, by the mark of org_stopwords.txt
    aims: frozenset[str]
    panels: frozenset[str]
    #: by word the classes of ends that it leads, None for all
    determiners: dict[str, frozenset[str] | None]
    names: re.Pattern[str]
    #: of these the ones that are only a part of a name behind another word
    lone_names: frozenset[str]
    regions: frozenset[str]
    short_regions: frozenset[str]
    county_names: frozenset[str]
    #: provinces in full by their short names (西藏: 西藏自治区)
    provinces: dict[str, str]
    #: by who asks, the seams of word_seams.tsv: each pattern matches behind what stands left of the seam
    seams: dict[str, re.Pattern[str]]

    def in_word(self, asked_by: str, text: str, at: int) -> bool:
        """Whether ``at`` lies inside a word, so that no name ends or begins there (干|部, 城|市)."""
        seam = self.seams.get(asked_by)
        return seam is not None and seam.match(text, at) is not None

    def names_region(self, name: str) -> bool:
        """Whether a name is that of a region or county, in full or short."""
        return name in self.regions or name in self.short_regions or name in self.county_names


def _nations() -> re.Pattern[str]:
    """Nations in the names of autonomous places: 红河哈尼族彝族自治州 is written 红河州."""
    nations = "|".join(sorted((row[0] for row in read_lexicon("nations.txt")), key=len, reverse=True))
    return re.compile(rf"(?:(?:{nations})族?)+自治(?P<kind>[州县旗区])\Z")


@functools.cache
def region_names() -> tuple[frozenset[str], frozenset[str]]:
    """Full names of regions (四川省, 昭觉县), and the short names of provinces and cities (四川, 成都)."""
    full, short = set(), set()
    nation_name = _nations()
    for row in read_lexicon("regions.tsv"):
        code, name = row[0], row[1]
        if name in _NO_REGIONS:
            continue
        full.add(name)
        nation = nation_name.search(name)
        if nation and nation.start():
            full.add(name[: nation.start()] + nation["kind"])
        bare = name[: nation.start()] if nation else _REGION_TAIL.sub("", name)
        if code.endswith("00") and len(bare) > 1 and len(row) < 3:
            short.add(bare)
    short |= _SHORT_PROVINCES
    full |= _FULL_PROVINCES
    return frozenset(full - _unclear_names()), frozenset(short - _unclear_names())


def _provinces() -> dict[str, str]:
    """西藏 and 内蒙古 hold a nation's name themselves, the others' names hold none in short."""
    names = [row[1] for row in read_lexicon("regions.tsv") if row[0].endswith("0000") and len(row) < 3]
    nation = _nations()
    shorts = {name: _REGION_TAIL.sub("", name) for name in names}
    return {short if len(short) < 4 else nation.sub("", name): name for name, short in shorts.items()}


def _unclear_names(mark: str = "") -> frozenset[str]:
    return frozenset(row[0] for row in read_lexicon("ambiguous_places.txt") if not mark or mark in row)


@functools.cache
def org_words() -> OrgWords:
    """The lists, read and compiled on first use (a tenth of a second)."""
    head_class: dict[str, str] = {}
    guarded: dict[str, str] = {}
    for row in read_lexicon("org_heads.txt"):
        head_class[row[0]] = row[1]
        if len(row) > 2 and row[2]:
            guarded[row[0]] = "|".join((f"[{row[2]}]", *(row[3].split() if len(row) > 3 else ())))
    full, short = region_names()
    marks = {row[0]: row[1] if len(row) > 1 else "" for row in read_lexicon("org_functions.txt")}
    local = read_lexicon("functions.tsv")
    functions = frozenset(marks).union(row[1] for row in local if row[0] == "stem")
    offices = _offices([row[1] for row in local if row[0] in _OFFICES], functions, head_class)
    for name in offices:
        head_class[name] = _OFFICE_CLASS
        guarded.setdefault(name, guarded.get(name[-1], ""))
    names = read_lexicon("org_names.txt")
    stops = read_lexicon("org_stopwords.txt")
    return OrgWords(
        heads=_heads_pattern(head_class, guarded),
        head_class=head_class,
        offices=frozenset(offices),
        functions=functions,
        function_sizes=_sizes_by_last(functions),
        public=frozenset(w for w, mark in marks.items() if "public" in mark),
        vague=frozenset(w for w, mark in marks.items() if "vague" in mark),
        stops=frozenset(row[0] for row in stops),
        aims=frozenset(row[0] for row in stops if row[1:] == ["aim"]),
        panels=frozenset(row[0] for row in stops if row[1:] == ["panel"]),
        determiners={
            row[0]: frozenset(row[1].split()) if len(row) > 1 else None
            for row in read_lexicon("org_determiners.txt")
        },
        names=re.compile(trie_pattern(row[0] for row in names)),
        lone_names=frozenset(row[0] for row in names if row[1:] == ["alone"]),
        regions=full,
        short_regions=short,
        provinces=_provinces(),
        county_names=frozenset(_REGION_TAIL.sub("", n) for n in full if n[-1] in _COUNTY_ENDS)
        - _unclear_names("word"),
        seams=_seams(),
    )


def _offices(names: Iterable[str], functions: Container[str], heads: Container[str]) -> list[str]:
    """Of short names of local offices (外办, 防指) those that no listed function and end make up."""
    return [name for name in dict.fromkeys(names) if len(name) > 1 and not _made_up(name, functions, heads)]


def _made_up(name: str, functions: Container[str], heads: Container[str]) -> bool:
    if name in heads:
        return True
    return any(name[at:] in heads and name[:at] in functions for at in range(1, len(name)))


def _seams() -> dict[str, re.Pattern[str]]:
    branches: dict[str, list[str]] = {}
    for asked_by, left, right, _ in read_lexicon("word_seams.tsv"):
        for _, words in itertools.groupby(sorted(left.split(), key=len), len):  # a lookbehind has one width
            branches.setdefault(asked_by, []).append(f"(?<={'|'.join(words)}){trie_pattern(right.split())}")
    return {asked_by: re.compile("|".join(each)) for asked_by, each in branches.items()}


def _sizes_by_last(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    sizes: dict[str, set[int]] = {}
    for word in words:
        sizes.setdefault(word[-1], set()).add(len(word))
    return {last: tuple(sorted(found, reverse=True)) for last, found in sizes.items()}


def _heads_pattern(classes: dict[str, str], guarded: dict[str, str]) -> re.Pattern[str]:
    """Longest head first; a guarded head does not match where a character or word of its guard follows."""
    words = sorted(classes, key=lambda w: (-len(w), w))
    by_first: dict[str, list[str]] = {}
    for word in words:
        tail = re.escape(word[1:]) + (f"(?!{guarded[word]})" if guarded.get(word) else "")
        by_first.setdefault(word[0], []).append(tail)
    parts = [f"{re.escape(first)}(?:{'|'.join(tails)})" for first, tails in sorted(by_first.items())]
    return re.compile("|".join(parts))
