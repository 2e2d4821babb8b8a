"""A path goes in, a file to write to comes out, which takes that path's place once it is complete, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from kg.errors import UsageError


@contextmanager
def whole_file(path: Path) -> Iterator[IO[str]]:
    """A text file in UTF-8 with the line ends that are written; a pipe or a device is written to as it is.

    Raises `UsageError` where it can't be written.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe or a device: nothing can be put in its place
            with path.open("w", encoding="utf-8", newline="") as file:
                yield file
        else:
            yield from _in_place_of(path)
    except OSError as error:
        raise UsageError(f"{path}: can't be written: {error.strerror or error}") from error


def _in_place_of(path: Path) -> Iterator[IO[str]]:
    new = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with new.open("w", encoding="utf-8", newline="") as file:
            yield file
        new.replace(path)
    except BaseException:
        with suppress(OSError):
            new.unlink()
        raise
