"""Lines in any order go in, the same lines sorted come out, however many they are: what memory can't hold waits on the disk."""

import re
import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, AnyStr, cast

#: Lines that are sorted in memory at a time.
RUN = 100_000

# Lines that are merged at a time, of all files together, and the fewest of one file.
_TOGETHER, _FEWEST = 100_000, 1_000

# A number of several digits that stands alone, not one inside a hash.
_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9]{2,9}(?![0-9A-Za-z])")


def sorted_lines(lines: Iterable[AnyStr], run: int = RUN) -> Iterator[AnyStr]:
    """Lines of text or of bytes, each with its line end, in the order of their code points, which is also that of their bytes in UTF-8."""
    source = iter(lines)
    first = sorted(islice(source, run))
    if len(first) < run:
        return iter(first)
    return _merged(first, source, run)


def natural(text: str) -> str:
    """A key by which `event/2` comes before `event/10`.

    >>> sorted(["event/10", "event/2"], key=natural)
    ['event/2', 'event/10']
    """
    return _NUMBER.sub(lambda number: ":" * (len(number[0]) - 1) + number[0], text)  # a colon comes after the digits


def _merged(first: list[AnyStr], source: Iterator[AnyStr], run: int) -> Iterator[AnyStr]:
    files = [_written(first)]
    first.clear()
    while lines := sorted(islice(source, run)):
        files.append(_written(lines))
        lines.clear()  # before the next ones are read: memory is to hold no two runs
    try:
        yield from _in_order(files)
    finally:
        for file in files:
            file.close()


def _in_order(files: list[IO[AnyStr]]) -> Iterator[AnyStr]:
    """The lines of sorted files in order: many at a time are sorted together, which takes far less time than one by one."""
    together = max(_FEWEST, _TOGETHER // len(files))
    read = [list(islice(file, together)) for file in files]
    while any(read):
        # Whatever is still to be read of a file comes after the last line read of it.
        last = min(lines[-1] for lines in read if lines)
        ready: list[AnyStr] = []
        for place, file in enumerate(files):
            end = bisect_right(read[place], last)
            ready += read[place][:end]
            read[place] = read[place][end:] or list(islice(file, together))
        ready.sort()
        yield from ready


def _written(lines: list[AnyStr]) -> IO[AnyStr]:
    text = isinstance(lines[0], str)
    opened = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") if text else tempfile.TemporaryFile()  # noqa: SIM115 - closed when all is merged
    file = cast("IO[AnyStr]", opened)
    file.writelines(lines)
    file.seek(0)
    return file
