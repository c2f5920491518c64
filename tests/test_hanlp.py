"""HanLP models behind the tagger's interface: trained on the spot, stood in for, or broken; no network."""

import json
import pickle
import random
import zipfile

import pytest
from test_engines import joined

from pipeline.recognise import recognise_mentions
from pipeline.records import Head, Structure
from pipeline.segment import EngineError, engines
from pipeline.segment.engines import load_engine, load_hanlp
from pipeline.segment.hanlpfiles import Model, import_hanlp, resolve_model

EMPTY = Structure(head=Head(), lines=())
PEOPLE = ["周明", "吴敏", "郑海", "何洁", "韩雪", "冯刚"]
PLACES = ["青州市", "兰州市", "洛河县", "东川区"]
BODIES = ["新华社", "水文协会", "地勘院", "路桥集团"]
PATTERNS = ["{P}在{L}工作。", "{O}位于{L}。", "{P}访问了{O}。", "{L}下雨了。", "今天没有新闻。"]


def annotated_sentence(chance):
    rows = []
    for part in chance.choice(PATTERNS).replace("}", "{").split("{"):
        if part in ("P", "L", "O"):
            kind, names = {"P": ("PER", PEOPLE), "L": ("LOC", PLACES), "O": ("ORG", BODIES)}[part]
            rows += [(c, ("B-" if i == 0 else "I-") + kind) for i, c in enumerate(chance.choice(names))]
        else:
            rows += [(c, "O") for c in part]
    return "".join(f"{c}\t{tag}\n" for c, tag in rows) + "\n"


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A tiny character tagger, trained from nothing in a few seconds."""
    pytest.importorskip("hanlp")
    pytest.importorskip("torch")
    import_hanlp()
    from hanlp.components.ner.rnn_ner import RNNNamedEntityRecognizer

    folder = tmp_path_factory.mktemp("hanlp")
    chance = random.Random(7)
    for name, size in (("train.tsv", 150), ("dev.tsv", 30)):
        (folder / name).write_text("".join(annotated_sentence(chance) for _ in range(size)), encoding="utf-8")
    RNNNamedEntityRecognizer().fit(
        str(folder / "train.tsv"), str(folder / "dev.tsv"), str(folder / "model"), epochs=6, embed=24,
        rnn_hidden=32, batch_size=16, lr=0.02, drop=0.1, crf=False, tagging_scheme="BIO", token_delimiter="",
        devices=-1,
    )  # fmt: skip
    return folder / "model"


@pytest.mark.filterwarnings("ignore")
class TestHanlp:
    def test_names_with_their_offsets(self, model):
        tagger = load_engine(f"hanlp:{model}")
        sentences = ["周明在兰州市工作。", "", "新华社位于青州市。"]
        rows = tagger.tag(sentences)
        assert joined(rows) == sentences
        assert ("周明", "PER") in rows[0]
        assert ("兰州市", "LOC") in rows[0]
        assert ("新华社", "ORG") in rows[2]

    def test_long_text_is_cut_and_keeps_offsets(self, model):
        text = "何洁在洛河县工作。" * 60
        rows = load_hanlp(str(model)).tag([text, "没有句号的长文" * 60])
        assert joined(rows) == [text, "没有句号的长文" * 60]
        assert rows[0].count(("何洁", "PER")) == 60

    def test_serves_the_recogniser(self, model):
        mentions = recognise_mentions("今天郑海在东川区工作。", EMPTY, tagger=load_engine(f"hanlp:{model}"))
        assert ("LOC", "东川区") in [(m.type, m.text) for m in mentions]

    def test_pickles_and_loads_again(self, model):
        tagger = load_engine(f"hanlp:{model}")
        copy = pickle.loads(pickle.dumps(tagger))
        assert copy.tag(["韩雪在兰州市工作。"]) == tagger.tag(["韩雪在兰州市工作。"])

    def test_through_the_command_line(self, model, tmp_path):
        """`zhiling run … --recogniser hanlp:DIR`, as a user calls it."""
        from click.testing import CliRunner

        from pipeline.cli import main

        text = "消息\n新华社位于青州市。周明在兰州市工作。\n"
        (tmp_path / "note.txt").write_text(text, encoding="utf-8")
        paths = [str(tmp_path / "note.txt"), "-o", str(tmp_path / "out")]
        result = CliRunner().invoke(main, ["run", *paths, "--recogniser", f"hanlp:{model}", "-q"])
        assert result.exit_code == 0, result.output
        lines = (tmp_path / "out" / "entities.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        found = {(r["type"], r["text"]) for r in rows}
        assert {("PER", "周明"), ("LOC", "兰州市"), ("ORG", "新华社")} <= found
        assert all(text[r["raw_start"] : r["raw_end"]] == r["raw_text"] for r in rows)

    def test_a_folder_that_is_no_model_ends_the_command(self, tmp_path):
        from click.testing import CliRunner

        from pipeline.cli import main

        (tmp_path / "note.txt").write_text("周明在兰州市工作。", encoding="utf-8")
        paths = [str(tmp_path / "note.txt"), "-o", str(tmp_path / "out")]
        result = CliRunner().invoke(main, ["run", *paths, "--recogniser", f"hanlp:{tmp_path}"])
        assert result.exit_code == 2
        assert "is missing" in result.output

    def test_empty_weights_are_refused(self, model, tmp_path):
        import shutil

        import torch

        copy = tmp_path / "copy"
        shutil.copytree(model, copy)
        torch.save({}, copy / "model.pt")
        with pytest.raises(EngineError, match="weights"):
            load_engine(f"hanlp:{copy}")

    def test_a_name_that_is_not_on_disk_fails_at_once(self, monkeypatch, tmp_path):
        pytest.importorskip("hanlp")
        monkeypatch.setenv("HANLP_HOME", str(tmp_path))
        with pytest.raises(EngineError, match="is missing"):
            load_engine("hanlp:MSRA_NER_ELECTRA_SMALL_ZH")
        with pytest.raises(EngineError, match="neither a folder nor the name"):
            load_engine("hanlp:NO_SUCH_MODEL")


def test_folder_without_weights(tmp_path):
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(EngineError, match=r"model\.pt is missing"):
        resolve_model(str(tmp_path))


def test_folder_of_another_kind(tmp_path):
    (tmp_path / "config.json").write_text('{"classpath": "builtins.object"}', encoding="utf-8")
    (tmp_path / "model.pt").write_bytes(b"")
    with pytest.raises(EngineError, match="no HanLP class"):
        load_engine(f"hanlp:{tmp_path}")


def test_no_model_named(monkeypatch):
    monkeypatch.delenv("ZHILING_HANLP_MODEL", raising=False)
    with pytest.raises(EngineError, match="no HanLP model named"):
        load_engine("hanlp")


class FakeTokenizer:
    """Two characters a word, as HanLP's tokenizers answer with ``output_spans``."""

    class config:
        output_spans = False

    def __call__(self, pieces):
        return [[[p[i : i + 2], i, min(i + 2, len(p))] for i in range(0, len(p), 2)] for p in pieces]


