"""A store goes in, flat tables for spreadsheets come out: one CSV file for each kind of thing, as `queries/tables/` says.

Each row has the IRI of what it tells of, the words that say so, their source, the report and its date. Cells are those of
`kg query --format csv`: text that a spreadsheet would take for a formula begins with `'`.
"""

from pathlib import Path

from kg.errors import UsageError
from kg.export.files import whole_file
from kg.formats import TableFormat
from kg.resources import sheet_files
from kg.store.base import Store, select
from kg.tables import write_table


def export_sheets(store: Store, folder: Path) -> tuple[Path, ...]:
    """Write the tables of a store into a folder, which is made if it is not there, and name the files.

    The files are UTF-8 with the line ends of RFC 4180; each appears once it is complete. Raises `UsageError` where one can't
    be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder}: can't be made: {error.strerror or error}") from error
    written = []
    for query in sheet_files():
        path = folder / f"{query.stem}.csv"
        with whole_file(path) as file:
            write_table(select(store, query.read_text(encoding="utf-8")), TableFormat.CSV, file)
        written.append(path)
    return tuple(written)
