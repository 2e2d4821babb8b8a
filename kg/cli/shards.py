"""How `kg extract --out` makes a shard: what the command line says goes in, the shard's files and what is said of them come out."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from kg.cli.progress import progress
from kg.extraction.base import Extractor
from kg.reading.sources import Failure, Source
from kg.settings import Location, root_of
from kg.tables import printable
from kg.terms import DEFAULT_BASE


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where shards go, which one is wanted, in which store they are to be, under which base, whether with the text, by how many processes."""

    out: Path
    shard: str | None
    store: Location
    base: str | None
    no_text: bool
    workers: int


def make_shard(sources: Sequence[Source | Failure], reader: Extractor, wanted: Wanted, *, keep_manual: bool) -> None:
    """Make one shard of some files, and say on stderr what was done."""
    from kg.build import Options
    from kg.shards.extract import Job, extract_shard
    from kg.shards.part import Part

    part = Part.parse(wanted.shard, os.environ)
    options = Options(reader, root_of(wanted.store), not wanted.no_text, wanted.workers, keep_manual)
    with progress(f"shard {part.name}", len(sources) // part.count) as tell:
        made = extract_shard(part, sources, Job(wanted.out, options, wanted.base or DEFAULT_BASE), tell)
    for path, reason in made.manifest.failures:
        click.echo(printable(f"not read: {path}: {reason}"), err=True)
    counts = made.manifest.counts
    said = f"{made.path}: {counts['reports']:,} reports of {counts['files']:,} files, {counts['quads']:,} quads"
    click.echo(printable(f"{said}; it was there already" if made.before else said), err=True)


def shard_options(command: click.decorators.FC) -> click.decorators.FC:
    """Give a command the options that make a shard: `--out`, `--shard`, `--base`, `--no-text`, `--workers`."""
    options = (
        click.option(
            "--out",
            type=click.Path(path_type=Path, file_okay=False),
            metavar="FOLDER",
            help="Write a shard for kg load there instead: its quads and a manifest.",
        ),
        click.option(
            "--shard",
            metavar="N/COUNT",
            show_default="all files in one",
            help="Which of how many shards, from 0/COUNT on. /COUNT: which one, Slurm (--array=0-199) or Kubernetes says.",
        ),
        click.option("--base", metavar="IRI", help="Base of the names of things in a shard."),
        click.option("--no-text", is_flag=True, help="Leave the reports' full texts out of a shard; quoted words stay."),
        click.option(
            "--workers", type=click.IntRange(0, 64), default=1, show_default=True, help="Processes that read for a shard."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command
