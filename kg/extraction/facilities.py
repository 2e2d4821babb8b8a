"""What was hit: a trigger goes in, the facilities that it struck come out, with their names and the strongest effect stated."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.extraction.candidates import CodeMention, Document
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
_ON = frozenset("on at in inside against into of outside through onto over upon".split())
_CUSTODY = frozenset({"detention", "torture"})
_NO_HOME = frozenset({"abduction", "detention", "sexual-violence", "displacement"})


def find_facilities(document: Document, codes: Sequence[CodeMention], trigger: Trigger, others: frozenset[int]) -> tuple[tuple[Facility, str, CodeMention], ...]:
    """The facilities struck by what a trigger tells of; `others` are the heads of the other triggers of its sentence."""
    doc = document.doc
    found = []
    for mention in codes:
        if mention.scheme != "facility":
            continue
        relation = _relation(doc[mention.head], doc[trigger.head], trigger, others)
        if relation is None or not _fits(mention, trigger, relation):
            continue
        effect = _effect(doc[trigger.head], trigger)
        found.append((Facility(mention.notation, _name(document, mention)), effect, mention))
    return tuple(found)


def _fits(mention: CodeMention, trigger: Trigger, relation: str) -> bool:
    if trigger.type in _CUSTODY:
        return False
    if trigger.type in _NO_HOME:
        return mention.notation in ("school", "hospital", "clinic", "church", "mosque", "university") and relation in ("in", "at", "inside", "into")
    return not (mention.notation == "settlement" and relation != "destroyed") and mention.notation != "road"


def _relation(token: Token, target: Token, trigger: Trigger, others: frozenset[int]) -> str | None:
    """How a facility depends on a trigger: the preposition or "object"; None where it does not."""
    steps, below = 0, token
    preposition = ""
    while below.i != target.i and not trigger.start <= below.i < trigger.end:
        if steps > 6 or below.head is below or (below.i in others and below is not token):
            return None
        if below.dep_ == "prep":
            preposition = preposition or below.lower_
        if below.dep_ in ("nsubj", "poss", "relcl") and below.head.pos_ in ("VERB", "NOUN"):
            return None
        below, last = below.head, below.dep_
        steps += 1
    if steps == 0:
        return None
    if preposition:
        return preposition if preposition in _ON else None
    return "object" if last in ("dobj", "nsubjpass", "compound", "conj", "appos", "pobj") else None


def _effect(token: Token, trigger: Trigger) -> str:
    for word in (token, *(child for child in token.children if child.dep_ in ("acl", "advcl", "conj", "relcl"))):
        if (effect := _BY_VERB.get(word.lemma_.lower())) is not None and (word is token or effect in ("destroyed", "damaged")):
            return effect
    return "destroyed" if trigger.type == "destruction" else "struck"


def _name(document: Document, mention: CodeMention) -> str | None:
    """The name of a facility with its noun ("Kafr Nabl hospital"), None for one without a name."""
    doc = document.doc
    start = mention.start
    while start and doc[start - 1].text[:1].isupper() and doc[start - 1].pos_ == "PROPN" and not doc[start].is_sent_start:
        start -= 1
    end = mention.end
    if doc[mention.head].text[:1].isupper() and start < mention.start or (start < mention.start and not doc[start].is_sent_start):
        return doc[start:end].text
    return None


def strongest(effects: Iterator[str]) -> str:
    """The strongest of several effects."""
    return max(effects, key=EFFECTS.index)
