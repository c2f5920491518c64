"""Other recognisers and segmenters behind the tagger's interface: HanLP, a HanLP server of one's own, spaCy.

Each has ``tag(sentences) -> [[(word, tag)]]`` with the words covering the sentence; names are tagged PER,
LOC, ORG or TIME as LAC tags them, the words between come from jieba. Nothing here ever downloads: a model is
a folder, or a name whose files are already on disk.
"""

from __future__ import annotations

import functools
import json
import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from . import EngineError
from .tagging import Tagger

#: HanLP's models see at most this many characters at a time (their own limit lies at 128 to 512 tokens).
MAX_PIECE = 120

#: Entity labels of common tag sets (MSRA, OntoNotes, PKU, CoNLL), as LAC would call them.
LABELS = {
    "PER": "PER", "PERSON": "PER", "NR": "PER", "nr": "PER",
    "LOC": "LOC", "LOCATION": "LOC", "GPE": "LOC", "NS": "LOC", "ns": "LOC", "FAC": "LOC",
    "ORG": "ORG", "ORGANIZATION": "ORG", "NT": "ORG", "nt": "ORG",
    "DATE": "TIME", "TIME": "TIME",
}  # fmt: skip
_PIECE = re.compile(rf"[^。！？!?；;\n]{{1,{MAX_PIECE}}}[。！？!?；;\n]?|[。！？!?；;\n]+")


class Entity(NamedTuple):
    """A name in one sentence; offsets count in that sentence."""

    start: int
    end: int
    label: str


Find = Callable[[Sequence[str]], list[list[Entity]]]


class EntityTagger:
    """An entity finder as a tagger. It is loaded on first use and pickles as its name."""

    def __init__(self, name: str, load: Callable[[str], Find]) -> None:
        self.name = name
        self._load = load
        self._find: Find | None = None

    def __getstate__(self) -> dict[str, Any]:
        return {"name": self.name, "_load": self._load, "_find": None}

    def ready(self) -> EntityTagger:
        """Load the model now, so that what is missing shows at once."""
        if self._find is None:
            self._find = self._load(self.name)
        return self

    def tag(self, sentences: Sequence[str]) -> list[list[tuple[str, str]]]:
        find = self.ready()._find
        assert find is not None
        rows = find(sentences)
        return [_fill(s, _apart(e)) for s, e in zip(sentences, rows, strict=True)]


def load_engine(spec: str) -> Tagger:
    """The tagger called ``spec``.

    ``hanlp``, ``hanlp:PATH_OR_NAME``, ``hanlp:http://HOST:PORT`` or ``spacy:NAME_OR_PATH``. Raises
    EngineError, a ValueError, at once where the package, the model or its weights are missing.
    """
    kind, _, model = spec.partition(":")
    if kind == "spacy" and model:
        return EntityTagger(model, _load_spacy).ready()
    if kind == "hanlp" and model.startswith(("http://", "https://")):
        return EntityTagger(model, _load_server)
    if kind == "hanlp":
        return load_hanlp(model or None)
    raise EngineError(
        f"unknown recogniser {spec!r}: choose lac, rules, hanlp, hanlp:PATH_OR_NAME, hanlp:URL or "
        "spacy:NAME_OR_PATH"
    )


# ------------------------------------------------------------------------------------------------- words


def _apart(entities: Iterable[Entity]) -> list[Entity]:
    """The entities in order, the longer of two that overlap."""
    kept: list[Entity] = []
    for entity in sorted(entities, key=lambda e: (e.start, -e.end)):
        if entity.start < entity.end and (not kept or entity.start >= kept[-1].end):
            kept.append(entity)
    return kept


def _fill(sentence: str, entities: Sequence[Entity]) -> list[tuple[str, str]]:
    """Words that cover the sentence: the entities, and jieba's words with their tags between them."""
    row: list[tuple[str, str]] = []
    at = 0
    for start, end, label in entities:
        row += _common_words(sentence[at:start])
        row.append((sentence[start:end], LABELS.get(label, "nz")))
        at = end
    return row + _common_words(sentence[at:])


def _common_words(text: str) -> list[tuple[str, str]]:
    if not text:
        return []
    return [
        (pair.word, "n" if pair.flag[:2] in ("nr", "ns", "nt") else pair.flag) for pair in _posseg()(text)
    ]


@functools.cache
def _posseg() -> Callable[[str], Iterable[Any]]:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
        import jieba.posseg
    jieba.setLogLevel(60)
    cut: Callable[[str], Iterable[Any]] = jieba.posseg.lcut
    return cut


# ------------------------------------------------------------------------------------------------- HanLP


