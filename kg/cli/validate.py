"""`kg validate`: check a store or RDF files against the SHACL shapes; findings on stdout, a summary on stderr."""

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.settings import Location, root_of
from kg.store.opening import reader

#: Exit code when there are findings as grave as `--fail-on`.
FINDINGS = 1

#: The `--fail-on` by which no finding changes the exit code.
NEVER = "never"


@click.command(name="validate")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE…]")
@store_option
@click.option("--shapes", "own", multiple=True, type=click.Path(path_type=Path), metavar="FILE",
              help="Turtle file of your own shapes (SHACL Core), asked in addition; may be given again.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif", "junit", "github", "turtle"]), default="text",
              show_default=True, help="sarif and github mark lines in code hosts, junit is for CI, turtle a sh:ValidationReport.")  # fmt: skip
@click.option("--fail-on", type=click.Choice(["violation", "warning", "info", NEVER]), default="violation", show_default=True,
              help="The exit code is 1 when a finding is at least this grave.")  # fmt: skip
@click.pass_context
def command(ctx: click.Context, files: tuple[Path, ...], store: Location, own: tuple[Path, ...], form: str, fail_on: str) -> None:
    """Check a store, or RDF files, against the SHACL shapes.

    FILES (.ttl, .trig, .nq, .nt, .jsonld) are taken together, instead of a store. A violation can't be, a warning deserves
    a look, an info says what is not known. Findings go to stdout, each with the line of the report that it is about; in
    FILES, with the line that describes the node.

    \b
    Example:
      kg build samples/ && kg validate
      kg export samples.ttl && kg validate samples.ttl --fail-on warning
      kg validate --format sarif > findings.sarif
    """
    from kg.findings.forms import FORMS
    from kg.findings.model import Run, Severity
    from kg.validation.checks import validate_files, validate_store
    from kg.validation.places import in_files, told_from
    from kg.validation.shapes import compiled_shapes

    if files:
        findings = tuple(in_files(list(validate_files(files, own)), files, Path.cwd()))
    else:
        with reader(store) as source:
            findings = tuple(told_from(validate_store(source, own), root_of(store), Path.cwd()))
    subject = files[0].as_posix() if files else str(store)
    run = Run(subject, findings, compiled_shapes(own).rules, None if fail_on == NEVER else Severity[fail_on.upper()])
    for line in FORMS[form](run):
        click.echo(line)
    click.echo(", ".join(_counted(run.count(severity), severity.label) for severity in reversed(Severity)), err=True)
    if run.failed:
        ctx.exit(FINDINGS)


def _counted(count: int, name: str) -> str:
    return f"{count:,} {name}" if count == 1 else f"{count:,} {name}s"
