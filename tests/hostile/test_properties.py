"""What holds for any cell, any bytes and any parameter, whatever hypothesis thinks of."""

from datetime import date

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError, UsageError
from kg.queries import bind
from kg.reading.clean import clean_text
from kg.reading.encoding import decode_bytes
from kg.reading.incidents import quantity_of
from kg.reading.rows import day_of
from kg.values import PartialDate
from tests.test_queries import ECHO

NUMBERS = st.integers(1, 10**9)
FEW = settings(max_examples=60, deadline=None)


@given(st.one_of(st.text(max_size=30), st.text("0123456789 ,+-–~<>≥≤to", max_size=20)))
def test_any_cell_is_a_quantity_whose_bounds_are_in_order_or_none(cell: str) -> None:
    found = quantity_of(cell)
    if found is not None:
        assert found.minimum is None or found.maximum is None or found.minimum <= found.maximum
        assert any(character.isdigit() for character in cell)


@given(NUMBERS, st.sampled_from(["{}", "{:,}", " {} ", "at least {}", "{}+", "more than {}", "up to {:,}", "~{}", "{} or more"]))
def test_a_number_in_a_cell_is_found_however_it_is_written(number: int, form: str) -> None:
    found = quantity_of(form.format(number))
    if "up to" in form:
        assert found is not None
        assert found.maximum == number
    else:
        assert found is not None
        assert found.minimum == number + ("more than" in form)


@given(st.dates(date(1900, 1, 1)), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%m/%d/%Y", "%d %B %Y"]))
def test_a_day_in_a_cell_is_that_day_by_its_form(day: date, form: str) -> None:
    found = day_of(day.strftime(form), form)
    assert found == day.isoformat()
    assert PartialDate.from_text(found).earliest == day


@FEW
@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "cp1251", "utf-16", "no-such", "hz", "idna", "base64", "\x00"]))
def test_any_bytes_are_a_clean_text_or_refused_whatever_they_claim_to_be(data: bytes, claimed: str | None) -> None:
    try:
        found = decode_bytes(data, claimed)
    except InputError:
        return
    clean = clean_text(found.text)
    assert clean_text(clean.text).text == clean.text
    assert all(0 <= clean.original(offset) < len(found.text) for offset in range(len(clean.text)))


@FEW
@given(st.text())
def test_any_parameter_arrives_as_it_is_or_is_refused(text: str) -> None:
    try:
        bound = bind(ECHO, {"x": text})
    except UsageError:
        assert any("\ud800" <= character <= "\udfff" for character in text)
        return
    [row] = pyoxigraph.Store().query(bound)  # type: ignore[misc]
    assert row[0].value == text


@pytest.mark.parametrize("form", ["%d/%m", "%Q", "%"])
def test_a_form_that_is_none_leaves_the_cell_as_it_is(form: str) -> None:
    assert day_of("04/05/2024", form) == "04/05/2024"
