"""Which files need not be looked into again: the digest of a file and of all that was read from it, kept in the activity graph.

A node's name is made of the path of its file, which stands nowhere in it.
"""

import hashlib
from collections.abc import Iterator, Mapping

from kg.store.base import Store, select
from kg.terms import RDF, RV, literal


def inspections(store: Store) -> Mapping[str, str]:
    """The digest of every inspection, by the name of its node."""
    query = f"SELECT ?node ?digest WHERE {{ GRAPH <{store.base}graph/activity> {{ ?node <{RV}inspectionDigest> ?digest }} }}"
    return {node.value: digest.value for node, digest in select(store, query).rows if node and digest}


def inspection_node(path: str, base: str) -> str:
    """The IRI of the inspection of a file, by its path as the ledger has it."""
    return f"{base}activity/{hashlib.sha256(f'inspection {path}'.encode()).hexdigest()[:16]}"


def inspection_quads(path: str, digest: str, base: str) -> str:
    """The N-Quads text of a file's inspection; a file has one at most."""
    node, graph = f"<{inspection_node(path, base)}>", f"<{base}graph/activity>"
    return f"{node} <{RDF}type> <{RV}Inspection> {graph} .\n{node} <{RV}inspectionDigest> {literal(digest)} {graph} .\n"


def forget_inspections(path: str, base: str) -> Iterator[str]:
    """The updates that delete the inspection of the file in which a reading's path lies: all that stands before a `#` may be one."""
    ends = [*(place for place, character in enumerate(path) if character == "#"), len(path)]
    for end in ends:
        yield f"DELETE WHERE {{ GRAPH <{base}graph/activity> {{ <{inspection_node(path[:end], base)}> ?property ?value }} }}"
