"""The targets of `make fuzz`, each on the same few hundred seeds."""

import pytest

from tests.hostile.fuzz import TARGETS, attempt


@pytest.mark.parametrize("target", range(len(TARGETS)), ids=lambda number: TARGETS[number].__name__)
def test_nothing_but_an_error_of_ours_comes_of_what_is_broken(target: int) -> None:
    seeds = range(target, 300 * len(TARGETS), len(TARGETS))
    assert [message for seed in seeds if (message := attempt(seed))] == []
