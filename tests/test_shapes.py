"""The SHACL shapes: each constraint finds its one fault, each class has a shape, and their lists are those of the vocabulary."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg import model
from kg.findings.model import Finding, Severity
from kg.resources import ontology_file, ontology_files, shape_files
from kg.terms import CODE
from kg.terms import RV as RV_IRI
from kg.validation.checks import validate_graphs
from kg.validation.surroundings import is_shared
from kg.vocabulary import EVENT_CLASSES, SCHEMES

DATA = Path(__file__).parent / "shapes"
RV = Namespace(RV_IRI)
SHAPE = Namespace("https://w3id.org/reported-violence/shapes#")
REPORT = "https://example.org/id/report/0123456789abcdef"
PREFIXES = "".join(line for line in (DATA / "whole.ttl").read_text().splitlines(keepends=True) if line.startswith("@prefix"))
CASES: dict[str, dict[str, Any]] = tomllib.loads((DATA / "cases.toml").read_text())

#: The constraints of SHACL Core that the shapes use, and its SPARQL-based one.
CONSTRAINTS = (  # noqa: SIM905 - readable
    "minCount maxCount datatype nodeKind minInclusive maxInclusive minLength pattern equals disjoint lessThan "
    "lessThanOrEquals uniqueLang class in or sparql"
).split()

#: What else they use of SHACL.
SETTINGS = (  # noqa: SIM905 - readable
    "path inversePath alternativePath targetClass targetNode targetSubjectsOf targetObjectsOf property severity message "
    "declare prefix namespace prefixes select"
).split()


@cache
def whole() -> Graph:
    return Graph(bind_namespaces="none").parse(DATA / "whole.ttl")


@cache
def shapes() -> Graph:
    graph = Graph()
    for path in shape_files():
        graph.parse(path)
    return graph


@cache
def ontology() -> Graph:
    return Graph().parse(ontology_file("reported-violence.ttl"))


def local(term: Node | None) -> str:
    """The part of an IRI behind its `#`."""
    return str(term).rpartition("#")[2]


def node(name: str) -> URIRef:
    return RDF.type if name == "a" else whole().namespace_manager.expand_curie(name)


def broken(case: dict[str, Any]) -> Graph:
    """The graph without a fault, with the fault of a case."""
    graph = Graph(bind_namespaces="none")
    graph += whole()
    for subject, predicate in (pair.split() for pair in case.get("remove", [])):
        assert (node(subject), node(predicate), None) in graph, f"nothing to remove: {subject} {predicate}"
        graph.remove((node(subject), node(predicate), None))
    return graph.parse(data=PREFIXES + case.get("add", ""))


def findings(graph: Graph) -> list[Finding]:
    """What the shapes say of a graph, parted as a store parts it."""
    graphs: dict[str, list[str]] = {}
    for line in sorted(graph.serialize(format="nt11").splitlines()):
        subject = line.split(" ", 1)[0].strip("<>")
        parts = subject.split("/")
        identity = any(f" <{RV_IRI}{name}> " in line for name in ("identifiedAs", "linkedBy", "linkingKey"))
        in_report = ("/report/" in subject or subject.startswith("_:")) and not identity
        name = (
            "/".join(parts[:6])
            if in_report and not subject.startswith("_:")
            else REPORT
            if in_report
            else "urn:x:/graph/entities"
        )
        graphs.setdefault(name, []).append(line)
    assert any(map(is_shared, graphs))
    return list(validate_graphs(list(graphs), graphs.__getitem__))


def test_the_graph_without_a_fault_has_no_finding() -> None:
    assert findings(whole()) == []


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_found_once_by_the_constraint_it_is_named_by(name: str) -> None:
    found = sorted(f"{finding.shape} {finding.constraint}" for finding in findings(broken(CASES[name])))
    assert found == sorted([named(name), *CASES[name].get("also", [])])


def named(case: str) -> str:
    """The shape and constraint that a case is named by; further words tell cases of the same constraint apart."""
    return " ".join(case.split()[:2])


def test_each_constraint_of_each_shape_has_its_fault() -> None:
    constraints = {
        f"{local(shape)} {component(constraint)}"
        for constraint in CONSTRAINTS
        for shape in shapes().subjects(SH[constraint])
        if isinstance(shape, URIRef)
    }
    assert {named(case) for case in CASES} == constraints


def component(constraint: str) -> str:
    """The name of a constraint's component: `minCount` -> `MinCount`."""
    return "SPARQL" if constraint == "sparql" else constraint[0].upper() + constraint[1:]


