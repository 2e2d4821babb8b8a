"""What one report tells of an event, in words: a store and an event go in, its day, place, parties, figures and victims come out."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.linking.graphs import identity, rows
from kg.phrases import Node, kind_of, label, one, phrase, words_of
from kg.store.base import Store
from kg.store.nodes import graph_nodes
from kg.terms import CODE, RV, SKOS, iri, text_of

#: The properties by which claims point to what may be known under another name elsewhere.
_POINTING = ("perpetrator", "facility", "victim", "accordingTo", "mainPlace")


@dataclass(frozen=True, slots=True)
class Known:
    """The shared thing that a report's node is taken for: its IRI and its name."""

    iri: str
    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """A claim: its IRI, what it says, according to whom, how firmly, and its first words.

    `about` is the same for claims on the same matter, in whatever report they stand, and `name` is what to call it; `value` is
    what they may differ in, `low` and `high` are the bounds of a number, `age` is that of a victim in years. `replaced`: its
    source has a newer figure. `part`: it is stated as a part of another. `added`: the figure may be added.
    """

    iri: str
    says: str
    source: str
    stance: str
    words: str
    about: str
    name: str
    value: str = ""
    low: int | None = None
    high: int | None = None
    age: int | None = None
    replaced: bool = False
    part: bool = False
    added: bool = False

    @property
    def denied(self) -> bool:
        """Whether it is reported as denied."""
        return self.stance == "denied"


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report tells of an event; `event` and `report` are IRIs, dates as they are written in the graph, "" for what is not told.

    `place_key` is the same for places that are taken for one; `digest` is that of the report's text, `start` where the event's words begin.
    """

    event: str
    report: str
    identifier: str
    title: str
    publisher: str
    voice: str
    published: str
    digest: str
    label: str
    kind: str
    date: str
    earliest: str
    latest: str
    place: str
    place_key: str
    places: tuple[str, ...]
    country: str
    weapons: tuple[str, ...]
    words: tuple[str, ...]
    negated: bool
    perpetrators: tuple[Said, ...]
    figures: tuple[Said, ...]
    facilities: tuple[Said, ...]
    victims: tuple[Said, ...]

    @property
    def rank(self) -> tuple[object, ...]:
        """Sorts the telling first that is most exact about place and day, then the earliest; it gives an incident its name."""
        vague = (not self.place) + (0 if self.earliest and self.earliest == self.latest else 1 if self.earliest else 2)
        return self.negated, vague, self.published or "undated", self.event


def tellings(store: Store, events: Collection[str]) -> tuple[Telling, ...]:
    """What reports tell of some events (IRIs), in order of publication; each report is read once."""
    by_report: dict[str, list[str]] = {}
    for event, report in _reports(store, events):
        by_report.setdefault(report, []).append(event)
    found = [telling for report, some in by_report.items() for telling in _Reader(store, report).tellings(some)]
    return tuple(sorted(found, key=lambda telling: (not telling.published, telling.published, telling.identifier, telling.event)))


def _reports(store: Store, events: Collection[str]) -> Iterator[tuple[str, str]]:
    """Each event with the report that tells of it."""
    pattern = f"GRAPH ?report {{ ?event <{RV}evidence> ?passage }}"
    found = rows(store, "DISTINCT ?event ?report", pattern, "event", [iri(event) for event in events])
    yield from sorted((event[1:-1], report[1:-1]) for event, report in found)


class _Reader:
    """Reads the events of one report, with what its nodes are taken for."""

    def __init__(self, store: Store, report: str) -> None:
        self.nodes = graph_nodes(store, report)
        self.report = report
        pointed = {value for node in self.nodes.values() for name in _POINTING for value in node.get(name, ())}
        publisher = one(self.nodes[report], "publisher")
        self.known = known(store, [name for name in (*sorted(pointed), publisher) if name in self.nodes])
        self.figures = _figures(store, [name for name, node in self.nodes.items() if kind_of(node) == "CasualtyCount"])

    def tellings(self, events: Iterable[str]) -> Iterator[Telling]:
        return (self._telling(event, self.nodes[event]) for event in events)

    def _telling(self, event: str, node: Node) -> Telling:
        report, place = self.nodes[self.report], one(node, "mainPlace")
        publisher = one(report, "publisher")
        first, last = one(node, "startDate"), one(node, "endDate")
        return Telling(
            event=event,
            report=self.report,
            identifier=one(report, "identifier"),
            title=one(report, "title"),
            publisher=label(self.nodes, publisher),
            voice=self._key(publisher) if publisher else self.report,
            published=one(report, "issued"),
            digest=one(report, "digest") or self.report,
            label=one(node, "label"),
            kind=_kind(node),
            date=first if first == last else f"{first or '?'} to {last or '?'}",
            earliest=one(node, "earliest"),
            latest=one(node, "latest"),
            place=label(self.nodes, place),
            place_key=self.known[place].iri if place in self.known else "",
            places=tuple(label(self.nodes, name) for name in node.get("place", ())),
            country=one(node, "country").rpartition("/")[2],
            weapons=tuple(words_of(weapon) for weapon in node.get("weapon", ())),
            words=self._words(node),
            negated="negated" in node,
            perpetrators=self._said(event, "Responsibility", "perpetrator", ""),
            figures=self._said(event, "CasualtyCount", "", ""),
            facilities=self._said(event, "FacilityImpact", "facility", "effect"),
            victims=self._said(event, "Casualty", "victim", "outcome"),
        )

    def _said(self, event: str, kind: str, pointing: str, value: str) -> tuple[Said, ...]:
        claims = ((name, node) for name, node in self.nodes.items() if kind_of(node) == kind and event in node.get("event", ()))
        found = [self._claim(name, node, pointing, value) for name, node in claims]
        return tuple(sorted(found, key=lambda said: (said.about, said.iri)))

    def _claim(self, name: str, node: Node, pointing: str, value: str) -> Said:
        low, high = (_number(node, bound) for bound in ("minimum", "maximum"))
        added, replaced = self.figures.get(name, (False, False))
        counted, subject = self._counted(node), one(node, pointing) if pointing else ""
        return Said(
            iri=name,
            says=phrase(self.nodes, node),
            source=label(self.nodes, one(node, "accordingTo")),
            stance=words_of(one(node, "stance")),
            words=self._words(node)[0],
            about=self._key(subject) if subject else counted,
            name=self._name(subject) if subject else counted,
            value=words_of(one(node, value)) if value else "",
            low=low,
            high=high,
            age=_number(self.nodes.get(subject, {}), "age"),
            replaced=replaced,
            part="subsetOf" in node,
            added=added,
        )

    def _counted(self, node: Node) -> str:
        """What a count counts: the harm and the groups; a running total is another matter."""
        groups = ", ".join(words_of(group) for group in node.get("group", ())) or "people"
        running = " (running total)" if one(node, "scope") == f"{CODE}scope/cumulative" else ""
        return f"{groups} {words_of(one(node, 'outcome'))}{running}"

    def _key(self, name: str) -> str:
        """What a node is compared by: what it is taken for, else its name in small letters, else itself."""
        return self.known[name].iri if name in self.known else label(self.nodes, name).casefold() or name

    def _name(self, name: str) -> str:
        """What to call a node: the name of what it is taken for, else its own, else its type."""
        shared = self.known[name].name if name in self.known else ""
        return shared or label(self.nodes, name) or words_of(one(self.nodes.get(name, {}), "facilityType"))

    def _words(self, node: Node) -> tuple[str, ...]:
        passages = sorted(node["evidence"], key=lambda name: int(one(self.nodes[name], "start")))
        return tuple(one(self.nodes[name], "exact") for name in passages)


def known(store: Store, nodes: Collection[str]) -> Mapping[str, Known]:
    """What some nodes of reports (IRIs) are taken for, those that are taken for nothing left out."""
    named = f"OPTIONAL {{ ?thing <{SKOS}prefLabel> ?name }}"
    pattern = f"GRAPH {identity(store)} {{ ?node <{RV}identifiedAs> ?thing }} {named}"
    found = rows(store, "?node ?thing ?name", pattern, "node", [iri(node) for node in nodes])
    return {node[1:-1]: Known(thing[1:-1], text_of(name) if name else "") for node, thing, name in found}


def _figures(store: Store, counts: Collection[str]) -> Mapping[str, tuple[bool, bool]]:
    """Of some counts, whether each may be added, and whether a newer one has taken its place."""
    replaced = f"OPTIONAL {{ ?newer <{RV}replaces> ?count }}"
    pattern = f"?count <{RV}addable> ?may {replaced}"
    found = rows(store, "?count ?may ?newer", pattern, "count", [iri(count) for count in counts])
    return {count[1:-1]: (text_of(may) == "true", bool(newer)) for count, may, newer in found}


def _number(node: Node, name: str) -> int | None:
    text = one(node, name)
    return int(text) if text else None


def _kind(node: Node) -> str:
    """The class of an event in words.

    >>> _kind({"type": [f"{RV}AirStrike"]})
    'air strike'
    """
    name = one(node, "type").removeprefix(RV)
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()
