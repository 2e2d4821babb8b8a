"""Which things are one: things, scores of pairs of them and people's decisions go in, the clusters come out.

1. What a person calls the same is joined first, unless a wall stands between: a pair that a person calls different, or two nodes
   that the caller keeps apart. It is one thing from then on: what is alike to one of its nodes is alike to it.
2. Pairs that score at least `unsure`, and pairs that a person decided, part the things into components; each is a matter of its own.
3. In a component, the two clusters with the highest mean score of the pairs between them are joined, as long as it is at least
   `same` and no wall stands between them. A pair without a score counts as `UNSCORED`, so that no chain of a few links joins what
   nothing else holds together.

The order of what goes in changes nothing: among equals, the names decide.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import product
from typing import TypeVar

Value = TypeVar("Value")
Pair = tuple[str, str]
Cluster = tuple[str, ...]
#: Nodes that a person calls the same, and clusters of such.
Units = tuple[Cluster, ...]

#: From these mean scores on, two clusters are joined; from these scores on, pairs are looked at at all.
SAME, UNSURE = 0.67, 0.3


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The scores (0 to 1) from which on clusters are joined, and pairs are kept and shown to people at all."""

    same: float = SAME
    unsure: float = UNSURE


DEFAULT = Thresholds()

#: What a pair that was not worth comparing counts for, and how much of a pair it counts: events are of one day and place or not
#: the same; other things last, and are told of at many days and places.
UNSCORED, UNSCORED_EVENT, UNSCORED_THING = 0.2, 1.0, 0.25

_EVENT, _APART = "event", {"event", "victim"}


def two_of_one_report(left: str, right: str) -> bool:
    """Whether two nodes are events or named victims of one report, which tells them apart."""
    return _kind(left) in _APART and left.rsplit("/", 2)[0] == right.rsplit("/", 2)[0]


def _kind(node: str) -> str:
    return node.rsplit("/", 2)[-2]


def ordered(left: str, right: str) -> Pair:
    """A pair in the order of its names."""
    return (left, right) if left <= right else (right, left)


def clusters(
    nodes: Iterable[str],
    scores: Mapping[Pair, float],
    decided: Mapping[Pair, str] | None = None,
    same: float = SAME,
    unsure: float = UNSURE,
    apart: Callable[[str, str], bool] = two_of_one_report,
) -> list[Cluster]:
    """The clusters of some nodes, each sorted, in the order of their first nodes; every node is in exactly one.

    `scores` (0 to 1) and `decided` (`same`, `different`, or anything else, which says nothing) go by ordered pairs; `apart` tells
    two nodes that are never one. A wall beats a person's `same`.
    """
    decided = {pair: judgement for pair, judgement in (decided or {}).items() if judgement in {"same", "different"}}
    links = [pair for pair, score in scores.items() if score >= unsure] + [pair for pair in decided if decided[pair] == "same"]
    parts = components(nodes, links)
    within, judged = _parted(parts, scores), _parted(parts, decided)
    found = [cluster for i, part in enumerate(parts) for cluster in _Work(within[i], judged[i], apart, same).solve(part)]
    return sorted(found)


def _parted(parts: Iterable[Cluster], pairs: Mapping[Pair, Value]) -> defaultdict[int, dict[Pair, Value]]:
    """What is told of pairs, by the number of the component that both nodes are in."""
    number = {node: i for i, part in enumerate(parts) for node in part}
    found: defaultdict[int, dict[Pair, Value]] = defaultdict(dict)
    for (left, right), value in pairs.items():
        if left in number and number[left] == number.get(right):
            found[number[left]][left, right] = value
    return found


def components(nodes: Iterable[str], links: Iterable[Pair]) -> list[Cluster]:
    """The connected components of a graph, each sorted, in the order of their first nodes; links to other nodes are passed over."""
    parents = {node: node for node in nodes}

    def root(node: str) -> str:
        while parents[node] != node:
            parents[node] = node = parents[parents[node]]
        return node

    for left, right in links:
        if left in parents and right in parents:
            parents[root(left)] = root(right)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for node in sorted(parents):
        found[root(node)].append(node)
    return sorted(tuple(members) for members in found.values())


