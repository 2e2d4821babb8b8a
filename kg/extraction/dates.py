"""Time expressions of a report: its text and day of publication go in, date mentions with their partial dates come out.

Each pattern is a regular expression with the function that turns a match into first and last date. Relative expressions
count from the day of publication, or from the date mentioned before them ("the next day"); what neither tells stays None.
"""

import calendar
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from kg.extraction.candidates import DateMention, Document
from kg.extraction.datelines import find_dateline
from kg.extraction.tables import word_list
from kg.values import PartialDate

_Range = tuple[PartialDate | None, PartialDate | None]
_UNKNOWN: _Range = (None, None)
_DECEMBER = 12
_HALF_A_DAY = 12
_NEWEST = 2049
#: Days at most between a dateline and publication.
_LONGEST_WAY = 31

_MONTHS = {
    name.casefold(): number for names in (calendar.month_name, calendar.month_abbr) for number, name in enumerate(names) if name
}
_MONTHS |= {"sept": 9}
_DAYS = {name.casefold(): number for number, name in enumerate(calendar.day_name)}
_DAYS |= {name[:3]: number for name, number in list(_DAYS.items())} | {"tues": 1, "thur": 3, "thurs": 3}
_NUMBERS = {
    word: number for number, word in enumerate(word_list("zero one two three four five six seven eight nine ten eleven twelve"))
}
_NUMBERS |= {"a": 1, "an": 1, "a couple of": 2, "couple of": 2, "fifteen": 15, "twenty": 20, "thirty": 30}

_MONTH = r"(?:" + "|".join(sorted((name.capitalize() for name in _MONTHS), key=len, reverse=True)) + r")\b\.?"
_MONTH = rf"(?:{_MONTH}|(?:{'|'.join(sorted((name.upper() for name in _MONTHS), key=len, reverse=True))})\b)"
_LONG_MONTH = r"(?:" + "|".join(name for name in calendar.month_name if name) + r")\b"
_WEEKDAY = r"(?:" + "|".join(name for name in calendar.day_name) + r"|Tues|Thurs?|Mon|Tue|Wed|Fri|Sat|Sun)\b\.?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]|20)\d\d"
_COUNT = r"(?:\d{1,3}|" + "|".join(sorted(_NUMBERS, key=len, reverse=True)) + ")"
_DASH = r"\s?[-–—/]\s?"
_TO = rf"(?:{_DASH}|\s(?:to|and|or|until|till|through)\s)"


@dataclass(frozen=True, slots=True)
class _Clock:
    """What an expression is measured by: the day of publication and the date mentioned last."""

    published: date | None
    last: PartialDate | None = None
    year_told: int | None = None

    def back(self, days: int, span: int = 0) -> _Range:
        """The day some days before publication, or the days from then on for a span of days."""
        if self.published is None:
            return _UNKNOWN
        day = self.published - timedelta(days)
        return PartialDate.from_day(day), PartialDate.from_day(day + timedelta(span))

    def month(self, months: int) -> _Range:
        """The month some months before the month of publication."""
        if self.published is None:
            return _UNKNOWN
        count = self.published.year * 12 + self.published.month - 1 - months
        return _both(PartialDate(f"{count // 12:04}-{count % 12 + 1:02}"))

    def year(self, years: int) -> _Range:
        """The year some years before the year of publication."""
        return _UNKNOWN if self.published is None else _both(PartialDate(f"{self.published.year - years:04}"))

    def relative_year(self, word: str | None) -> str | None:
        """The year of "last year" or "this year"."""
        if word is None or self.published is None:
            return None
        return str(self.published.year - (word.casefold() == "last"))

    def full_year(self, digits: str) -> int:
        """A year by its four digits or its last two: the last such year up to publication, else one from 1950 to 2049."""
        if len(digits) > len("88"):
            return int(digits)
        newest = self.published.year if self.published is not None else _NEWEST
        return newest - (newest - int(digits)) % 100

    def past(self, month: int, day: int | None) -> int | None:
        """The year that the line told of before, else the one in which a month or a day was last passed at publication."""
        if self.published is None or self.year_told is not None:
            return self.year_told
        tomorrow = self.published + timedelta(1)
        return tomorrow.year - ((month, day or 1) > (tomorrow.month, tomorrow.day))


