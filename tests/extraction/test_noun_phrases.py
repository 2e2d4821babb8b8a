"""Noun phrases: their words without the article, and which of them are roles."""

import pytest
from spacy.tokens import Token

from kg.extraction.language import documents
from kg.extraction.noun_phrases import phrase
from kg.extraction.roles import is_role
from kg.model import Report


def _token(text: str, word: str) -> Token:
    (document,) = documents([Report("r", text)])
    return next(token for token in document.doc if token.text == word)


def test_a_phrase_has_no_article_and_goes_on_behind_of_unless_it_is_asked_for_short() -> None:
    head = _token("The deputy governor of the province spoke on Monday.", "governor")
    assert (phrase(head), phrase(head, short=True)) == ("deputy governor of the province", "deputy governor")


@pytest.mark.parametrize(("word", "role"), [("governor", True), ("fisherman", True), ("newspaper", False), ("government", False)])
def test_trades_and_offices_are_roles_and_papers_and_bodies_are_none(word: str, role: bool) -> None:
    assert is_role(_token(f"The {word} spoke.", word)) is role
