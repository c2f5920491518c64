"""The page of a run in a browser: the graph, its filters and its layout."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from browsing import drawn, node_at, settle


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
