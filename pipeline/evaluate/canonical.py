"""Whether a written name was linked to the right body, apart from whether it was found and who must act.

Gold names a body behind three things: the surface of a responsibility, a person's title, and the issuers. Only what
the run found as well is compared, so that this is the share of right bodies among the names that both sides link.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ..rows import Row

Key = Callable[[str | None], str]
#: Bodies by what was written: ("name", surface), ("position", person, title) or ("issuer",).
Bodies = dict[tuple[str, ...], dict[str, str]]


class Comparison(NamedTuple):
    """How many bodies are right, and the wrong ones: what was written, gold's bodies, the run's."""

    right: int
    wrong: list[tuple[str, str, str]]


def compare_bodies(gold: Mapping[str, Any], found: Mapping[str, list[Row]], key: Key) -> Comparison:
    """The bodies of one document, each written form and body once; ``key`` is what strings are compared by.

    A form may stand for several bodies (政府 of two towns). What only one side links counts for neither.
    """
    wanted, got = _gold_bodies(gold, key), _found_bodies(found, key)
    right, wrong = 0, []
    for written, bodies in wanted.items():
        ours = got.get(written, {})
        right += len(bodies.keys() & ours.keys())
        missed, other = (
            sorted(a[k] for k in a.keys() - b.keys()) for a, b in ((bodies, ours), (ours, bodies))
        )
        label = " ".join(written[1:]) or "issuer"
        wrong += [(label, name, "／".join(other)) for name in missed[: len(other)]]
    return Comparison(right, wrong)


def _gather(rows: Iterable[tuple[tuple[str, ...], str]], key: Key) -> Bodies:
    bodies: Bodies = defaultdict(dict)
    for written, name in rows:
        bodies[written][key(name)] = name
    return bodies


def _gold_bodies(gold: Mapping[str, Any], key: Key) -> Bodies:
    links = ((("name", key(r["surface"])), r["body"]) for r in gold["responsibilities"] if r.get("surface"))
    issuers = ((("issuer",), name) for name in gold["document"].get("issuers") or ())
    return _gather([*links, *_positions(gold["people"], key), *issuers], key)


def _found_bodies(found: Mapping[str, list[Row]], key: Key) -> Bodies:
    linked = [(("name", key(r["surface"])), r["body"]) for r in found["responsibilities"] if r.get("surface")]
    seen = {written for written, _ in linked}
    # A form that bears no link in this run counts by what the mentions of it were linked to.
    mentions = (
        (("name", key(e["text"])), e["canonical"])
        for e in found["entities"]
        if e["type"] == "ORG" and e.get("canonical")
    )
    issuers = (
        (("issuer",), name) for document in found["documents"] for name in document.get("issuers") or ()
    )
    rest = (pair for pair in mentions if pair[0] not in seen)
    return _gather([*linked, *rest, *_positions(found["people"], key), *issuers], key)


def _positions(people: Iterable[Mapping[str, Any]], key: Key) -> Iterator[tuple[tuple[str, ...], str]]:
    for person in people:
        for held in person["positions"]:
            yield ("position", key(person["name"]), key(held["title"])), held["body"]
