"""What readers give: bytes and a name go in, these come out, one for each report, file or fault that a reader finds.

All are plain data, so that a reader may run in another process. Readers raise `InputError` where the whole file can't be read.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from kg.errors import InputError
from kg.model import Account
from kg.reading.columns import Tables
from kg.reading.metadata import UNKNOWN, Metadata

#: The longest text of one report, in characters; longer than any report, shorter than what stops a laptop.
MAX_TEXT = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """The text of one report, cleaned, with what its file says of it.

    `place` says where in the file it stands ("" for the whole of it), `pages` holds (offset, number) where each page begins,
    `row` counts from 1 as a spreadsheet does, `content` is the part of the file that it is made of (None: the whole file),
    `account` is given where the file itself holds claims. `notes` says what a reader should know of how it was read.
    """

    text: str
    metadata: Metadata = UNKNOWN
    place: str = ""
    pages: tuple[tuple[int, int], ...] = ()
    row: int | None = None
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    account: Account | None = None
    content: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Part:
    """A file within a file, such as an attachment or an archive's member: its name and its bytes."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a file that was not read, and why."""

    place: str
    reason: str


#: What a reader finds in a file.
Item = Extracted | Part | Unread


class Reader(Protocol):
    """Reads one kind of file: a pure function of its bytes, its name and the mappings of tables."""

    def __call__(self, data: bytes, name: str, tables: Tables) -> Iterator[Item]:
        """What is in the file; raises `InputError` if it can't be read as what its name says."""


def checked(text: str, empty: str = "no text") -> str:
    """A cleaned text without blank lines around it; raises `InputError` if it has no word or is too long.

    `empty` says what it means that there is no text.
    """
    text = text.strip("\n")
    if not text.strip():
        raise InputError(empty)
    if len(text) > MAX_TEXT:
        raise InputError(f"too long: {len(text):,} characters of text; at most {MAX_TEXT:,} are read")
    return text
