"""Tables of how often a model is right: they rise, say what was counted, and cut where nine of ten are right."""

from hypothesis import given
from hypothesis import strategies as st

from training.reliability import NEVER, Shown, cuts, fitted, reliability


def shown(raw: float, right: int, wrong: int) -> list[Shown]:
    return [Shown("event", raw, right=number < right) for number in range(right + wrong)]


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=300))
def test_a_table_never_falls(ones: list[tuple[float, bool]]) -> None:
    (corners,) = fitted(Shown("event", raw, right) for raw, right in ones).values()
    assert corners == sorted(corners)
    assert [share for _, share in corners] == sorted(share for _, share in corners)


def test_a_table_says_the_share_that_was_right_at_each_score() -> None:
    corners = fitted([*shown(0.2, 8, 32), *shown(0.9, 36, 4)])["event"]
    assert [(raw, round(share, 1)) for raw, share in corners] == [(0.2, 0.2), (0.9, 0.9)]


def test_the_cut_is_the_least_confidence_from_which_on_nine_of_ten_are_right() -> None:
    found = [*shown(0.2, 8, 32), *shown(0.6, 30, 10), *shown(0.9, 40, 0)]
    tables = {"event": [(0.0, 0.0), (1.0, 1.0)]}
    assert cuts(found, tables) == {"event": 0.9}


def test_nothing_is_precise_where_too_little_is_right() -> None:
    assert cuts(shown(0.9, 30, 10), {"event": [(0.0, 0.0), (1.0, 1.0)]}) == {"event": NEVER}


def test_reliability_compares_by_tenths_what_was_said_with_what_was_right() -> None:
    assert reliability([(0.85, True), (0.85, False), (0.15, False)]) == [(0.15, 0.0, 1), (0.85, 0.5, 2)]
