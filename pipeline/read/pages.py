"""The main text of a web page: government portals, CMS templates, news sites, mirrors, saved Word pages, fragments.

Method: every block of the page gets a weight (its characters outside links, little for lines that are no
sentences, nothing for furniture). From the root we go down to the smallest element that still holds nearly
all the weight; what is left inside is cleared of link lists, share bars and field lines. Chinese text makes
this easy: sentences carry full-width punctuation, navigation does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from ..lexicon import read_alternatives
from .imprint import count_labels, find_fields, gather_metadata, is_imprint, read_meta
from .markup import HEADINGS, LEAF_TAGS, Block, Page, Region, read_page


def _names(kind: str) -> str:
    return read_alternatives("page_furniture.txt", kind)


#: Class names and ids of elements that hold the text of an article in the templates of many sites.
CONTENT_NAMES = re.compile(_names("content"))
#: Class names and ids of furniture, matched at the start of a word of the name.
FURNITURE_NAMES = re.compile(rf"(?:^|[\s_-])(?:{_names('name')})|{_names('name anywhere')}")
#: Names that say so plainly that even a large part of the page goes.
PLAIN_FURNITURE = re.compile(rf"(?:^|[\s_-])(?:{_names('plain name')})(?:$|[\s_-])")
#: Lines that open or make up furniture wherever they stand at the edge of the text.
FURNITURE_LINE = re.compile(rf"^\W{{0,3}}(?:{_names('line')})", re.IGNORECASE)
#: Furniture that is so inside any line of the page's edge.
FURNITURE_ANYWHERE = re.compile(_names("in line"), re.IGNORECASE)
#: From such a heading on, at the end of the text, nothing belongs to it.
CLOSING_LINE = re.compile(rf"^\W{{0,3}}(?:{_names('closing')})\W{{0,3}}(?:[:：]|$)")
_SENTENCE = re.compile(r"[，。；：！？、]")
_STOP = re.compile(r"[。；！？]")
_PARAGRAPH_END = re.compile(r"[。；：！？][”’）]?$")
_TRAILER = re.compile(
    r"^(?:附件?[:：\d]|\d{4}年\d{1,2}月\d{1,2}日$|[\u4e00-\u9fff]{4,30}$|[（(].{2,30}[)）]$)"
)
_CELLS = frozenset(("tr", "td", "th", "table", "tbody", "thead", "tfoot", "dd", "dl", "ul", "ol"))


@dataclass(frozen=True, slots=True)
class PageText:
    """The main text of a page, one paragraph or table row a line, and what the page says about itself."""

    text: str
    metadata: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


class _Sums:
    """Prefix sums over blocks: weight, size and link characters of any range."""

    def __init__(self, blocks: Sequence[Block], weights: Sequence[float]) -> None:
        self.weights = list(accumulate(weights, initial=0.0))
        self.sizes = list(accumulate((b.size for b in blocks), initial=0))
        self.links = list(accumulate((b.links for b in blocks), initial=0))

    def weight(self, first: int, last: int) -> float:
        return self.weights[last] - self.weights[first]

    def link_share(self, first: int, last: int) -> float:
        size = self.sizes[last] - self.sizes[first]
        return (self.links[last] - self.links[first]) / size if size else 0.0


def extract_page(source: str) -> PageText:
    """The main text and the metadata of one HTML page or fragment (as decoded text). Never raises on bad markup."""
    page = read_page(source)
    if page is None:
        return PageText("", {}, ("no element was found in the page",))
    blocks = page.blocks
    dropped = mark_names(page)
    weights = [0.0 if dropped[i] else weigh_block(block) for i, block in enumerate(blocks)]
    sums = _Sums(blocks, weights)
    body = find_body(page.root, blocks, sums)
    chosen = choose_blocks(page, body, dropped, sums)
    meta = read_meta(page.tree)
    metadata = _collect(source, page, set(chosen), body, meta)
    chosen = _drop_headline(chosen, blocks, metadata.get("title", ""))
    warnings = ("elements nested deeper than 2000 were flattened",) if page.cut else ()
    return PageText("\n".join(blocks[i].text for i in chosen), metadata, warnings)


def weigh_block(block: Block) -> float:
    """How much a block counts as running text."""
    own = block.size - block.links
    if block.row or len(_SENTENCE.findall(block.text)) > 1 or _STOP.search(block.text):
        return float(own)
    return 0.5 * own if block.size > 25 else 0.2 * own


# ------------------------------------------------------------------------------------------------ furniture


def mark_names(page: Page) -> list[bool]:
    """For each block whether its element's name, its fields or its words make it furniture."""
    blocks = page.blocks
    dropped = [False] * len(blocks)
    raw = _Sums(blocks, [weigh_block(block) for block in blocks])
    total = raw.weight(0, len(blocks)) or 1.0
    stack = list(page.root.children)
    while stack:
        region = stack.pop()
        first, last = region.first, region.last
        if first == last:
            continue
        if _is_names(region, blocks, raw, total):
            dropped[first:last] = [True] * (last - first)
        else:
            stack.extend(region.children)
    for i, block in enumerate(blocks):
        if block.size < 120 and FURNITURE_ANYWHERE.search(block.text) and not _STOP.search(block.text):
            dropped[i] = True
    return dropped


