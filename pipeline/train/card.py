"""How good a trained recogniser is, and the card that says so beside its files."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from .. import __version__
from ..segment.engines import Entity
from ..segment.tagging import Tagger
from .examples import KINDS, Example, Source

CARD = "README.md"


class KindScore(NamedTuple):
    """Strict spans: a name counts as found where its start, its end and its kind are right."""

    precision: float
    recall: float
    f1: float
    names: int


def score_tagger(tagger: Tagger, examples: Sequence[Example]) -> dict[str, KindScore]:
    """Scores by kind, and of all kinds, of what ``tagger`` finds in the sentences of ``examples``."""
    found = [names_of(row) for row in tagger.tag([e.text for e in examples])]
    scores = {}
    for kind in (*KINDS, "all"):
        wanted = {(i, *n) for i, e in enumerate(examples) for n in e.names if kind in (n.label, "all")}
        got = {(i, *n) for i, names in enumerate(found) for n in names if kind in (n.label, "all")}
        right = len(wanted & got)
        total = len(wanted) + len(got)
        scores[kind] = KindScore(
            right / len(got) if got else 0.0,
            right / len(wanted) if wanted else 0.0,
            2 * right / total if total else 0.0,
            len(wanted),
        )
    return scores


def names_of(row: Iterable[tuple[str, str]]) -> list[Entity]:
    """The names among a sentence's tagged words; offsets count in the sentence."""
    at, names = 0, []
    for word, tag in row:
        if tag in KINDS:
            names.append(Entity(at, at + len(word), tag))
        at += len(word)
    return names


class Facts(NamedTuple):
    """What a card tells, besides the scores."""

    name: str
    engine: str
    command: str
    licence: str | None
    sources: Sequence[Source]
    parts: Mapping[str, Sequence[Example]]
    config: str


def write_card(folder: Path, facts: Facts, scores: Mapping[str, Mapping[str, KindScore]]) -> None:
    """Write the card into ``folder``. ``scores`` are those of the model and of what it is compared with."""
    package = {"spacy": "spacy", "hanlp": "hanlp"}[facts.engine]
    size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and p.name != CARD)
    lines = [
        f"# {facts.name}",
        "",
        f"A recogniser of {', '.join(KINDS)} in clean, simplified Chinese text. Engine: {package} "
        f"{importlib.metadata.version(package)}; zhiling {__version__}; {size:,} bytes.",
        "",
        f"Use it: `zhiling run notices/ -o outputs/mine --recogniser {facts.engine}:PATH_OF_THIS_FOLDER`",
        "",
        "## Data",
        "",
        *_data_lines(facts),
        "",
        f"Licence of the data, and so of the model: {facts.licence or 'not stated. Ask before you pass it on.'}",
        "",
        "## Scores",
        "",
        f"On {len(facts.parts['test']):,} held-out sentences that neither training nor the choice of the best "
        "state saw; strict spans.",
        "",
        *_score_lines(scores),
        "",
        "## Made by",
        "",
        f"    {facts.command}",
        "",
        f"Settings: {facts.config}",
        "",
    ]
    (folder / CARD).write_text("\n".join(lines), encoding="utf-8")


def _data_lines(facts: Facts) -> list[str]:
    lines = [
        "| source | SHA-256 | documents | sentences | names | not found in their text |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for source in facts.sources:
        documents = len({e.group for e in source.examples})
        names = sum(len(e.names) for e in source.examples)
        cells = (documents, len(source.examples), names, len(source.lost))
        lines.append(f"| {source.name} | {source.sha256[:16]} | {' | '.join(f'{c:,}' for c in cells)} |")
    lines += ["", "| part | sentences | " + " | ".join(KINDS) + " |", "|---|--:|" + "--:|" * len(KINDS)]
    for part, examples in facts.parts.items():
        counts = [sum(n.label == kind for e in examples for n in e.names) for kind in KINDS]
        lines.append(f"| {part} | {len(examples):,} | {' | '.join(f'{c:,}' for c in counts)} |")
    return lines


def _score_lines(scores: Mapping[str, Mapping[str, KindScore]]) -> list[str]:
    lines = ["| | kind | precision | recall | F1 | names |", "|---|---|--:|--:|--:|--:|"]
    for name, rows in scores.items():
        for kind, score in rows.items():
            cells = " | ".join(f"{x:.3f}" for x in score[:3])
            lines.append(f"| {name} | {kind} | {cells} | {score.names:,} |")
    return lines
