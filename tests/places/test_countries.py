"""The table of countries: names, demonyms and capitals give ISO codes."""

import re

import pytest

from kg.errors import UsageError
from kg.places.countries import capital_of, countries, country_name, demonym, find, named


def test_every_code_is_two_capitals_and_has_a_name() -> None:
    assert len(countries()) == 250
    assert all(re.fullmatch("[A-Z]{2}", code) and name for code, name in countries().items())


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Syria", "SY"),
        ("Burma", "MM"),
        ("DRC", "CD"),
        ("DR Congo", "CD"),
        ("UK", "GB"),
        ("U.S.", "US"),
        ("Ivory Coast", "CI"),
        ("West Bank", "PS"),
        ("Gaza", "PS"),
        ("Kosovo", "XK"),
        ("Syrian", "SY"),
        ("Syrians", "SY"),
        ("Congolese", "CD"),
        ("Nigerien", "NE"),
        ("Dutch", "NL"),
        ("Filipino", "PH"),
    ],
)
def test_names_abbreviations_and_demonyms_find_their_country(name: str, code: str) -> None:
    assert find(name) == code


@pytest.mark.parametrize("word", ["us", "car", "Atlantis", "", "chad's"])
def test_other_words_find_no_country(word: str) -> None:
    assert find(word) is None


def test_a_name_is_no_demonym_and_a_demonym_no_name() -> None:
    assert named("France") == ("FR",)
    assert demonym("France") == ()
    assert demonym("French") == ("FR",)
    assert named("French") == ()


def test_a_demonym_of_two_countries_gives_both() -> None:
    assert set(demonym("Congolese")) == {"CD", "CG"}


def test_a_capital_finds_its_country() -> None:
    assert capital_of("Vientiane") == ("LA",)
    assert capital_of("Nowhereville") == ()


def test_an_unknown_code_is_named_in_the_error() -> None:
    assert country_name("SY") == "Syria"
    with pytest.raises(UsageError, match="no country 'ZZ'"):
        country_name("ZZ")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Zaïre", "CD"),
        ("Zaire", "CD"),
        ("Côte d'Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Cote d'Ivoire", "CI"),
        ("COTE D’IVOIRE", "CI"),
        ("Co\u0302te d'Ivoire", "CI"),  # a mark beside its letter
        ("Türkiye", "TR"),
        ("Turkiye", "TR"),
        ("São Tomé and Príncipe", "ST"),
        ("Sao Tome and Principe", "ST"),
        ("Åland Islands", "AX"),
        ("Aland Islands", "AX"),
        ("Curacao", "CW"),
        ("Timor-Leste", "TL"),
        ("Timor Leste", "TL"),
        ("St. Barthelemy", "BL"),
    ],
)
def test_a_country_is_found_with_and_without_accents_and_with_any_apostrophe(name: str, code: str) -> None:
    assert named(name) == (code,)


def test_every_name_in_the_table_is_found_as_it_stands_and_means_one_country() -> None:
    names = [str(label) for label in countries().values()]
    assert [name for name in names if len(named(name)) != 1] == []


@pytest.mark.parametrize("accented", ["N'Djamena", "N’Djamena", "Ndjamena", "NDJAMENA"])
def test_a_capital_is_found_with_and_without_its_apostrophe(accented: str) -> None:
    assert capital_of(accented) == ("TD",)


def test_a_name_that_is_another_word_without_its_accents_needs_them() -> None:
    assert (named("Réunion"), capital_of("Malé")) == (("RE",), ("MV",))
    assert (named("Reunion"), capital_of("Male")) == ((), ())
