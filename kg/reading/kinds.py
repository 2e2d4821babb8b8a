"""The one door to all readers: a file's bytes and name go in, its reports come out, those of files within it too.

Which reader reads a file is told by the ending of its name. A reader's module is loaded when a file of its kind is read.
"""

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from types import MappingProxyType

from kg.errors import InputError
from kg.reading.columns import NO_TABLES, Tables
from kg.reading.extracted import Extracted, Part, Reader, Unread

#: The largest text file, in bytes.
MAX_TEXT_FILE = 5_000_000

#: The largest file of any other kind, in bytes.
MAX_FILE = 64_000_000

#: How deep files may lie within files.
MAX_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: what it is called, the module that reads it, and the largest size in bytes."""

    name: str
    module: str
    limit: int = MAX_FILE

    @property
    def reader(self) -> Reader:
        """The function that reads it; its module is loaded now."""
        reader: Reader = importlib.import_module(f"kg.reading.{self.module}").read
        return reader


_PAGE = Kind("web page", "html", 20_000_000)
_MAIL = Kind("mail", "mail")
_ARCHIVE = Kind("archive", "archive")
_TABLE = Kind("table", "table")
_OFFICE = Kind("office file", "office")
_PDF = Kind("PDF", "pdf")
_TEXT = Kind("text", "text", MAX_TEXT_FILE)

#: The packages whose versions the text of a file may depend on.
LIBRARIES = ("charset-normalizer", "lxml", "py3langid", "pypdf", "python-calamine", "python-docx", "trafilatura")

#: The kind of a file by the ending of its name, in lower case.
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        ".txt": _TEXT,
        ".md": _TEXT,
        ".html": _PAGE,
        ".htm": _PAGE,
        ".xhtml": _PAGE,
        ".pdf": _PDF,
        ".docx": _OFFICE,
        ".odt": _OFFICE,
        ".eml": _MAIL,
        ".mbox": _MAIL,
        ".csv": _TABLE,
        ".tsv": _TABLE,
        ".xlsx": _TABLE,
        ".json": _TABLE,
        ".jsonl": _TABLE,
        ".ndjson": _TABLE,
        ".zip": _ARCHIVE,
        ".tar": _ARCHIVE,
        ".tgz": _ARCHIVE,
        ".gz": _ARCHIVE,
    }
)


def kind_of(name: str) -> Kind:
    """The kind of a file by its name; raises `InputError` naming the kinds there are."""
    ending = PurePosixPath(name).suffix
    try:
        return KINDS[ending.lower()]
    except KeyError:
        raise InputError(f"no reader for {ending or 'a name without ending'}; there are: {', '.join(sorted(KINDS))}") from None


def is_read(name: str) -> bool:
    """Whether there is a reader for a file of this name."""
    return PurePosixPath(name).suffix.lower() in KINDS


def extract(data: bytes, name: str, tables: Tables = NO_TABLES) -> Iterator[Extracted | Unread]:
    """The reports in a file's bytes, and the parts of it that can't be read; raises `InputError` if nothing of it can."""
    yield from _extract(data, name, tables, 0)


def _extract(data: bytes, name: str, tables: Tables, depth: int) -> Iterator[Extracted | Unread]:
    kind = kind_of(name)
    if len(data) > kind.limit:
        raise InputError(f"too large: {len(data):,} bytes; at most {kind.limit:,} are read")
    if not data.strip():
        raise InputError("empty")
    for item in kind.reader(data, name, tables):
        if isinstance(item, Part):
            yield from _part(item, tables, depth + 1)
        else:
            yield item


def _part(part: Part, tables: Tables, depth: int) -> Iterator[Extracted | Unread]:
    """The reports of a file within a file, under its name."""
    if depth > MAX_DEPTH:
        yield Unread(part.name, f"it lies more than {MAX_DEPTH} files deep")
        return
    try:
        for item in _extract(part.data, part.name, tables, depth):
            place = f"{part.name}#{item.place}" if item.place else part.name
            if isinstance(item, Extracted):
                content = part.data if item.content is None else item.content
                yield replace(item, place=place, content=content)
            else:
                yield Unread(place, item.reason)
    except InputError as error:
        yield Unread(part.name, str(error))


def part_of(data: bytes, name: str, place: str, tables: Tables = NO_TABLES) -> tuple[str, bytes]:
    """The name and the bytes of a file within a file, by its place, "" for the file itself; raises `InputError` if there is none."""
    if not place:
        return name, data
    for item in kind_of(name).reader(data, name, tables):
        if isinstance(item, Part) and (place == item.name or place.startswith(f"{item.name}#")):
            return part_of(item.data, item.name, place[len(item.name) + 1 :], tables)
    raise InputError(f"no file {place!r} in it")
