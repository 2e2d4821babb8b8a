"""What was hit: a trigger goes in, the facilities that it struck come out, with their names and the strongest effect stated."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kg.extraction.candidates import CodeMention, Document
from kg.extraction.tables import word_set
from kg.extraction.triggers import Trigger
from kg.model import Facility

#: Effects from the weakest to the strongest.
EFFECTS = ("struck", "damaged", "occupied", "out-of-service", "destroyed")
_BY_VERB = {
    verb: effect
    for effect, verbs in {
        "destroyed": "destroy burn torch raze demolish bulldoze gut level flatten reduce wreck incinerate obliterate collapse dynamite blow set pull tear",
        "damaged": "damage loot ransack pillage vandalise vandalize plunder shatter sack puncture riddle smash deface strip",
        "out-of-service": "close shut disable knock cripple paralyse paralyze",
        "occupied": "occupy",
    }.items()
    for verb in verbs.split()
}
_ON = word_set("on at in inside against into of outside through onto over upon from under beneath underneath off")
_ENTERED = word_set("into in inside")
#: Verbs by lemma of those who stop a vehicle to harm the people in it.
_STOPS = word_set("stop halt flag intercept board wave ambush surround")
_CUSTODY = frozenset({"detention", "torture"})
_FROM_AFAR = frozenset({"explosion", "shelling", "air-strike", "chemical-attack"})
_ROLES = {"nsubj": "subject"} | dict.fromkeys(("dobj", "nsubjpass", "compound", "conj", "appos", "pobj"), "object")
#: How many words up from a facility the event's words can be.
_STEPS = 7
_TAKEN_FROM = frozenset({"school", "hospital", "clinic", "church", "mosque", "university"})
_DRIVEN = frozenset({"vehicle", "ambulance", "aid-convoy"})
_NO_HOME = frozenset({"abduction", "detention", "sexual-violence", "displacement"})


def find_facilities(
    document: Document, codes: Sequence[CodeMention], trigger: Trigger, others: frozenset[int]
) -> tuple[tuple[Facility, str, CodeMention], ...]:
    """The facilities struck by what a trigger tells of, with the effect on each; `others` are the heads of other triggers.

    `codes` are the mentions of facilities in the sentence of the trigger.
    """
    doc = document.doc
    verb = _verb(doc[trigger.head])
    targets = frozenset({*range(trigger.start, trigger.end), verb.i})
    found = []
    for mention in codes:
        relation = _relation(doc[mention.head], targets, others - {verb.i}) or _relation_to_verb_before(mention, doc, verb)
        if relation is not None and _fits(mention, trigger, relation):
            found.append((named_facility(document, mention), _effect(verb, trigger, relation), mention))
    return tuple(found)


def named_facility(document: Document, mention: CodeMention) -> Facility:
    """The facility of a mention, with its name where it has one."""
    return Facility(mention.notation, _name(document, mention))


def _verb(token: Token) -> Token:
    """The verb that a noun of an event or weapon is subject, object or means of ("hit by a shell", "ran over a mine"), else the token itself."""
    if token.pos_ == "VERB":
        return token
    above = token.head
    if token.dep_ == "pobj" and above.lower_ in ("by", "with", "over", "on"):
        above = above.head
    elif token.dep_ not in ("nsubj", "nsubjpass", "dobj", "prep"):
        return token
    return above if above.pos_ == "VERB" else token


def _fits(mention: CodeMention, trigger: Trigger, relation: str) -> bool:
    """Whether an event of this type strikes such a facility by being in this relation to it."""
    kind = mention.notation
    if trigger.type in _CUSTODY or kind == "road":
        return False
    if trigger.type in _NO_HOME:
        return kind in _TAKEN_FROM and relation in ("in", "at", "inside", "into", "from")
    if relation in ("from", "outside", "subject"):
        return trigger.type == "explosion" and (relation == "outside" or (relation == "subject" and kind in _DRIVEN))
    if relation == "object":
        return kind != "settlement" or trigger.type == "destruction"
    inside = kind == "displacement-camp" and relation == "in"
    return kind != "settlement" and trigger.type != "clash" and (not inside or trigger.type in _FROM_AFAR)


def _relation(token: Token, targets: frozenset[int], others: frozenset[int]) -> str | None:
    """How a facility depends on an event's words: the preposition, "object" or "subject"; None where it does not."""
    if _antecedent(token, targets):
        return "object"
    below, last, preposition = token, "", ""
    for _ in range(_STEPS):
        if below.i in targets:
            break
        if below.head is below or (below.i in others and below is not token) or _cut(below, targets):
            return None
        if below.dep_ == "prep":
            preposition = preposition or below.lower_
        below, last = below.head, below.dep_
    else:
        return None
    if preposition:
        return preposition if preposition in _ON else None
    return _ROLES.get(last)


def _relation_to_verb_before(mention: CodeMention, doc: Doc, verb: Token) -> str | None:
    """How a facility depends on the verb that leads to the event's: "came into the mosque and shot nine", "stopped a bus and shot the driver"."""
    before = verb.head
    if verb.dep_ not in ("conj", "advcl", "pcomp") or verb.pos_ != "VERB":
        return None
    before = before if before.pos_ == "VERB" else before.head
    if before.pos_ != "VERB" or not before.i < mention.head < verb.i:
        return None
    relation = _relation(doc[mention.head], frozenset({before.i}), frozenset())
    stopped = relation == "object" and mention.notation in _DRIVEN and before.lemma_.lower() in _STOPS
    return "at" if stopped else relation if relation in _ENTERED else None


def _antecedent(token: Token, targets: frozenset[int]) -> bool:
    """Whether a relative clause tells of the event and the facility as what it was done to: "the hospital, which rebels shelled"."""
    clause = next((child for child in token.children if child.dep_ == "relcl" and child.i in targets), None)
    if clause is None:
        return False
    words = [child for child in clause.children if child.tag_ in ("WDT", "WP")]
    subject = any(child.dep_ == "nsubj" and child not in words for child in clause.children)
    return any(child.dep_ in ("dobj", "nsubjpass") or subject for child in words)


def _cut(token: Token, targets: frozenset[int]) -> bool:
    """Whether what hangs on a word is no part of the event: an owner, a relative clause, another verb's subject."""
    return token.dep_ in ("poss", "relcl") or (token.dep_ == "nsubj" and token.head.i not in targets)


def _effect(verb: Token, trigger: Trigger, relation: str) -> str:
    """The effect that the verb means for its object; what happens in or at a place strikes it."""
    if trigger.type == "destruction":
        return _BY_VERB.get(verb.lemma_.lower(), "destroyed")
    return _BY_VERB.get(verb.lemma_.lower(), "struck") if relation == "object" else "struck"


def _name(document: Document, mention: CodeMention) -> str | None:
    """The name of a facility with its noun ("Qarun general hospital"), None for one without a name."""
    doc = document.doc
    start = mention.start
    while start and doc[start - 1].text[:1].isupper() and doc[start - 1].pos_ == "PROPN" and not doc[start].is_sent_start:
        start -= 1
    named = start < mention.start and (doc[mention.head].text[:1].isupper() or not doc[start].is_sent_start)
    if named:
        return doc[start : mention.end].text
    return None
