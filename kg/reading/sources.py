"""What there is to read: paths go in, the files that hold reports come out, and each file becomes one `Report` or several."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from os.path import exists, isdir, lexists
from pathlib import Path, PurePosixPath

from kg.errors import InputError
from kg.model import Account, Report
from kg.reading.columns import NO_TABLES, Tables
from kg.reading.extracted import Extracted, Unread
from kg.reading.kinds import KINDS, extract, is_read, kind_of
from kg.reading.language import language_of
from kg.reading.listing import FILE_NAME, read_metadata
from kg.reading.metadata import UNKNOWN, Metadata
from kg.reading.text import read as read_plain
from kg.reading.text import read_bytes

#: How deep folders may lie within folders.
MAX_FOLDERS = 100

#: The files by which a store and its copies are told from other folders.
STORE_MARKERS = ("kg-store.json", "kg-snapshot.json")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that holds reports, what is known about their publication, and how tables are to be read."""

    path: Path
    metadata: Metadata = UNKNOWN
    tables: Tables = NO_TABLES


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was not read, and why."""

    path: Path
    reason: str


def find_sources(paths: Iterable[Path], given: Metadata = UNKNOWN, tables: Tables = NO_TABLES) -> Iterator[Source | Failure]:
    """The files with reports below some paths, each once, in the order of the paths and then of the names.

    A folder's `metadata.csv` is the list of what is read from it; without one, every report in it and in its folders is.
    A single file is described by its folder's list too, and by `given`, which goes before it. Links to
    folders and hidden files are left alone; a link to a file outside the folder is not followed.
    """
    listed = cache(_listing)
    seen: set[Path] = set()
    for path in paths:
        for found in _folder(path) if path.is_dir() else iter([find_source(path, given, listed)]):
            resolved = _resolved(found.path)
            if resolved not in seen:
                seen.add(resolved)
                yield replace(found, tables=tables) if isinstance(found, Source) else found


def find_source(path: Path, given: Metadata, listed: Callable[[Path], Mapping[Path, Metadata]] | None = None) -> Source:
    """A single file as a source; what its folder's `metadata.csv` says of it holds where the user says nothing."""
    known = (listed or _listing)(path.parent)
    return Source(path, known.get(_resolved(path), UNKNOWN).updated(given))


def _listing(folder: Path) -> Mapping[Path, Metadata]:
    """What a folder's `metadata.csv` says of its files."""
    found = _listed(folder) if (folder / FILE_NAME).exists() else iter(())
    return {_resolved(source.path): source.metadata for source in found if isinstance(source, Source)}


def _folder(folder: Path, root: Path | None = None, depth: int = 0) -> Iterator[Source | Failure]:
    root = root or folder.resolve()
    try:
        entries = sorted(folder.iterdir())
        listed = (folder / FILE_NAME).exists()
    except OSError as error:
        yield Failure(folder, f"can't be read: {error.strerror or error}")
        return
    if is_store(folder):
        return
    if listed:
        yield from _listed(folder)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and not entry.is_symlink():
            deeper = depth < MAX_FOLDERS
            yield from _folder(entry, root, depth + 1) if deeper else [Failure(entry, f"more than {MAX_FOLDERS} folders deep")]
        elif is_read(entry.name) and not is_account(entry):
            yield _inside(entry, root)


def _inside(path: Path, root: Path) -> Source | Failure:
    """A file of a folder as a source, unless it is a link that leads out of the folder that was given."""
    if path.is_symlink() and not _resolved(path).is_relative_to(root):
        return Failure(path, "a link to a file outside the folder; give that file itself")
    return Source(path)


def is_store(folder: Path) -> bool:
    """Whether a folder is a store, or a snapshot or backup of one, in which there are no reports."""
    return any((folder / marker).exists() for marker in STORE_MARKERS)


def _resolved(path: Path) -> Path:
    """The path without links; of a link that goes round, the path as it is."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def is_account(path: Path) -> bool:
    """Whether a JSON file stands beside a report of its name, so that it is the report's hand-made account."""
    others = (path.with_suffix(ending) for ending in KINDS if ending != ".json")
    return path.suffix == ".json" and any(exists(other) for other in others)  # noqa: PTH110 - says no to a name too long to be


