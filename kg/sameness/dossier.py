"""One incident as a dossier: a store and an incident go in; what each report says, where they differ and how sure it is come out."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from kg.errors import InputError
from kg.linking.graphs import identity
from kg.sameness.differing import Difference, differences
from kg.sameness.links import Link, links
from kg.sameness.naming import Named, full_name, incidents_of
from kg.sameness.telling import Telling, tellings
from kg.store.base import Store, select
from kg.terms import RV, iri


@dataclass(frozen=True, slots=True)
class Near:
    """An incident that this one may be the same as, but is not taken to be, with the highest score of their events."""

    incident: Named
    score: float


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure it is that an incident is one and happened: reports, texts that differ, publishers of these, comparisons, decisions.

    `publishers` counts each text once. `near` are incidents that nobody has told apart from it or joined with it.
    """

    reports: int
    texts: int
    publishers: int
    links: tuple[Link, ...]
    decisions: tuple[Link, ...]
    near: tuple[Near, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """An incident; `killed_lowest` and `killed_highest` are as in the query `incidents`, None where nobody says."""

    iri: str
    name: str
    killed_lowest: int | None
    killed_highest: int | None
    tellings: tuple[Telling, ...]
    differences: tuple[Difference, ...]
    certainty: Certainty
    part_of: tuple[Named, ...]
    contains: tuple[Named, ...]


def dossier(store: Store, name: str) -> Dossier:
    """The dossier of an incident, by its IRI or the part of it below the store's base, or by one of its events.

    Raises `InputError` where there is no such incident.
    """
    incident = find_incident(store, name)
    events = events_of(store, incident)
    told = tellings(store, events)
    lowest, highest = _killed(told)
    first = min(told, key=lambda telling: telling.rank)
    return Dossier(
        iri=incident,
        name=first.label,
        killed_lowest=lowest,
        killed_highest=highest,
        tellings=told,
        differences=differences(told),
        certainty=_certainty(store, told),
        part_of=_campaigns(store, incident, events, up=True),
        contains=_campaigns(store, incident, events, up=False),
    )


def find_incident(store: Store, name: str) -> str:
    """The IRI of an incident, or of the one that an event describes; raises `InputError` where there is none."""
    missing = InputError(f"{name}: is no incident, nor an event of one; kg incidents lists those there are")
    if any(map(str.isspace, name)):
        raise missing
    full = full_name(store, name)
    graph = f"GRAPH {identity(store)}"
    pattern = f"{{ {graph} {{ {iri(full)} <{RV}describedBy> ?event BIND({iri(full)} AS ?incident) }} }}"
    pattern += f" UNION {{ {graph} {{ ?incident <{RV}describedBy> {iri(full)} }} }}"
    found = [row[0].value for row in select(store, f"SELECT DISTINCT ?incident WHERE {{ {pattern} }}").rows if row[0]]
    if not found:
        raise missing
    return min(found)


def events_of(store: Store, incident: str) -> tuple[str, ...]:
    """The events (IRIs) that describe an incident, sorted."""
    pattern = f"GRAPH {identity(store)} {{ {iri(incident)} <{RV}describedBy> ?event }}"
    return tuple(sorted(row[0].value for row in select(store, f"SELECT ?event WHERE {{ {pattern} }}").rows if row[0]))


def _killed(told: Iterable[Telling]) -> tuple[int | None, int | None]:
    """The lowest minimum and highest maximum of the figures that may be added, as the query `incidents` has them."""
    added = [said for telling in told for said in telling.figures if said.added and said.name.endswith(" killed")]
    whole = [said for said in added if said.name in {"people killed", "civilians killed"}]
    low = min((said.low for said in whole if said.low is not None), default=None)
    if low is None:
        low = max((said.low for said in added if said.low is not None), default=None)
    highest = [said.high for said in whole]
    high = max((bound for bound in highest if bound is not None), default=None)
    return low, None if None in highest else high


def _certainty(store: Store, told: Collection[Telling]) -> Certainty:
    events = {telling.event for telling in told}
    found = links(store, events)
    voices: dict[str, str] = {}
    happened = [telling for telling in told if not telling.negated]
    for telling in happened:
        voices[telling.digest] = min(voices.get(telling.digest, telling.voice), telling.voice)
    return Certainty(
        reports=len({telling.report for telling in happened}),
        texts=len(voices),
        publishers=len(set(voices.values())),
        links=tuple(link for link in found if not link.decided and {*link.pair} <= events),
        decisions=tuple(link for link in found if link.decided),
        near=tuple(_near(store, events, found)),
    )


def _near(store: Store, events: Collection[str], found: Iterable[Link]) -> Iterator[Near]:
    """The incidents of the events outside that some were compared with, unless a person has told a pair of them apart."""
    outside = [(link, end) for link in found for end in link.pair if end not in events]
    incidents = incidents_of(store, {end for _, end in outside})
    apart = {incidents[end] for link, end in outside if link.judgement == "different" and end in incidents}
    scores: dict[Named, float] = {}
    for link, end in outside:
        if link.score is not None and end in incidents and incidents[end] not in apart:
            scores[incidents[end]] = max(scores.get(incidents[end], 0), link.score)
    yield from (Near(incident, score) for incident, score in sorted(scores.items(), key=lambda item: (-item[1], item[0].iri)))


def _campaigns(store: Store, incident: str, events: Collection[str], *, up: bool) -> tuple[Named, ...]:
    """The incidents that one is part of, or with `up` false those that are part of it, as its events or incidents say."""
    found = {other for event in events for other in _linked(store, event, up=up)}
    told = incidents_of(store, found)
    whole = {event for other in _linked(store, incident, up=up) for event in events_of(store, other)}
    told = {**told, **incidents_of(store, whole)}
    return tuple(sorted({*told.values()}, key=lambda named: (named.name, named.iri)))


def _linked(store: Store, node: str, *, up: bool) -> Iterator[str]:
    pattern = f"{iri(node)} <{RV}partOf> ?other" if up else f"?other <{RV}partOf> {iri(node)}"
    return (row[0].value for row in select(store, f"SELECT DISTINCT ?other WHERE {{ {pattern} }} ORDER BY ?other").rows if row[0])
