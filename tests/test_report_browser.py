"""The page of a run in a real browser: search, filters, clicks, keys, languages, phones, hostile notices."""

from __future__ import annotations

import csv
import io
import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_graph import make_directive, make_document, make_duty, make_records, person, write_outputs
from test_report import EVIL, hostile_records

from pipeline.notebook import show_report
from pipeline.records import Alignment, Body, Edit, Evidence, Mention
from pipeline.report import TABS, write_report

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if CHROMIUM is None:
    pytest.skip(
        "Chromium is not installed (Debian: apt-get install chromium fonts-noto-cjk)", allow_module_level=True
    )
api = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed (pip install 'zhiling[browser]')"
)

MINISTRY = Body("b-min", "白石部", ("白石部委",), "national")
BUREAU = Body("b-bur", "青川省水务厅", ("水务厅",), "province", "510000")
OFFICE = Body("b-off", "丹霞县水务局", ("县水务局",), "county", "510001")
FORMULA = Body("b-for", "=1+1 单位", (), "other")
NATION = Body("b-nation", "国务院", (), "national")
PROVINCE = Body("b-prov", "青川省人民政府", (), "province", "510000")
CITY = Body("b-city", "白水市人民政府", (), "city", "510800", "青川省人民政府")
TEXT = "各地要整治河道。（白石部牵头，水务厅配合）丹霞县水务局不得擅自取水。"


def river_records():
    """An opinion of 2020: a lead, a support, a prohibition at the county; one character was repaired."""
    document = make_document(
        "r1", TEXT, title="河道整治意见", date="2020-03-01", kind="opinion", issuers=("白石部",), addressees=(),
        alignment=Alignment([Edit(3, 4, "整(zhěng)")]),
    )  # fmt: skip
    note = Evidence(TEXT[8:21], 8, 21)
    return make_records(
        "r1",
        document=document,
        directives=(
            make_directive("r1", 1, TEXT[3:7], start=3, end=7, deadline="2022-06-30"),
            make_directive("r1", 2, TEXT[21:33], start=21, end=33, modality="prohibition", marker="二是"),
        ),
        responsibilities=(
            make_duty("r1", 1, "白石部", "lead", evidence=note),
            make_duty("r1", 1, "青川省水务厅", "support", evidence=note),
            make_duty("r1", 2, "丹霞县水务局", "responsible", evidence=Evidence(TEXT[21:27], 21, 27)),
        ),
        bodies=(MINISTRY, BUREAU, OFFICE),
        mentions=(
            Mention("ORG", "白石部", 9, 12, "白石部"),
            Mention("ORG", "水务厅", 15, 18, "青川省水务厅"),
        ),
        people=(person("林晓", ("青川省水务厅", "厅长")),),
    )


def school_records():
    """A notice of 2023 with a fact, an addressee, and a body whose name would be a formula."""
    return make_records(
        "s1",
        document=make_document(
            "s1", "办好学校。学校有九所。", title="办学通知", date="2023-05-06", issuers=("青川省水务厅",),
            addressees=(),
        ),
        directives=(
            make_directive("s1", 1, "办好学校", start=0, end=4),
            make_directive("s1", 2, "学校有九所", start=5, end=10, kind="fact", modality=None),
        ),
        responsibilities=(
            make_duty("s1", 1, "丹霞县水务局", "addressee", basis="addressee", evidence=None),
            make_duty("s1", 1, "=1+1 单位", "supervise", evidence=Evidence("办好", 0, 2)),
        ),
        bodies=(OFFICE, BUREAU, FORMULA),
    )  # fmt: skip


