"""Words for kinds of places: what they leave of a name, and what they say of it."""

import pytest

from kg.places.kinds import called, portion


@pytest.mark.parametrize(
    ("name", "bare", "kind"),
    [
        ("Lorana Province", "Lorana", "region"),
        ("the Lorana region", "Lorana", "region"),
        ("Lorana district", "Lorana", "district"),
        ("town of Lorana", "Lorana", "town"),
        ("Lorana city", "Lorana", "town"),
    ],
)
def test_words_for_a_kind_are_taken_off_and_say_which_kind(name: str, bare: str, kind: str) -> None:
    found = called(name)
    assert (found.bare, found.kinds[0]) == (bare, kind)


def test_a_name_without_such_words_allows_every_kind() -> None:
    assert called("Lorana") == called("Lorana")
    assert called("Lorana").kinds == ()
    assert called("Province").bare == "Province"


@pytest.mark.parametrize("name", ["Orel quarter", "Orel camp", "Orel district"])
def test_a_quarter_or_camp_can_be_a_part_of_something(name: str) -> None:
    assert called(name).part


@pytest.mark.parametrize(
    ("name", "part", "whole"),
    [
        ("eastern Lorana", "eastern", "Lorana"),
        ("the outskirts of Lorana", "outskirts", "Lorana"),
        ("Orel neighbourhood of Lorana", "Orel neighbourhood", "Lorana"),
        ("Orel camp near Lorana", "Orel camp", "Lorana"),
        ("Lorana countryside", "countryside", "Lorana"),
        ("near Lorana", "near", "Lorana"),
        ("north-west Lorana", "north-west", "Lorana"),
    ],
)
def test_a_name_says_what_it_is_a_part_of(name: str, part: str, whole: str) -> None:
    found = portion(name)
    assert found is not None
    assert (found.part, found.whole) == (part, whole)


@pytest.mark.parametrize("name", ["Lorana", "Orel camp", "Westlorana", "Lorana Province"])
def test_other_names_are_no_parts(name: str) -> None:
    assert portion(name) is None
