"""Numbers of facilities: `decide_facility_counts` takes a document with its candidates and gives the facility counts it states.

A number whose noun is a facility counts what the nearest word of destruction says: struck, damaged, destroyed, out of service
or occupied.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extraction.attribution import Attribution
from kg.extraction.candidates import Candidates, CodeMention, Document, NumberMention
from kg.extraction.claim_questions import effect_on, scope_of, source_of
from kg.extraction.effects import find_effects
from kg.extraction.events import Happenings
from kg.extraction.nearness import Phrase, Surroundings
from kg.extraction.people import is_person, is_plural_person
from kg.extraction.scope import scope_and_event
from kg.model import FacilityCount
from kg.values import Quantity

METHOD = "rules"

_FARTHEST = 12
#: Verbs, by lemma, whose numbers are of people.
_DONE_TO_PEOPLE = frozenset({"kill", "wound", "injure", "die", "arrest", "abduct", "kidnap", "detain", "displace"})
#: Words that make vehicles those of a fighting party.
_FIGHTING = frozenset({"combat", "military", "gun", "armoured", "armored", "helicopters", "gunboats", "technicals"})
_INSIDE = frozenset({"DET", "NUM", "ADJ", "PRON", "PROPN", "NOUN"})
#: What stands behind a bare number of facilities named before.
_OF_BEFORE = frozenset({"of", "others", "more"})
_FARTHEST_BARE = 4


@dataclass(frozen=True, slots=True)
class Damage:
    """A number of facilities with the noun phrase it stands in, their type, and what happened to them."""

    number: NumberMention
    phrase: Phrase
    type: str
    effect: str


def find_damage(document: Document, candidates: Candidates) -> Iterator[Damage]:
    """The numbers of facilities that something happened to, in order."""
    types = _types(document, candidates.codes)
    types |= _types_of_bare(document, candidates.numbers, types)
    phrases = {
        number: Phrase(number.start, number.head + 1, number.head)
        for number in candidates.numbers
        if _counts_facilities(number, types) and not _is_whole_of_part(document, number)
    }
    if not phrases:
        return
    surroundings = Surroundings(document, find_effects(document, candidates.codes), phrases.values())
    for number, phrase in phrases.items():
        best = surroundings.nearest(phrase)
        near = best is not None and best[0] <= (_FARTHEST_BARE if number.head < number.end else _FARTHEST)
        damage = Damage(number, phrase, types[number.head], best[1].code) if best is not None and near else None
        told = damage is not None and not _is_no_damage(document, damage)
        effect = effect_on(document, number, types[number.head], damage.effect if damage is not None and told else None)
        if effect is not None:
            yield Damage(number, phrase, types[number.head], effect)


def _is_no_damage(document: Document, damage: Damage) -> bool:
    """Whether facilities are places that people were attacked in, weapons of a fighting party, or attack themselves."""
    noun = document.doc[damage.phrase.head]
    if damage.type == "settlement" and damage.effect == "struck":
        return True
    if not _FIGHTING.isdisjoint(document.words[damage.phrase.start : damage.phrase.end]):
        return True
    return (
        noun.dep_ == "nsubj" and damage.effect == "struck" and any(child.dep_ in ("dobj", "prep") for child in noun.head.children)
    )


def without_facilities(candidates: Candidates, damages: Iterable[Damage]) -> Candidates:
    """The candidates without the numbers that count facilities, for those who count people."""
    taken = {damage.number for damage in damages}
    return replace(candidates, numbers=tuple(number for number in candidates.numbers if number not in taken))


def decide_facility_counts(
    document: Document, damages: Iterable[Damage], happenings: Happenings, attribution: Attribution
) -> Iterator[FacilityCount]:
    """The facility counts of a document, in order of appearance, each value once; what is out of service is a running total."""
    seen: set[tuple[str, str, Quantity]] = set()
    last: str | None = None
    for damage in damages:
        number, phrase = damage.number, damage.phrase
        value = (damage.type, damage.effect, number.quantity)
        if value in seen:
            continue
        seen.add(value)
        scope, event = scope_and_event(document, number, happenings)
        if damage.effect == "out-of-service" and scope == "incident":
            scope, event = "cumulative", None
        scope, event = scope_of(document, number, None, (scope, event), happenings, last)
        last = event
        yield FacilityCount(
            evidence=(document.passage(document.span(phrase.start, phrase.end)),),
            method=METHOD,
            event=event,
            according_to=source_of(document, number, attribution.source(number.head), attribution),
            facility_type=damage.type,
            effect=damage.effect,
            quantity=number.quantity,
            scope=scope,
            confidence=document.sure("facility-count", number.start),
        )


def _types(document: Document, codes: tuple[CodeMention, ...]) -> dict[int, str]:
    """The type of each facility by its noun; a bare "facility" is of the type that the text last named with that word."""
    types: dict[int, str] = {}
    latest: dict[str, str] = {}
    for code in codes:
        if code.scheme == "facility":
            noun = document.doc[code.head].lemma_.lower()
            types[code.head] = latest.get(noun, code.notation) if code.notation == "other" else code.notation
            latest[noun] = types[code.head]
    return types


def _types_of_bare(document: Document, numbers: tuple[NumberMention, ...], types: dict[int, str]) -> dict[int, str]:
    """The types of bare numbers that go on from facilities: "three of them were burned", "14 others closed", "Thirteen of the 20"."""
    found: dict[int, str] = {}
    nouns = sorted(types)
    lines = document.paragraph_numbers
    for number in numbers:
        ahead = next((noun for noun in nouns if number.end < noun <= number.end + _FARTHEST_BARE + 1), None)
        words = document.words[number.end : number.end + 1]
        bare = number.head < number.end or document.words[number.head] in _OF_BEFORE
        if not bare or number.article or number.quantity == Quantity.exactly(1):
            continue
        before = next((noun for noun in reversed(nouns) if noun < number.start), None)
        if (
            words == ("of",)
            and ahead is not None
            and all(document.doc[place].pos_ in _INSIDE for place in range(number.end + 1, ahead))
        ):
            found[number.head] = types[ahead]
        elif before is not None and lines[number.start] - lines[before] == 0 and _goes_on(document, number):
            found[number.head] = types[before]
    return found


def _goes_on(document: Document, number: NumberMention) -> bool:
    """Whether a bare number is of those named before and of no people: "three of them", "19 have stopped functioning"."""
    sentence = document.sentences[document.sentence_numbers[number.start]]
    token = document.doc[number.start]
    if any(verb.lemma_ in _DONE_TO_PEOPLE for verb in (token.head, token.head.head, document.doc[max(0, token.i - 1)])):
        return False
    return not any(is_person(token) or is_plural_person(token) for token in sentence[: number.end + _FARTHEST - sentence.start])


def _is_whole_of_part(document: Document, number: NumberMention) -> bool:
    """Whether facilities are those that a number before counts a part of: the 20 in "thirteen of the 20 clinics"."""
    before = document.words[max(0, number.start - 2) : number.start]
    return before in {("of", "the"), ("of", "its"), ("of", "their")}


def _counts_facilities(number: NumberMention, types: dict[int, str]) -> bool:
    """Whether a number counts more than one facility; a single one is no count but a facility of its event."""
    return number.head in types and not number.article and number.quantity != Quantity.exactly(1)
