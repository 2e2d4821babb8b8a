"""Shapes of one's own: asked in addition, SHACL Core and no more, and nothing they say is ever fetched."""

import socket
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner

from kg.cli.main import cli
from kg.errors import InputError
from kg.findings.model import Finding, Severity
from kg.validation.checks import validate_files
from kg.validation.shapes import SHAPES, compiled_shapes

WHOLE = Path(__file__).parents[1] / "shapes" / "whole.ttl"
PREFIXES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rv: <https://w3id.org/reported-violence/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix own: <https://example.org/shapes#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


def found(tmp_path: Path, shapes: str, graph: Path = WHOLE) -> list[Finding]:
    path = tmp_path / "own.ttl"
    path.write_text(PREFIXES + shapes)
    return list(validate_files([graph], (path,)))


def test_they_are_asked_beside_the_bundled_ones(tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_text(WHOLE.read_text().replace('rdfs:label "Explosion" ;', ""))
    findings = found(tmp_path, "own:Armed a sh:NodeShape ; sh:targetClass rv:Attack ; sh:property own:weapon .\n"
                     "own:weapon sh:path rv:weapon ; sh:hasValue rv:none ; sh:severity sh:Warning ; sh:message 'Which weapon?' .", graph)  # fmt: skip
    said = {(finding.shape, finding.severity, finding.message) for finding in findings}
    assert ("https://example.org/shapes#weapon", Severity.WARNING, "Which weapon?") in said
    assert {finding.shape for finding in findings} == {"https://example.org/shapes#weapon", "event-label"}


def test_a_shape_without_a_name_is_called_by_its_owner_and_path(tmp_path: Path) -> None:
    shapes = "own:E rdfs:label 'Events' ; sh:targetClass rv:Event ; sh:property [ sh:path ( rv:country rv:countryCode ) ; sh:in ( 'XX' ) ] ."
    findings = found(tmp_path, shapes)
    assert {finding.shape for finding in findings} == {"https://example.org/shapes#E/rv:country / rv:countryCode"}
    rule = next(rule for rule in compiled_shapes((tmp_path / "own.ttl",)).rules if rule.id == findings[0].shape)
    assert (rule.iri, rule.about) == (None, "Events")


@pytest.mark.parametrize(
    ("shape", "foci"),
    [
        ("sh:targetNode <https://example.org/id/place/SY> ; sh:property [ sh:path skos:prefLabel ; sh:hasValue 'Syrian' ]", 1),
        ("sh:targetSubjectsOf rv:mainPlace ; sh:property [ sh:path ( rv:mainPlace rv:identifiedAs skos:prefLabel ) ; sh:maxCount 0 ]", 1),
        ("sh:targetClass rv:Event ; sh:property [ sh:path [ sh:inversePath rv:event ] ; sh:node [ sh:class rv:Nothing ] ]", 6),
        ("sh:targetClass rv:Statement ; sh:not [ sh:property [ sh:path rv:medium ; sh:minCount 1 ] ]", 1),
        ("sh:targetClass rv:Statement ; sh:deactivated true ; sh:property [ sh:path rv:medium ; sh:maxCount 0 ]", 0),
        ("sh:targetClass rv:Victim ; sh:closed true ; sh:ignoredProperties ( rdfs:label )", 5),
        ("sh:targetClass rv:Casualty ; sh:property [ sh:path rv:victim ; sh:property [ sh:path rv:age ; sh:minExclusive 41 ] ]", 1),
    ],
)  # fmt: skip
def test_core_constraints_of_all_sorts_are_understood(shape: str, foci: int, tmp_path: Path) -> None:
    assert len(found(tmp_path, f"own:S a sh:NodeShape ; {shape} .")) == foci


@pytest.mark.parametrize(
    ("shapes", "reason"),
    [
        ("own:S sh:targetClass rv:Event ; sh:sparql [ sh:select 'SELECT $this { SERVICE <http://127.0.0.1:9/> { $this ?p ?o } }' ] .", "sh:select|sh:sparql"),
        ("own:S sh:target [ sh:select 'SELECT ?this FROM <file:///etc/passwd> { ?this ?p ?o }' ] .", "sh:select|sh:target"),
        ("own:S sh:targetClass rv:Event ; sh:rule own:R .", "sh:rule"),
        ("own:S sh:targetClass rv:Event ; sh:js own:R .", "sh:js"),
        ("own:S sh:targetClass rv:Event ; sh:property own:P . own:P sh:path rv:place ; sh:property own:P .", "itself"),
        ("own:S sh:targetClass rv:Event ; sh:minCount 1 .", "shapes: MinCount"),
        (f"<{SHAPES}Event> sh:deactivated true .", "give it another"),
        ("own:S sh:targetClass", "can't be read as Turtle"),
    ],
)  # fmt: skip
def test_what_is_no_core_or_makes_no_sense_is_refused_with_the_reason(shapes: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=reason):
        found(tmp_path, shapes)


def test_nothing_is_fetched_for_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        pytest.fail("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    shapes = "<> <http://www.w3.org/2002/07/owl#imports> <http://127.0.0.1:9/more> . own:S sh:targetClass rv:Event ; sh:nodeKind sh:IRI ."
    assert found(tmp_path, shapes) == []


def test_a_missing_file_of_shapes_has_the_exit_code_of_input(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["validate", str(WHOLE), "--shapes", str(tmp_path / "none.ttl")])
    assert result.exit_code == 3
    assert "none.ttl" in result.stderr
