"""Words that name codes are found in singular and plural, the longest phrase first."""

import pytest

from kg.extraction.language import documents
from kg.extraction.lexicon import find_codes, plural
from kg.model import Report


def codes(text: str) -> set[tuple[str, str, str]]:
    (document,) = documents([Report("r", text)])
    return {(document.doc[code.start : code.end].text, code.scheme, code.notation) for code in find_codes(document)}


@pytest.mark.parametrize(
    ("sentence", "words", "scheme", "notation"),
    [
        ("The hospital was hit.", "hospital", "facility", "hospital"),
        ("Both HOSPITALS were hit.", "HOSPITALS", "facility", "hospital"),
        ("A place of worship burned.", "place of worship", "facility", "place-of-worship"),
        ("Barrel bombs fell.", "Barrel bombs", "weapon", "barrel-bomb"),
        ("Two policemen were hurt.", "policemen", "group", "security-forces"),
        ("Midwives and aid workers left.", "Midwives", "group", "medical-workers"),
        ("Midwives and aid workers left.", "aid workers", "group", "aid-workers"),
        ("The school was destroyed.", "destroyed", "effect", "destroyed"),
    ],
)
def test_a_word_names_its_code(sentence: str, words: str, scheme: str, notation: str) -> None:
    assert (words, scheme, notation) in codes(sentence)


def test_the_longest_phrase_wins_within_a_scheme() -> None:
    assert {found for found in codes("The aid worker slept.") if found[1] == "group"} == {("aid worker", "group", "aid-workers")}


def test_the_head_of_a_phrase_with_of_is_the_noun_before_it() -> None:
    (document,) = documents([Report("r", "A place of worship burned.")])
    (mention,) = [code for code in find_codes(document) if code.scheme == "facility"]
    assert document.doc[mention.head].text == "place"


@pytest.mark.parametrize(
    ("singular", "expected"),
    [
        ("fireman", "firemen"),
        ("grocery", "groceries"),
        ("day", "days"),
        ("church", "churches"),
        ("child", "children"),
        ("wife", "wives"),
    ],
)
def test_plurals_are_formed_on_the_last_word(singular: str, expected: str) -> None:
    assert plural(singular) == expected
