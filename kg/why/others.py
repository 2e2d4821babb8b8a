"""What else is said of the same matter: a node in its report goes in, the claims and events that repeat, replace, contain or contradict it come out."""

from collections.abc import Iterator, Mapping, Sequence

from kg.phrases import Node, label, one, phrase
from kg.store.base import Store, select
from kg.store.nodes import graph_nodes
from kg.terms import CODE, RV, iri
from kg.why.model import COUNTS, Other, Place, first_words, origin_of, same_incident, source_of, stance_of

#: For each kind of claim, the properties that say what it is about; claims that agree in these are compared.
_SUBJECTS = {
    "Responsibility": (),
    "CasualtyCount": ("outcome", "group"),
    "FacilityCount": ("facilityType", "effect"),
    "Casualty": ("victim",),
    "FacilityImpact": ("facility",),
}

# How the relations of figures read from this one, and from the other one.
_FORWARD = {"repeats": "repeats", "replaces": "replaces", "containedIn": "is among"}
_BACKWARD = {"repeats": "is repeated by", "replaces": "is replaced by", "containedIn": "contains"}


def figure_relations(store: Store, name: str) -> Iterator[tuple[str, str]]:
    """How a count relates to others, as the identity graph has it: words and the other's IRI."""
    known = " ".join(f"<{RV}{relation}>" for relation in _FORWARD)
    identity, node = iri(f"{store.base}graph/identity"), iri(name)
    for pattern, readings in ((f"{node} ?property ?other", _FORWARD), (f"?other ?property {node}", _BACKWARD)):
        query = f"SELECT ?property ?other WHERE {{ VALUES ?property {{ {known} }} GRAPH {identity} {{ {pattern} }} }}"
        for row in select(store, query).rows:
            relation, other = (term.value if term else "" for term in row)
            yield readings[relation.removeprefix(RV)], other


def other_voices(store: Store, place: Place, relations: Sequence[tuple[str, str]]) -> Iterator[Other]:
    """The nodes that the identity graph relates to this one, then what else is said of the incident on the same matter."""
    known = dict.fromkeys(other for _, other in relations)
    events = set(same_incident(store, place.event))
    reports = dict.fromkeys(_report_of(store, name) for name in [*sorted(events), *known])
    around = {report: _nodes_of(store, report, place) for report in reports if report}
    by_iri = {other: relation for relation, other in relations}
    for report, nodes in around.items():
        for name, node in nodes.items():
            if name == place.iri or "evidence" not in node:
                continue
            other = Place(name, report, nodes)
            if relation := by_iri.get(name) or _relation(place, other, events):
                yield _other("is a part of" if relation == "is among" and _counts_already(other, place) else relation, other)


def _counts_already(whole: Place, part: Place) -> bool:
    """Whether a whole answers the same questions as its part, so that only the whole is added."""
    return whole.kind == part.kind and _subject(whole) == _subject(part) and one(whole.node, "scope") != f"{CODE}scope/cumulative"


def _report_of(store: Store, name: str) -> str:
    rows = select(store, f"SELECT ?graph WHERE {{ GRAPH ?graph {{ {iri(name)} <{RV}evidence> ?passage }} }} LIMIT 1").rows
    return next((row[0].value for row in rows if row[0]), "")


def _nodes_of(store: Store, report: str, place: Place) -> Mapping[str, Node]:
    return place.nodes if report == place.report else graph_nodes(store, report)


def _relation(place: Place, other: Place, events: set[str]) -> str:
    """How another event or claim on the incident relates to this one; empty where it speaks of another matter."""
    if other.kind == "Statement":
        denies = one(other.node, "speechAct") == f"{CODE}speech-act/denies"
        return "is denied by" if denies and not events.union({place.iri}).isdisjoint(other.node.get("about", ())) else ""
    if other.event not in events or other.kind != place.kind or place.kind not in {"event", *_SUBJECTS}:
        return ""
    if place.kind == "event":
        return "is told of in another report as well by" if other.report != place.report else ""
    if _subject(place) != _subject(other) or _scope(place) != _scope(other):
        return ""
    if place.report == other.report and source_of(place) == source_of(other):
        return "stands beside" if place.kind in COUNTS else ""
    denied = (stance_of(place) == "denied") is not (stance_of(other) == "denied")
    return "agrees with" if _compatible(place, other) is not denied else "contradicts"


def _subject(place: Place) -> tuple[tuple[str, ...], ...]:
    """What a claim is about, comparable between reports: codes as they are, nodes of reports by their names."""
    nodes = place.nodes
    return tuple(
        tuple(
            (label(nodes, value).casefold() or _facility(nodes, value)) if value in nodes else value
            for value in place.node.get(name, ())
        )
        for name in _SUBJECTS[place.kind]
    )


def _facility(nodes: Mapping[str, Node], name: str) -> str:
    return one(nodes[name], "facilityType")


def _scope(place: Place) -> str:
    return one(place.node, "scope")


def _compatible(place: Place, other: Place) -> bool:
    """Whether both can be true: bounds that overlap, the same party, the same harm."""
    if place.kind in COUNTS:
        return _overlap(place.node, other.node) and _overlap(other.node, place.node)
    if place.kind == "Responsibility":
        return _party(place) == _party(other)
    value = "outcome" if place.kind == "Casualty" else "effect"
    return one(place.node, value) == one(other.node, value)


def _overlap(one_count: Node, other: Node) -> bool:
    low, high = one(one_count, "minimum"), one(other, "maximum")
    return not low or not high or int(low) <= int(high)


def _party(place: Place) -> str:
    return label(place.nodes, one(place.node, "perpetrator")).casefold()


def _other(relation: str, other: Place) -> Other:
    origin = origin_of(other.report, other.nodes)
    return Other(
        relation=relation,
        iri=other.iri,
        says=phrase(other.nodes, other.node),
        source=source_of(other),
        stance=stance_of(other),
        words=first_words(other.nodes, other.node),
        report=origin.identifier,
        publisher=origin.publisher,
        published=origin.published,
    )
