"""One document through every stage: the stages in order, pure, with nothing but what is passed in.

``process_documents`` takes a handful of documents at a time so that the tagger can work in large batches; what a
document yields does not depend on its neighbours.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from .assign import assign_responsibilities
from .clean import clean_text
from .clean.characters import simplify_characters
from .extract import extract_directives
from .link import Linked, describe_body, link_bodies
from .recognise import recognise_mentions
from .records import (
    Alignment,
    Body,
    Directive,
    Document,
    DocumentRecords,
    Mention,
    Options,
    Person,
    Problem,
    RawDocument,
    Responsibility,
    Sentence,
    Span,
    Structure,
)
from .segment import EngineError, load_segmenter, segment_text, split_sentences
from .structure import parse_structure

if TYPE_CHECKING:
    from .link.registry import Registry

Tags = list[tuple[str, str]]
_HAN = re.compile("[\u4e00-\u9fff]+")


class Tagger(Protocol):
    """Words and tags of sentences, one list a sentence; equal sentences get equal tags."""

    def tag(self, sentences: Sequence[str]) -> list[Tags]: ...


@dataclass(frozen=True, slots=True)
class Resources:
    """Models and lists, loaded once a process."""

    options: Options
    registry: Registry
    tagger: Tagger | None
    lexicon: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Tagged:
    """A tagger that remembers one batch: the sentences of several documents tagged in one call."""

    tagger: Tagger
    known: Mapping[str, Tags] = field(default_factory=dict)

    def tag(self, sentences: Sequence[str]) -> list[Tags]:
        missing = sorted({s for s in sentences if s not in self.known})
        more = dict(zip(missing, self.tagger.tag(missing), strict=True)) if missing else {}
        return [self.known[s] if s in self.known else more[s] for s in sentences]


def load_resources(options: Options) -> Resources:
    """Load what ``options`` name. Raises ValueError with a remedy where an engine or a file is missing."""
    from .lexicon import read_names
    from .link.registry import load_registry

    if options.segmenter != Options().segmenter:
        load_segmenter(options.segmenter, options.userdict)  # what is missing shows before the first document
    return Resources(
        options=options,
        registry=load_registry(bodies_file=options.bodies),
        tagger=load_tagger(options.recogniser),
        lexicon=_clean_names(read_names(options.lexicon), options) if options.lexicon else (),
    )


def _clean_names(names: Sequence[str], options: Options) -> tuple[str, ...]:
    """The names as they were given, and as they stand in clean text (simplified, brackets and digits of its width)."""
    cleaned = (
        name
        if _HAN.fullmatch(name) and (options.keep_traditional or not simplify_characters(name))
        else clean_text(name, keep_traditional=options.keep_traditional).text
        for name in names
    )
    return tuple(dict.fromkeys(name for name in (*names, *cleaned) if name))


def load_tagger(recogniser: str) -> Tagger | None:
    """The tagger that ``recogniser`` names; None for ``rules``, which do without. Raises ValueError if it is missing."""
    if recogniser == "rules":
        return None
    if recogniser == "lac":
        from .segment.lac import LacTagger

        return LacTagger()
    from .segment.engines import load_engine

    return load_engine(recogniser)


def clean_document(raw: RawDocument, options: Options) -> Document:
    """The clean text of a document in its record; head fields are what the page or container declared."""
    cleaned = clean_text(raw.text, keep_traditional=options.keep_traditional, metadata=raw.metadata)
    declared = {**cleaned.found, **{k: v for k, v in raw.metadata.items() if v}}
    return Document(
        doc_id=raw.doc_id,
        path=raw.path,
        duplicates=raw.duplicates,
        sha256=raw.sha256,
        title=declared.get("title"),
        date=declared.get("date"),
        doc_number=declared.get("doc_number"),
        kind="other",
        issuers=(),
        addressees=(),
        site=declared.get("site"),
        url=declared.get("url"),
        editor=declared.get("editor"),
        encoding=raw.encoding,
        text=cleaned.text,
        cleaning=dict(cleaned.counts),
        warnings=(*raw.warnings, *cleaned.warnings),
        alignment=cleaned.alignment,
        metadata=declared,
    )


def segment_document(
    document: Document, resources: Resources, spans: Sequence[Span] | None = None
) -> tuple[Sentence, ...]:
    """Sentences and words of the clean text; offsets count in it. ``spans``: its sentences, if already known."""
    options = resources.options
    return segment_text(document.text, engine=options.segmenter, userdict=options.userdict, spans=spans)


def recognise_document(
    document: Document, resources: Resources, spans: Sequence[Span] | None = None
) -> tuple[Structure, tuple[Mention, ...]]:
    """Structure and mentions, before linking. ``spans``: the sentences, if already known."""
    structure = parse_structure(document.text, document.metadata, resources.lexicon)
    mentions = recognise_mentions(
        document.text, structure, tagger=resources.tagger, lexicon=resources.lexicon, sentences=spans
    )
    return structure, mentions


def link_document(
    document: Document, structure: Structure, mentions: Sequence[Mention], resources: Resources
) -> tuple[Document, Linked]:
    """The document record with its full head, and its mentions, bodies and people resolved."""
    linked = link_bodies(
        document.text, structure, tuple(mentions), resources.registry, found=document.metadata
    )
    head = structure.head
    extra = tuple(w for w in structure.warnings if w not in document.warnings)
    document = dataclasses.replace(
        document,
        title=head.title,
        date=head.date,
        doc_number=head.doc_number,
        kind=head.kind,
        issuers=linked.issuers,
        addressees=linked.addressees,
        warnings=(*document.warnings, *extra),
    )
    return document, linked


def extract_document(
    document: Document, structure: Structure, linked: Linked
) -> tuple[tuple[Directive, ...], tuple[Responsibility, ...]]:
    """The directives of a document and who is responsible for them."""
    directives = extract_directives(document.text, structure, linked.mentions, doc_id=document.doc_id)
    return directives, assign_responsibilities(document.text, structure, linked, directives)


def process_document(raw: RawDocument, resources: Resources) -> DocumentRecords:
    """Every record of one document. Pure: no clock, no network, no state kept between calls."""
    return next(iter(process_documents([raw], resources)))


def process_documents(raws: Iterable[RawDocument], resources: Resources) -> list[DocumentRecords]:
    """Every record of each document, in order.

    A document that a stage fails on keeps what the stages before it found, with the failure among its problems:
    one bad text never takes its neighbours with it.
    """
    documents = [guarded("clean", raw, clean_document, raw, resources.options) for raw in raws]
    spans = [split_sentences(d.text) if isinstance(d, Document) else [] for d in documents]
    tagger = resources.tagger
    if tagger is not None:
        sentences = sorted({d.text[a:b] for d, cuts in zip(documents, spans, strict=True) for a, b in cuts})
        tagger = _Tagged(tagger, dict(zip(sentences, tagger.tag(sentences), strict=True)))
    resources = dataclasses.replace(resources, tagger=tagger)
    return [_finish(*each, resources) for each in zip(raws, documents, spans, strict=True)]


def guarded(stage: str, document: RawDocument | Document, function: Callable[..., Any], *args: Any) -> Any:
    """The stage's result, or a Problem that names the stage and the fault in it."""
    try:
        return function(*args)
    except EngineError:  # the engine is wrong, or its server gone: no document can do without it
        raise
    except Exception as error:  # a fault of ours must not stop a corpus; it is reported with its place
        reason = f"{type(error).__name__}: {error}"
        return Problem(
            document.path, stage, reason, "Please report this text to the maintainers.", document.doc_id
        )


