"""The values that claims are made of: partial dates and quantities with their bounds, and what an RDF term offers.

Both classes are frozen, are made from text by `from_text` or from bounds, and never guess: a month stays a month, an open
bound stays open.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, Self

from kg.errors import InputError

# The months of 31 days; the last day of any other is found from the first of the month after it.
_LONGEST, _LONG = 31, {1, 3, 5, 7, 8, 10, 12}

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DATATYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


class Term(Protocol):
    """An RDF term as the store returns it: `value` is the bare text, `str(term)` the N-Triples form."""

    @property
    def value(self) -> str:
        """The IRI, or the lexical form of a literal."""


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year, as precise as the text and no more (ISO 8601; `xsd:date`, `xsd:gYearMonth`, `xsd:gYear`).

    >>> PartialDate.from_text("2019-07").latest
    datetime.date(2019, 7, 31)
    """

    text: str

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; raises `InputError` for anything else, an impossible day included."""
        found = cls(text)
        if not _PARTIAL_DATE.fullmatch(text) or not found._is_possible():
            raise InputError(f"{text!r} is no date: write YYYY-MM-DD, YYYY-MM or YYYY")
        return found

    def _is_possible(self) -> bool:
        try:
            return self.earliest <= self.latest
        except ValueError:
            return False

    @classmethod
    def from_day(cls, day: date) -> Self:
        """The partial date that is exactly one day."""
        return cls(day.isoformat())

    @property
    def datatype(self) -> str:
        """The local name of its XML Schema datatype: `date`, `gYearMonth` or `gYear`."""
        return _DATATYPES[len(self.text)]

    @property
    def earliest(self) -> date:
        """The first day it can mean."""
        year, month, day = (*map(int, self.text.split("-")), 1, 1)[:3]
        return date(year, month, day)

    @property
    def latest(self) -> date:
        """The last day it can mean."""
        first = self.earliest
        if self.datatype == "date":
            return first
        month = 12 if self.datatype == "gYear" else first.month
        return date(first.year, month, _LONGEST) if month in _LONG else date(first.year, month + 1, 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of people or facilities with its bounds (either may be open) and the code of its qualifier.

    The codes are those of the scheme `qualifier`: exact, at-least, at-most, about, range, vague.

    >>> Quantity.at_least(544)
    Quantity(minimum=544, maximum=None, qualifier='at-least')
    """

    minimum: int | None
    maximum: int | None
    qualifier: str

    @classmethod
    def exactly(cls, number: int) -> Self:
        """A number stated without any hedge."""
        return cls(number, number, "exact")

    @classmethod
    def at_least(cls, number: int) -> Self:
        """A number with an open upper bound ("more than", "at least")."""
        return cls(number, None, "at-least")

    @classmethod
    def at_most(cls, number: int) -> Self:
        """A number with an open lower bound ("up to")."""
        return cls(None, number, "at-most")

    @classmethod
    def about(cls, number: int) -> Self:
        """A rounded number ("some", "about", "nearly")."""
        return cls(number, number, "about")

    @classmethod
    def between(cls, minimum: int, maximum: int) -> Self:
        """A range ("5 to 7")."""
        return cls(minimum, maximum, "range")

    @classmethod
    def vague(cls, minimum: int) -> Self:
        """A word for many ("dozens"), with the number that it means at least."""
        return cls(minimum, None, "vague")
