"""An event's place is chosen among all names around it; each wider place told with it is asked for by itself."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kg.extraction.language import documents
from kg.extraction.questions import Question
from kg.extraction.steps import read
from kg.model import Report
from kg.values import PartialDate


class Wishing:
    """Answers as the rules do, but takes wanted places where they are offered, and wider ones only if they are wanted."""

    def __init__(self, *wanted: str) -> None:
        self.wanted = wanted
        self.asked: list[Question] = []

    def choose(self, question: Question) -> int:
        self.asked.append(question)
        offered = [option.value for option in question.options]
        if question.task == "place":
            return next((offered.index(name) for name in self.wanted if name in offered), question.rules)
        return int(offered[1] in self.wanted) if question.task == "also" else question.rules

    def sure(self, task: str, start: int) -> float | None:  # noqa: ARG002 - see `Judge`
        return None

    def facts(self, task: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        for question in self.asked:
            if question.task == task:
                yield from ((option.value, option.facts) for option in question.options)


def _places(text: str, judge: Wishing | None) -> list[list[str]]:
    (document,) = documents([Report("r", text, published=PartialDate("2021-03-17"), publisher="Oria News")])
    return [[place.label for place in event.places] for event in read(replace(document, judge=judge)).account.events]


def test_the_wider_place_behind_a_comma_is_told_with_a_place_by_the_rules() -> None:
    assert _places("Gunmen shot a teacher dead at Bel Qarun, Lorana, on Monday.", None) == [["Bel Qarun", "Lorana"]]


def test_whoever_knows_better_leaves_a_wider_place_out() -> None:
    assert _places("Gunmen shot a teacher dead at Bel Qarun, Lorana, on Monday.", Wishing("Bel Qarun")) == [["Bel Qarun"]]


def test_a_name_that_nothing_shows_to_be_a_place_can_be_chosen() -> None:
    text = "Rebels looted Tando Mirel on Monday and killed nine villagers there."
    judge = Wishing("Tando Mirel")
    assert _places(text, None) == [[]]
    assert _places(text, judge)[0] == ["Tando Mirel"]
    assert any(value == "Tando Mirel" and "unproven" in facts for value, facts in judge.facts("place"))


@pytest.mark.parametrize(
    ("text", "wider", "fact"),
    [
        ("Soldiers shot two men in Bel Qarun (Lorana) on Monday.", "Lorana", "behind ("),
        ("ORIA, March 15 -- Soldiers shot two men in Bel Qarun on Monday.", "ORIA", "before far"),
    ],
)
def test_places_told_beside_the_place_of_an_event_are_asked_for(text: str, wider: str, fact: str) -> None:
    judge = Wishing("Bel Qarun", wider)
    assert _places(f"Two men shot\n\n{text}", judge)[0] == ["Bel Qarun", wider]
    assert any(value == wider and fact in facts for value, facts in judge.facts("also"))


def test_a_longer_form_of_the_chosen_name_is_no_other_place() -> None:
    judge = Wishing("Bel Qarun")
    _places("Bel Qarun village. Soldiers shot two men at Bel Qarun on Monday. Bel Qarun Market town is quiet.", judge)
    assert not any("Qarun" in value for value, _ in judge.facts("also"))


class Trusting(Wishing):
    """Takes wanted places where they are offered, and of the wider ones those that the rules have."""

    def choose(self, question: Question) -> int:
        return question.rules if question.task == "also" else super().choose(question)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Soldiers shot two men in Tolesh and Bel Qarun on Monday.", ["Bel Qarun", "Tolesh"]),
        ("Soldiers shot two men in Bel Qarun, Lorana, on Monday.", ["Bel Qarun", "Lorana"]),
        ("Soldiers left Tolesh and shot two men in Bel Qarun on Monday.", ["Bel Qarun"]),
    ],
)
def test_places_side_by_side_are_told_as_one(text: str, places: list[str]) -> None:
    assert _places(f"Two men shot\n\n{text}", Trusting("Bel Qarun"))[0] == places
