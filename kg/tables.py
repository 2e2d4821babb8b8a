"""Results of queries as text: a table of terms goes in; CSV, TSV, JSON, JSON Lines, Markdown or SPARQL JSON comes out, row by row.

Terms are read through their N-Triples form alone. Cells made for people and spreadsheets can do no harm: control and
direction characters are shown by their numbers, and text that a spreadsheet would take for a formula begins with `'`.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import IO, TypeAlias

from kg.errors import UsageError
from kg.formats import TableFormat
from kg.jsontext import as_json
from kg.store.base import Table
from kg.terms import CODE, PREFIXES, XSD
from kg.values import Term

#: A cell as JSON has it.
Plain: TypeAlias = str | int | float | bool | None

_TYPED = re.compile(r'\A"(?:[^"\\]|\\.)*"(?:@(?P<language>[\w-]+)|\^\^<(?P<datatype>[^>]*)>)?', re.DOTALL)
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")  # the wide forms are signs, too, where spreadsheets speak Japanese
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~&#!])")
_NUMBERS = {f"{XSD}integer", f"{XSD}decimal", f"{XSD}double", f"{XSD}float"}


def write_table(table: Table, form: TableFormat, out: IO[str]) -> None:
    """Write a table in one of the forms that programs read, and Markdown; raises `UsageError` for `table`, which a terminal draws.

    CSV and TSV are those of SPARQL 1.1 (W3C 2013), but for the `'` before formulas in CSV; SRJ is its JSON.
    """
    if form not in _WRITERS:
        raise UsageError(f"{form.label} is drawn on a terminal only; choose: {', '.join(known.label for known in _WRITERS)}")
    _WRITERS[form](table, out)


def write_boolean(answer: bool, form: TableFormat, out: IO[str]) -> None:
    """Write the answer to an ASK: the word `true` or `false`; an object in SRJ."""
    word = json.dumps(answer)
    out.write(f'{{"head":{{}},"boolean":{word}}}\n' if form is TableFormat.SRJ else f"{word}\n")


def printable(text: str) -> str:
    """Text on one line in which nothing acts: control and direction characters are shown by number, line breaks as spaces.

    >>> printable("a\\n\\x1b[31mb\\u202e")
    'a \\\\x1b[31mb\\\\u202e'
    """
    return _UNSEEN.sub(lambda found: repr(found[0])[1:-1], re.sub(r"[\r\n\t]+", " ", text))


def escape_markdown(text: str) -> str:
    """Text as a cell of a Markdown table, in which nothing is markup and nothing acts.

    >>> escape_markdown("a|b *c*")
    'a\\\\|b \\\\*c\\\\*'
    """
    return _MARKUP.sub(r"\\\1", printable(text))


def shorten(text: str, base: str) -> str:
    """An IRI as people read it: without the store's base, a code as `SCHEME/NOTATION`, else with a known prefix.

    >>> shorten("https://w3id.org/reported-violence/code/weapon/mortar", "https://example.org/")
    'weapon/mortar'
    """
    for start in (base, CODE):
        if text.startswith(start) and text != start:
            return text.removeprefix(start)
    for prefix, namespace in PREFIXES.items():
        if text.startswith(namespace):
            return f"{prefix}:{text.removeprefix(namespace)}"
    return text


def is_iri(term: Term) -> bool:
    """Whether a term is an IRI."""
    return str(term).startswith("<")


def is_number(term: Term) -> bool:
    """Whether a term is a literal with a numeric datatype."""
    return _datatype(term) in _NUMBERS


def plain(term: Term | None) -> Plain:
    """A term as JSON has it: numbers and booleans as such, all else as text, unbound as null."""
    if term is None:
        return None
    kind = _datatype(term)
    if kind == f"{XSD}boolean":
        return term.value == "true"
    if kind == f"{XSD}integer":
        return int(term.value)
    if kind in _NUMBERS:
        number = float(term.value.replace("INF", "inf"))
        return number if number - number == 0 else term.value  # JSON has neither infinity nor NaN
    return term.value


def _datatype(term: Term) -> str | None:
    found = _TYPED.fullmatch(str(term))
    return found["datatype"] if found else None


def _write_csv(table: Table, out: IO[str]) -> None:
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.variables)
    for row in table.rows:
        writer.writerow([_csv_cell(term) for term in row])


def _csv_cell(term: Term | None) -> str:
    if term is None:
        return ""
    harmful = _FORMULA.match(term.value) and not is_number(term)
    return f"'{term.value}" if harmful else term.value


def _write_tsv(table: Table, out: IO[str]) -> None:
    out.write("\t".join(f"?{name}" for name in table.variables) + "\n")
    for row in table.rows:
        cells = ("" if term is None else str(term) for term in row)
        out.write("\t".join(cell.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r") for cell in cells) + "\n")


def _objects(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield as_json({name: plain(term) for name, term in zip(table.variables, row, strict=True)})


def _write_json(table: Table, out: IO[str]) -> None:
    _write_items("[", _objects(table), "]\n", out)


def _write_jsonl(table: Table, out: IO[str]) -> None:
    for line in _objects(table):
        out.write(line + "\n")


def _write_srj(table: Table, out: IO[str]) -> None:
    head = as_json({"vars": table.variables})
    _write_items(f'{{"head":{head},"results":{{"bindings":[', _bindings(table), "]}}\n", out)


def _bindings(table: Table) -> Iterator[str]:
    for row in table.rows:
        bound = {name: _binding(term) for name, term in zip(table.variables, row, strict=True) if term is not None}
        yield as_json(bound)


def _binding(term: Term) -> dict[str, str]:
    """A term in SPARQL 1.1 Query Results JSON."""
    if is_iri(term):
        return {"type": "uri", "value": term.value}
    found = _TYPED.fullmatch(str(term))
    if not found:
        return {"type": "bnode", "value": term.value}
    more = {"xml:lang": found["language"], "datatype": found["datatype"]}
    return {"type": "literal", "value": term.value, **{key: value for key, value in more.items() if value}}


def _write_items(start: str, items: Iterator[str], end: str, out: IO[str]) -> None:
    """Items between commas, each on a line of its own."""
    out.write(start)
    for number, item in enumerate(items):
        out.write(f"{',' if number else ''}\n{item}")
    out.write(f"\n{end}")


def _write_markdown(table: Table, out: IO[str]) -> None:
    out.write(f"| {' | '.join(table.variables)} |\n|{'---|' * len(table.variables)}\n")
    for row in table.rows:
        cells = ("" if term is None else escape_markdown(term.value) for term in row)
        out.write(f"| {' | '.join(cells)} |\n")


_WRITERS: Mapping[TableFormat, Callable[[Table, IO[str]], None]] = MappingProxyType(
    {
        TableFormat.CSV: _write_csv,
        TableFormat.TSV: _write_tsv,
        TableFormat.JSON: _write_json,
        TableFormat.JSONL: _write_jsonl,
        TableFormat.MARKDOWN: _write_markdown,
        TableFormat.SRJ: _write_srj,
    }
)
