"""The page of a run in a browser: what the overview counts, and its tables with search, filters, sorting, CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from browsing import open_tab, river_records, rows, school_records
from test_graph import make_document, make_records


def test_the_overview_counts_and_plots(page):
    numbers = page.locator(".numbers b").all_inner_texts()
    assert numbers == ["2", "3", "4", "5", "1"]
    titles = page.locator("#overview figcaption").all_inner_texts()
    assert {"责任最多的主体", "牵头与配合", "指令按成文时间", "条目按类别"} <= set(titles)
    assert page.locator("#overview .bar[aria-label='白石部：牵头 1']").count() == 1


def test_a_bar_leads_to_what_it_counts(page):
    page.click("#overview .bar[aria-label^='禁止']")
    page.wait_for_selector("#directives:visible")
    assert rows(page, "directives") == ["二是丹霞县水务局不得擅自取水"]
    page.go_back()
    page.click("#overview .column[aria-label^='2023']")
    page.wait_for_selector("#directives:visible")  # until then the rows are those of the bar
    assert rows(page, "directives") == ["一是办好学校"]


def test_roles_that_nobody_was_named_for_are_left_out_until_asked_for(page):
    chosen = page.locator("#plot-bodies .bar .label")
    assert chosen.count() == 4
    page.click("#plot-bodies .choice button:has-text('全部')")
    labels = page.locator("#plot-bodies .bar").evaluate_all(
        "bars => bars.map(bar => bar.getAttribute('aria-label'))"
    )
    assert "丹霞县水务局：负责 1，主送 1" in labels


@pytest.mark.parametrize(
    ("tab", "words", "left"),
    [
        ("bodies", "水务", ["丹霞县水务局", "青川省水务厅"]),
        ("bodies", "白石部委", ["白石部"]),  # an alias
        ("bodies", "没有这个", []),
        ("directives", "擅自 取水", ["二是丹霞县水务局不得擅自取水"]),
        ("directives", "办学 =1+1", ["一是办好学校"]),  # its document and its body
        ("documents", "R1.TXT", ["河道整治意见"]),
        ("documents", "白石部", ["河道整治意见"]),
    ],
)
def test_search(page, tab, words, left):
    open_tab(page, tab)
    page.fill(f"#{tab} input[type=search]", words)
    assert sorted(rows(page, tab)) == sorted(left)
    if not left:
        assert "没有结果" in page.inner_text(f"#{tab} tbody")


@pytest.mark.parametrize(
    ("tab", "name", "value", "left"),
    [
        ("bodies", "level", "national", ["白石部"]),
        ("bodies", "role", "support", ["青川省水务厅"]),
        ("bodies", "documentKind", "notice", ["=1+1 单位", "丹霞县水务局"]),
        ("directives", "kind", "fact", ["一是学校有九所"]),
        ("directives", "modality", "prohibition", ["二是丹霞县水务局不得擅自取水"]),
        ("directives", "role", "lead", ["一是整治河道"]),
        ("directives", "level", "county", ["一是办好学校", "二是丹霞县水务局不得擅自取水"]),
        ("directives", "documentKind", "opinion", ["一是整治河道", "二是丹霞县水务局不得擅自取水"]),
        ("directives", "deadline", "2022", ["一是整治河道"]),
        ("directives", "since", "2023-05-06", ["一是办好学校", "一是学校有九所"]),
        ("directives", "until", "2020-03-01", ["一是整治河道", "二是丹霞县水务局不得擅自取水"]),
        ("documents", "documentKind", "notice", ["办学通知"]),
        ("documents", "level", "national", ["河道整治意见"]),
        ("documents", "since", "2021-01-01", ["办学通知"]),
        ("documents", "until", "2021-01-01", ["河道整治意见"]),
    ],
)
def test_every_filter_of_the_tables(page, tab, name, value, left):
    open_tab(page, tab)
    everything = rows(page, tab)
    field = page.locator(f"#{tab} [name={name}]")
    if name in ("since", "until"):
        field.fill(value)
    else:
        field.select_option(value)
    assert sorted(rows(page, tab)) == sorted(left)
    page.click(f"#{tab} button:has-text('清除条件')")
    assert rows(page, tab) == everything


def test_sorting(page):
    open_tab(page, "bodies")
    head = page.locator("#bodies th[data-key=name]")
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    names = rows(page, "bodies")
    assert names == page.evaluate("names => [...names].sort(new Intl.Collator('zh').compare)", names)
    page.keyboard.press("Enter")  # the head still has the keyboard
    assert head.get_attribute("aria-sort") == "descending"
    assert rows(page, "bodies") == names[::-1]
    page.click("#bodies th[data-key=lead] button")
    assert rows(page, "bodies")[0] == "白石部"
    assert page.locator("#bodies th[aria-sort=none]").count() == 8


def test_what_has_no_date_stands_last(visit):
    undated = make_records("u1", document=make_document("u1", "甲", title="无日期的", date=None))
    page = visit([undated, river_records(), school_records()])
    open_tab(page, "documents")
    for _ in range(2):
        page.click("#documents th[data-key=date] button")
        assert rows(page, "documents")[-1] == "无日期的"


def saved(page, tab):
    with page.expect_download() as download:
        page.click(f"#{tab} button:has-text('下载 CSV')")
    return download.value, Path(download.value.path()).read_bytes()


def test_the_table_is_saved_as_it_is_seen(page):
    open_tab(page, "bodies")
    download, content = saved(page, "bodies")
    assert download.suggested_filename == "bodies.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    table = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(table) == 4
    assert {row["name"] for row in table} >= {"青川省水务厅", "'=1+1 单位"}  # no formula for a spreadsheet
    (bureau,) = (row for row in table if row["name"] == "青川省水务厅")
    assert (bureau["level"], bureau["aliases"], bureau["support"], bureau["total"]) == (
        "province",
        "水务厅",
        "1",
        "1",
    )
    page.fill("#bodies input[type=search]", "白石")
    assert len(saved(page, "bodies")[1].decode().splitlines()) == 2


@pytest.mark.parametrize(("tab", "count"), [("directives", 4), ("documents", 2)])
def test_directives_and_documents_are_saved(page, tab, count):
    open_tab(page, tab)
    assert len(saved(page, tab)[1].decode().splitlines()) == count + 1
