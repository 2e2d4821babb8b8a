"""What else changes when reports leave: their nodes go in, what the identity graph loses and gets for the sake of the others comes out.

An incident that other reports tell of as well goes on with their events. Whatever was compared with what leaves is to be
linked again: its report is no longer marked as linked.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from kg.naming import made_of
from kg.store.base import Store, select
from kg.terms import RDF, RV, iri

# Names in one VALUES block: a query must not grow too long.
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Links:
    """What the identity graph says of nodes that leave together with others.

    `incidents` are the incidents of events among the nodes, `decisions` those on any of the nodes, `rest` what is left of each
    incident that others tell of as well, `compared` the nodes of other reports that were compared with them. All are bracketed.
    """

    incidents: frozenset[str]
    decisions: frozenset[str]
    rest: tuple[tuple[str, ...], ...]
    compared: frozenset[str]

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
        return cls(frozenset(members), frozenset(name for name, _ in found), tuple(filter(None, rest)), compared)

    def statements(self, base: str) -> Iterator[str]:
        """The statements of the incidents that go on, as they are written in an update."""
        for events in self.rest:
            incident = iri(made_of("incident", [event[1:-1] for event in events], base))
            yield f"{incident} <{RDF}type> <{RV}Incident> ; <{RV}describedBy> {' , '.join(events)} ."

    def unmarked(self, base: str) -> Iterator[str]:
        """The updates by which reports of compared nodes are no longer marked as linked."""
        mark = f"GRAPH {iri(f'{base}graph/identity')} {{ ?report <{RV}linkedBy> ?version }}"
        for some in values("node", self.compared):
            yield f"DELETE {{ {mark} }} WHERE {{ {some} GRAPH ?report {{ ?node a ?kind }} {mark} }}"


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
