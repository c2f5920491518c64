"""Views, filters and measures of the graph."""

from __future__ import annotations

import networkx as nx
import pytest
from test_graph import (
    EDUCATION,
    FINANCE,
    GOVERNMENT,
    edges,
    make_directive,
    make_document,
    make_duty,
    make_records,
    person,
    summary,
)

from pipeline.graph import build_graph
from pipeline.graph.measures import add_measures
from pipeline.graph.views import VIEWS, filter_graph, find_bodies, make_view
from pipeline.records import Body

COUNTY = Body("b-county", "白水县教育局", ("县教育局",), "county", "510822", "白水县人民政府")


def make_graph():
    """Two documents: a notice of 2021 and a plan of 2023; three bodies share directives."""
    first = make_records(
        responsibilities=(
            make_duty(body="青川省教育厅", role="lead"),
            make_duty(body="青川省财政厅", role="support"),
            make_duty(number=2, body="青川省教育厅", role="lead"),
            make_duty(number=2, body="青川省财政厅", role="support"),
        ),
        people=(person("张三", ("青川省教育厅", "厅长")), person("李四")),
        directives=(make_directive(speaker="张三"), make_directive(number=2, text="安排专项资金")),
    )
    second = make_records(
        "b2",
        document=make_document("b2", date="2023", kind="plan", addressees=()),
        responsibilities=(
            make_duty("b2", body="白水县教育局", role="responsible"),
            make_duty("b2", body="青川省教育厅", role="supervise"),
            make_duty("b2", 2, body="青川省人民政府", role="issuer", basis="issuer"),
        ),
        directives=(make_directive("b2"), make_directive("b2", 2, "校舍已加固", kind="achievement")),
        bodies=(EDUCATION, FINANCE, GOVERNMENT, COUNTY),
    )
    return build_graph([first, second])


def nodes(graph, kind):
    return {n for n, d in graph.nodes(data=True) if d["type"] == kind}


def test_bodies_by_shared_directives():
    view = make_view(make_graph(), "bodies")
    assert nodes(view, "body") == set(view) == {"body:b-edu", "body:b-fin", "body:b-county"}
    found = {(s, t, d["role"], d["weight"]) for s, t, d in view.edges(data=True)}
    assert found == {
        ("body:b-edu", "body:b-fin", "lead–support", 2.0),
        ("body:b-county", "body:b-edu", "responsible–supervise", 1.0),
    }
    assert {d.get("since") for _, _, d in view.edges(data=True)} == {"2021-05-06", "2023"}


def test_bodies_of_chosen_roles_only():
    view = make_view(make_graph(), "bodies", roles=("lead", "support"))
    assert set(view) == {"body:b-edu", "body:b-fin"}


def test_bipartite():
    view = make_view(make_graph(), "bipartite")
    assert {d["type"] for _, _, d in view.edges(data=True)} == {"responsible"}
    assert {d["type"] for _, d in view.nodes(data=True)} == {"directive", "body"}
    assert view.number_of_edges() == 7


def test_people():
    view = make_view(make_graph(), "people")
    assert {d["type"] for _, _, d in view.edges(data=True)} == {"holds", "states"}
    assert sorted(d["label"] for _, d in view.nodes(data=True)) == [
        "一是排查校舍隐患",
        "张三",
        "青川省教育厅",
    ]


def test_full_is_a_copy():
    graph = make_graph()
    view = make_view(graph)
    assert summary(view) == summary(graph)
    view.nodes["document:a1"]["label"] = "改"
    assert graph.nodes["document:a1"]["label"] != "改"


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_nothing_is_nothing(view):
    assert len(make_view(nx.MultiDiGraph(), view)) == 0


def test_an_unknown_view_names_the_known_ones():
    with pytest.raises(ValueError, match="full, bodies, bipartite, people"):
        make_view(make_graph(), "tree")


