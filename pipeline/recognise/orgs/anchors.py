"""What stands in front of a name's function words: 各有关, a parent, a rank, a region, 中共."""

from __future__ import annotations

from collections.abc import Callable

from . import grammar
from .grammar import CENTRAL, CONTENT, DETERMINER, FUNCTION, LEVEL, ORDINAL, PARENT, PROPER, REGION, Org
from .ranks import read_determiner, read_joined, read_located, read_rank, read_rank_list
from .text import NOTHING, OrgText, Step


def read_anchor(source: OrgText, at: int, met: int, kind: str, floor: int) -> tuple[int, int]:
    """Read what stands in front of the function words: 各有关, a parent, a rank, a region, 中共."""
    if kind == "bare":
        return at, met
    while at > floor and not source.view.taken[at - 1]:
        step, flag = _anchor_unit(source, at, met, kind)
        if not step:
            break
        at, met = at - step, met | flag
        if flag & PARENT:
            break
    return at, met


def _anchor_unit(source: OrgText, at: int, met: int, kind: str) -> Step:
    for read in _ANCHORS:
        step = read(source, at, met, kind)
        if step is not None:
            return step
    return NOTHING


def _read_owner(source: OrgText, at: int, met: int, kind: str) -> Step | None:
    """A body that was read before: the parent, or a neighbour, at which the name begins."""
    parent = source.found.get(at)
    if parent is None:
        return None
    if source.text.startswith(grammar.CORPS, parent.start):
        ranks = _ranks_beside(source, parent, met, kind)
        if ranks:
            return at - parent.start + ranks, DETERMINER | LEVEL
    if kind == "inst" and parent.kind == "school" and met & (CENTRAL | REGION):
        return at - parent.start, PARENT | parent.met  # 清华大学|中国发展规划研究院
    branched = grammar.BRANCHED.match(source.text, parent.start) if met & REGION else None
    if branched and branched.end() == at:
        return at - parent.start, PARENT | parent.met
    if kind not in grammar.NO_PARENT and not met & REGION:
        if _may_own(source.text, parent, at, met, kind):
            return at - parent.start, PARENT | parent.met
        if parent.kind != "dgroup":
            return NOTHING
    return (at - parent.start, PARENT | parent.met) if _houses(source, parent, at, kind) else None


def _may_own(text: str, parent: Org, at: int, met: int, kind: str) -> bool:
    """The name that ends here is the parent of what was read, not a neighbour without a comma."""
    if parent.kind == "dgroup" and text[parent.end - 1] in "）)乡镇县区市州" and text[at : at + 1] != "各":
        return kind in ("gov", "party", "group", "dept", "street", "named", "seat", "dgroup")
    collective = text[parent.start] == "各" or parent.kind in ("dgroup", "group", "member", "fin")
    rest = text[at : at + 2]
    if parent.kind == "wei" and kind == "named":
        return True  # 各设区市委|组织部
    if parent.kind == "party" and kind in ("group", "named") and text.startswith(grammar.PARTY_WORK, at):
        return True  # 各级党委|组织部门
    if parent.kind in ("group", "dgroup") and kind == "party" and text.endswith(grammar.UNITS, 0, at):
        return True  # 各级卫生健康行政部门|党组
    if collective and (rest[:1] == "各" or kind in ("gov", "party", "dept", "group", "named")):
        return False
    if collective and met & DETERMINER and rest in ("有关", "相关"):
        return parent.kind in ("gov", "member", "dept", "group")
    if parent.kind in ("gov", "wei", "party") and kind == "dept" and not met & FUNCTION:
        return False
    if parent.kind == "name" and kind in ("gov",):
        return False
    if kind == "party" and parent.kind in ("wei", "party", "gov"):
        return bool(met & FUNCTION)  # 省委|教育工委
    return not (kind in ("firm", "school") and parent.kind in ("gov", "wei", "group"))


