"""Count the tables of pipeline/clean/words.py from folders of official texts.

    python models/build_wordmodel.py OUTPUT.npz FOLDER[=WEIGHT] ...

Reads what ``build_charmodel.py`` reads. The texts are cut by jieba's dictionary; its own words are added with damped
frequencies. Pairs of words below the threshold are left out to keep the file small.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
from build_charmodel import fold_table, fold_text, pack_counts, read_lines

from pipeline.clean.words import LONGEST, RE_OTHER

MIN_PAIR = 16.0
#: jieba's words rarer than this are left out, and the others weigh so much.
MIN_WORD, WORD_WEIGHT = 5.0, 0.1


def count_words(folders: list[tuple[Path, float]]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """How often words, and pairs of words side by side, stand in the texts, by their weights."""
    import rjieba

    table = fold_table()
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for folder, weight in folders:
        for line in read_lines(folder):
            for run in RE_OTHER.split(fold_text(line, table)):
                cut = rjieba.cut(run, False)
                for word in cut:
                    words[word] += weight
                for pair in pairwise(cut):
                    pairs[pair] += weight
    return words, pairs


def add_dictionary(words: Counter[str]) -> None:
    import jieba

    for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines():
        word, freq, _tag = line.split(" ")
        if float(freq) >= MIN_WORD and not re.search(RE_OTHER, word):
            words[word] += float(freq) * WORD_WEIGHT


def build(output: Path, folders: list[tuple[Path, float]]) -> None:
    words, pairs = count_words(folders)
    held = {word for pair, count in pairs.items() if count >= MIN_PAIR for word in pair}
    add_dictionary(words)
    # Words that stand in pairs come first, so that two bytes hold their numbers.
    ordered = sorted(
        (word for word in words if len(word) <= LONGEST), key=lambda w: (w not in held, -words[w], w)
    )
    number = {word: n for n, word in enumerate(ordered)}
    rows = sorted(
        (number[one], number[two], count)
        for (one, two), count in pairs.items()
        if count >= MIN_PAIR and one in number and two in number
    )
    first, second, counts = (np.array(column) for column in zip(*rows, strict=True))
    np.savez_compressed(
        output,
        words=np.frombuffer("\n".join(ordered).encode(), np.uint8),
        counts=pack_counts(np.array([words[word] for word in ordered])),
        rows=np.bincount(first, minlength=int(first.max()) + 1).astype(np.uint16),
        seconds=second.astype(np.uint16),
        pairs=pack_counts(counts),
    )
    print(len(ordered), "words", len(rows), "pairs", output.stat().st_size, "bytes")


if __name__ == "__main__":
    parts = [argument.partition("=") for argument in sys.argv[2:]]
    build(Path(sys.argv[1]), [(Path(name), float(weight or 1)) for name, _, weight in parts])
