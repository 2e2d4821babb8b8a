"""People who speak, act, go free or were counted before are no victims of the words around them."""

import pytest

from tests.extraction.counts_of import counts


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("Five people were killed, according to a nurse.", [5]),
        ("A constable shot three farmers dead.", [3]),
        ("Four rebels stormed the post and killed two soldiers.", [2]),
        ("Soldiers arrested 30 men. Ten of them were released on Friday.", [30]),
        ("Seven people were killed. The body was buried at noon.", [7]),
        ("Two trucks were hit and three of the tyres burned; six people were wounded.", [6]),
        ("The mayor, who was 71, was wounded with four guards.", [4]),
        ("The gunmen opened fire at nine, killing six people.", [6]),
        ("More than 90 people were killed or wounded.", []),
        ("Two of the three brothers were shot dead.", [2]),
        ("Police said 12 men had been detained; 3,000 people live in the village.", [12]),
    ],
)
def test_only_those_who_suffer_are_counted(sentence: str, kept: list[int]) -> None:
    found = [count.quantity.minimum for count in counts(sentence)]
    assert [number for number in found if number != 1] == kept


@pytest.mark.parametrize(
    "sentence",
    [
        "Six people died, according to a shepherd.",
        "A guard attacked the crowd and wounded six people.",
        "Six people were wounded. The man was not found.",
    ],
)
def test_one_person_who_speaks_or_acts_or_was_told_of_is_no_count(sentence: str) -> None:
    assert [count.quantity.minimum for count in counts(sentence)] == [6]
