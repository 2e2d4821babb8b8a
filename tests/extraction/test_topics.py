"""Reports of games, films or exercises that speak of shots and victims are of no violence."""

import pytest

from kg.extraction.language import documents
from kg.extraction.topics import is_of_no_violence
from tests.extraction.counts_of import report


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The striker killed the match with two goals after the referee had given a penalty; the goalkeeper was beaten twice.",
            True,
        ),
        ("The drill simulated a bombing. In this scenario 40 people were killed; mock wounds were part of the exercise.", True),
        ("In the film 40 extras are shot; the script wants two actors dead in the last scene, says the director.", True),
        ("The quake of magnitude 7 killed 90 people; aftershocks and landslides cut off the villages near the epicentre.", True),
        ("A bomb exploded outside a stadium after the match and killed 40 people, among them the coach.", False),
        ("Gunmen shot the director of a theatre dead in Marwat.", False),
    ],
)
def test_the_subject_shows_in_its_own_words(text: str, expected: bool) -> None:
    (document,) = documents([report(text)])
    assert is_of_no_violence(document) is expected
