"""Where an event, a claim or a number comes from: a store and a node's name go in, its sentence, its reading and its rivals come out.

The words stand in their paragraph; other reports speak through the incident that the event belongs to. Whether a number may be
added is read from the identity graph, never decided here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from shlex import quote

from kg.errors import InputError
from kg.model import Passage
from kg.phrases import Node, kind_of, label, one, phrase, words_of
from kg.store.base import Store, select
from kg.store.nodes import graph_nodes
from kg.terms import CODE, PROV, RV, iri

_COUNTS = ("CasualtyCount", "FacilityCount")

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
class _Place:
    """A node with the nodes of its report around it."""

    iri: str
    report: str
    nodes: Mapping[str, Node]

    @property
    def node(self) -> Node:
        return self.nodes[self.iri]

    @property
    def kind(self) -> str:
        return kind_of(self.node)

    @property
    def event(self) -> str:
        """The event that it is, or is about."""
        return self.iri if self.kind == "event" else one(self.node, "event")


def explain(store: Store, name: str) -> Why:
    """What stands behind an event or a claim, by its IRI or the part of it below the store's base.

    Raises `InputError` where there is no such node, or it is something else; the message says where to look.
    """
    place = _find(store, name if name.startswith(("http:", "https:", "urn:")) else f"{store.base}{name}")
    node, nodes = place.node, place.nodes
    event = nodes.get(place.event, {})
    origin = _origin(place.report, nodes)
    readings = tuple(_readings(store, place.report))
    relations = list(_relations(store, place.iri))
    others = tuple(sorted(_others(store, place, relations), key=lambda other: (other.relation, other.published, other.iri)))
    addable, reasons = _addable(store, place, others)
    return Why(
        iri=place.iri,
        kind=place.kind,
        says=phrase(nodes, node),
        source=_source(place),
        stance=_stance(place),
        event=one(event, "label"),
        date=_date(event),
        method=words_of(_method(place)),
        confidence=one(node, "confidence"),
        origin=origin,
        quotes=tuple(_quotes(place)),
        readings=readings,
        others=others,
        addable=addable,
        reasons=reasons,
        dispute=tuple(_dispute(store, place, readings)),
    )


def _find(store: Store, name: str) -> _Place:
    query = f"SELECT ?graph ?class WHERE {{ GRAPH ?graph {{ {iri(name)} a ?class }} }} ORDER BY ?graph ?class"
    rows = [tuple(term.value if term else "" for term in row) for row in select(store, query).rows]
    if not rows:
        raise InputError(f"nothing in the store is named {name}; the rows of kg query hold the IRIs of claims and events")
    graph, kind = rows[0]
    place = _Place(name, graph, graph_nodes(store, graph))
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


def _origin(report: str, nodes: Mapping[str, Node]) -> Origin:
    node = nodes[report]
    publisher = label(nodes, one(node, "publisher"))
    return Origin(report, one(node, "identifier"), one(node, "title"), publisher, one(node, "issued"), one(node, "source"))


def _readings(store: Store, report: str) -> Iterator[Reading]:
    activity = iri(f"{store.base}graph/activity")
    query = (
        f"SELECT ?path ?pipeline ?ended WHERE {{ GRAPH {activity} {{ ?reading <{PROV}generated> {iri(report)} ;"
        f" <{RV}path> ?path ; <{RV}pipeline> ?pipeline ; <{PROV}endedAtTime> ?ended }} }} ORDER BY ?path"
    )
    for row in select(store, query).rows:
        yield Reading(*(term.value if term else "" for term in row))


def _method(place: _Place) -> str:
    """What read the node; an event was read by what read the claims of its report."""
    return one(place.node, "method") or next((found for node in place.nodes.values() if (found := one(node, "method"))), "")


def _date(event: Node) -> str:
    first, last = one(event, "startDate"), one(event, "endDate")
    return first if first == last else f"{first or '?'} to {last or '?'}"


def _quotes(place: _Place) -> Iterator[Quote]:
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


def _words(nodes: Mapping[str, Node], node: Node) -> str:
    first = min(node["evidence"], key=lambda name: int(one(nodes[name], "start")))
    return one(nodes[first], "exact")


# What else is said


def _relations(store: Store, name: str) -> Iterator[tuple[str, str]]:
    """How a count relates to others, as the identity graph has it: words and the other's IRI."""
    known = " ".join(f"<{RV}{relation}>" for relation in _FORWARD)
    identity, node = iri(f"{store.base}graph/identity"), iri(name)
    for pattern, readings in ((f"{node} ?property ?other", _FORWARD), (f"?other ?property {node}", _BACKWARD)):
        query = f"SELECT ?property ?other WHERE {{ VALUES ?property {{ {known} }} GRAPH {identity} {{ {pattern} }} }}"
        for row in select(store, query).rows:
            relation, other = (term.value if term else "" for term in row)
            yield readings[relation.removeprefix(RV)], other


