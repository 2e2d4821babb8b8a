"""`kg build --plan`: what a build would read, printed for people."""

from collections.abc import Iterable
from pathlib import Path

import click

from kg.reading.plan import Planned, left_alone, plan
from kg.reading.sources import Failure, Source

_MINUTE = 90.0


def print_plan(paths: Iterable[Path], sources: Iterable[Source | Failure]) -> None:
    """Print a line for each file, what would not be read and why, and how long it all may take."""
    files: list[Planned] = []
    failures: list[Failure] = []
    for found in plan(sources):
        if isinstance(found, Failure):
            failures.append(found)
        else:
            files.append(found)
            failures += found.failures
            click.echo(_line(found))
    for failure in failures:
        click.echo(f"can't be read: {_shown(failure)}")
    for failure in left_alone(paths):
        click.echo(f"left alone: {_shown(failure)}")
    click.echo(_total(files))


def _line(found: Planned) -> str:
    reports = f"{found.reports:,} report{'s' if found.reports != 1 else ''}"
    undated = "" if not found.undated else "no date" if found.reports == 1 else f"{found.undated:,} without date"
    parts = [found.kind, reports, f"{found.words:,} words", " ".join(found.languages), undated, *found.how]
    return f"{_printable(str(found.path))}: {_printable('; '.join(part for part in parts if part))}"


def _shown(failure: Failure) -> str:
    return f"{_printable(str(failure.path))}: {_printable(failure.reason)}"


def _printable(text: str) -> str:
    """The text on one line and without what a terminal would obey."""
    return "".join(character if character.isprintable() else "�" for character in text)


def _total(files: list[Planned]) -> str:
    seconds = sum(found.seconds for found in files)
    time = f"{seconds / 60:,.0f} minutes" if seconds > _MINUTE else f"{max(seconds, 1):.0f} s"
    reports, words = sum(found.reports for found in files), sum(found.words for found in files)
    return f"{reports:,} reports of {words:,} words in {len(files):,} files: about {time} on one core; nothing was stored"
