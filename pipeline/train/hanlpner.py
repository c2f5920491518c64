"""A HanLP recogniser from examples: its LSTM and CRF over characters, which need no downloaded weights."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..segment.engines import Entity, cut_pieces
from ..segment.hanlpfiles import import_hanlp
from .examples import Example
from .spacyner import Watch

#: What a config may set, and of which type.
_SETTINGS = {
    "embed": int, "rnn_hidden": int, "crf": bool, "drop": float, "batch_size": int, "lr": float,
    "epochs": int, "patience": int,
}  # fmt: skip


def fit_hanlp(
    train: Sequence[Example], dev: Sequence[Example], folder: Path, *,
    config: Path, seed: int, epochs: int | None, watch: Watch,
) -> None:  # fmt: skip
    """Train the tagger that ``config`` describes and write its best state to ``folder``.

    Raises EngineError, a ValueError, where HanLP is not installed, and ValueError for a wrong config.
    """
    settings = _load_config(config)
    if epochs:
        settings["epochs"] = epochs
    import_hanlp()
    import numpy
    import torch
    from hanlp.components.ner.rnn_ner import RNNNamedEntityRecognizer

    for plant in (random.seed, numpy.random.seed, torch.manual_seed):
        plant(seed)
    recogniser = RNNNamedEntityRecognizer()
    _mend_crf(recogniser)
    _report_epochs(recogniser, settings["epochs"], _aloud(watch))
    with tempfile.TemporaryDirectory() as temporary:
        paths = [Path(temporary) / "train.tsv", Path(temporary) / "dev.tsv"]
        for path, examples in zip(paths, (train, dev), strict=True):
            path.write_text("".join(map(_columns, examples)), encoding="utf-8")
        with _silence():
            recogniser.fit(
                *map(str, paths), str(folder), tagging_scheme="BIO", token_delimiter="", devices=-1,
                seed=seed, logger=logging.Logger("quiet", logging.CRITICAL), verbose=False, **settings,
            )  # fmt: skip
    _tidy(folder)


def _load_config(path: Path) -> dict[str, Any]:
    try:
        settings = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ValueError(f"{path} is no config for HanLP (a JSON object): {error}") from error
    if not isinstance(settings, dict):
        raise ValueError(f"{path} is no config for HanLP: it must be a JSON object")
    for name, value in settings.items():
        kind = _SETTINGS.get(name)
        if kind is None:
            raise ValueError(f"{path}: unknown setting {name!r}; known are {', '.join(_SETTINGS)}")
        if type(value) is not kind and not (kind is float and type(value) is int):
            raise ValueError(f"{path}: {name} must be of type {kind.__name__}, not {value!r}")
    return {"epochs": 20, **settings}


def _columns(example: Example) -> str:
    """A character a line with its tag, in pieces as long as the recogniser will see them."""
    return "".join(
        "".join(f"{c}\t{t}\n" for c, t in zip(_visible(piece), _tags(piece, at, example.names), strict=True))
        + "\n"
        for at, piece in cut_pieces(example.text)
    )


def _visible(piece: str) -> Iterator[str]:
    return ("␠" if c.isspace() else c for c in piece)  # white space would end the column


def _tags(piece: str, at: int, names: Sequence[Entity]) -> list[str]:
    tags = ["O"] * len(piece)
    for start, end, label in names:
        if at <= start and end <= at + len(piece):
            tags[start - at : end - at] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    return tags


def _mend_crf(recogniser: Any) -> None:
    """HanLP builds this CRF without ``batch_first``: it would run over the batch instead of the sentence."""
    build = recogniser.build_model

    def build_model(**options: Any) -> Any:
        model = build(**options)
        if getattr(model, "crf", None) is not None:
            model.crf.batch_first = True
        return model

    recogniser.build_model = build_model


def _report_epochs(recogniser: Any, epochs: int, watch: Watch) -> None:
    """HanLP scores the dev part at the end of each epoch; tell that score."""
    evaluate, done = recogniser.evaluate_dataloader, iter(range(1, epochs + 1))

    def evaluate_dataloader(*args: Any, **options: Any) -> Any:
        result = evaluate(*args, **options)
        epoch = next(done, None)
        if epoch:
            watch(f"epoch {epoch} of {epochs}", float(result[1].score))
        return result

    recogniser.evaluate_dataloader = evaluate_dataloader


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """HanLP talks to stdout, to stderr, and through printers that hold the stderr of its import."""
    from hanlp.utils.log_util import ErasablePrinter, _printer

    nowhere, out, erase = io.StringIO(), _printer.out, ErasablePrinter.erase
    _printer.out, ErasablePrinter.erase = nowhere, lambda self: None
    try:
        with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            yield
    finally:
        _printer.out, ErasablePrinter.erase = out, erase


def _aloud(watch: Watch) -> Watch:
    """``watch`` with today's stderr, while HanLP's own talk goes nowhere."""
    stream = sys.stderr

    def tell(step: str, score: float) -> None:
        with contextlib.redirect_stderr(stream):
            watch(step, score)

    return tell


def _tidy(folder: Path) -> None:
    """Only what a recogniser needs stays: no path of the data, which are gone."""
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    for name in ("trn_data", "dev_data", "save_dir"):
        config.pop(name, None)
    path.write_text(json.dumps(config, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
