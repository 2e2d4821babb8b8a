"""Why two things are one, or are not: a store and two names go in, the score, what spoke for and against, and who decided come out."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.errors import InputError
from kg.identity.blocking import keys
from kg.identity.clusters import DEFAULT, Thresholds
from kg.identity.profiles import Profile
from kg.identity.scoring import compare, kind_of
from kg.linking.graphs import identity
from kg.linking.resolving import Resolver
from kg.sameness.links import Link, links
from kg.sameness.naming import Named, full_name
from kg.sameness.side import KINDS, Side, side
from kg.store.base import Store, select
from kg.terms import RV, iri

_REASON = re.compile(r"([+-]\d+\.\d) (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Feature:
    """What spoke for two things being one (a weight above 0) or against it, in words; 0 where the weight is not known."""

    weight: float
    says: str


@dataclass(frozen=True, slots=True)
class Sameness:
    """Two things, whether they are taken for one, and why.

    `score` is how surely they are one (0 to 1), None where they were never compared; from `same` on, two are joined, below
    `unsure` a pair is not kept. `features` are what spoke, the weightiest first. `decisions` are people's that bear on it,
    `path` are the comparisons by way of which they are together where they are not alike enough themselves. `resolved` says what
    each was taken for by itself, and why.
    """

    left: Side
    right: Side
    together: bool
    answer: str
    score: float | None
    same: float
    unsure: float
    features: tuple[Feature, ...]
    decisions: tuple[Link, ...]
    path: tuple[Link, ...]
    resolved: tuple[str, ...]


def why_same(store: Store, left: str, right: str, resolver: Callable[[], Resolver], thresholds: Thresholds = DEFAULT) -> Sameness:
    """Why two things of reports are one or are not; an incident stands for that event of it that is most like the other.

    `resolver` is asked for only where a pair has to be compared anew. Raises `InputError` for things of two kinds.
    """
    first, second = (side(store, name) for name in nearest(store, left, right))
    _check(first, second)
    cluster = _cluster(store, first) | _cluster(store, second)
    known = [link for link in links(store, cluster) if {*link.pair} <= cluster]
    scored = next((link for link in known if not link.decided and {*link.pair} == {first.iri, second.iri}), None)
    shared = first.thing if first.thing and second.thing and first.thing.iri == second.thing.iri else None
    resolved = tuple(_resolved(store, (first, second), resolver)) if _by_itself(store, first, second) else ()
    score, features, keyed = (scored.score, _features(scored.reasons), True) if scored else _anew(store, first, second, resolver)
    path = tuple(_path(known, first.iri, second.iri)) if shared and (score or 0) < thresholds.same else ()
    decisions = tuple(link for link in known if link.decided and _bears(link, first, second, together=bool(shared)))
    answer = _answer(first, second, shared, score if keyed else None, decisions, path, bool(resolved), thresholds)
    same, unsure = thresholds.same, thresholds.unsure
    return Sameness(first, second, shared is not None, answer, score, same, unsure, features, decisions, path, resolved)


def nearest(store: Store, left: str, right: str) -> tuple[str, str]:
    """The names of two nodes: an incident is replaced by that event of it that scores highest with the other, else by its first."""
    ones, others = (_members(store, full_name(store, name)) for name in (left, right))
    several = len(ones) > 1 or len(others) > 1
    scores = {link.pair: link.score for link in links(store, ones) if link.score is not None} if several else {}
    pairs = [(one, other) for one in ones for other in others]
    return max(pairs, key=lambda pair: scores.get((min(pair), max(pair)), -1))


def _members(store: Store, name: str) -> list[str]:
    query = f"SELECT ?event WHERE {{ GRAPH {identity(store)} {{ {iri(name)} <{RV}describedBy> ?event }} }} ORDER BY ?event"
    return [row[0].value for row in select(store, query).rows if row[0]] or [name]


def _check(first: Side, second: Side) -> None:
    if first.kind != second.kind:
        raise InputError(
            f"{first.iri} is a thing of the kind {KINDS[first.kind]}, {second.iri} is a {KINDS[second.kind]}: nothing is both"
        )
    if first.iri == second.iri:
        raise InputError(f"{first.iri}: is one thing, told of once")


def _cluster(store: Store, one: Side) -> set[str]:
    """The nodes that are taken for the same as one."""
    relation = f"{{ {iri(one.thing.iri)} <{RV}describedBy> ?node }}" if one.kind == "event" and one.thing else ""
    if one.kind != "event" and one.thing:
        relation = f"{{ ?node <{RV}identifiedAs> {iri(one.thing.iri)} }}"
    if not relation:
        return {one.iri}
    table = select(store, f"SELECT ?node WHERE {{ GRAPH {identity(store)} {relation} }}")
    return {one.iri, *(row[0].value for row in table.rows if row[0])}


def _features(reasons: Iterable[str]) -> tuple[Feature, ...]:
    """Features as decisions hold them, the weightiest first.

    >>> _features(["-0.5 The kind differs.", "+1.5 The day is the same."])[0]
    Feature(weight=1.5, says='The day is the same.')
    """
    found = ((match, reason) for reason in reasons for match in [_REASON.fullmatch(reason)])
    features = [Feature(float(match[1]), match[2]) if match else Feature(0.0, reason) for match, reason in found]
    return tuple(sorted(features, key=lambda feature: (-abs(feature.weight), feature.says)))


# Compared anew


def _anew(
    store: Store, first: Side, second: Side, resolver: Callable[[], Resolver]
) -> tuple[float | None, tuple[Feature, ...], bool]:
    """The score of a pair that the graph does not hold, what spoke, and whether a linking would compare the two at all."""
    if first.kind == "place" or first.report == second.report:
        return None, (), False
    one, other = (_profile(store, report, resolver()) for report in (first.report, second.report))
    wanted, partners = (iri(first.iri), iri(second.iri)), {*_partners(one, other)}
    found = {(scored.left, scored.right): scored for scored in compare(one, other, {wanted, *partners}, least=0.0)}
    scored = found.get(wanted)
    return (scored.score, _features(scored.reasons), wanted in partners) if scored else (None, (), False)


def _profile(store: Store, report: str, resolver: Resolver) -> Profile:
    return resolver.resolve(store.graph_text(report).split("\n")).profile


def _partners(one: Profile, other: Profile) -> Iterator[tuple[str, str]]:
    """The pairs of two reports' things that share a key."""
    theirs: dict[str, list[str]] = {}
    for node, found in keys(other).items():
        for key in found:
            theirs.setdefault(key, []).append(node)
    for node, found in keys(one).items():
        yield from ((node, partner) for key in found for partner in theirs.get(key, ()) if kind_of(node) == kind_of(partner))


