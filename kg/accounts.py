"""Accounts as JSON, in the form of the annotation guide (`docs/annotation.md`): out of an account, and back into one.

The form is what analysts write by hand and what `kg extract` prints: one object with the families `events`,
`victim_counts`, `named_victims`, `facility_counts` and `statements`, every fact with a verbatim `quote`. It holds less than an
account does: one quotation for each fact, one form of each name, no confidence.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import InputError
from kg.forms import forms_of, surname_alone
from kg.model import (
    Account,
    Agent,
    Casualty,
    CasualtyCount,
    Claim,
    Event,
    Facility,
    FacilityCount,
    FacilityImpact,
    Passage,
    Place,
    Report,
    Responsibility,
    Statement,
    Victim,
)
from kg.places.countries import countries
from kg.values import PartialDate, Quantity
from kg.vocabulary import EVENT_CLASSES, SCHEMES

#: The families of facts in an account's JSON form, in its order.
FAMILIES = ("events", "victim_counts", "named_victims", "facility_counts", "statements")

_GENDERS = ("male", "female")


def to_json(account: Account, report: Report) -> dict[str, Any]:
    """An account as a JSON object; claims that nobody is named for have the publisher as their source (None if unknown)."""
    writer = _Writer(account, report)
    return {
        "id": report.identifier,
        "genre": report.genre,
        "published": report.published.text if report.published else None,
        "publisher": report.publisher,
        "facts_from": report.url,
        "events": [writer.event(event) for event in account.events],
        "victim_counts": [writer.count(claim) for claim in account.of(CasualtyCount)],
        "named_victims": [writer.casualty(claim) for claim in account.of(Casualty)],
        "facility_counts": [writer.facility_count(claim) for claim in account.of(FacilityCount)],
        "statements": [writer.statement(claim) for claim in account.of(Statement)],
    }


@dataclass(frozen=True)
class _Writer:
    account: Account
    report: Report

    def quote(self, fact: Event | Claim) -> str:
        return fact.evidence[0].words(self.report.text)

    def source(self, claim: Claim) -> str | None:
        return claim.according_to.label if claim.according_to else self.report.publisher

    def event(self, event: Event) -> dict[str, Any]:
        blames = [claim for claim in self.account.of(Responsibility) if claim.event == event.id]
        impacts = [claim for claim in self.account.of(FacilityImpact) if claim.event == event.id]
        return {
            "id": event.id,
            "type": event.type,
            "quote": self.quote(event),
            "date_start": event.start.text if event.start else None,
            "date_end": event.end.text if event.end else None,
            "places": [place.label for place in event.places],
            "country": event.country,
            "perpetrators": [blame.perpetrator.label for blame in blames],
            "suspected": any(blame.suspected for blame in blames),
            "weapons": list(event.weapons),
            "facilities": [
                {"type": impact.facility.type, "name": impact.facility.label, "effect": impact.effect} for impact in impacts
            ],
            "negated": event.negated,
        }

    def count(self, claim: CasualtyCount) -> dict[str, Any]:
        return {
            "id": claim.id,
            "event": claim.event,
            "outcome": claim.outcome,
            "groups": list(claim.groups),
            **_bounds(claim.quantity),
            "source": self.source(claim),
            "scope": claim.scope,
            "subset_of": claim.subset_of,
            "quote": self.quote(claim),
        }

    def casualty(self, claim: Casualty) -> dict[str, Any]:
        return {
            "name": claim.victim.label,
            "outcome": claim.outcome,
            "age": claim.victim.age,
            "gender": claim.victim.gender,
            "occupation": claim.victim.occupation,
            "event": claim.event,
            "quote": self.quote(claim),
        }

    def facility_count(self, claim: FacilityCount) -> dict[str, Any]:
        return {
            "type": claim.facility_type,
            "effect": claim.effect,
            **_bounds(claim.quantity),
            "source": self.source(claim),
            "scope": claim.scope,
            "event": claim.event,
            "quote": self.quote(claim),
        }

    def statement(self, claim: Statement) -> dict[str, Any]:
        return {
            "speaker": claim.speaker.label,
            "speaker_role": claim.speaker_role,
            "speaker_org": claim.speaker_organization.label if claim.speaker_organization else None,
            "about": list(claim.about),
            "stance": claim.speech_act,
            "legal_term": claim.legal_term.replace("-", " ") if claim.legal_term else None,
            "medium": claim.medium.label if claim.medium else None,
            "quote": self.quote(claim),
        }


def _bounds(quantity: Quantity) -> dict[str, Any]:
    return {"min": quantity.minimum, "max": quantity.maximum, "qualifier": quantity.qualifier}


def from_json(data: object, report: Report, method: str) -> Account:
    """The account that a JSON object holds of a report.

    `method` is the code of how it came about, such as "manual". Raises `InputError` naming the field for a value that the
    guide does not allow, a quotation that is not in the text or a reference to nothing.
    """
    return _Parser(_object(data, "the account"), report, method).account()


@dataclass(frozen=True)
class _Parser:
    data: Mapping[str, Any]
    report: Report
    method: str

    def account(self) -> Account:
        events = tuple(self.event(fact) for fact in self.facts("events"))
        claims: list[Claim] = [claim for fact in self.facts("events") for claim in self.event_claims(fact)]
        for family, read in self.families().items():
            claims.extend(read(fact) for fact in self.facts(family))
        account = Account(events, tuple(claims))
        _check_references(account)
        return account

    def families(self) -> dict[str, Callable[["_Fact"], Claim]]:
        return {
            "victim_counts": self.count,
            "named_victims": self.casualty,
            "facility_counts": self.facility_count,
            "statements": self.statement,
        }

    def facts(self, family: str) -> Iterator["_Fact"]:
        values = self.data.get(family)
        if not isinstance(values, list):
            raise InputError(f"{family}: must be a list of facts")
        for number, value in enumerate(values):
            yield _Fact(_object(value, f"{family}[{number}]"), f"{family}[{number}]")

    def evidence(self, fact: "_Fact") -> tuple[Passage, ...]:
        quote = fact.text("quote")
        start = self.report.text.find(quote)
        if start < 0:
            raise fact.error("quote", f"not in the text of the report: {quote!r}")
        return (Passage(start, start + len(quote)),)

    def agent(self, name: str | None) -> Agent | None:
        """The agent of a name, or None where it is the publisher, who stands behind all that nobody else is named for."""
        return self.named(name) if name and name != self.report.publisher else None

    def named(self, name: str) -> Agent:
        """The agent of a name, with the other forms in which the text writes it."""
        return Agent(name, forms_of(self.report.text, name))

    def event(self, fact: "_Fact") -> Event:
        return Event(
            id=fact.text("id"),
            type=fact.choice("type", tuple(EVENT_CLASSES)),
            evidence=self.evidence(fact),
            start=fact.date("date_start"),
            end=fact.date("date_end"),
            places=tuple(Place(name) for name in fact.texts("places")),
            country=fact.country("country"),
            weapons=fact.choices("weapons", SCHEMES["weapon"]),
            negated=fact.flag("negated"),
        )

    def event_claims(self, fact: "_Fact") -> Iterator[Claim]:
        suspected = fact.flag("suspected")
        for name in fact.texts("perpetrators"):
            yield Responsibility(
                evidence=self.evidence(fact),
                method=self.method,
                event=fact.text("id"),
                stance="suspected" if suspected else "asserted",
                perpetrator=self.named(name),
                suspected=suspected,
            )
        for item in fact.objects("facilities"):
            called = item.optional("name")
            also = forms_of(self.report.text, called) if called else ()
            yield FacilityImpact(
                evidence=self.evidence(fact),
                method=self.method,
                event=fact.text("id"),
                facility=Facility(item.choice("type", SCHEMES["facility"]), called, also),
                effect=item.choice("effect", SCHEMES["effect"]),
            )

    def count(self, fact: "_Fact") -> CasualtyCount:
        return CasualtyCount(
            id=fact.text("id"),
            evidence=self.evidence(fact),
            method=self.method,
            event=fact.optional("event"),
            according_to=self.agent(fact.optional("source")),
            outcome=fact.choice("outcome", SCHEMES["outcome"]),
            groups=fact.choices("groups", SCHEMES["group"]),
            quantity=fact.quantity(),
            scope=fact.choice("scope", SCHEMES["scope"]),
            subset_of=fact.optional("subset_of"),
        )

    def casualty(self, fact: "_Fact") -> Casualty:
        gender, name = fact.optional("gender"), fact.text("name")
        others = [str(other.values.get("name")) for other in self.facts("named_victims")]
        return Casualty(
            evidence=self.evidence(fact),
            method=self.method,
            event=fact.optional("event"),
            victim=Victim(
                name,
                also=surname_alone(self.report.text, name, others),
                age=fact.number("age"),
                gender=fact.choice("gender", _GENDERS) if gender else None,
                occupation=fact.optional("occupation"),
            ),
            outcome=fact.choice("outcome", SCHEMES["outcome"]),
        )

    def facility_count(self, fact: "_Fact") -> FacilityCount:
        return FacilityCount(
            evidence=self.evidence(fact),
            method=self.method,
            event=fact.optional("event"),
            according_to=self.agent(fact.optional("source")),
            facility_type=fact.choice("type", SCHEMES["facility"]),
            effect=fact.choice("effect", SCHEMES["effect"]),
            quantity=fact.quantity(),
            scope=fact.choice("scope", SCHEMES["scope"]),
        )

    def statement(self, fact: "_Fact") -> Statement:
        speaker = self.named(fact.text("speaker"))
        organization, medium, term = fact.optional("speaker_org"), fact.optional("medium"), fact.optional("legal_term")
        return Statement(
            evidence=self.evidence(fact),
            method=self.method,
            according_to=speaker,
            speaker=speaker,
            speech_act=fact.choice("stance", SCHEMES["speech-act"]),
            speaker_role=fact.optional("speaker_role"),
            speaker_organization=self.named(organization) if organization else None,
            legal_term=_choice(term.replace(" ", "-"), SCHEMES["legal-term"], fact, "legal_term") if term else None,
            medium=self.named(medium) if medium else None,
            about=tuple(fact.texts("about")),
        )


@dataclass(frozen=True)
class _Fact:
    """One object of a family; every value is checked as it is taken, and a wrong one is named by its field."""

    values: Mapping[str, Any]
    field: str

    def error(self, key: str, reason: str) -> InputError:
        return InputError(f"{self.field}.{key}: {reason}")

    def optional(self, key: str) -> str | None:
        value = self.values.get(key)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            raise self.error(key, "must be a text that is not empty, or null")
        return value

    def text(self, key: str) -> str:
        value = self.optional(key)
        if value is None:
            raise self.error(key, "is missing")
        return value

    def texts(self, key: str) -> list[str]:
        values = self.values.get(key) or []
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            raise self.error(key, "must be a list of texts")
        return list(dict.fromkeys(values))

    def objects(self, key: str) -> Iterator["_Fact"]:
        for number, value in enumerate(self.values.get(key) or []):
            field = f"{self.field}.{key}[{number}]"
            yield _Fact(_object(value, field), field)

    def choice(self, key: str, codes: tuple[str, ...]) -> str:
        return _choice(self.text(key), codes, self, key)

    def choices(self, key: str, codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_choice(value, codes, self, key) for value in self.texts(key))

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.error(key, "must be true or false")
        return value

    def number(self, key: str) -> int | None:
        value = self.values.get(key)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
            raise self.error(key, "must be a whole number, or null")
        return value

    def date(self, key: str) -> PartialDate | None:
        value = self.optional(key)
        return PartialDate.from_text(value) if value else None

    def country(self, key: str) -> str | None:
        value = self.optional(key)
        if value is not None and value not in countries():
            raise self.error(key, f"{value!r} is no ISO 3166-1 alpha-2 code")
        return value

    def quantity(self) -> Quantity:
        return Quantity(self.number("min"), self.number("max"), self.choice("qualifier", SCHEMES["qualifier"]))


def _object(value: object, field: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise InputError(f"{field}: must be a JSON object")
    return value


def _choice(value: str, codes: tuple[str, ...], fact: _Fact, key: str) -> str:
    if value not in codes:
        raise fact.error(key, f"{value!r} is not a code; there are: {', '.join(codes)}")
    return value


def _check_references(account: Account) -> None:
    ids = [event.id for event in account.events] + [claim.id for claim in account.of(CasualtyCount)]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise InputError(f"the id {twice[0]!r} stands for two facts")
    events = {event.id for event in account.events}
    counts = set(ids) - events
    for claim in account.claims:
        if claim.event is not None and claim.event not in events:
            raise InputError(f"a claim is about the event {claim.event!r}, which is not in the account")
    for count in account.of(CasualtyCount):
        if count.subset_of is not None and count.subset_of not in counts:
            raise InputError(f"victim count {count.id!r} is part of {count.subset_of!r}, which is not in the account")
    for statement in account.of(Statement):
        if unknown := sorted(set(statement.about) - events - counts):
            raise InputError(f"a statement is about {unknown[0]!r}, which is not in the account")
