"""Names of things: what a user types goes in, an IRI comes out; incidents go in, what they are called comes out."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from kg.linking.graphs import identity, report_of, rows
from kg.store.base import Store
from kg.terms import DCT, RDFS, RV, iri, text_of

_LAST_PART = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with what it is called."""

    iri: str
    name: str


def full_name(store: Store, name: str) -> str:
    """The IRI of what tables show without the store's base; of an incident its last part is enough."""
    if name.startswith(("http:", "https:", "urn:")):
        return name
    return f"{store.base}incident/{name}" if _LAST_PART.fullmatch(name) else f"{store.base}{name}"


def incidents_of(store: Store, events: Collection[str]) -> Mapping[str, Named]:
    """The incident of each of some events (IRIs), called after the telling that is most exact about place and day."""
    graph = f"GRAPH {identity(store)}"
    found = rows(store, "?event ?incident", f"{graph} {{ ?incident <{RV}describedBy> ?event }}", "event", map_iris(events))
    mine = {row[0]: row[1] for row in found}
    told = (
        f"{graph} {{ ?incident <{RV}describedBy> ?event }} ?event <{RDFS}label> ?label"
        f" OPTIONAL {{ ?event <{RV}earliest> ?earliest }} OPTIONAL {{ ?event <{RV}latest> ?latest }}"
        f" OPTIONAL {{ ?event <{RV}mainPlace> ?place }} OPTIONAL {{ ?event <{RV}negated> ?negated }}"
    )
    columns = "?incident ?event ?label ?earliest ?latest ?place ?negated"
    ranked: dict[str, list[tuple[object, ...]]] = {}
    tellings = list(rows(store, columns, told, "incident", set(mine.values())))
    days = _published(store, [row[1] for row in tellings])
    for incident, event, label, earliest, latest, place, negated in tellings:
        vague = (not place) + (0 if earliest and earliest == latest else 1 if earliest else 2)
        ranked.setdefault(incident, []).append((bool(negated), vague, days.get(event, "undated"), event, text_of(label)))
    names = {incident: str(min(told)[-1]) for incident, told in ranked.items()}
    return {event[1:-1]: Named(incident[1:-1], names.get(incident, "")) for event, incident in mine.items()}


def map_iris(names: Collection[str]) -> list[str]:
    """Names in angle brackets."""
    return [iri(name) for name in names]


def _published(store: Store, events: Collection[str]) -> Mapping[str, str]:
    """The days on which the reports of some events (bracketed IRIs) were published."""
    reports = {report_of(event) for event in events}
    days = {report: text_of(day) for report, day in rows(store, "?report ?day", f"?report <{DCT}issued> ?day", "report", reports)}
    return {event: days[report_of(event)] for event in events if report_of(event) in days}
