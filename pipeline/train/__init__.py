"""Training a recogniser of one's own: annotated data in, a model folder with its card out.

The folder is used at once by ``--recogniser spacy:FOLDER`` or ``--recogniser hanlp:FOLDER``. The same data,
settings and seed give the same model on the same machine.
"""

from __future__ import annotations

import shutil
import sysconfig
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..segment.engines import load_engine
from ..segment.lac import LacTagger
from .card import CARD, Facts, KindScore, score_tagger, write_card
from .examples import KINDS, Example, Source, hold_out, read_source
from .hanlpner import fit_hanlp
from .spacyner import fit_spacy

#: Engines, and the config each takes where none is given.
CONFIGS = {"spacy": "spacy_ner.cfg", "hanlp": "hanlp_ner.json"}
#: Shares of the data that choose the best state, and that are scored at the end.
DEV_SHARE = TEST_SHARE = 0.1
#: Sentences with names below which nothing can be learned or measured.
FEWEST = 10

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Training:
    """What to train from and how. ``dev`` and ``test`` are held out of ``data`` where they are not given."""

    data: tuple[Path, ...]
    engine: str = "spacy"
    texts: Path | None = None
    dev: Path | None = None
    test: Path | None = None
    config: Path | None = None
    epochs: int | None = None
    seed: int = 1
    licence: str | None = None

    def command(self, folder: Path) -> str:
        """The command that makes this model again, with the last part of each path."""
        words = ["zhiling train", *(p.name for p in self.data), "-o", folder.name]
        if self.engine != "spacy":
            words += ["--engine", self.engine]
        for name in ("texts", "dev", "test", "config"):
            path = getattr(self, name)
            words += [f"--{name}", path.name] if path else []
        words += ["--epochs", str(self.epochs)] if self.epochs else []
        return " ".join([*words, "--seed", str(self.seed)])


def train_model(
    training: Training, folder: Path, report: Report = lambda line: None
) -> dict[str, dict[str, KindScore]]:
    """Train a recogniser into ``folder``; its scores on the held-out part, and LAC's, by kind.

    ``report`` is told of each step in a line. Raises ValueError for data that cannot be used, a folder that
    holds something else, a config that does not fit, and EngineError where the engine is not installed.
    """
    _check_target(folder)
    config = training.config or find_config(CONFIGS[training.engine])
    sources, parts = _read_parts(training, report)
    fit = fit_spacy if training.engine == "spacy" else fit_hanlp
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".zhiling-", dir=folder.parent) as temporary:
        made = Path(temporary) / "model"
        fit(
            parts["train"], parts["dev"], made, config=config, seed=training.seed, epochs=training.epochs,
            watch=lambda step, score: report(f"{step}: F1 {score:.3f}"),
        )  # fmt: skip
        scores = {
            folder.name: score_tagger(load_engine(f"{training.engine}:{made}"), parts["test"]),
            "LAC alone": score_tagger(LacTagger(), parts["test"]),
        }
        settings = (
            " ".join(config.read_text(encoding="utf-8").split()) if config.suffix == ".json" else config.name
        )
        command = training.command(folder)
        facts = Facts(folder.name, training.engine, command, training.licence, sources, parts, settings)
        write_card(made, facts, scores)
        if folder.exists():
            shutil.rmtree(folder)
        made.replace(folder)
    return scores


def find_config(name: str) -> Path:
    """A config of the project's folder ``models``, in a checkout or where the package was installed to."""
    places = (Path(__file__).parents[2] / "models", Path(sysconfig.get_path("data")) / "share" / "zhiling")
    for place in places:
        if (place / name).is_file():
            return place / name
    raise ValueError(f"the config {name} is not in {places[0]}: give one with --config")


def _check_target(folder: Path) -> None:
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir()) and not (folder / CARD).is_file()):
        raise ValueError(f"{folder} holds something that is no trained model: name another folder")


def _read_parts(training: Training, report: Report) -> tuple[list[Source], dict[str, list[Example]]]:
    sources = [read_source(path, training.texts) for path in training.data]
    for source in sources:
        _tell_source(source, report)
    rest = [e for source in sources for e in source.examples]
    _check_names(rest, sources)
    parts = {}
    for name, given, share in (("test", training.test, TEST_SHARE), ("dev", training.dev, DEV_SHARE)):
        if given:
            source = read_source(given, training.texts)
            _tell_source(source, report)
            sources.append(source)
            parts[name] = source.examples
        else:
            rest, parts[name] = hold_out(rest, share, training.seed)
        if not any(e.names for e in parts[name]):
            raise ValueError(
                f"the {name} part ({len(parts[name])} sentences) holds no name: give more data, or --{name}"
            )
    parts = {"train": rest, "dev": parts["dev"], "test": parts["test"]}
    report(", ".join(f"{name}: {len(part):,} sentences" for name, part in parts.items()))
    return sources, parts


def _tell_source(source: Source, report: Report) -> None:
    names = sum(len(e.names) for e in source.examples)
    report(f"{source.name}: {len(source.examples):,} sentences, {names:,} names")
    if source.lost:
        shown = "；".join(source.lost[:5])
        report(
            f"{source.name}: {len(source.lost)} name(s) do not occur in their text and are left out: {shown}"
        )


def _check_names(examples: Sequence[Example], sources: Sequence[Source]) -> None:
    named = sum(bool(e.names) for e in examples)
    labels = sorted({label for s in sources for label in s.labels})
    lost = [name for s in sources for name in s.lost]
    if not examples:
        raise ValueError("the data are empty: no sentence was found")
    if not named and lost:
        raise ValueError(
            f"no name of the annotation occurs in its text (for one, {lost[0]}): is it the right text?"
        )
    if not named:
        raise ValueError(
            f"no name of the kinds {', '.join(KINDS)} (or PERSON, GPE, nr, ns, nt, …) in the data; "
            + (f"its labels are {', '.join(labels)}" if labels else "nothing is annotated in it")
        )
    if named < FEWEST:
        raise ValueError(
            f"only {named} sentences hold names: at least {FEWEST} are needed, some thousand to be good"
        )
