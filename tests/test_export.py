"""Every format read back by programs that are not ours: counts, ids, Chinese labels, types, hostile texts."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_graph import corpus

from pipeline.export import FORMATS, write_graph
from pipeline.export.plain import clean_string, edge_columns, node_columns, plain_edges, plain_nodes
from pipeline.export.tables import defuse
from pipeline.graph import add_edge, build_graph

READERS = Path(__file__).parent / "readers"
FILES = tuple(name for name, format in FORMATS.items() if format.suffix and name != "svg")
FOLDERS = tuple(name for name, format in FORMATS.items() if not format.suffix)
HOSTILE = (
    "控制\x00\x01\x0b\x1f\x7f\x85符",
    "引号\"'“”",
    "]]>",
    "<script>alert(1)</script>",
    "&amp;&#0;",
    "表情😀👨‍👩‍👧",
    "半个\ud83d",
    "\ude00半个",
    "非字符\ufffe\uffff",
    "行\n列\t尾\r",
    "=cmd|' /C calc'!A1",
    "+1",
    "-1",
    "@SUM",
    "",
    " ",
    "\u2028段\u3000",
    "长" * 100_000,
    "逗号,分号；；竖|",
    "\\n\\",
    '{"a":1}',
    "𠮷野家",
)


def hostile_graph():
    graph = nx.MultiDiGraph()
    for number, text in enumerate(HOSTILE):
        graph.add_node(f"body:{number}", type="body", label=text, text=text, level="province")
    for number, text in enumerate(HOSTILE):
        add_edge(graph, f"body:{number}", "body:0", "responsible", role="lead", evidence=text)
        add_edge(graph, f"body:{number}", "body:0", "responsible", 2, role="support", evidence=text)
    return graph


def awkward_graph():
    """Values that our own graphs never hold but a user's may."""
    graph = nx.MultiDiGraph()
    graph.add_node("a", type="body", mixed=1, odd=None, names=["甲", "乙"], flag=True, big=2**70)
    graph.add_node("b", type="body", mixed=1.5, flag=False, real=float("nan"), kinds={"丙", "丁"}, label=None)
    graph.add_node(3, mixed=2, text=4)
    graph.add_node("d", text="四")
    graph.add_edge("a", "b", id="same", weight=2)
    graph.add_edge("a", "b", id="same", weight=None)
    graph.add_edge("b", 3, note=None)
    return graph


GRAPHS = {
    "corpus": lambda: build_graph(corpus()),
    "hostile": hostile_graph,
    "awkward": awkward_graph,
    "empty": nx.MultiDiGraph,
    "simple": lambda: nx.path_graph(4),
}


@pytest.fixture(params=sorted(GRAPHS))
def graph(request):
    return GRAPHS[request.param]()


def expected(graph):
    """What a reader must find: nodes by id, edges by id."""
    nodes = dict(plain_nodes(graph))
    edges = {identity: (source, target, data) for identity, source, target, data in plain_edges(graph)}
    assert len(edges) == graph.number_of_edges()
    return nodes, edges


def like(found, wanted) -> bool:
    """Equal once line ends are: XML keeps a carriage return only where it is written as a number."""
    if isinstance(wanted, float):
        return float(found) == wanted
    return found == wanted


# ------------------------------------------------------------------------------------ Python readers


def test_networkx_reads_graphml(graph, tmp_path):
    write_graph(graph, tmp_path / "g.graphml")
    read = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    nodes, edges = expected(graph)
    assert read.is_directed() == graph.is_directed()
    assert set(read) == set(nodes)
    for node, wanted in nodes.items():
        assert read.nodes[node] == typed(wanted, node_columns(graph))
    found = {key: (s, t, d) for s, t, key, d in read.edges(keys=True, data=True)}
    assert set(found) == set(edges)
    for key, (source, target, data) in edges.items():
        attributes = {k: v for k, v in found[key][2].items() if k != "id"}
        assert {source, target} == set(found[key][:2])
        assert attributes == typed(data, edge_columns(graph))


