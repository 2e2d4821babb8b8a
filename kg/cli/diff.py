"""`kg diff`: what has changed between two stores, kept snapshots or dumps, in words."""

from dataclasses import asdict

import click

from kg.cli.options import location
from kg.jsontext import as_json
from kg.settings import Location


@click.command(name="diff")
@click.argument("old", type=location)
@click.argument("new", type=location)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "md"]),
    default="text",
    show_default=True,
    help="Form of the answer; csv and md: a table of corrections, a row for each change.",
)
def command(old: Location, new: Location, form: str) -> None:
    """Say in words what has changed from OLD to NEW.

    Each is the folder of a store or a backup, the address of a server, a snapshot that a store keeps (kg-store/snapshots/7), or a dump (.nq, .trig,
    .ttl, .nt, .jsonld).

    \b
    Example:
      kg diff backup-monday kg-store
      kg diff release-1.ttl release-2.ttl --format csv > corrections.csv
    """
    from kg.corrections import corrections, in_words
    from kg.difference import difference
    from kg.formats import TableFormat
    from kg.tables import printable, write_table

    found = difference(old, new)
    if form == "json":
        click.echo(as_json(asdict(found), indent=2))
    elif form != "text":
        with click.open_file("-", "w", encoding="utf-8") as stdout:
            write_table(corrections(found), TableFormat.from_label(form), stdout)
    else:
        for line in in_words(found):
            click.echo(printable(line))
