"""`kg verify`: check that a store is what was put into it; what is wrong on stdout, a summary on stderr."""

import click

from kg.cli.options import store_option
from kg.errors import StoreDamaged
from kg.settings import Location, Server
from kg.tables import printable

#: Exit code when the shapes find violations and all else is well.
FINDINGS = 1


@click.command(name="verify")
@store_option
@click.option("--shapes", is_flag=True, help="Check the SHACL shapes as well, as kg validate does.")
def command(store: Location, shapes: bool) -> None:
    """Check that a store is what was put into it.

    Compares every published file with its digest, the quads of every report with the number that was stored, and every text
    with its digest; of a server, its files are not looked at. What is wrong is named, one line each, and the exit code is 4.

    \b
    Example:
      kg verify --store kg-store
    """
    from kg.verification import verify

    found = list(verify(store))
    for line in found:
        click.echo(printable(line))
    if found:
        remedy = "" if isinstance(store, Server) else "kg restore puts a backup in its place, or "
        raise StoreDamaged(f"{store}: {len(found):,} things are wrong; {remedy}build it again")
    click.echo("the store is what was put into it", err=True)
    if shapes:
        _check_shapes(store)


def _check_shapes(store: Location) -> None:
    from kg.findings.model import Severity
    from kg.findings.text import as_lines
    from kg.store.opening import reader
    from kg.validation.checks import validate_store

    with reader(store) as source:
        grave = [finding for finding in validate_store(source) if finding.severity is Severity.VIOLATION]
    for line in as_lines(grave):
        click.echo(line)
    click.echo(f"{len(grave):,} violations of the shapes", err=True)
    if grave:
        click.get_current_context().exit(FINDINGS)
