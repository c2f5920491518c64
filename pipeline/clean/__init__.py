"""Raw text to clean text: an ordered tuple of small fixes, with the way back through all of them.

Every fix says what it changes and what it leaves alone; the
order is the order of :data:`FIXES`. Cleaning clean text changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from ..records import CleanText
from . import breaks, characters, crossed, escapes, furniture, layout, marks, misread, mojibake, scan, spacing
from .align import Ledger
from .changes import Change, Rewrite, RuledChange


class Fix(NamedTuple):
    """A named fix: what it counts as, and the function that finds its changes.

    ``waits`` names kinds of characters (see :mod:`.scan`), one of which the text must hold; where it is 0 the
    fix decides for itself. ``behind`` names kinds that must stand right before such a character.
    """

    rule: str
    find: Callable[[str], Sequence[Change | RuledChange] | Rewrite]
    waits: int = 0
    behind: int = 0


#: Bytes first, then single characters: what a wrong decoding left must be seen before anything else
#: touches it.
LOCAL_FIXES = (
    Fix("entities", escapes.read_escapes),
    Fix("mojibake", misread.decode_latin, scan.WINDOWS, scan.LATIN),
    Fix("line_ends", characters.unify_line_ends, scan.LINE_END),
    Fix("mojibake", misread.read_utf8, scan.UTF8_NEXT, scan.UTF8_LEAD),
    Fix("mojibake", crossed.read_crossed),
    Fix("entities", characters.decode_entities, scan.ENTITY),
    Fix("compatible", characters.unify_compatible, scan.COMPATIBLE),
    Fix("invisible", characters.drop_invisible, scan.INVISIBLE),
    Fix("pages", layout.split_pages, scan.FORM_FEED),
    Fix("pinyin", characters.drop_pinyin, scan.LETTER, scan.ROUND),
    Fix("pinyin", characters.drop_odd_pinyin, scan.TONED | scan.LETTER, scan.ROUND | scan.ODD),
    Fix("pinyin", characters.drop_odd_pinyin, scan.TONED),  # with spaces inside
    Fix("pinyin", characters.drop_word_pinyin, scan.TONED),
    Fix("mojibake", mojibake.realign_gbk),
    Fix("invisible", characters.drop_private, scan.INVISIBLE),
    Fix("mojibake", marks.restore_marks, scan.WINDOWS),
    # A bracket may be known only by a restored character.
    Fix("pinyin", characters.drop_pinyin, scan.LETTER, scan.ROUND),
    Fix("traditional", characters.simplify_characters, scan.TRADITIONAL),
    Fix("width", characters.narrow_characters, scan.FULL_WIDTH),
    Fix("brackets", characters.widen_brackets, scan.BRACKET),
    Fix("punctuation", characters.widen_punctuation, scan.MARK),
    Fix("markup", layout.drop_markup, scan.MARKUP),
    Fix("paragraphs", breaks.split_paragraphs, scan.SPACE, scan.CLOSING),
    Fix("paragraphs", breaks.split_members, scan.SPACE),
)
#: This looks at the text as a whole: how long its lines are, where its ends are.
LINES = Fix("lines", layout.arrange_lines)
SPACES = Fix(
    "spaces", spacing.tighten_spaces, scan.SPACE
)  # within a line, but after the lines are what they should be
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
    for turn in range(MAX_ROUNDS):
        before = ledger.changes
        for fix in local:
            # what is damaged shows in its surroundings too: a line that no fix has touched may show it now
            _apply_local(ledger, fix, everywhere=turn == 0 or fix.find is mojibake.realign_gbk)
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


def _apply_local(ledger: Ledger, fix: Fix, *, everywhere: bool) -> None:
    """Apply a fix that never looks beyond a line; from the second round on, only to lines that were changed."""
    if fix.waits and not ledger.kinds & fix.waits:
        return
    text = ledger.text
    if everywhere:
        if fix.behind and not scan.scan_text(text).follows(fix.behind, fix.waits):
            return
        if ledger.idle.get(fix.find) is not text:
            ledger.apply(fix.rule, fix.find(text))
        if ledger.text is text:
            ledger.idle[fix.find] = text
        return
    touched = ledger.touched_text()
    if touched.text and ledger.idle.get(fix.find) is not touched.text:
        found = fix.find(touched.text)
        changes = found.list_changes() if isinstance(found, Rewrite) else found
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
