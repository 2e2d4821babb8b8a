"""Comparisons and decisions as the identity graph holds them: nodes go in, all that was said of their being one comes out."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from kg.identity.features.told import same_words
from kg.identity.scoring import explanation
from kg.linking.graphs import by_whom, identity, report_of, rows
from kg.store.base import Store
from kg.terms import DCT, PROV, RV, iri, text_of


@dataclass(frozen=True, slots=True)
class Link:
    """Two nodes (IRIs) and what somebody says of their being one: `same`, `different` or `unsure`.

    The program's has a score (0 to 1) and `reasons` for and against; a person's has none, and at most one reason: why. `by` is
    who decided, `at` when, in UTC. `left_report` and `right_report` are the identifiers of the two reports.
    """

    left: str
    right: str
    judgement: str
    score: float | None
    by: str
    at: str
    reasons: tuple[str, ...]
    left_report: str
    right_report: str

    @property
    def pair(self) -> tuple[str, str]:
        """The two nodes, the smaller name first."""
        return min(self.left, self.right), max(self.left, self.right)

    @property
    def copied(self) -> bool:
        """Whether both tell of it in the same words."""
        return any(reason.endswith(explanation("event", same_words.__name__)) for reason in self.reasons)

    @property
    def decided(self) -> bool:
        """Whether it is a person's."""
        return self.score is None


def links(store: Store, nodes: Collection[str]) -> tuple[Link, ...]:
    """Everything that is said of some nodes (IRIs) being one with others: people's decisions first, then by score."""
    found: dict[str, tuple[str, ...]] = {}
    reasons: dict[str, dict[str, None]] = {}
    for decision, *values, reason in _rows(store, nodes):
        found[decision] = tuple(values)
        reasons.setdefault(decision, {})
        if reason:
            reasons[decision][text_of(reason)] = None
    ends = {end for values in found.values() for end in values[:2]}
    reports = identifiers(store, ends)
    made = [_link(values, tuple(sorted(reasons[decision])), reports) for decision, values in found.items()]
    return tuple(sorted(made, key=lambda link: (not link.decided, -(link.score or 0), link.at, link.pair)))


def _rows(store: Store, nodes: Collection[str]) -> Iterator[tuple[str, ...]]:
    said = f"?decision <{RV}left> ?left ; <{RV}right> ?right ; <{RV}judgement> ?judgement ; <{RV}decidedBy> ?by"
    when = f"<{PROV}generatedAtTime> ?at"
    more = f"{by_whom('?decision')} OPTIONAL {{ ?decision <{RV}reason> ?reason }}"
    for end in ("left", "right"):
        graph = f"GRAPH {identity(store)} {{ ?decision <{RV}{end}> ?node . {said} ; {when} . {more} }}"
        columns = "?decision ?left ?right ?judgement ?score ?by ?at ?reason"
        yield from rows(store, columns, graph, "node", [iri(node) for node in nodes])


def _link(values: tuple[str, ...], reasons: tuple[str, ...], reports: Mapping[str, str]) -> Link:
    left, right, judgement, score, by, at = values
    return Link(
        left=left[1:-1],
        right=right[1:-1],
        judgement=judgement.rpartition("/")[2].rstrip(">"),
        score=float(text_of(score)) if score else None,
        by=text_of(by) if by.startswith('"') else by[1:-1],
        at=text_of(at),
        reasons=reasons,
        left_report=reports.get(left, ""),
        right_report=reports.get(right, ""),
    )


def identifiers(store: Store, nodes: Collection[str]) -> Mapping[str, str]:
    """The identifiers of the reports that some nodes (bracketed IRIs) are of."""
    reports = {node: report_of(node) for node in nodes}
    found = rows(store, "?report ?name", f"?report <{DCT}identifier> ?name", "report", set(reports.values()))
    names = {report: text_of(name) for report, name in found}
    return {node: names[report] for node, report in reports.items() if report in names}
