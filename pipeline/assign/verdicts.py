"""What a sentence says of a group of bodies: the rules, in the order in which they are asked.

Each rule looks at one :class:`Place`; the first that knows the construction decides. The rules' names are those of
``lexicon/link_rules.txt``, the constructions' those of constructions.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

from ..extract.actions import opens_with_verb
from ..recognise.modals import class_pattern, match_modal, told_for
from . import constructions as c
from .predicates import role_of_predicate


class Verdict(NamedTuple):
    """What a sentence says of a body: its role, or None with the reason why it does not act."""

    role: str | None
    rule: str


class Place:
    """Where a group of bodies stands in its sentence, in the compact view (see compact.py).

    ``left`` and ``right`` are the sentence before and behind the group; ``near`` is the clause before it, ``scope``
    as much behind it as no other body opens. ``spoken``: a speaker's 要求 tells his body to act.
    """

    def __init__(self, left: str, near: str, right: str, scope: str, spoken: bool) -> None:
        self.left, self.near, self.right, self.scope, self.spoken = left, near, right, scope, spoken
        self.first, _, self.rest = right.partition("，")

    @classmethod
    def between(cls, left: str, right: str, following: Sequence[int], spoken: bool) -> Place:
        """The place between ``left`` and ``right``; ``following`` says where in ``right`` other groups begin."""
        cut = max(left.rfind(mark) for mark in "，,：:—")  # a quotation mark opens no clause
        if left.endswith(c.BOTH_DUTIES):
            cut = len(left) - 1
        near = left[cut + 1 :][-120:]
        for unseen in (c.WHOSE_AGENT, c.LOCATED, c.FOUNDED_BY, c.BESIDE_PARTNER, c.CLASS_BEFORE):
            near = unseen.sub("", near)
        right = c.BETWEEN_THEM.sub("", right)
        return cls(left, near, right, right[: _scope_end(right, following)], spoken)

    def as_subject(self) -> Place:
        """The place without what parts a subject from its verb: an approval, what it has done so far."""
        right, scope = c.ABOVE_ALL.sub("", self.right), self.scope
        if led := told_for(right):
            right, scope = right[led:], scope[led:] or right[led:]
        after = c.APPROVED.match(right) or c.GOES_FURTHER.match(right) or c.PROPOSES.match(right)
        if after:
            right = scope = right[after.end() :]
        return Place(self.left, self.near, c.COLON.sub("", right), c.COLON.sub("", scope), self.spoken)

    @cached_property
    def modal(self) -> re.Match[str] | None:
        """The modal verb right behind the group."""
        return match_modal(self.right)

    @cached_property
    def opens(self) -> bool:
        """Whether the group opens its clause: before it connectives, dates, one prepositional phrase."""
        if len(self.near) > 60 or c.OCCUPIED.search(self.near):
            return False
        if c.WHICH_ONE.fullmatch(self.near):
            return True
        return bool(class_pattern(r"(?:{prefix})*(?:{phrase})?(?:{prefix})*").fullmatch(self.near))

    @property
    def paused(self) -> bool:
        """Whether a comma follows and no verb that obliges."""
        return self.right[0] in "，," and not self.modal

    def role(self, predicate: str | None = None) -> str:
        """The role that the predicate behind the group gives it."""
        return role_of_predicate(self.scope if predicate is None else predicate, self.left)


def _scope_end(right: str, following: Sequence[int]) -> int:
    """A predicate reaches to the next clause that another body opens."""
    for at in following:
        if at > len(right):
            break
        if (at and right[at - 1] in "，,：:") or right[max(0, at - 2) : at] in {"，由", ",由"}:
            return at
    return len(right)


def judge(place: Place) -> Verdict:
    """The verdict on a group of bodies: by what stands in front of it, else as the subject of what follows."""
    for asked in (_joint, _received, _agent, _asked, _founded):
        verdict = asked(place)
        if verdict is not None:
            return verdict
    subject = place.as_subject()
    return next(verdict for _, read in _AS_SUBJECT if (verdict := read(subject)) is not None)


# ------------------------------------------------------------------------------------------------ by what stands in front


def _joint(place: Place) -> Verdict | None:
    """会同某某: support. 经某某会同某某认定 is a condition, 已会同某某 a report."""
    near, right = place.near, place.right
    if class_pattern(r"{joint}$").search(near[-6:]):
        past = c.PARTNER_OF_PAST.search(near) or c.DID_TOGETHER.match(right)
        return Verdict(None, "reported") if past else Verdict("support", "joint")
    if c.ALONGSIDE.fullmatch(near) and place.left != near:
        return Verdict("support", "joint")
    led = near.endswith(c.LED_WITH) and c.JOINTLY_DONE.match(right)
    beside = c.WITH.search(near) and c.TOGETHER.match(right)
    return Verdict("support", "joint") if led or beside else None


def _received(place: Place) -> Verdict | None:
    """受某某指派: it sends; 接受某某监督, 在某某监督下: it supervises."""
    if c.UNDER.search(place.near) and c.OVERSIGHT.match(place.right):
        return Verdict("supervise", "watched")
    if not c.RECEIVED.search(place.near):
        return None
    if c.SENDS.match(place.right):
        return Verdict("responsible", "assigned")
    if c.OVERSEES.match(place.right):
        return Verdict("supervise", "watched")
    return Verdict(None, "target")


#: Where 由某某 names no agent of the sentence; asked with the place and what follows the body up to a pause.
_NO_AGENT: tuple[tuple[str, Callable[[Place, str], object]], ...] = (
    ("attribute", lambda p, said: c.PREVENTED.match(p.near)),
    ("attribute", lambda p, said: not said or c.NO_PREDICATE.match(said)),
    ("composition", lambda p, said: c.COMPOSED.search(said) and not c.CONVENES.match(said)),
    ("attribute", lambda p, said: said.endswith("的") and len(said) < len(p.right)),
    ("attribute", lambda p, said: c.DONE_NOUN.match(said)),
    ("attribute", lambda p, said: c.ABOUT_DONE_BY.match(p.near) and "的" in said),
    ("attribute", lambda p, said: c.FUNDED_BODY.match(said)),
    ("attribute", lambda p, said: c.WIDENED.match(said)),
    ("attribute", lambda p, said: c.MEETING.match(said)),
    ("attribute", lambda p, said: c.SUBJECT_DONE_BY.fullmatch(said) and c.TOLD_OF.match(p.rest)),
    ("attribute", lambda p, said: c.GOVERNS.search(p.near) and c.ITS_NOUN.match(said)),
    (
        "officer",  # 由某某分管领导签发
        lambda p, said: class_pattern(r"{officer}").match(said) and not c.LEADERS.match(said),
    ),
)


def _agent(place: Place) -> Verdict | None:
    """由某某负责, 请某某, 责成某某, 经某某联合审核, 经某某审核后报送."""
    if c.THROUGH.search(place.near) and (
        c.EXAMINE_TOGETHER.match(place.right) or c.EXAMINES_THEN.match(place.right)
    ):
        return Verdict("responsible", "agent")
    if not c.AGENT.search(place.near):
        return None
    said = re.split(r"[，,]", place.right, maxsplit=1)[0]
    reason = next((reason for reason, holds in _NO_AGENT if holds(place, said)), None)
    return Verdict(None, reason) if reason else Verdict(place.role(), "agent")


def _asked(place: Place) -> Verdict | None:
    """A speaker or a document that asks tells its body to act; a body that asks does not."""
    left, near, right = place.left, place.near, place.right
    if c.FORBIDDEN.fullmatch(near) and not c.NO_VERB.match(right):
        return Verdict("responsible", "asked")  # it is told what it must not do
    if c.BROUGHT.search(near) and c.TO_DEAL_WITH.match(right):
        return Verdict("responsible", "asked")
    if c.HANDED_OVER.search(near) and c.TO_KEEP.match(right):
        return Verdict("responsible", "asked")
    if c.HANDED_ON.search(near) and c.TO_CARRY_OUT.match(right):
        return Verdict("responsible", "asked")
    if near == c.SUGGESTED and "O" not in left and not c.NO_SUGGESTION.match(right):
        return Verdict(place.role(), "asked")
    if near == c.GRANTED and c.TO_DO.match(right):
        return Verdict(place.role(), "asked")
    if not c.ASKED.search(near):
        return None
    if c.MAY_BE_ASKED.search(near):
        return Verdict(None, "target")
    named = left[:-2]
    told = place.spoken or (near != c.ASKED_ALONE and "O" not in named) or c.SPEAKER.search(named)
    return Verdict(place.role(), "asked") if told else Verdict(None, "target")


def _shaped(place: Place) -> bool:
    """健全党委领导、部门负责的工作格局: who does what in something that is to be made."""
    return bool(c.SHAPED.search(place.left) and c.SHAPE.match(place.right))


def _founded(place: Place) -> Verdict | None:
    """成立某某，负责…; 下设某某，负责…; 以某某为主体."""
    near, right = place.near, place.right
    if c.LED_BY.search(place.left) and c.TAKES_PART.match(right):
        return Verdict("support", "opening")
    if near.endswith(c.MADE_MAIN) and c.AS_MAIN.match(right):
        return Verdict("lead" if c.LEAD in right[:4] else "responsible", "named")
    if c.LEFT_TO.search(near):
        return Verdict("responsible", "agent")
    if c.COMPOSED_INTO.search(near):
        return Verdict("responsible", "founded") if c.CHARGED.match(right) else None
    if _shaped(place):
        return _ATTRIBUTE
    if near.endswith(c.SET_UP_BELOW) or c.FOUNDED.search(near):
        there = not c.MAY_BE_FOUNDED.search(near) and not c.TO_BE_FOUNDED.search(place.left)
        told = there and (c.CHARGED.match(right) or c.HEADED_BY.match(right))
        return Verdict("responsible" if told else None, "founded")
    return None


# ------------------------------------------------------------------------------------------------ as a subject


def _named(place: Place) -> Verdict | None:
    named = None if place.near else c.NAMED.match(place.right)
    if named is None:
        return None
    leads = named.group(1) == c.LEAD or place.right[named.end() :].startswith(c.NAMED_TO_LEAD)
    return Verdict("lead" if leads else "responsible", "named")


def _answers(place: Place) -> bool:
    """各灌区｜主要负责人是第一责任人, alone or beside others; but 明确｜灌区负责人是…."""
    if place.near and "O" not in place.near:
        return False
    leader = class_pattern(r"{leader}(?:O{leader})*").match(place.right)
    return leader is not None and c.ANSWERS_FOR.match(place.right, leader.end()) is not None


def _rejected(place: Place) -> bool:
    """Whether what follows a name makes it no subject; who may appoint others (可以选派…担任…) is one."""
    found = None if c.FORMS.match(place.right) else class_pattern(r"{reject}").match(place.right)
    appoints = found and match_modal(place.right, "{ought}") and found.group().endswith(c.APPOINTS)
    return bool(found) and not appoints


def _target(place: Place) -> bool:
    near = place.near
    if place.modal and c.BESIDE.match(near) and not c.TAKES_OBJECT.search(near):
        return False
    if class_pattern(r"(?:{target}|{joint})$").search(near[-6:]) or c.ABOUT.search(near):
        return True
    return bool(place.modal and not place.opens and c.DIRECTED_AT.search(near))


def _after_pause(place: Place) -> Verdict | None:
    """Where a comma follows a body that opens its clause: a long subject, or what is said of when it acts."""
    if not (place.paused and place.opens):
        return None
    if c.PAUSES.match(place.right):
        return Verdict(place.role(c.PAUSE.sub("", place.scope)), "opening")
    meanwhile = c.MEANWHILE.match(place.right)
    return Verdict(place.role(place.right[meanwhile.end() :]), "subject") if meanwhile else None


def _acts(place: Place) -> Verdict:
    rule = "opening" if not place.modal else "subject" if place.opens else "modal"
    return Verdict(place.role(), rule)


def _if(verdict: Verdict, holds: Callable[[Place], object]) -> Callable[[Place], Verdict | None]:
    return lambda place: verdict if holds(place) else None


def _in_system(place: Place) -> bool:
    """实行省政府领导、县政府为主的体制: each has its part."""
    return bool(
        (place.near.endswith(c.IN_SYSTEM) and c.SYSTEM.match(place.right))
        or c.LEADS_SYSTEM.match(place.right)
    )


_RESPONSIBLE_BY_NAME = Verdict("responsible", "named")
_HAS_DUTIES = Verdict("responsible", "duties")
_ACTING, _HELPING = Verdict("responsible", "opening"), Verdict("support", "opening")
_ATTRIBUTE = Verdict(None, "attribute")

#: The rules for a group that opens a clause, or that a modal verb follows; the last one knows every place.
_AS_SUBJECT: tuple[tuple[str, Callable[[Place], Verdict | None]], ...] = (
    ("called the responsible body", _named),
    ("its leader answers", _if(_RESPONSIBLE_BY_NAME, _answers)),
    ("a shared duty", _if(_RESPONSIBLE_BY_NAME, lambda p: p.near.endswith(c.IS) and c.SHARED_DUTY.match(p.right))),
    ("in a system", _if(_RESPONSIBLE_BY_NAME, _in_system)),
    ("its duties follow", _if(_HAS_DUTIES, lambda p: not p.near and c.DUTIES.match(p.right))),
    ("what it undertakes follows", _if(_HAS_DUTIES, lambda p: p.opens and c.UNDERTAKES.match(p.right))),
    ("what it is, and does", _if(_HAS_DUTIES, lambda p: not p.near and c.IS_CHARGED.match(p.right))),
    ("where it sits, and what it does", _if(_HAS_DUTIES, lambda p: not p.near and c.SEATED.match(p.right))),
    ("a step", _if(_ACTING, lambda p: not p.near and c.EXAMINES.match(p.right))),
    ("what it provides", _if(_ACTING, lambda p: not p.near and c.PROVIDES.match(p.right))),
    ("what it submits", _if(_ACTING, lambda p: not p.near and c.SUBMITS.match(p.right))),
    ("nothing follows", _if(_ATTRIBUTE, lambda p: not p.right.strip("，, "))),
    ("no verb follows", _if(_ATTRIBUTE, _rejected)),
    ("it drafted", _if(_ATTRIBUTE, lambda p: c.DRAFTS.match(p.right))),
    ("its and others'", _if(_ATTRIBUTE, lambda p: c.AND_OTHERS_OF.match(p.right) and not p.modal)),
    ("acted upon", _if(Verdict(None, "target"), _target)),
    ("a pause", _after_pause),
    ("inside the clause", _if(Verdict(None, "object"), lambda p: (not p.opens and not p.modal) or p.paused)),
    ("what it has", _if(_ATTRIBUTE, lambda p: not p.modal and c.OWNS.match(p.right))),
    ("a condition or report", lambda p: Verdict(None, reason) if (reason := _condition(p)) else None),
    ("it acts", _acts),
)  # fmt: skip


# ------------------------------------------------------------------------------------------------ conditions and reports


def _officer(place: Place) -> bool:
    """某某负责人的任免，应当…: people of the body are meant, unless they, and so the body, are told to act or refrain."""
    first, rest = place.first, place.rest
    officer = class_pattern(r"{officer}").match(first)
    if officer is None:
        return False
    at = officer.end()
    if first.startswith("的", at) or c.IN_PERSON.match(first, at):
        return True
    told = match_modal(first, "{ought}", at) or c.REFRAINS.match(first, at)
    return not (told or (c.ITS_HEAD in first[:at] and match_modal(rest, "{ought}")))


def _is_told(place: Place) -> bool:
    """Whether a verb of doing follows: 制定拨款标准，以及补助标准, but not 部署，以及…."""
    does = opens_with_verb(place.first) and "的" not in place.first
    return bool(place.modal or c.WILL.match(place.right) or does)


def _in_slogan(place: Place) -> bool:
    """“某某要求、某某需要”: members of a slogan, of which there are several."""
    opened, closed = c.QUOTED.search(place.left), c.IN_SLOGAN.match(place.right)
    return bool(opened and closed and "、" in opened.group() + closed.group())


def _offends(place: Place) -> bool:
    """某某违反规定的，由…; but 某某对结论有异议的，可以申请复核."""
    first, rest = place.first, place.rest
    if c.FINDS.fullmatch(first) and not c.OTHERS_THEN.match(rest):
        return False
    if (
        first.endswith("的")
        and rest
        and "要" not in first
        and "应" not in first
        and not match_modal(rest, "{ought}")
        and not c.LIABLE.match(rest)
    ):
        return True
    if c.AT_FAULT.match(place.right):
        return True
    breach = c.BREACH.match(place.right)
    return bool(breach and not place.modal and not c.LIABLE.match(place.right, breach.end()))


def _reported(place: Place) -> bool:
    """某某出台了…, where no clause behind it tells to do something."""
    if not c.DONE.search(place.right):
        return False
    behind = place.right if "了" not in place.first else place.right.split("，")[-1]
    return not class_pattern(r"(?:{ought}|{duty})").search(behind)


#: Why the first clause behind a body is a condition or a report, not what it is to do.
_CONDITIONS: tuple[tuple[str, Callable[[Place], object]], ...] = (
    ("attribute", lambda p: c.RULED.fullmatch(p.first) and c.RULED_BY.match(p.rest) and not p.modal),
    ("attribute", _in_slogan),
    ("attribute", lambda p: _shaped(p) and not match_modal(p.right, "{ought}")),
    ("attribute", lambda p: c.HAS_FOUNDED.match(p.right)),
    ("attribute", lambda p: c.MADE_UP_BY.match(p.right) or c.POSTED_BY.match(p.first)),
    ("attribute", lambda p: c.GAINED.match(p.right) and not p.modal),
    ("officer", _officer),
    ("officer", lambda p: c.ITS_STAFF.match(p.right)),
    ("condition", _offends),
    ("attribute", lambda p: p.rest.startswith(c.GOES_ON) and not _is_told(p)),
    ("attribute", lambda p: not p.modal and (c.HANDED_IN.match(p.first) or c.NOUN_PHRASE.fullmatch(p.right))),
    ("attribute", lambda p: c.DONE_BY.match(p.first) and not p.modal and c.DONE_IS.match(p.rest)),
    ("condition", lambda p: c.AGREES.fullmatch(p.first)),
    ("condition", lambda p: p.first.endswith(c.SINCE)),
    ("condition", lambda p: p.rest.startswith(c.OTHERWISE) and not p.modal),
    ("condition", lambda p: c.AFTERWARDS.search(p.first) and c.OTHERS_THEN.match(p.rest)),
    ("reported", _reported),
)  # fmt: skip


def _condition(place: Place) -> str | None:
    return next((reason for reason, holds in _CONDITIONS if holds(place)), None)
