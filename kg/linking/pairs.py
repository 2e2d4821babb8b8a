"""Reports compared with those that share a key with them: profiles go in, the scored pairs come out as decisions of the program."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from kg import __version__
from kg.identity.blocking import keys
from kg.identity.profiles import Profile
from kg.identity.scoring import Scored, compare
from kg.linking.graphs import identity, report_of, rows
from kg.linking.resolving import Resolved
from kg.naming import short_hash
from kg.store.base import Store
from kg.terms import PROV, RDF, RV, code, iri, literal

#: Who decides where no person has: the program and its version.
PROGRAM = f"kg {__version__}"


def key_statements(resolved: Resolved) -> Iterator[str]:
    """The keys of a report's things, as statements of the identity graph.

    A thing that is compared with nothing has one that no other has: what has a key may be taken for something by linking.
    """
    keyed = set()
    for node, key in _keys(resolved):
        keyed.add(node)
        yield f"{node} <{RV}linkingKey> {literal(key)}"
    things = [*(site.node for site in resolved.profile.sites), *(person.node for person in resolved.profile.individuals)]
    things += [party.node for party in resolved.profile.parties if not party.actor and party.node not in resolved.named]
    yield from (f"{node} <{RV}linkingKey> {literal(f'alone {node}')}" for node in things if node not in keyed)


def _keys(resolved: Resolved) -> Iterator[tuple[str, str]]:
    """The keys of what is compared with other reports; an organisation is known by its name alone."""
    found = keys(resolved.profile).items()
    return ((node, key) for node, some in found if node not in resolved.named for key in some)


def partners(store: Store, reports: Iterable[Resolved]) -> Mapping[str, Mapping[str, frozenset[tuple[str, str]]]]:
    """For each of some reports, the other reports that share a key with it, and the pairs of nodes that share it, its own first."""
    wanted: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for resolved in reports:
        for node, key in _keys(resolved):
            wanted[literal(key)].append((resolved.profile.report, node))
    pairs: defaultdict[str, defaultdict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for key, other in rows(
        store, "?key ?node", f"GRAPH {identity(store)} {{ ?node <{RV}linkingKey> ?key }}", "key", wanted.keys()
    ):
        there = report_of(other)
        for report, node in wanted[key]:
            if report != there:
                pairs[report][there].add((node, other))
    return {report: {other: frozenset(found) for other, found in others.items()} for report, others in pairs.items()}


@dataclass(frozen=True, slots=True)
class Block:
    """A report and those that it is compared with, each with the pairs of nodes that share a key: all that a score depends on.

    Pairs that score less than `least` are not worth keeping.
    """

    profile: Profile
    others: tuple[tuple[Profile, tuple[tuple[str, str], ...]], ...]
    least: float


def block(
    profile: Profile,
    others: Mapping[str, Collection[tuple[str, str]]],
    profile_of: Callable[[str], Profile],
    done: Collection[str],
    least: float,
) -> Block:
    """What a report is compared with, but for the reports that it was compared with, `done`."""
    wanted = sorted(others.keys() - set(done))
    return Block(profile, tuple((profile_of(other), tuple(sorted(others[other]))) for other in wanted), least)


def scored(some: Block) -> list[Scored]:
    """The pairs of a block that are worth keeping: a pure function, so that it may be called anywhere."""
    return [pair for other, nodes in some.others for pair in compare(some.profile, other, nodes, some.least)]


def decision_statements(scored: Scored, base: str, when: datetime) -> Iterator[str]:
    """A scored pair as statements of the identity graph; whether it is one thing is said once all are known."""
    left, right = sorted((scored.left, scored.right))
    node = iri(f"{base}decision/{short_hash(f'{left} {right} {PROGRAM}')}")
    values = {
        f"<{RDF}type>": f"<{RV}IdentityDecision>",
        f"<{RV}left>": left,
        f"<{RV}right>": right,
        f"<{RV}judgement>": code("judgement", "unsure"),
        f"<{RV}score>": literal(Decimal(f"{scored.score:.2f}")),
        f"<{RV}decidedBy>": literal(PROGRAM),
        f"<{PROV}generatedAtTime>": literal(when),
    }
    yield from (f"{node} {name} {value}" for name, value in values.items())
    yield from (f"{node} <{RV}reason> {literal(reason)}" for reason in scored.reasons)
    yield from (f"{min(passages)} <{RV}sameTextAs> {max(passages)}" for passages in scored.same_text)
