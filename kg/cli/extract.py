"""`kg extract`: what one report says, as JSON, without a store."""

import sys
from pathlib import Path

import click

from kg.accounts import to_json
from kg.cli.reading import metadata, metadata_options
from kg.errors import InputError, LimitExceeded
from kg.jsontext import as_json
from kg.reading.metadata import Metadata
from kg.reading.sources import Source, find_source, read, read_text
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
    source = sys.stdin.buffer.read() if str(file) == "-" else find_source(file, metadata((file,), given))
    try:
        click.echo(limited(_said, source, metadata((file,), given), trace))
    except (InputError, LimitExceeded) as error:
        raise type(error)(f"{file}: {error}") from error


def _said(source: Source | bytes, known: Metadata, trace: bool) -> str:
    """What is printed about the report of a file, or of a text from stdin."""
    from kg.extraction.reader import RuleReader  # spaCy takes seconds to load

    report = read_text(source, known, Path("stdin")) if isinstance(source, bytes) else read(source)
    reader = RuleReader()
    if not trace:
        return as_json(to_json(reader.extract(report), report), indent=1)
    steps = ([f"── {step}", *(printable(f"   {line}") for line in lines)] for step, lines in reader.trace(report))
    return "\n".join(line for lines in steps for line in lines)
