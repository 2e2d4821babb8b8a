"""`kg diff`: what has changed between two stores, kept snapshots or dumps, in words."""

from dataclasses import asdict
from pathlib import Path

import click

from kg.jsontext import as_json


@click.command(name="diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv", "md"]),
    default="text",
    show_default=True,
    help="Form of the answer; csv and md: a table of corrections, a row for each change.",
)
def command(old: Path, new: Path, form: str) -> None:
    """Say in words what has changed from OLD to NEW.

    Each is the folder of a store or a backup, a snapshot that a store keeps (kg-store/snapshots/7), or a dump (.nq, .trig,
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
