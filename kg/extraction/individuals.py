"""People whom a text counts without a number: the words at a position go in, a number of one, or of two for a couple, comes out.

An article or possessive before a noun of a person ("a nurse", "his sister"), whose relative somebody is ("Dostan's father"), the
bare noun that begins a clause of a log ("Driver killed") and words for two ("both", "twin sons") count so.
"""

from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.extraction.candidates import NumberMention
from kg.extraction.harm_words import heads
from kg.extraction.numerals import numeral_at, word_at
from kg.extraction.people import TRADE_ENDINGS, is_by_age, is_harmed, is_person, is_told_off
from kg.extraction.tables import word_set
from kg.values import Quantity

#: How many words describe a noun without an article at most, and how many a clause of a log has.
_LONGEST_COMPOUND = 3
_LONGEST_CLAUSE = 14
#: An ordinal above this counts up; one below it does where one of these pairs of words follows within so many words.
_TALLIED = 10
_FARTHEST_TALLY = 14
_TALLIES = frozenset(
    (first, second)
    for first, seconds in {
        "to": "be have die suffer lose come",
        "this": "year month week season quarter",
        "known": "to",
        "in": "as a the six five four three two seven eight ten twelve less under just recent",
        "killed": "in this since by there",
        "murdered": "in this since by there",
        "since": "the january february march april may june july august september october november december last",
        "so": "far",
        "of": "the",
    }.items()
    for second in seconds.split()
)
#: How names of a single person's nation end.
_OF_NATIONS = ("an", "ese", "i")
_POSSESSIVES = frozenset({"his", "her", "their", "my", "our", "your", "its", "whose"})
_SAID_OF_BOTH = word_set("were was are have had died dead killed injured wounded later")
_REMAINS = frozenset({"body", "corpse", "remains"})
_ARTICLES = frozenset({"a", "an", "another", "the"}) | _POSSESSIVES
#: Words that hyphens make parts of a noun or adjective.
_PREFIXES = frozenset({"off", "by", "ex", "then", "well", "pre", "non"})


def pair(words: Sequence[str], position: int) -> NumberMention | None:
    """Two people by one word: "a couple", "her twin daughters", "both were shot"."""
    if words[position] == "both" and word_at(words, position + 1) in _SAID_OF_BOTH:
        return NumberMention(position, position + 1, position, Quantity.exactly(2))
    if words[position] == "a" and word_at(words, position + 1) == "couple" and word_at(words, position + 2) != "of":
        return NumberMention(position, position + 2, position + 1, Quantity.exactly(2))
    if words[position] == "twin" and word_at(words, position + 1) in (
        "sons",
        "daughters",
        "brothers",
        "sisters",
        "boys",
        "girls",
        "babies",
    ):
        return NumberMention(position, position + 1, position + 1, Quantity.exactly(2))
    return None


def goes_on(words: Sequence[str], found: Sequence[NumberMention], position: int) -> bool:
    """Whether a clause of a log may begin behind a comma or "and" because the one before it began with a noun without an article."""
    if word_at(words, position - 1) not in (",", "and") or not found:
        return False
    last = found[-1]
    return last.article and words[last.start] not in _ARTICLES and position - last.end < _LONGEST_CLAUSE


def bare(doc: Doc, words: Sequence[str], position: int) -> NumberMention | None:
    """A noun of one person that begins a clause of a log without an article.

    "Driver killed", "NGO guard shot dead", "Dead: guard", "Girl of 5, foot".
    """
    noun = position
    while noun < min(position + _LONGEST_COMPOUND, len(doc) - 2) and _is_compound(doc[noun]):
        noun += 1
    token, following = doc[noun], doc[noun + 1] if noun + 1 < len(doc) else None
    if following is None or not (is_person(token) and token.tag_ in ("NN", "NNP")):
        return None
    if following.tag_ == "RB" and noun + 2 < len(doc):
        following = doc[noun + 2]  # "rider seriously injured"
    if word_at(words, following.i + 1) in (":", "="):
        return None  # "civilian injured: 12"
    if (
        following.tag_ in ("VBD", "VBN")
        or following.lower_ in heads()
        or (noun == position and (following.tag_ == "IN" or (following.text == "," and word_at(words, noun + 2)[:1].isdigit())))
    ):
        return NumberMention(position, position + 1, noun, Quantity.exactly(1), article=True)
    return None


def _is_compound(token: Token) -> bool:
    """Whether a noun stands before the noun of a person that it describes: the first word of "NGO guard"."""
    return (
        token.pos_ in ("NOUN", "PROPN", "ADJ")
        and (token.tag_ in ("NN", "NNP", "JJ") or token.lower_ == "police")
        and not is_person(token)
    )


