"""What is one thing is computed anew for some nodes and all that hangs together with them, and the store brought up to date.

Incidents and shared things are a function of the scored pairs and of people's decisions alone. So only what has changed is
written: an incident or a shared thing with the same members has the same name.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.figures import refresh
from kg.identity.clusters import DEFAULT, Thresholds, clusters
from kg.identity.scoring import kind_of
from kg.linking.components import Component, component
from kg.linking.graphs import about, change, entities, identity, rows, sweep
from kg.naming import is_made, made_of
from kg.store.base import Store
from kg.terms import RDF, RDFS, RV, SKOS, code, iri

_DESCRIBED = f"<{RV}describedBy>"
_IDENTIFIED = f"<{RV}identifiedAs>"
_TYPE = f"<{RDF}type>"

#: The part of a shared thing's name that tells its kind, and its class, by that of the nodes that are taken for it.
SHARED = {"facility": ("facility", "Facility"), "victim": ("person", "Person"), "agent": ("actor", "Agent")}


@dataclass(frozen=True, slots=True)
class _Members:
    """Nodes of one kind that are one thing; `name` is that of the incident or shared thing, "" for a thing of one report alone."""

    kind: str
    nodes: tuple[str, ...]
    name: str


def regroup(
    store: Store,
    nodes: Collection[str],
    thresholds: Thresholds = DEFAULT,
    graph_text: Callable[[str], str] | None = None,
) -> int:
    """Compute anew what some nodes are taken for; returns how many incidents there are that were not there before.

    `graph_text` gives the text of a report's graph, for who has it at hand.
    """
    found = component(store, nodes)
    groups = [_members(store.base, kind, some, found) for kind, some in _clusters(found, thresholds)]
    new = _write_incidents(store, found, [group for group in groups if group.kind == "event"])
    _write_things(store, found, [group for group in groups if group.kind != "event"])
    _write_judgements(store, found, groups)
    refresh(store, [incident[1:-1] for incident in new], graph_text)
    return len(new)


def _clusters(found: Component, thresholds: Thresholds) -> Iterator[tuple[str, frozenset[str]]]:
    """Which nodes are one thing, kind by kind."""
    scores = {one.pair: one.score for one in found.compared if one.score is not None}
    verdicts = _verdicts(found)
    by_kind: defaultdict[str, set[str]] = defaultdict(set)
    for node in found.nodes:
        by_kind[kind_of(node)].add(node)
    for kind, nodes in sorted(by_kind.items()):
        for cluster in clusters(nodes, scores, verdicts, thresholds.same, thresholds.unsure):
            yield kind, frozenset(cluster)


def _verdicts(found: Component) -> dict[tuple[str, str], str]:
    """What people say of pairs; who says that two are different prevails, and who is unsure contradicts nobody."""
    said: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for one in found.compared:
        if one.score is None:
            said[one.pair].add(one.judgement)
    return {pair: next(one for one in ("different", "same", "unsure") if one in words) for pair, words in said.items()}


def _members(base: str, kind: str, nodes: Iterable[str], found: Component) -> _Members:
    ordered = tuple(sorted(nodes))
    names = [node[1:-1] for node in ordered]
    if kind == "event":
        return _Members(kind, ordered, iri(made_of("incident", names, base)))
    known = {found.known[node] for node in ordered if node in found.known and not _walled(node, found)}
    if known:
        return _Members(kind, ordered, min(known, key=lambda actor: (is_made(actor), actor)))
    return _Members(kind, ordered, iri(made_of(SHARED[kind][0], names, base)) if len(ordered) > 1 else "")


def _walled(node: str, found: Component) -> bool:
    """Whether somebody says of two agents that they differ, of which the table of actors says that they are the same."""
    apart = (one.pair for one in found.compared if one.score is None and one.judgement != "same" and node in one.pair)
    return any(found.known[node] == found.known.get(other) for pair in apart for other in pair if other != node)


def _write_incidents(store: Store, found: Component, groups: Collection[_Members]) -> list[str]:
    """Write the incidents that are not there yet in the place of those that are no more; returns their names."""
    wanted = {group.name: group.nodes for group in groups}
    there = {found.taken_for[node] for group in groups for node in group.nodes if node in found.taken_for}
    new = sorted(wanted.keys() - there)
    added = [statement for name in new for statement in (f"{name} {_TYPE} <{RV}Incident>", *_described(name, wanted[name]))]
    change(store, about(store, there - wanted.keys(), identity(store)), added, identity(store))
    return new


def _described(incident: str, events: Iterable[str]) -> Iterator[str]:
    return (f"{incident} {_DESCRIBED} {event}" for event in events)


def _write_things(store: Store, found: Component, groups: Collection[_Members]) -> None:
    """Write what agents, facilities and victims are taken for, and describe the shared things, where that has changed."""
    now = found.known | found.taken_for
    changed = [group for group in groups if any(now.get(node, "") != group.name for node in group.nodes)]
    old = [f"{node} {_IDENTIFIED} {now[node]}" for group in changed for node in group.nodes if node in now]
    new = [f"{node} {_IDENTIFIED} {group.name}" for group in changed if group.name for node in group.nodes]
    change(store, old, new, identity(store))
    made = [group for group in changed if group.name and group.name not in found.known.values()]
    gone = {*found.taken_for.values()} - {*found.known.values()} - {group.name for group in groups}
    described = [statement for group in made for statement in _description(store, group)]
    change(store, about(store, gone, entities(store)), described, entities(store))
    if any(node in found.known for group in changed for node in group.nodes):
        sweep(store)


def _description(store: Store, group: _Members) -> Iterator[str]:
    """A shared thing's class, its names and its type, each as most reports have it."""
    name, kind = group.name, SHARED[group.kind][1]
    pattern = f"GRAPH ?report {{ ?node ?property ?value FILTER(?property IN (<{RDFS}label>, <{SKOS}altLabel>, <{RV}facilityType>, {_TYPE})) }}"
    values: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for predicate, value in rows(store, "?property ?value", pattern, "node", group.nodes):
        values[predicate][value] += 1
    labels = values[f"<{RDFS}label>"]
    first = min(labels, key=lambda label: (-labels[label], -len(label), label), default=None)
    kinds = values[_TYPE].keys() - {f"<{RV}Agent>"}
    yield f"{name} {_TYPE} {kinds.pop() if kind == 'Agent' and len(kinds) == 1 else f'<{RV}{kind}>'}"
    if first:
        yield f"{name} <{SKOS}prefLabel> {first}"
    for label in sorted({*labels, *values[f"<{SKOS}altLabel>"]} - {first}):
        yield f"{name} <{SKOS}altLabel> {label}"
    types = values[f"<{RV}facilityType>"]
    if types:
        yield f"{name} <{RV}facilityType> {min(types, key=lambda kind: (-types[kind], kind))}"


def _write_judgements(store: Store, found: Component, groups: Iterable[_Members]) -> None:
    """Write of each scored pair whether its nodes are one thing now."""
    together: Mapping[str, int] = {node: number for number, group in enumerate(groups) for node in group.nodes}
    old, new = [], []
    for one in found.compared:
        judgement = "same" if together[one.left] == together[one.right] else "unsure"
        if one.score is not None and judgement != one.judgement:
            old.append(f"{one.decision} <{RV}judgement> {code('judgement', one.judgement)}")
            new.append(f"{one.decision} <{RV}judgement> {code('judgement', judgement)}")
    change(store, old, new, identity(store))
