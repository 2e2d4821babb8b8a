"""Tables of reports, one a row, or of incidents: a CSV, TSV, XLSX, JSON or JSONL file goes in, a report for each row comes out."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace

from kg.errors import InputError
from kg.reading.columns import IncidentColumns, ReportColumns, Tables, guessed
from kg.reading.extracted import Extracted, Item, Unread, checked
from kg.reading.incidents import incident
from kg.reading.metadata import Metadata
from kg.reading.rows import Row, Sheet, day_of, read_sheet

_DETAILS = ("title", "published", "publisher", "url", "language", "identifier", "genre")


def read(data: bytes, name: str, tables: Tables) -> Iterator[Item]:
    """The reports in a table's rows; raises `InputError` if it is no table, or no column is known to hold a text."""
    declared = tables.of(name)
    sheet = read_sheet(data, name, declared.sheet if declared else None)
    mapping = declared or guessed(sheet.header)
    _check(mapping, sheet)
    notes = sheet.notes if declared else (*sheet.notes, f"columns guessed: {mapping.said}")
    for row in sheet.rows:
        if row.fault:
            yield Unread(f"row {row.number}", row.fault)
            continue
        try:
            found = incident(row, mapping) if isinstance(mapping, IncidentColumns) else _report(row, mapping)
        except InputError as error:
            yield Unread(f"row {row.number}", str(error))
            continue
        yield replace(
            found,
            place=f"row {row.number}",
            row=row.number,
            encoding=sheet.encoding,
            notes=(*notes, *found.notes),
            content=json.dumps([row.cells, asdict(mapping)], ensure_ascii=False, sort_keys=True).encode("utf-8"),
        )


def _check(mapping: ReportColumns | IncidentColumns, sheet: Sheet) -> None:
    """Raise `InputError` where the mapping names a column that the table does not have."""
    if isinstance(mapping, IncidentColumns):
        named = mapping.columns
    else:
        named = (*mapping.text, *(column for detail in _DETAILS if (column := getattr(mapping, detail))))
    if missing := [column for column in named if column not in sheet.header]:
        there = ", ".join(sheet.header)
        raise InputError(f"no column {missing[0]!r}, which kg.toml names; there are: {there[:300]}")


def _report(row: Row, mapping: ReportColumns) -> Extracted:
    """The report of a row, its title first."""
    text = "\n\n".join(row.cells[column] for column in mapping.text if column in row.cells)
    details = {detail: row.cells.get(getattr(mapping, detail) or "") for detail in _DETAILS}
    details["published"] = day_of(details["published"], mapping.date_format)
    if (title := details["title"]) and not text.startswith(title):
        text = f"{title}\n\n{text}" if text else ""
    return Extracted(text=checked(text), metadata=Metadata(**details))
