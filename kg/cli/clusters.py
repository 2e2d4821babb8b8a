"""The option `--dask` of the commands that many machines can share: an address goes in, the workers come out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from kg.cluster import Cluster, cluster

_F = TypeVar("_F", bound=Callable[..., Any])


def dask_option(command: _F) -> _F:
    """Give a command the option `--dask` (text or None)."""
    return click.option(
        "--dask",
        metavar="local|tcp://…",
        help="Share the work among the workers of a dask scheduler, or some of one's own; all machines must see the same files. Name only "
        "a scheduler that you trust: its workers do what they are sent.",
    )(command)


@contextmanager
def workers_of(address: str | None, number: int) -> Iterator[Cluster | None]:
    """The workers at an address, so many for `local`; None without an address."""
    if address is None:
        yield None
    else:
        with cluster(address, number) as found:
            yield found
