"""What a server answers, as terms: a complete body goes in, a table, triples or a bool comes out, or `Incomplete` is raised.

JSON alone is taken (SPARQL 1.1 Query Results JSON Format, JSON-LD 1.1), since it has an end: CSV or N-Triples that were cut off pass
for complete, and XML may hold what no parser survives.
"""

from collections.abc import Callable, Iterator
from tempfile import TemporaryFile
from typing import IO

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from kg.store.base import Table, Triples
from kg.store.remote.http import MEMORY, Body, Incomplete, Unexpected
from kg.values import Term

#: What to ask a server for: the answer to SELECT and ASK, and that to CONSTRUCT and DESCRIBE.
RESULTS, GRAPH = "application/sparql-results+json", "application/ld+json"

_JSON = {RESULTS, "application/json"}
_GRAPHS = {GRAPH, "application/json"}
_COPIED = 1 << 20

Row = tuple[Term | None, ...]


def boolean(body: Body) -> bool:
    """The answer to an ASK."""
    found = _results(body, body.file)
    answer = bool(found) if isinstance(found, QueryBoolean) else None
    del found  # see `_rows`
    if answer is None:
        raise Incomplete("its answer to a question is no yes or no")
    return answer


def table(variables: tuple[str, ...]) -> Callable[[Body], tuple[Table, int]]:
    """What reads the answer to a SELECT with some variables: the table and the number of its rows.

    What is short is read at once. What is long is read to its end, to see whether that is there, then kept on the disk and read again.
    """

    def read(body: Body) -> tuple[Table, int]:
        if body.size <= MEMORY:
            rows = list(_rows(body, body.file, variables))
            return Table(variables, iter(rows)), len(rows)
        number = sum(1 for _ in _rows(body, body.file, variables))
        return Table(variables, _kept_rows(body, _kept(body.file), variables)), number

    return read


def triples(body: Body) -> Triples:
    """The answer to a CONSTRUCT or DESCRIBE, each triple once."""
    if body.kind not in _GRAPHS:
        raise Unexpected(_wrong(body))
    try:
        found = dict.fromkeys((quad.subject, quad.predicate, quad.object) for quad in parse(body.file, RdfFormat.JSON_LD))
    except (SyntaxError, ValueError) as error:
        raise Incomplete(f"its answer breaks off or is no JSON-LD: {_one_line(error)}") from error
    return Triples(iter(found))


def done(body: Body) -> None:
    """Whatever a server says when it has carried out an update; a page for people, such as a login, is no such answer."""
    if body.kind in {"text/html", "application/xhtml+xml"}:
        raise Unexpected(_wrong(body))


def _rows(body: Body, file: IO[bytes], variables: tuple[str, ...]) -> Iterator[Row]:
    found = _results(body, file)
    if not isinstance(found, QuerySolutions):
        raise Incomplete("its answer to a question is no table")
    there = [variable.value for variable in found.variables]
    rows = iter(found)
    del found  # it must be dropped by the thread that made it, so no error may keep it
    places = [there.index(name) if name in there else None for name in variables]
    try:
        for solution in rows:
            yield tuple(None if place is None else solution[place] for place in places)
    except (SyntaxError, ValueError) as error:
        raise Incomplete(f"its answer breaks off: {_one_line(error)}") from error
    finally:
        del rows


def _kept_rows(body: Body, file: IO[bytes], variables: tuple[str, ...]) -> Iterator[Row]:
    with file:
        yield from _rows(body, file, variables)


def _results(body: Body, file: IO[bytes]) -> QueryBoolean | QuerySolutions:
    if body.kind not in _JSON:
        raise Unexpected(_wrong(body))
    try:
        return parse_query_results(file, QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise Incomplete(f"its answer breaks off or is no table in JSON: {_one_line(error)}") from error


def _kept(file: IO[bytes]) -> IO[bytes]:
    """A copy of a body that outlives the request; the system removes it when nobody reads it any more."""
    kept = TemporaryFile()  # noqa: SIM115 - closed by who reads it
    file.seek(0)
    while piece := file.read(_COPIED):
        kept.write(piece)
    kept.seek(0)
    return kept


def _wrong(body: Body) -> str:
    page = "; is there a login or a proxy before it?" if "html" in body.kind else ""
    return f"it answers with {body.kind or 'no media type'} where SPARQL has JSON{page}"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
