"""Raw text to clean text: an ordered tuple of small fixes, with the way back through all of them.

Every fix says what it changes and what it leaves alone; the
order is the order of :data:`FIXES`. Cleaning clean text changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ..records import CleanText
from . import characters, furniture, layout, misread, mojibake, spacing
from .align import Change, Ledger, RuledChange


class Fix(NamedTuple):
    """A named fix: what it counts as, and the function that finds its changes."""

    rule: str
    find: Callable[[str], Sequence[Change | RuledChange]]


#: Bytes first, then single characters: what a wrong decoding left must be seen before anything else
#: touches it.
LOCAL_FIXES = (
    Fix("mojibake", misread.decode_latin),
    Fix("line_ends", characters.unify_line_ends),
    Fix("mojibake", misread.read_utf8),
    Fix("entities", characters.decode_entities),
    Fix("compatible", characters.unify_compatible),
    Fix("invisible", characters.drop_invisible),
    Fix("pages", layout.split_pages),
    Fix("pinyin", characters.drop_pinyin),
    Fix("mojibake", mojibake.realign_gbk),
    Fix("pinyin", characters.drop_pinyin),  # a bracket may be recognised only behind a restored character
    Fix("traditional", characters.simplify_characters),
    Fix("width", characters.narrow_characters),
    Fix("brackets", characters.widen_brackets),
    Fix("punctuation", characters.widen_punctuation),
    Fix("markup", layout.drop_markup),
    Fix("paragraphs", layout.split_paragraphs),
)
#: This looks at the text as a whole: how long its lines are, where its ends are.
LINES = Fix("lines", layout.arrange_lines)
SPACES = Fix("spaces", spacing.tighten_spaces)  # within a line, but after the lines are what they should be
#: One fix can make work for another (a space gone, two characters meet); texts from the field need two
#: rounds, the second of which finds nothing. The bound stops what could go on for ever.
MAX_ROUNDS = 6


def clean_text(
    raw: str,
    *,
    keep_traditional: bool = False,
    explain: bool = False,
    metadata: Mapping[str, str] | None = None,
) -> CleanText:
    """Clean text of ``raw``, aligned with it; offsets of ``repairs`` count in ``raw``.

    ``keep_traditional`` leaves traditional characters as they are; ``explain`` lists every single repair;
    ``metadata`` is what the file said about itself, and goes before what the page's furniture says.
    """
    ledger = Ledger(raw, explain=explain)
    local = [fix for fix in LOCAL_FIXES if not (keep_traditional and fix.rule == "traditional")]
    said: dict[str, str] = {}
    framed = ""  # the text in which no furniture was left
    rare = _holds_rare(raw)
    for turn in range(MAX_ROUNDS):
        before = ledger.changes
        rare = rare or "mojibake" in ledger.counts
        for fix in local:
            if rare or fix.rule not in RARE:
                _apply_local(ledger, fix, everywhere=turn == 0)
        ledger.apply(LINES.rule, LINES.find(ledger.text))
        _apply_local(ledger, SPACES, everywhere=turn == 0)
        if ledger.text is not framed:
            changes, more = furniture.drop_furniture(ledger.text)
            ledger.apply("furniture", changes)
            said = {**more, **said}
            framed = "" if changes else ledger.text
        if ledger.changes == before:
            break
    _warn_of_losses(ledger, mojibake.count_beyond_repair(raw))
    found = {**said, **{key: value for key, value in (metadata or {}).items() if value}}
    return CleanText(
        ledger.text,
        ledger.alignment(),
        dict(ledger.counts),
        tuple(ledger.repairs),
        found,
        tuple(ledger.warnings),
    )


#: Rules whose every trigger is among the characters of this pattern, which most texts hold none of.
RARE = frozenset(("line_ends", "entities", "compatible", "invisible", "pages"))
RE_RARE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f&\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2e80-\u2fd5\u3164\ud800-\ufaff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff]"
)
RE_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def _holds_rare(text: str) -> bool:
    return RE_RARE.search(text) is not None or RE_ASTRAL.search(text) is not None


def _apply_local(ledger: Ledger, fix: Fix, *, everywhere: bool) -> None:
    """Apply a fix that never looks beyond a line; from the second round on, only to lines that were changed."""
    text = ledger.text
    if everywhere:
        if ledger.idle.get(fix.find) is not text:
            ledger.apply(fix.rule, fix.find(text))
        if ledger.text is text:
            ledger.idle[fix.find] = text
        return
    touched = ledger.touched_text()
    if touched.text and ledger.idle.get(fix.find) is not touched.text:
        changes = fix.find(touched.text)
        if not changes:
            ledger.idle[fix.find] = touched.text
        ledger.apply(fix.rule, [touched.place(change) for change in changes])


def _warn_of_losses(ledger: Ledger, gone: int) -> None:
    """Say what no repair can bring back."""
    if gone:
        ledger.warnings.append(
            f"{gone} run(s) of 锟斤拷 or the like: the bytes are lost, nothing can be restored"
        )
    marks = ledger.text.count("\ufffd")
    if marks:
        ledger.warnings.append(f"{marks} character(s) could not be restored and stand as U+FFFD")
