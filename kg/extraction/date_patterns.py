"""The patterns of time expressions: the text of a report goes in, matches with the functions that read them come out.

Each pattern is a regular expression with the function that turns a match into first and last date. It is tried only where
what it begins with stands, or in texts that have a word it needs, which is cheaper than searching each text for each.
"""

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence

from kg.extraction.date_clock import MONTHS
from kg.extraction.date_meanings import (
    NUMBERS,
    Meaning,
    day_by_weekday,
    day_counted_from_last,
    day_or_days,
    days_after,
    days_back,
    feast,
    following_weekday,
    iso_day,
    last_week,
    last_weekday,
    month_or_months,
    months_back,
    nth_of_month,
    numeric_day,
    numeric_days,
    same_day,
    span_until_now,
    this_week,
    time_ago,
    weekend,
    year_or_years,
    years_back,
)

_MONTH = r"(?:" + "|".join(sorted((name.capitalize() for name in MONTHS), key=len, reverse=True)) + r")\b\.?"
_MONTH = rf"(?:{_MONTH}|(?:{'|'.join(sorted((name.upper() for name in MONTHS), key=len, reverse=True))})\b)"
_LONG_MONTH = r"(?:" + "|".join(name for name in calendar.month_name if name) + r")\b"
_WEEKDAY = r"(?:" + "|".join(name for name in calendar.day_name) + r"|Tues|Thu(?:rs?)?|Mon|Tue|Wed|Fri|Sat|Sun)\b\.?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[89]|20)\d\d"
_COUNT = r"(?:\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
_DASH = r"\s?[-–—/]\s?"
_TO = rf"(?:{_DASH}|\s(?:to|and|or|until|till|through)\s)"

#: What the patterns that are tried in certain places only begin with.
_AT_NUMBER, _AT_MONTH, _BEFORE_MONTH, _AT_WEEKDAY, _BEFORE_NUMBER = "#", "month", "… month", "weekday", "… #"
_NUMBER_START = re.compile(r"(?<![\d.,])\d")
_MONTH_START = re.compile(r"(?:J[aAuU]|F[eE]|M[aA]|A[pPuU]|S[eE]|O[cC]|N[oO]|D[eE])(?<!\w..)")
_WEEKDAY_START = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?<!\w...)")
_WORD_START = re.compile(r"\b\w")
#: Letters that the longest words before a month or year take: "beginning of".
_LONGEST_LEAD = 16
_OF_YEAR = rf"(?:,?\s(?P<y>{_YEAR})(?!\d)|(?:\sof)?\s(?P<rel>last|this)\syear)?"
_NIGHT = r"(?:\s(?:night|evening|morning|afternoon))?"

