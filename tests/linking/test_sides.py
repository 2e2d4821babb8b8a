"""Nodes as the ledger names them, and back."""

from dataclasses import replace

import pytest

from kg.errors import InputError
from kg.identity.ledger import Side, label_digest
from kg.linking.sides import Sides
from kg.store.base import Store
from kg.store.memory import MemoryStore
from tests.conftest import BASE
from tests.linking.reports import ALL, MONITOR, NEWS, UN, fill, node


@pytest.fixture
def store() -> Store:
    store = MemoryStore(BASE)
    fill(store, *ALL)
    return store


@pytest.mark.parametrize("name", [node(MONITOR, "event", 2), node(NEWS, "facility"), node(UN, "victim"), node(UN, "agent")])
def test_a_side_names_its_node_again(store: Store, name: str) -> None:
    sides = Sides(store)
    assert sides.nodes(sides.side(name)) == (name,)


def test_a_side_holds_no_word_of_the_report(store: Store) -> None:
    side = Sides(store).side(node(NEWS, "victim"))
    start = NEWS.report().text.index("Sana Orel")
    assert (side.kind, side.start, side.end, side.label) == ("victim", start, start + 9, label_digest("Sana Orel"))


def test_two_reports_of_one_text_are_both_named() -> None:
    store = MemoryStore(BASE)
    reprint = replace(NEWS, publisher="Osna Times")
    fill(store, NEWS, reprint)
    sides = Sides(store)
    assert sides.nodes(sides.side(node(NEWS))) == tuple(sorted((node(NEWS), node(reprint))))


def test_a_thing_that_is_read_otherwise_by_now_is_found_by_its_words(store: Store) -> None:
    sides = Sides(store)
    side = sides.side(node(MONITOR, "event", 2))
    moved = replace(side, start=side.start + 3, end=side.end + 20, label="00000000")
    assert sides.nodes(moved) == (node(MONITOR, "event", 2),)


def test_a_thing_that_is_not_there_has_no_node(store: Store) -> None:
    sides = Sides(store)
    side = sides.side(node(NEWS))
    assert sides.nodes(replace(side, start=9000, end=9010)) == ()
    assert sides.nodes(Side("0" * 64, "event", 0, 9, side.label)) == ()


@pytest.mark.parametrize("name", [node(NEWS, "event", 9), node(NEWS, "place"), f"<{BASE}place/SY>"])
def test_what_no_decision_can_be_on_is_named(store: Store, name: str) -> None:
    with pytest.raises(InputError, match="is no event, agent, facility or victim"):
        Sides(store).side(name)
