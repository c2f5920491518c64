"""How far a link can be trusted, by the rule that found it.

Each number is (right + 20 × prior) / (seen + 20) over the links of the development gold, body and role both
right; the prior of a rule is what a reading of other notices suggested. Rules that were never seen there keep
their prior. A rule that never erred stays below 1.
"""

from __future__ import annotations

#: rule → (prior, right, seen)
_MEASURED = {
    "note:item": (0.97, 250, 250),
    "note:row": (0.95, 0, 0),
    "note:above": (0.85, 0, 0),
    "note:items": (0.9, 0, 0),
    "subject": (0.95, 48, 52),
    "modal": (0.75, 3, 3),
    "opening": (0.85, 22, 24),
    "agent": (0.95, 12, 13),
    "joint": (0.93, 3, 3),
    "asked": (0.85, 1, 1),
    "assigned": (0.85, 1, 1),
    "watched": (0.85, 0, 0),
    "named": (0.8, 0, 0),
    "founded": (0.85, 2, 2),
    "duties": (0.85, 0, 0),
    "head": (0.92, 51, 51),
    "heading": (0.88, 0, 0),
    "lead-in": (0.85, 13, 13),
    "parent": (0.8, 8, 8),
    "addressee": (0.9, 105, 105),
    "issuer": (0.85, 52, 52),
}
_WEIGHT = 20
#: The verb decides whether a body supervises, and it decides less surely than its place does who acts.
_SUPERVISE = 0.88


def confidence_of(rule: str, basis: str, role: str) -> float:
    """The confidence of a link, between 0 and 1."""
    prior, right, seen = _MEASURED.get(rule, (0.7, 0, 0))
    value = min(0.99, (right + _WEIGHT * prior) / (seen + _WEIGHT))
    if role == "supervise" and not rule.startswith("note"):
        value = min(value, _SUPERVISE)
    return round(value, 3)
