"""HTML to blocks: the lines a reader would see, each with what tells running text from furniture.

A page becomes a flat list of ``Block`` (one paragraph, heading, list item or table row each) and a tree of
``Region`` (the elements that hold blocks, as ranges of that list), so that every later question about a part
of the page is a subtraction of two prefix sums. All walks are iterative: ten thousand nested elements are
only slow enough to notice.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

#: Elements whose content is never text of the page.
DROPPED_TAGS = frozenset((
    "script", "style", "noscript", "iframe", "frame", "object", "embed", "applet", "svg", "canvas", "math",
    "template", "select", "option", "button", "textarea", "audio", "video", "map", "nav", "datalist", "rt",
    "rp", "head", "title", "colgroup", "col", "param", "source", "track",
))  # fmt: skip
#: Elements that run on inside a line; every other element, known or not, is asked for its display below.
INLINE_TAGS = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i",
    "img", "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "tt", "u", "var", "wbr", "ruby", "rb", "time", "data", "nobr", "st1", "o:p", "ucaptitle",
    "publishtime",
))  # fmt: skip
#: Elements that hold one paragraph: never taken for the body of a page.
LEAF_TAGS = frozenset((
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dt", "address", "caption", "figcaption",
    "summary",
))  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

#: libxml2 takes time that grows with the square of the depth; real pages stay below 100.
MAX_DEPTH = 2_000

#: Code of the server that leaked into saved templates: opening and closing mark.
_SERVER_CODE = (("<%--", "--%>"), ("<%", "%>"), ("<?php", "?>"), ("<?=", "?>"), ("<?xml", ">"))
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_PRE = re.compile(r"white-space\s*:\s*pre", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\f\x0b]+")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)[^<>]*?(/?)>")
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
))  # fmt: skip
#: A line that ends so ends a paragraph; used where a page's source breaks its lines instead of marking them
#: up.
_FINAL = re.compile(r"[。！？：；…”）!?:;]\s*$")
#: Where an inline element begins: nothing in running text, a space between labelled fields set side by side.
_SEAM = "\x1f"
_FIELD_LIKE = re.compile(r"(?:来源|时间|日期|作者|编辑|点击|浏览|阅读|发布|字号|字体).{0,6}[:：]")
_STOP = re.compile(r"[，。；！？]")
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2014\u2018-\u201d\u2026"
_LINE_END = re.compile(r" ?\n[ \n]*")
_SOFT_BETWEEN = re.compile(rf"(?<=[{_CJK}])\n|\n(?=[{_CJK}])")
_MARKED = re.compile(
    r"^[\s　]*(?:[（(]?[一二三四五六七八九十百\d]{1,4}[、.．）)]|[①-⑳]|第[一二三四五六七八九十百]+[章节条])"
)


@dataclass(slots=True)
class Block:
    """One line of a page. ``links`` counts its characters inside links, ``size`` all but white space."""

    text: str
    size: int
    links: int
    tag: str
    row: bool = False


@dataclass(slots=True)
class Region:
    """An element that holds blocks ``first`` to ``last`` (exclusive); ``names`` is its class and id, in lower case."""

    tag: str
    names: str
    first: int
    last: int = 0
    children: list[Region] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """A parsed page: its blocks in reading order, and whether it was cut for its length."""

    blocks: list[Block]
    root: Region
    tree: Any
    cut: bool = False


def parse_markup(text: str) -> Any:
    """The element tree of a page or fragment; None for a page without an element."""
    from lxml import etree

    for opening, closing in _SERVER_CODE:
        text = _cut_between(text, opening, closing)
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def _cut_between(text: str, opening: str, closing: str) -> str:
    """``text`` without what stands between two marks; an opening mark that is never closed stays."""
    parts, at = [], 0
    while (start := text.find(opening, at)) >= 0 and (end := text.find(closing, start + len(opening))) >= 0:
        parts.append(text[at:start])
        at = end + len(closing)
    return "".join((*parts, text[at:])) if parts else text


def cut_depth(text: str) -> tuple[str, bool]:
    """``text`` without the tags that lie deeper than ``MAX_DEPTH``, and whether there were any."""
    if text.count("<") < MAX_DEPTH:
        return text, False
    parts: list[str] = []
    depth, at, cut = 0, 0, False
    for match in _TAG.finditer(text):
        closing, name, empty = match.groups()
        if empty or name.lower() in _VOID:
            continue
        depth = max(depth - 1, 0) if closing else depth + 1
        if depth > MAX_DEPTH or (closing and depth == MAX_DEPTH):
            parts += (text[at : match.start()], "" if name.lower() in INLINE_TAGS else "<br>")
            at, cut = match.end(), True
    return ("".join((*parts, text[at:])), True) if cut else (text, False)


def read_page(text: str) -> Page | None:
    """The blocks and regions of a page; None if nothing in it is markup."""
    text, cut = cut_depth(text)
    tree = parse_markup(text)
    if tree is None:
        return None
    walk = _Walk()
    walk.run(tree)
    return Page(walk.blocks, walk.root, tree, cut)


class _Walk:
    """One pass over the tree; collects text until a block ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.root = Region("#root", "", 0)
        self.open: list[Region] = [self.root]
        self.parts: list[str] = []
        self.links = 0
        self.link_depth = 0
        self.pre_depth = 0
        self.counters: list[_Counter | None] = []

    def run(self, tree: Any) -> None:
        from lxml import etree

        walker = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walker:
            if not isinstance(element.tag, str):
                continue
            tag = element.tag.lower()
            if event == "start":
                if is_dropped(element, tag):
                    walker.skip_subtree()
                elif tag == "table" and is_data_table(element):
                    self._open(element, tag)
                    self._add_rows(element)
                    walker.skip_subtree()
                else:
                    self._start(element, tag)
            else:
                self._end(element, tag)
        self.flush("#root")
        self.root.last = len(self.blocks)

    def _start(self, element: Any, tag: str) -> None:
        if tag == "a":
            self.link_depth += 1
        elif tag == "br":
            self.flush(self.open[-1].tag)
        elif tag not in INLINE_TAGS:
            self._open(element, tag)
            self._number(element, tag)
        if tag in INLINE_TAGS and self.parts:
            self.parts.append(_SEAM)
        if element.text and not is_dropped(element, tag):
            self.add(element.text)

    def _open(self, element: Any, tag: str) -> None:
        self.flush(self.open[-1].tag)
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        region = Region(tag, names, len(self.blocks))
        self.open[-1].children.append(region)
        self.open.append(region)
        self.pre_depth += _is_pre(element, tag)

    def _end(self, element: Any, tag: str) -> None:
        if is_dropped(element, tag):
            pass
        elif tag == "a":
            self.link_depth -= 1
        elif tag not in INLINE_TAGS and tag != "br":
            self.flush(tag)
            self.pre_depth -= _is_pre(element, tag)
            region = self.open.pop()
            region.last = len(self.blocks)
            if tag in ("ol", "ul"):
                self.counters.pop()
            if region.first == region.last:
                self.open[-1].children.pop()
        if element.tail:
            self.add(element.tail)

    def _number(self, element: Any, tag: str) -> None:
        if tag in ("ol", "ul"):
            self.counters.append(_Counter(element) if tag == "ol" else None)
        elif tag == "li" and self.counters and self.counters[-1]:
            mark = self.counters[-1].step(element)
            text = "".join(element.itertext())[:12] if mark else ""
            if mark and not _MARKED.match(text):
                self.parts.append(mark)

    def add(self, text: str) -> None:
        self.parts.append(text)
        if self.link_depth:
            self.links += count_ink(text)

    def flush(self, tag: str) -> None:
        """End the block that was being collected, if it holds anything."""
        if not self.parts:
            return
        raw, links = "".join(self.parts), self.links
        self.parts, self.links = [], 0
        if raw.isspace():
            return
        for line in split_source(raw, bool(self.pre_depth)):
            size = count_ink(line)
            if size:
                self.blocks.append(Block(line, size, min(links, size), tag))

    def _add_rows(self, table: Any) -> None:
        for cells, links in iterate_rows(table):
            text = "\t".join(cells).rstrip("\t")
            size = count_ink(text)
            if size:
                self.blocks.append(Block(text, size, min(links, size), "tr", row=True))


