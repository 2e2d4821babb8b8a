"""Numbers that count nothing: `is_no_count` tells dates, times, ages, sums of money and the numbers of things from counts.

`is_unit` does so by the word behind the number: "5 km", "12 per cent", "two more days".
"""

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from kg.extraction.numerals import SMALL, Numeral, numeral_at, word_at
from kg.extraction.people import OLDEST, is_person, is_plural_person
from kg.extraction.tables import word_set

_MONTHS = word_set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec "
    "jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec."
)
_MEASURES = word_set(
    "% percent per pct km kms kilometre kilometres kilometer kilometers metre metres meter meters m mile miles foot feet ft cm mm centimetre "
    "centimetres millimetre millimetres caliber calibre inch inches yard yards hectare hectares ha acre acres kg kilo kilos kilogram kilograms "
    "kilogramme kilogrammes gram grams g ton tons tonne tonnes lb lbs pound pounds litre litres liter liters gallon gallons barrel barrels "
    "degree degrees knots kph mph euro euros dollar dollars usd eur cent cents franc francs rupee rupees peso pesos naira dinar dinars shilling "
    "shillings rouble roubles ruble rubles hryvnia lira riyal riyals sterling quetzales colones bolivars reais real rand birr afghani afghanis "
    "kyat taka baht cordobas soles year years month months week weeks day days night nights hour hours hr hrs minute minutes min mins second "
    "seconds decade decades century centuries o'clock am pm a.m. p.m. a.m p.m time times megawatt megawatts mw kv kw volts point points "
    "nautical h gmt utc z bst"
)
_MONEY = word_set("$ € £ ¥ us$ usd eur rs rs. ngn kes sar syp uah euros dollars")
#: Nouns that a number follows as a name: "Resolution 2139", "Route 5".
_NUMBERED = word_set(
    "no no. number article articles resolution section chapter paragraph para route highway road rn street block camp km ward zone page annex case "
    "note bulletin issue update sitrep report day week phase unit brigade battalion regiment division platform gate line channel room bay sector "
    "district flight form appendix art art. law decree order protocol point hill building house flat level grade class ref ref. tel tel. # pp p. "
    "version table figure box item serial entry incident mile kilometre milepost"
)
_AGE_WORDS = word_set("aged age ages")
#: Nouns after which "of" gives a number of people, not an age.
_GATHERED = word_set("bodies deaths remains lives injuries arrests corpses killings fatalities")
_SINGLE_GATHERED = frozenset({"body", "corpse"})
#: What stands behind an age: "a boy of six was hit".
_AFTER_AGE = word_set(
    "and , . ; : ) and was were who is are from in at on died lost had has with to whose when outside among"
) | {"", "\n"}
_LIMITS = word_set("under over below above")
#: What may stand between "aged" and an age, and how many words.
_BEFORE_AGE = word_set("between about around from under over above below nearly roughly only just at least up to and or , -")
_AGE_REACH = 7
_COMPARED = frozenset({"younger", "older"})
#: What may stand between a number and its measure.
_BETWEEN = word_set("more other square further long full straight consecutive - local metric cubic whole")
#: Those who work by the day or night: "three night watchmen".
_TIMES = frozenset({"day", "night"})
_HIRED = word_set("watchmen guards labourers laborers nurses workers porters sentries fishermen students pupils")
#: What goes on behind a figure of people: "number 40, all of them prisoners".
_ALL = word_set("all most nearly mostly including among")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_CLOCK_DIGITS = 4


def is_no_count(doc: Doc, words: Sequence[str], numeral: Numeral) -> bool:
    """Whether a number is a date, a time, an age, a sum of money or the number of a thing."""
    if numeral.ordinal:
        return _is_ordinal_of_date(words, numeral)
    before, after = word_at(words, numeral.start - 1), word_at(words, numeral.end)
    return (
        before in _MONEY
        or _follows_age_word(words, numeral.start)
        or (words[numeral.start][:1].isdigit() and _is_number_of_thing(doc, words, numeral))
        or (words[numeral.start] == "one" and _is_no_one(before, after))
        or _is_day(doc, words, numeral)
        or _is_year(doc, words, numeral)
        or _is_age(doc, words, numeral)
        or _is_time_or_code(doc, words, numeral)
        or _is_in_name(doc, words, numeral)
        or _is_number_of_paragraph(doc, words, numeral)
    )


