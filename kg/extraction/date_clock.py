"""What time expressions are measured by: a day of publication and the words of a calendar go in, partial dates come out.

Relative expressions count from the day of publication; a month or day without a year is the last such one up to then.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from kg.values import PartialDate

#: The first and the last date of an expression; None for what nothing tells.
Range = tuple[PartialDate | None, PartialDate | None]
UNKNOWN: Range = (None, None)
#: The last year that two digits can mean where nothing tells the day of publication.
_NEWEST = 2049

#: Names of months, long and short, in lower case.
MONTHS = {
    name.casefold(): number for names in (calendar.month_name, calendar.month_abbr) for number, name in enumerate(names) if name
}
MONTHS |= {"sept": 9}


@dataclass(frozen=True, slots=True)
class Clock:
    """What an expression is measured by: the day of publication, the date mentioned last, the year that its line tells of.

    `month_first` holds where a text writes dates in numbers as 10/31/2019.
    """

    published: date | None
    last: PartialDate | None = None
    year_told: int | None = None
    month_first: bool = False

    def back(self, days: int, span: int = 0) -> Range:
        """The day some days before publication, or the days from then on for a span of days."""
        if self.published is None:
            return UNKNOWN
        day = self.published - timedelta(days)
        return PartialDate.from_day(day), PartialDate.from_day(day + timedelta(span))

    def month(self, months: int) -> Range:
        """The month some months before the month of publication."""
        if self.published is None:
            return UNKNOWN
        count = self.published.year * 12 + self.published.month - 1 - months
        return both(PartialDate(f"{count // 12:04}-{count % 12 + 1:02}"))

    def year(self, years: int) -> Range:
        """The year some years before the year of publication."""
        return UNKNOWN if self.published is None else both(PartialDate(f"{self.published.year - years:04}"))

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


def both(value: PartialDate) -> Range:
    """A value as the first and the last date."""
    return value, value


def month_number(text: str) -> int:
    """The number of a month, 1 to 12, by its long or short name, with or without a full stop."""
    return MONTHS[text.rstrip(".").casefold()]


def day_of(day: str, month: str | int, year: str | None, clock: Clock) -> PartialDate | None:
    """A day with its year given or inferred; None for a day that no calendar has or a year that nothing tells."""
    number = int(re.sub(r"\D", "", day))
    month = month if isinstance(month, int) else month_number(month)
    full = clock.full_year(year) if year else clock.past(month, number)
    try:
        return None if full is None else PartialDate.from_day(date(full, month, number))
    except ValueError:
        return None
