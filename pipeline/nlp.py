"""zhiling inside spaCy: ``load_nlp()`` gives a Chinese ``Language`` with our components.

Entities stand in ``doc.ents``; directives and responsibility notes in the span groups ``directives`` and ``notes``,
whose spans carry only what survives ``to_bytes`` and a process boundary: label and ids as strings.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from .extract import extract_directives
from .process import Resources, load_resources
from .recognise import recognise_mentions
from .records import Mention, Options
from .segment import segment_text
from .structure import parse_structure


class WordTokenizer:
    """spaCy's tokenizer, cutting where our segmenter cuts; every character of the text is kept."""

    def __init__(self, vocab: Any, segmenter: str = "jieba", userdict: str | None = None) -> None:
        self.vocab, self.segmenter, self.userdict = vocab, segmenter, userdict

    def __call__(self, text: str) -> Doc:
        sentences = segment_text(text, engine=self.segmenter, userdict=self.userdict)
        words = [word for sentence in sentences for word in sentence.words]
        words, spaces = spacy.util.get_words_and_spaces(words, text)
        return Doc(self.vocab, words=words, spaces=spaces)

    def __reduce__(self) -> tuple[Any, ...]:
        return WordTokenizer, (self.vocab, self.segmenter, self.userdict)

    # There is nothing to save: the segmenter and its word lists are named, not trained.
    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, data: bytes, **_: Any) -> WordTokenizer:
        return self

    def to_disk(self, path: Any, **_: Any) -> None:
        return None

    def from_disk(self, path: Any, **_: Any) -> WordTokenizer:
        return self


def create_tokenizer(
    segmenter: str = "jieba", userdict: str | None = None
) -> Callable[[Language], WordTokenizer]:
    """What spaCy's registry knows as ``zhiling.words.v1``."""
    return lambda nlp: WordTokenizer(nlp.vocab, segmenter, userdict)


spacy.registry.tokenizers.register("zhiling.words.v1", func=create_tokenizer)


@lru_cache(maxsize=4)
def _resources(recogniser: str) -> Resources:
    return load_resources(Options(recogniser=recogniser))


def _split_tokens(doc: Doc, offsets: Iterable[int]) -> None:
    """Split tokens so that each offset (in characters) is a token boundary: names keep their exact ends."""
    starts = {token.idx for token in doc} | {len(doc.text)}
    wanted = sorted(set(offsets) - starts)
    if not wanted:
        return
    with doc.retokenize() as retokenizer:
        for token in doc:
            cuts = [at - token.idx for at in wanted if token.idx < at < token.idx + len(token.text)]
            if cuts:
                edges = [0, *cuts, len(token.text)]
                orths = [token.text[a:b] for a, b in itertools.pairwise(edges)]
                retokenizer.split(token, orths, heads=[(token, i) for i in range(len(orths))])


@Language.factory("zhiling_sentences", assigns=["token.is_sent_start"])
class SentenceMarker:
    """Sentences as our splitter sees them: ；does not end one, closing quotation marks belong to it."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        from .segment import split_sentences

        starts = {s.start for s in split_sentences(doc.text)}
        for token in doc:
            token.is_sent_start = token.i == 0 or token.idx in starts
        return doc


@Language.factory("zhiling_mentions", assigns=["doc.ents"], default_config={"recogniser": "lac"})
class MentionFinder:
    """Names into ``doc.ents``; the label is the mention's type."""

    def __init__(self, nlp: Language, name: str, recogniser: str) -> None:
        self.name, self.recogniser = name, recogniser

    def __call__(self, doc: Doc) -> Doc:
        resources = _resources(self.recogniser)
        structure = parse_structure(doc.text, {})
        mentions = recognise_mentions(doc.text, structure, tagger=resources.tagger)
        _split_tokens(doc, (at for m in mentions for at in (m.start, m.end)))
        spans = [doc.char_span(m.start, m.end, label=m.type, alignment_mode="expand") for m in mentions]
        doc.ents = spacy.util.filter_spans([s for s in spans if s is not None])
        return doc


@Language.factory("zhiling_directives", requires=["doc.ents"], assigns=["doc.spans"])
class DirectiveFinder:
    """Directives and responsibility notes into ``doc.spans``; label = kind or role, id = directive id."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        structure = parse_structure(doc.text, {})
        directives = extract_directives(doc.text, structure, _mentions(doc), doc_id="doc")
        parts = [part for note in structure.notes for part in note.parts]
        ends = [(d.start, d.end) for d in directives] + [(p.start, p.end) for p in parts]
        _split_tokens(doc, itertools.chain.from_iterable(ends))
        doc.spans["directives"] = _spans(doc, [(d.start, d.end, d.kind, d.directive_id) for d in directives])
        doc.spans["notes"] = _spans(doc, [(p.start, p.end, p.role, "") for p in parts])
        return doc


def _mentions(doc: Doc) -> tuple[Mention, ...]:
    return tuple(Mention(e.label_, e.text, e.start_char, e.end_char) for e in doc.ents)


def _spans(doc: Doc, found: Sequence[tuple[int, int, str, str]]) -> list[Span]:
    spans = (
        doc.char_span(start, end, label=label, span_id=span_id, alignment_mode="expand")
        for start, end, label, span_id in found
    )
    return [span for span in spans if span is not None]


def load_nlp(
    *,
    segmenter: str = "jieba",
    recogniser: str = "lac",
    userdict: str | None = None,
    exclude: Sequence[str] = (),
) -> Language:
    """A spaCy pipeline for *clean* Chinese text: words, sentences, ``ents``, span groups ``directives`` and ``notes``.

    Docs survive ``DocBin`` and ``nlp.pipe(n_process=2)``. ``exclude`` names components to leave out.
    Raises ValueError where an engine is not installed.
    """
    nlp = spacy.blank(
        "zh",
        config={
            "nlp": {
                "tokenizer": {
                    "@tokenizers": "zhiling.words.v1",
                    "segmenter": segmenter,
                    "userdict": userdict,
                }
            }
        },
    )
    components: dict[str, dict[str, Any]] = {
        "zhiling_sentences": {},
        "zhiling_mentions": {"recogniser": recogniser},
        "zhiling_directives": {},
    }
    for name, config in components.items():
        if name not in exclude:
            nlp.add_pipe(name, config=config)
    return nlp