def is_unit(words: Sequence[str], end: int) -> bool:
    """Whether what stands behind a number is a measure: "5 km", "12 per cent", "two more days", "two and a half"."""
    word, after = word_at(words, end), word_at(words, end + 1)
    if word == "and":
        return (after, word_at(words, end + 2)) == ("a", "half")
    if word in _TIMES and after in _HIRED:
        return False
    return word in _MEASURES or (word in _BETWEEN and after in _MEASURES)


def _follows_age_word(words: Sequence[str], start: int) -> bool:
    """Whether a number is an age behind "aged", with hedges or another age between: "aged between 5 and 11"."""
    place = start - 1
    while place > max(-1, start - _AGE_REACH) and (word_at(words, place) in _BEFORE_AGE or numeral_at(words, place) is not None):
        place -= 1
    return word_at(words, place) in _AGE_WORDS


def _is_ordinal_of_date(words: Sequence[str], numeral: Numeral) -> bool:
    before, after = word_at(words, numeral.start - 1), word_at(words, numeral.end)
    return after in _MONTHS or before in _MONTHS or (after == "of" and word_at(words, numeral.end + 1) in _MONTHS)


def _is_number_of_thing(doc: Doc, words: Sequence[str], numeral: Numeral) -> bool:
    """Whether a number is a thing's name, as in "Route 5" or "No. 12", and counts nobody: "we note 21 people"."""
    start = numeral.start
    before = word_at(words, start - 1)
    if numeral.end < len(doc) and _is_people(doc, numeral.end):
        return False
    if before == "number" and word_at(words, numeral.end) == "," and word_at(words, numeral.end + 1) in _ALL:
        return False
    return before in _NUMBERED or (before == "." and word_at(words, start - 2) in ("no", "art", "tel", "ref"))


def _is_no_one(before: str, after: str) -> bool:
    return before in ("no", "not", "any", "every", "some", "each") or after in ("another", "day", "-")


def _is_day(doc: Doc, words: Sequence[str], numeral: Numeral) -> bool:
    """Whether a number is a day beside its month: "12 March", "March 12", "the night of 27 and 28 April"."""
    before, after = word_at(words, numeral.start - 1), word_at(words, numeral.end)
    figure = words[numeral.start][:1].isdigit()
    if figure and before in _MONTHS and (before != "may" or doc[numeral.start - 1].text == "May"):
        return not (numeral.end < len(doc) and _is_people(doc, numeral.end))
    if after in _MONTHS:
        return True
    if before == "and" and word_at(words, numeral.start - 3) in _MONTHS and word_at(words, numeral.start - 2).isdigit():
        return not (numeral.end < len(doc) and _is_people(doc, numeral.end))
    joined = after in ("and", "or", "to", "-", "–") and words[numeral.start].isdigit()
    return joined and word_at(words, numeral.end + 2) in _MONTHS


def _is_year(doc: Doc, words: Sequence[str], numeral: Numeral) -> bool:
    if numeral.end - numeral.start != 1 or not _YEAR.fullmatch(words[numeral.start]):
        return False
    return numeral.end >= len(doc) or not is_plural_person(doc[numeral.end])


def _is_age(doc: Doc, words: Sequence[str], numeral: Numeral) -> bool:
    """Whether a number stands like an age: "34-year-old", "a boy of six", "women under 35", "Ali, 34," or "(34)"."""
    before, after = word_at(words, numeral.start - 1), word_at(words, numeral.end)
    if after == "-":
        following = word_at(words, numeral.end + 1)
        return following not in ("odd", "plus") and not following[:1].isdigit()
    if numeral.value > OLDEST:
        return False
    if before in _LIMITS:
        return (after in _AFTER_AGE or after == "years") and _is_said_of_people(doc, words, numeral.start - 2)
    if _is_one_of_two_ages(doc, words, numeral) or (before == "than" and word_at(words, numeral.start - 2) in _COMPARED):
        return True
    if before in ("of", "about", "and"):
        return _is_age_behind_noun(doc, words, numeral)
    bare = words[numeral.start][:1].isdigit()
    return bare and ((before == "," and after in (",", ".", ";", ")", "and")) or (before == "(" and after in (")", ",")))


