"""Words that point at a body instead of naming it: 你部 (the addressees), 我委 (the issuers), 下设办公室."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..firsts import compile_gated
from ..records import Mention

_UNITS = (
    "省|自治区|直辖市|市|州|盟|县|区|旗|乡|镇|街道|部|委|局|厅|办|署|院|校|会|司|处|科|室|站|所|中心|公司|集团|"
    "单位|机关|社|行|台|馆|园|厂"
)
#: 你部, 贵省: the addressees. 我委, 本局: the issuers. (我省 and 本市 are places, not bodies.)
_YOURS = re.compile(
    rf"(?:你们|[你贵](?:{_UNITS})(?:（[^（）]{{1,8}}）|[、和](?:{_UNITS})){{0,3}}(?:人民政府|政府)?)"
)
_OURS = compile_gated(
    r"(?<![自基])(?:我|本)(?:部|委|局|厅|办|署|院|会|行(?![政业为动])|社(?![会区]))"
    r"(?!署|门|员|队|理|法|级|案|位|次|议|领域)"
    r"|我们(?=将?(?:会同|联合))|我们(?=将[^。；\n]{0,40}(?:以下|如下)[^。；\n]{0,12}[：:])"
)
#: 我校, 本中心: the issuer, where its own name says that it is one.
_HOUSES: dict[str, re.Pattern[str]] = {
    "校": re.compile(r"(?:学校|大学|学院|中学|小学|党校|[一二三四五六七八九十]中)$"),
    "园": re.compile(r"幼儿园$"),
    **{word: re.compile(rf"{word}$") for word in ("中心", "公司", "集团", "所", "站", "馆", "台")},
}
#: 我校, 学校将…: a house that speaks of itself
_HOUSE = re.compile(
    rf"(?<![自基根资])(?:我|本)({'|'.join(_HOUSES)})(?![门员队领])"
    r"|(?<![^\n。；，、：.．）])(?:学(?=校)|(?=中心|公司|集团))(校|中心|公司|集团)(?=将(?!来)|定于|决定|拟|统一|对(?![口外]))"
)
#: 你省有关部门, 贵市各县: bodies of the place that is addressed.
_YOUR_PLACE = re.compile(r"[你贵](?:省|市|县|区|州|自治区)$")
_YOUR_BODY = re.compile(r"[你贵](?:省|市|县|区|州|自治区)(.{2,})")
_UNDER = re.compile(r"下设((?:[一-鿿]{0,6})(?:办公室|秘书处|工作组|专班))")
#: What with_deictics keeps of the recogniser's mentions.
_SEEN = frozenset({"ORG", "PER", "DOC", "DATE", "LOC"})


@dataclass(frozen=True, slots=True)
class Deictic(Mention):
    """A name that points. ``yours``: at the addressees, else at the issuers."""

    yours: bool = False


#: An answer to the press speaks for the body that gives it.
_ASKED = re.compile(r"(?:^|\n)[ \u3000]*(?:\d{1,2}[.、．])?(?:问|记者)[：:]|答记者问")
_WE = re.compile(r"(?<![^\n。；，：、])我们(?=(?:也|还)?将(?!来))")


def with_deictics(
    text: str, mentions: Sequence[Mention], addressees: Sequence[str] = (), issuers: Sequence[str] = ()
) -> list[Mention]:
    """The mentions, sorted, with pointing words (你部, 我委, 下设办公室) added where no name stands.

    ``addressees`` and ``issuers`` are canonical names: 你省有关部门 is a body of the one province that is addressed,
    我校 the school that issued.
    """
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        place = _place_of(addressees) if mention.text.startswith(("你", "贵")) else ""
        if place and mention.type == "ORG" and (yours := _YOUR_BODY.fullmatch(mention.text)):
            mention = Deictic("ORG", mention.text, mention.start, mention.end, place + yours.group(1))
        if mention.type in _SEEN and (not kept or mention.start >= kept[-1].end):
            kept.append(mention)
    taken = [m.start for m in kept]
    extra: list[Mention] = []
    for pattern in (_YOURS, _OURS, _HOUSE, _UNDER, *([_WE] if _ASKED.search(text) else [])):
        for match in pattern.finditer(text):
            start, end = match.span(0 if pattern is _HOUSE else match.re.groups)
            if pattern is _HOUSE and not any(
                _HOUSES[match.group(match.lastindex or 1)].search(name) for name in issuers
            ):
                continue
            i = bisect.bisect_right(taken, start) - 1
            owned = kept[i + 1] if i + 1 < len(kept) and kept[i + 1].start == end else None
            place = _place_of(addressees) if _YOUR_PLACE.fullmatch(match.group()) else ""
            if owned is not None and owned.type == "ORG" and place:
                written = text[start : owned.end]
                kept[i + 1] = Deictic("ORG", written, start, owned.end, place + owned.text)
                continue
            if (i >= 0 and kept[i].end > start) or (i + 1 < len(kept) and kept[i + 1].start < end):
                continue
            canonical = None
            if pattern is _UNDER:
                if i < 0 or kept[i].end != match.start() or kept[i].type != "ORG":
                    continue
                canonical = (kept[i].canonical or kept[i].text) + match.group(1)
            extra.append(Deictic("ORG", text[start:end], start, end, canonical, yours=pattern is _YOURS))
    return sorted([*kept, *extra], key=lambda m: m.start)


def _place_of(addressees: Sequence[str]) -> str:
    """四川省, where the letter goes to 四川省人民政府 and nobody else."""
    return addressees[0].removesuffix("人民政府") if len(addressees) == 1 else ""
