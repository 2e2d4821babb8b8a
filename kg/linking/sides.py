"""Nodes of a store as the ledger names them, and back: by the text's digest, the kind, the passage and a digest of the label."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.errors import InputError
from kg.identity.ledger import KINDS, Side, label_digest
from kg.store.base import Store, select
from kg.terms import DCT, OA, RDFS, RV, literal


@dataclass(frozen=True, slots=True)
class _Node:
    """A node with the digest of its label and the passages that it, or a claim on it, stands in."""

    name: str
    kind: str
    label: str
    passages: tuple[tuple[int, int], ...]

    def side(self, digest: str) -> Side:
        start, end = self.passages[0]
        return Side(digest, self.kind, start, end, self.label)


class Sides:
    """Finds nodes by their sides and sides by their nodes; asks a store about each text once."""

    def __init__(self, store: Store) -> None:
        """For a store that does not change meanwhile."""
        self._store = store
        self._known = cache(self._of_digest)

    def side(self, node: str) -> Side:
        """How the ledger names a node (a bracketed IRI); raises `InputError` for what no decision can be on."""
        report = f"{node.rsplit('/', 2)[0]}>"
        for row in select(self._store, f"SELECT ?digest WHERE {{ GRAPH {report} {{ {report} <{RV}digest> ?digest }} }}").rows:
            digest = row[0].value if row[0] else ""
            for known in self._known(digest):
                if known.name == node:
                    return known.side(digest)
        raise InputError(f"{node[1:-1]}: is no event, agent, facility or victim of a report in the store")

    def nodes(self, side: Side) -> tuple[str, ...]:
        """The nodes that a side names: none if its text is not there, one in each report of the same text.

        Where the report is read otherwise by now, it is the node of that kind whose passages have most in common with it.
        """
        by_report: dict[str, list[_Node]] = {}
        for node in self._known(side.digest):
            if node.kind == side.kind:
                by_report.setdefault(node.name.rsplit("/", 2)[0], []).append(node)
        best = (max(nodes, key=lambda node: _likeness(node, side)) for _, nodes in sorted(by_report.items()))
        return tuple(node.name for node in best if _likeness(node, side)[0])

    def _of_digest(self, digest: str) -> tuple[_Node, ...]:
        label = f"OPTIONAL {{ ?node <{RDFS}label> ?name }} OPTIONAL {{ ?node <{RV}facilityType> ?type }}"
        claimed = f"?claim <{RV}evidence> ?passage ; ?property ?node . FILTER(?property NOT IN (<{RV}event>, <{RV}about>))"
        passage = f"?passage <{OA}start> ?start ; <{OA}end> ?end ."
        told = f"{{ {{ ?node <{RV}evidence> ?passage }} UNION {{ {claimed} }} {passage} }}"
        published = f"{{ ?report <{DCT}publisher> ?node . BIND(0 AS ?start) BIND(0 AS ?end) }}"
        own = "FILTER(STRSTARTS(STR(?node), CONCAT(STR(?report), '/')))"
        graph = f"GRAPH ?report {{ ?report <{RV}digest> {literal(digest)} . {{ {told} UNION {published} }} {label} {own} }}"
        columns = "?node (COALESCE(?name, STR(?type), '') AS ?label) ?start ?end"
        found: dict[str, tuple[str, set[tuple[int, int]]]] = {}
        for node, text, start, end in select(self._store, f"SELECT {columns} WHERE {{ {graph} }}").rows:
            if node and start and end:
                found.setdefault(str(node), (text.value if text else "", set()))[1].add((int(start.value), int(end.value)))
        return tuple(_nodes(found))


def _nodes(found: Mapping[str, tuple[str, Iterable[tuple[int, int]]]]) -> Iterator[_Node]:
    for name, (label, passages) in sorted(found.items()):
        kind = name.rsplit("/", 2)[1]
        if kind in KINDS:
            yield _Node(name, kind, label_digest(label), tuple(sorted(passages)))


def _likeness(node: _Node, side: Side) -> tuple[bool, int, int]:
    """How well a node fits a side: at all, then by its label and by its passage being the same, then by what they have in common."""
    exact, named = (side.start, side.end) in node.passages, node.label == side.label
    common = max(min(end, side.end) - max(start, side.start) for start, end in node.passages)
    return exact or common > 0, 2 * named + exact, common
