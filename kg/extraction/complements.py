"""What stands beside a verb that tells of an event only with the right words: a verb goes in, yes or no or the words come out.

"Fired at the crowd", "took two boys", "dragged him from his shop", "found the bodies".
"""

from spacy.tokens import Token

from kg.extraction.people import is_person, is_plural_person
from kg.extraction.tables import word_set

_BODIES = frozenset({"body", "bodies", "corpse", "corpses"})
#: How many tokens ahead tell where people are taken.
_NEAR = 7
#: Where people are taken whom nobody abducts, and what "take" has for an object besides.
_CARE = word_set(
    "hospital hospitals clinic clinics morgue mortuary safety shelter care treatment surgery court home school church ambulance part advantage"
)


def fires(verb: Token) -> bool:
    """Whether somebody fires at something, or fires shots."""
    return any(
        child.dep_ == "prep" and child.lower_ in ("at", "on", "into", "over", "upon", "toward", "towards", "through")
        for child in verb.children
    ) or any(
        child.dep_ in ("dobj", "nsubjpass") and child.lemma_.lower() in ("shot", "round", "bullet", "gun", "weapon", "volley")
        for child in verb.children
    )


def takes_people(verb: Token, people: set[int]) -> bool:
    """Whether a verb of taking has people as its object and tells from where or away."""
    children = list(verb.children)
    away = any(
        (child.dep_ in ("prt", "advmod") and child.lower_ in ("away", "off"))
        or (child.dep_ == "prep" and child.lower_ in ("from", "off", "out"))
        for child in children
    )
    return away and has_people(verb, people) is not None


def leads_people(verb: Token, people: set[int]) -> bool:
    """Whether people are taken, not told where from, and not to a place of care: "took two boys", "the girls taken by the rebels"."""
    clause = verb.dep_ == "acl" and verb.tag_ == "VBN" and (verb.head.i in people or is_plural_person(verb.head))
    if not clause and has_people(verb, people) is None:
        return False
    ahead = verb.doc[verb.i + 1 : verb.i + _NEAR]
    return verb.head.lower_ not in _BODIES and not any(word.lower_ in _CARE or word.lower_ in _BODIES for word in ahead)


def has_people(verb: Token, people: set[int]) -> Token | None:
    """The people that are a verb's object, or its subject in the passive."""
    return next(
        (
            child
            for child in verb.children
            if child.dep_ in ("dobj", "nsubjpass")
            and (
                child.i in people
                or child.ent_type_ in ("PERSON", "CARDINAL")
                or child.lower_ in ("him", "her", "them", "he", "she", "they", "people", "who", "whom")
                or ((is_person(child) or is_plural_person(child)) and child.lower_ not in _BODIES)
            )
        ),
        None,
    )


def bodies_found(verb: Token) -> Token | None:
    """The bodies that are found: the object of a verb of finding, or its subject in the passive."""
    return next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass") and child.lower_ in _BODIES), None)
