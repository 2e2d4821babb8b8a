"""Thirty-odd kinds of faults, each planted in a report of its own in one generated graph: each is found once, and nothing else."""

import json
import re
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from random import Random

import pytest

from kg.accounts import from_json
from kg.findings.model import Finding
from kg.mapping.account import map_account
from kg.mapping.graph import report_iri
from kg.mapping.provenance import Reading, reading_quads
from kg.model import Report
from kg.terms import CODE, PREFIXES
from kg.validation.checks import validate_graphs
from kg.values import PartialDate
from tests.conftest import BASE, FACTS, TEXT
from tests.test_validation import graphs_of

#: What stands for a property where a whole node is told again under another name.
TWICE = "twice"

#: The kinds of faults: the shape that finds it, and what is changed: a node below the report ("" is the report itself) loses
#: all values of a property, or several, and gets another if one is given.
PLANTED: dict[str, tuple[str, str, str | None, str]] = {
    "a report without an identifier": ("", "dct:identifier", None, "report-identifier"),
    "a title in a language of its own": ("", "dct:title", '"School hit"@en', "report-title-once"),
    "a day of publication that is a month": ("", "dct:issued", '"2024-05"^^xsd:gYearMonth', "report-issued-once"),
    "a report without a day of publication": ("", "dct:issued", None, "report-issued-known"),
    "an address that is a string": ("", "dct:source", '"example.org"', "report-source"),
    "a language by its name": ("", "dct:language", '"English"', "report-language"),
    "a digest of another text": ("", "rv:digest", f'"{"0" * 64}"', "report-digest-of-text"),
    "a passage of no report": ("passage/68-86", "rv:inReport", None, "passage-report"),
    "words that stand elsewhere": ("passage/68-86", "oa:exact", '"At least 21 people"', "passage-offsets"),
    "a passage without an end": ("passage/68-86", "oa:end", None, "passage-end"),
    "an event of no known class": ("event/1", "rdf:type", "rv:Event", "event-class"),
    "an event without a label": ("event/1", "rdfs:label", None, "event-label"),
    "an event that ends before it starts": ("event/1", "rv:latest", '"2024-05-01"^^xsd:date', "event-earliest"),
    "an event that starts and never ends": ("event/1", "rv:endDate", None, "dated-end"),
    "an event without a first day": ("event/1", "rv:earliest", None, "dated-earliest"),
    "an event of no main place": ("event/1", "rv:mainPlace", None, "event-main-place-named"),
    "an event without words": ("event/1", "rv:evidence", None, "evidence"),
    "a weapon of no scheme": ("event/1", "rv:weapon", "code:weapon/catapult", "code-weapon"),
    "a confidence above one": ("event/1", "rv:confidence", '"1.5"^^xsd:decimal', "confidence"),
    "a claim without a source": ("count/1", "rv:accordingTo", None, "claim-source"),
    "a claim without a stance": ("casualty/1", "rv:stance", None, "claim-stance"),
    "a claim of no known method": ("impact/1", "rv:method", "code:method/guess", "code-method"),
    "a claim about what is no event": ("impact/1", "rv:event", "<count/1>", "claim-event"),
    "a perpetrator that is no agent": ("responsibility/1", "rv:perpetrator", "<place/1>", "responsibility-perpetrator"),
    "a hedge left open": ("responsibility/1", "rv:suspected", None, "responsibility-suspected"),
    "a count without a scope": ("count/1", "rv:scope", None, "count-scope"),
    "at least so many, and at most": ("count/1", "rv:maximum", '"14"^^xsd:integer', "open-maximum"),
    "an exact number without its minimum": ("count/2", "rv:minimum", None, "exact-minimum"),
    "a part larger than its whole's least": ("count/1", "rv:minimum", '"2"^^xsd:integer', "open-part"),
    "a group of no scheme": ("count/2", "rv:group", "code:group/martians", "code-group"),
    "a victim of 150": ("victim/1", "rv:age", '"150"^^xsd:integer', "victim-age-likely"),
    "an agent without a name": ("agent/3", "rdfs:label", None, "name"),
    "a name with an article": ("agent/3", "rdfs:label", '"the Red Cross"', "label-without-article"),
    "a facility of no type": ("facility/1", "rv:facilityType", None, "facility-type"),
    "a statement without a speaker's act": ("statement/1", "rv:speechAct", None, "statement-act"),
    "a denial by somebody who is accused": ("responsibility/1", "rv:perpetrator", "<agent/4>", "denial-by-speaker"),
    "a count that is a part of itself": ("count/2", "rv:subsetOf", "<count/2>", "count-subset-cycle"),
    "an event told twice": ("event/1", TWICE, "event/2", "event-twice"),
    "an event of no known day": ("event/1", "rv:startDate rv:endDate", None, "event-when-known"),
    "an event at a place of no known country": ("event/1", "rv:country", None, "event-country-known"),
    "an event of nowhere": ("event/1", "rv:place rv:mainPlace rv:country", None, "event-where-known"),
    "a report of no known title": ("", "dct:title", None, "report-title-known"),
    "a report of no known address": ("", "dct:source", None, "report-source-known"),
    "a denial by the accused": ("statement/2", "rv:speakerOrganization", "<agent/2>", "denial-by-organization"),
}