def _finish(
    raw: RawDocument, document: Document | Problem, spans: Sequence[Span], resources: Resources
) -> DocumentRecords:
    if isinstance(document, Problem):
        return DocumentRecords(_bare_document(raw), problems=(document,))
    problems: list[Problem] = []

    def attempt(stage: str, function: Callable[..., Any], *args: Any) -> Any:
        result = guarded(stage, raw, function, *args)
        if isinstance(result, Problem):
            problems.append(result)
            return None
        return result

    records = DocumentRecords(
        document, attempt("segment", segment_document, document, resources, spans) or ()
    )
    if recognised := attempt("recognise", recognise_document, document, resources, spans):
        structure, mentions = recognised
        records = dataclasses.replace(records, structure=structure, mentions=mentions)
        if linking := attempt("link", link_document, document, structure, mentions, resources):
            records = _with_links(records, *linking, attempt=attempt)
    return dataclasses.replace(records, problems=tuple(problems))


def _with_links(
    records: DocumentRecords, document: Document, linked: Linked, *, attempt: Callable[..., Any]
) -> DocumentRecords:
    extracted = attempt("extract", extract_document, document, records.structure, linked)
    directives, responsibilities = extracted or ((), ())
    return dataclasses.replace(
        records,
        document=document,
        mentions=linked.mentions,
        people=people_with_aliases(document, linked),
        bodies=all_bodies(document, linked, responsibilities),
        directives=directives,
        responsibilities=responsibilities,
    )


def _bare_document(raw: RawDocument) -> Document:
    """The record of a document whose cleaning failed: its raw text, unrepaired, is its text."""
    return Document(
        raw.doc_id, raw.path, raw.duplicates, raw.sha256, None, None, None, "other", (), (), None, None, None,
        raw.encoding, raw.text, {}, raw.warnings, Alignment(), raw.metadata,
    )  # fmt: skip


def people_with_aliases(document: Document, linked: Linked) -> tuple[Person, ...]:
    """People with the raw forms of their names (孫銳 for 孙锐), read off the alignment."""
    raw = document.alignment.restore_raw(document.text)
    forms: dict[str, set[str]] = {}
    for mention in linked.mentions:
        if mention.type == "PER":
            start, end = document.alignment.raw_span(mention.start, mention.end)
            forms.setdefault(mention.text, set()).add(raw[start:end])
    return tuple(
        dataclasses.replace(p, aliases=tuple(sorted(({*p.aliases} | forms.get(p.name, set())) - {p.name})))
        for p in linked.people
    )


def all_bodies(
    document: Document, linked: Linked, responsibilities: Sequence[Responsibility]
) -> tuple[Body, ...]:
    """The linker's bodies and every other body that a record names, sorted by name."""
    bodies = {b.name: b for b in linked.bodies}
    named = {r.body for r in responsibilities} | {*document.issuers, *document.addressees}
    named |= {p.body for person in linked.people for p in person.positions}
    for name in sorted(named - bodies.keys()):
        bodies[name] = describe_body(name, (), (), linked.names)
    for name in sorted({b.parent for b in bodies.values() if b.parent} - bodies.keys()):
        bodies[name] = describe_body(name, (), (), linked.names)
    return tuple(bodies[name] for name in sorted(bodies))
