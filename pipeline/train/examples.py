"""Annotated text in the forms that people keep it, as sentences with the names in them.

Read are gold files of this project (``NAME.json`` beside the text they annotate), the tables of a run, JSON
Lines with offsets, columns (CoNLL, BIO, BIOES) and spaCy's DocBin. All of it becomes the same: sentences in
simplified characters, cut as the recogniser cuts them, with spans of PER, LOC and ORG.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ..process import clean_document
from ..read import read_corpus
from ..records import Options, Problem
from ..rows import grouped_rows, read_rows, table_files
from ..segment import split_sentences
from ..segment.engines import LABELS, Entity

#: What a recogniser finds; dates, titles and documents are the rules' business.
KINDS = ("ORG", "PER", "LOC")


class Example(NamedTuple):
    """A sentence and its names; offsets count in it. ``group`` is the document it comes from."""

    text: str
    names: tuple[Entity, ...]
    group: str


@dataclass
class Source:
    """What one input held: its sentences, and what could not be used, for the card and the user."""

    name: str
    sha256: str
    examples: list[Example] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)


def read_source(path: Path, texts: Path | None = None) -> Source:
    """The sentences of one file, or of all annotation below a folder, in the order of their paths.

    ``texts`` is the folder that holds the texts of ``NAME.json`` where they do not lie beside it. Raises
    ValueError, naming file and line, where the annotation cannot be read or does not fit its text.
    """
    if path.is_dir() and (tables := table_files(path, "documents")):
        source = Source(path.name, _digest([*tables, *table_files(path, "entities")]))
        _add(source, _read_run(path))
        return source
    files = _annotation_files(path)
    source = Source(path.name, _digest(files))
    for file in files:
        try:
            _add(source, _READERS[file.suffix.lower()](file, texts, source.lost))
        except (UnicodeDecodeError, json.JSONDecodeError) as error:
            raise ValueError(f"cannot read {file}: {error}") from error
    return source


def _annotation_files(path: Path) -> list[Path]:
    if not path.is_dir():
        if path.suffix.lower() not in _READERS:
            raise ValueError(
                f"{path} is no annotated data: its name must end in {', '.join(sorted(_READERS))}"
            )
        return [path]
    plain = {".txt", ".tsv"}  # in a folder these are texts and tables; columns go by names of their own
    files = [
        p for p in sorted(path.rglob("*")) if p.suffix.lower() in _READERS.keys() - plain and p.is_file()
    ]
    if not files:
        raise ValueError(
            f"{path} holds no annotated data: NAME.json beside NAME.txt, .jsonl, .conll, .bio, .iob2 or .spacy"
        )
    return files


def _digest(files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for file in files:
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


# -------------------------------------------------------------------------------------------- to sentences


class Annotated(NamedTuple):
    """A text with its names under their own labels, before it is cut into sentences."""

    text: str
    names: Sequence[Entity]
    group: str


Reader = Callable[[Path, "Path | None", list[str]], Iterator[Annotated]]


def _add(source: Source, texts: Iterable[Annotated]) -> None:
    for text, names, group in texts:
        source.labels.update(name.label for name in names)
        kept = [Entity(n.start, n.end, LABELS[n.label]) for n in names if LABELS.get(n.label) in KINDS]
        simple = _simplify(text)
        for span in split_sentences(simple):
            inside = [n for n in kept if span.start <= n.start and n.end <= span.end]
            moved = (Entity(n.start - span.start, n.end - span.start, n.label) for n in inside)
            source.examples.append(Example(simple[span.start : span.end], apart(moved), group))


def apart(names: Iterable[Entity]) -> tuple[Entity, ...]:
    """The names in order; of two that overlap, the longer."""
    kept: list[Entity] = []
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start)):
        if name.start < name.end and all(name.end <= k.start or name.start >= k.end for k in kept):
            kept.append(name)
    return tuple(sorted(kept))


@functools.cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def _simplify(text: str) -> str:
    """Simplified, one character for one, so that offsets hold: what the recogniser will see."""
    simple = _converter()(text)
    if len(simple) == len(text):
        return simple
    return "".join(s if len(s := _converter()(c)) == 1 else c for c in text)


# ------------------------------------------------------------------------------------------- our own JSON


def _read_gold(path: Path, texts: Path | None, lost: list[str]) -> Iterator[Annotated]:
    """``NAME.json``: entities as in docs/records.md, with offsets or once a document and form."""
    gold = json.loads(path.read_text(encoding="utf-8-sig"))
    rows = gold.get("entities") if isinstance(gold, dict) else None
    if not isinstance(rows, list):
        raise ValueError(f'{path} holds no annotation: it must be an object with a list "entities"')
    yield _annotate(path, gold.get("text") or _text_of(path, texts), rows, lost)


def _read_lines(path: Path, texts: Path | None, lost: list[str]) -> Iterator[Annotated]:
    """JSON Lines: ``{"text": …, "entities": [{"type": …, "start": …, "end": …}]}``."""
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        row = json.loads(line)
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise ValueError(f'{path}, line {number}: no object with "text" and "entities"')
        yield _annotate(path, row["text"], row.get("entities") or [], lost, f"{path.name}#{number}")


def _annotate(
    path: Path, text: str, rows: Sequence[Any], lost: list[str], group: str | None = None
) -> Annotated:
    where, names, forms = group or path.stem, [], {}
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("type"), str):
            raise ValueError(f"{path}: an entity without a type: {str(row)[:60]}")
        start, end, written = row.get("start"), row.get("end"), row.get("text")
        if isinstance(start, int) and isinstance(end, int):
            if not 0 <= start < end <= len(text) or (written and text[start:end] != written):
                raise ValueError(
                    f"{path}: the span {start}–{end} ({written or row['type']}) does not fit its text, which "
                    f"has {text[max(start, 0) : end][:30]!r} there: offsets count characters of the text given"
                )
            names.append(Entity(start, end, row["type"]))
        elif written:
            forms[written] = row["type"]
    if forms:
        names += _find_forms(text, forms, where, lost)
    return Annotated(text, names, where)


def _find_forms(text: str, forms: dict[str, str], where: str, lost: list[str]) -> list[Entity]:
    """Every occurrence of the names, longest first: gold lists a name once a document."""
    pattern = re.compile("|".join(re.escape(f) for f in sorted(forms, key=lambda f: (-len(f), f))))
    found = [Entity(m.start(), m.end(), forms[m.group()]) for m in pattern.finditer(text)]
    inside = "\n".join(forms)  # a form that stands only within longer ones is no loss
    seen = {text[n.start : n.end] for n in found}
    lost += [f"{where}: {f}" for f in forms if f not in seen and inside.count(f) < 2]
    return found


def _text_of(path: Path, texts: Path | None) -> str:
    """The clean text that ``NAME.json`` annotates."""
    folder = texts or path.parent
    beside = [p for p in sorted(folder.glob("*")) if p.stem == path.stem and p.suffix != ".json"]
    if not beside:
        raise ValueError(
            f"no text for {path}: put {path.stem}.txt beside it, or say where it is with --texts"
        )
    for raw in read_corpus(beside[:1]):
        if isinstance(raw, Problem):
            raise ValueError(f"{raw.path}: {raw.reason} {raw.remedy}".strip())
        return clean_document(raw, Options()).text
    raise ValueError(f"{beside[0]} is empty")


def _read_run(folder: Path) -> Iterator[Annotated]:
    """The tables of a run, as they are or after correction."""
    rows = dict(grouped_rows(folder, "entities"))
    for document in read_rows(folder, "documents"):
        entities = rows.get(document["doc_id"], [])
        yield _annotate(folder / "entities.jsonl", document["text"], entities, [], document["doc_id"])


# ------------------------------------------------------------------------------------------------ columns

_TAG = re.compile(r"O|[BIESMLU][-_](\S+)")


def _read_columns(path: Path, texts: Path | None, lost: list[str]) -> Iterator[Annotated]:
    """A word (or character) a line with its tag in BIO, BIOES or BILOU; an empty line ends a sentence."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    columns = None
    group, number = path.stem, 0
    rows: list[tuple[str, str]] = []
    for count, line in enumerate([*lines, ""], 1):
        cells = line.split("\t") if "\t" in line else line.split()
        if line.startswith("#") and len(cells) != 2:  # a comment, not the character # with its tag
            if line.startswith("# newdoc"):
                number += 1
                group = f"{path.stem}#{number}"
        elif not line.strip():
            if rows:
                yield _join_columns(rows, group if number else f"{path.stem}#{count}")
            rows = []
        else:
            columns = columns or _find_columns(cells, path, count)
            if len(cells) <= max(columns) or not _TAG.fullmatch(cells[columns[1]]):
                raise ValueError(
                    f"{path}, line {count}: no word with a tag such as B-ORG or O: {line[:60]!r}"
                )
            rows.append((cells[columns[0]], cells[columns[1]]))


