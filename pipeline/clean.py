"""Raw text to clean text: an ordered tuple of small fixes, with the way back through all of them.

The rules are those of CONTRACT section 2. Every fix says what it changes and what it leaves alone; the order is the
order of :data:`FIXES`. Cleaning clean text changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from . import characters, furniture, layout, mojibake, spacing
from .align import Change, Ledger
from .records import CleanText


class Fix(NamedTuple):
    """A named fix: what it counts as, and the function that finds its changes."""

    rule: str
    find: Callable[[str], list[Change]]


#: Bytes first, then single characters: what a wrong decoding left must be seen before anything else touches it.
BYTE_FIXES = (
    Fix("line_ends", characters.unify_line_ends),
    Fix("mojibake", mojibake.decode_latin),
    Fix("entities", characters.decode_entities),
)
CHARACTER_FIXES = (
    Fix("compatible", characters.unify_compatible),
    Fix("invisible", characters.drop_invisible),
    Fix("pages", layout.split_pages),
    Fix("pinyin", characters.drop_pinyin),
)
WIDTH_FIXES = (
    Fix("width", characters.narrow_characters),
    Fix("punctuation", characters.widen_punctuation),
    Fix("markup", layout.drop_markup),
    Fix("paragraphs", layout.split_paragraphs),
)


def clean_text(
    raw: str, *, keep_traditional: bool = False, explain: bool = False, metadata: Mapping[str, str] | None = None
) -> CleanText:
    """Clean text of ``raw``, aligned with it; offsets of ``repairs`` count in ``raw``.

    ``keep_traditional`` leaves traditional characters as they are; ``explain`` lists every single repair;
    ``metadata`` is what the file said about itself, and goes before what the page's furniture says.
    """
    ledger = Ledger(raw, explain=explain)
    _run(ledger, BYTE_FIXES)
    _repair_bytes(ledger)
    _run(ledger, CHARACTER_FIXES)
    _realign(ledger)
    if not keep_traditional:
        ledger.apply("traditional", characters.simplify_characters(ledger.text))
    _run(ledger, WIDTH_FIXES)
    ledger.apply_ruled(layout.arrange_lines(ledger.text))
    ledger.apply("spaces", spacing.tighten_spaces(ledger.text))
    changes, said = furniture.drop_furniture(ledger.text)
    ledger.apply("furniture", changes)
    found = {**said, **{key: value for key, value in (metadata or {}).items() if value}}
    return CleanText(
        ledger.text, ledger.alignment(), dict(ledger.counts), tuple(ledger.repairs), found, tuple(ledger.warnings)
    )


def _run(ledger: Ledger, fixes: tuple[Fix, ...]) -> None:
    for fix in fixes:
        ledger.apply(fix.rule, fix.find(ledger.text))


def _repair_bytes(ledger: Ledger) -> None:
    ledger.apply("mojibake", mojibake.read_utf8(ledger.text))
    gone = mojibake.count_beyond_repair(ledger.text)
    if gone:
        ledger.warnings.append(f"{gone} run(s) of 锟斤拷 or the like: the bytes are lost, nothing can be restored")


def _realign(ledger: Ledger) -> None:
    """Runs of shifted GBK; a bracket of pinyin may be recognised only behind the restored character."""
    traditional = characters.is_traditional(ledger.text)
    if ledger.apply("mojibake", mojibake.realign_gbk(ledger.text, traditional=traditional)):
        ledger.apply("pinyin", characters.drop_pinyin(ledger.text))
