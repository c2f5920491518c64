"""Names in clean text: organisations, people, places, dates, titles and cited documents.

Documents and dates come first and close their characters to the rest; then organisations (orgs/), people
and titles, and places last. Where two names overlap the longer one stands; a name in a 责任 note and one that
the document is addressed to always do.

Where a rule lives: how a name may end in org_heads.txt, what such an end needs in orgs/grammar.py (NEEDS) and
orgs/reader.py (_CHECKS), what may stand in front of it in orgs/anchors.py (_ANCHORS); words that must not be cut in two
in word_seams.tsv, verbs that are no part of a name in org_leads.txt; bodies that only their place in the text shows in
class_bodies.txt, classes.py (subjects of a duty) and coordination.py (lists of them); what names share in
orgs/shares.py, how far they reach beyond the grammar in orgs/widening.py; people in persons/; words that look like
places in place_words.txt.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from ..firsts import compile_rare
from ..records import Mention, Span, Structure
from ..segment import split_sentences
from ..segment.tagging import Tagger
from .classes import find_class_bodies, names_nobody
from .coordination import find_members
from .docnames import find_documents
from .orgs.attributes import find_groups, widen_attributes
from .orgs.classes import find_classes
from .orgs.edges import trim_edges
from .orgs.grammar import Org
from .orgs.houseunits import find_house_units, widen_owners
from .orgs.nobodies import is_no_body
from .orgs.reader import OrgReader
from .orgs.schoolwords import find_own_school, widen_own
from .orgs.shares import share_each, split_classes, spread_heads
from .orgs.shortschools import find_short_schools, find_short_universities
from .orgs.stationed import find_stationed
from .orgs.units import find_units
from .orgs.widening import widen_names, widen_pointed
from .orgs.wordlists import org_words
from .persons.find import find_people
from .places import find_places
from .tagged import find_tagged
from .times import find_dates
from .titles import find_titles
from .trie import trie_pattern
from .venues import find_venues
from .words import TextView, view_text

_DEFINED = compile_rare(
    r"[（(](?:以下|下文|下称|以下均)?(?:统一)?(?:简称|统称|下称)(?:为)?[“\"‘]?([\u4e00-\u9fff]{2,16})[”\"’]?"
    r"(?:[，,、][^）)]{0,20})?[）)]"
)
#: How a name must end for a defined short form to be a body even where the full form was not seen as one.
_BODY_END = re.compile(
    r"(?:会议|领导小组|小组|指挥部|委员会|局|委|办|部|厅|中心|公司|集团|银行|医院|学院|大学|机构|机关|联盟|协会)\Z"
)


def recognise_mentions(
    text: str,
    structure: Structure,
    *,
    tagger: Tagger | None = None,
    lexicon: Sequence[str] = (),
    sentences: Sequence[Span] | None = None,
) -> tuple[Mention, ...]:
    """The mentions of ``text``, sorted by start; none overlaps another.

    ``tagger`` gives words and tags (LacTagger or an adapter); without one the lists and rules work alone.
    ``sentences`` are those of the text where they are known already.
    ``lexicon`` holds names that are always organisations. Every part of ``structure.notes`` is one too.
    What counts as a name: docs/records.md.
    """
    view = view_text(text, split_sentences(text) if sentences is None else sentences, tagger)
    documents = find_documents(text)
    view.take(documents)
    dates = [d for d in find_dates(text) if not view.taken[d.start]]
    venues = find_venues(view)
    view.take(venues)
    orgs = _organisations(view, structure, lexicon)
    people = find_people(view, orgs)
    orgs += find_tagged(view, orgs, people)
    found = _Claims(len(text))
    found.add("DOC", documents, text)
    found.add_orgs(orgs, text)
    found.add("DATE", dates, text)
    titles = find_titles(view, orgs, people)
    found.add("LOC", venues, text)
    found.add("PER", people, text)
    found.add("TITLE", titles, text)
    found.add("LOC", find_places(view, found.used), text)
    return tuple(sorted(found.mentions, key=lambda m: m.start))


class _Claims:
    """Mentions that were accepted, and the characters they hold."""

    def __init__(self, size: int) -> None:
        self.mentions: list[Mention] = []
        self.used = bytearray(size + 1)

    def add(self, kind: str, spans: Iterable[Span], text: str, spread: str | None = None) -> None:
        for start, end in spans:
            if start < end and not any(self.used[start:end]):
                self.used[start:end] = b"\1" * (end - start)
                self.mentions.append(Mention(kind, text[start:end], start, end, None, spread))

    def add_orgs(self, orgs: Sequence[Org], text: str) -> None:
        for org in sorted(orgs, key=lambda o: (o.kind != "note", o.start - o.end, o.start)):
            self.add("ORG", [Span(org.start, org.end)], text, org.spread)


def _organisations(view: TextView, structure: Structure, lexicon: Sequence[str]) -> list[Org]:
    reader = OrgReader(view, org_words())
    orgs = spread_heads(reader, reader.read())
    text = view.text
    orgs += find_classes(view)
    orgs += find_groups(view)
    widen_names(view, orgs)
    widen_attributes(view, orgs)
    orgs += _defined(view, orgs)
    orgs += [_plain(p.start, p.end, "note") for n in structure.notes for p in n.parts]
    orgs += [_plain(*span, "note") for span in structure.head.addressees if _is_one(text[slice(*span)])]
    known = sorted(Span(o.start, o.end) for o in orgs)
    acting = (span for span in find_class_bodies(text, known) if not any(view.taken[slice(*span)]))
    orgs += [_plain(*span) for span in acting if not _names_zone(text, *span)]
    orgs += _listed(view)
    named = (find_short_schools(view, org_words().names_region), find_stationed(view), find_house_units(view))
    orgs += [_plain(*span) for spans in named for span in spans]
    orgs += [_plain(*span, spread=name) for span, name in find_short_universities(view)]
    widen_owners(view, orgs)
    widen_own(view, orgs)
    orgs += [_plain(*span) for span in find_own_school(view)]
    orgs += [_plain(*span) for span in find_units(text, known) if not any(view.taken[slice(*span)])]
    if lexicon:
        names = _names_pattern(tuple(lexicon))
        orgs += [_plain(*span, "note") for span in view.free(names)]
    orgs = [*trim_edges(view, orgs)]
    orgs += [_plain(*span) for span in structure.head.issuers if _is_unread(view, orgs, *span)]
    widen_pointed(view, orgs)
    orgs = [*split_classes(text, orgs)]
    share_each(text, orgs)
    return _with_spread([o for o in orgs if o.kind == "note" or not is_no_body(text, o)])


#: 及其部门: the departments of whoever stands before them.
_ITS_OWN = re.compile(r"其(?:工作|职能|所属|下属|派出)?(?:部门|单位|机构|机关)")

#: 县教育局|联合县公安局: two names, not one.
_JOINED = re.compile("[局委办厅部府会](?:联合|会同|协同|配合)[省市县区乡镇各]")


def _listed(view: TextView) -> list[Org]:
    """The members of lists that bear a duty, without the 其 of 及其有关部门."""
    text, found = view.text, []
    for m in find_members(text):
        if not m.bears or names_nobody(text[m.start : m.end], text) or any(view.taken[m.start : m.end]):
            continue
        if _ITS_OWN.fullmatch(text, m.start, m.end) or _JOINED.search(text, m.start, m.end):
            continue
        own = text[m.start] == "其" and not text.startswith("其他", m.start)
        found.append(Org(m.start + own, m.end, "plain", m.start, m.start, spread=None if own else m.spread))
    return found


def _plain(start: int, end: int, kind: str = "plain", spread: str | None = None) -> Org:
    return Org(start, end, kind, start, start, spread=spread)


#: Several names that stand in one (某某镇党委和政府), and people, are addressed as well.
_SEVERAL = re.compile(r"[和与及](?![^（]*）)|(?:同志|代表|委员|师生|员工|职工|朋友|居民|市民|考生|家长)们?\Z")


def _is_one(addressee: str) -> bool:
    """Whether an entry of the addressee line is one body, whatever it is called (各旅游企业, 某某风景名胜区)."""
    return not _SEVERAL.search(addressee)


#: 市财政局等|4部门: how many signed, which is nobody's name.
_COUNTED = re.compile(r"(?:[\d一二三四五六七八九十]+个?|多个?)(?:部门|单位)")


def _is_unread(view: TextView, orgs: Sequence[Org], start: int, end: int) -> bool:
    """Whether a signature holds no name that was read: whoever signs is a body, whatever it is called (校长办公室)."""
    if any(view.taken[start:end]) or _COUNTED.search(view.text, start, end):
        return False
    return not any(org.start < end and org.end > start for org in orgs)


#: Ends that share no head with their neighbours: 政协, 防指 stay what they are in front of 、法院.
_WHOLE_KINDS = frozenset(("name", "seat", "named", "bareok", "school", "inst", "firm"))


def _with_spread(orgs: list[Org]) -> list[Org]:
    """A note's part that the grammar has read as well keeps the full form the grammar found."""
    spreads = {(o.start, o.end): o.spread for o in orgs if o.spread}
    for org in orgs:
        if org.spread is None and org.kind not in _WHOLE_KINDS:
            org.spread = spreads.get((org.start, org.end))
    return orgs


@functools.lru_cache(maxsize=8)
def _names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(trie_pattern(n for n in names if n))


#: Short forms that a text defines for a class, not for a body.
_CLASS_WORDS = frozenset(("学校", "医院", "企业", "公司", "单位", "高校", "机构", "部门", "会议"))


def _defined(view: TextView, orgs: Sequence[Org]) -> list[Org]:
    """（以下简称联席会议）: the short form is a body from there on."""
    text = view.text
    ends = {o.end for o in orgs}
    short = []
    for match in _DEFINED.finditer(text):
        name = match[1]
        if (match.start() in ends or _BODY_END.search(name)) and name not in _CLASS_WORDS:
            short.append(name)
    if not short:
        return []
    pattern = re.compile(trie_pattern(short))
    return [_plain(*span) for span in view.free(pattern) if not _names_zone(text, *span)]


def _names_zone(text: str, start: int, end: int) -> bool:
    """上海|自贸试验区: the zone of a region is a place, whatever its class may do."""
    shorts = org_words().short_regions
    return text[end - 1] == "区" and any(text[start - n : start] in shorts for n in (2, 3) if start >= n)
