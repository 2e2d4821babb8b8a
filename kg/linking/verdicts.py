"""People's decisions in the graph: the ledger goes in, what holds of it for the reports of a store is written there.

Where the ledger has changed since, the reports that it speaks of are to be linked again.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import product

from kg.identity.ledger import Decision, Verdict, verdicts
from kg.linking.graphs import about, change, identity, report_of
from kg.linking.sides import Sides
from kg.naming import short_hash
from kg.store.base import Store, select
from kg.terms import PROV, RDF, RV, code, iri, literal


def write_verdicts(store: Store, ledger: Iterable[Decision]) -> int:
    """Let the graph say what people decided, no more and no less; returns how many decisions of the ledger are on no report here.

    The reports of the pairs that are judged otherwise than before lose their mark of being linked.
    """
    held = verdicts(ledger)
    sides = Sides(store)
    nodes = {pair: tuple(_pairs(sides, verdict)) for pair, verdict in held.items()}
    wanted = {line for pair, verdict in held.items() for line in _statements(verdict, nodes[pair], store.base)}
    there = set(_there(store))
    removed, added = sorted(there - wanted), sorted(wanted - there)
    ends = {line.rsplit(" ", 1)[1] for line in (*removed, *added) if f" <{RV}left> " in line or f" <{RV}right> " in line}
    change(store, [*removed, *_marks(store, ends)], added, identity(store))
    return sum(not found for found in nodes.values())


def _pairs(sides: Sides, verdict: Verdict) -> Iterator[tuple[str, str]]:
    """The pairs of nodes that a verdict is on: one, unless the same text was published twice."""
    decision = verdict.decisions[0]
    return ((left, right) for left, right in product(sides.nodes(decision.left), sides.nodes(decision.right)) if left != right)


def _statements(verdict: Verdict, nodes: Iterable[tuple[str, str]], base: str) -> Iterator[str]:
    """One decision in the graph for each person who spoke and each pair of nodes."""
    for (left, right), decision in product(nodes, verdict.decisions):
        node = iri(f"{base}decision/{short_hash(f'{left} {right} {decision.line()}')}")
        yield from (f"{node} {name} {value}" for name, value in _values(decision).items())
        yield from (f"{node} <{RDF}type> <{RV}PersonalDecision>", f"{node} <{RV}left> {left}", f"{node} <{RV}right> {right}")


def _values(decision: Decision) -> Mapping[str, str]:
    values = {
        f"<{RDF}type>": f"<{RV}IdentityDecision>",
        f"<{RV}judgement>": code("judgement", decision.judgement),
        f"<{RV}decidedBy>": literal(decision.by),
        f"<{PROV}generatedAtTime>": literal(datetime.fromisoformat(decision.at)),
    }
    return values | ({f"<{RV}reason>": literal(decision.because)} if decision.because else {})


def _there(store: Store) -> list[str]:
    """The statements about the decisions of people that the graph holds; of a program's there are too many to go through."""
    pattern = f"?node <{RDF}type> <{RV}PersonalDecision>"
    table = select(store, f"SELECT ?node WHERE {{ GRAPH {identity(store)} {{ {pattern} }} }}")
    return about(store, [str(row[0]) for row in table.rows], identity(store))


def _marks(store: Store, nodes: Iterable[str]) -> list[str]:
    """The marks of the nodes' reports."""
    lines = about(store, {report_of(node) for node in nodes}, identity(store))
    return [line for line in lines if f" <{RV}linkedBy> " in line]
