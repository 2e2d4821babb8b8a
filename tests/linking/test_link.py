"""Reports linked: what is one thing, whatever the order, and what people decide of it."""

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from itertools import permutations

import pytest

from kg.identity.clusters import Thresholds
from kg.identity.ledger import Decision
from kg.linking import link as linking
from kg.linking.link import Linked, link
from kg.linking.regrouping import regroup
from kg.linking.resolving import Resolver
from kg.linking.sides import Sides
from kg.ontology import ontology_nquads
from kg.places.gazetteer import open_gazetteer
from kg.queries import bind, find
from kg.store.base import Store, select
from kg.store.memory import MemoryStore
from kg.store.reports import Entry, ledger, put_ontology, replace
from kg.terms import RV
from tests.conftest import BASE
from tests.linking.reports import ALL, LATER, MONITOR, NEWS, UN, Told, fill, node
from tests.store.graphs import reading

WHEN = datetime(2026, 1, 31, 8, tzinfo=UTC)
RESOLVER = Resolver(open_gazetteer(), BASE)


def linked(store: Store, decisions: Iterable[Decision] = ()) -> Linked:
    return link(store, RESOLVER, decisions, WHEN)


@pytest.fixture
def store() -> Store:
    store = MemoryStore(BASE)
    fill(store, *ALL)
    linked(store)
    return store


def incidents(store: Store) -> set[frozenset[str]]:
    """The events of each incident."""
    found: dict[str, set[str]] = {}
    for incident, event in select(store, "SELECT ?incident ?event WHERE { ?incident rv:describedBy ?event }").rows:
        found.setdefault(str(incident), set()).add(str(event))
    return {frozenset(events) for events in found.values()}


def links(store: Store) -> list[str]:
    """All lines of the identity graph and the entities graph, but for the marks and times of decisions."""
    return [line for line in sorted(store.lines()) if "graph/identity>" in line or "graph/entities>" in line]


def same(store: Store, one: str, other: str) -> bool:
    query = f"SELECT ?thing WHERE {{ {one} rv:identifiedAs ?thing . {other} rv:identifiedAs ?thing }}"
    return any(True for _ in select(store, query).rows)


def decided(store: Store, judgement: str, hour: int = 8, left: str = node(NEWS), right: str = node(MONITOR)) -> Decision:
    sides = Sides(store)
    return Decision(sides.side(left), sides.side(right), judgement, "Amal", f"2026-02-01T{hour:02}:00:00Z", "I was there")


STRIKE = frozenset({node(NEWS), node(MONITOR), node(UN)})


def test_reports_of_one_strike_are_one_incident_and_others_stay_apart(store: Store) -> None:
    assert incidents(store) == {STRIKE, frozenset({node(MONITOR, number=2)}), frozenset({node(LATER)})}


def test_a_facility_and_a_person_are_one_across_reports_under_all_their_names(store: Store) -> None:
    assert same(store, node(NEWS, "facility"), node(MONITOR, "facility"))
    assert same(store, node(NEWS, "facility"), node(LATER, "facility"))
    assert same(store, node(NEWS, "victim"), node(UN, "victim"))
    assert not same(store, node(MONITOR, "facility"), node(MONITOR, "facility", 2))
    names = {row[0].value for row in select(store, "SELECT ?name WHERE { ?f a rv:Facility ; skos:prefLabel|skos:altLabel ?name }").rows
             if row[0]}  # fmt: skip
    assert names == {"Nur Hospital", "al-Nour hospital", "Nour Hospital"}


def test_what_is_known_beyond_a_report_is_described_once(store: Store) -> None:
    query = "SELECT ?name WHERE { GRAPH ?g { ?a rv:identifiedAs ?un } ?un skos:prefLabel ?name FILTER(CONTAINS(STR(?un), '/actor/')) }"
    assert {row[0].value for row in select(store, query).rows if row[0]} >= {"United Nations"}


def test_no_report_is_changed(store: Store) -> None:
    bare = MemoryStore(BASE)
    fill(bare, *ALL)
    reports = [name for name in bare.graphs() if "/report/" in name]
    assert len(reports) == len(ALL)
    assert [store.graph_text(name) for name in reports] == [bare.graph_text(name) for name in reports]


def test_linking_again_changes_nothing(store: Store) -> None:
    before = sorted(store.lines())
    assert linked(store).reports == 0
    assert sorted(store.lines()) == before


@pytest.mark.parametrize("order", list(permutations(ALL))[1::5])
def test_the_order_in_which_reports_come_changes_nothing(store: Store, order: tuple[Told, ...]) -> None:
    other = MemoryStore(BASE)
    for told in order:
        fill(other, told)
        linked(other)
    assert links(other) == links(store)


