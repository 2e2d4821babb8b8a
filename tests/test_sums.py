"""Sums that count nobody twice: small graphs with every awkward case, what they come to worked out by hand."""

from collections.abc import Iterable

import pyoxigraph
import pytest
from rdflib import Graph

from kg.errors import InputError, UsageError
from kg.identity.relations import figure_quads
from kg.ontology import ontology_nquads
from kg.queries import LEFT_OUT, bind, bundled, find, left_out, parse
from tests.identity.reports import BASE, Told
from tests.test_queries import FOLDER, rows

SUMS = [name for name, query in bundled().items() if query.left_out is not None]

#: What a sum says: kind of harm, groups, incidents, minimum, maximum, figures left out.
Row = tuple[str, ...]


def lines_of(told: Told) -> list[str]:
    return [*told.lines, *figure_quads(told.lines, BASE)]


def answers(lines: Iterable[str], name: str, **values: str) -> list[Row]:
    """The rows of a query, the same ones from two engines."""
    store, graph = pyoxigraph.Store(), Graph()
    store.load("".join(lines) + ontology_nquads(), format=pyoxigraph.RdfFormat.N_QUADS)
    graph.parse(data="".join(f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in store), format="nt")
    text = bind(find(name), values, BASE)
    found = rows(store.query(text, use_default_graph_as_union=True))
    again = [tuple("" if term is None else str(term) for term in row) for row in graph.query(text)]  # type: ignore[union-attr]
    assert [tuple(cell.replace("⏎", "\n") for cell in row) for row in found] == again
    return [tuple(cell.replace(f"{BASE}", "") for cell in row) for row in found]


def totals(told: Told, **values: str) -> list[Row]:
    """The sums without the claims they rest on."""
    return [row[:-1] for row in answers(lines_of(told), "totals", **values)]


def reasons(told: Told, **values: str) -> dict[str, str]:
    """Why which figures are left out."""
    found = answers(lines_of(told), LEFT_OUT, **values)
    return {row[-2]: row[0] for row in found}


@pytest.fixture
def told() -> Told:
    """Two incidents that are told of in report a, the first of them in report b as well, a week later."""
    told = Told()
    told.report("a", "2024-05-02")
    told.report("b", "2024-05-09")
    for event in ("a/e", "a/f", "b/e"):
        told.event(event)
    told.incident("i", "a/e", "b/e")
    told.incident("j", "a/f")
    return told


def test_figures_of_two_incidents_are_added(told: Told) -> None:
    told.figure("a/1", 12, 12, event="a/e")
    told.figure("a/2", 3, 5, event="a/f")
    assert totals(told) == [("killed", "", "2", "15", "17", "0")]
    assert reasons(told) == {}


def test_two_sources_for_one_incident_count_once_from_the_lowest_to_the_highest(told: Told) -> None:
    told.figure("a/1", 12, 12, event="a/e")
    told.figure("b/1", 20, 25, event="b/e", source="Ministry of Health")
    told.figure("a/2", 3, 3, event="a/f")
    assert totals(told) == [("killed", "", "2", "15", "28", "0")]


def test_a_part_is_not_added_to_its_whole_and_has_a_row_of_its_own_groups(told: Told) -> None:
    told.figure("a/1", 12, 12, event="a/e")
    told.figure("a/2", 5, 5, groups="children", event="a/e", subsetOf="a/1")
    told.figure("a/3", 7, 7, event="a/e", subsetOf="a/1")
    assert totals(told) == [("killed", "", "1", "12", "12", "1"), ("killed", "children", "1", "5", "5", "0")]
    assert reasons(told) == {"a/3": "part"}


def test_a_running_total_is_not_added(told: Told) -> None:
    told.event("a/c", "Campaign")
    told.incident("k", "a/c")
    told.figure("a/1", 12, 12, event="a/e")
    told.figure("a/2", 544, None, event="a/c", scope="cumulative")
    told.figure("a/3", 40, 40, event="a/c")
    told.figure("a/4", 90, 90, scope="cumulative")
    assert totals(told) == [("killed", "", "1", "12", "12", "3")]
    assert reasons(told) == {"a/2": "running total", "a/3": "running total", "a/4": "no incident, running total"}