@pytest.mark.parametrize(
    ("conditions", "directives", "documents"),
    [
        ({}, "a1-d1 a1-d2 b2-d1 b2-d2", "a1 b2"),
        ({"roles": ["lead"]}, "a1-d1 a1-d2", "a1"),
        ({"roles": ["issuer"]}, "b2-d2", "b2"),
        ({"since": "2022-01-01"}, "b2-d1 b2-d2", "b2"),
        ({"since": "2023-06-01"}, "b2-d1 b2-d2", "b2"),  # the plan has only a year
        ({"since": "2024"}, "", ""),
        ({"until": "2021"}, "a1-d1 a1-d2", "a1"),
        ({"until": "2021-05-05"}, "", ""),
        ({"kinds": ["notice"]}, "a1-d1 a1-d2", "a1"),
        ({"kinds": ["achievement"]}, "b2-d2", "b2"),
        ({"kinds": ["notice", "achievement"]}, "", ""),
        ({"bodies": ["财政厅"]}, "a1-d1 a1-d2", "a1"),
        ({"bodies": ["教育"]}, "a1-d1 a1-d2 b2-d1", "a1 b2"),
        ({"bodies": ["水利"]}, "", ""),
        ({"levels": ["county"]}, "b2-d1", "b2"),
        ({"levels": ["county"], "roles": ["lead"]}, "", ""),
        ({"bodies": ["教育厅"], "roles": ["supervise"]}, "b2-d1", "b2"),
    ],
)
def test_filters(conditions, directives, documents):
    graph = filter_graph(make_graph(), **conditions)
    assert nodes(graph, "directive") == {f"directive:{d}" for d in directives.split()}
    assert nodes(graph, "document") == {f"document:{d}" for d in documents.split()}


def test_a_filter_keeps_partners_and_drops_other_roles():
    by_body = filter_graph(make_graph(), bodies=["财政厅"])
    assert {d["role"] for _, _, d in edges(by_body, "responsible")} == {"lead", "support"}
    by_role = filter_graph(make_graph(), roles=["lead"])
    assert {d["role"] for _, _, d in edges(by_role, "responsible")} == {"lead"}
    assert nodes(by_role, "person"), "who stated a directive stays with it"


def test_a_filter_leaves_the_graph_alone():
    graph = make_graph()
    before = summary(graph)
    filter_graph(graph, roles=["lead"]).nodes["document:a1"]["label"] = "改"
    assert summary(graph) == before


@pytest.mark.parametrize("wrong", [{"roles": ["boss"]}, {"kinds": ["novel"]}, {"levels": ["moon"]}])
def test_unknown_names_are_told(wrong):
    with pytest.raises(ValueError, match="There is no"):
        filter_graph(make_graph(), **wrong)


@pytest.mark.parametrize(
    ("name", "found"),
    [("青川省教育厅", {"b-edu"}), ("教育厅", {"b-edu"}), ("教育", {"b-edu", "b-county"}), ("某某", set())],
)
def test_bodies_are_found_by_name_alias_or_part(name, found):
    assert find_bodies(make_graph(), [name]) == {f"body:{body}" for body in found}


def test_measures():
    graph = make_graph()
    add_measures(graph)
    education = graph.nodes["body:b-edu"]
    assert (education["directives"], education["degree_lead"], education["degree_supervise"]) == (3, 2, 1)
    assert education["betweenness"] == 1.0, "between finance and the county"
    assert graph.nodes["body:b-fin"]["betweenness"] == 0.0
    assert education["community"] == graph.nodes["body:b-fin"]["community"] == 1
    assert all(d["degree"] == graph.degree(n) for n, d in graph.nodes(data=True))


def test_measures_of_a_view_are_those_of_the_graph():
    graph, view = make_graph(), make_view(make_graph(), "bodies")
    add_measures(graph)
    add_measures(view)
    for node in view:
        assert view.nodes[node]["betweenness"] == graph.nodes[node]["betweenness"]


def test_measures_of_nothing():
    add_measures(nx.MultiDiGraph())
