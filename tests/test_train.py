"""Training: forms of annotated data, what is held out, the model folder and its card, and a user's mistakes."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli import main
from pipeline.segment.engines import Entity
from pipeline.train.card import score_tagger
from pipeline.train.examples import Example, hold_out, read_source
from pipeline.train.hanlpner import _tags

PEOPLE = ("周明", "吴敏之", "郑海", "何洁", "韩雪", "冯刚")
PLACES = ("青州市", "兰州市", "洛河县", "东川区")
BODIES = ("市水文局", "省地勘院", "县路桥集团", "区司法局")
PATTERNS = (
    "{PER}在{LOC}调研。",
    "{ORG}驻{LOC}。",
    "{PER}到{ORG}检查工作。",
    "由{ORG}牵头办理。",
    "各单位要抓好落实。",
)


def make_rows(count: int, seed: int = 3) -> list[dict[str, Any]]:
    """Sentences with names and their offsets."""
    chance, rows = random.Random(seed), []
    for _ in range(count):
        text, entities = "", []
        for part in chance.choice(PATTERNS).replace("}", "{").split("{"):
            names = {"PER": PEOPLE, "LOC": PLACES, "ORG": BODIES}.get(part)
            word = chance.choice(names) if names else part
            if names:
                entities.append({"type": part, "start": len(text), "end": len(text) + len(word)})
            text += word
        rows.append({"text": text, "entities": entities})
    return rows


def write_rows(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    return path


def named(path: Path, texts: Path | None = None) -> list[tuple[str, str, str]]:
    """(sentence, label, name) of every name that was read."""
    examples = read_source(path, texts).examples
    return [(e.text, n.label, e.text[n.start : n.end]) for e in examples for n in e.names]


# ------------------------------------------------------------------------------------------------- forms


def test_gold_files_beside_their_texts(tmp_path: Path) -> None:
    entities = [
        {"type": "ORG", "text": "市教育局"}, {"type": "ORG", "text": "市教育局督导处"}, {"type": "PER", "text": "周明"},
        {"type": "DATE", "text": "2020年"}, {"type": "ORG", "text": "省教育厅"},
    ]  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps({"entities": entities}), encoding="utf-8")
    (tmp_path / "a.txt").write_text(
        "市教育局督导处周明讲话。\n2020年，市教育局印发方案。\n", encoding="utf-8"
    )
    assert named(tmp_path) == [
        ("市教育局督导处周明讲话。", "ORG", "市教育局督导处"),
        ("市教育局督导处周明讲话。", "PER", "周明"),
        ("2020年，市教育局印发方案。", "ORG", "市教育局"),
    ]
    assert read_source(tmp_path).lost == ["a: 省教育厅"]


def test_the_sample_corpus_is_annotated_data(root: Path) -> None:
    source = read_source(root / "corpus" / "expected", root / "corpus" / "notices")
    assert len({e.group for e in source.examples}) == 24
    assert not source.lost


def test_the_tables_of_a_run_are_annotated_data(sample: Path) -> None:
    source = read_source(sample)
    assert any(n.label == "ORG" for e in source.examples for n in e.names)
    for example in source.examples:
        assert all(0 <= n.start < n.end <= len(example.text) for n in example.names)


def test_lines_with_offsets(tmp_path: Path) -> None:
    rows = [{"text": "財政部、教育部牽頭。周明负责；", "entities": [
        {"type": "ORG", "start": 0, "end": 3}, {"type": "GPE", "start": 4, "end": 7},
        {"type": "PERSON", "start": 10, "end": 12, "text": "周明"}]}]  # fmt: skip
    assert named(write_rows(tmp_path / "a.jsonl", rows)) == [
        ("财政部、教育部牵头。", "ORG", "财政部"),  # simplified, as the recogniser will see it
        ("财政部、教育部牵头。", "LOC", "教育部"),
        ("周明负责；", "PER", "周明"),
    ]


@pytest.mark.parametrize(
    "columns",
    [
        "市\tB-ORG\n财\tI-ORG\n政\tI-ORG\n局\tI-ORG\n负\tO\n责\tO\n",
        "市财政局 B-ORG\n负责 O\n",
        "市 B_nt\n财 M_nt\n政 M_nt\n局 E_nt\n负责 O\n",
        "市财政局 S-ORG\n负责 O\n",
        "市财政局 U-ORG\n负责 O\n",
        "市财政 I-ORG\n局 I-ORG\n负责 O\n",
        "# sent_id = 1\n# text = 市财政局负责\n1\t市\tB-ORG\t-\ta\n2\t财政局\tI-ORG\t-\ta\n3\t负责\tO\t-\ta\n",
    ],
    ids=["characters", "words", "BMES", "S", "U", "IOB1", "numbered"],
)
def test_columns_of_every_scheme(tmp_path: Path, columns: str) -> None:
    (tmp_path / "a.conll").write_text(columns, encoding="utf-8")
    assert named(tmp_path / "a.conll") == [("市财政局负责", "ORG", "市财政局")]


def test_neighbours_in_columns_stay_apart(tmp_path: Path) -> None:
    (tmp_path / "a.bio").write_text(
        "财政局 B-ORG\n教育局 B-ORG\n青州 B-LOC\n\nBig B-ORG\nData I-ORG\n", encoding="utf-8"
    )
    assert [(label, name) for _, label, name in named(tmp_path / "a.bio")] == [
        ("ORG", "财政局"), ("ORG", "教育局"), ("LOC", "青州"), ("ORG", "Big Data"),
    ]  # fmt: skip


def test_docbin(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("zh")
    doc = nlp("市财政局负责。周明到场。")
    doc.ents = [doc.char_span(0, 4, label="ORG"), doc.char_span(7, 9, label="PER")]
    spacy.tokens.DocBin(docs=[doc]).to_disk(tmp_path / "a.spacy")
    assert named(tmp_path / "a.spacy") == [
        ("市财政局负责。", "ORG", "市财政局"),
        ("周明到场。", "PER", "周明"),
    ]


SENTENCE = st.lists(
    st.tuples(st.sampled_from("市县教育局负责周"), st.sampled_from(("O", "B-ORG", "B-PER"))), min_size=1
)


@given(SENTENCE)
def test_columns_keep_every_name(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("columns") / "a.bio"
    path.write_text("".join(f"{c} {tag}\n" for c, tag in rows), encoding="utf-8")
    (example,) = read_source(path).examples
    assert example.text == "".join(c for c, _ in rows)
    assert [*example.names] == [Entity(i, i + 1, tag[2:]) for i, (_, tag) in enumerate(rows) if tag != "O"]


def test_names_across_a_cut_are_left_out() -> None:
    names = (Entity(0, 2, "PER"), Entity(3, 6, "ORG"))
    assert _tags("周明到教", 0, names) == ["B-PER", "I-PER", "O", "O"]
    assert _tags("育局", 4, names) == ["O", "O"]


# ------------------------------------------------------------------------------------------------- parts


@given(st.lists(st.integers(0, 30), min_size=1, max_size=120), st.integers(0, 5))
def test_parts_share_no_document(groups: list[int], seed: int) -> None:
    examples = [Example(f"第{i}句", (), str(g)) for i, g in enumerate(groups)]
    rest, held = hold_out(examples, 0.1, seed)
    assert sorted(e.text for e in rest + held) == sorted(e.text for e in examples)
    assert not {e.group for e in rest} & {e.group for e in held}
    assert held
    assert hold_out(examples, 0.1, seed) == (rest, held)


def test_scores_count_exact_spans() -> None:
    class Tagger:
        def tag(self, sentences: Any) -> Any:
            return [[("市财政局", "ORG"), ("周", "PER"), ("明", "n")] for _ in sentences]

    examples = [Example("市财政局周明", (Entity(0, 4, "ORG"), Entity(4, 6, "PER")), "a")]
    scores = score_tagger(Tagger(), examples)
    assert scores["ORG"].f1 == 1
    assert scores["PER"].f1 == 0
    assert scores["all"] == (0.5, 0.5, 0.5, 2)


# ------------------------------------------------------------------------------------------------ models


def train(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["train", *map(str, arguments)])


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_rows(tmp_path_factory.mktemp("data") / "rows.jsonl", make_rows(150))


@pytest.fixture(scope="module")
def small(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's config with a smaller network, which learns these few names in seconds."""
    config = (root / "models" / "spacy_ner.cfg").read_text(encoding="utf-8")
    config = config.replace("width = 96", "width = 24").replace("depth = 4", "depth = 1")
    config = config.replace("learn_rate = 0.001", "learn_rate = 0.01")
    path = tmp_path_factory.mktemp("config") / "small.cfg"
    path.write_text(config.replace("rows = [5000, 500]", "rows = [500, 50]"), encoding="utf-8")
    return path


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file but the card, which names the folder."""
    paths = (p for p in folder.rglob("*") if p.is_file() and p.name != "README.md")
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in paths}


def check_use(folder: Path, engine: str, tmp_path: Path) -> None:
    """The folder recognises names at once, through the command line."""
    (tmp_path / "note.txt").write_text("通知\n周明在兰州市调研。\n", encoding="utf-8")
    out = tmp_path / f"out-{engine}"
    words = ["run", str(tmp_path / "note.txt"), "-o", str(out), "--recogniser", f"{engine}:{folder}", "-q"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in (out / "entities.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {("PER", "周明"), ("LOC", "兰州市")} <= {(r["type"], r["text"]) for r in rows}


@pytest.mark.filterwarnings("ignore")
def test_spacy_model_from_data_to_use(data: Path, small: Path, tmp_path: Path) -> None:
    options = ("--config", small, "--epochs", 6, "--licence", "CC0 1.0")
    result = train(data, "-o", tmp_path / "first", *options)
    assert result.exit_code == 0, result.output
    assert "epoch 6 of 6" in result.output
    assert "--recogniser spacy:" in result.output
    card = (tmp_path / "first" / "README.md").read_text(encoding="utf-8")
    for part in ("CC0 1.0", "| rows.jsonl |", "LAC alone", "--epochs 6 --seed 1", "| first | all |", "bytes"):
        assert part in card
    assert str(tmp_path) not in card
    check_use(tmp_path / "first", "spacy", tmp_path)
    assert train(data, "-o", tmp_path / "second", *options, "-q").output == ""
    assert files_of(tmp_path / "first") == files_of(tmp_path / "second")


@pytest.mark.filterwarnings("ignore")
def test_hanlp_model_from_data_to_use(data: Path, tmp_path: Path) -> None:
    pytest.importorskip("hanlp")
    config = {"embed": 24, "rnn_hidden": 32, "batch_size": 16, "lr": 0.02, "drop": 0.1, "epochs": 5}
    (tmp_path / "small.json").write_text(json.dumps(config), encoding="utf-8")
    options = ("--engine", "hanlp", "--config", tmp_path / "small.json")
    result = train(data, "-o", tmp_path / "first", *options)
    assert result.exit_code == 0, result.output
    assert "epoch 5 of 5" in result.output
    assert "\b" not in result.output
    check_use(tmp_path / "first", "hanlp", tmp_path)
    assert train(data, "-o", tmp_path / "second", *options, "-q").output == ""
    assert files_of(tmp_path / "first") == files_of(tmp_path / "second")


@pytest.mark.filterwarnings("ignore")
def test_a_model_is_replaced_by_the_next(data: Path, small: Path, tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "README.md").write_text("# model\n", encoding="utf-8")
    result = train(
        data, "-o", tmp_path / "model", "--config", small, "--epochs", 1, "-q", "--dev", data, "--test", data
    )
    assert result.exit_code == 0, result.output
    assert (tmp_path / "model" / "config.cfg").is_file()
    assert [p.name for p in tmp_path.iterdir()] == ["model"]


# -------------------------------------------------------------------------------------------------- mistakes


def line(text: str, *entities: dict[str, Any]) -> str:
    return json.dumps({"text": text, "entities": list(entities)}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.jsonl", "", "the data are empty"),
        ("a.jsonl", line("各单位要落实。"), "nothing is annotated"),
        ("a.jsonl", line("各单位要落实。", {"type": "EVENT", "start": 0, "end": 3}), "its labels are EVENT"),
        ("a.jsonl", line("市财政局", {"type": "ORG", "start": 2, "end": 9}), "does not fit its text"),
        ("a.jsonl", line("市财政局", {"type": "ORG", "start": 0, "end": 3, "text": "财政局"}), "does not fit its text"),
        ("a.jsonl", line("市财政局", {"type": "ORG", "start": 0, "end": 4}), "only 1 sentences hold names"),
        ("a.jsonl", '{"text": "市财政局"', "cannot read"),
        ("a.jsonl", "[1]", "line 1"),
        ("a.json", "[]", 'a list "entities"'),
        ("a.json", '{"entities": [{"type": "ORG", "text": "市财政局"}]}', "--texts"),
        ("a.json", '{"text": "无", "entities": [{"type": "ORG", "text": "市财政局"}]}', "occurs in its text"),
        ("a.json", '{"text": "无", "entities": ["市财政局"]}', "without a type"),
        ("a.conll", "市财政局负责\n", "line 1: no column"),
        ("a.conll", "市财政局 B-ORG\n负责\n", "line 2: no word"),
        ("a.conll", "市财政局 B-ORG\n负责 X\n", "line 2: no word"),
        ("a.spacy", "not msgpack", "no DocBin"),
        ("a.pdf", "", "no annotated data"),
    ],
)  # fmt: skip
def test_data_that_cannot_be_used(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    result = train(tmp_path / name, "-o", tmp_path / "model")
    assert result.exit_code == 2, result.output
    assert message in result.output
    assert not (tmp_path / "model").exists()


def test_a_folder_without_annotation(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("各单位要落实。", encoding="utf-8")
    result = train(tmp_path, "-o", tmp_path / "model")
    assert result.exit_code == 2
    assert "holds no annotated data" in result.output


def test_a_folder_in_use_is_left_alone(data: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    result = train(data, "-o", tmp_path)
    assert result.exit_code == 2
    assert "name another folder" in result.output
    assert (tmp_path / "thesis.txt").is_file()


@pytest.mark.parametrize(
    ("engine", "config", "message"),
    [
        ("spacy", "nlp]\nlang = 1", "no config of spaCy"),
        ("spacy", '[nlp]\nlang = "zh"\npipeline = []\n\n[training]\n', "trains no recogniser"),
        ("hanlp", "epochs = 3", "no config for HanLP"),
        ("hanlp", '{"embedding": 3}', "unknown setting 'embedding'"),
        ("hanlp", '{"embed": "large"}', "must be of type int"),
    ],
)
def test_wrong_settings(data: Path, tmp_path: Path, engine: str, config: str, message: str) -> None:
    (tmp_path / "config").write_text(config, encoding="utf-8")
    result = train(data, "-o", tmp_path / "model", "--engine", engine, "--config", tmp_path / "config")
    assert result.exit_code == 2, result.output
    assert message in result.output


@pytest.mark.filterwarnings("ignore")
def test_a_tokenizer_that_cuts_through_names(data: Path, small: Path, tmp_path: Path) -> None:
    config = small.read_text(encoding="utf-8").replace(
        '[nlp.tokenizer]\n@tokenizers = "spacy.zh.ChineseTokenizer"',
        '[nlp.tokenizer]\n@tokenizers = "zhiling.lines.v1"',
    )
    import spacy

    def whole_lines() -> Any:
        return lambda nlp: lambda text: spacy.tokens.Doc(nlp.vocab, words=[text], spaces=[False])

    spacy.registry.tokenizers.register("zhiling.lines.v1", func=whole_lines)
    kept = [row for row in config.splitlines() if "segmenter" not in row]
    (tmp_path / "lines.cfg").write_text("\n".join(kept), encoding="utf-8")
    result = train(data, "-o", tmp_path / "model", "--config", tmp_path / "lines.cfg")
    assert result.exit_code == 2, result.output
    assert "begin and end where a token" in result.output


def test_hanlp_that_is_not_installed(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hanlp", None)
    result = train(data, "-o", tmp_path / "model", "--engine", "hanlp")
    assert result.exit_code == 2
    assert "pip install zhiling[hanlp]" in result.output
