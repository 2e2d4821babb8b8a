"""`kg validate`: check a store or RDF files against the SHACL shapes; findings on stdout, a summary on stderr."""

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.store.embedded import reader

#: Exit code when there are findings as grave as `--fail-on`.
FINDINGS = 1

#: The `--fail-on` by which no finding changes the exit code.
NEVER = "never"


@click.command(name="validate")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE…]")
@store_option
@click.option("--fail-on", type=click.Choice(["violation", "warning", "info", NEVER]), default="violation", show_default=True,
              help="The exit code is 1 when a finding is at least this grave.")  # fmt: skip
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], store: Path, fail_on: str) -> None:
    """Check a store, or RDF files, against the SHACL shapes.

    FILES (.ttl, .trig, .nq, .nt, .jsonld) are taken together, instead of a store. A violation can't be, a warning deserves
    a look, an info says what is not known. Findings go to stdout, grouped by shape.

    \b
    Example:
      kg build samples/ && kg validate
      kg export samples.ttl && kg validate samples.ttl --fail-on warning
    """
    from kg.validation import Severity, as_lines, validate_files, validate_store

    if files:
        findings = list(validate_files(files))
    else:
        with reader(store) as source:
            findings = list(validate_store(source))
    for line in as_lines(findings):
        click.echo(line)
    counts = {severity: sum(finding.severity is severity for finding in findings) for severity in reversed(Severity)}
    click.echo(", ".join(_counted(count, severity.label) for severity, count in counts.items()), err=True)
    if fail_on != NEVER and any(finding.severity >= Severity[fail_on.upper()] for finding in findings):
        ctx.exit(FINDINGS)


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}" if count == 1 else f"{count:,} {name}s"
