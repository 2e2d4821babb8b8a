"""Statements are about what their sentences tell, else about what was told last."""

import pytest

from kg.extraction.language import documents
from kg.extraction.subjects import Subjects
from kg.model import Passage, Report

_TEXT = "The ministry was shelled at noon. Police said that nine people had died. The mayor denied it. Rain fell on four houses."


@pytest.mark.parametrize(
    ("told", "sentences", "about"),
    [
        ({"nine": ["e1", "v1"], "four": ["v2"]}, [1], ("e1", "v1")),
        ({"shelled": ["e1"], "nine": ["e2", "v1"]}, [0, 1], ("e1", "e2", "v1")),
        ({"shelled": ["e1"], "nine": ["e2", "v1"]}, [2], ("e2",)),
        ({"four": ["e3", "v2"]}, [2], ("e3",)),
        ({}, [2], ()),
    ],
)
def test_a_statement_is_about_what_its_sentences_tell_else_the_event_told_last(
    told: dict[str, list[str]], sentences: list[int], about: tuple[str, ...]
) -> None:
    (document,) = documents([Report("r", _TEXT)])
    starts = {word: _TEXT.index(word) for word in told}
    subjects = Subjects(document, {Passage(starts[word], starts[word] + len(word)): ids for word, ids in told.items()})
    assert subjects.of(sentences) == about
