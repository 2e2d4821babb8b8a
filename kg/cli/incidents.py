"""`kg incidents`: the incidents in a store, the most widely reported first."""

import sys
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from kg.cli.incident import killed_words, told
from kg.cli.options import store_option
from kg.cli.query import PARAMETER, TIMEOUT, option, query
from kg.formats import TableFormat
from kg.queries import bind, find
from kg.settings import Location
from kg.store.base import Table, select
from kg.tables import printable, shorten
from kg.values import Term

_QUESTION = find("incidents")


def _options(command: click.Command) -> click.Command:
    """Give a command the options of the question `incidents`, before its own."""
    command.params[:0] = [option(_QUESTION, parameter) for parameter in _QUESTION.parameters]
    return command


@_options
@click.command(name="incidents")
@click.option(
    "--format",
    "form",
    type=click.Choice(TableFormat.labels()),
    help="Form of the list: what kg query incidents gives; without it, a list for reading on a terminal and JSON Lines on a pipe.",
)
@store_option
@click.pass_context
def command(context: click.Context, /, form: str | None, store: Location, **given: Any) -> None:  # noqa: ANN401 - the question's parameters
    """List the incidents, the most widely reported first: reports, publishers, the killed, who is named.

    A text that several publishers print counts as one publisher. kg incident ID shows one of them.

    \b
    Example:
      kg incidents --country SY --least 2
      kg incidents --type air-strike --from 2019-04-01 --format csv > incidents.csv
    """
    if form is None and sys.stdout.isatty():
        _list(store, {name.removeprefix(PARAMETER): value for name, value in given.items() if value is not None})
    else:
        options = {"quotes": False, "save": None, "explain": False, **given}
        context.invoke(
            query, source="incidents", file=None, given=(), form=form, timeout=TIMEOUT, rest=False, store=store, **options
        )


def _list(store: Location, values: dict[str, str]) -> None:
    from kg.store.opening import reader

    with reader(store) as opened:
        draw(select(opened, bind(_QUESTION, values, opened.base)), opened.base)


def draw(table: Table, base: str) -> None:
    """Print incidents for reading: two lines each, and how many there are."""
    console = Console(highlight=False, markup=False, emoji=False)
    rows = list(table.rows)
    for row in rows:
        cells = dict(zip(table.variables, row, strict=True))
        console.print(Text(printable(_text(cells["name"]) or _text(cells["type"])), "bold"))
        console.print(Text(f"  {_told(cells)}  ").append(shorten(_text(cells["incident"]), base), "cyan"))
        names = [("by", cells["perpetrators"]), ("victims", cells["victims"])]
        if line := "  ".join(f"{name}: {printable(value.value)}" for name, value in names if value):
            console.print(Text(f"  {line}", "dim"))
    console.print(Text(f"{len(rows):,} {'incident' if len(rows) == 1 else 'incidents'}", "dim"))


def _told(cells: dict[str, Term | None]) -> str:
    reports, publishers = (int(_text(cells[name])) for name in ("reports", "publishers"))
    low, high = (int(_text(cells[name])) if cells[name] else None for name in ("killedLowest", "killedHighest"))
    killed = killed_words(low, high)
    return " · ".join([told(reports, reports, publishers), *([f"{killed} killed"] if killed else [])])


def _text(term: Term | None) -> str:
    return term.value if term else ""