def load_hanlp(model: str | None = None, *, task: str = "ner") -> Tagger:
    """HanLP's component in folder ``model`` (or under that name in HANLP_HOME) as a tagger.

    ``task`` is ``ner`` (names) or ``tok`` (words without tags). Raises EngineError where something lacks.
    """
    chosen = model or os.environ.get("ZHILING_HANLP_MODEL", "")
    if not chosen:
        raise EngineError(
            "no HanLP model named: give hanlp:FOLDER (with config.json and model.pt), hanlp:NAME of a model "
            "under HANLP_HOME, or set ZHILING_HANLP_MODEL"
        )
    if task == "tok":
        return _TokTagger(chosen).ready()
    return EntityTagger(chosen, _load_ner).ready()


def resolve_model(model: str) -> Path:
    """The folder of a HanLP model that is on disk; never touches the network. Raises EngineError."""
    folder = Path(model)
    if not folder.is_dir():
        folder = _pretrained_folder(model)
    for name in ("config.json", "model.pt"):
        if not (folder / name).is_file():
            raise EngineError(
                f"HanLP model {model!r}: {folder / name} is missing. Download the model where there is a net "
                "(see its own guide), put its folder under HANLP_HOME, or give the folder itself"
            )
    return folder


def _pretrained_folder(name: str) -> Path:
    hanlp = import_hanlp()
    from hanlp.utils.io_util import path_from_url, split_if_compressed

    url = hanlp.pretrained.ALL.get(name)
    if url is None:
        raise EngineError(
            f"{name!r} is neither a folder nor the name of a HanLP model; see hanlp.pretrained.ALL"
        )
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


def _load_component(model: str) -> Any:
    folder = resolve_model(model)
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    if not str(config.get("classpath", "")).startswith("hanlp."):
        raise EngineError(f"{folder / 'config.json'} names no HanLP class: is this a HanLP model?")
    hanlp = import_hanlp()
    encoder = folder / "transformer"  # a copy of the encoder beside the weights, so that the folder can move
    options = {"transformer": str(encoder)} if config.get("transformer") and encoder.is_dir() else {}
    try:
        component = hanlp.load(str(folder), devices=-1, verbose=False, **options)
    except Exception as error:  # HanLP raises whatever its parts raise
        raise EngineError(f"HanLP cannot load {folder}: {error}") from error
    _check_weights(component, folder)
    crf = getattr(component.model, "crf", None)
    if crf is not None:
        crf.batch_first = True  # HanLP builds the CRF of its RNN taggers without it
    return component


def _check_weights(component: Any, folder: Path) -> None:
    """HanLP loads an empty file without a word: the weights must hold most of the model's parameters."""
    import torch

    saved = torch.load(folder / "model.pt", map_location="cpu", weights_only=True)
    wanted = {name for name, _ in component.model.named_parameters()}
    if len(wanted & set(saved)) * 2 < len(wanted):
        raise EngineError(
            f"{folder / 'model.pt'} does not hold the weights of this model: train or copy it again"
        )


def cut_pieces(sentence: str) -> list[tuple[int, str]]:
    """(offset, text) of the pieces that HanLP's models see, which together are the sentence."""
    return [(m.start(), m.group()) for m in _PIECE.finditer(sentence)]


def _load_ner(model: str) -> Find:
    component = _load_component(model)
    if any("Tokenizer" in kind.__name__ for kind in type(component).__mro__):
        raise EngineError(f"the HanLP model {model!r} cuts words and finds no names: use it with --segmenter")

    def find(sentences: Sequence[str]) -> list[list[Entity]]:
        cut = [(i, at, piece) for i, s in enumerate(sentences) for at, piece in cut_pieces(s)]
        out: list[list[Entity]] = [[] for _ in sentences]
        if cut:
            for (i, at, _), found in zip(cut, component([list(piece) for *_, piece in cut]), strict=True):
                out[i] += [Entity(at + begin, at + end, label) for _, label, begin, end in found]
        return out

    return find


