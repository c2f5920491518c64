"""A HanLP server behind the tagger's interface: what it answers, and answers that are none."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from test_engines import joined

from pipeline.segment import EngineError
from pipeline.segment.engines import load_engine

#: What the server sends for a text that holds the mark.
ANSWERS = {
    "甲": b"<html>It works!</html>",
    "乙": b"[]",
    "丙": b'{"tok": [["\xe4\xb8\x99"]]}',
    "丁": b'{"tok": [], "ner": []}',
    "戊": b'{"tok": [["\xe6\x88\x8a"]], "ner": [[["x", "PER", 0, 7]]]}',
    "己": b'{"tok": [["\xe5\xb7\xb1"]], "ner": [["PER"]]}',
    "庚": b'{"tok": 1, "ner": 2}',
    "辛": b"[" * 100_000,
    "壬": 401,
    "癸": 404,
}


class Handler(BaseHTTPRequestHandler):
    """Speaks HanLP's protocol: every character a token, 张三 and 青州市 are names."""

    seen: ClassVar[list] = []

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.seen.append((self.path, body, self.headers.get("Authorization")))
        if any("坏" in text for text in body["text"]):
            self.send_error(503, "later")
            return
        odd = next((ANSWERS[mark] for mark in ANSWERS if any(mark in text for text in body["text"])), None)
        if isinstance(odd, int):
            self.send_error(odd)
            return
        if odd is not None:
            self._send(odd)
            return
        names = {"张三": "PERSON", "青州市": "LOCATION"}
        answer = {"tok/fine": [], "ner/msra": []}
        for text in body["text"]:
            bare = "".join(text.split())
            answer["tok/fine"].append(list(bare))
            found = [(n, k, bare.find(n)) for n, k in names.items() if n in bare]
            answer["ner/msra"].append([[n, k, at, at + len(n)] for n, k, at in found])
        self._send(json.dumps(answer).encode())

    def _send(self, data):
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()
        thread.join()


def test_server_answers(server, monkeypatch):
    monkeypatch.setenv("HANLP_AUTH", "key")
    Handler.seen.clear()
    sentences = ["张三 到青州市。", "没有名字", ""]
    rows = load_engine(f"hanlp:{server}").tag(sentences)
    assert joined(rows) == sentences
    assert [w for w in rows[0] if w[1] in ("PER", "LOC")] == [("张三", "PER"), ("青州市", "LOC")]
    path, body, key = Handler.seen[0]
    assert path == "/parse"
    assert body["language"] == "zh"
    assert key == "Basic key"


def test_server_that_fails(server):
    with pytest.raises(EngineError, match="is it running"):
        load_engine(f"hanlp:{server}").tag(["坏消息"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("甲", "sends no JSON"),
        ("乙", "sent no document"),
        ("丙", "sent no 'ner'"),
        ("丁", "answered for 0 of 1 sentences"),
        ("戊", "do not fit their words"),
        ("己", "do not fit their words"),
        ("庚", "sent no 'tok'"),
        ("辛", "sends no JSON"),
        ("壬", "HANLP_AUTH"),
        ("癸", "address its root"),
    ],
)
def test_answers_of_no_hanlp_server(server, text, message):
    with pytest.raises(EngineError, match=message) as caught:
        load_engine(f"hanlp:{server}").tag([text])
    assert server in str(caught.value)


def test_server_that_is_not_there():
    with pytest.raises(EngineError, match="is it running"):
        load_engine("hanlp:http://127.0.0.1:9")


def test_what_listens_but_speaks_no_http(monkeypatch):
    import http.client
    import urllib.request

    def answer(request, timeout):
        raise http.client.BadStatusLine("220 mail ready")

    monkeypatch.setattr(urllib.request, "urlopen", answer)
    with pytest.raises(EngineError, match="does not answer: 220 mail"):
        load_engine("hanlp:http://127.0.0.1:25")
