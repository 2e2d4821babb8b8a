"""Partial dates and quantities."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.values import PartialDate, Quantity


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "datatype"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31), "gYear"),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), "gYearMonth"),
        ("2019-12", date(2019, 12, 1), date(2019, 12, 31), "gYearMonth"),
        ("2019-07-04", date(2019, 7, 4), date(2019, 7, 4), "date"),
    ],
)
def test_a_partial_date_knows_its_days(text: str, earliest: date, latest: date, datatype: str) -> None:
    day = PartialDate.from_text(text)
    assert (day.earliest, day.latest, day.datatype) == (earliest, latest, datatype)


@pytest.mark.parametrize("text", ["", "19", "2019-13", "2019-02-30", "2019-7-4", "4 July 2019", "2019-07-04T10:00", "0000"])
def test_what_is_no_date_is_refused_with_the_way_to_write_one(text: str) -> None:
    with pytest.raises(InputError, match="write YYYY-MM-DD"):
        PartialDate.from_text(text)


@given(st.dates())
def test_every_day_survives_being_written_and_read(day: date) -> None:
    assert PartialDate.from_text(PartialDate.from_day(day).text).earliest == day


@pytest.mark.parametrize(
    ("quantity", "expected"),
    [
        (Quantity.exactly(3), (3, 3, "exact")),
        (Quantity.at_least(3), (3, None, "at-least")),
        (Quantity.at_most(3), (None, 3, "at-most")),
        (Quantity.about(3), (3, 3, "about")),
        (Quantity.between(3, 5), (3, 5, "range")),
        (Quantity.vague(24), (24, None, "vague")),
    ],
)
def test_a_quantity_keeps_its_open_bounds_open(quantity: Quantity, expected: tuple[int | None, int | None, str]) -> None:
    assert (quantity.minimum, quantity.maximum, quantity.qualifier) == expected


@given(st.integers(1, 9999), st.integers(1, 12) | st.none())
def test_a_month_or_year_reaches_from_its_first_day_to_its_last(year: int, month: int | None) -> None:
    day = PartialDate.from_text(f"{year:04}" if month is None else f"{year:04}-{month:02}")
    first = date(year, month or 1, 1)
    assert (day.earliest, day.latest.year, day.latest.month) == (first, year, month or 12)
    following = date.fromordinal(min(day.latest.toordinal() + 1, date.max.toordinal()))
    assert following == date.max or following.day == 1


@given(st.text())
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        day = PartialDate.from_text(text)
    except InputError:
        return
    assert day.text == text
    assert day.earliest <= day.latest
