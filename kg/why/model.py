"""What stands behind an event or a claim, as data, and what every part of the answer asks of a node in its report."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.model import Passage
from kg.phrases import Node, kind_of, label, one, words_of
from kg.store.base import Store, select
from kg.terms import RV, iri

#: The kinds of claims that are numbers.
COUNTS = ("CasualtyCount", "FacilityCount")


@dataclass(frozen=True, slots=True)
class Quote:
    """A paragraph of the report with the offset of its first character; `marks` are the passages in it, in the report's offsets.

    Where the store does not hold the text, it is the words of one passage.
    """

    start: int
    text: str
    marks: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """The report: `published` is "" where the day is unknown, `url` and `title` where there is none."""

    iri: str
    identifier: str
    title: str
    publisher: str
    published: str
    url: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How the report was read: from which file, by what, and when (UTC)."""

    path: str
    pipeline: str
    ended: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another node on the same incident and how it relates to this one: "repeats", "contradicts", "agrees with", …"""

    relation: str
    iri: str
    says: str
    source: str
    stance: str
    words: str
    report: str
    publisher: str
    published: str


@dataclass(frozen=True, slots=True)
class Why:
    """All that stands behind a node.

    `kind` is "event" or the claim's class, `date` when the event was, as its label has it. `addable` is None where the
    question makes no sense; `reasons` say why a number may be added or may not. `dispute` says what to do when it is wrong.
    """

    iri: str
    kind: str
    says: str
    source: str
    stance: str
    event: str
    date: str
    method: str
    confidence: str
    origin: Origin
    quotes: tuple[Quote, ...]
    readings: tuple[Reading, ...]
    others: tuple[Other, ...]
    addable: bool | None
    reasons: tuple[str, ...]
    dispute: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A node with the nodes of its report around it."""

    iri: str
    report: str
    nodes: Mapping[str, Node]

    @property
    def node(self) -> Node:
        """Its properties."""
        return self.nodes[self.iri]

    @property
    def kind(self) -> str:
        """`event`, or the class of the claim."""
        return kind_of(self.node)

    @property
    def event(self) -> str:
        """The event that it is, or is about."""
        return self.iri if self.kind == "event" else one(self.node, "event")


def origin_of(report: str, nodes: Mapping[str, Node]) -> Origin:
    """What is known of a report."""
    node = nodes[report]
    publisher = label(nodes, one(node, "publisher"))
    return Origin(report, one(node, "identifier"), one(node, "title"), publisher, one(node, "issued"), one(node, "source"))


def method_of(place: Place) -> str:
    """What read the node; an event was read by what read the claims of its report."""
    return one(place.node, "method") or next((found for node in place.nodes.values() if (found := one(node, "method"))), "")


def first_words(nodes: Mapping[str, Node], node: Node) -> str:
    """The first words that a node rests on."""
    first = min(node["evidence"], key=lambda name: int(one(nodes[name], "start")))
    return one(nodes[first], "exact")


def source_of(place: Place) -> str:
    """Who says so, in the report's words."""
    return label(place.nodes, one(place.node, "accordingTo"))


def stance_of(place: Place) -> str:
    """How firmly it is claimed, in words."""
    return words_of(one(place.node, "stance"))


def same_incident(store: Store, event: str) -> Iterator[str]:
    """The events, this one included, that are the same incident."""
    if not event:
        return
    yield event
    query = f"SELECT ?told WHERE {{ ?incident <{RV}describedBy> {iri(event)} , ?told }} ORDER BY ?told"
    yield from (row[0].value for row in select(store, query).rows if row[0])
