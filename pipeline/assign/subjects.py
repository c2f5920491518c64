"""Who acts in a stretch of text: the bodies that a sentence tells to do something, each with its role.

The rules are those of docs/records.md (responsibilities). A body acts where it opens a clause and a verb
follows, behind 由, behind 会同 (support), behind 接受…监督 (supervise). It does not act behind
督促, 指导, 授权, 报, 向, nor as a mere condition (经某某批准). Here the sentences are walked over; the verdicts
are those of verdicts.py, the constructions they know those of constructions.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..extract.labels import tells
from ..recognise.modals import class_pattern, told_for
from ..records import Mention, Span
from . import constructions as c
from .compact import Compact, compact_text
from .groups import GROUP, groups_of
from .predicates import watches, watches_beside
from .verdicts import Place, Verdict, judge

_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]?")
#: 县公安局。｜负责…: a label with what its body does
_LABEL = re.compile(rf"(?:{GROUP.pattern})。")
#: How far around a body its sentence is read; longer sentences are lists that lost their marks.
_REACH = 500


class Subject(NamedTuple):
    """A body told to act. ``evidence`` is the sentence that says so; ``rule`` names the pattern."""

    mention: Mention
    role: str
    rule: str
    evidence: Span


class Bystander(NamedTuple):
    """A body that is named and not told to act; ``reason`` names the rule that says so."""

    mention: Mention
    reason: str


def is_nobody(name: str) -> bool:
    """Enterprises, citizens, 有关方面 and the like bear no responsibility (docs/records.md)."""
    return bool(class_pattern(r"{nobody}").fullmatch(name))


def find_subjects(
    text: str, start: int, end: int, mentions: Sequence[Mention], *, spoken: bool = False
) -> list[Subject]:
    """The acting bodies of ``text[start:end]``, in reading order.

    ``mentions`` are those inside the stretch, sorted; spans count in ``text``. ``spoken``: in a report of a
    meeting, 要求 without a subject is the speaker's and tells its body to act.
    """
    read = _read(text, start, end, mentions, spoken)
    return [
        Subject(mention, verdict.role, verdict.rule, span) for mention, verdict, span in read if verdict.role
    ]


def find_bystanders(
    text: str, start: int, end: int, mentions: Sequence[Mention], *, spoken: bool = False
) -> list[Bystander]:
    """The bodies of ``text[start:end]`` that do not act there, each with the reason (for ``explain``)."""
    read = _read(text, start, end, mentions, spoken)
    return [Bystander(mention, verdict.rule) for mention, verdict, _ in read if not verdict.role]


def _read(
    text: str, start: int, end: int, mentions: Sequence[Mention], spoken: bool
) -> Iterator[tuple[Mention, Verdict, Span]]:
    if not any(mention.type == "ORG" for mention in mentions):
        return
    view = compact_text(text, start, end, mentions)
    if view.text.startswith("O"):
        view = _labelled(view)
    if "O" in view.text:
        for sentence in _SENTENCE.finditer(view.text):
            if "O" in sentence.group():
                yield from _read_sentence(view, Span(*sentence.span()), spoken)


def _labelled(view: Compact) -> Compact:
    """The view with a colon behind the label that opens it: ``县公安局。负责…`` is one sentence."""
    label = _LABEL.match(view.text)
    if label is None or not tells(view.text[label.end() :]):
        return view
    return replace(view, text=f"{view.text[: label.end() - 1]}：{view.text[label.end() :]}")


def _read_sentence(view: Compact, sentence: Span, spoken: bool) -> Iterator[tuple[Mention, Verdict, Span]]:
    stop = sentence.end
    while stop > sentence.start and view.text[stop - 1] in "。！？!?；;\n":
        stop -= 1
    groups = list(groups_of(view.text, sentence.start, stop))
    for number, group in enumerate(groups):
        left = view.text[max(sentence.start, group.start() - _REACH) : group.start()]
        right = view.text[group.end() : min(stop, group.end() + _REACH)]
        following = [g.start() - group.end() for g in groups[number + 1 : number + 12]]
        verdict = judge(Place.between(left, right, following, spoken))
        if _reprimands(view, sentence.start, group.start(), right):
            verdict = verdict._replace(role="supervise") if verdict.rule == "agent" else verdict
        elif verdict.role == "supervise" and _checks_firms(view, group.end(), right):
            verdict = verdict._replace(role="responsible")
        span = _evidence(view, Span(sentence.start, stop), Span(*group.span()))
        members = [view.names[hole] for hole in range(group.start(), group.end()) if hole in view.names]
        for mention in members:
            own = _own_verdict(mention.text, verdict, right)
            if own.role == "responsible" and watches_beside(mention.text, (m.text for m in members), right):
                own = own._replace(role="supervise")
            yield mention, own, span


def _reprimands(view: Compact, start: int, stop: int, right: str) -> bool:
    """``行政机关…有下列情形的，由上级机关责令改正``: a public body is put right by another."""
    if not c.REPRIMANDS.match(right):
        return False
    breach = c.OFFENDER.match(view.text, start, stop)
    if breach is None:
        return False
    named = [
        view.names[i].spread or view.names[i].text for i in range(*breach.span("who")) if i in view.names
    ]
    return any(name.endswith(c.PUBLIC_ENDS) for name in named or (breach["who"],))


def _checks_firms(view: Compact, end: int, right: str) -> bool:
    """``对经办银行进行评估``: inspecting those that are no public bodies is the subject's own work."""
    checked = c.CHECKED_BODY.search(right)
    name = view.names.get(end + checked.start(1)) if checked else None
    return name is not None and name.text.endswith(c.FIRM_ENDS)


def _own_verdict(name: str, verdict: Verdict, right: str) -> Verdict:
    """What the name itself changes: enterprises do not act, who is inspected is no helper."""
    if is_nobody(name):
        return Verdict(None, "nobody")
    if verdict.role and c.NOBODYS_LEADER.fullmatch(name) and c.SECRETARY.match(right):
        return Verdict(None, "officer")
    if verdict.role and (led := told_for(right)):
        right = right[led:]
    if verdict.role == "support" and verdict.rule != "joint" and c.INSPECTED.match(name):
        return Verdict("responsible", verdict.rule)
    if verdict.role == "responsible" and c.LEADER.fullmatch(name):
        return Verdict("lead", verdict.rule)
    if verdict.role == "responsible" and watches(name, right):
        return Verdict("supervise", verdict.rule)
    if verdict.role == "responsible" and c.INSPECTOR.search(name) and c.CORRECTS.match(right):
        return Verdict("supervise", verdict.rule)
    return verdict


def _evidence(view: Compact, sentence: Span, group: Span) -> Span:
    """The sentence, or of a very long one the clauses around the body."""
    start, stop = sentence
    if stop - start > 300:
        cut = max(view.text.rfind(mark, start, group.start) for mark in "，：")
        start = max(cut + 1, group.start - 150, start)
        at = view.text.find("，", min(group.end + 100, stop), stop)
        stop = min(at if at >= 0 else stop, group.end + 250)
    return view.span(start, stop)
