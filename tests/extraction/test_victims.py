"""A named person who suffered harm is a victim, with age, gender and trade from the words around the name."""

import pytest

from kg.model import Casualty
from tests.extraction.counts_of import claims


def victims(text: str) -> tuple[Casualty, ...]:
    return claims(text)[1]


@pytest.mark.parametrize(
    ("text", "name", "outcome", "age", "gender", "occupation"),
    [
        ("Amir Dostan, a nurse, was killed on Monday.", "Amir Dostan", "killed", None, None, "nurse"),
        ("Gunmen shot dead Amir Dostan, 34, on Monday. He was on his way home.", "Amir Dostan", "killed", 34, "male", None),
        ("Soldiers arrested the journalist Lena Marwat (29) at her home.", "Lena Marwat", "detained", 29, "female", "journalist"),
        ("Police said that Lena Marwat, a 17-year-old student, was wounded.", "Lena Marwat", "injured", 17, None, "student"),
        ("Amir Dostan, 34, a retired postman, was hit in the neck and died.", "Amir Dostan", "killed", 34, None, "postman"),
        ("The shells killed Corporal Amir Dostan, 34.", "Amir Dostan", "killed", 34, None, "Corporal"),
        ("The shells killed his wife Lena Marwat.", "Lena Marwat", "killed", None, "female", None),
        ("Five people died. Among them was Lena Marwat, a waitress.", "Lena Marwat", "killed", None, "female", "waitress"),
        ("Masked men kidnapped Mr. Joseph Tobin on Friday.", "Joseph Tobin", "abducted", None, "male", None),
    ],
)
def test_a_named_victim_is_described(
    text: str, name: str, outcome: str, age: int | None, gender: str | None, occupation: str | None
) -> None:
    (found,) = victims(text)
    victim = found.victim
    assert (victim.label, found.outcome, victim.age, victim.gender, victim.occupation) == (name, outcome, age, gender, occupation)


def test_people_who_are_listed_behind_a_trade_share_it() -> None:
    found = victims("Police arrested the reporters Lena Marwat, 30, and Amir Dostan.")
    assert [(one.victim.label, one.victim.occupation) for one in found] == [
        ("Lena Marwat", "reporter"),
        ("Amir Dostan", "reporter"),
    ]


def test_of_several_outcomes_the_gravest_counts() -> None:
    (found,) = victims("Amir Dostan was wounded in the raid. On Friday Amir Dostan died in hospital.")
    assert found.outcome == "killed"


@pytest.mark.parametrize(
    "text",
    [
        "Five people were killed in Marwat, said Lena Tobin, a doctor.",
        "Five people were killed near Marwat.",
        "Lena Tobin opened the new school on Monday.",
    ],
)
def test_speakers_places_and_bystanders_are_no_victims(text: str) -> None:
    assert victims(text) == ()


@pytest.mark.parametrize(
    ("text", "trade"),
    [
        ("The president of the committee, Jean Lobo, 52, was killed on Monday.", "president"),
        ("Gunmen killed a cook named Deng Akot on Monday.", "cook"),
        ("They killed the nurse aide Maryam Bosh, 40, and Ali Hassan.", "nurse aide"),
    ],
)
def test_a_trade_may_stand_in_the_noun_that_a_name_explains(text: str, trade: str) -> None:
    victims = claims(text)[1]
    assert trade in [one.victim.occupation for one in victims]


def test_who_pleads_and_is_flogged_is_a_victim() -> None:
    (one,) = claims("Imam Ishag Marwat, 70, was flogged when he pleaded for them.")[1]
    assert (one.victim.label, one.outcome) == ("Ishag Marwat", "tortured")


def test_who_dies_in_the_next_sentence_is_killed() -> None:
    (one,) = claims("Amir Dostan, 16, was hit by a plastic bullet on Tuesday. He died on the operating table.")[1]
    assert (one.victim.label, one.outcome) == ("Amir Dostan", "killed")


def test_a_single_person_may_be_pulled_out_of_a_car_but_is_saved_from_the_rubble() -> None:
    taken, saved = "A surgeon was pulled from his car by masked men.", "A surgeon was pulled from the rubble by masked men."
    assert [[count.outcome for count in claims(text)[0]] for text in (taken, saved)] == [["abducted"], []]


def test_what_has_an_article_before_its_name_is_no_person() -> None:
    assert claims("Gunmen killed a driver of the Land Cruiser on Monday.")[1] == ()


@pytest.mark.parametrize(
    ("text", "gender", "trade"),
    [
        ("Gunmen kidnapped the director of the gas works, Amir Dostan.", None, "director"),
        ("A woman known as Sahra was shot dead.", "female", None),
        ("Two brothers, Sami and Omar Dostan, were shot.", "male", None),
        ("The shell killed his granddaughter, Lena Marwat, 9.", "female", None),
        ("Police arrested the chairman of the drivers' society, Don Amir Dostan, at four o'clock.", "male", "chairman"),
    ],
)
def test_who_somebody_is_stands_in_the_noun_before_the_name(text: str, gender: str | None, trade: str | None) -> None:
    found = victims(text)[0].victim
    assert (found.gender, found.occupation) == (gender, trade)


def test_a_widow_before_of_says_nothing_of_who_is_named_behind_it() -> None:
    (found,) = victims("The widow of Amir Dostan, a baker, who was killed in May, was silent.")
    assert found.victim.gender is None


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("The shell killed Lena Marwat, a mother of five.", None),
        ("Her sister Lena Marwat, a teacher, was killed and her 9-year-old son lost a leg.", None),
        ("The dead man, Amir Dostan, was 44 and had taught; a drone killed him.", 44),
        ("Gunmen shot dead Amir Dostan, an apprentice baker of sixteen.", 16),
    ],
)
def test_an_age_is_the_persons_own(text: str, age: int | None) -> None:
    assert victims(text)[0].victim.age == age


@pytest.mark.parametrize(
    ("text", "name", "trade"),
    [
        ("Conscript Amir Dostan was shot dead.", "Amir Dostan", "Conscript"),
        ("Masked men abducted Driver Omar Dostan from his home.", "Omar Dostan", "Driver"),
    ],
)
def test_a_trade_with_a_capital_before_a_name_is_no_part_of_it(text: str, name: str, trade: str) -> None:
    (found,) = victims(text)
    assert (found.victim.label, found.victim.occupation) == (name, trade)


def test_what_is_done_to_a_pronoun_is_done_to_the_person_named_before() -> None:
    (found,) = victims("Soldiers raided the house of contractor Amir Dostan in Harim, shot him and left.")
    assert (found.victim.label, found.outcome) == ("Amir Dostan", "killed")
