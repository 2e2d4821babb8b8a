"""A folder's list of reports: its `metadata.csv` goes in, the files it names come out, each with what it says of them."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from kg.errors import InputError
from kg.reading.metadata import Metadata
from kg.reading.text import decode, read_bytes

#: The list of what is read from a folder; `file` is its one mandatory column.
FILE_NAME = "metadata.csv"


def read_metadata(folder: Path) -> Iterator[tuple[str, Metadata]]:
    """The files listed in a folder's `metadata.csv`, in order; raises `InputError` if it can't be read as such a list."""
    rows = csv.DictReader(io.StringIO(decode(read_bytes(folder / FILE_NAME))), strict=True)
    if "file" not in (rows.fieldnames or ()):
        raise InputError("it has no column 'file'")
    try:
        for row in rows:
            if name := (row["file"] or "").strip():
                yield name, Metadata.from_row(row)
    except csv.Error as error:
        raise InputError(f"line {rows.line_num}: {error}") from error
