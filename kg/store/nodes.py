"""The nodes of one graph with their properties by local name: a store and a graph's name go in, plain text comes out."""

from collections import defaultdict
from collections.abc import Mapping

from kg.store.base import Store, select
from kg.terms import DCT, OA, RDF, RDFS, RV, iri


def graph_nodes(store: Store, graph: str) -> Mapping[str, Mapping[str, list[str]]]:
    """Every node of a graph: by its IRI, the values of its properties by their local names, values in order of the alphabet."""
    nodes: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    table = select(store, f"SELECT ?s ?p ?o WHERE {{ GRAPH {iri(graph)} {{ ?s ?p ?o }} }} ORDER BY ?s ?p ?o")
    for row in table.rows:
        subject, predicate, value = (term.value if term else "" for term in row)
        nodes[subject][local_name(predicate)].append(value)
    return {name: dict(node) for name, node in nodes.items()}


def local_name(name: str) -> str:
    """The part of a property's IRI behind its namespace.

    >>> local_name("http://purl.org/dc/terms/issued")
    'issued'
    """
    for namespace in (RV, DCT, OA, RDFS, RDF):
        if name.startswith(namespace):
            return name.removeprefix(namespace)
    return name.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
