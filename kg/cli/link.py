"""`kg link`: find out what is the same across the reports of a store."""

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from kg.cli.clusters import dask_option, workers_of
from kg.cli.options import gazetteer_option, store_option
from kg.cli.progress import progress
from kg.cluster import Cluster
from kg.identity.clusters import Thresholds
from kg.settings import Location, find_settings, ledger_path
from kg.store.base import Store


@click.command(name="link")
@store_option
@gazetteer_option
@dask_option
def command(store: Location, gazetteer: tuple[Path, ...], dask: str | None) -> None:
    """Find out what is the same across reports: places, known actors, facilities, persons, incidents.

    Only what is new or was decided otherwise since is looked at. No report's graph is changed; kg decide overrides what comes
    out, kg why-same explains it.

    \b
    Example:
      kg link && kg incidents
    """
    link_store(store, gazetteer, dask)


def link_store(store: Location, gazetteer: Sequence[Path], dask: str | None = None) -> None:
    """Link a store and publish it; `gazetteer` are files of the user's own places. Says on stderr what was done."""
    from kg.store.opening import writer

    with writer(store) as target, workers_of(dask, os.cpu_count() or 1) as found:
        link_into(target, store, gazetteer, found)
        target.publish()


def thresholds() -> Thresholds:
    """The scores from which on pairs are one, or are asked about, as `kg.toml` says."""
    return Thresholds(**find_settings(Path.cwd()).linking)


def link_into(target: Store, store: Location, gazetteer: Sequence[Path], workers: Cluster | None = None) -> None:
    """Link the store at a path that is open for writing, without publishing it; says on stderr what was done."""
    from kg.cli.places import opened
    from kg.identity.ledger import read_ledger
    from kg.linking.link import link
    from kg.linking.resolving import Resolver, own_digest

    ledger = read_ledger(ledger_path(store, Path.cwd()))
    resolver = Resolver(opened(gazetteer), target.base, own_digest(gazetteer))
    done = link(target, resolver, ledger, datetime.now(UTC), thresholds(), progress, workers.each if workers else map)
    click.echo(f"{done.reports:,} reports linked; {done.pairs:,} pairs of things are alike enough to be kept", err=True)
    if done.elsewhere:
        click.echo(f"{done.elsewhere:,} decisions are on reports that are not in this store", err=True)
