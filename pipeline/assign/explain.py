"""Why a directive has its links: the path through the tree, the rule of each link, what lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ..lexicon import read_lexicon
from ..records import Directive, Responsibility, Span, Structure
from . import Assigner

if TYPE_CHECKING:
    from ..link import Linked


class Lost(NamedTuple):
    """A body that was weighed and got no link: where it stands (clean text) and why not."""

    body: str
    reason: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """``path`` runs from the outermost ancestor down; ``rules`` puts each link's rule in words."""

    directive: Directive
    path: tuple[Directive, ...]
    links: tuple[Responsibility, ...]
    rules: tuple[str, ...]
    lost: tuple[Lost, ...]


def explain_directive(
    text: str, structure: Structure, linked: Linked, directives: Sequence[Directive], directive_id: str
) -> Explanation:
    """Everything that decided the links of ``directive_id``; KeyError where no directive has this id."""
    by_id = {directive.directive_id: directive for directive in directives}
    directive = by_id[directive_id]
    assigner = Assigner(text, structure, linked, directives)
    links = assigner.links_of(directive) if directive.kind == "directive" else []
    words = {row[0]: row[1] for row in read_lexicon("link_rules.txt")}
    lost = _lost_bases(directive, links, assigner.candidates_of(directive), words)
    linked_surfaces = {link.surface for link in links}
    for mention, reason in assigner.bystanders_of(directive):
        if mention.text not in linked_surfaces:
            lost.append(
                Lost(
                    mention.name,
                    words.get(reason, reason),
                    Span(mention.start, mention.end),
                )
            )
    return Explanation(
        directive,
        _path_to(directive, by_id),
        tuple(links),
        tuple(words.get(link.rule, link.rule) for link in links),
        tuple(dict.fromkeys(lost)),
    )


def _path_to(directive: Directive, by_id: dict[str, Directive]) -> tuple[Directive, ...]:
    path = [directive]
    while (parent := by_id.get(path[-1].parent_id or "")) is not None and parent not in path:
        path.append(parent)
    return tuple(reversed(path))


def _lost_bases(
    directive: Directive,
    links: Sequence[Responsibility],
    candidates: Sequence[Responsibility],
    words: dict[str, str],
) -> list[Lost]:
    """Candidates of a farther basis, and of a directive whose kind bears no links."""
    if directive.kind != "directive":
        why = words["kind"].format(kind=directive.kind)
    else:
        why = words["basis"].format(basis=links[0].basis if links else "none")
    chosen = {(link.body, link.basis) for link in links}
    return [
        Lost(
            link.body,
            f"{link.basis}: {why}",
            Span(link.evidence.start, link.evidence.end) if link.evidence else None,
        )
        for link in candidates
        if (link.body, link.basis) not in chosen
    ]
