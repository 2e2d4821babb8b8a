"""How sure the reading is: an account with a model's raw scores goes in, out comes one with calibrated confidences, or its sure part.

A raw score is the model's own chance that it answered rightly. Reports held back from training tell how often it was right at such
a score; a table of each kind of event or claim, kept with the model, says so (see `training/calibration.py`).
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from kg.model import (
    Account,
    Casualty,
    CasualtyCount,
    Claim,
    Event,
    FacilityCount,
    FacilityImpact,
    Responsibility,
    Statement,
)

#: For each kind, a rising line from the raw score to the share of right ones, as its corners.
Calibration: TypeAlias = Mapping[str, Sequence[tuple[float, float]]]

#: What the model's tables call each kind.
KINDS: Mapping[type[Event | Claim], str] = {
    Event: "event",
    CasualtyCount: "casualty_count",
    FacilityCount: "facility_count",
    Casualty: "named_victim",
    Statement: "statement",
    Responsibility: "responsibility",
    FacilityImpact: "facility_impact",
}


def interpolated(corners: Sequence[tuple[float, float]], raw: float) -> float:
    """The height of a line at a place; beyond its ends that of the end.

    >>> interpolated([(0.0, 0.2), (1.0, 0.8)], 0.5)
    0.5
    """
    after = bisect_left(corners, raw, key=lambda corner: corner[0])
    if after in {0, len(corners)}:
        return corners[min(after, len(corners) - 1)][1]
    (left, low), (right, high) = corners[after - 1 : after + 1]
    return low + (high - low) * (raw - left) / (right - left)


def calibrated(account: Account, tables: Calibration) -> Account:
    """The account with calibrated confidences, in hundredths; what the model judged has its method, the rest stays the rules'."""

    def sure(item: Event | Claim) -> float | None:
        corners, raw = tables.get(KINDS[type(item)], ()), item.confidence
        return None if raw is None else round(interpolated(corners, raw) if corners else raw, 2)

    def claimed(claim: Claim) -> Claim:
        return claim if claim.confidence is None else replace(claim, confidence=sure(claim), method="model")

    events = tuple(replace(event, confidence=sure(event)) for event in account.events)
    return Account(events, tuple(map(claimed, account.claims)))


def confident(account: Account, least: Callable[[str], float]) -> Account:
    """The part of an account that is sure enough: `least` gives the confidence that is asked of a kind.

    What has no confidence stays, since no program guessed it. With an event go the claims on who did it and what it hit; a count,
    victim or statement of its own stays, tied to no event.
    """

    def holds(item: Event | Claim) -> bool:
        return item.confidence is None or item.confidence >= least(KINDS[type(item)])

    events = tuple(event for event in account.events if holds(event))
    known = {event.id for event in events}
    claims = [claim for claim in account.claims if holds(claim) and (claim.event in known or not _bound(claim))]
    known |= {claim.id for claim in claims if isinstance(claim, CasualtyCount)}
    events = tuple(event if event.part_of in known else replace(event, part_of=None) for event in events)
    return Account(events, tuple(_among(claim, known) for claim in claims))


def _bound(claim: Claim) -> bool:
    """Whether a claim is nothing without its event."""
    return isinstance(claim, Responsibility | FacilityImpact)


def _among(claim: Claim, known: set[str]) -> Claim:
    """A claim without references to what is left out."""
    claim = claim if claim.event in known else replace(claim, event=None)
    if isinstance(claim, CasualtyCount) and claim.subset_of not in known:
        return replace(claim, subset_of=None)
    if isinstance(claim, Statement):
        return replace(claim, about=tuple(one for one in claim.about if one in known))
    return claim
