"""The commands as a user meets them: help, exit codes, messages, and that --help is quick."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pipeline.cli import main

COMMANDS = sorted(main.commands)


def invoke(*args: object) -> object:
    return CliRunner().invoke(main, [str(a) for a in args])


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(name: str) -> None:
    result = CliRunner().invoke(main, [name, "-h"])
    assert result.exit_code == 0
    assert "Examples:" in result.output
    assert f"zhiling {name}" in result.output


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_command_stands_in_the_readme(root: Path, name: str, readme: str) -> None:
    assert f"zhiling {name}" in (root / readme).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    for parameter in main.commands[name].params:
        if isinstance(parameter, click.Option) and not isinstance(parameter.type, click.Choice):
            assert parameter.help, f"{name} {parameter.name}"


def test_version() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.exit_code == 0 and "zhiling" in result.output


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from pipeline.cli import main;"
        "assert CliRunner().invoke(main, ['--help']).exit_code == 0;"
        "print([m for m in ('spacy','jieba','onnxruntime','networkx','lxml','numpy','opencc','rich') if m in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"


@pytest.fixture(scope="module")
def one_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("one") / "通知.txt"
    path.write_text(
        "安庆市教育局关于做好开学工作的通知\n各县（市、区）教育局：\n一、排查隐患。\n二、备足物资。（责任单位：市财政局）\n安庆市教育局\n2021年8月2日\n",
        encoding="utf-8",
    )
    return path


def test_run_writes_the_graph_and_ends_with_0(one_file: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["run", str(one_file), "-o", str(tmp_path), "--recogniser", "rules"])
    assert result.exit_code == 0, result.output
    assert (tmp_path / "graph.graphml").exists()


def test_run_with_a_bad_file_ends_with_1_and_says_where_to_look(one_file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.4 broken")
    result = CliRunner().invoke(
        main, ["run", str(one_file), str(bad), "-o", str(tmp_path / "out"), "--recogniser", "rules"]
    )
    assert result.exit_code == 1
    assert "problems.jsonl" in result.output
    problem = json.loads((tmp_path / "out" / "problems.jsonl").read_text(encoding="utf-8"))
    assert problem["path"] == "bad.pdf" and problem["reason"]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["run"], "Missing argument"),
        (["run", "x.txt"], "--output"),
        (["show", "no-such-file.txt"], "is not a file"),
        (["clean", "x.txt"], "Say where to write"),
        (["nonsense"], "No such command"),
    ],
)
def test_wrong_usage_ends_with_2_and_a_remedy(args: list[str], says: str) -> None:
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 2
    assert says in result.output
    assert "Traceback" not in result.output


def test_a_stage_whose_input_is_missing_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["extract", str(tmp_path)])
    assert result.exit_code == 2
    assert "missing" in result.output and "Traceback" not in result.output


def test_a_missing_engine_says_how_to_get_it(one_file: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(
        main, ["run", str(one_file), "-o", str(tmp_path), "--recogniser", "spacy:no_such_model"]
    )
    assert result.exit_code == 2
    assert "no_such_model" in result.output and "Traceback" not in result.output


def test_show_prints_directives_and_who_is_responsible(one_file: Path) -> None:
    result = CliRunner().invoke(main, ["show", str(one_file), "--recogniser", "rules"])
    assert result.exit_code == 0, result.output
    assert "备足物资" in result.output and "安庆市财政局" in result.output


def test_show_raw_marks_the_raw_text(tmp_path: Path) -> None:
    path = tmp_path / "原文.txt"
    path.write_text("會議(yì)由省教育廳(tīng)副廳(tīng)長(zhǎng)孫銳主持。\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["show", "--raw", str(path), "--recogniser", "rules"])
    assert result.exit_code == 0, result.output
    assert "孫銳" in result.output


def test_explain_lists_each_repair(tmp_path: Path) -> None:
    path = tmp_path / "原文.txt"
    path.write_text(
        "教育督導(dǎo)與審計工作會議(yì)在成都召開(kāi)，會議強調要做好工作。\n", encoding="utf-8"
    )
    result = CliRunner().invoke(main, ["clean", "--explain", str(path)])
    assert result.exit_code == 0, result.output
    assert "pinyin" in result.output


def test_the_module_runs_as_a_program(one_file: Path, tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "run",
        str(one_file),
        "-o",
        str(tmp_path),
        "--recogniser",
        "rules",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_standard_input_is_read(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "run",
        "-",
        "-o",
        str(tmp_path),
        "--recogniser",
        "rules",
        "-q",
    ]
    text = "各单位要加强管理。".encode("gb18030")
    done = subprocess.run(command, input=text, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "各单位要加强管理" in (tmp_path / "documents.jsonl").read_text(encoding="utf-8")


def test_a_gbk_console_does_not_crash(one_file: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "show", str(one_file), "--recogniser", "rules"]
    environment = {"PYTHONIOENCODING": "gbk", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr


#: Every command, one after the other, in a process whose console knows few characters.
ALL_COMMANDS = """
import json, sys
from pipeline.cli import main
for line in json.loads(sys.argv[1]):
    try:
        main(line)
    except SystemExit as end:
        print("EXIT", line[0], end.code or 0, flush=True)
