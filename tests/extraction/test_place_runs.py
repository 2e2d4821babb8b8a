"""Runs of capitalised words: names are whole with their particles, and days, months and openers of sentences begin none."""

from kg.extraction.language import documents
from kg.extraction.place_runs import find_runs
from kg.model import Report


def _runs(text: str) -> list[str]:
    (document,) = documents([Report("r", text)])
    return [run.text for run in find_runs(document)]


def test_a_run_holds_particles_hyphens_and_numbers_of_a_name() -> None:
    assert _runs("Soldiers left Tell al-Waha, Bel Oria and Nsele-Mbuyi by Route 36.")[1:] == [
        "Tell al-Waha",
        "Bel Oria",
        "Nsele-Mbuyi",
        "Route 36",
    ]


def test_days_and_the_first_word_of_a_sentence_are_no_runs() -> None:
    assert _runs("In Qarun nobody came on Monday. Across the river a house burned in January.") == ["Qarun"]
