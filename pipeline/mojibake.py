"""Find text that was decoded wrongly, and put it right where the right reading is certain enough.

Three kinds: UTF-8 or GBK bytes read as Latin-1 / Windows-1252 (ä¸­å›½, ÖÐ¹ú), UTF-8 bytes read as GBK (涓浗),
and GBK bytes read one byte late (see :mod:`pipeline.shift`). Candidates are found where pairs of characters stand
side by side that the character model has never seen; a reading is taken only if the model finds it far likelier.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from .align import Change
from .characters import TONED, is_toned, is_traditional
from .charmodel import CharModel, load_charmodel

#: What Windows-1252 shows for bytes 80 to FF, and the bytes it leaves open.
WINDOWS = "\x80-\xffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™"
RE_LATIN = re.compile(f"[{WINDOWS}]*[\xc0-\xff][{WINDOWS}]+")
RE_HAN = re.compile("[\u3400-\u9fff]")
#: A run read wrongly gains 5 to 10 nats a character when it is read rightly; chance never gained 12 on 2 MB of notices.
GAIN = 10.0
RE_BEYOND = re.compile("[锟斤拷]{3,}|(?:锟斤拷)+|(?:烫){4,}|(?:屯){4,}")


def decode_latin(text: str) -> list[Change]:
    """UTF-8 or GBK bytes shown as Western letters become Chinese; French or Vietnamese words stay."""
    changes = []
    for match in RE_LATIN.finditer(text):
        run = match.group()
        new = _read_latin(run)
        if new is not None and new != run:
            changes.append((match.start(), match.end(), new))
    return changes


def _read_latin(run: str) -> str | None:
    from ftfy import bad_codecs  # noqa: F401  (registers the codec that keeps the bytes Windows-1252 leaves open)

    for source in ("sloppy-windows-1252", "latin-1"):
        try:
            data = run.encode(source)
        except UnicodeEncodeError:
            continue
        for target in ("utf-8", "gb18030"):
            try:
                new = data.decode(target)
            except UnicodeDecodeError:
                continue
            han = len(RE_HAN.findall(new))
            if han >= 1 and (target == "utf-8" or _is_likely(new, han)):
                return new
    return None


def _is_likely(text: str, han: int) -> bool:
    """Two Latin letters make a GBK character by chance, so the characters must make Chinese."""
    model = load_charmodel()
    return han >= 2 and model.score(text) / len(text) > -7.5


@lru_cache(maxsize=1)
def _seen_table() -> tuple[Any, Any, int]:
    """Character numbers by code point, and one bit for each pair that was seen."""
    import numpy as np

    model = load_charmodel()
    size = len(model.chars)
    numbers = np.zeros(0x10000, np.int32)
    for code in range(0x20, 0x10000):
        if not 0xD800 <= code < 0xF900:
            numbers[code] = model.id_of(chr(code))
    numbers[10] = model.id_of("\n")
    seen = np.zeros(size * size, bool)
    first, second = model.seen_pairs()
    seen[first * size + second] = True
    return numbers, seen, size


RE_CLUSTER = re.compile(rb"\x01(?:[\x00\x01]{0,2}\x01)+")


def find_suspicious(text: str) -> list[tuple[int, int]]:
    """Stretches in which at least two of any three neighbouring pairs of characters were never seen."""
    import numpy as np

    if len(text) < 2:
        return []
    numbers, seen, size = _seen_table()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = np.where(codes < 0x10000, codes, 0)
    ids = numbers[codes]
    odd = ~seen[ids[:-1] * size + ids[1:]]
    if not odd.any():
        return []
    # A pair counts only if both are Chinese or signs: Latin, digits and spaces stand beside anything.
    foreign = (codes < 0x80) | ((codes >= 0xFF10) & (codes < 0xFF5B)) | (codes == 0x3000)
    odd &= ~(foreign[:-1] | foreign[1:])
    return [(m.start(), m.end() + 1) for m in RE_CLUSTER.finditer(odd.astype(np.uint8).tobytes())]


def _looks_shifted(text: str, start: int, end: int) -> bool:
    """Whether the second and first halves of neighbours make likelier Chinese than the neighbours themselves.

    A quick estimate from pairs of characters, which a real run passes by far and one stretch of undamaged text with
    unseen pairs in a hundred passes by chance.
    """
    from .shift import gbk_bytes

    model = load_charmodel()
    start = max(start - 1, 0)
    window = text[start : end + 1].partition("\n")[0] or text[start : end + 1]
    codes = [gbk_bytes(c) for c in window]
    gain = best = 0.0
    ids = [model.id_of(char) for char in text[max(start - 1, 0) : start] or "\n"] + [model.id_of(c) for c in window]
    before = (0, 0)
    for n in range(1, len(codes)):
        one, two = codes[n - 1], codes[n]
        number = 0
        if len(one) == 2 and len(two) == 2:
            number = model.id_of(bytes((one[1], two[0])).decode("gbk", "ignore") or "\0")
        plain = model.log_next(*ids[n - 1 : n + 2])
        if before[1]:
            fresh = model.log_next(*before, number) if before[0] else model.log_pair(before[1], number)
        else:
            fresh = model.log_unigram[number]
        # A pair may have vanished in between; then neither reading says anything.
        gain = max(0.0, gain + (max(fresh, UNKNOWN) - plain if number else UNKNOWN / 3))
        best = max(best, gain)
        before = (before[1], number) if number else (0, 0)
    return best >= LIKELIER


#: Cost of a character the model knows nothing about, and the estimated gain that makes a stretch worth a search.
UNKNOWN, LIKELIER = -13.0, 10.0


@lru_cache(maxsize=512)
def _search(
    before: str, text: str, limit: int, brackets: tuple[tuple[int, int, str], ...], traditional: bool
) -> tuple[int, list[tuple[int, str]], float] | None:
    """The search is the dear part, and a second round asks the same again."""
    from .shift import Realigner

    worker = Realigner(load_charmodel(), traditional=traditional)
    return worker.realign(before, text, limit, {start: (end, pinyin) for start, end, pinyin in brackets})


RE_BRACKETED = re.compile(f"[(（]([a-zA-Z{TONED}]{{1,7}})[)）]")


def _orphan_brackets(text: str, traditional: bool) -> dict[int, tuple[int, str]]:
    """Brackets of toned pinyin that are still there: what stands before them is not what was written."""
    if not traditional or "(" not in text and "（" not in text:
        return {}
    return {m.start(): (m.end(), m[1]) for m in RE_BRACKETED.finditer(text) if is_toned(m[1])}


def realign_gbk(text: str) -> list[Change]:
    """Runs of GBK read one byte late are read again; rare names and words keep their characters."""
    spans = find_suspicious(text)
    traditional = is_traditional(text)
    brackets = _orphan_brackets(text, traditional)
    spans = [span for span in spans if _looks_shifted(text, *span)]
    spans = sorted(spans + [(max(start - 3, 0), start + 1) for start in brackets])
    if not spans:
        return []
    changes: list[Change] = []
    done = 0
    for start, end in spans:
        if end <= done:
            continue
        low = max(text.rfind("\n", 0, start) + 1, done, start - 6)
        high = text.find("\n", end)
        high = min(len(text) if high < 0 else high, low + 4000)
        inside = tuple((at - low, stop - low, pinyin) for at, (stop, pinyin) in brackets.items() if low <= at < high)
        found = _search(text[max(low - 2, 0) : low], text[low:high], end - low, inside, traditional)
        if found is None:
            continue
        length, output, gain = found
        if gain >= GAIN and output:
            done = low + length
            changes += [(low + n, min(low + n + 1, high), new) for n, new in output]
    return changes


def read_utf8(text: str) -> list[Change]:
    """UTF-8 that was read as GBK is read again (鏂囦欢 → 文件)."""
    changes = []
    model: CharModel | None = None
    done = 0
    for start, end in find_suspicious(text):
        if start < done:
            continue
        low, high = _foreign_run(text, start, end)
        run = text[low:high]
        new = _decode_utf8(run)
        if new is None:
            continue
        model = model or load_charmodel()
        if model.score(new) > model.score(run) + GAIN / 2:
            changes.append((low, high, new))
            done = high
    return changes


def _foreign_run(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1] > "\x7f":
        start -= 1
    while end < len(text) and text[end] > "\x7f":
        end += 1
    return start, end


def _decode_utf8(run: str) -> str | None:
    try:
        data = run.encode("gb18030")
        new = data.decode("utf-8")
    except UnicodeError:
        return None
    return new if RE_HAN.search(new) else None


def count_beyond_repair(text: str) -> int:
    """How many runs of 锟斤拷 and the like: their bytes are gone for good."""
    return len(RE_BEYOND.findall(text)) if "锟斤" in text or "烫烫" in text or "屯屯" in text else 0
