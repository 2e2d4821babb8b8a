"""Plain text and Markdown files: a file goes in, its cleaned text comes out, or one clear reason why not."""

import stat
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from kg.errors import InputError
from kg.reading.clean import clean_text

#: File endings that are read as text.
SUFFIXES = frozenset({".txt", ".md"})

#: The largest file that is read, in bytes; longer than any report, shorter than what stops a laptop.
MAX_BYTES = 5_000_000

_BINARY = "binary data, not text"


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file; raises `InputError` if it is missing, unreadable, empty, too large or no plain file."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise InputError("not a regular file")
        if status.st_size > MAX_BYTES:
            raise InputError(f"too large: {status.st_size:,} bytes; at most {MAX_BYTES:,} are read")
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError("no such file") from None
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror or error}") from error
    if not data.strip():
        raise InputError("empty")
    return data


def decode(data: bytes) -> str:
    """The cleaned text of UTF-8 bytes; raises `InputError` for binary data, another encoding or a text without a word."""
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if b"\x00" in data and not data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            raise InputError(_BINARY) from None
        raise InputError(f"not UTF-8 text (byte {error.start:,}); save it as UTF-8") from None
    if "\x00" in decoded:
        raise InputError(_BINARY)
    text = clean_text(decoded).text
    if not text.strip():
        raise InputError("empty")
    return text
