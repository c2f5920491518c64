"""What the commands share: the group that turns errors into messages, examples below the help, common options."""

from __future__ import annotations

import errno
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

FOLDER = click.Path(file_okay=False, path_type=Path)
WRITTEN = click.Path(exists=True, file_okay=False, path_type=Path)
ANNOTATED = click.Path(exists=True, path_type=Path)


class Commands(click.Group):
    """The group, listing its commands in the order of the stages."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def main(self, *args: Any, **more: Any) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="replace")  # a GBK console must not crash on a rare character
        return super().main(*args, **more)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            kept = (
                "Finished parts are kept"
                if ctx.invoked_subcommand == "run"
                else "Nothing is left half-written"
            )
            _fail(f"stopped. {kept}: give the same command again to go on.", code=130)
        except FileNotFoundError as error:
            _fail(f"{error.filename or error} is missing. Has the stage before run? See zhiling -h.")
        except OSError as error:
            _fail(_describe(error))
        except ValueError as error:
            _fail(str(error))


def _describe(error: OSError) -> str:
    """A full disk is told with its remedy, whichever command met it."""
    from .rows import WriteError

    full = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
    return str(WriteError.of(error, error.filename or "the disk") if error.errno in full else error)


def _fail(message: str, code: int = 2) -> NoReturn:
    click.echo(f"Error: {message}", err=True)
    sys.exit(code)


def example(text: str) -> Callable[[F], F]:
    """Put an indented Examples section below a command's help."""

    def add(function: F) -> F:
        lines = "\n".join(f"  {line.strip()}" for line in text.strip().splitlines())
        function.__doc__ = f"{(function.__doc__ or '').rstrip()}\n\n    \b\n    Examples:\n" + "\n".join(
            f"    {line}" for line in lines.splitlines()
        )
        return function

    return add


segmenter_option = click.option(
    "--segmenter", default="jieba", show_default=True, metavar="ENGINE",
    help="What cuts sentences into words: jieba, rjieba, lac, pkuseg[:DIR_OR_NAME] or hanlp:DIR_OR_NAME.",
)  # fmt: skip


def engine_options(function: F) -> F:
    """Options that decide what the language stages use."""
    for option in reversed(
        (
            segmenter_option,
            click.option("--recogniser", default="lac", show_default=True, metavar="ENGINE",
                         help="What finds names: lac, rules, hanlp:DIR_OR_NAME, hanlp:URL or spacy:NAME_OR_PATH."),
            click.option("--userdict", type=click.Path(exists=True, dir_okay=False),
                         help="Words for the segmenter, one a line (jieba's form)."),
            click.option("--lexicon", type=click.Path(exists=True, dir_okay=False),
                         help="Organisation names that are always obeyed, one a line."),
            click.option("--bodies", type=click.Path(exists=True, dir_okay=False),
                         help="Corrections to the linking of bodies (TSV; see `zhiling bodies`)."),
        )
    ):  # fmt: skip
        function = option(function)
    return function


def input_options(function: F) -> F:
    """Options of the reader and the cleaner."""
    for option in reversed(
        (
            click.option("--text-column", metavar="NAME", help="Column of a table that holds the text."),
            click.option("--text-key", metavar="KEY", help="Key of a JSON record that holds the text."),
            click.option(
                "--keep-traditional", is_flag=True, help="Leave traditional characters as they are."
            ),
        )
    ):
        function = option(function)
    return function


def jobs_option(function: F) -> F:
    """The options of every command that works through many documents."""
    for option in reversed(
        (
            click.option("--jobs", "-j", type=click.IntRange(min=0), default=1, show_default=True,
                         help="Worker processes; 0 takes one a core."),
            click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors."),
        )
    ):  # fmt: skip
        function = option(function)
    return function


def output_option(function: F) -> F:
    """Where a command writes."""
    return click.option(
        "--output", "-o", "outputs", type=FOLDER, required=True, help="Folder to write to; made if missing."
    )(function)
