"""Accounts as quads: names, numbers, one graph per report, nothing lost and nothing stated twice."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from kg.extraction.manual import ManualReader
from kg.mapping.account import map_account
from kg.mapping.graph import report_iri
from kg.mapping.things import UNKNOWN_PUBLISHER
from kg.model import (
    Account,
    Agent,
    CasualtyCount,
    Claim,
    Event,
    Facility,
    FacilityImpact,
    Named,
    Passage,
    Place,
    Report,
    Responsibility,
)
from kg.naming import made_of
from kg.reading.sources import Source, find_sources, read
from kg.terms import OA, RDF, RDFS, RV, SKOS
from kg.values import PartialDate, Quantity
from tests.conftest import BASE


def triples(text: str) -> set[tuple[str, str, str]]:
    """Subject, predicate and object of each line, shortened for the eye."""
    found = set()
    for line in text.splitlines():
        match = re.fullmatch(r"(<[^>]+>) (<[^>]+>) (.+) <[^>]+> \.", line)
        assert match, line
        found.add((match[1], match[2], match[3]))
    return found


def values(text: str, node: str, name: str) -> list[str]:
    return sorted(
        o for s, p, o in triples(text) if s.endswith(f"/{node}>") and p in (f"<{RV}{name}>", f"<{RDFS}{name}>", f"<{SKOS}{name}>")
    )


def test_the_same_report_has_the_same_name_and_any_change_another(report: Report) -> None:
    name = report_iri(report, BASE)
    assert re.fullmatch(re.escape(BASE) + r"report/[0-9a-f]{16}", name)
    assert report_iri(replace(report, path=Path("elsewhere")), BASE) == name
    changes = [
        {"identifier": "b"},
        {"text": "c"},
        {"title": "d"},
        {"published": None},
        {"publisher": "e"},
        {"url": None},
        {"language": "f"},
    ]
    assert len({report_iri(replace(report, **change), BASE) for change in changes} | {name}) == len(changes) + 1  # type: ignore[arg-type]


def test_every_line_is_a_quad_of_the_reports_own_graph(report: Report, account: Account) -> None:
    quads = map_account(report, account, BASE)
    assert {line.rsplit(" ", 2)[1] for line in quads.graph.splitlines()} == {f"<{quads.iri}>"}
    assert quads.quads == len(quads.graph.splitlines()) == len(set(quads.graph.splitlines()))


def test_what_reports_share_stands_outside_their_graphs(report: Report, account: Account) -> None:
    quads = map_account(report, account, BASE)
    incident = made_of("incident", [f"{quads.iri}/event/1"], BASE)
    assert f"<{incident}> <{RV}describedBy> <{quads.iri}/event/1> <{BASE}graph/identity> .\n" in quads.shared
    assert f'<{BASE}place/SY> <{RV}countryCode> "SY" <{BASE}graph/entities> .\n' in quads.shared
    assert f'<{BASE}place/SY> <{SKOS}prefLabel> "Syria" <{BASE}graph/entities> .\n' in quads.shared


def test_exact_words_are_those_of_their_offsets(report: Report, account: Account) -> None:
    graph = triples(map_account(report, account, BASE).graph)
    starts, ends, words = ({s: o for s, p, o in graph if p == f"<{OA}{name}>"} for name in ("start", "end", "exact"))
    assert len(words) == 6
    for passage, exact in words.items():
        start, end = (int(re.findall(r'"(\d+)"', offsets[passage])[0]) for offsets in (starts, ends))
        assert exact == f'"{report.text[start:end]}"'


def test_an_event_has_its_class_dates_place_and_readable_label(report: Report, account: Account) -> None:
    graph = map_account(report, account, BASE).graph
    assert (f"<{report_iri(report, BASE)}/event/1>", f"<{RDF}type>", f"<{RV}Shelling>") in triples(graph)
    assert values(graph, "event/1", "label") == ['"Shelling, Marwat, 7 May 2024"']
    assert values(graph, "event/1", "place") == values(graph, "event/1", "mainPlace") == [f"<{report_iri(report, BASE)}/place/1>"]
    assert values(graph, "event/1", "country") == [f"<{BASE}place/SY>"]
    assert values(graph, "event/1", "negated") == []


@pytest.mark.parametrize(
    ("start", "end", "earliest", "latest", "label"),
    [
        ("2024-05", "2024-05-07", ["2024-05-01"], ["2024-05-07"], "Attack, May 2024 to 7 May 2024"),
        ("2024", "2024", ["2024-01-01"], ["2024-12-31"], "Attack, 2024"),
        ("2024-02", None, ["2024-02-01"], [], "Attack, February 2024"),
        (None, None, [], [], "Attack"),
    ],
)
def test_dates_stay_as_precise_as_they_are(
    report: Report, start: str | None, end: str | None, earliest: list[str], latest: list[str], label: str
) -> None:
    event = Event(
        id="e1",
        type="attack",
        evidence=(Passage(0, 6),),
        start=PartialDate(start) if start else None,
        end=PartialDate(end) if end else None,
    )
    graph = map_account(report, Account((event,)), BASE).graph
    date = "<http://www.w3.org/2001/XMLSchema#date>"
    assert values(graph, "event/1", "earliest") == [f'"{day}"^^{date}' for day in earliest]
    assert values(graph, "event/1", "latest") == [f'"{day}"^^{date}' for day in latest]
    assert values(graph, "event/1", "label") == [f'"{label}"']


def test_open_bounds_are_left_open_and_a_part_points_to_its_whole(report: Report, account: Account) -> None:
    graph = map_account(report, account, BASE).graph
    assert values(graph, "count/1", "maximum") == []
    assert values(graph, "count/2", "subsetOf") == [f"<{report_iri(report, BASE)}/count/1>"]


def test_things_are_numbered_in_order_of_the_text_not_of_the_account(report: Report, account: Account) -> None:
    backwards = Account(account.events[::-1], account.claims[::-1])
    assert map_account(report, backwards, BASE) == map_account(report, account, BASE)


def test_one_name_is_one_agent_with_all_its_forms(report: Report) -> None:
    def blame(agent: Agent) -> Claim:
        return Responsibility(evidence=(Passage(0, 6),), method="rules", event="e1", perpetrator=agent)

    event = Event(id="e1", type="attack", evidence=(Passage(0, 6),))
    forms = [Agent("Army of Elbonia"), Agent("army of elbonia", ("the AE", "Army"), "ArmedActor")]
    graph = map_account(report, Account((event,), tuple(map(blame, forms))), BASE).graph
    [node] = {o for _, p, o in triples(graph) if p == f"<{RV}perpetrator>"}
    named = {(p, o) for s, p, o in triples(graph) if s == node}
    assert (f"<{RDFS}label>", '"Army of Elbonia"') in named
    assert {o for p, o in named if p == f"<{SKOS}altLabel>"} == {'"army of elbonia"', '"the AE"', '"Army"'}
    assert (f"<{RDF}type>", f"<{RV}ArmedActor>") in named


def test_two_unnamed_facilities_are_two(report: Report) -> None:
    def impact(facility: Facility) -> Claim:
        return FacilityImpact(evidence=(Passage(0, 6),), method="rules", event="e1", facility=facility, effect="struck")

    event = Event(id="e1", type="attack", evidence=(Passage(0, 6),))
    impacts = [
        impact(Facility("school")),
        impact(Facility("school")),
        impact(Facility("clinic", "Blue Clinic", place=Place("Marwat"))),
    ]
    impacts.append(impact(Facility("clinic", "blue clinic")))
    graph = map_account(report, Account((event,), tuple(impacts)), BASE).graph
    assert len({o for _, p, o in triples(graph) if p == f"<{RV}facility>"}) == 3
    assert values(graph, "facility/3", "place") == [f"<{report_iri(report, BASE)}/place/1>"]


def test_nobody_named_means_the_publisher_and_an_unknown_one_is_called_unknown(report: Report) -> None:
    count = CasualtyCount(evidence=(Passage(0, 6),), method="rules", id="v1", outcome="killed", quantity=Quantity.exactly(12))
    for publisher, label in (("Elbonia Press", "Elbonia Press"), (None, UNKNOWN_PUBLISHER)):
        graph = map_account(replace(report, publisher=publisher), Account((), (count,)), BASE).graph
        [source] = values(graph, "count/1", "accordingTo")
        assert values(graph, source.split("/", 6)[-1].rstrip(">"), "label") == [f'"{label}"']
        assert ("publisher> <" in graph) is (publisher is not None)


def test_the_text_can_be_left_out_and_the_words_stay(report: Report, account: Account) -> None:
    graph = map_account(report, account, BASE, keep_text=False).graph
    assert f"<{RV}text>" not in graph
    assert '"At least 12 people"' in graph


def test_confidence_has_two_decimals(report: Report) -> None:
    event = Event(id="e1", type="attack", evidence=(Passage(0, 6),), confidence=0.8049)
    assert values(map_account(report, Account((event,)), BASE).graph, "event/1", "confidence") == [
        '"0.8"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    ]


def test_every_annotated_report_can_be_mapped(evaluation: Path) -> None:
    reader = ManualReader()
    for source in find_sources([evaluation / "dev"]):
        assert isinstance(source, Source)
        report = read(source)
        quads = map_account(report, reader.extract(report), BASE)
        assert quads.quads >= 9


def test_an_agent_that_is_only_named_is_written_with_the_passages_that_name_it(report: Report) -> None:
    named = Named(Agent("White Helmets", ("Civil Defence",), "Organization"), (Passage(0, 4), Passage(5, 9)))
    graph = map_account(report, Account(named=(named,)), BASE).graph
    assert values(graph, "agent/2", "label") == ['"White Helmets"']
    assert values(graph, "agent/2", "altLabel") == ['"Civil Defence"']
    assert [value.rpartition("/")[2] for value in values(graph, "agent/2", "namedIn")] == ["0-4>", "5-9>"]
    assert values(graph, "passage/5-9", "inReport") == [f"<{report_iri(report, BASE)}>"]
