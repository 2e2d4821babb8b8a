"""How far a long command has come: a bar on a terminal, a line every few seconds elsewhere; both on stderr."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kg.tables import printable

#: Seconds between two lines of progress on a pipe.
QUIET_SECONDS = 5.0


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int, str], None]]:
    """Yields what is to hear how many things are done and the name of the last."""
    if sys.stderr.isatty():
        columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(what, total=total)
            yield lambda done, _: bar.update(task, completed=done)
    else:
        yield _Lines(what, total)


class _Lines:
    """Tells of progress in lines, never more often than every few seconds."""

    def __init__(self, what: str, total: int) -> None:
        self.what, self.total, self.told = what, total, time.monotonic()

    def __call__(self, done: int, name: str) -> None:
        if time.monotonic() - self.told >= QUIET_SECONDS:
            self.told = time.monotonic()
            click.echo(printable(f"{self.what}: {done:,} of {self.total:,} ({name})"), err=True)