def _others(store: Store, place: _Place, relations: Sequence[tuple[str, str]]) -> Iterator[Other]:
    """The nodes that the identity graph relates to this one, then what else is said of the incident on the same matter."""
    known = dict.fromkeys(other for _, other in relations)
    events = set(_same_incident(store, place.event))
    reports = dict.fromkeys(_report_of(store, name) for name in [*sorted(events), *known])
    around = {report: _nodes_of(store, report, place) for report in reports if report}
    by_iri = {other: relation for relation, other in relations}
    for report, nodes in around.items():
        for name, node in nodes.items():
            if name == place.iri or "evidence" not in node:
                continue
            other = _Place(name, report, nodes)
            if relation := by_iri.get(name) or _relation(place, other, events):
                yield _other("is a part of" if relation == "is among" and _counts_already(other, place) else relation, other)


def _counts_already(whole: _Place, part: _Place) -> bool:
    """Whether a whole answers the same questions as its part, so that only the whole is added."""
    return whole.kind == part.kind and _subject(whole) == _subject(part) and one(whole.node, "scope") != f"{CODE}scope/cumulative"


def _same_incident(store: Store, event: str) -> Iterator[str]:
    """The events, this one included, that are the same incident."""
    if not event:
        return
    yield event
    query = f"SELECT ?told WHERE {{ ?incident <{RV}describedBy> {iri(event)} , ?told }} ORDER BY ?told"
    yield from (row[0].value for row in select(store, query).rows if row[0])


def _report_of(store: Store, name: str) -> str:
    rows = select(store, f"SELECT ?graph WHERE {{ GRAPH ?graph {{ {iri(name)} <{RV}evidence> ?passage }} }} LIMIT 1").rows
    return next((row[0].value for row in rows if row[0]), "")


def _nodes_of(store: Store, report: str, place: _Place) -> Mapping[str, Node]:
    return place.nodes if report == place.report else graph_nodes(store, report)


def _relation(place: _Place, other: _Place, events: set[str]) -> str:
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
    if place.report == other.report and _source(place) == _source(other):
        return "stands beside" if place.kind in _COUNTS else ""
    denied = (_stance(place) == "denied") is not (_stance(other) == "denied")
    return "agrees with" if _compatible(place, other) is not denied else "contradicts"


def _subject(place: _Place) -> tuple[tuple[str, ...], ...]:
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


def _scope(place: _Place) -> str:
    return one(place.node, "scope")


def _source(place: _Place) -> str:
    return label(place.nodes, one(place.node, "accordingTo"))


def _stance(place: _Place) -> str:
    return words_of(one(place.node, "stance"))


def _compatible(place: _Place, other: _Place) -> bool:
    """Whether both can be true: bounds that overlap, the same party, the same harm."""
    if place.kind in _COUNTS:
        return _overlap(place.node, other.node) and _overlap(other.node, place.node)
    if place.kind == "Responsibility":
        return _party(place) == _party(other)
    value = "outcome" if place.kind == "Casualty" else "effect"
    return one(place.node, value) == one(other.node, value)


def _overlap(one_count: Node, other: Node) -> bool:
    low, high = one(one_count, "minimum"), one(other, "maximum")
    return not low or not high or int(low) <= int(high)


