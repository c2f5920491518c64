"""Score a run against gold annotation: heads, names, positions, canonical bodies, items, kinds, links.

The measures: names once a document and form, items by their text (strictly, and leniently at 90 % likeness),
links by directive (leniently), body and role. Strings are compared after NFKC without white space and
punctuation. On top: bootstrap intervals over documents, and the errors.
"""

from __future__ import annotations

import difflib
import json
import random
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from ..records import MENTION_TYPES
from ..rows import Row, grouped_rows
from .canonical import compare_bodies
from .partial import Counts, Thing, partial_counts

LIKE = 0.9
STATED = ("explicit", "inherited")
HEAD_FIELDS = ("title", "date", "doc_number", "kind")
HEAD_LISTS = ("issuers", "addressees")


def compare_key(text: str | None) -> str:
    """What two strings are compared by: letters and numbers after NFKC, in lower case."""
    folded = unicodedata.normalize("NFKC", text or "")
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LN" or c in "〇○").lower()


def is_like(a: str, b: str) -> bool:
    """Equal, or of similar length and at least 90 % alike."""
    if a == b:
        return True
    if not a or not b or min(len(a), len(b)) / max(len(a), len(b)) < 0.8:
        return False
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= LIKE


@dataclass
class Score:
    """Counts of what was found rightly, found wrongly and missed."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0

    @property
    def f1(self) -> float:
        total = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / total if total else 0.0


class Error(NamedTuple):
    """One thing missed, found in excess, or found with a wrong value."""

    document: str
    measure: str
    what: str  # missed | extra | wrong
    item: str


@dataclass
class DocumentScore:
    """The scores of one document by measure, and its errors.

    ``partial`` holds the partial matches of names and of items; ``sides`` the annotation and the rows.
    """

    name: str
    kind: str
    scores: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    errors: list[Error] = field(default_factory=list)
    partial: dict[str, dict[str, Counts]] = field(default_factory=dict)
    sides: tuple[Mapping[str, Any], Mapping[str, list[Row]]] | None = None

    def compare(self, measure: str, gold: Iterable[Any], found: Iterable[Any]) -> None:
        """Count two multisets against each other and note what differs."""
        wanted, got = Counter(gold), Counter(found)
        both = sum((wanted & got).values())
        self.scores[measure] += Score(both, sum(got.values()) - both, sum(wanted.values()) - both)
        if "any role" not in measure:
            self.errors += (Error(self.name, measure, "missed", _shown(x)) for x in (wanted - got).elements())
            self.errors += (Error(self.name, measure, "extra", _shown(x)) for x in (got - wanted).elements())


def _shown(value: Any) -> str:
    return " | ".join(map(str, value)) if isinstance(value, tuple) else str(value)


@dataclass
class Evaluation:
    """The scores of every document, and the gold documents that the outputs do not hold."""

    documents: list[DocumentScore]
    missing: list[str]

    def totals(self, documents: Sequence[DocumentScore] | None = None) -> dict[str, Score]:
        totals: dict[str, Score] = {}
        for document in self.documents if documents is None else documents:
            for measure, score in document.scores.items():
                totals[measure] = totals.get(measure, Score()) + score
        return totals

    def partial_totals(self) -> dict[str, dict[str, Counts]]:
        """The partial matches of names and items over all documents, by definition (see partial.py)."""
        totals: dict[str, dict[str, Counts]] = {}
        for document in self.documents:
            for what, schemes in document.partial.items():
                total = totals.setdefault(what, {})
                for scheme, counts in schemes.items():
                    total[scheme] = total.get(scheme, Counts()) + counts
        return totals

    def intervals(self, rounds: int = 1000, seed: int = 0) -> dict[str, tuple[float, float]]:
        """95 % bootstrap intervals of F1: documents drawn with replacement, ``seed`` fixed."""
        draw = random.Random(seed)
        samples: dict[str, list[float]] = defaultdict(list)
        for _ in range(rounds):
            chosen = draw.choices(self.documents, k=len(self.documents))
            for measure, score in self.totals(chosen).items():
                samples[measure].append(score.f1)
        return {m: (_quantile(v, 0.025), _quantile(v, 0.975)) for m, v in samples.items()}


def _quantile(values: Sequence[float], q: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(q * len(ordered)), len(ordered) - 1)]


def score_outputs(outputs: str | Path, gold: str | Path) -> Evaluation:
    """Compare the tables in ``outputs`` with every ``NAME.json`` in ``gold``, found by the file name of its path.

    Raises FileNotFoundError where a table is missing, ValueError where ``gold`` holds no annotation, or what is none.
    """
    outputs, gold = Path(outputs), Path(gold)
    files = sorted(gold.glob("*.json"))
    if not files:
        raise ValueError(f"{gold} holds no NAME.json to score against.")
    names = ("documents", "entities", "people", "directives", "responsibilities")
    tables = {name: dict(grouped_rows(outputs, name)) for name in names}
    by_name = {PurePath(rows[0]["path"]).stem: doc_id for doc_id, rows in tables["documents"].items()}
    scored, missing = [], []
    for path in files:
        doc_id = by_name.get(path.stem)
        if doc_id is None:
            missing.append(path.stem)
        found = {name: tables[name].get(doc_id or "", []) for name in names}
        try:
            scored.append(_score_document(path.stem, json.loads(path.read_text(encoding="utf-8")), found))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            reason = f"it lacks {error}" if isinstance(error, KeyError) else str(error)
            raise ValueError(f"{path} is no annotation that can be scored: {reason}.") from error
    return Evaluation(scored, missing)


def _score_document(name: str, gold: Mapping[str, Any], found: Mapping[str, list[Row]]) -> DocumentScore:
    result = DocumentScore(name, gold["document"].get("kind") or "other")
    document = found["documents"][0] if found["documents"] else {}
    _score_head(result, gold["document"], document)
    for kind in MENTION_TYPES:
        sides = (
            {compare_key(e["text"]) for e in es if e["type"] == kind}
            for es in (gold["entities"], found["entities"])
        )
        result.compare(f"entity/{kind}", *sides)
    result.compare("position", _positions(gold["people"]), _positions(found["people"]))
    _score_bodies(result, gold, found)
    _score_items(result, gold["directives"], found["directives"])
    _score_links(result, gold, found)
    result.partial = {
        "names": partial_counts(_names(gold["entities"]), _names(found["entities"])),
        "items": partial_counts(_items(gold["directives"]), _items(found["directives"])),
    }
    result.sides = (gold, found)
    return result


def _score_bodies(result: DocumentScore, gold: Mapping[str, Any], found: Mapping[str, list[Row]]) -> None:
    """Of the names, positions and issuers that both sides link: how many to the same body. No part of any F1."""
    right, wrong = compare_bodies(gold, found, compare_key)
    result.scores["body/canonical"] += Score(right, len(wrong), len(wrong))
    result.errors += (
        Error(result.name, "body/canonical", f"gold {name} got {other}", written)
        for written, name, other in wrong
    )


def _names(rows: Iterable[Mapping[str, Any]]) -> list[Thing]:
    return sorted({Thing(row["type"], compare_key(row["text"])) for row in rows})


def _items(rows: Iterable[Mapping[str, Any]]) -> list[Thing]:
    numbered = (row for row in rows if row["marker"] or row.get("list") or row.get("list_id"))
    return [Thing(row["kind"], compare_key(row["text"])) for row in numbered]


def _score_head(result: DocumentScore, gold: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    for name in HEAD_FIELDS:
        sides = ([compare_key(h[name])] if h.get(name) else [] for h in (gold, found))
        result.compare(f"head/{name}", *sides)
    for name in HEAD_LISTS:
        members = ({compare_key(x) for x in h.get(name) or ()} for h in (gold, found))
        result.compare(f"head/{name}", *members)


def _positions(people: Iterable[Mapping[str, Any]]) -> set[tuple[str, str, str]]:
    return {
        (compare_key(p["name"]), compare_key(x["body"]), compare_key(x["title"]))
        for p in people
        for x in p["positions"]
    }


def pair_texts(gold: Sequence[str], found: Sequence[str]) -> dict[int, int]:
    """One-to-one pairs of indices in reading order, equal texts first, then like ones."""
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for matches in (str.__eq__, is_like):
        for i, wanted in enumerate(gold):
            if i in pairs:
                continue
            j = next((j for j, got in enumerate(found) if j not in used and matches(wanted, got)), None)
            if j is not None:
                pairs[i] = j
                used.add(j)
    return pairs


def _score_items(result: DocumentScore, gold: Sequence[Row], found: Sequence[Row]) -> None:
    gold = [d for d in gold if d["marker"] or d.get("list")]
    found = [d for d in found if d.get("marker") or d.get("list_id")]
    texts, got = [compare_key(d["text"]) for d in gold], [compare_key(d["text"]) for d in found]
    result.compare("item/strict", texts, got)
    pairs = pair_texts(texts, got)
    result.scores["item/lenient"] += Score(len(pairs), len(got) - len(pairs), len(texts) - len(pairs))
    for name in ("kind", "ordinal"):
        right = sum(gold[i][name] == found[j].get(name) for i, j in pairs.items())
        result.scores[f"item/{name}"] += Score(right, len(pairs) - right, len(texts) - right)
        result.errors += (
            Error(
                result.name,
                f"item/{name}",
                f"gold {gold[i][name]} got {found[j].get(name)}",
                gold[i]["text"][:40],
            )
            for i, j in sorted(pairs.items())
            if gold[i][name] != found[j].get(name)
        )


def _score_links(result: DocumentScore, gold: Mapping[str, Any], found: Mapping[str, list[Row]]) -> None:
    wanted, got = gold["directives"], found["directives"]
    pairs = pair_texts([compare_key(d["text"]) for d in wanted], [compare_key(d["text"]) for d in got])
    index = {d["n"]: i for i, d in enumerate(wanted)}
    of = {got[j]["directive_id"]: i for i, j in pairs.items()}
    for measure, stated in (("link/stated", True), ("link/inferred", False)):
        right = {
            (index[r["n"]], compare_key(r["body"]), r["role"])
            for r in gold["responsibilities"]
            if (r["basis"] in STATED) == stated
        }
        # A link on a directive that gold does not list is extra where it was stated, and left out where inferred.
        ours = {
            (of.get(r["directive_id"], r["directive_id"]), compare_key(r["body"]), r["role"])
            for r in found["responsibilities"]
            if (r["basis"] in STATED) == stated and (stated or r["directive_id"] in of)
        }
        result.compare(measure, right, ours)
        result.compare(f"{measure} (any role)", {x[:2] for x in right}, {x[:2] for x in ours})
