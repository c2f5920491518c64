"""A policy's way down the levels: which directive follows which, and which cited document is in the corpus.

Two directives are compared where MinHash finds that they share rare pairs of characters; they are linked
where an alignment confirms it and the later document of the lower level can have taken it from the
earlier one of the higher: one that governs its region, or one that it cites. Time grows with the number
of directives, not with its square: directives of one wording are one group, and in a group only the
nearest possible source is looked up.
"""

from __future__ import annotations

import bisect
import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..records import LEVELS
from . import add_edge
from .merging import match_key
from .views import edges_of_type

if TYPE_CHECKING:
    from . import Graph

#: Shorter directives (加强组织领导) say nothing about where they come from.
SHORTEST = 12
#: Least likeness where a second directive or a citation speaks for the same source, and where nothing does.
#: Both from benchmarks/bench_follows.py, where true pairs lie above .65 and chance ones about .65.
SIMILARITY = 0.6
SIMILARITY_ALONE = 0.85
#: What each further directive from the same source (up to four) is worth when two sources are equally like.
_SUPPORT = 0.05
_CANDIDATES = 8
#: Share of the shorter text's rare pairs that the other must have: it tells one object from another in
#: one template.
SHARED_WEIGHT = 0.45
#: A pair of characters in more than one directive of fifty is grammar or fashion (推进, 加强), not content.
COMMON_SHARE = 0.02
#: 32 bands of 4: texts that share half their pairs meet with 87 %, a tenth with 0.3 %.
_BANDS, _ROWS = 32, 4
#: No more than this many wordings are compared with one: enough for any real neighbourhood, a bound for
#: templates.
_NEIGHBOURS = 64
#: Wordings that meet in a larger crowd than this have a phrase in common, not an origin; others of their
#: bands are small. Without it the time grows with the square of the corpus.
_CROWD = 100

_SCOPE = re.compile(r"[\W\d_省市县区州国]+")
_ISSUED = re.compile(r"(?:关于)?(?:印发|转发|发布)(.+?)的(?:通知|公告|决定)$")


class Issue(NamedTuple):
    """A document as far as following is concerned."""

    node: str
    rank: int | None  # place of its issuers' level in LEVELS, None where unknown
    region: str | None  # the significant digits of its region's code, "" for the nation
    date: str
    issuers: frozenset[str]
    superiors: frozenset[str]  # bodies above its issuers
    cited: frozenset[str]  # documents of the corpus


class Wording(NamedTuple):
    """Directives of one normalised text."""

    text: str
    pairs: frozenset[str]
    members: Mapping[
        tuple[int | None, str | None], Sequence[tuple[str, str, str]]
    ]  # (date, document, directive)
    by_document: Mapping[str, str]


def add_follows(graph: Graph) -> int:
    """Add ``resolves_to`` and ``follows`` edges to the graph; the number of directives that follow another.

    ``resolves_to``: reference → the document of the corpus it names. ``follows``: directive → directive
    and document → document, from the later and lower to the earlier and higher, with ``similarity``,
    ``date`` and ``earlier`` (their dates), ``direct`` (nothing lies between), and for documents ``basis``
    (``text``, ``citation``, ``both``) and ``weight``, the number of directives. Raises RuntimeError where
    datasketch or rapidfuzz is missing.
    """
    resolve_citations(graph)
    issues = _read_issues(graph)
    wordings = _group_directives(graph, issues)
    finder = _Finder(issues, _weigh_pairs(wordings))
    found: dict[str, list[Candidate]] = {}
    for place, near in _find_neighbours(wordings, finder.weights):
        others = [wordings[n] for n in near]
        for document, directive in sorted(wordings[place].by_document.items()):
            candidates = finder.find(document, wordings[place], others)
            if candidates:
                found[directive] = candidates
    chosen = _choose(found, graph, issues)
    _write_follows(graph, chosen, issues)
    return len(chosen)


# ------------------------------------------------------------------------------------ documents