# Resolved by themselves


def _by_itself(store: Store, first: Side, second: Side) -> bool:
    """Whether one of two is taken for a place of the gazetteer or a known actor, which no comparison decides."""
    keyed = f"GRAPH {identity(store)} {{ VALUES ?node {{ {iri(first.iri)} {iri(second.iri)} }} ?node <{RV}linkingKey> ?key }}"
    with_keys = {row[0].value for row in select(store, f"SELECT DISTINCT ?node WHERE {{ {keyed} }}").rows if row[0]}
    return first.kind in {"agent", "place"} and any(one.thing and one.iri not in with_keys for one in (first, second))


def _resolved(store: Store, sides: Sequence[Side], resolver: Callable[[], Resolver]) -> Iterator[str]:
    """What each side was taken for, in a sentence with its reason."""
    for one in sides:
        reasons = resolver().reasons(store.graph_text(one.report).split("\n"))
        taken = f"is taken for {one.thing.name or one.thing.iri}" if one.thing else "is taken for nothing that is known"
        yield f"{one.says} ({one.identifier}) {taken}: {reasons.get(iri(one.iri), 'it was resolved by nothing')}"


# By way of others


def _path(known: Iterable[Link], start: str, goal: str) -> Iterator[Link]:
    """The links from one thing to another of which the weakest is strongest; nothing where there are none."""
    strengths: dict[tuple[str, str], tuple[float, Link]] = {}
    for link in known:
        strength = (1.0 if link.judgement == "same" else 0.0) if link.score is None else link.score
        if strength > strengths.get(link.pair, (0.0, link))[0]:
            strengths[link.pair] = strength, link
    best: dict[str, tuple[float, tuple[Link, ...]]] = {start: (1.0, ())}
    waiting = {start}
    while waiting:
        node = max(waiting, key=lambda name: (best[name][0], name))
        waiting.remove(node)
        for pair, (strength, link) in sorted(strengths.items()):
            other = pair[1] if pair[0] == node else pair[0]
            width = min(best[node][0], strength)
            if node in pair and width > best.get(other, (0.0, ()))[0]:
                best[other] = width, (*best[node][1], link)
                waiting.add(other)
    yield from best.get(goal, (0.0, ()))[1]


def _bears(link: Link, first: Side, second: Side, *, together: bool) -> bool:
    """Whether a person's decision is on the two themselves, or may be why they are together or apart."""
    return {*link.pair} == {first.iri, second.iri} or link.judgement == ("same" if together else "different")


# The answer


def _answer(
    first: Side,
    second: Side,
    shared: Named | None,
    score: float | None,
    decisions: Sequence[Link],
    path: Sequence[Link],
    resolved: bool,
    thresholds: Thresholds,
) -> str:
    """Why they are one or are not, in a sentence."""
    kind = KINDS[first.kind]
    on_them = {link.judgement for link in decisions if {*link.pair} == {first.iri, second.iri}}
    if shared:
        return (
            f"They are one {kind}, {shared.name or shared.iri}, since {_since_one(score, on_them, path, resolved, thresholds)}."
        )
    return (
        f"They are not taken for one {kind}, since {_since_two(first, second, score, on_them, decisions, resolved, thresholds)}."
    )


def _since_one(score: float | None, on_them: Iterable[str], path: Sequence[Link], resolved: bool, thresholds: Thresholds) -> str:
    if "same" in on_them:
        return "somebody says so"
    if resolved:
        return "both were taken for the same known thing, each by itself"
    if score is not None and score >= thresholds.same:
        return "they are alike enough"
    if path:
        return "both are like others that hold them together, though not alike enough themselves"
    return "they were linked so"


def _since_two(
    first: Side,
    second: Side,
    score: float | None,
    on_them: Iterable[str],
    decisions: Sequence[Link],
    resolved: bool,
    thresholds: Thresholds,
) -> str:
    """Why two are not one; of several reasons, the one that overrides the others."""
    score = score if score is not None else -1.0
    reasons = {
        "people contradict each other about it": {"same", "different"} <= {*on_them},
        "somebody says that they differ": "different" in on_them,
        "somebody says that others, which they belong with, differ": any(link.judgement == "different" for link in decisions),
        "one report tells of both, as of two": first.report == second.report,
        "they were not taken for the same known thing": resolved,
        "nothing that they have in common made them worth comparing": score < 0,
        "they are not alike": score < thresholds.unsure,
        "it is not sure enough that they are one; decide it yourself": score < thresholds.same,
        "they are alike, but what each is taken for is not alike enough as a whole": True,
    }
    return next(reason for reason, holds in reasons.items() if holds)
