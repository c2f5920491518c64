"""Find runs of GBK that were read one byte late, and have them read again.

Candidates are found where pairs of characters stand side by side that the character model has never seen,
and where halves of neighbours make common characters; a new reading is taken only if the model finds it far
likelier. The search itself is in :mod:`.shift`.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from .alphabet import WIDE_BYTES, Alphabet, gbk_bytes, gbk_characters, load_alphabet, private_characters
from .chances import Chances, OwnChances, plain_chances
from .changes import Change
from .characters import CHINESE, HAN, TONED, TRADITIONAL_SHARE, is_toned
from .charmodel import load_charmodel
from .crossed import find_unseen
from .scan import ODD, ROUND, TRADITIONAL, scan_text

#: A run read wrongly gains 5 to 10 nats a character when it is read rightly; chance never gained 12 on 2 MB of
#: notices. Rare words between marks gain up to 18 now and then, in text of nothing but such.
GAIN, GAIN_ALONE, MAX_NAME = 10.0, 18.0, 4
PROMISING = 2.0  # nats in a quick search
ENOUGH, AHEAD = 16, 12  # characters of a stretch that it looks at, and how many it reads further
#: In a text whose runs gain as much, others are likelier, and may be as short as this.
SURE, GAIN_BESIDE, MAX_TAIL = 18.0, 5.0, 4
#: A tail of characters that cost less beyond what is usual is not worth a search: to begin a run costs as much.
COST_TAIL, USUAL = 20.0, 1.5
#: In a traditional text, as the mirrors make them: there damage is likelier, and runs are shorter.
GAIN_MIRROR = 6.0
GAIN_READ = 1.0  # beside a bracket of pinyin that reads nothing, which shows that there is damage
GAIN_MARK = 3.0  # where U+FFFD goes with the run, for bytes were lost there
UNCLEAR = 2.0  # more for each character that could not be restored
REPLACEMENT = "\ufffd"
RE_BEYOND = re.compile("[锟斤拷]{3,}|(?:锟斤拷)+|(?:烫){4,}|(?:屯){4,}")


Span = tuple[int, int]


class Halves(NamedTuple):
    """What is known of characters by their GBK bytes, as arrays for whole texts at once."""

    codes: Any  # GBK code, by code point
    numbers: Any  # number in the model, by GBK code
    common: Any  # whether a GBK code is a common character


@lru_cache(maxsize=1)
def _halves() -> Halves:
    import numpy as np

    model = load_charmodel()
    codes, numbers = np.zeros(0x10000, np.uint16), np.zeros(0x10000, np.uint16)
    for char, code in gbk_characters().items():
        if char != "\u3000":  # as :func:`.shift.gbk_bytes` has it
            codes[ord(char)] = code
            numbers[code] = model.numbers[ord(char)]
    for char, code in private_characters().items():
        codes[ord(char)] = code
    for mark in WIDE_BYTES:
        data = gbk_bytes(mark)
        codes[ord(mark)] = data[0] << 8 | data[1]
    common = (numbers > 0) & (model.log_unigrams[numbers] > COMMON)
    return Halves(codes, numbers, common)


#: Log-probability of about the 3,500th character: those above make up 99.8 % of notices.
COMMON = -11.5
#: Pairs never seen that lie no further apart than this belong together.
NEAR = 3


def find_suspicious(text: str, *, loose: bool = False) -> list[Span]:
    """Stretches where unseen pairs stand close together and halves of them make common characters.

    In a shifted run the second half of each character and the first half of the next are a character that was
    written, so a common one, and somewhere one that was seen beside the next of its kind (which is not asked
    for where ``loose``); in undamaged text they are anything.
    """
    import numpy as np

    if len(text) < 2:
        return []
    points = scan_text(text).points
    at = find_unseen(text)
    linked = np.zeros(
        len(at) + 1, bool
    )  # whether a pair stands near the one before it; a pair alone shows nothing
    if len(at) > 1:
        linked[1:-1] = at[1:] - at[:-1] <= NEAR
    edges = (linked[1:] != linked[:-1]).nonzero()[0]
    if not len(edges):
        return []
    first, last = edges[0::2], edges[1::2]
    codes, numbers, common = _halves()
    one, two = codes.take(points.take(at)), codes.take(points.take(at + 1))
    middle = (one << 8) | (two >> 8)
    start, end = at[first], at[last] + 1
    # Two in five of the pairs must have a common character across their middle.
    dense = 5 * _count_within(common.take(middle), first, last) >= 2 * (end - start)
    if not loose and dense.any():
        beside = codes.take(points.take(np.minimum(at[:, None] + (-1, 2), len(points) - 1), mode="wrap"))
        left = numbers.take((beside[:, 0] << 8) | (one >> 8))
        right = numbers.take((two << 8) | (beside[:, 1] >> 8))
        own = numbers.take(middle)
        pairs = load_charmodel().pairs_seen
        fits = pairs.are_seen(left, own) | pairs.are_seen(own, right)
        dense &= _count_within(fits, first, last) > 0
    return list(zip(start[dense].tolist(), (end[dense] + 1).tolist(), strict=True))


def _count_within(flags: Any, first: Any, last: Any) -> Any:
    """How many of ``flags`` are set from each of ``first`` to the ``last`` that goes with it."""
    total = flags.cumsum()
    return total[last] - total[first] + flags[first]


def _weigh_halves(text: str, start: int, end: int) -> float:
    """How much likelier Chinese the second and first halves of neighbours make than the neighbours themselves.

    A quick estimate from pairs of characters, which a real run passes by far and one stretch of undamaged
    text with unseen pairs in a hundred passes by chance. What is ``CERTAIN`` is not counted on.
    """
    model = load_charmodel()
    start = max(start - 1, 0)
    window = text[start : end + 1].partition("\n")[0] or text[start : end + 1]
    gain = best = 0.0
    first, second = (model.id_of(char) for char in ("\n" + text[max(start - 1, 0) : start] + window[0])[-2:])
    before = (0, 0)
    for one, two in pairwise(window):
        data = (gbk_bytes(one), gbk_bytes(two))
        number, third = 0, model.id_of(two)
        if len(data[0]) == 2 and len(data[1]) == 2:
            number = model.id_of(bytes((data[0][1], data[1][0])).decode("gbk", "ignore") or "\0")
        plain = model.log_next(first, second, third)
        if before[1]:
            fresh = model.log_next(*before, number) if before[0] else model.log_pair(before[1], number)
        else:
            fresh = model.log_unigram[number]
        # A pair may have vanished in between; then neither reading says anything.
        gain = max(0.0, gain + (max(fresh, UNKNOWN) - plain if number else UNKNOWN / 3))
        best = max(best, gain)
        if best >= CERTAIN:
            return best
        before = (before[1], number) if number else (0, 0)
        first, second = second, third
    return best


#: Cost of a character the model knows nothing about, and the estimated gain that makes a stretch worth a
#: search, alone and beside others.
UNKNOWN, LIKELIER, LIKELIER_BESIDE = -13.0, 11.5, 9.0
#: In 2.9 million characters of undamaged text no stretch was estimated to gain more than 21.
CERTAIN = 40.0


@lru_cache(maxsize=512)
def _search(
    before: str,
    text: str,
    limit: int,
    brackets: tuple[tuple[int, int, str], ...],
    marks: tuple[tuple[int, int], ...],
    traditional: bool,
    chances: Chances,
) -> tuple[int, list[tuple[int, str]], float] | None:
    """The search is the dear part, and a second round asks the same again."""
    from .shift import Realigner

    worker = Realigner(load_charmodel(), traditional=traditional, chances=chances)
    spoken = {start: (end, pinyin) for start, end, pinyin in brackets}
    return worker.realign(before, text, limit, spoken, dict(marks))


@lru_cache(maxsize=2)
def _own_chances(text: str) -> Chances:
    """The model with what the text says again and again."""
    return OwnChances(load_charmodel(), scan_text(text).points, find_unseen(text))


#: So much cost a character and the next one, where a run of one character may be, and so much less two others: at
#: 8 nats a sixth more of such runs is found in a third more time.
COST_SINGLE, GAIN_SINGLE = 24.0, 14.0
RE_WORD = re.compile(f"[{HAN}]+")
RE_BETWEEN = re.compile(f"[{CHINESE}]{{2}}")
RE_HALF = re.compile("(?<=[\u3400-\u9fff])[@-~](?=[\u3001-\u9fff(，；：])")
#: Readings without a tone that traditional characters have (們, 個, 麼, 嗎).
LIGHT = frozenset(("men", "ge", "me", "ma", "le", "zi", "de"))
RE_BRACKETED = re.compile(
    f"[(（]([a-zA-Z{TONED}]{{1,7}})[)）]|[\\[［【〔〈<{{｛「]([a-zA-Z{TONED}]{{1,7}})[\\]］】〕〉>}}｝」]"
)


def _orphan_brackets(text: str, traditional: bool) -> dict[int, tuple[int, str]]:
    """Brackets of toned pinyin that are still there: what stands before them is not what was written."""
    if not traditional or not scan_text(text).present & (ROUND | ODD):
        return {}
    found = {m.start(): (m.end(), m[1] or m[2]) for m in RE_BRACKETED.finditer(text)}
    return {at: (end, pinyin) for at, (end, pinyin) in found.items() if is_toned(pinyin) or pinyin in LIGHT}


def _is_traditional(text: str) -> bool:
    """Whether the text as a whole is written in traditional characters."""
    scan = scan_text(text)
    if not scan.present & TRADITIONAL:
        return False
    sample = scan.kinds[:20000]
    return int(((sample & TRADITIONAL) != 0).sum()) >= max(3, TRADITIONAL_SHARE * len(sample))


def realign_gbk(text: str) -> list[Change]:
    """Runs of GBK read one byte late are read again; rare names and words keep their characters.

    U+FFFD where bytes were no character goes with its run, and stays anywhere else.
    """
    if REPLACEMENT not in text:
        return _realign(text, {})
    kept = [n for n, char in enumerate(text) if char != REPLACEMENT]
    kept.append(len(text))
    marks = {n: kept[n] - kept[n - 1] - 1 for n in range(1, len(kept)) if kept[n] > kept[n - 1] + 1}
    changes: list[Change] = []
    done = 0
    for start, end, new in _realign("".join(char for char in text if char != REPLACEMENT), marks):
        # A change takes the marks behind it along, and the first of a run those before it.
        low = kept[start - 1] + 1 if start and new else kept[start]
        changes.append((max(low, done), kept[end] if end > start else kept[start], new))
        done = changes[-1][1]
    return changes


def _realign(text: str, marks: Mapping[int, int]) -> list[Change]:
    """The changes of a text without U+FFFD; ``marks`` says how many of them stood before which character."""
    traditional = _is_traditional(text)
    brackets = _orphan_brackets(text, traditional)
    gains = {span: _weigh_halves(text, *span) for span in find_suspicious(text, loose=traditional)}
    spans = [span for span, gain in gains.items() if gain >= LIKELIER]
    spans += [(max(start - 3, 0), start + 1) for start in brackets]
    spans += [(max(at - 3, 0), at + 1) for at in marks if RE_BETWEEN.fullmatch(text, at - 1, at + 1)]
    if traditional:
        spans += _find_singles(text, spans, traditional)
        # The second half of a traditional character may be an ASCII character.
        spans += [(max(m.start() - 2, 0), m.end()) for m in RE_HALF.finditer(text)]
    spans.sort()
    if not traditional:
        spans = _skip_sound(text, spans, gains)
    if not spans:
        return []
    changes, gained = _reread(text, spans, brackets, marks, traditional, GAIN_MIRROR if traditional else GAIN)
    if gained >= SURE and not traditional:
        found = find_suspicious(text, loose=True)
        more = {s for s in found if (gains.get(s) or _weigh_halves(text, *s)) >= LIKELIER_BESIDE}
        more = more.union(spans, _find_tails(text))
        spans = sorted(more.union(_find_singles(text, sorted(more), traditional)))
        changes, _ = _reread(text, spans, brackets, marks, traditional, GAIN_BESIDE)
    return changes


def _find_tails(text: str) -> list[Span]:
    """Pairs never seen within a few characters of the end of a stretch of Chinese: a run may be no longer.

    What the text says more than once is no accident.
    """
    import numpy as np

    at = find_unseen(text)
    points = scan_text(text).points
    at = at[at + 1 < len(points)]
    _, place, times = np.unique(
        points[at].astype(np.uint64) << 32 | points[at + 1], return_inverse=True, return_counts=True
    )
    at = at[times[place] == 1]
    ends = np.append((points < 0x80).nonzero()[0], len(points))
    stop = ends[np.searchsorted(ends, at)]
    near = (stop - at <= MAX_TAIL) & (stop > at) & (at > 0)
    at, stop = at[near], stop[near]
    model = load_charmodel()
    ids = model.numbers[np.append(points, (10,) * (MAX_TAIL + 1))].astype(np.uint32)
    cost = np.zeros(len(at))
    for n in range(1, MAX_TAIL + 1):
        own = -model.arrays.log_triples(ids[at + n - 2], ids[at + n - 1], ids[at + n]) - USUAL
        cost += np.where(at + n < stop, own, 0.0)
    worth = cost >= COST_TAIL
    return list(zip(at[worth].tolist(), (stop[worth] + 1).tolist(), strict=True))


def _find_singles(text: str, spans: Sequence[Span], traditional: bool) -> list[Span]:
    """Characters that were seen neither behind the one before nor before the one behind: a run may be so short.

    Then two characters stand there as one, and nothing else shows it: they must be likelier by far. What stands in
    one of ``spans`` is looked at already.
    """
    import numpy as np

    at = find_unseen(text)
    points = scan_text(text).points
    at = at[1:][at[1:] == at[:-1] + 1] if len(at) > 1 else at[:0]
    at = at[(at > 0) & (at + 2 < len(points))]
    at = at[(points[at] >= 0x80) & (_halves().codes[np.minimum(points[at], 0xFFFF)] > 0)]
    model = load_charmodel()
    ids = model.numbers[np.minimum(points, 0xFFFF)].astype(np.uint32)
    first, second, third, last = (ids[at + n] for n in (-2, -1, 0, 1))
    scores = model.arrays
    cost = -scores.log_triples(first, second, third) - scores.log_triples(second, third, last)
    inside = np.zeros(len(points) + 1, np.int64)
    for start, end in spans:
        inside[start] += 1
        inside[min(end, len(points))] -= 1
    worth = ((cost >= COST_SINGLE) & (inside.cumsum()[at] == 0)).nonzero()[0]
    found: list[Span] = []
    if not len(worth):
        return found
    before, behind = ids[at - 1], ids[at + 1]
    alphabet = load_alphabet(model, traditional)
    for n in worth.tolist():
        least = _cost_of_two(alphabet, int(before[n]), text[at[n] : at[n] + 2], int(behind[n]))
        if cost[n] - least >= GAIN_SINGLE:
            found.append((int(at[n]), int(at[n]) + 2))
    return found


def _cost_of_two(alphabet: Alphabet, before: int, shown: str, behind: int) -> float:
    """What the likeliest two characters cost that the first one ``shown`` may be left of, by pairs alone.

    The second of them stands before ``behind``, or goes on in the second one shown.
    """
    import numpy as np

    x, y = gbk_bytes(shown[0])
    pairs, scores = alphabet.model.pairs_seen, alphabet.model.arrays
    firsts = [alphabet.group(kind, x) for kind in ("trail", "lead")]
    one = np.concatenate([group.numbers for group in firsts])
    own = np.concatenate([group.extras for group in firsts])
    seen = pairs.follow(before, one)
    one, own = one[seen], own[seen]
    group = alphabet.group("lead", y)
    seen = pairs.follow(group.numbers, np.uint32(behind))
    two = group.numbers[seen]
    last = group.extras[seen] - scores.log_pairs(two, np.uint32(behind))
    code = y << 8 | (gbk_bytes(shown[1]) or (0,))[0]
    if alphabet.valid[code]:
        two = np.append(two, alphabet.numbers[code])
        last = np.append(last, alphabet.extras[code] + USUAL)
    if not len(one) or not len(two):
        return math.inf
    own = own - scores.log_pairs(np.uint32(before), one)
    return float((own[:, None] - scores.log_pairs(one[:, None], two) + last).min())


def _skip_sound(text: str, spans: list[Span], gains: Mapping[Span, float]) -> list[Span]:
    """``spans`` from the first one on that a quick search finds likelier otherwise; most texts have none."""
    chances = plain_chances(load_charmodel())
    for n, (start, end) in enumerate(spans):
        if gains.get((start, end), 0.0) >= CERTAIN:
            return spans[n:]
        low = max(text.rfind("\n", 0, start) + 1, start - 3)
        high = text.find("\n", end)
        stop = min(end, start + ENOUGH)
        high = min(len(text) if high < 0 else high, stop + AHEAD)
        found = _search(text[max(low - 2, 0) : low], text[low:high], stop - low, (), (), False, chances)
        if found is not None and found[2] >= PROMISING:
            return spans[n:]
    return []


def _reread(
    text: str,
    spans: list[tuple[int, int]],
    brackets: dict[int, tuple[int, str]],
    marks: Mapping[int, int],
    traditional: bool,
    asked: float,
) -> tuple[list[Change], float]:
    """The changes that gain as much as is ``asked`` for, and what all of them gain together."""
    changes: list[Change] = []
    done, total = 0, 0.0
    places = list(marks)  # in order
    # A mirror has lost too much for what it repeats to be trusted.
    chances = plain_chances(load_charmodel()) if traditional else _own_chances(text)
    for start, end in spans:
        if end <= done:
            continue
        low = max(text.rfind("\n", 0, start) + 1, done, start - 3)
        high = text.find("\n", end)
        high = min(len(text) if high < 0 else high, low + 4000)
        inside = tuple(
            (at - low, stop - low, pinyin) for at, (stop, pinyin) in brackets.items() if low <= at < high
        )
        near = places[bisect_left(places, low) : bisect_right(places, high)]
        lost = tuple((at - low, marks[at]) for at in near)
        before = text[max(low - 2, 0) : low]
        found = _search(before, text[low:high], end - low, inside, lost, traditional, chances)
        if found is None:
            continue
        length, output, gain = found
        unclear = sum(new.count("\ufffd") for _, new in output)
        read = any(start <= low + n <= end for n, _ in output) and any(start <= at <= end for at in brackets)
        wanted = GAIN_READ if read else asked + UNCLEAR * unclear
        if any(low + n in marks and RE_BETWEEN.fullmatch(text, low + n - 1, low + n + 1) for n, _ in output):
            wanted = min(wanted, GAIN_MARK + UNCLEAR * unclear)
        if asked == GAIN and output and _stands_alone(text, low + output[0][0], low + output[-1][0]):
            wanted += GAIN_ALONE - GAIN
        if output and gain >= wanted:
            done, total = low + length, total + gain
            changes += [(low + n, min(low + n + 1, high), new) for n, new in output]
    return changes, total


def _stands_alone(text: str, first: int, last: int) -> bool:
    """Whether two places stand in a word of a few characters between marks, as names do in a list."""
    return any(
        m.start() <= first and last <= m.end() and m.end() - m.start() <= MAX_NAME
        for m in RE_WORD.finditer(text, max(0, first - MAX_NAME), last + MAX_NAME + 1)
    )


def count_beyond_repair(text: str) -> int:
    """How many runs of 锟斤拷 and the like: their bytes are gone for good."""
    return len(RE_BEYOND.findall(text)) if "锟斤" in text or "烫烫" in text or "屯屯" in text else 0
