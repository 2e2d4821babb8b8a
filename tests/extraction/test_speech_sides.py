"""Which sides there are in a saying: what armed people do in it, whether they are the speaker's own, what kind of speaker it is."""

import pytest

from kg.extraction.attribution import attribute
from kg.extraction.candidates import Candidates
from kg.extraction.language import documents
from kg.extraction.names import find_names
from kg.extraction.speech_sides import sides_of
from kg.model import Report


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Residents said that soldiers had burnt the market.", {"speaker people", "armed acts"}),
        ("The hospital said that two rebels were wounded.", {"speaker medical", "armed suffer"}),
        ("The mayor said that the houses were looted by gunmen.", {"speaker power", "armed by"}),
        ("The army said that its troops were in their barracks.", {"speaker power", "own side", "armed acts"}),
        ("The observatory said that the bridge had collapsed.", {"speaker rights"}),
    ],
)
def test_what_the_armed_do_and_who_speaks_is_seen(text: str, expected: set[str]) -> None:
    (document,) = documents([Report("r", text, publisher="West Lake Voice")])
    candidates = Candidates(names=find_names(document))
    (saying,) = attribute(document, candidates).sayings
    assert set(sides_of(document, saying, frozenset())) == expected
