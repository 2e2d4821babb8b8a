"""Copies of a store: `backup` makes one that is a store itself, in a folder or a tar file, `restore` puts one in a store's place."""

import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from kg.errors import InputError, StoreError, StoreUnwritable, UsageError
from kg.retraction import Removed, forget, with_digest
from kg.store.base import Store
from kg.store.embedded import copy_snapshot, current_snapshot, put_in_place, reader, writer
from kg.store.manifest import damaged_files, read_manifest
from kg.store.oxigraph import store_error
from kg.store.tombstones import ERASURE, tombstones

#: Endings of backups that are one file.
ARCHIVES = (".tar", ".tar.gz", ".tgz")


def backup(folder: Path, out: Path) -> None:
    """Copy what a store last published to a new folder or tar file, complete or not at all; the copy is a store itself.

    Raises `UsageError` where something is there already, or where it would lie in the store itself.
    """
    if out.resolve().is_relative_to(folder.resolve()):
        raise UsageError(f"{out}: lies in the store itself, where it would be lost with it; choose another place")
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise UsageError(f"{out}: is there already; choose another name")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}.") as work:
            copy = Path(work, "kg-store")
            copy_snapshot(folder, copy)
            if out.name.endswith(ARCHIVES):
                archive = Path(work, "archive")
                with tarfile.open(archive, "w" if out.suffix == ".tar" else "w:gz") as file:
                    file.add(copy, copy.name)
                archive.replace(out)
            else:
                copy.replace(out)
    except OSError as error:
        raise store_error(str(out), error) from error


def restore(folder: Path, source: Path | None, when: datetime) -> None:
    """Put a backup in the place of a store, or of what is left of one; without a backup, what the store last published.

    What was forgotten in the store since stays forgotten, as far as the store can still tell. Raises `InputError` where the
    backup is damaged, `StoreLocked` while somebody writes to the store.
    """
    erased = _erased(folder)
    with _opened(source or folder) as copy:
        snapshot = current_snapshot(copy)
        manifest = read_manifest(snapshot)
        for line in damaged_files(snapshot, manifest) if manifest else ["its list of files is missing or damaged"]:
            raise InputError(f"{source or folder}: can't be restored from: {line}")
        put_in_place(folder, copy)
    with writer(folder) as store:
        back = _come_back(store, erased)
        if back:
            forget(store, back, when)
        else:
            store.publish()


def _come_back(store: Store, erased: set[str]) -> list[Removed]:
    return [item for digest in sorted(erased) for item in with_digest(store, digest)]


def _erased(folder: Path) -> set[str]:
    """The digests of the texts that were forgotten, as far as the store can be read."""
    try:
        with reader(folder) as store:
            return {digest for digest, kind in tombstones(store).items() if kind == ERASURE}
    except StoreError:
        return set()


@contextmanager
def _opened(source: Path) -> Iterator[Path]:
    """A backup as a folder; an archive is unpacked beside, and only what lies below its own folder."""
    if not source.is_file():
        yield source
        return
    with tempfile.TemporaryDirectory(prefix="kg-restore-") as work:
        try:
            with tarfile.open(source) as archive:
                archive.extractall(work, filter="data")
        except (tarfile.TarError, EOFError) as error:
            raise InputError(f"{source}: can't be read as a backup: {error}") from error
        except OSError as error:
            raise StoreUnwritable(f"{work}: {error.strerror or error}; nothing was restored") from error
        yield Path(work, "kg-store")
