"""How surely two things are one: two profiles and the pairs of their things that share a key go in, scored pairs come out.

A score is the logistic of the weights of the features that speak, made a probability by the table's calibration. It depends
on the two reports alone. Of several events of one report that may be one of another's, the best keeps its score; the others
lose by it (`BETTER_ELSEWHERE`), since a report tells two happenings apart.
"""

import math
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kg.identity.agents import AGENT_FEATURES
from kg.identity.clusters import UNSURE
from kg.identity.facilities import FACILITY_FEATURES
from kg.identity.features import EVENT_FEATURES
from kg.identity.features.pair import Pair
from kg.identity.features.told import same_text
from kg.identity.persons import PERSON_FEATURES
from kg.identity.profiles import Profile
from kg.identity.things import Things

#: The feature that compares a pair with the other pairs of the same two reports, and what it says to the user.
BETTER_ELSEWHERE = "better_elsewhere"
SAME_WORDS = "same_words"
_BETTER = "Another one of the same report fits better."

#: The features of each kind of thing, by the part of a node's name that tells the kind.
FEATURES: Mapping[str, Mapping[str, Callable[[Any], float]]] = {
    "event": EVENT_FEATURES,
    "facility": FACILITY_FEATURES,
    "victim": PERSON_FEATURES,
    "agent": AGENT_FEATURES,
}

_FILE = Path(__file__).with_name("weights.toml")


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair of nodes, how surely they are one (0 to 1), and what spoke for (+) and against it (-), the weightiest first.

    `same_text` has the passages (pairs of their nodes) in which two events are told of in the same words, as if copied.
    """

    left: str
    right: str
    score: float
    reasons: tuple[str, ...] = ()
    same_text: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """How one kind of thing is scored: the weight of each feature, where scores begin, and the slope and shift that calibrate them."""

    weights: Mapping[str, float]
    start: float
    slope: float = 1.0
    shift: float = 0.0

    def raw(self, spoken: Mapping[str, float]) -> float:
        """The sum of the weights of what spoke, in logits, before calibration."""
        return self.start + sum(self.weights[name] * value for name, value in spoken.items())

    def score(self, spoken: Mapping[str, float]) -> float:
        """The calibrated probability that the two are one."""
        return self.probability(self.raw(spoken))

    def probability(self, raw: float) -> float:
        """The calibrated probability of a raw score."""
        return 1 / (1 + math.exp(-(self.slope * raw + self.shift)))


@cache
def models(file: Path = _FILE) -> Mapping[str, Model]:
    """The models of a table of weights, by kind of thing; those of the package's own table unless another one is named."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        kind: Model(values["weights"], values["start"], values.get("slope", 1.0), values.get("shift", 0.0))
        for kind, values in table.items()
    }


def compare(
    left: Profile,
    right: Profile,
    pairs: Iterable[tuple[str, str]],
    least: float = UNSURE,
    by: Mapping[str, Model] | None = None,
) -> list[Scored]:
    """The pairs of nodes of two reports (the left one's first) that score at least `least`, in the order of their kinds and nodes.

    `pairs` are those that share a key; pairs of two kinds, or of a campaign and what is none, are passed over. `by` are models to
    use in place of the table's.
    """
    by = models() if by is None else by
    by_kind: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for one, other in sorted(set(pairs)):
        if kind_of(one) == kind_of(other):
            by_kind[kind_of(one)].append((one, other))
    found: list[Scored] = []
    scores: dict[tuple[str, str], float] = {}
    for kind in FEATURES:
        found += _judged(kind, pairs_of(kind, left, right, by_kind[kind], scores), by[kind], least)
        if kind == "event":
            scores = {(scored.left, scored.right): scored.score for scored in found}
    return [scored for scored in found if scored.score >= least]


def kind_of(node: str) -> str:
    """The kind of a report's node, from its name.

    >>> kind_of("<https://example.org/report/a1/event/12>")
    'event'
    """
    return node.rsplit("/", 2)[1]


def pairs_of(
    kind: str, left: Profile, right: Profile, nodes: Iterable[tuple[str, str]], events: Mapping[tuple[str, str], float]
) -> Iterator[tuple[str, str, Pair | Things[Any]]]:
    """Pairs of nodes of one kind with all that their features ask; `events` are the scores of the pairs of events of the two reports."""
    ones, others = ({thing.node: thing for thing in _things(kind, profile)} for profile in (left, right))
    for one, other in nodes:
        if one not in ones or other not in others:
            continue
        if kind != "event":
            yield one, other, Things(ones[one], others[other], left, right, _same_event(ones[one], others[other], events))
        elif ones[one].campaign == others[other].campaign:
            yield one, other, Pair(ones[one], others[other], left, right)


def _things(kind: str, profile: Profile) -> Sequence[Any]:
    found = {"event": profile.happenings, "facility": profile.sites, "victim": profile.individuals, "agent": profile.parties}
    return found[kind]


def _same_event(left: Any, right: Any, scores: Mapping[tuple[str, str], float]) -> float:  # noqa: ANN401 - a site, victim or party
    """The highest score of an event of one thing with an event of the other."""
    ones, others = (getattr(thing, "events", ()) for thing in (left, right))
    return max((scores.get((one, other), 0.0) for one in ones for other in others), default=0.0)


def _judged(kind: str, pairs: Iterable[tuple[str, str, Any]], model: Model, least: float) -> Iterator[Scored]:
    """Score pairs of one kind: each by itself first, then those that another pair of one of the two fits better.

    A pair that scores less than `least` comes without reasons, since nobody will ask for them.
    """
    compared = {(one, other): pair for one, other, pair in pairs}
    spoken = {nodes: spoken_of(kind, pair) for nodes, pair in compared.items()}
    outdone = better_elsewhere({nodes: model.raw(features) for nodes, features in spoken.items()})
    for (one, other), features in spoken.items():
        said = features | ({BETTER_ELSEWHERE: 1.0} if (one, other) in outdone else {})
        score = model.score(said)
        if score < least:
            yield Scored(one, other, score)
            continue
        copied = same_text(compared[one, other]) if SAME_WORDS in said else ()
        yield Scored(one, other, score, tuple(_reasons(kind, said, model)), copied)


def better_elsewhere(scores: Mapping[tuple[str, str], float]) -> set[tuple[str, str]]:
    """The pairs of which another pair of one of the two things scores higher."""
    best: defaultdict[str, float] = defaultdict(lambda: -math.inf)
    for nodes, value in scores.items():
        for node in nodes:
            best[node] = max(best[node], value)
    return {(one, other) for (one, other), value in scores.items() if value < max(best[one], best[other])}


def spoken_of(kind: str, pair: Any) -> dict[str, float]:  # noqa: ANN401 - a pair of events or of things
    """The features of a pair that have something to say, and how strongly."""
    return {name: value for name, feature in FEATURES[kind].items() if (value := feature(pair))}


def _reasons(kind: str, spoken: Mapping[str, float], model: Model) -> Iterator[str]:
    said = {name: model.weights[name] * value for name, value in spoken.items()}
    for name in sorted(said, key=lambda name: (-abs(said[name]), name)):
        if abs(said[name]) >= 0.05:  # noqa: PLR2004 - what is less would round to nothing
            yield f"{said[name]:+.1f} {explanation(kind, name)}"


def explanation(kind: str, name: str) -> str:
    """What a feature says, in a sentence for the user."""
    return _BETTER if name == BETTER_ELSEWHERE else (FEATURES[kind][name].__doc__ or name).split("\n", maxsplit=1)[0]
