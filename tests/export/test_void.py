"""The description of an export says what is in it, in numbers that a count of the export confirms."""

import io
import random
import subprocess
import sys
from pathlib import Path

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF
from rdflib.term import BNode, Literal

from kg.export.dump import lines_of
from kg.export.void import DCAT, VOID, write_description
from kg.store.memory import MemoryStore
from kg.terms import RV, XSD
from tests.store.graphs import BASE, ontology, quad, whole

V, D = Namespace(VOID), Namespace(DCAT)
DATASET = URIRef(f"{BASE}dataset")


def store_of(*texts: str) -> MemoryStore:
    store = MemoryStore(BASE)
    store.load(texts)
    return store


def described(*texts: str, with_ontology: bool = True) -> str:
    out = io.StringIO()
    write_description(lines_of(store_of(*texts), ontology=with_ontology), out, BASE)
    return out.getvalue()


def graph_of(text: str) -> Graph:
    graph = Graph()
    graph.parse(data=text, format="turtle")
    return graph


REPORTS = (whole("a", events=3), whole("b", events=1), ontology("1"))


@pytest.fixture
def graph() -> Graph:
    return graph_of(described(*REPORTS))


def test_it_is_a_dataset_of_both_vocabularies_with_a_title_and_no_licence(graph: Graph) -> None:
    assert set(graph.objects(DATASET, RDF.type)) == {V.Dataset, D.Dataset}
    assert graph.value(DATASET, DCTERMS.title) == Literal("Reported violence: a graph of 2 reports", lang="en")
    assert graph.value(DATASET, DCTERMS.license) is None
    assert not any(isinstance(term, BNode) for triple in graph for term in triple)


def test_the_numbers_are_those_of_the_graph(graph: Graph) -> None:
    data = Graph()
    data.parse(data="".join(f"{line.rpartition(' <')[0]} .\n" for line in lines_of(store_of(*REPORTS))), format="nt")
    assert graph.value(DATASET, V.triples) == Literal(len(data))
    assert graph.value(DATASET, V.distinctSubjects) == Literal(len(set(data.subjects())))
    classes = {graph.value(part, V["class"]): graph.value(part, V.entities) for part in graph.objects(DATASET, V.classPartition)}
    assert classes == {name: Literal(len(set(data.subjects(RDF.type, name)))) for name in set(data.objects(None, RDF.type))}
    properties = {
        graph.value(part, V.property): graph.value(part, V.triples) for part in graph.objects(DATASET, V.propertyPartition)
    }
    assert properties == {name: Literal(len(list(data.subject_objects(name)))) for name in set(data.predicates())}


def test_a_class_is_told_with_the_properties_of_its_members(graph: Graph) -> None:
    part = URIRef(f"{BASE}dataset/class/rv/AirStrike")
    found = {graph.value(one, V.property): graph.value(one, V.triples) for one in graph.objects(part, V.propertyPartition)}
    assert found == {RDF.type: Literal(4), URIRef(f"{RV}country"): Literal(4)}


def test_the_time_and_the_countries_are_those_of_the_events() -> None:
    days = "".join(
        quad(f"{BASE}e", f"{RV}{name}", f'"{day}"^^<{XSD}date>', f"{BASE}g")
        for name, day in (("earliest", "2021-03-01"), ("latest", "2021-04-30"))
    )
    graph = graph_of(described(whole("a"), days))
    period = graph.value(DATASET, DCTERMS.temporal)
    assert (str(graph.value(period, D.startDate)), str(graph.value(period, D.endDate))) == ("2021-03-01", "2021-04-30")
    assert list(graph.objects(DATASET, DCTERMS.spatial)) == [URIRef(f"{BASE}place/SY")]


def test_the_version_changes_with_what_reports_say_and_not_with_the_time_of_reading() -> None:
    later = REPORTS[0].replace("2024-05-01T00:00:00Z", "2025-01-01T00:00:00Z")
    versions = [graph_of(described(text)).value(DATASET, D.version) for text in (REPORTS[0], later, whole("a", events=4))]
    assert later != REPORTS[0]
    assert versions[0] == versions[1] != versions[2]


def test_the_ontology_counts_only_where_it_is_exported() -> None:
    assert described(*REPORTS, with_ontology=False) == described(*REPORTS[:2])
    assert described(*REPORTS) != described(*REPORTS[:2])


def test_the_bytes_depend_on_no_order_and_a_formatter_finds_nothing_to_do(tmp_path: Path) -> None:
    lines = [f"{line}\n" for text in REPORTS for line in text.split("\n") if line]
    random.Random(2).shuffle(lines)
    assert described(*lines) == described(*REPORTS)
    (tmp_path / "void.ttl").write_text(described(*REPORTS))
    formatter = Path(sys.executable).with_name("turtlefmt")
    assert subprocess.run([formatter, "--check", tmp_path / "void.ttl"], check=False).returncode == 0
    assert "void:triples" in described(*REPORTS)
