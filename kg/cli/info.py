"""`kg info`: what a store holds, and the versions of everything that matters."""

from collections.abc import Mapping

import click

from kg.cli.options import store_option
from kg.settings import Location, Server
from kg.store.embedded import FORMAT
from kg.store.opening import reader
from kg.store.overview import overview
from kg.tables import printable
from kg.versions import versions


@click.command(name="info")
@store_option
def command(store: Location) -> None:
    """Say what a store holds, and the versions of everything that matters.

    \b
    Example:
      kg info --store kg-store
    """
    _block("versions", versions())
    with reader(store) as source:
        found = overview(source)
        _block(
            "store",
            {
                **({"server": store} if isinstance(store, Server) else {"folder": store, "layout": FORMAT}),
                "base": source.base,
                "last read": found.last_read or "never",
                "reports": found.reports,
                "events": sum(found.events.values()),
                "claims": sum(found.claims.values()),
                "graphs": found.graphs,
                "quads": found.quads,
            },
        )
    _block("events by type", found.events)
    _block("claims by kind", found.claims)
    _block("readings by pipeline", found.pipelines)


def _block(title: str, values: Mapping[str, object]) -> None:
    """Print a title and, below it, names and values in two columns."""
    if not values:
        return
    width = max(map(len, values))
    click.echo(title)
    for name, value in values.items():
        click.echo(f"  {name:<{width}}  {value:,}" if isinstance(value, int) else printable(f"  {name:<{width}}  {value}"))