#: What the patterns that are tried in certain places only begin with.
_AT_NUMBER, _AT_MONTH, _BEFORE_MONTH, _AT_WEEKDAY, _BEFORE_NUMBER = "#", "month", "… month", "weekday", "… #"
_NUMBER_START = re.compile(r"(?<![\d.,])\d")
_MONTH_START = re.compile(r"(?:J[aAuU]|F[eE]|M[aA]|A[pPuU]|S[eE]|O[cC]|N[oO]|D[eE])(?<!\w..)")
_WEEKDAY_START = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?<!\w...)")
_WORD_START = re.compile(r"\b\w")
#: Letters that the longest words before a month or year take: "beginning of".
_LONGEST_LEAD = 16

_Meaning = Callable[[re.Match[str], _Clock], _Range | None]


def find_dates(document: Document) -> tuple[DateMention, ...]:
    """The time expressions of a report in order, ranges joined ("from 3 May to 4 June" is one mention)."""
    published = document.report.published
    text = document.report.text
    clock = _written(text, _Clock(published.earliest if published and published.datatype == "date" else None))
    starts = document.offsets
    found = []
    line_end = 0
    for match, meaning in _matches(text):
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


def _written(text: str, clock: _Clock) -> _Clock:
    """A clock that counts from the day of an agency's dateline, where it has one from not long before publication."""
    match = find_dateline(text)
    if match is None or (clock.published is None and not match["y"]):
        return clock
    month = match["m1"] or match["m2"]
    day = _day_of(match["d1"] or match["d2"], month, match["y"], clock) if month.casefold() in _MONTHS else None
    if day is None or (clock.published is not None and not 0 <= (clock.published - day.earliest).days <= _LONGEST_WAY):
        return clock
    return _Clock(day.earliest)


def _tells_past_year(match: re.Match[str], clock: _Clock) -> bool:
    """Whether an expression names a month or day of an earlier year, so that those after it in its line are of that year."""
    parts = match.groupdict()
    year = parts.get("y")
    return bool(
        year and len(year) == len("2019") and parts.get("m") and clock.published is not None and int(year) < clock.published.year
    )


def _matches(text: str) -> Iterator[tuple[re.Match[str], _Meaning]]:
    """Matches of all patterns in order of the text; where two overlap, the pattern listed first has it."""
    taken = bytearray(len(text))
    kept = []
    folded = text.casefold()
    anchors = _anchors(text)
    for needed, pattern, meaning in _PATTERNS:
        for match in _found(pattern, text, folded, needed, anchors):
            start, end = match.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                kept.append((match, meaning))
    return iter(sorted(kept, key=lambda item: item[0].start()))


def _found(
    pattern: re.Pattern[str], text: str, folded: str, needed: str, anchors: Mapping[str, Sequence[int]]
) -> Iterator[re.Match[str]]:
    """Matches of one pattern: tried at its anchors, or anywhere in a text that has one of the words it needs."""
    if needed in anchors:
        return (match for start in anchors[needed] if (match := pattern.match(text, start)) is not None)
    return pattern.finditer(text) if any(word in folded for word in needed.split("|")) else iter(())


def _anchors(text: str) -> dict[str, Sequence[int]]:
    """Where patterns can match at all, by what they begin with; trying them there is cheaper than searching the whole text."""
    numbers = [match.start() for match in _NUMBER_START.finditer(text)]
    months = [match.start() for match in _MONTH_START.finditer(text)]
    weekdays = [match.start() for match in _WEEKDAY_START.finditer(text)]
    return {
        _AT_NUMBER: numbers,
        _AT_MONTH: months,
        _BEFORE_MONTH: _words_before(text, months),
        _AT_WEEKDAY: sorted({*weekdays, *_words_before(text, weekdays)}),
        _BEFORE_NUMBER: _words_before(text, numbers),
    }


def _words_before(text: str, starts: Sequence[int]) -> list[int]:
    """Where the last two words before some places begin, and a bracket right before them."""
    found = set()
    for start in starts:
        words = [match.start() for match in _WORD_START.finditer(text, max(0, start - _LONGEST_LEAD), start)]
        found.update(words[-2:])
        if start and text[start - 1] == "(":
            found.add(start - 1)
    return sorted(found)


def _joined(found: list[DateMention], text: str, starts: Sequence[int], clock: _Clock) -> Iterator[DateMention]:
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


#: Prepositions that patterns ask for and that are no part of the mention.
_LEAD = re.compile(r"(?i:in|since|of|until|during|before|after|by|from|between|and|to|throughout|through)\s(?!the\b)|\(")
_CONNECTORS = {"to", "-", "–", "—", "until", "till", "through"}


