"""A researcher's own lists through the command line: names that must be found, and bodies linked otherwise."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import main
from pipeline.link.registry import load_registry

NOTICE = """甲水市人民政府办公室关于加强村道养护的通知
各区人民政府：
一、青禾惠农协作体要会同市财政局筹措资金。
二、由路网攻坚二组负责督办，绿禾(甲水)公司配合。
三、建立养护台账，向Green Rice Alliance学习。（市交通运输局牵头，2020年专项行动队参与）
"""


def zhiling(*words: object) -> Result:
    result = CliRunner().invoke(main, [str(w) for w in words])
    assert result.exit_code == 0, result.output
    return result


def table(outputs: Path, name: str) -> list[dict[str, Any]]:
    lines = (outputs / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def notice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("notice") / "notice.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def plain(notice: Path) -> Path:
    """A run without lists of one's own."""
    zhiling("run", notice, "-o", notice.parent / "plain", "-q")
    return notice.parent / "plain"


#: As a researcher may write them: simplified or traditional, any width of brackets, with a frequency or a remark.
NAMES = {
    "青禾惠農協作體": "青禾惠农协作体",
    "路网攻坚二组 9 n": "路网攻坚二组",
    "绿禾(甲水)公司": "绿禾（甲水）公司",
    "Green Rice Alliance\tan NGO": "Green Rice Alliance",
    "2020年专项行动队": "2020年专项行动队",
}


