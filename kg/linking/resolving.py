"""One report resolved by itself: the lines of its graph go in, its profile comes out, with the places and actors that it names.

What a place or an agent is taken to be depends on this report, the gazetteer and the table of actors alone, never on other reports.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg import __version__
from kg.identity.actors import Resolution as Meant
from kg.identity.actors import actor_iri, context, resolve, statements
from kg.identity.namesakes import known_name
from kg.identity.nodes import Nodes
from kg.identity.profiles import Located, Party, Profile, Spot
from kg.identity.profiling import in_order, settled, told
from kg.model import Agent
from kg.naming import made_of
from kg.places.countries import country_name
from kg.places.gazetteer import Gazetteer
from kg.places.model import ITSELF, Resolution
from kg.places.statements import place_iri, place_lines
from kg.places.together import Named, resolve_together
from kg.terms import RDF, RV, SKOS, iri, literal

_COUNTRY = re.compile(r"/place/([A-Z]{2})>$")
_AREAS = {"country", "region", "district"}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A report's profile, and what it adds to the identity graph and the entities graph: statements without their graph.

    `named` are the organisations that are known by their names alone: their nodes, and the shared nodes that they are taken for.
    """

    profile: Profile
    identity: tuple[str, ...]
    entities: tuple[str, ...]
    named: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Resolver:
    """Resolves what reports name under a base IRI; `own` is a digest of the user's own places, "" without any."""

    gazetteer: Gazetteer
    base: str
    own: str = ""

    @property
    def version(self) -> str:
        """What the answers depend on besides the report."""
        return f"kg {__version__}; own places {self.own}" if self.own else f"kg {__version__}"

    def resolve(self, lines: Iterable[str]) -> Resolved:
        """Resolve the one report that some lines of N-Triples hold."""
        bare = told(Nodes.read(sorted(lines)))
        places = self._places(bare)
        located = {node: self._located(resolution) for node, resolution in places.items()}
        actors = {node: meant.actor for node, meant in meanings(bare).items() if meant.actor}
        profile = settled(bare, located, {node: actor_iri(actor, self.base) for node, actor in actors.items()})
        named = dict(self._organizations(profile))
        identity = [statement for node, where in located.items() for statement in _identified(node, where)]
        identity += [f"{node} <{RV}identifiedAs> {actor_iri(actor, self.base)}" for node, actor in actors.items()]
        known = [place for one in places.values() if (place := one.place or one.region)]
        entities = {line for text in place_lines(known, self.base) for line in self._as_everywhere(text.removesuffix(" .\n"))}
        entities |= {" ".join(statement) for actor in actors.values() for statement in statements(actor, self.base)}
        entities |= {line for actor in actors.values() if actor.country for line in self._country(actor.country)}
        identity += [f"{node} <{RV}identifiedAs> {actor}" for node, actor in named.items()]
        return Resolved(profile, tuple(sorted(identity)), tuple(sorted(entities)), named)

    def reasons(self, lines: Iterable[str]) -> Mapping[str, str]:
        """Why each place and agent of a report was taken for what it is, or for nothing that is known."""
        bare = told(Nodes.read(sorted(lines)))
        found: list[tuple[str, Resolution | Meant]] = [*self._places(bare).items(), *meanings(bare).items()]
        return {node: resolution.reason for node, resolution in found}

    def _places(self, profile: Profile) -> Mapping[str, Resolution]:
        named = [_named(profile, spot) for spot in profile.spots]
        found = resolve_together(self.gazetteer, named, profile.publisher, profile.text)
        return {spot.node: resolution for spot, resolution in zip(profile.spots, found, strict=True)}

    def _located(self, resolution: Resolution) -> Located:
        place, region = resolution.place, resolution.region
        if place is None:
            return Located(None, resolution.country, within=(self._node(region.id),) if region else (), exact=False)
        within = tuple(self._node(wider) for wider in place.within)
        exact = place.precision == ITSELF
        regions = tuple(name for wider in resolution.around if wider.kind != "country" for name in (wider.name, *wider.names))
        return Located(self._node(place.id), place.country, place.point, within, exact, place.kind in _AREAS, regions)

    def _organizations(self, profile: Profile) -> Iterator[tuple[str, str]]:
        for party in profile.parties:
            if name := known_name(party, profile.countries):
                yield party.node, iri(made_of("actor", [name], self.base))

    def _node(self, place: str) -> str:
        return iri(place_iri(place, self.base))

    def _as_everywhere(self, line: str) -> Iterable[str]:
        """A statement about a place; of a country what every report says of it that has something happen there."""
        country = _COUNTRY.search(line.partition(" ")[0])
        return self._country(country[1]) if country else (line,)

    def _country(self, code: str) -> Iterable[str]:
        node = self._node(code)
        yield f"{node} <{RDF}type> <{RV}Place>"
        yield f"{node} <{RV}countryCode> {literal(code)}"
        yield f"{node} <{SKOS}prefLabel> {literal(country_name(code))}"


def own_digest(files: Iterable[Path]) -> str:
    """A digest of the user's own files of places, in their order; "" without any."""
    contents = [path.read_bytes() for path in files]
    return hashlib.sha256(b"\0".join(contents)).hexdigest()[:16] if contents else ""


def meanings(profile: Profile) -> Mapping[str, Meant]:
    """Which known actor each agent of a report is, or none, and why."""
    about = [happening.country for happening in profile.happenings]
    publisher = next((resolve(_agent(party), context(about)).actor for party in profile.parties if party.publishes), None)
    around = context(about, publisher, publisher.country if publisher else None)
    return {party.node: resolve(_agent(party), around) for party in profile.parties if party.names}


def _agent(party: Party) -> Agent:
    return Agent(party.names[0], party.names[1:], party.kind)


def _named(profile: Profile, spot: Spot) -> Named:
    """A place with what the report's events tell of it."""
    there = [happening for happening in profile.happenings if spot in happening.spots]
    wider: dict[str, None] = {}
    for happening in there:
        others = sorted((other for other in happening.spots if other is not spot), key=lambda other: in_order(other.node))
        first = happening.spots[0] is spot
        wider |= {
            other.names[0]: None for other in others if other.names and (first or in_order(other.node) > in_order(spot.node))
        }
    countries = dict.fromkeys(happening.country for happening in there if happening.country)
    sentences = dict.fromkeys(passage.sentence for happening in there for passage in happening.passages)
    first = not there or any(happening.spots[0] is spot for happening in there)
    return Named(spot.names, tuple(countries), tuple(wider), tuple(sentences), first)


def _identified(node: str, where: Located) -> Iterable[str]:
    """What a report's place is, or at least which country and region it lies in."""
    if where.place:
        yield f"{node} <{RV}identifiedAs> {where.place}"
        return
    if where.country:
        yield f"{node} <{RV}countryCode> {literal(where.country)}"
    if where.within:
        yield f"{node} <{RV}within> {where.within[0]}"
