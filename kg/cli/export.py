"""`kg export`: write the graph as a file, a description of it, or flat tables for spreadsheets."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO

import click

from kg.cli.options import store_option
from kg.errors import UsageError
from kg.export.dump import export, lines_of
from kg.export.files import whole_file
from kg.export.void import write_description
from kg.formats import GraphFormat
from kg.settings import Location
from kg.store.opening import reader
from kg.tables import printable

_STDOUT = Path("-")


@click.command(name="export")
@click.argument("out", type=click.Path(path_type=Path, allow_dash=True), metavar="OUT", required=False)
@store_option
@click.option(
    "--format", "label", type=click.Choice(GraphFormat.labels()), help="Form of the file; without it, that of OUT's ending."
)
@click.option("--no-ontology", is_flag=True, help="Leave the ontology's own graph out.")
@click.option("--void", is_flag=True, help="Write a description of the graph (VoID, DCAT; Turtle) instead of the graph.")
@click.option(
    "--csv",
    "sheets",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write flat tables into this folder instead: events, casualties, facilities, statements, victims.",
)
def command(out: Path | None, store: Location, label: str | None, no_ontology: bool, void: bool, sheets: Path | None) -> None:
    """Write the graph to the file OUT, or to standard output for -.

    The endings .ttl .trig .nq .nt .jsonld stand for the formats; - alone means Turtle. Turtle and N-Triples merge all
    graphs into one, the others keep them apart. The same store gives the same bytes.

    \b
    Example:
      kg export reports.ttl
      kg export void.ttl --void
      kg export --csv tables
      kg export - --format nquads --no-ontology | gzip > reports.nq.gz
    """
    if sheets is not None:
        if out or label or no_ontology or void:
            raise UsageError("--csv writes a folder of its own; leave out OUT, --format, --no-ontology and --void")
        _write_sheets(store, sheets)
    elif out is None:
        raise UsageError("give a file to write, such as graph.ttl, - for standard output, or --csv DIR")
    elif void and label not in (None, GraphFormat.TURTLE.label):
        raise UsageError("--void writes Turtle; leave out --format")
    else:
        form = _form(out, label) if not void else GraphFormat.TURTLE
        with reader(store) as source, _opened(out) as file:
            if void:
                write_description(lines_of(source, ontology=not no_ontology), file, source.base)
            else:
                export(source, file, form, ontology=not no_ontology)
        if out != _STDOUT:
            click.echo(printable(f"{out} written"), err=True)


def _write_sheets(store: Location, folder: Path) -> None:
    from kg.sheets import export_sheets

    with reader(store) as source:
        for path in export_sheets(source, folder):
            click.echo(printable(f"{path} written"), err=True)


def _form(out: Path, label: str | None) -> GraphFormat:
    """The form asked for by name, else that of the file's ending; Turtle on standard output."""
    if label:
        return GraphFormat.from_label(label)
    return GraphFormat.TURTLE if out == _STDOUT else GraphFormat.from_path(out)


def _opened(out: Path) -> AbstractContextManager[IO[str]]:
    return click.open_file("-", "w", encoding="utf-8") if out == _STDOUT else whole_file(out)
