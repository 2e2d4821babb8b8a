"""What the words in which two reports tell of an event say about its being one."""

import re
from functools import lru_cache
from itertools import product
from math import sqrt

from kg.identity.features.pair import Pair
from kg.identity.features.what import same_site
from kg.identity.features.who import same_victim
from kg.identity.names import parts
from kg.identity.profiles import STRETCH
from kg.identity.words import words

_SECOND = re.compile(
    r"\b(?:(?:second|third|another|further|follow-up) (?:[\w-]+ )?(?:strikes?|raids?|salvo|volley|attack|wave|blast|bombs?|missiles?|explosion"
    r"|shells?|rockets?)|(?:came|come|flew|circled|turned) back|returned|minutes (?:later|after)|half an hour|hours? later|double[- ]tap"
    r"|same (?:aircraft|planes?|jets?|helicopters?|drones?|guns?|warplanes?)|"
    r"(?:hit|hitting|struck|striking|bombed|shelled|killed|killing|attacked|on|at|among) (?:[\w-]+ ){0,2}(?:rescuers|first responders|crews|paramedics)"
    r"|(?:carrying|carried|tending|helping|evacuating|treating) (?:out )?(?:the )?(?:wounded|injured|dead)"
    r"|(?:hit|struck|bombed|shelled|attacked|fired on) (?:\w+ ){0,3}again)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:(?:a|one|two|three|four|five|\d+) (?:weeks?|months?|years?) (?:ago|earlier|before)|last (?:month|year)|anniversary|a year after"
    r"|had (?:already |previously )?been|previously|recall(?:s|ed)?)\b",
    re.IGNORECASE,
)
_HOURS = {
    "night": r"overnight|midnight|at night|last night|night",
    "morning": r"dawn|sunrise|morning|0?[4-9]:\d\d|1[01]:\d\d|\d a\.?m\b",
    "noon": r"noon|midday|1[23]:\d\d",
    "evening": r"afternoon|evening|dusk|sunset|1[4-9]:\d\d|2[0-2]:\d\d|\d p\.?m\b",
}
_HOUR = {name: re.compile(rf"\b(?:{spoken})", re.IGNORECASE) for name, spoken in _HOURS.items()}
# What a sentence ends with, and a headline does not.
_ENDS = (".", "!", "?", '"', "”", "’", "'")
# So many words in a row that are the same were taken from one text.
_ROW = 8
# Words that any report of violence may use.
_COMMON = words("common")


def same_words(pair: Pair) -> float:
    """Both tell of it in the same words, as if copied from one text."""
    return float(bool(same_text(pair)))


def same_text(pair: Pair) -> tuple[tuple[str, str], ...]:
    """The passages of both (their nodes) whose sentences have a long row of words in common, as if copied from one text."""
    pairs = product(pair.left.passages, pair.right.passages)
    return tuple(
        (one.node, other.node) for one, other in pairs if not _rows_of(one.sentence).isdisjoint(_rows_of(other.sentence))
    )


def shared_words(pair: Pair) -> float:
    """Both tell of it in words of which several are the same."""
    left, right = (_words_of(event.telling) for event in pair.events)
    return len(left & right) / sqrt(len(left) * len(right)) if left and right else 0.0


def one_is_second(pair: Pair) -> float:
    """Only one of them is told as a second blow, such as one that hit rescuers."""
    return float(_is_second(pair.left.telling) != _is_second(pair.right.telling))


def both_are_second(pair: Pair) -> float:
    """Both are told as a second blow, such as one that hit rescuers."""
    return float(_is_second(pair.left.telling) and _is_second(pair.right.telling))


def one_is_recalled(pair: Pair) -> float:
    """Only one of them is told as long past."""
    return float(_is_past(pair.left.telling) != _is_past(pair.right.telling))


def same_hour(pair: Pair) -> float:
    """Both happened at the same time of day."""
    return float(not _hours(pair.left.telling).isdisjoint(_hours(pair.right.telling)))


def other_hour(pair: Pair) -> float:
    """They happened at different times of day."""
    left, right = _hours(pair.left.telling), _hours(pair.right.telling)
    return float(bool(left and right) and left.isdisjoint(right))


def one_is_denied(pair: Pair) -> float:
    """Of one of them only, the report says that it did not happen."""
    return float(pair.left.negated != pair.right.negated)


def both_come_first(pair: Pair) -> float:
    """Each is what its report tells of first."""
    return float(all(report.happenings[0].node == event.node for event, report, _ in pair.sides))


def shared_names(pair: Pair) -> float:
    """The two reports name the same places, victims, facilities and parties."""
    left, right = pair.left_report.named, pair.right_report.named
    return len(left & right) / sqrt(len(left) * len(right)) if left and right else 0.0


def elsewhere_and_no_more(pair: Pair) -> float:
    """They happened at different places, and neither a name nor a passage is the same."""
    shared = any(feature(pair) for feature in (same_site, same_victim, same_words))
    return float(pair.elsewhere and not shared)


def same_campaign(pair: Pair) -> float:
    """Both are campaigns."""
    return float(pair.left.campaign and pair.right.campaign)


@lru_cache(maxsize=4096)
def _is_second(telling: str) -> bool:
    """Whether what is told of an event says so, besides a headline, which may tell of both blows at once."""
    first, *others = telling.split(STRETCH)
    told = others if others and not first.endswith(_ENDS) else (first, *others)
    return any(map(_SECOND.search, told))


@lru_cache(maxsize=4096)
def _is_past(telling: str) -> bool:
    return bool(_PAST.search(telling))


@lru_cache(maxsize=4096)
def _hours(telling: str) -> frozenset[str]:
    return frozenset(name for name, spoken in _HOUR.items() if spoken.search(telling))


@lru_cache(maxsize=4096)
def _rows_of(text: str) -> frozenset[tuple[str, ...]]:
    told = parts(text)
    return frozenset(told[start : start + _ROW] for start in range(len(told) - _ROW + 1))


@lru_cache(maxsize=4096)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in parts(text) if word not in _COMMON and not word.isdigit())


FEATURES = (
    *(same_words, shared_words, one_is_second, both_are_second, one_is_recalled, same_hour, other_hour, one_is_denied),
    *(both_come_first, shared_names, elsewhere_and_no_more, same_campaign),
)