def typed(data, columns):
    make = {"string": lambda v: v if isinstance(v, str) else json.dumps(v), "double": float}
    return {name: make.get(columns[name], lambda v: v)(value) for name, value in data.items()}


@pytest.mark.filterwarnings("ignore:Could not add edge ids:RuntimeWarning")
def test_igraph_reads_graphml(tmp_path):
    igraph = pytest.importorskip("igraph", reason="igraph is not installed")
    for make in (GRAPHS["corpus"], GRAPHS["hostile"]):
        graph = make()
        write_graph(graph, tmp_path / "g.graphml")
        read = igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
        nodes, edges = expected(graph)
        assert {v["id"]: v["label"] for v in read.vs} == {n: d["label"] for n, d in nodes.items()}
        assert sorted(e["id"] for e in read.es) == sorted(edges)
        assert {e["weight"] for e in read.es} <= {d["weight"] for *_, d in edges.values()}


def test_networkx_reads_gexf(tmp_path):
    graph = GRAPHS["corpus"]()
    write_graph(graph, tmp_path / "g.gexf", "gexf")
    read = nx.read_gexf(tmp_path / "g.gexf", version="1.3") if gexf_13() else None
    if read is None:
        pytest.skip("this networkx does not read GEXF 1.3")
    nodes, edges = expected(graph)
    assert {n: d["label"] for n, d in read.nodes(data=True)} == {n: d["label"] for n, d in nodes.items()}
    assert read.number_of_edges() == len(edges)


def gexf_13() -> bool:
    from networkx.readwrite.gexf import GEXF

    return "1.3" in GEXF.versions


def test_gexf_has_the_dates_of_the_timeline(tmp_path):
    graph = GRAPHS["corpus"]()
    graph.nodes["document:c1"]["date"] = "2021"
    write_graph(graph, tmp_path / "g.gexf", "gexf")
    root = ET.parse(tmp_path / "g.gexf").getroot()
    space = "{http://gexf.net/1.3}"
    drawn = root.find(f"{space}graph")
    assert (root.get("version"), drawn.get("mode"), drawn.get("timeformat")) == ("1.3", "dynamic", "date")
    starts = {n.get("id"): n.get("start") for n in root.iter(f"{space}node")}
    assert starts["document:c0"] == "2021-05-06"
    assert starts["document:c1"] is None, "a year is no day"
    assert starts["body:b-edu"] is None, "a body is there all the time"


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_xml_is_well_formed_and_has_no_forbidden_character(graph, name, tmp_path):
    write_graph(graph, tmp_path / "g", name)
    ET.parse(tmp_path / "g")
    text = (tmp_path / "g").read_bytes().decode("utf-8")
    assert clean_string(text) == text


def test_graphml_has_one_key_for_a_name_and_plain_types(graph, tmp_path):
    write_graph(graph, tmp_path / "g.graphml")
    space = "{http://graphml.graphdrawing.org/xmlns}"
    keys = [k.attrib for k in ET.parse(tmp_path / "g.graphml").getroot().iter(f"{space}key")]
    names = [(k["for"], k["attr.name"]) for k in keys]
    assert len(names) == len(set(names))
    assert {k["attr.type"] for k in keys} <= {"string", "long", "double", "boolean"}
    assert {("node", "label"), ("node", "name"), ("node", "type")} <= set(names)
    assert {("edge", n) for n in ("type", "weight", "interaction", "label")} <= set(names)


def test_cytoscape_json(graph, tmp_path):
    write_graph(graph, tmp_path / "g.cyjs", "cytoscape")
    read = json.loads((tmp_path / "g.cyjs").read_text(encoding="utf-8"))["elements"]
    nodes, edges = expected(graph)
    assert {e["data"].pop("id"): e["data"] for e in read["nodes"]} == nodes
    assert {e["data"]["id"]: e["data"]["interaction"] for e in read["edges"]} == {
        key: data["type"] for key, (_, _, data) in edges.items()
    }


