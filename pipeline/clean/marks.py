"""U+FFFD in a sentence: the character that the language leaves no choice but to have stood there.

A decoder that met a byte it did not know has put the mark, one to three for a character. Nothing is known of
the character but its neighbours, so it comes back only where they are clear about it: names, numbers and
anything rarer keep the mark.
"""

from __future__ import annotations

import re

from .changes import Change
from .characters import CHINESE
from .charmodel import load_charmodel

REPLACEMENT = "\ufffd"
RE_MARKS = re.compile(f"(?<=[{CHINESE}][{CHINESE}]){REPLACEMENT}{{1,3}}(?=[{CHINESE}][{CHINESE}])")
RE_HAN = re.compile("[\u3400-\u9fff]")
#: Nats by which a character must be better than the next one, and what it and the two behind it may cost.
CLEAR, DEAR = 3.5, 7.0


def restore_marks(text: str) -> list[Change]:
    """A mark between Chinese characters becomes the one character that they leave a choice for, if there is one."""
    if REPLACEMENT not in text:
        return []
    changes = []
    for match in RE_MARKS.finditer(text):
        char = _only_choice(text[match.start() - 2 : match.start()], text[match.end() : match.end() + 2])
        if char:
            changes.append((match.start(), match.end(), char))
    return changes


def _only_choice(before: str, behind: str) -> str:
    """The one character that may stand between two and two others, nothing where there are several."""
    import numpy as np

    model = load_charmodel()
    one, two, four, five = (model.id_of(char) for char in before + behind)
    if not (one and two and four and five):
        return ""
    numbers = np.array(sorted(model.successors(two)), np.uint32)
    numbers = numbers[model.pairs_seen.follow(numbers, np.uint32(four))] if len(numbers) else numbers
    if not len(numbers):
        return ""
    scores = model.arrays
    cost = -scores.log_behind(one, two, numbers)
    cost = cost - scores.log_triples(np.uint32(two), numbers, np.uint32(four))
    cost = cost - scores.log_triples(numbers, np.uint32(four), np.uint32(five))
    order = np.argsort(cost, kind="stable")
    best = int(order[0])
    char = model.chars[int(numbers[best])]
    clear = len(order) == 1 or cost[int(order[1])] - cost[best] >= CLEAR
    return char if clear and cost[best] <= DEAR and RE_HAN.match(char) else ""