def test_names_of_the_lexicon_are_obeyed(notice: Path, plain: Path, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("# 必须识别\n" + "\n".join(NAMES), encoding="gb18030")
    zhiling("run", notice, "-o", tmp_path / "out", "-q", "--lexicon", tmp_path / "names.txt")
    found = {r["text"] for r in table(tmp_path / "out", "entities") if r["type"] == "ORG"}
    assert set(NAMES.values()) <= found
    links = {r["body"]: r["role"] for r in table(tmp_path / "out", "responsibilities")}
    assert links["路网攻坚二组"] == "responsible"
    assert not set(NAMES.values()) <= {r["text"] for r in table(plain, "entities") if r["type"] == "ORG"}


def test_the_stage_command_obeys_as_the_run_does(notice: Path, tmp_path: Path) -> None:
    (tmp_path / "names.txt").write_text("\n".join(NAMES), encoding="utf-8")
    option = ("--lexicon", tmp_path / "names.txt", "-q")
    zhiling("run", notice, "-o", tmp_path / "whole", *option)
    zhiling("clean", notice, "-o", tmp_path / "steps", "-q")
    zhiling("recognise", tmp_path / "steps", *option)
    assert table(tmp_path / "steps", "entities") == table(tmp_path / "whole", "entities")


def edit(path: Path, changes: dict[str, dict[str, str]], encoding: str) -> None:
    """Change cells of the table that ``zhiling bodies --write`` made, and save it as a spreadsheet would."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    with path.open("w", encoding=encoding, newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys(), delimiter="\t", lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({**row, **changes.get(row["surface"], {})} for row in rows)


def test_bodies_written_and_fed_back_change_nothing(notice: Path, plain: Path, tmp_path: Path) -> None:
    result = zhiling("bodies", plain, "--write", tmp_path / "bodies.tsv")
    assert f"written to {tmp_path / 'bodies.tsv'}" in result.output
    zhiling("run", notice, "-o", tmp_path / "out", "-q", "--bodies", tmp_path / "bodies.tsv")
    for name in ("entities", "people", "directives", "responsibilities", "bodies"):
        assert table(tmp_path / "out", name) == table(plain, name), name


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_corrected_bodies_are_obeyed_everywhere(
    notice: Path, plain: Path, tmp_path: Path, encoding: str
) -> None:
    zhiling("bodies", plain, "--write", tmp_path / "bodies.tsv")
    names = {r["text"]: r["canonical"] for r in table(plain, "entities") if r["type"] == "ORG"}
    right = {
        "canonical": "甲水市财政和金融局",
        "level": "city",
        "region_code": "320900",
        "parent": "甲水市人民政府",
    }
    edit(tmp_path / "bodies.tsv", {names["市财政局"]: right}, encoding)
    zhiling("run", notice, "-o", tmp_path / "out", "-q", "--bodies", tmp_path / "bodies.tsv")
    mentions = {r["text"]: r["canonical"] for r in table(tmp_path / "out", "entities")}
    assert mentions["市财政局"] == "甲水市财政和金融局"
    (body,) = (r for r in table(tmp_path / "out", "bodies") if r["name"] == "甲水市财政和金融局")
    assert (body["level"], body["region_code"], body["parent"]) == ("city", "320900", "甲水市人民政府")
    before = {r["body"] for r in table(plain, "responsibilities")}
    after = {r["body"] for r in table(tmp_path / "out", "responsibilities")}
    assert names["市财政局"] in before
    assert after == before - {names["市财政局"]} | {"甲水市财政和金融局"}
    assert "甲水市财政和金融局" in (tmp_path / "out" / "graph.graphml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["bodies.tsv", "bodies.csv", "bodies.xlsx"])
def test_every_form_of_the_table_is_read_back(notice: Path, plain: Path, tmp_path: Path, name: str) -> None:
    zhiling("bodies", plain, "--write", tmp_path / name)
    registry = load_registry(bodies_file=tmp_path / name)
    bodies = {row["name"]: row for row in table(plain, "bodies")}
    assert bodies.keys() == registry.corrections.keys()
    for body, correction in registry.corrections.items():
        assert correction.canonical == body
        for key in ("level", "region_code", "parent"):
            assert getattr(correction, key) == bodies[body][key]


def test_a_wrong_table_ends_the_command_before_a_document_is_read(notice: Path, tmp_path: Path) -> None:
    (tmp_path / "bodies.csv").write_text("surface,canonical,level\n市财政局,甲水市财政局,市\n", "utf-8-sig")
    words = ["run", notice, "-o", tmp_path / "out", "--bodies", tmp_path / "bodies.csv"]
    result = CliRunner().invoke(main, [str(w) for w in words])
    assert result.exit_code == 2
    assert "row 2: there is no level '市'" in result.output
    assert not (tmp_path / "out" / "documents.jsonl").exists()


def test_a_link_is_explained(plain: Path, tmp_path: Path) -> None:
    names = {r["text"]: r["canonical"] for r in table(plain, "entities") if r["type"] == "ORG"}
    told = zhiling("bodies", plain, "--explain", "市财政局").output
    assert f"市财政局 → {names['市财政局']}" in told
    assert "written: nobody can know it" in told and "named in 1 document(s)" in told
    assert told == zhiling("bodies", plain, "--explain", names["市财政局"]).output
    (tmp_path / "bodies.csv").write_text("surface,canonical\n市财政局,甲水市财经局\n", encoding="utf-8")
    told = zhiling("bodies", plain, "--explain", "市财政局", "--bodies", tmp_path / "bodies.csv").output
    assert "甲水市财经局  file: your table" in told
    result = CliRunner().invoke(main, ["bodies", str(plain), "--explain", "水利部"])
    assert result.exit_code == 2
    assert "names no body '水利部'" in result.output


def test_two_names_of_one_body_are_merged(notice: Path, plain: Path, tmp_path: Path) -> None:
    (tmp_path / "bodies.csv").write_text(
        "surface,canonical\n市财政局,甲水市财经委员会\n市交通运输局,甲水市财经委员会\n", encoding="utf-8"
    )
    zhiling("run", notice, "-o", tmp_path / "out", "-q", "--bodies", tmp_path / "bodies.csv")
    mentions = {r["text"]: r["canonical"] for r in table(tmp_path / "out", "entities")}
    assert mentions["市财政局"] == mentions["市交通运输局"] == "甲水市财经委员会"
    assert sum(r["name"] == "甲水市财经委员会" for r in table(tmp_path / "out", "bodies")) == 1


def test_searches_of_bodies(plain: Path) -> None:
    listed = zhiling("bodies", plain, "--search", "财政").output
    assert "财政局" in listed
    assert "交通运输局" not in listed
    assert "0 bodies" in zhiling("bodies", plain, "--search", "水利部").output
    assert "财政局" not in zhiling("bodies", plain, "--level", "national").output
    zhiling("bodies", plain, "--open")
