"""People's decisions in the identity graph."""

import pytest

from kg.identity.ledger import Decision
from kg.linking.graphs import identity, report_of
from kg.linking.sides import Sides
from kg.linking.verdicts import write_verdicts
from kg.store.base import Store, select
from kg.store.memory import MemoryStore
from kg.terms import RV
from tests.conftest import BASE
from tests.linking.reports import LATER, MONITOR, NEWS, UN, fill, node


@pytest.fixture
def store() -> Store:
    store = MemoryStore(BASE)
    fill(store, NEWS, MONITOR, UN)
    marks = (f"{report_of(node(told))} <{RV}linkedBy> 'v1'" for told in (NEWS, MONITOR, UN))
    store.update(f"INSERT DATA {{ GRAPH {identity(store)} {{ {' . '.join(marks)} }} }}")
    return store


def decision(store: Store, judgement: str, by: str = "Amal", hour: int = 8, because: str | None = None) -> Decision:
    sides = Sides(store)
    left, right = sides.side(node(NEWS)), sides.side(node(MONITOR))
    return Decision(left, right, judgement, by, f"2026-01-31T{hour:02}:00:00Z", because)


def held(store: Store) -> list[tuple[str, ...]]:
    """The judgements that the graph holds: left, judgement, right, who, why."""
    query = (
        "SELECT ?left ?judgement ?right ?by ?why WHERE { ?d rv:left ?left ; rv:right ?right ; rv:judgement ?judgement ;"
        " rv:decidedBy ?by . OPTIONAL { ?d rv:reason ?why } } ORDER BY ?by"
    )
    return [tuple(term.value.rsplit("/", 1)[-1] if term else "" for term in row) for row in select(store, query).rows]


def linked(store: Store) -> set[str]:
    return {str(row[0]) for row in select(store, "SELECT ?report WHERE { ?report rv:linkedBy ?version }").rows}


def test_a_decision_is_written_and_its_reports_are_to_be_linked_again(store: Store) -> None:
    assert write_verdicts(store, [decision(store, "same", because='one "strike"\nat night')]) == 0
    assert held(store) == [("1", "same", "1", "Amal", 'one "strike"\nat night')]
    assert linked(store) == {report_of(node(UN))}


def test_what_is_written_already_changes_nothing(store: Store) -> None:
    ledger = [decision(store, "same", because='one "strike"\nat night')]
    write_verdicts(store, ledger)
    store.update(f"INSERT DATA {{ GRAPH {identity(store)} {{ {report_of(node(NEWS))} <{RV}linkedBy> 'v1' }} }}")
    before = sorted(store.lines())
    write_verdicts(store, ledger)
    assert sorted(store.lines()) == before


def test_a_withdrawal_takes_the_decision_out_of_the_graph(store: Store) -> None:
    before = [line for line in sorted(store.lines()) if "linkedBy" not in line]
    ledger = [decision(store, "same")]
    write_verdicts(store, ledger)
    write_verdicts(store, [*ledger, decision(store, "withdrawn", hour=9)])
    assert [line for line in sorted(store.lines()) if "linkedBy" not in line] == before


def test_two_people_who_contradict_each_other_are_both_in_the_graph(store: Store) -> None:
    write_verdicts(store, [decision(store, "same"), decision(store, "different", "Bo")])
    assert [(row[1], row[3]) for row in held(store)] == [("same", "Amal"), ("different", "Bo")]


def test_decisions_on_reports_that_are_not_here_are_counted_and_left_out(store: Store) -> None:
    elsewhere = MemoryStore(BASE)
    fill(elsewhere, NEWS, LATER)
    sides = Sides(elsewhere)
    other = Decision(sides.side(node(NEWS)), sides.side(node(LATER)), "same", "Amal", "2026-01-31T08:00:00Z")
    assert write_verdicts(store, [other]) == 1
    assert held(store) == []
