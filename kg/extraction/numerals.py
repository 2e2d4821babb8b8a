"""Bare numbers in a sequence of words: `numeral_at` reads the figure or the words that begin at a position, without any hedge.

Figures with thousands separators ("2,000", "300 000"), with a multiple ("1.5 million"), words ("two hundred and five", "half a
million", "a dozen"), words for many ("tens of thousands") and ordinals ("the 30th", "third").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.tables import word_list

UNITS = {
    word: number
    for number, word in enumerate(
        word_list(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
        ),
        start=1,
    )
}
TENS = {
    word: number * 10 for number, word in enumerate(word_list("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
}
#: Words for the numbers below a hundred that are one word.
SMALL = UNITS | TENS
MULTIPLES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "mn": 1_000_000,
    "dozen": 12,
    "lakh": 100_000,
    "crore": 10_000_000,
}
#: Words for many, with the least that they mean.
MANY = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2_000, "millions": 2_000_000}
_MANY_THOUSANDS = {"tens": 20_000, "hundreds": 200_000}
_SEVERAL = frozenset({"several", "few"})
_ORDINALS = {
    word: number
    for number, word in enumerate(
        word_list(
            "second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth "
            "eighteenth nineteenth twentieth"
        ),
        start=2,
    )
}
_FIGURE = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+")
_DECIMAL = re.compile(r"[0-9]{1,6}[.,][0-9]{1,2}")
_FIGURE_ORDINAL = re.compile(r"\A([0-9]+)(?:st|nd|rd|th)")
_THOUSANDS_GROUP = re.compile(r"[0-9]{3}")
_BEFORE_GROUP = re.compile(r"[1-9][0-9]{0,2}")
_TOLL = re.compile(r"([0-9]{1,4})([kwi])(?:ia)?[.,;]?")
_BETWEEN_TOLLS = frozenset({",", "/", "and", "-", "+"})
_MOST_DIGITS = 10
_HUNDRED = 100
_TEN = 10
_AGE_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Numeral:
    """A bare number in the words from `start` to before `end`.

    `many` marks words such as "dozens", whose value is the least that they mean; `multiple` is the largest multiple in it, so
    that "two to three million" can share it.
    """

    start: int
    end: int
    value: int
    many: bool = False
    ordinal: bool = False
    multiple: int = 1


def word_at(words: Sequence[str], position: int) -> str:
    """The word at a position, or "" outside the text."""
    return words[position] if 0 <= position < len(words) else ""


def numeral_at(words: Sequence[str], position: int) -> Numeral | None:
    """The bare number that begins at a position of a text's lower-case words."""
    word = words[position]
    if word[:1].isdigit():
        return _figure(words, position)
    if word in _ORDINALS:
        return Numeral(position, position + 1, _ORDINALS[word], ordinal=True)
    if word in SMALL or (word == "a" and word_at(words, position + 1) in MULTIPLES):
        return _spelled(words, position)
    return _many(words, position)


def tolls(words: Sequence[str]) -> list[tuple[int, int, int, str]]:
    """The figures of a log's shorthand for the dead and the wounded, "3K 8W" or "3K/8WIA": start, end, number, letter.

    One alone is none: "3K" may be thousands.
    """
    found = []
    for position, word in enumerate(words):
        if word[:1].isdigit() and (one := _toll(words, position)) is not None and one[3] == "k":
            start = one[1] + (word_at(words, one[1]) in _BETWEEN_TOLLS)
            other = _toll(words, start) if start < len(words) else None
            if other is not None and other[3] != "k":
                found += [one, other]
    return found


def _toll(words: Sequence[str], position: int) -> tuple[int, int, int, str] | None:
    for end in (position + 1, position + 2):
        if toll := _TOLL.fullmatch("".join(words[position:end])):
            return position, end, int(toll[1]), toll[2]
    return None


def small_number(word: str) -> int | None:
    """The number that one word or figure below a hundred says: "34", "six", "twenty-three"; None for anything else.

    >>> small_number("twenty-three"), small_number("old")
    (23, None)
    """
    if word.isdecimal():
        return int(word) if len(word) <= _AGE_DIGITS else None
    tens, _, unit = word.casefold().partition("-")
    if unit:
        return TENS[tens] + UNITS[unit] if tens in TENS and unit in UNITS else None
    return SMALL.get(tens)


def _figure(words: Sequence[str], position: int) -> Numeral | None:
    word, after = words[position], word_at(words, position + 1)
    if ordinal := _FIGURE_ORDINAL.fullmatch(word):
        return Numeral(position, position + 1, _digits(ordinal[1]), ordinal=True)
    if _BEFORE_GROUP.fullmatch(word) and _THOUSANDS_GROUP.fullmatch(after):
        return Numeral(position, position + 2, _digits(word + after))
    multiple = MULTIPLES.get(after, 1)
    end = position + (2 if multiple > 1 else 1)
    if _FIGURE.fullmatch(word):
        return Numeral(position, end, _digits(word) * multiple, multiple=multiple)
    if multiple > 1 and _DECIMAL.fullmatch(word):
        return Numeral(position, end, round(float(word.replace(",", ".")) * multiple), multiple=multiple)
    return None


def _digits(text: str) -> int:
    digits = text.replace(",", "")
    return int(digits) if len(digits) <= _MOST_DIGITS else 0


def _many(words: Sequence[str], position: int) -> Numeral | None:
    """A word for many, or half of a multiple: "tens of thousands", "several hundred", "half a million"."""
    word, after = words[position], word_at(words, position + 1)
    if word in _MANY_THOUSANDS and (after, word_at(words, position + 2)) == ("of", "thousands"):
        return Numeral(position, position + 3, _MANY_THOUSANDS[word], many=True)
    if word in MANY:
        return Numeral(position, position + 1, MANY[word], many=True)
    if word in _SEVERAL and after in MULTIPLES:
        return Numeral(position, position + 2, 2 * MULTIPLES[after], many=True)
    if word == "half" and after == "a" and (multiple := MULTIPLES.get(word_at(words, position + 2))):
        return Numeral(position, position + 3, multiple // 2, multiple=multiple)
    return None


def _spelled(words: Sequence[str], position: int) -> Numeral:
    """A number in words: "two hundred and fifty-three thousand", "a dozen"."""
    total, current, largest, end = 0, 0, 1, position
    while end < len(words):
        word = words[end]
        if word in SMALL and _fits(current, SMALL[word]):
            current += SMALL[word]
        elif (multiple := MULTIPLES.get(word, 0)) > 0:
            largest, current = max(largest, multiple), max(current, 1) * multiple
            if multiple > _HUNDRED:
                total, current = total + current, 0
        elif not (word == "a" and end == position) and not _joins(words, end):
            break
        end += 1
    return Numeral(position, end, total + current, multiple=largest)


def _fits(current: int, small: int) -> bool:
    """Whether a number below a hundred can follow what was read so far: "twenty" takes "three", "three" takes nothing."""
    rest = current % _HUNDRED
    return rest == 0 or (small < _TEN and rest > _TEN and rest % _TEN == 0)


def _joins(words: Sequence[str], position: int) -> bool:
    """Whether "-" or "and" at a position belongs to a number in words, as in "twenty-three" and "hundred and five"."""
    before, after = words[position - 1], word_at(words, position + 1)
    if words[position] == "-":
        return before in TENS and UNITS.get(after, _TEN) < _TEN
    hundreds = before in ("hundred", "thousand") and after in SMALL
    return words[position] == "and" and hundreds and word_at(words, position + 2) not in MULTIPLES
