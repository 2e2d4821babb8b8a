"""Facilities, named victims and unknown agents: when two of them are one, and when a shared name is not enough."""

from datetime import date, timedelta
from typing import Any

import pytest

from kg.identity import agents, facilities, persons
from kg.identity.organizations import organization_likeness
from kg.identity.profiles import Individual, Party, Site
from kg.identity.scoring import models, spoken_of
from kg.identity.things import Things

from .made import DAY, event, party, person, report, site, things


def score(kind: str, pair: Things[Site] | Things[Individual] | Things[Party]) -> float:
    return models()[kind].score(spoken_of(kind, pair))


def sites(left: Site, right: Site, places: tuple[str, str] = ("Aven", "Aven"), same_event: float = 0.0) -> Things[Site]:
    one, other = report("a", event(place=places[0])), report("b", event("b", place=places[1]))
    return things(left, right, one, other, same_event)


def test_a_hospital_is_the_same_by_name_and_place() -> None:
    pair = sites(site(name="Hill Maternity Hospital"), site("b", "the Hill Hospital"))
    assert (facilities.same_name(pair) > 0.9, facilities.at_same_place(pair)) == (True, 1)
    assert score("facility", pair) > 0.7


def test_its_twin_of_the_same_name_in_another_town_stays_apart() -> None:
    pair = sites(site(name="Hill Hospital"), site("b", "Hill Hospital"), ("Aven", "Brenka"))
    assert facilities.at_other_place(pair) == 1
    assert score("facility", pair) < score("facility", sites(site(name="Hill Hospital"), site("b", "Hill Hospital")))


def test_a_name_that_many_have_says_less_than_one_of_its_own() -> None:
    general = sites(site(name="Central District Hospital"), site("b", "Central District Hospital"))
    assert (facilities.same_name(general), facilities.same_general_name(general) > 0.5) == (0, True)


def test_a_site_without_a_name_is_the_same_only_in_what_is_probably_one_event() -> None:
    known, unknown = (sites(site(kind="market"), site("b", kind="market"), same_event=value) for value in (0.95, 0.0))
    assert score("facility", known) > 0.7 > score("facility", unknown)
    assert (facilities.at_same_place(known), facilities.at_same_place(unknown)) == (1, 0)


def test_a_market_is_no_hospital() -> None:
    pair = sites(site(kind="market"), site("b"), same_event=0.95)
    assert facilities.other_type(pair) == 1
    assert score("facility", pair) < score("facility", sites(site(kind="clinic"), site("b"), same_event=0.95))


def people(left: Individual, right: Individual, same_event: float = 0.0, years: int = 0) -> Things[Individual]:
    later = report("b", event("b", place="Aven"), published=date(2031 + years, 5, 5))
    return things(left, right, report("a", event(place="Aven")), later, same_event)


def test_a_victim_of_one_event_is_the_same_in_another_spelling_and_order_of_names() -> None:
    pair = people(person(name="Dr. Yusuf Karim Hadid", age=40), person("b", "Hadeed, Youssef", age=41), same_event=0.9)
    assert score("victim", pair) > 0.7


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"age": 24}, {"age": 51}),
        ({"gender": "male"}, {"gender": "female"}),
        ({"age": 9}, {"occupation": "surgeon"}),
        ({"occupation": "nurse"}, {"occupation": "farmer"}),
    ],
)
def test_a_common_name_is_not_enough_where_something_contradicts(one: dict[str, Any], other: dict[str, Any]) -> None:
    pair = people(person(**one), person("b", **other))
    assert score("victim", pair) < 0.3


def test_an_age_may_have_grown_with_the_years_between_the_reports() -> None:
    assert persons.other_age(people(person(age=24), person("b", age=27), years=3)) == 0
    assert persons.other_age(people(person(age=24), person("b", age=27))) == 1


def test_who_died_in_one_event_did_not_die_in_another() -> None:
    assert persons.person_in_other_event(people(person(), person("b"), same_event=0.1)) == pytest.approx(0.9)
    assert persons.person_in_other_event(people(person(outcomes=("injured",)), person("b"))) == 0


def test_a_surname_alone_is_half_as_sure() -> None:
    assert persons.name_likeness("Berg", "Anna Berg") == 0.5


@pytest.mark.parametrize("name", ["residents", "two witnesses", "A local doctor", "Activists", "health officials"])
def test_who_is_called_by_what_he_does_is_nobody_in_particular(name: str) -> None:
    assert agents.is_nobody(name)


@pytest.mark.parametrize("name", ["Anna Berg", "Brenka Health Committee", "NQS"])
def test_who_has_a_name_is_somebody(name: str) -> None:
    assert not agents.is_nobody(name)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Brenka Health Committee", "Health Committee of Brenka", True),
        ("Brenka PDF", "Brenka People's Defence Force", True),
        ("NQS", "Network for Quiet Streets", True),
        ("Doctors' Network of Norway", "Norwegian Doctors Network", True),
        ("Brenka Health Committee", "Aven Health Committee", False),
        ("Network for Quiet Streets", "Network for Loud Streets", False),
        ("Ministry of Health", "Ministry of Health of North Aven", False),
    ],
)
def test_organisations_are_one_by_the_words_that_others_do_not_have(left: str, right: str, same: bool) -> None:
    assert (organization_likeness(left, right) > 0.7) == same


def parties(left: Party, right: Party, other_country: str = "NO") -> Things[Party]:
    named = frozenset({"vn", "brnk", "nsg"})
    one = report("a", event(), named=named)
    return things(left, right, one, report("b", event("b", country=other_country), named=named))


def test_a_speaker_is_the_same_by_name_and_role_and_another_by_another_role() -> None:
    chief, again = party(roles=("director of the clinic",)), party("b", "Ana Berg", roles=("clinic director",))
    assert score("agent", parties(chief, again)) > 0.7
    assert score("agent", parties(chief, party("b", roles=("mayor of Aven",)))) < 0.3


def test_a_body_of_a_name_that_many_countries_have_is_not_that_of_another_country() -> None:
    left, right = party(name="Civil Defence", kind="Organization"), party("b", "Civil Defence", kind="Organization")
    assert score("agent", parties(left, right)) > 0.5 > score("agent", parties(left, right, "SE"))
    assert agents.name_of_many(parties(left, right, "SE")) == 1


def test_a_person_is_no_organisation() -> None:
    pair = parties(party(kind="Person"), party("b", "Anna Berg Foundation", kind="Organization"))
    assert agents.person_and_organization(pair) == 1
    assert agents.same_organization_name(pair) == 0


def test_years_between_reports_are_rounded_up() -> None:
    late = report("b", event("b"), published=DAY + timedelta(days=400))
    assert things(person(), person("b"), report("a", event()), late).years == 2