def test_hanlp_tokenizer_as_segmenter(monkeypatch, tmp_path):
    from pipeline.segment import load_segmenter, segment_text

    stand_in(monkeypatch, FakeTokenizer())
    load_segmenter.cache_clear()
    text = "市财政局 负责" * 40 + "。\n完成"
    for sentence in segment_text(text, engine=f"hanlp:{tmp_path}"):
        assert "".join(sentence.words) == "".join(text[sentence.start : sentence.end].split())
    load_segmenter.cache_clear()


class WordsOnly(FakeTokenizer):
    """Words without offsets, as HanLP's older tokenizers answer."""

    def __call__(self, pieces):
        return [[p[i : i + 3] for i in range(0, len(p), 3)] for p in pieces]


class NotATokenizer(FakeTokenizer):
    def __call__(self, pieces):
        return [[(p[:2], "ORG", 0, 2)] for p in pieces]


class SeveralTasks:
    """As HanLP's models of several tasks answer: tokens, and names counted in them."""

    def __call__(self, pieces, tasks):
        answer = {"tok/fine": [[p[i : i + 2] for i in range(0, len(p), 2)] for p in pieces]}
        if "ner" in tasks:
            answer["ner/msra"] = [[(p[:4], "ORGANIZATION", 0, 2)] if len(p) > 4 else [] for p in pieces]
        return answer


