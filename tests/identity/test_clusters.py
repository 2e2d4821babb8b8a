"""Clusters: walls hold, chains of weak links do not, and neither order nor what else there is changes anything."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.identity.clusters import SAME, UNSURE, clusters, components, ordered

from .made import node

NODES = [node(report, "event", number) for report in "abcd" for number in (1, 2)]
PAIRS = [ordered(*pair) for pair in combinations(NODES, 2)]
SCORES = st.dictionaries(st.sampled_from(PAIRS), st.floats(0, 1, allow_nan=False), max_size=len(PAIRS))
DECIDED = st.dictionaries(st.sampled_from(PAIRS), st.sampled_from(["same", "different", "unsure"]), max_size=4)


def a(report: str, number: int = 1) -> str:
    return node(report, "event", number)


def scores(**given: float) -> dict[tuple[str, str], float]:
    return {ordered(a(names[0]), a(names[1])): score for names, score in given.items()}


def test_a_sure_pair_is_one_and_an_unsure_one_is_not() -> None:
    assert clusters([a("a"), a("b"), a("c")], scores(ab=0.9, bc=0.5)) == [(a("a"), a("b")), (a("c"),)]


def test_a_chain_of_links_does_not_join_its_ends() -> None:
    chain = scores(ab=0.8, bc=0.75, cd=0.8)
    assert clusters([a(name) for name in "abcd"], chain) == [(a("a"), a("b")), (a("c"), a("d"))]


@pytest.mark.parametrize("kind", ["event", "victim"])
def test_two_events_or_victims_of_one_report_are_never_one(kind: str) -> None:
    first, second, other = node("a", kind, 1), node("a", kind, 2), node("b", kind)
    pairs = {ordered(first, other): 0.9, ordered(second, other): 0.9, ordered(first, second): 1.0}
    assert clusters([first, second, other], pairs) == [(first, other), (second,)]


def test_people_may_say_that_two_events_of_one_report_are_one() -> None:
    found = clusters([a("a", 1), a("a", 2)], {}, {ordered(a("a", 1), a("a", 2)): "same"})
    assert found == [(a("a", 1), a("a", 2))]


def test_a_wall_keeps_apart_what_scores_highest() -> None:
    assert clusters([a("a"), a("b")], scores(ab=1.0), {ordered(a("a"), a("b")): "different"}) == [(a("a"),), (a("b"),)]


def test_a_wall_beats_a_person_who_says_same_by_way_of_a_third() -> None:
    decided = {ordered(a("a"), a("b")): "same", ordered(a("b"), a("c")): "same", ordered(a("a"), a("c")): "different"}
    assert clusters([a("a"), a("b"), a("c")], {}, decided) == [(a("a"), a("b")), (a("c"),)]


def test_lasting_things_are_joined_by_what_is_known_of_them_where_events_are_not() -> None:
    sites = [node(name, "facility") for name in "abc"]
    pairs = {ordered(sites[0], sites[1]): 0.95, ordered(sites[1], sites[2]): 0.95}
    assert clusters(sites, pairs) == [tuple(sites)]
    assert len(clusters([a(name) for name in "abc"], scores(ab=0.95, bc=0.95))) == 2


@given(SCORES, DECIDED, st.randoms(use_true_random=False))
def test_the_order_of_what_goes_in_changes_nothing(
    found: dict[tuple[str, str], float], decided: dict[tuple[str, str], str], random: Random
) -> None:
    nodes, pairs, judged = list(NODES), list(found.items()), list(decided.items())
    for some in (nodes, pairs, judged):
        random.shuffle(some)
    assert clusters(nodes, dict(pairs), dict(judged)) == clusters(NODES, found, decided)


@given(SCORES, DECIDED)
def test_every_node_is_in_one_cluster_and_no_wall_is_crossed(
    found: dict[tuple[str, str], float], decided: dict[tuple[str, str], str]
) -> None:
    result = clusters(NODES, found, decided)
    assert sorted(member for cluster in result for member in cluster) == sorted(NODES)
    for cluster in result:
        assert all(decided.get(ordered(*pair)) != "different" for pair in combinations(cluster, 2))


@given(SCORES, DECIDED)
def test_each_component_comes_to_the_same_when_it_is_computed_alone(
    found: dict[tuple[str, str], float], decided: dict[tuple[str, str], str]
) -> None:
    links = [pair for pair, score in found.items() if score >= UNSURE] + [
        pair for pair, judgement in decided.items() if judgement == "same"
    ]
    alone = [cluster for some in components(NODES, links) for cluster in clusters(some, found, decided)]
    assert sorted(alone) == clusters(NODES, found, decided)


@given(SCORES)
def test_scores_below_unsure_join_nothing_and_what_is_joined_is_sure_on_the_whole(found: dict[tuple[str, str], float]) -> None:
    for cluster in clusters(NODES, found):
        values = [found.get(ordered(*pair), 0.2) for pair in combinations(cluster, 2)]
        assert not values or max(values) >= UNSURE
        assert len(values) != 1 or values[0] >= SAME


def test_components_are_those_of_the_graph_of_links() -> None:
    assert components(["a", "b", "c", "d"], [("a", "c"), ("x", "d")]) == [("a", "c"), ("b",), ("d",)]


@pytest.mark.parametrize("threshold", [0.5, 0.95])
def test_the_threshold_of_same_can_be_set(threshold: float) -> None:
    assert (len(clusters([a("a"), a("b")], scores(ab=0.8), same=threshold)) == 1) == (threshold < 0.8)
