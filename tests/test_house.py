"""The house: imports point backwards only, word lists name their source, functions fit on a screen."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PIPELINE = ROOT / "pipeline"

#: The way of the data: each imports only what stands before it.
ORDER = (
    "records", "columns", "lexicon", "firsts", "read", "clean", "structure", "segment", "recognise", "link",
    "extract", "assign",
    "rows", "graph", "export", "report", "process", "notebook", "nlp", "batch", "stages", "progress", "show",
    "lookup",
    "evaluate", "train", "options", "cli",
)  # fmt: skip


def modules() -> list[Path]:
    return sorted(PIPELINE.rglob("*.py"))


def unit(path: Path) -> str:
    """The stage that a module belongs to: its package, or itself."""
    return path.relative_to(PIPELINE).parts[0].removesuffix(".py")


def imported_units(path: Path) -> Iterator[str]:
    """Stages that a module imports from, wherever in the module the import stands."""
    depth = len(path.relative_to(PIPELINE).parts)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            if node.module:
                yield node.module.split(".")[0]
            else:
                yield from (alias.name for alias in node.names if (PIPELINE / alias.name).exists())


def test_every_stage_has_its_place() -> None:
    units = {unit(p) for p in modules()} - {"__init__", "__main__"}
    assert units == set(ORDER)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PIPELINE)))
def test_imports_point_backwards(path: Path) -> None:
    here = unit(path)
    if here in ("__init__", "__main__"):
        return
    for other in imported_units(path):
        if other != here:
            assert ORDER.index(other) < ORDER.index(here), f"{here} imports {other}"


def own_imports(path: Path, package: Path) -> set[str]:
    """What stands directly in a package (modules, packages) and a module inside it imports, wherever the import stands."""
    depth = len(path.relative_to(package).parts)
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == depth:
            names = [node.module] if node.module else [alias.name for alias in node.names]
            found.update(name.split(".")[0] for name in names)
    return found


@pytest.mark.parametrize(
    "package",
    sorted(path.parent for path in PIPELINE.glob("*/**/__init__.py")),
    ids=lambda p: str(p.relative_to(PIPELINE)),
)
def test_no_package_has_a_circle(package: Path) -> None:
    left: dict[str, set[str]] = {}
    for path in package.rglob("*.py"):
        if path.parent != package or path.stem != "__init__":
            member = path.relative_to(package).parts[0].removesuffix(".py")
            left.setdefault(member, set()).update(own_imports(path, package) - {member})
    while left:
        free = [name for name, needs in left.items() if not needs & set(left)]
        assert free, f"these import each other: {sorted(left)}"
        for name in free:
            del left[name]


@pytest.mark.parametrize("path", sorted((PIPELINE / "lexicon").glob("*.t*")), ids=lambda p: p.name)
def test_every_word_list_names_source_and_licence(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert first.startswith("#")
    assert re.search(r"source", first, re.I) and re.search(r"licen[cs]e", first, re.I)


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PIPELINE)))
def test_modules_and_functions_can_be_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 520
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno <= 50, node.name


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PIPELINE)))
def test_public_functions_have_types_and_a_docstring(path: Path) -> None:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name
        if isinstance(node, ast.FunctionDef):
            assert node.returns is not None, node.name


def test_files_that_the_pages_and_modules_name_exist() -> None:
    there = {path.name for path in (*PIPELINE.rglob("*.*"), *(ROOT / "tests").glob("*.py"))}
    pages = [(ROOT / "docs" / "inside.md").read_text(encoding="utf-8")]
    told = [ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "" for path in modules()]
    named = {name for text in (*pages, *told) for name in re.findall(r"\b(\w+\.(?:py|txt|tsv))\b", text)}
    assert named <= there, named - there


def test_the_examples_of_the_readme_are_commands_that_exist() -> None:
    from pipeline.cli import main

    for name in ("README.md", "README.zh-CN.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        used = set(re.findall(r"zhiling ([a-z]+)", text)) - {"reads"}
        assert used <= set(main.commands), used - set(main.commands)


def test_the_python_example_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)```", text, re.S)
    assert code
    exec(compile(code[1], "README.md", "exec"), {})


def test_every_public_name_can_be_imported() -> None:
    import pipeline

    for name in pipeline.__all__:
        assert getattr(pipeline, name) is not None
    with pytest.raises(AttributeError):
        pipeline.no_such_name  # noqa: B018
