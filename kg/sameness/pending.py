"""What is left for people to decide: a store goes in, the pairs that the program is unsure of come out, the most consequential first.

A pair is unsure where its score lies between the two thresholds, whether its things are taken for one now, by way of others, or not, and
nobody has decided on it. Of all the pairs between the same two incidents or shared things, the one nearest to the threshold is
asked; of those within one, the one farthest below it.

Its consequence is the number of claims on the smaller of the two sides, which an answer would join with the others or part
from them, times its nearness to the threshold: 1 at it, falling to 0 at a distance of one half.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.identity.clusters import DEFAULT, Thresholds
from kg.identity.scoring import kind_of
from kg.linking.graphs import identity, rows
from kg.sameness.naming import map_iris
from kg.store.base import Store, select
from kg.terms import RV


@dataclass(frozen=True, slots=True)
class Pending:
    """A pair to be decided: both IRIs, their kind, the score (0 to 1), and whether they are together now.

    `claims` is how many claims an answer would join or part, `consequence` the rank made of it; `same` is the threshold.
    """

    left: str
    right: str
    kind: str
    score: float
    together: bool
    claims: int
    same: float = DEFAULT.same

    @property
    def consequence(self) -> float:
        """How much depends on it."""
        return self.claims * max(0.0, 1 - 2 * abs(self.score - self.same))


def pending(store: Store, kind: str | None = None, thresholds: Thresholds = DEFAULT) -> tuple[Pending, ...]:
    """The undecided pairs of a store, or those of one kind (`event`, `facility`, `agent` or `victim`)."""
    pairs = {pair: score for pair, score in _unsure(store, thresholds).items() if kind in (None, kind_of(pair[0]))}
    ends = {end for pair in pairs for end in pair}
    thing = _things(store, ends)
    members = _members(store, set(thing.values()))
    nodes = ends | {node for some in members.values() for node in some}
    claims = _claims(store, nodes)
    asked: dict[tuple[str, str], Pending] = {}
    for (left, right), score in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        one, other = (thing.get(end, end) for end in (left, right))
        together = one == other
        sides = ([left], [right]) if together else (members.get(one, [left]), members.get(other, [right]))
        moved = min(sum(1 + claims.get(node, 0) for node in side) for side in sides)
        found = Pending(left[1:-1], right[1:-1], kind_of(left), score, together, moved, thresholds.same)
        key = (min(one, other), max(one, other))
        if together or key not in asked:
            asked[key] = found
    return tuple(sorted(asked.values(), key=lambda one: (-one.consequence, one.left, one.right)))


def _unsure(store: Store, thresholds: Thresholds) -> Mapping[tuple[str, str], float]:
    """The pairs with a score between the thresholds, but for those that a person has decided."""
    graph = f"GRAPH {identity(store)}"
    between = f"?score >= {thresholds.unsure} && ?score < {thresholds.same}"
    scored = f"?decision <{RV}left> ?left ; <{RV}right> ?right ; <{RV}score> ?score FILTER({between})"
    scored += " BIND(STR(?score) AS ?value)"
    found = {
        _pair(row): float(row[2].value)
        for row in select(store, f"SELECT ?left ?right ?value WHERE {{ {graph} {{ {scored} }} }}").rows
        if row[2]
    }
    decided = f"?decision <{RV}left> ?left ; <{RV}right> ?right FILTER NOT EXISTS {{ ?decision <{RV}score> ?score }}"
    for row in select(store, f"SELECT ?left ?right WHERE {{ {graph} {{ {decided} }} }}").rows:
        found.pop(_pair(row), None)
    return found


def _pair(row: Iterable[object]) -> tuple[str, str]:
    left, right, *_ = map(str, row)
    return min(left, right), max(left, right)


def _things(store: Store, nodes: Collection[str]) -> Mapping[str, str]:
    """The incident or shared thing that each node is taken for."""
    pattern = f"GRAPH {identity(store)} {{ {{ ?thing <{RV}describedBy> ?node }} UNION {{ ?node <{RV}identifiedAs> ?thing }} }}"
    return {row[0]: row[1] for row in rows(store, "?node ?thing", pattern, "node", nodes)}


def _members(store: Store, things: Collection[str]) -> Mapping[str, list[str]]:
    pattern = f"GRAPH {identity(store)} {{ {{ ?thing <{RV}describedBy> ?node }} UNION {{ ?node <{RV}identifiedAs> ?thing }} }}"
    found: dict[str, list[str]] = {}
    for thing, node in rows(store, "?thing ?node", pattern, "thing", things):
        found.setdefault(thing, []).append(node)
    return found


def _claims(store: Store, nodes: Collection[str]) -> Mapping[str, int]:
    """How many claims each node is what they are about, or whom they are of."""
    properties = " ".join(
        map_iris([f"{RV}{name}" for name in ("event", "facility", "victim", "accordingTo", "perpetrator", "speaker")])
    )
    pattern = f"VALUES ?property {{ {properties} }} ?claim ?property ?node"
    found: dict[str, set[str]] = {}
    for node, claim in rows(store, "DISTINCT ?node ?claim", pattern, "node", nodes):
        found.setdefault(node, set()).add(claim)
    return {node: len(claims) for node, claims in found.items()}
