"""The nouns of `kg`: a report, what it tells of, and what is claimed in it. All are frozen.

Report ──extract──▶ Account = events + claims, each with the passages that say so

Claim (abstract)
 ├─ Responsibility   who did it
 ├─ CasualtyCount    how many people suffered what
 ├─ Casualty         what one named person suffered
 ├─ FacilityImpact   what happened to one facility
 ├─ FacilityCount    how many facilities
 └─ Statement        who said what

Events and counts have an id within their account ("e1", "v1"), by which claims point to them. Codes (event types,
outcomes, groups, weapons, …) are the notations of the concept schemes in `ontology/codes.ttl`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from kg.values import PartialDate, Quantity


@dataclass(frozen=True, slots=True)
class Report:
    """A text that tells of violence, with what is known about its publication; the text is never changed after reading.

    `identifier` is the name the user knows it by; `path` and `digest` (SHA-256 of the file's bytes, in hex) say where it was
    read from and are no part of it, nor are `pages`, the (offset, number) where each page begins, and `row`, its row in a table
    as spreadsheets count them. What is not known is None.
    """

    identifier: str
    text: str
    title: str | None = None
    published: PartialDate | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    genre: str | None = None
    path: Path | None = field(default=None, compare=False)
    digest: str | None = field(default=None, compare=False)
    pages: tuple[tuple[int, int], ...] = field(default=(), compare=False)
    row: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A stretch of a report's text, in code points, end exclusive; its words are derived from the text."""

    start: int
    end: int

    def words(self, text: str) -> str:
        """The words of the passage in its report's text."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Agent:
    """A person, organisation, armed actor or state as one report names it.

    `label` is the fullest form that the report writes, without a leading "the"; `also` every other form. `kind` is the
    ontology's class: Agent, Person, Organization, ArmedActor or State.
    """

    label: str
    also: tuple[str, ...] = ()
    kind: str = "Agent"


@dataclass(frozen=True, slots=True)
class Place:
    """A place as one report names it."""

    label: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facility:
    """A hospital, school, market, … of one report; `type` is a code of the scheme `facility`, `label` is None if unnamed."""

    type: str
    label: str | None = None
    also: tuple[str, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Victim:
    """A named person who suffered harm; `age` in years, `gender` "male" or "female"."""

    label: str
    also: tuple[str, ...] = ()
    age: int | None = None
    gender: str | None = None
    occupation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A happening as one report tells it; `places` has the most specific first, `country` is ISO 3166-1 alpha-2."""

    id: str
    type: str
    evidence: tuple[Passage, ...]
    start: PartialDate | None = None
    end: PartialDate | None = None
    places: tuple[Place, ...] = ()
    country: str | None = None
    weapons: tuple[str, ...] = ()
    negated: bool = False
    part_of: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What every claim has.

    `according_to` is whom the text has it from (None: nobody is named, so the publisher), `stance` and `method` are codes of
    the schemes of these names, `confidence` lies between 0 and 1, `event` is the id of an event of the same account.
    """

    evidence: tuple[Passage, ...]
    method: str
    event: str | None = None
    according_to: Agent | None = None
    stance: str = "asserted"
    confidence: float | None = None


_C = TypeVar("_C", bound="Claim")


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsibility(Claim):
    """Who did it; two parties are two claims. `suspected`: the text itself hedges."""

    perpetrator: Agent
    suspected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyCount(Claim):
    """How many people suffered what; `subset_of` is the id of the count that this one is a part of."""

    id: str
    outcome: str
    quantity: Quantity
    groups: tuple[str, ...] = ()
    scope: str = "incident"
    subset_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualty(Claim):
    """What one named person suffered."""

    victim: Victim
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilityImpact(Claim):
    """What happened to one facility."""

    facility: Facility
    effect: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FacilityCount(Claim):
    """How many facilities of a type something happened to."""

    facility_type: str
    effect: str
    quantity: Quantity
    scope: str = "incident"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Claim):
    """Who said what: `according_to` is its speaker; `about` holds ids of the events and counts that it speaks of."""

    speaker: Agent
    speech_act: str
    speaker_role: str | None = None
    speaker_organization: Agent | None = None
    legal_term: str | None = None
    medium: Agent | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """An agent that a report names, and where, without that anything is claimed of it there."""

    agent: Agent
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """All the events and claims of one report, which an extractor returns, and who is `named` in it besides."""

    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    named: tuple[Named, ...] = ()

    def of(self, kind: type[_C]) -> Iterator[_C]:
        """The claims of one kind, in order."""
        return (claim for claim in self.claims if isinstance(claim, kind))
