"""Names of places: what stands around capitalised words makes them a place, and tells its country."""

import pytest

from kg.extraction.candidates import PlaceMention
from kg.extraction.language import documents
from kg.extraction.names import find_names
from kg.extraction.places import find_places
from kg.model import Report


def _places(text: str) -> tuple[PlaceMention, ...]:
    (document,) = documents([Report("r", text)])
    return find_places(document, find_names(document))


def _labels(text: str) -> list[str]:
    return [mention.place.label for mention in _places(text)]


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Four shells fell in Qarun on Monday.", "Qarun"),
        ("Two men were shot near Umm Sidra.", "Umm Sidra"),
        ("The convoy was stopped outside Tell al-Waha.", "Tell al-Waha"),
        ("A mine went off at Nsele-Mbuyi.", "Nsele-Mbuyi"),
        ("Rebels raided the village of Kibaro.", "Kibaro"),
        ("People fled from the town of Bel Oria.", "Bel Oria"),
        ("Fighting went on in Lorana province.", "Lorana"),
        ("The Marenga district was quiet.", "Marenga"),
        ("Soldiers entered Herat before dawn.", "Herat"),
        ("Three men were shot in Qarun and Tolesh.", "Tolesh"),
        ("Rebels entered Tolesh at dawn.", "Tolesh"),
        ("The army shelled Tolesh on Monday.", "Tolesh"),
        ("Four shells hit the primary school of Bel Oria.", "Bel Oria"),
        ("Gunmen stopped a bus on Route 36 on Monday.", "Route 36"),
        ("A bus was stopped on the RN16 on Monday.", "RN16"),
        ("Near Qarun last week a mine tore off the leg of a shepherd.", "Qarun"),
        ("Aircraft struck Kafr Sabah hospital in Kafr Sabah.", "Kafr Sabah"),
    ],
)
def test_a_place_is_known_by_what_stands_around_it(sentence: str, label: str) -> None:
    assert label in _labels(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Ministry of Health counted nine dead.",
        "In January the shelling stopped.",
        "On Tuesday nobody came.",
        "Across the river a house burned.",
        "Syrian soldiers left.",
        "The pilot of the Su-34 was seen in a Su-34 before.",
        "Fighting between Belu herders and Tolesh farmers killed 40 on Monday.",
        "Gunmen shot nine people of the Tolesh community on Monday.",
    ],
)
def test_months_bodies_and_demonyms_are_no_places(sentence: str) -> None:
    assert _labels(sentence) == []


def test_a_country_is_marked_as_one() -> None:
    (mention,) = _places("Nine people were killed in Mali.")
    assert (mention.country, mention.is_country) == ("ML", True)


def test_a_place_has_the_country_named_beside_it() -> None:
    found = {
        mention.place.label: mention.country
        for mention in _places("A bomb went off in Qarun, Niger. The Malian and Malian-led forces of Mali denied it.")
    }
    assert found["Qarun"] == "NE"


def test_an_unknown_place_has_the_country_that_the_report_speaks_of() -> None:
    found = {
        mention.place.label: mention.country
        for mention in _places("Nigerian police said that gunmen raided the village of Kibaro.")
    }
    assert found == {"Kibaro": "NG"}


def test_a_town_of_two_countries_lies_in_the_one_spoken_of() -> None:
    assert [mention.country for mention in _places("Lebanese soldiers were shot in Tripoli.")] == ["LB"]
    assert [mention.country for mention in _places("Libyan soldiers were shot in Tripoli.")] == ["LY"]


def test_the_nationality_of_an_army_does_not_move_a_place() -> None:
    text = "Russian jets bombed a market in Kibaro, in northern Syria, on Monday, and Russian officers denied it."
    assert {mention.place.label: mention.country for mention in _places(text)}["Kibaro"] == "SY"


def test_a_village_with_the_name_of_a_town_elsewhere_lies_in_the_country_spoken_of() -> None:
    text = "Soldiers burned houses in Calvi, in the south of Nigeria. People fled from Calvi to Kaduna."
    assert {mention.place.label: mention.country for mention in _places(text)}["Calvi"] == "NG"


def test_the_publisher_s_name_tells_of_the_country() -> None:
    (document,) = documents([Report("r", "Two men were shot near Umm Sidra.", publisher="Sudan Monitor")])
    assert [mention.country for mention in find_places(document, find_names(document))] == ["SD"]


def test_a_place_found_once_is_found_again_and_is_the_same_place() -> None:
    mentions = [
        mention for mention in _places("Shells fell in Qarun. Qarun has been hit before.") if mention.place.label == "Qarun"
    ]
    assert len(mentions) == 2
    assert mentions[0].place is mentions[1].place


def test_the_heading_of_an_entry_is_a_place() -> None:
    assert "Zelmat" in _labels("Log of the week\n\nZelmat: armed men burned two houses.\n")


def test_the_mention_covers_the_words_of_the_name() -> None:
    (document,) = documents([Report("r", "Two men were shot near Umm Sidra yesterday.")])
    (mention,) = find_places(document, ())
    assert document.span(mention.start, mention.end).text == "Umm Sidra"


def test_a_part_of_a_town_is_no_large_town_elsewhere() -> None:
    found = {
        mention.place.label: mention.country for mention in _places("A house was hit in the San Fernando neighborhood of Cali.")
    }
    assert found == {"San Fernando": "CO", "Cali": "CO"}
