"""The graph of a document and of a corpus, from records and from rows."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.graph import build_graph, make_label, read_outputs, read_outputs_graph
from pipeline.graph.merging import match_key
from pipeline.records import (
    Alignment,
    Body,
    Directive,
    Document,
    DocumentRecords,
    Evidence,
    Mention,
    Person,
    Position,
    Responsibility,
)
from pipeline.rows import record_rows, write_rows

EDUCATION = Body("b-edu", "青川省教育厅", ("省教育厅", "教育厅"), "province", "510000", "青川省人民政府")
GOVERNMENT = Body("b-gov", "青川省人民政府", ("省政府",), "province", "510000")
FINANCE = Body("b-fin", "青川省财政厅", ("财政厅",), "province", "510000", "青川省人民政府")


def make_document(doc_id="a1", text="", **values) -> Document:
    fields = {
        "path": f"{doc_id}.txt",
        "duplicates": (),
        "sha256": doc_id * 32,
        "title": "关于加强校舍安全的通知",
        "date": "2021-05-06",
        "doc_number": "青政发〔2021〕3号",
        "kind": "notice",
        "issuers": ("青川省人民政府",),
        "addressees": ("青川省教育厅",),
        "site": None,
        "url": None,
        "editor": None,
        "encoding": "utf-8",
        "cleaning": {},
        "warnings": (),
        "alignment": Alignment(),
    }
    return Document(doc_id=doc_id, text=text, **{**fields, **values})


def make_directive(doc_id="a1", number=1, text="排查校舍隐患", **values) -> Directive:
    fields = {
        "list_id": f"{doc_id}-l1",
        "parent_id": None,
        "ordinal": number,
        "marker": "一是",
        "depth": 1,
        "kind": "directive",
        "start": 0,
        "end": len(text),
        "lead_in": "会议强调，要做好三项工作：",
        "speaker": None,
        "modality": "obligation",
    }
    return Directive(directive_id=f"{doc_id}-d{number}", text=text, **{**fields, **values})


def make_duty(doc_id="a1", number=1, body="青川省教育厅", role="lead", **values) -> Responsibility:
    fields = {"surface": body[-3:], "basis": "explicit", "evidence": Evidence("由教育厅牵头", 3, 9)}
    return Responsibility(f"{doc_id}-d{number}", body, role=role, **{**fields, "confidence": 0.9, **values})


def make_records(doc_id="a1", **values) -> DocumentRecords:
    fields = {
        "directives": (make_directive(doc_id), make_directive(doc_id, 2, "安排专项资金")),
        "responsibilities": (make_duty(doc_id), make_duty(doc_id, 2, "青川省财政厅", "support")),
        "bodies": (EDUCATION, FINANCE, GOVERNMENT),
    }
    document = values.pop("document", None) or make_document(doc_id)
    return DocumentRecords(document, **{**fields, **values})


def edges(graph, kind):
    return [(s, t, d) for s, t, d in graph.edges(data=True) if d["type"] == kind]


def node_named(graph, kind, label):
    found = [n for n, d in graph.nodes(data=True) if d["type"] == kind and d["label"] == label]
    assert len(found) == 1, (kind, label, found)
    return found[0]


def test_one_document():
    graph = build_graph([make_records()])
    document = graph.nodes["document:a1"]
    assert (document["label"], document["date"], document["kind"]) == (
        "关于加强校舍安全的通知",
        "2021-05-06",
        "notice",
    )
    assert graph.nodes["list:a1-l1"]["label"] == "会议强调，要做好三项工作："
    assert graph.nodes["directive:a1-d1"]["label"] == "一是排查校舍隐患"
    assert graph.nodes["body:b-edu"] == {
        "type": "body",
        "label": "青川省教育厅",
        "aliases": "教育厅；省教育厅",
        "level": "province",
        "region_code": "510000",
        "party": False,
    }
    assert [(s, t) for s, t, _ in edges(graph, "issued_by")] == [("document:a1", "body:b-gov")]
    assert [(s, t) for s, t, _ in edges(graph, "addressed_to")] == [("document:a1", "body:b-edu")]
    assert [(s, t, d["ordinal"]) for s, t, d in edges(graph, "contains")] == [
        ("document:a1", "list:a1-l1", 1),
        ("list:a1-l1", "directive:a1-d1", 1),
        ("list:a1-l1", "directive:a1-d2", 2),
    ]
    source, target, lead = edges(graph, "responsible")[0]
    assert (source, target, lead["role"], lead["basis"]) == (
        "directive:a1-d1",
        "body:b-edu",
        "lead",
        "explicit",
    )
    assert (lead["evidence"], lead["evidence_start"], lead["evidence_end"]) == ("由教育厅牵头", 3, 9)
    assert (lead["confidence"], lead["weight"]) == (0.9, 0.9)
    assert {(s, t) for s, t, _ in edges(graph, "subordinate_to")} == {
        ("body:b-edu", "body:b-gov"),
        ("body:b-fin", "body:b-gov"),
    }


def test_every_value_is_plain_and_every_edge_has_id_type_and_weight():
    graph = build_graph(
        [make_records(), make_records("b2", document=make_document("b2", title=None, date=None))]
    )
    for _, data in graph.nodes(data=True):
        assert data["label"] and data["type"]
        assert all(type(value) in (str, int, float, bool) for value in data.values())
    ids = [d["id"] for _, _, d in graph.edges(data=True)]
    assert len(ids) == len(set(ids))
    assert all(d["type"] and type(d["weight"]) is float for _, _, d in graph.edges(data=True))


def test_a_document_without_title_is_labelled_by_number_then_file():
    graph = build_graph([make_records(document=make_document(title=None))])
    assert graph.nodes["document:a1"]["label"] == "青政发〔2021〕3号"
    graph = build_graph(
        [make_records(document=make_document(title=None, doc_number=None, path="甲/乙.html"))]
    )
    assert graph.nodes["document:a1"]["label"] == "乙.html"


def test_parallel_responsibilities_keep_their_evidence():
    duties = (
        make_duty(evidence=Evidence("由教育厅牵头", 3, 9)),
        make_duty(evidence=Evidence("教育厅负责", 20, 25), role="responsible"),
        make_duty(evidence=Evidence("教育厅牵头", 40, 45)),
        make_duty(evidence=Evidence("教育厅牵头", 40, 45)),  # said twice: one edge
    )
    graph = build_graph([make_records(responsibilities=duties)])
    assert sorted(d["evidence_start"] for _, _, d in edges(graph, "responsible")) == [3, 20, 40]


def test_an_unnumbered_directive_hangs_on_its_document_and_on_its_parent():
    below = make_directive(number=2, list_id=None, ordinal=None, marker="", parent_id="a1-d1")
    graph = build_graph([make_records(directives=(make_directive(), below), responsibilities=())])
    assert ("document:a1", "directive:a1-d2") in graph.edges()
    assert [(s, t) for s, t, _ in edges(graph, "part_of")] == [("directive:a1-d2", "directive:a1-d1")]


def test_bodies_of_two_documents_merge_with_their_aliases_united():
    other = Body("b-edu", "青川省教育厅", ("本厅",), "other", None)
    graph = build_graph([make_records(), make_records("b2", bodies=(other, GOVERNMENT, FINANCE))])
    assert graph.nodes["body:b-edu"]["aliases"] == "教育厅；本厅；省教育厅"
    assert graph.nodes["body:b-edu"]["level"] == "province"
    assert len(edges(graph, "subordinate_to")) == 2


def test_a_body_that_no_record_describes_gets_a_node():
    graph = build_graph([make_records(responsibilities=(make_duty(body="某处"),))])
    assert graph.nodes[node_named(graph, "body", "某处")]["level"] == "other"


# ------------------------------------------------------------------------------------ people


def person(name, *positions, aliases=()):
    return Person(name, aliases, tuple(Position(body, title, 0, 2) for body, title in positions))


@pytest.mark.parametrize(
    ("first", "second", "nodes"),
    [
        (person("张三", ("青川省教育厅", "厅长")), person("张三", ("青川省教育厅", "党组书记")), 1),
        (person("张三", ("青川省教育厅", "厅长")), person("张三", ("青川省财政厅", "厅长")), 2),
        (person("张三", ("青川省教育厅", "厅长")), person("张三"), 2),
        (person("张三"), person("张三"), 1),
        (person("张三", ("青川省教育厅", "厅长")), person("李四", ("青川省教育厅", "厅长")), 2),
    ],
)
def test_people_merge_only_by_name_and_body(first, second, nodes):
    graph = build_graph([make_records(people=(first,)), make_records("b2", people=(second,))])
    assert len([n for n, d in graph.nodes(data=True) if d["type"] == "person"]) == nodes


def test_positions_and_speakers():
    speaking = make_directive(speaker="傅三", lead_in=None, start=10, end=16)
    document = make_document(text="傅三在会上强调，一是排查校舍隐患")
    holder = person("傅三", ("青川省教育厅", "总督学"), aliases=("傅叁",))
    graph = build_graph([make_records(document=document, directives=(speaking,), people=(holder,))])
    node = node_named(graph, "person", "傅三")
    assert graph.nodes[node]["aliases"] == "傅叁"
    assert [(s, t, d["title"]) for s, t, d in edges(graph, "holds")] == [(node, "body:b-edu", "总督学")]
    assert [(s, t, d["verb"]) for s, t, d in edges(graph, "states")] == [(node, "directive:a1-d1", "强调")]


def test_a_meeting_speaks_for_those_who_convened_it():
    graph = build_graph([make_records(directives=(make_directive(speaker="会议"),))])
    assert [(s, d["verb"]) for s, _, d in edges(graph, "states")] == [("body:b-gov", "强调")]


def test_an_unknown_speaker_makes_no_edge():
    graph = build_graph([make_records(directives=(make_directive(speaker="与会同志"),))])
    assert edges(graph, "states") == []


# ------------------------------------------------------------------------------------ references


def cite(text: str, *, doc_id="a1", directives=()):
    """A document whose 《…》 and 文号 in ⟦ ⟧ are DOC mentions."""
    mentions, clean = [], ""
    for place, part in enumerate(re.split("[⟦⟧]", text)):
        if place % 2:
            mentions.append(Mention("DOC", part, len(clean), len(clean) + len(part)))
        clean += part
    document = make_document(doc_id, clean)
    return make_records(
        doc_id, document=document, mentions=tuple(mentions), directives=directives, responsibilities=()
    )


@pytest.mark.parametrize(
    ("texts", "labels"),
    [
        (["按⟦《义务教育法》⟧执行"], ["《义务教育法》"]),
        (["按⟦《校车管理办法》⟧（⟦青政发〔2019〕8号⟧）办"], ["《校车管理办法》"]),
        (["按⟦《校车管理办法》⟧（⟦青政发〔2019〕8号⟧）办", "见⟦青政发〔2019〕8号⟧"], ["《校车管理办法》"]),
        (["按⟦《校车管理办法》⟧，⟦青政发〔2019〕8号⟧", "见⟦《校车管理办法》⟧"], ["《校车管理办法》"]),
        (["按⟦《校车管理办法》⟧", "按⟦《幼儿园管理办法》⟧"], ["《校车管理办法》", "《幼儿园管理办法》"]),
        # its short name in the same document
        (["按⟦《校车安全工作的意见》⟧（以下简称⟦《意见》⟧）办，⟦《意见》⟧指出"], ["《校车安全工作的意见》"]),
        # a kind of document is another one in every document
        (["按⟦《意见》⟧办", "按⟦《意见》⟧办"], ["《意见》", "《意见》"]),
        # the document itself
        (["现印发⟦青政发〔2021〕3号⟧，见⟦《关于加强校舍安全的通知》⟧"], []),
        # one title under two numbers stays two
        (
            [
                "⟦《工作要点》⟧（⟦青教〔2019〕1号⟧）、⟦《教育工作要点》⟧（⟦青教〔2019〕1号⟧）、⟦《教育工作要点》⟧（⟦青教〔2020〕1号⟧）"
            ],
            ["《工作要点》", "《教育工作要点》"],
        ),
    ],
)
def test_references(texts, labels):
    graph = build_graph([cite(text, doc_id=f"c{n}") for n, text in enumerate(texts)])
    assert sorted(d["label"] for _, d in graph.nodes(data=True) if d["type"] == "reference") == sorted(labels)


def test_a_citation_inside_a_directive_is_the_directives():
    directive = make_directive(text="落实《义务教育法》", start=0, end=9)
    graph = build_graph([cite("落实⟦《义务教育法》⟧。另按⟦《教师法》⟧", directives=(directive,))])
    assert sorted(s for s, _, _ in edges(graph, "cites")) == ["directive:a1-d1", "document:a1"]


# ------------------------------------------------------------------------------------ stability, files


def summary(graph):
    return (
        sorted((n, sorted(d.items())) for n, d in graph.nodes(data=True)),
        sorted((s, t, k, sorted(d.items())) for s, t, k, d in graph.edges(keys=True, data=True)),
    )


def corpus(count=8):
    people = [
        person("张三", ("青川省教育厅", "厅长")),
        person("张三", ("青川省财政厅", "厅长")),
        person("张三"),
    ]
    texts = [
        "按⟦《校车管理办法》⟧（⟦青政发〔2019〕8号⟧）办",
        "见⟦青政发〔2019〕8号⟧",
        "按⟦《校车管理办法》⟧",
        "按⟦《意见》⟧",
    ]
    import dataclasses

    return [
        dataclasses.replace(
            cite(texts[n % 4], doc_id=f"c{n}", directives=(make_directive(f"c{n}", speaker="张三"),)),
            people=(people[n % 3],),
            responsibilities=(make_duty(f"c{n}"),),
        )
        for n in range(count)
    ]


def test_the_order_of_documents_changes_nothing():
    records = corpus()
    expected = summary(build_graph(records))
    for seed in range(5):
        shuffled = records[:]
        random.Random(seed).shuffle(shuffled)
        assert summary(build_graph(shuffled)) == expected


def test_another_hash_seed_changes_nothing():
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from test_graph import *\n"
        "graph = build_graph(corpus())\n"
        "print(list(graph.edges(keys=True, data=True)), list(graph.nodes(data=True)))"
    )
    root = Path(__file__).parents[1]
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(root)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def write_outputs(folder: Path, records) -> None:
    tables: dict[str, list] = {}
    for record in records:
        for table, rows in record_rows(record).items():
            tables.setdefault(table, []).extend(rows)
    for table, rows in tables.items():
        write_rows(folder / f"{table}.jsonl", rows)


def test_the_files_of_a_run_give_the_same_graph(tmp_path):
    records = corpus()
    write_outputs(tmp_path, records)
    assert summary(read_outputs_graph(tmp_path)) == summary(build_graph(records))


def test_a_missing_table_is_empty_and_missing_documents_are_an_error(tmp_path):
    write_outputs(tmp_path, corpus())
    (tmp_path / "people.jsonl").unlink()
    assert not [d for _, d in read_outputs_graph(tmp_path).nodes(data=True) if d["type"] == "person"]
    (tmp_path / "documents.jsonl").unlink()
    with pytest.raises(FileNotFoundError):
        read_outputs_graph(tmp_path)


def test_rows_out_of_order_are_told(tmp_path):
    write_outputs(tmp_path, corpus())
    lines = (tmp_path / "directives.jsonl").read_text(encoding="utf-8").splitlines()
    (tmp_path / "directives.jsonl").write_text("\n".join(reversed(lines)), encoding="utf-8")
    with pytest.raises(ValueError, match="directives"):
        list(read_outputs(tmp_path))


def test_rows_read_from_json_are_enough():
    rows = json.loads(json.dumps(record_rows(make_records())))
    assert summary(build_graph([rows])) == summary(build_graph([make_records()]))


@given(st.text(max_size=80))
def test_labels_are_short_and_on_one_line(text):
    label = make_label(text)
    assert len(label) <= 24
    assert "\n" not in label


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("国发〔2020〕1号", "国发[2020]1号", True),
        ("《教师 法》", "教师法", True),
        ("教师法", "教育法", False),
    ],
)
def test_match_keys(first, second, same):
    assert (match_key(first) == match_key(second)) is same


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(alphabet="《》〔〕2020号办法意见（以下简称 a\n", max_size=30), max_size=4))
def test_any_mention_makes_a_graph(texts):
    text = "，".join(texts)
    at, mentions = 0, []
    for part in texts:
        mentions.append(Mention("DOC", part, at, at + len(part)))
        at += len(part) + 1
    record = make_records(document=make_document(text=text), mentions=tuple(mentions))
    for _, data in build_graph([record]).nodes(data=True):
        assert data["label"]
