"""A server's two services, without regard to what is in the store: SPARQL goes in, terms come out."""

from dataclasses import dataclass

from kg.store.base import Table, Triples
from kg.store.remote.answers import GRAPH, RESULTS, boolean, done, table, triples
from kg.store.remote.endpoints import Endpoints
from kg.store.remote.http import Client
from kg.store.remote.portable import portable

#: By this, Oxigraph answers a query from the union of all named graphs; others leave it alone.
UNION = "?union-default-graph"

_QUERY, _UPDATE = "application/sparql-query", "application/sparql-update"


@dataclass(frozen=True, slots=True)
class Service:
    """Where to ask and to change; with `union`, the server is told that queries are about the union of all named graphs."""

    client: Client
    endpoints: Endpoints
    union: bool = False

    def select(self, text: str, variables: tuple[str, ...]) -> tuple[Table, int]:
        """The answer to a SELECT with some variables, and the number of its rows."""
        return self.client.post(self._query, portable(text), _QUERY, RESULTS, table(variables))

    def ask(self, text: str) -> bool:
        """The answer to an ASK."""
        return self.client.post(self._query, portable(text), _QUERY, RESULTS, boolean)

    def construct(self, text: str) -> Triples:
        """The answer to a CONSTRUCT or DESCRIBE."""
        return self.client.post(self._query, portable(text), _QUERY, GRAPH, triples)

    def update(self, text: str) -> None:
        """Carry out an update; it may come to be carried out more than once."""
        self.client.post(self.endpoints.update, portable(text), _UPDATE, "*/*", done)

    def update_once(self, text: str) -> None:
        """Carry out an update that is made no second time when it fails."""
        self.client.post(self.endpoints.update, portable(text), _UPDATE, "*/*", done, tries=1)

    @property
    def _query(self) -> str:
        return f"{self.endpoints.query}{UNION}" if self.union else self.endpoints.query
