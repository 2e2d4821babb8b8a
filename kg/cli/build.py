"""`kg build`: read reports into a store."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kg.build import Options, Summary, build
from kg.cli.clusters import dask_option, workers_of
from kg.cli.link import link_into
from kg.cli.options import store_option
from kg.cli.plan import print_plan
from kg.cli.progress import progress
from kg.cli.reading import extractor, metadata, metadata_options, reader_options
from kg.cluster import Cluster
from kg.errors import Unfinished
from kg.reading.columns import read_tables
from kg.reading.sources import Failure, Source, find_sources
from kg.resuming import remove_list, write_list
from kg.settings import Location, Server, find_settings, root_of
from kg.store.base import Store
from kg.store.opening import writer
from kg.tables import printable

#: Exit code when some file was not read; the others were.
SOME_FAILED = 3

#: So many files are read in the time that it takes a process to start and load the model.
FILES_A_WORKER = 20


@click.command(name="build")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@store_option
@reader_options
@click.option("--base", metavar="IRI", help="Base of the names of things, at the first build; the store remembers it.")
@click.option("--no-text", is_flag=True, help="Leave the reports' full texts out of the store; quoted words stay.")
@click.option(
    "--workers",
    type=click.IntRange(0, 64),
    show_default="one a core",
    help="Processes that read; each may be killed alone. 0: this one reads, with no limits.",
)
@dask_option
@click.option("--plan", "planned", is_flag=True, help="Say what would be read, how and how long; touch no store.")
@click.option("--link", "linked", is_flag=True, help="Find out afterwards what is the same across reports, as kg link does.")
@click.option("--reinstate", is_flag=True, help="Read again what was retracted; what was forgotten stays out.")
@metadata_options
def command(  # noqa: PLR0913, PLR0917 - one for each option
    paths: tuple[Path, ...],
    store: Location,
    reader: str | None,
    least: float | None,
    careful: bool,
    base: str | None,
    no_text: bool,
    workers: int | None,
    dask: str | None,
    planned: bool,
    linked: bool,
    reinstate: bool,
    **given: str | None,
) -> None:
    """Read reports into a store: texts, pages, PDFs, office files, mails, tables.

    A folder's metadata.csv (file,published,publisher,url,title,language) is the list of what is read from it; without
    one, every report in it. What is in the store already and has not changed is left alone.

    \b
    Example:
      kg build samples/ --store kg-store
      kg build letter.txt --published 2024-03-09 --publisher "Tribunal Monitor"
    """
    settings = find_settings(Path.cwd())
    sources = list(find_sources(paths, metadata(paths, given), read_tables(settings.tables, settings.incidents)))
    if planned:
        print_plan(paths, sources)
        return
    with _goes_on(store, len(sources)), writer(store, base) as target, progress("reading", len(sources)) as tell:
        options = Options(
            extractor(reader, least, careful=careful),
            root_of(store),
            keep_text=not no_text,
            workers=_workers(workers, reader, len(sources)),
            keep_manual=reader is None,
            reinstate=reinstate,
        )
        with workers_of(dask, options.workers) as found:
            summary = _read(sources, target, options, tell, found, _shards_of(store))
            if linked:
                link_into(target, store, settings.gazetteer, found)
        target.publish()
    _report(summary)
    if summary.failures:
        click.get_current_context().exit(SOME_FAILED)


def _read(
    sources: list[Source | Failure],
    target: Store,
    options: Options,
    tell: Callable[[int, str], None],
    workers: Cluster | None,
    out: Path,
) -> Summary:
    """Build here, or by the workers of a cluster, which write shards into a folder."""
    if workers is None:
        return build(sources, target, options, tell)
    from kg.shards.spread import build_spread

    return build_spread(sources, target, options, out, workers, tell)


def _shards_of(store: Location) -> Path:
    """Where shards lie on their way into a store: beside it, hidden, so that nobody takes them for reports."""
    return root_of(store) / f".{store.resolve().name if isinstance(store, Path) else 'kg'}.shards"


@contextmanager
def _goes_on(store: Location, files: int) -> Iterator[None]:
    """Where a server fails in the middle, leave a list of the files that are not stored yet; remove it once all are."""
    try:
        yield
    except Unfinished as error:
        path = write_list(Path.cwd(), error.left)
        number = files - len(error.left)
        raise Unfinished(
            f"{error}; {number:,} of {files:,} files are stored, {path.name} lists the others: the same command goes on",
            error.left,
        ) from error
    if isinstance(store, Server):
        remove_list(Path.cwd())


def _workers(asked: int | None, reader: str | None, files: int) -> int:
    """How many processes read: as asked, else one a core as long as each has enough to do; accounts by hand need none."""
    if asked is not None:
        return asked
    return 0 if reader == "manual" else max(1, min(os.cpu_count() or 1, files // FILES_A_WORKER))


def _report(summary: Summary) -> None:
    """Say what was done: on stderr, since it is talk and no data."""
    for failure in summary.failures:
        click.echo(printable(f"not read: {failure.path}: {failure.reason}"), err=True)
    parts = [f"{summary.read:,} reports read ({summary.replaced:,} of them changed)", f"{summary.unchanged:,} unchanged"]
    if summary.failures:
        parts.append(f"{len(summary.failures):,} not read")
    click.echo("; ".join(parts), err=True)
    if not summary.read and not summary.failures:
        click.echo("nothing has changed", err=True)
    if summary.read:
        found = f"{summary.events:,} events, {summary.claims:,} claims, {summary.quads:,} quads"
        click.echo(f"{found} in {summary.seconds:.1f} s", err=True)
    if summary.other_language:
        click.echo(f"in a language that is not read: {summary.other_language:,} reports; stored without claims", err=True)
    if summary.retracted:
        click.echo(f"left out: {summary.retracted:,} reports that were retracted (--reinstate reads them again)", err=True)
    if summary.forgotten:
        click.echo(f"left out: {summary.forgotten:,} reports that were forgotten", err=True)
    if summary.without_date:
        click.echo(f"publication date unknown: {summary.without_date:,} reports; their relative dates stay open", err=True)
    if summary.without_publisher:
        click.echo(
            f"publisher unknown: {summary.without_publisher:,} reports; what they attribute to nobody has no source", err=True
        )
