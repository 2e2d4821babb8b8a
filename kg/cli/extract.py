"""`kg extract`: what one report says, as JSON, or a shard of many, without a store."""

import sys
from pathlib import Path

import click

from kg.accounts import to_json
from kg.cli.options import store_option
from kg.cli.reading import extractor, metadata, metadata_options, reader_options
from kg.cli.shards import Wanted, make_shard, shard_options
from kg.errors import InputError, LimitExceeded
from kg.extraction.base import Extractor
from kg.extraction.reader import RuleReader
from kg.jsontext import as_json
from kg.reading.columns import read_tables
from kg.reading.metadata import Metadata
from kg.reading.sources import Failure, Source, find_source, find_sources, read, read_text
from kg.settings import Location, find_settings
from kg.tables import printable
from kg.work import limited


@click.command(name="extract")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="FILE | PATH…")
@click.option("--trace", is_flag=True, help="Show what each step of reading found instead.")
@shard_options
@store_option
@reader_options
@metadata_options
def command(  # noqa: PLR0913, PLR0917 - one for each option
    paths: tuple[Path, ...],
    trace: bool,
    out: Path | None,
    shard: str | None,
    base: str | None,
    no_text: bool,
    workers: int,
    store: Location,
    reader: str | None,
    least: float | None,
    careful: bool,
    **given: str | None,
) -> None:
    """Say what one report tells of, as JSON in the form of the annotation guide; with --out, write what many do into a shard.

    `-` reads a text from stdin. Shards of the same files can be made anywhere, in any order; kg load puts them all into one store.
    Files are known by their paths from the folder of the store that they are meant for (--store), in which nothing is written yet.

    \b
    Example:
      kg extract samples/syria-tell-hazim-news-2021.txt
      kg extract letter.txt --published 2024-03-09 --trace
      kg extract reports/ --shard 7/200 --out out/
    """
    if out is not None:
        if trace:
            raise click.UsageError("--trace shows how one report is read; leave --out away")
        wanted = Wanted(out, shard, store, base, no_text, workers)
        make_shard(_sources(paths, out, given), extractor(reader, least, careful=careful), wanted, keep_manual=reader is None)
        return
    if shard is not None:
        raise click.UsageError("--shard needs --out, the folder for shards")
    if len(paths) > 1 or paths[0].is_dir():
        raise click.UsageError("one report is printed at a time; --out FOLDER writes what many tell of into a shard")
    _print(paths[0], trace, reader, extractor(reader, least, careful=careful), given)


def _sources(paths: tuple[Path, ...], out: Path, given: dict[str, str | None]) -> list[Source | Failure]:
    """The files of a corpus; raises a usage error where shards would come to lie among them."""
    for path in paths:
        if path.is_dir() and out.resolve().is_relative_to(path.resolve()):
            raise click.UsageError(f"--out {out} lies in {path}, where it would be read as reports; choose another folder")
    settings = find_settings(Path.cwd())
    return list(find_sources(paths, metadata(paths, given), read_tables(settings.tables, settings.incidents)))


def _print(file: Path, trace: bool, name: str | None, reader: Extractor, given: dict[str, str | None]) -> None:
    """Print what one report tells of, or how it was read."""
    if trace and name == "manual":
        raise click.UsageError("--trace shows how a text is read, which --reader manual doesn't do")
    source = sys.stdin.buffer.read() if str(file) == "-" else find_source(file, metadata((file,), given))
    try:
        click.echo(limited(_said, source, metadata((file,), given), trace, reader))
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
