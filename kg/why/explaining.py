"""Where an event, a claim or a number comes from: a store and a node's name go in, its sentence, its reading and its rivals come out.

The words stand in their paragraph; other reports speak through the incident that the event belongs to.
"""

from collections.abc import Iterator, Mapping

from kg.errors import InputError
from kg.model import Passage
from kg.phrases import Node, one, phrase, words_of
from kg.store.base import Store, select
from kg.store.nodes import graph_nodes
from kg.terms import PROV, RV, iri
from kg.why.adding import may_be_added
from kg.why.disputing import ways_to_dispute
from kg.why.model import Place, Quote, Reading, Why, method_of, origin_of, source_of, stance_of
from kg.why.others import figure_relations, other_voices


def explain(store: Store, name: str) -> Why:
    """What stands behind an event or a claim, by its IRI or the part of it below the store's base.

    Raises `InputError` where there is no such node, or it is something else; the message says where to look.
    """
    place = _find(store, name if name.startswith(("http:", "https:", "urn:")) else f"{store.base}{name}")
    node, nodes = place.node, place.nodes
    event = nodes.get(place.event, {})
    origin = origin_of(place.report, nodes)
    readings = tuple(_readings(store, place.report))
    relations = list(figure_relations(store, place.iri))
    others = tuple(sorted(other_voices(store, place, relations), key=lambda other: (other.relation, other.published, other.iri)))
    addable, reasons = may_be_added(store, place, others)
    return Why(
        iri=place.iri,
        kind=place.kind,
        says=phrase(nodes, node),
        source=source_of(place),
        stance=stance_of(place),
        event=one(event, "label"),
        date=_date(event),
        method=words_of(method_of(place)),
        confidence=one(node, "confidence"),
        origin=origin,
        quotes=tuple(_quotes(place)),
        readings=readings,
        others=others,
        addable=addable,
        reasons=reasons,
        dispute=tuple(ways_to_dispute(store, place, readings)),
    )


def _find(store: Store, name: str) -> Place:
    query = f"SELECT ?graph ?class WHERE {{ GRAPH ?graph {{ {iri(name)} a ?class }} }} ORDER BY ?graph ?class"
    rows = [tuple(term.value if term else "" for term in row) for row in select(store, query).rows]
    if not rows:
        raise InputError(f"nothing in the store is named {name}; the rows of kg query hold the IRIs of claims and events")
    graph, kind = rows[0]
    place = Place(name, graph, graph_nodes(store, graph))
    if "evidence" in place.node:
        return place
    raise InputError(f"{name} is no event and no claim ({kind.rsplit('#')[-1]}){_way_on(store, name, kind)}")


def _way_on(store: Store, name: str, kind: str) -> str:
    """What to ask instead, for what has no sentence of its own."""
    if kind == f"{RV}Report":
        return "; kg show shows a report with all that was read in it"
    if kind != f"{RV}Incident":
        return ""
    rows = select(store, f"SELECT ?event WHERE {{ {iri(name)} <{RV}describedBy> ?event }} ORDER BY ?event").rows
    return f"; ask for its events: {', '.join(row[0].value for row in rows if row[0])}"


def _readings(store: Store, report: str) -> Iterator[Reading]:
    activity = iri(f"{store.base}graph/activity")
    query = (
        f"SELECT ?path ?pipeline ?ended WHERE {{ GRAPH {activity} {{ ?reading <{PROV}generated> {iri(report)} ;"
        f" <{RV}path> ?path ; <{RV}pipeline> ?pipeline ; <{PROV}endedAtTime> ?ended }} }} ORDER BY ?path"
    )
    for row in select(store, query).rows:
        yield Reading(*(term.value if term else "" for term in row))


def _date(event: Node) -> str:
    first, last = one(event, "startDate"), one(event, "endDate")
    return first if first == last else f"{first or '?'} to {last or '?'}"


def _quotes(place: Place) -> Iterator[Quote]:
    """The paragraphs that hold the passages; a passage over several paragraphs is marked in each."""
    passages = _passages(place.nodes, place.node)
    text = one(place.nodes[place.report], "text")
    if not text:
        words = {one(place.nodes[name], "start"): one(place.nodes[name], "exact") for name in place.node["evidence"]}
        yield from (Quote(passage.start, words[str(passage.start)], (passage,)) for passage in passages)
        return
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        marks = tuple(
            Passage(max(passage.start, start), min(passage.end, end))
            for passage in passages
            if passage.start < end and passage.end > start
        )
        if marks:
            yield Quote(start, line, marks)
        start = end + 1


def _passages(nodes: Mapping[str, Node], node: Node) -> list[Passage]:
    return sorted(Passage(int(one(nodes[name], "start")), int(one(nodes[name], "end"))) for name in node["evidence"])