class _TokTagger:
    """HanLP's tokenizer: words without tags."""

    def __init__(self, model: str) -> None:
        self.name, self._component = model, None

    def __getstate__(self) -> dict[str, Any]:
        return {"name": self.name, "_component": None}

    def ready(self) -> _TokTagger:
        if self._component is None:
            component = _load_component(self.name)
            component.config.output_spans = True
            self._component = component
        return self

    def tag(self, sentences: Sequence[str]) -> list[list[tuple[str, str]]]:
        component: Any = self.ready()._component
        rows: list[list[tuple[str, str]]] = []
        for sentence in sentences:
            cut = cut_pieces(sentence)
            found = component([piece for _, piece in cut]) if cut else []
            spans = [
                (at + start, at + end)
                for (at, piece), words in zip(cut, found, strict=True)
                for start, end in self._word_spans(piece, words)
            ]
            rows.append(_cover(sentence, spans))
        return rows

    def _word_spans(self, piece: str, words: Sequence[Any]) -> list[tuple[int, int]]:
        """Where the words stand: tokenizers answer [word, start, end], older ones words alone."""
        if all(isinstance(word, str) for word in words):
            starts = _locate(piece, words)
            return [(at, at + len(word)) for at, word in zip(starts, words, strict=True)]
        if any(isinstance(word, str) or len(word) != 3 for word in words):
            raise EngineError(f"the HanLP model {self.name!r} cuts no words: name a tokenizer")
        return [(start, end) for _, start, end in words]


def _cover(sentence: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, str]]:
    """The words of ``spans``, and what the engine left out (white space, unknown characters) as words too."""
    row, at = [], 0
    for start, end in spans:
        if start > at:
            row.append((sentence[at:start], ""))
        row.append((sentence[start:end], ""))
        at = end
    return [*row, (sentence[at:], "")] if at < len(sentence) else row


# ------------------------------------------------------------------------------------------------- server


def _load_server(url: str) -> Find:
    """A HanLP server that the user runs; ``HANLP_AUTH`` in the environment is sent as its key."""

    def find(sentences: Sequence[str]) -> list[list[Entity]]:
        cut = [
            (i, at, piece) for i, s in enumerate(sentences) for at, piece in cut_pieces(s) if piece.strip()
        ]
        out: list[list[Entity]] = [[] for _ in sentences]
        for first in range(0, len(cut), 32):
            batch = cut[first : first + 32]
            answer = _post(url, [piece for *_, piece in batch])
            tokens, names = _answer_part(answer, "tok", url), _answer_part(answer, "ner", url)
            for (i, at, piece), words, found in zip(batch, tokens, names, strict=True):
                starts = _locate(piece, words)
                for _, label, begin, end in found:
                    start, stop = starts[begin], starts[end - 1] + len(words[end - 1])
                    out[i].append(Entity(at + start, at + stop, label))
        return out

    return find


def _answer_part(answer: dict[str, Any], task: str, url: str) -> list[Any]:
    for name in sorted(answer):
        if name == task or name.startswith(task + "/"):
            return list(answer[name])
    raise EngineError(f"the HanLP server at {url} sent no {task!r}: it must run a tokenizer and a recogniser")


def _locate(text: str, words: Sequence[str]) -> list[int]:
    starts, at = [], 0
    for word in words:
        found = text.find(word, at)
        at = found if found >= 0 else at
        starts.append(at)
        at += len(word)
    return starts


def _post(url: str, texts: list[str]) -> dict[str, Any]:
    import urllib.error
    import urllib.request

    body = {"text": texts, "tokens": None, "tasks": ["tok", "ner"], "skip_tasks": None, "language": "zh"}
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if os.environ.get("HANLP_AUTH"):
        headers["Authorization"] = f"Basic {os.environ['HANLP_AUTH']}"
    request = urllib.request.Request(url.rstrip("/") + "/parse", json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as reply:
            answer = json.loads(reply.read())
    except (urllib.error.URLError, TimeoutError, ValueError) as error:
        raise EngineError(
            f"the HanLP server at {url} does not answer as it should: {error}; is it running?"
        ) from error
    if not isinstance(answer, dict):
        raise EngineError(f"the HanLP server at {url} sent no document: {str(answer)[:80]}")
    return answer


# ------------------------------------------------------------------------------------------------- spaCy


def _load_spacy(model: str) -> Find:
    import spacy

    try:
        nlp = spacy.load(model)
    except ImportError as error:  # trained Chinese pipelines may cut words with pkuseg
        raise EngineError(f"the spaCy pipeline {model!r} needs a package that is missing: {error}") from error
    except (OSError, ValueError) as error:
        if Path(model).is_dir() or spacy.util.is_package(model):
            raise EngineError(f"spaCy cannot load {model!r}: {error}") from error
        raise EngineError(
            f"spaCy has no model {model!r}: give the folder of a trained pipeline, or install its package"
        ) from error
    if not any(nlp.has_pipe(pipe) for pipe in ("ner", "entity_ruler", "span_ruler", "beam_ner")):
        raise EngineError(f"the spaCy pipeline {model!r} recognises no entities; it has {nlp.pipe_names}")

    def find(sentences: Sequence[str]) -> list[list[Entity]]:
        return [[Entity(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in nlp.pipe(sentences)]

    return find
