"""The report in headless Chromium: its size, how fast it opens, how smooth a large graph moves.

    python benchmarks/bench_report.py [OUTPUTS …] [--nodes 5000] [--rounds 3] [--json FILE]

For each folder of a run: the page's megabytes, seconds to write it, seconds until it can be used (median of
the rounds), and what its console said. Then a made-up run whose graph has ``--nodes`` nodes: seconds until
the picture has settled, and the time between frames (milliseconds, median and 95 %) while nothing moves and
while the graph is dragged and zoomed by real pointer events. A display that shows 60 frames a second leaves
16.7 ms for one. ``script_ms`` is the part of a frame that the page's own script takes.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from pipeline.records import Alignment, Body, Directive, Document, DocumentRecords, Evidence, Responsibility
from pipeline.report import write_report
from pipeline.rows import TableFiles, record_rows

PIECES = "推进落实加强完善建立健全开展组织实施监督检查资金项目教育财政部门工作机制改革发展服务管理保障责任"
LEVELS = ("national", "province", "city", "county", "other")
ROLES = ("lead", "responsible", "responsible", "support", "supervise")
TABLES = ("documents", "directives", "responsibilities", "bodies")
#: Frames of a pan and a zoom; the deltas between them are kept in the page.
WATCH = """() => { window.frames_ = []; let last = performance.now();
  const next = now => { window.frames_.push(now - last); last = now; window.watching_ = requestAnimationFrame(next); };
  window.watching_ = requestAnimationFrame(next); }"""


def make_records(nodes: int, seed: int = 1) -> Iterator[DocumentRecords]:
    """Documents of thirty directives; one body to eight directives, one to three bodies a directive."""
    rng = random.Random(seed)
    bodies = [
        Body(f"n{n}", f"第{n}管理局", (f"{n}局",), LEVELS[n % len(LEVELS)]) for n in range(max(3, nodes // 9))
    ]
    left = nodes - len(bodies)
    for number in range((left + 29) // 30):
        name = f"{number:016x}"
        here = rng.sample(bodies, min(len(bodies), 12))
        directives, duties, text = [], [], ""
        for place in range(1, min(30, left - 30 * number) + 1):
            words = "".join(rng.choices(PIECES, k=40))
            directives.append(_directive(name, place, words, len(text)))
            text += words + "。"
            for body in rng.sample(here, rng.choice((1, 1, 2, 3))):
                quote = Evidence(words[:12], len(text) - 41, len(text) - 29)
                key = directives[-1].directive_id
                duties.append(Responsibility(key, body.name, None, rng.choice(ROLES), "explicit", quote, 0.9))
        document = _document(name, number, text)
        yield DocumentRecords(
            document, directives=tuple(directives), responsibilities=tuple(duties), bodies=tuple(here)
        )


def _directive(name: str, place: int, text: str, start: int) -> Directive:
    return Directive(
        f"{name}-d{place}", f"{name}-l1", None, place, f"{place}.", 1, "directive", text, start,
        start + len(text), modality="obligation",
    )  # fmt: skip


def _document(name: str, number: int, text: str) -> Document:
    date = f"{2005 + number % 18}-{number % 12 + 1:02}-01"
    return Document(
        name, f"{number}.txt", (), name * 4, f"第{number}号通知", date, None, "notice", (), (), None, None,
        None, "utf-8", text, {}, (), Alignment(),
    )  # fmt: skip


def write_run(folder: Path, nodes: int) -> None:
    """The tables of the made-up run."""
    with TableFiles(folder, TABLES) as files:
        for record in make_records(nodes):
            rows = record_rows(record)
            for table in TABLES:
                files.add(table, rows[table])
        files.commit()


class Browser:
    """Headless Chromium, and what its pages said."""

    def __init__(self, playwright: Any) -> None:
        program = next(
            filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
        )
        if program is None:
            raise SystemExit("Chromium is not installed.")
        self.chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        self.said: list[str] = []

    def open(self, file: Path) -> tuple[Any, float]:
        """A fresh page, and the seconds until it could be used."""
        page = self.chromium.new_context(viewport={"width": 1360, "height": 850}).new_page()
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        started = time.perf_counter()
        page.goto(file.as_uri())
        page.wait_for_selector("body[data-ready]")
        return page, time.perf_counter() - started


def measure_page(browser: Browser, outputs: Path, rounds: int) -> dict[str, Any]:
    """Size, seconds to write and to open, and what the console said while every tab was opened."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        file = write_report(outputs, Path(folder) / "report.html")
        written = time.perf_counter() - started
        opened = []
        for _ in range(rounds):
            page, seconds = browser.open(file)
            opened.append(seconds)
            for tab in ("bodies", "directives", "documents", "graph"):
                page.click(f"#tab-{tab}")
            page.context.close()
        return {
            "outputs": outputs.name,
            "megabytes": round(file.stat().st_size / 1e6, 1),
            "write_seconds": round(written, 1),
            "open_seconds": round(median(opened), 2),
            "console": list(browser.said),
        }


def measure_frames(browser: Browser, nodes: int) -> dict[str, Any]:
    """Seconds until the picture of ``nodes`` nodes has settled; frames of a drag and of a zoom."""
    with tempfile.TemporaryDirectory() as folder:
        write_run(Path(folder), nodes)
        file = write_report(folder, Path(folder) / "report.html")
        page, _ = browser.open(file)
        started = time.perf_counter()
        page.click("#tab-graph")
        page.select_option("#graph [name=view]", "bipartite")
        page.wait_for_selector("#canvas[data-settled]", timeout=120_000)
        settled = time.perf_counter() - started
        shown = page.evaluate("[net.nodes.length, net.links.length]")
        box = page.locator("#canvas").bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        found: dict[str, Any] = {"nodes": shown[0], "links": shown[1], "settled_seconds": round(settled, 1)}
        found["still"] = _frames(page, lambda: page.wait_for_timeout(1000))
        found["pan"] = _frames(page, lambda: _pan(page, x, y))
        found["zoom"] = _frames(page, lambda: _zoom(page, x, y))
        found["console"] = list(browser.said)
        return found


def _frames(page: Any, move: Any) -> dict[str, float]:
    page.evaluate(WATCH)
    move()
    deltas = page.evaluate(
        "() => { cancelAnimationFrame(window.watching_); return window.frames_.slice(2); }"
    )
    painted = page.evaluate(
        "() => { const all = []; for (let i = 0; i < 30; i++) { const from = performance.now(); paint(); "
        "all.push(performance.now() - from); } return all; }"
    )
    return {
        "median_ms": round(median(deltas), 1),
        "p95_ms": round(quantiles(deltas, n=20)[18], 1),
        "frames": len(deltas),
        "script_ms": round(median(painted), 1),
    }


def _pan(page: Any, x: float, y: float) -> None:
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(180):
        page.mouse.move(x + 150 * ((step % 40) / 40), y + 60 * ((step % 25) / 25))
    page.mouse.up()


def _zoom(page: Any, x: float, y: float) -> None:
    page.mouse.move(x, y)
    for step in range(120):
        page.mouse.wheel(0, -40 if step % 60 < 30 else 40)


def main() -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("outputs", nargs="*", type=Path)
    parser.add_argument("--nodes", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    with sync_playwright() as playwright:
        browser = Browser(playwright)
        found: dict[str, Any] = {"pages": [measure_page(browser, o, chosen.rounds) for o in chosen.outputs]}
        found["graph"] = measure_frames(browser, chosen.nodes)
        browser.chromium.close()
    text = json.dumps(found, ensure_ascii=False, indent=1)
    print(text)
    if chosen.json:
        chosen.json.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
