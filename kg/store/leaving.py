"""What else changes when reports leave: their nodes go in, what the identity graph loses and gets for the sake of the others comes out.

An incident that other reports tell of as well goes on with their events. Whatever was compared with what leaves is to be
linked again: its report is no longer marked as linked.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from kg.describing import description
from kg.naming import is_made, made_of
from kg.store.base import Store, select
from kg.terms import RDF, RDFS, RV, SKOS, iri

# Names in one VALUES block: a query must not grow too long.
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Links:
    """What the identity graph says of nodes that leave together with others.

    `incidents` are the incidents of events among the nodes, `decisions` those on any of the nodes, `rest` what is left of each
    incident that others tell of as well, `compared` the nodes of other reports that were compared with them. `actors` are the
    agents that others name as well, and are known by their names alone, as they are described without the nodes. All are bracketed.
    """

    incidents: frozenset[str]
    decisions: frozenset[str]
    rest: tuple[tuple[str, ...], ...]
    compared: frozenset[str]
    actors: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, store: Store, nodes: Collection[str]) -> Self:
        """Ask a store about nodes that are to leave."""
        members: dict[str, set[str]] = {}
        told = f"?name <{RV}describedBy> ?event , ?other"
        for incident, event in _pairs(store, "event", nodes, told, "?name ?other"):
            members.setdefault(incident, set()).add(event)
        rest = sorted(tuple(sorted(events.difference(nodes))) for events in members.values())
        both = f"{{ ?name <{RV}left> ?node ; <{RV}right> ?other }} UNION {{ ?name <{RV}right> ?node ; <{RV}left> ?other }}"
        found = list(_pairs(store, "node", nodes, both, "?name ?other"))
        compared = frozenset(other for _, other in found).difference(nodes)
        decisions = frozenset(name for name, _ in found)
        return cls(frozenset(members), decisions, tuple(filter(None, rest)), compared, dict(_actors(store, nodes)))

    def statements(self, base: str) -> Iterator[str]:
        """The statements of the incidents that go on, as they are written in an update."""
        for events in self.rest:
            incident = iri(made_of("incident", [event[1:-1] for event in events], base))
            yield f"{incident} <{RDF}type> <{RV}Incident> ; <{RV}describedBy> {' , '.join(events)} ."

    def described_anew(self, base: str) -> Iterator[str]:
        """The updates by which agents that go on are described by what the others call them."""
        entities = iri(f"{base}graph/entities")
        for actor, statements in self.actors.items():
            yield f"DELETE WHERE {{ GRAPH {entities} {{ {actor} ?property ?value }} }}"
            yield f"INSERT DATA {{ GRAPH {entities} {{ {' . '.join(statements)} }} }}"

    def unmarked(self, base: str) -> Iterator[str]:
        """The updates by which reports of compared nodes are no longer marked as linked."""
        mark = f"GRAPH {iri(f'{base}graph/identity')} {{ ?report <{RV}linkedBy> ?version }}"
        for some in values("node", self.compared):
            yield f"DELETE {{ {mark} }} WHERE {{ {some} GRAPH ?report {{ ?node a ?kind }} {mark} }}"


def _actors(store: Store, nodes: Collection[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The agents known by their names that some nodes are taken for, described by the other nodes that are."""
    found = _pairs(store, "node", nodes, f"?node <{RV}identifiedAs> ?actor", "?node ?actor")
    leaving = set(nodes)
    for actor in sorted({actor for _, actor in found if "/actor/" in actor and is_made(actor)}):
        graph = iri(f"{store.base}graph/identity")
        told = f"GRAPH ?report {{ ?node <{RDF}type> ?kind ; <{RDFS}label>|<{SKOS}altLabel> ?name }}"
        query = f"SELECT ?node ?kind ?name WHERE {{ GRAPH {graph} {{ ?node <{RV}identifiedAs> {actor} }} {told} }}"
        rows = [[str(term) for term in row] for row in select(store, query).rows if str(row[0]) not in leaving]
        if rows:
            yield actor, tuple(description(actor, {name for *_, name in rows}, {kind for _, kind, _ in rows}))


def values(variable: str, names: Collection[str]) -> Iterator[str]:
    """VALUES blocks that give a variable some names at a time."""
    ordered = sorted(names)
    for start in range(0, len(ordered), _AT_ONCE):
        yield f"VALUES ?{variable} {{ {' '.join(ordered[start : start + _AT_ONCE])} }}"


def _pairs(store: Store, variable: str, nodes: Iterable[str], pattern: str, wanted: str) -> Iterator[tuple[str, str]]:
    graph = iri(f"{store.base}graph/identity")
    for some in values(variable, list(nodes)):
        for left, right in select(store, f"SELECT {wanted} WHERE {{ {some} GRAPH {graph} {{ {pattern} }} }}").rows:
            yield str(left), str(right)
