"""Whose a directive is where nobody is told to act: the addressees', the speaker's, the issuers'."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..lexicon import read_lexicon
from ..records import Directive, Span, Structure
from .acting import Acting

if TYPE_CHECKING:
    from ..link import Linked

_Written = dict[str, tuple[str | None, Span | None]]


@functools.cache
def _leaders_of_state() -> frozenset[str]:
    return frozenset(row[0] for row in read_lexicon("leaders.tsv"))


class Given(NamedTuple):
    """A body by default: as it is written in the head, and where. ``role`` is the basis too."""

    body: str
    surface: str | None
    role: str
    span: Span | None
    rule: str


class Fallback:
    """The last bases of one document."""

    def __init__(self, structure: Structure, linked: Linked, acting: Acting) -> None:
        self._head, self._linked, self._acting = structure.head, linked, acting
        self._posts = {person.name: person.positions for person in linked.people}

    def of(self, directive: Directive) -> list[Given]:
        """Who answers for ``directive`` when neither it nor what it stands under names anybody."""
        head, linked = self._head, self._linked
        if linked.addressees:
            written = self._written(head.addressees, head.addressee_line)
            return self._given(linked.addressees, written, "addressee", head.addressee_line)
        if asked := self._asked_by(directive):
            return asked
        written = self._written(head.issuers, None)
        return self._given(linked.issuers, written, "issuer", head.title_span)

    def _asked_by(self, directive: Directive) -> list[Given]:
        """What a named speaker asks for at a meeting belongs to the bodies he speaks for, not to the convener."""
        if self._head.kind != "meeting" or directive.speaker is None:
            return []
        if directive.speaker in _leaders_of_state() and not self._convenes(directive.speaker):
            return []
        spans: dict[str, Span] = {}
        for post in self._posts.get(directive.speaker, ()):
            spans.setdefault(post.body, Span(post.start, post.end))
        return [Given(body, None, "issuer", span, "speaker") for body, span in spans.items()]

    def _convenes(self, name: str) -> bool:
        """Whether one of the speaker's own bodies issued or convened: else he is only quoted."""
        return any(post.body in self._linked.issuers for post in self._posts.get(name, ()))

    @staticmethod
    def _given(bodies: Iterable[str], written: _Written, role: str, around: Span | None) -> list[Given]:
        found = []
        for body in bodies:
            surface, span = written.get(body, (None, around))
            found.append(Given(body, surface, role, span, role))
        return found

    def _written(self, spans: Sequence[Span], around: Span | None) -> _Written:
        """How each body is written in the head, and where."""
        found: _Written = {}
        places = list(spans) + ([around] if around else [])
        for span in places:
            for mention in self._acting.inside(*span):
                if mention.type == "ORG":
                    for body in self._acting.bodies(mention):
                        found.setdefault(body, (mention.text, around or Span(mention.start, mention.end)))
        return found
