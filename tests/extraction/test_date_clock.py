"""A clock counts from the day of publication and infers the years that a text leaves out."""

from datetime import date

import pytest

from kg.extraction.date_clock import UNKNOWN, Clock, day_of
from kg.values import PartialDate

_CLOCK = Clock(date(2019, 7, 17))


@pytest.mark.parametrize(
    ("day", "month", "year", "meant"),
    [
        ("3rd", "May", None, "2019-05-03"),
        ("18", "July", None, "2019-07-18"),
        ("19", "July", None, "2018-07-19"),
        ("12", "Sept.", None, "2018-09-12"),
        ("3", 5, "88", "1988-05-03"),
        ("3", 5, "2021", "2021-05-03"),
    ],
)
def test_a_day_without_a_year_was_last_passed_by_the_day_after_publication(
    day: str, month: str | int, year: str | None, meant: str
) -> None:
    assert day_of(day, month, year, _CLOCK) == PartialDate(meant)


def test_a_day_that_no_calendar_has_and_a_year_that_nothing_tells_are_none() -> None:
    assert day_of("31", "June", "2018", _CLOCK) is None
    assert day_of("3", "June", None, Clock(None)) is None


def test_months_are_counted_back_over_the_turn_of_the_year() -> None:
    assert _CLOCK.month(7) == (PartialDate("2018-12"),) * 2


def test_a_clock_without_a_day_of_publication_tells_nothing() -> None:
    assert Clock(None).back(1) == Clock(None).month(1) == Clock(None).year(1) == UNKNOWN
