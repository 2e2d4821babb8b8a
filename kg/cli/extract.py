"""`kg extract`: what one report says, as JSON, without a store."""

import sys
from pathlib import Path

import click

from kg.accounts import to_json
from kg.cli.reading import metadata, metadata_options
from kg.errors import InputError
from kg.jsontext import as_json
from kg.model import Report
from kg.reading.metadata import Metadata
from kg.reading.sources import find_source, read, read_text
from kg.tables import printable
from kg.work import limited


@click.command(name="extract")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--trace", is_flag=True, help="Show what each step of reading found instead.")
@metadata_options
def command(file: Path, trace: bool, **given: str | None) -> None:
    """Say what one report tells of, as JSON in the form of the annotation guide.

    `-` reads a text from stdin.

    \b
    Example:
      kg extract samples/syria-tell-hazim-news-2021.txt
      kg extract letter.txt --published 2024-03-09 --trace
    """
    from kg.extraction.reader import RuleReader  # spaCy takes seconds to load

    report = _read(file, metadata((file,), given))
    reader = RuleReader()
    if trace:
        for step, lines in reader.trace(report):
            click.echo("\n".join([f"── {step}", *(printable(f"   {line}") for line in lines)]))
    else:
        click.echo(as_json(to_json(reader.extract(report), report), indent=1))


def _read(file: Path, known: Metadata) -> Report:
    if str(file) == "-":
        return read_text(sys.stdin.buffer.read(), known, Path("stdin"))
    try:
        return limited(read, find_source(file, known))
    except InputError as error:
        raise InputError(f"{file}: {error}") from error
