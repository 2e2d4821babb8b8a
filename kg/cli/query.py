"""`kg queries` and `kg query`: the bundled questions with their parameters as options, or one's own SPARQL."""

import os
import re
import sys
from collections.abc import Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kg.cli.options import store_option
from kg.cli.watched import watched
from kg.errors import InputError, UsageError
from kg.formats import GraphFormat, TableFormat
from kg.queries import Parameter, Query, bind, bundled, bundled_graphs, find, is_bundled, left_out, parse
from kg.settings import Location, Server

#: Seconds after which a query is given up, unless the user says otherwise; Ctrl-C doesn't reach the engine while it works.
TIMEOUT = 60.0

_GRAPHS = {"ttl": GraphFormat.TURTLE, "nt": GraphFormat.NTRIPLES}
_QUESTION = "kg.question"
#: What the names of parameters have before them as names of options.
PARAMETER = "parameter_"

# What a shell takes for more than itself.
_UNSAFE = re.compile(r"[^\w@%+=:,./-]")


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
            # While values are completed, nothing may go wrong, a name that isn't finished least of all.
            with suppress(UsageError) if ctx.resilient_parsing else nullcontext():
                ctx.meta[_QUESTION] = find(source)
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The common options, after those of the question that is asked."""
        question: Query | None = ctx.meta.get(_QUESTION)
        own = [option(question, parameter) for parameter in question.parameters] if question else []
        return [*own, *super().get_params(ctx)]

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


def option(question: Query, parameter: Parameter) -> click.Option:
    """The option of a question's parameter."""
    needed = " Required." if parameter.required else ""
    choices = f" One of: {', '.join(parameter.choices)}." if parameter.choices else ""
    metavar = parameter.type.split(":", 1)[0].upper()
    # A name of its own, so that no parameter hides a common option's value; the query itself checks values and absence.
    return click.Option(
        [parameter.option, f"{PARAMETER}{parameter.name}"],
        metavar=metavar,
        help=f"{parameter.help}{needed}{choices}",
        shell_complete=lambda ctx, _, typed: _values(ctx, question, parameter, typed),
    )


def _values(ctx: click.Context, question: Query, parameter: Parameter, typed: str) -> list[str]:
    """Values of a parameter from the store, for completion in a shell: whatever is wrong, there is nothing to offer."""
    try:
        from kg.completion import values
        from kg.store.opening import reader

        with reader(ctx.params["store"]) as opened:
            found = values(opened, question, parameter, typed)
    except Exception:  # noqa: BLE001 - an error has no place in a half-written line
        return []
    # Bash puts a value into the line as it is; the other shells quote it themselves.
    return [_UNSAFE.sub(r"\\\g<0>", value) for value in found] if os.environ.get("_KG_COMPLETE", "").startswith("bash") else found


def _names(ctx: click.Context, _: click.Parameter, typed: str) -> list[str]:
    """The names of questions that begin with what was typed."""
    return [name for name in (*bundled(), *bundled_graphs()) if name.startswith(typed)]


def _example(question: Query) -> str:
    """A command that works: with everything that is required, else with the first option."""
    needed = [parameter for parameter in question.parameters if parameter.required] or list(question.parameters[:1])
    options = (
        f"{parameter.option} '{parameter.example}'" if " " in parameter.example else f"{parameter.option} {parameter.example}"
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
        f"{parameter.option} {parameter.type}{' (required)' if parameter.required else ''}" for parameter in question.parameters
    ]
    if parameters:
        click.echo(f"    {'  '.join(parameters)}")


@click.command(name="query", cls=_QueryCommand)
@click.argument("source", required=False, metavar="NAME|SPARQL|-", shell_complete=_names)
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
@click.option("--quotes", is_flag=True, help="Add the words, source, report and day of publication behind each row.")
@click.option(
    "--save",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write the answer into a new folder: CSV, the query, and a README that says what was asked, when and with which versions.",
)
@click.option("--explain", is_flag=True, help="Don't ask: show the SPARQL with its values, and how often its names occur.")
@store_option
def query(
    source: str | None,
    file: Path | None,
    given: tuple[tuple[str, str], ...],
    form: str | None,
    timeout: float,
    rest: bool,
    store: Location,
    **options: Any,  # noqa: ANN401 - the parameters of a question, and what to do with its answer
) -> None:
    """Ask a bundled question by its NAME, or a SPARQL 1.1 query of one's own.

    `kg queries` lists the names; `kg query NAME --help` shows the options of one.

    \b
    Example:
      kg query figures --country SY --format csv > figures.csv
      kg query 'SELECT ?name WHERE { ?agent a rv:Agent ; rdfs:label ?name }'
    """
    question = _question(source, file)
    chosen = {name: value for name, value in options.items() if name.startswith(PARAMETER) and value is not None}
    values = {name.removeprefix(PARAMETER): value for name, value in chosen.items()} | dict(given)
    if rest:
        question, values = left_out(question, values)
    with watched(timeout, network=isinstance(store, Server)):
        _ask(store, question, values, options | {"form": form})


def _ask(store: Location, question: Query, values: Mapping[str, str], options: Mapping[str, Any]) -> None:
    """Ask, and write the answer as the common options say."""
    from kg.store.opening import reader

    with reader(store) as opened:
        text = bind(question, values, opened.base)
        if options["explain"]:
            _explain(opened, text)
            return
        _warn(question, opened)
        answer = _quoted(opened.query(text), opened) if options["quotes"] else opened.query(text)
        if options["save"]:
            _save(options["save"], question, text, values, answer)
        else:
            _write(answer, _Output(options["form"], sys.stdout.isatty(), opened.base))


def _explain(store: Any, text: str) -> None:  # noqa: ANN401 - the store's classes load with the store
    from kg.explanation import explain
    from kg.tables import printable

    for line in explain(store, text):
        click.echo("\n".join(map(printable, line.split("\n"))))


def _warn(question: Query, store: Any) -> None:  # noqa: ANN401 - see `_explain`
    """Tell of names that find nothing, in a query of one's own: SPARQL finds nothing wrong with them."""
    if is_bundled(question):
        return
    from kg.spelling import doubts
    from kg.tables import printable

    for sentence in doubts(question.text, store):
        click.echo(printable(f"kg: warning: {sentence}"), err=True)


def _quoted(answer: Any, store: Any) -> Any:  # noqa: ANN401 - see `_explain`
    from kg.quotes import with_quotes

    return with_quotes(store, _table(answer, "--quotes"))


def _save(folder: Path, question: Query, text: str, values: Mapping[str, str], answer: Any) -> None:  # noqa: ANN401 - see `_explain`
    from datetime import UTC, datetime

    from kg.saving import Asked, save
    from kg.tables import printable

    rows = save(folder, Asked(question, text, values, datetime.now(UTC).date()), _table(answer, "--save"))
    click.echo(printable(f"{folder}: {rows} {'row' if rows == 1 else 'rows'}"), err=True)


def _table(answer: Any, option: str) -> Any:  # noqa: ANN401 - see `_explain`
    from kg.store.base import Table

    if not isinstance(answer, Table):
        raise UsageError(f"{option} is for tables, and this query gives none: ask with SELECT")
    return answer


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