def _listed(folder: Path) -> Iterator[Source | Failure]:
    try:
        rows = list(read_metadata(folder))
    except InputError as error:
        yield Failure(folder / FILE_NAME, str(error))
        return
    root = folder.resolve()
    for name, metadata in rows:
        path = folder / name
        if _resolved(path).is_relative_to(root):
            yield Source(path, metadata)
        else:
            yield Failure(path, f"listed in {FILE_NAME}, but outside its folder")


@dataclass(frozen=True, slots=True)
class Found:
    """One report of a file, with what the ledger records of its reading and, where the file holds them, its claims.

    `place` says where in the file the report stands, "" for the whole of it.
    """

    report: Report
    place: str = ""
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    account: Account | None = None


def read(source: Source) -> Report:
    """The one report of a file; raises `InputError` with the reason why it can't be read, or if it holds several."""
    found = list(islice(read_all(source), 2))
    if len(found) > 1:
        raise InputError("holds several reports; kg build reads them all")
    if isinstance(found[0], Failure):
        raise InputError(found[0].reason)
    return found[0].report


def read_all(source: Source) -> Iterator[Found | Failure]:
    """The reports of a file, and the parts of it that can't be read; raises `InputError` if nothing of it can.

    A pure function of the file's bytes and of what is known about it, so that it may run in another process.
    """
    source.metadata.check()
    if isdir(source.path):  # noqa: PTH112 - as below
        raise InputError("a folder, not a file")
    if not lexists(source.path):
        raise InputError("no such file")
    kind = kind_of(source.path.name)
    data = read_bytes(source.path, kind.limit)
    empty = True
    for item in extract(data, source.path.name, source.tables):
        empty = False
        if isinstance(item, Unread):
            yield Failure(Path(f"{source.path}#{item.place}"), item.reason)
        else:
            yield _found(item, source, data)
    if empty:
        raise InputError("no report in it")


def _found(item: Extracted, source: Source, data: bytes) -> Found | Failure:
    """A reader's text as a report; what the user says of the file goes before what the file says of itself."""
    known = source.metadata
    if item.place:
        known = replace(known, identifier=known.identifier and f"{known.identifier}-{item.place}", title=None, url=None)
    own, notes = _usable(item.metadata, language_of(item.text))
    content = data if item.content is None else item.content
    try:
        report = report_of(item, own.updated(known), source.path, content)
    except InputError as error:
        return Failure(Path(f"{source.path}#{item.place}" if item.place else source.path), str(error))
    return Found(report, item.place, item.encoding, (*item.notes, *notes), item.account)


def _usable(metadata: Metadata, language: str | None) -> tuple[Metadata, tuple[str, ...]]:
    """What a document says of itself without what makes no sense, and a note on each thing left out.

    The language that its text is surely in goes before the one it claims, which is often that of a template.
    """
    notes = []
    if language and metadata.language and metadata.language.split("-")[0] != language:
        notes.append(f"it says that its language is {metadata.language}, but its text is {language}")
    metadata = replace(metadata, language=language or metadata.language)
    for name in ("published", "url", "genre"):
        one = Metadata(**{name: getattr(metadata, name)})
        try:
            one.check()
        except InputError as error:
            notes.append(f"left out: {error}")
            metadata = replace(metadata, **{name: None})
    return metadata, tuple(notes)


def readable(name: str) -> str:
    """A name of a file as text: bytes of it that are no UTF-8 stand as `\\xff`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def report_of(item: Extracted, known: Metadata, path: Path, content: bytes) -> Report:
    """The report that a reader's text is, with all that is known; raises `InputError` if the metadata makes no sense."""
    known.check()
    name = f"{path.stem}-{PurePosixPath(item.place).name}" if item.place else path.stem
    return Report(
        identifier=known.identifier or readable(name),
        text=item.text,
        title=known.title or next(line.strip() for line in item.text.splitlines() if line.strip()),
        published=known.day,
        publisher=known.publisher,
        url=known.url,
        language=known.language,
        genre=known.genre,
        path=path,
        digest=hashlib.sha256(content).hexdigest(),
        pages=item.pages,
        row=item.row,
    )


def read_text(data: bytes, known: Metadata, path: Path) -> Report:
    """The report that some bytes of text hold; raises `InputError` if they are no text or the metadata makes no sense."""
    known.check()
    found = _found(next(read_plain(data, path.name, NO_TABLES)), Source(path, known), data)
    if isinstance(found, Failure):
        raise InputError(found.reason)
    return found.report
