"""`kg queries` and `kg query`: the bundled questions with their parameters as options, or one's own SPARQL."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kg.cli.options import store_option
from kg.errors import InputError, LimitExceeded, UsageError
from kg.formats import GraphFormat, TableFormat
from kg.queries import Parameter, Query, bind, bundled, bundled_graphs, find, left_out, parse

#: Seconds after which a query is given up, unless the user says otherwise; Ctrl-C doesn't reach the engine while it works.
TIMEOUT = 60.0

_GRAPHS = {"ttl": GraphFormat.TURTLE, "nt": GraphFormat.NTRIPLES}
_QUESTION = "kg.question"


@dataclass(frozen=True, slots=True)
class _Output:
    """Where results go and how: the form asked for, if any, and whether a person looks on."""

    form: str | None
    terminal: bool
    base: str

    @property
    def table(self) -> TableFormat:
        """The form of a table: what was asked for, else a drawn table for a person and JSON Lines for a program."""
        return TableFormat.from_label(self.form or ("table" if self.terminal else "jsonl"))


class _QueryCommand(click.Command):
    """A command whose options depend on its first argument: those of a bundled question stand beside the common ones."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Find out which question is asked before its options are read."""
        parser = self.make_parser(ctx)
        parser.ignore_unknown_options = True
        given = parser.parse_args(list(args))[0]
        source = given.get("source")
        if isinstance(source, str) and "file" not in given and not _is_sparql(source) and source != "-":
            ctx.meta[_QUESTION] = find(source)
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The common options, after those of the question that is asked."""
        question: Query | None = ctx.meta.get(_QUESTION)
        return [*map(_option, question.parameters if question else ()), *super().get_params(ctx)]

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Name the question in its own help."""
        question: Query | None = ctx.meta.get(_QUESTION)
        return [question.name, "[OPTIONS]"] if question else super().collect_usage_pieces(ctx)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the question says about itself, or the command."""
        question: Query | None = ctx.meta.get(_QUESTION)
        if question is None:
            super().format_help_text(ctx, formatter)
            return
        for text in (f"{question.summary}.", question.description):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(text)
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(f"\b\nExample:\n  {_example(question)}")


def _option(parameter: Parameter) -> click.Option:
    needed = " Required." if parameter.required else ""
    choices = f" One of: {', '.join(parameter.choices)}." if parameter.choices else ""
    metavar = parameter.type.split(":", 1)[0].upper()
    # A name of its own, so that no parameter hides a common option's value; the query itself checks values and absence.
    return click.Option(
        [f"--{parameter.name}", f"parameter_{parameter.name}"], metavar=metavar, help=f"{parameter.help}{needed}{choices}"
    )


def _example(question: Query) -> str:
    """A command that works: with everything that is required, else with the first option."""
    needed = [parameter for parameter in question.parameters if parameter.required] or list(question.parameters[:1])
    options = (
        f"--{parameter.name} '{parameter.example}'" if " " in parameter.example else f"--{parameter.name} {parameter.example}"
        for parameter in needed
    )
    return " ".join(["kg query", question.name, *options])


def _is_sparql(source: str) -> bool:
    """Whether an argument is a query and not the name of one: names hold neither spaces nor brackets."""
    return any(letter.isspace() or letter == "{" for letter in source)


@click.command(name="queries")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "ttl"]),
    default="text",
    help="ttl: all of them in Turtle, as sh:SPARQLExecutable, for other SPARQL editors to show as examples.",
)
def queries(form: str) -> None:
    """List the bundled questions with their parameters.

    \b
    Example:
      kg queries
      kg query figures --help
      kg queries --format ttl > queries.ttl
    """
    if form == "ttl":
        from kg.reference.catalogue import write_catalogue

        with click.open_file("-", "w", encoding="utf-8") as stdout:
            write_catalogue([*bundled().values(), *bundled_graphs().values()], stdout)
        return
    for question in bundled().values():
        _list(question)
    click.echo("\nQueries whose answer is a graph (kg query NAME --format ttl):\n")
    for question in bundled_graphs().values():
        _list(question)


def _list(question: Query) -> None:
    click.echo(f"{question.name}\n    {question.summary}")
    parameters = [
        f"--{parameter.name} {parameter.type}{' (required)' if parameter.required else ''}" for parameter in question.parameters
    ]
    if parameters:
        click.echo(f"    {'  '.join(parameters)}")


@click.command(name="query", cls=_QueryCommand)
@click.argument("source", required=False, metavar="NAME|SPARQL|-")
@click.option("--file", type=click.Path(path_type=Path), help="Read the SPARQL from this file; - for stdin.")
@click.option("-p", "--parameter", "given", nargs=2, multiple=True, metavar="NAME VALUE", help="Give a parameter its value.")
@click.option(
    "--format",
    "form",
    type=click.Choice([*TableFormat.labels(), *_GRAPHS]),
    help="Form of the results; a table on a terminal and JSON Lines on a pipe unless given. ttl and nt are for CONSTRUCT and "
    "DESCRIBE. In csv, text that a spreadsheet would take for a formula begins with '.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    default=TIMEOUT,
    show_default=True,
    metavar="SECONDS",
    help="Give up after this time, with exit code 6; 0 for never.",
)
@click.option("--left-out", "rest", is_flag=True, help="Of a question that adds figures up: list those it leaves out, and why.")
@store_option
def query(
    source: str | None,
    file: Path | None,
    given: tuple[tuple[str, str], ...],
    form: str | None,
    timeout: float,
    rest: bool,
    store: Path,
    **options: str | None,
) -> None:
    """Ask a bundled question by its NAME, or a SPARQL 1.1 query of one's own.

    `kg queries` lists the names; `kg query NAME --help` shows the options of one.

    \b
    Example:
      kg query figures --country SY --format csv > figures.csv
      kg query 'SELECT ?name WHERE { ?agent a rv:Agent ; rdfs:label ?name }'
    """
    question = _question(source, file)
    values = {name.removeprefix("parameter_"): value for name, value in options.items() if value is not None}
    values.update(given)
    if rest:
        question, values = left_out(question, values)
    from kg.store.embedded import reader

    with reader(store) as opened:
        text = bind(question, values, opened.base)
        with _deadline(timeout):
            _write(opened.query(text), _Output(form, sys.stdout.isatty(), opened.base))


def _question(source: str | None, file: Path | None) -> Query:
    """What is asked: a bundled question, or SPARQL from the command line, a file or stdin."""
    if (source is None) == (file is None):
        raise UsageError("give either the name of a question (kg queries lists them), or SPARQL, or --file")
    if file is not None and str(file) != "-":
        try:
            return parse(file.name, file.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{file}: can't be read as a query: {error}") from error
    if file is not None or source == "-":
        return _from_stdin()
    assert source is not None  # noqa: S101 - one of the two is given
    return parse("given", source) if _is_sparql(source) else find(source)


def _from_stdin() -> Query:
    with click.open_file("-", encoding="utf-8") as stdin:
        try:
            return parse("stdin", stdin.read())
        except UnicodeDecodeError as error:
            raise InputError(f"stdin: can't be read as a query: {error}") from error


def _write(answer: Any, output: _Output) -> None:  # noqa: ANN401 - the store's classes load with the store
    from kg.store.base import Table, Triples

    if isinstance(answer, Triples):
        _write_triples(answer, output)
    elif output.form in _GRAPHS:
        raise UsageError(f"--format {output.form} writes triples, and this query gives none: ask with CONSTRUCT or DESCRIBE")
    elif isinstance(answer, Table):
        _write_table(answer, output)
    else:
        from kg.tables import write_boolean

        with click.open_file("-", "w", encoding="utf-8") as stdout:
            write_boolean(answer, output.table, stdout)


def _write_triples(triples: Any, output: _Output) -> None:  # noqa: ANN401 - see `_write`
    label = output.form or "ttl"
    if label not in _GRAPHS:
        raise UsageError(f"--format {label} writes tables, and this query gives triples: choose {' or '.join(_GRAPHS)}")
    from kg.export.dump import write

    with click.open_file("-", "w", encoding="utf-8") as stdout:
        write(triples.lines(), _GRAPHS[label], stdout, output.base)


def _write_table(table: Any, output: _Output) -> None:  # noqa: ANN401 - see `_write`
    if output.table is TableFormat.TABLE:
        from kg.cli.table import draw

        draw(table, output.base)
    else:
        from kg.tables import write_table

        with click.open_file("-", "w", encoding="utf-8") as stdout:
            write_table(table, output.table, stdout)


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """End the process where the work inside takes longer: nothing else stops the engine."""
    if not seconds:
        yield
        return
    watch = threading.Timer(seconds, _give_up, [seconds])
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _give_up(seconds: float) -> None:
    message = f"query: no answer within {seconds:g} s; narrow it down, or give it more time with --timeout"
    click.echo(f"kg: error: {message}", err=True)
    sys.stderr.flush()
    os._exit(LimitExceeded.exit_code)
