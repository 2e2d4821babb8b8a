"""Figures of incidents that have changed, compared anew: a store and the names of incidents go in, its identity graph is brought up to date.

A report's figures are first compared when it is stored. When it becomes known that events of several reports are one incident,
or are not, their figures are compared here with each other; nothing else in the store is looked at.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import product

from kg.identity.relations import PROPERTIES, figure_quads
from kg.store.base import Store, Triples, select
from kg.terms import RV, iri, split

_EVERY = " ".join(f"<{RV}{name}>" for name in PROPERTIES)

# What the identity graph may know of whom a figure comes from, and of an event. The nodes are named when it is asked, or all nodes there
# are would be gone through; and only those of which this may be known, since each one that is named costs.
_OF_SOURCES = (f"?node <{RV}identifiedAs> ?known",)
_OF_EVENTS = (f"?incident <{RV}describedBy> ?node", f"?node <{RV}partOf> ?campaign")

_ACCORDING_TO = f"<{RV}accordingTo>"

# Names in one VALUES block: a query must not grow too long.
_AT_ONCE = 200


def refresh(store: Store, incidents: Collection[str], graph_text: Callable[[str], str] | None = None) -> None:
    """Compare the figures of some incidents anew and state what each repeats, replaces and is contained in.

    `incidents` are IRIs of the identity graph. What was stated before of their figures is taken back in the same step.
    `graph_text` gives the text of a report's graph by its IRI, for who has it at hand; the store's own is the default.
    """
    wanted = sorted(iri(incident) for incident in incidents)
    for some in _some(wanted):
        quads = figure_quads(_lines(store, some, graph_text or store.graph_text), store.base, set(some))
        statements = [" ".join(split(line)[:3]) for line in quads]
        figures = sorted({statement.partition(" ")[0] for statement in statements})
        if figures:
            store.update(_replacement(store, figures, statements))


def _replacement(store: Store, figures: Iterable[str], statements: Iterable[str]) -> str:
    identity = iri(f"{store.base}graph/identity")
    known = f"GRAPH {identity} {{ ?figure ?property ?value }}"
    old = [
        f"DELETE {{ {known} }} WHERE {{ VALUES ?figure {{ {' '.join(some)} }} VALUES ?property {{ {_EVERY} }} {known} }}"
        for some in _some(list(figures))
    ]
    return " ;\n".join([*old, f"INSERT DATA {{ GRAPH {identity} {{ {' . '.join(statements)} }} }}"])


def _lines(store: Store, incidents: Collection[str], graph_text: Callable[[str], str]) -> Iterator[str]:
    """The reports that tell of some incidents, or of campaigns that these belong to, and what is known of their nodes."""
    identity = iri(f"{store.base}graph/identity")
    told = f"VALUES ?incident {{ {' '.join(incidents)} }} ?incident <{RV}describedBy> ?event ."
    campaign = f"{told} ?event <{RV}partOf>+ ?campaign . ?above <{RV}describedBy> ?campaign , ?other ."
    reports = _reports(store, told, "event") | _reports(store, campaign, "other")
    claims: set[str] = set()
    sources: set[str] = set()
    nodes: set[str] = set()
    for line in (line for report in sorted(reports) for line in graph_text(report).split("\n") if line):
        yield line
        node, predicate, value = line.split(" ", 2)
        nodes.add(node)
        if predicate == _ACCORDING_TO:
            claims.add(node)
            sources.add(value.partition(" ")[0])
    events = {node for node in nodes - claims - sources if "/passage/" not in node}
    for known, statements in ((sources, _OF_SOURCES), (events, _OF_EVENTS)):
        for some, statement in product(_some(sorted(known)), statements):
            yield from _construct(store, statement, f"VALUES ?node {{ {' '.join(some)} }} GRAPH {identity}")


def _reports(store: Store, pattern: str, event: str) -> set[str]:
    query = f"SELECT DISTINCT ?graph WHERE {{ {pattern} GRAPH ?graph {{ ?{event} <{RV}evidence> ?passage }} }}"
    return {row[0].value for row in select(store, query).rows if row[0]}


def _construct(store: Store, statement: str, where: str) -> Iterable[str]:
    found = store.query(f"CONSTRUCT {{ {statement} }} WHERE {{ {where} {{ {statement} }} }}")
    return found.lines() if isinstance(found, Triples) else ()


def _some(names: Collection[str]) -> Iterator[list[str]]:
    ordered = list(names)
    return (ordered[start : start + _AT_ONCE] for start in range(0, len(ordered), _AT_ONCE))
