"""What is left for people to decide."""

import pytest

from kg.sameness.pending import pending
from kg.store.base import Store
from tests.linking.reports import LATER, MONITOR, NEWS, UN, node
from tests.sameness.linked import compare, linked_store, say


@pytest.fixture
def store() -> Store:
    return linked_store()


def pairs(store: Store, kind: str | None = None) -> list[tuple[str, str]]:
    return [(f"<{one.left}>", f"<{one.right}>") for one in pending(store, kind)]


def ordered(left: str, right: str) -> tuple[str, str]:
    return min(left, right), max(left, right)


LATE = ordered(node(NEWS), node(LATER))
WEAK = ordered(node(MONITOR), node(UN))
FAR = ordered(node(MONITOR, number=2), node(UN))


def test_the_undecided_pairs_between_the_thresholds_are_asked_about(store: Store) -> None:
    assert set(pairs(store)) == {LATE, WEAK, FAR}
    assert {one.together for one in pending(store) if (f"<{one.left}>", f"<{one.right}>") == WEAK} == {True}


def test_what_a_person_has_decided_is_not_asked_about_again(store: Store) -> None:
    say(store, node(LATER), node(NEWS), "unsure", "Bo")
    assert LATE not in pairs(store)


def test_only_one_pair_of_two_incidents_is_asked_about_the_surest(store: Store) -> None:
    compare(store, node(UN), node(LATER), "0.6", "unsure")
    assert ordered(node(UN), node(LATER)) in pairs(store)
    assert LATE not in pairs(store)


def test_the_most_claims_and_the_nearest_to_the_threshold_come_first(store: Store) -> None:
    found = pending(store)
    assert [one.consequence for one in found] == sorted((one.consequence for one in found), reverse=True)
    by_pair = {(f"<{one.left}>", f"<{one.right}>"): one for one in found}
    # The strike has two figures, three facilities and two victims; what is joined to it are the claims of the smaller side.
    assert (by_pair[LATE].claims, by_pair[FAR].claims, by_pair[WEAK].claims) == (2, 3, 3)
    assert by_pair[WEAK].consequence > by_pair[FAR].consequence


def test_kinds_are_asked_about_by_themselves(store: Store) -> None:
    compare(store, node(NEWS, "victim"), node(UN, "victim"), "0.5", "same")
    assert pairs(store, "victim") == [ordered(node(NEWS, "victim"), node(UN, "victim"))]
    assert len(pairs(store, "event")) == 3
    assert pairs(store, "agent") == []
