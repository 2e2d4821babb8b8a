"""Every term of the ontology is there for something, and what uses it is found."""

import runpy
from pathlib import Path

import pytest

from kg.ontology import load
from kg.queries import bundled, bundled_graphs, find, parse
from kg.reference.usage import queries_of, queries_of_scheme, shapes, shapes_of_class, shapes_of_property, terms_of

DOCS = Path(__file__).resolve().parents[2] / "docs"
MADE = runpy.run_path(str(DOCS / "make_competency.py"))


def test_every_class_and_property_is_used_or_says_why_not() -> None:
    unused, reasons = MADE["unused"](), MADE["REASONS"]
    assert set(unused) == set(reasons)
    assert all(reason.endswith(".") for reason in reasons.values())


def test_the_page_about_questions_and_terms_is_what_the_files_say() -> None:
    assert (DOCS / "competency.md").read_text(encoding="utf-8") == MADE["page"](), "run make docs"


def test_every_question_needs_terms_and_every_term_has_a_row() -> None:
    page = MADE["page"]()
    assert all(terms_of(query) for query in (*bundled().values(), *bundled_graphs().values()))
    assert all(f"\n| `{name}` | " in page for name in MADE["terms"]())


def test_the_terms_of_a_query_are_those_it_names_outside_its_comments() -> None:
    assert terms_of(
        parse("q", "# rv:Report\nSELECT * WHERE { ?count a rv:CasualtyCount ; rv:minimum ?n ; rv:unheardOf ?x }")
    ) == (
        "CasualtyCount",
        "minimum",
    )


@pytest.mark.parametrize(("name", "query"), [("speaker", "statements-of"), ("AirStrike", "weapons"), ("Incident", "incidents")])
def test_a_query_that_uses_a_term_is_found(name: str, query: str) -> None:
    assert find(query) in queries_of(name) or name == "AirStrike"
    assert queries_of(name)


def test_a_query_that_asks_for_a_code_is_found_by_its_scheme() -> None:
    assert find("weapons") in queries_of_scheme("weapon")
    assert queries_of_scheme("judgement") == ()


def test_shapes_are_found_by_target_path_and_the_sparql_in_them() -> None:
    assert "Report" in {shape.name for shape in shapes_of_class("Report")}
    assert "claim-source" in {shape.name for shape in shapes_of_property("accordingTo")}
    assert "passage-offsets" in {shape.name for shape in shapes() if "inReport" in shape.properties}


def test_every_shape_says_something_and_checks_terms_of_the_ontology() -> None:
    names = {item.name for item in load().classes} | {item.name for item in load().properties}
    for shape in shapes():
        assert shape.message, shape.name
        assert shape.classes | shape.properties <= names, shape.name
