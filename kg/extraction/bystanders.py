"""People whom a number counts though nothing is done to them: `is_bystander` tells them from those who may be victims.

They speak, they do something themselves, they go free, or words such as "the man" point back at somebody who was counted before.
"""

from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.extraction.candidates import Document, NumberMention
from kg.extraction.harm_words import heads
from kg.extraction.people import is_person, is_plural_person
from kg.extraction.tables import word_set

_SAYING = word_set(
    "say tell report add claim note declare state announce explain recall confirm count visit witness see hear describe write admit deny "
    "shout speak think believe warn allege testify insist put give recognise recognize identify"
)
#: Verbs whose subject suffers what they say, though they have an object.
_SUFFERING = word_set(
    "die perish succumb flee suffer sustain lose receive take have undergo need leave abandon seek disappear vanish cross reach spend await "
    "face lack get bear be remain become hit trip detonate meet feel show carry set miss embrace pay break describe find"
)
_FREEING = word_set("release free rescue acquit convict reunite repatriate liberate return escape")
_CHARGES = word_set("charge case complaint warrant proceeding proceedings indictment accusation lawsuit suit")
_SEEKING = frozenset({"look", "hunt"})
_SEEKERS = word_set("police detectives officers investigators policemen soldiers troops forces gendarmes agents authorities")
#: What is asked for those who are to go free.
_EXCHANGES = frozenset({"release", "freedom", "exchange", "swap", "liberation", "return"})
#: What those have who get away hurt.
_MARKS = word_set("wound wounds injury injuries cut cuts burn burns bruise bruises bullet shrapnel fracture fractures concussion")
_LEAVING = frozenset({("let", "go"), ("got", "away"), ("get", "away"), ("come", "home"), ("come", "back"), ("came", "home")})
#: Nouns that point back at one person when "the" stands before them.
_POINTING = word_set(
    "body man woman victim attacker assailant bomber suspect captive gunman corpse deceased accused dead hostage prisoner"
)
#: What stands before a number that another is drawn from; verbs for those who live somewhere, and where the displaced do.
_WHOSE = frozenset({"the", "these", "those", "its", "his", "her", "their", "our"})
_DWELLING = frozenset({"live", "reside", "inhabit", "dwell"})
_SHELTERS = word_set("camp camps tent tents open shelter shelters school schools fear rubble cellars basements trees bush forest")
_DETERMINERS = frozenset({"the", "his", "her", "their"})


_UNHURT = word_set("unhurt unharmed uninjured unscathed safe")
_UNHURT_REACH = 6
_NEITHER = frozenset({"neither", "nor"})
_COPULAS = frozenset({"was", "is", "were", "are"})
_SUBJECTS = frozenset({"he", "she", "who", "age", "youngest", "oldest", "eldest"})
_CLOCK_WORDS = frozenset({"at", "past", "until"})
#: Words before "at" that make it one of figures, not of hours.
_ESTIMATES = word_set("put puts putting place places placed toll number stood stands losses estimated reckoned")
_ESTIMATE_REACH = 16


def is_of_things(document: Document, number: NumberMention) -> bool:
    """Whether a number without a noun of its own is of things, an age, a time or a part of a name: "two of the trucks"."""
    doc, words, end = document.doc, document.words, number.end
    before = words[number.start - 1] if number.start else ""
    if words[end : end + 1] == ("of",) and words[end + 1 : end + 2] != ("whom",) and not _is_of_people(doc, end + 1):
        return True
    if (
        before in _COPULAS
        and number.start > 1
        and (words[number.start - 2] in _SUBJECTS or doc[number.start - 2].ent_type_ == "PERSON")
    ):
        return True
    if before in _CLOCK_WORDS and _ESTIMATES.isdisjoint(words[max(0, number.start - _ESTIMATE_REACH) : number.start]):
        return words[end : end + 1] in ((".",), (",",), (";",), ("or",)) and number.quantity.qualifier == "exact"
    return _is_in_name(doc, number)


def _is_of_people(doc: Doc, start: int) -> bool:
    """Whether the noun phrase behind "of" is of people, or a pronoun that may stand for them."""
    for token in doc[start : start + 7]:
        people = is_person(token) or is_plural_person(token) or token.lower_ in heads() or token.ent_type_ in ("NORP", "PERSON")
        if people or token.tag_ in ("PRP", "WP") or token.lower_ in ("whom", "these", "those", "ours", "theirs"):
            return True
        if token.tag_ in ("NNS", "NN") and token.dep_ == "pobj":
            return False
        if token.is_punct or token.pos_ == "VERB":
            break
    return doc[start].lower_ != "which"


def _is_in_name(doc: Doc, number: NumberMention) -> bool:
    """Whether a figure stands behind a name in capitals as its number: "Quartier 3", "Sector 12"."""
    before = doc[number.start - 1] if number.start else None
    return (
        before is not None
        and number.end - number.start == 1
        and before.pos_ == "PROPN"
        and before.text.istitle()
        and doc[number.start].text.isdigit()
        and doc[number.start].dep_ in ("nummod", "appos", "npadvmod")
    )


