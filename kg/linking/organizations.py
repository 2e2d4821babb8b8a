"""Organisations known by their names alone: reports just resolved go in, the shared nodes' descriptions are brought up to date."""

from collections import defaultdict
from collections.abc import Iterable

from kg.describing import description
from kg.linking.graphs import about, change, entities
from kg.linking.resolving import Resolved
from kg.store.base import Store
from kg.terms import RDF, RV, SKOS, literal

_NAMES = {f"<{SKOS}prefLabel>", f"<{SKOS}altLabel>"}


def describe(store: Store, reports: Iterable[Resolved]) -> None:
    """Let the shared nodes bear every name that some reports give their organisations, besides those they bear already."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for resolved in reports:
        for party in resolved.profile.parties:
            if party.node in resolved.named:
                actor = resolved.named[party.node]
                names[actor] |= {literal(name) for name in party.names}
                kinds[actor].add(f"<{RV}{party.kind}>")
    there = set(about(store, names.keys(), entities(store)))
    for line in there:
        actor, predicate, value = line.split(" ", 2)
        (names if predicate in _NAMES else kinds)[actor] |= {value} if predicate in {*_NAMES, f"<{RDF}type>"} else set()
    wanted = {statement for actor in names for statement in description(actor, names[actor], kinds[actor])}
    change(store, there - wanted, wanted - there, entities(store))
