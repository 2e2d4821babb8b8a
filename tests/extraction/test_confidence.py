"""How sure the reading is: raw scores become calibrated confidences, and an account can be cut down to its sure part."""

import pytest

from kg.extraction.confidence import calibrated, confident, interpolated
from kg.model import Account, Agent, CasualtyCount, Claim, Event, Facility, FacilityImpact, Passage, Responsibility, Statement
from kg.values import Quantity

HERE = (Passage(0, 5),)
ARMY = Agent("army")


def event(number: str, sure: float | None, part_of: str | None = None) -> Event:
    return Event(id=number, type="shelling", evidence=HERE, confidence=sure, part_of=part_of)


def count(number: str, sure: float | None, on: str | None, whole: str | None = None) -> CasualtyCount:
    quantity = Quantity.exactly(3)
    return CasualtyCount(
        evidence=HERE, method="rules", id=number, outcome="killed", quantity=quantity, event=on, subset_of=whole, confidence=sure
    )


def blame(sure: float | None, on: str) -> Responsibility:
    return Responsibility(evidence=HERE, method="rules", event=on, perpetrator=ARMY, confidence=sure)


def impact(sure: float | None, on: str) -> FacilityImpact:
    return FacilityImpact(evidence=HERE, method="rules", event=on, facility=Facility("school"), effect="struck", confidence=sure)


def statement(sure: float | None, *about: str) -> Statement:
    return Statement(evidence=HERE, method="rules", speaker=ARMY, speech_act="denies", about=about, confidence=sure)


@pytest.mark.parametrize(("raw", "share"), [(0.0, 0.1), (0.25, 0.15), (0.5, 0.2), (0.75, 0.55), (1.0, 0.9), (1.2, 0.9)])
def test_between_two_corners_of_a_table_lies_a_straight_line(raw: float, share: float) -> None:
    assert interpolated([(0.0, 0.1), (0.5, 0.2), (1.0, 0.9)], raw) == pytest.approx(share)


def test_each_kind_has_its_own_table_and_one_without_keeps_its_score() -> None:
    account = Account((event("e1", 0.5),), (count("v1", 0.5, "e1"), statement(0.123, "e1"), blame(None, "e1")))
    found = calibrated(account, {"event": [(0.0, 0.0), (1.0, 0.6)], "casualty_count": [(0.0, 0.9), (1.0, 1.0)]})
    assert found.events[0].confidence == 0.3
    assert [(claim.confidence, claim.method) for claim in found.claims] == [(0.95, "model"), (0.12, "model"), (None, "rules")]


def test_with_an_event_go_those_who_did_it_and_what_it_hit_and_all_references() -> None:
    account = Account(
        (event("e1", 0.4), event("e2", 0.9, part_of="e1")),
        (blame(0.9, "e1"), impact(0.9, "e1"), count("v1", 0.9, "e1"), blame(0.9, "e2"), statement(0.9, "e1", "e2", "v1")),
    )
    expected: tuple[Claim, ...] = (count("v1", 0.9, None), blame(0.9, "e2"), statement(0.9, "e2", "v1"))
    assert confident(account, lambda _: 0.8) == Account((event("e2", 0.9),), expected)


def test_a_part_stays_without_its_whole() -> None:
    account = Account((), (count("v1", 0.2, None), count("v2", 0.9, None, "v1")))
    assert confident(account, lambda _: 0.8) == Account((), (count("v2", 0.9, None),))


def test_what_nobody_scored_stays() -> None:
    account = Account((event("e1", None),), (blame(None, "e1"), count("v1", None, "e1")))
    assert confident(account, lambda _: 1.0) == account


def test_each_kind_can_be_asked_for_another_confidence() -> None:
    account = Account((event("e1", 0.7),), (count("v1", 0.7, "e1"),))
    assert confident(account, {"event": 0.6, "casualty_count": 0.8}.__getitem__) == Account((event("e1", 0.7),))
