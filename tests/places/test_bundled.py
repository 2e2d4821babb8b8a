"""The bundled gazetteer: what its file holds is what the program looks for."""

import random

import pytest

from kg.places.bundled import bundled
from kg.places.countries import countries
from kg.places.search import other_script, search
from kg.places.spelling import folded, sound


def test_every_place_is_found_by_each_of_its_names() -> None:
    chance = random.Random(7)
    for country in ("AF", "CD", "CO", "SY", "UA", "ZW"):
        for number in chance.sample(bundled().numbers(country), 20):
            place = bundled().place(number)
            for name in (place.name, *place.names):
                assert folded(name) in {found for found, numbers in bundled().sounding(sound(name)) if number in numbers}


def test_the_records_of_a_country_are_its_own() -> None:
    numbers = bundled().numbers("SY")
    assert {bundled().country_of(number) for number in (numbers[0], numbers[-1])} == {"SY"}
    assert bundled().country_of(numbers[-1] + 1) == "SZ"
    assert bundled().numbers("ZW")[-1] == bundled().numbers("ZW").stop - 1


def test_every_country_has_its_name_and_number_and_every_region_its_country() -> None:
    assert bundled().country("SY").geonames == 163843
    assert {bundled().country(code).kind for code in countries()} == {"country"}
    region = bundled().by_id("geonames-SY.12")
    assert region is not None
    assert (region.name, region.kind, region.within) == ("Idlib", "region", ("SY",))
    assert bundled().by_id("geonames-SY.99") is None


def test_a_name_that_is_not_there_gives_nothing() -> None:
    assert list(search("Nowherabad", bundled())) == []
    assert list(search("", bundled())) == []
    assert bundled().sounding("") == []


@pytest.mark.parametrize(
    ("country", "other"), [("SY", True), ("UA", True), ("MM", True), ("CO", False), ("CD", False), ("XX", False)]
)
def test_countries_are_known_that_write_in_other_scripts(country: str, other: bool) -> None:
    assert other_script(country) is other


def test_a_match_says_how_the_name_is_spelled() -> None:
    how = [(match.place.id, match.how, match.spelling) for match in search("Kandahar", bundled())]
    assert ("geonames-1138336", "is one of its names", 0.97) in how
    assert ("geonames-1268153", "is its name but for marks, hyphens or articles", 0.94) in how
    assert ("geonames-1138336", "sounds like Kandehar", 0.823) in how
