"""Reading: files, rows, members and records become documents or problems, never exceptions."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import pickle
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.read import (
    Source,
    digest_source,
    find_duplicates,
    iterate_source,
    list_sources,
    read_bytes,
    read_corpus,
    read_source,
)
from pipeline.read.sources import guess_media, is_binary
from pipeline.records import Problem, RawDocument

NOTICE = "各区县人民政府：\n请认真落实整改责任，按期报送进展情况。\n"
OTHER = "由市财政局牵头，市教育局配合，抓紧制定实施细则。"


def split(results: list[RawDocument | Problem]) -> tuple[list[RawDocument], list[Problem]]:
    return (
        [r for r in results if isinstance(r, RawDocument)],
        [r for r in results if isinstance(r, Problem)],
    )


def read_one(data: bytes, name: str, **options: object) -> RawDocument:
    documents, problems = split(read_bytes(data, name, **options))
    assert problems == []
    assert len(documents) == 1
    return documents[0]


def read_problem(data: bytes, name: str, **options: object) -> Problem:
    documents, problems = split(read_bytes(data, name, **options))
    assert documents == []
    assert len(problems) == 1
    assert problems[0].stage == "read"
    return problems[0]


def pack(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


# ------------------------------------------------------------------------------------------------ sources


def test_a_folder_is_read_in_the_order_of_its_paths(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "a.txt").write_text(OTHER, encoding="gb18030")
    (tmp_path / "c.md").write_text(NOTICE + OTHER, encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("no", encoding="utf-8")
    (tmp_path / "~$lock.docx").write_bytes(b"x")
    documents, problems = split(list(read_corpus([tmp_path])))
    assert [d.path for d in documents] == ["a.txt", "b/2.txt", "c.md"]
    assert [d.encoding for d in documents] == ["gb18030", "utf-8", "utf-8"]
    assert problems == []
    digest = hashlib.sha256(NOTICE.encode()).hexdigest()
    assert (documents[1].doc_id, documents[1].sha256, documents[1].text) == (digest[:16], digest, NOTICE)


def test_files_globs_and_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "in" / "x").mkdir(parents=True)
    (tmp_path / "in" / "x" / "1.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "in" / "2.txt").write_text(OTHER, encoding="utf-8")
    by_glob = split(list(read_corpus([str(tmp_path / "in" / "**" / "*.txt")])))[0]
    assert [d.path for d in by_glob] == ["2.txt", "x/1.txt"]
    assert [d.path for d in split(list(read_corpus([tmp_path / "in" / "2.txt"])))[0]] == ["2.txt"]
    _, problems = split(list(read_corpus([tmp_path / "none.txt", str(tmp_path / "*.pdf")])))
    assert [p.reason.split(":")[0] for p in problems] == ["no such file", "no file matches the pattern"]


def test_the_same_file_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(NOTICE, encoding="utf-8")
    results = list(read_corpus([tmp_path, tmp_path / "1.txt", str(tmp_path / "*.txt")]))
    assert len(results) == 1
    assert isinstance(results[0], RawDocument)
    assert results[0].duplicates == ()


def test_the_same_bytes_elsewhere_are_duplicates(tmp_path: Path) -> None:
    for name in ("1.txt", "2.txt", "3.txt"):
        (tmp_path / name).write_text(NOTICE, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("m/4.txt", NOTICE)
        archive.writestr("m/5.txt", OTHER)
    documents, _ = split(list(read_corpus([tmp_path])))
    assert [(d.path, d.duplicates) for d in documents] == [
        ("1.txt", ("2.txt", "3.txt", "z.zip!m/4.txt")),
        ("z.zip!m/5.txt", ()),
    ]


def test_copies_of_an_archive_give_duplicates_of_its_members(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(zipfile.ZipInfo("1.txt"), NOTICE)
    sources, problems = list_sources([tmp_path])
    assert problems == []
    assert [(s.path, s.duplicates) for s in sources] == [("a.zip", ("b.zip",))]
    documents, _ = split(read_source(sources[0]))
    assert documents[0].duplicates == ("b.zip!1.txt",)
    assert digest_source(sources[0]) == [(documents[0].sha256, "a.zip!1.txt")]
    assert find_duplicates(sources)[documents[0].sha256] == ("a.zip!1.txt", "b.zip!1.txt")


def test_sources_and_results_travel_between_processes(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(NOTICE, encoding="utf-8")
    sources, _ = list_sources([tmp_path])
    copy = pickle.loads(pickle.dumps(sources))
    assert copy == sources
    results = read_source(copy[0])
    assert pickle.loads(pickle.dumps(results)) == results
    assert len(list_sources([tmp_path], limit=0)[0]) == 0


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(NOTICE.encode("gbk"))))
    documents, _ = split(list(read_corpus(["-"])))
    assert [(d.path, d.text, d.encoding) for d in documents] == [("-", NOTICE, "gb18030")]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_loops_of_links_broken_links_and_pipes(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.txt").write_text(NOTICE, encoding="utf-8")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    documents, problems = split(list(read_corpus([tmp_path])))
    assert [d.path for d in documents] == ["a/1.txt"]
    assert sorted(p.path for p in problems) == ["broken.txt", "pipe.txt"]


@pytest.mark.parametrize(
    ("name", "head", "media"),
    [
        ("a.txt", b"%PDF-1.4", "pdf"), ("a.doc", b"<html><body>", "html"), ("a.doc", b"PK\x03\x04", "doc"),
        ("a", "通知\n落实".encode("gbk"), "txt"), ("a", b"<!DOCTYPE html><p>", "html"), ("a.txt",
        b"\x89PNG\r\n", "image"),
        ("a.tar.gz", b"\x1f\x8b\x08", "tar"), ("a.warc.gz", b"\x1f\x8b\x08", "warc"), ("a.txt.gz",
        b"\x1f\x8b\x08", "gz"),
        ("a.bin", bytes(range(256)) * 4, ""), ("a.TXT", b"x", "txt"), ("a.csv", b"a,b", "csv"), ("a.xlsx",
        b"PK\x03\x04", "xlsx"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"), ("a", "落实责任\r\n".encode("utf-16-le"),
        "txt"),
    ],
)  # fmt: skip
def test_kinds_come_from_the_bytes_first(name: str, head: bytes, media: str) -> None:
    assert guess_media(name, head) == media


def test_binary_data_is_told_from_text() -> None:
    assert is_binary(os.urandom(64) * 0 + bytes(range(32)) * 50)
    assert not is_binary("落实责任，抓紧整改。".encode("utf-16-le") * 20)
    assert not is_binary(b"plain\ttext\r\n" * 20)


# ------------------------------------------------------------------------------------------------ rows


def test_csv_rows_are_documents_with_metadata() -> None:
    table = '标题,发布日期,来源,正文,备注\n关于整改的通知,2020年1月2日,市政府,“请落实”责任。,甲\n空,,,,\n另一个,2020/3/4,,"第一行\n第二行",\n'  # noqa: E501
    for codec in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
        documents, problems = split(read_bytes(table.encode(codec), "pages.csv"))
        assert [d.path for d in documents] == ["pages.csv#1", "pages.csv#3"]
        assert documents[0].text == "“请落实”责任。"
        assert documents[0].metadata == {
            "title": "关于整改的通知",
            "date": "2020-01-02",
            "source": "市政府",
            "备注": "甲",
        }
        assert documents[1].text == "第一行\n第二行"
        assert [p.path for p in problems] == ["pages.csv#2"]


def test_the_identity_of_a_row_is_its_raw_bytes() -> None:
    row = '"甲","请落实责任，抓紧整改，按期报送。"'
    for codec in ("utf-8", "gb18030"):
        document = read_one(f"title,text\r\n{row}\r\n".encode(codec), "a.csv")
        assert document.sha256 == hashlib.sha256(row.encode(codec)).hexdigest()


def test_the_column_can_be_named_and_is_not_guessed_badly() -> None:
    table = "a,b\n请落实责任。,x\n".encode()
    assert read_one(table, "t.csv", text_column="a").text == "请落实责任。"
    assert "no column" in read_problem(table, "t.csv", text_column="c").reason
    problem = read_problem("年份,产值\n2020,12\n2021,13\n".encode(), "t.csv")
    assert "年份, 产值" in problem.reason
    assert "--text-column" in problem.remedy
    long = f"编号,说明\n1,{OTHER * 3}\n2,{NOTICE.strip().replace(chr(10), '') * 3}\n".encode()
    assert len(read_bytes(long, "t.csv")) == 2


def test_tsv_semicolons_and_pages_inside_cells() -> None:
    assert read_one(f"id\tcontent\n1\t{OTHER}\n".encode(), "t.tsv").text == OTHER
    assert read_one(f"id;content\n1;{OTHER}\n".encode(), "t.csv").text == OTHER
    page = read_one(f"id,content\n1,<p>{OTHER}</p><script>x</script>\n".encode(), "t.csv")
    assert (page.text, page.media) == (OTHER, "html")


def test_json_lines_survive_a_bad_line() -> None:
    lines = [
        json.dumps({"content": NOTICE, "url": "http://x/1", "n": 3}, ensure_ascii=False),
        "{bad",
        "",
        '{"content": ""}',
        '"' + OTHER + '"',
    ]
    documents, problems = split(read_bytes("\n".join(lines).encode(), "d.jsonl"))
    assert [(d.path, d.text) for d in documents] == [("d.jsonl#1", NOTICE), ("d.jsonl#5", OTHER)]
    assert documents[0].metadata == {"url": "http://x/1", "n": "3"}
    assert documents[0].sha256 == hashlib.sha256(lines[0].encode()).hexdigest()
    assert [p.path for p in problems] == ["d.jsonl#2", "d.jsonl#4"]


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ([{"正文": NOTICE}, {"正文": OTHER}], [NOTICE, OTHER]), ({"text": NOTICE}, [NOTICE]),
        ({"data": [{"content": OTHER}]}, [OTHER]),
        ([NOTICE], [NOTICE]), ({"content": ["甲负责。", "乙配合。"]}, ["甲负责。\n乙配合。"]),
    ],
)  # fmt: skip
def test_json(value: object, texts: list[str]) -> None:
    documents, problems = split(read_bytes(json.dumps(value, ensure_ascii=False).encode(), "d.json"))
    assert [d.text for d in documents] == texts
    assert problems == []


def test_json_keys() -> None:
    data = json.dumps({"data": {"zw": NOTICE}}, ensure_ascii=False).encode()
    assert read_one(data, "d.json", text_key="data.zw").text == NOTICE
    assert "--text-key" in read_problem(data, "d.json").remedy
    assert "not valid JSON" in read_problem(b"{", "d.json").reason
    assert "holds no text" in read_problem(b"3", "d.json").reason
    assert read_bytes(b"[" * 100_000, "d.json")


def test_xlsx_rows_and_whole_sheets() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["标题", "内容", "年"])
    book.active.append(["通知", NOTICE, 2020])
    stream = io.BytesIO()
    book.save(stream)
    document = read_one(stream.getvalue(), "t.xlsx")
    assert (document.path, document.text, document.metadata) == (
        "t.xlsx#1",
        NOTICE,
        {"title": "通知", "年": "2020"},
    )
    book = openpyxl.Workbook()
    for row in (["任务", "牵头单位"], ["完善制度", "市教育局"], [None, "市公安局"]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    assert read_one(stream.getvalue(), "t.xlsx").text == "任务\t牵头单位\n完善制度\t市教育局\n\t市公安局"
    assert "workbook" in read_problem(b"PK\x03\x04 broken", "t.xlsx").reason


def test_a_large_table_is_a_stream(tmp_path: Path) -> None:
    file = tmp_path / "big.jsonl"
    with file.open("w", encoding="utf-8") as stream:
        for i in range(3000):
            stream.write(json.dumps({"text": f"{i}{NOTICE}"}, ensure_ascii=False) + "\n")
    results = iterate_source(list_sources([file])[0][0])
    first = next(results)
    assert isinstance(first, RawDocument)
    assert first.path == "big.jsonl#1"
    assert sum(1 for _ in results) == 2999


# ------------------------------------------------------------------------------------------------ problems


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.txt", b"", "empty"), ("a.txt", b"  \n\t ", "empty"), ("a.jpg", b"\xff\xd8\xff\xe0", "picture"),
        ("a.rar", b"Rar!\x1a\x07", "rar"), ("a.bin", bytes(range(256)) * 8, "binary"), ("a.html",
        b"<html></html>", "no text"),
        ("a.csv", b"\n\n", "empty"), ("a.txt", "　\u00a0\n".encode(), "no text"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_explained(name: str, data: bytes, word: str) -> None:
    assert word in read_problem(data, name).reason


def test_a_document_beyond_the_limit_is_a_problem() -> None:
    problem = read_problem("落实责任。".encode() * 1000, "a.txt", max_bytes=10_000)
    assert "larger than" in problem.reason
    line = b'{"text": "' + b"x" * 20_000 + b'"}\n' + json.dumps({"text": OTHER}).encode()
    documents, problems = split(read_bytes(line, "a.jsonl", max_bytes=10_000))
    assert [d.text for d in documents] == [OTHER]
    assert "longer" in problems[0].reason


def test_bytes_that_are_no_text_are_not_decoded() -> None:
    noise = bytes(byte or 7 for byte in hashlib.sha512(b"x").digest()) * 300
    assert "binary" in read_problem(noise, "a.txt").reason
    assert read_one("落实\x00责任，抓紧整改，按期报送进展情况。".encode(), "a.txt").warnings


def test_plain_text_is_read_fast() -> None:
    data = "各区县人民政府要抓紧落实整改责任，按期报送进展情况。\n".encode() * 250_000
    started = time.perf_counter()
    read_one(data, "a.txt")
    seconds = time.perf_counter() - started
    assert len(data) / 1e6 / seconds > 20  # measured above 130 MB/s; the rest is room for a busy machine


def test_a_file_that_goes_away_is_a_problem(tmp_path: Path) -> None:
    source = Source(str(tmp_path / "gone.txt"), "gone.txt", 3, "0" * 64)
    _, problems = split(read_source(source))
    assert "cannot be read" in problems[0].reason


NAMES = [
    "a.txt",
    "a.html",
    "a.csv",
    "a.json",
    "a.jsonl",
    "a.docx",
    "a.pdf",
    "a.zip",
    "a.tar",
    "a.xlsx",
    "a.warc",
    "a.mhtml",
    "a.gz",
    "a",
]
SEEDS = [
    pack({"a.txt": NOTICE.encode(), "b.html": b"<p>x</p>"}), f"text\n{OTHER}\n".encode("gbk"), b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>",  # noqa: E501
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nabcde", b'[{"text": "x"}]', gzip.compress(b"x" * 100),
]  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(NAMES),
    st.sampled_from(SEEDS) | st.binary(max_size=200),
    st.integers(0, 400),
    st.binary(max_size=4),
)
def test_any_bytes_under_any_name_give_values(name: str, data: bytes, at: int, noise: bytes) -> None:
    damaged = data[:at] + noise + data[at + 1 :]
    for result in read_bytes(damaged, name):
        assert isinstance(result, RawDocument | Problem)
        if isinstance(result, RawDocument):
            assert result.text.strip()
            assert result.doc_id == result.sha256[:16]


def test_a_large_member_goes_through_a_file() -> None:
    rows = b"".join(b'{"text": "%d %s"}\n' % (i, os.urandom(40).hex().encode()) for i in range(200_000))
    assert len(rows) > 17 << 20
    count = sum(isinstance(r, RawDocument) for r in read_bytes(pack({"big.jsonl": rows}), "n.zip"))
    assert count == 200_000
