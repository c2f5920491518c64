"""Regular expressions for long word lists, built as tries, so that matching does not try word after word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def trie_pattern(words: Iterable[str]) -> str:
    """A pattern that matches the longest of ``words`` at a position."""
    root: dict[str, Any] = {}
    for word in sorted(set(words)):
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _grouped(root) if len(root) > 2 * _GROUP and "" not in root else _pattern(root)


#: First characters a group: an alternation is tried branch by branch, a character class in one step.
_GROUP = 32


def _grouped(root: dict[str, Any]) -> str:
    """The words in groups by their first characters, so that most positions fail after a few classes."""
    firsts = sorted(root)
    groups = []
    for at in range(0, len(firsts), _GROUP):
        chars = firsts[at : at + _GROUP]
        groups.append(f"(?=[{_escaped(chars)}]){_pattern({c: root[c] for c in chars})}")
    return f"(?=[{_escaped(firsts)}])(?:{'|'.join(groups)})"


def _escaped(chars: list[str]) -> str:
    return "".join(re.escape(c) for c in chars)


def _pattern(node: dict[str, Any]) -> str:
    singles, branches = [], []
    for char, below in sorted(node.items()):
        if char and set(below) == {""}:
            singles.append(re.escape(char))
        elif char:
            branches.append(re.escape(char) + _pattern(below))
    if singles:
        branches.append(singles[0] if len(singles) == 1 else f"[{''.join(singles)}]")
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if "" in node else joined