def resolve_citations(graph: Graph) -> int:
    """Add ``resolves_to`` edges from references to the documents they name, by 发文字号, then by title.

    A name that fits two documents is left open. Returns the number of edges.
    """
    by_key: dict[str, set[str]] = defaultdict(set)
    for node, data in graph.nodes(data=True):
        if data["type"] == "document":
            for key in _names(graph, node, data):
                by_key[key].add(node)
    count = 0
    for node in [n for n, data in graph.nodes(data=True) if data["type"] == "reference"]:
        data = graph.nodes[node]
        for name in filter(None, (data.get("doc_number"), data.get("title"))):
            candidates = by_key.get(match_key(name), set())
            if len(candidates) == 1:
                add_edge(graph, node, next(iter(candidates)), "resolves_to", basis="name")
                count += 1
                break
    return count


def _names(graph: Graph, node: str, data: Mapping[str, Any]) -> Iterator[str]:
    """Keys under which others cite a document: number, title, title with the issuer, what it 印发."""
    if data.get("doc_number"):
        yield match_key(data["doc_number"])
    title = data.get("title")
    if not title:
        return
    yield match_key(title)
    if title.startswith("关于"):
        for _, body, edge in graph.out_edges(node, data=True):
            if edge["type"] == "issued_by":
                yield match_key(graph.nodes[body]["label"] + title)
    issued = _ISSUED.search(title)
    if issued and len(issued.group(1)) >= 6:
        yield match_key(issued.group(1))


def _read_issues(graph: Graph) -> dict[str, Issue]:
    """Every document by its node."""
    issuers: dict[str, set[str]] = defaultdict(set)
    for document, body, _ in edges_of_type(graph, "issued_by"):
        issuers[document].add(body)
    above = {body: parent for body, parent, _ in edges_of_type(graph, "subordinate_to")}
    cited = _cited_documents(graph)
    issues = {}
    for node, data in graph.nodes(data=True):
        if data["type"] == "document":
            bodies = [graph.nodes[body] for body in sorted(issuers[node])]
            ranks = [LEVELS.index(b["level"]) for b in bodies if b["level"] != "other"]
            rank = min(ranks, default=None)
            codes = [b["region_code"] for b in bodies if b.get("region_code")]
            region = "" if rank == 0 else (_significant(min(codes)) if codes else None)
            superiors = frozenset(p for body in issuers[node] for p in _climb(above, body))
            date = data.get("date", "")
            issues[node] = Issue(
                node, rank, region, date, frozenset(issuers[node]), superiors, frozenset(cited[node])
            )
    return issues


def _cited_documents(graph: Graph) -> dict[str, set[str]]:
    resolved = {reference: document for reference, document, _ in edges_of_type(graph, "resolves_to")}
    cited: dict[str, set[str]] = defaultdict(set)
    for source, reference, _ in edges_of_type(graph, "cites"):
        document = graph.nodes[source].get("document")
        node = f"document:{document}" if document else source
        if resolved.get(reference, node) != node:
            cited[node].add(resolved[reference])
    return cited


def _climb(above: Mapping[str, str], body: str) -> Iterator[str]:
    for _ in range(8):  # a hostile registry may hold a ring
        if body not in above:
            return
        body = above[body]
        yield body


def _significant(code: str) -> str:
    """510000 → 51, 510100 → 5101: the digits that a lower region's code begins with."""
    while code.endswith("00"):
        code = code[:-2]
    return code


# ------------------------------------------------------------------------------------ directives


def normalise(text: str) -> str:
    """The text without punctuation, numbers and words of level: 全国 and 全省 must not tell two apart."""
    return _SCOPE.sub("", text).casefold()


def _group_directives(graph: Graph, issues: dict[str, Issue]) -> list[Wording]:
    """Directives by normalised text, in the order of the texts."""
    members: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for node, data in graph.nodes(data=True):
        if data["type"] == "directive" and data["kind"] == "directive":
            text = normalise(data["text"])
            if len(text) >= SHORTEST:
                document = f"document:{data['document']}"
                members[text].append((issues[document].date, document, node))
    wordings = []
    for text in sorted(members):
        buckets: dict[tuple[int | None, str | None], list[tuple[str, str, str]]] = defaultdict(list)
        by_document: dict[str, str] = {}
        for member in sorted(members[text]):
            issue = issues[member[1]]
            buckets[issue.rank, issue.region].append(member)
            by_document.setdefault(member[1], member[2])
        pairs = frozenset(text[n : n + 2] for n in range(len(text) - 1))
        wordings.append(Wording(text, pairs, buckets, by_document))
    return wordings


