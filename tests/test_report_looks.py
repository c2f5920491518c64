"""The page of a run in a browser: keys, languages, phones, light and dark, a notebook."""

from __future__ import annotations

import io

import pytest
from browsing import focused, node_at, open_tab, river_records, rows, school_records, settle
from test_graph import write_outputs
from test_report import hostile_records

from pipeline.notebook import show_report
from pipeline.report import TABS


def test_the_keyboard_is_enough(page):
    page.keyboard.press("Tab")
    assert focused(page) == "概览"
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#bodies:visible")  # shown when the address has changed, a moment after the key
    assert focused(page) == "主体"
    while focused(page) != "丹霞县水务局":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel:visible")
    assert focused(page) == "丹霞县水务局" and page.evaluate("document.activeElement.id") == "panel-title"
    page.keyboard.press("Tab")
    assert focused(page) == "关闭"
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel", state="hidden")
    assert focused(page) == "丹霞县水务局" and page.evaluate("document.activeElement.tagName") == "BUTTON"


def test_the_graph_by_keyboard(page):
    settle(page)
    page.focus("#canvas")
    page.keyboard.press("n")
    name = page.evaluate("net.nodes[net.chosen].name")
    assert name in page.inner_text("#net-told")
    scale = page.evaluate("net.scale")
    page.keyboard.press("+")
    assert page.evaluate("net.scale") > scale
    left = page.evaluate("net.left")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("net.left") == left + 40
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel:visible")
    assert focused(page) == name


def test_everything_to_press_has_a_name(page):
    for tab in TABS:
        open_tab(page, tab)
        nameless = page.evaluate(
            """tab => [...document.querySelectorAll(`#${tab} button, #${tab} select, #${tab} input, #${tab} canvas`)]
            .filter(node => !(node.textContent.trim() || node.getAttribute('aria-label') || node.closest('label')))
            .map(node => node.outerHTML)""",
            tab,
        )
        assert nameless == []


def test_both_languages(page):
    assert page.evaluate("document.documentElement.lang") == "zh-Hans"
    open_tab(page, "bodies")
    page.fill("#bodies input[type=search]", "水务")
    page.click("#language")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("#tabs button").all_inner_texts() == [
        "Overview",
        "Bodies",
        "Directives",
        "Documents",
        "Graph",
    ]
    page.wait_for_selector("#bodies:visible")
    assert len(rows(page, "bodies")) == 2  # where one was, what one sought
    assert "province" in page.inner_text("#bodies tbody")
    page.click("#language")
    assert page.locator("#tab-bodies").inner_text() == "主体"


def test_an_english_reader_gets_english(visit):
    page = visit([river_records()], locale="en-GB")
    assert page.locator("#tab-graph").inner_text() == "Graph"


@pytest.mark.parametrize("place", [*TABS, "document=r1", "body=b-min", "directive=0"])
def test_nothing_sticks_out_on_a_phone(visit, place):
    page = visit([river_records(), school_records(), hostile_records()], f"#/{place}", phone=True)
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_touch_opens_a_body_on_a_phone(visit):
    page = visit([river_records()], "#/graph", phone=True)
    page.wait_for_selector("#canvas[data-settled]")
    page.locator("#canvas").scroll_into_view_if_needed()
    page.touchscreen.tap(*node_at(page, "白石部"))
    page.wait_for_selector("#panel h2:has-text('白石部')")


def colours(page):
    image = pytest.importorskip(
        "PIL.Image", reason="Pillow is not installed (pip install 'zhiling[browser]')"
    )
    picture = image.open(io.BytesIO(page.screenshot())).convert("RGB")
    return picture.getpixel((5, picture.height - 5)), len(picture.getcolors(1 << 24))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_screenshot_is_not_blank(visit, sample, scheme):
    page = visit(sample, color_scheme=scheme)
    for tab in TABS:
        open_tab(page, tab)
        if tab == "graph":
            page.wait_for_selector("#canvas[data-settled]")
        corner, many = colours(page)
        assert many > 50, tab
        assert (sum(corner) > 600) == (scheme == "light"), (tab, corner)


def test_the_canvas_is_drawn_again_when_the_light_changes(page):
    settle(page)
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(100)
    pixel = page.evaluate("[...canvas.getContext('2d').getImageData(2, 2, 1, 1).data]")
    assert sum(pixel[:3]) < 300


def test_the_page_works_in_a_notebook_s_frame(browser, tmp_path):
    write_outputs(tmp_path, [river_records(), hostile_records()])
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_content(f"<body>{show_report(tmp_path).html}</body>")
    frame = page.frame_locator("iframe")
    frame.locator("#tab-bodies").click()
    frame.locator("#bodies button:text-is('白石部')").click()
    frame.locator("#panel h2:has-text('白石部')").wait_for()
    frame.locator("#panel blockquote button").click()
    frame.locator("#reader mark.now").first.wait_for()
    assert page.evaluate("document.body.dataset.hurt") is None
    assert not said
    context.close()