def stand_in(monkeypatch, component, task=None):
    """``component`` in the place of a model that is on disk."""
    monkeypatch.setattr(engines, "inspect_model", lambda name, wanted: Model(name, "", task or wanted, {}))
    monkeypatch.setattr(engines, "load_component", lambda model: component)


def test_hanlp_tokenizer_without_offsets(monkeypatch):
    stand_in(monkeypatch, WordsOnly())
    assert joined(load_hanlp("any", task="tok").tag(["市财政局负责", "", "甲 乙"])) == [
        "市财政局负责",
        "",
        "甲 乙",
    ]


def test_a_recogniser_that_says_it_is_a_tokenizer(monkeypatch):
    stand_in(monkeypatch, NotATokenizer())
    with pytest.raises(EngineError, match="cuts no words"):
        load_hanlp("any", task="tok").tag(["市财政局负责"])


def test_a_model_of_several_tasks_does_both(monkeypatch):
    stand_in(monkeypatch, SeveralTasks(), task="several")
    text = "省地勘院负责勘察"
    assert load_engine("hanlp:any").tag([text, "好"])[0][0] == ("省地勘院", "ORG")
    rows = load_hanlp("any", task="tok").tag([text])
    assert [word for word, _ in rows[0]] == ["省地", "勘院", "负责", "勘察"]


def folder_of(path, classpath, *, weights=True, **config):
    """The folder of a model that nobody trained, as far as it is looked at before it is loaded."""
    path.mkdir(exist_ok=True)
    (path / "config.json").write_text(json.dumps({"classpath": classpath, **config}), encoding="utf-8")
    if weights:
        with zipfile.ZipFile(path / "model.pt", "w") as out:
            out.writestr("data.pkl", b"")
    return path


RECOGNISER = "hanlp.components.ner.transformer_ner.TransformerNamedEntityRecognizer"
TOKENIZER = "hanlp.components.tokenizers.transformer.TransformerTaggingTokenizer"
SEVERAL = "hanlp.components.mtl.multi_task_learning.MultiTaskLearning"


@pytest.mark.parametrize(
    ("classpath", "task", "message"),
    [
        (RECOGNISER, "tok", "use it with --recogniser"),
        (TOKENIZER, "ner", "use it with --segmenter"),
        (
            "hanlp.components.parsers.biaffine.BiaffineDependencyParser",
            "ner",
            "is a BiaffineDependencyParser",
        ),
    ],
)
def test_a_model_for_something_else_is_told_before_it_is_loaded(
    tmp_path, monkeypatch, classpath, task, message
):
    monkeypatch.setattr(engines, "load_component", lambda model: pytest.fail("it was loaded"))
    with pytest.raises(EngineError, match=message):
        load_hanlp(str(folder_of(tmp_path / "model", classpath)), task=task)