def is_unhurt(document: Document, number: NumberMention) -> bool:
    """Whether words beside a number say that its people were not harmed: "two boys beside him unhurt", "nor his deputy was hurt"."""
    if number.start and document.words[number.start - 1] in _NEITHER:
        return True
    start = max(number.end, number.head + 1)
    for word in document.words[start : start + _UNHURT_REACH]:
        if word in _UNHURT:
            return True
        if word in heads() or not word[:1].isalpha() or word in ("and", "but"):
            break
    return False


def is_bystander(document: Document, number: NumberMention) -> bool:
    """Whether the people of a number suffer nothing that is counted: they speak, act, go free, or were counted before."""
    doc = document.doc
    head = doc[number.head]
    return (
        _is_told_of_as_source(doc, number, head)
        or (number.head >= number.end and _acts(head))
        or _goes_free(doc, number, head)
        or _points_back(doc, number)
        or _is_drawn_from(document, number)
        or _dwells(head)
    )


def _is_drawn_from(document: Document, number: NumberMention) -> bool:
    """Whether people are those whom the number before is drawn from, the 29 in "eight of the 29 passengers".

    Those of whom something is told right behind them are not: "one of the two engineers kidnapped".
    """
    if any(child.dep_ in ("acl", "relcl") for child in document.doc[number.head].children):
        return False
    words, start = document.words, number.start
    of = start - 2
    return of > 0 and words[of] == "of" and words[start - 1] in _WHOSE and document.doc[of - 1].like_num


def _dwells(head: Token) -> bool:
    """Whether people only live somewhere, and not in camps or the open."""
    return (
        head.dep_ == "nsubj"
        and head.head.lemma_ in _DWELLING
        and not any(token.lower_ in _SHELTERS for token in head.head.subtree)
    )


def _is_told_of_as_source(doc: Doc, number: NumberMention, head: Token) -> bool:
    """Whether people say what is told ("two officials said", "according to a nurse"), are told it, or do it ("by soldiers")."""
    before = [token.lower_ for token in doc[max(0, number.start - 2) : number.start]]
    if before[-1:] == ["by"] or before == ["according", "to"] or _is_sought(head) or _is_charged(head):
        return True
    if number.head >= number.end and head.dep_ in ("dobj", "dative") and head.head.lemma_ in ("tell", "inform"):
        return True
    harmed = head.i + 1 < len(doc) and doc[head.i + 1].lower_ in heads()  # "four others injured …, a source said"
    return head.dep_ == "nsubj" and head.head.lemma_ in _SAYING and not harmed


def _is_sought(head: Token) -> bool:
    """Whether an authority looks for people, for what they did: "police are looking for two men"."""
    verb = head.head.head
    if head.dep_ != "pobj" or head.head.lower_ != "for" or verb.lemma_ not in _SEEKING:
        return False
    found = any(child.dep_ == "nsubj" and child.lower_ in _SEEKERS for child in verb.children)
    return found and all(child.lower_ not in ("missing", "kidnapped", "abducted") for child in head.children)


def _is_charged(head: Token) -> bool:
    """Whether people are those against whom a charge is brought: "a murder charge against the two officers"."""
    if head.dep_ != "pobj" or head.head.lower_ != "against":
        return False
    verb = head.head.head  # or the noun itself
    return any(word.lemma_ in _CHARGES for word in (verb, verb.head, *verb.children))


def _acts(head: Token) -> bool:
    """Whether people are the subject of an active verb with an object, other than one of suffering: "a constable shot her"."""
    verb = head.head
    if head.dep_ != "nsubj" or verb.pos_ != "VERB" or verb.lemma_ in _SUFFERING:
        return False
    return any(child.dep_ == "dobj" and child.ent_type_ not in ("DATE", "TIME") for child in verb.children)


def _goes_free(doc: Doc, number: NumberMention, head: Token) -> bool:
    """Whether people are freed or get away: "26 of them were released"."""
    words = tuple(token.lower_ for token in doc[number.head + 1 : number.head + 9])
    if not _MARKS.isdisjoint(token.lower_ for token in doc[number.head + 1 : min(number.head + 13, head.sent.end)]):
        return False
    if head.dep_ == "nsubj" and head.head.lemma_ == "get" and any(child.lower_ == "away" for child in head.head.children):
        return True
    if head.dep_ == "pobj" and head.head.lower_ in ("of", "for") and head.head.head.lower_ in _EXCHANGES:
        return True
    if head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_ in _FREEING:
        return True
    return any(pair in _LEAVING for pair in pairwise(words))


def _points_back(doc: Doc, number: NumberMention) -> bool:
    """Whether one person is pointed at with a word that says nothing new: "the man", "his body"."""
    return (
        number.article
        and doc[number.start].lower_ in _DETERMINERS
        and doc[number.head].lower_ in _POINTING
        and not (doc[number.start - 1].lower_ in ("and", "of") and doc[number.head : number.head + 2].text.endswith("who"))
        and (number.head - number.start == 1 or doc[number.head].lower_ in ("body", "corpse"))
    )
