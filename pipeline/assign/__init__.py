"""Who is responsible for a directive, in which role, on which evidence (docs/records.md, responsibilities).

Only the nearest basis that yields a body is used: explicit (the directive's own note, or a body its text
tells to act), inherited (the sentence or heading that opens its list, or an ancestor), addressee, issuer.

Where a rule lives: the order of the bases, here; notes, owners.py; who acts in a sentence, subjects.py, with
constructions.py (the patterns, each with an example), verdicts.py (what they say, in order), groups.py (lists of
bodies) and predicates.py (the role); the sentence that opens a list, leadins.py; which bodies a mention names,
acting.py; names that go on, wholenames.py; bodies that only their place shows, unmarked.py,
and of these the issuer's own offices, units.py; 你省 and 本局, deictics.py.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..extract.continued import GAP, is_listed_on, says_more
from ..extract.groups import is_heading, is_told, label_of, lists_duties, owner_of, reach
from ..records import Directive, Evidence, Note, Responsibility, Span, Structure
from ..structure.notes import find_standing
from .acting import Acting
from .confidence import confidence_of
from .deictics import Deictic
from .fallback import Fallback
from .groups import GROUP
from .heads import DutyHeads
from .leadins import LeadIns
from .owners import NoteOwners
from .predicates import role_of_predicate
from .subjects import Bystander, Subject, find_bystanders, find_subjects, is_nobody

if TYPE_CHECKING:
    from ..link import Linked

#: 市教育局的主要职责：
_OF_BODIES = re.compile(rf"({GROUP.pattern})(?:的?(?:主要)?(?:职责|任务|工作任务|工作职责|职责分工))?[：:]?")
_TO_COME = re.compile("[要应将]")
#: Rules by which a body is told to act, not merely said to.
_TOLD = frozenset({"subject", "modal", "agent", "asked"})
_ASIDE = re.compile(r"（([^（）\n]{0,24}由[^（）\n]{2,60}(?:负责|承担|实施|办理|执行|落实)[^（）\n]{0,12})）")


def assign_responsibilities(
    text: str, structure: Structure, linked: Linked, directives: Sequence[Directive]
) -> tuple[Responsibility, ...]:
    """The links of every directive of kind ``directive``, in reading order.

    Evidence spans count in ``text``, and ``text[start:end] == evidence.text``. Directives of other kinds
    (achievements, principles, facts) have no links.
    """
    return tuple(Assigner(text, structure, linked, directives).links())


class Assigner:
    """The links of one document, and on demand what was weighed for them (see explain.py)."""

    def __init__(
        self, text: str, structure: Structure, linked: Linked, directives: Sequence[Directive]
    ) -> None:
        self._text, self._structure, self._linked = text, structure, linked
        self._directives = directives
        self._by_id = {d.directive_id: d for d in directives}
        self._acting = Acting(text, linked)
        self._owners = NoteOwners(text, structure, directives)
        self._standing = find_standing(text)
        self._in_articles = any(item.style == "article" for item in structure.items)
        self._spoken = structure.head.kind in {"meeting", "speech"}
        self._fallback = Fallback(structure, linked, self._acting)
        self._read: dict[Span, list[Subject]] = {}
        self._lead_ins = LeadIns(text, structure, linked.issuers, self._acting, self._subjects)
        self._own: dict[str, list[Responsibility]] = {}
        self._order = [d.start for d in directives]
        self._heads = DutyHeads(
            text, structure, self._owners, self._acting.inside, self._acting.bodies, linked.addressees
        )

    def links(self) -> list[Responsibility]:
        found: list[Responsibility] = []
        for directive in self._directives:
            if directive.kind == "directive":
                found += self.links_of(directive)
        return found

    def links_of(self, directive: Directive) -> list[Responsibility]:
        """The links of one directive: the nearest basis that yields a body."""
        explicit = self._explicit(directive)
        if any(link.rule not in {"joint", "watched"} for link in explicit):
            return explicit
        # 会同某某制定…, 接受某某监督: who does it stands in the lead-in, if anywhere.
        inherited = self._inherited(directive)
        return _once([*explicit, *inherited]) or self._default(directive)

    def candidates_of(self, directive: Directive) -> list[Responsibility]:
        """What every basis would have yielded, nearest first."""
        return [*self._explicit(directive), *self._inherited(directive), *self._default(directive)]

    def bystanders_of(self, directive: Directive) -> list[Bystander]:
        """Bodies named in the directive's own text that are not told to act."""
        span = Span(directive.start, directive.end)
        return find_bystanders(self._text, *span, self._acting.inside(*span), spoken=self._spoken)

    # ------------------------------------------------------------------------------------------ explicit

    def _explicit(self, directive: Directive) -> list[Responsibility]:
        """Links of the directive's own notes and of the bodies its own text tells to act: both count."""
        if directive.directive_id not in self._own:
            links = self._of_notes(directive, directive, "explicit")
            subjects = [*self._subjects(directive.start, directive.end), *self._in_brackets(directive)]
            links += self._of_subjects(directive, subjects, "explicit")
            if directive.marker or directive.list_id:
                links += self._of_label(directive, directive, "explicit")
            elif not any(link.rule not in {"joint", "watched"} for link in links):
                links += self._of_head(directive, "explicit")
            self._own[directive.directive_id] = _once(links)
        return self._own[directive.directive_id]

    def _of_notes(self, directive: Directive, owner: Directive, basis: str) -> list[Responsibility]:
        links = []
        for note in self._owners.of.get(owner.directive_id, ()):
            standing = [part for part in self._standing if part.end < note.start] if note.parts else []
            for part in (*note.parts, *standing):
                surface = self._text[part.start : part.end]
                if not is_nobody(surface):
                    body = self._acting.name(surface, part.start)
                    rule = f"note:{note.scope}"
                    links.append(
                        self._link(directive, body, surface, part.role, basis, self._quote(note), rule)
                    )
        return links

    def _quote(self, note: Note) -> Span:
        """A row's evidence begins at its task."""
        if note.served is not None and note.served.end <= note.start:
            return Span(note.served.start, max(note.end, note.served.end))
        if note.end > note.start:
            return Span(note.start, note.end)
        return Span(note.parts[0].start, note.parts[-1].end)

    def _in_brackets(self, directive: Directive) -> Iterator[Subject]:
        """``（技工院校由某某负责）``: who acts for a part of it, said in passing and no note."""
        for aside in _ASIDE.finditer(self._text, directive.start, directive.end):
            told = self._subjects(*aside.span(1))
            yield from (subject for subject in told if subject.rule == "agent")

    def _subjects(self, start: int, end: int) -> list[Subject]:
        """The acting bodies of a stretch; a lead-in is asked for once an item, so they are kept."""
        span = Span(start, end)
        if span not in self._read:
            self._read[span] = self._find(start, end)
        return self._read[span]

    def _find(self, start: int, end: int) -> list[Subject]:
        return find_subjects(self._text, start, end, self._acting.inside(start, end), spoken=self._spoken)

    def _of_subjects(
        self, directive: Directive, subjects: Sequence[Subject], basis: str
    ) -> list[Responsibility]:
        links = []
        for mention, role, rule, evidence in subjects:
            how = (role, basis)
            if isinstance(mention, Deictic) and not mention.canonical:
                if role == "support":
                    continue  # 会同你省: nobody else is named
                how = ("addressee", "addressee") if mention.yours else how
            links += [
                self._link(directive, body, mention.text, *how, evidence, rule)
                for body in self._acting.bodies(mention)
            ]
        return links

    # ------------------------------------------------------------------------------------------ heads

    def _of_head(self, directive: Directive, basis: str) -> list[Responsibility]:
        """``区财政局：`` before the directive, on its own line or above it, names who acts."""
        head = self._heads.before(directive)
        if head is None:
            return []
        role = self._acting.role_of(directive)
        return [
            self._link(directive, body, mention.text, role, basis, head[0], "head")
            for mention in head[1]
            if not is_nobody(mention.text)
            for body in self._acting.bodies(mention)
        ]

    # ------------------------------------------------------------------------------------------ inherited

    def _inherited(self, directive: Directive) -> list[Responsibility]:
        """Bodies of the sentence or heading that opens the list, then of each ancestor in turn."""
        seen: set[str] = set()
        node: Directive | None = directive
        while node is not None and node.directive_id not in seen:
            seen.add(node.directive_id)
            links = (
                self._of_lead_in(directive, node)
                or self._of_heading_parent(directive, node)
                or self._of_preface(directive, node)
            )
            if links:
                return _once(links)
            if not (node.marker or node.list_id):
                if node is directive:
                    return self._of_label_above(directive) or self._of_line_above(directive)
                break  # what stands below an item and names nobody is not the item's
            node = self._by_id.get(node.parent_id or "")
            if node is not None:
                links = self._of_ancestor(directive, node)
                if links:
                    return _once(links)
        return []

    def _of_label_above(self, directive: Directive) -> list[Responsibility]:
        """``主要职责：…`` below ``综合协调组。由某某牵头。``: what the group has to do."""
        parent = self._by_id.get(directive.parent_id or "")
        if parent is None or not lists_duties(self._text, directive.start, directive.end):
            return []
        return self._of_label(directive, parent, "inherited")

    def _of_label(self, directive: Directive, item: Directive, basis: str) -> list[Responsibility]:
        """The group that an item names as its label, where the item or the line below says what it does."""
        label = label_of(self._text, item.start, item.end)
        if label is None or (item is directive and not is_told(self._text, label, item.end)):
            return []
        owner = owner_of(self._acting.inside(*reach(self._owners.first_of(item).start)))
        if owner is None and is_heading(self._text, item.start, item.end):
            return []
        written = self._text[label.start : label.end]
        body = (self._acting.bodies(owner) or [""])[0] + written if owner else written
        role = role_of_predicate(self._acting.compact(directive.start, directive.end).text.split("：")[-1])
        return [self._link(directive, body, written, role, basis, label, "heading")]

    def _of_line_above(self, directive: Directive) -> list[Responsibility]:
        """``某某负责…；`` and on lines of their own ``配合…；``, ``加强…。``: one body's list of duties."""
        more = self._in_articles and says_more(self._text, directive.start, directive.end)
        if not (more or is_listed_on(self._text, directive.start)):
            return []
        i = bisect.bisect_left(self._order, directive.start) - 1
        above = self._directives[i] if i >= 0 else directive
        if above is directive or above.kind != "directive" or directive.start - above.end > GAP:
            return []
        told = [link for link in self._explicit(above) if link.role != "support"]
        links = told or self._inherited(above)
        role = self._acting.role_of(directive)
        return [self._passed_on(directive, replace(link, role=role)) for link in _once(links)]

    def _of_lead_in(self, directive: Directive, node: Directive) -> list[Responsibility]:
        """Who acts by the sentence that opens the list of ``node``, or by the head above the directive's own list."""
        span = self._lead_ins.span_of(node)
        if span is None:
            return []
        own = node is directive
        told = self._lead_ins.told(directive, span, own=own)
        if told is not None:
            return self._of_subjects(directive, told, "inherited")
        return self._of_head(directive, "inherited") if own else []

    def _of_preface(self, directive: Directive, node: Directive) -> list[Responsibility]:
        """Who acts in the paragraph between a heading and the first item of the list below it."""
        parent = self._by_id.get(node.parent_id or "")
        if parent is None or not (node.marker or node.list_id):
            return []
        first = self._owners.first_of(node)
        line = self._owners.line_of(first.start)
        for plain in reversed(self._owners.plain_between(parent.end, first.start)):
            if line - self._owners.line_of(plain.start) > 1:
                return []
            told = [link for link in self._explicit(plain) if link.rule in _TOLD and link.role != "supervise"]
            if told:
                last = told[-1].evidence
                return [self._passed_on(directive, link) for link in told if link.evidence == last]
        return []

    def _of_heading_parent(self, directive: Directive, node: Directive) -> list[Responsibility]:
        """``（一）市教育局`` as the heading above: its bodies act."""
        parent = self._by_id.get(node.parent_id or "")
        if parent is None or parent.end - parent.start > 80:
            return []
        view = self._acting.compact(parent.start, parent.end)
        if not _OF_BODIES.fullmatch(view.text):
            group = is_heading(self._text, parent.start, parent.end)
            return self._of_label(directive, parent, "inherited") if group else []
        role = self._acting.role_of(directive)
        span = Span(parent.start, parent.end)
        return [
            self._link(directive, body, mention.text, role, "inherited", span, "heading")
            for mention in view.names.values()
            for body in self._acting.bodies(mention)
        ]

    def _of_ancestor(self, directive: Directive, node: Directive) -> list[Responsibility]:
        """What an ancestor's note and the last of its sentences that names a subject hand down."""
        own = self._explicit(node)
        if node.kind != "directive" and not node.text.rstrip().endswith(("：", ":")):
            own = [link for link in own if link.rule != "opening"]  # 第二章 教育督导机构及职责
        # A mere statement opens the list below only where it is the last that is said before it.
        own = [link for link in own if link.rule != "opening" or _opens_list(link.evidence, node.end)]
        if not node.text.rstrip().endswith(("：", ":")):
            own = [link for link in own if link.role != "supervise"]  # who checks does not do what is listed
        spoken = [link for link in own if not link.rule.startswith("note")]
        last = spoken[-1].evidence if spoken else None
        return [
            self._passed_on(directive, link)
            for link in own
            if link.rule.startswith("note") or link.evidence == last
        ]

    def _passed_on(self, directive: Directive, link: Responsibility) -> Responsibility:
        evidence = link.evidence
        span = Span(evidence.start, evidence.end) if evidence else Span(directive.start, directive.end)
        basis = "addressee" if link.basis == "addressee" else "inherited"
        return self._link(directive, link.body, link.surface, link.role, basis, span, "parent")

    # ------------------------------------------------------------------------------------------ default

    def _default(self, directive: Directive) -> list[Responsibility]:
        return [
            self._link(directive, given.body, given.surface, given.role, given.role, given.span, given.rule)
            for given in self._fallback.of(directive)
        ]

    def _link(
        self,
        directive: Directive,
        body: str,
        surface: str | None,
        role: str,
        basis: str,
        span: Span | None,
        rule: str,
    ) -> Responsibility:
        evidence = Evidence(self._text[span.start : span.end], *span) if span is not None else None
        confidence = confidence_of(rule, basis, role)
        return Responsibility(directive.directive_id, body, surface, role, basis, evidence, confidence, rule)


def _opens_list(evidence: Evidence | None, end: int) -> bool:
    """Whether a statement is the last of its item, or says what is going to be done."""
    return evidence is not None and (evidence.end >= end - 2 or bool(_TO_COME.search(evidence.text)))


def _once(links: Sequence[Responsibility]) -> list[Responsibility]:
    """One link for a body: the first found stands (a note goes before the text), but a lead is not lost.

    Nor is what a body does itself, where it also joins in what another does (会同某某…；某某负责…).
    """
    found: dict[str, Responsibility] = {}
    for link in links:
        known = found.get(link.body)
        acts = (
            known
            and known.rule == "joint"
            and link.rule in {*_TOLD, "opening"}
            and link.role == "responsible"
        )
        if known is None or acts or (link.role == "lead" and known.role != "lead"):
            found[link.body] = link
    return list(found.values())
