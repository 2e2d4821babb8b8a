"""Number expressions have their bounds, and what only looks like a count is none."""

import pytest

from kg.extraction.language import documents
from kg.extraction.quantities import find_numbers
from kg.model import Report
from kg.values import Quantity


def numbers(text: str) -> list[tuple[str, Quantity, str]]:
    """Of each number: its words, its value, and the noun that it counts."""
    (document,) = documents([Report("r", text)])
    return [
        (document.doc[number.start : number.end].text, number.quantity, document.doc[number.head].text)
        for number in find_numbers(document)
    ]


@pytest.mark.parametrize(
    ("sentence", "words", "quantity", "noun"),
    [
        ("They buried 12 people there.", "12", Quantity.exactly(12), "people"),
        ("The storm of fire drove out 12,450 villagers.", "12,450", Quantity.exactly(12_450), "villagers"),
        ("Some say that 300 000 people are on the road.", "300 000", Quantity.exactly(300_000), "people"),
        ("The blast killed seven shepherds.", "seven", Quantity.exactly(7), "shepherds"),
        ("The list has twenty-three names of women.", "twenty-three", Quantity.exactly(23), "names"),
        ("They counted two hundred and five bodies.", "two hundred and five", Quantity.exactly(205), "bodies"),
        ("The camp holds 1.5 million people.", "1.5 million", Quantity.exactly(1_500_000), "people"),
        ("Half a million people fled.", "Half a million", Quantity.exactly(500_000), "people"),
        ("A dozen men were taken.", "A dozen", Quantity.exactly(12), "men"),
        ("Two dozen miners are missing.", "Two dozen", Quantity.exactly(24), "miners"),
        ("At least 40 civilians died.", "At least 40", Quantity.at_least(40), "civilians"),
        ("More than 30 huts burned.", "More than 30", Quantity.at_least(30), "huts"),
        ("No fewer than 9 children drowned.", "No fewer than 9", Quantity.at_least(9), "children"),
        ("Over two hundred traders were robbed.", "Over two hundred", Quantity.at_least(200), "traders"),
        ("The fire hurt 20+ workers.", "20+", Quantity.at_least(20), "workers"),
        ("It left 15 or more people dead.", "15 or more", Quantity.at_least(15), "people"),
        ("Up to 60 people were inside.", "Up to 60", Quantity.at_most(60), "people"),
        ("As many as 80 soldiers deserted.", "As many as 80", Quantity.at_most(80), "soldiers"),
        ("Some 70 families left.", "Some 70", Quantity.about(70), "families"),
        ("Nearly 90 pupils were hurt.", "Nearly 90", Quantity.about(90), "pupils"),
        ("An estimated 5,000 people fled.", "An estimated 5,000", Quantity.about(5_000), "people"),
        ("Thirty or so shops lost their windows.", "Thirty or so", Quantity.about(30), "shops"),
        ("Sixty-odd people were hurt.", "Sixty-odd", Quantity.about(60), "people"),
        ("Between 10 and 15 men came.", "Between 10 and 15", Quantity.between(10, 15), "men"),
        ("The mine hurt 5 to 7 farmers.", "5 to 7", Quantity.between(5, 7), "farmers"),
        ("They took 5-7 hostages.", "5-7", Quantity.between(5, 7), "hostages"),
        ("Three or four people fell.", "Three or four", Quantity.between(3, 4), "people"),
        ("Two to three million people need food.", "Two to three million", Quantity.between(2_000_000, 3_000_000), "people"),
        ("Dozens of people were hurt.", "Dozens", Quantity.vague(24), "people"),
        ("Scores of traders were taken.", "Scores", Quantity.vague(40), "traders"),
        ("Several hundred people died.", "Several hundred", Quantity.vague(200), "people"),
        ("Tens of thousands of people fled.", "Tens of thousands", Quantity.vague(20_000), "people"),
        ("Hundreds of thousands have fled.", "Hundreds of thousands", Quantity.vague(200_000), "thousands"),
        ("The mine killed a nurse.", "a", Quantity.exactly(1), "nurse"),
        ("They beat his younger brother.", "his", Quantity.exactly(1), "brother"),
        ("Another two soldiers died.", "Another two", Quantity.exactly(2), "soldiers"),
        ("The shot hit a 16-year-old girl.", "a", Quantity.exactly(1), "girl"),
        ("The toll has gone up to 19 dead.", "19", Quantity.exactly(19), "dead"),
    ],
)
def test_a_number_is_read_with_its_hedge_and_its_noun(sentence: str, words: str, quantity: Quantity, noun: str) -> None:
    assert (words, quantity, noun) in numbers(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "It happened on 12 March.",
        "On March 12, 2021 the road was closed.",
        "In 1987 the bridge fell.",
        "On the night of 27 and 28 April it rained.",
        "The shelling began at 7:30 and ended at 0915.",
        "The bus stopped 5 km from the town.",
        "Prices rose by 12 per cent.",
        "The ransom was $1,500.",
        "They want 300 dollars.",
        "It lasted three days.",
        "Under Resolution 2139 this is forbidden.",
        "Ali Hassan, 34, was there.",
        "Ali Hassan (34) was there.",
        "It was a boy of six.",
        "They were two or more miles away.",
        "No people were hurt and no one was seen.",
        "The toll stands at 0.",
    ],
)
def test_dates_times_ages_money_measures_and_zero_are_no_numbers_of_anything(sentence: str) -> None:
    assert [found for found in numbers(sentence) if found[2] != "boy"] == []


def test_an_ordinal_counts_up_to_its_noun() -> None:
    (document,) = documents([Report("r", "It was the 30th clinic to be bombed.")])
    (number,) = find_numbers(document)
    assert number.ordinal
    assert number.quantity == Quantity.exactly(30)
    assert document.doc[number.head].text == "clinic"


def test_ages_behind_plural_nouns_are_no_counts() -> None:
    assert [words for words, _, _ in numbers("Two brothers aged nine and 12 died.")] == ["Two"]
    assert [words for words, _, _ in numbers("Two sisters aged between nine and 12 died.")] == ["Two"]
    assert [words for words, _, _ in numbers("Two men, both older than 60, died.")] == ["Two"]
    assert [words for words, _, _ in numbers("A woman of 66 hit at her window died.")] == ["A"]


def test_the_number_of_a_paragraph_counts_nobody() -> None:
    assert [words for words, *_ in numbers("Report\n\n235. The command said that 6 rebels had died.")] == ["6"]


def test_many_numbers_are_all_found() -> None:
    assert len(numbers("7 men, " * 500)) == 500


def test_a_number_with_too_many_digits_is_left_alone() -> None:
    assert numbers("The code was 99999999999999999999.") == []


@pytest.mark.parametrize("text", ["5 6", "5 6 7", "between 5"])
def test_a_text_of_a_few_numbers_alone_is_read(text: str) -> None:
    assert len(numbers(text)) <= len(text.split())


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("The toll was revised from 72 to 104 dead.", [72, 104]),
        ("A shepherd of 63 and two soldiers were hurt.", [1, 2]),
        ("This week we note 21 people dead.", [21]),
        ("The dead in the jail number 40, all of them prisoners.", [40]),
        ("The second engineer is missing. She is the 41st ship hit this year.", [1, 41]),
    ],
)
def test_numbers_of_people_are_told_from_ages_ranks_and_ranges(sentence: str, values: list[int]) -> None:
    assert [quantity.minimum for _, quantity, _ in numbers(sentence)] == values