def _ranks_beside(source: OrgText, corps: Org, met: int, kind: str) -> int:
    """省、自治区、|新疆生产建设兵团: the ranks that stand in one list with the corps, and their joint."""
    ranks = read_rank_list(source, corps.start - 1, met, kind) if corps.start > 3 else 0
    return ranks + 1 if ranks > 2 and source.text[corps.start - 1] in grammar.LIST_JOINTS else 0


def _houses(source: OrgText, parent: Org, at: int, kind: str) -> bool:
    """农业发展银行|湖州市分行, 市第一人民医院|纪委: bodies of a kind that others may not own."""
    if kind == "firm":
        return source.text.endswith(grammar.BANKS, 0, at)
    return kind == "seat" and parent.kind in grammar.HOUSES and source.text.startswith("纪委", at)


def _read_region(source: OrgText, at: int, met: int, kind: str) -> Step | None:
    """A region, or what is named with it: 平安某某|建设领导小组."""
    region = source.region_end(at)
    if region:
        named = kind in grammar.JOINT and source.text[at - region - 2 : at - region] in grammar.PROGRAMMES
        return (region + 2, CONTENT | PROPER) if named else (region, REGION)
    programme = met & PROPER and kind in grammar.JOINT and source.text[at - 2 : at] in grammar.WIDE
    return NOTHING if programme else None  # 全市|信用某某建设领导小组


def _read_beyond(source: OrgText, at: int, met: int, kind: str) -> Step | None:
    """In front of a region or rank: where it lies, or what says whose committee it is; no second region."""
    if not met & (REGION | LEVEL):
        return None
    if kind == "gov":
        site = grammar.SITE.search(source.text, max(0, at - 3), at) if not met & REGION else None
        if site and source.text[at] != "省":
            return read_located(source, at, len(site[0]))  # 项目所在地|乡镇人民政府
        inside = met & DETERMINER and source.text[at - 1] == "内" and at > 1
        region = source.region_end(at - 1) if inside else 0
        if region:
            return region + 1, REGION  # 青海省内|各州（地、市）政府
    prefix = next((p for p in grammar.PREFIX if source.text.endswith(p, 0, at)), "")
    return (len(prefix), REGION) if prefix else NOTHING


def _read_street(source: OrgText, at: int, met: int, kind: str) -> Step | None:
    """银州|街道办事处: a street's own name, set off from what stands before it, though it ends like a rank."""
    if kind != "street" or met or source.text[at - 1] not in grammar.RANKS:
        return None
    name = grammar.STREET_NAME.search(source.text, max(0, at - 6), at)
    return (len(name[0]), REGION) if name else None


def _read_zone(source: OrgText, at: int, met: int, kind: str) -> Step | None:
    """高新区|管委会, 某某工业园区|管委会, with the rank in front: 县|工业园区|管委会."""
    zone = grammar.ZONE.search(source.text, max(0, at - 12), at) if kind in grammar.ZONED else None
    if zone is None:
        return None
    listed = kind == "dept" and grammar.RANKS_BEFORE.search(
        source.text, max(0, zone.start() - 3), zone.start()
    )
    if listed:
        return None  # 区县、开发区|教育局: one collective
    rank = source.text[zone.start() - 1 : zone.start()] in grammar.RANKS and source.is_free(zone.start() - 1)
    return len(zone[0]) + (rank and zone.start() > 0), REGION


def _read_joined_ranks(source: OrgText, at: int, met: int, kind: str) -> Step | None:
    """上级和本级 in front of 人民政府; 各设区市 in front of a department."""
    units = 0 if met & DETERMINER else read_joined(source, at, met, kind)
    return (units, DETERMINER | LEVEL) if units else None


def _read_determiner(source: OrgText, at: int, met: int, kind: str) -> Step | None:
    """各, 有关, 县级以上, 所在地 and the like, of org_determiners.txt."""
    text = source.text
    if text[at - 1] == "各" and met & DETERMINER and not text.startswith(grammar.RANKED_WORDS, at):
        return None
    for size in range(min(8, at), 0, -1):
        if text[at - size : at] in source.lists.determiners:
            return read_determiner(source, at, size, kind)
    return None


