"""The page of a run in a browser: notices that mean harm, runs that found nothing or went not far."""

from __future__ import annotations

import pytest
from browsing import TEXT, river_records
from test_graph import write_outputs
from test_report import EVIL, hostile_records

from pipeline.report import TABS


@pytest.mark.parametrize("place", [*TABS, "document=e1", "body=b-evil", "directive=0"])
def test_a_hostile_notice_does_nothing(visit, place):
    page = visit([hostile_records()], f"#/{place}")
    page.wait_for_timeout(300)
    assert page.evaluate("document.body.dataset.hurt") is None
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 3  # the data, the document, the page's own
    page.evaluate("document.querySelectorAll('#net-found button, .link').forEach(node => node.click())")
    assert page.evaluate("document.body.dataset.hurt") is None


def test_hostile_names_are_shown_as_they_are(visit):
    page = visit([hostile_records()], "#/document=e1")
    page.wait_for_selector("#reader .texts")
    assert page.locator("#reader h2").first.inner_text() == EVIL
    for side, pieces in (("clean", ["孫", "锐"]), ("raw", ["孙(sūn)", "锐"])):  # cut where a repair ends
        assert page.locator(f"#reader .{side} mark.PER").all_inner_texts() == pieces


@pytest.mark.parametrize("place", ["", *(f"#/{tab}" for tab in TABS)])
def test_an_empty_run(visit, place):
    page = visit([], place)
    assert page.locator("[role=tabpanel]:visible").count() == 1


@pytest.mark.parametrize("place", [*TABS, "document=r1"])
def test_a_run_that_went_no_further_than_cleaning(visit, tmp_path, place):
    folder = tmp_path / "cleaned"
    folder.mkdir()
    write_outputs(folder, [river_records()])
    for file in folder.iterdir():
        if file.name != "documents.jsonl":
            file.unlink()
    page = visit(folder, f"#/{place}")
    if place == "document=r1":
        page.wait_for_selector("#reader .texts")
        assert page.locator("#reader .clean .body").inner_text() == TEXT
