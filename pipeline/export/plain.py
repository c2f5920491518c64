"""What every format starts from: attributes as text, whole number, real number or boolean, and files written whole.

Programs disagree on everything else: none takes a list or an absent value, XML takes no control character,
UTF-8 no lone surrogate, and a column that changes its type half way is refused or silently split in two.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice, repeat, tee
from operator import methodcaller
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, TypeAlias

from ..graph import JOINER, make_id

if TYPE_CHECKING:
    from ..graph import Graph

Plain: TypeAlias = "str | int | float | bool"
Attributes: TypeAlias = "dict[str, Plain]"
#: Attribute name to ``string``, ``long``, ``double`` or ``boolean``.
Columns: TypeAlias = "dict[str, str]"

_SURROGATE = re.compile("[\ud800-\udfff]")
# Control characters, and the two that XML 1.0 excludes by name; tab and line breaks are text.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SEPARATOR = re.compile("[\u2028\u2029]")
_TYPES = {str: "string", int: "long", float: "double", bool: "boolean"}
_LONG = 2**63
#: What every node and every edge has.
FIRST_OF_NODES: Columns = {"label": "string", "name": "string", "type": "string"}
FIRST_OF_EDGES: Columns = {"label": "string", "type": "string", "interaction": "string", "weight": "double"}
#: Nodes, edges or lines that are put together before they are written.
BLOCK = 2000


def clean_string(text: str) -> str:
    """The text without what XML forbids; a lone surrogate becomes U+FFFD, a line separator a line break.

    (Some readers of XML make the line separators U+2028 and U+2029 a line break, some leave them.)
    """
    if text.isprintable():
        return text
    return _FORBIDDEN.sub("", _SEPARATOR.sub("\n", _SURROGATE.sub("\ufffd", text)))


def plain_value(value: Any) -> Plain | None:
    """The value as one of the four types; None for what they cannot say (absent, NaN, infinite, above 64 bits)."""
    kind = type(value)
    if kind is str:
        return clean_string(value)
    if kind is bool:
        return bool(value)
    if kind is int:
        return value if -_LONG <= value < _LONG else None
    if kind is float:
        return value if math.isfinite(value) else None
    if value is None:
        return None
    if isinstance(value, (list, tuple, set, frozenset)):
        parts = sorted(map(str, value)) if isinstance(value, (set, frozenset)) else map(str, value)
        return clean_string(JOINER.join(parts))
    return clean_string(str(value))


def plain_nodes(graph: Graph) -> Iterator[tuple[str, Attributes]]:
    """Each node's id and attributes, in the graph's order; every node has ``label``, ``name`` and ``type``."""
    for node, data in graph.nodes(data=True):
        attributes: Attributes = {"label": "", "name": "", "type": "node", **data}
        _make_plain(attributes, data)
        attributes.pop("id", None)  # a node has one id
        identity = clean_string(str(node))
        attributes["label"] = attributes["name"] = str(attributes["label"] or identity)
        yield identity, attributes


def plain_edges(graph: Graph) -> Iterator[tuple[str, str, str, Attributes]]:
    """Each edge's id, source, target and attributes; every edge has ``label, type, interaction, weight``.

    ``label`` is what tells the edge from others of its type: its role, title or verb.
    """
    for source, target, key, data in _keyed_edges(graph):
        attributes: Attributes = {"label": "", "type": "related", "interaction": "", "weight": 1.0, **data}
        _make_plain(attributes, data)
        kind = attributes["interaction"] = attributes["type"]
        found = attributes.pop("id", None)
        if found != key or type(found) is not str or not found.isprintable():
            found = make_id(str(kind), source, target, key)
        if not attributes["label"]:
            get = attributes.get
            attributes["label"] = get("role") or get("title") or get("verb") or kind
        if type(attributes["weight"]) is not float:
            weight = attributes["weight"]
            attributes["weight"] = float(weight) if isinstance(weight, int) else 1.0
        if not (type(source) is type(target) is str and source.isprintable() and target.isprintable()):
            source, target = clean_string(str(source)), clean_string(str(target))
        yield found, source, target, attributes


def _edge_data(graph: Any) -> Iterator[dict[Any, Any]]:
    # By adjacency, where networkx keeps them: an undirected edge comes twice, which changes no column.
    neighbours = chain.from_iterable(ends.values() for _, ends in graph.adjacency())
    if graph.is_multigraph():
        return chain.from_iterable(map(methodcaller("values"), neighbours))
    return neighbours


def _keyed_edges(graph: Any) -> Iterable[tuple[Any, Any, Any, dict[Any, Any]]]:
    if graph.is_multigraph():
        edges: Iterable[tuple[Any, Any, Any, dict[Any, Any]]] = graph.edges(keys=True, data=True)
        return edges
    return ((source, target, 0, data) for source, target, data in graph.edges(data=True))


def _make_plain(attributes: Attributes, data: dict[Any, Any]) -> None:
    """Make the attributes that came from ``data`` plain, in place."""
    for name, value in data.items():
        kind = type(value)  # by far the most values are plain: tell them without a call
        if kind is str:
            if value.isprintable():
                continue
        elif kind is float:
            if value - value == 0:  # neither infinite nor NaN
                continue
        elif kind is bool or (kind is int and -_LONG <= value < _LONG):
            continue
        plain = plain_value(value)
        if plain is value and plain is not None:
            continue
        del attributes[name]
        if plain is not None:
            attributes[str(name)] = plain
        elif name in ("label", "type", "weight"):
            attributes[name] = ""


def node_columns(graph: Graph) -> Columns:
    """The type of each attribute of nodes, in the order of their first appearance.

    Whole and real numbers together make real ones, any other mixture makes text.
    """
    columns = _ordered(FIRST_OF_NODES, _find_columns(data for _, data in graph.nodes(data=True)))
    columns.pop("id", None)
    return columns


def edge_columns(graph: Graph) -> Columns:
    """The same for edges."""
    columns = _ordered(FIRST_OF_EDGES, _find_columns(_edge_data(graph)))
    columns.pop("id", None)
    return columns


def _ordered(first: Columns, found: Columns) -> Columns:
    return {**first, **{name: kind for name, kind in found.items() if name not in first}}


def _find_columns(rows: Iterable[dict[Any, Any]]) -> Columns:
    # Rows come in a handful of shapes (names and types): half a million rows are walked, few are looked at.
    rows, again = tee(rows)
    kinds_of = map(tuple, map(map, repeat(type), map(methodcaller("values"), again)))
    shapes = dict.fromkeys(zip(map(tuple, rows), kinds_of, strict=True))
    return column_types(shapes)


def column_types(shapes: Iterable[tuple[Iterable[Any], Iterable[type]]]) -> Columns:
    """The one type of each attribute, from the names and types of the rows that there are."""
    types: dict[str, set[str]] = {}
    for names, kinds in shapes:
        for name, kind in zip(names, kinds, strict=True):
            if kind is not type(None):
                types.setdefault(str(name), set()).add(_TYPES.get(kind, "string"))
    return {name: _column_type(kinds) for name, kinds in types.items()}


def _column_type(kinds: set[str]) -> str:
    if len(kinds) == 1:
        return next(iter(kinds))
    return "double" if kinds == {"long", "double"} else "string"


def to_string(value: Plain) -> str:
    """A value as XML Schema and JSON write it."""
    if isinstance(value, str):
        return value
    if value is True or value is False:
        return "true" if value else "false"
    return repr(value)


@contextmanager
def open_whole(path: Path, mode: str = "w", *, encoding: str | None = "utf-8") -> Iterator[IO[Any]]:
    """A file that appears under its name only when it is complete; nothing is left behind if the writing fails.

    The temporary name lies in the same folder, because a rename across file systems is not atomic.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    text = {} if "b" in mode else {"encoding": encoding, "newline": ""}
    try:
        with open(temporary, mode, **text) as out:  # type: ignore[call-overload]
            yield out
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def written_apart(path: Path) -> Iterator[IO[str]]:
    """A nameless file for what comes behind a head that is known last; it lies where the whole will lie."""
    with TemporaryFile("w+", encoding="utf-8", newline="", dir=path.parent) as body:
        yield body


def append(body: IO[str], out: IO[bytes]) -> None:
    """Copy what was written apart behind what is there."""
    body.flush()
    body.buffer.seek(0)  # type: ignore[attr-defined]
    copyfileobj(body.buffer, out, 1 << 20)  # type: ignore[attr-defined]


def write_blocks(out: IO[str], lines: Iterable[str]) -> None:
    """Write lines in blocks: a call for each would cost more than making it."""
    lines = iter(lines)
    while block := list(islice(lines, BLOCK)):
        out.write("".join(block))
