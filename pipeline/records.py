"""Every record that passes between the stages: frozen, documented, importing nothing of ours.

All offsets count Unicode code points, ends are exclusive. ``start``/``end`` count in the *clean* text of the
document; ``raw_start``/``raw_end`` count in its *raw* text, the characters as they were read.
The keys of the written records are the field names here.
"""

from __future__ import annotations

import bisect
import dataclasses
import functools
import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

#: Kinds of document (公文文种, folded to ten).
DOCUMENT_KINDS = (
    "notice", "opinion", "plan", "division", "decision", "regulation", "meeting", "speech", "report", "other",
)  # fmt: skip
MENTION_TYPES = ("ORG", "PER", "LOC", "DATE", "TITLE", "DOC")
DIRECTIVE_KINDS = ("directive", "achievement", "problem", "principle", "heading", "fact")
MODALITIES = ("obligation", "prohibition", "encouragement", "permission")
ROLES = ("lead", "support", "responsible", "supervise", "addressee", "issuer")
BASES = ("explicit", "inherited", "addressee", "issuer")
LEVELS = ("national", "province", "city", "county", "township", "other")


class Problem(NamedTuple):
    """Why a document, or a part of it, could not be processed; a value, never an exception."""

    path: str
    stage: str
    reason: str
    remedy: str = ""
    doc_id: str | None = None


# ------------------------------------------------------------------------------------------------ options


@dataclass(frozen=True, slots=True)
class Options:
    """What a user can choose. Everything here changes results, so all of it is part of a run's key."""

    segmenter: str = "jieba"
    recogniser: str = "lac"
    userdict: str | None = None
    lexicon: str | None = None
    bodies: str | None = None
    keep_traditional: bool = False
    text_column: str | None = None
    text_key: str | None = None

    @property
    def reading(self) -> dict[str, str | None]:
        """The part of the options that the reader takes."""
        return {"text_column": self.text_column, "text_key": self.text_key}


# ------------------------------------------------------------------------------------------------ read


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One document as it was read: raw text and what the file itself says about it.

    ``doc_id`` is the first 16 hex digits of ``sha256``, the digest of the raw bytes of the file (or of the
    member, row or page where a file holds several). ``metadata`` holds what the container declared:
    ``title, date, site, url, editor, source`` of a page, the other columns of a row.
    Table rows are one line of ``text``, their cells separated by a tab.
    """

    doc_id: str
    path: str
    sha256: str
    text: str
    encoding: str
    media: str = "txt"
    duplicates: tuple[str, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


# ------------------------------------------------------------------------------------------------ clean


class Edit(NamedTuple):
    """``clean[start:end]`` stands where ``raw`` stood. Equal lengths map character by character."""

    start: int
    end: int
    raw: str


class Repair(NamedTuple):
    """One repair for ``clean --explain``: which rule, where in the raw text, what became what."""

    rule: str
    raw_start: int
    before: str
    after: str


class Alignment:
    """Clean text to raw text, as the list of places where they differ.

    Between two edits the texts are equal. The edits rebuild the raw text, so it need not be stored.
    """

    __slots__ = ("_raw_starts", "_starts", "edits")

    def __init__(self, edits: Iterable[Edit] = ()) -> None:
        self.edits = tuple(e if type(e) is Edit else Edit(*e) for e in edits)
        self._starts: list[int] | None = None
        self._raw_starts: list[int] = []

    def _index_edits(self) -> list[int]:
        """Where the edits start in both texts, found out at the first question."""
        starts = [e.start for e in self.edits]
        self._raw_starts = []
        shift = 0  # raw offset minus clean offset, before the edit
        for edit in self.edits:
            self._raw_starts.append(edit.start + shift)
            shift += len(edit.raw) - (edit.end - edit.start)
        self._starts = starts  # last: whoever sees it sees both
        return starts

    def _raw_of(self, position: int) -> tuple[int, int]:
        """Raw span (start, end) of the clean character at ``position``."""
        starts = self._index_edits() if self._starts is None else self._starts
        i = bisect.bisect_right(starts, position) - 1
        # An insertion-less deletion (start == end) at this very position lies before the character.
        while i >= 0 and self.edits[i].start == self.edits[i].end == position:
            edit = self.edits[i]
            raw = self._raw_starts[i] + len(edit.raw)
            return raw, raw + 1
        if i < 0:
            return position, position + 1
        edit, raw = self.edits[i], self._raw_starts[i]
        if position < edit.end:
            if len(edit.raw) == edit.end - edit.start:
                raw += position - edit.start
                return raw, raw + 1
            return raw, raw + len(edit.raw)
        raw += len(edit.raw) + position - edit.end
        return raw, raw + 1

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Raw ``(start, end)`` of the clean characters ``start`` to ``end``."""
        if end <= start:
            raw = self._raw_of(start)[0]
            return raw, raw
        return self._raw_of(start)[0], self._raw_of(end - 1)[1]

    def restore_raw(self, clean: str) -> str:
        """The raw text, rebuilt from the clean text and the edits."""
        parts: list[str] = []
        at = 0
        for edit in self.edits:
            parts += (clean[at : edit.start], edit.raw)
            at = edit.end
        parts.append(clean[at:])
        return "".join(parts)

    def to_json(self) -> list[list[Any]]:
        return [list(e) for e in self.edits]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Alignment) and self.edits == other.edits

    def __hash__(self) -> int:
        return hash(self.edits)

    def __repr__(self) -> str:
        return f"Alignment({len(self.edits)} edits)"


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean text with its alignment, what was repaired, and what the page furniture said.

    ``found`` holds what left the body: ``title, date, site, url, editor, source`` where they were seen.
    """

    text: str
    alignment: Alignment
    counts: Mapping[str, int] = field(default_factory=dict)
    repairs: tuple[Repair, ...] = ()
    found: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


# ------------------------------------------------------------------------------------------------ structure


class Span(NamedTuple):
    """A stretch of clean text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Head:
    """The document's own head and tail, as written: spans where they stand in the text, else None.

    ``issuers`` and ``addressees`` are spans of names (shared heads not yet spread).
    """

    title: str | None = None
    date: str | None = None  # ISO 8601; never guessed
    doc_number: str | None = None
    kind: str = "other"
    title_span: Span | None = None
    doc_number_span: Span | None = None
    date_span: Span | None = None
    issuers: tuple[Span, ...] = ()
    addressees: tuple[Span, ...] = ()
    addressee_line: Span | None = None


