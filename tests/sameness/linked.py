"""A small linked store for tests: incidents, shared things and decisions written by hand, as a linking would leave them."""

from collections.abc import Iterable

from kg.figures import refresh
from kg.linking.graphs import about, change, entities, identity
from kg.naming import made_of, short_hash
from kg.ontology import ontology_nquads
from kg.store.base import Store, select
from kg.store.memory import MemoryStore
from kg.terms import PROV, RDF, RV, SKOS, code, iri, literal
from tests.conftest import BASE
from tests.linking.reports import ALL, LATER, MONITOR, NEWS, UN, Told, fill, node

#: The same words as in another publisher's report.
REPRINT = Told("reprint", "Evening Courier", NEWS.published, NEWS.events)

#: What the three reports of the strike describe.
STRIKE = (node(NEWS), node(MONITOR), node(UN))

_TIME = '"2026-01-31T08:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>'


def incident(*events: str) -> str:
    """The bracketed IRI of the incident of some events (bracketed IRIs)."""
    return iri(made_of("incident", [event[1:-1] for event in events], BASE))


def join(store: Store, *events: str) -> str:
    """Make some events one incident, as a linking does; returns its bracketed IRI."""
    old = {incident(event) for event in events}
    new = incident(*events)
    described = [f"{new} <{RV}describedBy> {event}" for event in events]
    removed = [line for name in old for line in about(store, {name}, identity(store))]
    change(store, removed, [f"{new} <{RDF}type> <{RV}Incident>", *described], identity(store))
    refresh(store, [new[1:-1]])
    return new


def identify(store: Store, kind: str, cls: str, name: str, *nodes: str) -> str:
    """Take some nodes for one shared thing; returns its bracketed IRI."""
    shared = iri(made_of(kind, [node[1:-1] for node in nodes], BASE))
    change(store, (), [f"{node} <{RV}identifiedAs> {shared}" for node in nodes], identity(store))
    change(store, (), [f"{shared} <{RDF}type> <{RV}{cls}>", f"{shared} <{SKOS}prefLabel> {literal(name)}"], entities(store))
    return shared


def compare(store: Store, left: str, right: str, score: str, judgement: str, reasons: Iterable[str] = ()) -> None:
    """Write a comparison of the program."""
    values = [f"<{RV}score> {score}", f'<{RV}decidedBy> "kg 1"', *(f"<{RV}reason> {literal(reason)}" for reason in reasons)]
    _write(store, left, right, judgement, values)


def say(store: Store, left: str, right: str, judgement: str, by: str, because: str = "") -> None:
    """Write a person's decision."""
    values = [f"<{RV}decidedBy> {literal(by)}", *([f"<{RV}reason> {literal(because)}"] if because else [])]
    _write(store, left, right, judgement, values)


def _write(store: Store, left: str, right: str, judgement: str, values: list[str]) -> None:
    name = iri(f"{BASE}decision/{short_hash(' '.join([left, right, *values]))}")
    ends = [f"<{RV}left> {left}", f"<{RV}right> {right}", f"<{RV}judgement> {code('judgement', judgement)}"]
    values = [f"<{RDF}type> <{RV}IdentityDecision>", *ends, f"<{PROV}generatedAtTime> {_TIME}", *values]
    change(store, (), [f"{name} {value}" for value in values], identity(store))


def linked_store(*more: Told) -> Store:
    """A store of the reports of `tests.linking.reports` and some more: the strike is one incident, the hospital one facility."""
    store = MemoryStore(BASE)
    fill_linked(store, *more)
    return store


def fill_linked(store: Store, *more: Told) -> None:
    """Fill a store as `linked_store` does."""
    store.load([ontology_nquads()])
    fill(store, *ALL, *more)
    refresh(store, [row[0] for row in values(store, "SELECT ?incident WHERE { ?incident a rv:Incident }")])
    join(store, *STRIKE)
    hospitals = [node(told, "facility") for told in (NEWS, MONITOR, UN, LATER)]
    identify(store, "facility", "Facility", "Nur Hospital", *hospitals)
    identify(store, "person", "Person", "Sana Orel", node(NEWS, "victim"), node(UN, "victim"))
    compare(
        store,
        node(NEWS),
        node(MONITOR),
        "0.96",
        "same",
        ["+3.2 Both happened on the same day.", "-0.4 They hit facilities of different names."],
    )
    compare(store, node(NEWS), node(UN), "0.9", "same")
    compare(store, node(MONITOR), node(UN), "0.45", "same", ["-1.1 They say so.", "+0.9 Both happened on the same day."])
    compare(store, node(NEWS), node(LATER), "0.4", "unsure")
    compare(store, node(MONITOR, number=2), node(UN), "0.31", "unsure")
    say(store, node(NEWS), node(UN), "same", "Amal", "the nurse is named in both")


def values(store: Store, query: str) -> list[tuple[str, ...]]:
    """The rows of a SELECT as bare text."""
    return [tuple(term.value if term else "" for term in row) for row in select(store, query).rows]
