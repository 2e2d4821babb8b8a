"""Number expressions: `find_numbers` takes a document and gives its numbers with their bounds and the noun they count.

Figures and words up to millions, hedges before and behind them, ranges, words for many, ordinals and articles before a
noun of a person are numbers. Dates, times, ages, money, measures, percentages, names with a number and zero are not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.extraction.candidates import Document, NumberMention
from kg.extraction.people import is_person, is_plural_person
from kg.values import Quantity

_UNITS = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_MULTIPLES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "mn": 1_000_000, "dozen": 12}
_SMALL = _UNITS | _TENS
_MANY = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000}
_OF_THOUSANDS = {"tens": 20_000, "hundreds": 200_000}
_SEVERAL = frozenset({"several", "few"})
_ORDINALS = {
    word: number
    for number, word in enumerate(
        "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=2,
    )
}
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_DECIMAL = re.compile(r"\d+[.,]\d{1,2}")
_FIGURE_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_LARGEST = 8_000_000_000

#: Hedges before a number, the longest first, with the qualifier that each gives.
_HEDGES: tuple[tuple[tuple[str, ...], str], ...] = tuple(
    sorted(
        (
            (tuple(phrase.split()), qualifier)
            for qualifier, phrases in {
                "at-least": "at least|more than|over|no fewer than|no less than|not fewer than|not less than|upwards of|"
                "in excess of|above|exceeding|exceeds|a minimum of|just over|well over|greater than|not under|upward of|"
                "passed|topped|surpassed|exceeded",
                "at-most": "up to|as many as|at most|no more than|not more than|a maximum of|fewer than|less than|as high as|"
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
_RISES = frozenset("gone go went goes going rose risen rise rises rising climbed brought put revised driven moved".split())
_MORE = frozenset({"another", "further", "additional", "extra"})

_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep "
    "sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.".split()
)
_MEASURES = frozenset(
    "% percent per pct km kms kilometre kilometres kilometer kilometers metre metres meter meters m mile miles foot feet ft cm mm "
    "centimetre centimetres millimetre millimetres caliber calibre inch inches yard yards hectare hectares ha acre acres kg "
    "kilo kilos kilogram kilograms kilogramme kilogrammes gram grams g ton tons tonne tonnes lb lbs pound pounds litre litres liter "
    "liters gallon gallons barrel barrels degree degrees knots kph mph euro euros dollar dollars usd eur cent cents franc francs "
    "rupee rupees peso pesos naira dinar dinars shilling shillings rouble roubles ruble rubles hryvnia lira riyal riyals pound "
    "sterling quetzales colones bolivars reais real rand birr afghani afghanis kyat taka baht cordobas soles "
    "year years month months week weeks day days night nights hour hours hr hrs minute minutes min mins second seconds decade decades century "
    "centuries o'clock am pm a.m. p.m. a.m p.m time times megawatt megawatts mw kv kw volts point points nautical h gmt utc z local bst".split()
)
_MONEY = frozenset("$ € £ ¥ us$ usd eur rs rs. ngn kes sar syp uah euros dollars".split())
_NUMBERED = frozenset(
    "no no. number article articles resolution section chapter paragraph para route highway road rn street block camp km ward zone "
    "page annex case note bulletin issue update sitrep report day week phase unit brigade battalion regiment division platform gate line "
    "channel room bay sector district flight form appendix art art. law decree order protocol point hill building house flat level grade "
    "class ref ref. tel tel. # page pp p. version table figure box item serial entry incident mile kilometre milepost".split()
)
_POSSESSIVES = frozenset({"his", "her", "their", "my", "our", "your", "its"})
_ARTICLES = frozenset({"a", "an", "another", "the"}) | _POSSESSIVES
#: Nouns after which "of" gives a number of people, not an age.
_GATHERED = frozenset("bodies deaths remains lives injuries arrests corpses killings fatalities".split())
#: What stands behind an age: "a boy of six was hit".
_ENDS = frozenset("and , . ; : ) and was were who is are from in at on died lost had has, with, to whose when outside among".split()) | {"", "\n", "has"}
_AGE_WORDS = frozenset({"aged", "age", "ages"})


@dataclass(frozen=True, slots=True)
class _Numeral:
    """A bare number in the words from `start` to before `end`; `many` marks words such as "dozens"."""

    start: int
    end: int
    value: int
    many: bool = False
    ordinal: bool = False
    multiple: int = 1


def find_numbers(document: Document) -> tuple[NumberMention, ...]:
    """The number expressions of a document, in order."""
    doc = document.doc
    words = [token.lower_ for token in doc]
    found: list[NumberMention] = []
    position = 0
    while position < len(words):
        mention = _individual(doc, words, position) or _expression(doc, words, position)
        if mention is None:
            position += 1
        else:
            found.append(mention)
            position = mention.end
    return tuple(found)


def _expression(doc: Doc, words: Sequence[str], position: int) -> NumberMention | None:
    numeral = _numeral(words, position)
    if numeral is None or not 0 < numeral.value <= _LARGEST or _is_no_count(doc, words, numeral):
        return None
    if numeral.ordinal:
        return _ordinal(doc, words, numeral)
    quantity, end = _bounds(words, numeral)
    start, quantity = _hedged(words, numeral.start, quantity)
    quantity, end = _tailed(words, end, quantity)
    if _is_unit(doc, words, end):
        return None
    return NumberMention(start, end, _head(doc, words, end), quantity)


def _numeral(words: Sequence[str], position: int) -> _Numeral | None:
    """The bare number that begins at a position."""
    word = words[position]
    if word[:1].isdigit():
        return _figure(words, position)
    if word in _MANY or word == "tens":
        return _many(words, position)
    if word in _SEVERAL and _at(words, position + 1) in ("hundred", "thousand", "million", "dozen"):
        multiple = _MULTIPLES[words[position + 1]]
        return _Numeral(position, position + 2, 2 * multiple, many=True)
    if word == "half" and _at(words, position + 1) == "a" and _at(words, position + 2) in _MULTIPLES:
        multiple = _MULTIPLES[words[position + 2]]
        return _Numeral(position, position + 3, multiple // 2, multiple=multiple)
    if word in _ORDINALS:
        return _Numeral(position, position + 1, _ORDINALS[word], ordinal=True)
    if word in _SMALL or (word == "a" and _at(words, position + 1) in _MULTIPLES):
        return _spelled(words, position)
    return None


def _figure(words: Sequence[str], position: int) -> _Numeral | None:
    word = words[position]
    if ordinal := _FIGURE_ORDINAL.fullmatch(word):
        return _Numeral(position, position + 1, _digits(ordinal[1]), ordinal=True)
    multiple = _MULTIPLES.get(_at(words, position + 1), 1)
    end = position + (2 if multiple > 1 else 1)
    if _FIGURE.fullmatch(word):
        while len(_at(words, end)) == 3 and words[end].isdigit() and 1 <= len(word) <= 3 and not word.startswith("0"):
            return _Numeral(position, end + 1, _digits(word + words[end]))
        return _Numeral(position, end, _digits(word) * multiple, multiple=multiple)
    if _DECIMAL.fullmatch(word) and multiple > 1:
        return _Numeral(position, end, round(float(word.replace(",", ".")) * multiple), multiple=multiple)
    return None


def _digits(text: str) -> int:
    digits = text.replace(",", "")
    return int(digits) if len(digits) <= 10 and digits.isascii() else 0


def _many(words: Sequence[str], position: int) -> _Numeral | None:
    word = words[position]
    if word in _OF_THOUSANDS and words[position + 1 : position + 3] == ["of", "thousands"]:
        return _Numeral(position, position + 3, _OF_THOUSANDS[word], many=True)
    if word == "tens":
        return None
    return _Numeral(position, position + 1, _MANY[word], many=True)


def _spelled(words: Sequence[str], position: int) -> _Numeral:
    """A number in words: "two hundred and fifty-three thousand", "a dozen"."""
    total, current, largest, end = 0, 0, 1, position
    while end < len(words):
        word = words[end]
        if word == "a" and end == position:
            current = 1
        elif word in _SMALL and _fits(current, _SMALL[word]):
            current += _SMALL[word]
        elif word in _MULTIPLES:
            multiple, largest = _MULTIPLES[word], max(largest, _MULTIPLES[word])
            total, current = (total, max(current, 1) * multiple) if multiple <= 100 else (total + max(current, 1) * multiple, 0)
        elif not _joins(words, end, current):
            break
        end += 1
    return _Numeral(position, end, total + current, multiple=largest)


def _fits(current: int, small: int) -> bool:
    """Whether a number below a hundred can follow what was read so far: "twenty" takes "three", "three" takes nothing."""
    rest = current % 100
    return rest == 0 if small >= 10 else rest == 0 or (rest >= 20 and rest % 10 == 0)


def _joins(words: Sequence[str], position: int, current: int) -> bool:
    """Whether "-" or "and" at a position belongs to a number in words, as in "twenty-three" and "hundred and five"."""
    before, after = words[position - 1], _at(words, position + 1)
    if words[position] == "-":
        return before in _TENS and after in _UNITS and _UNITS[after] < 10
    if words[position] == "and":
        return before in ("hundred", "thousand") and after in _SMALL and _at(words, position + 2) not in _MULTIPLES
    return False


def _bounds(words: Sequence[str], numeral: _Numeral) -> tuple[Quantity, int]:
    """The bounds of a number or of the range that it begins, and where they end."""
    if numeral.many:
        return Quantity.vague(numeral.value), numeral.end
    if (other := _upper(words, numeral)) is not None:
        low = numeral.value * (other.multiple if numeral.multiple == 1 and numeral.value < 1000 else 1)
        if low < other.value:
            return Quantity.between(low, other.value), other.end
    return Quantity.exactly(numeral.value), numeral.end


def _upper(words: Sequence[str], numeral: _Numeral) -> _Numeral | None:
    """The upper bound that follows: "5 to 7", "5-7", "five or six", "between 5 and 7"."""
    joint = _at(words, numeral.end)
    before = words[numeral.start - 1] if numeral.start else ""
    if joint not in ("to", "-", "–", "—", "or", "and") or numeral.end + 1 >= len(words):
        return None
    other = _numeral(words, numeral.end + 1)
    if other is None or other.many or other.ordinal:
        return None
    if joint == "and" and before != "between":
        return None
    if joint == "or" and other.value - numeral.value > max(2, numeral.value // 2):
        return None
    if joint == "to" and before == "from" and _at(words, other.end) in ("", ".", ",", ";", "in", "on", "by", "after", "as"):
        return None
    return other


def _hedged(words: Sequence[str], start: int, quantity: Quantity) -> tuple[int, Quantity]:
    """Where an expression begins with the hedges before it, and the quantity with their meaning."""
    while start and (words[start - 1] in _MORE or words[start - 1] in ("between", "from") and quantity.qualifier == "range"):
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
    if _at(words, position) == "of" and words[end - 1] in _MANY.keys() | {"dozen", "hundred", "thousand", "million"}:
        position += 1
        while _at(words, position) in ("the", "his", "her", "their", "its", "our", "these", "those"):
            position += 1
    noun = None
    while position < limit and not doc[position].is_sent_start:
        token = doc[position]
        if token.pos_ in ("NOUN", "PROPN") or (noun is None and (is_person(token) or is_plural_person(token))):
            noun = position
        elif noun is not None and token.pos_ not in ("ADJ", "NUM"):
            break
        elif token.pos_ not in ("ADJ", "NUM") and token.tag_ not in ("VBN", "VBG", "HYPH", "NNS", "POS") and words[position] != "more":
            break
        elif noun is not None:
            break
        position += 1
    return last.i if noun is None else noun


def _individual(doc: Doc, words: Sequence[str], position: int) -> NumberMention | None:
    """An article or possessive before a noun of one person: "a nurse", "his younger sister", "the driver"."""
    if words[position] not in _ARTICLES:
        return None
    head = None
    for place in range(position + 1, min(len(words), position + 10)):
        token = doc[place]
        if is_person(token):
            head = place
        elif token.is_sent_start or token.pos_ not in ("ADJ", "NOUN", "ADV", "NUM", "PROPN") and token.tag_ not in ("VBN", "VBG", "HYPH"):
            break
        elif head is not None and token.pos_ in ("NOUN", "PROPN"):
            head = None if token.pos_ == "NOUN" else head
            break
    if head is None and words[position] == "another" and doc[position].dep_ != "det":
        return NumberMention(position, position + 1, position, Quantity.exactly(1), article=True)
    if head is None or words[head + 1 : head + 2] == ["'s"] or words[head + 1 : head + 2] == ["’s"]:
        return None
    return NumberMention(position, position + 1, head, Quantity.exactly(1), article=True)


def _ordinal(doc: Doc, words: Sequence[str], numeral: _Numeral) -> NumberMention | None:
    """An ordinal that counts what came before it: "the 30th facility to be hit"."""
    before = words[numeral.start - 1] if numeral.start else ""
    if before == "a" and _at(words, numeral.end) == "of":
        return None
    if before == "a":
        return NumberMention(numeral.start - 1, numeral.end, _head(doc, words, numeral.end), Quantity.exactly(1), article=True)
    if before not in ("the", "") and not doc[numeral.start].is_sent_start and before not in ("at", "least"):
        return None
    head = _head(doc, words, numeral.end)
    if head == numeral.end - 1:
        return None
    start = numeral.start - (before == "the")
    return NumberMention(start, numeral.end, head, Quantity.exactly(numeral.value), ordinal=True)


def _is_no_count(doc: Doc, words: Sequence[str], numeral: _Numeral) -> bool:
    """Whether a number is a date, a time, an age, a sum of money or the number of a thing."""
    before = words[numeral.start - 1] if numeral.start else ""
    after = _at(words, numeral.end)
    token = doc[numeral.start]
    if numeral.ordinal:
        return after in _MONTHS or before in _MONTHS or (after == "of" and _at(words, numeral.end + 1) in _MONTHS)
    return (
        before in _MONTHS and before != "may"
        or after in _MONTHS
        or (after in ("and", "or", "to", "-", "–") and _at(words, numeral.end + 2) in _MONTHS and words[numeral.start].isdigit())
        or before in _MONEY
        or before in _AGE_WORDS
        or (before in _NUMBERED and words[numeral.start][:1].isdigit())
        or _is_year(doc, words, numeral)
        or _is_age(doc, words, numeral)
        or _is_time_or_code(doc, words, numeral)
        or (words[numeral.start] == "one" and (before in ("no", "any", "every", "some", "each") or after in ("another", "day", "-")))
        or (token.text[0].isupper() and not token.is_sent_start and token.pos_ == "PROPN" and words[numeral.start] in _SMALL and before.istitle())
    )


def _is_year(doc: Doc, words: Sequence[str], numeral: _Numeral) -> bool:
    if numeral.end - numeral.start != 1 or not _YEAR.fullmatch(words[numeral.start]):
        return False
    head = _head(doc, words, numeral.end)
    return head == numeral.start or not (is_plural_person(doc[head]) and head == numeral.end)


def _is_age(doc: Doc, words: Sequence[str], numeral: _Numeral) -> bool:
    """Whether a number stands like an age: "34-year-old", "34 years old", "Ali, 34," or "(34)"."""
    before = words[numeral.start - 1] if numeral.start else ""
    after = _at(words, numeral.end)
    if after == "-" and _at(words, numeral.end + 1) not in ("odd", "plus") and not _at(words, numeral.end + 1)[:1].isdigit():
        return True
    if numeral.value > 110:
        return False
    if before in ("under", "over", "below", "above") and numeral.start > 1:
        bare = after in _ENDS or after == "years"
        return bare and (is_person(doc[numeral.start - 2]) or is_plural_person(doc[numeral.start - 2]) or words[numeral.start - 2] in ("were", "was", "are", "is", "aged", "all"))
    if before == "and" and numeral.start > 2 and words[numeral.start - 3] in _AGE_WORDS | {"of"}:
        return words[numeral.start - 3] != "of" or _follows_person(doc, words, numeral.start - 2) or is_plural_person(doc[numeral.start - 4])
    if before == "of" or before == "about" and words[numeral.start - 2] == "of":
        return _follows_person(doc, words, numeral.start)
    if not words[numeral.start][:1].isdigit():
        return False
    return (before == "," and after in (",", ".", ";", ")", "and")) or (before == "(" and after in (")", ","))


def _follows_person(doc: Doc, words: Sequence[str], position: int) -> bool:
    """Whether "of" before a number makes it an age: "a boy of six", "twins of about 17"."""
    noun = position - (2 if words[position - 1] == "of" else 3)
    following = _at(words, position + 1)
    return noun >= 0 and (is_person(doc[noun]) or is_plural_person(doc[noun])) and words[noun] not in _GATHERED and following in _ENDS


def _is_time_or_code(doc: Doc, words: Sequence[str], numeral: _Numeral) -> bool:
    word = words[numeral.start]
    before = words[numeral.start - 1] if numeral.start else ""
    if not word[:1].isdigit():
        return False
    if len(word) == 2 and word.startswith("0") and is_plural_person(doc[numeral.end - 1].nbor() if numeral.end < len(doc) else doc[numeral.start]):
        return False
    if len(word) == 4 and word.startswith("0") or ("/" in (before, _at(words, numeral.end)) and len(word) <= 4):
        return True
    return len(word) > 1 and word.startswith("0")


def _is_unit(doc: Doc, words: Sequence[str], end: int) -> bool:
    """Whether what a number counts is a measure: "5 km", "12 per cent", "two more days"."""
    word = _at(words, end)
    if word in ("more", "other", "square", "further", "long", "full", "straight", "consecutive", "-", "and", "local", "metric", "cubic", "whole"):
        following = _at(words, end + 1)
        if word == "and":
            return following == "a" and _at(words, end + 2) == "half"
        return following in _MEASURES
    return word in _MEASURES


def _at(words: Sequence[str], position: int) -> str:
    return words[position] if position < len(words) else ""


def small_number(word: str) -> int | None:
    """The number that one word or figure below a hundred says: "34", "six", "twenty-three"; None for anything else.

    >>> small_number("twenty-three"), small_number("old")
    (23, None)
    """
    if word.isdecimal():
        return int(word) if len(word) <= 3 else None
    tens, _, unit = word.casefold().partition("-")
    if unit:
        return _TENS[tens] + _UNITS[unit] if tens in _TENS and unit in _UNITS else None
    return _SMALL.get(tens)