def _is_names(region: Region, blocks: Sequence[Block], raw: _Sums, total: float) -> bool:
    first, last = region.first, region.last
    share = raw.weight(first, last) / total
    if region.tag in ("nav", "footer", "aside") and share < 0.4:
        return True
    if region.tag in ("body", "html"):
        return False
    if (
        region.tag not in LEAF_TAGS
        and last - first <= 40
        and share < 0.8
        and _is_field_table(blocks[first:last])
    ):
        return True
    if share > 0.5:
        return False
    named = region.tag not in LEAF_TAGS and FURNITURE_NAMES.search(region.names)
    if named and (share < 0.25 or PLAIN_FURNITURE.search(region.names)):
        return not CONTENT_NAMES.search(region.names)
    return last - first >= 3 and _is_link_list(blocks, first, last, raw)


def _is_field_table(blocks: Sequence[Block]) -> bool:
    """The table of 索引号, 发文机关, 成文日期 … above a notice: three labels and no sentence."""
    text = "\n".join(block.text for block in blocks)
    return (
        len(text) < 1500 and count_labels(text) >= 3 and not re.search(r"[。；](?:\n|$)|[。；].*[。；]", text)
    )


def _is_link_list(blocks: Sequence[Block], first: int, last: int, raw: _Sums) -> bool:
    """Headlines and menus: nearly all of it links, no line that reads like a paragraph outside them."""
    if raw.link_share(first, last) < 0.6:
        return False
    return all(b.links > 0.5 * b.size or b.size < 12 or not _STOP.search(b.text) for b in blocks[first:last])


# ------------------------------------------------------------------------------------------------ the body


def find_body(root: Region, blocks: Sequence[Block], sums: _Sums) -> Region:
    """The smallest region that holds the text: down from the root while one child has nearly all the weight."""
    total = sums.weight(0, root.last)
    here = root
    while True:
        children = [c for c in here.children if c.tag not in LEAF_TAGS and c.tag not in ("ol", "ul")]
        if not children:
            return here
        best = max(children, key=lambda c: sums.weight(c.first, c.last))
        weight, own = sums.weight(best.first, best.last), sums.weight(here.first, here.last)
        if not weight:
            return here
        named = CONTENT_NAMES.search(best.names) and weight > 0.5 * total
        if not named and (
            weight < 0.5 * own or _has_paragraphs(here, best, blocks, sums, weight < 0.9 * own)
        ):
            return here
        if best.tag in _CELLS and _is_row_table(best, blocks):
            return here
        here = best


def _has_paragraphs(
    here: Region, best: Region, blocks: Sequence[Block], sums: _Sums, everywhere: bool
) -> bool:
    """Whether ``here`` holds running text outside ``best``: beside it, or (``everywhere``) in other elements."""
    boxes = [] if everywhere else [c for c in here.children if c.tag not in LEAF_TAGS and c is not best]
    inside = {i for box in boxes for i in range(box.first, box.last)}
    for i in (*range(here.first, best.first), *range(best.last, here.last)):
        block = blocks[i]
        if i in inside or block.links > 0.2 * block.size or not sums.weight(i, i + 1):
            continue
        if block.size >= 8 and _PARAGRAPH_END.search(block.text) and not is_imprint(block.text):
            return True
    return False


def _is_row_table(region: Region, blocks: Sequence[Block]) -> bool:
    return region.tag == "table" and any(block.row for block in blocks[region.first : region.last])


def choose_blocks(page: Page, body: Region, dropped: Sequence[bool], sums: _Sums) -> list[int]:
    """The blocks of the body without furniture, and what plainly continues it behind."""
    blocks = page.blocks
    chosen = [i for i in range(body.first, body.last) if not dropped[i]]
    chosen = _trim_edges(chosen, blocks)
    if not chosen or _is_navigation(chosen, blocks):
        return []
    if chosen[-1] + 1 == body.last or body.last < len(blocks):
        chosen += _continue(body.last, blocks, dropped) if body.tag not in ("body", "html", "#root") else []
    return chosen


