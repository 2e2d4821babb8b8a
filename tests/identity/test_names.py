"""How alike names are: spellings of one name, names of two things, and keys by which they are looked up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.names import ALIKE, best, key, likeness, parts, word_likeness

SPELLINGS = [
    ("Deir Hassana", "Dayr Hassaneh"),
    ("Tell Marouf", "Tal Ma'ruf"),
    ("Khirbat az-Zeitun", "Khirbet al-Zaytoun"),
    ("Kfar Tomin", "Kafr Toumin"),
    ("Beit Qasim", "Bayt Kassem"),
    ("Oleksiivka", "Oleksiyivka"),
    ("Hrybova Dolyna", "Gribova Dolina"),
    ("Nam Hka Lwin", "Namhkalwin"),
    ("Jabal Hajar", "Gabal Hagar"),
    ("Umm Sayyala", "Um Sayala"),
]
OTHERS = [
    ("Upper Brenka", "Lower Brenka"),
    ("Umm Sayyala", "Umm Keddada"),
    ("Kfar Tomin", "Kfar Nasar"),
    ("Beit Qasim", "Beit Hilal"),
    ("Marta", "Morra"),
]


@pytest.mark.parametrize(("left", "right"), SPELLINGS)
def test_spellings_of_one_name_are_alike(left: str, right: str) -> None:
    assert likeness(parts(left), parts(right)) >= ALIKE


@pytest.mark.parametrize(("left", "right"), OTHERS)
def test_names_of_neighbours_are_not_alike(left: str, right: str) -> None:
    assert likeness(parts(left), parts(right)) < ALIKE


@pytest.mark.parametrize(("left", "right"), [pair for pair in SPELLINGS if pair[0] != "Kfar Tomin"])
def test_most_spellings_share_a_key(left: str, right: str) -> None:
    assert key(parts(left)) == key(parts(right))


def test_words_that_one_name_lacks_count_against_it() -> None:
    whole, part = parts("Association of Bakers"), parts("Bakers")
    assert 0 < likeness(whole, part) < likeness(whole, whole) == 1


def test_words_left_aside_do_not_count_unless_nothing_else_is_left() -> None:
    generic = frozenset({"village", "city"})
    assert best(["Brenka village"], ["Brenka"], generic) == 1
    assert best(["City"], ["City"], generic) == 1


@given(
    st.text(alphabet="abdeghijklmnoqrstuwyz", min_size=1, max_size=9),
    st.text(alphabet="abdeghijklmnoqrstuwyz", min_size=1, max_size=9),
)
def test_likeness_is_the_same_from_both_sides_and_between_0_and_1(left: str, right: str) -> None:
    assert word_likeness(left, right) == word_likeness(right, left)
    assert 0 <= word_likeness(left, right) <= 1
    assert word_likeness(left, left) == 1


@given(st.lists(st.sampled_from(["brenka", "hassan", "tell", "umm", "dolina", "new"]), min_size=1, max_size=4))
def test_the_order_of_words_does_not_matter(words: list[str]) -> None:
    assert likeness(tuple(words), tuple(reversed(words))) == pytest.approx(1)
