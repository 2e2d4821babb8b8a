"""One incident as a dossier."""

import pytest

from kg.errors import InputError
from kg.linking.graphs import change, identity
from kg.sameness.dossier import dossier
from kg.store.base import Store
from kg.terms import RV
from tests.conftest import BASE
from tests.linking.reports import LATER, MONITOR, NEWS, UN, Told, node
from tests.sameness.linked import REPRINT, STRIKE, incident, join, linked_store, say

NAME = incident(*STRIKE)[1:-1]


@pytest.fixture
def store() -> Store:
    return linked_store()


def test_each_report_is_told_of_in_the_order_of_publication(store: Store) -> None:
    found = dossier(store, NAME)
    assert [telling.identifier for telling in found.tellings] == ["news", "monitor", "un"]
    first = found.tellings[0]
    assert (first.kind, first.date, first.place, first.words) == (
        "air strike",
        "2024-05-07",
        "Tell Zarifa",
        ("Warplanes bombed Nur Hospital",),
    )
    assert [said.says for said in (*first.figures, *first.facilities, *first.victims)] == [
        "9 people killed",
        "hospital (Nur Hospital) damaged",
        "Sana Orel, 41, killed",
    ]


def test_it_says_where_reports_differ_and_whether_they_contradict_each_other(store: Store) -> None:
    assert [difference.sentence for difference in dossier(store, NAME).differences] == [
        "people killed: 9, says Elbonia Press (news); 11, says Marwat Monitor (monitor) — not all of this can be true",
        "what became of Nur Hospital: damaged (news, un); out of service (monitor)",
    ]


def test_a_name_spelled_otherwise_is_no_difference(store: Store) -> None:
    places = {telling.place for telling in dossier(store, NAME).tellings}
    assert places == {"Tell Zarifa", "Tal Zarifa"}
    assert "place" not in {difference.matter for difference in dossier(store, NAME).differences}


def test_the_killed_are_the_range_of_what_may_be_added(store: Store) -> None:
    found = dossier(store, NAME)
    assert (found.name, found.killed_lowest, found.killed_highest) == ("Air strike, Tell Zarifa, 7 May 2024", 9, 11)


def test_an_incident_may_be_named_by_one_of_its_events_and_without_the_base(store: Store) -> None:
    assert dossier(store, node(UN)[1:-1]).iri == NAME
    assert dossier(store, NAME.removeprefix(BASE)).iri == NAME
    assert dossier(store, NAME.removeprefix(f"{BASE}incident/")).iri == NAME


@pytest.mark.parametrize("name", ["incident/0", f"{BASE}report/1/event/9", "anything"])
def test_what_is_no_incident_is_named_with_the_way_on(store: Store, name: str) -> None:
    with pytest.raises(InputError, match=r"is no incident, nor an event of one; kg incidents lists"):
        dossier(store, name)


def test_a_text_that_two_publishers_print_is_one_text_of_one_publisher() -> None:
    store = linked_store(REPRINT)
    found = dossier(store, join(store, *STRIKE, node(REPRINT))[1:-1])
    assert (found.certainty.reports, found.certainty.texts, found.certainty.publishers) == (4, 3, 3)


def test_decisions_and_comparisons_tell_how_sure_it_is(store: Store) -> None:
    certainty = dossier(store, NAME).certainty
    assert [(link.left_report, link.right_report, link.score) for link in certainty.links] == [
        ("news", "monitor", 0.96),
        ("news", "un", 0.9),
        ("monitor", "un", 0.45),
    ]
    assert [(link.by, link.judgement, link.reasons) for link in certainty.decisions] == [
        ("Amal", "same", ("the nurse is named in both",))
    ]


def test_what_may_be_the_same_is_told_until_a_person_tells_it_apart(store: Store) -> None:
    assert [(near.incident.name, near.score) for near in dossier(store, NAME).certainty.near] == [
        ("Air strike, Tell Zarifa, 1 July 2024", 0.4),
        ("Shelling, Kafr Osna, 7 May 2024", 0.31),
    ]
    say(store, node(LATER), node(MONITOR), "different", "Bo")
    assert [near.score for near in dossier(store, NAME).certainty.near] == [0.31]


def test_a_report_that_says_that_it_did_not_happen_contradicts_and_is_not_counted() -> None:
    store = linked_store()
    change(store, (), [f"{node(MONITOR)} <{RV}negated> true"], node(MONITOR).rsplit("/", 2)[0] + ">")
    found = dossier(store, NAME)
    assert (
        found.differences[0].sentence
        == "whether it happened: it did (news, un); it did not (monitor) — not all of this can be true"
    )
    assert found.certainty.reports == 2


def test_a_campaign_contains_its_incidents_and_they_are_part_of_it() -> None:
    campaign = Told("siege", "Marwat Monitor", "2024-06-01", (
        {"sentence": "The campaign on Tell Zarifa goes on.", "quote": "The campaign on Tell Zarifa", "type": "campaign"},
    ))  # fmt: skip
    store = linked_store(campaign)
    change(store, (), [f"{incident(*STRIKE)} <{RV}partOf> {incident(node(campaign))}"], identity(store))
    assert [whole.iri for whole in dossier(store, NAME).part_of] == [incident(node(campaign))[1:-1]]
    assert [part.name for part in dossier(store, node(campaign)[1:-1]).contains] == ["Air strike, Tell Zarifa, 7 May 2024"]


def test_a_report_without_its_text_is_told_of_all_the_same(store: Store) -> None:
    store.update(f"DELETE WHERE {{ GRAPH ?report {{ ?report <{RV}text> ?text }} }}")
    assert [telling.identifier for telling in dossier(store, NAME).tellings] == ["news", "monitor", "un"]


def test_the_reports_of_one_publisher_are_one_publisher() -> None:
    store = linked_store()
    joined = join(store, *STRIKE, node(LATER))
    certainty = dossier(store, joined[1:-1]).certainty
    assert (certainty.reports, certainty.texts, certainty.publishers) == (4, 4, 3)
    assert NEWS.publisher == LATER.publisher
