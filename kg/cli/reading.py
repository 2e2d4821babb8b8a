"""What the commands that read reports share: the options about a single report, and the extractor of a name."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kg.extraction.base import Extractor
from kg.extraction.manual import ManualReader
from kg.reading.metadata import UNKNOWN, Metadata

_F = TypeVar("_F", bound=Callable[..., Any])


def metadata_options(command: _F) -> _F:
    """Give a command the options that say what is known about a single report: `--published`, `--publisher`, …"""
    for name, text in reversed(
        {
            "published": "Day of publication, YYYY-MM-DD.",
            "publisher": "Who published the report.",
            "title": "Its title; without one, its first line.",
            "url": "Its address on the web.",
            "language": "Its language, such as en.",
        }.items()
    ):
        command = click.option(f"--{name}", help=text)(command)
    return command


def metadata(paths: tuple[Path, ...], given: dict[str, str | None]) -> Metadata:
    """What the user says about a single file; raises a usage error where there are several files, or a folder."""
    known = Metadata.from_row(given)
    if known != UNKNOWN and (len(paths) > 1 or paths[0].is_dir()):
        raise click.UsageError("--published, --publisher, … describe a single file; list several in a metadata.csv")
    return known


def extractor(name: str) -> Extractor:
    """The extractor of a name: `manual` takes hand-made accounts, `rules` reads the text."""
    if name == "manual":
        return ManualReader()
    from kg.extraction.reader import RuleReader  # spaCy takes seconds to load

    return RuleReader()
