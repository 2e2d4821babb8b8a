"""What happened to facilities: a document with its codes goes in, the words that say it come out, each with the effect that it means.

The words come from the labels of the effects in `ontology/codes.ttl`; the verbs in their active forms stand here.
"""

from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from spacy.tokens import Doc, Token

from kg.extraction.candidates import CodeMention, Document
from kg.extraction.nearness import Happening, Phrase, Surroundings
from kg.extraction.verbs import is_passive

#: Verbs by lemma, for the forms that are no labels ("burning", "destroy").
_VERBS = {
    verb: effect
    for effect, verbs in {
        "struck": "attack bomb shell hit strike target raid storm bombard pound ambush rocket rake spray strafe",
        "damaged": "damage loot ransack vandalise vandalize plunder pillage desecrate shatter riddle rob hole sack smash",
        "destroyed": "destroy burn torch raze demolish level flatten gut dynamite bulldoze blow topple wreck sink collapse fell lose",
        "out-of-service": "close shut disable suspend",
        "occupied": "occupy seize requisition",
    }.items()
    for verb in verbs.split()
}

#: Nouns, by lemma, for what an army holds or loses.
_GROUND = frozenset({"town", "village", "city", "settlement", "district", "position", "base", "post", "outpost", "checkpoint"})

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
        ("damaged", False, "broke/breaking/smashed/smashing the windows/doors of"),
        ("damaged", True, "caved/cave in | lost a/its/the roof/roofs/windows"),
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
        ("out-of-service", True, "now closed/shut | put/knocked out of action/service"),
        ("out-of-service", True, "have/has/had closed/shut | were emptied | out of use/action/order"),
    )
    for phrase in phrases.split("|")
)


#: The cost of the farthest word that says what happened to a facility.
_FARTHEST = 10


class Effects:
    """What the words of one document say happened to facilities of a type."""

    def __init__(self, document: Document, codes: tuple[CodeMention, ...]) -> None:
        self._document, self._codes = document, codes

    def said_of(self, kind: str, sentences: range) -> frozenset[str]:
        """The effects that words say of the facilities of a type in some sentences."""
        return frozenset(effect for number, effect in self._by_type.get(kind, ()) if number in sentences)

    @cached_property
    def _by_type(self) -> dict[str, list[tuple[int, str]]]:
        """For each type of facility the effects said of it, each with the number of its sentence."""
        phrases = [(code, Phrase(code.start, code.end, code.head)) for code in self._codes if code.scheme == "facility"]
        surroundings = Surroundings(self._document, find_effects(self._document, self._codes), [phrase for _, phrase in phrases])
        found: dict[str, list[tuple[int, str]]] = {}
        for code, phrase in phrases:
            nearest = surroundings.nearest(phrase)
            if nearest is not None and nearest[0] <= _FARTHEST:
                found.setdefault(code.notation, []).append((self._document.sentence_numbers[code.head], nearest[1].code))
        return found


def find_effects(document: Document, codes: tuple[CodeMention, ...]) -> Iterator[Happening]:
    """The words that say what happened to facilities."""
    labelled = {code.head: code for code in codes if code.scheme == "effect"}
    words, lemmas, table = document.words, document.lemmas, _by_first()
    for index, word in enumerate(words):
        if word in table and (found := _phrase(table[word], words, index)):
            yield found
        if code := labelled.get(index):
            yield Happening(code.start, code.end, index, code.notation, _side(document.doc, code))
        elif lemmas[index] in _VERBS and document.parts_of_speech[index] == "VERB" and not _loses_ground(document.doc[index]):
            effect = _VERBS[lemmas[index]]
            passive = None if effect == "out-of-service" else is_passive(document.doc[index])
            yield Happening(index, index + 1, index, effect, passive)


def _loses_ground(verb: Token) -> bool:
    """Whether an army loses places to another: "the rebels lost three towns"."""
    return verb.lemma_ == "lose" and any(child.dep_ == "dobj" and child.lemma_ in _GROUND for child in verb.children)


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
