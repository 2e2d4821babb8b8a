"""The patterns of time expressions find each stretch of text once, in order, the fullest expression first."""

import pytest

from kg.extraction.date_patterns import find_matches


def found(text: str) -> list[str]:
    return [match.group() for match, _ in find_matches(text)]


def test_matches_stand_in_order_of_the_text() -> None:
    assert found("Yesterday, on 3 May and last week they came.") == ["Yesterday", "3 May", "last week"]


def test_the_fuller_of_two_expressions_has_the_text() -> None:
    assert found("They came on 3 May 2018 at dawn.") == ["3 May 2018"]


@pytest.mark.parametrize(
    "phrase", ["It may rain in places.", "They march at 24/7 speed.", "About 2000 people came.", "Some 1990 houses burned."]
)
def test_words_that_only_look_like_dates_match_nothing(phrase: str) -> None:
    assert found(phrase) == []
