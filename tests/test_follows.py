"""A policy's way down the levels, on chains whose truth is known."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from test_graph import cite, edges, make_document, make_records, summary

from pipeline.graph import build_graph
from pipeline.graph.follows import add_follows, normalise, resolve_citations
from pipeline.records import Body, Directive

pytest.importorskip("datasketch", reason="datasketch is not installed")
pytest.importorskip("rapidfuzz", reason="rapidfuzz is not installed")

NATION = Body("b-nation", "国务院", (), "national")
PROVINCE = Body("b-prov", "青川省人民政府", (), "province", "510000")
CITY = Body("b-city", "白水市人民政府", (), "city", "510800", "青川省人民政府")
OTHER_CITY = Body("b-far", "临江市人民政府", (), "city", "330800")
OFFICE = Body("b-office", "青川省教育厅", (), "province", "510000", "青川省人民政府")

SAFETY = "全面排查农村中小学校舍安全隐患，建立台账并逐一销号，年底前完成整改"
MEALS = "推行校园食堂明厨亮灶，对供餐单位每季度开展一次抽查并公布结果"


def issue(doc_id, body, date, *texts, title=None, number=None):
    directives = tuple(
        Directive(f"{doc_id}-d{n}", None, None, n, "", 1, "directive", text, 0, len(text))
        for n, text in enumerate(texts, 1)
    )
    document = make_document(
        doc_id, date=date, issuers=(body.name,), addressees=(), title=title, doc_number=number
    )
    bodies = (body, PROVINCE) if body.parent else (body,)
    return make_records(doc_id, document=document, directives=directives, responsibilities=(), bodies=bodies)


def follows(*records):
    graph = build_graph(records)
    add_follows(graph)
    return {
        (s.split(":")[1], t.split(":")[1]) for s, t, d in edges(graph, "follows") if s.startswith("directive")
    }


def test_a_copy_follows_from_the_lower_and_later_to_the_higher_and_earlier():
    nation = issue("n", NATION, "2020-01-01", SAFETY)
    city = issue("c", CITY, "2021-01-01", SAFETY.replace("全面", "全市"))
    assert follows(nation, city) == follows(city, nation) == {("c-d1", "n-d1")}


def test_what_is_handed_down_twice_follows_both_and_one_of_them_directly():
    nation = issue("n", NATION, "2020-01-01", SAFETY)
    province = issue("p", PROVINCE, "2020-06-01", SAFETY)
    city = issue("c", CITY, "2021-01-01", SAFETY)
    graph = build_graph([nation, province, city])
    assert add_follows(graph) == 2
    direct = {(s, t): d["direct"] for s, t, d in edges(graph, "follows")}
    assert direct == {
        ("directive:p-d1", "directive:n-d1"): True,
        ("directive:c-d1", "directive:p-d1"): True,
        ("directive:c-d1", "directive:n-d1"): False,
        ("document:p", "document:n"): True,
        ("document:c", "document:p"): True,
        ("document:c", "document:n"): False,
    }
    link = next(d for s, t, d in edges(graph, "follows") if s == "document:c" and t == "document:p")
    assert (link["basis"], link["similarity"], link["date"], link["earlier"]) == (
        "text",
        1.0,
        "2021-01-01",
        "2020-06-01",
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (issue("n", NATION, "2022-01-01", SAFETY), issue("c", CITY, "2021-01-01", SAFETY)),  # too late
        (
            issue("p", PROVINCE, "2020-01-01", SAFETY),
            issue("f", OTHER_CITY, "2021-01-01", SAFETY),
        ),  # elsewhere
        (issue("p", PROVINCE, "2020-01-01", SAFETY), issue("q", PROVINCE, "2021-01-01", SAFETY)),  # one level
        (issue("n", NATION, "2020-01-01", SAFETY), issue("c", CITY, "2021-01-01", MEALS)),  # other matter
        (
            issue("n", NATION, "2020-01-01", "加强领导"),
            issue("c", CITY, "2021-01-01", "加强领导"),
        ),  # says nothing
    ],
)
def test_no_following(first, second):
    assert follows(first, second) == set()


def test_on_one_level_a_body_follows_only_what_stands_above_it():
    province = issue("p", PROVINCE, "2020-01-01", SAFETY)
    assert follows(province, issue("o", OFFICE, "2021-01-01", SAFETY)) == {("o-d1", "p-d1")}


def test_a_paraphrase_needs_company():
    changed = "集中排查农村校舍安全隐患，逐校建立台账，销号管理，于年底前完成整改任务"
    nation = issue("n", NATION, "2020-01-01", SAFETY, MEALS)
    assert follows(nation, issue("c", CITY, "2021-01-01", changed)) == set()
    assert follows(nation, issue("c", CITY, "2021-01-01", changed, MEALS)) == {
        ("c-d1", "n-d1"),
        ("c-d2", "n-d2"),
    }


@pytest.mark.parametrize(
    ("text", "same"), [("全国中小学", "全省中小学"), ("2020年、完成", "2021 年完成"), ("（一）落实", "落实")]
)
def test_levels_and_numbers_do_not_tell_texts_apart(text, same):
    assert normalise(text).replace("一", "") == normalise(same)


def test_cited_documents_are_found_in_the_corpus():
    target = issue(
        "n", NATION, "2020-01-01", SAFETY, title="关于加强校舍安全的意见", number="国发〔2020〕9号"
    )
    texts = {
        "by_number": "按⟦国发〔2020〕9号⟧办",
        "by_title": "按⟦《关于加强校舍安全的意见》⟧办",
        "with_issuer": "按⟦《国务院关于加强校舍安全的意见》⟧办",
    }
    for name, text in texts.items():
        source = cite(text, doc_id=name)
        graph = build_graph([target, source])
        assert resolve_citations(graph) == 1, name
        assert [t for _, t, _ in edges(graph, "resolves_to")] == ["document:n"]


def test_a_title_of_two_documents_stays_open():
    twins = [issue(n, NATION, "2020-01-01", title="关于校舍的意见") for n in ("n", "m")]
    assert resolve_citations(build_graph([*twins, cite("按⟦《关于校舍的意见》⟧办")])) == 0


def test_a_citation_links_the_documents():
    target = issue("n", NATION, "2020-01-01", SAFETY, number="国发〔2020〕9号")
    graph = build_graph([target, cite("按⟦国发〔2020〕9号⟧办")])
    add_follows(graph)
    assert [(s, t, d["basis"]) for s, t, d in edges(graph, "follows")] == [
        ("document:a1", "document:n", "citation")
    ]


def load_benchmark():
    path = Path(__file__).parents[1] / "benchmarks" / "bench_follows.py"
    spec = importlib.util.spec_from_file_location("bench_follows", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_chain_of_three_hundred_documents():
    figures = load_benchmark().score(300, 7)
    assert figures["precision"] >= 0.95
    assert figures["recall"] >= 0.90


def test_the_order_of_documents_changes_nothing():
    rows, _ = load_benchmark().make_corpus(45, 3)
    first, second = build_graph(rows), build_graph(rows[::-1])
    add_follows(first)
    add_follows(second)
    assert summary(first) == summary(second)