def test_cx2(graph, tmp_path):
    write_graph(graph, tmp_path / "g.cx2", "cx2")
    aspects: dict = {}
    for part in json.loads((tmp_path / "g.cx2").read_text(encoding="utf-8")):
        for name, values in part.items():
            aspects.setdefault(name, values)
    counts = {m["name"]: m["elementCount"] for m in aspects["metaData"]}
    assert (counts["nodes"], counts["edges"]) == (len(aspects["nodes"]), len(aspects["edges"]))
    assert aspects["status"] == [{"error": "", "success": True}]
    declared = aspects["attributeDeclarations"][0]
    python = {"string": str, "long": int, "double": (int, float), "boolean": bool}
    for what in ("nodes", "edges"):
        for element in aspects[what]:
            for name, value in element["v"].items():
                assert isinstance(value, python[declared[what][name]["d"]]), (name, value)
    numbers = {n["id"] for n in aspects["nodes"]}
    assert all({e["s"], e["t"]} <= numbers for e in aspects["edges"])


def read_sheet(path, encoding):
    with open(path, encoding=encoding, newline="") as lines:
        return list(csv.DictReader(lines))


def test_csv_pair(graph, tmp_path):
    write_graph(graph, tmp_path, "csv")
    assert (tmp_path / "nodes.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    csv.field_size_limit(10**7)
    rows, links = (read_sheet(tmp_path / f"{n}.csv", "utf-8-sig") for n in ("nodes", "edges"))
    nodes, edges = expected(graph)
    assert {r["Id"]: r["Label"] for r in rows} == {n: defuse(d["label"]) for n, d in nodes.items()}
    assert {r["Id"]: (r["Source"], r["Target"]) for r in links} == {k: v[:2] for k, v in edges.items()}
    assert {r["Type"] for r in links} <= {"Directed", "Undirected"}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "＝1", '=HYPERLINK("x")'])
def test_formulas_are_defused(text):
    assert defuse(text) == f"'{text}"


@pytest.mark.parametrize("value", ["甲=乙", "第-1条", "a@b", "", -1, 1.5, True, None])
def test_other_cells_stay(value):
    assert not defuse(value).startswith("'")


def test_neo4j(graph, tmp_path):
    written = write_graph(graph, tmp_path, "neo4j")
    assert [p.name for p in written] == ["nodes.csv", "edges.csv", "import.txt"]
    csv.field_size_limit(10**7)
    rows, links = (read_sheet(tmp_path / f"{n}.csv", "utf-8") for n in ("nodes", "edges"))
    nodes, edges = expected(graph)
    assert {r["id:ID"]: r[":LABEL"].casefold() for r in rows} == {n: d["type"] for n, d in nodes.items()}
    assert {r["id"]: (r[":START_ID"], r[":END_ID"]) for r in links} == {k: v[:2] for k, v in edges.items()}
    lines = (tmp_path / "nodes.csv").read_text(encoding="utf-8").split("\n")
    assert len(lines) == len(nodes) + 2, "one line a node: the importer takes no line break in a value"


