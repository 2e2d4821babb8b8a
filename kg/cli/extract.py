"""`kg extract`: what one report says, as JSON, without a store."""

import sys
from pathlib import Path

import click

from kg.accounts import to_json
from kg.cli.reading import extractor, metadata, metadata_options, reader_options
from kg.errors import InputError, LimitExceeded
from kg.extraction.base import Extractor
from kg.extraction.reader import RuleReader
from kg.jsontext import as_json
from kg.reading.metadata import Metadata
from kg.reading.sources import Source, find_source, read, read_text
from kg.tables import printable
from kg.work import limited


@click.command(name="extract")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--trace", is_flag=True, help="Show what each step of reading found instead.")
@reader_options
@metadata_options
def command(file: Path, trace: bool, reader: str | None, least: float | None, careful: bool, **given: str | None) -> None:
    """Say what one report tells of, as JSON in the form of the annotation guide.

    `-` reads a text from stdin.

    \b
    Example:
      kg extract samples/syria-tell-hazim-news-2021.txt
      kg extract letter.txt --published 2024-03-09 --trace
    """
    if trace and reader == "manual":
        raise click.UsageError("--trace shows how a text is read, which --reader manual doesn't do")
    source = sys.stdin.buffer.read() if str(file) == "-" else find_source(file, metadata((file,), given))
    try:
        click.echo(limited(_said, source, metadata((file,), given), trace, extractor(reader, least, careful=careful)))
    except (InputError, LimitExceeded) as error:
        raise type(error)(f"{file}: {error}") from error


def _said(source: Source | bytes, known: Metadata, trace: bool, reader: Extractor) -> str:
    """What is printed about the report of a file, or of a text from stdin."""
    report = read_text(source, known, Path("stdin")) if isinstance(source, bytes) else read(source)
    if not trace:
        return as_json(to_json(reader.extract(report), report), indent=1)
    assert isinstance(reader, RuleReader)  # noqa: S101 - the caller has looked
    steps = ([f"── {step}", *(printable(f"   {line}") for line in lines)] for step, lines in reader.trace(report))
    return "\n".join(line for lines in steps for line in lines)
