"""The steps of the built-in reader: a document goes in, its account comes out, and what each step found for those who ask.

SpaCy has read the text; candidates are found (numbers, dates, names, places, codes); decisions are made on them (who
says what, what happened, whom each number counts, who is named as a victim); the account is put together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction.attribution import Attribution, attribute
from kg.extraction.candidates import Candidates, Document
from kg.extraction.counts import decide_counts
from kg.extraction.dates import find_dates
from kg.extraction.event_questions import tells
from kg.extraction.events import Happenings, decide_events
from kg.extraction.facility_counts import decide_facility_counts, find_damage, without_facilities
from kg.extraction.lexicon import find_codes
from kg.extraction.names import find_names
from kg.extraction.places import with_possible_places
from kg.extraction.quantities import find_numbers
from kg.extraction.statements import decide_statements
from kg.extraction.verbs import find_harms
from kg.extraction.victims import decide_victims
from kg.model import Account, CasualtyCount, Claim, Event, Passage


@dataclass(frozen=True, slots=True)
class Reading:
    """One document with what every step made of it."""

    document: Document
    candidates: Candidates
    attribution: Attribution
    account: Account


def find_candidates(document: Document) -> Candidates:
    """All candidates of a document."""
    names = find_names(document)
    places, possible = with_possible_places(document, names)
    return Candidates(
        numbers=find_numbers(document),
        dates=find_dates(document),
        names=names,
        places=places,
        codes=find_codes(document),
        possible_places=possible,
    )


def read(document: Document) -> Reading:
    """What the steps make of a document."""
    candidates = find_candidates(document)
    attribution = attribute(document, candidates)
    happenings = decide_events(document, candidates)
    harms = find_harms(document)
    harmed = {document.sentence_numbers[harm.start] for harm in harms}
    tolls = sum(document.sentence_numbers[number.start] in harmed for number in candidates.numbers)
    if not tells(document, len(happenings.anchors), len(happenings.events), len(harms), tolls):
        return Reading(document, candidates, attribution, Account((), ()))
    damages = tuple(find_damage(document, candidates))
    counts = decide_counts(document, without_facilities(candidates, damages), harms, happenings, attribution)
    claims: list[Claim] = [
        *happenings.claims,
        *counts,
        *decide_victims(document, candidates, harms, happenings, attribution, counts),
        *decide_facility_counts(document, damages, happenings, attribution),
        *decide_statements(document, candidates, attribution, _subjects(happenings, counts)),
    ]
    return Reading(document, candidates, attribution, Account(happenings.events, tuple(claims)))


def trace(reading: Reading, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What each step found in a text: the name of the step and a readable line for each thing it found."""
    yield "sentences", tuple(" ".join(sentence.text.split()) for sentence in reading.document.sentences)
    yield from _candidate_lines(reading.document, reading.candidates)
    yield "sources", _source_lines(reading.document, reading.attribution)
    yield "events", tuple(_event_line(event, text) for event in reading.account.events)
    yield "claims", tuple(_claim_line(claim, text) for claim in reading.account.claims)


def _subjects(happenings: Happenings, counts: Sequence[CasualtyCount]) -> dict[Passage, list[str]]:
    """The ids of the events and counts by the passages that tell of them; before a count the event that it belongs to."""
    told: dict[Passage, list[str]] = {}
    for event in happenings.events:
        for passage in event.evidence:
            told.setdefault(passage, []).append(event.id)
    for count in counts:
        for passage in count.evidence:
            told.setdefault(passage, []).extend(id_ for id_ in (count.event, count.id) if id_ is not None)
    return told


def _candidate_lines(document: Document, candidates: Candidates) -> Iterator[tuple[str, tuple[str, ...]]]:
    def words(start: int, end: int) -> str:
        return repr(" ".join(document.doc[start:end].text.split()))

    yield (
        "numbers",
        tuple(
            f"{words(number.start, number.end)} of {words(number.head, number.head + 1)}: {number.quantity.minimum} to "
            f"{number.quantity.maximum}, {number.quantity.qualifier}"
            for number in candidates.numbers
        ),
    )
    yield (
        "dates",
        tuple(
            f"{words(date.start, date.end)}: {date.first.text if date.first else '?'} to {date.last.text if date.last else '?'}"
            for date in candidates.dates
        ),
    )
    yield "names", tuple(f"{words(name.start, name.end)}: {name.agent.label}, {name.agent.kind}" for name in candidates.names)
    yield (
        "places",
        tuple(f"{words(place.start, place.end)}: {place.place.label}, {place.country or '?'}" for place in candidates.places),
    )
    yield "codes", tuple(f"{words(code.start, code.end)}: {code.scheme} {code.notation}" for code in candidates.codes)


def _source_lines(document: Document, attribution: Attribution) -> tuple[str, ...]:
    """For each sentence that has words of somebody else than the publisher: who that is."""
    lines = []
    for sentence in document.sentences:
        labels = dict.fromkeys(agent.label for token in sentence if (agent := attribution.source(token.i)) is not None)
        if labels:
            lines.append(f"{', '.join(labels)}: {' '.join(sentence.text.split())}")
    return tuple(lines)


def _event_line(event: Event, text: str) -> str:
    days = " to ".join(dict.fromkeys(date.text for date in (event.start, event.end) if date))
    places = ", ".join(place.label for place in event.places)
    told = f"{event.type}; {days or '?'}; {places or '?'}; {event.country or '?'}{_sure(event)}"
    return f"{event.id}: {told}: {event.evidence[0].words(text)!r}"


def _claim_line(claim: Claim, text: str) -> str:
    source = claim.according_to.label if claim.according_to else "the publisher"
    said = _said(claim)
    told = f"{type(claim).__name__} {said} on {claim.event or 'no event'}, according to {source}{_sure(claim)}"
    return f"{told}: {claim.evidence[0].words(text)!r}"


def _sure(item: Event | Claim) -> str:
    """How sure a model is of an event or claim."""
    return "" if item.confidence is None else f" ({item.confidence:.2f})"


def _said(claim: Claim) -> str:
    """The values of a claim that make it differ from others of its kind, in a few words."""
    if isinstance(claim, CasualtyCount):
        quantity = claim.quantity
        return f"{claim.id}: {quantity.minimum} to {quantity.maximum} {' '.join(claim.groups) or 'people'} {claim.outcome}, {claim.scope}"
    return ""
