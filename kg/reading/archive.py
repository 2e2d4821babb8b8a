"""Archives: a ZIP, TAR or GZ file's bytes go in, the files in it come out, unpacked in memory and never onto the disk.

A member's name is only a name: no path of it is opened. What would unpack to far more than it is, is refused before or while it
is unpacked.
"""

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from kg.errors import InputError
from kg.reading.clean import clean_text
from kg.reading.columns import Tables
from kg.reading.extracted import Item, Part, Unread
from kg.reading.kinds import is_read

#: How many members an archive may have.
MAX_MEMBERS = 20_000

#: How large one member may be, and all of them together, in bytes.
MAX_MEMBER = 64_000_000
MAX_TOTAL = 512_000_000

#: How many times its size a member may unpack to; small ones may, since they can do no harm.
MAX_RATIO = 200
HARMLESS = 1_000_000

_CHUNK = 1_000_000


def read(data: bytes, name: str, tables: Tables) -> Iterator[Item]:  # noqa: ARG001 - as every reader
    """The files in an archive that are of a kind that is read, in the order of their names; the others are left alone."""
    lower = name.lower()
    if lower.endswith(".zip"):
        yield from _zip(data)
    elif lower.endswith((".tar", ".tar.gz", ".tgz")):
        yield from _tar(data if lower.endswith(".tar") else _gunzipped(data, MAX_TOTAL))
    else:
        yield Part(PurePosixPath(name).stem, _gunzipped(data, MAX_MEMBER))


def check_zip(data: bytes) -> zipfile.ZipFile:
    """A ZIP file that is safe to unpack; raises `InputError` if it is broken, or is made to unpack to very much."""
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise InputError(f"can't be unpacked: {error}") from error
    members = file.infolist()
    if len(members) > MAX_MEMBERS:
        raise InputError(f"too many members: {len(members):,}; at most {MAX_MEMBERS:,} are read")
    _check_size(sum(member.file_size for member in members), len(data), MAX_TOTAL)
    return file


def unpacked(file: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """One member of a ZIP file; raises `InputError` if it is broken, locked or too large."""
    _check_size(member.file_size, member.compress_size, MAX_MEMBER)
    if member.flag_bits & 1:
        raise InputError("locked by a password")
    try:
        return file.read(member)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise InputError(f"can't be unpacked: {error}") from error


def _check_size(size: int, packed: int, most: int) -> None:
    if size > most:
        raise InputError(f"unpacks to {size:,} bytes; at most {most:,} are read")
    if size > HARMLESS and size > MAX_RATIO * packed:
        raise InputError(f"unpacks to more than {MAX_RATIO} times its size, as bombs do")


def _zip(data: bytes) -> Iterator[Item]:
    file = check_zip(data)
    for member in sorted(file.infolist(), key=lambda member: member.filename):
        if member.filename.endswith("/") or not _is_wanted(member.filename):  # `is_dir` fails where there is no name
            continue
        try:
            yield Part(_plain(member.filename), unpacked(file, member))
        except InputError as error:
            yield Unread(_plain(member.filename), str(error))


def _tar(data: bytes) -> Iterator[Item]:
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as file:
            members = file.getmembers()
            if len(members) > MAX_MEMBERS:
                raise InputError(f"too many members: {len(members):,}; at most {MAX_MEMBERS:,} are read")
            for member in sorted(members, key=lambda member: member.name):
                if not _is_wanted(member.name) or member.isdir():
                    continue
                if not member.isreg() or member.issparse():
                    yield Unread(_plain(member.name), "no plain file")
                    continue
                stream = file.extractfile(member)
                yield Part(_plain(member.name), stream.read() if stream else b"")
    except (tarfile.TarError, EOFError, OSError, ValueError, OverflowError) as error:
        raise InputError(f"can't be unpacked: {error}") from error


def _gunzipped(data: bytes, most: int) -> bytes:
    """The bytes that were packed, unpacked piece by piece so that a bomb is noticed while it is small."""
    parts: list[bytes] = []
    size = 0
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            while part := file.read(_CHUNK):
                parts.append(part)
                size += len(part)
                _check_size(size, len(data), most)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"can't be unpacked: {error}") from error
    return b"".join(parts)


def _is_wanted(name: str) -> bool:
    """Whether a member is of a kind that is read, and is no hidden file or what other systems put beside the files."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return is_read(name) and not any(part == "__MACOSX" or (part.startswith(".") and part not in (".", "..")) for part in parts)


def _plain(name: str) -> str:
    """A member's name as it is shown: without hidden characters, roots and ways up."""
    parts = PurePosixPath(clean_text(name.replace("\\", "/")).text.replace("\n", " ")).parts
    return "/".join(part for part in parts if part not in ("/", ".", "..")) or "unnamed"
