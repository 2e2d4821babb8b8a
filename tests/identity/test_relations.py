"""Which figures may be added: every case in which a sum could count somebody twice."""

import random

import pytest

from kg.identity.relations import PROPERTIES, figure_quads
from kg.terms import RV
from tests.identity.reports import BASE, Told, node


def found(told: Told, *incidents: str) -> set[str]:
    """What is stated, short: `a/1 repeats a/2`, and `a/1` alone where it may be added."""
    lines = figure_quads(told.lines, BASE, [node(name) for name in incidents] if incidents else None)
    short = set()
    for line in lines:
        subject, predicate, value, graph, _ = line.replace(f"<{BASE}", "").replace(f"<{RV}", "").replace(">", "").split(" ")
        assert graph == "graph/identity"
        if predicate != "addable":
            short.add(f"{subject} {predicate} {value}")
        elif value.startswith('"true"'):
            short.add(subject)
    return short


@pytest.fixture
def told() -> Told:
    """A report with an air strike, which is an incident."""
    told = Told()
    told.report("a", "2024-05-02")
    told.event("a/e")
    told.incident("i", "a/e")
    return told


def linked(told: Told, name: str, published: str | None) -> None:
    """Another report on the same air strike."""
    told.report(name, published)
    told.event(f"{name}/e")
    told.incident("i", f"{name}/e")


def test_a_single_figure_may_be_added(told: Told) -> None:
    told.figure("a/1", 12, 12, event="a/e")
    assert found(told) == {"a/1"}


def test_figures_of_two_sources_are_alternatives_and_neither_replaces_the_other(told: Told) -> None:
    linked(told, "b", "2024-05-09")
    told.figure("a/1", 12, 12, event="a/e")
    told.figure("b/1", 15, None, event="b/e", source="Ministry of Health")
    assert found(told) == {"a/1", "b/1"}


def test_a_stated_part_is_contained_in_its_whole_and_may_be_added_to_parts_of_its_kind(told: Told) -> None:
    told.figure("a/1", 12, 12, event="a/e")
    told.figure("a/2", 5, 5, groups="children", subsetOf="a/1", event="a/e")
    assert found(told) == {"a/1", "a/2", "a/2 containedIn a/1"}


def test_a_part_for_the_same_groups_is_not_added_beside_its_whole_whatever_its_incident(told: Told) -> None:
    told.event("a/f")
    told.incident("j", "a/f")
    told.figure("a/1", 10, 10, event="a/e")
    told.figure("a/2", 7, 7, subsetOf="a/1", event="a/e")
    told.figure("a/3", 3, 3, subsetOf="a/1", event="a/f")
    assert found(told) == {"a/1", "a/2 containedIn a/1", "a/3 containedIn a/1"}


def test_a_part_of_a_part_is_contained_in_the_whole_as_well(told: Told) -> None:
    told.figure("a/1", 12, 12, event="a/e")
    told.figure("a/2", 5, 5, groups="children", subsetOf="a/1", event="a/e")
    told.figure("a/3", 2, 2, groups="children students", subsetOf="a/2", event="a/e")
    assert {"a/3 containedIn a/1", "a/3 containedIn a/2"} < found(told)


@pytest.mark.parametrize(
    ("whole", "part", "contained"),
    [
        ("", "children", True),
        ("civilians", "medical-workers", True),
        ("civilians", "civilians children", True),
        ("civilians", "combatants", False),
        ("civilians", "", False),
        ("children", "civilians", False),
        ("women children", "children", False),
    ],
)
def test_a_group_is_part_of_its_sources_people_or_civilians_without_being_called_so(
    told: Told, whole: str, part: str, contained: bool
) -> None:
    told.figure("a/1", 12, 12, groups=whole, event="a/e")
    told.figure("a/2", 5, 5, groups=part, event="a/e")
    assert ("a/2 containedIn a/1" in found(told)) is contained


def test_a_group_is_no_part_of_a_smaller_figure_nor_of_another_sources(told: Told) -> None:
    told.figure("a/1", 3, 3, event="a/e")
    told.figure("a/2", 5, 5, groups="children", event="a/e")
    told.figure("a/3", 9, 9, event="a/e", source="Ministry of Health")
    assert not any("containedIn" in statement for statement in found(told))


def test_a_running_total_is_never_added_and_holds_the_incidents_of_its_campaign(told: Told) -> None:
    told.event("a/c", "Campaign")
    told.event("a/f", "Shelling", partOf="a/c")
    told.incident("j", "a/f")
    told.incident("k", "a/c")
    told.figure("a/1", 12, 12, event="a/f")
    told.figure("a/2", 544, None, event="a/c", scope="cumulative")
    assert found(told) == {"a/1", "a/1 containedIn a/2"}


def test_a_campaign_of_another_report_holds_them_where_both_are_the_same(told: Told) -> None:
    told.event("a/c", "Campaign")
    told.event("a/f", "Shelling", partOf="a/c")
    told.event("b/c", "Campaign")
    told.incident("j", "a/f")
    told.incident("k", "a/c", "b/c")
    told.figure("a/1", 12, 12, event="a/f")
    told.figure("b/1", 544, None, event="b/c", scope="cumulative", source="Ministry of Health")
    assert found(told) == {"a/1", "a/1 containedIn b/1"}