def _word_end(text: str, starts: Sequence[int], end: int) -> int:
    """The offset after the last token before token `end`, without the space behind it."""
    stop = starts[end] if end < len(starts) else len(text)
    while stop and text[stop - 1].isspace():
        stop -= 1
    return stop


def _both(value: PartialDate) -> _Range:
    return value, value


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.casefold()]


def _month_number(text: str) -> int:
    return _MONTHS[text.rstrip(".").casefold()]


def _day_of(day: str, month: str | int, year: str | None, clock: _Clock) -> PartialDate | None:
    """A day with its year given or inferred; None for a day that no calendar has or a year that nothing tells."""
    number = int(re.sub(r"\D", "", day))
    month = month if isinstance(month, int) else _month_number(month)
    full = clock.full_year(year) if year else clock.past(month, number)
    try:
        return None if full is None else PartialDate.from_day(date(full, month, number))
    except ValueError:
        return None


def _days(match: re.Match[str], clock: _Clock) -> _Range | None:
    """One day, or the first and last of several: groups d, m, y and optionally d2, m2, y2."""
    parts = match.groupdict()
    year = parts.get("y") or parts.get("y2") or clock.relative_year(parts.get("rel"))
    last_month = parts.get("m2") or parts["m"]
    last = _day_of(parts.get("d2") or parts["d"], last_month, parts.get("y2") or year, clock)
    first = _day_of(parts["d"], parts.get("m") or last_month, year, clock)
    if first is None or last is None:
        return _UNKNOWN if not year and clock.published is None else None
    if first > last and not parts.get("y"):
        first = _day_of(parts["d"], parts.get("m") or last_month, str(int(last.text[:4]) - 1), clock) or first
    return first, last


def _numeric(match: re.Match[str], clock: _Clock) -> _Range | None:
    """12/11/2019, 12.11.19: day before month, unless only the other order makes sense."""
    one, two = int(match["d"]), int(match["m"])
    day, month = (one, two) if two <= _DECEMBER else (two, one)
    found = _day_of(str(day), month, match["y"], clock) if month <= _DECEMBER else None
    return _both(found) if found else None


def _iso(match: re.Match[str], clock: _Clock) -> _Range | None:
    found = _day_of(match["d"], int(match["m"]), match["y"], clock) if int(match["m"]) <= _DECEMBER else None
    return _both(found) if found else None


def _months(match: re.Match[str], clock: _Clock) -> _Range | None:
    """A month with or without a year, or two months."""
    parts = match.groupdict()
    month, last = parts["m"], parts.get("m2") or parts["m"]
    told = parts.get("y") or clock.relative_year(parts.get("rel"))
    year = int(told) if told else clock.past(_month_number(last), None)
    if year is None:
        return _UNKNOWN
    first_year = int(parts["y1"]) if parts.get("y1") else year - (_month_number(month) > _month_number(last))
    return PartialDate(f"{first_year:04}-{_month_number(month):02}"), PartialDate(f"{year:04}-{_month_number(last):02}")


def _years(match: re.Match[str], clock: _Clock) -> _Range | None:
    parts = match.groupdict()
    first, last = parts["y"], parts.get("y2") or parts["y"]
    last = first[: 4 - len(last)] + last
    if clock.published is not None and int(first) > clock.published.year:
        return None
    return PartialDate(first), PartialDate(last)


def _weekday(match: re.Match[str], clock: _Clock) -> _Range | None:
    """The last such day up to publication; "last" never means the day of publication; with "week" the week before."""
    if clock.published is None:
        return _UNKNOWN
    back = (clock.published.weekday() - _DAYS[match["w"].rstrip(".").casefold()]) % 7
    which = (match["which"] or "").casefold()
    if which == "next":
        return None
    if back == 0 and which in ("last", "past", "previous"):
        back = 7
    if match["week"] and back <= clock.published.weekday():
        back += 7
    return clock.back(
        back, (_DAYS[match["w2"].rstrip(".").casefold()] - _DAYS[match["w"].rstrip(".").casefold()]) % 7 if match["w2"] else 0
    )


def _ago(match: re.Match[str], clock: _Clock) -> _Range | None:
    count, unit = _number(match["n"]), match["unit"].casefold()
    if unit.startswith("month"):
        return clock.month(count)
    if unit.startswith(("year", "decade")):
        return clock.year(count * (10 if unit.startswith("decade") else 1))
    if unit.startswith("hour"):
        return clock.back(1 if count >= _HALF_A_DAY else 0)
    return clock.back(count * (7 if unit.startswith("week") else 1))


