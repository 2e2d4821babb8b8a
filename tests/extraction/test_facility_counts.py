"""A number of facilities counts what the words around it say happened to them."""

import pytest

from tests.extraction.counts_of import claims

Brief = tuple[str, str, int | None]


def brief(text: str) -> list[Brief]:
    return [(count.facility_type, count.effect, count.quantity.minimum) for count in claims(text)[2]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The shelling destroyed twelve houses.", ("home", "destroyed", 12)),
        ("They set fire to about 30 homes.", ("home", "destroyed", 30)),
        ("Some 312 homes had been pulled down.", ("home", "destroyed", 312)),
        ("Gunmen opened fire on two cars.", ("vehicle", "struck", 2)),
        ("The raid on three houses left two people dead.", ("home", "struck", 3)),
        ("About 60 homes had gone up in flames.", ("home", "destroyed", 60)),
        ("Fourteen schools have not reopened.", ("school", "out-of-service", 14)),
        ("Thirteen of the 20 clinics were hit.", ("clinic", "struck", 13)),
        ("At least 42 schools were looted and 19 have stopped functioning.", ("school", "out-of-service", 19)),
        ("Two bulldozers were burned.", ("vehicle", "destroyed", 2)),
    ],
)
def test_a_number_of_facilities_counts_what_happened_to_them(sentence: str, expected: Brief) -> None:
    assert expected in brief(sentence)


@pytest.mark.parametrize(
    "sentence", ["A convoy of 12 trucks arrived.", "A school was hit.", "The 20 clinics serve 4,000 people."]
)
def test_facilities_that_nothing_happened_to_and_single_ones_are_no_counts(sentence: str) -> None:
    assert brief(sentence) == []


def test_what_is_out_of_service_is_a_running_total() -> None:
    (count,) = claims("Ninety schools have closed after the attack on Marwat.")[2]
    assert (count.scope, count.event) == ("cumulative", None)


def test_an_army_that_loses_towns_tells_of_no_damage() -> None:
    assert brief("The rebels lost three towns in the offensive.") == []
