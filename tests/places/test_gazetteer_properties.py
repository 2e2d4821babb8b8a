"""What holds of resolving for any name in any context."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.places.bundled import bundled
from kg.places.gazetteer import open_gazetteer
from kg.places.model import DECISIVE, Context, Hint
from kg.places.together import Named, resolve_together

GAZETTEER = open_gazetteer()
CODES = ("SY", "SD", "UA", "CO", "CD", "MM", "AF", "US")
REAL = tuple(
    bundled().place(number).name
    for code in CODES
    for number in bundled().numbers(code)[:: max(1, len(bundled().numbers(code)) // 40)]
)

names = st.one_of(
    st.sampled_from(REAL),
    st.text(max_size=20),
    st.builds("{} {}".format, st.sampled_from(["eastern", "near", "the outskirts of"]), st.sampled_from(REAL)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(names, min_size=1, max_size=3), st.sampled_from(CODES), st.lists(names, max_size=3), st.lists(names, max_size=3))
def test_a_place_is_never_in_a_country_that_is_ruled_out(
    forms: list[str], code: str, wider: list[str], nearby: list[str]
) -> None:
    found = GAZETTEER.resolve(forms, Context((Hint(code, DECISIVE, "said so"),), tuple(wider), nearby=tuple(nearby)))
    assert found.place is None or found.place.country == code
    assert all(0 <= candidate.score <= 1 and candidate.reasons for candidate in found.candidates)
    assert [wide.id for wide in found.around] == list(found.place.within if found.place else ())


@settings(max_examples=60, deadline=None)
@given(st.lists(names, min_size=1, max_size=5), st.text(max_size=200), st.sampled_from(["", "Syria Monitor", "News"]))
def test_any_report_is_resolved_the_same_twice(forms: list[str], text: str, publisher: str) -> None:
    places = [Named((form,)) for form in forms]
    told = " ".join([text, *forms, "in Syria."])
    assert resolve_together(GAZETTEER, places, publisher, told) == resolve_together(open_gazetteer(), places, publisher, told)