def _past_span(match: re.Match[str], clock: _Clock) -> _Range | None:
    """From then to publication: "the past 24 hours", "the last two weeks"."""
    count, unit = _number(match["n"] or "one"), match["unit"].casefold()
    if clock.published is None:
        return _UNKNOWN
    if unit.startswith("month"):
        return clock.month(count)[0], PartialDate.from_day(clock.published)
    if unit.startswith("year"):
        return clock.year(count)[0], PartialDate.from_day(clock.published)
    days = -(-count // 24) if unit.startswith(("hour", "hr")) else count * (7 if unit.startswith("week") else 1)
    return clock.back(days, days)


def _later(match: re.Match[str], clock: _Clock) -> _Range | None:
    """A day counted from the date mentioned last, if that is a day: "two days later", "the day before"."""
    if clock.last is None or clock.last.datatype != "date":
        return None
    word = match["dir"].casefold()
    parts = match.groupdict()
    count = _number(parts["n"]) if parts.get("n") else 1
    days = count * (7 if (parts.get("unit") or "").casefold().startswith("week") else 1)
    back = word in ("earlier", "before", "previous")
    return _both(PartialDate.from_day(clock.last.earliest + timedelta(-days if back else days)))


def _same_day(_: re.Match[str], clock: _Clock) -> _Range | None:
    return None if clock.last is None or clock.last.datatype != "date" else _both(clock.last)


def _nth(match: re.Match[str], clock: _Clock) -> _Range | None:
    """A day of the month mentioned last, else of the last month that had passed it: "on the 12th"."""
    anchor = clock.last.text if clock.last and len(clock.last.text) >= len("2019-07") else None
    if anchor is None and clock.published is not None:
        day = int(re.sub(r"\D", "", match["d"]))
        anchor = (clock.published if day <= clock.published.day else clock.published.replace(day=1) - timedelta(1)).isoformat()
    found = _day_of(match["d"], int(anchor[5:7]), anchor[:4], clock) if anchor else None
    return _both(found) if found else None


def _last_week(_: re.Match[str], clock: _Clock) -> _Range:
    return _UNKNOWN if clock.published is None else clock.back(clock.published.weekday() + 7, 6)


def _this_week(_: re.Match[str], clock: _Clock) -> _Range:
    return _UNKNOWN if clock.published is None else clock.back(clock.published.weekday(), clock.published.weekday())


def _weekend(_: re.Match[str], clock: _Clock) -> _Range:
    if clock.published is None:
        return _UNKNOWN
    back = (clock.published.weekday() - 5) % 7
    return clock.back(back, min(1, back))


def _feast(match: re.Match[str], clock: _Clock) -> _Range | None:
    month, day = (12, 24) if "ve" in match[0].split()[-1] and "Christmas" in match[0] else (12, 25)
    if "New" in match[0]:
        month, day = (12, 31) if "Eve" in match[0] else (1, 1)
    found = _day_of(str(day), month, match["y"], clock)
    return _both(found) if found else _UNKNOWN


def _back(days: int, span: int = 0) -> _Meaning:
    return lambda _, clock: clock.back(days, span)


def _month_back(months: int) -> _Meaning:
    return lambda _, clock: clock.month(months)


def _year_back(years: int) -> _Meaning:
    return lambda _, clock: clock.year(years)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text)


_OF_YEAR = rf"(?:,?\s(?P<y>{_YEAR})(?!\d)|(?:\sof)?\s(?P<rel>last|this)\syear)?"
_NIGHT = r"(?:\s(?:night|evening|morning|afternoon))?"

