"""The targets of `make fuzz`, each on the same few hundred seeds."""

import pytest

from tests.hostile.fuzz import TARGETS, attempt


@pytest.mark.parametrize("target", range(len(TARGETS)), ids=lambda number: TARGETS[number].__name__)
def test_nothing_but_an_error_of_ours_comes_of_what_is_broken(target: int) -> None:
    seeds = range(target, 300 * len(TARGETS), len(TARGETS))
    assert [message for seed in seeds if (message := attempt(seed))] == []


@pytest.mark.parametrize("seed", [1795631793, 1795632699])
def test_what_was_found_once_is_not_found_again(seed: int) -> None:
    assert attempt(seed) is None
