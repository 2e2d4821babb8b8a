"""A store on a SPARQL 1.1 server: `writer` makes or opens it for writing, `reader` for reading; there is no other difference.

Each write is one update, which the server carries out as a whole or not at all, and may be made again without harm. Readers see it at
once. One may write at a time, and the server keeps nobody else from it: that is the user's to see to.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import IO, Any

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryBoolean, QueryTriples, RdfFormat, Triple, parse, serialize
from pyoxigraph import Store as Database

from kg.errors import InputError, LimitExceeded, NotAStore, RemoteError, UsageError
from kg.formats import GraphFormat
from kg.settings import Server
from kg.store.base import Store, Table, Triples, checked_base
from kg.store.guard import check_query, check_update
from kg.store.mistakes import mistake
from kg.store.rdf_files import FORMATS
from kg.store.remote.access import access_to
from kg.store.remote.contact import contact
from kg.store.remote.http import Client
from kg.store.remote.service import Service
from kg.store.remote.trial import tried
from kg.terms import DEFAULT_BASE
from kg.vocabulary import KNOWN_PREFIXES, with_prefixes

#: Quads and graphs that are asked for together when everything is read.
QUADS, GRAPHS = 50_000, 200

#: From this number of rows on, one that looks like a limit is compared with a count.
LIMITS_FROM = 1_000

_TRIPLE = "?subject ?predicate ?object"
_EVERY = f"GRAPH ?graph {{ {_TRIPLE} }}"
_QUAD = ("graph", "subject", "predicate", "object")
_PROLOGUE = re.compile(r"(?:\s|#[^\n\r]*|PREFIX\s+[^\s:<]*:\s*<[^<>]*>|BASE\s*<[^<>]*>)*", re.IGNORECASE)
_EMPTY = Database()


class RemoteStore(Store):
    """The interface over a server's services; `service` asks for the union of all named graphs."""

    def __init__(self, client: Client, service: Service, base: str, server: Server) -> None:
        """Take over a line to a server."""
        self.base = base
        self.service = service
        self._client, self._server = client, server

    def query(self, text: str) -> Table | Triples | bool:
        """See `Store.query`; the text is read here before it is sent, so that what is wrong is said as for any store."""
        check_query(text)
        form = _form(text)
        asked = with_prefixes(text)
        if isinstance(form, tuple):
            return self._select(asked, form)
        return self.service.construct(asked) if form is Triples else self.service.ask(asked)

    def update(self, text: str) -> None:
        """See `Store.update`."""
        check_update(text)
        self.service.update(text)

    def load(self, chunks: Iterable[str | bytes]) -> None:
        """See `Store.load`; each chunk is one update, and the server is asked whether it is there before the next is made."""
        for chunk in chunks:
            graphs: defaultdict[str, list[str]] = defaultdict(list)
            for quad in _parsed(chunk):
                graphs[str(quad.graph_name)].append(f"{quad.triple} .")
            if not graphs:
                continue
            blocks = "\n".join("\n".join([f"GRAPH {graph} {{", *lines, "}"]) for graph, lines in graphs.items())
            self.service.update(f"INSERT DATA {{\n{blocks}\n}}")
            graph, lines = graphs.popitem()
            if not self.service.ask(f"ASK {{ GRAPH {graph} {{ {lines[-1]} }} }}"):
                raise RemoteError(f"{self._server}: says that it has stored what it has not; is there a proxy before it?")

    def graphs(self) -> list[str]:
        """See `Store.graphs`."""
        return [graph[1:-1] for graph in sorted(self._counts())]

    def graph_text(self, iri: str) -> str:
        """See `Store.graph_text`."""
        table = self._select(f"SELECT {_names(_QUAD[1:])} WHERE {{ GRAPH <{NamedNode(iri).value}> {{ {_TRIPLE} }} }}", _QUAD[1:])
        return "".join(sorted(f"{subject} {predicate} {value} .\n" for subject, predicate, value in table.rows))

    def count(self, graph: str | None = None) -> int:
        """See `Store.count`."""
        place = "?graph" if graph is None else f"<{NamedNode(graph).value}>"
        return self._number(f"SELECT (COUNT(*) AS ?number) WHERE {{ GRAPH {place} {{ {_TRIPLE} }} }}")

    def lines(self) -> Iterator[str]:
        """See `Store.lines`; the number of quads of each part is compared with what the server counts."""
        return (f"{subject} {predicate} {value} {graph} ." for graph, subject, predicate, value in self._rows())

    def dump(
        self, out: IO[bytes], form: GraphFormat, graph: str | None = None, prefixes: Mapping[str, str] | None = None
    ) -> None:
        """See `Store.dump`."""
        wanted = None if graph is None else [f"<{NamedNode(graph).value}>"]
        parts = groupby(self._rows(wanted), key=itemgetter(0))
        rows = (row for _, part in parts for row in sorted(part, key=lambda row: tuple(map(str, row))))
        known = dict(prefixes or {})
        if graph is None:
            serialize(
                (Quad(subject, predicate, value, place) for place, subject, predicate, value in rows),
                out,
                FORMATS[form],
                prefixes=known,
            )
        else:
            serialize((Triple(*row[1:]) for row in rows), out, FORMATS[form], prefixes=known)

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def _select(self, text: str, variables: tuple[str, ...]) -> Table:
        """The answer to a SELECT; raises `LimitExceeded` where the server keeps rows back, as some do without a word."""
        table, number = self.service.select(text, variables)
        if number >= LIMITS_FROM and (number % 100 == 0 or number.bit_count() == 1):
            _, end = found.span() if (found := _PROLOGUE.match(text)) else (0, 0)
            there = self._number(f"{text[:end]} SELECT (COUNT(*) AS ?number) WHERE {{ {{ {text[end:]} \n}} }}")
            if there != number:
                raise LimitExceeded(
                    f"{self._server}: gives only {number:,} of {there:,} rows; raise its limit, or ask for less at a time"
                )
        return table

    def _number(self, text: str) -> int:
        table, _ = self.service.select(text, ("number",))
        for (number,) in table.rows:
            if number:
                return int(number.value)
        raise RemoteError(f"{self._server}: a count has no number")

    def _counts(self) -> dict[str, int]:
        """How many quads each graph has, by its bracketed name."""
        table = self._select(f"SELECT ?graph (COUNT(*) AS ?number) WHERE {{ {_EVERY} }} GROUP BY ?graph", ("graph", "number"))
        return {str(graph): int(number.value) for graph, number in table.rows if graph and number}

    def _rows(self, graphs: list[str] | None = None) -> Iterator[tuple[Any, ...]]:
        """All quads, or those of some graphs, graph by graph in the order of their names."""
        counts = self._counts()
        for some in _parts({graph: counts.get(graph, 0) for graph in sorted(graphs or counts)}):
            text = f"SELECT {_names(_QUAD)} WHERE {{ VALUES ?graph {{ {' '.join(some)} }} {_EVERY} }}"
            table, number = self.service.select(text, _QUAD)
            wanted = sum(counts.get(graph, 0) for graph in some)
            if number != wanted:
                raise RemoteError(
                    f"{self._server}: counts {wanted:,} quads and gives {number:,}; does somebody write to it, or does it limit answers?"
                )
            yield from sorted(table.rows, key=lambda row: str(row[0])) if len(some) > 1 else table.rows