class _Work:
    """Clusters the nodes of one component at a time."""

    def __init__(
        self, scores: Mapping[Pair, float], decided: Mapping[Pair, str], apart: Callable[[str, str], bool], same: float
    ) -> None:
        self.scores = scores
        self.decided = decided
        self.apart = apart
        self.same = same

    def solve(self, component: Cluster) -> Iterable[Cluster]:
        """The clusters of one component."""
        if len(component) == 1:
            return [component]
        scored = _Scored(self._bound(component), self.scores)
        waiting = [entry for left, right in scored.pairs() if (entry := self._entry(scored, left, right))]
        heapify(waiting)
        while waiting:
            _, left, right = heappop(waiting)
            if left in scored.near and right in scored.near and not any(self._walled(*units) for units in product(left, right)):
                joined = scored.join(left, right)
                for other in scored.near[joined]:
                    if entry := self._entry(scored, *sorted((joined, other))):
                        heappush(waiting, entry)
        return [tuple(sorted(node for unit in cluster for node in unit)) for cluster in scored.near]

    def _entry(self, scored: "_Scored", left: Units, right: Units) -> tuple[float, Units, Units] | None:
        """What puts the pair of clusters with the highest mean first, among equals the first by name; None below `same`."""
        mean = scored.mean(left, right)
        return (-mean, left, right) if mean >= self.same else None

    def _bound(self, component: Cluster) -> list[Cluster]:
        """The clusters that people's decisions alone make."""
        found: dict[str, Cluster] = {node: (node,) for node in component}
        for left, right in sorted(pair for pair, judgement in self.decided.items() if judgement == "same"):
            if (
                left in found
                and right in found
                and found[left] != found[right]
                and not self._walled(found[left], found[right], decided=True)
            ):
                joined = tuple(sorted(found[left] + found[right]))
                found |= dict.fromkeys(joined, joined)
        return sorted(set(found.values()))

    def _walled(self, left: Cluster, right: Cluster, *, decided: bool = False) -> bool:
        """Whether a wall stands between two clusters; what is merely kept apart is none for people's own decisions."""
        pairs = [ordered(one, other) for one, other in product(left, right)]
        if any(self.decided.get(pair) == "different" for pair in pairs):
            return True
        return not decided and any(self.apart(*pair) and self.decided.get(pair) != "same" for pair in pairs)


class _Scored:
    """Clusters of units and what is known of each two: the sum of the scores of their units, and how many have one.

    `near` has for each cluster those that it has a score with.
    """

    def __init__(self, units: Iterable[Cluster], scores: Mapping[Pair, float]) -> None:
        unit_of = {node: (unit,) for unit in units for node in unit}
        best: dict[tuple[Units, Units], float] = {}
        for (left, right), score in scores.items():
            if left in unit_of and right in unit_of and unit_of[left] != unit_of[right]:
                pair = min(unit_of[left], unit_of[right]), max(unit_of[left], unit_of[right])
                best[pair] = max(best.get(pair, 0.0), score)
        self.known = {pair: (score, 1) for pair, score in best.items()}
        self.near: dict[Units, set[Units]] = {cluster: set() for cluster in unit_of.values()}
        for one, other in best:
            self.near[one].add(other)
            self.near[other].add(one)

    def pairs(self) -> list[tuple[Units, Units]]:
        """The pairs of clusters that have a score."""
        return list(self.known)

    def mean(self, left: Units, right: Units) -> float:
        """The mean score of the pairs of units of two clusters, those without a score counted as `UNSCORED`."""
        total, number = self.known[left, right]
        rest = (len(left) * len(right) - number) * (UNSCORED_EVENT if _kind(left[0][0]) == _EVENT else UNSCORED_THING)
        return (total + rest * UNSCORED) / (number + rest)

    def join(self, left: Units, right: Units) -> Units:
        """Put one cluster in the place of two."""
        joined = tuple(sorted(left + right))
        near = (self.near.pop(left) | self.near.pop(right)) - {left, right}
        self.known.pop((left, right))
        for other in sorted(near):
            parts = [self.known.pop((min(one, other), max(one, other)), (0.0, 0)) for one in (left, right)]
            pair = min(joined, other), max(joined, other)
            self.known[pair] = (parts[0][0] + parts[1][0], parts[0][1] + parts[1][1])
            self.near[other] = self.near[other] - {left, right} | {joined}
        self.near[joined] = near
        return joined
