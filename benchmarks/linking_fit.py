"""Fits how pairs of one kind of thing are scored: folders with the gold names of their nodes go in, a model comes out."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from pathlib import Path
from typing import Any

import numpy as np
from linking_data import Folder
from numpy.typing import NDArray

from kg.identity.blocking import keys
from kg.identity.profiles import Profile
from kg.identity.scoring import BETTER_ELSEWHERE, FEATURES, Model, better_elsewhere, pairs_of, spoken_of

Numbers = NDArray[np.float64]

EXPECTED: Mapping[str, Mapping[str, Any]] = tomllib.loads(Path(__file__).with_name("linking_expected.toml").read_text())

#: How strongly weights are drawn to what is expected of them: more so where few pairs are different. The start is drawn more, since
#: in use most pairs are not the same; `firm` ones are hardly changed at all.
_STRENGTH, _START, _FIRM = {"event": 2.0, "facility": 8.0, "victim": 4.0, "agent": 4.0}, 20, 20.0
#: What a pair counts in fitting that shares no key: there are many, and none is ever scored.
_EASY = 0.05
#: What a pair counts of which one side is read by people, the other by the program.
_MIXED = 0.5
_STEPS, _CLOSE = 100, 1e-6


@dataclass(frozen=True, slots=True)
class Row:
    """A pair of nodes of two reports: what its features say, whether it is one thing (None: not known), what it counts in fitting.

    `keyed`: they share a key. `reports` tells the two reports and their readers.
    """

    nodes: tuple[str, str]
    reports: tuple[str, str]
    spoken: Mapping[str, float]
    same: bool | None
    keyed: bool
    counts: float


def read_rows(kind: str, folders: Iterable[Folder], events: Model | None) -> list[Row]:
    """The pairs of one kind within each folder, whoever read them; `events` scores events, for the things that are told of in them."""
    by_name: dict[str, list[Folder]] = {}
    for folder in folders:
        by_name.setdefault(folder.name, []).append(folder)
    found: list[Row] = []
    for some in by_name.values():
        for one, other in [*((folder, folder) for folder in some), *combinations(some, 2)]:
            found += _rows(kind, one, other, events)
    return found


def _rows(kind: str, one: Folder, other: Folder, events: Model | None) -> Iterator[Row]:
    pairs = combinations(one.profiles, 2) if one is other else product(one.profiles, other.profiles)
    left_keys, right_keys = ({profile.report: keys(profile) for profile in folder.profiles} for folder in (one, other))
    for left, right in pairs:
        if left.identifier == right.identifier:
            continue
        scores = _event_scores(left, right, left_keys[left.report], right_keys[right.report], events) if events else {}
        nodes = sorted(product(_nodes(kind, left), _nodes(kind, right)))
        for a, b, pair in pairs_of(kind, left, right, nodes, scores):
            keyed = not set(left_keys[left.report].get(a, ())).isdisjoint(right_keys[right.report].get(b, ()))
            same = one.gold[a] == other.gold[b] if a in one.gold and b in other.gold else None
            if keyed or same is not None:
                counts = (1.0 if keyed or same else _EASY) * (1.0 if one is other else _MIXED)
                reports = (f"{one.reader} {left.report}", f"{other.reader} {right.report}")
                yield Row((a, b), reports, spoken_of(kind, pair), same, keyed, counts)


def _nodes(kind: str, profile: Profile) -> list[str]:
    if kind == "agent":  # a known actor is one by the table, and never compared
        return [party.node for party in profile.parties if not party.actor]
    if kind == "event":
        return [event.node for event in profile.happenings]
    return [site.node for site in profile.sites] if kind == "facility" else [person.node for person in profile.individuals]


def _event_scores(
    left: Profile, right: Profile, ones: Mapping[str, Sequence[str]], others: Mapping[str, Sequence[str]], model: Model
) -> dict[tuple[str, str], float]:
    nodes = [(a.node, b.node) for a, b in product(left.happenings, right.happenings)]
    keyed = [(a, b) for a, b in nodes if not set(ones.get(a, ())).isdisjoint(others.get(b, ()))]
    spoken = {(a, b): spoken_of("event", pair) for a, b, pair in pairs_of("event", left, right, keyed, {})}
    outdone = better_elsewhere({pair: model.raw(said) for pair, said in spoken.items()})
    return {pair: model.score(said | ({BETTER_ELSEWHERE: 1.0} if pair in outdone else {})) for pair, said in spoken.items()}


def fit(kind: str, rows: Sequence[Row]) -> Model:
    """The model of one kind of thing, not calibrated."""
    names = [*FEATURES[kind], BETTER_ELSEWHERE]
    first = _fitted(kind, rows, names)
    return _fitted(kind, with_rivals(rows, first), names)


def with_rivals(rows: Sequence[Row], model: Model) -> list[Row]:
    """The rows, those marked of which another pair of the same two reports fits better."""
    by_reports: dict[tuple[str, str], dict[tuple[str, str], float]] = {}
    for row in rows:
        if row.keyed:
            by_reports.setdefault(row.reports, {})[row.nodes] = model.raw(row.spoken)
    outdone = {reports: better_elsewhere(scores) for reports, scores in by_reports.items()}
    return [
        replace(row, spoken={**row.spoken, BETTER_ELSEWHERE: 1.0}) if row.nodes in outdone.get(row.reports, set()) else row
        for row in rows
    ]


def _fitted(kind: str, rows: Sequence[Row], names: Sequence[str]) -> Model:
    known = [row for row in rows if row.same is not None]
    values = np.array([[1.0, *(row.spoken.get(name, 0.0) for name in names)] for row in known])
    same = np.array([float(bool(row.same)) for row in known])
    counts = np.array([row.counts for row in known])
    expected = np.array([EXPECTED[kind]["start"], *(EXPECTED[kind][name] for name in names)])
    firm = EXPECTED[kind].get("firm", ())
    pull = np.array([_START, *(_FIRM if name in firm else 1.0 for name in names)]) * _STRENGTH[kind]
    found = _logistic(values, same, counts, expected, pull)
    return Model({name: float(weight) for name, weight in zip(names, found[1:], strict=True)}, float(found[0]))


def _logistic(values: Numbers, same: Numbers, counts: Numbers, expected: Numbers, pull: Numbers) -> Numbers:
    """Weights by Newton's method; none but the first changes its sign: one that would stays at 0."""
    weights: Numbers = expected.copy()
    signs = np.sign(expected)
    signs[0] = 0

    def loss(some: Numbers) -> float:
        raw = values @ some
        return float(counts @ (np.logaddexp(0, raw) - same * raw) + 0.5 * pull @ (some - expected) ** 2)

    for _ in range(_STEPS):
        chances = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        slope = values.T @ (counts * (chances - same)) + pull * (weights - expected)
        free = (signs == 0) | (signs * weights > 0) | (signs * slope < 0)
        bend = (values[:, free].T * (counts * chances * (1 - chances))) @ values[:, free] + np.diag(pull[free])
        step = np.zeros_like(weights)
        step[free] = np.linalg.solve(bend, slope[free])
        size, before = 1.0, loss(weights)
        while True:
            new: Numbers = np.where(signs * (weights - size * step) < 0, 0, weights - size * step)
            if size < _CLOSE or loss(new) <= before:
                break
            size /= 2
        if np.abs(new - weights).max() < _CLOSE:
            return new
        weights = new
    return weights


def calibrated(model: Model, raw: Sequence[float], same: Sequence[bool]) -> Model:
    """The model with the slope and the shift that make probabilities of its raw scores (Platt), drawn to what it is without."""
    values = np.array([[1.0, value] for value in raw])
    answers = np.array([float(one) for one in same])
    expected = np.array([0.0, 1.0])
    found = _logistic(values, answers, np.ones(len(same)), expected, np.full(2, 2.0))
    return replace(model, shift=float(found[0]), slope=float(found[1]))
