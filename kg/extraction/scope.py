"""The scope of a number and its event: one happening, or a total over a campaign, a period or an area.

A number is cumulative when it counts up ("the 30th"), when its event is a campaign, when its sentence speaks of a period, or when
it is larger than what one happening does. A total that no campaign holds has no event.
"""

from collections.abc import Sequence

from kg.extraction.candidates import Document, NumberMention
from kg.extraction.events import Happenings
from kg.extraction.tables import word_set

_TOTALS = word_set("altogether overall total totals totalling totaling cumulative cumulatively nationwide countrywide")
_PERIODS = word_set("year years month months quarter decade decades season half war conflict period crackdown uprising")
_PERIOD_OPENERS = word_set(
    "this past last previous first second third fourth reporting preceding current recent same two three four five six seven eight nine ten "
    "twelve 12 18 whole entire each every the"
)
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
    words = [token.lower_ for token in sentence]
    if not _TOTALS.isdisjoint(words):
        return True
    if any(token.lower_ == "since" and token.pos_ != "ADV" for token in sentence):
        return True
    return any(_opens_period(words, position) for position in range(len(words) - 1))


def _opens_period(words: Sequence[str], position: int) -> bool:
    first, second = words[position], words[position + 1]
    if (first, second) in (("so", "far"), ("to", "date"), ("till", "date")):
        return True
    if first in ("between", "from") and any(word in _MONTHS for word in words[position + 1 : position + 4]):
        return any(word in _MONTHS for word in words[position + 3 : position + 8])
    if first in _OPENERS_ONLY:
        return second in ("war", "conflict", "uprising", "crackdown", "quarter", "period")
    return (first in _PERIOD_OPENERS and second in _PERIODS) or (first in _LOOSE_OPENERS and second in _LOOSE_PERIODS)
