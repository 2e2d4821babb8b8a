"""Campaigns of one report and what others tell of them."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.findings.model import Severity
from kg.linking.link import link
from kg.linking.resolving import Resolver
from kg.places.gazetteer import open_gazetteer
from kg.store.base import Store, select
from kg.store.memory import MemoryStore
from kg.store.reports import ledger, replace
from kg.validation.checks import validate_files, validate_store
from tests.conftest import BASE
from tests.linking.reports import Told, fill, node
from tests.store.graphs import reading

RESOLVER = Resolver(open_gazetteer(), BASE)

OFFENSIVE = Told("offensive", "Marwat Monitor", "2024-08-01", (
    {"sentence": "The offensive on Kherson from March to July 2024 killed 300 people in the city and around it.", "type": "campaign",
     "quote": "The offensive on Kherson", "day": "2024-03-01", "until": "2024-07-31", "places": ["Kherson"], "country": "UA",
     "killed": 300, "scope": "cumulative"},
))  # fmt: skip


def strike(name: str, day: str, place: str = "Kherson", **more: object) -> Told:
    sentence = f"A shell hit a street of {place} on {day}, killing two people."
    event = {"sentence": sentence, "quote": "A shell hit a street", "type": "shelling", "day": day, "places": [place],
             "country": "UA", "killed": 2, **more}  # fmt: skip
    return Told(name, "Osna Times", "2024-08-09", (event,))


def linked(*reports: Told) -> Store:
    store = MemoryStore(BASE)
    for told in reports:
        fill(store, told)
        link(store, RESOLVER, (), datetime(2026, 1, 31, tzinfo=UTC))
    return store


def parts(store: Store) -> set[tuple[str, str]]:
    query = "SELECT ?part ?whole WHERE { ?part rv:partOf ?whole }"
    return {(str(part), str(whole)) for part, whole in select(store, query).rows}


@pytest.mark.parametrize("first", [True, False])
def test_an_event_within_the_days_and_places_of_a_campaign_is_a_part_of_it_and_no_incident_with_it(first: bool) -> None:
    hit = strike("hit", "2024-05-04")
    store = linked(*((OFFENSIVE, hit) if first else (hit, OFFENSIVE)))
    assert parts(store) == {(node(hit), node(OFFENSIVE))}
    assert not any(True for _ in select(store, "SELECT ?i WHERE { ?i rv:describedBy ?a , ?b FILTER(?a != ?b) }").rows)


def test_shapes_find_nothing_wrong_with_a_part_of_another_reports_campaign(tmp_path: Path) -> None:
    store = linked(OFFENSIVE, strike("hit", "2024-05-04"))
    dump = tmp_path / "dump.nt"
    dump.write_text("".join(f"{line.removesuffix(' .').rpartition(' <')[0]} .\n" for line in store.lines()))
    for findings in (validate_store(store), validate_files([dump])):
        assert [finding.message for finding in findings if finding.severity is Severity.VIOLATION] == []


@pytest.mark.parametrize("other", [strike("early", "2024-02-27"), strike("far", "2024-05-04", "Kharkiv")])
def test_an_event_at_another_time_or_place_is_no_part_of_it(other: Told) -> None:
    assert parts(linked(OFFENSIVE, other)) == set()


def test_another_partys_attack_is_no_part_of_a_partys_campaign() -> None:
    by_one = Told("offensive", "Marwat Monitor", "2024-08-01", ({**OFFENSIVE.events[0], "perpetrators": ["Russian army"]},))
    other = strike("other", "2024-05-04", perpetrators=["Ukrainian army"])
    own = strike("own", "2024-05-04", perpetrators=["Russia's armed forces"])
    assert parts(linked(by_one, other, own)) == {(node(own), node(by_one))}


def test_the_running_total_contains_the_figure_of_the_part() -> None:
    hit = strike("hit", "2024-05-04")
    store = linked(OFFENSIVE, hit)
    query = "SELECT ?part ?whole WHERE { ?part rv:containedIn ?whole }"
    assert [(str(part), str(whole)) for part, whole in select(store, query).rows] == [
        (node(hit, "count"), node(OFFENSIVE, "count"))
    ]


def test_what_is_a_part_of_a_campaign_that_is_gone_is_told_no_more() -> None:
    store = linked(OFFENSIVE, strike("hit", "2024-05-04"))
    store.load([reading(node(OFFENSIVE).rsplit("/", 3)[1])])
    replace(store, ledger(store).values(), "")
    assert parts(store) == set()
