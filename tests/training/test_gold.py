"""The account made by hand answers what the reader asks, and leaves open what it does not tell."""

from dataclasses import replace
from typing import Any

import pytest

from kg.accounts import to_json
from kg.extraction.language import documents
from kg.extraction.questions import Option, Question
from kg.extraction.steps import find_candidates, read
from tests.extraction.counts_of import report
from training.gold import OPEN, Gold, same_name, same_party

TEXT = (
    "Shells hit Qarun\nOn Monday soldiers shelled the market in Qarun, killing five people and wounding nine, police said. Amir Dostan, 34, "
    "was among the dead. A film about an attack opened in Oussa, where 300 people saw it."
)
FACTS: dict[str, Any] = {
    "events": [
        {
            "id": "e1", "type": "attack", "quote": "soldiers shelled the market", "date_start": "2022-06-06", "date_end": "2022-06-06",
            "places": ["Qarun"], "country": None, "perpetrators": ["soldiers"], "suspected": False, "weapons": ["artillery"],
            "facilities": [{"type": "market", "name": None, "effect": "destroyed"}], "negated": False,
        }
    ],
    "victim_counts": [
        {
            "id": "v1", "event": "e1", "outcome": "missing", "groups": [], "min": 5, "max": 5, "qualifier": "exact", "source": "police",
            "scope": "incident", "subset_of": None, "quote": "five people",
        }
    ],
    "named_victims": [{"name": "Amir Dostan", "outcome": "injured", "event": "e1", "quote": "Amir Dostan"}],
    "facility_counts": [],
    "statements": [{"speaker": "police", "stance": "warns", "quote": "police said"}],
}  # fmt: skip


class Reader:
    """Goes on from the right answers and keeps them."""

    def __init__(self, gold: Gold) -> None:
        self.gold = gold
        self.answers: list[tuple[Question, int]] = []

    def choose(self, question: Question) -> int:
        answer = self.gold.answer(question)
        self.answers.append((question, answer))
        return question.rules if answer == OPEN else answer

    def sure(self, task: str, start: int) -> float | None:  # noqa: ARG002 - see `Judge`
        return None


@pytest.fixture(scope="module")
def reader() -> Reader:
    document = next(documents([report(TEXT)]))
    found = Reader(Gold(document, find_candidates(document), FACTS))
    read(replace(document, judge=found))
    return found


def test_what_is_read_with_the_right_answers_is_what_the_account_says() -> None:
    document = next(documents([report(TEXT)]))
    judge = Reader(Gold(document, find_candidates(document), FACTS))
    account = to_json(read(replace(document, judge=judge)).account, report(TEXT))
    (event,) = account["events"]
    assert (event["type"], event["date_start"], event["places"], event["perpetrators"]) == (
        "attack",
        "2022-06-06",
        ["Qarun"],
        ["soldiers"],
    )
    assert [(item["type"], item["effect"]) for item in event["facilities"]] == [("market", "destroyed")]
    assert [(count["outcome"], count["min"], count["event"]) for count in account["victim_counts"]] == [
        ("missing", 5, event["id"])
    ]
    assert [(victim["name"], victim["outcome"]) for victim in account["named_victims"]] == [("Amir Dostan", "injured")]
    assert [(said["speaker"], said["stance"]) for said in account["statements"]] == [("police", "warns")]


def test_a_number_that_the_account_does_not_have_counts_nobody(reader: Reader) -> None:
    right = {question.start: question.options[answer].code for question, answer in reader.answers if question.task == "count"}
    assert sorted(right.values()) == ["missing", *["no"] * (len(right) - 1)]
    assert len(right) > 1


def test_words_of_no_event_of_the_account_tell_of_none(reader: Reader) -> None:
    mentions = [(question, answer) for question, answer in reader.answers if question.task == "mention"]
    document = reader.gold.document
    no = {document.words_of(question.start, question.end) for question, answer in mentions if answer == 0}
    yes = {document.words_of(question.start, question.end) for question, answer in mentions if answer == 1}
    assert "attack" in no
    assert "shelled" in yes


def test_a_figure_of_the_publisher_has_the_publisher_for_its_source_also_where_another_name_of_it_is_offered() -> None:
    (document,) = documents([report(TEXT)])
    facts = FACTS | {"victim_counts": [FACTS["victim_counts"][0] | {"source": "Elbonia Wire"}]}
    candidates = find_candidates(document)
    five = next(number for number in candidates.numbers if number.quantity.minimum == facts["victim_counts"][0]["min"])
    options = (Option("publisher"), Option("Organization", value="Wire"), Option("Agent", value="police"))
    answers = [
        Gold(document, candidates, facts).answer(Question("source", five.start, five.end, options, rules)) for rules in range(3)
    ]
    assert answers == [0, 1, 0]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Elbonian Red Cross", "Red Cross", True),
        ("the Army", "army", True),
        ("Ōsaka’s police", "Osaka police", True),
        ("army", "navy", False),
        ("", "army", False),
    ],
)
def test_one_name_is_the_other_where_it_has_all_its_words(one: str, other: str, *, same: bool) -> None:
    assert same_name(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Houthi", "Houthis", True),
        ("United States", "American", True),
        ("Dawn Front", "Front of the Dawn", True),
        ("army", "Dawn Front", False),
        ("Turkey", "Syria", False),
    ],
)
def test_a_party_is_the_same_in_the_singular_and_by_its_state(one: str, other: str, *, same: bool) -> None:
    assert same_party(one, other) is same


def test_an_event_of_many_words_is_the_one_that_the_first_known_of_them_tells_of() -> None:
    (document,) = documents([report(TEXT)])
    candidates = find_candidates(document)
    gold = Gold(document, candidates, FACTS)
    five = next(number for number in candidates.numbers if number.quantity.minimum == FACTS["victim_counts"][0]["min"])
    head = next(iter(gold.told))
    options = (
        Option("none"),
        Option("attack", value=str(len(document.doc))),
        Option("attack", value=f"{len(document.doc)} {head}"),
    )
    assert gold.answer(Question("event-of", five.start, five.end, options, 0)) == 2