def _party(place: _Place) -> str:
    return label(place.nodes, one(place.node, "perpetrator")).casefold()


def _other(relation: str, other: _Place) -> Other:
    origin = _origin(other.report, other.nodes)
    return Other(
        relation=relation,
        iri=other.iri,
        says=phrase(other.nodes, other.node),
        source=_source(other),
        stance=_stance(other),
        words=_words(other.nodes, other.node),
        report=origin.identifier,
        publisher=origin.publisher,
        published=origin.published,
    )


# Whether it may be added


def _addable(store: Store, place: _Place, others: Iterable[Other]) -> tuple[bool | None, tuple[str, ...]]:
    if place.kind not in _COUNTS:
        return None, ()
    query = f"SELECT ?may WHERE {{ {iri(place.iri)} <{RV}addable> ?may }}"
    values = [row[0].value for row in select(store, query).rows if row[0]]
    if not values:
        return None, ("It was stored before figures were compared; build the store again to learn whether it may be added.",)
    if values == ["true"]:
        return True, (_ADDABLE,)
    return False, tuple(_reasons(place, others))


_ADDABLE = (
    "It may be added to figures of other incidents for the same harm and the same groups of people. What other sources say of "
    "this incident are alternatives to it: a sum takes the lowest minimum and the highest maximum."
)


def _reasons(place: _Place, others: Iterable[Other]) -> Iterator[str]:
    event = place.nodes.get(place.event, {})
    if one(place.node, "scope") == f"{CODE}scope/cumulative":
        yield "It is a running total over a campaign, a period or an area, which holds other figures."
    elif one(event, "type") == f"{RV}Campaign" or _has_parts(place):
        yield "It is of a campaign, which holds other incidents."
    if not event:
        yield "It belongs to no event, so that nothing tells which incident it counts."
    if _stance(place) == "denied":
        yield "It is reported as denied."
    if one(event, "negated") == "true":
        yield "The report says that the event did not happen."
    for other in others:
        if reason := _BECAUSE.get(other.relation):
            yield reason.format(other=f"{other.says} ({other.report}, {other.source})")


_BECAUSE = {
    "repeats": "Its source says the same elsewhere: {other}.",
    "is replaced by": "Its source has a newer figure: {other}.",
    "is a part of": "It is a part of another figure for the same people: {other}.",
}


def _has_parts(place: _Place) -> bool:
    return any(place.event in node.get("partOf", ()) for node in place.nodes.values())


# What to do when it is wrong


def _dispute(store: Store, place: _Place, readings: Sequence[Reading]) -> Iterator[str]:
    path, _, part = (readings[0].path if readings else "REPORT.txt").partition("#")
    yield from _reread(place, path, part)
    other = next((event for event in _same_incident(store, place.event) if event != place.event), None)
    if other:
        yield f"Where {_short(store, other)} is another incident: kg decide {_short(store, place.event)} different {_short(store, other)} --because WHY"
    identifier = quote(one(place.nodes[place.report], "identifier"))
    yield f"Where its publisher has withdrawn the report: kg retract {identifier} --because WHY"
    yield (
        "Where the report itself is wrong: add the report that corrects it; both then stand side by side, and the later figure of "
        "one source replaces the earlier."
    )


def _reread(place: _Place, path: str, part: str) -> Iterator[str]:
    """What to do when the report says something else than was read, for its kind of file; `part` is its place in that file."""
    file, words, method = quote(path), _words(place.nodes, place.node), _method(place)
    if method == f"{CODE}method/table":
        yield f"Where the table says something else: correct {part} in {file}; then: kg build {file}"
    elif part:
        yield f"Where the report says something else: save {part} of {file} as a text of its own, with an account beside it"
    else:
        account = quote(str(PurePosixPath(path).with_suffix(".json")))
        if method != f"{CODE}method/manual":
            yield f"Where the report says something else: kg extract {file} > {account}"
        yield f"Correct in {account} the entry with the quote {words!r}, or take it out; then: kg build {file} --reader manual"


def _short(store: Store, name: str) -> str:
    return name.removeprefix(store.base)