@pytest.mark.parametrize(
    ("classpath", "config"),
    [
        (RECOGNISER, {"transformer": "/home/somebody/encoder"}),
        (RECOGNISER, {"transformer": "someone/no-such-encoder"}),
        (RECOGNISER, {"transformer": "hfl/chinese-electra-180g-small-discriminator"}),
        (SEVERAL, {"encoder": {"transformer": "hfl/chinese-electra-180g-base-discriminator"}}),
    ],
)
def test_a_missing_encoder_is_told_before_anything_is_loaded(tmp_path, monkeypatch, capfd, classpath, config):
    pytest.importorskip("hanlp")
    monkeypatch.setenv("HANLP_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(engines, "load_component", lambda model: pytest.fail("it was loaded"))
    folder = folder_of(tmp_path / "model", classpath, **config)
    with pytest.raises(EngineError, match=r"encoder .* not on this machine: put a copy"):
        load_engine(f"hanlp:{folder}")
    assert "ownload" not in "".join(capfd.readouterr())


def test_an_encoder_beside_the_weights_is_taken(tmp_path):
    from pipeline.segment.hanlpfiles import inspect_model

    folder = folder_of(tmp_path / "model", RECOGNISER, transformer="/home/somebody/encoder")
    (folder / "transformer").mkdir()
    (folder / "transformer" / "config.json").write_text("{}", encoding="utf-8")
    model = inspect_model(str(folder), "ner")
    assert model.task == "ner"
    assert model.options == {"transformer": str(folder / "transformer")}


@pytest.mark.parametrize(
    ("config", "weights", "message"),
    [
        ("{}", b"", "names no HanLP class"),
        ("[]", b"", "no config of HanLP"),
        ("{", b"", "cannot be read"),
        (json.dumps({"classpath": RECOGNISER}), b"", "empty or cut short"),
        (json.dumps({"classpath": RECOGNISER}), b"PK\x03\x04half", "empty or cut short"),
    ],
)
def test_broken_files_of_a_model(tmp_path, config, weights, message):
    (tmp_path / "config.json").write_text(config, encoding="utf-8")
    (tmp_path / "model.pt").write_bytes(weights)
    with pytest.raises(EngineError, match=message):
        load_engine(f"hanlp:{tmp_path}")


def test_what_hanlp_cannot_load_is_one_sentence(tmp_path, capfd):
    pytest.importorskip("hanlp")
    folder = folder_of(tmp_path / "model", "hanlp.components.ner.rnn_ner.RNNNamedEntityRecognizer")
    with pytest.raises(EngineError, match="HanLP cannot load") as caught:
        load_engine(f"hanlp:{folder}")
    assert "\n" not in str(caught.value)
    assert "ERROR LOG" not in "".join(capfd.readouterr())


def test_the_folder_of_the_other_library(tmp_path):
    (tmp_path / "config.cfg").write_text("[nlp]\n", encoding="utf-8")
    with pytest.raises(EngineError, match="spaCy pipeline, not a HanLP model"):
        load_engine(f"hanlp:{tmp_path}")
    pytest.importorskip("spacy")
    folder = folder_of(tmp_path / "model", RECOGNISER)
    with pytest.raises(EngineError, match="is a HanLP model"):
        load_engine(f"spacy:{folder}")


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(EngineError, match="there is no folder"):
        load_engine(f"hanlp:{tmp_path / 'gone'}")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--segmenter", "thulac"], "unknown segmenter"),
        (["--segmenter", "hanlp"], "no HanLP model named"),
        (["--segmenter", "pkuseg:no-such-folder"], "pkuseg"),
        (["--recogniser", "oracle"], "unknown recogniser"),
        (["--recogniser", "spacy:no-such-model"], "spaCy has no model"),
        (["--recogniser", "hanlp:http://127.0.0.1:9"], "is it running"),
        (["--recogniser", "hanlp:./no-such-folder"], "there is no folder"),
        (["--segmenter", "hanlp:./no-such-folder"], "there is no folder"),
    ],
)
def test_a_wrong_engine_ends_the_command_at_once(tmp_path, monkeypatch, options, message):
    from click.testing import CliRunner

    from pipeline.cli import main

    monkeypatch.delenv("ZHILING_HANLP_MODEL", raising=False)
    (tmp_path / "note.txt").write_text("周明在兰州市工作。", encoding="utf-8")
    result = CliRunner().invoke(
        main, ["run", str(tmp_path / "note.txt"), "-o", str(tmp_path / "out"), *options]
    )
    assert result.exit_code == 2
    assert message in result.output
    assert not (tmp_path / "out" / "run.json").exists()


def test_a_stage_ends_as_well_when_its_server_is_gone(tmp_path):
    from click.testing import CliRunner

    from pipeline.cli import main

    (tmp_path / "note.txt").write_text("周明在兰州市工作。", encoding="utf-8")
    out = str(tmp_path / "out")
    assert CliRunner().invoke(main, ["clean", str(tmp_path / "note.txt"), "-o", out]).exit_code == 0
    result = CliRunner().invoke(main, ["recognise", out, "--recogniser", "hanlp:http://127.0.0.1:9"])
    assert result.exit_code == 2
    assert "is it running" in result.output


def test_a_model_trained_again_is_another_option(tmp_path):
    from pipeline.batch import options_key
    from pipeline.process import Options

    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "weights").write_bytes(b"1")
    options = Options(recogniser=f"spacy:{tmp_path / 'model'}")
    before = options_key(options)
    (tmp_path / "model" / "weights").write_bytes(b"2")
    assert options_key(options) != before
    assert str(tmp_path) not in str(before)
