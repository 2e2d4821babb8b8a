"""What a store holds, in numbers: asked by SPARQL alone, with the classes that the ontology's graph in the store names."""

from dataclasses import dataclass

from kg.store.base import Store, select
from kg.terms import PROV, RDFS, RV


@dataclass(frozen=True, slots=True)
class Overview:
    """Numbers of things in a store: reports, events by type, claims by kind, named graphs, quads.

    The keys are the classes' English labels, the most frequent first. `pipelines` says how many readings each version of the
    reader made; `last_read` is when the last one ended (ISO 8601, UTC), None in an empty store.
    """

    reports: int
    events: dict[str, int]
    claims: dict[str, int]
    graphs: int
    quads: int
    pipelines: dict[str, int]
    last_read: str | None


def overview(store: Store) -> Overview:
    """Count what there is in a store."""
    readings = _counted(store, f"?thing <{RV}pipeline> ?kind")
    return Overview(
        reports=sum(_counted(store, f"?thing a <{RV}Report> . BIND('report' AS ?kind)").values()),
        events=_counted(store, _instances("Event")),
        claims=_counted(store, _instances("Claim")),
        graphs=len(store.graphs()),
        quads=store.count(),
        pipelines=readings,
        last_read=_last(store),
    )


def _instances(name: str) -> str:
    """A pattern of the instances of a class's subclasses, with the label of the most specific one, which reports state."""
    return f"?class <{RDFS}subClassOf>+ <{RV}{name}> ; <{RDFS}label> ?kind . ?thing a ?class FILTER(LANG(?kind) IN ('', 'en'))"


def _counted(store: Store, pattern: str) -> dict[str, int]:
    query = f"SELECT ?kind (COUNT(DISTINCT ?thing) AS ?number) WHERE {{ {pattern} }} GROUP BY ?kind"
    rows = [(kind.value, int(number.value)) for kind, number in select(store, query).rows if kind and number]
    return dict(sorted(rows, key=lambda row: (-row[1], row[0])))


def _last(store: Store) -> str | None:
    table = select(store, f"SELECT (MAX(?time) AS ?last) WHERE {{ ?reading <{PROV}endedAtTime> ?time }}")
    return next((last.value for (last,) in table.rows if last), None)
