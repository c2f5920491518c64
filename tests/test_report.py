"""The page of a run: complete, self-contained and harmless (test_report_tables.py and the like open it in a browser)."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from test_graph import corpus, make_directive, make_document, make_duty, make_records, person, write_outputs

from pipeline.records import Alignment, Body, Edit, Mention
from pipeline.report import LONGEST, SCRIPTS, pack, read_script, write_report

ASSETS = Path(__file__).parents[1] / "pipeline" / "assets"
EVIL = (
    "</script><script>document.body.dataset.hurt='yes'</script>"
    '<img src=x onerror="document.body.dataset.hurt=1">'
)


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
    assert {data["bases"][link["s"]] for link in data["links"]} == {"explicit"}
    assert {link["q"] for link in data["links"]} == {"由教育厅牵头"}


def test_issuers_posts_and_aliases_are_there(outputs):
    data = unpack(page_of(outputs), "data")
    names = [body["name"] for body in data["bodies"]]
    assert all([names[b] for b in d["issuers"]] == ["青川省人民政府"] for d in data["documents"])
    (education,) = (b for b in data["bodies"] if b["name"] == "青川省教育厅")
    assert education["id"] == "b-edu" and education["aliases"] == ["教育厅", "省教育厅"]
    for someone in data["people"]:
        assert all(0 <= place < len(names) and title for place, title in someone["posts"])


def test_without_the_packages_for_follows_the_remedy_is_told(outputs, monkeypatch):
    def missing(graph):
        raise RuntimeError("install datasketch")

    monkeypatch.setattr("pipeline.graph.follows.add_follows", missing)
    with pytest.raises(ValueError, match="install datasketch"):
        write_report(outputs, outputs / "page.html", follows=True)
    assert not list(outputs.glob("*page*"))


def test_what_could_not_be_read_is_said(outputs):
    row = {"path": "坏.doc", "stage": "read", "reason": "damaged", "remedy": "", "doc_id": None}
    (outputs / "problems.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    problem = {"path": "坏.doc", "stage": "read", "reason": "damaged", "remedy": ""}
    assert unpack(page_of(outputs), "data")["problems"] == [problem]


def test_long_texts_are_cut_in_the_overview_alone(tmp_path):
    long = "各地要" + "抓紧" * LONGEST
    folder = tmp_path / "outputs"
    folder.mkdir()
    record = make_records(
        "c1", document=make_document("c1", long), directives=(make_directive("c1", text=long),)
    )
    write_outputs(folder, [record])
    page = page_of(folder)
    shown = unpack(page, "data")["directives"][0]["text"]
    assert len(shown) == LONGEST and shown.endswith("…")
    assert unpack(page, "doc-0")["text"] == long


def test_every_word_of_the_page_is_in_both_languages():
    script = read_script()
    words = re.search(r"const WORDS = \{(.*?)\n\};", script, re.S).group(1)
    known = dict(re.findall(r"(\w+): \[('(?:[^']*)',\s*'(?:[^']*)')\]", words))
    used = set(re.findall(r"say\('(\w+)'\)", script)) | set(re.findall(r"\{key: '(\w+)'", script))
    assert len(known) > 100 and used <= set(known), used - set(known)


def test_every_part_of_the_script_is_used():
    found = {path.stem for path in ASSETS.glob("*.js")}
    assert found == set(SCRIPTS)


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
    assert script == read_script()


def test_the_script_never_makes_markup():
    script = read_script()
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
