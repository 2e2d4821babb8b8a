"""Names are found whole, without titles, with the kind that their words and what stands beside them say."""

import pytest

from kg.extraction.language import documents
from kg.extraction.name_kinds import find_named_runs, is_abbreviation
from kg.model import Report


def kinds(text: str) -> dict[str, str]:
    (document,) = documents([Report("r", text)])
    return {name.text: name.kind for name in find_named_runs(document)}


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("They buried Dr. Samira al-Hakim on Friday.", "Samira al-Hakim"),
        ("The shot hit Judge Abdel-Karim Benaissa in the arm.", "Abdel-Karim Benaissa"),
        ("Soldiers took away Colonel João de Mello Pinto.", "João de Mello Pinto"),
        ("Neighbours found Mrs. Ngozi O'Neill, 61, in the yard.", "Ngozi O'Neill"),
        ("They killed the priest, Ibrahim bin Saleh, at noon.", "Ibrahim bin Saleh"),
        ("The mayor thanked Lt. Col. Pieter van der Berg.", "Pieter van der Berg"),
    ],
)
def test_a_person_is_named_with_particles_and_without_title(sentence: str, label: str) -> None:
    assert kinds(sentence).get(label) == "Person"


@pytest.mark.parametrize(
    ("sentence", "label", "kind"),
    [
        ("The Ministry of Health and Welfare counted the dead.", "Ministry of Health and Welfare", "Organization"),
        ("The Lake Region Network for Human Rights spoke to her.", "Lake Region Network for Human Rights", "Organization"),
        ("Fighters of the Northern Liberation Army burned it.", "Northern Liberation Army", "ArmedActor"),
        ("The village was raided by Boko Haram at dawn.", "Boko Haram", "ArmedActor"),
        ("Ugandan soldiers shot at the bus.", "Ugandan soldiers", "ArmedActor"),
        ("They said that the army had shelled the town.", "army", "ArmedActor"),
        ("A plane of the Syrian air force circled above.", "Syrian air force", "ArmedActor"),
        ("The talks with Kenya failed.", "Kenya", "State"),
        ("Jaish al-Dolna, a militant group, released a film.", "Jaish al-Dolna", "ArmedActor"),
        ("The bus was stopped by Orel Marat, a militia.", "Orel Marat", "ArmedActor"),
        ("Orel Marat claimed responsibility for the blast.", "Orel Marat", "ArmedActor"),
        ("The army blamed Ansar al-Dolna.", "Ansar al-Dolna", "ArmedActor"),
    ],
)
def test_a_name_has_the_kind_that_its_words_say(sentence: str, label: str, kind: str) -> None:
    assert kinds(sentence).get(label) == kind


def test_a_police_station_is_no_armed_actor() -> None:
    assert kinds("A shell fell on the police station.") == {}


def test_a_thing_with_an_article_and_a_town_by_itself_are_no_persons() -> None:
    assert "Person" not in kinds("He was pulled out of a Land Cruiser.").values()
    assert kinds("Five men were wounded at Lalitpur.").get("Lalitpur") != "Person"


@pytest.mark.parametrize(("text", "short"), [("CRO", True), ("U.N.", True), ("NGOs", True), ("Observatory", False), ("A", False)])
def test_an_abbreviation_is_written_in_capitals(text: str, short: bool) -> None:
    assert is_abbreviation(text) is short
