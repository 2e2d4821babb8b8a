"""The list of names in context: names of ten countries, many of them ambiguous or absent, drawn up before the resolver was."""

from collections.abc import Mapping

import pytest

from kg.places.distance import kilometres
from kg.places.gazetteer import open_gazetteer
from kg.places.model import Resolution
from tests.places.listing import NEAR_KM, Row, own_point, read_list, resolve_row


@pytest.fixture(scope="module")
def resolved() -> Mapping[Row, Resolution]:
    gazetteer = open_gazetteer()
    return {row: resolve_row(row, gazetteer) for row in read_list()}


def test_the_list_has_two_hundred_names_a_quarter_of_them_ambiguous_or_absent(resolved: Mapping[Row, Resolution]) -> None:
    assert len(resolved) == 200
    assert len([row for row in resolved if row.kind in ("ambiguous", "absent")]) >= 50


def test_no_absent_place_gets_a_point(resolved: Mapping[Row, Resolution]) -> None:
    absent = {row.name: own_point(found) for row, found in resolved.items() if row.kind == "absent"}
    assert {name: point for name, point in absent.items() if point} == {}


def test_nineteen_of_twenty_countries_are_right(resolved: Mapping[Row, Resolution]) -> None:
    wrong = [row.name for row, found in resolved.items() if row.expected_country not in ("", found.country or "")]
    assert len(wrong) <= 0.05 * len(resolved), wrong


def test_every_point_is_that_of_the_place_and_nine_of_ten_are_given(resolved: Mapping[Row, Resolution]) -> None:
    expected = {row: found.place.point if found.place else None for row, found in resolved.items() if row.point}
    far = [row.name for row, point in expected.items() if point and row.point and kilometres(point, row.point) > NEAR_KM]
    assert far == []
    assert len([point for point in expected.values() if point]) >= 0.9 * len(expected)


def test_areas_have_no_point(resolved: Mapping[Row, Resolution]) -> None:
    assert [row.name for row, found in resolved.items() if row.kind == "area" and own_point(found)] == []