@pytest.mark.parametrize(
    ("country", "place", "latest", "contained"),
    [
        ("SY", "town", "2024-05-03", True),
        ("SD", "town", "2024-05-03", False),
        ("SY", "village", "2024-05-03", False),
        ("SY", "town", "2024-06-01", False),
    ],
)
def test_a_running_total_over_a_place_and_a_period_holds_the_incidents_within(
    told: Told, country: str, place: str, latest: str, contained: bool
) -> None:
    told.event("a/c", "Campaign", country="SY", place="town", earliest="2024-05-01", latest="2024-05-31")
    told.event("a/f", country=country, place=place, earliest="2024-05-02", latest=latest)
    told.incident("j", "a/f")
    told.incident("k", "a/c")
    told.figure("a/1", 12, 12, event="a/f")
    told.figure("a/2", 544, None, event="a/c", scope="cumulative")
    assert ("a/1 containedIn a/2" in found(told)) is contained


def test_a_figure_of_a_campaign_counts_as_a_running_total_even_where_it_is_not_called_so(told: Told) -> None:
    told.event("a/c", "Campaign")
    told.incident("k", "a/c")
    told.figure("a/1", 40, 40, event="a/c")
    assert found(told) == set()


def test_what_is_denied_negated_or_of_no_incident_is_not_added(told: Told) -> None:
    told.event("a/n", negated="true")
    told.incident("n", "a/n")
    told.figure("a/1", 12, 12, event="a/e", stance="denied")
    told.figure("a/2", 12, 12, event="a/n")
    told.figure("a/3", 12, 12)
    assert found(told) == set()


def test_a_denied_figure_neither_repeats_nor_holds_others(told: Told) -> None:
    told.figure("a/1", 12, 12, event="a/e")
    told.figure("a/2", 12, 12, event="a/e", stance="denied")
    told.figure("a/3", 4, 4, groups="children", event="a/e")
    assert found(told) == {"a/1", "a/3", "a/3 containedIn a/1"}


def test_an_equal_figure_of_the_same_source_in_one_report_is_a_repetition(told: Told) -> None:
    told.figure("a/1", 12, 12, event="a/e")
    told.figure("a/2", 12, 12, event="a/e")
    assert found(told) == {"a/1", "a/2 repeats a/1"}


def test_equal_parts_of_one_whole_are_different_people(told: Told) -> None:
    told.figure("a/1", 12, 12, event="a/e")
    told.figure("a/2", 1, 1, groups="children", subsetOf="a/1", event="a/e")
    told.figure("a/3", 1, 1, groups="children", subsetOf="a/1", event="a/e")
    assert {"a/2", "a/3"} < found(told)


@pytest.mark.parametrize(
    "text",
    [
        "The toll has risen to 15 by now. It was 12 on Monday.",
        "Police put it at 15, up from 12 the day before.",
        "The toll was revised to 15 from 12.",
        "The toll fell to 15 from 12.",
        "Police had put the number at 12. Now it is 15.",
        "Earlier, police spoke of 12. Now it is 15.",
    ],
)
def test_words_in_the_report_tell_which_figure_replaces_which(text: str) -> None:
    told = Told()
    told.report("a", "2024-05-02", text)
    told.event("a/e")
    told.incident("i", "a/e")
    told.figure("a/1", 15, 15, event="a/e", words="15", start=text.index("15"))
    told.figure("a/2", 12, 12, event="a/e", words="12", start=text.index("12"))
    assert found(told) == {"a/1", "a/1 replaces a/2"}


def test_two_figures_of_one_source_that_no_word_puts_in_order_stand_side_by_side(told: Told) -> None:
    told.figure("a/1", 70, 70, event="a/e")
    told.figure("a/2", 30, 30, event="a/e")
    assert found(told) == {"a/1", "a/2"}


def test_a_later_report_replaces_what_its_source_said_before(told: Told) -> None:
    linked(told, "b", "2024-05-03")
    linked(told, "c", "2024-05-04")
    told.figure("a/1", 12, 12, event="a/e")
    told.figure("b/1", 15, 15, event="b/e")
    told.figure("c/1", 14, 14, event="c/e")
    assert found(told) == {"b/1 replaces a/1", "c/1 replaces b/1", "c/1"}


def test_a_source_that_goes_back_to_its_first_figure_takes_the_second_back(told: Told) -> None:
    linked(told, "b", "2024-05-03")
    linked(told, "c", "2024-05-04")
    told.figure("a/1", 12, 12, event="a/e")
    told.figure("b/1", 15, 15, event="b/e")
    told.figure("c/1", 12, 12, event="c/e")
    assert found(told) == {"b/1 replaces a/1", "c/1 replaces b/1", "c/1"}


