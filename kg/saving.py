"""An answer as a folder to publish beside an article: a table goes in, CSV, the query and a README that explains both come out."""

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TypeAlias

from kg.errors import InputError, UsageError
from kg.formats import TableFormat
from kg.queries import Query
from kg.store.base import Table
from kg.tables import printable, write_table
from kg.values import Term
from kg.versions import versions
from kg.vocabulary import with_prefixes

Row: TypeAlias = tuple[Term | None, ...]

ANSWER, ASKED, README = "answer.csv", "query.rq", "README.md"

# By this line a folder is known to be one of ours, which may be written again.
_MARK = "Made with `kg query`"

_TEXT = """# {title}

{description}
{mark} on {day}. {rows}

| file | holds |
|---|---|
| `{answer}` | the answer: CSV in UTF-8, one header line; text that a spreadsheet would take for a formula begins with `'` |
| `{asked}` | the question as SPARQL 1.1 with its values, which any SPARQL engine answers from the same graph |

## Asked

{question}

    {command}

{values}
## Columns

{columns}

## Made with

{versions}

## Before you use it

Every figure is a claim: somebody says so, in the words of a report. A program read them, and programs misread: look at the words
before you publish a number. Where a maximum is missing, the claim is "at least". Figures of several sources for one incident must not
be added up.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked: the question, its SPARQL with the values in place, the values, and the day (UTC) on which it was asked."""

    query: Query
    text: str
    values: Mapping[str, str]
    day: date


def save(folder: Path, asked: Asked, table: Table) -> int:
    """Write an answer into a new folder, or over an answer saved before; the number of its rows.

    Raises `UsageError` for a folder that holds anything else, `InputError` where it can't be written.
    """
    _check(folder)
    tally, answer = [0], StringIO(newline="")
    # All of it is read before anything is written, so that a query that fails leaves no half of an answer.
    write_table(Table(table.variables, _counted(table.rows, tally)), TableFormat.CSV, answer)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / README).write_text(_readme(asked, table.variables, tally[0]), encoding="utf-8")
        (folder / ANSWER).write_text(answer.getvalue(), encoding="utf-8", newline="")
        (folder / ASKED).write_text(with_prefixes(asked.text).rstrip("\n") + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(f"{folder}: can't be written: {error.strerror}") from error
    return tally[0]


def _counted(rows: Iterator[Row], tally: list[int]) -> Iterator[Row]:
    """The rows as they are, with their number in `tally` as they are read."""
    for row in rows:
        tally[0] += 1
        yield row


def _check(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"{folder}: is a file; --save needs a new folder")
    names = {entry.name for entry in folder.iterdir()}
    own = (folder / README).is_file() and _MARK in (folder / README).read_text(encoding="utf-8", errors="replace")
    if names and (not own or names - {ANSWER, ASKED, README}):
        raise UsageError(f"{folder}: holds other files; choose a new folder for --save")


def _readme(asked: Asked, variables: tuple[str, ...], rows: int) -> str:
    query = asked.query
    named = bool(query.summary)
    options = [word for name, value in asked.values.items() for word in (f"--{name}", value)]
    return _TEXT.format(
        title=query.summary or "An answer",
        description=f"{query.description}\n" if query.description else "",
        mark=_MARK,
        day=asked.day.isoformat(),
        rows=f"{rows} {'row' if rows == 1 else 'rows'}.",
        answer=ANSWER,
        asked=ASKED,
        question=query.question or (query.summary if named else f"A query of one's own; it stands in `{ASKED}`."),
        command=shlex.join(["kg", "query", query.name, *options] if named else ["kg", "query", "--file", ASKED]),
        values=_values(asked),
        columns=", ".join(f"`{name}`" for name in variables),
        versions="\n".join(f"- {name} {version}" for name, version in versions().items()),
    )


def _values(asked: Asked) -> str:
    lines = [f"- `{name}`: {printable(value)}" for name, value in asked.values.items()]
    return "\n".join(["With these values:", "", *lines, ""]) if lines else "Without any restriction.\n"
