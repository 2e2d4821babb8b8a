"""Numbers of facilities: `decide_facility_counts` takes a document with its candidates and gives the facility counts it states.

A number whose noun is a facility counts what the nearest word of destruction says: struck, damaged, destroyed, out of service
or occupied. The words come from the labels of the effects in `ontology/codes.ttl`; the verbs in their active forms stand here.
"""

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.extraction.attribution import Attribution
from kg.extraction.candidates import Candidates, CodeMention, Document, NumberMention
from kg.extraction.events import Happenings
from kg.extraction.nearness import Happening, Phrase, Surroundings
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
        "damaged": "damage loot ransack vandalise vandalize plunder pillage desecrate shatter riddle",
        "destroyed": "destroy burn torch raze demolish level flatten gut dynamite bulldoze blow topple wreck sink collapse",
        "out-of-service": "close shut disable suspend",
        "occupied": "occupy seize requisition",
    }.items()
    for verb in verbs.split()
}


def decide_facility_counts(
    document: Document, candidates: Candidates, happenings: Happenings, attribution: Attribution
) -> Iterator[FacilityCount]:
    """The facility counts of a document, in order of appearance, each value once."""
    types = _types(document, candidates.codes)
    phrases = {
        number: Phrase(number.start, number.head + 1, number.head)
        for number in candidates.numbers
        if _counts_facilities(number, types)
    }
    surroundings = Surroundings(document, _effects(document, candidates.codes), phrases.values())
    seen: set[tuple[str, str, Quantity]] = set()
    for number, phrase in phrases.items():
        best = surroundings.nearest(phrase)
        if best is None or best[0] > _FARTHEST:
            continue
        value = (types[number.head], best[1].code, number.quantity)
        if value in seen:
            continue
        seen.add(value)
        scope, event = scope_and_event(document, number, happenings)
        yield FacilityCount(
            evidence=(document.passage(document.span(phrase.start, phrase.end)),),
            method=METHOD,
            event=event,
            according_to=attribution.source(number.head),
            facility_type=value[0],
            effect=value[1],
            quantity=number.quantity,
            scope=scope,
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


def _counts_facilities(number: NumberMention, types: dict[int, str]) -> bool:
    """Whether a number counts more than one facility; a single one is no count but a facility of its event."""
    return number.head in types and not number.article and number.quantity != Quantity.exactly(1)


def _effects(document: Document, codes: tuple[CodeMention, ...]) -> Iterator[Happening]:
    """The words that say what happened to facilities."""
    labelled = {code.head: code for code in codes if code.scheme == "effect"}
    for token in document.doc:
        if code := labelled.get(token.i):
            yield Happening(code.start, code.end, token.i, code.notation, _side(document.doc, code))
        elif token.pos_ == "VERB" and token.lemma_ in _VERBS:
            effect = _VERBS[token.lemma_]
            yield Happening(token.i, token.i + 1, token.i, effect, None if effect == "out-of-service" else is_passive(token))


def _side(doc: Doc, code: CodeMention) -> bool | None:
    """On which side of a label the facilities stand; None where both are usual, as of nouns and of what closes by itself."""
    verb = doc[code.head]
    return is_passive(verb) if verb.pos_ in ("VERB", "AUX") and code.notation != "out-of-service" else None
