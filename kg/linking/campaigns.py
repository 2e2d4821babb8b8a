"""Campaigns across reports: reports just resolved go in, which events are parts of which campaigns is written into the identity graph.

An event that its own report calls a part of a campaign stays what the report says; what is written here is said of other reports'.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from kg.identity.campaigns import belongs, sought
from kg.identity.profiles import Happening, Profile
from kg.linking.graphs import identity, report_of, rows
from kg.linking.resolving import Resolved
from kg.store.base import Store
from kg.terms import RV, literal

# What a campaign is looked for by, and what an event is.
_OVER, _IN = "campaign over", "event in"


def place_keys(resolved: Resolved) -> Iterator[str]:
    """The keys of a report's campaigns and events, as statements of the identity graph."""
    for happening in resolved.profile.happenings:
        kind = _OVER if happening.campaign else _IN
        yield from (f"{happening.node} <{RV}linkingKey> {literal(f'{kind} {key}')}" for key in sought(happening))


def parts(store: Store, reports: Iterable[Resolved], profile_of: Callable[[str], Profile]) -> list[str]:
    """Which events of some reports belong to campaigns of others and the other way round, as statements of the identity graph."""
    wanted: defaultdict[str, list[Happening]] = defaultdict(list)
    for resolved in reports:
        for happening in resolved.profile.happenings:
            for key in sought(happening):
                wanted[literal(f"{_IN if happening.campaign else _OVER} {key}")].append(happening)
    pattern = f"GRAPH {identity(store)} {{ ?node <{RV}linkingKey> ?key }}"
    pairs = {
        (happening.node, other)
        for key, other in rows(store, "?key ?node", pattern, "key", wanted.keys())
        for happening in wanted[key]
        if report_of(happening.node) != report_of(other)
    }
    own = {happening.node: happening for resolved in reports for happening in resolved.profile.happenings}
    return sorted(_statements(pairs, own, profile_of))


def _statements(
    pairs: Iterable[tuple[str, str]], own: dict[str, Happening], profile_of: Callable[[str], Profile]
) -> Iterator[str]:
    for node, other in sorted(pairs):
        one = own[node]
        another = next(told for told in profile_of(report_of(other)).happenings if told.node == other)
        event, campaign = (another, one) if one.campaign else (one, another)
        if belongs(event, campaign):
            yield f"{event.node} <{RV}partOf> {campaign.node}"
