"""Plain text and Markdown files: a file goes in, its cleaned text comes out, or one clear reason why not."""

import hashlib
import stat
from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError
from kg.reading.clean import clean_text, deceiving
from kg.reading.columns import Tables
from kg.reading.encoding import Decoded, decode_bytes
from kg.reading.extracted import Extracted

#: The largest text file that is read, in bytes; longer than any report, shorter than what stops a laptop.
MAX_BYTES = 5_000_000


def file_digest(path: Path, limit: int = MAX_BYTES) -> str:
    """The SHA-256, in hex, of the bytes of a file that `read_bytes` would read; raises `InputError` as that does."""
    return hashlib.sha256(read_bytes(path, limit)).hexdigest()


def read_bytes(path: Path, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a regular file; raises `InputError` if it is missing, unreadable, empty, too large or no plain file."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputError("not a regular file")
        if status.st_size > limit:
            raise InputError(f"too large: {status.st_size:,} bytes; at most {limit:,} are read")
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError("no such file") from None
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror or error}") from error
    if not data.strip():
        raise InputError("empty")
    return data


def decode(data: bytes) -> str:
    """The cleaned text of some bytes; raises `InputError` for binary data, an encoding that can't be told or no word at all."""
    return _cleaned(data)[0]


def read(data: bytes, name: str, tables: Tables) -> Iterator[Extracted]:  # noqa: ARG001 - as every reader
    """The one report of a text file, its offsets those of the whole file once cleaned."""
    text, decoded = _cleaned(data)
    yield Extracted(text=text, encoding=decoded.encoding, notes=(*decoded.notes, *deceiving(decoded.text)))


def _cleaned(data: bytes) -> tuple[str, Decoded]:
    decoded = decode_bytes(data)
    text = clean_text(decoded.text).text
    if not text.strip():
        raise InputError("empty")
    return text, decoded