#: Absolute expressions first and the longer before the shorter: where two overlap, the first has it. Before each stands
#: where it is tried: at its anchors, or in texts with one of some words (in lower case, parted by "|").
_PATTERNS: tuple[tuple[str, re.Pattern[str], Meaning], ...] = (
    (_AT_NUMBER, re.compile(rf"(?<![\d.,])(?P<y>{_YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"), iso_day),
    (
        _AT_NUMBER,
        re.compile(rf"(?<![\d.,/])(?P<d>\d\d?)(?P<sep>[./-])(?P<m>\d\d?)(?P=sep)(?P<y>{_YEAR}|\d\d)(?![\d/])"),
        numeric_day,
    ),
    (
        _AT_NUMBER,
        re.compile(
            rf"(?<![\d.,])(?P<d>{_DAY})(?:\s(?:of\s)?(?P<m>{_MONTH}))(?:,?\s(?P<y>{_YEAR}))?{_TO}(?:the\s)?(?P<d2>{_DAY})\s(?:of\s)?(?P<m2>{_MONTH})(?:,?\s(?P<y2>{_YEAR})(?!\d))?"
        ),
        day_or_days,
    ),
    (
        _AT_NUMBER,
        re.compile(rf"(?<![\d.,])(?P<d>{_DAY}){_TO}(?:the\s)?(?P<d2>{_DAY})\s(?:of\s)?(?P<m>{_MONTH}){_OF_YEAR}"),
        day_or_days,
    ),
    (
        _AT_MONTH,
        re.compile(rf"\b(?P<m>{_MONTH})\s(?P<d>{_DAY}){_TO}(?P<m2>{_MONTH})\s(?P<d2>{_DAY})(?!\d){_OF_YEAR}"),
        day_or_days,
    ),
    (_AT_MONTH, re.compile(rf"\b(?P<m>{_MONTH})\s(?P<d>{_DAY}){_TO}(?P<d2>{_DAY})(?!\d|\s{_MONTH}){_OF_YEAR}"), day_or_days),
    (
        _AT_NUMBER,
        re.compile(rf"(?<![\d.,])(?P<d>{_DAY})[ -](?P<m>{_MONTH})[ -](?P<y>\d\d)(?=\s?(?:[][(),;–—-]|\.?(?:\n|$)))"),
        day_or_days,
    ),
    (
        _AT_NUMBER,
        re.compile(
            rf"(?<![\d.,])(?P<d>{_DAY})[\s-](?:day\s)?(?:of\s)?(?P<m>{_MONTH})(?:(?:,?\s|-)(?P<y>{_YEAR})(?!\d)|(?:\sof)?\s(?P<rel>last|this)\syear)?"
        ),
        day_or_days,
    ),
    (_AT_MONTH, re.compile(rf"\b(?P<m>{_MONTH})\s(?:the\s)?(?P<d>{_DAY})(?!\d|[:,.]\d\d\d|%){_OF_YEAR}"), day_or_days),
    (
        _AT_MONTH,
        re.compile(rf"\b(?P<m>{_MONTH})(?:,?\s(?P<y1>{_YEAR}))?{_TO}(?P<m2>{_MONTH})(?:,?\sof)?,?\s(?P<y>{_YEAR})(?!\d)"),
        month_or_months,
    ),
    (_AT_MONTH, re.compile(rf"\b(?P<m>{_MONTH})(?:,?\sof)?(?:,\s|\s|[-–])(?P<y>{_YEAR})(?!\d)"), month_or_months),
    (
        _BEFORE_MONTH,
        re.compile(
            rf"\b(?:between|from|From|Between|[Ii]n|of|[Dd]uring)\s(?P<m>{_LONG_MONTH})\s(?:to|and|until|till|through)\s(?P<m2>{_LONG_MONTH})(?!\s\d)"
        ),
        month_or_months,
    ),
    (
        _BEFORE_MONTH,
        re.compile(
            r"\b(?:[Ii]n|[Ll]ast|[Tt]his|[Ss]ince|[Oo]f|[Uu]ntil|[Dd]uring|[Ee]arly|[Ll]ate|[Mm]id|[Tt]hrough|[Ff]rom|[Tt]o|[Bb]y|[Bb]efore|[Aa]fter|end of|middle of|beginning of)"
            rf"[\s-](?P<m>{_LONG_MONTH})(?!\s(?:be|have|not)\b)(?:(?:\sof)?\s(?P<rel>last|this)\syear)?"
        ),
        month_or_months,
    ),
    (_AT_MONTH, re.compile(rf"\b(?P<m>(?!May|March)(?:{_LONG_MONTH}))(?![’']s\b\s[A-Z])(?!\s\d)"), month_or_months),
    (_AT_MONTH, re.compile(rf"(?:(?<=\n)|\A)(?P<m>{_MONTH})(?=\.?[ ]{{0,3}}(?:\n|\Z))"), month_or_months),
    (_AT_NUMBER, re.compile(r"(?:(?<=\n)|\A)(?P<d>\d\d)\.(?P<m>\d\d?)\.(?P<y>)(?=\s)"), numeric_day),
    ("christmas|new year", re.compile(rf"\b(?:Christmas|New Year)(?:[’']s)?(?:\s(?:Day|Eve)){_OF_YEAR}"), feast),
    (
        "following",
        re.compile(rf"\b(?i:(?:on\s)?the\sfollowing)\s(?P<w>{_WEEKDAY})"),
        following_weekday,
    ),
    (
        _AT_WEEKDAY,
        re.compile(
            rf"\b(?P<w>{_WEEKDAY}),?\s(?:(?:the\s)?(?P<d>{_DAY})(?<=[a-z])\b|(?P<d2>{_DAY})(?=[.:,]?\n|[.:,–—-]\s|\s[–—|-]))(?!\s(?:of\s)?{_MONTH})"
        ),
        day_by_weekday,
    ),
    (
        _AT_WEEKDAY,
        re.compile(
            rf"\b(?:(?P<which>[Ll]ast|[Tt]his|[Pp]ast|[Pp]revious|[Nn]ext)\s)?(?P<w>{_WEEKDAY})(?P<week>\s(?:of\s)?last\sweek)?{_NIGHT}(?:\s(?:to|into|and)\s(?P<w2>{_WEEKDAY})(?:\smorning)?)?"
        ),
        last_weekday,
    ),
    (
        "past|last|preceding|previous",
        re.compile(
            rf"\b(?i:(?:in|over|during|within)\s(?:the\s)?(?:past|last|preceding|previous)|the\s(?:past|last))\s(?:(?P<n>{_COUNT})[\s-])?(?P<unit>hours?|hrs?|days?|weeks?|months?|years?)\b(?<!the last day)"
        ),
        span_until_now,
    ),
    (
        "of the ",
        re.compile(
            rf"\b(?:night|nights|evening|morning|afternoon|hours|dawn)\sof\sthe\s(?P<d>{_DAY})(?<=[a-z])\sto\sthe\s(?P<d2>{_DAY})(?<=[a-z])\b"
        ),
        nth_of_month,
    ),
    (
        "of the ",
        re.compile(rf"\b(?:night|evening|morning|afternoon|hours|dawn)\sof\sthe\s(?P<d>{_DAY})(?<=[a-z])\b"),
        nth_of_month,
    ),
    (
        "night of",
        re.compile(rf"\bnight\sof\s(?:the\s)?(?P<d>{_DAY})[/–-](?P<d2>{_DAY})\b(?!\s(?:of\s)?{_MONTH}|/\d)"),
        nth_of_month,
    ),
    (
        "night|24",
        re.compile(r"\b(?i:over\s?night|(?:the\s)?24[\s-]?h(?:ours?|rs?)?\b|during\sthe\snight|in\sthe\snight)"),
        days_back(1, 1),
    ),
    ("yesterday", re.compile(r"\b(?i:the\sday\sbefore\syesterday)\b"), days_back(2)),
    ("yesterday|last night", re.compile(r"\b(?i:yesterday|last\snight)\b"), days_back(1)),
    (
        "today|this|tonight|earlier",
        re.compile(r"\b(?i:today|this\s(?:morning|afternoon|evening)|tonight|earlier\sin\sthe\sday)\b"),
        days_back(0),
    ),
    (" ago", re.compile(rf"\b(?i:\b(?P<n>{_COUNT})\s(?P<unit>days?|weeks?|months?|years?|hours?|decades?)\sago)\b"), time_ago),
    (
        " later| earlier| afterward|day before|days before|week before|weeks before|month before|months before|year before|years before",
        re.compile(
            rf"\b(?i:(?P<n>{_COUNT})\s(?P<unit>days?|weeks?|months?|years?)\s(?P<dir>later|earlier|afterwards?|before))\b"
        ),
        day_counted_from_last,
    ),
    (
        "day after|days after|week after|weeks after",
        re.compile(rf"\b(?i:(?P<n>{_COUNT})\s(?P<unit>days?|weeks?)\safter\b(?P<that>\s(?:that|this)\b)?)"),
        days_after,
    ),
    (
        "next day|next morning|next afternoon|next evening|following day|following morning|following afternoon|following evening|previous day|previous morning|previous afternoon|previous evening",
        re.compile(r"\b(?i:(?:the\s)?(?P<dir>next|following|previous)\s(?:day|morning|afternoon|evening))\b"),
        day_counted_from_last,
    ),
    (
        "day before|night before|evening before|day after|night after|evening after",
        re.compile(r"\b(?i:the\s(?:day|night|evening)\s(?P<dir>before|after)(?=[,.;]|\s(?:and|when|by|in)\b))"),
        day_counted_from_last,
    ),
    (
        "same|that",
        re.compile(
            r"\b(?i:(?:the|that)\s(?:same|very)\s(?:day|night|evening|morning|afternoon)|that\s(?:day|night|evening|morning|afternoon)|same\s(?:day|night))\b"
        ),
        same_day,
    ),
    ("last week", re.compile(r"\b(?i:last\sweek(?!end))\b"), last_week),
    ("this week", re.compile(r"\b(?i:(?:earlier\s)?this\sweek(?!end))\b"), this_week),
    (
        "weekend",
        re.compile(r"\b(?i:(?:at|over|on|during)\s(?:the|last|this)\s(?:past\s)?weekend|the\sweekend|last\sweekend|weekend)\b"),
        weekend,
    ),
    ("last month", re.compile(r"\b(?i:last\smonth)\b"), months_back(1)),
    ("this month", re.compile(r"\b(?i:(?:earlier\s)?this\smonth)\b"), months_back(0)),
    ("last ", re.compile(r"\b(?i:last\s(?:year|summer|winter|spring|autumn))\b"), years_back(1)),
    ("this ", re.compile(r"\b(?i:(?:earlier\s)?this\s(?:year|summer|winter|spring|autumn))\b"), years_back(0)),
    ("on the ", re.compile(rf"\b[Oo]n\sthe\s(?:night\sof\sthe\s)?(?P<d>{_DAY})(?<=[a-z])\b"), nth_of_month),
    (_AT_NUMBER, re.compile(r"\b(?P<d>[0-3]\d)(?:[01]\d|2[0-3])[0-5]\d[A-Z]\b"), nth_of_month),
    (_AT_NUMBER, re.compile(rf"(?<![\d.,/])(?P<y>{_YEAR})[-–/](?P<y2>{_YEAR}|\d\d)(?![\d/-])"), year_or_years),
    (
        _BEFORE_NUMBER,
        re.compile(
            r"\b(?:(?i:in|since|of|until|during|before|after|by|from|between|and|to|early|late|mid|throughout|through|spring|summer|autumn|winter|year)[\s-]|\()"
            rf"(?P<y>{_YEAR})(?![\d,.]\d|\s(?:people|civilians|men|women|children)|%)\b"
        ),
        year_or_years,
    ),
    (
        _AT_NUMBER,
        re.compile(r"(?:(?<=[\n(\[])|\A|(?<=[•*)|–—-]\s))(?P<d>\d\d?)[–-](?P<d2>\d\d?)/(?P<m>\d\d?)(?![\d/])(?=[\s:,.)\]])"),
        numeric_days,
    ),
    (
        _AT_NUMBER,
        re.compile(
            r"(?:(?<=[Oo]n\s)|(?<=[\n(\[])|\A|(?<=[•*)|–—-]\s)|(?<=[.;]\s)(?=[\d/]{3,5}:))(?P<d>\d\d?)/(?P<m>\d\d?)(?P<y>)(?![\d/])(?=[\s:,.)\]])(?!\sof\b)"
        ),
        numeric_day,
    ),
)


def find_matches(text: str) -> Iterator[tuple[re.Match[str], Meaning]]:
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
