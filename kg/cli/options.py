"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.settings import Location, find_settings, location_of

_F = TypeVar("_F", bound=Callable[..., Any])


def location(value: str | Location) -> Location:
    """The store that a text on the command line names; what `kg.toml` says comes as it is. Raises `UsageError` for no address."""
    return location_of(value, Path.cwd()) if isinstance(value, str) else value


def _default_store() -> Location:
    return find_settings(Path.cwd()).store


def store_option(command: _F) -> _F:
    """Give a command the option `--store` (a `Location`): flag, then `KG_STORE`, then `kg.toml`, then `./kg-store`."""
    return click.option(
        "--store",
        type=location,
        metavar="PATH|URL",
        envvar="KG_STORE",
        default=_default_store,
        show_default="./kg-store",
        help="Folder of the store, or http://… of a SPARQL server; also from KG_STORE or kg.toml.",
    )(command)


def _default_gazetteer() -> tuple[Path, ...]:
    return find_settings(Path.cwd()).gazetteer


def gazetteer_option(command: _F) -> _F:
    """Give a command the option `--gazetteer` (paths): flags, then `KG_GAZETTEER`, then `kg.toml`, then none."""
    return click.option(
        "--gazetteer",
        type=click.Path(path_type=Path),
        multiple=True,
        envvar="KG_GAZETTEER",
        default=_default_gazetteer,
        show_default="only the bundled places",
        metavar="FILE",
        help="Your own places, which come before the bundled ones: a CSV (name, lat, lon, country, admin1, names), a table of "
        "OCHA's p-codes or a dump of GeoNames; repeat it for more. Also from KG_GAZETTEER or kg.toml.",
    )(command)
