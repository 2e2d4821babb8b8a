"""What the rules only guess can be answered by somebody else, whose answer counts; else nothing changes."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from kg.extraction.language import documents
from kg.extraction.questions import Question
from kg.extraction.steps import read
from kg.model import Account, Casualty, CasualtyCount, FacilityCount, FacilityImpact, Responsibility, Statement
from tests.conftest import TEXT
from tests.extraction.counts_of import report

STRUCK = (
    "Shells hit Qarun\nOn Monday soldiers shelled the market in Qarun, killing five people, including two children. Three houses were "
    "destroyed, police said. Amir Dostan, 34, a nurse, was among the dead. On Tuesday rebels attacked a clinic in Oussa and wounded nine "
    "people, the Elbonian Red Cross said. The army denied that it had fired."
)


@dataclass
class Judge:
    """Answers as it is told to, by default as the rules do, and remembers what it was asked."""

    answer: Callable[[Question], int] = lambda question: question.rules
    asked: list[Question] = field(default_factory=list)

    def choose(self, question: Question) -> int:
        self.asked.append(question)
        return self.answer(question)

    def sure(self, task: str, start: int) -> float | None:  # noqa: ARG002 - see `Judge`
        return None


def account(text: str, judge: Judge | None) -> Account:
    return read(replace(next(documents([report(text)])), judge=judge)).account


def saying(task: str, code: str) -> Judge:
    """A judge that gives one answer to all questions of a task."""

    def answer(question: Question) -> int:
        codes = [option.code for option in question.options]
        return codes.index(code) if question.task == task and code in codes else question.rules

    return Judge(answer)


@pytest.mark.parametrize("text", [TEXT, STRUCK, "", "Nothing happened.\n\nNothing at all."])
def test_whoever_answers_as_the_rules_do_changes_nothing(text: str) -> None:
    assert account(text, Judge()) == account(text, None)


def test_each_question_has_the_rules_answer_among_its_options_and_each_option_once() -> None:
    judge = Judge()
    account(STRUCK, judge)
    assert {"mention", "event", "count", "event-of", "source", "victim", "speaker", "unsaid", "statement"} <= {
        question.task for question in judge.asked
    }
    for question in judge.asked:
        assert 0 <= question.rules < len(question.options)
        assert len(set(question.options)) == len(question.options)


def test_questions_are_the_same_each_time() -> None:
    one, other = Judge(), Judge()
    account(STRUCK, one)
    account(STRUCK, other)
    assert one.asked == other.asked


@pytest.mark.parametrize(
    ("task", "kind"),
    [
        ("count", CasualtyCount),
        ("victim", Casualty),
        ("statement", Statement),
        ("facility-count", FacilityCount),
        ("perpetrator", Responsibility),
        ("facility", FacilityImpact),
    ],
)
def test_a_no_takes_away_what_it_is_about_and_nothing_else(task: str, kind: type) -> None:
    before = account(STRUCK, None)
    after = account(STRUCK, saying(task, "no"))
    assert any(isinstance(claim, kind) for claim in before.claims)
    assert not any(isinstance(claim, kind) for claim in after.claims)
    others = {type(claim) for claim in before.claims} - {kind}
    assert {type(claim) for claim in after.claims} == others


@pytest.mark.parametrize("task", ["mention", "event"])
def test_where_nothing_is_an_event_no_claim_has_one(task: str) -> None:
    found = account(STRUCK, saying(task, "no"))
    assert found.events == ()
    assert found.claims
    assert all(claim.event is None for claim in found.claims)


def test_what_belongs_to_no_group_is_no_event() -> None:
    assert account(STRUCK, saying("same", "nowhere")).events == ()


def test_mentions_that_are_new_each_make_an_event() -> None:
    assert len(account(STRUCK, saying("same", "new")).events) >= len(account(STRUCK, None).events)


def test_types_outcomes_acts_and_scopes_are_those_that_were_chosen() -> None:
    assert {event.type for event in account(STRUCK, saying("type", "campaign")).events} == {"campaign"}
    assert {count.outcome for count in account(STRUCK, saying("count", "missing")).of(CasualtyCount)} == {"missing"}
    assert {said.speech_act for said in account(STRUCK, saying("statement", "warns")).of(Statement)} == {"warns"}
    assert {count.scope for count in account(STRUCK, saying("scope", "cumulative")).of(FacilityCount)} == {"cumulative"}


def test_dates_and_places_can_be_taken_away() -> None:
    assert any(event.start and event.places for event in account(STRUCK, None).events)
    assert all(event.start is None for event in account(STRUCK, saying("date", "none")).events)
    assert all(event.places == () for event in account(STRUCK, saying("place", "none")).events)


def test_a_source_that_is_the_publisher_is_nobody_named() -> None:
    assert all(count.according_to is None for count in account(STRUCK, saying("source", "publisher")).of(CasualtyCount))


def test_a_sentence_without_a_word_of_saying_can_be_a_statement_of_the_publisher() -> None:
    text = "Raid in Qarun\nOn Monday soldiers raided Qarun. There were nine graves behind the mill."
    before, after = account(text, None), account(text, saying("unsaid", "publisher"))
    assert not list(before.of(Statement))
    assert {said.speaker.label for said in after.of(Statement)} == {"Elbonia Wire"}


def test_a_sentence_without_a_trigger_can_tell_of_an_event() -> None:
    text = "School in Qarun\nOn Monday the roof of the school in Qarun came down under two rounds."
    assert account(text, None).events == ()
    (event,) = account(text, saying("mention", "yes")).events
    assert [place.label for place in event.places] == ["Qarun"]


def test_another_speaker_can_be_chosen_than_the_one_that_the_rules_found() -> None:
    def second(question: Question) -> int:
        return len(question.options) - 1 if question.task == "speaker" else question.rules

    before = [said.speaker.label for said in account(STRUCK, None).of(Statement)]
    after = [said.speaker.label for said in account(STRUCK, Judge(second)).of(Statement)]
    assert before != after


def test_of_the_effects_on_a_facility_it_is_shown_which_ones_words_say_and_which_is_the_strongest() -> None:
    judge = Judge()
    account("News from the region\n\nOn Monday soldiers shelled the market in Qarun. The market was destroyed.", judge)
    options = next(one.options for one in judge.asked if one.task == "facility" and one.options[1].value == "market")
    shown = {option.code: next(fact for fact in option.facts if fact.startswith("says")) for option in options}
    assert shown["destroyed"] == "says strongest"
    assert shown["struck"] == "says it"
    assert shown["damaged"] == "says another"


def test_who_is_accused_behind_an_event_is_shown_at_the_questions_of_who_did_it() -> None:
    judge = Judge()
    told = "On Monday a bomb killed nine people in Qarun. The army blamed Dawn Front. Dawn Front denied it and accused the army."
    account(f"News from the region\n\n{told}", judge)
    party = {one.options[1].value: one.options[1].facts for one in judge.asked if one.task == "perpetrator"}
    assert "accused" in party["Dawn Front"]
    guess = next(one.options[1].facts for one in judge.asked if one.task == "suspected")
    assert "dispute behind" in guess
