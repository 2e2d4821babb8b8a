"""Bytes as text: bytes and the encoding that is claimed for them go in, the text and the encoding it was read in come out.

A byte-order mark goes before everything, valid UTF-8 before what a file claims of itself, and a claim before a guess. A claim
that does not fit the bytes is set aside; whatever was guessed is said.
"""

import codecs
import re
from dataclasses import dataclass, replace

from kg.errors import InputError
from kg.reading.language import SURE, guess_language

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Encodings of the Latin script that a guess by statistics takes for each other.
_LATIN = ("cp1252", "cp1250", "iso8859_2", "cp1254", "cp1257", "iso8859_15", "latin_1")
_ODD = re.compile(r"\w[^\w\s'’.,:/&@_+-]\w|[\x80-\x9f]|[^\W\d_][¹²³ªº¼½¾]")
# Controls of ISO 8859, and letters of two scripts in one word.
_MISREAD = re.compile(r"[\x00-\x08\x0e-\x1f\x80-\x9f]|[A-Za-z][\u0370-\u06ff]|[\u0370-\u06ff][A-Za-z]")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffe\uffff]")
_BINARY = "binary data, not text"
# Bytes that a guess is made from; more tell no more.
_ENOUGH = 100_000
_SHORTEST = 8

#: A text is flagged when more than this part of it could not be told.
MANY_UNKNOWN = 0.005


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, as Python names it, and what there is to say about that."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode_bytes(data: bytes, claimed: str | None = None) -> Decoded:
    """The text of some bytes; raises `InputError` where they are binary or their encoding can't be told.

    >>> decode_bytes("Zwölf Menschen wurden getötet, sagte der Bürgermeister.".encode("cp1252")).encoding
    'cp1252'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, encoding)
    if b"\x00" in data:
        return _of_two_bytes(data)
    try:
        return _checked(Decoded(data.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError as error:
        failure = error
    found = _claimed(data, claimed) or _guessed(data)
    if found is None:
        raise InputError(f"not UTF-8 text (byte {failure.start:,}), and its encoding can't be told; save it as UTF-8")
    return _checked(found)


def _marked(data: bytes, encoding: str) -> Decoded:
    try:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        text = data.decode("utf-8-sig" if encoding == "utf-8" else encoding, errors="replace")
        note = f"byte {error.start:,} is no {encoding}, though the file begins as such"
        return _checked(Decoded(text, encoding, (note,)))
    return _checked(Decoded(text, encoding))


def _of_two_bytes(data: bytes) -> Decoded:
    """UTF-16 without its mark: the order of bytes in which all is text in a language; raises `InputError` for binary data."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NO_TEXT.search(text) and guess_language(text)[1] >= SURE:
            return Decoded(text, encoding, (f"read as {encoding}, which is a guess; save it as UTF-8 to be sure",))
    raise InputError(_BINARY)


def _claimed(data: bytes, claimed: str | None) -> Decoded | None:
    """The text in the encoding that is claimed, where that is one and fits."""
    try:
        name = codecs.lookup(claimed or "").name
        if name in ("utf-8", "utf-16", "utf-32") or not claimed:
            return None
        name = "cp1252" if name in ("iso8859-1", "ascii") else name
        text = data.decode(name)
    except (LookupError, UnicodeError, TypeError, ValueError):
        return None
    return Decoded(text, name) if isinstance(text, str) and not _MISREAD.search(text) else None


def _guessed(data: bytes) -> Decoded | None:
    """The text in the encoding that fits its letters best; None where there is too little to tell."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - few files need it

    high = sum(byte > 127 for byte in data[:_ENOUGH])  # noqa: PLR2004 - ASCII ends there
    if len(data) < _SHORTEST or not high:
        return None
    best = from_bytes(data[:_ENOUGH]).best()
    if best is None:
        return None
    name = best.encoding
    if len(str(best)) == len(data[:_ENOUGH]) and not _other_script(str(best)):
        name = _latin(data, name)
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        text = data.decode(name, errors="replace")
    return Decoded(text, name, (f"read as {name}, which is a guess; save it as UTF-8 to be sure",))


def _other_script(text: str) -> bool:
    """Whether the letters beyond ASCII are mostly not of the Latin script."""
    beyond = [character for character in text[:_ENOUGH] if character > "\x7f" and character.isalpha()]
    return sum(character > "\u024f" for character in beyond) > len(beyond) / 2


def _latin(data: bytes, guess: str) -> str:
    """The encoding of the Latin script in which the text has the fewest odd signs and reads most like a language."""

    def rank(name: str) -> tuple[int, float]:
        text = data[:_ENOUGH].decode(name, errors="replace")
        return len(_ODD.findall(text)) + text.count("\ufffd"), -guess_language(text)[1]

    return min(dict.fromkeys((*_LATIN, guess)), key=rank)


def _checked(decoded: Decoded) -> Decoded:
    """The text with a note if many of its characters could not be told; raises `InputError` if it is no text."""
    if "\x00" in decoded.text:
        raise InputError(_BINARY)
    unknown = decoded.text.count("\ufffd")
    if unknown <= len(decoded.text) * MANY_UNKNOWN:
        return decoded
    return replace(decoded, notes=(*decoded.notes, f"{unknown:,} characters could not be told (U+FFFD)"))