def _weigh_pairs(wordings: Sequence[Wording]) -> dict[str, float]:
    """Inverse document frequency of pairs of characters, 0 for common ones."""
    counts = Counter(pair for wording in wordings for pair in wording.pairs)
    total = max(len(wordings), 1)
    most = max(20.0, COMMON_SHARE * total)
    return {pair: math.log(1 + total / count) if count <= most else 0.0 for pair, count in counts.items()}


def _find_neighbours(
    wordings: Sequence[Wording], weights: Mapping[str, float]
) -> Iterator[tuple[int, list[int]]]:
    """For each wording the places of those that are like it, itself among them."""
    try:
        from datasketch import MinHash
    except ImportError:
        raise RuntimeError("To find what follows what, install: pip install datasketch rapidfuzz") from None
    rare = ([p.encode() for p in w.pairs if weights[p]] or [p.encode() for p in w.pairs] for w in wordings)
    hashes = MinHash.generator(rare, num_perm=_BANDS * _ROWS, hashfunc=zlib.crc32)
    keys = [_band_keys(minhash.hashvalues) for minhash in hashes]
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    for place, bands in enumerate(keys):
        for key in bands:
            buckets[key].append(place)
    for place, bands in enumerate(keys):
        shared = Counter(n for key in bands if len(buckets[key]) <= _CROWD for n in buckets[key])
        likest = sorted(shared, key=lambda other: (-shared[other], other))[:_NEIGHBOURS]
        yield place, sorted({place, *likest})


def _band_keys(hashvalues: Any) -> list[tuple[int, bytes]]:
    return [(n, hashvalues[n * _ROWS : (n + 1) * _ROWS].tobytes()) for n in range(_BANDS)]


class Candidate(NamedTuple):
    """A directive that another may follow."""

    similarity: float
    date: str
    document: str
    directive: str


class _Finder(NamedTuple):
    """What is needed to find the possible sources of a directive."""

    issues: Mapping[str, Issue]
    weights: Mapping[str, float]

    def find(self, document: str, wording: Wording, near: Iterable[Wording]) -> list[Candidate]:
        """The likest directives that one of ``document`` may have been taken from."""
        candidates = []
        issue = self.issues[document]
        regions = _regions_above(issue.region)
        for other in near:
            sources = list(self._possible_sources(issue, regions, other))
            likeness = _compare(wording, other, self.weights) if sources else 0.0
            if likeness >= SIMILARITY:
                candidates += [Candidate(likeness, *source) for source in sources]
        return sorted(set(candidates), reverse=True)[:_CANDIDATES]

    def _possible_sources(
        self, issue: Issue, regions: Collection[str | None], wording: Wording
    ) -> Iterator[tuple[str, str, str]]:
        """(date, document, directive): in each place above the latest few that are not later."""
        for document in sorted(issue.cited):
            if document in wording.by_document:
                yield self.issues[document].date, document, wording.by_document[document]
        if issue.rank is None:
            return
        for (rank, region), bucket in wording.members.items():
            if rank is None or rank > issue.rank or region not in regions:
                continue
            last = bisect.bisect_right(bucket, (issue.date + "~",)) if issue.date else len(bucket)
            for member in bucket[max(0, last - _CANDIDATES) : last]:
                if member[1] != issue.node and (rank != issue.rank or self._is_under(issue, member[1])):
                    yield member

    def _is_under(self, issue: Issue, document: str) -> bool:
        """On its own level a body follows only those above it."""
        return not issue.superiors.isdisjoint(self.issues[document].issuers)


