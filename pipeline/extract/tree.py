"""The numbered items of one document as a tree: their own words, the sentence above their list, what lies around."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterable

from ..records import Item, Note, Structure

#: Words are read so far; in flattened documents an item can run to thousands.
WINDOW = 1200
ARTICLE = re.compile(r"第[零〇○一二三四五六七八九十百千\d]{1,7}条")
CHAPTER = re.compile(r"第[零〇○一二三四五六七八九十百千\d]{1,5}[编篇章节]")
#: The marker of a section: 一、 or 第…
TOP = re.compile(r"[零〇一二三四五六七八九十]+[、.．]|[IVX]+[.、]|第")
_MORE = re.compile(r"[^：:。 \n\t]")


class Tree:
    """The items by number, by list and by parent; offsets count in the clean ``text``.

    ``articles``: the document is a regulation; ``sections``: lists whose members have members of their own;
    ``noted``: items that a note of their own gives to a body.
    """

    def __init__(self, text: str, structure: Structure) -> None:
        self.text = text
        self.items = structure.items
        self.title = structure.head.title or ""
        self.articles = any(ARTICLE.match(item.marker) for item in self.items)
        self.lists: dict[int, list[Item]] = defaultdict(list)
        self.children: dict[int, list[Item]] = defaultdict(list)
        self.by_index = {item.index: item for item in self.items}
        self.places: dict[int, int] = {}  # where in its list an item stands
        for item in self.items:
            self.places[item.index] = len(self.lists[item.list_index])
            self.lists[item.list_index].append(item)
            if item.parent is not None:
                self.children[item.parent].append(item)
        self.sections = {i.list_index for i in self.items if i.index in self.children}
        self.noted = self._noted(structure.notes)

    def _noted(self, notes: Iterable[Note]) -> set[int]:
        """The items that a bracketed or labelled note of their own gives to a body."""
        starts = [i.marker_start for i in self.items]
        found = set()
        for note in notes:
            at = bisect.bisect_right(starts, note.start) - 1
            item = self.items[at] if at >= 0 else None
            while item is not None and not item.start <= note.start <= item.scope_end:
                item = self.parent(item)
            if (
                item
                and note.parts
                and note.scope == "item"
                and self.text.count("\n", item.end, note.start) < 3
            ):
                found.add(item.index)
        return found

    def own(self, item: Item) -> str:
        """The item's own words, without its marker."""
        return self.text[item.start : item.end].strip()

    def below(self, item: Item) -> str:
        """The words of the item's scope behind its own line, up to the first item below it."""
        children = self.children.get(item.index)
        stop = min(item.scope_end, children[0].marker_start if children else item.scope_end)
        return self.text[item.end : stop].strip("。：: \n\u3000\t")[:WINDOW]

    def lead(self, item: Item) -> str:
        """The sentence that opens the item's list, and what stands before it on its line.

        A list that runs on through several sections has it in the first alone.
        """
        if item.lead_in is None or item.parent != self.lists[item.list_index][0].parent:
            return ""
        if self.is_answered(item):
            return ""
        return self.text[item.lead_in.start : item.lead_in.end].strip()[-WINDOW:]

    def is_answered(self, item: Item) -> bool:
        """Whether the words above the item (需提供以下材料：) announce another list, which comes first."""
        parent = self.parent(item)
        if parent is None or self.children[parent.index][0].list_index == item.list_index:
            return False
        announces = self.text[parent.end - 1 : parent.end + 1].rstrip("\n").endswith(("：", ":"))
        return announces and item.lead_in is not None and item.lead_in.end <= parent.end

    def above(self, item: Item) -> list[Item]:
        """The items above, the nearest first."""
        chain, seen = [], {item.index}
        while item.parent is not None and item.parent not in seen:
            seen.add(item.parent)
            item = self.by_index[item.parent]
            chain.append(item)
        return chain

    def parent(self, item: Item) -> Item | None:
        """The item above."""
        return self.by_index.get(item.parent) if item.parent is not None else None

    def goes_on(self, item: Item, behind: int = 0) -> bool:
        """Whether there are words below the item, ``behind`` characters behind its end."""
        return bool(_MORE.search(self.text, item.end + behind, item.scope_end))
