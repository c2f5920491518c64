"""Inside spaCy: entities with exact ends, span groups that survive bytes and a process boundary, displaCy."""

from __future__ import annotations

from typing import Any

import pytest

TEXTS = [
    "会议强调，要抓好两项工作：一是要守牢防汛底线。二是要加快水网建设。省水利厅厅长罗秉坤出席会议。",
    "（一）健全管护机制。（交通运输部牵头，财政部参与）\n（二）加大资金投入。（财政部负责）",
]


@pytest.fixture(scope="module")
def nlp() -> Any:
    from pipeline.nlp import load_nlp

    return load_nlp()


def test_entities_have_exact_ends(nlp: Any) -> None:
    doc = nlp(TEXTS[0])
    found = {(e.text, e.label_) for e in doc.ents}
    assert ("罗秉坤", "PER") in found
    assert ("省水利厅", "ORG") in found
    assert doc.text == TEXTS[0]


def test_directives_and_notes_are_span_groups(nlp: Any) -> None:
    doc = nlp(TEXTS[1])
    directives = [s.text for s in doc.spans["directives"] if s.label_ == "directive"]
    assert directives == ["健全管护机制", "加大资金投入"]
    assert [(s.text, s.label_) for s in doc.spans["notes"]] == [
        ("交通运输部", "lead"),
        ("财政部", "support"),
        ("财政部", "responsible"),
    ]


def test_sentences_keep_their_closing_marks(nlp: Any) -> None:
    doc = nlp("他说：“要抓好落实。”会议结束。")
    assert [s.text for s in doc.sents] == ["他说：“要抓好落实。”", "会议结束。"]


def test_docs_survive_docbin(nlp: Any) -> None:
    from spacy.tokens import DocBin

    docs = list(nlp.pipe(TEXTS))
    read = list(DocBin().from_bytes(DocBin(docs=docs, store_user_data=True).to_bytes()).get_docs(nlp.vocab))
    assert [_content(d) for d in read] == [_content(d) for d in docs]


def test_two_processes_find_the_same(nlp: Any) -> None:
    one = [_content(d) for d in nlp.pipe(TEXTS)]
    assert [_content(d) for d in nlp.pipe(TEXTS, n_process=2)] == one


def test_displacy_shows_entities_and_spans(nlp: Any) -> None:
    from spacy import displacy

    doc = nlp(TEXTS[1])
    assert "交通运输部" in displacy.render(doc, style="ent", jupyter=False)
    assert "directive" in displacy.render(
        doc, style="span", options={"spans_key": "directives"}, jupyter=False
    )


def test_components_can_be_left_out() -> None:
    from pipeline.nlp import load_nlp

    nlp = load_nlp(recogniser="rules", exclude=["zhiling_directives"])
    assert nlp.pipe_names == ["zhiling_sentences", "zhiling_mentions"]


def _content(doc: Any) -> Any:
    groups = {k: [(s.start, s.end, s.label_, s.id_) for s in v] for k, v in sorted(doc.spans.items())}
    return [t.text for t in doc], [(e.start, e.end, e.label_) for e in doc.ents], groups
