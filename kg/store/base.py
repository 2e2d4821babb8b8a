"""What every store can do: named graphs of RDF, asked and changed by SPARQL 1.1, and nothing that a server can't do as well.

N-Quads text and SPARQL go in; tables, triples and N-Quads lines come out. Queries see the union of all named graphs.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import IO, ClassVar, Self

from kg.errors import InputError, UsageError
from kg.formats import GraphFormat
from kg.terms import iri
from kg.values import Term


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT: the names of its variables (without `?`) and its rows, to be read once; None is unbound."""

    variables: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to a CONSTRUCT or DESCRIBE: triples of terms, to be read once, each only once."""

    triples: Iterator[tuple[Term, Term, Term]]

    def lines(self) -> Iterator[str]:
        """The triples as lines of N-Triples, without line ends."""
        return (f"{subject} {predicate} {value} ." for subject, predicate, value in self.triples)


class Store(ABC):
    """A set of named graphs; `base` is the IRI below which the names of its instances lie.

    Use it in a `with` block, or call `close`. Everything raises `StoreError` where the store can't be used.
    """

    base: str

    #: Size of a chunk, in characters, that is loaded fastest where nothing else needs memory.
    largest: ClassVar[int] = 8_000_000

    @abstractmethod
    def query(self, text: str) -> Table | Triples | bool:
        """The answer to a SPARQL 1.1 query over the union of all named graphs; a bool for ASK.

        The prefixes of `kg.vocabulary.KNOWN_PREFIXES` need not be declared.
        Raises `InputError` where the query can't be read or would reach the network, `LimitExceeded` where it is too long
        or too deep.
        """

    @abstractmethod
    def update(self, text: str) -> None:
        """Carry out a SPARQL 1.1 update, all its operations or none; raises `InputError` where it can't be read."""

    @abstractmethod
    def load(self, chunks: Iterable[str | bytes]) -> None:
        """Add chunks of N-Quads, as text or in UTF-8, of whole reports; each chunk arrives as a whole or not at all.

        A chunk is held in memory some three times over. Raises `InputError` where one can't be read.
        """

    @abstractmethod
    def graphs(self) -> list[str]:
        """The IRIs of all named graphs, sorted."""

    @abstractmethod
    def graph_text(self, iri: str) -> str:
        """One graph as N-Triples text, lines sorted; empty if there is no such graph."""

    @abstractmethod
    def count(self, graph: str | None = None) -> int:
        """How many quads there are in one graph, or in all."""

    @abstractmethod
    def lines(self) -> Iterator[str]:
        """All quads as lines of N-Quads, without line ends, in no order."""

    @abstractmethod
    def dump(
        self, out: IO[bytes], form: GraphFormat, graph: str | None = None, prefixes: Mapping[str, str] | None = None
    ) -> None:
        """Write all quads, or the triples of one graph, in the order that costs least.

        Forms without named graphs need the graph. `prefixes` maps prefixes to IRIs; in TriG, each graph stands once, each of its
        subjects in one statement, each predicate of that once.
        """

    def publish(self) -> None:
        """Let readers see all that was written so far; where each write is seen at once, there is nothing to do."""
        return

    def demand_purge(self) -> None:
        """See to it that `purge` is done, if not now then when the store is next opened for writing."""
        return

    def purge(self) -> None:
        """Leave nothing of what was deleted in any file of the store, as far as its files are the program's: those of a server are not."""
        return

    def close(self) -> None:
        """Give up what the store holds; closing twice does no harm."""
        return

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the store."""
        self.close()


def checked_base(base: str) -> str:
    """An IRI below which names may lie; raises `UsageError` for any other."""
    iri(base)
    if base[-1] not in "/#:":
        raise UsageError(f"base {base!r} must end in /, # or :, since names are put behind it")
    return base


def select(store: Store, text: str) -> Table:
    """The answer to a query that must be a SELECT; raises `InputError` where it is something else."""
    found = store.query(text)
    if not isinstance(found, Table):
        raise InputError("SPARQL: a SELECT is needed here")
    return found