def test_a_later_vaguer_figure_says_the_same_and_replaces_nothing(told: Told) -> None:
    linked(told, "b", "2024-05-09")
    told.figure("a/1", 29, 29, event="a/e")
    told.figure("b/1", 24, None, event="b/e")
    assert found(told) == {"a/1", "b/1 repeats a/1"}


@pytest.mark.parametrize("published", ["2024-05-02", None])
def test_reports_of_one_day_or_of_no_day_replace_nothing(told: Told, published: str | None) -> None:
    linked(told, "b", published)
    told.figure("a/1", 12, 12, event="a/e")
    told.figure("b/1", 15, 15, event="b/e")
    assert found(told) == {"a/1", "b/1"}


def test_the_parts_side_by_side_in_an_older_report_are_all_replaced(told: Told) -> None:
    linked(told, "b", "2024-05-09")
    told.figure("a/1", 25, 25, groups="children", event="a/e")
    told.figure("a/2", 12, 12, groups="children", event="a/e")
    told.figure("b/1", 40, 40, groups="children", event="b/e")
    assert found(told) == {"b/1", "b/1 replaces a/1", "b/1 replaces a/2"}


def test_a_running_total_replaces_an_older_one_of_its_source(told: Told) -> None:
    for name, day, number in (("b", "2024-05-09", 500), ("c", "2024-05-16", 544)):
        told.report(name, day)
        told.event(f"{name}/c", "Campaign")
        told.incident("k", f"{name}/c")
        told.figure(f"{name}/1", number, number, event=f"{name}/c", scope="cumulative")
    assert found(told) == {"c/1 replaces b/1"}


def test_totals_of_no_incident_are_compared_with_none(told: Told) -> None:
    told.figure("a/1", 96, 96, scope="cumulative", words="now stands at 96")
    told.figure("a/2", 121, 121, scope="cumulative", words="up from 121")
    told.figure("a/3", 96, 96, scope="cumulative")
    assert found(told) == set()


def test_what_a_source_is_identified_as_tells_that_two_names_are_one(told: Told) -> None:
    linked(told, "b", "2024-05-09")
    told.figure("a/1", 12, 12, event="a/e")
    told.figure("b/1", 15, 15, event="b/e", source="RS")
    assert found(told) == {"a/1", "b/1"}
    told.known("a/agent-Rescue-Service", "actor/rescue")
    told.known("b/agent-RS", "actor/rescue")
    assert found(told) == {"b/1", "b/1 replaces a/1"}


def test_sources_without_a_name_are_not_the_same_in_two_reports(told: Told) -> None:
    linked(told, "b", "2024-05-09")
    told.figure("a/1", 12, 12, event="a/e", source="residents")
    told.figure("b/1", 15, 15, event="b/e", source="residents")
    assert found(told) == {"a/1", "b/1"}


@pytest.mark.parametrize("other", [{"outcome": "injured"}, {"groups": "children"}, {"event": "a/f"}])
def test_figures_of_another_outcome_group_or_incident_are_not_compared(told: Told, other: dict[str, str]) -> None:
    told.event("a/f")
    told.incident("j", "a/f")
    told.figure("a/1", 12, 12, groups="civilians", event="a/e")
    told.figure("a/2", 12, 12, **{"groups": "civilians", "event": "a/e", **other})  # type: ignore[arg-type]
    assert not any("repeats" in statement or "replaces" in statement for statement in found(told))


def test_a_whole_that_goes_round_in_a_circle_ends(told: Told) -> None:
    told.figure("a/1", 12, 12, event="a/e", subsetOf="a/2")
    told.figure("a/2", 12, 12, event="a/e", subsetOf="a/1")
    assert found(told) == {"a/1 containedIn a/2", "a/2 containedIn a/1"}


def test_only_the_incidents_asked_for_are_written_about(told: Told) -> None:
    told.event("a/f")
    told.incident("j", "a/f")
    told.figure("a/1", 12, 12, event="a/e")
    told.figure("a/2", 3, 3, event="a/f")
    assert found(told, "j") == {"a/2"}


def test_the_order_of_the_lines_changes_nothing(told: Told) -> None:
    linked(told, "b", "2024-05-09")
    for name, minimum, maximum in (("a/1", 12, 12), ("a/2", 12, 12), ("b/1", 15, None), ("b/2", 10, 20)):
        told.figure(name, minimum, maximum, event=f"{name[0]}/e")
    lines = list(told.lines)
    first = figure_quads(lines, BASE)
    for seed in range(5):
        random.Random(seed).shuffle(lines)
        assert figure_quads(lines, BASE) == first


def test_every_figure_says_whether_it_may_be_added_and_nothing_else_is_stated(told: Told) -> None:
    told.figure("a/1", 12, 12, event="a/e")
    told.figure("a/2", 5, 5, groups="children", subsetOf="a/1", event="a/e")
    lines = figure_quads(told.lines, BASE)
    assert [line.split(" ")[0] for line in lines if f"{RV}addable" in line] == [node("a/1"), node("a/2")]
    assert {line.split(" ")[1] for line in lines} <= {f"<{RV}{name}>" for name in PROPERTIES}