def is_dropped(element: Any, tag: str) -> bool:
    """Whether an element shows nothing: scripts, form controls, hidden parts."""
    if tag in DROPPED_TAGS:
        return True
    style = element.get("style")
    if style and ":" in style and _HIDDEN.search(style):
        return tag not in ("body", "html")
    return element.get("hidden") is not None and tag != "body"


def _is_pre(element: Any, tag: str) -> bool:
    return tag in ("pre", "xmp", "plaintext") or bool(_PRE.search(element.get("style") or ""))


def split_source(raw: str, pre: bool) -> Iterator[str]:
    """The lines of one block of source text. Line ends of the source count in preformatted text, and where
    nearly every source line ends like a paragraph; elsewhere they are spaces, or nothing between Chinese characters."""
    raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    fields = len(raw) < 400 and not _STOP.search(raw) and _FIELD_LIKE.search(raw)
    raw = _LINE_END.sub("\n", _SPACES.sub(" ", raw.replace(_SEAM, " " if fields else ""))) if not pre else raw
    if "\n" in raw:
        lines = [line for line in raw.split("\n") if line.strip()]
        ends = sum(_ends_paragraph(line, after) for line, after in itertools.pairwise(lines))
        if pre or (len(lines) > 2 and ends >= 0.7 * (len(lines) - 1)):
            yield from (tidy_line(line) for line in lines)
            return
        if len(raw) > 300 or _STOP.search(
            raw
        ):  # fields side by side, on source lines of their own, stay apart
            raw = _SOFT_BETWEEN.sub("", raw.strip("\n"))
        raw = raw.replace("\n", " ")
    yield tidy_line(raw)


