"""The bodies of a text as those who may act: recognised names, made whole, and bodies that only their place shows.

Where an unmarked body (unmarked.py) says more than the names inside it, it takes their place.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterator, Sequence

from ..records import Mention, Span
from .deictics import Deictic
from .units import find_units
from .unmarked import Actor, Document, find_unmarked
from .wholenames import whole_name


def find_actors(
    text: str,
    mentions: Sequence[Mention],
    resolve: Callable[[str, int], str],
    issuers: Sequence[str],
    addressees: Sequence[str] = (),
    is_known: Callable[[str, int], bool] | None = None,
) -> list[Mention]:
    """``mentions`` (sorted by their start) with the unmarked subjects added and cut names made whole.

    ``resolve`` gives the canonical name of a written one at a place, ``is_known`` whether anybody knows more of it
    than is written (by default, whether the two differ); ``issuers`` and ``addressees`` are those of the document,
    by their canonical names.
    """
    known = is_known or (lambda surface, at: resolve(surface, at) != surface)
    places = [mention for mention in mentions if mention.type == "LOC"]
    kept = _clear([whole_name(text, mention) for mention in mentions if mention.type != "LOC"])
    document = Document(text, kept, places, resolve, known, issuers, addressees)
    taken = [mention.start for mention in kept]
    extra: list[Mention] = []
    swallowed: set[int] = set()
    end = -1
    unmarked = [*find_unmarked(document), *find_units(document)]
    for actor in sorted(unmarked, key=lambda actor: (actor.start, -actor.end, not actor.listed)):
        i, j = bisect.bisect_right(taken, actor.start), bisect.bisect_left(taken, actor.end)
        i -= bool(i and kept[i - 1].end > actor.start)
        inside = kept[i:j]
        if j < len(kept) and kept[j].start == actor.end and text[actor.start - 1 : actor.start] == "由":
            continue  # 由基金管理单位｜市就业局拨付: what it is, before its name
        if actor.start >= end and all(_betters(actor, mention) for mention in inside):
            swallowed.update(range(i, j))
            extra.append(actor)
            end = actor.end
    found = sorted([*extra, *(m for k, m in enumerate(kept) if k not in swallowed)], key=lambda m: m.start)
    return list(_of_one_owner(text, [m for m in found if not _is_mere_word(text, m)], resolve))


#: 公安、交通等｜行政部门, 是全市的｜主管部门: what others are, and no further body.
_MERE = re.compile(r"(?:行政|行政主管)部门|(?:行政)?主管部门|监管部门")
_ADMINISTRATIVE = "行政"
_SAID_OF = re.compile(r"[^门位构关]等$|(?:是|为|作为)[^，。；：\n]{0,16}的?$")


def _is_mere_word(text: str, mention: Mention) -> bool:
    """Whether the word only sums up the list before it, or says what another body is."""
    if not _MERE.fullmatch(mention.text):
        return False
    before = text[max(0, mention.start - 20) : mention.start]
    if before.endswith("等"):
        return _ADMINISTRATIVE in mention.text and bool(_SAID_OF.search(before))
    return bool(_SAID_OF.search(before)) and text[mention.end : mention.end + 1] in {"，", "。", "；"}


#: 国务院｜教育行政部门, 省｜教育行政部门: whose department it is.
_OWNER = re.compile(
    r"((?:县级以上(?:地方)?|[省市县区]|自治区)人民政府|国务院|县级以上(?:地方)?|[省市县区]|自治区)(?!委|直)"
    r"(?:(?!政府)[^\W各级委的]){2,12}部门"
)
_LACKS_OWNER = re.compile(
    r"(?!有关|相关|其他|各|上级|下级|同级|本级|当地|所在|主管|业务|学校|企业|行业|[省市县区]|国务院)\w{2,14}部门"
)


def _of_one_owner(
    text: str, mentions: Sequence[Mention], resolve: Callable[[str, int], str]
) -> Iterator[Mention]:
    """``国务院教育行政部门、劳动行政部门``: the second is a department of the State Council too."""
    owner, end = "", -1
    for mention in mentions:
        named = _OWNER.fullmatch(mention.text)
        shares = owner and mention.start == end + 1 and text[end : end + 1] in {"、", "和", "与"}
        if named:
            owner, end = named.group(1), mention.end
        elif shares and mention.spread is None and _LACKS_OWNER.fullmatch(mention.text):
            end = mention.end
            yield Actor(
                "ORG", mention.text, *Span(mention.start, end), resolve(owner + mention.text, mention.start)
            )
            continue
        elif mention.type == "ORG":
            owner = ""
        yield mention


#: A name that begins with one of these is whole.
_DETERMINED = ("国务院", "国家", "省级", "各", "全", "有关", "相关", "本", "其他", "上", "下")


#: 被巡察单位｜纪委
_INSPECTED_UNIT = re.compile(r"(?:本轮)?被(?:巡视?|巡察|检查|督查|督导|考核|审计)(?:单位|部门|地区)")
#: 其他科室｜或者部门
_TWO_KINDS = re.compile(r"[^\W\d]{2,9}科室(?:或者?|和)部门")


def _betters(actor: Actor, mention: Mention) -> bool:
    """Whether the actor is a fuller form of a mention: with its owner, or with the clause that defines it."""
    if actor.listed:
        return _lists_better(actor, mention)
    if _TWO_KINDS.fullmatch(actor.text):
        return True
    if isinstance(mention, Deictic) and mention.start == actor.start:
        return True  # 本局｜财务科
    if mention.type != "ORG" or mention.end != actor.end or isinstance(mention, Actor):
        return False
    if mention.start == actor.start:
        return bool(actor.canonical) and mention.canonical in {None, mention.text}
    before = actor.text[: mention.start - actor.start]
    if _INSPECTED_UNIT.fullmatch(before):
        return True
    return before.endswith(("）", "的")) and not mention.text.startswith(_DETERMINED)


def _lists_better(actor: Actor, mention: Mention) -> bool:
    """Whether the member of a list is a fuller form of what was recognised inside it."""
    if mention.type not in {"ORG", "LOC"} or mention.end > actor.end or not actor.bears:
        return False
    known, full = mention.spread or mention.text, actor.spread or actor.text
    reaches = actor.spread is not None or mention.start > actor.start or mention.end < actor.end
    return reaches and len(full) > len(known)


def _clear(mentions: Sequence[Mention]) -> list[Mention]:
    """Without those that a longer name has swallowed."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
