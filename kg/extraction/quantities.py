"""Number expressions: `find_numbers` takes a document and gives its numbers with their bounds and the noun they count.

Figures and words up to millions, hedges before and behind them, ranges, words for many, ordinals and articles before a
noun of a person are numbers. Dates, times, ages, money, measures, percentages, names with a number and zero are not.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from kg.extraction.candidates import Document, NumberMention
from kg.extraction.harm_words import heads
from kg.extraction.individuals import bare, counts_up, goes_on, individual, pair, relative
from kg.extraction.noncounts import is_no_count, is_unit
from kg.extraction.numerals import MANY, Numeral, numeral_at, tolls, word_at
from kg.extraction.people import is_person, is_plural_person
from kg.extraction.tables import word_set
from kg.values import Quantity

_LARGEST = 8_000_000_000

#: Hedges before a number, the longest first, with the qualifier that each gives.
_HEDGES: tuple[tuple[tuple[str, ...], str], ...] = tuple(
    sorted(
        (
            (tuple(phrase.split()), qualifier)
            for qualifier, phrases in {
                "at-least": "at least|more than|over|no fewer than|no less than|not fewer than|not less than|upwards of|"
                "in excess of|above|exceeding|exceeds|>|a minimum of|just over|well over|greater than|not under|upward of|"
                "passed|topped|surpassed|exceeded",
                "at-most": "up to|as many as|at most|no more than|not more than|a maximum of|fewer than|less than|as high as|<|"
                "no higher than",
                "about": "about|some|around|nearly|almost|approximately|approx|approx.|roughly|close to|an estimated|estimated|"
                "circa|maybe|perhaps|just under|or about|possibly|near to|in the region of|in the order of|well-nigh",
            }.items()
            for phrase in phrases.split("|")
        ),
        key=lambda hedge: -len(hedge[0]),
    )
)
_HEDGE_ENDS = frozenset(words[-1] for words, _ in _HEDGES)
#: Hedges behind a number.
_TAILS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("or", "more"), "at-least"),
    (("or", "so"), "about"),
    (("at", "least"), "at-least"),
    (("at", "most"), "at-most"),
    (("-", "odd"), "about"),
    (("-", "plus"), "at-least"),
    (("odd",), "about"),
    (("+",), "at-least"),
    (("plus",), "at-least"),
)
#: What says that a figure changed "from" one number "to" another, and how far before it.
_CHANGED = word_set(
    "revised raised increased rose risen rises climbed grew grown jumped gone went reduced lowered cut fell fallen dropped changed corrected brought up down"
)
_CHANGE_REACH = 12
_RISES = word_set("gone go went goes going rose risen rise rises rising climbed brought put revised driven moved")
#: What stands behind a number that another changed to: "rose from 5 to 7 on Friday".
_AFTER_CHANGE = frozenset({"", ".", ",", ";", "in", "on", "by", "after", "as"})
#: Numbers below this share the multiple of an upper bound: "two to three million".
_SHARING = 1000
_QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "«", "»", "``", "''"})
_MORE = frozenset({"another", "further", "additional", "extra"})

#: Offices on board with an ordinal for their rank: "second engineer".
_RANKED = frozenset({"engineer", "mate", "officer"})
#: A range that is one word: "12–15".
_RANGE = re.compile(r"([1-9][0-9]{0,3})[-–—]([1-9][0-9]{0,3})")


def find_numbers(document: Document) -> tuple[NumberMention, ...]:
    """The number expressions of a document, in order."""
    doc, words = document.doc, document.words
    openings = frozenset(sentence.start for sentence in document.sentences)
    shorthand = {
        start: NumberMention(start, end, start, Quantity.exactly(number)) for start, end, number, _ in tolls(words) if number
    }
    found: list[NumberMention] = []
    position = 0
    while position < len(words):
        opens = (
            (position in openings and not (found and found[-1].end == position))
            or word_at(words, position - 1) in (":", ";", "|")
            or goes_on(words, found, position)
        )
        mention = (
            shorthand.get(position)
            or pair(words, position)
            or individual(doc, words, position)
            or relative(doc, words, position)
            or _range(doc, words, position)
            or _expression(doc, words, position)
            or (bare(doc, words, position) if opens else None)
        )
        if mention is None:
            position += 1
        else:
            found.append(mention)
            position = mention.end
    return tuple(found)


def _expression(doc: Doc, words: Sequence[str], position: int) -> NumberMention | None:
    numeral = numeral_at(words, position)
    if numeral is None or not 0 < numeral.value <= _LARGEST or is_no_count(doc, words, numeral):
        return None
    if numeral.ordinal:
        return _ordinal(doc, words, numeral)
    if words[max(0, numeral.start - 2) : numeral.start] in (("family", "of"), ("crew", "of")):
        return NumberMention(numeral.start, numeral.end, numeral.end - 1, Quantity.exactly(numeral.value))
    quantity, end = _bounds(words, numeral)
    start, quantity = _hedged(words, numeral.start, quantity)
    quantity, end = _tailed(words, end, quantity)
    if is_unit(words, end):
        return None
    return NumberMention(start, end, _head(doc, words, end), quantity)


def _range(doc: Doc, words: Sequence[str], position: int) -> NumberMention | None:
    """A range in one word before a noun for people: "12–15 wounded"."""
    found = _RANGE.fullmatch(words[position])
    if found is None or int(found[1]) >= int(found[2]):
        return None
    head = _head(doc, words, position + 1)
    noun = doc[head] if head > position else doc[min(position + 1, len(doc) - 1)]
    if not (is_person(noun) or is_plural_person(noun) or noun.lower_ in heads()):
        return None
    return NumberMention(position, position + 1, head, Quantity.between(int(found[1]), int(found[2])))


def _bounds(words: Sequence[str], numeral: Numeral) -> tuple[Quantity, int]:
    """The bounds of a number or of the range that it begins, and where they end."""
    if numeral.many:
        return Quantity.vague(numeral.value), numeral.end
    if (other := _upper(words, numeral)) is not None:
        low = numeral.value * (other.multiple if numeral.multiple == 1 and numeral.value < _SHARING else 1)
        if low < other.value:
            return Quantity.between(low, other.value), other.end
    return Quantity.exactly(numeral.value), numeral.end


def _upper(words: Sequence[str], numeral: Numeral) -> Numeral | None:
    """The upper bound that follows: "5 to 7", "5-7", "five or six", "between 5 and 7"."""
    joint = word_at(words, numeral.end)
    before = word_at(words, numeral.start - 1)
    if joint not in ("to", "-", "–", "—", "or", "and") or numeral.end + 1 >= len(words):
        return None
    other = numeral_at(words, numeral.end + 1)
    if other is None or other.many or other.ordinal:
        return None
    told = _CHANGED.isdisjoint(words[max(0, numeral.start - _CHANGE_REACH) : numeral.start])
    changed = before == "from" and (not told or word_at(words, other.end) in _AFTER_CHANGE)
    far = other.value - numeral.value > max(2, numeral.value // 2)
    refused = {"and": before != "between", "or": far, "to": changed}
    return None if refused.get(joint) else other


def _hedged(words: Sequence[str], start: int, quantity: Quantity) -> tuple[int, Quantity]:
    """Where an expression begins with the hedges before it, and the quantity with their meaning."""
    while start and (words[start - 1] in _MORE or (words[start - 1] in ("between", "from") and quantity.qualifier == "range")):
        start -= 1
        if start and words[start - 1] == "a":
            start -= 1
    if not start or words[start - 1] not in _HEDGE_ENDS:
        return start, quantity
    for hedge, qualifier in _HEDGES:
        begin = start - len(hedge)
        if begin >= 0 and tuple(words[begin:start]) == hedge:
            risen = hedge == ("up", "to") and begin and words[begin - 1] in _RISES
            return (start, quantity) if risen else (begin, _qualified(quantity, qualifier))
    return start, quantity


def _tailed(words: Sequence[str], end: int, quantity: Quantity) -> tuple[Quantity, int]:
    """The quantity with the meaning of a hedge behind it, and where that ends."""
    if quantity.qualifier == "exact":
        for tail, qualifier in _TAILS:
            if tuple(words[end : end + len(tail)]) == tail:
                return _qualified(quantity, qualifier), end + len(tail)
    return quantity, end


def _qualified(quantity: Quantity, qualifier: str) -> Quantity:
    number = quantity.minimum
    if quantity.qualifier != "exact" or number is None:
        return quantity
    return {"at-least": Quantity.at_least, "at-most": Quantity.at_most, "about": Quantity.about}[qualifier](number)


def _head(doc: Doc, words: Sequence[str], end: int) -> int:
    """The position of the noun that a number counts, or of the number itself."""
    last = doc[end - 1]
    limit = min(len(doc), end + 6)
    position = end
    if word_at(words, position) == "of" and words[end - 1] in MANY.keys() | {"dozen", "hundred", "thousand", "million"}:
        position += 1
        while word_at(words, position) in ("the", "his", "her", "their", "its", "our", "these", "those"):
            position += 1
    while position + 1 < limit and words[position] in _QUOTES:
        position += 1  # "five “rebels”", "“more than ten” soldiers"
    noun = None
    while position < limit and not (doc[position].is_sent_start and not doc[position].text.islower()):
        token = doc[position]
        if noun is not None and token.ent_type_ in ("DATE", "TIME"):
            break
        if token.text == "|" or (noun is not None and token.lower_ in ("hostage", "captive")):
            break
        if token.tag_ == "POS" and noun is not None and position + 1 < limit and doc[position + 1].tag_ == "NNS":
            noun, position = None, position + 1  # "two girls' schools"
            continue
        people = is_plural_person(token) and (noun is None or token.lower_ not in heads())
        if token.pos_ in ("NOUN", "PROPN") or people or (noun is None and is_person(token)):
            noun = position
        elif noun is not None or not _stands_before_noun(token):
            break
        position += 1
    return last.i if noun is None else _last_of_joined(doc, noun, limit)


def _last_of_joined(doc: Doc, noun: int, limit: int) -> int:
    """The noun that a noun before "and" describes with another one: the workers in "115 health and rescue workers"."""
    governor = doc[noun].head
    joined = doc[noun].dep_ in ("nmod", "compound", "amod") and noun < governor.i <= limit
    people = is_plural_person(governor) or (governor.tag_ == "NNS" and doc[noun].pos_ == "PROPN")
    return governor.i if joined and people and not is_plural_person(doc[noun]) else noun


def _stands_before_noun(token: Token) -> bool:
    return token.pos_ in ("ADJ", "NUM") or token.tag_ in ("VBN", "VBG", "HYPH", "NNS", "POS") or token.lower_ == "more"


def _ordinal(doc: Doc, words: Sequence[str], numeral: Numeral) -> NumberMention | None:
    """An ordinal that counts what came before it: "the 30th facility to be hit"."""
    before = words[numeral.start - 1] if numeral.start else ""
    following = word_at(words, numeral.end)
    if before == "a" or (following in _RANKED and before != "the"):
        start, head = numeral.start - (before == "a"), _head(doc, words, numeral.end)
        return None if following == "of" else NumberMention(start, numeral.end, head, Quantity.exactly(1), article=True)
    if before not in ("the", "") and not doc[numeral.start].is_sent_start and before not in ("at", "least"):
        return None
    head = _head(doc, words, numeral.end)
    if head == numeral.end - 1:
        return None
    start = numeral.start - (before == "the")
    if before == "the" and not counts_up(words, start):
        return None
    return NumberMention(start, numeral.end, head, Quantity.exactly(numeral.value), ordinal=True)
