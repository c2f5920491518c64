"""Regular expressions that look at one character before they try anything else.

A search tries every branch of an alternation at every character of a text. Python's engine skips that where all
branches begin with a plain character; behind ``(?<!…)``, ``(?:…)?`` or a class it does not, and a gate makes the search
two to six times as fast. What a pattern can begin with is read off the engine's own parse of it, so that it follows
the word lists.
"""

from __future__ import annotations

import importlib
import itertools
import re
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Any, NamedTuple

#: More first characters than this are no gate worth having.
MAX_FIRSTS = 300
#: So many words at most show that a text may hold a rare pattern: each is looked for in the whole of it.
MAX_WORDS = 12
_REPEATS = frozenset(("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"))
_CLASSES = MappingProxyType({"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s"})
_ZERO_WIDTH = frozenset(("ASSERT", "ASSERT_NOT", "AT"))


def first_characters(pattern: str) -> frozenset[str] | None:
    """The characters (and ``\\d``, ``\\s``) with which a match of ``pattern`` can begin; None where they are many,
    unknown, or none.
    """
    return _firsts_of(_parse(pattern))


def _parse(pattern: str) -> Any:
    parser: Any = _import_parser()
    return None if parser is None else parser.parse(pattern)


def _firsts_of(tree: Any) -> frozenset[str] | None:
    if tree is None or tree.state.flags & ~int(re.UNICODE):
        return None
    firsts, empty = _of_sequence(tree)
    return frozenset(firsts) if firsts and not empty else None


def _is_quick(items: Any) -> bool:
    """Whether the engine itself skips what the sequence cannot begin with, or tries it at one place only."""
    operator, argument = repr(items[0][0]), items[0][1]
    if operator == "SUBPATTERN":
        return _is_quick(argument[-1])
    if operator == "BRANCH":
        return all(len(branch) and repr(branch[0][0]) == "LITERAL" for branch in argument[1])
    return operator in ("LITERAL", "IN", "AT")


def _import_parser() -> Any:
    # The engine's parser is no public module: where a later Python moves it, patterns stay as they are.
    for name in ("re._parser", "sre_parse"):
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    return None


def gate(pattern: str) -> str:
    """``pattern``, matching the same, with a look at the first character in front where that is worth it."""
    tree = _parse(pattern)
    firsts = _firsts_of(tree)
    if firsts is None or _is_quick(tree):
        return f"(?:{pattern})"
    members = "".join(first if first in _CLASSES.values() else re.escape(first) for first in sorted(firsts))
    return f"(?=[{members}])(?:{pattern})"


def compile_gated(pattern: str) -> re.Pattern[str]:
    """``pattern`` compiled, with its gate."""
    return re.compile(gate(pattern))


class RarePattern(NamedTuple):
    """A pattern, and words of which every match holds one: a text without them is not searched.

    The words are read off the pattern, so that they cannot fall behind it. No words: every text is searched.
    """

    pattern: re.Pattern[str]
    words: frozenset[str]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in ``text``, as the pattern alone finds them."""
        if self.words and not any(word in text for word in self.words):
            return iter(())
        return self.pattern.finditer(text)


def compile_rare(pattern: str, flags: re.RegexFlag = re.UNICODE) -> RarePattern:
    """``pattern`` compiled with its gate, for texts of which few hold a match."""
    tree = _parse(pattern)
    exact = tree is not None and not (tree.state.flags | flags) & re.IGNORECASE
    return RarePattern(re.compile(gate(pattern), flags), _needed(tree) if exact else frozenset())


def _needed(items: Any) -> frozenset[str]:
    """Words of which every match of the sequence holds one: the longest there are, of these the fewest; or none."""
    found: list[frozenset[str]] = []
    for literal, run in itertools.groupby(items, lambda item: repr(item[0]) == "LITERAL"):
        if literal:
            found.append(frozenset(("".join(chr(argument) for _, argument in run),)))
        else:
            found += [_needed_by(repr(operator), argument) for operator, argument in run]
    few = [words for words in found if 0 < len(words) <= MAX_WORDS]
    return max(few, key=lambda words: (min(map(len, words)), -len(words)), default=frozenset())


def _needed_by(operator: str, argument: Any) -> frozenset[str]:
    if operator == "SUBPATTERN":
        return frozenset() if argument[1] & re.IGNORECASE else _needed(argument[-1])
    if operator == "ASSERT":  # what stands around a match stands in the text as well
        return _needed(argument[1])
    if operator in _REPEATS and argument[0] > 0:
        return _needed(argument[2])
    if operator == "BRANCH":
        branches = [_needed(branch) for branch in argument[1]]
        return frozenset[str]().union(*branches) if all(branches) else frozenset()
    if operator == "IN" and all(repr(kind) == "LITERAL" for kind, _ in argument):
        return frozenset(chr(char) for _, char in argument)
    return frozenset()


def gate_all(patterns: Iterable[str]) -> str:
    """The alternation of ``patterns``, in their order, with one gate for each run of them that can have one."""
    runs = itertools.groupby(patterns, lambda pattern: first_characters(pattern) is not None)
    return "|".join(gate("|".join(run)) if gated else "|".join(run) for gated, run in runs)


def _of_sequence(items: Any) -> tuple[set[str] | None, bool]:
    """First characters (None for too many), and whether the sequence can be empty."""
    firsts: set[str] = set()
    for operator, argument in items:
        more, empty = _of_item(repr(operator), argument)
        if more is None or len(firsts) + len(more) > MAX_FIRSTS:
            return None, False
        firsts |= more
        if not empty:
            return firsts, False
    return firsts, True


def _of_item(operator: str, argument: Any) -> tuple[set[str] | None, bool]:
    if operator == "LITERAL":
        return {chr(argument)}, False
    if operator == "IN":
        return _of_class(argument), False
    if operator in _ZERO_WIDTH:
        return set(), True
    if operator == "SUBPATTERN":
        return _of_sequence(argument[-1])
    if operator == "BRANCH":
        branches = [_of_sequence(branch) for branch in argument[1]]
        sets = [firsts for firsts, _ in branches if firsts is not None]
        if len(sets) < len(branches):
            return None, False
        return set().union(*sets), any(empty for _, empty in branches)
    if operator in _REPEATS:
        firsts, empty = _of_sequence(argument[2])
        return firsts, empty or argument[0] == 0
    return None, False


def _of_class(members: Any) -> set[str] | None:
    firsts: set[str] = set()
    for operator, argument in members:
        if repr(operator) == "LITERAL":
            firsts.add(chr(argument))
        elif repr(operator) == "CATEGORY" and repr(argument) in _CLASSES:
            firsts.add(_CLASSES[repr(argument)])
        elif repr(operator) == "RANGE" and argument[1] - argument[0] < MAX_FIRSTS:
            firsts.update(map(chr, range(argument[0], argument[1] + 1)))
        else:
            return None
    return firsts
