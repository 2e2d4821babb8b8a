"""`kg export`: write the graph as a file."""

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.export.dump import export
from kg.formats import GraphFormat
from kg.store.embedded import reader

_STDOUT = Path("-")


@click.command(name="export")
@click.argument("out", type=click.Path(path_type=Path, allow_dash=True), metavar="OUT")
@store_option
@click.option(
    "--format", "label", type=click.Choice(GraphFormat.labels()), help="Form of the file; without it, that of OUT's ending."
)
@click.option("--no-ontology", is_flag=True, help="Leave the ontology's own graph out.")
def command(out: Path, store: Path, label: str | None, no_ontology: bool) -> None:
    """Write the graph to the file OUT, or to standard output for -.

    The endings .ttl .trig .nq .nt .jsonld stand for the formats; - alone means Turtle. Turtle and N-Triples merge all
    graphs into one, the others keep them apart. The same store gives the same bytes.

    \b
    Example:
      kg export reports.ttl
      kg export - --format nquads --no-ontology | gzip > reports.nq.gz
    """
    with reader(store) as source:
        if out == _STDOUT:
            form = GraphFormat.from_label(label) if label else GraphFormat.TURTLE
            with click.open_file("-", "w", encoding="utf-8") as stdout:
                export(source, stdout, form, ontology=not no_ontology)
        else:
            form = GraphFormat.from_label(label) if label else GraphFormat.from_path(out)
            export(source, out, form, ontology=not no_ontology)
            click.echo(f"{out} written", err=True)