def test_a_report_taken_out_and_put_in_again_changes_nothing(store: Store) -> None:
    report = node(MONITOR).rsplit("/", 2)[0][1:]
    store.load([reading(report.rpartition("/")[2])])
    (entry,) = ledger(store).values()
    assert isinstance(entry, Entry)
    before = links(store)
    replace(store, [entry], "")
    assert frozenset({node(NEWS), node(UN)}) in incidents(store)
    linked(store)
    assert {frozenset({node(NEWS), node(UN)}), frozenset({node(LATER)})} == incidents(store)
    fill(store, MONITOR)
    linked(store)
    assert links(store) == before


def test_a_link_that_was_killed_is_taken_up(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    other = MemoryStore(BASE)
    fill(other, *ALL)
    monkeypatch.setattr(linking, "AT_ONCE", 1)
    calls = iter(range(100))

    def die(target: Store, nodes: Collection[str], thresholds: Thresholds, graph_text: Callable[[str], str]) -> int:
        if next(calls) == 2:
            raise KeyboardInterrupt
        return regroup(target, nodes, thresholds, graph_text)

    monkeypatch.setattr(linking, "regroup", die)
    with pytest.raises(KeyboardInterrupt):
        linked(other)
    assert linked(other).reports < len(ALL)
    assert links(other) == links(store)


def test_what_a_person_calls_different_is_parted_and_comes_together_when_it_is_withdrawn(store: Store) -> None:
    before = links(store)
    apart = decided(store, "different")
    linked(store, [apart])
    assert not any({node(NEWS), node(MONITOR)} <= events for events in incidents(store))
    linked(store, [apart, decided(store, "withdrawn", 9)])
    assert links(store) == before


def test_what_a_person_calls_the_same_is_joined(store: Store) -> None:
    linked(store, [decided(store, "same", right=node(LATER))])
    assert STRIKE | {node(LATER)} in incidents(store)


def test_where_two_people_contradict_each_other_nothing_is_joined(store: Store) -> None:
    yes, no = decided(store, "same"), decided(store, "different")
    linked(store, [yes, Decision(no.left, no.right, "different", "Bo", no.at)])
    assert not any({node(NEWS), node(MONITOR)} <= events for events in incidents(store))


def test_two_agents_that_the_table_takes_for_one_can_be_parted(store: Store) -> None:
    agent, other = node(UN, "agent"), node(NEWS, "agent")
    linked(store, [decided(store, "same", left=agent, right=other)])
    assert same(store, agent, other)
    linked(store)
    assert not same(store, agent, other)


def test_figures_are_compared_anew_when_their_reports_become_one_incident() -> None:
    store = MemoryStore(BASE)
    later = Told("update", NEWS.publisher, "2024-05-10", ({**NEWS.events[0], "killed": 12},))
    fill(store, NEWS, later)
    query = f"SELECT ?new ?old WHERE {{ ?new <{RV}replaces> ?old }}"
    assert not any(True for _ in select(store, query).rows)
    linked(store)
    assert [(str(new), str(old)) for new, old in select(store, query).rows] == [(node(later, "count"), node(NEWS, "count"))]


def test_a_passage_that_is_printed_twice_is_one_voice() -> None:
    words = "Warplanes bombed Nur Hospital in Tell Zarifa before dawn on Tuesday and nine people were killed in the wards, residents said."
    event = {**NEWS.events[0], "sentence": words, "victims": ()}
    wire = Told("wire", "Elbonia Press", "2024-05-08", (event,))
    more = {
        "sentence": "The town had been quiet.",
        "quote": "The town had been quiet",
        "type": "other",
        "places": ["Tell Zarifa"],
    }
    reprint = Told("reprint", "Osna Times", "2024-05-09", (event, more))
    store = MemoryStore(BASE)
    put_ontology(store, ontology_nquads())
    fill(store, wire, reprint, MONITOR)
    linked(store)
    table = select(store, bind(find("incidents"), {}, BASE))
    rows = [{name: term.value for name, term in zip(table.variables, row, strict=True) if term} for row in table.rows]
    assert next((row["reports"], row["publishers"]) for row in rows) == ("3", "2")
    before = links(store)
    again = MemoryStore(BASE)
    fill(again, MONITOR, reprint, wire)
    linked(again)
    assert links(again) == before


def test_other_thresholds_link_all_reports_anew(store: Store) -> None:
    before = links(store)
    strict = Thresholds(same=1.0)
    assert link(store, RESOLVER, (), WHEN, strict).reports == len(ALL)
    assert all(len(events) == 1 for events in incidents(store))
    linked(store)
    assert links(store) == before


def test_a_country_that_was_named_as_a_place_is_described_as_every_country_is() -> None:
    event = {
        "sentence": "Somewhere in Syria, two people died.",
        "quote": "two people died",
        "type": "killing",
        "places": ["Syria"],
    }
    store, other = MemoryStore(BASE), MemoryStore(BASE)
    fill(store, NEWS, Told("vague", "Osna Times", "2024-05-09", (event,)))
    fill(other, NEWS)
    described = []
    for filled in (store, other):
        linked(filled)
        described.append([line for line in filled.lines() if line.startswith(f"<{BASE}place/SY>")])
    assert sorted(described[0]) == sorted(described[1]) != []
