"""SpaCy behind the tagger's interface, and what all engines share; no network, no shipped weights."""

import pickle

import pytest

from pipeline.segment import EngineError, engines
from pipeline.segment.engines import Entity, EntityTagger, load_engine


def joined(rows):
    return ["".join(word for word, _ in row) for row in rows]


# -------------------------------------------------------------------------------------------------- spaCy


@pytest.fixture
def pipeline(tmp_path):
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("zh")
    nlp.add_pipe("entity_ruler").add_patterns(
        [{"label": "ORG", "pattern": "青禾协作体"}, {"label": "GPE", "pattern": "洛河县"}]
    )
    nlp.to_disk(tmp_path / "model")
    return tmp_path / "model"


def test_spacy_pipeline_by_path(pipeline):
    tagger = load_engine(f"spacy:{pipeline}")
    rows = tagger.tag(["青禾协作体在洛河县。", ""])
    assert joined(rows) == ["青禾协作体在洛河县。", ""]
    assert ("青禾协作体", "ORG") in rows[0]
    assert ("洛河县", "LOC") in rows[0]
    assert pickle.loads(pickle.dumps(tagger)).tag(["洛河县"]) == [[("洛河县", "LOC")]]


def test_spacy_model_that_is_missing():
    with pytest.raises(EngineError, match="no model"):
        load_engine("spacy:zh_no_such_model")


def test_spacy_pipeline_without_names(tmp_path):
    spacy = pytest.importorskip("spacy")
    spacy.blank("zh").to_disk(tmp_path / "model")
    with pytest.raises(EngineError, match="no entities"):
        load_engine(f"spacy:{tmp_path / 'model'}")


# ------------------------------------------------------------------------------------------------- common


def test_unknown_engine():
    with pytest.raises(ValueError, match="unknown recogniser"):
        load_engine("oracle")
    with pytest.raises(ValueError, match="unknown recogniser"):
        load_engine("spacy:")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("甲乙，丙丁。戊己，庚", ["甲乙，丙丁。", "戊己，庚"]),
        ("甲" * 100 + "，" + "青禾协作体" * 10 + "。", ["甲" * 100 + "，", "青禾协作体" * 10 + "。"]),
        ("甲" * 130, ["甲" * 120, "甲" * 10]),
        ("甲" * 120 + "。乙", ["甲" * 120 + "。", "乙"]),
        ("。。\n", ["。。\n"]),
        ("", []),
    ],
)
def test_long_text_is_cut_at_commas(text, pieces):
    assert [piece for _, piece in engines.cut_pieces(text)] == pieces
    assert all(text[at : at + len(piece)] == piece for at, piece in engines.cut_pieces(text))


@pytest.mark.parametrize("sentence", ["甲\t乙 丙", "  空白 　两端 ", "市教育局🙂１２３", ""])
def test_words_cover_any_sentence(sentence):
    tagger = EntityTagger(
        "none", lambda name: lambda rows: [[Entity(0, 1, "PER")] if r else [] for r in rows]
    )
    assert joined(tagger.tag([sentence])) == [sentence]


def test_overlapping_entities_keep_the_longer():
    entities = [Entity(2, 4, "LOC"), Entity(0, 3, "ORG"), Entity(3, 5, "PER"), Entity(5, 5, "PER")]
    assert engines._apart(entities) == [Entity(0, 3, "ORG"), Entity(3, 5, "PER")]
