"""A store on top of Oxigraph, in memory or on disk: the one place where its errors become those of `kg`."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, TypeVar

from pyoxigraph import BlankNode, NamedNode, QueryBoolean, QueryTriples, RdfFormat
from pyoxigraph import Store as Database

from kg.errors import InputError, StoreDamaged, StoreError, StoreLocked, StoreUnwritable
from kg.formats import GraphFormat
from kg.store.base import Store, Table, Triples
from kg.store.guard import check_query, check_update
from kg.store.rdf_files import FORMATS
from kg.vocabulary import KNOWN_PREFIXES

#: Chunks of at least this many bytes are loaded in bulk: faster, but it writes new files each time.
BULK = 1_000_000

_T = TypeVar("_T")


class OxigraphStore(Store):
    """The interface over an opened database; `name` is what errors call it."""

    def __init__(self, database: Database, base: str, name: str) -> None:
        """Take over a database."""
        self.base = base
        self._database = database
        self._name = name

    def query(self, text: str) -> Table | Triples | bool:
        """See `Store.query`."""
        check_query(text)
        with _queries(text), self._errors():
            found = self._database.query(text, prefixes=dict(KNOWN_PREFIXES), use_default_graph_as_union=True)
        if isinstance(found, QueryBoolean):
            return bool(found)
        if isinstance(found, QueryTriples):
            return Triples((triple.subject, triple.predicate, triple.object) for triple in self._each(found))
        return Table(tuple(variable.value for variable in found.variables), (tuple(row) for row in self._each(found)))

    def update(self, text: str) -> None:
        """See `Store.update`."""
        check_update(text)
        with _queries(text), self._errors():
            self._database.update(text)

    def load(self, chunks: Iterable[str | bytes]) -> None:
        """See `Store.load`."""
        for chunk in map(in_utf8, chunks):
            load = self._database.bulk_load if len(chunk) >= BULK else self._database.load
            with self._errors():
                try:
                    load(chunk, format=RdfFormat.N_QUADS)
                except SyntaxError as error:
                    raise InputError(f"N-Quads: {_one_line(error)}") from error

    def graphs(self) -> list[str]:
        """See `Store.graphs`."""
        with self._errors():
            return sorted(str(graph.value) for graph in self._database.named_graphs() if self._holds(graph))

    def graph_text(self, iri: str) -> str:
        """See `Store.graph_text`."""
        with self._errors():
            quads = self._database.quads_for_pattern(None, None, None, NamedNode(iri))
            return "".join(sorted(f"{quad.triple} .\n" for quad in quads))

    def count(self, graph: str | None = None) -> int:
        """See `Store.count`."""
        with self._errors():
            if graph is None:
                return len(self._database)
            return sum(1 for _ in self._database.quads_for_pattern(None, None, None, NamedNode(graph)))

    def lines(self) -> Iterator[str]:
        """See `Store.lines`."""
        return (f"{quad} ." for quad in self._each(self._database))

    def dump(
        self, out: IO[bytes], form: GraphFormat, graph: str | None = None, prefixes: Mapping[str, str] | None = None
    ) -> None:
        """See `Store.dump`."""
        source = None if graph is None else NamedNode(graph)
        with self._errors():
            self._database.dump(out, FORMATS[form], from_graph=source, prefixes=dict(prefixes or {}))

    def _holds(self, graph: NamedNode | BlankNode) -> bool:
        """Whether a graph is more than a name: the engine remembers emptied ones, which SPARQL can't see."""
        return next(self._database.quads_for_pattern(None, None, None, graph), None) is not None

    def _each(self, items: Iterable[_T]) -> Iterator[_T]:
        """The items one by one, with the errors that come while they are read."""
        with self._errors():
            yield from items

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Turn the database's errors into those of `kg`."""
        try:
            yield
        except (OSError, RuntimeError) as error:
            raise store_error(self._name, error) from error


def store_error(name: str, error: Exception) -> StoreError:
    """The error of `kg` for one of the database or of the file system; `name` is the store's."""
    text = _one_line(error)
    if "Corruption" in text or "invalid data" in text.lower():
        return StoreDamaged(
            f"{name}: its files are damaged ({text}); kg restore puts a backup in its place, or remove the folder and run kg build again"
        )
    if "No space left" in text or "File too large" in text or "Disk quota exceeded" in text:
        return StoreUnwritable(f"{name}: no space left on the disk; nothing stored before is lost, free some and run it again")
    if "Permission denied" in text or "Read-only file system" in text:
        return StoreUnwritable(f"{name}: no permission to write there; change it or choose another folder with --store")
    if "read-write instances" in text:
        return StoreUnwritable(f"{name}: it was opened for reading only")
    if "/LOCK:" in text:
        return StoreLocked(f"{name}: another process has it open for writing; wait for its end")
    return StoreError(f"{name}: {text}")


def in_utf8(chunk: str | bytes) -> bytes:
    """A chunk as the engine reads it; of a text it would keep one more copy."""
    return chunk.encode() if isinstance(chunk, str) else chunk


@contextmanager
def _queries(text: str) -> Iterator[None]:
    """Turn a syntax error into an `InputError` that names line, column and words."""
    try:
        yield
    except SyntaxError as error:
        from kg.store.mistakes import mistake  # noqa: PLC0415 - a query without mistakes must not pay for it

        raise InputError(mistake(text, str(error.args[0]), KNOWN_PREFIXES)) from error


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