class Line(NamedTuple):
    """One paragraph of clean text, without its line break.

    ``role``: ``title`` · ``number`` (发文字号) · ``addressee`` · ``signature`` · ``date`` · ``attachment`` ·
    ``row`` (of a table, cells split by tabs) · ``note`` (附注, 此件公开发布, 抄送) · ``text``.
    """

    start: int
    end: int
    role: str = "text"


@dataclass(frozen=True, slots=True)
class Item:
    """One member of a list, as the structure stage sees it.

    ``start``/``end`` is the item's own text (docs/records.md); ``scope_end`` is where its influence ends (its
    unnumbered paragraphs and nested items lie between ``end`` and ``scope_end``).
    ``lead_in`` is the sentence or heading that opens the list; for a named set the marker is ``""``.
    """

    index: int
    list_index: int
    parent: int | None
    style: str
    marker: str
    ordinal: int
    depth: int
    marker_start: int
    start: int
    end: int
    scope_end: int
    lead_in: Span | None = None


class NotePart(NamedTuple):
    """One body named in a note, with the role the note gives it; the span is the name as written."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Note:
    """A 责任 note: bracketed, labelled, or a table cell.

    ``start``/``end`` covers the whole note with its brackets. ``scope``: ``item`` (the text it closes) ·
    ``above`` (以上…) · ``row`` · ``items`` (names the items it serves, by ``ordinals``).
    ``served`` is the span of text the note serves when it is not simply what stands before it (a table row).
    """

    start: int
    end: int
    parts: tuple[NotePart, ...]
    scope: str = "item"
    served: Span | None = None
    ordinals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Structure:
    """Head, paragraphs, the tree of list items (in reading order), notes, and warnings on numbering."""

    head: Head
    lines: tuple[Line, ...]
    items: tuple[Item, ...] = ()
    notes: tuple[Note, ...] = ()
    warnings: tuple[str, ...] = ()


# ------------------------------------------------------------------------------------------------ language


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its words; ``"".join(words)`` equals its text without white space."""

    start: int
    end: int
    words: tuple[str, ...]
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. ``canonical`` is filled by the linker (ORG only), else None.

    ``spread`` is the full written form of a member of a coordinated name whose shared tail stands further on
    (成都市 in 成都市、绵阳市教育行政部门 has spread 成都市教育行政部门), else None.
    """

    type: str
    text: str
    start: int
    end: int
    canonical: str | None = None
    spread: str | None = None

    @property
    def name(self) -> str:
        """The canonical name, else the one that is written."""
        return self.canonical or self.text


class Position(NamedTuple):
    """A post: the canonical name of the body, the title, and where the text says so."""

    body: str
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Person:
    """A person in one document; ``aliases`` are the raw forms of the name."""

    name: str
    aliases: tuple[str, ...] = ()
    positions: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation that can bear responsibility. ``candidates`` is filled where the name stayed open."""

    body_id: str
    name: str
    aliases: tuple[str, ...] = ()
    level: str = "other"
    region_code: str | None = None
    parent: str | None = None
    party: bool = False
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a written name stands for in this document. ``rule`` says how it was found."""

    name: str
    body_id: str
    rule: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Directive:
    """A list item of any kind, or an unnumbered directive (``marker`` is then ``""``, ``list_id`` None).

    ``text`` is the clean text from ``start`` to ``end``; ``deadline`` is an ISO date where the text gives a year.
    """

    directive_id: str
    list_id: str | None
    parent_id: str | None
    ordinal: int | None
    marker: str
    depth: int
    kind: str
    text: str
    start: int
    end: int
    lead_in: str | None = None
    speaker: str | None = None
    modality: str | None = None
    action: str | None = None
    object: str | None = None
    purpose: str | None = None
    deadline: str | None = None
    targets: tuple[str, ...] = ()


class Evidence(NamedTuple):
    """The quote that a link rests on, and where it stands in the clean text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Responsibility:
    """The link directive → body. ``rule`` names the rule that found it, for ``explain``."""

    directive_id: str
    body: str
    surface: str | None
    role: str
    basis: str
    evidence: Evidence | None
    confidence: float
    rule: str = ""


