"""Where a number, a claim or an event comes from."""

import json
from pathlib import Path
from typing import Any

import pytest

from kg.build import Options, build
from kg.errors import InputError
from kg.extraction.manual import ManualReader
from kg.figures import refresh
from kg.model import Passage
from kg.reading.sources import find_sources
from kg.store.base import select
from kg.store.memory import MemoryStore
from kg.terms import RV
from kg.why import Other, Why, explain
from tests.conftest import BASE, TEXT

LATER = """Toll of Marwat school rises

The toll has risen to 14, the Elbonian Red Cross said on Thursday. The Ministry of Health counts no more than nine dead. Since January, 90 people have died in the war.
"""


def later() -> dict[str, Any]:
    """The account of a later report on the same shelling, and on the war it is a part of."""
    event = {"type": "shelling", "quote": "Marwat school", "date_start": "2024-05-07", "date_end": "2024-05-07", "places": ["Marwat"],
             "country": "SY", "perpetrators": ["rebels"], "suspected": False, "weapons": [], "facilities": [], "negated": False}  # fmt: skip
    count: dict[str, Any] = {
        "event": "e1",
        "outcome": "killed",
        "groups": [],
        "qualifier": "exact",
        "scope": "incident",
        "subset_of": None,
    }
    return {
        "id": "later",
        "events": [
            {**event, "id": "e1"},
            {
                **event,
                "id": "e2",
                "type": "campaign",
                "quote": "the war",
                "places": [],
                "perpetrators": [],
                "date_start": "2024-01",
                "date_end": None,
            },
        ],
        "victim_counts": [
            {**count, "id": "v1", "min": 14, "max": 14, "source": "Elbonian Red Cross", "quote": "has risen to 14"},
            {
                **count,
                "id": "v2",
                "min": None,
                "max": 9,
                "qualifier": "at-most",
                "source": "Ministry of Health",
                "quote": "no more than nine dead",
            },
            {
                **count,
                "id": "v3",
                "event": "e2",
                "min": 90,
                "max": 90,
                "scope": "cumulative",
                "source": None,
                "quote": "90 people have died",
            },
        ],
        "named_victims": [],
        "facility_counts": [],
        "statements": [],
    }


@pytest.fixture
def store(folder: Path) -> MemoryStore:
    (folder / "later.txt").write_text(LATER)
    (folder / "later.json").write_text(json.dumps(later()))
    with (folder / "metadata.csv").open("a") as metadata:
        metadata.write("later.txt,2024-05-09,Elbonia Press\n")
    store = MemoryStore(BASE)
    build(find_sources([folder]), store, Options(ManualReader(), folder.parent))
    link(store)
    return store


def link(store: MemoryStore) -> None:
    """Say that the two shellings are one incident."""
    query = f"SELECT ?incident ?event WHERE {{ ?incident <{RV}describedBy> ?event . ?event a <{RV}Shelling> }} ORDER BY ?event"
    (keep, _), (drop, moved) = [[str(term) for term in row] for row in select(store, query).rows]
    graph = f"GRAPH <{BASE}graph/identity>"
    store.update(
        f"DELETE WHERE {{ {graph} {{ {drop} ?property ?value }} }} ; INSERT DATA {{ {graph} {{ {keep} <{RV}describedBy> {moved} }} }}"
    )
    refresh(store, [keep[1:-1]])


def node(store: MemoryStore, words: str) -> str:
    """The event or claim whose first words are these."""
    query = f'SELECT ?node WHERE {{ ?node <{RV}evidence>/<http://www.w3.org/ns/oa#exact> "{words}" }} ORDER BY ?node'
    return next(row[0].value for row in select(store, query).rows if row[0])


def why(store: MemoryStore, words: str) -> Why:
    return explain(store, node(store, words))


def relations(found: Why) -> list[tuple[str, str]]:
    return [(other.relation, other.words) for other in found.others]