def test_a_revised_figure_takes_the_place_of_the_older_one(told: Told) -> None:
    told.figure("a/1", 12, 12, event="a/e")
    told.figure("b/1", 15, 15, event="b/e")
    assert totals(told) == [("killed", "", "1", "15", "15", "1")]
    assert reasons(told) == {"a/1": "replaced"}


def test_a_figure_that_one_report_gives_twice_counts_once(told: Told) -> None:
    told.figure("a/1", 12, 12, event="a/e")
    told.figure("a/2", 12, 12, event="a/e")
    assert totals(told) == [("killed", "", "1", "12", "12", "1")]
    assert reasons(told) == {"a/2": "repeated"}


def test_what_did_not_happen_or_is_denied_is_not_added(told: Told) -> None:
    told.event("a/n", negated="true")
    told.incident("n", "a/n")
    told.figure("a/1", 12, 12, event="a/e")
    told.figure("a/2", 40, 40, event="a/e", source="Army", stance="denied")
    told.figure("a/3", 7, 7, event="a/n")
    assert totals(told) == [("killed", "", "1", "12", "12", "2")]
    assert reasons(told) == {"a/2": "denied", "a/3": "did not happen"}


def test_an_open_bound_of_one_figure_opens_the_sum(told: Told) -> None:
    told.figure("a/1", 12, None, event="a/e")
    told.figure("a/2", 3, 3, event="a/f")
    assert totals(told) == [("killed", "", "2", "15", "", "0")]


def test_a_figure_without_a_minimum_adds_nothing_to_the_lower_bound(told: Told) -> None:
    told.figure("a/1", None, 12, event="a/e")
    told.figure("a/2", 3, 3, event="a/f")
    assert totals(told) == [("killed", "", "2", "3", "15", "0")]


def test_an_open_bound_of_a_figure_that_is_left_out_opens_nothing(told: Told) -> None:
    told.figure("a/1", 12, None, event="a/e")
    told.figure("b/1", 15, 15, event="b/e")
    assert totals(told) == [("killed", "", "1", "15", "15", "1")]


def test_figures_side_by_side_are_at_least_the_larger_and_at_most_both(told: Told) -> None:
    told.figure("a/1", 25, 25, groups="children", event="a/e")
    told.figure("a/2", 12, 12, groups="children", event="a/e")
    assert totals(told) == [("killed", "children", "1", "25", "37", "0")]


def test_a_source_side_by_side_and_another_source_are_still_alternatives(told: Told) -> None:
    told.figure("a/1", 25, 25, groups="children", event="a/e")
    told.figure("a/2", 12, 12, groups="children", event="a/e")
    told.figure("b/1", 20, 20, groups="children", event="b/e", source="Ministry of Health")
    assert totals(told) == [("killed", "children", "1", "20", "37", "0")]


def test_a_row_of_which_everything_is_left_out_has_no_bounds(told: Told) -> None:
    told.figure("a/1", 90, 90, scope="cumulative", outcome="displaced")
    assert totals(told) == [("displaced", "", "0", "", "", "1")]


def test_civilians_are_added_over_all_sources_and_for_each(told: Told) -> None:
    told.figure("a/1", 12, 12, groups="civilians", event="a/e")
    told.figure("b/1", 20, None, groups="civilians", event="b/e", source="Ministry of Health")
    told.figure("a/2", 3, 3, groups="civilians", event="a/f")
    told.figure("a/3", 2, 2, groups="civilians children", event="a/f")
    told.figure("a/4", 544, 544, groups="civilians", scope="cumulative", source="Ministry of Health")
    assert answers(lines_of(told), "civilians-killed") == [
        ("all sources", "2", "15", "", "1", "a/1 b/1 a/2"),
        ("Ministry of Health", "1", "20", "", "1", "b/1"),
        ("Rescue Service", "2", "15", "15", "0", "a/1 a/2"),
    ]


def test_an_incident_that_reports_call_by_two_names_is_one_cause(told: Told) -> None:
    told.event("b/g", "Shelling")
    told.incident("j", "b/g")
    told.figure("a/1", 4, 4, groups="children", event="a/f")
    told.figure("b/1", 6, 6, groups="children", event="b/g", source="Ministry of Health")
    assert [row[:-1] for row in answers(lines_of(told), "deaths-by-group-and-cause")] == [
        ("children", "air-strike, shelling", "1", "4", "6", "0")
    ]


