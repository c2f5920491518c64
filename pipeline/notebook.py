"""What a notebook shows: ``show_records``, ``show_graph`` and ``show_report`` give objects with ``_repr_html_``.

Every text is escaped, none becomes markup. A graph is a picture, in which nothing can run; the report runs
in a frame of its own, which can reach neither the notebook nor the network.
"""

from __future__ import annotations

import base64
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .export import write_graph
from .export.plain import clean_string
from .graph.views import filter_graph, make_view
from .records import Directive, DocumentRecords, Mention
from .report import write_report

if TYPE_CHECKING:
    from .graph import Graph

COLOURS = {
    "ORG": "#fbe0c8",
    "PER": "#d3ecdb",
    "LOC": "#dbe6f8",
    "DATE": "#ecdff5",
    "TITLE": "#d8f0f2",
    "DOC": "#f6ecb8",
}
#: A page above this makes a notebook slow to load and to save.
MOST_BYTES = 20_000_000
#: Families with simplified characters, the common ones of each system, in the order of preference.
CHINESE_FONTS = (
    "Noto Sans CJK SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans SC", "PingFang SC", "Microsoft YaHei",
    "Hiragino Sans GB", "Heiti SC", "STHeiti", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Serif CJK SC",
    "Source Han Serif SC", "Songti SC", "SimSun", "Noto Sans CJK JP", "Noto Serif CJK JP", "Droid Sans Fallback",
    "Arial Unicode MS",
)  # fmt: skip


@dataclass(frozen=True, repr=False)
class View:
    """Something a notebook shows as HTML; ``told`` is what it says where there is no notebook."""

    html: str
    told: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return f"<{self.told}>"


def show_records(records: DocumentRecords, *, limit: int = 50, text: bool = False) -> View:
    """The records of one document: its first ``limit`` directives with their bodies and quotes.

    With ``text`` also its clean text, names coloured by type and directives underlined.
    """
    document = records.document
    bodies: dict[str, list[str]] = defaultdict(list)
    for duty in records.responsibilities:
        quote = f' title="{_safe(duty.evidence.text)}"' if duty.evidence else ""
        bodies[duty.directive_id].append(f"<span{quote}>{_safe(duty.body)} ({_safe(duty.role)})</span>")
    left = "style='text-align:left'"
    rows = [
        f"<tr><td>{_safe(d.kind)}</td><td {left}><b>{_safe(d.marker)}</b> {_safe(d.text)}</td>"
        f"<td {left}>{'；'.join(bodies[d.directive_id])}</td></tr>"
        for d in records.directives[:limit]
    ]
    more = len(records.directives) - len(rows)
    about = filter(None, (document.date, document.kind, document.doc_number, document.path))
    parts = [
        f"<h4>{_safe(document.title or document.path)}</h4><p>{_safe(' · '.join(about))}</p>",
        f"<table><tr><th>kind</th><th>directive</th><th>bodies</th></tr>{''.join(rows)}</table>",
        f"<p>… {more} more</p>" if more else "",
        _marked_text(document.text, records.mentions, records.directives) if text else "",
    ]
    count = len(records.directives)
    return View("".join(parts), f"records of {clean_string(document.path)}: {count} items")


def _safe(text: str) -> str:
    return escape(clean_string(text))


def _marked_text(text: str, mentions: Iterable[Mention], directives: Sequence[Directive]) -> str:
    """The text cut at every border of a name or directive, each piece with the style of what covers it."""
    starts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for mention in mentions:
        starts[mention.start].append(
            (mention.end, f"background:{COLOURS.get(mention.type, '#eee')};color:#222")
        )
    for directive in directives:
        starts[directive.start].append((directive.end, "border-bottom:2px solid #8f2d2a"))
    ends = {end for spans in starts.values() for end, _ in spans}
    cuts = sorted({0, len(text)} | starts.keys() | ends)
    return f"<div style='white-space:pre-wrap'>{''.join(_pieces(text, cuts, starts))}</div>"


def _pieces(text: str, cuts: Sequence[int], starts: dict[int, list[tuple[int, str]]]) -> Iterator[str]:
    covering: list[tuple[int, str]] = []
    for start, end in pairwise(cuts):
        covering = [span for span in covering if span[0] > start] + starts.get(start, [])
        piece = _safe(text[start:end])
        style = ";".join(style for _, style in covering)
        yield f"<span style='{style}'>{piece}</span>" if style else piece


def show_graph(graph: Graph, *, view: str = "bipartite", width: int = 900, **filters: Any) -> View:
    """A picture of the graph, or of a part of it: ``filters`` are those of ``filter_graph`` (``roles``,
    ``levels``, ``kinds``, ``bodies``, ``since``, ``until``), ``view`` is one of ``make_view``'s.

    Raises ValueError for a view, role, level or kind that does not exist.
    """
    part = make_view(filter_graph(graph, **filters) if filters else graph, view)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.svg"
        write_graph(part, file, "svg")
        picture = base64.b64encode(file.read_bytes()).decode("ascii")
    told = f"{part.number_of_nodes()} nodes, {part.number_of_edges()} edges"
    return View(
        f'<img src="data:image/svg+xml;base64,{picture}" style="width:{int(width)}px;max-width:100%;background:#fff" '
        f'alt="{told}">',
        f"graph: {told}",
    )


def show_report(outputs: str | Path, *, height: int = 720) -> View:
    """The page that ``zhiling report`` writes for a run, in a frame.

    Raises FileNotFoundError where ``documents.jsonl`` is missing, ValueError for a page too large for a notebook.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = write_report(outputs, Path(folder) / "report.html")
        page = file.read_text(encoding="utf-8")
    if len(page) > MOST_BYTES:
        raise ValueError(
            f"The page has {len(page) / 1e6:.0f} MB, too much for a notebook: write it with `zhiling report` and "
            "open the file."
        )
    return View(
        f'<iframe sandbox="allow-scripts allow-downloads" srcdoc="{escape(page)}" width="100%" '
        f'height="{int(height)}" style="border:1px solid #ccc" title="zhiling report"></iframe>',
        f"report of {Path(outputs).name}",
    )


def find_chinese_font() -> str:
    """The family of a font on this machine that has simplified characters, for Matplotlib's ``font.family``.

    Raises LookupError, with what to install, where there is none.
    """
    from matplotlib import font_manager

    known: dict[str, str] = {}
    for font in font_manager.fontManager.ttflist:
        known.setdefault(font.name, font.fname)
    for name in CHINESE_FONTS:
        if name in known:
            return name
    for name, file in sorted(known.items()):
        if _has_characters(file):
            return name
    raise LookupError(
        "No font on this machine has Chinese characters. Install one (Debian and Ubuntu: apt-get install "
        "fonts-noto-cjk; macOS and Windows have one; elsewhere: Noto Sans CJK), then start the kernel again."
    )


def _has_characters(file: str) -> bool:
    from matplotlib.ft2font import FT2Font

    try:
        shapes = FT2Font(file).get_charmap()
    except (OSError, RuntimeError):  # a damaged font, or one taken away since the list was made
        return False
    return all(ord(character) in shapes for character in "政务责任")