# ------------------------------------------------------------------------------------------------ whole


@dataclass(frozen=True, slots=True)
class Document:
    """One document: its head, its clean text, and the alignment that gives back the raw text."""

    doc_id: str
    path: str
    duplicates: tuple[str, ...]
    sha256: str
    title: str | None
    date: str | None
    doc_number: str | None
    kind: str
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    site: str | None
    url: str | None
    editor: str | None
    encoding: str
    text: str
    cleaning: Mapping[str, int]
    warnings: tuple[str, ...]
    alignment: Alignment
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DocumentRecords:
    """Everything one document yields; what ``process_document`` returns."""

    document: Document
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    people: tuple[Person, ...] = ()
    directives: tuple[Directive, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    bodies: tuple[Body, ...] = ()
    structure: Structure | None = None
    problems: tuple[Problem, ...] = ()


def to_row(record: Any) -> dict[str, Any]:
    """A JSON-ready dictionary of a record, keys in the order of its fields."""
    kind: Any = type(record)
    names, read = _fields(kind)
    row = dict(zip(names, read(record), strict=True))
    for name, value in row.items():
        if type(value) not in _SCALARS:
            row[name] = _plain(value)
    return row


@functools.cache
def _fields(kind: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of a record's fields, and what reads all of them."""
    names = tuple(f.name for f in dataclasses.fields(kind))
    if len(names) > 1:
        return names, operator.attrgetter(*names)
    return names, lambda record: tuple(getattr(record, name) for name in names)


_SCALARS = frozenset((str, int, float, bool, type(None)))


def _plain(value: Any) -> Any:
    # By far the most values are scalars, or tuples of them (the words of a sentence).
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind is tuple:
        return list(value) if _SCALARS.issuperset(map(type, value)) else [_plain(v) for v in value]
    if kind is Alignment:
        return value.to_json()
    if dataclasses.is_dataclass(kind):
        return to_row(value)
    if hasattr(value, "_asdict"):
        return {k: _plain(v) for k, v in value._asdict().items()}
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    return value
