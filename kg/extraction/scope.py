"""The scope of a number and its event: one happening, or a total over a campaign, a period or an area.

A number is cumulative when it counts up ("the 30th"), when its event is a campaign, or when its sentence speaks of a period.
A total that no campaign holds has no event.
"""

from collections.abc import Sequence

from kg.extraction.candidates import Document, NumberMention
from kg.extraction.events import Happenings

_TOTALS = frozenset("since altogether overall total totals totalling totaling cumulative cumulatively".split())
_PERIODS = frozenset("year years month months week weeks quarter decade decades season half".split())
_PERIOD_OPENERS = frozenset("this past last previous first second third fourth reporting preceding current recent".split())


def scope_and_event(document: Document, number: NumberMention, happenings: Happenings) -> tuple[str, str | None]:
    """The code of the scope of a number and the id of its event."""
    event = happenings.nearest(number.head)
    campaign = any(found.id == event and found.type == "campaign" for found in happenings.events)
    if campaign:
        return "cumulative", event
    sentence = document.sentences[document.sentence_numbers[number.head]]
    if number.ordinal or _speaks_of_period([token.lower_ for token in sentence]):
        return "cumulative", None
    return "incident", event


def _speaks_of_period(words: Sequence[str]) -> bool:
    pairs = list(zip(words, words[1:], strict=False))
    return not _TOTALS.isdisjoint(words) or any(
        (first in _PERIOD_OPENERS and second in _PERIODS) or (first, second) == ("so", "far") for first, second in pairs
    )
