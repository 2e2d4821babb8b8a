"""Numbers of facilities: `decide_facility_counts` takes a document with its candidates and gives the facility counts it states.

A number whose noun is a facility counts what the nearest word of destruction says: struck, damaged, destroyed, out of service
or occupied. The words come from the labels of the effects in `ontology/codes.ttl`; the verbs in their active forms stand here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc

from kg.extraction.attribution import Attribution
from kg.extraction.candidates import Candidates, CodeMention, Document, NumberMention
from kg.extraction.claim_questions import effect_on, scope_of, source_of
from kg.extraction.events import Happenings
from kg.extraction.nearness import Happening, Phrase, Surroundings
from kg.extraction.people import is_person, is_plural_person
from kg.extraction.scope import scope_and_event
from kg.extraction.verbs import is_passive
from kg.model import FacilityCount
from kg.values import Quantity

METHOD = "rules"

_FARTHEST = 12
#: Verbs by lemma, for the forms that are no labels ("burning", "destroy").
_VERBS = {
    verb: effect
    for effect, verbs in {
        "struck": "attack bomb shell hit strike target raid storm bombard pound ambush",
        "damaged": "damage loot ransack vandalise vandalize plunder pillage desecrate shatter riddle rob hole",
        "destroyed": "destroy burn torch raze demolish level flatten gut dynamite bulldoze blow topple wreck sink collapse fell",
        "out-of-service": "close shut disable suspend",
        "occupied": "occupy seize requisition",
    }.items()
    for verb in verbs.split()
}


#: An effect, the side on which the facilities stand, and the words of each place of a phrase.
_Phrase = tuple[str, bool | None, tuple[frozenset[str], ...]]
#: Phrases in lower case, alternatives in one place by "/", by effect and by the side on which the facilities stand.
_PHRASES = tuple(
    (effect, before, tuple(frozenset(place.split("/")) for place in phrase.split()))
    for effect, before, phrases in (
        (
            "struck",
            False,
            "opened/open/opening fire on | tore/tearing through | raid/raids/attack/attacks/hits/strikes/assault on | attacks/attack/bombs/grenade against",
        ),
        ("struck", False, "broke/breaking/burst into | bomb/bombs/blast/explosion outside"),
        ("struck", True, "came/come/coming under fire/attack"),
        ("damaged", True, "lost their/its windows/roofs/roof | had their/its windows | damaged by"),
        (
            "destroyed",
            False,
            "set/setting fire to | pulled/pulling/pull down | brought/bringing down | burned/burning down | blew/blowing up",
        ),
        (
            "destroyed",
            True,
            "been/were/was pulled/brought/burned/burnt/blown down/up/out | gone/went/go up in flames/smoke | in flames | are/is ash/ashes",
        ),
        ("destroyed", True, "set alight/ablaze | cannot be repaired | ablaze"),
        ("destroyed", None, "burning of | demolition/destruction of"),
        (
            "out-of-service",
            True,
            "not reopened/reopened | stopped/ceased functioning/working/operating | closed their/its doors | suspended/suspending classes",
        ),
        (
            "out-of-service",
            True,
            "no longer function/functioning/working/operate | are/is/remain/remains/were/was shut/closed/idle | stand/stands empty | been emptied",
        ),
        ("out-of-service", False, "closure of | emptied/emptying"),
        ("out-of-service", True, "have/has/had closed/shut | were emptied | out of use/action/order"),
    )
    for phrase in phrases.split("|")
)
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
    surroundings = Surroundings(document, _effects(document, candidates.codes), phrases.values())
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
    for damage in damages:
        number, phrase = damage.number, damage.phrase
        value = (damage.type, damage.effect, number.quantity)
        if value in seen:
            continue
        seen.add(value)
        scope, event = scope_and_event(document, number, happenings)
        if damage.effect == "out-of-service" and scope == "incident":
            scope, event = "cumulative", None
        scope, event = scope_of(document, number, None, (scope, event), happenings)
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


def _effects(document: Document, codes: tuple[CodeMention, ...]) -> Iterator[Happening]:
    """The words that say what happened to facilities."""
    labelled = {code.head: code for code in codes if code.scheme == "effect"}
    words, lemmas, table = document.words, document.lemmas, _by_first()
    for index, word in enumerate(words):
        if word in table and (found := _phrase(table[word], words, index)):
            yield found
        if code := labelled.get(index):
            yield Happening(code.start, code.end, index, code.notation, _side(document.doc, code))
        elif lemmas[index] in _VERBS and document.parts_of_speech[index] == "VERB":
            effect = _VERBS[lemmas[index]]
            passive = None if effect == "out-of-service" else is_passive(document.doc[index])
            yield Happening(index, index + 1, index, effect, passive)


@cache
def _by_first() -> dict[str, list[_Phrase]]:
    """The phrases by each of their first words."""
    table: dict[str, list[_Phrase]] = {}
    for row in _PHRASES:
        for first in sorted(row[2][0]):
            table.setdefault(first, []).append(row)
    return table


def _phrase(phrases: Sequence[_Phrase], words: Sequence[str], start: int) -> Happening | None:
    """The one of some phrases of effects that stands at a position."""
    for effect, before, places in phrases:
        end = start + len(places)
        if end <= len(words) and all(word in place for word, place in zip(words[start:end], places, strict=True)):
            return Happening(start, end, start, effect, before)
    return None


def _side(doc: Doc, code: CodeMention) -> bool | None:
    """On which side of a label the facilities stand; None where both are usual, as of nouns and of what closes by itself."""
    verb = doc[code.head]
    return is_passive(verb) if verb.pos_ in ("VERB", "AUX") and code.notation != "out-of-service" else None
