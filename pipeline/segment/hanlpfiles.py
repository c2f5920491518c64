"""A HanLP model on disk: where its files lie, what it does, and what it lacks, before anything heavy is loaded.

HanLP itself would look for what is missing on the net, for half a minute, and say so in forty lines. Here the
folder is looked at first: its config, its weights, the encoder that the config names, and whether it is a tokenizer
or a recogniser. Nothing is ever downloaded.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from . import EngineError

#: What a component does, by the package of its class.
_TASKS = {
    "hanlp.components.tokenizers.": "tok",
    "hanlp.components.ner.": "ner",
    "hanlp.components.mtl.": "several",
}
_USES = {
    "tok": "cuts words and finds no names: use it with --segmenter",
    "ner": "finds names and cuts no words: use it with --recogniser",
}


class Model(NamedTuple):
    """A model that is whole on disk. ``task`` is ``tok``, ``ner`` or ``several``; ``options`` go to its loader."""

    folder: Path
    classpath: str
    task: str
    options: dict[str, str]


def inspect_model(name: str, task: str) -> Model:
    """The model that ``name`` (a folder, or a name known to HanLP) means, found fit for ``task`` (tok or ner).

    Raises EngineError with cause and remedy where a file lacks, or where the model does something else.
    """
    folder = resolve_model(name)
    config = _read_config(folder)
    classpath = str(config.get("classpath", ""))
    if not classpath.startswith("hanlp."):
        raise EngineError(f"{folder / 'config.json'} names no HanLP class: is this a HanLP model?")
    does = next((does for start, does in _TASKS.items() if classpath.startswith(start)), "")
    if does not in (task, "several"):
        kind = classpath.rpartition(".")[2]
        raise EngineError(
            f"the HanLP model {name!r} {_USES.get(does, f'is a {kind}: neither a tokenizer nor a recogniser')}"
        )
    if not zipfile.is_zipfile(folder / "model.pt"):
        raise EngineError(f"{folder / 'model.pt'} is empty or cut short: train, copy or download it again")
    return Model(folder, classpath, does, _find_encoder(folder, config))


def resolve_model(name: str) -> Path:
    """The folder of a HanLP model that is on disk; never touches the network. Raises EngineError."""
    folder = Path(name).expanduser()
    if not folder.is_dir():
        if any(mark in name for mark in "/\\."):
            raise EngineError(f"there is no folder {name!r}: give the folder of a HanLP model")
        folder = _pretrained_folder(name)
    if (folder / "config.cfg").is_file() and not (folder / "model.pt").is_file():
        raise EngineError(f"{folder} is a spaCy pipeline, not a HanLP model: use --recogniser spacy:{name}")
    for file in ("config.json", "model.pt"):
        if not (folder / file).is_file():
            raise EngineError(
                f"HanLP model {name!r}: {folder / file} is missing. Download the model where there is a net "
                "(see its own guide), put its folder under HANLP_HOME, or give the folder itself"
            )
    return folder


def _pretrained_folder(name: str) -> Path:
    hanlp = import_hanlp()
    url = hanlp.pretrained.ALL.get(name)
    if url is None:
        raise EngineError(
            f"{name!r} is neither a folder nor the name of a HanLP model; see hanlp.pretrained.ALL"
        )
    return _local_path(url)


def _local_path(url: str) -> Path:
    """Where HanLP keeps what it once unpacked from ``url``."""
    from hanlp.utils.io_util import path_from_url, split_if_compressed

    path, _ = split_if_compressed(path_from_url(url.split("#")[0]))
    return Path(path)


def import_hanlp() -> Any:
    """The package, told to stay offline and on one thread. Raises EngineError where it is not installed."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # two threads were far slower than one
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # a missing encoder is an error, not a minute of retries
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import hanlp
            import hanlp.pretrained
        except ImportError as error:
            raise EngineError("HanLP is not installed: pip install zhiling[hanlp]") from error
    return hanlp


