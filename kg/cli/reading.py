"""What the commands that read reports share: the options about a single report, and which reader reads, how carefully."""

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


def reader_options(command: _F) -> _F:
    """Give a command the options that say what reads and what is kept of it: `--reader`, `--min-confidence`, `--careful`."""
    options = (
        click.option(
            "--reader",
            type=click.Choice(["model", "rules", "manual"]),
            help="model: read the text, with the trained model. rules: by rules alone, faster and worse. manual: take the hand-made account "
            "NAME.json beside NAME.txt. Unless given: model, and what stands in a store by a hand-made account stays as it is.",
        ),
        click.option(
            "--min-confidence",
            "least",
            type=click.FloatRange(0, 1),
            metavar="SHARE",
            help="Keep only what is at least so sure, from 0 to 1: of what is as sure as 0.8, about 80 % is right.",
        ),
        click.option("--careful", is_flag=True, help="Keep only what is right nine times out of ten; much of the rest is lost."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def extractor(name: str | None, least: float | None = None, *, careful: bool = False) -> Extractor:
    """The extractor of a name, None for the usual one; raises a usage error where it can't tell how sure it is and is asked to."""
    if (least is not None or careful) and name in {"manual", "rules"}:
        raise click.UsageError(
            f"--min-confidence and --careful are for --reader model; --reader {name} doesn't say how sure it is"
        )
    if name == "manual":
        return ManualReader()
    from kg.extraction.model_reader import ModelReader
    from kg.extraction.reader import RuleReader

    return RuleReader() if name == "rules" else ModelReader(least=least or 0.0, careful=careful)