"""


@pytest.mark.parametrize("encoding", ["gbk", "cp1252", "ascii"])
def test_no_console_is_too_poor_for_any_command(root: Path, tmp_path: Path, encoding: str) -> None:
    folder, out = tmp_path / "通知𠮷[b]", str(tmp_path / "结果[red]")
    folder.mkdir()
    text = "安庆市教育局关于𠮷祥小学開學工作的通知 ☃\n各县教育局：\n一、由市财政局牵头排查隐患🙂。\n二、備足物資(zī)。\n"
    (folder / "通知ö🙂[i].txt").write_text(text, encoding="utf-8")
    (folder / "坏[x]🙂.pdf").write_bytes(b"%PDF-1.4 broken")
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "通知ö🙂[i].json").write_text(
        '{"document": {}, "entities": [], "people": [], "directives": [], "responsibilities": []}',
        encoding="utf-8",
    )
    doc_id = hashlib.sha256(text.encode()).hexdigest()[:16]
    lines = [
        ["--help"], ["run", "--help"], ["跑🙂"], ["run", str(folder), "-o", out, "--recogniser", "rules"],
        ["run", str(folder), "-o", out, "--dry-run"], ["run", "没有🙂.txt", "-o", str(tmp_path / "no")],
        ["clean", str(folder), "-o", out], ["clean", "--explain", str(folder)], ["segment", out],
        ["recognise", out, "--recogniser", "rules"], ["extract", out], ["graph", out], ["export", out],
        ["bodies", out], ["show", doc_id, "-o", out], ["show", doc_id, "-o", out, "--raw"], ["show", "没有🙂"],
        ["explain", out, f"{doc_id}-d1"], ["explain", out, "没有🙂"], ["report", out],
        ["evaluate", out, "--gold", str(gold), "--errors", "5", "--by", "document"],
        ["train", str(gold / "通知ö🙂[i].json"), "-o", str(tmp_path / "模型"), "--epochs", "1"],
    ]  # fmt: skip
    assert {line[0] for line in lines} >= set(COMMANDS)
    done = subprocess.run(
        [sys.executable, "-c", ALL_COMMANDS, json.dumps(lines)],
        capture_output=True, cwd=root, env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
    )  # fmt: skip
    told = (done.stdout + done.stderr).decode(encoding, "replace")
    assert done.returncode == 0 and "Traceback" not in told, told
    codes = [int(code) for code in re.findall(r"EXIT .* (\d+)", told)]
    assert codes == [0, 0, 2, 1, 0, 1, 1, 1, *(1,) * 3, *(0,) * 5, 2, 0, 2, 0, 0, 2], told