def _ends_paragraph(line: str, after: str) -> bool:
    """Whether a source line is a paragraph: it ends like one, a number opens the next, or it is a heading."""
    return bool(_FINAL.search(line) or _MARKED.match(after) or (len(line) < 40 and _MARKED.match(line)))


def count_ink(text: str) -> int:
    """Characters that are no white space."""
    return len("".join(text.split()))


def tidy_line(text: str) -> str:
    """Source white space collapsed; indentation and trailing space gone, wide and no-break spaces inside kept."""
    return _SPACES.sub(" ", text.replace("\n", " ")).strip()


# ------------------------------------------------------------------------------------------------ lists


class _Counter:
    """The numbers of an ordered list, as the browser would show them."""

    STYLES = (
        (re.compile(r"cjk-|chinese|ideograph|hiragana"), "cjk"), (re.compile(r"lower-(alpha|latin)"), "a"),
        (re.compile(r"upper-(alpha|latin)"), "A"), (re.compile(r"none|disc|square|circle"), "none"),
    )  # fmt: skip

    def __init__(self, element: Any) -> None:
        start = element.get("start") or "1"
        self.value = int(start) - 1 if re.fullmatch(r"-?\d{1,6}", start) else 0
        style = (element.get("style") or "").lower()
        self.kind = element.get("type") or "1"
        for pattern, kind in self.STYLES:
            if "list-style" in style and pattern.search(style):
                self.kind = kind

    def step(self, item: Any) -> str:
        given = item.get("value") or ""
        self.value = int(given) if re.fullmatch(r"\d{1,6}", given) else self.value + 1
        if self.kind == "none":
            return ""
        if self.kind in ("a", "A") and 1 <= self.value <= 26:
            return f"{chr(ord(self.kind) + self.value - 1)}."
        if self.kind == "cjk" and 1 <= self.value <= 99:
            from .numbering import write_chinese

            return f"{write_chinese(self.value)}、"
        return f"{self.value}."


# ------------------------------------------------------------------------------------------------ tables


def is_data_table(table: Any) -> bool:
    """Whether a table tells something by its rows and columns, rather than placing parts of a page.

    Layout tables hold tables, or one cell with nearly everything, or one cell a row.
    """
    if next(table.iterdescendants("table"), None) is not None or table.get("role") == "presentation":
        return False
    sizes: list[list[int]] = []
    for row in table.iter("tr"):
        sizes.append([_size_of(cell) for cell in row if cell.tag in ("td", "th")])
    filled = [[size for size in row if size] for row in sizes]
    filled = [row for row in filled if row]
    wide = sum(len(row) > 1 for row in filled)
    total = sum(map(sum, filled))
    if not wide or wide * 3 < len(filled):
        return False
    largest = max(max(row) for row in filled)
    if largest > 400 and largest > 0.6 * total and len(filled) < 4:
        return False
    return len(filled) > 1 or total < 300


def _size_of(cell: Any) -> int:
    return sum(len(text) - text.count(" ") - text.count("\n") for text in cell.itertext())


def iterate_rows(table: Any) -> Iterator[tuple[list[str], int]]:
    """The rows of a data table: cell texts, a spanned place being an empty cell, and characters inside links."""
    waiting: dict[int, int] = {}  # column -> rows that a cell above still fills
    for row in table.iter("tr", "caption"):
        if row.tag == "caption":
            yield [cell_text(row)[0]], 0
            continue
        cells: list[str] = []
        links = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            _fill_spanned(cells, waiting)
            text, linked = ("", 0) if is_dropped(cell, cell.tag) else cell_text(cell)
            links += linked
            down = _span(cell.get("rowspan"))
            for k in range(_span(cell.get("colspan"))):
                if down > 1:
                    waiting[len(cells)] = down - 1
                cells.append("" if k else text)
        _fill_spanned(cells, waiting)
        yield cells, links


def _fill_spanned(cells: list[str], waiting: dict[int, int]) -> None:
    while waiting.get(len(cells), 0):
        waiting[len(cells)] -= 1
        cells.append("")


def _span(value: str | None) -> int:
    return min(max(int(value), 1), 100) if value and re.fullmatch(r"\d{1,5}", value) else 1


def cell_text(cell: Any) -> tuple[str, int]:
    """The text of one cell on one line (paragraphs joined by a space), and its characters inside links."""
    walk = _Walk()
    walk.run(cell)
    text = " ".join(block.text for block in walk.blocks).replace("\t", " ")
    return text, sum(block.links for block in walk.blocks)
