"""Words that may tell of an event though the rules take them for none, there to be asked about.

A document, its triggers, codes and words of harm go in, further triggers come out: besides the verb of each sentence without a trigger
these are the names of periods of violence ("the unrest") and what one began with ("since 3 May"), weapons that no verb of use stands by
("a mortar round on a wedding"), bodies, and verbs of taking, coming upon somebody and harm.
"""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from kg.extraction.candidates import CodeMention, Document
from kg.extraction.nearness import Happening
from kg.extraction.numerals import word_at
from kg.extraction.tables import word_set
from kg.extraction.triggers import WEAPON_TYPES, Trigger, possible_triggers

#: Names of what goes on for days or years.
_PERIODS = word_set(
    "insurgency rebellion uprising revolt insurrection mutiny conflict unrest violence operation operations hostilities troubles "
    "escalation drive riots disturbances events emergency crisis crackdown battles protests aggression"
)
#: Words that say how long something has gone on, or what it cost.
_TOLD = word_set(
    "since began begun begins started launched broke broken erupted resumed ongoing weeks months years days week month year day last "
    "killed dead died lives wounded injured displaced homes fled"
)
_BODIES = word_set("bodies corpses corpse body remains")
#: Verbs by lemma that tell of violence in some of their uses: "took one alive", "loaded them on to lorries", "caught up with a column".
_DEEDS = word_set(
    "take hold load drive gather seize lock herd board surround chase pursue recapture enter stop fall catch sweep fire"
)
#: What makes "take" a verb of something else than people.
_OTHER_TAKING = word_set("place part care over responsibility steps shelter refuge control note")
#: What stands above a weapon that only says how something was done.
_HOW = word_set("with by using of armed carrying")
#: The event types of harm that is no killing or wound, by outcome.
_TOLD_BY = {
    "detained": "detention",
    "abducted": "abduction",
    "missing": "abduction",
    "tortured": "torture",
    "sexually-abused": "sexual-violence",
    "displaced": "displacement",
    "besieged": "siege",
}


def words_to_ask_about(
    document: Document, triggers: Sequence[Trigger], codes: Iterable[CodeMention], harms: Iterable[Happening]
) -> tuple[Trigger, ...]:
    """The words of a document that may tell of an event besides its triggers, in order; none overlaps another."""
    taken = {position for trigger in triggers for position in range(trigger.start, trigger.end)}
    found: list[Trigger] = []
    for one in (
        *possible_triggers(document, triggers),
        *_named(document),
        *_weapons(document, codes),
        *_harms(harms),
        *_deeds(document),
    ):
        words = range(one.start, one.end)
        if taken.isdisjoint(words):
            taken.update(words)
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.start))


def _possible(token: Token, kind: str) -> Trigger:
    return Trigger(token.i, token.i + 1, token.i, kind, "possible", noun=token.pos_ != "VERB")


def _named(document: Document) -> Iterator[Trigger]:
    """Bodies, and periods that a sentence tells more of."""
    for position, word in enumerate(document.words):
        if word in _BODIES and document.doc[position].pos_ in ("NOUN", "PROPN"):
            yield _possible(document.doc[position], "killing")
        elif (word == "since" or word in _PERIODS) and _is_period(document, document.doc[position]):
            yield _possible(document.doc[position], "campaign")


def _is_period(document: Document, token: Token) -> bool:
    """Whether "since" stands beside a figure, or a noun beside words of how long it has gone on or what it cost."""
    sentence = document.sentences[document.sentence_numbers[token.i]]
    if token.lower_ == "since":
        return token.pos_ != "ADV" and any(one.like_num for one in sentence)
    return token.pos_ in ("NOUN", "PROPN") and not _TOLD.isdisjoint(document.words[sentence.start : sentence.end])


def _weapons(document: Document, codes: Iterable[CodeMention]) -> Iterator[Trigger]:
    """Weapons that are more than what something was done with."""
    for code in codes:
        if code.scheme == "weapon" and code.notation in WEAPON_TYPES and document.doc[code.head].head.lower_ not in _HOW:
            kind = WEAPON_TYPES[code.notation]
            yield Trigger(code.start, code.end, code.head, kind, "possible", (code.notation,), noun=True)


def _harms(harms: Iterable[Happening]) -> Iterator[Trigger]:
    for harm in harms:
        if harm.code in _TOLD_BY:
            yield Trigger(harm.start, harm.end, harm.head, _TOLD_BY[harm.code], "possible")


def _deeds(document: Document) -> Iterator[Trigger]:
    for position, lemma in enumerate(document.lemmas):
        followed = word_at(document.words, position + 1)
        if lemma in _DEEDS and document.doc[position].pos_ == "VERB" and not (lemma == "take" and followed in _OTHER_TAKING):
            yield _possible(document.doc[position], "attack")
