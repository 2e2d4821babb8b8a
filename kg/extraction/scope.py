"""The scope of a number and its event: one happening, or a total over a campaign, a period or an area.

A number is cumulative when it counts up ("the 30th"), when its event is a campaign, when its sentence speaks of a period, or when
it is larger than what one happening does. A total that no campaign holds has no event.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from kg.extraction.candidates import Document, NumberMention
from kg.extraction.events import Happenings
from kg.extraction.tables import word_set

_TOTALS = word_set("altogether overall total totals totalling totaling cumulative cumulatively nationwide countrywide")
_PERIODS = word_set("year years month months quarter decade decades season half war conflict period crackdown uprising")
_PERIOD_OPENERS = word_set(
    "this past last previous first second third fourth reporting preceding current recent same two three four five six seven eight nine ten "
    "twelve 12 18 whole entire each every the"
)
_NUMBERS = word_set("two three four five six seven eight nine ten twelve 12 18")
#: What stands before a number of months or years that is a period.
_SPANNING = word_set("in over past last within during of for the first previous under almost nearly about")
_NO_PERIODS = word_set("ago pregnant before earlier later old on after")
_SUPERLATIVE_REACH = 6
_OPENERS_ONLY = frozenset({"the"})
_LOOSE_PERIODS = frozenset({"week", "weeks", "fortnight", "days"})
_LOOSE_OPENERS = word_set("this past reporting whole entire same")
_MONTHS = word_set("january february march april may june july august september october november december")
_RECORDING = word_set("record document register verify count tally list log report compile")
#: The number from which a count of people of an outcome is a total, not the toll of one happening.
_TOTAL_FROM = {
    "killed": 100,
    "injured": 250,
    "displaced": 1000,
    "missing": 100,
    "abducted": 150,
    "detained": 150,
    "tortured": 150,
    "sexually-abused": 50,
}
_ALWAYS_TOTAL = frozenset({"at-risk", "besieged"})


def scope_and_event(
    document: Document, number: NumberMention, happenings: Happenings, outcome: str | None = None
) -> tuple[str, str | None]:
    """The code of the scope of a number and the id of its event; `outcome` is what the people suffered, None for facilities."""
    event = happenings.nearest(number.head)
    campaigns = [found.id for found in happenings.events if found.type == "campaign"]
    if event in campaigns:
        return "cumulative", event
    if number.ordinal or _is_total(number, outcome) or _speaks_of_period(document, number):
        return "cumulative", None
    return "incident", event


def _is_total(number: NumberMention, outcome: str | None) -> bool:
    size = number.quantity.minimum or number.quantity.maximum or 0
    return outcome in _ALWAYS_TOTAL or (outcome is not None and size >= _TOTAL_FROM.get(outcome, size + 1))


def _speaks_of_period(document: Document, number: NumberMention) -> bool:
    """Whether the sentence of a number speaks of a period: "since May", "so far", "this year", "between March and June"."""
    sentence = document.sentences[document.sentence_numbers[number.head]]
    words = document.words[sentence.start : sentence.end]
    if any(word in _TOTALS and not _adds_nothing(words, place) for place, word in enumerate(words)):
        return True
    if "since" in words and any(token.lower_ == "since" and _is_period(document, token, number) for token in sentence):
        return True
    return any(_opens_period(words, position) for position in range(len(words) - 1))


def _adds_nothing(words: Sequence[str], place: int) -> bool:
    """Whether "total" only leads to a number, as in "a total of 12 people were killed when a bomb exploded"."""
    return words[place] == "total" and tuple(words[max(0, place - 1) : place + 2 : 2]) == ("a", "of") and "when" in words[place:]


def _is_period(document: Document, since: Token, number: NumberMention) -> bool:
    """Whether "since" opens a period of the number: not "have since died", "the deadliest since June", "held since Friday"."""
    following = document.words[since.i + 1] if since.i + 1 < len(document.words) else ""
    if since.pos_ == "ADV" or following in ("been", "died", "gone", "sent", "", ".", "for", "moved", "left", "closed"):
        return False
    governor = since.head
    if any(token.tag_ in ("JJS", "RBS") for token in document.doc[max(0, since.i - _SUPERLATIVE_REACH) : since.i]):
        return False
    return not (governor.dep_ == "relcl" and not governor.left_edge.i <= number.head <= governor.right_edge.i)


def _opens_period(words: Sequence[str], position: int) -> bool:
    first, second = words[position], words[position + 1]
    third = words[position + 2] if position + 2 < len(words) else ""
    if third in _NO_PERIODS or (first == "last" and second in ("month", "year")):
        return False
    if first in _NUMBERS and (position == 0 or words[position - 1] not in _SPANNING):
        return False
    if (first, second) in (("so", "far"), ("to", "date"), ("till", "date")):
        return True
    if first in ("between", "from") and any(word in _MONTHS for word in words[position + 1 : position + 4]):
        return any(word in _MONTHS for word in words[position + 3 : position + 8])
    if first in _OPENERS_ONLY:
        return second in ("war", "conflict", "uprising", "crackdown", "quarter", "period")
    return (first in _PERIOD_OPENERS and second in _PERIODS) or (first in _LOOSE_OPENERS and second in _LOOSE_PERIODS)
