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
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import combinations, product

Pair = tuple[str, str]
Cluster = tuple[str, ...]
#: Nodes that a person calls the same, and clusters of such.
Units = tuple[Cluster, ...]

#: From these mean scores on, two clusters are joined; from these scores on, pairs are looked at at all.
SAME, UNSURE = 0.65, 0.3
#: What a pair that was not worth comparing counts for, and how much of a pair it counts: events are of one day and place or not
#: the same; other things last, and are told of at many days and places.
UNSCORED, UNSCORED_EVENT, UNSCORED_THING = 0.2, 1.0, 0.25


def two_of_one_report(left: str, right: str) -> bool:
    """Whether two nodes are events of one report, which tells two happenings apart."""
    return is_event(left) and left.rsplit("/", 2)[0] == right.rsplit("/", 2)[0]


def is_event(node: str) -> bool:
    """Whether a report's node is an event, from its name."""
    return node.rsplit("/", 2)[-2:-1] == ["event"]


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
    work = _Work(scores, decided, apart, same)
    found = [cluster for component in components(nodes, links) for cluster in work.solve(component)]
    return sorted(found)


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
        found: list[Units] = [(unit,) for unit in self._bound(component)]
        while best := max(self._joins(found), key=lambda join: (join[0], [-number for number in join[1:]]), default=None):
            _, i, j = best
            joined = tuple(sorted(found[i] + found[j]))
            found = sorted([*(cluster for number, cluster in enumerate(found) if number not in {i, j}), joined])
        return [tuple(sorted(node for unit in cluster for node in unit)) for cluster in found]

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

    def _joins(self, found: Collection[Units]) -> Iterable[tuple[float, int, int]]:
        """The pairs of clusters that may be joined: the mean score of their pairs, and their numbers."""
        for (i, left), (j, right) in combinations(enumerate(found), 2):
            mean = self._mean(left, right)
            if mean >= self.same and not any(self._walled(*units) for units in product(left, right)):
                yield mean, i, j

    def _mean(self, left: Units, right: Units) -> float:
        values = [self._score(*units) for units in product(left, right)]
        known = [value for value in values if value is not None]
        rest = (len(values) - len(known)) * (UNSCORED_EVENT if is_event(left[0][0]) else UNSCORED_THING)
        return (sum(known) + rest * UNSCORED) / (len(known) + rest)

    def _score(self, left: Cluster, right: Cluster) -> float | None:
        """The score of the two most alike nodes of two units, None where no two were worth comparing."""
        pairs = (ordered(one, other) for one, other in product(left, right))
        return max((self.scores[pair] for pair in pairs if pair in self.scores), default=None)

    def _walled(self, left: Cluster, right: Cluster, *, decided: bool = False) -> bool:
        """Whether a wall stands between two clusters; what is merely kept apart is none for people's own decisions."""
        pairs = [ordered(one, other) for one, other in product(left, right)]
        if any(self.decided.get(pair) == "different" for pair in pairs):
            return True
        return not decided and any(self.apart(*pair) and self.decided.get(pair) != "same" for pair in pairs)
