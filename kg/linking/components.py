"""What hangs together with some nodes: nodes go in, all that were compared with them, directly or by way of others, come out."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.linking.graphs import by_whom, identity, rows
from kg.store.base import Store
from kg.terms import RV, text_of


@dataclass(frozen=True, slots=True)
class Compared:
    """What the graph holds of two nodes being one: the node that says so, the two, the code of the judgement.

    `score` says how alike a program found them; None where a person decided.
    """

    decision: str
    left: str
    right: str
    judgement: str
    score: float | None

    @property
    def pair(self) -> tuple[str, str]:
        """The two nodes, the smaller name first."""
        return min(self.left, self.right), max(self.left, self.right)


@dataclass(frozen=True, slots=True)
class Component:
    """Nodes that hang together, all comparisons between them, and what each is taken for now: its incident or shared thing.

    `known` are the known actors that agents were resolved to, whatever they were compared with.
    """

    nodes: frozenset[str]
    compared: tuple[Compared, ...]
    taken_for: dict[str, str]
    known: dict[str, str]


def component(store: Store, nodes: Collection[str]) -> Component:
    """All nodes that hang together with some by comparisons, or because they are taken for the same thing now."""
    found: set[str] = set()
    compared: dict[str, Compared] = {}
    taken: dict[str, str] = {}
    new = set(nodes)
    while new:
        found |= new
        comparisons = list(_compared(store, new))
        compared |= {one.decision: one for one in comparisons}
        together = list(_taken_for(store, new))
        taken |= {node: thing for node, thing, _ in together}
        ends = {end for one in comparisons for end in one.pair} | {other for _, _, other in together}
        new = ends - found
    return Component(frozenset(found), tuple(compared[name] for name in sorted(compared)), taken, dict(_known(store, found)))


def _compared(store: Store, nodes: Collection[str]) -> Iterator[Compared]:
    rest = f"?decision <{RV}judgement> ?judgement {by_whom('?decision')}"
    for here, there in (("left", "right"), ("right", "left")):
        pattern = f"GRAPH {identity(store)} {{ ?decision <{RV}{here}> ?node ; <{RV}{there}> ?other . {rest} }}"
        for decision, node, other, judgement, score in rows(
            store, "?decision ?node ?other ?judgement ?score", pattern, "node", nodes
        ):
            left, right = (node, other) if here == "left" else (other, node)
            code = judgement.rpartition("/")[2].rstrip(">")
            yield Compared(decision, left, right, code, float(text_of(score)) if score else None)


def _taken_for(store: Store, nodes: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Each node, the incident or entity it is taken for, and another node that is taken for the same.

    Known actors and places are taken for themselves whoever else is: they join nobody here.
    """
    graph = f"GRAPH {identity(store)}"
    incident = f"{graph} {{ ?thing <{RV}describedBy> ?node , ?other }}"
    entity = f"{graph} {{ ?node <{RV}identifiedAs> ?thing . ?other <{RV}identifiedAs> ?thing . ?node <{RV}linkingKey> ?key }}"
    for pattern in (incident, entity):
        found = rows(store, "DISTINCT ?node ?thing ?other", pattern, "node", nodes)
        yield from ((node, thing, other) for node, thing, other in found)


def _known(store: Store, nodes: Collection[str]) -> Iterator[tuple[str, str]]:
    pattern = f"?node <{RV}identifiedAs> ?thing FILTER NOT EXISTS {{ ?node <{RV}linkingKey> ?key }}"
    found = rows(store, "?node ?thing", f"GRAPH {identity(store)} {{ {pattern} }}", "node", nodes)
    yield from ((node, thing) for node, thing in found)
