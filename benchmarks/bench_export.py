"""Exports of a large graph: time against a plain string writer, memory against the graph's own.

    python benchmarks/bench_export.py [--nodes 100000] [--edges 300000] [--formats graphml gexf …] [--json
    FILE]

Each format runs in a process of its own, on a graph that is built there from a seed. ``seconds`` is CPU time, the least of
the repeats (what else a machine does only adds), ``ratio`` is time over that of the plain writer in the same
process (f-strings, ``html.escape``, no cleaning, no types); ``memory`` is the growth of the process's peak while it writes,
over the memory the graph took.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pipeline.export import FORMATS, write_graph
from pipeline.graph import add_edge

WORDS = "推进落实加强完善建立健全开展组织实施监督检查资金项目教育财政部门工作机制改革发展服务管理保障责任"


def make_graph(nodes: int, edges: int, seed: int = 1):
    """A graph with the shape of a corpus's: one body to nine directives, responsibilities with quotes."""
    import networkx as nx

    rng = random.Random(seed)
    graph = nx.MultiDiGraph()
    bodies = [f"body:b{n}" for n in range(nodes // 10)]
    for number, node in enumerate(bodies):
        graph.add_node(
            node,
            type="body",
            label=f"某省第{number}局",
            aliases=f"{number}局；省{number}局",
            level="province",
            party=False,
        )
    directives = [f"directive:{n:x}-d{n % 50}" for n in range(nodes - len(bodies))]
    for number, node in enumerate(directives):
        text = "".join(rng.choices(WORDS, k=60)) + ('<b>&"' if number % 50 == 0 else "")
        graph.add_node(
            node, type="directive", label=text[:20], text=text, kind="directive", modality="obligation",
            ordinal=number % 20, date=f"20{number % 20 + 10}-03-30", depth=1, document=f"{number // 50:016x}",
        )  # fmt: skip
    for number in range(edges):
        source, target = rng.choice(directives), rng.choice(bodies)
        add_edge(
            graph, source, target, "responsible", number, role="lead", basis="explicit", surface="教育局",
            evidence=graph.nodes[source]["text"][:30], evidence_start=number, evidence_end=number + 30,
            confidence=0.9, weight=0.9,
        )  # fmt: skip
    return graph


def write_plainly(graph, path: Path) -> None:
    """What a script would do: the yardstick."""
    with open(path, "w", encoding="utf-8") as out:
        out.write("<graphml><graph>\n")
        for node, data in graph.nodes(data=True):
            values = "".join(f'<data key="{k}">{html.escape(str(v))}</data>' for k, v in data.items())
            out.write(f'<node id="{html.escape(node)}">{values}</node>\n')
        for source, target, data in graph.edges(data=True):
            values = "".join(f'<data key="{k}">{html.escape(str(v))}</data>' for k, v in data.items())
            out.write(
                f'<edge source="{html.escape(source)}" target="{html.escape(target)}">{values}</edge>\n'
            )
        out.write("</graph></graphml>\n")


def peak_kilobytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def measure(name: str, nodes: int, edges: int, repeats: int) -> dict[str, float | str]:
    """One format, in this process."""
    with tempfile.TemporaryDirectory() as folder:  # the libraries' own memory is not the graph's
        write_graph(make_graph(10, 10), Path(folder) / "graph", name)
    before = peak_kilobytes()
    graph = make_graph(nodes, edges)
    built = peak_kilobytes()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph"
        write_graph(graph, path, name)
        written = peak_kilobytes()
        times, plain = [], []
        for _ in range(repeats):
            start = time.process_time()
            write_plainly(graph, Path(folder) / "plain")
            middle = time.process_time()
            write_graph(graph, path, name)
            times.append(time.process_time() - middle)
            plain.append(middle - start)
    return {
        "format": name, "seconds": round(min(times), 2), "plain": round(min(plain), 2),
        "ratio": round(min(times) / min(plain), 2), "graph_mb": round((built - before) / 1024),
        "memory": round((written - before) / (built - before), 2),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--nodes", type=int, default=100_000)
    parser.add_argument("--edges", type=int, default=300_000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--formats", nargs="*", default=[name for name in FORMATS if name != "svg"])
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one, options.nodes, options.edges, options.repeats)))
        return
    rows = []
    for name in options.formats:
        size = [
            "--nodes",
            str(options.nodes),
            "--edges",
            str(options.edges),
            "--repeats",
            str(options.repeats),
        ]
        command = [sys.executable, __file__, "--one", name, *size]
        rows.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        print("  ".join(f"{key} {value}" for key, value in rows[-1].items()), flush=True)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
