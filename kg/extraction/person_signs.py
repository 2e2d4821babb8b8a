"""What stands beside a name and says that it is a person's: the tokens of a name go in, yes or no comes out.

An age ("Lena, aged nine"), a noun for a person before it ("the brothers Omar and Ali", "a man called Tobin", "the head of the depot,
Lena Marwat") or behind it ("Amir Dostan, a swimming teacher"), or what is done to people only ("shot Amir Dostan").
"""

from spacy.tokens import Doc, Token

from kg.extraction.numerals import small_number
from kg.extraction.people import OLDEST, is_done_to_people, is_person, is_plural_person
from kg.extraction.speech import ROLE_WORDS
from kg.extraction.tables import word_set

_OPENS = frozenset({",", "("})
_CLOSES = frozenset({",", ")", ".", ";"})
_CALLED = frozenset({"called", "named"})
_KNOWN = ("known", "as")
#: Nouns of people that bodies are called, too: "Progressio, a member of the alliance".
_OF_BODIES = word_set("member members partner victim victims supporter supporters head leader survivor survivors")
#: Endings of nouns for people.
_ENDINGS = ("man", "men", "woman", "women")
#: How many words behind a comma are looked through for a noun, and how many up from one before it.
_FARTHEST = 6
_LONGEST_CLIMB = 6
#: How words of a noun phrase hang on the words before them.
_INSIDE = frozenset({"pobj", "prep", "compound", "nmod", "amod", "poss", "conj", "appos", "relcl", "acl"})


def tells_person(doc: Doc, start: int, end: int) -> bool:
    """Whether something beside a name says that it is of a person."""
    explains = (doc[start - 1].text != "," or _is_parted(doc, end)) and noun_before(doc, start) is not None
    return explains or _has_age(doc, end) or _noun_behind(doc, end) or _is_done_to(doc, start, end)


def _is_parted(doc: Doc, end: int) -> bool:
    """Whether a name ends as one in apposition does, and not before its own verb: "killed two farmers, Harim Radio said"."""
    return end == len(doc) or doc[end].pos_ not in ("VERB", "AUX", "ADV", "PROPN", "NOUN", "PART") or bool(doc[end].is_sent_start)


def _has_age(doc: Doc, end: int) -> bool:
    """Whether an age stands behind a name: ", 34", "(34)", ", aged nine", ", five,"."""
    if end + 2 >= len(doc) or doc[end].text not in _OPENS:
        return False
    aged = doc[end + 1].lower_ == "aged"
    number = doc[end + 1 + aged]
    age = small_number(number.lower_)
    if age is None or not 0 < age <= OLDEST:
        return False
    return aged or number.text.isdigit() or (end + 2 < len(doc) and doc[end + 2].text in _CLOSES)


def _noun_behind(doc: Doc, end: int) -> bool:
    """Whether a noun for a person stands in apposition behind a name: ", a 17-year-old pupil", ", labourers"."""
    if end + 1 >= len(doc) or doc[end].text not in _OPENS:
        return False
    position = end + 1 + (doc[end + 1].lower_ in ("a", "an", "the"))
    for token in doc[position : position + _FARTHEST]:
        following = token.nbor(1) if token.i + 1 < len(doc) else None
        ends = following is None or following.pos_ not in ("NOUN", "ADJ", "PROPN") or following.text == ","
        if ends and token.text == token.lower_ and is_somebody(token) and token.lower_ not in _OF_BODIES:
            return following is None or following.pos_ not in ("VERB", "AUX") or position > end + 1
        if token.pos_ not in ("NOUN", "ADJ", "NUM", "PUNCT", "ADV") or token.text in _CLOSES:
            return False
    return False


def noun_before(doc: Doc, start: int) -> Token | None:
    """The noun for a person that a name stands in apposition to, from the words before it."""
    if start < 2:  # noqa: PLR2004
        return None
    last = doc[start - 1]
    if last.lower_ in _CALLED:
        last = doc[start - 2]
    elif start > 2 and (doc[start - 2].lower_, last.lower_) == _KNOWN:  # noqa: PLR2004
        last = doc[start - 3]
    elif last.text == ",":
        return _climbed(doc[start - 2], doc[start])
    return last if _is_noun(last) else None


def _climbed(last: Token, name: Token) -> Token | None:
    """The noun at the head of a phrase with an article that ends right before a comma and a name: "the head of the depot, "."""
    node = last
    for _ in range(_LONGEST_CLIMB):
        if _is_noun(node):
            return node if _is_bounded(node, name) else None
        if node.dep_ not in _INSIDE or node.head.i >= node.i:
            return None
        node = node.head
    return None


def _is_bounded(noun: Token, name: Token) -> bool:
    """Whether a noun with what belongs to it stands for one or a few people told of anew: "a baker,", "two brothers,", not "5 wounded,"."""
    opens = any(child.dep_ in ("det", "poss") or (child.dep_ == "nummod" and child.is_alpha) for child in noun.lefts)
    return opens and noun.sent.start == name.sent.start


def _is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "ADJ") and token.text == token.lower_ and is_somebody(token)


def is_somebody(token: Token) -> bool:
    """Whether a noun is of a person or several, by the lists or by the ending of a trade."""
    return (
        is_person(token)
        or is_plural_person(token)
        or token.lower_ in ROLE_WORDS
        or (token.pos_ == "NOUN" and token.lower_.removesuffix("s").endswith(_ENDINGS))
    )


def _is_done_to(doc: Doc, start: int, end: int) -> bool:
    """Whether a name of two words or more is the object of a verb of what is done to people only, or the subject of its passive."""
    last = doc[end - 1]
    if end - start == 1 or (start and doc[start - 1].lower_ in ("the", "a", "an")) or last.dep_ not in ("dobj", "nsubjpass"):
        return False
    return is_done_to_people(last.head)
