"""What there is to read: paths go in, the files that hold reports come out, and each file becomes a `Report`."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import InputError
from kg.model import Report
from kg.reading.metadata import FILE_NAME, UNKNOWN, Metadata, read_metadata
from kg.reading.text import SUFFIXES, decode, read_bytes


@dataclass(frozen=True, slots=True)
class Source:
    """A file that holds one report, and what is known about its publication."""

    path: Path
    metadata: Metadata = UNKNOWN


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was not read, and why."""

    path: Path
    reason: str


def find_sources(paths: Iterable[Path], given: Metadata = UNKNOWN) -> Iterator[Source | Failure]:
    """The reports below some paths, each once, in the order of the paths and then of the names.

    A folder's `metadata.csv` is the list of what is read from it; without one, every report in it and in its folders is.
    A single file is described by its folder's list too, and by `given`, which goes before it. Links to folders and hidden files are left alone.
    """
    listed = cache(_listing)
    seen: set[Path] = set()
    for path in paths:
        for found in _folder(path) if path.is_dir() else iter([find_source(path, given, listed)]):
            resolved = found.path.resolve()
            if resolved not in seen:
                seen.add(resolved)
                yield found


def find_source(path: Path, given: Metadata, listed: Callable[[Path], Mapping[Path, Metadata]] | None = None) -> Source:
    """A single file as a source; what its folder's `metadata.csv` says of it holds where the user says nothing."""
    known = (listed or _listing)(path.parent)
    return Source(path, known.get(path.resolve(), UNKNOWN).updated(given))


def _listing(folder: Path) -> Mapping[Path, Metadata]:
    """What a folder's `metadata.csv` says of its files."""
    found = _listed(folder) if (folder / FILE_NAME).exists() else iter(())
    return {source.path.resolve(): source.metadata for source in found if isinstance(source, Source)}


def _folder(folder: Path) -> Iterator[Source | Failure]:
    if (folder / FILE_NAME).exists():
        yield from _listed(folder)
        return
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Failure(folder, f"can't be read: {error.strerror or error}")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            yield from _folder(entry)
        elif entry.suffix in SUFFIXES:
            yield Source(entry)


def _listed(folder: Path) -> Iterator[Source | Failure]:
    try:
        rows = list(read_metadata(folder))
    except InputError as error:
        yield Failure(folder / FILE_NAME, str(error))
        return
    root = folder.resolve()
    for name, metadata in rows:
        path = folder / name
        if path.resolve().is_relative_to(root):
            yield Source(path, metadata)
        else:
            yield Failure(path, f"listed in {FILE_NAME}, but outside its folder")


def read(source: Source) -> Report:
    """The report of a file; raises `InputError` with the reason why it can't be read."""
    if source.path.suffix not in SUFFIXES:
        ending = source.path.suffix or "a name without ending"
        raise InputError(f"no reader for {ending}; there are: {', '.join(sorted(SUFFIXES))}")
    return report_of(read_bytes(source.path), source.metadata, source.path)


def report_of(data: bytes, known: Metadata, path: Path) -> Report:
    """The report that some bytes hold; raises `InputError` if they are no text or the metadata makes no sense."""
    known.check()
    text = decode(data)
    return Report(
        identifier=known.identifier or path.stem,
        text=text,
        title=known.title or next(line.strip() for line in text.splitlines() if line.strip()),
        published=known.day,
        publisher=known.publisher,
        url=known.url,
        language=known.language,
        genre=known.genre,
        path=path,
        digest=hashlib.sha256(data).hexdigest(),
    )