def individual(doc: Doc, words: Sequence[str], position: int) -> NumberMention | None:
    """An article or possessive before a noun of one person: "a nurse", "his younger sister", "the driver"."""
    if words[position] not in _ARTICLES or counts_up(words, position) or _is_one_more(words, position):
        return None
    head = None
    for place in range(position + 1, min(len(words), position + 10)):
        token = doc[place]
        if is_person(token) or _is_somebody(doc, position, place):
            head = place
        elif _is_hyphenated(words, place):
            continue  # "an off-duty nurse", "a passer-by"
        elif token.tag_ == "POS":
            head = None  # somebody's or something's: "the bride's mother", "the school's caretaker"
        elif (
            token.is_sent_start
            or (token.pos_ not in ("ADJ", "NOUN", "ADV", "NUM", "PROPN") and token.tag_ not in ("VBN", "VBG", "HYPH"))
            or (head is not None and (token.pos_ in ("PROPN", "NUM") or token.tag_ == "VBG"))
        ):
            break
        elif head is not None and token.pos_ == "NOUN":
            head = None
    if head is None and words[position] == "another" and doc[position].dep_ != "det":
        return NumberMention(position, position + 1, position, Quantity.exactly(1), article=True)
    if head is None or word_at(words, head + 1) in ("'s", "’s") or (words[position] == "whose" and words[head] in _REMAINS):
        return None
    couple = words[head] == "couple" and word_at(words, head + 1) != "of"
    return NumberMention(position, position + 1, head, Quantity.exactly(2 if couple else 1), article=not couple)


def relative(doc: Doc, words: Sequence[str], position: int) -> NumberMention | None:
    """One person by whose relative or employee they are: "Dostan's father", but no country's president."""
    if doc[position].tag_ != "POS" or not position or doc[position - 1].pos_ != "PROPN" or doc[position - 1].ent_type_ == "GPE":
        return None
    for place in range(position + 1, min(len(words), position + 4)):
        token = doc[place]
        if is_person(token) and token.text == token.lower_:
            return NumberMention(position, position + 1, place, Quantity.exactly(1), article=True)
        if token.pos_ != "ADJ" and not _is_hyphenated(words, place):
            break
    return None


def _is_hyphenated(words: Sequence[str], position: int) -> bool:
    """Whether a word is a part of "off-duty" or "passer-by" that is no noun or adjective by itself."""
    return words[position] in _PREFIXES and "-" in (word_at(words, position - 1), word_at(words, position + 1))


def _is_somebody(doc: Doc, article: int, position: int) -> bool:
    """Whether a word that is in no list is of a person: by age or nation, or by what is done to it where it is first told of."""
    token = doc[position]
    if is_by_age(token):
        return position + 1 == len(doc) or doc[position + 1].pos_ not in ("NOUN", "PROPN", "ADJ")
    first, trade = doc[article].lower_ in ("a", "an", "another"), token.lower_.endswith(TRADE_ENDINGS)
    new, told = first or trade, is_harmed(token) or (first and trade and is_told_off(token))
    return (new and token.tag_ == "NN" and told) or _is_of_a_nation(doc, position)


def _is_of_a_nation(doc: Doc, position: int) -> bool:
    """Whether a name of a nation stands for one of its people: "an Italian was held"."""
    token = doc[position]
    following = doc[position + 1] if position + 1 < len(doc) else None
    describes = following is not None and (following.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") or following.text == "-")
    return token.ent_type_ == "NORP" and token.lower_.endswith(_OF_NATIONS) and not describes


def _is_one_more(words: Sequence[str], position: int) -> bool:
    """Whether "a" stands before an ordinal, which is read with it: "a third child"."""
    numeral = numeral_at(words, position + 1) if words[position] == "a" and position + 1 < len(words) else None
    return numeral is not None and numeral.ordinal and word_at(words, numeral.end) != "of"


def counts_up(words: Sequence[str], position: int) -> bool:
    """Whether "the" stands before an ordinal that counts what happened: "the 14th member", "the third reporter to be killed"."""
    numeral = numeral_at(words, position + 1) if words[position] == "the" and position + 1 < len(words) else None
    if numeral is None or not numeral.ordinal:
        return False
    behind = words[numeral.end : numeral.end + _FARTHEST_TALLY]
    behind = behind[: behind.index(".")] if "." in behind else behind
    return numeral.value > _TALLIED or any(two in _TALLIES for two in pairwise(behind))
