"""First contact with a server: where its services are, what is in the store, and whether queries see the union of all named graphs.

Nothing is written. Whatever would give wrong sums is refused: what is queried must be the union of all named graphs, and nothing else.
"""

from dataclasses import dataclass

from kg.errors import InputError, NotAStore, RemoteError
from kg.settings import Server
from kg.store.remote.endpoints import candidates
from kg.store.remote.http import Client, NoService
from kg.store.remote.service import Service
from kg.terms import ONTOLOGY_GRAPH, RV

#: How a user lets queries see the union, by server.
REMEDY = (
    "kg needs that: Fuseki: tdb2:unionDefaultGraph true; Stardog: query.all.graphs=true; "
    "Oxigraph, RDF4J, GraphDB, QLever and Virtuoso do it as they are"
)
OWN = "make a dataset (repository, database) of its own for kg"

_ACTIVITY = "graph/activity"
_MARKS = " ".join(f"<{RV}{name}>" for name in ("fileDigest", "textDigest", "inspectionDigest"))

# One statement of the activity graph, by which the base is known; whether it is seen without its graph; whether anything is.
_WHAT = (
    f"SELECT ?graph ?seen ?any WHERE {{ {{ SELECT ?graph ?node ?property ?value WHERE {{ VALUES ?property {{ {_MARKS} }}"
    " GRAPH ?graph { ?node ?property ?value } } LIMIT 1 }"
    " BIND(EXISTS { ?node ?property ?value } AS ?seen) BIND(EXISTS { ?a ?b ?c } AS ?any) }"
)
_OTHER = f"ASK {{ GRAPH ?graph {{ ?node ?property ?value }} FILTER(?graph != <{ONTOLOGY_GRAPH}> && !STRSTARTS(STR(?graph), 'urn:kg:')) }}"
_NAMELESS = "ASK { ?node ?property ?value FILTER NOT EXISTS { GRAPH ?graph { ?node ?property ?value } } }"


@dataclass(frozen=True, slots=True)
class Contact:
    """A server's services, and the base of the store that it holds, None where there is none yet."""

    service: Service
    base: str | None


def contact(client: Client, server: Server) -> Contact:
    """Find a server's services and what they hold.

    Raises `NotAStore` where there is other data, `RemoteError` where queries don't see the union of all named graphs, and what
    `Client.post` raises.
    """
    service, found = _first(client, server)
    if found is None:
        _refuse_others(service, server)
        return Contact(service, None)
    graph, seen, anything = found
    if not seen:
        if anything:
            raise RemoteError(f"{server}: its default graph holds other data, which would enter into sums; {OWN}")
        service = Service(client, service.endpoints, union=True)
        again = _what(service)
        if again is None or not again[1]:
            raise RemoteError(f"{server}: its default graph is not the union of all named graphs; {REMEDY}")
    return Contact(service, graph.removesuffix(_ACTIVITY))


def _first(client: Client, server: Server) -> tuple[Service, tuple[str, bool, bool] | None]:
    """The first service that answers, and its answer."""
    reasons = []
    for endpoints in candidates(server):
        service = Service(client, endpoints)
        try:
            return service, _what(service)
        except (NoService, InputError) as error:
            reasons.append(f"{endpoints.query}: {str(error).removeprefix(f'{server}: ')}")
    tried = "; ".join(dict.fromkeys(reasons))
    raise NoService(f'{server}: no SPARQL service found there ({tried}); name query and update in kg.toml: [servers."{server}"]')


def _what(service: Service) -> tuple[str, bool, bool] | None:
    table, _ = service.select(_WHAT, ("graph", "seen", "any"))
    for graph, seen, anything in table.rows:
        if graph and seen and anything and graph.value.endswith(_ACTIVITY):
            return graph.value, seen.value in {"true", "1"}, anything.value in {"true", "1"}
        if graph:
            raise NotAStore(f"{service.endpoints.query}: {graph.value} is no graph of kg; {OWN}")
    return None


def _refuse_others(service: Service, server: Server) -> None:
    """Refuse a server without a store of `kg` where there is anything else."""
    if service.ask(_OTHER) or service.ask(_NAMELESS):
        raise NotAStore(f"{server}: holds other data and no store of kg, whose sums that would enter into; {OWN}")
