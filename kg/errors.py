"""The family of errors that `kg` raises, and the exit code of each.

KgError
 ├─ UsageError           2   the command, a parameter or a setting makes no sense
 ├─ InputError           3   a report, account, query, shape or RDF file can't be read as what it should be
 ├─ StoreError           4   the store can't be used
 │   ├─ StoreLocked          another process is writing to it
 │   ├─ NotAStore            the folder is something else, or nothing
 │   ├─ StoreDamaged         the database says that its files are broken
 │   └─ StoreUnwritable      no permission, or no space left
 ├─ RemoteError          5   a server failed or answered nonsense
 │   └─ Unfinished           it did so in the middle of a build
 └─ LimitExceeded        6   a limit of time or size was hit

A message is one line: the thing, the reason and, where there is one, the way out. Exit code 0 means done, 1 means done
with findings (of `kg validate`), 130 means interrupted by the user.
"""

from pathlib import Path
from typing import ClassVar


class KgError(Exception):
    """Base of every error that `kg` raises on purpose; catch it to catch them all."""

    exit_code: ClassVar[int] = 1


class UsageError(KgError):
    """The command, a parameter or a setting makes no sense."""

    exit_code = 2


class InputError(KgError):
    """A report, account, query, shape or RDF file can't be read as what it should be."""

    exit_code = 3


class StoreError(KgError):
    """The store can't be used."""

    exit_code = 4


class StoreLocked(StoreError):
    """Another process is writing to the store."""


class NotAStore(StoreError):
    """The folder is not a store of `kg`."""


class StoreDamaged(StoreError):
    """The database says that its files are broken."""


class StoreUnwritable(StoreError):
    """The store can't be written: no permission, or no space left."""


class RemoteError(KgError):
    """A server failed or answered nonsense."""

    exit_code = 5


class Unfinished(RemoteError):
    """A server failed in the middle of a build; `left` are the files of which something may not be stored yet."""

    def __init__(self, message: str, left: tuple[Path, ...] = ()) -> None:
        super().__init__(message)
        self.left = left


class LimitExceeded(KgError):
    """A limit of time or size was hit."""

    exit_code = 6
