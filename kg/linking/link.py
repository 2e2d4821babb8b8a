"""The reports of a store are linked: those that are not yet are resolved, compared with all others, and what is one thing is written down.

1. Write what people decided; where that has changed, the reports that it is on are linked again.
2. Some reports at a time: resolve each by itself, write its keys, compare it with the reports that share one.
3. Compute anew what the things of these reports are taken for, and mark the reports as linked.

What comes out depends on the reports, the decisions, the gazetteer and the program's version, never on the order or on how often
it was done. A link that was killed is taken up where it stopped.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import chain
from typing import Protocol, TypeVar

from kg.figures import refresh
from kg.identity.clusters import DEFAULT, Thresholds
from kg.identity.ledger import Decision
from kg.identity.profiles import Profile
from kg.identity.scoring import Scored
from kg.linking.campaigns import parts, place_keys
from kg.linking.graphs import about, change, identity, rows, sweep
from kg.linking.organizations import describe
from kg.linking.pairs import Block, block, decision_statements, key_statements, partners, scored
from kg.linking.regrouping import regroup
from kg.linking.resolving import Resolved, Resolver
from kg.linking.verdicts import write_verdicts
from kg.store.base import Store, select
from kg.terms import DCT, RDF, RV, literal

_I = TypeVar("_I")
_T = TypeVar("_T")


class Each(Protocol):
    """Calls a function with each of some things, and gives the results in order."""

    def __call__(self, function: Callable[[_I], _T], items: Iterable[_I], /) -> Iterable[_T]:
        """What the function makes of each, here or on other machines; all of it is pickled there."""


#: Reports that are linked together.
AT_ONCE = 200

# After so many times what was written goes from memory to the disk; the store merges many small files more often than few large ones.
_KEPT_IN_MEMORY = 5

# What a linking says of a report and its nodes, but for what is computed anew.
_MADE = ", ".join(f"<{RV}{name}>" for name in ("linkedBy", "linkingKey", "countryCode", "within", "partOf", "sameTextAs"))

#: Profiles of reports that are kept at hand, and texts of their graphs.
_AT_HAND, _TEXTS_AT_HAND = 500, 300


@dataclass(frozen=True, slots=True)
class Linked:
    """What a linking did: reports linked, and pairs found worth keeping.

    `elsewhere` is how many decisions of the ledger are on reports that are not in the store.
    """

    reports: int
    pairs: int
    elsewhere: int


def link(
    store: Store,
    resolver: Resolver,
    ledger: Iterable[Decision],
    when: datetime,
    thresholds: Thresholds = DEFAULT,
    progress: Callable[[str, int], AbstractContextManager[Callable[[int, str], None]]] = lambda *_: nullcontext(lambda *_: None),
    each: Each = map,
) -> Linked:
    """Link the reports of a store that are not linked yet. Nothing is published.

    `progress` is told what is done and of how many; what it yields hears how many are done. `each` calls a function with each of some
    things and gives the results in order, here or on other machines; what comes out is the same.
    """
    elsewhere = write_verdicts(store, ledger)
    linker = _Linker(store, resolver, when, thresholds, each)
    waiting = unlinked(store, linker.version)
    pairs = 0
    with progress("linking", len(waiting)) as tell:
        for start in range(0, len(waiting), AT_ONCE):
            some = waiting[start : start + AT_ONCE]
            pairs += linker.link(some)
            tell(start + len(some), linker.profile(some[-1]).identifier)
    return Linked(len(waiting), pairs, elsewhere)


def unlinked(store: Store, version: str) -> list[str]:
    """The reports (bracketed IRIs) that no linking of a version is done with: by day of publication, so that partners come together."""
    done = f"GRAPH {identity(store)} {{ ?report <{RV}linkedBy> {literal(version)} }}"
    # MINUS subtracts one list from another; NOT EXISTS would look each report up, which takes ten times as long.
    waiting = select(store, f"SELECT ?report WHERE {{ ?report <{RDF}type> <{RV}Report> MINUS {{ {done} }} }}")
    reports = [str(report) for (report,) in waiting.rows]
    issued = rows(store, "?report ?day", f"?report <{DCT}issued> ?day", "report", reports)
    days = {report: day for report, day in issued}  # noqa: C416 - mypy knows no `dict` of tuples of any length
    return sorted(reports, key=lambda report: (days.get(report, ""), report))


class _Linker:
    """Links some reports at a time; keeps profiles of others at hand."""

    def __init__(self, store: Store, resolver: Resolver, when: datetime, thresholds: Thresholds, each: Each) -> None:
        self.store, self.resolver, self.when, self.thresholds, self.each = store, resolver, when, thresholds, each
        chosen = "" if thresholds == DEFAULT else f"; same from {thresholds.same}, unsure from {thresholds.unsure}"
        self.version = f"{resolver.version}{chosen}"
        self.resolved = lru_cache(maxsize=_AT_HAND)(self._resolve)
        self.ready: dict[str, Resolved] = {}
        self.graph_text = lru_cache(maxsize=_TEXTS_AT_HAND)(store.graph_text)
        self.first = _never_linked(store)
        self.done = 0

    def profile(self, report: str) -> Profile:
        """The profile of a report."""
        return self.resolved(report).profile

    def link(self, reports: Sequence[str]) -> int:
        """Link some reports; returns how many pairs were worth keeping."""
        if not self.first:
            self._take_back(reports)
        self.ready = dict(zip(reports, self.each(self.resolver.resolve, map(self._lines, reports)), strict=True))
        resolved = [self.resolved(report) for report in reports]
        self.ready.clear()
        self._write(resolved)
        pairs = list(self._pairs(resolved))
        belonging = parts(self.store, resolved, self.profile)
        self._add(belonging)
        self._add(statement for pair in pairs for statement in decision_statements(pair, self.store.base, self.when))
        regroup(self.store, [node for one in resolved for node in things(one.profile)], self.thresholds, self.graph_text)
        changed = incidents_of(self.store, {end for line in belonging for end in line.split(" ")[::2]})
        refresh(self.store, changed, self.graph_text)
        self._mark(reports)
        return len(pairs)

    def _mark(self, reports: Iterable[str]) -> None:
        """Write that some reports are done with: by a load now and then, since it puts all that was written before out of memory."""
        marks = [f"{report} <{RV}linkedBy> {literal(self.version)}" for report in reports]
        self.done += 1
        if self.done % _KEPT_IN_MEMORY:
            self._add(marks)
        else:
            self.store.load(["".join(f"{mark} {identity(self.store)} .\n" for mark in marks)])

    def _take_back(self, reports: Sequence[str]) -> None:
        """Remove what an earlier linking said of some reports; what their things are taken for is computed anew anyhow."""
        graph = identity(self.store)
        own = f"GRAPH ?report {{ ?node a ?kind }} GRAPH {graph}"
        made = f"{own} {{ ?node ?property ?value FILTER(?property IN ({_MADE})) }}"
        old = [" ".join(row) for row in rows(self.store, "DISTINCT ?node ?property ?value", made, "report", reports)]
        keyed = f"FILTER NOT EXISTS {{ ?node <{RV}linkingKey> ?key }}"
        known = f"{own} {{ ?node <{RV}identifiedAs> ?value {keyed} }}"
        identified = [
            f"{node} <{RV}identifiedAs> {value}"
            for node, value in rows(self.store, "DISTINCT ?node ?value", known, "report", reports)
        ]
        compared = f"{own} {{ ?decision <{RV}left>|<{RV}right> ?node ; <{RV}score> ?score }}"
        decisions = {row[0] for row in rows(self.store, "DISTINCT ?decision", compared, "report", reports)}
        change(self.store, [*old, *identified, *about(self.store, decisions, graph)], (), graph)
        if identified:
            sweep(self.store)

    def _resolve(self, report: str) -> Resolved:
        return self.ready.get(report) or self.resolver.resolve(self._lines(report))

    def _lines(self, report: str) -> list[str]:
        return [line for line in self.graph_text(report[1:-1]).split("\n") if line]

    def _write(self, reports: Sequence[Resolved]) -> None:
        self._add(statement for resolved in reports for statement in _said(resolved))
        self._add((statement for resolved in reports for statement in resolved.entities), "entities")
        describe(self.store, reports)

    def _pairs(self, reports: Sequence[Resolved]) -> Iterator[Scored]:
        return chain.from_iterable(self.each(scored, self._blocks(reports, partners(self.store, reports))))

    def _blocks(
        self, reports: Sequence[Resolved], found: Mapping[str, Mapping[str, frozenset[tuple[str, str]]]]
    ) -> Iterator[Block]:
        done: list[str] = []
        for profile in (resolved.profile for resolved in reports):
            yield block(profile, found.get(profile.report, {}), self.profile, done, self.thresholds.unsure)
            done.append(profile.report)

    def _add(self, statements: Iterable[str], graph: str = "identity") -> None:
        change(self.store, (), statements, f"<{self.store.base}graph/{graph}>")


def _said(resolved: Resolved) -> Iterator[str]:
    """What the identity graph says of a report taken by itself."""
    return chain(resolved.identity, key_statements(resolved), place_keys(resolved))


def _never_linked(store: Store) -> bool:
    """Whether no linking has left anything in a store, so that there is nothing to take back."""
    traces = " UNION ".join(f"{{ ?node <{RV}{name}> ?value }}" for name in ("linkedBy", "linkingKey", "identifiedAs"))
    return not store.query(f"ASK {{ GRAPH {identity(store)} {{ {traces} }} }}")


def incidents_of(store: Store, events: Collection[str]) -> list[str]:
    """The IRIs of the incidents of some events."""
    told = rows(store, "?incident", f"GRAPH {identity(store)} {{ ?incident <{RV}describedBy> ?event }}", "event", events)
    return sorted({incident[1:-1] for (incident,) in told})


def things(profile: Profile) -> list[str]:
    """The nodes of a report that may be taken for something."""
    found = (profile.happenings, profile.sites, profile.individuals, profile.parties)
    return [node for some in found for node in (one.node for one in some)]
