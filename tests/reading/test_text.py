"""Text files: each that can't be read has one clear reason."""

import os
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.reading.columns import NO_TABLES
from kg.reading.text import MAX_BYTES, decode, read, read_bytes


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Zwölf killed\r\n".encode())
    assert decode(read_bytes(tmp_path / "a.txt")) == "Zwölf killed\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"x" * (MAX_BYTES + 1), "too large: 5,000,001 bytes; at most 5,000,000 are read"),
    ],
)
def test_an_empty_or_too_large_file_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(InputError, match=f"^{reason}$"):
        read_bytes(tmp_path / "a.txt")


def test_what_is_no_regular_file_is_refused_without_opening_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(InputError, match="not a regular file"):
        read_bytes(tmp_path / "pipe.txt")
    with pytest.raises(InputError, match="no such file"):
        read_bytes(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04\x00\x00", "binary data, not text"),
        ("tué à".encode("latin-1"), r"^not UTF-8 text \(byte 2\), and its encoding can't be told; save it as UTF-8$"),
        ("\u200b\ufeff".encode(), "empty"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        decode(data)


def test_characters_that_hide_or_turn_words_are_taken_out_and_counted() -> None:
    [found] = read("Kil\u200bled: 5\u202e0. Nothing\xad else.".encode(), "a.txt", NO_TABLES)
    assert (found.text, found.notes) == ("Killed: 50. Nothing else.", ("2 zero-width or direction characters taken out",))
