"""The mentions of one document as those who may act, and which bodies each of them names."""

from __future__ import annotations

import bisect
import re
from typing import TYPE_CHECKING

from ..recognise.classes import is_bare
from ..records import Directive, Mention
from .actors import find_actors
from .compact import Compact, compact_text
from .deictics import Deictic, with_deictics
from .predicates import role_of_predicate
from .unmarked import Actor

if TYPE_CHECKING:
    from ..link import Linked

#: 各地各单位 are two; 各级各部门 is one.
_TWINS = re.compile(r"(各(?!级)[^各、，（(]{1,6})(各[^各、，]{1,10})")
#: 各中小学校、|幼儿园: a class of which the list says which are meant.
_EACH = "各"
#: The rule by which a name that nobody knows is linked: to itself.
_AS_WRITTEN = "written"
#: 联合调查组 may be what a text calls 调查组 before.
_JOINT = "联合"


class Acting:
    """Bodies, pointing words and unmarked subjects in reading order; spans count in the clean ``text``."""

    def __init__(self, text: str, linked: Linked) -> None:
        self._text, self._linked = text, linked
        pointed = with_deictics(text, linked.mentions, linked.addressees, linked.issuers)
        self._mentions = find_actors(
            text, pointed, self._resolve, linked.issuers, linked.addressees, self._is_known
        )
        self._starts = [m.start for m in self._mentions]

    def inside(self, start: int, end: int) -> list[Mention]:
        """Those that lie in ``text[start:end]``."""
        i, j = bisect.bisect_left(self._starts, start), bisect.bisect_left(self._starts, end)
        return [m for m in self._mentions[i:j] if m.end <= end]

    def compact(self, start: int, end: int) -> Compact:
        """The view of ``text[start:end]`` with its names as holes."""
        return compact_text(self._text, start, end, self.inside(start, end))

    def role_of(self, directive: Directive) -> str:
        """The role that the directive's own words give whoever stands above them."""
        return role_of_predicate(self.compact(directive.start, directive.end).text)

    def bodies(self, mention: Mention) -> list[str]:
        """Canonical names of a mention; pointing words name the addressees or the issuers."""
        if isinstance(mention, Actor) and not mention.bears:
            return []
        if isinstance(mention, Actor) and mention.bodies:
            return list(mention.bodies)
        if isinstance(mention, Deictic) and not mention.canonical:
            return list(self._linked.addressees if mention.yours else self._linked.issuers)
        twins = _TWINS.fullmatch(mention.text)
        if twins:
            return [self._resolve(name, mention.start) for name in twins.groups()]
        bare = is_bare(mention.text) and _EACH not in (mention.spread or "")
        if mention.canonical == _JOINT + mention.text and self._comes_first(mention.text):
            return [mention.text]
        if mention.canonical and not bare:
            return [mention.canonical]
        name = self.name(mention.spread or mention.text, mention.start)
        if bare and name.endswith(mention.text) and not self._is_of_the_house(name):
            return [mention.text]  # a rule for schools means every one, not a longer name that ends alike
        return [name]

    def _is_of_the_house(self, name: str) -> bool:
        """Whether the document comes from the body or one of its offices, or goes to it."""
        return any(body.startswith(name) for body in (*self._linked.issuers, *self._linked.addressees))

    def name(self, surface: str, at: int) -> str:
        """The canonical name of what is written at ``at``."""
        i = bisect.bisect_left(self._starts, at)
        if i < len(self._mentions) and self._mentions[i].start == at:
            mention = self._mentions[i]
            if mention.canonical and mention.text == surface:
                return mention.canonical
        return self._resolve(surface, at)

    def _comes_first(self, name: str) -> bool:
        """Whether the text has a name before it names a joint body of that kind (可以组成联合调查组)."""
        first, joint = self._text.find(name), self._text.find(_JOINT + name)
        return 0 <= first < joint

    def _is_known(self, surface: str, at: int) -> bool:
        """Whether the linker knows more of a name than what is written."""
        return self._linked.resolve(surface, at).rule != _AS_WRITTEN

    def _resolve(self, surface: str, at: int) -> str:
        return self._linked.resolve(surface, at).name
