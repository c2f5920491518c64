"""Ranks and determiners in front of a name, read leftwards: 各省、自治区、直辖市, 县级以上, 所在地."""

from __future__ import annotations

from . import grammar
from .grammar import CENTRAL, DETERMINER, LEVEL
from .text import NOTHING, OrgText, Step


def text_behind(text: str, start: int, end: int) -> str:
    """What stands behind a name, without the conjunction that leads on."""
    return text[start:end].lstrip(grammar.JOINTS)


def read_joined(source: OrgText, at: int, met: int, kind: str) -> int:
    """Length of the ranks that stand joined in front of ``at`` (上级和本级, 市、镇两级, 各设区市), 0 for none."""
    text, last = source.text, source.text[at - 1]
    ranks = grammar.TIERS.search(text, max(0, at - 10), at) if last == "级" else None
    if last == "级" and ranks is None and kind in ("gov", "dept", "group"):
        ranks = grammar.TIERED.search(text, max(0, at - 12), at)
    if ranks:
        return len(ranks[0])
    if kind in grammar.RANKLESS:
        return 0
    if last in grammar.SEEN_ENDS:
        seen = grammar.CENTRE_AND_RANKS.search(text, max(0, at - 7), at)
        seen = seen or grammar.SEEN_RANKS.search(text, max(0, at - 16), at)
        return len(seen[0]) if seen else 0
    cities = grammar.CITIES.search(text, max(0, at - 5), at) if last == "市" else None
    if cities is None:
        return 0
    if cities["each"] or kind == "dept":
        return len(cities[0])
    listed = cities.start() > 0 and text[cities.start() - 1] in grammar.LIST_JOINTS
    return read_rank_list(source, at, met, kind) if listed else 0


def read_rank_list(source: OrgText, at: int, met: int, kind: str) -> int:
    """Length of 各省、自治区、直辖市, 各县（市、区）, 市、区两级 in front of ``at``, 0 for none."""
    match = grammar.LEVEL_UNITS.search(source.text[max(0, at - 32) : at])
    if match is None:
        return 0
    written = _own_ranks(source, match[0].lstrip(grammar.JOINTS_AND_BRACKETS), at, kind)
    if not written or (met & DETERMINER and written.startswith("各地区")):
        return 0
    if kind == "gov" and grammar.RANK_LIST.fullmatch(written):
        return len(written)
    if kind in ("wei", "party", "seat") and grammar.TWO_RANKS.fullmatch(written):
        return 1  # 省、|市委: the first is spread (shares.py)
    lone = grammar.LONE_RANK.search(written)
    if lone and (met & DETERMINER or (kind == "dept" and "（" in written)):
        return 1  # 各地、省有关部门 are two
    if grammar.LISTED_RANKS.match(written) and len(written) > 1:
        begins = at - len(written) + 1
        if not (written[0] in grammar.LOWER_RANKS and source.region_end(begins)):
            return len(written)
    return len(written) if grammar.ONE_RANK.fullmatch(written) else 0


def _own_ranks(source: OrgText, written: str, at: int, kind: str) -> str:
    """Ranks without those that belong to what stands in front of the name."""
    zone = grammar.LEADING_ZONE.match(written)
    if zone and not source.is_free(at - len(written)):
        return written[zone.end() :]  # 东湖高新区以及|市有关部门
    ends = range(at - len(written) + 1, at)
    inner = [end for end in ends if end in source.found and source.text[end] not in grammar.OPENING]
    if inner:  # 警备区|或者市和区、县人民政府
        written = text_behind(source.text, inner[-1], at)
    if kind == "bareok":  # 各县（区）、|功能区管委会 are two
        written = grammar.LAST_UNIT.search(written)[0]  # type: ignore[index]
    return written[1:] if source.lists.in_word("ranks", source.text, at - len(written)) else written


def read_rank(source: OrgText, at: int, kind: str) -> Step:
    """One rank that ends at ``at`` (省, 自治州), or two that are written as one (县区)."""
    text = source.text
    if text.endswith(grammar.AUTONOMOUS, 0, at):
        return 3, LEVEL
    if source.lists.in_word("rank", text, at - 1):
        return NOTHING
    word = source.view.by_end.get(at)
    if text[at - 1] == "区" and word is not None and at - word.start > 2 and not source.region_end(at):
        return NOTHING  # 示范区, 服务区: the tagger's word is no rank
    before = text[at - 2 : at - 1] if at > 1 else ""
    listed = before == "、" and kind == "adhoc"
    ranks = grammar.RANK_LIST.search(text, max(0, at - 7), at) if listed else None
    if ranks and source.opens_at(ranks.start()):
        return len(ranks[0]), LEVEL  # 市、县|人才工作领导小组
    if grammar.PAIRED_RANKS.fullmatch(text, max(0, at - 2), at):
        return 2, LEVEL
    if kind in grammar.PROPER_ENDS and not source.is_free(at - 1):
        return NOTHING
    if before == "乡" and text[at - 1] == "镇":
        return (2, LEVEL) if kind in grammar.TOWN_CLASSES else NOTHING
    return 1, LEVEL


def read_determiner(source: OrgText, at: int, size: int, kind: str) -> Step:
    """What a listed determiner is in front of this end: a part of the name or none."""
    word = source.text[at - size : at]
    only = source.lists.determiners[word]
    if word in grammar.PLACED:
        return read_located(source, at, size)
    if word in grammar.CENTRAL_DETERMINERS:
        return size, CENTRAL | (DETERMINER if kind in grammar.CENTRAL_CLASSES else 0)
    if word == grammar.NATIONWIDE and (kind in grammar.JOINT or kind == "team"):
        return size, CENTRAL  # 国务院第二次|全国土地调查领导小组
    if word in grammar.REGIONS_THERE and source.text.startswith("各", at):
        return NOTHING  # 各地|各单位 are two
    if kind == "gov" and word in grammar.WIDE:
        return NOTHING
    if word in grammar.ONE_OF_RANK and kind in ("dept", "wei"):
        some = source.text.endswith(grammar.SOME, 0, at - size)
        return NOTHING if some else (size, DETERMINER | LEVEL)  # 地方发改委, 省级发展改革委
    if kind in grammar.RANKED and word not in grammar.EACH_OR_CONCERNED:
        moved = word[0] == "驻" and source.text.endswith("入", 0, at - size)  # 入驻|市科创中心
        return (1, LEVEL) if moved and word[-1] in grammar.LEVELS else _ranked_determiner(source, word, kind)
    return NOTHING if only is not None and kind not in only else (size, DETERMINER)


def _ranked_determiner(source: OrgText, word: str, kind: str) -> Step:
    """What is left of a determiner in front of an end that wants a rank or region."""
    if word in grammar.SEEN and kind in ("council", "dept"):
        return len(word), DETERMINER  # 各级|关心下一代工作委员会
    if word in grammar.WIDE:
        return (1, LEVEL) if word[-1] in grammar.LEVELS and kind == "dept" else NOTHING
    kept = kind == "firm" or word.endswith("直属")
    return (len(word), DETERMINER) if kept else NOTHING


def read_located(source: OrgText, at: int, size: int) -> Step:
    """所在地, 所在 in front of a body, with what lies there: 建设项目所在地|人民政府."""
    place = source.text.endswith("地", at - size, at) or source.text[at] in grammar.LOCAL_RANKS
    owner = grammar.PLACED_THING.search(source.text, max(0, at - size - 5), at - size)
    return (size + (len(owner[0]) if owner else 0), DETERMINER) if place else NOTHING
