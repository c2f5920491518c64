"""The page of a run: complete, self-contained, harmless, and alive in a real browser where there is one."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import json
import re
import shutil
import subprocess
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from test_graph import corpus, make_directive, make_document, make_duty, make_records, person, write_outputs

from pipeline.records import Alignment, Body, Edit, Mention
from pipeline.report import pack, write_report

ASSETS = Path(__file__).parents[1] / "pipeline" / "assets"
EVIL = (
    "</script><script>document.body.dataset.hurt='yes'</script>"
    '<img src=x onerror="document.body.dataset.hurt=1">'
)
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture
def outputs(tmp_path):
    folder = tmp_path / "outputs"
    folder.mkdir()
    write_outputs(folder, corpus())
    return folder


def hostile_records():
    text = f"😀孫锐{EVIL}办"
    document = make_document(
        "e1", text, title=EVIL, path=EVIL, doc_number=EVIL, alignment=Alignment([Edit(1, 2, "孙(sūn)")])
    )
    directive = make_directive("e1", text=EVIL, start=3, end=3 + len(EVIL), lead_in=EVIL, speaker=EVIL)
    return make_records(
        "e1",
        document=document,
        directives=(directive,),
        responsibilities=(make_duty("e1", body=EVIL, surface=EVIL),),
        bodies=(Body("b-evil", EVIL, (EVIL,)),),
        people=(person(EVIL),),
        mentions=(Mention("PER", "孫锐", 1, 3, EVIL),),
    )


def page_of(folder: Path) -> str:
    return write_report(folder, folder.parent / "report.html").read_text(encoding="utf-8")


def unpack(page: str, name: str):
    found = re.search(rf'<script type="text/plain" id="{name}">([A-Za-z0-9+/=]*)</script>', page)
    assert found, name
    return json.loads(zlib.decompress(base64.b64decode(found.group(1))))


def test_the_page_holds_the_run(outputs):
    page = page_of(outputs)
    data = unpack(page, "data")
    assert len(data["documents"]) == 8
    assert [d["doc"] for d in data["directives"]] == list(range(8))
    assert {b["name"] for b in data["bodies"]} == {"青川省教育厅", "青川省财政厅", "青川省人民政府"}
    assert {data["roles"][link["r"]] for link in data["links"]} == {"lead"}
    assert unpack(page, "doc-7")["text"] == corpus()[7].document.text


def test_bodies_of_a_link_are_those_of_the_records(outputs):
    data = unpack(page_of(outputs), "data")
    named = {
        (data["directives"][link["d"]]["text"], data["bodies"][link["b"]]["name"]) for link in data["links"]
    }
    assert named == {("排查校舍隐患", "青川省教育厅")}


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen: list[tuple[str, dict]] = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


def test_the_page_reaches_for_nothing(outputs):
    parser = Tags()
    parser.feed(page_of(outputs))
    for tag, attributes in parser.seen:
        assert not {"src", "href", "action", "srcset"} & set(attributes), (tag, attributes)
        assert tag not in ("link", "iframe", "img", "object", "embed", "base", "form")


def test_the_policy_allows_the_page_s_own_script_alone(outputs):
    page = page_of(outputs)
    script = re.search(r"<script>(.*?)</script>", page, re.S).group(1)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in page
    assert "default-src 'none'" in page
    assert script.strip() == (ASSETS / "report.js").read_text(encoding="utf-8").strip()


def test_the_script_never_makes_markup():
    script = (ASSETS / "report.js").read_text(encoding="utf-8")
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("):
        assert word not in script
    assert "</script" not in script


def test_a_hostile_notice_stays_text(tmp_path):
    folder = tmp_path / "<b>outputs"
    folder.mkdir()
    write_outputs(folder, [hostile_records()])
    page = page_of(folder)
    assert page.count("<script>") == 1
    assert "<b>" not in page and "onerror" not in page
    assert unpack(page, "data")["documents"][0]["title"] == EVIL


@pytest.mark.parametrize("value", [{"a": "</script>"}, ["\u2028\ud83d"], "]]>", "", None, "長" * 10_000])
def test_packed_data_are_letters_and_digits(value):
    assert re.fullmatch("[A-Za-z0-9+/=]+", pack(value))


def test_an_empty_run_has_a_page(tmp_path):
    folder = tmp_path / "outputs"
    write_outputs(tmp_path, [])
    folder.mkdir()
    (folder / "documents.jsonl").write_text("", encoding="utf-8")
    assert unpack(page_of(folder), "data")["documents"] == []


def test_a_missing_run_leaves_no_page(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_report(tmp_path, tmp_path / "report.html")
    assert list(tmp_path.iterdir()) == []


def test_the_page_is_the_same_on_every_run(outputs):
    assert page_of(outputs) == page_of(outputs)


# ------------------------------------------------------------------------------------ in a browser


def open_page(page: Path, place: str = "") -> str:
    """The page's elements once its script has run, with what it logged."""
    if BROWSER is None:
        pytest.skip("Chromium is not installed")
    command = [
        BROWSER,
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--enable-logging=stderr",
        "--v=0",
        "--lang=zh-CN",
        "--virtual-time-budget=8000",
        f"--user-data-dir={page.parent / 'profile'}",
        "--dump-dom",
        page.as_uri() + place,
    ]
    result = subprocess.run(command, capture_output=True, timeout=120, check=False)
    log = result.stderr.decode("utf-8", "replace")
    assert not [line for line in log.splitlines() if "CONSOLE" in line], log[-2000:]
    return result.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("", ["青川省教育厅", "data-ready"]),
        ("#bodies", ["<table", "青川省教育厅"]),
        ("#documents", ["关于加强校舍安全的通知"]),
        ("#document=0", ["<mark"]),
        ("#body=0", ["blockquote", "由教育厅牵头"]),
        ("#graph", ["<canvas"]),
    ],
)
def test_every_part_of_the_page_in_chromium(outputs, place, words):
    page = write_report(outputs, outputs.parent / "report.html")
    dom = open_page(page, place)
    for word in words:
        assert word in dom


@pytest.mark.parametrize("place", ["", "#bodies", "#documents", "#document=0", "#body=0", "#graph"])
def test_a_hostile_notice_does_nothing_in_chromium(tmp_path, place):
    write_outputs(tmp_path, [hostile_records()])
    dom = open_page(write_report(tmp_path, tmp_path / "report.html"), place)
    assert "data-hurt" not in re.sub(r"<script.*?</script>", "", dom, flags=re.S).replace("dataset.hurt", "")
    assert "data-ready" in dom
    assert "<img" not in dom


def test_raw_text_is_rebuilt_in_chromium(tmp_path):
    record = hostile_records()
    plain = dataclasses.replace(record, directives=(), responsibilities=())
    write_outputs(tmp_path, [plain])
    dom = open_page(write_report(tmp_path, tmp_path / "report.html"), "#document=0")
    marks = re.findall(r"<mark[^>]*>([^<]*)</mark>", dom)
    assert marks == ["孫锐", "孙(sūn)锐"]
