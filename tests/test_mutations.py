"""The shapes without one of their constraints, targets or links, each in turn: a planted fault is then no longer found."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from rdflib import RDFS, SH, Graph, URIRef
from rdflib.term import Node

from kg.terms import RV as RV_IRI
from kg.validation import checks
from kg.validation.shapes import Shapes
from tests.test_shapes import CASES, CONSTRAINTS, broken, findings, local, ontology, shapes, whole

Triple = tuple[Node, Node, Node]

#: What is taken away: constraints, where they apply, which property shapes belong to a shape, and how grave they are.
TAKEN = [SH[name] for name in CONSTRAINTS] + [
    SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.property, SH.severity
]  # fmt: skip


@cache
def users() -> dict[Node, set[Node]]:
    """The nodes that point to each node of the shapes."""
    found: dict[Node, set[Node]] = {}
    for subject, _, value in shapes():
        found.setdefault(value, set()).add(subject)
    return found


def reached(starts: set[Node], *, upwards: bool) -> set[Node]:
    """The nodes of the shapes from which some nodes can be reached, or that can be reached from them, themselves included."""
    found, waiting = set(starts), list(starts)
    while waiting:
        node = waiting.pop()
        more = users().get(node, set()) if upwards else set(shapes().objects(node))
        new = {each for each in more if (each, None, None) in shapes()} - found
        found |= new
        waiting += new
    return found


@cache
def at_hand(node: Node) -> tuple[frozenset[Triple], tuple[str, ...]]:
    """The shapes that a node is part of, alone, and the cases that they are named in."""
    above = reached({node}, upwards=True) - {node}
    beside = {value for each in above for _, name, value in shapes().triples((each, None, None)) if name != SH.property}
    kept = above | reached({node, *beside}, upwards=False)
    others = {(each, SH.property, value) for each in above for value in shapes().objects(each, SH.property) if value not in kept}
    triples = {triple for each in kept for triple in shapes().triples((each, None, None))} - others
    names = {local(each) for each in kept}
    return frozenset(triples), tuple(case for case in CASES if case.split()[0] in names)


def mutants() -> list[Triple]:
    """Every statement of the shapes that may be taken away, in order."""
    return sorted((triple for triple in shapes() if triple[1] in TAKEN), key=lambda triple: [str(part) for part in names(triple)])


def names(triple: Triple) -> Iterator[Node]:
    """A statement's terms, a shape without a name called after the named shapes that it belongs to."""
    for term in triple:
        owners = sorted(str(owner) for owner in reached({term}, upwards=True) if isinstance(owner, URIRef))
        yield term if isinstance(term, URIRef) or not owners else URIRef(owners[0])


def identify(triple: object) -> str:
    assert isinstance(triple, tuple)
    return " ".join(local(term) if isinstance(term, URIRef) else str(term)[:12] for term in names(triple))


@cache
def faulty(case: str) -> Graph:
    return broken(CASES[case]) if case else whole()


def outcome(triples: frozenset[Triple], case: str, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """What some shapes alone say of the graph of a case."""
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    classes = [triple for triple in ontology().triples((None, RDFS.subClassOf, None)) if str(triple[2]).startswith(RV_IRI)]
    compiled = Shapes(graph, classes)
    monkeypatch.setattr(checks, "compiled_shapes", lambda _: compiled)
    return sorted((found.shape, found.constraint, found.severity, found.focus) for found in findings(faulty(case)))


EXPECTED: dict[tuple[frozenset[Triple], str], list[tuple[Any, ...]]] = {}


@pytest.mark.parametrize("taken", mutants(), ids=identify)
def test_a_fault_is_no_longer_found_as_it_was_once_this_is_gone(taken: Triple, monkeypatch: pytest.MonkeyPatch) -> None:
    triples, cases = at_hand(taken[0])
    for case in cases:
        if (triples, case) not in EXPECTED:
            EXPECTED[triples, case] = outcome(triples, case, monkeypatch)
        if outcome(triples - {taken}, case, monkeypatch) != EXPECTED[triples, case]:
            return
    pytest.fail(f"nothing tells that this is gone, among {len(cases)} planted faults")
