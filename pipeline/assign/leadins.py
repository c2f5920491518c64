"""Who is told to act by the sentence that opens a list: ``市教育局应当履行下列职责：``. Spans count in the clean text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ..records import Directive, Item, Span, Structure
from .acting import Acting
from .subjects import Subject

#: The sentence that opens the document's own text tells nobody to act.
_PREAMBLE = re.compile(
    r"^(?:为|根据|按照|遵照|依据|经)"
    r"|(?:提出|制定|作出|现就|现将|特|研究|批复|通知|函复|公告|通告)[^。：]{0,40}(?:如下|以下|意见|方案"
    r"|通知)[^，。：]{0,8}[：:]?$"
)
#: 某某应当履行下列职责：the role is that of what is listed.
_LISTS_DUTIES = re.compile(
    r"(?:(?:履行|承担)|负责[^，。；：]{0,16}的)(?:下列|以下|如下)[^，。；：]{0,12}(?:职责|职能|任务|义务|工作)[：:]$"
)
#: 某某可以按照规定采取下列措施，…应当配合：
_MEASURES = re.compile(
    r"(?:可以?|应当?|有权)[^。；：]{0,16}采取(?:下列|以下|如下)[^，。；：]{0,6}措施[^，。；：]{0,8}，[^。；：]{2,60}"
    r"(?:应当?|必须|须|不得)[^。；：]{2,40}：\s*$"
)
_ARTICLE = re.compile(r"第[^，。]{1,8}[条章节编款]")
_STOP = re.compile(r"[。！？；\n]")
#: 某某由…组成。其主要职责是：
_ITS = re.compile(r"其(?:主要|具体|工作)*(?:职责|任务|职能)(?:是|为|如下|包括|有)?[：:]")
_MARK = re.compile(r"(?:第[^条\n]{1,8}条)?[\W\d一二三四五六七八九十]*")
#: A lead-in that ends so opens a list.
_LIST_FOLLOWS = ("：", ":", "，即", "包括")
_HELPS = ("协助", "配合")
#: How far back the sentence of a lead-in, or the one before it, may begin.
_SENTENCE_REACH = 300


class LeadIns:
    """The lead-ins of one document; ``subjects`` finds the bodies that a stretch of text tells to act."""

    def __init__(
        self,
        text: str,
        structure: Structure,
        issuers: Sequence[str],
        acting: Acting,
        subjects: Callable[[int, int], list[Subject]],
    ) -> None:
        self._text, self._acting, self._subjects = text, acting, subjects
        self._items: dict[int, Item] = {item.start: item for item in structure.items}
        self._issuers = set(issuers)

    def span_of(self, node: Directive) -> Span | None:
        """Where the sentence stands that opens the list of ``node``, None where none does."""
        if _ARTICLE.match(node.marker):
            return None  # articles follow each other; none opens the next
        item = self._items.get(node.start)
        span = item.lead_in if item is not None else None
        if span is None and node.lead_in:
            at = self._text.rfind(node.lead_in, 0, node.start)
            span = Span(at, at + len(node.lead_in)) if at >= 0 else None
        if span is not None and not node.marker:  # 做到“六有”，即…: the subject opens the sentence
            begin = max(0, span.start - _SENTENCE_REACH)
            before = _STOP.split(self._text[begin : span.start])[-1]
            span = Span(span.start - len(before), span.end)
        return span

    def told(self, directive: Directive, span: Span, *, own: bool) -> list[Subject] | None:
        """Whom the lead-in at ``span`` tells to do ``directive``; None where it names nobody.

        ``own``: it opens the list that the directive itself is in, not that of an ancestor.
        """
        written = self._text[span.start : span.end].strip()
        subjects = self._named(span, written)
        if subjects:
            last = subjects[-1].evidence
            listed = own and bool(_LISTS_DUTIES.search(written))
            if listed:  # 学校设立委员会，履行下列职责：
                subjects = [subject for subject in subjects if subject.rule == "founded"] or subjects
            return [
                subject._replace(rule="lead-in", role=self._role(subject, directive, own, listed))
                for subject in subjects
                if subject.evidence == last
            ]
        if own and _ITS.fullmatch(written):
            return list(self._whose(directive, span.start))
        return None

    def _named(self, span: Span, written: str) -> list[Subject]:
        """The bodies that act in a lead-in."""
        subjects = self._subjects(*span)
        preamble = bool(_PREAMBLE.search(written))
        if preamble or not written.endswith(_LIST_FOLLOWS):
            subjects = [subject for subject in subjects if self._does_more_than_speak(subject, preamble)]
        takes = _MEASURES.search(self._text, span.start, span.end)
        if takes:  # who must put up with the measures takes none
            return [s for s in subjects if s.mention.start < takes.start()] or subjects
        return subjects

    def _does_more_than_speak(self, subject: Subject, preamble: bool) -> bool:
        """Not so who only checks, nor the issuer, a subject that is told nothing (某某市人民政府为…)."""
        if subject.role == "supervise":
            return False
        if subject.rule != "opening":
            return True
        return not preamble and self._issuers.isdisjoint(self._acting.bodies(subject.mention))

    def _role(self, subject: Subject, directive: Directive, own: bool, listed: bool) -> str:
        """The role of a subject; where its duties are listed, that of the duty."""
        if not listed and not (own and subject.rule == "duties"):
            return subject.role
        role = self._acting.role_of(directive)
        if listed and role == "support" and not directive.text.startswith(_HELPS):
            return subject.role
        return role or subject.role

    def _whose(self, directive: Directive, at: int) -> Iterator[Subject]:
        """Of ``其职责是：`` at ``at``: the body that opens the sentence before."""
        begin = max(0, at - _SENTENCE_REACH)
        said = self._text[begin:at].rstrip("。；\n \u3000")
        span = Span(begin + len(said) - len(_STOP.split(said)[-1]), begin + len(said))
        first = next((m for m in self._acting.inside(*span) if m.type == "ORG"), None)
        if first and _MARK.fullmatch(self._text, span.start, first.start):
            yield Subject(first, self._acting.role_of(directive), "lead-in", span)
