"""The commands. Each turns typed options into one call of the library, says what came of it, and sets the exit code.

Exit codes: 0 all well; 1 finished, with problems in some documents; 2 wrong usage.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from . import __version__
from .options import (
    ANNOTATED,
    FOLDER,
    WRITTEN,
    Commands,
    engine_options,
    example,
    input_options,
    jobs_option,
    output_option,
    segmenter_option,
)
from .records import LEVELS

if TYPE_CHECKING:
    from .records import Options

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=Commands, context_settings=CONTEXT)
@click.version_option(__version__, "-V", "--version", prog_name="zhiling")
def main() -> None:
    """From Chinese government notices to a graph of who must do what, by whom, and where it says so.

    `zhiling run` does everything. The other commands do one stage each, on what the stage before wrote.

    \b
    Examples:
      zhiling run notices/ -o outputs/mine          all stages, files to graph
      zhiling show notices/2020-014.txt             one document, in colour
      zhiling export outputs/mine --format gexf     the graph for Gephi's timeline
    """


def _options(**chosen: Any) -> Options:
    from .records import Options

    return Options(**chosen)


def _jobs(jobs: int) -> int:
    import os

    return jobs or os.cpu_count() or 1


@main.command()
@example(
    """
    zhiling run notices/ -o outputs/mine
    zhiling run a.pdf b.docx crawl.zip -o outputs/mix --jobs 4
    zhiling run scraped.csv --text-column 正文 -o outputs/csv
    zhiling run notices/ -o outputs/try --sample 200 --dry-run
    """
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@output_option
@input_options
@engine_options
@jobs_option
@click.option("--limit", type=click.IntRange(min=1), help="Read no more than this many files.")
@click.option("--sample", type=click.IntRange(min=1), help="Read this many files drawn at random.")
@click.option(
    "--shuffle", type=int, metavar="SEED", help="Take the files in random order (and seed --sample)."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    default=120.0,
    show_default=True,
    help="Seconds for one document before it is left out as a problem; 0 for no limit.",
)
@click.option("--cluster", metavar="ADDRESS", help="Work on a Dask cluster: tcp://HOST:PORT or local:N.")
@click.option(
    "--tables",
    type=click.Choice(["jsonl", "jsonl-shards", "parquet"]),
    default="jsonl",
    show_default=True,
    help="One file a table, or a folder of files a table for large corpora (parquet: an extra).",
)
@click.option("--dry-run", is_flag=True, help="List the files and whether they are done; write nothing.")
def run(
    inputs: tuple[str, ...], outputs: Path, jobs: int, quiet: bool, timeout: float, cluster: str | None,
    dry_run: bool, limit: int | None, sample: int | None, shuffle: int | None, tables: str, **chosen: Any,
) -> None:  # fmt: skip
    """Clean, segment, recognise, extract and build the graph, in one pass over INPUT (files, folders, globs, -).

    A run that was stopped, in whatever way, goes on where it was when the same command is given again. Files that
    were added, changed or removed since are noticed: only their share of the work is done.
    """
    # Nothing here multiplies matrices by that library; threads of its own would only wait (batch/pool.py).
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from .batch import Choice, graph_once, plan_corpus, run_corpus
    from .progress import progress_bar
    from .show import print_plan, print_run

    if dry_run:
        print_plan(plan_corpus(inputs, outputs, _options(**chosen), Choice(limit, sample, shuffle)))
        return
    with progress_bar("documents", quiet) as bar:
        report = run_corpus(
            inputs, outputs, _options(**chosen), jobs=_jobs(jobs), cluster=cluster, timeout=timeout,
            limit=limit, sample=sample, shuffle=shuffle, watcher=bar, tables=tables,
        )  # fmt: skip
    nodes, edges = graph_once(outputs, report, _build_graph)
    if not quiet:
        print_run(report, nodes, edges)
    sys.exit(1 if report.problems else 0)


def _build_graph(outputs: Path) -> tuple[int, int]:
    from .export.outputs import graph_outputs

    return graph_outputs(outputs)


@main.command()
@example(
    """
    zhiling clean notices/ -o outputs/mine
    zhiling clean --explain notices/2020-014.txt
    """
)
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--output", "-o", "outputs", type=FOLDER, help="Folder to write documents.jsonl to.")
@click.option("--explain", is_flag=True, help="List each repair: rule, place, before, after. Writes nothing.")
@input_options
@jobs_option
def clean(
    inputs: tuple[str, ...], outputs: Path | None, explain: bool, jobs: int, quiet: bool, **chosen: Any
) -> None:
    """Read INPUT and write its clean text with the alignment to the raw text (documents.jsonl)."""
    from .progress import progress_bar
    from .show import explain_cleaning
    from .stages import clean_corpus

    if explain:
        sys.exit(1 if explain_cleaning(inputs, _options(**chosen)) else 0)
    if outputs is None:
        raise click.UsageError("Say where to write: -o FOLDER (or --explain to see the repairs).")
    with progress_bar("documents", quiet) as bar:
        counts = clean_corpus(inputs, outputs, _options(**chosen), jobs=_jobs(jobs), bar=bar)
    _tell_stage(outputs, counts, quiet)


@main.command()
@example("zhiling segment outputs/mine\nzhiling segment outputs/mine --userdict words.txt")
@click.argument("outputs", type=WRITTEN)
@segmenter_option
@click.option("--userdict", type=click.Path(exists=True, dir_okay=False), help="Words, one a line.")
@jobs_option
def segment(outputs: Path, jobs: int, quiet: bool, **chosen: Any) -> None:
    """Cut the clean texts in OUTPUTS into sentences and words (sentences.jsonl)."""
    _stage("segment", outputs, jobs, quiet, chosen)


@main.command()
@example("zhiling recognise outputs/mine\nzhiling recognise outputs/mine --recogniser rules")
@click.argument("outputs", type=WRITTEN)
@engine_options
@jobs_option
def recognise(outputs: Path, jobs: int, quiet: bool, **chosen: Any) -> None:
    """Find names in OUTPUTS and link them to bodies (entities.jsonl, people.jsonl, bodies.jsonl)."""
    _stage("recognise", outputs, jobs, quiet, chosen)


@main.command()
@example("zhiling extract outputs/mine")
@click.argument("outputs", type=WRITTEN)
@click.option("--bodies", type=click.Path(exists=True, dir_okay=False), help="Corrections to the linking.")
@jobs_option
def extract(outputs: Path, jobs: int, quiet: bool, **chosen: Any) -> None:
    """Find directives and who is responsible for them (directives.jsonl, responsibilities.jsonl)."""
    _stage("extract", outputs, jobs, quiet, chosen)


def _stage(name: str, outputs: Path, jobs: int, quiet: bool, chosen: dict[str, Any]) -> None:
    from .progress import progress_bar
    from .stages import run_stage

    with progress_bar("documents", quiet) as bar:
        counts = run_stage(name, outputs, _options(**chosen), jobs=_jobs(jobs), bar=bar)
    _tell_stage(outputs, counts, quiet)


def _tell_stage(outputs: Path, counts: dict[str, int], quiet: bool) -> NoReturn:
    from .rows import table_place

    problems = counts.pop("problems", 0)
    if not quiet:
        for name, count in counts.items():
            click.echo(f"{table_place(outputs, name)}: {count:,}", err=True)
        if problems:
            click.echo(f"{problems} problem(s): see {outputs / 'problems.jsonl'}", err=True)
    sys.exit(1 if problems else 0)


@main.command()
@example("zhiling graph outputs/mine\nzhiling graph outputs/mine --follows")
@click.argument("outputs", type=WRITTEN)
@click.option("--follows", is_flag=True, help="Link directives to earlier ones they repeat (extra: follows).")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
def graph(outputs: Path, follows: bool, quiet: bool) -> None:  # fmt: skip
    """Build the graph of documents, directives, bodies and people (graph.graphml)."""
    from .export.outputs import graph_outputs

    nodes, edges = graph_outputs(outputs, follows=follows)
    if not quiet:
        click.echo(f"{outputs / 'graph.graphml'}: {nodes:,} nodes, {edges:,} edges", err=True)


FORMATS = ("graphml", "gexf", "cytoscape", "cx2", "neo4j", "csv", "jsonld", "parquet", "svg")
VIEWS = ("full", "bodies", "bipartite", "people")


@main.command()
@example(
    """
    zhiling export outputs/mine --format gexf
    zhiling export outputs/mine --view bodies --role lead -o leads.graphml
    zhiling export outputs/mine --since 2020-01-01 --body 财政部 --format csv -o finance/
    """
)
@click.argument("outputs", type=WRITTEN)
@click.option("--format", "-f", "form", type=click.Choice(FORMATS), default="graphml", show_default=True)
@click.option(
    "--output",
    "-o",
    "target",
    type=click.Path(path_type=Path),
    help="File (or folder, for csv, neo4j, parquet) to write; beside the tables if not given.",
)
@click.option(
    "--view",
    type=click.Choice(VIEWS),
    default="full",
    show_default=True,
    help="bodies: body × body by shared directives; bipartite: directive × body.",
)
@click.option("--role", "roles", multiple=True, help="Only responsibilities of this role (repeatable).")
@click.option("--kind", "kinds", multiple=True, help="Only this kind of document or directive (repeatable).")
@click.option("--body", "bodies", multiple=True, help="Only directives of this body (repeatable).")
@click.option("--level", "levels", multiple=True, help="Only bodies at this level (repeatable).")
@click.option("--since", metavar="DATE", help="Only documents of this date or later (ISO 8601).")
@click.option("--until", metavar="DATE", help="Only documents of this date or earlier.")
@click.option(
    "--measures", is_flag=True, help="Add degree by role, betweenness and communities to the nodes."
)
def export(
    outputs: Path, form: str, target: Path | None, view: str, measures: bool, **filters: Any
) -> None:  # fmt: skip
    """Write the graph, or a part or view of it, for Gephi, Cytoscape, yEd, Neo4j, spreadsheets or RDF tools."""
    from .export.outputs import export_outputs

    written, nodes, edges = export_outputs(outputs, form, target, view=view, measures=measures, **filters)
    for path in written:
        click.echo(f"{path}", err=True)
    click.echo(f"{nodes:,} nodes, {edges:,} edges", err=True)


@main.command()
@example("zhiling report outputs/mine\nzhiling report outputs/mine --follows -o notices.html")
@click.argument("outputs", type=WRITTEN)
@click.option(
    "--output",
    "-o",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The page to write; OUTPUTS/report.html if not given.",
)
@click.option("--follows", is_flag=True, help="Show each directive's way down the levels (extra: follows).")
def report(outputs: Path, target: Path | None, follows: bool) -> None:  # fmt: skip
    """Write one self-contained HTML page to read OUTPUTS in: plots, bodies, graph, documents with their quotes."""
    from .report import write_report

    target = target or outputs / "report.html"
    write_report(outputs, target, follows=follows)
    click.echo(f"{target}", err=True)


@main.command()
@example(
    """
    zhiling explain outputs/mine 0c62c37465757673-d14
    """
)
@click.argument("outputs", type=WRITTEN)
@click.argument("directive", metavar="DIRECTIVE")
@click.option("--bodies", type=click.Path(exists=True, dir_okay=False), help="Corrections to the linking.")
def explain(outputs: Path, directive: str, bodies: str | None) -> None:
    """Say why DIRECTIVE has its links: its place in the tree, each quote in clean and raw text, what lost and why."""
    from .lookup import explain_links

    explain_links(outputs, directive, _options(bodies=bodies))


@main.command()
@example(
    """
    zhiling bodies outputs/mine
    zhiling bodies outputs/mine --search 教育 --level province
    zhiling bodies outputs/mine --explain 市教育局
    zhiling bodies outputs/mine --write corrections.tsv     correct it, then: zhiling run ... --bodies corrections.tsv
    """
)
@click.argument("outputs", type=WRITTEN)
@click.option("--search", metavar="TEXT", help="Only bodies whose name or alias holds TEXT.")
@click.option("--level", type=click.Choice(LEVELS), help="Only bodies at this level.")
@click.option(
    "--open", "only_open", is_flag=True, help="Only names that stayed ambiguous, with their candidates."
)
@click.option(
    "--explain", "name", metavar="NAME", help="Say what NAME stands for in each document, and by which rule."
)
@click.option(
    "--write",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a table (.tsv, .csv or .xlsx) of names to correct and feed back with --bodies.",
)
@click.option(
    "--bodies",
    "corrections",
    type=click.Path(exists=True, dir_okay=False),
    help="With --explain: corrections.",
)
def bodies(
    outputs: Path, search: str | None, level: str | None, only_open: bool, name: str | None,
    target: Path | None, corrections: str | None,
) -> None:  # fmt: skip
    """List the bodies in OUTPUTS with their aliases and how many directives they answer for."""
    from .lookup import explain_body, list_bodies

    if name:
        count = explain_body(outputs, name, _options(bodies=corrections))
        click.echo(f"named in {count:,} document(s)", err=True)
        return
    count = list_bodies(outputs, search=search, level=level, only_open=only_open, target=target)
    click.echo(f"{count:,} bodies" + (f", written to {target}" if target else ""), err=True)


@main.command()
@example(
    """
    zhiling evaluate outputs/mine --gold annotated/
    zhiling evaluate outputs/mine --gold annotated/ --errors 50 --by kind
    zhiling evaluate outputs/mine --gold annotated/ --html errors.html
    """
)
@click.argument("outputs", type=WRITTEN)
@click.option("--gold", type=WRITTEN, required=True, help="Folder of NAME.json annotations.")
@click.option("--errors", type=click.IntRange(min=0), default=0, metavar="N", help="List the first N errors.")
@click.option(
    "--by", type=click.Choice(["document", "kind"]), help="F1 for each document or kind of document."
)
@click.option("--json", "as_json", is_flag=True, help="Machine-readable output.")
@click.option(
    "--html", "page", type=click.Path(dir_okay=False, path_type=Path), help="Write a page of the errors."
)
def evaluate(
    outputs: Path, gold: Path, errors: int, by: str | None, as_json: bool, page: Path | None
) -> None:
    """Score OUTPUTS against gold annotation: names, positions, bodies, items, links; with 95 % intervals."""
    from .evaluate import score_outputs
    from .evaluate.difference import difference_page
    from .rows import write_text
    from .show import print_evaluation

    evaluation = score_outputs(outputs, gold)
    print_evaluation(evaluation, errors=errors, by=by, as_json=as_json)
    if page:
        write_text(page, difference_page(evaluation))
        click.echo(f"Differences written to {page}.", err=True)


@main.command()
@example(
    """
    zhiling train annotated/ -o models/mine               then: zhiling run ... --recogniser spacy:models/mine
    zhiling train train.conll --test test.conll -o models/mine --licence "CC BY-SA 4.0"
    zhiling train annotated/ -o models/mine --engine hanlp
    """
)
@click.argument("data", nargs=-1, required=True, type=ANNOTATED, metavar="DATA...")
@click.option("--output", "-o", "folder", type=FOLDER, required=True, help="Folder of the model to write.")
@click.option(
    "--engine", type=click.Choice(["spacy", "hanlp"]), default="spacy", show_default=True, help="What learns."
)
@click.option("--texts", type=WRITTEN, help="Folder of the texts that NAME.json annotates, if not beside it.")
@click.option("--dev", type=ANNOTATED, help="Data that choose the best state; else a tenth is held out.")
@click.option("--test", type=ANNOTATED, help="Data that are scored at the end; else a tenth is held out.")
@click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Settings of the engine; models/spacy_ner.cfg or models/hanlp_ner.json if not given.",
)
@click.option("--epochs", type=click.IntRange(min=1), help="Rounds over the data, at most.")
@click.option(
    "--seed",
    type=click.IntRange(min=0, max=2**32 - 1),
    default=1,
    show_default=True,
    help="Of all that is drawn.",
)
@click.option("--licence", metavar="TEXT", help="Licence of the data, for the model's card.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
def train(data: tuple[Path, ...], folder: Path, quiet: bool, **chosen: Any) -> None:  # fmt: skip
    """Train a recogniser from DATA: gold JSON, the tables of a run, JSON Lines, CoNLL/BIO columns or DocBin."""
    from .show import print_training
    from .train import Training, train_model

    scores = train_model(
        Training(data, **chosen), folder, lambda line: None if quiet else click.echo(line, err=True)
    )
    if not quiet:
        print_training(scores, folder, chosen["engine"])


@main.command()
@example(
    """
    zhiling show notices/2020-014.txt
    zhiling show 0c62c37465757673 -o outputs/mine --raw
    """
)
@click.argument("document", metavar="DOC")
@click.option("--output", "-o", "outputs", type=WRITTEN, help="Outputs to look DOC up in (id or path).")
@click.option("--raw", is_flag=True, help="Mark the mentions in the raw text instead of the clean text.")
@engine_options
def show(document: str, outputs: Path | None, raw: bool, **chosen: Any) -> None:
    """Print one document with its mentions, directives and responsible bodies, in colour.

    DOC is a file, which is then processed, or with -o the id or path of a document in OUTPUTS.
    """
    from .show import show_document

    show_document(document, outputs, _options(**chosen), raw=raw)


if __name__ == "__main__":
    main()
