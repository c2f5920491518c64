"""The graph on disk: what it says is what networkx says, byte by byte, however little is kept at hand."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.batch.pieces import GRAPH, PieceName, read_sections, write_piece
from pipeline.export import FORMATS, write_graph
from pipeline.export.outputs import export_outputs
from pipeline.export.prepared import join_graphml, prepare_sections
from pipeline.graph import build_graph, read_outputs, read_outputs_graph, stored
from pipeline.graph.stored import store_graph
from pipeline.rows import TABLES, reread_rows

BODIES = ("四川省教育厅", "四川省财政厅", "成都市人民政府", "财政部", "中共四川省委")
NAMES = ("孙锐", "王敏", "李强")
TITLES = ("《四川省教育督导条例》", "《意见》", "《乡村道路养护办法》")
NUMBERS = ("川教〔2021〕3号", "川府发〔2020〕1号")


def make_document(number: int, chance: random.Random) -> dict[str, list[dict[str, Any]]]:
    """Rows of a document whose bodies, people and citations are those of its neighbours, or nearly so."""
    doc_id = f"{number:016x}"
    bodies = chance.sample(BODIES, chance.randint(0, 4))
    return {
        "documents": [make_head(doc_id, number, bodies, chance)],
        "bodies": [make_body(name, chance) for name in bodies],
        "people": [make_person(name, chance) for name in chance.sample(NAMES, chance.randint(0, 3))],
        "directives": [make_directive(doc_id, i, chance) for i in range(chance.randint(0, 4))],
        "responsibilities": [make_duty(doc_id, chance) for _ in range(chance.randint(0, 4))],
        "entities": [
            {"type": "DOC", "text": chance.choice((*TITLES, *NUMBERS)), "start": 12 * i, "end": 12 * i + 5}
            for i in range(chance.randint(0, 3))
        ],
    }


def make_head(doc_id: str, number: int, bodies: list[str], chance: random.Random) -> dict[str, Any]:
    text = "四川省教育厅强调，各单位要按照《四川省教育督导条例》（川教〔2021〕3号）做好工作。" * 3
    return {
        "doc_id": doc_id, "path": f"{number}.txt", "title": chance.choice((None, "关于督导的通知")),
        "date": chance.choice((None, "2021-03-04")), "kind": "notice", "text": text,
        "doc_number": chance.choice((None, *NUMBERS)), "issuers": bodies[:1], "addressees": bodies[1:3],
    }  # fmt: skip


def make_body(name: str, chance: random.Random) -> dict[str, Any]:
    return {
        "body_id": f"b-{BODIES.index(name)}", "name": chance.choice((name, name[:3])),
        "aliases": chance.sample(("教育厅", "厅", "部"), chance.randint(0, 3)),
        "level": chance.choice(("province", "other")), "region_code": chance.choice((None, "510000")),
        "parent": chance.choice((None, *BODIES)), "party": chance.random() < 0.5,
    }  # fmt: skip


def make_person(name: str, chance: random.Random) -> dict[str, Any]:
    posts = [
        {"body": chance.choice(BODIES), "title": chance.choice(("厅长", "处长"))}
        for _ in range(chance.randint(0, 3))
    ]
    aliases = chance.sample(("孫銳", "王敏敏"), chance.randint(0, 2))
    return {"name": name, "aliases": aliases, "positions": posts}


def make_directive(doc_id: str, number: int, chance: random.Random) -> dict[str, Any]:
    return {
        "directive_id": f"{doc_id}-d{number}", "list_id": chance.choice((None, f"{doc_id}-l1")),
        "parent_id": f"{doc_id}-d0" if number else None, "ordinal": number, "marker": "一是", "depth": 1,
        "kind": "directive", "text": "排查隐患", "start": 10 * number, "end": 10 * number + 9,
        "lead_in": "会议强调", "speaker": chance.choice((None, *NAMES, *BODIES, "会议")),
        "modality": "obligation", "action": None, "object": None, "purpose": None, "deadline": None,
        "targets": [],
    }  # fmt: skip


def make_duty(doc_id: str, chance: random.Random) -> dict[str, Any]:
    return {
        "directive_id": f"{doc_id}-d{chance.randint(0, 4)}", "body": chance.choice(BODIES),
        "surface": "教育厅", "role": "lead", "basis": "explicit", "confidence": 0.9, "rule": "note",
        "evidence": chance.choice((None, {"text": "教育厅", "start": 2, "end": 5})),
    }  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9), number=st.integers(0, 12), at_hand=st.integers(0, 3))
def test_the_graph_on_disk_is_the_graph_in_memory(
    tmp_path_factory: pytest.TempPathFactory, seed: int, number: int, at_hand: int
) -> None:
    folder = tmp_path_factory.mktemp("stored")
    chance = random.Random(seed)
    documents = [make_document(i, chance) for i in range(number)]
    graph = build_graph(documents)
    write_graph(graph, folder / "memory.graphml")
    with pytest.MonkeyPatch.context() as patch, store_graph(iter(documents), folder) as ours:
        patch.setattr(stored, "AT_HAND", at_hand)
        assert (ours.number_of_nodes(), ours.number_of_edges()) == (len(graph), graph.number_of_edges())
        write_graph(ours, folder / "disk.graphml")
    assert (folder / "disk.graphml").read_bytes() == (folder / "memory.graphml").read_bytes()
    assert sorted(p.name for p in folder.iterdir()) == ["disk.graphml", "memory.graphml"]


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9), number=st.integers(0, 12), size=st.integers(1, 5))
def test_prepared_in_pieces_it_is_the_same_graph(
    tmp_path_factory: pytest.TempPathFactory, seed: int, number: int, size: int
) -> None:
    folder = tmp_path_factory.mktemp("prepared")
    chance = random.Random(seed)
    documents = [make_document(i, chance) for i in range(number)]
    again = chance.sample(documents, number // 4)  # the same bytes in a later file
    graph = build_graph(documents)
    write_graph(graph, folder / "memory.graphml")
    every = [*documents, *again]
    pieces = [prepare_sections(every[at : at + size]) for at in range(0, len(every), size)]
    pieces.append(dict.fromkeys(GRAPH, b""))  # of problems alone
    found = join_graphml(folder / "joined.graphml", lambda name: (piece[name] for piece in pieces))
    assert found == (len(graph), graph.number_of_edges())
    assert (folder / "joined.graphml").read_bytes() == (folder / "memory.graphml").read_bytes()
    assert sorted(p.name for p in folder.iterdir()) == ["joined.graphml", "memory.graphml"]


def test_what_tables_cannot_hold_is_no_part_of_a_graph(tmp_path: Path) -> None:
    """A lone surrogate stands in no table: a piece's ids and lines are made of what stands there instead."""
    document = {table: list[dict[str, Any]]() for table in TABLES} | make_document(1, random.Random(4))
    document["documents"][0] |= {
        "duplicates": [],
        "title": "关于\ud800督导的通知",
        "issuers": ["财政\udc00部"],
    }
    name = PieceName("aa", 0)
    write_piece(tmp_path, name, [document], last=True)
    held = dict(read_sections(tmp_path, name, GRAPH))
    join_graphml(tmp_path / "joined.graphml", lambda section: [held[section]])
    read = {table: reread_rows(rows) for table, rows in document.items()}
    write_graph(build_graph([read]), tmp_path / "memory.graphml")
    written = (tmp_path / "joined.graphml").read_bytes()
    assert written == (tmp_path / "memory.graphml").read_bytes() and "财政\ufffd部".encode() in written


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_of_a_run_is_the_same_from_disk(form: str, sample: Path, tmp_path: Path) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    suffix = FORMATS[form].suffix
    ours = export_outputs(sample, form, tmp_path / f"ours{suffix}", view="full", measures=False)
    theirs = write_graph(read_outputs_graph(sample), tmp_path / f"theirs{suffix}", form)
    assert [p.read_bytes() for p in ours[0]] == [p.read_bytes() for p in theirs]


def test_what_cannot_be_stored_is_said_and_leaves_nothing(sample: Path, tmp_path: Path) -> None:
    class Full(Exception):
        pass

    def documents():  # type: ignore[no-untyped-def]
        yield from read_outputs(sample)
        raise Full

    with pytest.raises(Full), store_graph(documents(), tmp_path):
        pass
    assert not list(tmp_path.iterdir())