def test_parquet(graph, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (extra parquet)")
    write_graph(graph, tmp_path, "parquet")
    nodes, edges = expected(graph)
    rows = parquet.read_table(tmp_path / "nodes.parquet").to_pylist()
    assert {r["id"]: r["label"] for r in rows} == {n: d["label"] for n, d in nodes.items()}
    rows = parquet.read_table(tmp_path / "edges.parquet").to_pylist()
    assert {r["id"]: r["weight"] for r in rows} == {k: d["weight"] for k, (_, _, d) in edges.items()}


@pytest.mark.filterwarnings("ignore")
def test_jsonld_in_rdf(tmp_path):
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    graph = GRAPHS["corpus"]()
    write_graph(graph, tmp_path / "g.jsonld", "jsonld")
    read = rdflib.Graph().parse(tmp_path / "g.jsonld", format="json-ld")
    org, prov, rdf = rdflib.ORG, rdflib.PROV, rdflib.RDF
    nodes, edges = expected(graph)

    def count(kind):
        return len(set(read.subjects(rdf.type, kind)))

    by_type = [d["type"] for d in nodes.values()]
    assert count(org.Organization) == by_type.count("body")
    assert count(rdflib.FOAF.Person) == by_type.count("person")
    assert count(prov.Plan) == by_type.count("directive")
    by_type = [d["type"] for _, _, d in edges.values()]
    assert count(prov.Association) == by_type.count("responsible")
    assert count(org.Membership) == by_type.count("holds")
    assert len(list(read.triples((None, org.subOrganizationOf, None)))) == by_type.count("subordinate_to")
    label = rdflib.Literal("青川省教育厅")
    assert list(read.subjects(rdflib.SKOS.prefLabel, label)) == [rdflib.URIRef("urn:zhiling:body:b-edu")]
    assert check_terms(rdflib, read) == []


def check_terms(rdflib, read) -> list[str]:
    """Words under ORG's, PROV-O's and SKOS's addresses that those vocabularies do not have."""
    spaces = (rdflib.ORG, rdflib.PROV, rdflib.SKOS, rdflib.FOAF, rdflib.DCTERMS, rdflib.RDFS)
    used = {str(term) for triple in read for term in triple if isinstance(term, rdflib.URIRef)}
    return sorted(
        term
        for term in used
        for space in spaces
        if term.startswith(str(space)) and rdflib.URIRef(term) not in space
    )


@pytest.mark.filterwarnings("ignore")
def test_jsonld_with_hostile_texts(tmp_path):
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    graph = hostile_graph()
    write_graph(graph, tmp_path / "g.jsonld", "jsonld")
    read = rdflib.Graph().parse(tmp_path / "g.jsonld", format="json-ld")
    found = {str(o) for o in read.objects(None, rdflib.DCTERMS.description)}
    assert {clean_string(text) for text in HOSTILE if text} <= found


# ------------------------------------------------------------------------------------ JavaScript readers


def read_with_node(name: str, path: Path) -> dict:
    if not shutil.which("node"):
        pytest.skip("Node is not installed")
    if not (READERS / "node_modules").is_dir():
        pytest.skip("the readers are not installed: npm install --prefix tests/readers")
    command = ["node", "read.js", name, str(path)]
    result = subprocess.run(command, cwd=READERS, capture_output=True, timeout=120, check=False)
    assert result.returncode == 0, result.stderr.decode("utf-8", "replace")[-2000:]
    read = json.loads(result.stdout)
    return {
        "nodes": dict(map(tuple, read["nodes"])),
        "edges": {identity: (source, target, data) for identity, source, target, data in read["edges"]},
    }


@pytest.mark.parametrize("name", ["graphml", "gexf", "cytoscape"])
@pytest.mark.parametrize("which", ["corpus", "hostile"])
def test_javascript_readers(name, which, tmp_path):
    graph = GRAPHS[which]()
    write_graph(graph, tmp_path / "g", name)
    read = read_with_node(name, tmp_path / "g")
    nodes, edges = expected(graph)
    assert set(read["nodes"]) == set(nodes)
    assert set(read["edges"]) == set(edges)
    for node, wanted in nodes.items():
        found = {k: v for k, v in read["nodes"][node].items() if k in wanted}
        if name != "cytoscape":  # the parser standing for a browser's drops what it cannot pair
            wanted = {k: v for k, v in wanted.items() if v != ""}
            found = {k: v for k, v in found.items() if v != ""}
        assert found == wanted
    for key, (source, target, wanted) in edges.items():
        assert read["edges"][key][:2] == (source, target)
        assert read["edges"][key][2]["label"] == wanted["label"]
        assert read["edges"][key][2]["weight"] == wanted["weight"]


# ------------------------------------------------------------------------------------ writing


@pytest.mark.parametrize("name", [*FILES, *FOLDERS])
def test_nothing_is_left_behind_when_writing_fails(name, tmp_path, monkeypatch):
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed (extra parquet)")
    path = tmp_path / "out"
    graph = GRAPHS["corpus"]()
    write_graph(graph, path, name)
    before = contents(tmp_path)

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    graph.add_node("more", type="body", label="多")
    with pytest.raises(OSError, match="No space"):
        write_graph(graph, path, name)
    assert contents(tmp_path) == before


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("name", [n for n in (*FILES, *FOLDERS) if n != "parquet"])
def test_the_same_graph_gives_the_same_bytes(name, tmp_path):
    for folder in ("one", "two"):
        write_graph(build_graph(corpus()), tmp_path / folder / "out", name)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_an_unknown_format_names_the_known_ones(tmp_path):
    with pytest.raises(ValueError, match="graphml, gexf"):
        write_graph(nx.MultiDiGraph(), tmp_path / "g", "dot")
    assert list(tmp_path.iterdir()) == []


def test_importing_the_writers_needs_neither_networkx_nor_pyarrow():
    code = (
        "import sys, pipeline.export\n"
        "print([m for m in ('networkx', 'pyarrow', 'numpy') if m in sys.modules])"
    )
    root = Path(__file__).parents[1]
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=True, text=True)
    assert run.stdout.strip() == "[]"


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=())))
def test_any_text_survives_graphml_and_gexf(tmp_path_factory, text):
    graph = nx.MultiDiGraph()
    graph.add_node("n", type="body", label="名", text=text)
    folder = tmp_path_factory.mktemp("any")
    for name in ("graphml", "gexf"):
        write_graph(graph, folder / name, name)
        ET.parse(folder / name)
    read = nx.read_graphml(folder / "graphml").nodes["n"]
    assert read["text"] == clean_string(text)


