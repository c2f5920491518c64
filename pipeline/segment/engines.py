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
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from . import EngineError
from .hanlpfiles import inspect_model, load_component
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
_END = "。！？!?；;\\n"
#: A sentence; of a longer one what fits, to the last comma where there is one, so that few names are cut.
_PIECE = re.compile(
    rf"[^{_END}]{{1,{MAX_PIECE}}}(?:[{_END}]|\Z)|[^{_END}]{{1,{MAX_PIECE - 1}}}[，、,：:\s]"
    rf"|[^{_END}]{{1,{MAX_PIECE}}}|[{_END}]+"
)


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
        return EntityTagger(model, _load_server).ready()
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


def cut_pieces(sentence: str) -> list[tuple[int, str]]:
    """(offset, text) of the pieces that HanLP's models see, which together are the sentence."""
    return [(m.start(), m.group()) for m in _PIECE.finditer(sentence)]


def _load_ner(model: str) -> Find:
    whole = inspect_model(model, "ner")
    component = load_component(whole)
    if whole.task == "several":
        return _find_in_answers(
            lambda texts: component(texts, tasks=["tok", "ner"]), f"the HanLP model {model!r}"
        )

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
        self.name = model
        self._component: Any = None

    def __getstate__(self) -> dict[str, Any]:
        return {"name": self.name, "_component": None}

    def ready(self) -> _TokTagger:
        if self._component is None:
            model = inspect_model(self.name, "tok")
            component = load_component(model)
            if model.task == "several":
                source = f"the HanLP model {self.name!r}"
                self._component = lambda texts: _answer_part(component(texts, tasks="tok"), "tok", source)
            else:
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
    """A HanLP server that the user runs; ``HANLP_AUTH`` in the environment is sent as its key.

    It is asked one sentence at once, so that a server which is not there or is another one ends the command
    before a document is read.
    """
    find = _find_in_answers(lambda texts: _post(url, texts), f"the HanLP server at {url}")
    find(["国务院发布通知。"])
    return find


def _find_in_answers(ask: Callable[[list[str]], Mapping[str, Any]], source: str) -> Find:
    """Names in answers of tokens and, counted in those tokens, names: of a server, or a model of several tasks."""

    def find(sentences: Sequence[str]) -> list[list[Entity]]:
        cut = [
            (i, at, piece) for i, s in enumerate(sentences) for at, piece in cut_pieces(s) if piece.strip()
        ]
        out: list[list[Entity]] = [[] for _ in sentences]
        for first in range(0, len(cut), 32):
            batch = cut[first : first + 32]
            answer = ask([piece for *_, piece in batch])
            tokens, names = (_answer_part(answer, task, source) for task in ("tok", "ner"))
            for part in (tokens, names):
                if len(part) != len(batch):
                    raise EngineError(
                        f"{source} answered for {len(part)} of {len(batch)} sentences: its version does not fit "
                        "this client, or it is no HanLP server"
                    )
            for (i, at, piece), words, found in zip(batch, tokens, names, strict=True):
                out[i] += _named(at, piece, words, found, source)
        return out

    return find


def _named(at: int, piece: str, words: Any, found: Any, source: str) -> list[Entity]:
    """The names in one piece; their token offsets become offsets in the sentence. Raises EngineError."""
    try:
        starts = _locate(piece, words)
        ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
        spans = [
            (starts[begin], ends[end - 1], str(label)) for _, label, begin, end in found if 0 <= begin < end
        ]
    except (TypeError, ValueError, IndexError, AttributeError) as error:
        raise EngineError(f"{source} sent names that do not fit their words: {str(found)[:80]}") from error
    return [Entity(at + start, at + end, label) for start, end, label in spans]


def _answer_part(answer: Mapping[str, Any], task: str, source: str) -> list[Any]:
    for name in sorted(answer):
        if (name == task or name.startswith(task + "/")) and isinstance(answer[name], list):
            return list(answer[name])
    raise EngineError(f"{source} sent no {task!r}: it must run a tokenizer and a recogniser")


def _locate(text: str, words: Sequence[str]) -> list[int]:
    starts, at = [], 0
    for word in words:
        found = text.find(word, at)
        at = found if found >= 0 else at
        starts.append(at)
        at += len(word)
    return starts


def _post(url: str, texts: list[str]) -> dict[str, Any]:
    import http.client
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
    except urllib.error.HTTPError as error:
        error.close()
        raise EngineError(f"the HanLP server at {url} refuses: {error}; {_remedy(error.code)}") from error
    except (ValueError, RecursionError) as error:
        raise EngineError(
            f"what answers at {url} sends no JSON: is it a HanLP server, and the address its root?"
        ) from error
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise EngineError(f"the HanLP server at {url} does not answer: {reason}; is it running?") from error
    if not isinstance(answer, dict):
        raise EngineError(f"the HanLP server at {url} sent no document: {str(answer)[:80]}")
    return answer


def _remedy(status: int) -> str:
    if status in (401, 403):
        return "set HANLP_AUTH to its key"
    if status in (404, 405):
        return "is it a HanLP server, and the address its root?"
    return "is it running as it should? Its own log says more"


# ------------------------------------------------------------------------------------------------- spaCy


def _load_spacy(model: str) -> Find:
    import spacy

    try:
        nlp = spacy.load(model)
    except ImportError as error:  # trained Chinese pipelines may cut words with pkuseg
        raise EngineError(f"the spaCy pipeline {model!r} needs a package that is missing: {error}") from error
    except (OSError, ValueError) as error:
        if (Path(model) / "model.pt").is_file():
            raise EngineError(f"{model} is a HanLP model: use --recogniser hanlp:{model}") from error
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