def report(number: int) -> Report:
    """A report of the generated graph, with numbers and days of its own."""
    random = Random(number)
    day = PartialDate(f"2024-05-{random.randint(8, 28):02}")
    return Report(
        f"report-{number:03}", TEXT, f"Shells hit school {number}", day, "Elbonia Press", f"https://example.org/{number}", "en"
    )


def quads(number: int) -> list[str]:
    """The N-Quads lines of a report without a fault."""
    facts = json.loads(json.dumps(FACTS))
    facts["statements"][1]["speaker_org"] = "Elbonian rebels"
    facts["victim_counts"][1]["min"] = facts["victim_counts"][1]["max"] = 3
    told = report(number)
    made = map_account(told, from_json(facts, told, "manual"), BASE)
    moment = datetime(2024, 6, 1, 12, tzinfo=UTC)
    reading = Reading(f"reports/{number}.txt", "0" * 64, "manual 1", "text", moment, moment)
    return (made.graph + made.shared + reading_quads(reading, made.iri, made.quads, BASE)).splitlines()


def term(text: str, iri: str) -> str:
    """A term of the table as N-Triples."""
    text = re.sub(r"^<(.+)>$", rf"<{iri}/\1>", text)
    return re.sub(r"(?<![\w<\"/])([a-z]+):([\w/-]+)", lambda match: f"<{ {**PREFIXES, 'code': CODE}[match[1]] }{match[2]}>", text)


def planted(number: int, kind: str) -> list[str]:
    """The N-Quads lines of a report with one fault."""
    below, name, value, _ = PLANTED[kind]
    iri = report_iri(report(number), BASE)
    subject = f"<{iri}/{below}>" if below else f"<{iri}>"
    if name == TWICE:
        return quads(number) + told_twice(number, subject, f"<{iri}/{value}>")
    predicates = [term(each, iri) for each in name.split()]
    kept = [line for line in quads(number) if not line.startswith(tuple(f"{subject} {predicate} " for predicate in predicates))]
    return kept + ([f"{subject} {predicates[0]} {term(value, iri)} <{iri}> ."] if value else [])


def told_twice(number: int, subject: str, other: str) -> list[str]:
    """The lines of a node under another name, with an incident of its own."""
    lines = [line for line in quads(number) if line.startswith(f"{subject} ")]
    incidents = [line for line in quads(number) if f" {subject} " in line and "describedBy" in line]
    names = {line.split(" ", 1)[0] for line in incidents}
    lines += [line for line in quads(number) if line.split(" ", 1)[0] in names]
    return [re.sub("(/incident/[0-9a-f]+)>", r"\1-2>", line.replace(subject, other)) for line in lines]


@cache
def found() -> tuple[Finding, ...]:
    """What is found in the graph of all faults, each in its report, and as many reports without one between them."""
    lines = [line for number, kind in enumerate(PLANTED) for line in (*planted(2 * number, kind), *quads(2 * number + 1))]
    graphs = graphs_of(lines)
    return tuple(validate_graphs(list(graphs), graphs.__getitem__))


def test_the_graph_before_it_has_no_finding() -> None:
    graphs = graphs_of(line for number in range(5) for line in quads(number))
    assert list(validate_graphs(list(graphs), graphs.__getitem__)) == []


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_fault_is_found_once(kind: str) -> None:
    number = 2 * list(PLANTED).index(kind)
    here = [finding for finding in found() if finding.report == report_iri(report(number), BASE)]
    assert [finding.shape for finding in here] == [PLANTED[kind][3]]
    assert here[0].words is not None
    assert here[0].words.path == f"reports/{number}.txt"


def test_nothing_else_is_found() -> None:
    assert len(PLANTED) > 30
    assert Counter(finding.shape for finding in found()) == Counter(shape for _, _, _, shape in PLANTED.values())
