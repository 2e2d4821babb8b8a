"""Mentions stand in order, and short forms and abbreviations stand for the fullest form."""

from itertools import pairwise

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
