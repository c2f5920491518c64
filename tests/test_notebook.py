"""Records, graph and report in a notebook: who must do what, and nothing of a notice becomes markup."""

from __future__ import annotations

import base64
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from test_graph import corpus, make_directive, make_document, make_records, write_outputs
from test_report import EVIL, hostile_records

from pipeline import notebook
from pipeline.graph import build_graph
from pipeline.notebook import find_chinese_font, show_graph, show_records, show_report
from pipeline.records import Mention

TUTORIAL = Path(__file__).parents[1] / "docs" / "tutorial.ipynb"


def tags(page):
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append((tag, dict(attributes)))
    parser.feed(page)
    return found


def text_of(page):
    pieces = []
    parser = HTMLParser()
    parser.handle_data = pieces.append
    parser.feed(page)
    return "".join(pieces)


def picture_of(page):
    ((_, attributes),) = tags(page)
    return base64.b64decode(attributes["src"].removeprefix("data:image/svg+xml;base64,")).decode()


def test_directives_stand_with_their_bodies_and_quotes():
    page = show_records(corpus()[0])._repr_html_()
    assert "排查校舍隐患" in page and "青川省教育厅 (lead)" in page
    assert ("span", {"title": "由教育厅牵头"}) in tags(page)


def test_what_is_left_out_is_counted():
    page = show_records(corpus()[0], limit=0)._repr_html_()
    assert "… 1 more" in page and "排查校舍隐患" not in page


def test_the_text_is_whole_and_marked():
    text = "由白石部牵头整治河道。"
    records = make_records(
        "t1",
        document=make_document("t1", text),
        directives=(make_directive("t1", text=text[1:10], start=1, end=10),),
        responsibilities=(),
        mentions=(Mention("ORG", "白石部", 1, 4, "白石部"),),
    )
    page = show_records(records, text=True)._repr_html_()
    marked = page[page.index("<div") :]
    assert text_of(marked) == text
    styles = [(attributes.get("style") or "") for tag, attributes in tags(marked) if tag == "span"]
    assert [("background" in style, "border" in style) for style in styles] == [(True, True), (False, True)]


@pytest.mark.parametrize("text", [False, True])
def test_a_hostile_notice_stays_text(text):
    page = show_records(hostile_records(), text=text)._repr_html_()
    assert EVIL not in page and {"script", "img"}.isdisjoint(tag for tag, _ in tags(page))


def test_without_a_notebook_it_says_what_it_is():
    assert repr(show_records(corpus()[0])) == "<records of c0.txt: 1 items>"


def test_a_graph_is_a_picture():
    page = show_graph(build_graph(corpus()))._repr_html_()
    assert tags(page)[0][0] == "img" and "青川省教育厅" in picture_of(page)


def test_a_part_of_the_graph():
    graph = build_graph([make_records()])
    assert "青川省财政厅" in picture_of(show_graph(graph)._repr_html_())
    assert "青川省财政厅" not in picture_of(show_graph(graph, roles=("lead",))._repr_html_())
    with pytest.raises(ValueError, match="no view"):
        show_graph(graph, view="nonsense")


def test_a_hostile_graph_is_harmless():
    page = show_graph(build_graph([hostile_records()]))._repr_html_()
    assert [tag for tag, _ in tags(page)] == ["img"]
    assert "<script" not in picture_of(page)


def test_the_report_has_a_frame_of_its_own(tmp_path):
    write_outputs(tmp_path, [hostile_records()])
    page = show_report(tmp_path)._repr_html_()
    ((tag, attributes),) = tags(page)
    assert tag == "iframe" and attributes["sandbox"] == "allow-scripts allow-downloads"
    assert attributes["srcdoc"].startswith("<!DOCTYPE html>") and attributes["srcdoc"].endswith("</html>\n")


def test_a_report_too_large_for_a_notebook_says_what_to_do(tmp_path, monkeypatch):
    write_outputs(tmp_path, corpus())
    monkeypatch.setattr(notebook, "MOST_BYTES", 1000)
    with pytest.raises(ValueError, match="zhiling report"):
        show_report(tmp_path)


# ------------------------------------------------------------------------------------------------ fonts


def test_a_font_is_found_or_the_remedy_told(monkeypatch):
    manager = pytest.importorskip("matplotlib.font_manager", reason="matplotlib is not installed")
    plain = [font for font in manager.fontManager.ttflist if font.name == "DejaVu Sans"]
    monkeypatch.setattr(manager.fontManager, "ttflist", plain)
    with pytest.raises(LookupError, match="fonts-noto-cjk"):
        find_chinese_font()
    gone = manager.FontEntry(fname="/nowhere/gone.ttf", name="Gone")
    monkeypatch.setattr(manager.fontManager, "ttflist", [gone])
    with pytest.raises(LookupError):
        find_chinese_font()
    known = manager.FontEntry(fname="/nowhere/simhei.ttf", name="SimHei")
    monkeypatch.setattr(manager.fontManager, "ttflist", [gone, known])
    assert find_chinese_font() == "SimHei"


# ------------------------------------------------------------------------------------------------ tutorial


def cells(kind):
    return [
        cell
        for cell in json.loads(TUTORIAL.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == kind
    ]


def test_the_tutorial_is_executed_and_small():
    assert TUTORIAL.stat().st_size < 400_000
    code = cells("code")
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    outputs = [output for cell in code for output in cell["outputs"]]
    assert not [
        output for output in outputs if output["output_type"] == "error" or output.get("name") == "stderr"
    ]
    assert any("image/png" in output.get("data", {}) for output in outputs)
    said = "".join("".join(output.get("text", "")) for output in outputs)
    assert not re.search(r"/(home|root|tmp|work|Users)/", said)


def test_the_tutorial_runs(monkeypatch):
    nbclient = pytest.importorskip(
        "nbclient", reason="nbclient is not installed (pip install 'zhiling[notebook]')"
    )
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed")
    for module in ("ipykernel", "matplotlib"):
        pytest.importorskip(module, reason=f"{module} is not installed (pip install 'zhiling[notebook]')")
    try:
        find_chinese_font()
    except LookupError as error:
        pytest.skip(str(error))
    tutorial = nbformat.read(TUTORIAL, as_version=4)
    nbformat.validate(tutorial)
    monkeypatch.setenv("PYTHONPATH", str(TUTORIAL.parents[1]))
    place = {"metadata": {"path": str(TUTORIAL.parent)}}
    nbclient.NotebookClient(tutorial, timeout=240, kernel_name="python3", resources=place).execute()
    outputs = [output for cell in tutorial.cells if cell.cell_type == "code" for output in cell.outputs]
    # A glyph that the font lacks is a warning on stderr.
    assert not [
        output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"
    ]
