"""The rows of a table: the bytes of a CSV, TSV, XLSX, JSON or JSONL file go in, rows come out, each with its number.

A row is a mapping of column names to text; cells are cleaned, empty ones are left out. Numbers count from 1 as a spreadsheet
does, the header included; those of JSON count the objects, those of JSONL the lines.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any

from kg.errors import InputError
from kg.reading.archive import check_zip, unpacked
from kg.reading.clean import clean_text
from kg.reading.encoding import decode_bytes

#: The most cells of a sheet; a spreadsheet with one cell in its last corner would fill the memory.
MAX_CELLS = 5_000_000

_DELIMITERS = ",;\t|"
_CELL = re.compile(rb'<c\s[^>]{0,200}?\br="([A-Z]{1,3})(\d{1,7})"')
_ROW = re.compile(rb'<row\s[^>]{0,200}?\br="(\d{1,7})"')
_DEEPEST = 20
# What json raises for documents that are too deep.
_JSON_ERRORS = (ValueError, RecursionError)

csv.field_size_limit(10_000_000)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number, and its cells by the names of their columns, or what is wrong with it."""

    number: int
    cells: Mapping[str, str]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the names of its columns, its rows, and the encoding of a text file."""

    header: tuple[str, ...]
    rows: Iterable[Row]
    encoding: str | None = None
    notes: tuple[str, ...] = ()


def read_sheet(data: bytes, name: str, sheet: str | None = None) -> Sheet:
    """The table in a file; raises `InputError` if it can't be read as what its name says."""
    ending = PurePosixPath(name).suffix.lower()
    if ending == ".xlsx":
        return _headed(_xlsx(data, sheet))
    decoded = decode_bytes(data)
    if ending in (".csv", ".tsv"):
        found = _headed(_delimited(decoded.text, "\t" if ending == ".tsv" else None))
    else:
        if ending in (".jsonl", ".ndjson"):
            rows = _lines(decoded.text)
        else:
            rows = [Row(number, _cells(_flat(item, "", 0))) for number, item in _json(decoded.text)]
        found = Sheet(tuple(dict.fromkeys(name for row in rows for name in row.cells)), rows)
    return Sheet(found.header, found.rows, decoded.encoding, decoded.notes)


def _headed(rows: Iterator[tuple[int, list[str]]]) -> Sheet:
    """A table whose first row that is not empty names the columns; columns of the same name are numbered."""
    header: list[str] = []
    for _, cells in rows:
        if any(cell.strip() for cell in cells):
            for number, cell in enumerate(cells, 1):
                name = clean_text(cell).text.strip() or f"column {number}"
                header.append(name if name not in header else f"{name} ({number})")
            break
    else:
        raise InputError("empty")
    return Sheet(
        tuple(header), (Row(number, found) for number, cells in rows if (found := _cells(zip(header, cells, strict=False))))
    )


def _cells(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {name: text for name, cell in pairs if (text := clean_text(cell).text.strip())}


def _delimited(text: str, delimiter: str | None) -> Iterator[tuple[int, list[str]]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    best = delimiter or max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=best, strict=True)
    try:
        yield from enumerate(reader, 1)
    except csv.Error as error:
        raise InputError(f"line {reader.line_num:,}: {error}") from error


def _xlsx(data: bytes, sheet: str | None) -> Iterator[tuple[int, list[str]]]:
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415 - for spreadsheets only

    _check_cells(data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            visible = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
            if sheet is not None and sheet not in book.sheet_names:
                raise InputError(f"no sheet {sheet!r}; there are: {', '.join(book.sheet_names)}")
            if not visible:
                raise InputError("no sheet")
            rows = book.get_sheet_by_name(sheet or visible[0]).to_python(skip_empty_area=False)
    except (CalamineError, OSError) as error:
        raise InputError(f"can't be read as a spreadsheet: {error}") from error
    for number, row in enumerate(rows, 1):
        yield number, [_shown(cell) for cell in row]


def _check_cells(data: bytes) -> None:
    """Raise `InputError` for a spreadsheet that is a bomb: in its packing, its entities or its corners."""
    file = check_zip(data)
    for member in file.infolist():
        if member.filename.endswith((".xml", ".rels")):
            text = unpacked(file, member)
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                raise InputError("it declares entities, which no spreadsheet does")
            columns = max((_column(found[1]) for found in _CELL.finditer(text)), default=0)
            rows = max((int(found[1]) for found in _ROW.finditer(text)), default=0)
            rows = max(rows, max((int(found[2]) for found in _CELL.finditer(text)), default=0))
            if rows * columns > MAX_CELLS:
                raise InputError(f"too large: {rows:,} rows of {columns:,} columns; at most {MAX_CELLS:,} cells are read")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _shown(cell: object) -> str:
    """A cell as a person would write it: days without a time, whole numbers without a point."""
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).lower()
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return cell.date().isoformat() if (cell.hour, cell.minute, cell.second) == (0, 0, 0) else cell.isoformat(" ")
        case date():
            return cell.isoformat()
    return str(cell)


def _json(text: str) -> Iterator[tuple[int, Any]]:
    """The objects of a JSON document: those of a list, or of the one list that an object holds, or the object itself."""
    try:
        value = json.loads(text.removeprefix("\ufeff"))
    except _JSON_ERRORS as error:
        raise InputError(f"can't be read as JSON: {error}") from error
    if isinstance(value, dict):
        if {"events", "victim_counts"} <= value.keys():
            raise InputError("a hand-made account, not a report; kg build --reader manual takes it with its text")
        lists = [
            item for item in value.values() if isinstance(item, list) and item and all(isinstance(one, dict) for one in item)
        ]
        value = lists[0] if len(lists) == 1 else [value]
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise InputError("no list of JSON objects")
    yield from enumerate(value, 1)


def _lines(text: str) -> list[Row]:
    """A row for each line that is not empty; raises `InputError` where no line is a JSON object."""
    rows = [_line(number, line) for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1) if line.strip()]
    if rows and all(row.fault for row in rows):
        raise InputError(f"line {rows[0].number:,}: {rows[0].fault}")
    return rows


def _line(number: int, line: str) -> Row:
    try:
        value = json.loads(line)
    except _JSON_ERRORS as error:
        return Row(number, {}, f"can't be read as JSON: {error}")
    return Row(number, _cells(_flat(value, "", 0))) if isinstance(value, dict) else Row(number, {}, "no JSON object")


def _flat(value: Any, name: str, depth: int) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any JSON
    """The values of a JSON object as cells: `{"a": {"b": 1}}` has the column `a.b`; a list of texts is one cell."""
    if isinstance(value, dict) and depth < _DEEPEST:
        for key, item in value.items():
            yield from _flat(item, f"{name}.{key}" if name else str(key), depth + 1)
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        yield name, "\n\n".join(value)
    elif not isinstance(value, (dict, list)):
        yield name, _shown(value)


def day_of(cell: str | None, form: str | None) -> str | None:
    """A cell as a day, month or year of ISO 8601, where it is one; else as it stands there."""
    if cell is None:
        return None
    if form:
        try:
            return datetime.strptime(cell, form).date().isoformat()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            return cell
    return cell[:10] if len(cell) > 10 and cell[10] in "T " and cell[:10].count("-") == 2 else cell  # noqa: PLR2004 - YYYY-MM-DD
