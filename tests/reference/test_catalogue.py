"""The catalogue of bundled queries is what other SPARQL editors look for, and every query in it runs as it stands."""

import io
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import Graph, Namespace
from rdflib.namespace import RDF, RDFS
from rdflib.term import BNode

from kg.cli.main import cli
from kg.mapping.account import map_account
from kg.mapping.provenance import Reading, reading_quads
from kg.model import Account, Report
from kg.ontology import ontology_nquads
from kg.queries import bind, bundled, bundled_graphs, find, parse
from kg.reference.catalogue import SH as SHACL
from kg.reference.catalogue import write_catalogue
from kg.store.base import Table, Triples
from kg.store.memory import MemoryStore
from tests.conftest import BASE

SH = Namespace(SHACL)
ALL = [*bundled().values(), *bundled_graphs().values()]


def catalogue() -> str:
    out = io.StringIO()
    write_catalogue(ALL, out)
    return out.getvalue()


@pytest.fixture(scope="module")
def graph() -> Graph:
    found = Graph()
    found.parse(data=catalogue(), format="turtle")
    return found


@pytest.fixture
def store(report: Report, account: Account) -> MemoryStore:
    """The store of one report with its reading."""
    quads = map_account(report, account, BASE)
    moment = datetime(2024, 5, 9, tzinfo=UTC)
    reading = reading_quads(Reading("marwat.txt", "0" * 64, "kg; manual", "text", moment, moment), quads.iri, quads.quads, BASE)
    store = MemoryStore(BASE)
    store.load([quads.graph, quads.shared, reading, ontology_nquads()])
    return store


def test_each_query_is_an_executable_with_its_question_and_its_prefixes(graph: Graph) -> None:
    found = set(graph.subjects(RDF.type, SH.SPARQLExecutable))
    assert {str(graph.value(node, RDFS.label)) for node in found} == {query.name for query in ALL}
    for node in found:
        assert graph.value(node, RDFS.comment)
        declared = {str(graph.value(one, SH.prefix)) for one in graph.objects(graph.value(node, SH.prefixes), SH.declare)}
        assert {"rv", "dct", "prov"} <= declared
    assert not any(isinstance(term, BNode) for triple in graph for term in triple)


def test_each_text_runs_as_it_stands_and_is_of_its_kind(graph: Graph, store: MemoryStore) -> None:
    selects, constructs = list(graph.subject_objects(SH.select)), list(graph.subject_objects(SH.construct))
    assert (len(selects), len(constructs)) == (len(bundled()), len(bundled_graphs()))
    for node, text in selects:
        assert (node, RDF.type, SH.SPARQLSelectExecutable) in graph
        assert isinstance(store.query(str(text)), Table), node
        assert "#+" not in str(text)
    for node, text in constructs:
        assert (node, RDF.type, SH.SPARQLConstructExecutable) in graph
        assert isinstance(store.query(str(text)), Triples), node


def test_a_namespace_has_one_prefix_and_a_prefix_one_namespace(graph: Graph) -> None:
    prefixes = [str(graph.value(node, SH.prefix)) for node in graph.subjects(RDF.type, SH.PrefixDeclaration)]
    assert len(prefixes) == len(set(prefixes)) == len(list(graph.subject_objects(SH.namespace)))


def test_a_formatter_of_turtle_finds_nothing_to_do(tmp_path: Path) -> None:
    (tmp_path / "queries.ttl").write_text(catalogue(), encoding="utf-8")
    formatter = Path(sys.executable).with_name("turtlefmt")
    assert subprocess.run([formatter, "--check", tmp_path / "queries.ttl"], check=False).returncode == 0


def test_the_command_writes_the_catalogue() -> None:
    assert CliRunner().invoke(cli, ["queries", "--format", "ttl"]).stdout == catalogue()


def test_the_command_lists_the_queries_that_make_graphs() -> None:
    assert "\nclaims-as-prov\n    Every claim in PROV-O" in CliRunner().invoke(cli, ["queries"]).stdout


# Claims as PROV-O


def prov(store: MemoryStore, **values: str) -> set[str]:
    answer = store.query(bind(find("claims-as-prov"), values, BASE))
    assert isinstance(answer, Triples)
    return {line.replace("http://www.w3.org/ns/prov#", "prov:") for line in answer.lines()}


def test_a_claim_is_attributed_to_its_source_and_quoted_from_its_report(store: MemoryStore) -> None:
    lines = prov(store)
    report = next(line.split(" ")[2] for line in lines if " <prov:wasQuotedFrom> " in line)
    count = f"{report[:-1]}/count/1>"
    source = next(line.split(" ")[2] for line in lines if line.startswith(f"{count} <prov:wasAttributedTo> "))
    assert f'{source} <http://www.w3.org/2000/01/rdf-schema#label> "Elbonian Red Cross" .' in lines
    assert f'{count} <prov:value> "At least 12 people" .' in lines
    assert f"{count} <prov:wasQuotedFrom> {report} ." in lines
    reading = next(line.split(" ")[2] for line in lines if line.startswith(f"{count} <prov:wasGeneratedBy> "))
    assert f"{reading} <prov:used> {report} ." in lines


def test_every_claim_has_a_source_words_and_a_report(store: MemoryStore) -> None:
    lines = prov(store)
    claims = {line.split(" ")[0] for line in lines if " <prov:value> " in line}
    assert len(claims) == 7
    for name in ("wasAttributedTo", "wasQuotedFrom", "wasGeneratedBy"):
        assert {line.split(" ")[0] for line in lines if f" <prov:{name}> " in line} >= claims


def test_it_can_be_asked_of_one_report(store: MemoryStore) -> None:
    assert prov(store, report="report/0000000000000000") == set()


def test_a_graph_query_another_engine_answers_alike(store: MemoryStore) -> None:
    data = Graph()
    data.parse(data="".join(f"{line.rpartition(' <')[0]} .\n" for line in store.lines()), format="nt")
    for query in bundled_graphs().values():
        found = data.query(query.text).graph
        answer = store.query(query.text)
        assert isinstance(answer, Triples)
        assert found is not None
        assert len(found) == len(list(answer.lines())) > 0


def test_a_query_without_a_head_has_a_text_all_the_same() -> None:
    out = io.StringIO()
    write_catalogue([parse("own", "SELECT * WHERE { ?s ?p ?o }")], out)
    assert "SELECT * WHERE { ?s ?p ?o }" in out.getvalue()