def test_a_number_leads_to_its_words_in_their_paragraph_and_its_report(store: MemoryStore) -> None:
    found = why(store, "including three children")
    start = TEXT.index("including three children")
    paragraph = TEXT.split("\n")[2]
    assert [(quote.start, quote.text, quote.marks) for quote in found.quotes] == [
        (TEXT.index(paragraph), paragraph, (Passage(start, start + len("including three children")),))
    ]
    assert (found.origin.identifier, found.origin.publisher, found.origin.published) == ("marwat", "Elbonia Press", "2024-05-08")
    assert (found.kind, found.says) == ("CasualtyCount", "3 children killed, part of at least 12")
    assert (found.source, found.stance, found.event, found.date) == (
        "Elbonian Red Cross",
        "asserted",
        "Shelling, Marwat, 7 May 2024",
        "2024-05-07",
    )


def test_it_says_what_read_the_report_and_from_where(store: MemoryStore) -> None:
    found = why(store, "At least 12 people")
    assert (found.method, found.readings[0].path) == ("manual", "reports/marwat.txt")
    assert found.readings[0].pipeline.endswith(ManualReader().version)


def test_the_part_below_the_base_is_enough_and_the_store_may_have_dropped_the_text(folder: Path) -> None:
    store = MemoryStore(BASE)
    build(find_sources([folder]), store, Options(ManualReader(), folder.parent, keep_text=False))
    name = node(store, "At least 12 people")
    found = explain(store, name.removeprefix(BASE))
    assert (found.iri, [quote.text for quote in found.quotes]) == (name, ["At least 12 people"])


def test_a_newer_figure_of_the_same_source_is_why_the_older_is_not_added(store: MemoryStore) -> None:
    found = why(store, "At least 12 people")
    assert found.addable is False
    assert found.reasons == ("Its source has a newer figure: 14 people killed (later, Elbonian Red Cross).",)
    assert relations(found) == [
        ("contains", "including three children"),
        ("contradicts", "no more than nine dead"),
        ("is denied by", "denied that there had been any shelling"),
        ("is replaced by", "has risen to 14"),
    ]


def test_a_figure_that_may_be_added_names_what_other_sources_say_and_the_total_that_holds_it(store: MemoryStore) -> None:
    found = why(store, "has risen to 14")
    assert found.addable is True
    assert ("contradicts", "no more than nine dead") in relations(found)
    assert ("replaces", "At least 12 people") in relations(found)
    assert ("is among", "90 people have died") in relations(found)
    assert found.reasons[0].startswith("It may be added to figures of other incidents")


def test_a_running_total_says_that_it_is_one(store: MemoryStore) -> None:
    found = why(store, "90 people have died")
    assert (found.addable, found.reasons) == (
        False,
        ("It is a running total over a campaign, a period or an area, which holds other figures.",),
    )
    assert ("contains", "has risen to 14") in relations(found)


def test_another_party_held_responsible_elsewhere_contradicts(store: MemoryStore) -> None:
    query = f"SELECT ?node WHERE {{ ?node a <{RV}Responsibility> }} ORDER BY ?node"
    founds = [explain(store, row[0].value) for row in select(store, query).rows if row[0]]
    for found in founds:
        assert [other.says for other in found.others if other.relation == "contradicts"] == [
            {"by army": "by rebels", "by rebels": "by army"}[found.says]
        ]
        assert (found.addable, found.reasons) == (None, ())


def test_an_event_names_who_else_tells_of_it_and_who_denies_it(store: MemoryStore) -> None:
    found = why(store, "army shells hit a school")
    assert (found.kind, found.says) == ("event", "Shelling, Marwat, 7 May 2024; artillery; SY")
    assert [(other.relation, other.report) for other in found.others] == [
        ("is denied by", "marwat"),
        ("is told of in another report as well by", "later"),
    ]


def test_how_to_dispute_it_names_the_files_and_the_words(store: MemoryStore) -> None:
    steps = why(store, "At least 12 people").dispute
    assert steps[0] == (
        "Correct in reports/marwat.json the entry with the quote 'At least 12 people', or take it out; then:"
        " kg build reports/marwat.txt --reader manual"
    )
    assert steps[-2] == "Where its publisher has withdrawn the report: kg retract marwat --because WHY"
    assert [step.split(":")[0] for step in steps[-1:]] == ["Where the report itself is wrong"]


