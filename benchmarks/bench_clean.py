"""How well and how fast is damaged text cleaned?

    python benchmarks/bench_clean.py FOLDER [--seed 1] [--limit 2000000] [--show 20]

Every text of the folder is damaged with a seed of its own, cleaned, and compared with the cleaned undamaged
text: character error rate over all text (white space, punctuation and width aside), share of the characters
inside shifted runs that came back, repairs on undamaged text, speed in MB of UTF-8 a second and as a
multiple of one OpenCC pass over the same text. Undamaged text is measured twice: as it is, and as it is once it has
been cleaned, so that there is nothing left to do. What is made once a process (tables, models) is timed apart.
"""

from __future__ import annotations

import argparse
import re
import time
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path

from damage import KINDS, Damaged, damage_text

from pipeline.clean import clean_text

#: Repairs that undamaged text must not see.
REPAIRS = ("mojibake", "pinyin", "traditional", "entities", "compatible")


def plain(text: str) -> str:
    """Only what counts: letters, digits and U+FFFD, in one width."""
    kept = (c for c in unicodedata.normalize("NFKC", text) if c.isalnum() or c == "\ufffd")
    return "".join(kept)


def matched(one: str, two: str) -> tuple[int, list[tuple[int, int]]]:
    """Edit distance (as blocks differ) and the places of ``one`` that stand in ``two`` as well."""
    errors, same = 0, []
    a = b = 0
    step = 4000
    while a < len(one) or b < len(two):
        blocks = SequenceMatcher(
            None, one[a : a + step], two[b : b + step], autojunk=False
        ).get_matching_blocks()
        last = blocks[-2] if len(blocks) > 1 else blocks[-1]
        final = a + step >= len(one) and b + step >= len(two)
        i = j = 0
        for x, y, size in blocks if final else blocks[:-1]:
            errors += max(x - i, y - j)
            same.append((a + x, a + x + size))
            i, j = x + size, y + size
        if final:
            break
        if last.size == 0:
            errors += step
            a, b = a + step, b + step
            continue
        a, b = a + last.a + last.size, b + last.b + last.size
    return errors, same


def run_places(damaged: Damaged, target: str) -> set[int]:
    """Places in ``target`` (the plain clean truth) of the characters inside shifted runs."""
    places: set[int] = set()
    truth = damaged.truth
    at = 0
    for start, end in damaged.runs:
        before = plain(truth[max(0, start - 12) : start])
        run = plain(truth[start:end])
        found = target.find(before + run, at)
        if found >= 0 and run:
            places |= set(range(found + len(before), found + len(before) + len(run)))
            at = found
    return places


def measure(kind: str, texts: list[str], seed: int, show: int) -> None:
    errors = size = inside = restored = 0
    spent = octets = 0.0
    shown: list[str] = []
    for n, text in enumerate(texts):
        damaged = damage_text(text, kind, seed * 100_000 + n)
        clock = time.process_time()
        cleaned = clean_text(damaged.text)
        spent += time.process_time() - clock
        octets += len(damaged.text.encode("utf-8", "replace"))
        shown.append(damaged.text)
        target, result = plain(clean_text(damaged.truth, keep_traditional=True).text), plain(cleaned.text)
        wrong, same = matched(target, result)
        errors, size = errors + wrong, size + len(target)
        places = run_places(damaged, target)
        good = {place for start, end in same for place in range(start, end)} & places
        inside, restored = inside + len(places), restored + len(good)
        if show and places - good:
            show -= show_failure(damaged, cleaned.text)
    share = f"{restored / inside:.1%} of {inside} characters in shifted runs" if inside else ""
    passes = spent / max(time_opencc(shown), 1e-9)
    print(
        f"{kind:8} CER {errors / max(size, 1):.4%} of {size}  {share}  {octets / spent / 1e6:.2f} MB/s,"
        f" {passes:.0f} OpenCC passes"
    )


def time_opencc(texts: list[str]) -> float:
    """Seconds of one OpenCC pass, text by text, by a converter that is there already."""
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    spans = []
    for _ in range(3):
        clock = time.process_time()
        for text in texts:
            convert(text)
        spans.append(time.process_time() - clock)
    return min(spans)


def time_setup() -> float:
    """Seconds of what is made once a process, at the first damaged texts."""
    clock = time.process_time()
    for text in (
        "機制改革的任務?偟囊龊谩八膫堅持”:堅持強(qiáng)化治理",
        "各级人民Φ奔忧慷园踩ぷ鞯牧斓迹⒔∪踩鹑沃啤",
        "鍥藉姟闄㈠姙鍏巺鏂囦欢",
        "ÖÐ¹úÕþ¸® ä¸­å›½æ”¿åºœ",
    ):
        clean_text(text)
    return time.process_time() - clock


def show_failure(damaged: Damaged, clean: str) -> int:
    for start, end in damaged.runs:
        run = damaged.truth[start:end]
        if run not in clean and re.sub(r"\s", "", run) not in clean:
            before = damaged.truth[max(0, start - 6) : start]
            at = clean.find(before[-4:]) if before[-4:] else -1
            print(
                "   ", repr(before), repr(run), "->", repr(clean[at + len(before[-4:]) : at + len(run) + 8])
            )
            return 1
    return 0


def measure_speed(name: str, texts: list[str]) -> None:
    octets = sum(len(text.encode()) for text in texts)
    ours = opencc = 1e9
    for _ in range(7):  # in turn, for the machine may have other things to do
        clock = time.process_time()
        for text in texts:
            clean_text(text)
        ours = min(ours, time.process_time() - clock)
        opencc = min(opencc, time_opencc(texts))
    print(
        f"{name}: {octets / ours / 1e6:.1f} MB/s, OpenCC {octets / opencc / 1e6:.1f} MB/s,"
        f" ratio {ours / opencc:.1f}"
    )


def count_false(texts: list[str]) -> None:
    octets = false = 0
    for text in texts:
        octets += len(text.encode())
        cleaned = clean_text(text, explain=True)
        for repair in cleaned.repairs:
            if repair.rule in REPAIRS:
                false += 1
                print(
                    "   ",
                    repair.rule,
                    repr(text[max(0, repair.raw_start - 8) : repair.raw_start + 8]),
                    repair,
                )
    print(f"undamaged: {false} repairs on {octets} bytes")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=2_000_000, help="characters to read")
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--show", type=int, default=0, help="failures to show")
    options = parser.parse_args()
    texts: list[str] = []
    for path in sorted(options.folder.rglob("*.txt")):
        if sum(map(len, texts)) < options.limit:
            texts.append(path.read_text("utf-8", errors="replace")[:200_000])
    print(f"made once: {time_setup():.2f} s")
    if "speed" in options.kinds or options.kinds == ",".join(KINDS):
        measure_speed("undamaged", texts)
        measure_speed("nothing to do", [clean_text(text).text for text in texts])
        count_false(texts)
    for kind in options.kinds.split(","):
        if kind in KINDS:
            measure(kind, texts, options.seed, options.show)


if __name__ == "__main__":
    main()
