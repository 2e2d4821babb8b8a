"""Turns of phrase of the newswires: datelines with short years, machine-gunned buses, groups that nobody knows."""

import pytest

from kg.extraction.event_questions import with_weapons
from kg.extraction.reader import RuleReader
from kg.model import Account, Casualty, CasualtyCount, Report, Responsibility
from kg.values import PartialDate

READER = RuleReader()


def read(text: str, published: str | None = None) -> Account:
    return READER.extract(Report("wire", text, published=PartialDate.from_text(published) if published else None))


@pytest.mark.parametrize(
    ("published", "expected"), [("1988-03-14", "1988-03-12"), ("2011-06-15", "1988-03-12"), (None, "1988-03-12")]
)
def test_a_year_of_two_digits_is_the_last_such_year(published: str | None, expected: str) -> None:
    (event,) = read("A priest was shot dead on 12 Mar 88.", published).events
    assert event.start is not None
    assert event.start.text == expected


def test_numbers_after_a_month_are_no_year() -> None:
    (event,) = read("On 12 March 14 villagers were massacred by soldiers.", "1994-03-20").events
    assert event.start is not None
    assert event.start.text == "1994-03-12"


@pytest.mark.parametrize("text", ["Gunmen machine-gunned a bus on the road.", "The rebels shot down a helicopter."])
def test_what_is_shot_at_is_somebody_only_if_it_can_be(text: str) -> None:
    assert not [claim for claim in read(text).claims if isinstance(claim, CasualtyCount)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Men set the school ablaze.", "destruction"),
        ("Gunmen machinegunned the house of the mayor.", "shooting"),
    ],
)
def test_verbs_of_the_newswires_tell_of_events(text: str, kind: str) -> None:
    assert [event.type for event in read(text).events] == [kind]


def test_a_total_that_only_leads_to_a_number_is_the_toll_of_its_event() -> None:
    account = read("A total of 12 people were killed last night when a bomb exploded at a bank.", "1988-03-14")
    (count,) = [claim for claim in account.claims if isinstance(claim, CasualtyCount)]
    assert (count.scope, count.event) == ("incident", account.events[0].id)


def test_a_group_that_nobody_knows_did_what_it_is_said_to_have_done() -> None:
    account = read(
        "A bomb exploded at a bank on Monday.\n\nThe Shining Dawn was responsible for the bombing, police said.", "1988-03-14"
    )
    named = [claim.perpetrator.label for claim in account.claims if isinstance(claim, Responsibility)]
    assert named == ["Shining Dawn"]


@pytest.mark.parametrize(
    ("kind", "weapons", "expected"),
    [
        ("air-strike", ("suicide-vest",), "explosion"),
        ("shelling", ("landmine", "ied"), "explosion"),
        ("explosion", ("barrel-bomb",), "air-strike"),
        ("air-strike", ("drone", "ied"), "air-strike"),
        ("shelling", (), "shelling"),
        ("clash", ("landmine",), "clash"),
    ],
)
def test_weapons_rule_out_what_they_can_not_have_done(kind: str, weapons: tuple[str, ...], expected: str) -> None:
    assert with_weapons(weapons, kind) == expected


def test_the_thousands_of_a_number_are_no_age() -> None:
    account = READER.extract(Report("wire", "Tanker Bella Star, 88,000 DWT, was hit; the engineer was killed."))
    assert not [claim for claim in account.claims if isinstance(claim, Casualty) and claim.victim.age is not None]


@pytest.mark.parametrize(
    ("text", "trade", "age"),
    [
        ("Amir Dostan, a 21-year-old university student, was shot dead.", "university student", 21),
        ("Soldiers shot dead Amir Dostan, who was the headmaster.", "headmaster", None),
        ("Driver Amir Dostan was shot dead.", "Driver", None),
        ("A driver named Amir Dostan was shot dead.", "driver", None),
        ("Amir Dostan, then 16, was shot dead.", None, 16),
    ],
)
def test_trade_and_age_stand_in_many_places(text: str, trade: str | None, age: int | None) -> None:
    (victim,) = [claim.victim for claim in read(text).claims if isinstance(claim, Casualty)]
    assert (victim.occupation, victim.age) == (trade, age)


def test_names_in_a_list_have_the_gender_of_the_word_before_it() -> None:
    account = read("Two brothers, Amir Dostan (31) and Omar Dostan (27), were shot dead.")
    assert [claim.victim.gender for claim in account.claims if isinstance(claim, Casualty)] == ["male", "male"]
