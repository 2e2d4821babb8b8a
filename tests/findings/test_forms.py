"""The forms of findings: each says the same, is what its readers expect, and is the same text for the same findings."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import fastjsonschema
import pytest
from rdflib import SH, Graph, Literal, URIRef

from kg.findings.forms import FORMS
from kg.findings.model import Finding, Location, Rule, Run, Severity, Span, Terms
from kg.findings.sarif import MOST
from kg.findings.text import as_lines

SCHEMA = Path(__file__).parents[1] / "data" / "sarif-2.1.0.json"
REPORT = "https://example.org/id/report/0123456789abcdef"
COUNT = Finding(
    "count-minimum", "LessThanOrEquals", Severity.VIOLATION, f"{REPORT}/count/1", "rv:minimum", "12", "Correct it.", REPORT, "marwat",
    Location("reports/a b.txt", Span(3, 8, 3, 17, "12 people")),
    terms=Terms(f"<{REPORT}/count/1>", "<https://example.org/minimum>", '"12"^^<http://www.w3.org/2001/XMLSchema#integer>'),
)  # fmt: skip
NAME = Finding("label", "MinCount", Severity.WARNING, f"{REPORT}/agent/1", "rdfs:label", None, "Name it.", REPORT, "marwat",
               Location("reports/a b.txt"), terms=Terms(f"<{REPORT}/agent/1>", "<https://example.org/label>"))  # fmt: skip
SHARED = Finding("code", "In", Severity.INFO, "https://example.org/id/place/SY", None, "x\x00\x1b\ud800y", "Use a code.")
RULES = (
    Rule("code", None, "Codes", "Use a code.", Severity.INFO),
    Rule("count-minimum", "https://example.org/shapes#count-minimum", "Count", "Correct it.", Severity.VIOLATION),
    Rule("label", "https://example.org/shapes#label", "Named thing", "Name it.", Severity.WARNING),
    Rule("quiet", "https://example.org/shapes#quiet", "Quiet", "Never said.", Severity.VIOLATION),
)
RUN = Run("kg-store", (SHARED, COUNT, NAME), RULES)


@cache
def valid_sarif() -> Any:
    return fastjsonschema.compile(json.loads(SCHEMA.read_text(encoding="utf-8")), use_default=False)


def written(form: str, run: Run) -> str:
    return "\n".join(FORMS[form](run)) + "\n"


def sarif(*findings: Finding) -> dict[str, Any]:
    log = json.loads(written("sarif", Run("kg-store", findings, RULES)))
    valid_sarif()(log)
    found: dict[str, Any] = log["runs"][0]
    return found


@pytest.mark.parametrize("form", FORMS)
def test_a_run_without_findings_can_be_written_in_every_form(form: str) -> None:
    text = written(form, Run("kg-store", (), RULES))
    assert "count-minimum" not in text or form in ("sarif", "junit")
    assert written(form, RUN) == written(form, RUN) != text


def test_lines_for_people_are_grouped_by_shape_and_obey_no_control_character() -> None:
    findings = [
        Finding("b", "In", Severity.WARNING, "https://example.org/2", "rv:gender", "x\x1b[31m\n" + "y" * 200, "Do that."),
        Finding("a", "MinCount", Severity.VIOLATION, "https://example.org/1", None, None, "Do this."),
        Finding("b", "In", Severity.WARNING, "https://example.org/1", "rv:gender", "z", "Do that."),
    ]
    assert list(as_lines(findings)) == [
        "a: Do this.",
        "  violation https://example.org/1",
        "b: Do that.",
        "  warning https://example.org/1: rv:gender = z",
        "  warning https://example.org/2: rv:gender = x [31m " + "y" * 72 + "…",
    ]


def test_a_line_for_people_names_the_report_and_the_place_of_the_words() -> None:
    assert list(as_lines([COUNT]))[1] == f"  violation {REPORT}/count/1 (marwat, reports/a b.txt:3:8): rv:minimum = 12"


def test_however_deep_a_file_lies_its_line_and_column_are_shown() -> None:
    deep = f"{'folder/' * 40}a.txt"
    assert f", {deep}:3:8): " in list(as_lines([replace(COUNT, words=Location(deep, Span(3, 8, 3, 17, "12 people")))]))[1]


def test_json_has_all_that_is_known_of_a_finding() -> None:
    document = json.loads(written("json", replace(RUN, findings=(COUNT, NAME))))
    assert document["counts"] == {"violation": 1, "warning": 1, "info": 0}
    assert (document["conforms"], document["failed"], document["checked"]) == (False, True, "kg-store")
    first, second = document["findings"]
    assert (first["identifier"], first["shape"], first["constraint"]) == ("marwat", "count-minimum", "LessThanOrEquals")
    assert first["words"]["text"] == "12 people"
    assert (first["words"]["line"], first["words"]["end_column"]) == (3, 17)
    assert (second["words"], second["node"]) == ({"file": "reports/a b.txt"}, None)


def test_sarif_is_valid_and_says_where_the_words_stand() -> None:
    run = sarif(*RUN.findings)
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [rule.id for rule in RULES]
    assert all(rule["help"]["text"] for rule in run["tool"]["driver"]["rules"])
    first, second, third = run["results"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "count-minimum"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "reports/a%20b.txt"
    assert place["region"] == {
        "startLine": 3, "startColumn": 8, "endLine": 3, "endColumn": 17, "snippet": {"text": "12 people"}
    }  # fmt: skip
    assert "region" not in second["locations"][0]["physicalLocation"]
    assert third["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "kg-store"


def test_the_schema_of_sarif_refuses_what_is_none() -> None:
    with pytest.raises(fastjsonschema.JsonSchemaValueException):
        valid_sarif()({"version": "2.1.0", "runs": [{"tool": {}}]})


def test_sarif_relates_a_node_of_a_file_to_the_words_of_the_report() -> None:
    result = sarif(replace(COUNT, node=Location("graph.ttl", Span(7, 1, 7, 8, "count:1"))))["results"][0]
    assert result["locations"][0]["physicalLocation"]["region"]["startLine"] == 7
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 3


def test_sarif_shows_no_more_than_code_hosts_do_and_says_how_many_it_left_out() -> None:
    many = [replace(NAME, focus=f"{REPORT}/agent/{number}") for number in range(MOST + 2)]
    run = sarif(*many, COUNT)
    assert len(run["results"]) == MOST
    assert run["results"][0]["ruleId"] == "count-minimum"
    note = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert note.startswith("3 more findings are not shown")


def marks(*findings: Finding) -> list[str]:
    return [result["partialFingerprints"]["kgFinding/v1"] for result in sarif(*findings)["results"]]


def test_a_fingerprint_outlives_changes_elsewhere_in_the_report_and_no_change_of_its_own() -> None:
    report = REPORT.replace("0123", "4567")
    moved = replace(COUNT, report=report, focus=f"{report}/count/9", words=Location("b.txt", Span(30, 1, 30, 10, "12 people")))
    assert marks(moved) == marks(COUNT)
    assert marks(replace(COUNT, words=Location("reports/a b.txt", Span(3, 8, 3, 17, "15 people")))) != marks(COUNT)
    assert marks(replace(COUNT, name="another")) != marks(COUNT)


def test_two_findings_of_the_same_words_have_two_fingerprints() -> None:
    found = marks(COUNT, replace(COUNT, focus=f"{REPORT}/count/2"))
    assert len(set(found)) == 2
    assert found[0] == marks(COUNT)[0]


def test_junit_has_a_case_for_every_shape_and_a_failure_for_those_that_fail_the_run() -> None:
    suite = fromstring(written("junit", RUN))[0]  # noqa: S314 - our own
    assert [case.get("name") for case in suite] == [rule.id for rule in RULES]
    assert [case.get("name") for case in suite if case.find("failure") is not None] == ["count-minimum"]
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("4", "1", "0")
    failure = suite.find("testcase/failure")
    assert failure is not None
    assert "reports/a b.txt:3:8" in str(failure.text)
    assert "Name it." in str(suite.findtext("testcase[@name='label']/system-out"))
    assert all(case.get("classname", "").startswith("shapes.") for case in suite)


@pytest.mark.parametrize(("fail_on", "failures"), [(None, 0), (Severity.VIOLATION, 1), (Severity.WARNING, 2), (Severity.INFO, 3)])
def test_what_fails_in_junit_is_what_fails_the_run(fail_on: Severity | None, failures: int) -> None:
    run = replace(RUN, fail_on=fail_on)
    assert fromstring(written("junit", run)).get("failures") == str(failures)  # noqa: S314 - our own
    assert run.failed is bool(failures)


def test_github_gets_one_command_a_finding_the_gravest_first_and_nothing_to_obey() -> None:
    lines = written("github", RUN).splitlines()
    place = "file=reports/a b.txt,line=3,col=8,endLine=3,endColumn=17"
    assert lines[0] == f"::error {place},title=count-minimum::Correct it.%0Amarwat: {REPORT}/count/1: rv:minimum = 12"
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice"]
    evil = replace(COUNT, message="100%\n::error::x", words=Location("a,b:c\n.txt"))
    assert written("github", Run("", (evil,), RULES)).startswith(
        "::error file=a%2Cb%3Ac%0A.txt,title=count-minimum::100%25%0A::error::x%0A"
    )


def test_a_validation_report_in_turtle_is_read_by_other_tools() -> None:
    run = replace(RUN, findings=(COUNT, NAME, replace(SHARED, shape="code")))
    graph = Graph().parse(data=written("turtle", run), format="turtle")
    report = next(graph.subjects(SH.conforms, Literal(False)))
    results = list(graph.objects(report, SH.result))
    assert len(results) == 3
    result = next(graph.subjects(SH.sourceConstraintComponent, SH.LessThanOrEqualsConstraintComponent))
    assert graph.value(result, SH.focusNode) == URIRef(f"{REPORT}/count/1")
    assert graph.value(result, SH.value) == Literal(12)
    assert graph.value(result, SH.sourceShape) == URIRef("https://example.org/shapes#count-minimum")
    assert graph.value(result, SH.resultSeverity) == SH.Violation
    assert str(graph.value(result, SH.resultMessage)) == "Correct it."
    empty = Graph().parse(data=written("turtle", Run("", (), RULES)), format="turtle")
    assert list(empty.objects(None, SH.conforms)) == [Literal(True)]
