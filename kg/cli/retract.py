"""`kg retract`: take reports out of a store, with a note of when and why."""

from datetime import UTC, datetime

import click

from kg.cli.options import store_option
from kg.settings import Location
from kg.store.opening import writer
from kg.tables import printable


@click.command(name="retract")
@click.argument("reports", nargs=-1, required=True, metavar="REPORT…")
@store_option
@click.option("--because", metavar="TEXT", help="Why; it is kept with the report's name.")
def command(reports: tuple[str, ...], store: Location, because: str | None) -> None:
    """Take reports out of a store, with a note of when and why.

    REPORT is its identifier (the file's name without its ending) or its IRI; `kg query reports` lists them. A build leaves
    what was retracted out, unless it is told to --reinstate. The files of the store may still hold its words: to
    remove these, use kg forget.

    \b
    Example:
      kg retract syria-tell-hazim-news-2021 --because "withdrawn by the publisher"
    """
    from kg.retraction import named, retract

    with writer(store) as target:
        found = named(target, reports)
        retract(target, found, datetime.now(UTC), because)
        target.publish()
    for item in found:
        click.echo(printable(f"retracted: {item.identifier} ({', '.join(item.paths)})"), err=True)
