"""A store in a folder: `writer` makes or opens it for writing, `reader` opens what was last published.

FOLDER/kg-store.json    what it is: version of the layout, base IRI
FOLDER/kg.lock          locked while someone writes, and by whom
FOLDER/live/            the database, which only the writer opens
FOLDER/snapshots/N/     copies (hard links), each as it was when published, with a list of its files
FOLDER/current          a link to the snapshot that readers open, swapped in one step
FOLDER/purge            there while deleted words are being removed from every file
FOLDER/live.new/        the database that is to take the place of `live/`, and
FOLDER/live.old/        the one whose place was taken; both only while that happens

Readers never open the live database: the engine calls that undefined, and one in six such openings fails.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import IO, ClassVar

from pyoxigraph import RdfFormat
from pyoxigraph import Store as Database

from kg.errors import NotAStore, StoreDamaged, StoreError, StoreLocked, UsageError
from kg.store.base import checked_base
from kg.store.manifest import NAME as MANIFEST
from kg.store.manifest import write_manifest
from kg.store.oxigraph import OxigraphStore, in_utf8, store_error
from kg.terms import DEFAULT_BASE

MARKER = "kg-store.json"
LOCK = "kg.lock"
LIVE = "live"
SNAPSHOTS = "snapshots"
CURRENT = "current"
PURGE = "purge"
NEW = "live.new"
OLD = "live.old"

#: Lines that are loaded together when a database is written anew.
LINES = 50_000

#: Quads from which on what was loaded is merged with the rest, if it is a quarter of the store or more.
MERGED = 500_000

#: Version of the layout of the folder.
FORMAT = 1

# What a writer that died while making a store may leave in a folder that is still no store.
_BEGINNINGS = {LOCK, f"{MARKER}.new"}


class EmbeddedReader(OxigraphStore):
    """A published snapshot of a store, as it was when opened; it stays readable whatever a writer does meanwhile."""

    def __init__(self, folder: Path, base: str) -> None:
        """Open the snapshot that is current."""
        path, descriptor = _hold_current(folder)
        self._held: int | None = descriptor
        try:
            database = Database.read_only(str(path))
        except (OSError, RuntimeError) as error:
            os.close(descriptor)
            raise store_error(str(folder), error) from error
        super().__init__(database, base, str(folder))

    def close(self) -> None:
        """Let go of the snapshot, so that a writer may remove it."""
        if self._held is not None:
            del self._database
            os.close(self._held)
            self._held = None


class EmbeddedWriter(OxigraphStore):
    """A store opened for writing, by one process at a time."""

    # The larger the chunks, the fewer the files that the database has to merge.
    largest: ClassVar[int] = 80_000_000

    def __init__(self, folder: Path, base: str, lock: IO[str]) -> None:
        """Open the live database and finish what a writer that died had begun; the lock is held until `close`."""
        _settle(folder)
        super().__init__(_live(folder), base, str(folder))
        self._folder = folder
        self._lock = lock
        self._loaded = 0
        if (folder / PURGE).exists():
            self.purge()

    def load(self, chunks: Iterable[str | bytes]) -> None:
        """See `Store.load`; each chunk is on the disk before the next is asked for."""
        for chunk in map(in_utf8, chunks):
            super().load([chunk])
            self._loaded += chunk.count(b"\n")
            with self._errors():
                self._database.flush()

    def publish(self) -> None:
        """Write everything to the disk, copy it beside and let readers see the copy from now on.

        Each chunk that was loaded lies in files of its own, and a query looks into all of them. Many new chunks are merged, which
        takes an eighth of the time of loading and halves that of most queries.
        """
        with self._errors():
            quads = self.count()
            if self._loaded >= max(MERGED, quads // 4):
                self._database.optimize()
                self._loaded = 0
            self._database.flush()
            snapshots = self._folder / SNAPSHOTS
            snapshots.mkdir(exist_ok=True)
            last = max(_numbers(snapshots), default=0)
            name = str(last + 1)
            self._database.backup(str(snapshots / name))
            write_manifest(snapshots / name, quads)
            _swap(self._folder, Path(SNAPSHOTS, name))
            self._remove_old(snapshots)

    def demand_purge(self) -> None:
        """See to it that `purge` is done, if not by this writer then when the store is next opened for writing."""
        with self._errors():
            (self._folder / PURGE).touch()

    def purge(self) -> None:
        """Leave nothing in the folder of what was deleted: write a new database, publish it, and remove all old files.

        The engine keeps the text of deleted quads in its files, and each snapshot has them. Readers that have an old snapshot
        open keep it until they close it, but nobody can open it any more.
        """
        self.demand_purge()
        with self._errors():
            new = Database(str(self._folder / NEW))
            for chunk in _chunks(f"{quad} .\n" for quad in self._database):
                new.bulk_load(chunk, RdfFormat.N_QUADS)
            new.flush()
            del new, self._database
            (self._folder / LIVE).rename(self._folder / OLD)
            _settle(self._folder)
            self._database = _live(self._folder)
            self.publish()
            snapshots = self._folder / SNAPSHOTS
            for number in sorted(_numbers(snapshots))[:-1]:
                shutil.rmtree(snapshots / str(number))
            (self._folder / PURGE).unlink()

    def close(self) -> None:
        """Close the database and release the lock."""
        if self._lock.closed:
            return
        self.__dict__.pop("_database", None)  # after a purge that failed there is none
        self._lock.truncate(0)
        self._lock.close()

    def _remove_old(self, snapshots: Path) -> None:
        """Remove what no reader has open; the last but one stays for those who are just opening it."""
        for number in sorted(_numbers(snapshots))[:-2]:
            path = snapshots / str(number)
            descriptor = os.open(path, os.O_RDONLY)
            with suppress(BlockingIOError):
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(path, ignore_errors=True)
            os.close(descriptor)


def writer(path: Path, base: str | None = None) -> EmbeddedWriter:
    """Open a store for writing, or make one in a new or empty folder; `base` is the IRI below which its instances lie.

    Raises `NotAStore` for a folder that is something else, `UsageError` for a base that is not the store's,
    `StoreLocked` while another process writes, `StoreDamaged`, and `StoreUnwritable` for want of permission or space.
    """
    wanted = None if base is None else checked_base(base)
    if path.exists() and not path.is_dir():
        raise NotAStore(f"{path}: is a file; a store is a folder")
    try:
        path.mkdir(parents=True, exist_ok=True)
        _refuse_others(path)
        lock = _lock(path)
        try:
            return EmbeddedWriter(path, _agreed_base(path, wanted), lock)
        except BaseException:
            lock.close()
            raise
    except OSError as error:
        raise store_error(str(path), error) from error


def reader(path: Path) -> EmbeddedReader:
    """Open what a store last published, for reading; a read-only folder will do.

    Raises `NotAStore` where there is none, `StoreDamaged` where its files are broken.
    """
    current_snapshot(path)
    return EmbeddedReader(path, _base_of(path))


def _live(folder: Path) -> Database:
    """The live database, opened for writing."""
    try:
        database = Database(str(folder / LIVE))
    except (OSError, RuntimeError) as error:
        raise store_error(str(folder), error) from error
    for log in (folder / LIVE).glob("LOG.old.*"):
        log.unlink()  # the engine keeps a thousand of them
    return database


def _settle(folder: Path) -> None:
    """Put a new live database in its place if it was complete, which it was if the old one is out of the way; remove the rest.

    A backup has no live database; what it holds becomes that.
    """
    if not (folder / LIVE).exists() and (folder / OLD).exists() and (folder / NEW).exists():
        (folder / NEW).rename(folder / LIVE)
    if not (folder / LIVE).exists() and (folder / CURRENT).exists():
        shutil.rmtree(folder / NEW, ignore_errors=True)
        shutil.copytree((folder / CURRENT).resolve(), folder / NEW, ignore=shutil.ignore_patterns(MANIFEST))
        (folder / NEW).rename(folder / LIVE)
    for leftover in (NEW, OLD):
        shutil.rmtree(folder / leftover, ignore_errors=True)


def _chunks(lines: Iterable[str]) -> Iterator[str]:
    """Lines joined into texts of a size that the database loads well."""
    iterator = iter(lines)
    while chunk := "".join(islice(iterator, LINES)):
        yield chunk


def snapshot_reader(path: Path) -> OxigraphStore:
    """Open one snapshot of a store, `FOLDER/snapshots/N`, current or not; raises `NotAStore` where there is none."""
    folder = path.parent.parent
    if not (folder / MARKER).exists() or not path.is_dir():
        raise NotAStore(f"{path}: there is no snapshot of a store")
    try:
        return OxigraphStore(Database.read_only(str(path)), _base_of(folder), str(path))
    except (OSError, RuntimeError) as error:
        raise store_error(str(path), error) from error


def current_snapshot(folder: Path) -> Path:
    """The folder of what a store last published; raises `NotAStore` where there is none."""
    if not (folder / MARKER).exists():
        raise NotAStore(f"{folder}: there is no store; make one with kg build PATH… --store {folder}")
    if not (folder / CURRENT).exists():
        raise NotAStore(f"{folder}: no build has come to its end here yet; run kg build again")
    return (folder / CURRENT).resolve()


@contextmanager
def live_reader(folder: Path) -> Iterator[OxigraphStore | None]:
    """The live database as the next writer will find it, locked against writers; None while one is at work."""
    try:
        lock = _lock(folder)
    except StoreLocked:
        yield None
        return
    try:
        yield OxigraphStore(Database.read_only(str(folder / LIVE)), _base_of(folder), str(folder / LIVE))
    except (OSError, RuntimeError) as error:
        raise store_error(str(folder / LIVE), error) from error
    finally:
        lock.truncate(0)
        lock.close()


def copy_snapshot(folder: Path, target: Path) -> None:
    """Make a new store in a new folder, with what another one last published."""
    _base_of(folder)
    current_snapshot(folder)
    snapshot, descriptor = _hold_current(folder)
    try:
        shutil.copytree(snapshot, target / SNAPSHOTS / "1")
        shutil.copyfile(folder / MARKER, target / MARKER)
        _swap(target, Path(SNAPSHOTS, "1"))
    finally:
        os.close(descriptor)


def put_in_place(folder: Path, source: Path) -> None:
    """Let what one store last published become the live database of another, or of a new one, in one step.

    Raises `NotAStore` for a folder that is something else, `StoreLocked` while another process writes.
    """
    base = _base_of(source)
    snapshot, descriptor = _hold_current(source)
    try:
        with _claimed(folder):
            _settle(folder)
            shutil.copytree(snapshot, folder / NEW, ignore=shutil.ignore_patterns(MANIFEST))
            _write(folder / MARKER, json.dumps({"format": FORMAT, "base": base}, indent=2) + "\n")
            if (folder / LIVE).exists():
                (folder / LIVE).rename(folder / OLD)
            (folder / NEW).rename(folder / LIVE)
            _settle(folder)
    except OSError as error:
        raise store_error(str(folder), error) from error
    finally:
        os.close(descriptor)


@contextmanager
def _claimed(path: Path) -> Iterator[None]:
    """A folder that is a store or may become one, locked for writing."""
    if path.exists() and not path.is_dir():
        raise NotAStore(f"{path}: is a file; a store is a folder")
    path.mkdir(parents=True, exist_ok=True)
    _refuse_others(path)
    lock = _lock(path)
    try:
        yield
    finally:
        lock.truncate(0)
        lock.close()


def _refuse_others(path: Path) -> None:
    if not (path / MARKER).exists() and {entry.name for entry in path.iterdir()} - _BEGINNINGS:
        raise NotAStore(f"{path}: holds other files and no store; choose a new or empty folder with --store")


def _agreed_base(folder: Path, wanted: str | None) -> str:
    """The base that a store remembers; a new store remembers the wanted one."""
    if not (folder / MARKER).exists():
        base = wanted or DEFAULT_BASE
        _write(folder / MARKER, json.dumps({"format": FORMAT, "base": base}, indent=2) + "\n")
        return base
    base = _base_of(folder)
    if wanted not in (None, base):
        raise UsageError(f"{folder}: its base is {base}, not {wanted}; leave --base out, or build another store")
    return base


def _base_of(folder: Path) -> str:
    try:
        marker = json.loads((folder / MARKER).read_text(encoding="utf-8"))
        version, base = marker["format"], marker["base"]
    except (ValueError, KeyError, TypeError) as error:
        raise StoreDamaged(f"{folder / MARKER}: can't be read; remove the folder and run kg build again") from error
    except OSError as error:
        raise store_error(str(folder), error) from error
    if version != FORMAT:
        raise StoreError(
            f"{folder}: has layout {version}, this kg reads layout {FORMAT}; use the kg that made it, or build again"
        )
    return str(base)


def _lock(folder: Path) -> IO[str]:
    """Lock the folder for writing; the system releases the lock when its holder ends, however that comes about."""
    lock = (folder / LOCK).open("a+", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        holder = lock.read().strip() or "another process"
        lock.close()
        raise StoreLocked(f"{folder}: {holder} is writing to it; wait for its end") from None
    since = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    lock.truncate(0)
    lock.write(f"process {os.getpid()} on {os.uname().nodename} (since {since})\n")
    lock.flush()
    return lock


def _hold_current(folder: Path) -> tuple[Path, int]:
    """The current snapshot and a descriptor that keeps writers from removing it."""
    while True:
        path = (folder / CURRENT).resolve()
        try:
            descriptor = os.open(path, os.O_RDONLY)
        except OSError as error:
            if (folder / CURRENT).resolve() != path:
                continue  # removed since, and a newer one published before that
            raise store_error(str(folder), error) from error
        if _share(descriptor) and path.exists():
            return path, descriptor
        os.close(descriptor)


def _share(descriptor: int) -> bool:
    """Lock a snapshot against its removal; False if a writer is just removing it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a file system without locks: that the last but one is kept must do
    return True


def _numbers(snapshots: Path) -> list[int]:
    return [int(entry.name) for entry in snapshots.iterdir() if entry.name.isdigit()]


def _swap(folder: Path, target: Path) -> None:
    """Point `current` somewhere else in one step."""
    link = folder / f"{CURRENT}.new"
    link.unlink(missing_ok=True)
    link.symlink_to(target)
    link.replace(folder / CURRENT)


def _write(path: Path, text: str) -> None:
    """Write a small file so that it is there as a whole or not at all."""
    new = path.with_name(f"{path.name}.new")
    new.write_text(text, encoding="utf-8")
    new.replace(path)
