"""The form of a shard's file: blocks of N-Quads, one a report, each below a comment that says which; gzip, the same bytes for the same blocks.

    # {"file": "reports/a.txt", "path": "reports/a.txt", "report": "https://…", "digest": "…", "options": "text", "text": "…"}
    <…> <…> <…> <…> .

Any program that reads N-Quads passes over the comments. They are what the ledger records, so that loading need not take the quads apart.
"""

import gzip
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, TypeAlias

from kg.errors import InputError, UsageError

#: Bytes that are unpacked at a time.
_PIECE = 1_000_000

_MARK = b"# "


@dataclass(frozen=True, slots=True)
class ReportBlock:
    """A report: its file, what the ledger records of it, the SHA-256 of its text in hex, and whether it failed, so that it has no quads."""

    file: str
    path: str
    report: str
    digest: str
    options: str
    text: str
    failed: bool = False


@dataclass(frozen=True, slots=True)
class FileBlock:
    """The end of a file of which all is in order: its path, and the digest of all that its reports depend on. It has no quads."""

    file: str
    inspected: str


Block: TypeAlias = ReportBlock | FileBlock


def write_blocks(path: Path, blocks: Iterable[tuple[Block, str]]) -> None:
    """Write blocks and their N-Quads text, so that the file is there as a whole or not at all.

    Raises `UsageError` where it can't be written.
    """
    with whole(path) as file, gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
        for block, quads in blocks:
            packed.write(b"%b%b\n%b" % (_MARK, json.dumps(asdict(block)).encode(), quads.encode()))


def read_blocks(path: Path) -> Iterator[tuple[Block, bytes]]:
    """The blocks of a file with their N-Quads in UTF-8, one by one; raises `InputError` where it is none."""
    try:
        with gzip.open(path, "rb") as file:
            for text in _split(file):
                head, _, quads = text.partition(b"\n")
                yield _block(json.loads(head)), quads + b"\n" if quads else b""
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: is no shard of kg: {' '.join(str(error).split())}") from error


def _split(file: gzip.GzipFile) -> Iterator[bytes]:
    """The texts of blocks, without marks and last line ends. Only a mark begins a line with `#`: literals escape their line breaks."""
    rest = b"\n"
    while piece := file.read(_PIECE):
        *done, rest = (rest + piece).split(b"\n" + _MARK)
        yield from filter(None, done)
    if last := rest.strip(b"\n"):
        yield last


def _block(said: dict[str, Any]) -> Block:
    return FileBlock(**said) if "inspected" in said else ReportBlock(**said)


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes the place of an older one once it is complete and on the disk; raises `UsageError` where that fails."""
    new = path.with_name(f".{path.name}.{os.uname().nodename}.{os.getpid()}.new")
    try:
        with new.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException as error:
        with suppress(OSError):
            new.unlink()
        if isinstance(error, OSError):
            raise UsageError(f"{path}: can't be written: {error.strerror or error}") from error
        raise