def test_the_shapes_use_no_part_of_shacl_that_is_not_looked_at_here() -> None:
    used = {local(term) for term in shapes().predicates() if str(term).startswith(str(SH))}
    assert used == {*CONSTRAINTS, *SETTINGS}


def test_a_plain_run_of_pyshacl_finds_the_same() -> None:
    faults = ["claim-source MinCount", "event-class MaxCount", "count-subset-size LessThanOrEquals", "open-minimum MaxCount",
              "passage-offsets SPARQL", "Described Class", "code-weapon In", "report-title-known MinCount"]  # fmt: skip
    graph = Graph(bind_namespaces="none")
    graph += whole()
    for fault in faults:
        for subject, predicate in (pair.split() for pair in CASES[fault].get("remove", [])):
            graph.remove((node(subject), node(predicate), None))
    for fault in faults:
        graph.parse(data=PREFIXES + CASES[fault].get("add", ""))
    _, results, _ = pyshacl.validate(graph, shacl_graph=shapes(), ont_graph=ontology(), inplace=False)
    assert isinstance(results, Graph)
    expected = {
        (local(results.value(result, SH.sourceShape)), str(results.value(result, SH.focusNode)), message)
        for result in results.objects(None, SH.result)
        for message in map(str, results.objects(result, SH.resultMessage))
    }
    assert {(finding.shape, finding.focus, finding.message) for finding in findings(graph)} == expected
    assert len(expected) >= len(faults)


def named_shapes() -> Iterator[URIRef]:
    for shape in {subject for constraint in CONSTRAINTS for subject in shapes().subjects(SH[constraint])}:
        if isinstance(shape, URIRef):
            yield shape


def test_every_shape_that_can_fail_says_in_english_what_to_do() -> None:
    for shape in named_shapes():
        inside = shapes().objects(shape, SH.sparql)
        messages = [message for holder in (shape, *inside) for message in shapes().objects(holder, SH.message)]
        assert [message.language for message in messages if isinstance(message, Literal)] == ["en"], shape
        assert all(str(message)[0].isupper() and str(message).endswith((".", ").")) for message in messages), shape


def test_severities_are_those_of_shacl() -> None:
    used = {local(severity).upper() for severity in shapes().objects(None, SH.severity)}
    assert used <= set(Severity.__members__)


def ancestors(cls: Node) -> set[Node | None]:
    return set(ontology().transitive_objects(cls, RDFS.subClassOf))


def test_every_class_of_the_ontology_has_a_shape() -> None:
    targeted = set(shapes().objects(None, SH.targetClass))
    classes = [cls for cls in ontology().subjects(RDF.type, OWL.Class) if str(cls).startswith(RV_IRI)]
    assert [cls for cls in classes if not ancestors(cls) & targeted] == []
    assert len(classes) > len(EVENT_CLASSES)


def test_every_target_and_property_of_a_shape_is_in_the_ontology() -> None:
    declared = {str(subject) for path in ontology_files() for subject in Graph().parse(path).subjects()}
    used = {str(value) for triple in shapes() for value in triple if isinstance(value, URIRef)}
    assert {value for value in used if value.startswith((RV_IRI, CODE))} <= declared


def listed(name: str) -> list[Node]:
    """The values that a shape allows."""
    head = shapes().value(SHAPE[name], SH["in"])
    assert head is not None
    return list(Collection(shapes(), head))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_codes_of_a_shape_are_those_of_the_vocabulary(scheme: str) -> None:
    codes = listed(f"code-{scheme}")
    assert sorted(map(str, codes)) == sorted(f"{CODE}{scheme}/{notation}" for notation in SCHEMES[scheme])


def test_every_property_that_takes_codes_has_its_shape() -> None:
    coded = set(ontology().subjects(RDFS.range, SKOS.Concept))
    assert coded == {shapes().value(SHAPE[f"code-{scheme}"], SH.path) for scheme in SCHEMES}


def test_the_classes_of_events_and_claims_are_those_of_the_program() -> None:
    assert set(listed("event-class")) == {RV[name] for name in EVENT_CLASSES.values()}
    assert set(listed("claim-class")) == {RV[kind.__name__] for kind in model.Claim.__subclasses__()}


def test_the_classes_of_things_are_those_of_the_ontology() -> None:
    things = {cls for cls in ontology().subjects(RDF.type, OWL.Class) if RV.NamedThing in ancestors(cls)}
    assert set(listed("thing-class")) == things - {RV.NamedThing}
