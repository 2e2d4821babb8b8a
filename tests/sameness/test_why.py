"""Why two things are one, or are not."""

from functools import cache

import pytest

from kg.errors import InputError
from kg.linking.graphs import change, identity
from kg.linking.resolving import Resolver
from kg.places.gazetteer import open_gazetteer
from kg.sameness.why import Feature, Sameness, why_same
from kg.store.base import Store
from kg.terms import RV
from tests.conftest import BASE
from tests.linking.reports import LATER, MONITOR, NEWS, UN, node
from tests.sameness.linked import STRIKE, identify, incident, linked_store, say


@cache
def resolver() -> Resolver:
    return Resolver(open_gazetteer(), BASE)


@pytest.fixture
def store() -> Store:
    return linked_store()


def why(store: Store, left: str, right: str) -> Sameness:
    return why_same(store, left[1:-1], right[1:-1], resolver)


def test_two_that_are_alike_enough_are_one_with_the_weightiest_features_first(store: Store) -> None:
    found = why(store, node(NEWS), node(MONITOR))
    assert (found.together, found.score) == (True, 0.96)
    assert found.answer == "They are one event, Air strike, Tell Zarifa, 7 May 2024, since they are alike enough."
    assert found.features == (
        Feature(3.2, "Both happened on the same day."),
        Feature(-0.4, "They hit facilities of different names."),
    )
    assert found.path == ()


def test_each_side_stands_in_its_sentence_with_its_words_marked(store: Store) -> None:
    left = why(store, node(MONITOR), node(NEWS)).left
    assert left.heading == "monitor · Marwat Monitor · 2024-05-09"
    sentence = left.sentences[0]
    mark = sentence.marks[0]
    assert sentence.text.startswith("On 7 May an air strike") and sentence.text.endswith("died.")  # noqa: PT018
    assert sentence.text[mark.start - sentence.start : mark.end - sentence.start] == "an air strike hit al-Nour hospital"


def test_a_persons_word_comes_before_the_score(store: Store) -> None:
    found = why(store, node(NEWS), node(UN))
    assert found.answer.endswith("since somebody says so.")
    assert [link.by for link in found.decisions] == ["Amal"]


def test_two_that_are_together_by_way_of_others_show_the_way(store: Store) -> None:
    found = why(store, node(MONITOR), node(UN))
    assert found.answer.endswith("since both are like others that hold them together, though not alike enough themselves.")
    assert [{link.left_report, link.right_report} for link in found.path] == [{"monitor", "news"}, {"news", "un"}]


def test_two_that_are_not_sure_enough_are_left_to_people(store: Store) -> None:
    found = why(store, node(NEWS), node(LATER))
    assert (found.together, found.score) == (False, 0.4)
    assert found.answer == "They are not taken for one event, since it is not sure enough that they are one; decide it yourself."


def test_whoever_says_that_they_differ_is_named(store: Store) -> None:
    say(store, node(NEWS), node(LATER), "different", "Bo", "weeks apart")
    found = why(store, node(LATER), node(NEWS))
    assert found.answer.endswith("since somebody says that they differ.")
    assert [(link.by, link.reasons) for link in found.decisions] == [("Bo", ("weeks apart",))]


def test_people_who_contradict_each_other_are_both_named(store: Store) -> None:
    say(store, node(NEWS), node(LATER), "different", "Bo")
    say(store, node(NEWS), node(LATER), "same", "Cy")
    found = why(store, node(LATER), node(NEWS))
    assert found.answer.endswith("since people contradict each other about it.")
    assert {link.by for link in found.decisions} == {"Bo", "Cy"}


def test_a_wall_between_others_that_two_belong_with_is_told(store: Store) -> None:
    say(store, node(MONITOR), node(LATER), "different", "Bo")
    assert why(store, node(NEWS), node(LATER)).answer.endswith("since somebody says that others, which they belong with, differ.")


def test_two_events_of_one_report_are_two(store: Store) -> None:
    found = why(store, node(MONITOR), node(MONITOR, number=2))
    assert found.answer.endswith("since one report tells of both, as of two.")
    assert found.score is None


def test_a_pair_that_the_graph_does_not_hold_is_compared_anew(store: Store) -> None:
    found = why(store, node(MONITOR, number=2), node(LATER))
    assert found.score is not None
    assert found.score < found.unsure
    assert any(feature.weight < 0 for feature in found.features)
    assert found.answer.endswith("since nothing that they have in common made them worth comparing.")


def test_an_incident_stands_for_that_event_of_it_which_is_most_like_the_other(store: Store) -> None:
    found = why(store, incident(*STRIKE), incident(node(LATER)))
    assert (found.left.identifier, found.right.identifier, found.score) == ("news", "later", 0.4)


def test_facilities_and_persons_are_explained_alike(store: Store) -> None:
    facility = why(store, node(NEWS, "facility"), node(LATER, "facility"))
    person = why(store, node(NEWS, "victim"), node(UN, "victim"))
    assert facility.answer.startswith("They are one facility, Nur Hospital, since")
    assert person.answer.startswith("They are one person, Sana Orel, since")
    assert person.left.says == "Sana Orel, 41"


def test_two_that_were_resolved_by_themselves_say_so_with_the_reason(store: Store) -> None:
    places = [node(NEWS, "place"), node(UN, "place")]
    identify(store, "place", "Place", "Tell Zarifa", *places)
    found = why(store, *places)
    assert found.answer == "They are one place, Tell Zarifa, since both were taken for the same known thing, each by itself."
    assert [line.split(" is taken for ")[0] for line in found.resolved] == ["Tell Zarifa (news)", "Tell Zarifa (un)"]
    assert all(line.rpartition(": ")[2] for line in found.resolved)


def test_an_agent_with_keys_was_not_resolved_by_itself(store: Store) -> None:
    agents = [node(NEWS, "agent"), node(LATER, "agent")]
    identify(store, "actor", "Organization", "Elbonia Press", *agents)
    assert why(store, *agents).resolved
    change(store, (), [f'{agent} <{RV}linkingKey> "k"' for agent in agents], identity(store))
    assert why(store, *agents).resolved == ()


@pytest.mark.parametrize(
    ("left", "right", "message"),
    [
        (node(NEWS), node(UN, "facility"), "nothing is both"),
        (node(NEWS), node(NEWS), "is one thing, told of once"),
        (node(NEWS), f"<{BASE}report/0/event/1>", "is no event, facility, agent, person, place of a report in the store"),
        (node(NEWS), f"<{BASE}graph/identity>", "is no event"),
    ],
)
def test_what_cannot_be_compared_is_refused(store: Store, left: str, right: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        why(store, left, right)