def _trim_edges(chosen: list[int], blocks: Sequence[Block]) -> list[int]:
    """Without field lines and furniture at both ends, and without what a closing line leads in at the end."""
    limit = max(len(chosen) * 7 // 10, len(chosen) - 30)
    for k in range(limit, len(chosen)):
        block = blocks[chosen[k]]
        if CLOSING_LINE.match(block.text) and block.size < 40 and not _reads_on(chosen[k + 1 :], blocks):
            chosen = chosen[:k]
            break
    while chosen and _is_edge(blocks[chosen[-1]]):
        chosen = chosen[:-1]
    head: list[int] = []
    for k, i in enumerate(chosen[:8]):
        if blocks[i].size > 20 and _STOP.search(blocks[i].text):
            return head + chosen[k:]
        if not _is_edge(blocks[i]):
            head.append(i)
    return head + chosen[8:]


def _reads_on(rest: Sequence[int], blocks: Sequence[Block]) -> bool:
    return any(
        blocks[i].size > 60 and _STOP.search(blocks[i].text) and blocks[i].links < 0.2 * blocks[i].size
        for i in rest
    )


def _is_edge(block: Block) -> bool:
    if block.row or block.size > 150:
        return False
    return bool(FURNITURE_LINE.match(block.text)) or is_imprint(block.text)


def _is_navigation(chosen: Sequence[int], blocks: Sequence[Block]) -> bool:
    """Whether what is left is no text: mostly links, or words without a sentence on a page full of links."""
    size = sum(blocks[i].size for i in chosen)
    links = sum(blocks[i].links for i in chosen)
    if links > 0.6 * size:
        return True
    whole = sum(b.size for b in blocks)
    linked = sum(b.links for b in blocks)
    prose = any(_STOP.search(blocks[i].text) or blocks[i].row for i in chosen)
    return not prose and linked > 0.5 * whole and len(blocks) > 10


def _continue(at: int, blocks: Sequence[Block], dropped: Sequence[bool]) -> list[int]:
    """Signature, date and list of attachments that a template puts behind the body."""
    found: list[int] = []
    for i in range(at, min(at + 8, len(blocks))):
        block = blocks[i]
        if (
            dropped[i]
            or _is_edge(block)
            or block.tag in HEADINGS
            or (block.links > 0.5 * block.size and not block.text.startswith("附件"))
        ):
            break
        if not _TRAILER.match(block.text):
            break
        found.append(i)
    return found


# ------------------------------------------------------------------------------------------------ metadata


def _collect(source: str, page: Page, chosen: set[int], body: Region, meta: dict[str, str]) -> dict[str, str]:
    blocks = page.blocks
    furniture = [b.text for i, b in enumerate(blocks) if i not in chosen and b.size < 400]
    start = min(chosen, default=body.first)
    before = list(range(max(0, start - 14), start))
    near = [blocks[i].text for i in reversed(before) if blocks[i].links <= 0.3 * blocks[i].size]
    headline = _find_headline(page, start, meta)
    return gather_metadata(source, meta, find_fields(furniture), headline, near)


def _find_headline(page: Page, start: int, meta: dict[str, str]) -> str:
    """The heading before the text, else the line before its first field line."""
    blocks = page.blocks
    known = meta.get("page_title", "")
    heads = [
        b for b in blocks[: start + 3] if b.tag in ("h1", "h2", "h3") and b.size > 5 and b.links < b.size
    ]
    for block in heads:
        if known and block.text in known:
            return block.text
    top = [b for b in heads if b.tag == "h1"]
    for i in range(max(1, start - 8), min(start + 1, len(blocks))):
        before = blocks[i - 1]
        if (
            is_imprint(blocks[i].text)
            and before.size > 8
            and not is_imprint(before.text)
            and before.links < before.size
        ):
            return before.text
    return (top or heads)[-1].text if heads else ""


def _drop_headline(chosen: list[int], blocks: Sequence[Block], title: str) -> list[int]:
    """Without the page's own headline where it came along; a title inside the article's text stays."""
    if title:
        for k, i in enumerate(chosen[:3]):
            if blocks[i].tag in ("h1", "h2", "h3") and blocks[i].text == title and len(chosen) > k + 1:
                return chosen[:k] + chosen[k + 1 :]
    return chosen