def _read_ranks(source: OrgText, at: int, met: int, kind: str) -> Step | None:
    """省、自治区、直辖市|人民政府, 各县（市、区）|委组织部."""
    units = 0
    if kind in ("named", "dept") and grammar.BRACKETED_COMMITTEE.search(source.text, max(0, at - 2), at):
        ranks = read_rank_list(source, at - 1, met, kind)
        units = ranks + 1 if ranks else 0
    elif source.text[at - 1] in grammar.RANK_LIST_ENDS and (
        kind not in grammar.RANKLESS or source.text.startswith(grammar.BRANCHES, at)
    ):
        units = read_rank_list(source, at, met, kind)
    return (units, DETERMINER | LEVEL) if units else None


def _read_level(source: OrgText, at: int, met: int, kind: str) -> Step | None:
    """省, 市, 自治州: one rank; 街道 in front of its offices (街道|党群办)."""
    if kind in grammar.OF_STREETS and source.text.endswith(grammar.STREET, 0, at) and not met & DETERMINER:
        return (2, LEVEL) if source.is_free(at - 2) or source.opens_at(at - 2) else None
    return (
        read_rank(source, at, kind)
        if source.text[at - 1] in grammar.LEVELS and not met & DETERMINER
        else None
    )


def _read_shape(source: OrgText, at: int, met: int, kind: str) -> Step | None:
    """Anchors that no list holds: 局|党组, 医院|各内设机构, the tagger's body, a township, 国家."""
    text = source.text
    own = grammar.OWN.search(text, max(0, at - 4), at) if kind in grammar.OWNED else None
    if own and (kind != "unit" or met & FUNCTION):
        return len(own[0]), LEVEL
    if kind in grammar.LISTED and met & DETERMINER:
        return _house(source, at)
    host = source.view.by_end.get(at) if kind in grammar.HOSTED and at not in source.found else None
    if host is not None and host.tag in ("ORG", "LOC") and at - host.start > 2:
        generic = grammar.GENERIC_NAME.match(text, host.start, at)
        return NOTHING if generic else (at - host.start, PARENT | PROPER)
    if met & CENTRAL and kind in grammar.JOINT:
        ordinal = grammar.ORDINAL_WORD.search(text, max(0, at - 5), at)
        if ordinal and ordinal[0][0] == "第":
            return len(ordinal[0]), ORDINAL
    township = grammar.TOWNSHIP.search(text, max(0, at - 6), at)
    if township and kind != "adhoc":
        return len(township[0]), REGION
    return _centre(source, at, kind)


def _house(source: OrgText, at: int) -> Step:
    """What may stand in front of 各…: 医院|各内设机构, 县级机关|各部门, 省|各直属单位, 镇|各相关部门."""
    house = grammar.HOUSE.search(source.text, max(0, at - 4), at)
    if house:
        return len(house[0]), LEVEL
    if not source.text.startswith(grammar.EACH_WORDS, at):
        return NOTHING
    street = 2 if source.text.endswith("街道", 0, at) else 1
    rank = street > 1 or source.text[at - 1] in grammar.LEVELS
    return (street, LEVEL) if rank and source.opens_at(at - street) else NOTHING


def _centre(source: OrgText, at: int, kind: str) -> Step:
    """国家, 中央, 全国 by themselves."""
    word = source.text[max(0, at - 2) : at]
    if word not in grammar.CENTRES or kind in ("dgroup", "group"):
        return NOTHING
    if kind == "gov" and word == grammar.NATIONWIDE:
        return NOTHING  # 全国政府督查工作
    if kind in ("inst", "school") and word in grammar.NATION:
        return 2, 0
    return 2, grammar.CENTRES[word]


#: What may stand in front of the function words, in the order in which it is looked for. Each reader says what it
#: read, that the name begins here, or None where it has nothing to say.
_ANCHORS: tuple[Callable[[OrgText, int, int, str], Step | None], ...] = (
    _read_owner,
    _read_region,
    _read_beyond,
    _read_street,
    _read_zone,
    _read_joined_ranks,
    _read_determiner,
    _read_ranks,
    _read_level,
    _read_shape,
)