def reader(server: Server) -> RemoteStore:
    """Open a store on a server for reading.

    Raises `NotAStore` where the server holds none, `RemoteError` where it can't be used, `UsageError` for credentials that can't be sent.
    """
    with _connected(server) as client:
        found = contact(client, server)
        if found.base is None:
            raise NotAStore(f"{server}: there is no store; make one with kg build PATH… --store {server}")
        return RemoteStore(client, found.service, found.base, server)


def writer(server: Server, base: str | None = None) -> RemoteStore:
    """Open a store on a server for writing, or make one where nothing is yet; `base` is the IRI below which its instances lie.

    Raises `NotAStore` where the server holds other data, `UsageError` for a base that is not the store's or credentials that can't be
    sent, `RemoteError` where the server can't be used or is not fit for it.
    """
    wanted = None if base is None else checked_base(base)
    with _connected(server) as client:
        found = contact(client, server)
        if wanted is not None and found.base not in {None, wanted}:
            raise UsageError(f"{server}: its base is {found.base}, not {wanted}; leave --base out, or build another store")
        return RemoteStore(client, tried(found.service, server), found.base or wanted or DEFAULT_BASE, server)


@contextmanager
def _connected(server: Server) -> Iterator[Client]:
    """A line to a server, which is given up where something goes wrong."""
    client = Client(server, access_to(server))
    try:
        yield client
    except BaseException:
        client.close()
        raise


def _form(text: str) -> tuple[str, ...] | type[bool | Triples]:
    """The variables of a SELECT, or what other kind of answer a query has; nothing of the engine outlives this call."""
    try:
        found = _EMPTY.query(text, prefixes=dict(KNOWN_PREFIXES), use_default_graph_as_union=True)
    except SyntaxError as error:
        raise InputError(mistake(text, str(error.args[0]), KNOWN_PREFIXES)) from error
    if isinstance(found, QueryBoolean):
        return bool
    return Triples if isinstance(found, QueryTriples) else tuple(variable.value for variable in found.variables)


def _parsed(chunk: str | bytes) -> Iterator[Quad]:
    try:
        for quad in parse(chunk, RdfFormat.N_QUADS):
            if isinstance(quad.graph_name, DefaultGraph):
                raise InputError("N-Quads: every quad needs a named graph; one has none")
            yield quad
    except SyntaxError as error:
        raise InputError(f"N-Quads: {' '.join(str(error).split())}") from error


def _parts(counts: Mapping[str, int]) -> Iterator[list[str]]:
    """Graphs that are asked for together: not too many quads, and not too many names."""
    part: list[str] = []
    quads = 0
    for graph, number in counts.items():
        if part and (quads + number > QUADS or len(part) == GRAPHS):
            yield part
            part, quads = [], 0
        part.append(graph)
        quads += number
    if part:
        yield part


def _names(variables: tuple[str, ...]) -> str:
    return " ".join(f"?{name}" for name in variables)
