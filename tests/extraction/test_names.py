"""Mentions stand in order, and short forms and abbreviations stand for the fullest form."""

from itertools import pairwise

import pytest

from kg.extraction.candidates import NameMention
from kg.extraction.language import documents
from kg.extraction.names import find_names
from kg.model import Report


def names(text: str, publisher: str | None = None) -> tuple[NameMention, ...]:
    (document,) = documents([Report("r", text, publisher=publisher)])
    return find_names(document)


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


def test_mentions_do_not_overlap_and_stand_in_order() -> None:
    found = names("Army spokesman Col. Peter Lado met Archbishop Anna Deng of the Church of the Lakes in Kenya.")
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Gunmen kidnapped the director of the gas works, Amir Dostan.", "Amir Dostan"),
        ("Hooded men carried off the brothers Kamel and Omar Dostan.", "Kamel"),
        ("Soldiers killed her neighbours Sami and Tina.", "Tina"),
        ("A woman known as Sahra was shot dead.", "Sahra"),
        ("Their daughters Jana, aged nine, and Rawan, aged five, were killed.", "Rawan"),
        ("Guardsmen shot Anatoli Kvelia, a swimming instructor.", "Anatoli Kvelia"),
    ],
)
def test_who_is_told_to_be_somebody_by_the_words_beside_the_name_is_a_person(text: str, label: str) -> None:
    assert (label, "Person") in {(name.agent.label, name.agent.kind) for name in names(text)}


def test_who_is_a_member_may_be_an_organisation() -> None:
    assert all(
        name.agent.kind != "Person" for name in names("The Harim Relief Fund, a member of the alliance, sent two lorries.")
    )


def test_who_reports_behind_a_toll_is_not_one_of_the_people() -> None:
    assert all(name.agent.kind != "Person" for name in names("A drone killed two farmers, Reuters reported on Monday."))


def test_a_place_behind_the_figures_of_a_log_is_no_person() -> None:
    assert all(name.agent.kind != "Person" for name in names("2 civ killed, 5 civ wounded, Marwat."))
