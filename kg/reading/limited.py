"""Files read in a process of its own: a source goes in, its reports come out, and no file can take more than its share.

Whatever a document does to a library that parses it, this program lives: the process has so much time and memory and no more
(see `kg.work`). Reports come a few at a time, so that an archive of many never stands in memory whole, neither here nor there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kg.errors import InputError, KgError
from kg.reading.sources import Failure, Found, Source, read_all
from kg.work import limited

#: So many reports, or so many characters of text, come at a time.
MOST_REPORTS = 100
MOST_TEXT = 2_000_000


@dataclass
class _Reading:
    """A file that is being read in this process, and how many of its items have been given."""

    source: Source
    given: int
    items: Iterator[Found | Failure]


_under_way: list[_Reading] = []


def read_limited(source: Source) -> Iterator[Found | Failure]:
    """The reports of a file, and why some or all of it could not be read; nothing is raised for what a file holds."""
    given, more = 0, True
    while more:
        try:
            found, more = limited(_some, source, given)
        except KgError as error:
            yield Failure(source.path, str(error))
            return
        yield from found
        given += len(found)


def read_here(source: Source) -> Iterator[Found | Failure]:
    """The same in this process, without limits; only a lack of memory is raised."""
    try:
        yield from read_all(source)
    except InputError as error:
        yield Failure(source.path, str(error))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a document does to a library, the reason is named
        yield Failure(source.path, f"the reader failed on it: {type(error).__name__}: {error}")


def _some(source: Source, given: int) -> tuple[list[Found | Failure], bool]:
    """The items of a file after those that were given, and whether there may be more.

    The process remembers where it was; a fresh one, after a death, begins anew and passes over what was given.
    """
    if not _under_way or (_under_way[0].source, _under_way[0].given) != (source, given):
        _under_way[:] = [_Reading(source, given, islice(read_here(source), given, None))]
    reading, found, length = _under_way.pop(), list[Found | Failure](), 0
    for item in reading.items:
        found.append(item)
        length += len(item.report.text) if isinstance(item, Found) else 0
        if len(found) >= MOST_REPORTS or length >= MOST_TEXT:
            _under_way.append(_Reading(source, given + len(found), reading.items))
            return found, True
    return found, False
