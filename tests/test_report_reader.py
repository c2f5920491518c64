"""The page of a run in a browser: a body with its directives, a document beside its raw text, addresses."""

from __future__ import annotations

import pytest
from browsing import TEXT, handed_down, open_tab, river_records, rows, school_records
from test_graph import make_directive, make_document, make_records

from pipeline.records import Alignment, Edit


def test_a_click_on_a_body_lists_its_directives_with_quotes(page):
    open_tab(page, "bodies")
    page.click("#bodies button:text-is('白石部')")
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "白石部"
    card = panel.locator("blockquote")
    assert card.count() == 1
    text = card.inner_text()
    assert "整治河道" in text and "白石部牵头" in text and "牵头" in text
    assert "河道整治意见" in text and "2020-03-01" in text and "第 4 字" in text
    assert "青川省水务厅" in panel.inner_text()  # who shares the directive
    card.locator("button").click()
    page.wait_for_selector("#reader .texts")
    assert page.locator("#reader mark.now").first.inner_text() == "整"
    assert panel.is_hidden()


def test_a_quote_inside_the_directive_stands_out(page):
    page.evaluate("go({body: 'b-off'})")
    assert page.locator("#panel mark.quote").first.inner_text() == TEXT[21:27]
    page.click("#panel .choice button:has-text('主送')")
    assert page.locator("#panel blockquote").count() == 1


def test_posts_stand_with_the_body(page):
    page.evaluate("go({body: 'b-bur'})")
    page.wait_for_selector("#panel:visible")
    assert "林晓（厅长）" in page.inner_text("#panel")


def test_clean_and_raw_text_side_by_side(page):
    page.evaluate("go({document: 'r1'})")
    page.wait_for_selector("#reader .texts")
    assert page.locator("#reader .clean .body").inner_text() == TEXT
    assert page.locator("#reader .raw .body").inner_text() == TEXT[:3] + "整(zhěng)" + TEXT[4:]
    for side in ("clean", "raw"):
        assert page.locator(f"#reader .{side} mark.ORG").all_inner_texts() == ["白石部", "水务厅"]
        directives = page.locator(f"#reader .{side} mark.dir").evaluate_all(
            "marks => marks.map(mark => [mark.dataset.d, mark.textContent])"
        )
        whole = "整治河道" if side == "clean" else "整(zhěng)治河道"
        assert "".join(text for place, text in directives if place == "0") == whole
    assert page.locator("#reader .raw mark.edit").inner_text() == "整(zhěng)"
    page.locator("#reader .clean mark.dir").last.click()
    assert page.locator("#panel .duty").inner_text().startswith("负责：丹霞县水务局")


def test_a_directive_s_way_down_the_levels(visit, tmp_path):
    for module in ("datasketch", "rapidfuzz"):
        pytest.importorskip(module, reason=f"{module} is not installed")
    page = visit(handed_down(), "#/directive=2", follows=True)
    way = page.locator("#panel .way li")
    assert [text.split(" ·")[0] for text in way.all_inner_texts()] == ["国家", "省级", "市级"]
    assert way.nth(2).get_attribute("aria-current") == "true" and "相似度 100 %" in way.nth(1).inner_text()
    way.nth(0).locator("button").first.click()
    page.wait_for_selector("#reader .texts")
    assert "被承接：" in page.inner_text("#reader") and "承接：" in page.inner_text("#reader")
    open_tab(page, "directives")
    page.select_option("#directives [name=way]", "copy")
    assert len(rows(page, "directives")) == 2


def test_marks_and_texts_can_be_chosen(page):
    page.evaluate("go({document: 'r1'})")
    page.click("#reader button[data-mark=ORG]")
    paint = "mark => getComputedStyle(mark).backgroundColor"
    assert page.locator("#reader .clean mark.ORG").first.evaluate(paint) == "rgba(0, 0, 0, 0)"
    page.click("#reader button[data-layout=raw]")
    assert page.locator("#reader .clean").is_hidden() and page.locator("#reader .raw").is_visible()
    page.click("#reader button:has-text('下一份')")
    page.wait_for_selector("#reader h2:has-text('办学通知')")
    assert page.locator("#reader button:has-text('下一份')").is_disabled()


def test_the_address_says_what_is_shown(visit):
    page = visit([river_records(), school_records()], "#/document=s1")
    page.wait_for_selector("#reader h2:has-text('办学通知')")
    page.evaluate("go({body: 'b-off'})")
    page.wait_for_selector("#panel:visible")
    page.go_back()
    page.wait_for_selector("#panel", state="hidden")
    assert page.locator("#reader h2").first.inner_text() == "办学通知"


def test_one_text_takes_the_other_along(visit):
    text = "".join(f"{n}.整治第{n}条河道。\n" for n in range(1, 120))
    directives = []
    for n in range(1, 120):
        words = f"整治第{n}条河道"
        start = text.index(words)
        directives.append(make_directive("w1", n, words, start=start, end=start + len(words)))
    document = make_document("w1", text, alignment=Alignment([Edit(0, 0, "首页 | 导航\n" * 60)]))
    record = make_records("w1", document=document, directives=tuple(directives), responsibilities=())
    page = visit([record], "#/document=w1")
    page.wait_for_selector("#reader .texts")
    page.evaluate("document.querySelector('#reader .clean .body').scrollTop = 1500")
    page.wait_for_timeout(300)
    clean, raw = page.evaluate(
        """['clean', 'raw'].map(side => document.querySelector(`#reader .${side} .body`)).map(body =>
        body.querySelector("mark[data-d='60']").getBoundingClientRect().top - body.getBoundingClientRect().top)"""
    )
    assert abs(clean - raw) < 40


@pytest.mark.parametrize(
    "place",
    [
        "#/nonsense",
        "#/document=none",
        "#/body=",
        "#/directive=9999",
        "#%",
        "#/bodies=&sort=nothing",
        "#/__proto__=1",
    ],
)
def test_a_wrong_address_shows_the_page_all_the_same(visit, place):
    page = visit([river_records()], place)
    assert page.locator("[role=tabpanel]:visible").count() == 1
