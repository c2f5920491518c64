"""Count the tables of pipeline/charmodel.py from folders of official texts.

    python models/build_charmodel.py OUTPUT.npz FOLDER[=WEIGHT] ...

Every ``*.txt`` and ``*.md`` below the folders is read; repeated lines are counted once. jieba's dictionary
is added as words with damped frequencies, so that words which laws do not use are known. Contexts and
successors below the thresholds are left out to keep the file small.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from pipeline.clean.charmodel import COUNT_STEPS, fold_char

MIN_CHAR, MIN_PAIR, MIN_TRIPLE = 3.0, 2.0, 4.0
WORD_WEIGHT = 0.05  # jieba's counts come from 60 million running words of another kind of text
RE_NOISE = re.compile(r"<!--.*?-->|^#+ |\*\*|[ \t\u3000\u00a0]", re.MULTILINE)

#: N-grams as numbers, sorted, and their weighted counts.
Counts = tuple[np.ndarray, np.ndarray]


def read_lines(folder: Path) -> list[str]:
    lines: dict[str, None] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".txt", ".md") and path.is_file():
            text = RE_NOISE.sub("", path.read_text("utf-8", errors="replace"))
            for line in text.split("\n"):
                if line and "\ufffd" not in line:
                    lines[line] = None
    return list(lines)


def fold_text(text: str, table: dict[int, str]) -> str:
    return text.translate(table)


def fold_table() -> dict[int, str]:
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    table = {}
    for code in range(0x21, 0x10000):
        if 0xD800 <= code < 0xE000:
            continue
        char = fold_char(chr(code))
        if "\u3400" <= char <= "\u9fff":
            plain = convert(char)
            char = plain if len(plain) == 1 else char
        if char != chr(code):
            table[code] = char
    return table


def count_ngrams(sources: list[tuple[np.ndarray, np.ndarray | float]], size: int) -> list[Counts]:
    """Weighted counts of pairs and triples as (keys, counts), keys sorted."""
    results = []
    for order in (2, 3):
        keys_all, weights_all = [], []
        for ids, weight in sources:
            keys = ids[: len(ids) - order + 1].astype(np.int64)
            for n in range(1, order):
                keys = keys * size + ids[n : len(ids) - order + 1 + n]
            if isinstance(weight, float):
                keys, counts = np.unique(keys, return_counts=True)
                values = counts * weight
            else:
                values = weight[: len(keys)]
                # words are separated by number 0, which no n-gram may span
                clear = np.ones(len(keys), bool)
                for n in range(order):
                    clear &= ids[n : len(ids) - order + 1 + n] > 0
                keys, values = keys[clear], values[clear]
            keys_all.append(keys)
            weights_all.append(values)
        keys, inverse = np.unique(np.concatenate(keys_all), return_inverse=True)
        results.append((keys, np.bincount(inverse, np.concatenate(weights_all))))
    return results


def pack_counts(counts: np.ndarray) -> np.ndarray:
    return np.clip(np.round(np.log(np.maximum(counts, 1.07)) * COUNT_STEPS), 1, 255).astype(np.uint8)


def build(output: Path, folders: list[tuple[Path, float]]) -> None:
    table = fold_table()
    texts = []
    for folder, weight in folders:
        text = "\n" + "\n".join(read_lines(folder)) + "\n"
        texts.append((fold_text(text, table), weight))
        print(folder, len(text), "characters")
    words, freqs = read_words()
    words = [fold_text(word, table) for word in words]
    unigrams = count_characters(texts, words, freqs)
    vocabulary = ["\0"] + [
        c for c, n in sorted(unigrams.items(), key=lambda p: (-p[1], p[0])) if n >= MIN_CHAR
    ]
    size = len(vocabulary)
    pairs, triples = count_ngrams(number_sources(vocabulary, texts, words, freqs), size)
    pairs, triples = drop_rare(pairs, triples, size)
    arrays = pack_characters(vocabulary, unigrams, table) | pack_ngrams(pairs, triples, size)
    np.savez_compressed(output, **arrays)
    print(
        size, "characters", len(pairs[0]), "pairs", len(triples[0]), "triples", output.stat().st_size, "bytes"
    )


def count_characters(texts: list[tuple[str, float]], words: list[str], freqs: list[float]) -> Counter[str]:
    """How often each character stands in the texts and words, by their weights."""
    unigrams: Counter[str] = Counter()
    for text, weight in texts:
        for char, n in Counter(text).items():
            unigrams[char] += n * weight
    for word, freq in zip(words, freqs, strict=True):
        for char in word:
            unigrams[char] += freq
    return unigrams


def number_sources(
    vocabulary: list[str], texts: list[tuple[str, float]], words: list[str], freqs: list[float]
) -> list[tuple[np.ndarray, np.ndarray | float]]:
    """Texts as numbers of characters with one weight, and all words, with a weight for each of their characters."""
    lookup = np.zeros(0x110000, np.int64)
    for number, char in enumerate(vocabulary):
        lookup[ord(char)] = number

    def numbers(text: str) -> np.ndarray:
        return lookup[np.frombuffer(text.encode("utf-32-le"), np.uint32)]

    ids = numbers("\0".join(words))
    weights = np.repeat(np.array(freqs), [len(w) + 1 for w in words])[: len(ids)]
    return [*((numbers(text), float(weight)) for text, weight in texts), (ids, weights)]


def drop_rare(pairs: Counts, triples: Counts, size: int) -> tuple[Counts, Counts]:
    """Pairs and triples that are met often enough, of triples those whose first two characters are such a pair."""
    (keys2, counts2), (keys3, counts3) = pairs, triples
    keep = (counts2 >= MIN_PAIR) & (keys2 // size > 0) & (keys2 % size > 0)
    keys2, counts2 = keys2[keep], counts2[keep]
    keep = (counts3 >= MIN_TRIPLE) & np.isin(keys3 // size, keys2) & (keys3 % size > 0)
    return (keys2, counts2), (keys3[keep], counts3[keep])


def pack_characters(
    vocabulary: list[str], unigrams: Counter[str], table: dict[int, str]
) -> dict[str, np.ndarray]:
    variants = "".join(
        chr(code) + char
        for code, char in sorted(table.items())
        if char in unigrams and "\u3400" <= char <= "\u9fff"
    )
    uni = np.array([unigrams.get(c, 0.0) for c in vocabulary])
    return {
        "vocabulary": np.frombuffer("".join(vocabulary).encode(), np.uint8),
        "variants": np.frombuffer(variants.encode(), np.uint8),
        "unigrams": np.where(uni > 0, pack_counts(uni), 0).astype(np.uint8),
    }


def pack_ngrams(pairs: Counts, triples: Counts, size: int) -> dict[str, np.ndarray]:
    (keys2, counts2), (keys3, counts3) = pairs, triples
    place = np.searchsorted(keys2, keys3 // size)
    return {
        "rows2": np.bincount(keys2 // size, minlength=size).astype(np.uint16),
        "ids2": (keys2 % size).astype(np.uint16),
        "counts2": pack_counts(counts2),
        "rows3": np.bincount(place, minlength=len(keys2)).astype(np.uint16),
        "ids3": (keys3 % size).astype(np.uint16),
        "counts3": pack_counts(counts3),
    }


def read_words() -> tuple[list[str], list[float]]:
    import jieba

    words, freqs = [], []
    path = Path(jieba.__file__).parent / "dict.txt"
    for line in path.read_text("utf-8").splitlines():
        word, freq, _tag = line.split(" ")
        words.append(word)
        freqs.append(float(freq) * WORD_WEIGHT)
    return words, freqs


if __name__ == "__main__":
    parts = [argument.partition("=") for argument in sys.argv[2:]]
    build(Path(sys.argv[1]), [(Path(name), float(weight or 1)) for name, _, weight in parts])
