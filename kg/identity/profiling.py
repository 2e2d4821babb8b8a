"""A report's graph as linking sees it: its lines and what its places and agents were resolved to go in, a `Profile` comes out."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from kg.identity.names import key, parts
from kg.identity.nodes import Nodes
from kg.identity.profiles import STRETCH, Evidence, Figure, Happening, Individual, Located, Party, Profile, Site, Spot
from kg.identity.where import distinctive
from kg.terms import RV
from kg.values import PartialDate
from kg.vocabulary import EVENT_CLASSES

_Thing = TypeVar("_Thing", Spot, Party, Site)

_TYPES = {f"<{RV}{name}>": notation for notation, name in EVENT_CLASSES.items()}
_AGENTS = {f"<{RV}{name}>": name for name in ("Agent", "Person", "Organization", "ArmedActor", "State")}
_CAMPAIGN_TOTAL = "cumulative"
# What claims are looked up by.
_CLAIMED = ("event", "facility", "victim")
_NUMBER = re.compile(r"\d+")
# What parts the clauses of a sentence.
_CLAUSE_END = re.compile(r"[,;:](?=\s)|(?<![,;:])\s(?=(?:and|but|while|before|after|then|when)\b)")

# A sentence ends at a mark before a blank and a capital or a quotation mark, but not after a title or an initial.
_SENTENCE_END = re.compile(
    r"""(?:(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bSt)(?<!\b[A-Z])[.!?]["”’')]*\s+(?=["“‘'(]?[A-Z0-9])|(?<!\s)[^\S\n]*\n\s*)"""
)


def profile_of(lines: Iterable[str], places: Mapping[str, Located], actors: Mapping[str, str]) -> Profile:
    """The profile of the one report that some lines of N-Triples or N-Quads hold.

    `places` gives what the report's places (by node) were resolved to, `actors` the known actors of its agents; a node that is in
    neither is unknown. The same lines in any order give the same profile.
    """
    return settled(told(Nodes.read(sorted(lines))), places, actors)


def told(nodes: Nodes) -> Profile:
    """What the one report tells that some nodes are of: its profile before any place or agent is resolved."""
    return _Reader(nodes).profile()


def settled(profile: Profile, places: Mapping[str, Located], actors: Mapping[str, str]) -> Profile:
    """A report's profile with what its places and agents were resolved to; `places` and `actors` as for `profile_of`."""
    spots = {spot.node: replace(spot, located=places.get(spot.node, spot.located)) for spot in profile.spots}
    parties = {party.node: replace(party, actor=actors.get(party.node)) for party in profile.parties}
    sites = {site.node: replace(site, spots=_each(site.spots, spots)) for site in profile.sites}
    happenings = tuple(
        replace(
            happening,
            spots=_each(happening.spots, spots),
            perpetrators=_each(happening.perpetrators, parties),
            sites=_each(happening.sites, sites),
        )
        for happening in profile.happenings
    )
    found = replace(
        profile,
        happenings=happenings,
        sites=tuple(sites.values()),
        parties=tuple(parties.values()),
        spots=tuple(spots.values()),
    )
    return replace(found, named=_named(found))


def _each(things: Iterable[_Thing], settled: Mapping[str, _Thing]) -> tuple[_Thing, ...]:
    return tuple(settled[thing.node] for thing in things)


def _named(profile: Profile) -> frozenset[str]:
    places = {spot.located.place or key(distinctive(name)) for spot in profile.spots for name in spot.names}
    things: tuple[Site | Individual, ...] = (*profile.sites, *profile.individuals)
    people = {key(sorted(parts(name))) for thing in things for name in thing.names}
    parties = {party.actor or key(parts(name)) for party in profile.parties for name in party.names if name != name.lower()}
    return frozenset(places | people | parties)


class _Reader:
    """Reads one report's nodes; every kind of thing is read once, the simple ones first."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        ordered = sorted(nodes.properties, key=in_order)
        self.kinds: dict[str, list[str]] = {}
        for node in ordered:
            for kind in nodes.all(node, "type"):
                self.kinds.setdefault(kind, []).append(node)
        self.report = next(iter(self._typed("Report")), "")
        self.text = nodes.text(self.report, "text") or ""
        self.bounds = sentence_bounds(self.text)
        self.spots = {node: Spot(node, self._names(node)) for node in self._typed("Place")}
        self.parties = {node: self._party(node, kind) for kind in _AGENTS.values() for node in self._typed(kind)}
        self.events = {node: kind for kind, found in self.kinds.items() if kind in _TYPES for node in found}
        self.passages = {node: self._passages([node]) for node in self.events}
        self.claims: dict[tuple[str, str], list[str]] = {}
        for node in (node for node in ordered if nodes.all(node, "accordingTo")):
            for named in dict.fromkeys((name, value) for name in _CLAIMED for value in nodes.all(node, name)):
                self.claims.setdefault(named, []).append(node)

    def profile(self) -> Profile:
        """The whole profile."""
        sites = {node: self._site(node) for node in self._typed("Facility")}
        people = {node: self._individual(node) for node in self._typed("Victim")}
        happenings = [self._happening(node, sites, people) for node in sorted(self.events, key=in_order)]
        countries = Counter(happening.country for happening in happenings if happening.country)
        published = self.nodes.text(self.report, "issued")
        publisher = self.nodes.one(self.report, "publisher")
        return Profile(
            report=self.report,
            identifier=self.nodes.text(self.report, "identifier") or "",
            digest=self.nodes.text(self.report, "digest") or "",
            published=PartialDate(published).latest if published else None,
            publisher=self.nodes.text(publisher, "label") if publisher else None,
            happenings=tuple(happenings),
            sites=tuple(sites.values()),
            individuals=tuple(people.values()),
            parties=tuple(sorted(self.parties.values(), key=lambda party: in_order(party.node))),
            spots=tuple(self.spots.values()),
            countries=tuple(sorted(countries, key=lambda name: (-countries[name], name))),
            text=self.text,
        )

    def _typed(self, name: str) -> list[str]:
        return self.kinds.get(f"<{RV}{name}>", [])

    def _names(self, node: str) -> tuple[str, ...]:
        first = self.nodes.text(node, "label")
        return tuple(dict.fromkeys([*([first] if first else []), *self.nodes.texts(node, "altLabel")]))

    def _notations(self, node: str, name: str) -> tuple[str, ...]:
        return tuple(value.rpartition("/")[2].rstrip(">") for value in self.nodes.all(node, name))

    def _of(self, name: str, value: str) -> list[str]:
        """The claims that have a value of a property, which is one of `_CLAIMED`."""
        return self.claims.get((name, value), [])

    def _passages(self, nodes: Iterable[str]) -> tuple[Evidence, ...]:
        found = {passage for node in nodes for passage in self.nodes.all(node, "evidence")}
        return tuple(sorted((self._evidence(passage) for passage in found), key=lambda one: (one.start, one.end)))

    def _evidence(self, passage: str) -> Evidence:
        start, end = (self.nodes.number(passage, name) or 0 for name in ("start", "end"))
        words = self.nodes.text(passage, "exact") or ""
        if not self.text:
            return Evidence(start, end, words, words, passage)
        first, last = self._sentence(start, end)
        return Evidence(start, end, words, self.text[first:last].strip(), passage)

    def _party(self, node: str, kind: str) -> Party:
        statements = [claim for claim in self._typed("Statement") if node in self.nodes.all(claim, "speaker")]
        organizations = [agent for claim in statements for agent in self.nodes.all(claim, "speakerOrganization")]
        return Party(
            node=node,
            names=self._names(node),
            kind=kind,
            roles=tuple(dict.fromkeys(role for claim in statements for role in self.nodes.texts(claim, "speakerRole"))),
            organizations=tuple(dict.fromkeys(name for agent in organizations for name in self._names(agent))),
            speaks=bool(statements),
            acts=any(node in self.nodes.all(claim, "perpetrator") for claim in self._typed("Responsibility")),
            publishes=node in self.nodes.all(self.report, "publisher"),
        )

    def _site(self, node: str) -> Site:
        claims = self._of("facility", node)
        return Site(
            node=node,
            names=self._names(node),
            type=next(iter(self._notations(node, "facilityType")), None),
            spots=tuple(self.spots[place] for place in self.nodes.all(node, "place") if place in self.spots),
            effects=tuple(dict.fromkeys(code for claim in claims for code in self._notations(claim, "effect"))),
            events=self._events(claims),
            passages=self._passages(claims),
        )

    def _individual(self, node: str) -> Individual:
        claims = self._of("victim", node)
        return Individual(
            node=node,
            names=self._names(node),
            age=self.nodes.number(node, "age"),
            gender=self.nodes.text(node, "gender"),
            occupation=self.nodes.text(node, "occupation"),
            outcomes=tuple(dict.fromkeys(code for claim in claims for code in self._notations(claim, "outcome"))),
            events=self._events(claims),
            passages=self._passages(claims),
        )

    def _events(self, claims: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(event for claim in claims for event in self.nodes.all(claim, "event")))

    def _happening(self, node: str, sites: Mapping[str, Site], people: Mapping[str, Individual]) -> Happening:
        about = self._of("event", node)
        country = self.nodes.one(node, "country")
        main = self.nodes.all(node, "mainPlace")
        parties = {agent for claim in about for agent in self.nodes.all(claim, "perpetrator")}
        return Happening(
            node=node,
            type=_TYPES[self.events[node]],
            earliest=self._day(node, "earliest"),
            latest=self._day(node, "latest"),
            country=country.rpartition("/")[2].rstrip(">") if country else None,
            spots=tuple(
                self.spots[place] for place in dict.fromkeys([*main, *self.nodes.all(node, "place")]) if place in self.spots
            ),
            weapons=self._notations(node, "weapon"),
            perpetrators=tuple(self.parties[agent] for agent in sorted(parties, key=in_order) if agent in self.parties),
            sites=tuple(site for site in sites.values() if node in site.events),
            victims=tuple(person for person in people.values() if node in person.events),
            figures=tuple(self._figure(claim) for claim in about if f"<{RV}CasualtyCount>" in self.nodes.all(claim, "type")),
            passages=self.passages[node],
            negated=self.nodes.text(node, "negated") == "true",
            part_of=self.nodes.one(node, "partOf"),
            telling=self._telling(node),
        )

    def _telling(self, node: str) -> str:
        """The sentences of an event's passages, as far as they are nearer to these than to the passages of other events."""
        own = self.passages[node]
        if not self.text:
            return " ".join(passage.words for passage in own)
        others = [passage for other in self.events if other != node for passage in self.passages[other]]
        spans = [self._stretch(passage, others) for passage in own]
        return STRETCH.join(dict.fromkeys(self.text[start:end].strip() for start, end in spans))

    def _stretch(self, passage: Evidence, others: Iterable[Evidence]) -> tuple[int, int]:
        first, last = self._sentence(passage.start, passage.end)
        before = [other.end for other in others if first <= other.end <= passage.start]
        after = [other.start for other in others if passage.end <= other.start <= last]
        return max([first, *before]), self._clause_end(passage.end, min(after)) if after else last

    def _clause_end(self, start: int, end: int) -> int:
        """Where the last clause ends that ends in a stretch of the text: what follows leads over to the next event."""
        return max((match.start() for match in _CLAUSE_END.finditer(self.text, start, end)), default=end)

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentence around a stretch of the text begins and ends, or those that it lies in."""
        last = bisect_left(self.bounds, end)
        return self.bounds[bisect_right(self.bounds, start) - 1], self.bounds[last] if last < len(self.bounds) else len(self.text)

    def _day(self, node: str, name: str) -> date | None:
        value = self.nodes.text(node, name)
        return date.fromisoformat(value) if value else None

    def _figure(self, claim: str) -> Figure:
        return Figure(
            outcome=next(iter(self._notations(claim, "outcome")), ""),
            groups=self._notations(claim, "group"),
            minimum=self.nodes.number(claim, "minimum"),
            maximum=self.nodes.number(claim, "maximum"),
            total=_CAMPAIGN_TOTAL in self._notations(claim, "scope"),
        )


def sentence_bounds(text: str) -> list[int]:
    """Where the sentences of a text begin, and where the last one ends, in code points.

    >>> sentence_bounds("Mr. A. Berg fled. He lives.")
    [0, 18, 27]
    """
    return [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]


def in_order(node: str) -> tuple[str, list[int]]:
    """A key that sorts `…/event/10` after `…/event/9`."""
    kind, _, number = node.rstrip(">").rpartition("/")
    return kind, [int(digits) for digits in _NUMBER.findall(number)]