def _choose(
    found: Mapping[str, Sequence[Candidate]], graph: Graph, issues: Mapping[str, Issue]
) -> dict[str, list[Candidate]]:
    """Of the candidates the best of each level: one that stands alone must be liker than one of several.

    What is handed down comes as a document: a second directive from the same source, or a citation of it,
    is what tells a paraphrase from two bodies that write about one thing.
    """
    support: Counter[tuple[str, str]] = Counter()
    for directive, candidates in found.items():
        document = f"document:{graph.nodes[directive]['document']}"
        support.update({(document, candidate.document) for candidate in candidates})
    chosen: dict[str, list[Candidate]] = {}
    for directive, candidates in found.items():
        document = f"document:{graph.nodes[directive]['document']}"
        best: dict[int | None, tuple[float, Candidate]] = {}
        for candidate in candidates:
            together = support[document, candidate.document] - 1
            if candidate.document in issues[document].cited:
                together += 2
            if candidate.similarity >= (SIMILARITY if together else SIMILARITY_ALONE):
                value = candidate.similarity + _SUPPORT * min(together, 4)
                rank = issues[candidate.document].rank
                best[rank] = max(best.get(rank, (0.0, candidate)), (value, candidate))
        if best:
            chosen[directive] = sorted(candidate for _, candidate in best.values())
    return chosen


def _regions_above(region: str | None) -> list[str | None]:
    """Regions that govern one: itself, what its code begins with, the nation, those of unknown code."""
    if region is None:
        return ["", None]
    return [*(region[:length] for length in range(0, len(region) + 1, 2)), None]


def _compare(wording: Wording, other: Wording, weights: Mapping[str, float]) -> float:
    """Likeness of two wordings by alignment, 0 where they share too little of what is rare in them."""
    if wording.text == other.text:
        return 1.0
    try:
        from rapidfuzz import fuzz
    except ImportError:
        raise RuntimeError("To find what follows what, install: pip install datasketch rapidfuzz") from None
    smaller, larger = sorted((wording, other), key=lambda w: (len(w.pairs), w.text))
    own = sum(weights[p] for p in smaller.pairs)
    shared = sum(weights[p] for p in smaller.pairs & larger.pairs)
    if own and shared < SHARED_WEIGHT * own:
        return 0.0
    whole = fuzz.ratio(wording.text, other.text) / 100
    # A lower document often goes on where the higher one stops: then the shorter stands inside the longer.
    inside = fuzz.partial_ratio(smaller.text, larger.text) / 100 if len(smaller.text) >= 20 else 0.0
    return round(max(whole, 0.95 * inside), 4)


# ------------------------------------------------------------------------------------ edges


def _write_follows(
    graph: Graph, chosen: Mapping[str, Sequence[Candidate]], issues: Mapping[str, Issue]
) -> None:
    pairs: dict[tuple[str, str], list[float]] = defaultdict(list)
    for directive in sorted(chosen):
        document = f"document:{graph.nodes[directive]['document']}"
        targets = {candidate.directive for candidate in chosen[directive]}
        further = {c.directive for target in targets for c in chosen.get(target, ())}
        for candidate in chosen[directive]:
            pairs[document, candidate.document].append(candidate.similarity)
            add_edge(
                graph,
                directive,
                candidate.directive,
                "follows",
                similarity=candidate.similarity,
                weight=candidate.similarity,
                direct=candidate.directive not in further,
                **_dates(issues, document, candidate.document),
            )
    _write_documents(graph, pairs, issues)


def _write_documents(
    graph: Graph, pairs: Mapping[tuple[str, str], Sequence[float]], issues: Mapping[str, Issue]
) -> None:
    cited = {
        (issue.node, target)
        for issue in issues.values()
        for target in issue.cited
        if not (issue.date and issues[target].date) or issues[target].date <= issue.date
    }
    targets: dict[str, set[str]] = defaultdict(set)
    for source, target in {*pairs, *cited}:
        targets[source].add(target)
    for source, target in sorted({*pairs, *cited}):
        values = pairs.get((source, target), ())
        basis = "text" if (source, target) not in cited else "both" if values else "citation"
        further = {t for between in targets[source] - {target} for t in targets.get(between, ())}
        add_edge(
            graph,
            source,
            target,
            "follows",
            weight=max(len(values), 1),
            basis=basis,
            similarity=round(sum(values) / len(values), 4) if values else None,
            direct=target not in further,
            **_dates(issues, source, target),
        )


def _dates(issues: Mapping[str, Issue], source: str, target: str) -> dict[str, str]:
    return {"date": issues[source].date, "earlier": issues[target].date}
