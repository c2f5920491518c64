"""Posts as they are written: what is a title, where its body ends and the title begins.

A *post* is a body and a title (市教育局局长); a chain of posts is divided by 、，and 兼
(市委书记、市人大常委会主任). Everything here is about words; who holds a post is the business of people.py.
"""

from __future__ import annotations

import re
from typing import NamedTuple

#: Heads of titles. A word list, longest first in the pattern; modifiers (副, 常务, 代) may stand in front.
_HEADS = (
    "书记 主任 局长 处长 科长 股长 厅长 部长 司长 署长 关长 院长 校长 园长 所长 站长 台长 社长 行长 会长 理事长 秘书长 组长 队长"
    " 支队长 大队长 总队长 中队长 团长 市长 省长 县长 区长 州长 旗长 盟长 镇长 乡长 村长 主席 总理 总统 首相 总书记 国务委员 委员"
    " 委员长 常委 常务委员 成员 召集人 总召集人 总指挥 指挥长 政委 政治委员 司令员 司令 参谋长 检察长 审判长 庭长 总督学 督学 调研员"
    " 巡视员 专员 督察专员 总工程师 总经济师 总会计师 总审计师 总规划师 总农艺师 总兽医师 总畜牧师 总检察官 首席检察官 总经理 经理 董事长"
    " 董事 监事长 总裁 主编 总编辑 总编 教授 研究员 院士 馆长 主委 主任委员 外长 大使 国王 发言人 新闻发言人 负责人 联络员 顾问"
    " 护士长 主任医师 医师 主治医师 工程师 场长 厂长 矿长 库长 行政长官 总领事 总干事 首席执行官 议长 代表 驻会委员 特派员 主持人"
    " 委员会主席 书记员 村主任 班长 连长 营长 校监 教导员 总监 领队 首席专家 首席代表 特使 秘书 干事长 上将 中将 少将 财务总监 监事 理事"
    " 总设计师 审计长 行长助理 院长助理 助理 助理巡视员 纪检员 检查员 组织员 宣传委员 组织委员 纪检委员 主持工作"
).split()
_MODIFIERS = "(?:名誉|常务|第[一二三四五六]|专职|兼职|执行|代理|代|副|总|高级|助理|轮值|驻会|候补|正处级|副处级|正科级|副科级|一级|二级|三级|四级|党外)"
_HEAD_PATTERN = "|".join(sorted(map(re.escape, _HEADS), key=len, reverse=True))
TITLE = re.compile(f"{_MODIFIERS}{{0,3}}(?:{_HEAD_PATTERN})")
_TITLE_END = re.compile(f"({_MODIFIERS}{{0,3}}(?:{_HEAD_PATTERN}))$")
#: Where one post of a chain ends and the next begins.
_SEPARATORS = re.compile("[、，,；; 　\\t]+|兼任?(?=[一-龥])|(?<=[长任记席员])(?:和|及)")
#: Words that say when a post was held, not what it is.
TENSE = re.compile("^(?:原任?|时任|现任|曾任|历任|前任?|兼任?|任|拟任|新任|首任|继任)")
_NO_TITLE_BEFORE = re.compile("(?:各|有关|主要|分管|全体|每位|由)$")
#: Titles that say which party unit they belong to by themselves.
PARTY_TITLES = re.compile("(?:书记|常委|委员|成员|组织员|纪检员)$")
GOVERNMENT_TITLES = {"省长": "省", "市长": "市", "县长": "县", "区长": "区", "州长": "州", "旗长": "旗", "盟长": "盟", "镇长": "镇", "乡长": "乡"}  # fmt: skip
GROUP_TITLES = re.compile("^(?:总|副|常务|第.|执行)*(?:组长|召集人|总?指挥长?|联络员)$|^成员$")
STATE_TITLES = re.compile("(?:总统|首相|总理|国王|外长|大使|议长|总领事|主席)$")


class Post(NamedTuple):
    """A post as written: ``start``/``end`` cover it whole, ``title_start`` is where the title begins."""

    start: int
    title_start: int
    end: int
    title: str


def title_before(text: str, end: int, known: dict[int, int]) -> int | None:
    """Where the title that ends at ``end`` begins, by the mentions (``known``: end → start) or the list."""
    match = _TITLE_END.search(text[max(0, end - 12) : end])
    start = end - len(match[1]) if match else None
    if end in known and (start is None or known[end] > start or end - known[end] <= 10):
        mention = known[end]
        if start is None:
            start = mention
        else:
            # a mention may hold more (专职副主任) or a body's last word (组织部长): the list decides on the latter
            start = mention if mention < start and _bare_modifier(text[mention:start]) else start
    return start


def _bare_modifier(word: str) -> bool:
    return bool(re.fullmatch(f"{_MODIFIERS}+|首席|特约|兼任|荣誉|终身|助理|党内", word))


def split_chain(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the posts in ``text[start:end]``, divided at the separators."""
    spans = []
    at = start
    for match in _SEPARATORS.finditer(text, start, end):
        if match.start() > at:
            spans.append((at, match.start()))
        at = match.end()
    if at < end:
        spans.append((at, end))
    return spans


def posts_before(text: str, start: int, end: int, titles: dict[int, int]) -> list[Post]:
    """The chain of posts that stands right before ``end`` (a person's name), first to last; [] if there is none."""
    chain: list[Post] = []
    spans = split_chain(text, start, end)
    if not spans or text[spans[-1][1] : end].strip("“”\"'"):
        return []
    for span_start, span_end in reversed(spans):
        title = title_before(text, span_end, titles)
        if title is None or title < span_start:
            break
        chain.append(Post(span_start, title, span_end, text[title:span_end]))
    chain.reverse()
    return chain


def posts_after(text: str, start: int, end: int, titles: dict[int, int]) -> list[Post]:
    """The chain of posts that opens at ``start`` and fills the text up to ``end``, as far as it goes."""
    chain = []
    for span_start, span_end in split_chain(text, start, end):
        title = title_before(text, span_end, titles)
        if title is None or title < span_start:
            if chain or span_end - span_start > 12:
                break
            continue
        chain.append(Post(span_start, title, span_end, text[title:span_end]))
    return chain


def tidy_title(title: str) -> str:
    """The title without words of time (原, 时任, 兼)."""
    return TENSE.sub("", title) or title
