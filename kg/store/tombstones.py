"""Reports that were taken out of a store and are not to come back: their tombstones in the activity graph.

A retraction says which report it was and why; an erasure keeps nothing but the digest by which the text is known again.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from kg.store.base import Store, select
from kg.terms import DCT, PROV, RDF, RV, iri, literal

RETRACTION = "Retraction"
ERASURE = "Erasure"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """Why a text is not in the store: `kind` is `RETRACTION` or `ERASURE`, `digest` the SHA-256 of the text in hex."""

    kind: str
    digest: str
    when: datetime
    report: str | None = None
    identifier: str | None = None
    because: str | None = None


def text_digest(text: str) -> str:
    """The SHA-256 of a report's text, in hex, as `rv:digest` and tombstones have it."""
    return hashlib.sha256(text.encode()).hexdigest()


def tombstones(store: Store) -> Mapping[str, str]:
    """The kinds of all tombstones by the digests of their texts."""
    table = select(store, f"SELECT ?digest ?kind WHERE {{ ?stone <{RV}textDigest> ?digest ; <{RDF}type> ?kind }} ORDER BY ?kind")
    return {digest.value: kind.value.removeprefix(RV) for digest, kind in table.rows if digest and kind}


def tombstone_quads(stone: Tombstone, base: str) -> str:
    """The N-Quads text of a tombstone; a text has one at most."""
    values = {
        f"<{RDF}type>": f"<{RV}{stone.kind}>",
        f"<{RV}textDigest>": literal(stone.digest),
        f"<{PROV}endedAtTime>": literal(stone.when),
    }
    if stone.report:
        values[f"<{PROV}invalidated>"] = iri(stone.report)
    if stone.identifier:
        values[f"<{DCT}identifier>"] = literal(stone.identifier)
    if stone.because:
        values[f"<{RV}because>"] = literal(stone.because)
    node, graph = _node(stone.digest, base), f"<{base}graph/activity>"
    return "".join(f"{node} {predicate} {value} {graph} .\n" for predicate, value in values.items())


def lift(store: Store, digest: str) -> None:
    """Remove the tombstone of a text, so that it may be read again."""
    pattern = f"GRAPH <{store.base}graph/activity> {{ {_node(digest, store.base)} ?property ?value }}"
    store.update(f"DELETE WHERE {{ {pattern} }}")


def _node(digest: str, base: str) -> str:
    return f"<{base}activity/{digest[:16]}>"
