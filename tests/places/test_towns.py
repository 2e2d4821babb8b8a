"""The table of towns and regions: names in all their spellings give the countries in which such a place lies."""

import pytest

from kg.places.countries import countries
from kg.places.towns import _table, fold, large, within


def test_towns_and_regions_lie_in_their_countries() -> None:
    assert within("Goma") == ("CD",)
    assert within("helmand") == ("AF",)
    assert within("Nowhereville") == ()


@pytest.mark.parametrize("name", ["El Fasher", "El-Fasher", "Al-Fashir", "al Fashir"])
def test_a_name_is_found_with_any_article_hyphen_and_spelling(name: str) -> None:
    assert within(name) == ("SD",)


def test_accents_and_apostrophes_make_no_difference() -> None:
    assert within("Sa'ada") == within("Saada") == within("Ṣa‘dah")
    assert within("Khan Shaykhun") == within("Khān Shaykhūn") == ("SY",)


def test_of_several_countries_the_one_with_the_largest_place_comes_first() -> None:
    assert within("Tripoli")[:2] == ("LY", "LB")
    assert within("Paris")[0] == "FR"


def test_a_region_is_found_with_and_without_the_word_for_its_kind() -> None:
    assert within("Northern Darfur") == within("North Darfur") == ("SD",)


def test_what_several_regions_have_in_common_is_found() -> None:
    assert within("Kivu") == ("CD",)
    assert within("Equatoria") == ("SS",)


@pytest.mark.parametrize("word", ["Police", "March", "Union", "Media", "Of", "Hospital", "Second", "The"])
def test_common_english_words_are_no_towns(word: str) -> None:
    assert within(word) == ()


def test_only_places_of_many_people_under_their_usual_name_are_large() -> None:
    assert large("Paris") == ("FR",)
    assert large("Kafr Nabl") == ()
    assert large("Vaduz") == ("LI",)


def test_a_name_of_articles_only_stays_as_it_is() -> None:
    assert fold("El Al") == "el al"


def test_every_code_of_the_table_is_a_country_and_every_name_folded() -> None:
    table = _table()
    assert {code.upper() for codes in set(table.values()) for code in codes.split()} <= countries().keys()
    assert all(fold(name) == name for name in list(table)[::500])
