"""Names at the head and the foot of a document, where several stand together: shared heads, runs without a break."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ...records import Span
from ..bodywords import is_collective, tidy_name
from ..names.canonical import Names
from ..regions import Region
from ..runs import BOARD, JOINTS, joined_spans, zones_of_a_run
from .reading import Reading

#: The number of a page that stands glued to the first name of a title.
_PAGE_NUMBER = re.compile("^(?:\\d{1,3}|[IVX]{1,4})(?=[一-龥]{3})")
#: 大陈镇党委和政府.
_PARTY_AND_STATE = re.compile(
    "([一-龥]{2,8}(?:镇|乡|街道|县|市|区))(党委|党工委|委)和(政府|人民政府|办事处|管委会)"
)
#: What heads a list of a ministry's counterparts, to its end.
_EVERY_PROVINCE = "各省、自治区"
#: What no single name holds: 市教育局（市体育局）.
_SECOND_NAME = re.compile("[（(、]")


def names_of_spans(reading: Reading, spans: Sequence[Span]) -> list[str]:
    """Canonical names of spans of names; shared heads are spread, two names run together are parted."""
    spans = joined_spans(spans)
    zones = zones_of_a_run(reading.text, spans)
    run = _Run(reading, _heads_behind(reading, spans))
    return [name for span in spans for name in (run.board(span) if span in zones else run.names(span))]


#: 各市（州）: every place of a rank, which says no office.
_EVERY_PLACE = re.compile("各(?:设区的?)?[省市县区州旗盟](?:[（(][市县区州旗盟、]+[）)])?")
#: 长白山管委会|教育局: a zone's board with its department.
_OF_ZONE = re.compile(
    "[一-龥]{2,10}?(?:管委会|开发区|示范区|实验区|试验区|新区|园区|高新区|经开区)(?=[一-龥]{2,10}$)"
)


def _heads_behind(reading: Reading, spans: Sequence[Span]) -> dict[int, str]:
    """What the places of a list take from the name that ends it: 各市（州）、|长白山管委会教育局 → 教育局.

    By the offset where the place begins; short names of regions get their rank (梅河口、公主岭市教育局).
    """
    text, regions = reading.text, reading.names.registry.regions
    shared: dict[int, str] = {}
    head = rank = ""
    for span, behind in zip(reversed(spans), (None, *reversed(spans)), strict=False):
        written = text[span.start : span.end]
        listed = behind is not None and text[span.end : behind.start].strip() == "、"
        named = regions.named(written) if listed and head else None
        if listed and head and (named or _EVERY_PLACE.fullmatch(written)):
            short = bool(named) and not written.endswith(rank)
            shared[span.start] = (rank if short else "") + head
            continue
        found, length = regions.leading(written)
        zone = _OF_ZONE.match(written)
        end = zone.end() if zone else length if found else 0
        head, rank = (written[end:], written[end - 1]) if end else ("", "")
        head = head if reading.names.registry.expand_department(head) else ""
    return shared


class _Run:
    """Spans of names read one after the other: each may lack what the one before it has said."""

    def __init__(self, reading: Reading, heads: Mapping[int, str]) -> None:
        self._text, self._names, self._heads = reading.text, reading.names, heads
        self._whole = {(m.start, m.end): m for m in reversed(reading.mentions) if m.type == "ORG"}
        self._before: str | None = None
        self._end = 0
        self._places: list[Region] = []

    def board(self, span: Span) -> list[str]:
        """The board of a zone that shares the 管委会 of a later one."""
        self._before = None
        return [self._names.canonical(tidy_name(self._text[span.start : span.end]) + BOARD, span.start)]

    def names(self, span: Span) -> list[str]:
        """The canonical names of one span: usually one."""
        between = self._text[self._end : span.start].strip() if self._before is not None else ""
        written = _PAGE_NUMBER.sub("", tidy_name(self._text[span.start : span.end]))
        written = self._with_head(written, between) + self._heads.get(span.start, "")
        found = self._of_each_place(written, between == "、") or self._parted(written, span.start)
        if not (between == "、" and (self._before or "").startswith(_EVERY_PROVINCE)):
            self._before = written  # else one name that does not share the head parts no list of theirs
        self._end = span.end
        return found or [self._single(written, span)]

    def _with_head(self, written: str, between: str) -> str:
        """The name with the head that it shares with the one before it."""
        if self._before is None:
            return written
        # behind a comma only the bare name of a department goes on with 各县（区）
        listed = between == "，" and self._names.registry.expand_department(written) is not None
        if between in JOINTS or (listed and self._before.startswith("各")):
            return self._names.shared(self._before, written)
        return written

    def _of_each_place(self, written: str, listed: bool) -> list[str]:
        """``南湖区、秀洲区科技局，教育局``: a bare department behind those of several places is each one's."""
        names = self._names
        led = _regions_led(written, names)
        before = self._places if listed else []
        self._places = [*before, *led] if led else before
        bare = listed and not led and names.registry.expand_department(written)
        if bare and names.context.home not in self._places:
            return [names.speller.join(place, written, False) for place in self._places]
        return []

    def _parted(self, written: str, start: int) -> list[str]:
        """Names that stand in one span without a mark between them; [] of a single name."""
        both = _PARTY_AND_STATE.fullmatch(written)
        if central := _split_central(written, self._names):
            return [self._names.canonical(part, start) for part in central]
        if self._before is not None and len(written) <= 12 and not both:
            return []
        run = split_names(written, self._names)
        plain = not is_collective(written) and not _SECOND_NAME.search(written)
        if len(run) < 2 or not (plain or (both and len(run) == 2)):
            return []
        return [self._names.canonical(part, start) for part in run]

    def _single(self, written: str, span: Span) -> str:
        whole = self._whole.get((span.start, span.end))
        if whole is not None and whole.canonical and written == tidy_name(whole.text):
            return whole.canonical
        return self._names.canonical(written, span.start)