# ------------------------------------------------------------------------------------ the drawing


def test_the_drawing_is_the_same_on_every_run_and_well_formed(graph, tmp_path):
    for name in ("one.svg", "two.svg"):
        write_graph(graph, tmp_path / name, "svg")
    ET.parse(tmp_path / "one.svg")
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


def test_the_drawing_names_bodies_and_escapes_what_a_notice_says(tmp_path):
    write_graph(hostile_graph(), tmp_path / "g.svg", "svg")
    text = (tmp_path / "g.svg").read_text(encoding="utf-8")
    assert "<script" not in text
    write_graph(GRAPHS["corpus"](), tmp_path / "g.svg", "svg")
    root = ET.parse(tmp_path / "g.svg").getroot()
    words = [e.text for e in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "青川省教育厅" in words
    assert "牵头 lead" in words


def test_a_view_of_bodies_is_drawn_with_its_links(tmp_path):
    from pipeline.graph.views import make_view

    graph = nx.MultiDiGraph()
    for body in "ab":
        graph.add_node(f"body:{body}", type="body", label=f"{body}局", level="city")
    for role, body in (("lead", "a"), ("support", "b")):
        graph.add_node("directive:d", type="directive", label="做", kind="directive", document="x")
        add_edge(graph, "directive:d", f"body:{body}", "responsible", role=role)
    write_graph(make_view(graph, "bodies"), tmp_path / "g.svg", "svg")
    assert (tmp_path / "g.svg").read_text(encoding="utf-8").count('<path d="M') >= 2


def test_discs_do_not_lie_over_one_another():
    from pipeline.export.svg import place_nodes

    links = [(0, n, 1.0) for n in range(1, 40)] + [(n, n + 1, 1.0) for n in range(50, 60)]
    sizes = [12.0 if n % 7 == 0 else 4.0 for n in range(70)]
    points = place_nodes(sizes, links)
    for a in range(70):
        for b in range(a):
            (x, y), (u, v) = points[a], points[b]
            assert ((x - u) ** 2 + (y - v) ** 2) ** 0.5 >= sizes[a] + sizes[b] - 1.0, (a, b)
