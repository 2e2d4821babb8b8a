"""Harm in a text: `find_harms` takes a document and gives every verb, noun and phrase that says what people suffered.

The words of `harm_words` say so by themselves, others by what they are built with ("took 20 women from the village"); the
syntax says on which side the people stand.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.extraction.candidates import Document
from kg.extraction.harm_words import heads, phrases, verbs
from kg.extraction.nearness import Happening
from kg.extraction.numerals import tolls
from kg.extraction.people import is_person, is_plural_person
from kg.extraction.tables import word_set

#: Verbs of taking away, by lemma, which do harm only with a word such as "away" behind them or people right behind them.
_TAKING = word_set("take lead carry march drag pull drive whisk herd haul bundle force pick round seize capture")
#: Verbs of suffering and of bringing somewhere, by lemma, which mean that people were hurt with one of these nouns.
_RECEIVING = word_set("sustain suffer receive get have")
_BRINGING = word_set("take rush admit bring evacuate transfer refer carry drive send airlift fly move")
_WOUNDS = word_set("injury injuries wound wounds burn burns cut cuts fracture fractures bruises lacerations concussion")
_PARTS = word_set(
    "leg legs foot feet arm arms hand hands eye eyes finger fingers toe toes thumb limb limbs ear sight hearing eyesight consciousness"
)
_HOSPITALS = word_set("hospital hospitals clinic infirmary")
_FARTHEST_OBJECT = 9
#: Where the object of a verb ends with what belongs to it.
_CLAUSE_ENDS = frozenset({",", ";", ":", ".", "and", "who", "when", "after"})
#: Verbs of moving, by lemma, that mean displacement of many people.
_MOVEMENTS = word_set("leave cross arrive reach move abandon")
_HOSTS = word_set("hundreds thousands hundred thousand")
_LARGE_DIGITS = 3
#: Verbs of leaving, by lemma, those left with against their will, and the pronouns for those who take people.
_LEAVING = word_set("leave flee escape depart withdraw retreat disappear sail ride")
_CAPTIVES = word_set("hostage hostages captive captives prisoner prisoners abductee abductees")
_TAKERS = word_set("it them him himself themselves men gunmen militiamen fighters rebels pirates attackers")
#: What people are treated for whom nobody hurt, and how far behind the words that say so.
_ILLNESSES = word_set(
    "hunger malnutrition malnourishment starvation malaria cholera measles typhoid dysentery diarrhoea diarrhea dehydration exhaustion illness illnesses disease diseases fever"
)
_ILLNESS_REACH = 4
#: What people are saved out of.
_RUINS = word_set("rubble debris ruins wreckage wreck water sea river flames fire safety")
_AWAY = word_set("away off captive hostage hostages prisoner")
#: Nouns in lower case for those who take people by authority, so that taking is an arrest.
_AUTHORITIES = word_set(
    "police policemen policeman soldiers soldier army troops officers gendarmes gendarmerie intelligence security agents authorities guard marines "
    "constables commandos patrol navy"
)

#: What the letters of a log's shorthand mean.
_LETTERS = {"k": "killed", "w": "injured", "i": "injured"}
_GRAVEST = ("killed", "missing", "sexually-abused", "tortured", "injured", "abducted", "detained", "displaced")
#: Pronouns for people to whom something was done before.
_THEM = frozenset({"them", "him", "her"})
_FUNCTION_WORDS = frozenset({"PUNCT", "SPACE", "DET", "ADP", "CCONJ", "PRON", "NUM", "PART", "SCONJ"})


def find_harms(document: Document) -> tuple[Happening, ...]:
    """The words of harm of a document, in order; phrases go before single words."""
    doc, words, parts = document.doc, document.words, document.parts_of_speech
    shorthand = {start: Happening(start, end, start, _LETTERS[letter], None) for start, end, _, letter in tolls(words)}
    found: list[Happening] = []
    position = 0
    while position < len(words):
        harm = shorthand.get(position) or _phrase(doc, words, position)
        if harm is None and parts[position] not in _FUNCTION_WORDS:
            harm = _single(doc[position], words)
        if harm is not None:
            found.append(harm)
        position = harm.end if harm is not None else position + 1
    return tuple(found)


def _single(token: Token, words: Sequence[str]) -> Happening | None:
    """The word of harm that a single token is, if it is one."""
    return (
        _hurt(token)
        or _verb(token)
        or (_moving(token) if token.pos_ == "VERB" else None)
        or _taking(token)
        or _leaving(token)
        or _head(token, words)
    )


def _phrase(doc: Doc, words: Sequence[str], position: int) -> Happening | None:
    for places, entry in phrases().get(words[position], ()):
        end = position + len(places)
        if end <= len(words) and all(word in place for word, place in zip(words[position:end], places, strict=True)):
            if entry.outcome == "injured" and not _ILLNESSES.isdisjoint(words[end : end + _ILLNESS_REACH]):
                continue
            arrest = entry.outcome == "abducted" and by_authority(doc[position])
            before = entry.role == "subject" or (entry.role == "either" and not _is_transitive(doc, position, end))
            return Happening(position, end, doc[position:end].root.i, "detained" if arrest else entry.outcome, before)
    return None


def _is_transitive(doc: Doc, position: int, end: int) -> bool:
    """Whether a phrase that begins with a verb has an object behind it: "shot dead two men"."""
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in doc[position].children)
    return (
        not passive
        and end < len(doc)
        and doc[end].pos_ in ("NUM", "DET", "PRON", "PROPN", "NOUN", "ADJ")
        and not doc[end].is_sent_start
    )


def _verb(token: Token) -> Happening | None:
    entry = verbs().get(token.lemma_.lower()) or verbs().get(token.lower_)
    if entry is None or (
        token.pos_ not in ("VERB", "AUX")
        and not (token.pos_ == "ADJ" and token.tag_ in ("VBN", "JJ") and token.lower_.endswith("ed"))
    ):
        return None
    behind = token.doc[token.i + 1 : token.i + 2 + _ILLNESS_REACH]
    if token.lemma_ == "treat" and not _ILLNESSES.isdisjoint(word.lower_ for word in behind):
        return None
    before = _before_list(token) if _heads_list(token) else entry.role == "subject" or is_passive(token)
    return Happening(token.i, token.i + 1, token.i, _with_complement(token, entry.outcome), before)


def _with_complement(verb: Token, outcome: str) -> str:
    """The outcome of a verb with what stands behind its object: "stabbed a guard to death", "held six officers hostage"."""
    behind = [token.lower_ for token in verb.doc[verb.i + 1 : min(verb.i + _FARTHEST_OBJECT, verb.sent.end)]]
    behind = behind[: next((place for place, word in enumerate(behind) if word in _CLAUSE_ENDS), len(behind))]
    if verb.lemma_ == "hold" and not _CAPTIVES.isdisjoint(behind):
        return "abducted"
    return "killed" if outcome in ("injured", "tortured") and ("to", "death") in pairwise(behind) else outcome


def _moving(token: Token) -> Happening | None:
    """A verb of falling in battle, or of many people moving: "20 guerrillas fell", "11,700 people left Marwat for the coast"."""
    subject = next((child for child in token.children if child.dep_ == "nsubj"), None)
    if subject is None or not _is_people(subject):
        return None
    if token.lemma_ == "fall" and not any(child.lower_ in ("ill", "to", "into", "short") for child in token.children):
        return Happening(token.i, token.i + 1, token.i, "killed", True)
    if token.lemma_ in _MOVEMENTS and _are_many(subject):
        return Happening(token.i, token.i + 1, token.i, "displaced", True)
    return None


def _are_many(subject: Token) -> bool:
    """Whether a subject is a large number of people: a figure of three digits or more, hundreds or thousands."""
    words = [token for token in subject.subtree if token.i <= subject.i]
    return any(token.lower_ in _HOSTS or (token.text[:1].isdigit() and len(token.text) >= _LARGE_DIGITS) for token in words)


def _is_people(token: Token) -> bool:
    return token.pos_ == "NUM" or is_person(token) or is_plural_person(token)


def gravity(outcome: str) -> int:
    """The place of an outcome in the order of gravity, 0 for the gravest."""
    return _GRAVEST.index(outcome) if outcome in _GRAVEST else len(_GRAVEST)


def gravest_joined(document: Document, harm: Happening, harms: Sequence[Happening]) -> str:
    """The gravest outcome of a word of harm and of the verbs joined to it: "was hit in the neck and died"."""
    sentence = document.sentence_numbers[harm.start]
    place = bisect_left(harms, harm.start, key=lambda one: one.start)
    found = [harm.code]
    for other in harms[place + 1 : place + 4]:
        token = document.doc[other.head]
        alone = not any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)
        if document.sentence_numbers[other.start] == sentence and token.dep_ == "conj" and alone and other.before is not False:
            found.append(other.code)
    return min(found, key=gravity)


def kills_them(document: Document, harm: Happening, harms: Sequence[Happening]) -> bool:
    """Whether a verb joined to one of harm says that the same people were killed: "dragged five men from a bus and shot them"."""
    place = bisect_left(harms, harm.start, key=lambda one: one.start)
    for other in harms[place + 1 : place + 4]:
        token = document.doc[other.head]
        joined = token.dep_ == "conj" and document.doc[harm.head] in (token.head, token.head.head)
        if joined and other.code == "killed" and any(child.dep_ == "dobj" and child.lower_ in _THEM for child in token.children):
            return True
    return False


def _hurt(token: Token) -> Happening | None:
    """A verb of suffering with wounds as its object ("sustained splinter injuries"), or of bringing people to a hospital."""
    if token.lemma_ == "hit" and any(child.dep_ == "dobj" and _is_people(child) for child in token.children):
        return Happening(token.i, token.i + 1, token.i, "injured", False)
    if token.lemma_ == "lose" and any(child.dep_ == "dobj" and child.lower_ in _PARTS for child in token.children):
        return Happening(token.i, token.i + 1, token.i, "injured", True)
    if token.pos_ != "VERB" or (token.lemma_ not in _RECEIVING and token.lemma_ not in _BRINGING):
        return None
    for word in token.doc[token.i + 1 : min(token.i + _FARTHEST_OBJECT, token.sent.end)]:
        if token.lemma_ in _RECEIVING and word.lower_ in _WOUNDS and word.dep_ in ("dobj", "conj", "pobj", "oprd"):
            return Happening(token.i, token.i + 1, token.i, "injured", True)
        if token.lemma_ in _BRINGING and word.lower_ in _HOSPITALS and is_passive(token):
            return Happening(token.i, token.i + 1, token.i, "injured", True)
        if word.pos_ == "VERB" or word.text in (";", ","):
            break
    return None


def _taking(token: Token) -> Happening | None:
    """A verb of taking people away: an arrest when an authority does it, else an abduction; a displacement out of homes."""
    if token.lemma_.lower() not in _TAKING or token.pos_ != "VERB":
        return None
    words = {child.lower_ for child in token.children}
    homes = any(
        child.lower_ in ("from", "out", "off")
        and any(noun.lower_ in ("homes", "home", "houses", "land", "villages") for noun in child.subtree)
        for child in token.children
    )
    if token.lemma_ in ("drive", "force") and homes:
        return Happening(token.i, token.i + 1, token.i, "displaced", is_passive(token))
    if words.isdisjoint(_AWAY) and token.lemma_ not in ("seize", "capture") and not _takes_people_from(token):
        return None
    return Happening(token.i, token.i + 1, token.i, "detained" if by_authority(token) else "abducted", is_passive(token))


def _takes_people_from(verb: Token) -> bool:
    """Whether people are taken from or into somewhere: "took 20 women from the village", "pulled two men out of a bus"."""
    behind = verb.doc[verb.i + 1 : min(verb.i + _FARTHEST_OBJECT, verb.sent.end)]
    places = any(
        token.lower_ in ("from", "into") or (token.lower_ == "of" and token.nbor(-1).lower_ in ("out", "off")) for token in behind
    )
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and is_plural_person(verb.head):
        return any(child.dep_ == "agent" for child in verb.children)
    if verb.lemma_ == "take" and _is_with_takers(verb):
        return True
    objects = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    return (
        places
        and any(is_plural_person(noun) or is_person(noun) or noun.ent_type_ == "PERSON" for noun in objects)
        and verb.lemma_ not in ("drive", "force")
        and _RUINS.isdisjoint(token.lower_ for token in behind)
    )


def _is_with_takers(verb: Token) -> bool:
    """Whether somebody was taken by people or with those who came: "a nurse was taken by armed men", "took five women with them"."""
    passive = any(child.dep_ == "nsubjpass" and _is_people(child) for child in verb.children)
    people = passive or any(child.dep_ == "dobj" and _is_people(child) for child in verb.children)
    link = "by" if passive else "with"
    with_whom = (noun for child in verb.children if child.lower_ == link for noun in child.children)
    return people and any(noun.lower_ in _TAKERS or (passive and is_plural_person(noun)) for noun in with_whom)


def _leaving(token: Token) -> Happening | None:
    """A verb of leaving with some of those who were there: "left with six of the crew"."""
    if token.lemma_ not in _LEAVING or token.pos_ != "VERB" or is_passive(token):
        return None
    taken = (noun for child in token.children if child.lower_ == "with" for noun in child.children if noun.dep_ == "pobj")
    if any(noun.lower_ in _CAPTIVES or (noun.pos_ == "NUM" and noun.nbor(1).lower_ == "of") for noun in taken):
        return Happening(token.i, token.i + 1, token.i, "detained" if by_authority(token) else "abducted", False)
    return None


def by_authority(verb: Token) -> bool:
    """Whether soldiers, police or another authority is the subject of a verb, or its agent."""
    node = verb
    for _ in range(3):
        for child in node.children:
            if child.dep_ in ("nsubj", "agent") and any(
                token.lower_ in _AUTHORITIES for token in child.subtree if token.i < child.i + 4
            ):
                return True
        if node.dep_ not in ("conj", "advcl", "xcomp"):
            break
        node = node.head
    return False


def _head(token: Token, words: Sequence[str]) -> Happening | None:
    entry = heads().get(token.lower_)
    if entry is None or (token.i and words[token.i - 1] in ("no", "without")):
        return None
    after = words[token.i + 1] if token.i + 1 < len(words) else ""
    before = False if after == "of" else _before_list(token)
    return Happening(token.i, token.i + 1, token.i, entry.outcome, before)


def _before_list(token: Token) -> bool | None:
    """On which side a word of a table has its people: behind it where a colon and a figure follow, else on both."""
    following = token.doc[token.i + 1 : token.i + 3]
    figure = len(following) == 2 and following[0].text in (":", "=") and following[1].like_num  # noqa: PLR2004
    return False if figure else None


def _heads_list(token: Token) -> bool:
    """Whether a word stands before its number as in a table: "Injured: 37", "KILLED – 3"."""
    following = token.doc[token.i + 1 : token.i + 3].text
    return following[:1] in (":", "–", "—", "-", "=", "…") or following.startswith("..")


def is_passive(verb: Token) -> bool:
    """Whether the people a verb harms stand before it: in the passive, or a participle without an object."""
    children = {child.dep_ for child in verb.children}
    if children & {"auxpass", "nsubjpass"}:
        return True
    if verb.tag_ in ("VB", "VBP", "VBZ", "VBG") or "dobj" in children:
        return False
    if verb.tag_ == "VBN" and any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.tag_ == "VBD" and "nsubj" not in children:
        return is_passive(verb.head) and not _object_follows(verb)
    return not _object_follows(verb)


def _object_follows(verb: Token) -> bool:
    following = verb.doc[verb.i + 1] if verb.i + 1 < len(verb.doc) else None
    if following is None or (following.lower_ == "at" and following.i + 1 < len(verb.doc)):
        return following is not None and following.nbor(1).lower_ in ("least", "most")
    return following.pos_ in ("NUM", "DET", "PRON", "PROPN", "NOUN") or following.lower_ in ("more", "over", "about")