def test_an_event_that_is_taken_for_the_same_incident_can_be_parted(store: MemoryStore) -> None:
    here, there = (node(store, words).removeprefix(BASE) for words in ("army shells hit a school", "Marwat school"))
    assert (
        f"Where {there} is another incident: kg decide {here} different {there} --because WHY"
        in why(store, "At least 12 people").dispute
    )
    assert [step for step in why(store, "90 people have died").dispute if "kg decide" in step] == []


@pytest.mark.parametrize(
    ("path", "method", "step"),
    [
        (
            "data/log.csv#7",
            "table",
            "Where the table says something else: correct 7 in data/log.csv; then: kg build data/log.csv",
        ),
        (
            "in box.mbox#3",
            "rules",
            "Where the report says something else: save 3 of 'in box.mbox' as a text of its own, with an account beside it",
        ),
    ],
)
def test_a_report_that_is_one_of_several_in_a_file_is_corrected_in_its_own_way(
    store: MemoryStore, path: str, method: str, step: str
) -> None:
    name = node(store, "At least 12 people")
    graph = name.rpartition("/count/")[0]
    store.update(
        f'DELETE {{ GRAPH ?a {{ ?reading <{RV}path> ?path }} }} INSERT {{ GRAPH ?a {{ ?reading <{RV}path> "{path}" }} }}'
        f" WHERE {{ GRAPH ?a {{ ?reading <http://www.w3.org/ns/prov#generated> <{graph}> ; <{RV}path> ?path }} }} ;"
        f" DELETE {{ GRAPH <{graph}> {{ ?claim <{RV}method> ?method }} }} INSERT {{ GRAPH <{graph}> {{ ?claim <{RV}method>"
        f" <https://w3id.org/reported-violence/code/method/{method}> }} }} WHERE {{ GRAPH <{graph}> {{ ?claim <{RV}method> ?method }} }}"
    )
    assert explain(store, name).dispute[0] == step


def test_what_a_program_read_is_first_made_an_account_of(folder: Path) -> None:
    class Rules(ManualReader):
        version = "rules 1"

    store = MemoryStore(BASE)
    build(find_sources([folder]), store, Options(Rules(), folder.parent))
    name = node(store, "At least 12 people")
    graph = name.rpartition("/count/")[0]
    store.update(
        f"DELETE {{ GRAPH <{graph}> {{ ?claim <{RV}method> ?method }} }} INSERT {{ GRAPH <{graph}> {{ ?claim <{RV}method>"
        f" <https://w3id.org/reported-violence/code/method/rules> }} }} WHERE {{ GRAPH <{graph}> {{ ?claim <{RV}method> ?method }} }}"
    )
    assert explain(store, name).dispute[0] == (
        "Where the report says something else: kg extract reports/marwat.txt > reports/marwat.json"
    )


def test_a_store_from_before_figures_were_compared_says_so(store: MemoryStore) -> None:
    store.update(f"DELETE WHERE {{ GRAPH <{BASE}graph/identity> {{ ?count <{RV}addable> ?may }} }}")
    found = why(store, "has risen to 14")
    assert found.addable is None
    assert "build the store again" in found.reasons[0]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("report/nothing", f"nothing in the store is named {BASE}report/nothing; the rows of kg query"),
        (f"{BASE}place/SY", r"place/SY is no event and no claim \(Place\)"),
    ],
)
def test_what_has_no_words_is_refused_with_the_way_on(store: MemoryStore, name: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        explain(store, name)


def test_a_report_and_an_incident_are_refused_with_what_to_ask_instead(store: MemoryStore) -> None:
    event = node(store, "army shells hit a school")
    report = event.rpartition("/event/")[0]
    with pytest.raises(InputError, match="kg show shows a report"):
        explain(store, report)
    query = f"SELECT ?incident WHERE {{ ?incident <{RV}describedBy> <{event}> }}"
    incident = next(row[0].value for row in select(store, query).rows if row[0])
    with pytest.raises(InputError, match=f"ask for its events: .*{event}"):
        explain(store, incident)


def test_others_come_in_an_order_of_their_own(store: MemoryStore) -> None:
    found = why(store, "At least 12 people")
    assert list(found.others) == sorted(found.others, key=lambda other: (other.relation, other.published, other.iri))
    assert all(isinstance(other, Other) and other.iri.startswith(BASE) for other in found.others)