def _is_one_of_two_ages(doc: Doc, words: Sequence[str], numeral: Numeral) -> bool:
    """Whether a number is one of the two ages of "two boys (8 and 11)" or "two boys, 8 and 11,"."""
    start = numeral.start - 3 if word_at(words, numeral.start - 1) == "and" else numeral.start - 1
    inside = words[start + 1 : start + 4]
    ends = word_at(words, start), word_at(words, start + 4)
    if inside[1:2] != ("and",) or not inside[0].isdigit():
        return False
    return ends == ("(", ")") or (ends == (",", ",") and start > 0 and is_plural_person(doc[start - 1]))


def _is_said_of_people(doc: Doc, words: Sequence[str], position: int) -> bool:
    if position < 0:
        return False
    return _is_people(doc, position) or words[position] in ("were", "was", "are", "is", "aged", "all", "both")


def _is_age_behind_noun(doc: Doc, words: Sequence[str], numeral: Numeral) -> bool:
    """Whether a number behind "of" or "aged" is an age: "a boy of six", "twins of about 17", "brothers aged nine and 12"."""
    before = word_at(words, numeral.start - 1)
    start = numeral.start - 2 if before in ("about", "and") else numeral.start
    if before == "and":
        if numeral.end < len(doc) and _is_people(doc, numeral.end):
            return False  # "a shepherd of 63 and two soldiers"
        if word_at(words, start - 1) in _AGE_WORDS:
            return True
        return (
            word_at(words, start - 1) == "of" and start > 1 and _is_people(doc, start - 2) and words[start - 2] not in _GATHERED
        )
    of = numeral.start - (2 if before == "about" else 1)
    if word_at(words, of) != "of" or of < 1:
        return False
    noun = of - 1
    if is_person(doc[noun]) and not is_plural_person(doc[noun]) and words[noun] not in _GATHERED | _SINGLE_GATHERED:
        return word_at(words, numeral.end) in _AFTER_AGE or doc[numeral.end].pos_ not in ("NOUN", "PROPN", "ADJ")
    return _is_people(doc, noun) and words[noun] not in _GATHERED and word_at(words, numeral.end) in _AFTER_AGE


def _is_people(doc: Doc, position: int) -> bool:
    return is_person(doc[position]) or is_plural_person(doc[position])


def _is_time_or_code(doc: Doc, words: Sequence[str], numeral: Numeral) -> bool:
    """Whether a figure begins with a zero that no count begins with ("0730"), or stands at a slash ("12/11")."""
    word = words[numeral.start]
    if len(word) == _CLOCK_DIGITS and word.isdigit() and word_at(words, numeral.end) in ("local", "hours", "hrs"):
        return True
    if word.startswith("0") and len(word) > 1:
        return not (numeral.end < len(doc) and is_plural_person(doc[numeral.end]))
    beside = (word_at(words, numeral.start - 1), word_at(words, numeral.end))
    return word[:1].isdigit() and "/" in beside and len(word) <= _CLOCK_DIGITS


def _is_in_name(doc: Doc, words: Sequence[str], numeral: Numeral) -> bool:
    """Whether a number word is part of a name: "Camp Four"."""
    token = doc[numeral.start]
    named = token.text[:1].isupper() and not token.is_sent_start and token.pos_ == "PROPN"
    return named and words[numeral.start] in SMALL and doc[token.i - 1].text[:1].isupper()


def _is_number_of_paragraph(doc: Doc, words: Sequence[str], numeral: Numeral) -> bool:
    """Whether a figure opens a line and a full stop stands behind it: "235. The command said"."""
    opens = numeral.start == 0 or "\n" in doc[numeral.start - 1].text
    return opens and words[numeral.start].isdigit() and word_at(words, numeral.end) == "."
