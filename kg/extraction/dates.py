"""Time expressions of a report: its text and day of publication go in, date mentions with their partial dates come out.

Relative expressions count from the day of publication, or from the date mentioned before them ("the next day"); what
neither tells stays None.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extraction.candidates import DateMention, Document
from kg.extraction.date_clock import MONTHS, Clock, day_of
from kg.extraction.date_patterns import find_matches
from kg.extraction.datelines import find_dateline
from kg.values import PartialDate

#: Days at most between a dateline and publication.
_LONGEST_WAY = 31
#: Prepositions that patterns ask for and that are no part of the mention.
_LEAD = re.compile(r"(?i:in|since|of|until|during|before|after|by|from|between|and|to|throughout|through)\s(?!the\b)|\(")
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
#: How many characters before a date may hold "since the".
_LED = 12
_NUMERIC = re.compile(r"(?<![\d./-])(\d\d?)/(\d\d?)/(?:1[89]|20)?\d\d(?![\d/])")
_MONTHS = 12
_CONNECTORS = {"to", "-", "–", "—", "until", "till", "through"}


def find_dates(document: Document) -> tuple[DateMention, ...]:
    """The time expressions of a report in order, ranges joined ("from 3 May to 4 June" is one mention)."""
    published = document.report.published
    text = document.report.text
    clock = _written(text, Clock(published.earliest if published and published.datatype == "date" else None))
    clock = replace(clock, month_first=_month_first(text))
    starts = document.offsets
    found = []
    line_end = 0
    for match, meaning in find_matches(text):
        if match.start() > line_end:
            line_end = text.find("\n", match.start()) % (len(text) + 1)
            clock = replace(clock, year_told=None)
        days = meaning(match, clock)
        if days is None:
            continue
        told = int(match["y"]) if _tells_past_year(match, clock) else clock.year_told
        clock = replace(clock, last=days[1] or clock.last, year_told=told)
        lead = _LEAD.match(text, match.start())
        first, last = bisect_right(starts, lead.end() if lead else match.start()) - 1, bisect_left(starts, match.end())
        found.append(DateMention(first, last, *days))
    return tuple(_joined(found, text, starts, clock))


def _written(text: str, clock: Clock) -> Clock:
    """A clock that counts from the day of an agency's dateline, where it has one from not long before publication."""
    match = find_dateline(text)
    if match is None or (clock.published is None and not match["y"]):
        return clock
    month = match["m1"] or match["m2"]
    day = day_of(match["d1"] or match["d2"], month, match["y"], clock) if month.casefold() in MONTHS else None
    if day is None or (clock.published is not None and not 0 <= (clock.published - day.earliest).days <= _LONGEST_WAY):
        return clock
    return replace(clock, published=day.earliest)


def _month_first(text: str) -> bool:
    """Whether a text writes the month of a date in numbers before the day: one of its dates can only be read so, none only the other way."""
    dates = [(int(one) > _MONTHS, int(two) > _MONTHS) for one, two in _NUMERIC.findall(text)]
    return (False, True) in dates and (True, False) not in dates


def _tells_past_year(match: re.Match[str], clock: Clock) -> bool:
    """Whether an expression names a month or day of an earlier year, so that those after it in its line are of that year.

    What has lasted "since" then tells of today.
    """
    parts = match.groupdict()
    year = parts.get("y")
    return bool(
        year
        and not _SINCE.search(match.string[max(0, match.start() - _LED) : match.start("y")])
        and len(year) == len("2019")
        and parts.get("m")
        and clock.published is not None
        and int(year) < clock.published.year
    )


def _joined(found: list[DateMention], text: str, starts: Sequence[int], clock: Clock) -> Iterator[DateMention]:
    """Mentions with the two ends of a range made one, and "since" and "until" opened to publication."""
    skip = False
    for mention, after in pairwise([*found, None]):
        if mention is None or skip:
            skip = False
            continue
        before = text[max(0, starts[mention.start] - 12) : starts[mention.start]].casefold()
        if after is not None:
            between = text[_word_end(text, starts, mention.end) : starts[after.start]].strip().casefold()
            opened = re.search(r"\b(from|between|since)\s+(the\s+)?$", before)
            if between in _CONNECTORS or (between == "and" and opened and "between" in opened.group()):
                skip = True
                yield DateMention(mention.start, after.end, mention.first, after.last)
                continue
        if re.search(r"\bsince\s+(the\s+|at least\s+|last\s+|early\s+|late\s+|mid-)*$", before) and clock.published is not None:
            yield replace(mention, last=PartialDate.from_day(clock.published))
        else:
            yield mention


def _word_end(text: str, starts: Sequence[int], end: int) -> int:
    """The offset after the last token before token `end`, without the space behind it."""
    stop = starts[end] if end < len(starts) else len(text)
    while stop and text[stop - 1].isspace():
        stop -= 1
    return stop
