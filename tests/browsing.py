"""Records for the page of a run, and how its tests look at it in a browser (fixtures: conftest.py)."""

from __future__ import annotations

from test_graph import make_directive, make_document, make_duty, make_records, person

from pipeline.records import Alignment, Body, Edit, Evidence, Mention

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


def node_at(page, name):
    box = page.locator("#canvas").bounding_box()
    x, y = page.evaluate(
        """name => { const i = net.nodes.findIndex(node => node.name === name);
        return [net.x[i] * net.scale + net.left, net.y[i] * net.scale + net.top]; }""",
        name,
    )
    return box["x"] + x, box["y"] + y


def focused(page):
    return page.evaluate("document.activeElement.textContent")
