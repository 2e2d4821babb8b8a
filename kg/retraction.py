"""Reports leave a store: `retract` takes them out and says so, `forget` leaves no word of them in any file of its folder."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kg.errors import InputError, UsageError
from kg.store.base import Store, select
from kg.store.finding import find_report
from kg.store.reports import Entry, ledger
from kg.store.reports import replace as replace_reports
from kg.store.tombstones import ERASURE, RETRACTION, Tombstone, lift, tombstone_quads
from kg.terms import DCT, PROV, RDF, RV, iri, literal


@dataclass(frozen=True, slots=True)
class Removed:
    """A report that is taken out: its IRI, its identifier, the SHA-256 of its text, and the files that it was read from."""

    report: str
    identifier: str
    digest: str
    paths: tuple[str, ...] = ()


def named(store: Store, names: Iterable[str]) -> list[Removed]:
    """The reports of some identifiers or IRIs; raises `InputError` where there is none or more than one of a name."""
    entries = ledger(store).values()
    return [_removed(store, report, entries) for report in dict.fromkeys(find_report(store, name) for name in names)]


def retracted(store: Store) -> list[Removed]:
    """The reports that were retracted, of which the files of the store may still hold words."""
    properties = f"<{PROV}invalidated> ?report ; <{DCT}identifier> ?identifier ; <{RV}textDigest> ?digest"
    table = select(store, f"SELECT ?report ?identifier ?digest WHERE {{ ?stone {properties} }} ORDER BY ?report")
    rows = ([term.value for term in row if term] for row in table.rows)
    return [Removed(report, identifier, digest) for report, identifier, digest in rows]


def with_digest(store: Store, digest: str) -> list[Removed]:
    """The reports with a text."""
    rows = select(store, f"SELECT ?report WHERE {{ ?report <{RV}digest> {literal(digest)} }} ORDER BY ?report").rows
    entries = ledger(store).values()
    return [_removed(store, row[0].value, entries) for row in rows if row[0]]


def matching(store: Store, words: str) -> list[Removed]:
    """The reports in whose text, metadata, names or path some words stand, whatever the case and the space between words.

    Raises `UsageError` where there are no words to look for.
    """
    wanted = _folded(words)
    if not wanted:
        raise UsageError("say which words to look for")
    reports = {
        row[0].value for row in select(store, f"SELECT ?report WHERE {{ ?report <{RDF}type> <{RV}Report> }}").rows if row[0]
    }
    table = select(store, "SELECT ?graph ?value WHERE { GRAPH ?graph { ?node ?property ?value } }")
    hits = {graph.value for graph, value in table.rows if graph and value and wanted in _folded(value.value)} & reports
    entries = ledger(store).values()
    hits |= {entry.report for entry in entries if wanted in _folded(entry.path)}
    stones = [item for item in retracted(store) if wanted in _folded(item.identifier)]
    return [*(_removed(store, report, entries) for report in sorted(hits)), *stones]


def retract(store: Store, reports: Sequence[Removed], when: datetime, because: str | None = None) -> None:
    """Take reports out, each in one step with its tombstone."""
    for item in reports:
        _take_out(store, item, Tombstone(RETRACTION, item.digest, when, item.report, item.identifier, because))


def forget(store: Store, reports: Sequence[Removed], when: datetime) -> None:
    """Take reports out and write the store's files anew, so that nothing of them is left in the folder.

    Snapshots that readers have open go as well. What is killed half-way is finished when the store is next opened for writing.
    What a server keeps in its files is beyond reach.
    """
    if not reports:
        return
    store.demand_purge()
    for item in reports:
        lift(store, item.digest)  # a retraction names the report
        _take_out(store, item, Tombstone(ERASURE, item.digest, when))
    store.purge()


def _take_out(store: Store, item: Removed, stone: Tombstone) -> None:
    old = [entry for entry in ledger(store).values() if entry.report == item.report]
    replace_reports(store, old, tombstone_quads(stone, store.base))


def _removed(store: Store, report: str, entries: Iterable[Entry]) -> Removed:
    paths = tuple(entry.path for entry in entries if entry.report == report)
    return Removed(report, _one(store, report, f"{DCT}identifier"), _one(store, report, f"{RV}digest"), paths)


def _one(store: Store, report: str, name: str) -> str:
    for row in select(store, f"SELECT ?value WHERE {{ {iri(report)} <{name}> ?value }} ORDER BY ?value").rows:
        if row[0]:
            return row[0].value
    raise InputError(f"{report}: the store does not say its {name.rsplit('/', 1)[-1].rsplit('#', 1)[-1]}; build it again")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