#: Absolute expressions first and the longer before the shorter: where two overlap, the first has it. Before each stands
#: where it is tried: at its anchors, or in texts with one of some words (in lower case, parted by "|").
_PATTERNS: tuple[tuple[str, re.Pattern[str], _Meaning], ...] = (
    (_AT_NUMBER, _pattern(rf"(?<![\d.,])(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"), _iso),
    (_AT_NUMBER, _pattern(rf"(?<![\d.,/])(?P<d>\d\d?)(?P<sep>[./-])(?P<m>\d\d?)(?P=sep)(?P<y>{_YEAR}|\d\d)(?![\d/])"), _numeric),
    (
        _AT_NUMBER,
        _pattern(
            rf"(?<![\d.,])(?P<d>{_DAY})(?:\s(?:of\s)?(?P<m>{_MONTH}))(?:,?\s(?P<y>{_YEAR}))?{_TO}(?:the\s)?(?P<d2>{_DAY})\s(?:of\s)?(?P<m2>{_MONTH})(?:,?\s(?P<y2>{_YEAR})(?!\d))?"
        ),
        _days,
    ),
    (_AT_NUMBER, _pattern(rf"(?<![\d.,])(?P<d>{_DAY}){_TO}(?:the\s)?(?P<d2>{_DAY})\s(?:of\s)?(?P<m>{_MONTH}){_OF_YEAR}"), _days),
    (_AT_MONTH, _pattern(rf"\b(?P<m>{_MONTH})\s(?P<d>{_DAY}){_TO}(?P<m2>{_MONTH})\s(?P<d2>{_DAY})(?!\d){_OF_YEAR}"), _days),
    (_AT_MONTH, _pattern(rf"\b(?P<m>{_MONTH})\s(?P<d>{_DAY}){_TO}(?P<d2>{_DAY})(?!\d|\s{_MONTH}){_OF_YEAR}"), _days),
    (
        _AT_NUMBER,
        _pattern(rf"(?<![\d.,])(?P<d>{_DAY})[ -](?P<m>{_MONTH})[ -](?P<y>\d\d)(?=\s?(?:[][(),;–—-]|\.?(?:\n|$)))"),
        _days,
    ),
    (
        _AT_NUMBER,
        _pattern(
            rf"(?<![\d.,])(?P<d>{_DAY})[\s-](?:day\s)?(?:of\s)?(?P<m>{_MONTH})(?:(?:,?\s|-)(?P<y>{_YEAR})(?!\d)|(?:\sof)?\s(?P<rel>last|this)\syear)?"
        ),
        _days,
    ),
    (_AT_MONTH, _pattern(rf"\b(?P<m>{_MONTH})\s(?:the\s)?(?P<d>{_DAY})(?!\d|[:,.]\d\d\d|%){_OF_YEAR}"), _days),
    (
        _AT_MONTH,
        _pattern(rf"\b(?P<m>{_MONTH})(?:,?\s(?P<y1>{_YEAR}))?{_TO}(?P<m2>{_MONTH})(?:,?\sof)?,?\s(?P<y>{_YEAR})(?!\d)"),
        _months,
    ),
    (_AT_MONTH, _pattern(rf"\b(?P<m>{_MONTH})(?:,?\sof)?(?:,\s|\s|[-–])(?P<y>{_YEAR})(?!\d)"), _months),
    (
        _BEFORE_MONTH,
        _pattern(rf"\b(?:between|from|From|Between)\s(?P<m>{_LONG_MONTH})\s(?:to|and|until|till|through)\s(?P<m2>{_LONG_MONTH})"),
        _months,
    ),
    (
        _BEFORE_MONTH,
        _pattern(
            r"\b(?:[Ii]n|[Ll]ast|[Tt]his|[Ss]ince|[Oo]f|[Uu]ntil|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id|[Tt]hrough|[Ff]rom|[Tt]o|[Bb]y|[Bb]efore|[Aa]fter|end of|middle of|beginning of)"
            rf"[\s-](?P<m>{_LONG_MONTH})(?!\s(?:be|have|not)\b)(?:(?:\sof)?\s(?P<rel>last|this)\syear)?"
        ),
        _months,
    ),
    (_AT_MONTH, _pattern(rf"\b(?P<m>(?!May|March)(?:{_LONG_MONTH}))(?![’']s\b\s[A-Z])(?!\s\d)"), _months),
    ("christmas|new year", _pattern(rf"\b(?:Christmas|New Year)(?:[’']s)?(?:\s(?:Day|Eve)){_OF_YEAR}"), _feast),
    (
        _AT_WEEKDAY,
        _pattern(
            rf"\b(?:(?P<which>[Ll]ast|[Tt]his|[Pp]ast|[Pp]revious|[Nn]ext)\s)?(?P<w>{_WEEKDAY})(?P<week>\s(?:of\s)?last\sweek)?{_NIGHT}(?:\s(?:to|into|and)\s(?P<w2>{_WEEKDAY})(?:\smorning)?)?"
        ),
        _weekday,
    ),
    (
        "past|last|preceding|previous",
        _pattern(
            rf"\b(?i:(?:in|over|during|within)\s(?:the\s)?(?:past|last|preceding|previous)|the\s(?:past|last))\s(?:(?P<n>{_COUNT})[\s-])?(?P<unit>hours?|hrs?|days?|weeks?|months?|years?)\b(?<!the last day)"
        ),
        _past_span,
    ),
    (
        "night|24",
        _pattern(r"\b(?i:over\s?night|last\snight|(?:the\s)?24[\s-]?h(?:ours?|rs?)?\b|during\sthe\snight|in\sthe\snight)"),
        _back(1, 1),
    ),
    ("yesterday", _pattern(r"\b(?i:the\sday\sbefore\syesterday)\b"), _back(2)),
    ("yesterday", _pattern(r"\b(?i:yesterday)\b"), _back(1)),
    (
        "today|this|tonight|earlier",
        _pattern(r"\b(?i:today|this\s(?:morning|afternoon|evening)|tonight|earlier\sin\sthe\sday)\b"),
        _back(0),
    ),
    (" ago", _pattern(rf"\b(?i:\b(?P<n>{_COUNT})\s(?P<unit>days?|weeks?|months?|years?|hours?|decades?)\sago)\b"), _ago),
    (
        "day later|days later|week later|weeks later|day earlier|days earlier|week earlier|weeks earlier|day afterward|days afterward|week afterward|weeks afterward|day before|days before|week before|weeks before",
        _pattern(rf"\b(?i:(?P<n>{_COUNT})\s(?P<unit>days?|weeks?)\s(?P<dir>later|earlier|afterwards?|before))\b"),
        _later,
    ),
    (
        "next day|next morning|next afternoon|next evening|following day|following morning|following afternoon|following evening|previous day|previous morning|previous afternoon|previous evening",
        _pattern(r"\b(?i:(?:the\s)?(?P<dir>next|following|previous)\s(?:day|morning|afternoon|evening))\b"),
        _later,
    ),
    (
        "day before|night before|evening before|day after|night after|evening after",
        _pattern(r"\b(?i:the\s(?:day|night|evening)\s(?P<dir>before|after)(?=[,.;]|\s(?:and|when|by|in)\b))"),
        _later,
    ),
    (
        "same|that",
        _pattern(
            r"\b(?i:(?:the|that)\s(?:same|very)\s(?:day|night|evening|morning|afternoon)|that\s(?:day|night|evening|morning|afternoon)|same\s(?:day|night))\b"
        ),
        _same_day,
    ),
    ("last week", _pattern(r"\b(?i:last\sweek(?!end))\b"), _last_week),
    ("this week", _pattern(r"\b(?i:(?:earlier\s)?this\sweek(?!end))\b"), _this_week),
    (
        "weekend",
        _pattern(r"\b(?i:(?:at|over|on|during)\s(?:the|last|this)\s(?:past\s)?weekend|the\sweekend|last\sweekend|weekend)\b"),
        _weekend,
    ),
    ("last month", _pattern(r"\b(?i:last\smonth)\b"), _month_back(1)),
    ("this month", _pattern(r"\b(?i:(?:earlier\s)?this\smonth)\b"), _month_back(0)),
    ("last ", _pattern(r"\b(?i:last\s(?:year|summer|winter|spring|autumn))\b"), _year_back(1)),
    ("this ", _pattern(r"\b(?i:(?:earlier\s)?this\s(?:year|summer|winter|spring|autumn))\b"), _year_back(0)),
    ("on the ", _pattern(rf"\b[Oo]n\sthe\s(?:night\sof\sthe\s)?(?P<d>{_DAY})(?<=[a-z])\b"), _nth),
    (_AT_NUMBER, _pattern(rf"(?<![\d.,/])(?P<y>{_YEAR})[-–/](?P<y2>{_YEAR}|\d\d)(?![\d/-])"), _years),
    (
        _BEFORE_NUMBER,
        _pattern(
            r"\b(?:(?i:in|since|of|until|during|before|after|by|from|between|and|to|early|late|mid|throughout|through|spring|summer|autumn|winter|year)[\s-]|\()"
            rf"(?P<y>{_YEAR})(?![\d,.]\d|\s(?:people|civilians|men|women|children)|%)\b"
        ),
        _years,
    ),
    (
        _AT_NUMBER,
        _pattern(r"(?:(?<=[Oo]n\s)|(?<=\n)|(?<=[•*-]\s))(?P<d>\d\d?)/(?P<m>\d\d?)(?P<y>)(?![\d/])(?=\s|:|,|\.)"),
        _numeric,
    ),
)
