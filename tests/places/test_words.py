"""What the words around a place say of where it is."""

import pytest

from kg.places.words import placed, publishing, said_around, spoken_of


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit Kasra, a town in the south of Lorana province, at dawn.",
        "Shells hit Kasra in Lorana province.",
        "Shells hit Kasra (Lorana province).",
        "Shells hit Kasra, a gold-digging site in Lorana province.",
        "Shells hit Kasra, in the southern Lorana province.",
    ],
)
def test_a_place_joined_to_a_name_contains_it(text: str) -> None:
    assert said_around(("Kasra",), text).wider == ("Lorana province",)


def test_a_chain_of_places_is_read_to_its_end() -> None:
    said = said_around(("Kasra",), "Shells hit Kasra, a town in Lorana province, Syria, on Monday.")
    assert said.wider == ("Lorana province", "Syria")
    assert [(hint.country, hint.weight) for hint in said.hints if "puts it" in hint.reason] == [("SY", 0.9)]


def test_what_stands_before_a_name_contains_it_as_well() -> None:
    assert said_around(("Kasra",), "Shells hit Lorana's besieged Kasra.").wider == ("Lorana",)
    assert said_around(("Kasra",), "Shells hit the Syrian town of Kasra.").hints[0].country == "SY"
    assert said_around(("Kasra",), "Shells hit Kasra in Syria's Lorana province.").wider == ("Lorana province", "Syria")


@pytest.mark.parametrize(
    "text",
    ["Shells hit Kasra, 20 km east of Marwat.", "Shells hit Kasra, near Marwat.", "Shells hit Kasra, a village outside Marwat."],
)
def test_a_place_near_by_contains_nothing(text: str) -> None:
    said = said_around(("Kasra",), text)
    assert (said.wider, said.beside) == ((), ("Marwat",))


@pytest.mark.parametrize(
    "text",
    [
        "People fled Kasra for Chad.",
        "Shells hit Kasra, the governor of Lorana said.",
        "Shells hit Kasra in March 1988.",
        "Shells hit Kasra. Lorana was quiet.",
        "Shells hit Kasra, killing a woman in Lorana.",
    ],
)
def test_a_clause_with_other_words_contains_nothing(text: str) -> None:
    assert said_around(("Kasra",), text).wider == ()


def test_over_a_border_lies_no_wider_place() -> None:
    assert said_around(("Kasra",), "Shells hit Kasra, near the Sudanese border, in Lorana province.").wider == (
        "Lorana province",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Snipers shot three people in Kasra, a quarter of Marwat.",
        "Snipers shot three people in Kasra, in the east of Marwat.",
        "Snipers shot three people in the Kasra camp near Marwat.",
    ],
)
def test_a_quarter_camp_or_side_is_a_part(text: str) -> None:
    assert said_around(("Kasra",), text).part


def test_a_square_of_a_town_makes_the_town_no_part() -> None:
    assert not said_around(("Kasra",), "They were shot in the main square of Kasra, a town in Lorana.").part


def test_the_countries_that_a_text_names_are_weighed_by_their_share() -> None:
    weights = {hint.country: hint.weight for hint in spoken_of("Syria, Syria and Lebanon. Syria's army.")}
    assert weights["SY"] == pytest.approx(3 * weights["LB"], rel=0.01)


def test_a_publisher_tells_of_countries_by_name_and_people() -> None:
    assert publishing("Sri Lanka Monitor") == ("LK",)
    assert publishing("Palestinian Ministry of Health") == ("PS",)
    assert publishing(None) == ()


def test_places_of_a_text_are_those_that_words_of_place_lead_to() -> None:
    assert placed("Villages across North Lorana and in Orel province burned in May.") == ("North Lorana", "Orel province")


@pytest.mark.parametrize(
    "text", ["Aa-" * 20_000, "in the " * 20_000, "Kasra" + ", a" * 20_000, "Kasra, a town in the north of " * 3_000]
)
def test_texts_made_to_be_slow_are_read_at_once(text: str) -> None:
    assert said_around(("Kasra",), text).hints == ()
    assert isinstance(placed(text), tuple)
