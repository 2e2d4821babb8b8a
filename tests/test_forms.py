"""Other forms of a name in a text: only what the text itself ties to the name."""

import pytest

from kg.forms import forms_of, surname_alone


@pytest.mark.parametrize(
    ("text", "name", "forms"),
    [
        ("The Network for Quiet Streets (NQS) said so.", "Network for Quiet Streets", ("NQS",)),
        ("NQS (Network for Quiet Streets) said so.", "Network for Quiet Streets", ("NQS",)),
        ("NQS: the Network for Quiet Streets has counted.", "Network for Quiet Streets", ("NQS",)),
        ("NQS has counted, the Network for Quiet Streets said.", "NQS", ("Network for Quiet Streets",)),
        ("The Aven Rescue Service (the Blue Caps) came.", "Aven Rescue Service", ("Blue Caps",)),
        ("at Hill Hospital, also known as Saint Paul Hospital, north of Aven", "Hill Hospital", ("Saint Paul Hospital",)),
        ("The Aven Times (Norway) and the Aven Post (2031) wrote.", "Aven Times", ()),
        ("The Aven Post (2031) wrote.", "Aven Post", ()),
        ("residents (RES) said", "residents", ()),
    ],
)
def test_abbreviations_and_second_names_are_found(text: str, name: str, forms: tuple[str, ...]) -> None:
    assert forms_of(text, name) == forms


def test_a_surname_that_stands_alone_is_a_form_of_the_name() -> None:
    assert surname_alone("Omar al-Khatib, 30, died. Al-Khatib was a nurse.".replace("Al-K", "al-K"), "Omar al-Khatib", []) == ()
    assert surname_alone("Anna Berg died. Berg was 30.", "Anna Berg", ["Anna Berg"]) == ("Berg",)


def test_a_surname_of_two_people_is_nobody_s_alone() -> None:
    assert surname_alone("Anna Berg and Olga Berg died. Berg was 30.", "Anna Berg", ["Anna Berg", "Olga Berg"]) == ()


def test_a_name_of_one_word_or_one_that_is_only_written_in_full_has_no_short_form() -> None:
    assert surname_alone("Berg died.", "Berg", []) == ()
    assert surname_alone("Maung Ko Ko died. Ko Ko was nine.", "Maung Ko Ko", []) == ()
