"""From a report's text back into the bytes that it was read from: a file and passages go in, ranges of bytes come out.

They are known exactly where the text is that of the file, cleaned: for text files, also those within archives and mails.
"""

import codecs
import hashlib
from collections.abc import Iterable
from pathlib import Path

from kg.errors import InputError
from kg.model import Passage
from kg.reading.clean import clean_text
from kg.reading.encoding import Decoded, decode_bytes
from kg.reading.kinds import kind_of, part_of
from kg.reading.text import read_bytes

_MARKS = {
    "utf-8": ((codecs.BOM_UTF8, "utf-8"),),
    "utf-16": ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")),
    "utf-32": ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")),
}


def byte_ranges(path: Path, place: str, digest: str, passages: Iterable[Passage]) -> tuple[tuple[int, int], ...]:
    """Where passages of a report's text stand in the bytes of its file: (start, end), end exclusive.

    `place` is where in the file the report stands, "" for the whole of it; the ranges are then those of that part. `digest` is the
    SHA-256 of the report's text in hex. Empty where the bytes can't be told, or the file is no longer the one that was read.
    """
    try:
        data = read_bytes(path, kind_of(path.name).limit)
        name, content = part_of(data, path.name, place)
        if kind_of(name).name != "text":
            return ()
        decoded = decode_bytes(content)
    except InputError:
        return ()
    clean = clean_text(decoded.text)
    begin = _beginning(content, decoded)
    if begin is None or hashlib.sha256(clean.text.encode()).hexdigest() != digest:
        return ()
    mark, codec = begin

    def bytes_before(offset: int) -> int:
        original = len(decoded.text) if offset >= len(clean.text) else clean.original(offset)
        return mark + len(decoded.text[:original].encode(codec))

    return tuple((bytes_before(passage.start), bytes_before(passage.end)) for passage in passages)


def _beginning(data: bytes, decoded: Decoded) -> tuple[int, str] | None:
    """The length of the byte-order mark and the codec behind it; None where the text does not encode to the same bytes again."""
    marks = ((mark, codec) for mark, codec in _MARKS.get(decoded.encoding, ()) if data.startswith(mark))
    mark, codec = next(marks, (b"", decoded.encoding))
    try:
        return (len(mark), codec) if mark + decoded.text.encode(codec) == data else None
    except UnicodeEncodeError:
        return None
