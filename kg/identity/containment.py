"""Which figures are parts of which: figures go in, the pairs of which one counts people whom the other counts, or may count, too.

A figure is a part of the one that the text names as its whole; a figure for a group of people is a part of the same source's
figure for all people of the incident; a figure of an incident is a part of a running total over a campaign that the incident
belongs to, or over a place and a period that it lies in.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.identity.figures import Figure
from kg.identity.nodes import Nodes
from kg.terms import code

_CIVILIANS = frozenset({code("group", "civilians")})
_ARMED = frozenset(code("group", name) for name in ("combatants", "security-forces", "peacekeepers"))

#: The wholes of each figure, by node: all of them, the wholes of its wholes too.
Wholes = Mapping[str, frozenset[str]]


def wholes(figures: Sequence[Figure], nodes: Nodes) -> Wholes:
    """For every figure the nodes of all figures that it is a part of."""
    stated = _closed({figure.node: {figure.whole} for figure in figures if figure.whole})
    direct = {figure.node: set(stated.get(figure.node, ())) for figure in figures}
    for same in _by_incident(figures).values():
        for part, whole in _pairs(same):
            if _is_group_of(part, whole) and part.node not in stated.get(whole.node, ()):
                direct[part.node].add(whole.node)
    totals = [figure for figure in figures if figure.running and not figure.void]
    for figure in figures:
        if not figure.running and figure.event:
            direct[figure.node] |= {total.node for total in totals if _lies_in(figure, total, nodes)}
    return _closed(direct)


def _closed(direct: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    """The transitive closure; nothing becomes a part of itself, even where the text's wholes go round in a circle."""
    closed = {}
    for node in direct:
        found: set[str] = set()
        waiting = set(direct[node])
        while waiting:
            whole = waiting.pop()
            found.add(whole)
            waiting |= direct.get(whole, set()) - found
        closed[node] = frozenset(found - {node})
    return closed


def _by_incident(figures: Iterable[Figure]) -> Mapping[tuple[str, ...], list[Figure]]:
    """The figures of one source for one incident that count the same; those of no incident stand for themselves."""
    found: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.incident and not figure.void:
            found[figure.incident, figure.source, *figure.kind].append(figure)
    return found


def _pairs(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    return ((one, other) for one in figures for other in figures if one is not other)


def _is_group_of(part: Figure, whole: Figure) -> bool:
    """Whether a figure may count some of the people of another figure of its source: a group of all, or of the civilians."""
    alike = whole.running is part.running and whole.groups != part.groups
    return alike and _covers(whole.groups, part.groups) and _fits(part, whole)


def _covers(whole: frozenset[str], part: frozenset[str]) -> bool:
    """Whether people of some groups may be among those of others; soldiers are among people, but not among civilians."""
    return not whole or whole == part or (whole == _CIVILIANS and bool(part) and not part & _ARMED)


def _fits(part: Figure, whole: Figure) -> bool:
    return whole.maximum is None or part.minimum <= whole.maximum


def _lies_in(figure: Figure, total: Figure, nodes: Nodes) -> bool:
    if figure.kind != total.kind or not _covers(total.groups, figure.groups) or not _fits(figure, total) or not total.event:
        return False
    return total.event in _above(figure, nodes) or _within(figure, total, nodes)


def _above(figure: Figure, nodes: Nodes) -> set[str]:
    """The events that a figure's event is a part of, as any report on the same incidents tells them; and those themselves."""
    found: set[str] = set()
    waiting = _told(figure.event or "", nodes)
    while waiting:
        event = waiting.pop()
        found.add(event)
        parents = {event for parent in nodes.all(event, "partOf") for event in _told(parent, nodes)}
        waiting |= parents - found
    return found


def _told(event: str, nodes: Nodes) -> set[str]:
    """The event as all reports tell it that are known to tell of the same incident."""
    incident = nodes.incidents.get(event)
    return {event, *(nodes.all(incident, "describedBy") if incident else ())}


def _within(figure: Figure, total: Figure, nodes: Nodes) -> bool:
    """Whether, in one report, an incident lies in the country, the period and the places of what a total is over."""
    part, whole = figure.event or "", total.event or ""
    if figure.report != total.report or not nodes.one(whole, "country"):
        return False
    if nodes.one(part, "country") != nodes.one(whole, "country"):
        return False
    places = set(nodes.all(whole, "place"))
    if places and places.isdisjoint(nodes.all(part, "place")):
        return False
    first, last = nodes.text(part, "earliest"), nodes.text(part, "latest")
    since, until = nodes.text(whole, "earliest"), nodes.text(whole, "latest") or total.published
    return bool(first and last and since and until) and str(since) <= str(first) and str(last) <= str(until)