def test_an_incident_is_at_a_place_where_any_report_says_so(told: Told) -> None:
    told.event("b/g", earliest="2024-06-01", latest="2024-06-01")
    told.incident("j", "b/g")
    told.figure("a/1", 4, 4, event="a/f")
    told.figure("b/1", 6, 6, event="b/g", source="Ministry of Health")
    told.figure("a/2", 12, 12, event="a/e")
    assert totals(told, **{"from": "2024-05-20"}) == [("killed", "", "1", "4", "6", "0")]


def test_a_store_whose_figures_were_never_compared_adds_nothing_and_says_so(told: Told) -> None:
    told.figure("a/1", 12, 12, event="a/e")
    assert [row[:-1] for row in answers(told.lines, "totals")] == [("killed", "", "0", "", "", "1")]
    assert [row[0] for row in answers(told.lines, LEFT_OUT)] == ["not compared"]


# Which figures a sum leaves out


@pytest.mark.parametrize("name", SUMS)
@pytest.mark.parametrize("values", [{}, {"country": "SY"}, {"place": "hala"}, {"from": "2020-04-01"}, {"to": "2020-02-01"}])
def test_a_sum_leaves_out_as_many_figures_as_are_listed(name: str, values: dict[str, str]) -> None:
    store = pyoxigraph.Store()
    store.load(path=FOLDER / "graph.trig", format=pyoxigraph.RdfFormat.TRIG)
    store.load(ontology_nquads(), format=pyoxigraph.RdfFormat.N_QUADS)

    def ask(text: str) -> list[Row]:
        return rows(store.query(text, use_default_graph_as_union=True))

    told = [row[-2] for row in ask(bind(find(name), values))]
    counted = sum(map(int, told[:1] if name == "civilians-killed" else told))
    listed = ask(bind(*left_out(find(name), values)))
    assert len(listed) == counted
    assert len({row[-2] for row in listed}) == counted


@pytest.mark.parametrize("name", SUMS)
def test_the_list_of_what_is_left_out_takes_every_parameter_of_a_sum(name: str) -> None:
    known = {parameter.name for parameter in find(LEFT_OUT).parameters}
    assert {parameter.name for parameter in find(name).parameters} <= known
    assert set(find(name).left_out or ()) <= known


def test_the_relations_in_the_graph_by_hand_are_those_of_the_rule() -> None:
    store = pyoxigraph.Store()
    store.load(path=FOLDER / "graph.trig", format=pyoxigraph.RdfFormat.TRIG)
    lines = [f"{quad.subject} {quad.predicate} {quad.object} {quad.graph_name} .\n" for quad in store]
    relations = {"addable", "containedIn", "repeats", "replaces"}
    by_hand = [line for line in lines if line.split(" ")[1].rpartition("#")[2][:-1] in relations]
    assert figure_quads(lines, "https://w3id.org/reported-violence/id/") == sorted(by_hand)


def test_a_query_that_adds_nothing_up_has_nothing_left_out() -> None:
    with pytest.raises(
        UsageError, match=r"figures adds nothing up, .*; those that do: civilians-killed, deaths-by-group-and-cause, totals"
    ):
        left_out(find("figures"), {})


def test_a_head_that_can_t_be_read_is_refused() -> None:
    with pytest.raises(InputError, match="query x: can't read leftout: 'outcome'"):
        parse("x", "#+ leftout: outcome\nSELECT * WHERE { ?s ?p ?o }")
    assert parse("x", "#+ leftout: a=b; c=d,e\nSELECT * WHERE { ?s ?p ?o }").left_out == {"a": "b", "c": "d,e"}
    assert parse("x", "#+ leftout: any\nSELECT * WHERE { ?s ?p ?o }").left_out == {}


def test_several_codes_are_bound_together() -> None:
    assert bind(find("totals"), {"outcome": "killed, injured"}).count("code/outcome/killed> <https") == 1
    with pytest.raises(UsageError, match="no code 'dead'"):
        bind(find("totals"), {"outcome": "killed,dead"})
