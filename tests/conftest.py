"""Where things are: the sample corpus, one run over it, the measurement texts that may lie beside the project.

And a browser that opens the page of a run.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def notices() -> Path:
    return CORPUS / "notices"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of measurement texts beside the project; a test that needs it skips where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("the measurement texts (../shared) are not here")
    return SHARED


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outputs of one run over the sample corpus, graph included. Read only."""
    from pipeline.batch import run_corpus
    from pipeline.export.outputs import graph_outputs

    outputs = tmp_path_factory.mktemp("sample")
    run_corpus([CORPUS / "notices"], outputs)
    graph_outputs(outputs)
    return outputs


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A browser for the tests of the page; they skip where there is none."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium fonts-noto-cjk)")
    api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed (pip install 'zhiling[browser]')"
    )
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--force-color-profile=srgb"]
        )
        yield started
        started.close()


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Opens the page of some records; afterwards nothing may have been logged or fetched."""
    from test_graph import write_outputs

    from pipeline.report import write_report

    contexts: list[Any] = []
    said: list[str] = []
    asked: list[str] = []

    def open_page(
        records: Any, place: str = "", *, phone: bool = False, follows: bool = False, **options: Any
    ) -> Any:
        folder = tmp_path / f"outputs{len(contexts)}"
        folder.mkdir()
        if isinstance(records, Path):
            folder = records
        elif records:
            write_outputs(folder, records)
        else:
            (folder / "documents.jsonl").touch()
        file = write_report(folder, tmp_path / f"report{len(contexts)}.html", follows=follows)
        size = {"width": 390, "height": 800} if phone else {"width": 1360, "height": 850}
        context = browser.new_context(**{"viewport": size, "locale": "zh-CN", "has_touch": phone, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri() + place)
        page.wait_for_selector("body[data-ready]")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not said
    assert not [url for url in asked if not url.startswith(("file:", "blob:"))]


@pytest.fixture
def page(visit: Callable[..., Any]) -> Any:
    """The page of two documents."""
    from browsing import river_records, school_records

    return visit([river_records(), school_records()])
