"""Which reports are trained on is settled by their names alone, and related ones are never parted."""

from collections import Counter

import pytest

from training.folds import FOLDS, NEVER, fold
from training.reports import load


def test_reports_for_measuring_are_never_trained_on() -> None:
    assert {fold("dev", f"nw-{number}") for number in range(100)} == {NEVER}


@pytest.mark.parametrize("folder", ["linking-dev", "linking-train-1"])
def test_reports_that_tell_of_the_same_are_in_one_fold(folder: str) -> None:
    (number,) = {fold(folder, f"report-{number}") for number in range(100)}
    assert number != NEVER


def test_a_name_is_always_in_the_same_fold() -> None:
    assert [fold("train", name) for name in ("a", "b", "c", "d", "e", "f")] == [NEVER, 0, 2, 1, 3, NEVER]


def test_about_a_tenth_is_held_back_and_the_folds_are_of_a_size() -> None:
    sizes = Counter(fold("train", f"report {number}") for number in range(5000))
    assert 400 < sizes[NEVER] < 600
    assert all(800 < sizes[number] < 1000 for number in range(FOLDS))


def test_the_corpus_has_a_tenth_that_no_model_sees() -> None:
    corpus = load()
    never = [one for one in corpus if fold(one.folder, one.name) == NEVER]
    assert 0.05 < len(never) / len(corpus) < 0.2
    assert any(one.folder != "dev" for one in never)
