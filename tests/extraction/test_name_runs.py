"""Runs of capitalised words are found with the particles inside them; capitals that say nothing open none."""

import pytest

from kg.extraction.language import documents
from kg.extraction.name_runs import find_runs
from kg.model import Report


def runs(text: str) -> list[str]:
    (document,) = documents([Report("r", text)])
    return [document.doc[start:end].text for start, end in find_runs(document)]


@pytest.mark.parametrize(
    ("sentence", "run"),
    [
        ("They met Pieter van der Berg there.", "Pieter van der Berg"),
        ("They met Abdel-Karim Benaissa there.", "Abdel-Karim Benaissa"),
        ("He wrote to the Lake Region Network for Human Rights twice.", "Lake Region Network for Human Rights"),
        ("A raid by Lashkar-i-Dolna followed.", "Lashkar-i-Dolna"),
    ],
)
def test_a_run_goes_on_over_particles_hyphens_and_joining_words(sentence: str, run: str) -> None:
    assert run in runs(sentence)


def test_a_line_opens_with_a_group_in_the_plural_and_with_a_word_of_mixed_capitals() -> None:
    assert runs("Maoists burned two buses.") == ["Maoists"]
    assert runs("KDPn arrested five persons.") == ["KDPn"]


def test_days_and_months_open_no_run() -> None:
    assert runs("On Tuesday, 4 March, it rained.") == []


def test_capitals_in_a_headline_count_only_for_words_capitalised_in_a_sentence_too() -> None:
    assert runs("Many Houses Burned Near Lalitpur After Heavy Shelling\nThe fire reached Lalitpur.") == ["Lalitpur"] * 2