def handed_down():
    """One directive at the nation, in the province and in the city."""
    text = "全面排查农村河道堤防隐患，建立台账并逐一销号，年底前完成整改"
    for doc_id, body, date in (("h1", NATION, "2020"), ("h2", PROVINCE, "2021"), ("h3", CITY, "2022")):
        yield make_records(
            doc_id,
            document=make_document(
                doc_id,
                text,
                title=f"{body.name}通知",
                date=f"{date}-01-01",
                issuers=(body.name,),
                addressees=(),
            ),
            directives=(make_directive(doc_id, 1, text),),
            responsibilities=(),
            bodies=(body, PROVINCE) if body.parent else (body,),
        )


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--force-color-profile=srgb"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser, tmp_path) -> Iterator[object]:
    """Opens the page of some records; afterwards nothing may have been logged or fetched."""
    contexts, said, asked = [], [], []

    def open_page(records, place="", *, phone=False, follows=False, **options):
        folder = tmp_path / f"outputs{len(contexts)}"
        folder.mkdir()
        if isinstance(records, Path):
            folder = records
        elif records:
            write_outputs(folder, records)
        else:
            (folder / "documents.jsonl").touch()
        file = write_report(folder, tmp_path / f"report{len(contexts)}.html", follows=follows)
        size = {"width": 390, "height": 800} if phone else {"width": 1360, "height": 850}
        context = browser.new_context(**{"viewport": size, "locale": "zh-CN", "has_touch": phone, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri() + place)
        page.wait_for_selector("body[data-ready]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not said
    assert not [url for url in asked if not url.startswith(("file:", "blob:"))]


@pytest.fixture
def page(visit):
    return visit([river_records(), school_records()])


def rows(page, tab):
    """The first cell of each row of a table."""
    first = f"#{tab} tbody td:first-child > button, #{tab} tbody td:first-child > div:first-child > button"
    return page.locator(first).all_inner_texts()


def open_tab(page, tab):
    page.click(f"#tab-{tab}")
    page.wait_for_selector(f"#{tab}:visible")


def settle(page):
    open_tab(page, "graph")
    page.wait_for_selector("#canvas[data-settled]")


def drawn(page):
    """The names of the graph's nodes and how many links there are."""
    return set(page.evaluate("net.nodes.map(node => node.name)")), page.evaluate("net.links.length")


# ------------------------------------------------------------------------------------------------ overview


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
    assert rows(page, "directives") == ["一是办好学校"]


def test_roles_that_nobody_was_named_for_are_left_out_until_asked_for(page):
    chosen = page.locator("#plot-bodies .bar .label")
    assert chosen.count() == 4
    page.click("#plot-bodies .choice button:has-text('全部')")
    labels = page.locator("#plot-bodies .bar").evaluate_all(
        "bars => bars.map(bar => bar.getAttribute('aria-label'))"
    )
    assert "丹霞县水务局：负责 1，主送 1" in labels


# ------------------------------------------------------------------------------------------------ tables


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


# ------------------------------------------------------------------------------------------------ bodies, documents


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


# ------------------------------------------------------------------------------------------------ graph


def node_at(page, name):
    box = page.locator("#canvas").bounding_box()
    x, y = page.evaluate(
        """name => { const i = net.nodes.findIndex(node => node.name === name);
        return [net.x[i] * net.scale + net.left, net.y[i] * net.scale + net.top]; }""",
        name,
    )
    return box["x"] + x, box["y"] + y


def test_a_click_on_a_node_opens_its_body(page):
    settle(page)
    page.mouse.click(*node_at(page, "白石部"))
    page.wait_for_selector("#panel h2:has-text('白石部')")
    assert "整治河道" in page.inner_text("#panel")
    page.click("#panel button:text-is('青川省水务厅')")  # who shares the directive
    page.wait_for_selector("#panel h2:has-text('青川省水务厅')")
    assert page.evaluate("net.nodes[net.chosen].name") == "青川省水务厅"
    page.keyboard.press("Escape")
    page.wait_for_selector("#panel", state="hidden")
    page.mouse.click(*node_at(page, "一是整治河道"))
    page.wait_for_selector("#panel h2:text-is('指令')")
    assert "配合：青川省水务厅" in page.inner_text("#panel")


@pytest.mark.parametrize(
    ("name", "value", "nodes", "links"),
    [
        ("role", "lead", {"白石部", "一是整治河道"}, 1),
        ("role", "addressee", {"丹霞县水务局", "一是办好学校"}, 1),
        ("level", "province", {"青川省水务厅", "一是整治河道"}, 1),
        ("documentKind", "notice", {"=1+1 单位", "一是办好学校"}, 1),
        ("since", "2021-01-01", {"=1+1 单位", "一是办好学校"}, 1),
        ("until", "2019-01-01", set(), 0),
        ("view", "pairs", {"白石部", "青川省水务厅"}, 1),
    ],
)
def test_every_filter_of_the_graph(page, name, value, nodes, links):
    settle(page)
    assert drawn(page)[1] == 4  # responsibilities that were named
    field = page.locator(f"#graph [name={name}]")
    if name in ("since", "until"):
        field.fill(value)
    else:
        field.select_option(value)
    assert drawn(page) == (nodes, links)
    told = page.inner_text("#net-told")
    assert told == "没有符合条件的联系" if not nodes else f"{links} 条联系" in told


def test_search_in_the_graph(page):
    settle(page)
    page.fill("#graph input[type=search]", "县水务局")
    assert page.locator("#net-found button").all_inner_texts() == [
        "丹霞县水务局",
        "二是丹霞县水务局不得擅自取水",
    ]
    page.locator("#net-found button").first.click()
    assert page.locator("#panel h2").inner_text() == "丹霞县水务局"


def test_a_wheel_and_a_drag_move_the_graph(page):
    settle(page)
    before = page.evaluate("[net.scale, net.left]")
    x, y = node_at(page, "白石部")
    page.mouse.move(x + 60, y + 60)
    page.mouse.wheel(0, -120)
    page.mouse.down()
    page.mouse.move(x + 160, y + 90, steps=4)
    page.mouse.up()
    scale, left = page.evaluate("[net.scale, net.left]")
    assert scale > before[0] and left != before[1]
    assert page.locator("#panel").is_hidden()  # a drag is no click


def test_the_same_graph_gives_the_same_picture(page):
    settle(page)
    first = page.evaluate("[...net.x]")
    page.select_option("#graph [name=view]", "pairs")
    page.select_option("#graph [name=view]", "bipartite")
    page.wait_for_selector("#canvas[data-settled]")
    assert page.evaluate("[...net.x]") == first


def test_the_picture_can_be_saved(page):
    settle(page)
    with page.expect_download() as download:
        page.click("#graph button:has-text('下载图片')")
    assert Path(download.value.path()).read_bytes().startswith(b"\x89PNG")


LAYOUTS = {
    "nothing": (0, []),
    "one node": (1, []),
    "a pair": (2, [[0, 1]]),
    "a pair said often, and to itself": (2, [[0, 1], [0, 1], [1, 1]]),
    "a star": (300, [[0, n] for n in range(1, 300)]),
    "a chain": (200, [[n, n + 1] for n in range(199)]),
    "everyone": (40, [[a, b] for a in range(40) for b in range(a)]),
    "many parts": (400, [[n, n + 1] for n in range(0, 400, 2)]),
    "alone": (500, []),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_has_a_place_for_everyone(page, name):
    total, links = LAYOUTS[name]
    x, y, rounds = page.evaluate(
        """([total, links]) => {
        const layout = makeLayout(total, Int32Array.from(links.flat()), new Array(total).fill(6), 2);
        let rounds = 0;
        while (layout.heat) { layout.step(); rounds++; }
        const of = new Map(layout.parts.flatMap((part, i) => part.map(node => [node, i])));
        const put = (at, side) => [...at].map((value, node) => value + layout.middles[of.get(node)][side]);
        return [put(layout.x, 0), put(layout.y, 1), rounds]; }""",
        [total, links],
    )
    assert len(x) == len(y) == total and all(abs(value) < 1e5 for value in x + y)  # no NaN either
    assert rounds < 300
    near = sorted(zip(x, y, strict=True))
    for (ax, ay), (bx, by) in itertools.pairwise(near):
        assert abs(ax - bx) + abs(ay - by) > 2  # nobody stands on another


# ------------------------------------------------------------------------------------------------ keys, languages


def focused(page):
    return page.evaluate("document.activeElement.textContent")


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


# ------------------------------------------------------------------------------------------------ looks


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


# ------------------------------------------------------------------------------------------------ hostile, empty


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