def _regions_led(written: str, names: Names) -> list[Region]:
    """The one region that opens a written name (南湖区科技局), none where it is open."""
    found = names.context.choose(names.registry.regions.leading(written)[0])
    return found if len(found) == 1 else []


#: Where a run of names is parted: at marks, and where party, state, the cabinet or a branch of the centre follows a body.
_RUN_BREAK = re.compile(
    "[、，, 　\\n]|(?<=[委府室局厅办])(?=(?:省|市|县|区|州)(?:委|政府|人民政府))"
    "|(?<=[局委会室厅部央])(?=中国人民银行|国家税务总局|共青团|国务院|中央军委)"
)
#: A name ends with one of these where the next region begins; a bank's branch goes on with its region.
_RUN_ENDS = "委府室局厅办部会院行社"
_BEFORE_REGION = ("中国人民银行", "国家税务总局")
_PARTY = "中共"


def split_names(written: str, names: Names) -> list[str]:
    """中共东阳市委东阳市人民政府 → two names; 、 and spaces divide too."""
    if both := _PARTY_AND_STATE.fullmatch(written):
        return [both[1] + both[2], both[1] + both[3]]
    return [
        part
        for piece in _RUN_BREAK.split(written)
        for part in _split_central(piece, names) or _split_at_regions(piece, names)
        if part
    ]


def _split_central(piece: str, names: Names) -> list[str]:
    """财政部水利部 → two bodies that are known by these names; [] of anything else."""
    parts: list[str] = []
    while piece:
        _, length = names.registry.central_prefix(piece)
        if length < 3 or (length < len(piece) and piece[length - 1] not in _RUN_ENDS):
            return []
        parts.append(piece[:length])
        piece = piece[length:]
    return parts if len(parts) > 1 else []


def _split_at_regions(piece: str, names: Names) -> list[str]:
    cuts = {
        start - len(_PARTY) * piece[:start].endswith(_PARTY)
        for start, _, _ in names.registry.regions.scan(piece)
    }
    cuts |= {i for i in range(4, len(piece) - 3) if piece.startswith(piece[:3], i)}
    parts: list[str] = []
    at = 0
    for cut in sorted(cuts):
        if cut > at + 2 and piece[cut - 1] in _RUN_ENDS and not piece[at:cut].endswith(_BEFORE_REGION):
            parts.append(piece[at:cut])
            at = cut
    return [*parts, piece[at:]]
