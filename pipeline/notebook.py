"""Records as a notebook shows them: ``show_records`` gives an object with ``_repr_html_``."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from html import escape

from .export.plain import clean_string
from .records import DocumentRecords


@dataclass(frozen=True)
class RecordsView:
    """A document's directives and who is responsible; every text is escaped, none becomes markup."""

    records: DocumentRecords
    limit: int = 50

    def _repr_html_(self) -> str:
        bodies: dict[str, list[str]] = defaultdict(list)
        for duty in self.records.responsibilities:
            bodies[duty.directive_id].append(f"{duty.body} ({duty.role})")
        rows = [
            f"<tr><td>{_safe(d.kind)}</td><td style='text-align:left'>{_safe(d.text)}</td>"
            f"<td style='text-align:left'>{_safe('；'.join(bodies[d.directive_id]))}</td></tr>"
            for d in self.records.directives[: self.limit]
        ]
        left = len(self.records.directives) - len(rows)
        more = f"<p>… {left} more</p>" if left else ""
        title = _safe(self.records.document.title or self.records.document.path)
        head = "<tr><th>kind</th><th>directive</th><th>bodies</th></tr>"
        return f"<h4>{title}</h4><table>{head}{''.join(rows)}</table>{more}"


def show_records(records: DocumentRecords, *, limit: int = 50) -> RecordsView:
    """The records of one document as a table in a notebook, of its first ``limit`` directives."""
    return RecordsView(records, limit)


def _safe(text: str) -> str:
    return escape(clean_string(text))