def _read_config(folder: Path) -> dict[str, Any]:
    path = folder / "config.json"
    try:
        config = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise EngineError(
            f"{path} cannot be read: {error}; train, copy or download the model again"
        ) from error
    if not isinstance(config, dict):
        raise EngineError(f"{path} is no config of HanLP (a JSON object): is this a HanLP model?")
    return config


# ------------------------------------------------------------------------------------------------ encoder


def _find_encoder(folder: Path, config: Mapping[str, Any]) -> dict[str, str]:
    """What to tell the loader about the encoder. Raises EngineError where the one it names is not on disk."""
    beside = folder / "transformer"  # a copy beside the weights, so that the folder can move
    if config.get("transformer") and _is_encoder(beside):
        return {"transformer": str(beside)}
    for name in sorted(set(_named_encoders(config))):
        if not _is_on_disk(name):
            raise EngineError(
                f"the HanLP model {folder} was trained over the encoder {name!r}, whose files are not on this "
                f"machine: put a copy of the encoder's folder (config.json and its vocabulary) at {beside}"
            )
    return {}


def _named_encoders(config: Any) -> Iterator[str]:
    """Encoders named anywhere in a config: models of several tasks name theirs one level down."""
    if isinstance(config, Mapping):
        for key, value in config.items():
            if key == "transformer" and isinstance(value, str) and value:
                yield value
            else:
                yield from _named_encoders(value)


def _is_encoder(folder: Path) -> bool:
    return (folder / "config.json").is_file()


def _is_on_disk(name: str) -> bool:
    """Whether an encoder is a folder, was unpacked by HanLP, or lies in the cache of transformers."""
    if _is_encoder(Path(name)):
        return True
    import_hanlp()
    from hanlp.layers.transformers.resource import model_mirrors, tokenizer_mirrors

    mirrors = [table[name] for table in (tokenizer_mirrors, model_mirrors) if name in table]
    if mirrors:
        return all(_is_encoder(_local_path(url)) for url in mirrors)
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    try:
        return isinstance(try_to_load_from_cache(name, "config.json"), str)
    except HFValidationError:  # a path on the machine that trained it
        return False


# ------------------------------------------------------------------------------------------------- loading


def load_component(model: Model) -> Any:
    """The component in the folder, ready to use on the processor. Raises EngineError with HanLP's own reason."""
    hanlp = import_hanlp()
    from hanlp_common.reflection import object_from_classpath

    try:
        # As ``hanlp.load`` does, without what it does when that fails: a look at its registry, and a long talk.
        with _offline(hanlp), contextlib.redirect_stderr(io.StringIO()):
            component = object_from_classpath(model.classpath)
            component.load(str(model.folder), devices=-1, verbose=False, **model.options)
    except Exception as error:  # HanLP raises whatever its parts raise
        reason = (str(error) or type(error).__name__).strip().splitlines()[0][:300]
        raise EngineError(f"HanLP cannot load {model.folder}: {reason}") from error
    _check_weights(component, model.folder)
    crf = getattr(component.model, "crf", None)
    if crf is not None:
        crf.batch_first = True  # HanLP builds the CRF of its RNN taggers without it
    return component


@contextlib.contextmanager
def _offline(hanlp: Any) -> Iterator[None]:
    """While a model is loaded, HanLP downloads nothing: what lacks is an error."""
    net = hanlp.utils.io_util
    download = net.download

    def refuse(url: str, *_: Any, **__: Any) -> None:
        raise FileNotFoundError(f"{url} is not on this machine, and nothing is downloaded here")

    net.download = refuse
    try:
        yield
    finally:
        net.download = download


def _check_weights(component: Any, folder: Path) -> None:
    """HanLP loads an empty file without a word: the weights must hold most of the model's parameters."""
    import torch

    saved = torch.load(folder / "model.pt", map_location="cpu", weights_only=True)
    wanted = {name for name, _ in component.model.named_parameters()}
    if len(wanted & set(saved)) * 2 < len(wanted):
        raise EngineError(
            f"{folder / 'model.pt'} does not hold the weights of this model: train or copy it again"
        )
