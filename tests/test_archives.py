"""Archives, crawls and saved pages: members become documents or problems, never exceptions."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import tarfile
import time

import pytest
from test_read import NOTICE, OTHER, pack, read_one, read_problem, split

from pipeline.read import read_bytes


def test_zip_members_rows_and_archives_inside() -> None:
    inner = pack({"c.txt": OTHER.encode()})
    data = pack(
        {
            "b/a.txt": NOTICE.encode(),
            "t.csv": f"text\n{NOTICE.split()[1]}\n".encode(),
            "in.zip": inner,
            "__MACOSX/x": b"x",
        }
    )
    documents, problems = split(read_bytes(data, "n.zip"))
    assert [d.path for d in documents] == ["n.zip!b/a.txt", "n.zip!in.zip!c.txt", "n.zip!t.csv#1"]
    assert problems == []


def test_names_of_members_in_gbk() -> None:
    data = pack({"tongzhi_01.txt": NOTICE.encode()})
    name = "关于整改通.txt".encode("gbk")
    assert len(name) == len(b"tongzhi_01.txt")
    assert read_one(data.replace(b"tongzhi_01.txt", name), "n.zip").path == "n.zip!关于整改通.txt"


def test_members_that_point_outside_are_not_read() -> None:
    data = pack({"../../etc/passwd": b"x", "/abs.txt": b"y", "C:\\w.txt": b"z", "ok.txt": NOTICE.encode()})
    documents, problems = split(read_bytes(data, "n.zip"))
    assert [d.path for d in documents] == ["n.zip!ok.txt"]
    assert len(problems) == 3
    assert all("outside" in p.reason for p in problems)


def test_a_zip_bomb_is_a_problem_in_bounded_time() -> None:
    started = time.monotonic()
    data = pack({"bomb.txt": bytes(64 << 20), "ok.txt": NOTICE.encode()})
    documents, problems = split(read_bytes(data, "n.zip"))
    assert [d.path for d in documents] == ["n.zip!ok.txt"]
    assert "bomb" in problems[0].reason
    assert time.monotonic() - started < 10
    _, problems = split(
        read_bytes(pack({f"{i}.txt": os.urandom(600) * 10 for i in range(20)}), "n.zip", max_unpacked=20_000)
    )
    assert "unpacks to more than" in problems[-1].reason
    _, problems = split(read_bytes(pack({f"{i}.txt": b"x" for i in range(20)}), "n.zip", max_members=3))
    assert "too many members" in problems[-1].reason


def test_archives_too_deep_and_damaged_ones() -> None:
    data = NOTICE.encode()
    for i in range(4):
        data = pack({f"{i}.zip" if i else "a.txt": data})
    assert "deep" in read_problem(data, "n.zip").reason
    assert "zip" in read_problem(b"PK\x03\x04" + b"x" * 100, "n.zip").reason
    whole = pack({"a.txt": NOTICE.encode() * 50, "b.txt": OTHER.encode()})
    broken = bytearray(whole)
    broken[60] ^= 0xFF
    documents, problems = split(read_bytes(bytes(broken), "n.zip"))
    assert [d.path for d in documents] == ["n.zip!b.txt"]
    assert len(problems) == 1


def test_tar_gzip_and_links() -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, data in (("d/a.txt", NOTICE.encode()), ("../b.txt", b"x")):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    documents, problems = split(read_bytes(stream.getvalue(), "n.tar.gz"))
    assert [(d.path, d.text) for d in documents] == [("n.tar.gz!d/a.txt", NOTICE)]
    assert [p.path for p in problems] == ["n.tar.gz!../b.txt", "n.tar.gz!link.txt"]
    assert read_problem(stream.getvalue()[:60], "n.tar.gz")
    single = read_one(gzip.compress(NOTICE.encode("gbk")), "a.txt.gz")
    assert (single.text, single.path) == (NOTICE, "a.txt.gz")


def test_a_locked_member_is_told() -> None:
    data = bytearray(pack({"a.txt": NOTICE.encode()}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    assert "password" in read_problem(bytes(data), "n.zip").reason


def make_record(url: str, body: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-01-02T03:04:05Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def test_warc_records() -> None:
    pytest.importorskip("warcio")
    page = f"<html><head><title>通知</title></head><body><p>{OTHER}</p></body></html>".encode("gbk")
    crawl = b"".join(
        gzip.compress(make_record(url, f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body))
        for url, status, kind, body in (
            ("http://x.gov.cn/1.html", "200 OK", "text/html; charset=gb2312", page),
            ("http://x.gov.cn/2.html", "404 Not Found", "text/html", page),
            ("http://x.gov.cn/3.png", "200 OK", "image/png", b"\x89PNG"),
            ("http://x.gov.cn/4.txt", "200 OK", "text/plain", NOTICE.encode()),
        )
    )
    documents, problems = split(read_bytes(crawl, "c.warc.gz"))
    assert [(d.path, d.text) for d in documents] == [
        ("c.warc.gz!http://x.gov.cn/1.html", OTHER), ("c.warc.gz!http://x.gov.cn/4.txt", NOTICE),
    ]  # fmt: skip
    assert documents[0].sha256 == hashlib.sha256(page).hexdigest()
    assert documents[0].metadata["url"] == "http://x.gov.cn/1.html"
    assert documents[0].encoding == "gb18030"
    assert problems == []
    assert split(read_bytes(crawl[: len(crawl) // 2], "c.warc.gz"))[0]


def test_mhtml() -> None:
    import base64

    body = base64.b64encode(f"<html><body><p>{OTHER}</p></body></html>".encode("gbk")).decode()
    data = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://x.gov.cn/1.html\r\nSubject: =?utf-8?Q?=E9=80=9A=E7=9F=A5?=\r\n"  # noqa: E501
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html; charset=gb2312\r\n'  # noqa: E501
        f"Content-Transfer-Encoding: base64\r\nContent-Location: http://x.gov.cn/1.html\r\n\r\n{body}\r\n--b--\r\n"
    ).encode()
    document = read_one(data, "a.mhtml")
    assert (document.text, document.media, document.metadata["url"]) == (
        OTHER,
        "mhtml",
        "http://x.gov.cn/1.html",
    )
    assert "no page" in read_problem(b"MIME-Version: 1.0\r\n\r\n", "a.mht").reason
