"""A spaCy recogniser from examples, by spaCy's own training loop and a config file of its form."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from .examples import Example

#: Told after each score: how far training has come, and the F1 on the part that chooses the best state.
Watch = Callable[[str, float], None]


def fit_spacy(
    train: Sequence[Example], dev: Sequence[Example], folder: Path, *,
    config: Path, seed: int, epochs: int | None, watch: Watch,
) -> None:  # fmt: skip
    """Train the pipeline that ``config`` describes and write its best state to ``folder``.

    Raises ValueError where the config is none of spaCy's, or describes no trainable recogniser.
    """
    import spacy

    with tempfile.TemporaryDirectory() as temporary:
        paths = {name: Path(temporary) / f"{name}.spacy" for name in ("train", "dev")}
        options: dict[str, Any] = {f"paths.{name}": str(path) for name, path in paths.items()}
        options |= {"training.seed": seed}
        if epochs:
            options |= {"training.max_epochs": epochs}
        settings = _load_config(config, options)
        blank = spacy.util.load_model_from_config(settings, auto_fill=True)
        _write_docs(blank, train, paths["train"])
        _write_docs(blank, dev, paths["dev"])
        size = sum(len(e.text) for e in train)
        nlp = _run_loop(settings, size, watch)
    nlp.config["paths"] |= {"train": None, "dev": None}  # they named files that are gone
    nlp.to_disk(folder)


def _load_config(path: Path, options: dict[str, Any]) -> Any:
    import spacy

    try:
        settings = spacy.util.load_config(path, interpolate=False)
    except (ValueError, OSError) as error:
        raise ValueError(f"{path} is no config of spaCy: {error}") from error
    needed = {"paths", "training", "nlp"} - settings.keys()
    if needed or "ner" not in settings["nlp"].get("pipeline", ()):
        raise ValueError(
            f"{path} trains no recogniser: it needs the sections [paths] and [training], and ner in its pipeline"
        )
    return spacy.util.load_config(path, overrides=options, interpolate=False)


def _write_docs(nlp: Any, examples: Sequence[Example], path: Path) -> None:
    """The examples as spaCy's own file. Raises ValueError where no name ends where the tokens do."""
    from spacy.tokens import DocBin

    docs, kept, names = DocBin(), 0, 0
    for example in examples:
        doc = nlp.make_doc(example.text)
        spans = [doc.char_span(n.start, n.end, label=n.label) for n in example.names]
        doc.set_ents([s for s in spans if s is not None])
        docs.add(doc)
        kept += len(doc.ents)
        names += len(example.names)
    if names and kept * 2 < names:
        raise ValueError(
            f"of {names} names only {kept} begin and end where a token of this tokenizer does: "
            'let the config cut characters (segmenter = "char")'
        )
    docs.to_disk(path)


def _run_loop(settings: Any, size: int, watch: Watch) -> Any:
    """The pipeline in the state that scored best on the dev part."""
    from spacy import registry
    from spacy.schemas import ConfigSchemaTraining
    from spacy.training import loop
    from spacy.training.initialize import init_nlp
    from spacy.util import fix_random_seed, resolve_dot_names

    nlp = init_nlp(settings)
    config = nlp.config.interpolate()
    fix_random_seed(config["training"]["seed"])
    chosen = registry.resolve(config["training"], schema=ConfigSchemaTraining)
    train, dev = resolve_dot_names(config, [chosen["train_corpus"], chosen["dev_corpus"]])
    steps = loop.train_while_improving(
        nlp, chosen["optimizer"], loop.create_train_batches(nlp, train, chosen["batcher"], chosen["max_epochs"]),
        loop.create_evaluation_callback(nlp, dev, chosen["score_weights"]),
        dropout=chosen["dropout"], accumulate_gradient=chosen["accumulate_gradient"],
        patience=chosen["patience"], max_steps=chosen["max_steps"],
        # A small corpus, whose batches hold some hundred characters, is scored once an epoch.
        eval_frequency=max(1, min(chosen["eval_frequency"], size // 100)),
        exclude=chosen["frozen_components"], annotating_components=chosen["annotating_components"],
        before_update=chosen["before_update"],
    )  # fmt: skip
    best = nlp.to_bytes()
    for _, info, is_best in steps:
        if is_best is None:
            continue
        watch(f"epoch {info['epoch'] + 1} of {chosen['max_epochs']}, step {info['step']}", info["score"])
        if is_best:
            with nlp.use_params(chosen["optimizer"].averages):
                best = nlp.to_bytes()
    return nlp.from_bytes(best)
