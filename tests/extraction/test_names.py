"""Names are found whole, without titles, with their kind, and short forms stand for the fullest."""

from itertools import pairwise

import pytest

from kg.extraction.candidates import NameMention
from kg.extraction.language import documents
from kg.extraction.names import find_names
from kg.model import Report


def names(text: str, publisher: str | None = None) -> tuple[NameMention, ...]:
    (document,) = documents([Report("r", text, publisher=publisher)])
    return find_names(document)


def kinds(text: str) -> dict[str, str]:
    return {name.agent.label: name.agent.kind for name in names(text)}


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
    ],
)
def test_a_name_has_the_kind_that_its_words_say(sentence: str, label: str, kind: str) -> None:
    assert kinds(sentence).get(label) == kind


def test_an_abbreviation_in_brackets_stands_for_the_name_before_it() -> None:
    found = names("The Coastal Rights Observatory (CRO) counted nine dead. On Monday the CRO added two.")
    assert {name.agent.label for name in found} == {"Coastal Rights Observatory"}
    assert "CRO" in found[0].agent.also


def test_short_forms_stand_for_the_same_agent() -> None:
    found = names("The Coastal Rights Observatory met Farida Haddad. The Observatory said that Haddad was safe.")
    assert found[0].agent is found[2].agent
    assert found[1].agent is found[3].agent


def test_initials_of_the_publisher_stand_for_it() -> None:
    (name,) = names("Nobody was hurt, WLV was told.", publisher="West Lake Voice")
    assert name.agent.label == "West Lake Voice"


def test_a_police_station_is_no_armed_actor() -> None:
    assert kinds("A shell fell on the police station.") == {}


def test_days_and_months_are_no_names() -> None:
    assert kinds("On Tuesday, 4 March, it rained.") == {}


def test_mentions_do_not_overlap_and_stand_in_order() -> None:
    found = names("Army spokesman Col. Peter Lado met Archbishop Anna Deng of the Church of the Lakes in Kenya.")
    assert all(left.end <= right.start for left, right in pairwise(found))


def test_a_thing_with_an_article_and_a_town_by_itself_are_no_persons() -> None:
    assert "Person" not in kinds("He was pulled out of a Land Cruiser.").values()
    assert kinds("Five men were wounded at Lalitpur.").get("Lalitpur") != "Person"
