"""`kg load`: put shards that were made elsewhere into a store."""

from pathlib import Path

import click

from kg.cli.build import SOME_FAILED
from kg.cli.options import store_option
from kg.cli.progress import progress
from kg.settings import Location
from kg.tables import printable


@click.command(name="load")
@click.argument("shards", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SHARD…")
@store_option
def command(shards: tuple[Path, ...], store: Location) -> None:
    """Put the shards that kg extract --out made into a store; it is then what one build would have made.

    All shards of a corpus are loaded together; a folder stands for those in it. What is missing, there twice, damaged or made by another version is named, and
    nothing is stored then. What the store has already is left alone, so a load that was stopped is simply run again.

    \b
    Example:
      kg extract reports/ --shard 0/2 --out out/ && kg extract reports/ --shard 1/2 --out out/
      kg load out/*.nq.gz
    """
    from kg.shards.load import Shards, load
    from kg.shards.manifest import QUADS
    from kg.store.opening import writer

    paths = [path for shard in shards for path in (sorted(shard.glob(f"*{QUADS}")) if shard.is_dir() else [shard])]
    with progress("checking", len(paths)) as tell:
        every = Shards.of(paths, tell)
    with writer(store, every.base) as target, progress("loading", every.reports) as tell:
        summary = load(every, target, tell)
        target.publish()
    for failure in summary.failures:
        click.echo(printable(f"not read: {failure.path}: {failure.reason}"), err=True)
    parts = [f"{summary.read:,} reports loaded ({summary.replaced:,} of them changed)", f"{summary.unchanged:,} unchanged"]
    parts += [f"{number:,} left out, {how}" for how in ("retracted", "forgotten") if (number := getattr(summary, how))]
    click.echo("; ".join(parts), err=True)
    click.echo(f"{len(every.every):,} shards of {summary.quads:,} quads in {summary.seconds:.1f} s", err=True)
    if summary.failures:
        click.get_current_context().exit(SOME_FAILED)
