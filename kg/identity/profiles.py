"""What linking knows of one report: frozen data on its events, sites, people, parties and places, all that pairs are judged by.

Names of nodes are bracketed IRIs. Days are `datetime.date`; codes are notations of their schemes. What a report does not tell is
None or empty, never guessed.
"""

from dataclasses import dataclass
from datetime import date

#: The class of a campaign, which is never the same as what it contains.
CAMPAIGN = "campaign"
#: What stands between two stretches of what is told of an event.
STRETCH = " … "


@dataclass(frozen=True, slots=True)
class Located:
    """What a report's place was resolved to: the shared place, its country (ISO 3166-1 alpha-2), a point, the places around it.

    `place` and `within` are bracketed IRIs of the gazetteer, the nearest of `within` first; `point` is latitude and longitude in
    degrees. `exact`: the point is the place's own, not that of a wider place. `area`: it is a region or a country. `regions` are
    the names of the places around it, countries left out.
    """

    place: str | None = None
    country: str | None = None
    point: tuple[float, float] | None = None
    within: tuple[str, ...] = ()
    exact: bool = True
    area: bool = False
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage: its offsets in code points, its words, the sentence around it (the words alone where the text is not kept), its node."""

    start: int
    end: int
    words: str
    sentence: str
    node: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as a report names it, and what it was resolved to."""

    node: str
    names: tuple[str, ...]
    located: Located = Located()


@dataclass(frozen=True, slots=True)
class Party:
    """An agent as a report names it: `kind` is the class, `actor` the known actor it was resolved to.

    `roles` are the words in which the report says what it is ("the governor"), `organizations` the names of those it speaks for,
    `speaks` whether it is quoted, `acts` whether it is named as a perpetrator, `publishes` whether it published the report.
    """

    node: str
    names: tuple[str, ...]
    kind: str = "Agent"
    actor: str | None = None
    roles: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    speaks: bool = False
    acts: bool = False
    publishes: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """A facility as a report tells of it: names (none for "a hospital"), code of its type, places, effects, the events it was in."""

    node: str
    names: tuple[str, ...]
    type: str | None = None
    spots: tuple[Spot, ...] = ()
    effects: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    passages: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Individual:
    """A named victim: age in years, gender and occupation as far as told, codes of what was suffered, the events it was suffered in."""

    node: str
    names: tuple[str, ...]
    age: int | None = None
    gender: str | None = None
    occupation: str | None = None
    outcomes: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    passages: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A count of people of one event: code of the outcome, codes of the groups, bounds of the number, whether it is a running total."""

    outcome: str
    groups: tuple[str, ...]
    minimum: int | None
    maximum: int | None
    total: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as one report tells it, with all that is needed to compare it with another's.

    `type` is the notation of its class, `earliest` and `latest` are the first and last day it can mean, `spots` has the most
    specific place first, `perpetrators` are those that any claim names, `part_of` is the campaign's node. `telling` is what the
    sentences of its passages say of it, without what stands between them and the passages of other events.
    """

    node: str
    type: str
    earliest: date | None = None
    latest: date | None = None
    country: str | None = None
    spots: tuple[Spot, ...] = ()
    weapons: tuple[str, ...] = ()
    perpetrators: tuple[Party, ...] = ()
    sites: tuple[Site, ...] = ()
    victims: tuple[Individual, ...] = ()
    figures: tuple[Figure, ...] = ()
    passages: tuple[Evidence, ...] = ()
    negated: bool = False
    part_of: str | None = None
    telling: str = ""

    @property
    def campaign(self) -> bool:
        """Whether it is a campaign."""
        return self.type == CAMPAIGN


@dataclass(frozen=True, slots=True)
class Profile:
    """One report with all that linking compares; the order of things is that of their nodes' numbers.

    `report` is its bracketed IRI, `digest` the SHA-256 of its text, `published` its day (the last of a month or year known only),
    `countries` those of its events, the one named most often first. `named` is what the report names, each in the form in which it
    is found in another spelling.
    """

    report: str
    identifier: str
    digest: str = ""
    published: date | None = None
    publisher: str | None = None
    happenings: tuple[Happening, ...] = ()
    sites: tuple[Site, ...] = ()
    individuals: tuple[Individual, ...] = ()
    parties: tuple[Party, ...] = ()
    spots: tuple[Spot, ...] = ()
    countries: tuple[str, ...] = ()
    text: str = ""
    named: frozenset[str] = frozenset()
