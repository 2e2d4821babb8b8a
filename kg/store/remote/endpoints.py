"""Where a server's services are: its address goes in, addresses that may be those of query and update come out, the likeliest first.

| server | the address of the store | query | update |
|---|---|---|---|
| Oxigraph | http://HOST/ | …/query | …/update |
| Fuseki, Stardog | http://HOST/DATASET | …/query | …/update |
| RDF4J, GraphDB | http://HOST/repositories/NAME | as it is | …/statements |
| Virtuoso, QLever | http://HOST/sparql | as it is | as it is |
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.settings import Server

_REPOSITORY = "/repositories/"
_QUERIES = ("query", "sparql")


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The addresses of the two services: SPARQL 1.1 queries and updates."""

    query: str
    update: str


def candidates(server: Server) -> tuple[Endpoints, ...]:
    """The pairs of services that there may be; only one where `kg.toml` names both.

    >>> [found.update for found in candidates(Server("http://localhost:7878/"))]
    ['http://localhost:7878/update', 'http://localhost:7878/update', 'http://localhost:7878/']
    """
    found = tuple(
        Endpoints(server.query or guess.query, server.update or guess.update) for guess in _guesses(server.address.rstrip("/"))
    )
    return tuple(dict.fromkeys(found))


def _guesses(address: str) -> tuple[Endpoints, ...]:
    path = urlsplit(address).path
    root, _, last = address.rpartition("/")
    itself = Endpoints(address if path else f"{address}/", address if path else f"{address}/")
    below = tuple(Endpoints(f"{address}/{name}", f"{address}/update") for name in _QUERIES)
    if _REPOSITORY in path:
        return (Endpoints(address, f"{address}/statements"),)
    if path and last in _QUERIES:
        return (Endpoints(address, f"{root}/update"), itself)
    return (*below, itself)
