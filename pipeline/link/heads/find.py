"""Who issued a document and who it is addressed to, as canonical names.

The head of a notice says it; a meeting report does not: there the bodies that convened count, else those
the main speaker represents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from .lines import alone_on_line, named_at_head, named_in_title, who_printed, who_signed
from .meetings import (
    put_to_whom,
    who_acted,
    who_convened,
    who_delivered,
    who_met,
    who_reported,
    who_spoke,
    whose_plenum,
    whose_title,
)
from .names import names_of_spans
from .numbers import by_number
from .opening import (
    dated_in_text,
    signed_in_a_run,
    who_answers,
    who_decides,
    who_drafted,
    who_makes,
    who_rules,
    who_studied,
    who_we_are,
)
from .reading import Reading
from .regulations import by_order


def _the_party(reading: Reading) -> list[str]:
    """A speech that speaks of 党中央 and names nobody is of the party's."""
    return ["中共中央"] if "党中央" in reading.text else []


Finder = Callable[[Reading], list[str]]
_NOTICE: tuple[Finder, ...] = (
    named_at_head,
    by_order,
    whose_plenum,
    named_in_title,
    who_signed,
    alone_on_line,
    signed_in_a_run,
    by_number,
    who_answers,
    who_decides,
    dated_in_text,
    who_printed,
    who_rules,
    who_makes,
    who_studied,
    who_we_are,
    whose_title,
)
#: Where to look for the issuers of each kind of document, best first; all kinds not named here are as a notice.
_FINDERS: Mapping[str, tuple[Finder, ...]] = {
    "meeting": (who_convened, named_at_head, who_spoke),
    "speech": (named_at_head, who_delivered, named_in_title, _the_party),
    "report": (
        named_at_head,
        who_reported,
        named_in_title,
        who_signed,
        alone_on_line,
        by_number,
        whose_title,
    ),
    # reports that are of no kind: who met or spoke there, before anything else is guessed
    "other": (*_NOTICE, who_acted, who_met, who_drafted),
}


def find_issuers(reading: Reading) -> tuple[str, ...]:
    """Canonical names of the bodies that issued or convened, in the order the document names them."""
    for find in _FINDERS.get(reading.head.kind, _NOTICE):
        if found := [name for name in find(reading) if _is_name(name)]:
            return tuple(dict.fromkeys(found))
    return ()


def _is_name(name: str) -> bool:
    """A bracket that is not closed was cut out of something else; a state is no body that issues."""
    return name.count("（") == name.count("）") and not name.endswith("共和国")


#: 各位离退休老同志 are greeted beside the bodies that a notice goes to.
_PEOPLE = re.compile("各位|(?:同志|师生|员工|职工|教师|朋友|家长)们?$")


def find_addressees(reading: Reading) -> tuple[str, ...]:
    """Canonical names of the 主送机关; in a report the bodies something was put to."""
    addressed = [span for span in reading.head.addressees if not _PEOPLE.search(reading.text[slice(*span)])]
    found = names_of_spans(reading, addressed)
    if not found and reading.head.kind == "meeting":
        found = put_to_whom(reading)
    return tuple(dict.fromkeys(found))