def _find_columns(cells: Sequence[str], path: Path, count: int) -> tuple[int, int]:
    """Which columns hold word and tag: the word may follow a number, the tag is the last that looks like one."""
    word = 1 if len(cells) > 2 and cells[0].isdigit() else 0
    tags = [i for i in range(word + 1, len(cells)) if _TAG.fullmatch(cells[i])]
    if not tags:
        raise ValueError(f"{path}, line {count}: no column with tags such as B-ORG or O")
    return word, tags[-1]


def _join_columns(rows: Sequence[tuple[str, str]], group: str) -> Annotated:
    text, names, label = "", [], ""
    for word, tag in rows:
        if text[-1:].isascii() and text[-1:].isalnum() and word[:1].isascii() and word[:1].isalnum():
            text += " "  # between Latin words, which the columns hold without it
        start, text = len(text), text + word
        new = tag[2:]
        if tag == "O":
            label = ""
        elif tag[0] in "BSU" or new != label:
            names.append(Entity(start, len(text), new))
            label = "" if tag[0] in "SU" else new
        else:
            names[-1] = names[-1]._replace(end=len(text))
            label = "" if tag[0] in "EL" else new
    return Annotated(text, names, group)


# -------------------------------------------------------------------------------------------------- spaCy


def _read_docbin(path: Path, texts: Path | None, lost: list[str]) -> Iterator[Annotated]:
    import spacy
    from spacy.tokens import DocBin

    vocab = spacy.blank("zh").vocab
    try:
        docs = list(DocBin().from_disk(path).get_docs(vocab))
    except Exception as error:  # whatever the unpacking raises on other bytes
        raise ValueError(f"{path} is no DocBin of spaCy: {error}") from error
    for number, doc in enumerate(docs, 1):
        names = [Entity(e.start_char, e.end_char, e.label_) for e in doc.ents]
        yield Annotated(doc.text, names, f"{path.stem}#{number}")


_READERS: dict[str, Reader] = {
    ".json": _read_gold, ".jsonl": _read_lines, ".spacy": _read_docbin,
    **dict.fromkeys((".conll", ".bio", ".iob", ".iob2", ".bioes", ".bmes", ".txt", ".tsv"), _read_columns),
}  # fmt: skip


# ------------------------------------------------------------------------------------------------ parts


def hold_out(examples: Sequence[Example], share: float, seed: int) -> tuple[list[Example], list[Example]]:
    """``examples`` without and with about ``share`` of them, whole documents at a time; decided by ``seed``.

    Fewer than ten documents are too coarse to share out: then it goes by sentences.
    """
    if len({e.group for e in examples}) < 10:
        examples = [e._replace(group=f"{e.group}/{i}") for i, e in enumerate(examples)]
    sizes = Counter(e.group for e in examples)
    drawn = sorted(sizes, key=lambda g: hashlib.sha256(f"{seed}:{g}".encode("utf-8", "replace")).digest())
    held: set[str] = set()
    size = 0
    for group in drawn:
        if size >= share * len(examples):
            break
        held.add(group)
        size += sizes[group]
    return [e for e in examples if e.group not in held], [e for e in examples if e.group in held]
